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
    let (result, population) = (explorer.result(), explorer.population());
    let (counts, printings) = (population.counted.len(), population.quotes.len());
    // Where nothing is printed twice, quotes are statements.
    let are_quotes = population.by_printing || counts == printings;
    let one = if are_quotes { "quote" } else { "statement" };
    let shown = shown_of(result.counted.len(), counts);
    let brief = format!("{shown} {one}{}", if counts == 1 { "" } else { "s" });
    let in_printings = match are_quotes {
        true => String::new(),
        false => format!(", {}", counted(result.count, "printing")),
    };
    let hidden = match result.hidden {
        0 => String::new(),
        hidden => format!(" · {hidden} reported hidden"),
    };
    let meetings = data.meetings.iter().filter(|meeting| !meeting.is_gone).count();
    let articles = data.articles.len();
    let others = format!("{} · {}", counted(meetings, "meeting"), counted(articles, "article"));
    let unsaved = explorer.unsaved().map_or("", |_| "NOT SAVED · ");
    // What is shown can be read while the index is being made.
    let progress = progress.map(|progress| format!("{progress} · ")).unwrap_or_default();
    let title = width(&safe(&data.title));
    // The longest that leaves the title whole.
    let forms = [
        format!("{brief}{in_printings}{hidden} · {others}"),
        format!("{brief}{in_printings}{hidden}"),
        format!("{brief}{hidden}"),
    ];
    let forms = forms.map(|form| format!("{unsaved}{progress}{form}"));
    let fits = |form: &String| row.free() > width(form) + title + 2;
    let counts = forms
        .into_iter()
        .find(fits)
        .unwrap_or_else(|| format!("{unsaved}{progress}{brief}{hidden}"));
    let columns = row.free().saturating_sub(width(&counts) + 2);
    row.field(&data.title, columns, theme.strong()).right(&counts, Style::new()).draw(area, buf);
}
