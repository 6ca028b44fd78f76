//! Which entries of each field hold which word, and which quotes stand behind each entry.

use std::collections::HashMap;

use roaring::RoaringBitmap;

use super::lexicon::{Lexicon, WordSet};
use super::query::Phrase;
use crate::dataset::load::Progress;
use crate::dataset::{Dataset, Quote, QuoteIx};
use crate::text::words;

/// Where a word can stand. Each field has a vocabulary and *docs*: quotes for the quotes' words,
/// speakers for names and sides, articles for headlines and publishers, meetings for titles and
/// places.
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

    fn docs(self, data: &Dataset) -> usize {
        match self {
            Self::Text => data.quotes.len(),
            Self::Speaker | Self::Side => data.speakers.len(),
            Self::Headline | Self::Publisher => data.articles.len(),
            Self::Meeting | Self::Place => data.meetings.len(),
        }
    }

    /// The texts of one doc, in which words are looked for.
    fn texts(self, data: &Dataset, doc: usize) -> Vec<&str> {
        fn one(text: &Option<String>) -> Vec<&str> {
            text.iter().map(String::as_str).collect()
        }
        match self {
            Self::Text => vec![data.words_of(doc.into())],
            Self::Speaker => {
                let speaker = &data.speakers[doc];
                let aliases = speaker.aliases.iter().map(String::as_str);
                [speaker.name.as_str()].into_iter().chain(aliases).collect()
            }
            Self::Side => one(&data.speakers[doc].side),
            Self::Headline => vec![&data.articles[doc].title],
            Self::Publisher => one(&data.articles[doc].publisher),
            Self::Meeting => vec![&data.meetings[doc].title],
            Self::Place => one(&data.meetings[doc].place),
        }
    }

    /// The doc of a quote.
    fn doc_of(self, quote: &Quote, at: QuoteIx) -> Option<u32> {
        match self {
            Self::Text => Some(at.0),
            Self::Speaker | Self::Side => quote.speaker.map(|s| s.0),
            Self::Headline | Self::Publisher => Some(quote.article.0),
            Self::Meeting | Self::Place => quote.meeting.map(|m| m.0),
        }
    }
}

/// Everything that makes a query quick; made once from a dataset.
#[derive(Debug)]
pub struct Index {
    all: RoaringBitmap,
    fields: Vec<FieldIndex>,
}

impl Default for Index {
    /// The index of no quotes, which can be searched like any other.
    fn default() -> Self {
        Self::build(&Dataset::default(), &mut |_| {})
    }
}

#[derive(Debug, Default)]
struct FieldIndex {
    lexicon: Lexicon,
    /// For each word of the lexicon the docs that hold it.
    postings: Vec<RoaringBitmap>,
    /// For each doc its quotes; empty for [`Field::Text`], where a doc is a quote.
    quotes: Vec<RoaringBitmap>,
}

impl Index {
    /// Builds the index, reporting the share that is done.
    #[must_use]
    pub fn build(data: &Dataset, progress: &mut dyn FnMut(Progress)) -> Self {
        let fields = Field::ALL.map(|field| FieldIndex::build(field, data, progress));
        let mut all = RoaringBitmap::new();
        all.insert_range(0..u32::try_from(data.quotes.len()).unwrap_or(u32::MAX));
        Self { all, fields: fields.into() }
    }

    /// Every quote.
    #[must_use]
    pub fn all(&self) -> &RoaringBitmap {
        &self.all
    }

    /// A field's vocabulary.
    #[must_use]
    pub fn lexicon(&self, field: Field) -> &Lexicon {
        &self.fields[field as usize].lexicon
    }

    /// The docs of a field that hold any of some words.
    #[must_use]
    pub fn docs(&self, field: Field, set: &WordSet) -> RoaringBitmap {
        let postings = &self.fields[field as usize].postings;
        union(set.words.iter().map(|word| &postings[*word as usize]))
    }

    /// How many docs hold a word.
    #[must_use]
    pub fn frequency(&self, field: Field, word: u32) -> u64 {
        self.fields[field as usize].postings[word as usize].len()
    }

