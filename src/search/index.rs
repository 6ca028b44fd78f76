//! Which quotes hold which word, by the field it stands in.
//!
//! A field has *docs*: quotes for the quotes' words, speakers for names and sides, articles for
//! headlines and publishers, meetings for titles and places; behind each doc stand its quotes.

use std::ops::Range;

use rayon::prelude::*;

use super::interner::{GAP, Interner, number};
use super::prefix_sets::PrefixSets;
use super::query::PhraseQuery;
use super::set::QuoteSet;
use super::vocabulary::Vocabulary;
use crate::dataset::load::Progress;
use crate::dataset::{ArticleIx, Dataset, MeetingIx, QuoteIx, SpeakerIx};
use crate::text::Strings;

/// Where a word can stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Field {
    /// The words of the quote.
    Text,
    /// The speaker's name and its other printed forms.
    Speaker,
    /// The speaker's side.
    Side,
    /// The article's headline.
    Headline,
    /// The article's publisher.
    Publisher,
    /// The meeting's title.
    Meeting,
    /// The meeting's place.
    Place,
}

impl Field {
    const ALL: [Self; 7] = [
        Self::Text,
        Self::Speaker,
        Self::Side,
        Self::Headline,
        Self::Publisher,
        Self::Meeting,
        Self::Place,
    ];

    /// The field as one bit of a set of fields.
    pub(super) fn bit(self) -> u8 {
        1 << self as u8
    }

    /// Some fields as a set.
    pub(super) fn bits(fields: &[Self]) -> u8 {
        fields.iter().fold(0, |bits, field| bits | field.bit())
    }

    fn docs(self, data: &Dataset) -> usize {
        match self {
            Self::Text => data.quotes.len(),
            Self::Speaker | Self::Side => data.speakers.len(),
            Self::Headline | Self::Publisher => data.articles.len(),
            Self::Meeting | Self::Place => data.meetings.len(),
        }
    }

    /// The texts of one doc, in which words are looked for.
    fn texts(self, data: &Dataset, doc: usize) -> impl Iterator<Item = &str> {
        let (one, others): (Option<&str>, &[String]) = match self {
            Self::Text => (Some(data.words_of(doc.into())), &[]),
            Self::Speaker => {
                let speaker = &data.speakers[doc];
                (Some(&speaker.name), &speaker.aliases)
            }
            Self::Side => (data.speakers[doc].side.as_deref(), &[]),
            Self::Headline => (Some(&data.articles[doc].title), &[]),
            Self::Publisher => (data.articles[doc].publisher.as_deref(), &[]),
            Self::Meeting => (Some(&data.meetings[doc].title), &[]),
            Self::Place => (data.meetings[doc].place.as_deref(), &[]),
        };
        one.into_iter().chain(others.iter().map(String::as_str))
    }

    /// The doc of a quote.
    fn doc_of(self, data: &Dataset, quote: QuoteIx) -> Option<usize> {
        let entry = data.quote(quote);
        match self {
            Self::Text => Some(quote.index()),
            Self::Speaker | Self::Side => entry.speaker.map(SpeakerIx::index),
            Self::Headline | Self::Publisher => Some(entry.article.index()),
            Self::Meeting | Self::Place => entry.meeting.map(MeetingIx::index),
        }
    }

    /// The texts of a quote's doc.
    pub(super) fn texts_of(self, data: &Dataset, quote: QuoteIx) -> impl Iterator<Item = &str> {
        let doc = self.doc_of(data, quote);
        doc.into_iter().flat_map(move |doc| self.texts(data, doc))
    }

    /// Adds the quotes of a doc to a set.
    fn add_quotes(self, data: &Dataset, doc: usize, set: &mut QuoteSet) {
        let list = match self {
            Self::Text => return set.insert(doc.into()),
            Self::Meeting | Self::Place => {
                let group = data.timeline.of_meeting(MeetingIx::from(doc));
                return set.insert_range(data.timeline.group(group).quotes.clone());
            }
            Self::Speaker | Self::Side => data.quotes_by(Some(SpeakerIx::from(doc))),
            Self::Headline | Self::Publisher => data.in_article.get(ArticleIx::from(doc).index()),
        };
        for quote in list {
            set.insert(*quote);
        }
    }
}

/// Everything that makes a query quick; made once from a dataset.
#[derive(Debug, Default)]
pub struct Index {
    vocabulary: Vocabulary,
    /// In the order of [`Field::ALL`]; the words of a field in the parts that threads read.
    fields: Vec<Vec<Segment>>,
    starts: PrefixSets,
    /// The quotes from the one with the fewest words to the one with the most.
    pub(super) by_length: Vec<u32>,
}

/// The docs of a field from one on, with their words.
#[derive(Debug)]
struct Segment {
    field: Field,
    first: usize,
    /// Where each doc ends in `ids`.
    ends: Vec<u32>,
    /// The words of the docs in order, by their position in the vocabulary, with [`GAP`]s.
    ids: Vec<u32>,
    /// Where the docs of each word start in `docs`; one more than there are words.
    starts: Vec<u32>,
    /// The docs that hold each word, from `first` on.
    docs: Vec<u32>,
}

