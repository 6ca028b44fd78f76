//! Quotation marks paired, paragraph by paragraph, into quoted spans.
//!
//! One stray mark must cost one paragraph and never the article, so nothing is paired over a
//! paragraph's end: a quotation that runs on is one span a paragraph, joined later.

use std::ops::Range;

/// A paragraph: a line of the text, as newspapers' plain text has it.
pub(crate) fn paragraphs(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    let mut at = 0;
    text.split('\n').filter_map(move |line| {
        let range = at..at + line.trim_end().len();
        at += line.len() + 1;
        (!line.trim().is_empty()).then_some(range)
    })
}

/// Which way a mark points.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Side {
    Opens,
    Closes,
    /// A straight mark between two letters or two spaces.
    Either,
    /// A curly closing mark that stands where an opening one would.
    Turned,
    /// A single mark that is a plural's apostrophe unless a quotation needs an end.
    Perhaps,
}

/// One double quotation mark: its bytes and the way it points.
struct Mark {
    range: Range<usize>,
    side: Side,
}

/// A quoted span, marks included.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct QuotedSpan {
    /// Bytes from mark to mark.
    pub(crate) outer: Range<usize>,
    /// Bytes between the marks.
    pub(crate) inner: Range<usize>,
    /// Whether a closing mark was found; a quotation that runs on has none.
    pub(crate) closed: bool,
}

/// The quoted spans of a text, in order. Double marks of every kind count; single ones where
/// the text has no double ones.
pub(crate) fn quoted_spans(text: &str) -> Vec<QuotedSpan> {
    let paragraphs: Vec<Range<usize>> = paragraphs(text).collect();
    let found = pair(text, &paragraphs, double_marks);
    if found.is_empty() { pair(text, &paragraphs, single_marks) } else { found }
}

fn pair(
    text: &str,
    paragraphs: &[Range<usize>],
    marks: impl Fn(&str, Range<usize>) -> Vec<Mark>,
) -> Vec<QuotedSpan> {
    let mut found = Vec::new();
    for (at, paragraph) in paragraphs.iter().enumerate() {
        let mut open: Option<Range<usize>> = None;
        let mut perhaps: Option<Range<usize>> = None;
        for mark in marks(text, paragraph.clone()) {
            let Some(from) = &open else {
                let opens = !matches!(mark.side, Side::Closes | Side::Perhaps);
                open = opens.then_some(mark.range);
                continue;
            };
            if mark.side == Side::Perhaps {
                perhaps = Some(mark.range);
            } else if mark.side == Side::Opens
                && let Some(end) = perhaps.take()
            {
                found.push(QuotedSpan {
                    outer: from.start..end.end,
                    inner: from.end..end.start,
                    closed: true,
                });
                open = Some(mark.range);
            } else if mark.side != Side::Opens {
                perhaps = None;
                found.push(QuotedSpan {
                    outer: from.start..mark.range.end,
                    inner: from.end..mark.range.start,
                    closed: true,
                });
                open = None;
            }
        }
        if let Some(from) = open {
            let lead = text[paragraph.start..from.start].trim_end();
            let next = paragraphs.get(at + 1).map_or("", |next| text[next.clone()].trim_start());
            let goes_on = next.starts_with(['"', '“', '„', '«'])
                || next.starts_with("''")
                || next.starts_with("``");
            if lead.is_empty() || lead.ends_with([',', ':']) || goes_on {
                found.push(QuotedSpan {
                    outer: from.start..paragraph.end,
                    inner: from.end..paragraph.end,
                    closed: false,
                });
            }
        }
    }
    found
}

/// The way a mark at `mark` points, by its neighbours.
fn side(before: Option<char>, after: Option<char>) -> Side {
    let blank = |c: Option<char>| c.is_none_or(char::is_whitespace);
    let left = blank(before) || before.is_some_and(|c| "([{—–-/‘'".contains(c));
    let right = blank(after) || after.is_some_and(|c| ".,;:!?)]}—–-…'’".contains(c));
    match (left, right) {
        (true, false) => Side::Opens,
        (false, true) => Side::Closes,
        _ if blank(after) => {
            if blank(before) {
                Side::Either
            } else {
                Side::Closes
            }
        }
        _ if blank(before) => Side::Opens,
        _ => Side::Either,
    }
}

