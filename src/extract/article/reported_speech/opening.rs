//! What begins at a token: a clause, an infinitive, a noun, words in marks.

use super::{Content, SAYS_PLAINLY, TELLS_LISTENER};
use crate::extract::language::{Kinds, Tag, TokenRange, Verb, VerbForm};

impl Content<'_, '_> {
    pub(super) fn begins_clause(&self, first: usize) -> bool {
        let sentence = self.sentence;
        // `bemoaned that costs rise`: whatever the verb of judgement, a clause says what is judged.
        if sentence.tag_at(first) == Some(Tag::That) {
            // `considered that plan`: no clause without a verb, which can stand in marks.
            let tells = self.kinds().intersects(Kinds::SPEECH)
                || self.has_finite(first)
                || sentence.tags[first..].contains(&Tag::Quote);
            // `emails that were lost`: a relative clause, but `he said that was so`.
            let next = sentence.tag_at(first + 1);
            let bare = SAYS_PLAINLY.has(self.base()) && first == self.verb.main + 1;
            let relative =
                matches!(next, Some(Tag::Verb | Tag::Be | Tag::Have | Tag::Do | Tag::Modal))
                    && !sentence.is_any(first + 1, &["being", "having"]);
            // `began that week`: which week, and nothing that is said.
            let singular = |word: &str| !word.ends_with('s');
            let timed = sentence.tokens.get(first + 1).is_some_and(|next| {
                next.any(Kinds::DAY) && !next.capital && singular(sentence.word(first + 1))
            });
            if timed && !sentence.is_any(first + 1, &["today", "tomorrow", "yesterday"]) {
                return false;
            }
            // `said that, in June, she left`
            let goes_on = match next {
                None | Some(Tag::Stop) => false,
                Some(Tag::Comma) => self.has_finite(first),
                _ => bare || !relative,
            };
            return goes_on && tells;
        }
        // `said the movement that sweeps the country is new`: long subjects, and gerunds.
        let plain = SAYS_PLAINLY.has(self.base()) && self.verb.form != VerbForm::Infinitive;
        // `said little about it`
        let much = sentence.is_any(first, &["anything", "little", "much", "nothing", "something"]);
        let noun = self.begins_noun(first) && sentence.tag_at(first) != Some(Tag::Quote) && !much;
        // `said “it rains” every time he left`
        if plain && sentence.tag_at(first) == Some(Tag::Quote) && self.goes_on_past(first) {
            return true;
        }
        let gerund = sentence.tokens.get(first).is_some_and(|token| token.any(Kinds::ING))
            && matches!(sentence.tag_at(first), Some(Tag::Ing | Tag::Have | Tag::Be));
        if plain && (noun || gerund || sentence.is(first, "having") || sentence.is(first, "being"))
        {
            // `claiming allegiance to those who fled`: but for `say`, the noun must be a subject.
            return self.has_marked_verb(first)
                || match self.base() {
                    "say" => self.has_finite(first),
                    _ => self.has_verb(first),
                };
        }
        if !self.kinds().intersects(Kinds::SPEECH | Kinds::CLAUSE) {
            return false;
        }
        // `to maintain power destroyed the country`: without `that` only a finite verb reports.
        let subject = sentence.tag_at(first) == Some(Tag::Subject);
        if self.verb.form == VerbForm::Infinitive
            && !(SAYS_PLAINLY.has(self.base()) && (subject || self.base() == "say"))
        {
            return false;
        }
        match sentence.tag_at(first) {
            // `knows why`, `to explain how`: nobody says what it is.
            Some(Tag::Question) => {
                // `cheered when he came`
                // `said when the bridge was shut`, but `did not say when it would open`
                let says = self.base() == "say" && self.verb.first < self.verb.main;
                let asks = says || matches!(self.base(), "ask" | "explain" | "tell" | "wonder");
                let clause = !matches!(sentence.tag_at(first + 1), Some(Tag::Verb | Tag::Ing));
                // `said when it rained, they stayed`
                let opens = plain && sentence.is(first, "when") && {
                    let mut ahead = (first..sentence.tags.len()).take(14);
                    let comma = ahead.find(|at| sentence.tags[*at] == Tag::Comma);
                    comma.is_some_and(|comma| self.has_verb(comma + 1))
                };
                (asks && clause || opens || !sentence.is_any(first, &["when", "where"]))
                    && self.kinds().intersects(Kinds::SPEECH)
                    && self.verb.form != VerbForm::Infinitive
            }
            Some(Tag::Subordinator) => {
                let condition = plain && sentence.is_any(first, &["if", "unless"]);
                sentence.is(first, "if") && self.base() == "ask"
                    || condition && self.has_finite(first)
            }
            Some(
                Tag::Subject | Tag::Name | Tag::Noun | Tag::Determiner | Tag::Number | Tag::Object,
            ) => {
                self.has_verb(first)
                    || plain && self.has_marked_verb(first)
                    || self.has_modal(first)
            }
            Some(Tag::Preposition) => {
                SAYS_PLAINLY.has(self.base())
                    && self.verb.form != VerbForm::Infinitive
                    && !self.is_side()
                    && !sentence.is_any(first, &["about", "as", "of", "to"])
                    && (first..sentence.tags.len())
                        .take(12)
                        .find(|at| sentence.tags[*at] == Tag::Comma)
                        .filter(|comma| {
                            let next = sentence.tag_at(comma + 1);
                            !matches!(next, Some(Tag::Relative | Tag::Question))
                        })
                        .is_some_and(|comma| self.has_verb(comma + 1))
            }
            _ => false,
        }
    }

