//! Cuts texts into the words that a quotation and its source are compared by.
//!
//! What does not count is folded away here: case, accents, punctuation, hyphens, `U.S.` and `US`,
//! `e-mail` and `email`, `5` and `five`, `$5 million` and `5 million dollars`, `%` and `percent`, stage
//! directions, labels of speakers. A short form becomes the words it stands for (`isn't`: `is`,
//! `not`), so that it can be told from a real change.

mod numbers;
mod reader;

use std::ops::Range;

use bitflags::bitflags;

use crate::text::offsets::offset;

/// The `'s` of `it's` and of `Weber's`.
pub(super) const S: &str = "'s";
/// The `'d` of `I'd`.
pub(super) const D: &str = "'d";

bitflags! {
    /// What matters of how a word stands.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
    pub(super) struct Traits: u16 {
        /// It is part of a short form.
        const SHORT = 1;
        /// It, or a part of it, stands in square brackets.
        const BRACKETED = 1 << 1;
        /// An ellipsis stands before it.
        const AFTER_GAP = 1 << 2;
        /// It begins a sentence.
        const BEGINS = 1 << 3;
        /// Its first letter is a capital.
        const CAPITAL = 1 << 4;
        /// A hyphen joins it to the word before.
        const JOINED = 1 << 5;
        /// Only white space or a hyphen parts it from the word before.
        const CLOSE = 1 << 6;
        /// It is a number.
        const NUMBER = 1 << 7;
        /// It stands for another word, as a number in words does.
        const REPLACED = 1 << 8;
        /// It stands between quotation marks.
        const QUOTED = 1 << 9;
    }
}

/// One word as it is compared.
#[derive(Debug, Clone, Copy)]
pub(super) struct Piece {
    /// Where its form stands among the forms.
    form: (u32, u32),
    /// Where the word stands in the text; the words of a short form stand at one place.
    span: (u32, u32),
    pub(super) traits: Traits,
}

impl Piece {
    /// Where the word stands in the text, in bytes.
    pub(super) fn range(&self) -> Range<usize> {
        self.span.0 as usize..self.span.1 as usize
    }
}

/// The words of a text. One is filled again and again, so that reading a million texts allocates
/// nothing.
#[derive(Debug, Default)]
pub(super) struct Pieces {
    forms: String,
    list: Vec<Piece>,
    /// Whether an ellipsis stands behind the last word.
    pub(super) ends_in_gap: bool,
}

/// Whose marks a text has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum TextRole {
    /// A quotation: its brackets and ellipses are signs of change.
    Printed,
    /// What it is compared with: brackets hold stage directions.
    Source,
}

impl Pieces {
    /// The words of a text.
    pub(super) fn of(text: &str, side: TextRole) -> Self {
        let mut pieces = Self::default();
        pieces.read(text, side);
        pieces
    }

    pub(super) fn len(&self) -> usize {
        self.list.len()
    }

    pub(super) fn get(&self, at: usize) -> Piece {
        self.list[at]
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = (&str, Piece)> {
        self.list.iter().map(|piece| (self.form(*piece), *piece))
    }

    pub(super) fn form_at(&self, at: usize) -> &str {
        self.form(self.list[at])
    }

    fn form(&self, piece: Piece) -> &str {
        &self.forms[piece.form.0 as usize..piece.form.1 as usize]
    }

    /// Reads a text in place of the one before.
    pub(super) fn read(&mut self, text: &str, side: TextRole) {
        self.forms.clear();
        self.list.clear();
        reader::read(text, side, self);
        if self.list.iter().any(|piece| piece.traits.contains(Traits::NUMBER)) {
            self.join_numbers(text);
        }
    }

    fn push(&mut self, form: &str, range: Range<usize>, traits: Traits) {
        let start = offset(self.forms.len());
        self.forms.push_str(form);
        let form = (start, offset(self.forms.len()));
        self.list.push(Piece { form, span: (offset(range.start), offset(range.end)), traits });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> String {
        let pieces = Pieces::of(text, TextRole::Printed);
        pieces.iter().map(|(form, _)| form).collect::<Vec<_>>().join(" ")
    }

    fn spoken(text: &str) -> String {
        let pieces = Pieces::of(text, TextRole::Source);
        pieces.iter().map(|(form, _)| form).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn what_does_not_count_is_folded_away() {
        for (one, other) in [
            ("The U.S. side, at 5 p.m.", "the US side at five pm"),
            ("an e-mail — from the U.S.A.", "An Email from the USA"),
            ("$5 million", "five million dollars"),
            ("$ 3.5 billion and 30,000 boats", "3.5 billion dollars and thirty thousand boats"),
            ("12% of it", "twelve per cent of it"),
            ("twenty-five boats, two hundred and five men", "25 boats, 205 men"),
            ("the 21st of May", "the twenty-first of May"),
            ("health-care & pensions", "Health care and pensions"),
            ("the Élysée’s “view”", "the elysee's view"),
            ("Defence of the harbour", "defense of the harbour"),
            ("[W]e go", "we go"),
            ("one-hundred boats", "100 boats"),
            ("1,000,000", "a 1000000".trim_start_matches("a ")),
        ] {
            assert_eq!(words(one), words(other), "{one} | {other}");
        }
    }

    #[test]
    fn what_counts_stays_apart() {
        for (one, other) in [
            ("give us boats", "give US boats"),
            ("five, six", "fifty-six"),
            ("in 1980", "in the 1980s"),
            ("a 1.5 share", "a 15 share"),
            ("5 million", "5 billion"),
        ] {
            assert_ne!(words(one), words(other), "{one} | {other}");
        }
    }

    #[test]
    fn short_forms_become_the_words_they_stand_for() {
        assert_eq!(
            words("I can't, he won't, they're, isn't"),
            "i can not he will not they are is not"
        );
        assert_eq!(words("cannot, gonna"), "can not going to");
        assert_eq!(words("Weber’s it's"), "weber 's it 's");
        assert_eq!(words("o'clock"), "oclock");
    }

    #[test]
    fn directions_and_labels_of_a_transcript_are_left_out() {
        assert_eq!(spoken("We go. (APPLAUSE) We [laughter] stay.WEBER: We"), "we go we stay we");
        assert_eq!(spoken("We (and only we) go"), "we and only we go");
    }

    #[test]
    fn signs_of_change_are_kept() {
        let pieces = Pieces::of("We … go (...) to [the harbour] now. . . .", TextRole::Printed);
        let has = |traits: Traits| {
            let found = pieces.iter().filter(|(_, piece)| piece.traits.contains(traits));
            found.map(|(form, _)| form).collect::<Vec<_>>()
        };
        assert_eq!(has(Traits::AFTER_GAP), ["go", "to"]);
        assert_eq!(has(Traits::BRACKETED), ["the", "harbour"]);
        assert!(pieces.ends_in_gap);
    }

    #[test]
    fn sentences_begin_behind_points() {
        let pieces = Pieces::of("We met Mr. Reed. He went. \"And you?\" no", TextRole::Printed);
        let begin = pieces.iter().filter(|(_, piece)| piece.traits.contains(Traits::BEGINS));
        let begin: Vec<&str> = begin.map(|(form, _)| form).collect();
        assert_eq!(begin, ["we", "he", "and"]);
    }
}
