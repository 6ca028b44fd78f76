//! Standard output, where what cannot be written is an error.

use std::io::{self, StdoutLock, Write};

/// Standard output. Writing fails where nobody can get what is written, so that the status does not
/// say otherwise; Rust's own stream is silent then.
pub(super) struct Output(Option<StdoutLock<'static>>);

impl Output {
    pub(super) fn new() -> Self {
        Self((!is_closed()).then(|| io::stdout().lock()))
    }

    /// The stream, or the error that tells why there is none.
    pub(super) fn stream(&mut self) -> io::Result<&mut StdoutLock<'static>> {
        self.0.as_mut().ok_or_else(|| io::Error::other("standard output is closed"))
    }
}

impl Write for Output {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.stream()?.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.as_mut().map_or(Ok(()), Write::flush)
    }
}

/// Whether standard output was closed before the program began (`>&-`), or can only be read.
///
/// Rust's runtime opens `/dev/null` in place of a closed stream, for reading and writing, before
/// `main`; a shell's `>/dev/null` is for writing alone. Some programs throw output away as the
/// runtime does; they mostly do so with standard error too, and then nothing is told to anybody.
#[cfg(unix)]
fn is_closed() -> bool {
    use rustix::fs::{FileType, OFlags, fcntl_getfl, fstat, stat};
    use std::os::fd::AsFd;

    let access = |stream: &dyn AsFd| fcntl_getfl(stream).map(|flags| flags & OFlags::ACCMODE);
    let is_null_both_ways = |stream: &dyn AsFd| {
        let (Ok(of), Ok(null)) = (fstat(stream), stat("/dev/null")) else { return false };
        FileType::from_raw_mode(of.st_mode) == FileType::CharacterDevice
            && of.st_rdev == null.st_rdev
            && access(stream) == Ok(OFlags::RDWR)
    };
    let (out, err) = (io::stdout(), io::stderr());
    access(&out) == Ok(OFlags::RDONLY) || is_null_both_ways(&out) && !is_null_both_ways(&err)
}

#[cfg(not(unix))]
fn is_closed() -> bool {
    false
}
