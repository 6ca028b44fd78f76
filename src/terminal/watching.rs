//! Watching the dataset and its annotations: what another program changed is read again.

use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::{Duration, SystemTime};
use std::{fs, io};

use notify::{RecommendedWatcher, RecursiveMode, Watcher};

use super::{failure::Failure, incoming::Incoming, loading::Source};
use crate::dataset::{annotations::store, load::Origin, threads};
use crate::explorer::{Action, Event};

/// Programs write in several steps: after the last of them this long nothing is read.
const CALM: Duration = Duration::from_millis(200);

/// Watches the files of a source. It ends when what is returned is dropped.
///
/// # Errors
/// That the system does not tell of changes, or allows no more threads.
pub(super) fn watch(
    source: &Source,
    sender: &Sender<Incoming>,
) -> Result<Option<RecommendedWatcher>, Failure> {
    let Origin::File(dataset) = &source.origin else { return Ok(None) };
    let (changed, changes) = channel();
    let told = move |event| {
        let _ = changed.send(event);
    };
    let refused = |error: notify::Error| Failure::Io(io::Error::other(error));
    let mut watcher = notify::recommended_watcher(told).map_err(refused)?;
    // A file that is written whole is a new one each time, so its folder is watched.
    let annotations = store::path_without_data(&source.choice, &source.origin);
    let mut folders: Vec<PathBuf> = Vec::new();
    for path in [Some(dataset.clone()), annotations].into_iter().flatten() {
        let folder = match path.parent() {
            Some(folder) if !folder.as_os_str().is_empty() => folder.to_owned(),
            _ => PathBuf::from("."),
        };
        if folder.is_dir() && !folders.contains(&folder) {
            watcher.watch(&folder, RecursiveMode::NonRecursive).map_err(refused)?;
            folders.push(folder);
        }
    }
    let (source, sender, dataset) = (source.clone(), sender.clone(), dataset.clone());
    threads::start(move || follow(&source, &dataset, &changes, &sender))?;
    Ok(Some(watcher))
}

fn follow(
    source: &Source,
    dataset: &Path,
    changes: &Receiver<notify::Result<notify::Event>>,
    sender: &Sender<Incoming>,
) {
    let mut known = state_of(dataset);
    while changes.recv().is_ok() {
        while changes.recv_timeout(CALM).is_ok() {}
        let now = state_of(dataset);
        // What this program wrote itself is known already.
        if (now.is_some() && now != known) || source.store().is_changed() {
            known = now;
            if sender.send(Incoming::Event(Event::Command(Action::Reload))).is_err() {
                return;
            }
        }
    }
}

/// What changes when a file does.
fn state_of(path: &Path) -> Option<(u64, SystemTime)> {
    let meta = fs::metadata(path).ok()?;
    Some((meta.len(), meta.modified().ok()?))
}
