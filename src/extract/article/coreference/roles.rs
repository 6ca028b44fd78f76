//! What a person is, from the words around the name: an office, an age, kin of somebody.

use super::mentions::{NameRun, is_person_noun, is_portfolio, is_profession};
use crate::extract::language::{
    Kinds, Stand, Tag, TaggedSentence, TokenRange, WordList, country, look_up,
};
use crate::text::fold;

static RELATION: WordList = WordList::new("relation");
static BEFORE_OFFICE: WordList = WordList::new("before-office");

/// What a person is, from the words around the name: `campaign manager Tom Reed`,
/// `Deputy Foreign Minister Anna Weber`, `Anna Weber, a senior fellow at the institute,`,
/// `the ambassador, Anna Weber`. The role, and the nouns that can mean the person.
pub(super) fn role(sentence: &TaggedSentence<'_>, run: &NameRun) -> (Option<String>, Vec<String>) {
    let apposed = || {
        let comma = run.tokens.last + 1;
        let begins = sentence.tag_at(comma) == Some(Tag::Comma)
            && sentence.tag_at(comma + 1) == Some(Tag::Determiner);
        let TokenRange { last, .. } = sentence.phrase_from(comma + 1).filter(|_| begins)?;
        // `from Milan, the museum said`: no museum is what a single name is.
        let fits = run.name < run.tokens.last || is_person_noun(sentence, last);
        // `Anna Weber, an MP,`
        let office = sentence.tokens[last].any(Kinds::TITLE);
        let noun = last > comma + 1 && (sentence.tags[last] == Tag::Noun || office) && fits;
        noun.then_some(TokenRange { first: comma + 2, last })
    };
    // The office stands first, and the name after a comma.
    let office = || {
        let comma =
            run.tokens.first.checked_sub(1).filter(|at| sentence.tags[*at] == Tag::Comma)?;
        let phrase = sentence.phrase_before(comma)?;
        // `According to a senior official, Weber has left`: another one.
        let according = phrase.first > 1 && sentence.is(phrase.first - 2, "according");
        if according && sentence.tag_at(run.tokens.last + 1) != Some(Tag::Comma) {
            return None;
        }
        let titled = sentence.tokens[phrase.last].any(Kinds::TITLE | Kinds::KIN);
        (titled || is_portfolio(sentence, phrase.last)).then_some(phrase)
    };
    // `Anna Weber is a doctor`
    let is_one = || {
        let be = run.tokens.last + 1;
        let article = sentence.is_any(be + 1, &["a", "an"]);
        let is = sentence.is_any(be, &["became", "is", "was"]) && article;
        let TokenRange { last, .. } = sentence.phrase_from(be + 1).filter(|_| is)?;
        let office = sentence.tokens[last].any(Kinds::TITLE) || is_profession(sentence.word(last));
        let ends = matches!(sentence.tag_at(last + 1), None | Some(Tag::Stop | Tag::Comma))
            || sentence.is_any(last + 1, &["and", "at", "for", "from", "in", "of", "who"]);
        (office && ends).then_some(TokenRange { first: be + 2, last })
    };
    let phrase = before_name(sentence, run).or_else(apposed).or_else(office).or_else(is_one);
    let (role, mut nouns) = phrase.map_or((None, Vec::new()), |phrase| role_in(sentence, phrase));
    // `Dr. Anna Weber` is `the doctor`.
    let doctor = (run.tokens.first..run.name).any(|at| sentence.is_any(at, &["dr", "dr."]));
    nouns.extend(doctor.then(|| "dr".to_owned()));
    (role, nouns)
}

/// How old a person is told to be, as it would be said of them: `Anna Weber, 63,` is the
/// `63-year-old`.
pub(super) fn age(sentence: &TaggedSentence<'_>, run: &NameRun) -> Option<String> {
    let comma = run.tokens.last + 1;
    let years: u8 = sentence.word_at(comma + 1).parse().ok()?;
    let ends = matches!(sentence.tag_at(comma + 2), None | Some(Tag::Comma | Tag::Stop));
    let parted = sentence.tag_at(comma) == Some(Tag::Comma) && ends;
    parted.then(|| format!("{years}-year-old"))
}

/// Whether a person is told of as another's family: `his wife, Anna Weber`, `Reed's son Tom`.
pub(super) fn is_kin(sentence: &TaggedSentence<'_>, run: &NameRun) -> bool {
    let Some(before) = run.tokens.first.checked_sub(1) else { return false };
    let noun =
        if sentence.tags[before] == Tag::Comma { before.checked_sub(1) } else { Some(before) };
    let Some(noun) = noun.filter(|at| sentence.tokens[*at].any(Kinds::KIN)) else { return false };
    let first = sentence.phrase_ending(noun).first;
    (first..noun).any(|at| sentence.owns(at))
}

fn is_courtesy(word: &str) -> bool {
    matches!(word.trim_end_matches('.'), "Mr" | "Mrs" | "Ms" | "Miss" | "Dr")
}

/// The words of an office right before a name.
fn before_name(sentence: &TaggedSentence<'_>, run: &NameRun) -> Option<TokenRange> {
    let mut first = run.name;
    while let Some(at) = first.checked_sub(1) {
        let inside = at >= run.tokens.first && sentence.tags[at] != Tag::Conjunction;
        // `State Department spokesman`: a name before the noun belongs to the office.
        let noun =
            sentence.tags[at] == Tag::Noun || sentence.tags[at] == Tag::Name && first < run.name;
        // `the download Mr. Weber sold`: courtesy begins the phrase.
        let courtesy = first == run.tokens.first && is_courtesy(sentence.word(first));
        if !inside && (!noun || sentence.tokens[at].possessive || courtesy) {
            break;
        }
        first = at;
    }
    (first < run.name).then(|| TokenRange { first, last: run.name - 1 })
}

/// A role in words, without courtesy and countries at its head, and its nouns.
fn role_in(sentence: &TaggedSentence<'_>, phrase: TokenRange) -> (Option<String>, Vec<String>) {
    const LONGEST: usize = 8;
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
            || BEFORE_OFFICE.has(sentence.word(first))
            || is_courtesy(sentence.word(first)))
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
        .filter(|word| word.len() > 2 || look_up(word).kinds.intersects(Kinds::TITLE));
    // Whose wife or counterpart somebody is, is no office.
    let kin = sentence.tokens[phrase.last].any(Kinds::KIN)
        || RELATION.has(sentence.word(phrase.last)) && words.len() == 1;
    ((!kin).then(|| words.join(" ")), nouns.collect())
}