/// The end of a left-over tag (`<a href="…">`) that begins at `at`: the marks in it quote nothing.
pub(crate) fn tag_end(text: &str, at: usize) -> Option<usize> {
    const LONGEST: usize = 400;
    let rest = text[at..].strip_prefix('<')?;
    let name = rest.strip_prefix('/').unwrap_or(rest);
    if !name.starts_with(|c: char| c.is_ascii_alphabetic()) {
        return None;
    }
    let end = rest.char_indices().take(LONGEST).find(|(_, c)| matches!(c, '<' | '>' | '\n'));
    end.filter(|(_, c)| *c == '>').map(|(len, _)| at + len + 2)
}

fn double_marks(text: &str, within: Range<usize>) -> Vec<Mark> {
    let paragraph = &text[within.clone()];
    let mut found = Vec::new();
    let mut before: Option<char> = None;
    let mut at = 0;
    while let Some(c) = paragraph[at..].chars().next() {
        let mut end = at + c.len_utf8();
        let from = within.start + at;
        let after = |end: usize| paragraph[end..].chars().next();
        match c {
            '<' => {
                if let Some(past) = tag_end(text, from).filter(|past| *past <= within.end) {
                    end = past - within.start;
                }
            }
            '\'' => {
                let run = paragraph[at..].bytes().take_while(|b| *b == b'\'').count();
                end = at + run;
                let pair = |at: usize, side| Mark { range: at..at + 2, side };
                match run {
                    2 => found.push(pair(from, side(before, after(end)))),
                    3 if before.is_none_or(char::is_whitespace) => {
                        found.push(pair(from, Side::Opens));
                    }
                    3 => found.push(pair(from + 1, Side::Closes)),
                    4 => {
                        found.push(pair(from, Side::Either));
                        found.push(pair(from + 2, Side::Either));
                    }
                    _ => {}
                }
            }
            '`' if paragraph[at..].starts_with("``") => {
                end = at + 2;
                found.push(Mark { range: from..from + 2, side: Side::Opens });
            }
            '"' if !is_inches(&paragraph[..at]) => {
                let side = side(before, after(end));
                found.push(Mark { range: from..from + 1, side });
            }
            '“' | '„' | '«' => {
                // One that can only close here closes; else it opens, even between letters.
                let turned = side(before, after(end)) == Side::Closes;
                let side = if turned { Side::Closes } else { Side::Opens };
                found.push(Mark { range: from..from + c.len_utf8(), side });
            }
            '”' | '»' | '‟' => {
                let turned = side(before, after(end)) == Side::Opens;
                let side = if turned { Side::Turned } else { Side::Closes };
                found.push(Mark { range: from..from + c.len_utf8(), side });
            }
            _ => {}
        }
        before = paragraph[..end].chars().next_back();
        at = end;
    }
    found
}

/// Whether what stands before a straight mark makes it a mark of inches: `6'2"`.
fn is_inches(before: &str) -> bool {
    let feet = before.trim_end_matches(|c: char| c.is_ascii_digit());
    let digits = before.len() - feet.len();
    (1..=2).contains(&digits)
        && feet
            .strip_suffix(['\'', '’'])
            .is_some_and(|feet| feet.ends_with(|c: char| c.is_ascii_digit()))
}

/// Single marks as outer ones. An apostrophe stands between letters or ends a word; to be sure of
/// pairs, an opening one must follow a blank and touch a letter.
fn single_marks(text: &str, within: Range<usize>) -> Vec<Mark> {
    let paragraph = &text[within.clone()];
    let mut found: Vec<Mark> = Vec::new();
    let mut before: Option<char> = None;
    for (at, c) in paragraph.char_indices() {
        let from = within.start + at;
        let range = from..from + c.len_utf8();
        let after = paragraph[at + c.len_utf8()..].chars().next();
        let opens = before.is_none_or(|c| c.is_whitespace() || c == '(')
            && after.is_some_and(|c| c.is_alphanumeric() || c == '…');
        let closes = before.is_some_and(|c| c.is_alphanumeric() || ".,!?…".contains(c))
            && after.is_none_or(|c| c.is_whitespace() || ".,;:!?)".contains(c));
        match c {
            '\'' | '‘' | '’' | '‚' if opens => {
                found.push(Mark { range, side: Side::Opens });
            }
            // `the ministers' view`: perhaps a plural's apostrophe.
            '\'' | '’' | '‘' if closes => {
                let plural = before == Some('s') && after.is_some_and(char::is_whitespace);
                let side = if plural { Side::Perhaps } else { Side::Closes };
                found.push(Mark { range, side });
            }
            _ => {}
        }
        before = Some(c);
    }
    found
}
