//! The state of an explorer in words: a heading first, then one thing a line.

use std::ops::Range;

use super::command::commands;
use crate::dataset::{GroupIx, QuoteIx};
use crate::explorer::{
    Explorer, HeaderKind, Message, Overlay, Row, Selection, SpeakerKey, find_all, heading_words,
    office,
};
use crate::keymap::CommandEntry;
use crate::search::query::language;
use crate::text::{clip, counted, paragraphs, safe, safe_lines, unwrapped};

/// Columns of the words of a quote in a list.
const WORDS: usize = 160;
/// Paragraphs that are read at once.
const PARAGRAPHS: usize = 5;
/// Places that are read out.
const PLACES: usize = 5;

/// A sentence, which names commands and no keys.
pub(super) fn said(message: &Message) -> String {
    let text = message.filled(|command| format!("`{command}`"));
    safe_lines(&text)
}

/// What of the filter's query could not be read, a line each.
pub(super) fn problems(explorer: &Explorer) -> String {
    let text = &explorer.filter().query;
    let problems = explorer.result().query.problems.iter();
    problems.map(|problem| sentence(&safe(&problem.sentence(text))) + "\n").collect()
}

/// How many match, and what they match.
pub(super) fn found(explorer: &Explorer) -> String {
    let (result, filter) = (explorer.result(), explorer.filter());
    let what = if explorer.is_by_printing() { "printing" } else { "statement" };
    let (matching, all) = (result.counted.len(), result.population.counted.len());
    let data = &explorer.workspace().data;
    let printings =
        (result.count > matching).then(|| format!(", {}", counted(result.count, "printing")));
    let hidden = match result.hidden {
        0 => String::new(),
        hidden => format!("; {hidden} of reported speech hidden, `reported-speech` shows more"),
    };
    let rest = format!("{}{hidden}.\n", printings.unwrap_or_default());
    if filter.is_empty() {
        return format!("{}: {}{rest}", safe(&data.title), counted(all, what));
    }
    let names = |keys: &mut dyn Iterator<Item = &SpeakerKey>| {
        keys.map(|key| safe(data.speaker_name(*key)).into_owned()).collect::<Vec<_>>().join(", ")
    };
    let mut by = vec![];
    if !filter.query.trim().is_empty() {
        by.push(safe(filter.query.trim()).into_owned());
    }
    if !filter.chosen.is_empty() {
        by.push(format!("by {}", names(&mut filter.chosen.iter())));
    }
    if !filter.excluded.is_empty() {
        by.push(format!("without {}", names(&mut filter.excluded.iter())));
    }
    let by = by.join(", ");
    let found = format!("Filter {by}: {matching} of {}{rest}", counted(all, what));
    match result.advice(filter, explorer.workspace()) {
        Some(advice) => format!("{found}{}\n", sentence(&said(&advice))),
        None => found,
    }
}

/// A phrase as a sentence.
fn sentence(phrase: &str) -> String {
    let mut letters = phrase.chars();
    let first: String = letters.next().into_iter().flat_map(char::to_uppercase).collect();
    let end = if phrase.ends_with(['.', '?', '!']) { "" } else { "." };
    format!("{first}{}{end}", letters.as_str())
}

/// A row of the timeline.
pub(super) fn row(explorer: &Explorer, row: Row) -> String {
    match row {
        Row::Heading(group) => heading(explorer, group),
        Row::Quote(quote) | Row::Alone(quote) => quote_row(explorer, quote),
        Row::Printing { quote, .. } => {
            let data = &explorer.workspace().data;
            let article = data.article(data.quote(quote).article);
            let publisher = article.publisher.as_deref().unwrap_or(&article.title);
            let day = explorer.workspace().dates.any(article.date);
            format!("Also printed {day} by {}.", safe(publisher))
        }
    }
}

