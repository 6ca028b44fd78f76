//! Who is met, spoken to or heard behind a verb of meeting.

use crate::dataset::SpeakerKind;
use crate::extract::article::coreference::Coreference;
use crate::extract::language::{Kinds, Tag, TaggedSentence, TokenRange, WordList};

static PARTY: WordList = WordList::new("meeting-party");
static SITS: WordList = WordList::new("meeting-sits");
pub(super) static HEARS: WordList = WordList::new("meeting-hears");

/// Whether a word is a noun of people one meets: `ministers`.
pub(super) fn is_party(word: &str) -> bool {
    PARTY.has(word)
}

/// Whether a day stands right before: `his Thursday meeting`, but not `on Thursday meeting Reed`.
pub(super) fn is_dated(sentence: &TaggedSentence<'_>, at: usize) -> bool {
    let plain = |at: &usize| matches!(sentence.tags[*at], Tag::Day | Tag::Number);
    let before = (0..at).rev().find(|at| !plain(at));
    let named = before
        .is_some_and(|at| sentence.tags[at] == Tag::Determiner || sentence.tokens[at].possessive);
    named
        && at > 0
        && sentence.tags[at - 1] != Tag::Determiner
        && !sentence.tokens[at - 1].possessive
}

/// Whether a noun of meeting is of people told of by what they are: `a summit of the leaders of`.
pub(super) fn is_of_people(sentence: &TaggedSentence<'_>, at: usize) -> bool {
    let people =
        sentence.phrase_from(at + 2).filter(|_| sentence.is_any(at + 1, &["between", "of"]));
    people
        .is_some_and(|of| is_party(sentence.word(of.last)) && sentence.word(of.last).ends_with('s'))
}

/// Whether a subject is two that were named before: `the two leaders`, `both men`.
pub(super) fn is_two(sentence: &TaggedSentence<'_>, of: TokenRange) -> bool {
    let named = (of.first..=of.last).any(|at| sentence.tags[at] == Tag::Name);
    let led = sentence.is_any(of.first, &["both", "the", "two"]);
    let people = of.first == of.last
        || is_party(sentence.word(of.last))
        || sentence.is_any(of.last, &["men", "pair", "sides", "two", "women"]);
    let two = (of.first..=of.last).any(|at| sentence.is_any(at, &["both", "pair", "two"]));
    !named && led && people && two
}

/// Whether a body is named at a token: `the Harbour Committee`.
pub(super) fn is_body(sentence: &TaggedSentence<'_>, first: usize) -> bool {
    sentence.phrase_from(first).is_some_and(|body| {
        (body.first..=body.last).any(|at| {
            sentence.tokens[at].any(Kinds::ORGANISATION)
                || HEARS.has(&sentence.word(at).to_lowercase())
        })
    })
}

/// Whether a body that sits is named at a token: `the Harbour Committee`, `members of the panel`.
pub(super) fn sits(sentence: &TaggedSentence<'_>, first: usize) -> bool {
    let named = |phrase: TokenRange| {
        (phrase.first..=phrase.last).any(|at| SITS.has(&sentence.word(at).to_lowercase()))
            && !(phrase.first..=phrase.last).any(|at| sentence.tokens[at].possessive)
    };
    let Some(phrase) = sentence.phrase_from(first) else { return false };
    let of = phrase.last + 1;
    let people = HEARS.has(&sentence.word(phrase.last).to_lowercase())
        || sentence.is_any(phrase.last, &["members", "peers"]);
    let theirs = || sentence.phrase_from(of + 1).filter(|_| sentence.is_any(of, &["of", "on"]));
    named(phrase) || people && theirs().is_some_and(named)
}

/// Whether what is named at a token hears people: `the Senate Harbour Committee`.
pub(super) fn hears(sentence: &TaggedSentence<'_>, first: usize) -> bool {
    sentence.phrase_from(first).is_some_and(|body| {
        let own = (body.first..=body.last).any(|at| HEARS.has(&sentence.word(at).to_lowercase()));
        own && !(body.first..=body.last).any(|at| sentence.tokens[at].possessive)
    })
}

/// Whether somebody tells a paper something in a call: `told the Ledger in a phone call`, but not
/// `told President Reed`.
pub(super) fn is_interview(
    sentence: &TaggedSentence<'_>,
    coreference: &Coreference,
    call: usize,
) -> bool {
    let Some(told) = (call.saturating_sub(8)..call).rev().find(|at| sentence.is(*at, "told"))
    else {
        return false;
    };
    let paper = sentence.phrase_from(told + 1).filter(|of| {
        sentence.tags[of.last] == Tag::Name && sentence.is_any(of.last + 1, &["by", "in", "during"])
    });
    paper.is_some_and(|of| !names_person(sentence, coreference, of.first))
        && !sentence.is_any(call + 1, &["between", "with"])
}

/// Whether a verb of speaking tells of a call: `spoke on Monday by phone`.
pub(super) fn by_phone(sentence: &TaggedSentence<'_>, at: usize) -> bool {
    // `In four calls, Reed spoke to Weber`
    let called = (at.saturating_sub(8)..at).any(|before| {
        let first = sentence.phrase_ending(before).first;
        let led = first.checked_sub(1).is_none_or(|at| sentence.is(at, "in"));
        led && sentence.is_any(before, &["call", "calls"])
    });
    if called && sentence.is_any(at + 1, &["to", "with"]) {
        return true;
    }
    (at + 2..sentence.tokens.len()).take(14).any(|at| {
        sentence.is_any(at, &["phone", "telephone"]) && sentence.is_any(at - 1, &["by", "the"])
    })
}

