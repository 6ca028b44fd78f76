//! What follows its verb: `Weber said it rains`, `praised the plan`.

use super::{Content, SAYS_PLAINLY, TELLS_LISTENER, content_end, has_main_clause};
use crate::extract::article::coreference::{is_person_noun, is_profession};
use crate::extract::language::{Kinds, Tag, TaggedSentence, Verb, VerbForm, WordList, look_up};

static GROUPS: WordList = WordList::new("crowd");
static SHOWS: WordList = WordList::new("shows");
static EVIDENCE: WordList = WordList::new("evidence");
static RELAYS: WordList = WordList::new("relays");
static MEDIUM: WordList = WordList::new("medium");

/// Verbs that say nothing when they are denied.
const SILENT: [&str; 4] = ["disclose", "discuss", "reveal", "detail"];

impl Content<'_, '_> {
    /// The content that follows its verb: first and last token.
    pub(super) fn after(&self) -> Option<(usize, usize)> {
        let sentence = self.sentence;
        let before = self.verb.subject.and_then(|subject| subject.first.checked_sub(1));
        // `voters who say it is`: what sort of voters they are.
        let who = sentence.tags[..self.verb.first].iter().rposition(|tag| *tag == Tag::Relative);
        // `a prize for critics who say it is`: said all the same where the sentence ends with it.
        let ends = |who: usize| {
            let main = |verb: &Verb| verb.is_finite() && !verb.relative && verb.main < who;
            sentence.says(self.verb)
                && sentence.is(who, "who")
                && !sentence.is_any(who - 1, &["those"])
                && sentence.verbs.iter().any(main)
        };
        // `which Weber claimed was late`, `in which she said it was late`: she says it, whatever
        // `which` is.
        let named = self.verb.subject.is_some_and(|subject| {
            let which = subject.first.checked_sub(1).filter(|at| sentence.is(*at, "which"));
            let led = |at: usize| at > 0 && sentence.tags[at - 1] == Tag::Preposition;
            let tag = sentence.tags[subject.last];
            which.is_some_and(|at| tag == Tag::Name || tag == Tag::Subject && led(at))
        });
        let sorts = self.verb.relative
            && !named
            && !who.is_some_and(|who| who > 0 && ends(who))
            && who.is_some_and(|who| who > 0 && sentence.tags[who - 1] != Tag::Comma);
        if self.verb.form == VerbForm::Passive || sorts || self.is_asked() {
            return None;
        }
        // `true to what she has said since`: what is said stands before.
        let what = before.is_some_and(|at| sentence.is(at, "what"));
        if what && !self.begins_clause(self.verb.main + 1) {
            return None;
        }
        // `As she said, the war is over`, but not `just as she said` or `news as we know it`.
        // `as many as 40 percent said`: no `as` of the verb's.
        let counts = |at: usize| at > 1 && sentence.is(at - 2, "as");
        if let Some(at) = before.filter(|at| sentence.is(*at, "as") && !counts(*at)) {
            // `As she pointed out, the war is over`
            let comma = self.verb.main + 1 + usize::from(self.is_phrasal());
            // `But, as she said, the war is over`
            let turns = at == 2 && sentence.tags[1] == Tag::Comma;
            let leads = at == 0
                || sentence.tags[at - 1] == Tag::Conjunction
                || turns && sentence.tags[0] == Tag::Conjunction;
            let opens = leads && sentence.tag_at(comma) == Some(Tag::Comma);
            let end = content_end(sentence, sentence.tags.len());
            if opens {
                return has_main_clause(sentence, comma, end).then(|| (comma + 1, end - 1));
            }
            // `even as Weber said it rained`, `as she said that it rained`: when, and not how.
            let clause =
                matches!(sentence.tag_at(self.verb.main + 1), Some(Tag::That | Tag::Question));
            let even = at > 0 && sentence.is(at - 1, "even") || at == 0 || clause;
            if !even || !SAYS_PLAINLY.has(self.base()) {
                return None;
            }
        }
        // `quoted Reed as saying`: what the second verb says.
        let relays = |at: usize| sentence.is(at, "as") && sentence.tag_at(at + 1) == Some(Tag::Ing);
        if RELAYS.has(self.base()) && (self.verb.main..sentence.tags.len()).any(relays) {
            return None;
        }
        let mut first = self.verb.main + 1;
        while self.is_adjunct(first) {
            first += 1;
        }
        first = self.past_aside(first);
        // `a plan that critics said was late`: the clause whose subject stands before.
        if self.goes_without_subject(first) {
            return Some((first, self.end(first)?));
        }
        let mut start = first;
        // `asked if Reed wanted to go`: nobody is named before the clause.
        let named = !matches!(sentence.tag_at(first), Some(Tag::That | Tag::Question))
            && !sentence.is(first, "if");
        if TELLS_LISTENER.has(self.base())
            && named
            && let Some(listener) = self.listener(first)
        {
            start = listener;
        }
        // `told the paper`: whom, and not what.
        if self.base() == "tell" && start == first && self.begins_noun(first) {
            return None;
        }
        let past_adjunct = || self.past_adjunct(first).filter(|clause| self.begins_clause(*clause));
        let first = if self.begins_clause(start) || self.begins_infinitive(start) {
            start
        } else if let Some(clause) = past_adjunct() {
            clause
        } else if self.is_object(first) || self.is_evidence(first) || self.is_question(first) {
            first
        } else if self.is_phrasal() && self.begins_phrase(self.verb.main + 2) {
            self.verb.main + 2
        } else {
            return None;
        };
        Some((self.with_degree(first), self.end(first)?))
    }

