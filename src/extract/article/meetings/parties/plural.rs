//! Whom a plural without a name means: `the two leaders`, `they`, `both sides`.

use super::{HELD_BY, holds};
use crate::dataset::SpeakerKind;
use crate::extract::article::coreference::Coreference;
use crate::extract::article::meetings::met::{is_party, is_two};
use crate::extract::article::meetings::words::{MeetingWord, NUMBER};
use crate::extract::language::{Tag, TaggedSentence, TokenRange, Verb, VerbForm};

/// Where `the two` stands that is a verb's subject without a noun: `the two met`, `both held talks`.
pub(super) fn two_without_noun(sentence: &TaggedSentence<'_>, word: MeetingWord) -> Option<usize> {
    let mut verb = word.token;
    if !word.verb {
        verb = (0..word.token).rev().take(8).find(|at| HELD_BY.has(sentence.word(*at)))?;
    }
    let skipped = |at: &usize| {
        matches!(sentence.tags[*at], Tag::Adverb | Tag::Have | Tag::Modal)
            || sentence.is_any(*at, &["first", "last"])
    };
    let at = (0..verb).rev().find(|at| !skipped(at))?;
    sentence.is_any(at, &["both", "two"]).then_some(at)
}

/// Whom `they` means, where the sentence itself told: `Ministers will vote when they meet`.
pub(super) fn antecedent(sentence: &TaggedSentence<'_>, of: TokenRange) -> Option<TokenRange> {
    if of.first != of.last || !sentence.is(of.last, "they") {
        return None;
    }
    let before = sentence.verbs.iter().filter(|verb| verb.main < of.first && !verb.relative);
    let subject = before.filter_map(|verb| verb.subject).rfind(|before| before.last < of.first)?;
    let people =
        is_party(sentence.word(subject.last)) && sentence.word(subject.last).ends_with('s');
    let joined = (subject.first..=subject.last).any(|at| sentence.is(at, "and"))
        || subject.first > 1 && sentence.is(subject.first - 1, "and");
    (people || joined && sentence.tags[subject.last] == Tag::Name).then_some(subject)
}

/// The persons named before a token of a sentence.
pub(in super::super) fn persons_before(
    sentence: &TaggedSentence<'_>,
    coreference: &Coreference,
    upto: usize,
) -> Vec<usize> {
    let Some(last) = upto.checked_sub(1) else { return Vec::new() };
    // `invited Weber to Lima`: no town.
    let placed = |byte: usize| {
        let at = sentence.tokens.partition_point(|token| token.range.end <= byte);
        at > 0 && sentence.is_any(at - 1, &["at", "from", "in", "near", "to"])
    };
    let span = sentence.span(TokenRange { first: 0, last });
    let mentions = coreference.mentions_in(&span);
    let mentions = mentions.filter(|(at, range)| {
        coreference.entities[*at].kind == SpeakerKind::Person && !placed(range.start)
    });
    let mut named: Vec<usize> = mentions.map(|(at, _)| at).collect();
    named.sort_unstable();
    named.dedup();
    named
}

/// The persons whom a sentence names, where they are two.
pub(in super::super) fn two_named(
    sentence: &TaggedSentence<'_>,
    coreference: &Coreference,
) -> Option<Vec<usize>> {
    Some(persons_before(sentence, coreference, sentence.tokens.len())).filter(|two| two.len() == 2)
}

/// Whether who meets are those that met before: `The two will meet again`, `They resume talks`.
pub(in super::super) fn takes_up(sentence: &TaggedSentence<'_>, word: MeetingWord) -> bool {
    let near = |verb: &&Verb| match word.verb {
        true => verb.main == word.token,
        false => {
            verb.main < word.token && word.token - verb.main < 8 && holds(sentence.word(verb.main))
        }
    };
    let own = sentence.verbs.iter().find(near);
    // `The leaders agreed to meet in May`: those who agreed.
    let to_meet = own.is_some_and(|verb| {
        verb.form == VerbForm::Infinitive && verb.first > 0 && sentence.is(verb.first - 1, "to")
    });
    let agreed = || {
        let main = sentence.verbs.iter().find(|verb| verb.is_finite() && !verb.relative);
        main.filter(|verb| to_meet && verb.main < word.token).and_then(|verb| verb.subject)
    };
    let subject = own.and_then(|verb| verb.subject).or_else(agreed);
    // `They last met in May.`, `It was signed at their summit in May.`
    let opens = || word.verb && word.token < 5 && sentence.is(0, "they");
    let theirs = || {
        let near = (0..word.token).rev().take(5).find(|at| sentence.is_any(*at, &["its", "their"]));
        !word.verb && near.is_some_and(|at| sentence.is(at, "their"))
    };
    let two = subject.is_none() && two_without_noun(sentence, word).is_some();
    // `The second summit was held between the leaders`
    let between = (word.token + 1..sentence.tokens.len())
        .take(6)
        .find(|at| sentence.is(*at, "between"))
        .and_then(|at| sentence.phrase_from(at + 1))
        .is_some_and(|of| !word.verb && is_plural(sentence, of));
    // `A third meeting, in Lima, broke up`
    let first = sentence.phrase_ending(word.token).first;
    let one_more = !word.verb
        && sentence.is_any(first, &["a", "another"])
        && first < 2
        && first + 2 == word.token
        && NUMBER.has(sentence.word(first + 1));
    if subject.is_none() && (opens() || one_more) || two || between || theirs() {
        return true;
    }
    subject.is_some_and(|of| {
        if let Some(plural) = antecedent(sentence, of) {
            return is_two(sentence, plural) || is_plural(sentence, plural);
        }
        let pronoun = sentence.is(of.last, "they");
        let first = of.first.saturating_sub(1);
        let led = sentence.is_any(of.first, &["both", "the"]) || sentence.is(first, "the");
        let named = (of.first..=of.last).any(|at| sentence.tags[at] == Tag::Name);
        let two = (of.first..=of.last).any(|at| sentence.is_any(at, &["both", "pair", "two"]));
        let people = two || sentence.is_any(of.last, &["men", "women"]);
        pronoun || led && people && !named || is_plural(sentence, of)
    })
}

