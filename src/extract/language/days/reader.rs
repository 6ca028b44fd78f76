//! What the rules are made of: names, numbers, years and stretches at a token.

use jiff::civil::{Date, Weekday};

use super::Grain;
use super::calendar::{self, DateRange};
use super::tables::{Alone, CUES, Month, Shift, WordMeaning, YEARS};
use super::tense::{Cues, Tense};
use super::token::{Number, Tokens};

/// An expression that was read.
pub(super) struct DateMatch {
    pub(super) upto: usize,
    /// The unit it is told in.
    pub(super) grain: Grain,
    /// The days it tells; none where they do not exist or hang on an unknown day of printing.
    pub(super) days: Option<DateRange>,
}

/// A text made ready for the rules.
pub(super) struct Reader<'a> {
    pub(super) tokens: Tokens<'a>,
    cues: Cues,
    pub(super) printed: Option<Date>,
}

/// Parts of expressions. Each answers with the token after what it read.
impl<'a> Reader<'a> {
    /// Reads a text, given with the same text in (ASCII) lower case.
    pub(super) fn new(text: &str, lower: &'a str, printed: Option<Date>) -> Self {
        let tokens = Tokens::new(text, lower);
        let cues = Cues::new(&tokens);
        Self { tokens, cues, printed }
    }

    /// `last`, `this`, `next`, or nothing.
    pub(super) fn shift(&self, at: usize) -> (Option<Shift>, usize) {
        let shift = self.tokens.meaning(at).and_then(|meaning| meaning.shift);
        (shift, at + usize::from(shift.is_some()))
    }

    fn month_name(&self, at: usize) -> Option<(Month, usize)> {
        let month = self.capital(at)?.month?;
        Some((month, at + 1 + usize::from(month.short && self.is_dotted(at))))
    }

    pub(super) fn weekday_name(&self, at: usize) -> Option<Weekday> {
        self.capital(at)?.weekday
    }

    /// The token after a weekday, in full or cut short.
    pub(super) fn after_weekday(&self, at: usize) -> Option<usize> {
        let meaning = self.capital(at)?;
        let dotted = meaning.short_weekday && self.is_dotted(at);
        let named = meaning.weekday.is_some() || meaning.short_weekday;
        named.then_some(at + 1 + usize::from(dotted))
    }

