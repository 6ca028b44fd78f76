//! Bytes to text: packed files unpacked, old encodings told from one another.

use std::borrow::Cow;
use std::io::Read;

use encoding_rs::{Encoding, UTF_8};

use super::{SkipReason, html};

/// The most bytes that a packed file may hold.
const UNPACKED: usize = 512 << 20;

/// What a file is, as far as its encoding goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Text, whose encoding is guessed where it is not UTF-8.
    Text,
    /// A page, which may name its encoding.
    Page,
    /// JSON, which is UTF-8.
    Json,
}

/// The text of a file, without its byte order mark, and its encoding where that is not UTF-8.
///
/// # Errors
/// That it is no text, or not in the encoding it is taken for.
pub(super) fn text(
    bytes: &[u8],
    kind: Kind,
) -> Result<(Cow<'_, str>, Option<&'static str>), SkipReason> {
    let wrong = |read_as: &str, at| Err(SkipReason::Encoding { read_as: read_as.to_owned(), at });
    if let Some((encoding, mark)) = Encoding::for_bom(bytes)
        && encoding != UTF_8
    {
        let (text, had_faults) = encoding.decode_without_bom_handling(&bytes[mark..]);
        let name = encoding.name();
        return if had_faults { wrong(name, None) } else { Ok((text, Some(name))) };
    }
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    if is_binary(bytes) {
        return Err(SkipReason::Binary);
    }
    let fault = match std::str::from_utf8(bytes) {
        Ok(text) => return Ok((Cow::Borrowed(text), None)),
        Err(fault) => fault.valid_up_to(),
    };
    let named = html::charset(bytes).filter(|_| kind == Kind::Page);
    let guessed = || {
        let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
        detector.feed(bytes, true);
        detector.guess(None, chardetng::Utf8Detection::Deny)
    };
    let encodings = named.into_iter().chain((kind != Kind::Json).then(guessed));
    for encoding in encodings {
        let (text, had_faults) = encoding.decode_without_bom_handling(bytes);
        if !had_faults {
            return Ok((text, Some(encoding.name())));
        }
    }
    wrong("UTF-8", Some(fault))
}

/// Whether more than one in twenty bytes at the beginning of a file is a control byte: a text has
/// next to none, and of what is packed or drawn one in nine is.
fn is_binary(bytes: &[u8]) -> bool {
    let start = &bytes[..bytes.len().min(4096)];
    let controls = start.iter().filter(|b| **b < 0x20 && !b"\t\n\r\x0c".contains(b)).count();
    controls * 20 > start.len()
}

/// The bytes of a packed file, if they are not too many.
pub(super) fn unpacked(bytes: &[u8], is_bzip2: bool) -> Result<Vec<u8>, String> {
    let mut unpacked = Vec::new();
    let limit = UNPACKED as u64 + 1;
    let read = match is_bzip2 {
        true => bzip2::read::MultiBzDecoder::new(bytes).take(limit).read_to_end(&mut unpacked),
        false => ruzstd::decoding::StreamingDecoder::new(bytes)
            .map_err(|fault| fault.to_string())?
            .take(limit)
            .read_to_end(&mut unpacked),
    };
    read.map_err(|fault| fault.to_string())?;
    match unpacked.len() > UNPACKED {
        true => Err(format!("it holds more than {} MB", UNPACKED >> 20)),
        false => Ok(unpacked),
    }
}
