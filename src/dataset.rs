//! What a dataset is: articles, speakers, meetings, quotes, and how they refer to each other.
//!
//! Invariants, kept by [`load`] and relied on everywhere else:
//! - every index points into its list, and every id is unique within its list;
//! - every span is a byte range of its article's text on character boundaries;
//! - quotes stand in the order of the timeline, so that a set of quotes is also a list of rows;
//! - [`Dataset::timeline`] holds every quote under exactly one meeting or day, and never changes.

mod annotate;
mod annotated;
pub mod annotations;
mod assemble;
pub mod check;
mod csr;
mod day;
mod entry;
pub mod files;
pub(crate) mod given;
pub mod ids;
mod join;
pub mod load;
mod model;
mod numbering;
mod progress;
mod remarks;
pub mod save;
pub mod schema;
mod spoken;
mod stream;
pub mod strict;
pub mod threads;
mod timeline;

pub use annotate::{Orphan, annotate};
pub use csr::Csr;
pub use day::{DateForm, Day, MONTHS, MeetingDate, UNDATED, day, parse_day};
pub use entry::{
    Article, ArticleIx, ByteSpan, Confidence, Form, GroupIx, Meeting, MeetingIx, MeetingStatus,
    Polarity, Quote, QuoteIx, QuoteKind, RuleIx, Speaker, SpeakerIx, SpeakerKind, UtteranceIx,
    Verdict,
};
pub use join::{JointIds, Member, join};
pub use model::{Dataset, UNATTRIBUTED};
pub use remarks::Remarks;
pub use spoken::SpokenSource;
pub use timeline::{Group, GroupKey, Timeline};
