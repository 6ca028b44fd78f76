//! The meetings of an article (talks, summits, visits, calls), with day, place and participants.

use std::collections::HashSet;
use std::fmt;
use std::ops::Range;

use jiff::civil::Date;

use crate::dataset::SpeakerKind;
use crate::extract::article::coreference::Coreference;
use crate::extract::language::days::days;
use crate::extract::language::{Sentence, Tag, TaggedSentence, WordMap, country, spelt};

mod days_of;
mod details;
mod parties;
mod words;

use days_of::{day_of, follows, last_day, tells_part_of_day};
use details::{place, title};
use parties::{is_held, participants, takes_up};
use words::{MeetingWord, Standing, meeting_words, standing};

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
            let before = counted.filter(|(of, _)| of == paragraph).map(|(_, title)| title);
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
                let is_held = status == Standing::Held;
                let told = day_of(sentence, &expressions, word, next, printed, is_held);
                let Some(when) = told.or_else(|| {
                    let part = tells_part_of_day(sentence, word.token);
                    let told = part.then(|| last_day(text, &sentences[..at], printed)).flatten();
                    let next = word.verb && is_held && follows(sentence, word.token);
                    told.or_else(|| meetings.last_when(range.start).filter(|_| next))
                }) else {
                    let present = participants(sentence, at, coreference, word);
                    if present.len() > 1 {
                        parties = present;
                    }
                    undated.push((at, word, status));
                    continue;
                };
                let day = when.days();
                let here = dateline.as_ref().filter(|_| {
                    (word.token..sentence.tokens.len()).take(12).any(|at| sentence.is(at, "here"))
                });
                let place = here.cloned().or_else(|| meetings.place(sentence, word.token));
                // Who speaks by phone sits in two places.
                let place = place.filter(|_| !matches!(word.title, "Call" | "Conference call"));
                let mut details = MeetingDetails::new(sentence, at, coreference, word, place);
                if details.participants.is_empty() && takes_up(sentence, word) {
                    details.participants.clone_from(&parties);
                }
                if details.participants.len() > 1 {
                    parties.clone_from(&details.participants);
                }
                // A month alone does not tell one meeting from another.
                let placed =
                    details.place.is_some() && (status == Standing::Held || word.title == "Visit");
                let named = details.participants.len() + usize::from(!word.verb || word.is_heard());
                if day.is_none() && named < 2 && !placed {
                    undated.push((at, word, status));
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
            }
        }
        meetings.settle(&undated, tagged_sentences, coreference, printed);
        meetings.mentions.sort_unstable();
        meetings
    }

    /// Where a meeting is held: `the Geneva talks`, or what its sentence tells.
    fn place(&self, sentence: &TaggedSentence<'_>, token: usize) -> Option<String> {
        let before = token.checked_sub(1).map(|at| sentence.word(at));
        let is_topic = |word: &str| country(word).is_some_and(|(name, _)| name == word);
        // A hearing is named for what it is about.
        let named = before.filter(|word| {
            self.places.contains(*word) && !is_topic(word) && !sentence.is(token, "hearing")
        });
        let named = named.map(str::to_owned);
        named.or_else(|| place(sentence, token))
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

    /// The meeting an article is about: the one nearest to its day, within a month.
    fn nearest(&self, printed: Option<Date>) -> Option<usize> {
        let printed = printed?;
        (0..self.all.len())
            .filter_map(|at| Some((at, self.all[at].when?.days()?.0)))
            .map(|(at, day)| ((day - printed).get_days().abs(), at))
            .min()
            .filter(|(far, _)| *far <= 31)
            .map(|(_, at)| at)
    }

    /// Ties what is spoken of without a day (`the talks`) to the meeting the article is about, or
    /// else to one of the same parties; otherwise it is a meeting whose day is not told.
    fn settle(
        &mut self,
        undated: &[(usize, MeetingWord, Standing)],
        tagged_sentences: &[TaggedSentence<'_>],
        coreference: &Coreference,
        printed: Option<Date>,
    ) {
        let focus = self.nearest(printed);
        self.focus = focus;
        let is_definite = |sentence: &TaggedSentence<'_>, word: &MeetingWord| {
            let first = sentence.phrase_ending(word.token).first;
            sentence.tags[first] == Tag::Name || sentence.is_any(first, &["the", "this", "these"])
        };
        for (at, word, status) in undated {
            let sentence = &tagged_sentences[*at];
            let byte = sentence.tokens[word.token].range.start;
            let place = self.place(sentence, word.token);
            let details = MeetingDetails::new(sentence, *at, coreference, *word, place);
            let shares = |known: &MeetingDetails| {
                known.participants.iter().any(|one| details.participants.contains(one))
            };
            // A call is no part of a meeting in one room.
            let is_call = |title: &str| title.contains("Call") || title == "Conversation";
            let fits = |at: &usize| {
                let known = &self.all[*at].details;
                known.fits(&details) && is_call(&known.title) == is_call(word.title)
            };
            // `the Lima talks` are those that were held in Lima.
            let own = word.token.checked_sub(1).map(|at| sentence.word(at).to_owned());
            let placed = |known: &MeetingDetails| {
                known.place.is_some() && known.place == own && is_definite(sentence, word)
            };
            let same = (0..self.all.len()).rfind(|at| {
                fits(at) && shares(&self.all[*at].details) || placed(&self.all[*at].details)
            });
            // Who confers is told apart from whom people came to hear.
            let heard = |at: &usize| {
                let conference = self.all[*at].details.title.starts_with("News conference");
                word.is_heard() || !conference
            };
            if let Some(same) = same.or(focus.filter(fits).filter(heard)) {
                let news = printed.zip(self.all[same].when.and_then(When::days));
                let fresh = news.is_some_and(|(printed, (day, _))| (printed - day).get_days() <= 1);
                if *status == Standing::Held && fresh {
                    let known = &mut self.all[same].details;
                    let title = known.title.clone();
                    // Who met there may have gone elsewhere, too.
                    let place = details.place.filter(|_| is_definite(sentence, word));
                    known.absorb(MeetingDetails { place, ..details });
                    known.title = title;
                }
                self.mentions.push((byte, same));
                continue;
            }
            let parties = details.participants.len();
            // `Turkey's negotiations to join`, `her meetings with donors` are no one event.
            let many = matches!(
                word.title,
                "Consultations" | "Conversations" | "Dialogue" | "Negotiations" | "Talks"
            ) || sentence.is(word.token, "meetings");
            let event = is_held(sentence, word.token)
                || word.is_led_by(sentence, &["after", "during", "following"])
                || word.is_led_by(sentence, &["for"]) && details.place.is_some();
            let person = |at: &usize| coreference.entities[*at].kind == SpeakerKind::Person;
            let named = parties >= 2
                && word.title != "Conversations"
                && details.participants.iter().any(person);
            let told = named && (event || !many) || is_definite(sentence, word) && focus.is_none();
            if *status == Standing::Held && told {
                self.mention(byte, None, details);
            }
        }
    }

    /// Adds a meeting that a dated post speaks of as the day's: `this Reed-Weber meeting`.
    pub(crate) fn add_of_post(
        &mut self,
        text: &str,
        span: Range<usize>,
        day: Date,
        coreference: &mut Coreference,
    ) -> Option<usize> {
        let words: Vec<(usize, &str)> = text[span.clone()]
            .split_whitespace()
            .map(|word| (word.as_ptr() as usize - text.as_ptr() as usize, word))
            .collect();
        let (at, pair, noun) = words.windows(3).find_map(|three| {
            let this =
                ["this", "today's", "today’s"].iter().any(|w| three[0].1.eq_ignore_ascii_case(w));
            let noun = three[2].1.trim_end_matches(|c: char| !c.is_alphanumeric());
            let kind = KINDS.get(noun).is_some();
            (this && kind).then_some((three[1].0, three[1].1, noun))
        })?;
        let names: Vec<&str> = pair.split(['-', '–']).collect();
        let capital = |name: &&str| name.len() > 2 && name.starts_with(char::is_uppercase);
        if names.len() != 2 || !names.iter().all(capital) {
            return None;
        }
        let participants = names.iter().map(|name| coreference.person(name)).collect();
        let title = format!("{} {noun}", names.join("–"));
        let details = MeetingDetails { title, place: None, participants };
        let index = self.add(Some(When::Days(day, day)), details);
        self.mentions.push((at, index));
        self.mentions.sort_unstable();
        Some(index)
    }

    /// Whether a meeting is still to come and not what the article is about.
    fn is_ahead(&self, meeting: usize) -> bool {
        self.all[meeting].planned && self.focus != Some(meeting)
    }

    /// The meeting a quotation is about: the one spoken of in its sentence, or nearest before it and
    /// not far. Nothing was said at one to come, and what went before the news is background.
    pub(crate) fn about(&self, span: &Range<usize>, sentence: &Range<usize>) -> Option<usize> {
        /// About two paragraphs.
        const FAR: usize = 700;
        let upto = self.mentions.partition_point(|(byte, _)| *byte < span.end.max(sentence.end));
        let from = self.mentions.partition_point(|(byte, _)| *byte < span.start);
        let inside = self.mentions[from..upto].first();
        if let Some((_, inside)) = inside.filter(|(_, meeting)| !self.is_ahead(*meeting)) {
            return Some(*inside);
        }
        let mut before = self.mentions[..from].iter().rev().filter(|(_, at)| !self.is_ahead(*at));
        let (byte, last) = before.next().filter(|(byte, _)| span.start - byte <= FAR)?;
        let day = |at: usize| self.all[at].when.map(When::first);
        let in_sentence = *byte >= sentence.start;
        let newer = before.filter(|(byte, _)| !in_sentence && span.start - byte <= 2 * FAR);
        let newer =
            newer.map(|(_, at)| *at).filter(|at| day(*at) > day(*last) && day(*last).is_some());
        Some(newer.max_by_key(|at| day(*at)).unwrap_or(*last))
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
