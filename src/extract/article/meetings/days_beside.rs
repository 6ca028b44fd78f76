//! The day of a meeting that its own sentence does not tell: that of the news, or of what was told
//! before.

use std::ops::Range;

use jiff::ToSpan;
use jiff::civil::Date;

use super::When;
use super::parties::holds;
use super::words::MeetingWord;
use crate::extract::language::days::{Grain, TimeExpression, days};
use crate::extract::language::{
    Kinds, Sentence, Tag, TaggedSentence, TokenRange, Verb, VerbForm, WordList,
};

static PACT: WordList = WordList::new("meeting-pact");

/// Whether the words beside a meeting tell only which part of a day it was: `met in the afternoon`,
/// `held talks earlier in the day`.
pub(super) fn tells_part_of_day(sentence: &TaggedSentence<'_>, token: usize) -> bool {
    let near = token.saturating_sub(8)..sentence.tokens.len().min(token + 12);
    near.chain([0]).any(|at| {
        sentence.is(at, "in")
            && sentence.is(at + 1, "the")
            && sentence.is_any(at + 2, &["afternoon", "day", "evening", "morning"])
            // `is due to meet Reed that day`
            || sentence.is(at, "that") && sentence.is(at + 1, "day") && ends_phrase(sentence, at + 2)
            || sentence.is(at, "same") && sentence.is(at + 1, "day")
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
    /// How many words away it stands, and how long the clause behind it may be.
    const FAR: usize = 16;
    const LONG: usize = 30;
    let near = token.saturating_sub(LONG)..sentence.tokens.len().min(token + FAR);
    let read = |at: usize| {
        let last = ["before", "earlier", "previous"];
        let next = ["after", "following", "later", "next"];
        let counted =
            ["one", "two", "three", "four", "five"].iter().position(|n| sentence.is(at, n));
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
        let side = unit.then(|| side(at + 2)).flatten()?;
        // `came two days after Reed met Weber`: before what is told of.
        match sentence.is_any(at + 2, &["after", "before"]) && !ends_phrase(sentence, at + 3) {
            true => (token > at + 2).then_some(-side * away),
            false => (clear && at + FAR >= token).then_some(side * away),
        }
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
    let the = |at: usize| the(at).filter(|_| at + FAR >= token);
    near.filter_map(|at| Some((read(at).or_else(|| the(at))?, at)))
        .min_by_key(|(_, at)| at.abs_diff(token))
}

/// Whether what stands before a token goes on no further.
fn ends_phrase(sentence: &TaggedSentence<'_>, at: usize) -> bool {
    matches!(sentence.tag_at(at), None | Some(Tag::Comma | Tag::Stop | Tag::Conjunction))
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

/// Whether somebody speaks to those who came to hear: `spoke at a news conference`.
pub(super) fn speaks_at(sentence: &TaggedSentence<'_>, word: MeetingWord) -> bool {
    let first = sentence.phrase_ending(word.token).first;
    let told = sentence.verbs.iter().any(|verb| {
        let inside = word.is_led_by(sentence, &["at", "during", "in"]);
        verb.main < word.token
            && word.token - verb.main < 8
            && (sentence.says(verb) || sentence.main(verb).base == "speak")
            && sentence.main(verb).any(Kinds::PAST)
            && (inside || verb.main + 1 == first)
    });
    // `At a news conference in Lima, Reed said`
    let opens = word.is_led_by(sentence, &["at", "during"])
        && first == 1
        && sentence.verbs.iter().any(|verb| {
            verb.main > word.token && sentence.says(verb) && sentence.main(verb).any(Kinds::PAST)
        });
    // `told a special session of the council that`
    let sitting = !word.is_heard()
        && sentence.verbs.iter().any(|verb| {
            verb.main + 1 == first && sentence.is_any(verb.main, &["addressed", "told"])
        });
    !word.verb && (sitting || word.is_heard() && (told || opens))
}

/// The day of the news that the sentences right before tell of: `said on Tuesday`.
pub(super) fn told_day(
    text: &str,
    sentences: &[Sentence],
    tagged_sentences: &[TaggedSentence<'_>],
    at: usize,
    printed: Option<Date>,
) -> Option<When> {
    /// Sentences.
    const FAR: usize = 2;
    let fresh = |when: &TimeExpression| {
        let ago = printed.map_or(0, |printed| (printed - when.first).get_days());
        when.grain == Grain::Day && when.first == when.last && (0..=1).contains(&ago)
    };
    (at.saturating_sub(FAR)..at).rev().find_map(|at| {
        let sentence = &tagged_sentences[at];
        let told = days(text, sentences[at].range.clone(), printed).into_iter().find(|when| {
            let token = sentence.tokens.partition_point(|token| token.range.end <= when.at.start);
            let said = sentence
                .verbs
                .iter()
                .any(|verb| sentence.says(verb) && verb.main < token && token - verb.main <= 2);
            fresh(when) && said
        })?;
        Some(When::Days(told.first, told.last))
    })
}

/// Turns `in May of that year` to the year that was told last.
pub(super) fn turn_to_year(
    text: &str,
    expressions: &mut [TimeExpression],
    before: &[Sentence],
    printed: Option<Date>,
) {
    /// Sentences.
    const FAR: usize = 6;
    let that = |when: &&mut TimeExpression| {
        let after = text[when.at.end..].trim_start();
        ["of that year", "of the same year"].iter().any(|of| after.starts_with(of))
    };
    for when in expressions.iter_mut().filter(that) {
        let told = |other: &TimeExpression| {
            text[other.at.clone()].contains(&other.first.year().to_string())
        };
        let year = before.iter().rev().take(FAR).find_map(|sentence| {
            days(text, sentence.range.clone(), printed).into_iter().rfind(told)
        });
        let Some(year) = year.map(|told| told.first.year()) else { continue };
        let turned = |day: Date| day.with().year(year).build().unwrap_or(day);
        (when.first, when.last) = (turned(when.first), turned(when.last));
    }
}

/// The day or month that heads a paragraph of a chronicle: `April 9. Reed met Weber.`
pub(super) fn label_of(
    text: &str,
    sentence: &TaggedSentence<'_>,
    range: &Range<usize>,
    printed: Option<Date>,
) -> Option<When> {
    /// Words and stops.
    const LONG: usize = 5;
    // A quotation is a sentence of few tokens too, and a long one.
    let dated = sentence.tags.iter().any(|tag| matches!(tag, Tag::Day | Tag::Number));
    if sentence.tokens.len() > LONG || !dated || sentence.tags.contains(&Tag::Quote) {
        return None;
    }
    let expressions = days(text, range.clone(), printed);
    let [when] = &expressions[..] else { return None };
    let rest = |text: &str| text.chars().all(|c| !c.is_alphanumeric());
    let range = sentence.span(TokenRange { first: 0, last: sentence.tokens.len().checked_sub(1)? });
    let alone = range.start <= when.at.start
        && when.at.end <= range.end
        && rest(&sentence.text[range.start..when.at.start])
        && rest(&sentence.text[when.at.end..range.end]);
    When::told(when).filter(|_| alone)
}

/// The day of the news, where the first sentence tells just one, and which sentence that is.
pub(super) fn lead_day(
    text: &str,
    sentences: &[Sentence],
    tagged_sentences: &[TaggedSentence<'_>],
    printed: Option<Date>,
) -> Option<(usize, When)> {
    let printed = printed?;
    let opens = |sentence: &TaggedSentence<'_>| sentence.verbs.iter().any(Verb::is_finite);
    let first = tagged_sentences.iter().position(opens)?;
    let body = tagged_sentences[first].dateline().map_or(0, |(_, body)| body);
    let from = tagged_sentences[first].tokens.get(body)?.range.start;
    let told = days(text, from..sentences[first].range.end, Some(printed));
    let mut short = told.iter().filter(|when| when.grain == Grain::Day);
    let day = short.next().filter(|when| when.first == when.last)?.first;
    let news = short.next().is_none() && (0..=1).contains(&(printed - day).get_days());
    news.then_some((first, When::Days(day, day)))
}

/// Whether a sentence tells of a meeting as news: in the simple past and in a clause of its own.
pub(super) fn is_news(sentence: &TaggedSentence<'_>, word: MeetingWord) -> bool {
    let own = |verb: &&Verb| match word.verb {
        true => verb.main == word.token,
        false => {
            verb.main < word.token && word.token - verb.main < 8 && holds(sentence.word(verb.main))
        }
    };
    // `had met earlier in Lima with Reed`
    let earlier = (0..sentence.tokens.len()).any(|at| sentence.is(at, "earlier"));
    let told = sentence.verbs.iter().find(own).is_some_and(|verb| {
        let subordinate = verb.subject.is_some_and(|of| {
            of.first > 0
                && (sentence.tags[of.first - 1] == Tag::Subordinator
                    || sentence
                        .is_any(of.first - 1, &["after", "before", "since", "when", "where"]))
        });
        verb.form == VerbForm::Finite
            && (verb.first == verb.main || earlier && sentence.is(verb.first, "had"))
            && !verb.relative
            && !subordinate
            && verb.subject.is_some()
            && sentence.main(verb).any(Kinds::PAST)
    });
    let once = ["ago", "already", "once", "previously", "recently"];
    let before = (0..sentence.tokens.len()).any(|at| {
        let met = sentence.tag_at(at + 1) == Some(Tag::Verb);
        sentence.is_any(at, &once)
            || sentence.is(at, "earlier")
                && (sentence.is(at + 1, "this")
                    || sentence.is(at + 1, "in")
                        && !matches!(sentence.tag_at(at + 2), Some(Tag::Name)))
            || met && sentence.is_any(at, &["first", "last"])
    });
    let past = |verb: &Verb| {
        verb.is_finite() && verb.main < word.token && sentence.main(verb).any(Kinds::PAST)
    };
    // `said at the start of a meeting with Reed`, `told the board at its meeting`
    let sits = matches!(word.title, "Meeting" | "Session" | "Talks") && !word.verb;
    let during =
        sits && (word.is_parted(sentence) || word.is_led_by(sentence, &["after", "at", "during"]));
    let said_there = || {
        let says = |verb: &Verb| past(verb) && sentence.says(verb) && word.token - verb.main < 12;
        during && sentence.verbs.iter().any(says)
    };
    // `pleaded guilty at a hearing before Judge Weber`
    let inside = || {
        word.is_heard()
            && word.is_led_by(sentence, &["at", "during"])
            && sentence.verbs.iter().any(past)
    };
    // `Their talks, at a hotel in Lima, lasted two hours`
    let lasted = || {
        let theirs = sentence.is_any(sentence.phrase_ending(word.token).first, &["the", "their"]);
        let mut after = sentence.verbs.iter().filter(|verb| verb.main > word.token);
        let next = after.find(|verb| !verb.relative);
        let took = ["began", "ended", "lasted", "ran", "took", "went"];
        theirs && !word.verb && next.is_some_and(|verb| sentence.is_any(verb.main, &took))
    };
    // `Giving evidence to the committee, Reed said`
    let opens = || word.verb && word.token == 0 && sentence.tags[0] == Tag::Ing;
    !before
        && (told || opens() || lasted() || said_there() || inside() || speaks_at(sentence, word))
}

/// The month of `earlier in the week`, where nearly all of that week lies in it.
pub(super) fn month_of_week(
    sentence: &TaggedSentence<'_>,
    printed: Option<Date>,
    is_past: bool,
) -> Option<When> {
    let told = (0..sentence.tokens.len()).any(|at| {
        let week = sentence.is_any(at, &["earlier", "later"])
            && sentence.is(at + 1, "in")
            && sentence.is(at + 2, "the")
            && sentence.is(at + 3, "week");
        let weekend = sentence.is_any(at, &["at", "during", "over"])
            && sentence.is(at + 1, "the")
            && sentence.is(at + 2, "weekend");
        week || weekend
    });
    let days: i64 = if is_past { -2 } else { 2 };
    let day = printed.filter(|_| told)?.checked_add(days.days()).ok()?;
    Some(When::Month(day.first_of_month()))
}

/// Whether a sentence tells no day of a meeting: only what others did, or what was said there, has
/// one: `at a hearing before Weber, who set the trial for May 3`.
pub(super) fn is_undated(
    sentence: &TaggedSentence<'_>,
    expressions: &[TimeExpression],
    word: MeetingWord,
) -> bool {
    expressions.iter().all(|when| {
        let at = sentence.tokens.partition_point(|token| token.range.end <= when.at.start);
        let told = |verb: &Verb| word.token < verb.main && verb.main < at && sentence.says(verb);
        let who = (word.token..at).any(|at| sentence.is_any(at, &["who", "whom", "whose"]));
        who || sentence.verbs.iter().any(told)
    })
}

/// Whether what the first sentence tells as its news was at a meeting: `signed it on Monday and told
/// of it over lunch with Reed`, but not `said on Monday that Reed had lied at a hearing`.
pub(super) fn is_lead(sentence: &TaggedSentence<'_>, word: MeetingWord) -> bool {
    let mut before =
        sentence.verbs.iter().filter(|verb| verb.is_finite() && verb.main < word.token);
    let told = before.next().is_some_and(|verb| {
        sentence.main(verb).any(Kinds::PAST) && (!sentence.says(verb) || before.next().is_none())
    });
    let had = (0..word.token).any(|at| sentence.tags[at] == Tag::Have);
    let led = word.is_parted(sentence) || word.is_led_by(sentence, &["at", "during", "over"]);
    told && led && !had && !word.verb
}

/// Whether a day is a part of a document's name: `the May 3 Joint Declaration`.
pub(super) fn is_of_document(sentence: &TaggedSentence<'_>, when: &TimeExpression) -> bool {
    let next = sentence.tokens.partition_point(|token| token.range.start < when.at.end);
    let last =
        (next..sentence.tokens.len()).take_while(|at| sentence.tags[*at] == Tag::Name).last();
    last.is_some_and(|at| sentence.tokens[at].any(Kinds::DOCUMENT) || PACT.has(sentence.word(at)))
}
