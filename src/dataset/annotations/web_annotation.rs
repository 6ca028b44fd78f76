//! Reads what other programs annotate as marks and notes: the W3C's Web Annotations and what
//! Hypothesis exports.
//!
//! Both name words of a page by a `TextQuoteSelector`. The page's text is seldom that of the
//! article to the letter, so words are compared as a search compares them.

use std::collections::HashSet;
use std::ops::Range;

use serde_json::Value;
use url::Url;

use super::selector::TextQuoteSelector;
use super::{Annotations, QuoteAnnotation};
use crate::dataset::{ArticleIx, Dataset, QuoteIx};
use crate::text::{clip, words};

/// What was read of a file of annotations.
#[derive(Debug, Default)]
pub struct ImportedRemarks {
    /// What each says of the quote that it is about; some may say nothing.
    pub met: Vec<QuoteAnnotation>,
    /// Of each of the others, in a sentence, what it fits not and what mends it.
    pub unmet: Vec<String>,
}

/// Takes the notes and tags of a file as notes and marks of a dataset's quotes.
///
/// # Errors
/// One sentence where the file holds no such annotations.
pub fn read(bytes: &[u8], data: &Dataset) -> Result<ImportedRemarks, String> {
    let wanted = "name a file of W3C Web Annotations, or what Hypothesis exports as JSON";
    let json: Value =
        serde_json::from_slice(bytes).map_err(|error| format!("is no JSON: {error}; {wanted}"))?;
    let mut found = Vec::new();
    collect(&json, &mut found);
    if found.is_empty() {
        return Err(format!("holds no annotation; {wanted}"));
    }
    let places = AnnotatedPages::new(data);
    let mut read = ImportedRemarks::default();
    for (at, annotation) in found.into_iter().enumerate() {
        let selector = WordSelector::of(annotation);
        match selector.and_then(|selector| places.quote(&selector)) {
            Ok(quote) => read.met.push(remark(data, quote, annotation)),
            Err(why) => read.unmet.push(format!("annotation {} {why}", at + 1)),
        }
    }
    Ok(read)
}

/// Joins a note and marks to those that there are: nothing of these is lost, and nothing stands
/// twice. Whether any of it was new.
pub fn join(annotations: &mut Annotations, new: QuoteAnnotation) -> bool {
    if new.says_nothing() {
        return false;
    }
    let (article, selector) = (new.article.clone(), new.selector());
    let known = annotations.quotes.iter_mut().find(|known| known.is_about(&article, &selector));
    match known {
        Some(known) => join_quote(known, new.note, new.marks),
        None => {
            annotations.quotes.push(new);
            true
        }
    }
}

fn join_quote(known: &mut QuoteAnnotation, note: Option<String>, marks: Vec<String>) -> bool {
    let before = (known.note.clone(), known.marks.len());
    known.note = match (known.note.take(), note) {
        (Some(known), Some(note)) if !says(&known, &note) => Some(format!("{known}\n{note}")),
        (known, note) => known.or(note),
    };
    for mark in marks {
        if !known.marks.contains(&mark) {
            known.marks.push(mark);
        }
    }
    before != (known.note.clone(), known.marks.len())
}

/// Whether a note holds another, and not only within a word of its own.
fn says(note: &str, other: &str) -> bool {
    note.match_indices(other).any(|(at, _)| {
        let (before, behind) = (&note[..at], &note[at + other.len()..]);
        let beside = before.chars().next_back().into_iter().chain(behind.chars().next());
        !beside.into_iter().any(char::is_alphanumeric)
    })
}

/// Everything that has a target, wherever it stands: alone, in a list, in a page or a collection.
fn collect<'a>(json: &'a Value, found: &mut Vec<&'a Value>) {
    match json {
        Value::Array(list) => list.iter().for_each(|one| collect(one, found)),
        Value::Object(object) if object.contains_key("target") => found.push(json),
        Value::Object(object) => {
            let lists = ["items", "first", "annotations", "rows", "@graph"];
            lists.iter().filter_map(|key| object.get(*key)).for_each(|list| collect(list, found));
        }
        _ => {}
    }
}

/// The values of a key that has one or several.
fn each<'a>(value: &'a Value, key: &str) -> &'a [Value] {
    match value.get(key) {
        Some(Value::Array(list)) => list,
        Some(one) => std::slice::from_ref(one),
        None => &[],
    }
}

/// The words that an annotation is about, and where they stand.
#[derive(Debug)]
struct WordSelector<'a> {
    source: &'a str,
    exact: Vec<String>,
    prefix: Vec<String>,
    suffix: Vec<String>,
}

impl<'a> WordSelector<'a> {
    fn of(annotation: &'a Value) -> Result<Self, String> {
        let target = each(annotation, "target").first().unwrap_or(&Value::Null);
        let source = [target.get("source"), annotation.get("uri"), Some(target)];
        let source = source.into_iter().flatten().find_map(|source| {
            source.as_str().or_else(|| source.get("id").and_then(Value::as_str))
        });
        let source = source.ok_or("names no page")?;
        let mut selectors = each(target, "selector").iter();
        let quote = selectors.find(|one| one["type"] == "TextQuoteSelector");
        let quote = quote.ok_or("is about a whole page, and not about words of it")?;
        let folded = |key: &str| {
            let text = quote[key].as_str().unwrap_or_default();
            words(text).map(|word| word.folded).collect::<Vec<_>>()
        };
        let exact = folded("exact");
        if exact.is_empty() {
            return Err("names no words".into());
        }
        Ok(Self { source, exact, prefix: folded("prefix"), suffix: folded("suffix") })
    }

