//! The quotations of a draft, as the reader of articles finds them, and what a record holds of them.

use std::collections::HashMap;
use std::ops::Range;

use foldhash::fast::RandomState;
use jiff::civil::Date;
use rayon::prelude::*;

use super::checker::{Prepared, check_all};
use super::index::{Numbers, PassageIndex, SourcePassage};
use super::passages::{passages, quoted_parts};
use super::speakers::{Places, RecordSpeakers};
use super::verdict::Finding;
use super::words::{Pieces, TextRole};
use crate::dataset::{Dataset, Polarity, QuoteKind, parse_day};
use crate::extract::ArticleExtraction;
use crate::text::offsets::{CodePoints, Position};

/// A quotation of a draft.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DraftQuotation {
    /// Its words, in bytes of the draft's text.
    pub range: Range<usize>,
    /// The words.
    pub text: String,
    /// What the draft calls the speaker; those who may be, where it leaves that open.
    pub names: Vec<String>,
    /// Whether the draft tells of it as denied, supposed or asked.
    pub polarity: Option<Polarity>,
}

/// A text and its quotations.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Draft {
    /// The day it was printed, where it tells.
    pub day: Option<Date>,
    /// Its quotations, in their order.
    pub quotations: Vec<DraftQuotation>,
}

impl Draft {
    /// The quotations of an article: what it has in quotation marks, and what a transcript has as
    /// spoken.
    #[must_use]
    pub fn of(extraction: &ArticleExtraction) -> Self {
        let text = &extraction.article.text;
        let (points, mut known) = (CodePoints::new(text), Position::default());
        let names = |id: &String| {
            let speaker = extraction.speakers.iter().find(|speaker| speaker.id == *id);
            speaker.into_iter().flat_map(|speaker| {
                [&speaker.name].into_iter().chain(&speaker.aliases).cloned().collect::<Vec<_>>()
            })
        };
        let mut quotations = Vec::new();
        for quote in extraction.quotes.iter().filter(|quote| quote.kind != QuoteKind::Indirect) {
            let point = points.clamp(quote.start);
            let start = points.byte(text, point, known);
            known = Position { point, byte: start };
            let start = start as usize;
            let names: Vec<String> =
                quote.speaker.iter().chain(&quote.candidates).flat_map(names).collect();
            for range in quoted_parts(text, start..start + quote.text.len(), quote.kind) {
                let text = text[range.clone()].to_owned();
                let (names, polarity) = (names.clone(), quote.polarity);
                quotations.push(DraftQuotation { range, text, names, polarity });
            }
        }
        // One inside a reporter's clause may be found twice.
        quotations.sort_by_key(|quotation| (quotation.range.start, quotation.range.end));
        quotations.dedup_by(|next, last| next.range == last.range);
        let day = extraction.article.date.as_deref().and_then(parse_day);
        Self { day, quotations }
    }
}

/// What a record holds of the quotations of drafts: a list for each draft. `progress` is called with
/// the number of quotations that are done.
#[must_use]
pub fn verify(
    data: &Dataset,
    drafts: &[Draft],
    progress: &(dyn Fn(usize) + Sync),
) -> Vec<Vec<Finding>> {
    let (passages, speakers) = passages(data);
    check(passages, &speakers, drafts, progress)
}

/// Checks drafts against passages.
pub(super) fn check(
    passages: Vec<SourcePassage<'_>>,
    speakers: &RecordSpeakers,
    drafts: &[Draft],
    progress: &(dyn Fn(usize) + Sync),
) -> Vec<Vec<Finding>> {
    let named_texts = speakers.named_texts();
    let mut numbers = Numbers::new();
    let mut known: HashMap<&[String], Places, RandomState> = HashMap::default();
    let mut prepared: Vec<Vec<Prepared>> = Vec::with_capacity(drafts.len());
    for draft in drafts {
        let prepare = |quotation: &'_ DraftQuotation| -> Prepared {
            let pieces = Pieces::of(&quotation.text, TextRole::Printed);
            let words = numbers.learn(&pieces);
            Prepared::new(pieces, words, draft.day, quotation.polarity)
        };
        let mut all: Vec<Prepared> = draft.quotations.iter().map(prepare).collect();
        for (quotation, prepared) in draft.quotations.iter().zip(&mut all) {
            let places = known.entry(&quotation.names).or_insert_with(|| {
                speakers.places(quotation.names.iter().map(String::as_str), &named_texts)
            });
            prepared.places = places.clone();
        }
        prepared.push(all);
    }
    let index = PassageIndex::new(numbers, passages, speakers.len());
    prepared
        .par_iter()
        .map(|quotations| {
            let found = check_all(&index, quotations);
            progress(quotations.len());
            found
        })
        .collect()
}
