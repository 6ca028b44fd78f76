//! Which keys the commands have, and what a key asks for.

use std::collections::HashMap;

use super::catalogue::{CATALOGUE, CommandEntry};
use super::context::{Context, contexts_of};
use super::key::KeyPress;
use super::sequence::KeySequence;
use crate::explorer::{Action, Event, Explorer, Message, Selection};

/// The name of the command that leads to all others. The footer always has it.
const HELP: &str = "help";

/// Commands and their keys, looked up from both sides.
///
/// Within a context a key belongs to one command.
#[derive(Debug, Clone)]
pub struct Bindings {
    commands: HashMap<(Context, KeySequence), &'static CommandEntry>,
    keys: HashMap<&'static str, Vec<KeySequence>>,
    /// The first key of a chord, once it was pressed.
    pending: Option<KeyPress>,
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
        Self::new(|_| None)
    }
}

impl Bindings {
    /// The catalogue's keys, but for the commands that are given others. No two commands of a
    /// context have the same keys.
    pub(super) fn new(others: impl Fn(&CommandEntry) -> Option<Vec<KeySequence>>) -> Self {
        let mut bindings = Self { commands: HashMap::new(), keys: HashMap::new(), pending: None };
        for command in CATALOGUE {
            let keys = others(command).unwrap_or_else(|| command.default_keys().collect());
            for key in &keys {
                bindings.commands.insert((command.context, *key), command);
            }
            bindings.keys.insert(command.name, keys);
        }
        bindings
    }

    /// The keys of a command; none where it is not bound or there is no such command.
    pub fn keys(&self, command: &str) -> &[KeySequence] {
        self.keys.get(command).map_or(&[], Vec::as_slice)
    }

    /// The first key of a command, as a sentence names it. A command without a key is named itself.
    pub fn key(&self, command: &str) -> String {
        let first = self.keys(command).first();
        first.map_or_else(|| format!("`{command}`, which has no key,"), KeySequence::to_string)
    }

    /// The keys of a command as people read them, `j, Down`.
    pub fn all_keys(&self, command: &str) -> String {
        self.keys(command).iter().map(KeySequence::to_string).collect::<Vec<_>>().join(", ")
    }

    /// A sentence with the keys that it names.
    pub fn fill(&self, message: &Message) -> String {
        message.filled(|command| self.key(command))
    }

    /// What a key asks for as things stand; `None` where it means nothing, or is the first of a
    /// chord.
    ///
    /// A key with Shift that has no meaning of its own is the key without, and a letter of another
    /// script the key at its place, unless it is typed.
    pub fn event(&mut self, explorer: &Explorer, key: KeyPress) -> Option<Event> {
        let contexts = contexts_of(explorer);
        let typed = key.typed().filter(|_| explorer.overlay().input().is_some());
        let place = key.at_its_place().filter(|_| typed.is_none());
        let forms =
            [Some(key), key.without_shift(), place, place.and_then(KeyPress::without_shift)];
        let pending = self.pending.take();
        for form in forms.into_iter().flatten() {
            let sequence = match pending {
                Some(first) => KeySequence { first, second: Some(form) },
                None => form.into(),
            };
            if let Some(command) = self.bound(contexts, sequence) {
                return Some(Event::Command(command.action));
            }
            if pending.is_none() && self.is_prefix(contexts, form) {
                self.pending = Some(form);
                return None;
            }
        }
        if pending.is_some() {
            // What means the same everywhere still does; another key only ends the chord.
            let always = forms.into_iter().flatten();
            let mut always = always.filter_map(|form| self.bound(&[Context::Always], form.into()));
            return always.next().map(|command| Event::Command(command.action));
        }
        typed.map(Event::Typed)
    }

    fn bound(&self, contexts: &[Context], keys: KeySequence) -> Option<&'static CommandEntry> {
        contexts.iter().find_map(|context| self.commands.get(&(*context, keys))).copied()
    }

    fn is_prefix(&self, contexts: &[Context], key: KeyPress) -> bool {
        let begins = |keys: &KeySequence| keys.first == key && keys.second.is_some();
        self.commands.keys().any(|(context, keys)| contexts.contains(context) && begins(keys))
    }

    /// Forgets the first key of a chord.
    pub fn end_chord(&mut self) {
        self.pending = None;
    }

    /// Whether a chord has begun.
    pub fn is_pending(&self) -> bool {
        self.pending.is_some()
    }

    /// The first key of a chord that was pressed, and what may follow it.
    pub fn pending(&self, explorer: &Explorer) -> Option<(KeyPress, Vec<FooterHint>)> {
        let (first, contexts) = (self.pending?, contexts_of(explorer));
        let commands = CATALOGUE.iter().filter(|command| contexts.contains(&command.context));
        let hints = commands.flat_map(|command| {
            let keys = self.keys(command.name).iter().filter(|keys| keys.first == first);
            let key = |keys: &KeySequence| Some(keys.second?.to_string());
            keys.filter_map(key).map(|key| FooterHint { key, label: command.name })
        });
        Some((first, hints.collect()))
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
    pub fn key_of(&self, context: Context, action: Action) -> Option<KeySequence> {
        let command = CATALOGUE.iter().find(|c| c.context == context && c.action == action);
        self.keys(command?.name).first().copied()
    }
}
