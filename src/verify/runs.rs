//! Runs of words that a quotation shares with a record, and how they follow one another there.

use std::collections::HashMap;
use std::ops::Range;

use foldhash::fast::RandomState;
use jiff::civil::Date;

use super::index::{PassageIndex, is_same};
use crate::text::offsets::offset;

/// Of so many words of a quotation the rarest is looked up, and each that is as rare as this.
const WINDOW: usize = 4;
const RARE: usize = 64;
/// How many places are looked at for a quotation, and for each of its words beside.
const PLACES: usize = 8_000;
const PLACES_A_WORD: usize = 64;
/// How many runs are kept for a quotation, and for each of its words beside.
const RUNS: usize = 192;
/// How much more a run says that is a whole passage.
const WHOLE: f32 = 0.01;
/// How many runs before it a run is joined to.
const BACK: usize = 48;
/// So many words are skipped within one passage, at most, so that the passage is still one.
pub(super) const SKIPPED: u32 = 50;

/// The same words in both.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Run {
    /// Where it begins in the quotation, in words.
    pub(super) printed: u32,
    /// Where it begins in the record.
    pub(super) source: u32,
    pub(super) len: u32,
    /// How much its words say.
    pub(super) weight: f32,
}

impl Run {
    /// Where it ends in the quotation.
    pub(super) fn printed_end(&self) -> u32 {
        self.printed + self.len
    }

    /// Where it ends in the record.
    pub(super) fn source_end(&self) -> u32 {
        self.source + self.len
    }

    /// Without its first words.
    fn without(self, words: u32) -> Self {
        Self {
            printed: self.printed + words,
            source: self.source + words,
            len: self.len - words,
            ..self
        }
    }
}

/// Runs of one speaker in one article, in the order of the quotation.
#[derive(Debug, Clone)]
pub(super) struct Chain {
    pub(super) runs: Vec<Run>,
    /// How much the words say, less what it costs to join them.
    pub(super) score: f32,
}

/// The chains of runs of a quotation within some ranges of words, the best first: no more than
/// one for an article and speaker, and no more than `most`.
pub(super) fn chains(
    index: &PassageIndex<'_>,
    quotation: &[u32],
    gaps: &[bool],
    ranges: &[Range<u32>],
    day: Option<Date>,
    most: usize,
) -> Vec<Chain> {
    let runs = runs(index, quotation, ranges);
    let mut by_stream: Vec<(Range<u32>, Vec<Run>)> = Vec::new();
    for run in runs {
        match by_stream.last_mut() {
            Some((stream, runs)) if stream.contains(&run.source) => runs.push(run),
            _ => {
                let stream = index.stream_of(index.passage_at(run.source));
                by_stream.push((stream, vec![run]));
            }
        }
    }
    let chains: Vec<Chain> =
        by_stream.into_iter().map(|(_, runs)| chain(index, quotation, gaps, runs)).collect();
    // Of equal ones those are looked at that were said before the article, and shortly before it.
    let distance = |chain: &Chain| {
        let said = chain.runs.first().map(|run| index.passages[index.passage_at(run.source)].day);
        let days = day.zip(said.flatten()).map(|(day, said)| (day - said).get_days());
        days.map_or((true, 0), |days| (days < 0, days.abs()))
    };
    let mut ranked: Vec<(Chain, (bool, i32))> = chains
        .into_iter()
        .map(|chain| {
            let near = distance(&chain);
            (chain, near)
        })
        .collect();
    ranked.sort_by(|(a, near), (b, far)| b.score.total_cmp(&a.score).then(near.cmp(far)));
    ranked.truncate(most);
    ranked.into_iter().map(|(chain, _)| chain).collect()
}

/// The runs that a quotation shares with some ranges of words, in the order of the record.
fn runs(index: &PassageIndex<'_>, quotation: &[u32], ranges: &[Range<u32>]) -> Vec<Run> {
    let mut budget = PLACES + PLACES_A_WORD * quotation.len();
    let mut steps = budget * 4;
    let mut runs: Vec<Run> = Vec::new();
    // The last run on each diagonal: its words need not be looked at again.
    let mut known: HashMap<i64, Range<u32>, RandomState> = HashMap::default();
    for (at, _) in seeds(index, quotation, ranges) {
        for range in ranges {
            for place in index.places_in(quotation[at as usize], range) {
                if budget == 0 || steps == 0 {
                    break;
                }
                budget -= 1;
                let diagonal = i64::from(*place) - i64::from(at);
                if known.get(&diagonal).is_some_and(|run| run.contains(&at)) {
                    continue;
                }
                let run = extend(index, quotation, at, *place, &mut steps);
                known.insert(diagonal, run.printed..run.printed_end());
                runs.push(run);
            }
        }
    }
    let most = RUNS + quotation.len();
    if runs.len() > most {
        runs.select_nth_unstable_by(most, |a, b| {
            b.weight.total_cmp(&a.weight).then(a.source.cmp(&b.source))
        });
        runs.truncate(most);
    }
    runs.sort_unstable_by_key(|run| (run.source, run.printed));
    runs.dedup_by_key(|run| (run.source, run.printed));
    runs
}

