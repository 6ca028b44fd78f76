//! Who meets as the subject of a verb.

use super::plural::{antecedent, persons_before, two_without_noun};
use super::{HELD_BY, Scene, is_party};
use crate::dataset::SpeakerKind;
use crate::extract::article::meetings::met::is_two;
use crate::extract::article::meetings::words::HAD;
use crate::extract::language::{Kinds, Tag, TokenRange, Verb, country, look_up};

impl Scene<'_, '_> {
    /// The subject of a verb: by name, pronoun or description.
    pub(super) fn add_subject(&self, of: TokenRange, present: &mut Vec<usize>) {
        let sentence = self.sentence;
        let known = present.len();
        if is_two(sentence, of) && self.add_two_before(of.first, present) {
            return;
        }
        if let Some(plural) = antecedent(sentence, of) {
            return self.add_subject(plural, present);
        }
        // `Reed will talk about it with Weber when they meet`
        if sentence.is(of.last, "they") && self.add_two_before(of.first, present) {
            return;
        }
        // `The mayors of Lima, Quito and Bonn met`: no town did.
        let list = sentence.tags[..of.first]
            .iter()
            .rposition(|tag| !matches!(tag, Tag::Name | Tag::Comma | Tag::Conjunction));
        let of_people = list.is_some_and(|at| {
            sentence.is(at, "of") && at + 1 < of.first && at > 0 && is_party(sentence.word(at - 1))
        });
        if let Some(list) = list.filter(|_| of_people) {
            self.add(list + 1, of.last, present);
            let named = present.split_off(known);
            let is_body = |at: &usize| {
                let known = &self.coreference.entities[*at];
                let body = known
                    .name
                    .split(' ')
                    .any(|word| look_up(word).kinds.intersects(Kinds::ORGANISATION));
                country(&known.name).is_some() || known.kind == SpeakerKind::Organisation && body
            };
            // `President of Peru Tom Reed met`: he did.
            let one = !sentence.word(list - 1).ends_with('s');
            present
                .extend(named.into_iter().filter(|at| is_body(at) || one && self.is_person(*at)));
            return;
        }
        self.add(of.first, of.last, present);
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
    pub(super) fn add_subjects(&self, present: &mut Vec<usize>) -> bool {
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
            // `told an informal meeting of the union`: who speaks there takes part.
            let told =
                sentence.main(verb).base == "tell" && verb.main + 1 == word.phrase(sentence).first;
            let heard = (word.is_heard() || told) && sentence.says(verb);
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
    pub(super) fn add_apposed(&self, verb: &Verb, of: TokenRange, present: &mut Vec<usize>) {
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

    /// The subject of the verb before the meeting, where it does not say: `Reed left, and Weber is in
    /// Lima for talks`. Whether there is one.
    pub(super) fn add_nearest_subject(&self, present: &mut Vec<usize>) -> bool {
        let sentence = self.sentence;
        // `ties` in `discussed bilateral ties` has no subject.
        let bare = |of: TokenRange| {
            of.first == of.last
                && sentence.tags[of.first] == Tag::Noun
                && !sentence.word(of.first).ends_with('s')
                && (of.first == 0 || sentence.tags[of.first - 1] != Tag::Determiner)
        };
        let fits = |verb: &&Verb| {
            let before = verb.main < self.word.token && verb.subject.is_some_and(|of| !bare(of));
            before && verb.is_finite()
        };
        let nearest = sentence.verbs.iter().rev().find(fits);
        // `announced after talks with Reed`: who announced it.
        // `said at a meeting in Lima`: who said it.
        let led = ["after", "at", "during", "following"];
        let after = self.word.is_led_by(sentence, &led);
        let nearest = nearest.filter(|verb| after || !sentence.says(verb));
        let Some((verb, subject)) = nearest.and_then(|verb| Some((verb, verb.subject?))) else {
            return false;
        };
        self.add_subject(subject, present);
        self.add_apposed(verb, subject, present);
        true
    }

    /// `Reed invited Weber, and the two met`: those named before, where they are two.
    pub(super) fn add_two_before(&self, first: usize, present: &mut Vec<usize>) -> bool {
        let two = persons_before(self.sentence, self.coreference, first);
        let are_two = two.len() == 2;
        present.extend(two.into_iter().filter(|_| are_two));
        are_two
    }

    /// The subject of the sentence's main verb.
    pub(super) fn add_main_subject(&self, present: &mut Vec<usize>, fits: impl Fn(&Verb) -> bool) {
        let main = |verb: &&Verb| verb.is_finite() && !verb.relative && verb.subject.is_some();
        let main = self.sentence.verbs.iter().find(main).filter(|verb| fits(verb));
        if let Some((verb, subject)) = main.and_then(|verb| Some((verb, verb.subject?))) {
            self.add_subject(subject, present);
            self.add_apposed(verb, subject, present);
        }
    }

    /// Whether those who meet are told of as people without names: `Reed said ministers met`.
    pub(super) fn is_plural_subject(&self) -> bool {
        let Self { sentence, word, .. } = self;
        let own = sentence.verb_at(word.token).and_then(|verb| verb.subject);
        own.is_some_and(|of| {
            let list = sentence.tags[..of.first]
                .iter()
                .rposition(|tag| !matches!(tag, Tag::Name | Tag::Comma | Tag::Conjunction));
            let of_people = list.is_some_and(|at| at > 0 && sentence.is(at, "of"));
            let head = list.filter(|_| of_people).map_or(of.last, |at| at - 1);
            is_party(sentence.word(head)) && sentence.word(head).ends_with('s')
        })
    }
}
