//! The lines above the timeline's rows: how much was said when.

use ratatui::{buffer::Buffer, layout::Rect, style::Style};

use super::super::cells::{Cells, row};
use super::super::view::View;
use crate::dataset::{Day, GroupKey};
use crate::explorer::layout::body;
use crate::explorer::{DENSITY_LABEL, Overlay, Selection, density_rows};
use crate::text::width;

const BARS: [&str; 9] = [" ", "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"];

pub(super) fn draw(view: View<'_>, area: Rect, buf: &mut Buffer) {
    let lines: &[fn(View<'_>, Rect, &mut Buffer)] = match density_rows(area) {
        0 => &[],
        1 => &[shown],
        _ => &[shown, ticks],
    };
    for (at, line) in lines.iter().enumerate() {
        if let Some(area) = row(body(area), at) {
            line(view, area, buf);
        }
    }
}

/// What matches, on its own scale: a few of very many would be a flat line on that of all. Where
/// only other things were said, a dot stands.
fn shown(view: View<'_>, area: Rect, buf: &mut Buffer) {
    let View { explorer, theme, .. } = view;
    let density = &explorer.panes().timeline.density;
    let (counts, style) = (&density.matching, theme.strong());
    let label = if explorer.filter().is_empty() { "all" } else { "shown" };
    let most = counts.iter().copied().max().unwrap_or(0).max(1);
    let here = selected_day(view).map_or(0..0, |day| density.columns(day));
    let chosen = match explorer.overlay() {
        Overlay::Brush(brush) => {
            let (first, last) = brush.days();
            density.columns(first.into()).start..density.columns(last.into()).end
        }
        _ => 0..0,
    };
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
        let style = if chosen.contains(&column) { theme.selected() } else { style };
        cells.text(bar, style);
    }
    cells.draw(area, buf);
}

/// The day of what is selected. A month or a year is none.
fn selected_day(view: View<'_>) -> Option<Day> {
    match view.explorer.selection() {
        Selection::Quote(quote) => Some(view.data().quote(quote).said),
        Selection::Group(group) => {
            let group = view.data().timeline.group(group);
            match group.key {
                GroupKey::Meeting(meeting) => {
                    Some(view.data().meeting(meeting).date.exact().into())
                }
                GroupKey::Day => Some(group.date),
                GroupKey::Year | GroupKey::Month => None,
            }
        }
        Selection::Speaker(_) | Selection::Nothing => None,
    }
}

/// Years or months below the bars.
fn ticks(view: View<'_>, area: Rect, buf: &mut Buffer) {
    let mut cells = Cells::new(area.width);
    cells.text(&" ".repeat(usize::from(DENSITY_LABEL) + 1), Style::new());
    let mut at = 0;
    for (column, label) in &view.explorer.panes().timeline.density.ticks {
        cells.text(&" ".repeat(column - at), Style::new()).text(label, view.theme.faint());
        at = column + width(label);
    }
    cells.draw(area, buf);
}
