//! What narrows the dataset, and what is left.

use std::{collections::BTreeSet, rc::Rc};

use super::{selection::SpeakerKey, workspace::Workspace};
use crate::dataset::QuoteIx;
use crate::search::{Index, Query, QuoteSet, Search};

/// Everything that narrows the dataset: what undo brings back.
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
    pub fn is_empty(&self) -> bool {
        self.query.trim().is_empty() && !self.by_speaker()
    }

    /// Whether speakers were chosen or left out.
    pub fn by_speaker(&self) -> bool {
        !self.chosen.is_empty() || !self.excluded.is_empty()
    }

    /// Whether a speaker's quotes may show.
    pub fn admits(&self, speaker: SpeakerKey) -> bool {
        !self.excluded.contains(&speaker)
            && (self.chosen.is_empty() || self.chosen.contains(&speaker))
    }

    /// The quotes of the speakers it admits.
    fn admitted(&self, workspace: &Workspace) -> QuoteSet {
        let data = &workspace.data;
        let of = |keys: &BTreeSet<SpeakerKey>| {
            QuoteSet::of(data.quotes.len(), keys.iter().map(|key| data.quotes_by(*key)))
        };
        let mut admitted = match self.chosen.is_empty() {
            true => QuoteSet::all(data.quotes.len()),
            false => of(&self.chosen),
        };
        if !self.excluded.is_empty() {
            admitted.subtract(&of(&self.excluded));
        }
        admitted
    }
}

/// What matches a filter, and how many of each speaker, heading and day.
#[derive(Debug)]
pub struct FilterResult {
    /// The query as it was read.
    pub query: Query,
    /// What matches the query alone, and why.
    pub search: Search,
    /// What matches query and speakers.
    pub quotes: Rc<QuoteSet>,
    /// How many these are.
    pub count: usize,
    /// Of these the first printing of each utterance.
    pub statements: Rc<QuoteSet>,
    /// How many statements these are.
    pub statement_count: usize,
    /// For each speaker how many quotes match the query, whoever is chosen; the last entry counts
    /// those without a speaker.
    pub by_speaker: Vec<u32>,
    /// For each group of the timeline how many quotes match.
    pub by_group: Vec<usize>,
    /// For each of the dataset's days how many quotes match; one more for those of an unknown day.
    pub by_day: Vec<u32>,
}

impl Default for FilterResult {
    fn default() -> Self {
        Self::everything(&Workspace::default())
    }
}

impl FilterResult {
    /// The result of the filter that narrows nothing.
    pub fn everything(workspace: &Workspace) -> Self {
        let all = Search::of(QuoteSet::all(workspace.data.quotes.len()));
        Self::of(Query::default(), all, &Filter::default(), workspace, None)
    }

    /// Carries a filter out. What it can, it takes over from the result before it.
    pub fn new(
        filter: &Filter,
        workspace: &Workspace,
        index: &Index,
        before: Option<&Self>,
    ) -> Self {
        let query = Query::parse(&filter.query);
        let search =
            Search::run(&query, index, &workspace.data, before.map(|before| &before.search));
        Self::of(query, search, filter, workspace, before)
    }

    /// Narrows what a search found to the speakers of a filter, and counts.
    pub fn of(
        query: Query,
        search: Search,
        filter: &Filter,
        workspace: &Workspace,
        before: Option<&Self>,
    ) -> Self {
        let data = &workspace.data;
        // Who is chosen changes nothing in how many of each there are to choose from.
        let by_speaker = match before.filter(|before| before.search.hits == search.hits) {
            Some(before) => before.by_speaker.clone(),
            None => count_by(&search.hits, data.speakers.len() + 1, data.speaker_slots()),
        };
        let mut quotes = search.hits.clone();
        if filter.by_speaker() {
            quotes.intersect(&filter.admitted(workspace));
        }
        let groups = data.timeline.groups().iter();
        let by_group = groups.map(|group| quotes.count(group.quotes.clone())).collect();
        let by_day = count_by(&quotes, data.days().len() + 1, data.day_slots());
        let count = quotes.len();
        let quotes = Rc::new(quotes);
        let mut statements = QuoteSet::clone(&quotes);
        statements.keep_statements(data);
        let statement_count = statements.len();
        // Where nothing is printed twice both are one set.
        let statements =
            if statement_count == count { Rc::clone(&quotes) } else { Rc::new(statements) };
        Self {
            query,
            search,
            quotes,
            count,
            statements,
            statement_count,
            by_speaker,
            by_group,
            by_day,
        }
    }

    /// Whether a quote matches.
    pub fn has(&self, quote: QuoteIx) -> bool {
        self.quotes.contains(quote)
    }

    /// Where nothing is found: one sentence on what to drop.
    pub fn advice(&self, filter: &Filter, workspace: &Workspace) -> Option<String> {
        if self.count > 0 {
            return None;
        }
        if self.search.hits.is_empty() {
            return Some(self.search.nothing_found(&filter.query, &filter.admitted(workspace)));
        }
        Some(format!(
            "nothing found; without the choice of speakers there would be {}",
            self.search.hits.len()
        ))
    }
}

/// How many of some quotes each of so many lists has; `list_of` gives the list of each quote.
fn count_by(quotes: &QuoteSet, lists: usize, list_of: &[u32]) -> Vec<u32> {
    let mut counts = vec![0; lists];
    for quote in quotes.iter() {
        counts[list_of[quote.index()] as usize] += 1;
    }
    counts
}
