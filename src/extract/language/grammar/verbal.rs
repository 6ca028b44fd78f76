//! Whether a word that can be a verb is one: its neighbours tell.

use super::{Tag, TaggedSentence};
use crate::extract::language::{Kinds, Stand, WordList, country, is_phrasal};

static STANDS_ALONE: WordList = WordList::new("stands-alone");
static SHOWS: WordList = WordList::new("shows");
static EVIDENCE: WordList = WordList::new("evidence");
static PLURAL: WordList = WordList::new("plural");

impl TaggedSentence<'_> {
    /// Whether a word that can be a verb is one here.
    pub(super) fn acts_as_verb(&self, at: usize, before: Option<Tag>) -> bool {
        let token = &self.tokens[at];
        let kinds = token.kinds;
        // `a friend of Weber's said`
        let of_several = || {
            let says = kinds.contains(Kinds::SPEECH | Kinds::PAST)
                && !kinds.intersects(Kinds::NOUN_TOO | Kinds::BASE);
            let of = self.phrase_ending(at - 1).first.checked_sub(1).filter(|of| *of > 0);
            says && of.is_some_and(|of| self.is(of, "of") && self.tags[of - 1] == Tag::Noun)
        };
        let possessive = at > 0 && self.tokens[at - 1].possessive && !of_several();
        // Adverbs do not change the tag of the word behind them, so they are passed over.
        let mut led = before;
        let mut back = at;
        while led == Some(Tag::Adverb) && back > 1 {
            back -= 1;
            led = Some(self.tags[back - 1]);
        }
        let next = self.tokens.get(at + 1);
        // `six in 10 say`, but not `4,051 pledged delegates`
        let counted = before == Some(Tag::Number) && token.base == "say";
        if counted {
            return true;
        }
        // `people close to Weber say`, `those polled say`: no noun, but for `a say in`.
        let told = matches!(before, Some(Tag::Name | Tag::Noun | Tag::Verb | Tag::Close));
        let voice = next.is_some_and(|next| next.any(Kinds::PREPOSITION));
        let degree = at > 0 && self.is_any(at - 1, &["equal", "final", "greater", "more", "much"]);
        if told
            && !voice
            && !degree
            && !possessive
            && kinds.contains(Kinds::SPEECH | Kinds::BASE)
            && token.base == "say"
        {
            return true;
        }
        // `the most qualified person`, but `those polled`
        let most = at > 1
            && self.is_any(at - 1, &["least", "most"])
            && self.tags[at - 2] == Tag::Determiner;
        if most && kinds.intersects(Kinds::PARTICIPLE) {
            return false;
        }
        let those = at > 0 && self.is(at - 1, "those") && kinds.intersects(Kinds::PARTICIPLE);
        if those && !kinds.intersects(Kinds::BASE) && next.is_some_and(|next| next.is_word()) {
            return true;
        }
        // `say experts like Tom Reed`
        let inverted =
            at > 1 && self.tags[at - 2] == Tag::Verb && self.tokens[at - 2].any(Kinds::SPEECH);
        if token.base == "like" && inverted && next.is_some_and(|next| next.capital) {
            return false;
        }
        // `She knew it like a friend`
        if token.base == "like" && kinds.intersects(Kinds::BASE) && at > 0 && self.is(at - 1, "it")
        {
            return false;
        }
        // `took suspected pills`
        let took = before == Some(Tag::Verb)
            && at > 0
            && self.tokens[at - 1].any(Kinds::PAST)
            && !self.tokens[at - 1].any(Kinds::SPEECH | Kinds::CLAUSE);
        let thing = next.is_some_and(|next| {
            next.is_word() && !next.capital && !next.any(Kinds::CLOSED | Kinds::VERB)
        });
        let participle =
            kinds.intersects(Kinds::PARTICIPLE) && !kinds.intersects(Kinds::BASE | Kinds::SPEECH);
        if took && participle && thing {
            return false;
        }
        // `the latest polling in Lima shows`
        if token.base == "poll" && kinds.intersects(Kinds::ING) && before == Some(Tag::Noun) {
            return next.is_some_and(|next| next.any(Kinds::DETERMINER));
        }
        // `these alleged mistakes`, but `some alleged that`
        let follows_on = next.is_some_and(|next| {
            next.capital || next.any(Kinds::SUBJECT | Kinds::DETERMINER | Kinds::ADVERB)
        });
        if token.base == "allege" && before == Some(Tag::Determiner) && !follows_on {
            return false;
        }
        // `economists in Lima, Norland, project that`
        let says = kinds.intersects(Kinds::SPEECH | Kinds::CLAUSE) && kinds.intersects(Kinds::BASE);
        if before == Some(Tag::Comma) && says && self.is(at + 1, "that") {
            return true;
        }
        // `according to polling by the union`
        if at > 1 && self.is(at - 1, "to") && self.is(at - 2, "according") {
            return false;
        }
        // `the staff in 2014 tried`
        let year = before == Some(Tag::Number)
            && at > 1
            && self.tags[at - 2] == Tag::Preposition
            && self.word(at - 1).len() == 4;
        if possessive
            || matches!(before, Some(Tag::Determiner | Tag::Number))
                && !year
                && !self.stands_alone(at - 1)
        {
            return false;
        }
        // `Weber's repeated calls for peace`
        let owned = at > 1
            && (self.tokens[at - 2].possessive
                || self.is_any(at - 2, &["her", "his", "its", "their"]));
        if kinds.intersects(Kinds::THIRD)
            && kinds.intersects(Kinds::NOUN_TOO)
            && owned
            && !self.is_plural(at - 1)
            && self.is_any(at + 1, &["for", "of", "that", "to"])
        {
            return false;
        }
        // `Western states`, `delegate-rich states`
        if token.base == "state"
            && kinds.intersects(Kinds::THIRD)
            && at > 0
            && self.is_adjective(at - 1)
        {
            return false;
        }
        // `the advocates said`, `advocates also said`
        let aside = next.is_some_and(|next| next.any(Kinds::ADVERB));
        let behind = self.tokens.get(at + 1 + usize::from(aside));
        let says = behind.is_some_and(|next| {
            next.any(Kinds::SPEECH) && next.any(Kinds::PAST) && !next.any(Kinds::BASE)
        });
        // `the union's advocates say`
        let say = behind.is_some_and(|next| {
            let says = next.any(Kinds::SPEECH | Kinds::CLAUSE) && next.any(Kinds::BASE);
            says && !next.any(Kinds::NOUN_TOO)
        });
        if kinds.intersects(Kinds::THIRD) && (says || say) {
            return false;
        }
        // `said ties were weak`
        let told = at > 0 && self.tags[at - 1] == Tag::Verb && self.tokens[at - 1].base == "say";
        let main = Kinds::BE | Kinds::HAVE | Kinds::MODAL;
        if told && kinds.intersects(Kinds::THIRD) && next.is_some_and(|next| next.any(main)) {
            return false;
        }
        match led {
            Some(Tag::Modal | Tag::Do) => {
                return kinds.intersects(Kinds::BASE) || kinds.intersects(Kinds::ING);
            }
            // `in addition to saying that`
            Some(Tag::To) => {
                let says = kinds.intersects(Kinds::SPEECH) && kinds.intersects(Kinds::ING);
                return kinds.intersects(Kinds::BASE) || says && self.is(at + 1, "that");
            }
            Some(Tag::Have) => return kinds.intersects(Kinds::PARTICIPLE | Kinds::PAST),
            Some(Tag::Be) => return kinds.intersects(Kinds::PARTICIPLE | Kinds::ING | Kinds::PAST),
            Some(Tag::Subject | Tag::Relative) => return true,
            _ => {}
        }
        // `the same polling suggests`
        let finite = Kinds::THIRD | Kinds::BE | Kinds::HAVE | Kinds::MODAL;
        if kinds.intersects(Kinds::ING) && before == Some(Tag::Noun) {
            let shows = Kinds::SPEECH | Kinds::CLAUSE;
            return !next.is_some_and(|next| {
                next.any(finite) && (!next.any(Kinds::NOUN_TOO) || next.any(shows))
            });
        }
        // `exit polling showed`
        let shown = next.is_some_and(|next| {
            next.any(Kinds::CLAUSE)
                && next.any(Kinds::PAST | Kinds::THIRD)
                && !next.any(Kinds::BASE)
        });
        if kinds.intersects(Kinds::ING) {
            return !(shown && before == Some(Tag::Name));
        }
        let past =
            kinds.intersects(Kinds::PAST | Kinds::PARTICIPLE) && !kinds.intersects(Kinds::BASE);
        if matches!(before, Some(Tag::Preposition)) {
            return false;
        }
        if past {
            return true;
        }
        if kinds.intersects(Kinds::PAST) && !kinds.intersects(Kinds::NOUN_TOO) {
            return true;
        }
        let follows = next.is_some_and(|next| {
            next.quote().is_some()
                || next.any(Kinds::DETERMINER | Kinds::SUBJECT | Kinds::PRONOUN)
                || next.capital && !next.any(Kinds::DAY)
                || next.is_word() && self.text[next.range.clone()].eq_ignore_ascii_case("that")
                || next.is_word() && self.text[next.range.clone()].eq_ignore_ascii_case("to")
        });
        let third = kinds.intersects(Kinds::THIRD);
        let plural = at > 0
            && (self.is_plural(at - 1)
                || matches!(before, Some(Tag::Determiner | Tag::Close | Tag::Adverb)));
        // `politicians in the movement speak`: the head is further left.
        let head = || {
            let back = (0..at).rev().take_while(|at| {
                use Tag::{Conjunction, Determiner, Name, Noun, Number, Preposition};
                let tag = self.tags[*at];
                let year = tag == Number && self.word(*at).len() == 4;
                year || matches!(tag, Conjunction | Determiner | Name | Noun | Preposition)
            });
            before == Some(Tag::Noun) && back.skip(1).any(|at| self.is_plural(at))
        };
        let agrees = third || plural || kinds.intersects(Kinds::BASE) && head();
        if kinds.intersects(Kinds::NOUN_TOO) {
            // `“…,” Weber reports.`: what says who spoke ends there.
            let ends = next.is_none_or(|next| next.is('.') || next.is(','));
            let quoted = self.tags.contains(&Tag::Quote)
                && matches!(led, Some(Tag::Name | Tag::Noun | Tag::Close));
            // `It sank in 2011, records show.`
            let behind = || self.tags[at.saturating_sub(5)..at].contains(&Tag::Comma);
            let shows = plural
                && ends
                && kinds.intersects(Kinds::BASE)
                && kinds.intersects(Kinds::SPEECH | Kinds::CLAUSE)
                && before == Some(Tag::Noun)
                && behind();
            // `“…,” the allies state in a letter`
            let behind_marks = || {
                let first = self.phrase_ending(at - 1).first;
                first > 0 && self.tags[first - 1] == Tag::Quote
            };
            let state = plural
                && kinds.contains(Kinds::BASE | Kinds::SPEECH)
                && next.is_some_and(|next| next.any(Kinds::PREPOSITION))
                && matches!(before, Some(Tag::Noun | Tag::Name))
                && behind_marks();
            let reports =
                third && kinds.intersects(Kinds::SPEECH) && ends && quoted || shows || state;
            // `Weber hit back`
            let particle = next.is_some_and(|next| next.any(Kinds::ADVERB));
            let acted = kinds.intersects(Kinds::PAST)
                && matches!(led, Some(Tag::Name | Tag::Noun | Tag::Day))
                && (particle || kinds.intersects(Kinds::SPEECH) && self.is(at + 1, "that"));
            // `Weber, 40, still works there`
            // `The father of two also claims it`
            let of_two = led == Some(Tag::Determiner) && back > 2 && self.is(back - 2, "of");
            let still = third
                && before == Some(Tag::Adverb)
                && (of_two || matches!(led, Some(Tag::Noun | Tag::Name | Tag::Close | Tag::Comma)));
            // `Weber calls for peace`
            let word = next.map_or("", |next| &self.text[next.range.clone()]);
            let phrasal = third && before == Some(Tag::Name) && is_phrasal(token.base, word);
            // `Weber knows him and calls him a friend`
            let goes_on = third
                && before == Some(Tag::Conjunction)
                && (self.is(at + 1, "her")
                    || next.is_some_and(|next| next.any(Kinds::PRONOUN | Kinds::SUBJECT)))
                && (0..at).any(|at| {
                    self.tags[at] == Tag::Verb && self.tokens[at].any(Kinds::THIRD | Kinds::PAST)
                });
            // `polls show voters in doubt`, `a poll shows voters in doubt`
            let evidence = (kinds.intersects(Kinds::BASE) && plural || third)
                && before == Some(Tag::Noun)
                && SHOWS.has(token.base)
                && EVIDENCE.has(self.word(at - 1));
            // `majorities favor letting him go`
            let gerund = kinds.intersects(Kinds::BASE)
                && plural
                && before == Some(Tag::Noun)
                && next.is_some_and(|next| next.any(Kinds::ING) && !next.any(Kinds::NOUN_TOO));
            return reports
                || evidence
                || gerund
                || phrasal
                || acted
                || still
                || goes_on
                || agrees
                    && follows
                    && matches!(
                        led,
                        Some(Tag::Noun | Tag::Name | Tag::Day | Tag::Close | Tag::Comma)
                    );
        }
        agrees || matches!(before, Some(Tag::Conjunction | Tag::Comma | Tag::Quote)) || follows
    }

    /// Whether a word describes the next one by its form: `Western`, `coal-rich`, `Baltic`.
    fn is_adjective(&self, at: usize) -> bool {
        let word = self.word(at);
        let tail = word.rsplit_once('-').map(|(_, tail)| tail);
        let joined = tail.is_some_and(|tail| tail.starts_with(char::is_lowercase));
        let of_country = country(word).is_some_and(|(_, stand)| stand == Stand::Adjective);
        joined
            || of_country
            || word.ends_with("ern")
            || word.ends_with("ic")
            || word.ends_with("al")
    }

    /// Whether the noun or name that ends at `at` is of several.
    pub(super) fn is_plural(&self, at: usize) -> bool {
        let word = self.word(at);
        let owns = self.tokens[at].possessive;
        word.ends_with('s') && !word.ends_with("ss") && !owns
            || PLURAL.has(word)
            || self.ends_a_pair(at)
    }

    /// Whether a name joined to another ends at `at`: `he and Weber`.
    fn ends_a_pair(&self, at: usize) -> bool {
        let names = self.tags[..=at].iter().rev().take_while(|tag| **tag == Tag::Name).count();
        let joined = (at + 1).checked_sub(names + 1).filter(|_| names > 0);
        joined.is_some_and(|at| at > 0 && self.is(at, "and") && self.is_nominal(at - 1))
    }

    /// Whether a determiner stands for a noun: `some say`, `both said`.
    pub(super) fn stands_alone(&self, at: usize) -> bool {
        STANDS_ALONE.has(self.word(at))
            && self.tokens.get(at + 1).is_some_and(|next| !next.any(Kinds::NOUN_TOO))
            && (self.tokens[at + 1].any(Kinds::SPEECH | Kinds::CLAUSE)
                && self.tokens[at + 1].any(Kinds::BASE | Kinds::PAST | Kinds::THIRD)
                || self.tokens[at + 1].any(Kinds::THIRD))
    }

    /// A word in `-ed` that no table has, after a name or pronoun.
    pub(super) fn acts_as_unknown_verb(&self, at: usize, before: Option<Tag>) -> bool {
        let word = self.word(at);
        let owned = at > 0 && self.tokens[at - 1].possessive;
        // `a crowd that spilled out`
        let relative = before == Some(Tag::That) && at > 1 && self.is_nominal(at - 2);
        word.len() > 4
            && word.ends_with("ed")
            && !owned
            && (relative
                || matches!(
                    before,
                    Some(
                        Tag::Name
                            | Tag::Subject
                            | Tag::Relative
                            | Tag::Noun
                            | Tag::Adverb
                            | Tag::Close
                            | Tag::Day
                            | Tag::Be
                            | Tag::Have
                    )
                ))
    }
}
