//! The vocabulary of a dataset, and which of its words a typed word means.

use std::ops::Range;

use fuzzy_matcher::FuzzyMatcher;
use fuzzy_matcher::skim::SkimMatcherV2;
use rapidfuzz::distance::osa;
use rust_stemmers::{Algorithm, Stemmer};

use super::field::FieldSet;
use crate::text::Strings;
use crate::text::offsets::offset;

/// How a typed word is compared with the vocabulary.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// The closest kind of match wins.
    Closest,
    /// That word alone (`=word`).
    Exact,
    /// Any word with these letters in order (`~word`).
    Letters,
}

/// The kinds of match, closest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum MatchKind {
    /// The word itself.
    Exact,
    /// Words with the same stem: `talks` for `talk`.
    Form,
    /// Words with this prefix.
    Prefix,
    /// One or two typing errors.
    Typo,
    /// The letters in order.
    Letters,
}

/// How far a word may be from what was typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fuzziness {
    /// Only the closest kind of match that there is.
    Closest,
    /// Also words with this prefix.
    Prefixes,
    /// Also words within a typing error or two.
    Typos,
}

/// The words of a vocabulary that a typed word means.
#[derive(Debug, Clone, Default)]
pub struct WordSet {
    /// The kinds, closest first: positions in the vocabulary, ranges in order, not overlapping. A word
    /// may be of several.
    pub kinds: Vec<(MatchKind, Vec<Range<u32>>)>,
}

impl WordSet {
    /// How it holds a word, if it does.
    #[must_use]
    pub fn kind_of(&self, word: u32) -> Option<MatchKind> {
        let holds = |ranges: &[Range<u32>]| {
            let at = ranges.partition_point(|range| range.end <= word);
            ranges.get(at).is_some_and(|range| range.contains(&word))
        };
        self.kinds.iter().find(|(_, ranges)| holds(ranges)).map(|(kind, _)| *kind)
    }

    /// Whether nothing matched.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.kinds.is_empty()
    }

    /// The words of all kinds.
    pub fn ranges(&self) -> impl Iterator<Item = &Range<u32>> {
        self.kinds.iter().flat_map(|(_, ranges)| ranges)
    }

    fn add(&mut self, kind: MatchKind, mut words: Vec<u32>) {
        words.sort_unstable();
        words.dedup();
        if !words.is_empty() {
            self.kinds.push((kind, words.into_iter().map(|word| word..word + 1).collect()));
        }
    }
}

/// A sorted vocabulary.
#[derive(Debug, Default, Clone)]
pub struct Vocabulary {
    words: Strings,
    /// For each word the set of fields it stands in.
    fields: Vec<FieldSet>,
    /// For each word a bit mask of its letters, which is compared before anything slower.
    masks: Vec<u32>,
    /// The words in the order of their stems.
    by_stem: Vec<u32>,
    /// Bytes of the longest word.
    longest: usize,
}

/// The most bytes that one letter too many can take.
const MOST_DROPPED: usize = 4;

impl Vocabulary {
    /// A vocabulary of folded words, which must be sorted and unique, with the set of fields that each
    /// stands in.
    pub(super) fn new(words: Strings, fields: Vec<FieldSet>) -> Self {
        let all = || (0..words.len()).map(|at| words.get(at));
        debug_assert!(all().is_sorted_by(|a, b| a < b));
        let stemmer = Stemmer::create(Algorithm::English);
        let mut by_stem: Vec<u32> = (0..offset(words.len())).collect();
        by_stem.sort_by_cached_key(|id| stemmer.stem(words.get(*id as usize)).into_owned());
        let masks = all().map(mask).collect();
        let longest = all().map(str::len).max().unwrap_or(0);
        Self { words, fields, masks, by_stem, longest }
    }

    /// How many words there are.
    #[must_use]
    pub fn word_count(&self) -> usize {
        self.words.len()
    }

