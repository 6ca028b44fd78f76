//! Coreference: which names of an article mean the same person or body, and which name a pronoun
//! means.

use std::cmp::Reverse;
use std::collections::HashMap;
use std::ops::Range;

use crate::dataset::SpeakerKind;
use crate::extract::language::{
    Kinds, Tag, TaggedSentence, TokenRange, VerbForm, country, look_up,
};
use crate::text::fold;

mod index;
mod matching;
mod mentions;

use index::NameIndex;
use matching::{acronym, last_name, means, same};
pub(crate) use matching::{alike, without_suffix};
use mentions::{NameRun, bodies, kind_of, name_end, name_of, role, runs};

/// The most forms of an entity that are kept, and the most nouns.
const FORMS: usize = 64;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Gender {
    Male,
    Female,
}

/// A person or a body with a name.
#[derive(Debug, Clone)]
pub(crate) struct Entity {
    /// The fullest form printed, without titles.
    pub(crate) name: String,
    pub(crate) kind: SpeakerKind,
    pub(crate) gender: Option<Gender>,
    /// What they are, as first printed: `deputy foreign minister`.
    pub(crate) role: Option<String>,
    /// The country they are of.
    pub(crate) side: Option<&'static str>,
    /// Every form printed, without titles, in order of their first place.
    pub(crate) forms: Vec<String>,
    /// Nouns that describe them: `minister`, `fellow`.
    nouns: Vec<String>,
    folded: String,
    initials: String,
    mentioned: Option<usize>,
}

impl Entity {
    fn new(name: &str, kind: SpeakerKind) -> Self {
        Self {
            name: name.to_owned(),
            kind,
            gender: None,
            role: None,
            side: side_of(name).filter(|_| kind == SpeakerKind::Organisation),
            forms: vec![name.to_owned()],
            nouns: Vec::new(),
            folded: fold(name),
            initials: acronym(name),
            mentioned: None,
        }
    }

    fn rename(&mut self, name: &str) {
        name.clone_into(&mut self.name);
        self.folded = fold(name);
        self.initials = acronym(name);
    }

    /// Whether a single word is a part of the name that stands for the whole.
    fn answers_to(&self, word: &str, folded: &str) -> bool {
        let part = match self.kind {
            SpeakerKind::Person => {
                let mut words = self.folded.split(' ');
                words.next() == Some(folded) || words.next_back() == Some(folded)
            }
            SpeakerKind::Organisation | SpeakerKind::Document => {
                word.len() > 1 && self.initials == word
            }
        };
        part || self.folded == folded
    }
}

/// A name of an entity in the text, or a pronoun for it.
#[derive(Debug, Clone)]
struct EntityMention {
    /// The name without its titles.
    range: Range<usize>,
    entity: usize,
    sentence_index: usize,
    weight: f32,
    /// Whether it is a pronoun.
    pronoun: bool,
}

/// Everyone named in an article.
#[derive(Debug, Default)]
pub(crate) struct Coreference {
    pub(crate) entities: Vec<Entity>,
    index: NameIndex,
    /// In the order of their first bytes.
    mentions: Vec<EntityMention>,
    /// For each sentence the pronouns that were resolved, by their first byte.
    pronouns: HashMap<usize, usize>,
}

/// What a mention of a speaker is resolved to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Referent {
    /// The mention names them.
    Named(usize),
    /// A pronoun stands for them.
    Pronoun(usize),
    /// A description does: `the minister`.
    Described(usize),
    /// It names nobody.
    Nobody,
}

