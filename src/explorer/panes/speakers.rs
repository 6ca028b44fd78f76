//! The speakers pane: everyone quoted.

use std::cmp::Reverse;

use ratatui::layout::Rect;

use super::super::selection::{Selection, SpeakerKey};
use super::super::{action::Step, filter::Filter, layout::body, workspace::Workspace};
use super::list::{Scroll, is_near};
use super::view::{PaneInput, PaneView, Request};
use crate::dataset::Day;
use crate::text::fold;

/// Whether role and side have columns of their own in the speakers pane; where they have not, the
/// selected speaker's stand in its last row.
pub fn has_role_column(pane: Rect) -> bool {
    pane.width >= 68
}

/// The rows of the speakers pane.
pub fn speaker_rows(pane: Rect) -> Rect {
    let mut body = body(pane);
    if !has_role_column(pane) && body.height >= 4 {
        body.height -= 1;
    }
    body
}

/// In which order speakers show.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum SpeakerSort {
    /// By how many of their quotes match, then by all of them.
    #[default]
    Matches,
    /// By how many quotes they have.
    Total,
    /// By name.
    Name,
    /// By the day of their first quote.
    First,
    /// By the day of their last quote, the latest first.
    Last,
}

impl SpeakerSort {
    /// Every order.
    pub(in super::super) const ALL: [Self; 5] =
        [Self::Matches, Self::Total, Self::Name, Self::First, Self::Last];

    /// The order that comes after this one.
    pub(in super::super) fn next(self) -> Self {
        match self {
            Self::Matches => Self::Total,
            Self::Total => Self::Name,
            Self::Name => Self::First,
            Self::First => Self::Last,
            Self::Last => Self::Matches,
        }
    }

    /// The order in words.
    pub fn name(self) -> &'static str {
        match self {
            Self::Matches => "by matches",
            Self::Total => "by all quotes",
            Self::Name => "by name",
            Self::First => "by first day",
            Self::Last => "by last day",
        }
    }
}

/// The speakers as they show.
#[derive(Debug, Default)]
pub struct SpeakersView {
    /// The speakers who show.
    pub rows: Vec<SpeakerKey>,
    /// In which order.
    pub sort: SpeakerSort,
    /// How many are not quoted, and show as one line.
    pub unquoted: usize,
    /// Whether those who are not quoted show too, each in a row.
    pub shows_unquoted: bool,
    /// For each speaker's slot the row.
    places: Vec<u32>,
    /// How far the rows are scrolled.
    pub scroll: Scroll,
}

impl SpeakersView {
    /// The row of a speaker, if they have one.
    pub fn row_of(&self, workspace: &Workspace, key: SpeakerKey) -> Option<usize> {
        let row = *self.places.get(workspace.data.slot(key))? as usize;
        (self.rows.get(row) == Some(&key)).then_some(row)
    }

    fn selected(&self, input: &PaneInput<'_>) -> Option<usize> {
        input.speaker().and_then(|key| self.row_of(input.workspace, key))
    }
}

impl PaneView for SpeakersView {
    /// Shows the selected speaker alone, or everyone again.
    fn open_row(&mut self, input: &PaneInput<'_>) -> Option<Request> {
        Some(change(input, |filter, key| {
            let is_alone = filter.chosen.len() == 1 && filter.chosen.contains(&key);
            filter.chosen.clear();
            filter.excluded.clear();
            if !is_alone {
                filter.chosen.insert(key);
            }
        }))
    }

