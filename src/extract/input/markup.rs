//! XML parsed within bounds: no other file is opened, and nothing nests or grows without end.

use roxmltree::{Document, ParsingOptions};

use super::SkipReason;

/// Files of more nodes are no record of a sitting.
const NODES: u32 = 4_000_000;
/// Deeper nesting is no record either, and would be walked for long.
const DEPTH: usize = 200;

/// Parses a file.
///
/// # Errors
/// What is wrong in it and where.
pub(super) fn parse(text: &str) -> Result<Document<'_>, SkipReason> {
    let options =
        ParsingOptions { allow_dtd: true, nodes_limit: NODES, ..ParsingOptions::default() };
    check_depth(text)?;
    Document::parse_with_options(text, options).map_err(|fault| match fault {
        roxmltree::Error::NodesLimitReached => {
            SkipReason::TooMuch("more elements than any sitting")
        }
        fault => SkipReason::Xml(fault.to_string()),
    })
}

/// Refuses elements nested more deeply than any record has them, before they are parsed.
fn check_depth(text: &str) -> Result<(), SkipReason> {
    let (mut depth, mut at) = (0_usize, 0);
    let bytes = text.as_bytes();
    while let Some(found) = memchr::memchr(b'<', &bytes[at..]) {
        at += found;
        let rest = &bytes[at..];
        let skipped = [(&b"<!--"[..], &b"-->"[..]), (b"<![CDATA[", b"]]>"), (b"<?", b"?>")];
        if let Some((start, end)) = skipped.iter().find(|(start, _)| rest.starts_with(start)) {
            let end = memchr::memmem::find(&rest[start.len()..], end);
            let Some(end) = end else { return Ok(()) };
            at += start.len() + end;
            continue;
        }
        let end = end_of_tag(rest);
        match rest.get(1) {
            Some(b'/') => depth = depth.saturating_sub(1),
            Some(b'!') | None => {}
            Some(_) => depth += usize::from(rest.get(end.wrapping_sub(1)) != Some(&b'/')),
        }
        if depth > DEPTH {
            return Err(SkipReason::TooMuch("elements that are nested too deeply"));
        }
        at += end.max(1);
    }
    Ok(())
}

/// Where a tag ends: at the first angle that no attribute's value holds.
fn end_of_tag(tag: &[u8]) -> usize {
    let mut quote = None;
    for (at, byte) in tag.iter().enumerate() {
        match (quote, byte) {
            (None, b'>') => return at,
            (None, b'"' | b'\'') => quote = Some(*byte),
            (Some(open), byte) if open == *byte => quote = None,
            _ => {}
        }
    }
    tag.len()
}
