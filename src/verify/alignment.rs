//! Which word of a quotation is which of its source: the words between the runs that both share,
//! compared in bands around them.

use std::ops::Range;

use super::index::{Numbers, PassageIndex, is_same};
use super::runs::{Chain, Run, SKIPPED};
use crate::text::offsets::offset;

/// Words at an end of a quotation, or beside a jump, that are compared one by one.
const COMPARED: usize = 96;
/// How many more words of the source are looked at than the quotation has.
const SPARE: usize = 6;
/// The most pairs of words that are compared between two runs.
const PAIRS: usize = 1 << 18;

/// One step through a quotation and its source, both numbered by word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum AlignmentStep {
    /// The same word.
    Same(u32, u32),
    /// Another word.
    Changed(u32, u32),
    /// A word that the source does not have.
    Added(u32),
    /// A word that the quotation leaves out.
    Dropped(u32),
    /// The quotation goes on elsewhere in the source.
    Jump {
        /// The word of the quotation that comes next.
        printed: u32,
        /// Whether that is further on in the same speaker's words.
        forward: bool,
    },
}

/// Aligns a quotation along a chain of runs.
pub(super) fn align(
    index: &PassageIndex<'_>,
    quotation: &[u32],
    gaps: &[bool],
    chain: &Chain,
) -> Vec<AlignmentStep> {
    let mut aligner = Aligner { index, words: &index.words, quotation, gaps, steps: Vec::new() };
    let (Some(first), Some(last)) = (chain.runs.first(), chain.runs.last()) else {
        return Vec::new();
    };
    let stream = index.stream_of(index.passage_at(first.source));
    let last_stream = index.stream_of(index.passage_at(last.source));
    aligner.head(first, stream.start);
    for (at, run) in chain.runs.iter().enumerate() {
        if let Some(before) = at.checked_sub(1).map(|before| &chain.runs[before]) {
            aligner.between(before, run);
        }
        for word in 0..run.len {
            aligner.steps.push(AlignmentStep::Same(run.printed + word, run.source + word));
        }
    }
    aligner.tail(last, last_stream.end);
    aligner.steps
}

struct Aligner<'a> {
    index: &'a PassageIndex<'a>,
    words: &'a [u32],
    quotation: &'a [u32],
    gaps: &'a [bool],
    steps: Vec<AlignmentStep>,
}

impl Aligner<'_> {
    /// The words before the first run.
    fn head(&mut self, first: &Run, start: u32) {
        let near = first.printed.saturating_sub(offset(COMPARED));
        self.steps.extend((0..near).map(AlignmentStep::Added));
        let room = first.printed - near + self.spare(near..first.printed);
        let from = first.source.saturating_sub(room).max(start);
        let from = self.after_break(from..first.source);
        let mut steps = self.compare(near..first.printed, from..first.source, Free::Start);
        self.steps.append(&mut steps);
    }

    /// The words behind the last run.
    fn tail(&mut self, last: &Run, end: u32) {
        let (from, len) = (last.printed + last.len, offset(self.quotation.len()));
        let far = len.min(from + offset(COMPARED));
        let to = (last.source_end() + (far - from) + self.spare(from..far)).min(end);
        let to = self.before_break(last.source_end()..to);
        let mut steps = self.compare(from..far, last.source_end()..to, Free::End);
        self.steps.append(&mut steps);
        self.steps.extend((far..len).map(AlignmentStep::Added));
    }

    /// How many more words of the source are looked at: many where an ellipsis says that some are
    /// left out.
    fn spare(&self, printed: Range<u32>) -> u32 {
        let has_gap = self.gaps[printed.start as usize..=printed.end as usize].contains(&true);
        if has_gap { SKIPPED } else { offset(SPARE) }
    }

    /// The words between two runs.
    fn between(&mut self, before: &Run, run: &Run) {
        let printed = before.printed + before.len..run.printed;
        let source = before.source_end()..run.source;
        let left = printed.end - printed.start;
        let is_near =
            before.source_end() <= run.source && source.end - source.start <= SKIPPED + left;
        let is_broken = is_near
            && self.words[source.start as usize..source.end as usize].contains(&Numbers::BREAK);
        let pairs = (source.len() + 1) * (printed.len() + 1);
        if is_near && !is_broken && pairs <= PAIRS {
            let mut steps = self.compare(printed, source, Free::Neither);
            self.steps.append(&mut steps);
            return;
        }
        // The words between belong to what ends or to what begins, and best where the gap is.
        let stream = self.index.stream_of(self.index.passage_at(before.source));
        let forward = before.source_end() <= run.source && stream.contains(&run.source);
        let marked = (printed.start..=printed.end).find(|at| self.gaps[*at as usize]);
        let split = marked.unwrap_or_else(|| self.split(&printed, before.source_end(), run.source));
        let room = |words: u32| words + offset(SPARE);
        let end = before.source_end() + room(split - printed.start);
        let end = self.before_break(before.source_end()..end.min(offset(self.words.len())));
        let mut steps = self.compare(printed.start..split, before.source_end()..end, Free::End);
        self.steps.append(&mut steps);
        self.steps.push(AlignmentStep::Jump { printed: split, forward });
        let start = run.source.saturating_sub(room(printed.end - split));
        let start = self.after_break(start..run.source);
        let mut steps = self.compare(split..printed.end, start..run.source, Free::Start);
        self.steps.append(&mut steps);
    }

    /// Where words between two runs that are far from each other are best parted.
    fn split(&self, printed: &Range<u32>, left: u32, right: u32) -> u32 {
        let same = |word: u32, place: Option<u32>| {
            let other = place.and_then(|place| self.words.get(place as usize));
            other.is_some_and(|other| is_same(self.quotation[word as usize], *other))
        };
        let mut best = (0, printed.start);
        for split in printed.clone().chain([printed.end]) {
            let to_left =
                (printed.start..split).filter(|at| same(*at, Some(left + at - printed.start)));
            let to_right =
                (split..printed.end).filter(|at| same(*at, right.checked_sub(printed.end - at)));
            let kept = to_left.count() + to_right.count();
            if kept > best.0 {
                best = (kept, split);
            }
            if split - printed.start > offset(COMPARED) {
                break;
            }
        }
        best.1
    }

    /// The end of a range of the source, or where a passage before that ends.
    fn before_break(&self, range: Range<u32>) -> u32 {
        let words = &self.words[range.start as usize..range.end as usize];
        let end = words.iter().position(|word| *word == Numbers::BREAK);
        end.map_or(range.end, |length| range.start + offset(length))
    }

    /// The beginning of a range of the source, or where the last passage in it begins.
    fn after_break(&self, range: Range<u32>) -> u32 {
        let words = &self.words[range.start as usize..range.end as usize];
        let start = words.iter().rposition(|word| *word == Numbers::BREAK);
        start.map_or(range.start, |length| range.start + offset(length) + 1)
    }

    /// The fewest changes that turn words of the source into words of the quotation.
    fn compare(&self, printed: Range<u32>, source: Range<u32>, free: Free) -> Vec<AlignmentStep> {
        if printed.is_empty() && free != Free::Neither {
            return Vec::new();
        }
        if source.is_empty() {
            return printed.map(AlignmentStep::Added).collect();
        }
        if printed.is_empty() {
            return source.map(AlignmentStep::Dropped).collect();
        }
        Table::new(self, &printed, &source, free).steps(self, printed, source, free)
    }
}

