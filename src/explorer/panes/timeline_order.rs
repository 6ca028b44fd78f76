//! In which order the timeline has its rows, and which row each quote has.
//!
//! No list of rows is ever made of the record as it stands: a set of quotes in the timeline's
//! order, counted up to a heading, tells which quote stands in which row. So a filter over a
//! million quotes costs what counting them costs.

use std::{collections::HashSet, rc::Rc};

use foldhash::{HashMap, HashMapExt};

use super::super::selection::Selection;
use crate::dataset::{Dataset, GroupIx, GroupKey, QuoteIx};
use crate::search::QuoteSet;

/// One row of the timeline.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Row {
    /// A year, a month, a meeting, or a day without one.
    Heading(GroupIx),
    /// A quote under its heading.
    Quote(QuoteIx),
    /// A quote that stands under none, and tells its day and its meeting itself.
    Alone(QuoteIx),
    /// Another printing of the statement above.
    Printing {
        /// The printing.
        quote: QuoteIx,
        /// Where it is the first in these words: how many print them.
        wording: Option<usize>,
    },
}

impl Row {
    /// What selecting the row selects.
    pub fn selection(self) -> Selection {
        match self {
            Self::Heading(group) => Selection::Group(group),
            Self::Quote(quote) | Self::Alone(quote) | Self::Printing { quote, .. } => {
                Selection::Quote(quote)
            }
        }
    }
}

/// A heading that shows, or the only quote that would stand under it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HeadingRow {
    /// The heading.
    pub group: GroupIx,
    /// Its row.
    pub row: usize,
    /// The quote that stands in its place: a heading over a single quote would be a row for nothing.
    pub alone: Option<QuoteIx>,
}

impl HeadingRow {
    pub(super) fn shown(self) -> Row {
        self.alone.map_or(Row::Heading(self.group), Row::Alone)
    }
}

/// In which order what shows.
#[derive(Debug)]
pub(super) enum Order {
    /// By meeting and date, under headings.
    Meetings {
        /// The headings that show.
        headings: Vec<HeadingRow>,
        /// The quotes that may show; `None`: all.
        shown: Option<Rc<QuoteSet>>,
        rows: usize,
    },
    /// By the day they were said, whatever they are about. Those of unknown days stand last.
    Days(Vec<QuoteIx>),
    /// The closest first, and then the rest by date.
    Closest { closest: Vec<QuoteIx>, rows_of: HashMap<QuoteIx, usize>, rest: QuoteSet },
}

impl Default for Order {
    fn default() -> Self {
        Self::Meetings { headings: Vec::new(), shown: None, rows: 0 }
    }
}

impl Order {
    /// By meeting and date. With `hides`, headings under which nothing of it stands are left out.
    pub(super) fn meetings(
        data: &Dataset,
        hides: bool,
        folded: &HashSet<GroupIx>,
        shown: Option<Rc<QuoteSet>>,
    ) -> Self {
        let timeline = &data.timeline;
        let mut headings = Vec::new();
        let (mut rows, mut at) = (0, GroupIx::new(0));
        while at.index() < timeline.groups().len() {
            let group = timeline.group(at);
            let quotes = group.quotes.clone();
            let count = shown.as_ref().map_or(quotes.len(), |shown| shown.count(quotes.clone()));
            if hides && count == 0 {
                at = group.end;
                continue;
            }
            // Meetings and days without quotes show too, while nothing is hidden.
            let has_one_leaf = || {
                let under = &timeline.groups()[at.index()..group.end.index()];
                under.iter().all(|under| under.end == group.end)
            };
            let is_meeting = matches!(group.key, GroupKey::Meeting(_));
            if count == 1 && !is_meeting && (hides || has_one_leaf()) {
                let quote = match &shown {
                    Some(shown) => shown.nth_from(quotes.start, 0),
                    None => Some(QuoteIx::from(quotes.start)),
                };
                headings.push(HeadingRow { group: at, row: rows, alone: quote });
                (rows, at) = (rows + 1, group.end);
                continue;
            }
            headings.push(HeadingRow { group: at, row: rows, alone: None });
            rows += 1;
            let next = GroupIx::new(at.get() + 1);
            at = if folded.contains(&at) {
                group.end
            } else {
                // Under a year or a month stand headings, which count themselves.
                rows += if group.end == next { count } else { 0 };
                next
            };
        }
        Self::Meetings { headings, shown, rows }
    }

    /// By the day they were said.
    pub(super) fn days(data: &Dataset, shown: &QuoteSet) -> Self {
        // Counting how many each day has tells where the first of it stands.
        let slots = data.day_slots();
        let mut next = vec![0_usize; data.days().len() + 2];
        shown.iter().for_each(|quote| next[slots[quote.index()] as usize + 1] += 1);
        for day in 1..next.len() {
            next[day] += next[day - 1];
        }
        let mut quotes = vec![QuoteIx::default(); shown.len()];
        for quote in shown.iter() {
            let place = &mut next[slots[quote.index()] as usize];
            quotes[*place] = quote;
            *place += 1;
        }
        Self::Days(quotes)
    }

