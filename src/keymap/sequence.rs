//! What a binding is made of: one key, or two keys one after the other.

use std::{fmt, str::FromStr};

use super::key::{KeyPress, UnknownKey};

/// One key, or a chord: a key and then another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct KeySequence {
    /// The first key, or the only one.
    pub first: KeyPress,
    /// The key after it.
    pub second: Option<KeyPress>,
}

impl KeySequence {
    /// The keys in order.
    pub fn keys(self) -> impl Iterator<Item = KeyPress> {
        [self.first].into_iter().chain(self.second)
    }

    /// Whether both cannot be told apart when they are pressed: they are the same, or one is the
    /// beginning of the other.
    pub(super) fn overlaps(self, other: Self) -> bool {
        self.first == other.first
            && (self.second.is_none() || other.second.is_none() || self.second == other.second)
    }
}

impl From<KeyPress> for KeySequence {
    fn from(key: KeyPress) -> Self {
        Self { first: key, second: None }
    }
}

impl fmt::Display for KeySequence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.first)?;
        self.second.map_or(Ok(()), |second| write!(f, " {second}"))
    }
}

impl FromStr for KeySequence {
    type Err = UnknownKey;

    /// Reads `z`, or `g t` for a chord.
    fn from_str(text: &str) -> Result<Self, UnknownKey> {
        let mut words = text.split_whitespace();
        match (words.next(), words.next(), words.next()) {
            (Some(first), second, None) => {
                let second = second.map(str::parse).transpose()?;
                Ok(Self { first: first.parse()?, second })
            }
            _ => Err(UnknownKey(text.to_owned())),
        }
    }
}
