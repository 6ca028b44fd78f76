//! Whether a predicted speaker is the gold's.

use crate::gold::Attribution;
use crate::page::{Page, Span};
use crate::prediction::{Prediction, Referent};
use crate::tally::Verdict;
use crate::words::{self, Naming};

/// Holds a prediction's speaker against the gold's source.
pub(crate) fn verdict(page: &Page, gold: &Attribution, quote: &Prediction) -> Verdict {
    let mention = quote.mention();
    let touches = |span: Span| gold.accepted.iter().any(|at| !at.common(span).is_empty());
    let has_name = |surname: &String| {
        let said = quote.said_by(page).unwrap_or_default();
        words::names(&said).any(|word| word == *surname)
    };
    Verdict {
        given: quote.resolved().is_some() || quote.speaker_end.is_some_and(|end| end > 0),
        mention: mention.is_some_and(touches),
        name: match &gold.naming {
            Some(Naming::Named(surname)) => Some(has_name(surname)),
            _ => None,
        },
    }
}

/// Who the gold's source stands for, if it is a labelled pronoun.
pub(crate) fn referent<'r>(gold: &Attribution, referents: &'r [Referent]) -> Option<&'r Referent> {
    let [source] = gold.source[..] else { return None };
    // A later label amends an earlier one.
    referents.iter().rfind(|referent| (referent.start, referent.end) == (source.start, source.end))
}

/// Whether the resolved speaker is the referent: one of its surnames, and no other first name.
pub(crate) fn resolves_to(quote: &Prediction, referent: &Referent) -> bool {
    let Some(speaker) = quote.resolved() else { return false };
    let is_head = |word: &String| referent.heads.contains(word);
    let words: Vec<String> =
        words::names(speaker).filter(|word| !words::is_beside_a_name(word)).collect();
    let Some(surname) = words.iter().rposition(is_head) else { return false };
    let full: Vec<String> =
        words::names(&referent.name).filter(|word| !words::is_title(word)).collect();
    let is_persons = full.len() >= 2
        && full.last().is_some_and(is_head)
        && referent.name.starts_with(char::is_uppercase);
    let first = surname.checked_sub(1).map(|before| &words[before]);
    !(is_persons && first.is_some_and(|first| !full.contains(first) && has_name(speaker, first)))
}

/// Whether a text holds a folded word of letters as a name: with a capital.
fn has_name(text: &str, folded: &str) -> bool {
    let mut letters = folded.chars();
    let Some(first) = letters.next() else { return false };
    let capital: String = first.to_uppercase().chain(letters).collect();
    let is_name = folded.chars().count() > 1 && folded.chars().all(char::is_alphabetic);
    is_name && text.split(|c: char| !c.is_alphanumeric() && c != '_').any(|word| word == capital)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn resolved(speaker: &str, name: &str, heads: &[&str]) -> bool {
        let quote = serde_json::json!({"start": 0, "end": 1, "kind": "direct", "speaker": speaker});
        let quote = serde_json::from_value(quote).expect("a prediction");
        let heads = heads.iter().map(ToString::to_string).collect();
        resolves_to(&quote, &Referent { start: 0, end: 1, name: name.to_owned(), heads })
    }

    #[test]
    fn a_surname_alone_will_do_but_no_other_first_name() {
        let weber = |speaker| resolved(speaker, "Anna Weber", &["weber"]);
        for right in ["Anna Weber", "Weber", "Mayor Weber", "Ms. Weber’s", "A. Weber Jr."] {
            assert!(weber(right), "{right}");
        }
        for wrong in ["Tom Weber", "Anna Reed", "she", ""] {
            assert!(!weber(wrong), "{wrong}");
        }
        assert!(resolved("Local Guild", "the guild", &["guild"]));
    }
}
