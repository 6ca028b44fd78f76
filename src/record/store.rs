//! The files of annotations of what is opened: one for each record.

use std::path::{Path, PathBuf};

use super::joint::JointRecords;
use crate::dataset::annotations::Annotations;
use crate::dataset::annotations::store::{Saved, Store, StoreProblem};

/// The files of annotations while a program changes them.
#[derive(Debug, Default)]
pub struct RecordStore {
    stores: Vec<Store>,
    /// How the records' annotations are told apart; `None` where there is one record.
    joint: Option<JointRecords>,
}

impl RecordStore {
    /// The files, as far as annotations are kept.
    pub fn paths(&self) -> impl Iterator<Item = &Path> {
        self.stores.iter().filter_map(Store::path)
    }

    /// Whether something could not be written.
    #[must_use]
    pub fn is_behind(&self) -> bool {
        self.stores.iter().any(Store::is_behind)
    }

    /// Whether a file holds something else than was last read or written, by another program.
    #[must_use]
    pub fn is_changed(&self) -> bool {
        self.stores.iter().any(Store::is_changed)
    }

    /// Reads the annotations of records that were opened, joined with those that `mine` has and
    /// their files have not.
    ///
    /// # Errors
    /// Why they cannot be read; nothing is changed then.
    pub(super) fn open(
        &mut self,
        paths: Vec<Option<PathBuf>>,
        joint: Option<JointRecords>,
        mine: &Annotations,
    ) -> Result<Annotations, StoreProblem> {
        let mut stores = self.stores.clone();
        // They were told apart as the records stood before.
        let mut mine = self.shares(mine);
        stores.resize_with(paths.len(), Store::default);
        mine.resize_with(paths.len(), Annotations::default);
        let opened = stores.iter_mut().zip(paths).zip(&mine);
        let all: Result<Vec<Annotations>, StoreProblem> =
            opened.map(|((store, path), mine)| store.open(path, mine)).collect();
        let all = all?;
        (self.stores, self.joint) = (stores, joint);
        Ok(self.joined(all))
    }

    /// Writes the annotations, those of each record to its file, with what another program wrote
    /// meanwhile. What can be written is, whatever becomes of the rest.
    ///
    /// # Errors
    /// Why some are not written; their file is as it was.
    pub fn save(&mut self, mine: &Annotations) -> Result<Saved, StoreProblem> {
        let shares = self.shares(mine);
        let saved: Vec<Result<Saved, StoreProblem>> =
            self.stores.iter_mut().zip(&shares).map(|(store, mine)| store.save(mine)).collect();
        let saved: Vec<Saved> = saved.into_iter().collect::<Result<_, _>>()?;
        let is_theirs = saved.iter().any(|saved| saved.theirs.is_some());
        let theirs =
            saved.iter().zip(&shares).map(|(saved, mine)| saved.theirs.as_ref().unwrap_or(mine));
        let theirs: Vec<Annotations> = theirs.cloned().collect();
        let both = self.joined(saved.into_iter().map(|saved| saved.both).collect());
        let theirs = is_theirs.then(|| self.joined(theirs));
        Ok(Saved { both, theirs })
    }

    fn joined(&mut self, mut all: Vec<Annotations>) -> Annotations {
        match &mut self.joint {
            Some(joint) => joint.join(&all),
            None => all.pop().unwrap_or_default(),
        }
    }

    /// Each record's own out of the annotations of all.
    fn shares(&mut self, all: &Annotations) -> Vec<Annotations> {
        let bases: Vec<Annotations> =
            self.stores.iter().map(|store| store.base().clone()).collect();
        match &mut self.joint {
            Some(joint) => joint.split(all, &bases),
            None => vec![all.clone()],
        }
    }
}
