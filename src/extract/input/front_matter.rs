//! What the YAML between `---` at the head of a Markdown file says of its article.

use saphyr::{LoadableYamlNode, Yaml};
use saphyr_parser::{Event, Parser};

use super::{Fields, dates, metadata};
use crate::dataset::Form;

/// Longer front matter is text that happens to stand between rules, in bytes.
const LONGEST: usize = 64 << 10;
/// The most lists and mappings that may be open at once.
const DEPTH: usize = 32;

const TITLE: &[&str] = &["title", "headline"];
const AUTHOR: &[&str] = &["author", "authors", "byline", "by", "creator"];
const DAY: &[&str] = &[
    "date",
    "published_time",
    "published",
    "publish_date",
    "date_published",
    "datepublished",
    "pubdate",
    "created",
    "day",
    "dated",
];
const ADDRESS: &[&str] = &[
    "url",
    "source_url",
    "link",
    "canonical_url",
    "canonical",
    "permalink",
    "original_url",
    "original url",
    "source",
];
const PUBLISHER: &[&str] = &[
    "publisher",
    "publication",
    "sitename",
    "site_name",
    "site name",
    "site",
    "outlet",
    "newspaper",
    "source",
];

/// The fields, and where the text behind the front matter begins; `None` where there is none.
pub(super) fn read(text: &str) -> Option<(Fields, usize)> {
    let first = text.split_inclusive('\n').next().filter(|first| first.trim_end() == "---")?;
    let mut end = first.len();
    for line in text[first.len()..].split_inclusive('\n') {
        let start = end;
        end += line.len();
        if matches!(line.trim_end(), "---" | "...") {
            let matter = &text[first.len()..start];
            return Some((yaml(matter).unwrap_or_else(|| by_line(matter)), end));
        }
        if end > LONGEST {
            return None;
        }
    }
    None
}

fn yaml(matter: &str) -> Option<Fields> {
    if !is_bounded(matter) {
        return None;
    }
    let documents = Yaml::load_from_str(matter).ok()?;
    let Yaml::Mapping(mapping) = documents.into_iter().next()? else { return None };
    let entries: Vec<(String, String)> = mapping
        .iter()
        .filter_map(|(key, value)| Some((key.as_str()?.to_ascii_lowercase(), words(value)?)))
        .collect();
    let values = |keys: &'static [&'static str]| {
        keys.iter().filter_map(|key| entries.iter().find(|(name, _)| name == key).map(|(_, v)| v))
    };
    let is_address = |value: &&String| metadata::address(value).is_some();
    let is_digest = entries.iter().any(|(key, value)| key == "form" && value == "digest");
    Some(Fields {
        title: values(TITLE).next().and_then(|title| metadata::words(title)),
        author: values(AUTHOR).find_map(|author| metadata::author(author)),
        publisher: values(PUBLISHER).find(|value| !is_address(value)).cloned(),
        url: values(ADDRESS).find(is_address).cloned(),
        date: values(DAY).find_map(|day| dates::beginning(day)),
        form: is_digest.then_some(Form::Digest),
    })
}

/// Whether lists and mappings lie no deeper in each other than is safe: what reads a tree, and what
/// frees it, calls itself for each level. They nest by brackets, by indents, and by `- - -`, so the
/// parser's events are counted.
fn is_bounded(matter: &str) -> bool {
    let mut depth = 0_usize;
    for event in Parser::new_from_str(matter) {
        match event {
            Ok((Event::SequenceStart(..) | Event::MappingStart(..), _)) => depth += 1,
            Ok((Event::SequenceEnd | Event::MappingEnd, _)) => depth = depth.saturating_sub(1),
            Ok(_) => {}
            Err(_) => return false,
        }
        if depth > DEPTH {
            return false;
        }
    }
    true
}

/// A value as words: a text, a number, or a list of these.
fn words(value: &Yaml<'_>) -> Option<String> {
    let words = match value {
        Yaml::Sequence(list) => {
            list.iter().take(50).filter_map(words).collect::<Vec<_>>().join(", ")
        }
        Yaml::Mapping(_) => value.as_mapping_get("name")?.as_str()?.to_owned(),
        _ => match (value.as_str(), value.as_integer()) {
            (Some(text), _) => text.to_owned(),
            (None, Some(number)) => number.to_string(),
            _ => return None,
        },
    };
    Some(words.trim().to_owned()).filter(|words| !words.is_empty())
}

/// Front matter that is no YAML, line by line.
fn by_line(matter: &str) -> Fields {
    let mut fields = Fields::default();
    for line in matter.lines().take(100) {
        let pair = line.split_once(':').map(|(key, value)| (key.trim(), value.trim()));
        if pair == Some(("form", "digest")) {
            fields.form = Some(Form::Digest);
        } else if let Some((label, value)) = metadata::labelled(line) {
            metadata::take(&mut fields, label, value.trim_matches(['[', ']']));
        }
    }
    fields
}
