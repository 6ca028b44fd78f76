//! The first row: what is open, and how much of it matches.

use ratatui::{buffer::Buffer, layout::Rect, style::Style};

use super::words::{progress_shown, shown_of};
use super::{cells::Cells, view::View};
use crate::text::{counted, safe, width};

pub(super) fn draw(view: View<'_>, area: Rect, buf: &mut Buffer) {
    let (data, theme, explorer) = (view.data(), view.theme, view.explorer);
    let mut row = Cells::new(area.width);
    row.text(" onrecord ", theme.strong().patch(theme.selected())).text(" ", Style::new());
    let progress = explorer.loading().map(progress_shown);
    if let (Some(progress), true) = (&progress, data.articles.is_empty()) {
        row.text(progress, Style::new()).draw(area, buf);
        return;
    }
    let shown = shown_of(explorer.result().count, data.quotes.len());
    let brief = format!("{shown} quote{}", if data.quotes.len() == 1 { "" } else { "s" });
    let meetings = data.meetings.iter().filter(|meeting| !meeting.is_gone).count();
    let articles = data.articles.len();
    let all =
        format!("{brief} · {} · {}", counted(meetings, "meeting"), counted(articles, "article"));
    let unsaved = if explorer.unsaved().is_some() { "NOT SAVED · " } else { "" };
    let (all, brief) = (format!("{unsaved}{all}"), format!("{unsaved}{brief}"));
    // What is shown can be read while the index is being made.
    let (all, brief) = match progress {
        Some(progress) => (format!("{progress} · {all}"), format!("{progress} · {brief}")),
        None => (all, brief),
    };
    let title = width(&safe(&data.title));
    let counts = if row.free() > width(&all) + title + 2 { all } else { brief };
    let columns = row.free().saturating_sub(width(&counts) + 2);
    row.field(&data.title, columns, theme.strong()).right(&counts, Style::new()).draw(area, buf);
}
