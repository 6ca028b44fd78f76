//! Writing the files that commands are asked for, with a sentence where that cannot be.

use std::fs::{self, Metadata};
use std::io::{self, Write};
use std::path::Path;

use super::error::{CommandError, TargetProblem};
use crate::dataset::save::{self, Interrupts};

/// What is there already where a file is to be written.
///
/// # Errors
/// That it is nothing a file could take the place of.
pub(super) fn there(target: &Path) -> Result<Option<Metadata>, CommandError> {
    let problem = match fs::metadata(target) {
        Ok(meta) if meta.is_dir() => TargetProblem::Folder,
        Ok(meta) if !meta.is_file() => TargetProblem::NotRegular,
        Ok(meta) if is_protected(&meta) => TargetProblem::Protected,
        Ok(meta) => return Ok(Some(meta)),
        Err(_) if fs::symlink_metadata(target).is_ok() => TargetProblem::Link,
        // That its folder is not there is told when it is written.
        Err(_) => return Ok(None),
    };
    Err(problem.of(target))
}

/// Whether a file's mode forbids its owner to write it. Replacing a file does not check its mode, and
/// nothing checks it for an administrator.
fn is_protected(meta: &Metadata) -> bool {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        meta.permissions().mode() & 0o200 == 0
    }
    #[cfg(not(unix))]
    {
        meta.permissions().readonly()
    }
}

/// Writes a file; with `replace`, in place of the one that is there.
///
/// # Errors
/// Why it is not written; what was there is there still, and nothing else is.
pub(super) fn save(
    target: &Path,
    replace: bool,
    write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> Result<(), CommandError> {
    save::save(target, replace, Interrupts::End, write)
        .map_err(|error| TargetProblem::of_error(&error).of(target))
}
