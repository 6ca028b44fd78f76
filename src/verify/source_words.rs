//! The words of a record, read again where a quotation is compared with them.

use std::collections::HashMap;
use std::ops::Range;

use foldhash::fast::RandomState;

use super::index::{PassageIndex, SourcePassage};
use super::words::{Piece, Pieces, TextRole, Traits};

/// The words of the passages that a quotation is compared with.
pub(super) struct SourceWords<'i, 'a> {
    index: &'i PassageIndex<'a>,
    read: HashMap<usize, Pieces, RandomState>,
}

impl<'i, 'a> SourceWords<'i, 'a> {
    pub(super) fn new(index: &'i PassageIndex<'a>) -> Self {
        Self { index, read: HashMap::default() }
    }

    /// A word of the record: its form, how it stands, and where in its article, in bytes. `None`
    /// between two passages.
    fn word(&mut self, at: u32) -> Option<(&str, Piece, Range<usize>)> {
        let passage = self.index.passage_at(at);
        let within = (at - self.index.words_of(passage).start) as usize;
        let Self { index, read } = self;
        let text = &index.passages[passage];
        let pieces = read.entry(passage).or_insert_with(|| Pieces::of(text.text, TextRole::Source));
        if within >= pieces.len() {
            return None;
        }
        let piece = pieces.get(within);
        let range = piece.range();
        Some((pieces.form_at(within), piece, text.start + range.start..text.start + range.end))
    }

    /// The passage of a word.
    pub(super) fn passage_of(&self, at: u32) -> &SourcePassage<'a> {
        &self.index.passages[self.index.passage_at(at)]
    }

    /// How a word stands; behind the last one a sentence begins.
    pub(super) fn traits(&mut self, at: u32) -> Traits {
        if at as usize >= self.index.words.len() {
            return Traits::BEGINS;
        }
        self.word(at).map_or(Traits::BEGINS, |(_, piece, _)| piece.traits)
    }

    /// The form of a word; nothing behind the last one.
    pub(super) fn form(&mut self, at: u32) -> String {
        if at as usize >= self.index.words.len() {
            return String::new();
        }
        self.word(at).map(|(form, ..)| form.to_owned()).unwrap_or_default()
    }

    /// Where a word stands in its article.
    pub(super) fn range(&mut self, at: u32) -> Option<Range<usize>> {
        self.word(at).map(|(.., range)| range)
    }

    /// Whether two words stand at one place: the parts of a short form.
    pub(super) fn is_one_place(&mut self, a: u32, b: u32) -> bool {
        self.index.passage_at(a) == self.index.passage_at(b) && self.range(a) == self.range(b)
    }
}
