//! How a list is scrolled, and where a step in it leads.

use std::ops::Range;

use super::super::action::Step;

/// Which rows of a list are in sight.
#[derive(Debug, Default)]
pub struct Scroll {
    /// The first row in sight.
    pub top: usize,
    /// Rows in sight.
    height: usize,
    /// The first row in sight before the sizes of the moment.
    before_resizing: Option<usize>,
}

impl Scroll {
    pub(super) fn resize(&mut self) {
        self.top = *self.before_resizing.get_or_insert(self.top);
    }

    pub(super) fn keep_size(&mut self) {
        self.before_resizing = None;
    }

    /// Takes over that the list does not show.
    pub(super) fn hide(&mut self) {
        self.height = 0;
    }

    /// Scrolls so that some rows show, and no further than the list goes. A neighbour comes in at
    /// the edge, anything further together with what stands around it.
    pub(super) fn arrange(&mut self, rows: Option<Range<usize>>, height: usize, len: usize) {
        self.height = height;
        if let Some(rows) = rows {
            let is_near = rows.start + 1 >= self.top && rows.end <= self.top + height + 1;
            self.top = if is_near {
                self.top.clamp(rows.end.saturating_sub(height), rows.start)
            } else {
                rows.start.saturating_sub(height / 2)
            };
        }
        self.top = self.top.min(len.saturating_sub(height));
    }

    /// The row a step leads to from a row, or from none; `None` where the list is empty.
    pub(super) fn stepped(&self, at: Option<usize>, len: usize, step: Step) -> Option<usize> {
        let last = len.checked_sub(1)?;
        let Some(at) = at else { return Some(if step == Step::Last { last } else { 0 }) };
        Some(stepped(at, page(self.height), step).min(last))
    }
}

/// How far a page goes: the height less a row that stays in sight.
pub(super) fn page(height: usize) -> usize {
    height.saturating_sub(1).max(1)
}

/// The row a step leads to, in a list without end.
pub(in super::super) fn stepped(at: usize, page: usize, step: Step) -> usize {
    match step {
        Step::Up => at.saturating_sub(1),
        Step::Down => at + 1,
        Step::PageUp => at.saturating_sub(page),
        Step::PageDown => at + page,
        Step::First => 0,
        Step::Last => usize::MAX,
    }
}

/// Whether a step leads to a neighbour.
pub(super) fn is_near(step: Step) -> bool {
    matches!(step, Step::Up | Step::Down)
}
