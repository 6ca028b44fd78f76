//! As printed, as spoken: whether a record holds what a quotation says somebody said.
//!
//! Pure functions over texts. Quotations and the record are cut into [`words`] in which nothing is
//! left that does not count. The [`index`] tells where a quotation's words stand, its [`runs`] there
//! are joined to chains, the [`alignment`] along a chain tells which word is which, [`evidence`]
//! whether that shows anything, and [`differences`] what was changed.
//!
//! A transcript can be wrong, and a text that was given out beforehand is not what was said: a
//! finding says that a quotation differs from its source, and not that it is false.

mod alignment;
mod checker;
mod differences;
mod draft;
mod evidence;
mod index;
mod meaning;
mod output;
mod passages;
mod record;
mod report;
mod runs;
mod sentences;
mod source_words;
mod speakers;
mod verdict;
mod words;

pub use draft::{Draft, DraftQuotation, verify};
pub use output::{Colours, ReportFormat, differing, summary, write};
pub use passages::is_prepared;
pub use record::{PrintedQuotation, printed, tie};
pub use report::{
    CheckedQuotation, Place, ReportedDifference, ReportedSource, Reporter, json_schema,
};
pub use verdict::{Difference, Finding, NoEvidence, SourceSpan, WordChange};
