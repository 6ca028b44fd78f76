//! The place, the parties and the title of a meeting, from its sentence.

use super::words::MeetingWord;
use crate::dataset::SpeakerKind;
use crate::extract::article::coreference::{Coreference, Referent};
use crate::extract::language::{
    Kinds, Tag, TaggedSentence, TokenRange, WordList, country, look_up,
};

static HELD_BY: WordList = WordList::new("meeting-held-by");

/// Where a meeting is held: `in Geneva`, `to Brussels`, `the Geneva talks`.
pub(super) fn place(sentence: &TaggedSentence<'_>, token: usize) -> Option<String> {
    let named = |at: usize| -> Option<String> {
        let mut last = at;
        while sentence.tag_at(last + 1) == Some(Tag::Name) && !sentence.tokens[last].possessive {
            last += 1;
        }
        let person = sentence.tokens[at].any(Kinds::FIRST_NAME | Kinds::TITLE);
        let organisation = (at..=last).any(|at| sentence.tokens[at].any(Kinds::ORGANISATION));
        let words = &sentence.text[sentence.span(TokenRange { first: at, last })];
        (!person && !organisation && !sentence.tokens[last].possessive && last - at < 3)
            .then(|| words.split_whitespace().collect::<Vec<_>>().join(" "))
    };
    let visit = sentence.is_any(token, &["visit", "trip"]);
    let candidates = (0..sentence.tokens.len().saturating_sub(1)).filter(|at| {
        let prepositions: &[&str] = if visit { &["to", "in"] } else { &["in"] };
        // `set for Geneva Sept 30`
        let dated = || sentence.is(*at, "for") && sentence.tag_at(at + 2) == Some(Tag::Day);
        // `talks on the war in X`: the topic.
        let of_topic = (token + 1..*at).any(|at| {
            let day = sentence.tag_at(at + 1) == Some(Tag::Day);
            let about = sentence.is_any(at, &["on", "about", "over"]) && !day;
            about || sentence.tags[at] == Tag::That
        });
        (sentence.is_any(*at, prepositions) || dated())
            && sentence.tags[at + 1] == Tag::Name
            && !of_topic
    });
    // `visited Freedonia`: what is visited is the place.
    let visits = sentence.is_any(token, &["visit", "visits", "visited", "visiting"])
        && sentence.tag_at(token + 1) == Some(Tag::Name);
    let object = visits.then(|| named(token + 1)).flatten();
    let near = candidates.min_by_key(|at| at.abs_diff(token)).filter(|at| at.abs_diff(token) <= 20);
    object.or_else(|| near.and_then(|at| named(at + 1)))
}

/// Whether a verb near a noun of meeting opens, holds or closes it.
pub(super) fn is_held(sentence: &TaggedSentence<'_>, token: usize) -> bool {
    (0..token).rev().take(8).any(|at| HELD_BY.has(sentence.word(at)))
}

