//! What is extracted from one article: people and bodies, quotations, meetings.

pub(crate) mod attribution;
pub(crate) mod coreference;
pub(crate) mod extraction;
mod headline;
mod kind;
pub(crate) mod meetings;
mod month_names;
mod polarity;
pub(crate) mod reported_speech;
pub(crate) mod rule;
pub(crate) mod transcript;
pub(crate) mod turns;
pub(crate) mod unmarked;

use crate::dataset::Form;
use crate::extract::input::{SourceArticle, Transcript};
use extraction::{ArticleExtraction, extract_prose};

/// Finds what is in an article. Knows nothing of other articles; the same article always yields
/// the same.
///
/// ```
/// use onrecord::extract::{extract, input};
///
/// let text = b"Talks begin\n\nBy Tom Reed\n\nJuly 28, 2021\n\n\
///     Minister Anna Weber opened talks in Bonn on Wednesday.\n\n\
///     \"We will go on tomorrow,\" she told reporters.";
/// let read = input::read("talks.txt", text);
/// let extraction = extract(read[0].as_ref().expect("an article"));
/// assert_eq!(extraction.quotes[0].text, "We will go on tomorrow,");
/// assert_eq!(extraction.speakers[0].name, "Anna Weber");
/// assert_eq!(extraction.meetings[0].date.as_deref(), Some("2021-07-28"));
/// ```
#[must_use]
pub fn extract(article: &SourceArticle) -> ArticleExtraction {
    let found = if article.transcript.is_none() { turns::find(article) } else { None };
    if let Some(found) = found.as_ref().filter(|found| !found.is_whole) {
        return extract_around(article, &found.transcript);
    }
    let found = found.as_ref().map(|found| &found.transcript);
    let Some(transcript) = article.transcript.as_ref().or(found) else {
        return extract_prose(article);
    };
    // What stands above the first turn is read as an article is: an introduction, an abstract.
    let start = transcript.turns.first().map_or(0, turns::start);
    let end = article.text[..start].trim_end().len();
    let mut boilerplate = article.boilerplate.clone();
    boilerplate.retain(|range| range.end <= end);
    let form = if article.form == Form::Digest { Form::Digest } else { Form::Transcript };
    let above = SourceArticle {
        form,
        text: article.text[..end].to_owned(),
        boilerplate,
        ..without_text(article)
    };
    let mut extraction = extract_prose(&above);
    extraction.article.text.clone_from(&article.text);
    if article.title.is_none() {
        // Words of a speaker are no headline: they would be found as one.
        extraction.article.title = format!("[Transcript {}]", article.id);
    }
    transcript::add(&mut extraction, transcript);
    extraction
}

/// What an article holds that cites lines of a transcript.
fn extract_around(article: &SourceArticle, cited: &Transcript) -> ArticleExtraction {
    let mut boilerplate = article.boilerplate.clone();
    boilerplate.extend(cited.turns.iter().filter_map(|turn| {
        let last = turn.passages.last()?;
        Some(turns::start(turn)..last.span.end)
    }));
    boilerplate.sort_by_key(|range| range.start);
    let text = article.text.clone();
    let around = SourceArticle {
        text,
        boilerplate,
        set_apart: article.set_apart.clone(),
        ..without_text(article)
    };
    let mut extraction = extract_prose(&around);
    transcript::add(&mut extraction, cited);
    extraction.quotes.sort_by_key(|quote| (quote.start, quote.end));
    extraction
}

/// What is known of an article but for its text.
fn without_text(article: &SourceArticle) -> SourceArticle {
    SourceArticle {
        id: article.id.clone(),
        title: article.title.clone(),
        author: article.author.clone(),
        publisher: article.publisher.clone(),
        url: article.url.clone(),
        date: article.date,
        form: article.form,
        text: String::new(),
        boilerplate: Vec::new(),
        set_apart: Vec::new(),
        transcript: None,
        notes: Vec::new(),
    }
}
