//! The source pane: an article wrapped to the pane, with what is known of the selected quote above
//! it; or, where a heading or a speaker without quotes is selected, a card about that.

use std::ops::Range;

use super::{Pane, Place, Record};
use crate::dataset::{ArticleIx, Day, Form, GroupIx, GroupKey, QuoteIx, QuoteKind, SpeakerIx, day};
use crate::text::{clip, fold, glyphs, wrap};

/// Rows of the head that stay free for the text at least.
const LEAST_TEXT: u16 = 5;

/// What stands in the pane.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Doc {
    /// An article's text.
    Article(ArticleIx),
    /// Text of our own about something that is no quote.
    Card(String),
}

/// What a line above the text tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HeadKind {
    /// The headline, or what the card is about.
    Title,
    /// Publisher, byline and day.
    Byline,
    /// Whose words the text is, and its address.
    Origin,
    /// Who said the selected quote, and when.
    Speaker,
    /// That the quote is unproven.
    Warning,
    /// Where else the same words are printed.
    Printing,
    /// A rule below the head.
    Rule,
}

/// One line above the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Head {
    /// What it tells.
    pub kind: HeadKind,
    /// The line, not yet safe to show.
    pub text: String,
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
    place: Place,
    width: u16,
}

impl Default for SourceView {
    fn default() -> Self {
        Self {
            doc: Doc::Card(String::new()),
            head: Vec::new(),
            lines: Vec::new(),
            top: 0,
            height: 0,
            place: Place::Nowhere,
            width: 0,
        }
    }
}

impl SourceView {
    /// Brings the pane up to date with the selected place and the pane's rectangle; a quote newly
    /// selected is brought into sight.
    pub fn show(&mut self, record: &Record, place: Place, area: ratatui::layout::Rect) {
        let body = super::layout::body(area);
        let head = head(record, place, body);
        let rows = u16::try_from(head.len()).unwrap_or(u16::MAX);
        let text = super::layout::source_text(area, rows);
        let doc = doc(record, place);
        let rewrap = doc != self.doc || text.width != self.width;
        let moved = place != self.place;
        let resized = usize::from(text.height) != self.height;
        self.head = head;
        self.height = usize::from(text.height);
        if rewrap {
            self.width = text.width;
            self.lines = wrap(doc_text(record, &doc), usize::from(text.width));
            if doc != self.doc {
                self.top = 0;
            }
            self.doc = doc;
        }
        self.place = place;
        if let Place::Quote(quote) = place
            && (moved || rewrap || resized)
        {
            self.bring_into_sight(record.data.quote(quote).span.clone());
        }
        self.scroll_to(self.top);
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
        let first = self.line_at(range.start);
        let last = self.line_at(range.end.saturating_sub(1).max(range.start));
        if first < self.top || last >= self.top + self.height {
            let before = (self.height / 3).min(self.height.saturating_sub(last - first + 1));
            self.scroll_to(first.saturating_sub(before));
        }
    }

    /// The line on which an offset stands.
    #[must_use]
    pub fn line_at(&self, offset: usize) -> usize {
        self.lines.partition_point(|line| line.start <= offset).saturating_sub(1)
    }

    /// The offset shown at a column of a line, if there is text.
    #[must_use]
    pub fn offset_at(&self, record: &Record, line: usize, column: usize) -> Option<usize> {
        let range = self.lines.get(line)?.clone();
        let mut used = 0;
        for glyph in glyphs(&doc_text(record, &self.doc)[range.clone()]) {
            used += glyph.width;
            if column < used {
                return Some(range.start + glyph.range.start);
            }
        }
        None
    }

