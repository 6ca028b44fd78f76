//! The rows of the timeline and of the speakers pane, and the density of quotes over time.

use std::collections::{HashMap, HashSet};

use jiff::civil::Date;

use super::filter::{Filter, Found, SpeakerKey};
use super::{Place, Record};
use crate::dataset::{
    Dataset, Day, GroupIx, QuoteIx, Speaker, SpeakerIx, SpeakerKind, UNATTRIBUTED,
};

/// One row of the timeline.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Row {
    /// A meeting, or a day without one.
    Heading(GroupIx),
    /// A quote under its heading.
    Quote(QuoteIx),
}

impl Row {
    /// What selecting the row selects.
    #[must_use]
    pub fn place(self) -> Place {
        match self {
            Self::Heading(group) => Place::Group(group),
            Self::Quote(quote) => Place::Quote(quote),
        }
    }

    /// Rows are in the order of this key.
    fn key(self, data: &Dataset) -> (GroupIx, usize) {
        match self {
            Self::Heading(group) => (group, 0),
            Self::Quote(quote) => {
                let timeline = &data.timeline;
                (timeline.group_of(quote), timeline.position[quote.at()] + 1)
            }
        }
    }
}

/// The timeline as it shows.
#[derive(Debug, Default)]
pub struct TimelineView {
    /// Every row, whether in sight or not.
    pub rows: Vec<Row>,
    /// The headings whose quotes do not show.
    pub folded: HashSet<GroupIx>,
    /// The first row in sight.
    pub top: usize,
    /// The lines above the rows.
    pub density: Density,
}

impl TimelineView {
    /// Makes the rows anew; with `hide`, those that do not match are left out.
    pub fn rebuild(&mut self, record: &Record, found: &Found, hide: bool) {
        self.rows.clear();
        let timeline = &record.data.timeline;
        for at in 0..timeline.groups.len() {
            if hide && found.by_group[at] == 0 {
                continue;
            }
            let group = GroupIx::from(at);
            self.rows.push(Row::Heading(group));
            if !self.folded.contains(&group) {
                let quotes = timeline.quotes_of(group).iter();
                let quotes = quotes.filter(|quote| !hide || found.has(**quote));
                self.rows.extend(quotes.map(|quote| Row::Quote(*quote)));
            }
        }
    }

    /// The row of a place, if it has one.
    #[must_use]
    pub fn row_of(&self, place: Place, data: &Dataset) -> Option<usize> {
        let row = match place {
            Place::Group(group) => Row::Heading(group),
            Place::Quote(quote) => Row::Quote(quote),
            Place::Speaker(_) | Place::Nowhere => return None,
        };
        self.rows.binary_search_by_key(&row.key(data), |row| row.key(data)).ok()
    }
}

/// The speakers as they show.
#[derive(Debug, Default)]
pub struct SpeakersView {
    /// Everyone, by number of quotes, then by name.
    pub order: Vec<SpeakerKey>,
    /// Surnames that only one speaker has: where room is short they stand for the name.
    surnames: HashMap<String, usize>,
    /// Those who show.
    pub rows: Vec<SpeakerKey>,
    /// The first row in sight.
    pub top: usize,
}

impl SpeakersView {
    /// The view of a record.
    #[must_use]
    pub fn new(data: &Dataset) -> Self {
        let mut order: Vec<SpeakerKey> =
            (0..data.speakers.len()).map(|at| Some(SpeakerIx::from(at))).collect();
        if data.spoken.last().is_some_and(|count| *count > 0) {
            order.push(None);
        }
        order.sort_by_key(|key| {
            (std::cmp::Reverse(spoken(data, *key)), data.speaker_name(*key), *key)
        });
        let mut surnames = HashMap::new();
        for speaker in &data.speakers {
            *surnames.entry(surname(speaker).to_owned()).or_default() += 1;
        }
        Self { order, surnames, ..Self::default() }
    }

    /// A person's surname where nobody else has it, or else the whole name.
    #[must_use]
    pub fn short_name<'a>(&self, data: &'a Dataset, speaker: SpeakerKey) -> &'a str {
        let Some(speaker) = speaker.map(|s| data.speaker(s)) else { return UNATTRIBUTED };
        let short = surname(speaker);
        if self.surnames.get(short) == Some(&1) { short } else { &speaker.name }
    }

    /// Makes the rows anew; with `hide`, only those with matches and those the filter names show.
    pub fn rebuild(&mut self, data: &Dataset, filter: &Filter, found: &Found, hide: bool) {
        let shows = |key: &&SpeakerKey| {
            !hide
                || found.by_speaker[key.map_or(data.speakers.len(), SpeakerIx::at)] > 0
                || filter.chosen.contains(*key)
                || filter.excluded.contains(*key)
        };
        self.rows = self.order.iter().filter(shows).copied().collect();
    }
}

/// The last word of a person's name, unless that is a mere suffix; of anything else the name.
fn surname(speaker: &Speaker) -> &str {
    let last = speaker.name.split_whitespace().next_back().unwrap_or(&speaker.name);
    let suffix = matches!(last.trim_end_matches('.'), "Jr" | "Sr" | "II" | "III" | "IV" | "Third");
    if speaker.kind == SpeakerKind::Person && !suffix { last } else { &speaker.name }
}

/// How many quotes a speaker has in the whole record.
#[must_use]
pub fn spoken(data: &Dataset, speaker: SpeakerKey) -> usize {
    data.spoken[speaker.map_or(data.speakers.len(), SpeakerIx::at)]
}

/// How many quotes were said when: a count for each column of a line.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Density {
    /// The first and the last day of quotes and meetings, as far as days are known.
    pub days: Option<(Date, Date)>,
    /// All quotes.
    pub all: Vec<u32>,
    /// Those that match.
    pub matching: Vec<u32>,
}

impl Density {
    /// Counts into `columns`.
    #[must_use]
    pub fn new(data: &Dataset, found: &Found, columns: usize) -> Self {
        let said = data.quotes.iter().filter_map(|quote| quote.said.known());
        let days = said.chain(data.meetings.iter().map(|meeting| meeting.date));
        let days = days.fold(None, |days: Option<(Date, Date)>, day| {
            Some(days.map_or((day, day), |(first, last)| (first.min(day), last.max(day))))
        });
        let mut density = Self { days, all: vec![0; columns], matching: vec![0; columns] };
        for (quote, at) in data.quotes.iter().zip(0..) {
            if let Some(column) = density.column(quote.said) {
                density.all[column] += 1;
                density.matching[column] += u32::from(found.has(QuoteIx(at)));
            }
        }
        density
    }

    /// The column of a day; an unknown one has none.
    #[must_use]
    pub fn column(&self, day: Day) -> Option<usize> {
        let (day, (first, last)) = (day.known()?, self.days?);
        let days = |to: Date| usize::try_from((to - first).get_days()).unwrap_or(0);
        let columns = self.all.len().checked_sub(1)?;
        Some(days(day) * columns / days(last).max(1))
    }
}
