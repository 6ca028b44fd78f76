//! The speaker whom the quotation's own sentence names.

use super::{Attribution, Place, inner};
use crate::extract::article::rule::Rule;
use crate::extract::language::grammar::{Form, Phrase, Reading, Tag, Verb};
use crate::extract::language::lexicon::Kinds;
use crate::extract::language::marks::Stretch;

/// The speaker whom the sentence itself names.
pub(super) fn own_attribution(
    text: &str,
    stretches: &[Stretch],
    reading: &Reading<'_>,
    place: &Place,
) -> Option<Attribution> {
    let stretch = &stretches[place.stretch];
    let own = Own { text, stretch, reading, at: place.token };
    own.directly_before()
        .or_else(|| own.after())
        .or_else(|| own.before())
        .or_else(|| own.according())
        .or_else(|| own.signature())
        .or_else(|| own.colon())
        .or_else(|| own.subject())
}

/// A quotation in its sentence.
struct Own<'r, 'a> {
    text: &'a str,
    stretch: &'r Stretch,
    reading: &'r Reading<'a>,
    /// The quotation's token.
    at: usize,
}

impl Own<'_, '_> {
    fn attribution(&self, phrase: Phrase, cue: Option<usize>, rule: Rule) -> Attribution {
        Attribution {
            mention: self.reading.span(phrase),
            cue: cue.map(|cue| self.reading.tokens[cue].range.clone()),
            rule,
        }
    }

    fn words(&self) -> usize {
        self.text[self.stretch.inner.clone()].split_whitespace().count()
    }

    /// Whether the sentence can go on after the quotation with who said it: the words end in a
    /// comma or a stop of their own, or a comma or dash follows the marks.
    fn is_parted(&self) -> bool {
        inner(self.text, self.stretch).ends_with(['.', ',', '!', '?', '…', '-', '—', '–'])
            || matches!(self.reading.tag_at(self.at + 1), Some(Tag::Comma | Tag::Dash))
    }

    /// `Anna Weber said, “…”`, the verb right before the marks.
    fn directly_before(&self) -> Option<Attribution> {
        let reading = self.reading;
        let mut at = self.at.checked_sub(1)?;
        if matches!(reading.tags[at], Tag::Comma | Tag::Colon) {
            if let Some(found) = self.inverted_before(at) {
                return Some(found);
            }
            at = at.checked_sub(1)?;
        } else if reading.tags[at] != Tag::Verb && reading.tags[at] != Tag::Ing {
            return None;
        }
        // `as Weber put it, “…”`
        if at > 0 && reading.is(at, "it") && reading.tokens[at - 1].base == "put" {
            at -= 1;
        }
        let verb = reading.verb_at(at)?;
        let says = reading.tokens[at].any(Kinds::SPEECH) || reading.tokens[at].base == "put";
        if !says || verb.form == Form::Passive {
            return None;
        }
        Some(self.attribution(verb.subject?, Some(at), Rule::DirectlyBefore))
    }

    /// `explained Anna Weber, “…”`, the comma at `comma`.
    fn inverted_before(&self, comma: usize) -> Option<Attribution> {
        let reading = self.reading;
        let verb = reading.verbs.iter().rev().find(|verb| {
            verb.main < comma
                && reading.tokens[verb.main].any(Kinds::SPEECH)
                && verb.form == Form::Finite
        })?;
        let parted =
            verb.main > 0 && matches!(reading.tags[verb.main - 1], Tag::Comma | Tag::Quote);
        let subject = inverted_subject(reading, verb.main)
            .filter(|subject| parted && subject.last + 1 == comma)?;
        Some(self.attribution(subject, Some(verb.main), Rule::DirectlyBefore))
    }

