//! Meetings that somebody will tell of.

use super::words::MeetingWord;
use crate::extract::language::{Kinds, Tag, TaggedSentence, WordList};

static TELLING: WordList = WordList::new("meeting-telling");

/// Whether a meeting that somebody will tell of was: `is to give details of his May 3 meeting`.
pub(super) fn is_told_of(sentence: &TaggedSentence<'_>, word: MeetingWord) -> bool {
    let first = word.phrase(sentence).first;
    let theirs = sentence.is_any(first, &["her", "his", "its", "their"]);
    let Some(at) = first.checked_sub(1).filter(|_| theirs && !word.verb) else { return false };
    let telling = |at: usize| {
        let verb = sentence.tokens[at].any(Kinds::SPEECH) && sentence.tags[at] == Tag::Verb;
        verb || TELLING.has(sentence.word(at))
    };
    sentence.is_any(at, &["about", "of", "on"]) && (at.saturating_sub(8)..at).any(telling)
}
