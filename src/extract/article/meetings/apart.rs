//! Which of the days in a sentence are another's than the meeting's.

use crate::extract::language::days::{Grain, TimeExpression};
use crate::extract::language::{Kinds, Tag, TaggedSentence, Verb};

use super::KINDS;
use super::words::MeetingWord;

/// A day or stretch of days and its place in a sentence.
#[derive(Clone, Copy)]
pub(super) struct DayToken<'a> {
    pub(super) when: &'a TimeExpression,
    /// The first token of it, and the one behind it.
    pub(super) first: usize,
    pub(super) past: usize,
}

impl<'a> DayToken<'a> {
    pub(super) fn new(sentence: &TaggedSentence<'_>, when: &'a TimeExpression) -> Self {
        let tokens = &sentence.tokens;
        Self {
            when,
            first: tokens.partition_point(|token| token.range.end <= when.at.start),
            past: tokens.partition_point(|token| token.range.start < when.at.end),
        }
    }
}

/// Why a day is another's.
type Reason = fn(&TaggedSentence<'_>, MeetingWord, DayToken<'_>) -> bool;

const REASONS: [Reason; 15] = [
    since, of_other, told_later, beside, followed, opens, of_who, of_next, in_speech, elsewhere,
    under_way, of_telling, of_step, of_deed, of_arrival,
];

/// Whether a day is another's than the meeting's.
pub(super) fn is_apart(
    sentence: &TaggedSentence<'_>,
    word: MeetingWord,
    day: DayToken<'_>,
) -> bool {
    REASONS.iter().any(|reason| reason(sentence, word, day))
}

/// `since Monday`, `by Friday`, `until at least the week of May 3`: a bound. `the first since he took
/// office in May`: another's.
fn since(sentence: &TaggedSentence<'_>, word: MeetingWord, day: DayToken<'_>) -> bool {
    let took =
        |at: usize| sentence.verbs.iter().any(|verb| at < verb.main && verb.main < day.first);
    // `on his first trip since becoming president in May, also held talks`
    let clause = |at: usize| !sentence.tags[at..day.first].contains(&Tag::Comma);
    let begun = |at: usize| took(at) || sentence.tag_at(at + 1) == Some(Tag::Ing) && clause(at);
    let own = |at: usize| word.token < at || at + 8 > day.first && clause(at);
    if (0..day.first).any(|at| sentence.is(at, "since") && own(at) && begun(at)) {
        return true;
    }
    let before = sentence.text[..day.when.at.start].trim_end();
    let loose = ["at", "end", "least", "of", "the", "week"];
    let bound = (0..day.first).rev().find(|at| !sentence.is_any(*at, &loose));
    bound.is_some_and(|at| sentence.is_any(at, &["since", "than", "until"]))
        || ["by", "as of"].iter().any(|word| before.ends_with(word))
}

/// `arrived on Tuesday to attend the summit`: the day of arriving.
fn of_arrival(sentence: &TaggedSentence<'_>, word: MeetingWord, day: DayToken<'_>) -> bool {
    let attends = (day.past..word.token).find(|at| sentence.is(*at, "attend"));
    let arrives = |verb: &Verb| {
        let near = verb.main < day.first && day.first - verb.main < 10;
        near && matches!(sentence.main(verb).base, "arrive" | "fly" | "land")
    };
    let came = attends.is_some_and(|at| at == day.past + 1 && sentence.tags[day.past] == Tag::To);
    !word.verb && came && sentence.verbs.iter().any(arrives)
}

