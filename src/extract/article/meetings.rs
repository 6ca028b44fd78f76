//! Meetings told of in an article: talks, summits, visits, calls, with day, place and who took part.

use std::collections::HashSet;
use std::ops::Range;

use jiff::civil::Date;

use crate::dataset::SpeakerKind;
use crate::extract::article::coreference::Cast;
use crate::extract::language::days::{Grain, When, days};
use crate::extract::language::grammar::{Form, Reading, Tag};
use crate::extract::language::lexicon::Kinds;

/// Nouns of meetings, and the title each gives.
const KINDS: [(&str, &str); 18] = [
    ("talks", "Talks"),
    ("summit", "Summit"),
    ("meeting", "Meeting"),
    ("meetings", "Meeting"),
    ("round", "Round of talks"),
    ("rounds", "Round of talks"),
    ("negotiations", "Negotiations"),
    ("consultations", "Consultations"),
    ("dialogue", "Dialogue"),
    ("conference", "Conference"),
    ("forum", "Forum"),
    ("visit", "Visit"),
    ("trip", "Visit"),
    ("call", "Call"),
    ("briefing", "Briefing"),
    ("session", "Session"),
    ("discussions", "Talks"),
    ("encounter", "Meeting"),
];

/// A meeting as one article tells of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Occasion {
    pub(crate) title: String,
    /// Its first and last day; none where the article does not tell.
    pub(crate) days: Option<(Date, Date)>,
    pub(crate) place: Option<String>,
    /// Entities of the article's cast.
    pub(crate) participants: Vec<usize>,
}

/// The meetings of an article, and where each is spoken of.
#[derive(Debug, Default)]
pub(crate) struct Agenda {
    /// Names that stand after `in` somewhere in the article.
    places: HashSet<String>,
    pub(crate) occasions: Vec<Occasion>,
    /// Byte and occasion, in order.
    mentions: Vec<(usize, usize)>,
}

/// A noun of meeting, or a verb, in its sentence.
struct Spoken {
    token: usize,
    title: &'static str,
}

