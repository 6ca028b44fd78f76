//! Whether the terminal is light or dark: it is asked, and answers at once, late or never.

use std::sync::mpsc::Receiver;
use std::time::{Duration, Instant};
use std::{env, io};

use super::{incoming::Incoming, screen::Screen};
use crate::config::{NamedTheme, Rgb};
use crate::ui::theme::{ColorDepth, Theme};

/// The first frame waits no longer for the answer, nor does the end.
const PATIENCE: Duration = Duration::from_millis(100);
/// Whoever has not answered after so long does not answer.
const LATEST: Duration = Duration::from_secs(1);

/// The terminal's background.
pub(super) struct Background {
    depth: ColorDepth,
    /// When it was asked for, if it was.
    asked: Option<Instant>,
    /// What was answered.
    pub(super) color: Option<Rgb>,
}

impl Background {
    /// Asks for it, where colours are shown and the question does no harm: the console of Linux would
    /// print a part of it, and on Windows the answer would come as keys.
    pub(super) fn ask(screen: &mut Screen) -> io::Result<Self> {
        let depth = ColorDepth::from_env();
        let is_console = env::var_os("TERM").is_some_and(|term| term == "linux");
        let asks = cfg!(unix) && depth != ColorDepth::None && !is_console;
        if asks {
            screen.ask_background()?;
        }
        Ok(Self { depth, asked: asks.then(Instant::now), color: None })
    }

    /// The styles of a theme on it.
    pub(super) fn theme(&self, theme: &NamedTheme) -> Theme {
        Theme::new(theme, self.depth, self.color)
    }

    /// Waits a moment for the answer, so that the first frame has the right colours; what else came.
    pub(super) fn wait(&mut self, queue: &Receiver<Incoming>) -> Vec<Incoming> {
        let mut others = Vec::new();
        let Some(until) = self.asked.map(|asked| asked + PATIENCE) else { return others };
        while self.color.is_none() {
            match queue.recv_timeout(until.saturating_duration_since(Instant::now())) {
                Ok(Incoming::Background(color)) => self.color = Some(color),
                Ok(other) => others.push(other),
                Err(_) => break,
            }
        }
        others
    }

    /// Before the terminal is given back, waits a moment for an answer on its way: the shell would
    /// take it for keys.
    pub(super) fn settle(&mut self, queue: &Receiver<Incoming>) {
        if self.asked.is_some_and(|asked| asked.elapsed() < LATEST) {
            self.asked = Some(Instant::now());
            self.wait(queue);
        }
    }
}
