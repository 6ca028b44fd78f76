//! Whose a name is: somebody known, whom the title beside it and the text tell apart, or somebody new.

use std::cmp::Reverse;

use super::matching::last_name;
use super::mentions::{NameRun, name_of, stands_for_place, with_country};
use super::{Answer, Coreference, Entity, pronoun};
use crate::dataset::SpeakerKind;
use crate::extract::language::{Kinds, Tag, TaggedSentence};
use crate::text::fold;

impl Coreference {
    /// The entity a run names, a new one where none fits.
    pub(super) fn of_run(
        &mut self,
        sentence_index: usize,
        sentence: &TaggedSentence<'_>,
        run: &NameRun,
    ) -> Option<usize> {
        let last = run.tokens.last;
        // `King said`, where the text has Tom King: a title without a name may be his.
        let title = run.name > last;
        let led =
            run.tokens.first > 0 && sentence.tag_at(run.tokens.first - 1) == Some(Tag::Determiner);
        if title && (led || run.tokens.first < last) {
            return None;
        }
        if last > run.name {
            return run.entity.or_else(|| Some(self.introduce(sentence, run)));
        }
        let name = name_of(sentence, run);
        let folded = fold(&name);
        let known = self.called(&[&folded, &name], |entity| {
            // A title that is somebody's name tells nothing of its bearer.
            let gender = run.gender.filter(|_| !title);
            let differ = entity.gender.is_some() && gender.is_some() && entity.gender != gender;
            let answer = entity.answers_to(&name, &folded);
            !differ && answer.is_some() && (!title || last_name(&entity.folded) == folded)
        });
        let mut known: Vec<usize> = known.collect();
        // `President Weber` is none of the family that the text has.
        let titles = titles(sentence, run);
        let office = (run.tokens.first..run.name.min(last)).any(|at| {
            let token = &sentence.tokens[at];
            token.any(Kinds::TITLE) && !token.any(Kinds::MALE | Kinds::FEMALE)
        });
        let kin = |at: &usize| {
            let entity = &self.entities[*at];
            entity.kin && !titles.iter().any(|title| entity.nouns.contains(title))
        };
        if office && !known.is_empty() && known.iter().all(kin) {
            let at = self.add(Entity::new(&name, SpeakerKind::Person));
            known = vec![at];
        }
        if let Some(spouse) = self.spouse(run, &known) {
            self.marry(spouse, &name);
            return Some(spouse);
        }
        if known.is_empty() {
            // `a Western diplomat`: what only goes with a noun is nobody.
            let part = sentence.tag_at(last + 1) == Some(Tag::Noun)
                && !sentence.tokens[last].possessive
                && run.name == run.tokens.first;
            let whole = run.is_national.then(|| with_country(run));
            return (!title && !part)
                .then(|| self.introduce(sentence, whole.as_ref().unwrap_or(run)));
        }
        let entity = self.bearer(sentence_index, sentence, run, known);
        if !title {
            self.learn(entity, sentence, run, &name);
        }
        // `in Springfield`, where it was taken for a person before.
        let known = &mut self.entities[entity];
        if known.folded == folded && run.gender.is_none() && stands_for_place(sentence, run) {
            known.kind = SpeakerKind::Organisation;
        }
        Some(entity)
    }

    /// Whom a courtesy title and a last name mean that nobody of that sex bears: `Mrs. Weber`, where
    /// the text has Tom Weber and his wife Anna.
    fn spouse(&self, run: &NameRun, known: &[usize]) -> Option<usize> {
        /// How many of those named last are looked at.
        const SIGHT: usize = 64;
        let titled = run.name > run.tokens.first && known.is_empty();
        let gender = run.gender.filter(|_| titled)?;
        let married = ["wife", "husband", "widow", "widower"];
        let fits = |at: &usize| {
            let entity = &self.entities[*at];
            entity.kin
                && entity.gender == Some(gender)
                && !entity.folded.contains(' ')
                && married.iter().any(|noun| entity.nouns.iter().any(|known| known == noun))
        };
        let mut spouses = (0..self.entities.len()).rev().take(SIGHT).filter(fits);
        spouses.next().filter(|_| spouses.next().is_none())
    }

