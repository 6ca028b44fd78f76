//! The profile of a speaker or a meeting.

use ratatui::layout::Rect;
use ratatui::{buffer::Buffer, style::Style};

use super::super::cells::{Cells, row};
use super::super::view::View;
use super::popup;
use crate::explorer::Profile;

/// Columns of the box.
const WIDTH: u16 = 96;
/// Columns of the labels: the longest is `in one article with`.
const LABELS: usize = 20;
/// Columns of the longest bar.
const BAR: usize = 20;

/// Draws a profile.
pub(super) fn profile(view: View<'_>, profile: &Profile, screen: Rect, buf: &mut Buffer) {
    let theme = view.theme;
    let above = Rect { height: screen.height.saturating_sub(1), ..screen };
    let rows = u16::try_from(profile.lines.len()).unwrap_or(u16::MAX).saturating_add(2);
    let count = profile.lines.len();
    let title = match usize::from(rows.min(above.height)) < count + 2 {
        true => format!(" {} · line {} of {count} ", profile.title, profile.at + 1),
        false => format!(" {} ", profile.title),
    };
    let inner = popup(theme, &title, (WIDTH, rows.min(above.height)), above, buf);
    let height = usize::from(inner.height);
    let top = (profile.at + 1).saturating_sub(height);
    let numbers = profile.lines.iter().filter_map(|line| line.count);
    let numbers = numbers.map(|(count, _)| count.to_string().len()).max().unwrap_or(0);
    for (at, line) in profile.lines.iter().enumerate().skip(top).take(height) {
        let Some(area) = row(inner, at - top) else { return };
        let selected = at == profile.at;
        let faint = if selected { Style::new() } else { theme.faint() };
        let mut cells = Cells::new(area.width);
        cells.text(if selected { "▌ " } else { "  " }, Style::new());
        let labels = LABELS.min(cells.free() / 3);
        cells.field(line.label, labels, faint);
        match line.count {
            None => cells.marked(&line.text, &[], cells.free() - 1, Style::new(), Style::new()),
            Some((count, most)) => {
                let bar = BAR.min(cells.free() / 3);
                let names = cells.free().saturating_sub(bar + numbers + 3);
                cells.field(&line.text, names, Style::new());
                let full = (count * bar).div_ceil(most.max(1)).min(bar);
                cells.text(&format!(" {count:>numbers$} "), Style::new());
                cells.text(&"━".repeat(full), view.reversed(selected).theme.bar())
            }
        };
        cells.draw_in(if selected { theme.selected() } else { Style::new() }, area, buf);
    }
}
