//! Where the words of quotations stand in what a record holds.
//!
//! Only words that the quotations have are told apart: every other word of the record is the same
//! one, so that a million passages need no vocabulary of their own. The passages of one speaker
//! follow one another, and those of one article follow one another within them, so that a speaker
//! is a range of words.

use std::collections::HashMap;
use std::ops::Range;

use foldhash::fast::RandomState;
use jiff::civil::Date;
use rayon::prelude::*;

use super::words::{D, Pieces, S, TextRole};
use crate::dataset::{ArticleIx, Csr, Polarity, QuoteIx};
use crate::extract::language::WordList;
use crate::text::offsets::offset;

/// Words so common that a run of nothing else could be anybody's.
static COMMON: WordList = WordList::new("common");

/// Numbers of words: those that no quotation has are all [`Numbers::OTHER`].
#[derive(Debug)]
pub(super) struct Numbers {
    by_form: HashMap<Box<str>, u32, RandomState>,
    /// For each number whether the word is a common one.
    common: Vec<bool>,
}

impl Numbers {
    /// A word that no quotation has: it is like no other, not even itself.
    pub(super) const OTHER: u32 = 0;
    /// The end of a passage that the next one does not continue.
    pub(super) const BREAK: u32 = 1;
    /// Words with two meanings, which come first: `'s` is `is` or `has`, `'d` is `would` or `had`.
    const AMBIGUOUS: [&str; 6] = [S, "is", "has", D, "would", "had"];

    pub(super) fn new() -> Self {
        let mut numbers = Self { by_form: HashMap::default(), common: vec![true; 2] };
        for form in Self::AMBIGUOUS {
            numbers.add(form);
        }
        numbers
    }

    fn add(&mut self, form: &str) -> u32 {
        if let Some(number) = self.by_form.get(form) {
            return *number;
        }
        let number = offset(self.common.len());
        self.by_form.insert(form.into(), number);
        self.common.push(COMMON.has(form) || form.starts_with('\'') || form.chars().count() < 2);
        number
    }

    /// The words of a quotation, which are known from now on.
    pub(super) fn learn(&mut self, quotation: &Pieces) -> Vec<u32> {
        quotation.iter().map(|(form, _)| self.add(form)).collect()
    }

    /// The number of a word.
    pub(super) fn of(&self, form: &str) -> u32 {
        self.by_form.get(form).copied().unwrap_or(Self::OTHER)
    }

    pub(super) fn len(&self) -> usize {
        self.common.len()
    }

    pub(super) fn is_common(&self, number: u32) -> bool {
        self.common[number as usize]
    }
}

/// Whether two words are one, short forms told by what they may stand for.
pub(super) fn is_same(a: u32, b: u32) -> bool {
    const S: u32 = 2;
    const D: u32 = 5;
    if a == b {
        return a > Numbers::BREAK;
    }
    let (low, high) = (a.min(b), a.max(b));
    low == S && high <= S + 2 || low == D && high <= D + 2
}

/// One stretch of text that a record holds.
#[derive(Debug, Clone)]
pub(super) struct SourcePassage<'a> {
    /// The words.
    pub(super) text: &'a str,
    /// Who says them: passages are gathered by this number.
    pub(super) speaker: u32,
    /// Where they stand.
    pub(super) article: ArticleIx,
    /// When they were said, or else printed.
    pub(super) day: Option<Date>,
    /// Where they stand in their article, in bytes.
    pub(super) start: usize,
    /// Whether they are spoken, and not printed as said.
    pub(super) is_spoken: bool,
    /// Whether they go on where the passage before them in the same article ended.
    pub(super) continues: bool,
    /// The quote that they are, or are of.
    pub(super) quote: Option<QuoteIx>,
    /// Whether they are told of as denied, supposed or asked.
    pub(super) polarity: Option<Polarity>,
}

/// The passages and their words.
#[derive(Debug)]
pub(super) struct PassageIndex<'a> {
    pub(super) numbers: Numbers,
    pub(super) passages: Vec<SourcePassage<'a>>,
    /// The words of all passages.
    pub(super) words: Vec<u32>,
    /// Where the words of each passage begin, and where the last ones end.
    starts: Vec<u32>,
    /// For each word the places at which it stands.
    places: Csr<u32>,
    /// Where the words of each speaker begin, and where the last ones end.
    by_speaker: Vec<u32>,
}

/// How many passages are read in one go.
const CHUNK: usize = 1 << 12;

