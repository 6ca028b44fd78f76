//! How many quotes were said when.

use std::ops::Range;

use jiff::civil::Date;

use super::super::filter::FilterResult;
use super::super::workspace::Workspace;
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
    #[must_use]
    pub fn new(workspace: &Workspace, result: &FilterResult, columns: usize) -> Self {
        let data = &workspace.data;
        let said = [data.days().first(), data.days().last()].into_iter().flatten().copied();
        let days = said.chain(data.meetings.iter().map(|meeting| meeting.date));
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
    #[must_use]
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

#[cfg(test)]
mod tests {
    use super::*;

    fn over(days: &str, columns: usize) -> Density {
        let (first, last) = days.split_once(' ').expect("two days");
        let day = |text: &str| text.parse().expect("a day");
        Density {
            days: Some((day(first), day(last))),
            all: vec![0; columns],
            matching: vec![0; columns],
        }
    }

    #[test]
    fn a_week_fills_the_line_and_twenty_years_fit() {
        let day = |text: &str| Day::Known(text.parse().expect("a day"));
        let week = over("2021-07-05 2021-07-11", 60);
        assert_eq!(week.columns(day("2021-07-05")), 0..7);
        assert_eq!(week.columns(day("2021-07-11")), 48..55);
        let long = over("2001-01-01 2020-12-31", 60);
        assert_eq!(long.columns(day("2001-01-01")), 0..1);
        assert_eq!(long.columns(day("2020-12-31")), 59..60);
        assert_eq!(over("2021-07-05 2021-07-05", 60).columns(day("2021-07-05")), 0..59);
        assert_eq!(week.columns(Day::Unknown), 0..0);
    }
}
