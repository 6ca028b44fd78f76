//! Days, not clocks: the expressions of time in English news text, resolved against the day the
//! article was printed.
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
/// // A day of a month: its own year, or the one that brings it nearest.
/// assert_eq!(read("on July 27, 2021"), ["July 27, 2021: 2021-07-27/2021-07-27"]);
/// assert_eq!(read("by 16 June"), ["16 June: 2021-06-16/2021-06-16"]);
/// assert_eq!(read("until Sept. 15th"), ["Sept. 15th: 2021-09-15/2021-09-15"]);
/// assert_eq!(read("Monday, Feb 1"), ["Monday, Feb 1: 2021-02-01/2021-02-01"]);
/// assert_eq!(read("on June 16 and 17"), ["June 16 and 17: 2021-06-16/2021-06-17"]);
/// assert_eq!(read("2021-07-28"), ["2021-07-28: 2021-07-28/2021-07-28"]);
/// assert_eq!(read("7/28/2021"), ["7/28/2021: 2021-07-28/2021-07-28"]);
/// assert_eq!(read("June 31"), [""; 0]);
///
/// // Months, years, and parts of them.
/// assert_eq!(read("in June"), ["June: 2021-06-01/2021-06-30"]);
/// assert_eq!(read("It will end in June"), ["June: 2022-06-01/2022-06-30"]);
/// assert_eq!(read("last July"), ["last July: 2020-07-01/2020-07-31"]);
/// assert_eq!(read("mid-August 2020"), ["mid-August 2020: 2020-08-11/2020-08-20"]);
/// assert_eq!(read("the end of September 2020"), ["end of September 2020: 2020-09-21/2020-09-30"]);
/// assert_eq!(read("in 2014"), ["2014: 2014-01-01/2014-12-31"]);
/// assert_eq!(read("They may march on."), [""; 0]);
///
/// // Told from the day of printing.
/// assert_eq!(read("yesterday"), ["yesterday: 2021-07-27/2021-07-27"]);
/// assert_eq!(read("last week"), ["last week: 2021-07-19/2021-07-25"]);
/// assert_eq!(read("earlier this year"), ["earlier this year: 2021-01-01/2021-07-28"]);
/// assert_eq!(read("three days ago"), ["three days ago: 2021-07-25/2021-07-25"]);
/// assert_eq!(read("ten years ago"), ["ten years ago: 2011-01-01/2011-12-31"]);
///
/// // Weekdays: past, unless the sentence speaks of the future.
/// assert_eq!(read("Weber said on Friday"), ["Friday: 2021-07-23/2021-07-23"]);
/// assert_eq!(read("They will meet on Friday"), ["Friday: 2021-07-30/2021-07-30"]);
/// assert_eq!(read("They met on Wednesday"), ["Wednesday: 2021-07-28/2021-07-28"]);
/// assert_eq!(read("last Wednesday"), ["last Wednesday: 2021-07-21/2021-07-21"]);
/// ```
#[must_use]
pub fn days(text: &str, within: Range<usize>, printed: Option<Date>) -> Vec<TimeExpression> {
    let Some(part) = text.get(within.clone()) else {
        return Vec::new();
    };
    let lower = part.to_ascii_lowercase();
    let reader = Reader::new(part, &lower, printed);
    let mut found = Vec::new();
    let mut at = 0;
    while at < reader.tokens.len() {
        let Some(read) = rules::read(&reader, at) else {
            at += 1;
            continue;
        };
        let range = reader.tokens.range(at, read.upto);
        let days = read.days.filter(|(first, _)| first.year() >= 1);
        found.extend(days.map(|(first, last)| TimeExpression {
            at: within.start + range.start..within.start + range.end,
            first,
            last,
            grain: read.grain,
        }));
        at = read.upto;
    }
    found
}
