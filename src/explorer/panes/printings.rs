//! The printings of the statements that are unfolded, each list below the row of its statement: the
//! wordings in the order in which they were first printed, and under each its printings by day.

use foldhash::{HashMap, HashMapExt};

use super::timeline_order::Row;
use crate::dataset::{Dataset, QuoteIx};

/// Rows that stand below rows of the timeline's order.
#[derive(Debug, Default)]
pub(super) struct Printings {
    lists: Vec<PrintingList>,
}

/// The printings of one statement.
#[derive(Debug)]
struct PrintingList {
    /// The row of the statement, in the timeline's order.
    below: usize,
    rows: Vec<Row>,
}

impl Printings {
    /// Puts lists below rows.
    pub(super) fn new(lists: impl Iterator<Item = (usize, Vec<Row>)>) -> Self {
        let lists = lists.filter(|(_, rows)| !rows.is_empty());
        let mut lists: Vec<_> = lists.map(|(below, rows)| PrintingList { below, rows }).collect();
        lists.sort_by_key(|list| list.below);
        Self { lists }
    }

    /// How many rows these are.
    pub(super) fn len(&self) -> usize {
        self.lists.iter().map(|list| list.rows.len()).sum()
    }

    /// Where a row of the timeline's order stands with them.
    pub(super) fn shifted(&self, row: usize) -> usize {
        let above = self.lists.iter().take_while(|list| list.below < row);
        row + above.map(|list| list.rows.len()).sum::<usize>()
    }

    /// The row of a printing that is one of them.
    pub(super) fn row_of(&self, quote: QuoteIx) -> Option<usize> {
        let wanted = |row: &Row| matches!(row, Row::Printing { quote: one, .. } if *one == quote);
        let mut found = self.lists.iter().filter_map(|list| {
            let at = list.rows.iter().position(wanted)?;
            Some(self.shifted(list.below) + 1 + at)
        });
        found.next()
    }

    /// The row below whose statement a printing stands, in the timeline's order.
    pub(super) fn statement_of(&self, quote: QuoteIx) -> Option<usize> {
        let has = |list: &&PrintingList| {
            list.rows
                .iter()
                .any(|row| matches!(row, Row::Printing { quote: one, .. } if *one == quote))
        };
        self.lists.iter().find(has).map(|list| list.below)
    }

    /// Some rows from one on, with `others` adding so many rows of the timeline's order from one on.
    pub(super) fn rows(
        &self,
        from: usize,
        count: usize,
        mut others: impl FnMut(usize, usize, &mut Vec<Row>),
    ) -> Vec<Row> {
        let mut rows = Vec::with_capacity(count);
        let (mut at, end, mut above) = (from, from + count, 0);
        for list in &self.lists {
            let first = list.below + 1 + above;
            let behind = first + list.rows.len();
            if at < first {
                let taken = first.min(end) - at;
                others(at - above, taken, &mut rows);
                at += taken;
            }
            if (first..behind).contains(&at) {
                let taken = behind.min(end) - at;
                rows.extend_from_slice(&list.rows[at - first..at - first + taken]);
                at += taken;
            }
            above += list.rows.len();
        }
        if at < end {
            others(at - above, end - at, &mut rows);
        }
        rows
    }
}

/// The printings of a statement besides the one whose row they stand below. Those in its words come
/// first, then the other wordings.
pub(super) fn printing_rows(data: &Dataset, first: QuoteIx, printings: &[QuoteIx]) -> Vec<Row> {
    let mut wordings: Vec<Vec<QuoteIx>> = Vec::new();
    let mut known: HashMap<String, usize> = HashMap::new();
    let others = printings.iter().copied().filter(|quote| *quote != first);
    for quote in std::iter::once(first).chain(others) {
        let at = *known.entry(wording(data.words_of(quote))).or_insert(wordings.len());
        if at == wordings.len() {
            wordings.push(Vec::new());
        }
        wordings[at].push(quote);
    }
    let mut rows = Vec::with_capacity(printings.len());
    for (nth, wording) in wordings.iter().enumerate() {
        let list = wording.iter().enumerate().map(|(at, quote)| Row::Printing {
            quote: *quote,
            wording: (at == 0).then_some(wording.len()),
        });
        // The statement's own row is the first of its words.
        rows.extend(list.skip(usize::from(nth == 0)));
    }
    rows
}

/// How many of some printings have the words of one.
pub fn in_these_words(data: &Dataset, first: QuoteIx, printings: &[QuoteIx]) -> usize {
    let words = wording(data.words_of(first));
    printings.iter().filter(|quote| wording(data.words_of(**quote)) == words).count()
}

/// The words as they are compared: line breaks, and a mark at the end that is the sentence's around
/// it, make no other wording.
fn wording(words: &str) -> String {
    let words = words.trim_end_matches([',', '.', ';', ':']);
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}