    /// The word at a position.
    #[must_use]
    pub fn word(&self, at: u32) -> &str {
        self.words.get(at as usize)
    }

    /// The position of a word.
    #[must_use]
    pub fn find(&self, word: &str) -> Option<u32> {
        let at = self.first_from(word);
        (at < self.word_count() && self.words.get(at) == word).then(|| offset(at))
    }

    /// The first word that does not stand before a text.
    fn first_from(&self, text: &str) -> usize {
        partition(self.word_count(), |at| self.words.get(at) < text)
    }

    /// The words of some fields that a folded word means.
    #[must_use]
    pub fn resolve(
        &self,
        word: &str,
        mode: Mode,
        fuzziness: Fuzziness,
        fields: FieldSet,
    ) -> WordSet {
        let in_fields = |id: &u32| self.fields[*id as usize].intersects(fields);
        let mut set = WordSet::default();
        if mode == Mode::Exact {
            set.add(MatchKind::Exact, self.find(word).into_iter().filter(in_fields).collect());
            return set;
        }
        if mode == Mode::Letters {
            let scored = self.scored_letters(word, 0..offset(self.word_count()));
            let words = scored.into_iter().map(|(id, _)| id).filter(in_fields);
            set.add(MatchKind::Letters, words.collect());
            return set;
        }
        // Once a kind has words, further kinds are tried only if the fuzziness allows it.
        let allows = |set: &WordSet, from: Fuzziness| set.is_empty() || fuzziness >= from;
        let forms = || self.of_same_stem(word).filter(in_fields);
        if let Some(id) = self.find(word).filter(in_fields) {
            set.add(MatchKind::Exact, vec![id]);
            set.add(MatchKind::Form, forms().filter(|form| *form != id).collect());
        }
        if allows(&set, Fuzziness::Prefixes) {
            let range = self.with_prefix(word);
            if range.clone().any(|id| in_fields(&id)) {
                set.kinds.push((MatchKind::Prefix, vec![range]));
            }
        }
        if set.is_empty() {
            set.add(MatchKind::Form, forms().collect());
        }
        if allows(&set, Fuzziness::Typos) {
            set.add(MatchKind::Typo, self.within_typos(word, fuzziness, in_fields));
        }
        if set.is_empty() {
            set.add(MatchKind::Letters, self.with_letters(word, in_fields));
        }
        set
    }

    /// The range of the words with a prefix.
    #[must_use]
    pub fn with_prefix(&self, prefix: &str) -> Range<u32> {
        let from = self.first_from(prefix);
        let len =
            partition(self.word_count() - from, |at| self.words.get(from + at).starts_with(prefix));
        offset(from)..offset(from + len)
    }

    /// The range of a word alone.
    #[must_use]
    pub fn exactly(&self, word: &str) -> Range<u32> {
        self.find(word).map_or(0..0, |id| id..id + 1)
    }

    /// The words of the same stem.
    fn of_same_stem(&self, word: &str) -> impl Iterator<Item = u32> {
        let stemmer = Stemmer::create(Algorithm::English);
        let stem = stemmer.stem(word).into_owned();
        let stem_of = |at: usize| stemmer.stem(self.words.get(self.by_stem[at] as usize));
        let from = partition(self.by_stem.len(), |at| *stem_of(at) < *stem);
        let len = (from..self.by_stem.len()).take_while(|at| *stem_of(*at) == *stem).count();
        self.by_stem[from..from + len].iter().copied()
    }

