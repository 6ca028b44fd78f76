//! Coreference: which names of an article mean the same person or body, and which name a pronoun
//! means.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::ops::Range;

use crate::dataset::SpeakerKind;
use crate::extract::language::{
    Kinds, Tag, TaggedSentence, TokenRange, WordList, country, look_up, without_owner,
};
use crate::text::fold;

mod bearer;
mod described;
mod index;
mod matching;
mod mentions;
mod named_bodies;
mod notes;
mod referent;
mod roles;
mod salience;

use index::NameIndex;
use matching::{acronym, last_name, same};
pub(crate) use matching::{alike, without_suffix};
use mentions::{NameRun, bodies, descriptions, kind_of, name_end, name_of, runs, unnamed};
pub(crate) use mentions::{is_person_noun, is_profession};
use named_bodies::named_bodies;
pub(crate) use referent::Referent;
use roles::{age, is_kin, role};
use salience::{tells_before, weight};

static MEDIUM: WordList = WordList::new("medium");

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
    /// Whether they are known as somebody's wife, son and so on.
    kin: bool,
    /// Whether it is somebody without a name: `a Western diplomat`.
    pub(crate) unnamed: bool,
    /// Whether a body's name is like a person's, so that its first word may stand for it.
    is_like_person: bool,
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
            side: (kind != SpeakerKind::Person).then(|| side_of(name)).flatten(),
            forms: vec![name.to_owned()],
            nouns: Vec::new(),
            kin: false,
            unnamed: false,
            is_like_person: false,
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

    /// Whether nothing shows that a name is a person's.
    fn can_be_body(&self) -> bool {
        let first = self.name.split(' ').next().unwrap_or_default();
        // `Joey Reed`, then called `Reed`
        if self.forms.iter().any(|form| form.len() < self.name.len()) {
            return false;
        }
        self.kind == SpeakerKind::Person
            && self.gender.is_none()
            && self.role.is_none()
            && self.nouns.is_empty()
            && !self.kin
            && !self.unnamed
            && !look_up(first).kinds.intersects(Kinds::FIRST_NAME)
    }

    /// How well a single word stands for the whole name.
    fn answers_to(&self, word: &str, folded: &str) -> Option<Answer> {
        if self.folded == folded {
            return Some(Answer::Whole);
        }
        match self.kind {
            SpeakerKind::Person => {
                let mut words = self.folded.split(' ');
                if last_name(&self.folded) == folded || words.next() == Some(folded) {
                    return Some(Answer::Part);
                }
                // `China` does not stand for `South China Sea`.
                let inner = folded.len() > 3 && country(word).is_none();
                (inner && words.any(|word| word == folded)).then_some(Answer::Inner)
            }
            SpeakerKind::Organisation | SpeakerKind::Document => {
                // `Arvato` for Arvato Systems
                let first = self.is_like_person
                    && folded.len() > 3
                    && self.folded.split(' ').next() == Some(folded);
                let part = first || word.len() > 1 && self.initials == word;
                (part || self.without_country() == Some(word)).then_some(Answer::Part)
            }
        }
    }

    /// The last of a body's two words where the first is a country: `Railways` for Norlandic
    /// Railways, but `Congress` is anybody's.
    fn without_country(&self) -> Option<&str> {
        let (land, rest) = self.name.split_once(' ')?;
        let body = rest.contains(' ') || look_up(rest).kinds.intersects(Kinds::ORGANISATION);
        country(land).filter(|_| !body && self.kind == SpeakerKind::Organisation)?;
        Some(rest)
    }
}

/// How a word stands for a name, the best last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Answer {
    /// `Lula` for Luiz Inácio Lula da Silva.
    Inner,
    /// The last name or the first, or the letters of a body.
    Part,
    Whole,
}

/// A name of an entity in the text, or a pronoun for it.
#[derive(Debug, Clone)]
struct EntityMention {
    /// The name without its titles.
    range: Range<usize>,
    entity: usize,
    sentence_index: usize,
    weight: f32,
    /// Whether no name stands there: a pronoun, or somebody without one.
    nameless: bool,
}

