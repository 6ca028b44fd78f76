//! Draws an explorer. Nothing here changes state: what shows follows from [`Explorer`], the bindings
//! and the theme alone.

mod cells;
mod filter_line;
mod footer;
mod header;
mod overlay;
mod panes;
pub mod theme;
mod view;
mod words;

use ratatui::{Frame, style::Style};

use cells::Cells;
use theme::Theme;
use view::View;

use crate::{explorer::Explorer, explorer::layout::SMALLEST, keymap::Bindings};

/// Draws one frame, which has the explorer's size. Sentences name the keys of the bindings.
pub fn draw(explorer: &Explorer, bindings: &Bindings, theme: Theme, frame: &mut Frame<'_>) {
    let screen = frame.area();
    if theme.base() != Style::new() {
        frame.buffer_mut().set_style(screen, theme.base());
    }
    let Some(layout) = explorer.layout() else {
        too_small(frame);
        return;
    };
    let view = View { explorer, bindings, theme };
    let buf = frame.buffer_mut();
    header::draw(view, layout.header, buf);
    let filter_cursor = filter_line::draw(view, layout.filter, buf);
    panes::draw(view, &layout, buf);
    if let Some(divider) = layout.divider {
        for y in divider.y..divider.bottom() {
            buf[(divider.x, y)].set_symbol("│").set_style(theme.faint());
        }
    }
    let find_cursor = footer::draw(view, layout.footer, buf);
    let popup_cursor = overlay::draw(view, screen, buf);
    footer::message(view, screen, buf);
    if let Some(at) = popup_cursor.or(find_cursor).or(filter_cursor) {
        frame.set_cursor_position(at);
    }
}

fn too_small(frame: &mut Frame<'_>) {
    let (area, (columns, rows)) = (frame.area(), SMALLEST);
    let sentence = format!("onrecord needs {columns} columns and {rows} rows.");
    let lines = crate::text::wrap(&sentence, usize::from(area.width));
    for (at, line) in lines.into_iter().enumerate() {
        if let Some(row) = cells::row(area, at) {
            let mut cells = Cells::new(row.width);
            cells.text(&sentence[line], Style::new()).draw(row, frame.buffer_mut());
        }
    }
}
