//! Which of the quotes found stands first.

use super::{Matched, Search, Tier};
use crate::dataset::{Dataset, QuoteIx};
use crate::search::index::{Field, Index};
use crate::text::words;

/// The hits of a search, best first: by kind of match and rarity of the words, by their order and
/// closeness, then by shortness of the quote.
pub(super) fn ranked(search: &Search, index: &Index, data: &Dataset) -> Vec<QuoteIx> {
    let mut scored: Vec<(f64, QuoteIx)> = search
        .hits
        .iter()
        .map(|quote| (score(search, index, data, QuoteIx(quote)), QuoteIx(quote)))
        .collect();
    let position = |quote: QuoteIx| data.timeline.position[quote.at()];
    scored.sort_by(|(a, p), (b, q)| b.total_cmp(a).then_with(|| position(*p).cmp(&position(*q))));
    scored.into_iter().map(|(_, quote)| quote).collect()
}

#[allow(clippy::cast_precision_loss)] // counts of words and quotes
fn score(search: &Search, index: &Index, data: &Dataset, quote: QuoteIx) -> f64 {
    let text: Vec<_> = words(data.words_of(quote)).map(|word| word.folded).collect();
    let ids: Vec<_> = text.iter().map(|word| index.lexicon(Field::Text).find(word)).collect();
    let (mut total, mut last) = (0.0, None::<usize>);
    for clause in &search.clauses {
        let terms = clause.terms.iter().filter(|term| !term.negated);
        let Some(best) = terms.map(|t| worth(t, index, data, quote)).max_by(f64::total_cmp) else {
            continue;
        };
        total += best;
        // Words that follow each other as typed are worth more, the closer the more.
        let sets = clause.terms.iter().flat_map(|term| &term.fields);
        let sets: Vec<_> = sets.filter(|(f, _)| *f == Field::Text).map(|(_, set)| set).collect();
        let stands = |at: &usize| {
            let id = ids[*at];
            id.is_some_and(|id| sets.iter().any(|set| set.contains(id)))
        };
        let after = last.and_then(|last| (last + 1..ids.len()).find(|at| stands(at)));
        if let (Some(last), Some(at)) = (last, after) {
            total += best / (at - last) as f64;
        }
        last = after.or_else(|| (0..ids.len()).find(|at| stands(at)));
    }
    // Between quotes that hold the same, the shorter is closer; it never outweighs a word.
    total / (64.0 + (text.len() as f64)).ln()
}

/// What a term is worth for a quote: the best of the words that match it there.
#[allow(clippy::cast_precision_loss)]
fn worth(term: &Matched, index: &Index, data: &Dataset, quote: QuoteIx) -> f64 {
    let mut best = 0.0_f64;
    for (field, set) in &term.fields {
        let kind = match set.tier {
            Tier::Exact => 1.0,
            Tier::Prefix => 0.8,
            Tier::Form => 0.75,
            Tier::Typo => 0.6,
            Tier::Letters => 0.4,
        };
        let place = if *field == Field::Text { 1.0 } else { 0.4 };
        for &word in &set.words {
            if index.holds(*field, word, data, quote) {
                let share = index.all().len() as f64 / index.frequency(*field, word).max(1) as f64;
                best = best.max(kind * place * (1.0 + share).ln());
            }
        }
    }
    best
}
