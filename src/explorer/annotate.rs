//! Annotating: changes applied at once in all panes, saved, and taken back.

use std::{rc::Rc, sync::Arc};

use super::change::{ByWords, Change, Undo, quote_of};
use super::selection::Selection;
use super::{
    event::Effect, filter::FilterResult, message::Message, population::Population,
    speaker_order::SpeakerOrder, state::Explorer, workspace::Workspace,
};
use crate::dataset::Dataset;
use crate::dataset::annotations::{Annotations, QuoteAnnotation, merged};
use crate::search::{Index, Query, Search};

/// With so many quotes everything is brought up to date at once; with more, what changed shows at
/// once and the rest follows.
const AT_ONCE: usize = 20_000;

impl Explorer {
    /// Carries a change out, so that it can be taken back.
    pub(super) fn change(&mut self, change: Change) {
        if change.before == change.after {
            return;
        }
        if self.index.is_none() {
            return self.say("a moment: the index is being made, then everything can be changed");
        }
        let said = Message::from("{}; {key:undo} takes it back").with(change.label.clone());
        self.leave_dropped(&change);
        self.join(&change.before, &change.after);
        self.undo.push(Undo::Annotations(Box::new(change)));
        self.redo.clear();
        self.say(said);
    }

    /// Takes the last change back, of the filter or the annotations.
    pub(super) fn undo(&mut self) {
        let Some(undo) = self.undo.pop() else { return self.say("nothing to take back") };
        let (redo, said) = match undo {
            Undo::Filter(filter) => {
                let redo = Undo::Filter(std::mem::replace(&mut self.filter, filter));
                self.refilter();
                let words = if self.filter.is_empty() {
                    "no filter, as before"
                } else {
                    "the former filter is back"
                };
                (redo, words.into())
            }
            Undo::Annotations(change) => {
                self.join(&change.after, &change.before);
                self.go_to(change.after.quotes.first().or(change.before.quotes.first()));
                let said = match self.still_stands(&change.after) {
                    true => {
                        "taken back; a build had put it into the record, which has it until the next: {}"
                    }
                    false => "taken back: {}",
                };
                let said = Message::from(said).with(change.label.clone());
                (Undo::Annotations(change), said)
            }
        };
        self.redo.push(redo);
        self.count_in_doubt();
        self.say(said);
    }

    /// Makes the change that was taken back last once more.
    pub(super) fn redo(&mut self) {
        let Some(redo) = self.redo.pop() else { return self.say("nothing was taken back") };
        let (undo, said) = match redo {
            Undo::Filter(filter) => {
                let undo = Undo::Filter(std::mem::replace(&mut self.filter, filter));
                self.refilter();
                (undo, "the filter is as it was before that".into())
            }
            Undo::Annotations(change) => {
                self.leave_dropped(&change);
                self.join(&change.before, &change.after);
                self.go_to(change.after.quotes.first());
                let said = Message::from("done again: {}").with(change.label.clone());
                (Undo::Annotations(change), said)
            }
        };
        self.undo.push(undo);
        self.count_in_doubt();
        self.say(said);
    }

    /// Whether the dataset itself has what annotations say that are taken away: `build` puts them
    /// into it.
    pub(super) fn still_stands(&self, gone: &Annotations) -> bool {
        let data = self.data();
        let stands = |one: &QuoteAnnotation| {
            let is_known = self.workspace.annotations.quotes.contains(one);
            let Some(quote) = quote_of(data, one) else { return one.drop && !is_known };
            let speaker =
                data.quote(quote).speaker.map(|speaker| data.speaker(speaker).id.as_str());
            let same = one.speaker.as_ref().is_some_and(|said| said.as_deref() == speaker);
            !one.drop && same && !is_known
        };
        gone.quotes.iter().any(stands)
    }

    /// Selects the quote that an annotation is about, where it shows.
    fn go_to(&mut self, annotation: Option<&QuoteAnnotation>) {
        if let Some(quote) = annotation.and_then(|one| quote_of(self.data(), one))
            && self.shows(Selection::Quote(quote))
        {
            self.go(Selection::Quote(quote), false);
        }
    }

    /// Takes over what another program annotated. Where it had decided of the same as the last
    /// change here, this one stands, and undoing it brings the other's back.
    pub(super) fn annotated_elsewhere(&mut self, both: Annotations, theirs: &Annotations) {
        self.take_annotations(both, &[]);
        let both_decided = match self.undo.last_mut() {
            Some(Undo::Annotations(change)) => change.follow(theirs),
            _ => false,
        };
        // What was done here is what somebody wants to be told.
        if both_decided {
            self.say("another program had decided of this too: yours stands, {key:undo} brings the other back");
        } else if self.message.is_none() {
            self.say("another program annotated too; both are kept");
        }
    }

    fn join(&mut self, before: &Annotations, after: &Annotations) {
        let annotations = merged(before, after, &self.workspace.annotations);
        let touched: Vec<&QuoteAnnotation> = before.quotes.iter().chain(&after.quotes).collect();
        self.take_annotations(annotations, &touched);
        self.effects.push(Effect::SaveAnnotations);
    }

