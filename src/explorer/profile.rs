//! The profile of a speaker or a meeting: what is known of it, and how much of what matches is
//! theirs. Names in it lead on to their own profiles, days and outlets to a filter.

use std::cmp::Reverse;

use crate::dataset::{MeetingIx, QuoteIx, SpeakerIx};
use crate::export::PivotLine;

/// How many lines of a kind a profile has.
pub(super) const LISTED: usize = 12;

/// Whose profile it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ProfileOf {
    /// A speaker's.
    Speaker(SpeakerIx),
    /// A meeting's.
    Meeting(MeetingIx),
}

/// Where a line of a profile leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Lead {
    /// To another profile.
    Profile(ProfileOf),
    /// To a quote.
    Quote(QuoteIx),
    /// To what matches a query, beside what is filtered already.
    Filter(String),
}

/// A line of a profile.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ProfileLine {
    /// What the line is, where it is the first of its kind.
    pub label: &'static str,
    /// What it says.
    pub text: String,
    /// How many, where it counts, and the most of its kind.
    pub count: Option<(usize, usize)>,
    /// Where it leads.
    pub lead: Option<Lead>,
}

/// A profile as it shows.
#[derive(Debug, Clone)]
pub struct Profile {
    /// Whose it is.
    pub of: ProfileOf,
    /// The name.
    pub title: String,
    /// What there is to say.
    pub lines: Vec<ProfileLine>,
    /// Which line is selected.
    pub at: usize,
    /// The profiles gone through before, and which line was selected there.
    pub before: Vec<(ProfileOf, usize)>,
}

/// The lines of a profile as they are made.
#[derive(Debug, Default)]
pub(super) struct Lines(pub(super) Vec<ProfileLine>);

impl Lines {
    fn push(&mut self, line: ProfileLine) {
        self.0.push(line);
    }

    /// A line that leads nowhere.
    pub(super) fn say(&mut self, label: &'static str, text: String) {
        if !text.is_empty() {
            self.push(ProfileLine { label, text, ..ProfileLine::default() });
        }
    }

    /// A line that leads on. Of several of a kind the first alone has the label.
    pub(super) fn lead(
        &mut self,
        label: &'static str,
        text: String,
        count: Option<(usize, usize)>,
        lead: Lead,
    ) {
        let of_kind = self.0.iter().rev().take_while(|line| line.label.is_empty());
        let first = self.0.len().checked_sub(of_kind.count() + 1);
        let is_first = first.is_none_or(|first| self.0[first].label != label);
        let label = if is_first { label } else { "" };
        self.push(ProfileLine { label, text, count, lead: Some(lead) });
    }

    /// The largest of some counts, in their own order.
    pub(super) fn count(
        &mut self,
        label: &'static str,
        rows: &[PivotLine],
        lead: impl Fn(&PivotLine) -> Option<Lead>,
    ) {
        let most = rows.iter().map(|row| row.total).max().unwrap_or(0);
        let mut largest: Vec<usize> = (0..rows.len()).collect();
        largest.sort_by_key(|row| Reverse(rows[*row].total));
        largest.truncate(LISTED);
        largest.sort_unstable();
        for row in largest.iter().map(|row| &rows[*row]) {
            if let Some(lead) = lead(row) {
                self.lead(label, row.name.clone(), Some((row.total, most)), lead);
            }
        }
    }
}
