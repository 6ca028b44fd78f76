//! From quote to quote, and out of the program: copies and addresses.

use std::sync::Arc;

use super::action::{CopyForm, Step};
use super::filter::Filter;
use super::panes::view::{PaneInput, Request};
use super::{
    event::Effect, overlay::Overlay, pane::Pane, panes::Panes, selection::Selection,
    state::Explorer,
};
use crate::{dataset::QuoteIx, export};

impl Explorer {
    /// Has the panes do something, and grants what they ask for.
    pub(super) fn ask<R: IntoIterator<Item = Request>>(
        &mut self,
        ask: impl FnOnce(&mut Panes, &PaneInput<'_>) -> R,
    ) {
        for request in self.with_panes(ask) {
            self.grant(request);
        }
    }

    pub(super) fn step_in(&mut self, pane: Pane, step: Step) {
        self.ask(|panes, input| panes.get_mut(pane).step(input, step));
    }

    /// The selected quote; without one, a sentence asks for it.
    fn needs_quote(&mut self) -> Option<QuoteIx> {
        let quote = self.quote();
        if quote.is_none() {
            self.say("select a quote first");
        }
        quote
    }

    pub(super) fn next_in_article(&mut self, back: bool) {
        let Some(quote) = self.needs_quote() else { return };
        let workspace = Arc::clone(&self.workspace);
        let article = workspace.data.quote(quote).article;
        let quotes = workspace.data.quotes_in(article);
        let words =
            ["this is the last quote of the article", "this is the first quote of the article"];
        let at = quotes.iter().position(|other| *other == quote).unwrap_or(0);
        self.next_of(quotes, at, back, words);
    }

    /// Goes to the next place of the source that `in:` found; where it found none here, to the next
    /// quote.
    pub(super) fn next_hit(&mut self, back: bool) {
        if !self.panes.source.step_hit(back) {
            self.next_in_article(back);
        }
    }

    pub(super) fn next_by_speaker(&mut self, back: bool) {
        let Some(quote) = self.needs_quote() else { return };
        let workspace = Arc::clone(&self.workspace);
        let quotes = workspace.data.quotes_by(workspace.data.quote(quote).speaker);
        let at = quotes.binary_search(&quote).unwrap_or(0);
        let words = ["this is the speaker's last quote", "this is the speaker's first quote"];
        self.next_of(quotes, at, back, words);
    }

    /// Goes to the next of some quotes that shows, or says that there is none.
    fn next_of(&mut self, quotes: &[QuoteIx], at: usize, back: bool, none: [&str; 2]) {
        let shows = |quote: &&QuoteIx| self.shows(Selection::Quote(**quote));
        let next = if back {
            quotes[..at].iter().rfind(shows)
        } else {
            quotes.iter().skip(at + 1).find(shows)
        };
        match next.copied() {
            Some(quote) => self.go(Selection::Quote(quote), false),
            None => {
                let hidden = if self.hides() { " that matches" } else { "" };
                let sentence = format!("{}{hidden}", none[usize::from(back)]);
                self.say(sentence);
            }
        }
    }

    pub(super) fn next_printing(&mut self) {
        let Some(quote) = self.needs_quote() else { return };
        let data = self.data();
        let shown: Vec<_> =
            data.printings(quote).filter(|q| self.shows(Selection::Quote(*q))).collect();
        let all = data.same_utterance(quote);
        let at = all.iter().position(|other| *other == quote).unwrap_or(0);
        let after = all[at.min(all.len())..].iter().find(|other| shown.contains(other));
        match after.or(shown.first()).copied() {
            Some(other) => self.go(Selection::Quote(other), false),
            None if all.len() > 1 => {
                self.say(
                    "the filter hides the others that print these words; {key:step-back} clears it",
                );
            }
            None => self.say("no other article of the record prints these words"),
        }
    }

    /// From a printed quote to the passage that it repeats, and from there back.
    pub(super) fn go_to_spoken(&mut self) {
        let Some(quote) = self.needs_quote() else { return };
        let data = self.data();
        let printings = data.printed_of(quote);
        let from = |printing: &&QuoteIx| self.jumplist.came_from(Selection::Quote(**printing));
        let back = printings.iter().find(from).or(printings.first()).copied();
        match data.spoken(quote).map(|spoken| spoken.passage).or(back) {
            Some(there) if self.shows(Selection::Quote(there)) => {
                self.go(Selection::Quote(there), false);
            }
            // What differs is mostly asked for by a filter, which no passage fits.
            Some(there) if self.population().quotes.contains(there) => {
                self.set_filter(Filter::default());
                self.go(Selection::Quote(there), false);
                self.say("the filter is cleared to show it; {key:undo} brings it back");
            }
            Some(_) => {
                self.say("it is hidden: {key:reported-speech} or {key:step-back} may show it")
            }
            None => self.say("no transcript of the record is tied to these words"),
        }
    }

    /// Goes back or forward in the jumplist, to what shows.
    pub(super) fn jump(&mut self, forward: bool) {
        let here = self.here();
        let mut jumplist = std::mem::take(&mut self.jumplist);
        let jump = jumplist.jump(forward, here, |selection| self.shows(selection));
        self.jumplist = jumplist;
        match jump {
            Some(jump) => {
                self.focus = jump.focus;
                self.select(jump.selection);
            }
            None if forward => self.say("this is the newest place"),
            None => self.say("this is the oldest place"),
        }
    }

    pub(super) fn copy(&mut self, form: CopyForm) {
        self.overlay = Overlay::None;
        if form == CopyForm::Command {
            let text = self.command_line();
            return self.effects.push(Effect::Copy { text, form });
        }
        let Some(quote) = self.needs_quote() else { return };
        let data = self.data();
        let text = match form {
            CopyForm::Citation => Some(export::citation(data, quote)),
            CopyForm::Words => Some(export::words_alone(data, quote)),
            CopyForm::Markdown => Some(export::markdown(data, quote)),
            CopyForm::Address => export::address(data, quote),
            CopyForm::Id => Some(data.id_of(quote).to_owned()),
            // They are no one quote's, and leave by another way.
            CopyForm::Command | CopyForm::All => None,
        };
        match text {
            Some(text) => self.effects.push(Effect::Copy { text, form }),
            None => self.say("the article gives no web address"),
        }
    }

    pub(super) fn open_address(&mut self) {
        let Some(quote) = self.needs_quote() else { return };
        let Some(url) = export::address(self.data(), quote) else {
            return self.say("the article gives no web address");
        };
        let article = self.data().article(self.data().quote(quote).article);
        match article.url.as_deref().and_then(export::misleading) {
            Some(doubt) => self.overlay = Overlay::Address { url, doubt },
            None => self.effects.push(Effect::OpenAddress(url)),
        }
    }
}
