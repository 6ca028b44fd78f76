//! What a line asks for.

use crate::explorer::{Action, CardField};
use crate::keymap::{CATALOGUE, CommandEntry, Context};

/// What a line asks for.
pub(super) enum LineRequest<'a> {
    /// To read on.
    More,
    /// The row of the list with this number.
    Row(usize),
    /// The list of meetings.
    Meetings,
    /// The commands, or what one does.
    Help(Option<&'static CommandEntry>),
    /// A command, with what stands behind it.
    Command(&'static CommandEntry, &'a str),
    /// Nothing that is known: the sentence says so.
    Unknown(String),
}

impl<'a> LineRequest<'a> {
    pub(super) fn parse(line: &'a str) -> Self {
        let line = line.trim();
        if let Some(query) = line.strip_prefix('/') {
            return match command("filter") {
                Ok(filter) => Self::Command(filter, query.trim()),
                Err(sentence) => Self::Unknown(sentence),
            };
        }
        let (name, rest) = line.split_once(char::is_whitespace).unwrap_or((line, ""));
        let rest = rest.trim();
        if let Ok(number) = name.parse() {
            return Self::Row(number);
        }
        // The key that quits elsewhere.
        let name = if name == "q" { "quit" } else { name };
        match name {
            "" | "more" => Self::More,
            "meetings" => Self::Meetings,
            "help" | "?" if rest.is_empty() => Self::Help(None),
            "help" | "?" => match command(rest) {
                Ok(command) => Self::Help(Some(command)),
                Err(sentence) => Self::Unknown(sentence),
            },
            name => match command(name) {
                Ok(command) => Self::Command(command, rest),
                Err(sentence) => Self::Unknown(sentence),
            },
        }
    }
}

/// The commands that can be given here, in the order of the catalogue.
pub(super) fn commands() -> impl Iterator<Item = &'static CommandEntry> {
    CATALOGUE.iter().filter(|command| has_words(command))
}

/// Whether what a command does can be told in words: what only changes the screen cannot, and what
/// is a step within something that lies over it has no meaning by itself.
fn has_words(command: &CommandEntry) -> bool {
    let is_own = match command.context {
        Context::Browsing | Context::Pane(_) => true,
        Context::Copy => matches!(command.action, Action::Copy(_)),
        Context::QuoteCard => matches!(
            command.action,
            Action::Decide(
                CardField::Speaker
                    | CardField::Kind
                    | CardField::Day
                    | CardField::Meeting
                    | CardField::Note
                    | CardField::Mark
                    | CardField::Drop
            )
        ),
        Context::Leaving => command.action == Action::Leave,
        _ => false,
    };
    let is_of_the_screen = matches!(
        command.action,
        Action::Zoom
            | Action::Widen(_)
            | Action::Heighten(_)
            | Action::ToggleDim
            | Action::FocusNext { .. }
            | Action::OpenBrush
            | Action::OpenGrid
            | Action::OpenCard
            | Action::OpenReview
            | Action::OpenSpan
            | Action::OpenCopyMenu
            | Action::NextHit { .. }
            | Action::OpenHelp
            | Action::OpenThemes
    );
    let is_of_the_source =
        matches!(command.name, "page-source" | "to-timeline") || command.name == "copy-citation";
    is_own && !is_of_the_screen && !is_of_the_source
}

/// The command of a name, or of the only one that begins so.
fn command(name: &str) -> Result<&'static CommandEntry, String> {
    if let Some(command) = commands().find(|command| command.name == name) {
        return Ok(command);
    }
    let begins: Vec<&CommandEntry> =
        commands().filter(|command| command.name.starts_with(name)).collect();
    if let [command] = begins.as_slice() {
        return Ok(command);
    }
    let shown = crate::text::safe(name).into_owned();
    if !begins.is_empty() {
        let names: Vec<&str> = begins.iter().map(|command| command.name).collect();
        return Err(format!("{shown:?} may be {}: type one in full.", names.join(", ")));
    }
    if CATALOGUE.iter().any(|command| command.name == name) {
        return Err(format!("`{shown}` is for the screen only; `help` lists what goes here."));
    }
    let parts: Vec<&str> = commands()
        .map(|command| command.name)
        .filter(|other| name.len() > 2 && (other.contains(name) || name.contains(other)))
        .collect();
    Err(match parts.as_slice() {
        [] => format!("There is no command {shown:?}; `help` lists them, `filter` finds words."),
        some => format!("There is no command {shown:?}; there are {}.", some.join(", ")),
    })
}
