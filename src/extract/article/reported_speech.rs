//! Reported speech: what somebody is told to have said without marks, or with marks around a part.

use std::ops::Range;

use crate::extract::article::attribution::Attribution;
use crate::extract::article::rule::Rule;
use crate::extract::language::{
    Kinds, Tag, TaggedSentence, TokenRange, Verb, VerbForm, WordList, is_phrasal,
};

mod after;
mod before;
mod ending;
mod nominal;
mod opening;

static TELLS_LISTENER: WordList = WordList::new("tells-listener");
static QUOTES_ONLY: WordList = WordList::new("quotes-only");
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
        let cue = content.kinds().intersects(Kinds::CUE) && !content.is_empty();
        if cue || content.is_phrasal() {
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
    // `citing the poet Anna Weber`: whom, and not what.
    let someone = sentence.tags[last] == Tag::Name
        && (first..last)
            .all(|at| matches!(sentence.tags[at], Tag::Name | Tag::Noun | Tag::Determiner));
    if someone && matches!(sentence.tokens[cue].base, "cite" | "point") {
        return None;
    }
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
        // `In the letters, dated May 5, …`
        let next = sentence.tag_at(verb.main + 1);
        let participle = verb.subject.is_none()
            && matches!(next, Some(Tag::Preposition | Tag::Number | Tag::Day))
            && verb.first == verb.main
            && sentence.main(verb).any(Kinds::PARTICIPLE);
        (first..end).contains(&verb.main)
            && verb.is_finite()
            && !participle
            && !verb.relative
            && !sentence.is_embedded(verb)
    })
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
    /// The verbs that stand behind this one.
    fn verbs_behind(&self) -> impl DoubleEndedIterator<Item = &Verb> {
        self.sentence.verbs.iter().filter(|verb| verb.main > self.verb.main)
    }

    fn kinds(&self) -> Kinds {
        self.sentence.main(self.verb).kinds
    }

    /// Whether the verb reports nothing: it only goes with quotations, or `it` is all its subject,
    /// as in `it's worth noting that`, `it is wrong to say that`.
    fn is_empty(&self) -> bool {
        let it = self.verb.subject.is_some_and(|subject| {
            self.sentence.is_any(subject.first, &["it's", "it’s", "that's", "that’s"])
        });
        // `It is wrong to say that it rains`
        let weighed = self.verb.form == VerbForm::Infinitive && {
            let mut before = self.sentence.verbs.iter().rev();
            let governing = before.find(|verb| verb.main < self.verb.first && verb.is_finite());
            let is_it = |subject: TokenRange| self.sentence.is(subject.first, "it");
            governing.is_some_and(|verb| {
                self.sentence.tags[verb.main] == Tag::Be && verb.subject.is_some_and(is_it)
            })
        };
        it && self.verb.form == VerbForm::Ing || weighed || QUOTES_ONLY.has(self.base())
    }

    fn base(&self) -> &'static str {
        self.sentence.main(self.verb).base
    }

    /// Whether the next word ties to the verb what is spoken for or against: `called for peace`.
    fn is_phrasal(&self) -> bool {
        is_phrasal(self.base(), self.sentence.word_at(self.verb.main + 1))
    }
}
