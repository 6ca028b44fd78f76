//! What turns or suspends the meaning of a verb that attributes: `did not say`, `denied saying`,
//! `might say`, `if she says`, `asked whether`.

use std::ops::Range;

use crate::dataset::Polarity;
use crate::extract::language::{Kinds, Tag, TaggedSentence, VerbForm};

/// Verbs whose content is denied.
const DENYING: [&str; 4] = ["deny", "refute", "disavow", "repudiate"];
/// Verbs that hold another verb back: `declined to say`, `stopped short of saying`.
const REFUSING: [&str; 8] =
    ["decline", "refuse", "fail", "avoid", "stop", "hesitate", "deny", "neglect"];
/// Verbs whose content is asked.
const ASKING: [&str; 5] = ["ask", "wonder", "inquire", "query", "question"];
/// Modals that leave open whether it is said.
const OPEN: [&str; 4] = ["might", "may", "could", "would"];

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
    let plain = (None, cue.clone());
    let Some(at) = tagged.tokens.iter().position(|token| token.range == *cue) else { return plain };
    let first = tagged.verb_at(at).map_or(at, |verb| verb.first.min(at));
    let from = |first: usize| tagged.tokens[first].range.start..cue.end;
    let words = || first..at;
    let is_not = |at: usize| {
        ["not", "never", "nor", "neither"].iter().any(|word| tagged.is(at, word))
            || tagged.word(at).to_ascii_lowercase().replace('’', "'").ends_with("n't")
    };
    // `never said`: what stands right before the group belongs to it.
    let adverb = first.checked_sub(1).filter(|before| is_not(*before));
    if let Some(not) = words().find(|at| is_not(*at)).or(adverb) {
        return (Some(Polarity::Negated), from(first.min(not)));
    }
    // `no one said`, `neither of them said`.
    let subject = tagged.verb_at(at).and_then(|verb| verb.subject);
    let nobody = ["nobody", "none", "neither"];
    if let Some(subject) = subject
        && (nobody.iter().any(|word| tagged.is(subject.first, word))
            || tagged.is(subject.first, "no") && subject.first < at)
    {
        return (Some(Polarity::Negated), from(subject.first.min(first)));
    }
    let base = tagged.tokens[at].base;
    if DENYING.contains(&base) && tagged.tokens[at].range.end <= content {
        return (Some(Polarity::Negated), cue.clone());
    }
    // `declined to say`, `denied saying`: another verb governs this one.
    let form = tagged.verb_at(at).map(|verb| verb.form);
    if matches!(form, Some(VerbForm::Infinitive | VerbForm::Ing)) {
        let governing = (first.saturating_sub(3)..first).rev().find(|at| {
            let is_parted = tagged.tags[*at..first].contains(&Tag::Comma);
            let token = &tagged.tokens[*at];
            REFUSING.contains(&token.base) && token.any(Kinds::VERB) && !is_parted
        });
        if let Some(governing) = governing {
            return (Some(Polarity::Negated), from(governing));
        }
    }
    if let Some(modal) = words().find(|at| OPEN.iter().any(|word| tagged.is(*at, word))) {
        return (Some(Polarity::Hypothetical), from(modal));
    }
    // `If Weber says …`: the condition begins the clause that the verb stands in.
    let clause = subject.map_or(first, |subject| subject.first.min(first));
    let condition = (clause.saturating_sub(2)..clause).find(|at| {
        tagged.tags[*at] != Tag::Quote
            && ["if", "unless", "should", "whether"].iter().any(|word| tagged.is(*at, word))
    });
    if let Some(condition) = condition.filter(|_| cue.end <= content) {
        return (Some(Polarity::Hypothetical), from(condition));
    }
    let said = text.get(content..).unwrap_or_default();
    let asks = ["whether ", "if "].iter().any(|word| said.starts_with(word));
    let between = text.get(cue.end..content).unwrap_or_default();
    if !is_verbatim && ASKING.contains(&base) && (asks || between.contains("whether")) {
        return (Some(Polarity::Question), cue.clone());
    }
    // `vowed not to run`.
    if !is_verbatim && between.split_whitespace().any(|word| word == "not" || word == "never") {
        return (Some(Polarity::Negated), cue.clone());
    }
    plain
}
