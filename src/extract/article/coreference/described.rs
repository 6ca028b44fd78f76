//! Whom a description means: `the minister`, `the campaign`, `the company`.

use super::matching::means;
use super::mentions::{is_definite, is_firm, is_letters, is_portfolio};
use super::named_bodies::is_company;
use super::{Coreference, Entity};
use crate::dataset::SpeakerKind;
use crate::extract::language::{
    Kinds, Tag, TaggedSentence, TokenRange, WordList, country, without_owner,
};
use crate::text::fold;

impl Coreference {
    /// Whom `the minister` or `the Russian diplomat` means: the most present one who was called so.
    pub(super) fn described(
        &self,
        sentence: &TaggedSentence<'_>,
        sentence_index: usize,
        phrase: TokenRange,
    ) -> Option<usize> {
        if !is_definite(sentence, phrase) || phrase.first == phrase.last {
            return None;
        }
        // `the statement`: whoever said something in one.
        let noun = fold(sentence.word(phrase.last));
        let authors = self.authors.get(&noun).filter(|_| phrase.last == phrase.first + 1);
        let mut before = authors.into_iter().flatten().rev();
        if let Some((_, author)) = before.find(|(told, _)| *told <= sentence_index) {
            return Some(*author);
        }
        // `the filing`, where one is named.
        if sentence.tokens[phrase.last].any(Kinds::DOCUMENT) {
            return *self.documents.get(&fold(sentence.word(phrase.last)))?;
        }
        let body = sentence.tokens[phrase.last].any(Kinds::ORGANISATION);
        let owned = sentence.tokens[phrase.first].possessive;
        let short = phrase.last == phrase.first + 1;
        // `Norland's mission` is none that is called so elsewhere.
        if body && owned && short {
            return None;
        }
        // `the company`, `the film company`
        if body && !owned && (short || is_firm(sentence.word(phrase.last))) {
            return self.body_called(sentence, sentence_index, phrase);
        }
        // `the Secretary of State`: the noun stands before what it is of.
        let of = (phrase.first..phrase.last).find(|at| sentence.is_any(*at, &["of", "for"]));
        let head = of.map_or(phrase.last, |of| of - 1);
        let noun = noun_of(sentence, head);
        let side =
            (phrase.first..phrase.last).find_map(|at| country(without_owner(sentence.word(at))));
        // `the defence minister` is no other minister.
        let fields: Vec<String> = (phrase.first + 1..=phrase.last)
            .filter(|at| *at != head && is_portfolio(sentence, *at))
            .map(|at| spelt_one_way(sentence.word(at)))
            .filter(|word| word.len() > 3)
            .collect();
        // `the 63-year-old`: nobody of another age, and by itself whoever has none.
        let mut words = (phrase.first..=phrase.last).map(|at| sentence.word(at));
        let aged = words.rfind(|word| word.ends_with("-old"));
        let is_aged = |entity: &Entity| {
            let mut ages = entity.nouns.iter().filter(|noun| noun.ends_with("-old"));
            aged.is_none_or(|age| ages.next().is_none_or(|known| known == age))
        };
        let holds = |entity: &Entity| {
            let known: Vec<String> = entity.nouns.iter().map(|noun| spelt_one_way(noun)).collect();
            fields.iter().all(|field| known.contains(field))
        };
        // `the president` is not the vice president, `the minister` not the prime minister.
        let second = |entity: &Entity| {
            [("president", "vice"), ("minister", "prime")].iter().any(|(office, other)| {
                noun == *office
                    && !sentence.is(head - 1, other)
                    && entity.nouns.iter().any(|noun| noun == other)
            })
        };
        // `the APC spokesman` is no spokesman of another body.
        let of_body = (phrase.first + 1..head).find(|at| is_letters(sentence.word(*at)));
        let elsewhere = |entity: &Entity| {
            let role = entity.role.as_deref().unwrap_or_default();
            of_body.is_some_and(|at| {
                let speaks = noun.starts_with("spokes") || noun == "official";
                speaks && !role.split(' ').any(|word| word == sentence.word(at))
            })
        };
        let fits = |entity: &Entity| {
            entity.kind == SpeakerKind::Person
                && !second(entity)
                && !elsewhere(entity)
                && (entity.nouns.iter().any(|known| *known == noun || means(&noun, known))
                    || noun.ends_with("-old"))
                && is_aged(entity)
                && side.is_none_or(|(side, _)| entity.side == Some(side))
                && holds(entity)
        };
        let before = sentence.span(phrase).start;
        // `the Vermont Republican`: of several nothing tells which.
        let seat =
            |at: usize| sentence.tags[at] == Tag::Name && country(sentence.word(at)).is_none();
        if (phrase.first + 1..head).any(seat) && fields.is_empty() {
            let near = self.salience(sentence_index, before, fits);
            return if let [(entity, _)] = near[..] { Some(entity) } else { None };
        }
        self.salient(sentence_index, before, fits)
    }

    /// The body that `the campaign` or `the group` means: the only one so called in sight.
    fn body_called(
        &self,
        sentence: &TaggedSentence<'_>,
        sentence_index: usize,
        phrase: TokenRange,
    ) -> Option<usize> {
        static GROUPS: WordList = WordList::new("group");
        let noun = noun_of(sentence, phrase.last);
        let any_group = matches!(noun.as_str(), "group" | "organisation" | "organization");
        let fits = |entity: &Entity| {
            // `the National Association of Shopkeepers`
            let mut words = entity.folded.split(' ');
            entity.kind == SpeakerKind::Organisation
                && entity.folded.contains(' ')
                && words.any(|word| if any_group { GROUPS.has(word) } else { word == noun })
        };
        let before = sentence.span(phrase).start;
        let one = |near: Vec<(usize, f32)>| match near[..] {
            [(entity, _)] => Some(entity),
            _ => None,
        };
        // `Arvato sank. The company said`: a body whose name does not say what it is.
        let told = |entity: &Entity| {
            self.bodies.contains(&entity.folded)
                || entity.kind == SpeakerKind::Organisation && is_company(&entity.folded)
        };
        // The one that is most present by far.
        let foremost = |mut near: Vec<(usize, f32)>| {
            near.sort_by(|a, b| b.1.total_cmp(&a.1));
            let next = near.get(1).map_or(0., |(_, weight)| *weight);
            near.first().filter(|(_, weight)| *weight >= 2. * next).map(|(entity, _)| *entity)
        };
        let any_firm = || is_firm(&noun).then(|| self.salience(sentence_index, before, told));
        one(self.salience(sentence_index, before, fits)).or_else(|| any_firm().and_then(foremost))
    }
}

/// A noun folded, without its possessive ending.
fn noun_of(sentence: &TaggedSentence<'_>, at: usize) -> String {
    let word = sentence.word(at);
    fold(without_owner(word))
}

/// A word of an office in one spelling: `defence`, `defense`.
fn spelt_one_way(word: &str) -> String {
    fold(word).replace("defense", "defence")
}
