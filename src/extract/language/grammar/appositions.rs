//! Subjects with an apposition: `Anna Weber, a nurse in Bonn, said`.

use super::{Tag, TaggedSentence, TokenRange, Verb};
use crate::extract::language::{Kinds, is_state};

impl TaggedSentence<'_> {
    /// The name in whose apposition a description stands that no second comma ends: `Tom Reed, a
    /// fisherman from the coast said`, `Tom Reed, head of research at the firm said`.
    pub(super) fn name_apposed(&self, phrase: TokenRange, verb: &Verb) -> Option<TokenRange> {
        let phrase = self.office_before(phrase).unwrap_or(phrase);
        // `Reed, ranking member of the board said`
        let ranking = phrase.first > 0 && self.is(phrase.first - 1, "ranking");
        let first = phrase.first - usize::from(ranking);
        let comma = first.checked_sub(1).filter(|at| self.tags[*at] == Tag::Comma)?;
        let mut last = comma.checked_sub(1).filter(|at| self.tags[*at] == Tag::Name)?;
        // `Sen. Tom Reed, R-Ohio, head of the board said`
        let seat = self.word(last);
        let party = seat.starts_with("R-") || seat.starts_with("D-");
        if party && last > 1 && self.tags[last - 1] == Tag::Comma {
            last -= 2;
        }
        let name = self.phrase_ending(last);
        let of_people = self.tokens[phrase.last].any(Kinds::TITLE | Kinds::PERSON_NOUN)
            || self.is_any(phrase.last, &["head", "member"]);
        // `Reed, the mayor said, was late` is said by the mayor.
        let ends = self.tag_at(verb.main + 1) != Some(Tag::Comma);
        let one = of_people && !self.word(phrase.last).ends_with('s');
        let fits = match self.tags[phrase.first] {
            Tag::Determiner if self.is_any(phrase.first, &["a", "an"]) => true,
            Tag::Determiner => name.first == 0 && one,
            // `Reed, Norland's harbour minister said`, `Reed, Director of the Institute said`
            tag => {
                let plain = tag == Tag::Noun || self.is_office(phrase);
                one && (plain || ranking || self.tokens[phrase.first].possessive)
            }
        };
        if !(fits && ends) {
            return None;
        }
        // `It sank by the Reed Bridge, a former official said.`: who spoke stands behind it all.
        let ends_sentence = matches!(self.tag_at(verb.main + 1), None | Some(Tag::Stop));
        if ends_sentence && self.verbs.iter().any(|verb| verb.main < name.first && verb.is_finite())
        {
            return None;
        }
        let free = name.first.checked_sub(1).is_none_or(|at| match self.tags[at] {
            Tag::Preposition => self.tokens[at].any(Kinds::SUBORDINATOR),
            Tag::Verb => self.tokens[at].any(Kinds::SPEECH),
            Tag::To | Tag::Ing | Tag::Name => false,
            _ => true,
        });
        free.then_some(name)
    }

    /// Whether words with capitals are an office and nothing else: `Assistant Director`.
    fn is_office(&self, phrase: TokenRange) -> bool {
        let titled = |at: usize| self.tokens[at].any(Kinds::TITLE) || self.is(at, "head");
        (phrase.first..=phrase.last).all(titled)
    }

    /// The office before a body that somebody holds it in: `Tom Reed, Assistant Director, Harbour
    /// Department said`.
    fn office_before(&self, body: TokenRange) -> Option<TokenRange> {
        let comma = body.first.checked_sub(1).filter(|at| self.tags[*at] == Tag::Comma)?;
        let office = self.phrase_before(comma).filter(|office| self.is_office(*office))?;
        self.tokens[body.last].any(Kinds::ORGANISATION).then_some(office)
    }

    /// The subject before a comma that ends an apposition: `Anna Weber, 67, a nurse in Bonn, said`.
    pub(super) fn before_apposition(&self, comma: usize) -> Option<TokenRange> {
        // `…, Gov. Tom Reed, said`: a comma too many.
        let mut best = self.phrase_before(comma).filter(|phrase| {
            let before = phrase.first.checked_sub(1).map(|at| self.tags[at]);
            self.tags[phrase.last] == Tag::Name && matches!(before, None | Some(Tag::Comma))
        });
        let said = (0..comma).rev().find(|at| self.tags[*at] == Tag::Quote && !self.is_work(*at));
        let floor = said.map_or(0, |at| at + 1);
        let mut at = comma;
        while at > floor {
            at -= 1;
            if matches!(self.tags[at], Tag::Colon | Tag::Stop) {
                break;
            }
            let parted = matches!(self.tags[at], Tag::Comma) && at > floor;
            if !parted || at + 1 >= comma {
                continue;
            }
            // `Many in Bonn this week, including Weber, said`
            let behind = self.phrase_before(at).filter(|phrase| self.tells_time(*phrase));
            let at = behind.map_or(at, |phrase| phrase.first);
            // `Two weeks ago, Minister Anna Weber, 61, said`, `Anna Weber of Salem, Ore., said`
            let Some(phrase) = self.phrase_before(at).filter(|phrase| {
                let town = phrase.first > 1 && self.tags[phrase.first - 2] == Tag::Name;
                // `Last week, the director, Tom Reed, said`
                let timed =
                    self.tokens[phrase.last].any(Kinds::DAY) && self.tags[phrase.last] != Tag::Name;
                let ago = timed || self.is(phrase.last, "ago");
                !(ago || town && is_state(&self.words(*phrase)))
            }) else {
                continue;
            };
            // `But first home buyer Anna Weber, 29, said`
            let before = (0..phrase.first).rev().find(|at| self.tags[*at] != Tag::Adverb);
            let begins_with = |kinds| before.is_some_and(|at| self.tokens[at].any(kinds));
            // `Reed, founder and head of the firm, said`
            let paired = before.is_some_and(|at| {
                let role = self.is(at, "and") && at > 1 && self.tags[at - 1] == Tag::Noun;
                let first = self.phrase_ending(at - usize::from(at > 0)).first;
                role && first > 1
                    && self.tags[first - 1] == Tag::Comma
                    && self.tags[first - 2] == Tag::Name
            });
            match before.map(|at| self.tags[at]) {
                Some(Tag::Conjunction) if paired => {}
                None
                | Some(
                    Tag::Quote
                    | Tag::That
                    | Tag::Conjunction
                    | Tag::Colon
                    | Tag::Subordinator
                    | Tag::Dash
                    | Tag::Open,
                ) => return Some(phrase),
                Some(Tag::Verb) if begins_with(Kinds::SPEECH | Kinds::CLAUSE) => {
                    return Some(phrase);
                }
                Some(Tag::Preposition) if begins_with(Kinds::SUBORDINATOR) => return Some(phrase),
                // `a film in which Tom Reed, 34, claimed`
                Some(Tag::Relative) if self.tags[phrase.last] == Tag::Name => return Some(phrase),
                Some(Tag::Comma) if phrase.first - 1 <= floor => return Some(phrase),
                Some(Tag::Comma) => {
                    let named = matches!(self.tags[phrase.last], Tag::Name | Tag::Subject);
                    let held = best.is_some_and(|best| self.tags[best.last] == Tag::Name);
                    if named || !held {
                        best = Some(phrase);
                    }
                }
                _ => {}
            }
        }
        best
    }

    /// Whether the words in marks at `at` are a work's name, and no speech: `author of “The Tides”`.
    pub(super) fn is_work(&self, at: usize) -> bool {
        let led = at.checked_sub(1).map(|before| self.tags[before]);
        let mut words = self
            .word(at)
            .split_whitespace()
            .map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()));
        let titled = |word: &str| word.chars().count() < 4 || word.starts_with(char::is_uppercase);
        matches!(led, Some(Tag::Preposition | Tag::Noun | Tag::Name)) && words.all(titled)
    }
}
