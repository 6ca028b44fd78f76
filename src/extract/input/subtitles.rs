//! Subtitles: WebVTT and SubRip, whose cues have times and, in part, voices.

use std::collections::HashMap;

use super::transcript::{TranscriptWriter, speaker_of};
use super::words::decoded;
use super::{Fields, dates, metadata};

/// Longest tag, in bytes.
const TAG: usize = 400;
/// Longest name before a colon.
const NAME: usize = 40;

/// What is said in a cue, or in a part of one.
struct CueLine {
    /// Who, as the cue says: `Some("")` where only a change of speaker is marked.
    voice: Option<String>,
    words: String,
    time: Option<u32>,
}

/// What of a file of subtitles is not used.
#[derive(Debug, Default)]
pub(super) struct Unused {
    /// Cues without words.
    pub(super) empty: usize,
    /// Cues whose time cannot be read; their words are used.
    pub(super) untimed: usize,
}

/// A cue: its time and its lines.
type Cue<'a> = (Option<u32>, Vec<&'a str>);

/// What the line before belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum BlockPlace {
    Between,
    Cue,
    Skipped,
}

/// The cues of a file. In WebVTT a blank line ends a cue; in SubRip words may go on behind one.
fn cues(text: &str, is_webvtt: bool) -> Vec<Cue<'_>> {
    let mut cues: Vec<Cue<'_>> = Vec::new();
    let mut lines = text.split(['\n', '\r']).peekable();
    let mut place = BlockPlace::Between;
    let mut is_after_blank = true;
    while let Some(line) = lines.next() {
        let is_blank = line.trim().is_empty();
        let is_number = line.trim().bytes().all(|b| b.is_ascii_digit());
        let names_next =
            (is_after_blank || is_number) && lines.peek().is_some_and(|next| next.contains("-->"));
        if is_blank {
            let ends = is_webvtt || place == BlockPlace::Skipped;
            place = if ends { BlockPlace::Between } else { place };
        } else if place == BlockPlace::Skipped {
        } else if line.contains("-->") {
            cues.push((times(line), Vec::new()));
            place = BlockPlace::Cue;
        } else if names_next {
            place = BlockPlace::Between;
        } else if place == BlockPlace::Cue {
            if let Some((_, lines)) = cues.last_mut() {
                lines.push(line);
            }
        } else {
            place = BlockPlace::Skipped;
        }
        is_after_blank = is_blank;
    }
    cues
}

/// The transcript of a file of subtitles, and what of it is not used.
pub(super) fn read(text: &str) -> (TranscriptWriter, Unused) {
    let mut lines: Vec<CueLine> = Vec::new();
    let mut unused = Unused::default();
    let text = text.replace("\r\n", "\n");
    let is_webvtt = text.trim_start_matches('\u{feff}').starts_with("WEBVTT");
    // Captions that roll show each line twice: as it comes, and above the next.
    let rolls = text.contains("<c>") && is_webvtt;
    let mut shown = String::new();
    for (time, mut payload) in cues(&text, is_webvtt) {
        unused.untimed += usize::from(time.is_none());
        if rolls
            && !shown.is_empty()
            && payload.first().is_some_and(|first| untagged(first) == shown)
        {
            payload.remove(0);
            if payload.iter().all(|line| line.trim().is_empty()) {
                continue;
            }
        }
        let before = lines.len();
        voices(&payload.join("\n"), time, &mut lines);
        unused.empty += usize::from(lines.len() == before);
        shown = payload.last().filter(|_| rolls).map(|last| untagged(last)).unwrap_or_default();
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
    (written(lines), unused)
}

/// The cues as turns: those of a speaker that follow one another are one, and words go on over cues
/// until their sentence ends.
fn written(lines: Vec<CueLine>) -> TranscriptWriter {
    let mut writer = TranscriptWriter::default();
    let mut last: Option<String> = None;
    for line in lines {
        let changes = line
            .voice
            .as_ref()
            .is_some_and(|voice| last.as_ref() != Some(voice) || voice.is_empty());
        if changes || last.is_none() {
            writer.end_piece();
            let voice = line.voice.clone().unwrap_or_default();
            let speaker = writer.speaker(&voice, || speaker_of(&voice));
            writer.turn(speaker, &voice);
            last = Some(voice);
        }
        writer.piece(&line.words, line.time);
    }
    writer.end_piece();
    writer
}

/// The parts of a cue by voice, without other tags.
fn voices(payload: &str, time: Option<u32>, lines: &mut Vec<CueLine>) {
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
                lines.push(CueLine { voice: voice.clone(), words: part, time });
            }
        }
    };
    let mut rest = payload;
    while let Some(open) = rest.find(['<', '{']) {
        words.push_str(&rest[..open]);
        let Some((tag, behind)) = tag(&rest[open..]) else {
            words.push_str(&rest[open..=open]);
            rest = &rest[open + 1..];
            continue;
        };
        rest = behind;
        let name = tag.split([' ', '\t', '.', '\n']).next().unwrap_or_default();
        if name == "v" || name == "/v" {
            flush(&voice, &mut words);
            let annotation = tag.split_once([' ', '\t', '\n']).map(|(_, name)| decoded(name));
            voice = (name == "v").then(|| annotation.unwrap_or_default().trim().to_owned());
        }
    }
    words.push_str(rest);
    flush(&voice, &mut words);
}

/// The inside of the tag that a text begins with, and what stands behind it; `None` where it is no
/// tag: `<3`.
fn tag(text: &str) -> Option<(&str, &str)> {
    let (inside, end) = match text.strip_prefix("{\\") {
        Some(inside) => (inside, b'}'),
        None => (text.strip_prefix('<')?, b'>'),
    };
    // To look for each tag's end over the whole text would be quadratic.
    let end = inside.bytes().take(TAG).position(|b| b == end)?;
    let (tag, behind) = (&inside[..end], &inside[end + 1..]);
    let is_tag = |c: char| c.is_ascii_alphabetic() || c.is_ascii_digit() || c == '/';
    // `I <3 you> me` holds no tag: one that begins with a digit is a time.
    let is_time = !tag.starts_with(|c: char| c.is_ascii_digit()) || clock(tag).is_some();
    (tag.starts_with(is_tag) && is_time).then_some((tag, behind))
}

/// A line without its tags.
fn untagged(line: &str) -> String {
    let (mut words, mut rest) = (String::new(), line);
    while let Some(open) = rest.find(['<', '{']) {
        words.push_str(&rest[..open]);
        match tag(&rest[open..]) {
            Some((_, behind)) => rest = behind,
            None => {
                words.push_str(&rest[open..=open]);
                rest = &rest[open + 1..];
            }
        }
    }
    words.push_str(rest);
    words.trim().to_owned()
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
