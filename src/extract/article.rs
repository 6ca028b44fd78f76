//! What one article holds: who is named, who is quoted as saying what, and which meetings it tells
//! of.

pub(crate) mod attribution;
pub(crate) mod coreference;
pub(crate) mod extraction;
pub(crate) mod meetings;
pub(crate) mod reported_speech;
pub(crate) mod rule;
pub(crate) mod unmarked;
