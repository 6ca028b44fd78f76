//! Words in a row, looked for among the numbers of words.

use std::ops::Range;

use super::query::PhraseQuery;
use super::vocabulary::Vocabulary;

/// A phrase as the range of words that may stand at each of its positions.
#[derive(Debug, Clone)]
pub(super) struct PhraseMatcher(pub(super) Vec<Range<u32>>);

impl PhraseMatcher {
    pub(super) fn new(phrase: &PhraseQuery, vocabulary: &Vocabulary) -> Self {
        let last = phrase.words.len() - 1;
        let ranges = phrase.words.iter().enumerate().map(|(at, word)| {
            if phrase.open && at == last {
                vocabulary.with_prefix(word)
            } else {
                vocabulary.exactly(word)
            }
        });
        Self(ranges.collect())
    }

    /// Where it begins among some words.
    pub(super) fn find(&self, words: &[u32]) -> impl Iterator<Item = usize> {
        let is = |run: &[u32]| run.iter().zip(&self.0).all(|(word, range)| range.contains(word));
        words.windows(self.0.len()).enumerate().filter(move |(_, run)| is(run)).map(|(at, _)| at)
    }
}