    /// `“…,” Anna Weber said` and `“…,” said Anna Weber`.
    fn after(&self) -> Option<Attribution> {
        let reading = self.reading;
        let mut from = self.at + 1;
        if matches!(reading.tag_at(from), Some(Tag::Comma | Tag::Dash)) {
            from += 1;
        }
        if !self.is_parted() {
            return None;
        }
        if let Some(found) = self.inverted(from) {
            return Some(found);
        }
        let mut start = from;
        // `…,” but Reed said that …` goes on with something else, unless the words stand first.
        let first = self.at == 0;
        while matches!(reading.tag_at(start), Some(Tag::Adverb))
            || first && reading.tag_at(start) == Some(Tag::Conjunction)
        {
            start += 1;
        }
        let comma = inner(self.text, self.stretch).ends_with([',', '!', '?']);
        reading
            .verbs
            .iter()
            .filter(|verb| verb.main > self.at && verb.main < self.at + 40)
            .find(|verb| {
                matches!(verb.form, Form::Finite)
                    && !verb.relative
                    && verb
                        .subject
                        .is_some_and(|subject| subject.first >= from && subject.first <= start)
            })
            .filter(|verb| {
                let token = &reading.tokens[verb.main];
                let ends = verb.main + 1 >= reading.tags.len()
                    || matches!(
                        reading.tags[verb.main + 1],
                        Tag::Stop
                            | Tag::Comma
                            | Tag::Day
                            | Tag::Preposition
                            | Tag::Quote
                            | Tag::Adverb
                            | Tag::Dash
                            | Tag::Colon
                    );
                if first {
                    token.any(Kinds::CUE) || comma && reading.tags[verb.main] == Tag::Verb
                } else {
                    token.any(Kinds::SPEECH) && (ends || self.tells(verb.main))
                }
            })
            .and_then(|verb| Some(self.attribution(verb.subject?, Some(verb.main), Rule::After)))
    }

    /// `told reporters`: whom it is said to, and nothing more of what is said.
    fn tells(&self, verb: usize) -> bool {
        self.reading.tokens[verb].base == "tell"
    }

    /// `said Anna Weber` from the token at `from`.
    fn inverted(&self, from: usize) -> Option<Attribution> {
        let reading = self.reading;
        let mut verb = from;
        while reading.tag_at(verb) == Some(Tag::Adverb) {
            verb += 1;
        }
        let token = reading.tokens.get(verb)?;
        // Between the words and a name any verb is one of saying: `“…!” beamed Anna Weber`.
        let led = inner(self.text, self.stretch).ends_with([',', '!', '?']);
        let past = token.any(Kinds::PAST) || reading.word(verb).ends_with("ed");
        let other = self.at == 0 && led && past && reading.tag_at(verb + 1) == Some(Tag::Name);
        if !token.any(Kinds::SPEECH | Kinds::CLAUSE) && !other
            || token.any(Kinds::ING)
            || token.capital
        {
            return None;
        }
        let subject = inverted_subject(reading, verb).or_else(|| {
            // `says a source involved in it`: no clause follows the words themselves.
            let phrase = reading.phrase_from(verb + 1).filter(|_| led)?;
            let next = &reading.tokens.get(phrase.last + 1)?;
            (reading.tags[phrase.last + 1] == Tag::Verb && next.any(Kinds::PARTICIPLE))
                .then_some(phrase)
        })?;
        Some(self.attribution(subject, Some(verb), Rule::After))
    }

    /// The verb before the quotation whose words it is part of.
    fn before(&self) -> Option<Attribution> {
        let reading = self.reading;
        if let Some(found) = self.noun() {
            return Some(found);
        }
        let mut weaker: Option<&Verb> = None;
        // Whether another clause has begun between a verb and the quotation.
        let mut clause = false;
        for verb in reading.verbs.iter().rev().filter(|verb| verb.main < self.at) {
            let token = &reading.tokens[verb.main];
            let comma = reading.tags[verb.main..self.at].contains(&Tag::Comma);
            let finite = matches!(verb.form, Form::Finite | Form::Passive);
            if verb.relative && comma && reading.tags[self.at - 1] != Tag::Comma {
                continue;
            }
            if verb.form == Form::Passive {
                if let Some(found) = self.passive(verb) {
                    return Some(found);
                }
                clause = true;
                continue;
            }
            // `Weber said that, …, it welcomed “…”`: Weber's words, not the house's.
            let it = verb.subject.is_some_and(|subject| reading.is(subject.first, "it"));
            let object = token.any(Kinds::OBJECT) && !reading.is_embedded(verb) && !it;
            let names =
                (token.any(Kinds::NAMING) || object) && !clause && verb.form != Form::Infinitive;
            if (token.any(Kinds::SPEECH) || names) && verb.subject.is_some() {
                return Some(self.attribution(verb.subject?, Some(verb.main), Rule::Before));
            }
            if token.any(Kinds::CUE) && weaker.is_none() {
                weaker = Some(verb);
            }
            clause |= finite;
        }
        if let Some(found) = self.tail() {
            return Some(found);
        }
        let verb = weaker?;
        Some(self.attribution(verb.subject?, Some(verb.main), Rule::Before))
    }

