//! What lies over the panes: the filter line, the find line, the copy menu, an address to look at,
//! the help.

use std::ops::Range;

use tui_input::{Input, InputRequest};

use super::source::find_all;
use super::{CopyForm, Edit, Effect, Explorer, Filter, Selection, Step};

/// How long a typed line may get; a pasted book is not a query.
const LONGEST: usize = 1000;

/// What takes the keys before the panes do.
#[derive(Debug, Default)]
pub enum Overlay {
    /// Nothing.
    #[default]
    None,
    /// The filter line is being typed.
    Filter {
        /// The line.
        input: Input,
        /// What to go back to.
        before: Box<(Filter, Selection)>,
    },
    /// Words are looked for in the source.
    Find(Find),
    /// The menu of forms to copy: which row is selected.
    Copy(usize),
    /// An address that may not lead where it seems to, looked at before it is opened.
    Address {
        /// The address.
        url: String,
        /// What to look at, a sentence.
        doubt: String,
    },
    /// The list of keys.
    Help {
        /// What narrows the list.
        input: Input,
        /// Which row is selected.
        at: usize,
    },
}

impl Overlay {
    pub(super) fn help() -> Self {
        Self::Help { input: Input::default(), at: 0 }
    }

    /// The line being typed, if there is one.
    #[must_use]
    pub fn input(&self) -> Option<&Input> {
        match self {
            Self::Filter { input, .. } | Self::Help { input, .. } => Some(input),
            Self::Find(find) => Some(&find.input),
            Self::None | Self::Copy(_) | Self::Address { .. } => None,
        }
    }

    fn input_mut(&mut self) -> Option<&mut Input> {
        match self {
            Self::Filter { input, .. } | Self::Help { input, .. } => Some(input),
            Self::Find(find) => Some(&mut find.input),
            Self::None | Self::Copy(_) | Self::Address { .. } => None,
        }
    }
}

/// Words looked for in the source, kept apart from the filter.
#[derive(Debug, Default)]
pub struct Find {
    /// The line.
    pub input: Input,
    /// Where they stand: byte ranges of the source's text.
    pub matches: Vec<Range<usize>>,
    /// Which of them is current.
    pub at: usize,
    /// What was looked for in which place, so that it is done once.
    done: Option<(String, Selection)>,
}

impl Explorer {
    pub(super) fn open_filter(&mut self) {
        self.overlay = Overlay::Filter {
            input: Input::new(self.filter.query.clone()),
            before: Box::new((self.filter.clone(), self.anchor)),
        };
    }

    pub(super) fn open_find(&mut self) {
        if self.selection == Selection::Nowhere {
            self.say("there is no text to find words in");
            return;
        }
        self.focus = super::Pane::Source;
        self.overlay = Overlay::Find(Find::default());
    }

    pub(super) fn open_copy(&mut self) {
        match self.quote() {
            Some(_) => self.overlay = Overlay::Copy(0),
            None => self.say("select a quote first"),
        }
    }

    pub(super) fn help_to(&mut self, to: usize) {
        if let Overlay::Help { at, .. } = &mut self.overlay {
            *at = to;
        }
    }

    /// Types text into the open line. Line breaks and tabs part words; other controls are nobody's
    /// words.
    pub(super) fn insert(&mut self, text: &str) {
        let Some(input) = self.overlay.input_mut() else { return };
        let room = LONGEST.saturating_sub(input.value().len());
        let mut fitting = 0;
        for c in text.chars().map(|c| if c.is_whitespace() { ' ' } else { c }) {
            fitting += c.len_utf8();
            if fitting > room {
                break;
            }
            if !c.is_control() {
                input.handle(InputRequest::InsertChar(c));
            }
        }
        self.typed();
    }

    pub(super) fn edit(&mut self, edit: Edit) {
        self.request(match edit {
            Edit::Backspace => InputRequest::DeletePrevChar,
            Edit::Delete => InputRequest::DeleteNextChar,
            Edit::DeleteWord => InputRequest::DeletePrevWord,
            Edit::Left => InputRequest::GoToPrevChar,
            Edit::Right => InputRequest::GoToNextChar,
            Edit::Start => InputRequest::GoToStart,
            Edit::End => InputRequest::GoToEnd,
            Edit::DeleteToStart => {
                if let Some(input) = self.overlay.input_mut() {
                    let rest: String = input.value().chars().skip(input.cursor()).collect();
                    *input = Input::new(rest).with_cursor(0);
                }
                self.typed();
                return;
            }
        });
    }

