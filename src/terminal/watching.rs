//! Watching the record and its annotations: what another program changed is read again.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::Duration;

use notify::{RecommendedWatcher, RecursiveMode, Watcher};

use super::{failure::Failure, incoming::Incoming, loading::Source};
use crate::dataset::threads;
use crate::explorer::{Action, Event};
use crate::record::{FileState, RecordSource};

/// Programs write in several steps: after the last of them this long nothing is read.
const CALM: Duration = Duration::from_millis(200);

/// Watches the files of a source, which were in the state `known` before they were read. It ends
/// when what is returned is dropped.
///
/// # Errors
/// That the system does not tell of changes, or allows no more threads.
pub(super) fn watch(
    source: &Source,
    known: Vec<FileState>,
    sender: &Sender<Incoming>,
) -> Result<Option<RecommendedWatcher>, Failure> {
    if source.record.sources().iter().all(|source| source.path().is_none()) {
        return Ok(None);
    }
    let (changed, changes) = channel();
    let told = move |event| {
        let _ = changed.send(event);
    };
    let refused = |error: notify::Error| Failure::Io(io::Error::other(error));
    let mut watcher = notify::recommended_watcher(told).map_err(refused)?;
    // A file that is written whole is a new one each time, so its folder is watched.
    let mut watched: Vec<PathBuf> = Vec::new();
    let mut watch = |folder: &Path, mode: RecursiveMode| {
        let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
        if folder.is_dir() && !watched.iter().any(|other| other == folder) {
            watched.push(folder.to_owned());
            return watcher.watch(folder, mode).map_err(refused);
        }
        Ok(())
    };
    for one in source.record.sources() {
        if let RecordSource::Folder(folder) = one {
            watch(folder, RecursiveMode::Recursive)?;
        }
    }
    let datasets =
        source.record.sources().iter().filter(|one| !matches!(one, RecordSource::Folder(_)));
    let files = datasets.filter_map(RecordSource::path).map(Path::to_owned);
    for file in files.chain(source.record.annotation_paths()) {
        watch(file.parent().unwrap_or(Path::new("")), RecursiveMode::NonRecursive)?;
    }
    let (source, sender) = (source.clone(), sender.clone());
    threads::start(move || follow(&source, known, &changes, &sender))?;
    Ok(Some(watcher))
}

fn follow(
    source: &Source,
    mut known: Vec<FileState>,
    changes: &Receiver<notify::Result<notify::Event>>,
    sender: &Sender<Incoming>,
) {
    // What changed while the files were read, nobody tells of.
    loop {
        while changes.recv_timeout(CALM).is_ok() {}
        let now = source.record.state();
        // What this program wrote itself is known already. A dataset that is gone may come again.
        let is_changed = now != known && !now.is_empty();
        if is_changed || source.store().is_changed() {
            known = now;
            if sender.send(Incoming::Event(Event::Command(Action::Reload))).is_err() {
                return;
            }
        }
        if changes.recv().is_err() {
            return;
        }
    }
}
