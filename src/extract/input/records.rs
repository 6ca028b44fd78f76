//! Records in JSON: WhisperX, the Congressional Record, ninjs, and Quotebank's rows.

use std::collections::HashMap;

use serde_json::Value;

use super::transcript::{TranscriptSpeaker, TranscriptWriter, speaker_of};
use super::{Fields, dates, html, metadata};
use crate::dataset::Form;

/// WhisperX: `segments` with times, words and a speaker's number.
pub(super) fn whisperx(value: &Value) -> Option<(Fields, TranscriptWriter)> {
    let segments = value.get("segments")?.as_array()?;
    segments.first()?.get("text")?;
    let mut writer = TranscriptWriter::default();
    for segment in segments {
        let text = |key: &str| segment.get(key).and_then(Value::as_str).unwrap_or_default();
        let label = text("speaker");
        let start = segment.get("start").and_then(Value::as_f64).unwrap_or_default().max(0.0);
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // saturates
        let start = (start * 1000.0) as u32;
        let speaker = writer.speaker(label, || speaker_of(label));
        if writer.speaks() != Some(speaker) {
            writer.end_piece();
            writer.turn(speaker, label);
        }
        writer.piece(text("text").trim(), Some(start));
    }
    writer.end_piece();
    Some((Fields { form: Some(Form::Transcript), ..Fields::default() }, writer))
}

/// A part of the Congressional Record as JSON: `content` with kinds, speakers and texts.
pub(super) fn congressional_record(value: &Value) -> Option<(Fields, TranscriptWriter)> {
    let content = value.get("content")?.as_array()?;
    let header = value.get("header")?;
    content.first()?.get("kind")?;
    let text = |key: &str| header.get(key).and_then(Value::as_str).unwrap_or_default();
    let day = format!("{} {} {}", text("day"), text("month"), text("year"));
    let title = value.get("title").or_else(|| value.get("doc_title")).and_then(Value::as_str);
    let mut writer = TranscriptWriter::default();
    for item in content {
        let text = |key: &str| item.get(key).and_then(Value::as_str).unwrap_or_default();
        let (label, words) = (text("speaker"), text("text"));
        if text("kind") != "speech" || label.is_empty() || label == "None" {
            if words.chars().any(char::is_alphanumeric) {
                writer.prose(words);
            }
            continue;
        }
        let speaker = writer.speaker(label, || speaker_of(label));
        writer.turn(speaker, label);
        let words = words.trim_start();
        let words =
            words.strip_prefix(label).map_or(words, |rest| rest.trim_start_matches(['.', ' ']));
        // A paragraph begins with an indented line.
        let mut paragraph = String::new();
        for line in words.lines() {
            if line.starts_with("  ") && !paragraph.is_empty() {
                writer.words(&std::mem::take(&mut paragraph), None);
            }
            paragraph.push_str(line);
            paragraph.push(' ');
        }
        writer.words(&paragraph, None);
    }
    let date = dates::line(&day);
    let title = title.and_then(metadata::words);
    let publisher = Some("Congressional Record".to_owned());
    Some((
        Fields { title, date, publisher, form: Some(Form::Transcript), ..Fields::default() },
        writer,
    ))
}

/// A news item in IPTC's ninjs, of version 1 (`body_text`) or 2 (`bodies`): fields and text.
pub(super) fn ninjs(value: &Value) -> Option<(Fields, String)> {
    let text = |key: &str| value.get(key).and_then(Value::as_str).map(str::to_owned);
    let first = |list: &str| -> Option<String> {
        let entries = value.get(list)?.as_array()?;
        let main =
            entries.iter().find(|entry| entry.get("role").and_then(Value::as_str) == Some("main"));
        main.or_else(|| entries.first())?.get("value")?.as_str().map(str::to_owned)
    };
    let bodies = value.get("bodies").and_then(Value::as_array);
    let bodies = bodies.into_iter().flatten().filter_map(|body| {
        let kind = body.get("contenttype").and_then(Value::as_str).unwrap_or_default();
        let words = body.get("value")?.as_str()?;
        Some((kind.contains("html"), words.to_owned()))
    });
    let bodies: Vec<(bool, String)> = bodies.collect();
    let plain = bodies.iter().find(|(is_html, _)| !is_html).map(|(_, text)| text.clone());
    let marked = bodies.into_iter().find(|(is_html, _)| *is_html).map(|(_, text)| text);
    let marked = marked.or_else(|| text("body_xhtml")).or_else(|| text("body_html"));
    let read = |page: String| html::read(&page).ok().map(|page| page.text);
    let plain = text("body_text").or(plain);
    // The plain form of a text often runs its paragraphs together.
    let runs_on = plain.as_ref().is_some_and(|plain| !plain.trim().contains('\n'));
    let has_paragraphs = marked.as_ref().is_some_and(|page| page.matches("<p").count() > 1);
    let page = |marked: Option<String>| marked.and_then(read).filter(|text| !text.is_empty());
    let body = match runs_on && has_paragraphs {
        true => page(marked).or(plain),
        false => plain.or_else(|| page(marked)),
    };
    let body = body?;
    let first_day =
        ["firstcreated", "firstCreated", "contentcreated", "versioncreated", "versionCreated"];
    Some((
        Fields {
            title: text("headline")
                .or_else(|| first("headlines"))
                .and_then(|t| metadata::words(&t)),
            author: text("byline").or_else(|| text("by")).and_then(|by| metadata::author(&by)),
            publisher: text("copyrightholder")
                .or_else(|| text("source"))
                .and_then(|p| metadata::words(&p)),
            url: text("uri").filter(|uri| metadata::address(uri).is_some()),
            date: first_day.iter().find_map(|key| dates::beginning(&text(key)?)),
            form: None,
        },
        body,
    ))
}

