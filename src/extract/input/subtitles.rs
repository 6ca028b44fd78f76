//! Subtitles: WebVTT and SubRip, whose cues have times and, in part, voices.

use std::collections::HashMap;

use super::transcript::{TranscriptWriter, speaker_of};
use super::words::decoded;
use super::{Fields, dates, metadata};

/// A cue is joined to the next until its sentence ends, up to so many bytes.
const LONGEST: usize = 1000;
/// Longest name before a colon.
const NAME: usize = 40;

/// What is said in a cue, or in a part of one.
struct Line {
    /// Who, as the cue says: `Some("")` where only a change of speaker is marked.
    voice: Option<String>,
    words: String,
    time: u32,
}

/// The transcript of a file of subtitles, and how many cues have no words.
pub(super) fn read(text: &str) -> (TranscriptWriter, usize) {
    let mut lines: Vec<Line> = Vec::new();
    let mut empty = 0;
    for block in text.replace("\r\n", "\n").replace('\r', "\n").split("\n\n") {
        let mut rows = block.lines().skip_while(|row| !row.contains("-->"));
        let Some(time) = rows.next().and_then(times) else {
            continue;
        };
        let before = lines.len();
        let payload: Vec<&str> = rows.collect();
        voices(&payload.join("\n"), time, &mut lines);
        empty += usize::from(lines.len() == before);
    }
    let mut labels: HashMap<String, usize> = HashMap::new();
    for line in lines.iter().filter(|line| line.voice.is_none()) {
        if let Some((name, _)) = label(&line.words) {
            *labels.entry(name.to_owned()).or_default() += 1;
        }
    }
    for line in lines.iter_mut().filter(|line| line.voice.is_none()) {
        let marked = line.words.starts_with(">>");
        let words = line.words.trim_start_matches(['>', ' ']).to_owned();
        let named = label(&words).filter(|(name, _)| {
            marked
                || labels.get(*name).is_some_and(|count| *count > 1)
                || !name.chars().any(char::is_lowercase)
        });
        match named {
            Some((name, rest)) => {
                line.voice = Some(name.trim_matches(['[', ']']).to_owned());
                line.words = rest.to_owned();
            }
            None if marked || words.starts_with("- ") => {
                line.voice = Some(String::new());
                line.words = words.trim_start_matches("- ").to_owned();
            }
            None => line.words = words,
        }
    }
    (written(lines), empty)
}

/// The cues as turns: those of a speaker that follow one another are one, and words go on over cues
/// until their sentence ends.
fn written(lines: Vec<Line>) -> TranscriptWriter {
    let mut writer = TranscriptWriter::default();
    let mut open: Option<(String, u32)> = None;
    let mut last: Option<String> = None;
    for line in lines {
        let changes = line
            .voice
            .as_ref()
            .is_some_and(|voice| last.as_ref() != Some(voice) || voice.is_empty());
        if changes || last.is_none() {
            if let Some((words, time)) = open.take() {
                writer.words(&words, Some(time));
            }
            let voice = line.voice.clone().unwrap_or_default();
            let speaker = writer.speaker(&voice, || speaker_of(&voice));
            writer.turn(speaker, &voice);
            last = Some(voice);
        }
        let (words, time) = match open.take() {
            Some((words, time)) => (words + " " + &line.words, time),
            None => (line.words, line.time),
        };
        let ends =
            words.trim_end_matches(['"', '”', '’', ')', ']']).ends_with(['.', '!', '?', '…']);
        if ends || words.len() > LONGEST {
            writer.words(&words, Some(time));
        } else {
            open = Some((words, time));
        }
    }
    if let Some((words, time)) = open {
        writer.words(&words, Some(time));
    }
    writer
}

/// The parts of a cue by voice, without other tags.
fn voices(payload: &str, time: u32, lines: &mut Vec<Line>) {
    let mut voice: Option<String> = None;
    let mut words = String::new();
    let mut flush = |voice: &Option<String>, words: &mut String| {
        let said = decoded(&std::mem::take(words));
        // Two speakers may share a cue, a line each.
        let parts: Vec<String> = match voice.is_none() && said.trim_start().starts_with("- ") {
            true => said.lines().map(str::to_owned).collect(),
            false => vec![said.split_whitespace().collect::<Vec<_>>().join(" ")],
        };
        for part in parts {
            if part.chars().any(char::is_alphanumeric) {
                lines.push(Line { voice: voice.clone(), words: part, time });
            }
        }
    };
    let mut rest = payload;
    while let Some(open) = rest.find('<') {
        let Some(close) = rest[open..].find('>') else { break };
        let tag = &rest[open + 1..open + close];
        words.push_str(&rest[..open]);
        rest = &rest[open + close + 1..];
        let name = tag.split([' ', '\t', '.']).next().unwrap_or_default();
        if name == "v" || tag == "/v" {
            flush(&voice, &mut words);
            let annotation = tag.split_once([' ', '\t']).map(|(_, name)| decoded(name));
            voice = (name == "v").then(|| annotation.unwrap_or_default().trim().to_owned());
        }
    }
    words.push_str(rest);
    flush(&voice, &mut words);
}

/// A name before a colon: `NAME: words`, `[SPEAKER_00]: words`.
fn label(words: &str) -> Option<(&str, &str)> {
    let words = words.trim_start_matches(['>', ' ']);
    let (name, rest) =
        words.split_once(':').filter(|(name, _)| (1..=NAME).contains(&name.len()))?;
    let is_name = rest.starts_with(char::is_whitespace)
        && name.split(' ').count() <= 5
        && name.split(' ').all(|word| {
            word.trim_start_matches(['[', '(']).starts_with(|c: char| c.is_uppercase())
        })
        && name.chars().all(|c| c.is_alphanumeric() || " .-'’_[]()".contains(c));
    is_name.then(|| (name, rest.trim_start()))
}

/// When a cue begins, of the line of its times, both of which must be there.
fn times(row: &str) -> Option<u32> {
    let (start, end) = row.split_once("-->")?;
    clock(end.split_whitespace().next()?)?;
    clock(start)
}

/// `01:02:03.456`, `02:03.456` or `01:02:03,456` in milliseconds.
fn clock(text: &str) -> Option<u32> {
    let (clock, part) = text.trim().split_once(['.', ',']).unwrap_or((text.trim(), "0"));
    let mut seconds: u32 = 0;
    for field in clock.rsplit(' ').next()?.split(':') {
        seconds = seconds.checked_mul(60)?.checked_add(field.parse().ok()?)?;
    }
    let part: u32 = format!("{part:0<3}").get(..3)?.parse().ok()?;
    seconds.checked_mul(1000)?.checked_add(part)
}

/// What stands above the first cue: a title behind `WEBVTT`, a day in a note, labelled lines.
pub(super) fn head(text: &str) -> Fields {
    let mut fields = Fields::default();
    for line in text.lines().take(40).take_while(|line| !line.contains("-->")) {
        let line = line.trim_start_matches('\u{feff}');
        if let Some(title) = line.strip_prefix("WEBVTT") {
            let title = title.trim_start_matches([' ', '-', '\t']);
            fields.title = fields.title.or_else(|| metadata::words(title));
        } else if let Some(note) = line.strip_prefix("NOTE") {
            fields.date = fields.date.or_else(|| dates::first(note).map(|(day, _)| day));
        } else if let Some((label, value)) = metadata::labelled(line) {
            metadata::take(&mut fields, label, value);
        }
    }
    fields
}
