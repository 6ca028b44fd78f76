//! Articles as they are read from files: text, Markdown, HTML, and the JSON other readers write.
//!
//! Of each the headline, byline, day, publisher and address are found where the file gives them,
//! and the text is cut to the article: head and tail of the page go, nothing inside changes. What
//! of the page stands between paragraphs stays, and is named as [`SourceArticle::boilerplate`].

use std::borrow::Cow;
use std::ops::Range;

use jiff::civil::Date;
use serde_json::Value;

use crate::dataset::{Form, strict};

mod boilerplate;
mod congress;
mod dates;
mod decode;
mod dom;
mod front_matter;
mod html;
mod json;
mod lines;
mod markup;
mod metadata;
mod nodes;
mod page_head;
mod parliament;
mod people;
mod plain;
mod records;
mod skipped;
mod subtitles;
mod tei;
mod transcript;
mod words;
mod xml;

pub use people::PeopleLists;
pub use skipped::{PlaceInFile, SkipReason, Skipped};
pub use transcript::{Passage, Transcript, TranscriptSpeaker, Turn};

/// How much of a text its language is told from, in characters.
const SAMPLE: usize = 1000;
/// Shorter Latin text is taken for English; whole paragraphs are needed to tell.
const LATIN: usize = 200;
/// As many letters of another script are told from English.
const LETTERS: usize = 40;

/// An article as it was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceArticle {
    /// The file's name without its extension; of several articles in a file their own `id`, else
    /// the file's name and the line or place in the list: `stories-3`.
    pub id: String,
    /// The headline.
    pub title: Option<String>,
    /// The byline, without `By`.
    pub author: Option<String>,
    /// Who published it: as the file or page says, else the agency of the dateline, else the site.
    pub publisher: Option<String>,
    /// Where it was published.
    pub url: Option<String>,
    /// The day it was published: as the file or page says, else from the address or file's name.
    pub date: Option<Date>,
    /// Whether it is the publisher's text or a digest of it, as front matter says (`form: digest`).
    pub form: Form,
    /// One unbroken run of the file's characters, of HTML and JSON of the text in them. Never
    /// empty, and without white space at its ends.
    pub text: String,
    /// Whole paragraphs of the text that are the page's and not the article's, as byte ranges in
    /// order: captions, appeals, pointers to other articles.
    pub boilerplate: Vec<Range<usize>>,
    /// What the page sets apart as quoted, in blocks and inside sentences: byte ranges in order,
    /// none over a paragraph's end.
    pub set_apart: Vec<Range<usize>>,
    /// Who spoke when, where the file marks it.
    pub transcript: Option<Transcript>,
    /// What of the file could not be used or was read otherwise than it stands: short phrases.
    pub notes: Vec<String>,
}

/// What a file or a page says of its article.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Fields {
    title: Option<String>,
    author: Option<String>,
    publisher: Option<String>,
    url: Option<String>,
    date: Option<Date>,
    form: Option<Form>,
}

impl Fields {
    /// These fields, and where they are empty the others'.
    fn or(self, other: Self) -> Self {
        Self {
            title: self.title.or(other.title),
            author: self.author.or(other.author),
            publisher: self.publisher.or(other.publisher),
            url: self.url.or(other.url),
            date: self.date.or(other.date),
            form: self.form.or(other.form),
        }
    }
}

/// The extensions that are read, in small letters.
pub const EXTENSIONS: [&str; 11] =
    ["txt", "md", "html", "htm", "json", "jsonl", "xml", "vtt", "srt", "bz2", "zst"];

/// The extensions of packed files; the one before says what is packed.
pub const PACKED: [&str; 2] = ["bz2", "zst"];

