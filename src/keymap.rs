//! Which keys ask for what. The catalogue has every command with its default keys; bindings are
//! made from it, and dispatch, the footer, the help, the README's table and `onrecord keys` come
//! from the bindings.

mod bindings;
mod catalogue;
mod context;
mod help;
mod key;
mod layouts;
mod rebind;
mod sequence;

pub use bindings::{Bindings, FooterHint};
pub use catalogue::{CATALOGUE, CommandEntry};
pub use context::Context;
pub use help::{as_json, as_text, essentials_as_markdown, help_of, rows};
pub use key::{KeyPress, UnknownKey, keys};
pub use rebind::{Conflict, Rebinding, rebound};
pub use sequence::KeySequence;
