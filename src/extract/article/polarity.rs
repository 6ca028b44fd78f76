//! What turns or suspends the meaning of a verb that attributes: `did not say`, `denied saying`,
//! `might say`, `if she says`, `asked whether`.

use std::ops::Range;

use crate::dataset::Polarity;
use crate::extract::language::{Kinds, Tag, TaggedSentence, TokenRange, VerbForm, WordList};

/// Verbs whose content is denied.
static DENYING: WordList = WordList::new("denying");
/// Verbs that deny what somebody claims: `rejected the claim that`.
static REJECTING: WordList = WordList::new("rejecting");
/// Words that hold a verb back: `declined to say`, `unable to say`, `instead of saying`.
static REFUSING: WordList = WordList::new("refusing");
/// Words after which a verb is still to come: `expected to say`.
static AWAITING: WordList = WordList::new("awaiting");
/// Verbs whose content is asked.
static ASKING: WordList = WordList::new("asking");
/// Modals that leave open whether it is said.
static OPEN: WordList = WordList::new("open-modal");
/// What tells, where it is not or there is none, that nobody said it: `no record that`.
static UNTRUE: WordList = WordList::new("untrue");
static NOUNS: WordList = WordList::new("speech-noun");
/// What is said by nobody in particular: `rejected reports that`.
static RUMOURS: WordList = WordList::new("rumour");

/// So many tokens before a verb stands what holds it back.
const REACH: usize = 3;

/// The polarity of what a verb attributes, and the words that say so, the verb included. `cue` is
/// the verb's place, `content` the first byte of what is said, `is_verbatim` whether that stands in
/// marks. Without a polarity the words are the verb alone.
pub(crate) fn polarity(
    text: &str,
    tagged: &TaggedSentence<'_>,
    cue: &Range<usize>,
    content: usize,
    is_verbatim: bool,
) -> (Option<Polarity>, Range<usize>) {
    let Some(at) = tagged.tokens.iter().position(|token| token.range == *cue) else {
        return (None, cue.clone());
    };
    let verb = tagged.verb_at(at);
    let cue = AttributingVerb {
        tagged,
        at,
        first: verb.map_or(at, |verb| verb.first.min(at)),
        subject: verb.and_then(|verb| verb.subject),
        form: verb.map(|verb| verb.form),
        is_ahead: cue.end <= content,
        behind: text.get(cue.end..).unwrap_or_default().trim_start(),
        said: text.get(content..).unwrap_or_default(),
        between: text.get(cue.end..content).unwrap_or_default(),
        is_verbatim,
    };
    let negated = cue.denied().map(|from| (Polarity::Negated, from));
    let open = || cue.supposed().map(|from| (Polarity::Hypothetical, from));
    let asked = || cue.asked().map(|from| (Polarity::Question, from));
    let (polarity, from) = match negated.or_else(asked).or_else(open) {
        Some((polarity, from)) => (Some(polarity), from),
        None => (None, at),
    };
    (polarity, tagged.tokens[from.min(at)].range.start..tagged.tokens[at].range.end)
}

/// A verb that attributes, and what stands around it. What is found is told by the first token of
/// the words that turn its meaning.
struct AttributingVerb<'r, 'a> {
    tagged: &'r TaggedSentence<'a>,
    at: usize,
    /// Where its group of auxiliaries begins.
    first: usize,
    subject: Option<TokenRange>,
    form: Option<VerbForm>,
    /// Whether it stands before what is said.
    is_ahead: bool,
    /// The text behind the verb.
    behind: &'r str,
    /// The text from the first word of what is said on.
    said: &'r str,
    /// The text between the verb and what is said.
    between: &'r str,
    is_verbatim: bool,
}

