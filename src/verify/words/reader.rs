//! Reads a text word by word.

use std::collections::HashSet;
use std::ops::Range;
use std::sync::LazyLock;

use foldhash::fast::RandomState;

use super::{D, Pieces, S, TextRole, Traits};
use crate::extract::is_stage_direction;
use crate::extract::language::{Kinds, WordMap, look_up, pairs};
use crate::text::fold;

static SHORT_FORMS: WordMap = WordMap::new("short-form");
static SAME_WORDS: WordMap = WordMap::new("same-word");
static SCALES: WordMap = WordMap::new("number-scale");

/// Every entry of the tables that replaces a word: only these are looked at more closely.
static REPLACED: LazyLock<HashSet<&'static str, RandomState>> = LazyLock::new(|| {
    let sections = ["short-form", "same-word", "number-word", "ordinal-word", "number-scale"];
    sections.into_iter().flat_map(pairs).map(|(word, _)| word).collect()
});

/// `United States` in capitals, which is not the pronoun.
const UNITED_STATES: &str = "u.s";
/// Reads a text into pieces.
pub(super) fn read(text: &str, side: TextRole, pieces: &mut Pieces) {
    WordReader { text, side, pieces, next: Traits::BEGINS, closed: false }.read();
}

struct WordReader<'a, 'p> {
    text: &'a str,
    side: TextRole,
    pieces: &'p mut Pieces,
    /// What is known of the next word.
    next: Traits,
    /// Whether the sentence may have ended: the next word, if it begins one, has a capital.
    closed: bool,
}

impl WordReader<'_, '_> {
    fn read(&mut self) {
        let bytes = self.text.as_bytes();
        let mut at = 0;
        let mut line_start = true;
        while at < bytes.len() {
            let byte = bytes[at];
            match byte {
                b' ' | b'\t' => at += 1,
                b'\n' | b'\r' => {
                    line_start = true;
                    at += 1;
                    continue;
                }
                b'a'..=b'z' | b'A'..=b'Z' => at = self.word(at, line_start),
                b'0'..=b'9' => at = self.digits(at),
                b'.' => at = self.points(at),
                b'!' | b'?' => {
                    self.end_sentence();
                    at += 1;
                }
                b'-' => {
                    // Between letters it joins, elsewhere it is a dash.
                    let joins = self.is_inside_word(at);
                    self.next.set(Traits::JOINED, joins);
                    self.next.set(Traits::CLOSE, joins);
                    at += 1;
                }
                b'%' => {
                    self.push("percent", at..at + 1, Traits::REPLACED);
                    at += 1;
                }
                b'&' => {
                    self.push("and", at..at + 1, Traits::REPLACED);
                    at += 1;
                }
                b'[' | b'(' => at = self.bracket(at),
                b']' => {
                    self.next.remove(Traits::BRACKETED);
                    at += 1;
                }
                b'"' => {
                    self.next.toggle(Traits::QUOTED);
                    self.next.remove(Traits::CLOSE);
                    at += 1;
                }
                0x80.. => at = self.other(at, line_start),
                _ => {
                    self.next.remove(Traits::CLOSE);
                    at += 1;
                }
            }
            line_start = false;
        }
        self.pieces.ends_in_gap = self.next.contains(Traits::AFTER_GAP);
    }

    /// A character beyond ASCII: a letter, or a mark.
    fn other(&mut self, at: usize, line_start: bool) -> usize {
        let Some(c) = self.text[at..].chars().next() else { return self.text.len() };
        if c.is_alphanumeric() {
            return self.word(at, line_start);
        }
        match c {
            '…' => self.gap(),
            '“' | '«' | '„' => self.next.insert(Traits::QUOTED),
            '”' | '»' => self.next.remove(Traits::QUOTED),
            '\u{2010}' | '\u{2011}' => {
                let joins = self.is_inside_word(at);
                self.next.set(Traits::JOINED, joins);
                self.next.set(Traits::CLOSE, joins);
            }
            '\u{a0}' | '\u{202f}' | '\u{2009}' | '£' | '€' | '\u{ad}' => {}
            _ => self.next.remove(Traits::CLOSE),
        }
        at + c.len_utf8()
    }

    /// Whether letters or digits stand right before and behind a mark.
    fn is_inside_word(&self, at: usize) -> bool {
        let mark = self.text[at..].chars().next().map_or(1, char::len_utf8);
        self.text[..at].chars().next_back().is_some_and(char::is_alphanumeric)
            && self.text[at + mark..].chars().next().is_some_and(char::is_alphanumeric)
    }

