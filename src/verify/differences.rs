//! Where a quotation differs from its source, word by word, and what that does to its meaning.

use std::ops::Range;

use super::alignment::AlignmentStep;
use super::meaning::{Telling, reverses};
use super::source_words::SourceWords;
use super::verdict::{Difference, WordChange};
use super::words::{Pieces, Traits};
use crate::dataset::ArticleIx;
use crate::extract::language::WordList;

static FILLERS: WordList = WordList::new("filler");
static FILLER_PAIRS: WordList = WordList::new("filler-pair");

/// So many words of an omission are looked at on each side.
const LOOKED_AT: usize = 60;

/// A quotation beside its source.
pub(super) struct Comparison<'q, 'w, 'i, 'a> {
    pub(super) printed: &'q Pieces,
    pub(super) source: &'w mut SourceWords<'i, 'a>,
}

/// What differs.
#[derive(Debug, Default)]
pub(super) struct Differences {
    pub(super) list: Vec<Difference>,
    pub(super) reverses: bool,
}

impl Comparison<'_, '_, '_, '_> {
    /// What differs along an alignment.
    pub(super) fn differences(&mut self, steps: &[AlignmentStep]) -> Differences {
        let kinds = self.step_kinds(steps);
        let mut found = Differences::default();
        let (mut printed, mut source) = (Telling::default(), Telling::default());
        let mut at = 0;
        while at < steps.len() {
            if let AlignmentStep::Jump { printed: word, forward } = steps[at] {
                let jump = self.jump(steps, at, word, forward);
                // Of two passages that are joined without a sign nobody can tell what is left out.
                if jump.is_marked {
                    let (left, right) = neighbours(steps, at);
                    self.tell_omitted(left.map_or(0, |l| l + 1)..right.unwrap_or(0), &mut source);
                }
                found.list.push(jump);
                at += 1;
                continue;
            }
            let Some(kind) = kinds[at] else {
                at += 1;
                continue;
            };
            let end = (at..steps.len())
                .find(|next| {
                    kinds[*next] != Some(kind) || matches!(steps[*next], AlignmentStep::Jump { .. })
                })
                .unwrap_or(steps.len());
            if let Some(difference) = self.difference(&steps[at..end], kind.marked, at, steps) {
                if difference.change != WordChange::Respelt
                    && difference.change != WordChange::Cleaned
                {
                    self.tell(&steps[at..end], steps, at, &mut printed, &mut source);
                }
                found.list.push(difference);
            }
            at = end;
        }
        found.reverses = reverses(printed, source);
        found
    }

    /// For each step whether it differs, and whether a mark says so.
    fn step_kinds(&mut self, steps: &[AlignmentStep]) -> Vec<Option<StepKind>> {
        let mut differs: Vec<bool> = steps.iter().map(|step| self.differs(*step)).collect();
        // The parts of a short form differ together.
        for at in (1..steps.len()).chain((1..steps.len()).rev()) {
            if differs[at] != differs[at - 1] && self.are_one_place(steps[at - 1], steps[at]) {
                (differs[at - 1], differs[at]) = (true, true);
            }
        }
        let mut kinds = vec![None; steps.len()];
        let mut at = 0;
        while at < steps.len() {
            if !differs[at] || matches!(steps[at], AlignmentStep::Jump { .. }) {
                at += 1;
                continue;
            }
            let end = (at..steps.len())
                .find(|next| !differs[*next] || matches!(steps[*next], AlignmentStep::Jump { .. }))
                .unwrap_or(steps.len());
            let block = &steps[at..end];
            let next = steps[end..].iter().find_map(printed_of);
            let is_gap = |word: Option<u32>| match word {
                Some(word) => self.traits(word).contains(Traits::AFTER_GAP),
                None => self.printed.ends_in_gap,
            };
            let words = || block.iter().filter_map(printed_of);
            let has_gap = words().any(|word| is_gap(Some(word))) || is_gap(next);
            let is_bracketed = |word: u32| self.traits(word).contains(Traits::BRACKETED);
            let all_bracketed = words().next().is_some() && words().all(is_bracketed);
            for (step, kind) in block.iter().zip(&mut kinds[at..end]) {
                let marked = match printed_of(step) {
                    None => has_gap || all_bracketed,
                    Some(word) => is_bracketed(word),
                };
                *kind = Some(StepKind { marked });
            }
            at = end;
        }
        kinds
    }

