//! Why the explorer could not run, or ended.

use std::io;

use thiserror::Error;

use crate::{dataset::threads, text::safe};

/// Why the explorer could not run, or ended; shown, it is one sentence without the program's name.
#[derive(Debug, Error)]
pub enum Failure {
    /// There is no terminal to draw on or to take keys from.
    #[error("{0}; `onrecord --linear` reads without one, `onrecord query` prints")]
    NoTerminal(&'static str),
    /// The dataset was refused, for the reason that the sentence gives.
    #[error("{0}")]
    Refused(String),
    /// The system allows no more threads.
    #[error(transparent)]
    Threads(#[from] threads::Refused),
    /// The terminal failed.
    #[error("the terminal failed: {}", safe(&.0.to_string()))]
    Io(#[from] io::Error),
}
