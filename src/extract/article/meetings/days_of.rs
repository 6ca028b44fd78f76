//! The day of a meeting, from its sentence.

use jiff::ToSpan;
use jiff::civil::Date;

use super::When;
use super::apart::{DayToken, is_apart, of_other};
use super::parties::holds;
use super::telling::is_told_of;
use super::words::MeetingWord;
use crate::extract::language::days::{Grain, TimeExpression};
use crate::extract::language::{Kinds, Tag, TaggedSentence, Verb, VerbForm, without_owner};

/// Verbs that tell of what is to come, where they are in the present.
const PRESENT: [&str; 37] = [
    "address",
    "addresses",
    "come",
    "comes",
    "arrive",
    "arrives",
    "go",
    "goes",
    "head",
    "heads",
    "return",
    "returns",
    "attend",
    "attends",
    "convene",
    "convenes",
    "fly",
    "flies",
    "gather",
    "gathers",
    "hold",
    "holds",
    "host",
    "hosts",
    "join",
    "joins",
    "meet",
    "meets",
    "receives",
    "sit",
    "sits",
    "travel",
    "travels",
    "visit",
    "visits",
    "welcome",
    "welcomes",
];

/// Those that tell so only with a date: `Talks open on Monday` may head the news of Tuesday.
const DATED: [&str; 6] = ["begins", "hosts", "opens", "resumes", "starts", "takes"];

/// The day of what is spoken of at a token: the nearest expression of one, but not the day on
/// which somebody speaks of it. `next`: where the next meeting of the sentence is spoken of.
pub(super) fn day_of(
    sentence: &TaggedSentence<'_>,
    expressions: &[TimeExpression],
    word: MeetingWord,
    next: Option<usize>,
    printed: Option<Date>,
    is_held: bool,
) -> Option<When> {
    let days: Vec<DayToken<'_>> =
        expressions.iter().map(|when| DayToken::new(sentence, when)).collect();
    // What a quotation tells of is another's.
    let quoted = |day: &DayToken<'_>| sentence.tag_at(day.first) == Some(Tag::Quote);
    let (reporting, mut others): (Vec<DayToken<'_>>, Vec<DayToken<'_>>) = days
        .iter()
        .filter(|day| !quoted(day))
        .partition(|day| is_said_day(sentence, word, day.first));
    others.retain(|day| !is_apart(sentence, word, *day));
    // `a session on Monday and a meeting on Tuesday`, `a summit, which is to open on Friday`
    let behind = |day: &DayToken<'_>| day.first > word.token;
    if others.iter().any(behind) && has_own_day(sentence, &others, word) {
        others.retain(behind);
    }
    if let Some(when) = day_within(sentence, word, &days, printed, is_held) {
        return Some(when);
    }
    if let Some(when) = said_there(sentence, word, &reporting, others.is_empty()) {
        return match is_short(when) {
            true => Some(When::Days(when.first, when.last)),
            false => month_of(when).map(When::Month),
        };
    }
    match nearest(sentence, word, next, &days, &others) {
        Some(when) if is_short(when) => exact(sentence, word, when, printed, is_held),
        // `last month` says when, but not on which day.
        Some(when) => month(sentence, when, printed, is_held),
        None if others.is_empty() => news(sentence, word, &reporting, printed),
        None => None,
    }
}

/// Whether it tells days, and few enough to be those of one meeting.
fn is_short(when: &TimeExpression) -> bool {
    when.grain == Grain::Day && (when.last - when.first).get_days() <= 7
}

