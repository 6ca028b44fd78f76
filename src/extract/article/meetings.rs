//! The meetings of an article (talks, summits, visits, calls), with day, place and participants.

use std::collections::HashSet;
use std::fmt;

use jiff::ToSpan;
use jiff::civil::Date;

use crate::extract::article::coreference::Coreference;
use crate::extract::language::days::{Grain, TimeExpression};
use crate::extract::language::{Sentence, TaggedSentence, WordMap};

mod about;
mod apart;
mod days_beside;
mod days_of;
mod details;
mod memory;
mod met;
mod others;
mod own_words;
mod parties;
mod places;
mod read;
mod settle;
mod standing;
mod telling;
mod unreal;
mod verbs;
mod words;

use details::title;
use parties::{holds, is_held, pair_named, rivals_named, two_named};
use places::is_beside;
use read::MeetingReader;
use words::MeetingWord;

static KINDS: WordMap = WordMap::new("meeting");

/// The title of a hearing where anybody can speak.
const PUBLIC_HEARING: &str = "Public hearing";

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
        word: MeetingWord,
        place: Option<String>,
        mut participants: Vec<usize>,
        coreference: &Coreference,
    ) -> Self {
        let title = title(sentence, word, place.as_deref());
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
        // `They met on Monday. The two spoke for an hour.`
        let spoke = self.title == "Conversation" || other.title == "Conversation";
        let spoke = spoke && !lacking && self.participants.len() > 1;
        let same_kind = spoke || is_call(&self.title) == is_call(&other.title);
        let same_kind = same_kind && (self.beside == other.beside || !lacking);
        // People come to a hearing for itself, though those who hear them also sit otherwise.
        let public = |title: &str| title.starts_with(PUBLIC_HEARING);
        let same_kind = same_kind && public(&self.title) == public(&other.title);
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

    /// The same a week later.
    fn a_week_later(self) -> Self {
        let later = |day: Date| day.checked_add(7.days()).unwrap_or(day);
        match self {
            Self::Days(first, last) => Self::Days(later(first), later(last)),
            Self::Month(_) => self,
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
        MeetingReader::new(text, sentences, tagged_sentences, coreference, printed).read()
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

    /// Notes that a meeting is spoken of again at a byte, and what is new of it.
    fn mention_again(&mut self, byte: usize, meeting: usize, details: MeetingDetails) -> usize {
        self.all[meeting].details.absorb(details);
        self.mentions.push((byte, meeting));
        meeting
    }

    /// Names the two who meet, where the text tells only soon after who they are.
    fn name_pair(
        &mut self,
        (meeting, of_offices): (usize, bool),
        after: &[TaggedSentence<'_>],
        coreference: &Coreference,
    ) {
        /// Sentences.
        const FAR: usize = 4;
        let after = &after[..after.len().min(FAR)];
        let joined = after.iter().find_map(|sentence| pair_named(sentence, coreference));
        let rivals = || after.windows(2).find_map(|two| rivals_named(two, coreference));
        let joined = joined.or_else(|| {
            let two = || after.iter().find_map(|sentence| two_named(sentence, coreference));
            of_offices.then(two).flatten()
        });
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
