//! The words that tell days, as data.
//!
//! Months and their abbreviations are those of the Associated Press Stylebook (Jan., Feb., Aug.,
//! Sept., Oct., Nov., Dec.; it never shortens March to July), with the three-letter forms that
//! other houses print.

use std::collections::HashMap;
use std::sync::LazyLock;

use jiff::civil::Weekday;

use super::Grain;

/// When the name of a month standing alone, without a day or year, is a month.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Alone {
    /// Always.
    Yes,
    /// Unless a capital follows, as in `June Weber`.
    NotAsName,
    /// Only after one of [`CUES`]: it is a verb or a surname as well.
    AfterCue,
}

/// The months: name, number, whether the name will do alone.
const MONTHS: [(&str, i8, Alone); 12] = [
    ("january", 1, Alone::Yes),
    ("february", 2, Alone::Yes),
    ("march", 3, Alone::AfterCue),
    ("april", 4, Alone::NotAsName),
    ("may", 5, Alone::AfterCue),
    ("june", 6, Alone::NotAsName),
    ("july", 7, Alone::Yes),
    ("august", 8, Alone::NotAsName),
    ("september", 9, Alone::Yes),
    ("october", 10, Alone::Yes),
    ("november", 11, Alone::Yes),
    ("december", 12, Alone::Yes),
];

/// Months cut short, with or without a point; alone they are months after a cue.
const SHORT_MONTHS: [(&str, i8); 12] = [
    ("jan", 1),
    ("feb", 2),
    ("mar", 3),
    ("apr", 4),
    ("jun", 6),
    ("jul", 7),
    ("aug", 8),
    ("sep", 9),
    ("sept", 9),
    ("oct", 10),
    ("nov", 11),
    ("dec", 12),
];

/// What before a word makes it a month.
pub(super) const CUES: [&str; 10] =
    ["in", "since", "until", "till", "by", "before", "after", "during", "through", "between"];

/// What before a number of four digits makes it a year.
pub(super) const YEAR_CUES: [&str; 2] = ["in", "since"];

/// The years that four digits in running text can mean; beyond them they count something.
pub(super) const YEARS: std::ops::RangeInclusive<u32> = 1500..=2199;

/// The weekdays in full: `sun` and `sat` are words.
const WEEKDAYS: [(&str, Weekday); 7] = [
    ("monday", Weekday::Monday),
    ("tuesday", Weekday::Tuesday),
    ("wednesday", Weekday::Wednesday),
    ("thursday", Weekday::Thursday),
    ("friday", Weekday::Friday),
    ("saturday", Weekday::Saturday),
    ("sunday", Weekday::Sunday),
];

/// Weekdays cut short, read only beside a day of a month.
const SHORT_WEEKDAYS: [&str; 10] =
    ["mon", "tue", "tues", "wed", "weds", "thu", "thurs", "fri", "sat", "sun"];

/// Capitalised pairs of words that hold a weekday and tell none.
pub(super) const NAMES_WITH_WEEKDAYS: [(&str, &str); 12] = [
    ("ash", "wednesday"),
    ("black", "friday"),
    ("bloody", "sunday"),
    ("cyber", "monday"),
    ("easter", "monday"),
    ("easter", "sunday"),
    ("good", "friday"),
    ("palm", "sunday"),
    ("super", "tuesday"),
    ("sunday", "mirror"),
    ("sunday", "telegraph"),
    ("sunday", "times"),
];

/// Days told from today, and how many they are away.
const RELATIVE_DAYS: [PhraseEntry<i64>; 10] = [
    (&["today"], 0),
    (&["tonight"], 0),
    (&["this", "morning"], 0),
    (&["this", "afternoon"], 0),
    (&["this", "evening"], 0),
    (&["yesterday"], -1),
    (&["last", "night"], -1),
    (&["tomorrow"], 1),
    (&["day", "before", "yesterday"], -2),
    (&["day", "after", "tomorrow"], 2),
];

/// Which of several that bear a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shift {
    /// The one before.
    Last,
    /// The present one.
    This,
    /// The one after.
    Next,
}

/// The words for it.
const SHIFTS: [(&str, Shift); 3] =
    [("last", Shift::Last), ("this", Shift::This), ("next", Shift::Next)];

/// The units: one, several. Only one is shifted: `last year`, not `his last years`.
const UNITS: [(&str, &str, Grain); 4] = [
    ("day", "days", Grain::Day),
    ("week", "weeks", Grain::Week),
    ("month", "months", Grain::Month),
    ("year", "years", Grain::Year),
];

/// Which part of a stretch.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum DayPart {
    /// The first third.
    Early,
    /// The second third.
    Middle,
    /// The last third.
    Late,
    /// Up to the day of printing.
    Before,
    /// From the day of printing.
    After,
}

/// The words for it.
const PARTS: [PhraseEntry<DayPart>; 9] = [
    (&["early"], DayPart::Early),
    (&["beginning", "of"], DayPart::Early),
    (&["start", "of"], DayPart::Early),
    (&["mid"], DayPart::Middle),
    (&["middle", "of"], DayPart::Middle),
    (&["late"], DayPart::Late),
    (&["end", "of"], DayPart::Late),
    (&["earlier"], DayPart::Before),
    (&["later"], DayPart::After),
];

