//! Completing the filter line: names of fields, and after a colon the values there are, with how
//! many quotes have each.

use std::collections::HashMap;

use super::{population::Population, workspace::Workspace};
use crate::dataset::{
    ArticleIx, Confidence, Meeting, MeetingIx, MeetingStatus, Polarity, QuoteIx, QuoteKind,
    SpeakerIx, UNDATED, Verdict,
};
use crate::search::query::field_names;
use crate::text::{clip, fold};

/// The most values that are offered.
const OFFERED: usize = 40;
/// Columns of a value in the line that lists them.
const SHOWN: usize = 24;

/// What the last word of the line may become.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Completion {
    /// The line without that word.
    before: String,
    /// What it may become, and how that is listed.
    choices: Vec<(String, String)>,
    /// Which of them stands in the line.
    at: usize,
}

impl Completion {
    /// What the last word of a line may become; `None` where nothing fits it.
    pub(super) fn new(workspace: &Workspace, population: &Population, line: &str) -> Option<Self> {
        let start = line.rfind([' ', '|']).map_or(0, |at| at + 1);
        let (before, word) = line.split_at(start);
        let bare = word.trim_start_matches(['-', '!']);
        let before = format!("{before}{}", &word[..word.len() - bare.len()]);
        let choices = match bare.split_once(':') {
            Some((field, value)) => values(workspace, population, field, value.trim_matches('"')),
            None if bare.is_empty() => Vec::new(),
            None => {
                let names = field_names().filter(|name| name.starts_with(&fold(bare)));
                names.map(|name| (format!("{name}:"), format!("{name}:"))).collect()
            }
        };
        (!choices.is_empty()).then_some(Self { before, choices, at: 0 })
    }

    /// The line as it stands completed.
    pub(super) fn line(&self) -> String {
        format!("{}{}", self.before, self.choices[self.at].0)
    }

    /// Whether there is another choice.
    pub(super) fn has_others(&self) -> bool {
        self.choices.len() > 1
    }

    /// Goes on to the next choice.
    pub(super) fn step(&mut self) {
        self.at = (self.at + 1) % self.choices.len();
    }

    /// What there is to choose from, beginning with what stands in the line.
    pub(super) fn listed(&self) -> String {
        let rest = self.choices.iter().cycle().skip(self.at).take(self.choices.len());
        rest.map(|(_, shown)| shown.as_str()).collect::<Vec<_>>().join("  ")
    }
}

