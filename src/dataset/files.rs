//! Opens files to be read, without waiting and without following a link that nobody named.

use std::fs::File;
use std::io;
use std::path::Path;

/// Opens a file whose last `met` parts nobody named: they were met in a folder. A link among those
/// is not followed, whenever it came there. What was opened may be no regular file: a FIFO without
/// a writer opens too, where it would be waited for without end.
///
/// # Errors
/// What the system says, or that there is a link.
#[cfg(unix)]
pub fn open(path: &Path, met: usize) -> io::Result<File> {
    use rustix::fs::{CWD, Mode, OFlags, openat};
    use rustix::io::Errno;

    let flags = OFlags::RDONLY | OFlags::NONBLOCK | OFlags::NOCTTY | OFlags::CLOEXEC;
    let named = path.ancestors().nth(met).unwrap_or(path);
    let opened = openat(CWD, named, flags, Mode::empty()).and_then(|named_one| {
        let parts = path.strip_prefix(named).unwrap_or(Path::new("")).iter();
        parts.into_iter().try_fold(named_one, |folder, part| {
            openat(&folder, part, flags | OFlags::NOFOLLOW, Mode::empty())
        })
    });
    opened.map(File::from).map_err(|error| match error {
        Errno::LOOP => io::Error::other("there is a link on its way"),
        Errno::NXIO => io::Error::other("it is no regular file"),
        error => error.into(),
    })
}

/// Opens a file. Where some parts were met in a folder, a link at its end is an error.
#[cfg(not(unix))]
pub fn open(path: &Path, met: usize) -> io::Result<File> {
    if met > 0 && std::fs::symlink_metadata(path)?.is_symlink() {
        return Err(io::Error::other("there is a link on its way"));
    }
    File::open(path)
}
