//! The files in which sessions are kept: one for each record, in the user's data folder.
//!
//! They are a convenience: where one cannot be read the next session begins anew and says so, and
//! where it cannot be written nothing is said.

use std::io::{self, Read};
use std::path::PathBuf;

use twox_hash::XxHash64;

use crate::dataset::annotations::store::data_folder;
use crate::dataset::files;
use crate::dataset::save::{Interrupts, save};
use crate::explorer::SavedSession;
use crate::record::RecordSources;
use crate::text::safe;

/// The largest file that is read, in bytes.
const LARGEST: u64 = 4 << 20;

/// The file of some records: named by where they lie. What comes on standard input is nowhere.
fn path(record: &RecordSources) -> Option<PathBuf> {
    if record.reads_input() {
        return None;
    }
    let place = |path: &std::path::Path| path.canonicalize().unwrap_or_else(|_| path.to_owned());
    let places: Vec<PathBuf> =
        record.sources().iter().filter_map(|s| s.path()).map(place).collect();
    let name = match places.as_slice() {
        [] => "built-in".to_owned(),
        [first, ..] => {
            let all: Vec<_> = places.iter().map(|place| place.to_string_lossy()).collect();
            let stem = first.file_stem().unwrap_or_default().to_string_lossy();
            format!("{stem}-{:016x}", XxHash64::oneshot(0, all.join("\n").as_bytes()))
        }
    };
    Some(data_folder()?.join("sessions").join(name + ".json"))
}

/// The session that was left in some records, if there is one.
///
/// # Errors
/// One sentence where it cannot be read.
pub fn read(record: &RecordSources) -> Result<Option<SavedSession>, String> {
    let Some(path) = path(record) else { return Ok(None) };
    let problem = |why: String| {
        format!("begun anew: {} cannot be read ({why})", safe(&path.to_string_lossy()))
    };
    let file = match files::open(&path, 0) {
        Ok(file) => file,
        Err(error)
            if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) =>
        {
            return Ok(None);
        }
        Err(error) => return Err(problem(error.kind().to_string())),
    };
    if !file.metadata().is_ok_and(|meta| meta.is_file() && meta.len() <= LARGEST) {
        return Err(problem("it is no regular file, or too large".into()));
    }
    let mut bytes = Vec::new();
    let read = file.take(LARGEST).read_to_end(&mut bytes);
    read.map_err(|error| problem(error.kind().to_string()))?;
    serde_json::from_slice(&bytes).map(Some).map_err(|error| problem(error.to_string()))
}

/// Keeps a session for the next time the records are opened.
pub(super) fn keep(record: &RecordSources, session: &SavedSession) {
    let Some(path) = path(record) else { return };
    let made = path.parent().map(std::fs::create_dir_all).is_some_and(|made| made.is_ok());
    if made && let Ok(json) = serde_json::to_vec_pretty(session) {
        let _ = save(&path, true, Interrupts::Handled, |out| out.write_all(&json));
    }
}
