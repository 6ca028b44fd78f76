//! Quotation marks in a paragraph, and which way each points.

use std::ops::Range;

/// Which way a mark points.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    Opens,
    Closes,
    /// A straight mark between two letters or two spaces.
    Either,
    /// A curly closing mark that stands where an opening one would.
    Turned,
    /// A single mark that is a plural's apostrophe unless a quotation needs an end.
    Perhaps,
}

/// One quotation mark: its bytes and the way it points.
pub(super) struct Mark {
    pub(super) range: Range<usize>,
    pub(super) side: Side,
    /// Whether its own form says which way it points.
    pub(super) is_curly: bool,
}

/// The way a mark at `mark` points, by its neighbours.
pub(super) fn side(before: Option<char>, after: Option<char>) -> Side {
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

/// The end of what Markdown sets around words at `at`: `**`, the bracket before a link's words, its
/// address behind them. No sentence holds it.
pub(crate) fn markup_end(text: &str, at: usize) -> Option<usize> {
    const LONGEST: usize = 400;
    let rest = &text[at..];
    match rest.as_bytes().first()? {
        b'*' | b'_' => Some(at + rest.bytes().take_while(|byte| b"*_".contains(byte)).count()),
        b'[' => {
            let close = rest.char_indices().take(LONGEST).find(|(_, c)| matches!(c, ']' | '\n'));
            let behind = &rest[close?.0..];
            behind.starts_with("](http").then_some(at + 1)
        }
        b']' if rest.starts_with("](http") => {
            let close = rest.char_indices().take(LONGEST).find(|(_, c)| matches!(c, ')' | '\n'));
            close.filter(|(_, c)| *c == ')').map(|(len, _)| at + len + 1)
        }
        _ => None,
    }
}

/// The double marks of a paragraph, two single ones and coded ones among them.
pub(super) fn double_marks(text: &str, within: Range<usize>) -> Vec<Mark> {
    let paragraph = &text[within.clone()];
    let doubled = paragraph.contains("‘‘");
    // `“We go,’’`: closed otherwise than opened.
    let open = |before: &str| doubled || before.contains(['“', '"']);
    let mut found = Vec::new();
    let mut at = 0;
    while let Some((next, c)) = paragraph[at..].char_indices().find(|(_, c)| can_be_mark(*c)) {
        at += next;
        let before = paragraph[..at].chars().next_back();
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
                let pair = |at: usize, side| Mark { range: at..at + 2, side, is_curly: false };
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
                found.push(Mark { range: from..from + 2, side: Side::Opens, is_curly: false });
            }
            // `‘‘We go,’’`: two single ones for a double one.
            '‘' if doubled && paragraph[end..].starts_with('‘') => {
                end += c.len_utf8();
                found.push(Mark {
                    range: from..within.start + end,
                    side: Side::Opens,
                    is_curly: true,
                });
            }
            '’' if paragraph[end..].starts_with('’') && open(&paragraph[..at]) => {
                end += c.len_utf8();
                found.push(Mark {
                    range: from..within.start + end,
                    side: Side::Closes,
                    is_curly: true,
                });
            }
            '"' | '″' | '＂' if !is_inches(&paragraph[..at]) => {
                let side = side(before, after(end));
                found.push(Mark { range: from..within.start + end, side, is_curly: false });
            }
            '“' | '„' | '«' => {
                // One that can only close here closes; else it opens, even between letters.
                let turned = side(before, after(end)) == Side::Closes;
                let side = if turned { Side::Closes } else { Side::Opens };
                found.push(Mark { range: from..from + c.len_utf8(), side, is_curly: true });
            }
            '”' | '»' | '‟' => {
                let turned = side(before, after(end)) == Side::Opens;
                let side = if turned { Side::Turned } else { Side::Closes };
                found.push(Mark { range: from..from + c.len_utf8(), side, is_curly: true });
            }
            '「' | '『' | '」' | '』' => {
                let side = if matches!(c, '「' | '『') { Side::Opens } else { Side::Closes };
                found.push(Mark { range: from..from + c.len_utf8(), side, is_curly: true });
            }
            '&' | 'â' => {
                if let Some((mark, own)) = coded(&paragraph[at..]) {
                    end = at + mark.len();
                    let by_place = side(before, after(end));
                    let side = own.unwrap_or(by_place);
                    found.push(Mark {
                        range: from..from + mark.len(),
                        side,
                        is_curly: own.is_some(),
                    });
                }
            }
            _ => {}
        }
        at = end;
    }
    found
}

/// Whether a mark of any form can begin with a character.
fn can_be_mark(c: char) -> bool {
    matches!(c, '<' | '\'' | '`' | '"' | '&') || !c.is_ascii()
}

/// The mark that a text begins with as markup writes it, or as UTF-8 looks that was read as
/// Windows-1252; and which way it points, if it says so.
fn coded(text: &str) -> Option<(&'static str, Option<Side>)> {
    [
        ("&quot;", None),
        ("&#34;", None),
        ("&ldquo;", Some(Side::Opens)),
        ("&#8220;", Some(Side::Opens)),
        ("&rdquo;", Some(Side::Closes)),
        ("&#8221;", Some(Side::Closes)),
        ("â€œ", Some(Side::Opens)),
        ("â€\u{9d}", Some(Side::Closes)),
        ("â€\u{fffd}", Some(Side::Closes)),
    ]
    .into_iter()
    .find(|(mark, _)| text.starts_with(mark))
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
pub(super) fn single_marks(text: &str, within: Range<usize>) -> Vec<Mark> {
    let paragraph = &text[within.clone()];
    let mut found: Vec<Mark> = Vec::new();
    for (at, mark) in paragraph.match_indices(['\'', '‘', '’', '‚']) {
        let from = within.start + at;
        let range = from..from + mark.len();
        let before = paragraph[..at].chars().next_back();
        let after = paragraph[at + mark.len()..].chars().next();
        let opens = before.is_none_or(|c| c.is_whitespace() || c == '(')
            && after.is_some_and(|c| c.is_alphanumeric() || matches!(c, '…' | '['));
        let closes = before.is_some_and(|c| c.is_alphanumeric() || ".,!?…".contains(c))
            && after.is_none_or(|c| c.is_whitespace() || ".,;:!?)".contains(c));
        match mark {
            _ if opens => {
                found.push(Mark { range, side: Side::Opens, is_curly: mark != "'" });
            }
            // `the ministers' view`: perhaps a plural's apostrophe.
            "'" | "’" | "‘" if closes => {
                let plural = before == Some('s') && after.is_some_and(char::is_whitespace);
                let side = if plural { Side::Perhaps } else { Side::Closes };
                found.push(Mark { range, side, is_curly: mark != "'" });
            }
            _ => {}
        }
    }
    found
}
