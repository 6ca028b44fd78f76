//! One row of the screen, filled from the left. Every string is made safe on the way in.

use std::ops::Range;

use ratatui::{buffer::Buffer, layout::Rect, style::Style, text::Span};

use crate::text::{cut, glyphs, safe, width};

/// A row being filled.
#[derive(Debug)]
pub(super) struct Cells {
    spans: Vec<Span<'static>>,
    used: usize,
    columns: usize,
}

impl Cells {
    /// An empty row of some columns.
    pub(super) fn new(columns: u16) -> Self {
        Self { spans: Vec::new(), used: 0, columns: usize::from(columns) }
    }

    /// Columns still free.
    pub(super) fn free(&self) -> usize {
        self.columns - self.used
    }

    /// Adds text, clipped to what is free.
    pub(super) fn text(&mut self, text: &str, style: Style) -> &mut Self {
        self.marked(text, &[], self.free(), style, style)
    }

    /// Adds text in a field of exactly some columns.
    pub(super) fn field(&mut self, text: &str, columns: usize, style: Style) -> &mut Self {
        let end = self.used + columns.min(self.free());
        self.marked(text, &[], columns, style, style);
        self.pad_to(end)
    }

    /// Adds text in a field of some columns, the last of them blank, with parts of it marked.
    pub(super) fn marked_field(
        &mut self,
        text: &str,
        marks: &[Range<usize>],
        columns: usize,
        base: Style,
        mark: Style,
    ) -> &mut Self {
        let after = self.free().saturating_sub(columns);
        self.marked(text, marks, columns - 1, base, mark);
        let blanks = self.free().saturating_sub(after);
        self.text(&" ".repeat(blanks), base)
    }

    /// Adds text of at most some columns, with parts of it marked.
    pub(super) fn marked(
        &mut self,
        text: &str,
        marks: &[Range<usize>],
        columns: usize,
        base: Style,
        mark: Style,
    ) -> &mut Self {
        let (end, was_cut) = cut(text, columns.min(self.free()));
        let style = |at: usize| {
            let marked = marks.iter().any(|range| range.contains(&at));
            if marked { base.patch(mark) } else { base }
        };
        self.styled(&text[..end], style);
        if was_cut && self.free() > 0 {
            self.push("…", base);
        }
        self
    }

    /// Adds text whose style depends on the offset. The text must fit.
    pub(super) fn styled(&mut self, text: &str, style: impl Fn(usize) -> Style) -> &mut Self {
        let mut run: Option<(usize, Style)> = None;
        for at in glyphs(text).map(|glyph| glyph.range.start) {
            let now = style(at);
            match run {
                Some((_, before)) if before == now => {}
                Some((from, before)) => {
                    self.push(&text[from..at], before);
                    run = Some((at, now));
                }
                None => run = Some((at, now)),
            }
        }
        if let Some((from, style)) = run {
            self.push(&text[from..], style);
        }
        self
    }

    /// Adds text at the right edge, if all of it fits behind a gap.
    pub(super) fn right(&mut self, text: &str, style: Style) -> &mut Self {
        let needed = width(text);
        if needed < self.free() {
            self.pad_to(self.columns - needed);
            self.push(text, style);
        }
        self
    }

    /// Fills with blanks up to a column.
    pub(super) fn pad_to(&mut self, column: usize) -> &mut Self {
        let blanks = column.min(self.columns).saturating_sub(self.used);
        self.spans.push(Span::raw(" ".repeat(blanks)));
        self.used += blanks;
        self
    }

    fn push(&mut self, text: &str, style: Style) {
        let text = safe(text).into_owned();
        self.used = (self.used + width(&text)).min(self.columns);
        self.spans.push(Span::styled(text, style));
    }

    /// Draws the row.
    pub(super) fn draw(&mut self, area: Rect, buf: &mut Buffer) {
        let mut x = area.x;
        for Span { content, style } in std::mem::take(&mut self.spans) {
            // Its glyphs are known: ratatui would look for graphemes and their widths once more.
            for glyph in glyphs(&content) {
                let end = x.saturating_add(u16::try_from(glyph.width).unwrap_or(u16::MAX));
                if end > area.right() {
                    break;
                }
                if glyph.width == 0 {
                    continue;
                }
                buf[(x, area.y)].set_symbol(&glyph.shown).set_style(style);
                // What a wide one covers is blank.
                (x + 1..end).for_each(|covered| buf[(covered, area.y)].reset());
                x = end;
            }
        }
    }

    /// Draws the row in one style from edge to edge, under the styles of its parts.
    pub(super) fn draw_in(&mut self, style: Style, area: Rect, buf: &mut Buffer) {
        self.pad_to(self.columns);
        self.draw(area, buf);
        if style != Style::new() {
            buf.set_style(area, style);
        }
    }
}

/// The row of an area at a distance from its top, if there is one.
pub(super) fn row(area: Rect, at: usize) -> Option<Rect> {
    let y = u16::try_from(at).ok().filter(|y| *y < area.height)?;
    Some(Rect::new(area.x, area.y + y, area.width, 1))
}
