//! What narrows the dataset, and what is left.

use std::{collections::BTreeSet, rc::Rc};

use super::population::{Population, count_by, statements_by_speaker};
use super::{message::Message, selection::SpeakerKey, workspace::Workspace};
use crate::dataset::QuoteIx;
use crate::search::{Query, QuoteSet, Search};

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
    /// Of what it is a part.
    pub population: Rc<Population>,
    /// What matches query and speakers.
    pub quotes: Rc<QuoteSet>,
    /// How many these are.
    pub count: usize,
    /// How many more there would be, were no reported speech hidden.
    pub hidden: usize,
    /// Those of them that count: of each statement the first printing, or every printing.
    pub counted: Rc<QuoteSet>,
    /// For each speaker how many that match the query count, whoever is chosen; the last entry is
    /// that of the quotes without one.
    pub by_speaker: Vec<u32>,
    /// For each of the dataset's days how many that match count; one more for those of an unknown
    /// day.
    pub by_day: Vec<u32>,
}

impl Default for FilterResult {
    fn default() -> Self {
        Self::everything(&Workspace::default(), &Rc::default())
    }
}

impl FilterResult {
    /// The result of the filter that narrows nothing.
    pub fn everything(workspace: &Workspace, population: &Rc<Population>) -> Self {
        let all = Search::of(QuoteSet::all(workspace.data.quotes.len()));
        Self::of(Query::default(), all, &Filter::default(), workspace, population, None)
    }

    /// Narrows what a search found to the speakers of a filter, and counts.
    pub fn of(
        query: Query,
        search: Search,
        filter: &Filter,
        workspace: &Workspace,
        population: &Rc<Population>,
        before: Option<&Self>,
    ) -> Self {
        let data = &workspace.data;
        let mut quotes = search.hits.clone();
        quotes.intersect(&population.quotes);
        let is_all = quotes.len() == population.quotes.len();
        let mut quotes = if is_all { Rc::clone(&population.quotes) } else { Rc::new(quotes) };
        let mut counted = population.count(&quotes, data);
        // Who is chosen changes nothing in how many of each there are to choose from.
        let same = |before: &&Self| {
            Rc::ptr_eq(&before.population, population) && before.search.hits == search.hits
        };
        let by_speaker = match before.filter(same) {
            Some(before) => before.by_speaker.clone(),
            None if is_all => population.by_speaker.clone(),
            None => statements_by_speaker(&quotes, &counted, data),
        };
        let mut found = search.hits.len();
        if filter.by_speaker() {
            let admitted = filter.admitted(workspace);
            Rc::make_mut(&mut quotes).intersect(&admitted);
            counted = population.count(&quotes, data);
            let mut hits = search.hits.clone();
            hits.intersect(&admitted);
            found = hits.len();
        }
        let by_day = count_by(&counted, data.days().len() + 1, data.day_slots());
        let (count, population) = (quotes.len(), Rc::clone(population));
        let hidden = found - count;
        Self { query, search, population, quotes, count, hidden, counted, by_speaker, by_day }
    }

    /// Whether a quote matches.
    pub fn has(&self, quote: QuoteIx) -> bool {
        self.quotes.contains(quote)
    }

    /// Where nothing is found: one sentence on what to drop.
    pub fn advice(&self, filter: &Filter, workspace: &Workspace) -> Option<Message> {
        if self.count > 0 {
            return None;
        }
        if self.search.hits.is_empty() {
            let nothing = self.search.nothing_found(&filter.query, &filter.admitted(workspace));
            return Some(nothing.into());
        }
        let mut among = self.search.hits.clone();
        among.intersect(&self.population.quotes);
        if among.is_empty() {
            let nothing = "nothing found in quotation marks; in reported speech there would be {}, \
                           {key:reported-speech} shows it";
            return Some(Message::from(nothing).with(self.search.hits.len().to_string()));
        }
        let nothing = "nothing found; without the choice of speakers there would be {}";
        Some(Message::from(nothing).with(among.len().to_string()))
    }
}
