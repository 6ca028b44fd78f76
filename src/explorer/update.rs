//! The front door: events in, effects out.

use std::sync::Arc;

use super::event::{Effect, Event, Mouse, Outcome};
use super::filter::{Filter, FilterResult};
use super::{
    action::Action, action::CopyForm, message::Message, overlay::Overlay, pane::Pane,
    panes::speakers, panes::view::Request, state::Explorer,
};
use crate::dataset::QuoteKind;
use crate::search::{Query, Search, query::Sort};
use crate::text::clip;

/// Columns of a command line in a message.
const LONGEST_COMMAND: usize = 160;

impl Explorer {
    /// Takes over something that happened; what somebody else has to do about it.
    pub fn update(&mut self, event: Event) -> Vec<Effect> {
        // A message stays until the person does something else than change a size or point.
        let is_pointing = matches!(event, Event::Mouse(Mouse::Drag(..) | Mouse::Release));
        let is_input = matches!(
            event,
            Event::Command(_) | Event::Typed(_) | Event::Pasted(_) | Event::Mouse(_)
        );
        if is_input && !is_pointing {
            self.message = None;
        }
        if is_input {
            Pane::ALL.iter().for_each(|pane| self.panes.get_mut(*pane).keep_size());
        }
        // On a screen that shows nothing nobody decides anything.
        let leaves = matches!(
            event,
            Event::Command(
                Action::Quit | Action::Leave | Action::Interrupt | Action::Suspend | Action::Redraw
            )
        );
        if self.layout().is_some() || leaves || !is_input {
            self.take(event);
        }
        self.settle();
        std::mem::take(&mut self.effects)
    }

    fn take(&mut self, event: Event) {
        match event {
            Event::Command(action) => self.act(action),
            Event::Typed(c) => self.insert(c.encode_utf8(&mut [0; 4])),
            Event::Pasted(text) => self.insert(&text),
            Event::Mouse(Mouse::Click(x, y)) => self.click(x, y),
            Event::Mouse(Mouse::Drag(x, y)) => self.drag(x, y),
            Event::Mouse(Mouse::Release) => self.dragging = None,
            Event::Mouse(Mouse::Wheel { x, y, up }) => self.wheel(x, y, up),
            Event::Resized(width, height) => {
                self.with_panes(|panes, input| {
                    Pane::ALL.iter().for_each(|pane| panes.get_mut(*pane).resize(input));
                });
                self.size = (width, height);
                self.effects.push(Effect::Redraw);
            }
            Event::Opened(workspace, index) => self.read(workspace, index),
            Event::Calm if self.annotating => self.effects.push(Effect::Annotate),
            Event::Calm => {}
            Event::Annotated(workspace, index) => self.take_annotated(workspace, index),
            Event::AnnotatedElsewhere { both, theirs } => self.annotated_elsewhere(*both, &theirs),
            // Another dataset may have been read since.
            Event::Indexed(workspace, _) if !Arc::ptr_eq(&workspace, &self.workspace) => {}
            Event::Indexed(_, index) => {
                self.index = Some(index);
                self.loading = None;
                self.refilter();
            }
            Event::ArticlesIndexed(articles) => self.take_articles(articles),
            // Another query may have been typed since.
            Event::Scanned { query, hits } if self.scanning && self.filter.query == query => {
                self.scanning = false;
                let (query, search) = (Query::parse(&query), Search::of(hits));
                let population = self.population_for(&query);
                let (filter, workspace) = (&self.filter, &self.workspace);
                let before = Some(&self.result);
                let result =
                    FilterResult::of(query, search, filter, workspace, &population, before);
                self.take_result(result);
            }
            Event::Scanned { .. } => {}
            Event::Progress(progress) => self.loading = Some(progress),
            Event::Refused(sentence) if self.start.is_some() => {
                self.effects.push(Effect::Fail(sentence));
            }
            Event::Refused(sentence) => {
                self.loading = None;
                self.say(sentence);
            }
            Event::Done(Outcome::Written { what, path }) => self.written(what, path),
            Event::Done(Outcome::Exists(path)) => self.exists(path),
            Event::Done(Outcome::NotSaved(why)) => {
                // It is said once; what is not saved is offered when the program is left.
                if self.unsaved.replace(why.clone()).is_none() {
                    self.say(Message::from("NOT SAVED, kept until you leave: {}").with(why));
                }
            }
            Event::Done(Outcome::Saved) => {
                self.unsaved = None;
                self.say("everything is saved again");
            }
            Event::Done(outcome) => self.say(outcome_message(outcome)),
            Event::Ending => self.keep_half_typed_note(),
        }
    }