/// Whether a phrase tells of people without naming them: `the leaders`, `both sides`, but not `the
/// ministers of`.
pub(in super::super) fn is_plural(sentence: &TaggedSentence<'_>, of: TokenRange) -> bool {
    let named = (of.first..=of.last).any(|at| sentence.tags[at] == Tag::Name);
    let led = sentence.is_any(of.first, &["both", "the", "two"])
        || of.first > 0 && sentence.is_any(of.first - 1, &["both", "the", "two"]);
    // `both the prime ministers`
    let both = of.first > 0 && sentence.is(of.first - 1, "both") || sentence.is(of.first, "both");
    let people = sentence
        .is_any(of.last, &["leaders", "negotiators", "parties", "presidents", "rivals", "sides"])
        || both && is_party(sentence.word(of.last)) && sentence.word(of.last).ends_with('s');
    !named && led && people && !sentence.is(of.last + 1, "of")
}

/// Whether those who meet are told of only as what they are, so that the text names them later: `The
/// presidents of Ruritania and Freedonia will meet`, `The two candidates met`.
pub(in super::super) fn is_unnamed_pair(sentence: &TaggedSentence<'_>, word: MeetingWord) -> bool {
    if is_with_counterpart(sentence, word) {
        return true;
    }
    let two = ["both", "two"];
    let plural = |at: usize| is_party(sentence.word(at)) && sentence.word(at).ends_with('s');
    let head = (0..word.token).take(8).find(|at| {
        is_party(sentence.word(*at)) && sentence.is(at + 1, "of")
            || plural(*at)
            || *at > 0 && sentence.is_any(at - 1, &two) && sentence.tags[*at] == Tag::Noun
    });
    let Some(head) = head else { return false };
    let counted = (0..head).any(|at| sentence.is_any(at, &two));
    let of_two = sentence.is(head + 1, "of") && {
        let list: Vec<usize> = (head + 2..sentence.tokens.len())
            .take_while(|at| {
                matches!(sentence.tags[*at], Tag::Name | Tag::Conjunction | Tag::Determiner)
                    || sentence.is(*at, "and")
            })
            .collect();
        let ands = list.iter().filter(|at| sentence.is(**at, "and")).count();
        ands == 1 && !list.iter().any(|at| sentence.tags[*at] == Tag::Comma)
    };
    // `The head of the firm and the leader of the union met`
    let chiefs = (0..word.token)
        .filter(|at| is_party(sentence.word(*at)) && !sentence.word(*at).ends_with('s'))
        .filter(|at| *at > 0 && sentence.is(at - 1, "the") && sentence.is(at + 1, "of"))
        .count();
    counted || of_two || chiefs == 2
}

/// The two persons whom two sentences name as rivals: `Reed left. Her opponent, Tom Weber, stayed.`
pub(in super::super) fn rivals_named(
    sentences: &[TaggedSentence<'_>],
    coreference: &Coreference,
) -> Option<Vec<usize>> {
    let [first, second] = sentences else { return None };
    let rival = (0..second.tokens.len().min(5)).any(|at| {
        second.is_any(at, &["counterpart", "opponent", "rival"])
            && at > 0
            && second.tags[..at].contains(&Tag::Determiner)
    });
    let verb = second.verbs.iter().find(|verb| verb.is_finite())?;
    let one = persons_before(first, coreference, first.tokens.len());
    let other = persons_before(second, coreference, verb.first);
    match (rival, &one[..], &other[..]) {
        (true, [one], [other]) if one != other => Some(vec![*one, *other]),
        _ => None,
    }
}

/// The two persons whom a sentence names as one pair: `Reed, for the firm, and Weber, for the union`,
/// `Reed and his counterpart, Anna Weber`.
pub(in super::super) fn pair_named(
    sentence: &TaggedSentence<'_>,
    coreference: &Coreference,
) -> Option<Vec<usize>> {
    let two = two_named(sentence, coreference)?;
    let verb = sentence.verbs.iter().find(|verb| verb.is_finite() && !verb.relative)?;
    let before = persons_before(sentence, coreference, verb.first);
    let joined = (0..verb.first).any(|at| sentence.is(at, "and"));
    (joined && before.len() == 2).then_some(two)
}

/// `Ruritania's foreign minister will meet his Freedonian counterpart`: two offices without names.
pub(in super::super) fn is_with_counterpart(
    sentence: &TaggedSentence<'_>,
    word: MeetingWord,
) -> bool {
    /// How far behind the word the second office stands.
    const FAR: usize = 8;
    let near = (word.token + 1..sentence.tokens.len()).take(FAR);
    let other = near.into_iter().find(|at| sentence.is(*at, "counterpart"));
    let named = |at: usize| {
        let next = at + 1 + usize::from(sentence.tag_at(at + 1) == Some(Tag::Comma));
        sentence.tag_at(next) == Some(Tag::Name)
    };
    let first = sentence.verbs.iter().find(|verb| verb.is_finite() && verb.subject.is_some());
    let office = first
        .and_then(|verb| verb.subject)
        .is_some_and(|of| sentence.tags[of.last] == Tag::Noun && is_party(sentence.word(of.last)));
    office && other.is_some_and(|at| !named(at))
}