/// Everyone named in an article.
#[derive(Debug, Default)]
pub(crate) struct Coreference {
    pub(crate) entities: Vec<Entity>,
    index: NameIndex,
    /// The names, folded, that the text shows to be a body's.
    bodies: HashSet<String>,
    /// The document of each noun; none where several are called so.
    documents: HashMap<String, Option<usize>>,
    /// In the order of their first bytes.
    mentions: Vec<EntityMention>,
    /// For each sentence the pronouns that were resolved, by their first byte.
    pronouns: HashMap<usize, usize>,
    /// Those whom a last name can mean where it is not told which, by its first byte.
    candidates: HashMap<usize, Vec<usize>>,
    /// The first bytes of names that others in sight bear, too.
    shared: BTreeSet<usize>,
    /// The last sentence that is about a text, which `it` after it means.
    text_told: Option<usize>,
    /// Who said something in a statement, a letter and so on, by the noun: in which sentence, and who.
    authors: HashMap<String, Vec<(usize, usize)>>,
    /// The two persons who did something together last, and in which sentence.
    pair: Option<(usize, Vec<usize>)>,
    /// Those whom `they` means, by its first byte.
    they: HashMap<usize, Vec<usize>>,
    /// Who was asked something last, and in which sentence.
    asked: Option<(usize, usize)>,
    /// Whose statement the text is, as its headline says: who `I` is.
    author: Option<usize>,
}

