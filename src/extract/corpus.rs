//! Many articles joined: people, meetings and utterances made one, and corrections applied.

pub(crate) mod corrections;
pub(crate) mod meeting_merger;
pub(crate) mod merge;
pub(crate) mod offices;
pub(crate) mod record_linking;
pub(crate) mod speaker_linking;
pub mod utterances;
