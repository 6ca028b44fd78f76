//! The words of sources and cues: pronouns, surnames, verbs of saying.

use std::collections::HashSet;
use std::sync::LazyLock;

use onrecord::text::fold;

type Words = LazyLock<HashSet<&'static str>>;

static PRONOUNS: Words = LazyLock::new(|| {
    listed(
        "i me my we us our you your he him his she her hers it its they them their who whom whose \
         which that this these those one ones someone somebody anyone anybody everyone everybody \
         no-one nobody some many most few others another several all both each neither either \
         none himself herself themselves myself ourselves",
    )
});

static RELATIVES: Words = LazyLock::new(|| listed("who which that whom whose"));

static TITLES: Words = LazyLock::new(|| {
    listed(
        "mr mrs ms miss dr sen sens senator rep reps representative gov governor president vice \
         secretary mayor judge justice attorney general lt col gen capt sgt maj adm rev reverend \
         pastor prof professor sir lord lady dame prime minister speaker chairman chairwoman chief \
         former first king queen prince princess pope cardinal bishop officer detective sheriff \
         madam congressman congresswoman ambassador councilman councilwoman hon republican \
         democrat democratic",
    )
});

static SUFFIXES: Words = LazyLock::new(|| listed("jr sr ii iii iv esq"));

/// Words that name nobody, even alone and with a capital.
static NO_NAMES: Words = LazyLock::new(|| listed("the a an people voters"));

/// Verbs of saying, and nouns that stand for one.
static SAYING: Words = LazyLock::new(|| {
    listed(
        "say tell add note argue claim warn announce declare insist suggest acknowledge admit \
         concede explain state reply respond answer ask joke quip tweet write post predict promise \
         vow pledge boast brag complain contend allege assert assure caution charge confirm deny \
         describe disclose emphasize emphasise stress exclaim express indicate inform lament \
         maintain mention observe point proclaim pronounce propose question reaffirm recall reckon \
         recount reiterate remark remind repeat report retort reveal scoff shout shrug speculate \
         testify thank urge utter voice whisper yell blast slam criticize criticise denounce \
         condemn mock taunt accuse blame praise apologize apologise comment conclude continue \
         begin counter dismiss elaborate interject opine echo fire fume gush hint implore demand \
         dispute deliver deride decry demur tout agree disagree advise beg cry dub call label refer \
         speak talk read quote cite interview lecture preach rail rant recommend rebut refute \
         reject retweet sigh snap swear teased tease attest bellow chant cheer chide clarify plead \
         ponder lambaste lash rip attack hit knock discuss according statement email e-mail speech \
         letter testimony",
    )
});

/// The verbs that annotators marked as the source by a slip, their subject as the cue.
static SLIPPED: Words =
    LazyLock::new(|| listed("say tell add ask write continue reply explain note tweet"));

/// Forms that no ending in [`ENDINGS`] leads back to their verb.
const IRREGULAR: &[(&str, &[&str])] = &[
    ("say", &["said"]),
    ("tell", &["told"]),
    ("write", &["wrote", "written"]),
    ("speak", &["spoke", "spoken"]),
    ("begin", &["began", "begun"]),
    ("swear", &["swore", "sworn"]),
    ("beg", &["begging", "begged"]),
    ("admit", &["admitted"]),
    ("quip", &["quipped"]),
    ("slam", &["slammed", "slamming"]),
    ("rip", &["ripped", "ripping"]),
    ("refer", &["referred"]),
    ("rebut", &["rebutted"]),
    ("brag", &["bragged", "bragging"]),
    ("dub", &["dubbed"]),
    ("demur", &["demurred"]),
    ("hit", &["hitting"]),
    ("snap", &["snapped"]),
];

/// Endings of verb forms, and what stands in their place in the verb itself.
const ENDINGS: [(&str, &str); 8] = [
    ("ies", "y"),
    ("ied", "y"),
    ("ing", ""),
    ("ing", "e"),
    ("ed", ""),
    ("ed", "e"),
    ("es", ""),
    ("s", ""),
];

/// What kind of words name a gold source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Naming {
    /// A name, whose surname (or last word) is this, folded.
    Named(String),
    /// A pronoun.
    Pronoun,
    /// Other words: `the spokeswoman`, `two voters`.
    Nominal,
}

impl Naming {
    /// How a source is named.
    pub(crate) fn of(source: &str) -> Self {
        let words: Vec<String> = source
            .split_whitespace()
            .map(|word| bare(word).trim_matches(|c| ",;:()—-“”\"".contains(c)).to_owned())
            .filter(|word| !word.is_empty())
            .collect();
        let is_pronoun = |word: &String| PRONOUNS.contains(word.as_str());
        if matches!(words.len(), 1 | 2) && words.iter().all(is_pronoun) {
            return Self::Pronoun;
        }
        let parts = source.trim().split([',', '(', '—', ';', ':', '[', '\n']);
        let mut parts =
            parts.flat_map(|part| part.split(" -- ")).flat_map(|part| part.split(" - "));
        if let Some(surname) = parts.find_map(surname) {
            return Self::Named(surname);
        }
        match words.first() {
            Some(first) if words.len() <= 3 && is_pronoun(first) => Self::Pronoun,
            _ => Self::Nominal,
        }
    }
}

