//! Quoted stretches and who is named as saying them.
//!
//! What names a speaker is tried in the order in which it is to be trusted: a verb of saying after
//! the quotation, one before it, `according to`, a colon, a signature; then the paragraph's other
//! quotations; then the last one who spoke. The rule that answered is the attribution's confidence.

use std::ops::Range;

use crate::extract::article::rule::Rule;
use crate::extract::language::grammar::Reading;
use crate::extract::language::marks::Stretch;

mod context;
mod same_sentence;

use context::{Scene, from_paragraph, introduction, last_spoken};
use same_sentence::own_attribution;
pub(crate) use same_sentence::{according, inverted_subject};

/// Who is named as saying something, and by what.
#[derive(Debug, Clone)]
pub(crate) struct Attribution {
    /// Where the speaker is named: bytes of the text.
    pub(crate) mention: Range<usize>,
    /// The word that attributes.
    pub(crate) cue: Option<Range<usize>>,
    pub(crate) rule: Rule,
}

/// A quoted stretch that is taken for a quotation.
#[derive(Debug, Clone)]
pub(crate) struct Quoted {
    /// The stretch's index.
    pub(crate) stretch: usize,
    pub(crate) attribution: Option<Attribution>,
}

/// One quoted stretch in its sentence.
struct Place {
    stretch: usize,
    sentence: usize,
    token: usize,
}

/// The quotations among the stretches of a text, in order.
pub(crate) fn quotations(
    text: &str,
    stretches: &[Stretch],
    readings: &[Reading<'_>],
    paragraphs: &[usize],
) -> Vec<Quoted> {
    let mut found: Vec<Quoted> = Vec::new();
    // Who spoke last, and the paragraph of it.
    let mut last: Option<(Attribution, usize)> = None;
    let mut sentence = 0;
    while sentence < readings.len() {
        let paragraph = paragraphs[sentence];
        let end = sentence
            + paragraphs[sentence..].iter().take_while(|other| **other == paragraph).count();
        let places = places(&readings[sentence..end], sentence);
        let own: Vec<Option<Attribution>> = places
            .iter()
            .map(|place| own_attribution(text, stretches, &readings[place.sentence], place))
            .collect();
        let introduced = introduction(readings, paragraphs, sentence);
        for (at, place) in places.iter().enumerate() {
            let stretch = &stretches[place.stretch];
            let borrowed = || {
                let scene = Scene { text, stretch, paragraph, sentences: &readings[sentence..end] };
                from_paragraph(&scene, &places, &own, at)
                    .or_else(|| scene.is_bare(place).then(|| introduced.clone()).flatten())
                    .or_else(|| scene.by_cue(place, sentence))
                    .or_else(|| scene.by_last(place, last.as_ref()))
                    .or_else(|| {
                        scene.by_topic(place, sentence.checked_sub(1).map(|at| &readings[at]))
                    })
            };
            let attribution = own[at].clone().or_else(borrowed);
            if !is_quotation(text, stretch, attribution.as_ref()) {
                continue;
            }
            if let Some(attribution) = &attribution {
                last = Some((attribution.clone(), paragraph));
            }
            found.push(Quoted { stretch: place.stretch, attribution });
        }
        if let Some(spoke) = last_spoken(&readings[sentence..end])
            && last.as_ref().is_none_or(|(last, _)| last.mention.start < spoke.mention.start)
        {
            last = Some((spoke, paragraph));
        }
        sentence = end;
    }
    join_run_ons(stretches, &mut found);
    found
}

fn places(readings: &[Reading<'_>], offset: usize) -> Vec<Place> {
    let mut places = Vec::new();
    for (at, reading) in readings.iter().enumerate() {
        for (token, what) in reading.tokens.iter().enumerate() {
            if let Some(stretch) = what.quote() {
                places.push(Place { stretch, sentence: offset + at, token });
            }
        }
    }
    places
}

/// A quotation that runs on over paragraphs has one speaker: the one named for any part of it.
fn join_run_ons(stretches: &[Stretch], found: &mut [Quoted]) {
    for at in (1..found.len()).rev() {
        let (before, after) = found.split_at_mut(at);
        let (first, second) = (&mut before[at - 1], &after[0]);
        if stretches[first.stretch].closed || second.stretch != first.stretch + 1 {
            continue;
        }
        let weak = first.attribution.as_ref().is_none_or(|a| a.rule.is_borrowed());
        let strong = second.attribution.as_ref().filter(|a| !a.rule.is_borrowed());
        if let (true, Some(attribution)) = (weak, strong) {
            first.attribution = Some(Attribution { rule: Rule::RunOn, ..attribution.clone() });
        }
    }
}

/// Whether a stretch is a quotation, and neither a title nor a word held at arm's length.
fn is_quotation(text: &str, stretch: &Stretch, attribution: Option<&Attribution>) -> bool {
    let words = text[stretch.inner.clone()]
        .split_whitespace()
        .filter(|word| word.chars().any(char::is_alphanumeric));
    let count = words.clone().count();
    if count == 0 {
        return false;
    }
    // What runs on into the next paragraph is one.
    let Some(attribution) = attribution else { return count >= 5 || !stretch.closed };
    let loose = matches!(
        attribution.rule,
        Rule::Before | Rule::Paragraph | Rule::Nearby | Rule::Subject | Rule::Noun
    );
    let titled = words
        .filter(|word| word.trim_matches(|c: char| !c.is_alphanumeric()).chars().count() > 3)
        .all(|word| {
            word.trim_start_matches(|c: char| !c.is_alphanumeric()).starts_with(char::is_uppercase)
        });
    let before = text[..stretch.outer.start].trim_end();
    let led = before.ends_with([',', ':']);
    // `the author of “A Long Way to Go,”`: a work's name, in the midst of a sentence.
    let inside =
        before.ends_with(char::is_alphanumeric) || before.ends_with("'s") || before.ends_with("’s");
    if titled && inside && count <= 12 && attribution.rule != Rule::DirectlyBefore && count > 1 {
        return false;
    }
    // `“Progress?” he asked. “Where?”`: a sentence of its own, however short.
    let own = before.is_empty() || before.ends_with(['.', '?', '!', '”', '"']);
    let ended = ends_sentence(text, stretch) && (count > 3 || own);
    !(loose && titled && count <= 6 && !led && !ended)
}

/// Whether the words end with a stop or comma of their own, inside the marks or right after.
fn ends_sentence(text: &str, stretch: &Stretch) -> bool {
    inner(text, stretch).ends_with(['.', ',', '!', '?', '…'])
}

/// What stands between the marks, without the marks of a quotation inside it that ends with it.
fn inner<'a>(text: &'a str, stretch: &Stretch) -> &'a str {
    let around = |c: char| c.is_whitespace() || "'’‘".contains(c);
    text[stretch.inner.clone()].trim_matches(around)
}
