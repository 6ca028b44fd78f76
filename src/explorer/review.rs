//! A round of checking: what is least sure first, one decision a key.

use super::decision::CardField;
use super::overlay::{Overlay, Review};
use super::{pane::Pane, selection::Selection, state::Explorer};
use crate::dataset::QuoteIx;

impl Explorer {
    /// Begins a round, or goes on with it: what was checked before stays checked.
    pub(super) fn open_review(&mut self) {
        if self.index.is_none() {
            return self.say("a moment: the index is being made, then everything can be checked");
        }
        self.overlay = Overlay::Review(Review::default());
        // Where one pane shows it is the one in which the words stand.
        self.focus = Pane::Source;
        self.next_in_doubt();
    }

    /// Puts the selected quote off.
    pub(super) fn later(&mut self) {
        let Some(quote) = self.quote() else { return };
        let id = self.data().id_of(quote).to_owned();
        if let Overlay::Review(review) = &mut self.overlay {
            review.later.insert(id);
        }
        self.next_in_doubt();
    }

    /// Gives the quote to one of those who may have said it.
    pub(super) fn choose_candidate(&mut self, nth: usize) {
        let Some(quote) = self.quote() else { return };
        let Some(speaker) = self.data().candidates(quote).get(nth).copied() else {
            return self.decide(CardField::Speaker);
        };
        let id = self.data().speaker(speaker).id.clone();
        let label = format!("{}: {}", self.data().speaker(speaker).name, self.words(quote));
        self.annotate_quotes(label, &[quote], |one| one.speaker = Some(Some(id.clone())));
        self.next_in_doubt();
    }

    /// Remembers the round while a choice is made.
    pub(super) fn interrupt_review(&mut self) {
        if let Overlay::Review(review) = &mut self.overlay {
            self.review = std::mem::take(review);
        }
    }

    pub(super) fn resume_review(&mut self) {
        self.overlay = Overlay::Review(std::mem::take(&mut self.review));
    }

    /// Counts how many of those in doubt that match the filter are checked; the least sure one that
    /// is neither checked nor put off.
    pub(super) fn count_in_doubt(&mut self) -> Option<QuoteIx> {
        let Overlay::Review(review) = &self.overlay else { return None };
        let data = self.data();
        // What a build put into the record is in doubt no longer: whatever was checked counts.
        let dropped = self.workspace.annotations.quotes.iter().filter(|one| one.drop).count();
        let (mut checked, mut open) = (dropped, 0);
        let mut next: Option<(u8, QuoteIx)> = None;
        for quote in self.result.quotes.iter() {
            if data.is_checked(quote) {
                checked += 1;
                continue;
            }
            let Some(doubt) = data.doubt(quote) else { continue };
            open += 1;
            if next.is_none_or(|(least, _)| doubt < least)
                && !review.later.contains(data.id_of(quote))
            {
                next = Some((doubt, quote));
            }
        }
        let all = checked + open;
        if let Overlay::Review(review) = &mut self.overlay {
            review.progress = (checked, all);
        }
        next.map(|(_, quote)| quote)
    }

    /// Selects the quote to be checked next; where there is none, the round ends.
    pub(super) fn next_in_doubt(&mut self) {
        let next = self.count_in_doubt();
        let Overlay::Review(review) = &self.overlay else { return };
        let ((checked, all), put_off) = (review.progress, review.later.len());
        match next {
            Some(quote) => self.go(Selection::Quote(quote), false),
            None => {
                self.overlay = Overlay::None;
                self.say(match (all, put_off) {
                    (0, _) => "nothing here is in doubt".to_owned(),
                    (_, 0) => format!("all {all} that were in doubt are checked"),
                    (_, put_off) => format!("{checked} of {all} checked, {put_off} put off"),
                });
            }
        }
    }
}
