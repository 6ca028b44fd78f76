//! The speaker whom the clause names that the quoted words are a part of: `Weber said it was “late”`,
//! `Weber's claim that it was “late”`.

use std::ops::Range;

use super::Attribution;
use super::same_sentence::QuoteSentence;
use crate::extract::article::rule::Rule;
use crate::extract::language::{Kinds, Tag, TokenRange, Verb, VerbForm, WordList};

static NOUNS: WordList = WordList::new("speech-noun");

impl QuoteSentence<'_, '_> {
    /// Whoever the clause that the words stand in tells of as saying them.
    pub(super) fn before(&self) -> Option<Attribution> {
        let sentence = self.sentence;
        if let Some(attribution) = self.noun().or_else(|| self.owned()).or_else(|| self.claimed()) {
            return Some(attribution);
        }
        let mut weaker: Option<&Verb> = None;
        let parallel = self.parallel_clause();
        // Whether another clause has begun between a verb and the quotation.
        let mut clause = false;
        for verb in sentence.verbs.iter().rev().filter(|verb| verb.main < self.at) {
            if parallel.as_ref().is_some_and(|clause| clause.contains(&verb.main)) {
                continue;
            }
            let token = sentence.main(verb);
            let comma = sentence.tags[verb.main..self.at].contains(&Tag::Comma);
            if verb.relative && comma && sentence.tags[self.at - 1] != Tag::Comma {
                continue;
            }
            // `said the talks described by Reed “are a joke”`: nobody's words by that verb.
            let agent = verb.form == VerbForm::Finite && sentence.is(verb.main + 1, "by");
            if agent && verb.first == verb.main && token.any(Kinds::PARTICIPLE) {
                continue;
            }
            if verb.form == VerbForm::Passive {
                if let Some(attribution) = self.passive(verb) {
                    return Some(attribution);
                }
                clause = true;
                continue;
            }
            // `Weber said that, …, it welcomed “…”`: Weber's words, not the house's.
            let it = verb.subject.is_some_and(|subject| sentence.is(subject.first, "it"));
            let object = token.any(Kinds::OBJECT) && !sentence.is_embedded(verb) && !it;
            let names = (token.any(Kinds::NAMING) || object)
                && !clause
                && verb.form != VerbForm::Infinitive;
            if (token.any(Kinds::SPEECH) || names) && verb.subject.is_some() {
                return Some(self.attribution(verb.subject?, Some(verb.main), Rule::Before));
            }
            if token.any(Kinds::CUE) && weaker.is_none() {
                weaker = Some(verb);
            }
            clause |= verb.is_finite();
        }
        if let Some(attribution) = self.tail() {
            return Some(attribution);
        }
        let verb = weaker?;
        Some(self.attribution(verb.subject?, Some(verb.main), Rule::Before))
    }

    /// `said that Reed had told them and that it was “late”`: the clause beside the one that the words
    /// stand in, whose verbs tell nothing of them.
    fn parallel_clause(&self) -> Option<Range<usize>> {
        let tags = &self.sentence.tags;
        let that = tags[..self.at].iter().rposition(|tag| *tag == Tag::That)?;
        let joined = that.checked_sub(1).filter(|at| tags[*at] == Tag::Conjunction)?;
        let first = tags[..joined].iter().rposition(|tag| *tag == Tag::That)?;
        Some(first..joined)
    }

    /// `was called “…” by Anna Weber`
    fn passive(&self, verb: &Verb) -> Option<Attribution> {
        let sentence = self.sentence;
        if !sentence.tokens[verb.main].any(Kinds::CUE) {
            return None;
        }
        let by = (verb.main + 1..sentence.tags.len()).take(12).find(|at| sentence.is(*at, "by"))?;
        let phrase = sentence.phrase_from(by + 1)?;
        Some(self.attribution(phrase, Some(verb.main), Rule::Before))
    }

    /// `Weber's claim that “…”`, `his call for “…”`: a noun of saying with its owner.
    fn noun(&self) -> Option<Attribution> {
        let sentence = self.sentence;
        for at in (self.at.saturating_sub(4)..self.at).rev() {
            if matches!(sentence.tags[at], Tag::Verb | Tag::Be | Tag::Have | Tag::Modal) {
                return None;
            }
            if sentence.tags[at] != Tag::Noun || !NOUNS.has(sentence.word(at)) {
                continue;
            }
            let phrase = sentence.phrase_ending(at);
            // `called Reed's words “…”`: said of them, not in them.
            if phrase.first > 0 && sentence.tokens[phrase.first - 1].any(Kinds::NAMING) {
                return None;
            }
            let owner = (phrase.first..at).rev().find(|at| sentence.owns(*at))?;
            let owner = TokenRange { first: phrase.first, last: owner };
            return Some(self.attribution(owner, Some(at), Rule::Noun));
        }
        None
    }

    /// `Weber's “never again” promise`: the noun of saying stands behind the words.
    fn owned(&self) -> Option<Attribution> {
        let sentence = self.sentence;
        let noun = self.at + 1;
        let last = self.at.checked_sub(1)?;
        let owner = sentence.owns(last);
        let said = sentence.tag_at(noun) == Some(Tag::Noun) && NOUNS.has(sentence.word(noun));
        let owner = (owner && said).then(|| sentence.phrase_ending(last))?;
        Some(self.attribution(owner, Some(noun), Rule::Noun))
    }

    /// `Weber's claim that the plan was “a mess”`: the words stand in the clause of a noun.
    fn claimed(&self) -> Option<Attribution> {
        let sentence = self.sentence;
        let that = (0..self.at).rev().find(|at| sentence.tags[*at] == Tag::That)?;
        let noun = that.checked_sub(1).filter(|at| NOUNS.has(sentence.word(*at)))?;
        let phrase = sentence.phrase_ending(noun);
        let owner = (phrase.first..noun).rev().find(|at| sentence.owns(*at))?;
        let parted = |tag: &Tag| matches!(tag, Tag::Colon | Tag::Comma | Tag::Quote);
        // Somebody else may say it in the same sentence.
        let told = |verb: &Verb| {
            let cue = verb.form == VerbForm::Finite && sentence.main(verb).any(Kinds::CUE);
            cue && verb.main != noun
        };
        let other =
            sentence.tags[that..self.at].iter().any(parted) || sentence.verbs.iter().any(told);
        let owner = TokenRange { first: phrase.first, last: owner };
        (!other).then(|| self.attribution(owner, Some(noun), Rule::Before))
    }
}
