//! What a mistyped word of the command line is likely to mean.

use std::ffi::OsStr;

use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Arg, Command, Error};
use rapidfuzz::distance::osa;

use super::command;

/// The command line with the options that every program has.
fn whole() -> Command {
    let mut whole = command();
    whole.build();
    whole
}

/// The command that a word is likely to mean, or the option that stands alone.
pub(super) fn command_like(word: &str) -> Option<String> {
    /// Letters that may be wrong, missing or turned round.
    const FEWEST: usize = 2;
    let distance = |name: &str| osa::distance(word.chars(), name.trim_start_matches('-').chars());
    let whole = whole();
    let names = whole.get_subcommands().flat_map(|command| {
        std::iter::once(command.get_name()).chain(command.get_visible_aliases())
    });
    let alone = whole.get_arguments().filter(|option| !option.get_action().takes_values());
    let options = alone.filter_map(|option| Some(format!("--{}", option.get_long()?)));
    let nearest = names.map(str::to_owned).chain(options).min_by_key(|name| distance(name))?;
    let is_near = distance(&nearest) <= FEWEST.min(word.chars().count() / 3);
    is_near.then_some(nearest)
}

/// An error of the command line; where its first word is an option with a letter in the wrong case,
/// with a hint to the right one.
pub(super) fn with_hint(mut error: Error, first: Option<&OsStr>) -> Error {
    if error.kind() != ErrorKind::UnknownArgument {
        return error;
    }
    let mut letters = first.and_then(OsStr::to_str).unwrap_or_default().chars();
    let (Some('-'), Some(letter), None) = (letters.next(), letters.next(), letters.next()) else {
        return error;
    };
    let whole = whole();
    let is_meant =
        |option: &&Arg| option.get_short().is_some_and(|short| short.eq_ignore_ascii_case(&letter));
    if let Some(long) = whole.get_arguments().find(is_meant).and_then(Arg::get_long) {
        // Nobody means a word behind `--`.
        error.remove(ContextKind::Suggested);
        error.insert(ContextKind::SuggestedArg, ContextValue::String(format!("--{long}")));
    }
    error
}
