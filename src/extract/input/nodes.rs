//! What readers of XML share: a record's forms, and questions to its elements.

use roxmltree::Node;

use super::Fields;
use super::transcript::TranscriptWriter;

/// What a file of XML holds.
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
