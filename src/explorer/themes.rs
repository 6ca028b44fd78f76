//! The choice of a theme. Which themes there are is told by whoever draws.

use super::{overlay::Overlay, overlay::ThemeList, state::Explorer};

impl Explorer {
    /// The name of the theme to draw in.
    pub fn theme(&self) -> &'static str {
        match &self.overlay {
            Overlay::Themes(list) => list.rows.get(list.at).map_or(self.theme, |row| row.name),
            _ => self.theme,
        }
    }

    pub(super) fn open_themes(&mut self) {
        if self.themes.is_empty() {
            return self.say("nothing here is drawn in a theme");
        }
        let rows = self.themes.clone();
        let at = rows.iter().position(|row| row.name == self.theme).unwrap_or(0);
        self.overlay = Overlay::Themes(ThemeList { rows, at });
    }

    /// Takes the selected theme for the rest of the session.
    pub(super) fn choose_theme(&mut self) {
        self.theme = self.theme();
        self.overlay = Overlay::None;
        let said = format!(
            "{0} until you leave; `theme = \"{0}\"` in config.toml keeps it (`onrecord config` says where)",
            self.theme
        );
        self.say(said);
    }
}
