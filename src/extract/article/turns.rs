//! The turns of a transcript, found by the labels in its text.
//!
//! A line `Name: words` may be anything; that many lines have such labels, that the labels come
//! again, and that they name people makes a text a transcript. So labels are gathered first, those
//! that hold by themselves are kept, and then those that look like these.

mod label;
mod people;

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use crate::extract::article::unmarked::trimmed;
use crate::extract::input::{Passage, SourceArticle, Transcript, Turn};
use crate::extract::language::{Kinds, WordList, look_up};
use crate::text::{fold, paragraphs};
use label::{SpeakerLabel, Style};

static STAGES: WordList = WordList::new("label-stage");

/// Longest stage direction, in bytes.
const STAGE: usize = 240;
/// How many paragraphs may stand above the only label of a speech.
const HEAD: usize = 12;

/// A transcript that was found in a text.
pub(crate) struct FoundTranscript {
    pub(crate) transcript: Transcript,
    /// Whether the text is a transcript from its first turn on, or only has lines of one.
    pub(crate) is_whole: bool,
}

/// Where a turn begins: at its label, or at its words where it has none.
pub(crate) fn start(turn: &Turn) -> usize {
    let words = turn.passages.first().map_or(turn.label.start, |passage| passage.span.start);
    if turn.label.is_empty() { words } else { turn.label.start }
}

/// A piece of text that begins with a label or with none: a paragraph, or a part of one.
struct TurnSegment {
    range: Range<usize>,
    label: Option<SpeakerLabel>,
}

/// The transcript that a text is or holds.
pub(crate) fn find(article: &SourceArticle) -> Option<FoundTranscript> {
    let text = article.text.as_str();
    let mut segments = segments(article);
    let accepted = Accepted::new(&segments, article)?;
    for segment in &mut segments {
        segment.label = segment.label.take().filter(|label| accepted.holds(label));
    }
    if !are_speech(&segments, text) {
        return None;
    }
    let first = segments.iter().position(|segment| segment.label.is_some())?;
    let is_whole = is_whole(&segments[first..], text);
    let place = is_whole.then(|| place(article, &segments[..first])).flatten();
    let labels: Vec<&SpeakerLabel> = segments.iter().filter_map(|s| s.label.as_ref()).collect();
    let (speakers, who) =
        people::resolve(article, &labels, text[..segments[first].range.start].trim());
    let mut turns: Vec<Turn> = Vec::new();
    let mut who = who.into_iter();
    let mut is_open = false;
    for TurnSegment { range, label } in &segments[first..] {
        let mut words = range.clone();
        if let Some(label) = label {
            let speaker = who.next().unwrap_or_default();
            turns.push(Turn { speaker, label: label.range.clone(), passages: Vec::new() });
            words.start = label.words.min(words.end);
            is_open = true;
        } else if is_end(&text[words.clone()]) {
            is_open = false;
        }
        let time = label.as_ref().and_then(|label| label.time);
        let is_spoken = is_open
            && (label.is_some()
                || is_whole
                || turns.last().is_some_and(|turn| turn.passages.is_empty()));
        if is_spoken
            && let Some(span) = spoken(text, words)
            && let Some(turn) = turns.last_mut()
        {
            turn.passages.push(Passage { span, time });
        } else if !is_whole && label.is_none() {
            is_open = false;
        }
    }
    turns.retain(|turn| !turn.passages.is_empty());
    if turns.is_empty() {
        return None;
    }
    Some(FoundTranscript { transcript: Transcript { speakers, turns, place }, is_whole })
}

