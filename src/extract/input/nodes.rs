//! What readers of XML share: a record's forms, and questions to its elements.

use roxmltree::Node;

use super::Fields;
use super::transcript::TranscriptWriter;

/// One article of a file of XML.
pub(super) struct Part {
    /// Its own id, where the file holds several.
    pub(super) id: Option<String>,
    pub(super) record: Record,
    /// What of it is not used.
    pub(super) notes: Vec<String>,
}

impl From<Record> for Part {
    fn from(record: Record) -> Self {
        Self { id: None, record, notes: Vec::new() }
    }
}

/// What an article of a file of XML holds.
pub(super) enum Record {
    /// Turns.
    Transcript(Fields, TranscriptWriter),
    /// A text in which nobody is marked as speaking.
    Text(Fields, String),
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

/// The words within an element, but for those of the elements named, on one line. A word that is
/// marked as joined to the next has no space behind it.
pub(super) fn words(node: Node<'_, '_>, without: &[&str]) -> String {
    let mut text = String::new();
    let texts = node.descendants().filter(|inner| inner.is_text());
    for inner in texts {
        let mut above = inner.ancestors().take_while(|above| *above != node);
        if above.any(|above| without.contains(&above.tag_name().name())) {
            continue;
        }
        let written = inner.text().unwrap_or_default();
        let is_joined = |word| matches!(attribute(word, "join"), Some("right" | "both"));
        let is_space = written.trim().is_empty();
        if !is_space || !inner.prev_sibling_element().is_some_and(is_joined) {
            text.push_str(written);
        }
    }
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
