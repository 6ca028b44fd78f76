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
    let result = explorer.result();
    // Where nothing that matches is printed twice, quotes are statements.
    let statements = (result.statement_count < result.count)
        .then(|| format!("{} in ", counted(result.statement_count, "statement")));
    let unsaved = explorer.unsaved().map_or("", |_| "NOT SAVED · ");
    // What is shown can be read while the index is being made.
    let progress = progress.map(|progress| format!("{progress} · ")).unwrap_or_default();
    let title = width(&safe(&data.title));
    // The longest that leaves the title whole.
    let forms = [format!("{}{all}", statements.unwrap_or_default()), all];
    let forms = forms.map(|form| format!("{unsaved}{progress}{form}"));
    let fits = |form: &String| row.free() > width(form) + title + 2;
    let counts =
        forms.into_iter().find(fits).unwrap_or_else(|| format!("{unsaved}{progress}{brief}"));
    let columns = row.free().saturating_sub(width(&counts) + 2);
    row.field(&data.title, columns, theme.strong()).right(&counts, Style::new()).draw(area, buf);
}
