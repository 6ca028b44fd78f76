//! Changes of the annotations.
//!
//! A change is two small sets of annotations: the entries it touches as they were and as they are
//! to be. Doing and undoing it join it with whatever stands in the annotations by then, so that
//! nothing of another program's is lost.

use std::collections::HashMap;

use super::{filter::Filter, workspace::Workspace};
use crate::dataset::annotations::{Annotations, QuoteAnnotation, Target, TextQuoteSelector};
use crate::dataset::{Dataset, QuoteIx};

/// One change of the annotations.
#[derive(Debug, Clone)]
pub(super) struct Change {
    /// What it does, as a sentence says it.
    pub(super) label: String,
    pub(super) before: Annotations,
    pub(super) after: Annotations,
}

/// What undo takes back.
#[derive(Debug)]
pub(super) enum Undo {
    /// The filter as it was before.
    Filter(Filter),
    /// A change of the annotations.
    Annotations(Box<Change>),
}

impl Change {
    /// A change that does nothing yet.
    pub(super) fn new(label: impl Into<String>) -> Self {
        let (before, after) = (Annotations::default(), Annotations::default());
        Self { label: label.into(), before, after }
    }

    /// Lets undoing lead to what another program had written before it; whether that had something
    /// else of the same entries.
    pub(super) fn follow(&mut self, theirs: &Annotations) -> bool {
        let mut before = self.before.clone();
        let is_same =
            |a: &QuoteAnnotation, b: &QuoteAnnotation| a.is_about(&b.article, &b.selector());
        let touched: Vec<&QuoteAnnotation> =
            self.before.quotes.iter().chain(&self.after.quotes).collect();
        before.quotes = theirs
            .quotes
            .iter()
            .filter(|one| touched.iter().any(|t| is_same(t, one)))
            .cloned()
            .collect();
        let ids: Vec<&String> = self.after.speakers.iter().map(|one| &one.id).collect();
        before.speakers =
            theirs.speakers.iter().filter(|s| ids.contains(&&s.id)).cloned().collect();
        let ids: Vec<&String> = self.after.meetings.iter().map(|one| &one.id).collect();
        before.meetings =
            theirs.meetings.iter().filter(|m| ids.contains(&&m.id)).cloned().collect();
        let differs = before != self.before;
        self.before = before;
        differs
    }

    /// Changes what is said of some quotes.
    pub(super) fn quotes(
        &mut self,
        workspace: &Workspace,
        quotes: &[QuoteIx],
        edit: impl Fn(&mut QuoteAnnotation),
    ) {
        let known = ByWords::new(&workspace.annotations);
        for quote in quotes {
            let before = known.of(workspace, *quote).cloned();
            let mut after = before.clone().unwrap_or_else(|| named(&workspace.data, *quote));
            edit(&mut after);
            self.before.quotes.extend(before);
            self.after.quotes.extend((!after.says_nothing()).then_some(after));
        }
    }
}

/// An annotation of a quote that says nothing yet.
pub(super) fn named(data: &Dataset, quote: QuoteIx) -> QuoteAnnotation {
    let entry = data.quote(quote);
    let article = data.article(entry.article);
    selected(&article.id, TextQuoteSelector::of(&article.text, entry.span()))
}

/// An annotation of words that says nothing yet.
pub(super) fn selected(article: &str, words: TextQuoteSelector<'_>) -> QuoteAnnotation {
    QuoteAnnotation {
        article: article.to_owned(),
        text: words.exact.into_owned(),
        prefix: words.prefix.map(Into::into),
        suffix: words.suffix.map(Into::into),
        ..QuoteAnnotation::default()
    }
}

/// The annotations of quotes, by article and words.
pub(super) struct ByWords<'a>(HashMap<(&'a str, &'a str), Vec<&'a QuoteAnnotation>>);

impl<'a> ByWords<'a> {
    pub(super) fn new(annotations: &'a Annotations) -> Self {
        let mut all: HashMap<_, Vec<_>> = HashMap::new();
        for one in &annotations.quotes {
            all.entry((one.article.as_str(), one.text.as_str())).or_default().push(one);
        }
        Self(all)
    }

    /// The annotation of a quote.
    pub(super) fn of(&self, workspace: &Workspace, quote: QuoteIx) -> Option<&'a QuoteAnnotation> {
        let data = &workspace.data;
        let article = &data.article(data.quote(quote).article).id;
        let ones = self.0.get(&(article.as_str(), data.words_of(quote)))?;
        // Of two about one quote the last holds.
        ones.iter().rev().copied().find(|one| quote_of(data, one) == Some(quote))
    }
}

/// The quote that an annotation is about.
pub(super) fn quote_of(data: &Dataset, annotation: &QuoteAnnotation) -> Option<QuoteIx> {
    let article = data.articles.iter().position(|article| article.id == annotation.article)?.into();
    let quotes = data.quotes_in(article);
    let spans = quotes.iter().map(|quote| data.quote(*quote).span());
    match annotation.selector().find(&data.article(article).text, spans) {
        Target::Quote(nth) => Some(quotes[nth]),
        Target::Words(_) | Target::Nothing => None,
    }
}