/// A heading of the timeline, and how many stand under it.
pub(super) fn heading(explorer: &Explorer, group: GroupIx) -> String {
    let (title, below) = heading_words(explorer.workspace(), group);
    let data = &explorer.workspace().data;
    let count = explorer.result().counted.count(data.timeline.group(group).quotes.clone());
    let what = if explorer.is_by_printing() { "printing" } else { "statement" };
    let folded = explorer.panes().timeline.folded.contains(&group);
    let folded = if folded && count > 0 { ", folded" } else { "" };
    let title = plain(&title);
    format!("{title}; {}; {}{folded}.", plain(&below), counted(count, what))
}

/// A quote in one line.
fn quote_row(explorer: &Explorer, ix: QuoteIx) -> String {
    let data = &explorer.workspace().data;
    let quote = data.quote(ix);
    let distance = data.distance(ix).map(|days| match days {
        0 => ", on the day of the meeting".to_owned(),
        1.. => format!(", {} after the meeting", counted(days.unsigned_abs() as usize, "day")),
        _ => format!(", {} before the meeting", counted(days.unsigned_abs() as usize, "day")),
    });
    let shown = unwrapped(&data.shown(ix)).into_owned();
    let printings = data.same_utterance(ix).len();
    let printed = (printings > 1 && !explorer.is_by_printing())
        .then(|| format!(" Printed {printings} times."));
    let remarks = data.remarks(ix).map(|remarks| {
        let mut words = Vec::new();
        words.extend(remarks.approved.then(|| "found right".to_owned()));
        words.extend(remarks.corrected.then(|| "changed by a reader".to_owned()));
        words.extend(remarks.marks.iter().map(|mark| format!("marked {mark}")));
        words.extend(remarks.note.as_ref().map(|note| format!("note: {note}")));
        if words.is_empty() { String::new() } else { format!(" ({})", words.join(", ")) }
    });
    let text = format!(
        "{}, {}{}: {}{}{}",
        data.who(ix),
        quote.when(explorer.workspace().dates),
        distance.unwrap_or_default(),
        clip(&shown, WORDS),
        printed.unwrap_or_default(),
        remarks.unwrap_or_default(),
    );
    safe(&text).into_owned()
}

/// A speaker, and how many match.
pub(super) fn speaker(explorer: &Explorer, key: SpeakerKey) -> String {
    let (workspace, result) = (explorer.workspace(), explorer.result());
    let slot = workspace.data.slot(key);
    let matching = result.by_speaker.get(slot).copied().unwrap_or_default();
    let all = result.population.by_speaker.get(slot).copied().unwrap_or_default();
    let office = key.map(|speaker| office(workspace, speaker)).filter(|office| !office.is_empty());
    let office = office.map(|office| format!(", {}", plain(&office))).unwrap_or_default();
    let name = safe(workspace.data.speaker_name(key)).into_owned();
    let count = if matching == all { matching.to_string() } else { format!("{matching} of {all}") };
    let filter = explorer.filter();
    let state = match () {
        () if filter.excluded.contains(&key) => ", left out",
        () if filter.chosen.contains(&key) => ", shown alone",
        () => "",
    };
    format!("{name}{office}: {count}{state}.")
}

/// What is selected, and what is known of it; with the number of its row, where that is told.
pub(super) fn place(explorer: &Explorer, row: Option<usize>) -> String {
    let data = &explorer.workspace().data;
    let number = row.map(|row| format!("{}. ", row + 1)).unwrap_or_default();
    match explorer.selection() {
        Selection::Quote(quote) => {
            let shown = safe(&unwrapped(&data.shown(quote))).into_owned();
            format!("{number}{shown}\n{}", above_source(explorer))
        }
        Selection::Group(_) | Selection::Speaker(_) => {
            let card = explorer.panes().source.doc.text(explorer.workspace());
            let card: Vec<String> = card.lines().map(plain).collect();
            format!("{number}{}{}", above_source(explorer), card.join("\n"))
        }
        Selection::Nothing => "Nothing is selected, because nothing shows.".into(),
    }
}

