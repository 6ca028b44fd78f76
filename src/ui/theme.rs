//! How things look. Plain text has the terminal's own colours, so light and dark need no telling
//! apart; what matters is carried by modifiers and signs, and one colour helps where there is one.

use ratatui::style::{Color, Modifier, Style};

/// The styles of everything drawn.
#[derive(Debug, Clone, Copy)]
pub struct Theme {
    /// Whether colours may be used. Without, none is ever sent: crossterm would take the
    /// modifiers of a coloured cell away under `NO_COLOR`.
    pub color: bool,
}

impl Theme {
    /// The theme that `NO_COLOR` (any value but the empty one) and the terminal ask for.
    pub fn from_env() -> Self {
        let no_color = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
        Self { color: !no_color }
    }

    fn tinted(self, style: Style, color: Color) -> Style {
        if self.color { style.fg(color) } else { style }
    }

    /// What is secondary.
    pub fn faint(self) -> Style {
        Style::new().add_modifier(Modifier::DIM)
    }

    /// Headings and names.
    pub fn strong(self) -> Style {
        Style::new().add_modifier(Modifier::BOLD)
    }

    /// The title of the focused pane, and its rule.
    pub fn focused(self) -> Style {
        self.tinted(self.strong(), Color::Magenta)
    }

    /// The selected row of the focused pane, the selected quote.
    pub fn selected(self) -> Style {
        Style::new().add_modifier(Modifier::REVERSED)
    }

    /// The sign of a side, by its place among all; the sign itself tells sides apart too.
    pub fn side(self, nth: usize) -> Style {
        const COLORS: [Color; 4] = [Color::Blue, Color::Yellow, Color::Green, Color::Cyan];
        self.tinted(Style::new(), COLORS[nth % COLORS.len()])
    }

    /// What the filter found.
    pub fn matched(self) -> Style {
        let style = Style::new().add_modifier(Modifier::BOLD | Modifier::UNDERLINED);
        self.tinted(style, Color::Magenta)
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
        self.tinted(self.strong(), Color::Red)
    }
}