/// `the May 3 attacks`: the day of something else.
pub(super) fn of_other(
    sentence: &TaggedSentence<'_>,
    word: MeetingWord,
    day: DayToken<'_>,
) -> bool {
    let mut next = day.past;
    // `the May 3, 2012, attacks`
    let dated = next > 0 && sentence.word(next - 1).len() == 4;
    next += usize::from(dated && sentence.tag_at(next) == Some(Tag::Comma));
    let own = (next..next + 4).contains(&word.token);
    // `spoke on Monday about fish`, `agreed on Monday measures against it`
    let plain = day.first > 0 && sentence.is(day.first - 1, "on") && next == day.first + 1;
    let noun = sentence.tag_at(next) == Some(Tag::Noun) && !plain;
    let hour = ["afternoon", "evening", "morning", "night"];
    let owns = next > 0 && sentence.tokens[next - 1].possessive;
    noun && !own && (owns || day.when.grain == Grain::Day) && !sentence.is_any(next, &hour)
}

/// `who lost in May, said in a call`: the day of what stands before the verb.
fn told_later(sentence: &TaggedSentence<'_>, word: MeetingWord, day: DayToken<'_>) -> bool {
    let between = |verb: &Verb| day.first < verb.main && verb.main < word.token;
    sentence.verbs.iter().any(|verb| between(verb) && sentence.says(verb))
}

/// `Reed, who left on Tuesday, met`: the day of what is told beside.
fn beside(sentence: &TaggedSentence<'_>, word: MeetingWord, day: DayToken<'_>) -> bool {
    let tells = |verb: &Verb| {
        verb.relative
            && verb.main < day.first
            && day.first - verb.main <= 6
            && !sentence.tags[verb.main..day.first].contains(&Tag::Comma)
    };
    day.first < word.token
        && sentence.tags[day.first..word.token].contains(&Tag::Comma)
        && sentence.verbs.iter().any(tells)
        && !sentence.verbs.iter().any(|verb| verb.main == word.token && verb.relative)
}

/// `left on Monday before talks`: the talks were later.
fn followed(sentence: &TaggedSentence<'_>, word: MeetingWord, day: DayToken<'_>) -> bool {
    let led = word.is_led_by(sentence, &["before"]);
    led && day.first < sentence.phrase_ending(word.token).first
}

/// `met Reed, and on Friday he will go`: the day of the clause that it opens.
fn opens(sentence: &TaggedSentence<'_>, word: MeetingWord, day: DayToken<'_>) -> bool {
    if day.first <= word.token {
        return false;
    }
    let led = sentence.is_any(day.first - 1, &["in", "on"]);
    let before = day.first.checked_sub(1 + usize::from(led));
    let parted = before.is_none_or(|at| matches!(sentence.tags[at], Tag::Comma | Tag::Conjunction));
    let comma = |at: usize| sentence.tag_at(at) == Some(Tag::Comma);
    // `When Reed met Weber in Lima, on May 3, they smiled`: only set apart.
    if before.is_some_and(comma) && comma(day.past) {
        return false;
    }
    let next = day.past + usize::from(comma(day.past));
    let heads = |verb: &Verb| {
        verb.is_finite() && !verb.relative && verb.subject.is_some_and(|of| of.first == next)
    };
    parted && sentence.verbs.iter().any(heads)
}

/// `a hearing before Judge Reed, who set the trial for May 3`: the day of what somebody did.
fn of_who(sentence: &TaggedSentence<'_>, word: MeetingWord, day: DayToken<'_>) -> bool {
    (word.token + 1..day.first).any(|at| sentence.is_any(at, &["who", "whom", "whose"]))
}

/// `talks in Lima will be followed by a session on Monday`
fn of_next(sentence: &TaggedSentence<'_>, word: MeetingWord, day: DayToken<'_>) -> bool {
    (word.token + 1..day.first).any(|at| {
        let by = sentence.is(at + 1, "by") || sentence.tag_at(at + 1) == Some(Tag::Determiner);
        !word.verb && sentence.is_any(at, &["followed", "follows", "preceded"]) && by
    })
}