    fn end_sentence(&mut self) {
        self.closed = true;
        self.next.remove(Traits::CLOSE);
    }

    /// One point ends a sentence, three are an ellipsis.
    fn points(&mut self, at: usize) -> usize {
        let rest = &self.text.as_bytes()[at..];
        let (mut points, mut end) = (0, 0);
        for (offset, byte) in rest.iter().enumerate() {
            match byte {
                b'.' => (points, end) = (points + 1, offset + 1),
                b' ' if offset == end => {}
                _ => break,
            }
        }
        if points < 3 {
            let last = self.pieces.list.last().filter(|last| last.span.1 as usize == at);
            let abbreviates = Kinds::ABBREVIATION | Kinds::TITLE;
            let is_abbreviation = last
                .is_some_and(|last| look_up(self.pieces.form(*last)).kinds.intersects(abbreviates));
            if !is_abbreviation {
                self.end_sentence();
            }
            return at + 1;
        }
        self.gap();
        at + end
    }

    /// An ellipsis.
    fn gap(&mut self) {
        self.next.insert(Traits::AFTER_GAP);
        self.next.remove(Traits::CLOSE);
    }

    /// What stands in brackets: a stage direction, a sign of change, or words.
    fn bracket(&mut self, at: usize) -> usize {
        /// A longer one is no stage direction, in bytes.
        const LONGEST: usize = 240;
        let (open, close) = if self.text.as_bytes()[at] == b'[' { ('[', ']') } else { ('(', ')') };
        let rest = &self.text[at + 1..];
        let inside = rest.bytes().take(LONGEST).position(|byte| byte == close as u8);
        self.next.remove(Traits::CLOSE);
        let Some(inside) = inside.map(|length| &rest[..length]) else {
            self.next.set(
                Traits::BRACKETED,
                open == '[' && self.side == TextRole::Printed && rest.contains(']'),
            );
            return at + 1;
        };
        let end = at + 1 + inside.len() + 1;
        if is_stage_direction(inside) || matches!(inside, "ph" | "PH") {
            return end;
        }
        if !inside.chars().any(char::is_alphanumeric) {
            if inside.contains(['.', '…']) {
                self.gap();
            }
            return end;
        }
        self.next.set(Traits::BRACKETED, open == '[' && self.side == TextRole::Printed);
        at + 1
    }

    /// A number in digits: `1,000`, `3.5`, `21st`, `1980s`.
    fn digits(&mut self, start: usize) -> usize {
        let bytes = self.text.as_bytes();
        let is_digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
        let mut form = String::new();
        let mut at = start;
        let mut has_point = false;
        loop {
            match bytes.get(at) {
                Some(byte) if byte.is_ascii_digit() => form.push(char::from(*byte)),
                // Thousands are grouped by three.
                Some(b',')
                    if !has_point
                        && (1..4).all(|next| is_digit(at + next))
                        && !is_digit(at + 4) => {}
                Some(b'.') if !has_point && is_digit(at + 1) => {
                    has_point = true;
                    form.push('.');
                }
                _ => break,
            }
            at += 1;
        }
        let ending: String =
            self.text[at..].chars().take_while(|c| c.is_alphabetic()).take(3).collect();
        let lower = ending.to_lowercase();
        if matches!(lower.as_str(), "st" | "nd" | "rd" | "th" | "s") {
            form += &lower;
            at += ending.len();
        } else if self.next.contains(Traits::JOINED) && !ending.is_empty() {
            // `F-16A`: letters behind are a word of their own.
            self.next.insert(Traits::CLOSE);
        }
        self.push(&form, start..at, Traits::NUMBER);
        // A point may end the sentence.
        at
    }

