//! The mouse: what a click, the wheel and a drag mean where they happen.

use super::layout::{body, speaker_rows, timeline_rows};
use super::{Explorer, Overlay, Pane, Row, Selection, Step};
use crate::dataset::QuoteIx;

/// Rows the wheel turns at once in the source.
const NOTCH: usize = 3;

/// A divider being dragged: where it was taken hold of, and how it stood then.
#[derive(Debug, Clone, Copy)]
pub(super) enum Drag {
    /// The line between left and right.
    Columns { from: u16, stood: i16 },
    /// The title of the speakers pane.
    Rows { from: u16, stood: i16 },
}

impl Explorer {
    pub(super) fn click(&mut self, x: u16, y: u16) {
        self.dragging = None;
        let Some(layout) = self.layout() else { return };
        if !matches!(self.overlay, Overlay::None) {
            return;
        }
        if layout.divider.is_some_and(|divider| divider.contains((x, y).into())) {
            self.dragging = Some(Drag::Columns { from: x, stood: self.dividers.x });
            return;
        }
        if layout.filter.contains((x, y).into()) {
            self.open_filter();
            return;
        }
        let Some(pane) = layout.pane_at(x, y) else { return };
        let area = layout.pane(pane).unwrap_or_default();
        self.focus = pane;
        if y == area.y {
            if pane == Pane::Speakers && !layout.is_single() {
                self.dragging = Some(Drag::Rows { from: y, stood: self.dividers.y });
            }
            return;
        }
        match pane {
            Pane::Timeline => {
                let rows = timeline_rows(area);
                let at = y.checked_sub(rows.y).map(|row| self.timeline.top + usize::from(row));
                match at.and_then(|at| self.timeline.row(self.data(), at)) {
                    // A click on the mark of a heading, or a second click on it, folds.
                    Some(Row::Heading(group)) => {
                        let again = self.selection == Selection::Group(group);
                        self.go(Selection::Group(group), false);
                        if again || x < area.x + 3 {
                            self.fold(None);
                        }
                    }
                    Some(row) => self.go(row.selection(), false),
                    None => {}
                }
            }
            Pane::Speakers => {
                let rows = speaker_rows(area);
                let at = self.speakers.top + usize::from(y.saturating_sub(rows.y));
                if let Some(key) = self.speakers.rows.get(at).copied()
                    && y < rows.bottom()
                {
                    self.go_to_speaker(key, false);
                }
            }
            Pane::Source => {
                let head = u16::try_from(self.source.head.len()).unwrap_or(u16::MAX);
                let text = super::layout::source_text(area, head);
                if let Some(quote) = self.quote_at(x, y, text)
                    && self.shows(Selection::Quote(quote))
                {
                    self.go(Selection::Quote(quote), false);
                }
            }
        }
    }

    /// The quote at a cell of the source's text.
    fn quote_at(&self, x: u16, y: u16, text: ratatui::layout::Rect) -> Option<QuoteIx> {
        let line = self.source.top + usize::from(y.checked_sub(text.y)?);
        let column = usize::from(x.checked_sub(text.x)?);
        let offset = self.source.offset_at(&self.workspace, line, column)?;
        let quotes = self.workspace.data.quotes_in(self.source.article()?);
        let holds = |quote: &&QuoteIx| self.workspace.data.quote(**quote).span().contains(&offset);
        quotes.iter().find(holds).copied()
    }

    pub(super) fn drag(&mut self, x: u16, y: u16) {
        let distance =
            |to: u16, from: u16| i16::try_from(i32::from(to) - i32::from(from)).unwrap_or_default();
        match self.dragging {
            Some(Drag::Columns { from, stood }) => self.dividers.x = stood + distance(x, from),
            Some(Drag::Rows { from, stood }) => self.dividers.y = stood + distance(y, from),
            None => {}
        }
    }

    pub(super) fn wheel(&mut self, x: u16, y: u16, up: bool) {
        let step = if up { Step::Up } else { Step::Down };
        if self.overlay_step(step) {
            return;
        }
        let Some(pane) = self.layout().and_then(|layout| layout.pane_at(x, y)) else { return };
        if !body(self.layout().and_then(|l| l.pane(pane)).unwrap_or_default())
            .contains((x, y).into())
        {
            return;
        }
        let focus = std::mem::replace(&mut self.focus, pane);
        let notches = if pane == Pane::Source { NOTCH } else { 1 };
        (0..notches).for_each(|_| self.step(step));
        self.focus = focus;
    }
}
