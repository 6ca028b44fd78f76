//! The source pane: an article wrapped to the pane, with what is known of the selected quote above
//! it; or, where a heading or a speaker without quotes is selected, a card about that.

use std::ops::Range;

use foldhash::{HashMap, HashMapExt};

use super::head::{Head, head, office};
use super::{Pane, Selection, Workspace};
use crate::dataset::{ArticleIx, GroupIx, GroupKey, QuoteIx, SpeakerIx, day};
use crate::text::{fold, glyphs, wrap};

/// So many speakers are listed on the card of a heading.
const LISTED: usize = 100;

/// What stands in the pane.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Doc {
    /// An article's text.
    Article(ArticleIx),
    /// Text of our own about something that is no quote.
    Card(String),
}

/// The pane as it shows.
#[derive(Debug)]
pub struct SourceView {
    /// What stands in it.
    pub doc: Doc,
    /// The lines above the text, which do not scroll.
    pub head: Vec<Head>,
    /// The text's lines: byte ranges of the article's text or the card.
    pub lines: Vec<Range<usize>>,
    /// The first line in sight.
    pub top: usize,
    /// Rows for the text.
    pub height: usize,
    place: Selection,
    width: u16,
    /// What is to be in sight when it is next brought up to date.
    first: Option<InSight>,
}

/// What of a text is in sight, however it is wrapped.
#[derive(Debug, Clone, Copy)]
pub(super) struct InSight {
    /// The offset with which the first line begins.
    first: usize,
    /// Whether the selected quote shows.
    quote: bool,
}

impl Default for SourceView {
    fn default() -> Self {
        Self {
            doc: Doc::Card(String::new()),
            head: Vec::new(),
            lines: Vec::new(),
            top: 0,
            height: 0,
            place: Selection::Nowhere,
            width: 0,
            first: None,
        }
    }
}

impl SourceView {
    /// Brings the pane up to date with the selected place and the pane's rectangle; a quote newly
    /// selected is brought into sight.
    pub fn show(&mut self, workspace: &Workspace, place: Selection, area: ratatui::layout::Rect) {
        let body = super::layout::body(area);
        let head = head(workspace, place, body);
        let rows = u16::try_from(head.len()).unwrap_or(u16::MAX);
        let text = super::layout::source_text(area, rows);
        let moved = place != self.place;
        // A card is made once: a year may have hundreds of thousands of quotes to count.
        let doc = if moved { doc(workspace, place) } else { self.doc.clone() };
        let rewrap = doc != self.doc || text.width != self.width;
        let resized = usize::from(text.height) != self.height;
        let before = self.first.take().unwrap_or_else(|| self.in_sight(workspace, place));
        self.head = head;
        self.height = usize::from(text.height);
        if rewrap {
            self.width = text.width;
            self.lines = wrap(doc_text(workspace, &doc), usize::from(text.width));
        }
        self.top = if doc == self.doc { self.line_at(before.first) } else { 0 };
        self.doc = doc;
        self.place = place;
        if let Selection::Quote(quote) = place
            && (moved || (rewrap || resized) && before.quote)
        {
            self.bring_into_sight(workspace.data.quote(quote).span());
        }
        self.scroll_to(self.top);
    }

    /// The offset with which the first line in sight begins.
    #[must_use]
    pub fn first_offset(&self) -> usize {
        self.lines.get(self.top).map_or(0, |line| line.start)
    }

    /// What is in sight now.
    pub(super) fn in_sight(&self, workspace: &Workspace, place: Selection) -> InSight {
        let shows = |range| {
            let (first, last) = self.lines_of(range);
            self.top <= first && last < self.top + self.height
        };
        let quote =
            matches!(place, Selection::Quote(quote) if shows(workspace.data.quote(quote).span()));
        InSight { first: self.first_offset(), quote }
    }

    /// Has the same text in sight when the pane is next brought up to date.
    pub(super) fn keep(&mut self, in_sight: InSight) {
        self.first = Some(in_sight);
    }

    /// Scrolls, staying within the text.
    pub fn scroll_to(&mut self, top: usize) {
        self.top = top.min(self.last_top());
    }

    /// The furthest that the text scrolls.
    #[must_use]
    pub fn last_top(&self) -> usize {
        self.lines.len().saturating_sub(self.height)
    }

    /// Scrolls so that a range of the text shows, with some text before it.
    pub fn bring_into_sight(&mut self, range: Range<usize>) {
        let (first, last) = self.lines_of(range);
        if first < self.top || last >= self.top + self.height {
            let before = (self.height / 3).min(self.height.saturating_sub(last - first + 1));
            self.scroll_to(first.saturating_sub(before));
        }
    }

