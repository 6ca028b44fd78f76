//! A query in, the quotes it finds out.
//!
//! A word of the query is never compared with whole sentences but with the *vocabulary* of the
//! dataset, where the closest kind of match wins (see [`vocabulary::MatchKind`]); behind each word stand
//! the quotes that hold it. This is the only room that uses `fuzzy-matcher`.

mod highlight;
mod index;
mod interner;
mod prefix_sets;
pub mod query;
mod rank;
mod scan;
mod set;
pub mod vocabulary;

use std::ops::Range;
use std::rc::Rc;

use index::PhraseMatcher;
pub use index::{Field, Index};
use query::{Pattern, Term};
pub use query::{Problem, Query};
pub use set::QuoteSet;
use vocabulary::{Fuzziness, MatchKind, Mode, WordSet};

use crate::dataset::Dataset;

/// A query carried out: what it finds, and why.
#[derive(Debug)]
pub struct Search {
    /// The quotes found.
    pub hits: QuoteSet,
    /// How far off words were taken for those typed.
    pub fuzziness: Fuzziness,
    clauses: Vec<Clause>,
    /// Every term that was carried out, also those of the fuzziness levels that found nothing.
    terms: Vec<Rc<TermMatch>>,
}

/// One of the conditions that must all hold: any of its terms.
#[derive(Debug)]
struct Clause {
    /// Where it stands in the query's text.
    range: Range<usize>,
    terms: Vec<Rc<TermMatch>>,
}

/// One term carried out.
#[derive(Debug)]
struct TermMatch {
    term: Term,
    fuzziness: Fuzziness,
    expansion: Expansion,
    /// The quotes for which the term holds; where it is negated, those without it.
    hits: QuoteSet,
}

/// What a term was taken for.
#[derive(Debug)]
enum Expansion {
    /// Any of some words.
    Words(WordSet),
    /// Words in a row.
    Phrase(PhraseMatcher),
    /// No words at all, but a kind, a degree or a day.
    Other,
}

/// What to drop from a query that finds nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Advice {
    /// Where it stands in the query's text.
    pub range: Range<usize>,
    /// How many quotes are found without it.
    pub found: usize,
}

impl Search {
    /// Carries a query out: with the closest kind of match for each word, or else, where no quote
    /// has all of that, with words a little further off. What the search before it found for the same terms is taken over, so
    /// that a key costs only what it changes.
    #[must_use]
    pub fn run(query: &Query, index: &Index, data: &Dataset, before: Option<&Self>) -> Self {
        let found = Self::within(Fuzziness::Closest, query, index, data, before);
        [Fuzziness::Prefixes, Fuzziness::Typos].into_iter().fold(found, |found, fuzziness| {
            if !found.hits.is_empty() {
                return found;
            }
            let mut further = Self::within(fuzziness, query, index, data, before);
            further.terms.extend(found.terms);
            further
        })
    }

    fn within(
        fuzziness: Fuzziness,
        query: &Query,
        index: &Index,
        data: &Dataset,
        before: Option<&Self>,
    ) -> Self {
        let known = |term: &Term| {
            let mut terms = before.into_iter().flat_map(|search| &search.terms);
            terms.find(|known| known.fuzziness == fuzziness && known.term == *term)
        };
        let carry_out = |term: &Term| match known(term) {
            Some(matched) => Rc::clone(matched),
            None => Rc::new(TermMatch::new(term, fuzziness, index, data)),
        };
        let clauses = query.clauses.iter().map(|clause| Clause {
            range: clause.range.clone(),
            terms: clause.terms.iter().map(carry_out).collect(),
        });
        let clauses: Vec<Clause> = clauses.collect();
        let hits = intersection(data.quotes.len(), clauses.iter());
        let terms = clauses.iter().flat_map(|clause| clause.terms.iter().cloned()).collect();
        Self { hits, fuzziness, clauses, terms }
    }

    /// A search of which only the hits are known.
    #[must_use]
    pub fn of(hits: QuoteSet) -> Self {
        Self { hits, fuzziness: Fuzziness::Closest, clauses: Vec::new(), terms: Vec::new() }
    }

    /// Whether words are looked for, so that some hits are closer than others.
    #[must_use]
    pub fn has_words(&self) -> bool {
        self.wanted().any(|matched| !matches!(matched.expansion, Expansion::Other))
    }

    /// Where nothing is found: what to drop to find most, if dropping one condition helps.
    #[must_use]
    pub fn advice(&self, within: &QuoteSet) -> Option<Advice> {
        let without = |skip: usize| {
            let rest = self.clauses.iter().enumerate().filter(|(at, _)| *at != skip);
            let mut rest = intersection(self.hits.quotes(), rest.map(|(_, clause)| clause));
            rest.intersect(within);
            rest.len()
        };
        (0..self.clauses.len())
            .map(|at| Advice { range: self.clauses[at].range.clone(), found: without(at) })
            .filter(|advice| advice.found > 0)
            .max_by_key(|advice| advice.found)
    }

    /// Where nothing is found within some quotes: the sentence that says so, and what to drop from
    /// the query's text to find how many.
    #[must_use]
    pub fn nothing_found(&self, text: &str, within: &QuoteSet) -> String {
        match self.advice(within) {
            _ if self.clauses.len() < 2 => "nothing found".into(),
            Some(advice) => format!(
                "nothing found; without {} there would be {}",
                text[advice.range].trim(),
                advice.found
            ),
            None => "nothing found; no single word or field is to blame".into(),
        }
    }

