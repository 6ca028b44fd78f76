//! What annotations leave in a dataset: what readers say of quotes, and what the file says where
//! they say something else.

use foldhash::HashMap;

use super::annotations::QuoteAnnotation;
use super::entry::{Article, ArticleIx, Meeting, MeetingIx, Quote, Speaker, SpeakerIx};

/// What readers say of a quote.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Remarks {
    /// Whether a reader found it right as it is.
    pub approved: bool,
    /// Whether a reader changed it or made it.
    pub corrected: bool,
    /// What a reader notes of it.
    pub note: Option<String>,
    /// The names of the marks on it.
    pub marks: Vec<String>,
    /// Whether a reader dropped it, and it only stands where it stood until everything else is
    /// brought up to date.
    pub dropped: bool,
}

impl Remarks {
    /// Adds what another annotation of the same quote says; of two notes the last holds.
    pub(super) fn add(&mut self, other: Self) {
        self.approved |= other.approved;
        self.corrected |= other.corrected;
        self.dropped |= other.dropped;
        self.note = other.note.or(self.note.take());
        let new = other.marks.into_iter().filter(|mark| !self.marks.contains(mark));
        let new: Vec<String> = new.collect();
        self.marks.extend(new);
    }

    pub(super) fn of(annotation: &QuoteAnnotation) -> Self {
        Self {
            approved: annotation.approved,
            corrected: annotation.corrects(),
            note: annotation.note.clone(),
            marks: annotation.marks.clone(),
            dropped: annotation.drop,
        }
    }
}

/// What the file says where annotations say something else.
#[derive(Debug, Clone, Default)]
pub(super) struct Original {
    /// How many quotes and speakers and meetings the file has; set while anything is annotated.
    pub(super) counts: Option<(usize, usize, usize)>,
    pub(super) title: Option<String>,
    /// Quotes that are changed or dropped, by [`Quote::at`].
    pub(super) quotes: HashMap<u32, Quote>,
    pub(super) candidates: Vec<(u32, Vec<SpeakerIx>)>,
    pub(super) speakers: HashMap<SpeakerIx, Speaker>,
    pub(super) meetings: HashMap<MeetingIx, Meeting>,
    pub(super) articles: HashMap<ArticleIx, Article>,
}