impl Coreference {
    pub(crate) fn new(tagged_sentences: &[TaggedSentence<'_>]) -> Self {
        let mut coreference = Self::default();
        let runs: Vec<Vec<NameRun>> = tagged_sentences.iter().map(runs).collect();
        // Full names first, so that a last name finds its owner wherever that stands.
        for (sentence, runs) in tagged_sentences.iter().zip(&runs) {
            for run in runs.iter().filter(|run| run.tokens.last > run.name) {
                coreference.introduce(sentence, run);
            }
        }
        for (sentence_index, (sentence, runs)) in tagged_sentences.iter().zip(&runs).enumerate() {
            coreference.read(sentence_index, sentence, runs);
        }
        coreference
    }

    /// Adds the entity of a name of several words, or what is new of one that is known.
    fn introduce(&mut self, sentence: &TaggedSentence<'_>, run: &NameRun) -> usize {
        let name = name_of(sentence, run);
        let kind = kind_of(sentence, run, &name);
        let folded = fold(&name);
        let known = self.called(&[&folded, last_name(&folded)], |entity| {
            entity.kind == kind && same(entity, &folded, run.gender)
        });
        let at = known.min().unwrap_or_else(|| self.add(Entity::new(&name, kind)));
        self.learn(at, sentence, run, &name);
        at
    }

    fn add(&mut self, entity: Entity) -> usize {
        let at = self.entities.len();
        self.index.add(at, &entity);
        self.entities.push(entity);
        at
    }

    /// The entities with any of these words for a name or a part of it.
    fn called<'s>(
        &'s self,
        words: &[&str],
        fits: impl Fn(&Entity) -> bool + 's,
    ) -> impl Iterator<Item = usize> + 's {
        let entities: Vec<&[usize]> = words.iter().map(|word| self.index.called(word)).collect();
        entities.into_iter().flatten().copied().filter(move |at| fits(&self.entities[*at]))
    }

    fn mention(&mut self, mention: EntityMention) {
        self.entities[mention.entity].mentioned = Some(self.mentions.len());
        self.mentions.push(mention);
    }

    /// Adds what a mention says about its entity.
    fn learn(&mut self, at: usize, sentence: &TaggedSentence<'_>, run: &NameRun, name: &str) {
        let entity = &mut self.entities[at];
        if entity.forms.len() < FORMS && !entity.forms.iter().any(|form| form == name) {
            entity.forms.push(name.to_owned());
        }
        if name.split(' ').count() > entity.name.split(' ').count() {
            entity.rename(name);
            self.index.add(at, entity);
        }
        if entity.kind != SpeakerKind::Person {
            return;
        }
        let first = entity.name.split(' ').next().unwrap_or_default();
        entity.gender = entity.gender.or(run.gender).or_else(|| gender_of(look_up(first).kinds));
        let (role, nouns) = role(sentence, run);
        for noun in nouns {
            if entity.nouns.len() < FORMS && !entity.nouns.contains(&noun) {
                entity.nouns.push(noun);
            }
        }
        entity.gender = entity
            .gender
            .or_else(|| role.as_ref()?.split(' ').find_map(|word| gender_of(look_up(word).kinds)));
        entity.side = entity.side.or(run.side).or_else(|| side_of(role.as_deref()?));
        entity.role = entity.role.take().or(role);
    }

    /// Resolves the names and pronouns of one sentence.
    fn read(&mut self, sentence_index: usize, sentence: &TaggedSentence<'_>, runs: &[NameRun]) {
        let mut runs = runs.iter().peekable();
        let bodies = bodies(sentence);
        for at in 0..sentence.tokens.len() {
            if let Some(phrase) = bodies.iter().find(|phrase| phrase.first == at).copied() {
                let entity = self.body(sentence, phrase);
                let range = sentence.span(phrase);
                let weight = weight(sentence, phrase.first, phrase.last);
                self.mention(EntityMention {
                    range,
                    entity,
                    sentence_index,
                    weight,
                    pronoun: false,
                });
            }
            if let Some(run) = runs.next_if(|run| run.tokens.first == at) {
                if let Some(entity) = self.of_run(sentence, run) {
                    let range = sentence.tokens[run.name].range.start..name_end(sentence, run);
                    let weight = weight(sentence, run.name, run.tokens.last);
                    self.mention(EntityMention {
                        range,
                        entity,
                        sentence_index,
                        weight,
                        pronoun: false,
                    });
                }
            } else if let Some(gender) = pronoun(sentence, at) {
                let subject = sentence.tags[at] == Tag::Subject;
                if let Some(entity) = self.salient(sentence_index, usize::MAX, |entity| {
                    entity.kind == SpeakerKind::Person
                        && entity.gender.is_none_or(|known| known == gender)
                }) {
                    let range = sentence.tokens[at].range.clone();
                    self.pronouns.insert(range.start, entity);
                    let known = self.entities[entity].gender;
                    self.entities[entity].gender = known.or(Some(gender));
                    let weight = if subject { weight(sentence, at, at) } else { 60. };
                    self.mention(EntityMention {
                        range,
                        entity,
                        sentence_index,
                        weight,
                        pronoun: true,
                    });
                }
            } else if sentence.tags[at] == Tag::Subject && sentence.is(at, "it") {
                let entity = self.salient(sentence_index, usize::MAX, |entity| {
                    entity.kind == SpeakerKind::Organisation
                });
                if let Some(entity) = entity {
                    self.pronouns.insert(sentence.tokens[at].range.start, entity);
                }
            }
        }
    }

    /// The entity of a body with a small name, whose words are its phrase without the article.
    fn body(&mut self, sentence: &TaggedSentence<'_>, phrase: TokenRange) -> usize {
        let first = phrase.first + usize::from(sentence.tags[phrase.first] == Tag::Determiner);
        let words = sentence.words(TokenRange { first, last: phrase.last });
        let folded = fold(&words);
        let known = self.called(&[&folded], |entity| {
            entity.kind == SpeakerKind::Organisation && entity.folded == folded
        });
        known.min().unwrap_or_else(|| {
            let mut entity = Entity::new(&words, SpeakerKind::Organisation);
            let mut sides = (first..phrase.last).filter_map(|at| country(sentence.word(at)));
            entity.side = sides.next().map(|(side, _)| side);
            self.add(entity)
        })
    }

    /// The entity a run names, a new one where none fits.
    fn of_run(&mut self, sentence: &TaggedSentence<'_>, run: &NameRun) -> Option<usize> {
        if run.name > run.tokens.last {
            return None;
        }
        if run.tokens.last > run.name {
            return Some(self.introduce(sentence, run));
        }
        let name = name_of(sentence, run);
        let folded = fold(&name);
        let fits = |entity: &Entity| {
            let gender =
                entity.gender.is_none() || run.gender.is_none() || entity.gender == run.gender;
            gender && entity.answers_to(&name, &folded)
        };
        // The last one mentioned who fits, else the first one of the article.
        let known = self
            .called(&[&folded, &name], fits)
            .max_by_key(|at| (self.entities[*at].mentioned, Reverse(*at)));
        let Some(entity) = known else { return Some(self.introduce(sentence, run)) };
        self.learn(entity, sentence, run, &name);
        Some(entity)
    }

    /// The most salient entity at a sentence: mentions weigh less with every sentence (S. Lappin
    /// and H. Leass, 1994). Only mentions before the byte `before` count.
    fn salient(
        &self,
        sentence_index: usize,
        before: usize,
        fits: impl Fn(&Entity) -> bool,
    ) -> Option<usize> {
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
        // Of equals the last one mentioned.
        weights.into_iter().rev().max_by(|a, b| a.1.total_cmp(&b.1)).map(|(entity, _)| entity)
    }

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
            return Referent::Pronoun(*entity);
        }
        let mut here =
            self.mentions_from(span.start).take_while(|mention| mention.range.start == span.start);
        if let Some(mention) = here.find(|mention| mention.range == span) {
            return Referent::Named(mention.entity);
        }
        // `Weber's aide, Tom Reed,`, `Vice Minister of Finance, Tom Reed,`: the name beside.
        let nameless = sentence.tags[phrase.last] == Tag::Noun || self.named_in(&span).is_empty();
        let beside = (nameless && sentence.tag_at(phrase.last + 1) == Some(Tag::Comma))
            .then(|| phrase.last + 2)
            .filter(|at| sentence.tag_at(*at) == Some(Tag::Name));
        if let Some(at) = beside
            && let Some(entity) = self.named_at(sentence.tokens[at].range.start)
            && self.entities[entity].kind == SpeakerKind::Person
        {
            return Referent::Named(entity);
        }
        if sentence.tags[phrase.last] == Tag::Name
            && let Some(entity) = self.mention_over(&sentence.tokens[phrase.last].range)
        {
            return Referent::Named(entity);
        }
        self.described(sentence, sentence_index, phrase)
            .map_or(Referent::Nobody, Referent::Described)
    }

    /// The mentions from a byte on.
    fn mentions_from(&self, byte: usize) -> impl Iterator<Item = &EntityMention> {
        let from = self.mentions.partition_point(|mention| mention.range.start < byte);
        self.mentions[from..].iter()
    }

    pub(crate) fn named_in(&self, span: &Range<usize>) -> Vec<usize> {
        self.mentions_from(span.start)
            .take_while(|mention| mention.range.end <= span.end)
            .filter(|mention| !mention.pronoun)
            .map(|mention| mention.entity)
            .collect()
    }

    /// The person with a name, a new one where there is none.
    pub(crate) fn person(&mut self, name: &str) -> usize {
        let folded = fold(name);
        let known = self.called(&[&folded], |entity| {
            entity.kind == SpeakerKind::Person
                && (entity.folded == folded || entity.folded.rsplit(' ').next() == Some(&folded))
        });
        known.min().unwrap_or_else(|| self.add(Entity::new(name, SpeakerKind::Person)))
    }

    /// The first entity named at a byte.
    fn named_at(&self, byte: usize) -> Option<usize> {
        let mut here = self.mentions_from(byte).take_while(|mention| mention.range.start == byte);
        here.find(|mention| !mention.pronoun).map(|mention| mention.entity)
    }

    /// The entity whose mention covers the beginning of a word, the widest where one lies in
    /// another: a body's phrase holds a few names at most.
    fn mention_over(&self, word: &Range<usize>) -> Option<usize> {
        /// Names in one phrase.
        const NESTED: usize = 16;
        let to = self.mentions.partition_point(|mention| mention.range.start <= word.start);
        let mut near = self.mentions[to.saturating_sub(NESTED)..to].iter();
        near.find(|mention| mention.range.end > word.start).map(|mention| mention.entity)
    }

    /// Whom `the minister` or `the Russian diplomat` means: the most present one who was called so.
    fn described(
        &self,
        sentence: &TaggedSentence<'_>,
        sentence_index: usize,
        phrase: TokenRange,
    ) -> Option<usize> {
        let definite = sentence.is_any(phrase.first, &["the", "this"]);
        if !definite || phrase.first == phrase.last {
            return None;
        }
        let noun = fold(sentence.word(phrase.last));
        let side = (phrase.first..phrase.last).find_map(|at| country(sentence.word(at)));
        let fits = |entity: &Entity| {
            entity.kind == SpeakerKind::Person
                && entity.nouns.iter().any(|known| *known == noun || means(&noun, known))
                && side.is_none_or(|(side, _)| entity.side.is_none_or(|of| of == side))
        };
        self.salient(sentence_index, sentence.span(phrase).start, fits)
    }
}

