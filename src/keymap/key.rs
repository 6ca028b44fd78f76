//! One key with its modifiers, as it is written, parsed and compared.

use std::fmt;
use std::str::FromStr;

use ratatui::crossterm::event::{KeyCode, KeyEvent, KeyEventKind, KeyModifiers};

/// The key without its modifiers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Code {
    /// A character, as typed: `G` is the character `G`.
    Char(char),
    /// A key with a name, as the table in this file lists them.
    Named(&'static str),
}

/// A key press.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Key {
    /// The key.
    pub code: Code,
    /// With Control.
    pub ctrl: bool,
    /// With Alt.
    pub alt: bool,
}

/// Names of keys; the labels are our own, as crossterm's differ between systems.
const NAMED: [(&str, KeyCode); 17] = [
    ("Enter", KeyCode::Enter),
    ("Esc", KeyCode::Esc),
    ("Tab", KeyCode::Tab),
    ("Shift-Tab", KeyCode::BackTab),
    ("Backspace", KeyCode::Backspace),
    ("Delete", KeyCode::Delete),
    ("Up", KeyCode::Up),
    ("Down", KeyCode::Down),
    ("Left", KeyCode::Left),
    ("Right", KeyCode::Right),
    ("Home", KeyCode::Home),
    ("End", KeyCode::End),
    ("PgUp", KeyCode::PageUp),
    ("PgDn", KeyCode::PageDown),
    ("F1", KeyCode::F(1)),
    ("F2", KeyCode::F(2)),
    ("F5", KeyCode::F(5)),
];

impl Key {
    /// A character without modifiers.
    #[must_use]
    pub fn char(c: char) -> Self {
        Self { code: Code::Char(c), ctrl: false, alt: false }
    }

    /// The key of a terminal's event, normalised: Shift is part of the character, lock states do
    /// not count. `None` for a release or a key nobody binds.
    #[must_use]
    pub fn from_event(event: KeyEvent) -> Option<Self> {
        if event.kind == KeyEventKind::Release {
            return None;
        }
        let ctrl = event.modifiers.contains(KeyModifiers::CONTROL);
        let code = match event.code {
            KeyCode::Char(c) if ctrl => Code::Char(c.to_ascii_lowercase()),
            KeyCode::Char(c) => Code::Char(c),
            KeyCode::Tab if event.modifiers.contains(KeyModifiers::SHIFT) => {
                Code::Named("Shift-Tab")
            }
            code => Code::Named(NAMED.iter().find(|(_, known)| *known == code)?.0),
        };
        Some(Self { code, ctrl, alt: event.modifiers.contains(KeyModifiers::ALT) })
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.ctrl {
            f.write_str("Ctrl-")?;
        }
        if self.alt {
            f.write_str("Alt-")?;
        }
        match self.code {
            Code::Char(' ') => f.write_str("Space"),
            Code::Char(c) => write!(f, "{c}"),
            Code::Named(name) => f.write_str(name),
        }
    }
}

impl FromStr for Key {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let (ctrl, text) = text.strip_prefix("Ctrl-").map_or((false, text), |rest| (true, rest));
        let (alt, text) = text.strip_prefix("Alt-").map_or((false, text), |rest| (true, rest));
        let mut chars = text.chars();
        let code = match (chars.next(), chars.next()) {
            (Some(c), None) => Code::Char(c),
            _ if text == "Space" => Code::Char(' '),
            _ => Code::Named(NAMED.iter().find(|(name, _)| *name == text).ok_or(())?.0),
        };
        Ok(Self { code, ctrl, alt })
    }
}

/// Reads a string of keys: characters as they are, other keys in angle brackets, as
/// `/treaty<Enter>j<Ctrl-o>`; `<lt>` is the bracket itself.
///
/// # Errors
/// The name between brackets that is no key.
///
/// ```
/// assert_eq!(onrecord::keymap::keys("/a<Enter>").map(|keys| keys.len()), Ok(3));
/// assert!(onrecord::keymap::keys("<Nope>").is_err());
/// ```
pub fn keys(text: &str) -> Result<Vec<Key>, String> {
    let mut keys = Vec::new();
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        if c == '<'
            && let Some((name, after)) = rest[1..].split_once('>')
        {
            rest = after;
            keys.push(match name {
                "lt" => Key::char('<'),
                name => name.parse().map_err(|()| name.to_owned())?,
            });
        } else {
            rest = &rest[c.len_utf8()..];
            keys.push(Key::char(c));
        }
    }
    Ok(keys)
}