/// Which end of the source's words may be left over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Free {
    Start,
    End,
    Neither,
}

/// What it costs to change, add or drop a word: a change is a little cheaper than one of each, and
/// of equal ways the one is taken that keeps a rarer word.
const WORD: u32 = 8;
const CHANGE: u32 = 10;
/// What it costs to drop a word where an ellipsis says so.
const OMITTED: u32 = 1;

/// The costs of turning the first words of the one into the first words of the other.
struct Table {
    costs: Vec<u32>,
    columns: usize,
}

impl Table {
    fn new(aligner: &Aligner<'_>, printed: &Range<u32>, source: &Range<u32>, free: Free) -> Self {
        let columns = source.len() + 1;
        let mut costs = vec![0; columns * (printed.len() + 1)];
        let dropped = |row: usize| aligner.dropped(printed.start + offset(row));
        if free != Free::Start {
            let first = costs.iter_mut().take(columns).zip(0..);
            first.for_each(|(cost, column)| *cost = column * dropped(0));
        }
        for (row, word) in printed.clone().enumerate() {
            let row = row + 1;
            costs[row * columns] = offset(row) * WORD;
            for (column, place) in source.clone().enumerate() {
                let column = column + 1;
                let same = aligner.same(word, place);
                let diagonal =
                    costs[(row - 1) * columns + column - 1] + if same { 0 } else { CHANGE };
                let above = costs[(row - 1) * columns + column] + WORD;
                let left = costs[row * columns + column - 1] + dropped(row);
                costs[row * columns + column] = diagonal.min(above).min(left);
            }
        }
        Self { costs, columns }
    }

    fn cost(&self, row: usize, column: usize) -> u32 {
        self.costs[row * self.columns + column]
    }

    /// The way back through the table.
    fn steps(
        &self,
        aligner: &Aligner<'_>,
        printed: Range<u32>,
        source: Range<u32>,
        free: Free,
    ) -> Vec<AlignmentStep> {
        let mut row = printed.len();
        let mut column = source.len();
        if free == Free::End {
            let last = |column: &usize| self.cost(row, *column);
            column = (0..self.columns).min_by_key(last).unwrap_or(column);
        }
        let mut steps = Vec::new();
        while row > 0 || column > 0 {
            if row == 0 && free == Free::Start {
                break;
            }
            let here = self.cost(row, column);
            let (word, place) = (printed.start + offset(row), source.start + offset(column));
            if row > 0 && column > 0 {
                let same = aligner.same(word - 1, place - 1);
                let cost = self.cost(row - 1, column - 1) + if same { 0 } else { CHANGE };
                if cost == here {
                    steps.push(match same {
                        true => AlignmentStep::Same(word - 1, place - 1),
                        false => AlignmentStep::Changed(word - 1, place - 1),
                    });
                    (row, column) = (row - 1, column - 1);
                    continue;
                }
            }
            if column > 0 && self.cost(row, column - 1) + aligner.dropped(word) == here {
                steps.push(AlignmentStep::Dropped(place - 1));
                column -= 1;
            } else {
                steps.push(AlignmentStep::Added(word - 1));
                row -= 1;
            }
        }
        steps.reverse();
        steps
    }
}

impl Aligner<'_> {
    /// What it costs to drop a word before one of the quotation's.
    fn dropped(&self, word: u32) -> u32 {
        if self.gaps[word as usize] { OMITTED } else { WORD }
    }

    fn same(&self, word: u32, place: u32) -> bool {
        is_same(self.quotation[word as usize], self.words[place as usize])
    }
}
