//! What leaves the program: quotes as text, JSON, CSV and Markdown, citations and addresses.
//!
//! A citation names who, what, when, where it was printed and at which address, so that whoever
//! receives it can go the way back to the source. JSON carries the data's own characters, escaped;
//! every other form is made safe for a terminal.

mod address;
mod citation;
mod markdown;
mod pivot;
mod references;
mod rows;

use std::io::{self, Write};

use crate::dataset::{Dataset, QuoteIx};
use rows::ExportRow;

pub use address::{address, misleading, web_address};
pub use citation::{as_told, citation, printed_in, words_alone};
pub(crate) use markdown::escape as escape_markdown;
pub use markdown::markdown;
pub use pivot::{Axis, Pivot, PivotLine, write_pivot};
pub(crate) use rows::guard;
pub use rows::{FIELDS, inert};

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
    /// Markdown: the quotes as running text, where each was printed as a footnote.
    MdFootnotes,
    /// One HTML page: each quote with its citation and the paragraph it stands in.
    Html,
    /// CSL-JSON: a reference for each article, what is quoted of it in `annote`.
    CslJson,
    /// BibTeX: likewise.
    Bibtex,
    /// W3C Web Annotations (JSON-LD): each quote's words and place, and who said it.
    WebAnnotation,
}

impl Format {
    /// Whether a table of counts can be printed so.
    #[must_use]
    pub fn is_of_tables(self) -> bool {
        matches!(self, Self::Text | Self::Json | Self::Jsonl | Self::Csv | Self::Md)
    }

    /// Whether fields can be chosen.
    #[must_use]
    pub fn has_fields(self) -> bool {
        matches!(self, Self::Json | Self::Jsonl | Self::Csv)
    }
}

/// Prints quotes in a format. Where some of [`FIELDS`] are asked for, these alone, in a format that
/// [has fields](Format::has_fields).
///
/// # Errors
/// Those of the writer.
pub fn write(
    out: &mut dyn Write,
    format: Format,
    fields: Option<&[&'static str]>,
    data: &Dataset,
    quotes: &[QuoteIx],
) -> io::Result<()> {
    let rows = quotes.iter().map(|quote| ExportRow::new(data, *quote));
    match format {
        Format::Text => write_apart(out, quotes.iter().map(|quote| citation(data, *quote)))?,
        Format::Json => rows::json(out, fields, rows)?,
        Format::Jsonl => rows::jsonl(out, fields, rows)?,
        Format::Csv => rows::csv(out, fields, rows)?,
        Format::Md => write_apart(out, quotes.iter().map(|quote| markdown(data, *quote)))?,
        Format::MdFootnotes => markdown::footnoted(out, data, quotes)?,
        Format::Html => references::html(out, data, quotes)?,
        Format::CslJson => references::csl_json(out, data, quotes)?,
        Format::Bibtex => references::bibtex(out, data, quotes)?,
        Format::WebAnnotation => references::web_annotations(out, data, quotes)?,
    }
    out.flush()
}

/// Writes texts with a blank line between two.
fn write_apart(out: &mut dyn Write, texts: impl Iterator<Item = String>) -> io::Result<()> {
    for (at, text) in texts.enumerate() {
        writeln!(out, "{}{text}", if at > 0 { "\n" } else { "" })?;
    }
    Ok(())
}
