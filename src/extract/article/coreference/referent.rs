//! Whom a phrase means: by its name, or by the name beside it.

use std::ops::Range;

use super::matching::last_name;
use super::mentions::{apposed_name, is_person_noun};
use super::{Coreference, EntityMention};
use crate::dataset::SpeakerKind;
use crate::extract::language::{Kinds, Tag, TaggedSentence, TokenRange, WordList, country};
use crate::text::fold;

static MEDIUM: WordList = WordList::new("medium");

/// What a mention of a speaker is resolved to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Referent {
    /// The mention names them.
    Named(usize),
    /// A pronoun stands for them.
    Pronoun(usize),
    /// A description does: `the minister`.
    Described(usize),
    /// It is the name of several people, and nothing tells which: the name's first byte, for
    /// [`Coreference::candidates`].
    Open(usize),
    /// It names several who say it, for [`Coreference::together`].
    Together,
    /// It names nobody.
    Nobody,
}

impl Coreference {
    /// The entity that the phrase of a mention means.
    pub(crate) fn referent(
        &self,
        sentence: &TaggedSentence<'_>,
        sentence_index: usize,
        phrase: TokenRange,
    ) -> Referent {
        let span = sentence.span(phrase);
        if let Some(entity) = self.pronouns.get(&span.start).filter(|_| phrase.first == phrase.last)
        {
            return match self.entities[*entity].unnamed {
                true => Referent::Nobody,
                false => Referent::Pronoun(*entity),
            };
        }
        // `Reed and Orr left. “We go,” he said.`
        let pronoun = phrase.first == phrase.last && sentence.tags[phrase.first] == Tag::Subject;
        if pronoun && self.candidates.contains_key(&span.start) {
            return Referent::Open(span.start);
        }
        // `voters and President Weber believe`: she is not alone.
        if self.they.contains_key(&span.start) || self.is_second(sentence, phrase) {
            return Referent::Together;
        }
        // The other one stands before the phrase: `he and Weber agreed`.
        let joint = self.joint(sentence, phrase);
        if joint.is_some_and(|whole| whole.first < phrase.first) {
            return Referent::Together;
        }
        let mut here =
            self.mentions_from(span.start).take_while(|mention| mention.range.start == span.start);
        if let Some(mention) = here.find(|mention| mention.range == span) {
            // `A spokesman for the firm, Tom Reed, said`
            if self.entities[mention.entity].unnamed
                && let Some(entity) = self.apposed(sentence, phrase)
            {
                return Referent::Named(entity);
            }
            let known = mention.nameless && !self.entities[mention.entity].unnamed;
            return match known {
                true => Referent::Described(mention.entity),
                false => self.named(mention.entity, span.start),
            };
        }
        if joint.is_some() {
            return Referent::Together;
        }
        if let Some(head) = head_of_group(sentence, phrase) {
            return self.referent(sentence, sentence_index, head);
        }
        // `Weber's aide, Tom Reed,`, `Vice Minister of Finance, Tom Reed,`: the name beside.
        let nameless = sentence.tags[phrase.last] == Tag::Noun || self.named_in(&span).is_empty();
        let beside = (nameless && sentence.tag_at(phrase.last + 1) == Some(Tag::Comma))
            .then(|| phrase.last + 2)
            .filter(|at| sentence.tag_at(*at) == Some(Tag::Name));
        // `According to the complaint, Weber's fund paid`: another phrase.
        let beside = beside.filter(|at| {
            let name = sentence.phrase_from(*at);
            name.is_some_and(|name| {
                let next = sentence.tag_at(name.last + 1);
                let ends =
                    !matches!(next, Some(Tag::Noun)) && !sentence.tokens[name.last].possessive;
                let led = phrase.first > 0 && sentence.is(phrase.first - 1, "to");
                ends && !(led && next != Some(Tag::Comma))
            })
        });
        // `The news agency, Novapress, said`
        let body = sentence.tokens[phrase.last].any(Kinds::ORGANISATION);
        let kind = if body { SpeakerKind::Organisation } else { SpeakerKind::Person };
        if let Some(at) = beside
            && let Some(entity) = self.named_at(sentence.tokens[at].range.start)
            && self.entities[entity].kind == kind
        {
            return Referent::Named(entity);
        }
        // `the younger Mr. Reed`: another one than the name alone means.
        if sentence.is_any(phrase.first + 1, &["elder", "older", "younger"]) {
            return Referent::Nobody;
        }
        // `Sen. Anna Weber of Vermont`: the person, not where they are from.
        let of = (phrase.first + 1..phrase.last).find(|at| {
            sentence.tags[*at] == Tag::Preposition
                && sentence.tags[*at - 1] == Tag::Name
                && !sentence.tokens[*at].any(Kinds::NAME_PART)
        });
        // `a sign in Springfield`: no place says what stands in it.
        let lies_in = |at: usize| {
            sentence.is_any(at, &["at", "in", "near", "outside"])
                && sentence.tags[at - 1] == Tag::Noun
                && (sentence.tag_at(at + 1) == Some(Tag::Name)
                    || sentence.is_any(at + 1, &["a", "an"]))
        };
        if (phrase.first + 1..phrase.last).any(lies_in) {
            return Referent::Nobody;
        }
        let last =
            of.filter(|of| self.is_person_at(sentence, *of - 1)).map_or(phrase.last, |of| of - 1);
        // `Anna Weber MP`
        let seat = sentence.tokens[last].any(Kinds::TITLE)
            && sentence.tags[last] == Tag::Name
            && last > phrase.first
            && self.mention_over(&sentence.tokens[last].range).is_none();
        let last = last - usize::from(seat);
        // `Tom Reed, lawyer for Anna Weber, who said`: no words of hers.
        let serves = (phrase.first + 1..phrase.last).find(|at| {
            sentence.is_any(*at, &["for", "to"])
                && sentence.tags[at - 1] == Tag::Noun
                && is_person_noun(sentence, at - 1)
        });
        if let Some(serves) = serves.filter(|_| sentence.tags[phrase.last] == Tag::Name) {
            let comma = phrase.first.checked_sub(1).filter(|at| sentence.tags[*at] == Tag::Comma);
            let name = comma.and_then(|comma| comma.checked_sub(1));
            let range = |at: usize| &sentence.tokens[at].range;
            let named = name.and_then(|at| self.mention_over(range(at)));
            let head = TokenRange { first: phrase.first, last: serves - 1 };
            let described = || self.described(sentence, sentence_index, head);
            return match named {
                Some(entity) => Referent::Named(entity),
                None => described().map_or(Referent::Nobody, Referent::Described),
            };
        }
        if sentence.tags[last] == Tag::Name
            && let Some(entity) = self.mention_over(&sentence.tokens[last].range)
        {
            return self.named(entity, sentence.tokens[last].range.start);
        }
        // `Weber's statement said`: her words.
        let owner = (phrase.first..phrase.last).find(|at| sentence.owns(*at));
        if let Some(owner) = owner.filter(|_| MEDIUM.has(sentence.word(phrase.last))) {
            let owner = TokenRange { first: phrase.first, last: owner };
            return self.referent(sentence, sentence_index, owner);
        }
        if let Some(entity) =
            self.apposed(sentence, phrase).or_else(|| self.seated(sentence, phrase))
        {
            return Referent::Named(entity);
        }
        self.described(sentence, sentence_index, phrase)
            .filter(|entity| !self.entities[*entity].unnamed)
            .map_or(Referent::Nobody, Referent::Described)
    }

