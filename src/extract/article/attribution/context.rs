//! The speaker of a quotation whose own sentence names nobody, from the sentences around it.

use super::dialogue::Dialogue;
use super::{Attribution, QuoteToken, inner};
use crate::extract::article::coreference::is_person_noun;
use crate::extract::article::rule::Rule;
use crate::extract::language::{
    QuotedSpan, Sentence, Tag, TaggedSentence, TokenRange, Verb, VerbForm, WordList,
};

static NOUNS: WordList = WordList::new("speech-noun");
static GESTURES: WordList = WordList::new("gesture");

/// Who is named in the sentence before a paragraph that ends in a colon, or in a comma behind
/// `According to Weber` or `Weber said`: a quotation is announced.
pub(super) fn introduction(
    tagged_sentences: &[TaggedSentence<'_>],
    sentences: &[Sentence],
    first: usize,
) -> Option<Attribution> {
    let at = first.checked_sub(1)?;
    let sentence = &tagged_sentences[at];
    let last = sentence.tokens.len().checked_sub(1)?;
    if sentences[first].paragraph != sentences[at].paragraph + 1 {
        return None;
    }
    if sentence.tokens[last].is(',') {
        let source = sentence.phrase_from(2).filter(|of| of.last + 1 == last);
        if let Some(source) = source.filter(|_| sentence.is(0, "according")) {
            return Some(Attribution::new(sentence, source, None, Rule::Colon));
        }
        let said = sentence.verbs.iter().find(|verb| verb.main + 1 == last);
        let said = said.filter(|verb| sentence.says(verb) && verb.form == VerbForm::Finite)?;
        return Some(Attribution::new(sentence, said.subject?, Some(said.main), Rule::Colon));
    }
    if !sentence.tokens[last].is(':') {
        return None;
    }
    let with_subject = |verb: &&Verb| verb.subject.is_some();
    let speech = |verb: &&Verb| sentence.says(verb) && verb.form != VerbForm::Passive;
    let finite = |verb: &&Verb| verb.form == VerbForm::Finite && !verb.relative;
    let mut verbs = sentence.verbs.iter().filter(with_subject);
    let verb = verbs.clone().rev().find(speech).or_else(|| verbs.find(finite));
    // `Transcript as follows:` announces what the last one said.
    let verb = verb.filter(|verb| {
        sentence.says(verb) || verb.subject.is_some_and(|subject| is_someone(sentence, subject))
    });
    let phrase = verb.and_then(|verb| verb.subject).or_else(|| {
        let last = sentence.tokens.len().checked_sub(2).filter(|at| sentence.is_nominal(*at))?;
        Some(sentence.phrase_ending(last)).filter(|phrase| is_someone(sentence, *phrase))
    })?;
    Some(Attribution::new(sentence, phrase, verb.map(|verb| verb.main), Rule::Colon))
}

/// The speaker of the paragraph's nearest quotation that names its own: the one before, else the
/// one after.
pub(super) fn from_paragraph(
    scene: &ParagraphContext<'_, '_>,
    places: &[QuoteToken],
    attributions: &[Option<Attribution>],
    at: usize,
) -> Option<Attribution> {
    if !scene.is_whole() {
        return None;
    }
    let sure = |at: &usize| attributions[*at].is_some();
    let near = (0..at).rev().find(sure).or_else(|| (at + 1..places.len()).find(sure))?;
    let attribution = attributions[near].clone()?;
    Some(Attribution { rule: Rule::Paragraph, ..attribution })
}

/// The attribution by a verb of saying, whatever it is that is said.
fn spoken(sentence: &TaggedSentence<'_>, verb: &Verb) -> Option<Attribution> {
    let says = sentence.says(verb) && matches!(verb.form, VerbForm::Finite | VerbForm::Ing);
    let subject = verb.subject.filter(|_| says)?;
    // `I asked Weber about it. “Next question.”`
    let asked = sentence.main(verb).base == "ask" && sentence.is_any(subject.last, &["i", "we"]);
    let whom = asked.then(|| sentence.phrase_from(verb.main + 1)).flatten();
    let subject = whom.unwrap_or(subject);
    Some(Attribution::new(sentence, subject, Some(verb.main), Rule::Nearby))
}

/// Whether a phrase ends in a name or is `he` or `she`.
fn is_someone(sentence: &TaggedSentence<'_>, phrase: TokenRange) -> bool {
    let pronoun = sentence.is_any(phrase.last, &["he", "she"]);
    pronoun || sentence.tags[phrase.last] == Tag::Name
}

/// Whose words a sentence announces: `Weber's answer?`, `Her message was blunt.`
fn owner_of_speech(sentence: &TaggedSentence<'_>) -> Option<TokenRange> {
    let phrase = sentence.verbs.first().map_or_else(
        || sentence.phrase_from(0),
        |verb| verb.subject.filter(|_| sentence.tags[verb.main] == Tag::Be),
    )?;
    let owner = (phrase.first..phrase.last).rev().find(|at| sentence.owns(*at))?;
    let said = NOUNS.has(sentence.word(phrase.last));
    said.then_some(TokenRange { first: phrase.first, last: owner })
}

/// Who spoke last in these sentences, in a clause of their own.
pub(super) fn last_spoken(tagged_sentences: &[TaggedSentence<'_>]) -> Option<Attribution> {
    tagged_sentences.iter().rev().find_map(|sentence| {
        let main = |verb: &&Verb| {
            let someone = verb.subject.is_some_and(|subject| is_someone(sentence, subject));
            someone && !verb.relative && !sentence.is_embedded(verb)
        };
        sentence.verbs.iter().rev().filter(main).find_map(|verb| spoken(sentence, verb))
    })
}

/// A quotation without a speaker in its own sentence, and its paragraph.
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
        let first = self.sentences.first().and_then(|sentence| sentence.tokens.first());
        let start = self.quoted_span.outer.start;
        place.token == 0 && first.is_some_and(|token| token.range.start == start)
    }

    /// Who nods or laughs in the sentence before: `“Yes,” Weber said. Reed shook his head. “No.”`
    pub(super) fn by_gesture(&self, place: &QuoteToken, first: usize) -> Option<Attribution> {
        let before = place.sentence.checked_sub(first + 1).filter(|_| place.token == 0)?;
        let sentence = self.sentences.get(before)?;
        let verb = sentence.verbs.iter().find(|verb| {
            verb.form == VerbForm::Finite && !verb.relative && !sentence.is_embedded(verb)
        })?;
        let silent = !sentence.tags.contains(&Tag::Quote);
        let subject = verb.subject.filter(|subject| {
            let person = is_person_noun(sentence, subject.last);
            silent && (person || is_someone(sentence, *subject))
        })?;
        let gesture = GESTURES.has(sentence.main(verb).base);
        // `She waited. “No.”`, where nobody has spoken in the sentence before that.
        let alone = sentence.is_any(subject.last, &["he", "she"])
            && before
                .checked_sub(1)
                .is_some_and(|at| !self.sentences[at].tags.contains(&Tag::Quote));
        (self.is_whole() && (gesture || alone))
            .then(|| Attribution::new(sentence, subject, None, Rule::Nearby))
    }

    /// Who speaks in the paragraph's other sentences, the nearest one first; else whom the sentence
    /// before is about.
    pub(super) fn by_cue(&self, place: &QuoteToken, first: usize) -> Option<Attribution> {
        if !self.is_whole() {
            return None;
        }
        let start = self.quoted_span.outer.start;
        let nearest = |embedded: bool| {
            let spoken = self.sentences.iter().flat_map(|sentence| {
                let verbs = sentence.verbs.iter();
                let clause = verbs.filter(move |verb| embedded || !sentence.is_embedded(verb));
                clause.filter_map(move |verb| spoken(sentence, verb))
            });
            spoken.min_by_key(|spoken| spoken.mention.start.abs_diff(start))
        };
        let topic = || {
            let sentence = &self.sentences[place.sentence.checked_sub(first + 1)?];
            let subjects = sentence.verbs.iter().filter(|verb| {
                verb.form == VerbForm::Finite && !verb.relative && !sentence.is_embedded(verb)
            });
            let named = |subject: &TokenRange| {
                matches!(sentence.tags[subject.last], Tag::Name | Tag::Subject)
                    || is_person_noun(sentence, subject.last)
            };
            let mut subjects = subjects.filter_map(|verb| verb.subject);
            let subject = owner_of_speech(sentence).or_else(|| subjects.find(named))?;
            Some(Attribution::new(sentence, subject, None, Rule::Nearby))
        };
        nearest(false).or_else(topic).or_else(|| nearest(true))
    }

    /// Whom the sentence before the paragraph is about, for one that is all quotation.
    pub(super) fn by_topic(
        &self,
        place: &QuoteToken,
        before: Option<&TaggedSentence<'_>>,
    ) -> Option<Attribution> {
        let sentence = before.filter(|_| self.is_whole() && self.is_bare(place))?;
        let verb = sentence.verbs.iter().find(|verb| {
            verb.form == VerbForm::Finite
                && !verb.relative
                && verb.subject.is_some_and(|subject| is_someone(sentence, subject))
        })?;
        Some(Attribution::new(sentence, verb.subject?, None, Rule::Last))
    }

    /// The last one who spoke, for a paragraph that is all quotation; behind a question the one who
    /// was asked.
    pub(super) fn by_last(&self, place: &QuoteToken, dialogue: &Dialogue) -> Option<Attribution> {
        let bare = self.is_bare(place);
        let words = inner(self.text, self.quoted_span);
        let turn = dialogue.turn(self.paragraph, words).filter(|_| bare && self.is_whole());
        let (attribution, paragraph) = turn.or(dialogue.last.as_ref())?;
        let near = self.paragraph <= paragraph + 2 || turn.is_some();
        let floating = self.is_whole() && bare && near;
        (floating || self.words() >= 6 && near)
            .then(|| Attribution { rule: Rule::Last, ..attribution.clone() })
    }
}
