//! Which documents hold which word, field by field: an inverted index, and beside it the words of
//! each document in their order.

use std::ops::Range;

use rayon::prelude::*;

use super::field::{Field, FieldSet};
use super::interner::{GAP, Interner};
use super::phrase::PhraseMatcher;
use super::set::QuoteSet;
use super::vocabulary::Vocabulary;
use crate::dataset::load::Progress;
use crate::dataset::{Csr, Dataset, QuoteIx};
use crate::text::Strings;
use crate::text::offsets::offset;

/// The postings of all fields.
#[derive(Debug, Default, Clone)]
pub(super) struct Postings {
    pub(super) vocabulary: Vocabulary,
    /// By field; those of a field in the order of their documents.
    segments: Vec<Vec<Segment>>,
}

/// The documents of a field from one on, as far as one thread read them.
#[derive(Debug, Clone)]
struct Segment {
    field: Field,
    /// The document that its first row is.
    first: usize,
    /// The words of each document, by their position in the vocabulary, with [`GAP`]s.
    words: Csr<u32>,
    /// For each word of the vocabulary the rows that hold it.
    rows: Csr<u32>,
}

/// The documents of which postings are made.
pub(super) struct DocumentReader<'a> {
    /// The field with the most to read, and how many documents it has: several threads share them.
    pub(super) largest: (Field, usize),
    /// The fewest documents that a thread of its own is worth.
    pub(super) share: usize,
    /// The other fields, likewise.
    pub(super) others: &'a [(Field, usize)],
    /// What reading is called while it goes on.
    pub(super) stage: &'static str,
    /// Reads a document of a field.
    pub(super) read: &'a (dyn Fn(Field, usize, &mut Interner) + Sync),
}

impl Postings {
    /// Reads all fields, reporting the share that is done.
    pub(super) fn new(documents: &DocumentReader<'_>, progress: &mut dyn FnMut(Progress)) -> Self {
        let mut unmerged = documents.read_all(progress);
        progress(Progress::stage("sorting words"));
        let (vocabulary, renumberings) = merge(&mut unmerged);
        progress(Progress::stage("listing words"));
        let words = vocabulary.word_count();
        let listing = unmerged.into_par_iter().zip(renumberings);
        let finished = listing.map(|(read, positions)| Segment::new(read, &positions, words));
        let mut segments: Vec<Vec<Segment>> = Field::ALL.map(|_| Vec::new()).into();
        for segment in finished.collect::<Vec<_>>() {
            segments[segment.field as usize].push(segment);
        }
        Self { vocabulary, segments }
    }

    /// Adds the quotes that hold any of a range of words in any of some fields.
    pub(super) fn add_range(
        &self,
        data: &Dataset,
        fields: FieldSet,
        words: &Range<u32>,
        set: &mut QuoteSet,
    ) {
        for field in fields.each() {
            for document in self.holding(field, words) {
                field.add_quotes(data, document, set);
            }
        }
    }

    /// The documents of a field that hold any of a range of words; one that holds several stands
    /// there as often.
    pub(super) fn holding(&self, field: Field, words: &Range<u32>) -> impl Iterator<Item = usize> {
        self.segments(field).iter().flat_map(move |segment| {
            segment.holding(words).iter().map(|row| segment.first + *row as usize)
        })
    }

    /// Adds the quotes that hold words in a row in any of some fields.
    pub(super) fn add_phrase(
        &self,
        data: &Dataset,
        fields: FieldSet,
        phrase: &PhraseMatcher,
        set: &mut QuoteSet,
    ) {
        for field in fields.each() {
            for document in self.with_phrase(field, phrase) {
                field.add_quotes(data, document, set);
            }
        }
    }

    /// The documents of a field that hold words in a row.
    pub(super) fn with_phrase(
        &self,
        field: Field,
        phrase: &PhraseMatcher,
    ) -> impl Iterator<Item = usize> {
        self.segments(field).iter().flat_map(move |segment| {
            // Only rows with the phrase's rarest word need to be searched.
            let rarest = phrase.0.iter().min_by_key(|range| segment.holding(range).len());
            let rows = rarest.map_or(&[][..], |rarest| segment.holding(rarest)).iter();
            let rows = rows.map(|row| *row as usize);
            rows.filter(|row| phrase.find(segment.words.row(*row)).next().is_some())
                .map(|row| segment.first + row)
        })
    }

    /// How many documents of a field hold a word.
    pub(super) fn frequency(&self, field: Field, word: u32) -> usize {
        self.segments(field).iter().map(|segment| segment.holding(&(word..word + 1)).len()).sum()
    }

    /// The words of a quote's text, by their position in the vocabulary.
    pub(super) fn text_of(&self, quote: QuoteIx) -> &[u32] {
        let segments = self.segments(Field::Text);
        let behind = segments.partition_point(|segment| segment.first <= quote.index());
        behind.checked_sub(1).map_or(&[], |at| {
            let segment = &segments[at];
            segment.words.row(quote.index() - segment.first)
        })
    }

