//! What may be shown of a text: grapheme by grapheme, safe for a terminal.

use std::borrow::Cow;
use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// How many zero-width characters one cell may hold; real scripts need four or five.
const MARKS_PER_CELL: usize = 8;

/// What one grapheme of a text looks like on the screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Glyph<'a> {
    /// Byte range in the original text.
    pub range: Range<usize>,
    /// What to print for it.
    pub shown: Cow<'a, str>,
    /// Columns it takes.
    pub width: usize,
}

/// The text as it may be shown, grapheme by grapheme.
pub fn glyphs(text: &str) -> impl Iterator<Item = Glyph<'_>> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let rest = &text[at..];
        // A plain character with nothing behind it that could join it is a grapheme by itself; most
        // are, and looking for the boundaries of others takes twenty times as long.
        let grapheme = match rest.as_bytes() {
            [] => return None,
            [one] | [one, 0..0x80, ..] if is_plain_byte(*one) => {
                let range = at..at + 1;
                at += 1;
                return Some(Glyph { range, shown: Cow::Borrowed(&rest[..1]), width: 1 });
            }
            // So are the marks of English print, – — ‘ ’ “ ” …, and the lines (U+2500 to
            // U+257F) of which borders and bars are made.
            [0xe2, 0x80, 0x93 | 0x94 | 0x98 | 0x99 | 0x9c | 0x9d | 0xa6]
            | [0xe2, 0x80, 0x93 | 0x94 | 0x98 | 0x99 | 0x9c | 0x9d | 0xa6, 0..0x80, ..]
            | [0xe2, 0x94 | 0x95, _]
            | [0xe2, 0x94 | 0x95, _, 0..0x80, ..]
            | [0xe2, 0x94 | 0x95, _, 0xe2, 0x94 | 0x95, ..] => {
                let range = at..at + 3;
                at += 3;
                return Some(Glyph { range, shown: Cow::Borrowed(&rest[..3]), width: 1 });
            }
            _ => rest.graphemes(true).next()?,
        };
        let range = at..at + grapheme.len();
        at = range.end;
        let shown = show(grapheme);
        Some(Glyph { range, width: shown.width(), shown })
    })
}

/// Whether a text is of ASCII alone and takes a column for each byte.
pub(super) fn is_printable(text: &str) -> bool {
    text.bytes().all(is_plain_byte)
}

fn is_plain_byte(byte: u8) -> bool {
    (0x20..0x7f).contains(&byte)
}

fn show(grapheme: &str) -> Cow<'_, str> {
    let bytes = grapheme.as_bytes();
    if bytes.len() == 1 && is_plain_byte(bytes[0]) {
        return Cow::Borrowed(grapheme);
    }
    let harmless = |(i, c): (usize, char)| {
        placeholder(c).is_none() && (i > 0 || !is_joiner(c)) && (c == ' ' || !c.is_whitespace())
    };
    let marks = grapheme.chars().filter(|c| is_zero_width(*c)).count();
    if marks <= MARKS_PER_CELL && grapheme.width() > 0 && grapheme.chars().enumerate().all(harmless)
    {
        return Cow::Borrowed(grapheme);
    }
    let mut shown = String::new();
    let mut marks = 0;
    for c in grapheme.chars() {
        if let Some(name) = placeholder(c) {
            shown.push_str(&name);
        } else if matches!(c, '\n' | '\t' | '\u{a0}') {
            shown.push(' ');
        } else if c == '\r' {
            // Only ever met as half of CR LF here; alone it is a control with a placeholder.
        } else if is_zero_width(c) {
            if shown.is_empty() && is_joiner(c) {
                shown.push_str(&hex(c));
                continue;
            }
            if shown.is_empty() {
                shown.push('◌');
            }
            marks += 1;
            if marks <= MARKS_PER_CELL {
                shown.push(c);
            }
        } else {
            shown.push(c);
        }
    }
    if marks > MARKS_PER_CELL {
        shown.push('\u{fffd}');
    }
    if grapheme == "\r" {
        shown.push_str("^M");
    }
    Cow::Owned(shown)
}

