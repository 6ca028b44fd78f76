//! The rules: each reads one kind of expression that begins at a token.

use jiff::civil::Date;

use super::Grain;
use super::calendar;
use super::reader::{DateMatch, Reader};
use super::tables::{DayPart, Shift, YEAR_CUES};
use super::token::TokenKind;
use crate::extract::language::entries;

/// Words that can follow `the 14th` where it is a day.
const AFTER_DAY: [&str; 9] = ["after", "and", "at", "but", "for", "in", "that", "to", "with"];

/// Reads what begins at a token.
type DateRule = fn(&Reader<'_>, usize) -> Option<DateMatch>;

/// What can begin with a word that means something, longer readings before what they begin with.
const WORD_RULES: [DateRule; 9] = [
    weekday_and_day_of_month,
    weekday_of_week,
    weekday,
    day_of_month,
    part_of_stretch,
    // `July 2021`, `in June`, `last June`, `June of last year`.
    |reader, at| reader.found_month(at, false),
    relative_day,
    // `last week`, `this month`, `next year`: the calendar's, a week from Monday to Sunday.
    |reader, at| reader.found_unit(at).map(|(unit, _)| unit),
    units_ago,
];

/// What can begin with a number.
const NUMBER_RULES: [DateRule; 6] =
    [year_month_day, month_day_year, day_of_month, day_of_some_month, units_ago, year];

/// Reads what begins at a token: the first rule that reads something has it.
pub(super) fn read(reader: &Reader<'_>, at: usize) -> Option<DateMatch> {
    let rules: &[DateRule] = match reader.tokens.kind(at)? {
        TokenKind::Word { meaning: Some(_), .. } => &WORD_RULES,
        TokenKind::Number(_) => &NUMBER_RULES,
        _ => return None,
    };
    rules.iter().find_map(|rule| rule(reader, at))
}

/// Three numbers with a mark between and nothing tied to their ends.
fn numeric(reader: &Reader<'_>, at: usize, mark: char, digits: [&[usize]; 3]) -> Option<[i16; 3]> {
    let tokens = &reader.tokens;
    let marked = [at + 1, at + 3].iter().all(|at| tokens.is_mark(*at, &[mark]));
    let tied = marked && (at..at + 4).all(|at| tokens.touches_next(at));
    let goes_on = tokens.touches_next(at + 4) && tokens.is_mark(at + 5, &[mark]);
    if !tied || goes_on || !tokens.begins_freely(at) {
        return None;
    }
    let mut values = [0; 3];
    for (i, value) in values.iter_mut().enumerate() {
        let number = tokens.number(at + 2 * i)?;
        *value = i16::try_from(number.value).ok()?;
        if number.ordinal || !digits[i].contains(&number.digits) {
            return None;
        }
    }
    Some(values)
}

fn numeric_day(at: usize, [year, month, day]: [i16; 3]) -> Option<DateMatch> {
    let month = i8::try_from(month).ok()?;
    let day = Date::new(year, month, i8::try_from(day).ok()?).ok();
    Some(DateMatch { upto: at + 5, grain: Grain::Day, days: day.map(|day| (day, day)) })
}

/// `2021-07-28`.
fn year_month_day(reader: &Reader<'_>, at: usize) -> Option<DateMatch> {
    numeric_day(at, numeric(reader, at, '-', [&[4], &[2], &[2]])?)
}

/// `7/28/2021`, the month first as in the United States.
fn month_day_year(reader: &Reader<'_>, at: usize) -> Option<DateMatch> {
    let [month, day, year] = numeric(reader, at, '/', [&[1, 2], &[1, 2], &[4]])?;
    numeric_day(at, [year, month, day])
}

/// `Wednesday, July 28`, `Wed. 28 July 2021`: the day of the month decides.
fn weekday_and_day_of_month(reader: &Reader<'_>, at: usize) -> Option<DateMatch> {
    let (shift, name) = reader.shift(at);
    let point = reader.after_weekday(name)?;
    let from = point + usize::from(reader.tokens.is_mark(point, &[',']));
    Some(reader.found_days(&reader.numbered_days(from)?, shift))
}

/// `Thursday of last week`, `Monday next week`.
fn weekday_of_week(reader: &Reader<'_>, at: usize) -> Option<DateMatch> {
    let name = reader.weekday_name(at)?;
    let of = reader.tokens.word(at + 1) == "of";
    let (week, _) = reader.found_unit(at + 1 + usize::from(of))?;
    let days = week.days.and_then(|days| calendar::weekday_of(days, name));
    (week.grain == Grain::Week).then_some(DateMatch { upto: week.upto, grain: Grain::Day, days })
}

/// `Wednesday`, `last Thursday`; not `every Friday`, not the `Sunday Times`.
fn weekday(reader: &Reader<'_>, at: usize) -> Option<DateMatch> {
    let (shift, from) = reader.shift(at);
    let name = reader.weekday_name(from)?;
    let tokens = &reader.tokens;
    let is_name = entries("weekday-name").iter().any(|name| {
        let pair = |at| tokens.after_phrase(at, name).is_some();
        pair(from) && tokens.is_capital(from + 1)
            || from > 0 && pair(from - 1) && tokens.is_capital(from - 1)
    });
    if is_name || matches!(tokens.word_before(at), "every" | "each") {
        return None;
    }
    let tense = reader.tense(at, from + 1);
    let days = reader.printed.and_then(|day| calendar::weekday_near(day, name, shift, tense));
    Some(DateMatch { upto: from + 1, grain: Grain::Day, days })
}

/// `June 16`, `last Sept. 30`, `29th July, 2021`, `June 16-17`.
fn day_of_month(reader: &Reader<'_>, at: usize) -> Option<DateMatch> {
    let (shift, from) = reader.shift(at);
    Some(reader.found_days(&reader.numbered_days(from)?, shift))
}

/// `late July`, `mid-August 2020`, `the end of last month`, `earlier this year`.
fn part_of_stretch(reader: &Reader<'_>, at: usize) -> Option<DateMatch> {
    let parts = &reader.tokens.meaning(at)?.parts;
    let (part, after) = reader.tokens.first_phrase(at, parts)?;
    let from = after + usize::from(reader.tokens.is_mark(after, &['-']));
    let beside_today = matches!(part, DayPart::Before | DayPart::After);
    let whole = match reader.found_unit(from) {
        Some((unit, shift)) if !beside_today || shift == Shift::This => unit,
        _ if beside_today => return None,
        _ => reader.found_month(from, true).or_else(|| reader.found_year(from))?,
    };
    let days = whole.days.and_then(|days| calendar::part(days, part, reader.printed));
    Some(DateMatch { days, ..whole })
}

/// `on the 14th`: of the nearest month; `the 2nd of last month`. Not the 14th of something else.
fn day_of_some_month(reader: &Reader<'_>, at: usize) -> Option<DateMatch> {
    let tokens = &reader.tokens;
    let number = tokens.number(at).filter(|number| number.ordinal && number.digits <= 2)?;
    let day = i8::try_from(number.value).ok()?;
    if tokens.word_before(at) != "the" {
        return None;
    }
    let of = (tokens.word(at + 1) == "of").then(|| reader.found_unit(at + 2)).flatten();
    if let Some((month, _)) = of.filter(|(unit, _)| unit.grain == Grain::Month) {
        let day = month.days.and_then(|(first, _)| first.with().day(day).build().ok());
        return Some(DateMatch {
            upto: month.upto,
            grain: Grain::Day,
            days: day.map(|day| (day, day)),
        });
    }
    let alone = match tokens.kind(at + 1) {
        Some(TokenKind::Word { lower, .. }) => AFTER_DAY.contains(&lower),
        Some(TokenKind::Mark(mark)) => mark != '-',
        _ => true,
    };
    if at < 2 || tokens.word(at - 2) != "on" || !alone {
        return None;
    }
    let days = reader.printed.and_then(|printed| {
        calendar::day_near(printed, day, reader.tense(at, at + 1)).map(|day| (day, day))
    });
    Some(DateMatch { upto: at + 1, grain: Grain::Day, days })
}

/// `today`, `last night`, `the day before yesterday`; not the `Today` of a name.
fn relative_day(reader: &Reader<'_>, at: usize) -> Option<DateMatch> {
    let phrases = &reader.tokens.meaning(at)?.relative_days;
    let (away, upto) = reader.tokens.first_phrase(at, phrases)?;
    if reader.tokens.is_capital(at) && !reader.tokens.word_before(at).is_empty() {
        return None;
    }
    let days = reader.printed.and_then(|day| calendar::unit(day, Grain::Day, away));
    Some(DateMatch { upto, grain: Grain::Day, days })
}

/// `three days ago`: the day; `two weeks ago`: the calendar's week in which that day lies, and
/// likewise months and years.
fn units_ago(reader: &Reader<'_>, at: usize) -> Option<DateMatch> {
    let tokens = &reader.tokens;
    let count = match tokens.kind(at)? {
        TokenKind::Number(number) if !number.ordinal => number.value,
        TokenKind::Word { meaning, .. } => meaning?.count?,
        _ => return None,
    };
    let grain = tokens.meaning(at + 1)?.units?;
    // `twenty-five years ago`, `half a year ago`: only the end of another count.
    let by_itself = tokens.begins_freely(at) && tokens.word_before(at) != "half";
    if tokens.word(at + 2) != "ago" || !by_itself {
        return None;
    }
    let days = reader.printed.and_then(|day| calendar::unit(day, grain, -i64::from(count)));
    Some(DateMatch { upto: at + 3, grain, days })
}

/// `in 2014`, `since 2014`.
fn year(reader: &Reader<'_>, at: usize) -> Option<DateMatch> {
    let cued = YEAR_CUES.contains(&reader.tokens.word_before(at));
    reader.found_year(at).filter(|_| cued)
}
