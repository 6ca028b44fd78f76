//! What lies over the panes, or is being typed.

use std::ops::Range;

use tui_input::Input;

use super::action::{CopyForm, Step};
use super::{
    filter::Filter, help::HelpRow, panes::find_all, panes::list::stepped, selection::Selection,
};

/// Rows that a page goes in a menu.
const PAGE: usize = 10;

/// What takes the keys before the panes do.
#[derive(Debug, Default)]
#[allow(missing_docs)] // the names of the fields say it
pub enum Overlay {
    /// Nothing.
    #[default]
    None,
    /// The filter line is being typed; `before` is what to go back to.
    Filter { input: Input, before: Box<(Filter, Selection)> },
    /// Words are looked for in the source.
    Find(FindLine),
    /// The menu of forms to copy: which row is selected.
    Copy(usize),
    /// An address that may not lead where it seems to, shown before it is opened. `doubt` is the
    /// sentence that says why.
    Address { url: String, doubt: String },
    /// The help.
    Help(HelpList),
}

impl Overlay {
    /// The line being typed, if there is one.
    pub fn input(&self) -> Option<&Input> {
        match self {
            Self::Filter { input, .. } => Some(input),
            Self::Find(find) => Some(&find.input),
            Self::Help(help) => Some(&help.input),
            Self::None | Self::Copy(_) | Self::Address { .. } => None,
        }
    }

    pub(super) fn input_mut(&mut self) -> Option<&mut Input> {
        match self {
            Self::Filter { input, .. } => Some(input),
            Self::Find(find) => Some(&mut find.input),
            Self::Help(help) => Some(&mut help.input),
            Self::None | Self::Copy(_) | Self::Address { .. } => None,
        }
    }

    /// Moves in the list of a menu.
    pub(super) fn step(&mut self, step: Step) {
        let (at, rows) = match self {
            Self::Copy(at) => (at, CopyForm::ALL.len()),
            Self::Help(help) => (&mut help.at, help.rows.len()),
            Self::None | Self::Filter { .. } | Self::Find(_) | Self::Address { .. } => return,
        };
        *at = stepped(*at, PAGE, step).min(rows.saturating_sub(1));
    }
}

/// The rows of the help that hold what is typed.
#[derive(Debug, Default)]
pub struct HelpList {
    /// The line.
    pub input: Input,
    /// The rows found.
    pub rows: Vec<HelpRow>,
    /// Which of them is selected.
    pub at: usize,
}

/// Words looked for in the source, apart from the filter.
#[derive(Debug, Default)]
pub struct FindLine {
    /// The line.
    pub input: Input,
    /// Where the words stand: byte ranges of the source's text.
    pub matches: Vec<Range<usize>>,
    /// Which of them is current.
    pub at: usize,
    /// What was looked for, and while what was selected, so that it is done once.
    searched: Option<(String, Selection)>,
}

impl FindLine {
    /// The current match.
    pub fn current(&self) -> Option<Range<usize>> {
        self.matches.get(self.at).cloned()
    }

    /// Looks for the words where they or the text changed; whether they did. The first match from
    /// an offset on becomes current.
    pub(super) fn search(&mut self, text: &str, selection: Selection, from: usize) -> bool {
        let wanted = (self.input.value().to_owned(), selection);
        if self.searched.as_ref() == Some(&wanted) {
            return false;
        }
        self.matches = find_all(text, &wanted.0);
        self.searched = Some(wanted);
        self.at = self.matches.iter().position(|range| range.start >= from).unwrap_or(0);
        true
    }

    /// Makes the next match current, or the one before; the last is followed by the first.
    pub(super) fn step(&mut self, back: bool) {
        let count = self.matches.len();
        self.at = (self.at + if back { count.saturating_sub(1) } else { 1 }) % count.max(1);
    }
}
