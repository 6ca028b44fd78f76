//! The state: what is selected, filtered and remembered. An [`Action`] changes it and an
//! [`Effect`] says what that asks of the world; no terminal is known here.
//!
//! Invariants, after every [`Explorer::update`]:
//! - [`Explorer::place`] is the one truth about what is selected: speaker, article and rows follow
//!   from it, so the panes cannot disagree;
//! - a selected quote has a row: it matches (or what does not match shows dimmed) and its heading
//!   is unfolded;
//! - `anchor` is the place the person went to last; a filter only moves `place`, so that loosening
//!   it leads back;
//! - views (rows, wrapped lines, scroll positions) are up to date, and drawing only reads them.

mod action;
mod density;
mod filter;
mod head;
mod jumplist;
pub mod layout;
mod mouse;
mod navigate;
mod open;
mod overlay;
mod rows;
mod source;
mod workspace;

use std::sync::Arc;

pub use action::{Action, CopyForm, Edit, Effect, Pane, Step};
pub use density::Density;
pub use filter::{Filter, FilterResult, SpeakerKey};
pub use head::{Head, HeadKind, differing_words, office};
use jumplist::{Jumplist, Visit};
use layout::{Dividers, Layout};
pub use open::Start;
pub use overlay::{Find, Overlay};
pub use rows::{Row, SpeakersView, TimelineView};
pub use source::{Doc, SourceView, find_all, pane_title};
pub use workspace::{SpeakerRanking, Workspace};

use crate::dataset::load::Progress;
use crate::dataset::{ArticleIx, Dataset, GroupIx, QuoteIx, SpeakerIx};
use crate::search::{Index, Query, QuoteSet, Search};

/// So many of the closest quotes stand first; those behind them stand in the order of dates.
const CLOSEST: usize = 1000;
/// Among so many rows the first quote of all is looked for.
const FIRST_ROWS: usize = 64;

/// What is selected: an id, never a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Selection {
    /// Nothing, where nothing matches or nothing is loaded.
    #[default]
    Nowhere,
    /// A heading of the timeline.
    Group(GroupIx),
    /// A quote.
    Quote(QuoteIx),
    /// A speaker of whom no quote shows.
    Speaker(SpeakerIx),
}

/// The whole state of the program.
#[derive(Debug)]
pub struct Explorer {
    /// What is explored.
    pub workspace: Arc<Workspace>,
    /// What makes it quick to search, once that is there.
    pub index: Option<Arc<Index>>,
    /// How far loading is, until the record is there.
    pub loading: Option<Progress>,
    /// The terminal's size: columns, rows.
    pub size: (u16, u16),
    /// The pane that keys go to.
    pub focus: Pane,
    /// Whether the focused pane fills the screen.
    pub zoom: bool,
    /// What lies over the panes or is being typed.
    pub overlay: Overlay,
    /// What is selected.
    pub selection: Selection,
    /// What narrows the record.
    pub filter: Filter,
    /// What the filter finds.
    pub result: FilterResult,
    /// Whether quotes that do not match show, dimmed.
    pub dim: bool,
    /// Whether the closest stand first where words are looked for.
    pub ranked: bool,
    /// Whether what is found is still of a former query, while the words of this one are looked
    /// for without an index.
    pub scanning: bool,
    /// The timeline pane.
    pub timeline: TimelineView,
    /// The speakers pane.
    pub speakers: SpeakersView,
    /// The source pane.
    pub source: SourceView,
    /// One sentence for the person, until the next key.
    pub message: Option<String>,
    /// Whether mouse reports are on.
    pub mouse: bool,
    anchor: Selection,
    undo: Vec<Filter>,
    jumplist: Jumplist,
    dividers: Dividers,
    dragging: Option<mouse::Drag>,
    /// What the density lines were counted for.
    counted: Option<usize>,
    /// Whether a query waits to be carried out without an index.
    scan_due: bool,
    /// How far the panes were scrolled before the sizes of the moment: a size that is passed
    /// through leaves no trace.
    before_resizing: Option<Scrolled>,
}

