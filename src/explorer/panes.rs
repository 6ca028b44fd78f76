//! The panes, each in a file of its own: its rows, how one moves in it, what a click does.

mod card;
mod density;
pub(super) mod list;
mod printings;
mod source;
mod source_header;
pub(super) mod speakers;
mod spoken_header;
mod timeline;
mod timeline_order;
pub(super) mod view;

pub use density::Density;
pub use printings::in_these_words;
pub use source::{Doc, SourceView, find_all, source_text};
pub use source_header::{HeaderKind, HeaderLine, differing_words, heading_words, office};
pub use speakers::{SpeakerSort, SpeakersView, has_role_column, speaker_rows};
pub use timeline::{DENSITY_LABEL, TimelineView, density_rows, timeline_rows};
pub use timeline_order::{HeadingRow, Row};

use view::PaneView;

use super::pane::Pane;

/// The state of every pane.
#[derive(Debug, Default)]
pub struct Panes {
    /// Meetings and quotes by date.
    pub timeline: TimelineView,
    /// Everyone quoted.
    pub speakers: SpeakersView,
    /// The article in which the quote stands.
    pub source: SourceView,
}

impl Panes {
    pub(super) fn get(&self, pane: Pane) -> &dyn PaneView {
        match pane {
            Pane::Timeline => &self.timeline,
            Pane::Speakers => &self.speakers,
            Pane::Source => &self.source,
        }
    }

    pub(super) fn get_mut(&mut self, pane: Pane) -> &mut dyn PaneView {
        match pane {
            Pane::Timeline => &mut self.timeline,
            Pane::Speakers => &mut self.speakers,
            Pane::Source => &mut self.source,
        }
    }
}
