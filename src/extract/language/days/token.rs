//! Words, numbers and marks: what the rules are written in.

use std::ops::Range;

use super::tables::{self, PhraseEntry, WordMeaning};

/// What one piece of the text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum TokenKind<'a> {
    /// Letters, and digits after them.
    Word {
        /// The word in lower case.
        lower: &'a str,
        /// Whether it begins with a capital.
        capital: bool,
        /// What the tables hold for it.
        meaning: Option<&'static WordMeaning>,
    },
    Number(Number),
    /// An amount that is no day and no year: `1,000`, `1.5`, `5G`.
    Amount,
    /// Any other character.
    Mark(char),
    /// A blank line.
    Break,
}

/// A whole number as it is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Number {
    pub(super) value: u32,
    pub(super) digits: usize,
    /// Whether `st`, `nd`, `rd` or `th` follows.
    pub(super) ordinal: bool,
}

/// The tokens of a text, in order; white space lies between them.
#[derive(Debug)]
pub(super) struct Tokens<'a>(Vec<(Range<usize>, TokenKind<'a>)>);

impl<'a> Tokens<'a> {
    /// Cuts a text, given with the same text in (ASCII) lower case.
    pub(super) fn new(text: &str, lower: &'a str) -> Self {
        let mut tokens = Vec::new();
        let mut at = 0;
        while let Some(c) = text[at..].chars().next() {
            let rest = &text[at..];
            let (end, kind) = if c.is_whitespace() {
                let end = at + run(rest, char::is_whitespace);
                (end, is_blank_line(&text[at..end]).then_some(TokenKind::Break))
            } else if c.is_ascii_digit() {
                let (length, kind) = number(rest);
                (at + length, Some(kind))
            } else if c.is_alphabetic() {
                let end = at + run(rest, char::is_alphanumeric);
                let (lower, capital) = (&lower[at..end], c.is_uppercase());
                (end, Some(TokenKind::Word { lower, capital, meaning: tables::meaning(lower) }))
            } else {
                (at + c.len_utf8(), Some(TokenKind::Mark(c)))
            };
            tokens.extend(kind.map(|kind| (at..end, kind)));
            at = end;
        }
        Self(tokens)
    }

    pub(super) fn len(&self) -> usize {
        self.0.len()
    }

    /// The bytes from one token up to another; there is at least one between.
    pub(super) fn range(&self, from: usize, upto: usize) -> Range<usize> {
        self.0[from].0.start..self.0[upto - 1].0.end
    }

    pub(super) fn kind(&self, at: usize) -> Option<TokenKind<'a>> {
        self.0.get(at).map(|(_, kind)| *kind)
    }

    /// The word in lower case; empty where there is none.
    pub(super) fn word(&self, at: usize) -> &'a str {
        match self.kind(at) {
            Some(TokenKind::Word { lower, .. }) => lower,
            _ => "",
        }
    }

    /// What the tables hold for the word, if there is one.
    pub(super) fn meaning(&self, at: usize) -> Option<&'static WordMeaning> {
        match self.kind(at) {
            Some(TokenKind::Word { meaning, .. }) => meaning,
            _ => None,
        }
    }

    /// The word before; empty where there is none.
    pub(super) fn word_before(&self, at: usize) -> &'a str {
        at.checked_sub(1).map_or("", |before| self.word(before))
    }

    /// Whether there is a word that begins with a capital.
    pub(super) fn is_capital(&self, at: usize) -> bool {
        matches!(self.kind(at), Some(TokenKind::Word { capital: true, .. }))
    }

    pub(super) fn number(&self, at: usize) -> Option<Number> {
        match self.kind(at) {
            Some(TokenKind::Number(number)) => Some(number),
            _ => None,
        }
    }

    pub(super) fn is_mark(&self, at: usize, marks: &[char]) -> bool {
        matches!(self.kind(at), Some(TokenKind::Mark(c)) if marks.contains(&c))
    }

    pub(super) fn touches_next(&self, at: usize) -> bool {
        match (self.0.get(at), self.0.get(at + 1)) {
            (Some((this, _)), Some((next, _))) => this.end == next.start,
            _ => false,
        }
    }

    /// What is held for the first of some phrases that stands here, and the token after it.
    pub(super) fn first_phrase<T: Copy>(
        &self,
        at: usize,
        phrases: &[PhraseEntry<T>],
    ) -> Option<(T, usize)> {
        phrases.iter().find_map(|(phrase, held)| Some((*held, self.after_phrase(at, phrase)?)))
    }

    /// The token after these words, where they stand here.
    pub(super) fn after_phrase(&self, at: usize, phrase: &str) -> Option<usize> {
        phrase.split(' ').try_fold(at, |at, word| (self.word(at) == word).then_some(at + 1))
    }

    /// Whether a number here begins by itself, not within `10:30`, `$5` or `2020-17`.
    pub(super) fn begins_freely(&self, at: usize) -> bool {
        const TIES: [char; 9] = ['-', '–', '/', ':', '.', ',', '$', '€', '£'];
        at.checked_sub(1).is_none_or(|before| {
            !self.touches_next(before)
                || matches!(self.kind(before), Some(TokenKind::Mark(c)) if !TIES.contains(&c))
        })
    }
}

/// How many bytes at the beginning of a text are characters of a kind.
fn run(text: &str, is_in: impl Fn(char) -> bool) -> usize {
    text.find(|c| !is_in(c)).unwrap_or(text.len())
}

fn is_blank_line(space: &str) -> bool {
    space.bytes().filter(|b| *b == b'\n').nth(1).is_some()
}

/// The number a text begins with: its length and what it is.
fn number(text: &str) -> (usize, TokenKind<'static>) {
    let digits = run(text, |c| c.is_ascii_digit());
    if is_fraction_or_thousands(&text.as_bytes()[digits..]) {
        let amount = run(text, |c| c.is_ascii_digit() || matches!(c, '.' | ','));
        return (text[..amount].trim_end_matches(['.', ',']).len(), TokenKind::Amount);
    }
    let end = digits + run(&text[digits..], char::is_alphanumeric);
    let suffix = &text[digits..end];
    let ordinal = ["st", "nd", "rd", "th"].iter().any(|s| suffix.eq_ignore_ascii_case(s));
    let kind = match text[..digits].parse() {
        Ok(value) if ordinal || suffix.is_empty() => {
            TokenKind::Number(Number { value, digits, ordinal })
        }
        _ => TokenKind::Amount,
    };
    (end, kind)
}

/// Whether what follows some digits goes on as `.5` or `,000`; four digits after a comma are a year.
fn is_fraction_or_thousands(rest: &[u8]) -> bool {
    let digit = |at: usize| rest.get(at).is_some_and(u8::is_ascii_digit);
    match rest.first() {
        Some(b'.') => digit(1),
        Some(b',') => (1..=3).all(digit) && !digit(4),
        _ => false,
    }
}
