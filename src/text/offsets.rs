//! Code points and bytes: files count the one, slices the other.

use std::ops::Range;

use str_indices::chars::to_byte_idx;

/// How many code points a text has.
pub use str_indices::chars::count as code_points;

/// Where the code points of a text are: finds the byte of any of them quickly.
#[derive(Debug)]
pub struct CodePoints {
    /// How many code points begin before each [`STRIDE`] of bytes; empty where all are one byte.
    before: Box<[u32]>,
    len: u32,
}

/// A search for a code point reads at most this many bytes.
const STRIDE: usize = 1024;

/// A code point and the byte at which it begins.
#[derive(Debug, Clone, Copy, Default)]
pub struct Position {
    /// The code point.
    pub point: u32,
    /// Its first byte.
    pub byte: u32,
}

impl CodePoints {
    /// Counts the code points of a text.
    #[must_use]
    pub fn new(text: &str) -> Self {
        let (mut len, mut at) = (0, 0);
        let before = (0..text.len().div_ceil(STRIDE)).map(|stride| {
            let (before, end) = (len, boundary(text, (stride + 1) * STRIDE));
            len += offset(code_points(&text[at..end]));
            at = end;
            before
        });
        let before: Box<[u32]> = before.collect();
        let is_ascii = len as usize == text.len();
        Self { before: if is_ascii { Box::default() } else { before }, len }
    }

    /// How many code points there are.
    #[must_use]
    pub fn count(&self) -> u32 {
        self.len
    }

    /// Whether a range of code points is not empty and lies within the text.
    #[must_use]
    pub fn holds(&self, start: u64, end: u64) -> bool {
        start < end && end <= u64::from(self.len)
    }

    /// The code point, or the end of the text where it lies behind that.
    #[must_use]
    pub fn clamp(&self, point: u64) -> u32 {
        offset(point).min(self.len)
    }

    /// How many code points of the text that was counted begin before a byte.
    #[must_use]
    pub fn point(&self, text: &str, byte: usize) -> u32 {
        if self.before.is_empty() {
            return offset(byte);
        }
        let stride = byte / STRIDE;
        let beside = || offset(code_points(&text[boundary(text, stride * STRIDE)..byte]));
        self.before.get(stride).map_or(self.len, |before| before + beside())
    }

    /// The first byte of a code point, or the text's length for the one behind the last. `text` is
    /// the text that was counted, and `known` a position in it, for instance the text's start;
    /// the search is quickest shortly behind that.
    #[must_use]
    pub fn byte(&self, text: &str, point: u32, known: Position) -> u32 {
        if self.before.is_empty() {
            return point;
        }
        let from = match point.checked_sub(known.point) {
            Some(distance) if (distance as usize) < STRIDE => known,
            // The last stride with no more code points before it: the wanted one begins within it.
            _ => {
                let stride = self.before.partition_point(|before| *before <= point) - 1;
                let byte = offset(boundary(text, stride * STRIDE));
                Position { point: self.before[stride], byte }
            }
        };
        let rest = &text[from.byte as usize..];
        from.byte + offset(to_byte_idx(rest, (point - from.point) as usize))
    }
}

/// The first character boundary from a byte on, or the end of the text.
fn boundary(text: &str, byte: usize) -> usize {
    (byte..text.len()).find(|at| text.is_char_boundary(*at)).unwrap_or(text.len())
}

/// An offset or a count in 32 bits. Files of more than two gigabytes are refused, so all fit.
pub fn offset(count: impl TryInto<u32>) -> u32 {
    count.try_into().unwrap_or(u32::MAX)
}

/// A range of bytes of a text, on character boundaries, as a range of code points.
///
/// ```
/// assert_eq!(onrecord::text::offsets::code_point_range("Élan vital", 6..11), 5..10);
/// ```
#[must_use]
pub fn code_point_range(text: &str, bytes: Range<usize>) -> Range<usize> {
    let start = code_points(&text[..bytes.start]);
    start..start + code_points(&text[bytes])
}
