//! Cuts texts into the words that are compared.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

use super::fold::fold;

/// One word of a text: where it stands, and its folded form without inner points and apostrophes,
/// so that `U.S.` and `US` are one word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word {
    /// Byte range in the text.
    pub range: Range<usize>,
    /// What is compared.
    pub folded: String,
}

/// The words of a text, in order (UAX #29 word boundaries).
///
/// ```
/// let words: Vec<_> = onrecord::text::words("the U.S. side").map(|w| w.folded).collect();
/// assert_eq!(words, ["the", "us", "side"]);
/// ```
pub fn words(text: &str) -> impl Iterator<Item = Word> + use<> {
    let mut words = Vec::new();
    each_word(text, |range, folded| words.push(Word { range, folded: folded.to_owned() }));
    words.into_iter()
}

/// Calls back with the range and the folded form of each word of a text, as [`words`] has them.
pub fn each_word(text: &str, mut found: impl FnMut(Range<usize>, &str)) {
    let mut folded = String::new();
    if is_simple(text.as_bytes()) {
        return simple_words(text, &mut folded, found);
    }
    // Between a space and a letter the text may be cut: no word goes across.
    let mut start = 0;
    while start < text.len() {
        let bytes = text.as_bytes();
        let cut = bytes[start..]
            .windows(2)
            .position(|pair| matches!(pair[0], b' ' | b'\n') && pair[1].is_ascii_alphanumeric());
        let end = cut.map_or(text.len(), |cut| start + cut + 1);
        let piece = &text[start..end];
        if is_simple(piece.as_bytes()) {
            simple_words(piece, &mut folded, |range, folded| {
                found(start + range.start..start + range.end, folded);
            });
        } else {
            for (at, word) in piece.unicode_word_indices() {
                folded.clear();
                folded.extend(fold(word).chars().filter(|c| !matches!(c, '.' | '\'')));
                found(start + at..start + at + word.len(), &folded);
            }
        }
        start = end;
    }
}

/// What a byte is to the rules of UAX #29, for ASCII and the marks of English print.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Letter,
    Digit,
    /// `_`, which joins letters and digits.
    Joiner,
    /// Between letters: `:`.
    MidLetter,
    /// Between digits: `,` and `;`.
    MidDigit,
    /// Between letters or between digits: point and apostrophe.
    Mid,
    /// The first of the three bytes of a mark; which one the last of them tells.
    Mark,
    Other,
}

impl Class {
    /// Whether it stands in words by itself.
    fn is_inner(self) -> bool {
        matches!(self, Self::Letter | Self::Digit | Self::Joiner)
    }
}

static CLASSES: [Class; 256] = {
    let mut classes = [Class::Other; 256];
    let mut byte = 0;
    while byte < 256 {
        classes[byte] = match byte as u8 {
            b'a'..=b'z' | b'A'..=b'Z' => Class::Letter,
            b'0'..=b'9' => Class::Digit,
            b'_' => Class::Joiner,
            b':' => Class::MidLetter,
            b',' | b';' => Class::MidDigit,
            b'.' | b'\'' => Class::Mid,
            0xe2 => Class::Mark,
            _ => Class::Other,
        };
        byte += 1;
    }
    classes
};

/// Whether the classes tell all that is needed: of ASCII and `‘’“”–—…`.
fn is_simple(bytes: &[u8]) -> bool {
    let mut rest = bytes;
    while let Some(at) = rest.iter().position(|byte| !byte.is_ascii()) {
        match rest[at..] {
            [0xe2, 0x80, 0x93 | 0x94 | 0x98 | 0x99 | 0x9c | 0x9d | 0xa6, ..] => {
                rest = &rest[at + 3..];
            }
            _ => return false,
        }
    }
    true
}

/// The class of the character at a byte, and how many bytes it has; none at the end.
fn class(bytes: &[u8], at: usize) -> (Class, usize) {
    match bytes.get(at).map(|byte| CLASSES[usize::from(*byte)]) {
        None => (Class::Other, 0),
        Some(Class::Mark) if matches!(bytes[at + 2], 0x98 | 0x99) => (Class::Mid, 3),
        Some(Class::Mark) => (Class::Other, 3),
        Some(class) => (class, 1),
    }
}

/// The words of a text that [`is_simple`]: those that the library finds, ten times as fast.
fn simple_words(text: &str, folded: &mut String, mut found: impl FnMut(Range<usize>, &str)) {
    let bytes = text.as_bytes();
    let is_inner = |at: usize| bytes.get(at).is_some_and(|b| CLASSES[usize::from(*b)].is_inner());
    let mut at = 0;
    while at < bytes.len() {
        if !is_inner(at) {
            at += 1;
            continue;
        }
        let (start, mut run) = (at, at);
        folded.clear();
        loop {
            while is_inner(at) {
                at += 1;
            }
            let (before, here) = (CLASSES[usize::from(bytes[at - 1])], class(bytes, at));
            let after = class(bytes, at + here.1).0;
            // What stands between letters, or between digits, joins them.
            let joins = before == after
                && match here.0 {
                    Class::Mid => matches!(before, Class::Letter | Class::Digit),
                    Class::MidLetter => before == Class::Letter,
                    Class::MidDigit => before == Class::Digit,
                    _ => false,
                };
            if !joins {
                break;
            }
            // Points and apostrophes are no part of what is compared.
            if here.0 == Class::Mid {
                folded.push_str(&text[run..at]);
                run = at + here.1;
            }
            at += here.1;
        }
        folded.push_str(&text[run..at]);
        folded.make_ascii_lowercase();
        if folded.bytes().any(|byte| byte != b'_') {
            found(start..at, folded);
        }
    }
}
