//! The speaker of a quotation whose own sentence names nobody: named for another one nearby.

use super::{Attribution, Place, inner};
use crate::extract::article::rule::Rule;
use crate::extract::language::grammar::{Form, Phrase, Reading, Tag, Verb};
use crate::extract::language::lexicon::Kinds;
use crate::extract::language::marks::Stretch;

/// Who is named in the sentence before a paragraph that ends in a colon: a quotation is announced.
pub(super) fn introduction(
    readings: &[Reading<'_>],
    paragraphs: &[usize],
    first: usize,
) -> Option<Attribution> {
    let at = first.checked_sub(1)?;
    let reading = &readings[at];
    if paragraphs[first] != paragraphs[at] + 1 || !reading.tokens.last()?.is(':') {
        return None;
    }
    let speech =
        |verb: &&Verb| reading.tokens[verb.main].any(Kinds::SPEECH) && verb.form != Form::Passive;
    let finite = |verb: &&Verb| verb.form == Form::Finite && !verb.relative;
    let verb = reading
        .verbs
        .iter()
        .rev()
        .find(|verb| speech(verb) && verb.subject.is_some())
        .or_else(|| reading.verbs.iter().find(|verb| finite(verb) && verb.subject.is_some()));
    // `Transcript as follows:` announces what the last one said.
    let says = |verb: &&Verb| {
        reading.tokens[verb.main].any(Kinds::SPEECH)
            || verb.subject.is_some_and(|subject| is_someone(reading, subject))
    };
    let verb = verb.filter(says);
    let cue = verb.map(|verb| reading.tokens[verb.main].range.clone());
    let phrase = verb.and_then(|verb| verb.subject).or_else(|| {
        let last = reading.tokens.len().checked_sub(2).filter(|at| reading.is_nominal(*at))?;
        Some(reading.phrase_ending(last)).filter(|phrase| is_someone(reading, *phrase))
    })?;
    Some(Attribution { mention: reading.span(phrase), cue, rule: Rule::Colon })
}

/// The speaker of the paragraph's nearest quotation that names its own: the one before, else the
/// one after.
pub(super) fn from_paragraph(
    scene: &Scene<'_, '_>,
    places: &[Place],
    own: &[Option<Attribution>],
    at: usize,
) -> Option<Attribution> {
    if !scene.is_whole() {
        return None;
    }
    let sure = |at: &usize| own[*at].is_some();
    let near = (0..at).rev().find(sure).or_else(|| (at + 1..places.len()).find(sure))?;
    let attribution = own[near].clone()?;
    Some(Attribution { rule: Rule::Paragraph, ..attribution })
}

/// What a verb of saying attributes, whatever is said.
fn spoken(reading: &Reading<'_>, verb: &Verb) -> Option<Attribution> {
    let token = &reading.tokens[verb.main];
    let says = token.any(Kinds::SPEECH) && matches!(verb.form, Form::Finite | Form::Ing);
    let subject = verb.subject.filter(|_| says)?;
    let cue = Some(token.range.clone());
    Some(Attribution { mention: reading.span(subject), cue, rule: Rule::Nearby })
}

/// Whether a phrase ends in a name or is `he` or `she`.
fn is_someone(reading: &Reading<'_>, phrase: Phrase) -> bool {
    let pronoun = ["he", "she"].iter().any(|word| reading.is(phrase.last, word));
    pronoun || reading.tags[phrase.last] == Tag::Name
}

/// Who spoke last in these sentences, in a clause of their own.
pub(super) fn last_spoken(readings: &[Reading<'_>]) -> Option<Attribution> {
    readings.iter().rev().find_map(|reading| {
        let main = |verb: &&Verb| {
            let someone = verb.subject.is_some_and(|subject| is_someone(reading, subject));
            someone && !verb.relative && !reading.is_embedded(verb)
        };
        reading.verbs.iter().rev().filter(main).find_map(|verb| spoken(reading, verb))
    })
}

/// A quotation that its own sentence gives to nobody.
pub(super) struct Scene<'r, 'a> {
    pub(super) text: &'a str,
    pub(super) stretch: &'r Stretch,
    pub(super) paragraph: usize,
    pub(super) sentences: &'r [Reading<'a>],
}

impl Scene<'_, '_> {
    fn words(&self) -> usize {
        self.text[self.stretch.inner.clone()].split_whitespace().count()
    }

    /// Whether the quoted words are a sentence of their own.
    fn is_whole(&self) -> bool {
        let inner = inner(self.text, self.stretch);
        let ended = inner.ends_with(['.', '?', '!', ',', '…', '—']) || !self.stretch.closed;
        let begins = inner
            .trim_start_matches(|c: char| !c.is_alphanumeric())
            .starts_with(char::is_uppercase);
        ended && (self.words() >= 5 || begins && !inner.ends_with(','))
    }

    /// Whether the paragraph begins with the quotation.
    pub(super) fn is_bare(&self, place: &Place) -> bool {
        place.token == 0
            && self.sentences.first().is_some_and(|first| {
                first
                    .tokens
                    .first()
                    .is_some_and(|token| token.range.start == self.stretch.outer.start)
            })
    }

    /// Who speaks in the paragraph's other sentences, the nearest one first; else whom the sentence
    /// before is about.
    pub(super) fn by_cue(&self, place: &Place, first: usize) -> Option<Attribution> {
        if !self.is_whole() {
            return None;
        }
        let mut best: Option<(usize, Attribution)> = None;
        for reading in self.sentences {
            for verb in &reading.verbs {
                let Some(found) = spoken(reading, verb) else { continue };
                let far = found.mention.start.abs_diff(self.stretch.outer.start);
                if best.as_ref().is_none_or(|(nearest, _)| far < *nearest) {
                    best = Some((far, Attribution { rule: Rule::Nearby, ..found }));
                }
            }
        }
        let topic = || {
            let before = place.sentence.checked_sub(first + 1)?;
            let reading = &self.sentences[before];
            let verb = reading.verbs.iter().find(|verb| {
                verb.form == Form::Finite
                    && verb.subject.is_some_and(|subject| {
                        matches!(reading.tags[subject.last], Tag::Name | Tag::Subject)
                    })
            })?;
            Some(Attribution {
                mention: reading.span(verb.subject?),
                cue: None,
                rule: Rule::Nearby,
            })
        };
        best.map(|(_, attribution)| attribution).or_else(topic)
    }

    /// Whom the sentence before the paragraph is about, for one that is all quotation.
    pub(super) fn by_topic(
        &self,
        place: &Place,
        before: Option<&Reading<'_>>,
    ) -> Option<Attribution> {
        let reading = before.filter(|_| self.is_whole() && self.is_bare(place))?;
        let verb = reading.verbs.iter().find(|verb| {
            verb.form == Form::Finite
                && !verb.relative
                && verb.subject.is_some_and(|subject| is_someone(reading, subject))
        })?;
        Some(Attribution { mention: reading.span(verb.subject?), cue: None, rule: Rule::Last })
    }

    /// The last one who spoke, for a paragraph that is all quotation.
    pub(super) fn by_last(
        &self,
        place: &Place,
        last: Option<&(Attribution, usize)>,
    ) -> Option<Attribution> {
        let (attribution, paragraph) = last?;
        let near = self.paragraph <= paragraph + 2;
        let floating = self.is_whole() && self.is_bare(place) && near;
        (floating || self.words() >= 6 && near)
            .then(|| Attribution { rule: Rule::Last, ..attribution.clone() })
    }
}
