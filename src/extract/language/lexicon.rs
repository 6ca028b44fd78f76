//! What is known of English words: the tables of `tables/`, one entry per form.

use std::collections::HashMap;
use std::ops::{BitOr, BitOrAssign};
use std::sync::LazyLock;

use foldhash::fast::RandomState;

/// The kinds a word may be, as a set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Kinds(u64);

impl Kinds {
    pub(crate) const NONE: Self = Self(0);
    pub(crate) const DETERMINER: Self = Self(1);
    pub(crate) const SUBJECT: Self = Self(1 << 1);
    pub(crate) const PRONOUN: Self = Self(1 << 2);
    pub(crate) const RELATIVE: Self = Self(1 << 3);
    pub(crate) const PREPOSITION: Self = Self(1 << 4);
    pub(crate) const SUBORDINATOR: Self = Self(1 << 5);
    pub(crate) const CONJUNCTION: Self = Self(1 << 6);
    pub(crate) const BE: Self = Self(1 << 7);
    pub(crate) const HAVE: Self = Self(1 << 8);
    pub(crate) const DO: Self = Self(1 << 9);
    pub(crate) const MODAL: Self = Self(1 << 10);
    pub(crate) const ADVERB: Self = Self(1 << 11);
    pub(crate) const OPENER: Self = Self(1 << 12);
    pub(crate) const DAY: Self = Self(1 << 13);
    pub(crate) const TITLE: Self = Self(1 << 14);
    pub(crate) const MALE: Self = Self(1 << 15);
    pub(crate) const FEMALE: Self = Self(1 << 16);
    pub(crate) const ABBREVIATION: Self = Self(1 << 17);
    pub(crate) const SUFFIX: Self = Self(1 << 18);
    pub(crate) const NAME_PART: Self = Self(1 << 19);
    pub(crate) const ORGANISATION: Self = Self(1 << 20);
    pub(crate) const MALE_NAME: Self = Self(1 << 21);
    pub(crate) const FEMALE_NAME: Self = Self(1 << 22);
    /// Verbs by what they take.
    pub(crate) const SPEECH: Self = Self(1 << 23);
    pub(crate) const CLAUSE: Self = Self(1 << 24);
    pub(crate) const OBJECT: Self = Self(1 << 25);
    pub(crate) const INFINITIVE: Self = Self(1 << 26);
    pub(crate) const NAMING: Self = Self(1 << 27);
    pub(crate) const VERB: Self = Self(1 << 28);
    /// Verbs by their form.
    pub(crate) const BASE: Self = Self(1 << 29);
    pub(crate) const THIRD: Self = Self(1 << 30);
    pub(crate) const PAST: Self = Self(1 << 31);
    pub(crate) const PARTICIPLE: Self = Self(1 << 32);
    pub(crate) const ING: Self = Self(1 << 33);
    /// A base whose `-s` form is as often a noun.
    pub(crate) const NOUN_TOO: Self = Self(1 << 34);

    /// Every class of verb that can attribute.
    pub(crate) const CUE: Self = Self(
        Self::SPEECH.0 | Self::CLAUSE.0 | Self::OBJECT.0 | Self::INFINITIVE.0 | Self::NAMING.0,
    );

    /// Whether the two sets share a kind.
    pub(crate) const fn any(self, of: Self) -> bool {
        self.0 & of.0 != 0
    }
}

