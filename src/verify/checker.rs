//! Looks quotations up in the passages of a record.

use std::collections::HashSet;
use std::ops::Range;

use foldhash::fast::RandomState;
use jiff::civil::Date;
use rayon::prelude::*;

use super::alignment::{AlignmentStep, align};
use super::differences::{Comparison, printed_of, source_of};
use super::evidence::{Relation, Shared, days_between};
use super::index::{PassageIndex, SourcePassage};
use super::runs::{Chain, Run, chains};
use super::source_words::SourceWords;
use super::speakers::Places;
use super::verdict::{Finding, NoEvidence, SourceSpan, WordChange};
use super::words::{Pieces, Traits};
use crate::dataset::{ArticleIx, Polarity, Verdict};
use crate::text::offsets::offset;

/// So many articles are looked at for a quotation.
const LOOKED_AT: usize = 8;
/// So many other places are told.
const OTHERS: usize = 5;
/// The fewest words that are looked for in another speech.
const SPLICED: usize = 5;
/// So much must a run say that a part of a quotation is thought to begin or end there.
const TELLING: f32 = 8.0;

/// A quotation as it is looked up.
#[derive(Debug)]
pub(super) struct Prepared {
    pub(super) pieces: Pieces,
    pub(super) words: Vec<u32>,
    /// For each word, and for the end, whether an ellipsis stands before it.
    pub(super) gaps: Vec<bool>,
    /// When it was printed.
    pub(super) day: Option<Date>,
    /// Where to look.
    pub(super) places: Places,
    /// Whether the draft tells of it as denied, supposed or asked.
    polarity: Option<Polarity>,
}

impl Prepared {
    pub(super) fn new(
        pieces: Pieces,
        words: Vec<u32>,
        day: Option<Date>,
        polarity: Option<Polarity>,
    ) -> Self {
        let gaps = pieces.iter().map(|(_, piece)| piece.traits.contains(Traits::AFTER_GAP));
        let gaps = gaps.chain([pieces.ends_in_gap]).collect();
        Self { pieces, words, gaps, day, places: Places::default(), polarity }
    }
}

/// A passage that a quotation may repeat, or several.
struct SourceMatch {
    steps: Vec<AlignmentStep>,
    /// What each part shares: one, or where the quotation is spliced several.
    parts: Vec<SplicePart>,
}

/// A part of a quotation, up to where it goes on elsewhere without a sign.
struct SplicePart {
    shared: Shared,
    article: ArticleIx,
    is_spoken: bool,
    polarity: Option<Polarity>,
}

impl SourceMatch {
    /// Whether each part shows that its passage is repeated.
    fn is_evidence(&self) -> bool {
        self.parts.iter().all(|part| part.shared.is_evidence())
    }

    /// The part that says most.
    fn main(&self) -> &SplicePart {
        let weight = |part: &&SplicePart| part.shared.weight;
        self.parts.iter().max_by(|a, b| weight(a).total_cmp(&weight(b))).unwrap_or(&self.parts[0])
    }
}

/// What is known of an article once its first quotations were found: what it quotes from.
pub(super) type Events = HashSet<ArticleIx, RandomState>;

/// Checks the quotations of one article: those that are certain first, which show what it quotes
/// from.
pub(super) fn check_all(index: &PassageIndex<'_>, quotations: &[Prepared]) -> Vec<Finding> {
    let mut candidates: Vec<Vec<SourceMatch>> =
        quotations.par_iter().map(|quotation| candidates(index, quotation)).collect();
    let mut events = Events::default();
    for candidate in candidates.iter().flatten() {
        let certain = candidate.parts.iter().filter(|part| part.shared.is_certain());
        events.extend(certain.map(|part| part.article));
    }
    let found = quotations.par_iter().zip(&mut candidates).map(|(quotation, candidates)| {
        for part in candidates.iter_mut().flat_map(|candidate| &mut candidate.parts) {
            part.shared.is_of_the_event = events.contains(&part.article);
        }
        let mut checker = Checker { index, quotation, source: SourceWords::new(index) };
        checker.decide(candidates)
    });
    found.collect()
}

/// The passages that a quotation may repeat: those whose words are the speaker's, or may be.
fn candidates(index: &PassageIndex<'_>, quotation: &Prepared) -> Vec<SourceMatch> {
    let Places { own, open, .. } = &quotation.places;
    let mut found = look(index, quotation, own, Relation::Own);
    found.extend(look(index, quotation, open, Relation::Open));
    if !found.iter().any(SourceMatch::is_evidence) {
        found.extend(look(index, quotation, &quotation.places.others, Relation::Other));
    }
    found
}