/// `Tuesday's talks`, `his May 3 meeting with Weber`
fn day_within(
    sentence: &TaggedSentence<'_>,
    word: MeetingWord,
    days: &[DayToken<'_>],
    printed: Option<Date>,
    is_held: bool,
) -> Option<When> {
    let plain = |at: usize| matches!(sentence.tags[at], Tag::Noun | Tag::Name | Tag::Number);
    let within = |day: &&DayToken<'_>| {
        let near = day.first < word.token && word.token - day.first <= 6;
        near && (day.past..word.token).all(plain)
    };
    let when = days.iter().find(within).filter(|_| !word.verb)?.when;
    // `will give details of his Friday meeting`: the last one.
    let gone = is_told_of(sentence, word) && is_weekday(sentence, when);
    let gone = gone && printed.is_some_and(|printed| when.first > printed);
    let away = if gone { 7.days() } else { 0.days() };
    let moved = |day: Date| day.checked_sub(away).unwrap_or(day);
    match when.grain {
        // `plans a July trip`
        Grain::Month => month(sentence, when, printed, is_held),
        _ => is_short(when).then_some(When::Days(moved(when.first), moved(when.last))),
    }
}

/// Whether a day is told by its name alone: `Tuesday`.
fn is_weekday(sentence: &TaggedSentence<'_>, when: &TimeExpression) -> bool {
    let told = without_owner(&sentence.text[when.at.clone()]);
    told.ends_with("day") && told.starts_with(char::is_uppercase) && !told.contains(' ')
}

/// The day of telling, where what is told was said at the meeting: `told a news conference on
/// Tuesday`, `agreed in talks on Tuesday`. `is_only`: no other day is told.
fn said_there<'a>(
    sentence: &TaggedSentence<'_>,
    word: MeetingWord,
    reporting: &[DayToken<'a>],
    is_only: bool,
) -> Option<&'a TimeExpression> {
    let there = word.is_heard() || word.is_led_by(sentence, &["at", "during", "in"]);
    let said = |day: &&DayToken<'_>| there && day.first.abs_diff(word.token) <= 6;
    // `agreed on Monday after talks in Lima`: there, too, where nothing else is told.
    let after = is_only
        && !word.is_of_weeks(sentence)
        && (word.is_led_by(sentence, &["after", "following"]) || word.is_after(sentence));
    let then = |day: &&DayToken<'_>| {
        let clause = |tag: &Tag| matches!(tag, Tag::That | Tag::Stop);
        after
            && is_short(day.when)
            && day.first < word.token
            && !sentence.tags[day.first..word.token].iter().any(clause)
    };
    let mut own = reporting.iter().filter(|day| !of_other(sentence, word, **day));
    own.clone().find(said).or_else(|| own.find(then)).map(|day| day.when)
}

/// The day nearest to a meeting.
fn nearest<'a>(
    sentence: &TaggedSentence<'_>,
    word: MeetingWord,
    next: Option<usize>,
    days: &[DayToken<'_>],
    others: &[DayToken<'a>],
) -> Option<&'a TimeExpression> {
    /// How many words away a day stands.
    const NEAR: usize = 16;
    // `met Weber, the mayor, on the margins of the summit of the Union in Lima on Tuesday`
    const ONLY: usize = 30;
    // `met Weber at the meeting of ministers in Lima today, an official said`
    let told_behind = |verb: &Verb| {
        sentence.says(verb)
            && days.iter().all(|day| day.past <= verb.subject.map_or(verb.main, |of| of.first))
    };
    let finite = sentence.verbs.iter().filter(|verb| verb.is_finite() || verb.relative);
    let finite = finite.filter(|verb| !told_behind(verb)).count();
    let at_next = next.is_some_and(|next| {
        let first = sentence.phrase_ending(next).first;
        first > word.token && sentence.is_any(first - 1, &["at", "during"])
    });
    let only = days.len() == 1 && (next.is_none() || at_next) && word.verb && finite == 1;
    let limit = if only { ONLY } else { NEAR };
    // `Today, on the eve of the feast, Weber met`: the first word tells of the whole sentence.
    let far = |day: &&DayToken<'_>| {
        let leads = day.first == 0 && sentence.tag_at(day.past) == Some(Tag::Comma);
        day.first.abs_diff(word.token).min(if leads { limit } else { usize::MAX })
    };
    let byte = sentence.tokens[word.token].range.start;
    let parted = |day: &DayToken<'_>| {
        let at = &day.when.at;
        sentence.text[at.end.min(byte)..at.start.max(byte)].contains(';')
    };
    // Of two meetings in a sentence each has the day behind it.
    let own = others.iter().find(|day| {
        let behind = day.first > word.token;
        behind && (word.counted || next.is_some_and(|next| day.first < next))
    });
    let near = own.or_else(|| others.iter().min_by_key(far))?;
    // `said the talks went well and that the session would open next week`: the day of the session.
    let of_next = next.is_some_and(|next| {
        near.first > next
            && next > word.token
            && sentence.tags[word.token..next].contains(&Tag::That)
    });
    (far(&near) <= limit && !parted(near) && !of_next).then_some(near.when)
}