    /// Puts what is left out where the mark of it stands. Where the words on both sides begin
    /// alike, `… and`, an alignment takes the first, and the omission would come behind the mark.
    pub(super) fn settle_at_marks(&mut self, steps: &mut [AlignmentStep]) {
        /// Words that are looked at on each side.
        const LOOKED_BACK: usize = 8;
        let mut at = 0;
        while at < steps.len() {
            let is_dropped = |step: &AlignmentStep| matches!(step, AlignmentStep::Dropped(_));
            if !is_dropped(&steps[at]) {
                at += 1;
                continue;
            }
            let end = steps[at..].iter().position(|step| !is_dropped(step));
            let end = end.map_or(steps.len(), |more| at + more);
            for back in 1..=LOOKED_BACK.min(at).min(end - at) {
                let (AlignmentStep::Same(printed, first), AlignmentStep::Dropped(last)) =
                    (steps[at - back], steps[end - back])
                else {
                    break;
                };
                if self.source.form(first) != self.source.form(last) {
                    break;
                }
                if self.traits(printed).contains(Traits::AFTER_GAP) {
                    for nth in (1..=back).rev() {
                        let (before, behind) = (steps[at - nth], steps[end - nth]);
                        if let (AlignmentStep::Same(printed, first), AlignmentStep::Dropped(last)) =
                            (before, behind)
                        {
                            steps[at - nth] = AlignmentStep::Dropped(first);
                            steps[end - nth] = AlignmentStep::Same(printed, last);
                        }
                    }
                    break;
                }
            }
            at = end;
        }
    }

    fn traits(&self, word: u32) -> Traits {
        self.printed.get(word as usize).traits
    }

    /// Whether a step is one to a word that differs, if only in being a short form.
    fn differs(&mut self, step: AlignmentStep) -> bool {
        match step {
            AlignmentStep::Same(printed, source) => {
                let short = self.traits(printed).contains(Traits::SHORT);
                short != self.source.traits(source).contains(Traits::SHORT)
            }
            _ => true,
        }
    }

    fn are_one_place(&mut self, a: AlignmentStep, b: AlignmentStep) -> bool {
        let printed = printed_of(&a).zip(printed_of(&b)).is_some_and(|(a, b)| {
            self.printed.get(a as usize).range() == self.printed.get(b as usize).range()
        });
        printed
            || source_of(&a).zip(source_of(&b)).is_some_and(|(a, b)| self.source.is_one_place(a, b))
    }

    /// The difference that some steps are; `None` where they differ in nothing that counts.
    fn difference(
        &mut self,
        steps: &[AlignmentStep],
        is_marked: bool,
        at: usize,
        all: &[AlignmentStep],
    ) -> Option<Difference> {
        let printed: Vec<u32> = steps.iter().filter_map(printed_of).collect();
        let source: Vec<u32> = steps.iter().filter_map(source_of).collect();
        let change = self.change(steps, &printed, &source, at, all)?;
        Some(Difference {
            change,
            is_marked,
            printed: self
                .printed_range(&printed, all[at + steps.len()..].iter().find_map(printed_of)),
            article: self.article_near(source.first().copied(), at, all),
            source: self.source_range(&source, at, all),
        })
    }

