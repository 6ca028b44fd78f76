//! Words numbered in the order in which they are met, by one thread for some of the texts.

use std::hash::{BuildHasher, Hash, Hasher};

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
    /// The short words: nearly all are, and are compared without a look at where they stand.
    short: HashMap<ShortWord, u32>,
    long: HashTable<u32>,
    hasher: RandomState,
    /// The words of each document, with [`GAP`]s.
    pub(super) documents: Csr<u32>,
}

/// A word of up to 24 bytes, with zeros behind it. No word has a zero, so that none is another with
/// zeros behind it. With the word's number it fills half a cache line.
#[derive(PartialEq, Eq)]
struct ShortWord([u64; 3]);

impl ShortWord {
    fn new(word: &str) -> Option<Self> {
        let mut bytes = [0; 24];
        bytes.get_mut(..word.len())?.copy_from_slice(word.as_bytes());
        let (parts, _) = bytes.as_chunks();
        Some(Self([0, 1, 2].map(|at| u64::from_le_bytes(parts[at]))))
    }
}

impl Hash for ShortWord {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.0.iter().for_each(|part| state.write_u64(*part));
    }
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
        if let Some(key) = ShortWord::new(word) {
            return *short.entry(key).or_insert_with(|| add(words));
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
