//! Where paragraphs end: at line ends, but for those that only wrap a line that was too long.
//!
//! Texts come with a paragraph a line, or wrapped at some width, with blank lines between
//! paragraphs or without. A line was wrapped where the next word would not have fitted into it. A
//! text is taken for wrapped where that holds for most of its line ends.

use std::borrow::Cow;
use std::ops::Range;

/// Wider lines, in characters, are paragraphs.
const WIDEST: usize = 130;
/// No text is wrapped at fewer characters.
const NARROWEST: usize = 38;
/// One in so many long lines that ends within a sentence proves that a text is wrapped.
const PROOF: usize = 4;

/// How much earlier than at its width a text may be wrapped.
const SPARE: usize = 6;

/// A line that is not blank.
struct Line<'a> {
    /// With its indentation, without white space at the end.
    range: Range<usize>,
    words: &'a str,
    indent: usize,
    length: usize,
}

/// The paragraphs of a text as byte ranges, in order, without the line end.
pub fn paragraphs(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    let soft = soft_breaks(text);
    let (mut at, mut next) = (0, 0);
    std::iter::from_fn(move || {
        while at < text.len() {
            let start = at;
            let mut end;
            loop {
                end = text[at..].find('\n').map_or(text.len(), |length| at + length);
                at = end + 1;
                while soft.get(next).is_some_and(|soft| *soft < end) {
                    next += 1;
                }
                if soft.get(next) != Some(&end) {
                    break;
                }
            }
            let range = start..start + text[start..end].trim_end().len();
            if !range.is_empty() {
                return Some(range);
            }
        }
        None
    })
}

/// The places of the line ends that end no paragraph, in order.
#[must_use]
pub fn soft_breaks(text: &str) -> Vec<usize> {
    if !has_adjacent_lines(text) {
        return Vec::new();
    }
    let lines = lines(text);
    let inside = || lines.windows(2).filter(|pair| follows(text, pair));
    let mut lengths: Vec<usize> = inside().map(|pair| pair[0].length).collect();
    let long = lengths.iter().filter(|length| **length > WIDEST).count();
    if long * 5 > lengths.len() {
        return Vec::new();
    }
    lengths.retain(|length| *length <= WIDEST);
    lengths.sort_unstable();
    // The widest lines of a wrapped text are about as wide as its width; an address may be wider.
    let Some(width) = lengths.get(lengths.len().saturating_sub(1) * 19 / 20).copied() else {
        return Vec::new();
    };
    if width < NARROWEST {
        return Vec::new();
    }
    // A line end within a sentence, before a small letter, wraps a line.
    let long = inside().filter(|pair| pair[0].length > NARROWEST).count();
    let proof = inside().filter(|pair| {
        is_full(&pair[0], &pair[1], width) && is_within_sentence(&pair[0], &pair[1])
    });
    if proof.count() * PROOF < long.max(1) {
        return Vec::new();
    }
    let is_soft = |pair: &&[Line<'_>]| {
        let (line, next) = (&pair[0], &pair[1]);
        let is_full = is_full(line, next, width);
        (is_full || is_within_sentence(line, next)) && !begins_paragraph(line, next, is_full)
    };
    let breaks = inside().filter(is_soft);
    breaks.map(|pair| pair[1].range.start - 1).collect()
}

/// Words with the ends of wrapped lines as spaces. The end of a paragraph stays: a blank line
/// follows it, or a sentence ends and the next line opens a quotation.
#[must_use]
pub fn unwrapped(words: &str) -> Cow<'_, str> {
    if !words.contains('\n') {
        return Cow::Borrowed(words);
    }
    let mut out = String::with_capacity(words.len());
    let mut breaks = 0;
    // Markdown sets the mark of a quoted block before each of its lines.
    let is_block = words.lines().skip(1).all(|line| line.starts_with('>'));
    for line in words.split('\n') {
        let line = line.trim();
        let line = if is_block && !out.is_empty() { line.trim_start_matches("> ") } else { line };
        let opens = line.starts_with(['"', '“', '«', '„', '‘']);
        if line.is_empty() {
            breaks += usize::from(!out.is_empty());
            continue;
        }
        match breaks {
            0 => {}
            1 if !(opens && ends_sentence(&out)) => out.push(' '),
            _ => out.extend(std::iter::repeat_n('\n', breaks)),
        }
        out.push_str(line);
        breaks = 1;
    }
    Cow::Owned(out)
}

