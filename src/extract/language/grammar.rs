//! A shallow parse of one sentence: the tag of each token, the verbs, and their subjects. It needs
//! only closed classes, a table of verbs, and the order of words.

use crate::extract::language::{Kinds, Token, WordList};

mod appositions;
mod participles;
mod subjects;
mod tags;
mod verbal;
mod verbs;

static JOINS_NAMES: WordList = WordList::new("joins-names");

/// What a token is in its sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Tag {
    Quote,
    /// `.`, `!`, `?`.
    Stop,
    Comma,
    Dash,
    /// `:` or `;`.
    Colon,
    Open,
    Close,
    Mark,
    Name,
    Noun,
    Number,
    /// `he`, `they`.
    Subject,
    /// `him`, `everyone`.
    Object,
    /// `who`, `which`.
    Relative,
    That,
    /// `what`, `how`, `whether`.
    Question,
    Determiner,
    Preposition,
    To,
    Conjunction,
    Subordinator,
    Modal,
    Be,
    Have,
    Do,
    /// A verb's main form, finite or bare.
    Verb,
    /// A form in `-ing` that acts as a verb.
    Ing,
    Adverb,
    /// A weekday, a month, `yesterday`.
    Day,
}

/// Tokens from `first` to `last`, both included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct TokenRange {
    pub(crate) first: usize,
    pub(crate) last: usize,
}

/// How a verb stands in its clause.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum VerbForm {
    Finite,
    /// After `to`.
    Infinitive,
    /// In `-ing` without a form of "to be".
    Ing,
    /// After a form of "to be", or a participle that describes a noun (`in a video posted
    /// online`): what the subject suffers.
    Passive,
}

/// One verb: its group of auxiliaries and the word that carries the meaning.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Verb {
    pub(crate) first: usize,
    pub(crate) main: usize,
    pub(crate) form: VerbForm,
    /// Who does it, where the sentence tells.
    pub(crate) subject: Option<TokenRange>,
    /// Whether the subject is one of a relative clause (`who said`).
    pub(crate) relative: bool,
}

impl Verb {
    /// Whether it is the verb of a clause of its own.
    pub(crate) fn is_finite(&self) -> bool {
        matches!(self.form, VerbForm::Finite | VerbForm::Passive)
    }
}

/// A sentence as it is read.
#[derive(Debug)]
pub(crate) struct TaggedSentence<'a> {
    pub(crate) text: &'a str,
    pub(crate) tokens: &'a [Token],
    pub(crate) tags: Vec<Tag>,
    pub(crate) verbs: Vec<Verb>,
}

impl<'a> TaggedSentence<'a> {
    /// Reads a sentence of `text`; `is_name` tells of its first word whether the text has it for a
    /// name elsewhere.
    pub(crate) fn new(text: &'a str, tokens: &'a [Token], is_name: impl Fn(&str) -> bool) -> Self {
        let tags = Vec::with_capacity(tokens.len());
        let mut sentence = Self { text, tokens, tags, verbs: Vec::new() };
        for at in 0..tokens.len() {
            let tag = sentence.tag(at, &is_name);
            sentence.tags.push(tag);
        }
        sentence.find_verbs();
        for at in 0..sentence.verbs.len() {
            let (subject, relative) = sentence.subject_of(at);
            sentence.verbs[at].subject = subject;
            sentence.verbs[at].relative = relative;
            if sentence.is_shortened(at) {
                sentence.verbs[at].form = VerbForm::Passive;
            }
        }
        sentence
    }

