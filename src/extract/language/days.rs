//! Expressions of time in English news text, resolved to days from the day of printing. Times of
//! day are not read.
//!
//! A text becomes tokens (`token`), every token is offered to a list of rules (`rules`), and the
//! first rule that reads something has it. What the rules know of words stands in `tables`, what
//! they know of the calendar in `calendar`, and whether a sentence speaks of the future in `tense`.
//! Each of them looks a fixed number of tokens ahead and back, so the work is linear in the text.

use std::ops::Range;

use jiff::civil::Date;

mod calendar;
mod reader;
mod rules;
mod tables;
mod tense;
mod token;

use reader::Reader;

/// The unit an expression is told in: `yesterday` tells a day, `two weeks ago` a week, `late July`
/// a month. How many days that may be is [`TimeExpression::first`] to [`TimeExpression::last`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Grain {
    /// A day, or a few in a row: `June 16-17`.
    Day,
    /// A week, Monday to Sunday.
    Week,
    /// A month, or a third of one.
    Month,
    /// A year, or a third of one.
    Year,
}

/// A day or stretch of days that a text tells of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TimeExpression {
    /// Where it stands: a byte range of the text, without the preposition or article before it.
    pub at: Range<usize>,
    /// The first day.
    pub first: Date,
    /// The last day; the first for one day.
    pub last: Date,
    /// The unit it is told in.
    pub grain: Grain,
}

/// Every expression of time in `text[within]`, in order, not overlapping. Nothing outside `within`
/// is looked at; where it is no range of the text on character boundaries, nothing is found.
///
/// Without `printed` only expressions that carry their year resolve. Days that do not exist
/// (`June 31`) and years outside 1 to 9999 yield nothing.
///
/// ```
/// use onrecord::extract::language::days::days;
///
/// fn read(text: &str) -> Vec<String> {
///     let printed = jiff::civil::date(2021, 7, 28); // a Wednesday
///     let found = days(text, 0..text.len(), Some(printed)).into_iter();
///     found.map(|w| format!("{}: {}/{}", &text[w.at], w.first, w.last)).collect()
/// }
///
/// assert_eq!(read("by 16 June"), ["16 June: 2021-06-16/2021-06-16"]);
/// assert_eq!(read("last week"), ["last week: 2021-07-19/2021-07-25"]);
/// assert_eq!(read("Weber said on Friday"), ["Friday: 2021-07-23/2021-07-23"]);
/// assert_eq!(read("They will meet on Friday"), ["Friday: 2021-07-30/2021-07-30"]);
/// ```
#[must_use]
pub fn days(text: &str, within: Range<usize>, printed: Option<Date>) -> Vec<TimeExpression> {
    let Some(part) = text.get(within.clone()) else {
        return Vec::new();
    };
    let lower = part.to_ascii_lowercase();
    let reader = Reader::new(part, &lower, printed);
    let mut expressions = Vec::new();
    let mut at = 0;
    while at < reader.tokens.len() {
        let Some(read) = rules::read(&reader, at) else {
            at += 1;
            continue;
        };
        let range = reader.tokens.range(at, read.upto);
        let days = read.days.filter(|(first, _)| first.year() >= 1);
        expressions.extend(days.map(|(first, last)| TimeExpression {
            at: within.start + range.start..within.start + range.end,
            first,
            last,
            grain: read.grain,
        }));
        at = read.upto;
    }
    expressions
}
