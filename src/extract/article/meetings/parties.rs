//! Who takes part in a meeting, from its sentence.

mod beside;
mod named;
mod plural;
mod subjects;

pub(super) use plural::{
    is_unnamed_pair, is_with_counterpart, pair_named, persons_before, rivals_named, takes_up,
    two_named,
};

use super::KINDS;
use super::met::is_party;
use super::words::MeetingWord;
use crate::dataset::SpeakerKind;
use crate::extract::article::coreference::{Coreference, Referent};
use crate::extract::language::{Kinds, Tag, TaggedSentence, TokenRange, Verb, VerbForm, WordList};

static STANDS_FOR: WordList = WordList::new("meeting-stands-for");
static AGENT: WordList = WordList::new("meeting-agent");
static HELD_BY: WordList = WordList::new("meeting-held-by");

/// What parts a meeting from another that is told beside it.
const APART: [&str; 4] = ["after", "before", "following", "since"];

/// Whether a verb near a noun of meeting opens, holds or closes it.
pub(super) fn is_held(sentence: &TaggedSentence<'_>, token: usize) -> bool {
    (0..token).rev().take(8).any(|at| HELD_BY.has(sentence.word(at)))
}

/// Whether such a verb stands behind it: `The session was hosted by Reed`.
pub(super) fn is_held_behind(sentence: &TaggedSentence<'_>, token: usize) -> bool {
    let verb = token + 2;
    sentence.tag_at(token + 1) == Some(Tag::Be)
        && sentence.is(verb + 1, "by")
        && AGENT.has(sentence.word_at(verb))
}

/// Whether a word is a verb that opens, holds or closes a meeting.
pub(super) fn holds(word: &str) -> bool {
    HELD_BY.has(word)
}

/// Who takes part: the subject of a verb of meeting and whom it meets, or those named beside the
/// noun: `talks between`, `a visit by`, `Reed's call with`.
pub(super) fn participants(
    sentence: &TaggedSentence<'_>,
    sentence_index: usize,
    coreference: &Coreference,
    word: MeetingWord,
) -> Vec<usize> {
    let scene = Scene { sentence, sentence_index, coreference, word };
    let mut present = Vec::new();
    let has_subject = scene.add_subjects(&mut present);
    let subjectless = !has_subject || present.is_empty() && !scene.is_plural_subject();
    scene.add_listed(&mut present);
    if word.verb {
        // `after meeting Reed, Weber said`, `met Orr and was due to see Reed`
        if subjectless {
            // `meet for a debate that Reed has threatened to skip`: he does not.
            let relative = |at: usize| {
                matches!(sentence.tags[at], Tag::Relative | Tag::That)
                    || sentence.is_any(at, &["that", "which", "who"])
            };
            scene.add_main_subject(&mut present, |verb| {
                verb.main < word.token || !(word.token..verb.first).any(relative)
            });
        }
        scene.add_two(&mut present);
        scene.add_chair(&mut present);
    } else {
        scene.add_two(&mut present);
        scene.add_owners(&mut present);
        scene.add_led(&mut present);
        scene.add_seen(&mut present);
        scene.add_heard(&mut present);
        scene.add_included(&mut present);
        scene.add_chair(&mut present);
    }
    present
}

/// The parties that put a meeting off: `Chile and Peru have postponed a meeting`.
pub(super) fn who_puts_off(sentence: &TaggedSentence<'_>, coreference: &Coreference) -> Vec<usize> {
    let off = sentence.verbs.iter().find(|verb| sentence.is(verb.main, "postponed"));
    let subject = off.filter(|verb| verb.form == VerbForm::Finite).and_then(|verb| verb.subject);
    let named = subject.map(|of| coreference.named_in(&sentence.span(of))).unwrap_or_default();
    let is_body = |at: &usize| coreference.entities[*at].kind == SpeakerKind::Organisation;
    let persons = named.iter().any(|at| !is_body(at));
    named.into_iter().filter(|at| is_body(at) != persons).collect()
}

/// The persons and bodies named from one token to another of a meeting's sentence.
pub(super) fn parties_between(
    sentence: &TaggedSentence<'_>,
    sentence_index: usize,
    coreference: &Coreference,
    word: MeetingWord,
    within: TokenRange,
) -> Vec<usize> {
    let scene = Scene { sentence, sentence_index, coreference, word };
    let mut found = Vec::new();
    for entity in scene.parties(within.first, within.last) {
        if !found.contains(&entity) {
            found.push(entity);
        }
    }
    found
}

/// A word of meeting in its sentence.
struct Scene<'r, 'a> {
    sentence: &'r TaggedSentence<'a>,
    sentence_index: usize,
    coreference: &'r Coreference,
    word: MeetingWord,
}

