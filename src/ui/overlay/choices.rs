//! The card of a quote, a speaker or a meeting, and the choice that one of its rows opens.

use ratatui::layout::{Position, Rect};
use ratatui::{buffer::Buffer, style::Style};

use super::super::cells::{Cells, row};
use super::super::view::View;
use super::super::words::columns_from;
use super::popup;
use crate::explorer::{Action, Card, CardField, Chooser, Subject, Workspace};
use crate::{keymap::Context, text::width};

/// Columns of a card.
const WIDTH: u16 = 76;
/// Rows of choices in sight at most.
const ROWS: usize = 10;

/// Draws a card.
pub(super) fn card(view: View<'_>, card: Card, screen: Rect, buf: &mut Buffer) {
    let (theme, data) = (view.theme, view.data());
    let fields = CardField::of(card.subject);
    let rows = u16::try_from(fields.len()).unwrap_or(u16::MAX);
    let (title, context, subject, id) = match card.subject {
        Subject::Quote(quote) => {
            let words = data.shown(quote);
            (" Change this quote ", Context::QuoteCard, words, data.id_of(quote))
        }
        Subject::Speaker(speaker) => {
            let speaker = data.speaker(speaker);
            let aliases = match speaker.aliases.as_slice() {
                [] => String::new(),
                aliases => format!(", also {}", aliases.join(", ")),
            };
            let name = format!("{}{aliases}", speaker.name);
            (" Change this speaker ", Context::SpeakerCard, name, speaker.id.as_str())
        }
        Subject::Meeting(meeting) => {
            let meeting = data.meeting(meeting);
            (" Change this meeting ", Context::MeetingCard, meeting.title.clone(), &*meeting.id)
        }
    };
    let inner = popup(theme, title, (WIDTH, rows + 5), above_footer(screen), buf);
    if let Some(line) = row(inner, 0) {
        let mut cells = Cells::new(line.width);
        let columns = cells.free().saturating_sub(3);
        cells.text("  ", Style::new());
        cells.marked(&subject, &[], columns, theme.strong(), theme.strong()).draw(line, buf);
    }
    let keys = fields.iter().map(|field| {
        let key = view.bindings.key_of(context, Action::Decide(*field));
        key.map_or_else(String::new, |key| key.to_string())
    });
    let keys: Vec<String> = keys.collect();
    let columns = keys.iter().map(|key| width(key)).max().unwrap_or(0).max(2) + 1;
    for (at, (field, key)) in fields.iter().zip(&keys).enumerate() {
        let Some(line) = row(inner, at + 2) else { return };
        let selected = at == card.at;
        let mut cells = Cells::new(line.width);
        cells.text(if selected { "▌ " } else { "  " }, Style::new());
        cells.field(key, columns, theme.strong()).field(field.name(), 16, Style::new());
        let value = value(view.explorer.workspace(), card.subject, *field);
        let style = if value.is_empty() { theme.faint() } else { Style::new() };
        cells.text(if value.is_empty() { "–" } else { &value }, style);
        cells.draw_in(if selected { theme.selected() } else { Style::new() }, line, buf);
    }
    if let Some(line) = row(inner, fields.len() + 2) {
        let mut cells = Cells::new(line.width);
        cells.field("", columns + 2, Style::new()).field("id", 16, theme.faint());
        cells.text(id, theme.faint());
        if let Subject::Quote(quote) = card.subject {
            let article = &data.article(data.quote(quote).article).id;
            cells.text("  in article ", theme.faint()).text(article, theme.faint());
        }
        cells.draw(line, buf);
    }
}

/// What the record says of something now.
fn value(workspace: &Workspace, subject: Subject, field: CardField) -> String {
    let (data, dates) = (&workspace.data, workspace.dates);
    let yes = |is_so: bool| if is_so { "yes".to_owned() } else { String::new() };
    let text = |value: &Option<String>| value.clone().unwrap_or_default();
    match subject {
        Subject::Quote(quote) => {
            let (entry, remarks) = (data.quote(quote), data.remarks(quote));
            match field {
                CardField::Speaker => {
                    let open = entry.speaker.is_none() && !data.candidates(quote).is_empty();
                    format!("{}{}", data.who(quote), if open { "?" } else { "" })
                }
                CardField::Kind => entry.kind.name().to_owned(),
                CardField::Day => entry.when(dates),
                CardField::Meeting => {
                    entry.meeting.map_or_else(String::new, |m| data.meeting(m).title.clone())
                }
                CardField::Note => remarks.map_or_else(String::new, |r| text(&r.note)),
                CardField::Mark => remarks.map_or_else(String::new, |r| r.marks.join(", ")),
                CardField::Approve => yes(remarks.is_some_and(|remarks| remarks.approved)),
                _ => String::new(),
            }
        }
        Subject::Speaker(speaker) => {
            let speaker = data.speaker(speaker);
            match field {
                CardField::Name => speaker.name.clone(),
                CardField::Role => text(&speaker.role),
                CardField::Side => text(&speaker.side),
                _ => String::new(),
            }
        }
        Subject::Meeting(meeting) => {
            let meeting = data.meeting(meeting);
            match field {
                CardField::Title => meeting.title.clone(),
                CardField::MeetingDay => {
                    let end = meeting.end.map(|end| format!(" to {}", dates.day(end)));
                    meeting.date.shown(dates, false) + &end.unwrap_or_default()
                }
                CardField::Place => text(&meeting.place),
                CardField::Status => meeting.status.mark().unwrap_or("held").to_owned(),
                _ => String::new(),
            }
        }
    }
}

