//! What every pane can do, and what it needs for that.

use ratatui::layout::Rect;

use super::list::Scroll;

use super::super::filter::{Filter, FilterResult};
use super::super::selection::{Selection, SpeakerKey};
use super::super::{action::Step, message::Message, pane::Pane, workspace::Workspace};
use crate::dataset::{GroupIx, QuoteIx};
use crate::search::{Index, query::Sort};

/// What all panes show a side of.
#[derive(Debug, Clone, Copy)]
pub(in super::super) struct PaneInput<'a> {
    pub(in super::super) workspace: &'a Workspace,
    pub(in super::super) index: Option<&'a Index>,
    pub(in super::super) filter: &'a Filter,
    pub(in super::super) result: &'a FilterResult,
    pub(in super::super) selection: Selection,
    /// Whether what does not match is left out.
    pub(in super::super) hides: bool,
    /// In which order the timeline stands.
    pub(in super::super) order: Sort,
}

impl PaneInput<'_> {
    /// Whether a quote can be selected, folds aside.
    pub(in super::super) fn shows(&self, quote: QuoteIx) -> bool {
        match self.hides || self.order == Sort::Rank {
            true => self.result.has(quote),
            false => self.result.population.quotes.contains(quote),
        }
    }

    /// The first quote of a speaker that shows.
    pub(in super::super) fn first_shown_of(&self, speaker: SpeakerKey) -> Option<QuoteIx> {
        let mut quotes = self.workspace.data.quotes_by(speaker).iter().copied();
        quotes.find(|quote| self.shows(*quote))
    }

    /// The selected speaker: of the selected quote, or by itself. The outer `None`: no speaker is
    /// selected; the inner one: that of the quotes without a speaker.
    pub(in super::super) fn speaker(&self) -> Option<SpeakerKey> {
        match self.selection {
            Selection::Quote(quote) => Some(self.workspace.data.quote(quote).speaker),
            Selection::Speaker(speaker) => Some(Some(speaker)),
            Selection::Group(_) | Selection::Nothing => None,
        }
    }
}

/// What a pane asks of the explorer: what it does concerns the other panes too.
#[derive(Debug)]
pub(in super::super) enum Request {
    /// Select something.
    Select {
        selection: Selection,
        /// Whether that is a neighbour of what was selected.
        is_step: bool,
    },
    /// Other headings are folded, and this is selected where anything is.
    Folded(Option<Selection>),
    /// Show the selected quote in its source.
    OpenInSource(QuoteIx),
    /// Narrow the dataset.
    Filter(Filter),
    /// Tell the person something.
    Say(Message),
}

/// A pane.
pub(in super::super) trait PaneView {
    /// Takes over that what decides which rows show has changed.
    fn rebuild(&mut self, _input: &PaneInput<'_>) {}

    /// Brings everything up to date for a rectangle; `None` where the pane does not show.
    fn arrange(&mut self, input: &PaneInput<'_>, area: Option<Rect>);

    /// Takes over that another dataset is open: what the pane remembers of the old one goes, or is
    /// led to the new one by `group`.
    fn reload(&mut self, _group: &dyn Fn(GroupIx) -> Option<GroupIx>) {}

    /// Does what the selected row is for.
    fn open_row(&mut self, _input: &PaneInput<'_>) -> Option<Request> {
        None
    }

    /// Moves. A list asks for another selection; a text scrolls.
    fn step(&mut self, input: &PaneInput<'_>, step: Step) -> Option<Request>;

    /// Takes a click below the title: column and row of the screen, and the pane's rectangle.
    fn click(&mut self, input: &PaneInput<'_>, area: Rect, at: (u16, u16)) -> Vec<Request>;

    /// Remembers how far the pane is scrolled before its size changes, or goes back to that: a size
    /// that is passed through leaves no trace.
    fn resize(&mut self, _input: &PaneInput<'_>) {
        self.scroll().into_iter().for_each(Scroll::resize);
    }

    /// Takes the present size for good.
    fn keep_size(&mut self) {
        self.scroll().into_iter().for_each(Scroll::keep_size);
    }

    /// How a list is scrolled; `None` for what is no list, which sees to its size itself.
    fn scroll(&mut self) -> Option<&mut Scroll> {
        None
    }

    /// How many rows a notch of the wheel moves.
    fn rows_per_notch(&self) -> usize {
        1
    }

    /// The pane's title.
    fn title(&self, _input: &PaneInput<'_>, pane: Pane) -> &'static str {
        pane.title()
    }
}
