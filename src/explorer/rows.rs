//! The rows of the timeline and of the speakers pane.
//!
//! No list of rows is ever made: a set of quotes in the timeline's order, counted up to a heading,
//! tells which quote stands in which row. So a filter over a million quotes costs what counting
//! them costs.

use std::collections::HashSet;
use std::rc::Rc;

use foldhash::{HashMap, HashMapExt};

use super::filter::{Filter, FilterResult, SpeakerKey};
use super::{Selection, Workspace};
use crate::dataset::{Dataset, GroupIx, QuoteIx};
use crate::search::QuoteSet;

/// One row of the timeline.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Row {
    /// A year, a month, a meeting, or a day without one.
    Heading(GroupIx),
    /// A quote under its heading.
    Quote(QuoteIx),
}

impl Row {
    /// What selecting the row selects.
    #[must_use]
    pub fn selection(self) -> Selection {
        match self {
            Self::Heading(group) => Selection::Group(group),
            Self::Quote(quote) => Selection::Quote(quote),
        }
    }
}

/// The timeline as it shows.
#[derive(Debug, Default)]
pub struct TimelineView {
    /// The headings under which nothing shows.
    pub folded: HashSet<GroupIx>,
    /// The first row in sight.
    pub top: usize,
    /// The lines above the rows.
    pub density: super::Density,
    order: Order,
}

/// In which order what shows.
#[derive(Debug)]
enum Order {
    /// By date, under headings.
    Dates {
        /// The headings that show, and the row of each.
        headings: Vec<(GroupIx, usize)>,
        /// The quotes that may show; `None`: all.
        shown: Option<Rc<QuoteSet>>,
        rows: usize,
    },
    /// The closest first, without headings, and then the rest by date.
    Ranked { closest: Vec<QuoteIx>, place: HashMap<QuoteIx, usize>, rest: QuoteSet, rows: usize },
}

impl Default for Order {
    fn default() -> Self {
        Self::Dates { headings: Vec::new(), shown: None, rows: 0 }
    }
}

impl TimelineView {
    /// Orders the rows by date; with `hide`, those that do not match are left out.
    pub fn by_date(&mut self, data: &Dataset, found: &FilterResult, hide: bool) {
        let timeline = &data.timeline;
        let mut headings = Vec::new();
        let (mut rows, mut at) = (0, GroupIx(0));
        while at.index() < timeline.groups().len() {
            let group = timeline.group(at);
            let next = GroupIx(at.0 + 1);
            if hide && found.by_group[at.index()] == 0 {
                at = group.end;
                continue;
            }
            headings.push((at, rows));
            rows += 1;
            at = if self.folded.contains(&at) {
                group.end
            } else {
                // Under a year or a month stand headings, which count themselves.
                if group.end == next {
                    rows += if hide { found.by_group[at.index()] } else { group.quotes.len() };
                }
                next
            };
        }
        let shown = hide.then(|| Rc::clone(&found.quotes));
        self.order = Order::Dates { headings, shown, rows };
    }

    /// Orders the rows by closeness.
    pub fn by_closeness(&mut self, closest: Vec<QuoteIx>, found: &FilterResult) {
        let mut place = HashMap::with_capacity(closest.len());
        place.extend(closest.iter().copied().zip(0..));
        let mut rest = QuoteSet::clone(&found.quotes);
        rest.remove_all(&closest);
        let rows = found.count;
        self.order = Order::Ranked { closest, place, rest, rows };
    }

