//! Who is most present at a place of the text, and so whom a pronoun there means.

use super::mentions::OUTLETS;
use super::{Coreference, Entity, EntityMention, Gender};
use crate::dataset::SpeakerKind;
use crate::extract::language::{Kinds, Tag, TaggedSentence, Verb, VerbForm};

impl Coreference {
    /// Whom the subject `he` or `she` at `at` goes on about: whom the sentence itself is about; who
    /// said the sentence before, for one that reports words; whom the one before was about, where
    /// this one has named nobody else.
    pub(super) fn carried_on(
        &self,
        sentence_index: usize,
        sentence: &TaggedSentence<'_>,
        at: usize,
        gender: Gender,
        other: impl Fn(&Entity) -> bool,
    ) -> Option<usize> {
        let is_person = |entity: &Entity| entity.kind == SpeakerKind::Person && other(entity);
        // A name that nothing shows to be a person's may be anything's.
        let surely = |entity: &Entity| match entity.gender {
            Some(known) => known == gender,
            None => entity.name.contains(' ') && !entity.nouns.is_empty(),
        };
        let fits = |entity: &usize| {
            let entity = &self.entities[*entity];
            is_person(entity) && surely(entity)
        };
        let this = self.only_one(sentence_index, ACTS).filter(fits);
        let before = sentence_index.checked_sub(1);
        let said = {
            let said = before.filter(|_| reports(sentence, at));
            let there = |at: usize| {
                let back = self.mentions.iter().rev();
                back.skip_while(move |m| m.sentence_index > at)
                    .take_while(move |m| m.sentence_index == at)
            };
            // `Scope said no, while the mayor, Anna Weber, urged calm. “We go,” she said.`
            let rivals = |entity: usize| {
                let whole = |mention: &EntityMention| {
                    let other = &self.entities[mention.entity];
                    mention.entity != entity
                        && !mention.nameless
                        && fits(&mention.entity)
                        && other.name.contains(' ')
                };
                before.is_some_and(|before| there(before).any(whole))
            };
            // `Weber said it was well, but Reed was cross. “Really?” he asked.`: who comes last.
            let last = |entity: usize| {
                let later = before.and_then(|before| {
                    let mut later = there(before).take_while(|m| m.entity != entity);
                    later.find(|m| m.weight >= ACTS && m.weight < SAYS && !m.nameless)
                });
                later.map(|mention| mention.entity).filter(|other| fits(other)).unwrap_or(entity)
            };
            said.and_then(|before| self.only_one(before, SAYS)).map(last).filter(|at| {
                let entity = &self.entities[*at];
                let sure = !is_bare(entity) || !rivals(*at);
                is_person(entity) && entity.gender.is_none_or(|known| known == gender) && sure
            })
        };
        let here = self.mentions.iter().rev().take_while(|m| m.sentence_index == sentence_index);
        let mut others = here.filter(|mention| !mention.nameless && fits(&mention.entity));
        let alone = others.next().is_none();
        // `Weber noted that Reed had left. “I did,” he replied.`: he answers her.
        let answers = || {
            let before = before.filter(|_| replies(sentence, at))?;
            let asker = self.only_one(before, SAYS)?;
            let back = self.mentions.iter().rev().skip_while(|m| m.sentence_index > before);
            let mut there = back.take_while(|m| m.sentence_index == before);
            there.find_map(|mention| {
                let other = mention.entity != asker && fits(&mention.entity);
                (other && mention.weight > 80.).then_some(mention.entity)
            })
        };
        // `A reporter asked Weber if she would go. “I will,” she said.`
        let asked = || {
            let (told, whom) = self.asked?;
            let own = before == Some(told) && reports(sentence, at) && !asks_itself(sentence);
            let entity = &self.entities[whom];
            let fits = is_person(entity) && entity.gender.is_none_or(|known| known == gender);
            (own && fits).then_some(whom)
        };
        let last = || before.filter(|_| alone).and_then(|before| self.only_one(before, ACTS));
        this.or_else(answers).or_else(asked).or(said).or_else(|| last().filter(fits))
    }

    /// Who alone is the subject of a sentence's main clauses.
    pub(super) fn acts(&self, sentence_index: usize) -> Option<usize> {
        self.only_one(sentence_index, ACTS)
    }

