//! Records in XML: TEI (ParlaMint, Parla-CLARIN, FRUS), TheyWorkForYou and Akoma Ntoso, told apart by
//! their root element.

use super::nodes::{Part, is};
use super::people::{self, People};
use super::{SkipReason, markup, parliament, tei};

/// Reads a file of XML; `beside` lists people for it.
///
/// # Errors
/// Why it cannot be read: it is not XML, or of a kind that is not read.
pub(super) fn read(
    text: &str,
    beside: Option<&People>,
) -> Result<Vec<Result<Part, SkipReason>>, SkipReason> {
    let document = markup::parse(text)?;
    let root = document.root_element();
    if people::is_list(root) {
        return Err(SkipReason::People);
    }
    match root.tag_name().name() {
        "TEI" | "teiCorpus" | "TEI.2" => Ok(tei::read(root, beside)),
        "div" if root.descendants().any(|node| is(node, "p")) => Ok(tei::read(root, beside)),
        "publicwhip" => Ok(vec![Ok(parliament::they_work_for_you(root).into())]),
        "akomaNtoso" | "akomantoso" => Ok(vec![Ok(parliament::akoma_ntoso(root).into())]),
        other => Err(SkipReason::Root(other.chars().take(40).collect())),
    }
}
