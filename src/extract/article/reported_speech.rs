//! Reported speech: what somebody is told to have said without marks, or with marks around a part.

use std::ops::Range;

use crate::extract::article::attribution::{Attribution, according, inverted_subject};
use crate::extract::article::coreference::is_person_noun;
use crate::extract::article::rule::Rule;
use crate::extract::language::{
    Kinds, Tag, TaggedSentence, TokenRange, Verb, VerbForm, WordList, is_phrasal,
};
use ending::ends_in_comma;

mod ending;
mod nominal;

static TELLS_LISTENER: WordList = WordList::new("tells-listener");
static SHOWS: WordList = WordList::new("shows");
static EVIDENCE: WordList = WordList::new("evidence");
static SAYS_NO_TAIL: WordList = WordList::new("says-no-tail");
static RELAYS: WordList = WordList::new("relays");
static SAYS_PLAINLY: WordList = WordList::new("says-plainly");

/// So few words without a verb say nothing.
const FEW: usize = 3;

#[derive(Debug, Clone)]
pub(crate) struct Reported {
    pub(crate) span: Range<usize>,
    pub(crate) attribution: Attribution,
}

/// Whether a verb says what follows, and nothing more: `say`, `argue`.
pub(crate) fn says_plainly(base: &str) -> bool {
    SAYS_PLAINLY.has(base)
}

pub(crate) fn reported(sentence: &TaggedSentence<'_>) -> Vec<Reported> {
    let mut reports: Vec<Reported> = Vec::new();
    for verb in &sentence.verbs {
        let content = Content { sentence, verb };
        if content.kinds().intersects(Kinds::CUE) || content.is_phrasal() {
            let said_before = content.is_inverted().then(|| content.before()).flatten();
            let content = match content.after().filter(|_| said_before.is_none()) {
                Some((first, last)) => verb.subject.map(|subject| (first, last, subject)),
                None => said_before.or_else(|| content.before()).or_else(|| content.past_comma()),
            };
            reports.extend(content.and_then(|(first, last, subject)| {
                report(sentence, first, last, subject, verb.main)
            }));
        }
    }
    reports.extend(nominal::reported(sentence));
    if let Some((at, phrase)) = according(sentence) {
        // `(According to Weber, …`, `And according to Weber, …`
        let leads = sentence.tags[..at]
            .iter()
            .all(|tag| matches!(tag, Tag::Open | Tag::Conjunction | Tag::Adverb | Tag::Mark));
        let (first, end) = if leads {
            let comma =
                (phrase.last..sentence.tags.len()).find(|at| sentence.tags[*at] == Tag::Comma);
            (
                comma.map_or(usize::MAX, |comma| comma + 1),
                content_end(sentence, sentence.tags.len()),
            )
        } else {
            (sentence.dateline().map_or(0, |(_, past)| past), before_comma(sentence, at))
        };
        let told = |end: usize| has_main_clause(sentence, first.min(end), end);
        let last = end.checked_sub(1).filter(|last| told(end) && sentence.tags[*last] != Tag::That);
        reports.extend(last.and_then(|last| report(sentence, first, last, phrase, at)));
    }
    reports
}

/// What stands from the token `first` to `last`, unless it is nearly all quotation: then it is one
/// already.
fn report(
    sentence: &TaggedSentence<'_>,
    first: usize,
    last: usize,
    subject: TokenRange,
    cue: usize,
) -> Option<Reported> {
    if first > last || last >= sentence.tokens.len() {
        return None;
    }
    // `denied wrongdoing`, `gave to charity`: a verb's object, and nothing that is said.
    let tells = |at: usize| {
        sentence.tags[at] == Tag::Quote || sentence.verbs.iter().any(|verb| verb.main == at)
    };
    if last - first < FEW && !(first..=last).any(tells) {
        return None;
    }
    let span = sentence.span(TokenRange { first, last });
    let is_quote = |at: &usize| sentence.tags[*at] == Tag::Quote;
    let quotes = (first..=last).filter(is_quote).map(|at| sentence.tokens[at].range.len());
    let quoted: usize = quotes.sum();
    let only_quotes = (first..=last).all(|at| is_quote(&at));
    let attribution = Attribution::new(sentence, subject, Some(cue), Rule::Reported);
    (quoted * 10 <= span.len() * 8 && !only_quotes).then_some(Reported { span, attribution })
}

/// Whether a clause that hangs on no other stands between two tokens.
fn has_main_clause(sentence: &TaggedSentence<'_>, first: usize, end: usize) -> bool {
    sentence.verbs.iter().any(|verb| {
        (first..end).contains(&verb.main)
            && verb.is_finite()
            && !verb.relative
            && !sentence.is_embedded(verb)
    })
}