impl Index {
    /// Builds the index, reporting the share that is done.
    #[must_use]
    pub fn build(data: &Dataset, progress: &mut dyn FnMut(Progress)) -> Self {
        let mut interners = read(data, progress);
        progress(Progress::stage("sorting words"));
        let (vocabulary, numbers) = join(&mut interners);
        progress(Progress::stage("listing words"));
        let words = vocabulary.len();
        let mut fields: Vec<Vec<Segment>> = Field::ALL.map(|_| Vec::new()).into();
        let listing = interners.into_par_iter().zip(numbers);
        let parts = listing
            .map(|((field, first, interner), to)| Segment::new(field, first, interner, &to, words));
        let parts: Vec<Segment> = parts.collect();
        for part in parts {
            fields[part.field as usize].push(part);
        }
        let index = Self { vocabulary, fields, ..Self::default() };
        progress(Progress::stage("counting words"));
        let by_length = || index.sorted_by_length(data.quotes.len());
        let (by_length, starts) = rayon::join(by_length, || PrefixSets::new(&index, data));
        Self { by_length, starts, ..index }
    }

    /// The vocabulary.
    #[must_use]
    pub fn vocabulary(&self) -> &Vocabulary {
        &self.vocabulary
    }

    /// Adds the quotes that hold any of a range of words in a field.
    pub(super) fn add_range(
        &self,
        data: &Dataset,
        field: Field,
        words: &Range<u32>,
        set: &mut QuoteSet,
    ) {
        for part in self.segments(field) {
            for doc in part.holding(words) {
                field.add_quotes(data, part.first + *doc as usize, set);
            }
        }
    }

    /// Adds the quotes that hold any of some words in any of some fields.
    pub(super) fn add(
        &self,
        data: &Dataset,
        fields: &[Field],
        words: &[Range<u32>],
        set: &mut QuoteSet,
    ) {
        for range in words {
            match self.starts.word(range, fields) {
                Some(known) => set.union(known),
                None => fields.iter().for_each(|field| self.add_range(data, *field, range, set)),
            }
        }
    }

    /// How many docs of a field hold a word.
    pub(super) fn frequency(&self, field: Field, word: u32) -> usize {
        self.segments(field).iter().map(|part| part.holding(&(word..word + 1)).len()).sum()
    }

    /// The quotes that hold a word beginning so in any of some fields, where there are so many that
    /// they were put together beforehand.
    pub(super) fn starts(&self, start: &str, fields: &[Field]) -> Option<&QuoteSet> {
        self.starts.get(start, fields)
    }

    /// Adds the quotes that hold words in a row in a field.
    pub(super) fn add_phrase(
        &self,
        data: &Dataset,
        field: Field,
        phrase: &PhraseMatcher,
        set: &mut QuoteSet,
    ) {
        for part in self.segments(field) {
            // Those that hold its rarest word are the fewest to look at.
            let rarest = phrase.0.iter().min_by_key(|range| part.holding(range).len());
            let Some(rarest) = rarest else { continue };
            for doc in part.holding(rarest) {
                if phrase.find(part.doc(*doc as usize)).next().is_some() {
                    field.add_quotes(data, part.first + *doc as usize, set);
                }
            }
        }
    }

    /// The words of a quote's field, by their position in the vocabulary.
    pub(super) fn words_of(&self, data: &Dataset, field: Field, quote: QuoteIx) -> &[u32] {
        let Some(doc) = field.doc_of(data, quote) else { return &[] };
        let parts = self.segments(field);
        let Some(at) = parts.partition_point(|part| part.first <= doc).checked_sub(1) else {
            return &[];
        };
        parts[at].doc(doc - parts[at].first)
    }

    fn segments(&self, field: Field) -> &[Segment] {
        self.fields.get(field as usize).map_or(&[], Vec::as_slice)
    }

    fn sorted_by_length(&self, quotes: usize) -> Vec<u32> {
        let mut lengths: Vec<(u32, u32)> = Vec::with_capacity(quotes);
        for part in self.segments(Field::Text) {
            let docs = (0..part.ends.len()).zip(number(part.first)..);
            lengths.extend(docs.map(|(doc, quote)| (number(part.doc(doc).len()), quote)));
        }
        lengths.sort_unstable();
        lengths.into_iter().map(|(_, quote)| quote).collect()
    }
}

/// A phrase as the ranges of words that may stand at each place.
#[derive(Debug, Clone)]
pub(super) struct PhraseMatcher(pub(super) Vec<Range<u32>>);

impl PhraseMatcher {
    pub(super) fn new(phrase: &PhraseQuery, vocabulary: &Vocabulary) -> Self {
        let last = phrase.words.len() - 1;
        let ranges = phrase.words.iter().enumerate().map(|(at, word)| {
            if phrase.open && at == last {
                vocabulary.beginning(word)
            } else {
                vocabulary.exactly(word)
            }
        });
        Self(ranges.collect())
    }

    /// Where it begins among some words.
    pub(super) fn find(&self, words: &[u32]) -> impl Iterator<Item = usize> {
        let is = |run: &[u32]| run.iter().zip(&self.0).all(|(word, range)| range.contains(word));
        words.windows(self.0.len()).enumerate().filter(move |(_, run)| is(run)).map(|(at, _)| at)
    }
}

