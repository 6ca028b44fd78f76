//! The mouse: what a click, a drag and the wheel mean where they happen.

use super::state::{Drag, Explorer};
use super::{action::GridStep, action::Step, layout::body, overlay::Overlay};

impl Explorer {
    pub(super) fn click(&mut self, x: u16, y: u16) {
        self.dragging = None;
        let Some(layout) = self.layout() else { return };
        if !matches!(self.overlay, Overlay::None) {
            return;
        }
        if layout.divider.is_some_and(|divider| divider.contains((x, y).into())) {
            self.dragging = Some(Drag::Columns { from: x, stood: self.dividers.x });
        } else if layout.filter.contains((x, y).into()) {
            self.open_filter();
        } else if let Some((pane, area)) = layout.pane_at(x, y) {
            self.focus = pane;
            if y > area.y {
                self.ask(|panes, input| panes.get_mut(pane).click(input, area, (x, y)));
            } else if area.y > layout.filter.bottom() && !layout.is_single() {
                self.dragging = Some(Drag::Rows { from: y, stood: self.dividers.y });
            }
        }
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

    /// Moves in what lies over the panes, or else in the pane under the pointer.
    pub(super) fn wheel(&mut self, x: u16, y: u16, up: bool) {
        let step = if up { Step::Up } else { Step::Down };
        match &self.overlay {
            Overlay::None
            | Overlay::Filter { .. }
            | Overlay::Review(_)
            | Overlay::Span(_)
            | Overlay::Brush(_) => {}
            Overlay::Grid(_) => {
                return self.step_in_grid(if up { GridStep::Up } else { GridStep::Down });
            }
            Overlay::Find(_) => return self.next_match(up),
            Overlay::Copy(_)
            | Overlay::Address { .. }
            | Overlay::Help(_)
            | Overlay::Palette(_)
            | Overlay::Card(_)
            | Overlay::Choose(_)
            | Overlay::Annotations(_)
            | Overlay::Outgoing(_)
            | Overlay::Profile(_)
            | Overlay::Themes(_) => {
                return self.overlay.step(step);
            }
        }
        let Some((pane, area)) = self.layout().and_then(|layout| layout.pane_at(x, y)) else {
            return;
        };
        if body(area).contains((x, y).into()) {
            let rows = self.panes.get(pane).rows_per_notch();
            (0..rows).for_each(|_| self.step_in(pane, step));
        }
    }
}
