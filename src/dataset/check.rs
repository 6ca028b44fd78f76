//! What can be wrong with a dataset, and the sentences that say so.

use std::fmt;

use crate::text::{clip, safe};

/// One thing wrong with a dataset.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// Where: the path in the file and the entry's own id, as `quotes[3] "q04"`.
    pub place: String,
    /// What is wrong.
    pub what: String,
    /// What mends it.
    pub mend: String,
}

impl Fault {
    pub(super) fn new(place: &EntryPath<'_>, what: String, mend: impl Into<String>) -> Self {
        Self { place: place.to_string(), what, mend: mend.into() }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { place, what, mend } = self;
        write!(f, "{}: {}; {}", safe(place), safe(what), safe(mend))
    }
}

/// An entry of one of the file's lists.
#[derive(Debug, Clone, Copy)]
pub(super) struct EntryPath<'a> {
    pub(super) list: &'static str,
    pub(super) at: usize,
    pub(super) id: &'a str,
}

impl fmt::Display for EntryPath<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}[{}] {:?}", self.list, self.at, clip(self.id, 60))
    }
}

/// Why a file could not be opened as a dataset: one sentence without the file's name.
#[derive(Debug)]
pub enum Refusal {
    /// The file could not be read, or is not what a dataset is kept in.
    File(String),
    /// It is not JSON, or not of the dataset's shape; the place is a line and column.
    Json {
        /// `line 3 column 14`, with the path to it where that helps.
        place: String,
        /// What is wrong there.
        what: String,
        /// What mends it.
        mend: &'static str,
    },
    /// The shape is right and the content is not: every fault, in the order of the file.
    Faults(Vec<Fault>),
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::File(what) => write!(f, "{}", safe(what)),
            Self::Json { place, what, mend } => {
                write!(f, "{}: {}; {mend}", safe(place), safe(what))
            }
            Self::Faults(faults) => match faults.as_slice() {
                [] => Ok(()),
                [only] => write!(f, "{only}"),
                [first, rest @ ..] => {
                    write!(f, "{first} (and {} more: `onrecord check` lists them)", rest.len())
                }
            },
        }
    }
}

impl std::error::Error for Refusal {}
