//! The head of a part of the Congressional Record as text: bracketed lines, then its title.

use super::{Fields, dates};

/// The head is so long at most, in bytes.
const HEAD: usize = 4000;

/// What the head says, and where the text begins behind it; `None` where a text is no such part.
pub(super) fn head(text: &str) -> Option<(Fields, usize)> {
    let start = text.trim_start();
    start.starts_with("[Congressional Record Volume").then_some(())?;
    let mut fields = Fields { publisher: Some("Congressional Record".into()), ..Fields::default() };
    let mut at = text.len() - start.len();
    let mut title: Vec<&str> = Vec::new();
    for line in start.split_inclusive('\n') {
        let words = line.trim();
        let is_head = words.starts_with('[') || words.starts_with("From the Congressional Record");
        if at > HEAD || (!is_head && !words.is_empty() && words.chars().any(char::is_lowercase)) {
            break;
        }
        if is_head && fields.date.is_none() {
            fields.date = dates::first(words).map(|(day, _)| day);
        }
        if words.is_empty() && !title.is_empty() {
            break;
        }
        if !is_head && words.chars().any(char::is_alphabetic) {
            title.push(words);
        }
        at += line.len();
    }
    fields.title = Some(title.join(" ")).filter(|title| !title.is_empty());
    Some((fields, at))
}
