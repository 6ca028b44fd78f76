//! The timeline pane: density lines, headings, and the rows of quotes.

use jiff::civil::Date;
use ratatui::{buffer::Buffer, layout::Rect, style::Style};

use super::super::cells::{Cells, row};
use super::super::view::View;
use super::super::words::{progress_shown, shown_of};
use super::quote_row::DayColumn;
use super::{density, quote_row};
use crate::dataset::{GroupIx, GroupKey, UNDATED};
use crate::explorer::{Pane, Row, timeline_rows};
use crate::search::{Field, query::Sort};
use crate::text::width;

pub(super) fn draw(view: View<'_>, area: Rect, buf: &mut Buffer) {
    let View { explorer, theme, .. } = view;
    density::draw(view, area, buf);
    let rows = timeline_rows(area);
    let timeline = &explorer.panes().timeline;
    if timeline.is_empty() {
        let words = match (explorer.loading(), explorer.filter().is_empty()) {
            (Some(progress), _) if !explorer.is_indexed() => progress_shown(progress),
            (_, true) => "this record has no meetings and no quotes".into(),
            // The footer tells which key shows it.
            (_, false) if explorer.result().hidden > 0 => "only reported speech matches".into(),
            (_, false) => "nothing matches the filter".into(),
        };
        if let Some(line) = row(rows, 0) {
            Cells::new(line.width)
                .text("  ", Style::new())
                .text(&words, theme.faint())
                .draw(line, buf);
        }
        return;
    }
    let in_sight = timeline.rows(view.data(), timeline.scroll.top, usize::from(rows.height));
    let mut at = 0;
    for what in in_sight {
        let selected = explorer.selection() == what.selection();
        let reversed = selected && explorer.focus() == Pane::Timeline;
        let style = if reversed { theme.selected() } else { Style::new() };
        let view = view.reversed(reversed);
        let mut lines: Vec<Cells> = (0..timeline.lines_of(what))
            .map(|_| {
                let mut line = Cells::new(rows.width);
                line.text(if selected { "▌" } else { " " }, Style::new());
                line
            })
            .collect();
        match what {
            Row::Heading(group) => heading(view, group, &mut lines[0]),
            Row::Quote(quote) => quote_row::under_heading(view, quote, selected, &mut lines),
            Row::Alone(quote) => quote_row::alone(view, quote, selected, &mut lines),
            Row::Printing { quote, wording } => {
                quote_row::printing(view, quote, wording, selected, &mut lines[0]);
            }
        }
        for mut line in lines {
            if let Some(area) = row(rows, at) {
                line.draw_in(style, area, buf);
            }
            at += 1;
        }
    }
}

/// In which order the rows stand if not by meeting, the days that the record covers, and how much
/// of what matches has no day, for the pane's title.
pub(super) fn note(view: View<'_>) -> Vec<String> {
    let explorer = view.explorer;
    // What is chosen on the plot takes the place of what there is.
    if let Some(chosen) = explorer.brushed() {
        return vec![chosen];
    }
    let order = match explorer.order() {
        Sort::Meeting => None,
        Sort::Day => Some("by day".to_owned()),
        Sort::Rank => Some("closest first".to_owned()),
    };
    let days = explorer.panes().timeline.density.days.map(|(first, last)| {
        let form = explorer.workspace().dates;
        let is_one_year = first.year() == last.year();
        let first = if is_one_year { form.short_day(first) } else { form.day(first) };
        format!("{first} – {}", form.day(last))
    });
    let undated = explorer.result().by_day.last().copied().filter(|count| *count > 0);
    let undated = undated.map(|count| format!("{count} undated"));
    order.into_iter().chain(days).chain(undated).collect()
}

fn heading(view: View<'_>, group: GroupIx, cells: &mut Cells) {
    let View { explorer, theme, .. } = view;
    let data = view.data();
    let entry = data.timeline.group(group);
    let all = entry.quotes.len();
    let mark = match (all, explorer.panes().timeline.folded.contains(&group)) {
        (0, _) => "·",
        (_, true) => "▸",
        (_, false) => "▾",
    };
    let depth = entry.depth(&data.timeline);
    cells.text(&" ".repeat(depth), Style::new());
    let day = DayColumn::new(view, cells.free() + depth);
    let known =
        |form: &dyn Fn(Date) -> String| entry.date.known().map_or_else(|| UNDATED.to_owned(), form);
    let (columns, date) = match entry.key {
        GroupKey::Year => (4, known(&|date| date.year().to_string())),
        GroupKey::Month => (8, known(&|date| day.form.month(date))),
        GroupKey::Day => (day.columns, known(&|date| day.shown(date))),
        GroupKey::Meeting(meeting) => {
            (day.columns, data.meeting(meeting).date.shown(day.form, day.short))
        }
    };
    // A month goes without its year where days do.
    let year = explorer.panes().timeline.density.days.map(|(day, _)| format!(" {}", day.year()));
    let date = match year.filter(|_| columns < 8) {
        Some(year) => date.replace(&year, ""),
        None => date,
    };
    let matching = explorer.result().counted.count(entry.quotes.clone());
    // Under another heading may stand another printing of the same statement.
    let all = explorer.population().counted.count(entry.quotes.clone()).max(matching);
    let dimmed = !explorer.filter().is_empty() && matching == 0;
    let style = if dimmed { theme.faint() } else { theme.strong() };
    let date = format!("{date:>columns$}");
    // `undated` may be wider than a day: then it takes of the gap, and titles align.
    // So may a month of another year, which still stands apart from the title.
    let gap = (columns + 2).max(width(&date) + 1);
    let date = format!("{date:<gap$}");
    cells.text(mark, style).text(" ", style).text(&date, style);
    let count = shown_of(matching, all);
    let left = cells.free().saturating_sub(width(&count) + 2);
    match entry.key {
        GroupKey::Meeting(meeting) => {
            let meeting = data.meeting(meeting);
            let marks = view.marks(Field::Meeting, &meeting.title);
            cells.marked(&meeting.title, &marks, left, style, theme.matched());
            let mut left = left.saturating_sub(width(&meeting.title) + 2);
            if let Some(status) = meeting.status.mark().filter(|status| width(status) <= left) {
                cells.text("  ", style).text(status, theme.faint());
                left = left.saturating_sub(width(status) + 2);
            }
            if let Some(place) = meeting.place.as_ref().filter(|place| width(place) <= left) {
                let marks = view.marks(Field::Place, place);
                cells.text("  ", style).marked(place, &marks, left, theme.faint(), theme.matched());
            }
        }
        GroupKey::Day if data.has_meetings() => {
            cells.marked("about no meeting", &[], left, theme.faint(), theme.faint());
        }
        GroupKey::Year | GroupKey::Month | GroupKey::Day => {}
    }
    cells.right(&format!("{count} "), theme.faint());
}
