//! Whether a meeting was, will be, or is only spoken of.

use super::days_of::{is_called_for, is_followed, is_summoned};
use super::telling::is_told_of;
use super::unreal::{
    calls_off, goes_on, is_deadline, is_match, is_process, is_running, is_topic,
    is_where_called_off,
};
use super::words::MeetingWord;
use crate::extract::language::{Kinds, Tag, TaggedSentence, WordList};

static WISHED: WordList = WordList::new("meeting-wished");
static OPEN: WordList = WordList::new("meeting-open");
static AGAIN: WordList = WordList::new("meeting-again");
static DENYING: WordList = WordList::new("denying");
static AHEAD: WordList = WordList::new("meeting-ahead");

/// Whether a meeting was or will be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Standing {
    Held,
    /// It is to come: a day makes it firm.
    Open,
    /// It was not, is only wished for, or is called off.
    Not,
}

/// Whether a meeting was or will be, from the words beside its own.
pub(super) fn standing(sentence: &TaggedSentence<'_>, word: MeetingWord) -> Standing {
    /// Words on each side.
    const NEAR: usize = 7;
    const AFTER: usize = 14;
    const FAR: usize = 30;
    let parts = |at: &usize| {
        matches!(sentence.tags[*at], Tag::Quote | Tag::Stop | Tag::Colon | Tag::Relative)
    };
    let before = || (0..word.token).rev().take(NEAR).take_while(|at| !parts(at));
    let before_far = || (0..word.token).rev().take(FAR).take_while(|at| !parts(at));
    let after = || (word.token + 1..sentence.tokens.len()).take(AFTER).take_while(|at| !parts(at));
    // `asked at a briefing`, `did not speak during the talks`: what is wished or denied is not the
    // meeting.
    let settled =
        word.is_led_by(sentence, &["after", "at", "before", "during", "following", "since"]);
    let is_off = |at: usize| calls_off(sentence, at);
    let denied =
        |at: usize| sentence.is_any(at, &["not", "never"]) || sentence.word(at).ends_with("n't");
    // `made an offer when he met Reed`: the offer was not to meet.
    let clause = |at: &usize| {
        !matches!(sentence.tags[*at], Tag::Comma | Tag::That)
            && !sentence.is_any(*at, &["when", "where", "while"])
    };
    // `with an eye to realising talks in July`, `views on when to convene a summit`
    let aimed = |at: usize| {
        sentence.is(at, "eye") && at > 0 && sentence.is_any(at - 1, &["an", "the"])
            || sentence.is(at, "when") && sentence.tag_at(at + 1) == Some(Tag::To)
            || sentence.is_any(at, &["realise", "realising", "realize", "realizing"])
    };
    // `no talks`, but not `no word of the talks`.
    let wished = |at: usize| {
        // `called an emergency session`
        let convened =
            sentence.word(at).starts_with("call") && !sentence.is_any(at + 1, &["for", "on"]);
        let of = |at: usize| sentence.tags[at] == Tag::Preposition;
        let beside = word.token - at <= 3 && !(at..word.token).any(of);
        let quantity = sentence.is_any(at, &["any", "neither", "no", "nor"]);
        // `neither met`, `has no plans to meet`
        let nothing = sentence.is(at, "no") && sentence.tag_at(at + 1) == Some(Tag::Noun);
        let nobody = word.verb && (nothing || sentence.is_any(at, &["neither", "nor"]));
        let likes = sentence.is(at, "like") && at > 0 && sentence.tags[at - 1] == Tag::Modal;
        likes
            || WISHED.has(sentence.word(at))
                && !convened
                && (!quantity || nobody || beside && !word.verb)
    };
    // `a meeting planned for May with Reed, the spokesman of the board, was called off`
    let off_far = || {
        let far = (word.token + 1..sentence.tokens.len()).take(FAR).take_while(|at| !parts(at));
        !word.verb && far.into_iter().any(|at| is_off(at) && sentence.tags[at - 1] == Tag::Be)
    };
    // `a summit in Bonn, planned for May 16, will not take place`
    let will_not = || {
        let far = (word.token + 1..sentence.tokens.len()).take(FAR).take_while(|at| !parts(at));
        !word.verb
            && far.into_iter().any(|at| {
                let held =
                    sentence.is(at + 1, "be") && sentence.is_any(at + 2, &["held", "resumed"]);
                let happens = sentence.is_any(at + 1, &["go", "happen", "proceed", "take"]);
                denied(at) && sentence.tags[at - 1] == Tag::Modal && (held || happens)
            })
    };
    let not = before().chain(after()).any(is_off)
        || off_far()
        || will_not()
        || is_denied(sentence, word)
        || !settled && before().take_while(clause).any(|at| wished(at) || denied(at) || aimed(at))
        || !word.verb && after().take_while(clause).any(denied);
    // `meets on the first Tuesday of every month`
    let again = |at: usize| {
        let each = sentence.is_any(at, &["each", "every"]);
        let season = ["autumn", "day", "month", "spring", "summer", "week", "winter", "year"];
        AGAIN.has(sentence.word(at))
            || each && sentence.is_any(at + 1, &season)
            || each && sentence.tokens.get(at + 1).is_some_and(|next| next.any(Kinds::DAY))
    };
    // `was to have met`: it was not.
    let unreal = |at: usize| {
        sentence.is(at, "to")
            && sentence.is(at + 1, "have")
            && at > 0
            && sentence.is_any(at - 1, &["due", "meant", "planned", "scheduled", "was", "were"])
    };
    // `had been due to arrive for talks`
    let dropped = |at: usize| {
        sentence.is(at, "had")
            && sentence.is(at + 1, "been")
            && sentence.is_any(at + 2, &["due", "expected", "meant", "planned", "scheduled", "set"])
            || sentence.is(at, "had")
                && sentence.is_any(at + 1, &["hoped", "intended", "planned"])
                && sentence.is(at + 2, "to")
    };
    // `thanked Reed for hosting the summit`, `to hear about his visit`: no news of it.
    let thanked = |at: usize| {
        let thanks = ["congratulated", "commended", "praised", "thank", "thanked", "thanks"];
        sentence.is_any(at, &thanks)
            && (at..word.token)
                .any(|at| sentence.is(at, "for") && sentence.tag_at(at + 1) == Some(Tag::Ing))
    };
    let heard_of = word.title == "Visit"
        && word.is_led_by(sentence, &["about"])
        && !after().take(6).any(|at| sentence.tags[at] == Tag::Day);
    // `visited Lima ahead of her visit`: that is told elsewhere.
    let phrase = word.phrase(sentence);
    let ahead_of = !word.verb
        && phrase.first > 1
        && sentence.is(phrase.first - 1, "of")
        && sentence.is(phrase.first - 2, "ahead")
        && word.title == "Visit"
        && (0..phrase.first).any(|at| sentence.is_any(at, &["met", "visited"]))
        && !sentence.tags[phrase.first..word.token].contains(&Tag::Day)
        && !after().take(3).any(|at| sentence.tags[at] == Tag::Day);
    let not = not
        || ahead_of
        || is_running(sentence, word)
        || is_deadline(sentence, word)
        || is_match(sentence, word)
        || is_process(sentence, word)
        || is_topic(sentence, word)
        || goes_on(sentence, word)
        || heard_of
        || before_far().take(12).any(thanked)
        || before().take(4).any(unreal)
        || before_far().any(dropped)
        || !word.verb && after().take(4).any(dropped);
    // `told a weekly briefing`, `during a weekly meeting that was held at the hall`: one of them.
    let held = (word.token + 1..sentence.tokens.len())
        .take(4)
        .any(|at| sentence.is(at, "held") && sentence.tags[at - 1] == Tag::Be);
    let one = held || word.is_heard() && before().take(4).any(|at| sentence.is(at, "told"));
    if not
        || !one && before().take_while(clause).any(again)
        || after().take_while(clause).any(again)
    {
        return Standing::Not;
    }
    // `the May 3 meeting` has no modal verb.
    let open = |at: usize| OPEN.has(sentence.word(at)) && sentence.tags[at] != Tag::Day;
    // `A meeting of Reed and Weber could take place`
    let finite = after().position(|at| {
        matches!(sentence.tags[at], Tag::Modal | Tag::Verb | Tag::Be | Tag::Have | Tag::Do)
    });
    let upto = finite.map_or(4, |at| at + 1);
    let open_after = !word.verb && after().take_while(clause).take(upto.max(4)).any(open);
    let opened = before().take_while(clause).any(open);
    if opened && !settled || open_after {
        return Standing::Not;
    }
    let ahead = |at: usize| {
        let plans = sentence.is_any(at, &["plan", "plans"]);
        let verb = sentence.tags[at] == Tag::Verb;
        if plans { verb } else { AHEAD.has(sentence.word(at)) }
    };
    let to_do = |at: usize| {
        let next = sentence.tag_at(at + 1);
        sentence.tags[at] == Tag::To && matches!(next, Some(Tag::Verb | Tag::Be | Tag::Have))
    };
    // `will fly to Lima next week for talks`
    let goes = || {
        let first = sentence.phrase_ending(word.token).first;
        let before = (0..first).rev().take(AFTER).take_while(|at| !parts(at)).take_while(clause);
        word.is_led_by(sentence, &["for"]) && before.into_iter().any(|at| sentence.is(at, "will"))
    };
    let to_come = || {
        opened
            || !word.verb && is_followed(sentence, word.token)
            || goes()
            || is_summoned(sentence, word)
            || before().take_while(clause).any(|at| ahead(at) || to_do(at))
            || !word.verb
                && after().take_while(clause).any(|at| ahead(at) || is_called_for(sentence, at))
    };
    let to_come = !is_told_of(sentence, word) && to_come();
    match to_come {
        true if is_where_called_off(sentence, word) => Standing::Not,
        true => Standing::Open,
        false => Standing::Held,
    }
}

