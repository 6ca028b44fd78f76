//! Meetings told of in one breath with another.

use super::parties::parties_between;
use super::words::MeetingWord;
use super::{ArticleMeetings, MeetingDetails, When};
use crate::extract::article::coreference::Coreference;
use crate::extract::language::days::{Grain, TimeExpression};
use crate::extract::language::{Tag, TaggedSentence, TokenRange};

impl ArticleMeetings {
    /// Those that were on another day again: `met in Lima in May, and again in Oslo in June`.
    pub(super) fn add_again(
        &mut self,
        sentence: &TaggedSentence<'_>,
        expressions: &[TimeExpression],
        (word, when): (MeetingWord, When),
        like: usize,
    ) {
        for expression in expressions {
            let at = sentence.tokens.partition_point(|t| t.range.end <= expression.at.start);
            let joined = (word.token + 1..at)
                .find(|at| sentence.is(*at, "and") && sentence.is(at + 1, "again"));
            let Some(first) = joined.map(|and| and + 2) else { continue };
            let plain = |tag: &Tag| {
                matches!(tag, Tag::Preposition | Tag::Name | Tag::Determiner | Tag::Comma)
            };
            let Some(other) = When::told(expression) else { continue };
            if other == when || at < first || !sentence.tags[first..at].iter().all(plain) {
                continue;
            }
            let place = (first..at).find(|at| sentence.tags[*at] == Tag::Name).map(|first| {
                let last = (first..at).take_while(|at| sentence.tags[*at] == Tag::Name).last();
                sentence.words(TokenRange { first, last: last.unwrap_or(first) })
            });
            let known = &self.all[like];
            let planned = known.planned;
            let details = MeetingDetails {
                title: place
                    .as_ref()
                    .map_or(word.title.to_owned(), |place| format!("{} in {place}", word.title)),
                place,
                participants: known.details.participants.clone(),
                beside: false,
            };
            let meeting = self.mention(sentence.tokens[at].range.start, Some(other), details);
            self.all[meeting].planned |= planned;
        }
    }

    /// Those told of in one breath with another: `held in Lima in June and in Oslo in August`.
    pub(super) fn add_others(
        &mut self,
        sentence: &TaggedSentence<'_>,
        expressions: &[TimeExpression],
        (word, when): (MeetingWord, When),
        like: usize,
    ) {
        let token_at =
            |byte: usize| sentence.tokens.partition_point(|token| token.range.end <= byte);
        for expression in expressions {
            let at = token_at(expression.at.start);
            let last =
                at.saturating_sub(usize::from(at > 0 && sentence.is_any(at - 1, &["in", "on"])));
            if last < word.token + 3 || sentence.tags[last - 1] != Tag::Name {
                continue;
            }
            let name = sentence.phrase_ending(last - 1);
            let joined = name.first > 1
                && sentence.is(name.first - 1, "in")
                && sentence.is_any(name.first - 2, &["and", "then", ","]);
            // `in Oslo on Tuesday, where he met Weber`: told for itself.
            let end =
                sentence.tokens.partition_point(|token| token.range.start < expression.at.end);
            if (end..end + 2).any(|at| sentence.is(at, "where")) {
                continue;
            }
            let Some(other) = When::told(expression) else { continue };
            if !joined || other == when {
                continue;
            }
            let known = &self.all[like];
            let planned = known.planned;
            let place = sentence.words(name);
            let details = MeetingDetails {
                title: format!("{} in {place}", word.title),
                place: Some(place),
                participants: known.details.participants.clone(),
                beside: false,
            };
            let byte = sentence.tokens[name.first].range.start;
            let meeting = self.mention(byte, Some(other), details);
            self.all[meeting].planned |= planned;
        }
    }

    /// Whom the same people met on the same day in another place.
    pub(super) fn add_elsewhere(
        &mut self,
        sentence: &TaggedSentence<'_>,
        sentence_index: usize,
        coreference: &Coreference,
        (word, like): (MeetingWord, usize),
    ) {
        let Some((people, place)) = second_place(sentence, word) else { return };
        let next = parties_between(sentence, sentence_index, coreference, word, people);
        let known = &mut self.all[like];
        let (when, planned, title) = (known.when, known.planned, word.title.to_owned());
        known.details.participants.retain(|at| !next.contains(at));
        let met = TokenRange { first: word.token + 1, last: people.first - 1 };
        let met = parties_between(sentence, sentence_index, coreference, word, met);
        let same = known.details.participants.iter().filter(|at| !met.contains(at));
        let participants: Vec<usize> = same.copied().chain(next.iter().copied()).collect();
        if next.is_empty() || participants.len() == next.len() {
            return;
        }
        let byte = sentence.tokens[people.first].range.start;
        let place = Some(sentence.words(place));
        let details = MeetingDetails { title, place, participants, beside: false };
        let meeting = self.mention(byte, when, details);
        self.all[meeting].planned |= planned;
    }

