//! The meetings of an article (talks, summits, visits, calls), with day, place and participants.

use std::collections::HashSet;
use std::ops::Range;

use jiff::civil::Date;

use crate::dataset::SpeakerKind;
use crate::extract::article::coreference::Coreference;
use crate::extract::language::days::{Grain, TimeExpression, days};
use crate::extract::language::{
    Kinds, Sentence, Tag, TaggedSentence, TokenRange, VerbForm, WordMap,
};

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
        coreference: &Coreference,
        word: MeetingWord,
        place: Option<String>,
    ) -> Self {
        let title = title(sentence, word, place.as_deref());
        Self { title, place, participants: participants(sentence, coreference, word.token) }
    }

    /// Whether two meetings of one day can be the same: an unknown place fits any other.
    pub(crate) fn fits(&self, other: &Self) -> bool {
        self.place.is_none() || other.place.is_none() || self.place == other.place
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
    /// The byte and the meeting of each mention, in order.
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
        for sentence in tagged_sentences {
            let named = (1..sentence.tokens.len())
                .filter(|at| sentence.tags[*at] == Tag::Name && sentence.is(at - 1, "in"));
            meetings.places.extend(named.map(|at| sentence.word(at).to_owned()));
        }
        let mut undated = Vec::new();
        for (Sentence { range, .. }, sentence) in sentences.iter().zip(tagged_sentences) {
            let words = meeting_words(sentence);
            if words.is_empty() {
                continue;
            }
            let expressions = days(text, range.clone(), printed);
            for word in words {
                let Some(days) = day_of(sentence, &expressions, word, printed) else {
                    undated.push((sentence, word));
                    continue;
                };
                let place = meetings.place(sentence, word.token);
                let details = MeetingDetails::new(sentence, coreference, word, place);
                meetings.mention(sentence.tokens[word.token].range.start, Some(days), details);
            }
        }
        meetings.settle(&undated, coreference, printed);
        meetings.mentions.sort_unstable();
        meetings
    }

    /// Where a meeting is held: `the Geneva talks`, or what its sentence tells.
    fn place(&self, sentence: &TaggedSentence<'_>, token: usize) -> Option<String> {
        let before = token.checked_sub(1).map(|at| sentence.word(at));
        let named = before.filter(|word| self.places.contains(*word)).map(str::to_owned);
        named.or_else(|| place(sentence, token))
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
        let is_definite = |sentence: &TaggedSentence<'_>, word: &MeetingWord| {
            let first = sentence.phrase_ending(word.token).first;
            sentence.tags[first] == Tag::Name || sentence.is_any(first, &["the", "this", "these"])
        };
        for (sentence, word) in undated {
            let byte = sentence.tokens[word.token].range.start;
            let place = self.place(sentence, word.token);
            // A place of its own makes it another meeting.
            let fits = |at: &usize| {
                let known = &self.all[*at].details.place;
                place.is_none() || known.is_none() || *known == place
            };
            if let Some(focus) = focus.filter(fits) {
                self.mentions.push((byte, focus));
            } else if focus.is_none() && (is_definite(sentence, word) || place.is_some()) {
                let details = MeetingDetails::new(sentence, coreference, *word, place);
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

fn meeting_words(sentence: &TaggedSentence<'_>) -> Vec<MeetingWord> {
    (0..sentence.tokens.len())
        .filter(|at| sentence.tokens[*at].is_word())
        .filter_map(|at| {
            if sentence.tags[at] == Tag::Verb && sentence.tokens[at].base == "meet" {
                return Some(MeetingWord { token: at, title: "Meeting" });
            }
            let noun = matches!(sentence.tags[at], Tag::Noun | Tag::Name);
            let title = KINDS.get(sentence.word(at)).filter(|_| noun)?;
            Some(MeetingWord { token: at, title })
        })
        .collect()
}

/// The day of what is spoken of at a token: the nearest expression of one, but not the day on
/// which somebody speaks of it.
fn day_of(
    sentence: &TaggedSentence<'_>,
    expressions: &[TimeExpression],
    word: MeetingWord,
    printed: Option<Date>,
) -> Option<(Date, Date)> {
    let byte = sentence.tokens[word.token].range.start;
    let token_at = |byte: usize| sentence.tokens.partition_point(|token| token.range.end <= byte);
    let short = |when: &TimeExpression| {
        when.grain == Grain::Day && (when.last - when.first).get_days() <= 7
    };
    let (reporting, others): (Vec<&TimeExpression>, Vec<&TimeExpression>) =
        expressions.iter().partition(|when| is_said_day(sentence, token_at(when.at.start)));
    let far = |when: &&&TimeExpression| token_at(when.at.start).abs_diff(word.token);
    let parted = |when: &TimeExpression| {
        let between = when.at.end.min(byte)..when.at.start.max(byte);
        sentence.text[between].contains(';')
    };
    let near = others.iter().min_by_key(far).filter(|when| far(when) <= 16 && !parted(when));
    if let Some(when) = near {
        // `last month` says when, but not on which day.
        return short(when).then_some((when.first, when.last));
    }
    // `said Wednesday it had held talks`: on that day, where they are told as news of it.
    let held = sentence.verbs.iter().any(|verb| {
        matches!(sentence.main(verb).base, "hold" | "meet" | "conclude" | "finish")
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
    let when = reporting.iter().find(fresh).filter(|_| held && others.is_empty())?;
    Some((when.first, when.last))
}

/// Whether the day at a token is that of a verb of saying beside it: `said on Tuesday`, `on Tuesday
/// told`.
fn is_said_day(sentence: &TaggedSentence<'_>, token: usize) -> bool {
    let says = |at: usize| {
        sentence.tags[at] == Tag::Verb
            && sentence.tokens[at].any(Kinds::SPEECH | Kinds::CLAUSE | Kinds::OBJECT)
    };
    let before = (token.saturating_sub(6)..token)
        .rev()
        .take_while(|at| {
            !matches!(sentence.tags[*at], Tag::Comma | Tag::Quote | Tag::That | Tag::To)
        })
        .any(says);
    let after = (token + 1..sentence.tokens.len())
        .take(2)
        .take_while(|at| !matches!(sentence.tags[*at], Tag::Comma | Tag::Noun))
        .any(says);
    before || after
}

/// Where a meeting is held: `in Geneva`, `to Brussels`, `the Geneva talks`.
fn place(sentence: &TaggedSentence<'_>, token: usize) -> Option<String> {
    let named = |at: usize| -> Option<String> {
        let mut last = at;
        while sentence.tag_at(last + 1) == Some(Tag::Name) && !sentence.tokens[last].possessive {
            last += 1;
        }
        let person = sentence.tokens[at].any(Kinds::FIRST_NAME | Kinds::TITLE);
        let organisation = (at..=last).any(|at| sentence.tokens[at].any(Kinds::ORGANISATION));
        let words = &sentence.text[sentence.span(TokenRange { first: at, last })];
        (!person && !organisation && !sentence.tokens[last].possessive && last - at < 3)
            .then(|| words.split_whitespace().collect::<Vec<_>>().join(" "))
    };
    let visit = sentence.is_any(token, &["visit", "trip"]);
    let candidates = (0..sentence.tokens.len().saturating_sub(1)).filter(|at| {
        let prepositions: &[&str] = if visit { &["to", "in"] } else { &["in"] };
        // `set for Geneva Sept 30`
        let dated = || sentence.is(*at, "for") && sentence.tag_at(at + 2) == Some(Tag::Day);
        (sentence.is_any(*at, prepositions) || dated()) && sentence.tags[at + 1] == Tag::Name
    });
    let near = candidates.min_by_key(|at| at.abs_diff(token)).filter(|at| at.abs_diff(token) <= 20);
    near.and_then(|at| named(at + 1))
}

/// Who takes part: named before the verb, or after `between`, `with` or `by` behind the noun.
fn participants(
    sentence: &TaggedSentence<'_>,
    coreference: &Coreference,
    token: usize,
) -> Vec<usize> {
    let mut present = Vec::new();
    let mut add = |first: usize, last: usize| {
        for entity in coreference.named_in(&sentence.span(TokenRange { first, last })) {
            if coreference.entities[entity].kind == SpeakerKind::Person
                && !present.contains(&entity)
            {
                present.push(entity);
            }
        }
    };
    for verb in &sentence.verbs {
        let meets =
            matches!(sentence.main(verb).base, "meet" | "hold" | "attend" | "join" | "open");
        if let Some(subject) = verb.subject.filter(|_| meets && verb.main.abs_diff(token) < 8) {
            let end = verb.first.saturating_sub(1).max(subject.last);
            add(subject.first.min(end), end);
        }
    }
    for at in token + 1..sentence.tokens.len() {
        if sentence.is_any(at, &["between", "with", "featuring", "by"]) && at - token < 18 {
            let end = (at + 1..sentence.tokens.len())
                .find(|at| {
                    matches!(sentence.tags[*at], Tag::Verb | Tag::Stop | Tag::Quote | Tag::Day)
                })
                .unwrap_or(sentence.tokens.len());
            if end > at + 1 {
                add(at + 1, end - 1);
            }
            break;
        }
    }
    present
}

/// What to call it: the words that name it (`Strategic Dialogue`), what it is on, or where it is.
fn title(sentence: &TaggedSentence<'_>, word: MeetingWord, place: Option<&str>) -> String {
    let token = word.token;
    let mut first = token;
    let noun = sentence.tags[token] != Tag::Verb;
    while noun
        && first > 0
        && (sentence.tags[first - 1] == Tag::Name && !sentence.tokens[first - 1].possessive)
    {
        first -= 1;
    }
    if first < token {
        return sentence.words(TokenRange { first, last: token });
    }
    if sentence.is(token + 1, "on")
        && !matches!(sentence.tag_at(token + 2), Some(Tag::Day | Tag::Number))
    {
        let topic: Vec<&str> = (token + 2..sentence.tokens.len())
            .take_while(|at| {
                matches!(sentence.tags[*at], Tag::Noun | Tag::Name)
                    || sentence.is(*at, "and") && matches!(sentence.tag_at(at + 1), Some(Tag::Noun))
            })
            .take(6)
            .map(|at| sentence.word(at))
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