/// The days that are told, in the year or week that the words around speak of.
fn exact(
    sentence: &TaggedSentence<'_>,
    word: MeetingWord,
    when: &TimeExpression,
    printed: Option<Date>,
    is_held: bool,
) -> Option<When> {
    let years = year_away(sentence, word, when, printed, is_held);
    let weekday = is_weekday(sentence, when) && years == 0;
    let gone = printed.is_some_and(|printed| when.first < printed);
    let to_come = printed.is_some_and(|printed| when.first > printed);
    // `met until dawn on Tuesday`: the last one.
    let past = || {
        sentence.verb_at(word.token).is_some_and(|verb| {
            verb.first == word.token
                && verb.form == VerbForm::Finite
                && sentence.is_any(word.token, &["met", "spoke", "visited"])
        })
    };
    let called_for =
        || (word.token + 1..sentence.tokens.len()).any(|at| is_called_for(sentence, at));
    let weeks = match () {
        // `Ministers meet in Lima on Thursday`: the coming one.
        () if weekday && gone && is_present(sentence, word) => 1,
        () if weekday && to_come && past() => -1,
        // `will be followed by a meeting on Thursday`
        () if weekday && gone && !is_held && is_followed(sentence, word.token) => 1,
        () if weekday && gone && !is_held && (called_for() || is_summoned(sentence, word)) => 1,
        () => 0,
    };
    let away = years.years().try_weeks(weeks).ok()?;
    let moved = |day: Date| day.checked_add(away).ok();
    Some(When::Days(moved(when.first)?, moved(when.last)?))
}

/// The month of what is told in a month or less of one, in the year that the words around speak of.
fn month(
    sentence: &TaggedSentence<'_>,
    when: &TimeExpression,
    printed: Option<Date>,
    is_held: bool,
) -> Option<When> {
    let gone = is_held && is_ahead(when, sentence, printed);
    // `will attend the summit in May`, read in June
    let missed = !is_held
        && !sentence.text[when.at.clone()].contains(' ')
        && when.grain == Grain::Month
        && printed.is_some_and(|printed| when.last < printed);
    let years = i64::from(missed) - i64::from(gone);
    month_of(when)?.checked_add(years.years()).ok().map(When::Month)
}

