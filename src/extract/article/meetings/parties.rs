//! Who takes part in a meeting, from its sentence.

mod beside;
mod named;
mod plural;

use plural::{antecedent, persons_before, two_without_noun};
pub(super) use plural::{is_unnamed_pair, pair_named, rivals_named, takes_up, two_named};

use super::KINDS;
use super::met::{is_party, is_two};
use super::words::{HAD, MeetingWord};
use crate::dataset::SpeakerKind;
use crate::extract::article::coreference::{Coreference, Referent};
use crate::extract::language::{
    Kinds, Tag, TaggedSentence, TokenRange, Verb, WordList, country, look_up,
};

static STANDS_FOR: WordList = WordList::new("meeting-stands-for");
static HELD_BY: WordList = WordList::new("meeting-held-by");

/// What parts a meeting from another that is told beside it.
const APART: [&str; 4] = ["after", "before", "following", "since"];

/// Whether a verb near a noun of meeting opens, holds or closes it.
pub(super) fn is_held(sentence: &TaggedSentence<'_>, token: usize) -> bool {
    (0..token).rev().take(8).any(|at| HELD_BY.has(sentence.word(at)))
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
    let subjectless = !has_subject || present.is_empty();
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
    } else {
        scene.add_two(&mut present);
        scene.add_owners(&mut present);
        scene.add_led(&mut present);
        scene.add_seen(&mut present);
        scene.add_heard(&mut present);
    }
    present
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

    /// The subject of a verb: by name, pronoun or description.
    fn add_subject(&self, of: TokenRange, present: &mut Vec<usize>) {
        let sentence = self.sentence;
        let known = present.len();
        if is_two(sentence, of) && self.add_two_before(of.first, present) {
            return;
        }
        if let Some(plural) = antecedent(sentence, of) {
            return self.add_subject(plural, present);
        }
        // `The mayors of Lima, Quito and Bonn met`: no town did.
        let list = sentence.tags[..of.first]
            .iter()
            .rposition(|tag| !matches!(tag, Tag::Name | Tag::Comma | Tag::Conjunction));
        let of_people = list.is_some_and(|at| {
            sentence.is(at, "of") && at + 1 < of.first && at > 0 && is_party(sentence.word(at - 1))
        });
        self.add(of.first, of.last, present);
        if of_people {
            let named = present.split_off(known);
            let is_body = |at: &usize| {
                let known = &self.coreference.entities[*at];
                let body = known
                    .name
                    .split(' ')
                    .any(|word| look_up(word).kinds.intersects(Kinds::ORGANISATION));
                country(&known.name).is_some() || known.kind == SpeakerKind::Organisation && body
            };
            present.extend(named.into_iter().filter(is_body));
            return;
        }
        if present.len() == known {
            self.add_meant(of, present);
        }
        // `He and Reed met`
        let joined = of.first > 1 && sentence.is(of.first - 1, "and");
        if joined && sentence.tags[of.first - 2] == Tag::Subject {
            self.add_meant(TokenRange { first: of.first - 2, last: of.first - 2 }, present);
        }
        // `Reed, for Freedonia, and her counterpart Weber met`: both did.
        let start = (0..of.first)
            .rev()
            .take_while(|at| {
                matches!(sentence.tags[*at], Tag::Name | Tag::Noun | Tag::Determiner)
                    && !sentence.is(*at, "and")
            })
            .last()
            .unwrap_or(of.first);
        let counterpart =
            (start..=of.last).any(|at| sentence.is_any(at, &["counterpart", "opponent", "rival"]));
        if counterpart && start > 0 && sentence.is(start - 1, "and") {
            let before = persons_before(sentence, self.coreference, start);
            if let [other] = before[..]
                && !present.contains(&other)
            {
                present.push(other);
            }
        }
        // `Reed, for the firm, and Weber met`: both did.
        let aside = || {
            let close = of.first.checked_sub(2).filter(|_| sentence.is(of.first - 1, "and"))?;
            let open = (close.saturating_sub(8)..close)
                .rev()
                .find(|at| sentence.tags[*at] == Tag::Comma)
                .filter(|_| sentence.tags[close] == Tag::Comma)?;
            let plain =
                !sentence.tags[open..close].iter().any(|tag| matches!(tag, Tag::Verb | Tag::Be));
            (plain && open > 0 && sentence.tags[open - 1] == Tag::Name)
                .then(|| sentence.phrase_ending(open - 1))
        };
        let persons =
            present[known..].iter().all(|at| self.is_person(*at)) && present.len() > known;
        if let Some(other) = aside().filter(|_| persons) {
            self.add(other.first, other.last, present);
        }
        // `Iran, Oman and Russia met`: the subject may be the last of several.
        let mut first = of.first;
        while first >= 2
            && (sentence.is(first - 1, "and") || sentence.tags[first - 1] == Tag::Comma)
            && (sentence.tags[first - 2] == Tag::Name
                || is_party(sentence.word(first - 2)) && sentence.word(first - 2).ends_with('s'))
        {
            first = sentence.phrase_ending(first - 2).first;
        }
        if first < of.first && (first..of.last).any(|at| sentence.is(at, "and")) {
            self.add(first, of.last, present);
        }
    }

    /// Those whose verb it is: that of meeting itself, or one that holds it. Whether the verb of
    /// meeting has a subject.
    fn add_subjects(&self, present: &mut Vec<usize>) -> bool {
        let mut has_subject = false;
        let Self { sentence, word, .. } = self;
        let token = word.token;
        // `Reed invited Weber, and the two met`
        if let Some(two) = two_without_noun(sentence, *word) {
            self.add_two_before(two, present);
            return true;
        }
        // `Leaders of the Union meet in Lima`: easily taken for a noun.
        if word.verb
            && sentence.verb_at(token).is_none()
            && let Some(of) = sentence.phrase_before(token)
        {
            self.add(of.first, token - 1, present);
            has_subject = true;
        }
        // `a conversation Reed and Weber had`
        let had = sentence.verbs.iter().find(|verb| {
            let close = verb.main > token && verb.main - token < 8;
            !word.verb && close && HAD.contains(&sentence.word(verb.main))
        });
        let named = token + 1 + usize::from(sentence.tag_at(token + 1) == Some(Tag::That));
        let behind = had.filter(|_| sentence.tag_at(named) == Some(Tag::Name));
        if let Some(had) = behind {
            self.add(named, had.first - 1, present);
        }
        for verb in &sentence.verbs {
            let own = word.verb && verb.main == token;
            let main = sentence.word(verb.main);
            let heard = word.is_heard() && sentence.says(verb);
            let near =
                token.abs_diff(verb.main) < if sentence.is(verb.main, "join") { 14 } else { 8 };
            // `took part in the talks`
            let part = sentence.main(verb).base != "take" || sentence.is(verb.main + 1, "part");
            // `chosen to host the games at a congress`: the games, not the congress.
            let takes = !matches!(
                sentence.main(verb).base,
                "chair" | "convene" | "have" | "hold" | "host" | "lead" | "make" | "open" | "pay"
            );
            let led = word.is_led_by(sentence, &["after", "at", "before", "during", "following"]);
            let part = part && (takes || !led);
            let holds = !word.verb && (heard || HELD_BY.has(main) && part) && near;
            let Some(of) = verb.subject.filter(|_| own || holds && verb.main < token) else {
                continue;
            };
            has_subject |= own;
            // `Weber toured Lima in May and ended the visit`: no other verb stands between.
            let other = |other: &&Verb| of.last < other.first && other.main < verb.first;
            let upto = sentence.verbs.iter().find(other).map_or(verb.first, |other| other.first);
            let end = upto.saturating_sub(1).max(of.last).max(of.first);
            let comma = (of.first..=end).find(|at| sentence.tags[*at] == Tag::Comma);
            self.add_subject(of, present);
            if comma.is_none() && end > of.last && end - of.last < 12 {
                self.add(of.first, end, present);
            }
            self.add_apposed(verb, of, present);
        }
        has_subject
    }

    /// `Reed and his counterpart, Anna Weber, met`
    fn add_apposed(&self, verb: &Verb, of: TokenRange, present: &mut Vec<usize>) {
        let sentence = self.sentence;
        // `his counterpart, Anna Weber, first met`
        let behind = |at: &usize| {
            sentence.tags[*at] != Tag::Adverb && !sentence.is_any(*at, &["first", "last"])
        };
        let end = (of.last..verb.first).rev().find(behind).unwrap_or(of.last);
        // `A delegation, led by Reed, flew`
        let led = (of.last + 1..=end.max(verb.main))
            .find(|at| sentence.is_any(*at, &["headed", "led"]) && sentence.is(at + 1, "by"));
        if let Some(first) = led.map(|led| led + 2) {
            self.add(first, self.list_end(first).max(first + 1) - 1, present);
        }
        let apposed = end
            .checked_sub(1)
            .filter(|at| sentence.tags[end] == Tag::Comma && sentence.tags[*at] == Tag::Name);
        if let Some(name) = apposed.map(|at| sentence.phrase_ending(at))
            && name.first > of.last
            && sentence.tags[name.first - 1] == Tag::Comma
        {
            self.add(name.first, name.last, present);
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
            false => sentence.is(sentence.phrase_ending(word.token).first, "their"),
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

    /// The subject of the verb before the meeting, where it does not say: `Reed left, and Weber is in
    /// Lima for talks`. Whether there is one.
    fn add_nearest_subject(&self, present: &mut Vec<usize>) -> bool {
        let sentence = self.sentence;
        let fits = |verb: &&Verb| {
            let before = verb.main < self.word.token && verb.subject.is_some();
            before && verb.is_finite()
        };
        let nearest = sentence.verbs.iter().rev().find(fits);
        let nearest = nearest.filter(|verb| !sentence.says(verb));
        let Some((verb, subject)) = nearest.and_then(|verb| Some((verb, verb.subject?))) else {
            return false;
        };
        self.add_subject(subject, present);
        self.add_apposed(verb, subject, present);
        true
    }

    /// `Reed invited Weber, and the two met`: those named before, where they are two.
    fn add_two_before(&self, first: usize, present: &mut Vec<usize>) -> bool {
        let two = persons_before(self.sentence, self.coreference, first);
        let are_two = two.len() == 2;
        present.extend(two.into_iter().filter(|_| are_two));
        are_two
    }

    /// The subject of the sentence's main verb.
    fn add_main_subject(&self, present: &mut Vec<usize>, fits: impl Fn(&Verb) -> bool) {
        let main = |verb: &&Verb| verb.is_finite() && !verb.relative && verb.subject.is_some();
        let main = self.sentence.verbs.iter().find(main).filter(|verb| fits(verb));
        if let Some((verb, subject)) = main.and_then(|verb| Some((verb, verb.subject?))) {
            self.add_subject(subject, present);
            self.add_apposed(verb, subject, present);
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
            let linked = sentence.is_any(*at, &["with", "featuring", "by"])
                || !word.verb && sentence.is(*at, "between");
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
        if end > first {
            self.add(first, end - 1, present);
        }
    }

    fn list_end(&self, from: usize) -> usize {
        let sentence = self.sentence;
        let ends = |at: &usize| {
            let stops = matches!(
                sentence.tags[*at],
                Tag::Verb | Tag::Stop | Tag::Quote | Tag::Day | Tag::That | Tag::To | Tag::Ing
            );
            let elsewhere = sentence.tags[*at] == Tag::Preposition
                && !sentence.is_any(*at, &["of", "for", "and"]);
            // `with Reed, the agency said`
            let told = sentence.tags[*at] == Tag::Comma && is_told_by(sentence, *at + 1);
            // `with Reed last week`
            let week = sentence.is_any(*at, &["earlier", "last", "later", "next", "this"])
                && sentence.is_any(at + 1, &["month", "this", "week", "year"]);
            stops || elsewhere || told || week
        };
        (from..sentence.tokens.len()).find(ends).unwrap_or(sentence.tokens.len())
    }
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
