//! What an article of a few sentences yields, and who is named for it.

#[path = "article.rs"]
mod plain;

use jiff::civil::date;
use onrecord::extract::ArticleExtraction;
use onrecord::extract::input::SourceArticle;

pub(crate) fn article(text: &str) -> SourceArticle {
    plain::article(text, date(2021, 7, 28))
}

pub(crate) fn speaker<'f>(extraction: &'f ArticleExtraction, id: Option<&String>) -> &'f str {
    let named = |id: &String| extraction.speakers.iter().find(|speaker| speaker.id == *id);
    id.and_then(named).map_or("nobody", |speaker| speaker.name.as_str())
}
