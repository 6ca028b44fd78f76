//! References for tools of other fields: CSL-JSON and BibTeX, an entry for each article, and the
//! W3C's Web Annotation, one for each quote.

use std::io::{self, Write};

use biblatex::{Bibliography, Chunk, Entry, EntryType, Spanned};
use serde_json::{Map, Value, json};

use super::address::web_address;
use super::citation::{cautions, cited, doubts, who_and_when};
use super::rows::inert;
use crate::dataset::annotations::TextQuoteSelector;
use crate::dataset::{Article, ArticleIx, Dataset, Form, QuoteIx, QuoteKind};
use crate::text::{safe, safe_lines};

/// The articles that some quotes stand in, each with its quotes, in the order of the quotes.
fn by_article(data: &Dataset, quotes: &[QuoteIx]) -> Vec<(ArticleIx, Vec<QuoteIx>)> {
    let mut places: Vec<Option<usize>> = vec![None; data.articles.len()];
    let mut articles: Vec<(ArticleIx, Vec<QuoteIx>)> = Vec::new();
    for quote in quotes {
        let article = data.quote(*quote).article;
        let place = *places[article.index()].get_or_insert_with(|| {
            articles.push((article, Vec::new()));
            articles.len() - 1
        });
        articles[place].1.push(*quote);
    }
    articles
}

/// What is quoted of an article: a line for each quote, with who said it and with what caution.
fn annote(data: &Dataset, quotes: &[QuoteIx]) -> String {
    let line = |quote: &QuoteIx| {
        let mut line = format!("{} ({})", cited(data, *quote), who_and_when(data, *quote));
        for caution in cautions(data, *quote) {
            line += " ";
            line += &caution;
        }
        line
    };
    quotes.iter().map(line).collect::<Vec<_>>().join("\n")
}

/// The address, where it is one that a browser may be given.
fn web(article: &Article) -> Option<String> {
    web_address(article.url.as_deref()?).map(Into::into)
}

/// Writes a CSL-JSON array (schema 1.0): an item for each article, what is quoted of it in `annote`.
pub(super) fn csl_json(out: &mut dyn Write, data: &Dataset, quotes: &[QuoteIx]) -> io::Result<()> {
    let items = by_article(data, quotes).into_iter().map(|(article, quotes)| {
        let entry = data.article(article);
        let kind = match entry.form {
            Form::Transcript => "speech",
            Form::Full | Form::Digest => "article-newspaper",
        };
        let mut item = Map::new();
        item.insert("id".into(), entry.id.as_str().into());
        item.insert("type".into(), kind.into());
        item.insert("title".into(), entry.title.as_str().into());
        if let Some(author) = &entry.author {
            item.insert("author".into(), json!([{ "literal": author }]));
        }
        if let Some(publisher) = &entry.publisher {
            item.insert("container-title".into(), publisher.as_str().into());
        }
        if let Some(date) = entry.date.known() {
            let parts = json!([[date.year(), date.month(), date.day()]]);
            item.insert("issued".into(), json!({ "date-parts": parts }));
        }
        if let Some(url) = web(entry) {
            item.insert("URL".into(), url.into());
        }
        item.insert("annote".into(), annote(data, &quotes).into());
        Value::Object(item)
    });
    let items: Vec<Value> = items.collect();
    writeln!(out, "{}", inert(&serde_json::to_string_pretty(&items)?))
}

/// Signs that TeX has commands for, and what stands for each until the rest is escaped: characters
/// that no text has, as Unicode says.
const COMMANDS: [(char, char, &str); 3] = [
    ('\\', '\u{fdd0}', "\\textbackslash{}"),
    ('^', '\u{fdd1}', "\\textasciicircum{}"),
    ('~', '\u{fdd2}', "\\textasciitilde{}"),
];

/// Writes BibTeX that BibLaTeX reads too: an entry for each article, what is quoted of it in
/// `annote`.
pub(super) fn bibtex(out: &mut dyn Write, data: &Dataset, quotes: &[QuoteIx]) -> io::Result<()> {
    let mut bibliography = Bibliography::new();
    for (article, quotes) in by_article(data, quotes) {
        let entry = data.article(article);
        let kind = match entry.form {
            Form::Transcript => EntryType::Misc,
            Form::Full | Form::Digest => EntryType::Article,
        };
        // A key is a word of ASCII.
        let in_keys = |c: &char| c.is_ascii_alphanumeric() || ['-', '_'].contains(c);
        let key: String = entry.id.chars().filter(in_keys).collect();
        let key = if key.is_empty() { format!("article-{}", article.index()) } else { key };
        let key = match bibliography.get(&key) {
            Some(_) => format!("{key}-{}", article.index()),
            None => key,
        };
        let mut reference = Entry::new(key, kind);
        let mut set = |field: &str, text: &str, as_it_stands: bool| {
            let mut text = safe_lines(text);
            for (sign, stands_for_it, _) in COMMANDS.iter().filter(|_| field != "url") {
                text = text.replace(*sign, &stands_for_it.to_string());
            }
            let chunk = match as_it_stands {
                true => Chunk::Verbatim(text),
                false => Chunk::Normal(text),
            };
            reference.set(field, vec![Spanned::detached(chunk)]);
        };
        set("title", &entry.title, true);
        // An agency is one name and not a first and a last one.
        if let Some(author) = &entry.author {
            set("author", author, true);
        }
        if let Some(publisher) = &entry.publisher {
            set("journal", publisher, true);
        }
        if let Some(date) = entry.date.known() {
            set("year", &date.year().to_string(), false);
            set("month", &date.month().to_string(), false);
            set("day", &date.day().to_string(), false);
        }
        if let Some(url) = web(entry) {
            set("url", &url, false);
        }
        set("annote", &annote(data, &quotes), false);
        bibliography.insert(reference);
    }
    let mut text = bibliography.to_bibtex_string();
    for (_, stands_for_it, command) in COMMANDS {
        text = text.replace(stands_for_it, command);
    }
    out.write_all(text.as_bytes())
}

