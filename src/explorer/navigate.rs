//! Moving: within a pane, from pane to pane, from quote to quote, and back.

use std::sync::Arc;

use super::filter::SpeakerKey;
use super::layout::{speaker_rows, timeline_rows};
use super::overlay::Overlay;
use super::{CopyForm, Effect, Explorer, Filter, Pane, Selection, Step};
use crate::dataset::{GroupIx, QuoteIx};
use crate::export;

impl Explorer {
    pub(super) fn focus_on(&mut self, pane: Pane) {
        self.focus = pane;
    }

    /// A move in the focused pane.
    pub(super) fn step(&mut self, step: Step) {
        if self.overlay_step(step) {
            return;
        }
        // While the filter is typed the list of quotes moves, whichever pane had the focus.
        let pane = match self.overlay {
            Overlay::Filter { .. } => Pane::Timeline,
            _ => self.focus,
        };
        match pane {
            Pane::Timeline => {
                let at = self.timeline.row_of(self.selection, self.data());
                let rows = self.timeline.len();
                if let Some(to) = stepped(at, rows, self.page(Pane::Timeline), step)
                    && let Some(row) = self.timeline.row(self.data(), to)
                {
                    self.go(row.selection(), is_near(step));
                }
            }
            Pane::Speakers => {
                let rows = &self.speakers.rows;
                let at = self.speaker().and_then(|key| self.speakers.row_of(&self.workspace, key));
                if let Some(to) = stepped(at, rows.len(), self.page(Pane::Speakers), step) {
                    let key = rows[to];
                    self.go_to_speaker(key, is_near(step));
                }
            }
            Pane::Source => {
                let page = self.page(Pane::Source);
                let top = self.source.top;
                self.source.scroll_to(match step {
                    Step::Up => top.saturating_sub(1),
                    Step::Down => top + 1,
                    Step::PageUp => top.saturating_sub(page),
                    Step::PageDown => top + page,
                    Step::First => 0,
                    Step::Last => usize::MAX,
                });
            }
        }
    }

    /// How far a page goes in a pane: its height less a row that stays in sight.
    fn page(&self, pane: Pane) -> usize {
        let Some(layout) = self.layout() else { return 1 };
        let height = match pane {
            Pane::Timeline => layout.timeline.map_or(1, |pane| timeline_rows(pane).height),
            Pane::Speakers => layout.speakers.map_or(1, |pane| speaker_rows(pane).height),
            Pane::Source => u16::try_from(self.source.height).unwrap_or(u16::MAX),
        };
        usize::from(height.saturating_sub(1).max(1))
    }

    /// Selects a speaker: the first quote of theirs that shows, or else the speaker.
    pub(super) fn go_to_speaker(&mut self, key: SpeakerKey, step: bool) {
        match (self.first_shown_of(key), key) {
            (Some(quote), _) => self.go(Selection::Quote(quote), step),
            (None, Some(speaker)) => self.go(Selection::Speaker(speaker), step),
            (None, None) => {}
        }
    }

    /// What the focused row is there for.
    pub(super) fn enter(&mut self) -> Effect {
        if let Some(effect) = self.overlay_enter() {
            return effect;
        }
        match self.focus {
            Pane::Timeline => match self.selection {
                Selection::Group(_) => self.fold(None),
                Selection::Quote(quote) => {
                    self.jumplist.left(self.visit(), false);
                    self.focus = Pane::Source;
                    let span = self.data().quote(quote).span();
                    self.source.bring_into_sight(span);
                }
                Selection::Speaker(_) | Selection::Nowhere => {}
            },
            Pane::Speakers => self.only(),
            Pane::Source => self.focus = Pane::Timeline,
        }
        Effect::Draw
    }

    /// Steps back one thing, from the newest to the oldest, and never leaves the program.
    pub(super) fn step_back(&mut self) {
        if self.overlay_back() {
            return;
        }
        let filter = self.filter.clone();
        if self.zoom {
            self.zoom = false;
        } else if !filter.query.is_empty() {
            self.set_filter(Filter { query: String::new(), ..filter });
            self.say("filter text cleared; u brings it back");
        } else if filter.by_speaker() {
            self.set_filter(Filter::default());
            self.say("all speakers show again; u brings the choice back");
        } else if self.focus != Pane::Timeline {
            self.focus = Pane::Timeline;
        } else {
            self.say("nothing left to step back from; q quits");
        }
    }

