//! What is noted of a sentence for those behind it: who says something in what, who is asked, and
//! whether it is about a text.

use super::{Coreference, MEDIUM, Referent, is_person_noun};
use crate::dataset::SpeakerKind;
use crate::extract::language::{Kinds, Tag, TaggedSentence, Verb, VerbForm};
use crate::text::fold;

impl Coreference {
    /// Notes who says something in what: `Weber said in a statement`.
    pub(super) fn note_authors(&mut self, sentence_index: usize, sentence: &TaggedSentence<'_>) {
        let new = |at: usize| {
            let led = at > 1 && sentence.is_any(at - 1, &["a", "an"]) && sentence.is(at - 2, "in");
            led && MEDIUM.has(sentence.word(at))
        };
        let Some(medium) = (2..sentence.tags.len()).find(|at| new(*at)) else { return };
        let main =
            |verb: &&Verb| sentence.says(verb) && !verb.relative && !sentence.is_embedded(verb);
        let mut subjects = sentence.verbs.iter().filter(main).filter_map(|verb| verb.subject);
        let author =
            subjects.find_map(|subject| match self.referent(sentence, sentence_index, subject) {
                Referent::Named(author) | Referent::Pronoun(author) => Some(author),
                _ => None,
            });
        if let Some(author) = author {
            let known = self.authors.entry(fold(sentence.word(medium))).or_default();
            known.push((sentence_index, author));
        }
    }

    /// Notes who is asked something: `A reporter asked Weber if she would go`.
    pub(super) fn note_asked(&mut self, sentence_index: usize, sentence: &TaggedSentence<'_>) {
        let asks = |verb: &&Verb| {
            verb.form == VerbForm::Finite && !verb.relative && sentence.main(verb).base == "ask"
        };
        let Some(verb) = sentence.verbs.iter().find(asks) else { return };
        let Some(whom) = sentence.phrase_from(verb.main + 1) else { return };
        let asked = match self.referent(sentence, sentence_index, whom) {
            Referent::Named(asked) | Referent::Pronoun(asked) => asked,
            _ => return,
        };
        if self.entities[asked].kind == SpeakerKind::Person {
            self.asked = Some((sentence_index, asked));
        }
    }

    /// Notes two persons who do something together, and whom `they` in this sentence means: those of
    /// the sentence before or of the one before that.
    pub(super) fn note_pair(&mut self, sentence_index: usize, sentence: &TaggedSentence<'_>) {
        /// So many sentences back `they` is looked for.
        const SIGHT: usize = 2;
        if let Some((told, pair)) = &self.pair
            && sentence_index - told <= SIGHT
        {
            // `The two ministers agreed`, `the two said`
            let two = |at: usize| {
                let noun = || is_person_noun(sentence, sentence.phrase_ending(at + 2).last);
                let alone = sentence.tag_at(at + 2) != Some(Tag::Noun) || noun();
                sentence.is(at, "the") && sentence.is(at + 1, "two") && alone
            };
            let they = (0..sentence.tags.len()).filter(|at| {
                sentence.tags[*at] == Tag::Subject && sentence.is(*at, "they") || two(*at)
            });
            let starts = they.map(|at| sentence.tokens[at].range.start);
            self.they.extend(starts.map(|start| (start, pair.clone())));
        }
        let main = |verb: &&Verb| verb.is_finite() && !verb.relative && !sentence.is_embedded(verb);
        let subjects = sentence.verbs.iter().filter(main).filter_map(|verb| verb.subject);
        for subject in subjects {
            let together = self.together(sentence, subject);
            let person = |at: &usize| self.entities[*at].kind == SpeakerKind::Person;
            if together.len() == 2 && together.iter().all(person) {
                self.pair = Some((sentence_index, together));
            } else if sentence.word(subject.last).ends_with('s')
                && sentence.tags[subject.last] == Tag::Noun
            {
                // `The critics left. They said`: others.
                self.pair = None;
            }
        }
    }

    /// The two of whom `he` or `she` may mean either: who did something together in the sentence
    /// before, where nothing has named one of them since.
    pub(super) fn either_of_pair(
        &self,
        sentence_index: usize,
        meant: usize,
        fits: impl Fn(usize) -> bool,
    ) -> Option<Vec<usize>> {
        let (told, pair) = self.pair.as_ref()?;
        let both = pair.contains(&meant) && pair.iter().all(|one| fits(*one));
        let mut since = self.mentions.iter().rev().take_while(|m| m.sentence_index > *told);
        let named = since.any(|mention| pair.contains(&mention.entity));
        (both && !named && told + 1 == sentence_index).then(|| pair.clone())
    }

    /// Whether a sentence is about a text: `The letter says …`.
    pub(super) fn is_of_text(sentence: &TaggedSentence<'_>) -> bool {
        let main = sentence
            .verbs
            .iter()
            .filter(|verb| verb.is_finite() && !verb.relative && !sentence.is_embedded(verb));
        let mut subjects = main.filter_map(|verb| verb.subject);
        subjects.any(|subject| {
            let document = sentence.tokens[subject.last].any(Kinds::DOCUMENT);
            let medium = document || MEDIUM.has(sentence.word(subject.last));
            sentence.tags[subject.last] == Tag::Noun && medium
        })
    }
}