    /// The first and the last line of a range of the text.
    fn lines_of(&self, range: Range<usize>) -> (usize, usize) {
        (self.line_at(range.start), self.line_at(range.end.saturating_sub(1).max(range.start)))
    }

    /// The line on which an offset stands.
    #[must_use]
    pub fn line_at(&self, offset: usize) -> usize {
        self.lines.partition_point(|line| line.start <= offset).saturating_sub(1)
    }

    /// The offset shown at a column of a line, if there is text.
    #[must_use]
    pub fn offset_at(&self, workspace: &Workspace, line: usize, column: usize) -> Option<usize> {
        let range = self.lines.get(line)?.clone();
        let mut used = 0;
        for glyph in glyphs(&doc_text(workspace, &self.doc)[range.clone()]) {
            used += glyph.width;
            if column < used {
                return Some(range.start + glyph.range.start);
            }
        }
        None
    }

    /// The text that shows.
    #[must_use]
    pub fn text<'a>(&'a self, workspace: &'a Workspace) -> &'a str {
        doc_text(workspace, &self.doc)
    }

    /// The article that shows, if any.
    #[must_use]
    pub fn article(&self) -> Option<ArticleIx> {
        match self.doc {
            Doc::Article(article) => Some(article),
            Doc::Card(_) => None,
        }
    }
}

fn doc_text<'a>(workspace: &'a Workspace, doc: &'a Doc) -> &'a str {
    match doc {
        Doc::Article(article) => &workspace.data.article(*article).text,
        Doc::Card(text) => text,
    }
}

fn doc(workspace: &Workspace, place: Selection) -> Doc {
    match place {
        Selection::Quote(quote) => Doc::Article(workspace.data.quote(quote).article),
        Selection::Group(group) => Doc::Card(group_card(workspace, group)),
        Selection::Speaker(speaker) => Doc::Card(speaker_card(workspace, speaker)),
        Selection::Nowhere => Doc::Card(String::new()),
    }
}

fn group_card(workspace: &Workspace, group: GroupIx) -> String {
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
    for quote in quotes {
        counts.entry(data.quote(quote).speaker).or_insert((0, quote)).0 += 1;
    }
    let mut speakers: Vec<_> = counts.into_iter().collect();
    speakers.sort_by_key(|(_, (count, first))| (std::cmp::Reverse(*count), *first));
    card += "Quotes:\n";
    let wide = speakers.first().map_or(0, |(_, (count, _))| count.to_string().len()).max(3);
    for (speaker, (count, _)) in speakers.iter().take(LISTED) {
        card += &format!("  {count:>wide$}  {}\n", data.speaker_name(*speaker));
    }
    if let Some(more @ 1..) = speakers.len().checked_sub(LISTED) {
        card += &format!("  {:wide$}  and {more} others\n", "");
    }
    card
}

fn speaker_card(workspace: &Workspace, ix: SpeakerIx) -> String {
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
        .map(|meeting| format!("  {}  {}\n", day(meeting.date), meeting.title))
        .collect();
    if !meetings.is_empty() {
        card += &format!("\nTook part in:\n{}", meetings.concat());
    }
    card
}

/// The places at which a text holds a string, case and accents folded.
#[must_use]
pub fn find_all(text: &str, wanted: &str) -> Vec<Range<usize>> {
    let wanted = fold(wanted);
    if wanted.trim().is_empty() {
        return Vec::new();
    }
    // For each byte of the folded text the grapheme of the original it comes from.
    let (mut folded, mut from) = (String::new(), Vec::new());
    for glyph in glyphs(text) {
        let part = fold(&text[glyph.range.clone()]).replace(['\n', '\r'], " ");
        from.extend(std::iter::repeat_n(glyph.range, part.len()));
        folded += &part;
    }
    let found = folded.match_indices(&wanted);
    found.map(|(at, _)| from[at].start..from[at + wanted.len() - 1].end).collect()
}

/// The title of the source pane: what stands in it.
#[must_use]
pub fn pane_title(workspace: &Workspace, place: Selection) -> &'static str {
    match place {
        Selection::Group(group) => match workspace.data.timeline.group(group).key {
            GroupKey::Meeting(_) => "Meeting",
            GroupKey::Day => "Day",
            GroupKey::Month => "Month",
            GroupKey::Year => "Year",
        },
        Selection::Speaker(_) => "Speaker",
        Selection::Quote(_) | Selection::Nowhere => Pane::Source.name(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_over_case_accents_and_line_ends() {
        let text = "Élysée talks\nélysée";
        let found: Vec<&str> = find_all(text, "elysee").into_iter().map(|r| &text[r]).collect();
        assert_eq!(found, ["Élysée", "élysée"]);
        assert_eq!(find_all(text, "talks ely").len(), 1);
        assert!(find_all(text, " ").is_empty());
    }
}
