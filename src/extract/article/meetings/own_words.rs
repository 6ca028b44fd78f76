//! Meetings that somebody tells of in words of their own: `I met Governor Reed today`.

use std::ops::Range;

use jiff::civil::Date;

use super::{ArticleMeetings, MeetingDetails, When};
use crate::dataset::SpeakerKind;
use crate::extract::article::coreference::Coreference;
use crate::extract::language::days::{Grain, days};
use crate::extract::language::{Sentence, sentences};
use crate::text::fold;

/// What tells in a quotation that its speaker met somebody, and the title of that.
const TELLS: [(&str, &str); 5] = [
    ("discussed", "Conversation"),
    ("met", "Meeting"),
    ("sat", "Meeting"),
    ("spoke", "Conversation"),
    ("talked", "Conversation"),
];

impl ArticleMeetings {
    /// Adds the meetings that a speaker tells of with whom it was and on which day.
    pub(crate) fn add_own_words(
        &mut self,
        text: &str,
        span: &Range<usize>,
        (speaker, said): (usize, Option<Date>),
        coreference: &Coreference,
    ) {
        let quoted = &text[span.clone()];
        if !TELLS.iter().any(|(word, _)| quoted.contains(word)) {
            return;
        }
        for Sentence { range, .. } in sentences(quoted, &[]) {
            let mut told = days(quoted, range.clone(), said).into_iter();
            let day = told.find(|when| when.grain == Grain::Day && when.first == when.last);
            let Some(day) = day.map(|when| when.first) else { continue };
            let words: Vec<&str> = quoted[range].split_whitespace().map(bare).collect();
            let Some((title, other)) = met(&words, coreference) else { continue };
            let gone = said.is_some_and(|said| day <= said);
            if other == speaker || !gone {
                continue;
            }
            let participants = vec![speaker, other];
            let details =
                MeetingDetails { title: title.into(), place: None, participants, beside: false };
            let when = Some(When::Days(day, day));
            // `Reed said after a meeting with Weber: “Anna and I met today.”`
            let undated = self.all.iter_mut().find(|known| {
                let present = &known.details.participants;
                let same =
                    present.len() == 2 && present.contains(&speaker) && present.contains(&other);
                same && known.when.is_none() && !known.planned
            });
            match undated {
                Some(undated) => undated.when = when,
                None => drop(self.add(when, details)),
            }
        }
    }
}

/// A word without the marks around it.
fn bare(word: &str) -> &str {
    word.trim_matches(|c: char| !c.is_alphanumeric())
}

/// Whom the speaker met: `Tom and I discussed it`, `I met with Governor Reed`.
fn met(words: &[&str], coreference: &Coreference) -> Option<(&'static str, usize)> {
    let is = |at: usize, word: &str| words.get(at).is_some_and(|w| w.eq_ignore_ascii_case(word));
    let verb = (1..words.len()).find_map(|at| {
        let (_, title) = TELLS.iter().find(|(verb, _)| is(at, verb))?;
        let told = ["I", "we"].iter().any(|who| is(at - 1, who))
            || at > 1 && is(at - 1, "just") && is(at - 2, "I");
        told.then_some((at, *title))
    });
    let (at, title) = verb?;
    let named = |at: usize| person(words.get(at)?, coreference);
    if at > 2 && is(at - 1, "I") && is(at - 2, "and") {
        return named(at - 3).map(|one| (title, one));
    }
    let with = match title {
        "Meeting" if is(at, "met") && !is(at + 1, "with") => at,
        _ => (at + 1..words.len()).find(|with| is(*with, "with") || is(*with, "to"))?,
    };
    // The last word of the name: `with Governor Tom Reed`.
    let name = (with + 1..words.len())
        .take_while(|at| words[*at].starts_with(char::is_uppercase))
        .filter_map(named)
        .last();
    name.map(|one| (title, one))
}

/// The one person whom a word of a name means.
fn person(word: &&str, coreference: &Coreference) -> Option<usize> {
    let folded = fold(word);
    let mut called = coreference.entities.iter().enumerate().filter(|(_, known)| {
        let name = fold(&known.name);
        let mut parts = name.split(' ');
        known.kind == SpeakerKind::Person
            && !known.unnamed
            && (parts.next() == Some(&folded) || parts.next_back() == Some(&folded))
    });
    let (one, _) = called.next()?;
    called.next().is_none().then_some(one)
}