/// The surname a part of a source ends with, if it ends with a name.
fn surname(part: &str) -> Option<String> {
    let part = part.trim_matches([' ', '\t', '"', '“', '”', '\'', '‘', '’', ')']);
    let words: Vec<&str> = part.split_whitespace().collect();
    let is_suffix = |word: &&&str| SUFFIXES.contains(bare(word).as_str());
    let kept = words.len() - words.iter().rev().take_while(is_suffix).count();
    let last = runs(words[..kept].last()?).last()?;
    let is_possessive = last.ends_with("'s") || last.ends_with("’s");
    let name = bare(last);
    let is_name = last.starts_with(char::is_uppercase)
        && !is_possessive
        && name.chars().nth(1).is_some()
        && !PRONOUNS.contains(name.as_str())
        && !(kept == 1 && (is_title(&name) || NO_NAMES.contains(name.as_str())));
    is_name.then_some(name)
}

/// The words of a name as they are compared: folded, without `'s`.
pub(crate) fn names(text: &str) -> impl Iterator<Item = String> + '_ {
    runs(text).map(bare)
}

/// Whether a folded word is a title or an office, not part of a name.
pub(crate) fn is_title(word: &str) -> bool {
    TITLES.contains(word)
}

/// Whether a folded word is a title, or follows a name as `Jr.` does.
pub(crate) fn is_beside_a_name(word: &str) -> bool {
    is_title(word) || SUFFIXES.contains(word)
}

/// Whether a source is one of the words that point to the noun before them.
pub(crate) fn is_relative(source: &str) -> bool {
    RELATIVES.contains(fold(source.trim()).as_str())
}

/// Whether a cue says that something was said or written, not thought or felt.
pub(crate) fn is_saying(cue: &str) -> bool {
    let cue = cue.trim();
    cue.ends_with(':')
        || matches!(cue, "—" | "--" | "-")
        || runs(cue).any(|run| {
            let word = run.trim_start_matches(|c: char| !c.is_alphabetic());
            SAYING.contains(verb(word).as_str())
        })
}

/// Whether an annotator took the verb for the source, and the source for the verb.
pub(crate) fn are_swapped(source: &str, cue: &str) -> bool {
    let mut words = source.split_whitespace();
    let (Some(word), None) = (words.next(), words.next()) else { return false };
    !cue.trim().is_empty() && SLIPPED.contains(verb(word).as_str()) && !is_saying(cue)
}

/// The verb of saying a word is a form of; the word itself if there is none.
fn verb(word: &str) -> String {
    let word = bare(word);
    if let Some((verb, _)) = IRREGULAR.iter().find(|(_, forms)| forms.contains(&word.as_str())) {
        return (*verb).to_owned();
    }
    if SAYING.contains(word.as_str()) {
        return word;
    }
    let stems = ENDINGS.iter().filter_map(|(end, instead)| {
        let stem = word.strip_suffix(end)?;
        Some(format!("{stem}{instead}"))
    });
    stems.into_iter().find(|stem| SAYING.contains(stem.as_str())).unwrap_or_else(|| word.clone())
}

/// A word folded, without points, hyphens and apostrophes around it, and without `'s`.
fn bare(word: &str) -> String {
    let folded = fold(word);
    let word = folded.trim_matches(['.', '\'', '-']);
    word.strip_suffix("'s").unwrap_or(word).to_owned()
}

/// Runs of what a word may hold.
fn runs(text: &str) -> impl DoubleEndedIterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric() && !matches!(c, '_' | '’' | '\'' | '.' | '-'))
        .filter(|run| !run.is_empty())
}

fn listed(words: &'static str) -> HashSet<&'static str> {
    words.split_whitespace().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sources_are_named_in_three_ways() {
        let named = |surname: &str| Naming::Named(surname.to_owned());
        for (source, naming) in [
            ("Anna Weber", named("weber")),
            ("Gov. Tom Reed Jr., the incumbent", named("reed")),
            ("the mayor, Élise Dubé", named("dube")),
            ("a clerk -- Reed", named("reed")),
            ("a clerk - the “Guild” -", Naming::Nominal),
            ("author of “The Ark”", named("ark")),
            ("Reed’s aide", Naming::Nominal),
            ("the spokeswoman", Naming::Nominal),
            ("President", Naming::Nominal),
            ("she", Naming::Pronoun),
            ("They all", Naming::Pronoun),
            ("some in town", Naming::Pronoun),
            ("", Naming::Nominal),
        ] {
            assert_eq!(Naming::of(source), naming, "{source}");
        }
    }

    #[test]
    fn forms_of_saying() {
        for cue in ["said", "has replied", "according to", "in a statement:", "“e-mailed", "—"]
        {
            assert!(is_saying(cue), "{cue}");
        }
        for cue in ["thought", "would like", "", "feels", "knows"] {
            assert!(!is_saying(cue), "{cue}");
        }
        assert!(are_swapped("said", "Tom Reed") && !are_swapped("Tom Reed", "said"));
        assert!(!are_swapped("said", " "));
    }
}
