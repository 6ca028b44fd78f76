//! Texts of three or four words: too short to tell an utterance by, unless the same run of words is
//! printed within days.
//!
//! A phrase joins the group of a longer text that contains it, or else other phrases, each of which
//! it must match: two are never joined by a phrase between them.

use std::cmp::Reverse;
use std::collections::HashMap;

use super::clusters::{ClusterMember, Clusters};
use super::texts::Texts;

/// Days between two printings of a phrase.
const DAYS: i32 = 7;
/// The same where two different speakers are named: a ministry and its spokesman share words.
const DAYS_OF_OTHERS: i32 = 3;
/// How many of the longer texts printed before a phrase, and after it, are asked about it.
const AROUND: usize = 16;
/// How many of the phrases of four words around one of three are asked about it.
const LARGER: usize = 8;

/// Joins the phrases among the members. `hosts` are pairs of a phrase and a text that contains its
/// words in one run, phrases of four words among the latter.
pub(super) fn join(texts: &Texts, clusters: &mut Clusters, mut hosts: Vec<(u32, u32)>) {
    hosts.sort_unstable();
    let article: Vec<Option<usize>> =
        (0..clusters.len() as u32).map(|number| clusters.only_article(number)).collect();
    let mut groups = PhraseGroups::default();
    let mut left = Vec::new();
    for phrase in texts.phrases() {
        let from = hosts.partition_point(|pair| pair.0 < phrase);
        let to = hosts.partition_point(|pair| pair.0 <= phrase);
        let (larger, longer): (Vec<u32>, Vec<u32>) =
            hosts[from..to].iter().map(|pair| pair.1).partition(|host| texts.is_phrase(*host));
        if !larger.is_empty() {
            groups.larger.insert(phrase, larger.into_iter().take(LARGER).collect());
        }
        let printed = Printed::new(clusters, &longer);
        for number in clusters.of(phrase) {
            let member = clusters.at(number);
            // A group of the same article adds no other article, so it is the second choice.
            let elsewhere = |host: u32| {
                let (ours, theirs) = (article[number as usize], article[host as usize]);
                ours.is_none() || ours != theirs
            };
            let host = printed.nearest(member, elsewhere);
            match host.or_else(|| printed.nearest(member, |_| true)) {
                Some(host) => clusters.unite(host, number),
                None => left.push(number),
            }
        }
    }
    left.sort_unstable_by_key(|number| {
        let ClusterMember { text, speaker, day } = clusters.at(*number);
        (day.is_none(), Reverse(texts.of(text).len()), text, day, speaker)
    });
    for number in left {
        if let Some(member) = groups.seat(number, clusters.at(number)) {
            clusters.unite(member, number);
        }
    }
}

/// Where the longer texts that contain a phrase are printed: members, by their day.
#[derive(Default)]
struct Printed {
    all: Vec<(i32, u32)>,
    by: HashMap<Option<usize>, Vec<(i32, u32)>>,
    undated: HashMap<Option<usize>, u32>,
}

impl Printed {
    fn new(clusters: &Clusters, hosts: &[u32]) -> Self {
        let mut printed = Self::default();
        for number in hosts.iter().flat_map(|host| clusters.of(*host)) {
            let member = clusters.at(number);
            match member.day {
                Some(day) => printed.all.push((day, number)),
                None => _ = printed.undated.entry(member.speaker).or_insert(number),
            }
        }
        printed.all.sort_unstable();
        for (day, number) in &printed.all {
            printed.by.entry(clusters.at(*number).speaker).or_default().push((*day, *number));
        }
        printed
    }

    /// The member that a phrase belongs to, of those that will do: of the same speaker rather than
    /// of nobody known, of either rather than of another, and then the nearest in time.
    fn nearest(&self, phrase: ClusterMember, will_do: impl Fn(u32) -> bool) -> Option<u32> {
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
        let of_speaker = by(phrase.speaker);
        match (phrase.speaker, phrase.day) {
            (None, None) => None,
            (None, Some(day)) => within(&self.all, day, DAYS),
            (Some(_), None) => undated().or_else(|| {
                of_speaker.iter().take(AROUND).map(|host| host.1).find(|host| will_do(*host))
            }),
            (Some(_), Some(day)) => within(of_speaker, day, DAYS)
                .or_else(undated)
                .or_else(|| within(by(None), day, DAYS))
                .or_else(|| within(&self.all, day, DAYS_OF_OTHERS)),
        }
    }
}

