//! Finds the quotes that a query asks for.
//!
//! A word of the query is never compared with whole sentences but with the *vocabulary* of the
//! dataset, where the closest kind of match wins (see [`vocabulary::MatchKind`]); behind each word
//! stand the quotes that hold it. Only this layer uses `fuzzy-matcher`.

mod articles;
mod evaluate;
mod field;
mod highlight;
mod index;
mod interner;
mod names;
mod phrase;
mod postings;
mod prefix_sets;
pub mod query;
mod rank;
mod scan;
mod set;
pub mod vocabulary;

pub use articles::ArticleIndex;
pub use evaluate::{Advice, Search};
pub use field::{Field, FieldSet};
pub use index::Index;
pub use names::NameMatcher;
pub use query::{Problem, Query};
pub use set::QuoteSet;
