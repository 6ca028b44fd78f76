//! A quote in the timeline: in one line, or in two where there is room.

use std::ops::Range;

use jiff::civil::Date;
use ratatui::style::Style;

use super::super::{cells::Cells, view::View};
use crate::dataset::{DateForm, Day, Meeting, QuoteIx, Remarks, UNDATED};
use crate::explorer::{differing_words, in_these_words};
use crate::search::Field;
use crate::text::{clip, cut, glyphs, width};

/// From this width on a quote's row has room for whole names and years.
const ROOMY: u16 = 56;

/// A quote under its heading.
pub(super) fn under_heading(view: View<'_>, ix: QuoteIx, selected: bool, lines: &mut [Cells]) {
    let cells = &mut lines[0];
    let all = cells.free();
    let roomy = all >= usize::from(ROOMY);
    let distance = distance(view, ix);
    cells.field(&format!("{distance:>4}"), if roomy { 5 } else { 4 }, view.theme.faint());
    quote(view, ix, selected, all, lines);
}

/// A quote that tells its day and its meeting itself.
pub(super) fn alone(view: View<'_>, ix: QuoteIx, selected: bool, lines: &mut [Cells]) {
    /// Columns of a meeting's title, where there is room for one.
    const TITLE: usize = 20;
    let cells = &mut lines[0];
    let all = cells.free();
    let titled = all >= usize::from(ROOMY) + 2 * TITLE;
    let data = view.data();
    let entry = data.quote(ix);
    let said = day_shown(view, entry.said, cells.free());
    cells.text(" ", Style::new());
    cells.text(&said, view.theme.faint());
    let distance = distance(view, ix);
    let meeting = entry.meeting.map(|meeting| data.meeting(meeting));
    match meeting.filter(|_| titled) {
        Some(meeting) => {
            let about = format!(" {distance:>4} {}", meeting.title);
            cells.marked_field(&about, &[], TITLE, view.theme.faint(), view.theme.faint());
        }
        // Of a meeting whose day is not known no distance is known, but that it is about one is.
        None if meeting.is_some() && distance.is_empty() => {
            cells.field("  T? ", if titled { TITLE } else { 5 }, view.theme.faint());
        }
        None => {
            let columns = if titled { TITLE } else { 5 };
            cells.field(&format!(" {distance:>4} "), columns.max(6), view.theme.faint());
        }
    }
    quote(view, ix, selected, all, lines);
}

/// Another printing of the statement above: when and where, and how its words differ.
pub(super) fn printing(
    view: View<'_>,
    ix: QuoteIx,
    wording: Option<usize>,
    selected: bool,
    cells: &mut Cells,
) {
    let View { explorer, theme, .. } = view;
    let data = view.data();
    let base = match (explorer.result().has(ix), selected) {
        (false, _) => theme.faint(),
        (true, true) => theme.strong(),
        (true, false) => Style::new(),
    };
    let roomy = cells.free() >= usize::from(ROOMY);
    let article = data.article(data.quote(ix).article);
    let printed = day_shown(view, article.date, cells.free());
    cells.text(if wording.is_some() { "    ┬ " } else { "    │ " }, theme.faint());
    cells.text(&printed, theme.faint());
    let publisher = article.publisher.as_deref().unwrap_or(&article.title);
    let marks = view.marks(Field::Publisher, publisher);
    cells.text(" ", base);
    // Where there is no room for both, a wording is told by its words, any other by who prints it.
    if roomy {
        cells.marked_field(publisher, &marks, 24, base, theme.matched());
    }
    let Some(count) = wording else {
        if roomy {
            cells.text("in these words too", theme.faint());
        } else {
            cells.marked(publisher, &marks, cells.free(), base, theme.matched());
        }
        return;
    };
    if count > 1 {
        cells.text(&format!("×{count} "), theme.faint());
    }
    let first =
        data.same_utterance(ix).iter().find(|one| explorer.population().counted.contains(**one));
    let first = *first.unwrap_or(&ix);
    let quote = data.quote(ix);
    if quote.speaker != data.quote(first).speaker {
        let speakers = &explorer.workspace().speakers;
        cells.text(&speakers.name_in(data, quote.speaker, 11, true), base).text(": ", base);
    }
    // Here is this row, as in the source pane.
    let differs = differing_words(data.words_of(ix), data.words_of(first));
    cells.text(&differs, base);
}

/// How days are written in a row of so many columns.
#[derive(Clone, Copy)]
pub(super) struct DayColumn {
    /// The columns that they take.
    pub(super) columns: usize,
    pub(super) form: DateForm,
    /// Whether they go without their year.
    pub(super) short: bool,
}

