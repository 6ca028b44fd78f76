//! The speaker whom a colon before the quotation announces.

use super::Attribution;
use super::same_sentence::QuoteSentence;
use crate::extract::article::coreference::is_person_noun;
use crate::extract::article::rule::Rule;
use crate::extract::language::{Tag, TokenRange, Verb, VerbForm};

impl QuoteSentence<'_, '_> {
    /// `Weber: “…”`, `Reed had this to say: “…”`
    pub(super) fn colon(&self) -> Option<Attribution> {
        let sentence = self.sentence;
        let before = self.at.checked_sub(1)?;
        // `Anna Weber — “…”`
        let dash = sentence.tags[before] == Tag::Dash;
        let listed = dash
            .then(|| sentence.phrase_from(0))
            .flatten()
            .filter(|name| name.last + 1 == before && sentence.tags[name.last] == Tag::Name);
        if let Some(name) = listed {
            return Some(self.attribution(name, None, Rule::Colon));
        }
        let colon = Some(before).filter(|at| sentence.is(*at, ":"))?;
        let last = colon.checked_sub(1)?;
        let phrase = || sentence.phrase_ending(last);
        // `And, of course, this: “…”` names nobody.
        let points = |at: usize| sentence.is_any(at, &["these", "this"]);
        // `Rep. Anna Weber (Bonn): “…”`, `From the report: “…”`
        let label = sentence.phrase_before(colon).filter(|label| {
            let free = sentence.tags[..label.first]
                .iter()
                .all(|tag| matches!(tag, Tag::Dash | Tag::Open | Tag::Mark | Tag::Preposition));
            // `On the press: “…”` is about it.
            let topic = sentence.is_any(0, &["about", "on", "regarding"]);
            free && label.first < 2 && !topic && !points(label.first)
        });
        let someone = |subject: TokenRange| {
            sentence.tags[subject.last] == Tag::Name
                || sentence.is_any(subject.first, &["he", "i", "she", "they", "we"])
                || is_person_noun(sentence, subject.last)
        };
        // `Said Weber: “…”`, `Says Anna Weber, the mayor: “…”`
        let behind = || {
            let says = sentence.is_any(0, &["added", "adds", "replied", "said", "says", "wrote"]);
            sentence.phrase_from(1).filter(|phrase| says && someone(*phrase))
        };
        let alone = (sentence.tags[last] == Tag::Name).then(phrase).filter(|phrase| {
            phrase.first.checked_sub(1).is_some_and(|at| sentence.tags[at] == Tag::Dash)
        });
        // The clause that the colon ends: `Weber fired back: “…”`.
        let clause = |verb: &&Verb| {
            let says = verb.form == VerbForm::Ing && sentence.says(verb);
            verb.main < colon
                && (verb.form == VerbForm::Finite || says)
                && !verb.relative
                && (!sentence.is_told(verb) || sentence.says(verb))
        };
        let spoken = sentence.verbs.iter().any(|verb| verb.main < colon && sentence.says(verb));
        // `But Weber, Reed added, is late: “…”`: his words.
        let interposed =
            |verb: &&Verb| clause(verb) && sentence.says(verb) && sentence.is_interposed(verb);
        let subject = || {
            let mut verbs = sentence.verbs.iter().rev();
            let verb = verbs.clone().find(interposed).or_else(|| verbs.find(clause))?;
            // `his tone had changed: “…”`: whose tone that is.
            let whose = |subject: TokenRange| {
                let owned = sentence.is_any(subject.first, &["her", "his"]);
                let thing = owned && subject.first < subject.last && !someone(subject);
                let last = if thing { subject.first } else { subject.last };
                TokenRange { first: subject.first, last }
            };
            // `There was a last word: “…”`
            let no_one = |subject: &TokenRange| sentence.is_any(subject.first, &["it", "there"]);
            let subject = verb.subject.filter(|subject| !no_one(subject));
            subject.filter(|subject| someone(*subject) || !spoken).map(whose)
        };
        // `Here is Weber in December: “…”`
        let shown = || {
            let be = (sentence.is(0, "here") && sentence.tag_at(1) == Some(Tag::Be)).then_some(2);
            let from = be.or_else(|| sentence.is_any(0, &["here's", "here’s"]).then_some(1))?;
            sentence.phrase_from(from).filter(|phrase| someone(*phrase))
        };
        // `and then in English: “…”` names nobody.
        let beside = || {
            let phrase = sentence.is_nominal(last).then(phrase)?;
            let before = phrase.first.checked_sub(1).and_then(|at| sentence.tag_at(at));
            (!points(phrase.first) && !matches!(before, Some(Tag::Preposition | Tag::To)))
                .then_some(phrase)
        };
        let verbless = || !sentence.verbs.iter().any(|verb| verb.main < colon && verb.is_finite());
        // `The last word, from Weber: “…”`
        let given = || {
            let phrase = (verbless() && sentence.tags[last] == Tag::Name).then(phrase)?;
            let from =
                phrase.first.checked_sub(1).filter(|at| sentence.is_any(*at, &["by", "from"]));
            from.map(|_| phrase)
        };
        // `Weber, for her part: “…”`
        let headed = || {
            let phrase = sentence.phrase_from(0).filter(|phrase| verbless() && someone(*phrase))?;
            let next = sentence.tag_at(phrase.last + 1);
            use Tag::{Adverb, Comma, Day, Open, Preposition, To};
            matches!(next, Some(Adverb | Comma | Day | Open | Preposition | To)).then_some(phrase)
        };
        // `From the letter that Weber sent to the board: “…”`
        let written = || {
            let subjects =
                sentence.verbs.iter().filter(|verb| verb.main < colon && verb.is_finite());
            let subject =
                subjects.filter_map(|verb| verb.subject).find(|subject| someone(*subject));
            subject.filter(|_| sentence.tags[0] == Tag::Preposition && !spoken)
        };
        // `For Weber, it's simple: “…”`
        let for_whom = || {
            let simple = sentence.verbs.iter().any(|verb| {
                let it =
                    |subject: TokenRange| sentence.is_any(subject.first, &["it", "it's", "it’s"]);
                verb.main < colon && verb.subject.is_some_and(it)
            });
            let whom = sentence.phrase_from(1).filter(|phrase| simple && someone(*phrase));
            whom.filter(|_| sentence.is_any(0, &["for", "to"]))
        };
        let phrase = behind()
            .or(label)
            .or(alone)
            .or_else(shown)
            .or_else(given)
            .or_else(headed)
            .or_else(for_whom)
            .or_else(subject)
            .or_else(written)
            .or_else(|| beside().filter(|_| !spoken))?;
        Some(self.attribution(phrase, None, Rule::Colon))
    }
}
