//! The day of a meeting, from its sentence.

use std::ops::Range;

use jiff::ToSpan;
use jiff::civil::Date;

use super::When;
use super::parties::holds;
use super::words::MeetingWord;
use crate::extract::language::days::{Grain, TimeExpression, days};
use crate::extract::language::{Kinds, Sentence, Tag, TaggedSentence, Verb, VerbForm};

/// Verbs that tell of what is to come, where they are in the present.
const PRESENT: [&str; 12] = [
    "attend", "attends", "convene", "convenes", "gather", "gathers", "hold", "holds", "meet",
    "meets", "sit", "sits",
];

/// Those that tell so only with a date: `Talks open on Monday` may head the news of Tuesday.
const DATED: [&str; 6] = ["begins", "hosts", "opens", "resumes", "starts", "takes"];

/// The day of what is spoken of at a token: the nearest expression of one, but not the day on
/// which somebody speaks of it.
pub(super) fn day_of(
    sentence: &TaggedSentence<'_>,
    expressions: &[TimeExpression],
    word: MeetingWord,
    next: Option<usize>,
    printed: Option<Date>,
    is_held: bool,
) -> Option<When> {
    /// How many words away a day stands.
    const FAR: usize = 16;
    let byte = sentence.tokens[word.token].range.start;
    let token_at = |byte: usize| sentence.tokens.partition_point(|token| token.range.end <= byte);
    let past = |when: &TimeExpression| {
        sentence.tokens.partition_point(|token| token.range.start < when.at.end)
    };
    let short = |when: &TimeExpression| {
        when.grain == Grain::Day && (when.last - when.first).get_days() <= 7
    };
    // What a quotation tells of is another's.
    let quoted =
        |when: &&TimeExpression| sentence.tag_at(token_at(when.at.start)) == Some(Tag::Quote);
    let (reporting, others): (Vec<&TimeExpression>, Vec<&TimeExpression>) = expressions
        .iter()
        .filter(|when| !quoted(when))
        .partition(|when| is_said_day(sentence, word, token_at(when.at.start)));
    // `Today, on the eve of the feast, Weber met`: the first word tells of the whole sentence.
    let far = |when: &&&TimeExpression| {
        let at = token_at(when.at.start);
        let leads = at == 0 && sentence.tag_at(past(when)) == Some(Tag::Comma);
        at.abs_diff(word.token).min(if leads { FAR } else { usize::MAX })
    };
    let parted = |when: &TimeExpression| {
        let between = when.at.end.min(byte)..when.at.start.max(byte);
        sentence.text[between].contains(';')
    };
    let since = |when: &TimeExpression| {
        let before = sentence.text[..when.at.start].trim_end();
        ["since", "until", "than", "by", "as of"].iter().any(|word| before.ends_with(word))
    };
    // `the May 3 attacks`: the day of something else.
    let of_other = |when: &TimeExpression| {
        let mut next = past(when);
        // `the May 3, 2012, attacks`
        let dated = next > 0 && sentence.word(next - 1).len() == 4;
        next += usize::from(dated && sentence.tag_at(next) == Some(Tag::Comma));
        let own = (next..next + 4).any(|at| at == word.token);
        let noun = sentence.tag_at(next) == Some(Tag::Noun);
        let hour = ["afternoon", "evening", "morning", "night"];
        let owns = next > 0 && sentence.tokens[next - 1].possessive;
        noun && !own && (owns || when.grain == Grain::Day) && !sentence.is_any(next, &hour)
    };
    // `who lost in May, said in a call`: the day of what stands before the verb.
    let told_later = |when: &TimeExpression| {
        let at = token_at(when.at.start);
        sentence
            .verbs
            .iter()
            .any(|verb| at < verb.main && verb.main < word.token && sentence.says(verb))
    };
    // `Reed, who left on Tuesday, met`: the day of what is told beside.
    let beside = |when: &TimeExpression| {
        let at = token_at(when.at.start);
        let tells = |verb: &Verb| {
            verb.relative
                && verb.main < at
                && at - verb.main <= 6
                && !sentence.tags[verb.main..at].contains(&Tag::Comma)
        };
        at < word.token
            && sentence.tags[at..word.token].contains(&Tag::Comma)
            && sentence.verbs.iter().any(tells)
            && !sentence.verbs.iter().any(|verb| verb.main == word.token && verb.relative)
    };
    // `left on Monday before talks`: the talks were later.
    let followed = |when: &TimeExpression| {
        let led = word.is_led_by(sentence, &["before"]);
        led && token_at(when.at.start) < sentence.phrase_ending(word.token).first
    };
    let apart = |when: &TimeExpression| {
        since(when) || of_other(when) || told_later(when) || beside(when) || followed(when)
    };
    let others: Vec<&TimeExpression> = others.into_iter().filter(|when| !apart(when)).collect();
    // `Tuesday's talks`, `his May 3 meeting with Weber`
    let within = expressions.iter().find(|when| {
        let at = token_at(when.at.start);
        let plain = |at: usize| matches!(sentence.tags[at], Tag::Noun | Tag::Name | Tag::Number);
        at < word.token && (past(when)..word.token).all(plain) && word.token - at <= 6 && !word.verb
    });
    if let Some(when) = within {
        if short(when) {
            return Some(When::Days(when.first, when.last));
        }
        let month = when.first.first_of_month();
        if when.grain == Grain::Month {
            return Some(When::Month(month));
        }
    }
    // `told a news conference on Tuesday`, `agreed in talks on Tuesday`: there it was said.
    let there = word.is_led_by(sentence, &["at", "during", "in"]);
    let told = reporting.iter().find(|when| {
        (word.is_heard() || there)
            && !of_other(when)
            && token_at(when.at.start).abs_diff(word.token) <= 6
    });
    // `agreed on Monday after talks in Lima`: there, too, where nothing else is told.
    let then = reporting.iter().find(|when| {
        let at = token_at(when.at.start);
        others.is_empty()
            && short(when)
            && !of_other(when)
            && word.is_led_by(sentence, &["after", "following"])
            && at < word.token
            && !sentence.tags[at..word.token].contains(&Tag::That)
            && !sentence.tags[at..word.token].contains(&Tag::Stop)
    });
    if let Some(when) = told.or(then) {
        return match short(when) {
            true => Some(When::Days(when.first, when.last)),
            false => month_of(when),
        };
    }
    // Of two meetings in a sentence each has the day behind it.
    let own = others.iter().find(|when| {
        let at = token_at(when.at.start);
        next.is_some_and(|next| word.token < at && at < next) || word.counted && at > word.token
    });
    let near = own
        .into_iter()
        .chain(others.iter().filter(|_| own.is_none()))
        .min_by_key(far)
        .filter(|when| far(when) <= FAR && !parted(when));
    if let Some(when) = near {
        if short(when) {
            let year = year_away(sentence, word, when, printed, is_held);
            if year != 0 {
                let other = |day: Date| day.checked_add(year.years()).ok();
                return Some(When::Days(other(when.first)?, other(when.last)?));
            }
            // `Ministers meet in Lima on Thursday`: the coming one.
            let bare = &sentence.text[when.at.clone()];
            let weekday = bare.ends_with("day") && bare.starts_with(char::is_uppercase);
            let own = sentence.verb_at(word.token);
            let present = is_present(sentence, word);
            let gone = printed.is_some_and(|printed| when.first < printed);
            // `met until dawn on Tuesday`: the last one.
            let past = own.is_some_and(|verb| {
                verb.first == word.token
                    && verb.form == VerbForm::Finite
                    && sentence.is_any(word.token, &["met", "spoke", "visited"])
            });
            let to_come = printed.is_some_and(|printed| when.first > printed);
            let bare = weekday && !bare.contains(' ');
            let week =
                7 * (i64::from(bare && present && gone) - i64::from(bare && past && to_come));
            let later = |day: Date| day.checked_add(week.days()).ok();
            return Some(When::Days(later(when.first)?, later(when.last)?));
        }
        // `last month` says when, but not on which day.
        let month = when.first.first_of_month();
        let tells_month = when.grain <= Grain::Month && month == when.last.first_of_month();
        let gone = is_held && is_ahead(when, sentence, printed);
        // `will attend the summit in May`, read in June
        let bare = !sentence.text[when.at.clone()].contains(' ');
        let missed = !is_held
            && bare
            && when.grain == Grain::Month
            && printed.is_some_and(|printed| when.last < printed);
        let month = month.checked_add((i64::from(missed) - i64::from(gone)).years()).ok()?;
        return tells_month.then_some(When::Month(month));
    }
    // `said Wednesday it had held talks`: on that day, where they are told as news of it.
    let held = sentence.verbs.iter().any(|verb| {
        matches!(sentence.main(verb).base, "hold" | "meet" | "conclude" | "finish")
            && !matches!(verb.form, VerbForm::Infinitive)
            && (word.verb || verb.main != word.token)
            && verb.main.abs_diff(word.token) < 8
    });
    let fresh = |when: &&&TimeExpression| {
        short(when)
            && printed.is_some_and(|printed| {
                let ago = (printed - when.first).get_days();
                (0..=1).contains(&ago)
            })
    };
    let when = reporting.iter().find(fresh).filter(|_| held && others.is_empty())?;
    Some(When::Days(when.first, when.last))
}

