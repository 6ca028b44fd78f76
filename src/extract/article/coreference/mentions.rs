//! Names in a sentence: runs of capitalised words with their titles, and the offices beside them.

use super::{Gender, gender_of};
use crate::dataset::SpeakerKind;
use crate::extract::language::{
    Kinds, Stand, Tag, TaggedSentence, TokenRange, WordList, country, look_up,
};
use crate::text::fold;

/// A run of capitalised words in a sentence.
pub(super) struct NameRun {
    pub(super) tokens: TokenRange,
    /// The first token after titles and adjectives of countries.
    pub(super) name: usize,
    pub(super) gender: Option<Gender>,
    pub(super) side: Option<&'static str>,
}

/// The bodies with small names among the subjects of a sentence: `the Russian foreign ministry`,
/// `the U.S. mission`.
pub(super) fn bodies(tagged: &TaggedSentence<'_>) -> Vec<TokenRange> {
    let named = |at: usize| tagged.tags[at] == Tag::Name && !tagged.tokens[at].possessive;
    let fits = |phrase: &TokenRange| {
        tagged.tags[phrase.last] == Tag::Noun
            && tagged.tokens[phrase.last].any(Kinds::ORGANISATION)
            && (phrase.first..phrase.last).any(named)
    };
    tagged.verbs.iter().filter_map(|verb| verb.subject).filter(fits).collect()
}

/// The runs of names in a sentence.
pub(super) fn runs(tagged: &TaggedSentence<'_>) -> Vec<NameRun> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < tagged.tags.len() {
        if tagged.tags[at] != Tag::Name {
            at += 1;
            continue;
        }
        let first = at;
        let mut last = at;
        while let Some(next) = next_of_run(tagged, last) {
            last = next;
        }
        at = last + 1;
        let mut name = first;
        let mut gender = None;
        let mut side = None;
        while name <= last {
            let token = &tagged.tokens[name];
            let of = country(tagged.word(name).trim_end_matches("'s").trim_end_matches("’s"));
            let title = token.any(Kinds::TITLE) && !(token.any(Kinds::FIRST_NAME) && name < last);
            let adjective = of.is_some_and(|(_, stand)| stand == Stand::Adjective)
                || of.is_some() && name < last && first == name;
            if !(title || adjective || name > first && is_portfolio(tagged, name)) {
                break;
            }
            gender = gender.or_else(|| gender_of(token.kinds));
            side = side.or(of.map(|(country, _)| country));
            name += 1;
        }
        // `Harbour Minister Anna Weber`: the name stands after the last title.
        let titled = (name..last).rev().find(|at| {
            let token = &tagged.tokens[*at];
            token.any(Kinds::TITLE) && !token.any(Kinds::FIRST_NAME)
        });
        if let Some(title) = titled {
            gender = gender.or_else(|| gender_of(tagged.tokens[title].kinds));
            name = title + 1;
        }
        found.push(NameRun { tokens: TokenRange { first, last }, name, gender, side });
    }
    found
}

/// The token that goes on a run after `last`.
fn next_of_run(tagged: &TaggedSentence<'_>, last: usize) -> Option<usize> {
    if tagged.tokens[last].possessive {
        return None;
    }
    let next = last + 1;
    match tagged.tag_at(next)? {
        Tag::Name => Some(next),
        // `Ursula von der Leyen`
        _ if tagged.tokens[next].any(Kinds::NAME_PART) => (next + 1..next + 3)
            .find(|at| tagged.tag_at(*at) == Some(Tag::Name))
            .filter(|at| (next..*at).all(|at| tagged.tokens[at].any(Kinds::NAME_PART))),
        Tag::Preposition if tagged.is_any(next, &["of", "for", "on"]) => {
            let head = &tagged.tokens[last];
            let joins = head.any(Kinds::ORGANISATION)
                || head.any(Kinds::TITLE) && is_portfolio(tagged, next + 1);
            (joins && tagged.tag_at(next + 1) == Some(Tag::Name)).then_some(next + 1)
        }
        _ => None,
    }
}

/// A word that belongs to an office: `of State`, `for Foreign Affairs`.
fn is_portfolio(tagged: &TaggedSentence<'_>, at: usize) -> bool {
    static PORTFOLIOS: WordList = WordList::new("portfolio");
    PORTFOLIOS.has(tagged.word_at(at))
}

pub(super) fn name_end(tagged: &TaggedSentence<'_>, run: &NameRun) -> usize {
    let range = &tagged.tokens[run.tokens.last].range;
    let word = &tagged.text[range.clone()];
    let bare = word.strip_suffix("'s").or_else(|| word.strip_suffix("’s")).unwrap_or(word);
    range.start + bare.trim_end_matches(['\'', '’']).len()
}

/// A run's name as printed, without titles, blanks and breaks made one space.
pub(super) fn name_of(tagged: &TaggedSentence<'_>, run: &NameRun) -> String {
    let start = tagged.tokens[run.name.min(run.tokens.last)].range.start;
    let written = &tagged.text[start..name_end(tagged, run).max(start)];
    written.split_whitespace().collect::<Vec<_>>().join(" ")
}