    /// Only speakers with matches and those that the filter names show. Those who are not quoted
    /// are one line, until they are asked for.
    fn rebuild(&mut self, input: &PaneInput<'_>) {
        let (workspace, filter) = (input.workspace, input.filter);
        let data = &workspace.data;
        let result = input.result;
        let matches = |key: SpeakerKey| result.by_speaker[data.slot(key)];
        let shows = |key: &&SpeakerKey| {
            !input.hides
                || matches(**key) > 0
                || filter.chosen.contains(*key)
                || filter.excluded.contains(*key)
                || input.selection == key.map_or(Selection::Nothing, Selection::Speaker)
        };
        self.rows = workspace.speakers.order.iter().filter(shows).copied().collect();
        let is_selected = |key: &SpeakerKey| matches!((key, input.selection), (Some(a), Selection::Speaker(b)) if *a == b);
        let all = self.rows.len();
        if !self.shows_unquoted {
            self.rows.retain(|key| !data.quotes_by(*key).is_empty() || is_selected(key));
        }
        self.unquoted = all - self.rows.len();
        // The workspace has them by all their quotes; the sorts keep that where nothing else tells.
        let days = |key: SpeakerKey| workspace.speakers.days[data.slot(key)];
        match self.sort {
            SpeakerSort::Matches => self.rows.sort_by_key(|key| Reverse(matches(*key))),
            SpeakerSort::Total => {}
            SpeakerSort::Name => self.rows.sort_by_cached_key(|key| fold(data.speaker_name(*key))),
            SpeakerSort::First => self
                .rows
                .sort_by_key(|key| days(*key).map_or(Day::Unknown, |(first, _)| first.into())),
            SpeakerSort::Last => {
                self.rows.sort_by_key(|key| Reverse(days(*key).map(|(_, last)| last)))
            }
        }
        self.places.clear();
        self.places.resize(data.speakers.len() + 1, u32::MAX);
        for (key, row) in self.rows.iter().zip(0..) {
            self.places[data.slot(*key)] = row;
        }
    }

    fn arrange(&mut self, input: &PaneInput<'_>, area: Option<Rect>) {
        let Some(area) = area else { return self.scroll.hide() };
        let row = self.selected(input).map(|row| row..row + 1);
        let len = self.rows.len() + usize::from(self.unquoted > 0);
        self.scroll.arrange(row, usize::from(speaker_rows(area).height), len);
    }

    fn step(&mut self, input: &PaneInput<'_>, step: Step) -> Option<Request> {
        let to = self.scroll.stepped(self.selected(input), self.rows.len(), step)?;
        select(input, self.rows[to], is_near(step))
    }

    fn click(&mut self, input: &PaneInput<'_>, area: Rect, (_, y): (u16, u16)) -> Vec<Request> {
        let rows = speaker_rows(area);
        let at = self.scroll.top + usize::from(y.saturating_sub(rows.y));
        let key = self.rows.get(at).filter(|_| y < rows.bottom());
        key.and_then(|key| select(input, *key, false)).into_iter().collect()
    }

    fn scroll(&mut self) -> Option<&mut Scroll> {
        Some(&mut self.scroll)
    }
}

/// Selects a speaker: the first quote of theirs that shows, or else the speaker.
fn select(input: &PaneInput<'_>, key: SpeakerKey, is_step: bool) -> Option<Request> {
    let quote = input.first_shown_of(key).map(Selection::Quote);
    let selection = quote.or(key.map(Selection::Speaker))?;
    Some(Request::Select { selection, is_step })
}

/// Adds the selected speaker to those shown, or takes it out.
pub(in super::super) fn choose(input: &PaneInput<'_>) -> Request {
    change(input, |filter, key| {
        filter.excluded.remove(&key);
        if !filter.chosen.remove(&key) {
            filter.chosen.insert(key);
        }
    })
}

/// Leaves the selected speaker out, or no longer.
pub(in super::super) fn exclude(input: &PaneInput<'_>) -> Request {
    change(input, |filter, key| {
        filter.chosen.remove(&key);
        if !filter.excluded.remove(&key) {
            filter.excluded.insert(key);
        }
    })
}

fn change(input: &PaneInput<'_>, change: impl FnOnce(&mut Filter, SpeakerKey)) -> Request {
    let Some(key) = input.speaker() else { return Request::Say("select a speaker first".into()) };
    let mut filter = input.filter.clone();
    change(&mut filter, key);
    Request::Filter(filter)
}
