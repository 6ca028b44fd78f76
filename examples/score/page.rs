//! A text by its characters: spans of it, what of them is ink, trimming and cutting.

use roaring::RoaringBitmap;

/// A stretch of a text: offsets in code points, the end not included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Span {
    /// The first character.
    pub(crate) start: usize,
    /// One past the last character; never before `start`.
    pub(crate) end: usize,
}

impl Span {
    /// The span from `start` to `end`; an empty one where they are the wrong way round.
    pub(crate) fn new(start: usize, end: usize) -> Self {
        Self { start, end: end.max(start) }
    }

    /// How many characters it holds.
    pub(crate) fn len(self) -> usize {
        self.end - self.start
    }

    /// Whether it holds no character.
    pub(crate) fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// What two spans have in common; empty where they have nothing.
    pub(crate) fn common(self, other: Self) -> Self {
        Self::new(self.start.max(other.start), self.end.min(other.end))
    }

    /// The positions as a set.
    fn positions(self) -> std::ops::Range<u32> {
        let narrow = |at| u32::try_from(at).unwrap_or(u32::MAX);
        narrow(self.start)..narrow(self.end)
    }
}

/// The positions in any of the spans.
pub(crate) fn positions(spans: impl IntoIterator<Item = Span>) -> RoaringBitmap {
    let mut set = RoaringBitmap::new();
    for span in spans {
        set.insert_range(span.positions());
    }
    set
}

/// One text, addressed by code points as the gold is.
#[derive(Debug)]
pub(crate) struct Page {
    characters: Vec<char>,
    ink: RoaringBitmap,
    letters: RoaringBitmap,
}

impl Page {
    /// The page of a text.
    pub(crate) fn new(text: &str) -> Self {
        let of = |is: fn(char) -> bool| -> RoaringBitmap {
            text.chars().zip(0..).filter(|(c, _)| is(*c)).map(|(_, at)| at).collect()
        };
        Self {
            characters: text.chars().collect(),
            ink: of(|c| !c.is_whitespace()),
            letters: of(char::is_alphanumeric),
        }
    }

    /// How many characters the text has.
    pub(crate) fn len(&self) -> usize {
        self.characters.len()
    }

    /// The characters of a span, as far as the text reaches.
    pub(crate) fn slice(&self, span: Span) -> &[char] {
        let end = span.end.min(self.len());
        &self.characters[span.start.min(end)..end]
    }

    /// A span's text.
    pub(crate) fn text(&self, span: Span) -> String {
        self.slice(span).iter().collect()
    }

    /// The texts of several spans, a space between them.
    pub(crate) fn joined(&self, spans: &[Span]) -> String {
        spans.iter().map(|span| self.text(*span)).collect::<Vec<_>>().join(" ")
    }

    /// The positions in any of the spans that are not white space.
    pub(crate) fn ink(&self, spans: impl IntoIterator<Item = Span>) -> RoaringBitmap {
        positions(spans) & &self.ink
    }

    /// Those of the positions that hold a letter or a digit.
    pub(crate) fn letters(&self, of: &RoaringBitmap) -> RoaringBitmap {
        of & &self.letters
    }

    /// The span without those characters at its ends.
    pub(crate) fn trim(&self, span: Span, off: impl Fn(char) -> bool) -> Span {
        let characters = self.slice(span);
        let kept = |c: &char| !off(*c);
        match (characters.iter().position(kept), characters.iter().rposition(kept)) {
            (Some(first), Some(last)) => Span::new(span.start + first, span.start + last + 1),
            _ => Span::new(span.end, span.end),
        }
    }

    /// The lines within a span, line breaks left out.
    pub(crate) fn lines(&self, span: Span) -> impl Iterator<Item = Span> + '_ {
        let mut start = span.start;
        self.slice(span).split(|c| *c == '\n').map(move |line| {
            let cut = Span::new(start, start + line.len());
            start = cut.end + 1;
            cut
        })
    }

    /// The span cut where paragraphs end; the pieces that hold ink, white space trimmed off.
    pub(crate) fn pieces(&self, span: Span) -> impl Iterator<Item = Span> + '_ {
        self.lines(span)
            .map(|line| self.trim(line, char::is_whitespace))
            .filter(|piece| !piece.is_empty())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offsets_are_code_points() {
        let page = Page::new("“Né à Gand”\n\n  \n dit-elle ");
        assert_eq!(page.text(Span::new(1, 10)), "Né à Gand");
        let pieces: Vec<_> = page.pieces(Span::new(0, 99)).map(|p| page.text(p)).collect();
        assert_eq!(pieces, ["“Né à Gand”", "dit-elle"]);
        assert_eq!(page.ink([Span::new(0, 5), Span::new(3, 6)]).len(), 4);
    }

    #[test]
    fn trimming_what_is_only_space_leaves_nothing() {
        let page = Page::new("a   b");
        assert!(page.trim(Span::new(1, 4), char::is_whitespace).is_empty());
        assert_eq!(page.trim(Span::new(0, 4), char::is_whitespace), Span::new(0, 1));
    }
}
