//! Building a record in memory.

use std::path::PathBuf;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use super::problem::{Passed, RecordProblem};
use super::{reading::read_all, walk};
use crate::dataset::annotations::Annotations;
use crate::dataset::check::{Reason, Refusal};
use crate::dataset::load::{Progress, from_bytes};
use crate::dataset::{Dataset, threads};
use crate::extract::{Offices, merge};
use crate::verify;

/// A record that was built in memory.
#[derive(Debug)]
pub struct Built {
    /// The record.
    pub data: Dataset,
    /// The files that were passed over.
    pub passed: Vec<Passed>,
}

/// Builds the record of the articles under some paths as `onrecord build` does, with what is known.
///
/// # Errors
/// That no article was found, or that the system allows no more threads.
pub fn build(
    paths: &[PathBuf],
    known: &Annotations,
    progress: &mut (dyn FnMut(Progress) + Send),
) -> Result<Built, RecordProblem> {
    let names = || paths.iter().map(|path| path.to_string_lossy()).collect::<Vec<_>>().join(", ");
    let refused = |refusal| RecordProblem::Dataset(names(), refusal);
    let no_threads = |refused_: threads::Refused| refused(Reason::NoThreads(refused_).into());
    threads::start_pool().map_err(no_threads)?;
    progress(Progress::stage("building"));
    let files = walk::files(paths);
    let (count, done) = (files.found.len(), AtomicUsize::new(0));
    let shown = Mutex::new(&mut *progress);
    let read = read_all(&files.found, None, &|| {
        let done = done.fetch_add(1, Ordering::Relaxed) + 1;
        if let Ok(mut shown) = shown.try_lock() {
            shown(Progress::part("building", done, count));
        }
    });
    let read = read.map_err(no_threads)?;
    let passed: Vec<Passed> = files.passed.into_iter().chain(read.passed).collect();
    if read.extractions.is_empty() {
        return Err(RecordProblem::NoArticle(names()));
    }
    progress(Progress::stage("linking"));
    let mut file = merge(read.extractions, known, &Offices::default()).file;
    verify::tie(&mut file);
    let json = serde_json::to_vec(&file)
        .map_err(|error| refused(Refusal::from(std::io::Error::from(error))))?;
    drop(file);
    let data = from_bytes(json, progress).map_err(refused)?;
    Ok(Built { data, passed })
}
