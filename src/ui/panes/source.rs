//! The source pane: what is known of the quote, then the article with the quote marked.

use std::ops::Range;

use ratatui::widgets::{Scrollbar, ScrollbarOrientation, ScrollbarState, StatefulWidget};
use ratatui::{buffer::Buffer, layout::Rect, style::Style};

use super::super::cells::{Cells, row};
use super::super::view::View;
use crate::explorer::{HeaderKind, Overlay, source_text};
use crate::{explorer::layout::body, search::Field, text::counted};

pub(super) fn draw(view: View<'_>, area: Rect, buf: &mut Buffer) {
    let View { explorer, theme, .. } = view;
    let (source, inner) = (&explorer.panes().source, body(area));
    for (at, header) in source.header.iter().enumerate() {
        let Some(line) = row(inner, at) else { return };
        let mut cells = Cells::new(line.width);
        let (field, style) = match header.kind {
            HeaderKind::Title => (Some(Field::Headline), theme.strong()),
            HeaderKind::Byline => (Some(Field::Publisher), Style::new()),
            HeaderKind::Attribution => (None, Style::new()),
            HeaderKind::Speaker => (Some(Field::Speaker), theme.strong()),
            HeaderKind::Remarks => (None, theme.strong()),
            HeaderKind::Spoken => (None, Style::new()),
            HeaderKind::Warning => (None, theme.warning()),
            HeaderKind::Origin | HeaderKind::Printing | HeaderKind::Rule => (None, theme.faint()),
        };
        cells.text("  ", style);
        if header.kind == HeaderKind::Rule {
            let dashes = usize::from(source_text(area, 0).width).min(cells.free());
            cells.text(&"┈".repeat(dashes), style).draw(line, buf);
            continue;
        }
        let title_of_meeting = explorer.article().is_none();
        let field = field.map(|field| if title_of_meeting { Field::Meeting } else { field });
        let text = view.bindings.fill(&header.text);
        let marks = field.map(|field| view.marks(field, &text));
        let columns = cells.free().saturating_sub(1);
        cells.marked(&text, &marks.unwrap_or_default(), columns, style, theme.matched());
        cells.draw(line, buf);
    }
    let text_area = source_text(area, source.header_rows());
    text(view, text_area, buf);
    if source.last_top() > 0 {
        let bar = Rect::new(inner.right() - 1, text_area.y, 1, text_area.height);
        let mut state = ScrollbarState::new(source.last_top() + 1)
            .position(source.top)
            .viewport_content_length(source.height);
        Scrollbar::new(ScrollbarOrientation::VerticalRight)
            .begin_symbol(None)
            .end_symbol(None)
            .track_symbol(Some("│"))
            .track_style(theme.faint())
            .thumb_symbol("█")
            .render(bar, buf, &mut state);
    }
}

/// Which quote of how many, for the pane's title; where `in:` found something, which place.
pub(super) fn note(view: View<'_>) -> Vec<String> {
    let explorer = view.explorer;
    let (Some(quote), Some(article)) = (explorer.quote(), explorer.article()) else {
        return Vec::new();
    };
    let quotes = view.data().quotes_in(article);
    let at = quotes.iter().position(|other| *other == quote).map_or(0, |at| at + 1);
    let source = &explorer.panes().source;
    vec![match (source.hit, source.hits.len()) {
        (_, 0) => format!("quote {at} of {}", quotes.len()),
        (None, count) => counted(count, "hit"),
        (Some(hit), count) => format!("{} of {}", hit + 1, counted(count, "hit")),
    }]
}

/// The lines in sight.
fn text(view: View<'_>, area: Rect, buf: &mut Buffer) {
    let View { explorer, theme, .. } = view;
    let (source, data) = (&explorer.panes().source, view.data());
    let text = source.doc.text(explorer.workspace());
    let lines = source.lines.iter().skip(source.top).take(usize::from(area.height));
    let lines: Vec<Range<usize>> = lines.cloned().collect();
    let (Some(first), Some(last)) = (lines.first(), lines.last()) else { return };
    let in_sight = |range: &Range<usize>| range.start < last.end && range.end > first.start;

    let selected = explorer.quote().map(|quote| data.quote(quote).span());
    let quotes: Vec<_> = source
        .article()
        .map(|article| data.quotes_in(article))
        .into_iter()
        .flatten()
        .map(|quote| (data.quote(*quote).span(), *quote))
        .filter(|(span, _)| in_sight(span))
        .collect();
    // Plain words are looked for within quotes alone, so only there is a match a reason.
    let matches: Vec<Range<usize>> = quotes
        .iter()
        .filter(|(_, quote)| explorer.result().search.hits.contains(*quote))
        .flat_map(|(span, _)| {
            let marks = view.marks(Field::Text, &text[span.clone()]);
            marks.into_iter().map(|mark| span.start + mark.start..span.start + mark.end)
        })
        .collect();
    let hits: Vec<_> = source.hits.iter().filter(|hit| in_sight(hit)).collect();
    let current_hit = source.current_hit();
    let (found_words, current) = match explorer.overlay() {
        Overlay::Find(find) => {
            (find.matches.iter().filter(|m| in_sight(m)).cloned().collect(), find.current())
        }
        _ => (Vec::new(), None),
    };

    // While words are chosen nothing else is marked.
    let chosen = match explorer.overlay() {
        Overlay::Span(choice) => Some(choice.range()),
        _ => None,
    };

    for (at, line) in lines.iter().enumerate() {
        let Some(line_area) = row(area, at) else { break };
        let touches = |span: &Range<usize>| span.start < line.end && span.end > line.start;
        let gutter = if selected.as_ref().is_some_and(touches) {
            "▌"
        } else if quotes.iter().any(|(span, _)| touches(span)) {
            "┊"
        } else {
            " "
        };
        let gutter_area = Rect::new(area.x - 2, line_area.y, 2, 1);
        Cells::new(2).text(gutter, Style::new()).draw(gutter_area, buf);
        let quotes: Vec<_> = quotes.iter().filter(|(span, _)| touches(span)).collect();
        let matches: Vec<_> = matches.iter().filter(|span| touches(span)).collect();
        let style = |offset: usize| {
            let offset = line.start + offset;
            let holds = |range: &Range<usize>| range.contains(&offset);
            let mut style = Style::new();
            let here = selected.as_ref().is_some_and(holds);
            if here {
                style = theme.selected();
            } else if quotes.iter().any(|(span, _)| holds(span)) {
                style = theme.other_quote();
            }
            if matches.iter().any(|range| holds(range)) {
                style = style.patch(theme.reversed(here).matched());
            }
            if hits.iter().any(|range| holds(range)) {
                style = match current_hit.as_ref().is_some_and(holds) {
                    true => theme.found(!here),
                    false => style.patch(theme.reversed(here).matched()),
                };
            }
            if let Some(chosen) = &chosen {
                let holds = holds(chosen);
                style = if holds { theme.selected() } else { Style::new() };
            }
            if found_words.iter().any(holds) {
                style = theme.found(current.as_ref().is_some_and(holds) != here);
            }
            style
        };
        Cells::new(area.width).styled(&text[line.clone()], style).draw(line_area, buf);
    }
}
