//! Several datasets as one: their entries one behind the other, their ids kept apart.
//!
//! An id that only one of them has stays as it is. One that several have gets the name of its
//! dataset before it, `talks:a1`, in each of them, so that it does not matter which comes first.

use std::iter;

use foldhash::{HashMap, HashMapExt, HashSet, HashSetExt};

use super::assemble::arrange;
use super::day::MeetingDate;
use super::entry::{
    ArticleIx, Meeting, MeetingIx, Quote, QuoteIx, RuleIx, Speaker, SpeakerIx, UtteranceIx,
};
use super::ids::Ids;
use super::model::Dataset;
use super::spoken::SpokenEntry;
use crate::text::fold;
use crate::text::offsets::offset;

/// One of several datasets that become one.
#[derive(Debug)]
pub struct Member {
    /// What tells it from the others.
    pub name: String,
    /// What it holds, without annotations.
    pub data: Dataset,
    /// Whom each of its speakers is: numbers that those who are one share, and no two of a dataset.
    pub speakers: Vec<usize>,
}

/// What the entries of a dataset are called by themselves, and in the joint one.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[allow(missing_docs)] // the names say it
pub struct JointIds {
    pub articles: Vec<(String, String)>,
    pub speakers: Vec<(String, String)>,
    pub meetings: Vec<(String, String)>,
}

/// Joins datasets; for each of them what its entries are called.
#[must_use]
pub fn join(members: Vec<Member>) -> (Dataset, Vec<JointIds>) {
    let names: Vec<String> = members.iter().map(|member| member.name.clone()).collect();
    let mut joint = Dataset { title: titled(&members), ..Dataset::default() };
    let speakers = Linked::new(members.iter().map(|member| member.speakers.clone()).collect());
    let meetings = Linked::new(meetings_of(&members));
    let ids = |of: &dyn Fn(&Dataset) -> Vec<String>| -> Vec<Vec<String>> {
        members.iter().map(|member| of(&member.data)).collect()
    };
    let articles = ids(&|data| data.articles.iter().map(|one| one.id.clone()).collect());
    let own_speakers = ids(&|data| data.speakers.iter().map(|one| one.id.clone()).collect());
    let own_meetings = ids(&|data| data.meetings.iter().map(|one| one.id.clone()).collect());
    let own_quotes = ids(&|data| (0..data.ids.len()).map(|at| data.ids.get(at).into()).collect());
    let alone = |ids: &[Vec<String>]| Linked::alone(ids.iter().map(Vec::len));
    let joint_articles = apart(&names, &articles, &alone(&articles));
    let joint_quotes = apart(&names, &own_quotes, &alone(&own_quotes));
    let joint_speakers = apart(&names, &own_speakers, &speakers);
    let joint_meetings = apart(&names, &own_meetings, &meetings);
    let called = members.iter().enumerate().map(|(at, _)| {
        let pairs = |own: &[Vec<String>], joint: &[String], linked: &Linked| {
            let now = linked.numbers[at].iter().map(|number| joint[*number].clone());
            own[at].iter().cloned().zip(now).collect()
        };
        JointIds {
            articles: pairs(&articles, &joint_articles, &alone(&articles)),
            speakers: pairs(&own_speakers, &joint_speakers, &speakers),
            meetings: pairs(&own_meetings, &joint_meetings, &meetings),
        }
    });
    let called = called.collect();
    let mut rules: HashMap<String, RuleIx> = HashMap::new();
    let (mut article_ids, mut quote_ids) = (joint_articles.into_iter(), joint_quotes.into_iter());
    for (at, Member { name, data, .. }) in members.into_iter().enumerate() {
        let now = MemberIndexes {
            article: offset(joint.articles.len()),
            quote: offset(joint.ids.len()),
            utterance: offset(joint.utterance_ids.len()),
            speakers: &speakers.numbers[at],
            meetings: &meetings.numbers[at],
            rules: data
                .rules
                .iter()
                .map(|rule| {
                    *rules.entry(rule.clone()).or_insert_with(|| {
                        joint.rules.push(rule.clone());
                        (joint.rules.len() - 1).into()
                    })
                })
                .collect(),
        };
        for mut article in data.articles {
            article.id = article_ids.next().unwrap_or_default();
            joint.articles.push(article);
        }
        for (speaker, number) in data.speakers.into_iter().zip(now.speakers) {
            match joint.speakers.get_mut(*number) {
                Some(known) => complete(known, speaker),
                None => {
                    joint.speakers.push(Speaker { id: joint_speakers[*number].clone(), ..speaker })
                }
            }
        }
        for (mut meeting, number) in data.meetings.into_iter().zip(now.meetings) {
            meeting.participants =
                meeting.participants.iter().map(|one| now.speaker(*one)).collect();
            match joint.meetings.get_mut(*number) {
                Some(known) => attend(known, meeting),
                None => {
                    joint.meetings.push(Meeting { id: joint_meetings[*number].clone(), ..meeting })
                }
            }
        }
        quote_ids.by_ref().take(data.ids.len()).for_each(|id| joint.ids.push(&id));
        for utterance in 0..data.utterance_ids.len() {
            let id = data.utterance_ids.get(utterance);
            joint.utterance_ids.push(&format!("{name}:{id}"));
        }
        joint.quotes.extend(data.quotes.into_iter().map(|quote| now.quote(quote)));
        joint.claimed.extend(data.claimed.into_iter().map(|(at, claim)| (at + now.quote, claim)));
        joint.candidates.extend(data.candidates.into_iter().map(|(at, candidates)| {
            (at + now.quote, candidates.into_iter().map(|one| now.speaker(one)).collect())
        }));
        joint.spoken.entries.extend(data.spoken.entries.into_iter().map(|(at, entry)| {
            (at + now.quote, SpokenEntry { passage: entry.passage + now.quote, ..entry })
        }));
        joint.flaws.count += data.flaws.count;
        joint.flaws.first.extend(data.flaws.first);
    }
    joint.quotes.sort_unstable_by_key(|quote| quote.at);
    (arrange(joint), called)
}

