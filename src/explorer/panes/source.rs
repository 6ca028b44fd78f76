//! The source pane: an article wrapped to the pane, with what is known of the selected quote above
//! it. Where a heading or a speaker without quotes is selected, a card about that.

use std::ops::Range;

use ratatui::layout::Rect;

use super::super::{
    action::Step, layout::body, pane::Pane, selection::Selection, workspace::Workspace,
};
use super::card::{group_card, speaker_card};
use super::list::{page, stepped};
use super::source_header::{self, HeaderLine};
use super::view::{PaneInput, PaneView, Request};
use crate::dataset::{ArticleIx, GroupIx, GroupKey, QuoteIx};
use crate::text::{fold, glyphs, wrap, wrap_paragraphs};

/// Lines of text longer than this are hard to read.
const MEASURE: u16 = 92;
/// Rows that a notch of the wheel scrolls.
const NOTCH: usize = 3;

/// Where the text stands in the source pane, below some rows of header: two columns are the gutter, the last
/// one is the scroll bar.
pub fn source_text(pane: Rect, header: u16) -> Rect {
    let body = body(pane);
    let header = header.min(body.height);
    Rect::new(
        body.x + 2,
        body.y + header,
        body.width.saturating_sub(4).min(MEASURE),
        body.height - header,
    )
}

/// What stands in the pane.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Doc {
    /// An article's text.
    Article(ArticleIx),
    /// Text of our own about something that is no quote.
    Card(String),
}

/// The pane as it shows.
#[derive(Debug, Default)]
pub struct SourceView {
    /// What stands in the pane.
    pub doc: Doc,
    /// The lines above the text, which do not scroll.
    pub header: Vec<HeaderLine>,
    /// The text's lines: byte ranges of the article's text or of the card.
    pub lines: Vec<Range<usize>>,
    /// The first line in sight.
    pub top: usize,
    /// Rows for the text.
    pub height: usize,
    /// Where the article has what `in:` found: byte ranges of its text.
    pub hits: Vec<Range<usize>>,
    /// Which of them was gone to.
    pub hit: Option<usize>,
    /// Whether another filter may find other places.
    is_refiltered: bool,
    selection: Selection,
    /// With which byte the text is to begin for a selection, once it shows.
    restored: Option<(Selection, usize)>,
    width: u16,
    /// What was in sight before the sizes of the moment.
    before_resizing: Option<InSight>,
    /// Whether that is to be in sight again.
    is_resized: bool,
}

/// What of a text is in sight, however it is wrapped.
#[derive(Debug, Clone, Copy)]
struct InSight {
    /// The offset with which the first line begins.
    first: usize,
    /// Whether the selected quote shows.
    quote: bool,
}

impl Default for Doc {
    fn default() -> Self {
        Self::Card(String::new())
    }
}

impl Doc {
    /// The text that shows.
    pub fn text<'a>(&'a self, workspace: &'a Workspace) -> &'a str {
        match self {
            Self::Article(article) => &workspace.data.article(*article).text,
            Self::Card(text) => text,
        }
    }
}

impl SourceView {
    /// How many rows the lines above the text take.
    pub fn header_rows(&self) -> u16 {
        u16::try_from(self.header.len()).unwrap_or(u16::MAX)
    }

    /// The offset with which the first line in sight begins.
    pub fn first_offset(&self) -> usize {
        self.lines.get(self.top).map_or(0, |line| line.start)
    }

    /// Lets the text begin with a byte once a selection shows.
    pub(in super::super) fn restore(&mut self, selection: Selection, first: Option<usize>) {
        self.restored = first.map(|first| (selection, first));
    }

    fn in_sight(&self, input: &PaneInput<'_>) -> InSight {
        let shows = |range| {
            let (first, last) = self.lines_of(range);
            self.top <= first && last < self.top + self.height
        };
        let span = |quote| input.workspace.data.quote(quote).span();
        let quote = input.selection.quote().is_some_and(|quote| shows(span(quote)));
        InSight { first: self.first_offset(), quote }
    }

