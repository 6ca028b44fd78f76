//! Articles in, a dataset out: who is quoted as saying what, when, and about which meeting.
//!
//! Pure: every function takes bytes or text and touches no file. An article is read
//! ([`input::read`]), what it holds is found ([`extract`]), and what many articles hold is
//! merged into one dataset ([`merge`]), which does not depend on their order.
//!
//! - [`input`]: bytes to text, with headline, byline, day and address;
//! - [`language`]: marks paired, sentences cut, words tagged by tables; days read;
//! - [`article`]: names and pronouns, quotations and who said them, reported speech, meetings;
//! - [`corpus`]: people, meetings and utterances of many articles joined, corrections applied.
//!
//! There is no model and no parser: rules over tags, each with a name that is kept with what it
//! attributed.

pub mod article;
mod checks;
pub mod corpus;
mod ids;
pub mod input;
pub mod language;

pub use article::extract;
pub use article::extraction::{ArticleExtraction, ExtractedMeeting};
pub use corpus::merge::{Merged, merge};
pub use corpus::overrides::{ArticleOverride, Overrides, QuoteOverride};
