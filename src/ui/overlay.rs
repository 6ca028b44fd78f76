//! What lies over the panes: the help, the copy menu and the question before an address; cards and
//! lists have files of their own.

mod choices;
mod grid;
mod lists;
mod palette;
mod profile;

use ratatui::layout::{Position, Rect};
use ratatui::widgets::{Block, BorderType, Clear, Widget};
use ratatui::{buffer::Buffer, style::Style};

use super::cells::{Cells, row};
use super::{theme::Theme, view::View};
use crate::explorer::{Action, CopyForm, HelpList, Overlay};
use crate::keymap::Context;
use crate::text::{clip, wrap};

/// Rows in which the chosen command of the help is told whole.
const DETAIL_ROWS: u16 = 2;
/// Columns for keys in the help.
const KEYS: usize = 22;
/// Columns of the box that shows an address.
const ADDRESS: u16 = 76;
/// Lines of the address itself that are shown.
const ADDRESS_LINES: usize = 4;

/// Draws what lies over the panes; the position of the cursor, where a line is typed there.
pub(super) fn draw(view: View<'_>, screen: Rect, buf: &mut Buffer) -> Option<Position> {
    let (theme, bindings) = (view.theme, view.bindings);
    match view.explorer.overlay() {
        Overlay::Help(HelpList { input, rows, at }) => {
            let inner = popup(
                theme,
                &format!(" Keys: type to search, {} runs ", bindings.key("help-run")),
                (96, screen.height - 2),
                screen,
                buf,
            );
            let line = row(inner, 0)?;
            let mut cells = Cells::new(line.width);
            cells.text(" / ", theme.focused()).text(input.value(), theme.strong()).draw(line, buf);
            let x = u16::try_from(3 + input.visual_cursor()).unwrap_or(u16::MAX);
            // The last rows tell the chosen one whole, where its row may be cut.
            let height = usize::from(inner.height.saturating_sub(1 + DETAIL_ROWS));
            let top = at.saturating_sub(height.saturating_sub(1));
            if rows.is_empty() {
                let line = row(inner, 1)?;
                Cells::new(line.width).text("   no key does that", theme.faint()).draw(line, buf);
            }
            for (index, entry) in rows.iter().enumerate().skip(top).take(height) {
                let line = row(inner, 1 + index - top)?;
                let selected = index == *at;
                let keys_wide = KEYS.min(usize::from(line.width) / 3);
                let context_columns = if line.width >= 60 { 13 } else { 0 };
                let mut cells = Cells::new(line.width);
                cells.text(if selected { "▌ " } else { "  " }, Style::new());
                cells.field(&entry.label, keys_wide, theme.strong()).text(" ", Style::new());
                let columns = cells.free().saturating_sub(context_columns);
                cells.field(&entry.help, columns.saturating_sub(1), Style::new());
                cells.text(" ", Style::new()).text(entry.context, theme.faint());
                cells.draw_in(if selected { theme.selected() } else { Style::new() }, line, buf);
            }
            if let Some(chosen) = rows.get(*at) {
                let help = &chosen.help;
                let lines = wrap(help, usize::from(inner.width.saturating_sub(4)));
                for (index, line) in lines.into_iter().take(usize::from(DETAIL_ROWS)).enumerate() {
                    let line_area = row(inner, usize::from(inner.height - DETAIL_ROWS) + index)?;
                    let mut cells = Cells::new(line_area.width);
                    cells
                        .text("  ", Style::new())
                        .text(&help[line], theme.strong())
                        .draw(line_area, buf);
                }
            }
            Some(Position::new((inner.x + x).min(inner.right() - 1), inner.y))
        }
        Overlay::Palette(list) => palette::palette(view, list, screen, buf),
        Overlay::Copy(at) => {
            let rows = u16::try_from(CopyForm::ALL.len()).unwrap_or(0) + 2;
            let inner = popup(theme, " Copy ", (44, rows), screen, buf);
            for (index, form) in CopyForm::ALL.iter().enumerate() {
                let line = row(inner, index)?;
                let mut cells = Cells::new(line.width);
                cells.text(if index == *at { "▌ " } else { "  " }, Style::new());
                let key = bindings.key_of(Context::Copy, Action::Copy(*form));
                let key = key.map_or_else(|| " ".to_owned(), |key| key.to_string());
                cells.text(&key, theme.strong()).text(&format!("  {}", form.name()), Style::new());
                let style = if index == *at { theme.selected() } else { Style::new() };
                cells.draw_in(style, line, buf);
            }
            None
        }
        Overlay::Address { url, doubt } => {
            let width = ADDRESS.min(screen.width);
            let columns = usize::from(width.saturating_sub(4));
            // The site, which the doubt begins with, must be in sight however small the screen.
            let mut lines: Vec<(&str, Style)> = Vec::new();
            lines.extend(wrap(doubt, columns).into_iter().map(|l| (&doubt[l], theme.strong())));
            lines.push(("", Style::new()));
            let url = clip(url, columns * ADDRESS_LINES);
            lines.extend(wrap(&url, columns).into_iter().map(|line| (&url[line], Style::new())));
            let rows = u16::try_from(lines.len()).unwrap_or(u16::MAX).saturating_add(2);
            let title = " Open this address? ";
            // The keys in the last rows stay in sight.
            let above = Rect { height: screen.height.saturating_sub(2), ..screen };
            let inner = popup(theme, title, (width, rows), above, buf);
            for (index, (text, style)) in lines.into_iter().enumerate() {
                let line = row(inner, index)?;
                Cells::new(line.width).text(" ", style).text(text, style).draw(line, buf);
            }
            None
        }
        Overlay::Card(card) => {
            choices::card(view, *card, screen, buf);
            None
        }
        Overlay::Choose(chooser) => choices::chooser(view, chooser, screen, buf),
        Overlay::Annotations(list) => {
            lists::annotations(view, list, screen, buf);
            None
        }
        Overlay::Grid(grid) => {
            grid::grid(view, grid, screen, buf);
            None
        }
        Overlay::Profile(profile) => {
            profile::profile(view, profile, screen, buf);
            None
        }
        Overlay::Themes(list) => {
            lists::themes(view, list, screen, buf);
            None
        }
        Overlay::Outgoing(outgoing) => lists::outgoing(view, outgoing, screen, buf),
        Overlay::None
        | Overlay::Filter { .. }
        | Overlay::Find(_)
        | Overlay::Review(_)
        | Overlay::Span(_)
        | Overlay::Brush(_) => None,
    }
}

/// An empty box in the middle of the screen; what is inside its border.
fn popup(theme: Theme, title: &str, size: (u16, u16), screen: Rect, buf: &mut Buffer) -> Rect {
    let (width, height) = (size.0.min(screen.width), size.1.min(screen.height));
    let area = Rect::new(
        screen.x + (screen.width - width) / 2,
        screen.y + (screen.height - height) / 2,
        width,
        height,
    );
    // Beside the box the rows are empty: pieces of what lies under it would read as words.
    let whole = Rect { x: screen.x, width: screen.width, ..area };
    Clear.render(whole, buf);
    buf.set_style(whole, theme.base());
    let block = Block::bordered()
        .border_type(BorderType::Plain)
        .title(title.to_owned())
        .title_style(theme.focused());
    let inner = block.inner(area);
    block.render(area, buf);
    inner
}
