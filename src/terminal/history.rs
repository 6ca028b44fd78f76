//! The file in which filters outlast a session: a line each, in the user's data folder.
//!
//! It is a convenience: where it cannot be read there are none, and where it cannot be written
//! nothing is said.

use std::path::PathBuf;

use crate::dataset::annotations::store::data_folder;
use crate::dataset::save::{Interrupts, save};
use crate::explorer::History;

/// The largest file that is read, in bytes.
const LARGEST: u64 = 1 << 20;

fn path() -> Option<PathBuf> {
    Some(data_folder()?.join("filters.txt"))
}

/// The filters of earlier sessions, the latest last.
pub fn read() -> Vec<String> {
    let text = path().filter(|path| path.metadata().is_ok_and(|meta| meta.len() <= LARGEST));
    let text = text.and_then(|path| std::fs::read_to_string(path).ok()).unwrap_or_default();
    text.lines().filter(|line| !line.trim().is_empty()).map(str::to_owned).collect()
}

/// Adds a filter to the file, after what other sessions added meanwhile.
pub(super) fn keep(query: &str) {
    let Some(path) = path() else { return };
    let mut history = History::new(read());
    history.keep(query);
    let made = path.parent().map(std::fs::create_dir_all).is_some_and(|made| made.is_ok());
    if made {
        let lines = history.past().join("\n");
        let _ = save(&path, true, Interrupts::Handled, |out| writeln!(out, "{lines}"));
    }
}
