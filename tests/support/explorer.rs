//! An explorer without a terminal, whose keys are pressed and whose events are made up.

// Each test target uses a part of this.
#![allow(dead_code, unreachable_pub)]

use std::ops::Deref;
use std::sync::Arc;

use onrecord::config::THEMES;
use onrecord::explorer::{Action, Effect, Event, Explorer, Start, Workspace};
use onrecord::keymap::{self, Bindings, CATALOGUE, Rebinding, keys, rebound};
use onrecord::search::Index;
use onrecord::ui;
use onrecord::ui::theme::{ColorDepth, Theme};
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::buffer::{Buffer, Cell};

/// A dataset ready to be explored.
pub type Indexed = (Arc<Workspace>, Arc<Index>);

/// An explorer, its keys, and every effect so far.
pub struct Session {
    pub explorer: Explorer,
    pub bindings: Bindings,
    pub effects: Vec<Effect>,
}

/// The default bindings but for some commands, each with its keys; they are not refused.
pub fn bindings(others: &[(&str, &str)]) -> Bindings {
    let rebinding = |(name, keys): &(&str, &str)| Rebinding {
        command: CATALOGUE.iter().find(|command| command.name == *name).expect("a command"),
        keys: vec![keys.parse().expect("a key")],
    };
    let (bindings, refused) = rebound(&others.iter().map(rebinding).collect::<Vec<_>>());
    assert_eq!(refused, []);
    bindings
}

impl Deref for Session {
    type Target = Explorer;

    fn deref(&self) -> &Explorer {
        &self.explorer
    }
}

impl Session {
    /// One that waits for its dataset, with other keys than the defaults.
    pub fn waiting(size: (u16, u16), bindings: Bindings, start: Start) -> Self {
        let explorer = Explorer::new(size, keymap::rows(&bindings), start);
        Self { explorer, bindings, effects: Vec::new() }
    }

    /// One that shows a dataset.
    pub fn open(size: (u16, u16), (workspace, index): Indexed) -> Self {
        let mut session = Self::waiting(size, Bindings::default(), Start::default());
        session.update(Event::Opened(workspace, Some(index)));
        session
    }

    /// Something happens; what it asks for.
    pub fn update(&mut self, event: Event) -> Vec<Effect> {
        let effects = self.explorer.update(event);
        self.effects.extend(effects.iter().cloned());
        effects
    }

    /// A command is given.
    pub fn act(&mut self, action: Action) -> Vec<Effect> {
        self.update(Event::Command(action))
    }

    /// Keys are pressed, as `/treaty<Enter>`; what they ask for.
    pub fn press(&mut self, text: &str) -> Vec<Effect> {
        let before = self.effects.len();
        for key in keys(text).expect("keys") {
            if let Some(event) = self.bindings.event(&self.explorer, key) {
                self.update(event);
            }
        }
        self.effects[before..].to_vec()
    }

    /// [`Self::press`], to go on with.
    pub fn then(mut self, text: &str) -> Self {
        self.press(text);
        self
    }

    /// What the explorer says.
    pub fn said(&self) -> String {
        self.explorer.message().map(|message| self.bindings.fill(message)).unwrap_or_default()
    }

    /// The text of a frame, a line a row.
    pub fn screen(&self) -> String {
        let buffer = self.draw(true);
        let rows = buffer.content.chunks(usize::from(buffer.area.width));
        rows.map(|row| row.iter().map(Cell::symbol).chain(["\n"]).collect::<String>()).collect()
    }

    /// A frame.
    pub fn draw(&self, color: bool) -> Buffer {
        let depth = if color { ColorDepth::True } else { ColorDepth::None };
        self.draw_in(Theme::new(&THEMES[0], depth, None))
    }

    /// A frame in a theme.
    pub fn draw_in(&self, theme: Theme) -> Buffer {
        let (width, height) = self.explorer.size();
        let mut terminal = Terminal::new(TestBackend::new(width, height)).expect("infallible");
        terminal
            .draw(|frame| ui::draw(&self.explorer, &self.bindings, theme, frame))
            .expect("infallible");
        terminal.backend().buffer().clone()
    }
}