    /// The typed words that are none of the record's, and the first of those they were taken for.
    #[must_use]
    pub fn guesses<'a>(&'a self, index: &'a Index) -> Vec<(&'a str, Vec<&'a str>)> {
        const SHOWN: usize = 3;
        let guess = |matched: &'a TermMatch| {
            let (Expansion::Words(words), Pattern::Word(typed, Mode::Closest)) =
                (&matched.expansion, &matched.term.pattern)
            else {
                return None;
            };
            let (kind, _) = words.kinds.first()?;
            let shown = words.ranges().cloned().flatten().take(SHOWN);
            let shown = shown.map(|word| index.vocabulary().word(word)).collect();
            (*kind >= MatchKind::Typo).then_some((typed.as_str(), shown))
        };
        self.wanted().filter_map(guess).collect()
    }

    /// The conditions' terms that look for words and must be there.
    fn wanted(&self) -> impl Iterator<Item = &TermMatch> {
        let terms = self.clauses.iter().flat_map(|clause| &clause.terms);
        terms.map(Rc::as_ref).filter(|matched| !matched.term.negated)
    }
}

impl Clause {
    fn hits(&self, quotes: usize) -> QuoteSet {
        let mut hits = QuoteSet::none(quotes);
        for term in &self.terms {
            hits.union(&term.hits);
        }
        hits
    }
}

/// Of so many quotes those for which all of some conditions hold.
fn intersection<'a>(quotes: usize, clauses: impl Iterator<Item = &'a Clause>) -> QuoteSet {
    let mut hits = QuoteSet::all(quotes);
    for clause in clauses {
        match clause.terms.as_slice() {
            [only] => hits.intersect(&only.hits),
            _ => hits.intersect(&clause.hits(quotes)),
        }
    }
    hits
}

impl TermMatch {
    fn new(term: &Term, fuzziness: Fuzziness, index: &Index, data: &Dataset) -> Self {
        let all_where = |holds: &dyn Fn(usize) -> bool| {
            (Expansion::Other, QuoteSet::all_where(data.quotes.len(), holds))
        };
        let quotes = data.quotes.len();
        let (expansion, mut hits) = match &term.pattern {
            Pattern::Kind(kind) => all_where(&|at| data.quotes[at].kind == *kind),
            Pattern::Confidence(degree) => all_where(&|at| data.quotes[at].confidence == *degree),
            Pattern::Days(first, last) => {
                let from = data.days.partition_point(|day| day < first);
                let to = data.days.partition_point(|day| day <= last);
                all_where(&|at| (from..to).contains(&(data.day_of[at] as usize)))
            }
            Pattern::Undated => all_where(&|at| data.day_of[at] as usize == data.days.len()),
            Pattern::Phrase(phrase) => {
                let phrase = PhraseMatcher::new(phrase, index.vocabulary());
                let mut hits = QuoteSet::none(quotes);
                for field in term.fields {
                    index.add_phrase(data, *field, &phrase, &mut hits);
                }
                (Expansion::Phrase(phrase), hits)
            }
            Pattern::Word(word, mode) => {
                // What must be absent is not looked for further than need be.
                let fuzziness = if term.negated { Fuzziness::Closest } else { fuzziness };
                let fields = Field::bits(term.fields);
                let words = index.vocabulary().resolve(word, *mode, fuzziness, fields);
                let mut hits = QuoteSet::none(quotes);
                for (kind, ranges) in &words.kinds {
                    // What many words begin with was put together beforehand.
                    let start =
                        (*kind == MatchKind::Prefix).then(|| index.starts(word, term.fields));
                    match start.flatten() {
                        Some(set) => hits.union(set),
                        None => index.add(data, term.fields, ranges, &mut hits),
                    }
                }
                (Expansion::Words(words), hits)
            }
        };
        if term.negated {
            let mut rest = QuoteSet::all(quotes);
            rest.subtract(&hits);
            hits = rest;
        }
        Self { term: term.clone(), fuzziness, expansion, hits }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dataset::load::Origin;

    fn found(query: &str) -> Vec<String> {
        let data = Origin::BuiltIn.load(&mut |_| {}).expect("sound");
        let index = Index::build(&data, &mut |_| {});
        let search = Search::run(&Query::parse(query), &index, &data, None);
        search.hits.iter().map(|quote| data.id_of(quote).to_owned()).collect()
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
        let search = Search::run(&Query::parse(text), &index, &data, None);
        assert!(search.hits.is_empty());
        let advice = search.advice(&QuoteSet::all(data.quotes.len())).expect("advice");
        assert_eq!((&text[advice.range], advice.found), ("qqqq", 4));
    }

    #[test]
    fn the_closest_come_first() {
        let data = Origin::BuiltIn.load(&mut |_| {}).expect("sound");
        let index = Index::build(&data, &mut |_| {});
        let search = Search::run(&Query::parse("positive sign"), &index, &data, None);
        let first = search.ranked(&index, &data, &search.hits, 1)[0];
        assert!(data.words_of(first).contains("positive sign"));
    }
}
