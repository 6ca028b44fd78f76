//! Which keys the commands have: made from the catalogue's defaults, and open to change.

use std::collections::HashMap;

use thiserror::Error;

use super::catalogue::{CATALOGUE, CommandEntry, Context};
use super::key::KeyPress;
use crate::explorer::{Action, Event, Explorer, Message, Overlay, Selection, Subject};

/// The name of the command that leads to all others. The footer always has it.
const HELP: &str = "help";

/// A name that no command has.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{0} is no command; `onrecord keys` lists them")]
pub struct UnknownCommand(pub String);

/// Commands and their keys, looked up from both sides.
///
/// Within a context a key belongs to one command.
#[derive(Debug, Clone)]
pub struct Bindings {
    commands: HashMap<(Context, KeyPress), &'static CommandEntry>,
    keys: HashMap<&'static str, Vec<KeyPress>>,
}

/// What the footer says of a command.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FooterHint {
    /// The first key of the command.
    pub key: String,
    /// What it does.
    pub label: &'static str,
}

impl Default for Bindings {
    /// The catalogue's keys.
    fn default() -> Self {
        let mut bindings = Self { commands: HashMap::new(), keys: HashMap::new() };
        for command in CATALOGUE {
            let keys = command.keys.iter().filter_map(|name| name.parse().ok()).collect();
            bindings.bind_entry(command, keys);
        }
        bindings
    }
}

impl Bindings {
    /// Gives a command other keys, and only those; none unbinds it. Another command that had one of
    /// the keys in the same context loses it.
    ///
    /// # Errors
    /// That there is no such command.
    pub fn bind(&mut self, name: &str, keys: Vec<KeyPress>) -> Result<(), UnknownCommand> {
        let command = CATALOGUE.iter().find(|command| command.name == name);
        let command = command.ok_or_else(|| UnknownCommand(name.to_owned()))?;
        self.bind_entry(command, keys);
        Ok(())
    }

    fn bind_entry(&mut self, command: &'static CommandEntry, keys: Vec<KeyPress>) {
        self.commands.retain(|_, bound| bound.name != command.name);
        for key in &keys {
            if let Some(other) = self.commands.insert((command.context, *key), command)
                && let Some(kept) = self.keys.get_mut(other.name)
            {
                kept.retain(|kept| kept != key);
            }
        }
        self.keys.insert(command.name, keys);
    }

    /// The keys of a command; none where it is not bound or there is no such command.
    pub fn keys(&self, command: &str) -> &[KeyPress] {
        self.keys.get(command).map_or(&[], Vec::as_slice)
    }

    /// The first key of a command, as a sentence names it. A command without a key is named itself.
    pub fn key(&self, command: &str) -> String {
        let first = self.keys(command).first();
        first.map_or_else(|| format!("`{command}`, which has no key,"), KeyPress::to_string)
    }

    /// The keys of a command as people read them, `j, Down`.
    pub fn all_keys(&self, command: &str) -> String {
        self.keys(command).iter().map(KeyPress::to_string).collect::<Vec<_>>().join(", ")
    }

    /// A sentence with the keys that it names.
    pub fn fill(&self, message: &Message) -> String {
        message.filled(|command| self.key(command))
    }

    /// What a key asks for as things stand; `None` where it means nothing. A key with Shift that
    /// has no meaning of its own is the key without.
    pub fn event(&self, explorer: &Explorer, key: KeyPress) -> Option<Event> {
        let contexts = contexts_of(explorer);
        let bound =
            |key: KeyPress| contexts.iter().find_map(|context| self.commands.get(&(*context, key)));
        let command = bound(key).or_else(|| bound(key.without_shift()?));
        let typed = || key.typed().filter(|_| explorer.overlay().input().is_some());
        command.map(|command| Event::Command(command.action)).or_else(|| typed().map(Event::Typed))
    }

    /// What the footer names, in order, for the focused pane or what lies over it. The hint that
    /// leads to the help is apart, because it always shows.
    pub fn hints(&self, explorer: &Explorer) -> (Vec<FooterHint>, Option<FooterHint>) {
        let contexts = contexts_of(explorer);
        let is_heading = matches!(explorer.selection(), Selection::Group(_));
        let mut hints: Vec<_> = CATALOGUE
            .iter()
            .filter(|command| contexts.contains(&command.context))
            .filter_map(|command| Some((command, command.hint?, self.keys(command.name).first()?)))
            .filter(|(_, hint, _)| hint.only.is_none_or(|pane| pane == explorer.focus()))
            .map(|(command, hint, key)| {
                let label = if is_heading { hint.label_on_heading } else { hint.label };
                (hint.rank, command.name, FooterHint { key: key.to_string(), label })
            })
            .filter(|(_, _, hint)| !hint.label.is_empty())
            .collect();
        hints.sort_by_key(|(rank, ..)| *rank);
        let help = hints.iter().position(|(_, name, _)| *name == HELP);
        let help = help.map(|at| hints.remove(at).2);
        (hints.into_iter().map(|(_, _, hint)| hint).collect(), help)
    }

    /// The key of the command that does something in a context, where it has one.
    pub fn key_of(&self, context: Context, action: Action) -> Option<KeyPress> {
        let command = CATALOGUE.iter().find(|c| c.context == context && c.action == action);
        self.keys(command?.name).first().copied()
    }
}

/// Where a key is looked up as things stand, in order.
fn contexts_of(explorer: &Explorer) -> Vec<Context> {
    match explorer.overlay() {
        Overlay::None => vec![Context::Pane(explorer.focus()), Context::Browsing, Context::Always],
        Overlay::Filter { .. } => vec![Context::Filter, Context::Typing, Context::Always],
        Overlay::Find(_) => vec![Context::Find, Context::Typing, Context::Always],
        Overlay::Copy(_) => vec![Context::Copy, Context::Always],
        Overlay::Address { .. } => vec![Context::Address, Context::Always],
        Overlay::Help(_) => vec![Context::Help, Context::Typing, Context::Always],
        Overlay::Card(card) => {
            let own = match card.subject {
                Subject::Quote(_) => Context::QuoteCard,
                Subject::Speaker(_) => Context::SpeakerCard,
                Subject::Meeting(_) => Context::MeetingCard,
            };
            vec![own, Context::Card, Context::Always]
        }
        Overlay::Choose(chooser) if chooser.scopes.len() > 1 => {
            vec![Context::ScopedChoice, Context::Choice, Context::Typing, Context::Always]
        }
        Overlay::Choose(_) => vec![Context::Choice, Context::Typing, Context::Always],
        Overlay::Review(_) => vec![Context::Review, Context::Always],
        Overlay::Span(_) => vec![Context::Span, Context::Always],
        Overlay::Grid(_) => vec![Context::Grid, Context::Always],
        Overlay::Brush(_) => vec![Context::Brush, Context::Always],
        Overlay::Profile(_) => vec![Context::Profile, Context::Always],
        Overlay::Annotations(_) => vec![Context::Annotations, Context::Always],
        Overlay::Outgoing(outgoing) if outgoing.leaves => {
            vec![Context::Leaving, Context::Typing, Context::Always]
        }
        Overlay::Outgoing(_) => vec![Context::Outgoing, Context::Typing, Context::Always],
    }
}
