//! The grid, over the whole screen.

use ratatui::layout::Rect;
use ratatui::{buffer::Buffer, style::Style};

use super::super::cells::{Cells, row};
use super::super::view::View;
use super::popup;
use crate::explorer::Grid;
use crate::text::{counted, width};

/// Columns of a cell, with its shade and a gap.
const CELL: usize = 10;
/// From few to many: they read without colour.
const SHADES: [&str; 5] = [" ", "░", "▒", "▓", "█"];

/// Draws the grid.
pub(super) fn grid(view: View<'_>, grid: &Grid, screen: Rect, buf: &mut Buffer) {
    let theme = view.theme;
    let above = Rect { height: screen.height.saturating_sub(1), ..screen };
    // A column's name may be longer than its column.
    let column = grid.pivot.columns.get(grid.at.1).map_or("", |column| &column.name);
    let one = if view.explorer.is_by_printing() { "Quotes" } else { "Statements" };
    let title = format!(
        " {one}: {} by {} · {}, {} · {column} ",
        grid.axes.0.name(),
        grid.axes.1.name(),
        counted(grid.pivot.rows.len(), "row"),
        counted(grid.pivot.columns.len(), "column")
    );
    let names = (usize::from(above.width) / 3).clamp(12, 34);
    let totals = CELL - 2;
    // As large as what it holds, and no larger than the screen.
    let (rows, columns) = (grid.pivot.rows.len() + 4, grid.pivot.columns.len());
    let wide = (names + 5 + columns * CELL + totals).max(width(&title) + 4);
    let size = [wide, rows].map(|cells| u16::try_from(cells).unwrap_or(u16::MAX));
    let inner = popup(theme, &title, (size[0], size[1]), above, buf);
    let free = usize::from(inner.width).saturating_sub(names + totals + 2);
    let columns = (free / CELL).max(1);
    let (at_row, at_column) = grid.at;
    // What is selected stays in sight, and nothing moves that need not.
    let first = (at_column + 1).saturating_sub(columns);
    let shown = first..(first + columns).min(grid.pivot.columns.len());
    let height = usize::from(inner.height).saturating_sub(2);
    let top = (at_row + 1).saturating_sub(height);
    let most = grid.pivot.most().max(1);
    let cell = |cells: &mut Cells, text: &str, shade: &str, style: Style| {
        cells.text(" ", Style::new());
        cells.text(shade, style).text(&format!("{text:>wide$}", wide = CELL - 2), style);
    };
    if let Some(line) = row(inner, 0) {
        let mut cells = Cells::new(line.width);
        cells.field(if first > 0 { " ◂" } else { "" }, names + 2, theme.faint());
        for at in shown.clone() {
            let style = if at == at_column { theme.focused() } else { theme.strong() };
            cells.text(" ", Style::new());
            cells.field(&grid.pivot.columns[at].name, CELL - 1, style);
        }
        let more = shown.end < grid.pivot.columns.len();
        let total = format!("{:>totals$}", if more { "▸ total" } else { "total" });
        cells.text(&total, theme.faint()).draw(line, buf);
    }
    for (at, line) in grid.pivot.rows.iter().enumerate().skip(top).take(height) {
        let Some(area) = row(inner, 1 + at - top) else { return };
        let here = at == at_row;
        let mut cells = Cells::new(area.width);
        let style = if here { theme.strong() } else { Style::new() };
        cells.text(if here { "▌ " } else { "  " }, Style::new()).field(&line.name, names, style);
        for column in shown.clone() {
            let count = grid.pivot.count(at, column);
            let shade = match count {
                0 => 0,
                count => (count * (SHADES.len() - 1)).div_ceil(most),
            };
            let style = match (here && column == at_column, count) {
                (true, _) => theme.selected(),
                (false, 0) => theme.faint(),
                (false, _) => Style::new(),
            };
            let text = if count == 0 { "·".to_owned() } else { count.to_string() };
            cell(&mut cells, &text, SHADES[shade], style);
        }
        cells.text(&format!("{:>totals$}", line.total), theme.faint()).draw(area, buf);
    }
    if let Some(line) = row(inner, usize::from(inner.height).saturating_sub(1)) {
        let mut cells = Cells::new(line.width);
        cells.field("  total", names + 2, theme.faint());
        for column in shown {
            let total = grid.pivot.columns[column].total.to_string();
            cell(&mut cells, &total, " ", theme.faint());
        }
        let all = grid.pivot.total;
        cells.text(&format!("{all:>totals$}"), theme.faint()).draw(line, buf);
    }
}
