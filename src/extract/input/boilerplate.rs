//! What stands on an article's page and is not the article: menus, appeals, pointers, captions.
//!
//! The tables are short on purpose. A line that is wrongly taken for boilerplate costs a quotation;
//! one that is wrongly kept costs nothing.

use super::lines::{AGENCIES, are_names, beginning, plain};
use crate::extract::language::{WordList, entries};
use crate::text::fold;

/// Longest caption that is known by the credit at its end, in bytes.
const CAPTION: usize = 600;
/// Longest line of a menu, an appeal or a pointer to other articles.
const FURNITURE: usize = 260;

static POINTERS: WordList = WordList::new("page-pointer");
static MENUS: WordList = WordList::new("page-menu");

/// What a line is where it is not the article's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Boilerplate {
    /// Leads to other articles.
    Pointer,
    /// Asks the reader for something, or is a button.
    Appeal,
    /// Stands under a photograph and is more than its credit.
    Caption,
    /// The credit of a photograph alone, or the photograph.
    Credit,
}

/// What a line is where it is the page's and not the article's.
pub(super) fn of(line: &str) -> Option<Boilerplate> {
    if line.len() > CAPTION {
        return None;
    }
    if line.starts_with("![") && line.ends_with(')') {
        return Some(Boilerplate::Credit);
    }
    if line.len() <= FURNITURE
        && let Some(kind) = short_furniture(&plain(line))
    {
        return Some(kind);
    }
    credit(line)
}

fn short_furniture(line: &str) -> Option<Boilerplate> {
    let folded = fold(line);
    let bare = folded.trim_matches(|c: char| !c.is_alphanumeric());
    if MENUS.has(bare) {
        return Some(Boilerplate::Appeal);
    }
    if AGENCIES.has(bare) {
        return Some(Boilerplate::Credit);
    }
    let label = folded.split([':', '|', '»', '›']).next().unwrap_or_default();
    let label = label.trim_matches(|c: char| !c.is_alphanumeric());
    // "Listen: they will not come." is someone speaking.
    let spoken = folded.ends_with('.') && !label.starts_with("rel") && !label.starts_with("read");
    if POINTERS.has(label) && !spoken {
        return Some(Boilerplate::Pointer);
    }
    let quoted = line.contains(['"', '“', '«']);
    let appeal = entries("page-appeal").iter().any(|start| folded.starts_with(start))
        || folded.starts_with('©')
        || folded.ends_with("all rights reserved.")
        || folded.ends_with("like the page:")
        || follows(&folded)
        || supports(line).is_some();
    (appeal && !quoted).then_some(Boilerplate::Appeal)
}

/// `Follow Anna Weber on Twitter @aweber`.
fn follows(folded: &str) -> bool {
    folded.len() <= 160
        && (folded.starts_with("follow ") && folded.contains(" on twitter")
            || folded.starts_with("twitter: @"))
}

/// Whom a line asks to support: `Support The Harbour Times!`.
pub(super) fn supports(line: &str) -> Option<&str> {
    let name = line.strip_prefix("Support ")?.trim_end_matches(['!', '.', ' ']);
    let words = name.split(' ');
    let capital = |word: &str| word.starts_with(char::is_uppercase);
    (name.starts_with("The ") && name.len() <= 60 && words.clone().count() > 1)
        .then_some(name)
        .filter(|_| words.clone().all(capital))
}

/// A caption, known by the credit at its end, or the credit alone.
fn credit(line: &str) -> Option<Boilerplate> {
    let (before, credit) =
        bold_end(line).or_else(|| marked_end(line)).or_else(|| slash_end(line))?;
    let before = before.trim_end_matches([' ', '(', '[', '*', '_']);
    match before.chars().next_back() {
        None => Some(Boilerplate::Credit),
        _ if credit.len() > 80 => None,
        Some('.' | '!' | '?' | '"' | '”' | ')' | '|' | '/') => Some(Boilerplate::Caption),
        Some(_) => None,
    }
}

/// `… meeting. **TASS**`.
fn bold_end(line: &str) -> Option<(&str, &str)> {
    let (before, credit) = line.strip_suffix("**")?.rsplit_once("**")?;
    (credit.len() <= 60 && are_names(&credit.replace('/', " "))).then_some((before, credit))
}

