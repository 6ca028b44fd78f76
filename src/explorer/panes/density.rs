//! How many quotes were said when.

use std::ops::Range;

use jiff::{ToSpan, civil::Date};

use super::super::{filter::FilterResult, workspace::Workspace};
use crate::dataset::{DateForm, Day};
use crate::text::width;

/// A count for each column of a line over the days of a dataset.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Density {
    /// The first and the last day of quotes and meetings, as far as days are known; where the
    /// filter says which days, of those.
    pub days: Option<(Date, Date)>,
    /// All quotes.
    pub all: Vec<u32>,
    /// Those that match.
    pub matching: Vec<u32>,
    /// Years or months where they begin, as far as they have room: the column and the label of each.
    pub ticks: Vec<(usize, String)>,
}

/// From this width on a day is parted from the next by a blank column.
const WIDE: usize = 3;

/// From so many years on ticks are years.
const YEARS: i32 = 3;

impl Density {
    /// Counts into at most so many columns. Where there are fewer days than columns, each day has
    /// several.
    pub fn new(workspace: &Workspace, result: &FilterResult, columns: usize) -> Self {
        let data = &workspace.data;
        // Where the filter says which days, the plot shows these alone; else those of all that there
        // is to show.
        let (counts, is_narrowed) = match result.query.says_days() && result.count > 0 {
            true => (&result.by_day, true),
            false => (&result.population.by_day, false),
        };
        let said = data.days().iter().zip(counts).filter(|(_, count)| **count > 0);
        let said: Vec<Date> = said.map(|(day, _)| *day).collect();
        let meetings = data.meetings.iter().filter(|meeting| !is_narrowed && !meeting.is_gone);
        let days = [said.first(), said.last()].into_iter().flatten().copied();
        let days = days.chain(meetings.filter_map(|meeting| meeting.date.exact()));
        let days = days.fold(None, |days: Option<(Date, Date)>, day| {
            Some(days.map_or((day, day), |(first, last)| (first.min(day), last.max(day))))
        });
        let (all, matching) = (vec![0; columns], vec![0; columns]);
        let mut density = Self { days, all, matching, ticks: Vec::new() };
        for (at, day) in data.days().iter().enumerate() {
            for column in density.columns(Day::Known(*day)) {
                density.all[column] += result.population.by_day[at];
                density.matching[column] += result.by_day[at];
            }
        }
        density.ticks = density.fitting_ticks(workspace.dates);
        density
    }

    /// The columns of a day; an unknown one has none.
    pub fn columns(&self, day: Day) -> Range<usize> {
        let (Some(day), Some((first, last)), true) = (day.known(), self.days, !self.all.is_empty())
        else {
            return 0..0;
        };
        if !(first..=last).contains(&day) {
            return 0..0;
        }
        let (at, days) = (days_between(first, day), days_between(first, last) + 1);
        let wide = self.all.len() / days;
        if wide == 0 {
            let column = at * self.all.len() / days;
            return column..column + 1;
        }
        at * wide..(at + 1) * wide - usize::from(wide >= WIDE)
    }

    /// The first and the last day of a column.
    pub fn days_of(&self, column: usize) -> Option<(Date, Date)> {
        let (first, last) = self.days?;
        let days = days_between(first, last) + 1;
        let columns = self.all.len();
        let (from, to) = match columns / days {
            0 => ((column * days).div_ceil(columns), ((column + 1) * days).div_ceil(columns) - 1),
            wide => (column / wide, column / wide),
        };
        let day = |at: usize| i64::try_from(at.min(days - 1)).ok().map(|at| first + at.days());
        Some((day(from)?, day(to.max(from))?))
    }

    /// The closest ticks of which none runs into the next.
    fn fitting_ticks(&self, dates: DateForm) -> Vec<(usize, String)> {
        let Some((first, last)) = self.days else { return Vec::new() };
        let years = i32::from(last.year()) - i32::from(first.year());
        let every_month = [1, 2, 3, 6].into_iter().filter(|_| years < YEARS);
        let every_year = [1, 2, 5, 10, 20, 50, 100].into_iter();
        let steps = every_month.chain(every_year.map(|years| years * 12));
        let candidates = steps.map(|months| self.ticks_every(months, first, last, dates));
        let fits = |ticks: &Vec<(usize, String)>| {
            let behind = |(column, label): &(usize, String)| column + width(label);
            ticks.windows(2).all(|pair| behind(&pair[0]) < pair[1].0)
                && ticks.last().is_none_or(|last| behind(last) <= self.all.len())
        };
        candidates.into_iter().find(fits).unwrap_or_default()
    }

    /// Ticks at so many months from each other. The one that begins before the first day stands at
    /// the first column if nothing stands there.
    fn ticks_every(
        &self,
        months: i32,
        first: Date,
        last: Date,
        dates: DateForm,
    ) -> Vec<(usize, String)> {
        let start = i32::from(first.year()) * 12 + i32::from(first.month()) - 1;
        let mut ticks: Vec<(usize, String)> = Vec::new();
        let mut at = start - start.rem_euclid(months);
        loop {
            let (year, month) = (at.div_euclid(12), at.rem_euclid(12) + 1);
            let parts = i16::try_from(year).ok().zip(i8::try_from(month).ok());
            let day = parts.and_then(|(year, month)| Date::new(year, month, 1).ok());
            let Some(day) = day.filter(|day| *day <= last) else { return ticks };
            // Only a tick that stands where its month or year begins can be read off.
            let label = match dates {
                _ if months >= 12 => day.year().to_string(),
                DateForm::Iso => dates.month(day),
                _ if month == 1 => day.year().to_string(),
                _ => day.strftime("%b").to_string(),
            };
            match self.columns(day.max(first).into()).next() {
                Some(column) if day >= first || ticks.is_empty() => ticks.push((column, label)),
                _ => {}
            }
            // The label of what began before the plot gives way to the next one.
            if let [(0, before), (next, _)] = ticks.as_slice()
                && start.rem_euclid(months) != 0
                && width(before) >= *next
            {
                ticks.remove(0);
            }
            at += months;
        }
    }
}

/// How many days a day is behind another; 0 where it is before it.
fn days_between(first: Date, day: Date) -> usize {
    usize::try_from(first.duration_until(day).as_hours() / 24).unwrap_or(0)
}
