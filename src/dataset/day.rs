//! Days as people read them, and the day that nobody knows.

use std::fmt;

use jiff::civil::Date;

/// A day, or that none is known. The unknown stands after every day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Day {
    /// The day.
    Known(Date),
    /// The source tells none.
    Unknown,
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

/// A day as people read it: `28 Jul 2021`.
#[must_use]
pub fn day(date: Date) -> String {
    format!("{} {}", short_day(date), date.year())
}

/// A day without its year: `28 Jul`.
#[must_use]
pub fn short_day(date: Date) -> String {
    const MONTHS: [&str; 12] =
        ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    let month = MONTHS[usize::from(date.month().unsigned_abs()) - 1];
    format!("{} {month}", date.day())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_unknown_stands_last() {
        assert!(Day::Known(Date::MAX) < Day::Unknown);
        assert_eq!(Day::from(None).to_string(), "undated");
    }
}
