//! onrecord: who said what, when, and where it was printed.
//!
//! The layers, imports running to the left only (`tests/architecture.rs` holds them to it):
//!
//! `text ← dataset ← extract ← search ← export ← verify ← record ← explorer ← keymap ← config ← ui ← linear ← terminal ← cli`
//!
//! What never happens:
//! - text from data reaches a terminal or stream other than through [`text`];
//! - drawing changes state;
//! - the explorer knows a terminal, or anything but [`terminal`] touches one;
//! - a selection is a row number: it is an id, and rows follow from it.

pub mod cli;
pub mod config;
pub mod dataset;
pub mod explorer;
pub mod export;
pub mod extract;
pub mod keymap;
pub mod linear;
pub mod record;
pub mod search;
pub mod terminal;
pub mod text;
pub mod ui;
pub mod verify;
