//! Meetings told of in an article: talks, summits, visits, calls, with day, place and who took part.

use std::collections::HashSet;
use std::ops::Range;

use jiff::civil::Date;

use crate::dataset::SpeakerKind;
use crate::extract::article::coreference::Coreference;
use crate::extract::language::days::{Grain, TimeExpression, days};
use crate::extract::language::{
    Kinds, Sentence, Tag, TaggedSentence, TokenRange, VerbForm, WordMap,
};

/// Nouns of meetings, and the title each gives.
static KINDS: WordMap = WordMap::new("meeting");

/// What is told of a meeting besides its days.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct MeetingDetails {
    pub(crate) title: String,
    pub(crate) place: Option<String>,
    /// The numbers of those who took part.
    pub(crate) participants: Vec<usize>,
}

impl MeetingDetails {
    fn new(
        tagged: &TaggedSentence<'_>,
        coreference: &Coreference,
        word: MeetingWord,
        place: Option<String>,
    ) -> Self {
        let title = title(tagged, word, place.as_deref());
        Self { title, place, participants: participants(tagged, coreference, word.token) }
    }

    /// Whether two meetings of one day can be the same: a place that is not told fits any other.
    pub(crate) fn fits(&self, other: &Self) -> bool {
        self.place.is_none() || other.place.is_none() || self.place == other.place
    }

    /// Adds what is new of another account of the same meeting.
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

/// A meeting as one article tells of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct MeetingDraft {
    /// Its first and last day; none where the article does not tell.
    pub(crate) days: Option<(Date, Date)>,
    /// Those who took part are entities of the article's [`Coreference`].
    pub(crate) details: MeetingDetails,
}

/// The meetings of an article, and where each is spoken of.
#[derive(Debug, Default)]
pub(crate) struct ArticleMeetings {
    /// Names that stand after `in` somewhere in the article.
    places: HashSet<String>,
    pub(crate) all: Vec<MeetingDraft>,
    /// Byte and meeting, in order.
    mentions: Vec<(usize, usize)>,
}

