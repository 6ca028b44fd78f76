//! What is known of the language: tokens, quotation marks, a tagger, the lexicon and its tables, and
//! the expressions of time.

pub mod days;
pub(crate) mod grammar;
pub(crate) mod lexicon;
pub(crate) mod marks;
pub(crate) mod places;
pub(crate) mod tables;
pub(crate) mod tokens;
