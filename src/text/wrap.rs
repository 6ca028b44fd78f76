//! Texts fitted into columns: cut short, or wrapped.

use std::ops::Range;

use unicode_linebreak::{BreakOpportunity, linebreaks};

use super::display::{glyphs, is_printable, safe, width};
use super::paragraphs::soft_breaks;

/// How much of a text fits into `columns`: the byte offset at which it must be cut and whether it
/// must be (then one column is kept for the ellipsis).
#[must_use]
pub fn cut(text: &str, columns: usize) -> (usize, bool) {
    // What comes behind the last column need not be looked at.
    let start = text.get(..columns + 2).unwrap_or(text);
    if is_printable(start) {
        return match text.len() > columns {
            true => (columns.saturating_sub(1), true),
            false => (text.len(), false),
        };
    }
    let (mut used, mut room_for_mark) = (0, 0);
    for glyph in glyphs(text) {
        if used + glyph.width > columns {
            return (room_for_mark, true);
        }
        used += glyph.width;
        if used < columns {
            room_for_mark = glyph.range.end;
        }
    }
    (text.len(), false)
}

/// The text made safe and no wider than `columns`, with an ellipsis where it was cut.
#[must_use]
pub fn clip(text: &str, columns: usize) -> String {
    match cut(text, columns) {
        (_, false) => safe(text).into_owned(),
        (_, true) if columns == 0 => String::new(),
        (at, true) => safe(&text[..at]).into_owned() + "…",
    }
}

/// The text wrapped to `columns`, as the byte range of each visual line without the white space at
/// its end. A blank line of the text is an empty range. Lines break where UAX #14 lets them, a word
/// wider than the column breaks between graphemes.
#[must_use]
pub fn wrap(text: &str, columns: usize) -> Vec<Range<usize>> {
    wrap_joined(text, columns, &[])
}

/// A text of paragraphs wrapped like [`wrap`]: a line end that only wrapped a line is a space.
#[must_use]
pub fn wrap_paragraphs(text: &str, columns: usize) -> Vec<Range<usize>> {
    wrap_joined(text, columns, &soft_breaks(text))
}

/// `joined` are the line ends, in order, that break no line.
fn wrap_joined(text: &str, columns: usize, joined: &[usize]) -> Vec<Range<usize>> {
    let columns = columns.max(1);
    let mut lines = Vec::new();
    let (mut start, mut used, mut at) = (0, 0, 0);
    for (end, opportunity) in linebreaks(text) {
        let piece = &text[at..end];
        let visible = piece.trim_end();
        let needed = width(visible);
        if used + needed > columns && used > 0 {
            lines.push(trimmed(text, start..at));
            (start, used) = (at, 0);
        }
        if needed > columns {
            for glyph in glyphs(visible) {
                if used + glyph.width > columns && used > 0 {
                    lines.push(start..at + glyph.range.start);
                    (start, used) = (at + glyph.range.start, 0);
                }
                used += glyph.width;
            }
            used += width(&piece[visible.len()..]);
        } else {
            used += width(piece);
        }
        at = end;
        let is_joined = joined.binary_search(&(end - 1)).is_ok();
        let is_mandatory = opportunity == BreakOpportunity::Mandatory && !is_joined;
        if is_mandatory && (end < text.len() || start < end) {
            lines.push(trimmed(text, start..end));
            (start, used) = (end, 0);
        }
    }
    lines
}

fn trimmed(text: &str, range: Range<usize>) -> Range<usize> {
    range.start..range.start + text[range.clone()].trim_end().len()
}
