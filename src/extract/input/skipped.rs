//! Why an input was passed over, in one sentence that says how to mend it.

use std::fmt;

use super::EXTENSIONS;

/// An input that was passed over, and why; shown, it is one sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
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

/// Why an input was passed over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SkipReason {
    /// The name's extension is none that is read.
    Format,
    /// Nothing but white space.
    Empty,
    /// Not valid in the encoding it is taken for.
    Encoding {
        /// What it was taken for.
        read_as: String,
        /// The first byte that is wrong, where it is known.
        at: Option<usize>,
    },
    /// Control bytes: a picture, a program, an office document.
    Binary,
    /// Nothing is left without head and tail, or an HTML page shows none.
    NoText,
    /// A JSON value without `text` or `raw_text`.
    NoTextField,
    /// A page with more markup than any article has: what there is too much of.
    TooMuch(&'static str),
    /// In a language that is not read, by its English name.
    Language(String),
    /// Not JSON: what the parser says, with line and column.
    Json(String),
    /// Not XML: what the parser says, with line and column.
    Xml(String),
    /// XML with a root element that is none of those that are read.
    Root(String),
    /// A list of people, which is used for the texts beside it.
    People,
    /// Compressed, and not to be unpacked: why.
    Compressed(String),
}

impl fmt::Display for Skipped {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.file)?;
        match self.place {
            Some(PlaceInFile::Line(line)) => write!(f, ", line {line},")?,
            Some(PlaceInFile::Entry(entry)) => write!(f, ", entry {entry},")?,
            None => {}
        }
        match &self.why {
            SkipReason::Format => write!(f, " is not read: only {} are", EXTENSIONS.join(", ")),
            SkipReason::Empty => write!(f, " is empty"),
            SkipReason::Encoding { read_as, at } => {
                write!(f, " is not {read_as}")?;
                if let Some(at) = at {
                    write!(f, " at byte {at}")?;
                }
                write!(f, "; save it as UTF-8")
            }
            SkipReason::Binary => write!(f, " is not text; export its text to a .txt file"),
            SkipReason::NoText => write!(f, " has no article text in it"),
            SkipReason::NoTextField => {
                write!(f, " has no text in it; an article needs a \"text\" that is a string")
            }
            SkipReason::TooMuch(what) => write!(f, " has {what}; save its text as a .txt file"),
            SkipReason::Language(name) => write!(f, " is in {name}; only English is read"),
            SkipReason::Json(fault) => write!(f, " is not JSON: {fault}; correct it there"),
            SkipReason::Xml(fault) => write!(f, " is not XML: {fault}; correct it there"),
            SkipReason::Root(root) => write!(
                f,
                " is XML with the root {root:?}; only TEI, publicwhip and akomaNtoso are read"
            ),
            SkipReason::People => {
                write!(f, " is a list of people and no text; the texts beside it are read by it")
            }
            SkipReason::Compressed(fault) => write!(f, " cannot be unpacked: {fault}; unpack it"),
        }
    }
}

impl std::error::Error for Skipped {}
