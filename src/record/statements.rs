//! What several records print of the same words.

use crate::dataset::{Dataset, QuoteIx, QuoteKind};
use crate::extract::corpus::utterances::{Printing, utterances};

/// Finds the same words in articles of different records by the rules by which `build` finds them in
/// different articles, so that a statement counts once; what each record has joined stays.
pub(super) fn join_statements(data: Dataset) -> Dataset {
    let all = (0..data.quotes.len()).map(QuoteIx::from);
    let asked: Vec<QuoteIx> = all.filter(|quote| is_printing(&data, *quote)).collect();
    let printings: Vec<Printing<'_>> = asked
        .iter()
        .map(|ix| {
            let quote = data.quote(*ix);
            Printing {
                article: quote.article.index(),
                text: data.words_of(*ix),
                speaker: quote.speaker.map(|speaker| speaker.index()),
                day: quote.said.known(),
            }
        })
        .collect();
    let groups = utterances(&printings);
    let same = asked.into_iter().zip(groups).filter_map(|(quote, group)| Some((quote, group?)));
    data.share_utterances(&same.collect::<Vec<_>>())
}

/// Whether a quote prints somebody's words: a clause with marks inside is the reporter's, and what is
/// spoken is no printing.
fn is_printing(data: &Dataset, quote: QuoteIx) -> bool {
    match data.quote(quote).kind {
        QuoteKind::Direct => true,
        QuoteKind::Mixed => data.is_in_marks(quote),
        QuoteKind::Indirect | QuoteKind::Spoken => false,
    }
}
