//! The words that tell of a meeting.

use super::KINDS;
use super::met::{HEARS, by_phone, is_dated, is_interview, names_person, sits};
use super::verbs::is_verb;
use crate::extract::article::coreference::Coreference;
use crate::extract::language::{Kinds, Tag, TaggedSentence, TokenRange, WordList, WordMap};

static VERBS: WordMap = WordMap::new("meeting-verb");
static IF_WITH: WordList = WordList::new("meeting-if-with");
static NOT_AFTER: WordList = WordList::new("meeting-not-after");
static NOT_BEFORE: WordList = WordList::new("meeting-not-before");
pub(super) static NUMBER: WordList = WordList::new("meeting-number");

/// Verbs that stand behind the noun whose object it is: `talks that Weber held`.
pub(super) const HAD: [&str; 4] = ["attended", "had", "held", "hosted"];

/// Verbs of telling somebody something in a call.
pub(super) const TELLS: [&str; 8] =
    ["assured", "congratulated", "informed", "pressed", "reminded", "told", "urged", "warned"];

/// A noun of meeting, or a verb, in its sentence.
#[derive(Clone, Copy)]
pub(super) struct MeetingWord {
    pub(super) token: usize,
    pub(super) title: &'static str,
    pub(super) verb: bool,
    /// Whether it is a number that stands for one of several.
    pub(super) counted: bool,
}

impl MeetingWord {
    /// The noun of meeting with all that stands before it, days too: `his May 3 meeting`.
    pub(super) fn phrase(&self, sentence: &TaggedSentence<'_>) -> TokenRange {
        let mut phrase = sentence.phrase_ending(self.token);
        while let Some(day) = phrase.first.checked_sub(1)
            && !self.verb
            && sentence.tags[day] == Tag::Day
        {
            phrase.first = match day.checked_sub(1) {
                Some(at)
                    if matches!(sentence.tags[at], Tag::Determiner | Tag::Noun | Tag::Number) =>
                {
                    sentence.phrase_ending(at).first
                }
                _ => day,
            };
        }
        phrase
    }

    /// Whether one of these prepositions stands right before the noun and what belongs to it.
    pub(super) fn is_led_by(&self, sentence: &TaggedSentence<'_>, words: &[&str]) -> bool {
        let mut first = self.phrase(sentence).first;
        // `after nearly four hours of talks`
        let lasting = ["day", "days", "hour", "hours", "round", "rounds", "week", "weeks"];
        if first > 1 && sentence.is(first - 1, "of") && sentence.is_any(first - 2, &lasting) {
            first = sentence.phrase_ending(first - 2).first;
            let about = ["about", "almost", "more", "nearly", "some", "than"];
            while first > 0
                && (sentence.tags[first - 1] == Tag::Number || sentence.is_any(first - 1, &about))
            {
                first -= 1;
            }
        }
        let before = first.checked_sub(1);
        before.is_some_and(|at| !self.verb && sentence.is_any(at, words))
    }

    /// `met as part of a meeting of the five states`
    pub(super) fn is_part(&self, sentence: &TaggedSentence<'_>) -> bool {
        let first = self.phrase(sentence).first;
        let part = first > 2 && sentence.is(first - 1, "of") && sentence.is(first - 2, "part");
        let met = |at: usize| sentence.is_any(at, &["meet", "met"]);
        !self.verb && part && sentence.is(first - 3, "as") && (0..first - 3).any(met)
    }

    /// `at the start of a meeting`
    pub(super) fn is_parted(&self, sentence: &TaggedSentence<'_>) -> bool {
        let first = sentence.phrase_ending(self.token).first;
        !self.verb
            && first > 2
            && sentence.is(first - 1, "of")
            && sentence.is_any(first - 2, &["beginning", "close", "end", "outset", "start"])
    }

    /// `after ministers met in Lima`
    pub(super) fn is_after(&self, sentence: &TaggedSentence<'_>) -> bool {
        let subject = sentence.verb_at(self.token).and_then(|verb| verb.subject);
        let before = subject.and_then(|of| of.first.checked_sub(1));
        self.verb && before.is_some_and(|at| sentence.is(at, "after"))
    }

    /// `after three weeks of talks`: they have no one day.
    pub(super) fn is_of_weeks(&self, sentence: &TaggedSentence<'_>) -> bool {
        let first = sentence.phrase_ending(self.token).first;
        first > 1
            && sentence.is(first - 1, "of")
            && sentence.is_any(first - 2, &["month", "months", "week", "weeks", "years"])
    }