/// Reads a file's articles. `file` is its name or path: the last part's extension, in any case,
/// says what it is, and it stands in the sentence about what is passed over.
///
/// There is at least one entry; where the whole file is passed over, it is the only one.
///
/// ```
/// use onrecord::extract::input;
///
/// let file = b"# Harbour to close\n\nBy Anna Weber\n\nMay 4, 2020\n\nThe harbour will close in June.\n";
/// let read = input::read("notes/harbour.md", file);
/// let article = read[0].as_ref().expect("an article");
/// assert_eq!(article.title.as_deref(), Some("Harbour to close"));
/// assert_eq!(article.text, "The harbour will close in June.");
///
/// let old = input::read("old.txt", b"We met in a caf\xe9 by the sea.");
/// let article = old[0].as_ref().expect("an article");
/// assert_eq!(article.text, "We met in a caf\u{e9} by the sea.");
/// assert_eq!(article.notes, ["read as windows-1252"]);
/// ```
#[must_use]
pub fn read(file: &str, bytes: &[u8]) -> Vec<Result<SourceArticle, Skipped>> {
    read_beside(file, bytes, &PeopleLists::default())
}

/// Reads a file's articles as [`read`] does, with the lists of people that lie beside it.
#[must_use]
pub fn read_beside(
    file: &str,
    bytes: &[u8],
    lists: &PeopleLists,
) -> Vec<Result<SourceArticle, Skipped>> {
    let name = file.rsplit(['/', '\\']).next().unwrap_or(file);
    let (stem, extension) = name.rsplit_once('.').unwrap_or((name, ""));
    let extension = extension.to_ascii_lowercase();
    let whole = |why| Skipped { file: file.to_owned(), place: None, why };
    let source = FileReader { file, stem };
    let is_page = matches!(extension.as_str(), "html" | "htm");
    if !EXTENSIONS.contains(&extension.as_str()) {
        return vec![Err(whole(SkipReason::Format))];
    }
    if PACKED.contains(&extension.as_str()) {
        return match decode::unpacked(bytes, extension == "bz2") {
            Ok(bytes) => {
                let inner = &file[..file.len() - extension.len() - 1];
                let rename = |skipped: Skipped| Skipped { file: file.to_owned(), ..skipped };
                read_beside(inner, &bytes, lists)
                    .into_iter()
                    .map(|read| read.map_err(rename))
                    .collect()
            }
            Err(why) => vec![Err(whole(SkipReason::Compressed(why)))],
        };
    }
    let (text, encoding) = match decode::text(bytes, kind_of(&extension)) {
        Ok((text, _)) if text.trim().is_empty() => return vec![Err(whole(SkipReason::Empty))],
        Ok(decoded) => decoded,
        Err(why) => return vec![Err(whole(why))],
    };
    let mut articles = match extension.as_str() {
        "json" => source.json(&text),
        "jsonl" => source.json_lines(&text),
        "xml" => source.xml(&text, lists),
        "vtt" | "srt" => vec![source.subtitles(&text).map_err(whole)],
        _ if is_page => vec![source.page(&text).map_err(whole)],
        _ => vec![source.plain(&text, extension == "md").map_err(whole)],
    };
    if let Some(encoding) = encoding {
        for article in articles.iter_mut().flatten() {
            article.notes.push(format!("read as {encoding}"));
        }
    }
    articles
}

/// The text of a file as its articles are cut from it; nothing where it is packed or no text.
#[must_use]
pub fn text_of<'a>(file: &str, bytes: &'a [u8]) -> Option<Cow<'a, str>> {
    let (_, extension) = file.rsplit_once('.').unwrap_or((file, ""));
    let extension = extension.to_ascii_lowercase();
    if PACKED.contains(&extension.as_str()) {
        return None;
    }
    decode::text(bytes, kind_of(&extension)).ok().map(|(text, _)| text)
}

fn kind_of(extension: &str) -> decode::Kind {
    match extension {
        "html" | "htm" => decode::Kind::Page,
        "json" | "jsonl" => decode::Kind::Json,
        _ => decode::Kind::Text,
    }
}

/// Reads one line of a stream of articles, as a line of a `.jsonl` file is read: `number` counts
/// from 1, `stream` is what it is called in a sentence about what is passed over.
///
/// # Errors
/// Why the line was passed over.
pub fn read_line(stream: &str, number: usize, line: &[u8]) -> Result<SourceArticle, Skipped> {
    let source = FileReader { file: stream, stem: "line" };
    let place = Some(PlaceInFile::Line(number));
    let passed = |why| Skipped { file: stream.to_owned(), place, why };
    let (text, _) = decode::text(line, decode::Kind::Json).map_err(passed)?;
    source.json_line(number, &text)
}

