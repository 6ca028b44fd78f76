//! From code points, which the file counts, to bytes.

/// Where the code points of a text are.
#[derive(Debug)]
pub(super) struct CodePoints {
    /// How many code points stand before each [`STRIDE`] of bytes; empty where all are one byte.
    before: Box<[u32]>,
    len: u32,
}

/// So many bytes are counted through at most to find a code point.
const STRIDE: usize = 256;
/// So many are counted at once.
const CHUNK: usize = 16;

impl CodePoints {
    pub(super) fn new(text: &str) -> Self {
        let mut len = 0;
        let before = text.as_bytes().chunks(STRIDE).map(|chunk| {
            let before = len;
            len += count(chunk);
            before
        });
        let before: Box<[u32]> = before.collect();
        let is_ascii = len as usize == text.len();
        Self { before: if is_ascii { Box::default() } else { before }, len }
    }

    /// How many code points there are.
    pub(super) fn len(&self) -> u32 {
        self.len
    }

    /// Whether a range of code points is one: not empty and within the text.
    pub(super) fn holds(&self, start: u64, end: u64) -> bool {
        start < end && end <= u64::from(self.len)
    }

    /// The code point itself, or the text's end where it lies behind that.
    pub(super) fn within(&self, point: u64) -> u32 {
        u32::try_from(point).unwrap_or(u32::MAX).min(self.len)
    }

    /// The byte at which a code point begins, of which there must be one or which ends the text.
    /// Where the byte of one before it is known, it is looked for from there.
    pub(super) fn byte(&self, text: &str, point: u32, known: Position) -> u32 {
        if self.before.is_empty() {
            return point;
        }
        let from = match point.checked_sub(known.point) {
            Some(0..NEAR) => known,
            // The last stride with fewer code points before it: the wanted one begins within it.
            _ => {
                let stride = self.before.partition_point(|before| *before <= point) - 1;
                Position { point: self.before[stride], byte: number(stride * STRIDE) }
            }
        };
        let (mut left, mut at) = (point - from.point, from.byte as usize);
        let bytes = text.as_bytes();
        while let Some(chunk) = bytes[at..].first_chunk::<CHUNK>() {
            let points = count_in(chunk);
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
        number(at)
    }
}

/// A code point and the byte at which it begins.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Position {
    pub(super) point: u32,
    pub(super) byte: u32,
}

/// What is not further than this from a known place is looked for from there.
const NEAR: u32 = 256;

/// An offset as it is kept: a file of more than two gigabytes is refused.
pub(super) fn number(offset: impl TryInto<u32>) -> u32 {
    offset.try_into().unwrap_or(u32::MAX)
}

/// How many code points there are.
pub(super) fn points_in(text: &str) -> u32 {
    count(text.as_bytes())
}

/// How many code points begin in some bytes.
fn count(bytes: &[u8]) -> u32 {
    let (chunks, rest) = bytes.as_chunks::<CHUNK>();
    let whole: u32 = chunks.iter().map(count_in).sum();
    whole + rest.iter().map(|byte| u32::from(is_first(*byte))).sum::<u32>()
}

/// The same for as many bytes as are counted at once: those that do not begin one are `10xxxxxx`.
fn count_in(bytes: &[u8; CHUNK]) -> u32 {
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
            for (point, byte) in starts.iter().enumerate() {
                prop_assert_eq!(points.byte(&text, point as u32, Position::default()), *byte);
                let before = point / 2;
                let known = Position { point: before as u32, byte: starts[before] };
                prop_assert_eq!(points.byte(&text, point as u32, known), *byte);
            }
        }
    }
}
