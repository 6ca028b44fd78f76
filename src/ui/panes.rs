//! The panes, each drawn in a file of its own, and their titles.

mod density;
mod quote_row;
mod source;
mod speakers;
mod timeline;

use ratatui::{buffer::Buffer, layout::Rect, style::Style};

use super::{cells::Cells, view::View};
use crate::{explorer::Pane, explorer::layout::ScreenLayout, text::width};

/// How a pane is drawn.
struct Drawing {
    draw: fn(View<'_>, Rect, &mut Buffer),
    /// What stands at the right end of the title, the most telling first.
    note: fn(View<'_>) -> Vec<String>,
}

fn drawing(pane: Pane) -> Drawing {
    match pane {
        Pane::Timeline => Drawing { draw: timeline::draw, note: timeline::note },
        Pane::Speakers => Drawing { draw: speakers::draw, note: speakers::note },
        Pane::Source => Drawing { draw: source::draw, note: source::note },
    }
}

/// Draws the panes that show.
pub(super) fn draw(view: View<'_>, layout: &ScreenLayout, buf: &mut Buffer) {
    for (pane, area) in layout.panes.iter().copied() {
        title(view, layout, pane, area, buf);
        (drawing(pane).draw)(view, area, buf);
    }
}

/// A pane's title row: heavy and bold where the pane has the focus. Where only one pane shows, the
/// names of all stand in it.
fn title(view: View<'_>, layout: &ScreenLayout, pane: Pane, area: Rect, buf: &mut Buffer) {
    let (explorer, theme) = (view.explorer, view.theme);
    let focused = explorer.focus() == pane;
    let (rule, style) = if focused { ("━", theme.focused()) } else { ("─", theme.faint()) };
    let named = |pane: Pane| format!("{} {}", pane.number(), explorer.title(pane));
    let name_style = if focused { theme.focused() } else { Style::new() };
    let mut row = Cells::new(area.width);
    row.text(rule, style).text(" ", style);
    if layout.is_single() {
        for other in Pane::ALL.iter().copied() {
            let style = if other == pane { theme.focused() } else { theme.faint() };
            let mark = if other == pane { "▸" } else { " " };
            row.text(&format!("{mark}{} ", named(other)), style);
        }
    } else {
        row.text(&named(pane), name_style).text(" ", style);
    }
    let mut end = String::new();
    for part in (drawing(pane).note)(view) {
        let longer = if end.is_empty() { part } else { format!("{end} · {part}") };
        if longer.is_empty() || width(&longer) + 4 > row.free() {
            break;
        }
        end = longer;
    }
    let fill = row.free().saturating_sub(if end.is_empty() { 0 } else { width(&end) + 3 });
    row.text(&rule.repeat(fill), style);
    if !end.is_empty() {
        row.text(&format!(" {end} "), name_style).text(rule, style);
    }
    row.draw(Rect { height: 1, ..area }, buf);
}
