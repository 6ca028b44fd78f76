//! One key with its modifiers, as it is written, parsed and compared.

use std::{fmt, str::FromStr};

use crossterm::event::{
    KeyCode, KeyEvent, KeyEventKind, KeyModifiers, MediaKeyCode, ModifierKeyCode,
};
use thiserror::Error;

use super::layouts;

/// A key press, normalised so that equal presses compare equal: Shift is part of a character
/// (`G`), unless Control is held too, where terminals report small letters (`Ctrl-Shift-g`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct KeyPress {
    code: KeyCode,
    modifiers: KeyModifiers,
}

/// That no terminal sends a key.
pub(super) struct NeverSent;

/// The names of keys, but for characters and function keys. crossterm's own names differ between
/// systems.
const NAMES: [(&str, KeyCode); 50] = [
    ("Enter", KeyCode::Enter),
    ("Esc", KeyCode::Esc),
    ("Tab", KeyCode::Tab),
    ("Space", KeyCode::Char(' ')),
    ("Backspace", KeyCode::Backspace),
    ("Delete", KeyCode::Delete),
    ("Insert", KeyCode::Insert),
    ("Up", KeyCode::Up),
    ("Down", KeyCode::Down),
    ("Left", KeyCode::Left),
    ("Right", KeyCode::Right),
    ("Home", KeyCode::Home),
    ("End", KeyCode::End),
    ("PgUp", KeyCode::PageUp),
    ("PgDn", KeyCode::PageDown),
    ("KeypadBegin", KeyCode::KeypadBegin),
    ("CapsLock", KeyCode::CapsLock),
    ("ScrollLock", KeyCode::ScrollLock),
    ("NumLock", KeyCode::NumLock),
    ("PrintScreen", KeyCode::PrintScreen),
    ("Pause", KeyCode::Pause),
    ("Menu", KeyCode::Menu),
    ("Null", KeyCode::Null),
    ("Play", KeyCode::Media(MediaKeyCode::Play)),
    ("PauseMedia", KeyCode::Media(MediaKeyCode::Pause)),
    ("PlayPause", KeyCode::Media(MediaKeyCode::PlayPause)),
    ("Reverse", KeyCode::Media(MediaKeyCode::Reverse)),
    ("Stop", KeyCode::Media(MediaKeyCode::Stop)),
    ("FastForward", KeyCode::Media(MediaKeyCode::FastForward)),
    ("Rewind", KeyCode::Media(MediaKeyCode::Rewind)),
    ("TrackNext", KeyCode::Media(MediaKeyCode::TrackNext)),
    ("TrackPrevious", KeyCode::Media(MediaKeyCode::TrackPrevious)),
    ("Record", KeyCode::Media(MediaKeyCode::Record)),
    ("VolumeDown", KeyCode::Media(MediaKeyCode::LowerVolume)),
    ("VolumeUp", KeyCode::Media(MediaKeyCode::RaiseVolume)),
    ("Mute", KeyCode::Media(MediaKeyCode::MuteVolume)),
    ("LeftShift", KeyCode::Modifier(ModifierKeyCode::LeftShift)),
    ("LeftCtrl", KeyCode::Modifier(ModifierKeyCode::LeftControl)),
    ("LeftAlt", KeyCode::Modifier(ModifierKeyCode::LeftAlt)),
    ("LeftSuper", KeyCode::Modifier(ModifierKeyCode::LeftSuper)),
    ("LeftHyper", KeyCode::Modifier(ModifierKeyCode::LeftHyper)),
    ("LeftMeta", KeyCode::Modifier(ModifierKeyCode::LeftMeta)),
    ("RightShift", KeyCode::Modifier(ModifierKeyCode::RightShift)),
    ("RightCtrl", KeyCode::Modifier(ModifierKeyCode::RightControl)),
    ("RightAlt", KeyCode::Modifier(ModifierKeyCode::RightAlt)),
    ("RightSuper", KeyCode::Modifier(ModifierKeyCode::RightSuper)),
    ("RightHyper", KeyCode::Modifier(ModifierKeyCode::RightHyper)),
    ("RightMeta", KeyCode::Modifier(ModifierKeyCode::RightMeta)),
    ("Level3Shift", KeyCode::Modifier(ModifierKeyCode::IsoLevel3Shift)),
    ("Level5Shift", KeyCode::Modifier(ModifierKeyCode::IsoLevel5Shift)),
];

/// The prefixes of modifiers, in the order in which they are written.
const MODIFIERS: [(&str, KeyModifiers); 6] = [
    ("Ctrl-", KeyModifiers::CONTROL),
    ("Alt-", KeyModifiers::ALT),
    ("Shift-", KeyModifiers::SHIFT),
    ("Super-", KeyModifiers::SUPER),
    ("Hyper-", KeyModifiers::HYPER),
    ("Meta-", KeyModifiers::META),
];

impl KeyPress {
    /// The key that always ends the program.
    pub(super) const INTERRUPT: Self =
        Self { code: KeyCode::Char('c'), modifiers: KeyModifiers::CONTROL };

