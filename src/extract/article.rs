//! What is extracted from one article: people and bodies, quotations, meetings.

pub(crate) mod attribution;
pub(crate) mod coreference;
pub(crate) mod extraction;
pub(crate) mod meetings;
pub(crate) mod reported_speech;
pub(crate) mod rule;
pub(crate) mod unmarked;