/// `At talks in Lima, Reed said he would go on Friday`: what was said there.
fn in_speech(sentence: &TaggedSentence<'_>, word: MeetingWord, day: DayToken<'_>) -> bool {
    let between = |verb: &&Verb| word.token < verb.main && verb.main < day.first;
    let mut after = sentence.verbs.iter().filter(between);
    let first = sentence.phrase_ending(word.token).first;
    let opens = first == 1 && word.is_led_by(sentence, &["at", "during", "in"]);
    opens && after.next().is_some_and(|verb| sentence.says(verb)) && after.next().is_some()
}

/// `in Lima on Monday for talks and in Oslo on Tuesday`: the day in another town.
fn elsewhere(sentence: &TaggedSentence<'_>, word: MeetingWord, day: DayToken<'_>) -> bool {
    (word.token + 1..day.first).any(|at| {
        !word.verb
            && sentence.is(at, "and")
            && sentence.is_any(at + 1, &["in", "to"])
            && sentence.tag_at(at + 2) == Some(Tag::Name)
    })
}

/// `left on Monday for a meeting`, `meet on Monday to prepare for a summit`: the way there.
fn under_way(sentence: &TaggedSentence<'_>, word: MeetingWord, day: DayToken<'_>) -> bool {
    let mut before = day.first.saturating_sub(5)..day.first;
    let left = before.any(|at| {
        sentence.is_any(at, &["departed", "departs", "leave", "leaves", "leaving", "left"])
    });
    let first = sentence.phrase_ending(word.token).first;
    let prepares = |at: usize| {
        sentence.is_any(at, &["plan", "preparation", "preparations", "prepare", "preparing"])
    };
    let prepared =
        first > 1 && (prepares(first - 1) || sentence.is(first - 1, "for") && prepares(first - 2));
    day.first < first && (prepared || left && word.is_led_by(sentence, &["for"]))
}

/// `said after a meeting on Tuesday with Reed that he will meet Orr`: the day of the telling.
fn of_telling(sentence: &TaggedSentence<'_>, word: MeetingWord, day: DayToken<'_>) -> bool {
    let Some(that) = (day.past..word.token).rev().find(|at| sentence.tags[*at] == Tag::That) else {
        return false;
    };
    let told = sentence.verbs.iter().any(|verb| verb.main < day.first && sentence.says(verb));
    let ahead = |at: usize| sentence.is_any(at, &["shall", "will", "would"]);
    told && (that..word.token).any(ahead)
}

/// `The talks ended with both sides agreeing to return on Friday`: the day of the next step.
fn of_step(sentence: &TaggedSentence<'_>, word: MeetingWord, day: DayToken<'_>) -> bool {
    let step = [
        "come",
        "continue",
        "decide",
        "get",
        "go",
        "leave",
        "reconvene",
        "resume",
        "return",
        "vote",
    ];
    let mut between = word.token + 1..day.first;
    let to = between.find(|at| sentence.tags[*at] == Tag::To && sentence.is_any(at + 1, &step));
    to.is_some_and(|to| day.first - to < 8)
}

/// `The talks are about the request made on Monday`: the day of what somebody did.
fn of_deed(sentence: &TaggedSentence<'_>, word: MeetingWord, day: DayToken<'_>) -> bool {
    let led = sentence.is(day.first.saturating_sub(1), "on");
    let Some(done) = day.first.checked_sub(1 + usize::from(led)) else { return false };
    let noun = done.checked_sub(1).filter(|at| sentence.tags[*at] == Tag::Noun);
    let of_something = |at: usize| {
        let before = sentence.phrase_ending(at).first.checked_sub(1);
        before.is_some_and(|at| sentence.tags[at] == Tag::Preposition)
    };
    let is_meeting = |at: usize| KINDS.get(sentence.word_at(at)).is_some();
    word.token < done
        && sentence.tags[done] == Tag::Verb
        && sentence.tokens[done].any(Kinds::PAST)
        && noun.is_some_and(|at| at != word.token && !is_meeting(at))
        && noun.is_some_and(of_something)
}
