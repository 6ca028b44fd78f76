//! What wakes the loop.

use std::io;

use crossterm::event::Event as Input;

use super::clipboard::Copying;
use crate::{config::Rgb, explorer::Event};

/// What the other threads send to the loop.
pub(super) enum Incoming {
    /// A key, a paste, the mouse or a size.
    Input(Input),
    /// The terminal's background, which was asked for.
    Background(Rgb),
    /// A text is still to be copied: the last way did not do.
    Copy(Copying),
    /// The terminal gives no more input.
    Closed(io::Error),
    /// A signal came.
    #[cfg_attr(not(unix), allow(dead_code))]
    Signal(i32),
    /// Something for the explorer.
    Event(Event),
}
