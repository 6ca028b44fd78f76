//! What lies over the panes, or is being typed.

use std::collections::HashSet;
use std::ops::Range;
use std::path::PathBuf;

use jiff::civil::Date;
use tui_input::Input;

use super::action::{CopyForm, Step};
use super::chooser::Chooser;
use super::decision::{CardField, Subject};
use super::preferences::ThemeRow;
use super::profile::Profile;
use super::{
    filter::Filter, help::HelpRow, panes::find_all, panes::list::stepped, selection::Selection,
};

use crate::dataset::ArticleIx;
use crate::dataset::annotations::Annotations;
use crate::export::{Axis, Format, Pivot};

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
    /// The commands by their names.
    Palette(HelpList),
    /// What can be decided of a quote, a speaker or a meeting.
    Card(Card),
    /// A choice is being made.
    Choose(Box<Chooser>),
    /// What is least sure is checked, one by one.
    Review(Review),
    /// Words of the source are chosen, to make them a quote.
    Span(SpanChoice),
    /// Every annotation.
    Annotations(AnnotationList),
    /// Quotes or annotations are about to leave for a file.
    Outgoing(Outgoing),
    /// Counts by two things at once.
    Grid(Grid),
    /// A stretch of days is chosen.
    Brush(Brush),
    /// What is known of a speaker or a meeting.
    Profile(Profile),
    /// A theme is chosen.
    Themes(ThemeList),
}

/// A stretch of days being chosen: the first and last day of the column at which the choice began,
/// and of the one at which it ends now, either of which may stand first.
#[derive(Debug, Clone, Copy)]
pub struct Brush {
    /// The column that stays.
    pub from: (Date, Date),
    /// The column that moves.
    pub to: (Date, Date),
}

/// Counts of the statements that match.
#[derive(Debug)]
pub struct Grid {
    /// What rows and columns are counted by.
    pub axes: (Axis, Axis),
    /// The counts.
    pub pivot: Pivot,
    /// The selected cell: row, column.
    pub at: (usize, usize),
}

/// The themes to choose from. The selected one is shown as long as the list is open.
#[derive(Debug, Default)]
pub struct ThemeList {
    /// The themes.
    pub rows: Vec<ThemeRow>,
    /// Which of them is selected.
    pub at: usize,
}

/// The card of a quote, a speaker or a meeting.
#[derive(Debug, Clone, Copy)]
pub struct Card {
    /// What is decided of.
    pub subject: Subject,
    /// Which of its rows is selected.
    pub at: usize,
}

/// A round of checking what is least sure.
#[derive(Debug, Clone, Default)]
pub struct Review {
    /// The ids of those that were put off.
    pub later: HashSet<String>,
    /// How many of those in doubt are checked, and how many there are.
    pub progress: (usize, usize),
}

/// Words of the source being chosen, as ranges of bytes: the word at which the choice began and the
/// one at which it ends now, either of which may stand first.
#[derive(Debug, Clone)]
pub struct SpanChoice {
    /// The article in whose text they stand.
    pub article: ArticleIx,
    /// The word that stays.
    pub from: Range<usize>,
    /// The word that moves.
    pub to: Range<usize>,
}

impl SpanChoice {
    /// What is chosen.
    pub fn range(&self) -> Range<usize> {
        self.from.start.min(self.to.start)..self.from.end.max(self.to.end)
    }
}

/// Every annotation, those that fit nothing first.
#[derive(Debug, Default)]
pub struct AnnotationList {
    /// What each says, and the quote it is about.
    pub rows: Vec<AnnotationRow>,
    /// Which of them is selected.
    pub at: usize,
}

/// One annotation as it is listed.
#[derive(Debug, Clone)]
pub struct AnnotationRow {
    /// What it says.
    pub label: String,
    /// The day and the publisher of the article it is about, or its id.
    pub place: String,
    /// Why it fits nothing, where it does not.
    pub orphan: Option<String>,
    /// The annotation alone.
    pub(super) entry: Annotations,
}

/// What is about to leave for a file.
#[derive(Debug)]
pub struct Outgoing {
    /// The name of the file.
    pub input: Input,
    /// The forms, each with the quotes that leave in it.
    pub rows: Vec<OutgoingForm>,
    /// Which of them is selected.
    pub at: usize,
    /// The file that is there already and may be replaced if asked once more.
    pub replaces: Option<PathBuf>,
    /// Whether the annotations leave, because the program was to be left.
    pub leaves: bool,
    /// Whether the name is the one that was offered: what is typed takes its place.
    pub is_untouched: bool,
}

/// A form in which quotes leave.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OutgoingForm {
    /// The form.
    pub format: Format,
    /// Whether only marked quotes leave.
    pub marked: bool,
    /// How many these are.
    pub count: usize,
}

impl Overlay {
    /// The line being typed, if there is one.
    pub fn input(&self) -> Option<&Input> {
        match self {
            Self::Filter { input, .. } => Some(input),
            Self::Find(find) => Some(&find.input),
            Self::Help(help) | Self::Palette(help) => Some(&help.input),
            Self::Choose(chooser) => Some(&chooser.input),
            Self::Outgoing(outgoing) => Some(&outgoing.input),
            Self::None
            | Self::Copy(_)
            | Self::Address { .. }
            | Self::Card(_)
            | Self::Review(_)
            | Self::Span(_)
            | Self::Annotations(_)
            | Self::Grid(_)
            | Self::Brush(_)
            | Self::Profile(_)
            | Self::Themes(_) => None,
        }
    }

    pub(super) fn input_mut(&mut self) -> Option<&mut Input> {
        match self {
            Self::Filter { input, .. } => Some(input),
            Self::Find(find) => Some(&mut find.input),
            Self::Help(help) | Self::Palette(help) => Some(&mut help.input),
            Self::Choose(chooser) => Some(&mut chooser.input),
            Self::Outgoing(outgoing) => Some(&mut outgoing.input),
            Self::None
            | Self::Copy(_)
            | Self::Address { .. }
            | Self::Card(_)
            | Self::Review(_)
            | Self::Span(_)
            | Self::Annotations(_)
            | Self::Grid(_)
            | Self::Brush(_)
            | Self::Profile(_)
            | Self::Themes(_) => None,
        }
    }

    /// Moves in the list of a menu.
    pub(super) fn step(&mut self, step: Step) {
        let (at, rows) = match self {
            Self::Copy(at) => (at, CopyForm::ALL.len()),
            Self::Help(help) | Self::Palette(help) => (&mut help.at, help.rows.len()),
            Self::Card(card) => (&mut card.at, CardField::of(card.subject).len()),
            Self::Choose(chooser) => (&mut chooser.at, chooser.rows.len()),
            Self::Annotations(list) => (&mut list.at, list.rows.len()),
            Self::Outgoing(outgoing) => (&mut outgoing.at, outgoing.rows.len()),
            Self::Profile(profile) => (&mut profile.at, profile.lines.len()),
            Self::Themes(list) => (&mut list.at, list.rows.len()),
            Self::None
            | Self::Filter { .. }
            | Self::Find(_)
            | Self::Address { .. }
            | Self::Review(_)
            | Self::Span(_)
            | Self::Grid(_)
            | Self::Brush(_) => return,
        };
        *at = stepped(*at, PAGE, step).min(rows.saturating_sub(1));
    }
}

/// The rows of the help, or of the palette, that fit what is typed.
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