/// The token before a comma or the one before `end`: the end of what precedes.
fn before_comma(sentence: &TaggedSentence<'_>, end: usize) -> usize {
    if end > 0 && sentence.tags[end - 1] == Tag::Comma { end - 1 } else { end }
}

/// `end` without the marks that close the sentence.
fn content_end(sentence: &TaggedSentence<'_>, end: usize) -> usize {
    let mut end = end;
    while end > 0 && matches!(sentence.tags[end - 1], Tag::Stop | Tag::Mark | Tag::Comma) {
        end -= 1;
    }
    end
}

/// A verb of speech and what it reports.
struct Content<'r, 'a> {
    sentence: &'r TaggedSentence<'a>,
    verb: &'r Verb,
}

impl Content<'_, '_> {
    /// Whether who says it stands behind the verb: `, predicted Weber`.
    fn is_inverted(&self) -> bool {
        let sentence = self.sentence;
        let main = self.verb.main;
        main > 0
            && (sentence.tags[main - 1] == Tag::Comma || ends_in_comma(sentence, main - 1))
            && self.kinds().intersects(Kinds::SPEECH)
            && !self.begins_clause(main + 1)
            && inverted_subject(sentence, main).is_some_and(|subject| {
                sentence.tags[subject.last] == Tag::Name || is_person_noun(sentence, subject.last)
            })
    }

    /// The verbs that stand behind this one.
    fn verbs_behind(&self) -> impl DoubleEndedIterator<Item = &Verb> {
        self.sentence.verbs.iter().filter(|verb| verb.main > self.verb.main)
    }

    fn kinds(&self) -> Kinds {
        self.sentence.main(self.verb).kinds
    }

