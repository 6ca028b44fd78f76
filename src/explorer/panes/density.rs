//! How many quotes were said when.

use std::ops::Range;

use jiff::civil::Date;

use super::super::{filter::FilterResult, workspace::Workspace};
use crate::dataset::Day;

/// A count for each column of a line over the days of a dataset.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Density {
    /// The first and the last day of quotes and meetings, as far as days are known.
    pub days: Option<(Date, Date)>,
    /// All quotes.
    pub all: Vec<u32>,
    /// Those that match.
    pub matching: Vec<u32>,
}

/// From this width on a day is parted from the next by a blank column.
const WIDE: usize = 3;

impl Density {
    /// Counts into at most so many columns. Where there are fewer days than columns, each day has
    /// several.
    pub fn new(workspace: &Workspace, result: &FilterResult, columns: usize) -> Self {
        let data = &workspace.data;
        let said = [data.days().first(), data.days().last()].into_iter().flatten().copied();
        let days = said.chain(
            data.meetings.iter().filter(|m| !m.is_gone).filter_map(|meeting| meeting.date.exact()),
        );
        let days = days.fold(None, |days: Option<(Date, Date)>, day| {
            Some(days.map_or((day, day), |(first, last)| (first.min(day), last.max(day))))
        });
        let mut density = Self { days, all: vec![0; columns], matching: vec![0; columns] };
        for (at, day) in data.days().iter().enumerate() {
            for column in density.columns(Day::Known(*day)) {
                density.all[column] += workspace.said_on[at];
                density.matching[column] += result.by_day[at];
            }
        }
        density
    }

    /// The columns of a day; an unknown one has none.
    pub fn columns(&self, day: Day) -> Range<usize> {
        let (Some(day), Some((first, last)), true) = (day.known(), self.days, !self.all.is_empty())
        else {
            return 0..0;
        };
        let from_first = |to: Date| usize::try_from((to - first).get_days()).unwrap_or(0);
        let (at, days) = (from_first(day), from_first(last) + 1);
        let wide = self.all.len() / days;
        if wide == 0 {
            let column = at * self.all.len() / days;
            return column..column + 1;
        }
        at * wide..(at + 1) * wide - usize::from(wide >= WIDE)
    }
}
