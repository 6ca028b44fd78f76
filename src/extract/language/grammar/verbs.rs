//! The verbs of a sentence: their groups of auxiliaries, and how they stand.

use super::{Tag, TaggedSentence, Verb, VerbForm};
use crate::extract::language::Kinds;

impl TaggedSentence<'_> {
    pub(super) fn find_verbs(&mut self) {
        let mut at = 0;
        while at < self.tags.len() {
            let verb = match self.tags[at] {
                Tag::Ing => Some((at, VerbForm::Ing)),
                Tag::To => {
                    let mut main = at + 1;
                    while self.tag_at(main) == Some(Tag::Adverb) {
                        main += 1;
                    }
                    let bare = matches!(
                        self.tag_at(main),
                        Some(Tag::Verb | Tag::Be | Tag::Have | Tag::Do)
                    );
                    bare.then(|| (self.group(main).0, VerbForm::Infinitive))
                }
                tag => {
                    let begins =
                        matches!(tag, Tag::Modal | Tag::Be | Tag::Have | Tag::Do | Tag::Verb)
                            || self.tokens[at].contracted;
                    begins.then(|| self.group(at))
                }
            };
            if let Some((main, form)) = verb {
                self.verbs.push(Verb { first: at, main, form, subject: None, relative: false });
                at = main;
            }
            at += 1;
        }
    }

    /// The main word of the group that begins at `first`, and whether it is finite or passive.
    fn group(&self, first: usize) -> (usize, VerbForm) {
        let mut main = first;
        if self.tags[first] == Tag::Verb {
            return (first, VerbForm::Finite);
        }
        for at in first + 1..self.tags.len() {
            // `has, however, said`
            let aside = |comma: usize| {
                let commas = [comma, comma + 2].map(|at| self.tag_at(at) == Some(Tag::Comma));
                commas == [true, true] && self.tag_at(comma + 1) == Some(Tag::Adverb)
            };
            match self.tags[at] {
                Tag::Adverb => {}
                Tag::Comma if at == main + 1 && aside(at) => {}
                Tag::Comma if at == main + 3 && aside(at - 2) => {}
                Tag::Be | Tag::Have | Tag::Do | Tag::Modal => main = at,
                tag @ (Tag::Verb | Tag::Ing) => {
                    let after_be = self.tags[main] == Tag::Be || self.tokens[main].contracted;
                    let participle = self.tokens[at].any(Kinds::PARTICIPLE | Kinds::PAST)
                        || !self.tokens[at].any(Kinds::VERB);
                    // `he's said` is `he has said`.
                    let has = self.tokens[main].contracted && self.is(at, "said");
                    let passive = after_be && tag == Tag::Verb && participle && !has;
                    return (at, if passive { VerbForm::Passive } else { VerbForm::Finite });
                }
                _ => break,
            }
        }
        (main, VerbForm::Finite)
    }
}
