//! What leaves the program: quotes as text, JSON, CSV and Markdown, citations and addresses.
//!
//! A citation names who, what, when, where it was printed and at which address, so that whoever
//! receives it can go the way back to the source. JSON carries the data's own characters, escaped;
//! every other form is made safe for a terminal.

mod address;
mod citation;
mod format;
mod markdown;

pub use address::{address, misleading, web_address};
pub use citation::{citation, printed_in, words_alone};
pub use format::{Format, inert, write};
pub use markdown::markdown;
