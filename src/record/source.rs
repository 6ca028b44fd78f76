//! One record: where it comes from, and where its annotations stand.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use super::build::{Built, build};
use super::problem::{Passed, RecordProblem};
use super::walk;
use crate::dataset::Dataset;
use crate::dataset::annotations::store::{self, AnnotationsFile};
use crate::dataset::load::{Origin, Progress};
use crate::text::safe;

/// Where a record comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RecordSource {
    /// A dataset.
    Dataset(Origin),
    /// A folder of articles, which is built in memory.
    Folder(PathBuf),
}

/// A record that was read.
#[derive(Debug)]
pub struct Loaded {
    /// What was read or built.
    pub data: Dataset,
    /// The files that were passed over while it was built.
    pub passed: Vec<Passed>,
    /// Where its annotations stand; `None` where they are not kept.
    pub annotations: Option<PathBuf>,
}

/// A file, and what changes when it does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileState {
    path: PathBuf,
    length: u64,
    modified: SystemTime,
}

impl RecordSource {
    /// What a path on the command line names: a folder, or a dataset.
    #[must_use]
    pub fn named(path: PathBuf) -> Self {
        match () {
            () if path.as_os_str() == "-" => Self::Dataset(Origin::Stdin),
            () if path.is_dir() => Self::Folder(path),
            () => Self::Dataset(Origin::File(path)),
        }
    }

    /// What messages call it.
    #[must_use]
    pub fn name(&self) -> String {
        match self {
            Self::Dataset(origin) => origin.name(),
            Self::Folder(path) => safe(&path.to_string_lossy()).into_owned(),
        }
    }

    /// The file or folder, if it is one.
    #[must_use]
    pub fn path(&self) -> Option<&Path> {
        match self {
            Self::Dataset(Origin::File(path)) | Self::Folder(path) => Some(path),
            Self::Dataset(Origin::BuiltIn | Origin::Stdin) => None,
        }
    }

    /// Reads or builds the record, reporting progress. A folder is built with its annotations, as
    /// `onrecord build` does.
    ///
    /// # Errors
    /// Why there is no record to be had.
    pub fn load(
        &self,
        choice: &AnnotationsFile,
        progress: &mut (dyn FnMut(Progress) + Send),
    ) -> Result<Loaded, RecordProblem> {
        match self {
            Self::Dataset(origin) => {
                let data = origin.load(progress);
                let data = data.map_err(|refusal| RecordProblem::Dataset(self.name(), refusal))?;
                let annotations = store::path_of(choice, origin, &data);
                Ok(Loaded { data, passed: Vec::new(), annotations })
            }
            Self::Folder(folder) => {
                let annotations = self.annotations_path(choice);
                let known = annotations.as_deref().map(store::read).transpose()?;
                let paths = std::slice::from_ref(folder);
                let Built { data, passed } = build(paths, &known.unwrap_or_default(), progress)?;
                Ok(Loaded { data, passed, annotations })
            }
        }
    }

    /// What changes when one of its files does, or one comes or goes.
    #[must_use]
    pub fn state(&self) -> Vec<FileState> {
        let of = |path: PathBuf| {
            let meta = fs::metadata(&path).ok()?;
            Some(FileState { length: meta.len(), modified: meta.modified().ok()?, path })
        };
        match self {
            Self::Dataset(_) => {
                self.path().and_then(|path| of(path.to_owned())).into_iter().collect()
            }
            Self::Folder(folder) => {
                let files = walk::files(std::slice::from_ref(folder)).found.into_iter();
                files.filter_map(|found| of(found.path)).collect()
            }
        }
    }

    /// Where its annotations stand, where its place alone tells.
    #[must_use]
    pub fn annotations_path(&self, choice: &AnnotationsFile) -> Option<PathBuf> {
        match (self, choice) {
            (Self::Dataset(origin), _) => store::path_without_data(choice, origin),
            (Self::Folder(folder), AnnotationsFile::Beside) => Some(store::beside_folder(folder)),
            (Self::Folder(_), AnnotationsFile::Named(path)) => Some(path.clone()),
            (Self::Folder(_), AnnotationsFile::None) => None,
        }
    }
}
