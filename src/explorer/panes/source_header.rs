//! The lines of the source pane above the text, which tell what is selected.

use ratatui::layout::Rect;

use super::super::{message::Message, selection::Selection, workspace::Workspace};
use super::spoken_header;
use crate::dataset::{
    Article, Confidence, Day, Form, Group, GroupIx, GroupKey, Polarity, QuoteIx, QuoteKind,
    Remarks, SpeakerIx,
};
use crate::text::{clip, counted, width, wrap};

/// A rule is a phrase: of a longer text this many columns show.
const LONGEST_RULE: usize = 160;
/// Rows that stay free for the text at least.
const LEAST_TEXT: u16 = 5;

/// What a line above the text tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HeaderKind {
    /// The headline, or what the card is about.
    Title,
    /// Publisher, day and byline, and whose words the text is.
    Byline,
    /// Its address.
    Origin,
    /// Who said the selected quote, and when.
    Speaker,
    /// Which rule attributed the selected quote, or why nobody could be named.
    Attribution,
    /// What readers did with the selected quote and noted of it.
    Remarks,
    /// That the quote is unproven.
    Warning,
    /// What was said of what is printed, or who printed what was said.
    Spoken,
    /// Where else the same words are printed.
    Printing,
    /// A rule below these lines.
    Rule,
}

/// One line above the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeaderLine {
    /// What it tells.
    pub kind: HeaderKind,
    /// The line, not yet safe to show.
    pub text: Message,
}

/// From this height of the body on, one thing may take several lines.
const ROOMY: u16 = 11;

impl HeaderLine {
    fn new(kind: HeaderKind, text: impl Into<Message>) -> Self {
        Self { kind, text: text.into() }
    }
}

/// The lines above the text for what is selected, in a pane whose body has this size.
pub(super) fn lines(workspace: &Workspace, selection: Selection, body: Rect) -> Vec<HeaderLine> {
    // The gutter on the left, and a column free on the right.
    let width = usize::from(body.width.saturating_sub(3));
    let data = &workspace.data;
    let (title, below) = match selection {
        Selection::Quote(quote) => {
            let title = data.article(data.quote(quote).article).title.clone();
            (title, about_quote(workspace, quote, body.height, width))
        }
        Selection::Group(group) => {
            let subtitle = HeaderLine::new(HeaderKind::Byline, group_subtitle(workspace, group));
            (group_title(workspace, group), vec![subtitle])
        }
        Selection::Speaker(speaker) => {
            let office = HeaderLine::new(HeaderKind::Byline, office(workspace, speaker));
            (data.speaker(speaker).name.clone(), vec![office])
        }
        Selection::Nothing => return Vec::new(),
    };
    let lines = wrap(&title, width).into_iter().take(if body.height >= ROOMY { 2 } else { 1 });
    let titles = lines.map(|line| HeaderLine::new(HeaderKind::Title, title[line].to_owned()));
    titles.chain(below).chain([HeaderLine::new(HeaderKind::Rule, "")]).collect()
}

/// What is known of a quote and its article, in a body of some rows and lines of some columns.
fn about_quote(workspace: &Workspace, ix: QuoteIx, rows: u16, columns: usize) -> Vec<HeaderLine> {
    let data = &workspace.data;
    let quote = data.quote(ix);
    let article = data.article(quote.article);
    let day = Some(workspace.dates.any(article.date));
    let byline = [article.publisher.clone(), day, article.author.clone()];
    let mut byline = byline.into_iter().flatten().collect::<Vec<_>>().join(" · ");
    let left = columns.saturating_sub(width(&byline) + 3);
    if let Some(form) = form(article).iter().find(|form| width(form) <= left) {
        byline = format!("{byline} · {form}");
    }
    let mut header = vec![HeaderLine::new(HeaderKind::Byline, byline)];
    let mut add = |kind, lines: Vec<String>| {
        header.extend(lines.into_iter().map(|line| HeaderLine::new(kind, line)));
    };
    if rows >= ROOMY {
        let address = article.url.as_deref().unwrap_or("no address given");
        add(HeaderKind::Origin, vec![address.to_owned()]);
    }
    // A rule has lines of its own where there is room for them, or else it stands with the name.
    let below = if quote.rule.is_some() { rows.saturating_sub(LEAST_TEXT + 3) / 6 } else { 0 };
    let attribution = attribution(workspace, ix);
    if rows >= 8 {
        let beside = attribution.as_deref().filter(|_| below == 0);
        add(HeaderKind::Speaker, vec![who_and_when(workspace, ix, beside)]);
    }
    let attributed = in_lines(&attribution.unwrap_or_default(), columns, below.min(2).into());
    let remarks = data
        .remarks(ix)
        .map(|remarks| remarks_shown(remarks, columns, usize::from(rows / 5).max(1)));
    add(HeaderKind::Remarks, remarks.unwrap_or_default());
    if !quote.is_proven {
        let why = match workspace.data.claimed_span(ix) {
            Some(_) => "UNPROVEN: no such place in the text",
            None => "UNPROVEN: other words stand there",
        };
        add(HeaderKind::Warning, vec![why.into()]);
    }
    let taken = u16::try_from(attributed.len()).unwrap_or(u16::MAX);
    let beside = usize::from(rows.saturating_sub(LEAST_TEXT + 3) / 5);
    let spoken = spoken_header::lines(workspace, ix, columns, beside);
    header.extend(spoken.into_iter().map(|line| HeaderLine::new(HeaderKind::Spoken, line)));
    let space = usize::from(rows.saturating_sub(LEAST_TEXT + 7 + taken) / 3 + 1);
    let printed = printings(workspace, ix, columns, if rows >= ROOMY { space } else { 0 });
    header.extend(printed.into_iter().map(|line| HeaderLine::new(HeaderKind::Printing, line)));
    // What is least often asked stands last.
    let attributed = attributed.into_iter();
    header.extend(attributed.map(|line| HeaderLine::new(HeaderKind::Attribution, line)));
    header
}