/// Where articles are read from.
struct FileReader<'a> {
    file: &'a str,
    stem: &'a str,
}

impl FileReader<'_> {
    fn plain(&self, text: &str, is_markdown: bool) -> Result<SourceArticle, SkipReason> {
        let (fields, start) =
            if is_markdown { front_matter::read(text) } else { None }.unwrap_or_default();
        if let Some((head, start)) = congress::head(text) {
            return self.article(self.stem.to_owned(), head, &text[start..], &[], &[]);
        }
        self.article(self.stem.to_owned(), fields, &text[start..], &[], &[])
    }

    fn page(&self, text: &str) -> Result<SourceArticle, SkipReason> {
        let page = html::read(text)?;
        if let Some((fields, start)) = congress::head(&page.text) {
            let fields = fields.or(page.fields);
            return self.article(self.stem.to_owned(), fields, &page.text[start..], &[], &[]);
        }
        self.article(self.stem.to_owned(), page.fields, &page.text, &page.captions, &page.set_apart)
    }

    fn xml(&self, text: &str, lists: &PeopleLists) -> Vec<Result<SourceArticle, Skipped>> {
        let passed = |place, why| Skipped { file: self.file.to_owned(), place, why };
        let parts = match xml::read(text, lists.beside(self.file)) {
            Ok(parts) => parts,
            Err(why) => return vec![Err(passed(None, why))],
        };
        let several = parts.len() > 1;
        let read = |(at, part): (usize, Result<nodes::Part, SkipReason>)| {
            let part = part?;
            let id = match &part.id {
                Some(id) if id.starts_with(self.stem) => id.clone(),
                Some(id) => format!("{}-{id}", self.stem),
                None if several => format!("{}-{}", self.stem, at + 1),
                None => self.stem.to_owned(),
            };
            let mut article = match part.record {
                nodes::Record::Transcript(fields, writer) => {
                    self.transcript(&id, fields, writer)?
                }
                nodes::Record::Text(fields, text) => self.article(id, fields, &text, &[], &[])?,
            };
            article.notes.extend(part.notes);
            Ok(article)
        };
        let place = |at| several.then_some(PlaceInFile::Entry(at + 1));
        let parts = parts.into_iter().enumerate();
        parts.map(|(at, part)| read((at, part)).map_err(|why| passed(place(at), why))).collect()
    }

    fn subtitles(&self, text: &str) -> Result<SourceArticle, SkipReason> {
        let (writer, unused) = subtitles::read(text);
        let mut article = self.transcript(self.stem, subtitles::head(text), writer)?;
        if unused.empty > 0 {
            article.notes.push("with cues that have no words".to_owned());
        }
        if unused.untimed > 0 {
            article.notes.push("with cues whose time cannot be read".to_owned());
        }
        Ok(article)
    }

    fn json(&self, text: &str) -> Vec<Result<SourceArticle, Skipped>> {
        let passed = |place, why| Skipped { file: self.file.to_owned(), place, why };
        match strict::from_str(text) {
            // Rows that a file of another name holds a line each.
            Err(_) if is_rows(text) => self.json_lines(text),
            Err(fault) => vec![Err(passed(None, SkipReason::Json(fault.to_string())))],
            Ok(Value::Array(list)) if list.first().is_some_and(records::is_quotebank) => {
                let rows = list.into_iter().enumerate();
                self.quoted_pages(rows.map(|(at, row)| (PlaceInFile::Entry(at + 1), Ok(row))))
            }
            Ok(Value::Array(list)) if list.is_empty() => {
                vec![Err(passed(None, SkipReason::NoTextField))]
            }
            Ok(Value::Array(list)) => {
                let entry = |(at, value): (usize, &Value)| {
                    let place = Some(PlaceInFile::Entry(at + 1));
                    self.value(&self.own_id(value, at + 1), value).map_err(|why| passed(place, why))
                };
                list.iter().enumerate().map(entry).collect()
            }
            Ok(value) => vec![self.value(self.stem, &value).map_err(|why| passed(None, why))],
        }
    }

    fn json_lines(&self, text: &str) -> Vec<Result<SourceArticle, Skipped>> {
        let lines = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
        if is_rows(text) {
            let rows = lines.map(|(at, line)| {
                let row = strict::from_str::<Value>(line);
                (
                    PlaceInFile::Line(at + 1),
                    row.map_err(|fault| SkipReason::Json(fault.to_string())),
                )
            });
            return self.quoted_pages(rows);
        }
        lines.map(|(at, line)| self.json_line(at + 1, line)).collect()
    }

    fn json_line(&self, number: usize, line: &str) -> Result<SourceArticle, Skipped> {
        let value: Result<Value, _> = strict::from_str(line);
        let article = match value {
            Ok(value) => self.value(&self.own_id(&value, number), &value),
            Err(fault) => Err(SkipReason::Json(fault.to_string())),
        };
        let place = Some(PlaceInFile::Line(number));
        article.map_err(|why| Skipped { file: self.file.to_owned(), place, why })
    }

    fn own_id(&self, value: &Value, at: usize) -> String {
        match value.get("id").and_then(Value::as_str).map(str::trim) {
            Some(id) if !id.is_empty() => id.to_owned(),
            _ => format!("{}-{at}", self.stem),
        }
    }

    /// The pages that rows of Quotebank quote from.
    fn quoted_pages(
        &self,
        rows: impl Iterator<Item = (PlaceInFile, Result<Value, SkipReason>)>,
    ) -> Vec<Result<SourceArticle, Skipped>> {
        let passed = |place, why| Skipped { file: self.file.to_owned(), place, why };
        let mut pages = records::QuotedPages::default();
        let mut refused = Vec::new();
        for (place, row) in rows {
            match row {
                Ok(row) if !records::is_quotebank(&row) => {
                    refused.push(Err(passed(Some(place), SkipReason::NoTextField)));
                }
                Ok(row) if !pages.add(&row) => {
                    let much =
                        SkipReason::TooMuch("more quotations than one file may, from there on");
                    refused.push(Err(passed(Some(place), much)));
                    break;
                }
                Ok(_) => {}
                Err(why) => refused.push(Err(passed(Some(place), why))),
            }
        }
        let read = |page: records::QuotedPage| {
            let article = self.transcript(&page.id, page.fields, page.writer);
            article.map_err(|why| passed(None, why))
        };
        pages.finish().into_iter().map(read).chain(refused).collect()
    }

    fn value(&self, id: &str, value: &Value) -> Result<SourceArticle, SkipReason> {
        let spoken = records::whisperx(value).or_else(|| records::congressional_record(value));
        if let Some((fields, writer)) = spoken {
            return self.transcript(id, fields, writer);
        }
        if let Some((fields, text)) = records::ninjs(value) {
            return self.article(id.to_owned(), fields, &text, &[], &[]);
        }
        let (fields, text) = json::article(value).ok_or(SkipReason::NoTextField)?;
        self.article(id.to_owned(), fields, text, &[], &[])
    }

    /// The article of a text, `known` of it, and the `captions` and what is `set_apart` in it as
    /// byte ranges.
    fn article(
        &self,
        id: String,
        known: Fields,
        text: &str,
        captions: &[Range<usize>],
        set_apart: &[Range<usize>],
    ) -> Result<SourceArticle, SkipReason> {
        let plain::ArticleLayout { fields, body, mut boilerplate } =
            plain::lay_out(text, known.title.as_deref());
        boilerplate.extend_from_slice(captions);
        boilerplate.retain(|range| body.start <= range.start && range.end <= body.end);
        boilerplate.sort_by_key(|range| range.start);
        // A line of a caption may be boilerplate by itself.
        boilerplate.dedup_by(|next, last| {
            let overlaps = next.start < last.end;
            last.end = last.end.max(if overlaps { next.end } else { 0 });
            overlaps
        });
        for range in &mut boilerplate {
            *range = range.start - body.start..range.end - body.start;
        }
        let set_apart = set_apart
            .iter()
            .filter(|range| body.start <= range.start && range.end <= body.end)
            .map(|range| range.start - body.start..range.end - body.start)
            .collect();
        let text = &text[body];
        if !text.chars().any(char::is_alphanumeric) {
            return Err(SkipReason::NoText);
        }
        if let Some(language) = other_language(text) {
            return Err(SkipReason::Language(language));
        }
        let fields = known.or(fields);
        let path = fields.url.as_ref().and_then(|url| url::Url::parse(url).ok());
        let named = path.and_then(|url| dates::in_name(url.path()));
        let (date, notes) = self.dated(fields.date, named);
        Ok(SourceArticle {
            id,
            title: fields.title,
            author: fields.author,
            publisher: fields.publisher.or_else(|| fields.url.as_deref().and_then(metadata::site)),
            date,
            url: fields.url,
            form: fields.form.unwrap_or_default(),
            text: text.to_owned(),
            boilerplate,
            set_apart,
            transcript: None,
            notes,
        })
    }

    /// The day of an article, and a note where only a name tells it: `told` is what the article
    /// says, `named` what its address has.
    fn dated(&self, told: Option<Date>, named: Option<Date>) -> (Option<Date>, Vec<String>) {
        let named = named.or_else(|| dates::in_name(self.stem));
        let is_guess = told.is_none() && named.is_some();
        let note = is_guess.then(|| "dated by the address or the file's name alone".to_owned());
        (told.or(named), note.into_iter().collect())
    }

    /// The article of a file that marks who speaks.
    fn transcript(
        &self,
        id: &str,
        fields: Fields,
        writer: transcript::TranscriptWriter,
    ) -> Result<SourceArticle, SkipReason> {
        let (text, transcript) = writer.finish();
        if transcript.turns.is_empty() {
            return Err(SkipReason::NoText);
        }
        if let Some(language) = other_language(&text) {
            return Err(SkipReason::Language(language));
        }
        let (date, notes) = self.dated(fields.date, None);
        Ok(SourceArticle {
            id: id.to_owned(),
            title: fields.title,
            author: fields.author,
            publisher: fields.publisher.or_else(|| fields.url.as_deref().and_then(metadata::site)),
            date,
            url: fields.url,
            form: fields.form.unwrap_or(Form::Transcript),
            text,
            boilerplate: Vec::new(),
            set_apart: Vec::new(),
            transcript: Some(transcript),
            notes,
        })
    }
}

