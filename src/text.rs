//! Text as characters: folding, words, offsets, what may be shown, widths and wrapping.
//!
//! Every string that comes from data reaches the screen or a stream through [`glyphs`], [`safe`]
//! or [`clip`]: a control, bidi or invisible character becomes a placeholder that can be read,
//! never an effect and never nothing. Ranges are byte ranges of the *original* text throughout, so
//! what is shown can always be led back to where it stands.

mod display;
mod fold;
pub mod offsets;
mod paragraphs;
mod strings;
mod words;
mod wrap;

pub use display::{Glyph, counted, glyphs, is_all_plain, is_plain, safe, safe_lines, width};
pub use fold::fold;
pub use paragraphs::{paragraphs, soft_breaks, unwrapped};
pub(crate) use strings::Strings;
pub use words::{Word, each_word, words};
pub use wrap::{clip, cut, wrap, wrap_paragraphs};
