//! The speakers pane: names, bars, counts, role and side.

use ratatui::{buffer::Buffer, layout::Rect, style::Style};

use super::super::cells::{Cells, row};
use super::super::{view::View, words::shown_of};
use crate::explorer::{
    Explorer, Pane, SpeakerKey, SpeakerSort, has_role_column, office, speaker_rows,
};
use crate::{explorer::layout::body, search::Field, text::width};

pub(super) fn draw(view: View<'_>, area: Rect, buf: &mut Buffer) {
    let View { explorer, theme, .. } = view;
    let (speakers, rows) = (&explorer.panes().speakers, speaker_rows(area));
    let scale = Scale::new(explorer);
    for (at, key) in
        speakers.rows.iter().skip(speakers.scroll.top).take(usize::from(rows.height)).enumerate()
    {
        let Some(line) = row(rows, at) else { break };
        let selected = explorer.speaker() == Some(*key);
        let reversed = selected && explorer.focus() == Pane::Speakers;
        let mut cells = Cells::new(line.width);
        one(view.reversed(reversed), *key, scale, selected, &mut cells);
        let style = if reversed { theme.selected() } else { Style::new() };
        cells.draw_in(style, line, buf);
    }
    let below = speakers.rows.len().saturating_sub(speakers.scroll.top);
    if speakers.unquoted > 0
        && let Some(line) = row(rows, below)
    {
        let others = match speakers.unquoted {
            1 => "1 other, not quoted".to_owned(),
            count => format!("{count} others, not quoted"),
        };
        let key = view.bindings.key("show-unquoted");
        let shown = format!("   {others}; {key} shows them");
        Cells::new(line.width).text(&shown, theme.faint()).draw(line, buf);
    }
    if rows.height < body(area).height
        && let Some(line) = row(body(area), usize::from(rows.height))
        && let Some(Some(speaker)) = explorer.speaker()
    {
        let mut cells = Cells::new(line.width);
        cells.text("   ", Style::new()).text(&office(explorer.workspace(), speaker), theme.faint());
        cells.draw(line, buf);
    }
}

/// How many speakers have quotes that show, and in which order, for the pane's title.
pub(super) fn note(view: View<'_>) -> Vec<String> {
    let explorer = view.explorer;
    let sort = explorer.panes().speakers.sort;
    let order = (sort != SpeakerSort::Matches).then(|| sort.name().to_owned());
    let rows = explorer.panes().speakers.rows.iter().filter(|key| matching_of(explorer, **key) > 0);
    let all = explorer.workspace().speakers.order.len();
    let count = if explorer.filter().is_empty() { all } else { rows.count() };
    [shown_of(count, all)].into_iter().chain(order).collect()
}

/// How many quotes of a speaker match everything that is asked for.
fn matching_of(explorer: &Explorer, key: SpeakerKey) -> usize {
    if !explorer.filter().admits(key) {
        return 0;
    }
    explorer.result().by_speaker[explorer.workspace().data.slot(key)] as usize
}

/// What the rows are measured by.
#[derive(Clone, Copy)]
struct Scale {
    /// The most quotes that a bar has to show: of all, or while a filter stands of those that match.
    bar: usize,
    /// The most that anyone has.
    count: usize,
}

impl Scale {
    fn new(explorer: &Explorer) -> Self {
        let count = explorer.population().by_speaker.iter().max();
        let count = count.map_or(0, |most| *most as usize);
        let rows = explorer.panes().speakers.rows.iter();
        let bar = match explorer.filter().is_empty() {
            true => count,
            false => rows.map(|key| matching_of(explorer, *key)).max().unwrap_or(0),
        };
        Self { bar, count }
    }
}

fn one(view: View<'_>, key: SpeakerKey, scale: Scale, selected: bool, cells: &mut Cells) {
    let View { explorer, theme, .. } = view;
    let data = view.data();
    let all = explorer.population().of_speaker(data, key);
    let matching = matching_of(explorer, key);
    let filter = explorer.filter();
    let mark = match (filter.chosen.contains(&key), filter.excluded.contains(&key)) {
        (true, _) => "+",
        (_, true) => "-",
        _ => " ",
    };
    let base = match (matching > 0, selected) {
        (false, _) => theme.faint(),
        (true, true) => theme.strong(),
        (true, false) => Style::new(),
    };
    let is_narrowed = !filter.is_empty();
    let count = if is_narrowed { format!("{matching} of {all}") } else { all.to_string() };
    let counts = match is_narrowed {
        true => width(&format!("{most} of {most}", most = scale.count)),
        false => width(&scale.count.to_string()),
    };
    let offices = if has_role_column(Rect::new(0, 0, u16::try_from(cells.free()).unwrap_or(0), 1)) {
        cells.free() * 2 / 5
    } else {
        0
    };
    let signs = usize::from(explorer.workspace().speakers.has_sides());
    let free = cells.free().saturating_sub(counts + offices + signs + 5);
    let bar = (free / 4).min(16);
    let names = free.saturating_sub(bar + 1);
    cells
        .text(if selected { "▌" } else { " " }, Style::new())
        .text(mark, theme.strong())
        .text(" ", base);
    let speakers = &explorer.workspace().speakers;
    if speakers.has_sides() {
        match speakers.side_sign(key) {
            Some(side) => cells.text(side.sign, theme.side(side.nth)),
            None => cells.text(" ", base),
        };
    }
    let name = data.speaker_name(key);
    let marks = view.speaker_marks(key, name);
    cells.marked_field(name, &marks, names + 1, base, theme.matched());
    // The bars tell matches on their own scale: a few of very many would be no bar at all.
    let full = (matching * bar).div_ceil(scale.bar.max(1)).min(bar);
    cells.text(&"━".repeat(full), theme.bar());
    cells.text(&" ".repeat(bar - full + 1), base);
    cells.text(&format!("{count:>counts$}"), base);
    if offices > 0
        && let Some(speaker) = key
    {
        let side = data.speaker(speaker).side.as_deref().unwrap_or_default();
        let role = data.speaker(speaker).description().unwrap_or_default();
        let sides = 8.max(offices / 5);
        let marks = view.marks(Field::Side, side);
        cells.text("  ", base);
        cells.marked_field(side, &marks, sides, base, theme.matched()).text(role, theme.faint());
    }
}
