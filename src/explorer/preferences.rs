//! How a reader wants the explorer to begin.

use super::population::Speech;

/// What a reader prefers; what is not set is as it always was.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Preferences {
    /// Whether the mouse is on.
    pub mouse: bool,
    /// How much reported speech shows at least.
    pub speech: Speech,
    /// How wide the left column is, in percent.
    pub left_width: Option<u16>,
    /// How high the speakers pane is, in percent.
    pub speakers_height: Option<u16>,
}

/// A theme as it is listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ThemeRow {
    /// Its name.
    pub name: &'static str,
    /// What it is, in words.
    pub about: &'static str,
}