/// Whether a line may follow another without a blank one between: in many texts none does, and
/// nothing has to be measured.
fn has_adjacent_lines(text: &str) -> bool {
    let bytes = text.as_bytes();
    let is_blank =
        |at: Option<usize>| at.is_none_or(|at| matches!(bytes.get(at), None | Some(b'\n')));
    text.match_indices('\n').any(|(at, _)| !is_blank(at.checked_sub(1)) && !is_blank(Some(at + 1)))
}

fn lines(text: &str) -> Vec<Line<'_>> {
    let mut at = 0;
    let mut lines = Vec::new();
    for line in text.split('\n') {
        let end = line.trim_end();
        let words = end.trim_start();
        if !words.is_empty() {
            let indent = end.len() - words.len();
            let length = super::offsets::code_points(words);
            lines.push(Line { range: at..at + end.len(), words, indent, length });
        }
        at += line.len() + 1;
    }
    lines
}

/// Whether no blank line stands between two lines.
fn follows(text: &str, pair: &[Line<'_>]) -> bool {
    let between = &text.as_bytes()[pair[0].range.end..pair[1].range.start];
    between.iter().filter(|byte| **byte == b'\n').count() == 1
}

/// Whether the next line's first word would not have fitted into a line, or just so: some wrap a
/// little earlier. Behind a full stop a short line is more likely a paragraph's last.
fn is_full(line: &Line<'_>, next: &Line<'_>, width: usize) -> bool {
    let word = next.words.split(char::is_whitespace).next().unwrap_or_default();
    let spare = if ends_sentence(line.words) { 0 } else { SPARE };
    let needed = line.length + 1 + super::offsets::code_points(word) + spare;
    line.length <= WIDEST && needed > width
}

fn is_within_sentence(line: &Line<'_>, next: &Line<'_>) -> bool {
    !ends_sentence(line.words) && next.words.starts_with(char::is_lowercase)
}

fn ends_sentence(line: &str) -> bool {
    let line = line.trim_end_matches(['"', '”', '’', '\'', ')', ']', '*', '_', '»']);
    line.ends_with(['.', '!', '?', ':', '…'])
}

/// Whether a line begins a paragraph whatever stands before it: a list's entry, a heading, an
/// indented line behind one that is not; or follows a heading. A number may end a sentence whose
/// line was full: `on March ⏎ 15. The`.
fn begins_paragraph(line: &Line<'_>, next: &Line<'_>, is_full: bool) -> bool {
    let is_entry = |words: &str| {
        let number = words.trim_start_matches(|c: char| c.is_ascii_digit());
        let counted = number.len() < words.len() && number.len() + 4 > words.len();
        ["- ", "* ", "• ", "– ", "+ "].iter().any(|mark| words.starts_with(mark))
            || counted && (number.starts_with(". ") || number.starts_with(") "))
    };
    let is_apart = |words: &str| {
        words.starts_with(['#', '|'])
            || words.len() > 2 && words.bytes().all(|b| b"=-*_~".contains(&b))
    };
    let goes_on = is_full && !ends_sentence(line.words);
    let is_counted = next.words.starts_with(|c: char| c.is_ascii_digit());
    is_entry(next.words) && !(goes_on && is_counted)
        || is_apart(next.words)
        || is_apart(line.words)
        || next.indent > line.indent + 1 && !is_entry(line.words)
}
