//! The only owner of the terminal: set-up, the event loop, effects, and restoration whatever
//! happens.
//!
//! A few threads feed one queue: input, signals, the terminal's end, and loading. The loop waits on
//! the queue, so an idle program does nothing at all. It hands each event to the explorer, carries
//! out the effects, and draws once the queue is empty.

mod background;
mod child;
mod clipboard;
mod copying;
mod effect;
mod failure;
pub mod history;
mod incoming;
mod input;
mod job;
pub mod linear;
mod loading;
mod screen;
pub mod session;
#[cfg(unix)]
mod signals;
mod watching;

use std::io::{self, IsTerminal};
use std::{collections::VecDeque, sync::Arc, sync::mpsc::Receiver, sync::mpsc::channel};

use crossterm::event::{Event as Input, MouseButton, MouseEvent, MouseEventKind};

use background::Background;
use effect::{Outside, Then};
pub use failure::Failure;
use incoming::Incoming;
#[cfg(unix)]
pub use input::Decoder;
pub use screen::end_on_panic;

use crate::config::{Config, NamedTheme, THEMES};
use crate::dataset::annotations::Annotations;
use crate::explorer::{Event, Explorer, Mouse, Start, ThemeRow};
use crate::keymap::{self, Bindings, KeyPress};
use crate::record::RecordSources;
use crate::ui;

/// The status where the terminal is gone, as that of a program which SIGHUP ended: 128 and 1.
#[cfg(unix)]
const HANGUP: u8 = 129;

/// Explores a record until the person leaves; the exit status.
///
/// # Errors
/// A [`Failure`]; the terminal is as before by then.
pub fn run(
    record: &RecordSources,
    watches: bool,
    start: &Start,
    config: Config,
) -> Result<u8, Failure> {
    let done = explore(record, watches, start, config);
    #[cfg(unix)]
    if matches!(done, Err(Failure::Io(_))) && signals::is_gone() {
        // Whatever failed, it failed for that.
        return Ok(HANGUP);
    }
    done
}

fn explore(
    record: &RecordSources,
    watches: bool,
    start: &Start,
    config: Config,
) -> Result<u8, Failure> {
    fit_for_use()?;
    let (sender, queue) = channel();
    let Config { bindings, theme, dates, clipboard, browser, .. } = config;
    let themes = THEMES.iter().map(|theme| ThemeRow { name: theme.name, about: theme.about() });
    let start = Start { themes: themes.collect(), theme: theme.name, ..start.clone() };
    let source = loading::Source { record: record.clone(), store: Arc::default(), dates };
    let before = if watches { record.state() } else { Vec::new() };
    loading::load(source.clone(), Annotations::default(), sender.clone(), true)?;
    let mut early = loading::wait(&queue)?;
    // It watches until the loop is left.
    let _watcher = watches.then(|| watching::watch(&source, before, &sender)).transpose()?;
    #[cfg(unix)]
    signals::watch(&sender)?;
    let mut screen = screen::Screen::enter()?;
    input::watch(sender.clone())?;

    let mut background = Background::ask(&mut screen)?;
    if theme.follows_terminal() {
        early.append(&mut background.wait(&queue));
    }
    let mut explorer = Explorer::new(screen.size()?, keymap::rows(&bindings), start);
    if explorer.has_mouse() {
        screen.mouse(true)?;
    }
    let mut outside = Outside { screen, source, sender, clipboard, browser };
    let face = Face { bindings, theme, background };
    let done = follow(&mut explorer, &mut outside, face, &queue, early.into_iter());
    if let Some(session) = explorer.session() {
        session::keep(record, &session);
    }
    done
}

/// What the person meets: the keys and the looks.
struct Face {
    bindings: Bindings,
    theme: &'static NamedTheme,
    background: Background,
}

