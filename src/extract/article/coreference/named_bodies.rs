//! Bodies: those with a small name, those whose name alone does not show that they are one (`Arvato,
//! which makes`, `Arvato's shares`, `the chairman of Arvato`), and which of them `it` means.

use std::collections::HashSet;

use super::mentions::{NameRun, filed_by, name_of};
use super::salience::{SAYS, reports, tells_before};
use super::{Coreference, Entity};
use crate::dataset::SpeakerKind;
use crate::extract::language::{
    Kinds, Tag, TaggedSentence, TokenRange, WordList, country, without_owner,
};
use crate::text::fold;

static OWNS: WordList = WordList::new("body-owns");
static HEADS: WordList = WordList::new("body-head");

impl Coreference {
    /// Which body the subject `it` at `at` means. Whatever says something may be a name that nothing
    /// shows to be a person's: `Arvato sank. “We go on,” it said.`
    pub(super) fn body_meant(
        &self,
        sentence_index: usize,
        sentence: &TaggedSentence<'_>,
        at: usize,
    ) -> Option<usize> {
        /// The mentions that are looked at.
        const NEAR: usize = 64;
        /// The salience of a name that is in no subject.
        const ASIDE: f32 = 80.;
        let speaks = sentence
            .verbs
            .iter()
            .any(|verb| sentence.says(verb) && verb.subject.is_some_and(|of| of.last == at));
        // `Arvato is late, it said`: another one.
        let told = match tells_before(sentence, at) {
            true => {
                self.named_in(&(sentence.tokens[0].range.start..sentence.tokens[at].range.start))
            }
            false => Vec::new(),
        };
        let acts = |entity: &Entity| {
            let same = |other: usize| std::ptr::eq(&self.entities[other], entity);
            let near = self.mentions.iter().rev().take(NEAR);
            let mut near = near.filter(|mention| mention.weight > ASIDE);
            !told.iter().any(|one| same(*one)) && near.any(|mention| same(mention.entity))
        };
        self.salient(sentence_index, usize::MAX, |entity| {
            entity.kind == SpeakerKind::Organisation
                || speaks && entity.can_be_body() && acts(entity)
        })
    }

    /// The body that `they` at `at` means, which alone said something in the sentence before:
    /// `Northport police said so. “The search goes on,” they added.`
    pub(super) fn body_heard(
        &self,
        sentence_index: usize,
        sentence: &TaggedSentence<'_>,
        at: usize,
    ) -> Option<usize> {
        let before = sentence_index.checked_sub(1).filter(|_| reports(sentence, at))?;
        let heard = self.only_one(before, SAYS)?;
        (self.entities[heard].kind == SpeakerKind::Organisation).then_some(heard)
    }

    /// The entity of a body with a small name, whose words are its phrase without the article.
    pub(super) fn body(&mut self, sentence: &TaggedSentence<'_>, phrase: TokenRange) -> usize {
        let first = phrase.first + usize::from(sentence.tags[phrase.first] == Tag::Determiner);
        let words = match filed_by(sentence, phrase) {
            Some(owner) => {
                format!("{}'s {}", sentence.words(owner), sentence.word(phrase.last))
            }
            None => sentence.words(TokenRange { first, last: phrase.last }),
        };
        let folded = fold(&words);
        let document = sentence.tokens[phrase.last].any(Kinds::DOCUMENT);
        let kind = if document { SpeakerKind::Document } else { SpeakerKind::Organisation };
        let known =
            self.called(&[&folded], |entity| entity.kind == kind && entity.folded == folded);
        known.min().unwrap_or_else(|| {
            let mut entity = Entity::new(&words, kind);
            let mut sides =
                (first..phrase.last).filter_map(|at| country(without_owner(sentence.word(at))));
            entity.side = sides.next().map(|(side, _)| side);
            let at = self.add(entity);
            if document {
                let noun = fold(sentence.word(phrase.last));
                let one = self.documents.entry(noun).or_insert(Some(at));
                *one = one.filter(|one| *one == at);
            }
            at
        })
    }
}

