//! English: tokens, quotation marks, tags, the lexicon and its tables, and expressions of time.

pub mod days;
mod grammar;
mod lexicon;
mod marks;
mod places;
mod romanisation;
mod spelling;
pub(crate) mod tables;
mod tokens;

pub(crate) use grammar::{Tag, TaggedSentence, TokenRange, Verb, VerbForm};
pub(crate) use lexicon::{Kinds, LexiconEntry, is_phrasal, look_up};
pub(crate) use marks::{QuotedSpan, markup_end, quoted_spans, tag_end, with_set_apart};
pub(crate) use places::{Stand, capital_of, country, is_capital, is_dateline_city, is_state};
pub(crate) use romanisation::NameSpelling;
pub(crate) use spelling::{capitalised, is_particle, spellings, spelt, spelt_words};
pub(crate) use tables::{WordList, WordMap, entries, pairs, sections};
pub(crate) use tokens::{
    Sentence, Token, WordShape, is_behind_dateline, sentences, without_currency, without_owner,
};
