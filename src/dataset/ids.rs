//! Ids, made from what does not change: a quote's from its article and its words, a speaker's from
//! the name, so that nobody's id depends on what else is in the record.

use std::collections::{HashMap, HashSet};

use twox_hash::XxHash64;

use crate::text::fold;

/// Words up to this many bytes are counted in their article: longer ones hardly stand there twice.
const COUNTED: usize = 120;

/// The id of a quote: from its article's id, its words, and which of the same words in the article
/// they are. `start` is the first byte in the article's text.
pub fn quote_id(article: &str, text: &str, words: &str, start: usize) -> String {
    let mut hashed = [article, words].join("\0");
    if words.len() <= COUNTED {
        let before = memchr::memmem::find_iter(&text.as_bytes()[..start], words).count();
        if before > 0 {
            hashed += &format!("\0{before}");
        }
    }
    // 48 bits: among a million quotes the odds of two alike are 1 in 500, and then one is numbered.
    format!("q{:012x}", XxHash64::oneshot(0, hashed.as_bytes()) >> 16)
}

/// A name as an id: `anna-weber`.
pub fn slug(name: &str) -> String {
    let folded = fold(name);
    let words = folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let slug = words.collect::<Vec<_>>().join("-");
    if slug.is_empty() { "unnamed".into() } else { slug }
}

/// The ids that are taken.
#[derive(Debug, Default)]
pub(crate) struct Ids {
    taken: HashSet<String>,
    /// The last number that was given to an id, so that none is tried twice.
    numbers: HashMap<String, usize>,
}

impl Ids {
    /// Ids of which some are taken.
    pub(crate) fn of(taken: impl IntoIterator<Item = String>) -> Self {
        Self { taken: taken.into_iter().collect(), ..Self::default() }
    }

    /// Takes an id, or the first with a number behind it that is free.
    pub(crate) fn take(&mut self, wanted: &str) -> String {
        if self.taken.insert(wanted.to_owned()) {
            return wanted.to_owned();
        }
        let mut number = self.numbers.get(wanted).copied().unwrap_or(1);
        loop {
            number += 1;
            let id = format!("{wanted}-{number}");
            if self.taken.insert(id.clone()) {
                self.numbers.insert(wanted.to_owned(), number);
                return id;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn doubles_are_numbered_around_what_is_taken() {
        let mut ids = Ids::of(["talks-3".to_owned()]);
        let given = ["talks", "talks", "talks", "talks-2", "other"].map(|id| ids.take(id));
        assert_eq!(given, ["talks", "talks-2", "talks-4", "talks-2-2", "other"]);
    }

    /// With every number tried anew this would take a minute.
    #[test]
    fn no_number_is_tried_twice() {
        let begun = std::time::Instant::now();
        let mut ids = Ids::default();
        (0..20_000).for_each(|_| _ = ids.take("talks"));
        assert!(begun.elapsed().as_secs() < 5, "{:?}", begun.elapsed());
    }
}