/// So many bytes the pages of one file may quote.
const QUOTED: usize = 512 << 20;

/// Whether a value is a row of Quotebank.
pub(super) fn is_quotebank(value: &Value) -> bool {
    value.get("quotation").is_some_and(Value::is_string) && value.get("speaker").is_some()
}

/// A page that Quotebank's rows quote from: its address, and what it quotes.
pub(super) struct QuotedPage {
    pub(super) id: String,
    pub(super) fields: Fields,
    pub(super) writer: TranscriptWriter,
}

/// The pages that rows of Quotebank quote from, in the order of the rows.
#[derive(Default)]
pub(super) struct QuotedPages {
    pages: Vec<QuotedPage>,
    by_address: HashMap<String, usize>,
    /// How many bytes of quotations and addresses they hold.
    held: usize,
}

impl QuotedPages {
    /// Adds what a row quotes; `false` where that is too much. A row without an address is a page
    /// of its own.
    pub(super) fn add(&mut self, row: &Value) -> bool {
        let text = |key: &str| row.get(key).and_then(Value::as_str).unwrap_or_default();
        let date = match row.get("date") {
            Some(Value::Number(ms)) => ms.as_i64().and_then(day_of),
            Some(Value::String(day)) => dates::beginning(day),
            _ => None,
        };
        let urls = row.get("urls").and_then(Value::as_array).into_iter().flatten();
        let urls = urls.filter_map(Value::as_str).filter(|url| metadata::address(url).is_some());
        let mut urls: Vec<Option<&str>> = urls.map(Some).collect();
        // A row may name an address twice.
        urls.sort_unstable();
        urls.dedup();
        if urls.is_empty() {
            urls.push(None);
        }
        // A long quotation with many addresses is written for each of them.
        let each = text("quotation").len() + text("speaker").len() + 200;
        self.held = self.held.saturating_add(each.saturating_mul(urls.len()));
        if self.held > QUOTED {
            return false;
        }
        for (at, url) in urls.iter().enumerate() {
            let id = match (text("quoteID"), urls.len()) {
                (id, 1) => id.to_owned(),
                (id, _) => format!("{id}-{}", at + 1),
            };
            self.quote(row, *url, id, date);
        }
        true
    }

    fn quote(
        &mut self,
        row: &Value,
        url: Option<&str>,
        id: String,
        date: Option<jiff::civil::Date>,
    ) {
        let text = |key: &str| row.get(key).and_then(Value::as_str).unwrap_or_default();
        let key = url.map_or_else(|| id.clone(), str::to_owned);
        let at = *self.by_address.entry(key).or_insert(self.pages.len());
        if at == self.pages.len() {
            let fields = Fields {
                url: url.map(str::to_owned),
                date,
                form: Some(Form::Digest),
                ..Fields::default()
            };
            self.pages.push(QuotedPage { id, fields, writer: TranscriptWriter::default() });
        }
        let label = text("speaker");
        let is_nobody = label.is_empty() || label == "None";
        let writer = &mut self.pages[at].writer;
        let label = if is_nobody { "" } else { label };
        let speaker = writer.speaker(label, || TranscriptSpeaker {
            name: metadata::words(label),
            ..TranscriptSpeaker::default()
        });
        writer.turn(speaker, label);
        writer.words(text("quotation"), None);
    }

    /// The pages.
    pub(super) fn finish(self) -> Vec<QuotedPage> {
        self.pages
    }
}

/// The day of a time in milliseconds since 1970.
fn day_of(milliseconds: i64) -> Option<jiff::civil::Date> {
    let time = jiff::Timestamp::from_millisecond(milliseconds).ok()?;
    Some(time.to_zoned(jiff::tz::TimeZone::UTC).date())
}
