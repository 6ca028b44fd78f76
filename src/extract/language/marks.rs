//! Quotation marks paired, paragraph by paragraph, into quoted spans.
//!
//! One stray mark must cost one paragraph and never the article, so nothing is paired over a
//! paragraph's end: a quotation that runs on is one span a paragraph, joined later, and only into
//! the very next paragraph where that begins with a mark.

mod find;

use std::ops::Range;

use super::lexicon::{Kinds, look_up};
use crate::text::paragraphs;
use find::{Mark, Side, double_marks, side, single_marks};
pub(crate) use find::{markup_end, tag_end};

/// A quoted span, marks included.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct QuotedSpan {
    /// Bytes from mark to mark.
    pub(crate) outer: Range<usize>,
    /// Bytes between the marks.
    pub(crate) inner: Range<usize>,
    /// Whether a closing mark was found.
    pub(crate) closed: bool,
    /// Whether the next span, at the beginning of the next paragraph, continues it.
    pub(crate) runs_on: bool,
    /// Where the paragraph begins that signs it: `Anna Weber, chairwoman.”`
    pub(crate) signed: Option<usize>,
}

impl QuotedSpan {
    fn new(outer: Range<usize>, inner: Range<usize>) -> Self {
        Self { outer, inner, closed: true, runs_on: false, signed: None }
    }
}

/// The quoted spans of a text, in order. Double marks of every kind count; single ones where they
/// are the text's own: where it has no double ones, or fewer outside of single ones.
pub(crate) fn quoted_spans(text: &str) -> Vec<QuotedSpan> {
    let paragraphs: Vec<Range<usize>> = paragraphs(text).collect();
    let double = pair_double(text, &paragraphs);
    if double.is_empty() {
        return pair_single(text, &paragraphs);
    }
    if !text.contains(" ‘")
        && !text.contains("\n‘")
        && !text.starts_with('‘')
        && !text.contains(" '")
        && !text.contains("\n'")
    {
        return double;
    }
    let single = pair_single(text, &paragraphs);
    let within = |span: &QuotedSpan, others: &[QuotedSpan]| {
        let at = others.partition_point(|other| other.outer.end <= span.outer.start);
        others.get(at).is_some_and(|other| other.outer.start < span.outer.end)
    };
    // `,’ said` and `said: ‘`: a quotation, and no word that a writer keeps a distance from.
    let is_said = |span: &&QuotedSpan| {
        let words = &text[span.inner.clone()];
        words.trim_end().ends_with([',', '.', '!', '?', '…']) && words.contains(' ')
    };
    let outer = single.iter().filter(is_said).filter(|span| !within(span, &double)).count();
    let other = double.iter().filter(|span| !within(span, &single)).count();
    if outer < 2 || outer <= other {
        return double;
    }
    let mut spans = single;
    let apart: Vec<QuotedSpan> = double.into_iter().filter(|span| !within(span, &spans)).collect();
    spans.extend(apart);
    spans.sort_by_key(|span| span.outer.start);
    spans
}

/// Adds the quotations that are set apart without marks: blocks of a page or of Markdown behind an
/// introduction that ends in a colon, and what a page marks inside its sentences. `set_apart` are
/// byte ranges, one a paragraph.
pub(crate) fn with_set_apart(text: &str, spans: &mut Vec<QuotedSpan>, set_apart: &[Range<usize>]) {
    let mut blocks: Vec<Range<usize>> = set_apart.to_vec();
    if text.starts_with('>') || text.contains("\n>") {
        blocks.extend(paragraphs(text).filter(|range| text[range.clone()].starts_with('>')));
    }
    blocks.sort_by_key(|range| range.start);
    let mut introduced: Option<usize> = None;
    for block in blocks {
        let marks = |c: char| c == '>' || c.is_whitespace();
        let words = text[block.clone()].trim_start_matches(marks);
        let line = text[..block.start].rfind('\n').map_or(0, |end| end + 1);
        let before = text[..line].trim_end();
        let is_inline = text[line..block.start].chars().any(char::is_alphanumeric);
        // The paragraphs of one block follow one another.
        let continues = introduced.is_some_and(|end| text[end..block.start].chars().all(marks));
        let taken = spans.partition_point(|span| span.outer.end <= block.start);
        let is_free = spans.get(taken).is_none_or(|span| block.end <= span.outer.start);
        if words.is_empty() || !is_free || !(is_inline || continues || before.ends_with(':')) {
            introduced = None;
            continue;
        }
        if continues && let Some(last) = taken.checked_sub(1) {
            spans[last].runs_on = true;
        }
        introduced = (!is_inline).then_some(block.end);
        let inner = block.end - words.len()..block.end;
        spans.insert(taken, QuotedSpan::new(block, inner));
    }
}

