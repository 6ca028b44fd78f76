//! Many short strings in one, without an allocation for each; and ids made unique.

use std::collections::HashSet;

use super::offsets::offset;

/// Strings, one behind the other.
#[derive(Debug, Default)]
pub(crate) struct Strings {
    text: String,
    ends: Vec<u32>,
}

impl Strings {
    /// Adds a string. All of them together take less than four gigabytes.
    pub(crate) fn push(&mut self, text: &str) {
        self.text.push_str(text);
        self.ends.push(offset(self.text.len()));
    }

    /// The string at a position.
    pub(crate) fn get(&self, at: usize) -> &str {
        let start = at.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.text[start as usize..self.ends[at] as usize]
    }

    /// How many strings there are.
    pub(crate) fn len(&self) -> usize {
        self.ends.len()
    }

    /// The position of a string, looked for from the first.
    pub(crate) fn position(&self, text: &str) -> Option<usize> {
        (0..self.len()).find(|at| self.get(*at) == text)
    }
}

/// An id that is not yet taken, and now is: the one wished for, or else that with the first number
/// behind it that is free.
///
/// ```
/// use onrecord::text::unique_id;
///
/// let mut taken = std::collections::HashSet::new();
/// let ids = ["talks", "talks", "talks"].map(|id| unique_id(id, &mut taken));
/// assert_eq!(ids, ["talks", "talks-2", "talks-3"]);
/// ```
pub fn unique_id(wished: &str, taken: &mut HashSet<String>) -> String {
    let numbered = (2_usize..).map(|number| format!("{wished}-{number}"));
    let mut ids = std::iter::once(wished.to_owned()).chain(numbered);
    ids.find(|id| taken.insert(id.clone())).unwrap_or_default()
}