    /// How many rows there are, in sight or not.
    #[must_use]
    pub fn len(&self) -> usize {
        match &self.order {
            Order::Dates { rows, .. } | Order::Ranked { rows, .. } => *rows,
        }
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// What stands in a row.
    #[must_use]
    pub fn row(&self, data: &Dataset, row: usize) -> Option<Row> {
        self.rows(data, row, 1).pop()
    }

    /// What stands in some rows from one on.
    #[must_use]
    pub fn rows(&self, data: &Dataset, from: usize, count: usize) -> Vec<Row> {
        let count = count.min(self.len().saturating_sub(from));
        let mut rows = Vec::with_capacity(count);
        match &self.order {
            Order::Ranked { closest, rest, .. } => {
                rows.extend(closest.iter().skip(from).take(count).copied().map(Row::Quote));
                let behind = from.saturating_sub(closest.len());
                if let Some(first) = rest.nth_from(0, behind) {
                    let left = count - rows.len();
                    rows.extend(rest.iter_from(first.index()).take(left).map(Row::Quote));
                }
            }
            Order::Dates { headings, shown, rows: all } => {
                let mut at = headings.partition_point(|(_, row)| *row <= from).saturating_sub(1);
                let mut row = from;
                let end = (from + count).min(*all);
                while row < end {
                    let Some((group, start)) = headings.get(at).copied() else { break };
                    let next = headings.get(at + 1).map_or(*all, |(_, row)| *row);
                    if row == start {
                        rows.push(Row::Heading(group));
                        row += 1;
                    }
                    let quotes = &data.timeline.group(group).quotes;
                    let (skip, left) = (row - start - 1, next.min(end).saturating_sub(row));
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
        rows
    }

    /// The row of a place, if it has one.
    #[must_use]
    pub fn row_of(&self, place: Selection, data: &Dataset) -> Option<usize> {
        match (&self.order, place) {
            (Order::Ranked { place, closest, rest, .. }, Selection::Quote(quote)) => {
                let behind =
                    || rest.contains(quote).then(|| closest.len() + rest.count(0..quote.index()));
                place.get(&quote).copied().or_else(behind)
            }
            (Order::Dates { .. }, Selection::Group(group)) => {
                self.heading(group).map(|(_, row)| row)
            }
            (Order::Dates { shown, .. }, Selection::Quote(quote)) => {
                if shown.as_ref().is_some_and(|shown| !shown.contains(quote)) {
                    return None;
                }
                let group = data.timeline.group_of(quote);
                let (_, row) = self.heading(group)?;
                if self.folded.contains(&group) {
                    return None;
                }
                let before = data.timeline.group(group).quotes.start..quote.index();
                Some(row + 1 + shown.as_ref().map_or(before.len(), |shown| shown.count(before)))
            }
            _ => None,
        }
    }

    /// The headings that show, with their rows; none where the closest stand first.
    #[must_use]
    pub fn headings(&self) -> &[(GroupIx, usize)] {
        match &self.order {
            Order::Dates { headings, .. } => headings,
            Order::Ranked { .. } => &[],
        }
    }

    fn heading(&self, group: GroupIx) -> Option<(GroupIx, usize)> {
        let headings = self.headings();
        let at = headings.binary_search_by_key(&group, |(group, _)| *group).ok()?;
        Some(headings[at])
    }
}

/// The speakers as they show.
#[derive(Debug, Default)]
pub struct SpeakersView {
    /// Those who show.
    pub rows: Vec<SpeakerKey>,
    /// The first row in sight.
    pub top: usize,
}

impl SpeakersView {
    /// Makes the rows anew; with `hide`, only those with matches and those the filter names show.
    pub fn rebuild(
        &mut self,
        workspace: &Workspace,
        filter: &Filter,
        found: &FilterResult,
        hide: bool,
    ) {
        let shows = |key: &&SpeakerKey| {
            !hide
                || found.by_speaker[workspace.data.slot(**key)] > 0
                || filter.chosen.contains(*key)
                || filter.excluded.contains(*key)
        };
        self.rows = workspace.ranking.order.iter().filter(shows).copied().collect();
    }

    /// The row of a speaker, if they have one.
    #[must_use]
    pub fn row_of(&self, workspace: &Workspace, key: SpeakerKey) -> Option<usize> {
        let place = |key: SpeakerKey| workspace.ranking.place(&workspace.data, key);
        let row = self.rows.binary_search_by_key(&place(key), |row| place(*row)).ok()?;
        (self.rows[row] == key).then_some(row)
    }
}