/// The lines above the source, without those that only part them.
fn above_source(explorer: &Explorer) -> String {
    let lines = explorer.panes().source.header.iter();
    let lines = lines.filter(|line| line.kind != HeaderKind::Rule);
    let lines = lines.map(|line| plain(&line.text.filled(|command| format!("`{command}`"))));
    lines.filter(|line| !line.trim().is_empty()).map(|line| line + "\n").collect()
}

/// Text without the signs that only please the eye.
fn plain(text: &str) -> String {
    safe(text).replace(" · ", ", ").trim().to_owned()
}

/// The article of the selected quote.
struct ReadArticle<'a> {
    text: &'a str,
    /// Its paragraphs.
    all: Vec<Range<usize>>,
    /// Which of them the quote stands in.
    own: Range<usize>,
}

fn article(explorer: &Explorer) -> Option<ReadArticle<'_>> {
    let data = &explorer.workspace().data;
    let quote = data.quote(explorer.quote()?);
    let text = data.article(quote.article).text.as_str();
    let all: Vec<Range<usize>> =
        paragraphs(text).filter(|paragraph| !text[paragraph.clone()].trim().is_empty()).collect();
    let span = quote.span();
    let first = all.partition_point(|paragraph| paragraph.end <= span.start);
    let last = all.partition_point(|paragraph| paragraph.start < span.end);
    Some(ReadArticle { text, all, own: first..last.max(first + 1) })
}

fn paragraph(text: &str, range: &Range<usize>) -> String {
    safe_lines(&unwrapped(text[range.clone()].trim()))
}

/// The source around the selected quote: the paragraph before it, its own, and the one behind; with
/// which paragraph the rest begins.
pub(super) fn source(explorer: &Explorer) -> (String, Option<usize>) {
    let Some(ReadArticle { text, all, own }) = article(explorer) else {
        return ("Select a quote first: a number of the timeline does.".into(), None);
    };
    let mut answer = format!("Source: {}", above_source(explorer));
    let to = (own.end + 1).min(all.len());
    for at in own.start.saturating_sub(1)..to {
        let which = if own.contains(&at) { ", with the quote" } else { "" };
        answer += &format!("Paragraph {} of {}{which}:\n", at + 1, all.len());
        answer += &format!("{}\n", paragraph(text, &all[at]));
    }
    (answer, (to < all.len()).then_some(to))
}

/// The source from a paragraph on: a few, or all; with which one the rest begins.
pub(super) fn paragraphs_from(
    explorer: &Explorer,
    from: usize,
    to_the_end: bool,
) -> (String, Option<usize>) {
    let Some(ReadArticle { text, all, .. }) = article(explorer) else {
        return ("Select a quote first: a number of the timeline does.".into(), None);
    };
    let to = if to_the_end { all.len() } else { (from + PARAGRAPHS).min(all.len()) };
    let mut answer = String::new();
    if from == 0 {
        answer += &format!("Source: {}", above_source(explorer));
    }
    for at in from..to {
        answer +=
            &format!("Paragraph {} of {}:\n{}\n", at + 1, all.len(), paragraph(text, &all[at]));
    }
    (answer, (to < all.len()).then_some(to))
}

