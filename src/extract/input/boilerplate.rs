//! What stands on an article's page and is not the article: menus, appeals, pointers, captions.
//!
//! The tables are short on purpose. A line that is wrongly taken for boilerplate costs a quotation;
//! one that is wrongly kept costs nothing.

use super::lines::{AGENCIES, are_names, beginning, plain};
use crate::text::fold;

/// Longest caption that is known by the credit at its end, in bytes.
const CAPTION: usize = 600;
/// Longest line of a menu, an appeal or a pointer to other articles.
const FURNITURE: usize = 260;

/// Labels of lines that lead to other articles.
const POINTERS: [&str; 27] = [
    "related",
    "related article",
    "related articles",
    "related story",
    "related stories",
    "related content",
    "related coverage",
    "related news",
    "related topics",
    "read more",
    "read also",
    "also read",
    "read next",
    "see also",
    "see more",
    "more",
    "more on this",
    "more on this story",
    "watch",
    "watch also",
    "listen",
    "don't miss",
    "recommended",
    "you may also like",
    "most read",
    "trending",
    "in case you missed it",
];

/// Lines of menus, buttons and notices, folded and without marks.
const MENUS: [&str; 47] = [
    "abstract",
    "ad",
    "advertisement",
    "advertising",
    "back to top",
    "click to expand",
    "close",
    "comments",
    "continue reading",
    "copy link",
    "correction appended",
    "email",
    "facebook",
    "full text",
    "leave a comment",
    "linkedin",
    "listen to this article",
    "loading",
    "log in",
    "main menu",
    "menu",
    "newsletter",
    "not ready to support today",
    "paiment methods",
    "payment methods",
    "print",
    "print this article",
    "reddit",
    "remind me later",
    "save",
    "share",
    "share on facebook",
    "share on twitter",
    "share this",
    "share this article",
    "sign in",
    "sign up",
    "skip to content",
    "skip to main content",
    "sponsored",
    "story continues below advertisement",
    "subscribe",
    "subscribe now",
    "tags",
    "telegram",
    "twitter",
    "whatsapp",
];

/// How appeals and notices begin, folded.
const APPEALS: [&str; 22] = [
    "a message from our editors",
    "all rights reserved",
    "become a member",
    "become a supporter",
    "by signing up",
    "click here to",
    "copyright ",
    "donate to",
    "download our app",
    "download the app",
    "follow us on",
    "get our newsletter",
    "join our newsletter",
    "like us on",
    "please consider supporting",
    "read the full ",
    "read the rest of ",
    "sign up for ",
    "sign up to ",
    "subscribe to ",
    "support our journalism",
    "support our work",
];

/// How an appeal begins after which nothing of the article follows.
const LAST_APPEALS: [&str; 2] = ["we have a small favor to ask", "we have a small favour to ask"];

/// What an appeal for money says, folded: the proof that [`LAST_APPEALS`] opened one.
const ASKS: [&str; 7] =
    ["support us", "contribut", "donat", "subscri", "your support", "monthly", "every month"];

/// What begins the credit of a photograph, folded; each has `photo` or `image` in it.
const CREDITS: [&str; 8] = [
    "photo: ",
    "photo by ",
    "photograph: ",
    "photograph by ",
    "image: ",
    "image credit: ",
    "photo credit: ",
    "ap photo/",
];

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
    if MENUS.contains(&bare) {
        return Some(Boilerplate::Appeal);
    }
    if AGENCIES.contains(&bare) {
        return Some(Boilerplate::Credit);
    }
    let label = folded.split([':', '|', '»', '›']).next().unwrap_or_default();
    let label = label.trim_matches(|c: char| !c.is_alphanumeric());
    // "Listen: they will not come." is someone speaking.
    let spoken = folded.ends_with('.') && !label.starts_with("rel") && !label.starts_with("read");
    if POINTERS.contains(&label) && !spoken {
        return Some(Boilerplate::Pointer);
    }
    let quoted = line.contains(['"', '“', '«']);
    let appeal = APPEALS.iter().any(|start| folded.starts_with(start))
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
    let at = CREDITS.iter().filter_map(|mark| folded.rfind(mark)).min()?;
    let (before, credit) = line.split_at(from + at);
    (!credit.trim_end_matches(['.', ')']).contains(". ")).then_some((before, credit))
}

/// `… footing. Anna Weber / TASS`.
fn slash_end(line: &str) -> Option<(&str, &str)> {
    let (left, agency) = line.rsplit_once('/')?;
    let agency = agency.trim().trim_end_matches([')', '*', '_', '.']);
    if !AGENCIES.contains(&fold(agency).as_str()) {
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
        ASKS.iter().any(|ask| folded.contains(ask))
    };
    LAST_APPEALS.iter().any(|open| start.starts_with(open)) && (asks(line) || rest.any(asks))
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