    fn request(&mut self, request: InputRequest) {
        if let Some(input) = self.overlay.input_mut() {
            input.handle(request);
        }
        self.typed();
    }

    /// After the open line changed.
    fn typed(&mut self) {
        match &mut self.overlay {
            Overlay::Filter { input, .. } => {
                if input.value() != self.filter.query {
                    self.filter.query = input.value().to_owned();
                    self.refilter();
                }
            }
            Overlay::Help { at, .. } => *at = 0,
            Overlay::Find(_) | Overlay::Copy(_) | Overlay::Address { .. } | Overlay::None => {}
        }
    }

    /// Looks again for the words of the find line where they or the source changed, and shows the
    /// first match from the top of what is in sight.
    pub(super) fn refind(&mut self) {
        let (place, top) = (self.selection, self.source.top);
        let Overlay::Find(find) = &mut self.overlay else { return };
        let wanted = (find.input.value().to_owned(), place);
        if find.done.as_ref() == Some(&wanted) {
            return;
        }
        find.matches = find_all(self.source.text(&self.workspace), &wanted.0);
        find.done = Some(wanted);
        let from = self.source.lines.get(top).map_or(0, |line| line.start);
        let first = find.matches.iter().position(|range| range.start >= from);
        find.at = first.unwrap_or(0);
        if let Some(range) = find.matches.get(find.at) {
            self.source.bring_into_sight(range.clone());
        }
    }

    /// A move that belongs to the open overlay; `false` where it belongs to a pane.
    pub(super) fn overlay_step(&mut self, step: Step) -> bool {
        match &mut self.overlay {
            Overlay::Find(find) => {
                let count = find.matches.len();
                match step {
                    Step::Down if count > 0 => find.at = (find.at + 1) % count,
                    Step::Up if count > 0 => find.at = (find.at + count - 1) % count,
                    _ => return matches!(step, Step::Up | Step::Down),
                }
                let range = find.matches[find.at].clone();
                self.source.bring_into_sight(range);
                true
            }
            Overlay::Copy(at) => {
                let last = CopyForm::MENU.len() - 1;
                *at = match step {
                    Step::Up => at.saturating_sub(1),
                    Step::Down => (*at + 1).min(last),
                    Step::PageUp | Step::First => 0,
                    Step::PageDown | Step::Last => last,
                };
                true
            }
            Overlay::Help { .. } | Overlay::Address { .. } => true,
            Overlay::Filter { .. } | Overlay::None => false,
        }
    }

    /// Enter in the open overlay; `None` where it belongs to a pane.
    pub(super) fn overlay_enter(&mut self) -> Option<Effect> {
        match &mut self.overlay {
            Overlay::Filter { before, .. } => {
                let (before, place) = *std::mem::take(before);
                self.overlay = Overlay::None;
                if before != self.filter {
                    self.undo.push(before);
                    self.anchor = place;
                    if self.selection != Selection::Nowhere {
                        let place = self.selection;
                        self.selection = self.anchor;
                        self.go(place, false);
                    }
                }
            }
            Overlay::Find(_) => {
                self.overlay_step(Step::Down);
            }
            Overlay::Copy(at) => {
                let (form, ..) = CopyForm::MENU[(*at).min(CopyForm::MENU.len() - 1)];
                return Some(self.copy(form));
            }
            Overlay::Address { url, .. } => {
                let url = std::mem::take(url);
                self.overlay = Overlay::None;
                return Some(Effect::OpenAddress(url));
            }
            Overlay::Help { .. } => self.overlay = Overlay::None,
            Overlay::None => return None,
        }
        Some(Effect::Draw)
    }

    /// Closes the open overlay, undoing what was typed into the filter line; `false` where none is
    /// open.
    pub(super) fn overlay_back(&mut self) -> bool {
        match std::mem::take(&mut self.overlay) {
            Overlay::None => return false,
            Overlay::Filter { before, .. } => {
                let (filter, place) = *before;
                self.anchor = place;
                self.filter = filter;
                self.refilter();
            }
            Overlay::Find(_)
            | Overlay::Copy(_)
            | Overlay::Address { .. }
            | Overlay::Help { .. } => {}
        }
        true
    }
}
