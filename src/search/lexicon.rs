//! The words of one field, and which of them a typed word means.

use std::collections::HashMap;

use fuzzy_matcher::FuzzyMatcher;
use fuzzy_matcher::skim::SkimMatcherV2;
use rust_stemmers::{Algorithm, Stemmer};

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
pub enum Tier {
    /// The word itself, together with its other forms: who types `talk` means `talks` too.
    Exact,
    /// Words that begin so.
    Prefix,
    /// Other forms of a word that does not occur itself.
    Form,
    /// One or two typing errors.
    Typo,
    /// The letters in order.
    Letters,
}

/// The words of a vocabulary that a typed word means.
#[derive(Debug)]
pub struct WordSet {
    /// How they match.
    pub tier: Tier,
    /// Typing errors between them and what was typed; 0 but for [`Tier::Typo`].
    pub edits: usize,
    /// Positions in the lexicon, in order.
    pub words: Vec<u32>,
}

impl WordSet {
    /// Whether it holds a word.
    #[must_use]
    pub fn contains(&self, word: u32) -> bool {
        self.words.binary_search(&word).is_ok()
    }

    /// Whether nothing matched.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    fn new(tier: Tier, mut words: Vec<u32>) -> Self {
        words.sort_unstable();
        words.dedup();
        Self { tier, edits: 0, words }
    }
}

/// A sorted vocabulary.
#[derive(Debug, Default)]
pub struct Lexicon {
    words: Vec<Box<str>>,
    /// For each word which letters it holds: asked before any slower comparison.
    masks: Vec<u32>,
    stems: HashMap<Box<str>, Vec<u32>>,
    /// Bytes of the longest word: what is longer than that holds no word's letters.
    longest: usize,
}

/// Bytes of the one letter that a word may have too many.
const MOST_DROPPED: usize = 4;

impl Lexicon {
    /// A lexicon of folded words, which must be sorted and unique.
    #[must_use]
    pub fn new(words: Vec<Box<str>>) -> Self {
        debug_assert!(words.is_sorted());
        let stemmer = Stemmer::create(Algorithm::English);
        let mut stems: HashMap<Box<str>, Vec<u32>> = HashMap::new();
        for (word, id) in words.iter().zip(0..) {
            stems.entry(stemmer.stem(word).into()).or_default().push(id);
        }
        let masks = words.iter().map(|word| mask(word)).collect();
        let longest = words.iter().map(|word| word.len()).max().unwrap_or(0);
        Self { words, masks, stems, longest }
    }

    /// How many words there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.words.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// The position of a word.
    #[must_use]
    pub fn find(&self, word: &str) -> Option<u32> {
        let at = self.words.binary_search_by(|w| (**w).cmp(word)).ok()?;
        u32::try_from(at).ok()
    }

    /// The words that a folded word means.
    #[must_use]
    pub fn closest(&self, word: &str, mode: Mode) -> WordSet {
        match mode {
            Mode::Exact => WordSet::new(Tier::Exact, self.find(word).into_iter().collect()),
            Mode::Letters => WordSet::new(Tier::Letters, self.letters(word)),
            Mode::Closest => {
                let forms = || {
                    let stemmer = Stemmer::create(Algorithm::English);
                    self.stems.get(&*stemmer.stem(word)).cloned().unwrap_or_default()
                };
                if let Some(id) = self.find(word) {
                    let mut words = forms();
                    words.push(id);
                    return WordSet::new(Tier::Exact, words);
                }
                let found = WordSet::new(Tier::Prefix, self.beginning(word));
                if !found.is_empty() {
                    return found;
                }
                let found = WordSet::new(Tier::Form, forms());
                if !found.is_empty() {
                    return found;
                }
                let (edits, words) = self.near(word);
                if !words.is_empty() {
                    return WordSet { edits, ..WordSet::new(Tier::Typo, words) };
                }
                WordSet::new(Tier::Letters, self.best_letters(word))
            }
        }
    }

