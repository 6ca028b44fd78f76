//! Names that are chosen from a list by typing a part of them.

use fuzzy_matcher::FuzzyMatcher;
use fuzzy_matcher::skim::SkimMatcherV2;

use crate::text::fold;

/// How well names fit what is typed.
pub struct NameMatcher {
    words: Vec<String>,
    whole: String,
    matcher: SkimMatcherV2,
}

impl NameMatcher {
    /// A matcher for what is typed; nothing fits every name.
    #[must_use]
    pub fn new(typed: &str) -> Self {
        let whole = fold(typed);
        let words = whole.split_whitespace().map(str::to_owned).collect();
        Self { words, whole, matcher: SkimMatcherV2::default().ignore_case() }
    }

    /// Higher fits better: all typed words begin words of the name, or else the letters stand in it
    /// in their order.
    #[must_use]
    pub fn score(&self, name: &str) -> Option<i64> {
        if self.words.is_empty() {
            return Some(0);
        }
        let folded = fold(name);
        let begins = |typed: &String| {
            folded
                .split(|c: char| !c.is_alphanumeric())
                .any(|word| word.starts_with(typed.as_str()))
        };
        if self.words.iter().all(begins) {
            return Some(i64::MAX);
        }
        self.matcher.fuzzy_match(&folded, &self.whole)
    }
}
