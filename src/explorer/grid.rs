//! The grid: counts of the statements that match, by two things at once.

use super::action::GridStep;
use super::overlay::{Grid, Overlay};
use super::state::Explorer;
use crate::export::{Axis, Pivot};

/// Rows that a page goes.
const PAGE: usize = 15;

impl Explorer {
    pub(super) fn open_grid(&mut self) {
        let axes = self.grid_axes.unwrap_or((Axis::Speaker, Axis::Month));
        self.overlay = Overlay::Grid(Grid { axes, pivot: self.pivot(axes), at: (0, 0) });
    }

    fn pivot(&self, axes: (Axis, Axis)) -> Pivot {
        Pivot::new(self.data(), &self.result.quotes, axes, self.population.by_printing)
    }

    /// Moves in the grid, or changes what it counts by.
    pub(super) fn step_in_grid(&mut self, step: GridStep) {
        let Overlay::Grid(grid) = &mut self.overlay else { return };
        let (row, column) = &mut grid.at;
        match step {
            GridStep::Up => *row = row.saturating_sub(1),
            GridStep::Down => *row += 1,
            GridStep::PageUp => *row = row.saturating_sub(PAGE),
            GridStep::PageDown => *row += PAGE,
            GridStep::First => *row = 0,
            GridStep::Last => *row = usize::MAX,
            GridStep::Left => *column = column.saturating_sub(1),
            GridStep::Right => *column += 1,
            GridStep::Sort => grid.pivot.sort_by_column(*column),
            GridStep::Swap | GridStep::NextRows | GridStep::NextColumns => {
                let (rows, columns) = grid.axes;
                // Nothing is counted by the same thing twice.
                let after = |axis: Axis, other: Axis| match axis.next() {
                    next if next == other => next.next(),
                    next => next,
                };
                let axes = match step {
                    GridStep::Swap => (columns, rows),
                    GridStep::NextRows => (after(rows, columns), columns),
                    _ => (rows, after(columns, rows)),
                };
                self.grid_axes = Some(axes);
                let pivot = self.pivot(axes);
                self.overlay = Overlay::Grid(Grid { axes, pivot, at: (0, 0) });
            }
        }
        if let Overlay::Grid(grid) = &mut self.overlay {
            grid.at.0 = grid.at.0.min(grid.pivot.rows.len().saturating_sub(1));
            grid.at.1 = grid.at.1.min(grid.pivot.columns.len().saturating_sub(1));
        }
    }

    /// Makes the selected cell the filter, beside what is filtered already.
    pub(super) fn open_cell(&mut self) {
        let Overlay::Grid(grid) = &self.overlay else { return };
        let (row, column) = grid.at;
        let (Some(row), Some(column)) = (grid.pivot.rows.get(row), grid.pivot.columns.get(column))
        else {
            return;
        };
        let (Some(row), Some(column)) = (&row.query, &column.query) else {
            return self.say("no filter finds what has nothing told of it");
        };
        let (row, column) = (row.clone(), column.clone());
        self.overlay = Overlay::None;
        self.narrow(&[&row, &column]);
    }
}
