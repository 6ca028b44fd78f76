//! The speakers in order, their short names, and the signs of their sides.

use std::{borrow::Cow, cmp::Reverse};

use foldhash::{HashMap, HashMapExt};
use jiff::civil::Date;

use super::selection::SpeakerKey;
use crate::dataset::{Dataset, Speaker, SpeakerIx, SpeakerKind, UNATTRIBUTED};
use crate::text::width;

/// The speakers in the order of their pane, and their short names.
#[derive(Debug, Default, Clone)]
pub struct SpeakerOrder {
    /// Everyone, by number of quotes, then by name.
    pub order: Vec<SpeakerKey>,
    /// For each speaker's slot the first and the last day on which they are quoted, where any is
    /// known.
    pub days: Vec<Option<(Date, Date)>>,
    /// For each speaker the position in that order; the last is that of the quotes without one.
    positions: Vec<u32>,
    /// Surnames, and names of institutions without their first word, and how many speakers have
    /// each. One that a single speaker has can stand for the whole name.
    surnames: HashMap<String, u32>,
    /// For each speaker the place of their side among all, from 1 on; 0 where they have none.
    side_of: Vec<u8>,
}

impl SpeakerOrder {
    pub(super) fn new(data: &Dataset) -> Self {
        let mut order: Vec<SpeakerKey> = (0..data.speakers.len())
            .map(SpeakerIx::from)
            .filter(|s| !data.speaker(*s).is_gone)
            .map(Some)
            .collect();
        if !data.quotes_by(None).is_empty() {
            order.push(None);
        }
        order.sort_by_key(|key| {
            (Reverse(data.quotes_by(*key).len()), data.speaker_name(*key), *key)
        });
        let mut positions = vec![0; data.speakers.len() + 1];
        for (key, at) in order.iter().zip(0..) {
            positions[data.slot(*key)] = at;
        }
        let mut surnames = HashMap::with_capacity(data.speakers.len());
        for speaker in data.speakers.iter().filter(|speaker| !speaker.is_gone) {
            let short = [Some(last_name(speaker)), without_first_word(speaker)];
            for short in short.into_iter().flatten() {
                *surnames.entry(short.to_owned()).or_default() += 1;
            }
        }
        let mut days: Vec<Option<(Date, Date)>> = vec![None; data.speakers.len() + 1];
        for (slot, day) in data.speaker_slots().iter().zip(data.day_slots()) {
            let Some(day) = data.days().get(*day as usize) else { continue };
            let known = &mut days[*slot as usize];
            *known = Some(known.map_or((*day, *day), |(a, b)| (a.min(*day), b.max(*day))));
        }
        Self { order, days, positions, surnames, side_of: sides(data) }
    }

    /// The position of a speaker in the order.
    pub fn position(&self, data: &Dataset, key: SpeakerKey) -> u32 {
        self.positions[data.slot(key)]
    }

    /// A name in so few columns that only a part of it may have room: of a person the surname where
    /// nobody else has it, of an institution its words in their usual short forms, without the first
    /// where the rest is nobody else's. It may still be too long. Of a `short` one the surname is
    /// enough anyway.
    pub fn name_in<'a>(
        &self,
        data: &'a Dataset,
        key: SpeakerKey,
        columns: usize,
        short: bool,
    ) -> Cow<'a, str> {
        let Some(speaker) = key.map(|speaker| data.speaker(speaker)) else {
            return UNATTRIBUTED.into();
        };
        let (is_person, fits) =
            (speaker.kind == SpeakerKind::Person, width(&speaker.name) <= columns);
        if fits && !(short && is_person) {
            return speaker.name.as_str().into();
        }
        if is_person {
            let surname = last_name(speaker);
            let is_only = self.surnames.get(surname) == Some(&1);
            return if is_only { surname } else { &speaker.name }.into();
        }
        let short = |name: &str| name.split(' ').map(short_form).collect::<Vec<_>>().join(" ");
        let whole = short(&speaker.name);
        match without_first_word(speaker).filter(|rest| self.surnames.get(*rest) == Some(&1)) {
            Some(rest) if width(&whole) > columns => short(rest).into(),
            _ => whole.into(),
        }
    }

    /// The sign of a speaker's side; `None` where they have none.
    pub fn side_sign(&self, key: SpeakerKey) -> Option<SideSign> {
        let nth = *self.side_of.get(key?.index())?;
        let nth = usize::from(nth.checked_sub(1)?);
        Some(SideSign { nth, sign: SIDE_SIGNS.get(nth).unwrap_or(&OTHER_SIDE) })
    }

    /// Whether anybody is on a side.
    pub fn has_sides(&self) -> bool {
        self.side_of.iter().any(|side| *side > 0)
    }
}