/// The names, folded, that a text shows to be a body's; none that a person bears there, too.
pub(super) fn named_bodies(
    tagged_sentences: &[TaggedSentence<'_>],
    runs: &[Vec<NameRun>],
) -> HashSet<String> {
    let told = || {
        let sentences = tagged_sentences.iter().zip(runs);
        sentences.flat_map(|(sentence, runs)| runs.iter().map(move |run| (sentence, run)))
    };
    let bare = told().filter(|(sentence, run)| !is_personal(sentence, run));
    let bodies = bare.filter(|(sentence, run)| is_body(sentence, run));
    let mut bodies: HashSet<String> =
        bodies.map(|(sentence, run)| fold(&name_of(sentence, run))).collect();
    if bodies.is_empty() {
        return bodies;
    }
    for (sentence, run) in told() {
        let last = fold(sentence.word(run.tokens.last));
        // `Musk's shares`, where the text has Elon Musk.
        match is_personal(sentence, run) {
            true => bodies.retain(|name| name.rsplit(' ').next() != Some(&last)),
            false if run.tokens.last > run.name => {
                bodies.remove(&last);
            }
            false => {}
        }
    }
    bodies
}

/// Whether a name is a person's by its own words: a title, a first name.
fn is_personal(sentence: &TaggedSentence<'_>, run: &NameRun) -> bool {
    run.name > run.tokens.first
        || run.gender.is_some()
        || sentence.tokens[run.name].any(Kinds::FIRST_NAME)
}

/// Whether the words around a name show it to be a body's.
fn is_body(sentence: &TaggedSentence<'_>, run: &NameRun) -> bool {
    let (first, last) = (run.tokens.first, run.tokens.last);
    let next = last + 1;
    let which = sentence.tag_at(next) == Some(Tag::Comma) && sentence.is(next + 1, "which");
    // `Arvato's shares`, `Arvato employees`
    let one = first == last || !sentence.tokens[last].possessive;
    let owns = one
        && sentence.tag_at(next) == Some(Tag::Noun)
        && sentence.phrase_from(next).is_some_and(|of| OWNS.has(sentence.word(of.last)));
    // `an analyst at Arvato`
    let head = first.checked_sub(2).filter(|_| sentence.is_any(first - 1, &["at", "of"]));
    let headed = head.is_some_and(|at| {
        HEADS.has(sentence.word(at)) && matches!(sentence.tags[at], Tag::Noun | Tag::Name)
    });
    // `the firm, Arvato,`, `the firm Arvato`
    let comma = first.checked_sub(1).filter(|at| sentence.tags[*at] == Tag::Comma);
    let noun = comma.unwrap_or(first).checked_sub(1);
    let body =
        |at: usize| sentence.tags[at] == Tag::Noun && sentence.tokens[at].any(Kinds::ORGANISATION);
    // `the head of the firm, Lars Reed,`: he is none.
    let alone = |at: usize| {
        let before = sentence.phrase_ending(at).first.checked_sub(1);
        before.is_none_or(|at| sentence.tags[at] != Tag::Preposition)
    };
    let called = noun.is_some_and(|at| body(at) && alone(at))
        && (comma.is_none() || matches!(sentence.tag_at(next), Some(Tag::Comma | Tag::Stop)));
    // `Arvato, a software company,`
    let apposed = sentence.tag_at(next) == Some(Tag::Comma)
        && sentence.is_any(next + 1, &["a", "an", "the"])
        && sentence.phrase_from(next + 1).is_some_and(|of| {
            let ended = matches!(sentence.tag_at(of.last + 1), Some(Tag::Comma | Tag::Stop));
            body(of.last) && ended
        });
    // `North Bank Seafood`
    let form = first < last && is_company(&fold(sentence.word(last)));
    which || owns || headed || called || apposed || form || is_joined(sentence.word(last))
}

/// Whether a name, folded, says that it is a firm's: `Arvato Inc`.
pub(super) fn is_company(folded: &str) -> bool {
    static FORMS: WordList = WordList::new("firm-form");
    folded.rsplit(' ').next().is_some_and(|last| FORMS.has(last.trim_end_matches('.')))
}

/// Whether a name is two words in one, as firms write theirs: `SeaBank`, but not `MacArthur`.
fn is_joined(word: &str) -> bool {
    const PARTICLES: [&str; 6] = ["Della", "Fitz", "Mac", "Saint", "Vander", "Von"];
    let inner = word.char_indices().skip(1).find(|(_, c)| c.is_uppercase());
    let start = inner.map(|(at, _)| &word[..at]);
    start.is_some_and(|start| {
        start.len() > 2
            && start.chars().skip(1).all(char::is_lowercase)
            && start.starts_with(char::is_uppercase)
            && !PARTICLES.contains(&start)
    })
}