fn look(
    index: &PassageIndex<'_>,
    quotation: &Prepared,
    speakers: &[Range<u32>],
    relation: Relation,
) -> Vec<SourceMatch> {
    let ranges = joined(speakers.iter().map(|speakers| index.words_by(speakers)));
    let chains =
        chains(index, &quotation.words, &quotation.gaps, &ranges, quotation.day, LOOKED_AT);
    let found = chains.iter().map(|chain| {
        let candidate = candidate(index, quotation, chain, relation);
        let longer = spliced(index, quotation, chain, &ranges);
        let longer = longer.map(|chain| self::candidate(index, quotation, &chain, relation));
        longer.filter(SourceMatch::is_evidence).unwrap_or(candidate)
    });
    found.collect()
}

/// Ranges of words, those that follow one another as one.
fn joined(ranges: impl Iterator<Item = Range<u32>>) -> Vec<Range<u32>> {
    let mut joined: Vec<Range<u32>> = Vec::new();
    for range in ranges.filter(|range| !range.is_empty()) {
        match joined.last_mut() {
            Some(last) if last.end == range.start => last.end = range.end,
            _ => joined.push(range),
        }
    }
    joined
}

fn candidate(
    index: &PassageIndex<'_>,
    quotation: &Prepared,
    chain: &Chain,
    relation: Relation,
) -> SourceMatch {
    let steps = align(index, &quotation.words, &quotation.gaps, chain);
    let parts = steps.split(|step| is_splice(quotation, step));
    let parts = parts.map(|steps| part(index, quotation, steps, relation)).collect();
    SourceMatch { steps, parts }
}

/// Whether the quotation goes on elsewhere without a sign.
fn is_splice(quotation: &Prepared, step: &AlignmentStep) -> bool {
    matches!(step, AlignmentStep::Jump { printed, forward } if !(*forward && quotation.gaps[*printed as usize]))
}

/// What a part of a quotation shares with the passage that it begins in.
fn part(
    index: &PassageIndex<'_>,
    quotation: &Prepared,
    steps: &[AlignmentStep],
    relation: Relation,
) -> SplicePart {
    let first = steps.iter().find_map(source_of).unwrap_or_default();
    let at = index.passage_at(first);
    let passage = &index.passages[at];
    let mut shared = Shared {
        words: 0,
        shared: 0,
        weight: 0.0,
        rest: 0.0,
        is_whole: false,
        relation,
        days: days_between(passage.day, quotation.day),
        is_dated: quotation.day.is_some(),
        is_of_the_event: false,
    };
    for step in steps {
        let Some(word) = printed_of(step) else { continue };
        let weight = index.weight(quotation.words[word as usize]);
        let is_bracketed = quotation.pieces.get(word as usize).traits.contains(Traits::BRACKETED);
        if let AlignmentStep::Same(..) = step {
            shared.words += 1;
            shared.shared += 1;
            shared.weight += weight;
        } else if !is_bracketed {
            shared.words += 1;
            shared.rest += weight;
        }
    }
    let len = offset(steps.len());
    shared.is_whole = shared.shared == steps.len()
        && len == offset(quotation.words.len())
        && index.is_passage(at, first..first + len);
    let SourcePassage { article, is_spoken, polarity, .. } = *passage;
    SplicePart { shared, article, is_spoken, polarity }
}

/// The chain with another one joined that holds the words which it lacks at the quotation's
/// beginning or end: two passages in one quotation.
fn spliced(
    index: &PassageIndex<'_>,
    quotation: &Prepared,
    chain: &Chain,
    ranges: &[Range<u32>],
) -> Option<Chain> {
    // Common words are met anywhere, so the chain begins and ends where it says something.
    let is_telling = |run: &Run| run.weight >= TELLING;
    let first = chain.runs.iter().position(is_telling)?;
    let last = chain.runs.iter().rposition(is_telling)?;
    let (head, tail) = (chain.runs[first].printed, chain.runs[last].printed_end());
    let len = offset(quotation.words.len());
    let rest = if head >= len - tail { 0..head } else { tail..len };
    let rest = rest.start as usize..rest.end as usize;
    if rest.len() < SPLICED {
        return None;
    }
    let words = &quotation.words[rest.clone()];
    let gaps = &quotation.gaps[rest.start..=rest.end];
    let other = chains(index, words, gaps, ranges, quotation.day, 1).pop()?;
    let kept: u32 = other.runs.iter().map(|run| run.len).sum();
    if (kept as usize) * 10 < rest.len() * 9 {
        return None;
    }
    let mut moved = other.runs;
    for run in &mut moved {
        run.printed += offset(rest.start);
    }
    let runs = match rest.start {
        0 => moved.into_iter().chain(chain.runs[first..].iter().copied()).collect(),
        _ => chain.runs[..=last].iter().copied().chain(moved).collect(),
    };
    Some(Chain { runs, score: chain.score + other.score })
}

struct Checker<'c, 'i, 'a> {
    index: &'i PassageIndex<'a>,
    quotation: &'c Prepared,
    source: SourceWords<'i, 'a>,
}