/// How far the panes are scrolled.
#[derive(Debug, Clone, Copy)]
struct Scrolled {
    timeline: usize,
    speakers: usize,
    source: source::InSight,
}

impl Explorer {
    /// An explorer that waits for its record.
    #[must_use]
    pub fn new(size: (u16, u16)) -> Self {
        let workspace = Arc::new(Workspace::default());
        let filter = Filter::default();
        let found = everything(&workspace);
        Self {
            loading: Some(Progress::stage("starting")),
            size,
            focus: Pane::Timeline,
            zoom: false,
            overlay: Overlay::None,
            selection: Selection::Nowhere,
            result: found,
            filter,
            dim: false,
            ranked: false,
            scanning: false,
            timeline: TimelineView::default(),
            speakers: SpeakersView::default(),
            source: SourceView::default(),
            message: None,
            mouse: false,
            anchor: Selection::Nowhere,
            undo: Vec::new(),
            jumplist: Jumplist::default(),
            dividers: Dividers::default(),
            dragging: None,
            counted: None,
            scan_due: false,
            before_resizing: None,
            workspace,
            index: None,
        }
    }

    /// Does what a person asked for.
    pub fn update(&mut self, action: Action) -> Effect {
        // A size or the pointer says nothing, so a message stays through them.
        if !matches!(action, Action::Resize(..) | Action::Release | Action::Drag(..)) {
            self.message = None;
        }
        if !matches!(action, Action::Resize(..)) {
            self.before_resizing = None;
        }
        let (effect, query) = (self.act(action), self.filter.query.clone());
        self.settle();
        if effect == Effect::Draw && std::mem::take(&mut self.scan_due) {
            return Effect::Scan(query);
        }
        effect
    }

    fn act(&mut self, action: Action) -> Effect {
        match action {
            Action::Quit => return Effect::Quit(0),
            Action::Interrupt => return Effect::Quit(130),
            Action::Suspend => return Effect::Suspend,
            Action::Redraw => return Effect::Redraw,
            Action::Reload => return Effect::Reload,
            Action::Resize(width, height) => {
                self.resize((width, height));
                return Effect::Redraw;
            }
            Action::Mouse => {
                self.mouse = !self.mouse;
                self.say(if self.mouse {
                    "mouse on: click, wheel, drag the dividers; F2 gives it back to the terminal"
                } else {
                    "mouse off"
                });
                return Effect::Mouse(self.mouse);
            }
            Action::Move(step) => self.step(step),
            Action::Focus(pane) => self.focus_on(pane),
            Action::FocusNext { back } => self.focus_on(self.focus.next(back)),
            Action::Zoom => self.zoom = !self.zoom,
            Action::Widen(by) => self.dividers.x = self.dividers.x.saturating_add(by),
            Action::Heighten(by) => self.dividers.y = self.dividers.y.saturating_add(by),
            Action::Enter => return self.enter(),
            Action::Back => self.step_back(),
            Action::Fold(fold) => self.fold(fold),
            Action::FoldAll(fold) => self.fold_all(fold),
            Action::Heading { back } => self.next_heading(back),
            Action::InArticle { back } => self.next_in_article(back),
            Action::SameSpeaker { back } => self.next_by_speaker(back),
            Action::NextPrinting => self.next_printing(),
            Action::Choose => self.choose(),
            Action::Exclude => self.exclude(),
            Action::Dim if self.filter.is_empty() => self.say("no filter hides or dims anything"),
            Action::Dim => {
                self.dim = !self.dim;
                self.rebuild();
                self.say(if self.dim {
                    "what does not match is dimmed"
                } else {
                    "what does not match is hidden"
                });
            }
            Action::Rank => {
                self.ranked = !self.ranked;
                self.rebuild();
                if self.is_ranked()
                    && let Some(closest) = self.timeline.row(&self.workspace.data, 0)
                {
                    self.go(closest.selection(), false);
                }
                self.say(match (self.ranked, self.is_ranked()) {
                    (true, true) => "the closest first; r goes back to the order of dates",
                    (true, false) if self.index.is_none() => {
                        "the closest first, once the index is made"
                    }
                    (true, false) => "the closest first, once the filter has words",
                    (false, _) => "in the order of dates",
                });
            }
            Action::Undo => self.undo(),
            Action::Travel { forward } => self.travel(forward),
            Action::Copy(form) => return self.copy(form),
            Action::OpenAddress => return self.open_address(),
            Action::OpenFilter => self.open_filter(),
            Action::OpenFind => self.open_find(),
            Action::OpenCopy => self.open_copy(),
            Action::OpenHelp => self.overlay = Overlay::help(),
            Action::HelpTo(at) => self.help_to(at),
            Action::Run(pane, action) => {
                self.overlay = Overlay::None;
                if let Some(pane) = pane {
                    self.focus_on(pane);
                }
                return self.act(*action);
            }
            Action::Insert(c) => self.insert(c.encode_utf8(&mut [0; 4])),
            Action::Paste(text) => self.insert(&text),
            Action::Edit(edit) => self.edit(edit),
            Action::Click(x, y) => self.click(x, y),
            Action::Drag(x, y) => self.drag(x, y),
            Action::Release => self.dragging = None,
            Action::Wheel { x, y, up } => self.wheel(x, y, up),
        }
        Effect::Draw
    }

