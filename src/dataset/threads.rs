//! Starts threads. The system may refuse them: that is an error with a sentence, not a panic.

use std::error::Error;
use std::sync::OnceLock;
use std::thread::{Builder, Scope, ScopedJoinHandle};
use std::{io, panic};

use rayon::{ThreadPool, ThreadPoolBuilder};

/// That the system allows no more threads.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "the system allows no more threads ({0}); raise the limit that `ulimit -u` shows, or end other programs"
)]
pub struct Refused(String);

impl From<io::Error> for Refused {
    fn from(error: io::Error) -> Self {
        Self(error.kind().to_string())
    }
}

/// Starts the global thread pool, once.
///
/// # Errors
/// That they were refused.
pub fn start_pool() -> Result<(), Refused> {
    static STARTED: OnceLock<Result<(), Refused>> = OnceLock::new();
    let start = || match ThreadPoolBuilder::new().build_global() {
        // Without a cause, it says that they are there already.
        Err(error) if error.source().is_some() => Err(Refused(error.to_string())),
        _ => Ok(()),
    };
    STARTED.get_or_init(start).clone()
}

/// A thread pool of a command's own; by default with a thread for each processor.
///
/// # Errors
/// That they were refused.
pub fn pool(threads: Option<usize>) -> Result<ThreadPool, Refused> {
    let pool = ThreadPoolBuilder::new().num_threads(threads.unwrap_or(0)).build();
    pool.map_err(|error| Refused(error.to_string()))
}

/// Starts a thread that nobody waits for.
///
/// # Errors
/// That it was refused.
pub fn start(work: impl FnOnce() + Send + 'static) -> Result<(), Refused> {
    Ok(Builder::new().spawn(work).map(drop)?)
}

/// Starts a thread within a scope.
pub(super) fn start_in<'scope, T: Send + 'scope>(
    scope: &'scope Scope<'scope, '_>,
    work: impl FnOnce() -> T + Send + 'scope,
) -> Result<ScopedJoinHandle<'scope, T>, Refused> {
    Ok(Builder::new().spawn_scoped(scope, work)?)
}

/// The result of a thread. Its panic is resumed here.
pub(super) fn joined<T>(thread: ScopedJoinHandle<'_, T>) -> T {
    thread.join().unwrap_or_else(|panic| panic::resume_unwind(panic))
}
