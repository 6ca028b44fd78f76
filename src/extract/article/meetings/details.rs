//! The place and the title of a meeting, from its sentence.

use super::words::MeetingWord;
use crate::extract::language::{
    Kinds, Stand, Tag, TaggedSentence, TokenRange, WordList, capital_of, country, without_owner,
};

static AREA: WordList = WordList::new("meeting-area");
static SEAT: WordList = WordList::new("meeting-seat");
static TOPIC: WordList = WordList::new("meeting-topic");
static TRAVELS: WordList = WordList::new("meeting-travels");

/// Where a meeting is held: `in Geneva`, `to Brussels`, `the Geneva talks`.
///
/// `other` tells the words of other meetings that are told beside it, each with its own place.
pub(super) fn place(
    sentence: &TaggedSentence<'_>,
    token: usize,
    other: impl Fn(usize) -> bool,
) -> Option<String> {
    let named = |at: usize| -> Option<String> {
        let mut last = at;
        while sentence.tag_at(last + 1) == Some(Tag::Name) && !sentence.tokens[last].possessive {
            last += 1;
        }
        // `meddling in Ruritanian elections`, `in Ruritanian-Freedonian talks`
        let adjective = last == at
            && sentence
                .word(at)
                .split(['-', '–'])
                .all(|part| country(part).is_some_and(|(_, stand)| stand == Stand::Adjective));
        if adjective {
            return None;
        }
        // `in UN-backed talks`
        let compound = sentence.word(at).split(['-', '–']).skip(1);
        if last == at && compound.clone().any(|part| part.starts_with(char::is_lowercase)) {
            return None;
        }
        let person = sentence.tokens[at].any(Kinds::FIRST_NAME | Kinds::TITLE);
        let organisation = (at..=last).any(|at| sentence.tokens[at].any(Kinds::ORGANISATION));
        let words = &sentence.text[sentence.span(TokenRange { first: at, last })];
        (!person && !organisation && !sentence.tokens[last].possessive && last - at < 3)
            .then(|| words.split_whitespace().collect::<Vec<_>>().join(" "))
    };
    // `in the Freedonian capital`, `in Freedonia's capital`
    let capital = || {
        let led = |at: usize| at + 1 + usize::from(sentence.is(at + 1, "the"));
        let near = (0..sentence.tokens.len())
            .filter(|at| sentence.is(*at, "in") && sentence.is(led(*at) + 1, "capital"))
            .filter(|at| sentence.is(at + 1, "the") || sentence.tokens[at + 1].possessive);
        let near = near.min_by_key(|at| at.abs_diff(token));
        near.filter(|at| at.abs_diff(token) <= 20).map(led)
    };
    let capital = capital().and_then(|of| {
        let after = of + 2 + usize::from(sentence.tag_at(of + 2) == Some(Tag::Comma));
        let called = (sentence.tag_at(after) == Some(Tag::Name)).then(|| named(after)).flatten();
        let country = without_owner(sentence.word(of));
        called.or_else(|| capital_of(country).map(str::to_owned))
    });
    // `in the small college town of Lima`
    let town = || {
        let near = token.saturating_sub(12)..sentence.tokens.len().min(token + 21);
        let of = near.filter(|at| *at > token + 1 || *at < token).find(|at| {
            sentence.is(*at, "of")
                && *at > 0
                && !other(*at)
                && sentence
                    .is_any(at - 1, &["capital", "city", "resort", "suburb", "town", "village"])
                && sentence.tag_at(at + 1) == Some(Tag::Name)
        })?;
        named(of + 1)
    };
    // `in Ruritania's Lima`
    let of_country = || {
        let near = (token + 1..sentence.tokens.len()).take(20).find(|at| {
            let owner = at + 1;
            sentence.is(*at, "in")
                && sentence.tag_at(owner + 1) == Some(Tag::Name)
                && sentence.tokens[owner].possessive
                && country(sentence.word(owner).trim_end_matches(['s', '\'', '’'])).is_some()
        })?;
        named(near + 2).filter(|_| !other(near))
    };
    let visit = sentence.is_any(token, &["visit", "trip"]);
    let candidates = (0..sentence.tokens.len().saturating_sub(1)).filter(|at| {
        let prepositions: &[&str] = if visit { &["to", "in"] } else { &["in", "near", "outside"] };
        // `set for Geneva Sept 30`
        let dated = || sentence.is(*at, "for") && sentence.tag_at(at + 2) == Some(Tag::Day);
        // `will leave for Lima`
        let leaves = || {
            sentence.is(*at, "for")
                && *at > 0
                && sentence.is_any(at - 1, &["leave", "leaves", "leaving", "left"])
        };
        // `talks on the war in X`: the topic.
        let of_topic = (token + 1..*at).any(|about| {
            let day = sentence.tag_at(about + 1) == Some(Tag::Day);
            let ended = (about..*at).any(|at| {
                matches!(sentence.tags[at], Tag::Comma | Tag::Be | Tag::Have | Tag::Modal)
            });
            let side = ["fringes", "margins", "sidelines"];
            let beside = sentence.is_any(about + 2, &side) || sentence.is_any(about + 1, &side);
            sentence.is_any(about, &["on", "about", "over"]) && !day && !ended && !beside
                || sentence.tags[about] == Tag::That
        });
        // `the Organization for Security and Cooperation in Europe`
        let of_topic =
            of_topic || *at > 0 && sentence.is_any(at - 1, &["cooperation", "co-operation"]);
        // `to end the war in X`: what it is about.
        let of_topic = of_topic || *at > 0 && TOPIC.has(sentence.word(at - 1));
        let of_topic = of_topic || is_discussed(sentence, token, *at);
        // `flew to Lima for talks`, `flew in to Lima`, `flew into Lima`
        let travels = || {
            let inward = *at > 1 && sentence.is(*at, "to") && sentence.is(at - 1, "in");
            let verb = at.checked_sub(1 + usize::from(inward));
            sentence.is_any(*at, &["into", "to"])
                && verb.is_some_and(|at| TRAVELS.has(sentence.word(at)))
        };
        (sentence.is_any(*at, prepositions) || dated() || travels() || leaves())
            && sentence.tags[at + 1] == Tag::Name
            && !of_topic
            && !other(*at)
    });
    // `visited Freedonia`: what is visited is the place.
    let visited = token + 1 + usize::from(sentence.is(token + 1, "the"));
    let visits = sentence.is_any(token, &["visit", "visits", "visited", "visiting"])
        && sentence.tag_at(visited) == Some(Tag::Name);
    let object = visits.then(|| named(visited)).flatten();
    let near = candidates.min_by_key(|at| at.abs_diff(token)).filter(|at| at.abs_diff(token) <= 20);
    // `met Reed during a trip to Lima`
    let on_trip = || {
        let trip = (token + 1..sentence.tokens.len()).take(16).find(|at| {
            let first = sentence.phrase_ending(*at).first;
            sentence.is_any(*at, &["stopover", "tour", "trip", "visit"])
                && sentence.is_any(at + 1, &["in", "to"])
                && first > token
                && sentence.is_any(first - 1, &["during", "on"])
        })?;
        (sentence.tag_at(trip + 2) == Some(Tag::Name)).then(|| named(trip + 2)).flatten()
    };
    // `at the Vatican`, `at Camp Reed`
    let at = || {
        let mut seats = (token + 1..sentence.tokens.len())
            .take(24)
            .take_while(|at| !sentence.is_any(*at, &["who", "whom"]))
            .filter(|at| sentence.is_any(*at, &["at", "in", "inside", "to", "within"]));
        seats.find_map(|at| {
            let first = at + 1 + usize::from(sentence.is(at + 1, "the"));
            let mut last = first;
            while sentence.tag_at(last + 1) == Some(Tag::Name) {
                last += 1;
            }
            // `at the Reed Group headquarters`: a body is no place.
            let building = SEAT.has(&sentence.word_at(last).to_lowercase());
            if building && last > first && last - first < 4 {
                return Some(sentence.words(TokenRange { first, last }));
            }
            if let Some(place) = area(sentence, at).or_else(|| in_the(sentence, token, at)) {
                return Some(place).filter(|_| named(first).is_some());
            }
            if !sentence.is(at, "at") {
                return None;
            }
            let seat = last == first
                || sentence.is_any(first, &["camp", "castle", "fort", "lake", "mount", "port"])
                || sentence.tokens.get(last).is_some_and(|token| token.any(Kinds::THING));
            let named = (sentence.tag_at(first) == Some(Tag::Name)).then(|| named(first)).flatten();
            named.filter(|_| seat && sentence.tag_at(last + 1) != Some(Tag::Noun))
        })
    };
    // `in a Lima hotel`
    let room = || {
        let at = (token + 1..sentence.tokens.len()).take(12).find(|at| {
            sentence.is_any(*at, &["at", "in"]) && sentence.is_any(at + 1, &["a", "an"])
        })?;
        let mut last = at + 2;
        while sentence.tag_at(last + 1) == Some(Tag::Name) {
            last += 1;
        }
        let name = TokenRange { first: at + 2, last };
        (sentence.tag_at(at + 2) == Some(Tag::Name) && SEAT.has(sentence.word_at(last + 1)))
            .then(|| sentence.words(name))
    };
    // `flew from Lima, where he met Reed`
    let there = || {
        let at = (token.saturating_sub(8)..token).rev().find(|at| sentence.is(*at, "where"))?;
        let before = at.checked_sub(1 + usize::from(sentence.is(at - 1, ",")))?;
        (sentence.tags[before] == Tag::Name)
            .then(|| named(sentence.phrase_ending(before).first))
            .flatten()
    };
    // `is in Peru, where he met in Lima with Reed`
    let beside = (sentence.is(token + 1, "in")
        && sentence.tag_at(token + 2) == Some(Tag::Name)
        && !other(token + 1))
    .then(|| named(token + 2))
    .flatten();
    object
        .or(beside)
        .or_else(on_trip)
        .or_else(there)
        .or_else(|| near.and_then(|at| named(at + 1)))
        .or_else(of_country)
        .or(capital)
        .or_else(town)
        .or_else(room)
        .or_else(at)
}

