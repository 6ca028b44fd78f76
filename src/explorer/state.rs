//! The state itself, and what holds for it.
//!
//! Invariants, after every [`Explorer::update`]:
//! - `selection` alone says what is selected. Speaker, article and rows follow from it, so the panes
//!   cannot disagree;
//! - a selected quote has a row: it matches (or what does not match shows dimmed) and its heading
//!   is unfolded;
//! - `anchor` is what the person selected last. A filter only moves `selection`, so loosening the
//!   filter leads back;
//! - the panes (rows, wrapped lines, scroll positions) are up to date, and drawing only reads them;
//! - at most one scan is asked for, that of the present query.

use std::{rc::Rc, sync::Arc};

use super::change::Undo;
use super::completion::Completion;
use super::filter::{Filter, FilterResult};
use super::jumplist::{Jump, Jumplist};
use super::layout::{Dividers, ScreenLayout};
use super::preferences::ThemeRow;
use super::selection::{Selection, SpeakerKey};
use super::{
    event::Effect, event::Start, help::HelpRow, history::History, message::Message,
    overlay::Overlay, overlay::Review, pane::Pane, panes::Panes, panes::Row,
    panes::view::PaneInput, population::Population, population::Speech, workspace::Workspace,
};
use crate::dataset::annotations::Annotations;
use crate::dataset::load::Progress;
use crate::dataset::{ArticleIx, Dataset, QuoteIx, QuoteKind};
use crate::export::Axis;
use crate::search::{Index, Query, QuoteSet, Search, query::Sort};

/// Among so many rows the first quote is looked for.
const FIRST_ROWS: usize = 64;

/// The whole state of the program.
#[derive(Debug, Default)]
pub struct Explorer {
    pub(super) workspace: Arc<Workspace>,
    pub(super) index: Option<Arc<Index>>,
    pub(super) loading: Option<Progress>,
    /// Where to begin once a dataset is there; `None` from then on.
    pub(super) start: Option<Start>,
    pub(super) size: (u16, u16),
    pub(super) focus: Pane,
    pub(super) zoom: bool,
    pub(super) overlay: Overlay,
    /// Every row of the help.
    pub(super) help: Vec<HelpRow>,
    pub(super) selection: Selection,
    pub(super) anchor: Selection,
    pub(super) filter: Filter,
    pub(super) result: FilterResult,
    pub(super) dim: bool,
    /// In which order the timeline is to stand, where the query does not say it.
    pub(super) sort: Sort,
    /// In which order they stood before.
    pub(super) sort_before: Sort,
    /// What there is to show, before any filter.
    pub(super) population: Rc<Population>,
    /// All there is, for a query that asks for more than shows otherwise; made when it is needed.
    pub(super) whole: Option<Rc<Population>>,
    pub(super) scanning: bool,
    pub(super) panes: Panes,
    pub(super) message: Option<Message>,
    pub(super) mouse: bool,
    /// The themes there are to choose from.
    pub(super) themes: Vec<ThemeRow>,
    /// The name of the one that was chosen last.
    pub(super) theme: &'static str,
    pub(super) undo: Vec<Undo>,
    /// What was taken back and nothing was changed since.
    pub(super) redo: Vec<Undo>,
    /// Whether annotations are being applied beside the loop.
    pub(super) annotating: bool,
    /// Why annotations are not saved, where they are not.
    pub(super) unsaved: Option<String>,
    /// The annotations when the dataset was last asked to be read again.
    pub(super) at_reload: Option<Annotations>,
    /// The round of checking that a choice interrupts.
    pub(super) review: Review,
    /// What the word being typed into the filter line may become, from one Tab to the next.
    pub(super) completion: Option<Completion>,
    /// The words of the command line that opened the record.
    pub(super) command: Vec<String>,
    /// The filters kept before.
    pub(super) history: History,
    /// What the grid counted by last.
    pub(super) grid_axes: Option<(Axis, Axis)>,
    /// The mark that was set last.
    pub(super) last_mark: Option<String>,
    pub(super) jumplist: Jumplist,
    pub(super) dividers: Dividers,
    pub(super) dragging: Option<Drag>,
    /// What is to be returned from the present update.
    pub(super) effects: Vec<Effect>,
}

/// A divider being dragged: where it was taken hold of, and how it stood then.
#[derive(Debug, Clone, Copy)]
pub(super) enum Drag {
    /// The line between left and right.
    Columns { from: u16, stood: i16 },
    /// The title of the lower left pane.
    Rows { from: u16, stood: i16 },
}