    pub(super) fn act(&mut self, action: Action) {
        match action {
            Action::Quit => self.quit(),
            Action::Leave => self.effects.push(Effect::Quit(0)),
            Action::Interrupt => self.effects.push(Effect::Quit(130)),
            Action::Suspend => self.effects.push(Effect::Suspend),
            Action::Redraw => self.effects.push(Effect::Redraw),
            Action::Reload => {
                self.at_reload = Some(self.workspace.annotations.clone());
                self.effects.push(Effect::Reload);
            }
            Action::ToggleMouse => {
                self.mouse = !self.mouse;
                self.effects.push(Effect::Mouse(self.mouse));
                self.say(if self.mouse {
                    "mouse on: click, wheel, drag the dividers; {key:mouse} gives it back to the terminal"
                } else {
                    "mouse off"
                });
            }
            Action::OpenThemes => self.open_themes(),
            Action::ChooseTheme => self.choose_theme(),

            Action::GoTo(selection) if self.shows(selection) => self.go(selection, false),
            Action::GoTo(_) => {}
            Action::Move(step) => self.step_in(self.focus, step),
            Action::Focus(pane) => self.focus = pane,
            Action::FocusNext { back } => self.focus = self.focus.next(back),
            Action::Zoom => self.zoom = !self.zoom,
            Action::Widen(by) => self.dividers.x = self.dividers.x.saturating_add(by),
            Action::Heighten(by) => self.dividers.y = self.dividers.y.saturating_add(by),
            Action::StepBack => self.step_back(),

            Action::OpenRow(pane) => self.ask(|panes, input| panes.get_mut(pane).open_row(input)),
            Action::Fold(fold) => self.ask(|panes, input| panes.timeline.fold(input, fold)),
            Action::FoldAll(fold) => {
                self.ask(|panes, input| [panes.timeline.fold_all(input, fold)]);
            }
            Action::NextHeading { back } => {
                self.ask(|panes, input| [panes.timeline.next_heading(input, back)]);
            }
            Action::SortSpeakers => {
                self.panes.speakers.sort = self.panes.speakers.sort.next();
                self.rebuild();
                self.say(format!("speakers {}", self.panes.speakers.sort.name()));
            }
            Action::ShowUnquoted(shows) => {
                self.panes.speakers.shows_unquoted = shows;
                self.rebuild();
            }
            Action::ChooseSpeaker => self.ask(|_, input| [speakers::choose(input)]),
            Action::ExcludeSpeaker => self.ask(|_, input| [speakers::exclude(input)]),

            Action::NextInArticle { back } => self.next_in_article(back),
            Action::NextBySpeaker { back } => self.next_by_speaker(back),
            Action::NextHit { back } => self.next_hit(back),
            Action::NextPrinting => self.next_printing(),
            Action::ToSpoken => self.go_to_spoken(),
            Action::Jump { forward } => self.jump(forward),

            Action::ToggleDim => self.toggle_dim(),
            Action::ToggleRank => self.toggle_rank(),
            Action::ToggleDays => self.toggle_days(),
            Action::OpenBrush => self.open_brush(),
            Action::MoveBrush(step) => self.move_brush(step),
            Action::KeepBrush => self.keep_brush(),
            Action::TogglePrintings => self.toggle_printings(),
            Action::NextSpeech => self.next_speech(),
            Action::Undo => self.undo(),
            Action::Redo => self.redo(),

            Action::Copy(form) => self.copy(form),
            Action::OpenAddress => self.open_address(),
            Action::OpenShownAddress => {
                if let Overlay::Address { url, .. } = std::mem::take(&mut self.overlay) {
                    self.effects.push(Effect::OpenAddress(url));
                }
            }

            Action::OpenFilter => self.open_filter(),
            Action::Complete => self.complete(),
            Action::KeepFilter => self.keep_filter(),
            Action::History { back } => self.step_in_history(back),
            Action::CancelFilter => self.cancel_filter(),
            Action::MoveInTimeline(step) => self.step_in(Pane::Timeline, step),
            Action::OpenFind => self.open_find(),
            Action::NextMatch { back } => self.next_match(back),
            Action::OpenCopyMenu => self.open_copy_menu(),
            Action::CopyChosen => self.copy_chosen(),
            Action::OpenHelp => self.open_help(),
            Action::OpenPalette => self.open_palette(),
            Action::RunHelpRow => self.run_help_row(),
            Action::MoveInMenu(step) => {
                self.overlay.step(step);
                self.follow_form();
            }
            Action::CloseOverlay => self.overlay = Overlay::None,
            Action::Edit(edit) => self.edit(edit),

            Action::OpenCard => self.open_card(),
            Action::DecideRow => self.decide_row(),
            Action::Decide(field) => self.decide(field),
            Action::Choose => self.choose(),
            Action::NextScope => self.next_scope(),
            Action::CloseChooser => self.close_chooser(),
            Action::ToggleMark => self.toggle_mark(),
            Action::NextMark { back } => self.next_mark(back),
            Action::OpenReview => self.open_review(),
            Action::ScrollSource(step) => self.step_in(Pane::Source, step),
            Action::Later => self.later(),
            Action::ChooseCandidate(nth) => self.choose_candidate(nth),
            Action::OpenSpan => self.open_span(),
            Action::MoveSpan(span) => self.move_span(span),
            Action::RestartSpan => self.restart_span(),
            Action::MakeQuote => self.make_quote(),
            Action::OpenAnnotations => self.open_annotations(),
            Action::OpenAnnotation => self.open_annotation(),
            Action::RemoveAnnotation => self.remove_annotation(),
            Action::AttachAnnotation => self.attach_annotation(),
            Action::OpenOutgoing => self.open_outgoing(),
            Action::SendOut => self.send_out(),

            Action::OpenGrid => self.open_grid(),
            Action::StepInGrid(step) => self.step_in_grid(step),
            Action::OpenCell => self.open_cell(),
            Action::OpenProfile => self.open_profile(),
            Action::FollowProfile => self.follow_profile(),
            Action::LeaveProfile => self.leave_profile(),
        }
    }

