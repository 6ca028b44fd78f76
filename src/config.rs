//! The reader's own settings: a file of bindings, a theme and preferences. Whatever it holds, each line
//! either takes effect or is refused in a sentence, and the rest of it holds.

mod color;
mod file;
mod print;
mod read;
mod settings;
mod themes;

pub use color::{GRAPHIC_CONTRAST, Rgb, TEXT_CONTRAST};
pub use file::{ConfigFile, ConfigProblem};
pub use print::{changes, defaults};
pub use settings::{Clipboard, SETTINGS, Setting};
pub use themes::{ColorScheme, NamedTheme, THEMES};

use crate::dataset::DateForm;
use crate::explorer::Preferences;
use crate::keymap::Bindings;

/// What holds for a reader.
#[derive(Debug, Clone)]
pub struct Config {
    /// Which keys the commands have.
    pub bindings: Bindings,
    /// How things look.
    pub theme: &'static NamedTheme,
    /// How the explorer begins.
    pub preferences: Preferences,
    /// How days are written on the screen.
    pub dates: DateForm,
    /// The program that opens an address, with its arguments; empty: that of the system.
    pub browser: Vec<String>,
    /// How text is copied.
    pub clipboard: Clipboard,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            bindings: Bindings::default(),
            theme: &THEMES[0],
            preferences: Preferences::default(),
            dates: DateForm::default(),
            browser: Vec::new(),
            clipboard: Clipboard::Auto,
        }
    }
}
