//! A query in, the quotes it finds out.
//!
//! A word of the query is never compared with whole sentences but with the *vocabulary* of the
//! dataset, where the closest kind of match wins (see [`lexicon::Tier`]); behind each word stand
//! the quotes that hold it. This is the only room that uses `fuzzy-matcher`.

mod index;
pub mod lexicon;
pub mod query;
mod rank;

use std::ops::Range;

use roaring::RoaringBitmap;

pub use index::{Field, Index};
use lexicon::{Tier, WordSet};
use query::{Pattern, Phrase, Term};
pub use query::{Problem, Query};

use crate::dataset::{Dataset, Day, QuoteIx};
use crate::text::words;

/// A query carried out: what it finds, and why.
#[derive(Debug)]
pub struct Search {
    /// The quotes found, by their index.
    pub hits: RoaringBitmap,
    clauses: Vec<Clause>,
}

/// One of the conditions that must all hold: any of its terms.
#[derive(Debug)]
struct Clause {
    /// Where it stands in the query's text.
    range: Range<usize>,
    terms: Vec<Matched>,
    hits: RoaringBitmap,
}

/// One term with the words it matched in each field.
#[derive(Debug)]
struct Matched {
    negated: bool,
    phrase: Option<Phrase>,
    typed: usize,
    fields: Vec<(Field, WordSet)>,
}

/// What to drop from a query that finds nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Advice {
    /// Where it stands in the query's text.
    pub range: Range<usize>,
    /// How many quotes are found without it.
    pub found: u64,
}

impl Search {
    /// Carries a query out.
    #[must_use]
    pub fn run(query: &Query, index: &Index, data: &Dataset) -> Self {
        let clauses: Vec<Clause> = query
            .clauses
            .iter()
            .map(|clause| {
                let mut hits = RoaringBitmap::new();
                let mut terms = Vec::new();
                for term in &clause.terms {
                    let (matched, found) = matching(term, index, data);
                    hits |= if term.negated { index.all() - found } else { found };
                    terms.push(matched);
                }
                Clause { range: clause.range.clone(), terms, hits }
            })
            .collect();
        let hits = intersection(index, clauses.iter());
        Self { hits, clauses }
    }

    /// Where nothing is found: what to drop to find most, if dropping one condition helps.
    #[must_use]
    pub fn advice(&self, index: &Index, within: &RoaringBitmap) -> Option<Advice> {
        let without = |skip: usize| {
            let rest = self.clauses.iter().enumerate().filter(|(at, _)| *at != skip);
            (intersection(index, rest.map(|(_, clause)| clause)) & within).len()
        };
        (0..self.clauses.len())
            .map(|at| Advice { range: self.clauses[at].range.clone(), found: without(at) })
            .filter(|advice| advice.found > 0)
            .max_by_key(|advice| advice.found)
    }

    /// Where nothing is found within some quotes: the sentence that says so, and what to drop from
    /// the query's text to find how many.
    #[must_use]
    pub fn nothing_found(&self, text: &str, index: &Index, within: &RoaringBitmap) -> String {
        match self.advice(index, within) {
            _ if self.clauses.len() < 2 => "nothing found".into(),
            Some(advice) => format!(
                "nothing found; without {} there would be {}",
                text[advice.range].trim(),
                advice.found
            ),
            None => "nothing found; no single word or field is to blame".into(),
        }
    }

    /// The parts of a field's text that the query found: byte ranges, in order, not overlapping.
    #[must_use]
    pub fn highlights(&self, index: &Index, field: Field, text: &str) -> Vec<Range<usize>> {
        let wanted: Vec<&Matched> = self
            .clauses
            .iter()
            .flat_map(|clause| &clause.terms)
            .filter(|term| !term.negated && term.fields.iter().any(|(f, _)| *f == field))
            .collect();
        if wanted.is_empty() {
            return Vec::new();
        }
        let words: Vec<_> = words(text).collect();
        let mut found: Vec<Range<usize>> = Vec::new();
        for term in wanted {
            if let Some(phrase) = &term.phrase {
                for run in words.windows(phrase.words.len()) {
                    if phrase.is(run) {
                        found.push(run[0].range.start..run[run.len() - 1].range.end);
                    }
                }
                continue;
            }
            for (_, set) in term.fields.iter().filter(|(f, _)| *f == field) {
                for word in &words {
                    let id = index.lexicon(field).find(&word.folded);
                    if id.is_some_and(|id| set.contains(id)) {
                        found.push(matched_part(text, word, set.tier, term.typed));
                    }
                }
            }
        }
        merge(found)
    }

    /// The hits, closest first; of equal ones the earlier in the timeline.
    #[must_use]
    pub fn ranked(&self, index: &Index, data: &Dataset) -> Vec<QuoteIx> {
        rank::ranked(self, index, data)
    }
}

fn intersection<'a>(index: &Index, clauses: impl Iterator<Item = &'a Clause>) -> RoaringBitmap {
    clauses.fold(index.all().clone(), |hits, clause| hits & &clause.hits)
}