/// `… meeting. Photo by Anna Weber`.
fn marked_end(line: &str) -> Option<(&str, &str)> {
    let mut from = line.len().saturating_sub(90);
    while !line.is_char_boundary(from) {
        from += 1;
    }
    let folded = line[from..].to_ascii_lowercase();
    if !folded.contains("photo") && !folded.contains("image") {
        return None;
    }
    let at = entries("page-credit").iter().filter_map(|mark| folded.rfind(mark)).min()?;
    let (before, credit) = line.split_at(from + at);
    (!credit.trim_end_matches(['.', ')']).contains(". ")).then_some((before, credit))
}

/// `… footing. Anna Weber / TASS`.
fn slash_end(line: &str) -> Option<(&str, &str)> {
    let (left, agency) = line.rsplit_once('/')?;
    let agency = agency.trim().trim_end_matches([')', '*', '_', '.']);
    if !AGENCIES.has(&fold(agency)) {
        return None;
    }
    let ends = |c: &char| matches!(c, '.' | '!' | '?' | '”' | '"' | '(');
    let at = left.char_indices().rfind(|(_, c)| ends(c));
    let at = at.map_or(0, |(at, c)| at + c.len_utf8());
    are_names(&left[at..]).then(|| (&line[..at], &line[at..]))
}

/// Whether a line opens an appeal that runs to the end of the page, as `rest` must prove.
pub(super) fn opens_last_appeal<'a>(line: &str, mut rest: impl Iterator<Item = &'a str>) -> bool {
    let start = beginning(line, 80);
    let start = fold(start.trim_start_matches(|c: char| !c.is_alphanumeric()));
    let asks = |line: &str| {
        let folded = fold(line);
        entries("page-ask").iter().any(|ask| folded.contains(ask))
    };
    entries("page-last-appeal").iter().any(|open| start.starts_with(open))
        && (asks(line) || rest.any(asks))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_the_lines_of_a_page() {
        for (line, kind) in [
            ("**Related:** [Ferries said to be late](#)", Boilerplate::Pointer),
            ("READ MORE | Harbour news", Boilerplate::Pointer),
            ("Read more", Boilerplate::Pointer),
            ("Subscribe to our newsletter for more", Boilerplate::Appeal),
            ("Support The Harbour Times!", Boilerplate::Appeal),
            ("Follow Anna Weber on Twitter @aweber.", Boilerplate::Appeal),
            ("ADVERTISEMENT", Boilerplate::Appeal),
            ("© 2020 Harbour Post", Boilerplate::Appeal),
            ("![The bridge](bridge.jpg)", Boilerplate::Credit),
            ("Ida Holm / Reuters.", Boilerplate::Credit),
            ("**TASS**", Boilerplate::Credit),
            ("(Photo by Ida Holm)", Boilerplate::Credit),
            ("The bridge in May. (Photo by Ida Holm/Getty Images)", Boilerplate::Caption),
            ("The bridge in \"May.\" Ida Holm / AFP", Boilerplate::Caption),
        ] {
            assert_eq!(of(line), Some(kind), "{line}");
        }
    }

    #[test]
    fn leaves_what_people_say() {
        for line in [
            "Listen: they will not come, and we know it.",
            "\"Subscribe to our plan,\" Anna Weber said.",
            "Support us or leave, she told the council.",
            "Support The ferries, he said.",
            "He spoke to Reuters.",
            "The vote was 5/4, said AFP.",
            "It was the **Harbour Act**",
            "He had seen the photo by noon.",
            "Watch a clip of the talk above.",
        ] {
            assert_eq!(of(line), None, "{line}");
        }
    }

    #[test]
    fn an_appeal_runs_to_the_end_only_where_it_asks() {
        let opens = "… we have a small favour to ask. The Post lives from its readers.";
        assert!(opens_last_appeal(opens, ["", "Please donate."].into_iter()));
        assert!(!opens_last_appeal(opens, ["The talks went on."].into_iter()));
        assert!(!opens_last_appeal("Please donate.", ["Please donate."].into_iter()));
    }
}