/// `said Wednesday it had held talks`: on that day, where they are told as news of it.
fn news(
    sentence: &TaggedSentence<'_>,
    word: MeetingWord,
    reporting: &[DayToken<'_>],
    printed: Option<Date>,
) -> Option<When> {
    let printed = printed?;
    let held = sentence.verbs.iter().any(|verb| {
        matches!(sentence.main(verb).base, "hold" | "meet" | "conclude" | "finish")
            && !matches!(verb.form, VerbForm::Infinitive)
            && (word.verb || verb.main != word.token)
            && verb.main.abs_diff(word.token) < 8
    });
    let fresh = |when: &&TimeExpression| {
        is_short(when) && (0..=1).contains(&(printed - when.first).get_days())
    };
    let when = reporting.iter().map(|day| day.when).find(fresh).filter(|_| held)?;
    Some(When::Days(when.first, when.last))
}

/// Whether the days behind a noun of meeting are its own, and those before another's: `and a meeting
/// on`, `a summit, which is to open on`.
fn has_own_day(sentence: &TaggedSentence<'_>, days: &[DayToken<'_>], word: MeetingWord) -> bool {
    let first = sentence.phrase_ending(word.token).first;
    // `met Reed in Lima on Sunday, addressed the council on Monday`
    let parted = |at: usize| match word.verb {
        true => sentence.tags[at] == Tag::Comma,
        // `is set for Monday, while the meeting with Orr is set for Tuesday`
        false => sentence.is_any(at, &["and", "whereas", "while"]),
    };
    let joined = days.iter().map(|day| day.first).any(|day| {
        let opens = word.verb && day < 3;
        day < first && !opens && (day..first).any(parted)
    });
    let which = word.token + 1 + usize::from(sentence.tag_at(word.token + 1) == Some(Tag::Comma));
    let far = (which..sentence.tokens.len()).take(8).find(|at| sentence.is(*at, "which"));
    let opens = |at: usize| {
        sentence.is_any(
            at,
            &["begin", "begins", "held", "open", "opens", "start", "starts", "take", "takes"],
        )
    };
    let own = far.is_some_and(|which| (which + 1..sentence.tokens.len()).take(5).any(opens));
    joined || own && !word.verb
}

/// `called the ministers for a meeting on Friday`, `summoned them to talks`: it is to come.
pub(super) fn is_summoned(sentence: &TaggedSentence<'_>, word: MeetingWord) -> bool {
    /// Tokens between the verb and whom it calls to what.
    const FAR: usize = 9;
    let first = word.phrase(sentence).first;
    let led = !word.verb && first > 1 && sentence.is_any(first - 1, &["for", "to"]);
    led && (first.saturating_sub(FAR)..first - 2).any(|at| {
        let calls = matches!(sentence.tokens[at].base, "call" | "invite" | "summon");
        calls && sentence.tags[at] == Tag::Verb && !sentence.is_any(at + 1, &["for", "on"])
    })
}

/// `has been convened for Friday`
pub(super) fn is_called_for(sentence: &TaggedSentence<'_>, at: usize) -> bool {
    sentence.is_any(at, &["called", "convened"])
        && at > 0
        && sentence.is_any(at - 1, &["been", "is"])
        && sentence.is(at + 1, "for")
}

/// Whether a meeting comes behind another: `will be followed by a session in Lima and a meeting`.
pub(super) fn is_followed(sentence: &TaggedSentence<'_>, token: usize) -> bool {
    (2..token).any(|at| {
        sentence.is(at, "followed")
            && sentence.is(at + 1, "by")
            && sentence.is(at - 1, "be")
            && sentence.is(at - 2, "will")
    })
}

/// Whether a verb in the present tells of the meeting: `Ministers meet`, `The union holds talks`.
pub(super) fn is_present(sentence: &TaggedSentence<'_>, word: MeetingWord) -> bool {
    // `ended his state visit with talks`
    let noun = |at: usize| {
        let before = at.checked_sub(1).map(|at| sentence.phrase_ending(at).first);
        let one = ["a", "an", "her", "his", "its", "their"];
        before.is_some_and(|first| sentence.is_any(first, &one))
    };
    let plain = |at: usize| {
        let verb = sentence.verb_at(at).is_some_and(|verb| verb.first == at);
        sentence.is_any(at, &PRESENT) && verb && !noun(at)
    };
    let opens = |at: usize| {
        sentence
            .is_any(at, &["begin", "continue", "open", "reconvene", "reopen", "resume", "start"])
    };
    // `The talks between the union and the firm resume on Monday`
    let next = || {
        let next = sentence.verbs.iter().find(|verb| verb.first > word.token && verb.is_finite());
        next.filter(|verb| verb.first == verb.main && verb.main - word.token < 12)
    };
    match word.verb {
        true => {
            let own = sentence.verb_at(word.token);
            own.is_none_or(|verb| verb.first == word.token) && sentence.is_any(word.token, &PRESENT)
        }
        // `The talks resume on Monday`
        false => {
            (0..word.token).rev().take(9).any(plain) || next().is_some_and(|verb| opens(verb.main))
        }
    }
}

