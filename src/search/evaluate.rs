//! A query carried out with an index.

use std::ops::Range;
use std::rc::Rc;

use super::field::Field;
use super::index::Index;
use super::phrase::PhraseMatcher;
use super::query::{Pattern, Query, Term};
use super::set::QuoteSet;
use super::vocabulary::{Fuzziness, MatchKind, Mode, WordSet};
use crate::dataset::{Dataset, QuoteIx, Remarks};
use crate::text::{fold, words};

/// The result of a query: what it finds, and why.
#[derive(Debug)]
pub struct Search {
    /// The quotes found.
    pub hits: QuoteSet,
    /// How fuzzily words were matched.
    pub fuzziness: Fuzziness,
    pub(super) clauses: Vec<ClauseMatch>,
    /// Every term that was carried out, also those of the fuzziness levels that found nothing.
    terms: Vec<Rc<TermMatch>>,
}

/// One of the conditions that must all hold: any of its terms.
#[derive(Debug)]
pub(super) struct ClauseMatch {
    /// Where it stands in the query's text.
    range: Range<usize>,
    pub(super) terms: Vec<Rc<TermMatch>>,
}

/// One term carried out.
#[derive(Debug)]
pub(super) struct TermMatch {
    pub(super) term: Term,
    fuzziness: Fuzziness,
    pub(super) expansion: Expansion,
    /// The quotes for which the term holds; where it is negated, those without it.
    pub(super) hits: QuoteSet,
}

/// What a term was expanded to.
#[derive(Debug)]
pub(super) enum Expansion {
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
    /// Carries a query out: with the closest kind of match for each word, or, where that finds
    /// nothing, with more fuzziness. Terms that the search before had too are not carried out again,
    /// so that a key costs only what it changes.
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
        let clauses = query.clauses.iter().map(|clause| ClauseMatch {
            range: clause.range.clone(),
            terms: clause.terms.iter().map(carry_out).collect(),
        });
        let clauses: Vec<ClauseMatch> = clauses.collect();
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
            let mut hits = intersection(self.hits.quotes(), rest.map(|(_, clause)| clause));
            hits.intersect(within);
            hits.len()
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

    /// The typed words that are not in the vocabulary, and the first of those they were taken for.
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
            let vocabulary = index.vocabulary_of(matched.term.fields);
            let shown = shown.map(|word| vocabulary.word(word)).collect();
            (*kind >= MatchKind::Typo).then_some((typed.as_str(), shown))
        };
        self.wanted().filter_map(guess).collect()
    }

    /// Whether a quote is found for what its article holds, wherever it holds that.
    #[must_use]
    pub fn is_by_article(&self, quote: QuoteIx) -> bool {
        let by_article = |matched: &TermMatch| matched.term.fields.has(Field::Article);
        self.wanted().any(|matched| by_article(matched) && matched.hits.contains(quote))
    }

    /// The conditions' terms that look for words and must be there.
    pub(super) fn wanted(&self) -> impl Iterator<Item = &TermMatch> {
        let terms = self.clauses.iter().flat_map(|clause| &clause.terms);
        terms.map(Rc::as_ref).filter(|matched| !matched.term.negated)
    }
}

/// Of so many quotes those for which all of some conditions hold.
fn intersection<'a>(quotes: usize, clauses: impl Iterator<Item = &'a ClauseMatch>) -> QuoteSet {
    let mut hits = QuoteSet::all(quotes);
    for clause in clauses {
        match clause.terms.as_slice() {
            [only] => hits.intersect(&only.hits),
            terms => {
                let mut any = QuoteSet::none(quotes);
                terms.iter().for_each(|term| any.union(&term.hits));
                hits.intersect(&any);
            }
        }
    }
    hits
}

/// Whether what a reader says of a quote is what is asked for.
pub(super) fn remarked(pattern: &Pattern, remarks: Option<&Remarks>) -> bool {
    match pattern {
        Pattern::Checked(yes) => remarks.is_some_and(|r| r.approved || r.corrected) == *yes,
        Pattern::Corrected(yes) => remarks.is_some_and(|r| r.corrected) == *yes,
        Pattern::Mark(mark) => {
            remarks.is_some_and(|r| r.marks.iter().any(|m| fold(m).starts_with(mark.as_str())))
        }
        Pattern::Note(wanted) => remarks.and_then(|r| r.note.as_ref()).is_some_and(|note| {
            let noted: Vec<String> = words(note).map(|word| word.folded).collect();
            wanted.iter().all(|word| noted.iter().any(|n| n.starts_with(word.as_str())))
        }),
        _ => false,
    }
}

