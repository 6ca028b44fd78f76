//! What printed quotes repeat of transcripts, and transcripts of what was printed of them.

use foldhash::HashMap;

use super::entry::{Quote, QuoteIx, Verdict};

/// The passage of a transcript that a printed quote repeats.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SpokenSource {
    /// The quote in which the words begin.
    pub passage: QuoteIx,
    /// Where they stand: the first byte of the transcript's text and the one after the last.
    pub span: (u32, u32),
    /// How the printed words compare with them.
    pub verdict: Verdict,
    /// Whether a denial, a number or a name was lost or gained.
    pub reverses: bool,
}

/// The same as the file has it: the passage is told by its position there.
#[derive(Debug, Clone, Copy)]
pub(super) struct SpokenEntry {
    pub(super) passage: u32,
    pub(super) span: (u32, u32),
    pub(super) verdict: Verdict,
    pub(super) reverses: bool,
}

/// What ties printed quotes to transcripts, by [`Quote::at`].
#[derive(Debug, Default, Clone)]
pub(super) struct SpokenSources {
    pub(super) entries: HashMap<u32, SpokenEntry>,
    /// The passages that are repeated, and by which quotes.
    passages: HashMap<u32, QuoteIx>,
    printings: HashMap<u32, Vec<QuoteIx>>,
}

impl SpokenSources {
    /// What the quote at a position of the file repeats.
    pub(super) fn of(&self, at: u32) -> Option<SpokenSource> {
        let SpokenEntry { passage, span, verdict, reverses } = *self.entries.get(&at)?;
        let passage = *self.passages.get(&passage)?;
        Some(SpokenSource { passage, span, verdict, reverses })
    }

    /// The quotes that repeat the passage at a position of the file.
    pub(super) fn printings(&self, at: u32) -> &[QuoteIx] {
        self.printings.get(&at).map_or(&[], Vec::as_slice)
    }

    /// Finds the quotes anew, after they were put into another order.
    pub(super) fn derive(&mut self, quotes: &[Quote]) {
        self.passages.clear();
        self.printings.clear();
        if self.entries.is_empty() {
            return;
        }
        let wanted: HashMap<u32, ()> =
            self.entries.values().map(|entry| (entry.passage, ())).collect();
        for (quote, ix) in quotes.iter().zip((0..).map(QuoteIx::new)) {
            if wanted.contains_key(&quote.at) {
                self.passages.insert(quote.at, ix);
            }
            if let Some(entry) = self.entries.get(&quote.at) {
                self.printings.entry(entry.passage).or_default().push(ix);
            }
        }
    }
}