    /// Several who speak together: `Anna Weber and Tom Reed`, `Russia and the United States`. The
    /// phrase is that of the subject, or its last part.
    fn joint(&self, sentence: &TaggedSentence<'_>, phrase: TokenRange) -> Option<TokenRange> {
        let at = |token: usize| {
            let mention = self.mention_over(&sentence.tokens[token].range)?;
            Some((mention, self.entities[mention].kind))
        };
        let joined = |and: &usize| sentence.is(*and, "and") && !sentence.tokens[and - 1].possessive;
        let inside = (phrase.first + 1..phrase.last).find(joined);
        // A second article begins a phrase of its own.
        let before = phrase.first.checked_sub(1).filter(|at| *at > 0 && joined(at));
        // `he and Weber agreed`: a pronoun is a phrase of its own, too.
        let body = before.filter(|and| {
            let pronoun = sentence.tags[and - 1] == Tag::Subject;
            pronoun || at(and - 1).is_some_and(|(_, kind)| kind != SpeakerKind::Person)
        });
        // `Weber and her counterpart, Tom Reed, said`
        let end = apposed_name(sentence, phrase).unwrap_or(phrase).last;
        let own = || {
            before.filter(|and| {
                let described = sentence.is_any(phrase.first, &["her", "his", "the"])
                    && sentence.tags[phrase.first..=phrase.last].contains(&Tag::Noun)
                    && sentence.tags[and - 1] == Tag::Name;
                described && begins_clause(sentence, sentence.phrase_ending(and - 1).first)
            })
        };
        let and = inside.or(body).or_else(own)?;
        let ((first, kind), (last, other)) = (at(and - 1)?, at(end)?);
        let from = sentence.phrase_ending(and - 1).first.min(phrase.first);
        let led = from > 0 && sentence.tags[from - 1] == Tag::Preposition;
        (first != last && kind == other && !(led && inside.is_none()))
            .then_some(TokenRange { first: from, last: end })
    }

