//! The day of a meeting, from its sentence.

use jiff::ToSpan;
use jiff::civil::Date;

use super::When;
use super::parties::holds;
use super::words::MeetingWord;
use crate::extract::language::days::{Grain, TimeExpression};
use crate::extract::language::{Kinds, Tag, TaggedSentence, Verb, VerbForm};

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
    const NEAR: usize = 16;
    // `met Weber, the mayor, on the margins of the summit of the Union in Lima on Tuesday`
    const ONLY: usize = 30;
    let finite = sentence.verbs.iter().filter(|verb| verb.is_finite() || verb.relative).count();
    let only = expressions.len() == 1 && next.is_none() && word.verb && finite == 1;
    let limit = if only { ONLY } else { NEAR };
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
    let (reporting, others): (Vec<&TimeExpression>, Vec<&TimeExpression>) =
        expressions.iter().filter(|when| !quoted(when)).partition(|when| {
            let at = token_at(when.at.start);
            // `remember the Lima summit of July 2018`
            let own = at == word.token + 2 && sentence.is_any(at - 1, &["in", "of"]);
            // `ministers meeting here today welcomed`
            let own = own || word.verb && at > word.token && at - word.token <= 2;
            !own && is_said_day(sentence, word, at)
        });
    // `Today, on the eve of the feast, Weber met`: the first word tells of the whole sentence.
    let far = |when: &&&TimeExpression| {
        let at = token_at(when.at.start);
        let leads = at == 0 && sentence.tag_at(past(when)) == Some(Tag::Comma);
        at.abs_diff(word.token).min(if leads { limit } else { usize::MAX })
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
    // `met Reed, and on Friday he will go`: the day of the clause that it opens.
    // `a hearing before Judge Reed, who set the trial for May 3`: the day of what somebody did.
    let who = |when: &TimeExpression| {
        let at = token_at(when.at.start);
        (word.token + 1..at).any(|at| sentence.is_any(at, &["who", "whom", "whose"]))
    };
    let opens = |when: &TimeExpression| {
        let at = token_at(when.at.start);
        at > word.token && opens_clause(sentence, at, past(when))
    };
    // `talks in Lima will be followed by a session on Monday`
    let of_next = |when: &TimeExpression| {
        (word.token + 1..token_at(when.at.start)).any(|at| {
            let by = sentence.is(at + 1, "by") || sentence.tag_at(at + 1) == Some(Tag::Determiner);
            !word.verb && sentence.is_any(at, &["followed", "follows", "preceded"]) && by
        })
    };
    // `At talks in Lima, Reed said he would go on Friday`: what was said there.
    let in_speech = |when: &TimeExpression| {
        let at = token_at(when.at.start);
        let mut after =
            sentence.verbs.iter().filter(|verb| word.token < verb.main && verb.main < at);
        let first = sentence.phrase_ending(word.token).first;
        let opens = first == 1 && word.is_led_by(sentence, &["at", "during", "in"]);
        opens && after.next().is_some_and(|verb| sentence.says(verb)) && after.next().is_some()
    };
    // `in Lima on Monday for talks and in Oslo on Tuesday`: the day in another town.
    let elsewhere = |when: &TimeExpression| {
        (word.token + 1..token_at(when.at.start)).any(|at| {
            !word.verb
                && sentence.is(at, "and")
                && sentence.is_any(at + 1, &["in", "to"])
                && sentence.tag_at(at + 2) == Some(Tag::Name)
        })
    };
    // `left on Monday for a meeting`, `meet on Monday to prepare for a summit`: the way there.
    let under_way = |when: &TimeExpression| {
        let at = token_at(when.at.start);
        let before = at.saturating_sub(5)..at;
        let left = before.into_iter().any(|at| {
            sentence.is_any(at, &["departed", "departs", "leave", "leaves", "leaving", "left"])
        });
        let first = sentence.phrase_ending(word.token).first;
        let prepares = |at: usize| {
            sentence.is_any(at, &["plan", "preparation", "preparations", "prepare", "preparing"])
        };
        let prepared = first > 1
            && (prepares(first - 1) || sentence.is(first - 1, "for") && prepares(first - 2));
        at < first && (prepared || left && word.is_led_by(sentence, &["for"]))
    };
    let apart = |when: &TimeExpression| {
        since(when)
            || of_next(when)
            || under_way(when)
            || in_speech(when)
            || elsewhere(when)
            || of_other(when)
            || told_later(when)
            || beside(when)
            || followed(when)
            || opens(when)
            || who(when)
    };
    let mut others: Vec<&TimeExpression> = others.into_iter().filter(|when| !apart(when)).collect();
    // `a session on Monday and a meeting on Tuesday`, `a summit, which is to open on Friday`
    let behind = |when: &&TimeExpression| token_at(when.at.start) > word.token;
    if others.iter().any(behind) && has_own_day(sentence, &others, word, token_at) {
        others.retain(behind);
    }
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
            && !word.is_of_weeks(sentence)
            && (word.is_led_by(sentence, &["after", "following"]) || word.is_after(sentence))
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
        .filter(|when| far(when) <= limit && !parted(when));
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
            // `will be followed by a meeting on Thursday`
            let followed = bare && !is_held && gone && is_followed(sentence, word.token);
            let week = if week == 0 && followed { 7 } else { week };
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

/// Whether the days behind a noun of meeting are its own, and those before another's: `and a meeting
/// on`, `a summit, which is to open on`.
fn has_own_day(
    sentence: &TaggedSentence<'_>,
    days: &[&TimeExpression],
    word: MeetingWord,
    token_at: impl Fn(usize) -> usize,
) -> bool {
    let first = sentence.phrase_ending(word.token).first;
    // `met Reed in Lima on Sunday, addressed the council on Monday`
    let parted = |at: usize| match word.verb {
        true => sentence.tags[at] == Tag::Comma,
        false => sentence.is(at, "and"),
    };
    let joined = days.iter().map(|when| token_at(when.at.start)).any(|day| {
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

/// Whether a meeting comes behind another: `will be followed by a session in Lima and a meeting`.
pub(super) fn is_followed(sentence: &TaggedSentence<'_>, token: usize) -> bool {
    (2..token).any(|at| {
        sentence.is(at, "followed")
            && sentence.is(at + 1, "by")
            && sentence.is(at - 1, "be")
            && sentence.is(at - 2, "will")
    })
}

/// Whether a day from `first` to before `end` opens a clause: `, and on Friday he will go`.
fn opens_clause(sentence: &TaggedSentence<'_>, first: usize, end: usize) -> bool {
    let led = first > 0 && sentence.is_any(first - 1, &["in", "on"]);
    let before = first.checked_sub(1 + usize::from(led));
    let parted = before.is_none_or(|at| matches!(sentence.tags[at], Tag::Comma | Tag::Conjunction));
    let comma = |at: usize| sentence.tag_at(at) == Some(Tag::Comma);
    // `When Reed met Weber in Lima, on May 3, they smiled`: only set apart.
    if before.is_some_and(comma) && comma(end) {
        return false;
    }
    let next = end + usize::from(comma(end));
    let heads = |verb: &Verb| {
        verb.is_finite() && !verb.relative && verb.subject.is_some_and(|of| of.first == next)
    };
    parted && sentence.verbs.iter().any(heads)
}

/// Whether a verb in the present tells of the meeting: `Ministers meet`, `The union holds talks`.
pub(super) fn is_present(sentence: &TaggedSentence<'_>, word: MeetingWord) -> bool {
    let plain = |at: usize| {
        sentence.is_any(at, &PRESENT) && sentence.verb_at(at).is_some_and(|verb| verb.first == at)
    };
    let opens = |at: usize| {
        let verb = sentence.verb_at(at);
        sentence.is_any(at, &["begin", "continue", "open", "resume", "start"])
            && verb.is_some_and(|verb| verb.first == at && verb.is_finite())
    };
    match word.verb {
        true => {
            let own = sentence.verb_at(word.token);
            own.is_none_or(|verb| verb.first == word.token) && sentence.is_any(word.token, &PRESENT)
        }
        // `The talks resume on Monday`
        false => {
            (0..word.token).rev().take(9).any(plain)
                || (word.token + 1..sentence.tokens.len()).take(3).any(opens)
        }
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