/// Pairs the double marks of each paragraph.
fn pair_double(text: &str, paragraphs: &[Range<usize>]) -> Vec<QuotedSpan> {
    let mut spans: Vec<QuotedSpan> = Vec::new();
    for (at, paragraph) in paragraphs.iter().enumerate() {
        let marks = without_doubled(text, double_marks(text, paragraph.clone()));
        let count = |side: Side| marks.iter().filter(|mark| mark.side == side).count();
        // Only where every mark has its partner can one stand inside another.
        let is_balanced = marks.len() > 2
            && count(Side::Opens) == count(Side::Closes)
            && (marks.iter().all(|mark| mark.is_curly) || is_nested(&marks));
        let first = spans.len();
        let mut open: Option<Range<usize>> = None;
        let mut depth = 0;
        for mark in marks {
            let Some(from) = open.clone() else {
                if mark.side != Side::Closes {
                    open = Some(mark.range);
                } else if spans.len() == first && lacks_opener(text, paragraph, &mark.range) {
                    let start = paragraph.start;
                    spans.push(QuotedSpan::new(start..mark.range.end, start..mark.range.start));
                }
                continue;
            };
            let closes_low = text[from.clone()].starts_with('„');
            match mark.side {
                Side::Opens if is_balanced => depth += 1,
                Side::Opens if !closes_low => {
                    if let Some(end) = said_before(text, from.end..mark.range.start, true) {
                        spans.push(QuotedSpan::new(from.start..end, from.end..end));
                        open = Some(mark.range);
                    }
                }
                _ if depth > 0 => depth -= 1,
                _ => {
                    let (outer, inner) = (from.start..mark.range.end, from.end..mark.range.start);
                    spans.push(QuotedSpan::new(outer, inner));
                    open = None;
                }
            }
        }
        if let Some(from) = open {
            spans.extend(unclosed(text, paragraphs, at, from));
        }
    }
    // A quotation runs on into a span that opens the very next paragraph, and into no other.
    for at in 0..spans.len() {
        if spans[at].runs_on {
            let end = spans[at].outer.end;
            let next = spans.get(at + 1).map_or(text.len(), |next| next.outer.start);
            spans[at].runs_on = text[end..next].trim().is_empty() && next < text.len();
        }
    }
    spans
}

/// Whether straight marks stand inside one another, each with its partner: `"The "old" road"`.
fn is_nested(marks: &[Mark]) -> bool {
    let mut depth = 0;
    let mut deepest = 0;
    for mark in marks {
        match mark.side {
            Side::Opens => depth += 1,
            Side::Closes if depth > 0 => depth -= 1,
            _ => return false,
        }
        deepest = deepest.max(depth);
    }
    deepest == 2 && depth == 0
}