    /// Who alone is the subject of a sentence's main clauses, of those that are as salient as this.
    pub(super) fn only_one(&self, sentence_index: usize, weight: f32) -> Option<usize> {
        let there = self.mentions.iter().rev().skip_while(|m| m.sentence_index > sentence_index);
        let there = there.take_while(|mention| mention.sentence_index == sentence_index);
        let mut subjects = there.filter(|mention| mention.weight >= weight);
        let last = subjects.next()?.entity;
        subjects.all(|mention| mention.entity == last).then_some(last)
    }

    /// The most salient entity at a sentence.
    pub(super) fn salient(
        &self,
        sentence_index: usize,
        before: usize,
        fits: impl Fn(&Entity) -> bool,
    ) -> Option<usize> {
        let weights = self.salience(sentence_index, before, fits);
        // Of equals the last one mentioned.
        weights.into_iter().rev().max_by(|a, b| a.1.total_cmp(&b.1)).map(|(entity, _)| entity)
    }

    /// The most salient person at a sentence; a single name that nothing shows to be a person's
    /// weighs half.
    pub(super) fn salient_person(
        &self,
        sentence_index: usize,
        fits: impl Fn(&Entity) -> bool,
    ) -> Option<usize> {
        let weights = self.salience(sentence_index, usize::MAX, fits).into_iter().rev();
        let weighed = weights.map(|(at, weight)| {
            let entity = &self.entities[at];
            (at, if is_bare(entity) { weight / 2. } else { weight })
        });
        weighed.max_by(|a, b| a.1.total_cmp(&b.1)).map(|(entity, _)| entity)
    }

    /// How salient entities are at a sentence, the last ones mentioned first: mentions weigh less
    /// with every sentence (S. Lappin and H. Leass, 1994). Only mentions before the byte `before`
    /// count.
    pub(super) fn salience(
        &self,
        sentence_index: usize,
        before: usize,
        fits: impl Fn(&Entity) -> bool,
    ) -> Vec<(usize, f32)> {
        const SIGHT: usize = 12;
        /// The most mentions that are looked at.
        const MENTIONS: usize = 256;
        let mut weights: Vec<(usize, f32)> = Vec::new();
        let read = self.mentions.partition_point(|mention| mention.range.start < before);
        for mention in self.mentions[..read].iter().rev().take(MENTIONS) {
            let far = sentence_index - mention.sentence_index;
            if far > SIGHT {
                break;
            }
            if !fits(&self.entities[mention.entity]) {
                continue;
            }
            #[expect(clippy::cast_precision_loss, reason = "a handful of sentences")]
            let weight = mention.weight * 0.5_f32.powf(far as f32);
            match weights.iter_mut().find(|(entity, _)| *entity == mention.entity) {
                Some((_, sum)) => *sum += weight,
                None => weights.push((mention.entity, weight)),
            }
        }
        weights
    }
}

/// Whether nothing shows that a single name is a person's.
fn is_bare(entity: &Entity) -> bool {
    !entity.name.contains(' ') && entity.nouns.is_empty() && entity.gender.is_none()
}

/// The salience of the subject of a main clause of saying.
pub(super) const SAYS: f32 = 230.;

/// The salience of the subject of any main clause.
const ACTS: f32 = 180.;

/// Whether a pronoun is the subject of a clause that says whose a quotation is: `“…,” he said`.
pub(super) fn reports(sentence: &TaggedSentence<'_>, at: usize) -> bool {
    let says =
        |verb: &Verb| sentence.says(verb) && verb.subject.is_some_and(|subject| subject.last == at);
    sentence.tags.contains(&Tag::Quote) && sentence.verbs.iter().any(says)
}

/// Whether a pronoun is the subject of a clause that says who said the one before it: `…, he said`.
pub(super) fn tells_before(sentence: &TaggedSentence<'_>, at: usize) -> bool {
    // `since, he said, it was late`: he says only a part.
    let joins = |at: usize| {
        matches!(sentence.tags[at], Tag::Conjunction | Tag::Subordinator | Tag::That)
            || sentence.tokens[at].any(Kinds::SUBORDINATOR)
    };
    let parted = at > 1 && sentence.tags[at - 1] == Tag::Comma && !joins(at - 2);
    let says = |verb: &Verb| {
        sentence.says(verb)
            && verb.form == VerbForm::Finite
            && verb.subject.is_some_and(|subject| subject.last == at)
    };
    let clause = |verb: &Verb| {
        verb.main < at && verb.is_finite() && !verb.relative && !sentence.is_embedded(verb)
    };
    parted && sentence.verbs.iter().any(says) && sentence.verbs.iter().any(clause)
}