    /// `“…” is what it was, Anna Weber said`: a verb of saying that ends the sentence.
    fn tail(&self) -> Option<Attribution> {
        let reading = self.reading;
        let parted = |at: usize| {
            at.checked_sub(1).is_some_and(|at| matches!(reading.tags[at], Tag::Comma | Tag::Dash))
        };
        reading.verbs.iter().filter(|verb| verb.main > self.at).find_map(|verb| {
            if !reading.tokens[verb.main].any(Kinds::SPEECH) || verb.form != Form::Finite {
                return None;
            }
            let left = verb.subject.filter(|subject| {
                subject.first < verb.first && subject.first > self.at && parted(subject.first)
            });
            let right =
                || parted(verb.main).then(|| inverted_subject(reading, verb.main)).flatten();
            let subject = left.or_else(right)?;
            Some(self.attribution(subject, Some(verb.main), Rule::Tail))
        })
    }

    /// `was called “…” by Anna Weber`
    fn passive(&self, verb: &Verb) -> Option<Attribution> {
        let reading = self.reading;
        if !reading.tokens[verb.main].any(Kinds::CUE) {
            return None;
        }
        let by = (verb.main + 1..reading.tags.len()).take(12).find(|at| reading.is(*at, "by"))?;
        let phrase = reading.phrase_from(by + 1)?;
        Some(self.attribution(phrase, Some(verb.main), Rule::Before))
    }

    /// `Weber's claim that “…”`, `his call for “…”`: a noun of saying with its owner.
    fn noun(&self) -> Option<Attribution> {
        let reading = self.reading;
        for at in (self.at.saturating_sub(4)..self.at).rev() {
            if matches!(reading.tags[at], Tag::Verb | Tag::Be | Tag::Have | Tag::Modal) {
                return None;
            }
            if reading.tags[at] != Tag::Noun || !NOUNS.iter().any(|noun| reading.is(at, noun)) {
                continue;
            }
            let phrase = reading.phrase_ending(at);
            // `called Reed's words “…”`: said of them, not in them.
            if phrase.first > 0 && reading.tokens[phrase.first - 1].any(Kinds::NAMING) {
                return None;
            }
            let owner = (phrase.first..at).rev().find(|at| {
                reading.tokens[*at].possessive
                    || ["his", "her", "their"].iter().any(|word| reading.is(*at, word))
            })?;
            return Some(self.attribution(
                Phrase { first: phrase.first, last: owner },
                Some(at),
                Rule::Noun,
            ));
        }
        None
    }

    /// `according to Anna Weber`
    fn according(&self) -> Option<Attribution> {
        let (at, phrase) = according(self.reading)?;
        Some(self.attribution(phrase, Some(at), Rule::According))
    }

    /// `“…” — Anna Weber`
    fn signature(&self) -> Option<Attribution> {
        let reading = self.reading;
        if reading.tag_at(self.at + 1) != Some(Tag::Dash) {
            return None;
        }
        let phrase = reading.phrase_from(self.at + 2)?;
        let done = matches!(
            reading.tag_at(phrase.last + 1),
            None | Some(Tag::Stop | Tag::Comma | Tag::Open)
        );
        done.then(|| self.attribution(phrase, None, Rule::Signature))
    }