    pub(super) fn grant(&mut self, request: Request) {
        match request {
            Request::Select { selection, is_step } => self.go(selection, is_step),
            Request::Folded(selection) => {
                if let Some(selection) = selection {
                    self.go(selection, false);
                }
                self.rebuild();
            }
            Request::OpenInSource(quote) => {
                self.jumplist.push(self.here(), false);
                self.focus = Pane::Source;
                let span = self.data().quote(quote).span();
                self.panes.source.bring_into_sight(span);
            }
            Request::Filter(filter) => self.set_filter(filter),
            Request::Say(message) => self.say(message),
        }
    }

    fn step_back(&mut self) {
        let filter = self.filter.clone();
        if self.zoom {
            self.zoom = false;
        } else if !filter.query.is_empty() {
            self.set_filter(Filter { query: String::new(), ..filter });
            self.say("filter text cleared; {key:undo} brings it back");
        } else if filter.by_speaker() {
            self.set_filter(Filter::default());
            self.say("all speakers show again; {key:undo} brings the choice back");
        } else if self.focus != Pane::Timeline {
            self.focus = Pane::Timeline;
        } else {
            self.say("nothing left to step back from; {key:quit} quits");
        }
    }

    fn toggle_dim(&mut self) {
        if self.filter.is_empty() {
            return self.say("no filter hides or dims anything");
        }
        self.dim = !self.dim;
        self.rebuild();
        self.say(if self.dim {
            "what does not match is dimmed"
        } else {
            "what does not match is hidden"
        });
    }

