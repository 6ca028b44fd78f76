//! How the panes show a record, in words: what `--view` takes.

use std::fmt;
use std::str::FromStr;

use super::pane::Pane;
use super::population::Speech;
use crate::search::query::Sort;

/// How the panes show a record, whatever the filter.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct ViewOptions {
    /// The pane that keys go to.
    pub focus: Pane,
    /// Whether it fills the screen.
    pub zoom: bool,
    /// In which order the timeline stands.
    pub sort: Sort,
    /// Whether every printing has a row.
    pub by_printing: bool,
    /// How much of reported speech shows; `None`: what the record has to show at first.
    pub speech: Option<Speech>,
    /// Whether what does not match shows dimmed.
    pub dim: bool,
}

/// A word that names no way to show a record.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is no part of a view; there are {words}", words = words().join(", "))]
pub struct UnknownView(String);

/// What a word stands for.
type Change = fn(&mut ViewOptions);

/// The words for all but the panes.
const WORDS: [(&str, Change); 8] = [
    ("zoom", |view| view.zoom = true),
    ("by-day", |view| view.sort = Sort::Day),
    ("closest", |view| view.sort = Sort::Rank),
    ("printings", |view| view.by_printing = true),
    ("quotations", |view| view.speech = Some(Speech::Quotations)),
    ("reported", |view| view.speech = Some(Speech::Attributed)),
    ("all-reported", |view| view.speech = Some(Speech::All)),
    ("dim", |view| view.dim = true),
];

fn words() -> Vec<&'static str> {
    Pane::ALL.iter().map(|pane| pane.name()).chain(WORDS.map(|(word, _)| word)).collect()
}

impl FromStr for ViewOptions {
    type Err = UnknownView;

    /// Reads words with commas between: `source,by-day`.
    fn from_str(text: &str) -> Result<Self, UnknownView> {
        let mut view = Self::default();
        for word in text.split(',').map(str::trim).filter(|word| !word.is_empty()) {
            let pane = Pane::ALL.iter().find(|pane| pane.name() == word);
            let change = WORDS.iter().find(|(name, _)| *name == word);
            match (pane, change) {
                (Some(pane), _) => view.focus = *pane,
                (None, Some((_, change))) => change(&mut view),
                (None, None) => return Err(UnknownView(word.to_owned())),
            }
        }
        Ok(view)
    }
}

impl fmt::Display for ViewOptions {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.focus.name())?;
        for (word, change) in WORDS {
            // A word is said where it changes nothing: the view is so already.
            let mut changed = *self;
            change(&mut changed);
            if changed == *self {
                write!(f, ",{word}")?;
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_view_is_read_as_it_is_written() {
        for focus in Pane::ALL {
            for (sort, speech) in [
                (Sort::Meeting, None),
                (Sort::Day, Some(Speech::Quotations)),
                (Sort::Rank, Some(Speech::Attributed)),
                (Sort::Day, Some(Speech::All)),
            ] {
                for bits in 0..8 {
                    let has = |bit: u8| bits & bit != 0;
                    let (zoom, by_printing, dim) = (has(1), has(2), has(4));
                    let view = ViewOptions { focus: *focus, zoom, sort, by_printing, speech, dim };
                    assert_eq!(view.to_string().parse(), Ok(view));
                }
            }
        }
        assert_eq!(ViewOptions::default().to_string(), "timeline");
        let unknown = "source,upside-down".parse::<ViewOptions>().expect_err("unknown");
        assert!(
            unknown.to_string().contains("\"upside-down\"")
                && unknown.to_string().contains("by-day")
        );
    }
}
