//! The meetings of an article (talks, summits, visits, calls), with day, place and participants.

use std::collections::HashSet;
use std::fmt;

use jiff::ToSpan;
use jiff::civil::Date;

use crate::extract::article::coreference::Coreference;
use crate::extract::language::days::{Grain, TimeExpression, days};
use crate::extract::language::{Sentence, Tag, TaggedSentence, WordMap, spelt};

mod about;
mod apart;
mod days_beside;
mod days_of;
mod details;
mod met;
mod others;
mod parties;
mod places;
mod settle;
mod standing;
mod words;

use days_beside::{
    day_from_last, days_from_last, follows, is_lead, is_news, is_undated, label_of, last_day,
    lead_day, month_of_week, speaks_at, tells_part_of_day, told_day, turn_to_year,
};
use days_of::{day_of, is_present};
use details::title;
use parties::{
    holds, is_held, is_unnamed_pair, pair_named, participants, rivals_named, takes_up, two_named,
};
use places::{is_also, is_beside};
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
    /// Whether it was held beside another.
    pub(crate) beside: bool,
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
        Self { title, place, participants, beside: is_beside(sentence) }
    }

    /// Whether two meetings of one day can be the same: an unknown place fits any other, and each
    /// party does not meet somebody the other does not.
    pub(crate) fn fits(&self, other: &Self) -> bool {
        let lacks = |a: &Self, b: &Self| a.participants.iter().any(|p| !b.participants.contains(p));
        let same_place = self.place.is_none() || other.place.is_none() || self.place == other.place;
        let lacking = lacks(self, other) || lacks(other, self);
        // Who telephones sits in no room, and who meets beside a summit does not meet all.
        let same_kind = is_call(&self.title) == is_call(&other.title);
        let same_kind = same_kind && (self.beside == other.beside || !lacking);
        // Who telephones two speaks to each alone.
        let both_told = self.participants.len() > 1 && other.participants.len() > 1;
        let same_kind = same_kind && !(is_call(&self.title) && both_told && lacking);
        same_place && same_kind && !(lacks(self, other) && lacks(other, self))
    }

    /// Whether its title is a name, not only a kind of meeting.
    pub(crate) fn is_named(&self) -> bool {
        !KINDS.values().any(|plain| plain == self.title)
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
    /// The days or the month that a text tells; a week or a year is too wide.
    fn told(expression: &TimeExpression) -> Option<Self> {
        match expression.grain {
            Grain::Day => Some(Self::Days(expression.first, expression.last)),
            Grain::Month => Some(Self::Month(expression.first.first_of_month())),
            Grain::Week | Grain::Year => None,
        }
    }

    /// The first day it can be.
    fn first(self) -> Date {
        match self {
            Self::Days(first, _) | Self::Month(first) => first,
        }
    }

    /// The same a year earlier, where it would be after a day.
    fn before(self, day: Option<Date>) -> Self {
        let earlier = |day: Date| day.checked_sub(1.year()).unwrap_or(day);
        match self {
            _ if day.is_none_or(|day| self.first() <= day) => self,
            Self::Days(first, last) => Self::Days(earlier(first), earlier(last)),
            Self::Month(month) => Self::Month(earlier(month)),
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
    /// Where the report was sent from.
    dateline: Option<String>,
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
        // Those that the first sentences tell of as the news.
        let mut here = Vec::new();
        // What heads the paragraph of a chronicle.
        let mut label: Option<(usize, When)> = None;
        // Who took part in the meeting that was spoken of last, where they are several.
        let mut parties: Vec<usize> = Vec::new();
        let lead = lead_day(text, sentences, tagged_sentences, printed);
        meetings.dateline = tagged_sentences.iter().find_map(|sentence| {
            sentence.dateline().map(|(place, _)| spelt(&sentence.words(place)))
        });
        for (at, (Sentence { range, paragraph, .. }, sentence)) in
            sentences.iter().zip(tagged_sentences).enumerate()
        {
            let heading = label_of(text, sentence, range, printed).map(|when| (*paragraph, when));
            label = heading.or(label).filter(|(of, _)| of == paragraph);
            let before = counted.filter(|(of, _)| of + 1 >= *paragraph).map(|(_, title)| title);
            let words = meeting_words(sentence, coreference, before);
            let Some(last) = words.last() else { continue };
            counted = Some((*paragraph, last.title));
            let mut expressions = days(text, range.clone(), printed);
            turn_to_year(text, &mut expressions, &sentences[..at], printed);
            // `LIMA, May 3 - The union met`: the day of the telling.
            if let Some((_, body)) = sentence.dateline()
                && let Some(first) = sentence.tokens.get(body)
            {
                expressions.retain(|when| when.at.start >= first.range.start);
            }
            let conference_day = words
                .iter()
                .any(|word| speaks_at(sentence, *word))
                .then(|| told_day(text, sentences, tagged_sentences, at, printed))
                .flatten()
                .filter(|_| {
                    let undated = |word: &MeetingWord| is_undated(sentence, &expressions, *word);
                    words.iter().all(undated)
                });
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
                    // `dined with Reed on May 3 and met Orr two days later`
                    let of_other = |when: usize| {
                        let (first, last) = (when.min(word.token), when.max(word.token));
                        *at > word.token
                            && when < word.token
                            && (first..last).any(|at| sentence.is(at, "and"))
                    };
                    let nearer = |when: &TimeExpression| {
                        let when = token_at(when.at.start);
                        when.abs_diff(word.token) < near && !of_other(when)
                    };
                    !expressions.iter().any(nearer)
                });
                let from_last = from_last.and_then(|(away, told)| {
                    let within = range.start..byte_of(told);
                    day_from_last(text, &sentences[..at], within, printed, away)
                });
                let told = from_last
                    .or_else(|| day_of(sentence, &expressions, word, next, printed, is_past));
                let told = told.or_else(|| {
                    let (_, when) = label?;
                    Some(if is_past { when.before(printed) } else { when })
                });
                let told = told.or(conference_day.filter(|_| is_past)).or_else(|| {
                    let (first, day) = lead?;
                    // `signed it on Monday and told of it over lunch with Reed`
                    let inside = at == first && expressions.len() == 1 && is_lead(sentence, word);
                    let near = at > first && at - first <= 4;
                    let near = near && is_undated(sentence, &expressions, word);
                    let news = is_past && (inside || near && is_news(sentence, word));
                    let present = || {
                        participants(sentence, at, coreference, word).len() > 1
                            || takes_up(sentence, word)
                    };
                    let hearing = word.verb && word.title == "Hearing";
                    let heard =
                        word.is_heard() && !word.verb || hearing || speaks_at(sentence, word);
                    (news && (heard || present())).then_some(day)
                });
                let Some(when) = told.or_else(|| {
                    let part = tells_part_of_day(sentence, word.token);
                    let told = part.then(|| last_day(text, &sentences[..at], printed)).flatten();
                    let next = word.verb && is_past && follows(sentence, word.token);
                    let beside = is_past && expressions.is_empty() && is_beside(sentence);
                    let here =
                        told.or_else(|| meetings.last_when(range.start).filter(|_| next || beside));
                    here.or_else(|| month_of_week(sentence, printed, is_past))
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
                let place = meetings
                    .place(sentence, word.token, &words)
                    .or_else(|| meetings.place_beside(sentence, range.start));
                let place = place.or_else(|| {
                    let also = is_past && is_also(sentence, word);
                    meetings.place_of_last(range.start, when).filter(|_| also)
                });
                // Who speaks by phone sits in two places.
                let place = place.filter(|_| !matches!(word.title, "Call" | "Conference call"));
                let mut details = MeetingDetails::new(sentence, at, coreference, word, place);
                let is_dateline = |at: &usize| {
                    let name = &coreference.entities[*at].name;
                    let dateline = meetings.dateline.as_ref();
                    dateline.is_some_and(|place| place.eq_ignore_ascii_case(name))
                };
                details.participants.retain(|at| !is_dateline(at));
                if details.participants.is_empty() && (word.counted || takes_up(sentence, word)) {
                    let before = at.checked_sub(1).map(|at| &tagged_sentences[at]);
                    let two = before.and_then(|before| two_named(before, coreference));
                    // `Reed met Weber. Reed said Orr was ill. The two met again in May.`
                    let goes_on = |two: &&Vec<usize>| !two.iter().any(|one| parties.contains(one));
                    let two = two.as_ref().filter(goes_on);
                    details.participants.clone_from(two.unwrap_or(&parties));
                }
                // `The two presidents will meet`: whom the text names later.
                let unnamed = details.participants.len() < 2
                    && parties.is_empty()
                    && is_unnamed_pair(sentence, word);
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
                let lead = lead.filter(|(first, _)| at <= first + 1);
                let news = is_past && lead.is_some_and(|(_, day)| day == when);
                if news && !matches!(word.title, "Conversation" | "Hearing" | "Visit") {
                    here.push(meeting);
                }
                let from = day.map(|(first, _)| first).zip(printed);
                let planned = match from {
                    Some((first, printed)) => {
                        let ahead = status == Standing::Open || is_present(sentence, word);
                        first > printed || first == printed && ahead
                    }
                    None => {
                        let first = When::first(when);
                        let gone = printed.is_some_and(|printed| first < printed.first_of_month());
                        status == Standing::Open && !gone
                            || printed.is_some_and(|printed| first > printed)
                    }
                };
                meetings.all[meeting].planned |= planned;
                if unnamed {
                    let after = &tagged_sentences[at + 1..];
                    meetings.name_pair(meeting, after, coreference);
                }
                if next.is_none() {
                    meetings.add_again(sentence, &expressions, (word, when), meeting);
                }
                if !word.verb {
                    meetings.add_others(sentence, &expressions, (word, when), meeting);
                }
                meetings.add_elsewhere(sentence, at, coreference, (word, meeting));
                meetings.add_next(sentence, at, coreference, &expressions, (word, meeting));
            }
        }
        meetings.settle(&undated, tagged_sentences, coreference, printed);
        meetings.share_parties();
        meetings.place_at_dateline(&here);
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

    /// Names the two who meet, where the text tells only soon after who they are.
    fn name_pair(
        &mut self,
        meeting: usize,
        after: &[TaggedSentence<'_>],
        coreference: &Coreference,
    ) {
        /// Sentences.
        const FAR: usize = 4;
        let after = &after[..after.len().min(FAR)];
        let joined = after.iter().find_map(|sentence| pair_named(sentence, coreference));
        let rivals = || after.windows(2).find_map(|two| rivals_named(two, coreference));
        let present = &mut self.all[meeting].details.participants;
        for one in joined.or_else(rivals).into_iter().flatten() {
            if !present.contains(&one) {
                present.push(one);
            }
        }
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
}

/// Whether a title is that of people who are not in one room.
fn is_call(title: &str) -> bool {
    title.contains("Call") || title == "Conversation"
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