/// How a side is told apart from the others where its name has no room.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SideSign {
    /// Its place among the sides, those with the most quotes first.
    pub nth: usize,
    /// The sign.
    pub sign: &'static str,
}

/// The signs of the sides. They are told apart without colour.
const SIDE_SIGNS: [&str; 8] = ["●", "○", "■", "□", "▲", "△", "◆", "◇"];
/// The sign of every further side.
const OTHER_SIDE: &str = "·";

/// Short forms that readers of news know.
const SHORT_FORMS: [(&str, &str); 18] = [
    ("Administration", "Admin."),
    ("Agency", "Agcy"),
    ("Association", "Assn"),
    ("Commission", "Comm."),
    ("Committee", "Cttee"),
    ("Company", "Co."),
    ("Corporation", "Corp."),
    ("Department", "Dept"),
    ("Federation", "Fed."),
    ("Government", "Govt"),
    ("Institute", "Inst."),
    ("International", "Intl"),
    ("Ministry", "Min."),
    ("National", "Natl"),
    ("Organisation", "Org."),
    ("Organization", "Org."),
    ("Secretariat", "Secr."),
    ("University", "Univ."),
];

fn short_form(word: &str) -> &str {
    SHORT_FORMS.iter().find(|(whole, _)| *whole == word).map_or(word, |(_, short)| short)
}

/// An institution's name without its first word, where two are left.
fn without_first_word(speaker: &Speaker) -> Option<&str> {
    let (_, rest) = speaker.name.split_once(' ')?;
    (speaker.kind != SpeakerKind::Person && rest.contains(' ')).then_some(rest)
}

/// For each speaker the place of their side among all, from 1 on; 0 where they have none.
fn sides(data: &Dataset) -> Vec<u8> {
    let mut quotes: HashMap<&str, usize> = HashMap::new();
    for (at, speaker) in data.speakers.iter().enumerate().filter(|(_, one)| !one.is_gone) {
        if let Some(side) = speaker.side.as_deref() {
            *quotes.entry(side).or_default() += data.quotes_by(Some(at.into())).len();
        }
    }
    let mut order: Vec<(Reverse<usize>, &str)> =
        quotes.into_iter().map(|(side, quotes)| (Reverse(quotes), side)).collect();
    order.sort_unstable();
    let numbered = order.iter().zip(1..=u8::MAX).map(|((_, side), nth)| (*side, nth));
    let places: HashMap<&str, u8> = numbered.collect();
    let place = |speaker: &Speaker| places.get(speaker.side.as_deref()?).copied();
    data.speakers.iter().map(|speaker| place(speaker).unwrap_or(0)).collect()
}

/// The last word of a person's name, unless that is a mere suffix; of anything else the name.
fn last_name(speaker: &Speaker) -> &str {
    let last = speaker.name.split_whitespace().next_back().unwrap_or(&speaker.name);
    let suffix = matches!(last.trim_end_matches('.'), "Jr" | "Sr" | "II" | "III" | "IV" | "Third");
    if speaker.kind == SpeakerKind::Person && !suffix { last } else { &speaker.name }
}
