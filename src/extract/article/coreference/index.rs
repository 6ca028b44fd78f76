//! Entities by the words they are called, so that a name is not compared with every other.

use foldhash::fast::RandomState;
use hashbrown::HashMap;

use super::Entity;
use crate::dataset::SpeakerKind;
use crate::extract::language::is_particle;
use crate::text::fold;

/// The most entities of one word that are compared.
const NAMESAKES: usize = 64;

/// For every word that can stand for an entity, those it can stand for, first ones first.
#[derive(Debug, Default)]
pub(super) struct NameIndex {
    by_word: HashMap<String, Vec<usize>, RandomState>,
    /// How many entities were given to be compared.
    #[cfg(test)]
    given: std::cell::Cell<usize>,
}

impl NameIndex {
    /// Adds the words of an entity's name: the whole, and what stands for a part of it.
    pub(super) fn add(&mut self, at: usize, entity: &Entity) {
        let name = entity.folded.as_str();
        match entity.kind {
            SpeakerKind::Person => {
                self.enter(name, at);
                // `Luiz Inácio Lula da Silva` is `Lula` too.
                for word in name.split(' ').filter(|word| !is_particle(word)) {
                    self.enter(word, at);
                }
            }
            SpeakerKind::Organisation | SpeakerKind::Document => {
                self.enter(name, at);
                self.enter(&entity.initials, at);
                if let Some(rest) = entity.without_country() {
                    self.enter(&fold(rest), at);
                }
                if entity.is_like_person {
                    self.enter(name.split(' ').next().unwrap_or_default(), at);
                }
            }
        }
    }

    fn enter(&mut self, word: &str, at: usize) {
        let called = self.by_word.entry_ref(word).or_default();
        if called.len() < NAMESAKES && !called.contains(&at) {
            called.push(at);
        }
    }

    /// The entities that a word can stand for.
    pub(super) fn called(&self, word: &str) -> &[usize] {
        let called = self.by_word.get(word).map_or(&[][..], Vec::as_slice);
        #[cfg(test)]
        self.given.set(self.given.get() + called.len());
        called
    }
}

#[cfg(test)]
mod tests {
    use super::super::Coreference;
    use super::*;
    use crate::extract::language::TaggedSentence;
    use crate::extract::language::sentences;

    /// How many entities names were compared with.
    fn compared(text: &str) -> usize {
        let sentences = sentences(text, &[]);
        let tagged_sentences: Vec<TaggedSentence<'_>> =
            sentences.iter().map(|s| TaggedSentence::new(text, &s.tokens, |_| true)).collect();
        let coreference = Coreference::new(&[], &tagged_sentences);
        assert!(coreference.mentions.len() > sentences.len() / 2, "names are read");
        coreference.index.given.get()
    }

    /// A word for a name, another for each number.
    fn word(mut number: usize) -> String {
        let mut word = String::from("B");
        while number > 0 {
            word.push(char::from(b"aeiou"[number % 5]));
            word.push(char::from(b"dglmnrtv"[number / 5 % 8]));
            number /= 40;
        }
        word
    }

    #[test]
    fn a_name_is_compared_with_few_others() {
        let names: [fn(usize) -> String; 4] = [
            |n| format!("{} {}", word(n + 40), word(7 * n + 3000)),
            |n| format!("{} Weber", word(n + 40)),
            |n| format!("Anna {}", word(n + 40)),
            |n| word(n + 40),
        ];
        for name in names {
            let text: String = (0..3000).map(|n| format!("Then {} spoke. ", name(n))).collect();
            let compared = compared(&text);
            // Each name is read twice, and has a word or two.
            assert!(compared <= 3000 * 4 * NAMESAKES, "{}: {compared}", name(1));
        }
    }
}
