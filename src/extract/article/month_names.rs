//! Months that are somebody's name in a text: `Anna May`.

use std::collections::HashSet;

use crate::extract::language::{Kinds, Sentence, Token, without_owner};

/// Takes from words that look like months what tables know of them, where the text has them for a
/// surname.
pub(super) fn name_months(text: &str, sentences: &mut [Sentence]) {
    let word = |token: &Token| without_owner(&text[token.range.clone()]);
    let is_month = |token: &Token| {
        token.capital
            && ["april", "august", "june", "march", "may"].contains(&&*word(token).to_lowercase())
    };
    let figure = |token: Option<&Token>| {
        token.is_some_and(|token| {
            text[token.range.clone()].starts_with(|c: char| c.is_ascii_digit())
        })
    };
    let mut names: HashSet<String> = HashSet::new();
    for sentence in &*sentences {
        for (at, pair) in sentence.tokens.windows(2).enumerate() {
            let courtesy =
                matches!(word(&pair[0]).trim_end_matches('.'), "Mr" | "Mrs" | "Ms" | "Miss");
            let first = pair[0].any(Kinds::FIRST_NAME) && !pair[0].any(Kinds::DAY);
            let led = pair[0].capital && (first || courtesy);
            if led && is_month(&pair[1]) && !figure(sentence.tokens.get(at + 2)) {
                names.insert(word(&pair[1]).to_owned());
            }
        }
    }
    if names.is_empty() {
        return;
    }
    for tokens in sentences.iter_mut().map(|sentence| &mut sentence.tokens) {
        for at in 0..tokens.len() {
            let before = at.checked_sub(1).map_or("", |before| word(&tokens[before]));
            let dated = LEADS_MONTH.contains(&&*before.to_lowercase()) && !tokens[at].possessive;
            if names.contains(word(&tokens[at])) && !dated && !figure(tokens.get(at + 1)) {
                tokens[at].kinds = Kinds::empty();
                tokens[at].base = "";
            }
        }
    }
}

/// Words behind which a month is one.
const LEADS_MONTH: [&str; 14] = [
    "by", "early", "from", "in", "last", "late", "mid", "next", "of", "on", "since", "this",
    "through", "until",
];
