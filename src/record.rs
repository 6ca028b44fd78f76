//! Records as they are opened: a dataset, or a folder of articles that is built in memory, with the
//! annotations that belong to it.
//!
//! Nothing here writes anything but annotations.

mod build;
mod opened;
mod problem;
mod reading;
mod source;
pub mod walk;

pub use build::{Built, build};
pub use opened::RecordSources;
pub use problem::{FileProblem, Passed, RecordProblem};
pub use reading::{Reading, read_all};
pub use source::{FileState, Loaded, RecordSource};
