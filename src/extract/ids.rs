//! Ids that are given once: `talks`, `talks-2`.

use std::collections::{HashMap, HashSet};

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
