//! Where a meeting is held, from its sentence and from the meeting told of before.

use super::details::place;
use super::words::MeetingWord;
use super::{ArticleMeetings, KINDS};
use crate::extract::language::{Tag, TaggedSentence, Verb, country};

impl ArticleMeetings {
    /// Where a meeting is held: `the Geneva talks`, or what its sentence tells.
    pub(super) fn place(
        &self,
        sentence: &TaggedSentence<'_>,
        token: usize,
        words: &[MeetingWord],
    ) -> Option<String> {
        let before = token.checked_sub(1).map(|at| sentence.word(at));
        let is_topic = |word: &str| country(word).is_some_and(|(name, _)| name == word);
        // A hearing is named for what it is about.
        let named = before.filter(|word| {
            self.places.contains(*word) && !is_topic(word) && !sentence.is(token, "hearing")
        });
        let named = named.map(str::to_owned);
        // `met in Lima in May, and will meet again`, `meets Reed on Monday and Weber in Lima on
        // Tuesday`: a place and a day of each.
        let has_day = |from: usize, upto: usize| {
            let unit = ["afternoon", "evening", "month", "morning", "week", "year"];
            (from..upto).any(|at| sentence.tags[at] == Tag::Day || sentence.is_any(at, &unit))
        };
        let parted = |from: usize, upto: usize| {
            let told = |verb: &Verb| {
                from < verb.main && verb.main < upto && verb.is_finite() && sentence.says(verb)
            };
            (from..upto).any(|at| sentence.is_any(at, &["and", "before", "then"]))
                || sentence.verbs.iter().any(told)
        };
        let other = |at: usize| {
            let between = |other: &MeetingWord| match other.token < token {
                true => other.token < at && at < token && parted(at, token),
                false => token < other.token && other.token < at && parted(token, other.token),
            };
            words.iter().any(|other| {
                let (first, last) = (other.token.min(token), other.token.max(token));
                other.token != token && between(other) && has_day(first, last)
            })
        };
        named.or_else(|| place(sentence, token, other))
    }

    /// `on the sidelines of the summit`: where that is that was spoken of last.
    pub(super) fn place_beside(
        &self,
        sentence: &TaggedSentence<'_>,
        byte: usize,
    ) -> Option<String> {
        let beside = (0..sentence.tokens.len()).any(|at| {
            sentence.is_any(at, &["fringes", "margins", "sidelines"])
                && sentence.is(at + 1, "of")
                && sentence.is(at + 2, "the")
                && (at + 3..at + 6).any(|at| KINDS.get(sentence.word_at(at)).is_some())
        });
        let (_, last) = self.last_mention(byte).filter(|_| beside)?;
        self.all[last].details.place.clone()
    }
}