    /// A word of letters, with inner apostrophes.
    fn word(&mut self, start: usize, line_start: bool) -> usize {
        let (end, apostrophe) = self.word_end(start);
        let word = &self.text[start..end];
        if let Some(end) = self.initials(start, end) {
            return end;
        }
        if let Some(end) = self.label(start, end, line_start) {
            return end;
        }
        let capital = word.starts_with(char::is_uppercase);
        let mut traits = Traits::default();
        traits.set(Traits::CAPITAL, capital);
        if matches!(word, "US" | "USA") {
            self.push(UNITED_STATES, start..end, traits);
            return end;
        }
        // Brackets within a word only change a letter: `[W]e`.
        let bracket_in = self.text.as_bytes().get(end) == Some(&b']')
            && self.text[end + 1..].starts_with(char::is_alphabetic);
        if bracket_in {
            let (last, _) = self.word_end(end + 1);
            let joined = fold(word) + &fold(&self.text[end + 1..last]);
            let changed =
                if self.side == TextRole::Printed { Traits::BRACKETED } else { Traits::empty() };
            self.push(&joined, start..last, traits | changed);
            self.next.remove(Traits::BRACKETED);
            return last;
        }
        let mut buffer = [0; 32];
        let folded = fold_into(word, &mut buffer);
        match folded {
            Some(folded) if !apostrophe => self.plain(folded, start..end, traits),
            _ => {
                let folded = fold(word);
                self.contracted(&folded, start..end, traits);
            }
        }
        end
    }

    /// Where a word ends, and whether an apostrophe stands in it.
    fn word_end(&self, start: usize) -> (usize, bool) {
        let bytes = self.text.as_bytes();
        let (mut at, mut apostrophe) = (start, false);
        loop {
            match bytes.get(at) {
                Some(byte) if byte.is_ascii_alphabetic() => at += 1,
                Some(b'\'') if bytes.get(at + 1).is_some_and(u8::is_ascii_alphabetic) => {
                    apostrophe = true;
                    at += 1;
                }
                Some(0x80..) => {
                    let mut rest = self.text[at..].chars();
                    match rest.next() {
                        Some('’' | '‘' | 'ʼ' | '′')
                            if rest.next().is_some_and(char::is_alphabetic) =>
                        {
                            apostrophe = true;
                            at += self.text[at..].chars().next().map_or(1, char::len_utf8);
                        }
                        Some(c) if c.is_alphabetic() || is_mark(c) => at += c.len_utf8(),
                        _ => break,
                    }
                }
                Some(b'`') if bytes.get(at + 1).is_some_and(u8::is_ascii_alphabetic) => {
                    apostrophe = true;
                    at += 1;
                }
                // `F16`: digits behind letters are part of the word.
                Some(byte) if byte.is_ascii_digit() && at > start => at += 1,
                _ => break,
            }
        }
        (at.max(start + 1), apostrophe)
    }

    /// `U.S.`, `p.m.`: letters with points between.
    fn initials(&mut self, start: usize, end: usize) -> Option<usize> {
        let bytes = self.text.as_bytes();
        let is_single = |at: usize| {
            bytes.get(at).is_some_and(u8::is_ascii_alphabetic)
                && bytes
                    .get(at + 1)
                    .is_none_or(|byte| !byte.is_ascii_alphanumeric() && *byte < 0x80)
        };
        if end != start + 1 || bytes.get(end) != Some(&b'.') || !is_single(end + 1) {
            return None;
        }
        let mut form = self.text[start..end].to_owned();
        let mut at = end;
        loop {
            let letter = match bytes.get(at) {
                Some(b'.') if is_single(at + 1) => at + 1,
                // `U. S.`
                _ => break,
            };
            form.push_str(&self.text[letter..=letter]);
            at = letter + 1;
        }
        // `I agree. A …`: the points of initials are all alike, the last one included.
        let after = if bytes.get(at) == Some(&b'.') { at + 1 } else { at };
        let capital = form.starts_with(|c: char| c.is_ascii_uppercase());
        let is_states = matches!(form.as_str(), "US" | "USA");
        form.make_ascii_lowercase();
        let form = if is_states { UNITED_STATES } else { form.as_str() };
        let mut traits = Traits::default();
        traits.set(Traits::CAPITAL, capital);
        self.push(form, start..after, traits);
        // It may end the sentence, too.
        self.closed = after > at;
        Some(after)
    }

    /// A speaker's label inside a passage: `TRUMP: We will`. Where it ends.
    fn label(&mut self, start: usize, end: usize, line_start: bool) -> Option<usize> {
        /// The fewest letters of a name in capitals that is no abbreviation.
        const FEWEST: usize = 4;
        let is_name = |word: &str| {
            word.len() >= FEWEST && word.bytes().all(|b| b.is_ascii_uppercase() || b == b'\'')
        };
        let bytes = self.text.as_bytes();
        if !is_name(&self.text[start..end]) {
            return None;
        }
        let mut at = end;
        if bytes.get(at) == Some(&b' ') && bytes.get(at + 1).is_some_and(u8::is_ascii_uppercase) {
            let (second, _) = self.word_end(at + 1);
            if is_name(&self.text[at + 1..second]) {
                at = second;
            }
        }
        let stands_apart =
            line_start || self.text[..start].chars().next_back().is_none_or(|c| !c.is_alphabetic());
        (bytes.get(at) == Some(&b':') && stands_apart).then(|| {
            self.closed = true;
            at + 1
        })
    }

