//! Everything that makes a query quick, made once from a dataset.

use std::ops::Range;
use std::sync::Arc;

use super::articles::ArticleIndex;
use super::field::{Field, FieldSet};
use super::phrase::PhraseMatcher;
use super::postings::{DocumentReader, Postings};
use super::prefix_sets::PrefixSets;
use super::query::Query;
use super::set::QuoteSet;
use super::vocabulary::Vocabulary;
use crate::dataset::load::Progress;
use crate::dataset::{Dataset, QuoteIx};

/// So many quotes at least make it worth another thread.
const SHARE: usize = 1 << 12;

/// The index of a dataset.
#[derive(Debug, Default, Clone)]
pub struct Index {
    pub(super) postings: Postings,
    pub(super) prefix_sets: PrefixSets,
    /// The quotes from the one with the fewest words to the one with the most.
    pub(super) by_length: Vec<QuoteIx>,
    articles: Arc<ArticleIndex>,
}

impl Index {
    /// Builds the index of everything but whole articles, reporting the share that is done.
    #[must_use]
    pub fn build(data: &Dataset, progress: &mut dyn FnMut(Progress)) -> Self {
        let own = [Field::Text, Field::Article];
        let others: Vec<(Field, usize)> = Field::ALL
            .into_iter()
            .filter(|field| !own.contains(field))
            .map(|field| (field, field.documents(data)))
            .collect();
        let reader = DocumentReader {
            largest: (Field::Text, data.quotes.len()),
            share: SHARE,
            others: &others,
            stage: "indexing",
            read: &|field, at, interner| interner.read(field.texts(data, at)),
        };
        let postings = Postings::new(&reader, progress);
        progress(Progress::stage("counting words"));
        let (by_length, prefix_sets) = rayon::join(
            || postings.by_length(data.quotes.len()),
            || PrefixSets::new(&postings, data),
        );
        Self { postings, prefix_sets, by_length, articles: Arc::default() }
    }

    /// Builds the index of everything, whole articles too.
    #[must_use]
    pub fn whole(data: &Dataset) -> Self {
        let mut index = Self::build(data, &mut |_| {});
        index.set_articles(Arc::new(ArticleIndex::build(ArticleIndex::texts(data), &mut |_| {})));
        index
    }

    /// Takes over the index of whole articles.
    pub fn set_articles(&mut self, articles: Arc<ArticleIndex>) {
        self.articles = articles;
    }

    /// The index of whole articles, if it is made and is that of a dataset.
    #[must_use]
    pub fn articles_of(&self, data: &Dataset) -> Option<&Arc<ArticleIndex>> {
        Some(&self.articles).filter(|articles| articles.is_of(data))
    }

    /// Whether all that a query asks for can be looked up: whole articles are indexed last.
    #[must_use]
    pub fn answers(&self, query: &Query) -> bool {
        self.articles.is_made() || !query.looks_in_articles()
    }

    /// The vocabulary of everything but whole articles.
    #[must_use]
    pub fn vocabulary(&self) -> &Vocabulary {
        &self.postings.vocabulary
    }

    /// The vocabulary of some fields.
    pub(super) fn vocabulary_of(&self, fields: FieldSet) -> &Vocabulary {
        match fields.has(Field::Article) {
            true => self.articles.vocabulary(),
            false => self.vocabulary(),
        }
    }

    /// Adds the quotes that hold words in a row in any of some fields.
    pub(super) fn add_phrase(
        &self,
        data: &Dataset,
        fields: FieldSet,
        phrase: &PhraseMatcher,
        set: &mut QuoteSet,
    ) {
        match fields.has(Field::Article) {
            true => self.articles.add_phrase(data, phrase, set),
            false => self.postings.add_phrase(data, fields, phrase, set),
        }
    }

    /// Adds the quotes that hold any of some words in any of some fields.
    pub(super) fn add_words(
        &self,
        data: &Dataset,
        fields: FieldSet,
        words: &[Range<u32>],
        set: &mut QuoteSet,
    ) {
        if fields.has(Field::Article) {
            return self.articles.add_words(data, words, set);
        }
        for range in words {
            match self.prefix_sets.word(range, fields) {
                Some(known) => set.union(known),
                None => self.postings.add_range(data, fields, range, set),
            }
        }
    }
}
