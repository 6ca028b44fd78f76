//! Texts of three or four words: too short to tell an utterance by, unless the same run of words is
//! printed within days.
//!
//! A phrase joins the group of a longer text that contains it, or else other phrases, each of which
//! it must match: two are never joined by a phrase between them.

use std::cmp::Reverse;
use std::collections::HashMap;

use super::clusters::{Saying, Sayings};
use super::texts::Texts;

/// Days between two printings of a phrase.
const DAYS: i32 = 7;
/// The same where two different speakers are named: a ministry and its spokesman share words.
const DAYS_OF_OTHERS: i32 = 3;
/// How many of the longer texts printed before a phrase, and after it, are asked about it.
const AROUND: usize = 16;
/// How many of the phrases of four words around one of three are asked about it.
const LARGER: usize = 8;

/// Joins the phrases among the sayings. `hosts` are pairs of a phrase and a text that contains its
/// words in one run, phrases of four words among the latter.
pub(super) fn join(texts: &Texts, sayings: &mut Sayings, mut hosts: Vec<(u32, u32)>) {
    hosts.sort_unstable();
    let article: Vec<Option<usize>> =
        (0..sayings.len() as u32).map(|number| sayings.only_article(number)).collect();
    let mut circles = Circles::default();
    let mut left = Vec::new();
    for phrase in texts.phrases() {
        let from = hosts.partition_point(|pair| pair.0 < phrase);
        let to = hosts.partition_point(|pair| pair.0 <= phrase);
        let (larger, longer): (Vec<u32>, Vec<u32>) =
            hosts[from..to].iter().map(|pair| pair.1).partition(|host| texts.is_phrase(*host));
        if !larger.is_empty() {
            circles.larger.insert(phrase, larger.into_iter().take(LARGER).collect());
        }
        let printed = Printed::new(sayings, &longer);
        for number in sayings.of(phrase) {
            let saying = sayings.at(number);
            // A group of the same article would tell of no other: it is the second choice.
            let elsewhere = |host: u32| {
                let (own, other) = (article[number as usize], article[host as usize]);
                own.is_none() || own != other
            };
            let host = printed.nearest(saying, elsewhere);
            match host.or_else(|| printed.nearest(saying, |_| true)) {
                Some(host) => sayings.unite(host, number),
                None => left.push(number),
            }
        }
    }
    left.sort_unstable_by_key(|number| {
        let Saying { text, speaker, day } = sayings.at(*number);
        (day.is_none(), Reverse(texts.of(text).len()), text, day, speaker)
    });
    for number in left {
        if let Some(member) = circles.seat(number, sayings.at(number)) {
            sayings.unite(member, number);
        }
    }
}

/// Where the longer texts that contain a phrase are printed: sayings, by their day.
#[derive(Default)]
struct Printed {
    all: Vec<(i32, u32)>,
    by: HashMap<Option<usize>, Vec<(i32, u32)>>,
    undated: HashMap<Option<usize>, u32>,
}

impl Printed {
    fn new(sayings: &Sayings, hosts: &[u32]) -> Self {
        let mut printed = Self::default();
        for number in hosts.iter().flat_map(|host| sayings.of(*host)) {
            let saying = sayings.at(number);
            match saying.day {
                Some(day) => printed.all.push((day, number)),
                None => _ = printed.undated.entry(saying.speaker).or_insert(number),
            }
        }
        printed.all.sort_unstable();
        for (day, number) in &printed.all {
            printed.by.entry(sayings.at(*number).speaker).or_default().push((*day, *number));
        }
        printed
    }

    /// The saying that a phrase belongs to, of those that will do: of the same speaker rather than
    /// of nobody known, of either rather than of another, and then the nearest in time.
    fn nearest(&self, phrase: Saying, will_do: impl Fn(u32) -> bool) -> Option<u32> {
        let within = |hosts: &[(i32, u32)], day, days| {
            let at = hosts.partition_point(|host| host.0 < day);
            hosts[at.saturating_sub(AROUND)..hosts.len().min(at + AROUND)]
                .iter()
                .map(|host| ((host.0 - day).abs(), host.1))
                .filter(|(apart, host)| *apart <= days && will_do(*host))
                .min()
                .map(|(_, host)| host)
        };
        let by = |speaker| self.by.get(&speaker).map_or(&[][..], Vec::as_slice);
        let undated = || self.undated.get(&phrase.speaker).copied().filter(|host| will_do(*host));
        let own = by(phrase.speaker);
        match (phrase.speaker, phrase.day) {
            (None, None) => None,
            (None, Some(day)) => within(&self.all, day, DAYS),
            (Some(_), None) => undated()
                .or_else(|| own.iter().take(AROUND).map(|host| host.1).find(|host| will_do(*host))),
            (Some(_), Some(day)) => within(own, day, DAYS)
                .or_else(undated)
                .or_else(|| within(by(None), day, DAYS))
                .or_else(|| within(&self.all, day, DAYS_OF_OTHERS)),
        }
    }
}