    /// Whether there are no headings as the closest stand first; then says so.
    fn refuses_headings(&mut self) -> bool {
        if self.is_ranked() {
            self.say("headings stand in the order of dates; r goes back to it");
        }
        self.is_ranked()
    }

    pub(super) fn fold(&mut self, fold: Option<bool>) {
        let group = match self.selection {
            Selection::Group(group) => group,
            Selection::Quote(quote) => self.data().timeline.group_of(quote),
            Selection::Speaker(_) | Selection::Nowhere => return,
        };
        if self.refuses_headings() {
            return;
        }
        let timeline = &self.data().timeline;
        if timeline.quotes_of(group).len() == 0 {
            self.say("no quotes stand under this heading");
            return;
        }
        let folded = self.timeline.folded.contains(&group);
        if fold.unwrap_or(!folded) {
            // Folding what is folded goes on with what stands above it.
            let above = timeline.group(group).parent.filter(|_| folded);
            let group = above.unwrap_or(group);
            self.timeline.folded.insert(group);
            self.go(Selection::Group(group), false);
        } else {
            self.timeline.folded.remove(&group);
        }
        self.rebuild();
    }

    pub(super) fn fold_all(&mut self, fold: bool) {
        if self.refuses_headings() {
            return;
        }
        self.timeline.folded.clear();
        if fold {
            let groups = 0..self.data().timeline.groups().len();
            self.timeline.folded = groups.map(GroupIx::from).collect();
            let timeline = &self.data().timeline;
            let group = match self.selection {
                Selection::Quote(quote) => Some(timeline.group_of(quote)),
                Selection::Group(group) => Some(group),
                Selection::Speaker(_) | Selection::Nowhere => None,
            };
            if let Some(outermost) = group.and_then(|group| timeline.path(group).last()) {
                self.go(Selection::Group(outermost), false);
            }
        }
        self.rebuild();
    }

    pub(super) fn next_heading(&mut self, back: bool) {
        if self.refuses_headings() {
            return;
        }
        let here = self.timeline.row_of(self.selection, self.data());
        let headings = self.timeline.headings();
        let to = match (here, back) {
            (None, _) => headings.first(),
            (Some(here), false) => headings.get(headings.partition_point(|(_, row)| *row <= here)),
            (Some(here), true) => {
                let before = headings.partition_point(|(_, row)| *row < here).checked_sub(1);
                before.and_then(|at| headings.get(at))
            }
        };
        match to.map(|(group, _)| Selection::Group(*group)) {
            Some(place) => self.go(place, false),
            None => self.say(if back {
                "this is the first heading"
            } else {
                "this is the last heading"
            }),
        }
    }

    pub(super) fn next_in_article(&mut self, back: bool) {
        let Some(quote) = self.quote() else {
            self.say("select a quote first");
            return;
        };
        let workspace = Arc::clone(&self.workspace);
        let article = workspace.data.quote(quote).article;
        let quotes = workspace.data.quotes_in(article);
        let words =
            ["this is the last quote of the article", "this is the first quote of the article"];
        let at = quotes.iter().position(|other| *other == quote).unwrap_or(0);
        self.next_of(quotes, at, back, words);
    }