/// The paragraphs of a text, cut where a line inside begins with a label in capitals.
fn segments(article: &SourceArticle) -> Vec<TurnSegment> {
    let text = article.text.as_str();
    let mut segments = Vec::new();
    let mut boilerplate = article.boilerplate.iter().peekable();
    for paragraph in paragraphs(text) {
        while boilerplate.next_if(|range| range.end <= paragraph.start).is_some() {}
        if boilerplate.peek().is_some_and(|range| range.start <= paragraph.start) {
            continue;
        }
        let mut start = paragraph.start;
        let mut label = label::parse(&text[paragraph.clone()], start);
        for (at, _) in text[paragraph.clone()].match_indices('\n') {
            let line = paragraph.start + at + 1;
            let cuts =
                |label: &SpeakerLabel| !matches!(label.style, Style::Name | Style::LooseQuestion);
            let ends =
                text[start..line].trim_end().ends_with(['.', '!', '?', ')', ']', '"', '”', '—']);
            if ends && let Some(next) = label::parse(&text[line..paragraph.end], line).filter(cuts)
            {
                segments
                    .push(TurnSegment { range: trimmed(text, start..line), label: label.take() });
                (start, label) = (line, Some(next));
            }
        }
        segments.push(TurnSegment { range: trimmed(text, start..paragraph.end), label });
    }
    segments.retain(|segment| !segment.range.is_empty());
    segments
}

/// The labels that are those of speakers.
struct Accepted {
    keys: HashSet<String>,
    loose_questions: bool,
}

impl Accepted {
    fn holds(&self, label: &SpeakerLabel) -> bool {
        match label.style {
            Style::LooseQuestion => self.loose_questions,
            _ => self.keys.contains(&label.key()),
        }
    }

    /// Decides for every label; `None` where too few hold.
    fn new(segments: &[TurnSegment], article: &SourceArticle) -> Option<Self> {
        let labels: Vec<&SpeakerLabel> = segments.iter().filter_map(|s| s.label.as_ref()).collect();
        if labels.is_empty() {
            return None;
        }
        let mut counts: HashMap<String, usize> = HashMap::new();
        let mut surnames: HashMap<String, Vec<String>> = HashMap::new();
        for label in &labels {
            let key = label.key();
            let surname = key.rsplit(' ').next().unwrap_or_default().to_owned();
            let keys = surnames.entry(surname).or_default();
            if !keys.contains(&key) {
                keys.push(key.clone());
            }
            *counts.entry(key).or_default() += 1;
        }
        let title = fold(article.title.as_deref().unwrap_or_default());
        let holds_alone = |label: &SpeakerLabel| {
            let key = label.key();
            let again = counts[&key] > 1;
            let surname = key.rsplit(' ').next().unwrap_or_default();
            let shared = surnames.get(surname).is_some_and(|keys| keys.len() > 1);
            let named = || {
                let words = key.split(' ').count();
                let first = key.split(' ').next().unwrap_or_default();
                let known = look_up(first).kinds.intersects(Kinds::MALE_NAME | Kinds::FEMALE_NAME);
                (2..=4).contains(&words) && (known || title.contains(key.as_str()))
            };
            !label.is_line()
                && match label.style {
                    Style::Question => again,
                    Style::LooseQuestion => false,
                    _ if label.is_nobody() => again,
                    Style::Capitals | Style::Stop => {
                        again || label.has_title() || shared || named()
                    }
                    Style::Name => {
                        label.has_title() || shared || named() || again && may_be_name(&key)
                    }
                    Style::Alone => again,
                }
        };
        let seeds: Vec<&&SpeakerLabel> = labels.iter().filter(|label| holds_alone(label)).collect();
        let mut keys: HashSet<String> = seeds.iter().map(|label| label.key()).collect();
        // One speaker, one label: `THE PRESIDENT:` at the head of all that follows.
        let is_speech = || {
            let [only] = &seeds[..] else { return false };
            let at = segments.partition_point(|segment| segment.range.end <= only.range.start);
            let is_strong = matches!(only.style, Style::Capitals | Style::Stop);
            is_strong && only.has_title() && at < HEAD && segments.len() > at + 2
        };
        if seeds.len() < 2 && !is_speech() {
            return None;
        }
        // What looks like those that hold is one of them.
        let styles: Vec<Style> = seeds.iter().map(|label| label.style).collect();
        let bold = seeds.iter().all(|label| label.bold);
        for label in &labels {
            let like = styles.contains(&label.style)
                || label.style == Style::Question
                || bold && label.bold
                || label.is_nobody() && label.style != Style::Alone;
            let alike = like && (!bold || label.bold) && !label.is_line();
            let is_name = match label.style {
                Style::Name => {
                    label.is_nobody() || (2..=5).contains(&label.name.split(' ').count())
                }
                Style::Alone => false,
                _ => true,
            };
            if alike && is_name {
                keys.insert(label.key());
            }
        }
        let loose_questions =
            keys.len() > 1 || labels.iter().filter(|l| l.style == Style::LooseQuestion).count() > 1;
        Some(Self { keys, loose_questions })
    }
}