impl Agenda {
    /// Reads the meetings of an article printed on `printed`.
    pub(crate) fn new(
        text: &str,
        readings: &[Reading<'_>],
        ranges: &[Range<usize>],
        cast: &Cast,
        printed: Option<Date>,
    ) -> Self {
        let mut agenda = Self::default();
        for reading in readings {
            let named = (1..reading.tokens.len())
                .filter(|at| reading.tags[*at] == Tag::Name && reading.is(at - 1, "in"));
            agenda.places.extend(named.map(|at| reading.word(at).to_owned()));
        }
        let mut open: Vec<(usize, usize, &'static str)> = Vec::new();
        for (at, reading) in readings.iter().enumerate() {
            let spoken = spoken(reading);
            if spoken.is_empty() {
                continue;
            }
            let told = days(text, ranges[at].clone(), printed);
            for spoken in spoken {
                let place = agenda.place(reading, spoken.token);
                let when = day_of(reading, &told, &spoken, printed);
                let byte = reading.tokens[spoken.token].range.start;
                let Some(days) = when else {
                    open.push((byte, at, spoken.title));
                    continue;
                };
                let occasion = Occasion {
                    title: title(reading, &spoken, place.as_deref()),
                    days: Some(days),
                    place,
                    participants: participants(reading, cast, spoken.token),
                };
                let index = agenda.add(occasion);
                agenda.mentions.push((byte, index));
            }
        }
        agenda.settle(&open, readings, cast, printed);
        agenda.mentions.sort_unstable();
        agenda
    }

    /// Where a meeting is held: `the Geneva talks`, or what its sentence tells.
    fn place(&self, reading: &Reading<'_>, token: usize) -> Option<String> {
        let before = token.checked_sub(1).map(|at| reading.word(at));
        let own = before.filter(|word| self.places.contains(*word)).map(str::to_owned);
        own.or_else(|| place(reading, token))
    }

    /// Adds an occasion, or what is new of it to one of the same day and place.
    fn add(&mut self, new: Occasion) -> usize {
        let same = |known: &Occasion| {
            known.days == new.days
                && (known.place == new.place || known.place.is_none() || new.place.is_none())
        };
        if let Some(at) = self.occasions.iter().position(same) {
            let known = &mut self.occasions[at];
            known.place = known.place.take().or(new.place);
            for participant in new.participants {
                if !known.participants.contains(&participant) {
                    known.participants.push(participant);
                }
            }
            if better(&new.title, &known.title) {
                known.title = new.title;
            }
            return at;
        }
        self.occasions.push(new);
        self.occasions.len() - 1
    }

    /// Ties what is spoken of without a day (`the talks`) to the meeting the article is about: the
    /// one nearest to its day, else one whose day it does not tell.
    fn settle(
        &mut self,
        open: &[(usize, usize, &'static str)],
        readings: &[Reading<'_>],
        cast: &Cast,
        printed: Option<Date>,
    ) {
        let focus = printed.and_then(|printed| {
            (0..self.occasions.len())
                .filter_map(|at| Some((at, self.occasions[at].days?.0)))
                .min_by_key(|(at, day)| ((*day - printed).get_days().abs(), *at))
                .filter(|(_, day)| (*day - printed).get_days().abs() <= 31)
                .map(|(at, _)| at)
        });
        for (byte, sentence, kind) in open {
            let reading = &readings[*sentence];
            let token = reading.tokens.iter().position(|token| token.range.start == *byte);
            let Some(token) = token else { continue };
            let place = self.place(reading, token);
            // A place of its own makes it another meeting.
            let fits = |at: &usize| {
                place.is_none()
                    || self.occasions[*at].place.is_none()
                    || self.occasions[*at].place == place
            };
            if let Some(focus) = focus.filter(fits) {
                self.mentions.push((*byte, focus));
                continue;
            }
            if focus.is_some() || !is_definite(reading, token) && place.is_none() {
                continue;
            }
            let occasion = Occasion {
                title: title(reading, &Spoken { token, title: kind }, place.as_deref()),
                days: None,
                place,
                participants: participants(reading, cast, token),
            };
            let index = self.add(occasion);
            self.mentions.push((*byte, index));
        }
    }

    /// Adds a meeting that a dated post speaks of as the day's: `this Reed-Weber meeting`.
    pub(crate) fn add_of_post(
        &mut self,
        text: &str,
        span: Range<usize>,
        day: Date,
        cast: &mut Cast,
    ) -> Option<usize> {
        let words: Vec<(usize, &str)> = text[span.clone()]
            .split_whitespace()
            .map(|word| (word.as_ptr() as usize - text.as_ptr() as usize, word))
            .collect();
        let (at, pair, noun) = words.windows(3).find_map(|three| {
            let this =
                ["this", "today's", "today’s"].iter().any(|w| three[0].1.eq_ignore_ascii_case(w));
            let noun = three[2].1.trim_end_matches(|c: char| !c.is_alphanumeric());
            let kind = KINDS.iter().any(|(kind, _)| kind.eq_ignore_ascii_case(noun));
            (this && kind).then_some((three[1].0, three[1].1, noun))
        })?;
        let names: Vec<&str> = pair.split(['-', '–']).collect();
        let capital = |name: &&str| name.len() > 2 && name.starts_with(char::is_uppercase);
        if names.len() != 2 || !names.iter().all(capital) {
            return None;
        }
        let participants = names.iter().map(|name| cast.person(name)).collect();
        let title = format!("{} {noun}", names.join("–"));
        let occasion = Occasion { title, days: Some((day, day)), place: None, participants };
        let index = self.add(occasion);
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
pub(crate) fn better(new: &str, old: &str) -> bool {
    let rank = |title: &str| {
        let plain = KINDS
            .iter()
            .any(|(_, plain)| *plain == title || title.starts_with(&format!("{plain} in ")));
        (!plain, title.chars().count().min(60))
    };
    rank(new) > rank(old)
}

fn spoken(reading: &Reading<'_>) -> Vec<Spoken> {
    (0..reading.tokens.len())
        .filter(|at| reading.tokens[*at].is_word())
        .filter_map(|at| {
            if reading.tags[at] == Tag::Verb && reading.tokens[at].base == "meet" {
                return Some(Spoken { token: at, title: "Meeting" });
            }
            let noun = matches!(reading.tags[at], Tag::Noun | Tag::Name);
            let (_, title) = KINDS.iter().find(|(kind, _)| noun && reading.is(at, kind))?;
            Some(Spoken { token: at, title })
        })
        .collect()
}

fn is_definite(reading: &Reading<'_>, token: usize) -> bool {
    let phrase = reading.phrase_ending(token);
    ["the", "this", "these"].iter().any(|word| reading.is(phrase.first, word))
        || reading.tags[phrase.first] == Tag::Name
}

/// The day of what is spoken of at a token: the nearest expression of one, but not the day on
/// which somebody speaks of it.
fn day_of(
    reading: &Reading<'_>,
    told: &[When],
    spoken: &Spoken,
    printed: Option<Date>,
) -> Option<(Date, Date)> {
    let byte = reading.tokens[spoken.token].range.start;
    let token_at = |byte: usize| reading.tokens.partition_point(|token| token.range.end <= byte);
    let short = |when: &When| when.grain == Grain::Day && (when.last - when.first).get_days() <= 7;
    let (said, own): (Vec<&When>, Vec<&When>) =
        told.iter().partition(|when| is_said_day(reading, token_at(when.at.start)));
    let far = |when: &&&When| token_at(when.at.start).abs_diff(spoken.token);
    let near =
        own.iter().min_by_key(far).filter(|when| far(when) <= 16 && !parted(reading, byte, when));
    if let Some(when) = near {
        // `last month` says when, but not on which day.
        return short(when).then_some((when.first, when.last));
    }
    // `said Wednesday it had held talks`: on that day, where they are told as news of it.
    let held = reading.verbs.iter().any(|verb| {
        matches!(reading.tokens[verb.main].base, "hold" | "meet" | "conclude" | "finish")
            && !matches!(verb.form, Form::Infinitive)
            && verb.main.abs_diff(spoken.token) < 8
    });
    let fresh = |when: &&&When| {
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
fn parted(reading: &Reading<'_>, byte: usize, when: &When) -> bool {
    let (from, to) = if when.at.start < byte { (when.at.end, byte) } else { (byte, when.at.start) };
    reading.text[from..to].contains(';')
}

/// Whether the day at a token is that of a verb of saying beside it: `said on Tuesday`, `on Tuesday
/// told`.
fn is_said_day(reading: &Reading<'_>, token: usize) -> bool {
    let says = |at: usize| {
        reading.tags[at] == Tag::Verb
            && reading.tokens[at].any(Kinds::SPEECH | Kinds::CLAUSE | Kinds::OBJECT)
    };
    let before = (token.saturating_sub(6)..token)
        .rev()
        .take_while(|at| {
            !matches!(reading.tags[*at], Tag::Comma | Tag::Quote | Tag::That | Tag::To)
        })
        .any(says);
    let after = (token + 1..reading.tokens.len())
        .take(2)
        .take_while(|at| !matches!(reading.tags[*at], Tag::Comma | Tag::Noun))
        .any(says);
    before || after
}

/// Where a meeting is held: `in Geneva`, `to Brussels`, `the Geneva talks`.
fn place(reading: &Reading<'_>, token: usize) -> Option<String> {
    let named = |at: usize| -> Option<String> {
        let mut last = at;
        while reading.tag_at(last + 1) == Some(Tag::Name) && !reading.tokens[last].possessive {
            last += 1;
        }
        let person = reading.tokens[at].any(Kinds::MALE_NAME | Kinds::FEMALE_NAME | Kinds::TITLE);
        let organisation = (at..=last).any(|at| reading.tokens[at].any(Kinds::ORGANISATION));
        let words = &reading.text[reading.tokens[at].range.start..reading.tokens[last].range.end];
        (!person && !organisation && !reading.tokens[last].possessive && last - at < 3)
            .then(|| words.split_whitespace().collect::<Vec<_>>().join(" "))
    };
    let leads = |at: usize, words: &[&str]| words.iter().any(|word| reading.is(at, word));
    let visit = leads(token, &["visit", "trip"]);
    let candidates = (0..reading.tokens.len().saturating_sub(1)).filter(|at| {
        let prepositions: &[&str] = if visit { &["to", "in"] } else { &["in"] };
        // `set for Geneva Sept 30`
        let dated = || leads(*at, &["for"]) && reading.tag_at(at + 2) == Some(Tag::Day);
        (leads(*at, prepositions) || dated()) && reading.tags[at + 1] == Tag::Name
    });
    let near = candidates.min_by_key(|at| at.abs_diff(token)).filter(|at| at.abs_diff(token) <= 20);
    near.and_then(|at| named(at + 1))
}

/// Who takes part: named before the verb, or after `between`, `with` or `by` behind the noun.
fn participants(reading: &Reading<'_>, cast: &Cast, token: usize) -> Vec<usize> {
    let mut found = Vec::new();
    let mut add = |first: usize, last: usize| {
        let span = reading.tokens[first].range.start..reading.tokens[last].range.end;
        for entity in cast.named_in(&span) {
            if cast.entities[entity].kind == SpeakerKind::Person && !found.contains(&entity) {
                found.push(entity);
            }
        }
    };
    for verb in &reading.verbs {
        let meets =
            matches!(reading.tokens[verb.main].base, "meet" | "hold" | "attend" | "join" | "open");
        if let Some(subject) = verb.subject.filter(|_| meets && verb.main.abs_diff(token) < 8) {
            let end = verb.first.saturating_sub(1).max(subject.last);
            add(subject.first.min(end), end);
        }
    }
    let joins = ["between", "with", "featuring", "by"];
    for at in token + 1..reading.tokens.len() {
        if joins.iter().any(|word| reading.is(at, word)) && at - token < 18 {
            let end = (at + 1..reading.tokens.len())
                .find(|at| {
                    matches!(reading.tags[*at], Tag::Verb | Tag::Stop | Tag::Quote | Tag::Day)
                })
                .unwrap_or(reading.tokens.len());
            if end > at + 1 {
                add(at + 1, end - 1);
            }
            break;
        }
    }
    found
}

/// What to call it: the words that name it (`Strategic Dialogue`), what it is on, or where it is.
fn title(reading: &Reading<'_>, spoken: &Spoken, place: Option<&str>) -> String {
    let token = spoken.token;
    let mut first = token;
    let noun = reading.tags[token] != Tag::Verb;
    while noun
        && first > 0
        && (reading.tags[first - 1] == Tag::Name && !reading.tokens[first - 1].possessive)
    {
        first -= 1;
    }
    let word = |at: usize| reading.word(at);
    if first < token {
        return (first..=token).map(word).collect::<Vec<_>>().join(" ");
    }
    let short = |words: &String| words.chars().count() <= 60;
    if reading.is(token + 1, "on")
        && !matches!(reading.tag_at(token + 2), Some(Tag::Day | Tag::Number))
    {
        let topic: Vec<&str> = (token + 2..reading.tokens.len())
            .take_while(|at| {
                matches!(reading.tags[*at], Tag::Noun | Tag::Name)
                    || reading.is(*at, "and") && matches!(reading.tag_at(at + 1), Some(Tag::Noun))
            })
            .take(6)
            .map(word)
            .collect();
        let words = format!("{} on {}", spoken.title, topic.join(" "));
        if !topic.is_empty() && short(&words) {
            return words;
        }
    }
    match place {
        Some(place) if spoken.title == "Visit" => format!("Visit to {place}"),
        Some(place) => format!("{} in {place}", spoken.title),
        None => spoken.title.to_owned(),
    }
}
