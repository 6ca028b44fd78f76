//! The meetings of an article (talks, summits, visits, calls), with day, place and participants.

use std::collections::HashSet;
use std::fmt;

use jiff::civil::Date;

use crate::extract::article::coreference::Coreference;
use crate::extract::language::days::{Grain, TimeExpression, days};
use crate::extract::language::{Sentence, Tag, TaggedSentence, WordMap, spelt};

mod about;
mod days_of;
mod details;
mod parties;
mod places;
mod settle;
mod standing;
mod words;

use days_of::{day_from_last, day_of, days_from_last, follows, last_day, tells_part_of_day};
use details::title;
use parties::{holds, is_held, participants, takes_up};
use settle::Undated;
use standing::{Standing, standing};
use words::{MeetingWord, meeting_words};

static KINDS: WordMap = WordMap::new("meeting");

/// A meeting apart from its days.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct MeetingDetails {
    pub(crate) title: String,
    pub(crate) place: Option<String>,
    pub(crate) participants: Vec<usize>,
}

impl MeetingDetails {
    fn new(
        sentence: &TaggedSentence<'_>,
        sentence_index: usize,
        coreference: &Coreference,
        word: MeetingWord,
        place: Option<String>,
    ) -> Self {
        let title = title(sentence, word, place.as_deref());
        let mut participants = participants(sentence, sentence_index, coreference, word);
        participants.retain(|at| Some(&coreference.entities[*at].name) != place.as_ref());
        Self { title, place, participants }
    }

    /// Whether two meetings of one day can be the same: an unknown place fits any other, and each
    /// party does not meet somebody the other does not.
    pub(crate) fn fits(&self, other: &Self) -> bool {
        let lacks = |a: &Self, b: &Self| a.participants.iter().any(|p| !b.participants.contains(p));
        let same_place = self.place.is_none() || other.place.is_none() || self.place == other.place;
        same_place && !(lacks(self, other) && lacks(other, self))
    }

    /// Adds what another account of the same meeting knows.
    pub(crate) fn absorb(&mut self, other: Self) {
        self.place = self.place.take().or(other.place);
        for participant in other.participants {
            if !self.participants.contains(&participant) {
                self.participants.push(participant);
            }
        }
        if better(&other.title, &self.title) {
            self.title = other.title;
        }
    }
}

/// When a meeting is, as exactly as it is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum When {
    /// Its first and last day.
    Days(Date, Date),
    /// The first of the month that it is in.
    Month(Date),
}

impl When {
    /// The first day it can be.
    fn first(self) -> Date {
        match self {
            Self::Days(first, _) | Self::Month(first) => first,
        }
    }

    /// The first and last day, where they are told.
    pub(crate) fn days(self) -> Option<(Date, Date)> {
        match self {
            Self::Days(first, last) => Some((first, last)),
            Self::Month(_) => None,
        }
    }
}

impl fmt::Display for When {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Days(first, _) => write!(f, "{first}"),
            Self::Month(month) => write!(f, "{}", month.strftime("%Y-%m")),
        }
    }
}

/// A meeting as one article tells of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct MeetingDraft {
    /// When it is; none where the article does not tell.
    pub(crate) when: Option<When>,
    /// Whether it was still to come.
    pub(crate) planned: bool,
    /// Those who took part are entities of the article's [`Coreference`].
    pub(crate) details: MeetingDetails,
}

/// The meetings of an article, and where each is spoken of.
#[derive(Debug, Default)]
pub(crate) struct ArticleMeetings {
    /// Names that stand after `in` somewhere in the article.
    places: HashSet<String>,
    pub(crate) all: Vec<MeetingDraft>,
    /// The byte and the meeting of each mention, in order.
    mentions: Vec<(usize, usize)>,
    /// The one the article is about.
    focus: Option<usize>,
}