impl Coreference {
    /// Everyone named in the sentences of a text, and in those of a headline that stands apart.
    pub(crate) fn new(
        headline: &[TaggedSentence<'_>],
        tagged_sentences: &[TaggedSentence<'_>],
    ) -> Self {
        let mut coreference = Self::default();
        let mut runs: Vec<Vec<NameRun>> = tagged_sentences.iter().map(runs).collect();
        coreference.bodies = named_bodies(tagged_sentences, &runs);
        // Full names first, so that a last name finds its owner wherever that stands.
        for (sentence, runs) in tagged_sentences.iter().zip(&mut runs) {
            for run in runs.iter_mut().filter(|run| run.tokens.last > run.name) {
                run.entity = Some(coreference.introduce(sentence, run));
            }
        }
        if let Some(headline) = headline.first() {
            coreference.read_headline(headline);
        }
        for (sentence_index, (sentence, runs)) in tagged_sentences.iter().zip(&runs).enumerate() {
            coreference.read(sentence_index, sentence, runs);
        }
        coreference
    }

    /// Adds the entity of a name of several words, or what is new of one that is known.
    fn introduce(&mut self, sentence: &TaggedSentence<'_>, run: &NameRun) -> usize {
        let name = name_of(sentence, run);
        let folded = fold(&name);
        let own = kind_of(sentence, run, &name);
        let is_like_person = own == SpeakerKind::Person && self.bodies.contains(&folded);
        let kind = if is_like_person { SpeakerKind::Organisation } else { own };
        let known = self.called(&[&folded, last_name(&folded)], |entity| {
            entity.kind == kind && same(entity, &folded, run.gender)
        });
        let at = known
            .min()
            .unwrap_or_else(|| self.add(Entity { is_like_person, ..Entity::new(&name, kind) }));
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
        let (role, mut nouns) = role(sentence, run);
        nouns.extend(age(sentence, run));
        entity.kin |= is_kin(sentence, run);
        for noun in nouns {
            if entity.nouns.len() < FORMS && !entity.nouns.contains(&noun) {
                entity.nouns.push(noun);
            }
        }
        entity.gender = entity
            .gender
            .or_else(|| entity.nouns.iter().find_map(|word| gender_of(look_up(word).kinds)));
        entity.side = entity.side.or(run.side).or_else(|| side_of(role.as_deref()?));
        entity.role = entity.role.take().or(role);
    }

    /// Whom a headline that stands apart names by office or whole name: `Statement by President
    /// Weber`. The first one is who the text begins with.
    fn read_headline(&mut self, headline: &TaggedSentence<'_>) {
        let mut weight = 180.;
        for run in runs(headline) {
            let (first, last) = (run.name, run.tokens.last);
            let titled = run.name > run.tokens.first && first <= last;
            let whole = (first + 1..first + 3).contains(&last)
                && headline.tokens[first].any(Kinds::FIRST_NAME);
            let person = whole || titled && last < first + 3 && run.side.is_none();
            if !person || kind_of(headline, &run, &name_of(headline, &run)) != SpeakerKind::Person {
                continue;
            }
            let Some(entity) = self.of_run(0, headline, &run) else { continue };
            let by = run.tokens.first.checked_sub(1);
            if by.is_some_and(|by| headline.is_any(by, &["by", "from"])) {
                self.author = self.author.or(Some(entity));
            }
            let (range, sentence_index, nameless) = (0..0, 0, true);
            self.mention(EntityMention { range, entity, sentence_index, weight, nameless });
            weight = 80.;
        }
    }

    /// Resolves the names and pronouns of one sentence.
    fn read(&mut self, sentence_index: usize, sentence: &TaggedSentence<'_>, runs: &[NameRun]) {
        let mut runs = runs.iter().peekable();
        let bodies = bodies(sentence);
        let unnamed = unnamed(sentence);
        let descriptions = descriptions(sentence);
        let head = sentence.dateline().map_or(0, |(_, past)| past);
        for at in 0..sentence.tokens.len() {
            let phrase = unnamed.iter().find(|phrase| phrase.first == at).copied();
            if let Some(phrase) = phrase.filter(|phrase| !self.is_known(sentence, *phrase)) {
                self.meet_unnamed(sentence_index, sentence, phrase);
            }
            if let Some(phrase) = descriptions.iter().find(|phrase| phrase.first == at).copied()
                && let Some(entity) = self.described(sentence, sentence_index, phrase)
                && self.entities[entity].kind == SpeakerKind::Person
            {
                let range = sentence.span(phrase);
                let weight = weight(sentence, phrase.first, phrase.last);
                let nameless = true;
                self.mention(EntityMention { range, entity, sentence_index, weight, nameless });
            }
            if let Some(phrase) = bodies.iter().find(|phrase| phrase.first == at).copied() {
                let entity = self.body(sentence, phrase);
                let range = sentence.span(phrase);
                let weight = weight(sentence, phrase.first, phrase.last);
                self.mention(EntityMention {
                    range,
                    entity,
                    sentence_index,
                    weight,
                    nameless: false,
                });
            }
            if let Some(run) = runs.next_if(|run| run.tokens.first == at) {
                // Where a report is from speaks in nothing that follows.
                let from = run.tokens.first < head;
                if let Some(entity) = self.of_run(sentence_index, sentence, run)
                    && !from
                {
                    let name = run.name.min(run.tokens.last);
                    let range = sentence.tokens[name].range.start..name_end(sentence, run);
                    let weight = weight(sentence, run.tokens.first, run.tokens.last);
                    self.mention(EntityMention {
                        range,
                        entity,
                        sentence_index,
                        weight,
                        nameless: false,
                    });
                }
            } else if let Some(gender) = pronoun(sentence, at) {
                let subject = sentence.tags[at] == Tag::Subject;
                // `Weber attacked her`: another one.
                let object = sentence.tags[at] == Tag::Object;
                let acts = object.then(|| self.acts(sentence_index)).flatten();
                // `Weber has won, he said`: another one, too.
                let told = match subject && tells_before(sentence, at) {
                    true => self.named_in(
                        &(sentence.tokens[0].range.start..sentence.tokens[at].range.start),
                    ),
                    false => Vec::new(),
                };
                let other = |entity: &Entity| {
                    let mut barred = acts.iter().chain(&told);
                    !barred.any(|at| std::ptr::eq(&self.entities[*at], entity))
                };
                let fits = |entity: &Entity| {
                    entity.kind == SpeakerKind::Person
                        && entity.gender.is_none_or(|known| known == gender)
                        && other(entity)
                };
                let meant = subject
                    .then(|| self.carried_on(sentence_index, sentence, at, gender, other))
                    .flatten()
                    .or_else(|| self.salient_person(sentence_index, fits));
                let open = meant.filter(|_| subject).and_then(|meant| {
                    self.either_of_pair(sentence_index, meant, |one| fits(&self.entities[one]))
                });
                if let Some(pair) = open {
                    self.candidates.insert(sentence.tokens[at].range.start, pair.clone());
                    self.pair = Some((sentence_index, pair));
                } else if let Some(entity) = meant {
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
                        nameless: true,
                    });
                }
            } else if sentence.tags[at] == Tag::Subject && sentence.is(at, "i") {
                if let Some(author) = self.author {
                    self.pronouns.insert(sentence.tokens[at].range.start, author);
                }
            } else if sentence.tags[at] == Tag::Subject
                && sentence.is(at, "it")
                && self.text_told.is_none_or(|told| told + 1 < sentence_index)
                && let Some(entity) = self.body_meant(sentence_index, sentence, at)
            {
                self.entities[entity].kind = SpeakerKind::Organisation;
                self.bodies.insert(self.entities[entity].folded.clone());
                self.pronouns.insert(sentence.tokens[at].range.start, entity);
            } else if sentence.tags[at] == Tag::Subject
                && sentence.is(at, "they")
                && let Some(entity) = self.body_heard(sentence_index, sentence, at)
            {
                self.pronouns.insert(sentence.tokens[at].range.start, entity);
            }
        }
        self.note_authors(sentence_index, sentence);
        self.note_asked(sentence_index, sentence);
        self.note_pair(sentence_index, sentence);
        if Self::is_of_text(sentence) {
            self.text_told = Some(sentence_index);
        }
    }

