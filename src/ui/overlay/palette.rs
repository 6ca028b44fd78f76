//! The palette: the commands by their names.

use ratatui::layout::{Position, Rect};
use ratatui::{buffer::Buffer, style::Style};

use super::super::cells::{Cells, row};
use super::super::view::View;
use super::super::words::columns_from;
use super::popup;
use crate::explorer::HelpList;

/// Columns of the box.
const WIDTH: u16 = 96;
/// Rows of the list, where there is room for so many.
const ROWS: u16 = 20;
/// Columns of the names: the longest is `previous-by-speaker`.
const NAMES: usize = 22;
/// Columns of the keys.
const KEYS: usize = 18;

/// Draws the palette; where the cursor is.
pub(super) fn palette(
    view: View<'_>,
    list: &HelpList,
    screen: Rect,
    buf: &mut Buffer,
) -> Option<Position> {
    let theme = view.theme;
    let above = Rect { height: screen.height.saturating_sub(1), ..screen };
    let inner = popup(theme, " Commands ", (WIDTH, ROWS + 4), above, buf);
    let line = row(inner, 0)?;
    let mut cells = Cells::new(line.width);
    cells.text(" : ", theme.focused());
    let columns = cells.free().saturating_sub(2);
    let scroll = list.input.visual_scroll(columns);
    cells.field(columns_from(list.input.value(), scroll), columns, theme.strong());
    cells.draw(line, buf);
    let x = 3 + list.input.visual_cursor().max(scroll) - scroll;
    let cursor = Position::new(inner.x + u16::try_from(x).ok()?, line.y);
    if list.rows.is_empty()
        && let Some(line) = row(inner, 1)
    {
        let words = "   no command has such a name";
        Cells::new(line.width).text(words, theme.faint()).draw(line, buf);
    }
    let height = usize::from(inner.height.saturating_sub(2));
    let top = (list.at + 1).saturating_sub(height);
    for (at, entry) in list.rows.iter().enumerate().skip(top).take(height) {
        let Some(line) = row(inner, 1 + at - top) else { break };
        let selected = at == list.at;
        let faint = if selected { Style::new() } else { theme.faint() };
        let mut cells = Cells::new(line.width);
        cells.text(if selected { "▌ " } else { "  " }, Style::new());
        cells.field(entry.name, NAMES.min(cells.free() / 2), theme.strong());
        cells.field(&entry.label, KEYS.min(cells.free() / 3), Style::new()).text(" ", faint);
        cells.text(&entry.help, faint);
        cells.draw_in(if selected { theme.selected() } else { Style::new() }, line, buf);
    }
    // The last row tells the chosen one whole, and where its key has its meaning.
    if let Some((chosen, last)) =
        list.rows.get(list.at).zip(row(inner, usize::from(inner.height.saturating_sub(1))))
    {
        let mut cells = Cells::new(last.width);
        cells.text("  ", Style::new()).text(chosen.context, theme.faint());
        cells.text(": ", theme.faint()).text(&chosen.help, theme.strong()).draw(last, buf);
    }
    Some(cursor)
}