    /// The selected quote, if a quote is selected.
    #[must_use]
    pub fn quote(&self) -> Option<QuoteIx> {
        match self.selection {
            Selection::Quote(quote) => Some(quote),
            _ => None,
        }
    }

    /// The selected speaker: of the selected quote, or by itself. The outer `None`: no speaker is
    /// selected; the inner one: that of the quotes without a speaker.
    #[must_use]
    pub fn speaker(&self) -> Option<SpeakerKey> {
        match self.selection {
            Selection::Quote(quote) => Some(self.workspace.data.quote(quote).speaker),
            Selection::Speaker(speaker) => Some(Some(speaker)),
            Selection::Group(_) | Selection::Nowhere => None,
        }
    }

    /// The article of the selected quote.
    #[must_use]
    pub fn article(&self) -> Option<ArticleIx> {
        self.quote().map(|quote| self.workspace.data.quote(quote).article)
    }

    /// Whether what does not match is left out.
    #[must_use]
    pub fn hides(&self) -> bool {
        !self.dim && !self.filter.is_empty()
    }

    /// Where everything stands; `None` where the terminal is too small.
    #[must_use]
    pub fn layout(&self) -> Option<Layout> {
        Layout::new(self.size, self.focus, self.zoom, self.dividers)
    }

    /// Whether the closest stand first: that is asked for, and there are words to be close to.
    #[must_use]
    pub fn is_ranked(&self) -> bool {
        self.ranked && self.index.is_some() && self.result.search.has_words()
    }

    fn data(&self) -> &Dataset {
        &self.workspace.data
    }

    /// Tells the person one sentence.
    pub fn say(&mut self, message: impl Into<String>) {
        self.message = Some(message.into());
    }

    /// Whether a place can be selected as the filter stands; folds do not count.
    fn shows(&self, place: Selection) -> bool {
        match place {
            Selection::Nowhere => false,
            Selection::Quote(quote) => {
                !(self.hides() || self.is_ranked()) || self.result.has(quote)
            }
            Selection::Group(_) if self.is_ranked() => false,
            Selection::Group(group) => !self.hides() || self.result.by_group[group.index()] > 0,
            Selection::Speaker(speaker) => self.speakers.rows.contains(&Some(speaker)),
        }
    }

    fn visit(&self) -> Visit {
        Visit { place: self.selection, focus: self.focus }
    }