impl BitOr for Kinds {
    type Output = Self;
    fn bitor(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

impl BitOrAssign for Kinds {
    fn bitor_assign(&mut self, other: Self) {
        self.0 |= other.0;
    }
}

/// What is known of one form.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct LexiconEntry {
    pub(crate) kinds: Kinds,
    /// The base of the verb it is a form of.
    pub(crate) base: Option<&'static str>,
}

/// Every token is looked up here: the hash is a quick one.
type Entries = HashMap<String, LexiconEntry, RandomState>;

static LEXICON: LazyLock<Entries> = LazyLock::new(|| {
    let mut lexicon = Entries::default();
    for (section, word) in entries(include_str!("tables/words.txt")) {
        if section != "noun-too" {
            add(&mut lexicon, word, word_kind(section), None);
        }
    }
    for (section, word) in entries(include_str!("tables/first_names.txt")) {
        let kind = if section == "male" { Kinds::MALE_NAME } else { Kinds::FEMALE_NAME };
        add(&mut lexicon, word, kind, None);
    }
    for (section, word) in entries(include_str!("tables/verbs.txt")) {
        if section == "phrasal" {
            continue;
        }
        for (form, shape) in forms(word) {
            let base = word.split(['(', '+']).next();
            add(&mut lexicon, &form, verb_class(section) | Kinds::VERB | shape, base);
        }
    }
    for (section, word) in entries(include_str!("tables/words.txt")) {
        if section == "noun-too" {
            let doubtful = |(_, shape): &(String, Kinds)| shape.any(Kinds::BASE | Kinds::THIRD);
            for (form, _) in forms(word).into_iter().filter(doubtful) {
                lexicon.entry(form).and_modify(|entry| entry.kinds |= Kinds::NOUN_TOO);
            }
        }
    }
    lexicon
});

/// The words that tie to a verb what is spoken for or against: `call` has `for`, `on`.
static PHRASAL: LazyLock<HashMap<&'static str, Vec<&'static str>>> = LazyLock::new(|| {
    entries(include_str!("tables/verbs.txt"))
        .filter(|(section, _)| *section == "phrasal")
        .filter_map(|(_, entry)| entry.split_once(':'))
        .map(|(base, particles)| (base, particles.split(',').collect()))
        .collect()
});

/// Whether `particle` after the verb ties to it what is spoken for or against: `called for peace`.
pub(crate) fn is_phrasal(base: &str, particle: &str) -> bool {
    PHRASAL
        .get(base)
        .is_some_and(|particles| particles.iter().any(|known| known.eq_ignore_ascii_case(particle)))
}

fn add(lexicon: &mut Entries, word: &str, kinds: Kinds, base: Option<&'static str>) {
    let entry = lexicon.entry(word.to_owned()).or_default();
    entry.kinds |= kinds;
    entry.base = entry.base.or(base);
}

/// `(section, word)` of a table: sections in square brackets, `#` begins a comment.
fn entries(table: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    let mut section = "";
    table.lines().filter(|line| !line.starts_with('#')).flat_map(move |line| {
        if let Some(name) = line.strip_prefix('[') {
            section = name.trim_end_matches(']');
            return Vec::new();
        }
        line.split_whitespace().map(|word| (section, word)).collect()
    })
}

fn word_kind(section: &str) -> Kinds {
    match section {
        "determiner" => Kinds::DETERMINER,
        "subject-pronoun" => Kinds::SUBJECT,
        "pronoun" => Kinds::PRONOUN,
        "relative" => Kinds::RELATIVE,
        "preposition" => Kinds::PREPOSITION,
        "subordinator" => Kinds::SUBORDINATOR,
        "conjunction" => Kinds::CONJUNCTION,
        "be" => Kinds::BE,
        "have" => Kinds::HAVE,
        "do" => Kinds::DO,
        "modal" => Kinds::MODAL,
        "adverb" => Kinds::ADVERB,
        "opener" => Kinds::OPENER,
        "day" => Kinds::DAY,
        "title" => Kinds::TITLE,
        "male" => Kinds::MALE,
        "female" => Kinds::FEMALE,
        "abbreviation" => Kinds::ABBREVIATION,
        "suffix" => Kinds::SUFFIX,
        "name-part" => Kinds::NAME_PART,
        "organisation" => Kinds::ORGANISATION,
        _ => Kinds::NONE,
    }
}

fn verb_class(section: &str) -> Kinds {
    match section {
        "speech" => Kinds::SPEECH,
        "clause" => Kinds::CLAUSE,
        "object" => Kinds::OBJECT,
        "infinitive" => Kinds::INFINITIVE,
        "naming" => Kinds::NAMING,
        _ => Kinds::NONE,
    }
}

/// The forms of a verb as the table writes it: `write(wrote,written)`, `plan+`, `ask`.
fn forms(written: &str) -> Vec<(String, Kinds)> {
    let (head, irregular) = written.split_once('(').unwrap_or((written, ""));
    let base = head.trim_end_matches('+');
    let doubled = head.ends_with('+').then(|| base.chars().next_back()).flatten();
    let stem: String = base.chars().chain(doubled).collect();
    let after_consonant =
        base.ends_with('y') && !base[..base.len() - 1].ends_with(['a', 'e', 'o', 'u']);
    let sibilant = ["s", "x", "z", "ch", "sh", "o"].iter().any(|end| base.ends_with(end));
    let third = match base {
        _ if after_consonant => format!("{}ies", &base[..base.len() - 1]),
        _ if sibilant => format!("{base}es"),
        _ => format!("{base}s"),
    };
    let ing = match base {
        _ if base.ends_with("ie") => format!("{}ying", &base[..base.len() - 2]),
        _ if base.ends_with('e') && !base.ends_with("ee") && base.len() > 2 => {
            format!("{}ing", &base[..base.len() - 1])
        }
        _ => format!("{stem}ing"),
    };
    let regular = match base {
        _ if base.ends_with('e') => format!("{base}d"),
        _ if after_consonant => format!("{}ied", &base[..base.len() - 1]),
        _ => format!("{stem}ed"),
    };
    let mut parts = irregular.trim_end_matches(')').split(',').filter(|part| !part.is_empty());
    let past = parts.next().map_or(regular, str::to_owned);
    let participle = parts.next().map_or_else(|| past.clone(), str::to_owned);
    vec![
        (base.to_owned(), Kinds::BASE),
        (third, Kinds::THIRD),
        (past, Kinds::PAST),
        (participle, Kinds::PARTICIPLE),
        (ing, Kinds::ING),
    ]
}

/// What is known of a word, whatever its case; typographic apostrophes count as straight ones.
pub(crate) fn look_up(word: &str) -> LexiconEntry {
    // Longer than any entry: nothing to look for.
    const LONGEST: usize = 24;
    if word.len() > LONGEST {
        return LexiconEntry::default();
    }
    let mut low = [0u8; LONGEST];
    let mut len = 0;
    for c in word.chars() {
        let c = if c == '’' { '\'' } else { c };
        if !c.is_ascii() {
            return LEXICON.get(&crate::text::fold(word)).copied().unwrap_or_default();
        }
        low[len] = c.to_ascii_lowercase() as u8;
        len += 1;
    }
    let low = std::str::from_utf8(&low[..len]).unwrap_or_default();
    LEXICON.get(low.trim_end_matches('.')).or_else(|| LEXICON.get(low)).copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_verbs_are_made() {
        for (form, base, shape) in [
            ("planning", "plan", Kinds::ING),
            ("Wrote", "write", Kinds::PAST),
            ("replies", "reply", Kinds::THIRD),
            ("pushes", "push", Kinds::THIRD),
            ("agreed", "agree", Kinds::PAST),
            ("saying", "say", Kinds::ING),
        ] {
            let entry = look_up(form);
            assert_eq!(entry.base, Some(base), "{form}");
            assert!(entry.kinds.any(shape), "{form}");
        }
    }

    #[test]
    fn points_and_apostrophes_fold() {
        assert!(look_up("Mr.").kinds.any(Kinds::TITLE));
        assert!(look_up("U.S").kinds.any(Kinds::ABBREVIATION));
        assert!(look_up("didn’t").kinds.any(Kinds::DO));
        assert_eq!(look_up("xyzzy").kinds, Kinds::NONE);
    }
}
