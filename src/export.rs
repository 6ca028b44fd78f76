//! What leaves the program: quotes as text, JSON, CSV and Markdown, citations and addresses.
//!
//! A citation names who, what, when, where it was printed and at which address, so that whoever
//! receives it can go the way back to the source. JSON carries the data's own characters, escaped;
//! every other form is made safe for a terminal.

mod address;
mod markdown;

use std::io::{self, Write};

use serde::Serialize;

use crate::dataset::{Confidence, Dataset, Form, QuoteIx, QuoteKind, day};
use crate::text::{safe, safe_lines};

pub use address::{address, misleading, web_address};
pub use markdown::markdown;

/// The forms in which quotes are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Format {
    /// For people: the quote, then who, when and where, a blank line between quotes.
    Text,
    /// One JSON array.
    Json,
    /// One JSON object a line.
    Jsonl,
    /// RFC 4180 with a header; an apostrophe stands before what a spreadsheet would take for a
    /// formula: a sign (`=`, `+`, `-`, `@`) at the start of a cell, of a line, or after a semicolon.
    Csv,
    /// Markdown: block quotes with their citations.
    Md,
}

/// A quote as programs get it. Offsets are Unicode code points of the article's text.
#[derive(Debug, Serialize)]
struct ExportRow<'a> {
    id: &'a str,
    text: &'a str,
    kind: QuoteKind,
    speaker: Option<&'a str>,
    role: Option<&'a str>,
    side: Option<&'a str>,
    said: Option<String>,
    said_told: bool,
    meeting: Option<&'a str>,
    meeting_title: Option<&'a str>,
    article: &'a str,
    headline: &'a str,
    publisher: Option<&'a str>,
    date: Option<String>,
    url: Option<&'a str>,
    start: usize,
    end: usize,
    utterance: Option<&'a str>,
    confidence: Option<&'static str>,
    rule: Option<&'a str>,
    proven: bool,
}

impl<'a> ExportRow<'a> {
    fn new(data: &'a Dataset, ix: QuoteIx) -> Self {
        let quote = data.quote(ix);
        let (article, points) = (data.article(quote.article), data.points_of(ix));
        let speaker = quote.speaker.map(|s| data.speaker(s));
        let meeting = quote.meeting.map(|m| data.meeting(m));
        Self {
            id: data.id_of(ix),
            text: data.words_of(ix),
            kind: quote.kind,
            speaker: speaker.map(|s| s.name.as_str()),
            role: speaker.and_then(|s| s.role.as_deref()),
            side: speaker.and_then(|s| s.side.as_deref()),
            said: quote.said.known().map(|date| date.to_string()),
            said_told: quote.said_told,
            meeting: meeting.map(|m| m.id.as_str()),
            meeting_title: meeting.map(|m| m.title.as_str()),
            article: &article.id,
            headline: &article.title,
            publisher: article.publisher.as_deref(),
            date: article.date.known().map(|date| date.to_string()),
            url: article.url.as_deref(),
            start: points.start,
            end: points.end,
            utterance: quote.utterance.map(|u| data.utterance_ids.get(u.index())),
            confidence: quote.confidence.map(Confidence::name),
            rule: data.rule_of(ix),
            proven: quote.is_proven,
        }
    }

    /// The cells of a CSV row, in the order of [`COLUMNS`].
    fn cells(&self) -> [String; COLUMNS.len()] {
        let text = |value: Option<&str>| value.unwrap_or_default().to_owned();
        [
            self.id.into(),
            self.text.into(),
            self.kind.name().into(),
            text(self.speaker),
            text(self.role),
            text(self.side),
            text(self.said.as_deref()),
            text(self.meeting),
            self.article.into(),
            self.headline.into(),
            text(self.publisher),
            text(self.date.as_deref()),
            text(self.url),
            self.start.to_string(),
            self.end.to_string(),
            text(self.utterance),
            text(self.confidence),
            text(self.rule),
            self.said_told.to_string(),
            self.proven.to_string(),
        ]
    }
}

const COLUMNS: [&str; 20] = [
    "id",
    "text",
    "kind",
    "speaker",
    "role",
    "side",
    "said",
    "meeting",
    "article",
    "headline",
    "publisher",
    "date",
    "url",
    "start",
    "end",
    "utterance",
    "confidence",
    "rule",
    "said_told",
    "proven",
];