pub(super) fn kind_of(tagged: &TaggedSentence<'_>, run: &NameRun, name: &str) -> SpeakerKind {
    let first = &tagged.tokens[run.name];
    let titled = run.name > run.tokens.first && run.side.is_none();
    let personal = first.any(Kinds::FIRST_NAME) && run.tokens.last > run.name;
    let organised = (run.name..=run.tokens.last).any(|at| {
        let token = &tagged.tokens[at];
        token.any(Kinds::ORGANISATION)
            || tagged.tags[at] != Tag::Name && !token.any(Kinds::NAME_PART)
    });
    let article = run.tokens.first > 0 && tagged.is(run.tokens.first - 1, "the");
    let acronym = name.len() > 1
        && name.len() < 7
        && name.chars().all(|c| c.is_ascii_uppercase() || c == '.');
    let place = country(name).is_some() || stands_for_place(tagged, run);
    if !personal && (organised || !titled && (article || acronym || place)) {
        SpeakerKind::Organisation
    } else {
        SpeakerKind::Person
    }
}

/// Whether a single name stands where a place does: `in Springfield`, `Tom Reed of Vermont`.
fn stands_for_place(tagged: &TaggedSentence<'_>, run: &NameRun) -> bool {
    let Some(before) = run.tokens.first.checked_sub(1) else { return false };
    let place = tagged.is_any(before, &["in", "at", "near", "across", "outside"]);
    let owner = tagged.is(before, "of") && before > 0 && tagged.tags[before - 1] == Tag::Name;
    place || owner
}

/// What a person is, from the words around the name: `campaign manager Tom Reed`,
/// `Deputy Foreign Minister Anna Weber`, `Anna Weber, a senior fellow at the institute,`,
/// `the ambassador, Anna Weber`. The role, and the nouns that can mean the person.
pub(super) fn role(tagged: &TaggedSentence<'_>, run: &NameRun) -> (Option<String>, Vec<String>) {
    let apposed = || {
        let comma = run.tokens.last + 1;
        let begins = tagged.tag_at(comma) == Some(Tag::Comma)
            && tagged.tag_at(comma + 1) == Some(Tag::Determiner);
        let TokenRange { last, .. } = tagged.phrase_from(comma + 1).filter(|_| begins)?;
        let noun = last > comma + 1 && tagged.tags[last] == Tag::Noun;
        noun.then_some(TokenRange { first: comma + 2, last })
    };
    // The office stands first, and the name after a comma.
    let office = || {
        let comma = run.tokens.first.checked_sub(1).filter(|at| tagged.tags[*at] == Tag::Comma)?;
        let phrase = tagged.phrase_before(comma)?;
        let titled = tagged.tokens[phrase.last].any(Kinds::TITLE);
        (titled || is_portfolio(tagged, phrase.last)).then_some(phrase)
    };
    let phrase = before_name(tagged, run).or_else(apposed).or_else(office);
    phrase.map_or((None, Vec::new()), |phrase| role_in(tagged, phrase))
}

/// The words of an office right before a name.
fn before_name(tagged: &TaggedSentence<'_>, run: &NameRun) -> Option<TokenRange> {
    let mut first = run.name;
    while let Some(at) = first.checked_sub(1) {
        let inside = at >= run.tokens.first && tagged.tags[at] != Tag::Conjunction;
        // `State Department spokesman`: a name before the noun belongs to the office.
        let noun = tagged.tags[at] == Tag::Noun || tagged.tags[at] == Tag::Name && first < run.name;
        if !inside && (!noun || tagged.tokens[at].possessive) {
            break;
        }
        first = at;
    }
    (first < run.name).then(|| TokenRange { first, last: run.name - 1 })
}

/// A role in words, without courtesy and countries at its head, and its nouns.
fn role_in(tagged: &TaggedSentence<'_>, phrase: TokenRange) -> (Option<String>, Vec<String>) {
    const LONGEST: usize = 8;
    let courtesy =
        |word: &str| matches!(word.trim_end_matches('.'), "Mr" | "Mrs" | "Ms" | "Miss" | "Dr");
    let mut first = phrase.first;
    while first <= phrase.last
        && (tagged.tags[first] == Tag::Determiner
            || country(tagged.word(first)).is_some_and(|(_, stand)| stand == Stand::Adjective)
            || country(tagged.word(first)).is_some_and(|(name, _)| {
                tagged.word(first) != "Kremlin"
                    && name != "NATO"
                    && first < phrase.last
                    && tagged.tokens[first + 1].capital
            })
            || tagged.tokens[first].possessive
            || courtesy(tagged.word(first)))
    {
        first += 1;
    }
    let words: Vec<&str> = (first..=phrase.last).map(|at| tagged.word(at)).collect();
    // `presidents Weber and Reed`: the office of both is nobody's own.
    let plural = words.last().is_some_and(|word| {
        word.ends_with('s') && look_up(word.trim_end_matches('s')).kinds.intersects(Kinds::TITLE)
    });
    if words.is_empty() || words.len() > LONGEST || plural {
        return (None, Vec::new());
    }
    let nouns = words
        .iter()
        .map(|word| fold(word).trim_end_matches('.').to_owned())
        .filter(|word| word.len() > 2);
    (Some(words.join(" ")), nouns.collect())
}