    pub(crate) fn word(&self, at: usize) -> &'a str {
        &self.text[self.tokens[at].range.clone()]
    }

    /// Whether the token is this word, given in lower case.
    pub(crate) fn is(&self, at: usize, word: &str) -> bool {
        // Asked far more often than anything else: the length tells most words apart.
        self.tokens.get(at).is_some_and(|token| {
            token.range.len() == word.len()
                && self.text.as_bytes()[token.range.clone()].eq_ignore_ascii_case(word.as_bytes())
        })
    }

    /// Whether a word tells whose something is: `Weber's`, `her`.
    pub(crate) fn owns(&self, at: usize) -> bool {
        self.tokens[at].possessive || self.is_any(at, &["her", "his", "their"])
    }

    /// The word of a verb that carries its meaning.
    pub(crate) fn main(&self, verb: &Verb) -> &'a Token {
        &self.tokens[verb.main]
    }

    /// Whether a verb is one of saying.
    pub(crate) fn says(&self, verb: &Verb) -> bool {
        self.main(verb).any(Kinds::SPEECH)
    }

    /// The words of a phrase with one space between them.
    pub(crate) fn words(&self, phrase: TokenRange) -> String {
        let words: Vec<&str> = (phrase.first..=phrase.last).map(|at| self.word(at)).collect();
        words.join(" ")
    }

    /// Whether the token is one of these words, given in lower case.
    pub(crate) fn is_any(&self, at: usize, words: &[&str]) -> bool {
        words.iter().any(|word| self.is(at, word))
    }

    /// The token's words, nothing past the end.
    pub(crate) fn word_at(&self, at: usize) -> &'a str {
        if at < self.tokens.len() { self.word(at) } else { "" }
    }

    pub(crate) fn tag_at(&self, at: usize) -> Option<Tag> {
        self.tags.get(at).copied()
    }

    pub(crate) fn span(&self, phrase: TokenRange) -> std::ops::Range<usize> {
        self.tokens[phrase.first].range.start..self.tokens[phrase.last].range.end
    }

    pub(crate) fn verb_at(&self, at: usize) -> Option<&Verb> {
        self.verbs.iter().find(|verb| verb.main == at)
    }

    pub(crate) fn is_nominal(&self, at: usize) -> bool {
        match self.tags[at] {
            Tag::Name | Tag::Noun | Tag::Subject | Tag::Number => true,
            Tag::Object => !self.is_any(at, &["him", "them", "me", "us"]),
            Tag::Determiner => !self.is_any(at, &["the", "a", "an", "every", "no"]),
            _ => false,
        }
    }

    /// The noun phrase whose last word is at `last`.
    pub(crate) fn phrase_ending(&self, last: usize) -> TokenRange {
        let mut first = last;
        if matches!(self.tags[last], Tag::Subject | Tag::Object | Tag::Determiner) {
            return TokenRange { first, last };
        }
        while let Some(at) = first.checked_sub(1) {
            match self.tags[at] {
                Tag::Noun if self.is_courtesy_behind(first, at) => break,
                Tag::Noun | Tag::Name | Tag::Number => first = at,
                Tag::Determiner => {
                    // `the two ministers`, `a few nurses`
                    first = at - usize::from(at > 0 && self.is_any(at - 1, &["a", "the"]));
                    break;
                }
                Tag::Day if self.tokens[at].possessive => first = at,
                // `the “Bay” actor`
                Tag::Quote
                    if self.tags[first] == Tag::Noun
                        && at > 0
                        && self.is_any(at - 1, &["a", "an", "the"]) =>
                {
                    first = at - 1;
                    break;
                }
                // `any further deals`
                Tag::Adverb if at > 0 && self.tags[at - 1] == Tag::Determiner => first = at,
                Tag::Preposition | Tag::Conjunction if self.joins_names(at) => first = at - 1,
                Tag::Mark if self.word(at) == "&" && at > 0 => first = at - 1,
                // `the rising tide`, but not `both think Reed`
                Tag::Verb | Tag::Ing
                    if at > 0
                        && self.tags[at - 1] == Tag::Determiner
                        && !self.stands_alone(at - 1) =>
                {
                    first = at;
                }
                _ => break,
            }
        }
        TokenRange { first, last }
    }

    /// Whether a name begins with courtesy at `first` right behind a phrase with a preposition, which
    /// ends at `last`: `in a note on his letter Mrs. Weber said`.
    fn is_courtesy_behind(&self, first: usize, last: usize) -> bool {
        const COURTESY: [&str; 7] = ["miss", "mr", "mr.", "mrs", "mrs.", "ms", "ms."];
        if !self.is_any(first, &COURTESY) {
            return false;
        }
        let head = (0..last).rev().find(|at| self.tags[*at] != Tag::Noun);
        let led = head.filter(|at| *at > 0 && self.tags[*at] == Tag::Determiner);
        led.is_some_and(|at| self.tags[at - 1] == Tag::Preposition)
    }

    /// Whether the small word at `at` stands inside a name: `Bank of England`, `Reed and Weber`.
    fn joins_names(&self, at: usize) -> bool {
        let inside = JOINS_NAMES.has(self.word(at));
        inside
            && at > 0
            && self.tags[at - 1] == Tag::Name
            && self.tag_at(at + 1) == Some(Tag::Name)
            && (!self.is(at, "for") || self.tokens[at - 1].any(Kinds::ORGANISATION))
    }

    /// The noun phrase that begins at `first`.
    pub(crate) fn phrase_from(&self, first: usize) -> Option<TokenRange> {
        let mut first = first;
        while self.tag_at(first) == Some(Tag::Adverb) {
            first += 1;
        }
        let mut last = None;
        let mut at = first;
        while let Some(tag) = self.tag_at(at) {
            match tag {
                Tag::Subject | Tag::Object if at == first => {
                    return Some(TokenRange { first, last: at });
                }
                Tag::Determiner if at == first => {}
                // `the two ministers`, `a few nurses`
                Tag::Determiner if at == first + 1 && self.is_any(first, &["a", "the"]) => {}
                // `Monday's vote`
                Tag::Day if at == first && self.tokens[at].possessive => {}
                // `said retired Gen. Tom Reed`
                Tag::Verb if at == first && self.tokens[at].any(Kinds::PARTICIPLE) => {}
                Tag::Name | Tag::Noun | Tag::Number => last = Some(at),
                Tag::Preposition | Tag::Conjunction if at > first && self.joins_names(at) => {}
                Tag::Mark if self.word(at) == "&" => {}
                Tag::Adverb if at > first && self.tags[at - 1] == Tag::Determiner => {}
                _ => break,
            }
            at += 1;
        }
        let last = last.or_else(|| (at > first && self.is_nominal(first)).then_some(first))?;
        Some(TokenRange { first, last })
    }

    /// The dateline at the head of a report, `LONDON, March 2 - Ministers …`: its place, and the
    /// first token behind it.
    pub(crate) fn dateline(&self) -> Option<(TokenRange, usize)> {
        use Tag::{Close, Comma, Dash, Day, Name, Number, Open, Stop};
        const LONGEST: usize = 10;
        let dash = self.tags.iter().take(LONGEST).position(|tag| *tag == Dash)?;
        let head = &self.tags[..dash];
        let is_plain =
            head.iter().all(|tag| matches!(tag, Name | Day | Number | Comma | Open | Close | Stop));
        let place = self.shouted_place().filter(|place| is_plain && place.last < dash)?;
        Some((place, dash + 1))
    }

    /// The place of a dateline that is the whole sentence: `MOSCOW`, `FLINT, Mich.`
    pub(crate) fn bare_dateline(&self) -> Option<TokenRange> {
        let place = self.shouted_place()?;
        let past = place.last + 1;
        let state = self.tag_at(past) == Some(Tag::Comma) && past + 2 == self.tokens.len();
        (past == self.tokens.len() || state).then_some(place)
    }

    /// The words in capitals that a sentence begins with, where they can be a town's name.
    fn shouted_place(&self) -> Option<TokenRange> {
        let is_shouted = |at: &usize| {
            self.tokens[*at].is_word()
                && self.word(*at).chars().all(|c| c.is_uppercase() || c == '.')
        };
        let last = (0..self.tokens.len()).take_while(is_shouted).last()?;
        let place = TokenRange { first: 0, last };
        (self.span(place).len() > 2 && last < 3).then_some(place)
    }

    /// Whether a verb and its subject stand between two commas: `The plan, Weber added, is late`.
    pub(crate) fn is_interposed(&self, verb: &Verb) -> bool {
        let comma = |at: usize| self.tag_at(at) == Some(Tag::Comma);
        let before = verb.subject.and_then(|subject| subject.first.checked_sub(1));
        before.is_some_and(comma) && comma(verb.main + 1)
    }

    /// Whether words in marks stand at `at` that end in a comma, which parts the sentence.
    pub(crate) fn ends_in_comma(&self, at: usize) -> bool {
        let closing = |c: char| c.is_whitespace() || "\"”“»'’`".contains(c);
        self.tags[at] == Tag::Quote && self.word(at).trim_end_matches(closing).ends_with(',')
    }

    /// The opening bracket that the closing one at `close` belongs to.
    fn opening(&self, close: usize) -> Option<usize> {
        let open = self.tags[..close].iter().rposition(|tag| *tag == Tag::Open)?;
        (close - open < 30).then_some(open)
    }
}