/// Counts in words. `a` is one: `a week ago`.
const COUNTS: [(&str, u32); 24] = [
    ("a", 1),
    ("one", 1),
    ("two", 2),
    ("three", 3),
    ("four", 4),
    ("five", 5),
    ("six", 6),
    ("seven", 7),
    ("eight", 8),
    ("nine", 9),
    ("ten", 10),
    ("eleven", 11),
    ("twelve", 12),
    ("thirteen", 13),
    ("fourteen", 14),
    ("fifteen", 15),
    ("sixteen", 16),
    ("seventeen", 17),
    ("eighteen", 18),
    ("nineteen", 19),
    ("twenty", 20),
    ("thirty", 30),
    ("forty", 40),
    ("fifty", 50),
];

/// What says that the days near it are still to come.
const FUTURE: [&[&str]; 34] = [
    &["will"],
    &["ll"],
    &["shall"],
    &["would"],
    &["is", "to"],
    &["are", "to"],
    &["was", "to"],
    &["were", "to"],
    &["is", "due"],
    &["are", "due"],
    &["was", "due"],
    &["were", "due"],
    &["expected"],
    &["was", "expected"],
    &["were", "expected"],
    &["scheduled"],
    &["was", "scheduled"],
    &["were", "scheduled"],
    &["slated"],
    &["planned"],
    &["plan", "to"],
    &["plans", "to"],
    &["hope", "to"],
    &["hopes", "to"],
    &["agreed", "to"],
    &["set", "to"],
    &["set", "for"],
    &["going", "to"],
    &["to", "be", "held"],
    &["ahead", "of"],
    &["upcoming"],
    &["this", "coming"],
    &["next"],
    &["until"],
];

/// What says that they are past; so do words in -ed.
const PAST: [&str; 40] = [
    "said", "told", "was", "were", "had", "did", "met", "held", "took", "spoke", "agreed", "began",
    "broke", "brought", "came", "chose", "drew", "fell", "flew", "fought", "found", "gave", "grew",
    "heard", "kept", "left", "lost", "made", "ran", "rose", "sat", "saw", "sent", "since",
    "sought", "stood", "struck", "went", "withdrew", "wrote",
];

/// Words at which a clause of its own begins.
pub(super) const CLAUSE_WORDS: [&str; 5] = ["that", "which", "who", "but", "while"];

/// Titles that end in a point and end no sentence.
pub(super) const TITLES: [&str; 12] =
    ["mr", "mrs", "ms", "dr", "sen", "rep", "gov", "gen", "lt", "col", "prof", "st"];

/// A month's name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Month {
    /// 1 to 12.
    pub(super) number: i8,
    /// When the name standing alone is a month.
    pub(super) alone: Alone,
    /// Whether a point may belong to it.
    pub(super) short: bool,
}

/// A phrase, and what the tables hold for it.
pub(super) type PhraseEntry<T> = (&'static [&'static str], T);

/// What the tables hold for one word: looked up once, so that a rule costs no search.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct WordMeaning {
    /// In [`MONTHS`] or [`SHORT_MONTHS`].
    pub(super) month: Option<Month>,
    /// In [`WEEKDAYS`].
    pub(super) weekday: Option<Weekday>,
    /// In [`SHORT_WEEKDAYS`].
    pub(super) short_weekday: bool,
    /// In [`SHIFTS`].
    pub(super) shift: Option<Shift>,
    /// One of [`UNITS`].
    pub(super) unit: Option<Grain>,
    /// One or several of [`UNITS`].
    pub(super) units: Option<Grain>,
    /// In [`COUNTS`].
    pub(super) count: Option<u32>,
    /// In [`PAST`].
    pub(super) past: bool,
    /// The phrases of [`PARTS`] that begin with it.
    pub(super) parts: Vec<PhraseEntry<DayPart>>,
    /// The phrases of [`RELATIVE_DAYS`] that begin with it.
    pub(super) relative_days: Vec<PhraseEntry<i64>>,
    /// The phrases of [`FUTURE`] that begin with it.
    pub(super) future: Vec<PhraseEntry<()>>,
}

/// What every word of the tables means.
static MEANINGS: LazyLock<Meanings> = LazyLock::new(|| {
    let mut all = Meanings::default();
    for (word, number, alone) in MONTHS {
        all.of(word).month = Some(Month { number, alone, short: false });
    }
    for (word, number) in SHORT_MONTHS {
        all.of(word).month = Some(Month { number, alone: Alone::AfterCue, short: true });
    }
    for (one, several, unit) in UNITS {
        all.of(one).unit = Some(unit);
        all.of(one).units = Some(unit);
        all.of(several).units = Some(unit);
    }
    WEEKDAYS.into_iter().for_each(|(word, day)| all.of(word).weekday = Some(day));
    SHORT_WEEKDAYS.into_iter().for_each(|word| all.of(word).short_weekday = true);
    SHIFTS.into_iter().for_each(|(word, shift)| all.of(word).shift = Some(shift));
    COUNTS.into_iter().for_each(|(word, count)| all.of(word).count = Some(count));
    PAST.into_iter().for_each(|word| all.of(word).past = true);
    PARTS.into_iter().for_each(|phrase| all.of(phrase.0[0]).parts.push(phrase));
    RELATIVE_DAYS.into_iter().for_each(|phrase| all.of(phrase.0[0]).relative_days.push(phrase));
    FUTURE.into_iter().for_each(|phrase| all.of(phrase[0]).future.push((phrase, ())));
    all
});

#[derive(Default)]
struct Meanings(HashMap<&'static str, WordMeaning>);

impl Meanings {
    fn of(&mut self, word: &'static str) -> &mut WordMeaning {
        self.0.entry(word).or_default()
    }
}

/// What a word in lower case means, if a table holds it.
pub(super) fn meaning(word: &str) -> Option<&'static WordMeaning> {
    MEANINGS.0.get(word)
}
