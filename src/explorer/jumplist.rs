//! The places visited, as a browser keeps them.

use super::{Pane, Selection};

/// How many places are kept.
const KEPT: usize = 200;

/// Where the person was: what was selected and in which pane.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Visit {
    /// What was selected.
    pub(super) place: Selection,
    /// The focused pane.
    pub(super) focus: Pane,
}

/// Back and forward over the places visited.
#[derive(Debug, Default)]
pub(super) struct Jumplist {
    back: Vec<Visit>,
    forward: Vec<Visit>,
    /// Whether the last move was a step to a neighbour: a run of those is one visit.
    stepping: bool,
}

impl Jumplist {
    /// Records that a place was left, by a step to a neighbouring row or by a jump.
    pub(super) fn left(&mut self, from: Visit, step: bool) {
        if !(step && self.stepping) && self.back.last() != Some(&from) {
            self.back.push(from);
            if self.back.len() > KEPT {
                self.back.remove(0);
            }
        }
        self.stepping = step;
        self.forward.clear();
    }

    /// The next place on the way back or forward that `may_go` lets through, leaving `here`.
    pub(super) fn travel(
        &mut self,
        forward: bool,
        here: Visit,
        may_go: impl Fn(Selection) -> bool,
    ) -> Option<Visit> {
        let (from, to) = if forward {
            (&mut self.forward, &mut self.back)
        } else {
            (&mut self.back, &mut self.forward)
        };
        let at = from.iter().rposition(|visit| may_go(visit.place) && *visit != here)?;
        let mut passed = from.split_off(at);
        let there = passed.remove(0);
        to.push(here);
        passed.reverse();
        to.append(&mut passed);
        self.stepping = false;
        Some(there)
    }

    /// Every place that is kept.
    pub(super) fn places(&self) -> impl Iterator<Item = Selection> + '_ {
        self.back.iter().chain(&self.forward).map(|visit| visit.place)
    }

    /// Translates every place when another dataset is opened; what is gone is dropped.
    pub(super) fn translate(&mut self, translate: impl Fn(Selection) -> Option<Selection>) {
        for list in [&mut self.back, &mut self.forward] {
            list.retain_mut(|visit| match translate(visit.place) {
                Some(place) => {
                    visit.place = place;
                    true
                }
                None => false,
            });
        }
    }
}