impl Scene<'_, '_> {
    fn add(&self, first: usize, last: usize, present: &mut Vec<usize>) {
        for entity in self.parties(first, last) {
            if !present.contains(&entity) {
                present.push(entity);
            }
        }
        // `met with him`, `her call with`
        for at in first..=last {
            // `his counterpart Reed met`: Reed did.
            let owns = self.sentence.tags[at] == Tag::Determiner
                && (at..=last).any(|at| self.sentence.tags[at] == Tag::Name);
            if !owns && self.sentence.is_any(at, &["he", "she", "him", "her", "his"]) {
                self.add_meant(TokenRange { first: at, last: at }, present);
            }
        }
    }

    fn is_person(&self, entity: usize) -> bool {
        self.coreference.entities[entity].kind == SpeakerKind::Person
    }

    /// Whom a pronoun or a description means.
    fn add_meant(&self, phrase: TokenRange, present: &mut Vec<usize>) {
        let referent = self.coreference.referent(self.sentence, self.sentence_index, phrase);
        if let Referent::Pronoun(entity) | Referent::Described(entity) = referent
            && !present.contains(&entity)
        {
            present.push(entity);
        }
    }

    /// `When the two met, Reed told Weber`, `Reed told Weber in their talks`: those whom the sentence names, where they are two.
    fn add_two(&self, present: &mut Vec<usize>) {
        let Self { sentence, coreference, word, .. } = self;
        let subject = sentence.verb_at(word.token).and_then(|verb| verb.subject);
        let two = match word.verb {
            true => subject.is_some_and(|of| {
                let people = of.first == of.last
                    || is_party(sentence.word(of.last))
                    || sentence.is_any(of.last, &["men", "women"]);
                people && (of.first..=of.last).any(|at| sentence.is_any(at, &["both", "two"]))
            }),
            false => {
                sentence.is(sentence.phrase_ending(word.token).first, "their")
                    && !self.is_of_plural()
            }
        };
        if !present.is_empty() || !two {
            return;
        }
        let whole = TokenRange { first: 0, last: sentence.tokens.len() - 1 };
        let mut named = coreference.named_in(&sentence.span(whole));
        named.retain(|at| coreference.entities[*at].kind == SpeakerKind::Person);
        named.sort_unstable();
        named.dedup();
        if named.len() == 2 {
            present.append(&mut named);
        }
    }

    /// Those named behind it: `talks between`, `met with`, `a visit by`, `hosted`.
    fn add_listed(&self, present: &mut Vec<usize>) {
        /// How far from its words a party stands.
        const FAR: usize = 18;
        let Self { sentence, word, .. } = self;
        let token = word.token;
        // What is named behind another meeting belongs to that.
        let other = |at: &usize| {
            sentence.is_any(*at, &APART) && !(word.is_heard() && sentence.is(*at, "before"))
        };
        // `chaired the summit and held talks with Reed`
        let another =
            |at: usize| !word.verb && at > token + 3 && KINDS.get(sentence.word(at)).is_some();
        let mut after = (token + 1..sentence.tokens.len())
            .take(FAR)
            .take_while(|at| !other(at) && !another(*at));
        let told = matches!(word.title, "Call" | "Conversation");
        let list = after.find(|at| {
            // `a hearing on a bill by Reed`: the topic's.
            let topic = sentence.is(*at, "by")
                && (token + 1..*at).any(|at| sentence.is_any(at, &["about", "on"]));
            // `the talks went well, said Reed, a fellow with the Centre`: where he works.
            let tells = |verb: &Verb| {
                token < verb.main && verb.main < *at && verb.is_finite() && sentence.says(verb)
            };
            let linked = sentence.is_any(*at, &["alongside", "with"])
                && !sentence.verbs.iter().any(tells)
                || sentence.is(*at, "featuring")
                || sentence.is(*at, "by") && self.is_agent(*at)
                || !word.verb && sentence.is(*at, "between") && !self.is_of_other(*at)
                || sentence.is(*at, "for") && is_for_guests(sentence, *word, *at);
            linked && !topic
                && !sentence.is_any(at + 1, &["phone", "telephone", "video"])
                || *at == token + 1
                    && (sentence.is(*at, "of")
                        || told && sentence.is(*at, "to")
                        || word.verb && sentence.is(*at, "on") && sentence.is(token, "called"))
                || word.is_heard() && sentence.is(*at, "before")
                // `will bring together Reed and Weber`
                || sentence.is(*at, "together")
                    && sentence.is_any(at - 1, &["bring", "bringing", "brings", "brought"])
                || sentence.tags[*at] == Tag::Quote
        });
        // `will meet Reed and will hold talks with Orr`: he meets Reed.
        let list = list.filter(|at| {
            let next = |verb: &Verb| token < verb.main && verb.main < *at && verb.is_finite();
            let joined = |verb: &Verb| verb.first > 0 && sentence.is(verb.first - 1, "and");
            !word.verb || !sentence.verbs.iter().any(|verb| next(verb) && joined(verb))
        });
        let object = word.verb
            && !matches!(word.title, "Conversation" | "Visit")
            && sentence.tag_at(token + 1) != Some(Tag::Preposition);
        let named = object && sentence.tag_at(token + 1) == Some(Tag::Name);
        let first = match list.filter(|at| sentence.tags[*at] != Tag::Quote && !named) {
            Some(at) => at + 1 + usize::from(sentence.is(at + 1, "visiting")),
            None if object => token + 1,
            None => return,
        };
        let end = self.list_end(first);
        let known = present.len();
        if end > first {
            self.add(first, end - 1, present);
        }
        // `a meeting with the secretary of state`
        if present.len() == known
            && let Some(office) = self.office_from(first)
        {
            self.add_meant(office, present);
        }
    }