    /// Whether a name ends a subject that begins with people who have none: `voters and President
    /// Weber`.
    fn is_second(&self, sentence: &TaggedSentence<'_>, phrase: TokenRange) -> bool {
        let and = phrase.first.checked_sub(1).filter(|at| *at > 0 && sentence.is(*at, "and"));
        let Some(and) = and.filter(|_| sentence.tags[phrase.last] == Tag::Name) else {
            return false;
        };
        let other = sentence.phrase_ending(and - 1);
        let several = sentence.is_nominal(and - 1) && sentence.word(and - 1).ends_with('s');
        let begins = begins_clause(sentence, other.first);
        let subject = sentence.verbs.iter().any(|verb| verb.subject == Some(phrase));
        several && begins && subject && !sentence.tokens[and - 1].possessive
    }

    /// Those who speak together in a phrase, each once.
    pub(crate) fn together(&self, sentence: &TaggedSentence<'_>, phrase: TokenRange) -> Vec<usize> {
        if let Some(they) = self.they.get(&sentence.span(phrase).start) {
            return they.clone();
        }
        let Some(phrase) = self.joint(sentence, phrase) else {
            let last = self.mention_over(&sentence.tokens[phrase.last].range);
            return last.filter(|_| self.is_second(sentence, phrase)).into_iter().collect();
        };
        let owns = |range: &Range<usize>| {
            let after = &sentence.text[range.end..];
            after.starts_with("'s") || after.starts_with("’s")
        };
        let span = sentence.span(phrase);
        let named = self.mentions_in(&span).filter(|(_, range)| !owns(range));
        let pronoun = self.pronouns.get(&span.start).copied();
        let mut all: Vec<usize> =
            pronoun.into_iter().chain(named.map(|(entity, _)| entity)).collect();
        // `Mayor Weber of Salem and Tom Reed`: no town speaks with them.
        let person = |at: &usize| self.entities[*at].kind == SpeakerKind::Person;
        if all.iter().any(person) {
            all.retain(person);
        }
        all.dedup();
        all
    }

    /// What a name at a byte is resolved to.
    fn named(&self, entity: usize, byte: usize) -> Referent {
        match self.candidates.contains_key(&byte) {
            true => Referent::Open(byte),
            false if self.entities[entity].unnamed => Referent::Nobody,
            false => Referent::Named(entity),
        }
    }

    fn is_person_at(&self, sentence: &TaggedSentence<'_>, token: usize) -> bool {
        let entity = self.mention_over(&sentence.tokens[token].range);
        entity.is_some_and(|at| self.entities[at].kind == SpeakerKind::Person)
    }

    /// The mentions from a byte on.
    fn mentions_from(&self, byte: usize) -> impl Iterator<Item = &EntityMention> {
        let from = self.mentions.partition_point(|mention| mention.range.start < byte);
        self.mentions[from..].iter()
    }

    pub(crate) fn named_in(&self, span: &Range<usize>) -> Vec<usize> {
        self.mentions_in(span).map(|(entity, _)| entity).collect()
    }

    /// Whom a span names, and where.
    pub(crate) fn mentions_in(
        &self,
        span: &Range<usize>,
    ) -> impl Iterator<Item = (usize, &Range<usize>)> {
        self.mentions_from(span.start)
            .take_while(|mention| mention.range.end <= span.end)
            .filter(|mention| !mention.nameless)
            .map(|mention| (mention.entity, &mention.range))
    }

    /// The one entity that a word alone means: a country, or a person by the last name.
    pub(crate) fn by_word(&self, word: &str) -> Option<usize> {
        let folded = fold(country(word).map_or(word, |(name, _)| name));
        let mut known = self.called(&[&folded], |entity| {
            entity.folded == folded
                || entity.kind == SpeakerKind::Person && last_name(&entity.folded) == folded
        });
        let first = known.next()?;
        known.all(|other| other == first).then_some(first)
    }

    /// The first entity named at a byte.
    fn named_at(&self, byte: usize) -> Option<usize> {
        let mut here = self.mentions_from(byte).take_while(|mention| mention.range.start == byte);
        here.find(|mention| !mention.nameless).map(|mention| mention.entity)
    }

