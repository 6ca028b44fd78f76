//! A dataset and what is derived from it once. That takes time, so another thread than the one that
//! answers keys does it.

use std::sync::Arc;

use super::speaker_order::SpeakerOrder;
use crate::dataset::annotations::Annotations;
use crate::dataset::{Dataset, DateForm, Orphan, QuoteIx, annotate};
use crate::search::{Index, QuoteSet};

/// A dataset and all that is derived from it for the panes.
#[derive(Debug, Default, Clone)]
pub struct Workspace {
    /// What was read.
    pub data: Dataset,
    /// Its speakers, in order.
    pub speakers: SpeakerOrder,
    /// What readers added, which is applied to it.
    pub annotations: Annotations,
    /// Those that fit nothing any more.
    pub orphans: Vec<Orphan>,
    /// How many files were passed over while it was built.
    pub passed: usize,
    /// How its days are written.
    pub dates: DateForm,
}

impl Workspace {
    /// A dataset without annotations.
    pub fn new(data: Dataset) -> Self {
        Self::annotated(data, Annotations::default())
    }

    /// Applies annotations to a dataset, in place of those that were applied before, and derives
    /// what the panes need.
    pub fn annotated(data: Dataset, annotations: Annotations) -> Self {
        let (data, orphans) = annotate(data, &annotations);
        let speakers = SpeakerOrder::new(&data);
        Self { data, speakers, annotations, orphans, passed: 0, dates: DateForm::default() }
    }

    /// The same record with other annotations.
    #[must_use]
    pub fn with_annotations(self, annotations: Annotations) -> Self {
        let Self { data, passed, dates, .. } = self;
        Self { passed, dates, ..Self::annotated(data, annotations) }
    }

    /// A workspace and its index, that of whole articles with it.
    pub fn indexed(data: Dataset) -> (Arc<Self>, Arc<Index>) {
        let index = Index::whole(&data);
        (Arc::new(Self::new(data)), Arc::new(index))
    }
}

/// The quote that is selected at first: of those that show the first about a meeting, or else the
/// first of all.
pub(super) fn first_quote(data: &Dataset, shown: &QuoteSet) -> Option<QuoteIx> {
    let about = shown.iter().find(|quote| data.quote(*quote).meeting.is_some());
    about.or(shown.iter().next())
}