/// Whether somebody denies that it was held or only thinks it possible: `Weber denied that she met
/// Reed`, `denied having met`, `the possibility that they will meet`.
fn is_denied(sentence: &TaggedSentence<'_>, word: MeetingWord) -> bool {
    /// Tokens between `that` and the verb of meeting.
    const NEAR: usize = 14;
    let denies = |at: usize| {
        let base = sentence.tokens[at].base;
        let open = ["chance", "possibility", "prospect", "speculation", "suggestion"];
        sentence.is_any(at, &open)
            || DENYING.has(if base.is_empty() { sentence.word(at) } else { base })
    };
    let is_clause = |at: usize| sentence.tags[at] == Tag::That || sentence.is(at, "having");
    // `that Reed and Weber met`: one clause.
    let joins_names = |at: usize| {
        matches!(sentence.tags[at - 1], Tag::Name | Tag::Noun)
            && matches!(sentence.tag_at(at + 1), Some(Tag::Name | Tag::Noun | Tag::Determiner))
    };
    let mut before = (1..word.token).rev().take(NEAR).take_while(|at| match sentence.tags[*at] {
        Tag::Stop | Tag::Quote | Tag::Colon => false,
        Tag::Conjunction => joins_names(*at),
        _ => true,
    });
    let clause = before.find(|at| is_clause(*at)).or(word.verb.then_some(word.token));
    clause.is_some_and(|at| at > 0 && denies(at - 1))
}
