//! The quotes that hold a frequent word, or one that begins with one or two letters.
//!
//! Those are so many that putting them together takes longer than a key may: it is done beforehand.
//! From three letters on the words are few.

use std::ops::Range;

use foldhash::HashMap;
use rayon::prelude::*;

use super::index::{Field, Index};
use super::query::ANYWHERE;
use super::set::QuoteSet;
use crate::dataset::Dataset;

/// A beginning is kept that one in so many quotes holds; others are put together when asked for.
const RARE: usize = 16;
/// Below so many quotes nothing takes long.
const FEW: usize = 1 << 14;

/// For words and beginnings that many quotes hold these quotes, wherever a bare word is looked for.
#[derive(Debug, Default)]
pub(super) struct PrefixSets {
    beginnings: HashMap<String, QuoteSet>,
    words: HashMap<u32, QuoteSet>,
}

impl PrefixSets {
    pub(super) fn new(index: &Index, data: &Dataset) -> Self {
        if data.quotes.len() < FEW {
            return Self::default();
        }
        let first: Vec<String> = beginnings(index, "");
        let sets = first.par_iter().flat_map_iter(|letter| of_letter(letter, index, data));
        let found: Vec<(String, QuoteSet)> = sets.collect();
        let mut starts = Self::default();
        starts.beginnings.extend(found);
        for word in index.vocabulary().beginning("") {
            if index.frequency(Field::Text, word) * RARE > data.quotes.len() {
                starts.words.insert(word, holding(&(word..word + 1), index, data));
            }
        }
        starts
    }

    /// The quotes that hold a word beginning so in any of some fields, if they were put together.
    pub(super) fn get(&self, start: &str, fields: &[Field]) -> Option<&QuoteSet> {
        (fields == ANYWHERE).then(|| self.beginnings.get(start)).flatten()
    }

    /// The quotes that hold the one word of a range, likewise.
    pub(super) fn word(&self, word: &Range<u32>, fields: &[Field]) -> Option<&QuoteSet> {
        (fields == ANYWHERE && word.len() == 1).then(|| self.words.get(&word.start)).flatten()
    }
}

/// The sets of a letter and of each two letters that begin with it, as far as they are kept.
fn of_letter(letter: &str, index: &Index, data: &Dataset) -> Vec<(String, QuoteSet)> {
    let quotes = data.quotes.len();
    let mut all = holding(&index.vocabulary().exactly(letter), index, data);
    let mut kept = Vec::new();
    for start in beginnings(index, letter) {
        let set = holding(&index.vocabulary().beginning(&start), index, data);
        all.union(&set);
        if set.len() * RARE > quotes {
            kept.push((start, set));
        }
    }
    if all.len() * RARE > quotes {
        kept.push((letter.to_owned(), all));
    }
    kept
}

/// The quotes that hold a word of a range wherever a bare word is looked for.
fn holding(words: &Range<u32>, index: &Index, data: &Dataset) -> QuoteSet {
    let mut set = QuoteSet::none(data.quotes.len());
    for field in ANYWHERE {
        index.add_range(data, *field, words, &mut set);
    }
    set
}

/// The beginnings one letter longer than one that there is.
fn beginnings(index: &Index, start: &str) -> Vec<String> {
    let vocabulary = index.vocabulary();
    let mut longer: Vec<String> = Vec::new();
    let mut words = vocabulary.beginning(start);
    while let Some(word) = words.next() {
        let Some(letter) = vocabulary.word(word)[start.len()..].chars().next() else { continue };
        let start = format!("{start}{letter}");
        words.start = vocabulary.beginning(&start).end;
        longer.push(start);
    }
    longer
}
