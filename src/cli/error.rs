//! What a command can meet, and the sentences that say so.

use std::io;
use std::path::{Path, PathBuf};

use thiserror::Error;

use crate::dataset::annotations::store;
use crate::dataset::check::Fault;
use crate::dataset::threads;
use crate::record::{Passed, RecordProblem};
use crate::terminal::Failure;

/// Why a command fails, or what it complains of and goes on; one sentence without the program's name.
#[derive(Debug, Error)]
pub(super) enum CommandError {
    #[error("cannot write the output: {}; write it to another place", without_number(.0))]
    Output(#[from] io::Error),
    #[error("standard input cannot be read: {0}")]
    Input(#[source] io::Error),
    #[error("`-` reads a dataset from standard input; pipe one in, or name a file")]
    InputIsTerminal,
    #[error("{0:?} is no file and no command; did you mean `onrecord {1}`?")]
    NoSuchCommand(String, String),
    #[error(
        "{0:?} is no file, no folder and no command; `onrecord --filter {0:?}` looks for the word"
    )]
    WordAlone(String),
    #[error(
        "{0} is a file and no word to look for; put it behind `--dataset`, as `onrecord query --dataset {0} …`"
    )]
    RecordAsQuery(String),
    #[error("with --linear, standard input gives the commands; name a file or a folder to read")]
    LinearInput,
    #[error(
        "what comes before a command is for exploring; put options behind the command, and a dataset behind `--dataset`"
    )]
    OptionsBeforeCommand,
    #[error("a draft and a dataset cannot both be standard input; name one of them")]
    InputTwice,
    #[error("no draft is read from {0}; nothing is checked")]
    NoDraftIn(String),
    #[error("--pivot takes two: rows and columns, as `--pivot speaker,year`")]
    PivotAxes,
    #[error("--pivot prints a table: as text, json, jsonl, csv or md")]
    PivotFormat,
    #[error("--fields goes with `--format json`, `jsonl` or `csv`")]
    FieldsFormat,
    #[error(transparent)]
    Record(#[from] RecordProblem),
    #[error("{0}: {1}")]
    Fault(String, #[source] Fault),
    #[error("{0}")]
    Query(String),
    #[error("this was the built-in record; `--dataset {0}` asks another")]
    BuiltIn(String),
    #[error("{} {}", .0.display(), .1)]
    Target(PathBuf, #[source] TargetProblem),
    #[error("{}: {}", .0.display(), .1)]
    Unmet(PathBuf, String),
    #[error("{} {}", .0.display(), .1)]
    Import(PathBuf, String),
    #[error("there is nowhere to keep annotations; `--annotations FILE` names a file")]
    NowhereToKeep,
    #[error("no article was found in {0}; nothing is written")]
    NoArticle(String),
    #[error(transparent)]
    Passed(#[from] Passed),
    #[error(transparent)]
    Annotations(#[from] store::StoreProblem),
    #[error(transparent)]
    Threads(#[from] threads::Refused),
    #[error(transparent)]
    Explorer(#[from] Failure),
}

/// Why a file cannot be written, and what mends it: the end of a sentence that begins with its path.
#[derive(Debug, PartialEq, Eq, Error)]
pub(super) enum TargetProblem {
    #[error("is a folder; name a file in it")]
    Folder,
    #[error("is no regular file; write to `-` and redirect it")]
    NotRegular,
    #[error("is write-protected; allow its owner to write it, or name another file")]
    Protected,
    #[error("is a link that leads to no file; name the file itself")]
    Link,
    #[error("is there already; name another, or add --force")]
    There,
    #[error("is there already and is no dataset; name another file, or remove it")]
    NoDataset,
    #[error("is one of the files that are read; name another")]
    IsRead,
    #[error("cannot be written: its folder is not there; make it first")]
    NoFolder,
    #[error("may not be written; allow it, or name another file")]
    NotAllowed,
    #[error("has come there meanwhile; name another file")]
    CameMeanwhile,
    #[error("cannot be written: {0}; make room, or name another file")]
    NotWritten(io::ErrorKind),
}

impl TargetProblem {
    /// That a file could not be written.
    pub(super) fn of_error(error: &io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::NotFound => Self::NoFolder,
            io::ErrorKind::PermissionDenied => Self::NotAllowed,
            io::ErrorKind::AlreadyExists => Self::CameMeanwhile,
            kind => Self::NotWritten(kind),
        }
    }

    /// The problem with the file's path.
    pub(super) fn of(self, path: &Path) -> CommandError {
        CommandError::Target(path.to_owned(), self)
    }
}

/// What an error says. That of the system has a number in it, its kind has none.
fn without_number(error: &io::Error) -> String {
    match error.raw_os_error() {
        Some(_) => error.kind().to_string(),
        None => error.to_string(),
    }
}
