//! Ranks the quotes found.

use super::evaluate::{ClauseMatch, Expansion, Search, TermMatch};
use super::field::Field;
use super::index::Index;
use super::set::QuoteSet;
use super::vocabulary::MatchKind;
use crate::dataset::{Dataset, QuoteIx};

/// Of more quotes than this only the shortest are scored: where so many match, length decides most.
const WEIGHED: usize = 2000;

impl Search {
    /// The closest of some of the hits, closest first, at most so many; of equal ones the earlier
    /// in the timeline. They are weighed by kind of match and rarity of the words, by their order
    /// and closeness, and by shortness of the quote.
    #[must_use]
    pub fn ranked(
        &self,
        index: &Index,
        data: &Dataset,
        hits: &QuoteSet,
        most: usize,
    ) -> Vec<QuoteIx> {
        let weighed = WEIGHED.max(most);
        let candidates = shortest(hits, weighed, index, data);
        let all = data.quotes.len();
        let wanted: Vec<ScoredClause<'_>> =
            self.clauses.iter().filter_map(|clause| ScoredClause::new(clause, all)).collect();
        let mut scored: Vec<(f64, QuoteIx)> =
            candidates.into_iter().map(|quote| (score(&wanted, index, quote), quote)).collect();
        let closest =
            |(a, p): &(f64, QuoteIx), (b, q): &(f64, QuoteIx)| b.total_cmp(a).then(p.cmp(q));
        if scored.len() > most && most > 0 {
            scored.select_nth_unstable_by(most - 1, closest);
        }
        scored.truncate(most);
        scored.sort_unstable_by(closest);
        scored.into_iter().map(|(_, quote)| quote).collect()
    }
}

/// So many of some quotes, those of the fewest words.
fn shortest(hits: &QuoteSet, most: usize, index: &Index, data: &Dataset) -> Vec<QuoteIx> {
    // Where one in this many quotes matches, the shortest are found soon in the order of length.
    const DENSE: usize = 16;
    let found = hits.len();
    if found <= most {
        return hits.iter().collect();
    }
    if found * DENSE > data.quotes.len() {
        let by_length = index.by_length.iter().copied();
        return by_length.filter(|quote| hits.contains(*quote)).take(most).collect();
    }
    let length = |quote| index.postings.text_of(quote).len();
    let mut lengths: Vec<(usize, QuoteIx)> = hits.iter().map(|q| (length(q), q)).collect();
    lengths.select_nth_unstable(most);
    lengths.truncate(most);
    lengths.into_iter().map(|(_, quote)| quote).collect()
}

/// A condition that looks for words.
struct ScoredClause<'a> {
    terms: Vec<&'a TermMatch>,
    /// The fewer quotes fulfil it, the more it counts.
    rarity: f64,
}

impl<'a> ScoredClause<'a> {
    #[allow(clippy::cast_precision_loss)] // counts of quotes
    fn new(clause: &'a ClauseMatch, all: usize) -> Option<Self> {
        let terms = clause.terms.iter().map(std::rc::Rc::as_ref);
        let terms: Vec<&TermMatch> = terms
            .filter(|term| !term.term.negated && !matches!(term.expansion, Expansion::Other))
            .collect();
        let hits: usize = terms.iter().map(|term| term.hits.len()).sum();
        (!terms.is_empty())
            .then(|| Self { terms, rarity: (1.0 + all as f64 / hits.max(1) as f64).ln() })
    }
}

#[allow(clippy::cast_precision_loss)] // counts of words
fn score(wanted: &[ScoredClause<'_>], index: &Index, quote: QuoteIx) -> f64 {
    let text = index.postings.text_of(quote);
    let (mut total, mut last) = (0.0, None::<usize>);
    for condition in wanted {
        // Where it is met first behind the condition before it, or else first of all.
        let place = |from: usize| {
            let places = condition.terms.iter().filter_map(|term| find(term, text, from));
            places.min_by_key(|(at, _)| *at)
        };
        let after = last.and_then(|last: usize| Some((last, place(last + 1)?)));
        let (at, kind) = match (after, place(0)) {
            (Some((last, (at, kind))), _) => {
                total += condition.rarity * kind / ((at - last) as f64).powf(FADES);
                (Some(at), kind)
            }
            (None, Some((at, kind))) => (Some(at), kind),
            (None, None) => (None, ELSEWHERE),
        };
        total += condition.rarity * kind;
        last = at.or(last);
    }
    // Between quotes that hold the same, the shorter is closer; it never outweighs a word.
    total / (64.0 + text.len() as f64).ln()
}

/// How quickly words count less with distance. The value is small, because words that are remembered
/// from a sentence are seldom neighbours.
const FADES: f64 = 0.2;

/// The score of a condition that is met outside the quote: in a name, a headline, a title.
const ELSEWHERE: f64 = 0.4;

/// The first place from one on at which a quote's words hold a term, and how well they do.
fn find(matched: &TermMatch, text: &[u32], from: usize) -> Option<(usize, f64)> {
    let text = text.get(from..)?;
    if !matched.term.fields.has(Field::Text) {
        return None;
    }
    let (at, kind) = match &matched.expansion {
        Expansion::Phrase(phrase) => (phrase.find(text).next()?, 1.0),
        Expansion::Words(words) => {
            let mut kinds = text.iter().map(|word| words.kind_of(*word)).enumerate();
            let (at, kind) = kinds.find_map(|(at, kind)| Some((at, kind?)))?;
            let kind = match kind {
                MatchKind::Exact => 1.0,
                MatchKind::Form => 0.9,
                MatchKind::Prefix => 0.8,
                MatchKind::Typo => 0.6,
                MatchKind::Letters => 0.4,
            };
            (at, kind)
        }
        Expansion::Other => return None,
    };
    Some((from + at, kind))
}
