//! Many short strings in one, without an allocation for each.

use super::offsets::offset;

/// Strings, one behind the other.
#[derive(Debug, Default, Clone)]
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

    /// Keeps the first strings alone.
    pub(crate) fn truncate(&mut self, len: usize) {
        if let Some(end) = len.checked_sub(1).map_or(Some(0), |last| self.ends.get(last).copied()) {
            self.text.truncate(end as usize);
            self.ends.truncate(len);
        }
    }

    /// The position of a string, looked for from the first.
    pub(crate) fn position(&self, text: &str) -> Option<usize> {
        (0..self.len()).find(|at| self.get(*at) == text)
    }
}