    /// A key with some modifiers held.
    pub fn new(code: KeyCode, modifiers: KeyModifiers) -> Self {
        let is_shifted = modifiers.contains(KeyModifiers::SHIFT);
        match code {
            KeyCode::BackTab => {
                Self { code: KeyCode::Tab, modifiers: modifiers | KeyModifiers::SHIFT }
            }
            KeyCode::Char(c) if modifiers.contains(KeyModifiers::CONTROL) => {
                Self { code: KeyCode::Char(c.to_ascii_lowercase()), modifiers }
            }
            KeyCode::Char(c) => {
                let c = if is_shifted { c.to_ascii_uppercase() } else { c };
                Self { code: KeyCode::Char(c), modifiers: modifiers - KeyModifiers::SHIFT }
            }
            code => Self { code, modifiers },
        }
    }

    /// A character without modifiers.
    pub fn char(c: char) -> Self {
        Self::new(KeyCode::Char(c), KeyModifiers::NONE)
    }

    /// The key of a terminal's event; `None` where it was let go.
    pub fn from_event(event: KeyEvent) -> Option<Self> {
        let is_press = event.kind != KeyEventKind::Release;
        is_press.then(|| Self::new(event.code, event.modifiers))
    }

    /// The key without its modifiers.
    pub fn code(self) -> KeyCode {
        self.code
    }

    /// The modifiers held.
    pub fn modifiers(self) -> KeyModifiers {
        self.modifiers
    }

    /// The character it types, if it types one.
    pub fn typed(self) -> Option<char> {
        match self {
            Self { code: KeyCode::Char(c), modifiers: KeyModifiers::NONE } => Some(c),
            _ => None,
        }
    }

    /// The key at the same place of a Latin keyboard, for a letter of another script.
    pub(super) fn at_its_place(self) -> Option<Self> {
        let KeyCode::Char(letter) = self.code else { return None };
        let key = layouts::at_its_place(letter)?;
        Some(Self::new(KeyCode::Char(key), self.modifiers))
    }

    /// The name under which terminals send the key, where it is another one; `Err` where none sends
    /// it at all.
    pub(super) fn as_sent(self) -> Result<Option<Self>, NeverSent> {
        let unsent = KeyModifiers::SUPER | KeyModifiers::HYPER | KeyModifiers::META;
        let is_unsent = matches!(
            self.code,
            KeyCode::Media(_)
                | KeyCode::Modifier(_)
                | KeyCode::CapsLock
                | KeyCode::ScrollLock
                | KeyCode::NumLock
                | KeyCode::PrintScreen
                | KeyCode::Pause
                | KeyCode::Menu
        );
        if is_unsent || self.modifiers.intersects(unsent) {
            return Err(NeverSent);
        }
        let same = match (self.code, self.modifiers.contains(KeyModifiers::CONTROL)) {
            (KeyCode::Char('i'), true) => KeyCode::Tab,
            (KeyCode::Char('m'), true) => KeyCode::Enter,
            (KeyCode::Char('['), true) => KeyCode::Esc,
            (KeyCode::Char('\u{7f}'), _) => KeyCode::Backspace,
            _ => return Ok(None),
        };
        Ok(Some(Self { code: same, modifiers: self.modifiers - KeyModifiers::CONTROL }))
    }

    /// The same key without Shift, where it was held.
    pub(super) fn without_shift(self) -> Option<Self> {
        let modifiers = self.modifiers - KeyModifiers::SHIFT;
        (modifiers != self.modifiers).then_some(Self { modifiers, ..self })
    }
}

impl fmt::Display for KeyPress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (prefix, modifier) in MODIFIERS {
            if self.modifiers.contains(modifier) {
                f.write_str(prefix)?;
            }
        }
        match (NAMES.iter().find(|(_, code)| *code == self.code), self.code) {
            (Some((name, _)), _) => f.write_str(name),
            (None, KeyCode::Char(c)) => write!(f, "{c}"),
            (None, KeyCode::F(number)) => write!(f, "F{number}"),
            (None, code) => write!(f, "{code:?}"),
        }
    }
}

/// A name that no key has.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{0} is no key")]
pub struct UnknownKey(pub String);

impl FromStr for KeyPress {
    type Err = UnknownKey;

    fn from_str(text: &str) -> Result<Self, UnknownKey> {
        let (mut rest, mut modifiers) = (text, KeyModifiers::NONE);
        for (prefix, modifier) in MODIFIERS {
            if let Some(after) = rest.strip_prefix(prefix) {
                (rest, modifiers) = (after, modifiers | modifier);
            }
        }
        let mut chars = rest.chars();
        let named = || NAMES.iter().find(|(name, _)| *name == rest).map(|(_, code)| *code);
        let function = || rest.strip_prefix('F')?.parse().ok().map(KeyCode::F);
        let code = match (chars.next(), chars.next()) {
            (Some(c), None) => Some(KeyCode::Char(c)),
            _ => named().or_else(function),
        };
        let code = code.ok_or_else(|| UnknownKey(text.to_owned()))?;
        Ok(Self::new(code, modifiers))
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
pub fn keys(text: &str) -> Result<Vec<KeyPress>, UnknownKey> {
    let (mut keys, mut rest) = (Vec::new(), text);
    while let Some(c) = rest.chars().next() {
        if c == '<'
            && let Some((name, after)) = rest[1..].split_once('>')
        {
            rest = after;
            keys.push(if name == "lt" { KeyPress::char('<') } else { name.parse()? });
        } else {
            rest = &rest[c.len_utf8()..];
            keys.push(KeyPress::char(c));
        }
    }
    Ok(keys)
}
