//! Which letters of a text a search matched.

use std::ops::Range;

use fuzzy_matcher::FuzzyMatcher;
use fuzzy_matcher::skim::SkimMatcherV2;
use similar::{Algorithm, DiffTag, capture_diff_slices};

use super::evaluate::{Expansion, Search, TermMatch};
use super::field::Field;
use super::index::Index;
use super::query::Pattern;
use super::vocabulary::MatchKind;
use crate::text::{Word, words};

impl Search {
    /// The parts of a field's text that the query found: byte ranges, in order, not overlapping.
    #[must_use]
    pub fn highlights(&self, index: &Index, field: Field, text: &str) -> Vec<Range<usize>> {
        self.places(index, field, text, letters)
    }

    /// Where an article's text has what `in:` found: likewise, but whole words.
    #[must_use]
    pub fn hits_in_article(&self, index: &Index, text: &str) -> Vec<Range<usize>> {
        self.places(index, Field::Article, text, |_, word, _, _| vec![word.range.clone()])
    }

    /// The phrases that the query found, and of the words what is wanted of each.
    fn places(
        &self,
        index: &Index,
        field: Field,
        text: &str,
        of_word: impl Fn(&str, &Word, MatchKind, &str) -> Vec<Range<usize>>,
    ) -> Vec<Range<usize>> {
        let is_by_article = |matched: &TermMatch| matched.term.fields.has(Field::Article);
        // The words of a quote are words of its article.
        let looks_here = |matched: &&TermMatch| {
            matched.term.fields.has(field) || field == Field::Text && is_by_article(matched)
        };
        let mut wanted: Vec<&TermMatch> = self.wanted().filter(looks_here).collect();
        if wanted.is_empty() {
            return Vec::new();
        }
        let printed: Vec<Word> = words(text).collect();
        let mut found: Vec<Range<usize>> = Vec::new();
        wanted.sort_by_key(|matched| is_by_article(matched));
        for terms in wanted.chunk_by(|a, b| is_by_article(a) == is_by_article(b)) {
            let vocabulary = index.vocabulary_of(terms[0].term.fields);
            let numbers = printed.iter().map(|word| vocabulary.find(&word.folded));
            let numbers: Vec<u32> = numbers.map(|id| id.unwrap_or(u32::MAX)).collect();
            for matched in terms {
                match (&matched.expansion, &matched.term.pattern) {
                    (Expansion::Phrase(phrase), _) => {
                        let len = phrase.0.len();
                        let runs = phrase.find(&numbers).map(|at| &printed[at..at + len]);
                        found.extend(runs.map(|run| run[0].range.start..run[len - 1].range.end));
                    }
                    (Expansion::Words(set), Pattern::Word(typed, _)) => {
                        let kinds = numbers.iter().map(|number| set.kind_of(*number));
                        let matching = printed.iter().zip(kinds);
                        for (word, kind) in matching.filter_map(|(w, kind)| Some((w, kind?))) {
                            found.extend(of_word(text, word, kind, typed));
                        }
                    }
                    _ => {}
                }
            }
        }
        merge(found)
    }
}

/// The letters of a word that are those typed: all of a word meant as such, the beginning of one
/// that begins so, and of any other those that were hit.
fn letters(text: &str, word: &Word, kind: MatchKind, typed: &str) -> Vec<Range<usize>> {
    let whole = vec![word.range.clone()];
    let printed = &text[word.range.clone()];
    // Where folding changed the number of letters, positions do not correspond.
    if printed.chars().count() != word.folded.chars().count() {
        return whole;
    }
    let hit: Vec<usize> = match kind {
        MatchKind::Exact | MatchKind::Form => return whole,
        MatchKind::Prefix => (0..typed.chars().count()).collect(),
        MatchKind::Letters => {
            let matcher = SkimMatcherV2::default().respect_case();
            match matcher.fuzzy_indices(&word.folded, typed) {
                Some((_, hit)) => hit,
                None => in_common(&word.folded, typed),
            }
        }
        MatchKind::Typo => in_common(&word.folded, typed),
    };
    let at: Vec<Range<usize>> = printed
        .char_indices()
        .map(|(at, c)| word.range.start + at..word.range.start + at + c.len_utf8())
        .collect();
    hit.into_iter().filter_map(|letter| at.get(letter).cloned()).collect()
}

/// The letters of a word that a mistyped one has too, in order.
fn in_common(word: &str, typed: &str) -> Vec<usize> {
    let (word, typed): (Vec<char>, Vec<char>) = (word.chars().collect(), typed.chars().collect());
    let ops = capture_diff_slices(Algorithm::Myers, &word, &typed);
    let equal = ops.into_iter().filter(|op| op.tag() == DiffTag::Equal);
    equal.flat_map(|op| op.old_range()).collect()
}

fn merge(mut ranges: Vec<Range<usize>>) -> Vec<Range<usize>> {
    ranges.sort_by_key(|r| (r.start, r.end));
    let mut merged: Vec<Range<usize>> = Vec::new();
    for range in ranges {
        match merged.last_mut() {
            Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
            _ => merged.push(range),
        }
    }
    merged
}
