//! Which verbs mean that people confer.

use super::KINDS;
use super::met::{
    HEARS, by_phone, hears, is_body, is_dated, is_party, is_two, names_person, sits, speaks_beside,
    speaks_with, tells_there,
};
use crate::extract::article::coreference::Coreference;
use crate::extract::language::{Kinds, Tag, TaggedSentence, WordList};

/// Whether a word is what people are given and not somebody: `Award`.
fn is_prize(word: &str) -> bool {
    static PRIZES: WordList = WordList::new("prize");
    PRIZES.has(&word.to_lowercase())
}

/// Whether a verb means that people confer: not `met expectations`.
pub(super) fn is_verb(sentence: &TaggedSentence<'_>, coreference: &Coreference, at: usize) -> bool {
    let word = sentence.word(at).to_ascii_lowercase();
    let tagged = matches!(sentence.tags[at], Tag::Verb | Tag::Ing);
    let person = |from: usize| {
        let phrase = sentence.phrase_from(from);
        phrase.is_some_and(|phrase| {
            (phrase.first..=phrase.last)
                .any(|at| sentence.tags[at] == Tag::Name || is_party(sentence.word(at)))
        })
    };
    let named = |from: usize| names_person(sentence, coreference, from);
    // `received the King Reed Award`: no person.
    let someone = |from: usize| {
        let phrase = sentence.phrase_from(from);
        named(from) && phrase.is_none_or(|phrase| !is_prize(sentence.word(phrase.last)))
    };
    match word.as_str() {
        "meet" | "meets" | "met" | "meeting" => {
            let object = matches!(
                sentence.tag_at(at + 1),
                Some(Tag::Name | Tag::Noun | Tag::Determiner | Tag::Number)
            ) && !sentence.is_any(
                at + 1,
                &["again", "early", "face-to-face", "first", "last", "late", "next", "one-on-one"],
            );
            let by = at + 1 + usize::from(sentence.tag_at(at + 1) == Some(Tag::Adverb));
            // `met by video with Reed`
            let by_video =
                sentence.is_any(by + 1, &["phone", "telephone", "video", "videoconference"]);
            let passive = word == "met"
                && !by_video
                && (at > 0 && sentence.tags[at - 1] == Tag::Be || sentence.is(by, "by"));
            // `the Reed meeting`
            let named = word == "meeting"
                && at > 0
                && (is_dated(sentence, at)
                    || matches!(sentence.tags[at - 1], Tag::Name | Tag::Noun)
                    && sentence.tags[sentence.phrase_ending(at - 1).first] == Tag::Determiner
                    // `Their meeting in Lima lasted an hour`
                    || sentence.is_any(at - 1, &["her", "his", "its", "our", "their"]));
            // `Leaders of the Union meet in Lima`: after a name it is easily taken for a noun.
            let led = at > 0 && matches!(sentence.tags[at - 1], Tag::Name | Tag::Noun);
            let plain = led
                && matches!(word.as_str(), "meet" | "meets")
                && matches!(
                    sentence.tag_at(at + 1),
                    Some(Tag::Preposition | Tag::Day | Tag::Adverb)
                );
            // `the two met`
            let two = at > 1 && sentence.is_any(at - 1, &["both", "two"]);
            // `met the architect, Kolvi Arantes`
            let named_there = names_person(sentence, coreference, at + 1);
            // `meet again in the cup`
            let sport = (at + 1..at + 6).any(|at| {
                sentence.is(at, "the")
                    && sentence
                        .is_any(at + 1, &["cup", "final", "league", "playoffs", "semifinals"])
            });
            (tagged || plain || two)
                && !sport
                && !passive
                && !named
                && (!object || person(at + 1) || named_there)
        }
        "spoke" | "spoken" | "talked" => {
            let met = word == "spoken"
                && sentence.is_any(at + 1, &["to", "with"])
                && sentence.tag_at(at + 2) == Some(Tag::Name);
            // `The two leaders talked for an hour`
            let subject = sentence.verb_at(at).and_then(|verb| verb.subject);
            let last = at > 0 && sentence.is(at - 1, "last");
            let two = (last || sentence.is_any(at + 1, &["alone", "at", "for", "in"]))
                && subject.is_some_and(|of| {
                    // `Reed and Weber talked for an hour`
                    let joined = of.first > 1
                        && sentence.is(of.first - 1, "and")
                        && sentence.tags[of.first - 2] == Tag::Name
                        || (of.first..of.last).any(|at| sentence.is(at, "and"));
                    let names = joined && sentence.tags[of.last] == Tag::Name;
                    let alone = names && (last || sentence.is(at + 1, "for"))
                        || sentence.is(at + 1, "alone");
                    is_two(sentence, of) || alone
                });
            met || two
                || by_phone(sentence, at)
                || speaks_beside(sentence, at)
                || speaks_with(sentence, coreference, at)
        }
        // `came face to face`, `came before the commissioners`
        "came" | "come" => {
            let face = sentence.is(at + 1, "face") && sentence.is(at + 2, "to");
            face && sentence.is(at + 3, "face")
                || sentence.is(at + 1, "before") && hears(sentence, at + 2)
        }
        "sit" | "sits" | "sat" => {
            let after = sentence.tag_at(at + 2 + usize::from(sentence.is(at + 2, "again")));
            // `sat across a table`
            let across = sentence.is(at + 1, "across")
                && (at + 2..at + 5).any(|at| sentence.is(at, "table"));
            across
                || sentence.is(at + 1, "down") && matches!(after, Some(Tag::Day | Tag::Preposition))
        }
        "receive" => tagged && (someone(at + 1) || sentence.is_any(at + 1, &["him", "her"])),
        "received" | "receives" | "hosted" | "hosts" | "host" | "welcome" | "welcomed"
        | "welcomes" => {
            // `was received by President Reed`
            let by = sentence.is(at + 1, "by") && at > 0 && sentence.tags[at - 1] == Tag::Be;
            tagged && (someone(at + 1) || by && named(at + 2))
        }
        // `brought Reed and Weber together`
        "bring" | "brings" | "brought" => {
            let mut after = (at + 2..sentence.tokens.len()).take(10);
            tagged && named(at + 1) && after.any(|at| sentence.is(at, "together"))
        }
        // `looks forward to welcoming`
        "welcoming" => named(at + 1),
        "phoned" | "telephoned" => sentence.tag_at(at + 1) == Some(Tag::Name) || named(at + 1),
        "appear" | "appeared" | "appearing" | "appears" => {
            sentence.is(at + 1, "before") && is_body(sentence, at + 2)
        }
        "brief" | "briefed" | "briefs" => {
            let passive = at > 0 && sentence.tags[at - 1] == Tag::Be;
            let subject = sentence.verb_at(at).and_then(|verb| verb.subject);
            let body = subject.filter(|_| passive).map_or(at + 1, |of| of.first);
            // `would brief her cabinet`: what any of them does.
            let base = word == "brief" || word == "briefs";
            let named = sentence
                .phrase_from(body)
                .is_some_and(|body| sentence.tags[body.last] == Tag::Name);
            tagged && (is_body(sentence, body) || !passive && person(body)) && (!base || named)
        }
        // `told the harbour committee on Tuesday`, `told MPs on the committee`
        "gave" | "give" | "gives" | "giving" => {
            sentence.is_any(at + 1, &["evidence", "testimony"])
                && sentence.is_any(at + 2, &["before", "to"])
                && sits(sentence, at + 3)
        }
        "addressed" | "told" => {
            let there = word == "told" && tells_there(sentence, coreference, at);
            tagged && (there || sits(sentence, at + 1))
        }
        "assured" | "informed" | "warned" => tagged && tells_there(sentence, coreference, at),
        // `spent two hours with President Reed`
        "spent" => {
            let lasting = ["day", "days", "hour", "hours", "minutes"];
            let mut near = (at + 1..sentence.tokens.len()).take(6);
            let with =
                near.find(|at| sentence.is(*at, "with") && sentence.is_any(at - 1, &lasting));
            tagged && with.is_some_and(|with| named(with + 1))
        }
        // `was due to see Foreign Minister Tom Reed`
        "see" => {
            let due = ["due", "expected", "scheduled", "set"];
            let to_see = at > 1 && sentence.is(at - 1, "to") && sentence.is_any(at - 2, &due);
            let was_to = at > 1 && sentence.is(at - 1, "to") && sentence.tags[at - 2] == Tag::Be;
            (to_see || was_to || at > 0 && sentence.is(at - 1, "will")) && named(at + 1)
        }
        // `saw President Reed on Tuesday`
        "saw" => {
            let person = sentence.phrase_from(at + 1).map(|phrase| phrase.last + 1);
            tagged
                && named(at + 1)
                && person.is_some_and(|next| {
                    sentence.tag_at(next) == Some(Tag::Day)
                        || sentence.is_any(next, &["in", "on"])
                            && matches!(sentence.tag_at(next + 1), Some(Tag::Day | Tag::Name))
                })
        }
        // `called on Governor Reed`, but not `to resign`.
        "called" => {
            let asks = (at + 3..sentence.tokens.len())
                .take(14)
                .any(|at| sentence.tags[at] == Tag::To || sentence.is_any(at, &["for", "not"]));
            let whom = named(at + 2) || sentence.is_any(at + 2, &["her", "him"]);
            tagged && sentence.is(at + 1, "on") && whom && !asks
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
                // `Ministers will discuss it when they gather`
                let they = sentence.is(of.last, "they")
                    && (0..of.first)
                        .any(|at| is_party(sentence.word(at)) && sentence.word(at).ends_with('s'));
                let opens = opens || they;
                let party = they
                    || sentence.tags[of.last] == Tag::Name
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
            let with = after
                .find(|at| sentence.is(*at, "with") || KINDS.get(sentence.word_at(*at)).is_some());
            let with = with.filter(|with| sentence.is(*with, "with"));
            let called = || by_phone(sentence, at);
            // `discussed it with Reed at a meeting on Tuesday`: told by the noun.
            let there = (at + 2..sentence.tokens.len()).take(14).any(|at| {
                let first = sentence.phrase_ending(at).first;
                KINDS.get(sentence.word_at(at)).is_some()
                    && sentence.is_any(first - 1, &["at", "during", "in"])
                    && sentence.tags[first] == Tag::Determiner
            });
            tagged
                && !there
                && (called()
                    || with.is_some_and(|with| names_person(sentence, coreference, with + 1)))
        }
        "visit" | "visits" | "visited" | "visiting" => {
            let article = usize::from(sentence.is(at + 1, "the"));
            // `met with visiting Foreign Minister Reed`: he was a visitor.
            let guest = word == "visiting"
                && at > 0
                && (sentence.is_any(at - 1, &["by", "to", "with"])
                    || matches!(sentence.tags[at - 1], Tag::Determiner | Tag::Verb)
                    || sentence.tokens.get(at + 1).is_some_and(|next| next.any(Kinds::TITLE)));
            tagged && !guest && sentence.tag_at(at + 1 + article) == Some(Tag::Name)
        }
        // `The committee heard Weber on Monday`
        "grill" | "grilled" | "hear" | "heard" | "hears" | "question" | "questioned"
        | "questions" | "quizzed" => {
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
            let asked = !word.starts_with("hear");
            // `will hear from Weber`
            let at = at + usize::from(!asked && sentence.is(at + 1, "from"));
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