    pub(super) fn begins_infinitive(&self, first: usize) -> bool {
        let sentence = self.sentence;
        let infinitive = |at: usize| {
            // `vowed to “fight on”`
            let marked = sentence.tag_at(at + 1) == Some(Tag::Quote);
            let bare = |verb: &Verb| verb.first == at && verb.form == VerbForm::Infinitive;
            sentence.tag_at(at) == Some(Tag::To) && (marked || sentence.verbs.iter().any(bare))
        };
        // `asked not to be named`: what is done to who asks.
        let passive = self.sentence.verbs.iter().any(|verb| {
            verb.first == first
                && verb.form == VerbForm::Infinitive
                && (sentence.tags[first..=verb.main].contains(&Tag::Be)
                    || sentence.main(verb).base == "remain")
        });
        if self.base() == "ask" && passive {
            return false;
        }
        // `Firm ordered to pay`: it was told so.
        if self.base() != "ask" && TELLS_LISTENER.has(self.base()) && first == self.verb.main + 1 {
            return false;
        }
        // `wants the court to rule`
        let moves = matches!(self.base(), "want" | "expect" | "ask" | "urge" | "prefer");
        let moved = || {
            let phrase = sentence.phrase_from(first)?;
            infinitive(phrase.last + 1).then_some(())
        };
        // `promised not to wait`
        let denied = sentence.is(first, "not") && infinitive(first + 1);
        self.kinds().intersects(Kinds::INFINITIVE)
            && (infinitive(first) || denied || moves && moved().is_some())
    }

    /// Whether the words in marks at `at` are only the beginning of what is said.
    fn goes_on_past(&self, at: usize) -> bool {
        use Tag::{
            Adverb, Be, Determiner, Do, Have, Modal, Noun, Preposition, Relative, That, To, Verb,
        };
        let sentence = self.sentence;
        let next = sentence.tag_at(at + 1);
        let follows = matches!(
            next,
            Some(
                Adverb
                    | Be
                    | Determiner
                    | Do
                    | Have
                    | Modal
                    | Noun
                    | Preposition
                    | Relative
                    | That
                    | To
                    | Verb
            )
        );
        let closed = sentence.ends_in_comma(at)
            || sentence.word(at).trim_end_matches(['"', '”', '\'', '’']).ends_with(['.', '!', '?']);
        follows && !closed
    }