/// `inside the Lima buffer zone`
fn area(sentence: &TaggedSentence<'_>, at: usize) -> Option<String> {
    let whole = sentence.phrase_from(at + 1).filter(|_| !sentence.is(at, "to"))?;
    let first = whole.first + usize::from(sentence.tags[whole.first] == Tag::Determiner);
    let named = first < whole.last && sentence.tags[first] == Tag::Name;
    let within = sentence.is_any(at, &["in", "inside", "within"]);
    (within && named && AREA.has(sentence.word(whole.last)))
        .then(|| sentence.words(TokenRange { first, last: whole.last }))
}

/// `in the Vatican late on Tuesday`, but not `in the Commons vote`, nor what is spoken of.
fn in_the(sentence: &TaggedSentence<'_>, token: usize, at: usize) -> Option<String> {
    let first = at + 2;
    if !sentence.is(at, "in") || !sentence.is(at + 1, "the") {
        return None;
    }
    let last = (first..sentence.tokens.len()).take_while(|at| sentence.tags[*at] == Tag::Name);
    let last = last.last()?;
    let next = sentence.tag_at(last + 1);
    let topic = (token + 1..at).any(|at| sentence.is_any(at, &["about", "on", "over"]));
    (next != Some(Tag::Noun) && !topic && !sentence.tokens[last].possessive)
        .then(|| sentence.words(TokenRange { first, last }))
}

