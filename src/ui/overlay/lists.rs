//! The lists of annotations and of themes, and what is about to leave for a file.

use ratatui::layout::{Position, Rect};
use ratatui::{buffer::Buffer, style::Style};

use super::super::cells::{Cells, row};
use super::super::view::View;
use super::super::words::columns_from;
use super::popup;
use crate::explorer::{AnnotationList, Outgoing, ThemeList};
use crate::export::Format;
use crate::text::{counted, width};

/// Columns of the list.
const WIDTH: u16 = 96;
/// Columns of the box in which a file is named, and of that of the themes.
const FILE_WIDTH: u16 = 64;
/// Columns of the names of themes: the longest is `catppuccin-mocha`.
const THEME_NAMES: usize = 18;

/// Draws the list of annotations.
pub(super) fn annotations(view: View<'_>, list: &AnnotationList, screen: Rect, buf: &mut Buffer) {
    let theme = view.theme;
    let rows = u16::try_from(list.rows.len()).unwrap_or(u16::MAX).saturating_add(2);
    let above = Rect { height: screen.height.saturating_sub(1), ..screen };
    let all = counted(list.rows.len(), "annotation");
    let title = format!(" {} of {all} ", (list.at + 1).min(list.rows.len()));
    let inner = popup(theme, &title, (WIDTH, rows.min(above.height)), above, buf);
    let height = usize::from(inner.height);
    let top = list.at.saturating_sub(height.saturating_sub(1));
    for (index, entry) in list.rows.iter().enumerate().skip(top).take(height) {
        let Some(line) = row(inner, index - top) else { return };
        let selected = index == list.at;
        let mut cells = Cells::new(line.width);
        cells.text(if selected { "▌ " } else { "  " }, Style::new());
        if entry.orphan.is_some() {
            cells.text("fits nothing: ", view.reversed(selected).theme.warning());
        }
        let columns = cells.free().saturating_sub(width(&entry.place) + 3);
        cells.marked(&entry.label, &[], columns, Style::new(), Style::new());
        let style = if selected { Style::new() } else { theme.faint() };
        cells.right(&format!("{} ", entry.place), style);
        cells.draw_in(if selected { theme.selected() } else { Style::new() }, line, buf);
    }
}

/// Draws the list of themes.
pub(super) fn themes(view: View<'_>, list: &ThemeList, screen: Rect, buf: &mut Buffer) {
    let theme = view.theme;
    let above = Rect { height: screen.height.saturating_sub(1), ..screen };
    let rows = u16::try_from(list.rows.len()).unwrap_or(u16::MAX).saturating_add(2);
    let inner = popup(theme, " Theme ", (FILE_WIDTH, rows.min(above.height)), above, buf);
    let height = usize::from(inner.height);
    let top = (list.at + 1).saturating_sub(height);
    for (index, entry) in list.rows.iter().enumerate().skip(top).take(height) {
        let Some(line) = row(inner, index - top) else { return };
        let selected = index == list.at;
        let style = if selected { Style::new() } else { theme.faint() };
        let mut cells = Cells::new(line.width);
        cells.text(if selected { "▌ " } else { "  " }, Style::new());
        cells.field(entry.name, THEME_NAMES.min(cells.free() / 2), Style::new());
        cells.text(entry.about, style);
        cells.draw_in(if selected { theme.selected() } else { Style::new() }, line, buf);
    }
}

/// Draws the forms and the line of the file's name; where the cursor is.
pub(super) fn outgoing(
    view: View<'_>,
    outgoing: &Outgoing,
    screen: Rect,
    buf: &mut Buffer,
) -> Option<Position> {
    let theme = view.theme;
    let above = Rect { height: screen.height.saturating_sub(1), ..screen };
    let rows = u16::try_from(outgoing.rows.len()).unwrap_or(u16::MAX) + 4;
    let title =
        if outgoing.leaves { " Not saved: write the annotations to " } else { " Write to a file " };
    let inner = popup(theme, title, (FILE_WIDTH, rows.max(5)), above, buf);
    let line = row(inner, 0)?;
    let mut cells = Cells::new(line.width);
    cells.text(" > ", theme.focused());
    let columns = cells.free().saturating_sub(2);
    let scroll = outgoing.input.visual_scroll(columns);
    cells.field(columns_from(outgoing.input.value(), scroll), columns, theme.strong());
    cells.draw(line, buf);
    let x = 3 + outgoing.input.visual_cursor().max(scroll) - scroll;
    let cursor = Position::new(inner.x + u16::try_from(x).ok()?, line.y);
    if outgoing.leaves
        && let Some(line) = row(inner, 1)
    {
        let words = "   Their own file could not be written.";
        Cells::new(line.width).text(words, theme.faint()).draw(line, buf);
    }
    for (index, form) in outgoing.rows.iter().enumerate() {
        let Some(line) = row(inner, index + 2) else { break };
        let selected = index == outgoing.at;
        let name = match form.format {
            Format::Md => "Markdown, with citations",
            Format::MdFootnotes => "Markdown, with footnotes",
            Format::Text => "text, with citations",
            Format::Csv => "CSV",
            Format::Json => "JSON",
            Format::Jsonl => "JSON, a line each",
            Format::Html => "a page of HTML",
            Format::CslJson => "references, CSL-JSON",
            Format::Bibtex => "references, BibTeX",
            Format::WebAnnotation => "Web Annotations",
        };
        let which = if form.marked { "marked" } else { "as filtered" };
        let mut cells = Cells::new(line.width);
        cells.text(if selected { "▌ " } else { "  " }, Style::new());
        let names = 28.min(cells.free() / 2);
        cells.field(name, names, Style::new()).text(" ", Style::new());
        cells.text(&format!("{which}: {}", counted(form.count, "quote")), Style::new());
        cells.draw_in(if selected { theme.selected() } else { Style::new() }, line, buf);
    }
    Some(cursor)
}