/// Adds the quotes of the article or the speaker whose id is typed: an id is no word of a name.
fn add_by_id(term: &Term, data: &Dataset, hits: &mut QuoteSet) {
    let typed = match &term.pattern {
        Pattern::Word(word, _) => std::slice::from_ref(word),
        Pattern::Phrase(phrase) => &phrase.words,
        _ => return,
    };
    let is_typed = |id: &str| {
        let mut parts = words(id).map(|word| word.folded);
        typed.iter().all(|word| parts.next().as_ref() == Some(word)) && parts.next().is_none()
    };
    if term.fields == Field::Headline.into() {
        for at in (0..data.articles.len()).filter(|at| is_typed(&data.articles[*at].id)) {
            Field::Headline.add_quotes(data, at, hits);
        }
    }
    if term.fields == Field::Meeting.into() {
        for at in (0..data.meetings.len()).filter(|at| is_typed(&data.meetings[*at].id)) {
            Field::Meeting.add_quotes(data, at, hits);
        }
    }
    if term.fields == Field::Speaker.into() {
        for at in (0..data.speakers.len()).filter(|at| is_typed(&data.speakers[*at].id)) {
            Field::Speaker.add_quotes(data, at, hits);
        }
    }
}

impl TermMatch {
    fn new(term: &Term, fuzziness: Fuzziness, index: &Index, data: &Dataset) -> Self {
        let quotes = data.quotes.len();
        let all_where =
            |holds: &dyn Fn(usize) -> bool| (Expansion::Other, QuoteSet::all_where(quotes, holds));
        let (expansion, mut hits) = match &term.pattern {
            Pattern::Kind(kind) => all_where(&|at| data.quotes[at].kind == *kind),
            Pattern::Confidence(degree) => all_where(&|at| data.quotes[at].confidence == *degree),
            Pattern::Polarity(polarity) => all_where(&|at| data.quotes[at].polarity == *polarity),
            Pattern::Spoken(verdict) => all_where(&|at| data.is_spoken_so(at.into(), *verdict)),
            Pattern::Reverses(yes) => {
                let spoken = |at: usize| data.spoken(at.into());
                all_where(&|at| spoken(at).is_some_and(|spoken| spoken.reverses == *yes))
            }
            Pattern::Status(status) => all_where(&|at| {
                data.quotes[at].meeting.is_some_and(|m| data.meeting(m).status == *status)
            }),
            Pattern::Nobody => all_where(&|at| data.quotes[at].speaker.is_none()),
            Pattern::Printings(least, most) => {
                let times = |at: usize| data.same_utterance(at.into()).len().max(1);
                all_where(&|at| (*least..=*most).contains(&times(at)))
            }
            Pattern::First(yes) => all_where(&|at| data.is_first_printing(at.into()) == *yes),
            Pattern::Utterance(id) => {
                all_where(&|at| data.utterance_id(at.into()) == Some(id.as_str()))
            }
            Pattern::Checked(_) | Pattern::Corrected(_) | Pattern::Mark(_) | Pattern::Note(_) => {
                let holds = |at: usize| remarked(&term.pattern, data.remarks(at.into()));
                all_where(&holds)
            }
            Pattern::Days(first, last) => {
                let (days, slots) = (data.days(), data.day_slots());
                let from = days.partition_point(|day| day < first);
                let to = days.partition_point(|day| day <= last);
                all_where(&|at| (from..to).contains(&(slots[at] as usize)))
            }
            Pattern::Undated => {
                let (unknown, slots) = (data.days().len(), data.day_slots());
                all_where(&|at| slots[at] as usize == unknown)
            }
            Pattern::Phrase(phrase) => {
                let phrase = PhraseMatcher::new(phrase, index.vocabulary_of(term.fields));
                let mut hits = QuoteSet::none(quotes);
                index.add_phrase(data, term.fields, &phrase, &mut hits);
                (Expansion::Phrase(phrase), hits)
            }
            Pattern::Word(word, mode) => {
                // A negated word is matched no more fuzzily than necessary.
                let fuzziness = if term.negated { Fuzziness::Closest } else { fuzziness };
                let vocabulary = index.vocabulary_of(term.fields);
                let words = vocabulary.resolve(word, *mode, fuzziness, term.fields);
                let mut hits = QuoteSet::none(quotes);
                for (kind, ranges) in &words.kinds {
                    // Short prefixes were expanded beforehand.
                    let kept = (*kind == MatchKind::Prefix)
                        .then(|| index.prefix_sets.prefix(word, term.fields));
                    match kept.flatten() {
                        Some(set) => hits.union(set),
                        None => index.add_words(data, term.fields, ranges, &mut hits),
                    }
                }
                (Expansion::Words(words), hits)
            }
        };
        add_by_id(term, data, &mut hits);
        if term.negated {
            let mut rest = QuoteSet::all(quotes);
            rest.subtract(&hits);
            hits = rest;
        }
        Self { term: term.clone(), fuzziness, expansion, hits }
    }
}
