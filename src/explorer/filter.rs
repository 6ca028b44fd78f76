//! What is asked for, what it finds, and how many of whom.

use std::collections::BTreeSet;

use roaring::RoaringBitmap;

use super::Record;
use crate::dataset::{QuoteIx, SpeakerIx};
use crate::search::{Query, Search};

/// A speaker, or `None` for the quotes without one.
pub type SpeakerKey = Option<SpeakerIx>;

/// Everything that narrows the record: what undo brings back.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    /// The text of the filter line.
    pub query: String,
    /// The speakers of whom any must have said it; empty: whoever.
    pub chosen: BTreeSet<SpeakerKey>,
    /// The speakers left out.
    pub excluded: BTreeSet<SpeakerKey>,
}

impl Filter {
    /// Whether nothing is narrowed.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.query.trim().is_empty() && !self.by_speaker()
    }

    /// Whether speakers were chosen or left out.
    #[must_use]
    pub fn by_speaker(&self) -> bool {
        !self.chosen.is_empty() || !self.excluded.is_empty()
    }

    /// Whether a speaker's quotes may show.
    #[must_use]
    pub fn admits(&self, speaker: SpeakerKey) -> bool {
        !self.excluded.contains(&speaker)
            && (self.chosen.is_empty() || self.chosen.contains(&speaker))
    }
}

/// What a filter finds.
#[derive(Debug)]
pub struct Found {
    /// The query as it was read.
    pub query: Query,
    /// What the query alone finds, and why.
    pub search: Search,
    /// What matches query and speakers.
    pub quotes: RoaringBitmap,
    /// For each speaker how many quotes match the query, whoever is chosen; the last entry counts
    /// those without a speaker.
    pub by_speaker: Vec<usize>,
    /// For each group of the timeline how many quotes match.
    pub by_group: Vec<usize>,
}

impl Found {
    /// Carries a filter out.
    #[must_use]
    pub fn new(filter: &Filter, record: &Record) -> Self {
        let (data, index) = (&record.data, &record.index);
        let query = Query::parse(&filter.query);
        let search = Search::run(&query, index, data);
        let admitted = admitted(filter, record);
        let quotes = &search.hits & &admitted;
        let mut by_speaker = vec![0; data.speakers.len() + 1];
        for quote in &search.hits {
            let speaker = data.quotes[quote as usize].speaker;
            by_speaker[speaker.map_or(data.speakers.len(), SpeakerIx::at)] += 1;
        }
        let mut by_group = vec![0; data.timeline.groups.len()];
        for quote in &quotes {
            by_group[data.timeline.group_of(QuoteIx(quote)).at()] += 1;
        }
        Self { query, search, quotes, by_speaker, by_group }
    }

    /// Whether a quote matches.
    #[must_use]
    pub fn has(&self, quote: QuoteIx) -> bool {
        self.quotes.contains(quote.0)
    }

    /// Where nothing is found: one sentence on what to drop.
    #[must_use]
    pub fn advice(&self, filter: &Filter, record: &Record) -> Option<String> {
        if !self.quotes.is_empty() {
            return None;
        }
        if self.search.hits.is_empty() {
            let admitted = admitted(filter, record);
            let sentence = self.search.nothing_found(&filter.query, &record.index, &admitted);
            return Some(sentence);
        }
        Some(format!(
            "nothing found; without the choice of speakers there would be {}",
            self.search.hits.len()
        ))
    }
}

/// The quotes of the speakers a filter admits.
fn admitted(filter: &Filter, record: &Record) -> RoaringBitmap {
    if !filter.by_speaker() {
        return record.index.all().clone();
    }
    let quotes = record.data.quotes.iter().zip(0..);
    quotes.filter(|(quote, _)| filter.admits(quote.speaker)).map(|(_, at)| at).collect()
}