    /// Whether people come to hear somebody there, so that who speaks there takes part.
    pub(super) fn is_heard(&self) -> bool {
        matches!(
            self.title,
            "Briefing" | "Conference" | "Conference call" | "Hearing" | "News conference"
        )
    }
}

/// The words of meeting in a sentence; `before` is the title of what the paragraph spoke of last,
/// which a number can stand for: `the first was held in March`.
pub(super) fn meeting_words(
    sentence: &TaggedSentence<'_>,
    coreference: &Coreference,
    before: Option<&'static str>,
) -> Vec<MeetingWord> {
    let mut words: Vec<MeetingWord> = Vec::new();
    for at in 0..sentence.tokens.len() {
        if let Some(title) = in_marks(sentence, at) {
            words.push(MeetingWord { token: at, title, verb: false, counted: false });
        }
        if reports_to(sentence, at) {
            words.push(MeetingWord { token: at, title: "Briefing", verb: true, counted: false });
        }
        let token = &sentence.tokens[at];
        let named = token.any(Kinds::MEETING | Kinds::MEETING_VERB);
        if !token.is_word() || !named && before.is_none() {
            continue;
        }
        let word = sentence.word(at);
        let verb = VERBS.get(word).filter(|_| is_verb(sentence, coreference, at));
        // `a Senate hearing`, `the third round`: easily taken for a verb or a preposition.
        let led = at > 0
            && (NUMBER.has(sentence.word(at - 1))
                || matches!(sentence.tags[at - 1], Tag::Noun | Tag::Name | Tag::Determiner));
        let led = led || is_dated(sentence, at);
        let noun = matches!(sentence.tags[at], Tag::Noun | Tag::Name) || led;
        let noun = KINDS
            .get(word)
            .filter(|_| noun && verb.is_none() && is_noun(sentence, coreference, at));
        let number = before.filter(|_| stands_for_one(sentence, at));
        let Some(mut title) = verb.or(noun).or(number) else { continue };
        if noun == Some("Conference") && at > 0 && sentence.is_any(at - 1, &["news", "press"]) {
            title = "News conference";
        }
        if verb.is_some() && sentence.is(at, "told") && !sits(sentence, at + 1) {
            title = "Meeting";
        }
        if title == "Conversation" && verb.is_some() && by_phone(sentence, at) {
            title = "Call";
        }
        if noun == Some("Call") && at > 0 && sentence.is(at - 1, "conference") {
            title = "Conference call";
        }
        // `a round of talks` is one.
        let of_round = words.last().is_some_and(|last| {
            !last.verb && at - last.token <= 3 && sentence.is(last.token + 1, "of")
        });
        // `met on the margins of the summit`: beside it, and told for itself.
        let beside = noun.is_some() && !words.is_empty() && is_beside(sentence, at);
        let interview = noun == Some("Call") && is_interview(sentence, coreference, at);
        if !of_round && !beside && !interview {
            words.push(MeetingWord {
                token: at,
                title,
                verb: verb.is_some(),
                counted: noun.or(verb).is_none(),
            });
        }
    }
    words
}

/// `on the sidelines of a larger session`
fn is_beside(sentence: &TaggedSentence<'_>, at: usize) -> bool {
    let plain = |at: &usize| {
        matches!(
            sentence.tags[*at],
            Tag::Noun | Tag::Name | Tag::Ing | Tag::Determiner | Tag::Number
        )
    };
    let of = (0..at).rev().find(|at| !plain(at)).filter(|of| sentence.is(*of, "of") && *of > 0);
    of.is_some_and(|of| sentence.is_any(of - 1, &["fringes", "margins", "sidelines"]))
}

/// Whether somebody will tell a body something: `will give details of the talks to the committee`.
fn reports_to(sentence: &TaggedSentence<'_>, to: usize) -> bool {
    /// How long what is told may be.
    const FAR: usize = 36;
    if !sentence.is(to, "to") || !hears_behind(sentence, to + 1) {
        return false;
    }
    let told = |at: usize| {
        let object =
            (at + 1..at + 4).any(|at| sentence.is_any(at, &["account", "details", "report"]));
        let gives = sentence.is_any(at, &["give", "present"]) && object;
        let reports = sentence.is(at, "report") && sentence.is_any(at + 1, &["on", "to"]);
        (gives || reports)
            && at > 0
            && matches!(sentence.tags[at - 1], Tag::To | Tag::Modal)
            && !(at..to).any(|at| matches!(sentence.tags[at], Tag::That | Tag::Quote | Tag::Stop))
    };
    (to.saturating_sub(FAR)..to).any(told)
}

