//! What is known of English words: the tables of `tables/`, one entry per form.

use std::collections::HashMap;
use std::hash::{BuildHasher, Hash, Hasher};
use std::sync::LazyLock;

use bitflags::bitflags;
use foldhash::fast::{FixedState, RandomState};
use hashbrown::HashTable;

use crate::extract::language::{WordMap, entries, sections};

bitflags! {
    /// The kinds a word may be, as a set: but for the forms of verbs the sections of the tables.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
    pub(crate) struct Kinds: u64 {
        const DETERMINER = 1;
        const SUBJECT = 1 << 1;
        const PRONOUN = 1 << 2;
        const RELATIVE = 1 << 3;
        const PREPOSITION = 1 << 4;
        const SUBORDINATOR = 1 << 5;
        const CONJUNCTION = 1 << 6;
        const BE = 1 << 7;
        const HAVE = 1 << 8;
        const DO = 1 << 9;
        const MODAL = 1 << 10;
        const ADVERB = 1 << 11;
        const OPENER = 1 << 12;
        const DAY = 1 << 13;
        const TITLE = 1 << 14;
        const MALE = 1 << 15;
        const FEMALE = 1 << 16;
        const ABBREVIATION = 1 << 17;
        const SUFFIX = 1 << 18;
        const NAME_PART = 1 << 19;
        const ORGANISATION = 1 << 20;
        const MALE_NAME = 1 << 21;
        const FEMALE_NAME = 1 << 22;
        /// Verbs by what they take.
        const SPEECH = 1 << 23;
        const CLAUSE = 1 << 24;
        const OBJECT = 1 << 25;
        const INFINITIVE = 1 << 26;
        const NAMING = 1 << 27;
        const VERB = 1 << 28;
        /// Verbs by their form.
        const BASE = 1 << 29;
        const THIRD = 1 << 30;
        const PAST = 1 << 31;
        const PARTICIPLE = 1 << 32;
        const ING = 1 << 33;
        /// A base whose `-s` form is as often a noun.
        const NOUN_TOO = 1 << 34;
        const KIN = 1 << 35;
        const THING = 1 << 36;
        const SURNAME_TOO = 1 << 37;
        const PERSON_NOUN = 1 << 38;
        const DOCUMENT = 1 << 39;
        /// A noun of a meeting or a form of a verb of meeting.
        const MEETING = 1 << 40;
        const MEETING_VERB = 1 << 41;
        /// Words of closed classes: the kinds from determiners to openers.
        const CLOSED = (Self::OPENER.bits() << 1) - 1;
        /// A first name of either sex.
        const FIRST_NAME = Self::MALE_NAME.bits() | Self::FEMALE_NAME.bits();
        /// Every class of verb that can attribute.
        const CUE = Self::SPEECH.bits()
            | Self::CLAUSE.bits()
            | Self::OBJECT.bits()
            | Self::INFINITIVE.bits()
            | Self::NAMING.bits();
    }
}

impl Kinds {
    /// The kind of the words of a section: `male-name` is [`Kinds::MALE_NAME`].
    pub(crate) fn of_section(section: &str) -> Option<Self> {
        Self::from_name(&section.replace('-', "_").to_ascii_uppercase())
    }
}

/// What is known of one form.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct LexiconEntry {
    pub(crate) kinds: Kinds,
    /// The base of the verb it is a form of.
    pub(crate) base: Option<&'static str>,
}

/// A form in lower case, padded with zeros.
#[derive(Clone, Copy, PartialEq, Eq)]
struct WordForm([u8; LONGEST]);

impl Hash for WordForm {
    fn hash<H: Hasher>(&self, state: &mut H) {
        let (parts, _) = self.0.as_chunks::<8>();
        parts.iter().for_each(|part| state.write_u64(u64::from_le_bytes(*part)));
    }
}

impl WordForm {
    /// A number for the form, the same in every process.
    fn number(self) -> u64 {
        FixedState::default().hash_one(self)
    }
}

/// No form is longer, in bytes.
const LONGEST: usize = 24;

type Entries = HashMap<WordForm, LexiconEntry, RandomState>;

/// What is known of each form, by its number. Every token is looked up, and a table without the
/// forms is a third smaller.
///
/// Invariant: the numbers of its forms differ, which [`LEXICON`] checks. That a word in none of the
/// tables has one of their numbers does not happen: there are some twenty thousand in 2⁶⁴.
struct Lexicon(HashTable<(u64, LexiconEntry)>);

impl Lexicon {
    fn new(entries: &Entries) -> Self {
        let mut table = HashTable::with_capacity(entries.len());
        for (form, entry) in entries {
            let number = form.number();
            let same = |other: &(u64, LexiconEntry)| other.0 == number;
            assert!(table.find(number, same).is_none(), "two forms have one number");
            table.insert_unique(number, (number, *entry), |other| other.0);
        }
        Self(table)
    }

