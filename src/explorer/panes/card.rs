//! What the source pane shows of a heading or of a speaker without quotes in sight: text of our own.

use std::cmp::Reverse;

use foldhash::{HashMap, HashMapExt};

use super::super::filter::FilterResult;
use super::super::workspace::Workspace;
use super::source_header::office;
use crate::dataset::{GroupIx, GroupKey, QuoteIx, SpeakerIx};

/// How many speakers the card of a heading lists.
const LISTED: usize = 100;

pub(super) fn group_card(workspace: &Workspace, result: &FilterResult, group: GroupIx) -> String {
    let data = &workspace.data;
    let mut card = String::new();
    if let GroupKey::Meeting(meeting) = data.timeline.group(group).key {
        let meeting = data.meeting(meeting);
        if let Some(summary) = &meeting.summary {
            card += &format!("{summary}\n\n");
        }
        if !meeting.participants.is_empty() {
            card += "Took part:\n";
            for speaker in &meeting.participants {
                let office = office(workspace, *speaker);
                let gap = if office.is_empty() { "" } else { ", " };
                card += &format!("  {}{gap}{office}\n", data.speaker(*speaker).name);
            }
            card.push('\n');
        }
    }
    let quotes = data.timeline.quotes_of(group);
    if quotes.len() == 0 {
        return card + "No quotes about it in this record.";
    }
    // For each speaker how many, and the first of them.
    let mut counts: HashMap<Option<SpeakerIx>, (usize, QuoteIx)> = HashMap::new();
    // What counts everywhere counts here.
    for quote in quotes.filter(|quote| result.counted.contains(*quote)) {
        counts.entry(data.quote(quote).speaker).or_insert((0, quote)).0 += 1;
    }
    let counts_nothing = counts.is_empty();
    let mut speakers: Vec<_> = counts.into_iter().collect();
    speakers.sort_by_key(|(_, (count, first))| (Reverse(*count), *first));
    if counts_nothing {
        return card + "Nothing about it matches the filter.";
    }
    card += if result.population.by_printing { "Quotes:\n" } else { "Statements:\n" };
    let wide = speakers.first().map_or(0, |(_, (count, _))| count.to_string().len()).max(3);
    for (speaker, (count, _)) in speakers.iter().take(LISTED) {
        card += &format!("  {count:>wide$}  {}\n", data.speaker_name(*speaker));
    }
    if let Some(more @ 1..) = speakers.len().checked_sub(LISTED) {
        card += &format!("  {:wide$}  and {more} others\n", "");
    }
    card
}

pub(super) fn speaker_card(workspace: &Workspace, ix: SpeakerIx) -> String {
    let data = &workspace.data;
    let speaker = data.speaker(ix);
    let mut card = match data.quotes_by(Some(ix)).len() {
        0 => "Not quoted in this record.\n".to_owned(),
        count => format!("{count} quotes in this record; none matches the filter.\n"),
    };
    if !speaker.aliases.is_empty() {
        card += &format!("\nAlso printed as:\n  {}\n", speaker.aliases.join("\n  "));
    }
    let meetings: Vec<String> = data
        .meetings
        .iter()
        .filter(|meeting| meeting.participants.contains(&ix))
        .map(|meeting| {
            let status = meeting.status.mark().map(|status| format!(", {status}"));
            let date = meeting.date.shown(workspace.dates, false);
            format!("  {date}  {}{}\n", meeting.title, status.unwrap_or_default())
        })
        .collect();
    if !meetings.is_empty() {
        card += &format!("\nTook part in:\n{}", meetings.concat());
    }
    card
}