    /// The text that shows.
    #[must_use]
    pub fn text<'a>(&'a self, record: &'a Record) -> &'a str {
        doc_text(record, &self.doc)
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

fn doc_text<'a>(record: &'a Record, doc: &'a Doc) -> &'a str {
    match doc {
        Doc::Article(article) => &record.data.article(*article).text,
        Doc::Card(text) => text,
    }
}

fn doc(record: &Record, place: Place) -> Doc {
    match place {
        Place::Quote(quote) => Doc::Article(record.data.quote(quote).article),
        Place::Group(group) => Doc::Card(group_card(record, group)),
        Place::Speaker(speaker) => Doc::Card(speaker_card(record, speaker)),
        Place::Nowhere => Doc::Card(String::new()),
    }
}

fn head(record: &Record, place: Place, body: ratatui::layout::Rect) -> Vec<Head> {
    // The gutter on the left, and a column free on the right.
    let width = usize::from(body.width.saturating_sub(3));
    let mut head = Vec::new();
    let mut add = |kind, text: String| head.push(Head { kind, text });
    let data = &record.data;
    let title = match place {
        Place::Quote(quote) => data.article(data.quote(quote).article).title.clone(),
        Place::Group(group) => group_title(record, group),
        Place::Speaker(speaker) => data.speaker(speaker).name.clone(),
        Place::Nowhere => return head,
    };
    let roomy = body.height >= 11;
    for line in wrap(&title, width).into_iter().take(if roomy { 2 } else { 1 }) {
        add(HeadKind::Title, title[line].to_owned());
    }
    match place {
        Place::Quote(quote) => {
            let article = data.article(data.quote(quote).article);
            let named = [&article.publisher, &article.author];
            let mut byline: Vec<String> = named.into_iter().flatten().cloned().collect();
            byline.push(article.date.to_string());
            add(HeadKind::Byline, byline.join(" · "));
            if roomy {
                let form = (article.form == Form::Digest).then_some("digest, quotations verbatim");
                let address = article.url.as_deref().unwrap_or("no address given");
                let parts: Vec<&str> = form.into_iter().chain([address]).collect();
                let line = parts.join(" · ");
                // One line where both fit, or else one each; an address may take two.
                if crate::text::width(&line) <= width {
                    add(HeadKind::Origin, line);
                } else {
                    form.into_iter().for_each(|form| add(HeadKind::Origin, form.into()));
                    let lines = wrap(address, width);
                    match lines.len() {
                        2 => {
                            lines.into_iter().for_each(|l| add(HeadKind::Origin, address[l].into()))
                        }
                        _ => add(HeadKind::Origin, address.into()),
                    }
                }
            }
            if body.height >= 8 {
                add(HeadKind::Speaker, who_and_when(record, quote));
            }
            if data.quote(quote).claimed.is_some() {
                add(HeadKind::Warning, "UNPROVEN: other words stand at its place".into());
            }
            let room = usize::from(body.height.saturating_sub(LEAST_TEXT + 7) / 3 + 1);
            for line in printings(record, quote, width, if roomy { room } else { 0 }) {
                add(HeadKind::Printing, line);
            }
        }
        Place::Group(group) => add(HeadKind::Byline, group_subtitle(record, group)),
        Place::Speaker(speaker) => add(HeadKind::Byline, office(record, speaker)),
        Place::Nowhere => {}
    }
    add(HeadKind::Rule, String::new());
    head
}

/// Role and side of a speaker, as far as they are known.
#[must_use]
pub fn office(record: &Record, speaker: SpeakerIx) -> String {
    let speaker = record.data.speaker(speaker);
    let parts = [speaker.role.as_deref(), speaker.side.as_deref()];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

/// Name and day first: they must show where the line is cut.
fn who_and_when(record: &Record, ix: QuoteIx) -> String {
    let data = &record.data;
    let quote = data.quote(ix);
    let reported = if quote.is_reported() { "reported " } else { "" };
    let mut parts = vec![data.speaker_name(quote.speaker).to_owned()];
    parts.push(format!("{reported}{}", quote.said));
    if quote.kind == QuoteKind::Indirect {
        parts.push("in the reporter's words".into());
    }
    parts.extend(quote.confidence.map(|c| format!("confidence {}", c.name())));
    parts.extend(quote.speaker.map(|s| office(record, s)).filter(|office| !office.is_empty()));
    parts.join(" · ")
}

/// Where else the same words are printed and in which words that differs: in at most so many lines,
/// the last of which says how many more there are.
fn printings(record: &Record, here: QuoteIx, columns: usize, most: usize) -> Vec<String> {
    let data = &record.data;
    let others: Vec<QuoteIx> = data.printings(here).collect();
    let mut lines: Vec<String> = Vec::new();
    for (at, there) in others.iter().enumerate() {
        let article = data.article(data.quote(*there).article);
        let name = article.publisher.as_deref().unwrap_or(&article.title);
        let differs = differing_words(data.words_of(here), data.words_of(*there));
        let line = format!("also printed in {}, {}: {differs}", clip(name, 30), article.date);
        let wrapped: Vec<_> = wrap(&line, columns);
        let more = others.len() - at - 1;
        let room = most.saturating_sub(lines.len() + usize::from(more > 0));
        if room == 0 {
            lines.push(format!("also printed in {} more: p goes there", more + 1));
            break;
        }
        let kept = wrapped.len().min(room);
        lines.extend(wrapped[..kept - 1].iter().map(|range| line[range.clone()].to_owned()));
        // What does not fit any more is cut with an ellipsis when it is drawn.
        lines.push(line[wrapped[kept - 1].start..].to_owned());
    }
    lines.truncate(most);
    lines
}

/// The words in which two printings of an utterance differ, in one line.
///
/// ```
/// # use onrecord::explorer::differing_words;
/// assert_eq!(differing_words("our US aims", "our U.S. aims."), "here “US”, there “U.S.”");
/// ```
#[must_use]
pub fn differing_words(here: &str, there: &str) -> String {
    fn pieces(text: &str) -> Vec<&str> {
        text.trim_end_matches([',', '.', ';', ':']).split_whitespace().collect()
    }
    let (a, b) = (pieces(here), pieces(there));
    let part = |pieces: &[&str]| format!("“{}”", clip(&pieces.join(" "), 60));
    let ops = similar::capture_diff_slices(similar::Algorithm::Myers, &a, &b);
    let equal = ops.iter().filter(|op| op.tag() == similar::DiffTag::Equal);
    let same: usize = equal.map(|op| op.old_range().len()).sum();
    if same * 2 < a.len().min(b.len()) || same * 4 < a.len().max(b.len()) {
        return format!("in other words, {}", part(&b));
    }
    let hunks: Vec<String> = ops
        .iter()
        .filter(|op| op.tag() != similar::DiffTag::Equal)
        .map(|op| match (&a[op.old_range()], &b[op.new_range()]) {
            (here, []) => format!("here also {}", part(here)),
            ([], there) => format!("there also {}", part(there)),
            (here, there) => format!("here {}, there {}", part(here), part(there)),
        })
        .collect();
    if hunks.is_empty() { "the same words".into() } else { hunks.join("; ") }
}

fn group_title(record: &Record, group: GroupIx) -> String {
    let group = record.data.timeline.group(group);
    match group.key {
        GroupKey::Meeting(meeting) => record.data.meeting(meeting).title.clone(),
        GroupKey::Day => group.date.to_string(),
    }
}

fn group_subtitle(record: &Record, group: GroupIx) -> String {
    let group = record.data.timeline.group(group);
    match group.key {
        GroupKey::Meeting(meeting) => {
            let meeting = record.data.meeting(meeting);
            let end = meeting.end.map(|end| format!(" to {}", day(end)));
            let place = meeting.place.as_ref().map(|place| format!(" · {place}"));
            [Some(day(meeting.date)), end, place].into_iter().flatten().collect()
        }
        GroupKey::Day => match group.date {
            Day::Known(_) => "said on this day, about no meeting of the record".into(),
            Day::Unknown => "said on a day not known, about no meeting of the record".into(),
        },
    }
}

fn group_card(record: &Record, group: GroupIx) -> String {
    let data = &record.data;
    let mut card = String::new();
    if let GroupKey::Meeting(meeting) = data.timeline.group(group).key {
        let meeting = data.meeting(meeting);
        if let Some(summary) = &meeting.summary {
            card += &format!("{summary}\n\n");
        }
        if !meeting.participants.is_empty() {
            card += "Took part:\n";
            for speaker in &meeting.participants {
                let office = office(record, *speaker);
                let gap = if office.is_empty() { "" } else { ", " };
                card += &format!("  {}{gap}{office}\n", data.speaker(*speaker).name);
            }
            card.push('\n');
        }
    }
    let quotes = data.timeline.quotes_of(group);
    let mut speakers: Vec<(Option<SpeakerIx>, usize)> = Vec::new();
    for quote in quotes {
        let speaker = data.quote(*quote).speaker;
        match speakers.iter_mut().find(|(s, _)| *s == speaker) {
            Some((_, count)) => *count += 1,
            None => speakers.push((speaker, 1)),
        }
    }
    speakers.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    if quotes.is_empty() {
        return card + "No quotes about it in this record.";
    }
    card += "Quotes:\n";
    for (speaker, count) in speakers {
        card += &format!("  {count:>3}  {}\n", data.speaker_name(speaker));
    }
    card
}

fn speaker_card(record: &Record, ix: SpeakerIx) -> String {
    let data = &record.data;
    let speaker = data.speaker(ix);
    let mut card = match super::rows::spoken(data, Some(ix)) {
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
pub fn pane_title(record: &Record, place: Place) -> &'static str {
    match place {
        Place::Group(group) => match record.data.timeline.group(group).key {
            GroupKey::Meeting(_) => "Meeting",
            GroupKey::Day => "Day",
        },
        Place::Speaker(_) => "Speaker",
        Place::Quote(_) | Place::Nowhere => Pane::Source.name(),
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

    #[test]
    fn differing_words_are_named_from_both_sides() {
        assert_eq!(differing_words("a b c,", "a b c."), "the same words");
        assert_eq!(differing_words("b c", "a b c"), "there also “a”");
        assert_eq!(differing_words("launch it", "start it"), "here “launch”, there “start”");
        let far =
            differing_words("But we meet in order to launch the process", "start the process");
        assert_eq!(far, "in other words, “start the process”");
    }
}