/// Whether a single word or a phrase that leads several lines can be a name: no table knows it.
fn may_be_name(key: &str) -> bool {
    let common = Kinds::VERB
        | Kinds::PREPOSITION
        | Kinds::DETERMINER
        | Kinds::DAY
        | Kinds::ADVERB
        | Kinds::OPENER;
    key.split(' ').all(|word| !look_up(word).kinds.intersects(common))
        && key.chars().any(char::is_alphabetic)
}

/// Whether most of what stands behind labels is speech: a few words or a sentence's end, and no
/// quotations, which have marks of their own. `Anna Weber: 1,204` is a line of a table, `Anna Weber:
/// Weber wants lower taxes` one of a list of people.
fn are_speech(segments: &[TurnSegment], text: &str) -> bool {
    let labelled = segments.iter().filter_map(|segment| Some((segment, segment.label.as_ref()?)));
    let (mut all, mut speech) = (0, 0);
    for (segment, label) in labelled {
        let words = text[label.words.min(segment.range.end)..segment.range.end].trim();
        let ends = words.trim_end_matches(|c: char| !c.is_alphanumeric());
        let is_ended = words.len() > ends.len();
        let is_quoted = words.starts_with(['"', '“', '«']);
        let has_words = words.chars().any(char::is_lowercase);
        let is_long = words.split_whitespace().nth(3).is_some();
        let key = label.key();
        let name = key.rsplit(' ').next().unwrap_or_default();
        let is_of_itself = name.len() > 2 && fold(words).split(' ').any(|word| word == name);
        let tells = has_words && (is_ended || is_long) && !is_quoted && !is_of_itself;
        all += 1;
        speech += usize::from(words.is_empty() || tells);
    }
    speech * 2 > all
}

/// Whether what begins with a label is a transcript to its end. Lines of one that an article cites
/// stand among more prose.
fn is_whole(segments: &[TurnSegment], text: &str) -> bool {
    let labels: Vec<&SpeakerLabel> = segments.iter().filter_map(|s| s.label.as_ref()).collect();
    let is_strong = |label: &&&SpeakerLabel| {
        matches!(label.style, Style::Question | Style::Stop)
            || label.style == Style::Capitals && (label.has_title() || label.is_nobody())
    };
    let strong = labels.iter().filter(is_strong).count();
    let bytes = |segment: &TurnSegment| segment.range.len();
    let all: usize = segments.iter().map(bytes).sum();
    let labelled: usize = segments.iter().filter(|s| s.label.is_some()).map(bytes).sum();
    // A reporter's sentences have other people's words in marks, a verb of saying beside them.
    let reported = segments.iter().filter(|segment| {
        let words = &text[segment.range.clone()];
        segment.label.is_none()
            && words.contains(['"', '“'])
            && [" said", " told ", " added"].iter().any(|said| words.contains(said))
    });
    let prose = reported.count();
    prose * 8 <= segments.len().max(8)
        && (strong * 2 >= labels.len() || labelled * 3 >= all || labels.len() * 6 >= segments.len())
}