    /// Whether someone or something is named at `first`.
    pub(super) fn begins_noun(&self, first: usize) -> bool {
        use Tag::{Determiner, Name, Noun, Number, Object, Quote};
        match self.sentence.tag_at(first) {
            // `said Monday's vote was late`
            Some(Tag::Day) => self.sentence.tokens[first].possessive,
            tag => matches!(tag, Some(Name | Noun | Determiner | Object | Quote | Number)),
        }
    }

    /// Whether what a verb is about begins at `first`: a noun, a question, or what somebody does.
    pub(super) fn begins_phrase(&self, first: usize) -> bool {
        let tag = self.sentence.tag_at(first);
        self.begins_noun(first) || matches!(tag, Some(Tag::Ing | Tag::Question))
    }

    /// Whether a finite verb has its subject at `first`.
    pub(super) fn has_verb(&self, first: usize) -> bool {
        self.verbs_behind().any(|verb| {
            // `he and his wife left`
            let pair = self.sentence.tag_at(first) == Some(Tag::Subject)
                && self.sentence.is(first + 1, "and");
            let near = |subject: TokenRange| {
                let last = first + if pair { 2 } else { 1 };
                let begins = (first..=last).contains(&subject.first);
                (begins || self.is_one_phrase(first, subject)) && subject.first <= verb.first
            };
            // `contests known as`: no verb of its own.
            let token = self.sentence.main(verb);
            let reduced = verb.first == verb.main
                && token.any(Kinds::PARTICIPLE)
                && !token.any(Kinds::PAST | Kinds::BASE);
            verb.is_finite() && !verb.relative && !reduced && verb.subject.is_some_and(near)
        })
    }

    /// Whether the clause at `first` has a long subject and a modal: `hopes the vote before the
    /// summer will be fair`.
    fn has_modal(&self, first: usize) -> bool {
        let sentence = self.sentence;
        let Some(verb) = self.verbs_behind().find(|verb| verb.first > first) else { return false };
        let subject = |at: usize| {
            use Tag::{Adverb, Conjunction, Day, Determiner, Name, Noun, Number, Preposition};
            let tag = sentence.tags[at];
            matches!(tag, Adverb | Conjunction | Day | Determiner)
                || matches!(tag, Name | Noun | Number | Preposition)
        };
        sentence.tags[verb.first] == Tag::Modal
            && verb.is_finite()
            && !verb.relative
            && (first..verb.first).all(subject)
    }

    /// Whether a subject is the last part of a phrase that begins at `first`: `Reed and the other
    /// ministers`.
    fn is_one_phrase(&self, first: usize, subject: TokenRange) -> bool {
        let sentence = self.sentence;
        let joined = subject.first.checked_sub(1).is_some_and(|at| {
            at > first && sentence.tags[at] == Tag::Conjunction && sentence.is(at, "and")
        });
        joined
            && (first..subject.first).all(|at| {
                let tag = sentence.tags[at];
                let plain = matches!(tag, Tag::Name | Tag::Noun | Tag::Determiner | Tag::Number);
                plain || matches!(tag, Tag::Conjunction | Tag::Subject)
            })
    }

    /// Whether the verb of the clause at `first` can stand in marks: `said Reed “has no plan”`.
    pub(super) fn has_marked_verb(&self, first: usize) -> bool {
        let sentence = self.sentence;
        let Some(phrase) = sentence.phrase_from(first) else { return false };
        let tags = &sentence.tags[phrase.last + 1..];
        let subject = tags.iter().take_while(|tag| {
            matches!(
                tag,
                Tag::Adverb
                    | Tag::Conjunction
                    | Tag::Preposition
                    | Tag::Determiner
                    | Tag::Noun
                    | Tag::Name
                    | Tag::Number
                    | Tag::Modal
            )
        });
        tags.get(subject.count()) == Some(&Tag::Quote)
    }

    /// Whether a clause with a verb of its own stands somewhere behind `first`.
    fn has_finite(&self, first: usize) -> bool {
        self.verbs_behind().any(|verb| verb.main > first && verb.is_finite())
    }
}