    /// `Weber, asked if it rained, said`: she was asked.
    fn is_asked(&self) -> bool {
        let sentence = self.sentence;
        let parted = |verb: &Verb| verb.first > 0 && sentence.tags[verb.first - 1] == Tag::Comma;
        let bare = self.base() == "ask" && self.verb.first == self.verb.main && parted(self.verb);
        let answers = |verb: &Verb| {
            verb.is_finite() && !verb.relative && verb.subject == self.verb.subject && parted(verb)
        };
        bare && self.verb.subject.is_some_and(|of| of.last + 2 == self.verb.first)
            && self.verbs_behind().any(answers)
    }

    /// Back over what tells how exact the number is that begins what is said: `at least six`.
    fn with_degree(&self, first: usize) -> usize {
        let sentence = self.sentence;
        let counts = sentence.tag_at(first) == Some(Tag::Number);
        let degrees = (self.verb.main + 1..first).rev().take_while(|at| {
            let degree = ["about", "almost", "around", "at", "least", "most", "nearly", "roughly"];
            counts && sentence.is_any(*at, &degree)
        });
        degrees.last().unwrap_or(first)
    }

    /// Whether the verb of a clause begins at `first` whose subject stands before the verb of
    /// saying: `which they say was late`.
    fn goes_without_subject(&self, first: usize) -> bool {
        let sentence = self.sentence;
        let finite = self.verbs_behind().any(|verb| {
            verb.first == first && verb.is_finite() && !sentence.main(verb).any(Kinds::ING)
        });
        let beside = first == self.verb.main + 1
            && self.verb.form == VerbForm::Finite
            && SAYS_PLAINLY.has(self.base());
        let owner = self.verb.subject.and_then(|subject| subject.first.checked_sub(1));
        let owned = owner.is_some_and(|at| {
            matches!(sentence.tags[at], Tag::Relative | Tag::That) || sentence.is_nominal(at)
        });
        finite && beside && owned
    }

    /// Past `, however,`: adverbs between commas.
    fn past_aside(&self, first: usize) -> usize {
        let sentence = self.sentence;
        let comma = |at: usize| sentence.tag_at(at) == Some(Tag::Comma);
        let close = (first + 2..first + 4).find(|at| comma(*at)).filter(|_| comma(first));
        let adverbs =
            |close: &usize| (first + 1..*close).all(|at| sentence.tags[at] == Tag::Adverb);
        // `promised, in a statement, that`
        let scene = || {
            let led = sentence.is_any(first + 1, &["at", "during", "in", "on"]);
            let close =
                (first + 3..first + 12).find(|at| comma(*at)).filter(|_| comma(first) && led)?;
            (sentence.tag_at(close + 1) == Some(Tag::That)).then_some(close + 1)
        };
        // `said — on the air — that`
        let dash = |at: usize| sentence.tag_at(at) == Some(Tag::Dash);
        let dashes = || {
            let close = (first + 2..first + 14).find(|at| dash(*at)).filter(|_| dash(first))?;
            (sentence.tag_at(close + 1) == Some(Tag::That)).then_some(close + 1)
        };
        let adverb = close.filter(adverbs).map(|close| close + 1);
        // `believes, for example, that`
        let instance = || {
            let led = comma(first) && sentence.is(first + 1, "for") && comma(first + 3);
            (led && sentence.is_any(first + 2, &["example", "instance", "one"]))
                .then_some(first + 4)
        };
        adverb.or_else(instance).or_else(scene).or_else(dashes).unwrap_or(first)
    }

    /// Past `in an interview`, `in a statement`: the first token of what was said in it.
    fn past_adjunct(&self, first: usize) -> Option<usize> {
        let sentence = self.sentence;
        if !sentence.is_any(
            first,
            &["after", "at", "before", "during", "following", "for", "in", "on", "to"],
        ) || self.is_phrasal()
        {
            return None;
        }
        let that = (first..(first + 16).min(sentence.tags.len()))
            .take_while(|at| !matches!(sentence.tags[*at], Tag::Stop | Tag::Quote | Tag::Colon))
            .find(|at| sentence.tags[*at] == Tag::That);
        // `said in a statement they do not keep it`
        let medium = sentence.is(first, "in") && sentence.is_any(first + 1, &["a", "an"]);
        let bare = || {
            let next = sentence.phrase_from(first + 1).filter(|_| medium)?.last + 1;
            let they = sentence.tag_at(next) == Some(Tag::Subject);
            (they && self.has_verb(next)).then_some(next)
        };
        that.or_else(bare)
    }

