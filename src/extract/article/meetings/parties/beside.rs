//! Who takes part in what a noun of meeting names: its owners, and those its sentence tells of.

use super::super::met::is_party;
use super::super::words::TELLS;
use super::{Scene, holds, is_of_subject};
use crate::dataset::SpeakerKind;
use crate::extract::language::{Tag, TokenRange, Verb, country};

impl Scene<'_, '_> {
    /// Those named before the noun: `Reed's visit`, `his visit`, `the Reed-Weber talks`, `the
    /// Security Council meeting`.
    pub(super) fn add_owners(&self, present: &mut Vec<usize>) {
        let Self { sentence, coreference, word, .. } = self;
        let phrase = word.phrase(sentence);
        if sentence.tags[phrase.first] == Tag::Determiner {
            self.add(phrase.first, phrase.first, present);
        }
        self.add_office_owner(phrase.first, present);
        // `will vote at its May 3 meeting`
        if present.is_empty() && is_of_subject(sentence, word.token) && !self.is_of_plural() {
            self.add_nearest_subject(present);
        }
        for at in phrase.first.saturating_sub(3)..word.token {
            if sentence.tags[at] != Tag::Name {
                continue;
            }
            // `Reed's visit followed a call`: not his call.
            if sentence.tags[at..word.token].contains(&Tag::Verb)
                || at < phrase.first && sentence.tags[at..phrase.first].contains(&Tag::Preposition)
            {
                continue;
            }
            if sentence.tokens[at].possessive {
                let owner = TokenRange { first: sentence.phrase_ending(at).first, last: at };
                let known = present.len();
                self.add(owner.first, owner.last, present);
                // `the vice president's meeting`
                if present.len() == known {
                    self.add_meant(owner, present);
                }
            } else if at >= phrase.first {
                let pair = sentence.word(at).split(['-', '–']);
                let pair: Vec<usize> = pair.filter_map(|name| coreference.by_word(name)).collect();
                present.extend(pair.iter().filter(|_| pair.len() == 2));
                let is_pair = || {
                    let named = coreference.named_in(&sentence.tokens[at].range);
                    let name = |entity: &usize| coreference.entities[*entity].name.as_str();
                    named.iter().any(|entity| name(entity) == sentence.word(at))
                };
                let is_topic = country(sentence.word(at)).is_some()
                    || sentence.word(at).contains(['-', '–']) && is_pair();
                if !is_topic && (at == phrase.first || sentence.tags[at - 1] != Tag::Name) {
                    let known = present.len();
                    self.add(at, word.token - 1, present);
                    // `his Lima meeting`: nobody who is named in full.
                    if sentence.is_any(phrase.first, &["her", "his", "their"]) {
                        let added = present.split_off(known);
                        let full = |at: &usize| coreference.entities[*at].name.contains(' ');
                        present.extend(added.into_iter().filter(full));
                    }
                }
            }
        }
        let mut seen = Vec::new();
        present.retain(|entity| {
            !seen.contains(entity) && {
                seen.push(*entity);
                true
            }
        });
    }

    /// `Reed named issues for the presidents at their meeting`: not his.
    pub(super) fn is_of_plural(&self) -> bool {
        let Self { sentence, word, .. } = self;
        let own = word.phrase(sentence).first;
        let led = own.checked_sub(2).filter(|_| sentence.is(own, "their"));
        led.is_some_and(|at| {
            sentence.tags[at + 1] == Tag::Preposition
                && sentence.tags[at] == Tag::Noun
                && is_party(sentence.word(at))
                && sentence.word(at).ends_with('s')
        })
    }

    /// `The secretary of state's trip`, `the mayor's visit`: whoever the office means.
    fn add_office_owner(&self, first: usize, present: &mut Vec<usize>) {
        let Self { sentence, word, .. } = self;
        let owner = (first..word.token)
            .find(|at| sentence.tokens[*at].possessive && sentence.tags[*at] == Tag::Noun);
        let Some(owner) = owner else { return };
        let mut of = sentence.phrase_ending(owner);
        if of.first > 1 && sentence.is(of.first - 1, "of") {
            of.first = sentence.phrase_ending(of.first - 2).first;
        }
        self.add_meant(of, present);
    }