impl Segment {
    /// Numbers the words of an interner as the vocabulary does, and lists the docs of each.
    fn new(field: Field, first: usize, interner: Interner, to: &[u32], words: usize) -> Self {
        let Interner { mut ids, ends, .. } = interner;
        for id in ids.iter_mut().filter(|id| **id != GAP) {
            *id = to[*id as usize];
        }
        let mut part =
            Self { field, first, ends, ids, starts: vec![0; words + 1], docs: Vec::new() };
        let mut starts = std::mem::take(&mut part.starts);
        part.each_word(words, |word, _| starts[word as usize + 1] += 1);
        for word in 0..words {
            starts[word + 1] += starts[word];
        }
        let mut next = starts.clone();
        let mut docs = vec![0; starts[words] as usize];
        part.each_word(words, |word, doc| {
            docs[next[word as usize] as usize] = doc;
            next[word as usize] += 1;
        });
        Self { starts, docs, ..part }
    }

    /// Calls back with each word of each doc, once where a doc has it several times.
    fn each_word(&self, words: usize, mut found: impl FnMut(u32, u32)) {
        // For each word one more than the last doc it was met in.
        let mut seen = vec![0_u32; words];
        for (doc, at) in (0..self.ends.len()).zip(1..) {
            for &word in self.doc(doc).iter().filter(|word| **word != GAP) {
                if std::mem::replace(&mut seen[word as usize], at) != at {
                    found(word, at - 1);
                }
            }
        }
    }

    /// The words of a doc, counted from the first of the part.
    fn doc(&self, doc: usize) -> &[u32] {
        let start = doc.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.ids[start as usize..self.ends[doc] as usize]
    }

    /// The docs that hold a word of a range; one that holds several stands there as often.
    fn holding(&self, words: &Range<u32>) -> &[u32] {
        let start = |word: u32| self.starts[word as usize] as usize;
        &self.docs[start(words.start)..start(words.end)]
    }
}

type FieldInterner = (Field, usize, Interner);

/// Reads every field: the quotes in as many parts as there are threads, up to eight.
fn read(data: &Dataset, progress: &mut dyn FnMut(Progress)) -> Vec<FieldInterner> {
    const REPORT: usize = 4096;
    let quotes = data.quotes.len();
    let share = quotes.div_ceil(rayon::current_num_threads().min(8)).max(1 << 12);
    let part = |start: usize| start..(start + share).min(quotes);
    let mut interners: Vec<FieldInterner> =
        (0..quotes).step_by(share).map(|start| (Field::Text, start, Interner::default())).collect();
    rayon::in_place_scope(|scope| {
        // The first part is read here, as only here progress can be told.
        let mut parts = interners.iter_mut();
        let first = parts.next();
        for (_, start, interner) in parts {
            scope.spawn(move |_| {
                part(*start).for_each(|quote| interner.doc(Field::Text.texts(data, quote)));
            });
        }
        if let Some((_, start, interner)) = first {
            let part = part(*start);
            for quote in part.clone() {
                if quote % REPORT == 0 {
                    #[allow(clippy::cast_precision_loss)] // a share for the eye
                    let share = Some(quote as f64 / part.end as f64);
                    progress(Progress { stage: "indexing", share });
                }
                interner.doc(Field::Text.texts(data, quote));
            }
        }
    });
    for field in Field::ALL.into_iter().filter(|field| *field != Field::Text) {
        let mut interner = Interner::default();
        for doc in 0..field.docs(data) {
            interner.doc(field.texts(data, doc));
        }
        interners.push((field, 0, interner));
    }
    interners
}

/// One vocabulary of all words that were read, and for each interner the positions of its words in it.
/// The interners' own words are given back.
fn join(interners: &mut [FieldInterner]) -> (Vocabulary, Vec<Vec<u32>>) {
    let sorted: Vec<Vec<u32>> =
        interners.par_iter().map(|(.., interner)| interner.sorted()).collect();
    // Sorting what consists of a few sorted runs is one merge.
    let mut all: Vec<(&str, usize, u32)> = Vec::new();
    for (at, ((.., interner), sorted)) in interners.iter().zip(sorted).enumerate() {
        all.extend(sorted.into_iter().map(|id| (interner.words.get(id as usize), at, id)));
    }
    all.sort_by_key(|(word, ..)| *word);
    let mut numbers: Vec<Vec<u32>> =
        interners.iter().map(|(.., interner)| vec![0; interner.words.len()]).collect();
    let (mut words, mut fields) = (Strings::default(), Vec::new());
    for (word, interner, id) in all {
        if words.len().checked_sub(1).is_none_or(|last| words.get(last) != word) {
            words.push(word);
            fields.push(0);
        }
        let position = words.len() - 1;
        fields[position] |= interners[interner].0.bit();
        numbers[interner][id as usize] = number(position);
    }
    for (.., interner) in interners {
        interner.words = Strings::default();
    }
    (Vocabulary::new(words, fields), numbers)
}
