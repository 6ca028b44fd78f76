//! The timeline pane: density lines, headings, quotes.
//!
//! No list of rows is ever made: a set of quotes in the timeline's order, counted up to a heading,
//! tells which quote stands in which row. So a filter over a million quotes costs what counting
//! them costs.
//!
//! On a heading, [`open_row`](TimelineView::open_row) folds; on a quote it leads to the source.

use std::{collections::HashSet, rc::Rc};

use foldhash::{HashMap, HashMapExt};
use ratatui::layout::Rect;

use super::super::{action::Step, filter::FilterResult, layout::body, selection::Selection};
use super::density::Density;
use super::list::{Scroll, is_near};
use super::view::{PaneInput, PaneView, Request};
use crate::dataset::{Dataset, GroupIx, QuoteIx, UtteranceIx};
use crate::search::QuoteSet;

/// How many rows the density lines take above the timeline's rows.
pub fn density_rows(pane: Rect) -> u16 {
    match body(pane).height {
        0..6 => 0,
        6..9 => 1,
        _ => 2,
    }
}

/// The timeline's rows, below the density lines.
pub fn timeline_rows(pane: Rect) -> Rect {
    let (body, above) = (body(pane), density_rows(pane));
    Rect::new(body.x, body.y + above, body.width, body.height - above)
}

/// The columns of one density line: a label stands before it.
fn density_columns(pane: Rect) -> usize {
    usize::from(pane.width.saturating_sub(DENSITY_LABEL + 2))
}

/// Columns of the label before a density line.
pub const DENSITY_LABEL: u16 = 8;

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
    /// The lines above the rows.
    pub density: Density,
    /// How far the rows are scrolled.
    pub scroll: Scroll,
    /// The statements whose printings show, each in its own place.
    unfolded: HashSet<UtteranceIx>,
    /// The quote that is to have a row, though it is not the first printing.
    followed: Option<QuoteIx>,
    /// For how many columns the density was counted, since the result changed.
    counted: Option<usize>,
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
    Ranked { closest: Vec<QuoteIx>, rows_of: HashMap<QuoteIx, usize>, rest: QuoteSet, rows: usize },
}

impl Default for Order {
    fn default() -> Self {
        Self::Dates { headings: Vec::new(), shown: None, rows: 0 }
    }
}

/// How many of the closest quotes stand first. Those behind them stand in the order of dates.
const CLOSEST: usize = 1000;

impl TimelineView {
    /// The quotes that have a row; `None`: all. Of each statement the first printing has one, and
    /// those have that were asked for.
    fn shown(&self, input: &PaneInput<'_>) -> Option<Rc<QuoteSet>> {
        let (data, result) = (&input.workspace.data, input.result);
        let may_show = || match input.hides || input.is_ranked {
            true => Rc::clone(&result.quotes),
            false => Rc::new(QuoteSet::all(data.quotes.len())),
        };
        if input.by_printing {
            return (input.hides || input.is_ranked).then(may_show);
        }
        let may_show = may_show();
        let mut shown = if Rc::ptr_eq(&may_show, &result.quotes) {
            Rc::clone(&result.statements)
        } else {
            Rc::new(input.workspace.statements.clone())
        };
        let followed = self.followed.filter(|quote| may_show.contains(*quote)).into_iter();
        let printings = self.unfolded.iter().flat_map(|utterance| data.printings_of(*utterance));
        for quote in followed.chain(printings.copied().filter(|quote| may_show.contains(*quote))) {
            if !shown.contains(quote) {
                Rc::make_mut(&mut shown).insert(quote);
            }
        }
        Some(shown)
    }

    /// Lets a quote have a row from the next time that rows are made, whichever printing it is.
    pub(in super::super) fn follow(&mut self, quote: Option<QuoteIx>) {
        self.followed = quote;
    }