/// The month of what is told in a month or less of one.
fn month_of(when: &TimeExpression) -> Option<Date> {
    let month = when.first.first_of_month();
    let tells = when.grain <= Grain::Month && month == when.last.first_of_month();
    tells.then_some(month)
}

/// Whether a month without a year is read as one to come, though the words speak of the past: `At a
/// summit in May, leaders agreed to talk`, read in March.
fn is_ahead(when: &TimeExpression, sentence: &TaggedSentence<'_>, printed: Option<Date>) -> bool {
    let is_past = |verb: &Verb| verb.first == verb.main && sentence.main(verb).any(Kinds::PAST);
    if !sentence.verbs.iter().any(|verb| verb.form == VerbForm::Finite && is_past(verb)) {
        return false;
    }
    let told = &sentence.text[when.at.clone()];
    let dated = told.contains(|c: char| c.is_ascii_digit())
        || ["next", "this", "later"].iter().any(|word| told.starts_with(word));
    !dated && printed.is_some_and(|printed| when.first > printed)
}

/// `was last held on Dec. 4`, read in July, or `will meet on March 4`: how many years away from the
/// nearest such day it is.
fn year_away(
    sentence: &TaggedSentence<'_>,
    word: MeetingWord,
    when: &TimeExpression,
    printed: Option<Date>,
    is_held: bool,
) -> i64 {
    /// Days: what is far ahead is told in the future tense, and what is long past is not.
    const FAR: i32 = 60;
    let past = (0..sentence.tokens.len()).any(|at| {
        let near = at.abs_diff(word.token) <= 4;
        near && sentence
            .is_any(at, &["arrived", "had", "held", "met", "took", "visited", "was", "were"])
    });
    let opens = !word.verb && sentence.is_any(word.token + 1, &DATED);
    let present = opens || word.verb && sentence.is_any(word.token, &PRESENT);
    let dated = sentence.text[when.at.clone()].split_whitespace().count() > 2;
    let away = printed.map_or(0, |printed| (when.first - printed).get_days());
    match away {
        _ if dated => 0,
        FAR.. if past => -1,
        ..=-60 if !past && (present || !is_held) => 1,
        _ => 0,
    }
}

/// Whether the day at a token is that of a verb of saying beside it: `said on Tuesday`, `on Tuesday
/// told`.
fn is_said_day(sentence: &TaggedSentence<'_>, word: MeetingWord, token: usize) -> bool {
    // `remember the Lima summit of July 2018`
    let own = token == word.token + 2 && sentence.is_any(token - 1, &["in", "of"]);
    // `ministers meeting here today welcomed`
    if own || word.verb && token > word.token && token - word.token <= 2 {
        return false;
    }
    // `began on Monday`: what a meeting does, but not `called for talks on Monday`.
    let calls_for =
        |at: usize| sentence.is(at, "called") && sentence.is_any(at + 1, &["for", "on"]);
    let says = |at: usize| {
        sentence.tags[at] == Tag::Verb
            && !(word.verb && at == word.token)
            // `will meet Reed to discuss it on Friday`
            && !(word.token < at && sentence.tags[at - 1] == Tag::To)
            && (!holds(sentence.word(at)) || calls_for(at))
            && sentence.tokens[at].any(Kinds::SPEECH | Kinds::CLAUSE | Kinds::OBJECT)
    };
    let before = (token.saturating_sub(6)..token)
        .rev()
        .take_while(|at| {
            !matches!(sentence.tags[*at], Tag::Comma | Tag::Quote | Tag::That | Tag::To)
        })
        .any(says);
    let after = (token + 1..sentence.tokens.len())
        .take(2)
        .take_while(|at| {
            !matches!(sentence.tags[*at], Tag::Comma | Tag::Conjunction | Tag::Noun | Tag::To)
        })
        .any(says);
    before || after
}
