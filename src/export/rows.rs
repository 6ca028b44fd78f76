//! Quotes in the formats that programs read: JSON and CSV.

use std::io::{self, Write};
use std::num::NonZeroU32;

use serde::{Serialize, Serializer};
use serde_json::{Map, Value};

use crate::dataset::{Confidence, Dataset, Polarity, QuoteIx, QuoteKind};
use crate::text::{is_plain, safe_lines, unwrapped};

/// A quote as programs get it. Offsets are Unicode code points of the article's text.
#[derive(Debug, Serialize)]
pub(super) struct ExportRow<'a> {
    id: &'a str,
    text: &'a str,
    kind: QuoteKind,
    speaker: Option<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    candidates: Vec<&'a str>,
    role: Option<&'a str>,
    side: Option<&'a str>,
    said: Option<String>,
    said_told: bool,
    meeting: Option<&'a str>,
    meeting_title: Option<&'a str>,
    meeting_date: Option<String>,
    meeting_status: Option<&'static str>,
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
    cue: Option<&'a str>,
    polarity: Option<&'static str>,
    turn: Option<NonZeroU32>,
    time: Option<u32>,
    proven: bool,
    approved: bool,
    corrected: bool,
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    marks: &'a [String],
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    spoken: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    spoken_quote: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    reverses: Option<bool>,
}

impl<'a> ExportRow<'a> {
    pub(super) fn new(data: &'a Dataset, ix: QuoteIx) -> Self {
        let quote = data.quote(ix);
        let (article, points) = (data.article(quote.article), data.code_points_of(ix));
        let speaker = quote.speaker.map(|s| data.speaker(s));
        let meeting = quote.meeting.map(|m| data.meeting(m));
        let remarks = data.remarks(ix);
        let spoken = data.spoken(ix);
        Self {
            id: data.id_of(ix),
            text: data.words_of(ix),
            kind: quote.kind,
            speaker: speaker.map(|s| s.name.as_str()),
            candidates: data
                .candidates(ix)
                .iter()
                .map(|one| data.speaker(*one).name.as_str())
                .collect(),
            role: speaker.and_then(|s| s.description()),
            side: speaker.and_then(|s| s.side.as_deref()),
            said: quote.said.known().map(|date| date.to_string()),
            said_told: quote.said_told,
            meeting: meeting.map(|m| m.id.as_str()),
            meeting_title: meeting.map(|m| m.title.as_str()),
            meeting_date: meeting.and_then(|m| m.date.text()),
            meeting_status: meeting.map(|m| m.status.name()),
            article: &article.id,
            headline: &article.title,
            publisher: article.publisher.as_deref(),
            date: article.date.known().map(|date| date.to_string()),
            url: article.url.as_deref(),
            start: points.start,
            end: points.end,
            utterance: data.utterance_id(ix),
            confidence: quote.confidence.map(Confidence::name),
            rule: data.rule_of(ix),
            cue: quote.cue.map(|cue| &article.text[cue.range()]),
            polarity: quote.polarity.map(Polarity::name),
            turn: quote.turn,
            time: quote.time.map(u32::from),
            proven: quote.is_proven,
            approved: remarks.is_some_and(|remarks| remarks.approved),
            corrected: remarks.is_some_and(|remarks| remarks.corrected),
            marks: remarks.map_or(&[], |remarks| &remarks.marks),
            note: remarks.and_then(|remarks| remarks.note.as_deref()),
            spoken: spoken.map(|spoken| spoken.verdict.name()),
            spoken_quote: spoken.map(|spoken| data.id_of(spoken.passage)),
            reverses: spoken.map(|spoken| spoken.reverses),
        }
    }
}

/// What a row tells, in the order of CSV's columns.
#[rustfmt::skip]
pub const FIELDS: [&str; 34] = [
    "id", "text", "kind", "speaker", "role", "side", "said", "meeting", "article", "headline",
    "publisher", "date", "url", "start", "end", "utterance", "confidence", "rule", "said_told",
    "cue", "polarity", "turn", "time", "proven", "candidates", "meeting_date", "meeting_status",
    "approved", "corrected", "marks", "note", "spoken", "spoken_quote", "reverses",
];

/// Some fields of a row, in the order in which they were asked for; what a row lacks is null.
struct Picked<'f>(&'f [&'static str], Map<String, Value>);

impl<'f> Picked<'f> {
    fn new(fields: &'f [&'static str], row: &ExportRow<'_>) -> serde_json::Result<Self> {
        match serde_json::to_value(row)? {
            Value::Object(map) => Ok(Self(fields, map)),
            _ => Ok(Self(fields, Map::new())),
        }
    }

    /// The cells of a CSV row.
    fn cells(&self) -> impl Iterator<Item = String> {
        self.0.iter().map(|field| {
            let text = self.1.get(*field).map(cell).unwrap_or_default();
            // A line end that only wrapped a line is a space.
            if *field == "text" { unwrapped(&text).into() } else { text }
        })
    }
}

impl Serialize for Picked<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|field| (field, self.1.get(*field))))
    }
}

/// A value as a cell of a table.
fn cell(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        Value::Array(parts) => parts.iter().map(cell).collect::<Vec<_>>().join("; "),
        other => other.to_string(),
    }
}

/// Writes a JSON array.
pub(super) fn json<'a>(
    out: &mut dyn Write,
    fields: Option<&[&'static str]>,
    rows: impl Iterator<Item = ExportRow<'a>>,
) -> io::Result<()> {
    let json = match fields {
        None => serde_json::to_string_pretty(&rows.collect::<Vec<_>>())?,
        Some(fields) => {
            let rows = rows.map(|row| Picked::new(fields, &row));
            serde_json::to_string_pretty(&rows.collect::<serde_json::Result<Vec<_>>>()?)?
        }
    };
    writeln!(out, "{}", inert(&json))
}

/// Writes a JSON object a line.
pub(super) fn jsonl<'a>(
    out: &mut dyn Write,
    fields: Option<&[&'static str]>,
    mut rows: impl Iterator<Item = ExportRow<'a>>,
) -> io::Result<()> {
    rows.try_for_each(|row| {
        let json = match fields {
            None => serde_json::to_string(&row)?,
            Some(fields) => serde_json::to_string(&Picked::new(fields, &row)?)?,
        };
        writeln!(out, "{}", inert(&json))
    })
}

/// Writes CSV with a header.
pub(super) fn csv<'a>(
    out: &mut dyn Write,
    fields: Option<&[&'static str]>,
    rows: impl Iterator<Item = ExportRow<'a>>,
) -> io::Result<()> {
    let fields = fields.unwrap_or(&FIELDS);
    let mut table = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(out);
    table.write_record(fields).map_err(of_writer)?;
    for row in rows {
        let row = Picked::new(fields, &row)?;
        table.write_record(row.cells().map(|cell| guard(&cell))).map_err(of_writer)?;
    }
    table.flush()
}

/// The error of the writer, whose kind tells a closed pipe from a full disk.
fn of_writer(error: csv::Error) -> io::Error {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => error,
        other => io::Error::other(format!("{other:?}")),
    }
}

/// JSON in which what would act on a terminal, or cannot be seen, is written as an escape: the data
/// stays what it is. Such characters stand only in strings, C0 controls are escaped already.
#[must_use]
pub fn inert(json: &str) -> String {
    let mut text = String::with_capacity(json.len());
    for c in json.chars() {
        if c == '\n' || is_plain(c) {
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
pub(crate) fn guard(cell: &str) -> String {
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
