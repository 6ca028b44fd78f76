//! Standard output, where what cannot be written is an error.

use std::io::{self, StdoutLock, Write};
#[cfg(unix)]
use std::sync::atomic::{AtomicBool, Ordering};

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

/// Whether standard output was closed before the program began, as by `>&-`.
#[cfg(unix)]
static CLOSED: AtomicBool = AtomicBool::new(false);

/// Looks before Rust's runtime does: that opens `/dev/null` in place of a closed stream, which cannot
/// be told from a `/dev/null` that was meant.
#[cfg(unix)]
#[allow(unsafe_code)] // `ctor` asks for it, as the standard library may not be used here
#[ctor::ctor(unsafe)]
fn look_at_standard_output() {
    let closed = rustix::io::fcntl_getfd(rustix::stdio::stdout()).is_err();
    CLOSED.store(closed, Ordering::Relaxed);
}

/// Whether standard output was closed, or can only be read.
#[cfg(unix)]
fn is_closed() -> bool {
    use rustix::fs::{OFlags, fcntl_getfl};

    let access = fcntl_getfl(rustix::stdio::stdout()).map(|flags| flags & OFlags::ACCMODE);
    CLOSED.load(Ordering::Relaxed) || access == Ok(OFlags::RDONLY)
}

#[cfg(not(unix))]
fn is_closed() -> bool {
    false
}