    /// The words at the smallest distance in typing errors, if that is small for the word's length;
    /// where the fuzziness goes so far, all at such a distance.
    fn within_typos(
        &self,
        word: &str,
        fuzziness: Fuzziness,
        in_fields: impl Fn(&u32) -> bool,
    ) -> Vec<u32> {
        let mut allowed = match word.chars().count() {
            0..4 => return Vec::new(),
            4..8 => 1,
            _ => 2,
        };
        let wanted = mask(word);
        let typed = osa::BatchComparator::new(word.chars());
        let mut found = Vec::new();
        for (other_mask, id) in self.masks.iter().zip(0..) {
            // Each error brings in at most one new letter and takes out at most one.
            if (wanted & !other_mask).count_ones() as usize > allowed
                || (other_mask & !wanted).count_ones() as usize > allowed
            {
                continue;
            }
            let other = self.words.get(id as usize);
            // Each error makes a word longer or shorter by a letter at most, of one byte in ASCII.
            let widest = if (wanted | other_mask) >> 27 == 0 { 1 } else { 4 };
            if other.len().abs_diff(word.len()) > allowed * widest || !in_fields(&id) {
                continue;
            }
            let cutoff = osa::Args::default().score_cutoff(allowed);
            let edits = typed.distance_with_args(other.chars(), &cutoff);
            let Some(edits) = edits else { continue };
            if edits < allowed && fuzziness < Fuzziness::Typos {
                found.clear();
                allowed = edits;
            }
            found.push(id);
        }
        found
    }

    /// Of some words those that hold these letters in order, and how well they do.
    fn scored_letters(
        &self,
        letters: &str,
        words: impl IntoIterator<Item = u32>,
    ) -> Vec<(u32, i64)> {
        // A matcher's score depends on what it matched before, so each word has a new one.
        let score = |word: &str| SkimMatcherV2::default().respect_case().fuzzy_match(word, letters);
        let wanted = mask(letters);
        let words = words.into_iter().filter(|id| wanted & !self.masks[*id as usize] == 0);
        let words = words.map(|id| (id, self.words.get(id as usize)));
        words
            .filter(|(_, word)| holds_in_order(word, letters))
            .filter_map(|(id, word)| Some((id, score(word)?)))
            .collect()
    }

    /// The words that hold these letters in order about as well as the best one does; where none
    /// does, those that hold all the letters but one.
    fn with_letters(&self, letters: &str, in_fields: impl Fn(&u32) -> bool) -> Vec<u32> {
        let len = letters.chars().count();
        if len < 3 || letters.len() > self.longest + MOST_DROPPED {
            return Vec::new();
        }
        let wanted = mask(letters);
        // All that can hold the letters but one.
        let all = self.masks.iter().zip(0..).filter(|(mask, _)| (wanted & !*mask).count_ones() < 2);
        let all: Vec<u32> = all.map(|(_, id)| id).filter(in_fields).collect();
        let mut scored = self.scored_letters(letters, all.iter().copied());
        if scored.is_empty() && len > 3 {
            for (at, dropped) in letters.char_indices() {
                let shorter = [&letters[..at], &letters[at + dropped.len_utf8()..]].concat();
                scored.extend(self.scored_letters(&shorter, all.iter().copied()));
            }
        }
        let best = scored.iter().map(|(_, score)| *score).max().unwrap_or(0);
        let close = scored.into_iter().filter(|(_, score)| score * 4 >= best * 3);
        close.map(|(id, _)| id).collect()
    }
}

/// The first of some positions for which something does not hold, which must hold for all before.
fn partition(len: usize, holds: impl Fn(usize) -> bool) -> usize {
    let (mut low, mut high) = (0, len);
    while low < high {
        let middle = low + (high - low) / 2;
        if holds(middle) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    low
}

/// Whether a word holds letters in order. This is quicker than scoring by `fuzzy-matcher`, which finds
/// the same words, and so it runs first.
fn holds_in_order(word: &str, letters: &str) -> bool {
    let mut rest = word.chars();
    letters.chars().all(|letter| rest.any(|c| c == letter))
}

/// Which letters a word holds, a bit each for a to z and one each for digits and the rest.
fn mask(word: &str) -> u32 {
    word.chars().fold(0, |mask, c| {
        mask | 1
            << match c {
                'a'..='z' => c as u32 - 'a' as u32,
                '0'..='9' => 26,
                c => 27 + c as u32 % 5,
            }
    })
}
