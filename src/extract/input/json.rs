//! Articles as trafilatura and newspaper4k write them, and what a page says of itself in JSON.

use std::collections::HashMap;

use serde_json::Value;

use super::words::decoded;
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
fn fields(value: &Value) -> Fields {
    fields_of(value, &HashMap::new())
}

/// What an object says of its article; `by_id` are the objects that it may name.
fn fields_of(value: &Value, by_id: &HashMap<String, &Value>) -> Fields {
    let texts = |keys: &'static [&'static str]| {
        keys.iter()
            .filter_map(|key| names(value.get(key)?, by_id))
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
fn names(value: &Value, by_id: &HashMap<String, &Value>) -> Option<String> {
    let text = match value {
        Value::String(text) => text.trim().to_owned(),
        Value::Object(object) => {
            let id = object.get("@id").and_then(Value::as_str);
            let named = id.and_then(|id| by_id.get(id)?.get("name"));
            let name = object.get("name").or(named).or_else(|| object.get("@id"))?;
            name.as_str()?.trim().to_owned()
        }
        Value::Array(list) => {
            let names = list.iter().take(50).filter_map(|value| names(value, by_id));
            names.collect::<Vec<_>>().join(", ")
        }
        _ => return None,
    };
    Some(text).filter(|text| !text.is_empty())
}

/// What a page says of its article in its blocks of linked data. Nodes may stand in a graph, and
/// name one another by `@id`.
pub(super) fn linked_data<'a>(blocks: impl Iterator<Item = &'a str>) -> Option<Fields> {
    let values: Vec<Value> =
        blocks.filter_map(|block| serde_json::from_str(block.trim()).ok()).collect();
    let mut nodes: Vec<&Value> = Vec::new();
    for value in &values {
        let graph = value.get("@graph").unwrap_or(value);
        nodes.extend(graph.as_array().map_or(std::slice::from_ref(graph), Vec::as_slice));
    }
    let id = |node: &'_ Value| Some(node.get("@id")?.as_str()?.to_owned());
    let by_id: HashMap<String, &Value> =
        nodes.iter().filter_map(|node| Some((id(node)?, *node))).collect();
    let article = nodes.iter().find(|node| is_article(node))?;
    let mut fields = fields_of(article, &by_id);
    for field in [&mut fields.title, &mut fields.author, &mut fields.publisher] {
        *field = field
            .take()
            .map(|words| decoded(&words))
            .filter(|words| metadata::address(words).is_none());
    }
    Some(fields)
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
