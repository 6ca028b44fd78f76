//! Many short lists in two vectors: a million of them cost no allocation each.

use super::QuoteIx;

/// Csr of quotes, one behind the other.
#[derive(Debug, Default)]
pub struct Csr {
    /// Where each list starts in `quotes`; one more than there are lists.
    starts: Vec<u32>,
    quotes: Vec<QuoteIx>,
}

impl Csr {
    /// As many lists as asked for, from the list of each quote, in the order of the quotes; a quote
    /// may be in none.
    pub(super) fn new(lists: usize, list_of: impl Iterator<Item = Option<usize>> + Clone) -> Self {
        let mut starts = vec![0_u32; lists + 1];
        for list in list_of.clone().flatten() {
            starts[list + 1] += 1;
        }
        for list in 0..lists {
            starts[list + 1] += starts[list];
        }
        let mut next = starts.clone();
        let mut quotes = vec![QuoteIx(0); starts[lists] as usize];
        for (list, at) in list_of.zip(0..) {
            if let Some(list) = list {
                quotes[next[list] as usize] = QuoteIx(at);
                next[list] += 1;
            }
        }
        Self { starts, quotes }
    }

    /// One of the lists.
    #[must_use]
    pub fn get(&self, list: usize) -> &[QuoteIx] {
        &self.quotes[self.starts[list] as usize..self.starts[list + 1] as usize]
    }

    /// How many lists there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.starts.len().saturating_sub(1)
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Sorts each list.
    pub(super) fn sort_by_key<K: Ord>(&mut self, key: impl Fn(QuoteIx) -> K) {
        for list in 0..self.len() {
            let range = self.starts[list] as usize..self.starts[list + 1] as usize;
            self.quotes[range].sort_by_key(|quote| key(*quote));
        }
    }
}
