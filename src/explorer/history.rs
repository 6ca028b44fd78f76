//! The filters kept before, of this and of earlier sessions.

/// How many are kept.
const LONGEST: usize = 200;

/// The filters kept before, the latest last.
#[derive(Debug, Default)]
pub struct History {
    past: Vec<String>,
    /// Which of them stands in the line, and what was typed before.
    at: Option<(usize, String)>,
}

impl History {
    /// With filters of earlier sessions, the latest last.
    pub fn new(mut past: Vec<String>) -> Self {
        past.drain(..past.len().saturating_sub(LONGEST));
        Self { past, at: None }
    }

    /// The filters, the latest last.
    pub fn past(&self) -> &[String] {
        &self.past
    }

    /// Takes a filter in as the latest; `false` where there is nothing to remember.
    pub fn keep(&mut self, query: &str) -> bool {
        self.at = None;
        let query = query.trim();
        if query.is_empty() || self.past.last().is_some_and(|last| last == query) {
            return false;
        }
        self.past.retain(|other| other != query);
        self.past.push(query.to_owned());
        self.past.drain(..self.past.len().saturating_sub(LONGEST));
        true
    }

    /// The filter before the one that stands in a line, or after it; past the latest is what was
    /// typed. `None` where there is no other.
    pub(super) fn step(&mut self, back: bool, line: &str) -> Option<String> {
        // Whoever changed a line from the past has typed a line.
        let at = self.at.take().filter(|(at, _)| self.past[*at] == line);
        let (here, typed) = at.unwrap_or_else(|| (self.past.len(), line.to_owned()));
        let differs = |at: &usize| self.past[*at] != line;
        let to = match back {
            true => (0..here).rev().find(differs),
            false => (here + 1..self.past.len()).find(differs),
        };
        match to {
            Some(to) => {
                self.at = Some((to, typed));
                Some(self.past[to].clone())
            }
            None if back => {
                self.at = (here < self.past.len()).then_some((here, typed));
                None
            }
            None => (here < self.past.len()).then_some(typed),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::History;

    #[test]
    fn back_and_forward_and_to_what_was_typed() {
        let mut history = History::new(vec!["one".into(), "two".into()]);
        assert_eq!(history.step(true, "thr"), Some("two".into()));
        assert_eq!(history.step(true, "two"), Some("one".into()));
        assert_eq!(history.step(true, "one"), None);
        assert_eq!(history.step(false, "one"), Some("two".into()));
        assert_eq!(history.step(false, "two"), Some("thr".into()));
        assert_eq!(history.step(false, "thr"), None);
        // What is kept again is the latest, and stands once.
        assert!(history.keep("one") && !history.keep(" one ") && !history.keep(""));
        assert_eq!(history.step(true, ""), Some("one".into()));
        assert_eq!(history.step(true, "one"), Some("two".into()));
        assert_eq!(history.step(true, "two"), None);
        // A line of the past that was changed is typed.
        assert_eq!(history.step(true, "two words"), Some("one".into()));
        assert_eq!(history.step(false, "one"), Some("two words".into()));
    }
}
