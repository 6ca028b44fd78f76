//! Why an input was passed over, in one sentence that says how to mend it.

use std::fmt;

use thiserror::Error;

use super::EXTENSIONS;

/// An input that was passed over, and why; shown, it is one sentence.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{file}{} {why}", Between(.place))]
pub struct Skipped {
    /// The file, as it was named.
    pub file: String,
    /// Where in the file, if it holds several articles.
    pub place: Option<PlaceInFile>,
    /// What is wrong.
    pub why: SkipReason,
}

/// A place in a file that holds several articles, counted from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PlaceInFile {
    /// A line of a `.jsonl` file.
    Line(usize),
    /// An entry of a JSON list.
    Entry(usize),
}

/// A place between the name of its file and what is wrong.
struct Between<'a>(&'a Option<PlaceInFile>);

impl fmt::Display for Between<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Some(PlaceInFile::Line(line)) => write!(f, ", line {line},"),
            Some(PlaceInFile::Entry(entry)) => write!(f, ", entry {entry},"),
            None => Ok(()),
        }
    }
}

/// Why an input was passed over.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum SkipReason {
    /// The name's extension is none that is read.
    #[error("is not read: only {} are", EXTENSIONS.join(", "))]
    Format,
    /// Nothing but white space.
    #[error("is empty")]
    Empty,
    /// Not valid in the encoding it is taken for.
    #[error("is not {read_as}{}; save it as UTF-8", .at.map(|at| format!(" at byte {at}")).unwrap_or_default())]
    Encoding {
        /// What it was taken for.
        read_as: String,
        /// The first byte that is wrong, where it is known.
        at: Option<usize>,
    },
    /// Control bytes: a picture, a program, an office document.
    #[error("is not text; export its text to a .txt file")]
    Binary,
    /// Nothing is left without head and tail, or an HTML page shows none.
    #[error("has no article text in it")]
    NoText,
    /// A JSON value without `text` or `raw_text`.
    #[error("has no text in it; an article needs a \"text\" that is a string")]
    NoTextField,
    /// A page with more markup than any article has: what there is too much of.
    #[error("has {0}; save its text as a .txt file")]
    TooMuch(&'static str),
    /// In a language that is not read, by its English name.
    #[error("is in {0}; only English is read")]
    Language(String),
    /// Not JSON: what the parser says, with line and column.
    #[error("is not JSON: {0}; correct it there")]
    Json(String),
    /// Not XML: what the parser says, with line and column.
    #[error("is not XML: {0}; correct it there")]
    Xml(String),
    /// XML with a root element that is none of those that are read.
    #[error("is XML with the root {0:?}; only TEI, publicwhip and akomaNtoso are read")]
    Root(String),
    /// A list of people, which is used for the texts beside it.
    #[error("is a list of people and no text; the texts beside it are read by it")]
    People,
    /// Compressed, and not to be unpacked: why.
    #[error("cannot be unpacked: {0}; unpack it")]
    Compressed(String),
}
