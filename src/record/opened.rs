//! What is opened: a record with the file of its annotations.

use std::path::PathBuf;

use super::problem::{Passed, RecordProblem};
use super::source::{FileState, Loaded, RecordSource};
use crate::dataset::annotations::Annotations;
use crate::dataset::annotations::store::{AnnotationsFile, Store};
use crate::dataset::load::{Origin, Progress};
use crate::dataset::{Dataset, Orphan, annotate};

/// What is opened, and which annotations belong to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecordSources {
    source: RecordSource,
    choice: AnnotationsFile,
}

impl RecordSources {
    /// A record with its annotations.
    #[must_use]
    pub fn new(source: RecordSource, choice: AnnotationsFile) -> Self {
        Self { source, choice }
    }

    /// What messages call it.
    #[must_use]
    pub fn name(&self) -> String {
        self.source.name()
    }

    /// Where it comes from.
    pub fn sources(&self) -> impl Iterator<Item = &RecordSource> {
        std::iter::once(&self.source)
    }

    /// What changes when one of its files does, or one comes or goes.
    #[must_use]
    pub fn state(&self) -> Vec<FileState> {
        self.sources().flat_map(RecordSource::state).collect()
    }

    /// Whether it cannot be read a second time.
    #[must_use]
    pub fn is_read_once(&self) -> bool {
        self.sources().any(|source| *source == RecordSource::Dataset(Origin::Stdin))
    }

    /// The files of annotations, where the places of the records alone tell.
    pub fn annotation_paths(&self) -> impl Iterator<Item = PathBuf> {
        self.sources().filter_map(|source| source.annotations_path(&self.choice))
    }

    /// Reads it, reporting progress.
    ///
    /// # Errors
    /// Why there is no record to be had.
    pub fn load(
        &self,
        progress: &mut (dyn FnMut(Progress) + Send),
    ) -> Result<Loaded, RecordProblem> {
        self.source.load(&self.choice, progress)
    }

    /// Reads it and applies its annotations; what of it was passed over, and the annotations that
    /// fit nothing.
    ///
    /// # Errors
    /// Why there is no record to be had.
    pub fn load_annotated(
        &self,
        progress: &mut (dyn FnMut(Progress) + Send),
    ) -> Result<(Dataset, Vec<Passed>, Vec<Orphan>), RecordProblem> {
        let Loaded { data, passed, annotations } = self.load(progress)?;
        let annotations = Store::default().open(annotations, &Annotations::default())?;
        let (data, orphans) = annotate(data, &annotations);
        Ok((data, passed, orphans))
    }
}