/// A quotation that its paragraph does not close: it runs on, is signed in the next paragraph, ends
/// where the reporter says who spoke, or ends with the paragraph. `None` for a stray mark.
fn unclosed(
    text: &str,
    paragraphs: &[Range<usize>],
    at: usize,
    from: Range<usize>,
) -> Option<QuotedSpan> {
    let paragraph = &paragraphs[at];
    let next = paragraphs.get(at + 1).map(|next| text[next.clone()].trim_start());
    let goes_on = next.is_some_and(opens);
    // What a person says may have `, she said` in it: only at the paragraph's end it is the
    // reporter's for certain.
    let is_last = |end: &usize| text[*end..paragraph.end].split_whitespace().count() <= 5;
    let named =
        said_before(text, from.end..paragraph.end, true).filter(|end| !goes_on || is_last(end));
    let said = named.or_else(|| said_before(text, from.end..paragraph.end, false).filter(is_last));
    if let Some(end) = said {
        return Some(QuotedSpan::new(from.start..end, from.end..end));
    }
    let lead = text[paragraph.start..from.start].trim_end();
    let whole = QuotedSpan {
        closed: false,
        runs_on: goes_on,
        ..QuotedSpan::new(from.start..paragraph.end, from.end..paragraph.end)
    };
    if goes_on {
        return Some(whole);
    }
    let signed = next.filter(|next| is_signature(next)).map(|_| paragraphs[at + 1].start);
    (lead.is_empty() || lead.ends_with([',', ':']) || signed.is_some())
        .then_some(QuotedSpan { signed, ..whole })
}

/// Whether a paragraph begins with an opening mark.
fn opens(paragraph: &str) -> bool {
    paragraph.starts_with(['"', '″', '＂', '“', '„', '«', '「', '『'])
        || ["''", "``", "‘‘", "&quot;", "&ldquo;", "â€œ"]
            .iter()
            .any(|mark| paragraph.starts_with(mark))
}

/// Whether a paragraph signs the quotation above it and closes its mark: `Anna Weber, chairwoman.”`
fn is_signature(paragraph: &str) -> bool {
    let ends = |c: char| c.is_whitespace() || ".\"”“".contains(c);
    let marks = paragraph.chars().filter(|c| matches!(c, '"' | '“' | '”')).count();
    let closes = paragraph.trim_end().trim_end_matches('.').ends_with(['"', '”']);
    let words = paragraph.trim_start_matches(|c: char| "—–- ".contains(c)).trim_end_matches(ends);
    let names = words.split_once(',').map_or(words, |(names, _)| names);
    marks == 1
        && closes
        && words.split_whitespace().count() <= 14
        && (2..=5).contains(&names.split_whitespace().count())
        && names.split_whitespace().all(|word| word.starts_with(char::is_uppercase))
}

/// Where the quoted words of a range end, if the reporter goes on in it with who said them: `We go,
/// said Tom Reed`, behind the comma. `named`: only by name.
fn said_before(text: &str, range: Range<usize>, named: bool) -> Option<usize> {
    let words = &text[range.clone()];
    words.match_indices([',', '?', '!', '.']).find_map(|(at, mark)| {
        let end = at + mark.len();
        let rest = &words[end..];
        (rest.starts_with(char::is_whitespace) && is_reporting(rest, named))
            .then_some(range.start + end)
    })
}

/// Whether a closing mark without an opening one closes what its paragraph begins with.
fn lacks_opener(text: &str, paragraph: &Range<usize>, mark: &Range<usize>) -> bool {
    let words = &text[paragraph.start..mark.start];
    words.ends_with([',', '?', '!', '.'])
        && words.split_whitespace().count() > 1
        && is_reporting(&text[mark.end..paragraph.end], false)
}