fn gender_of(kinds: Kinds) -> Option<Gender> {
    let male = kinds.intersects(Kinds::MALE | Kinds::MALE_NAME);
    let female = kinds.intersects(Kinds::FEMALE | Kinds::FEMALE_NAME);
    match (male, female) {
        (true, false) => Some(Gender::Male),
        (false, true) => Some(Gender::Female),
        _ => None,
    }
}

/// The country an office or a body is of: the first word or two of its name that stand for one.
fn side_of(name: &str) -> Option<&'static str> {
    let words: Vec<&str> =
        name.split(' ').map(|word| word.trim_end_matches("'s").trim_end_matches("’s")).collect();
    let pairs = words.windows(2).map(|pair| pair.join(" "));
    let all =
        std::iter::once(name.to_owned()).chain(pairs).chain(words.iter().map(|w| (*w).to_owned()));
    all.into_iter().find_map(|words| country(&words)).map(|(side, _)| side)
}

/// The gender of a pronoun that can mean a speaker.
fn pronoun(sentence: &TaggedSentence<'_>, at: usize) -> Option<Gender> {
    let word = sentence.word(at);
    let bare = word.split(['\'', '’']).next().unwrap_or(word);
    let is_one_of = |words: &[&str]| words.iter().any(|word| bare.eq_ignore_ascii_case(word));
    let female = is_one_of(&["she", "her"]).then_some(Gender::Female);
    is_one_of(&["he", "his", "him"]).then_some(Gender::Male).or(female)
}

/// The salience a mention gives its entity: most as the subject of a main clause of saying, least
/// inside another phrase.
fn weight(sentence: &TaggedSentence<'_>, first: usize, last: usize) -> f32 {
    let mut weight: f32 = if sentence.tokens[last].possessive { 50. } else { 80. };
    for verb in &sentence.verbs {
        let Some(subject) = verb.subject else { continue };
        if subject.first > last || subject.last < first || verb.form == VerbForm::Infinitive {
            continue;
        }
        let says = sentence.says(verb);
        let main = !verb.relative && !sentence.is_embedded(verb);
        let head = subject.last == last;
        let of_clause: f32 = match (head, main) {
            (true, true) => 180.,
            (true, false) => 110.,
            (false, _) => 90.,
        };
        weight = weight.max(if says && head { of_clause + 50. } else { of_clause });
    }
    weight
}
