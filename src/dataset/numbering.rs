//! Names numbered in the order in which they are met.

use std::hash::BuildHasher;

use foldhash::fast::RandomState;
use hashbrown::HashTable;

use crate::text::Strings;
use crate::text::offsets::offset;

/// Names and their numbers. Of a million names it takes a third of what a map of them would, and
/// growing it reads none of them again.
#[derive(Default)]
pub(super) struct Numbering {
    names: Strings,
    /// For each name a part of its hash, and its number.
    numbers: HashTable<(u32, u32)>,
    hasher: RandomState,
}

impl Numbering {
    /// The number of a name.
    pub(super) fn number(&mut self, name: &str) -> u32 {
        let Self { names, numbers, hasher } = self;
        #[allow(clippy::cast_possible_truncation)] // a part of it is wanted
        let part = hasher.hash_one(name) as u32;
        let is_same = |(other, at): &(u32, u32)| *other == part && names.get(*at as usize) == name;
        if let Some((_, at)) = numbers.find(spread(part), is_same) {
            return *at;
        }
        names.push(name);
        let at = offset(names.len() - 1);
        numbers.insert_unique(spread(part), (part, at), |(part, _)| spread(*part));
        at
    }

    /// The names in the order of their numbers.
    pub(super) fn into_names(self) -> Strings {
        self.names
    }
}

/// A hash of which the upper bits tell as much as the lower ones.
fn spread(part: u32) -> u64 {
    u64::from(part) << 32 | u64::from(part)
}
