//! How things look. What matters is carried by modifiers and signs; colours help where there are some.
//! Plain text has the terminal's own colours unless the theme paints a background.

use std::env;

use ratatui::style::{Color, Modifier, Style};

use crate::config::{ColorScheme, GRAPHIC_CONTRAST, NamedTheme, Rgb, TEXT_CONTRAST};

/// How many colours may be sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ColorDepth {
    /// None ever: crossterm would take the modifiers of a coloured cell away under `NO_COLOR`.
    None,
    /// The 256 that terminals share.
    Indexed,
    /// All.
    True,
}

impl ColorDepth {
    /// What `NO_COLOR` (any value but the empty one) and the terminal's `COLORTERM` allow.
    pub fn from_env() -> Self {
        let is_true = |value: &str| matches!(value, "truecolor" | "24bit");
        match env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty()) {
            true => Self::None,
            false if env::var("COLORTERM").is_ok_and(|value| is_true(&value)) => Self::True,
            false => Self::Indexed,
        }
    }
}

/// The styles of everything drawn.
#[derive(Debug, Clone, Copy)]
pub struct Theme {
    colors: Option<Colors>,
    /// What everything stands on.
    base: Style,
    /// Whether secondary text is dimmed by a modifier, as it is where it has no colour of its own.
    dims: bool,
}

/// Colours by role.
#[derive(Debug, Clone, Copy)]
struct Colors {
    faint: Option<Color>,
    bar: Option<Color>,
    accent: Color,
    matched: Color,
    warning: Color,
    sides: [Color; 4],
}

impl Theme {
    /// A theme in so many colours, on a terminal with this background, where that is known.
    pub fn new(theme: &NamedTheme, depth: ColorDepth, background: Option<Rgb>) -> Self {
        let light = background.filter(|color| color.is_light());
        let (colors, base) = match (depth, theme.scheme(light.is_some())) {
            (ColorDepth::None, _) => (None, Style::new()),
            (_, None) => (Some(Colors::of_terminal(light)), Style::new()),
            (_, Some(scheme)) => {
                let (colors, base) = Colors::of_scheme(scheme, depth == ColorDepth::True);
                (Some(colors), base)
            }
        };
        Self { colors, base, dims: base == Style::new() }
    }

    /// The theme of a reversed row, where a colour would become its background.
    pub(super) fn reversed(self, is_reversed: bool) -> Self {
        Self { colors: self.colors.filter(|_| !is_reversed), ..self }
    }

    fn tinted(self, style: Style, color: impl Fn(Colors) -> Option<Color>) -> Style {
        self.colors.and_then(color).map_or(style, |color| style.fg(color))
    }

    /// What everything is drawn on, and plain text.
    pub fn base(self) -> Style {
        self.base
    }

    /// What is secondary.
    pub fn faint(self) -> Style {
        let style = Style::new();
        let style = if self.dims { style.add_modifier(Modifier::DIM) } else { style };
        self.tinted(style, |colors| colors.faint)
    }

    /// Bars, which tell by their length.
    pub fn bar(self) -> Style {
        self.tinted(self.faint(), |colors| colors.bar)
    }

    /// Headings and names.
    pub fn strong(self) -> Style {
        Style::new().add_modifier(Modifier::BOLD)
    }

    /// The title of the focused pane, and its rule.
    pub fn focused(self) -> Style {
        self.tinted(self.strong(), |colors| Some(colors.accent))
    }

    /// The selected row of the focused pane, the selected quote.
    pub fn selected(self) -> Style {
        Style::new().add_modifier(Modifier::REVERSED)
    }

    /// The sign of a side, by its place among all; the sign itself tells sides apart too.
    pub fn side(self, nth: usize) -> Style {
        self.tinted(Style::new(), |colors| Some(colors.sides[nth % colors.sides.len()]))
    }

    /// What the filter found.
    pub fn matched(self) -> Style {
        let style = Style::new().add_modifier(Modifier::BOLD | Modifier::UNDERLINED);
        self.tinted(style, |colors| Some(colors.matched))
    }

    /// What the find line found, and the current one of them.
    pub fn found(self, current: bool) -> Style {
        let style = Style::new().add_modifier(Modifier::BOLD | Modifier::UNDERLINED);
        if current { style.add_modifier(Modifier::REVERSED) } else { style }
    }

    /// The article's other quotes.
    pub fn other_quote(self) -> Style {
        Style::new().add_modifier(Modifier::UNDERLINED)
    }

    /// What is wrong.
    pub fn warning(self) -> Style {
        self.tinted(self.strong(), |colors| Some(colors.warning))
    }
}

impl Colors {
    /// The terminal's own. On a light background its yellow, green and cyan cannot be read: darker
    /// ones take their places.
    fn of_terminal(light: Option<Rgb>) -> Self {
        const TOO_LIGHT: [(Color, Rgb); 3] = [
            (Color::Yellow, Rgb(0xaf, 0x87, 0x00)),
            (Color::Green, Rgb(0x00, 0xaf, 0x00)),
            (Color::Cyan, Rgb(0x00, 0xaf, 0xaf)),
        ];
        let [yellow, green, cyan] = TOO_LIGHT.map(|(own, other)| match light {
            None => own,
            Some(background) => Color::Indexed(other.index_on(background, TEXT_CONTRAST)),
        });
        Self {
            faint: None,
            bar: None,
            accent: Color::Magenta,
            matched: Color::Magenta,
            warning: Color::Red,
            sides: [Color::Blue, yellow, green, cyan],
        }
    }

    /// Those of a palette, each as far from the background as it must be to be read; and the style of
    /// what everything stands on.
    fn of_scheme(scheme: &ColorScheme, is_true: bool) -> (Self, Style) {
        let color = |Rgb(red, green, blue)| Color::Rgb(red, green, blue);
        let near = scheme.background.index_on(scheme.background, 0.0);
        let (background, shown) = match is_true {
            true => (scheme.background, color(scheme.background)),
            false => (Rgb::of_index(near), Color::Indexed(near)),
        };
        let on = |role: Rgb, contrast: f32| match is_true {
            true => color(role.legible_on(background, contrast)),
            false => Color::Indexed(role.index_on(background, contrast)),
        };
        let text = |role: Rgb| on(role, TEXT_CONTRAST);
        let colors = Self {
            faint: Some(text(scheme.faint)),
            bar: Some(on(scheme.bar, GRAPHIC_CONTRAST)),
            accent: text(scheme.accent),
            matched: text(scheme.matched),
            warning: text(scheme.warning),
            sides: scheme.sides.map(text),
        };
        (colors, Style::new().fg(text(scheme.text)).bg(shown))
    }
}