/// Prints quotes in a format.
///
/// # Errors
/// Those of the writer.
pub fn write(
    out: &mut dyn Write,
    format: Format,
    data: &Dataset,
    quotes: &[QuoteIx],
) -> io::Result<()> {
    match format {
        Format::Text => {
            for (at, quote) in quotes.iter().enumerate() {
                let gap = if at > 0 { "\n" } else { "" };
                writeln!(out, "{gap}{}", citation(data, *quote))?;
            }
        }
        Format::Json => {
            let records: Vec<_> = quotes.iter().map(|q| ExportRow::new(data, *q)).collect();
            writeln!(out, "{}", inert(&serde_json::to_string_pretty(&records)?))?;
        }
        Format::Jsonl => {
            for quote in quotes {
                writeln!(out, "{}", inert(&serde_json::to_string(&ExportRow::new(data, *quote))?))?;
            }
        }
        Format::Csv => {
            let mut table =
                csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(&mut *out);
            table.write_record(COLUMNS).map_err(of_writer)?;
            for quote in quotes {
                let cells = ExportRow::new(data, *quote).cells().map(|cell| guard(&cell));
                table.write_record(cells).map_err(of_writer)?;
            }
            table.flush()?;
        }
        Format::Md => {
            for (at, quote) in quotes.iter().enumerate() {
                let gap = if at > 0 { "\n" } else { "" };
                writeln!(out, "{gap}{}", markdown(data, *quote))?;
            }
        }
    }
    out.flush()
}

/// The writer's own error, whose kind tells a closed pipe and a full disk; csv's hides it.
fn of_writer(error: csv::Error) -> io::Error {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => error,
        other => io::Error::other(format!("{other:?}")),
    }
}

/// JSON in which what would act on a terminal, or cannot be seen, is written as an escape: the data
/// stays what it is. Such characters stand only in strings, C0 controls are escaped already.
fn inert(json: &str) -> String {
    let mut text = String::with_capacity(json.len());
    for c in json.chars() {
        if c == '\n' || crate::text::is_plain(c) {
            text.push(c);
        } else {
            let mut units = [0; 2];
            for unit in c.encode_utf16(&mut units) {
                text += &format!("\\u{unit:04x}");
            }
        }
    }
    text
}

/// A cell that no spreadsheet takes for a formula, and no terminal for a command.
///
/// A program that parts cells at semicolons, or at tabs, takes what follows a semicolon or a line
/// break for a cell of its own; tabs are no longer there once the text is safe. Such programs pass
/// over spaces and quotation marks before a formula, so the apostrophe stands right before its sign.
fn guard(cell: &str) -> String {
    let cell = safe_lines(cell);
    let mut guarded = String::with_capacity(cell.len());
    let mut begins_cell = true;
    for c in cell.chars() {
        if begins_cell && matches!(c, '=' | '+' | '-' | '@' | '＝' | '＋' | '－' | '＠') {
            guarded.push('\'');
        }
        begins_cell = matches!(c, ';' | '\n') || begins_cell && (c == '"' || c.is_whitespace());
        guarded.push(c);
    }
    guarded
}

/// The words of a quote alone, safe to print.
#[must_use]
pub fn words_alone(data: &Dataset, quote: QuoteIx) -> String {
    safe_lines(data.words_of(quote))
}

/// The words of a quote as they may be cited: in quotation marks only where the source has them.
fn cited(data: &Dataset, quote: QuoteIx) -> String {
    let words = words_alone(data, quote);
    if data.is_in_marks(quote) { format!("“{words}”") } else { words }
}

/// Name, role and day: the day it was said, or else that of the report, if there is one.
fn who_and_when(data: &Dataset, quote: QuoteIx) -> String {
    let quote = data.quote(quote);
    let role = quote.speaker.and_then(|s| data.speaker(s).role.as_deref());
    let role = role.map(|role| format!(", {}", safe(role))).unwrap_or_default();
    let reported = if quote.is_reported() { "reported " } else { "" };
    format!("{}{role}, {reported}{}", safe(data.speaker_name(quote.speaker)), quote.said)
}