/// Whether a text is rows of Quotebank, a line each.
fn is_rows(text: &str) -> bool {
    let first = text.lines().find(|line| !line.trim().is_empty());
    let value = first.and_then(|line| serde_json::from_str::<Value>(line).ok());
    value.is_some_and(|value| records::is_quotebank(&value))
}

/// The language of a text by its English name, where it is surely not English.
fn other_language(text: &str) -> Option<String> {
    let end = text.char_indices().nth(SAMPLE).map_or(text.len(), |(at, _)| at);
    if is_plainly_english(&text[..end]) {
        return None;
    }
    // Marks and signs belong to a script too, but say nothing of the language.
    let of_words = |c: &char| c.is_alphabetic() || c.is_whitespace();
    let sample: String = text[..end].chars().filter(of_words).collect();
    let letters = sample.chars().filter(|c| c.is_alphabetic()).count();
    let found = whatlang::detect(&sample).filter(|_| letters >= LETTERS)?;
    let is_latin = found.script() == whatlang::Script::Latin;
    let is_sure = !is_latin || (found.is_reliable() && sample.chars().count() > LATIN);
    (is_sure && found.lang() != whatlang::Lang::Eng).then(|| found.lang().eng_name().to_owned())
}

/// Whether `the` and `and` are as frequent as in no other language. To compare letters takes
/// longer than all else that is done with an article.
fn is_plainly_english(sample: &str) -> bool {
    let (mut words, mut telling) = (0, 0);
    for word in sample.split_ascii_whitespace() {
        words += 1;
        telling += usize::from(matches!(word, "the" | "The" | "and"));
    }
    telling * 25 >= words && telling > 2
}