    /// By closeness.
    pub(super) fn closest(closest: Vec<QuoteIx>, shown: &QuoteSet) -> Self {
        let mut rows_of = HashMap::with_capacity(closest.len());
        rows_of.extend(closest.iter().copied().zip(0..));
        let mut rest = shown.clone();
        rest.remove_all(&closest);
        Self::Closest { closest, rows_of, rest }
    }

    pub(super) fn len(&self) -> usize {
        match self {
            Self::Meetings { rows, .. } => *rows,
            Self::Days(quotes) => quotes.len(),
            Self::Closest { closest, rest, .. } => closest.len() + rest.len(),
        }
    }

    /// Adds what stands in some rows from one on.
    pub(super) fn add_rows(&self, data: &Dataset, from: usize, count: usize, rows: &mut Vec<Row>) {
        let count = count.min(self.len().saturating_sub(from));
        match self {
            Self::Days(quotes) => {
                rows.extend(quotes[from..from + count].iter().copied().map(Row::Alone));
            }
            Self::Closest { closest, rest, .. } => {
                let first = closest.iter().skip(from).take(count);
                let left = count - first.len();
                rows.extend(first.copied().map(Row::Alone));
                if let Some(first) = rest.nth_from(0, from.saturating_sub(closest.len())) {
                    rows.extend(rest.iter_from(first.index()).take(left).map(Row::Alone));
                }
            }
            Self::Meetings { headings, shown, rows: all } => {
                let after = headings.partition_point(|heading| heading.row <= from);
                let mut at = after.saturating_sub(1);
                let mut row = from;
                let end = from + count;
                while row < end {
                    let Some(heading) = headings.get(at).copied() else { break };
                    let next = headings.get(at + 1).map_or(*all, |heading| heading.row);
                    if row == heading.row {
                        rows.push(heading.shown());
                        row += 1;
                    }
                    let quotes = &data.timeline.group(heading.group).quotes;
                    let (skip, left) = (row - heading.row - 1, next.min(end).saturating_sub(row));
                    match shown {
                        None => {
                            let first = quotes.start + skip;
                            rows.extend((first..first + left).map(|at| Row::Quote(at.into())));
                        }
                        Some(shown) if left > 0 => {
                            if let Some(first) = shown.nth_from(quotes.start, skip) {
                                let quotes = shown.iter_from(first.index()).take(left);
                                rows.extend(quotes.map(Row::Quote));
                            }
                        }
                        Some(_) => {}
                    }
                    row += left;
                    at += 1;
                }
            }
        }
    }

    /// The row of a selection, if it has one.
    pub(super) fn row_of(&self, selection: Selection, data: &Dataset) -> Option<usize> {
        match (self, selection) {
            (Self::Closest { rows_of, closest, rest, .. }, Selection::Quote(quote)) => {
                let behind =
                    || rest.contains(quote).then(|| closest.len() + rest.count(0..quote.index()));
                rows_of.get(&quote).copied().or_else(behind)
            }
            (Self::Days(quotes), Selection::Quote(quote)) => {
                let place = |quote: QuoteIx| (data.day_slots().get(quote.index()), quote);
                quotes.binary_search_by_key(&place(quote), |other| place(*other)).ok()
            }
            (Self::Meetings { .. }, Selection::Group(group)) => {
                let heading = self.heading(group)?;
                (heading.group == group && heading.alone.is_none()).then_some(heading.row)
            }
            (Self::Meetings { shown, .. }, Selection::Quote(quote)) => {
                if shown.as_ref().is_some_and(|shown| !shown.contains(quote)) {
                    return None;
                }
                let group = data.timeline.group_of(quote);
                let heading = self.heading(group)?;
                if heading.alone.is_some() {
                    return (heading.alone == Some(quote)).then_some(heading.row);
                }
                // Of a heading that is folded no other heading follows, and it is not the quote's
                // own or has no row for it.
                if heading.group != group {
                    return None;
                }
                let before = data.timeline.group(group).quotes.start..quote.index();
                let at = shown.as_ref().map_or(before.len(), |shown| shown.count(before));
                let row = heading.row + 1 + at;
                (row < self.row_behind(heading)).then_some(row)
            }
            _ => None,
        }
    }

    /// The headings that show; none where quotes stand in one list.
    pub(super) fn headings(&self) -> &[HeadingRow] {
        match self {
            Self::Meetings { headings, .. } => headings,
            Self::Days(_) | Self::Closest { .. } => &[],
        }
    }

    /// The last heading that shows which stands at a group or before it.
    fn heading(&self, group: GroupIx) -> Option<HeadingRow> {
        let headings = self.headings();
        let behind = headings.partition_point(|heading| heading.group <= group);
        headings.get(behind.checked_sub(1)?).copied()
    }

    /// The row of the heading behind one.
    fn row_behind(&self, heading: HeadingRow) -> usize {
        let headings = self.headings();
        let behind = headings.partition_point(|other| other.group <= heading.group);
        headings.get(behind).map_or(self.len(), |behind| behind.row)
    }
}
