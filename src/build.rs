//! Articles in, a record out: who is quoted as saying what, when, and about which meeting.
//!
//! Pure: every function takes bytes or text and touches no file. An article is read
//! ([`articles::read`]), what it holds is found ([`find`]), and the finds of many articles are
//! merged into one dataset ([`merge`]), which does not depend on their order.
//!
//! Finding knows no grammar but a shallow one and no model at all: marks are paired (`marks`),
//! sentences cut around them (`tokens`), verbs and their subjects read (`grammar`) with the tables
//! of words in `tables/`. On that stand quotations (`quotes`), reported speech (`indirect`), names
//! and pronouns (`names`), meetings (`meetings`) and days ([`days`]). What named a speaker is kept
//! (`rule`): it is how sure the attribution is.

pub mod articles;
pub mod days;
mod finds;
mod grammar;
mod indirect;
mod known;
mod lexicon;
mod marks;
mod meetings;
mod merge;
mod names;
mod people;
mod places;
mod posts;
mod quotes;
mod rule;
mod tokens;
pub mod utterances;

pub use finds::{Finds, Occasion, find};
pub use known::{Article as KnownArticle, Correction, Known};
pub use merge::{Merged, merge};
