//! Where a meeting is held, from its sentence and from the meeting told of before.

use super::details::place;
use super::words::MeetingWord;
use super::{ArticleMeetings, KINDS, When, is_call};
use crate::extract::language::{Kinds, Tag, TaggedSentence, Verb, country};

impl ArticleMeetings {
    /// Where a meeting is held: `the Geneva talks`, or what its sentence tells.
    pub(super) fn place(
        &self,
        sentence: &TaggedSentence<'_>,
        token: usize,
        words: &[MeetingWord],
    ) -> Option<String> {
        let here = (token..sentence.tokens.len()).take(12).any(|at| sentence.is(at, "here"));
        if let Some(place) = self.dateline.as_ref().filter(|_| here) {
            return Some(place.clone());
        }
        let before = token.checked_sub(1).map(|at| sentence.word(at));
        let is_topic = |word: &str| country(word).is_some_and(|(name, _)| name == word);
        // A hearing is named for what it is about.
        let named = before.filter(|word| {
            // `the Lima summit of July 2018`
            let day = token + 1 + usize::from(sentence.is_any(token + 1, &["in", "last", "of"]));
            let dated = token > 1
                && (sentence.is_any(token - 2, &["a", "the", "their"])
                    || sentence.tokens[token - 2].possessive)
                && sentence.tags[token - 1] == Tag::Name
                && !sentence.tokens[token - 1].any(Kinds::ORGANISATION | Kinds::FIRST_NAME)
                && sentence.tag_at(day) == Some(Tag::Day);
            (self.places.contains(*word) || dated)
                && !is_topic(word)
                && !sentence.is(token, "hearing")
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
        let goes_on = |from: usize, upto: usize| {
            let then = sentence.verbs.iter().any(|verb| {
                from < verb.main && verb.main < upto && verb.is_finite() && !verb.relative
            });
            then && parted(from, upto)
        };
        let other = |at: usize| {
            // `receives Reed on Monday, then flies to Lima on Tuesday`
            let whom = (token..at).any(|at| sentence.is_any(at, &["who", "whom"]));
            let later = token < at && (whom || has_day(token, at) && goes_on(token, at));
            let between = |other: &MeetingWord| match other.token < token {
                // `met Reed in Lima on Sunday, addressed the council in Oslo on Monday`
                true => {
                    let comma = (at..token)
                        .any(|at| sentence.tags[at] == Tag::Comma && !sentence.is(at + 1, "where"));
                    other.token < at && at < token && (comma || parted(at, token))
                }
                false => token < other.token && other.token < at && parted(token, other.token),
            };
            later
                || words.iter().any(|other| {
                    let (first, last) = (other.token.min(token), other.token.max(token));
                    other.token != token && between(other) && has_day(first, last)
                })
        };
        named.or_else(|| place(sentence, token, other))
    }

    /// Where the meeting was that was spoken of last, if it was of the same day.
    pub(super) fn place_of_last(&self, byte: usize, when: When) -> Option<String> {
        let (_, last) = self.last_mention(byte)?;
        let last = &self.all[last];
        last.details.place.clone().filter(|_| last.when == Some(when))
    }

    /// Whether the news was in another town than the report was sent from: `in Lima on Tuesday`.
    pub(super) fn is_elsewhere(&self, sentence: &TaggedSentence<'_>) -> bool {
        (0..sentence.tokens.len()).filter(|at| sentence.is(*at, "in")).any(|at| {
            let Some(place) = sentence.phrase_from(at + 1) else { return false };
            let next = place.last + 1 + usize::from(sentence.is(place.last + 1, "on"));
            let name = sentence.words(place);
            let here = self.dateline.as_ref().is_some_and(|here| here.eq_ignore_ascii_case(&name));
            sentence.tags[place.first] == Tag::Name
                && sentence.tag_at(next) == Some(Tag::Day)
                && !here
        })
    }

    /// Places those that the news is about, and nowhere else, where the report was sent from.
    pub(super) fn place_at_dateline(&mut self, here: &[usize]) {
        let Some(dateline) = self.dateline.clone() else { return };
        for &at in here {
            let (when, known) = (self.all[at].when, &self.all[at].details);
            let elsewhere = self.all.iter().any(|other| {
                let shared = known.participants.iter().any(|one| {
                    known.participants.len() < 2 || other.details.participants.contains(one)
                });
                let placed = other.details.place.as_ref().is_some_and(|place| *place != dateline);
                other.when == when && placed && (shared || known.participants.is_empty())
            });
            let known = &mut self.all[at].details;
            if known.place.is_some() || elsewhere || is_call(&known.title) {
                continue;
            }
            if KINDS.values().any(|plain| plain == known.title) {
                known.title = format!("{} in {dateline}", known.title);
            }
            known.place = Some(dateline.clone());
        }
    }

    /// `on the sidelines of the summit`: where that is that was spoken of last.
    pub(super) fn place_beside(
        &self,
        sentence: &TaggedSentence<'_>,
        byte: usize,
    ) -> Option<String> {
        let (_, last) = self.last_mention(byte).filter(|_| is_beside(sentence))?;
        self.all[last].details.place.clone()
    }
}

/// Whether people met beside the meeting that was told of before: `on the sidelines of the summit`,
/// `met Reed on the sidelines`.
pub(super) fn is_beside(sentence: &TaggedSentence<'_>) -> bool {
    (0..sentence.tokens.len()).any(|at| {
        let of = sentence.is(at + 1, "of") && sentence.is(at + 2, "the");
        let kind = (at + 3..at + 6).any(|at| KINDS.get(sentence.word_at(at)).is_some());
        let bare = matches!(
            sentence.tag_at(at + 1),
            None | Some(Tag::Comma | Tag::Stop | Tag::Conjunction)
        );
        sentence.is_any(at, &["fringes", "margins", "sidelines"]) && (bare || of && kind)
    })
}

/// Whether a meeting is told of as one more: `She also met the mayor`.
pub(super) fn is_also(sentence: &TaggedSentence<'_>, word: MeetingWord) -> bool {
    let near = word.token.saturating_sub(4)..word.token;
    word.verb && near.into_iter().any(|at| sentence.is_any(at, &["also", "separately"]))
}
