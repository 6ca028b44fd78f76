//! The words that tell of a meeting, and whether it was or will be.

use super::KINDS;
use crate::extract::language::{Kinds, Tag, TaggedSentence, TokenRange, WordList, WordMap};

static VERBS: WordMap = WordMap::new("meeting-verb");
static IF_WITH: WordList = WordList::new("meeting-if-with");
static NOT_AFTER: WordList = WordList::new("meeting-not-after");
static NOT_BEFORE: WordList = WordList::new("meeting-not-before");
static PARTY: WordList = WordList::new("meeting-party");
static NUMBER: WordList = WordList::new("meeting-number");
static SITS: WordList = WordList::new("meeting-sits");
static HEARS: WordList = WordList::new("meeting-hears");

/// Verbs that stand behind the noun whose object it is: `talks that Weber held`.
pub(super) const HAD: [&str; 4] = ["attended", "had", "held", "hosted"];

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
    /// Whether one of these prepositions stands right before the noun and what belongs to it.
    pub(super) fn is_led_by(&self, sentence: &TaggedSentence<'_>, words: &[&str]) -> bool {
        let mut first = sentence.phrase_ending(self.token).first;
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
    before: Option<&'static str>,
) -> Vec<MeetingWord> {
    let mut words: Vec<MeetingWord> = Vec::new();
    for at in 0..sentence.tokens.len() {
        if !sentence.tokens[at].is_word() {
            continue;
        }
        let word = sentence.word(at);
        let verb = VERBS.get(word).filter(|_| is_verb(sentence, at));
        // `a Senate hearing`, `the third round`: easily taken for a verb or a preposition.
        let led = at > 0
            && (NUMBER.has(sentence.word(at - 1))
                || matches!(sentence.tags[at - 1], Tag::Noun | Tag::Name | Tag::Determiner));
        let noun = matches!(sentence.tags[at], Tag::Noun | Tag::Name) || led;
        let noun = KINDS.get(word).filter(|_| noun && verb.is_none() && is_noun(sentence, at));
        let number = before.filter(|_| stands_for_one(sentence, at));
        let Some(mut title) = verb.or(noun).or(number) else { continue };
        if noun == Some("Conference") && at > 0 && sentence.is_any(at - 1, &["news", "press"]) {
            title = "News conference";
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
        if !of_round {
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

/// Whether a word is a noun of people one meets: `ministers`.
pub(super) fn is_party(word: &str) -> bool {
    PARTY.has(word)
}

/// Whether a noun means an event of named parties.
fn is_noun(sentence: &TaggedSentence<'_>, at: usize) -> bool {
    let before = |word: &WordList| at > 0 && word.has(sentence.word(at - 1));
    // `the briefing room`
    let of_thing = NOT_BEFORE.has(sentence.word_at(at + 1));
    if before(&NOT_AFTER) || of_thing || sentence.tokens[at].possessive {
        return false;
    }
    // `spoke in Congress`: the house, and no gathering.
    if sentence.is(at, "congress") && sentence.tokens[at].capital {
        return false;
    }
    if sentence.is(at, "hall") {
        let one = at > 1 && sentence.is(at - 1, "town") && !sentence.is(at - 2, "the");
        return one && super::is_held(sentence, at);
    }
    if sentence.is_any(at, &["trip"]) {
        return sentence.is(at + 1, "to");
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
    !IF_WITH.has(sentence.word(at))
        || had()
        || phone
        || sentence.is_any(at + 1, &["with", "between"])
        // `discussed it over dinner`
        || at > 0 && sentence.is(at - 1, "over")
        || sentence.is(at + 1, "is") && sentence.is_any(at + 2, &["set", "scheduled"])
}

fn names_kind(sentence: &TaggedSentence<'_>, at: usize) -> bool {
    KINDS.get(sentence.word_at(at)).is_some()
}

/// Whether a verb means that people confer: not `met expectations`.
fn is_verb(sentence: &TaggedSentence<'_>, at: usize) -> bool {
    let word = sentence.word(at).to_ascii_lowercase();
    let tagged = matches!(sentence.tags[at], Tag::Verb | Tag::Ing);
    let person = |from: usize| {
        let phrase = sentence.phrase_from(from);
        phrase.is_some_and(|phrase| {
            (phrase.first..=phrase.last)
                .any(|at| sentence.tags[at] == Tag::Name || is_party(sentence.word(at)))
        })
    };
    let named = |from: usize| names_person(sentence, from);
    match word.as_str() {
        "meet" | "meets" | "met" | "meeting" => {
            let object = matches!(
                sentence.tag_at(at + 1),
                Some(Tag::Name | Tag::Noun | Tag::Determiner | Tag::Number)
            );
            let by = at + 1 + usize::from(sentence.tag_at(at + 1) == Some(Tag::Adverb));
            let passive = word == "met"
                && (at > 0 && sentence.tags[at - 1] == Tag::Be || sentence.is(by, "by"));
            // `the Reed meeting`
            let named = word == "meeting"
                && at > 0
                && matches!(sentence.tags[at - 1], Tag::Name | Tag::Noun)
                && sentence.tags[sentence.phrase_ending(at - 1).first] == Tag::Determiner;
            // `Leaders of the Union meet in Lima`: after a name it is easily taken for a noun.
            let led = at > 0 && matches!(sentence.tags[at - 1], Tag::Name | Tag::Noun);
            let plain = led
                && matches!(word.as_str(), "meet" | "meets")
                && matches!(
                    sentence.tag_at(at + 1),
                    Some(Tag::Preposition | Tag::Day | Tag::Adverb)
                );
            (tagged || plain) && !passive && !named && (!object || person(at + 1))
        }
        "spoke" | "spoken" | "talked" => {
            let met = word == "spoken"
                && sentence.is_any(at + 1, &["to", "with"])
                && sentence.tag_at(at + 2) == Some(Tag::Name);
            met || by_phone(sentence, at) || speaks_with(sentence, at)
        }
        "sit" | "sits" | "sat" => {
            let after = sentence.tag_at(at + 2 + usize::from(sentence.is(at + 2, "again")));
            sentence.is(at + 1, "down") && matches!(after, Some(Tag::Day | Tag::Preposition))
        }
        "receive" => tagged && (named(at + 1) || sentence.is_any(at + 1, &["him", "her"])),
        "received" | "receives" | "hosted" | "hosts" | "host" | "welcome" | "welcomed"
        | "welcomes" => tagged && named(at + 1),
        // `looks forward to welcoming`
        "welcoming" => named(at + 1),
        "phoned" | "telephoned" => sentence.tag_at(at + 1) == Some(Tag::Name),
        "appear" | "appeared" | "appearing" | "appears" => {
            sentence.is(at + 1, "before") && is_body(sentence, at + 2)
        }
        "briefed" => {
            let passive = at > 0 && sentence.tags[at - 1] == Tag::Be;
            let subject = sentence.verb_at(at).and_then(|verb| verb.subject);
            let body = subject.filter(|_| passive).map_or(at + 1, |of| of.first);
            tagged && (is_body(sentence, body) || !passive && person(body))
        }
        // `told the harbour committee on Tuesday`, `told MPs on the committee`
        "gave" | "give" | "gives" | "giving" => {
            sentence.is_any(at + 1, &["evidence", "testimony"])
                && sentence.is_any(at + 2, &["before", "to"])
                && sits(sentence, at + 3)
        }
        "addressed" | "told" => tagged && sits(sentence, at + 1),
        // `was due to see Foreign Minister Tom Reed`
        "see" => {
            let due = ["due", "expected", "scheduled", "set"];
            at > 1 && sentence.is(at - 1, "to") && sentence.is_any(at - 2, &due) && named(at + 1)
        }
        // `called on Governor Reed`, but not `to resign`.
        "called" => {
            let asks = (at + 3..sentence.tokens.len())
                .take(14)
                .any(|at| sentence.tags[at] == Tag::To || sentence.is_any(at, &["for", "not"]));
            tagged && sentence.is(at + 1, "on") && named(at + 2) && !asks
        }
        "convene" | "convened" | "convenes" | "gather" | "gathered" | "gathers" | "reconvene"
        | "reconvened" | "reconvenes" => {
            let subject = sentence.verb_at(at).and_then(|verb| verb.subject);
            // `supporters gathered` are no named parties, and `he told the leaders gathered there`
            // tells of something else.
            let named = subject.is_some_and(|of| {
                let opens = of.first == 0
                    || !matches!(
                        sentence.tags[of.first - 1],
                        Tag::Verb | Tag::Ing | Tag::Preposition | Tag::To
                    );
                let party = sentence.tags[of.last] == Tag::Name
                    || is_party(sentence.word(of.last))
                    || sentence.tokens[of.last].any(Kinds::ORGANISATION);
                opens && party
            });
            named
                && matches!(
                    sentence.tag_at(at + 1),
                    Some(Tag::Day | Tag::Preposition | Tag::Adverb)
                )
        }
        "discuss" | "discussed" => {
            let mut after = (at + 1..sentence.tokens.len()).take(8);
            let with = after.find(|at| sentence.is(*at, "with") || names_kind(sentence, *at));
            let with = with.filter(|with| sentence.is(*with, "with"));
            tagged && with.is_some_and(|with| names_person(sentence, with + 1))
        }
        "visit" | "visits" | "visited" | "visiting" => {
            let article = usize::from(sentence.is(at + 1, "the"));
            tagged && sentence.tag_at(at + 1 + article) == Some(Tag::Name)
        }
        // `The committee heard Weber on Monday`
        "grilled" | "hear" | "heard" | "questioned" | "quizzed" => {
            let subject = sentence.verb_at(at).and_then(|verb| verb.subject);
            let body = subject.is_some_and(|of| {
                HEARS.has(&sentence.word(of.last).to_lowercase()) || hears(sentence, of.first)
            });
            let by = sentence.is(at + 1, "by")
                && at > 0
                && sentence.tags[at - 1] == Tag::Be
                && (hears(sentence, at + 2) || sits(sentence, at + 2));
            // `The court heard arguments`
            let argued = word == "heard"
                && subject.is_some_and(|of| sentence.word(of.last).eq_ignore_ascii_case("court"))
                && (at + 1..at + 4)
                    .any(|at| sentence.is_any(at, &["argument", "arguments", "evidence"]));
            let asked = matches!(word.as_str(), "grilled" | "questioned" | "quizzed");
            by || argued
                || tagged
                    && body
                    && (named(at + 1)
                        || sentence.tag_at(at + 1) == Some(Tag::Name)
                        || asked && person(at + 1))
        }
        "testify" | "testified" | "testifying" => {
            sentence.is_any(at + 1, &["before", "for", "to", "in", "at", "on"])
        }
        _ => {
            let at = at + usize::from(sentence.is_any(at + 1, &["again", "together"]));
            sentence.is_any(at + 1, &["with", "in", "at", "by", "on", "for"])
                || matches!(sentence.tag_at(at + 1), Some(Tag::Day | Tag::Stop))
        }
    }
}

/// Whether a body is named at a token: `the Harbour Committee`.
fn is_body(sentence: &TaggedSentence<'_>, first: usize) -> bool {
    sentence.phrase_from(first).is_some_and(|body| {
        (body.first..=body.last).any(|at| {
            sentence.tokens[at].any(Kinds::ORGANISATION)
                || HEARS.has(&sentence.word(at).to_lowercase())
        })
    })
}

/// Whether a body that sits is named at a token: `the Harbour Committee`, `members of the panel`.
fn sits(sentence: &TaggedSentence<'_>, first: usize) -> bool {
    let named = |phrase: TokenRange| {
        (phrase.first..=phrase.last).any(|at| SITS.has(&sentence.word(at).to_lowercase()))
            && !(phrase.first..=phrase.last).any(|at| sentence.tokens[at].possessive)
    };
    let Some(phrase) = sentence.phrase_from(first) else { return false };
    let of = phrase.last + 1;
    let people = HEARS.has(&sentence.word(phrase.last).to_lowercase())
        || sentence.is_any(phrase.last, &["members", "peers"]);
    let theirs = || sentence.phrase_from(of + 1).filter(|_| sentence.is_any(of, &["of", "on"]));
    named(phrase) || people && theirs().is_some_and(named)
}

/// Whether what is named at a token hears people: `the Senate Harbour Committee`.
fn hears(sentence: &TaggedSentence<'_>, first: usize) -> bool {
    sentence.phrase_from(first).is_some_and(|body| {
        let own = (body.first..=body.last).any(|at| HEARS.has(&sentence.word(at).to_lowercase()));
        own && !(body.first..=body.last).any(|at| sentence.tokens[at].possessive)
    })
}

/// Whether a verb of speaking tells of a call: `spoke on Monday by phone`.
fn by_phone(sentence: &TaggedSentence<'_>, at: usize) -> bool {
    (at + 2..sentence.tokens.len()).take(14).any(|at| {
        sentence.is_any(at, &["phone", "telephone"]) && sentence.is_any(at - 1, &["by", "the"])
    })
}

/// Whether somebody with a title or a first name is spoken with: `spoke today with Senator Reed`,
/// not with a newspaper.
fn speaks_with(sentence: &TaggedSentence<'_>, at: usize) -> bool {
    let mut with = at + 1;
    while matches!(sentence.tag_at(with), Some(Tag::Day | Tag::Number | Tag::Adverb))
        || sentence.is_any(with, &["afternoon", "evening", "morning", "on", "this"])
    {
        with += 1;
    }
    let titled = sentence.tokens.get(with + 1).is_some_and(|first| first.any(Kinds::TITLE));
    names_person(sentence, with + 1)
        && (sentence.is(with, "with") || sentence.is(with, "to") && titled)
}

/// Whether somebody is named at a token, with a title or a first name, or as a counterpart.
fn names_person(sentence: &TaggedSentence<'_>, first: usize) -> bool {
    let first = first + usize::from(sentence.tag_at(first) == Some(Tag::Determiner));
    let person = |at: usize| {
        let called = is_party(sentence.word(at)) && sentence.tag_at(at + 1) == Some(Tag::Name);
        let token = &sentence.tokens[at];
        called || sentence.tags[at] == Tag::Name && token.any(Kinds::TITLE | Kinds::FIRST_NAME)
    };
    let phrase = (first..sentence.tokens.len())
        .take(6)
        .take_while(|at| matches!(sentence.tags[*at], Tag::Name | Tag::Noun));
    // `the primate, Anna Weber`
    let apposed = phrase.clone().last().filter(|last| {
        sentence.tags[*last] == Tag::Noun
            && sentence.tag_at(last + 1) == Some(Tag::Comma)
            && sentence.tag_at(last + 2) == Some(Tag::Name)
            && sentence.tokens[last + 2].any(Kinds::FIRST_NAME)
    });
    apposed.is_some() || phrase.clone().any(person)
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
}
