//! Months that are somebody's name in a text: `Anna May`.

use std::collections::HashSet;

use crate::extract::language::{Kinds, Sentence, Token, WordList, without_owner};

static AFTER_CUE: WordList = WordList::new("month-after-cue");
static OR_NAME: WordList = WordList::new("month-or-name");

/// Words behind which a month is one.
const LEADS_MONTH: [&str; 14] = [
    "by", "early", "from", "in", "last", "late", "mid", "next", "of", "on", "since", "this",
    "through", "until",
];

/// Takes from words that look like months what tables know of them, where the text has them for a
/// surname.
pub(super) fn name_months(text: &str, sentences: &mut [Sentence]) {
    let word = |token: &Token| without_owner(&text[token.range.clone()]);
    let is_month = |token: &Token| {
        let month = || AFTER_CUE.has(word(token)) || OR_NAME.has(word(token));
        token.capital && token.any(Kinds::DAY) && month()
    };
    let is_figure = |token: Option<&Token>| {
        token.is_some_and(|token| word(token).starts_with(|c: char| c.is_ascii_digit()))
    };
    // `Anna May`, `Mrs. May`, `Prime Minister May`
    let leads = |token: &Token| {
        token.capital && token.any(Kinds::FIRST_NAME | Kinds::TITLE) && !token.any(Kinds::DAY)
    };
    let mut names: HashSet<&str> = HashSet::new();
    for sentence in &*sentences {
        for (at, pair) in sentence.tokens.windows(2).enumerate() {
            let dated = || is_figure(sentence.tokens.get(at + 2));
            if leads(&pair[0]) && is_month(&pair[1]) && !dated() {
                names.insert(word(&pair[1]));
            }
        }
    }
    if names.is_empty() {
        return;
    }
    for tokens in sentences.iter_mut().map(|sentence| &mut sentence.tokens) {
        for at in 0..tokens.len() {
            let before = at.checked_sub(1).map_or("", |before| word(&tokens[before]));
            let led = LEADS_MONTH.iter().any(|word| word.eq_ignore_ascii_case(before));
            let dated = led && !tokens[at].possessive || is_figure(tokens.get(at + 1));
            if names.contains(word(&tokens[at])) && !dated {
                tokens[at].kinds = Kinds::empty();
                tokens[at].base = "";
            }
        }
    }
}