    /// How words differ.
    fn change(
        &mut self,
        steps: &[AlignmentStep],
        printed: &[u32],
        source: &[u32],
        at: usize,
        all: &[AlignmentStep],
    ) -> Option<WordChange> {
        if steps.iter().all(|step| matches!(step, AlignmentStep::Same(..))) {
            return Some(WordChange::Respelt);
        }
        let letters = |form: &str| form.replace(['\'', '.'], "");
        let joined: String =
            printed.iter().map(|at| letters(self.printed.form_at(*at as usize))).collect();
        let source_forms: Vec<String> = source.iter().map(|at| self.source.form(*at)).collect();
        let source_joined: String = source_forms.iter().map(|form| letters(form)).collect();
        if !joined.is_empty() && joined == source_joined {
            // `non-negotiable` and `nonnegotiable` differ in a hyphen alone.
            let hyphen = printed.iter().skip(1).any(|at| self.traits(*at).contains(Traits::JOINED))
                || source.iter().skip(1).any(|at| self.source.traits(*at).contains(Traits::JOINED));
            return (!hyphen).then_some(WordChange::Respelt);
        }
        match (printed, source) {
            ([], _) if self.is_filler(&source_forms, at, steps.len(), all) => {
                Some(WordChange::Cleaned)
            }
            ([], _) => Some(WordChange::Dropped),
            (_, []) => Some(WordChange::Added),
            _ => Some(WordChange::Changed),
        }
    }

    /// Whether words only fill a pause, or are said again at once.
    fn is_filler(
        &mut self,
        forms: &[String],
        at: usize,
        len: usize,
        all: &[AlignmentStep],
    ) -> bool {
        let words: Vec<&str> = forms.iter().map(String::as_str).collect();
        let mut rest = words.as_slice();
        while let [first, more @ ..] = rest {
            if FILLERS.has(first) {
                rest = more;
            } else if let [second, more @ ..] = more
                && FILLER_PAIRS.has(&format!("{first} {second}"))
            {
                rest = more;
            } else {
                break;
            }
        }
        if rest.is_empty() {
            return true;
        }
        let mut same = |steps: &[AlignmentStep]| {
            steps.len() == words.len()
                && steps.iter().zip(&words).all(|(step, word)| {
                    matches!(step, AlignmentStep::Same(_, source) if self.source.form(*source) == *word)
                })
        };
        let behind = &all[at + len..];
        let before = &all[..at];
        same(&behind[..words.len().min(behind.len())])
            || same(&before[before.len().saturating_sub(words.len())..])
    }

    /// The place of words in the quotation; where there are none, that before the next word.
    fn printed_range(&self, words: &[u32], next: Option<u32>) -> Range<usize> {
        let range = |word: u32| self.printed.get(word as usize).range();
        match (words.first(), words.last()) {
            (Some(first), Some(last)) => {
                range(*first).start..range(*last).end.max(range(*first).end)
            }
            _ => {
                let here = match next {
                    Some(next) => range(next).start,
                    None => self
                        .printed
                        .len()
                        .checked_sub(1)
                        .map_or(0, |at| self.printed.get(at).range().end),
                };
                here..here
            }
        }
    }

    /// The article of a word, or of the word beside a step.
    fn article_near(&self, word: Option<u32>, at: usize, all: &[AlignmentStep]) -> ArticleIx {
        let (before, behind) = neighbours(all, at);
        let word = word.or(behind).or(before).unwrap_or_default();
        self.source.passage_of(word).article
    }

    /// The place of words in their article; where there are none, that before the next word.
    fn source_range(&mut self, words: &[u32], at: usize, all: &[AlignmentStep]) -> Range<usize> {
        let first = words.first().and_then(|word| self.source.range(*word));
        let last = words.last().and_then(|word| self.source.range(*word));
        if let (Some(first), Some(last)) = (first, last) {
            return first.start..last.end.max(first.end);
        }
        let (before, behind) = neighbours(all, at);
        let behind = behind.and_then(|word| self.source.range(word)).map(|range| range.start);
        let before = || before.and_then(|word| self.source.range(word)).map(|range| range.end);
        let here = behind.or_else(before).unwrap_or(0);
        here..here
    }

