//! Choosing a stretch of days on the lines above the timeline, to make it the filter.

use jiff::ToSpan;
use jiff::civil::Date;

use super::action::Brushing;
use super::overlay::{Brush, Overlay};
use super::{filter::Filter, selection::Selection, state::Explorer};
use crate::dataset::GroupKey;
use crate::text::counted;

impl Explorer {
    /// Begins to choose: with the day of what is selected, or the first of all.
    pub(super) fn open_brush(&mut self) {
        let density = &self.panes.timeline.density;
        let Some((first, _)) = density.days.filter(|_| !density.all.is_empty()) else {
            return self.say("no days show to choose from");
        };
        let data = self.data();
        let here = match self.selection {
            Selection::Quote(quote) => data.quote(quote).said.known(),
            Selection::Group(group) => {
                let group = data.timeline.group(group);
                group.date.known().filter(|_| !matches!(group.key, GroupKey::Year))
            }
            Selection::Speaker(_) | Selection::Nothing => None,
        };
        let column = density.columns(here.unwrap_or(first).into()).start;
        let Some(days) = density.days_of(column) else { return };
        self.overlay = Overlay::Brush(Brush { from: days, to: days });
    }

    /// Moves the end of the stretch.
    pub(super) fn move_brush(&mut self, step: Brushing) {
        let density = &self.panes.timeline.density;
        let Overlay::Brush(brush) = &mut self.overlay else { return };
        // A day may have several columns, and a column several days.
        let columns = density.columns(brush.to.0.into());
        let (at, last) = (columns.start, density.all.len().saturating_sub(1));
        let wide = columns.len().max(1) + usize::from(columns.len() > 1);
        let to = match step {
            Brushing::Swap => {
                std::mem::swap(&mut brush.from, &mut brush.to);
                return;
            }
            Brushing::Restart => {
                brush.from = brush.to;
                return;
            }
            // A page is a month: its end goes to where one ends, or begins.
            Brushing::By { page: true, back } => {
                let Some((first, last)) = density.days else { return };
                let end = match back {
                    true => brush.to.0.yesterday().map(Date::first_of_month),
                    false => brush.to.1.tomorrow().map(Date::last_of_month),
                };
                let end = end.unwrap_or(brush.to.0).clamp(first, last);
                brush.to = (end, end);
                return;
            }
            Brushing::By { page: false, back: true } => at.saturating_sub(wide),
            Brushing::By { page: false, back: false } => at + wide,
            Brushing::First => 0,
            Brushing::Last => last,
        };
        if let Some(days) = density.days_of(to.min(last)) {
            brush.to = days;
        }
    }

    /// Narrows the filter to the stretch that is chosen.
    pub(super) fn keep_brush(&mut self) {
        let Overlay::Brush(brush) = std::mem::take(&mut self.overlay) else { return };
        let (first, last) = brush.days();
        let (Ok(before), Ok(after)) = (first.checked_sub(1.day()), last.checked_add(1.day()))
        else {
            return;
        };
        // A narrower stretch takes the place of a wider one.
        let is_stretch = |word: &&str| word.starts_with("after:") || word.starts_with("before:");
        let words = self.filter.query.split_whitespace().filter(|word| !is_stretch(word));
        let stretch = [format!("after:{before}"), format!("before:{after}")];
        let query: Vec<String> = words.map(str::to_owned).chain(stretch).collect();
        self.set_filter(Filter { query: query.join(" "), ..self.filter.clone() });
    }

    /// Which days are being chosen, and how much that matches was said on them.
    pub fn brushed(&self) -> Option<String> {
        let Overlay::Brush(brush) = &self.overlay else { return None };
        let (first, last) = brush.days();
        let days = self.data().days();
        let within =
            days.partition_point(|day| *day < first)..days.partition_point(|day| *day <= last);
        let count: u32 = self.result.by_day[within].iter().sum();
        let one = if self.population.by_printing { "quote" } else { "statement" };
        let count = counted(count as usize, one);
        let day = |date| self.workspace.dates.day(date);
        let days =
            if first == last { day(first) } else { format!("{} – {}", day(first), day(last)) };
        Some(format!("{days}: {count}"))
    }
}

impl Brush {
    /// The first and the last day that are chosen.
    pub fn days(&self) -> (Date, Date) {
        (self.from.0.min(self.to.0), self.from.1.max(self.to.1))
    }
}
