//! Sets of quotes, a bit for each: intersecting two of a million takes microseconds.

use std::ops::Range;

use fixedbitset::FixedBitSet;

use crate::dataset::{Dataset, QuoteIx};

/// Some of a dataset's quotes. Quotes stand in the order of the timeline, and so does the set.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct QuoteSet {
    /// As many bits as the dataset has quotes.
    bits: FixedBitSet,
}

impl QuoteSet {
    /// None of so many quotes.
    #[must_use]
    pub fn none(quotes: usize) -> Self {
        Self { bits: FixedBitSet::with_capacity(quotes) }
    }

    /// All of so many quotes.
    #[must_use]
    pub fn all(quotes: usize) -> Self {
        let mut set = Self::none(quotes);
        set.bits.insert_range(..);
        set
    }

    /// How many quotes the dataset has.
    #[must_use]
    pub fn quotes(&self) -> usize {
        self.bits.len()
    }

    /// Whether a quote is among them.
    #[must_use]
    pub fn contains(&self, quote: QuoteIx) -> bool {
        self.bits.contains(quote.index())
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.bits.count_ones(..)
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.bits.is_clear()
    }

    /// How many of a range of quotes are among them.
    #[must_use]
    pub fn count(&self, range: Range<usize>) -> usize {
        self.bits.count_ones(range)
    }

    /// The quotes, in order.
    pub fn iter(&self) -> impl Iterator<Item = QuoteIx> + '_ {
        self.bits.ones().map(QuoteIx::from)
    }

    /// Those from a position on, in order.
    pub fn iter_from(&self, from: usize) -> impl Iterator<Item = QuoteIx> + '_ {
        let block = usize::BITS as usize;
        let blocks = self.bits.as_slice().iter().enumerate().skip(from / block);
        blocks
            .flat_map(move |(at, bits)| ones(*bits).map(move |bit| at * block + bit))
            .skip_while(move |at| *at < from)
            .map(QuoteIx::from)
    }

    /// The `nth` of those from a position on, counted from 0.
    #[must_use]
    pub fn nth_from(&self, from: usize, nth: usize) -> Option<QuoteIx> {
        let block = usize::BITS as usize;
        let mut left = nth;
        // The first block may have bits before the position.
        let head = (from.div_ceil(block) * block).min(self.bits.len());
        let here = self.bits.count_ones(from.min(head)..head);
        if left < here {
            return self.iter_from(from).nth(left);
        }
        left -= here;
        for (at, bits) in self.bits.as_slice().iter().enumerate().skip(head.div_ceil(block)) {
            let here = bits.count_ones() as usize;
            if left < here {
                return ones(*bits).nth(left).map(|bit| QuoteIx::from(at * block + bit));
            }
            left -= here;
        }
        None
    }

    /// Adds a quote.
    pub fn insert(&mut self, quote: QuoteIx) {
        self.bits.insert(quote.index());
    }

    /// Adds a range of quotes.
    pub(super) fn insert_range(&mut self, range: Range<usize>) {
        self.bits.insert_range(range);
    }

    /// Adds the quotes of another set.
    pub fn union(&mut self, other: &Self) {
        self.bits.union_with(&other.bits);
    }

    /// Keeps those that are in another set too.
    pub fn intersect(&mut self, other: &Self) {
        self.bits.intersect_with(&other.bits);
    }

    /// Takes out those of another set.
    pub fn subtract(&mut self, other: &Self) {
        self.bits.difference_with(&other.bits);
    }

    /// Takes out some quotes.
    pub fn remove_all(&mut self, quotes: &[QuoteIx]) {
        for quote in quotes {
            self.bits.remove(quote.index());
        }
    }

    /// Keeps of each utterance the first printing that is among them, and no words within a clause
    /// that is among them too: a quote for each statement.
    pub fn keep_statements(&mut self, data: &Dataset) {
        for (part, clause) in data.parts() {
            if self.contains(*clause) {
                self.bits.remove(part.index());
            }
        }
        // Of few it is quicker to ask each for its statement than every statement for them.
        if self.len() < data.utterance_count() {
            let is_repeat = |quote: &QuoteIx| {
                let mut printings = data.same_utterance(*quote).iter();
                printings.find(|one| self.contains(**one)).is_some_and(|first| first != quote)
            };
            let repeats: Vec<QuoteIx> = self.iter().filter(is_repeat).collect();
            return self.remove_all(&repeats);
        }
        for printings in data.repeated() {
            let among = printings.iter().filter(|quote| self.bits.contains(quote.index()));
            let repeats: Vec<QuoteIx> = among.skip(1).copied().collect();
            self.remove_all(&repeats);
        }
    }

    /// The quotes, of so many, for which something holds.
    pub fn all_where(quotes: usize, holds: impl Fn(usize) -> bool) -> Self {
        let block = usize::BITS as usize;
        let bits = (0..quotes.div_ceil(block)).map(|at| {
            let range = at * block..((at + 1) * block).min(quotes);
            range.fold(0, |bits, quote| bits | usize::from(holds(quote)) << (quote % block))
        });
        Self { bits: FixedBitSet::with_capacity_and_blocks(quotes, bits) }
    }

    /// The quotes of lists.
    pub fn of<'a>(quotes: usize, lists: impl Iterator<Item = &'a [QuoteIx]>) -> Self {
        let mut set = Self::none(quotes);
        for list in lists {
            for quote in list {
                set.insert(*quote);
            }
        }
        set
    }
}

/// The positions of the bits that are set, from the lowest on.
fn ones(mut bits: usize) -> impl Iterator<Item = usize> {
    std::iter::from_fn(move || {
        let at = bits.trailing_zeros() as usize;
        (bits != 0).then(|| {
            bits &= bits - 1;
            at
        })
    })
}