    pub(super) fn next_by_speaker(&mut self, back: bool) {
        let Some(quote) = self.quote() else {
            self.say("select a quote first");
            return;
        };
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
                self.say(format!("{}{hidden}", none[usize::from(back)]));
            }
        }
    }

    pub(super) fn next_printing(&mut self) {
        let Some(quote) = self.quote() else {
            self.say("select a quote first");
            return;
        };
        let data = self.data();
        let shown: Vec<_> =
            data.printings(quote).filter(|q| self.shows(Selection::Quote(*q))).collect();
        let after = shown.iter().find(|other| **other > quote);
        match after.or(shown.first()).copied() {
            Some(other) => self.go(Selection::Quote(other), false),
            None => self.say("no other article of the record prints these words"),
        }
    }

    /// Adds the selected speaker to those shown, or takes it out.
    pub(super) fn choose(&mut self) {
        self.change_speakers(|filter, key| {
            filter.excluded.remove(&key);
            if !filter.chosen.remove(&key) {
                filter.chosen.insert(key);
            }
        });
    }

    /// Leaves the selected speaker out, or no longer.
    pub(super) fn exclude(&mut self) {
        self.change_speakers(|filter, key| {
            filter.chosen.remove(&key);
            if !filter.excluded.remove(&key) {
                filter.excluded.insert(key);
            }
        });
    }

    /// Shows the selected speaker alone, or everyone again.
    fn only(&mut self) {
        self.change_speakers(|filter, key| {
            let alone = filter.chosen.len() == 1 && filter.chosen.contains(&key);
            filter.chosen.clear();
            filter.excluded.clear();
            if !alone {
                filter.chosen.insert(key);
            }
        });
    }

    fn change_speakers(&mut self, change: impl FnOnce(&mut Filter, SpeakerKey)) {
        let Some(key) = self.speaker() else {
            self.say("select a speaker first");
            return;
        };
        let mut filter = self.filter.clone();
        change(&mut filter, key);
        self.set_filter(filter);
    }

    pub(super) fn undo(&mut self) {
        match self.undo.pop() {
            Some(filter) => {
                self.filter = filter;
                self.refilter();
                self.say(if self.filter.is_empty() {
                    "no filter, as before"
                } else {
                    "the former filter is back"
                });
            }
            None => self.say("no change of the filter to take back"),
        }
    }

    pub(super) fn travel(&mut self, forward: bool) {
        let here = self.visit();
        let mut trail = std::mem::take(&mut self.jumplist);
        let visit = trail.travel(forward, here, |place| self.shows(place));
        self.jumplist = trail;
        match visit {
            Some(visit) => {
                self.focus = visit.focus;
                self.select(visit.place);
            }
            None => self.say(if forward {
                "this is the newest place"
            } else {
                "this is the oldest place"
            }),
        }
    }

    /// The quote in a form, for the clipboard.
    pub(super) fn copy(&mut self, form: CopyForm) -> Effect {
        self.overlay = Overlay::None;
        let Some(quote) = self.quote() else {
            self.say("select a quote first");
            return Effect::Draw;
        };
        let data = self.data();
        let text = match form {
            CopyForm::Citation => Some(export::citation(data, quote)),
            CopyForm::Words => Some(export::words_alone(data, quote)),
            CopyForm::Markdown => Some(export::markdown(data, quote)),
            CopyForm::Address => export::address(data, quote),
        };
        let Some(text) = text else {
            self.say("the article gives no web address");
            return Effect::Draw;
        };
        let (_, _, name) =
            CopyForm::MENU.into_iter().find(|(f, ..)| *f == form).unwrap_or(CopyForm::MENU[0]);
        Effect::Copy { text, what: name }
    }

    pub(super) fn open_address(&mut self) -> Effect {
        let Some(quote) = self.quote() else {
            self.say("select a quote first");
            return Effect::Draw;
        };
        let article = self.data().article(self.data().quote(quote).article);
        match export::address(self.data(), quote) {
            Some(url) => match article.url.as_deref().and_then(export::misleading) {
                Some(doubt) => {
                    self.overlay = Overlay::Address { url, doubt };
                    Effect::Draw
                }
                None => Effect::OpenAddress(url),
            },
            None => {
                self.say("the article gives no web address");
                Effect::Draw
            }
        }
    }
}

/// The row a step leads to; `None` where there is no other.
fn stepped(at: Option<usize>, rows: usize, page: usize, step: Step) -> Option<usize> {
    let last = rows.checked_sub(1)?;
    let Some(at) = at else {
        return Some(if matches!(step, Step::Last) { last } else { 0 });
    };
    Some(match step {
        Step::Up => at.saturating_sub(1),
        Step::Down => (at + 1).min(last),
        Step::PageUp => at.saturating_sub(page),
        Step::PageDown => (at + page).min(last),
        Step::First => 0,
        Step::Last => last,
    })
}

fn is_near(step: Step) -> bool {
    matches!(step, Step::Up | Step::Down)
}