impl Dataset {
    /// Lets quotes of one group share an utterance, and with them whatever shared one of theirs.
    #[must_use]
    pub fn share_utterances(mut self, groups: &[(QuoteIx, usize)]) -> Self {
        // Utterances, and behind them groups, each with the one that it is one with.
        let named = self.utterance_ids.len();
        let count = groups.iter().map(|(_, group)| group + 1).max().unwrap_or_default();
        let mut one_with: Vec<usize> = (0..named + count).collect();
        let first = |one_with: &[usize], mut at: usize| {
            while one_with[at] != at {
                at = one_with[at];
            }
            at
        };
        for (quote, group) in groups {
            let Some(utterance) = self.quote(*quote).utterance else { continue };
            let a = first(&one_with, utterance.index());
            let b = first(&one_with, named + group);
            one_with[a.max(b)] = a.min(b);
        }
        (0..count).for_each(|group| self.utterance_ids.push(&format!("joint:{}", group + 1)));
        let of_group: HashMap<QuoteIx, usize> = groups.iter().copied().collect();
        for at in 0..self.quotes.len() {
            let own = self.quotes[at].utterance.map(UtteranceIx::index);
            let own = own.or_else(|| Some(named + of_group.get(&QuoteIx::from(at))?));
            self.quotes[at].utterance = own.map(|own| first(&one_with, own).into());
        }
        self.quotes.sort_unstable_by_key(|quote| quote.at);
        arrange(self)
    }
}

/// What the indexes of one dataset are in the joint one.
struct MemberIndexes<'a> {
    article: u32,
    quote: u32,
    utterance: u32,
    speakers: &'a [usize],
    meetings: &'a [usize],
    rules: Vec<RuleIx>,
}

impl MemberIndexes<'_> {
    fn speaker(&self, speaker: SpeakerIx) -> SpeakerIx {
        self.speakers[speaker.index()].into()
    }

    fn quote(&self, quote: Quote) -> Quote {
        Quote {
            at: quote.at + self.quote,
            article: ArticleIx::new(quote.article.get() + self.article),
            speaker: quote.speaker.map(|speaker| self.speaker(speaker)),
            meeting: quote.meeting.map(|one| MeetingIx::from(self.meetings[one.index()])),
            utterance: quote.utterance.map(|one| UtteranceIx::new(one.get() + self.utterance)),
            rule: quote.rule.map(|rule| self.rules[rule.index()]),
            ..quote
        }
    }
}