/// Who takes part: the subject of a verb of meeting and whom it meets, or those named beside the
/// noun: `talks between`, `a visit by`, `Reed's call with`.
pub(super) fn participants(
    sentence: &TaggedSentence<'_>,
    sentence_index: usize,
    coreference: &Coreference,
    word: MeetingWord,
) -> Vec<usize> {
    /// How far from its words a party stands.
    const FAR: usize = 18;
    let token = word.token;
    let mut present = Vec::new();
    let add = |first: usize, last: usize, present: &mut Vec<usize>| {
        for entity in parties(sentence, coreference, first, last) {
            if !present.contains(&entity) {
                present.push(entity);
            }
        }
    };
    let subject = |subject: TokenRange, present: &mut Vec<usize>| {
        let known = present.len();
        add(subject.first, subject.last, present);
        if present.len() == known
            && let Referent::Pronoun(entity) =
                coreference.referent(sentence, sentence_index, subject)
        {
            present.push(entity);
        }
    };
    // Whose verb it is: that of meeting itself, or one that holds it.
    for verb in &sentence.verbs {
        let own = word.verb && verb.main == token;
        let main = sentence.word(verb.main);
        let heard =
            matches!(word.title, "Conference" | "Briefing" | "Hearing") && sentence.says(verb);
        let holds = !word.verb && (heard || HELD_BY.has(main)) && token.abs_diff(verb.main) < 8;
        if let Some(of) = verb.subject.filter(|_| own || holds && verb.main < token) {
            let end = verb.first.saturating_sub(1).max(of.last).max(of.first);
            let comma = (of.first..=end).find(|at| sentence.tags[*at] == Tag::Comma);
            subject(TokenRange { first: of.first, last: of.last }, &mut present);
            if comma.is_none() && end > of.last && end - of.last < 12 {
                add(of.first, end, &mut present);
            }
            // `Iran and Russia met`: the subject may be the last of several.
            let mut first = of.first;
            while first >= 2
                && (sentence.is(first - 1, "and") || sentence.tags[first - 1] == Tag::Comma)
                && sentence.tags[first - 2] == Tag::Name
            {
                first = sentence.phrase_ending(first - 2).first;
            }
            if first < of.first && (first..of.first).any(|at| sentence.is(at, "and")) {
                add(first, of.last, &mut present);
            }
        }
    }
    let list_end = |from: usize| {
        (from..sentence.tokens.len())
            .find(|at| {
                let stops = matches!(
                    sentence.tags[*at],
                    Tag::Verb | Tag::Stop | Tag::Quote | Tag::Day | Tag::That | Tag::To | Tag::Ing
                );
                let elsewhere = sentence.tags[*at] == Tag::Preposition
                    && !sentence.is_any(*at, &["of", "for", "and"]);
                stops || elsewhere
            })
            .unwrap_or(sentence.tokens.len())
    };
    let mut after = (token + 1..sentence.tokens.len()).take(FAR);
    let list = after.find(|at| {
        sentence.is_any(*at, &["between", "with", "featuring", "by"])
            && !sentence.is_any(at + 1, &["phone", "telephone"])
            || sentence.tags[*at] == Tag::Quote
    });
    if let Some(at) = list.filter(|at| sentence.tags[*at] != Tag::Quote) {
        let end = list_end(at + 1);
        if end > at + 1 {
            add(at + 1, end - 1, &mut present);
        }
    } else if word.verb {
        let end = list_end(token + 1);
        if end > token + 1
            && sentence.tag_at(token + 1) != Some(Tag::Preposition)
            && word.title != "Visit"
        {
            add(token + 1, end - 1, &mut present);
        }
    }
    // `Reed's visit to Lima`
    let first = sentence.phrase_ending(token).first;
    if !word.verb {
        for at in first.saturating_sub(3)..=first {
            if sentence.tokens[at].possessive && sentence.tags[at] == Tag::Name {
                let TokenRange { first, .. } = sentence.phrase_ending(at);
                add(first, at, &mut present);
            }
        }
    }
    // `After talks with Reed, Weber said`, `said on a visit to Lima`: the sentence's subject was there.
    let alone = present.len() == 1 && sentence.is_any(token + 1, &["with", "in", "at"])
        || present.is_empty() && word.title == "Visit";
    let led = || {
        let mut before = (0..token).rev().take(6);
        before.any(|at| sentence.is_any(at, &["after", "following", "during", "before", "on"]))
    };
    let main = sentence.verbs.iter().find(|verb| verb.is_finite() && !verb.relative);
    if let Some(of) = main.and_then(|verb| verb.subject).filter(|_| !word.verb && alone && led()) {
        subject(of, &mut present);
    }
    present
}

/// The persons and bodies named among tokens; no towns, and no countries that only tell whose a
/// person is.
fn parties(
    sentence: &TaggedSentence<'_>,
    coreference: &Coreference,
    first: usize,
    last: usize,
) -> Vec<usize> {
    let mut found = Vec::new();
    let mut from = first;
    while from <= last {
        let to = (from..=last)
            .find(|at| sentence.tags[*at] == Tag::Preposition && *at > from)
            .map_or(last, |at| at - 1);
        let placed = sentence.tags[from] == Tag::Preposition && !sentence.is(from, "of");
        let owner = sentence.is(from, "of");
        for entity in coreference.named_in(&sentence.span(TokenRange { first: from, last: to })) {
            let known = &coreference.entities[entity];
            let body = || {
                country(&known.name).is_some() && !owner
                    || known
                        .name
                        .split(' ')
                        .any(|word| look_up(word).kinds.intersects(Kinds::ORGANISATION))
                    || known.name.len() < 6
                        && known.name.chars().all(|c| c.is_uppercase() || c == '.')
            };
            if known.kind == SpeakerKind::Person || !placed && body() {
                found.push(entity);
            }
        }
        from = to + 1;
    }
    found
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
