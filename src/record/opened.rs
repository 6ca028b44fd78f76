//! What is opened: records with the files of their annotations.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use super::joint::JointRecords;
use super::problem::{Passed, RecordProblem};
use super::source::{FileState, Loaded, RecordSource};
use super::statements::join_statements;
use super::store::RecordStore;
use crate::dataset::annotations::Annotations;
use crate::dataset::annotations::store::{AnnotationsFile, StoreProblem};
use crate::dataset::ids::Ids;
use crate::dataset::load::{Origin, Progress};
use crate::dataset::{Dataset, Member, Orphan, Speaker, annotate, join, schema};
use crate::extract::link_records;

/// What is opened, one record or several as one, and which annotations belong to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecordSources {
    sources: Vec<RecordSource>,
    choice: AnnotationsFile,
}

/// Records that were read, as one.
#[derive(Debug)]
pub struct OpenedRecord {
    /// What they hold, without annotations.
    pub data: Dataset,
    /// The files that were passed over while folders were built.
    pub passed: Vec<Passed>,
    /// The file of annotations of each.
    annotations: Vec<Option<PathBuf>>,
    /// How they are told apart; `None` where there is one.
    joint: Option<JointRecords>,
}

impl OpenedRecord {
    /// Reads the annotations, joined with those that `mine` has and their files have not.
    ///
    /// # Errors
    /// Why they cannot be read.
    pub fn annotations(
        &mut self,
        store: &mut RecordStore,
        mine: &Annotations,
    ) -> Result<Annotations, StoreProblem> {
        store.open(std::mem::take(&mut self.annotations), self.joint.take(), mine)
    }
}

impl RecordSources {
    /// The records that paths name, `-` standard input; the built-in one where there is none.
    ///
    /// # Errors
    /// That one is named twice, or that several are to have one file of annotations.
    pub fn named(paths: Vec<PathBuf>, choice: AnnotationsFile) -> Result<Self, RecordProblem> {
        let mut seen = HashSet::new();
        for path in &paths {
            if !seen.insert(path.canonicalize().unwrap_or_else(|_| path.clone())) {
                return Err(RecordProblem::NamedTwice(path.clone()));
            }
        }
        if paths.len() > 1 && matches!(choice, AnnotationsFile::Named(_)) {
            return Err(RecordProblem::OneFileOfAnnotations);
        }
        let mut sources: Vec<_> = paths.into_iter().map(RecordSource::named).collect();
        if sources.is_empty() {
            sources.push(RecordSource::Dataset(Origin::BuiltIn));
        }
        Ok(Self { sources, choice })
    }

    /// Where they come from.
    #[must_use]
    pub fn sources(&self) -> &[RecordSource] {
        &self.sources
    }

    /// Which annotations belong to them.
    #[must_use]
    pub fn choice(&self) -> &AnnotationsFile {
        &self.choice
    }

    /// What changes when one of their files does, or one comes or goes.
    #[must_use]
    pub fn state(&self) -> Vec<FileState> {
        self.sources.iter().flat_map(RecordSource::state).collect()
    }

    /// Whether standard input is among them, which cannot be read a second time.
    #[must_use]
    pub fn reads_input(&self) -> bool {
        self.sources.contains(&RecordSource::Dataset(Origin::Stdin))
    }

    /// The files of annotations, where the places of the records alone tell.
    pub fn annotation_paths(&self) -> impl Iterator<Item = PathBuf> {
        self.sources.iter().filter_map(|source| source.annotations_path(&self.choice))
    }

    /// Reads them, reporting progress.
    ///
    /// # Errors
    /// Why there is no record to be had.
    pub fn load(
        &self,
        progress: &mut (dyn FnMut(Progress) + Send),
    ) -> Result<OpenedRecord, RecordProblem> {
        let (mut passed, mut annotations, mut all) = (Vec::new(), Vec::new(), Vec::new());
        for source in &self.sources {
            let loaded: Loaded = source.load(&self.choice, progress)?;
            passed.extend(loaded.passed);
            annotations.push(loaded.annotations);
            all.push(loaded.data);
        }
        if all.len() < 2 {
            let data = all.pop().unwrap_or_default();
            return Ok(OpenedRecord { data, passed, annotations, joint: None });
        }
        progress(Progress::stage("joining"));
        let names = self.names();
        let records: Vec<Vec<schema::Speaker>> =
            all.iter().map(|data| data.speakers.iter().map(as_written).collect()).collect();
        let speakers = link_records(&records);
        let members = names.iter().cloned().zip(all).zip(speakers);
        let members = members.map(|((name, data), speakers)| Member { name, data, speakers });
        let (data, ids) = join(members.collect());
        let joint = Some(JointRecords::new(names, ids, &data));
        let data = join_statements(data);
        Ok(OpenedRecord { data, passed, annotations, joint })
    }

    /// Reads them and applies their annotations; what was passed over, and the annotations that fit
    /// nothing.
    ///
    /// # Errors
    /// Why there is no record to be had.
    pub fn load_annotated(
        &self,
        progress: &mut (dyn FnMut(Progress) + Send),
    ) -> Result<(Dataset, Vec<Passed>, Vec<Orphan>), RecordProblem> {
        let mut opened = self.load(progress)?;
        let annotations =
            opened.annotations(&mut RecordStore::default(), &Annotations::default())?;
        let (data, orphans) = annotate(opened.data, &annotations);
        Ok((data, opened.passed, orphans))
    }

    /// What tells each record from the others: the name of its file, or with a number behind it.
    fn names(&self) -> Vec<String> {
        let mut taken = Ids::default();
        let name = |source: &RecordSource| {
            let path = source.path().map(|path| path.canonicalize().unwrap_or(path.to_owned()));
            let stem = path.as_deref().and_then(Path::file_stem);
            let name = stem.map_or("input".into(), |stem| stem.to_string_lossy().into_owned());
            taken.take(&name)
        };
        self.sources.iter().map(name).collect()
    }
}

fn as_written(speaker: &Speaker) -> schema::Speaker {
    let Speaker { id, name, kind, role, side, aliases, .. } = speaker.clone();
    schema::Speaker { id, name, kind, role, side, aliases }
}