    fn toggle_printings(&mut self) {
        self.repopulate(self.population.speech, !self.population.by_printing);
        self.refilter();
        self.say(if self.population.by_printing {
            "a row for every printing; {key:printings} goes back to one for each statement"
        } else {
            "a row for each statement; {key:unfold} shows the printings of the selected one"
        });
    }

    /// Shows more of what is reported without quotation marks, or none of it again.
    fn next_speech(&mut self) {
        let data = self.data();
        if data.quotes.iter().all(|quote| quote.kind != QuoteKind::Indirect) {
            return self.say("this record has no reported speech");
        }
        let speech = self.population.speech.next();
        self.repopulate(speech, self.population.by_printing);
        self.refilter();
        let hidden = self.data().quotes.len() - self.population.quotes.len();
        let hidden = (hidden > 0).then(|| format!("; {hidden} of reported speech hidden"));
        self.say(format!("{}{}", speech.name(), hidden.unwrap_or_default()));
    }

    fn toggle_rank(&mut self) {
        if !self.sort(Sort::Rank) {
            return;
        }
        let said = match (self.sort == Sort::Rank, self.order()) {
            (true, Sort::Rank) => "the closest first; {key:rank} goes back to the order of dates",
            (true, _) if self.index.is_none() => "the closest first, once the index is made",
            (true, _) => "the closest first, once the filter has words",
            (false, Sort::Day) => "by the day it was said",
            (false, _) => "in the order of dates, by meeting",
        };
        self.say(said);
    }

    /// Puts the timeline into an order, or back into that of meetings; `false` where the query says
    /// another.
    fn sort(&mut self, sort: Sort) -> bool {
        if self.result.query.sort.is_some() {
            self.say("the filter says in which order: take its sort: away");
            return false;
        }
        // The same key again goes back to what was before.
        let other = if self.sort == sort { self.sort_before } else { sort };
        self.sort_before = if other == self.sort_before { Sort::Meeting } else { self.sort };
        self.sort = other;
        self.rebuild();
        if let Some(closest) = self.closest() {
            self.go(closest, false);
        }
        true
    }

    fn toggle_days(&mut self) {
        if self.sort(Sort::Day) {
            self.say(match self.sort {
                Sort::Day => "by the day it was said; {key:by-day} goes back to meetings",
                _ => "by meeting",
            });
        }
    }
}

/// The sentence that tells what an effect came to.
fn outcome_message(outcome: Outcome) -> Message {
    match outcome {
        Outcome::Copied { form, text, delivery } => {
            let what = match form {
                CopyForm::Command => format!("`{}`", clip(&text, LONGEST_COMMAND)),
                form => form.name().to_owned(),
            };
            Message::from("{}: {}").with(what).with(delivery)
        }
        Outcome::TooLongToCopy => {
            "too long for a terminal's clipboard; `onrecord query` prints it".into()
        }
        Outcome::NotCopied(why) => {
            Message::from("not copied: {}; {key:export} writes a file instead").with(why)
        }
        Outcome::BrowserAsked(url) => Message::from("asked the browser for {}").with(url),
        Outcome::NoBrowser(url) => {
            Message::from("no browser found; {key:copy-as} then {key:copy-address} copies {}")
                .with(url)
        }
        Outcome::ThreadRefused(sentence) => sentence.into(),
        Outcome::CannotStop => {
            "not stopped: nothing here could continue it; {key:quit} leaves".into()
        }
        Outcome::NotWritten(sentence) => sentence.into(),
        // They change the state and are told there.
        Outcome::Written { .. } | Outcome::Exists(_) | Outcome::NotSaved(_) | Outcome::Saved => {
            "".into()
        }
        Outcome::CannotReadAgain => "standard input cannot be read again".into(),
    }
}
