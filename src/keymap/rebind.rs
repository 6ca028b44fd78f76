//! Keys of a reader's own, and which of them are refused.

use thiserror::Error;

use super::bindings::Bindings;
use super::catalogue::{CATALOGUE, CommandEntry};
use super::key::{KeyPress, NeverSent};
use super::sequence::KeySequence;
use crate::explorer::Action;

/// A command with the keys that a reader gives it, and only those; none unbinds it.
#[derive(Debug, Clone)]
pub struct Rebinding {
    /// The command.
    pub command: &'static CommandEntry,
    /// Its keys.
    pub keys: Vec<KeySequence>,
}

/// Why a command keeps the keys that it has, and what to do about it.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum Conflict {
    /// The key has another name.
    #[error("terminals send {0} as {1}; write {1}")]
    SentAs(KeyPress, KeyPress),
    /// Nobody can press the key.
    #[error("no terminal sends {0}; choose another key")]
    NeverSent(KeyPress),
    /// The key is not to be had.
    #[error("Ctrl-c always ends the program; choose another key")]
    Interrupt,
    /// The command is not to lose this key.
    #[error("Ctrl-c always ends the program; leave it in the list")]
    KeepsInterrupt,
    /// The command leads out.
    #[error("without a key nobody could leave; give it one")]
    WayOut,
    /// The key is a character that would no longer be typed.
    #[error("{0} is typed into lines; choose a key with Ctrl or Alt, or one that types nothing")]
    Typed(KeyPress),
    /// Another command has the key where this one has its meaning, or a chord begins with it.
    #[error("{0} is taken by `{1}`; choose another key, or give `{1}` another first")]
    Taken(KeySequence, &'static str),
}

/// The catalogue's bindings with those of a reader; each that is refused is told by its place, and
/// its command keeps the catalogue's keys.
#[must_use]
pub fn rebound(rebindings: &[Rebinding]) -> (Bindings, Vec<(usize, Conflict)>) {
    let mut taken: Vec<(usize, &Rebinding)> = rebindings.iter().enumerate().collect();
    let mut refused = Vec::new();
    loop {
        // Keys may be swapped: what each asks for is looked at beside all the others.
        let keys_of = |command: &CommandEntry| {
            let mut others = taken.iter().rev();
            let other = others.find(|(_, other)| other.command.name == command.name);
            other.map(|(_, other)| other.keys.clone())
        };
        // Of two that want the same key the first has it.
        let found = taken.iter().enumerate().find_map(|(nth, (_, rebinding))| {
            let later = taken[nth + 1..].iter().map(|(_, later)| later.command.name);
            let later: Vec<&str> = later.collect();
            Some((nth, conflict(rebinding, &keys_of, &later)?))
        });
        let Some((nth, conflict)) = found else {
            refused.sort_by_key(|(at, _)| *at);
            return (Bindings::new(keys_of), refused);
        };
        // What is refused gives the catalogue's keys back, which others may have asked for.
        refused.push((taken.remove(nth).0, conflict));
    }
}

/// Why a command cannot have its keys beside those of all others, but for some that come later.
fn conflict(
    Rebinding { command, keys }: &Rebinding,
    keys_of: &dyn Fn(&CommandEntry) -> Option<Vec<KeySequence>>,
    later: &[&str],
) -> Option<Conflict> {
    let interrupt = KeyPress::INTERRUPT;
    let interrupts = command.action == Action::Interrupt;
    if interrupts && !keys.contains(&interrupt.into()) {
        return Some(Conflict::KeepsInterrupt);
    }
    if command.is_way_out() && keys.is_empty() {
        return Some(Conflict::WayOut);
    }
    for (at, sequence) in keys.iter().enumerate() {
        for key in sequence.keys() {
            match key.as_sent() {
                Err(NeverSent) => return Some(Conflict::NeverSent(key)),
                Ok(Some(other)) => return Some(Conflict::SentAs(key, other)),
                Ok(None) => {}
            }
            if key == interrupt && !(interrupts && sequence.second.is_none()) {
                return Some(Conflict::Interrupt);
            }
        }
        if command.context.is_typed_in() && sequence.first.typed().is_some() {
            return Some(Conflict::Typed(sequence.first));
        }
        if keys[..at].iter().any(|before| before != sequence && before.overlaps(*sequence)) {
            return Some(Conflict::Taken(*sequence, command.name));
        }
        let others = CATALOGUE.iter().filter(|other| other.name != command.name);
        for other in others.filter(|other| other.context.meets(command.context)) {
            if later.contains(&other.name) {
                continue;
            }
            // In a pane a key may mean something else than in all of them, but no way out is lost.
            let may_differ =
                other.context != command.context && command.is_way_out() == other.is_way_out();
            let keys = keys_of(other).unwrap_or_else(|| other.default_keys().collect());
            let clashes =
                |key: &KeySequence| key.overlaps(*sequence) && !(may_differ && key == sequence);
            if keys.iter().any(clashes) {
                return Some(Conflict::Taken(*sequence, other.name));
            }
        }
    }
    None
}
