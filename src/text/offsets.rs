//! Code points and bytes: files count the one, slices the other.

use std::ops::Range;

/// Where the code points of a text are: finds the byte of any of them quickly.
#[derive(Debug)]
pub struct CodePoints {
    /// How many code points stand before each [`STRIDE`] of bytes; empty where all are one byte.
    before: Box<[u32]>,
    len: u32,
}

/// A search for a code point counts at most this many bytes.
const STRIDE: usize = 256;
/// This many bytes are counted at once.
const CHUNK: usize = 16;
/// A code point at most this far behind a known one is searched for from there.
const NEAR: u32 = 256;

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
        let mut len = 0;
        let before = text.as_bytes().chunks(STRIDE).map(|chunk| {
            let before = len;
            len += count_in(chunk);
            before
        });
        let before: Box<[u32]> = before.collect();
        let is_ascii = len as usize == text.len();
        Self { before: if is_ascii { Box::default() } else { before }, len }
    }

    /// How many code points there are.
    #[must_use]
    pub fn len(&self) -> u32 {
        self.len
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len == 0
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

    /// The first byte of a code point, or the text's length for the one behind the last. `text` is
    /// the text that was counted, and `known` a position in it, for instance the text's start;
    /// the search is quickest shortly behind that.
    #[must_use]
    pub fn byte(&self, text: &str, point: u32, known: Position) -> u32 {
        if self.before.is_empty() {
            return point;
        }
        let from = match point.checked_sub(known.point) {
            Some(0..NEAR) => known,
            // The last stride with fewer code points before it: the wanted one begins within it.
            _ => {
                let stride = self.before.partition_point(|before| *before <= point) - 1;
                Position { point: self.before[stride], byte: offset(stride * STRIDE) }
            }
        };
        let (mut left, mut at) = (point - from.point, from.byte as usize);
        let bytes = text.as_bytes();
        while let Some(chunk) = bytes[at..].first_chunk::<CHUNK>() {
            let points = count_in_chunk(chunk);
            if points > left {
                break;
            }
            left -= points;
            at += CHUNK;
        }
        while at < bytes.len() && (left > 0 || !is_first(bytes[at])) {
            left -= u32::from(is_first(bytes[at]));
            at += 1;
        }
        offset(at)
    }
}

/// An offset or a count in 32 bits. Files of more than two gigabytes are refused, so all fit.
pub fn offset(count: impl TryInto<u32>) -> u32 {
    count.try_into().unwrap_or(u32::MAX)
}

/// How many code points a text has.
#[must_use]
pub fn code_points(text: &str) -> usize {
    count_in(text.as_bytes()) as usize
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

/// How many code points begin in some bytes.
fn count_in(bytes: &[u8]) -> u32 {
    let (chunks, rest) = bytes.as_chunks::<CHUNK>();
    let whole: u32 = chunks.iter().map(count_in_chunk).sum();
    whole + rest.iter().map(|byte| u32::from(is_first(*byte))).sum::<u32>()
}

/// The same for a chunk: bytes that continue a code point are `10xxxxxx`.
fn count_in_chunk(bytes: &[u8; CHUNK]) -> u32 {
    let bytes = u128::from_le_bytes(*bytes);
    let lowest_bits = u128::MAX / 0xff;
    let following = (bytes >> 7) & !(bytes >> 6) & lowest_bits;
    CHUNK as u32 - following.count_ones()
}

/// Whether a byte of UTF-8 begins a code point.
fn is_first(byte: u8) -> bool {
    byte & 0xc0 != 0x80
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn every_code_point_is_found(piece in "\\PC{0,40}", times in 0_usize..40) {
            let text = piece.repeat(times);
            let points = CodePoints::new(&text);
            let starts = text.char_indices().map(|(at, _)| at).chain([text.len()]);
            let starts: Vec<u32> = starts.map(|at| at as u32).collect();
            prop_assert_eq!(points.len() as usize, starts.len() - 1);
            prop_assert_eq!(code_points(&text), starts.len() - 1);
            for (point, byte) in starts.iter().enumerate() {
                prop_assert_eq!(points.byte(&text, point as u32, Position::default()), *byte);
                let before = point / 2;
                let known = Position { point: before as u32, byte: starts[before] };
                prop_assert_eq!(points.byte(&text, point as u32, known), *byte);
            }
        }
    }
}
