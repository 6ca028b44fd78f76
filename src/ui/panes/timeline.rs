//! The timeline pane: density lines, headings, quotes.

use std::ops::Range;

use jiff::civil::Date;
use ratatui::{buffer::Buffer, layout::Rect, style::Style};

use super::super::cells::{Cells, row};
use super::super::view::View;
use super::super::words::{progress_shown, shown_of};
use crate::dataset::{
    GroupIx, GroupKey, Meeting, QuoteIx, Remarks, UNDATED, day, month, short_day,
};
use crate::explorer::{DENSITY_LABEL, Pane, Row, Selection, density_rows, timeline_rows};
use crate::text::{glyphs, width};
use crate::{explorer::layout::body, search::Field};

const BARS: [&str; 9] = [" ", "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"];
/// From this width on a quote's row has room for whole names and years.
const ROOMY: u16 = 56;

pub(super) fn draw(view: View<'_>, area: Rect, buf: &mut Buffer) {
    let View { explorer, theme, .. } = view;
    for at in 0..usize::from(density_rows(area)) {
        if let Some(line) = row(body(area), at) {
            density(view, at, line, buf);
        }
    }
    let rows = timeline_rows(area);
    let timeline = &explorer.panes().timeline;
    if timeline.is_empty() {
        let words = match (explorer.loading(), explorer.filter().is_empty()) {
            (Some(progress), _) if !explorer.is_indexed() => progress_shown(progress),
            (_, true) => "this record has no meetings and no quotes".into(),
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
    for (at, what) in in_sight.into_iter().enumerate() {
        let Some(line) = row(rows, at) else { break };
        let selected = explorer.selection() == what.selection();
        let mut cells = Cells::new(line.width);
        cells.text(if selected { "▌" } else { " " }, Style::new());
        let reversed = selected && explorer.focus() == Pane::Timeline;
        match what {
            Row::Heading(group) => heading(view.reversed(reversed), group, &mut cells),
            Row::Quote(quote) => one_quote(view.reversed(reversed), quote, selected, &mut cells),
        }
        let style = if reversed { theme.selected() } else { Style::new() };
        cells.draw_in(style, line, buf);
    }
}

/// The days that the record covers, or in which other order it stands, for the pane's title.
pub(super) fn note(view: View<'_>) -> String {
    let explorer = view.explorer;
    if explorer.is_ranked() {
        return "closest first".into();
    }
    match explorer.panes().timeline.density.days {
        Some((first, last)) if first.year() == last.year() => {
            format!("{} – {}", short_day(first), day(last))
        }
        Some((first, last)) => format!("{} – {}", day(first), day(last)),
        None => String::new(),
    }
}

/// One of the density lines: all quotes, or those that match.
fn density(view: View<'_>, which: usize, area: Rect, buf: &mut Buffer) {
    let View { explorer, theme, .. } = view;
    let density = &explorer.panes().timeline.density;
    let most = density.all.iter().copied().max().unwrap_or(0).max(1);
    let (label, counts, style) = match which {
        0 => ("all", &density.all, theme.faint()),
        _ => ("shown", &density.matching, theme.strong()),
    };
    let here = match explorer.selection() {
        Selection::Quote(quote) => Some(view.data().quote(quote).said),
        Selection::Group(group) => {
            let group = view.data().timeline.group(group);
            match group.key {
                // A month is no day of the plot.
                GroupKey::Meeting(meeting) => {
                    Some(view.data().meeting(meeting).date.exact().into())
                }
                _ => Some(group.date),
            }
        }
        Selection::Speaker(_) | Selection::Nothing => None,
    };
    let here = here.filter(|_| which == 0).map_or(0..0, |day| density.columns(day));
    let mut cells = Cells::new(area.width);
    cells.text(" ", style).field(label, usize::from(DENSITY_LABEL), theme.faint());
    for (column, count) in counts.iter().enumerate() {
        let eighths = match count {
            0 => 0,
            count => (u64::from(*count) * 8).div_ceil(u64::from(most)).clamp(1, 8) as usize,
        };
        // The day of what is selected is marked, also where nothing was said on it.
        let (bar, style) = match (here.contains(&column), eighths) {
            (true, 0) => ("↓", theme.strong()),
            (true, eighths) => (BARS[eighths], theme.focused()),
            (false, 0) if density.all[column] > 0 => ("·", theme.faint()),
            (false, eighths) => (BARS[eighths], style),
        };
        cells.text(bar, style);
    }
    cells.draw(area, buf);
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
    let one_year = explorer.panes().timeline.density.days.is_none_or(|(a, b)| a.year() == b.year());
    let depth = entry.depth(&data.timeline);
    cells.text(&" ".repeat(depth), Style::new());
    let (columns, form): (usize, fn(Date) -> String) =
        match (cells.free() + depth >= usize::from(ROOMY), one_year) {
            _ if matches!(entry.key, GroupKey::Year) => (4, |date| date.year().to_string()),
            _ if matches!(entry.key, GroupKey::Month) => (8, month),
            (true, _) => (11, day),
            (false, true) => (6, short_day),
            (false, false) => (10, |date| date.to_string()),
        };
    let date = match entry.key {
        GroupKey::Meeting(meeting) => data.meeting(meeting).date.shown(form),
        _ => entry.date.known().map_or_else(|| UNDATED.to_owned(), form),
    };
    // A month goes without its year where days do.
    let year = explorer.panes().timeline.density.days.map(|(day, _)| format!(" {}", day.year()));
    let date = match year.filter(|_| columns < 8) {
        Some(year) => date.replace(&year, ""),
        None => date,
    };
    let (matching, all) = match explorer.is_by_printing() {
        true => (explorer.result().by_group[group.index()], all),
        // Under another heading may stand another printing of the same statement.
        false => {
            let matching = explorer.result().statements.count(entry.quotes.clone());
            let all = explorer.workspace().statements.count(entry.quotes.clone());
            (matching, all.max(matching))
        }
    };
    let dimmed = !explorer.filter().is_empty() && matching == 0;
    let style = if dimmed { theme.faint() } else { theme.strong() };
    let date = format!("{date:>columns$}");
    // `undated` may be wider than a day: then it takes of the gap, and titles align.
    let date = format!("{date:<gap$}", gap = columns + 2);
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
        GroupKey::Year | GroupKey::Month => {}
        GroupKey::Day => {
            cells.marked("about no meeting", &[], left, theme.faint(), theme.faint());
        }
    }
    cells.right(&format!("{count} "), theme.faint());
}

fn one_quote(view: View<'_>, ix: QuoteIx, selected: bool, cells: &mut Cells) {
    let View { explorer, theme, .. } = view;
    let data = view.data();
    let quote = data.quote(ix);
    let dimmed = !explorer.result().has(ix);
    let base = match (dimmed, selected) {
        (true, _) => theme.faint(),
        (false, true) => theme.strong(),
        (false, false) => Style::new(),
    };
    let roomy = cells.free() >= usize::from(ROOMY);
    let distance = match data.distance(ix) {
        Some(0) => "T".to_owned(),
        // Days of more than a year nobody counts.
        Some(days @ (..-365 | 366..)) => format!("T{:+}y", days / 365),
        Some(days) => format!("T{days:+}"),
        None => String::new(),
    };
    let remarks = data.remarks(ix);
    cells.field(&format!("{distance:>4}"), if roomy { 5 } else { 4 }, theme.faint());
    cells.text(mark(remarks), base);
    cells.text(sign(remarks), base);
    let name = match roomy {
        true => data.speaker_name(quote.speaker),
        false => explorer.workspace().speakers.short_name(data, quote.speaker),
    };
    let marks = view.speaker_marks(quote.speaker, name);
    let columns = if roomy { 22 } else { 9 };
    cells.marked_field(name, &marks, columns, base, theme.matched());
    if !quote.is_proven {
        cells.text("unproven ", theme.warning());
    }
    if data.remarks(ix).is_some_and(|remarks| remarks.dropped) {
        cells.text("dropped ", theme.warning());
    }
    cells.text(&printings(view, ix), theme.faint());
    let lead = data.lead_of(ix);
    let (open, close) = if data.is_in_marks(ix) { ("“", "”") } else { ("", "") };
    let words = data.words_of(ix);
    let named = !marks.is_empty();
    let marks = view.marks(Field::Text, words);
    if marks.is_empty() && !named && !dimmed {
        cells.text(elsewhere(view, ix, roomy), theme.matched());
    }
    if let Some(lead) = &lead {
        cells.text(lead, base);
    }
    let from = first_shown(words, &marks, cells.free().saturating_sub(3));
    let marks: Vec<Range<usize>> = marks
        .iter()
        .filter(|mark| mark.start >= from)
        .map(|mark| mark.start - from..mark.end - from)
        .collect();
    cells.text(if from > 0 { "…" } else { open }, base);
    let columns = cells.free().saturating_sub(2);
    cells.marked(&words[from..], &marks, columns, base, theme.matched());
    cells.text(close, base);
}

/// Where the filter's words stand, if neither in the quote nor in the speaker's name.
fn elsewhere(view: View<'_>, ix: QuoteIx, roomy: bool) -> &'static str {
    let data = view.data();
    let quote = data.quote(ix);
    if !view.explorer.result().search.has_words() {
        return "";
    }
    let headline = &data.article(quote.article).title;
    let of_meeting = |meeting: &Meeting| {
        !view.marks(Field::Meeting, &meeting.title).is_empty()
            || meeting.place.as_ref().is_some_and(|p| !view.marks(Field::Place, p).is_empty())
    };
    match () {
        () if quote.meeting.is_some_and(|meeting| of_meeting(data.meeting(meeting))) => {
            if roomy {
                "in meeting "
            } else {
                "m "
            }
        }
        () if !view.marks(Field::Headline, headline).is_empty() => {
            if roomy {
                "in headline "
            } else {
                "h "
            }
        }
        () if view.explorer.result().search.is_by_article(ix) => {
            if roomy {
                "in article "
            } else {
                "a "
            }
        }
        () => "",
    }
}

/// How many places print a statement, on the row of its first printing; a sign on the others.
fn printings(view: View<'_>, ix: QuoteIx) -> String {
    let (data, explorer) = (view.data(), view.explorer);
    let all = data.same_utterance(ix);
    if all.len() < 2 || explorer.is_by_printing() {
        return String::new();
    }
    let result = explorer.result();
    let counts = |quote: &&QuoteIx| !explorer.hides() || result.has(**quote);
    let mut printings = all.iter().filter(counts);
    match (printings.clone().count(), printings.next()) {
        (2.., Some(first)) if *first != ix => "↳ ".to_owned(),
        (count @ 2.., _) => format!("×{count} "),
        _ => String::new(),
    }
}

/// Whether a quote is marked, or else noted of.
fn mark(remarks: Option<&Remarks>) -> &'static str {
    match remarks {
        Some(remarks) if !remarks.marks.is_empty() => "*",
        Some(remarks) if remarks.note.is_some() => "#",
        _ => " ",
    }
}

/// What a reader did with a quote, in one sign.
fn sign(remarks: Option<&Remarks>) -> &'static str {
    match remarks {
        Some(remarks) if remarks.corrected => "±",
        Some(remarks) if remarks.approved => "✓",
        _ => " ",
    }
}

/// Where a row begins to show a quote: at its start, or shortly before the first match where that
/// would not be in sight.
fn first_shown(words: &str, marks: &[Range<usize>], columns: usize) -> usize {
    let Some(first) = marks.first() else { return 0 };
    if width(&words[..first.end]) <= columns {
        return 0;
    }
    let before: Vec<usize> = glyphs(&words[..first.start]).map(|glyph| glyph.range.start).collect();
    let back = before.len().saturating_sub(columns / 3);
    let start = before.get(back).copied().unwrap_or(first.start);
    let word = words[start..first.start].find(' ').map_or(start, |at| start + at + 1);
    if word < first.start { word } else { start }
}
