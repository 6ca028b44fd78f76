//! The themes: well-known palettes, by the roles that their colours play.

use super::color::Rgb;

/// Colours by role. They are the palette's own, as its makers publish them; where one is too close to
/// the background to be read, it is drawn darker or lighter ([`Rgb::legible_on`]).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ColorScheme {
    /// What everything stands on.
    pub background: Rgb,
    /// Plain text.
    pub text: Rgb,
    /// What is secondary.
    pub faint: Rgb,
    /// The focused pane's title.
    pub accent: Rgb,
    /// What the filter found.
    pub matched: Rgb,
    /// What is wrong.
    pub warning: Rgb,
    /// Bars and rules.
    pub bar: Rgb,
    /// The signs of the sides.
    pub sides: [Rgb; 4],
}

/// A theme that can be asked for by its name.
#[derive(Debug, PartialEq, Eq)]
pub struct NamedTheme {
    /// Its name.
    pub name: &'static str,
    dark: Option<ColorScheme>,
    light: Option<ColorScheme>,
}

impl NamedTheme {
    /// The theme of a name.
    #[must_use]
    pub fn find(name: &str) -> Option<&'static Self> {
        THEMES.iter().find(|theme| theme.name == name)
    }

    /// Whether its colours are the terminal's own.
    #[must_use]
    pub fn is_of_terminal(&self) -> bool {
        self.dark.is_none() && self.light.is_none()
    }

    /// Whether it is light on a light terminal and dark on a dark one.
    #[must_use]
    pub fn follows_terminal(&self) -> bool {
        self.dark.is_some() && self.light.is_some()
    }

    /// Its colours; `None` where they are the terminal's own.
    #[must_use]
    pub fn scheme(&self, is_light: bool) -> Option<&ColorScheme> {
        match is_light {
            true => self.light.as_ref().or(self.dark.as_ref()),
            false => self.dark.as_ref().or(self.light.as_ref()),
        }
    }

    /// What it is, in words.
    #[must_use]
    pub fn about(&self) -> &'static str {
        match (&self.dark, &self.light) {
            (None, None) => "the terminal's own colours, without a background",
            (Some(_), None) => "dark",
            (None, Some(_)) => "light",
            (Some(_), Some(_)) => "dark or light, as the terminal is",
        }
    }
}

/// A palette, its colours in the order of [`ColorScheme`]: background, text, faint, accent, matched,
/// warning, bar, and those of the sides.
const fn scheme(colors: [u32; 7], sides: [u32; 4]) -> ColorScheme {
    let [background, text, faint, accent, matched, warning, bar] = colors;
    ColorScheme {
        background: Rgb::hex(background),
        text: Rgb::hex(text),
        faint: Rgb::hex(faint),
        accent: Rgb::hex(accent),
        matched: Rgb::hex(matched),
        warning: Rgb::hex(warning),
        bar: Rgb::hex(bar),
        sides: [Rgb::hex(sides[0]), Rgb::hex(sides[1]), Rgb::hex(sides[2]), Rgb::hex(sides[3])],
    }
}

const GRUVBOX_DARK: ColorScheme = scheme(
    [0x28_2828, 0xeb_dbb2, 0xa8_9984, 0xfe_8019, 0xd3_869b, 0xfb_4934, 0x92_8374],
    [0x83_a598, 0xfa_bd2f, 0xb8_bb26, 0x68_9d6a],
);
const GRUVBOX_LIGHT: ColorScheme = scheme(
    [0xfb_f1c7, 0x3c_3836, 0x7c_6f64, 0xaf_3a03, 0x8f_3f71, 0x9d_0006, 0x92_8374],
    [0x07_6678, 0xb5_7614, 0x79_740e, 0x42_7b58],
);
const SOLARIZED_DARK: ColorScheme = scheme(
    [0x00_2b36, 0xee_e8d5, 0x93_a1a1, 0x6c_71c4, 0xd3_3682, 0xdc_322f, 0x58_6e75],
    [0x26_8bd2, 0xb5_8900, 0x85_9900, 0x2a_a198],
);
const SOLARIZED_LIGHT: ColorScheme = scheme(
    [0xfd_f6e3, 0x07_3642, 0x58_6e75, 0x6c_71c4, 0xd3_3682, 0xdc_322f, 0x93_a1a1],
    [0x26_8bd2, 0xb5_8900, 0x85_9900, 0x2a_a198],
);
const CATPPUCCIN_MOCHA: ColorScheme = scheme(
    [0x1e_1e2e, 0xcd_d6f4, 0xa6_adc8, 0xcb_a6f7, 0xf5_c2e7, 0xf3_8ba8, 0x6c_7086],
    [0x89_b4fa, 0xf9_e2af, 0xa6_e3a1, 0x94_e2d5],
);
const CATPPUCCIN_LATTE: ColorScheme = scheme(
    [0xef_f1f5, 0x4c_4f69, 0x6c_6f85, 0x88_39ef, 0xea_76cb, 0xd2_0f39, 0x9c_a0b0],
    [0x1e_66f5, 0xdf_8e1d, 0x40_a02b, 0x17_9299],
);
const NORD: ColorScheme = scheme(
    [0x2e_3440, 0xe5_e9f0, 0x61_6e88, 0x88_c0d0, 0xb4_8ead, 0xbf_616a, 0x4c_566a],
    [0x5e_81ac, 0xeb_cb8b, 0xa3_be8c, 0x8f_bcbb],
);
const DRACULA: ColorScheme = scheme(
    [0x28_2a36, 0xf8_f8f2, 0x62_72a4, 0xff_79c6, 0xbd_93f9, 0xff_5555, 0x62_72a4],
    [0x8b_e9fd, 0xf1_fa8c, 0x50_fa7b, 0xff_b86c],
);

const fn named(
    name: &'static str,
    dark: Option<ColorScheme>,
    light: Option<ColorScheme>,
) -> NamedTheme {
    NamedTheme { name, dark, light }
}

/// Every theme; the first is the one that holds where none is asked for.
pub static THEMES: [NamedTheme; 12] = [
    named("terminal", None, None),
    named("gruvbox", Some(GRUVBOX_DARK), Some(GRUVBOX_LIGHT)),
    named("gruvbox-dark", Some(GRUVBOX_DARK), None),
    named("gruvbox-light", None, Some(GRUVBOX_LIGHT)),
    named("solarized", Some(SOLARIZED_DARK), Some(SOLARIZED_LIGHT)),
    named("solarized-dark", Some(SOLARIZED_DARK), None),
    named("solarized-light", None, Some(SOLARIZED_LIGHT)),
    named("catppuccin", Some(CATPPUCCIN_MOCHA), Some(CATPPUCCIN_LATTE)),
    named("catppuccin-mocha", Some(CATPPUCCIN_MOCHA), None),
    named("catppuccin-latte", None, Some(CATPPUCCIN_LATTE)),
    named("nord", Some(NORD), None),
    named("dracula", Some(DRACULA), None),
];
