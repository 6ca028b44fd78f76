//! Word lists are text, not code: one reader for all files of `tables/`.
//!
//! `#` begins a comment. `[name]` begins a section whose entries are words, many on a line.
//! `[name:]` begins a section whose entries are whole lines, for entries of several words; most
//! are a key, which is one word, and its value. Letters that are compared are small ones, entries
//! are sorted unless their order has a meaning, and a name is used for one section only.
//!
//! A new file is added to [`FILES`]. Code reads a section as a [`WordList`], as a [`WordMap`], or
//! entry by entry with [`entries`].

use std::collections::{HashMap, HashSet};
use std::sync::{LazyLock, OnceLock};

use foldhash::fast::RandomState;

const FILES: [&str; 11] = [
    include_str!("tables/words.txt"),
    include_str!("tables/first_names.txt"),
    include_str!("tables/verbs.txt"),
    include_str!("tables/places.txt"),
    include_str!("tables/speech.txt"),
    include_str!("tables/days.txt"),
    include_str!("tables/identity.txt"),
    include_str!("tables/transcripts.txt"),
    include_str!("tables/pages.txt"),
    include_str!("tables/meetings.txt"),
    include_str!("tables/verify.txt"),
];

/// A section: its name and its entries, in the order of the file.
type Section = (&'static str, Vec<&'static str>);

static SECTIONS: LazyLock<Vec<Section>> =
    LazyLock::new(|| FILES.into_iter().flat_map(parse).collect());

fn parse(file: &'static str) -> Vec<Section> {
    let mut sections: Vec<Section> = Vec::new();
    let mut by_line = false;
    for line in file.lines().map(str::trim).filter(|line| !line.starts_with('#')) {
        if let Some(name) = line.strip_prefix('[').and_then(|line| line.strip_suffix(']')) {
            by_line = name.ends_with(':');
            sections.push((name.trim_end_matches(':'), Vec::new()));
        } else if let Some((_, entries)) = sections.last_mut() {
            match by_line {
                true => entries.extend(Some(line).filter(|line| !line.is_empty())),
                false => entries.extend(line.split_whitespace()),
            }
        }
    }
    sections
}

/// All sections, in the order of the files.
pub(crate) fn sections() -> impl Iterator<Item = (&'static str, &'static [&'static str])> {
    SECTIONS.iter().map(|(name, entries)| (*name, entries.as_slice()))
}

/// The entries of a section, in the order of its file.
pub(crate) fn entries(section: &str) -> &'static [&'static str] {
    sections().find(|(name, _)| *name == section).map_or(&[], |(_, entries)| entries)
}

/// The entries of a section of lines: the first word of each, and the rest.
pub(crate) fn pairs(section: &str) -> impl Iterator<Item = (&'static str, &'static str)> {
    entries(section).iter().filter_map(|entry| entry.split_once(' '))
}

/// Which words a list cannot have: for every length the letters that one of its words begins with.
/// Nearly every word of a text is asked for in many short lists, and stands in few.
struct WordShapes([u32; 32]);

impl WordShapes {
    fn new(words: &[&str]) -> Self {
        let mut letters = [0; 32];
        for word in words {
            let (length, letter) = Self::of(word);
            letters[length] |= letter;
        }
        Self(letters)
    }

    /// The length of a word, and its first letter as a bit, whatever its case.
    fn of(word: &str) -> (usize, u32) {
        let letter = word.bytes().next().map_or(0, |byte| byte.to_ascii_lowercase() & 31);
        (word.len().min(31), 1 << letter)
    }

    fn may_have(&self, word: &str) -> bool {
        let (length, letter) = Self::of(word);
        self.0[length] & letter != 0
    }
}

/// A section as a set. `static NOUNS: WordList = WordList::new("speech-noun");`
pub(crate) struct WordList {
    section: &'static str,
    words: OnceLock<(WordShapes, HashSet<&'static str, RandomState>)>,
}

impl WordList {
    pub(crate) const fn new(section: &'static str) -> Self {
        Self { section, words: OnceLock::new() }
    }

