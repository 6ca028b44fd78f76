//! The list of panes. A new pane is added here, in [`super::panes`] and in `ui::panes`, each time
//! with a file of its own; its keys stand in the catalogue of commands.

/// A pane.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Pane {
    /// Meetings and quotes by date.
    #[default]
    Timeline,
    /// Everyone quoted.
    Speakers,
    /// The article in which the quote stands.
    Source,
}

/// Where a pane stands while several show; those of a column share it, from the top down.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum PaneColumn {
    Left,
    Right,
}

impl Pane {
    /// Every pane, in the order in which Tab visits them.
    pub const ALL: &'static [Self] = &[Self::Timeline, Self::Speakers, Self::Source];

    fn entry(self) -> (&'static str, &'static str, PaneColumn) {
        match self {
            Self::Timeline => ("timeline", "Timeline", PaneColumn::Left),
            Self::Speakers => ("speakers", "Speakers", PaneColumn::Left),
            Self::Source => ("source", "Source", PaneColumn::Right),
        }
    }

    /// Its name within a sentence.
    pub fn name(self) -> &'static str {
        self.entry().0
    }

    /// Its name as a title.
    pub fn title(self) -> &'static str {
        self.entry().1
    }

    /// Its number, from 1 on.
    pub fn number(self) -> usize {
        Self::ALL.iter().position(|pane| *pane == self).map_or(0, |at| at + 1)
    }

    pub(super) fn column(self) -> PaneColumn {
        self.entry().2
    }

    /// The pane after this one, or before it; the last is followed by the first.
    pub(super) fn next(self, back: bool) -> Self {
        let count = Self::ALL.len();
        let offset = if back { count - 1 } else { 1 };
        Self::ALL[(self.number() - 1 + offset) % count]
    }
}