/// Phrases that all match each other: one of four words and one within it, or only one.
struct Circle {
    /// The saying it began with.
    member: u32,
    text: u32,
    smaller: Option<u32>,
    /// The day it began; its dated phrases are seated before those without a day.
    began: Option<i32>,
    days: Option<Days>,
    /// The days of those whose speaker is known.
    named: Option<Days>,
    speaker: Option<usize>,
    several: bool,
    unnamed: bool,
}

/// The first and the last of some days.
#[derive(Clone, Copy)]
struct Days(i32, i32);

impl Days {
    fn with(days: Option<Self>, day: i32) -> Self {
        days.map_or(Self(day, day), |days| Self(days.0.min(day), days.1.max(day)))
    }

    fn between(self) -> i32 {
        self.1 - self.0
    }
}

impl Circle {
    fn takes(&self, phrase: Saying) -> bool {
        let fits = phrase.text == self.text || self.smaller.is_none_or(|text| text == phrase.text);
        let alone = !self.several && self.speaker.is_none_or(|own| phrase.speaker == Some(own));
        fits && match phrase.day {
            None => alone && !self.unnamed,
            Some(day) => {
                Days::with(self.days, day).between() <= DAYS
                    && (alone
                        || phrase.speaker.is_none()
                        || Days::with(self.named, day).between() <= DAYS_OF_OTHERS)
            }
        }
    }

    fn add(&mut self, phrase: Saying) {
        if phrase.text != self.text {
            self.smaller = Some(phrase.text);
        }
        if let Some(day) = phrase.day {
            self.days = Some(Days::with(self.days, day));
        }
        match phrase.speaker {
            None => self.unnamed = true,
            Some(speaker) => {
                self.several |= *self.speaker.get_or_insert(speaker) != speaker;
                if let Some(day) = phrase.day {
                    self.named = Some(Days::with(self.named, day));
                }
            }
        }
    }
}

#[derive(Default)]
struct Circles {
    all: Vec<Circle>,
    /// The dated circles of each phrase, in the order of the days they began.
    of: HashMap<u32, Vec<usize>>,
    /// The first circle of each phrase and speaker.
    by: HashMap<(u32, Option<usize>), usize>,
    /// For each phrase of three words those of four that contain it.
    larger: HashMap<u32, Vec<u32>>,
}

impl Circles {
    /// Puts a phrase into the first circle that takes it and returns a member of that, or opens a
    /// new one. Dated phrases come first, of them those of four words, and then by their days.
    fn seat(&mut self, number: u32, phrase: Saying) -> Option<u32> {
        let larger = self.larger.get(&phrase.text).into_iter().flatten();
        let found = [phrase.text]
            .iter()
            .chain(larger)
            .flat_map(|text| self.near(*text, phrase))
            .find(|circle| self.all[*circle].takes(phrase));
        let circle = found.unwrap_or_else(|| self.open(number, phrase));
        self.all[circle].add(phrase);
        found.map(|circle| self.all[circle].member)
    }

    /// The circles of a text in which a phrase may find a place: no more than one began on a day.
    fn near(&self, text: u32, phrase: Saying) -> Vec<usize> {
        let Some(day) = phrase.day else {
            return self.by.get(&(text, phrase.speaker)).copied().into_iter().collect();
        };
        let circles = self.of.get(&text).map_or(&[][..], Vec::as_slice);
        let from = circles.partition_point(|at| self.all[*at].began < Some(day - DAYS));
        let near = circles[from..].iter().copied();
        near.take_while(|at| self.all[*at].began <= Some(day + DAYS)).collect()
    }

    fn open(&mut self, member: u32, phrase: Saying) -> usize {
        let Saying { text, speaker, day } = phrase;
        let circle = self.all.len();
        self.all.push(Circle {
            member,
            text,
            smaller: None,
            began: day,
            days: None,
            named: None,
            speaker: None,
            several: false,
            unnamed: false,
        });
        if day.is_some() {
            self.of.entry(text).or_default().push(circle);
        }
        self.by.entry((text, speaker)).or_insert(circle);
        circle
    }
}
