//! The subjects of verbs, looked for to the left.

use super::{Tag, TaggedSentence, TokenRange, Verb, VerbForm};
use crate::extract::language::{Kinds, WordList};

static REFLEXIVE: WordList = WordList::new("reflexive");
static LEADS_TIME: WordList = WordList::new("leads-time");

impl TaggedSentence<'_> {
    /// Who does what the verb says, and whether it is the verb of a relative clause.
    pub(super) fn subject_of(&self, verb: usize) -> (Option<TokenRange>, bool) {
        let Verb { first, form, .. } = self.verbs[verb];
        if self.tokens[first].contracted {
            let relative = self.tags[first] == Tag::Relative;
            return (Some(TokenRange { first, last: first }), relative);
        }
        match form {
            VerbForm::Finite | VerbForm::Passive => self.left_subject(first, verb),
            VerbForm::Ing => (self.participle_subject(verb), false),
            VerbForm::Infinitive => (self.infinitive_subject(verb), false),
        }
    }

    /// The verbs before the one at `verb` that carry a clause of their own.
    pub(super) fn clauses_before(&self, verb: usize) -> impl Iterator<Item = &Verb> {
        self.verbs[..verb].iter().rev().filter(|verb| verb.is_finite())
    }

    /// The subject of a finite verb whose group begins at `first`.
    fn left_subject(&self, first: usize, verb: usize) -> (Option<TokenRange>, bool) {
        let mut fallback = None;
        let mut end = first;
        // Each step moves left, so the time is linear in the sentence.
        while let Some(at) = end.checked_sub(1) {
            match self.tags[at] {
                Tag::Adverb | Tag::Day => end = at,
                // `on Thursday night`
                Tag::Noun
                    if self.tokens[at].any(Kinds::DAY)
                        && at > 0
                        && self.tags[at - 1] == Tag::Day =>
                {
                    end = at;
                }
                // `Tom Reed, Jr. said`
                Tag::Name
                    if self.tokens[at].any(Kinds::SUFFIX)
                        && at > 1
                        && self.tags[at - 1] == Tag::Comma
                        && self.tags[at - 2] == Tag::Name =>
                {
                    end = at - 1;
                }
                // `Reed and Weber last spoke`
                Tag::Noun
                    if self.is_any(at, &["first", "last", "next"])
                        && at + 1 == first
                        && at > 0
                        && self.tags[at - 1] == Tag::Name =>
                {
                    end = at;
                }
                // `as Weber himself said`
                Tag::Object if REFLEXIVE.has(self.word(at)) => end = at,
                Tag::Number if self.tag_at(at.wrapping_sub(1)) == Some(Tag::Day) => end = at,
                Tag::Preposition if self.tag_at(at + 1) == Some(Tag::Day) => end = at,
                // `the court had in March termed it late`
                Tag::Have if end < first => end = at,
                Tag::Close => match self.opening(at) {
                    Some(open) => end = open,
                    None => return (fallback, false),
                },
                Tag::Dash => {
                    let open = self.tags[..at].iter().rposition(|tag| *tag == Tag::Dash);
                    match open.filter(|open| at - open < 30) {
                        Some(open) => end = open,
                        None => return (fallback, false),
                    }
                }
                // `the judges, for instance, said`, `Sen. Tom Reed (R-Ohio), said`
                Tag::Comma => match self.past_aside(at).filter(|_| fallback.is_none()) {
                    Some(first) => end = first,
                    None => return (fallback.or_else(|| self.before_apposition(at)), false),
                },
                // `Anna Weber, author of “The Tides,” wrote`
                Tag::Quote if self.is_work(at) => {
                    return (fallback.or_else(|| self.before_apposition(at)), false);
                }
                Tag::Relative => {
                    let owner = self.antecedent(at);
                    return (Some(owner.unwrap_or(TokenRange { first: at, last: at })), true);
                }
                Tag::That if at > 0 && self.is_nominal(at - 1) && fallback.is_none() => {
                    return (self.antecedent(at), true);
                }
                Tag::Conjunction => {
                    return (fallback.or_else(|| self.shared_subject(verb, at)), false);
                }
                Tag::Verb | Tag::Be => {
                    // `the parts that were cut suggested`: the subject of both.
                    let inner =
                        self.verb_at(at).filter(|inner| inner.relative && inner.main < first);
                    // `a report published Wednesday said`
                    let reduced = || {
                        let inner =
                            self.verb_at(at).filter(|_| self.tokens[at].any(Kinds::PARTICIPLE));
                        inner.filter(|inner| inner.is_finite() && inner.first == at)
                    };
                    let subject = inner.or_else(reduced).and_then(|inner| inner.subject);
                    let past = || self.past_relative(first, verb);
                    return (subject.or(fallback).or_else(past), false);
                }
                // `if the music plays she said`: a subject, whatever stands before it.
                Tag::Subject if fallback.is_none() && !self.is_any(at, &["it", "you"]) => {
                    let relative = at > 0 && self.tags[at - 1] == Tag::Relative;
                    return (Some(TokenRange { first: at, last: at }), relative);
                }
                _ if self.is_nominal(at) => {
                    let phrase = self.phrase_ending(at);
                    // `Tom Reed last week`: the day stands behind the name.
                    if let Some(first) = self.time_within(phrase) {
                        end = first;
                        continue;
                    }
                    if self.tells_time(phrase) {
                        end = phrase.first;
                        let led = end > 1 && self.tags[end - 1] == Tag::Preposition;
                        end -= usize::from(led);
                        continue;
                    }
                    // `Tom Reed, 61, of Bonn sold it`: where somebody is from does nothing.
                    let from = phrase.first.checked_sub(2).filter(|comma| {
                        self.tags[*comma] == Tag::Comma && self.is_any(comma + 1, &["of", "from"])
                    });
                    let whose = from.and_then(|comma| self.before_apposition(comma));
                    if whose.is_some_and(|whose| self.tags[whose.last] == Tag::Name) {
                        return (whose, false);
                    }
                    // `, and in a statement praised him`: in what, and not who.
                    let led = phrase.first.checked_sub(2).filter(|and| {
                        let adjunct = self.tags[*and] == Tag::Conjunction
                            && self.tags[and + 1] == Tag::Preposition
                            && !self.tokens[and + 1].any(Kinds::SUBORDINATOR);
                        adjunct
                            && self.tags[phrase.first] == Tag::Determiner
                            && self.tags[phrase.last] == Tag::Noun
                    });
                    if let Some(and) = led.filter(|_| fallback.is_none()) {
                        end = and + 1;
                        continue;
                    }
                    match self.what_precedes(phrase.first) {
                        Before::Head(next) => {
                            // `a member of the mission`: the head is further left.
                            fallback = fallback.or(Some(phrase));
                            end = next + 1;
                            continue;
                        }
                        Before::Nothing => {
                            let past = self.past_relative(phrase.first, verb);
                            if let Some(owner) = past.or_else(|| self.past_clause(phrase, verb)) {
                                return (Some(owner), false);
                            }
                            if let Some(name) = self.name_apposed(phrase, &self.verbs[verb]) {
                                return (Some(name), false);
                            }
                            let relative =
                                phrase.first > 0 && self.tags[phrase.first - 1] == Tag::Relative;
                            return (Some(phrase), relative);
                        }
                        Before::Reduced(verb_first) => {
                            fallback = fallback.or(Some(phrase));
                            end = verb_first;
                            continue;
                        }
                    }
                }
                // `members who met him said`
                Tag::Object => return (fallback.or_else(|| self.past_relative(at, verb)), false),
                _ => return (fallback, false),
            }
        }
        (fallback, false)
    }

    /// Where the words begin between a subject and the comma at `at` that do not tell who it is:
    /// `, for instance`, `, however`, a seat in brackets.
    fn past_aside(&self, at: usize) -> Option<usize> {
        let instance = || {
            let first = at.checked_sub(3).filter(|at| self.tags[*at] == Tag::Comma)?;
            let led = self.is(first + 1, "for") && self.is_any(first + 2, &["example", "instance"]);
            led.then_some(first)
        };
        // `The two lawmakers, however, say`
        let adverb = || {
            let first = at.checked_sub(2).filter(|at| self.tags[*at] == Tag::Comma)?;
            let plain = first > 0 && self.is_nominal(first - 1);
            (plain && self.tags[first + 1] == Tag::Adverb).then_some(first)
        };
        let seat = || {
            let close = at.checked_sub(1).filter(|at| self.tags[*at] == Tag::Close)?;
            let open = self.opening(close)?;
            let named = open > 0 && self.tags[open - 1] == Tag::Name;
            (named && !self.tags[..open].contains(&Tag::Comma)).then_some(open)
        };
        instance().or_else(adverb).or_else(seat)
    }

    /// Where an aside begins that a comma closes right before the verb at `at` and that has a verb of
    /// its own: `Weber, who met Reed on May 3, said`.
    pub(crate) fn aside_before(&self, at: usize) -> Option<usize> {
        /// Tokens.
        const LONGEST: usize = 30;
        let close = at.checked_sub(1).filter(|comma| self.tags[*comma] == Tag::Comma)?;
        let open = self.tags[..close].iter().rposition(|tag| *tag == Tag::Comma)?;
        let acts = self.tags[open..close].iter().any(|tag| matches!(tag, Tag::Verb | Tag::Be));
        (acts && close - open < LONGEST).then_some(close)
    }

    /// Whose relative clause a noun phrase ends that begins at `first`: `officials who spoke with
    /// Reed said`.
    fn past_relative(&self, first: usize, verb: usize) -> Option<TokenRange> {
        use Tag::{Close, Colon, Comma, Conjunction, Dash, Open, Quote, That};
        let mut before = self.verbs[..verb].iter().rev().filter(|inner| inner.main < first);
        let inner = before.find(|inner| inner.form != VerbForm::Infinitive)?;
        // `who is known to go off`: the passive takes no clause.
        let takes_clause =
            inner.form != VerbForm::Passive && self.main(inner).any(Kinds::SPEECH | Kinds::CLAUSE);
        let tied = self.tags[inner.main..first].iter().all(|tag| {
            !matches!(tag, Close | Colon | Comma | Conjunction | Dash | Open | Quote | That)
        });
        let opens = |at: usize| self.tokens[at].any(Kinds::SUBORDINATOR);
        let learns = |verb: &Verb| {
            verb.form == VerbForm::Infinitive && self.main(verb).any(Kinds::SPEECH | Kinds::CLAUSE)
        };
        let between = inner.main + 1..first;
        let learnt = self.verbs[..verb].iter().any(|at| between.contains(&at.main) && learns(at));
        let clause = learnt || between.clone().any(opens);
        // `officials whose laws were struck down said`
        let whose = inner.subject.filter(|subject| self.is(subject.first, "whose"));
        if let Some(whose) = whose.filter(|_| tied && !clause) {
            return self.phrase_before(whose.first);
        }
        inner.subject.filter(|_| inner.relative && !takes_clause && tied && !clause)
    }

    /// Who has no verb yet where a thing ends the relative clause: `a boy who fell while running to
    /// school said`.
    fn past_clause(&self, thing: TokenRange, verb: usize) -> Option<TokenRange> {
        let person = Kinds::PERSON_NOUN | Kinds::TITLE | Kinds::ORGANISATION | Kinds::DOCUMENT;
        let last = &self.tokens[thing.last];
        // `to school`: never a subject.
        let led = thing.first.checked_sub(1).is_some_and(|at| {
            matches!(self.tags[at], Tag::Preposition | Tag::To)
                && !self.tokens[at].any(Kinds::SUBORDINATOR)
        });
        let is_thing = self.tags[thing.last] == Tag::Noun && !last.any(person);
        if !(led || is_thing) || !self.says(&self.verbs[verb]) {
            return None;
        }
        let parts = |at: &usize| matches!(self.tags[*at], Tag::Colon | Tag::Dash | Tag::Quote);
        let from = (0..thing.first).rev().find(parts).map_or(0, |at| at + 1);
        let who = (from + 1..thing.first).find(|at| self.is(*at, "who"))?;
        let owner = self.antecedent(who).filter(|owner| owner.last + 1 == who)?;
        let begins = match owner.first.checked_sub(1) {
            None => true,
            Some(at) => matches!(self.tags[at], Tag::Comma | Tag::Conjunction | Tag::That),
        };
        let acts = |other: &Verb| {
            other.is_finite()
                && !other.relative
                && other.subject == Some(owner)
                && !self.tags[who..other.first].contains(&Tag::Conjunction)
        };
        let done = self.verbs[..verb].iter().any(|other| other.main > who && acts(other));
        (begins && !done).then_some(owner)
    }

    /// The subject of a verb after `and` at `at`: for a verb of saying that of the last clause in
    /// which somebody says something, so that `Weber said he left and added` is Weber's.
    fn shared_subject(&self, verb: usize, at: usize) -> Option<TokenRange> {
        let fits = |other: &&Verb| !other.relative && other.main < at && other.subject.is_some();
        // `Reed laughed and said`: nothing parts the two.
        let says = self.says(&self.verbs[verb]);
        if let Some(near) = self.clauses_before(verb).find(fits)
            && !self.tags[near.main..at].contains(&Tag::Comma)
            && !self.is_weaker(near, says)
            && !(says && self.is_now_and_was(near, verb, at))
        {
            return near.subject;
        }
        let said = self
            .clauses_before(verb)
            .filter(fits)
            .filter(|_| says)
            .find(|other| self.says(other) && !self.is_embedded(other));
        let main = || self.clauses_before(verb).filter(fits).find(|other| !self.is_embedded(other));
        let any = || self.clauses_before(verb).find(fits);
        said.or_else(main).or_else(any).and_then(|other| other.subject)
    }

    /// `said it rises if it passes and urged calm`: what was said in the past goes on with the verb
    /// that was said, and not with what is so.
    fn is_now_and_was(&self, near: &Verb, verb: usize, at: usize) -> bool {
        let past =
            |verb: &Verb| self.main(verb).any(Kinds::PAST) && !self.main(verb).any(Kinds::BASE);
        let told = |other: &&Verb| {
            other.main < at && other.subject.is_some() && past(other) && self.says(other)
        };
        past(&self.verbs[verb])
            && self.main(near).any(Kinds::THIRD | Kinds::BASE)
            && !past(near)
            && self.clauses_before(verb).any(|other| told(&other))
    }

    /// What stands before a noun phrase that begins at `first`: a preposition that ties it to a
    /// noun further left, a shortened relative clause (`emails released by`), or nothing of that.
    fn what_precedes(&self, first: usize) -> Before {
        let Some(at) = first.checked_sub(1) else { return Before::Nothing };
        match self.tags[at] {
            // `three days after Weber spoke`: a clause begins.
            Tag::Preposition if self.tokens[at].any(Kinds::SUBORDINATOR) => Before::Nothing,
            // `Jones over at Arvato said`
            Tag::Preposition if self.is(at, "at") && at > 1 && self.is(at - 1, "over") => {
                Before::Head(at - 2)
            }
            Tag::Preposition | Tag::To => match at.checked_sub(1) {
                Some(head) if self.is_nominal(head) => Before::Head(head),
                Some(close) if self.tags[close] == Tag::Close => self
                    .opening(close)
                    .and_then(|open| open.checked_sub(1))
                    .map_or(Before::Nothing, Before::Head),
                Some(verb) => self.reduced(verb),
                None => Before::Nothing,
            },
            // `a statement by Weber and the board said`
            Tag::Conjunction if self.is(at, "and") && at > 0 && self.is_nominal(at - 1) => {
                let joined = self.phrase_ending(at - 1).first;
                let led = joined.checked_sub(1).is_some_and(|at| self.is(at, "by"));
                if led { self.what_precedes(joined) } else { Before::Nothing }
            }
            Tag::Verb | Tag::Ing => self.reduced(at),
            Tag::Adverb => match at.checked_sub(1) {
                Some(verb) if matches!(self.tags[verb], Tag::Verb) => self.reduced(verb),
                _ => Before::Nothing,
            },
            _ => Before::Nothing,
        }
    }

    /// Whether the verb at `at` is one of a shortened relative clause: it takes no clause and a
    /// noun stands before it.
    fn reduced(&self, at: usize) -> Before {
        let token = &self.tokens[at];
        // `authors of the study published in the journal argued`
        let printed = matches!(token.base, "post" | "publish" | "write")
            && self.is_any(at + 1, &["in", "on"]);
        let takes_clause = token.any(Kinds::SPEECH | Kinds::CLAUSE) && !printed;
        let Some(verb) = self.verb_at(at) else { return Before::Nothing };
        let bare = verb.first == at || verb.form == VerbForm::Infinitive;
        // `a plan for cutting costs`, `a plan to cut costs`: the head is the plan.
        let gerund = self.tags[at] == Tag::Ing
            && at > 1
            && self.tags[at - 1] == Tag::Preposition
            && self.is_nominal(at - 2);
        if gerund && !takes_clause {
            return Before::Head(at - 2);
        }
        let form = verb.form == VerbForm::Infinitive
            || token.any(Kinds::PARTICIPLE) && self.tags[at] == Tag::Verb
            || self.tags[at] == Tag::Ing;
        match verb.first.checked_sub(1) {
            Some(head) if form && bare && !takes_clause && self.is_nominal(head) => {
                Before::Reduced(verb.first)
            }
            _ => Before::Nothing,
        }
    }

    /// Whether a verb is a participle that describes the noun before it: `in a video posted online`,
    /// `in a letter read to them`.
    pub(super) fn is_shortened(&self, verb: usize) -> bool {
        let verb = &self.verbs[verb];
        let Some(subject) = verb.subject else { return false };
        let led = subject.first.checked_sub(1).is_some_and(|at| {
            self.tags[at] == Tag::Preposition && !self.tokens[at].any(Kinds::SUBORDINATOR)
        });
        led && verb.form == VerbForm::Finite
            && verb.first == verb.main
            && (verb.first == subject.last + 1 || subject.first == 1)
            && self.tags[subject.first] == Tag::Determiner
            && self.tags[subject.last] == Tag::Noun
            && self.main(verb).any(Kinds::PARTICIPLE)
            && (!self.main(verb).any(Kinds::BASE)
                || self.is_any(verb.main + 1, &["by", "out", "to"]))
    }

    /// Whether a phrase is one of time that stands beside a subject: `this week`, `last year`.
    pub(crate) fn tells_time(&self, phrase: TokenRange) -> bool {
        let timed = self.tokens[phrase.last].any(Kinds::DAY)
            || self.is_any(phrase.last, &["ago", "day", "time"]);
        let led = LEADS_TIME.has(self.word(phrase.first));
        timed && led && phrase.first > 0 && phrase.last > phrase.first
    }

    /// Where a phrase of time begins that stands behind a name: `last week` in `Tom Reed last week`.
    fn time_within(&self, phrase: TokenRange) -> Option<usize> {
        let timed = self.tokens[phrase.last].any(Kinds::DAY);
        let led = |at: &usize| LEADS_TIME.has(self.word(*at)) && self.tags[*at - 1] == Tag::Name;
        (phrase.first + 1..phrase.last).find(led).filter(|_| timed)
    }

    /// The noun phrase a relative pronoun at `at` stands for.
    fn antecedent(&self, at: usize) -> Option<TokenRange> {
        let mut end = at;
        while let Some(before) = end.checked_sub(1) {
            match self.tags[before] {
                Tag::Comma | Tag::Preposition if end == at => end = before,
                Tag::Close => end = self.opening(before)?,
                _ if self.is_nominal(before) => {
                    let phrase = self.phrase_ending(before);
                    // `a member of parliament who said`: the person, not the house.
                    if let Before::Head(head) = self.what_precedes(phrase.first)
                        && self.is_nominal(head)
                        && !(self.is(at, "who") && self.is_about(head, phrase))
                    {
                        return Some(TokenRange {
                            first: self.phrase_ending(head).first,
                            last: phrase.last,
                        });
                    }
                    return Some(phrase);
                }
                _ => return None,
            }
        }
        None
    }

    /// Whether a thing at `head` is tied to a name, who alone can say or do something: `pressure on
    /// Reed`, but not `a member of the Reed campaign`.
    fn is_about(&self, head: usize, name: TokenRange) -> bool {
        let person = Kinds::PERSON_NOUN | Kinds::TITLE | Kinds::MALE | Kinds::FEMALE;
        let thing = self.tags[head] == Tag::Noun
            && !self.tokens[head].any(person)
            && !self.word(head).ends_with('s');
        let place = name.first > 0 && self.is_any(name.first - 1, &["at", "for", "in", "of"]);
        thing && self.tags[name.last] == Tag::Name && !place
    }

    /// The whole noun phrase that ends before `end`, its prepositional parts followed to the head.
    pub(crate) fn phrase_before(&self, end: usize) -> Option<TokenRange> {
        let mut end = end;
        while let Some(at) = end.checked_sub(1) {
            if self.tags[at] == Tag::Close {
                end = self.opening(at)?;
                continue;
            }
            if !self.is_nominal(at) {
                return None;
            }
            let phrase = self.phrase_ending(at);
            match self.what_precedes(phrase.first) {
                Before::Head(head) => end = head + 1,
                Before::Reduced(first) => end = first,
                Before::Nothing => return Some(phrase),
            }
        }
        None
    }

    /// Whether a clause is part of what another verb says or of a side clause.
    pub(crate) fn is_embedded(&self, verb: &Verb) -> bool {
        let Some(subject) = verb.subject else { return false };
        let Some(before) = subject.first.checked_sub(1) else { return false };
        if subject.first > verb.first {
            return false;
        }
        match self.tags[before] {
            Tag::That | Tag::Question | Tag::Subordinator | Tag::Relative => true,
            Tag::Preposition => self.tokens[before].any(Kinds::SUBORDINATOR),
            Tag::Verb | Tag::Ing => self.tokens[before].any(Kinds::SPEECH | Kinds::CLAUSE),
            _ => false,
        }
    }

    /// Whether what a verb says is no subject of the next one: `Weber said she left and added`,
    /// `Weber said the harvest would be good and praised`.
    fn is_weaker(&self, near: &Verb, says: bool) -> bool {
        let thing = near.subject.is_some_and(|subject| self.tags[subject.last] == Tag::Noun);
        self.is_told(near) && (says || thing)
    }

    /// Whether a clause is what the verb right before it says.
    pub(crate) fn is_told(&self, verb: &Verb) -> bool {
        let before = verb.subject.and_then(|subject| subject.first.checked_sub(1));
        let says = |at: usize| self.tokens[at].any(Kinds::SPEECH | Kinds::CLAUSE);
        let asked = |at: usize| {
            self.tags[at] == Tag::Question
                && at > 0
                && self.tags[at - 1] == Tag::Verb
                && says(at - 1)
        };
        let told = |at: usize| self.tags[at] == Tag::That || says(at) || asked(at);
        self.is_embedded(verb) && before.is_some_and(told)
    }
}

/// What ties a noun phrase to words further left.
enum Before {
    Nothing,
    /// A preposition and before it the last word of another phrase.
    Head(usize),
    /// The first word of a shortened relative clause.
    Reduced(usize),
}
