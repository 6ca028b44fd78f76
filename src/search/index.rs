//! Everything that makes a query quick, made once from a dataset.

use std::ops::Range;

use super::field::FieldSet;
use super::postings::Postings;
use super::prefix_sets::PrefixSets;
use super::set::QuoteSet;
use super::vocabulary::Vocabulary;
use crate::dataset::load::Progress;
use crate::dataset::{Dataset, QuoteIx};

/// The index of a dataset.
#[derive(Debug, Default)]
pub struct Index {
    pub(super) postings: Postings,
    pub(super) prefix_sets: PrefixSets,
    /// The quotes from the one with the fewest words to the one with the most.
    pub(super) by_length: Vec<QuoteIx>,
}

impl Index {
    /// Builds the index, reporting the share that is done.
    #[must_use]
    pub fn build(data: &Dataset, progress: &mut dyn FnMut(Progress)) -> Self {
        let postings = Postings::new(data, progress);
        progress(Progress::stage("counting words"));
        let (by_length, prefix_sets) = rayon::join(
            || postings.by_length(data.quotes.len()),
            || PrefixSets::new(&postings, data),
        );
        Self { postings, prefix_sets, by_length }
    }

    /// The vocabulary.
    #[must_use]
    pub fn vocabulary(&self) -> &Vocabulary {
        &self.postings.vocabulary
    }

    /// Adds the quotes that hold any of some words in any of some fields.
    pub(super) fn add_words(
        &self,
        data: &Dataset,
        fields: FieldSet,
        words: &[Range<u32>],
        set: &mut QuoteSet,
    ) {
        for range in words {
            match self.prefix_sets.word(range, fields) {
                Some(known) => set.union(known),
                None => self.postings.add_range(data, fields, range, set),
            }
        }
    }
}
