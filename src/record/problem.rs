//! Why files are passed over, and the sentences that say so.

use std::io;
use std::path::{Path, PathBuf};

use thiserror::Error;

use crate::dataset::annotations::store::StoreProblem;
use crate::dataset::check::{Reason, Refusal};
use crate::extract::input::{EXTENSIONS, Skipped};

/// Why a record cannot be opened: one sentence.
#[derive(Debug, Error)]
pub enum RecordProblem {
    /// A dataset is none that can be read: its name and why.
    #[error("{0} {1}")]
    Dataset(String, #[source] Refusal),
    /// There is no article under these paths.
    #[error("no article was found in {0}; name a folder that holds some, or a dataset")]
    NoArticle(String),
    /// One record is named twice.
    #[error("{} is named twice; name it once", .0.display())]
    NamedTwice(PathBuf),
    /// Several records are to have one file of annotations.
    #[error(
        "--annotations names one file and each record has its own; leave it out, or open one record"
    )]
    OneFileOfAnnotations,
    /// Its annotations cannot be read.
    #[error("{0}; or leave it out with --no-annotations")]
    Annotations(#[from] StoreProblem),
}

/// What is passed over, and why: one sentence.
#[derive(Debug, Error)]
pub enum Passed {
    /// A file.
    #[error("{} {}", .0.display(), .1)]
    File(PathBuf, #[source] FileProblem),
    /// A line of a file that `build --jsonl` wrote: the file, the line, what is wrong.
    #[error("{0}, line {1}, is not what `onrecord build --jsonl` writes: {2}; make it anew")]
    NoExtraction(String, usize, String),
    /// An article.
    #[error(transparent)]
    Skipped(#[from] Skipped),
}

/// What is wrong with a file, and what mends it: the end of a sentence that begins with its path.
#[derive(Debug, PartialEq, Eq, Error)]
#[allow(missing_docs)] // the sentences say it
pub enum FileProblem {
    #[error(transparent)]
    Unreadable(#[from] Reason),
    #[error("is no file and no folder; name one")]
    NoFileNorFolder,
    #[error("lies too deep; name it itself")]
    TooDeep,
    #[error("is a link to a folder and not followed; name the folder itself")]
    LinkToFolder,
    #[error("is a link and not followed; name what it leads to")]
    Link,
    #[error("is no regular file")]
    MetNotRegular,
    #[error("is no regular file; name one")]
    NotRegular,
    #[error("is of no kind that is read ({})", EXTENSIONS.join(", "))]
    OtherKind,
    #[error("is larger than {0} MB; split it")]
    TooLarge(u64),
    #[error("is a dataset already and no article")]
    Dataset,
    #[error("is a dataset and no draft; put it behind `--dataset` to check against it")]
    DatasetAsDraft,
    #[error("{0}")]
    Known(String),
}

impl FileProblem {
    /// That a file could not be read.
    pub(super) fn read(error: &io::Error) -> Self {
        Self::Unreadable(error.into())
    }

    /// The problem with the file's path.
    #[must_use]
    pub fn of(self, path: &Path) -> Passed {
        Passed::File(path.to_owned(), self)
    }
}