/// Whether a place stands behind what people meet to speak of: `to discuss voting rights in Lima`. A
/// day behind it tells of the meeting: `to discuss the war in Lima on Monday`.
fn is_discussed(sentence: &TaggedSentence<'_>, token: usize, at: usize) -> bool {
    let speaks = [
        "discuss",
        "discussed",
        "discussing",
        "raise",
        "raised",
        "reaffirm",
        "review",
        "reviewed",
        "stressed",
        "underlined",
    ];
    let topic = (token..at).any(|verb| {
        sentence.is_any(verb, &speaks)
            && sentence.tags[verb + 1..at].iter().all(|tag| !matches!(tag, Tag::Comma | Tag::Day))
    });
    let mut next = at + 1;
    while sentence.tag_at(next) == Some(Tag::Name) {
        next += 1;
    }
    let day = sentence.tag_at(next) == Some(Tag::Day)
        || sentence.is_any(next, &["in", "on"]) && sentence.tag_at(next + 1) == Some(Tag::Day);
    let with = (token..at).any(|at| sentence.is(at, "with"));
    topic && !day && !with && at > 0 && sentence.tags[at - 1] == Tag::Noun
}

/// What to call it: the words that name it (`Strategic Dialogue`), what it is on, or where it is.
pub(super) fn title(
    sentence: &TaggedSentence<'_>,
    word: MeetingWord,
    place: Option<&str>,
) -> String {
    let token = word.token;
    let mut first = token;
    let noun = !word.verb;
    while noun
        && first > 0
        && (sentence.tags[first - 1] == Tag::Name && !sentence.tokens[first - 1].possessive)
    {
        first -= 1;
    }
    if first < token {
        return sentence.words(TokenRange { first, last: token });
    }
    if sentence.is(token + 1, "on")
        && !sentence.is(token, "called")
        && !matches!(sentence.tag_at(token + 2), Some(Tag::Day | Tag::Number))
    {
        let topic: Vec<&str> = (token + 2..sentence.tokens.len())
            .take_while(|at| {
                matches!(sentence.tags[*at], Tag::Noun | Tag::Name)
                    || sentence.is(*at, "and") && matches!(sentence.tag_at(at + 1), Some(Tag::Noun))
            })
            .take(6)
            .map(|at| sentence.word(at))
            .collect();
        let title = format!("{} on {}", word.title, topic.join(" "));
        if !topic.is_empty() && title.chars().count() <= 60 {
            return title;
        }
    }
    match place {
        Some(place) if word.title == "Visit" => format!("Visit to {place}"),
        Some(place) => format!("{} in {place}", word.title),
        None => word.title.to_owned(),
    }
}
