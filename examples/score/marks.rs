//! Double quotation marks, and the stretches of text between them.

use crate::page::{Page, Span};

/// What a quotation mark may do, judged by its shape and its neighbours.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Turn {
    Opens,
    Closes,
    Either,
}

#[derive(Debug, Clone, Copy)]
struct Mark {
    at: usize,
    len: usize,
    turn: Turn,
}

/// The longest run of characters between the angle brackets of a left-over tag.
const TAG: usize = 400;

/// Whether a character is cut off the ends of what is compared: space, marks and punctuation.
pub(crate) fn is_edge(c: char) -> bool {
    c.is_whitespace() || "\"“”„‟«»'‘’`´.,;:!?…-–—".contains(c)
}

/// The quoted stretches of a text in order, marks included, none across a paragraph's end.
///
/// An opener that nothing closes counts to the end of its paragraph if it begins it, follows a
/// comma or colon, or the next paragraph begins with an opener: a quotation of several paragraphs.
pub(crate) fn quoted(page: &Page) -> Vec<Span> {
    let paragraphs: Vec<Span> = page.pieces(Span::new(0, page.len())).collect();
    let mut found = Vec::new();
    for (n, paragraph) in paragraphs.iter().enumerate() {
        let line = page.slice(*paragraph);
        let mut keep =
            |start, end| found.push(Span::new(paragraph.start + start, paragraph.start + end));
        let mut open = None;
        for mark in marks(line) {
            match (open, mark.turn) {
                (None, Turn::Opens | Turn::Either) => open = Some(mark.at),
                (Some(start), Turn::Closes | Turn::Either) => {
                    keep(start, mark.at + mark.len);
                    open = None;
                }
                _ => {}
            }
        }
        let goes_on = || paragraphs.get(n + 1).is_some_and(|next| begins_quoted(page.slice(*next)));
        if let Some(start) = open
            && (leads_in(&line[..start]) || goes_on())
        {
            keep(start, line.len());
        }
    }
    found
}

fn begins_quoted(line: &[char]) -> bool {
    matches!(line, ['"' | '“' | '„' | '«', ..] | ['\'', '\'', ..] | ['`', '`', ..])
}

fn leads_in(before: &[char]) -> bool {
    before.iter().rfind(|c| !c.is_whitespace()).is_none_or(|c| matches!(c, ',' | ':'))
}

fn marks(line: &[char]) -> Vec<Mark> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(&c) = line.get(at) {
        let turn = |len| turn(&line[..at], &line[at + len..]);
        let (len, turn) = match c {
            '<' => {
                at += tag(&line[at..]).unwrap_or(1);
                continue;
            }
            '\'' => {
                let run = line[at..].iter().take_while(|c| **c == '\'').count();
                found.extend(apostrophes(line, at, run));
                at += run;
                continue;
            }
            '`' if line.get(at + 1) == Some(&'`') => (2, Turn::Opens),
            '"' if !follows_feet(&line[..at]) => (1, turn(1)),
            '“' | '„' | '«' if turn(1) == Turn::Closes => (1, Turn::Closes),
            '“' | '„' | '«' => (1, Turn::Opens),
            '”' | '»' | '‟' if turn(1) == Turn::Opens => (1, Turn::Either),
            '”' | '»' | '‟' => (1, Turn::Closes),
            _ => {
                at += 1;
                continue;
            }
        };
        found.push(Mark { at, len, turn });
        at += len;
    }
    found
}

/// What a mark does that looks the same at both ends.
fn turn(before: &[char], after: &[char]) -> Turn {
    let is_space = |c: Option<&char>| c.is_none_or(|c| c.is_whitespace());
    let (before, after) = (before.last(), after.first());
    let left = is_space(before) || before.is_some_and(|c| "([{—–-/‘'".contains(*c));
    let right = is_space(after) || after.is_some_and(|c| ".,;:!?)]}—–-…'’".contains(*c));
    match (left, right, is_space(before), is_space(after)) {
        (true, false, ..) | (_, _, true, false) => Turn::Opens,
        (false, true, ..) | (_, _, false, true) => Turn::Closes,
        _ => Turn::Either,
    }
}

/// Two apostrophes are a double mark; of three, one belongs to a quotation inside.
fn apostrophes(line: &[char], at: usize, run: usize) -> Vec<Mark> {
    let mark = |at, turn| Mark { at, len: 2, turn };
    let outermost = at == 0 || line[at - 1].is_whitespace();
    match run {
        2 => vec![mark(at, turn(&line[..at], &line[at + 2..]))],
        3 if outermost => vec![mark(at, Turn::Opens)],
        3 => vec![mark(at + 1, Turn::Closes)],
        4 => vec![mark(at, Turn::Either), mark(at + 2, Turn::Either)],
        _ => Vec::new(),
    }
}

/// Whether a measure such as `6'2` ends here, so that the mark after it means inches.
fn follows_feet(before: &[char]) -> bool {
    let digits = before.iter().rev().take(3).take_while(|c| c.is_ascii_digit()).count();
    let rest = &before[..before.len() - digits];
    matches!(digits, 1 | 2) && matches!(rest, [.., d, '\'' | '’'] if d.is_ascii_digit())
}

/// How long a left-over tag is: the marks around its attributes are no quotation marks.
fn tag(line: &[char]) -> Option<usize> {
    let name = 1 + usize::from(line.get(1) == Some(&'/'));
    line.get(name).filter(|c| c.is_ascii_alphabetic())?;
    let inside = line[name + 1..].iter().take(TAG);
    let len = inside.take_while(|c| !matches!(c, '<' | '>')).count();
    (line.get(name + 1 + len) == Some(&'>')).then_some(name + len + 2)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stretches(text: &str) -> Vec<String> {
        let page = Page::new(text);
        quoted(&page).into_iter().map(|span| page.text(span)).collect()
    }

    #[test]
    fn every_kind_of_double_mark_pairs() {
        assert_eq!(stretches("“One,” said Anna. \"Two.\""), ["“One,”", "\"Two.\""]);
        assert_eq!(stretches("``One,'' said Tom. ''Two.''"), ["``One,''", "''Two.''"]);
        assert_eq!(stretches("«Un», dit-elle. ”Två” sade han."), ["«Un»", "”Två”"]);
        assert_eq!(
            stretches("\"'Yes' is what he told us,'\" she said."),
            ["\"'Yes' is what he told us,'\""]
        );
        assert_eq!(stretches("'''Yes,' he told us,'' she said."), ["'''Yes,' he told us,''"]);
    }

    #[test]
    fn what_is_no_quotation_mark() {
        assert!(stretches("He is 6'2\" and it's fine").is_empty());
        assert!(stretches("<a href=\"x\" title=\"y\">here</a>").is_empty());
        assert_eq!(stretches("at 5 < 6 \"so\" he"), ["\"so\""]);
    }

    #[test]
    fn an_open_quotation_ends_with_its_paragraph_or_is_none() {
        assert_eq!(stretches("“One.\n\n“Two,” he said."), ["“One.", "“Two,”"]);
        assert_eq!(stretches("She said, “one.\nThen nothing."), ["“one."]);
        assert_eq!(stretches("Of a “sort.\n \n“Two,” he said."), ["“sort.", "“Two,”"]);
        assert!(stretches("Of a “sort.\nThen nothing.").is_empty());
    }

    #[test]
    fn hostile_input_is_read_once() {
        for unit in ["\"", "“", "'", "<a", "`", "\n“"] {
            stretches(&unit.repeat(100_000));
        }
    }
}
