//! Records in XML: TEI (ParlaMint, Parla-CLARIN, FRUS), TheyWorkForYou and Akoma Ntoso, told apart by
//! their root element.

use roxmltree::{Document, ParsingOptions};

use super::nodes::{Record, is};
use super::{SkipReason, parliament, tei};

/// Files of more nodes are no record of a sitting.
const NODES: u32 = 4_000_000;
/// Deeper nesting is no record either, and would be walked for long.
const DEPTH: usize = 200;

/// Reads a file of XML.
///
/// # Errors
/// Why it cannot be read: it is not XML, or of a kind that is not read.
pub(super) fn read(text: &str) -> Result<Record, SkipReason> {
    let options =
        ParsingOptions { allow_dtd: true, nodes_limit: NODES, ..ParsingOptions::default() };
    check_depth(text)?;
    let document = Document::parse_with_options(text, options)
        .map_err(|fault| SkipReason::Xml(fault.to_string()))?;
    let root = document.root_element();
    match root.tag_name().name() {
        "TEI" | "teiCorpus" | "TEI.2" => tei::read(root),
        "div" if root.descendants().any(|node| node.has_tag_name("p") || is(node, "p")) => {
            tei::read(root)
        }
        "publicwhip" => Ok(parliament::they_work_for_you(root)),
        "akomaNtoso" | "akomantoso" => Ok(parliament::akoma_ntoso(root)),
        other => Err(SkipReason::Root(other.chars().take(40).collect())),
    }
}

/// Refuses elements nested more deeply than any record has them, before they are parsed.
fn check_depth(text: &str) -> Result<(), SkipReason> {
    let mut depth = 0_usize;
    let bytes = text.as_bytes();
    for at in memchr::memchr_iter(b'<', bytes) {
        match bytes.get(at + 1) {
            Some(b'/') => depth = depth.saturating_sub(1),
            Some(b'!' | b'?') | None => {}
            Some(_) => {
                let end = memchr::memchr(b'>', &bytes[at..]).map_or(bytes.len(), |end| at + end);
                depth += usize::from(bytes.get(end.wrapping_sub(1)) != Some(&b'/'));
            }
        }
        if depth > DEPTH {
            return Err(SkipReason::TooMuch("elements that are nested too deeply"));
        }
    }
    Ok(())
}
