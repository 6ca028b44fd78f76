//! Records as they are opened: datasets, and folders of articles that are built in memory, one or
//! several as one, with the annotations that belong to each.
//!
//! Nothing here writes anything but annotations.

mod build;
mod joint;
mod member_names;
mod opened;
mod problem;
mod reading;
mod source;
mod statements;
mod store;
pub mod walk;

pub use build::{Built, build};
pub use opened::{OpenedRecord, RecordSources};
pub use problem::{FileProblem, Passed, RecordProblem};
pub use reading::{Reading, read_all};
pub use source::{FileState, Loaded, RecordSource};
pub use store::RecordStore;