fn is_joiner(c: char) -> bool {
    matches!(c, '\u{200c}' | '\u{200d}')
}

fn is_zero_width(c: char) -> bool {
    unicode_width::UnicodeWidthChar::width(c) == Some(0)
}

fn hex(c: char) -> String {
    format!("<{:04x}>", u32::from(c))
}

/// Whether a character can be printed as it is: no control, no bidi control, not invisible.
#[must_use]
pub fn is_plain(c: char) -> bool {
    placeholder(c).is_none() && !matches!(c, '\n' | '\t' | '\r')
}

/// Whether every character of a text can be printed as it is, line breaks aside: [`is_plain`] for
/// whole texts, by their bytes.
#[must_use]
pub fn is_all_plain(text: &str) -> bool {
    let bytes = text.as_bytes();
    let next = |at: usize| bytes.get(at).copied().unwrap_or_default();
    !bytes.iter().enumerate().any(|(at, byte)| match byte {
        b'\n' | 0x20..=0x7e => false,
        0..=0x1f | 0x7f => true,
        0xc2 => next(at + 1) < 0xa0 || next(at + 1) == 0xad,
        0xd8 => next(at + 1) == 0x9c,
        0xe1 => (next(at + 1), next(at + 2)) == (0xa0, 0x8e),
        0xe2 => match next(at + 1) {
            0x80 => matches!(next(at + 2), 0x8b | 0x8e | 0x8f | 0xa8..=0xae),
            0x81 => (0xa0..=0xaf).contains(&next(at + 2)),
            _ => false,
        },
        0xef => match next(at + 1) {
            0xbb => next(at + 2) == 0xbf,
            0xbf => (0xb9..=0xbb).contains(&next(at + 2)),
            _ => false,
        },
        // Tags: U+E0000 to U+E007F.
        0xf3 => {
            (next(at + 1), next(at + 2)) == (0xa0, 0x80)
                || (next(at + 1), next(at + 2)) == (0xa0, 0x81)
        }
        _ => false,
    })
}

/// The visible stand-in of a character that would act on a terminal or cannot be seen.
fn placeholder(c: char) -> Option<String> {
    match c {
        '\n' | '\t' | '\r' => None,
        '\u{0}'..='\u{1f}' => Some(format!("^{}", char::from(b'@' + c as u8))),
        '\u{7f}' => Some("^?".into()),
        '\u{80}'..='\u{9f}' => Some(format!("\\x{:02x}", u32::from(c))),
        // Bidi controls, then invisible characters.
        '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {
            Some(hex(c))
        }
        '\u{ad}'
        | '\u{180e}'
        | '\u{200b}'
        | '\u{2028}'
        | '\u{2029}'
        | '\u{2060}'..='\u{2065}'
        | '\u{206a}'..='\u{206f}'
        | '\u{feff}'
        | '\u{fff9}'..='\u{fffb}'
        | '\u{e0000}'..='\u{e007f}' => Some(hex(c)),
        _ => None,
    }
}

/// A count with its noun: `1 quote`, `2 quotes`.
#[must_use]
pub fn counted(count: usize, one: &str) -> String {
    format!("{count} {one}{}", if count == 1 { "" } else { "s" })
}

/// The text on one line as it may be printed: placeholders for what would act, spaces for breaks.
///
/// ```
/// assert_eq!(onrecord::text::safe("a\u{1b}[2Jb\nc"), "a^[[2Jb c");
/// assert_eq!(onrecord::text::safe("a\u{202e}b"), "a<202e>b");
/// ```
#[must_use]
pub fn safe(text: &str) -> Cow<'_, str> {
    if is_printable(text) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(glyphs(text).map(|g| g.shown).collect())
}

/// [`safe`] line by line: line breaks stay.
#[must_use]
pub fn safe_lines(text: &str) -> String {
    let lines: Vec<_> = text.lines().map(safe).collect();
    lines.join("\n")
}

/// Columns the text takes when shown.
#[must_use]
pub fn width(text: &str) -> usize {
    if is_printable(text) {
        return text.len();
    }
    glyphs(text).map(|g| g.width).sum()
}
