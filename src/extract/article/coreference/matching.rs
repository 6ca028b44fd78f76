//! Whether two names, or a name and a noun, can mean the same person.

use rapidfuzz::distance::osa;

use super::{Entity, Gender};
use crate::dataset::SpeakerKind;
use crate::extract::language::{Kinds, WordMap, is_particle, look_up};

/// Whether a noun of office (`diplomat`) can mean somebody who is known by another (`envoy`).
pub(super) fn means(noun: &str, known: &str) -> bool {
    static ALSO_CALLED: WordMap = WordMap::new("also-called");
    ALSO_CALLED.has(noun, known)
}

/// Whether a folded name of several words is that of a known entity: equal, or the same last name
/// and no other first one (Bill is not Hillary).
pub(super) fn same(entity: &Entity, new: &str, gender: Option<Gender>) -> bool {
    let known = entity.folded.as_str();
    if known == new {
        return true;
    }
    let genders_differ = entity.gender.is_some() && gender.is_some() && entity.gender != gender;
    let named = entity.kind == SpeakerKind::Person && new.contains(' ');
    if !named || genders_differ || last_name(known) != last_name(new) {
        return false;
    }
    // `Von der Leyen` is `Ursula von der Leyen`.
    let begins_with_particle = new.split(' ').next().is_some_and(is_particle);
    if begins_with_particle && known.ends_with(new) {
        return true;
    }
    match (known.split_once(' '), new.split_once(' ')) {
        (Some((known, _)), Some((new, _))) => alike(known, new),
        _ => true,
    }
}

/// A folded name without what stands behind the last name: `jr`, `iii`.
pub(crate) fn without_suffix(name: &str) -> &str {
    match name.rsplit_once(' ') {
        Some((rest, last)) if look_up(last).kinds.intersects(Kinds::SUFFIX) => without_suffix(rest),
        _ => name,
    }
}

/// The last word of a folded name that is no suffix.
pub(super) fn last_name(name: &str) -> &str {
    let name = without_suffix(name);
    name.rsplit_once(' ').map_or(name, |(_, last)| last)
}

static SHORT_FORMS: WordMap = WordMap::new("short-for");

/// Whether two first names can be one person's: equal, an initial, a short form, or one letter
/// apart as transliterations are (Sergei, Sergey).
pub(crate) fn alike(a: &str, b: &str) -> bool {
    let (a, b) = (a.trim_end_matches('.'), b.trim_end_matches('.'));
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    a == b
        || SHORT_FORMS.has(a, b)
        || SHORT_FORMS.has(b, a)
        || short.len() == 1 && long.starts_with(short)
        || short.len() > 2 && long.starts_with(short)
        || short.len() > 3
            && osa::distance(a.chars(), b.chars()) == 1
            && a.chars().next() == b.chars().next()
}

pub(super) fn acronym(name: &str) -> String {
    name.split([' ', '-'])
        .filter_map(|word| word.chars().next())
        .filter(|c| c.is_uppercase())
        .collect()
}