/// Whether a verb in the present tells of the meeting: `Ministers meet`, `The union holds talks`.
fn is_present(sentence: &TaggedSentence<'_>, word: MeetingWord) -> bool {
    let plain = |at: usize| {
        sentence.is_any(at, &PRESENT) && sentence.verb_at(at).is_some_and(|verb| verb.first == at)
    };
    match word.verb {
        true => {
            let own = sentence.verb_at(word.token);
            own.is_none_or(|verb| verb.first == word.token) && sentence.is_any(word.token, &PRESENT)
        }
        false => (0..word.token).rev().take(5).any(plain),
    }
}

/// The month of what is told in a month or less of one.
fn month_of(when: &TimeExpression) -> Option<When> {
    let month = when.first.first_of_month();
    let tells = when.grain <= Grain::Month && month == when.last.first_of_month();
    tells.then_some(When::Month(month))
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
        near && sentence.is_any(at, &["held", "met", "took", "visited", "was", "were"])
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
    // `began on Monday`: what a meeting does, but not `called for talks on Monday`.
    let calls_for =
        |at: usize| sentence.is(at, "called") && sentence.is_any(at + 1, &["for", "on"]);
    let says = |at: usize| {
        sentence.tags[at] == Tag::Verb
            && !(word.verb && at == word.token)
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

/// Whether the words beside a meeting tell only which part of a day it was: `met in the afternoon`,
/// `held talks earlier in the day`.
pub(super) fn tells_part_of_day(sentence: &TaggedSentence<'_>, token: usize) -> bool {
    let near = token.saturating_sub(8)..sentence.tokens.len().min(token + 12);
    near.into_iter().any(|at| {
        sentence.is(at, "in")
            && sentence.is(at + 1, "the")
            && sentence.is_any(at + 2, &["afternoon", "day", "evening", "morning"])
    })
}

/// Whether a meeting is told of as the next one on a day: `He then met the mayor`.
pub(super) fn follows(sentence: &TaggedSentence<'_>, token: usize) -> bool {
    let near = token.saturating_sub(3)..sentence.tokens.len().min(token + 6);
    near.into_iter().any(|at| sentence.is_any(at, &["afterward", "afterwards", "then"]))
}

/// `A day earlier he met Reed`, `the following day`: how many days from the one told before, and the
/// token where it is told.
pub(super) fn days_from_last(sentence: &TaggedSentence<'_>, token: usize) -> Option<(i64, usize)> {
    /// How many words away it stands.
    const FAR: usize = 16;
    let near = token.saturating_sub(FAR)..sentence.tokens.len().min(token + FAR);
    let read = |at: usize| {
        let last = ["before", "earlier", "previous"];
        let next = ["after", "following", "later", "next"];
        let counted = ["one", "two", "three", "four"].iter().position(|n| sentence.is(at, n));
        let days = counted.or_else(|| sentence.is(at, "a").then_some(0))?;
        let unit = sentence.is_any(at + 1, &["day", "days"]);
        let away = i64::try_from(days).ok()? + 1;
        let side = |at: usize| match () {
            () if sentence.is_any(at, &last) => Some(-1),
            () if sentence.is_any(at, &next) => Some(1),
            () => None,
        };
        let clear = !matches!(
            sentence.tag_at(at + 3),
            Some(Tag::Determiner | Tag::Noun | Tag::Number | Tag::Day | Tag::Ing)
        );
        unit.then(|| side(at + 2)).flatten().filter(|_| clear).map(|side| side * away)
    };
    let the = |at: usize| {
        let named = sentence.is(at, "the");
        let adjective = named && sentence.is(at + 2, "day");
        let noun = named && sentence.is(at + 1, "day");
        let clear = matches!(
            sentence.tag_at(at + 3),
            None | Some(
                Tag::Comma | Tag::Stop | Tag::Conjunction | Tag::Subject | Tag::Preposition
            )
        );
        match () {
            () if adjective && sentence.is_any(at + 1, &["following", "next"]) => Some(1),
            () if adjective && sentence.is(at + 1, "previous") => Some(-1),
            () if noun && clear && sentence.is(at + 2, "after") => Some(1),
            () if noun && clear && sentence.is(at + 2, "before") => Some(-1),
            () => None,
        }
    };
    near.filter_map(|at| Some((read(at).or_else(|| the(at))?, at)))
        .min_by_key(|(_, at)| at.abs_diff(token))
}

/// A day some days from the last one that a text tells before a byte of a sentence.
pub(super) fn day_from_last(
    text: &str,
    before: &[Sentence],
    within: Range<usize>,
    printed: Option<Date>,
    away: i64,
) -> Option<When> {
    let told = days(text, within, printed)
        .into_iter()
        .rfind(|when| when.grain == Grain::Day)
        .map(|when| When::Days(when.first, when.last))
        .or_else(|| last_day(text, before, printed))?;
    let (first, last) = told.days()?;
    let day = if away < 0 { first } else { last }.checked_add(away.days()).ok()?;
    Some(When::Days(day, day))
}

/// The last day that a text tells before a sentence, within a few sentences.
pub(super) fn last_day(text: &str, before: &[Sentence], printed: Option<Date>) -> Option<When> {
    /// Sentences.
    const FAR: usize = 12;
    let told = before.iter().rev().take(FAR).find_map(|sentence| {
        let days = days(text, sentence.range.clone(), printed);
        days.into_iter().rfind(|when| when.grain == Grain::Day && when.first == when.last)
    })?;
    Some(When::Days(told.first, told.last))
}
