//! Which names, and which words for a person, can mean the same one.

use super::{Entity, Gender};
use crate::dataset::SpeakerKind;
use crate::extract::language::lexicon::{Kinds, look_up};
use rapidfuzz::distance::osa;

/// Nouns of office and what they are also called.
pub(super) fn means(noun: &str, known: &str) -> bool {
    const SAME: [(&str, &[&str]); 16] = [
        ("diplomat", &["minister", "ambassador", "envoy", "secretary"]),
        (
            "official",
            &["minister", "secretary", "director", "spokesman", "spokeswoman", "commissioner"],
        ),
        ("senator", &["sen"]),
        ("congressman", &["rep", "representative"]),
        ("congresswoman", &["rep", "representative"]),
        ("lawmaker", &["rep", "sen", "senator", "representative", "congressman"]),
        ("governor", &["gov"]),
        ("general", &["gen"]),
        ("professor", &["prof"]),
        ("doctor", &["dr"]),
        ("spokesperson", &["spokesman", "spokeswoman"]),
        ("politician", &["minister", "senator", "sen", "rep", "leader"]),
        ("analyst", &["fellow", "researcher", "expert"]),
        ("expert", &["fellow", "researcher", "professor", "analyst"]),
        ("leader", &["president", "premier", "chancellor", "minister"]),
        ("candidate", &["nominee"]),
    ];
    SAME.iter().any(|(word, others)| *word == noun && others.contains(&known))
}

/// Whether a folded name of several words is that of a known entity: equal, or the same last name
/// and no other first one (Bill is not Hillary).
pub(super) fn same(entity: &Entity, new: &str, gender: Option<Gender>) -> bool {
    let known = entity.folded.as_str();
    if known == new {
        return true;
    }
    if entity.kind != SpeakerKind::Person || !new.contains(' ') {
        return false;
    }
    if entity.gender.is_some() && gender.is_some() && entity.gender != gender {
        return false;
    }
    if last_name(known) != last_name(new) {
        return false;
    }
    match (known.split_once(' '), new.split_once(' ')) {
        (Some((known, _)), Some((new, _))) => alike(known, new),
        _ => true,
    }
}

/// The last word of a folded name that is no suffix.
pub(super) fn last_name(name: &str) -> &str {
    let suffix = |word: &&str| !look_up(word).kinds.any(Kinds::SUFFIX);
    name.rsplit(' ').find(suffix).unwrap_or(name)
}

/// Short forms of first names that do not begin like them, or that a letter parts.
const SHORT_FORMS: [(&str, &str); 24] = [
    ("joe", "joseph"),
    ("bill", "william"),
    ("bob", "robert"),
    ("jim", "james"),
    ("mike", "michael"),
    ("dick", "richard"),
    ("rick", "richard"),
    ("ted", "edward"),
    ("ted", "theodore"),
    ("jack", "john"),
    ("tony", "anthony"),
    ("chuck", "charles"),
    ("charlie", "charles"),
    ("liz", "elizabeth"),
    ("betsy", "elizabeth"),
    ("kate", "katherine"),
    ("peggy", "margaret"),
    ("maggie", "margaret"),
    ("hank", "henry"),
    ("harry", "henry"),
    ("larry", "lawrence"),
    ("jerry", "gerald"),
    ("andy", "andrew"),
    ("steve", "stephen"),
];

/// Whether two first names can be one person's: equal, an initial, a short form, or one letter
/// apart as transliterations are (Sergei, Sergey).
pub(crate) fn alike(a: &str, b: &str) -> bool {
    let (a, b) = (a.trim_end_matches('.'), b.trim_end_matches('.'));
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    a == b
        || SHORT_FORMS
            .iter()
            .any(|(short, long)| (a, b) == (*short, *long) || (b, a) == (*short, *long))
        || short.len() == 1 && long.starts_with(short)
        || short.len() > 2 && long.starts_with(short)
        || short.len() > 3
            && osa::distance(a.chars(), b.chars()) == 1
            && a.chars().next() == b.chars().next()
}

/// The first letters of a name's words.
pub(super) fn acronym(name: &str) -> String {
    name.split([' ', '-'])
        .filter_map(|word| word.chars().next())
        .filter(|c| c.is_uppercase())
        .collect()
}
