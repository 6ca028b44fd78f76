//! The speakers pane: everyone quoted.

use ratatui::layout::Rect;

use super::super::selection::{Selection, SpeakerKey};
use super::super::{action::Step, filter::Filter, layout::body, workspace::Workspace};
use super::list::{Scroll, is_near};
use super::view::{PaneInput, PaneView, Request};

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

/// The speakers as they show.
#[derive(Debug, Default)]
pub struct SpeakersView {
    /// The speakers who show.
    pub rows: Vec<SpeakerKey>,
    /// How far the rows are scrolled.
    pub scroll: Scroll,
}

impl SpeakersView {
    /// The row of a speaker, if they have one.
    pub fn row_of(&self, workspace: &Workspace, key: SpeakerKey) -> Option<usize> {
        let position = |key: SpeakerKey| workspace.speakers.position(&workspace.data, key);
        let row = self.rows.binary_search_by_key(&position(key), |row| position(*row)).ok()?;
        (self.rows[row] == key).then_some(row)
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

    /// Only speakers with matches and those that the filter names show.
    fn rebuild(&mut self, input: &PaneInput<'_>) {
        let (workspace, filter) = (input.workspace, input.filter);
        let shows = |key: &&SpeakerKey| {
            !input.hides
                || input.result.by_speaker[workspace.data.slot(**key)] > 0
                || filter.chosen.contains(*key)
                || filter.excluded.contains(*key)
        };
        self.rows = workspace.speakers.order.iter().filter(shows).copied().collect();
    }

    fn arrange(&mut self, input: &PaneInput<'_>, area: Option<Rect>) {
        let Some(area) = area else { return self.scroll.hide() };
        let row = self.selected(input).map(|row| row..row + 1);
        self.scroll.arrange(row, usize::from(speaker_rows(area).height), self.rows.len());
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