/// Whether words in marks ask something: `“Why?”`
fn asks_itself(sentence: &TaggedSentence<'_>) -> bool {
    let marked = (0..sentence.tags.len()).filter(|at| sentence.tags[*at] == Tag::Quote);
    marked.map(|at| sentence.word(at)).any(|words| words.contains('?'))
}

/// Whether a pronoun is the subject of a verb of answering.
fn replies(sentence: &TaggedSentence<'_>, at: usize) -> bool {
    sentence.verbs.iter().any(|verb| {
        let answers = matches!(sentence.main(verb).base, "answer" | "counter" | "reply" | "retort");
        answers && verb.subject.is_some_and(|subject| subject.last == at)
    })
}

/// The salience a mention gives its entity: most as the subject of a main clause of saying, least
/// inside another phrase.
pub(super) fn weight(sentence: &TaggedSentence<'_>, first: usize, last: usize) -> f32 {
    /// The salience of a paper that somebody spoke to.
    const LISTENS: f32 = 10.;
    if hears(sentence, first, last) {
        return LISTENS;
    }
    let mut weight: f32 = if sentence.tokens[last].possessive { 50. } else { 80. };
    // `His captain, Tom Reed, was`: the name is what the subject is.
    let apposed = first > 1
        && sentence.tags[last] == Tag::Name
        && sentence.tags[first - 1] == Tag::Comma
        && sentence.tag_at(last + 1) == Some(Tag::Comma)
        && sentence.tags[first - 2] == Tag::Noun;
    for verb in &sentence.verbs {
        // `…, said Weber`: the subject stands behind its verb.
        let behind = || {
            // `…, said his lawyer, Tom Reed`
            let beside = first > 1
                && sentence.tags[first - 1] == Tag::Comma
                && sentence.tags[first - 2] == Tag::Noun;
            let lawyer = sentence.phrase_from(verb.main + 1).filter(|_| beside);
            first == verb.main + 1 || lawyer.is_some_and(|phrase| phrase.last + 2 == first)
        };
        let inverted = verb.subject.is_none()
            && sentence.says(verb)
            && verb.form == VerbForm::Finite
            && behind()
            && verb.main > 0
            && matches!(sentence.tags[verb.main - 1], Tag::Comma | Tag::Quote);
        if inverted {
            return SAYS;
        }
        let Some(subject) = verb.subject else { continue };
        // `The leader of the team, Tom Reed, said`
        let parts = || {
            use Tag::{Determiner, Name, Noun, Preposition};
            let between = sentence.tags.get(subject.last + 1..first - 1).unwrap_or_default();
            between.first() == Some(&Preposition)
                && between.iter().all(|tag| matches!(tag, Determiner | Name | Noun | Preposition))
        };
        let named = apposed && (subject.last == first - 2 || parts());
        let apart = (subject.first > last || subject.last < first) && !named;
        if apart || verb.form == VerbForm::Infinitive {
            continue;
        }
        let says = sentence.says(verb);
        let main = !verb.relative && !sentence.is_embedded(verb);
        // `Senator Tom Reed of Ohio said`
        let seated = subject.first <= first
            && last < subject.last
            && sentence.is(last + 1, "of")
            && sentence.tags[last] == Tag::Name
            && !sentence.tags[subject.first..first].contains(&Tag::Preposition);
        let head = subject.last == last || named || seated;
        let of_clause: f32 = match (head, main) {
            (true, true) => 180.,
            (true, false) => 110.,
            (false, _) => 90.,
        };
        weight = weight.max(if says && head { of_clause + 50. } else { of_clause });
    }
    weight
}

/// Whether a name is of the paper that somebody spoke to: `told the Harbour Post`, `in an interview
/// with the Harbour Post`.
fn hears(sentence: &TaggedSentence<'_>, first: usize, last: usize) -> bool {
    let the = first.checked_sub(1).filter(|at| sentence.tags[*at] == Tag::Determiner);
    let first = the.unwrap_or(first);
    let Some(before) = first.checked_sub(1) else { return false };
    let spoken_to = sentence.tokens[before].base == "tell"
        || before > 0 && sentence.is(before, "with") && sentence.is(before - 1, "interview");
    spoken_to && OUTLETS.has(sentence.word(last))
}
