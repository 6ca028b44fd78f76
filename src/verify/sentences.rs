//! Moves the edges of what differs to where sentences begin and end.

use super::alignment::AlignmentStep;
use super::differences::{Comparison, printed_of, source_of};
use super::words::Traits;
use crate::extract::language::WordList;

static COMMON: WordList = WordList::new("common");

impl Comparison<'_, '_, '_, '_> {
    /// An alignment in which words at an end that the source has not stand for those that its
    /// sentence begins or ends with, where these are as few.
    pub(super) fn with_whole_sentences(&mut self, steps: &[AlignmentStep]) -> Vec<AlignmentStep> {
        let is_added = |step: &&AlignmentStep| matches!(step, AlignmentStep::Added(_));
        let head = steps.iter().take_while(is_added).count();
        let tail = steps.iter().rev().take_while(is_added).count();
        if head == steps.len() {
            return steps.to_vec();
        }
        let mut whole = Vec::with_capacity(steps.len());
        let first = steps.iter().find_map(source_of).unwrap_or_default();
        let last = steps.iter().rev().find_map(source_of).unwrap_or_default();
        let mut begun = if head > 0 { self.sentence_before(first, head + 1) } else { Vec::new() };
        let mut ended = if tail > 0 { self.sentence_behind(last, tail + 1) } else { Vec::new() };
        let other = |this: &mut Self, word: u32, place: Option<u32>| {
            place.filter(|place| this.may_stand_for(word, *place))
        };
        let within = !self.source.traits(first).contains(Traits::BEGINS);
        let may_begin = head == 1 && begun.is_empty() && within;
        if let (true, [AlignmentStep::Added(word), ..]) = (may_begin, steps) {
            begun.extend(other(self, *word, first.checked_sub(1)));
        }
        if let (true, [.., AlignmentStep::Added(word)]) = (tail == 1 && ended.is_empty(), steps) {
            ended.extend(other(self, *word, Some(last + 1)));
        }
        // Of the first sentence the last words stand beside each other, of the last one the first.
        let spare = head.saturating_sub(begun.len());
        whole.extend_from_slice(&steps[..spare]);
        whole.extend(
            begun
                .iter()
                .take(begun.len().saturating_sub(head))
                .map(|at| AlignmentStep::Dropped(*at)),
        );
        let paired = begun.iter().skip(begun.len().saturating_sub(head));
        whole.extend(
            steps[spare..head]
                .iter()
                .zip(paired)
                .filter_map(|(step, at)| Some(AlignmentStep::Changed(printed_of(step)?, *at))),
        );
        whole.extend_from_slice(&steps[head..steps.len() - tail]);
        let added = &steps[steps.len() - tail..];
        whole.extend(
            added
                .iter()
                .zip(&ended)
                .filter_map(|(step, at)| Some(AlignmentStep::Changed(printed_of(step)?, *at))),
        );
        whole.extend_from_slice(&added[ended.len().min(tail)..]);
        whole.extend(ended.iter().skip(tail).map(|at| AlignmentStep::Dropped(*at)));
        whole
    }

    /// Where the same words stand before an omission and at its end, either may be what is left out:
    /// the one is taken with which a sentence begins.
    pub(super) fn with_whole_omissions(&mut self, steps: &mut [AlignmentStep]) {
        /// So many words are tried.
        const FARTHEST: usize = 12;
        let is_dropped = |step: &AlignmentStep| matches!(step, AlignmentStep::Dropped(_));
        let mut at = 0;
        while at < steps.len() {
            let end =
                (at..steps.len()).find(|next| !is_dropped(&steps[*next])).unwrap_or(steps.len());
            if end > at {
                let begins = |this: &mut Self, step: &AlignmentStep| {
                    source_of(step)
                        .is_some_and(|at| this.source.traits(at).contains(Traits::BEGINS))
                };
                let most =
                    if begins(self, &steps[at]) { 0 } else { FARTHEST.min(at).min(end - at) };
                let same =
                    |this: &mut Self, back: usize| match (steps[at - back], steps[end - back]) {
                        (AlignmentStep::Same(_, before), AlignmentStep::Dropped(last)) => {
                            this.source.form(before) == this.source.form(last)
                        }
                        _ => false,
                    };
                let back = (1..=most)
                    .take_while(|back| same(self, *back))
                    .collect::<Vec<_>>()
                    .into_iter()
                    .find(|back| begins(self, &steps[at - back]));
                if let Some(back) = back {
                    let places: Vec<u32> =
                        steps[at - back..end].iter().filter_map(source_of).collect();
                    let words: Vec<u32> =
                        steps[at - back..at].iter().filter_map(printed_of).collect();
                    let dropped = places.len() - words.len();
                    for (offset, place) in places.iter().enumerate() {
                        steps[at - back + offset] = match offset.checked_sub(dropped) {
                            None => AlignmentStep::Dropped(*place),
                            Some(word) => AlignmentStep::Same(words[word], *place),
                        };
                    }
                }
            }
            at = end.max(at + 1);
        }
    }

    /// Whether a word at an end stands for the one beside it in the source: both say something.
    fn may_stand_for(&mut self, word: u32, place: u32) -> bool {
        let form = self.source.form(place);
        let printed = self.printed.form_at(word as usize);
        !form.is_empty()
            && !COMMON.has(&form)
            && !COMMON.has(printed)
            && !self.source.traits(place).contains(Traits::BEGINS)
    }

    /// The words with which a sentence begins, up to one of its words, where they are few.
    fn sentence_before(&mut self, word: u32, most: usize) -> Vec<u32> {
        let mut words = Vec::new();
        let mut at = word;
        while !self.source.traits(at).contains(Traits::BEGINS) {
            let Some(before) = at.checked_sub(1).filter(|_| words.len() < most) else {
                return Vec::new();
            };
            at = before;
            words.push(at);
        }
        words.reverse();
        words
    }

    /// The words with which a sentence ends, behind one of its words, where they are few.
    fn sentence_behind(&mut self, word: u32, most: usize) -> Vec<u32> {
        let mut words = Vec::new();
        let mut at = word + 1;
        while !self.source.traits(at).contains(Traits::BEGINS) {
            if words.len() == most {
                return Vec::new();
            }
            words.push(at);
            at += 1;
        }
        words
    }
}