    /// `Weber: “…”`, `Reed had this to say: “…”`
    fn colon(&self) -> Option<Attribution> {
        let reading = self.reading;
        let colon = self.at.checked_sub(1).filter(|at| reading.is(*at, ":"))?;
        let alone =
            colon.checked_sub(1).filter(|at| reading.tags[*at] == Tag::Name).and_then(|last| {
                let phrase = reading.phrase_ending(last);
                let before = phrase.first.checked_sub(1).map(|at| reading.tags[at]);
                matches!(before, None | Some(Tag::Dash | Tag::Open | Tag::Mark)).then_some(phrase)
            });
        let phrase = alone
            .or_else(|| {
                reading
                    .verbs
                    .iter()
                    .find(|verb| {
                        verb.main < colon && matches!(verb.form, Form::Finite) && !verb.relative
                    })
                    .and_then(|verb| verb.subject)
            })
            .or_else(|| {
                let last = colon.checked_sub(1).filter(|at| reading.is_nominal(*at))?;
                Some(reading.phrase_ending(last))
            })?;
        Some(self.attribution(phrase, None, Rule::Colon))
    }

    /// The subject of the clause that the quoted words are part of, whatever its verb.
    fn subject(&self) -> Option<Attribution> {
        let reading = self.reading;
        if self.words() < 3 {
            return None;
        }
        let verb = reading
            .verbs
            .iter()
            .rev()
            .filter(|verb| {
                verb.main < self.at
                    && matches!(verb.form, Form::Finite | Form::Ing | Form::Infinitive)
            })
            .find(|verb| verb.subject.is_some() && !verb.relative)?;
        let subject = verb.subject.filter(|subject| {
            !["it", "there", "this", "that"].iter().any(|word| reading.is(subject.first, word))
        })?;
        Some(self.attribution(subject, None, Rule::Subject))
    }
}

/// Nouns of saying whose owner is the speaker.
const NOUNS: [&str; 40] = [
    "call",
    "calls",
    "claim",
    "claims",
    "promise",
    "promises",
    "comment",
    "comments",
    "remark",
    "remarks",
    "statement",
    "description",
    "assertion",
    "argument",
    "suggestion",
    "complaint",
    "warning",
    "vow",
    "pledge",
    "demand",
    "criticism",
    "characterization",
    "reference",
    "insistence",
    "contention",
    "accusation",
    "allegation",
    "declaration",
    "proposal",
    "words",
    "message",
    "tweet",
    "slogan",
    "motto",
    "question",
    "phrase",
    "belief",
    "view",
    "prediction",
    "acknowledgment",
];

/// The subject that follows its verb at `verb`: `said Anna Weber`, never the subject of the clause
/// that is said (`said the talks were short`).
pub(crate) fn inverted_subject(reading: &Reading<'_>, verb: usize) -> Option<Phrase> {
    let first = verb + 1;
    let tag = reading.tag_at(first)?;
    let fits = matches!(tag, Tag::Name | Tag::Noun | Tag::Determiner | Tag::Number)
        || matches!(tag, Tag::Subject)
            && ["he", "she", "they", "i", "we"].iter().any(|word| reading.is(first, word));
    if !fits {
        return None;
    }
    let phrase = reading.phrase_from(first)?;
    let next = reading.tag_at(phrase.last + 1);
    let clause = matches!(next, Some(Tag::Verb | Tag::Be | Tag::Have | Tag::Do | Tag::Modal));
    (!clause).then_some(phrase)
}

/// `according to X`: where it stands and who X is.
pub(crate) fn according(reading: &Reading<'_>) -> Option<(usize, Phrase)> {
    let at = (0..reading.tokens.len())
        .find(|at| reading.is(*at, "according") && reading.is(at + 1, "to"))?;
    let mut from = at + 2;
    while matches!(reading.tag_at(from), Some(Tag::Adverb | Tag::To)) {
        from += 1;
    }
    Some((at, reading.phrase_from(from)?))
}
