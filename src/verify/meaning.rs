//! What words lose or gain that turns what they say: denials, numbers, names.

use super::words::{S, Traits};
use crate::extract::language::{Kinds, WordList, capitalised, country, entries, look_up};

static DENIALS: WordList = WordList::new("denial");

/// What words of one side mean for a reader: denials, numbers and names.
#[derive(Debug, Default)]
pub(super) struct Telling {
    denials: usize,
    /// Numbers and names, sorted.
    facts: Vec<String>,
    /// All the words, to find `unsure` for `not sure`.
    words: Vec<String>,
}

impl Telling {
    pub(super) fn note(&mut self, form: String, traits: Traits, counts_name: bool) {
        if DENIALS.has(&form) {
            self.denials += 1;
        } else if is_number(&form, traits) || counts_name && is_name(&form, traits) {
            self.facts.push(form.clone());
        }
        if form != S {
            self.words.push(form);
        }
    }
}

/// Whether a word is a number that tells something: `one` and `first` mostly do not.
fn is_number(form: &str, traits: Traits) -> bool {
    let in_words = traits.contains(Traits::REPLACED) && matches!(form, "1" | "1st" | "2nd");
    traits.contains(Traits::NUMBER) && !in_words
}

/// Whether a word is a name: it has a capital that no sentence gives it.
fn is_name(form: &str, traits: Traits) -> bool {
    if !traits.contains(Traits::CAPITAL) || form == "i" {
        return false;
    }
    !traits.contains(Traits::BEGINS)
        || country(&capitalised(form)).is_some()
        || look_up(form).kinds.intersects(Kinds::FIRST_NAME)
}

/// Whether denials, numbers or names of the one side are not those of the other.
pub(super) fn reverses(mut printed: Telling, mut source: Telling) -> bool {
    // `unsure` for `not sure`, and the other way round.
    let denied_within = |with: &Telling, without: &Telling| {
        with.denials > without.denials
            && without.words.iter().any(|word| {
                entries("denying-prefix").iter().any(|prefix| {
                    word.strip_prefix(prefix)
                        .is_some_and(|rest| rest.len() > 2 && with.words.iter().any(|w| w == rest))
                })
            })
    };
    if denied_within(&source, &printed) {
        source.denials -= 1;
    } else if denied_within(&printed, &source) {
        printed.denials -= 1;
    }
    printed.facts.sort_unstable();
    source.facts.sort_unstable();
    printed.denials != source.denials || printed.facts != source.facts
}
