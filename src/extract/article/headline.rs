//! Headlines that stand at the head of a text: their capitals, and whose words they give.

use std::collections::HashSet;

use foldhash::fast::RandomState;

use crate::extract::article::attribution::Attribution;
use crate::extract::article::coreference::is_person_noun;
use crate::extract::article::reported_speech::Reported;
use crate::extract::article::rule::Rule;
use crate::extract::language::{
    Kinds, Sentence, Tag, TaggedSentence, Token, TokenRange, WordList, is_behind_dateline, look_up,
};

static EVIDENCE: WordList = WordList::new("evidence");

/// The words of a text by how they are written, headlines in capitals left out.
#[derive(Debug)]
pub(super) struct Spellings<'a> {
    /// Words with a capital where no sentence begins.
    capital: HashSet<&'a str, RandomState>,
    /// Words in small letters.
    small: HashSet<&'a str, RandomState>,
}

impl<'a> Spellings<'a> {
    pub(super) fn new(text: &'a str, sentences: &[Sentence]) -> Self {
        // `“…” Another warned`: behind the marks a small word has its capital for beginning a
        // sentence.
        let begins = |sentence: &Sentence, at: usize| {
            let marks =
                sentence.tokens[at - 1].quote().is_some() && sentence.tokens[at].any(Kinds::CLOSED);
            marks || is_behind_dateline(text, &sentence.tokens, at)
        };
        // A text has a word of its own for every few tokens.
        let few = sentences.iter().map(|sentence| sentence.tokens.len()).sum::<usize>() / 4;
        let words = |count| HashSet::with_capacity_and_hasher(count, RandomState::default());
        let mut spellings = Self { capital: words(few / 4), small: words(few) };
        for sentence in sentences.iter().filter(|sentence| !is_in_capitals(&sentence.tokens)) {
            let words = sentence.tokens.iter().enumerate().filter(|(_, token)| token.is_word());
            for (at, token) in words {
                let word = &text[token.range.clone()];
                // Of small words it is known what they are, whatever the text has.
                let named = Kinds::FIRST_NAME | Kinds::TITLE | Kinds::DAY;
                let small = token.any(Kinds::CLOSED) && !token.any(named);
                if !token.capital {
                    if !small {
                        spellings.small.insert(word);
                    }
                } else if at > 0 && !begins(sentence, at) {
                    spellings.capital.insert(word);
                }
            }
        }
        spellings
    }

    pub(super) fn has_capital(&self, word: &str) -> bool {
        self.capital.contains(word)
    }

    pub(super) fn has_small(&self, word: &str) -> bool {
        self.small.contains(word.to_lowercase().as_str())
    }

    /// Takes the capitals of a headline from the words that are no names: `Weber Says It Rains`.
    pub(super) fn lower(&self, text: &str, sentence: &mut Sentence) {
        if !is_in_capitals(&sentence.tokens) {
            return;
        }
        for token in sentence.tokens.iter_mut().skip(1).filter(|token| token.capital) {
            let word = &text[token.range.clone()];
            let lower = word.to_lowercase();
            let kinds = look_up(&lower).kinds;
            let named = kinds.intersects(Kinds::FIRST_NAME | Kinds::TITLE | Kinds::DAY);
            let common = kinds.intersects(Kinds::CLOSED | Kinds::VERB) && !named;
            let known = common || self.small.contains(lower.as_str());
            token.capital = !known || self.has_capital(word) || word == "I";
        }
    }
}

/// Whether every word has a capital, so that capitals tell no names.
fn is_in_capitals(tokens: &[Token]) -> bool {
    let long = tokens.iter().filter(|token| token.is_word() && token.range.len() > 3);
    let (capitals, count) = long.fold((0, 0), |(capitals, count), token| {
        (capitals + usize::from(token.capital), count + 1)
    });
    count >= 5 && capitals * 10 >= count * 9
}

/// What the label before the colon of a headline says: `Weber: The harbour will close`, `Poll: Few
/// want it`. `is_known` tells whether the text speaks of the person in a phrase again.
pub(super) fn labelled(
    sentence: &TaggedSentence<'_>,
    is_known: impl Fn(TokenRange) -> bool,
) -> Option<Reported> {
    /// A label has so many words.
    const LABEL: usize = 5;
    let colon = sentence.tags.iter().take(LABEL).position(|tag| *tag == Tag::Colon)?;
    let label = sentence.phrase_from(0).filter(|label| label.last + 1 == colon)?;
    let last = sentence.word(label.last);
    let people = is_person_noun(sentence, label.last) && last.ends_with('s');
    let speaks = EVIDENCE.has(last) || people || is_known(label);
    let end = sentence.tags.iter().rposition(|tag| !matches!(tag, Tag::Stop | Tag::Mark))?;
    // The words in marks are a quotation of their own.
    let marked = end == colon + 1;
    // `Weber: A mayor for all?`: the paper asks.
    let asks = sentence.is(end + 1, "?");
    if !speaks || marked || asks || end <= colon + 2 || !sentence.is(colon, ":") {
        return None;
    }
    let span = sentence.span(TokenRange { first: colon + 1, last: end });
    Some(Reported { span, attribution: Attribution::new(sentence, label, None, Rule::Colon) })
}
