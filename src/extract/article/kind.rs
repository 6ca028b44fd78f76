//! Whether words in marks stand for themselves.

use crate::dataset::QuoteKind;
use crate::extract::article::attribution::Attribution;
use crate::extract::article::rule::Rule;
use crate::extract::language::{QuotedSpan, Sentence, TaggedSentence, sentences};

/// Direct where the words stand for themselves; mixed where they are a part of the reporter's own
/// sentence and no clause, or only a few.
pub(crate) fn kind_of(
    text: &str,
    quoted_span: &QuotedSpan,
    attribution: Option<&Attribution>,
) -> QuoteKind {
    /// More words than these say something by themselves, where they hold a clause.
    const FEW: usize = 2;
    let words = text[quoted_span.inner.clone()].trim();
    let before = text[..quoted_span.outer.start].trim_end();
    let led = before.ends_with([',', ':']);
    let beside = attribution.is_some_and(|a| matches!(a.rule, Rule::After | Rule::DirectlyBefore));
    let small = words.starts_with(char::is_lowercase) && !led;
    let part = match words.split_whitespace().count() <= FEW {
        true => small && !beside,
        false => small && before.ends_with(char::is_alphanumeric) && !holds_clause(words),
    };
    if part { QuoteKind::Mixed } else { QuoteKind::Direct }
}

/// Whether somebody does something in these words: `it was a mistake`, not `a terrible mistake`.
fn holds_clause(words: &str) -> bool {
    let sentences = sentences(words, &[]);
    let does = |sentence: &Sentence| {
        let tagged = TaggedSentence::new(words, &sentence.tokens, |_| false);
        tagged.verbs.iter().any(|verb| verb.is_finite() && verb.subject.is_some())
    };
    sentences.iter().any(does)
}
