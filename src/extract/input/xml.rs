//! Records in XML: TEI (ParlaMint, Parla-CLARIN, FRUS), TheyWorkForYou and Akoma Ntoso, told apart by
//! their root element.

use roxmltree::{Document, Node, ParsingOptions};

use super::transcript::TranscriptWriter;
use super::{Fields, SkipReason, parliament, tei};

/// Files of more nodes are no record of a sitting.
const NODES: u32 = 4_000_000;
/// Deeper nesting is no record either, and would be walked for long.
const DEPTH: usize = 200;

/// What a file of XML holds.
pub(super) enum Record {
    /// Turns.
    Transcript(Fields, TranscriptWriter),
    /// A text in which nobody is marked as speaking.
    Text(Fields, String),
}

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

/// Whether an element has a name, in whatever namespace.
pub(super) fn is(node: Node<'_, '_>, name: &str) -> bool {
    node.is_element() && node.tag_name().name() == name
}

/// The first element of a name within another.
pub(super) fn first<'a, 'i>(node: Node<'a, 'i>, name: &str) -> Option<Node<'a, 'i>> {
    node.descendants().find(|inner| is(*inner, name))
}

/// An attribute, by its name without a namespace.
pub(super) fn attribute<'a>(node: Node<'a, '_>, name: &str) -> Option<&'a str> {
    node.attributes().find(|attribute| attribute.name() == name).map(|attribute| attribute.value())
}

/// The words within an element, but for those of the elements named, on one line.
pub(super) fn words(node: Node<'_, '_>, without: &[&str]) -> String {
    let mut text = String::new();
    let texts = node.descendants().filter(|inner| inner.is_text());
    for inner in texts {
        let mut above = inner.ancestors().take_while(|above| *above != node);
        if !above.any(|above| without.contains(&above.tag_name().name())) {
            text.push_str(inner.text().unwrap_or_default());
        }
    }
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
