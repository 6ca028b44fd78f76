//! The last row, and the message that takes its place.

use ratatui::layout::{Position, Rect};
use ratatui::widgets::{Clear, Widget};
use ratatui::{buffer::Buffer, style::Style};

use super::cells::{Cells, row};
use super::{view::View, words::columns_from};
use crate::keymap::FooterHint;
use crate::{explorer::Overlay, search::vocabulary::Fuzziness, text::width, text::wrap};

/// Rows of a message at most; what does not fit is cut.
const MESSAGE_ROWS: usize = 4;

/// Draws the message over the last rows of the screen: as many as its words take.
pub(super) fn message(view: View<'_>, screen: Rect, buf: &mut Buffer) {
    let Some(message) = view.explorer.message() else { return };
    let text = view.bindings.fill(message);
    let lines = wrap(&text, usize::from(screen.width.saturating_sub(2)));
    let count = lines.len().min(MESSAGE_ROWS);
    let first = usize::from(screen.height).saturating_sub(count);
    for (at, line) in lines.iter().take(count).enumerate() {
        let Some(area) = row(screen, first + at) else { return };
        let end = if at + 1 == count { text.len() } else { line.end };
        let style = view.theme.strong();
        Clear.render(area, buf);
        buf.set_style(area, view.theme.base());
        Cells::new(area.width).text(" ", style).text(&text[line.start..end], style).draw(area, buf);
    }
}

/// The find line, or the keys that matter; for the find line, where the cursor is.
pub(super) fn draw(view: View<'_>, area: Rect, buf: &mut Buffer) -> Option<Position> {
    let (explorer, theme) = (view.explorer, view.theme);
    let mut row = Cells::new(area.width);
    let mut cursor = None;
    row.text(" ", Style::new());
    if explorer.message().is_some() {
        return None;
    }
    if let Some((first, hints)) = view.bindings.pending(explorer) {
        row.text(&format!("{first} …"), theme.focused());
        for hint in hints {
            row.text(&format!("   {}", hint.key), theme.strong());
            row.text(&format!(" {}", hint.label), Style::new());
        }
        row.draw(area, buf);
        return None;
    }
    // What cannot be read of the filter, or what to drop from it, stands as long as it is so.
    let result = explorer.result();
    let unread = result.query.problems.first().map(|problem| problem.message.clone());
    let advice = || result.advice(explorer.filter(), explorer.workspace());
    let remark = unread.or_else(|| advice().map(|advice| view.bindings.fill(&advice)));
    let further = match result.search.fuzziness {
        Fuzziness::Closest => None,
        _ if result.count == 0 => None,
        Fuzziness::Prefixes => Some("no quote has just these words: beginnings of words count too"),
        Fuzziness::Typos => {
            Some("no quote has just these words: those a typing error away count too")
        }
    };
    let typing = matches!(explorer.overlay(), Overlay::Filter { .. });
    let remark = remark.or_else(|| further.filter(|_| typing).map(str::to_owned));
    let filtering = matches!(explorer.overlay(), Overlay::None | Overlay::Filter { .. });
    if let Some(remark) =
        remark.filter(|_| filtering && !explorer.is_scanning() && !view.data().quotes.is_empty())
    {
        row.text(&remark, theme.warning()).draw(area, buf);
        return None;
    }
    if let Overlay::Find(find) = explorer.overlay() {
        row.text("find in source: ", theme.focused());
        let columns = row.free().saturating_sub(44).max(8);
        let scroll = find.input.visual_scroll(columns);
        let x = 17 + find.input.visual_cursor().max(scroll) - scroll;
        cursor = u16::try_from(x).ok().map(|x| Position::new(area.x + x, area.y));
        row.field(columns_from(find.input.value(), scroll), columns, theme.strong());
        let count = match (find.matches.len(), find.input.value().is_empty()) {
            (_, true) => String::new(),
            (0, _) => "not in this text".into(),
            (count, _) => format!("{} of {count}", find.at + 1),
        };
        row.text(" ", Style::new()).field(&count, 20, Style::new());
    }
    // The help stands last and always; of the others as many as fit before it.
    const GAP: usize = 3;
    let needs = |hint: &FooterHint| GAP + width(&hint.key) + 1 + width(hint.label);
    let (hints, help) = view.bindings.hints(explorer);
    // The first one needs no gap before it.
    let mut left = (row.free() + GAP).saturating_sub(help.as_ref().map_or(0, needs));
    let mut fits = |hint: &FooterHint| {
        let rest = left.checked_sub(needs(hint));
        left = rest.unwrap_or(0);
        rest.is_some()
    };
    let shown: Vec<_> = hints.into_iter().take_while(|hint| fits(hint)).chain(help).collect();
    for (at, hint) in shown.into_iter().enumerate() {
        row.text(&" ".repeat(if at > 0 { GAP } else { 0 }), Style::new());
        row.text(&hint.key, theme.strong()).text(&format!(" {}", hint.label), Style::new());
    }
    row.draw(area, buf);
    cursor
}