    /// Shows other annotations; `touched` names the quotes of which something else is said.
    pub(super) fn take_annotations(
        &mut self,
        annotations: Annotations,
        touched: &[&QuoteAnnotation],
    ) {
        if annotations == self.workspace.annotations {
            return;
        }
        if self.data().quotes.len() <= AT_ONCE && self.index.is_some() {
            let workspace = Workspace::clone(&self.workspace).with_annotations(annotations);
            let index = Index::build(&workspace.data, &mut |_| {});
            self.open(Arc::new(workspace), Some(Arc::new(index)));
            return;
        }
        self.show_now(annotations, touched);
        if !self.annotating {
            self.annotating = true;
            self.effects.push(Effect::WaitForCalm);
        }
    }

    /// Shows what can be shown at once of other annotations: the quotes that changed, and whose
    /// they are now. What of it matches the filter, and where it stands, follows.
    fn show_now(&mut self, annotations: Annotations, touched: &[&QuoteAnnotation]) {
        let workspace = Arc::make_mut(&mut self.workspace);
        let before = std::mem::replace(&mut workspace.annotations, annotations);
        let speakers = workspace.annotations.speakers.iter();
        let speakers: Vec<_> =
            speakers.filter(|one| !before.speakers.contains(one)).cloned().collect();
        if !speakers.is_empty() {
            workspace.data.show_speakers(&speakers);
        }
        let known = ByWords::new(&workspace.annotations);
        let of = |one: &&QuoteAnnotation| {
            let quote = quote_of(&workspace.data, one)?;
            Some((quote, known.of(workspace, quote).cloned()))
        };
        let changed: Vec<_> = touched.iter().filter_map(of).collect();
        let slot = |data: &Dataset, quote| data.slot(data.quote(quote).speaker);
        let mut population = Population::clone(&self.result.population);
        for counts in [&mut population.by_speaker, &mut self.result.by_speaker] {
            // Nobody's count is the last.
            let nobody = counts.len().saturating_sub(1);
            let new = workspace.data.speakers.len().saturating_sub(nobody);
            counts.splice(nobody..nobody, std::iter::repeat_n(0, new));
        }
        for (quote, annotation) in changed {
            let from = slot(&workspace.data, quote);
            workspace.data.show_quote(quote, annotation.as_ref());
            let to = slot(&workspace.data, quote);
            let matches = self.result.counted.contains(quote);
            let counts = [
                (population.counted.contains(quote), &mut population.by_speaker),
                (matches, &mut self.result.by_speaker),
            ];
            for (counts_it, counts) in counts {
                if counts_it {
                    counts[from] = counts[from].saturating_sub(1);
                    counts[to] += 1;
                }
            }
        }
        if !speakers.is_empty() {
            workspace.speakers = SpeakerOrder::new(&workspace.data);
        }
        self.show_population(population);
        if speakers.iter().any(|speaker| !speaker.merged.is_empty()) {
            self.repopulate(self.population.speech, self.population.by_printing);
            let workspace = Arc::clone(&self.workspace);
            let search = Search::of(self.result.search.hits.clone());
            let query = Query::parse(&self.filter.query);
            let population = self.population_for(&query);
            self.result =
                FilterResult::of(query, search, &self.filter, &workspace, &population, None);
        }
        if !speakers.is_empty() {
            self.rebuild();
        }
    }

    /// Shows other counts of what there is to show.
    fn show_population(&mut self, population: Population) {
        let population = Rc::new(population);
        match Rc::ptr_eq(&self.result.population, &self.population) {
            true => self.population = Rc::clone(&population),
            false => self.whole = Some(Rc::clone(&population)),
        }
        self.result.population = population;
    }

    /// Takes over a dataset to which annotations were applied beside the loop.
    pub(super) fn take_annotated(&mut self, workspace: Arc<Workspace>, index: Arc<Index>) {
        if !workspace.data.is_of_same_file(self.data()) {
            return;
        }
        if workspace.annotations == self.workspace.annotations {
            self.annotating = false;
            self.open(workspace, Some(index));
        } else {
            // More was changed meanwhile.
            self.effects.push(Effect::WaitForCalm);
        }
    }

    /// Selects the next quote, or the one before, where the selected one is dropped.
    fn leave_dropped(&mut self, change: &Change) {
        let Some(quote) = self.quote() else { return };
        let is_dropped =
            |one: &QuoteAnnotation| one.drop && quote_of(self.data(), one) == Some(quote);
        if !change.after.quotes.iter().any(is_dropped) {
            return;
        }
        let others = (quote.index() + 1..self.data().quotes.len()).chain((0..quote.index()).rev());
        let next = others.map(|at| Selection::Quote(at.into())).find(|other| self.shows(*other));
        if let Some(next) = next {
            self.select(next);
        }
    }
}
