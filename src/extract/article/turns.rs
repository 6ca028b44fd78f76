//! The turns of a transcript, found by the labels in its text.

use crate::extract::input::{SourceArticle, Transcript, Turn};

/// Where a turn begins: at its label, or at its words where it has none.
pub(crate) fn start(turn: &Turn) -> usize {
    let words = turn.passages.first().map_or(turn.label.start, |passage| passage.span.start);
    if turn.label.is_empty() { words } else { turn.label.start }
}

/// The transcript that a text is, if it is one.
pub(crate) fn find(_article: &SourceArticle) -> Option<Transcript> {
    None
}