    fn get(&self, form: WordForm) -> Option<&LexiconEntry> {
        let number = form.number();
        self.0.find(number, |entry| entry.0 == number).map(|(_, entry)| entry)
    }
}

static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::new(&all_forms()));

/// Every form of every word of the tables.
fn all_forms() -> Entries {
    let mut lexicon = Entries::default();
    let verbs = Kinds::CUE | Kinds::VERB;
    for (section, words) in sections() {
        match Kinds::of_section(section) {
            None | Some(Kinds::NOUN_TOO) => {}
            Some(kind) if verbs.contains(kind) => {
                for word in words {
                    let base = word.split(['(', '+']).next();
                    for spelling in std::iter::once((*word).to_owned()).chain(british(word)) {
                        for (form, shape) in forms(&spelling) {
                            add(&mut lexicon, &form, kind | Kinds::VERB | shape, base);
                        }
                    }
                }
            }
            Some(kind) => {
                let keys = words.iter().filter_map(|entry| entry.split(' ').next());
                keys.for_each(|word| add(&mut lexicon, word, kind, None));
            }
        }
    }
    for (form, shape) in entries("noun-too").iter().flat_map(|word| forms(word)) {
        if shape.intersects(Kinds::BASE | Kinds::THIRD) {
            let known = key(&form).and_then(|form| lexicon.get_mut(&form));
            known.into_iter().for_each(|entry| entry.kinds |= Kinds::NOUN_TOO);
        }
    }
    lexicon
}

static PHRASAL: WordMap = WordMap::new("phrasal");

/// Whether `particle` after the verb ties to it what is spoken for or against: `called for peace`.
pub(crate) fn is_phrasal(base: &str, particle: &str) -> bool {
    PHRASAL.has(base, particle)
}

fn add(lexicon: &mut Entries, word: &str, kinds: Kinds, base: Option<&'static str>) {
    let form = key(word).unwrap_or_else(|| panic!("{word} has more than {LONGEST} bytes"));
    let entry = lexicon.entry(form).or_default();
    entry.kinds |= kinds;
    entry.base = entry.base.or(base);
}

fn key(word: &str) -> Option<WordForm> {
    let mut form = [0; LONGEST];
    form.get_mut(..word.len())?.copy_from_slice(word.as_bytes());
    Some(WordForm(form))
}

/// How a verb is spelt in Britain, where that differs: `apologise`, `signalled`, `learnt`.
fn british(written: &str) -> Option<String> {
    const IN_T: [(&str, &str); 9] = [
        ("burn", "burnt"),
        ("dream", "dreamt"),
        ("lean", "leant"),
        ("leap", "leapt"),
        ("learn", "learnt"),
        ("smell", "smelt"),
        ("spell", "spelt"),
        ("spill", "spilt"),
        ("spoil", "spoilt"),
    ];
    if let Some((_, past)) = IN_T.iter().find(|(verb, _)| *verb == written) {
        return Some(format!("{written}({past})"));
    }
    if let Some(stem) = written.strip_suffix("ize") {
        return Some(format!("{stem}ise"));
    }
    let stem = written.strip_suffix("yze");
    let doubled = written.ends_with("el") || written.ends_with("al");
    stem.map(|stem| format!("{stem}yse")).or_else(|| doubled.then(|| format!("{written}+")))
}

/// The forms of a verb as the table writes it: `write(wrote,written)`, `plan+`, `ask`.
fn forms(written: &str) -> [(String, Kinds); 5] {
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
    [
        (base.to_owned(), Kinds::BASE),
        (third, Kinds::THIRD),
        (past, Kinds::PAST),
        (participle, Kinds::PARTICIPLE),
        (ing, Kinds::ING),
    ]
}

/// What is known of a word, whatever its case; typographic apostrophes count as straight ones.
pub(crate) fn look_up(word: &str) -> LexiconEntry {
    let mut form = [0; LONGEST];
    let len = if word.is_ascii() {
        let Some(bytes) = form.get_mut(..word.len()) else { return LexiconEntry::default() };
        bytes.copy_from_slice(word.as_bytes());
        form.make_ascii_lowercase();
        word.len()
    } else {
        let mut len = 0;
        for c in word.chars() {
            let c = if c == '’' { '\'' } else { c };
            if !c.is_ascii() {
                let folded = key(&crate::text::fold(word));
                return folded.and_then(|form| LEXICON.get(form)).copied().unwrap_or_default();
            }
            let Some(byte) = form.get_mut(len) else { return LexiconEntry::default() };
            *byte = c.to_ascii_lowercase() as u8;
            len += 1;
        }
        len
    };
    let mut bare = form;
    for byte in bare[..len].iter_mut().rev().take_while(|byte| **byte == b'.') {
        *byte = 0;
    }
    let abbreviated = || LEXICON.get(WordForm(form)).filter(|_| bare != form);
    LEXICON.get(WordForm(bare)).or_else(abbreviated).copied().unwrap_or_default()
}
