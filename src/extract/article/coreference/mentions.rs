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
pub(super) fn bodies(sentence: &TaggedSentence<'_>) -> Vec<TokenRange> {
    let named = |at: usize| sentence.tags[at] == Tag::Name && !sentence.tokens[at].possessive;
    let fits = |phrase: &TokenRange| {
        sentence.tags[phrase.last] == Tag::Noun
            && sentence.tokens[phrase.last].any(Kinds::ORGANISATION)
            && (phrase.first..phrase.last).any(named)
    };
    sentence.verbs.iter().filter_map(|verb| verb.subject).filter(fits).collect()
}

/// The runs of names in a sentence.
pub(super) fn runs(sentence: &TaggedSentence<'_>) -> Vec<NameRun> {
    let mut runs = Vec::new();
    let mut at = 0;
    while at < sentence.tags.len() {
        if sentence.tags[at] != Tag::Name {
            at += 1;
            continue;
        }
        let first = at;
        let mut last = at;
        while let Some(next) = next_of_run(sentence, last) {
            last = next;
        }
        at = last + 1;
        let mut name = first;
        let mut gender = None;
        let mut side = None;
        while name <= last {
            let token = &sentence.tokens[name];
            let of = country(sentence.word(name).trim_end_matches("'s").trim_end_matches("’s"));
            let title = token.any(Kinds::TITLE) && !(token.any(Kinds::FIRST_NAME) && name < last);
            let adjective = of.is_some_and(|(_, stand)| stand == Stand::Adjective)
                || of.is_some() && name < last && first == name;
            if !(title || adjective || name > first && is_portfolio(sentence, name)) {
                break;
            }
            gender = gender.or_else(|| gender_of(token.kinds));
            side = side.or(of.map(|(country, _)| country));
            name += 1;
        }
        // `Harbour Minister Anna Weber`: the name stands after the last title.
        let titled = (name..last).rev().find(|at| {
            let token = &sentence.tokens[*at];
            token.any(Kinds::TITLE) && !token.any(Kinds::FIRST_NAME)
        });
        if let Some(title) = titled {
            gender = gender.or_else(|| gender_of(sentence.tokens[title].kinds));
            name = title + 1;
        }
        runs.push(NameRun { tokens: TokenRange { first, last }, name, gender, side });
    }
    runs
}

/// The token that goes on a run after `last`.
fn next_of_run(sentence: &TaggedSentence<'_>, last: usize) -> Option<usize> {
    if sentence.tokens[last].possessive {
        return None;
    }
    let next = last + 1;
    match sentence.tag_at(next)? {
        Tag::Name => Some(next),
        // `Ursula von der Leyen`
        _ if sentence.tokens[next].any(Kinds::NAME_PART) => (next + 1..next + 3)
            .find(|at| sentence.tag_at(*at) == Some(Tag::Name))
            .filter(|at| (next..*at).all(|at| sentence.tokens[at].any(Kinds::NAME_PART))),
        Tag::Preposition if sentence.is_any(next, &["of", "for", "on"]) => {
            let head = &sentence.tokens[last];
            let joins = head.any(Kinds::ORGANISATION)
                || head.any(Kinds::TITLE) && is_portfolio(sentence, next + 1);
            (joins && sentence.tag_at(next + 1) == Some(Tag::Name)).then_some(next + 1)
        }
        _ => None,
    }
}

/// A word that belongs to an office: `of State`, `for Foreign Affairs`.
fn is_portfolio(sentence: &TaggedSentence<'_>, at: usize) -> bool {
    static PORTFOLIOS: WordList = WordList::new("portfolio");
    PORTFOLIOS.has(sentence.word_at(at))
}

pub(super) fn name_end(sentence: &TaggedSentence<'_>, run: &NameRun) -> usize {
    let range = &sentence.tokens[run.tokens.last].range;
    let word = &sentence.text[range.clone()];
    let bare = word.strip_suffix("'s").or_else(|| word.strip_suffix("’s")).unwrap_or(word);
    range.start + bare.trim_end_matches(['\'', '’']).len()
}

/// A run's name as printed, without titles, blanks and breaks made one space.
pub(super) fn name_of(sentence: &TaggedSentence<'_>, run: &NameRun) -> String {
    let start = sentence.tokens[run.name.min(run.tokens.last)].range.start;
    let written = &sentence.text[start..name_end(sentence, run).max(start)];
    written.split_whitespace().collect::<Vec<_>>().join(" ")
}