/// Whether somebody with a title or a first name is spoken with: `spoke today with Senator Reed`,
/// not with a newspaper.
pub(super) fn speaks_with(
    sentence: &TaggedSentence<'_>,
    coreference: &Coreference,
    at: usize,
) -> bool {
    let mut with = at + 1;
    while matches!(sentence.tag_at(with), Some(Tag::Day | Tag::Number | Tag::Adverb))
        || sentence.is_any(
            with,
            &[
                "afternoon",
                "an",
                "evening",
                "for",
                "hour",
                "hours",
                "minutes",
                "morning",
                "on",
                "this",
            ],
        )
    {
        with += 1;
    }
    let titled = sentence.tokens.get(with + 1).is_some_and(|first| first.any(Kinds::TITLE));
    names_person(sentence, coreference, with + 1)
        && (sentence.is(with, "with") || sentence.is(with, "to") && titled)
}

/// Whether somebody is named at a token, with a title or a first name, or as a counterpart.
pub(super) fn names_person(
    sentence: &TaggedSentence<'_>,
    coreference: &Coreference,
    first: usize,
) -> bool {
    let first = first + usize::from(sentence.tag_at(first) == Some(Tag::Determiner));
    let first = first + usize::from(sentence.is(first, "visiting"));
    let person = |at: usize| {
        let called = is_party(sentence.word(at)) && sentence.tag_at(at + 1) == Some(Tag::Name);
        let token = &sentence.tokens[at];
        let kinds = Kinds::TITLE | Kinds::FIRST_NAME | Kinds::PERSON_NOUN;
        called || sentence.tags[at] == Tag::Name && token.any(kinds)
    };
    // `Galdoria's newly elected premier, Anna Weber`
    let qualified = |at: usize| {
        let adverb = sentence.tags[at] == Tag::Adverb;
        adverb || at > 0 && sentence.tags[at - 1] == Tag::Adverb && sentence.tags[at] == Tag::Verb
    };
    let phrase = (first..sentence.tokens.len())
        .take(7)
        .take_while(|at| matches!(sentence.tags[*at], Tag::Name | Tag::Noun) || qualified(*at));
    // `the primate, Anna Weber`
    let apposed = phrase.clone().last().filter(|last| {
        sentence.tags[*last] == Tag::Noun
            && sentence.tag_at(last + 1) == Some(Tag::Comma)
            && sentence.tag_at(last + 2) == Some(Tag::Name)
            && (is_party(sentence.word(*last))
                || sentence.tokens[last + 2].any(Kinds::FIRST_NAME)
                // `the architect, Kolvi Arantes, in May`
                || sentence.tag_at(last + 3) == Some(Tag::Name)
                    && sentence.tag_at(last + 4) == Some(Tag::Comma))
    });
    // `Anna Weber, managing director of the Fund`
    let office = || {
        let next = phrase.clone().last().map_or(first, |last| last + 1);
        let named = next == first + 2 && (first..next).all(|at| sentence.tags[at] == Tag::Name);
        let mut after = (next + 1..sentence.tokens.len())
            .take(5)
            .take_while(|at| !matches!(sentence.tags[*at], Tag::Comma | Tag::Verb));
        named
            && sentence.tag_at(next) == Some(Tag::Comma)
            && after.any(|at| {
                is_party(sentence.word(at))
                    || sentence.tokens[at].any(Kinds::TITLE | Kinds::PERSON_NOUN)
            })
    };
    apposed.is_some()
        || office()
        || phrase.clone().any(person)
        || is_known(sentence, coreference, phrase)
}

/// Whether a phrase names somebody whose full name the article tells.
fn is_known(
    sentence: &TaggedSentence<'_>,
    coreference: &Coreference,
    phrase: impl Iterator<Item = usize> + Clone,
) -> bool {
    let Some((first, last)) = phrase.clone().next().zip(phrase.last()) else { return false };
    coreference.mentions_in(&sentence.span(TokenRange { first, last })).any(|(entity, _)| {
        let known = &coreference.entities[entity];
        known.kind == SpeakerKind::Person && known.name.contains(' ')
    })
}

/// Whether somebody in office is told something face to face: `told President Reed in Lima in May`.
pub(super) fn tells_there(
    sentence: &TaggedSentence<'_>,
    coreference: &Coreference,
    at: usize,
) -> bool {
    /// How far the place stands.
    const FAR: usize = 14;
    let called = (at + 1..sentence.tokens.len())
        .take(6)
        .take_while(|at| !matches!(sentence.tags[*at], Tag::Comma | Tag::Preposition))
        .any(|at| sentence.tokens[at].any(Kinds::TITLE) || is_party(sentence.word(at)));
    let mut after = (at + 1..sentence.tokens.len()).take(FAR).take_while(|at| {
        !matches!(sentence.tags[*at], Tag::Verb | Tag::That | Tag::Quote | Tag::Subject)
    });
    let place = after
        .find(|at| sentence.is(*at, "in") && sentence.tag_at(at + 1) == Some(Tag::Name))
        .is_some();
    let dated = after.any(|at| sentence.tags[at] == Tag::Day);
    called && place && dated && names_person(sentence, coreference, at + 1)
}

/// Whether people speak beside another meeting: `spoke briefly on the sidelines of the summit`.
pub(super) fn speaks_beside(sentence: &TaggedSentence<'_>, at: usize) -> bool {
    (at + 1..sentence.tokens.len())
        .take(8)
        .any(|at| sentence.is_any(at, &["margins", "sidelines"]) && sentence.is(at + 1, "of"))
}
