//! Where the person has been, for going back and forward.

use super::{pane::Pane, selection::Selection};

/// How many jumps are kept.
const KEPT: usize = 200;

/// Where the person was.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Jump {
    /// What was selected.
    pub(super) selection: Selection,
    /// The focused pane.
    pub(super) focus: Pane,
}

/// Where the person has been, in both directions.
#[derive(Debug, Default)]
pub(super) struct Jumplist {
    back: Vec<Jump>,
    forward: Vec<Jump>,
    /// Whether the last move was a step to a neighbour: a run of those is one entry.
    stepping: bool,
}

impl Jumplist {
    /// Adds what was left, by a step to a neighbouring row or by a jump.
    pub(super) fn push(&mut self, from: Jump, step: bool) {
        if !(step && self.stepping) && self.back.last() != Some(&from) {
            self.back.push(from);
            if self.back.len() > KEPT {
                self.back.remove(0);
            }
        }
        self.stepping = step;
        self.forward.clear();
    }

    /// Whether the last place was this.
    pub(super) fn came_from(&self, selection: Selection) -> bool {
        self.back.last().is_some_and(|jump| jump.selection == selection)
    }

    /// The next jump back or forward that `may_go` lets through, leaving `here`.
    pub(super) fn jump(
        &mut self,
        forward: bool,
        here: Jump,
        may_go: impl Fn(Selection) -> bool,
    ) -> Option<Jump> {
        let (from, to) = if forward {
            (&mut self.forward, &mut self.back)
        } else {
            (&mut self.back, &mut self.forward)
        };
        let at = from.iter().rposition(|jump| may_go(jump.selection) && *jump != here)?;
        let mut passed = from.split_off(at);
        let there = passed.remove(0);
        to.push(here);
        passed.reverse();
        to.append(&mut passed);
        self.stepping = false;
        Some(there)
    }

    /// Every selection that is kept.
    pub(super) fn selections(&self) -> impl Iterator<Item = Selection> + '_ {
        self.back.iter().chain(&self.forward).map(|jump| jump.selection)
    }

    /// Translates every selection when another dataset is opened; what is gone is dropped.
    pub(super) fn translate(&mut self, translate: impl Fn(Selection) -> Option<Selection>) {
        for list in [&mut self.back, &mut self.forward] {
            list.retain_mut(|jump| {
                let translated = translate(jump.selection);
                jump.selection = translated.unwrap_or_default();
                translated.is_some()
            });
        }
    }
}