    /// The words that begin so.
    #[must_use]
    pub fn beginning(&self, start: &str) -> Vec<u32> {
        let from = self.words.partition_point(|word| &**word < start);
        let run = self.words[from..].iter().zip(from..);
        run.take_while(|(word, _)| word.starts_with(start))
            .filter_map(|(_, at)| u32::try_from(at).ok())
            .collect()
    }

    /// The words at the smallest distance in typing errors, if that is small for the word's length.
    fn near(&self, word: &str) -> (usize, Vec<u32>) {
        let len = word.chars().count();
        let mut allowed = match len {
            0..4 => return (0, Vec::new()),
            4..8 => 1,
            _ => 2,
        };
        let wanted = mask(word);
        let mut found = Vec::new();
        for ((other, other_mask), id) in self.words.iter().zip(&self.masks).zip(0..) {
            // Each error brings in at most one new letter and takes out at most one.
            if (wanted & !other_mask).count_ones() as usize > allowed
                || (other_mask & !wanted).count_ones() as usize > allowed
                || other.len().abs_diff(word.len()) > allowed * 4
            {
                continue;
            }
            let edits = strsim::osa_distance(word, other);
            if edits < allowed {
                found.clear();
                allowed = edits;
            }
            if edits <= allowed {
                found.push(id);
            }
        }
        (allowed, found)
    }

    /// The words that hold these letters in order.
    fn letters(&self, letters: &str) -> Vec<u32> {
        self.scored_letters(letters).into_iter().map(|(id, _)| id).collect()
    }

    fn scored_letters(&self, letters: &str) -> Vec<(u32, i64)> {
        let matcher = SkimMatcherV2::default().respect_case();
        let wanted = mask(letters);
        let words = self.words.iter().zip(&self.masks).zip(0..);
        words
            .filter(|((word, mask), _)| wanted & !*mask == 0 && word.len() >= letters.len())
            .filter_map(|((word, _), id)| Some((id, matcher.fuzzy_match(word, letters)?)))
            .collect()
    }

    /// The words that hold these letters in order about as well as the best one does; where none
    /// does, those that hold all the letters but one.
    fn best_letters(&self, letters: &str) -> Vec<u32> {
        let len = letters.chars().count();
        if len < 3 || letters.len() > self.longest + MOST_DROPPED {
            return Vec::new();
        }
        let mut scored = self.scored_letters(letters);
        if scored.is_empty() && len > 3 {
            for (at, dropped) in letters.char_indices() {
                let shorter = [&letters[..at], &letters[at + dropped.len_utf8()..]].concat();
                scored.extend(self.scored_letters(&shorter));
            }
        }
        let best = scored.iter().map(|(_, score)| *score).max().unwrap_or(0);
        let close = scored.into_iter().filter(|(_, score)| score * 4 >= best * 3);
        close.map(|(id, _)| id).collect()
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    fn lexicon() -> Lexicon {
        let words = ["control", "riabkov", "ryabkov", "sovereignty", "talked", "talks", "trade"];
        Lexicon::new(words.map(Into::into).to_vec())
    }

    fn closest(word: &str) -> (Tier, Vec<String>) {
        let lexicon = lexicon();
        let set = lexicon.closest(word, Mode::Closest);
        let words = set.words.iter().map(|w| lexicon.words[*w as usize].to_string());
        (set.tier, words.collect())
    }

    #[test]
    fn the_closest_kind_wins() {
        assert_eq!(closest("talks"), (Tier::Exact, vec!["talked".into(), "talks".into()]));
        assert_eq!(closest("tal"), (Tier::Prefix, vec!["talked".into(), "talks".into()]));
        assert_eq!(closest("talking"), (Tier::Form, vec!["talked".into(), "talks".into()]));
        assert_eq!(closest("contrl"), (Tier::Typo, vec!["control".into()]));
        assert_eq!(closest("sovreingty"), (Tier::Typo, vec!["sovereignty".into()]));
        assert_eq!(closest("rybkv"), (Tier::Letters, vec!["ryabkov".into()]));
    }

    #[test]
    fn exact_is_that_word_alone() {
        assert_eq!(lexicon().closest("talks", Mode::Exact).words.len(), 1);
        assert!(lexicon().closest("talk", Mode::Exact).is_empty());
    }
}