    /// The quotes from the one with the fewest words to the one with the most.
    pub(super) fn by_length(&self, quotes: usize) -> Vec<QuoteIx> {
        let mut lengths: Vec<(u32, QuoteIx)> = Vec::with_capacity(quotes);
        for segment in self.segments(Field::Text) {
            let rows = 0..segment.words.row_count();
            lengths.extend(rows.map(|row| {
                (offset(segment.words.row(row).len()), QuoteIx::from(segment.first + row))
            }));
        }
        lengths.sort_unstable();
        lengths.into_iter().map(|(_, quote)| quote).collect()
    }

    fn segments(&self, field: Field) -> &[Segment] {
        self.segments.get(field as usize).map_or(&[], Vec::as_slice)
    }
}

impl Segment {
    /// Numbers the words that were read as the vocabulary does, and lists the documents of each.
    fn new(read: Unmerged, positions: &[u32], vocabulary: usize) -> Self {
        let (field, first, Interner { documents: mut words, .. }) = read;
        for word in words.values_mut().iter_mut().filter(|word| **word != GAP) {
            *word = positions[*word as usize];
        }
        // For each word one more than the last row it was met in: a row that has it several times
        // is listed once.
        let mut seen = vec![0_u32; vocabulary];
        let all = (0..words.row_count())
            .zip(1..)
            .flat_map(|(row, next)| words.row(row).iter().map(move |word| (*word as usize, next)));
        let first_met = all.filter(move |(word, next)| {
            *word != GAP as usize && std::mem::replace(&mut seen[*word], *next) != *next
        });
        let rows = Csr::from_pairs(vocabulary, first_met.map(|(word, next)| (word, next - 1)));
        Self { field, first, words, rows }
    }

    /// The rows that hold a word of a range; one that holds several stands there as often.
    fn holding(&self, words: &Range<u32>) -> &[u32] {
        self.rows.rows(words.start as usize..words.end as usize)
    }
}

/// A field, the first document that was read, and what was read.
type Unmerged = (Field, usize, Interner);

impl DocumentReader<'_> {
    /// Reads every field: the largest in as many segments as there are threads, up to eight.
    fn read_all(&self, progress: &mut dyn FnMut(Progress)) -> Vec<Unmerged> {
        let (Self { read, stage, .. }, (largest, count)) = (self, self.largest);
        let share = count.div_ceil(rayon::current_num_threads().min(8)).max(self.share);
        let documents = |first: usize| first..(first + share).min(count);
        let segments = (0..count).step_by(share);
        let mut unmerged: Vec<Unmerged> =
            segments.map(|first| (largest, first, Interner::default())).collect();
        rayon::in_place_scope(|scope| {
            // The first segment is read on this thread, which can report progress.
            let mut segments = unmerged.iter_mut();
            let here = segments.next();
            for (field, first, interner) in segments {
                scope.spawn(move |_| documents(*first).for_each(|at| read(*field, at, interner)));
            }
            if let Some((field, first, interner)) = here {
                let range = documents(*first);
                for at in range.clone() {
                    if at % self.share == 0 {
                        progress(Progress::part(stage, at, range.end));
                    }
                    read(*field, at, interner);
                }
            }
        });
        for (field, count) in self.others.iter().copied() {
            let mut interner = Interner::default();
            (0..count).for_each(|at| read(field, at, &mut interner));
            unmerged.push((field, 0, interner));
        }
        unmerged
    }
}

/// One vocabulary of all words that were read, and for each segment the positions of its words in
/// it. The segments' own words are given back.
fn merge(unmerged: &mut [Unmerged]) -> (Vocabulary, Vec<Vec<u32>>) {
    let sorted: Vec<Vec<u32>> =
        unmerged.par_iter().map(|(.., interner)| interner.sorted()).collect();
    // The stable sort merges runs that are already sorted.
    let mut all: Vec<(&str, usize, u32)> = Vec::new();
    for (at, ((.., interner), sorted)) in unmerged.iter().zip(sorted).enumerate() {
        let word = |number: u32| interner.words.get(number as usize);
        all.extend(sorted.into_iter().map(|number| (word(number), at, number)));
    }
    all.sort_by_key(|(word, ..)| *word);
    let mut positions: Vec<Vec<u32>> =
        unmerged.iter().map(|(.., interner)| vec![0; interner.words.len()]).collect();
    let (mut words, mut fields) = (Strings::default(), Vec::new());
    for (word, segment, number) in all {
        if words.len().checked_sub(1).is_none_or(|last| words.get(last) != word) {
            words.push(word);
            fields.push(FieldSet::empty());
        }
        let position = words.len() - 1;
        fields[position] |= FieldSet::from(unmerged[segment].0);
        positions[segment][number as usize] = offset(position);
    }
    for (.., interner) in unmerged {
        interner.words = Strings::default();
    }
    (Vocabulary::new(words, fields), positions)
}
