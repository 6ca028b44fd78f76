//! Days as articles, addresses and file names write them.

use std::ops::Range;

use jiff::civil::Date;

use crate::dataset::MONTHS;
use crate::extract::language::WordList;

/// Longest line that can be a day line, in bytes.
const LINE: usize = 120;

/// What may stand beside the day in a day line, with the months, weekdays and times.
static BESIDE: WordList = WordList::new("beside-day");
static WEEKDAYS: WordList = WordList::new("weekday-form");

/// One run of digits or of letters; the range of a number takes in its ordinal ending.
struct DateToken<'a> {
    range: Range<usize>,
    text: &'a str,
}

impl DateToken<'_> {
    fn number(&self) -> Option<i16> {
        if self.text.len() > 4 {
            return None;
        }
        self.text.parse().ok()
    }

    fn year(&self) -> Option<i16> {
        self.number().filter(|year| self.text.len() == 4 && (1500..2200).contains(year))
    }

    /// The number of a month's name, whole or cut to three letters (`Sept` too).
    fn month(&self) -> Option<i16> {
        let name = self.text;
        let is_cut = name.len() == 3 || name.eq_ignore_ascii_case("sept");
        let at = MONTHS.iter().position(|month| {
            let start = if is_cut { month.get(..name.len()) } else { Some(*month) };
            start.is_some_and(|start| start.eq_ignore_ascii_case(name))
        })?;
        i16::try_from(at + 1).ok()
    }

    fn may_stand_beside(&self) -> bool {
        let word = self.text.to_ascii_lowercase();
        self.number().is_some()
            || self.month().is_some()
            || BESIDE.has(&word)
            || WEEKDAYS.has(&word)
    }
}

/// 1 for a digit, 2 for a letter, 0 for what stands between.
fn kind(c: char) -> u8 {
    if c.is_ascii_digit() { 1 } else { 2 * u8::from(c.is_alphabetic()) }
}

/// The runs of digits and of letters, in order.
fn tokens(text: &str) -> Vec<DateToken<'_>> {
    let mut found: Vec<DateToken<'_>> = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next().map(kind) {
        let start = text.len() - rest.len();
        let length = rest.find(|c| kind(c) != first).unwrap_or(rest.len());
        let (word, after) = rest.split_at(length);
        rest = after;
        let ordinal = ["st", "nd", "rd", "th"].iter().any(|end| word.eq_ignore_ascii_case(end));
        match found.last_mut() {
            _ if first == 0 => {}
            Some(number) if ordinal && number.range.end == start => number.range.end += length,
            _ => found.push(DateToken { range: start..start + length, text: word }),
        }
    }
    found
}

fn date(year: i16, month: i16, day: i16) -> Option<Date> {
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

/// The day that three tokens write, with what stands between them.
fn written(text: &str, [a, b, c]: [&DateToken<'_>; 3]) -> Option<Date> {
    let gaps = [&text[a.range.end..b.range.start], &text[b.range.end..c.range.start]];
    let short = |gap: &&str| gap.len() <= 3 && gap.bytes().all(|b| b" ,.-/_".contains(&b));
    if !gaps.iter().all(short) {
        return None;
    }
    if let (Some(month), Some(day), Some(year)) = (a.month(), b.number(), c.year()) {
        return date(year, month, day);
    }
    if let (Some(day), Some(month), Some(year)) = (a.number(), b.month(), c.year()) {
        return date(year, month, day);
    }
    if let (Some(year), Some(month), Some(day)) = (a.year(), b.month(), c.number()) {
        return date(year, month, day);
    }
    if gaps[0] != gaps[1] || gaps[0].len() != 1 || gaps[0] == " " {
        return None;
    }
    // `08-15-90`: what wires wrote before 2000, and little else.
    if c.text.len() == 2 && gaps[0] == "-" && [a, b].iter().all(|token| token.text.len() == 2) {
        let (month, day) = (a.number()?, b.number()?);
        let year = c.number()? + 1900;
        return (day > 12 && year > 1969).then(|| date(year, month, day)).flatten();
    }
    match (a.number()?, b.number()?, c.number()?) {
        (year, month, day) if a.year().is_some() => date(year, month, day),
        _ if c.year().is_none() => None,
        (day, month, year) if gaps[0] == "." || day > 12 => date(year, month, day),
        // 07/08/2021 is one day in London and another in Washington: only a part over 12 tells.
        (month, day, year) if day > 12 => date(year, month, day),
        _ => None,
    }
}

fn first_of(text: &str, tokens: &[DateToken<'_>]) -> Option<(Date, usize)> {
    tokens.windows(3).enumerate().find_map(|(at, three)| match three {
        [a, b, c] => written(text, [a, b, c]).map(|date| (date, at)),
        _ => None,
    })
}

/// The first day in a short text, with the byte range it is written in.
pub(super) fn first(text: &str) -> Option<(Date, Range<usize>)> {
    let tokens = tokens(text);
    let (date, at) = first_of(text, &tokens)?;
    Some((date, tokens[at].range.start..tokens[at + 2].range.end))
}

/// The day a machine's time begins with: `2021-07-28 10:00:00+00:00`.
pub(super) fn beginning(time: &str) -> Option<Date> {
    first(super::lines::beginning(time, 40)).map(|(date, _)| date)
}

/// Whether a text is a time of day and nothing else: `11:32 AM EDT`.
pub(super) fn is_time(text: &str) -> bool {
    let tokens = tokens(text);
    text.len() <= 40 && !tokens.is_empty() && tokens.iter().all(DateToken::may_stand_beside)
}

/// Whether a folded word is a month's or a weekday's, whole or cut short.
pub(super) fn is_month_or_weekday(word: &str) -> bool {
    let token = DateToken { range: 0..0, text: word };
    word.len() > 2 && (token.month().is_some() || WEEKDAYS.has(word))
}

/// The day of a line that says nothing else: weekday, time and `Published` may stand beside it.
pub(super) fn line(line: &str) -> Option<Date> {
    if line.len() > LINE || !line.bytes().any(|b| b.is_ascii_digit()) {
        return None;
    }
    let tokens = tokens(line);
    let (date, at) = first_of(line, &tokens)?;
    let beside = tokens[..at].iter().chain(&tokens[at + 3..]);
    beside.into_iter().all(DateToken::may_stand_beside).then_some(date)
}

/// The day in a file's name or an address's path: `2021-07-28`, `/2021/jul/28/`, `20210728`.
///
/// A day must stand alone between marks, so that the digits of a hash are none.
pub(super) fn in_name(name: &str) -> Option<Date> {
    let parts: Vec<&str> = name.split(|c: char| !c.is_alphanumeric()).collect();
    fn token(text: &str) -> DateToken<'_> {
        DateToken { range: 0..0, text }
    }
    parts.iter().enumerate().find_map(|(at, part)| {
        if part.len() == 8 && part.bytes().all(|b| b.is_ascii_digit()) {
            let number = |range: Range<usize>| part[range].parse().ok();
            let year = number(0..4).filter(|year| (1990..2100).contains(year))?;
            return date(year, number(4..6)?, number(6..8)?);
        }
        let [year, month, day] = parts.get(at..at + 3)?.try_into().ok()?;
        let two = |part: &str| token(part).number().filter(|_| part.len() <= 2);
        let month = token(month).month().or_else(|| two(month))?;
        // An ISO time may follow the day: 2021-07-28T10.
        date(token(year).year()?, month, two(day.split('T').next()?)?)
    })
}