/// The words of a quotation that are looked up, the rarest first, with how often they stand in the
/// ranges.
fn seeds(index: &PassageIndex<'_>, quotation: &[u32], ranges: &[Range<u32>]) -> Vec<(u32, usize)> {
    let times = |word: u32| -> usize {
        ranges.iter().map(|range| index.places_in(word, range).len()).sum()
    };
    let mut counted: HashMap<u32, usize, RandomState> = HashMap::default();
    let counts: Vec<usize> = quotation
        .iter()
        .map(|word| *counted.entry(*word).or_insert_with(|| times(*word)))
        .collect();
    let mut seeds: Vec<(u32, usize)> = Vec::new();
    for (window, first) in counts.chunks(WINDOW).zip((0..).step_by(WINDOW)) {
        let found = || window.iter().copied().zip(first..).filter(|(count, _)| *count > 0);
        let rarest = found().min().map(|(_, at)| at);
        let taken = found().filter(|(count, at)| *count <= RARE || Some(*at) == rarest);
        seeds.extend(taken.map(|(count, at)| (offset(at), count)));
    }
    seeds.sort_unstable_by_key(|(at, count)| (*count, *at));
    seeds
}

/// The run around one word that stands in both.
fn extend(
    index: &PassageIndex<'_>,
    quotation: &[u32],
    at: u32,
    place: u32,
    steps: &mut usize,
) -> Run {
    let (mut start, mut end) = (0, 1);
    let same = |distance: i64| {
        let printed = usize::try_from(i64::from(at) + distance).ok();
        let source = usize::try_from(i64::from(place) + distance).ok();
        let words =
            printed.and_then(|p| quotation.get(p)).zip(source.and_then(|s| index.words.get(s)));
        words.is_some_and(|(a, b)| is_same(*a, *b))
    };
    while *steps > 0 && same(-1 - start) {
        start += 1;
        *steps -= 1;
    }
    while *steps > 0 && same(end) {
        end += 1;
        *steps -= 1;
    }
    let (start, len) = (offset(start), offset(start + end));
    let (printed, source) = (at - start, place - start);
    let words = &quotation[printed as usize..(printed + len) as usize];
    let weight: f32 = words.iter().map(|word| index.weight(*word)).sum();
    // Of runs of the same words the one that is a whole passage comes first.
    let is_passage = index.is_passage(index.passage_at(source), source..source + len);
    let weight = weight + if is_passage { WHOLE } else { 0.0 };
    Run { printed, source, len, weight }
}

/// The best chain of the runs of one stream.
fn chain(index: &PassageIndex<'_>, quotation: &[u32], gaps: &[bool], mut runs: Vec<Run>) -> Chain {
    runs.sort_unstable_by_key(|run| (run.printed, run.source));
    let mut best: Vec<(f32, Option<usize>)> = Vec::with_capacity(runs.len());
    for (at, run) in runs.iter().enumerate() {
        let mut own = (run.weight, None);
        for before in at.saturating_sub(BACK)..at {
            if let Some(score) = join(index, quotation, gaps, &runs[before], run) {
                let score = best[before].0 + score;
                if score > own.0 {
                    own = (score, Some(before));
                }
            }
        }
        best.push(own);
    }
    let last = (0..runs.len()).max_by(|a, b| best[*a].0.total_cmp(&best[*b].0).then(b.cmp(a)));
    let mut chain = Vec::new();
    let mut at = last;
    while let Some(here) = at {
        chain.push(runs[here]);
        at = best[here].1;
    }
    chain.reverse();
    // Runs that overlap are cut where the next begins.
    for at in 1..chain.len() {
        let (before, run) = (chain[at - 1], chain[at]);
        chain[at] = run.without(overlap(&before, &run));
    }
    Chain { runs: chain, score: last.map_or(0.0, |last| best[last].0) }
}

/// How many of its first words a run shares with the one before it.
fn overlap(before: &Run, run: &Run) -> u32 {
    let printed = before.printed_end().saturating_sub(run.printed);
    let is_forward = run.source >= before.source;
    let source = if is_forward { before.source_end().saturating_sub(run.source) } else { 0 };
    printed.max(source)
}

/// What a run adds behind another: `None` where it cannot stand there.
fn join(
    index: &PassageIndex<'_>,
    quotation: &[u32],
    gaps: &[bool],
    before: &Run,
    run: &Run,
) -> Option<f32> {
    /// What it costs to change or skip a word, to skip more than a few, and to go back.
    const WORD: f32 = 1.0;
    const JUMP: f32 = 24.0;
    const MARKED_JUMP: f32 = 2.0;
    const BACKWARD: f32 = 30.0;
    let shared = overlap(before, run);
    if shared >= run.len {
        return None;
    }
    let rest = run.without(shared);
    let words = &quotation[rest.printed as usize..rest.printed_end() as usize];
    let weight: f32 = match shared {
        0 => run.weight,
        _ => words.iter().map(|word| index.weight(*word)).sum(),
    };
    let skipped = i64::from(rest.source) - i64::from(before.source_end());
    let left = i64::from(rest.printed) - i64::from(before.printed_end());
    let is_marked = (before.printed_end()..=rest.printed).any(|at| gaps[at as usize]);
    #[allow(clippy::cast_precision_loss)] // small counts
    let cost = match skipped {
        0.. if skipped <= i64::from(SKIPPED) + left => {
            WORD * (skipped - left).unsigned_abs().min(24) as f32
                * if is_marked { 0.25 } else { 1.0 }
        }
        0.. if is_marked => MARKED_JUMP,
        0.. => JUMP,
        _ => BACKWARD,
    };
    Some(weight - cost)
}