/// Which entries of several datasets are one: for each dataset and entry a number, in the order in
/// which they are met.
struct Linked {
    numbers: Vec<Vec<usize>>,
}

impl Linked {
    /// Numbers anything by which entries are one.
    fn new<K: std::hash::Hash + Eq>(keys: Vec<Vec<K>>) -> Self {
        let mut known: HashMap<K, usize> = HashMap::new();
        let mut number = |key| {
            let next = known.len();
            *known.entry(key).or_insert(next)
        };
        let numbers = keys.into_iter().map(|keys| keys.into_iter().map(&mut number).collect());
        Self { numbers: numbers.collect() }
    }

    /// Every entry is one of its own.
    fn alone(lengths: impl Iterator<Item = usize>) -> Self {
        let mut next = 0;
        let numbers = lengths.map(|length| {
            next += length;
            (next - length..next).collect()
        });
        Self { numbers: numbers.collect() }
    }
}

/// The ids of what is one each, by its number: as the first dataset has it, with that one's name
/// before it where another has the same id for something else.
fn apart(names: &[String], ids: &[Vec<String>], linked: &Linked) -> Vec<String> {
    let mut first: Vec<(usize, &str)> = Vec::new();
    let mut clashing: HashSet<&str> = HashSet::new();
    let mut owners: HashMap<&str, usize> = HashMap::new();
    for (at, (ids, numbers)) in ids.iter().zip(&linked.numbers).enumerate() {
        for (id, number) in ids.iter().zip(numbers) {
            if *number == first.len() {
                first.push((at, id));
            }
            if *owners.entry(id).or_insert(*number) != *number {
                clashing.insert(id);
            }
        }
    }
    let free = first.iter().filter(|(_, id)| !clashing.contains(id));
    let mut taken = Ids::of(free.map(|(_, id)| (*id).to_owned()));
    let id = |(at, id): (usize, &str)| match clashing.contains(id) {
        true => taken.take(&format!("{}:{id}", names[at])),
        false => id.to_owned(),
    };
    first.into_iter().map(id).collect()
}

/// What makes meetings of several datasets one: their title and their day. Those of one dataset stay
/// apart.
fn meetings_of(members: &[Member]) -> Vec<Vec<(String, MeetingDate, usize, usize)>> {
    let of = |(at, member): (usize, &Member)| {
        let mut seen: HashMap<(String, MeetingDate), usize> = HashMap::new();
        let key = |meeting: &Meeting| {
            let day = (fold(&meeting.title), meeting.date);
            // The second of one name and day is another.
            let nth = seen.entry(day.clone()).or_default();
            *nth += 1;
            let own = if meeting.date.exact().is_some() { 0 } else { at + 1 };
            (day.0, day.1, *nth, own)
        };
        member.data.meetings.iter().map(key).collect()
    };
    members.iter().enumerate().map(of).collect()
}

/// Adds what another dataset tells of a speaker.
fn complete(known: &mut Speaker, other: Speaker) {
    known.role = known.role.take().or(other.role);
    known.side = known.side.take().or(other.side);
    for form in iter::once(other.name).chain(other.aliases) {
        if form != known.name && !known.aliases.contains(&form) {
            known.aliases.push(form);
        }
    }
}

/// Adds what another dataset tells of a meeting.
fn attend(known: &mut Meeting, other: Meeting) {
    known.place = known.place.take().or(other.place);
    known.end = known.end.or(other.end);
    known.summary = known.summary.take().or(other.summary);
    let new = other.participants.into_iter().filter(|one| !known.participants.contains(one));
    known.participants.extend(new.collect::<Vec<_>>());
}

/// The titles of all, or of the first where they are many.
fn titled(members: &[Member]) -> String {
    let titles: Vec<&str> = members.iter().map(|member| member.data.title.as_str()).collect();
    match titles.as_slice() {
        [first, _, _, rest @ ..] => format!("{first} and {} more", rest.len() + 2),
        few => few.join(" + "),
    }
}