    /// Whether the doc of a quote holds a word.
    #[must_use]
    pub fn holds(&self, field: Field, word: u32, data: &Dataset, quote: QuoteIx) -> bool {
        let doc = field.doc_of(data.quote(quote), quote);
        doc.is_some_and(|doc| self.fields[field as usize].postings[word as usize].contains(doc))
    }

    /// The quotes behind some docs.
    #[must_use]
    pub fn quotes_of(&self, field: Field, docs: &RoaringBitmap) -> RoaringBitmap {
        if field == Field::Text {
            return docs.clone();
        }
        let quotes = &self.fields[field as usize].quotes;
        union(docs.iter().map(|doc| &quotes[doc as usize]))
    }

    /// The quotes for which something holds.
    #[must_use]
    pub fn quotes_where(&self, data: &Dataset, holds: impl Fn(&Quote) -> bool) -> RoaringBitmap {
        let found = data.quotes.iter().zip(0..).filter(|(quote, _)| holds(quote));
        found.map(|(_, at)| at).collect()
    }

    /// The docs of a field that hold words in a row.
    #[must_use]
    pub fn phrase(&self, field: Field, phrase: &Phrase, data: &Dataset) -> RoaringBitmap {
        let this = &self.fields[field as usize];
        let last = phrase.words.len() - 1;
        let holding = |(at, word): (usize, &String)| {
            let words = match phrase.open && at == last {
                true => this.lexicon.beginning(word),
                false => this.lexicon.find(word).into_iter().collect(),
            };
            union(words.iter().map(|word| &this.postings[*word as usize]))
        };
        let docs = phrase.words.iter().enumerate().map(holding).reduce(|a, b| a & b);
        let docs = docs.unwrap_or_default();
        docs.iter().filter(|doc| last == 0 || in_a_row(field, data, *doc, phrase)).collect()
    }
}

fn union<'a>(sets: impl Iterator<Item = &'a RoaringBitmap>) -> RoaringBitmap {
    sets.fold(RoaringBitmap::new(), |all, set| all | set)
}

fn in_a_row(field: Field, data: &Dataset, doc: u32, phrase: &Phrase) -> bool {
    field.texts(data, doc as usize).into_iter().any(|text| {
        let words: Vec<_> = words(text).collect();
        words.windows(phrase.words.len()).any(|run| phrase.is(run))
    })
}

impl FieldIndex {
    fn build(field: Field, data: &Dataset, progress: &mut dyn FnMut(Progress)) -> Self {
        let docs = field.docs(data);
        let mut ids: HashMap<String, usize> = HashMap::new();
        let mut postings: Vec<RoaringBitmap> = Vec::new();
        for doc in 0..docs {
            if doc % 4096 == 0 && field == Field::Text {
                #[allow(clippy::cast_precision_loss)] // a share for the eye
                let share = Some(doc as f64 / docs as f64);
                progress(Progress { stage: "indexing", share });
            }
            for text in field.texts(data, doc) {
                for word in words(text) {
                    let next = postings.len();
                    let id = *ids.entry(word.folded).or_insert(next);
                    if id == next {
                        postings.push(RoaringBitmap::new());
                    }
                    postings[id].insert(QuoteIx::from(doc).0);
                }
            }
        }
        let mut words: Vec<(String, usize)> = ids.into_iter().collect();
        words.sort_unstable();
        let postings = words.iter().map(|(_, id)| std::mem::take(&mut postings[*id])).collect();
        let mut quotes = Vec::new();
        if field != Field::Text {
            quotes.resize_with(docs, RoaringBitmap::new);
            for (quote, at) in data.quotes.iter().zip(0..) {
                if let Some(doc) = field.doc_of(quote, QuoteIx(at)) {
                    quotes[doc as usize].insert(at);
                }
            }
        }
        let words = words.into_iter().map(|(word, _)| word.into()).collect();
        Self { lexicon: Lexicon::new(words), postings, quotes }
    }
}
