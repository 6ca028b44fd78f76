//! Transcripts: who spoke when, as a file marks it or as labels in its text show it.
//!
//! Readers of formats that mark speakers (subtitles, parliamentary XML and others) write text and
//! turns together with [`TranscriptWriter`]; in plain text the turns are found by their labels
//! later, see [`crate::extract`].

use std::collections::HashMap;
use std::ops::Range;

use crate::dataset::SpeakerKind;
use crate::extract::language::{WordList, spelt};
use crate::text::fold;

static NOBODY: WordList = WordList::new("label-nobody");
static COURTESY: WordList = WordList::new("label-courtesy");

/// A piece is joined to the next until its sentence ends, up to so many bytes.
const LONGEST: usize = 1000;

/// Who spoke when.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Transcript {
    /// Everyone who speaks, each once.
    pub speakers: Vec<TranscriptSpeaker>,
    /// The turns, in the order of the text.
    pub turns: Vec<Turn>,
    /// Where it was spoken.
    pub place: Option<String>,
}

/// Someone who speaks in a transcript.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TranscriptSpeaker {
    /// The name in its usual spelling; `None` where the label names nobody: `QUESTION`.
    pub name: Option<String>,
    /// Whether it is a person.
    pub kind: SpeakerKind,
    /// The office held.
    pub role: Option<String>,
    /// The party, country or delegation.
    pub side: Option<String>,
    /// Whether the label only says that this is who answers, and the name is taken from the headline.
    pub inferred: bool,
    /// Other forms of the name that the file uses.
    pub aliases: Vec<String>,
}

/// What one speaker says until another begins.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Turn {
    /// An index into [`Transcript::speakers`].
    pub speaker: usize,
    /// Where the text names the speaker, in bytes; empty where it does not.
    pub label: Range<usize>,
    /// The paragraphs spoken.
    pub passages: Vec<Passage>,
}

/// A paragraph of a turn.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Passage {
    /// Bytes of the text, without white space at the ends.
    pub span: Range<usize>,
    /// When it is said in the recording: milliseconds from its beginning.
    pub time: Option<u32>,
}

/// The speaker that a label names; nobody where it only numbers or describes one.
pub(super) fn speaker_of(label: &str) -> TranscriptSpeaker {
    let label = label.trim();
    let folded = fold(label).replace('.', "");
    let bare = folded.trim_end_matches(|c: char| c.is_ascii_digit() || "#_- ".contains(c));
    if bare.is_empty() || NOBODY.has(bare) || bare.starts_with("unidentified ") {
        return TranscriptSpeaker::default();
    }
    // `Mr. REED of Georgia`: in the usual spelling, without the courtesy and the state.
    let named = label.split(" of ").next().unwrap_or(label);
    let words: Vec<&str> = named.split_whitespace().collect();
    let is_courtesy = |word: &str| COURTESY.has(fold(word).trim_end_matches('.'));
    let skipped = usize::from(words.len() > 1 && is_courtesy(words[0]));
    let name = spelt(&words[skipped..].join(" "));
    TranscriptSpeaker { name: Some(name), ..TranscriptSpeaker::default() }
}

/// Writes the text of a transcript and its turns: `Anna Weber: words`, a blank line between
/// paragraphs, white space as single spaces.
#[derive(Debug, Default)]
pub(super) struct TranscriptWriter {
    text: String,
    transcript: Transcript,
    by_key: HashMap<String, usize>,
    /// The label of a turn that has no words yet.
    begun: Option<String>,
    /// The start of a sentence whose end has not come, and its time.
    open: Option<(String, Option<u32>)>,
}

impl TranscriptWriter {
    /// The speaker that the file knows by a key; `describe` is asked when the key is new.
    pub(super) fn speaker(
        &mut self,
        key: &str,
        describe: impl FnOnce() -> TranscriptSpeaker,
    ) -> usize {
        if let Some(speaker) = self.by_key.get(key) {
            return *speaker;
        }
        let speaker = self.transcript.speakers.len();
        self.transcript.speakers.push(describe());
        self.by_key.insert(key.to_owned(), speaker);
        speaker
    }

    /// The place where it was spoken.
    pub(super) fn set_place(&mut self, place: Option<String>) {
        self.transcript.place = place;
    }

    /// Begins a turn. The text shows `label` before its first words; it may be empty.
    pub(super) fn turn(&mut self, speaker: usize, label: &str) {
        self.drop_wordless();
        self.begun = Some(label.to_owned());
        self.transcript.turns.push(Turn { speaker, ..Turn::default() });
    }

    /// The name of a speaker.
    pub(super) fn name(&self, speaker: usize) -> Option<&str> {
        self.transcript.speakers.get(speaker)?.name.as_deref()
    }

    /// The speaker of the turn that was begun last.
    pub(super) fn speaks(&self) -> Option<usize> {
        self.transcript.turns.last().map(|turn| turn.speaker)
    }

    /// A paragraph of the turn that was begun last, or nobody's where none was.
    pub(super) fn words(&mut self, words: &str, time: Option<u32>) {
        if !words.chars().any(char::is_alphanumeric) {
            return;
        }
        self.begin_paragraph();
        let mut label = self.text.len()..self.text.len();
        let begun = self.begun.take();
        if let Some(begun) = &begun {
            label = self.append(begun);
            if !label.is_empty() {
                self.text.push_str(": ");
            }
        }
        let span = self.append(words);
        if let Some(turn) = self.transcript.turns.last_mut() {
            if begun.is_some() {
                turn.label = label;
            }
            turn.passages.push(Passage { span, time });
        }
    }

    /// A piece of what is spoken, which may end within a sentence: it goes on in the next piece.
    /// The time is that of the first. [`Self::end_piece`] ends it in any case.
    pub(super) fn piece(&mut self, words: &str, time: Option<u32>) {
        let (words, time) = match self.open.take() {
            Some((open, time)) => (open + " " + words, time),
            None => (words.to_owned(), time),
        };
        let said = words.trim_end_matches(['"', '”', '’', ')', ']']);
        let is_whole = said.ends_with(['.', '!', '?', '…']) || words.len() > LONGEST;
        self.open = Some((words, time));
        if is_whole {
            self.end_piece();
        }
    }

    /// Ends a sentence that is not whole: another speaks, or nothing more comes.
    pub(super) fn end_piece(&mut self) {
        if let Some((words, time)) = self.open.take() {
            self.words(&words, time);
        }
    }

    /// A paragraph that nobody speaks: a heading, a stage direction. It ends no turn.
    pub(super) fn prose(&mut self, paragraph: &str) {
        if !paragraph.trim().is_empty() {
            self.begin_paragraph();
            self.append(paragraph);
        }
    }

    /// The text and the transcript.
    pub(super) fn finish(mut self) -> (String, Transcript) {
        self.drop_wordless();
        (self.text, self.transcript)
    }

    fn drop_wordless(&mut self) {
        if self.begun.take().is_some() {
            self.transcript.turns.pop();
        }
    }

    fn begin_paragraph(&mut self) {
        if !self.text.is_empty() {
            self.text.push_str("\n\n");
        }
    }

    fn append(&mut self, words: &str) -> Range<usize> {
        let start = self.text.len();
        for word in words.split_whitespace() {
            if self.text.len() > start {
                self.text.push(' ');
            }
            let harmless = |c: char| if c.is_control() { char::REPLACEMENT_CHARACTER } else { c };
            self.text.extend(word.chars().map(harmless));
        }
        start..self.text.len()
    }
}
