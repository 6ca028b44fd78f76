//! Words numbered in the order in which they are met, by one thread for some of the texts.

use std::hash::BuildHasher;

use foldhash::fast::RandomState;
use hashbrown::HashTable;

use crate::dataset::Csr;
use crate::text::offsets::offset;
use crate::text::{Strings, each_word};

/// Stands between the texts of one document, so that no phrase runs from one into the other.
pub(super) const GAP: u32 = u32::MAX;

/// The words met so far, and the documents as rows of their numbers.
#[derive(Default)]
pub(super) struct Interner {
    pub(super) words: Strings,
    /// The short words: nearly all are, and are compared without a look at where they stand.
    short: HashTable<(ShortWord, u32)>,
    long: HashTable<u32>,
    hasher: RandomState,
    /// Short words whose numbers are still to be looked up, with their hashes. Looked up in a row
    /// they wait for memory together, and each by itself would wait alone.
    waiting: Vec<(u64, ShortWord)>,
    /// The words of each document, with [`GAP`]s.
    pub(super) documents: Csr<u32>,
}

/// A word of up to 24 bytes, with zeros behind it. No word has a zero, so that none is another with
/// zeros behind it. With the word's number it fills half a cache line.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
struct ShortWord(u64, u64, u64);

impl ShortWord {
    fn new(word: &str) -> Option<Self> {
        let mut bytes = [[0; 8]; 3];
        bytes.as_flattened_mut().get_mut(..word.len())?.copy_from_slice(word.as_bytes());
        let [a, b, c] = bytes.map(u64::from_le_bytes);
        Some(Self(a, b, c))
    }
}

impl Interner {
    /// Reads a document's texts.
    pub(super) fn read<'a>(&mut self, texts: impl Iterator<Item = &'a str>) {
        for (at, text) in texts.enumerate() {
            if at > 0 {
                self.documents.push(GAP);
            }
            each_word(text, |_, word| match ShortWord::new(word) {
                Some(word) => self.waiting.push((self.hasher.hash_one(word), word)),
                None => {
                    self.look_up();
                    let number = self.intern_long(word);
                    self.documents.push(number);
                }
            });
            self.look_up();
        }
        self.documents.end_row();
    }

    /// Adds the words that wait to the document.
    fn look_up(&mut self) {
        let Self { words, short, hasher, waiting, documents, .. } = self;
        for (hash, word) in waiting.drain(..) {
            let number = match short.find(hash, |(known, _)| *known == word) {
                Some((_, number)) => *number,
                None => {
                    let bytes = [word.0, word.1, word.2].map(u64::to_le_bytes);
                    let text = String::from_utf8_lossy(bytes.as_flattened());
                    words.push(text.trim_end_matches('\0'));
                    let number = offset(words.len() - 1);
                    short.insert_unique(hash, (word, number), |(word, _)| hasher.hash_one(word));
                    number
                }
            };
            documents.push(number);
        }
    }

    fn intern_long(&mut self, word: &str) -> u32 {
        let Self { words, long, hasher, .. } = self;
        let hash = hasher.hash_one(word);
        match long.find(hash, |number| words.get(*number as usize) == word) {
            Some(number) => *number,
            None => {
                words.push(word);
                let number = offset(words.len() - 1);
                long.insert_unique(hash, number, |known| {
                    hasher.hash_one(words.get(*known as usize))
                });
                number
            }
        }
    }

    /// The numbers of the words, in the order of the words.
    pub(super) fn sorted(&self) -> Vec<u32> {
        let mut sorted: Vec<u32> = (0..offset(self.words.len())).collect();
        sorted.sort_unstable_by_key(|number| self.words.get(*number as usize));
        sorted
    }
}