impl DayColumn {
    pub(super) fn new(view: View<'_>, columns: usize) -> Self {
        let form = view.explorer.workspace().dates;
        let days = view.explorer.panes().timeline.density.days;
        match (columns >= usize::from(ROOMY), days.is_none_or(|(a, b)| a.year() == b.year())) {
            (_, true) => Self { columns: form.short_columns(), form, short: true },
            (true, false) => Self { columns: form.columns(), form, short: false },
            (false, false) => Self { columns: 10, form: DateForm::Iso, short: false },
        }
    }

    pub(super) fn shown(self, date: Date) -> String {
        if self.short { self.form.short_day(date) } else { self.form.day(date) }
    }
}

/// A day in a column of its own, in a row of so many columns.
fn day_shown(view: View<'_>, day: Day, columns: usize) -> String {
    let column = DayColumn::new(view, columns);
    let shown = day.known().map_or_else(|| UNDATED.to_owned(), |date| column.shown(date));
    format!("{shown:>columns$}", columns = column.columns)
}

/// Days from the meeting, in years where they are more than anybody counts.
fn distance(view: View<'_>, ix: QuoteIx) -> String {
    match view.data().distance(ix) {
        Some(0) => "T".to_owned(),
        Some(days @ (..-365 | 366..)) => format!("T{:+}y", days / 365),
        Some(days) => format!("T{days:+}"),
        None => String::new(),
    }
}

/// Who, in what words, and what there is to say of it, in lines of so many columns in all.
fn quote(view: View<'_>, ix: QuoteIx, selected: bool, all: usize, lines: &mut [Cells]) {
    let Some((cells, below)) = lines.split_first_mut() else { return };
    let View { explorer, theme, .. } = view;
    let roomy = all >= usize::from(ROOMY);
    let data = view.data();
    let quote = data.quote(ix);
    let dimmed = !explorer.result().has(ix);
    let base = match (dimmed, selected) {
        (true, _) => theme.faint(),
        (false, true) => theme.strong(),
        (false, false) => Style::new(),
    };
    let remarks = data.remarks(ix);
    let (mark, sign) = (mark(remarks), sign(remarks));
    match (roomy, mark) {
        (true, _) => cells.text(mark, base).text(sign, base),
        // What somebody noted is told first where both have one column.
        (false, " ") => cells.text(sign, base),
        (false, mark) => cells.text(mark, base),
    };
    let speakers = &explorer.workspace().speakers;
    let side = speakers.side_sign(quote.speaker);
    if let Some(side) = side {
        cells.text(side.sign, theme.side(side.nth));
    }
    if speakers.has_sides() {
        cells
            .text(if side.is_some() { "" } else { " " }, base)
            .text(if roomy { " " } else { "" }, base);
    }
    let columns = if roomy { (all / 4).clamp(11, 22) } else { 11 };
    let short = |speaker| speakers.name_in(data, Some(speaker), 0, true);
    let candidates = data.candidates(ix);
    let name = match quote.speaker {
        // Several who said it together, or one of them did.
        None if !candidates.is_empty() => {
            candidates.iter().map(|one| short(*one)).collect::<Vec<_>>().join("/").into()
        }
        speaker => speakers.name_in(data, speaker, columns - 1, !roomy),
    };
    let marks = view.speaker_marks(quote.speaker, &name);
    cells.marked_field(&name, &marks, columns, base, theme.matched());
    let words_from = all - cells.free();
    if !quote.is_proven {
        cells.text("unproven ", theme.warning());
    }
    if remarks.is_some_and(|remarks| remarks.dropped) {
        cells.text("dropped ", theme.warning());
    }
    cells.text(&printings(view, ix, roomy), theme.faint());
    let lead = data.lead_of(ix);
    let (open, close) = if data.is_in_marks(ix) { ("“", "”") } else { ("", "") };
    let words = data.words_of(ix);
    let named = !marks.is_empty();
    let marks = view.marks(Field::Text, words);
    if marks.is_empty() && !named && !dimmed {
        cells.text(elsewhere(view, ix, roomy), theme.matched());
    }
    if let Some(lead) = &lead {
        cells.text(lead, base);
    }
    let mut second = below.first_mut();
    if let Some(below) = &mut second {
        below.text(&" ".repeat(words_from), base);
    }
    let more = second.as_ref().map_or(0, |below| below.free());
    let from = first_shown(words, &marks, (cells.free() + more).saturating_sub(3));
    let words = &words[from..];
    let marks: Vec<Range<usize>> = marks
        .iter()
        .filter(|mark| mark.start >= from)
        .map(|mark| mark.start - from..mark.end - from)
        .collect();
    cells.text(if from > 0 { "…" } else { open }, base);
    let columns = cells.free().saturating_sub(2);
    let Some(below) = second else {
        cells.marked(words, &marks, columns, base, theme.matched()).text(close, base);
        return;
    };
    let break_at = line_end(words, columns);
    cells.marked(&words[..break_at], &marks, cells.free(), base, theme.matched());
    if break_at == words.len() {
        cells.text(close, base);
        // Where the words leave a line, who printed them.
        let article = data.article(quote.article);
        let outlet = article.publisher.as_deref().unwrap_or(&article.title);
        below.text(outlet, theme.faint());
        return;
    }
    let behind = |mark: &Range<usize>| mark.start >= break_at;
    let marks: Vec<Range<usize>> = (marks.into_iter().filter(behind))
        .map(|mark| mark.start - break_at..mark.end - break_at)
        .collect();
    let columns = below.free().saturating_sub(2);
    below.marked(&words[break_at..], &marks, columns, base, theme.matched()).text(close, base);
}