impl AttributingVerb<'_, '_> {
    fn base(&self) -> &'static str {
        self.tagged.tokens[self.at].base
    }

    fn is_not(&self, at: usize) -> bool {
        let not = ["barely", "cannot", "hardly", "neither", "never", "nor", "not", "scarcely"];
        // `no longer says`
        let longer = at > 0 && self.tagged.is(at, "longer") && self.tagged.is(at - 1, "no");
        let word = self.tagged.word(at);
        let contracted = word.strip_suffix(['t', 'T']).and_then(|w| w.strip_suffix(['\'', '’']));
        longer
            || self.tagged.is_any(at, &not)
            || contracted.is_some_and(|word| word.ends_with(['n', 'N']))
    }

    fn denied(&self) -> Option<usize> {
        let tagged = self.tagged;
        // `did not say`, `never said`: what stands right before the group belongs to it.
        let adverb = || self.first.checked_sub(1).filter(|before| self.is_not(*before));
        let not = (self.first..self.at).find(|at| self.is_not(*at)).or_else(adverb);
        if let Some(not) = not {
            let no = not - usize::from(tagged.is(not, "longer"));
            return Some(self.first.min(no)).filter(|_| !self.denies());
        }
        // `no one said`, `neither of them said`, `neither Weber nor Reed said`
        let nobody = self.subject.and_then(|subject| {
            let first = subject.first;
            let led = first.checked_sub(1).filter(|at| tagged.is_any(*at, &["no", "nor"]));
            let alone = tagged.is_any(first, &["neither", "no", "nobody", "none", "nothing"]);
            led.or(alone.then_some(first)).filter(|at| *at < self.at)
        });
        if let Some(nobody) = nobody {
            let pair = (0..nobody).rev().find(|at| tagged.is(*at, "neither"));
            let pair = pair.filter(|_| tagged.is(nobody, "nor"));
            return Some(pair.unwrap_or(nobody).min(self.first));
        }
        if let Some(untrue) = self.untrue() {
            return Some(untrue);
        }
        if self.denies() {
            return Some(self.at);
        }
        if let Some(held) = self.held_by(&REFUSING) {
            return Some(held);
        }
        // `vowed not to run`
        let mut words = self.between.split_whitespace();
        (!self.is_verbatim && words.any(|word| matches!(word, "not" | "never"))).then_some(self.at)
    }

    /// Where it is told that nobody said it: `There is no record that she said`, `It is not true
    /// that she said`, `“We lost” is not what she said`, `he was falsely quoted as saying`.
    fn untrue(&self) -> Option<usize> {
        let tagged = self.tagged;
        let clause = self.subject.map_or(self.first, |subject| subject.first.min(self.first));
        let that = clause.checked_sub(1).filter(|at| tagged.tags[*at] == Tag::That);
        let record = that.and_then(|that| that.checked_sub(2)).filter(|before| {
            let denied = self.is_not(*before) || tagged.is(*before, "no");
            denied && UNTRUE.has(tagged.word(before + 1))
        });
        let is_false = || {
            let word = that?.checked_sub(1)?;
            tagged.is_any(word, &["false", "myth", "untrue"]).then_some(word)
        };
        let misquoted = || {
            let near = self.first.saturating_sub(REACH + 1)..self.first;
            let wrongly = ["erroneously", "falsely", "incorrectly", "mistakenly", "wrongly"];
            let is_wrong = |at: &usize| tagged.is_any(*at, &wrongly) || tagged.is(*at, "misquoted");
            let relayed = self.first > 0 && tagged.is(self.first - 1, "as");
            near.rev().find(is_wrong).filter(|_| relayed && self.form == Some(VerbForm::Ing))
        };
        let not_what = || {
            let quote = (0..self.at).rev().find(|at| tagged.tags[*at] == Tag::Quote)?;
            let be = tagged.tag_at(quote + 1) == Some(Tag::Be);
            let not = self.is_not(quote + 1) || self.is_not(quote + 2);
            let what = (quote + 2..quote + 4).any(|at| tagged.is_any(at, &["something", "what"]));
            (!self.is_ahead && be && not && what).then_some(quote + 1)
        };
        record.or_else(is_false).or_else(misquoted).or_else(not_what)
    }

    /// Whether words in marks are told of apart from the verb: `asked whether it was late: “It was,”
    /// he said`, `denied the claim as “nonsense”`.
    fn is_apart(&self) -> bool {
        let between = self.between.trim_end_matches(|c: char| "\"“„«‘'".contains(c)).trim_end();
        self.is_verbatim && (between.ends_with([',', ':', '.']) || between.ends_with(" as"))
    }

    /// Whether the verb denies what is said.
    fn denies(&self) -> bool {
        let word = self.tagged.word(self.at).trim_end_matches('s');
        let denies = DENYING.has(self.base())
            || DENYING.has(word)
            || REJECTING.has(self.base()) && self.is_of_claim();
        denies && self.is_ahead && !self.is_apart()
    }

    /// Whether what is said is somebody's claim: `that it rains`, `the claim that it rains`.
    fn is_of_claim(&self) -> bool {
        let words = self.behind.split_whitespace().take(4);
        let mut words = words.map(|word| word.trim_end_matches('s'));
        self.behind.starts_with("that ") || words.any(|word| NOUNS.has(word) || RUMOURS.has(word))
    }

    /// The word that holds the verb back, where another governs it: `declined to say`, `denied
    /// having said`, `instead of saying`.
    fn held_by(&self, words: &WordList) -> Option<usize> {
        let tagged = self.tagged;
        let governed = matches!(self.form, Some(VerbForm::Infinitive | VerbForm::Ing))
            || tagged.is(self.first, "having");
        (self.first.saturating_sub(REACH)..self.first).rev().find(|at| {
            let is_parted = tagged.tags[*at..self.first].contains(&Tag::Comma);
            let token = &tagged.tokens[*at];
            let word = if token.base.is_empty() { tagged.word(*at) } else { token.base };
            let acts = !token.any(Kinds::NOUN_TOO) || tagged.tags[*at] != Tag::Noun;
            // `far from saying`, but not `far better to say`
            // `accused of saying`; voters who are `more likely to say` so do say it.
            let accused = matches!(word, "accuse" | "suspect");
            let infinitive = self.form == Some(VerbForm::Infinitive);
            let compares = ["as", "less", "more", "most"];
            let tied = match word.to_ascii_lowercase().as_str() {
                "likely" => infinitive && (*at == 0 || !tagged.is_any(at - 1, &compares)),
                "far" | "instead" | "rather" => tagged.is_any(at + 1, &["from", "of", "than"]),
                "without" | "yet" => at + 1 == self.first,
                _ => true,
            };
            let open = !AWAITING.has(word) || infinitive || accused;
            governed && words.has(word) && acts && tied && open && !is_parted
        })
    }

    fn supposed(&self) -> Option<usize> {
        let tagged = self.tagged;
        // `would say only that`: said all the same.
        let only = tagged.is(self.at + 1, "only");
        let open = |at: &usize| OPEN.has(tagged.word(*at)) && !only;
        let modal = (self.first..self.at).find(open);
        // `did not deny that it rains`: nor did she say so.
        let left_open = || {
            let not = (self.first..self.at).find(|at| self.is_not(*at))?;
            self.denies().then_some(self.first.min(not))
        };
        let held = || self.held_by(&AWAITING);
        if let Some(open) = modal.or_else(left_open).or_else(held) {
            return Some(open);
        }
        // `If Weber says …`: the condition begins the clause that the verb stands in.
        let clause = self.subject.map_or(self.first, |subject| subject.first.min(self.first));
        (clause.saturating_sub(2)..clause).find(|at| {
            let conditions =
                ["assuming", "if", "imagine", "should", "suppose", "unless", "whenever", "whether"];
            let word = tagged.is_any(*at, &conditions);
            word && tagged.tags[*at] != Tag::Quote && self.is_ahead
        })
    }

    fn asked(&self) -> Option<usize> {
        let tagged = self.tagged;
        const ASKED: [&str; 9] =
            ["how ", "if ", "what ", "when ", "where ", "whether ", "which ", "who ", "why "];
        let asks = ASKED.iter().any(|word| self.said.starts_with(word))
            || self.between.contains(" if ")
            || self.between.contains("whether ");
        if ASKING.has(self.base()) && self.is_ahead && asks && !self.is_apart() {
            return Some(self.at);
        }
        // `Did Weber say that it rains?`
        let before = self.subject.and_then(|subject| subject.first.checked_sub(1))?;
        let inverted = matches!(tagged.tags[before], Tag::Be | Tag::Do | Tag::Have | Tag::Modal);
        let ends = tagged.tokens.last().is_some_and(|token| token.is('?'));
        // `Why did she say that it rains?`: she did.
        let why = tagged.tags[..before].contains(&Tag::Question);
        (inverted && ends && !why && self.is_ahead).then_some(before)
    }
}
