//! Whether the words around a day speak of the past or of the future.

use super::tables::{CLAUSE_WORDS, TITLES, WordMeaning};
use super::token::{TokenKind, Tokens};

/// Where a bare weekday or month is looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tense {
    /// Before the day of printing, or on it. What nothing tells is news, and news is past.
    Past,
    /// After it, or on it.
    Future,
}

/// What one token does to the tense of the days near it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Cue {
    None,
    Says(Tense),
    /// A word in -ed: a verb of the past, or no more than an adjective (`stalled talks`).
    Participle,
    ClauseEnd,
    SentenceEnd,
}

/// The cues of a text, one for each token.
#[derive(Debug)]
pub(super) struct Cues(Vec<Cue>);

/// How many tokens around a day are read: what is farther away belongs to other words.
const REACH: usize = 24;

impl Cues {
    pub(super) fn new(tokens: &Tokens<'_>) -> Self {
        Self((0..tokens.len()).map(|at| cue(tokens, at)).collect())
    }

    /// The tense around the tokens from one up to another. The clause decides before the sentence,
    /// and what stands before before what follows: `said on Tuesday that talks will …`.
    pub(super) fn around(&self, from: usize, upto: usize) -> Tense {
        // Before a day a participle is often an adjective of what will happen (`will resume
        // stalled talks on Tuesday`), right after it the verb itself (`on Tuesday rejected …`).
        let before = nearest(self.0[..from].iter().rev(), false);
        let after = nearest(self.0[upto..].iter(), true);
        before.0.or(after.0).or(before.1).or(after.1).unwrap_or(Tense::Past)
    }
}

/// What a walk away from a day meets first: in its clause, and in its sentence.
fn nearest<'c>(
    cues: impl Iterator<Item = &'c Cue>,
    participles: bool,
) -> (Option<Tense>, Option<Tense>) {
    let (mut in_clause, mut weak) = (true, None);
    let result = |in_clause, tense| (if in_clause { tense } else { None }, tense);
    for cue in cues.take(REACH) {
        match cue {
            Cue::Says(tense) => return result(in_clause, Some(*tense)),
            Cue::Participle if participles => return result(in_clause, Some(Tense::Past)),
            Cue::Participle => weak = Some(Tense::Past),
            Cue::ClauseEnd if in_clause && weak.is_some() => break,
            Cue::ClauseEnd => in_clause = false,
            Cue::SentenceEnd => break,
            Cue::None => {}
        }
    }
    result(in_clause, weak)
}

fn cue(tokens: &Tokens<'_>, at: usize) -> Cue {
    match tokens.kind(at) {
        Some(TokenKind::Word { meaning: Some(meaning), .. }) => known_word_cue(tokens, at, meaning),
        Some(TokenKind::Word { lower, capital, .. }) => word_cue(tokens, at, lower, capital),
        Some(TokenKind::Mark('.')) if ends_sentence(tokens, at) => Cue::SentenceEnd,
        Some(TokenKind::Mark('!' | '?') | TokenKind::Break) => Cue::SentenceEnd,
        Some(TokenKind::Mark(',' | ';' | ':' | '(' | ')' | '–' | '—' | '"' | '“' | '”')) => {
            Cue::ClauseEnd
        }
        _ => Cue::None,
    }
}

fn known_word_cue(tokens: &Tokens<'_>, at: usize, meaning: &WordMeaning) -> Cue {
    if tokens.first_phrase(at, &meaning.future).is_some() {
        Cue::Says(Tense::Future)
    } else if meaning.past && is_finite(tokens, at) {
        Cue::Says(Tense::Past)
    } else {
        Cue::None
    }
}

fn word_cue(tokens: &Tokens<'_>, at: usize, word: &str, capital: bool) -> Cue {
    if CLAUSE_WORDS.contains(&word) {
        Cue::ClauseEnd
    } else if is_participle(word) && !capital && is_finite(tokens, at) {
        Cue::Participle
    } else {
        Cue::None
    }
}

/// `be held` is no past: what stands before it decides.
fn is_finite(tokens: &Tokens<'_>, at: usize) -> bool {
    tokens.word_before(at) != "be"
}

/// Whether a word looks like one: `arrived`, not `need` or `hundred`.
fn is_participle(word: &str) -> bool {
    word.len() > 3 && word.ends_with("ed") && !word.ends_with("eed") && word != "hundred"
}

/// Whether a point ends a sentence, not `Sept.`, `U.S.`, `Mr.` or `example.org`.
fn ends_sentence(tokens: &Tokens<'_>, at: usize) -> bool {
    let word = tokens.word_before(at);
    let month = at.checked_sub(1).and_then(|before| tokens.meaning(before)?.month);
    let shortens = word.len() == 1
        || TITLES.has(word)
        || month.is_some_and(|month| month.short) && tokens.number(at + 1).is_some();
    let goes_on =
        tokens.touches_next(at) && !matches!(tokens.kind(at + 1), Some(TokenKind::Mark(_)));
    !shortens && !goes_on
}
