//! What a line is asked wherever it stands: its beginning, its words without markup, whether it names
//! people.

use crate::extract::language::WordList;

/// Agencies that sign a dateline or a photograph.
pub(super) static AGENCIES: WordList = WordList::new("agency");

/// As much of a text's beginning as fits into so many bytes.
pub(super) fn beginning(text: &str, bytes: usize) -> &str {
    let mut end = bytes.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

/// A line without Markdown's marks: `**Related:** [words](#)` is `Related: words`.
///
/// For short lines: every link costs the length of the line.
pub(super) fn plain(line: &str) -> String {
    let mut rest = line.trim().trim_start_matches(['#', '>']).trim_start();
    let mut plain = String::with_capacity(rest.len());
    let mut opened = None;
    while let Some(at) = rest.find(['[', ']', '*', '`']) {
        plain.push_str(&rest[..at]);
        let mark = &rest[at..=at];
        rest = &rest[at + 1..];
        match (mark, opened, rest.strip_prefix('(').and_then(|target| target.split_once(')'))) {
            ("]", Some(open), Some((_, behind))) => {
                plain.remove(open);
                (opened, rest) = (None, behind);
            }
            ("[" | "]", ..) => {
                opened = (mark == "[").then_some(plain.len());
                plain.push_str(mark);
            }
            _ => {}
        }
    }
    plain.push_str(rest);
    plain.trim().trim_matches('_').trim().to_owned()
}

/// Whether words are names: capitals, and the small words between them.
pub(super) fn are_names(text: &str) -> bool {
    const SMALL: [&str; 19] = [
        "and", "for", "in", "of", "the", "de", "der", "den", "van", "von", "da", "di", "al", "bin",
        "el", "with", "at", "from", "&",
    ];
    let capital =
        |word: &str| word.chars().find(|c| c.is_alphabetic()).is_some_and(char::is_uppercase);
    text.split_whitespace().next().is_some_and(capital)
        && !text.bytes().any(|b| b.is_ascii_digit())
        && text.split_whitespace().all(|word| SMALL.contains(&word) || capital(word))
}