/// Writes Web Annotations: a page of them, each with the words, what stands around them, their
/// place in the text in Unicode code points, and who said them.
pub(super) fn web_annotations(
    out: &mut dyn Write,
    data: &Dataset,
    quotes: &[QuoteIx],
) -> io::Result<()> {
    let items = quotes.iter().map(|ix| {
        let quote = data.quote(*ix);
        let article = data.article(quote.article);
        let points = data.code_points_of(*ix);
        let selector = TextQuoteSelector::of(&article.text, quote.span());
        let text = |purpose: &str, value: &str| {
            json!({ "type": "TextualBody", "purpose": purpose, "value": value, "format": "text/plain" })
        };
        let who = match quote.kind {
            QuoteKind::Indirect => format!("{}, reported", who_and_when(data, *ix)),
            _ => who_and_when(data, *ix),
        };
        let mut bodies = vec![text("describing", &who)];
        bodies.extend(doubts(data, *ix).iter().map(|doubt| text("describing", doubt)));
        let remarks = data.remarks(*ix);
        let note = remarks.and_then(|remarks| remarks.note.as_deref());
        bodies.extend(note.map(|note| text("commenting", note)));
        let marks = remarks.map_or(&[][..], |remarks| &remarks.marks);
        bodies.extend(marks.iter().map(|mark| text("tagging", mark)));
        let source = web(article).unwrap_or_else(|| format!("urn:onrecord:article:{}", article.id));
        json!({
            "id": format!("urn:onrecord:quote:{}", data.id_of(*ix)),
            "type": "Annotation",
            "motivation": "highlighting",
            "body": bodies,
            "target": {
                "source": source,
                "selector": [
                    {
                        "type": "TextQuoteSelector",
                        "exact": selector.exact,
                        "prefix": selector.prefix,
                        "suffix": selector.suffix,
                    },
                    { "type": "TextPositionSelector", "start": points.start, "end": points.end },
                ],
            },
        })
    });
    let page = json!({
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": "urn:onrecord:quotes",
        "type": "AnnotationPage",
        "items": items.collect::<Vec<_>>(),
    });
    writeln!(out, "{}", inert(&serde_json::to_string_pretty(&page)?))
}

/// Writes one HTML page that needs nothing else: each quote with its citation, and the paragraph it
/// stands in beside it.
pub(super) fn html(out: &mut dyn Write, data: &Dataset, quotes: &[QuoteIx]) -> io::Result<()> {
    const STYLE: &str = "body{font:1rem/1.5 serif;max-width:72rem;margin:2rem auto;padding:0 1rem;\
        color:#222;background:#fff}article{display:grid;grid-template-columns:1fr 1fr;gap:2rem;\
        border-top:1px solid #bbb;padding:1rem 0}blockquote{margin:0;font-size:1.1rem}\
        figure{margin:0}figcaption,.source{color:#555}mark{background:#fe9}\
        @media(max-width:48rem){article{display:block}}\
        @media(prefers-color-scheme:dark){body{color:#ddd;background:#181818}\
        figcaption,.source{color:#aaa}mark{background:#774;color:#fff}a{color:#9cf}}";
    let title = escaped(&data.title);
    writeln!(out, "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">")?;
    writeln!(out, "<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">")?;
    writeln!(out, "<title>{title}</title>\n<style>{STYLE}</style>\n</head>\n<body>")?;
    writeln!(out, "<h1>{title}</h1>")?;
    for ix in quotes {
        let quote = data.quote(*ix);
        let article = data.article(quote.article);
        writeln!(out, "<article id=\"{}\">\n<figure>", escaped(data.id_of(*ix)))?;
        writeln!(out, "<blockquote>{}</blockquote>", escaped(&cited(data, *ix)))?;
        writeln!(out, "<figcaption>{}", escaped(&who_and_when(data, *ix)))?;
        for caution in cautions(data, *ix) {
            writeln!(out, "<br>{}", escaped(&caution))?;
        }
        writeln!(out, "</figcaption>\n</figure>\n<div class=\"source\">")?;
        let printed = escaped(&super::citation::printed_in(data, *ix));
        match super::address::address(data, *ix) {
            Some(url) => writeln!(out, "<p><a href=\"{}\">{printed}</a></p>", escaped(&url))?,
            None => writeln!(out, "<p>{printed}</p>")?,
        }
        if quote.is_proven {
            let (text, span) = (&article.text, quote.span());
            let start = text[..span.start].rfind("\n\n").map_or(0, |at| at + 2);
            let end = text[span.end..].find("\n\n").map_or(text.len(), |at| span.end + at);
            let parts = [start..span.start, span.clone(), span.end..end];
            let [before, words, behind] = parts.map(|part| escaped(&text[part]));
            writeln!(out, "<p>{before}<mark>{words}</mark>{behind}</p>")?;
        }
        writeln!(out, "</div>\n</article>")?;
    }
    writeln!(out, "</body>\n</html>")
}

/// A text as HTML, where what cannot be seen is told.
fn escaped(text: &str) -> String {
    html_escape::encode_quoted_attribute(&safe(text)).into_owned()
}