impl Explorer {
    /// An explorer that waits for its dataset, for a terminal of some columns and rows, with the
    /// rows of its help.
    pub fn new(size: (u16, u16), help: Vec<HelpRow>, mut start: Start) -> Self {
        let history = History::new(std::mem::take(&mut start.history));
        let command = std::mem::take(&mut start.command);
        let (themes, theme) = (std::mem::take(&mut start.themes), start.theme);
        let loading = Some(Progress::stage("starting"));
        let preferences = start.preferences;
        Self {
            loading,
            size,
            help,
            history,
            command,
            mouse: preferences.mouse,
            themes,
            theme,
            dividers: Dividers::of(preferences),
            start: Some(start),
            ..Self::default()
        }
    }

    /// What is explored.
    pub fn workspace(&self) -> &Arc<Workspace> {
        &self.workspace
    }

    /// The index of the workspace, once it is made.
    pub fn index(&self) -> Option<&Index> {
        self.index.as_deref()
    }

    /// Whether the filter can be looked up in the index.
    pub fn is_indexed(&self) -> bool {
        let query = || Query::parse(&self.filter.query);
        self.index.as_ref().is_some_and(|index| index.answers(&query()))
    }

    /// How far loading is; `None` once everything is there.
    pub fn loading(&self) -> Option<Progress> {
        self.loading
    }

    /// The terminal's size: columns, rows.
    pub fn size(&self) -> (u16, u16) {
        self.size
    }

    /// The pane that keys go to.
    pub fn focus(&self) -> Pane {
        self.focus
    }

    /// Whether the focused pane fills the screen.
    pub fn is_zoomed(&self) -> bool {
        self.zoom
    }

    /// Whether mouse reports are on.
    pub fn has_mouse(&self) -> bool {
        self.mouse
    }

    /// What lies over the panes or is being typed.
    pub fn overlay(&self) -> &Overlay {
        &self.overlay
    }

    /// What is selected.
    pub fn selection(&self) -> Selection {
        self.selection
    }

    /// What narrows the dataset.
    pub fn filter(&self) -> &Filter {
        &self.filter
    }

    /// What matches the filter.
    pub fn result(&self) -> &FilterResult {
        &self.result
    }

    /// Whether quotes that do not match show, dimmed.
    pub fn is_dimming(&self) -> bool {
        self.dim
    }

    /// Whether the result is still of a former query, while the words of this one are looked for
    /// without an index.
    pub fn is_scanning(&self) -> bool {
        self.scanning
    }

    /// The state of every pane.
    pub fn panes(&self) -> &Panes {
        &self.panes
    }

    /// One sentence for the person, until the next key.
    pub fn message(&self) -> Option<&Message> {
        self.message.as_ref()
    }

    /// The selected quote, if a quote is selected.
    pub fn quote(&self) -> Option<QuoteIx> {
        self.selection.quote()
    }

    /// The selected speaker: of the selected quote, or by itself. The outer `None`: no speaker is
    /// selected; the inner one: that of the quotes without a speaker.
    pub fn speaker(&self) -> Option<SpeakerKey> {
        self.pane_input().speaker()
    }

    /// The article of the selected quote.
    pub fn article(&self) -> Option<ArticleIx> {
        self.quote().map(|quote| self.data().quote(quote).article)
    }

    /// Whether what does not match is left out.
    pub fn hides(&self) -> bool {
        !self.dim && !self.filter.is_empty()
    }

    /// In which order the timeline stands. The closest stand first only where there are words to
    /// be close to.
    pub fn order(&self) -> Sort {
        match self.result.query.sort.unwrap_or(self.sort) {
            Sort::Rank if self.index.is_none() || !self.result.search.has_words() => Sort::Meeting,
            sort => sort,
        }
    }

    /// Whether the closest stand first.
    pub fn is_ranked(&self) -> bool {
        self.order() == Sort::Rank
    }

    /// The round of checking, while there is one.
    pub fn review(&self) -> Option<&Review> {
        match &self.overlay {
            Overlay::Review(review) => Some(review),
            Overlay::Choose(chooser) if chooser.in_review => Some(&self.review),
            _ => None,
        }
    }

    /// Whether every printing has a row, or only the first of each statement.
    pub fn is_by_printing(&self) -> bool {
        self.population.by_printing
    }

    /// What there is to show, before any filter.
    pub fn population(&self) -> &Population {
        &self.result.population
    }

