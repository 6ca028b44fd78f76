//! What is reported without a verb of saying: by a noun, an adjective, `according to`, `as reported
//! by`.

use super::{Content, Reported, content_end, has_main_clause, report};
use crate::extract::article::attribution::according;
use crate::extract::language::{Kinds, Tag, TaggedSentence, TokenRange, Verb, VerbForm, WordList};

static NOUNS: WordList = WordList::new("speech-noun");
static PROMISES: WordList = WordList::new("promise-noun");
static CERTAIN: WordList = WordList::new("certain");

pub(super) fn reported(sentence: &TaggedSentence<'_>) -> Vec<Reported> {
    let mut reports: Vec<Reported> = sentence
        .tags
        .iter()
        .enumerate()
        .filter(|(_, tag)| **tag == Tag::That)
        .filter_map(|(that, _)| claim(sentence, that).or_else(|| certainty(sentence, that)))
        .collect();
    reports.extend((1..sentence.tags.len()).filter_map(|noun| promise(sentence, noun)));
    reports.extend((1..sentence.tags.len()).filter_map(|by| told_by(sentence, by)));
    reports.extend(as_reported(sentence));
    reports.extend(in_view(sentence));
    reports.extend(according_to(sentence));
    reports
}

/// `Weber's claim that it rains`: a noun of saying with its owner.
fn claim(sentence: &TaggedSentence<'_>, that: usize) -> Option<Reported> {
    // `Weber's claim is that it rains`
    let be = that.checked_sub(1).filter(|at| sentence.tags[*at] == Tag::Be);
    let noun = be.unwrap_or(that).checked_sub(1).filter(|at| NOUNS.has(sentence.word(*at)))?;
    // `Weber's claim that “nobody wants it”`: the words in marks are the claim.
    let whole = sentence.tag_at(that + 1) == Some(Tag::Quote)
        && sentence.word(that + 1).split_whitespace().count() > 2;
    if sentence.tags[noun] != Tag::Noun || whole {
        return None;
    }
    let phrase = sentence.phrase_ending(noun);
    let owner = (phrase.first..noun).rev().find(|at| sentence.owns(*at))?;
    let owner = TokenRange { first: phrase.first, last: owner };
    let last = clause(sentence, noun, that, Some(owner))?;
    report(sentence, that, last, owner, noun)
}

/// `Weber's pledge to close the harbour`: a noun of promising with its owner.
fn promise(sentence: &TaggedSentence<'_>, noun: usize) -> Option<Reported> {
    let to = noun + 1;
    let before_to = sentence.tags[noun] == Tag::Noun && sentence.tag_at(to) == Some(Tag::To);
    let promised = before_to && PROMISES.has(sentence.word(noun));
    let does = |verb: &&Verb| verb.first == to && verb.form == VerbForm::Infinitive;
    promised.then(|| sentence.verbs.iter().find(does)).flatten()?;
    let phrase = sentence.phrase_ending(noun);
    let owner = (phrase.first..noun).rev().find(|at| sentence.owns(*at))?;
    let owner = TokenRange { first: phrase.first, last: owner };
    let verb = Verb {
        first: noun,
        main: noun,
        form: VerbForm::Finite,
        subject: Some(owner),
        relative: false,
    };
    let last = Content { sentence, verb: &verb }.end(to)?;
    let behind = sentence.verbs.iter().filter(|verb| verb.main > to && verb.is_finite());
    let last = before_main(sentence, noun, last, behind);
    report(sentence, to, last, owner, noun)
}

/// `Weber is convinced that it rains`, `Weber made it clear that it rains`.
fn certainty(sentence: &TaggedSentence<'_>, that: usize) -> Option<Reported> {
    let word = that.checked_sub(1).filter(|at| CERTAIN.has(sentence.word(*at)))?;
    let mut before = word;
    // `made the case that`
    let case = usize::from(sentence.is(word, "case") && sentence.is(word - 1, "the"));
    before -= case;
    while before > 0 && (sentence.tags[before - 1] == Tag::Adverb || sentence.is(before - 1, "it"))
    {
        before -= 1;
    }
    let verb = sentence.verbs.iter().find(|verb| {
        verb.main == word
            || verb.main + 1 == before && sentence.tokens[verb.main].base == "make"
            || verb.main + 1 == before && sentence.tags[verb.main] == Tag::Be && case == 0
    })?;
    let thing = |subject: &TokenRange| {
        let word = sentence.word(subject.first).split(['\'', '’']).next().unwrap_or_default();
        ["it", "that", "there", "this"].iter().any(|thing| word.eq_ignore_ascii_case(thing))
    };
    let subject = verb.subject.filter(|subject| verb.is_finite() && !thing(subject))?;
    let last = clause(sentence, word, that, Some(subject))?;
    report(sentence, that, last, subject, word)
}

/// The last token of the clause that begins with `that` and hangs on the word at `word`.
fn clause(
    sentence: &TaggedSentence<'_>,
    word: usize,
    that: usize,
    subject: Option<TokenRange>,
) -> Option<usize> {
    let mut told = sentence.verbs.iter().filter(|verb| verb.main > that && verb.is_finite());
    let first = told.next()?;
    let verb = Verb { first: word, main: word, form: VerbForm::Finite, subject, relative: false };
    let last = Content { sentence, verb: &verb }.end(that)?;
    let takes_clause = sentence.main(first).any(Kinds::SPEECH | Kinds::CLAUSE);
    let is_noun = sentence.tags[word] == Tag::Noun && !takes_clause;
    Some(if is_noun { before_main(sentence, word, last, told) } else { last })
}