/// Phrases that all match each other: one of four words and one within it, or only one.
#[derive(Default)]
struct PhraseGroup {
    /// The member it began with.
    member: u32,
    text: u32,
    smaller: Option<u32>,
    /// The day it began; its dated phrases are seated before those without a day.
    began: Option<i32>,
    days: Option<DayRange>,
    /// The days of those whose speaker is known.
    named: Option<DayRange>,
    speaker: Option<usize>,
    several: bool,
    unnamed: bool,
}

/// The first and the last of some days.
#[derive(Clone, Copy)]
struct DayRange(i32, i32);

impl DayRange {
    fn with(days: Option<Self>, day: i32) -> Self {
        days.map_or(Self(day, day), |days| Self(days.0.min(day), days.1.max(day)))
    }

    fn between(self) -> i32 {
        self.1 - self.0
    }
}

impl PhraseGroup {
    fn takes(&self, phrase: ClusterMember) -> bool {
        let fits = phrase.text == self.text || self.smaller.is_none_or(|text| text == phrase.text);
        let alone = !self.several && self.speaker.is_none_or(|own| phrase.speaker == Some(own));
        fits && match phrase.day {
            None => alone && !self.unnamed,
            Some(day) => {
                DayRange::with(self.days, day).between() <= DAYS
                    && (alone
                        || phrase.speaker.is_none()
                        || DayRange::with(self.named, day).between() <= DAYS_OF_OTHERS)
            }
        }
    }

    fn add(&mut self, phrase: ClusterMember) {
        if phrase.text != self.text {
            self.smaller = Some(phrase.text);
        }
        if let Some(day) = phrase.day {
            self.days = Some(DayRange::with(self.days, day));
        }
        match phrase.speaker {
            None => self.unnamed = true,
            Some(speaker) => {
                self.several |= *self.speaker.get_or_insert(speaker) != speaker;
                if let Some(day) = phrase.day {
                    self.named = Some(DayRange::with(self.named, day));
                }
            }
        }
    }
}

#[derive(Default)]
struct PhraseGroups {
    all: Vec<PhraseGroup>,
    /// The dated groups of each phrase, in the order of the days they began.
    of: HashMap<u32, Vec<usize>>,
    /// The first group of each phrase and speaker.
    by: HashMap<(u32, Option<usize>), usize>,
    /// For each phrase of three words those of four that contain it.
    larger: HashMap<u32, Vec<u32>>,
}

impl PhraseGroups {
    /// Puts a phrase into the first group that takes it and returns a member of that, or opens a
    /// new one. Dated phrases come first, of them those of four words, and then by their days.
    fn seat(&mut self, number: u32, phrase: ClusterMember) -> Option<u32> {
        let larger = self.larger.get(&phrase.text).into_iter().flatten();
        let found = [phrase.text]
            .iter()
            .chain(larger)
            .flat_map(|text| self.near(*text, phrase))
            .find(|group| self.all[*group].takes(phrase));
        let group = found.unwrap_or_else(|| self.open(number, phrase));
        self.all[group].add(phrase);
        found.map(|group| self.all[group].member)
    }

    /// The groups of a text in which a phrase may find a place: no more than one began on a day.
    fn near(&self, text: u32, phrase: ClusterMember) -> Vec<usize> {
        let Some(day) = phrase.day else {
            return self.by.get(&(text, phrase.speaker)).copied().into_iter().collect();
        };
        let groups = self.of.get(&text).map_or(&[][..], Vec::as_slice);
        let from = groups.partition_point(|at| self.all[*at].began < Some(day - DAYS));
        let near = groups[from..].iter().copied();
        near.take_while(|at| self.all[*at].began <= Some(day + DAYS)).collect()
    }

    fn open(&mut self, member: u32, phrase: ClusterMember) -> usize {
        let ClusterMember { text, speaker, day } = phrase;
        let group = self.all.len();
        self.all.push(PhraseGroup { member, text, began: day, ..PhraseGroup::default() });
        if day.is_some() {
            self.of.entry(text).or_default().push(group);
        }
        self.by.entry((text, speaker)).or_insert(group);
        group
    }
}