    /// Whether it has an entry, whatever the case of its ASCII letters.
    pub(crate) fn has(&self, word: &str) -> bool {
        let (shapes, words) = self.words.get_or_init(|| {
            let words = entries(self.section);
            (WordShapes::new(words), words.iter().copied().collect())
        });
        shapes.may_have(word) && in_lower_case(word, |word| words.contains(word))
    }
}

/// A section of lines as a map from the first word of each to the rest.
pub(crate) struct WordMap {
    section: &'static str,
    values: OnceLock<HashMap<&'static str, &'static str, RandomState>>,
}

impl WordMap {
    pub(crate) const fn new(section: &'static str) -> Self {
        Self { section, values: OnceLock::new() }
    }

    /// The value of a key, whatever the case of its ASCII letters.
    pub(crate) fn get(&self, key: &str) -> Option<&'static str> {
        let values = self.values.get_or_init(|| pairs(self.section).collect());
        in_lower_case(key, |key| values.get(key).copied())
    }

    /// Whether a word is one of those that are the value of a key.
    pub(crate) fn has(&self, key: &str, word: &str) -> bool {
        self.get(key).is_some_and(|words| words.split(' ').any(|w| w.eq_ignore_ascii_case(word)))
    }

    /// The values of all keys.
    pub(crate) fn values(&self) -> impl Iterator<Item = &'static str> {
        pairs(self.section).map(|(_, value)| value)
    }
}

fn in_lower_case<T>(word: &str, look_up: impl Fn(&str) -> T) -> T {
    if !word.bytes().any(|byte| byte.is_ascii_uppercase()) {
        return look_up(word);
    }
    // Most words are short, and these are looked up often: they need no memory of their own.
    let mut short = [0; 32];
    match short.get_mut(..word.len()) {
        Some(lower) => {
            lower.copy_from_slice(word.as_bytes());
            lower.make_ascii_lowercase();
            look_up(std::str::from_utf8(lower).unwrap_or_default())
        }
        None => look_up(&word.to_ascii_lowercase()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::language::Kinds;

    /// Sections whose order has a meaning.
    const ORDERED: &str =
        "country count one-spelling part relative-day short-month short-weekday weekday";

    /// Rust code below a folder.
    fn code(folder: &std::path::Path) -> String {
        let entries = std::fs::read_dir(folder).expect("a folder");
        let paths = entries.map(|entry| entry.expect("an entry").path());
        let text = |path: std::path::PathBuf| match path.extension() {
            _ if path.is_dir() => code(&path),
            Some(end) if end == "rs" => std::fs::read_to_string(&path).expect("code"),
            _ => String::new(),
        };
        paths.map(text).collect()
    }

    #[test]
    fn tables_are_well_formed_and_used() {
        let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
        let code = ["src/extract", "src/verify"].map(|layer| code(&root.join(layer))).concat();
        let mut names = HashSet::new();
        for (name, entries) in sections() {
            assert!(names.insert(name), "[{name}] stands twice");
            assert!(!entries.is_empty(), "[{name}] is empty");
            let used = Kinds::of_section(name).is_some() || code.contains(&format!("\"{name}\""));
            assert!(used, "[{name}] is used nowhere");
            let mut seen = HashSet::new();
            for entry in entries {
                assert!(seen.insert(entry), "[{name}] has {entry:?} twice");
                let names = matches!(name, "country" | "meeting" | "meeting-verb");
                assert!(names || !entry.contains(char::is_uppercase), "[{name}] {entry:?}");
            }
            let ordered = ORDERED.split(' ').any(|section| section == name);
            assert!(entries.is_sorted() || ordered, "[{name}] is not sorted");
        }
        assert!(entries("no-such-section").is_empty());
    }

    #[test]
    fn words_are_found_whatever_their_case() {
        static NOUNS: WordList = WordList::new("speech-noun");
        assert!(NOUNS.has("Claim") && !NOUNS.has("table"));
        static PARTICLES: WordMap = WordMap::new("phrasal");
        assert!(PARTICLES.has("call", "For") && !PARTICLES.has("call", "of"));
        assert_eq!(PARTICLES.get("xyzzy"), None);
    }
}
