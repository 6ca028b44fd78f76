//! The timeline pane: density lines, headings, quotes.
//!
//! On a heading, [`open_row`](TimelineView::open_row) folds; on a quote it leads to the source.

use std::{collections::HashSet, rc::Rc};

use ratatui::layout::Rect;

use super::super::{action::Step, filter::Filter, layout::body, selection::Selection};
use super::density::Density;
use super::list::{Scroll, is_near};
use super::printings::{Printings, printing_rows};
use super::timeline_order::{HeadingRow, Order, Row};
use super::view::{PaneInput, PaneView, Request};
use crate::dataset::{Dataset, GroupIx, QuoteIx, UtteranceIx};
use crate::search::{QuoteSet, query::Sort};

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

/// The timeline as it shows.
#[derive(Debug, Default)]
pub struct TimelineView {
    /// The headings under which nothing shows.
    pub folded: HashSet<GroupIx>,
    /// Those that were folded before a filter stood.
    pub(in super::super) folded_before: HashSet<GroupIx>,
    /// The filter under which the rows were made.
    filter: Filter,
    /// The lines above the rows.
    pub density: Density,
    /// How far the rows are scrolled.
    pub scroll: Scroll,
    /// The statements whose printings show.
    pub(in super::super) unfolded: HashSet<UtteranceIx>,
    /// The quote that is to have a row, though it is not the first printing.
    followed: Option<QuoteIx>,
    /// For how many columns the density was counted, since the result changed.
    counted: Option<usize>,
    /// Whether a quote takes two lines: where all rows have room for that.
    has_two_lines: bool,
    order: Order,
    /// The printings of the statements that are unfolded, below their rows.
    printings: Printings,
}

/// How many of the closest quotes stand first. Those behind them stand in the order of dates.
const CLOSEST: usize = 1000;

impl TimelineView {
    /// The quotes that have a row of their own; `None`: all. Of each statement the first printing
    /// has one, and the one that was gone to, unless it stands below the first.
    fn shown(&self, input: &PaneInput<'_>) -> Option<Rc<QuoteSet>> {
        let (data, result) = (&input.workspace.data, input.result);
        let (may_show, mut shown) = match input.hides || input.order == Sort::Rank {
            true => (&result.quotes, Rc::clone(&result.counted)),
            false => (&result.population.quotes, Rc::clone(&result.population.counted)),
        };
        if let Some(followed) = self.followed.filter(|quote| may_show.contains(*quote))
            && !shown.contains(followed)
            && !data.quote(followed).utterance.is_some_and(|one| self.unfolded.contains(&one))
        {
            Rc::make_mut(&mut shown).insert(followed);
        }
        (shown.len() < data.quotes.len()).then_some(shown)
    }

    /// The printings below the rows of the statements that are unfolded.
    fn unfolded(&self, input: &PaneInput<'_>) -> Printings {
        let (data, result) = (&input.workspace.data, input.result);
        if result.population.by_printing {
            return Printings::default();
        }
        let hides = input.hides || input.order == Sort::Rank;
        let may_show = if hides { &result.quotes } else { &result.population.quotes };
        Printings::new(self.unfolded.iter().filter_map(|utterance| {
            let all = data.printings_of(*utterance).iter().copied();
            let all: Vec<QuoteIx> = all.filter(|quote| may_show.contains(*quote)).collect();
            let first = *all.first()?;
            let row = self.order.row_of(Selection::Quote(first), data)?;
            Some((row, printing_rows(data, first, &all)))
        }))
    }

    /// Whether the printings of a statement stand below its row.
    pub fn is_unfolded(&self, data: &Dataset, quote: QuoteIx) -> bool {
        let utterance = data.quote(quote).utterance;
        utterance.is_some_and(|utterance| self.unfolded.contains(&utterance))
    }

    /// Lets a quote have a row from the next time that rows are made, whichever printing it is.
    pub(in super::super) fn follow(&mut self, quote: Option<QuoteIx>) {
        self.followed = quote;
    }

    /// How many rows there are, in sight or not.
    pub fn len(&self) -> usize {
        self.order.len() + self.printings.len()
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
        let order = &self.order;
        self.printings.rows(from, count, |from, count, rows| {
            order.add_rows(data, from, count, rows);
        })
    }

    /// How many lines a row takes.
    pub fn lines_of(&self, row: Row) -> u16 {
        let is_quote = matches!(row, Row::Quote(_) | Row::Alone(_));
        if self.has_two_lines && is_quote { 2 } else { 1 }
    }

    /// The row at a line of what is in sight.
    fn row_at(&self, data: &Dataset, line: u16) -> Option<Row> {
        let in_sight = self.rows(data, self.scroll.top, usize::from(line) + 1);
        let mut end = 0;
        in_sight.into_iter().find(|row| {
            end += self.lines_of(*row);
            line < end
        })
    }

    /// The row of a selection, if it has one.
    pub fn row_of(&self, selection: Selection, data: &Dataset) -> Option<usize> {
        let printing = selection.quote().and_then(|quote| self.printings.row_of(quote));
        let own = || Some(self.printings.shifted(self.order.row_of(selection, data)?));
        printing.or_else(own)
    }

