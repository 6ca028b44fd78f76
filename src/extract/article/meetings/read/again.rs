//! Which meeting told of before a word means, and who took part in it.

use super::super::met::is_two;
use super::super::parties::{takes_up, two_named};
use super::super::words::{MeetingWord, NUMBER};
use super::super::{When, is_call};
use super::{MeetingReader, MeetingSentence};
use crate::extract::language::{Tag, TaggedSentence};

impl MeetingReader<'_, '_> {
    /// The meeting told of just before, where more took part in it: `Reed also took part in the
    /// session`.
    pub(super) fn joined(
        &self,
        sentence: &TaggedSentence<'_>,
        word: MeetingWord,
        byte: usize,
    ) -> Option<usize> {
        let first = word.phrase(sentence).first;
        let part = (0..first).any(|at| {
            sentence.is_any(at, &["attended", "joined", "participated"])
                || sentence.is(at, "took") && sentence.is(at + 1, "part")
        });
        let also = (0..first).any(|at| sentence.is(at, "also"));
        let (_, last) = self
            .meetings
            .last_mention(byte)
            .filter(|_| is_the_one(sentence, word) && part && also)?;
        Some(last)
    }

    /// The one meeting of a day that is told of again as that of the day: `the May 3 meeting`.
    pub(super) fn of_same_day(
        &self,
        sentence: &TaggedSentence<'_>,
        word: MeetingWord,
        when: When,
    ) -> Option<usize> {
        let phrase = word.phrase(sentence);
        let mut inside = phrase.first..word.token;
        let definite = sentence.is(phrase.first, "the") && !word.verb;
        let dated = definite && inside.any(|at| sentence.tags[at] == Tag::Day);
        let all = &self.meetings.all;
        let mut same = (0..all.len()).filter(|at| dated && all[*at].when == Some(when));
        let one = same.next().filter(|_| same.next().is_none())?;
        (is_call(word.title) == is_call(&all[one].details.title)).then_some(one)
    }

    /// The one to come that was told of just before with its month alone: `Reed will meet Weber next
    /// week. The meeting will be on Tuesday.`
    pub(super) fn in_month(
        &self,
        sentence: &TaggedSentence<'_>,
        word: MeetingWord,
        when: When,
        byte: usize,
    ) -> Option<usize> {
        let (day, _) = when.days().filter(|_| is_the_one(sentence, word))?;
        let (_, last) = self.meetings.last_mention(byte)?;
        let known = &self.meetings.all[last];
        let within = known.when == Some(When::Month(day.first_of_month()));
        (known.planned && within).then_some(last)
    }

    /// Those who met before and meet again: `The two met in May`.
    pub(super) fn parties_before(&self, at: usize, word: MeetingWord) -> Vec<usize> {
        let sentence = &self.tagged_sentences[at];
        // `The last round of talks`
        let first = word.phrase(sentence).first;
        let one_of =
            !word.verb && sentence.is(first, "the") && NUMBER.has(sentence.word(first + 1));
        let round = one_of && matches!(word.title, "Negotiations" | "Round of talks" | "Talks");
        if round {
            return self.memory.of_talks.clone();
        }
        // `Reed will meet Weber. The meeting will be held on Friday.`
        if is_the_one(sentence, word) && self.memory.is_waiting {
            return self.memory.parties.clone();
        }
        if !word.counted && !takes_up(sentence, word) {
            return Vec::new();
        }
        let before = at.checked_sub(1).map(|at| &self.tagged_sentences[at]);
        let two = before.and_then(|before| two_named(before, self.coreference));
        // `Reed met Weber. Reed said Orr was ill. The two met again in May.`
        let goes_on = |two: &Vec<usize>| !two.iter().any(|one| self.memory.parties.contains(one));
        two.filter(goes_on).unwrap_or_else(|| self.memory.parties.clone())
    }

    /// Whether the subject of a verb of meeting is two that were named before.
    pub(super) fn is_pair(&self, spoken: &MeetingSentence<'_, '_>, word: MeetingWord) -> bool {
        let sentence = spoken.sentence;
        let subject = sentence.verb_at(word.token).and_then(|verb| verb.subject);
        subject.is_some_and(|of| is_two(sentence, of))
    }
}

/// Whether a word is no more than `the meeting`.
fn is_the_one(sentence: &TaggedSentence<'_>, word: MeetingWord) -> bool {
    let first = word.phrase(sentence).first;
    !word.verb && sentence.is(first, "the") && first + 1 == word.token
}
