//! The usual spelling of names that are written in capitals: `VAN DER BERG`, `McDONALD`, `JEAN-PIERRE`.

use super::lexicon::{Kinds, look_up};
use super::tables::WordList;
use crate::text::fold;

static OFFICE: WordList = WordList::new("label-office");

/// Whether a word is a small one inside of names: `van`, `der`.
pub(crate) fn is_particle(word: &str) -> bool {
    look_up(word).kinds.intersects(Kinds::NAME_PART)
}

/// A name in its usual spelling: words in capitals get one, particles none but at the beginning.
pub(crate) fn spelt(name: &str) -> String {
    let words = name.split_whitespace().enumerate().map(|(at, word)| {
        let shouted = word.chars().filter(|c| c.is_alphabetic()).count() > 1
            && word.chars().all(|c| !c.is_lowercase());
        match shouted {
            true if at > 0 && is_particle(word) && word != "AL" => word.to_lowercase(),
            true => capitalised(word),
            false => mixed(word),
        }
    });
    words.collect::<Vec<_>>().join(" ")
}

/// Words of an office in their usual spelling: `THE VICE PRESIDENT` is `The Vice President`.
pub(crate) fn spelt_words(words: &str) -> String {
    let small = ["OF", "FOR", "AND", "THE"];
    let words = words.split_whitespace().enumerate().map(|(at, word)| {
        let shouted = word.chars().all(|c| !c.is_lowercase());
        let short = word.len() <= 4
            && !small.contains(&word)
            && at == 0
            && !OFFICE.has(&fold(word).replace('.', ""));
        match shouted {
            true if at > 0 && small.contains(&word) => word.to_lowercase(),
            true if short && word != "THE" => word.to_owned(),
            true => capitalised(word),
            false => word.to_owned(),
        }
    });
    words.collect::<Vec<_>>().join(" ")
}

/// `McDONALD` and `O’BRIEN` as they are usually written.
fn mixed(word: &str) -> String {
    let capitals = word.chars().filter(|c| c.is_uppercase()).count();
    let letters = word.chars().filter(|c| c.is_alphabetic()).count();
    if capitals > 2 && capitals * 5 >= letters * 3 { capitalised(word) } else { word.to_owned() }
}

/// A word with a capital at its beginning and behind hyphens, apostrophes and `Mc`.
pub(crate) fn capitalised(word: &str) -> String {
    let mut out = String::with_capacity(word.len());
    let mut begins = true;
    for c in word.chars() {
        match begins {
            true => out.extend(c.to_uppercase()),
            false => out.extend(c.to_lowercase()),
        }
        // `O'Brien`, but not `Reed's`.
        begins = c == '-' || c == '.' || matches!(c, '\'' | '’') && out.chars().count() <= 3;
        if out == "Mc" && word.chars().count() > 4 {
            begins = true;
        }
    }
    out
}

/// The spellings in which a last name may stand in a text: `Delauro`, `DeLauro`.
pub(crate) fn spellings(surname: &str) -> Vec<String> {
    let mut spellings = vec![surname.to_owned()];
    for prefix in ["De", "La", "Le", "Mac", "Van", "Di", "Du", "Fitz"] {
        if let Some(rest) = surname.strip_prefix(prefix)
            && let Some(first) = rest.chars().next().filter(|c| c.is_lowercase())
        {
            let tail = &rest[first.len_utf8()..];
            spellings.push(format!("{prefix}{}{tail}", first.to_uppercase()));
        }
    }
    spellings
}