/// Where a line of so many columns ends: behind a space, or inside a word that is wider.
fn line_end(words: &str, columns: usize) -> usize {
    match cut(words, columns) {
        (end, false) => end,
        (end, true) => words[..end].rfind(' ').map_or(end, |space| space + 1),
    }
}

/// Where the filter's words stand, if neither in the quote nor in the speaker's name.
fn elsewhere(view: View<'_>, ix: QuoteIx, roomy: bool) -> &'static str {
    let data = view.data();
    let quote = data.quote(ix);
    if !view.explorer.result().search.has_words() {
        return "";
    }
    let headline = &data.article(quote.article).title;
    let of_meeting = |meeting: &Meeting| {
        !view.marks(Field::Meeting, &meeting.title).is_empty()
            || meeting.place.as_ref().is_some_and(|p| !view.marks(Field::Place, p).is_empty())
    };
    match () {
        () if quote.meeting.is_some_and(|meeting| of_meeting(data.meeting(meeting))) => {
            if roomy {
                "in meeting "
            } else {
                "m "
            }
        }
        () if !view.marks(Field::Headline, headline).is_empty() => {
            if roomy {
                "in headline "
            } else {
                "h "
            }
        }
        () if view.explorer.result().search.is_by_article(ix) => {
            if roomy {
                "in article "
            } else {
                "a "
            }
        }
        () => "",
    }
}

/// How many places print a statement, on its row; a sign on the row of a later printing. Where every
/// printing has a row, and where those below are unfolded, the place and the day of this one.
fn printings(view: View<'_>, ix: QuoteIx, roomy: bool) -> String {
    /// Columns of an outlet's name.
    const OUTLET: usize = 16;
    let (data, explorer) = (view.data(), view.explorer);
    let all = data.same_utterance(ix);
    if all.len() < 2 {
        return String::new();
    }
    let article = data.article(data.quote(ix).article);
    let outlet = article.publisher.as_deref().unwrap_or(&article.title);
    let form = explorer.workspace().dates;
    let day = article.date.known().map(|day| form.short_day(day) + " ").unwrap_or_default();
    let printed = format!("{day}{} ", clip(outlet, OUTLET));
    if explorer.is_by_printing() {
        return if roomy { printed } else { day };
    }
    let result = explorer.result();
    let shows = |quote: &&QuoteIx| match explorer.hides() {
        true => result.has(**quote),
        false => result.population.quotes.contains(**quote),
    };
    let shown: Vec<QuoteIx> = all.iter().filter(shows).copied().collect();
    match (shown.len(), shown.first()) {
        (2.., Some(first)) if *first != ix => "↳ ".to_owned(),
        (count @ 2.., _) if explorer.panes().timeline.is_unfolded(data, ix) => {
            match in_these_words(data, ix, &shown) {
                _ if !roomy => format!("▾×{count} "),
                same if same == count => format!("▾×{count} {printed}"),
                same => format!("▾×{count}, {same} so, {printed}"),
            }
        }
        (count @ 2.., _) => format!("×{count} "),
        _ => String::new(),
    }
}

/// Whether a quote is marked, or else noted of.
fn mark(remarks: Option<&Remarks>) -> &'static str {
    match remarks {
        Some(remarks) if !remarks.marks.is_empty() => "*",
        Some(remarks) if remarks.note.is_some() => "#",
        _ => " ",
    }
}

/// What a reader did with a quote, in one sign.
fn sign(remarks: Option<&Remarks>) -> &'static str {
    match remarks {
        Some(remarks) if remarks.corrected => "±",
        Some(remarks) if remarks.approved => "✓",
        _ => " ",
    }
}

/// Where a row begins to show a quote: at its start, or shortly before the first match where that
/// would not be in sight.
fn first_shown(words: &str, marks: &[Range<usize>], columns: usize) -> usize {
    let Some(first) = marks.first() else { return 0 };
    if width(&words[..first.end]) <= columns {
        return 0;
    }
    let before: Vec<usize> = glyphs(&words[..first.start]).map(|glyph| glyph.range.start).collect();
    let back = before.len().saturating_sub(columns / 3);
    let start = before.get(back).copied().unwrap_or(first.start);
    let word = words[start..first.start].find(' ').map_or(start, |at| start + at + 1);
    if word < first.start { word } else { start }
}
