//! Words numbered in the order in which they are met, by one thread for some of the texts.

use std::hash::BuildHasher;

use foldhash::HashMap;
use foldhash::fast::RandomState;
use hashbrown::HashTable;

use crate::text::{Strings, each_word};

/// Stands between the texts of one doc, so that no phrase runs from one into the other.
pub(super) const GAP: u32 = u32::MAX;

/// The words met so far, and the docs as rows of their numbers.
#[derive(Default)]
pub(super) struct Interner {
    pub(super) words: Strings,
    /// The short words: most are, and as numbers they are compared at once.
    short: HashMap<u128, u32>,
    long: HashTable<u32>,
    hasher: RandomState,
    /// The words of all docs, one behind the other.
    pub(super) ids: Vec<u32>,
    /// Where each doc ends in `ids`.
    pub(super) ends: Vec<u32>,
}

impl Interner {
    /// Reads a doc's texts.
    pub(super) fn doc<'a>(&mut self, texts: impl Iterator<Item = &'a str>) {
        for (at, text) in texts.enumerate() {
            if at > 0 {
                self.ids.push(GAP);
            }
            each_word(text, |_, word| {
                let id = self.id(word);
                self.ids.push(id);
            });
        }
        self.ends.push(number(self.ids.len()));
    }

    fn id(&mut self, word: &str) -> u32 {
        let Self { words, short, long, hasher, .. } = self;
        let add = |words: &mut Strings| {
            words.push(word);
            number(words.len() - 1)
        };
        let mut bytes = [0; 16];
        if let Some(start) = bytes.get_mut(..word.len()) {
            start.copy_from_slice(word.as_bytes());
            // No word has a zero, so that none is another with zeros behind it.
            return *short.entry(u128::from_le_bytes(bytes)).or_insert_with(|| add(words));
        }
        let hash = hasher.hash_one(word);
        match long.find(hash, |id| words.get(*id as usize) == word) {
            Some(id) => *id,
            None => {
                let id = add(words);
                long.insert_unique(hash, id, |id| hasher.hash_one(words.get(*id as usize)));
                id
            }
        }
    }

    /// The numbers of the words, in the order of the words.
    pub(super) fn sorted(&self) -> Vec<u32> {
        let mut sorted: Vec<u32> = (0..number(self.words.len())).collect();
        sorted.sort_unstable_by_key(|id| self.words.get(*id as usize));
        sorted
    }
}

/// A count as it is kept: a file of more than two gigabytes is refused, so all fit.
pub(super) fn number(count: usize) -> u32 {
    u32::try_from(count).expect("less than four gigabytes of words")
}
