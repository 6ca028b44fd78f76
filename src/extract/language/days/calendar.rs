//! Arithmetic on days. Everything that leaves the calendar is `None`.

use jiff::Span;
use jiff::civil::{Date, Weekday};

use super::Grain;
use super::tables::{DayPart, Shift};
use super::tense::Tense;

/// A first and a last day.
pub(super) type DateRange = (Date, Date);

/// The calendar's day, week, month or year that lies so many of them after a day's own.
pub(super) fn unit(printed: Date, grain: Grain, away: i64) -> Option<DateRange> {
    let span = match grain {
        Grain::Day => Span::new().try_days(away),
        Grain::Week => Span::new().try_weeks(away),
        Grain::Month => Span::new().try_months(away),
        Grain::Year => Span::new().try_years(away),
    };
    let day = printed.checked_add(span.ok()?).ok()?;
    match grain {
        Grain::Day => Some((day, day)),
        Grain::Week => {
            let monday = later(day, -i64::from(day.weekday().to_monday_zero_offset()))?;
            Some((monday, later(monday, 6)?))
        }
        Grain::Month => Some((day.first_of_month(), day.last_of_month())),
        Grain::Year => Some((day.first_of_year(), day.last_of_year())),
    }
}

fn later(day: Date, days: i64) -> Option<Date> {
    day.checked_add(Span::new().try_days(days).ok()?).ok()
}

pub(super) fn month(year: i16, month: i8) -> Option<DateRange> {
    let first = Date::new(year, month, 1).ok()?;
    Some((first, first.last_of_month()))
}

pub(super) fn year(year: i16) -> Option<DateRange> {
    Some((Date::new(year, 1, 1).ok()?, Date::new(year, 12, 31).ok()?))
}

/// The month of this name that an article means: the nearest past one, its own included, or the
/// nearest to come.
pub(super) fn month_near(
    printed: Date,
    name: i8,
    shift: Option<Shift>,
    tense: Tense,
) -> Option<DateRange> {
    let current = printed.month();
    let years = match (shift, tense) {
        (Some(Shift::Last), _) => -i16::from(name >= current),
        (Some(Shift::Next), _) => i16::from(name <= current),
        (_, Tense::Future) => i16::from(name < current),
        (Some(Shift::This), Tense::Past) => 0,
        (None, Tense::Past) => -i16::from(name > current),
    };
    month(printed.year().checked_add(years)?, name)
}

/// The year that brings a day of a month nearest, the past one of two that are equally far; with
/// `last` or `next`, nearest on that side.
pub(super) fn year_near(printed: Date, month: i8, day: i8, shift: Option<Shift>) -> Option<i16> {
    let years = (-1..=1).filter_map(|away| printed.year().checked_add(away));
    years
        .filter_map(|year| Date::new(year, month, day).ok())
        .filter(|day| match shift {
            Some(Shift::Last) => *day < printed,
            Some(Shift::Next) => *day > printed,
            Some(Shift::This) | None => true,
        })
        .min_by_key(|day| (*day - printed).get_days().abs())
        .map(Date::year)
}

/// The day of this number that an article means: the nearest past one, or the nearest to come.
pub(super) fn day_near(printed: Date, day: i8, tense: Tense) -> Option<Date> {
    let step = match tense {
        Tense::Past => -1,
        Tense::Future => 1,
    };
    let months = (0..3).filter_map(|away| unit(printed, Grain::Month, step * away));
    months.filter_map(|(first, _)| first.with().day(day).build().ok()).find(|day| match tense {
        Tense::Past => *day <= printed,
        Tense::Future => *day >= printed,
    })
}

/// The weekday of this name that an article means. The day of printing itself is neither `last`
/// nor `next`.
pub(super) fn weekday_near(
    printed: Date,
    name: Weekday,
    shift: Option<Shift>,
    tense: Tense,
) -> Option<DateRange> {
    let current = printed.weekday();
    let (ahead, back) = (i64::from(current.until(name)), i64::from(current.since(name)));
    let away = match (shift, tense) {
        (Some(Shift::Last), _) if back == 0 => -7,
        (Some(Shift::Last), _) => -back,
        (Some(Shift::Next), _) if ahead == 0 => 7,
        (Some(Shift::Next), _) => ahead,
        (_, Tense::Future) => ahead,
        (Some(Shift::This), Tense::Past) => {
            return weekday_of(unit(printed, Grain::Week, 0)?, name);
        }
        (None, Tense::Past) => -back,
    };
    unit(printed, Grain::Day, away)
}

pub(super) fn weekday_of((monday, _): DateRange, name: Weekday) -> Option<DateRange> {
    unit(monday, Grain::Day, i64::from(name.to_monday_zero_offset()))
}

/// Part of a stretch: a third of it, or what lies on one side of the day of printing.
pub(super) fn part(
    (first, last): DateRange,
    part: DayPart,
    printed: Option<Date>,
) -> Option<DateRange> {
    let days = i64::from((last - first).get_days()) + 1;
    let third = |nth: i64| later(first, days * nth / 3);
    let before_third = |nth: i64| later(first, days * nth / 3 - 1);
    match part {
        DayPart::Early => Some((first, before_third(1)?)),
        DayPart::Middle => Some((third(1)?, before_third(2)?)),
        DayPart::Late => Some((third(2)?, last)),
        DayPart::Before => printed.map(|day| (first, day)),
        DayPart::After => printed.map(|day| (day, last)),
    }
}
