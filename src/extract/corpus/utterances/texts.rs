//! The different texts among the printings, as numbered words.

use std::collections::HashMap;
use std::ops::Range;

use super::Printing;
use crate::extract::language::WordList;
use crate::text;

/// Texts of fewer words are left out.
const FEWEST: usize = 3;
/// Texts of fewer words are phrases, which must be equal and printed within days.
const PHRASE: usize = 5;

/// Words so common that a run of nothing else could be anybody's, folded as [`text::words`] does.
static COMMON: WordList = WordList::new("common");

/// The different texts of three words or more that are not only three or four common ones. They
/// are sorted by length and words, so that the order of the printings does not matter.
pub(super) struct Texts {
    /// The words of all printings, numbered in alphabetical order.
    words: Vec<u32>,
    /// Where the words of each text stand.
    spans: Vec<Range<usize>>,
    /// For each word of the vocabulary whether it is a common one.
    common: Vec<bool>,
}

impl Texts {
    /// The texts, and for each printing which of them it is: `None` where the words say
    /// too little.
    pub(super) fn new(printings: &[Printing<'_>]) -> (Self, Vec<Option<u32>>) {
        let mut numbers = HashMap::new();
        let mut words = Vec::new();
        let mut places = Vec::with_capacity(printings.len());
        for printing in printings {
            let start = words.len();
            for word in text::words(printing.text).filter(|word| !word.folded.is_empty()) {
                let next = numbers.len() as u32;
                words.push(*numbers.entry(word.folded).or_insert(next));
            }
            places.push(start..words.len());
        }
        let common = alphabetical(numbers, &mut words);
        let key = |at: usize| (places[at].len(), &words[places[at].clone()]);
        let says_something = |at: &usize| match key(*at) {
            (0..FEWEST, _) => false,
            (FEWEST..PHRASE, words) => words.iter().any(|word| !common[*word as usize]),
            _ => true,
        };
        let mut order: Vec<usize> = (0..places.len()).filter(says_something).collect();
        order.sort_unstable_by(|a, b| key(*a).cmp(&key(*b)));

        let mut text_of = vec![None; printings.len()];
        let mut spans: Vec<Range<usize>> = Vec::new();
        for at in order {
            let place = &places[at];
            if spans.last().is_none_or(|last| words[last.clone()] != words[place.clone()]) {
                spans.push(place.clone());
            }
            text_of[at] = Some(spans.len() as u32 - 1);
        }
        (Self { words, spans, common }, text_of)
    }

    pub(super) fn len(&self) -> usize {
        self.spans.len()
    }

    pub(super) fn is_phrase(&self, text: u32) -> bool {
        self.spans[text as usize].len() < PHRASE
    }

    /// The texts of three or four words.
    pub(super) fn phrases(&self) -> Range<u32> {
        0..self.spans.partition_point(|span| span.len() < PHRASE) as u32
    }

    /// The longer texts.
    pub(super) fn sentences(&self) -> Range<u32> {
        self.phrases().end..self.len() as u32
    }

    pub(super) fn vocabulary(&self) -> usize {
        self.common.len()
    }

    pub(super) fn of(&self, text: u32) -> &[u32] {
        &self.words[self.spans[text as usize].clone()]
    }

    /// The words of a text that are not common ones.
    pub(super) fn content(&self, text: u32) -> impl Iterator<Item = u32> + '_ {
        self.of(text).iter().copied().filter(|word| !self.common[*word as usize])
    }
}

/// Numbers the words anew in alphabetical order; tells for each whether it is a common one.
fn alphabetical(numbers: HashMap<String, u32>, words: &mut [u32]) -> Vec<bool> {
    let mut vocabulary: Vec<(String, u32)> = numbers.into_iter().collect();
    vocabulary.sort_unstable();
    let mut rank = vec![0; vocabulary.len()];
    for (at, (_, number)) in vocabulary.iter().enumerate() {
        rank[*number as usize] = at as u32;
    }
    for word in words {
        *word = rank[*word as usize];
    }
    vocabulary.iter().map(|(word, _)| COMMON.has(word)).collect()
}
