//! What was told before of those who meet.

use super::words::MeetingWord;
use crate::extract::article::coreference::Coreference;
use crate::extract::language::{Tag, TaggedSentence, TokenRange};

/// Who was spoken of together before.
#[derive(Debug, Default)]
pub(super) struct Memory {
    /// Who took part in the meeting that was spoken of last, where they are several.
    pub(super) parties: Vec<usize>,
    /// Whether that meeting's day is not told yet.
    pub(super) is_waiting: bool,
    /// The same, where a round of talks can be one more of theirs.
    pub(super) of_talks: Vec<usize>,
    /// With whom a meeting was to be that was called off.
    called_off: Vec<usize>,
    /// What several are called together, and who they are.
    groups: Vec<(String, Vec<usize>)>,
}

impl Memory {
    /// Keeps in mind who met, where they are several.
    pub(super) fn meet(&mut self, word: MeetingWord, present: &[usize]) {
        if present.len() < 2 {
            return;
        }
        self.parties = present.to_vec();
        self.is_waiting = false;
        self.of_talks.clear();
        if matches!(word.title, "Meeting" | "Negotiations" | "Round of talks" | "Talks") {
            self.of_talks = present.to_vec();
        }
    }

    /// Keeps in mind with whom a meeting was to be that was called off.
    pub(super) fn call_off(&mut self, present: Vec<usize>) {
        self.called_off = present;
    }

    /// `was due to meet Reed`, where that was called off.
    pub(super) fn is_called_off(
        &self,
        sentence: &TaggedSentence<'_>,
        word: MeetingWord,
        present: &[usize],
    ) -> bool {
        let shared = present.iter().any(|one| self.called_off.contains(one));
        let was_to = (1..word.token).rev().take(14).any(|at| {
            let past = sentence.is_any(at - 1, &["was", "were"]);
            past && sentence.is_any(at, &["due", "expected", "scheduled", "set", "to"])
        });
        // `announced that Reed would pay a visit`
        let near = word.token.saturating_sub(6)..word.token;
        let visit = word.title == "Visit" && near.into_iter().any(|at| sentence.is(at, "would"));
        shared && (was_to || visit)
    }

    /// Learns who several are: `The two unions – Seamark and the Dockers' League – struck`.
    pub(super) fn learn(&mut self, sentence: &TaggedSentence<'_>, coreference: &Coreference) {
        let dash = |at: usize| sentence.tag_at(at) == Some(Tag::Dash);
        for at in (1..sentence.tokens.len()).filter(|at| dash(*at)) {
            let noun = sentence.word(at - 1);
            let close = (at + 2..sentence.tokens.len()).take(20).find(|at| dash(*at));
            let Some(close) = close.filter(|_| is_several(sentence, at - 1)) else { continue };
            let listed = |at: usize| {
                matches!(
                    sentence.tags[at],
                    Tag::Name | Tag::Noun | Tag::Comma | Tag::Conjunction | Tag::Determiner
                ) || sentence.is_any(at, &["and", "of"])
            };
            let members = sentence.span(TokenRange { first: at + 1, last: close - 1 });
            let mut members = coreference.named_in(&members);
            members.sort_unstable();
            members.dedup();
            if members.len() > 1 && (at + 1..close).all(listed) {
                self.groups.push((noun.to_lowercase(), members));
            }
        }
    }

    /// Who is meant by what several are called near a word of meeting: `officials of the unions`.
    pub(super) fn members(&self, sentence: &TaggedSentence<'_>, word: MeetingWord) -> Vec<usize> {
        /// Words on each side.
        const NEAR: usize = 10;
        let near = word.token.saturating_sub(NEAR)..sentence.tokens.len().min(word.token + NEAR);
        let group = |at: usize| {
            let noun = sentence.word(at).to_lowercase();
            self.groups.iter().rev().find(|(name, _)| *name == noun)
        };
        let called = near.filter(|at| is_several(sentence, *at)).find_map(group);
        called.map(|(_, members)| members.clone()).unwrap_or_default()
    }
}

/// Whether a noun is of several who are known: `the three unions`, `both firms`.
fn is_several(sentence: &TaggedSentence<'_>, at: usize) -> bool {
    let first = sentence.phrase_ending(at).first;
    let led = sentence.is_any(first, &["all", "both", "the", "these"])
        || first > 0 && sentence.is_any(first - 1, &["all", "the"]);
    sentence.tags[at] == Tag::Noun && sentence.word(at).ends_with('s') && led
}