/// Hands events to the explorer and draws it until it is left; the exit status.
fn follow(
    explorer: &mut Explorer,
    outside: &mut Outside,
    face: Face,
    queue: &Receiver<Incoming>,
    mut early: impl Iterator<Item = Incoming>,
) -> Result<u8, Failure> {
    let Face { mut bindings, theme, mut background } = face;
    let (mut theme, mut styles) = (theme, background.theme(theme));
    let mut events = VecDeque::new();
    let mut is_stale = true;
    loop {
        while let Some(event) = events.pop_front() {
            is_stale = true;
            for effect in explorer.update(event) {
                match outside.perform(effect, explorer.workspace())? {
                    Then::GoOn => {}
                    Then::Report(event) => events.push_back(event),
                    Then::End(status) => {
                        background.settle(queue);
                        return Ok(status);
                    }
                }
            }
        }
        let next = early.next().or_else(|| queue.try_recv().ok());
        if next.is_none() && is_stale {
            // Its signal may still be on its way.
            let size = outside.screen.size()?;
            if size != explorer.size() {
                events.push_back(Event::Resized(size.0, size.1));
                continue;
            }
            if let Some(chosen) = NamedTheme::find(explorer.theme()).filter(|new| *new != theme) {
                (theme, styles) = (chosen, background.theme(chosen));
            }
            outside.screen.draw(size, |frame| ui::draw(explorer, &bindings, styles, frame))?;
            is_stale = false;
        }
        let next = match next {
            Some(incoming) => Some(incoming),
            None => queue.recv().ok(),
        };
        match next {
            None => return Ok(0),
            Some(Incoming::Event(event)) => events.push_back(event),
            Some(Incoming::Input(input)) => {
                let was_pending = bindings.is_pending();
                events.extend(to_event(&mut bindings, explorer, input));
                // The last row says what may follow the first key of a chord.
                is_stale |= was_pending || bindings.is_pending();
            }
            Some(Incoming::Background(color)) => {
                background.color = Some(color);
                styles = background.theme(theme);
                is_stale = true;
            }
            Some(Incoming::Copy(copying)) => match outside.copy(copying)? {
                Then::Report(event) => events.push_back(event),
                Then::GoOn | Then::End(_) => {}
            },
            Some(Incoming::Closed(error)) => {
                end_from_outside(explorer, outside)?;
                return Err(error.into());
            }
            Some(Incoming::Signal(signal)) => match outside.signalled(signal)? {
                Then::GoOn => is_stale = true,
                Then::Report(event) => events.push_back(event),
                Then::End(status) => {
                    end_from_outside(explorer, outside)?;
                    return Ok(status);
                }
            },
        }
    }
}

/// Does what is left to do for somebody who is not asked whether to leave.
fn end_from_outside(explorer: &mut Explorer, outside: &mut Outside) -> Result<(), Failure> {
    for effect in explorer.update(Event::Ending) {
        outside.perform(effect, explorer.workspace())?;
    }
    Ok(())
}

fn to_event(bindings: &mut Bindings, explorer: &Explorer, input: Input) -> Option<Event> {
    match input {
        Input::Key(event) => bindings.event(explorer, KeyPress::from_event(event)?),
        Input::Paste(text) => {
            bindings.end_chord();
            Some(Event::Pasted(text))
        }
        Input::Resize(width, height) => Some(Event::Resized(width, height)),
        Input::Mouse(MouseEvent { kind, column: x, row: y, .. }) => {
            Some(Event::Mouse(match kind {
                MouseEventKind::Down(MouseButton::Left) => Mouse::Click(x, y),
                MouseEventKind::Drag(MouseButton::Left) => Mouse::Drag(x, y),
                MouseEventKind::Up(MouseButton::Left) => Mouse::Release,
                MouseEventKind::ScrollUp => Mouse::Wheel { x, y, up: true },
                MouseEventKind::ScrollDown => Mouse::Wheel { x, y, up: false },
                _ => return None,
            }))
        }
        Input::FocusGained | Input::FocusLost => None,
    }
}

/// Whether there is a terminal for both the screen and the keys.
fn fit_for_use() -> Result<(), Failure> {
    if !io::stdout().is_terminal() {
        return Err(Failure::NoTerminal("standard output is no terminal"));
    }
    if std::env::var_os("TERM").is_some_and(|term| term == "dumb") {
        return Err(Failure::NoTerminal("a terminal with TERM=dumb cannot show panes"));
    }
    #[cfg(unix)]
    if !io::stdin().is_terminal() && input::controlling_terminal().is_err() {
        return Err(Failure::NoTerminal("there is no terminal to take keys from"));
    }
    Ok(())
}