impl Checker<'_, '_, '_> {
    /// What the candidates say of the quotation.
    fn decide(&mut self, candidates: &[SourceMatch]) -> Finding {
        let mut found: Vec<(Finding, &SourceMatch)> = Vec::new();
        for candidate in candidates.iter().filter(|candidate| candidate.is_evidence()) {
            if candidate.main().shared.relation == Relation::Other && self.is_quoted(candidate) {
                continue;
            }
            let finding = self.finding(candidate);
            found.push((finding, candidate));
        }
        found.sort_by_key(|(finding, candidate)| {
            let SplicePart { shared, is_spoken, .. } = candidate.main();
            let days = shared.days.unwrap_or(i32::MAX);
            (!is_spoken, finding.gravity(), shared.relation as u8, days)
        });
        let mut found = found.into_iter();
        let Some((mut best, chosen)) = found.next() else {
            return self.closest(candidates);
        };
        let exact = found.filter(|(other, candidate)| {
            other.verdict == Verdict::Exact
                && best.verdict == Verdict::Exact
                && candidate.main().is_spoken == chosen.main().is_spoken
        });
        best.others = exact.flat_map(|(other, _)| other.sources).take(OTHERS).collect();
        if chosen.main().shared.relation == Relation::Other {
            best.verdict = Verdict::Misattributed;
        }
        best
    }

    /// Whether the speaker quotes the words from somebody: then they are not the speaker's.
    fn is_quoted(&mut self, candidate: &SourceMatch) -> bool {
        let mut words = candidate.steps.iter().filter_map(|step| match step {
            AlignmentStep::Same(_, word) => Some(*word),
            _ => None,
        });
        words.all(|word| self.source.traits(word).contains(Traits::QUOTED))
    }

    /// That nothing was found, and what is closest.
    fn closest(&mut self, candidates: &[SourceMatch]) -> Finding {
        /// Fewer shared words of ten are not close.
        const OF_TEN: usize = 4;
        let close = candidates.iter().filter(|candidate| {
            let Shared { shared, words, weight, .. } = candidate.main().shared;
            shared * 10 >= words * OF_TEN && weight >= 6.0
        });
        let weight = |candidate: &SourceMatch| candidate.main().shared.weight;
        let closest = close.max_by(|a, b| weight(a).total_cmp(&weight(b)));
        let Some(closest) = closest else { return Finding::nothing() };
        // `It was a boycott`, where the record has `It was not a boycott`: too few words to be sure
        // of, and still the one thing to be told.
        let Shared { shared, words, .. } = closest.main().shared;
        let finding = self.finding(closest);
        let reverses = finding.reverses && shared == words;
        let is_same = finding.differences.is_empty();
        let no_evidence = is_same.then(|| match closest.main().shared {
            Shared { days: Some(..0), .. } => NoEvidence::Later,
            Shared { relation: Relation::Other, .. } => NoEvidence::Another,
            _ => NoEvidence::Common,
        });
        Finding { verdict: Verdict::NotFound, reverses, unsaid: None, no_evidence, ..finding }
    }

    fn finding(&mut self, candidate: &SourceMatch) -> Finding {
        let mut comparison =
            Comparison { printed: &self.quotation.pieces, source: &mut self.source };
        let mut steps = comparison.with_whole_sentences(&candidate.steps);
        comparison.with_whole_omissions(&mut steps);
        comparison.settle_at_marks(&mut steps);
        let differences = comparison.differences(&steps);
        let unmarked = || differences.list.iter().filter(|difference| !difference.is_marked);
        let verdict = match () {
            () if unmarked().any(|difference| difference.change == WordChange::Spliced) => {
                Verdict::Spliced
            }
            () if unmarked().next().is_some() => Verdict::Altered,
            () if !differences.list.is_empty() => Verdict::Abridged,
            () => Verdict::Exact,
        };
        let sources = self.spans(&steps);
        let told = candidate.main().polarity;
        let unsaid = told.filter(|told| self.quotation.polarity != Some(*told));
        Finding {
            verdict,
            reverses: differences.reverses || unsaid.is_some(),
            unsaid,
            no_evidence: None,
            differences: differences.list,
            sources,
            others: Vec::new(),
        }
    }

    /// Where the words stand: one place for each part between jumps to other words.
    fn spans(&mut self, steps: &[AlignmentStep]) -> Vec<SourceSpan> {
        let mut spans: Vec<SourceSpan> = Vec::new();
        let mut is_new = true;
        for step in steps {
            is_new |= is_splice(self.quotation, step);
            // A word that is only left out at a jump is no part of either.
            let (AlignmentStep::Same(_, word) | AlignmentStep::Changed(_, word)) = step else {
                continue;
            };
            let Some(range) = self.source.range(*word) else { continue };
            let passage = &self.index.passages[self.index.passage_at(*word)];
            match spans.last_mut() {
                Some(span) if !is_new && span.article == passage.article => {
                    span.range.end = span.range.end.max(range.end);
                    span.range.start = span.range.start.min(range.start);
                }
                _ => {
                    spans.push(SourceSpan {
                        quote: passage.quote,
                        article: passage.article,
                        range,
                    });
                    is_new = false;
                }
            }
        }
        spans
    }
}