/// Whether a body or members of one are named: `members of parliament's Harbour Commission`.
fn hears_behind(sentence: &TaggedSentence<'_>, first: usize) -> bool {
    let body = |of: TokenRange| {
        let hears = HEARS.has(&sentence.word(of.last).to_lowercase());
        hears && sentence.tags[of.last] == Tag::Name
    };
    let Some(mut phrase) = sentence.phrase_from(first) else { return false };
    while phrase.first < phrase.last && sentence.is_any(phrase.last, &["last", "next"]) {
        phrase.last -= 1;
    }
    let members = sentence.is(phrase.last, "members") && sentence.is(phrase.last + 1, "of");
    let theirs = sentence.phrase_from(phrase.last + 2).filter(|_| members);
    body(phrase) || theirs.is_some_and(body)
}

/// The title of a noun of meeting that stands in marks as somebody called it: `had “good talks” with
/// Reed`.
fn in_marks(sentence: &TaggedSentence<'_>, at: usize) -> Option<&'static str> {
    let with = at + 1 + usize::from(sentence.tag_at(at + 1) == Some(Tag::Day));
    if sentence.tags[at] != Tag::Quote || !sentence.is(with, "with") {
        return None;
    }
    let had = sentence.verbs.iter().any(|verb| {
        // `will take part in a “listening session” with teachers`
        let part = sentence.is(verb.main + 1, "part") && sentence.is(verb.main + 2, "in");
        let near = if part { 5 } else { 3 };
        verb.main < at && at - verb.main < near && super::holds(sentence.word(verb.main))
    });
    let mut words = sentence.word(at).split_whitespace();
    let last = words.next_back()?.trim_matches(|c: char| !c.is_alphanumeric());
    KINDS.get(last).filter(|_| had && words.count() < 4)
}

/// Whether a noun means an event of named parties.
fn is_noun(sentence: &TaggedSentence<'_>, coreference: &Coreference, at: usize) -> bool {
    let before = |word: &WordList| at > 0 && word.has(sentence.word(at - 1));
    // `the briefing room`
    let of_thing = NOT_BEFORE.has(sentence.word_at(at + 1));
    if before(&NOT_AFTER) || of_thing || sentence.tokens[at].possessive {
        return false;
    }
    // `the High Negotiations Committee`
    let of_body = sentence.tokens[at].capital
        && sentence.tag_at(at + 1) == Some(Tag::Name)
        && sentence.tokens[at + 1].any(Kinds::ORGANISATION);
    if of_body {
        return false;
    }
    // `spoke in Congress`: the house, and no gathering.
    if sentence.is(at, "congress") && sentence.tokens[at].capital {
        return false;
    }
    // `held discussion with Reed`, but not `a topic of discussion`
    if sentence.is(at, "discussion")
        && !(super::is_held(sentence, at) && sentence.is(at + 1, "with"))
        && !is_had_by_two(sentence, at)
    {
        return false;
    }
    if sentence.is(at, "hall") {
        let one = at > 1 && sentence.is(at - 1, "town") && !sentence.is(at - 2, "the");
        return one && super::is_held(sentence, at);
    }
    if sentence.is_any(at, &["journey", "stopover", "trip"]) {
        let place = sentence.tag_at(at + 2) == Some(Tag::Name);
        return sentence.is(at + 1, "to")
            || sentence.is(at, "stopover") && sentence.is(at + 1, "in") && place;
    }
    if sentence.is(at, "conference") && sentence.is(at + 1, "call") {
        return false;
    }
    if sentence.is_any(at, &["round", "rounds"]) {
        let of_talks = (at + 2..at + 5).any(|at| names_kind(sentence, at));
        return sentence.is(at + 1, "of") && of_talks || before(&NUMBER);
    }
    let phone = at > 0 && sentence.is_any(at - 1, &["conference", "phone", "telephone"]);
    // `a conversation Reed and Weber had`
    let had = || {
        let first = at + 1 + usize::from(sentence.tag_at(at + 1) == Some(Tag::That));
        let names = (first..sentence.tokens.len()).take(8);
        let verb = names
            .clone()
            .find(|at| !matches!(sentence.tags[*at], Tag::Name | Tag::Conjunction | Tag::Comma));
        verb.is_some_and(|verb| verb > first && HAD.contains(&sentence.word(verb)))
    };
    // `a public forum on it will be held on Monday`
    let is_held = || {
        (at + 1..sentence.tokens.len()).take(9).any(|held| {
            sentence.is_any(held, &["held", "planned", "scheduled"])
                && matches!(sentence.tags[held - 1], Tag::Be)
        })
    };
    // `agreed to hold a dialogue on May 3`
    let on_day = || {
        let next = at + 1 + usize::from(sentence.tag_at(at + 1) == Some(Tag::Preposition));
        let first = sentence.phrase_ending(at).first;
        let held = first > 0 && sentence.tokens[first - 1].base == "hold";
        held && sentence.tag_at(next) == Some(Tag::Day)
    };
    // `will convene its first High-Level Dialogue`
    let convened = || {
        let first = sentence.phrase_ending(at).first;
        let base = first.checked_sub(1).map_or("", |verb| sentence.tokens[verb].base);
        sentence.tokens[at].capital && matches!(base, "convene" | "hold" | "host" | "open")
    };
    !IF_WITH.has(sentence.word(at))
        || is_held()
        || convened()
        || is_had_by_two(sentence, at)
        || tells_in(sentence, coreference, at)
        || on_day()
        || had()
        || phone
        || sentence.is_any(at + 1, &["with", "between"])
        // `held discussions today with Reed`
        || sentence.tag_at(at + 1) == Some(Tag::Day) && sentence.is(at + 2, "with")
        // `It was their second encounter.`
        || before(&NUMBER) && sentence.is(at, "encounter") && {
            let first = sentence.phrase_ending(at).first;
            first > 0 && sentence.tags[first - 1] == Tag::Be
        }
        // `discussed it over dinner`
        || at > 0 && sentence.is(at - 1, "over")
        || is_meal(sentence, coreference, at)
        || sentence.is(at + 1, "is") && sentence.is_any(at + 2, &["set", "scheduled"])
}

/// `Reed and Weber had a frank discussion`: they conferred.
fn is_had_by_two(sentence: &TaggedSentence<'_>, at: usize) -> bool {
    let object = sentence.phrase_ending(at).first;
    let had = sentence.verbs.iter().find(|verb| verb.main + 1 == object);
    let had = had.filter(|verb| matches!(sentence.word(verb.main), "had" | "held"));
    had.and_then(|verb| verb.subject).is_some_and(|of| {
        let joined = (of.first..of.last).any(|at| sentence.is(at, "and"));
        joined && sentence.tags[of.last] == Tag::Name
    })
}

/// Whether somebody is told something in a call: `told President Reed in an hour-long call`.
fn tells_in(sentence: &TaggedSentence<'_>, coreference: &Coreference, at: usize) -> bool {
    /// How far before the noun the verb stands.
    const FAR: usize = 16;
    let is_call = sentence.is_any(at, &["call", "conversation"]);
    let led = (at.saturating_sub(6)..at).rev().find(|at| sentence.tags[*at] == Tag::Determiner);
    let led = led
        .and_then(|first| first.checked_sub(1))
        .filter(|led| is_call && sentence.is_any(*led, &["during", "in", "on"]));
    led.is_some_and(|led| {
        (led.saturating_sub(FAR)..led).any(|verb| {
            TELLS.contains(&sentence.word(verb)) && names_person(sentence, coreference, verb + 1)
        })
    })
}

/// Whether a meal is one at which people confer: `comes for a working dinner`, `for lunch`.
fn is_meal(sentence: &TaggedSentence<'_>, coreference: &Coreference, at: usize) -> bool {
    let meal = sentence.is_any(at, &["breakfast", "dinner", "lunch", "luncheon"]);
    let first = sentence.phrase_ending(at).first;
    let for_it = first > 0 && sentence.is(first - 1, "for") && at - first < 3;
    let working = at > 0 && sentence.is(at - 1, "working");
    // `had dinner at the palace on Tuesday with Reed`
    let guests = (at + 1..sentence.tokens.len()).take(10).any(|at| {
        let named = || names_person(sentence, coreference, at + 1);
        let first = sentence.tag_at(at + 1) == Some(Tag::Name);
        sentence.is_any(at, &["for", "with"]) && (first || named())
    });
    let held_for = guests && super::is_held(sentence, at);
    meal && (for_it || working || held_for)
}

fn names_kind(sentence: &TaggedSentence<'_>, at: usize) -> bool {
    KINDS.get(sentence.word_at(at)).is_some()
}

/// Whether a number stands for a meeting: `the first was held`, `and the second in Lima`.
fn stands_for_one(sentence: &TaggedSentence<'_>, at: usize) -> bool {
    let set = sentence.tag_at(at + 1) == Some(Tag::Comma)
        && sentence.is_any(at + 2, &["due", "held", "planned", "scheduled", "set"]);
    NUMBER.has(sentence.word(at))
        && at > 0
        && (sentence.is(at - 1, "the") || sentence.is(at - 1, "a"))
        && (set || matches!(sentence.tag_at(at + 1), Some(Tag::Be | Tag::Preposition)))
        && !sentence.is(at + 1, "of")
        && !names_kind(sentence, at + 1)
}