impl ArticleMeetings {
    /// Reads the meetings of an article printed on `printed`.
    pub(crate) fn new(
        text: &str,
        sentences: &[Sentence],
        tagged_sentences: &[TaggedSentence<'_>],
        coreference: &Coreference,
        printed: Option<Date>,
    ) -> Self {
        let mut meetings = Self::default();
        for sentence in tagged_sentences {
            let named = (1..sentence.tokens.len())
                .filter(|at| sentence.tags[*at] == Tag::Name && sentence.is(at - 1, "in"));
            meetings.places.extend(named.map(|at| sentence.word(at).to_owned()));
        }
        let mut undated = Vec::new();
        let mut counted = None;
        // Who took part in the meeting that was spoken of last, where they are several.
        let mut parties = Vec::new();
        let dateline = tagged_sentences.iter().find_map(|sentence| {
            sentence.dateline().map(|(place, _)| spelt(&sentence.words(place)))
        });
        for (at, (Sentence { range, paragraph, .. }, sentence)) in
            sentences.iter().zip(tagged_sentences).enumerate()
        {
            let before = counted.filter(|(of, _)| of + 1 >= *paragraph).map(|(_, title)| title);
            let words = meeting_words(sentence, before);
            let Some(last) = words.last() else { continue };
            counted = Some((*paragraph, last.title));
            let expressions = days(text, range.clone(), printed);
            for (nth, &word) in words.iter().enumerate() {
                let next = words.get(nth + 1).map(|word| word.token);
                let status = standing(sentence, word);
                if status == Standing::Not {
                    continue;
                }
                let is_past = status == Standing::Held;
                // `will meet on Monday to review the talks`
                let the = sentence.phrase_ending(word.token).first;
                let reviewed = nth > 0
                    && !word.verb
                    && sentence.is(the, "the")
                    && the > 0
                    && sentence
                        .verb_at(the - 1)
                        .is_some_and(|verb| !holds(sentence.word(verb.main)));
                if reviewed {
                    undated.push(Undated { sentence: at, word, status, apart: false });
                    continue;
                }
                let byte_of = |at: usize| sentence.tokens[at].range.start;
                let from_last = days_from_last(sentence, word.token).filter(|(_, at)| {
                    let token_at = |byte: usize| {
                        sentence.tokens.partition_point(|token| token.range.end <= byte)
                    };
                    let near = at.abs_diff(word.token);
                    let nearer =
                        |when: &TimeExpression| token_at(when.at.start).abs_diff(word.token) < near;
                    !expressions.iter().any(nearer)
                });
                let from_last = from_last.and_then(|(away, told)| {
                    let within = range.start..byte_of(told);
                    day_from_last(text, &sentences[..at], within, printed, away)
                });
                let told = from_last
                    .or_else(|| day_of(sentence, &expressions, word, next, printed, is_past));
                let Some(when) = told.or_else(|| {
                    let part = tells_part_of_day(sentence, word.token);
                    let told = part.then(|| last_day(text, &sentences[..at], printed)).flatten();
                    let next = word.verb && is_past && follows(sentence, word.token);
                    told.or_else(|| meetings.last_when(range.start).filter(|_| next))
                }) else {
                    let present = participants(sentence, at, coreference, word);
                    // `The first summit was held in 2016`: none of this year.
                    let token_at = |byte: usize| {
                        sentence.tokens.partition_point(|token| token.range.end <= byte)
                    };
                    let apart = expressions.iter().any(|when| {
                        when.grain == Grain::Year
                            && printed.is_some_and(|printed| when.last < printed)
                            && token_at(when.at.start).abs_diff(word.token) <= 10
                    });
                    if present.len() > 1 {
                        parties = present;
                    }
                    undated.push(Undated { sentence: at, word, status, apart });
                    continue;
                };
                let day = when.days();
                let here = dateline.as_ref().filter(|_| {
                    (word.token..sentence.tokens.len()).take(12).any(|at| sentence.is(at, "here"))
                });
                let place = here
                    .cloned()
                    .or_else(|| meetings.place(sentence, word.token, &words))
                    .or_else(|| meetings.place_beside(sentence, range.start));
                // Who speaks by phone sits in two places.
                let place = place.filter(|_| !matches!(word.title, "Call" | "Conference call"));
                let mut details = MeetingDetails::new(sentence, at, coreference, word, place);
                let is_dateline = |at: &usize| {
                    let name = &coreference.entities[*at].name;
                    dateline.as_ref().is_some_and(|place| place.eq_ignore_ascii_case(name))
                };
                details.participants.retain(|at| !is_dateline(at));
                if details.participants.is_empty() && takes_up(sentence, word) {
                    details.participants.clone_from(&parties);
                }
                if details.participants.len() > 1 {
                    parties.clone_from(&details.participants);
                }
                // A month alone does not tell one meeting from another.
                let placed = details.place.is_some();
                let met = word.title == "Meeting" && status == Standing::Held;
                let named =
                    details.participants.len() + usize::from(!word.verb || word.is_heard() || met);
                if day.is_none() && named < 2 && !placed {
                    undated.push(Undated { sentence: at, word, status, apart: false });
                    continue;
                }
                // `visited Lima this week and held talks on Tuesday`: one event, told more exactly.
                let part = word.title == "Visit" && word.verb && day.is_none();
                if let Some(talks) = next.filter(|next| part && is_held(sentence, *next))
                    && let Some(exact) = words.get(nth + 1).and_then(|next| {
                        day_of(sentence, &expressions, *next, None, printed, is_past)
                    })
                    && exact.days().is_some()
                    && !sentence.tags[word.token..talks].contains(&Tag::Comma)
                {
                    continue;
                }
                let meeting =
                    meetings.mention(sentence.tokens[word.token].range.start, Some(when), details);
                let from = day.map(|(first, _)| first).zip(printed);
                let planned = match from {
                    Some((first, printed)) => {
                        first > printed || first == printed && status == Standing::Open
                    }
                    None => {
                        let first = When::first(when);
                        status == Standing::Open || printed.is_some_and(|printed| first > printed)
                    }
                };
                meetings.all[meeting].planned |= planned;
                if !word.verb {
                    meetings.add_others(sentence, &expressions, (word, when), meeting);
                }
            }
        }
        meetings.settle(&undated, tagged_sentences, coreference, printed);
        meetings.share_parties();
        meetings.mentions.sort_unstable();
        meetings
    }

    /// When the meeting was that was spoken of last, shortly before a byte.
    fn last_when(&self, byte: usize) -> Option<When> {
        /// A sentence or two.
        const FAR: usize = 400;
        let (at, meeting) =
            self.mentions.last().filter(|(at, _)| byte.saturating_sub(*at) < FAR)?;
        let day = self.all[*meeting].when.filter(|_| *at < byte)?;
        day.days().filter(|(first, last)| first == last).map(|_| day)
    }

    /// The meeting that was spoken of last, shortly before a byte, and where.
    fn last_mention(&self, byte: usize) -> Option<(usize, usize)> {
        /// A sentence or two.
        const FAR: usize = 400;
        let before = self.mentions.iter().filter(|(at, _)| *at < byte && byte - at < FAR);
        before.max_by_key(|(at, _)| *at).copied()
    }

    /// Adds a meeting, or what is new of it to one of the same day and place.
    fn add(&mut self, when: Option<When>, details: MeetingDetails) -> usize {
        let same = |known: &MeetingDraft| known.when == when && known.details.fits(&details);
        if let Some(at) = self.all.iter().position(same) {
            self.all[at].details.absorb(details);
            return at;
        }
        self.all.push(MeetingDraft { when, planned: false, details });
        self.all.len() - 1
    }

    /// Adds a meeting that is spoken of at a byte.
    fn mention(&mut self, byte: usize, when: Option<When>, details: MeetingDetails) -> usize {
        let meeting = self.add(when, details);
        self.mentions.push((byte, meeting));
        meeting
    }

    /// The rounds of the same talks have the same parties.
    fn share_parties(&mut self) {
        let is_round = |meeting: &MeetingDraft| meeting.details.title.starts_with("Round of talks");
        let with_parties =
            |meeting: &&MeetingDraft| is_round(meeting) && meeting.details.participants.len() > 1;
        let Some(known) = self.all.iter().find(with_parties) else { return };
        let parties = known.details.participants.clone();
        let without = |meeting: &&mut MeetingDraft| {
            is_round(meeting) && meeting.details.participants.is_empty()
        };
        for meeting in self.all.iter_mut().filter(without) {
            meeting.details.participants.clone_from(&parties);
        }
    }

    /// Those told of in one breath with another: `held in Lima in June and in Oslo in August`.
    fn add_others(
        &mut self,
        sentence: &TaggedSentence<'_>,
        expressions: &[TimeExpression],
        (word, when): (MeetingWord, When),
        like: usize,
    ) {
        let token_at =
            |byte: usize| sentence.tokens.partition_point(|token| token.range.end <= byte);
        for expression in expressions {
            let at = token_at(expression.at.start);
            let last =
                at.saturating_sub(usize::from(at > 0 && sentence.is_any(at - 1, &["in", "on"])));
            if last < word.token + 3 || sentence.tags[last - 1] != Tag::Name {
                continue;
            }
            let name = sentence.phrase_ending(last - 1);
            let joined = name.first > 1
                && sentence.is(name.first - 1, "in")
                && sentence.is_any(name.first - 2, &["and", "then", ","]);
            let other = match expression.grain {
                Grain::Day => When::Days(expression.first, expression.last),
                Grain::Month => When::Month(expression.first.first_of_month()),
                Grain::Week | Grain::Year => continue,
            };
            if !joined || other == when {
                continue;
            }
            let known = &self.all[like];
            let planned = known.planned;
            let place = sentence.words(name);
            let details = MeetingDetails {
                title: format!("{} in {place}", word.title),
                place: Some(place),
                participants: known.details.participants.clone(),
            };
            let byte = sentence.tokens[name.first].range.start;
            let meeting = self.mention(byte, Some(other), details);
            self.all[meeting].planned |= planned;
        }
    }
}

/// Whether a title is better: a name is better than a kind of meeting, then the longer one is.
fn better(new: &str, old: &str) -> bool {
    let rank = |title: &str| {
        let plain = KINDS
            .values()
            .any(|plain| plain == title || title.starts_with(&format!("{plain} in ")));
        (!plain, title.chars().count().min(60))
    };
    rank(new) > rank(old)
}