/// A noun of meeting, or a verb, in its sentence.
#[derive(Clone, Copy)]
struct MeetingWord {
    token: usize,
    title: &'static str,
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
        for tagged in tagged_sentences {
            let named = (1..tagged.tokens.len())
                .filter(|at| tagged.tags[*at] == Tag::Name && tagged.is(at - 1, "in"));
            meetings.places.extend(named.map(|at| tagged.word(at).to_owned()));
        }
        let mut undated = Vec::new();
        for (sentence, tagged) in sentences.iter().zip(tagged_sentences) {
            let words = meeting_words(tagged);
            if words.is_empty() {
                continue;
            }
            let expressions = days(text, sentence.range.clone(), printed);
            for word in words {
                let Some(days) = day_of(tagged, &expressions, word, printed) else {
                    undated.push((tagged, word));
                    continue;
                };
                let place = meetings.place(tagged, word.token);
                let details = MeetingDetails::new(tagged, coreference, word, place);
                meetings.mention(tagged.tokens[word.token].range.start, Some(days), details);
            }
        }
        meetings.settle(&undated, coreference, printed);
        meetings.mentions.sort_unstable();
        meetings
    }

    /// Where a meeting is held: `the Geneva talks`, or what its sentence tells.
    fn place(&self, tagged: &TaggedSentence<'_>, token: usize) -> Option<String> {
        let before = token.checked_sub(1).map(|at| tagged.word(at));
        let own = before.filter(|word| self.places.contains(*word)).map(str::to_owned);
        own.or_else(|| place(tagged, token))
    }

    /// Adds a meeting, or what is new of it to one of the same day and place.
    fn add(&mut self, days: Option<(Date, Date)>, details: MeetingDetails) -> usize {
        let same = |known: &MeetingDraft| known.days == days && known.details.fits(&details);
        if let Some(at) = self.all.iter().position(same) {
            self.all[at].details.absorb(details);
            return at;
        }
        self.all.push(MeetingDraft { days, details });
        self.all.len() - 1
    }

    /// Adds a meeting that is spoken of at a byte.
    fn mention(&mut self, byte: usize, days: Option<(Date, Date)>, details: MeetingDetails) {
        let meeting = self.add(days, details);
        self.mentions.push((byte, meeting));
    }

    /// Ties what is spoken of without a day (`the talks`) to the meeting the article is about: the
    /// one nearest to its day, else one whose day it does not tell.
    fn settle(
        &mut self,
        undated: &[(&TaggedSentence<'_>, MeetingWord)],
        coreference: &Coreference,
        printed: Option<Date>,
    ) {
        let focus = printed.and_then(|printed| {
            (0..self.all.len())
                .filter_map(|at| Some((at, self.all[at].days?.0)))
                .min_by_key(|(at, day)| ((*day - printed).get_days().abs(), *at))
                .filter(|(_, day)| (*day - printed).get_days().abs() <= 31)
                .map(|(at, _)| at)
        });
        for (tagged, word) in undated {
            let byte = tagged.tokens[word.token].range.start;
            let place = self.place(tagged, word.token);
            // A place of its own makes it another meeting.
            let fits = |at: &usize| {
                let known = &self.all[*at].details.place;
                place.is_none() || known.is_none() || *known == place
            };
            if let Some(focus) = focus.filter(fits) {
                self.mentions.push((byte, focus));
            } else if focus.is_none() && (is_definite(tagged, word.token) || place.is_some()) {
                let details = MeetingDetails::new(tagged, coreference, *word, place);
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
        let index = self.add(Some((day, day)), details);
        self.mentions.push((at, index));
        self.mentions.sort_unstable();
        Some(index)
    }

    /// The meeting a quotation is about: the one spoken of in it or nearest before it, not far.
    pub(crate) fn about(&self, span: &Range<usize>, sentence: &Range<usize>) -> Option<usize> {
        /// About two paragraphs.
        const FAR: usize = 700;
        let from = self.mentions.partition_point(|(byte, _)| *byte < span.start);
        if let Some((byte, inside)) = self.mentions.get(from)
            && *byte < span.end.max(sentence.end)
        {
            return Some(*inside);
        }
        let (byte, before) = self.mentions[..from].last()?;
        (span.start - byte <= FAR).then_some(*before)
    }
}

/// Whether one title tells more than another: names of its own, then length, up to a limit.
fn better(new: &str, old: &str) -> bool {
    let rank = |title: &str| {
        let plain = KINDS
            .values()
            .any(|plain| plain == title || title.starts_with(&format!("{plain} in ")));
        (!plain, title.chars().count().min(60))
    };
    rank(new) > rank(old)
}

fn meeting_words(tagged: &TaggedSentence<'_>) -> Vec<MeetingWord> {
    (0..tagged.tokens.len())
        .filter(|at| tagged.tokens[*at].is_word())
        .filter_map(|at| {
            if tagged.tags[at] == Tag::Verb && tagged.tokens[at].base == "meet" {
                return Some(MeetingWord { token: at, title: "Meeting" });
            }
            let noun = matches!(tagged.tags[at], Tag::Noun | Tag::Name);
            let title = KINDS.get(tagged.word(at)).filter(|_| noun)?;
            Some(MeetingWord { token: at, title })
        })
        .collect()
}

fn is_definite(tagged: &TaggedSentence<'_>, token: usize) -> bool {
    let phrase = tagged.phrase_ending(token);
    tagged.is_any(phrase.first, &["the", "this", "these"]) || tagged.tags[phrase.first] == Tag::Name
}

/// The day of what is spoken of at a token: the nearest expression of one, but not the day on
/// which somebody speaks of it.
fn day_of(
    tagged: &TaggedSentence<'_>,
    expressions: &[TimeExpression],
    word: MeetingWord,
    printed: Option<Date>,
) -> Option<(Date, Date)> {
    let byte = tagged.tokens[word.token].range.start;
    let token_at = |byte: usize| tagged.tokens.partition_point(|token| token.range.end <= byte);
    let short = |when: &TimeExpression| {
        when.grain == Grain::Day && (when.last - when.first).get_days() <= 7
    };
    let (said, own): (Vec<&TimeExpression>, Vec<&TimeExpression>) =
        expressions.iter().partition(|when| is_said_day(tagged, token_at(when.at.start)));
    let far = |when: &&&TimeExpression| token_at(when.at.start).abs_diff(word.token);
    let near =
        own.iter().min_by_key(far).filter(|when| far(when) <= 16 && !parted(tagged, byte, when));
    if let Some(when) = near {
        // `last month` says when, but not on which day.
        return short(when).then_some((when.first, when.last));
    }
    // `said Wednesday it had held talks`: on that day, where they are told as news of it.
    let held = tagged.verbs.iter().any(|verb| {
        matches!(tagged.main(verb).base, "hold" | "meet" | "conclude" | "finish")
            && !matches!(verb.form, VerbForm::Infinitive)
            && verb.main.abs_diff(word.token) < 8
    });
    let fresh = |when: &&&TimeExpression| {
        short(when)
            && printed.is_some_and(|printed| {
                let ago = (printed - when.first).get_days();
                (0..=1).contains(&ago)
            })
    };
    let when = said.iter().find(fresh).filter(|_| held && own.is_empty())?;
    Some((when.first, when.last))
}

/// Whether a semicolon or another day stands between.
fn parted(tagged: &TaggedSentence<'_>, byte: usize, when: &TimeExpression) -> bool {
    let (from, to) = if when.at.start < byte { (when.at.end, byte) } else { (byte, when.at.start) };
    tagged.text[from..to].contains(';')
}

/// Whether the day at a token is that of a verb of saying beside it: `said on Tuesday`, `on Tuesday
/// told`.
fn is_said_day(tagged: &TaggedSentence<'_>, token: usize) -> bool {
    let says = |at: usize| {
        tagged.tags[at] == Tag::Verb
            && tagged.tokens[at].any(Kinds::SPEECH | Kinds::CLAUSE | Kinds::OBJECT)
    };
    let before = (token.saturating_sub(6)..token)
        .rev()
        .take_while(|at| !matches!(tagged.tags[*at], Tag::Comma | Tag::Quote | Tag::That | Tag::To))
        .any(says);
    let after = (token + 1..tagged.tokens.len())
        .take(2)
        .take_while(|at| !matches!(tagged.tags[*at], Tag::Comma | Tag::Noun))
        .any(says);
    before || after
}

/// Where a meeting is held: `in Geneva`, `to Brussels`, `the Geneva talks`.
fn place(tagged: &TaggedSentence<'_>, token: usize) -> Option<String> {
    let named = |at: usize| -> Option<String> {
        let mut last = at;
        while tagged.tag_at(last + 1) == Some(Tag::Name) && !tagged.tokens[last].possessive {
            last += 1;
        }
        let person = tagged.tokens[at].any(Kinds::FIRST_NAME | Kinds::TITLE);
        let organisation = (at..=last).any(|at| tagged.tokens[at].any(Kinds::ORGANISATION));
        let words = &tagged.text[tagged.span(TokenRange { first: at, last })];
        (!person && !organisation && !tagged.tokens[last].possessive && last - at < 3)
            .then(|| words.split_whitespace().collect::<Vec<_>>().join(" "))
    };
    let visit = tagged.is_any(token, &["visit", "trip"]);
    let candidates = (0..tagged.tokens.len().saturating_sub(1)).filter(|at| {
        let prepositions: &[&str] = if visit { &["to", "in"] } else { &["in"] };
        // `set for Geneva Sept 30`
        let dated = || tagged.is(*at, "for") && tagged.tag_at(at + 2) == Some(Tag::Day);
        (tagged.is_any(*at, prepositions) || dated()) && tagged.tags[at + 1] == Tag::Name
    });
    let near = candidates.min_by_key(|at| at.abs_diff(token)).filter(|at| at.abs_diff(token) <= 20);
    near.and_then(|at| named(at + 1))
}

/// Who takes part: named before the verb, or after `between`, `with` or `by` behind the noun.
fn participants(
    tagged: &TaggedSentence<'_>,
    coreference: &Coreference,
    token: usize,
) -> Vec<usize> {
    let mut found = Vec::new();
    let mut add = |first: usize, last: usize| {
        for entity in coreference.named_in(&tagged.span(TokenRange { first, last })) {
            if coreference.entities[entity].kind == SpeakerKind::Person && !found.contains(&entity)
            {
                found.push(entity);
            }
        }
    };
    for verb in &tagged.verbs {
        let meets = matches!(tagged.main(verb).base, "meet" | "hold" | "attend" | "join" | "open");
        if let Some(subject) = verb.subject.filter(|_| meets && verb.main.abs_diff(token) < 8) {
            let end = verb.first.saturating_sub(1).max(subject.last);
            add(subject.first.min(end), end);
        }
    }
    let joins = ["between", "with", "featuring", "by"];
    for at in token + 1..tagged.tokens.len() {
        if tagged.is_any(at, &joins) && at - token < 18 {
            let end = (at + 1..tagged.tokens.len())
                .find(|at| {
                    matches!(tagged.tags[*at], Tag::Verb | Tag::Stop | Tag::Quote | Tag::Day)
                })
                .unwrap_or(tagged.tokens.len());
            if end > at + 1 {
                add(at + 1, end - 1);
            }
            break;
        }
    }
    found
}

/// What to call it: the words that name it (`Strategic Dialogue`), what it is on, or where it is.
fn title(tagged: &TaggedSentence<'_>, word: MeetingWord, place: Option<&str>) -> String {
    let token = word.token;
    let mut first = token;
    let noun = tagged.tags[token] != Tag::Verb;
    while noun
        && first > 0
        && (tagged.tags[first - 1] == Tag::Name && !tagged.tokens[first - 1].possessive)
    {
        first -= 1;
    }
    if first < token {
        return tagged.words(TokenRange { first, last: token });
    }
    if tagged.is(token + 1, "on")
        && !matches!(tagged.tag_at(token + 2), Some(Tag::Day | Tag::Number))
    {
        let topic: Vec<&str> = (token + 2..tagged.tokens.len())
            .take_while(|at| {
                matches!(tagged.tags[*at], Tag::Noun | Tag::Name)
                    || tagged.is(*at, "and") && matches!(tagged.tag_at(at + 1), Some(Tag::Noun))
            })
            .take(6)
            .map(|at| tagged.word(at))
            .collect();
        let title = format!("{} on {}", word.title, topic.join(" "));
        if !topic.is_empty() && title.chars().count() <= 60 {
            return title;
        }
    }
    match place {
        Some(place) if word.title == "Visit" => format!("Visit to {place}"),
        Some(place) => format!("{} in {place}", word.title),
        None => word.title.to_owned(),
    }
}