/// What whoever cites a quote must know, a sentence each.
fn cautions(data: &Dataset, quote: QuoteIx) -> Vec<String> {
    let (in_marks, outside) = (data.is_in_marks(quote), data.outside(quote).is_some());
    let quote = data.quote(quote);
    let mut cautions = Vec::new();
    if quote.kind == QuoteKind::Indirect {
        cautions.push("Reported without quotation marks: the reporter's words.".into());
    } else if !in_marks {
        cautions.push("The reporter's words, but for those in quotation marks.".into());
    }
    if let Some(confidence) = quote.confidence.filter(|c| *c != Confidence::High) {
        cautions.push(format!("Attribution by rule, confidence {}.", confidence.name()));
    }
    if !quote.is_proven {
        cautions.push(match outside {
            true => "Unproven: its place lies outside the article.".into(),
            false => "Unproven: the article has other words at this place.".into(),
        });
    }
    cautions
}

/// Who, what, when, where, at which address, and with what caution.
#[must_use]
pub fn citation(data: &Dataset, quote: QuoteIx) -> String {
    let mut lines = vec![cited(data, quote), format!("— {}", who_and_when(data, quote))];
    lines.push(printed_in(data, quote));
    lines.extend(address(data, quote));
    lines.extend(cautions(data, quote));
    lines.join("\n")
}

/// The article of a quote: headline, byline, publisher and day, as far as they are known.
#[must_use]
pub fn printed_in(data: &Dataset, quote: QuoteIx) -> String {
    let article = data.article(data.quote(quote).article);
    let mut parts = vec![safe(&article.title).into_owned()];
    let names = [&article.author, &article.publisher];
    parts.extend(names.into_iter().flatten().map(|name| safe(name).into_owned()));
    parts.extend(article.date.known().map(day));
    let digest = if article.form == Form::Digest { " (quoted from a digest)" } else { "" };
    let mut printed = String::new();
    for part in parts {
        if !printed.is_empty() {
            printed += if printed.ends_with('.') { " " } else { ". " };
        }
        printed += &part;
    }
    printed + digest
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dataset::Claim;
    use crate::dataset::load::Origin;

    fn record() -> Dataset {
        Origin::BuiltIn.load(&mut |_| {}).expect("sound")
    }

    fn called(data: &Dataset, id: &str) -> QuoteIx {
        data.quote_called(id).expect("a quote")
    }

    /// Makes a quote unproven.
    fn claim(data: &mut Dataset, quote: QuoteIx, text: &str) {
        data.quotes[quote.index()].is_proven = false;
        let claim = Claim { text: text.into(), outside: None };
        data.claimed.insert(data.quote(quote).at, claim);
    }

    #[test]
    fn a_citation_leads_back() {
        let data = record();
        let text = citation(&data, called(&data, "q16"));
        assert_eq!(
            text.lines().take(2).collect::<Vec<_>>(),
            ["“It's a pure violation of our sovereignty,”", "— Joe Biden, President, 27 Jul 2021"]
        );
        assert!(text.ends_with("#:~:text=It's%20a%20pure%20violation%20of%20our%20sovereignty"));
    }

    #[test]
    fn a_reporters_clause_keeps_its_own_marks() {
        let mut data = record();
        let ix = called(&data, "q16");
        data.quotes[ix.index()].kind = QuoteKind::Mixed;
        claim(&mut data, ix, "he was \"very glad\" of it");
        let text = citation(&data, ix);
        assert!(text.starts_with("he was \"very glad\" of it\n"), "{text}");
        assert!(text.contains("but for those in quotation marks"), "{text}");
    }

    #[test]
    fn an_indirect_quote_is_never_in_marks_and_doubts_are_said() {
        let mut data = record();
        let ix = called(&data, "q16");
        data.quotes[ix.index()].kind = QuoteKind::Indirect;
        data.quotes[ix.index()].confidence = Some(Confidence::Low);
        data.quotes[ix.index()].said_told = false;
        claim(&mut data, ix, "other words");
        for text in [citation(&data, ix), markdown(&data, ix)] {
            assert!(!text.contains('“'), "{text}");
            for word in
                ["reporter's words", "confidence low", "Unproven", "reported 27 Jul", "digest"]
            {
                assert!(text.contains(word), "{word} in {text}");
            }
        }
    }

    #[test]
    fn json_keeps_the_data_and_acts_on_nothing() {
        let text = serde_json::to_string("a\u{9b}2J\u{202e}\u{1b}é\u{e0041}").expect("json");
        let shown = inert(&text);
        assert!(shown.chars().all(crate::text::is_plain) && shown.contains('é'), "{shown}");
        let same: String = serde_json::from_str(&shown).expect("json");
        assert_eq!(same, "a\u{9b}2J\u{202e}\u{1b}é\u{e0041}");
    }
}
