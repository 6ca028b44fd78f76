//! Articles as trafilatura and newspaper4k write them, and what a page says of itself in JSON.

use serde_json::Value;

use super::{Fields, dates, metadata};

/// The keys of each field, the most telling first.
const TITLE: &[&str] = &["title", "headline"];
const AUTHOR: &[&str] = &["author", "authors", "byline"];
const DATE: &[&str] = &["date", "publish_date", "datePublished", "date_published", "published"];
const URL: &[&str] = &["url", "source", "canonical_link", "mainEntityOfPage"];
const PUBLISHER: &[&str] = &[
    "sitename",
    "site_name",
    "source-hostname",
    "meta_site_name",
    "publisher",
    "source",
    "hostname",
    "source_url",
];
const TEXT: &[&str] = &["text", "raw_text"];

/// The text of an article and what is said of it; `None` where it has no text.
pub(super) fn article(value: &Value) -> Option<(Fields, &str)> {
    let text = TEXT.iter().filter_map(|key| value.get(key)?.as_str());
    let text = text.into_iter().find(|text| !text.trim().is_empty())?;
    Some((fields(value), text))
}

/// What an object says of its article.
pub(super) fn fields(value: &Value) -> Fields {
    let texts = |keys: &'static [&'static str]| {
        keys.iter()
            .filter_map(|key| names(value.get(key)?))
            .filter_map(|text| metadata::words(&text))
    };
    let is_address = |text: &String| metadata::address(text).is_some();
    let site = texts(PUBLISHER).find_map(|text| match metadata::address(&text) {
        Some(_) => metadata::host(&text),
        None => Some(text),
    });
    Fields {
        form: None,
        title: texts(TITLE).next(),
        author: texts(AUTHOR).find_map(|author| metadata::author(&author)),
        publisher: site,
        url: texts(URL).find(is_address),
        date: texts(DATE).find_map(|time| dates::beginning(&time)),
    }
}

/// A name as it may be given: words, an object with a name or an address, or a list of these.
fn names(value: &Value) -> Option<String> {
    let text = match value {
        Value::String(text) => text.trim().to_owned(),
        Value::Object(object) => {
            object.get("name").or_else(|| object.get("@id"))?.as_str()?.trim().to_owned()
        }
        Value::Array(list) => list.iter().take(50).filter_map(names).collect::<Vec<_>>().join(", "),
        _ => return None,
    };
    Some(text).filter(|text| !text.is_empty())
}

/// What a page says of its article in a block of linked data.
pub(super) fn linked_data(block: &str) -> Option<Fields> {
    let value: Value = serde_json::from_str(block.trim()).ok()?;
    let graph = value.get("@graph").unwrap_or(&value);
    let nodes = graph.as_array().map_or(std::slice::from_ref(graph), Vec::as_slice);
    nodes.iter().find(|node| is_article(node)).map(fields)
}

fn is_article(node: &Value) -> bool {
    let named = |kind: &Value| {
        kind.as_str().is_some_and(|kind| kind.ends_with("Article") || kind.ends_with("Posting"))
    };
    match node.get("@type") {
        Some(Value::Array(kinds)) => kinds.iter().any(named),
        Some(kind) => named(kind),
        None => false,
    }
}