    /// Orders the rows by date; with `hide`, headings under which nothing matches are left out.
    fn by_date(
        &mut self,
        data: &Dataset,
        result: &FilterResult,
        hide: bool,
        shown: Option<Rc<QuoteSet>>,
    ) {
        let timeline = &data.timeline;
        let mut headings = Vec::new();
        let (mut rows, mut at) = (0, GroupIx(0));
        while at.index() < timeline.groups().len() {
            let group = timeline.group(at);
            let next = GroupIx(at.0 + 1);
            if hide && result.by_group[at.index()] == 0 {
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
                    let quotes = group.quotes.clone();
                    rows += shown.as_ref().map_or(quotes.len(), |shown| shown.count(quotes));
                }
                next
            };
        }
        self.order = Order::Dates { headings, shown, rows };
    }

    /// Orders the rows by closeness.
    fn by_closeness(&mut self, closest: Vec<QuoteIx>, shown: &QuoteSet) {
        let mut rows_of = HashMap::with_capacity(closest.len());
        rows_of.extend(closest.iter().copied().zip(0..));
        let mut rest = shown.clone();
        rest.remove_all(&closest);
        let rows = shown.len();
        self.order = Order::Ranked { closest, rows_of, rest, rows };
    }

    /// How many rows there are, in sight or not.
    pub fn len(&self) -> usize {
        match &self.order {
            Order::Dates { rows, .. } | Order::Ranked { rows, .. } => *rows,
        }
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// What stands in a row.
    pub fn row(&self, data: &Dataset, row: usize) -> Option<Row> {
        self.rows(data, row, 1).pop()
    }

    /// What stands in some rows from one on.
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

    /// The row of a selection, if it has one.
    pub fn row_of(&self, selection: Selection, data: &Dataset) -> Option<usize> {
        match (&self.order, selection) {
            (Order::Ranked { rows_of, closest, rest, .. }, Selection::Quote(quote)) => {
                let behind =
                    || rest.contains(quote).then(|| closest.len() + rest.count(0..quote.index()));
                rows_of.get(&quote).copied().or_else(behind)
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

    /// Folds or unfolds the heading of the selected row; `None` switches. Folding what is folded
    /// folds what stands above it.
    pub(in super::super) fn fold(
        &mut self,
        input: &PaneInput<'_>,
        fold: Option<bool>,
    ) -> Option<Request> {
        let timeline = &input.workspace.data.timeline;
        if let Some(request) = self.fold_printings(input, fold) {
            return Some(request);
        }
        let group = group_of(input)?;
        if let Some(refusal) = refuses_headings(input) {
            return Some(refusal);
        }
        if timeline.quotes_of(group).len() == 0 {
            return Some(Request::Say("no quotes stand under this heading".into()));
        }
        let is_folded = self.folded.contains(&group);
        if !fold.unwrap_or(!is_folded) {
            self.folded.remove(&group);
            return Some(Request::Folded(None));
        }
        let above = timeline.group(group).parent.filter(|_| is_folded);
        let group = above.unwrap_or(group);
        self.folded.insert(group);
        Some(Request::Folded(Some(Selection::Group(group))))
    }

    /// Shows the printings of the selected statement, or no longer; `None` where it has no others,
    /// or they are folded already.
    fn fold_printings(&mut self, input: &PaneInput<'_>, fold: Option<bool>) -> Option<Request> {
        let (data, quote) = (&input.workspace.data, input.selection.quote()?);
        let utterance = data.quote(quote).utterance?;
        if input.by_printing || data.same_utterance(quote).len() < 2 {
            return None;
        }
        match fold? {
            true if self.unfolded.remove(&utterance) => {
                let shown = self.shown(input)?;
                let mut all = data.same_utterance(quote).iter().copied();
                let first = all.find(|printing| shown.contains(*printing)).map(Selection::Quote);
                Some(Request::Folded(first))
            }
            false if self.unfolded.insert(utterance) => Some(Request::Folded(None)),
            _ => None,
        }
    }

    /// Folds or unfolds every heading.
    pub(in super::super) fn fold_all(&mut self, input: &PaneInput<'_>, fold: bool) -> Request {
        if let Some(refusal) = refuses_headings(input) {
            return refusal;
        }
        let timeline = &input.workspace.data.timeline;
        let all = 0..if fold { timeline.groups().len() } else { 0 };
        self.folded = all.map(GroupIx::from).collect();
        let group = group_of(input).filter(|_| fold);
        let outermost = group.and_then(|group| timeline.path(group).last());
        Request::Folded(outermost.map(Selection::Group))
    }

    /// Goes to the next heading that shows, or to the one before.
    pub(in super::super) fn next_heading(&self, input: &PaneInput<'_>, back: bool) -> Request {
        if let Some(refusal) = refuses_headings(input) {
            return refusal;
        }
        let headings = self.headings();
        let to = match (self.selected(input), back) {
            (None, _) => headings.first(),
            (Some(here), false) => headings.get(headings.partition_point(|(_, row)| *row <= here)),
            (Some(here), true) => {
                let before = headings.partition_point(|(_, row)| *row < here).checked_sub(1);
                before.and_then(|at| headings.get(at))
            }
        };
        match to {
            Some((group, _)) => {
                Request::Select { selection: Selection::Group(*group), is_step: false }
            }
            None if back => Request::Say("this is the first heading".into()),
            None => Request::Say("this is the last heading".into()),
        }
    }

    fn selected(&self, input: &PaneInput<'_>) -> Option<usize> {
        self.row_of(input.selection, &input.workspace.data)
    }
}

/// The heading that is selected, or under which the selected quote stands.
fn group_of(input: &PaneInput<'_>) -> Option<GroupIx> {
    match input.selection {
        Selection::Group(group) => Some(group),
        Selection::Quote(quote) => Some(input.workspace.data.timeline.group_of(quote)),
        Selection::Speaker(_) | Selection::Nothing => None,
    }
}

/// While the closest stand first there are no headings, and a sentence says so.
fn refuses_headings(input: &PaneInput<'_>) -> Option<Request> {
    let sentence = "headings stand in the order of dates; {key:rank} goes back to it";
    input.is_ranked.then(|| Request::Say(sentence.into()))
}

impl PaneView for TimelineView {
    /// Shows the selected quote in its source, or folds or unfolds the selected heading.
    fn open_row(&mut self, input: &PaneInput<'_>) -> Option<Request> {
        match input.selection {
            Selection::Group(_) => self.fold(input, None),
            Selection::Quote(quote) => Some(Request::OpenInSource(quote)),
            Selection::Speaker(_) | Selection::Nothing => None,
        }
    }

    fn reload(&mut self, group: &dyn Fn(GroupIx) -> Option<GroupIx>) {
        self.unfolded.clear();
        self.folded = self.folded.iter().filter_map(|folded| group(*folded)).collect();
    }

    fn rebuild(&mut self, input: &PaneInput<'_>) {
        let (data, result) = (&input.workspace.data, input.result);
        self.counted = None;
        let shown = self.shown(input);
        match (input.index.filter(|_| input.is_ranked), shown) {
            (Some(index), Some(shown)) => {
                let closest = result.search.ranked(index, data, &shown, CLOSEST);
                self.by_closeness(closest, &shown);
            }
            (_, shown) => self.by_date(data, result, input.hides, shown),
        }
    }

    fn arrange(&mut self, input: &PaneInput<'_>, area: Option<Rect>) {
        let Some(area) = area else { return self.scroll.hide() };
        let columns = density_columns(area);
        if self.counted != Some(columns) {
            self.density = Density::new(input.workspace, input.result, columns);
            self.counted = Some(columns);
        }
        // The first rows of all are headings: they show together with the quote under them.
        let headings = self.headings();
        let is_under =
            |row: usize| row > 0 && headings.get(row - 1).is_some_and(|h| h.1 + 1 == row);
        let rows = self.selected(input).map(|row| {
            let first = if is_under(row) && row < 4 { 0 } else { row };
            first..row + 1
        });
        self.scroll.arrange(rows, usize::from(timeline_rows(area).height), self.len());
    }

    fn step(&mut self, input: &PaneInput<'_>, step: Step) -> Option<Request> {
        let to = self.scroll.stepped(self.selected(input), self.len(), step)?;
        let selection = self.row(&input.workspace.data, to)?.selection();
        Some(Request::Select { selection, is_step: is_near(step) })
    }

    /// Selects a row. A click on the mark of a heading, or a second click on it, folds.
    fn click(&mut self, input: &PaneInput<'_>, area: Rect, (x, y): (u16, u16)) -> Vec<Request> {
        let row =
            y.checked_sub(timeline_rows(area).y).map(|row| self.scroll.top + usize::from(row));
        let row = row.and_then(|row| self.row(&input.workspace.data, row));
        let Some(selection) = row.map(Row::selection) else { return Vec::new() };
        let mut requests = vec![Request::Select { selection, is_step: false }];
        let is_heading = matches!(selection, Selection::Group(_));
        if is_heading && (input.selection == selection || x < area.x + 3) {
            requests.extend(self.fold(&PaneInput { selection, ..*input }, None));
        }
        requests
    }

    fn scroll(&mut self) -> Option<&mut Scroll> {
        Some(&mut self.scroll)
    }
}