    /// Whether somebody named is called what a phrase says: `her brother`, of whom the name was told.
    fn is_known(&self, sentence: &TaggedSentence<'_>, phrase: TokenRange) -> bool {
        let indefinite = sentence.is_any(phrase.first, &["a", "an", "one", "another"]);
        let noun = fold(sentence.word(phrase.last));
        let called = |entity: &Entity| !entity.unnamed && entity.nouns.contains(&noun);
        !indefinite && self.entities.iter().any(called)
    }

    /// Somebody without a name, so that `she` after it means nobody else.
    fn meet_unnamed(
        &mut self,
        sentence_index: usize,
        sentence: &TaggedSentence<'_>,
        phrase: TokenRange,
    ) {
        let words = sentence.words(phrase);
        let mut entity = Entity::new(&words, SpeakerKind::Person);
        entity.unnamed = true;
        entity.gender = gender_of(sentence.tokens[phrase.last].kinds);
        entity.nouns = vec![fold(sentence.word(phrase.last))];
        let at = self.entities.len();
        self.entities.push(entity);
        let range = sentence.span(phrase);
        let weight = weight(sentence, phrase.first, phrase.last);
        self.mention(EntityMention { range, entity: at, sentence_index, weight, nameless: true });
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
    let words: Vec<&str> = name.split(' ').map(without_owner).collect();
    let of_pair = || words.windows(2).find_map(|pair| country(&pair.join(" ")));
    let of_word = || words.iter().find_map(|word| country(word));
    country(name).or_else(of_pair).or_else(of_word).map(|(side, _)| side)
}

/// The gender of a pronoun that can mean a speaker.
fn pronoun(sentence: &TaggedSentence<'_>, at: usize) -> Option<Gender> {
    let word = sentence.word(at);
    // Every word is asked: most are told by their first letter or their length, `she’ll` included.
    if word.len() > 8 || !word.starts_with(['h', 'H', 's', 'S']) {
        return None;
    }
    let bare = word.split(['\'', '’']).next().unwrap_or(word);
    let is_one_of = |words: &[&str]| words.iter().any(|word| bare.eq_ignore_ascii_case(word));
    let female = is_one_of(&["she", "her"]).then_some(Gender::Female);
    is_one_of(&["he", "his", "him"]).then_some(Gender::Male).or(female)
}
