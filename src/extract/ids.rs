//! Ids that are given once: `talks`, `talks-2`.

use std::collections::{HashMap, HashSet};

/// The ids that are taken.
#[derive(Debug, Default)]
pub(crate) struct Ids {
    taken: HashSet<String>,
    /// The last number that was given to an id, so that none is tried twice.
    numbers: HashMap<String, usize>,
    /// How many ids were tried.
    #[cfg(test)]
    tried: usize,
}

impl Ids {
    /// Ids of which some are taken.
    pub(crate) fn of(taken: impl IntoIterator<Item = String>) -> Self {
        Self { taken: taken.into_iter().collect(), ..Self::default() }
    }

    /// Takes an id, or the first with a number behind it that is free.
    pub(crate) fn take(&mut self, wanted: &str) -> String {
        if self.is_new(wanted) {
            return wanted.to_owned();
        }
        let mut number = self.numbers.get(wanted).copied().unwrap_or(1);
        loop {
            number += 1;
            let id = format!("{wanted}-{number}");
            if self.is_new(&id) {
                self.numbers.insert(wanted.to_owned(), number);
                return id;
            }
        }
    }

    fn is_new(&mut self, id: &str) -> bool {
        #[cfg(test)]
        {
            self.tried += 1;
        }
        self.taken.insert(id.to_owned())
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

    #[test]
    fn no_number_is_tried_twice() {
        let mut ids = Ids::default();
        for _ in 0..20_000 {
            ids.take("talks");
        }
        assert!(ids.tried < 3 * 20_000, "{} tries", ids.tried);
    }
}
