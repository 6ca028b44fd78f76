//! What there is to show and how it is counted, before any filter.

use std::rc::Rc;

use super::{selection::SpeakerKey, workspace::Workspace};
use crate::dataset::{Confidence, Dataset, QuoteIx, QuoteKind, UtteranceIx};
use crate::search::QuoteSet;

/// How much of what is reported without quotation marks shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum Speech {
    /// None of it: what stands in marks or was transcribed.
    #[default]
    Quotations,
    /// What is told of those who are named with some confidence, one or several together.
    Attributed,
    /// All of it.
    All,
}

impl Speech {
    /// What shows next.
    #[must_use]
    pub(super) fn next(self) -> Self {
        match self {
            Self::Quotations => Self::Attributed,
            Self::Attributed => Self::All,
            Self::All => Self::Quotations,
        }
    }

    /// What shows, in words.
    pub fn name(self) -> &'static str {
        match self {
            Self::Quotations => "quotations",
            Self::Attributed => "quotations and reported speech of those named",
            Self::All => "quotations and all reported speech",
        }
    }

    fn has(self, data: &Dataset, ix: QuoteIx) -> bool {
        let quote = data.quote(ix);
        match self {
            Self::All => true,
            _ if quote.kind != QuoteKind::Indirect => true,
            Self::Quotations => false,
            Self::Attributed if quote.confidence == Some(Confidence::Low) => false,
            // What several say together names none of them as its speaker.
            Self::Attributed => quote.speaker.is_some() || !data.candidates(ix).is_empty(),
        }
    }

    /// The least that shows anything of a dataset.
    pub(super) fn least(data: &Dataset) -> Self {
        let shows = |speech: &Self| (0..data.quotes.len()).any(|at| speech.has(data, at.into()));
        [Self::Quotations, Self::Attributed].into_iter().find(shows).unwrap_or(Self::All)
    }
}

/// The quotes that there are to show, and what counts as one.
///
/// `counted` is a part of `quotes`; every number beside a heading or a day counts it, and the number
/// beside a speaker what would be counted of theirs alone.
#[derive(Debug, Default, Clone)]
pub struct Population {
    /// How much reported speech is among them.
    pub speech: Speech,
    /// Whether every printing counts, or every statement once.
    pub by_printing: bool,
    /// The quotes that there are to show.
    pub quotes: Rc<QuoteSet>,
    /// The first printing of each statement, or every printing.
    pub counted: Rc<QuoteSet>,
    /// For each speaker how many of theirs count; the last entry is that of the quotes without one.
    pub by_speaker: Vec<u32>,
    /// For each of the dataset's days how many count; one more for those of an unknown day.
    pub by_day: Vec<u32>,
}

impl Population {
    /// What there is of a workspace.
    pub(super) fn new(workspace: &Workspace, speech: Speech, by_printing: bool) -> Self {
        let data = &workspace.data;
        let quotes = match speech {
            Speech::All => QuoteSet::all(data.quotes.len()),
            _ => QuoteSet::all_where(data.quotes.len(), |at| speech.has(data, at.into())),
        };
        let quotes = Rc::new(quotes);
        let mut population = Self { speech, by_printing, quotes, ..Self::default() };
        let counted = population.first_printings(&population.quotes, data);
        population.by_speaker = statements_by_speaker(&population.quotes, &counted, data);
        population.by_day = count_by(&counted, data.days().len() + 1, data.day_slots());
        population.counted = counted;
        population
    }

    /// Those that count of some of its quotes.
    pub(super) fn count(&self, quotes: &Rc<QuoteSet>, data: &Dataset) -> Rc<QuoteSet> {
        match Rc::ptr_eq(quotes, &self.quotes) {
            true => Rc::clone(&self.counted),
            false => self.first_printings(quotes, data),
        }
    }

    fn first_printings(&self, quotes: &Rc<QuoteSet>, data: &Dataset) -> Rc<QuoteSet> {
        if self.by_printing {
            return Rc::clone(quotes);
        }
        let mut statements = QuoteSet::clone(quotes);
        statements.keep_statements(data);
        // Where nothing is printed twice both are one set.
        if statements.len() == quotes.len() { Rc::clone(quotes) } else { Rc::new(statements) }
    }

    /// How many of them a speaker has.
    pub fn of_speaker(&self, data: &Dataset, key: SpeakerKey) -> usize {
        self.by_speaker.get(data.slot(key)).map_or(0, |count| *count as usize)
    }

    /// Whether all of a dataset is in it.
    pub fn is_whole(&self, data: &Dataset) -> bool {
        self.quotes.len() == data.quotes.len()
    }
}

/// How many statements each speaker has among some quotes, of which `counted` count once whoever
/// said them: as many as show when the speaker is shown alone. So a statement that is printed as
/// two people's counts for both, and so do one's words within another's clause.
pub(super) fn statements_by_speaker(
    quotes: &Rc<QuoteSet>,
    counted: &Rc<QuoteSet>,
    data: &Dataset,
) -> Vec<u32> {
    let slots = data.speaker_slots();
    let slot = |quote: QuoteIx| slots[quote.index()];
    let mut counts = count_by(counted, data.speakers.len() + 1, slots);
    if Rc::ptr_eq(quotes, counted) {
        return counts;
    }
    let mut rest = QuoteSet::clone(quotes);
    rest.subtract(counted);
    let is_within = |(part, clause): &(QuoteIx, QuoteIx)| {
        slot(*part) == slot(*clause) && quotes.contains(*clause)
    };
    let within: Vec<QuoteIx> =
        data.parts().iter().filter(|pair| is_within(pair)).map(|p| p.0).collect();
    rest.remove_all(&within);
    let mut repeats: Vec<(UtteranceIx, u32)> = Vec::new();
    for quote in rest.iter() {
        match data.quote(quote).utterance {
            None => counts[slot(quote) as usize] += 1,
            Some(utterance) => {
                let first = data.printings_of(utterance)[0];
                if !(counted.contains(first) && slot(first) == slot(quote)) {
                    repeats.push((utterance, slot(quote)));
                }
            }
        }
    }
    repeats.sort_unstable();
    repeats.dedup();
    for (utterance, slot_of_repeat) in repeats {
        let mut printings = data.printings_of(utterance).iter();
        let once = printings.find(|printing| counted.contains(**printing));
        if once.is_none_or(|once| slot(*once) != slot_of_repeat) {
            counts[slot_of_repeat as usize] += 1;
        }
    }
    counts
}

/// How many of some quotes each of so many lists has; `list_of` gives the list of each quote.
pub(super) fn count_by(quotes: &QuoteSet, lists: usize, list_of: &[u32]) -> Vec<u32> {
    let mut counts = vec![0; lists];
    for quote in quotes.iter() {
        counts[list_of[quote.index()] as usize] += 1;
    }
    counts
}
