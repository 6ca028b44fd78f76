//! The words that tell days, as the tables have them: `tables/days.txt`.

use std::collections::HashMap;
use std::sync::LazyLock;

use foldhash::fast::RandomState;
use jiff::civil::Weekday;

use super::Grain;
use crate::dataset::MONTHS;
use crate::extract::language::{WordList, entries, pairs};

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

pub(super) static CUES: WordList = WordList::new("month-cue");

/// What before a number of four digits makes it a year.
pub(super) const YEAR_CUES: [&str; 2] = ["in", "since"];

/// The years that four digits in running text can mean; beyond them they count something.
pub(super) const YEARS: std::ops::RangeInclusive<u32> = 1500..=2199;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shift {
    Last,
    This,
    Next,
}

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
    Early,
    Middle,
    Late,
    Before,
    After,
}

/// Words at which a clause of its own begins.
pub(super) const CLAUSE_WORDS: [&str; 5] = ["that", "which", "who", "but", "while"];

pub(super) static TITLES: WordList = WordList::new("pointed-title");

/// The names of the parts in the tables.
const PARTS: [(&str, DayPart); 5] = [
    ("early", DayPart::Early),
    ("middle", DayPart::Middle),
    ("late", DayPart::Late),
    ("before", DayPart::Before),
    ("after", DayPart::After),
];

/// A month's name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Month {
    pub(super) number: i8,
    /// When the name standing alone is a month.
    pub(super) alone: Alone,
    /// Whether a point may belong to it.
    pub(super) short: bool,
}

/// A phrase, and what the tables hold for it.
pub(super) type PhraseEntry<T> = (&'static str, T);

/// What the tables hold for one word: looked up once, so that a rule costs no search.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct WordMeaning {
    pub(super) month: Option<Month>,
    pub(super) weekday: Option<Weekday>,
    pub(super) short_weekday: bool,
    pub(super) shift: Option<Shift>,
    pub(super) unit: Option<Grain>,
    /// One or several of [`UNITS`].
    pub(super) units: Option<Grain>,
    /// How many it counts. `a` is one: `a week ago`.
    pub(super) count: Option<u32>,
    /// A verb that says that the days near it are past; so do words in -ed.
    pub(super) past: bool,
    /// The phrases for a part of a stretch that begin with it.
    pub(super) parts: Vec<PhraseEntry<DayPart>>,
    /// The phrases that tell a day from today, and how many days it is away.
    pub(super) relative_days: Vec<PhraseEntry<i64>>,
    /// The phrases that say that the days near it are still to come.
    pub(super) future: Vec<PhraseEntry<()>>,
}

/// What every word of the tables means.
static MEANINGS: LazyLock<Meanings> = LazyLock::new(|| {
    let mut all = Meanings::default();
    for (number, name) in (1..).zip(MONTHS) {
        let name = name.to_ascii_lowercase();
        let alone = match name.as_str() {
            name if entries("month-after-cue").contains(&name) => Alone::AfterCue,
            name if entries("month-or-name").contains(&name) => Alone::NotAsName,
            _ => Alone::Yes,
        };
        for short in entries("short-month").iter().filter(|short| name.starts_with(**short)) {
            all.of(short).month = Some(Month { number, alone: Alone::AfterCue, short: true });
        }
        all.of(&name).month = Some(Month { number, alone, short: false });
    }
    for (one, several, unit) in UNITS {
        all.of(one).unit = Some(unit);
        all.of(one).units = Some(unit);
        all.of(several).units = Some(unit);
    }
    for (number, word) in (1..).zip(entries("weekday")) {
        all.of(word).weekday = Weekday::from_monday_one_offset(number).ok();
    }
    entries("short-weekday").iter().for_each(|word| all.of(word).short_weekday = true);
    SHIFTS.into_iter().for_each(|(word, shift)| all.of(word).shift = Some(shift));
    pairs("count").for_each(|(word, count)| all.of(word).count = count.parse().ok());
    entries("past-verb").iter().for_each(|word| all.of(word).past = true);
    for (away, phrase) in pairs("relative-day") {
        let away = away.parse().unwrap_or_default();
        all.of(phrase).relative_days.push((phrase, away));
    }
    for (name, phrase) in pairs("part") {
        let part = PARTS.into_iter().find(|(part, _)| *part == name);
        all.of(phrase).parts.extend(part.map(|(_, part)| (phrase, part)));
    }
    entries("future").iter().for_each(|phrase| all.of(phrase).future.push((phrase, ())));
    all
});

#[derive(Default)]
struct Meanings(HashMap<String, WordMeaning, RandomState>);

impl Meanings {
    /// Of a word, or of the first word of a phrase.
    fn of(&mut self, phrase: &str) -> &mut WordMeaning {
        self.0.entry(phrase.split(' ').take(1).collect()).or_default()
    }
}

/// What a word in lower case means, if a table holds it.
pub(super) fn meaning(word: &str) -> Option<&'static WordMeaning> {
    MEANINGS.0.get(word)
}
