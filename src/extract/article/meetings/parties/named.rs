//! Who among the names of a stretch of words can take part in a meeting.

use super::super::KINDS;
use super::super::met::{HEARS, is_party};
use super::{STANDS_FOR, Scene};
use crate::dataset::SpeakerKind;
use crate::extract::language::{Kinds, Stand, Tag, TokenRange, country, is_capital, look_up};

impl Scene<'_, '_> {
    /// Whether a name at `at` is a part of somebody's office: `Minister of Trade`, `Commissioner for
    /// Trade and Security`.
    fn is_portfolio_of(&self, at: usize) -> bool {
        let Self { sentence, .. } = self;
        let begins = |at: usize| at > 0 && sentence.tags[at - 1] == Tag::Preposition;
        let mut first = at;
        // Back to the first of two fields.
        if !begins(first) && first > 1 && sentence.is(first - 1, "and") {
            first = sentence.phrase_ending(first - 2).first;
        }
        let head = first
            .checked_sub(2)
            .filter(|_| begins(first) && sentence.is_any(first - 1, &["for", "of"]));
        let is_country = || (first..=at).any(|at| country(sentence.word(at)).is_some());
        let single = |head: usize| !sentence.word(head).ends_with('s');
        head.is_some_and(|head| {
            sentence.tokens[head].any(Kinds::TITLE) && single(head) && !is_country()
        })
    }

    /// `the Committee on Trade`: a name with a preposition.
    pub(super) fn is_inside_name(&self, at: usize) -> bool {
        let token = &self.sentence.tokens[at].range;
        self.sentence.is_any(at, &["for", "into", "on"])
            && self.coreference.mention_over(token).is_some()
    }

    /// The one person whom an adjective of a country means before an office: `the Ruritanian and
    /// Freedonian presidents`.
    fn holder_of(&self, at: usize, upto: usize) -> Option<usize> {
        let Self { sentence, coreference, .. } = self;
        let (side, _) = country(sentence.word(at))?;
        let office = (at + 1..=upto)
            .find(|at| sentence.tags[*at] == Tag::Noun && is_party(sentence.word(*at)))?;
        let office = sentence.word(office).strip_suffix('s')?.to_lowercase();
        let mut holders = coreference.entities.iter().enumerate().filter(|(_, known)| {
            let role = known.role.as_ref().map(|role| role.to_lowercase());
            let holds = role.is_some_and(|role| role.split(' ').next_back() == Some(&office));
            known.kind == SpeakerKind::Person && known.side == Some(side) && holds
        });
        let (holder, _) = holders.next()?;
        holders.next().is_none().then_some(holder)
    }

    /// `all but Germany`, `excluding Reed and Weber`: those are not there.
    fn is_excluded(&self, from: usize, byte: usize) -> bool {
        let sentence = self.sentence;
        let at = sentence.tokens.partition_point(|token| token.range.end <= byte);
        let first = from.saturating_sub(3);
        let near = (first..at).rev().take_while(|at| {
            !matches!(sentence.tags[*at], Tag::Verb | Tag::Stop | Tag::Quote | Tag::Day)
        });
        near.into_iter().any(|at| {
            sentence.is_any(at, &["except", "excepting", "excluding"])
                || sentence.is(at, "without")
                || sentence.is_any(at, &["apart", "aside"]) && sentence.is(at + 1, "from")
                || sentence.is(at, "other") && sentence.is(at + 1, "than")
                || sentence.is(at, "but") && at > 0 && sentence.is_any(at - 1, &["all", "nobody"])
        })
    }

    /// `the leaders of North and South Ruritania`: both halves.
    fn add_halves(&self, first: usize, last: usize, found: &mut Vec<usize>) {
        let Self { sentence, coreference, .. } = self;
        let side = |at: usize| sentence.is_any(at, &["east", "north", "south", "west"]);
        for at in (first..last.saturating_sub(2)).filter(|at| side(*at)) {
            let and = sentence.is(at + 1, "and") && side(at + 2);
            if and && sentence.tag_at(at + 3) == Some(Tag::Name) {
                let half = |side: usize| {
                    let name = format!("{} {}", sentence.word(side), sentence.word(at + 3));
                    coreference.by_word(&name)
                };
                found.extend([half(at), half(at + 2)].into_iter().flatten());
            }
        }
    }