/// The words of a passage: without stage directions at its ends; `None` where nothing is left.
fn spoken(text: &str, range: Range<usize>) -> Option<Range<usize>> {
    let mut span = trimmed(text, range);
    if is_stage(&text[span.clone()]) {
        return None;
    }
    loop {
        let words = &text[span.clone()];
        let stage = |inside: &str| is_direction(inside);
        if words.starts_with(['(', '['])
            && let Some(close) = words.find([')', ']'])
            && stage(&words[1..close])
        {
            span = trimmed(text, span.start + close + 1..span.end);
        } else if words.ends_with([')', ']'])
            && let Some(open) = words.rfind(['(', '['])
            && stage(&words[open + 1..words.len() - 1])
        {
            span = trimmed(text, span.start..span.start + open);
        } else {
            break;
        }
    }
    let words = &text[span.clone()];
    (words.chars().any(char::is_alphanumeric)).then_some(span)
}

/// Whether a paragraph is nobody's: `(Applause.)`, `1:18 P.M. EDT`, `* * *`, a heading, a note in
/// italics.
fn is_stage(paragraph: &str) -> bool {
    let paragraph = paragraph.trim().trim_matches('\\');
    if paragraph.len() > STAGE {
        return false;
    }
    let is_bracketed = |open: char, close: char| {
        paragraph.starts_with(open)
            && paragraph.trim_end_matches('.').ends_with(close)
            && paragraph.matches(open).count() == 1
    };
    let is_italic = paragraph.len() > 2
        && paragraph.starts_with('*')
        && paragraph.ends_with('*')
        && !paragraph.starts_with("**");
    let is_rule = !paragraph.chars().any(char::is_alphanumeric);
    is_bracketed('(', ')')
        || is_bracketed('[', ']')
        || is_italic
        || is_rule
        || is_time(paragraph)
        || paragraph.starts_with('#')
}

/// Whether words in brackets are a stage direction and not the speaker's.
pub(crate) fn is_direction(inside: &str) -> bool {
    let inside = fold(inside.trim_matches(|c: char| !c.is_alphanumeric()));
    let mut ends = inside.match_indices(' ').map(|(at, _)| at).take(3).chain([inside.len()]);
    ends.any(|end| STAGES.has(inside[..end].trim_end_matches(|c: char| !c.is_alphanumeric())))
}

/// Whether a line is a time of day: `1:18 P.M. EDT`.
fn is_time(line: &str) -> bool {
    let digits = line.trim_start_matches(|c: char| c.is_ascii_digit());
    let is_clock = digits.len() < line.len()
        && digits
            .strip_prefix([':', '.'])
            .is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    line.len() <= 40 && is_clock && line.split_whitespace().count() <= 5
}

/// Whether a line ends the transcript: `END`, `###`.
fn is_end(line: &str) -> bool {
    let first = line.trim_matches(|c: char| !c.is_alphanumeric()).split_whitespace().next();
    line.len() <= 60
        && (first == Some("END")
            || fold(line.trim_matches(|c: char| !c.is_alphanumeric())) == "end of transcript"
            || line.trim().starts_with("###")
            || line.trim() == "# # #")
}

/// Where it was spoken, of the short lines above the first turn.
fn place(article: &SourceArticle, above: &[TurnSegment]) -> Option<String> {
    let title = fold(article.title.as_deref().unwrap_or_default());
    let lines = above.iter().flat_map(|segment| article.text[segment.range.clone()].lines());
    let is_place = |line: &&str| {
        let words = line.split_whitespace();
        line.len() <= 90
            && !line.ends_with(['.', ':', '!', '?', ')'])
            && !line.bytes().any(|b| b.is_ascii_digit())
            && line.starts_with(char::is_uppercase)
            && fold(line) != title
            && !line.contains("EDT")
            && words.clone().any(|word| word.starts_with(char::is_uppercase))
            && words.filter(|word| word.starts_with(char::is_lowercase)).count() <= 3
    };
    let places: Vec<&str> = lines.map(str::trim).filter(is_place).take(3).collect();
    (!places.is_empty() && above.len() <= HEAD).then(|| places.join(", "))
}