/// Whether words begin by saying who spoke: `said Anna Weber`, `Weber told the paper`; `she said`
/// unless a name is asked for.
fn is_reporting(words: &str, named: bool) -> bool {
    let mut names = 0;
    let mut pronoun = false;
    for (at, word) in words.split_whitespace().take(7).enumerate() {
        let bare = word.trim_end_matches(|c: char| !c.is_alphanumeric());
        let kinds = look_up(bare).kinds;
        if kinds.intersects(Kinds::SPEECH)
            && kinds.intersects(Kinds::PAST | Kinds::THIRD)
            && !bare.starts_with(char::is_uppercase)
        {
            let next = words.split_whitespace().nth(at + 1).unwrap_or_default();
            let named_next = next.starts_with(char::is_uppercase)
                && !look_up(next).kinds.intersects(Kinds::SUBJECT);
            let described = !named && matches!(next, "the" | "a" | "an" | "he" | "she" | "they");
            return names > 0 || pronoun && !named || at == 0 && (named_next || described);
        }
        pronoun |= at == 0 && matches!(bare, "he" | "she" | "they" | "the");
        names += usize::from(bare.starts_with(char::is_uppercase));
        let goes_on = bare.starts_with(char::is_uppercase) || pronoun && at < 3;
        if !goes_on || word.ends_with(['.', '!', '?']) && bare.chars().count() > 3 {
            return false;
        }
    }
    false
}

/// Marks without the second of two that are typed by mistake: `““We go`, `go,””`.
fn without_doubled(text: &str, marks: Vec<Mark>) -> Vec<Mark> {
    let mut kept: Vec<Mark> = Vec::with_capacity(marks.len());
    for mark in marks {
        let touches = kept.last().is_some_and(|last| last.range.end == mark.range.start);
        let Some(last) = kept.last_mut().filter(|_| touches) else {
            kept.push(mark);
            continue;
        };
        let before = text[..last.range.start].chars().next_back();
        let after = text[mark.range.end..].chars().next();
        match side(before, after) {
            way @ (Side::Opens | Side::Closes) => {
                *last = Mark { range: last.range.start..mark.range.end, side: way, ..mark };
            }
            _ => kept.push(mark),
        }
    }
    kept
}

/// Pairs the single marks of each paragraph.
fn pair_single(text: &str, paragraphs: &[Range<usize>]) -> Vec<QuotedSpan> {
    let mut spans = Vec::new();
    for (at, paragraph) in paragraphs.iter().enumerate() {
        let mut open: Option<Mark> = None;
        let mut perhaps: Option<Range<usize>> = None;
        // `'the ‘old’ road'`: marks of the other form are another quotation's.
        let mut inside = false;
        for mark in single_marks(text, paragraph.clone()) {
            let Some(from) = &open else {
                let opens = !matches!(mark.side, Side::Closes | Side::Perhaps);
                open = opens.then_some(mark);
                continue;
            };
            if from.is_curly != mark.is_curly && (inside || mark.side == Side::Opens) {
                inside = mark.side == Side::Opens;
                continue;
            }
            let from = from.range.clone();
            let span =
                |end: &Range<usize>| QuotedSpan::new(from.start..end.end, from.end..end.start);
            match (mark.side, perhaps.take()) {
                (Side::Perhaps, _) => perhaps = Some(mark.range),
                (Side::Opens, Some(end)) => {
                    spans.push(span(&end));
                    open = Some(mark);
                }
                (Side::Opens, None) => {}
                _ => {
                    spans.push(span(&mark.range));
                    open = None;
                }
            }
        }
        let Some(from) = open.map(|mark| mark.range) else { continue };
        let next = paragraphs.get(at + 1).map(|next| &text[next.clone()]);
        let runs_on = next.is_some_and(opens_single);
        let lead = text[paragraph.start..from.start].trim_end();
        // `She added: ‘It rained.`: a curly mark behind a colon opens for certain.
        let whole = text[..paragraph.end].ends_with(['.', '!', '?']);
        let announced = lead.ends_with(':') && text[from.clone()] == *"‘" && whole;
        if lead.is_empty() || announced || runs_on && lead.ends_with([',', ':']) {
            let end = paragraph.end;
            spans.push(QuotedSpan {
                closed: false,
                runs_on,
                ..QuotedSpan::new(from.start..end, from.end..end)
            });
        }
    }
    spans
}

/// Whether a paragraph begins with a single opening mark.
fn opens_single(paragraph: &str) -> bool {
    let words = paragraph.strip_prefix(['\'', '‘', '’', '‚']);
    words.is_some_and(|words| words.starts_with(char::is_alphanumeric))
}