impl<'a> PassageIndex<'a> {
    /// Reads passages. `speakers` is how many there are.
    pub(super) fn new(
        numbers: Numbers,
        mut passages: Vec<SourcePassage<'a>>,
        speakers: u32,
    ) -> Self {
        passages.par_sort_by_key(|passage| (passage.speaker, passage.article, passage.start));
        let is_continued = |at: usize| {
            let (before, here) = (&passages[at - 1], &passages[at]);
            here.continues && before.speaker == here.speaker && before.article == here.article
        };
        let read = |chunk: usize| {
            let mut pieces = Pieces::default();
            let (mut words, mut starts) = (Vec::new(), Vec::new());
            let here = passages.iter().enumerate().skip(chunk * CHUNK).take(CHUNK);
            for (at, passage) in here {
                if at > 0 && !is_continued(at) {
                    words.push(Numbers::BREAK);
                }
                starts.push(offset(words.len()));
                pieces.read(passage.text, TextRole::Source);
                words.extend(pieces.iter().map(|(form, _)| numbers.of(form)));
            }
            (words, starts)
        };
        let chunks: Vec<_> =
            (0..passages.len().div_ceil(CHUNK)).into_par_iter().map(read).collect();
        let mut words = Vec::with_capacity(chunks.iter().map(|(words, _)| words.len()).sum());
        let mut starts = Vec::with_capacity(passages.len() + 1);
        for (chunk, chunk_starts) in chunks {
            let before = offset(words.len());
            starts.extend(chunk_starts.into_iter().map(|start| start + before));
            words.extend(chunk);
        }
        starts.push(offset(words.len()));
        let listed = words.iter().zip(0_u32..).filter(|(word, _)| **word > Numbers::BREAK);
        let places = Csr::from_pairs(numbers.len(), listed.map(|(word, at)| (*word as usize, at)));
        let first = |speaker| passages.partition_point(|passage| passage.speaker < speaker);
        let by_speaker = (0..=speakers).map(|speaker| starts[first(speaker)]).collect();
        Self { numbers, passages, words, starts, places, by_speaker }
    }

    /// The places of a word within a range of words.
    pub(super) fn places_in(&self, word: u32, range: &Range<u32>) -> &[u32] {
        let places = self.places.row(word as usize);
        let from = places.partition_point(|at| *at < range.start);
        let to = from + places[from..].partition_point(|at| *at < range.end);
        &places[from..to]
    }

    /// The words of speakers that follow one another.
    pub(super) fn words_by(&self, speakers: &Range<u32>) -> Range<u32> {
        self.by_speaker[speakers.start as usize]..self.by_speaker[speakers.end as usize]
    }

    /// The passage in which a word stands.
    pub(super) fn passage_at(&self, word: u32) -> usize {
        self.starts.partition_point(|start| *start <= word) - 1
    }

    /// The words of a passage.
    pub(super) fn words_of(&self, passage: usize) -> Range<u32> {
        self.starts[passage]..self.starts[passage + 1]
    }

    /// Whether some words are all that a passage has.
    pub(super) fn is_passage(&self, passage: usize, words: Range<u32>) -> bool {
        let own = self.words_of(passage);
        let is_end = self.words.get(words.end as usize).is_none_or(|word| *word == Numbers::BREAK);
        words.start == own.start && (words.end == own.end || is_end && words.end + 1 == own.end)
    }

    /// The words of the article's passages by the same speaker around one.
    pub(super) fn stream_of(&self, passage: usize) -> Range<u32> {
        let key = |passage: &SourcePassage<'_>| (passage.speaker, passage.article);
        let own = key(&self.passages[passage]);
        let first = self.passages[..passage].partition_point(|other| key(other) < own);
        let behind = passage + self.passages[passage..].partition_point(|other| key(other) == own);
        self.starts[first]..self.starts[behind]
    }

    /// How much a word says: 0 for one that is nowhere, little for a common one, more the rarer it
    /// is.
    pub(super) fn weight(&self, word: u32) -> f32 {
        /// A common word, and at most.
        const COMMON: f32 = 1.0;
        const MOST: f32 = 12.0;
        /// Words of a record that is imagined around a small one.
        const AROUND: usize = 1000;
        if self.numbers.is_common(word) {
            return COMMON;
        }
        let times = self.places.row(word as usize).len();
        #[allow(clippy::cast_precision_loss)] // a logarithm
        let rarity = ((self.words.len() + AROUND) as f32 / (times + 1) as f32).log2();
        rarity.clamp(COMMON, MOST)
    }
}