    /// Selects a place that shows, unfolding its heading; `step` says that it is a neighbour.
    fn go(&mut self, place: Selection, step: bool) {
        if place != self.selection {
            self.jumplist.left(self.visit(), step);
        }
        self.select(place);
    }

    /// [`Self::go`] without leaving a trace in the trail.
    fn select(&mut self, place: Selection) {
        (self.selection, self.anchor) = (place, place);
        let timeline = &self.workspace.data.timeline;
        let above = match place {
            Selection::Quote(quote) => Some(timeline.group_of(quote)),
            Selection::Group(group) => timeline.group(group).parent,
            Selection::Speaker(_) | Selection::Nowhere => None,
        };
        let folded = &mut self.timeline.folded;
        let path = above.into_iter().flat_map(|group| timeline.path(group));
        if path.filter(|group| folded.remove(group)).count() > 0 {
            self.rebuild();
        }
    }

    /// Changes the filter for good: undo brings the former one back.
    fn set_filter(&mut self, filter: Filter) {
        if filter != self.filter {
            self.undo.push(std::mem::replace(&mut self.filter, filter));
            self.refilter();
        }
    }

    /// After the filter changed.
    fn refilter(&mut self) {
        let before = Some(&self.result);
        let found = match &self.index {
            Some(index) => Some(FilterResult::new(&self.filter, &self.workspace, index, before)),
            None => {
                let query = Query::parse(&self.filter.query);
                let is_empty = query.clauses.is_empty();
                let all = || Search::of(QuoteSet::all(self.workspace.data.quotes.len()));
                is_empty
                    .then(|| FilterResult::of(query, all(), &self.filter, &self.workspace, before))
            }
        };
        // Without an index the words are looked for beside, and what was found before stands.
        (self.scanning, self.scan_due) = (found.is_none(), found.is_none());
        if let Some(found) = found {
            self.now_found(found);
        }
    }

    fn now_found(&mut self, found: FilterResult) {
        self.result = found;
        self.counted = None;
        self.rebuild();
        // Who types on wants to see what is closest now.
        if self.is_ranked()
            && matches!(self.overlay, Overlay::Filter { .. })
            && let Some(closest) = self.timeline.row(&self.workspace.data, 0)
        {
            self.selection = closest.selection();
        }
    }

    /// Takes over what a query was found to match without an index.
    pub fn scanned(&mut self, text: &str, hits: QuoteSet) {
        if self.scanning && self.filter.query == text {
            let (query, search) = (Query::parse(text), Search::of(hits));
            let before = Some(&self.result);
            self.scanning = false;
            self.now_found(FilterResult::of(query, search, &self.filter, &self.workspace, before));
            self.settle();
        }
    }

    /// Takes over the index of the record.
    pub fn indexed(&mut self, index: Arc<Index>) {
        self.index = Some(index);
        self.loading = None;
        self.refilter();
        self.settle();
    }

    /// After anything changed that decides which rows show.
    fn rebuild(&mut self) {
        let hide = self.hides();
        let workspace = Arc::clone(&self.workspace);
        match &self.index {
            Some(index) if self.is_ranked() => {
                let (found, data) = (&self.result, &workspace.data);
                let closest = found.search.ranked(index, data, &found.quotes, CLOSEST);
                self.timeline.by_closeness(closest, found);
            }
            _ => self.timeline.by_date(&workspace.data, &self.result, hide),
        }
        self.speakers.rebuild(&workspace, &self.filter, &self.result, hide);
        self.before_resizing = None;
        self.selection = self.resolve(self.anchor);
    }