    /// A day or an adverb between the verb and what it reports: `said Tuesday that`.
    fn is_adjunct(&self, at: usize) -> bool {
        let sentence = self.sentence;
        // `says this week's vote is late`: which vote.
        let tells_time = |at: usize| {
            sentence.tokens.get(at).is_some_and(|next| next.any(Kinds::DAY) && !next.possessive)
        };
        // `this week`, `Saturday night`
        let leads = |at: usize| sentence.is_any(at, &["last", "this"]);
        if leads(at) && tells_time(at + 1) {
            return true;
        }
        match sentence.tag_at(at) {
            Some(Tag::Day) => !sentence.tokens[at].possessive,
            Some(Tag::Preposition) => {
                // `argued during Saturday's debate`: more than a day.
                let whose = sentence.tokens.get(at + 1).is_some_and(|next| next.possessive);
                (sentence.tag_at(at + 1) == Some(Tag::Day) || tells_time(at + 1)) && !whose
            }
            Some(Tag::Adverb) => !sentence.is(at, "no") && !sentence.is(at, "not"),
            // `ruled 5-4 that`
            Some(Tag::Number) => {
                at > 0 && sentence.tags[at - 1] == Tag::Day
                    || sentence.tag_at(at + 1) == Some(Tag::That)
            }
            Some(Tag::Noun) => {
                let led = |at: usize| {
                    matches!(sentence.tags[at], Tag::Day | Tag::Preposition) || leads(at)
                };
                tells_time(at) && at > 0 && led(at - 1)
            }
            _ => false,
        }
    }

    /// The first token behind the listener: `told reporters that`.
    fn listener(&self, first: usize) -> Option<usize> {
        let sentence = self.sentence;
        let opens = |at: usize| {
            use Tag::{Question, Subject, That, To};
            let aim = sentence.tag_at(at) == Some(To) && sentence.is(at - 1, "order");
            matches!(sentence.tag_at(at), Some(That | Question | To | Subject)) && !aim
                || sentence.is(at, "if")
        };
        if sentence.tag_at(first) == Some(Tag::Object) && opens(first + 1) {
            return Some(first + 1);
        }
        // `told Weber as he left`: when, not what.
        let leads = |at: usize| {
            sentence.tags[at] == Tag::Subordinator || sentence.tokens[at].any(Kinds::SUBORDINATOR)
        };
        // `told reporters this was so`: right behind the listener, else further on.
        let next = sentence.phrase_from(first).map(|phrase| phrase.last + 1);
        let beside =
            next.filter(|next| sentence.phrase_from(*next).is_some() && self.has_verb(*next));
        // `told nurses who stayed on the lawn that`
        let who = next.filter(|next| sentence.is(*next, "who"));
        let past_who = |who: usize| {
            (who + 1..(who + 14).min(sentence.tags.len()))
                .take_while(|at| !matches!(sentence.tags[*at], Tag::Comma | Tag::Stop | Tag::Quote))
                .find(|at| sentence.tags[*at] == Tag::That)
        };
        beside.or_else(|| who.and_then(past_who)).or_else(|| {
            (first + 1..(first + 22).min(sentence.tags.len()))
                .take_while(|at| {
                    !matches!(sentence.tags[*at], Tag::Stop | Tag::Quote | Tag::Verb | Tag::Colon)
                })
                .find(|at| opens(*at))
                .filter(|at| sentence.tags[*at] != Tag::Subject || !leads(at - 1))
                // `said that he had told them and that it was late`: what she said besides.
                .filter(|at| {
                    sentence.tags[*at] != Tag::That || sentence.tags[at - 1] != Tag::Conjunction
                })
        })
    }

    /// What is talked about as a question: `discussed how the harbour could stay open`.
    fn is_question(&self, first: usize) -> bool {
        let asks = self.sentence.is_any(first, &["how", "what", "why"])
            || self.base() == "question" && self.sentence.is(first, "whether");
        let plain = self.verb.form == VerbForm::Finite && !self.verb.relative;
        asks && plain
            && self.kinds().intersects(Kinds::OBJECT)
            && self.is_by_someone()
            && self.verbs_behind().any(|verb| verb.main > first && verb.is_finite())
    }