    /// Scrolls, staying within the text.
    fn scroll_to(&mut self, top: usize) {
        self.top = top.min(self.last_top());
    }

    /// The furthest that the text scrolls.
    pub fn last_top(&self) -> usize {
        self.lines.len().saturating_sub(self.height)
    }

    /// Scrolls so that a range of the text shows, with some text before it.
    pub(in super::super) fn bring_into_sight(&mut self, range: Range<usize>) {
        let (first, last) = self.lines_of(range);
        if first < self.top || last >= self.top + self.height {
            let before = (self.height / 3).min(self.height.saturating_sub(last - first + 1));
            self.scroll_to(first.saturating_sub(before));
        }
    }

    /// The hit that was gone to.
    pub fn current_hit(&self) -> Option<Range<usize>> {
        self.hits.get(self.hit?).cloned()
    }

    /// Goes to the next hit, or the one before; the last is followed by the first. At first that is
    /// the one nearest to what is in sight. Whether there are any.
    pub(in super::super) fn step_hit(&mut self, back: bool) -> bool {
        let count = self.hits.len();
        if count == 0 {
            return false;
        }
        let in_sight = || self.hits.partition_point(|hit| hit.start < self.first_offset());
        let after = self.hit.map_or_else(in_sight, |hit| hit + 1);
        let before = self.hit.unwrap_or_else(in_sight) + count - 1;
        let hit = if back { before } else { after } % count;
        self.hit = Some(hit);
        self.bring_into_sight(self.hits[hit].clone());
        true
    }

    /// Looks for what `in:` found in the article that shows.
    fn find_hits(&mut self, input: &PaneInput<'_>) {
        let (search, text) = (&input.result.search, self.doc.text(input.workspace));
        let hits = match (&self.doc, input.index) {
            (Doc::Article(_), Some(index)) => search.hits_in_article(index, text),
            _ => Vec::new(),
        };
        if hits != self.hits {
            (self.hits, self.hit) = (hits, None);
        }
    }

    /// The first and the last line of a range of the text.
    fn lines_of(&self, range: Range<usize>) -> (usize, usize) {
        (self.line_at(range.start), self.line_at(range.end.saturating_sub(1).max(range.start)))
    }

    /// The line on which an offset stands.
    pub fn line_at(&self, offset: usize) -> usize {
        self.lines.partition_point(|line| line.start <= offset).saturating_sub(1)
    }

    /// The offset shown at a column of a line, if there is text.
    fn offset_at(&self, workspace: &Workspace, line: usize, column: usize) -> Option<usize> {
        let range = self.lines.get(line)?.clone();
        let mut used = 0;
        for glyph in glyphs(&self.doc.text(workspace)[range.clone()]) {
            used += glyph.width;
            if column < used {
                return Some(range.start + glyph.range.start);
            }
        }
        None
    }

    /// The article that shows, if any.
    pub fn article(&self) -> Option<ArticleIx> {
        match self.doc {
            Doc::Article(article) => Some(article),
            Doc::Card(_) => None,
        }
    }
}

impl PaneView for SourceView {
    fn reload(&mut self, _: &dyn Fn(GroupIx) -> Option<GroupIx>) {
        *self = Self::default();
    }

    fn rebuild(&mut self, _: &PaneInput<'_>) {
        self.is_refiltered = true;
    }