    /// The headings that show; none where quotes stand in one list.
    pub fn headings(&self) -> &[HeadingRow] {
        self.order.headings()
    }

    /// The quote that stands in the place of a heading, or of one under it.
    pub(in super::super) fn in_place_of(&self, data: &Dataset, group: GroupIx) -> Option<QuoteIx> {
        let alone = self.headings().iter().filter_map(|heading| {
            let quotes = &data.timeline.group(group).quotes;
            heading.alone.filter(|quote| quotes.contains(&quote.index()))
        });
        alone.into_iter().next()
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
        if input.result.population.by_printing || data.same_utterance(quote).len() < 2 {
            return None;
        }
        match fold? {
            true if self.unfolded.remove(&utterance) => {
                let row = self.printings.statement_of(quote);
                let mut rows = Vec::new();
                row.into_iter().for_each(|row| self.order.add_rows(data, row, 1, &mut rows));
                Some(Request::Folded(rows.pop().map(Row::selection)))
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
        let row = |heading: &HeadingRow| self.printings.shifted(heading.row);
        let to = match (self.selected(input), back) {
            (None, _) => headings.first(),
            (Some(here), false) => {
                headings.get(headings.partition_point(|heading| row(heading) <= here))
            }
            (Some(here), true) => {
                let before = headings.partition_point(|heading| row(heading) < here);
                before.checked_sub(1).and_then(|at| headings.get(at))
            }
        };
        match to {
            Some(heading) => {
                Request::Select { selection: heading.shown().selection(), is_step: false }
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

/// In one list there are no headings, and a sentence says so.
fn refuses_headings(input: &PaneInput<'_>) -> Option<Request> {
    let sentence = match input.order {
        Sort::Meeting => return None,
        Sort::Day => "there are no headings by day; {key:by-day} goes back to those of meetings",
        Sort::Rank => "there are no headings with the closest first; {key:rank} goes back to them",
    };
    Some(Request::Say(sentence.into()))
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
        for folded in [&mut self.folded, &mut self.folded_before] {
            *folded = folded.iter().filter_map(|folded| group(*folded)).collect();
        }
    }

    fn rebuild(&mut self, input: &PaneInput<'_>) {
        let (data, result) = (&input.workspace.data, input.result);
        self.counted = None;
        // A filter opens what holds its finds, and leaves what was folded before as it was.
        if self.filter != *input.filter {
            match (self.filter.is_empty(), input.filter.is_empty()) {
                (true, false) => self.folded_before = std::mem::take(&mut self.folded),
                (false, true) => self.folded = std::mem::take(&mut self.folded_before),
                _ => self.folded.clear(),
            }
            self.filter = input.filter.clone();
        }
        let shown = self.shown(input);
        let all = || Rc::new(QuoteSet::all(data.quotes.len()));
        self.order = match (input.order, input.index) {
            (Sort::Day, _) => Order::days(data, &shown.unwrap_or_else(all)),
            (Sort::Rank, Some(index)) => {
                let shown = shown.unwrap_or_else(all);
                Order::closest(result.search.ranked(index, data, &shown, CLOSEST), &shown)
            }
            _ => Order::meetings(data, input.hides, &self.folded, shown),
        };
        self.printings = self.unfolded(input);
    }

    fn arrange(&mut self, input: &PaneInput<'_>, area: Option<Rect>) {
        let Some(area) = area else { return self.scroll.hide() };
        let data = &input.workspace.data;
        let columns = density_columns(area);
        if self.counted != Some(columns) {
            self.density = Density::new(input.workspace, input.result, columns);
            self.counted = Some(columns);
        }
        // The first rows of all are headings: they show together with the quote under them.
        let headings = self.headings();
        let is_under =
            |row: usize| row > 0 && headings.get(row - 1).is_some_and(|h| h.row + 1 == row);
        let rows = self.selected(input).map(|row| {
            let first = if is_under(row) && row < 4 { 0 } else { row };
            first..row + 1
        });
        let height = timeline_rows(area).height;
        self.scroll.arrange(rows, usize::from(height), self.len());
        self.has_two_lines = true;
        let all = (self.len() <= usize::from(height)).then(|| self.rows(data, 0, self.len()));
        let lines = all.map(|all| all.into_iter().map(|row| self.lines_of(row)).sum());
        self.has_two_lines = lines.is_some_and(|lines: u16| lines <= height);
    }

    fn step(&mut self, input: &PaneInput<'_>, step: Step) -> Option<Request> {
        let to = self.scroll.stepped(self.selected(input), self.len(), step)?;
        let selection = self.row(&input.workspace.data, to)?.selection();
        Some(Request::Select { selection, is_step: is_near(step) })
    }

    /// Selects a row. A click on the mark of a heading, or a second click on it, folds.
    fn click(&mut self, input: &PaneInput<'_>, area: Rect, (x, y): (u16, u16)) -> Vec<Request> {
        let line = y.checked_sub(timeline_rows(area).y);
        let row = line.and_then(|line| self.row_at(&input.workspace.data, line));
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