/// `last`, or the token before the main verb among some whose subject is the noun at `noun`: `Weber's
/// claim that it rains is false` says so of the claim.
fn before_main<'v>(
    sentence: &TaggedSentence<'_>,
    noun: usize,
    last: usize,
    mut verbs: impl Iterator<Item = &'v Verb>,
) -> usize {
    let leads = !sentence.verbs.iter().any(|verb| verb.main < noun && verb.is_finite());
    let main = verbs.find(|verb| !verb.relative && !sentence.is_embedded(verb));
    main.filter(|_| leads).map_or(last, |verb| last.min(verb.first - 1))
}

/// `was warned by Weber that it rains`, `claims by Weber that it rains`.
fn told_by(sentence: &TaggedSentence<'_>, by: usize) -> Option<Reported> {
    if !sentence.is(by, "by") {
        return None;
    }
    let agent = sentence.phrase_from(by + 1)?;
    let that = agent.last + 1;
    let cue = by - 1;
    let told = sentence
        .verb_at(cue)
        .is_some_and(|verb| verb.form == VerbForm::Passive && sentence.says(verb));
    let claimed =
        sentence.tags[cue] == Tag::Noun && NOUNS.has(sentence.word(cue).trim_end_matches('s'));
    if !(told || claimed) || sentence.tag_at(that) != Some(Tag::That) {
        return None;
    }
    let last = clause(sentence, cue, that, Some(agent))?;
    report(sentence, that, last, agent, cue)
}

/// `As first reported by Reuters, it rains.`
fn as_reported(sentence: &TaggedSentence<'_>) -> Option<Reported> {
    let cue = (1..sentence.tags.len().min(4)).find(|at| sentence.is(*at + 1, "by"))?;
    let token = &sentence.tokens[cue];
    let says = token.any(Kinds::SPEECH) && token.any(Kinds::PARTICIPLE);
    let phrase = sentence.phrase_from(cue + 2).filter(|_| says && sentence.is(0, "as"))?;
    let comma = phrase.last + 1;
    let end = content_end(sentence, sentence.tags.len());
    let told = sentence.tag_at(comma) == Some(Tag::Comma) && has_main_clause(sentence, comma, end);
    report(sentence, comma + 1, end.checked_sub(1)?, phrase, cue).filter(|_| told)
}

/// `In Weber's view, it rains.`
fn in_view(sentence: &TaggedSentence<'_>) -> Option<Reported> {
    let comma = sentence.tags.iter().take(12).position(|tag| *tag == Tag::Comma)?;
    let noun = comma.checked_sub(1).filter(|at| {
        sentence.is(0, "in")
            && sentence.is_any(*at, &["eyes", "opinion", "telling", "view", "words"])
    })?;
    let last = (1..noun).rev().find(|at| sentence.owns(*at))?;
    let owner = TokenRange { first: sentence.phrase_ending(last).first, last };
    let end = content_end(sentence, sentence.tags.len());
    let told = has_main_clause(sentence, comma, end);
    report(sentence, comma + 1, end.checked_sub(1)?, owner, noun).filter(|_| told)
}

/// `According to Weber, it rains`, `It rains, according to Weber`, `The rain, according to Weber,
/// stopped`.
fn according_to(sentence: &TaggedSentence<'_>) -> Option<Reported> {
    let (at, phrase) = according(sentence)?;
    let end = content_end(sentence, sentence.tags.len());
    let tells = |first: usize, end: usize| has_main_clause(sentence, first.min(end), end);
    // `(According to Weber, …`, `And according to Weber, …`
    let leads = sentence.tags[..at]
        .iter()
        .all(|tag| matches!(tag, Tag::Open | Tag::Conjunction | Tag::Adverb | Tag::Mark));
    // `He left, but according to Weber, it rained`
    let turns = at > 1 && sentence.tags[at - 1] == Tag::Conjunction;
    let past = phrase.last + 1;
    if leads || turns {
        let comma = (past..end).find(|at| sentence.tags[*at] == Tag::Comma)?;
        return report(sentence, comma + 1, end - 1, phrase, at).filter(|_| tells(comma, end));
    }
    let head = sentence.dateline().map_or(0, |(_, past)| past);
    let upto = if sentence.tags[at - 1] == Tag::Comma { at - 1 } else { at };
    // `It was late: the boats were in, according to Weber`
    let dashes = sentence.tags[..upto].iter().filter(|tag| **tag == Tag::Dash).count();
    let parted = (0..upto).rev().find(|at| {
        let spaced = |at: usize| {
            at > 0 && sentence.tokens[at - 1].range.end < sentence.tokens[at].range.start
        };
        let dash = sentence.tags[*at] == Tag::Dash && spaced(*at);
        sentence.is(*at, ":") || dashes == 1 && dash
    });
    let first = parted.map(|at| at + 1).filter(|first| tells(*first, upto)).unwrap_or(head);
    if tells(first, upto) && sentence.tags[upto - 1] != Tag::That {
        return report(sentence, first, upto.checked_sub(1)?, phrase, at);
    }
    let aside = upto < at && sentence.tag_at(past) == Some(Tag::Comma) && tells(past, end);
    report(sentence, head, end.checked_sub(1)?, phrase, at).filter(|_| aside)
}
