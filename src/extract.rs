//! Articles in, a dataset out: who is quoted as saying what, when, and about which meeting.
//!
//! Every function takes bytes or text and touches no file. [`input::read`] reads an article,
//! [`extract`] finds what is in it, and [`merge`] makes one dataset of many articles. The order of
//! the articles does not matter.
//!
//! - [`input`]: bytes to text, with headline, byline, day and address;
//! - [`language`]: marks paired, sentences cut, words tagged by tables; days read;
//! - [`article`]: names and pronouns, quotations and who said them, reported speech, meetings;
//! - [`corpus`]: people, meetings and utterances of many articles joined, corrections applied.
//!
//! Rules over tags attribute quotations; there is no statistical model. Each attribution keeps the
//! name of its rule.

pub mod article;
pub mod corpus;
pub mod input;
pub mod language;

pub use article::extract;
pub use article::extraction::{ArticleExtraction, ExtractedMeeting};
pub(crate) use article::turns::is_direction as is_stage_direction;
pub use corpus::merge::{Merged, merge};
pub use corpus::offices::Offices;
pub use corpus::record_linking::link_records;
