//! Days as people read and write them, and the unknown day.

use std::fmt;

use jiff::civil::Date;

/// A day, or an unknown one, which sorts behind all others.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Day {
    /// The day.
    Known(Date),
    /// The source tells none.
    Unknown,
}

impl From<Date> for Day {
    fn from(date: Date) -> Self {
        Self::Known(date)
    }
}

/// What stands where a day is unknown.
pub const UNDATED: &str = "undated";

impl Day {
    /// The day, where it is known.
    #[must_use]
    pub fn known(self) -> Option<Date> {
        match self {
            Self::Known(date) => Some(date),
            Self::Unknown => None,
        }
    }

    /// A number that sorts as the day does.
    pub(super) fn number(self) -> u32 {
        let part = |number: i8| u32::from(number.unsigned_abs());
        match self {
            Self::Known(day) => {
                (u32::from(day.year().unsigned_abs()) << 16)
                    | part(day.month()) << 8
                    | part(day.day())
            }
            Self::Unknown => u32::MAX,
        }
    }
}

/// The first day of a meeting, as precisely as it is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum MeetingDate {
    /// The day.
    Day(Date),
    /// The month of this day, its first.
    Month(Date),
    /// Neither is told.
    Unknown,
}

impl MeetingDate {
    /// Reads `YYYY-MM-DD` or `YYYY-MM`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let month = || parse_day(&format!("{text}-01")).map(Self::Month);
        parse_day(text).map(Self::Day).or_else(month)
    }

    /// The day, where it is told.
    #[must_use]
    pub fn exact(self) -> Option<Date> {
        match self {
            Self::Day(date) => Some(date),
            Self::Month(_) | Self::Unknown => None,
        }
    }

    /// As a dataset has it: `2021-07-28`, `2021-07`, or nothing.
    #[must_use]
    pub fn text(self) -> Option<String> {
        match self {
            Self::Day(date) => Some(date.to_string()),
            Self::Month(date) => Some(date.strftime("%Y-%m").to_string()),
            Self::Unknown => None,
        }
    }

    /// Where it stands among days: a month at its beginning.
    #[must_use]
    pub fn place(self) -> Day {
        match self {
            Self::Day(date) | Self::Month(date) => Day::Known(date),
            Self::Unknown => Day::Unknown,
        }
    }

    /// The day or the month in a form; `short` leaves the year of a day out where the form can.
    #[must_use]
    pub fn shown(self, form: DateForm, short: bool) -> String {
        match self {
            Self::Day(date) if short => form.short_day(date),
            Self::Day(date) => form.day(date),
            Self::Month(date) => form.month(date),
            Self::Unknown => UNDATED.to_owned(),
        }
    }
}

impl fmt::Display for MeetingDate {
    /// `28 Jul 2021`, `Jul 2021`, or [`UNDATED`].
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.shown(DateForm::default(), false))
    }
}

impl From<Option<Date>> for Day {
    fn from(date: Option<Date>) -> Self {
        date.map_or(Self::Unknown, Self::Known)
    }
}

impl fmt::Display for Day {
    /// `28 Jul 2021`, or [`UNDATED`].
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Known(date) => f.write_str(&day(*date)),
            Self::Unknown => f.write_str(UNDATED),
        }
    }
}

/// How days are written for people.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum DateForm {
    /// `28 Jul 2021`.
    #[default]
    DayMonth,
    /// `Jul 28, 2021`.
    MonthDay,
    /// `2021-07-28`.
    Iso,
}

impl DateForm {
    /// The columns of the longest day.
    #[must_use]
    pub fn columns(self) -> usize {
        match self {
            Self::DayMonth => 11,
            Self::MonthDay => 12,
            Self::Iso => 10,
        }
    }

    /// The columns of the longest day without its year.
    #[must_use]
    pub fn short_columns(self) -> usize {
        match self {
            Self::DayMonth | Self::MonthDay => 6,
            Self::Iso => self.columns(),
        }
    }

    /// A day.
    #[must_use]
    pub fn day(self, date: Date) -> String {
        match self {
            Self::DayMonth => format!("{} {}", self.short_day(date), date.year()),
            Self::MonthDay => format!("{}, {}", self.short_day(date), date.year()),
            Self::Iso => date.to_string(),
        }
    }

    /// A day without its year, where the form has such a day: `07-28` would be none of ISO 8601.
    #[must_use]
    pub fn short_day(self, date: Date) -> String {
        match self {
            Self::DayMonth => format!("{} {}", date.day(), short_month(date)),
            Self::MonthDay => format!("{} {}", short_month(date), date.day()),
            Self::Iso => self.day(date),
        }
    }

    /// The month of a day.
    #[must_use]
    pub fn month(self, date: Date) -> String {
        match self {
            Self::DayMonth | Self::MonthDay => format!("{} {}", short_month(date), date.year()),
            Self::Iso => date.strftime("%Y-%m").to_string(),
        }
    }

    /// A day, or that it is not known.
    #[must_use]
    pub fn any(self, day: Day) -> String {
        day.known().map_or_else(|| UNDATED.to_owned(), |date| self.day(date))
    }
}

/// A day as it is written where nobody asks for another form: `28 Jul 2021`.
#[must_use]
pub fn day(date: Date) -> String {
    DateForm::default().day(date)
}

/// The months in English; their first three letters are their short names.
#[rustfmt::skip]
pub const MONTHS: [&str; 12] = [
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
];

fn short_month(date: Date) -> &'static str {
    &MONTHS[usize::from(date.month().unsigned_abs()) - 1][..3]
}

/// A day written as `YYYY-MM-DD`, and in no other way, from the year 1 on.
#[must_use]
pub fn parse_day(text: &str) -> Option<Date> {
    let bytes = text.as_bytes();
    if bytes.len() != 10 || bytes[4] != b'-' || bytes[7] != b'-' {
        return None;
    }
    let number = |part: &[u8]| {
        part.iter().try_fold(0_i16, |number, byte| {
            byte.is_ascii_digit().then(|| number * 10 + i16::from(byte - b'0'))
        })
    };
    let (year, month, day) = (number(&bytes[..4])?, number(&bytes[5..7])?, number(&bytes[8..])?);
    let date = Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()?;
    (year > 0).then_some(date)
}