    /// A quote newly selected is brought into sight.
    fn arrange(&mut self, input: &PaneInput<'_>, area: Option<Rect>) {
        let Some(area) = area else { return };
        let (workspace, selection) = (input.workspace, input.selection);
        let header = source_header::lines(workspace, selection, body(area));
        let rows = u16::try_from(header.len()).unwrap_or(u16::MAX);
        let text = source_text(area, rows);
        let moved = selection != self.selection;
        // A card is made once: a year may have hundreds of thousands of quotes to count.
        // A card tells what the filter leaves.
        let is_stale = self.is_refiltered && matches!(self.doc, Doc::Card(_));
        let doc = if moved || is_stale { doc_of(input, selection) } else { self.doc.clone() };
        let rewrap = doc != self.doc || text.width != self.width;
        let resized = usize::from(text.height) != self.height;
        let before = self.before_resizing.filter(|_| std::mem::take(&mut self.is_resized));
        let before = before.unwrap_or_else(|| self.in_sight(input));
        self.header = header;
        self.height = usize::from(text.height);
        if rewrap {
            self.width = text.width;
            let columns = usize::from(text.width);
            self.lines = match &doc {
                Doc::Article(_) => wrap_paragraphs(doc.text(workspace), columns),
                Doc::Card(card) => wrap(card, columns),
            };
        }
        self.top = if doc == self.doc { self.line_at(before.first) } else { 0 };
        let is_other = doc != self.doc;
        self.doc = doc;
        if is_other {
            self.hit = None;
        }
        if std::mem::take(&mut self.is_refiltered) || is_other {
            self.find_hits(input);
        }
        self.selection = selection;
        if let Some(quote) = selection.quote()
            && (moved || (rewrap || resized) && before.quote)
        {
            self.bring_into_sight(workspace.data.quote(quote).span());
        }
        if let Some((_, first)) = self.restored.take().filter(|(of, _)| *of == selection) {
            self.top = self.line_at(first);
        }
        self.scroll_to(self.top);
    }

    fn step(&mut self, _: &PaneInput<'_>, step: Step) -> Option<Request> {
        self.scroll_to(stepped(self.top, page(self.height), step));
        None
    }

    /// Selects the quote that is clicked on.
    fn click(&mut self, input: &PaneInput<'_>, area: Rect, (x, y): (u16, u16)) -> Vec<Request> {
        let text = source_text(area, self.header_rows());
        let quote = || {
            let line = self.top + usize::from(y.checked_sub(text.y)?);
            let column = usize::from(x.checked_sub(text.x)?);
            let offset = self.offset_at(input.workspace, line, column)?;
            let quotes = input.workspace.data.quotes_in(self.article()?);
            let span = |quote: QuoteIx| input.workspace.data.quote(quote).span();
            quotes.iter().copied().find(|quote| span(*quote).contains(&offset))
        };
        let selection = quote().filter(|quote| input.shows(*quote)).map(Selection::Quote);
        let selection = selection.into_iter();
        selection.map(|selection| Request::Select { selection, is_step: false }).collect()
    }

    fn resize(&mut self, input: &PaneInput<'_>) {
        let in_sight = self.in_sight(input);
        self.before_resizing.get_or_insert(in_sight);
        self.is_resized = true;
    }

    fn keep_size(&mut self) {
        self.before_resizing = None;
    }

    fn rows_per_notch(&self) -> usize {
        NOTCH
    }

    fn title(&self, input: &PaneInput<'_>, pane: Pane) -> &'static str {
        match input.selection {
            Selection::Group(group) => match input.workspace.data.timeline.group(group).key {
                GroupKey::Meeting(_) => "Meeting",
                GroupKey::Day => "Day",
                GroupKey::Month => "Month",
                GroupKey::Year => "Year",
            },
            Selection::Speaker(_) => "Speaker",
            Selection::Quote(_) | Selection::Nothing => pane.title(),
        }
    }
}

fn doc_of(input: &PaneInput<'_>, selection: Selection) -> Doc {
    let workspace = input.workspace;
    match selection {
        Selection::Quote(quote) => Doc::Article(workspace.data.quote(quote).article),
        Selection::Group(group) => Doc::Card(group_card(workspace, input.result, group)),
        Selection::Speaker(speaker) => Doc::Card(speaker_card(workspace, speaker)),
        Selection::Nothing => Doc::default(),
    }
}

/// Where a text holds a string, case and accents folded: byte ranges.
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
    let matches = folded.match_indices(&wanted);
    matches.map(|(at, _)| from[at].start..from[at + wanted.len() - 1].end).collect()
}