    /// The subject of the sentence, where that was there: `After talks with Reed, Weber said`,
    /// `Weber agreed in talks on Sunday`, `said on a visit to Lima`.
    pub(super) fn add_led(&self, present: &mut Vec<usize>) {
        let Self { sentence, word, .. } = self;
        let token = word.token;
        if self.is_of_plural() {
            return;
        }
        // `met as part of a meeting of the five states`
        if word.is_part(sentence) {
            self.add_main_subject(present, |_| true);
        }
        // `agreed after talks with Reed and Weber`
        let after = !present.is_empty()
            && sentence.is(token + 1, "with")
            && word.is_led_by(sentence, &["after", "following"]);
        let next = self.past_aside();
        let alone = present.len() == 1 && sentence.is_any(next, &["with", "in", "at"]) || after;
        let led = || {
            (0..token)
                .rev()
                .take(6)
                .any(|at| sentence.is_any(at, &["after", "following", "during", "before", "on"]))
        };
        let call = matches!(word.title, "Call" | "Conference call");
        let inside = || {
            word.is_led_by(sentence, &["at", "during", "in", "over"])
                || word.is_parted(sentence)
                || call && word.is_led_by(sentence, &["on"])
        };
        let there = match present.is_empty() {
            true => word.title == "Visit" && led() || inside(),
            false => alone && (led() || inside()),
        };
        let with = present.len() == 1
            && (token + 1..sentence.tokens.len()).take(4).any(|at| sentence.is(at, "with"));
        // `is in Lima for talks with Reed`
        let goes = present.len() < 2 && word.is_led_by(sentence, &["for", "over"]);
        // `Reed and Weber agreed after talks in Lima`
        if present.is_empty() && word.is_led_by(sentence, &["after", "following"]) {
            self.add_main_subject(present, |_| true);
            if present.len() < 2 {
                present.clear();
            }
        }
        // `visited Lima and held talks`
        let joined = sentence.verbs.iter().any(|verb| {
            verb.main < token
                && token - verb.main < 8
                && verb.subject.is_none()
                && holds(sentence.word(verb.main))
                && verb.first > 0
                && sentence.is(verb.first - 1, "and")
        });
        if joined && present.len() < 2 {
            self.add_nearest_subject(present);
        }
        // `have not met since a summit in Lima`
        let since = present.is_empty() && word.is_led_by(sentence, &["since"]);
        let meets = |verb: &Verb| matches!(sentence.main(verb).base, "meet" | "speak" | "talk");
        // `deferred it at a meeting of its council`
        let of_its = present.is_empty()
            && sentence.is(token + 1, "of")
            && sentence.is_any(token + 2, &["its", "their"]);
        let opens = present.is_empty() && inside() && self.add_next_subject(present);
        let found = opens || (there || with || goes) && self.add_nearest_subject(present);
        if !found {
            self.add_main_subject(present, |verb| {
                there || since && meets(verb) || of_its || (with || goes) && !sentence.says(verb)
            });
        }
        self.add_at_which(present);
        // `In a call on Sunday, Weber told Reed`
        let told = sentence.verbs.iter().find(|verb| TELLS.contains(&sentence.word(verb.main)));
        if let Some(told) = told.filter(|_| matches!(word.title, "Call" | "Conversation")) {
            self.add(told.main, self.list_end(told.main + 1) - 1, present);
        }
    }

    /// `said that during a call, Reed and Weber had agreed`: the subject right behind. Whether there
    /// is one.
    fn add_next_subject(&self, present: &mut Vec<usize>) -> bool {
        let Self { sentence, word, .. } = self;
        let first = word.phrase(sentence).first;
        let parted = first > 1
            && matches!(sentence.tags[first - 2], Tag::That | Tag::Comma | Tag::Conjunction);
        let near = (word.token + 1..sentence.tokens.len()).take(12);
        let comma = near.into_iter().find(|at| sentence.tags[*at] == Tag::Comma);
        let Some(next) = comma.filter(|_| parted).map(|at| at + 1) else { return false };
        let verb = sentence.verbs.iter().find(|verb| {
            let own = verb.subject.is_some_and(|of| (next..next + 2).contains(&of.first));
            own && verb.is_finite() && !verb.relative
        });
        if let Some((verb, of)) = verb.and_then(|verb| Some((verb, verb.subject?))) {
            self.add_subject(of, present);
            self.add_apposed(verb, of, present);
        }
        !present.is_empty()
    }

    /// The token behind the noun and what is told of its day: `a meeting, earlier on Tuesday, with`.
    fn past_aside(&self) -> usize {
        let Self { sentence, word, .. } = self;
        let time = |at: usize| {
            matches!(sentence.tag_at(at), Some(Tag::Day | Tag::Number | Tag::Adverb | Tag::Comma))
                || sentence.is_any(
                    at,
                    &["afternoon", "early", "evening", "last", "late", "morning", "night", "on"],
                )
        };
        (word.token + 1..).find(|at| !time(*at)).unwrap_or(word.token + 1)
    }

