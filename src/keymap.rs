//! Which keys ask for what. The catalogue has every command with its default keys; bindings are
//! made from it, and dispatch, the footer, the help, the README's table and `onrecord keys` come
//! from the bindings.

mod bindings;
mod catalogue;
mod help;
mod key;

pub use bindings::{Bindings, FooterHint, UnknownCommand};
pub use catalogue::{CATALOGUE, CommandEntry, Context};
pub use help::{as_text, essentials_as_markdown, rows};
pub use key::{KeyPress, UnknownKey, keys};
