//! The speaker of a quotation whose own sentence names nobody: named for another one nearby.

use super::{Attribution, QuoteToken, inner};
use crate::extract::article::rule::Rule;
use crate::extract::language::{
    QuotedSpan, Sentence, Tag, TaggedSentence, TokenRange, Verb, VerbForm,
};

/// Who is named in the sentence before a paragraph that ends in a colon: a quotation is announced.
pub(super) fn introduction(
    tagged_sentences: &[TaggedSentence<'_>],
    sentences: &[Sentence],
    first: usize,
) -> Option<Attribution> {
    let at = first.checked_sub(1)?;
    let tagged = &tagged_sentences[at];
    if sentences[first].paragraph != sentences[at].paragraph + 1 || !tagged.tokens.last()?.is(':') {
        return None;
    }
    let with_subject = |verb: &&Verb| verb.subject.is_some();
    let speech = |verb: &&Verb| tagged.says(verb) && verb.form != VerbForm::Passive;
    let finite = |verb: &&Verb| verb.form == VerbForm::Finite && !verb.relative;
    let mut verbs = tagged.verbs.iter().filter(with_subject);
    let verb = verbs.clone().rev().find(speech).or_else(|| verbs.find(finite));
    // `Transcript as follows:` announces what the last one said.
    let verb = verb.filter(|verb| {
        tagged.says(verb) || verb.subject.is_some_and(|subject| is_someone(tagged, subject))
    });
    let phrase = verb.and_then(|verb| verb.subject).or_else(|| {
        let last = tagged.tokens.len().checked_sub(2).filter(|at| tagged.is_nominal(*at))?;
        Some(tagged.phrase_ending(last)).filter(|phrase| is_someone(tagged, *phrase))
    })?;
    Some(Attribution::new(tagged, phrase, verb.map(|verb| verb.main), Rule::Colon))
}

/// The speaker of the paragraph's nearest quotation that names its own: the one before, else the
/// one after.
pub(super) fn from_paragraph(
    scene: &ParagraphContext<'_, '_>,
    places: &[QuoteToken],
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
fn spoken(tagged: &TaggedSentence<'_>, verb: &Verb) -> Option<Attribution> {
    let says = tagged.says(verb) && matches!(verb.form, VerbForm::Finite | VerbForm::Ing);
    let subject = verb.subject.filter(|_| says)?;
    Some(Attribution::new(tagged, subject, Some(verb.main), Rule::Nearby))
}

/// Whether a phrase ends in a name or is `he` or `she`.
fn is_someone(tagged: &TaggedSentence<'_>, phrase: TokenRange) -> bool {
    let pronoun = tagged.is_any(phrase.last, &["he", "she"]);
    pronoun || tagged.tags[phrase.last] == Tag::Name
}

/// Who spoke last in these sentences, in a clause of their own.
pub(super) fn last_spoken(tagged_sentences: &[TaggedSentence<'_>]) -> Option<Attribution> {
    tagged_sentences.iter().rev().find_map(|tagged| {
        let main = |verb: &&Verb| {
            let someone = verb.subject.is_some_and(|subject| is_someone(tagged, subject));
            someone && !verb.relative && !tagged.is_embedded(verb)
        };
        tagged.verbs.iter().rev().filter(main).find_map(|verb| spoken(tagged, verb))
    })
}

/// A quotation that its own sentence gives to nobody.
pub(super) struct ParagraphContext<'r, 'a> {
    pub(super) text: &'a str,
    pub(super) quoted_span: &'r QuotedSpan,
    pub(super) paragraph: usize,
    pub(super) sentences: &'r [TaggedSentence<'a>],
}

impl ParagraphContext<'_, '_> {
    fn words(&self) -> usize {
        self.text[self.quoted_span.inner.clone()].split_whitespace().count()
    }

    /// Whether the quoted words are a sentence of their own.
    fn is_whole(&self) -> bool {
        let inner = inner(self.text, self.quoted_span);
        let ended = inner.ends_with(['.', '?', '!', ',', '…', '—']) || !self.quoted_span.closed;
        let begins = inner
            .trim_start_matches(|c: char| !c.is_alphanumeric())
            .starts_with(char::is_uppercase);
        ended && (self.words() >= 5 || begins && !inner.ends_with(','))
    }

    /// Whether the paragraph begins with the quotation.
    pub(super) fn is_bare(&self, place: &QuoteToken) -> bool {
        place.token == 0
            && self
                .sentences
                .first()
                .and_then(|sentence| sentence.tokens.first())
                .is_some_and(|token| token.range.start == self.quoted_span.outer.start)
    }

    /// Who speaks in the paragraph's other sentences, the nearest one first; else whom the sentence
    /// before is about.
    pub(super) fn by_cue(&self, place: &QuoteToken, first: usize) -> Option<Attribution> {
        if !self.is_whole() {
            return None;
        }
        let mut best: Option<(usize, Attribution)> = None;
        for tagged in self.sentences {
            for verb in &tagged.verbs {
                let Some(found) = spoken(tagged, verb) else { continue };
                let far = found.mention.start.abs_diff(self.quoted_span.outer.start);
                if best.as_ref().is_none_or(|(nearest, _)| far < *nearest) {
                    best = Some((far, Attribution { rule: Rule::Nearby, ..found }));
                }
            }
        }
        let topic = || {
            let before = place.sentence.checked_sub(first + 1)?;
            let tagged = &self.sentences[before];
            let verb = tagged.verbs.iter().find(|verb| {
                verb.form == VerbForm::Finite
                    && verb.subject.is_some_and(|subject| {
                        matches!(tagged.tags[subject.last], Tag::Name | Tag::Subject)
                    })
            })?;
            Some(Attribution::new(tagged, verb.subject?, None, Rule::Nearby))
        };
        best.map(|(_, attribution)| attribution).or_else(topic)
    }

    /// Whom the sentence before the paragraph is about, for one that is all quotation.
    pub(super) fn by_topic(
        &self,
        place: &QuoteToken,
        before: Option<&TaggedSentence<'_>>,
    ) -> Option<Attribution> {
        let tagged = before.filter(|_| self.is_whole() && self.is_bare(place))?;
        let verb = tagged.verbs.iter().find(|verb| {
            verb.form == VerbForm::Finite
                && !verb.relative
                && verb.subject.is_some_and(|subject| is_someone(tagged, subject))
        })?;
        Some(Attribution::new(tagged, verb.subject?, None, Rule::Last))
    }

    /// The last one who spoke, for a paragraph that is all quotation.
    pub(super) fn by_last(
        &self,
        place: &QuoteToken,
        last: Option<&(Attribution, usize)>,
    ) -> Option<Attribution> {
        let (attribution, paragraph) = last?;
        let near = self.paragraph <= paragraph + 2;
        let floating = self.is_whole() && self.is_bare(place) && near;
        (floating || self.words() >= 6 && near)
            .then(|| Attribution { rule: Rule::Last, ..attribution.clone() })
    }
}