    /// Where the words stand in a text: of several places the one whose surroundings are most alike.
    fn find(&self, text: &str) -> Option<Range<usize>> {
        let here: Vec<_> = words(text).collect();
        let len = self.exact.len();
        let is_here =
            |at: &usize| here[*at..at + len].iter().zip(&self.exact).all(|(a, b)| a.folded == *b);
        let alike = |at: &usize| {
            let before = here[..*at].iter().rev().zip(self.prefix.iter().rev());
            let behind = here[at + len..].iter().zip(&self.suffix);
            before.take_while(|(a, b)| a.folded == **b).count()
                + behind.take_while(|(a, b)| a.folded == **b).count()
        };
        let places = 0..(here.len() + 1).saturating_sub(len);
        // Of several that are as much alike, the first.
        let at = places.filter(is_here).rev().max_by_key(alike)?;
        Some(here[at].range.start..here[at + len - 1].range.end)
    }
}

/// The articles by their addresses, and the quotes of each.
struct AnnotatedPages<'a> {
    data: &'a Dataset,
    addresses: Vec<(String, ArticleIx)>,
}

impl<'a> AnnotatedPages<'a> {
    fn new(data: &'a Dataset) -> Self {
        let addresses = data.articles.iter().enumerate().map(|(at, article)| {
            let own = || format!("urn:onrecord:article:{}", article.id);
            (article.url.as_deref().map_or_else(own, plain), ArticleIx::from(at))
        });
        Self { data, addresses: addresses.collect() }
    }

    /// The quote that an annotation is about: the one that shares most with its words.
    fn quote(&self, selector: &WordSelector<'_>) -> Result<QuoteIx, String> {
        let source = plain(selector.source);
        let mut articles =
            self.addresses.iter().filter(|(address, _)| *address == source).peekable();
        if articles.peek().is_none() {
            let source = clip(selector.source, 80);
            return Err(format!("is about {source}, which is the address of no article here"));
        }
        let words = clip(&selector.exact.join(" "), 40);
        let mut why = format!("is about words that its article has not: “{words}”");
        for (_, article) in articles {
            let Some(words_at) = selector.find(&self.data.article(*article).text) else { continue };
            let shared = |quote: &QuoteIx| {
                let span = self.data.quote(*quote).span();
                span.end.min(words_at.end).saturating_sub(span.start.max(words_at.start))
            };
            let quotes = self.data.quotes_in(*article).iter().copied();
            match quotes.filter(|quote| shared(quote) > 0).max_by_key(shared) {
                Some(quote) => return Ok(quote),
                None => {
                    why = format!(
                        "is about words that are no quote: “{words}”; `v` in the explorer makes one"
                    );
                }
            }
        }
        Err(why)
    }
}

/// An address without what makes no other page of it.
fn plain(address: &str) -> String {
    let Ok(mut url) = Url::parse(address) else { return address.to_owned() };
    url.set_fragment(None);
    let text = url.as_str().trim_end_matches('/');
    let text =
        text.strip_prefix("https://").or_else(|| text.strip_prefix("http://")).unwrap_or(text);
    text.strip_prefix("www.").unwrap_or(text).to_owned()
}

/// What an annotation says of a quote. Hypothesis has `text` and `tags`, the W3C bodies with
/// purposes; those that describe say what the record knows itself.
fn remark(data: &Dataset, quote: QuoteIx, annotation: &Value) -> QuoteAnnotation {
    let text = |value: &Value| {
        let text = value.as_str().map(str::trim).filter(|text| !text.is_empty());
        text.map(str::to_owned)
    };
    let mut notes: Vec<String> = annotation.get("text").and_then(text).into_iter().collect();
    let mut marks: Vec<String> = each(annotation, "tags").iter().filter_map(text).collect();
    for body in each(annotation, "body").iter().chain(each(annotation, "bodyValue")) {
        let said = text(body).or_else(|| body.get("value").and_then(text));
        match body["purpose"].as_str() {
            Some("tagging") => marks.extend(said),
            Some("describing" | "classifying" | "identifying" | "linking") => {}
            _ => notes.extend(said),
        }
    }
    let mut seen = HashSet::new();
    marks.retain(|mark| seen.insert(mark.clone()));
    let article = data.article(data.quote(quote).article);
    let selector = TextQuoteSelector::of(&article.text, data.quote(quote).span());
    QuoteAnnotation {
        article: article.id.clone(),
        text: selector.exact.into_owned(),
        prefix: selector.prefix.map(Into::into),
        suffix: selector.suffix.map(Into::into),
        note: (!notes.is_empty()).then(|| notes.join("\n")),
        marks,
        ..QuoteAnnotation::default()
    }
}