/// The values of a field that begin as is typed, those that most quotes have first.
fn values(
    workspace: &Workspace,
    population: &Population,
    field: &str,
    typed: &str,
) -> Vec<(String, String)> {
    let data = &workspace.data;
    let quotes = || population.counted.iter();
    let counted = |quotes: std::ops::Range<usize>| population.counted.count(quotes);
    let folded = fold(typed);
    // Any word of a value may be typed, and its beginning.
    let fits = |value: &str| {
        let value = fold(value);
        let mut words = value.split(|c: char| !c.is_alphanumeric());
        value.starts_with(&folded) || words.any(|word| word.starts_with(&folded))
    };
    let mut counts: HashMap<String, usize> = HashMap::new();
    let mut count = |name: &str, quotes: usize| {
        if fits(name) {
            *counts.entry(name.to_owned()).or_default() += quotes;
        }
    };
    match field {
        "speaker" => {
            let all = workspace.speakers.order.iter().copied().flatten();
            let found = all.filter(|speaker| fits(&data.speaker(*speaker).name)).take(OFFERED);
            let choice = |speaker| {
                let entry = data.speaker(speaker);
                let quotes = population.of_speaker(data, Some(speaker));
                let shown = format!("{} {quotes}", clip(&entry.name, SHOWN));
                (format!("speaker:{}", entry.id), shown)
            };
            return found.map(choice).collect();
        }
        "meeting" => {
            let all = data.meetings.iter().zip(0..).filter(|(meeting, _)| !meeting.is_gone);
            let found = all.filter(|(meeting, _)| fits(&meeting.title) || fits(&meeting.id));
            let choice = |(meeting, at): (&Meeting, u32)| {
                let group = data.timeline.of_meeting(MeetingIx::new(at));
                let quotes =
                    group.map_or(0, |group| counted(data.timeline.group(group).quotes.clone()));
                let shown = format!("{} {quotes}", clip(&meeting.title, SHOWN));
                (format!("meeting:{}", meeting.id), shown)
            };
            return found.take(OFFERED).map(choice).collect();
        }
        "side" => {
            for (speaker, at) in data.speakers.iter().zip(0..) {
                let quotes = population.of_speaker(data, Some(SpeakerIx::new(at)));
                speaker.side.iter().for_each(|side| count(side, quotes));
            }
        }
        "publisher" => {
            for (article, at) in data.articles.iter().zip(0..) {
                let quotes = data.quotes_in(ArticleIx::new(at)).iter();
                let quotes = quotes.filter(|quote| population.counted.contains(**quote)).count();
                article.publisher.iter().for_each(|publisher| count(publisher, quotes));
            }
        }
        "place" => {
            for (meeting, at) in data.meetings.iter().zip(0..).filter(|(m, _)| !m.is_gone) {
                let group = data.timeline.of_meeting(MeetingIx::new(at));
                let quotes =
                    group.map_or(0, |group| counted(data.timeline.group(group).quotes.clone()));
                meeting.place.iter().for_each(|place| count(place, quotes));
            }
        }
        "said" | "after" | "before" => {
            for (day, quotes) in data.days().iter().zip(&population.by_day) {
                let form = if typed.len() > 7 { "%Y-%m-%d" } else { "%Y-%m" };
                count(&day.strftime(form).to_string(), *quotes as usize);
            }
            if field == "said" {
                count(UNDATED, population.by_day.last().map_or(0, |quotes| *quotes as usize));
            }
            let mut months: Vec<_> = counts.into_iter().collect();
            months.retain(|(_, quotes)| *quotes > 0);
            months.sort();
            return listed(field, months);
        }
        "mark" => {
            for one in &workspace.annotations.quotes {
                one.marks.iter().for_each(|mark| count(mark, 1));
            }
        }
        "kind" => {
            for kind in QuoteKind::ALL {
                count(kind.name(), quotes().filter(|q| data.quote(*q).kind == kind).count());
            }
        }
        "confidence" => {
            for degree in Confidence::ALL {
                let has = |q: &QuoteIx| data.quote(*q).confidence == Some(degree);
                count(degree.name(), quotes().filter(has).count());
            }
        }
        "polarity" => {
            for polarity in Polarity::ALL {
                let has = |q: &QuoteIx| data.quote(*q).polarity == Some(polarity);
                count(polarity.name(), quotes().filter(has).count());
            }
        }
        "spoken" => {
            for verdict in Verdict::ALL.into_iter().filter(|one| *one != Verdict::NotFound) {
                let has = |q: &QuoteIx| data.is_spoken_so(*q, Some(verdict));
                count(verdict.name(), quotes().filter(has).count());
            }
        }
        "status" => {
            for status in MeetingStatus::ALL {
                let has = |q: &QuoteIx| {
                    data.quote(*q).meeting.is_some_and(|m| data.meeting(m).status == status)
                };
                count(status.name(), quotes().filter(has).count());
            }
        }
        "checked" => {
            let checked = quotes().filter(|quote| data.is_checked(*quote)).count();
            count("yes", checked);
            count("no", population.counted.len() - checked);
        }
        "corrected" | "first" | "reverses" => {
            ["yes", "no"].iter().for_each(|value| count(value, 0))
        }
        _ => {}
    }
    let mut all: Vec<(String, usize)> = counts.into_iter().collect();
    all.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    listed(field, all)
}

/// Values as the line takes them, and as they are listed.
fn listed(field: &str, values: Vec<(String, usize)>) -> Vec<(String, String)> {
    let choice = |(value, count): (String, usize)| {
        let bare = value.chars().all(|c| c.is_alphanumeric() || c == '-');
        let term = match bare {
            true => format!("{field}:{value}"),
            false => format!("{field}:\"{}\"", value.replace('"', " ")),
        };
        (term, format!("{} {count}", clip(&value, SHOWN)))
    };
    values.into_iter().take(OFFERED).map(choice).collect()
}
