//! A quote in Markdown. What a quote, a name or a headline holds is text there, never Markdown.

use std::io::{self, Write};

use super::address::address;
use super::citation::{cautions, cited, printed_in, who_and_when};
use crate::dataset::{Dataset, QuoteIx};

/// The quote as a Markdown block quote with its citation.
///
/// A CommonMark renderer gives back the words as they were, but for white space: spaces at either
/// end of a line are lost, several blank lines are one, and a single line break is a soft one.
#[must_use]
pub fn markdown(data: &Dataset, quote: QuoteIx) -> String {
    let source = source(data, quote);
    let mut lines: Vec<String> = cited(data, quote).lines().map(escape_line).collect();
    lines.push(String::new());
    lines.push(format!("— {}. {source}", escape(&who_and_when(data, quote))));
    for caution in cautions(data, quote) {
        lines.push(String::new());
        lines.push(format!("*{}*", escape(&caution)));
    }
    let quoted = lines.iter().map(|line| format!("> {line}").trim_end_matches(' ').to_owned());
    quoted.collect::<Vec<_>>().join("\n")
}

/// Writes quotes as running text, each with who said it and a footnote: where it was printed, and
/// what whoever cites it must know. The footnotes stand at the end, as Pandoc and GitHub read them.
///
/// # Errors
/// Those of the writer.
pub(super) fn footnoted(out: &mut dyn Write, data: &Dataset, quotes: &[QuoteIx]) -> io::Result<()> {
    for (at, quote) in quotes.iter().enumerate() {
        let lines: Vec<String> = cited(data, *quote).lines().map(escape_line).collect();
        let who = escape(&who_and_when(data, *quote));
        writeln!(out, "{} — {who}[^{}]\n", lines.join("\n"), at + 1)?;
    }
    for (at, quote) in quotes.iter().enumerate() {
        let cautions = cautions(data, *quote);
        let cautions: String =
            cautions.iter().map(|caution| format!(" *{}*", escape(caution))).collect();
        // A headline such as `1. June` begins no list there.
        let source = match address(data, *quote) {
            Some(_) => source(data, *quote),
            None => escape_line(&printed_in(data, *quote)),
        };
        writeln!(out, "[^{}]: {source}{cautions}", at + 1)?;
    }
    Ok(())
}

/// Where a quote was printed, as a link where that has an address.
fn source(data: &Dataset, quote: QuoteIx) -> String {
    let printed = escape(&printed_in(data, quote));
    match address(data, quote) {
        Some(url) => format!("[{printed}](<{}>)", escape_address(&url)),
        None => printed,
    }
}

/// A line that begins no list, heading, rule or code block, with its text escaped.
fn escape_line(line: &str) -> String {
    let line = line.trim_matches([' ', '\t']);
    let after_digits = line.trim_start_matches(|c: char| c.is_ascii_digit());
    let digits = line.len() - after_digits.len();
    let begins_block = match digits {
        0 => line.starts_with(['-', '+', '=']),
        _ => after_digits.starts_with(['.', ')']),
    };
    match begins_block {
        true => format!("{}\\{}", &line[..digits], escape(&line[digits..])),
        false => escape(line),
    }
}

/// Text within a line, with the characters escaped that CommonMark or the usual extensions of it
/// (tables, strikethrough, formulas) take for their own.
pub(crate) fn escape(text: &str) -> String {
    escape_where(text, |c, rest| match c {
        '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|' | '~' | '$' => true,
        '&' => is_reference(rest),
        _ => false,
    })
}

/// An address within `<…>`.
fn escape_address(url: &str) -> String {
    escape_where(url, |c, rest| match c {
        '\\' | '<' | '>' => true,
        '&' => is_reference(rest),
        _ => false,
    })
}

/// Whether a text that begins with `&` begins with a character reference such as `&lt;`.
fn is_reference(text: &str) -> bool {
    text[1..].trim_start_matches(|c: char| c.is_ascii_alphanumeric() || c == '#').starts_with(';')
}

fn escape_where(text: &str, is_special: impl Fn(char, &str) -> bool) -> String {
    let mut escaped = String::with_capacity(text.len());
    for (at, c) in text.char_indices() {
        if is_special(c, &text[at..]) {
            escaped.push('\\');
        }
        escaped.push(c);
    }
    escaped
}