    /// Why annotations are not saved, where they are not.
    pub fn unsaved(&self) -> Option<&str> {
        self.unsaved.as_deref()
    }

    /// Where everything stands; `None` where the terminal is too small.
    pub fn layout(&self) -> Option<ScreenLayout> {
        ScreenLayout::new(self.size, self.focus, self.zoom, self.dividers)
    }

    /// A pane's title, which follows what stands in it.
    pub fn title(&self, pane: Pane) -> &'static str {
        self.panes.get(pane).title(&self.pane_input(), pane)
    }

    pub(super) fn data(&self) -> &Dataset {
        &self.workspace.data
    }

    /// What the panes show a side of.
    pub(super) fn pane_input(&self) -> PaneInput<'_> {
        PaneInput {
            workspace: &self.workspace,
            index: self.index.as_deref(),
            filter: &self.filter,
            result: &self.result,
            selection: self.selection,
            hides: self.hides(),
            order: self.order(),
        }
    }

    /// Lets the panes be changed with what they show a side of.
    pub(super) fn with_panes<R>(
        &mut self,
        change: impl FnOnce(&mut Panes, &PaneInput<'_>) -> R,
    ) -> R {
        let mut panes = std::mem::take(&mut self.panes);
        let result = change(&mut panes, &self.pane_input());
        self.panes = panes;
        result
    }

    pub(super) fn say(&mut self, message: impl Into<Message>) {
        self.message = Some(message.into());
    }

    /// Whether something can be selected as the filter stands; folds do not count.
    pub(super) fn shows(&self, selection: Selection) -> bool {
        match selection {
            Selection::Nothing => false,
            Selection::Quote(quote) => self.pane_input().shows(quote),
            Selection::Group(_) if self.order() != Sort::Meeting => false,
            Selection::Group(group) => {
                let quotes = || self.data().timeline.group(group).quotes.clone();
                !self.hides() || self.result.quotes.count(quotes()) > 0
            }
            Selection::Speaker(speaker) => self.panes.speakers.rows.contains(&Some(speaker)),
        }
    }

    pub(super) fn here(&self) -> Jump {
        Jump { selection: self.selection, focus: self.focus }
    }

    /// Selects something that shows, and unfolds its heading. `is_step` says that it is a
    /// neighbour.
    pub(super) fn go(&mut self, selection: Selection, is_step: bool) {
        if selection != self.selection {
            self.jumplist.push(self.here(), is_step);
        }
        self.select(selection);
    }

    /// [`Self::go`] without an entry in the jumplist.
    pub(super) fn select(&mut self, selection: Selection) {
        (self.selection, self.anchor) = (selection, selection);
        let timeline = &self.workspace.data.timeline;
        let above = match selection {
            Selection::Quote(quote) => Some(timeline.group_of(quote)),
            Selection::Group(group) => timeline.group(group).parent,
            Selection::Speaker(_) | Selection::Nothing => None,
        };
        let folded = &mut self.panes.timeline.folded;
        let path = above.into_iter().flat_map(|group| timeline.path(group));
        let unfolds = path.filter(|group| folded.remove(group)).count() > 0;
        // A printing that is no row of its own becomes one while it is selected. A heading may have
        // given way to its only quote since it was left.
        let row = self.panes.timeline.row_of(selection, &self.workspace.data);
        let wants_row = matches!(selection, Selection::Quote(_) | Selection::Group(_));
        if unfolds || wants_row && row.is_none() {
            self.rebuild();
        }
    }

    /// Changes the filter for good: undo brings the former one back.
    pub(super) fn set_filter(&mut self, filter: Filter) {
        if filter != self.filter {
            self.undo.push(Undo::Filter(std::mem::replace(&mut self.filter, filter)));
            self.redo.clear();
            self.refilter();
        }
    }

    /// Carries the filter out after it changed. Without an index the words are looked for elsewhere,
    /// and the former result stands meanwhile.
    pub(super) fn refilter(&mut self) {
        let query = Query::parse(&self.filter.query);
        let population = self.population_for(&query);
        let (filter, workspace, before) = (&self.filter, &self.workspace, Some(&self.result));
        let result = match self.index.as_ref().filter(|index| index.answers(&query)) {
            Some(index) => {
                let before = before.map(|before| &before.search);
                Some(Search::run(&query, index, &workspace.data, before))
            }
            None => {
                let all = || Search::of(QuoteSet::all(workspace.data.quotes.len()));
                query.clauses.is_empty().then(all)
            }
        };
        let result = result
            .map(|search| FilterResult::of(query, search, filter, workspace, &population, before));
        self.effects.retain(|effect| !matches!(effect, Effect::Scan(_)));
        self.scanning = result.is_none();
        match result {
            Some(result) => self.take_result(result),
            None => self.effects.push(Effect::Scan(self.filter.query.clone())),
        }
    }

    /// Makes anew what there is to show, after the dataset changed or how it is counted.
    pub(super) fn repopulate(&mut self, speech: Speech, by_printing: bool) {
        self.population = Rc::new(Population::new(&self.workspace, speech, by_printing));
        self.whole = None;
    }

    /// What a query is to narrow: who asks for reported speech is to see it.
    pub(super) fn population_for(&mut self, query: &Query) -> Rc<Population> {
        if !query.asks_for(QuoteKind::Indirect) || self.population.is_whole(self.data()) {
            return Rc::clone(&self.population);
        }
        let (workspace, by_printing) = (&self.workspace, self.population.by_printing);
        let whole = || Rc::new(Population::new(workspace, Speech::All, by_printing));
        Rc::clone(self.whole.get_or_insert_with(whole))
    }

    /// Shows another result.
    pub(super) fn take_result(&mut self, result: FilterResult) {
        self.result = result;
        self.rebuild();
        // Who types on wants to see what is closest now.
        if matches!(self.overlay, Overlay::Filter { .. })
            && let Some(closest) = self.closest()
        {
            self.selection = closest;
        }
    }

    /// What stands first while the closest do.
    pub(super) fn closest(&self) -> Option<Selection> {
        let first = self.panes.timeline.row(self.data(), 0).filter(|_| self.is_ranked());
        first.map(Row::selection)
    }

    /// Makes the rows anew, after anything changed that decides which of them show.
    pub(super) fn rebuild(&mut self) {
        self.panes.timeline.follow(self.anchor.quote());
        self.with_panes(|panes, input| {
            for pane in Pane::ALL {
                panes.get_mut(*pane).rebuild(input);
                panes.get_mut(*pane).keep_size();
            }
        });
        self.selection = self.resolve(self.anchor);
    }

    /// What is selected for something: itself if it has a row, or else the heading that stands for
    /// it, or the first quote of all.
    fn resolve(&self, selection: Selection) -> Selection {
        let data = self.data();
        let row_of = |selection| self.panes.timeline.row_of(selection, data);
        let group = match selection {
            Selection::Quote(quote) => Some(data.timeline.group_of(quote)),
            Selection::Group(group) => Some(group),
            Selection::Speaker(_) | Selection::Nothing => None,
        };
        if let Some(group) = group
            && self.shows(selection)
            && row_of(selection).is_none()
        {
            if let Some(quote) = self.panes.timeline.in_place_of(data, group) {
                return Selection::Quote(quote);
            }
            let mut path = data.timeline.path(group).map(Selection::Group);
            let above = path.find(|selection| row_of(*selection).is_some());
            return above.unwrap_or_else(|| self.first_shown());
        }
        if let Selection::Speaker(speaker) = selection
            && let Some(quote) = self.pane_input().first_shown_of(Some(speaker))
        {
            return self.resolve(Selection::Quote(quote));
        }
        if self.shows(selection) { selection } else { self.first_shown() }
    }

    /// The first quote that has a row, or else the first heading.
    fn first_shown(&self) -> Selection {
        let rows = self.panes.timeline.rows(self.data(), 0, FIRST_ROWS);
        let is_heading = |row: &&Row| matches!(row, Row::Heading(_));
        let first = rows.iter().find(|row| !is_heading(row)).or(rows.first());
        first.map_or(Selection::Nothing, |row| row.selection())
    }

    /// Brings panes and scroll positions up to date with the state.
    pub(super) fn settle(&mut self) {
        let Some(layout) = self.layout() else { return };
        self.with_panes(|panes, input| {
            for pane in Pane::ALL {
                panes.get_mut(*pane).arrange(input, layout.pane(*pane));
            }
        });
        self.find_again();
    }

    /// Looks again for the words of the find line where they or the source changed.
    fn find_again(&mut self) {
        let source = &mut self.panes.source;
        if let Overlay::Find(find) = &mut self.overlay
            && find.search(source.doc.text(&self.workspace), self.selection, source.first_offset())
            && let Some(range) = find.current()
        {
            source.bring_into_sight(range);
        }
    }
}