    /// `the May summit, at which Reed and Weber agreed`
    fn add_at_which(&self, present: &mut Vec<usize>) {
        let Self { sentence, word, .. } = self;
        let near = (word.token + 1..sentence.tokens.len()).take(10);
        let which = near.into_iter().find(|at| {
            sentence.is(*at, "which") && sentence.is_any(at - 1, &["at", "during", "in"])
        });
        let Some(which) = which.filter(|_| present.len() < 2) else { return };
        let subject =
            sentence.verbs.iter().find_map(|verb| verb.subject.filter(|of| of.first > which));
        if let Some(of) = subject {
            self.add_subject(of, present);
        }
    }

    /// Who is seen with whom, as captions tell it: `Weber speaks with Reed before a meeting`.
    pub(super) fn add_seen(&self, present: &mut Vec<usize>) {
        let Self { sentence, word, .. } = self;
        let first = sentence.phrase_ending(word.token).first;
        let led = word.is_led_by(sentence, &["after", "at", "before", "during", "following"])
            || first > 1 && sentence.is(first - 1, "of") && sentence.is(first - 2, "ahead");
        let with = (0..first).find(|at| {
            let greets = sentence.is_any(*at, &["greeted", "greets"]);
            sentence.is(*at, "with") || greets
        });
        let Some(with) = with.filter(|with| {
            present.len() < 2 && led && sentence.tag_at(with + 1) != Some(Tag::Determiner)
        }) else {
            return;
        };
        let end = self.list_end(with + 1).min(first);
        self.add(with + 1, end.max(with + 2) - 1, present);
        if present.len() == 1 {
            self.add_main_subject(present, |verb| verb.main < first);
        }
    }

    /// `came before the Trade Committee, chaired by Reed`: who leads those who sit.
    pub(super) fn add_chair(&self, present: &mut Vec<usize>) {
        /// How far from the word of meeting.
        const FAR: usize = 14;
        let Self { sentence, word, .. } = self;
        let mut near = (word.token + 1..sentence.tokens.len()).take(FAR);
        let led = near.find(|at| {
            sentence.is_any(*at, &["chaired", "headed", "led"]) && sentence.is(at + 1, "by")
        });
        // `met Reed, who heads a firm led by Weber`: another body's.
        let Some(led) = led.filter(|led| {
            let body = led - 1 - usize::from(sentence.tags[led - 1] == Tag::Comma);
            let mention = self.coreference.mention_over(&sentence.tokens[body].range);
            mention.is_some_and(|body| present.contains(&body))
        }) else {
            return;
        };
        let chair = sentence.phrase_from(led + 2);
        if let Some(chair) = chair.filter(|chair| sentence.tags[chair.last] == Tag::Name) {
            self.add(chair.first, chair.last, present);
        }
    }

    /// `The meeting drew delegates of ten countries, including Reed and Weber`
    pub(super) fn add_included(&self, present: &mut Vec<usize>) {
        /// How far behind the noun they stand.
        const FAR: usize = 30;
        let Self { sentence, word, .. } = self;
        let near = (word.token + 1..sentence.tokens.len()).take(FAR);
        let there = near.into_iter().find(|at| sentence.is(*at, "including"));
        let attend = ["attended", "attending", "delegates", "drew", "joined", "participants"];
        let told = |upto: usize| (word.token..upto).any(|at| sentence.is_any(at, &attend));
        if let Some(at) = there.filter(|at| told(*at)) {
            self.add(at + 1, self.list_end(at + 1).max(at + 2) - 1, present);
        }
    }

    /// The one person whom the sentence names, where somebody is heard: `was asked at a hearing`.
    pub(super) fn add_heard(&self, present: &mut Vec<usize>) {
        let Self { sentence, coreference, word, .. } = self;
        let is_person = |at: &usize| coreference.entities[*at].kind == SpeakerKind::Person;
        let inside = word.is_led_by(sentence, &["at", "during", "in"]);
        // `an official said at a briefing`: nobody who is named.
        let teller =
            sentence.verbs.iter().rev().find(|verb| {
                verb.main < word.token && sentence.says(verb) && verb.subject.is_some()
            });
        let unnamed = teller.and_then(|verb| verb.subject).is_some_and(|of| {
            sentence.tags[of.last] == Tag::Noun && sentence.is_any(of.first, &["a", "an"])
        });
        if !inside || unnamed || !word.is_heard() || present.iter().any(is_person) {
            return;
        }
        let whole = TokenRange { first: 0, last: sentence.tokens.len() - 1 };
        let mut named = coreference.named_in(&sentence.span(whole));
        named.retain(is_person);
        named.sort_unstable();
        named.dedup();
        if named.len() == 1 {
            present.append(&mut named);
        }
    }
}
