//! The lines that are typed and the menus: opening them, typing into them, leaving them.

use tui_input::{Input, InputRequest};

use super::action::{CopyForm, Edit};
use super::change::Undo;
use super::chooser::Chooser;
use super::completion::Completion;
use super::decision::CardField;
use super::event::Effect;
use super::overlay::{FindLine, HelpList, Overlay};
use super::{help::named, help::search, pane::Pane, selection::Selection, state::Explorer};

/// How long a typed line may get, in bytes; a pasted book is not a query.
const LONGEST: usize = 1000;
/// Likewise for a name, a role, a place.
const LONGEST_NAME: usize = 200;
/// Likewise for a note.
const LONGEST_NOTE: usize = 20_000;

impl Explorer {
    pub(super) fn open_filter(&mut self) {
        self.overlay = Overlay::Filter {
            input: Input::new(self.filter.query.clone()),
            before: Box::new((self.filter.clone(), self.anchor)),
        };
    }

    /// Completes the last word of the filter line, or goes on to what else it may become.
    pub(super) fn complete(&mut self) {
        let Overlay::Filter { input, .. } = &self.overlay else { return };
        let line = input.value().to_owned();
        let completion =
            match self.completion.take().filter(|one| one.line() == line && one.has_others()) {
                Some(mut completion) => {
                    completion.step();
                    Some(completion)
                }
                None => Completion::new(&self.workspace, self.population(), &line),
            };
        let Some(completion) = completion else {
            return self
                .say("nothing to complete: a field's name, as speaker:, or after it a value");
        };
        if let Overlay::Filter { input, .. } = &mut self.overlay {
            *input = Input::new(completion.line());
        }
        self.typed();
        self.say(completion.listed());
        self.completion = Some(completion);
    }

    /// Puts a filter kept before into the line, or one kept later, or what was typed.
    pub(super) fn step_in_history(&mut self, back: bool) {
        let Overlay::Filter { input, .. } = &mut self.overlay else { return };
        match self.history.step(back, input.value()) {
            Some(query) => *input = Input::new(query),
            None if back => return self.say("no filter was kept before that"),
            None => return self.say("this is the latest"),
        }
        self.typed();
    }

    pub(super) fn keep_filter(&mut self) {
        let Overlay::Filter { before, .. } = std::mem::take(&mut self.overlay) else { return };
        let (before, anchor) = *before;
        // What was looked for are quotes: keys go on to them.
        if self.focus == Pane::Speakers {
            self.focus = Pane::Timeline;
        }
        if self.history.keep(&self.filter.query) {
            self.effects.push(Effect::KeepFilter(self.filter.query.trim().to_owned()));
        }
        if before != self.filter {
            self.undo.push(Undo::Filter(before));
            self.redo.clear();
            self.anchor = anchor;
            let selection = std::mem::replace(&mut self.selection, anchor);
            match selection {
                Selection::Nothing => self.selection = selection,
                _ => self.go(selection, false),
            }
        }
    }

    pub(super) fn cancel_filter(&mut self) {
        let Overlay::Filter { before, .. } = std::mem::take(&mut self.overlay) else { return };
        (self.filter, self.anchor) = *before;
        self.refilter();
    }

    pub(super) fn open_find(&mut self) {
        if self.selection == Selection::Nothing {
            return self.say("there is no text to find words in");
        }
        self.focus = Pane::Source;
        self.overlay = Overlay::Find(FindLine::default());
    }

    pub(super) fn next_match(&mut self, back: bool) {
        let Overlay::Find(find) = &mut self.overlay else { return };
        find.step(back);
        if let Some(range) = find.current() {
            self.panes.source.bring_into_sight(range);
        }
    }

    pub(super) fn open_copy_menu(&mut self) {
        match self.quote() {
            Some(_) => self.overlay = Overlay::Copy(0),
            None => self.say("select a quote first"),
        }
    }

    pub(super) fn copy_chosen(&mut self) {
        if let Overlay::Copy(at) = self.overlay
            && let Some(form) = CopyForm::ALL.get(at)
        {
            self.copy(*form);
        }
    }

    pub(super) fn open_help(&mut self) {
        let rows = self.help.clone();
        self.overlay = Overlay::Help(HelpList { rows, ..HelpList::default() });
    }

    pub(super) fn open_palette(&mut self) {
        let rows = named(&self.help, "");
        self.overlay = Overlay::Palette(HelpList { rows, ..HelpList::default() });
    }

    /// Closes the help or the palette and does what is chosen there, in its pane.
    pub(super) fn run_help_row(&mut self) {
        let (Overlay::Help(mut help) | Overlay::Palette(mut help)) =
            std::mem::take(&mut self.overlay)
        else {
            return;
        };
        if help.at < help.rows.len()
            && let Some((pane, action)) = help.rows.swap_remove(help.at).action
        {
            self.focus = pane.unwrap_or(self.focus);
            self.act(action);
        }
    }

    /// Types text into the open line. Line breaks and tabs part words; other controls are nobody's
    /// words.
    pub(super) fn insert(&mut self, text: &str) {
        if let Overlay::Outgoing(outgoing) = &mut self.overlay
            && std::mem::take(&mut outgoing.is_untouched)
        {
            outgoing.input = Input::default();
        }
        let is_note = |chooser: &Chooser| chooser.field == CardField::Note;
        let longest = match &self.overlay {
            Overlay::Choose(chooser) if is_note(chooser) => LONGEST_NOTE,
            Overlay::Choose(_) => LONGEST_NAME,
            _ => LONGEST,
        };
        let Some(input) = self.overlay.input_mut() else { return };
        let mut left = longest.saturating_sub(input.value().len());
        for c in text.chars().map(|c| if c.is_whitespace() { ' ' } else { c }) {
            let Some(rest) = left.checked_sub(c.len_utf8()) else { break };
            left = rest;
            if !c.is_control() {
                input.handle(InputRequest::InsertChar(c));
            }
        }
        self.typed();
    }

    pub(super) fn edit(&mut self, edit: Edit) {
        if let Overlay::Outgoing(outgoing) = &mut self.overlay {
            outgoing.is_untouched = false;
        }
        let Some(input) = self.overlay.input_mut() else { return };
        let request = match edit {
            Edit::Backspace => InputRequest::DeletePrevChar,
            Edit::Delete => InputRequest::DeleteNextChar,
            Edit::DeleteWord => InputRequest::DeletePrevWord,
            Edit::Left => InputRequest::GoToPrevChar,
            Edit::Right => InputRequest::GoToNextChar,
            Edit::Start => InputRequest::GoToStart,
            Edit::End => InputRequest::GoToEnd,
            Edit::DeleteToStart => {
                let rest: String = input.value().chars().skip(input.cursor()).collect();
                *input = Input::new(rest).with_cursor(0);
                return self.typed();
            }
        };
        input.handle(request);
        self.typed();
    }

    /// Takes over that the open line changed.
    fn typed(&mut self) {
        match &mut self.overlay {
            Overlay::Filter { input, .. } if input.value() != self.filter.query => {
                self.filter.query = input.value().to_owned();
                self.refilter();
            }
            Overlay::Help(help) => {
                help.rows = search(&self.help, help.input.value());
                help.at = 0;
            }
            Overlay::Palette(palette) => {
                palette.rows = named(&self.help, palette.input.value());
                palette.at = 0;
            }
            Overlay::Choose(chooser) => chooser.search(&self.workspace),
            Overlay::Outgoing(_) => self.follow_name(),
            _ => {}
        }
    }
}
