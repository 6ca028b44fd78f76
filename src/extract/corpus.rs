//! What many articles hold together: the same people, meetings and utterances made one, and what a
//! person knows better applied.

pub(crate) mod merge;
pub(crate) mod overrides;
pub(crate) mod speaker_linking;
pub mod utterances;
