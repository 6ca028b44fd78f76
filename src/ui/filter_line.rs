//! The filter line: what is asked for and how much matches it.

use std::collections::BTreeSet;

use ratatui::layout::{Position, Rect};
use ratatui::{buffer::Buffer, style::Style};

use super::words::{columns_from, shown_of};
use super::{cells::Cells, view::View};
use crate::dataset::{DateForm, SpeakerIx, SpeakerKind};
use crate::explorer::{Message, Overlay, Review, SpeakerKey};
use crate::text::{clip, width, words};

/// Among so many speakers, those with the most quotes, examples are looked for.
const EXAMPLE_SPEAKERS: usize = 32;

/// So many names are tried for the shortest: examples are to have room.
const EXAMPLE_NAMES: usize = 3;

/// What an empty filter line offers, as far as it fits: what finds something in this record.
fn examples(view: View<'_>) -> impl Iterator<Item = String> {
    let (data, speakers) = (view.data(), &view.explorer.workspace().speakers);
    // Of whom only hidden words are told, nothing would show.
    let shows =
        |speaker: &&SpeakerIx| view.explorer.population().of_speaker(data, Some(**speaker)) > 0;
    let known = || speakers.order.iter().take(EXAMPLE_SPEAKERS).flatten().filter(shows);
    // One word, as it is typed.
    let word = |text: &str| words(text).last().map(|word| word.folded);
    let is_person = |speaker: &&SpeakerIx| data.speaker(**speaker).kind == SpeakerKind::Person;
    let mut names =
        known().filter(is_person).filter_map(|speaker| word(&data.speaker(*speaker).name));
    let first = names.next();
    let others = names.take(EXAMPLE_NAMES);
    let speaker = others.min_by_key(|name| width(name)).or_else(|| first.clone());
    let side = known().find_map(|speaker| word(data.speaker(*speaker).side.as_deref()?));
    let days = data.days().iter().zip(&view.explorer.population().by_day);
    let month = days.max_by_key(|(_, count)| **count).map(|(day, _)| DateForm::Iso.month(*day));
    let of = |field: &str, value: Option<String>| value.map(|value| format!("{field}:{value}"));
    let examples = [
        Some(format!("to filter: {}", first.as_deref().unwrap_or("words"))),
        Some("\"a phrase\"".to_owned()),
        of("speaker", speaker),
        of("said", month),
        of("side", side),
        Some("this | that".to_owned()),
        Some("-without".to_owned()),
    ];
    examples.into_iter().flatten()
}

/// Draws the line; where it is being typed, the position of the cursor.
pub(super) fn draw(view: View<'_>, area: Rect, buf: &mut Buffer) -> Option<Position> {
    let (explorer, theme) = (view.explorer, view.theme);
    let mut row = Cells::new(area.width);
    if let Some(review) = explorer.review() {
        checking(view, review, &mut row);
        row.draw(area, buf);
        return None;
    }
    let (filter, result) = (explorer.filter(), explorer.result());
    let typing = match explorer.overlay() {
        Overlay::Filter { input, .. } => Some(input),
        _ => None,
    };
    if filter.is_empty() && typing.is_none() {
        row.text(" / ", theme.faint());
        for example in examples(view) {
            if width(&example) + 3 <= row.free() {
                row.text(&example, theme.faint()).text("   ", theme.faint());
            }
        }
        row.draw(area, buf);
        return None;
    }
    row.text(" / ", theme.focused());
    let speakers = speakers(view);
    let (counted, all) = (result.counted.len(), result.population.counted.len());
    let count = match explorer.is_indexed() {
        false if explorer.is_scanning() => "searching …".to_owned(),
        false if all == 0 => String::new(),
        // Mistyped words are found once the index is made.
        false => format!("{} so far", shown_of(counted, all)),
        true => shown_of(counted, all),
    };
    let keys = if typing.is_some() {
        String::new()
    } else {
        let keys = Message::from(" · {key:step-back} clears, {key:undo} undoes");
        view.bindings.fill(&keys)
    };
    let count = format!("{count}{keys} ");
    let beside = width(&count) + if speakers.is_empty() { 2 } else { width(&speakers) + 4 };
    let columns = row.free().saturating_sub(beside).max(12);
    let mut cursor = None;
    if let Some(input) = typing {
        let scroll = input.visual_scroll(columns.saturating_sub(1));
        let visible = columns_from(input.value(), scroll);
        let at = input.visual_cursor().max(scroll) - scroll;
        let x = area.x + u16::try_from(3 + at).unwrap_or(area.width).min(area.width - 1);
        cursor = Some(Position::new(x, area.y));
        let line = clip(visible, columns.saturating_sub(1));
        row.text(&line, theme.strong());
        if at >= width(&line) {
            row.text(" ", Style::new());
        }
    } else {
        row.text(&clip(&filter.query, columns), theme.strong());
    }
    if let Some(index) = explorer.index() {
        for (typed, words) in result.search.guesses(index) {
            let guess = format!("  {typed} → {}", words.join(", "));
            if width(&guess) + beside < row.free() {
                row.text(&guess, theme.faint());
            }
        }
    }
    if !speakers.is_empty() {
        row.text(if filter.query.is_empty() { "" } else { "  " }, Style::new())
            .text(&speakers, theme.matched());
    }
    row.right(&count, theme.faint());
    row.draw(area, buf);
    cursor
}

/// While quotes are checked: how far it is, who is said to have said the selected one, and why.
fn checking(view: View<'_>, review: &Review, row: &mut Cells) {
    let (explorer, theme, data) = (view.explorer, view.theme, view.data());
    let (checked, all) = review.progress;
    row.text(&format!(" {checked} of {all} checked "), theme.focused());
    let Some(ix) = explorer.quote() else { return };
    let quote = data.quote(ix);
    let candidates = data.candidates(ix);
    let who = match (quote.speaker, candidates.is_empty()) {
        (None, false) => {
            let numbered = candidates.iter().zip(1..);
            let named = numbered.map(|(one, nth)| format!("{nth} {}", data.speaker(*one).name));
            named.collect::<Vec<_>>().join("  ") + "?"
        }
        (speaker, _) => format!("{}?", data.speaker_name(speaker)),
    };
    row.text(" ", Style::new()).text(&who, theme.strong());
    let confidence = quote.confidence.map(|degree| format!("{} confidence", degree.name()));
    let rule = data.rule_of(ix).map(str::to_owned);
    let why: Vec<String> = confidence.into_iter().chain(rule).collect();
    row.text(&format!("  {}", why.join(": ")), theme.faint());
}

/// The speakers chosen and left out, in words.
fn speakers(view: View<'_>) -> String {
    let filter = view.explorer.filter();
    let names = |keys: &BTreeSet<SpeakerKey>| {
        let names = keys.iter().map(|key| view.data().speaker_name(*key));
        names.map(|name| clip(name, 24)).collect::<Vec<_>>().join(", ")
    };
    let (only, not) = (names(&filter.chosen), names(&filter.excluded));
    match (only.is_empty(), not.is_empty()) {
        (true, true) => String::new(),
        (false, true) => format!("only {only}"),
        (true, false) => format!("without {not}"),
        (false, false) => format!("only {only}, without {not}"),
    }
}
