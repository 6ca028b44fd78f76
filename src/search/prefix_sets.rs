//! The quotes that hold a frequent word, or one that begins with one or two letters.
//!
//! Those are so many that collecting them takes longer than a key may, so it is done beforehand.
//! Prefixes of three letters have few words.

use std::ops::Range;

use foldhash::HashMap;
use rayon::prelude::*;

use super::field::{Field, FieldSet};
use super::postings::Postings;
use super::set::QuoteSet;
use super::vocabulary::Vocabulary;
use crate::dataset::Dataset;

/// A prefix is kept if more than one in this many quotes hold it; others are put together when
/// asked for.
const RARE: usize = 16;
/// With fewer quotes no sets are kept, because collecting them is quick.
const FEW: usize = 1 << 14;

/// For words and prefixes that many quotes hold these quotes, wherever a bare word is looked for.
#[derive(Debug, Default, Clone)]
pub(super) struct PrefixSets {
    prefixes: HashMap<String, QuoteSet>,
    words: HashMap<u32, QuoteSet>,
}

impl PrefixSets {
    pub(super) fn new(postings: &Postings, data: &Dataset) -> Self {
        let quotes = data.quotes.len();
        if quotes < FEW {
            return Self::default();
        }
        let letters = longer_prefixes(&postings.vocabulary, "");
        let sets = letters.par_iter().flat_map_iter(|letter| of_letter(letter, postings, data));
        let prefixes: Vec<(String, QuoteSet)> = sets.collect();
        let frequent = postings.vocabulary.with_prefix("");
        let frequent =
            frequent.filter(|word| postings.frequency(Field::Text, *word) * RARE > quotes);
        let words = frequent.map(|word| (word, holding(&(word..word + 1), postings, data)));
        Self { prefixes: prefixes.into_iter().collect(), words: words.collect() }
    }

    /// The quotes that hold a word with a prefix in any of some fields, if they are kept.
    pub(super) fn prefix(&self, prefix: &str, fields: FieldSet) -> Option<&QuoteSet> {
        (fields == FieldSet::ANYWHERE).then(|| self.prefixes.get(prefix)).flatten()
    }

    /// The quotes that hold the one word of a range, likewise.
    pub(super) fn word(&self, word: &Range<u32>, fields: FieldSet) -> Option<&QuoteSet> {
        (fields == FieldSet::ANYWHERE && word.len() == 1)
            .then(|| self.words.get(&word.start))
            .flatten()
    }
}

/// The sets of a letter and of each two letters that begin with it, as far as they are kept.
fn of_letter(letter: &str, postings: &Postings, data: &Dataset) -> Vec<(String, QuoteSet)> {
    let (quotes, vocabulary) = (data.quotes.len(), &postings.vocabulary);
    let mut all = holding(&vocabulary.exactly(letter), postings, data);
    let mut kept = Vec::new();
    for prefix in longer_prefixes(vocabulary, letter) {
        let set = holding(&vocabulary.with_prefix(&prefix), postings, data);
        all.union(&set);
        if set.len() * RARE > quotes {
            kept.push((prefix, set));
        }
    }
    if all.len() * RARE > quotes {
        kept.push((letter.to_owned(), all));
    }
    kept
}

/// The quotes that hold a word of a range wherever a bare word is looked for.
fn holding(words: &Range<u32>, postings: &Postings, data: &Dataset) -> QuoteSet {
    let mut set = QuoteSet::none(data.quotes.len());
    postings.add_range(data, FieldSet::ANYWHERE, words, &mut set);
    set
}

/// The prefixes one letter longer than one that there are in the vocabulary.
fn longer_prefixes(vocabulary: &Vocabulary, prefix: &str) -> Vec<String> {
    let mut longer: Vec<String> = Vec::new();
    let mut words = vocabulary.with_prefix(prefix);
    while let Some(word) = words.next() {
        let Some(letter) = vocabulary.word(word)[prefix.len()..].chars().next() else { continue };
        let next = format!("{prefix}{letter}");
        words.start = vocabulary.with_prefix(&next).end;
        longer.push(next);
    }
    longer
}
