//! A query carried out without an index, quote by quote, while the index is being built.

use std::cell::Cell;

use super::evaluate::{Search, remarked};
use super::field::Field;
use super::query::{Pattern, Query, Term};
use super::set::QuoteSet;
use crate::dataset::{Dataset, Day, QuoteIx};
use crate::text::{Word, words};

impl Search {
    /// The quotes that match a query, each word of which is matched as a prefix. An index may find
    /// more: typing errors need the vocabulary. `None` as soon as `goes_on` returns false.
    #[must_use]
    pub fn scan(query: &Query, data: &Dataset, goes_on: impl Fn() -> bool) -> Option<QuoteSet> {
        const ASKED: usize = 1024;
        // An article is read once for all its quotes.
        let terms = query.clauses.iter().flat_map(|clause| &clause.terms);
        let mut by_article = Vec::new();
        for term in terms.filter(|term| term.fields.has(Field::Article)) {
            by_article.push((term, in_articles(term, data, &goes_on)?));
        }
        let stopped = Cell::new(false);
        let found = QuoteSet::all_where(data.quotes.len(), |at| {
            if at % ASKED == 0 && !goes_on() {
                stopped.set(true);
            }
            let has = |term: &Term| match by_article.iter().find(|(other, _)| *other == term) {
                Some((_, hits)) => hits.contains(at.into()) != term.negated,
                None => holds(term, data, at.into()),
            };
            !stopped.get() && query.clauses.iter().all(|clause| clause.terms.iter().any(has))
        });
        (!stopped.get()).then_some(found)
    }
}

/// The quotes of the articles whose text has what a term looks for, negated or not; `None` as soon
/// as `goes_on` returns false.
fn in_articles(term: &Term, data: &Dataset, goes_on: impl Fn() -> bool) -> Option<QuoteSet> {
    let mut hits = QuoteSet::none(data.quotes.len());
    for at in 0..data.articles.len() {
        if !goes_on() {
            return None;
        }
        if Field::Article.texts(data, at).any(|text| has_words(term, text)) {
            Field::Article.add_quotes(data, at, &mut hits);
        }
    }
    Some(hits)
}

fn holds(term: &Term, data: &Dataset, ix: QuoteIx) -> bool {
    let quote = data.quote(ix);
    let found = match &term.pattern {
        Pattern::Kind(kind) => quote.kind == *kind,
        Pattern::Confidence(degree) => quote.confidence == *degree,
        Pattern::Polarity(polarity) => quote.polarity == *polarity,
        Pattern::Spoken(verdict) => data.is_spoken_so(ix, *verdict),
        Pattern::Reverses(yes) => data.spoken(ix).is_some_and(|spoken| spoken.reverses == *yes),
        Pattern::Days(first, last) => {
            quote.said.known().is_some_and(|day| (*first..=*last).contains(&day))
        }
        Pattern::Undated => quote.said == Day::Unknown,
        Pattern::Status(status) => {
            quote.meeting.is_some_and(|meeting| data.meeting(meeting).status == *status)
        }
        Pattern::Nobody => quote.speaker.is_none(),
        Pattern::Printings(least, most) => {
            (*least..=*most).contains(&data.same_utterance(ix).len().max(1))
        }
        Pattern::First(yes) => data.is_first_printing(ix) == *yes,
        Pattern::Utterance(id) => data.utterance_id(ix) == Some(id.as_str()),
        Pattern::Checked(_) | Pattern::Corrected(_) | Pattern::Mark(_) | Pattern::Note(_) => {
            remarked(&term.pattern, data.remarks(ix))
        }
        Pattern::Word(..) | Pattern::Phrase(_) => {
            let mut texts = term.fields.each().flat_map(|field| field.texts_of(data, ix));
            texts.any(|text| has_words(term, text))
        }
    };
    found != term.negated
}

/// Whether a text has the word or the phrase that a term looks for.
fn has_words(term: &Term, text: &str) -> bool {
    let words: Vec<Word> = words(text).collect();
    match &term.pattern {
        Pattern::Word(wanted, _) => {
            words.iter().any(|word| word.folded.starts_with(wanted.as_str()))
        }
        Pattern::Phrase(phrase) => words.windows(phrase.words.len()).any(|run| phrase.is(run)),
        _ => false,
    }
}
