//! Many short strings in one: a million of them cost no allocation each.

/// Strings, one behind the other.
#[derive(Debug, Default)]
pub struct Strings {
    text: String,
    ends: Vec<u32>,
}

impl Strings {
    /// Adds a string.
    ///
    /// # Panics
    /// Where all of them together would take more than four gigabytes.
    pub fn push(&mut self, text: &str) {
        self.text.push_str(text);
        self.ends.push(u32::try_from(self.text.len()).expect("four gigabytes at most"));
    }

    /// The string at a position.
    #[must_use]
    pub fn get(&self, at: usize) -> &str {
        let start = at.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.text[start as usize..self.ends[at] as usize]
    }

    /// How many strings there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// The position of a string, looked for from the first.
    #[must_use]
    pub fn position(&self, text: &str) -> Option<usize> {
        (0..self.len()).find(|at| self.get(*at) == text)
    }
}