/// The paragraphs of the source that hold some words.
pub(super) fn find(explorer: &Explorer, words: &str) -> String {
    let Some(ReadArticle { text, all, .. }) = article(explorer) else {
        return "Select a quote first: `find` looks in its source; `filter` finds quotes.".into();
    };
    let matches = find_all(text, words);
    if words.is_empty() || matches.is_empty() {
        let words = safe(words);
        return format!("{words:?} stands nowhere in this source; `filter in:WORD` looks in all.");
    }
    let mut answer = format!("{} in this source.\n", counted(matches.len(), "place"));
    let holds = |paragraph: &&Range<usize>| {
        matches.iter().any(|found| found.start < paragraph.end && paragraph.start < found.end)
    };
    let numbered: Vec<(usize, &Range<usize>)> =
        all.iter().enumerate().filter(|(_, paragraph)| holds(paragraph)).collect();
    for (at, range) in numbered.iter().take(PLACES) {
        answer += &format!("Paragraph {} of {}:\n{}\n", at + 1, all.len(), paragraph(text, range));
    }
    if let Some(more @ 1..) = numbered.len().checked_sub(PLACES) {
        answer +=
            &format!("And {} more; `source all` reads everything.\n", counted(more, "paragraph"));
    }
    answer.trim_end().to_owned()
}

/// What lies over the panes.
pub(super) fn overlay(explorer: &Explorer) -> String {
    match explorer.overlay() {
        Overlay::Profile(profile) => {
            let mut answer = format!("Profile: {}\n", plain(&profile.title));
            let mut label = "";
            for line in &profile.lines {
                label = if line.label.is_empty() { label } else { line.label };
                let count = line.count.map(|(count, _)| format!(": {count}")).unwrap_or_default();
                let gap = if label.is_empty() { "" } else { ": " };
                answer += &format!("{label}{gap}{}{count}\n", plain(&line.text));
            }
            answer
        }
        Overlay::Annotations(list) => {
            let mut answer = format!("Annotations: {}.\n", list.rows.len());
            for row in &list.rows {
                let orphan = row.orphan.as_ref().map(|why| format!("; {why}")).unwrap_or_default();
                answer +=
                    &format!("{}, {}{}\n", plain(&row.label), plain(&row.place), plain(&orphan));
            }
            answer
        }
        Overlay::Choose(chooser) => {
            let mut answer =
                "Type what is to be chosen behind the command. There are:\n".to_owned();
            for row in chooser.rows.iter().take(PLACES * 2) {
                answer += &format!("{}\n", plain(&row.label));
            }
            answer
        }
        Overlay::Outgoing(outgoing) if outgoing.leaves => {
            let why = explorer.unsaved().unwrap_or_default();
            format!(
                "Not saved: {} `quit FILE` writes what is not saved to a file, `outgoing-leave` leaves without.",
                sentence(&plain(why))
            )
        }
        // What is wrong with the file that was named is said already.
        Overlay::Outgoing(_) if explorer.message().is_some() => String::new(),
        Overlay::Outgoing(_) => {
            "Name a file behind `export`; its ending tells the form: md, txt, csv, json, html."
                .into()
        }
        Overlay::Address { url, doubt } => format!("{} Not opened: {}", sentence(doubt), safe(url)),
        _ => String::new(),
    }
}

/// The commands and what they do, or what one of them does.
pub(super) fn help(about: Option<&CommandEntry>) -> String {
    let line = |command: &CommandEntry| {
        let help = said(&Message::from(command.help));
        format!("{}: {help}\n", command.name)
    };
    match about {
        Some(command) if command.name == "filter" => {
            format!("{}What a filter may hold:\n{}", line(command), language())
                .trim_end()
                .to_owned()
        }
        Some(command) => line(command).trim_end().to_owned(),
        None => {
            let own = "Commands. A name may be cut where it stays the only one.\n\
                       filter QUERY, or /QUERY: find quotes; `help filter` tells what a query may hold\n\
                       A NUMBER: go to that row of the list that was read last\n\
                       An empty line, or more: read on\n\
                       meetings: list the meetings\n\
                       source all: read the whole source\n\
                       find WORDS: the paragraphs of the source that hold them\n\
                       copy FILE, copy-words FILE and the like: write it to a file, or without a name print it\n\
                       export FILE: write what is marked, or else all that shows; the ending tells the form\n";
            let all: String = commands().map(line).collect();
            (own.to_owned() + &all).trim_end().to_owned()
        }
    }
}
