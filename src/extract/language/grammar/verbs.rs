//! The verbs of a sentence: their groups of auxiliaries, and how they stand.

use super::{Tag, TaggedSentence, Verb, VerbForm};
use crate::extract::language::lexicon::Kinds;

impl TaggedSentence<'_> {
    pub(super) fn find_verbs(&mut self) {
        let mut at = 0;
        while at < self.tags.len() {
            match self.tags[at] {
                Tag::Modal | Tag::Be | Tag::Have | Tag::Do | Tag::Verb => {
                    let (main, passive) = self.group(at);
                    let form = if passive { VerbForm::Passive } else { VerbForm::Finite };
                    self.push(at, main, form);
                    at = main;
                }
                Tag::Ing => self.push(at, at, VerbForm::Ing),
                _ if self.tokens[at].contracted => {
                    let (main, passive) = self.group(at);
                    let form = if passive { VerbForm::Passive } else { VerbForm::Finite };
                    self.push(at, main, form);
                    at = main;
                }
                Tag::To => {
                    let mut main = at + 1;
                    while self.tag_at(main) == Some(Tag::Adverb) {
                        main += 1;
                    }
                    let bare = matches!(
                        self.tag_at(main),
                        Some(Tag::Verb | Tag::Be | Tag::Have | Tag::Do)
                    );
                    if bare {
                        let (main, _) = self.group(main);
                        self.push(at, main, VerbForm::Infinitive);
                        at = main;
                    }
                }
                _ => {}
            }
            at += 1;
        }
    }

    fn push(&mut self, first: usize, main: usize, form: VerbForm) {
        self.verbs.push(Verb { first, main, form, subject: None, relative: false });
    }

    /// The main word of the group that begins at `first`, and whether it is passive.
    fn group(&self, first: usize) -> (usize, bool) {
        let mut main = first;
        let mut at = first + 1;
        let mut passive = false;
        if self.tags[first] == Tag::Verb {
            return (first, false);
        }
        while let Some(tag) = self.tag_at(at) {
            match tag {
                Tag::Adverb => {}
                Tag::Be | Tag::Have | Tag::Do | Tag::Modal => main = at,
                Tag::Verb | Tag::Ing => {
                    let after_be = self.tags[main] == Tag::Be || self.tokens[main].contracted;
                    let participle = self.tokens[at].any(Kinds::PARTICIPLE | Kinds::PAST)
                        || !self.tokens[at].any(Kinds::VERB);
                    passive = after_be && tag == Tag::Verb && participle;
                    return (at, passive);
                }
                _ => break,
            }
            at += 1;
        }
        (main, passive)
    }
}
