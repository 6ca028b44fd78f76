//! What can be wrong with a file, and the sentences that say so.

use std::{fmt, io};

use thiserror::Error;

use super::threads::Refused;
use crate::text::{clip, safe};

/// The largest file that is read. A dataset of a million quotes takes half a gigabyte.
pub(super) const LARGEST: u64 = 2 << 30;
/// Ids and addresses are quoted up to so many columns, days up to so many.
const ID: usize = 60;
const DAY: usize = 40;

/// One thing wrong with a file: where, what, and what mends it, without the file's name.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub struct Fault {
    /// Where.
    pub place: Location,
    /// What is wrong and what mends it.
    pub reason: Reason,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.place != Location::File {
            write!(f, "{}: ", safe(&self.place.to_string()))?;
        }
        f.write_str(&safe(&self.reason.to_string()))
    }
}

/// Where something is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Location {
    /// The file as a whole.
    File,
    /// A line of it, counted from 1.
    Line(usize),
    /// A place in its JSON: line, column (0 at the end of the line), and the path to it, if any.
    Json(usize, usize, String),
    /// The file's version.
    Version,
    /// An entry: its list, its position there, and its own id.
    Entry(&'static str, usize, String),
}

impl fmt::Display for Location {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::File => Ok(()),
            Self::Version => f.write_str("version"),
            Self::Line(line) => write!(f, "line {line}"),
            Self::Json(line, column, path) => {
                match column {
                    0 => write!(f, "line {line}, at its end")?,
                    column => write!(f, "line {line} column {column}")?,
                }
                if path.is_empty() { Ok(()) } else { write!(f, " ({path})") }
            }
            Self::Entry(list, at, id) => write!(f, "{list}[{at}] {:?}", clip(id, ID)),
        }
    }
}

/// What is wrong, and what mends it: the sentences say what each is.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[allow(missing_docs)]
pub enum Reason {
    #[error("is not there; correct the path")]
    NotThere,
    #[error("may not be read; allow it")]
    NotAllowed,
    #[error("cannot be read: {0}; name another, or a copy of it")]
    Unreadable(String),
    #[error("cannot be read: {0}")]
    NoThreads(Refused),
    #[error("is a folder; name a dataset, a JSON file as `onrecord schema` describes it")]
    Folder,
    #[error("is not a regular file; name a dataset, a JSON file as `onrecord schema` describes it")]
    NotRegular,
    #[error("is larger than {} GiB; split it, or keep only the articles you need", LARGEST >> 30)]
    TooLarge,
    #[error("has nothing but NUL bytes from byte {0} on: it was cut off or damaged; get it anew")]
    Zeros(usize),
    #[error("is empty; a dataset is a JSON object, see `onrecord schema`")]
    Empty,
    #[error("is gzip; unpack it first: `gunzip -c FILE | onrecord -`")]
    Gzip,
    #[error("is compressed (zip, bzip2, xz or zstd); unpack it first")]
    Compressed,
    #[error("is UTF-32; save it as UTF-8, as `iconv -f UTF-32 -t UTF-8` does")]
    Utf32,
    #[error("is UTF-16; save it as UTF-8, as `iconv -f UTF-16 -t UTF-8` does")]
    Utf16,
    #[error("byte {0} is not UTF-8; save the file as UTF-8, or name another one")]
    NotUtf8(usize),
    #[error(
        "a dataset is one JSON object and begins with `{{`; name another file, or make one of articles \
         with `onrecord build`"
    )]
    NotObject,
    #[error("the file ends too early; get the whole of it")]
    EndsEarly,
    #[error("{0}; correct the JSON there")]
    Syntax(String),
    #[error("{0}; keep one")]
    DoubledKey(String),
    #[error("{}; `onrecord schema` prints what belongs there", plainly(.0))]
    Shape(String),
    #[error(
        "this program reads version {expected}, the file is {found}; make it a version 1 dataset"
    )]
    Version { found: u64, expected: u64 },
    #[error("the id is empty; give it one of its own")]
    EmptyId,
    #[error("the id is used twice; give each its own")]
    DoubledId,
    #[error("there is no {key} {:?}; add it or correct the id", clip(.id, ID))]
    NoSuch { key: &'static str, id: String },
    #[error("{key} {:?} is no day; write it as YYYY-MM-DD", clip(.day, DAY))]
    NoDay { key: &'static str, day: String },
    #[error("{key} {:?} is neither a day nor a month; write it as YYYY-MM-DD or YYYY-MM", clip(.day, DAY))]
    NoDayOrMonth { key: &'static str, day: String },
    #[error("url {:?} is no address; write it whole, with https://, or leave it out", clip(.0, ID))]
    NoAddress(String),
    #[error("its url is no http or https address; it will not be opened")]
    NotOpened,
    #[error(
        "the span {0} to {1} holds nothing; count start and end in code points, start before end"
    )]
    EmptySpan(u64, u64),
    #[error(
        "the mention {0} to {1} lies outside its article, which has {2} code points; correct it or leave it out"
    )]
    MentionOutside(u64, u64, u32),
    #[error(
        "the cue {0} to {1} lies outside its article, which has {2} code points; correct it or leave it out"
    )]
    CueOutside(u64, u64, u32),
    #[error(
        "the spoken words {0} to {1} lie outside their article, which has {2} code points; correct them or leave them out"
    )]
    SpokenOutside(u64, u64, u32),
    #[error("it has a last day and no first one; write its first day as date, or leave out end")]
    EndWithoutBeginning,
    #[error("it ends before it begins; correct date or end")]
    EndsBeforeItBegins,
    #[error("its place, {start} to {end}, lies outside article {:?}, which has {len} code points; it opens as unproven", clip(.article, ID))]
    SpanOutside { start: usize, end: usize, article: String, len: usize },
    #[error("its text is not what stands at {start} to {end} of article {:?}; it opens as unproven", clip(.article, ID))]
    TextDiffers { start: usize, end: usize, article: String },
}