    fn base(&self) -> &'static str {
        self.sentence.main(self.verb).base
    }

    /// Whether the next word ties to the verb what is spoken for or against: `called for peace`.
    fn is_phrasal(&self) -> bool {
        is_phrasal(self.base(), self.sentence.word_at(self.verb.main + 1))
    }

    /// The content that follows its verb: first and last token.
    fn after(&self) -> Option<(usize, usize)> {
        let sentence = self.sentence;
        let before = self.verb.subject.and_then(|subject| subject.first.checked_sub(1));
        // `voters who say it is`: what sort of voters they are.
        let who = sentence.tags[..self.verb.first].iter().rposition(|tag| *tag == Tag::Relative);
        let sorts = self.verb.relative
            && who.is_some_and(|who| who > 0 && sentence.tags[who - 1] != Tag::Comma);
        if self.verb.form == VerbForm::Passive || sorts {
            return None;
        }
        // `As she said, the war is over`, but not `just as she said` or `news as we know it`.
        if let Some(at) = before.filter(|at| sentence.is(*at, "as")) {
            let comma = self.verb.main + 1;
            let leads = at == 0 || sentence.tags[at - 1] == Tag::Conjunction;
            let opens = leads && sentence.tag_at(comma) == Some(Tag::Comma);
            let end = content_end(sentence, sentence.tags.len());
            if opens {
                return has_main_clause(sentence, comma, end).then(|| (comma + 1, end - 1));
            }
            // `even as Weber said that it rained`: when, and not how.
            let even = at > 0 && sentence.is(at - 1, "even") || at == 0;
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
        } else if self.is_object(first) || self.is_evidence(first) {
            first
        } else if self.is_phrasal() && self.begins_phrase(self.verb.main + 2) {
            self.verb.main + 2
        } else {
            return None;
        };
        Some((first, self.end(first)?))
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

    /// What follows a verb and its comma: `But, she said, the war is over`, `He says, win or lose,
    /// he stays`.
    fn past_comma(&self) -> Option<(usize, usize, TokenRange)> {
        let sentence = self.sentence;
        let comma = self.verb.main + 1;
        let subject = self.verb.subject.filter(|subject| subject.last < self.verb.first)?;
        let plain = SAYS_PLAINLY.has(self.base()) && self.verb.form == VerbForm::Finite;
        let opens = sentence.tags[..subject.first].iter().all(|tag| {
            matches!(
                tag,
                Tag::Comma | Tag::Conjunction | Tag::Adverb | Tag::Preposition | Tag::Noun
            )
        });
        let parted = sentence.tag_at(comma) == Some(Tag::Comma) && !self.verb.relative;
        let last = content_end(sentence, sentence.tags.len()).checked_sub(1)?;
        let told =
            has_main_clause(sentence, comma, last + 1) && self.begins_noun_or_clause(comma + 1);
        (plain && opens && parted && told).then_some((comma + 1, last, subject))
    }

    fn begins_noun_or_clause(&self, first: usize) -> bool {
        let tag = self.sentence.tag_at(first);
        tag != Some(Tag::Quote) && (self.begins_noun(first) || tag == Some(Tag::Subject))
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
        close.filter(adverbs).map(|close| close + 1).or_else(scene).unwrap_or(first)
    }

    /// Past `in an interview`, `in a statement`: the first token of what was said in it.
    fn past_adjunct(&self, first: usize) -> Option<usize> {
        let sentence = self.sentence;
        if !sentence.is_any(first, &["at", "before", "during", "in", "on", "to"])
            || self.is_phrasal()
        {
            return None;
        }
        (first..(first + 16).min(sentence.tags.len()))
            .take_while(|at| !matches!(sentence.tags[*at], Tag::Stop | Tag::Quote | Tag::Colon))
            .find(|at| sentence.tags[*at] == Tag::That)
    }

    /// What a poll or a study shows.
    fn is_evidence(&self, first: usize) -> bool {
        let sentence = self.sentence;
        SHOWS.has(self.base())
            && self.begins_phrase(first)
            && self.verb.subject.is_some_and(|subject| {
                (subject.first..=subject.last).any(|at| EVIDENCE.has(sentence.word(at)))
            })
    }

    /// Whether someone or something is named at `first`.
    fn begins_noun(&self, first: usize) -> bool {
        use Tag::{Determiner, Name, Noun, Number, Object, Quote};
        let tag = self.sentence.tag_at(first);
        matches!(tag, Some(Name | Noun | Determiner | Object | Quote | Number))
    }

    /// Whether what a verb is about begins at `first`: a noun, a question, or what somebody does.
    fn begins_phrase(&self, first: usize) -> bool {
        let tag = self.sentence.tag_at(first);
        self.begins_noun(first) || matches!(tag, Some(Tag::Ing | Tag::Question))
    }

    /// A day or an adverb between the verb and what it reports: `said Tuesday that`.
    fn is_adjunct(&self, at: usize) -> bool {
        let sentence = self.sentence;
        let tells_time =
            |at: usize| sentence.tokens.get(at).is_some_and(|next| next.any(Kinds::DAY));
        // `this week`, `Saturday night`
        let leads = |at: usize| sentence.is_any(at, &["last", "this"]);
        if leads(at) && tells_time(at + 1) {
            return true;
        }
        match sentence.tag_at(at) {
            Some(Tag::Day) => true,
            Some(Tag::Preposition) => sentence.tag_at(at + 1) == Some(Tag::Day),
            Some(Tag::Adverb) => !sentence.is(at, "no") && !sentence.is(at, "not"),
            Some(Tag::Number) => at > 0 && sentence.tags[at - 1] == Tag::Day,
            Some(Tag::Noun) => {
                tells_time(at) && at > 0 && (sentence.tags[at - 1] == Tag::Day || leads(at - 1))
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
        beside.or_else(|| {
            (first + 1..(first + 22).min(sentence.tags.len()))
                .take_while(|at| {
                    !matches!(sentence.tags[*at], Tag::Stop | Tag::Quote | Tag::Verb | Tag::Colon)
                })
                .find(|at| opens(*at))
                .filter(|at| sentence.tags[*at] != Tag::Subject || !leads(at - 1))
        })
    }

    /// Whether a finite verb has its subject at `first`.
    fn has_verb(&self, first: usize) -> bool {
        self.verbs_behind().any(|verb| {
            // `he and his wife left`
            let pair = self.sentence.tag_at(first) == Some(Tag::Subject)
                && self.sentence.is(first + 1, "and");
            let near = |subject: TokenRange| {
                let last = first + if pair { 2 } else { 1 };
                (first..=last).contains(&subject.first) && subject.first <= verb.first
            };
            // `contests known as`: no verb of its own.
            let token = self.sentence.main(verb);
            let reduced = verb.first == verb.main
                && token.any(Kinds::PARTICIPLE)
                && !token.any(Kinds::PAST | Kinds::BASE);
            verb.is_finite() && !verb.relative && !reduced && verb.subject.is_some_and(near)
        })
    }

    /// Whether the verb of the clause at `first` can stand in marks: `said Reed “has no plan”`.
    fn has_marked_verb(&self, first: usize) -> bool {
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

    fn begins_clause(&self, first: usize) -> bool {
        let sentence = self.sentence;
        // `bemoaned that costs rise`: whatever the verb of judgement, a clause says what is judged.
        if sentence.tag_at(first) == Some(Tag::That) {
            let says = self.kinds().intersects(Kinds::SPEECH | Kinds::CLAUSE);
            // `emails that were lost`: a relative clause, but `he said that was so`.
            let next = sentence.tag_at(first + 1);
            let bare = self.base() == "say" && first == self.verb.main + 1;
            let relative =
                matches!(next, Some(Tag::Verb | Tag::Be | Tag::Have | Tag::Do | Tag::Modal));
            // `said that, in June, she left`
            let goes_on = match next {
                None | Some(Tag::Stop) => false,
                Some(Tag::Comma) => self.has_finite(first),
                _ => bare || !relative,
            };
            return goes_on
                && (says || self.kinds().intersects(Kinds::CUE) && self.has_finite(first));
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
                let asks = matches!(self.base(), "ask" | "explain" | "say" | "tell" | "wonder");
                let clause = !matches!(sentence.tag_at(first + 1), Some(Tag::Verb | Tag::Ing));
                (asks && clause || !sentence.is_any(first, &["when", "where"]))
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
            ) => self.has_verb(first) || plain && self.has_marked_verb(first),
            Some(Tag::Preposition) => {
                SAYS_PLAINLY.has(self.base())
                    && !sentence.is_any(first, &["about", "as", "of", "to"])
                    && (first..sentence.tags.len())
                        .take(12)
                        .find(|at| sentence.tags[*at] == Tag::Comma)
                        .is_some_and(|comma| self.has_verb(comma + 1))
            }
            _ => false,
        }
    }

    fn begins_infinitive(&self, first: usize) -> bool {
        let sentence = self.sentence;
        let infinitive = |at: usize| {
            // `vowed to “fight on”`
            let marked = sentence.tag_at(at + 1) == Some(Tag::Quote);
            let bare = |verb: &Verb| verb.first == at && verb.form == VerbForm::Infinitive;
            sentence.tag_at(at) == Some(Tag::To) && (marked || sentence.verbs.iter().any(bare))
        };
        // `wants the court to rule`
        let moves = matches!(self.base(), "want" | "expect" | "ask" | "urge" | "prefer");
        let moved = || {
            let phrase = sentence.phrase_from(first)?;
            infinitive(phrase.last + 1).then_some(())
        };
        self.kinds().intersects(Kinds::INFINITIVE)
            && (infinitive(first) || moves && moved().is_some())
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
        let closed = ends_in_comma(sentence, at)
            || sentence.word(at).trim_end_matches(['"', '”', '\'', '’']).ends_with(['.', '!', '?']);
        follows && !closed
    }

    /// Whether an object is spoken for or against, in more than a word or two, by somebody who can.
    fn is_object(&self, first: usize) -> bool {
        let named = matches!(self.base(), "call" | "name" | "brand" | "label" | "dub" | "deem");
        // `to dismiss the case`, `who praised the plan`: what somebody does, in passing.
        let plain = self.verb.form == VerbForm::Finite && !self.verb.relative;
        // `…, citing the cold`
        let beside = self.verb.form == VerbForm::Ing
            && self.verb.first > 0
            && self.sentence.tags[self.verb.first - 1] == Tag::Comma;
        let told = plain || beside;
        // What stands in marks is told all the same.
        let marked =
            self.sentence.tags[first.min(self.sentence.tags.len())..].contains(&Tag::Quote);
        // `questioned Reed about the loan`: whom, and not what.
        let whom = self.base() == "question"
            && matches!(self.sentence.tag_at(first), Some(Tag::Name | Tag::Object));
        (told || marked)
            && !whom
            && self.kinds().intersects(Kinds::OBJECT)
            && self.begins_noun(first)
            && (!named || self.has_complement(first))
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

    /// Where the clause begins that ends before `end`: behind a colon, or behind who said the
    /// words in marks before it.
    fn clause_start(&self, end: usize) -> Option<usize> {
        let sentence = self.sentence;
        let starts_with_mark = sentence.tags.first() == Some(&Tag::Quote);
        let stops = |at: &usize| match sentence.tags[*at] {
            Tag::Colon => true,
            Tag::Quote => starts_with_mark || *at + 1 < end && self.is_said_beside(*at, end),
            _ => false,
        };
        (0..end).rev().take_while(|at| !stops(at)).last()
    }

    /// Whether another verb of saying stands beside the marks at `at`.
    fn is_said_beside(&self, at: usize, end: usize) -> bool {
        let near = at.saturating_sub(3)..(at + 6).min(end);
        self.sentence.verbs.iter().any(|verb| near.contains(&verb.main) && self.sentence.says(verb))
    }

    /// The content before its verb: `The talks went well, Weber said.`
    fn before(&self) -> Option<(usize, usize, TokenRange)> {
        let sentence = self.sentence;
        let main = self.verb.main;
        if !self.kinds().intersects(Kinds::SPEECH | Kinds::CLAUSE)
            || self.verb.form != VerbForm::Finite
            || self.verb.relative
            || SAYS_NO_TAIL.has(self.base())
        {
            return None;
        }
        // `The talks went well, said Weber`, but not `Weber, who was there, told the paper`.
        let ends = |subject: &TokenRange| {
            let next = sentence.tag_at(subject.last + 1);
            !matches!(next, Some(Tag::Noun | Tag::Name | Tag::Subject | Tag::That | Tag::To))
                && self.base() != "tell"
        };
        let says = self.kinds().intersects(Kinds::SPEECH);
        let inverted = (says && main > 0 && sentence.tags[main - 1] == Tag::Comma)
            .then(|| inverted_subject(sentence, main))
            .flatten()
            .filter(ends);
        let (from, subject) = match (inverted, self.verb.subject) {
            (Some(subject), _) => (main, subject),
            (None, Some(subject)) if subject.first < self.verb.first => (subject.first, subject),
            _ => return None,
        };
        // A verb with an object says that: `The rest, who left, found the plan wrong`.
        let next = sentence.tag_at(main + 1);
        // `a biography written by Weber`
        if sentence.is(main + 1, "by") {
            return None;
        }
        let open = matches!(
            next,
            None | Some(
                Tag::Stop
                    | Tag::Comma
                    | Tag::Dash
                    | Tag::Close
                    | Tag::Colon
                    | Tag::Day
                    | Tag::Adverb
                    | Tag::Preposition
                    | Tag::Conjunction
            )
        );
        let told = TELLS_LISTENER.has(self.base());
        if inverted.is_none() && !open && !told {
            return None;
        }
        // `The talks went well, as Weber said.`
        let ends_there = matches!(sentence.tag_at(main + 1), None | Some(Tag::Stop));
        let as_said = from > 1 && sentence.is(from - 1, "as") && ends_there;
        let from = from - usize::from(as_said);
        // `The talks “went well,” Weber said`: the comma stands inside the marks.
        let before = from.checked_sub(1)?;
        let marked = ends_in_comma(sentence, before);
        let comma = if marked { from } else { before };
        if !marked && sentence.tags[comma] != Tag::Comma {
            return None;
        }
        let first = self.clause_start(comma)?.max(sentence.dateline().map_or(0, |(_, past)| past));
        // `The talks, Weber said, went well`: she said the whole.
        let past = if inverted.is_some() { subject.last } else { main };
        let goes_on = (past + 1..sentence.tags.len())
            .take(4)
            .find(|at| sentence.tags[*at] == Tag::Comma)
            .filter(|at| {
                (past + 1..*at).all(|at| {
                    matches!(sentence.tags[at], Tag::Day | Tag::Preposition | Tag::Adverb)
                })
            });
        let single = comma == first + 1;
        if comma <= first
            || single && !sentence.is_nominal(first) && sentence.tags[first] != Tag::That
        {
            return None;
        }
        if let Some(more) = goes_on
            && !(sentence.is_any(more + 1, &["and", "but"]) && self.has_subject(more + 2))
            && !matches!(sentence.tag_at(more + 1), Some(Tag::Ing | Tag::Quote) | None)
            && inverted.is_none()
        {
            let end = content_end(sentence, sentence.tags.len());
            return (end > more + 1).then(|| (first, end - 1, subject));
        }
        if single {
            return None;
        }
        // A clause of its own stands before the comma.
        let clause = has_main_clause(sentence, first, comma);
        let side = (matches!(sentence.tags[first], Tag::Subordinator)
            || sentence.tokens[first].any(Kinds::SUBORDINATOR | Kinds::PREPOSITION)
                && !matches!(sentence.tags[first], Tag::That | Tag::Adverb))
            && !sentence.tags[first..comma].contains(&Tag::Comma);
        // `When he was asked, Weber said, “No”`: what is said follows.
        let asked = sentence.is_any(first, &["asked", "when"])
            && sentence.tags[main..].contains(&Tag::Quote);
        (clause && !side && !asked).then(|| (first, comma - 1, subject))
    }
}