    /// What somebody is called by office alone: `the secretary of state`.
    fn office_from(&self, first: usize) -> Option<TokenRange> {
        let sentence = self.sentence;
        let mut office = sentence.phrase_from(first).filter(|_| sentence.is(first, "the"))?;
        let of = office.last + 1;
        if let Some(seat) = sentence.phrase_from(of + 1).filter(|_| sentence.is(of, "of")) {
            office.last = seat.last;
        }
        let head = sentence.word(of - 1);
        (is_party(head) || sentence.tokens[of - 1].any(Kinds::TITLE)).then_some(office)
    }

    /// `His visit grew in weight because of strains between`: those of another noun.
    fn is_of_other(&self, between: usize) -> bool {
        let Self { sentence, word, .. } = self;
        let noun = between - 1 > word.token && sentence.tags[between - 1] == Tag::Noun;
        let told = |verb: &Verb| {
            let clause = verb.is_finite() || verb.form == VerbForm::Infinitive;
            word.token < verb.main && verb.main < between && clause
        };
        noun && !sentence.is(between - 1, "place") && sentence.verbs.iter().any(told)
    }

    /// Whether who stands behind `by` takes part: `attended by Reed`, but not `described by Reed`.
    fn is_agent(&self, by: usize) -> bool {
        let Self { sentence, word, .. } = self;
        let verb = by.checked_sub(1).filter(|at| sentence.tags[*at] == Tag::Verb);
        verb.is_none_or(|at| at == word.token || AGENT.has(sentence.word(at)))
    }

    fn list_end(&self, from: usize) -> usize {
        let sentence = self.sentence;
        let ends = |at: &usize| {
            let stops = matches!(
                sentence.tags[*at],
                Tag::Verb | Tag::Stop | Tag::Quote | Tag::Day | Tag::That | Tag::To | Tag::Ing
            );
            // `with her counterpart from Peru, Minister Tom Reed`
            let of_counterpart =
                *at > from && sentence.is(*at, "from") && sentence.is(*at - 1, "counterpart");
            let elsewhere = sentence.tags[*at] == Tag::Preposition
                && !(sentence.is_any(*at, &["of", "for", "and"]) || self.is_inside_name(*at))
                && !of_counterpart;
            // `with Reed, the agency said`
            // `with his counterpart, Tom Reed, the agency said`
            let apposed = *at > from
                && sentence.is(*at - 1, "counterpart")
                && sentence.tag_at(*at + 1) == Some(Tag::Name);
            let told =
                sentence.tags[*at] == Tag::Comma && !apposed && is_told_by(sentence, *at + 1);
            // `with Reed last week`
            let week = sentence.is_any(*at, &["earlier", "last", "later", "next", "this"])
                && sentence.is_any(at + 1, &["month", "this", "week", "year"]);
            stops || elsewhere || told || week
        };
        (from..sentence.tokens.len()).find(ends).unwrap_or(sentence.tokens.len())
    }
}

/// Whether somebody gives a meal for those named behind it: `will host a dinner for Reed`.
fn is_for_guests(sentence: &TaggedSentence<'_>, word: MeetingWord, at: usize) -> bool {
    let meal = matches!(word.title, "Breakfast" | "Dinner" | "Lunch" | "Luncheon");
    let near = (word.token + 1..at).all(|at| sentence.tags[at] != Tag::Comma);
    meal && !word.verb && near && is_held(sentence, word.token)
}

/// Whether a verb of saying follows on names: `, the agency's spokesman, Tom Reed, said`.
fn is_told_by(sentence: &TaggedSentence<'_>, first: usize) -> bool {
    let named = |at: &usize| {
        matches!(sentence.tags[*at], Tag::Name | Tag::Noun | Tag::Determiner | Tag::Comma)
    };
    let verb = (first..sentence.tokens.len()).find(|at| !named(at));
    verb.is_some_and(|verb| {
        verb > first && sentence.tags[verb] == Tag::Verb && sentence.tokens[verb].any(Kinds::SPEECH)
    })
}

/// Whether a noun of meeting is its subject's own: `at its May 3 meeting`, `in their first talks`.
fn is_of_subject(sentence: &TaggedSentence<'_>, token: usize) -> bool {
    let before = (0..token)
        .rev()
        .take(6)
        .find(|at| !matches!(sentence.tags[*at], Tag::Day | Tag::Name | Tag::Noun | Tag::Number));
    before.is_some_and(|at| sentence.is_any(at, &["its", "their"]))
}
