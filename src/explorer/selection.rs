//! What can be selected.

use crate::dataset::{GroupIx, QuoteIx, SpeakerIx};

/// A speaker, or `None` for the quotes without one.
pub type SpeakerKey = Option<SpeakerIx>;

/// What is selected: an id, never a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Selection {
    /// Nothing, because nothing matches or nothing is loaded.
    #[default]
    Nothing,
    /// A heading of the timeline.
    Group(GroupIx),
    /// A quote.
    Quote(QuoteIx),
    /// A speaker of whom no quote shows.
    Speaker(SpeakerIx),
}

impl Selection {
    /// The quote, if a quote is selected.
    pub fn quote(self) -> Option<QuoteIx> {
        match self {
            Self::Quote(quote) => Some(quote),
            Self::Group(_) | Self::Speaker(_) | Self::Nothing => None,
        }
    }
}