impl From<&io::Error> for Reason {
    fn from(error: &io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => Self::NotThere,
            io::ErrorKind::PermissionDenied => Self::NotAllowed,
            _ => {
                let what = error.to_string();
                let what = what.split(" (os error").next().unwrap_or_default();
                Self::Unreadable(what.to_lowercase())
            }
        }
    }
}

impl From<Reason> for Fault {
    fn from(reason: Reason) -> Self {
        Self { place: Location::File, reason }
    }
}

/// What is wrong with a file without making it unreadable: mentions outside their articles, meetings
/// that end before they begin.
#[derive(Debug, Default, Clone)]
pub struct Flaws {
    /// The first thousand.
    pub first: Vec<Fault>,
    /// How many there are in all.
    pub count: usize,
}

impl Flaws {
    pub(super) fn note(&mut self, fault: Fault) {
        self.count += 1;
        if self.first.len() < 1000 {
            self.first.push(fault);
        }
    }
}

/// An error of serde's in the words of JSON instead of Rust's.
fn plainly(what: &str) -> String {
    let Some((found, expected)) = what.rsplit_once(", expected ") else { return what.into() };
    let found = match found {
        "invalid type: map" => "invalid type: object",
        "invalid type: sequence" => "invalid type: list",
        other => other,
    };
    let expected = match expected {
        "u64" => "a whole number, 0 or more",
        "a sequence" => "a list",
        other if other.starts_with("struct ") => "an object",
        other if other.starts_with("enum ") => "a string",
        other => other,
    };
    format!("{found}, expected {expected}")
}

/// Why a file could not be opened as a dataset.
#[derive(Debug, Error)]
pub enum Refusal {
    /// It could not be read, is not JSON, or has not a dataset's shape.
    #[error("{0}")]
    File(#[from] Fault),
    /// The shape is right and the content is not: every fault, in the order of the file.
    #[error("{}{}", .0.first().map(Fault::to_string).unwrap_or_default(), more(.0.len()))]
    Faults(Vec<Fault>),
}

impl From<Reason> for Refusal {
    fn from(reason: Reason) -> Self {
        Self::File(reason.into())
    }
}

impl From<io::Error> for Refusal {
    fn from(error: io::Error) -> Self {
        Reason::from(&error).into()
    }
}

fn more(faults: usize) -> String {
    match faults {
        0 | 1 => String::new(),
        _ => format!(" (and {} more: `onrecord check` lists them)", faults - 1),
    }
}