    /// What a poll or a study shows.
    fn is_evidence(&self, first: usize) -> bool {
        let sentence = self.sentence;
        SHOWS.has(self.base())
            && self.begins_phrase(first)
            && self.verb.subject.is_some_and(|subject| {
                // `an average of recent polls shows`
                let of = sentence.is(subject.last + 1, "of");
                let last = if of { self.verb.first - 1 } else { subject.last };
                (subject.first..=last).any(|at| EVIDENCE.has(sentence.word(at)))
            })
    }

    /// Whether an object is spoken for or against, in more than a word or two, by somebody who can.
    fn is_object(&self, first: usize) -> bool {
        let named = matches!(self.base(), "call" | "name" | "brand" | "label" | "dub" | "deem");
        // `to dismiss the case`, `who praised the plan`: what somebody does, in passing.
        let plain = self.verb.form == VerbForm::Finite && !self.verb.relative;
        // `…, citing the cold`, `Citing the cold, Weber …`, `after citing the cold`
        let beside = self.verb.form == VerbForm::Ing
            && self.verb.first.checked_sub(1).is_none_or(|at| {
                self.sentence.tags[at] == Tag::Comma
                    || self.sentence.is_any(at, &["after", "before", "by", "in", "while"])
            });
        let told = plain || beside;
        // What stands in marks is told all the same.
        let behind = &self.sentence.tags[first.min(self.sentence.tags.len())..];
        let marked =
            behind.iter().take_while(|tag| **tag != Tag::Comma).any(|tag| *tag == Tag::Quote);
        // `questioned Reed about the loan`: whom, and not what.
        let whom = self.base() == "question"
            && matches!(self.sentence.tag_at(first), Some(Tag::Name | Tag::Object));
        // `would not discuss the matter`: nothing is said.
        let silent = SILENT.contains(&self.base())
            && (self.verb.first..self.verb.main)
                .any(|at| self.sentence.is_any(at, &["not", "never"]));
        // `denied requests for an inquiry`: it was refused.
        let refuses = self.base() == "deny" && {
            let asked =
                ["application", "bail", "entry", "motion", "permission", "petition", "request"];
            let object = self.sentence.phrase_from(first);
            object.is_some_and(|object| {
                let noun = self.sentence.word(object.last).trim_end_matches('s');
                asked.iter().any(|asked| noun.eq_ignore_ascii_case(asked))
            })
        };
        (told && self.is_by_someone() && !silent && !refuses || marked)
            && !whom
            && self.kinds().intersects(Kinds::OBJECT)
            && (self.begins_noun(first) || named && self.sentence.is(first, "it"))
            && (!named || self.has_complement(first))
    }

    /// Whether who or what the verb is of can speak: no gear acknowledges anything.
    fn is_by_someone(&self) -> bool {
        let Some(subject) = self.verb.subject else { return false };
        let at = subject.last;
        let word = self.sentence.word(at);
        let tag = self.sentence.tags[at];
        tag != Tag::Noun || speaks(self.sentence, at) || word.ends_with('%') || MEDIUM.has(word)
    }

    /// Whether an object is followed by what it is called: `called the plan a gift`.
    fn has_complement(&self, object: usize) -> bool {
        let sentence = self.sentence;
        let Some(phrase) = sentence.phrase_from(object) else { return false };
        // `called the plan that was made in Bonn “a gift”`
        let marked = (object..sentence.tags.len())
            .take(16)
            .take_while(|at| !matches!(sentence.tags[*at], Tag::Comma | Tag::Colon | Tag::Stop))
            .any(|at| sentence.tags[at] == Tag::Quote);
        if marked {
            return true;
        }
        let mut next = phrase.last + 1;
        // `called workers and farmers from Bonn “heroes”`
        while matches!(sentence.tag_at(next), Some(Tag::Preposition | Tag::Conjunction))
            && !sentence.is(next, "as")
        {
            match sentence.phrase_from(next + 1) {
                Some(more) => next = more.last + 1,
                None if sentence.tag_at(next + 1) == Some(Tag::Day) => next += 2,
                None => break,
            }
        }
        matches!(sentence.tag_at(next), Some(Tag::Quote | Tag::Determiner))
            || self.begins_noun(next)
            || sentence.is(next, "as")
    }
}

/// Whether a common noun is of somebody or something that speaks.
fn speaks(sentence: &TaggedSentence<'_>, at: usize) -> bool {
    let kinds = Kinds::ORGANISATION | Kinds::DOCUMENT;
    let word = sentence.word(at);
    let singular = word.strip_suffix('s').unwrap_or(word);
    let body =
        look_up(singular).kinds.intersects(kinds | Kinds::TITLE | Kinds::PERSON_NOUN | Kinds::KIN);
    sentence.tokens[at].any(kinds)
        || body
        || is_person_noun(sentence, at)
        || is_profession(singular)
        || EVIDENCE.has(word)
        || GROUPS.has(word)
        || GROUPS.has(singular)
}
