//! Draws an explorer. Nothing here changes state: what shows follows from [`Explorer`] alone.

mod cells;
mod overlay;
mod source;
mod speakers;
pub mod theme;
mod timeline;

use ratatui::Frame;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

use cells::Cells;
use theme::Theme;

use crate::dataset::load::Progress;
use crate::explorer::layout::{Layout, SMALLEST};
use crate::explorer::{Explorer, Overlay, Pane, SpeakerKey, pane_title};
use crate::keymap;
use crate::search::vocabulary::Fuzziness;
use crate::text::{clip, counted, width};

/// What an empty filter line offers, as far as it fits.
const EXAMPLES: [&str; 7] = [
    "to filter: rybkv",
    "\"a phrase\"",
    "speaker:biden",
    "said:2021-07",
    "side:russia",
    "this | that",
    "-without",
];

/// Draws one frame, which has the explorer's size.
pub fn draw(explorer: &Explorer, theme: Theme, frame: &mut Frame<'_>) {
    let Some(layout) = explorer.layout() else {
        too_small(frame);
        return;
    };
    let screen = frame.area();
    let buf = frame.buffer_mut();
    header(explorer, theme, layout.header, buf);
    let cursor = filter_line(explorer, theme, layout.filter, buf);
    for pane in Pane::ALL {
        if let Some(area) = layout.pane(pane) {
            title(explorer, theme, &layout, pane, area, buf);
            match pane {
                Pane::Timeline => timeline::draw(explorer, theme, area, buf),
                Pane::Speakers => speakers::draw(explorer, theme, area, buf),
                Pane::Source => source::draw(explorer, theme, area, buf),
            }
        }
    }
    if let Some(divider) = layout.divider {
        for y in divider.y..divider.bottom() {
            buf[(divider.x, y)].set_symbol("│").set_style(theme.faint());
        }
    }
    let find_cursor = footer(explorer, theme, layout.footer, buf);
    let popup_cursor = overlay::draw(explorer, theme, screen, buf);
    if let Some(at) = popup_cursor.or(find_cursor).or(cursor) {
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

fn header(explorer: &Explorer, theme: Theme, area: Rect, buf: &mut Buffer) {
    let data = &explorer.workspace.data;
    let mut row = Cells::new(area.width);
    row.text(" onrecord ", theme.strong().patch(theme.selected())).text(" ", Style::new());
    let progress = explorer.loading.map(progress_shown);
    if let (Some(progress), true) = (&progress, data.articles.is_empty()) {
        row.text(progress, Style::new()).draw(area, buf);
        return;
    }
    let shown = shown_of(explorer.result.count, data.quotes.len());
    let brief = format!("{shown} quote{}", if data.quotes.len() == 1 { "" } else { "s" });
    let (meetings, articles) = (data.meetings.len(), data.articles.len());
    let all =
        format!("{brief} · {} · {}", counted(meetings, "meeting"), counted(articles, "article"));
    // What is shown can be read while the index is being made.
    let (all, brief) = match progress {
        Some(progress) => (format!("{progress} · {all}"), format!("{progress} · {brief}")),
        None => (all, brief),
    };
    let title = width(&crate::text::safe(&data.title));
    let counts = if row.free() > width(&all) + title + 2 { all } else { brief };
    let room = row.free().saturating_sub(width(&counts) + 2);
    row.field(&data.title, room, theme.strong()).right(&counts, Style::new()).draw(area, buf);
}

/// `3 of 17`, or `17` where all match.
fn shown_of(shown: usize, all: usize) -> String {
    if shown == all { all.to_string() } else { format!("{shown} of {all}") }
}

fn progress_shown(progress: Progress) -> String {
    match progress.share {
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // 0 to 100
        Some(share) => format!("{} {} %", progress.stage, (share.clamp(0.0, 1.0) * 100.0) as u8),
        None => format!("{} …", progress.stage),
    }
}

/// The filter line; where it is being typed, the place of the cursor.
fn filter_line(
    explorer: &Explorer,
    theme: Theme,
    area: Rect,
    buf: &mut Buffer,
) -> Option<Position> {
    let mut row = Cells::new(area.width);
    let (filter, found) = (&explorer.filter, &explorer.result);
    let typing = match &explorer.overlay {
        Overlay::Filter { input, .. } => Some(input),
        _ => None,
    };
    if filter.is_empty() && typing.is_none() {
        row.text(" / ", theme.faint());
        for example in EXAMPLES {
            if width(example) + 3 <= row.free() {
                row.text(example, theme.faint()).text("   ", theme.faint());
            }
        }
        row.draw(area, buf);
        return None;
    }
    row.text(" / ", theme.focused());
    let speakers = chosen(explorer);
    let all = explorer.workspace.data.quotes.len();
    let count = match &explorer.index {
        None if explorer.scanning => "searching …".to_owned(),
        None if all == 0 => String::new(),
        // Mistyped words are found once the index is made.
        None => format!("{} so far", shown_of(found.count, all)),
        Some(_) => shown_of(found.count, all),
    };
    let keys = if typing.is_some() { "" } else { " · Esc clears, u undoes" };
    let count = format!("{count}{keys} ");
    let beside = width(&count) + if speakers.is_empty() { 2 } else { width(&speakers) + 4 };
    let room = row.free().saturating_sub(beside).max(12);
    let mut cursor = None;
    if let Some(input) = typing {
        let scroll = input.visual_scroll(room.saturating_sub(1));
        let visible = columns_from(input.value(), scroll);
        let at = input.visual_cursor().max(scroll) - scroll;
        let x = area.x + u16::try_from(3 + at).unwrap_or(area.width).min(area.width - 1);
        cursor = Some(Position::new(x, area.y));
        let line = clip(visible, room.saturating_sub(1));
        row.text(&line, theme.strong());
        if at >= width(&line) {
            row.text(" ", Style::new());
        }
    } else {
        row.text(&clip(&filter.query, room), theme.strong());
    }
    if let Some(index) = &explorer.index {
        for (typed, words) in found.search.guesses(index) {
            let guess = format!("  {typed} → {}", words.join(", "));
            if width(&guess) + beside < row.free() {
                row.text(&guess, theme.faint());
            }
        }
    }
    if !speakers.is_empty() {
        row.text(if filter.query.is_empty() { "" } else { "  " }, Style::new())
            .text(&speakers, theme.matched());
    }
    row.right(&count, theme.faint());
    row.draw(area, buf);
    cursor
}

/// The text from some columns on.
fn columns_from(text: &str, columns: usize) -> &str {
    let mut skipped = 0;
    for glyph in crate::text::glyphs(text) {
        if skipped >= columns {
            return &text[glyph.range.start..];
        }
        skipped += glyph.width;
    }
    ""
}

/// The speakers chosen and left out, in words.
fn chosen(explorer: &Explorer) -> String {
    let names = |keys: &std::collections::BTreeSet<SpeakerKey>| {
        let names = keys.iter().map(|key| explorer.workspace.data.speaker_name(*key));
        names.map(|name| clip(name, 24)).collect::<Vec<_>>().join(", ")
    };
    let (only, not) = (names(&explorer.filter.chosen), names(&explorer.filter.excluded));
    match (only.is_empty(), not.is_empty()) {
        (true, true) => String::new(),
        (false, true) => format!("only {only}"),
        (true, false) => format!("without {not}"),
        (false, false) => format!("only {only}, without {not}"),
    }
}

/// A pane's title row: heavy and bold where the pane has the focus. Where only one pane shows, the
/// names of all stand in it.
fn title(
    explorer: &Explorer,
    theme: Theme,
    layout: &Layout,
    pane: Pane,
    area: Rect,
    buf: &mut Buffer,
) {
    let focused = explorer.focus == pane;
    let (rule, style) = if focused { ("━", theme.focused()) } else { ("─", theme.faint()) };
    let named = |other: Pane| {
        let name = if other == Pane::Source {
            pane_title(&explorer.workspace, explorer.selection)
        } else {
            other.name()
        };
        let number = Pane::ALL.iter().position(|p| *p == other).map_or(0, |at| at + 1);
        format!("{number} {name}")
    };
    let name_style = if focused { theme.focused() } else { Style::new() };
    let mut row = Cells::new(area.width);
    row.text(rule, style).text(" ", style);
    if layout.is_single() {
        for other in Pane::ALL {
            let style = if other == pane { theme.focused() } else { theme.faint() };
            let mark = if other == pane { "▸" } else { " " };
            row.text(&format!("{mark}{} ", named(other)), style);
        }
    } else {
        row.text(&named(pane), name_style).text(" ", style);
    }
    let note = match pane {
        Pane::Timeline => timeline::note(explorer),
        Pane::Speakers => speakers::note(explorer),
        Pane::Source => source::note(explorer),
    };
    let end = if note.is_empty() || width(&note) + 4 > row.free() { String::new() } else { note };
    let fill = row.free().saturating_sub(if end.is_empty() { 0 } else { width(&end) + 3 });
    row.text(&rule.repeat(fill), style);
    if !end.is_empty() {
        row.text(&format!(" {end} "), name_style).text(rule, style);
    }
    row.draw(Rect { height: 1, ..area }, buf);
}

/// The message, or the find line, or the keys that matter; for the find line, where the cursor is.
fn footer(explorer: &Explorer, theme: Theme, area: Rect, buf: &mut Buffer) -> Option<Position> {
    let mut row = Cells::new(area.width);
    let mut cursor = None;
    row.text(" ", Style::new());
    if let Some(message) = &explorer.message {
        row.text(message, theme.strong()).draw(area, buf);
        return None;
    }
    // What cannot be read of the filter, or what to drop from it, stands as long as it is so.
    let found = &explorer.result;
    let unread = found.query.problems.first().map(|problem| problem.message.clone());
    let remark = unread.or_else(|| found.advice(&explorer.filter, &explorer.workspace));
    let further = match found.search.fuzziness {
        Fuzziness::Closest => None,
        _ if found.count == 0 => None,
        Fuzziness::Prefixes => Some("no quote has just these words: beginnings of words count too"),
        Fuzziness::Typos => {
            Some("no quote has just these words: those a typing error away count too")
        }
    };
    let typing = matches!(explorer.overlay, Overlay::Filter { .. });
    let remark = remark.or_else(|| further.filter(|_| typing).map(str::to_owned));
    let filtering = matches!(explorer.overlay, Overlay::None | Overlay::Filter { .. });
    if let Some(remark) = remark
        .filter(|_| filtering && !explorer.scanning && !explorer.workspace.data.quotes.is_empty())
    {
        row.text(&remark, theme.warning()).draw(area, buf);
        return None;
    }
    if let Overlay::Find(find) = &explorer.overlay {
        row.text("find in source: ", theme.focused());
        let room = row.free().saturating_sub(44).max(8);
        let scroll = find.input.visual_scroll(room);
        let x = 17 + find.input.visual_cursor().max(scroll) - scroll;
        cursor = u16::try_from(x).ok().map(|x| Position::new(area.x + x, area.y));
        row.field(columns_from(find.input.value(), scroll), room, theme.strong());
        let count = match (find.matches.len(), find.input.value().is_empty()) {
            (_, true) => String::new(),
            (0, _) => "not in this text".into(),
            (count, _) => format!("{} of {count}", find.at + 1),
        };
        row.text(" ", Style::new()).field(&count, 20, Style::new());
    }
    // The help stands last and always; of the others as many as fit before it.
    const GAP: usize = 3;
    let needs = |(label, key): &(&str, &str)| GAP + width(key) + 1 + width(label);
    let mut hints = keymap::hints(explorer);
    let help = hints.iter().position(|hint| *hint == keymap::HELP_HINT);
    let help = help.map(|at| hints.remove(at));
    // The first one needs no gap before it.
    let mut room = (row.free() + GAP).saturating_sub(help.as_ref().map_or(0, needs));
    let mut fits = |hint: &(&str, &str)| {
        let left = room.checked_sub(needs(hint));
        room = left.unwrap_or(0);
        left.is_some()
    };
    let shown: Vec<_> = hints.into_iter().take_while(|hint| fits(hint)).chain(help).collect();
    for (at, (label, key)) in shown.into_iter().enumerate() {
        row.text(&" ".repeat(if at > 0 { GAP } else { 0 }), Style::new());
        row.text(key, theme.strong()).text(&format!(" {label}"), Style::new());
    }
    row.draw(area, buf);
    cursor
}