pub(super) fn kind_of(sentence: &TaggedSentence<'_>, run: &NameRun, name: &str) -> SpeakerKind {
    let first = &sentence.tokens[run.name];
    let titled = run.name > run.tokens.first && run.side.is_none();
    let personal = first.any(Kinds::FIRST_NAME) && run.tokens.last > run.name;
    let organised = (run.name..=run.tokens.last).any(|at| {
        let token = &sentence.tokens[at];
        token.any(Kinds::ORGANISATION)
            || sentence.tags[at] != Tag::Name && !token.any(Kinds::NAME_PART)
    });
    let article = run.tokens.first > 0 && sentence.is(run.tokens.first - 1, "the");
    let acronym = name.len() > 1
        && name.len() < 7
        && name.chars().all(|c| c.is_ascii_uppercase() || c == '.');
    let place = country(name).is_some() || stands_for_place(sentence, run);
    if !personal && (organised || !titled && (article || acronym || place)) {
        SpeakerKind::Organisation
    } else {
        SpeakerKind::Person
    }
}

/// Whether a single name stands where a place does: `in Springfield`, `Tom Reed of Vermont`.
fn stands_for_place(sentence: &TaggedSentence<'_>, run: &NameRun) -> bool {
    let Some(before) = run.tokens.first.checked_sub(1) else { return false };
    let place = sentence.is_any(before, &["in", "at", "near", "across", "outside"]);
    let owner = sentence.is(before, "of") && before > 0 && sentence.tags[before - 1] == Tag::Name;
    place || owner
}

/// What a person is, from the words around the name: `campaign manager Tom Reed`,
/// `Deputy Foreign Minister Anna Weber`, `Anna Weber, a senior fellow at the institute,`,
/// `the ambassador, Anna Weber`. The role, and the nouns that can mean the person.
pub(super) fn role(sentence: &TaggedSentence<'_>, run: &NameRun) -> (Option<String>, Vec<String>) {
    let apposed = || {
        let comma = run.tokens.last + 1;
        let begins = sentence.tag_at(comma) == Some(Tag::Comma)
            && sentence.tag_at(comma + 1) == Some(Tag::Determiner);
        let TokenRange { last, .. } = sentence.phrase_from(comma + 1).filter(|_| begins)?;
        let noun = last > comma + 1 && sentence.tags[last] == Tag::Noun;
        noun.then_some(TokenRange { first: comma + 2, last })
    };
    // The office stands first, and the name after a comma.
    let office = || {
        let comma =
            run.tokens.first.checked_sub(1).filter(|at| sentence.tags[*at] == Tag::Comma)?;
        let phrase = sentence.phrase_before(comma)?;
        let titled = sentence.tokens[phrase.last].any(Kinds::TITLE);
        (titled || is_portfolio(sentence, phrase.last)).then_some(phrase)
    };
    let phrase = before_name(sentence, run).or_else(apposed).or_else(office);
    phrase.map_or((None, Vec::new()), |phrase| role_in(sentence, phrase))
}

/// The words of an office right before a name.
fn before_name(sentence: &TaggedSentence<'_>, run: &NameRun) -> Option<TokenRange> {
    let mut first = run.name;
    while let Some(at) = first.checked_sub(1) {
        let inside = at >= run.tokens.first && sentence.tags[at] != Tag::Conjunction;
        // `State Department spokesman`: a name before the noun belongs to the office.
        let noun =
            sentence.tags[at] == Tag::Noun || sentence.tags[at] == Tag::Name && first < run.name;
        if !inside && (!noun || sentence.tokens[at].possessive) {
            break;
        }
        first = at;
    }
    (first < run.name).then(|| TokenRange { first, last: run.name - 1 })
}

/// A role in words, without courtesy and countries at its head, and its nouns.
fn role_in(sentence: &TaggedSentence<'_>, phrase: TokenRange) -> (Option<String>, Vec<String>) {
    const LONGEST: usize = 8;
    let courtesy =
        |word: &str| matches!(word.trim_end_matches('.'), "Mr" | "Mrs" | "Ms" | "Miss" | "Dr");
    let mut first = phrase.first;
    while first <= phrase.last
        && (sentence.tags[first] == Tag::Determiner
            || country(sentence.word(first)).is_some_and(|(_, stand)| stand == Stand::Adjective)
            || country(sentence.word(first)).is_some_and(|(name, _)| {
                sentence.word(first) != "Kremlin"
                    && name != "NATO"
                    && first < phrase.last
                    && sentence.tokens[first + 1].capital
            })
            || sentence.tokens[first].possessive
            || courtesy(sentence.word(first)))
    {
        first += 1;
    }
    let words: Vec<&str> = (first..=phrase.last).map(|at| sentence.word(at)).collect();
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