    /// The entity whose mention covers the beginning of a word, the widest where one lies in
    /// another: a body's phrase holds a few names at most.
    pub(crate) fn mention_over(&self, word: &Range<usize>) -> Option<usize> {
        /// Names in one phrase.
        const NESTED: usize = 16;
        let to = self.mentions.partition_point(|mention| mention.range.start <= word.start);
        let mut near = self.mentions[to.saturating_sub(NESTED)..to].iter();
        near.find(|mention| mention.range.end > word.start).map(|mention| mention.entity)
    }

    /// The person in the apposition of a description: `The leader of the party, Anna Weber,`.
    fn apposed(&self, sentence: &TaggedSentence<'_>, phrase: TokenRange) -> Option<usize> {
        let person = |token: usize| {
            let entity = self.mention_over(&sentence.tokens[token].range)?;
            (self.entities[entity].kind == SpeakerKind::Person).then_some(entity)
        };
        let comma = |at: usize| sentence.tag_at(at) == Some(Tag::Comma);
        let end = (phrase.last + 1..sentence.tags.len()).take(12).find(|at| comma(*at))?;
        // `A man accused in the case, Tom Reed, said`
        let participle = |at: usize| {
            at == phrase.last + 1
                && sentence.tags[at] == Tag::Verb
                && sentence.tokens[at].any(Kinds::PARTICIPLE)
        };
        let inside = (phrase.last + 1..end).all(|at| {
            participle(at)
                || matches!(sentence.tags[at], Tag::Preposition | Tag::Determiner | Tag::To)
                || sentence.is_nominal(at)
                || sentence.is(at, "and")
        });
        let name = (end + 1 < sentence.tags.len()).then(|| sentence.phrase_from(end + 1))??;
        let next = sentence.tag_at(name.last + 1);
        let ended = matches!(next, None | Some(Tag::Comma | Tag::Quote | Tag::Stop));
        let named = sentence.tags[name.last] == Tag::Name && ended;
        person(name.last).filter(|_| inside && named && name.first == end + 1)
    }

    /// The person behind an office and its seat: `MP for Northport Tom Reed`, `the envoy for the
    /// region Anna Weber`.
    fn seated(&self, sentence: &TaggedSentence<'_>, phrase: TokenRange) -> Option<usize> {
        /// Words of a seat.
        const LONG: usize = 14;
        let titled = sentence.tokens[phrase.last].any(Kinds::TITLE);
        let of = phrase.last + 1;
        let parted = sentence.tag_at(of) == Some(Tag::Preposition);
        let seat = |at: &usize| {
            use Tag::{Conjunction, Determiner, Name, Noun, Preposition};
            matches!(
                sentence.tag_at(*at),
                Some(Conjunction | Determiner | Name | Noun | Preposition)
            )
        };
        let begins = |at: &usize| {
            let first = sentence.tokens[*at].any(Kinds::FIRST_NAME);
            let name = |at: usize| sentence.tag_at(at) == Some(Tag::Name);
            name(*at) && name(at + 1) && (first || sentence.tags[at - 1] == Tag::Noun)
        };
        let first = (of + 1..of + LONG).take_while(seat).skip(1).find(begins)?;
        self.named_at(sentence.tokens[first].range.start).filter(|_| titled && parted)
    }

    /// Whether a name in a span is one that others in sight bear, so that it was weighed who is meant.
    pub(crate) fn is_shared(&self, span: &Range<usize>) -> bool {
        self.shared.range(span.clone()).next().is_some()
    }

    /// Those whom the name at a byte can mean.
    pub(crate) fn candidates(&self, byte: usize) -> &[usize] {
        self.candidates.get(&byte).map_or(&[], Vec::as_slice)
    }
}

/// Whether a clause begins with the token at `at`.
fn begins_clause(sentence: &TaggedSentence<'_>, at: usize) -> bool {
    at.checked_sub(1).is_none_or(|at| {
        use Tag::{Conjunction, Dash, Quote, Subordinator, That};
        matches!(sentence.tags[at], That | Conjunction | Subordinator | Quote | Dash)
    })
}

/// Who stands before his own people in a pair: `Weber and her allies`.
fn head_of_group(sentence: &TaggedSentence<'_>, phrase: TokenRange) -> Option<TokenRange> {
    let and = phrase.first.checked_sub(1).filter(|at| *at > 0 && sentence.is(*at, "and"))?;
    let people = sentence.tokens[phrase.last].any(Kinds::ORGANISATION)
        || sentence.word(phrase.last).ends_with('s');
    let own = sentence.is_any(phrase.first, &["her", "his"]) && people;
    (own && sentence.tags[and - 1] == Tag::Name).then(|| sentence.phrase_ending(and - 1))
}
