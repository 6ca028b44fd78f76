//! The words of whole articles, for `in:`.
//!
//! They are many times as many as those of headlines and names, so they have an index of their own,
//! which is made after the other one: nobody has to wait for it who does not ask for it. It is made
//! of the texts alone. Annotations leave these as they are, so it outlives them.

use std::ops::Range;
use std::sync::Arc;

use fixedbitset::FixedBitSet;

use super::field::Field;
use super::phrase::PhraseMatcher;
use super::postings::{DocumentReader, Postings};
use super::set::QuoteSet;
use super::vocabulary::Vocabulary;
use crate::dataset::Dataset;
use crate::dataset::load::Progress;

/// So many articles at least make it worth another thread.
const SHARE: usize = 1 << 7;

/// The index of the texts of articles. The default one is not made yet and finds nothing.
#[derive(Debug, Default)]
pub struct ArticleIndex {
    postings: Postings,
    /// What it is made of.
    texts: Option<Vec<Arc<String>>>,
}

impl ArticleIndex {
    /// The texts to make it of. They are shared with the dataset, which may change meanwhile.
    #[must_use]
    pub fn texts(data: &Dataset) -> Vec<Arc<String>> {
        data.articles.iter().map(|article| Arc::clone(&article.text)).collect()
    }

    /// Builds the index, reporting the share that is done.
    #[must_use]
    pub fn build(texts: Vec<Arc<String>>, progress: &mut dyn FnMut(Progress)) -> Self {
        let reader = DocumentReader {
            largest: (Field::Article, texts.len()),
            share: SHARE,
            others: &[],
            stage: "indexing articles",
            read: &|_, at, interner| interner.read(std::iter::once(texts[at].as_str())),
        };
        let postings = Postings::new(&reader, progress);
        Self { postings, texts: Some(texts) }
    }

    /// Whether it is made.
    pub(super) fn is_made(&self) -> bool {
        self.texts.is_some()
    }

    /// Whether it is that of a dataset's articles.
    #[must_use]
    pub fn is_of(&self, data: &Dataset) -> bool {
        let is_same = |texts: &Vec<Arc<String>>| {
            texts.len() == data.articles.len()
                && texts.iter().zip(&data.articles).all(|(a, b)| Arc::ptr_eq(a, &b.text))
        };
        self.texts.as_ref().is_some_and(is_same)
    }

    /// The vocabulary of the articles.
    pub(super) fn vocabulary(&self) -> &Vocabulary {
        &self.postings.vocabulary
    }

    /// Adds the quotes of the articles that hold any of some words.
    pub(super) fn add_words(&self, data: &Dataset, words: &[Range<u32>], set: &mut QuoteSet) {
        let holding = words.iter().flat_map(|range| self.postings.holding(Field::Article, range));
        add_quotes(data, holding, set);
    }

    /// Adds the quotes of the articles that hold words in a row.
    pub(super) fn add_phrase(&self, data: &Dataset, phrase: &PhraseMatcher, set: &mut QuoteSet) {
        add_quotes(data, self.postings.with_phrase(Field::Article, phrase), set);
    }
}

/// Adds the quotes of some articles; one that is named often costs no more than one named once.
fn add_quotes(data: &Dataset, articles: impl Iterator<Item = usize>, set: &mut QuoteSet) {
    let mut named = FixedBitSet::with_capacity(data.articles.len());
    articles.for_each(|article| named.insert(article));
    named.ones().for_each(|article| Field::Article.add_quotes(data, article, set));
}
