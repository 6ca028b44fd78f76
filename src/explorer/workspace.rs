//! A dataset and what is derived from it once. That takes time, so another thread than the one that
//! answers keys does it.

use std::{cmp::Reverse, sync::Arc};

use foldhash::{HashMap, HashMapExt};
use jiff::civil::Date;

use super::selection::SpeakerKey;
use crate::dataset::annotations::Annotations;
use crate::dataset::{
    Dataset, Orphan, QuoteIx, Speaker, SpeakerIx, SpeakerKind, UNATTRIBUTED, annotate,
};
use crate::search::{ArticleIndex, Index, QuoteSet};

/// A dataset and all that is derived from it for the panes.
#[derive(Debug, Default, Clone)]
pub struct Workspace {
    /// What was read.
    pub data: Dataset,
    /// Its speakers, in order.
    pub speakers: SpeakerOrder,
    /// For each of the dataset's days how many quotes; one more for those of an unknown day.
    pub said_on: Vec<u32>,
    /// The first printing of each utterance: one quote for each statement.
    pub statements: QuoteSet,
    /// What readers added, which is applied to it.
    pub annotations: Annotations,
    /// Those that fit nothing any more.
    pub orphans: Vec<Orphan>,
}

impl Workspace {
    /// A dataset without annotations.
    pub fn new(data: Dataset) -> Self {
        Self::annotated(data, Annotations::default())
    }

    /// Applies annotations to a dataset, in place of those that were applied before, and derives
    /// what the panes need.
    pub fn annotated(data: Dataset, annotations: Annotations) -> Self {
        let (data, orphans) = annotate(data, &annotations);
        let mut said_on = vec![0; data.days().len() + 1];
        for day in data.day_slots() {
            said_on[*day as usize] += 1;
        }
        let mut statements = QuoteSet::all(data.quotes.len());
        statements.keep_statements(&data);
        let speakers = SpeakerOrder::new(&data);
        Self { data, speakers, said_on, statements, annotations, orphans }
    }

    /// A workspace and its index, that of whole articles with it.
    pub fn indexed(data: Dataset) -> (Arc<Self>, Arc<Index>) {
        let articles = ArticleIndex::build(ArticleIndex::texts(&data), &mut |_| {});
        let mut index = Index::build(&data, &mut |_| {});
        index.set_articles(Arc::new(articles));
        (Arc::new(Self::new(data)), Arc::new(index))
    }
}

/// The speakers in the order of their pane, and their short names.
#[derive(Debug, Default, Clone)]
pub struct SpeakerOrder {
    /// Everyone, by number of quotes, then by name.
    pub order: Vec<SpeakerKey>,
    /// For each speaker's slot the first and the last day on which they are quoted, where any is
    /// known.
    pub days: Vec<Option<(Date, Date)>>,
    /// For each speaker the position in that order; the last is that of the quotes without one.
    positions: Vec<u32>,
    /// Surnames, and how many speakers have each. One that a single speaker has can stand for the
    /// whole name.
    surnames: HashMap<String, u32>,
}

impl SpeakerOrder {
    pub(super) fn new(data: &Dataset) -> Self {
        let mut order: Vec<SpeakerKey> = (0..data.speakers.len())
            .map(SpeakerIx::from)
            .filter(|s| !data.speaker(*s).is_gone)
            .map(Some)
            .collect();
        if !data.quotes_by(None).is_empty() {
            order.push(None);
        }
        order.sort_by_key(|key| {
            (Reverse(data.quotes_by(*key).len()), data.speaker_name(*key), *key)
        });
        let mut positions = vec![0; data.speakers.len() + 1];
        for (key, at) in order.iter().zip(0..) {
            positions[data.slot(*key)] = at;
        }
        let mut surnames = HashMap::with_capacity(data.speakers.len());
        for speaker in data.speakers.iter().filter(|speaker| !speaker.is_gone) {
            *surnames.entry(last_name(speaker).to_owned()).or_default() += 1;
        }
        let mut days: Vec<Option<(Date, Date)>> = vec![None; data.speakers.len() + 1];
        for (slot, day) in data.speaker_slots().iter().zip(data.day_slots()) {
            let Some(day) = data.days().get(*day as usize) else { continue };
            let known = &mut days[*slot as usize];
            *known = Some(known.map_or((*day, *day), |(a, b)| (a.min(*day), b.max(*day))));
        }
        Self { order, days, positions, surnames }
    }

    /// The position of a speaker in the order.
    pub fn position(&self, data: &Dataset, key: SpeakerKey) -> u32 {
        self.positions[data.slot(key)]
    }

    /// The most quotes that anyone has.
    pub fn most(&self, data: &Dataset) -> usize {
        self.order.first().map_or(0, |key| data.quotes_by(*key).len())
    }

    /// A person's surname where nobody else has it, or else the whole name.
    pub fn short_name<'a>(&self, data: &'a Dataset, speaker: SpeakerKey) -> &'a str {
        let Some(speaker) = speaker.map(|s| data.speaker(s)) else { return UNATTRIBUTED };
        let short = last_name(speaker);
        if self.surnames.get(short) == Some(&1) { short } else { &speaker.name }
    }
}

/// The last word of a person's name, unless that is a mere suffix; of anything else the name.
fn last_name(speaker: &Speaker) -> &str {
    let last = speaker.name.split_whitespace().next_back().unwrap_or(&speaker.name);
    let suffix = matches!(last.trim_end_matches('.'), "Jr" | "Sr" | "II" | "III" | "IV" | "Third");
    if speaker.kind == SpeakerKind::Person && !suffix { last } else { &speaker.name }
}

/// The quote that is selected at first: the first about a meeting, or else the first of all.
pub(super) fn first_quote(data: &Dataset) -> Option<QuoteIx> {
    let about = data.quotes.iter().position(|quote| quote.meeting.is_some());
    let first = (!data.quotes.is_empty()).then_some(0);
    about.or(first).map(QuoteIx::from)
}