    /// Gives somebody who is known by the first name alone a last one.
    fn marry(&mut self, at: usize, last: &str) {
        let entity = &mut self.entities[at];
        let name = format!("{} {last}", entity.name);
        entity.rename(&name);
        self.index.add(at, entity);
    }

    /// Whom of those who are called so a single name means: who bears the title beside it, the most
    /// salient one, family less than the one they belong to; else the last one mentioned.
    fn bearer(
        &mut self,
        sentence_index: usize,
        sentence: &TaggedSentence<'_>,
        run: &NameRun,
        mut known: Vec<usize>,
    ) -> usize {
        /// A second one as salient as this beside the first leaves it open who is meant.
        const RIVAL: f32 = 0.45;
        let name = name_of(sentence, run);
        let folded = fold(&name);
        let titles = titles(sentence, run);
        let prefer = |known: &mut Vec<usize>, fits: &dyn Fn(&Entity) -> bool| {
            if known.iter().any(|at| fits(&self.entities[*at])) {
                known.retain(|at| fits(&self.entities[*at]));
            }
        };
        prefer(&mut known, &|entity| entity.answers_to(&name, &folded) >= Some(Answer::Part));
        prefer(&mut known, &|entity| titles.iter().any(|title| entity.nouns.contains(title)));
        // `Weber said she was tired`: no man of that name.
        let told = sentence.verbs.iter().find(|verb| {
            verb.subject.is_some_and(|subject| subject.last == run.tokens.last)
                && sentence.says(verb)
                && sentence.tag_at(verb.main + 1) == Some(Tag::Subject)
        });
        let gender = told.and_then(|verb| pronoun(sentence, verb.main + 1));
        prefer(&mut known, &|entity| gender.is_none() || entity.gender == gender);
        let (kin, others): (Vec<usize>, Vec<usize>) =
            known.iter().partition(|at| self.entities[**at].kin);
        prefer(&mut known, &|entity| !entity.kin);
        let last = |at: &usize| (self.entities[*at].mentioned, Reverse(*at));
        let bearer = known.iter().copied().max_by_key(last).unwrap_or(known[0]);
        let byte = sentence.tokens[run.name.min(run.tokens.last)].range.start;
        // `Tom Weber and his wife, Anna Weber, left. Weber said`: most likely he, but not surely.
        if !kin.is_empty() && !others.is_empty() {
            let weights = self.salience(sentence_index, usize::MAX, |_| true);
            let weigh = |at: usize| weights.iter().find(|w| w.0 == at).map_or(0., |w| w.1);
            if kin.into_iter().any(|at| weigh(at) >= weigh(bearer) * RIVAL) {
                self.shared.insert(byte);
            }
        }
        if known.len() == 1 || self.entities[bearer].kind != SpeakerKind::Person {
            return bearer;
        }
        let mut weights = self.salience(sentence_index, usize::MAX, |_| true);
        weights.retain(|(entity, _)| known.contains(entity));
        weights.sort_by(|a, b| b.1.total_cmp(&a.1));
        let Some((first, most)) = weights.first().copied() else { return bearer };
        let rivals = weights.iter().filter(|(_, weight)| *weight >= most * RIVAL);
        let rivals: Vec<usize> = rivals.map(|(entity, _)| *entity).collect();
        if rivals.len() > 1 {
            self.candidates.insert(byte, rivals);
        }
        self.shared.insert(byte);
        first
    }
}

/// The words before a name that tell its bearer's office, without points.
fn titles(sentence: &TaggedSentence<'_>, run: &NameRun) -> Vec<String> {
    let words = run.tokens.first..run.name.min(run.tokens.last);
    words.map(|at| fold(sentence.word(at)).trim_end_matches('.').to_owned()).collect()
}