    /// The place itself if it has a row, or else the one that stands for it, or the first of all.
    fn resolve(&self, place: Selection) -> Selection {
        let data = self.data();
        let group = match place {
            Selection::Quote(quote) => Some(data.timeline.group_of(quote)),
            Selection::Group(group) => Some(group),
            Selection::Speaker(_) | Selection::Nowhere => None,
        };
        if let Some(group) = group
            && self.shows(place)
            && self.timeline.row_of(place, data).is_none()
        {
            let mut path = data.timeline.path(group).map(Selection::Group);
            let shown = path.find(|place| self.timeline.row_of(*place, data).is_some());
            return shown.unwrap_or_default();
        }
        if let Selection::Speaker(speaker) = place
            && let Some(quote) = self.first_shown_of(Some(speaker))
        {
            return self.resolve(Selection::Quote(quote));
        }
        if self.shows(place) {
            return place;
        }
        // Who asks for something else begins at the first of what is found.
        let rows = self.timeline.rows(data, 0, FIRST_ROWS);
        let first = rows.iter().find(|row| matches!(row, Row::Quote(_))).or(rows.first());
        first.map_or(Selection::Nowhere, |row| row.selection())
    }

    /// The first quote of a speaker that shows.
    fn first_shown_of(&self, speaker: SpeakerKey) -> Option<QuoteIx> {
        let data = self.data();
        let mut theirs = data.quotes_by(speaker).iter().copied();
        theirs.find(|quote| self.shows(Selection::Quote(*quote)))
    }

    /// Takes another size, with the first rows that stood in sight before any recent one.
    fn resize(&mut self, size: (u16, u16)) {
        let scrolled = *self.before_resizing.get_or_insert(Scrolled {
            timeline: self.timeline.top,
            speakers: self.speakers.top,
            source: self.source.in_sight(&self.workspace, self.selection),
        });
        self.size = size;
        (self.timeline.top, self.speakers.top) = (scrolled.timeline, scrolled.speakers);
        self.source.keep(scrolled.source);
    }

    /// Brings views and scroll positions up to date with the state.
    fn settle(&mut self) {
        let Some(layout) = self.layout() else { return };
        let workspace = Arc::clone(&self.workspace);
        if let Some(pane) = layout.timeline {
            let columns = layout::density_columns(pane);
            if self.counted != Some(columns) {
                self.timeline.density = Density::new(&workspace, &self.result, columns);
                self.counted = Some(columns);
            }
            let rows = usize::from(layout::timeline_rows(pane).height);
            let row = self.timeline.row_of(self.selection, &workspace.data);
            // The first rows of all are headings: they show together with the quote under them.
            let headings = self.timeline.headings();
            let leads =
                |row: usize| row > 0 && headings.get(row - 1).is_some_and(|h| h.1 + 1 == row);
            let row = row.map(|row| if leads(row) && row < 4 { 0..row + 1 } else { row..row + 1 });
            let all = self.timeline.len();
            scroll(&mut self.timeline.top, row, rows, all);
        }
        if let Some(pane) = layout.speakers {
            let rows = usize::from(layout::speaker_rows(pane).height);
            let row = self.speaker().and_then(|key| self.speakers.row_of(&workspace, key));
            let row = row.map(|row| row..row + 1);
            scroll(&mut self.speakers.top, row, rows, self.speakers.rows.len());
        }
        if let Some(pane) = layout.source {
            self.source.show(&workspace, self.selection, pane);
        }
        self.refind();
    }
}

/// What the filter that narrows nothing finds.
fn everything(workspace: &Workspace) -> FilterResult {
    let all = Search::of(QuoteSet::all(workspace.data.quotes.len()));
    FilterResult::of(Query::default(), all, &Filter::default(), workspace, None)
}

/// Moves the first row in sight so that some rows show, and no further than the list goes: a
/// neighbour comes in at the edge, anything further with what stands around it.
fn scroll(top: &mut usize, row: Option<std::ops::Range<usize>>, height: usize, len: usize) {
    if let Some(row) = row {
        let near = row.start + 1 >= *top && row.end <= *top + height + 1;
        if near {
            *top = (*top).clamp(row.end.saturating_sub(height), row.start);
        } else {
            *top = row.start.saturating_sub(height / 2);
        }
    }
    *top = (*top).min(len.saturating_sub(height));
}