/// Of a word that only begins as typed, the beginning; of any other, all of it.
fn matched_part(text: &str, word: &crate::text::Word, tier: Tier, typed: usize) -> Range<usize> {
    let printed = &text[word.range.clone()];
    if tier == Tier::Prefix && printed.is_ascii() && printed.len() == word.folded.len() {
        return word.range.start..word.range.start + typed;
    }
    word.range.clone()
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

fn matching(term: &Term, index: &Index, data: &Dataset) -> (Matched, RoaringBitmap) {
    let mut matched = Matched { negated: term.negated, phrase: None, typed: 0, fields: Vec::new() };
    let found = match &term.pattern {
        Pattern::Kind(kind) => index.quotes_where(data, |quote| quote.kind == *kind),
        Pattern::Confidence(degree) => {
            index.quotes_where(data, |quote| quote.confidence == *degree)
        }
        Pattern::Days(first, last) => {
            let within = |said| (*first..=*last).contains(&said);
            index.quotes_where(data, |quote| quote.said.known().is_some_and(within))
        }
        Pattern::Undated => index.quotes_where(data, |quote| quote.said == Day::Unknown),
        Pattern::Phrase(phrase) => {
            let mut found = RoaringBitmap::new();
            for &field in term.fields {
                found |= index.quotes_of(field, &index.phrase(field, phrase, data));
                let mut words: Vec<u32> =
                    phrase.words.iter().filter_map(|w| index.lexicon(field).find(w)).collect();
                words.sort_unstable();
                matched.fields.push((field, WordSet { tier: Tier::Exact, edits: 0, words }));
            }
            matched.phrase = Some(phrase.clone());
            found
        }
        Pattern::Word(word, mode) => {
            // The closest kind of match wins over all the fields the term may be found in.
            let sets = term.fields.iter().map(|&field| {
                let lexicon = index.lexicon(field);
                (field, lexicon.closest(word, *mode))
            });
            let sets: Vec<(Field, WordSet)> = sets.filter(|(_, set)| !set.is_empty()).collect();
            let best = sets.iter().map(|(_, set)| (set.tier, set.edits)).min();
            let mut found = RoaringBitmap::new();
            for (field, set) in sets {
                if Some((set.tier, set.edits)) == best {
                    found |= index.quotes_of(field, &index.docs(field, &set));
                    matched.fields.push((field, set));
                }
            }
            matched.typed = word.len();
            found
        }
    };
    (matched, found)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dataset::load::Origin;

    fn found(query: &str) -> Vec<String> {
        let data = Origin::BuiltIn.load(&mut |_| {}).expect("sound");
        let index = Index::build(&data, &mut |_| {});
        let search = Search::run(&Query::parse(query), &index, &data);
        search.hits.iter().map(|q| data.quotes[q as usize].id.clone()).collect()
    }

    #[test]
    fn letters_in_order_find_the_name_alone() {
        let by_letters = found("rybkv");
        assert_eq!(by_letters, found("speaker:ryabkov"));
        assert_eq!(by_letters.len(), 11);
    }

    #[test]
    fn spellings_accents_and_points_fold() {
        assert_eq!(found("riabkov"), found("RYABKOV"));
        assert_eq!(found("\"our us colleagues\"").len(), 2);
    }

    #[test]
    fn conditions_join_and_alternatives_widen() {
        assert_eq!(found("speaker:biden said:2021-07-27").len(), 3);
        assert_eq!(found("biden | kennedy").len(), 5);
        assert_eq!(found("speaker:biden -economy").len(), 2);
        assert_eq!(found("kind:direct speaker:haq").len(), 1);
        assert_eq!(found("after:2021-09-22").len(), 1);
        assert_eq!(found("before:2021-07-27").len(), 0);
        assert_eq!(found("").len(), 30);
        // A phrase still being typed may end in the beginning of a word.
        assert_eq!(found("speaker:\"joe bi"), found("speaker:\"joe biden\""));
        assert_eq!(found("speaker:\"joe bi\"").len(), 0);
    }

    #[test]
    fn typing_errors_find_the_word() {
        assert_eq!(found("sovreignty"), found("sovereignty"));
        assert_eq!(found("sovereignty").len(), 1);
    }

    #[test]
    fn advice_names_the_word_that_finds_nothing() {
        let data = Origin::BuiltIn.load(&mut |_| {}).expect("sound");
        let index = Index::build(&data, &mut |_| {});
        let text = "biden qqqq";
        let search = Search::run(&Query::parse(text), &index, &data);
        assert!(search.hits.is_empty());
        let advice = search.advice(&index, index.all()).expect("advice");
        assert_eq!((&text[advice.range], advice.found), ("qqqq", 4));
    }

    #[test]
    fn the_closest_come_first() {
        let data = Origin::BuiltIn.load(&mut |_| {}).expect("sound");
        let index = Index::build(&data, &mut |_| {});
        let search = Search::run(&Query::parse("positive sign"), &index, &data);
        let first = search.ranked(&index, &data)[0];
        assert!(data.words_of(first).contains("positive sign"));
    }
}