    /// What a word with a capital means.
    fn capital(&self, at: usize) -> Option<&'static WordMeaning> {
        self.tokens.meaning(at).filter(|_| self.tokens.is_capital(at))
    }

    fn is_dotted(&self, at: usize) -> bool {
        self.tokens.touches_next(at) && self.tokens.is_mark(at + 1, &['.'])
    }

    /// A number that can be the day of a month: not of `27-year-old`, `16:30` or `5%`.
    fn day_number(&self, at: usize) -> Option<i8> {
        let number = self.tokens.number(at)?;
        let day = i8::try_from(number.value).ok().filter(|day| (1..=31).contains(day))?;
        let tied = self.tokens.touches_next(at) && self.tokens.touches_next(at + 1);
        let compound = tied
            && (self.tokens.is_mark(at + 1, &['-']) && self.names_no_day(at + 2)
                || self.tokens.is_mark(at + 1, &[':']) && self.tokens.number(at + 2).is_some());
        let percent = self.tokens.is_mark(at + 1, &['%']);
        (number.digits <= 2 && !compound && !percent).then_some(day)
    }

    fn names_no_day(&self, at: usize) -> bool {
        !self.tokens.word(at).is_empty()
            && self.month_name(at).is_none()
            && self.weekday_name(at).is_none()
    }

    /// `16`, `16-17`, `16 and 17`: the first and the last day.
    fn day_numbers(&self, at: usize) -> Option<(i8, i8, usize)> {
        let first = self.day_number(at)?;
        let joined = self.tokens.is_mark(at + 1, &['-', '–'])
            || matches!(self.tokens.word(at + 1), "and" | "to" | "through");
        match self.day_number(at + 2).filter(|last| joined && *last > first) {
            Some(last) => Some((first, last, at + 3)),
            None => Some((first, first, at + 1)),
        }
    }

    fn year_number(&self, at: usize) -> Option<i16> {
        let Number { value, digits, ordinal } = self.tokens.number(at)?;
        let is_year = digits == 4 && !ordinal && YEARS.contains(&value);
        i16::try_from(value).ok().filter(|_| is_year)
    }

    /// The year after a month or day, where one stands there (`2021`, `, 2021`, `of 2021`, `last
    /// year`), and the token after it. The inner value is none for a year told from an unknown day
    /// of printing.
    fn year_beside(&self, at: usize) -> (Option<Option<i16>>, usize) {
        let of = self.tokens.word(at) == "of";
        let from = at + usize::from(of || self.tokens.is_mark(at, &[',']));
        if let Some(year) = self.year_number(from) {
            return (Some(Some(year)), from + 1);
        }
        let (shift, upto) = self.shift(at + usize::from(of));
        let Some(shift) = shift.filter(|_| self.tokens.word(upto) == "year") else {
            return (None, at);
        };
        let year = self.printed.and_then(|day| day.year().checked_add(years_away(shift)));
        (Some(year), upto + 1)
    }

    /// `June 16`, `Sept. 30, 2021`, `16 June`: days of a month, whatever stands before.
    pub(super) fn numbered_days(&self, at: usize) -> Option<NumberedDays> {
        self.month_then_days(at).or_else(|| self.days_then_month(at))
    }

    fn month_then_days(&self, at: usize) -> Option<NumberedDays> {
        let (month, days) = self.month_name(at)?;
        let (first, mut last, mut upto) = self.day_numbers(days)?;
        if first != last && self.month_name(upto).is_some() {
            // `June 30 and 2 July`: the second number is the next month's.
            (last, upto) = (first, days + 1);
        }
        let (year, end) = self.year_beside(upto);
        // `in June 30 people …`: a day would have been `on June 30`.
        let counts = self.tokens.word_before(at) == "in"
            && year.is_none()
            && self.tokens.number(days).is_some_and(|number| !number.ordinal);
        (!counts).then_some(NumberedDays { month: month.number, first, last, year, upto: end })
    }

    fn days_then_month(&self, at: usize) -> Option<NumberedDays> {
        let (first, last, end) = self.day_numbers(at).filter(|_| self.tokens.begins_freely(at))?;
        let of = self.tokens.word(end) == "of";
        let (month, upto) = self.month_name(end + usize::from(of))?;
        let (year, upto) = self.year_beside(upto);
        Some(NumberedDays { month: month.number, first, last, year, upto })
    }

    pub(super) fn found_days(&self, days: &NumberedDays, shift: Option<Shift>) -> DateMatch {
        let year = days
            .year
            .unwrap_or_else(|| calendar::year_near(self.printed?, days.month, days.first, shift));
        let day = |day| Date::new(year?, days.month, day).ok();
        let stretch = day(days.first).zip(day(days.last));
        DateMatch { upto: days.upto, grain: Grain::Day, days: stretch }
    }

    /// A month with or without its year. `cued` tells that what stands before makes it one.
    pub(super) fn found_month(&self, at: usize, cued: bool) -> Option<DateMatch> {
        let (shift, name) = self.shift(at);
        let (month, end) = self.month_name(name)?;
        let (year, upto) = self.year_beside(end);
        let cued =
            cued || shift.is_some() || year.is_some() || CUES.has(self.tokens.word_before(name));
        let stands = match month.alone {
            Alone::Yes => true,
            Alone::NotAsName => cued || !self.tokens.is_capital(end),
            Alone::AfterCue => cued,
        };
        let days = match year {
            Some(year) => year.and_then(|year| calendar::month(year, month.number)),
            None => self.printed.and_then(|day| {
                calendar::month_near(day, month.number, shift, self.tense(at, upto))
            }),
        };
        stands.then_some(DateMatch { upto, grain: Grain::Month, days })
    }

    /// `last week`, `this month`, `next year`; how many units away it is.
    pub(super) fn found_unit(&self, at: usize) -> Option<(DateMatch, Shift)> {
        let (shift, from) = self.shift(at);
        let shift = shift?;
        let grain = self.tokens.meaning(from)?.unit.filter(|unit| *unit != Grain::Day)?;
        let away = i64::from(years_away(shift));
        let days = self.printed.and_then(|day| calendar::unit(day, grain, away));
        Some((DateMatch { upto: from + 1, grain, days }, shift))
    }

    pub(super) fn found_year(&self, at: usize) -> Option<DateMatch> {
        let year = self.year_number(at)?;
        Some(DateMatch { upto: at + 1, grain: Grain::Year, days: calendar::year(year) })
    }

    pub(super) fn tense(&self, at: usize, upto: usize) -> Tense {
        self.cues.around(at, upto)
    }
}

/// Days of a month as they are written.
pub(super) struct NumberedDays {
    month: i8,
    first: i8,
    last: i8,
    /// None where no year stands beside; then the inner value as of [`Reader::year_beside`].
    year: Option<Option<i16>>,
    upto: usize,
}

fn years_away(shift: Shift) -> i16 {
    match shift {
        Shift::Last => -1,
        Shift::This => 0,
        Shift::Next => 1,
    }
}