    /// The difference where a quotation goes on elsewhere.
    fn jump(&mut self, steps: &[AlignmentStep], at: usize, word: u32, forward: bool) -> Difference {
        let in_range = (word as usize) < self.printed.len();
        let is_marked = forward && in_range && self.traits(word).contains(Traits::AFTER_GAP);
        let (left, right) = neighbours(steps, at);
        let left = left.and_then(|word| self.source.range(word));
        let right = right.and_then(|word| self.source.range(word));
        let source = match (left, right) {
            (Some(left), Some(right)) if is_marked => left.end..right.start.max(left.end),
            (_, Some(right)) => right.start..right.start,
            (Some(left), None) => left.end..left.end,
            (None, None) => 0..0,
        };
        let change = if is_marked { WordChange::Dropped } else { WordChange::Spliced };
        let printed = self.printed_range(&[], Some(word));
        let article = self.article_near(None, at, steps);
        Difference { change, is_marked, printed, article, source }
    }

    /// Notes what the words of a difference mean.
    fn tell(
        &mut self,
        steps: &[AlignmentStep],
        all: &[AlignmentStep],
        at: usize,
        printed: &mut Telling,
        source: &mut Telling,
    ) {
        for word in steps.iter().filter_map(printed_of) {
            let piece = self.printed.get(word as usize);
            let form = self.printed.form_at(word as usize).to_owned();
            // A name in brackets tells who `she` is.
            let is_explained =
                piece.traits.contains(Traits::BRACKETED) && !piece.traits.contains(Traits::NUMBER);
            printed.note(form, piece.traits, !is_explained);
        }
        let dropped: Vec<u32> = steps.iter().filter_map(source_of).collect();
        let has_printed = steps.iter().any(|step| printed_of(step).is_some());
        match (dropped.first(), dropped.last()) {
            (Some(first), Some(last)) if !has_printed => {
                let next = neighbours(all, at + steps.len() - 1).1;
                let end = next.filter(|next| next > last).unwrap_or(last + 1).max(last + 1);
                self.tell_omitted(*first..end, source);
            }
            _ => {
                for word in dropped {
                    let (form, traits) = (self.source.form(word), self.source.traits(word));
                    source.note(form, traits, true);
                }
            }
        }
    }

    /// Notes what an omission takes from the sentences that it leaves: not from those that it
    /// leaves out whole. The word behind the last is the one that the quotation goes on with.
    fn tell_omitted(&mut self, words: Range<u32>, source: &mut Telling) {
        let begins = |this: &mut Self, word: u32| this.source.traits(word).contains(Traits::BEGINS);
        let mut left = words.clone().take(LOOKED_AT);
        let mut told = Vec::new();
        for word in left.by_ref() {
            if begins(self, word) {
                break;
            }
            told.push(word);
        }
        let ends_sentence = begins(self, words.end);
        if !ends_sentence {
            let mut right = Vec::new();
            for word in words.clone().rev().take(LOOKED_AT) {
                if told.contains(&word) {
                    break;
                }
                right.push(word);
                if begins(self, word) {
                    break;
                }
            }
            told.extend(right);
        }
        for word in told {
            let (form, traits) = (self.source.form(word), self.source.traits(word));
            source.note(form, traits, true);
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct StepKind {
    marked: bool,
}

/// The word of the quotation in a step.
pub(super) fn printed_of(step: &AlignmentStep) -> Option<u32> {
    match step {
        AlignmentStep::Same(printed, _)
        | AlignmentStep::Changed(printed, _)
        | AlignmentStep::Added(printed) => Some(*printed),
        AlignmentStep::Dropped(_) | AlignmentStep::Jump { .. } => None,
    }
}

/// The word of the source in a step.
pub(super) fn source_of(step: &AlignmentStep) -> Option<u32> {
    match step {
        AlignmentStep::Same(_, source)
        | AlignmentStep::Changed(_, source)
        | AlignmentStep::Dropped(source) => Some(*source),
        AlignmentStep::Added(_) | AlignmentStep::Jump { .. } => None,
    }
}

/// The words of the source before and behind a step.
fn neighbours(steps: &[AlignmentStep], at: usize) -> (Option<u32>, Option<u32>) {
    let before = steps[..at].iter().rev().find_map(source_of);
    (before, steps[at + 1..].iter().find_map(source_of))
}
