//! The rows of the help, and a search among them. The rows come from the layer that knows the keys.

use super::{action::Action, pane::Pane};
use crate::{search::NameMatcher, text::fold};

/// What a row of the help is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HelpKind {
    /// A command and its keys.
    Command,
    /// A form of the query language.
    Syntax,
    /// A sign on the screen.
    Sign,
}

/// A row of the help.
#[derive(Debug, Clone, PartialEq)]
pub struct HelpRow {
    /// What it is about.
    pub kind: HelpKind,
    /// The command's name; empty for other rows.
    pub name: &'static str,
    /// The keys, the form or the sign.
    pub label: String,
    /// What it does or means, one line.
    pub help: String,
    /// Where it has this meaning.
    pub context: &'static str,
    /// What choosing the row does, and in which pane; `None` only closes the help.
    pub action: Option<(Option<Pane>, Action)>,
}

/// The rows that hold every word of a text. Rows whose name holds all the words come first.
pub(super) fn search(rows: &[HelpRow], text: &str) -> Vec<HelpRow> {
    let text = fold(text);
    let matches = |row: &&HelpRow| {
        let words = fold(&format!("{} {} {}", row.help, row.context, row.name));
        let label = fold(&row.label);
        let is_key = |word: &str| {
            label.split(", ").any(|key| key == word) || word.len() > 1 && label.contains(word)
        };
        text.split_whitespace().all(|word| words.contains(word) || is_key(word))
    };
    let is_named = |row: &HelpRow| {
        let mut words = text.split_whitespace().peekable();
        words.peek().is_some() && words.all(|word| row.name.contains(word))
    };
    let mut matching: Vec<HelpRow> = rows.iter().filter(matches).cloned().collect();
    matching.sort_by_key(|row| !is_named(row));
    matching
}

/// The commands that can be run, those first whose names fit a text best.
pub(super) fn named(rows: &[HelpRow], text: &str) -> Vec<HelpRow> {
    let matcher = NameMatcher::new(text);
    let commands = rows.iter().filter(|row| row.kind == HelpKind::Command && row.action.is_some());
    let fits = commands.filter_map(|row| Some((matcher.score(row.name)?, row)));
    let mut fits: Vec<(i64, &HelpRow)> = fits.collect();
    let begins = |row: &HelpRow| row.name.starts_with(text.trim());
    fits.sort_by_key(|(score, row)| (-score, !begins(row)));
    fits.into_iter().map(|(_, row)| row.clone()).collect()
}
