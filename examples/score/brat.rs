//! Attributions as annotators marked them: brat's standoff format.

use std::collections::{HashMap, HashSet};

use crate::page::{Page, Span};
use crate::words::are_swapped;

/// One attribution, as marked: each role may be in several places, in order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Event {
    /// What was said; never without ink.
    pub(crate) content: Vec<Span>,
    /// Who said it; empty if nobody is named.
    pub(crate) source: Vec<Span>,
    /// What shows that it was said: `said`, `according to`.
    pub(crate) cue: Vec<Span>,
}

/// An annotator's file.
#[derive(Debug, Default)]
pub(crate) struct Annotation {
    /// The attributions, in the order of their contents.
    pub(crate) events: Vec<Event>,
    /// Passages that the annotator left undecided.
    pub(crate) undecided: Vec<Span>,
}

/// Labels of the passages that count neither way.
const UNDECIDED: [&str; 2] = ["Discard", "Discuss"];

/// Reads an annotator's file. Lines of other kinds, and events without content, are left out.
pub(crate) fn read(file: &str, page: &Page) -> Annotation {
    let mut marked: HashMap<&str, (&str, Vec<Span>)> = HashMap::new();
    let mut lines = Vec::new();
    for line in file.lines() {
        let Some((id, rest)) = line.split_once('\t') else { continue };
        if is_id(id, 'E') {
            lines.push((id, rest));
        } else if let Some((label, spans)) = text_bound(rest).filter(|_| is_id(id, 'T')) {
            marked.insert(id, (label, clamped(&spans, page.len())));
        }
    }
    let mut seen = HashSet::new();
    let mut events: Vec<(&str, Event)> = lines
        .into_iter()
        .filter_map(|(id, roles)| Some((id, event(roles, &marked, page)?)))
        .filter(|(_, e)| seen.insert((e.content.clone(), e.source.clone(), e.cue.clone())))
        .collect();
    events.sort_by_key(|(id, event)| (event.content.first().copied(), *id));
    let undecided = marked.into_values().filter(|(label, _)| UNDECIDED.contains(label));
    Annotation {
        undecided: undecided.flat_map(|(_, spans)| spans).collect(),
        events: events.into_iter().map(|(_, event)| unswapped(event, page)).collect(),
    }
}

fn is_id(id: &str, letter: char) -> bool {
    id.strip_prefix(letter)
        .is_some_and(|rest| !rest.is_empty() && rest.bytes().all(|b| b.is_ascii_digit()))
}

/// `Content 3 9;12 20` and its text, a tab between them.
fn text_bound(line: &str) -> Option<(&str, Vec<Span>)> {
    let (label, offsets) = line.split('\t').next()?.split_once(' ')?;
    let spans: Option<Vec<Span>> = offsets
        .split(';')
        .map(|span| {
            let (start, end) = span.split_once(' ')?;
            Some(Span::new(start.parse().ok()?, end.parse().ok()?))
        })
        .collect();
    Some((label, spans?))
}

fn clamped(spans: &[Span], len: usize) -> Vec<Span> {
    let whole = Span::new(0, len);
    spans.iter().map(|span| span.common(whole)).filter(|span| !span.is_empty()).collect()
}

/// `Attribution:T4 Content:T3 Cue:T2 Source:T1`; a number after a role makes it no other role.
fn event(roles: &str, marked: &HashMap<&str, (&str, Vec<Span>)>, page: &Page) -> Option<Event> {
    let mut roles = roles.split_whitespace().filter_map(|role| role.split_once(':'));
    roles.next().filter(|(name, _)| name.starts_with("Attribution"))?;
    let roles: Vec<(&str, &str)> = roles.collect();
    let spans = |name: &str| {
        let named = |role: &str| role.trim_end_matches(|c: char| c.is_ascii_digit()) == name;
        let of = roles.iter().filter(|(role, _)| named(role));
        let mut spans: Vec<Span> =
            of.filter_map(|(_, id)| marked.get(id)).flat_map(|(_, spans)| spans.clone()).collect();
        spans.sort_unstable();
        spans.dedup();
        spans
    };
    let event = Event { content: spans("Content"), source: spans("Source"), cue: spans("Cue") };
    (!page.ink(event.content.iter().copied()).is_empty()).then_some(event)
}

/// A source `said` with a cue `Anna Weber` is a slip: they change places.
fn unswapped(event: Event, page: &Page) -> Event {
    if are_swapped(&page.joined(&event.source), &page.joined(&event.cue)) {
        return Event { source: event.cue, cue: event.source, ..event };
    }
    event
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "Anna Weber said it rains, and told Tom Reed to stay.";

    fn read_here(file: &str) -> Annotation {
        read(file, &Page::new(TEXT))
    }

    #[test]
    fn roles_are_joined_and_clamped() {
        let file = "T1\tSource 0 10\tAnna Weber\nT2\tCue 11 15\tsaid\nT3\tContent 16 24\tit rains\n\
                    T4\tContent 43 99\t\nT5\tAttribution 11 15\tsaid\n\
                    E1\tAttribution:T5 Content2:T4 Content:T3 Cue:T2 Source:T1\n\
                    E2\tAttribution:T5 Content:T3 Content2:T4 Cue:T2 Source:T1\n\
                    #1\tAnnotatorNotes E1\tit rains";
        let annotation = read_here(file);
        let [event] = &annotation.events[..] else { panic!("{annotation:?}") };
        assert_eq!(event.content, [Span::new(16, 24), Span::new(43, 52)]);
        assert_eq!(event.source, [Span::new(0, 10)]);
    }

    #[test]
    fn what_has_no_content_is_left_out() {
        let file = "T1\tContent 15 16;60 70\t \nT2\tAttribution 0 1\tA\nT3\tContent 0 4\tAnna\n\
                    E1\tAttribution:T2 Content:T1\nE2\tAttribution:T2 Content:T9\n\
                    E3\tNested:T2 Content:T3\nE4\nT4\tContent 9\t\nT5\tDiscuss 16 24\tit rains";
        let annotation = read_here(file);
        assert!(annotation.events.is_empty(), "{annotation:?}");
        assert_eq!(annotation.undecided, [Span::new(16, 24)]);
    }

    #[test]
    fn a_verb_marked_as_source_changes_places_with_its_subject() {
        let file = "T1\tCue 0 10\tAnna Weber\nT2\tSource 11 15\tsaid\nT3\tContent 16 24\tit rains\n\
                    T4\tAttribution 11 15\tsaid\nE1\tAttribution-no-source:T4 Content:T3 Cue:T1 \
                    Source:T2";
        let annotation = read_here(file);
        assert_eq!(annotation.events[0].source, [Span::new(0, 10)]);
        assert_eq!(annotation.events[0].cue, [Span::new(11, 15)]);
    }
}
