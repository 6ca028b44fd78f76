//! Words numbered in the order in which they are met, by one thread for some of the texts.

use std::hash::BuildHasher;

use foldhash::HashMap;
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
    /// The short words: most are, and as numbers they are compared at once.
    short: HashMap<u128, u32>,
    long: HashTable<u32>,
    hasher: RandomState,
    /// The words of each document, with [`GAP`]s.
    pub(super) documents: Csr<u32>,
}

impl Interner {
    /// Reads a document's texts.
    pub(super) fn read<'a>(&mut self, texts: impl Iterator<Item = &'a str>) {
        for (at, text) in texts.enumerate() {
            if at > 0 {
                self.documents.push(GAP);
            }
            each_word(text, |_, word| {
                let number = self.intern(word);
                self.documents.push(number);
            });
        }
        self.documents.end_row();
    }

    fn intern(&mut self, word: &str) -> u32 {
        let Self { words, short, long, hasher, .. } = self;
        let add = |words: &mut Strings| {
            words.push(word);
            offset(words.len() - 1)
        };
        let mut bytes = [0; 16];
        if let Some(start) = bytes.get_mut(..word.len()) {
            start.copy_from_slice(word.as_bytes());
            // No word has a zero, so that none is another with zeros behind it.
            return *short.entry(u128::from_le_bytes(bytes)).or_insert_with(|| add(words));
        }
        let hash = hasher.hash_one(word);
        match long.find(hash, |number| words.get(*number as usize) == word) {
            Some(number) => *number,
            None => {
                let number = add(words);
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
