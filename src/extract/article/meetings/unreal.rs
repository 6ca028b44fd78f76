//! What is called like a meeting and is none: running talks, deadlines, matches.

use super::KINDS;
use super::words::MeetingWord;
use crate::extract::language::{Kinds, Tag, TaggedSentence, TokenRange, WordList};

static OFF: WordList = WordList::new("meeting-off");
static SPORT: WordList = WordList::new("meeting-sport");

/// Whether talks run on and are no one event: `are in talks with`, `have been engaged in UN-led
/// negotiations since May`.
pub(super) fn is_running(sentence: &TaggedSentence<'_>, word: MeetingWord) -> bool {
    let talks = ["consultations", "dialogue", "discussions", "negotiations", "talks"];
    let Some(within) = word.phrase(sentence).first.checked_sub(1) else { return false };
    if !sentence.is_any(word.token, &talks) || !sentence.is(within, "in") || within == 0 {
        return false;
    }
    let at = within - 1;
    let engaged = at > 0
        && sentence.is_any(at, &["engaged", "involved", "locked"])
        && matches!(sentence.tags[at - 1], Tag::Be | Tag::Adverb);
    engaged
        || sentence.tags[at] == Tag::Be
        || sentence.is_any(at, &["already", "currently", "still"])
}

/// `move forward with the dialogue between the two`: no sitting is told.
pub(super) fn is_process(sentence: &TaggedSentence<'_>, word: MeetingWord) -> bool {
    let mut near = (word.token + 1..sentence.tokens.len())
        .take(8)
        .take_while(|at| !matches!(sentence.tags[*at], Tag::Comma | Tag::Verb));
    word.title == "Dialogue"
        && !sentence.tokens[word.token].capital
        && !super::is_held(sentence, word.token)
        && !near.any(|at| sentence.tags[at] == Tag::Day)
}

/// `discussed trade and a summit in Lima`, `spoke of the preparations for the summit`: the topic.
pub(super) fn is_topic(sentence: &TaggedSentence<'_>, word: MeetingWord) -> bool {
    let first = word.phrase(sentence).first;
    let inside = ["after", "at", "before", "during", "following", "in", "on", "over"];
    if word.verb || first == 0 || sentence.is_any(first - 1, &inside) {
        return false;
    }
    let ends = |at: &usize| {
        let clause = matches!(sentence.tags[*at], Tag::Stop | Tag::Quote | Tag::That);
        clause || sentence.is_any(*at, &["at", "during", "in"]) && held_there(sentence, *at)
    };
    let mut before = (0..first).rev().take(20).take_while(|at| !ends(at));
    let prepared = first > 1
        && sentence.is_any(first - 1, &["for", "of"])
        && sentence.is_any(first - 2, &["plans", "preparation", "preparations"]);
    prepared || before.any(|at| sentence.is_any(at, &["discuss", "discussed", "discussing"]))
}

/// Whether a noun of meeting stands right behind: `discussed it at a meeting of the council`.
fn held_there(sentence: &TaggedSentence<'_>, at: usize) -> bool {
    let phrase = sentence.phrase_from(at + 1);
    phrase.is_some_and(|of| (of.first..=of.last).any(|at| KINDS.get(sentence.word(at)).is_some()))
}

/// `as talks go on`, `The session is due to end on Friday`: no sitting of its own.
pub(super) fn goes_on(sentence: &TaggedSentence<'_>, word: MeetingWord) -> bool {
    let first = word.phrase(sentence).first;
    let beside = first > 0 && sentence.is_any(first - 1, &["as", "while"]);
    let next = word.token + 1;
    let lasts = sentence.is_any(next, &["continue", "continued", "drag", "dragged", "go", "went"]);
    let ends = (next..sentence.tokens.len()).take(12).any(|at| {
        sentence.is_any(at - 1, &["due", "expected", "scheduled", "set"])
            && sentence.tags[at] == Tag::To
            && sentence.is_any(at + 1, &["adjourn", "close", "conclude", "end"])
    });
    // `before the regular session ends on Monday`
    let whole = word.token > 0 && sentence.is_any(word.token - 1, &["legislative", "regular"]);
    let will_end = (next..sentence.tokens.len())
        .take(4)
        .any(|at| sentence.is_any(at, &["adjourns", "closes", "end", "ends"]));
    let session = word.title == "Session" && (ends || whole && will_end);
    // `the trade talks that are set to end on Friday`
    let talks = matches!(word.title, "Negotiations" | "Talks") && ends;
    !word.verb && (beside && lasts || session || talks)
}

/// `the deadline for closing the session on Wednesday`: the day of the deadline.
pub(super) fn is_deadline(sentence: &TaggedSentence<'_>, word: MeetingWord) -> bool {
    let first = word.phrase(sentence).first;
    (first.saturating_sub(4)..first).any(|at| sentence.is_any(at, &["deadline", "deadlines"]))
}

/// A match of two sides: `Elmland's meeting with Galdoria at Quay Park`.
pub(super) fn is_match(sentence: &TaggedSentence<'_>, word: MeetingWord) -> bool {
    if word.title != "Meeting" {
        return false;
    }
    let played = (0..sentence.tokens.len()).any(|at| SPORT.has(sentence.word(at)));
    let ground = (word.token + 1..sentence.tokens.len()).any(|at| {
        sentence.is_any(at, &["arena", "ground", "oval", "park", "stadium"])
            && sentence.tags[at] == Tag::Name
            && sentence.tags[at - 1] == Tag::Name
            && sentence.is(sentence.phrase_ending(at).first - 1, "at")
    });
    let side = |of: TokenRange| {
        let name = |at: usize| {
            sentence.tags[at] == Tag::Name
                && !sentence.tokens[at].any(Kinds::TITLE | Kinds::FIRST_NAME)
        };
        (of.first..=of.last).all(name)
    };
    let sides = || {
        let first = word.token.checked_sub(1).map(|at| sentence.phrase_ending(at));
        let with = sentence.is_any(word.token + 1, &["against", "with"]);
        let other = sentence.phrase_from(word.token + 2).filter(|_| with);
        first.zip(other).is_some_and(|(one, other)| {
            sentence.tokens[one.last].possessive && side(one) && side(other)
        })
    };
    !word.verb && (played || ground && sides())
}

/// `cancelled a visit to Lima, where he was to meet Reed`
pub(super) fn is_where_called_off(sentence: &TaggedSentence<'_>, word: MeetingWord) -> bool {
    let Some(there) = (0..word.token).rev().find(|at| sentence.is(*at, "where")) else {
        return false;
    };
    (0..there).any(|at| calls_off(sentence, at))
}

/// Whether a word calls something off: `cancelled`, `called off`.
pub(super) fn calls_off(sentence: &TaggedSentence<'_>, at: usize) -> bool {
    OFF.has(sentence.word(at)) || sentence.is(at, "called") && sentence.is(at + 1, "off")
}

/// Whether a sentence tells of something called off.
pub(super) fn is_off(sentence: &TaggedSentence<'_>) -> bool {
    (0..sentence.tokens.len()).any(|at| calls_off(sentence, at))
}