/// Whose words the text is, in a few words and in one.
fn form(article: &Article) -> &'static [&'static str] {
    match article.form {
        Form::Full => &[],
        Form::Digest => &["digest, quotations verbatim", "digest"],
        Form::Transcript => &["transcript"],
    }
}

/// A text in at most so many lines; what does not fit is cut with an ellipsis when it is drawn.
fn in_lines(text: &str, columns: usize, most: usize) -> Vec<String> {
    let lines = wrap(text, columns);
    let last = lines.len().min(most);
    let end = |at: usize| if at + 1 == last { text.len() } else { lines[at].end };
    (0..last).map(|at| text[lines[at].start..end(at)].to_owned()).collect()
}

/// Role and side of a speaker, as far as they are known.
pub fn office(workspace: &Workspace, speaker: SpeakerIx) -> String {
    let speaker = workspace.data.speaker(speaker);
    let parts = [speaker.description(), speaker.side.as_deref()];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

/// How sure it is who said a quote, and by which rule it was found, where the dataset gives one.
fn attribution(workspace: &Workspace, ix: QuoteIx) -> Option<String> {
    let quote = workspace.data.quote(ix);
    let confidence = quote.confidence.map(Confidence::name);
    let Some(rule) = workspace.data.rule_of(ix).map(|rule| clip(rule, LONGEST_RULE)) else {
        return confidence.map(|confidence| format!("confidence {confidence}"));
    };
    Some(match (quote.speaker, confidence) {
        (None, _) if workspace.data.candidates(ix).is_empty() => format!("nobody named: {rule}"),
        (_, Some(confidence)) => format!("{confidence} confidence: {rule}"),
        (_, None) => format!("attributed: {rule}"),
    })
}

/// What readers did with a quote, and what they noted of it.
fn remarks_shown(remarks: &Remarks, columns: usize, most: usize) -> Vec<String> {
    let marks = remarks.marks.iter().map(|mark| format!("* {mark}"));
    let done = remarks.corrected.then(|| "± changed by a reader".to_owned());
    let right = remarks.approved.then(|| "✓ found right by a reader".to_owned());
    let line: Vec<String> = done.into_iter().chain(right).chain(marks).collect();
    let line = (!line.is_empty()).then(|| line.join(" · "));
    let note =
        remarks.note.iter().flat_map(|note| in_lines(&format!("note: {note}"), columns, most));
    line.into_iter().chain(note).collect()
}

/// A time in a recording, as players show it: `1:02:03`.
fn clock(milliseconds: u32) -> String {
    let seconds = milliseconds / 1000;
    format!("{}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60)
}

/// Name first, then that they did not say it, and the day: they must show where the line is cut.
fn who_and_when(workspace: &Workspace, ix: QuoteIx, attribution: Option<&str>) -> String {
    let data = &workspace.data;
    let quote = data.quote(ix);
    let mut parts = vec![data.who(ix).into_owned()];
    parts.extend(quote.polarity.map(|polarity| match polarity {
        Polarity::Negated => "NOT SAID, the source says".into(),
        Polarity::Hypothetical => "only supposed".into(),
        Polarity::Question => "asked".into(),
    }));
    parts.push(quote.when(workspace.dates));
    if quote.kind == QuoteKind::Spoken {
        let turn = quote.turn.map(|turn| format!(", turn {turn}")).unwrap_or_default();
        let time = quote.time.map(|time| format!(" at {}", clock(time.get()))).unwrap_or_default();
        parts.push(format!("as spoken{turn}{time}"));
    } else if !data.is_in_marks(ix) {
        parts.push("in the reporter's words".into());
    }
    parts.extend(attribution.map(str::to_owned));
    parts.extend(quote.speaker.map(|s| office(workspace, s)).filter(|office| !office.is_empty()));
    parts.join(" · ")
}

/// Where else the same words are printed and in which words that differs: in at most so many lines,
/// the last of which says how many more there are.
fn printings(workspace: &Workspace, here: QuoteIx, columns: usize, most: usize) -> Vec<Message> {
    let data = &workspace.data;
    let others: Vec<QuoteIx> = data.printings(here).collect();
    let mut lines: Vec<Message> = Vec::new();
    for (at, there) in others.iter().enumerate() {
        let article = data.article(data.quote(*there).article);
        let name = article.publisher.as_deref().unwrap_or(&article.title);
        let differs = differing_words(data.words_of(here), data.words_of(*there));
        let day = workspace.dates.any(article.date);
        let line = format!("also printed in {}, {day}: {differs}", clip(name, 30));
        let more = others.len() - at - 1;
        let space = most.saturating_sub(lines.len() + usize::from(more > 0));
        if space == 0 {
            let line = Message::from("also printed in {} more: {key:next-printing} goes there");
            lines.push(line.with((more + 1).to_string()));
            break;
        }
        lines.extend(in_lines(&line, columns, space).into_iter().map(Message::from));
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

/// A heading's title, and what stands below it.
pub fn heading_words(workspace: &Workspace, group: GroupIx) -> (String, String) {
    (group_title(workspace, group), group_subtitle(workspace, group))
}

fn group_title(workspace: &Workspace, group: GroupIx) -> String {
    let group = workspace.data.timeline.group(group);
    match group.key {
        GroupKey::Meeting(meeting) => workspace.data.meeting(meeting).title.clone(),
        GroupKey::Day => workspace.dates.any(group.date),
        GroupKey::Month => {
            let month = |date| workspace.dates.month(date);
            group.date.known().map(month).unwrap_or_default()
        }
        GroupKey::Year => group.date.known().map_or_else(String::new, |day| day.year().to_string()),
    }
}

fn group_subtitle(workspace: &Workspace, ix: GroupIx) -> String {
    let group = workspace.data.timeline.group(ix);
    match group.key {
        GroupKey::Meeting(meeting) => {
            let meeting = workspace.data.meeting(meeting);
            let first = meeting.date.exact();
            let wrong = meeting.end.filter(|end| first.is_some_and(|first| *end < first));
            let wrong = wrong.map(|_| " · ENDS BEFORE IT BEGINS".to_owned());
            let end = meeting.end.map(|end| format!(" to {}", workspace.dates.day(end)));
            let place = meeting.place.as_ref().map(|place| format!(" · {place}"));
            let status = meeting.status.mark().map(|status| format!(" · {status}"));
            [Some(meeting.date.shown(workspace.dates, false)), end, wrong, status, place]
                .into_iter()
                .flatten()
                .collect()
        }
        GroupKey::Day => {
            let day = match group.date {
                Day::Known(_) => "said on this day",
                Day::Unknown => "said on a day not known",
            };
            match workspace.data.has_meetings() {
                true => format!("{day}, about no meeting of the record"),
                false => day.to_owned(),
            }
        }
        GroupKey::Month | GroupKey::Year => {
            let counts = meetings_and_days(workspace, ix, group);
            format!("{} quotes in all, {counts}", group.quotes.len())
        }
    }
}

/// How many meetings, if there are any, and days without one stand under a month or a year.
fn meetings_and_days(workspace: &Workspace, ix: GroupIx, group: &Group) -> String {
    let under = &workspace.data.timeline.groups()[ix.index()..group.end.index()];
    let meetings = under.iter().filter(|group| matches!(group.key, GroupKey::Meeting(_))).count();
    let days = under.iter().filter(|group| group.key == GroupKey::Day).count();
    match workspace.data.has_meetings() {
        true => format!("{}, {}", counted(meetings, "meeting"), counted(days, "other day")),
        false => counted(days, "day"),
    }
}