/// Draws a choice; where the cursor is.
pub(super) fn chooser(
    view: View<'_>,
    chooser: &Chooser,
    screen: Rect,
    buf: &mut Buffer,
) -> Option<Position> {
    let (theme, data) = (view.theme, view.data());
    let about = match chooser.subject {
        Subject::Quote(quote) => data.shown(quote),
        Subject::Speaker(speaker) => data.speaker(speaker).name.clone(),
        Subject::Meeting(meeting) => data.meeting(meeting).title.clone(),
    };
    let scoped = chooser.scopes.len() > 1;
    let rows = u16::try_from(ROWS + 3 + usize::from(scoped)).unwrap_or(u16::MAX);
    let stays = match chooser.field {
        CardField::MergeSpeaker | CardField::MergeMeeting => ": whose name stays",
        _ => "",
    };
    let title = format!(" {}{stays} ", capitalised(chooser.field.name()));
    let inner = popup(theme, &title, (WIDTH, rows + 2), above_footer(screen), buf);
    let mut at = 0;
    let mut next = || {
        at += 1;
        row(inner, at - 1)
    };
    let line = next()?;
    let mut cells = Cells::new(line.width);
    let columns = cells.free().saturating_sub(3);
    cells.text("  ", Style::new());
    cells.marked(&about, &[], columns, theme.faint(), theme.faint()).draw(line, buf);
    if scoped && let Some(line) = next() {
        let mut cells = Cells::new(line.width);
        cells.text("  for ", Style::new());
        for (at, scope) in chooser.scopes.iter().enumerate() {
            let style = if at == chooser.scope { theme.strong() } else { theme.faint() };
            cells.text(if at == chooser.scope { "▸" } else { " " }, style);
            cells.text(&scope.label, style).text("  ", style);
        }
        cells.draw(line, buf);
    }
    let line = next()?;
    let mut cells = Cells::new(line.width);
    cells.text(" > ", theme.focused());
    let columns = cells.free().saturating_sub(2);
    let scroll = chooser.input.visual_scroll(columns);
    cells.field(columns_from(chooser.input.value(), scroll), columns, theme.strong());
    cells.draw(line, buf);
    let x = 3 + chooser.input.visual_cursor().max(scroll) - scroll;
    let cursor = Position::new(inner.x + u16::try_from(x).ok()?, line.y);
    let first = usize::from(line.y - inner.y) + 1;
    let height = usize::from(inner.height).saturating_sub(first);
    let top = chooser.at.saturating_sub(height.saturating_sub(1));
    if chooser.rows.is_empty()
        && let Some(line) = row(inner, first)
    {
        Cells::new(line.width).text("   nothing fits that", theme.faint()).draw(line, buf);
    }
    for (index, choice) in chooser.rows.iter().enumerate().skip(top).take(height) {
        let line = row(inner, first + index - top)?;
        let selected = index == chooser.at;
        let mut cells = Cells::new(line.width);
        cells.text(if selected { "▌ " } else { "  " }, Style::new());
        let names = cells.free() / 2;
        let label = if choice.detail.is_empty() { cells.free() } else { names };
        cells.marked(&choice.label, &[], label, Style::new(), Style::new());
        if !choice.detail.is_empty() {
            let style = if selected { Style::new() } else { theme.faint() };
            cells.pad_to(names + 3).text(&choice.detail, style);
        }
        cells.draw_in(if selected { theme.selected() } else { Style::new() }, line, buf);
    }
    Some(cursor)
}

fn capitalised(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

/// The screen without its last row, in which keys and messages stand.
fn above_footer(screen: Rect) -> Rect {
    Rect { height: screen.height.saturating_sub(1), ..screen }
}