    /// The persons and bodies named among tokens; no towns, and no countries that only tell whose a
    /// person is.
    pub(super) fn parties(&self, first: usize, last: usize) -> Vec<usize> {
        let Self { sentence, coreference, word, .. } = self;
        let parts = |at: usize| {
            matches!(sentence.tags[at], Tag::Preposition | Tag::To) && !self.is_inside_name(at)
        };
        let mut found = Vec::new();
        let mut from = first;
        while from <= last {
            let to = (from..=last).find(|at| parts(*at) && *at > from).map_or(last, |at| at - 1);
            let owner = sentence.is(from, "of");
            // `the leaders of Chile and Peru`, `officials from Chile`: they stand for those.
            let stand_for = (owner || sentence.is(from, "from")) && from > 0 && {
                let head = sentence.word(from - 1);
                head.ends_with('s') && is_party(head)
            };
            let placed = parts(from) && !owner && !stand_for;
            // `Russian and American diplomats`, `NATO leaders`: they stand for whom they are of.
            let envoys = |at: usize| {
                let word = sentence.word_at(at);
                sentence.tag_at(at) == Some(Tag::Noun) && word.ends_with('s') && is_party(word)
            };
            for at in from..=to {
                let adjective =
                    country(sentence.word(at)).is_some_and(|(_, stand)| stand == Stand::Adjective);
                let sent = adjective && !placed && (at + 1..=to + 1).take(4).any(envoys);
                let acronym = sentence.word(at).len() < 6
                    && sentence.tags[at] == Tag::Name
                    && sentence.word(at).chars().all(|c| c.is_uppercase() || c == '.')
                    && sentence.tag_at(at + 1) == Some(Tag::Noun);
                let sent = sent || acronym && !placed && (at + 1..=to + 1).take(4).any(envoys);
                let one = self.holder_of(at, to).filter(|_| sent);
                found.extend(
                    one.or_else(|| coreference.by_word(sentence.word(at)).filter(|_| sent)),
                );
            }
            self.add_halves(from, to, &mut found);
            let span = sentence.span(TokenRange { first: from, last: to });
            for (entity, range) in coreference.mentions_in(&span) {
                if self.is_excluded(from, range.start)
                    || is_capital(&coreference.entities[entity].name)
                {
                    continue;
                }
                // `Pfizer executives`, `North American leaders`: only what they are of.
                let next = sentence.tokens.partition_point(|token| token.range.start < range.end);
                let nouns = (next..sentence.tokens.len())
                    .take(3)
                    .take_while(|at| sentence.tags[*at] == Tag::Noun && *at != word.token);
                let known = &coreference.entities[entity];
                // `a senior Reed administration official`: not Reed.
                let official = known.kind == SpeakerKind::Person
                    && nouns.clone().last().is_some_and(|at| {
                        sentence.tokens[at].any(Kinds::PERSON_NOUN)
                            && sentence.tag_at(at + 1) != Some(Tag::Name)
                    });
                let modifies = !sentence.tokens[next - 1].possessive
                    && (official || nouns.clone().any(|at| sentence.word(at).ends_with('s')));
                // `the Harbour Summit`, `Jordan's King Reed`, `the Fund's director, Tom Reed`
                let last = known.name.rsplit(' ').next().unwrap_or_default();
                let owner_of_next = sentence.tokens[next - 1].possessive && next <= to;
                // `the firm's board`: for the firm.
                let heads = (next..=to)
                    .take_while(|at| sentence.tags[*at] == Tag::Noun && *at != word.token);
                let stood_for = owner_of_next
                    && (known.kind == SpeakerKind::Organisation || !known.name.contains(' '))
                    && country(&known.name).is_none()
                    && heads.last().is_some_and(|at| {
                        STANDS_FOR.has(sentence.word(at))
                            && sentence.tag_at(at + 1) != Some(Tag::Name)
                    });
                if stood_for {
                    found.push(entity);
                    continue;
                }
                if KINDS.get(last).is_some() || owner_of_next {
                    continue;
                }
                // `Harbour Agency head Tom Reed`
                let last = next + nouns.clone().count();
                let office = known.kind == SpeakerKind::Organisation
                    && last > next
                    && last <= to
                    && sentence.tags[last] == Tag::Name;
                if office {
                    continue;
                }
                // `the Group of Seven industrial nations`
                let members = |at: usize| {
                    sentence.is_any(at, &["countries", "members", "nations", "powers", "states"])
                };
                if modifies
                    && !(nouns.clone().any(|at| envoys(at) || members(at))
                        && known.kind == SpeakerKind::Organisation)
                {
                    continue;
                }
                let body = || {
                    country(&known.name).is_some() && (!owner || stand_for)
                        || known
                            .name
                            .split(' ')
                            .any(|word| look_up(word).kinds.intersects(Kinds::ORGANISATION))
                        || known.name.split(' ').any(|word| HEARS.has(&word.to_lowercase()))
                        || known.name.len() < 6
                            && known.name.chars().all(|c| c.is_uppercase() || c == '.')
                };
                // `aides of Weber`
                let of_people = owner && from > 0 && {
                    let head = sentence.word(from - 1);
                    sentence.tags[from - 1] == Tag::Noun && head.ends_with('s')
                };
                // `Reed, the head of the Fund`: only what he is head of.
                let headed = owner && from > 0 && known.kind == SpeakerKind::Organisation && {
                    let head = sentence.phrase_ending(from - 1);
                    let office = is_party(sentence.word(head.last))
                        || sentence.tokens[head.last].any(Kinds::TITLE | Kinds::PERSON_NOUN);
                    office
                        && head.first > 1
                        && sentence.tags[head.first - 1] == Tag::Comma
                        && sentence.tags[head.first - 2] == Tag::Name
                };
                if headed {
                    continue;
                }
                // `the Foreign Ministers' meeting`, `the Heads of State`: no name.
                let office = {
                    let word = known.name.strip_suffix('s').unwrap_or(&known.name);
                    let title = look_up(word).kinds.intersects(Kinds::TITLE);
                    let plural = word.len() < known.name.len();
                    !word.contains(' ') && (title && plural || word == "Head")
                };
                let first = sentence.tokens.partition_point(|t| t.range.end <= range.start);
                if self.is_portfolio_of(first) {
                    continue;
                }
                let person = known.kind == SpeakerKind::Person && !of_people && !office;
                if person || !placed && body() {
                    found.push(entity);
                }
            }
            from = to + 1;
        }
        found
    }
}