    /// Whom the same people meet next: `met Reed on Monday and Weber on Tuesday`.
    pub(super) fn add_next(
        &mut self,
        sentence: &TaggedSentence<'_>,
        sentence_index: usize,
        coreference: &Coreference,
        expressions: &[TimeExpression],
        (word, like): (MeetingWord, usize),
    ) {
        let token_at =
            |byte: usize| sentence.tokens.partition_point(|token| token.range.end <= byte);
        let end_of = |when: &TimeExpression| {
            sentence.tokens.partition_point(|token| token.range.start < when.at.end)
        };
        let between = |first: usize, last: usize| {
            let within = TokenRange { first, last };
            parties_between(sentence, sentence_index, coreference, word, within)
        };
        let mut days = expressions.iter().filter(|when| token_at(when.at.start) > word.token);
        let Some(mut before) = days.next() else { return };
        let met = between(word.token + 1, token_at(before.at.start));
        let known = &self.all[like];
        let planned = known.planned;
        // `Lima, where he met Reed on Monday and Weber on Tuesday`
        let here = known.details.place.clone().filter(|_| {
            !(word.token..sentence.tokens.len())
                .any(|at| sentence.is_any(at, &["at", "in", "near"]))
        });
        let same: Vec<usize> =
            known.details.participants.iter().copied().filter(|at| !met.contains(at)).collect();
        if met.is_empty() || same.is_empty() {
            return;
        }
        for when in days {
            let (first, upto) = (end_of(before), token_at(when.at.start));
            before = when;
            if !is_list_item(sentence, first, upto) || when.grain != Grain::Day {
                return;
            }
            let next = between(first, upto - 1);
            if next.is_empty() {
                return;
            }
            let place = (first..upto)
                .find(|at| sentence.is(*at, "in") && sentence.tag_at(at + 1) == Some(Tag::Name));
            let place = place.map(|at| {
                let last = (at + 1..upto).take_while(|at| sentence.tags[*at] == Tag::Name).last();
                sentence.words(TokenRange { first: at + 1, last: last.unwrap_or(at + 1) })
            });
            let place = place.or_else(|| here.clone());
            let mut participants = same.clone();
            participants.extend(next.into_iter().filter(|at| !same.contains(at)));
            let details =
                MeetingDetails { title: word.title.to_owned(), place, participants, beside: false };
            let byte = sentence.tokens[first].range.start;
            let days = When::Days(when.first, when.last);
            let meeting = self.mention(byte, Some(days), details);
            self.all[meeting].planned |= planned;
        }
    }
}

/// Where and whom the same people met besides: `meetings with Reed in Lima and Weber in Oslo`.
fn second_place(
    sentence: &TaggedSentence<'_>,
    word: MeetingWord,
) -> Option<(TokenRange, TokenRange)> {
    /// How far the second place stands.
    const FAR: usize = 24;
    let in_place = |from: usize| {
        (from..sentence.tokens.len())
            .take(FAR)
            .find(|at| sentence.is(*at, "in") && sentence.tag_at(at + 1) == Some(Tag::Name))
    };
    let end_of = |first: usize| {
        (first..sentence.tokens.len()).take_while(|at| sentence.tags[*at] == Tag::Name).last()
    };
    let with =
        (word.token + 1..sentence.tokens.len()).take(6).find(|at| sentence.is(*at, "with"))?;
    let and = end_of(in_place(with)? + 1)? + 1;
    let second = in_place(and).filter(|_| sentence.is(and, "and"))?;
    let plain = |at: usize| matches!(sentence.tags[at], Tag::Name | Tag::Noun | Tag::Determiner);
    if (with..second).any(|at| sentence.tags[at] == Tag::Relative) {
        return None;
    }
    let from = and + 1 + usize::from(sentence.is(and + 1, "with"));
    let named = from < second && (from..second).all(plain);
    let place = TokenRange { first: second + 1, last: end_of(second + 1)? };
    named.then_some((TokenRange { first: from, last: second - 1 }, place))
}

/// Whether tokens between two days are one more of a list: `and Weber on`, `, then Orr in Lima on`.
fn is_list_item(sentence: &TaggedSentence<'_>, first: usize, upto: usize) -> bool {
    let joined = sentence.tag_at(first) == Some(Tag::Comma) || sentence.is(first, "and");
    let plain = |at: usize| {
        matches!(
            sentence.tags[at],
            Tag::Adverb
                | Tag::Comma
                | Tag::Conjunction
                | Tag::Determiner
                | Tag::Name
                | Tag::Noun
                | Tag::Preposition
        ) && !sentence.is_any(at, &["after", "before", "since", "until"])
    };
    joined && upto > first + 1 && (first..upto).all(plain)
}