    /// A word without apostrophe, in small letters.
    fn plain(&mut self, word: &str, range: Range<usize>, traits: Traits) {
        // `e-mail`
        if self.next.contains(Traits::JOINED)
            && let Some(last) = self.pieces.list.last().copied()
            && self.pieces.form(last) == "e"
        {
            self.pieces.list.pop();
            self.next = last.traits
                & (Traits::BEGINS | Traits::AFTER_GAP | Traits::BRACKETED | Traits::QUOTED);
            self.closed = false;
            let joined = format!("e{word}");
            self.push(&joined, last.span.0 as usize..range.end, last.traits & Traits::CAPITAL);
            return;
        }
        if !REPLACED.contains(word) {
            // `per cent`
            if word == "cent"
                && let Some(last) = self.pieces.list.last().copied()
                && self.pieces.form(last) == "per"
            {
                self.pieces.list.pop();
                self.push("percent", last.span.0 as usize..range.end, last.traits);
                return;
            }
            return self.push(word, range, traits);
        }
        if let Some(words) = SHORT_FORMS.get(word) {
            for word in words.split(' ') {
                self.push(word, range.clone(), traits | Traits::SHORT);
            }
        } else if let Some(other) = SAME_WORDS.get(word) {
            self.push(other, range, traits);
        } else if SCALES.get(word).is_some()
            && !self.pieces.list.last().is_some_and(|last| last.traits.contains(Traits::NUMBER))
        {
            // `a million`
            self.push(word, range, traits);
        } else {
            self.push(word, range, traits | Traits::NUMBER | Traits::REPLACED);
        }
    }

    /// A word with an apostrophe, in small letters.
    fn contracted(&mut self, word: &str, range: Range<usize>, traits: Traits) {
        let word = word.replace(['`', '′'], "'");
        let Some((base, rest)) = word.rsplit_once('\'') else {
            return self.plain(&word, range, traits);
        };
        let mut both = |base: &str, rest: &str| {
            self.push(base, range.clone(), traits | Traits::SHORT);
            self.push(rest, range.clone(), Traits::SHORT);
        };
        match rest {
            "t" if word == "can't" => both("can", "not"),
            "t" if word == "won't" => both("will", "not"),
            "t" if word == "shan't" => both("shall", "not"),
            "t" if base.ends_with('n') && word != "ain't" => both(&base[..base.len() - 1], "not"),
            "re" => both(base, "are"),
            "ll" => both(base, "will"),
            "ve" => both(base, "have"),
            "m" => both(base, "am"),
            "d" => both(base, D),
            "s" => {
                // Mostly it belongs to somebody, and then it is the word's own ending.
                self.push(base, range.clone(), traits);
                self.push(S, range, Traits::SHORT);
            }
            _ => {
                let word = word.replace('\'', "");
                self.plain(&word, range, traits);
            }
        }
    }

    fn push(&mut self, form: &str, range: Range<usize>, mut traits: Traits) {
        let mut before = std::mem::take(&mut self.next);
        if self.closed && (traits.intersects(Traits::CAPITAL | Traits::NUMBER)) {
            before.insert(Traits::BEGINS);
        }
        self.closed = false;
        traits |= before;
        self.pieces.push(form, range, traits);
        self.next = before & (Traits::BRACKETED | Traits::QUOTED) | Traits::CLOSE;
    }
}

/// Whether a character only marks the letter before it.
fn is_mark(c: char) -> bool {
    unicode_normalization::char::canonical_combining_class(c) != 0
}

/// A short ASCII word in small letters.
fn fold_into<'b>(word: &str, buffer: &'b mut [u8; 32]) -> Option<&'b str> {
    let buffer = buffer.get_mut(..word.len()).filter(|_| word.is_ascii())?;
    buffer.copy_from_slice(word.as_bytes());
    buffer.make_ascii_lowercase();
    std::str::from_utf8(buffer).ok()
}
