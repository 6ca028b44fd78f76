//! The only owner of the terminal: set-up, the event loop, effects, and restoration whatever
//! happens.
//!
//! A few threads feed one queue: keys, signals, the terminal's end, and loading. The loop waits on
//! the queue, so an idle program does nothing at all; a burst of events is drawn once.

mod clipboard;
mod input;
mod job;
mod screen;
#[cfg(unix)]
mod signals;

use std::io::{self, IsTerminal};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::{Duration, Instant};

use ratatui::crossterm::event::{Event as Input, MouseButton, MouseEventKind};

use screen::Screen;
pub use screen::end_on_panic;

use crate::dataset::check::Refusal;
use crate::dataset::load::{Origin, Progress};
use crate::dataset::threads;
use crate::explorer::{Action, Effect, Explorer, Start, Workspace};
use crate::keymap::{self, Key};
use crate::search::{Index, Query, QuoteSet, Search};
use crate::text::safe;
use crate::ui::{self, theme::Theme};

/// A dataset that opens within this time is shown, or refused, without a loading screen.
const AT_ONCE: Duration = Duration::from_millis(100);
/// How often loading reports.
const TICK: Duration = Duration::from_millis(50);
/// What some terminals still take in one order: 64,000 characters of base64.
const LONGEST_COPY: usize = 48_000;

/// The status where the terminal is gone, as that of a program which SIGHUP ended: 128 and 1.
#[cfg(unix)]
const HANGUP: u8 = 129;

/// What wakes the loop.
enum Event {
    Input(Input),
    /// The terminal gives no more keys.
    Closed(io::Error),
    Progress(Progress),
    /// A record was read; its index comes with it or follows.
    Workspace(Arc<Workspace>, Option<Arc<Index>>),
    Index(Arc<Workspace>, Arc<Index>),
    Refused(Refusal),
    /// What a query matches, found without an index.
    Scanned(String, QuoteSet),
    #[cfg_attr(not(unix), allow(dead_code))]
    Signal(i32),
}

/// Why the explorer could not run or ended.
#[derive(Debug)]
pub enum Failure {
    /// There is no terminal to draw on or to take keys from.
    NoTerminal(&'static str),
    /// The dataset was refused.
    Refused(Refusal),
    /// The system allows no more threads.
    Threads(threads::Refused),
    /// The terminal failed.
    Io(io::Error),
}

impl From<threads::Refused> for Failure {
    fn from(refused: threads::Refused) -> Self {
        Self::Threads(refused)
    }
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}

/// Explores a dataset until the person leaves.
///
/// # Errors
/// A [`Failure`]; the terminal is as before by then.
pub fn run(origin: &Origin, start: &Start) -> Result<u8, Failure> {
    let done = explore(origin, start);
    #[cfg(unix)]
    if matches!(done, Err(Failure::Io(_))) && signals::is_gone() {
        // Whatever failed, it failed for that.
        return Ok(HANGUP);
    }
    done
}

fn explore(origin: &Origin, start: &Start) -> Result<u8, Failure> {
    fit_for_use()?;
    let (sender, events) = channel();
    load(origin.clone(), sender.clone(), true)?;
    let mut early = wait(&events)?.into_iter();
    #[cfg(unix)]
    signals::watch(&sender)?;
    let mut screen = Screen::enter()?;
    input::watch(sender.clone())?;

    let mut explorer = Explorer::new(screen.size()?);
    let theme = Theme::from_env();
    let (mut opened, mut dirty) = (false, true);
    loop {
        let mut next = early.next();
        if next.is_none() {
            if std::mem::take(&mut dirty) {
                // Its signal may still be on its way.
                let size = screen.size()?;
                if size != explorer.size {
                    let resized = explorer.update(Action::Resize(size.0, size.1));
                    perform(resized, &mut explorer, &mut screen, origin, &sender)?;
                }
                screen.draw(explorer.size, |frame| ui::draw(&explorer, theme, frame))?;
            }
            let Ok(event) = events.recv() else { return Ok(0) };
            next = Some(event);
        }
        while let Some(event) = next {
            let action = match event {
                Event::Input(input) => to_action(&explorer, &input),
                Event::Closed(error) => return Err(error.into()),
                Event::Progress(progress) => {
                    explorer.loading = Some(progress);
                    dirty = true;
                    None
                }
                Event::Workspace(workspace, index) => {
                    explorer.open(workspace, index);
                    let effect = if opened {
                        explorer.say("read again");
                        Effect::Draw
                    } else {
                        explorer.start_at(start)
                    };
                    perform(effect, &mut explorer, &mut screen, origin, &sender)?;
                    (opened, dirty) = (true, true);
                    None
                }
                Event::Index(workspace, index) => {
                    // Another record may have been read since.
                    if Arc::ptr_eq(&workspace, &explorer.workspace) {
                        explorer.indexed(index);
                        dirty = true;
                    }
                    None
                }
                Event::Scanned(query, hits) => {
                    explorer.scanned(&query, hits);
                    dirty = true;
                    None
                }
                Event::Refused(refusal) if opened => {
                    explorer.loading = None;
                    explorer.say(format!("{} {refusal}", origin.name()));
                    dirty = true;
                    None
                }
                Event::Refused(refusal) => return Err(Failure::Refused(refusal)),
                #[cfg(unix)]
                Event::Signal(signal_hook::consts::SIGTSTP) => Some(Action::Suspend),
                #[cfg(unix)]
                Event::Signal(signal_hook::consts::SIGCONT) if job::is_foreground() => {
                    screen.retake(explorer.mouse)?;
                    dirty = true;
                    None
                }
                // The terminal is somebody else's: what draws on it stays stopped in the background.
                #[cfg(unix)]
                Event::Signal(signal_hook::consts::SIGCONT) => {
                    screen.stop()?;
                    None
                }
                #[cfg(unix)]
                Event::Signal(signal_hook::consts::SIGWINCH) => {
                    let (width, height) = screen.size()?;
                    Some(Action::Resize(width, height))
                }
                Event::Signal(signal) => {
                    return Ok(u8::try_from(128 + signal).unwrap_or(u8::MAX));
                }
            };
            if let Some(action) = action {
                dirty = true;
                let effect = explorer.update(action);
                if let Effect::Quit(status) = effect {
                    return Ok(status);
                }
                perform(effect, &mut explorer, &mut screen, origin, &sender)?;
            }
            next = events.try_recv().ok();
        }
    }
}

/// Does in the world what an update asked for.
fn perform(
    effect: Effect,
    explorer: &mut Explorer,
    screen: &mut Screen,
    origin: &Origin,
    sender: &Sender<Event>,
) -> io::Result<()> {
    match effect {
        Effect::Draw | Effect::Quit(_) => {}
        Effect::Redraw => screen.clear(),
        #[cfg(unix)]
        Effect::Suspend if job::can_be_continued() => screen.stop()?,
        Effect::Suspend => explorer.say("not stopped: nothing here could continue it; q leaves"),
        Effect::Mouse(on) => screen.mouse(on)?,
        Effect::Copy { text, .. } if text.len() > LONGEST_COPY => {
            explorer.say("too long for a terminal's clipboard; `onrecord query` prints it");
        }
        Effect::Copy { text, what } => {
            let delivery = screen.copy(&text)?;
            explorer.say(format!("{}: {what}", delivery.sentence()));
        }
        // Parsed by `export::web_address`, handed over as one argument, with no shell between.
        Effect::OpenAddress(url) => match open::that_detached(&url) {
            Ok(()) => explorer.say(format!("asked the browser for {url}")),
            Err(_) => explorer.say(format!("no browser found; Y then a copies {url}")),
        },
        Effect::Reload if *origin == Origin::Stdin => {
            explorer.say("standard input cannot be read again");
        }
        Effect::Reload => {
            if let Err(refused) = load(origin.clone(), sender.clone(), false) {
                explorer.say(refused.to_string());
            }
        }
        Effect::Scan(text) => {
            static LATEST: AtomicUsize = AtomicUsize::new(0);
            let this = LATEST.fetch_add(1, Ordering::Relaxed) + 1;
            let (workspace, sender) = (Arc::clone(&explorer.workspace), sender.clone());
            let scanning = threads::start(move || {
                let is_latest = || LATEST.load(Ordering::Relaxed) == this;
                if let Some(hits) = Search::scan(&Query::parse(&text), &workspace.data, is_latest) {
                    let _ = sender.send(Event::Scanned(text, hits));
                }
            });
            if let Err(refused) = scanning {
                explorer.say(refused.to_string());
            }
        }
    }
    Ok(())
}

fn to_action(explorer: &Explorer, input: &Input) -> Option<Action> {
    match input {
        Input::Key(event) => Key::from_event(*event).and_then(|key| keymap::action(explorer, key)),
        Input::Paste(text) => Some(Action::Paste(text.clone())),
        Input::Resize(width, height) => Some(Action::Resize(*width, *height)),
        Input::Mouse(mouse) => {
            let (x, y) = (mouse.column, mouse.row);
            match mouse.kind {
                MouseEventKind::Down(MouseButton::Left) => Some(Action::Click(x, y)),
                MouseEventKind::Drag(MouseButton::Left) => Some(Action::Drag(x, y)),
                MouseEventKind::Up(MouseButton::Left) => Some(Action::Release),
                MouseEventKind::ScrollUp => Some(Action::Wheel { x, y, up: true }),
                MouseEventKind::ScrollDown => Some(Action::Wheel { x, y, up: false }),
                _ => None,
            }
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

/// Loads on a thread of its own; with `early`, the record is handed over before its index.
///
/// # Errors
/// That the system allows no more threads.
fn load(origin: Origin, sender: Sender<Event>, early: bool) -> Result<(), threads::Refused> {
    threads::start(move || {
        let mut last = None::<(Instant, &str)>;
        let mut report = |progress: Progress| {
            let due = last.is_none_or(|(at, stage)| at.elapsed() > TICK || stage != progress.stage);
            if due {
                last = Some((Instant::now(), progress.stage));
                let _ = sender.send(Event::Progress(progress));
            }
        };
        let workspace = match origin.load(&mut report) {
            Ok(data) => Arc::new(Workspace::new(data)),
            Err(refusal) => {
                let _ = sender.send(Event::Refused(refusal));
                return;
            }
        };
        if early {
            let _ = sender.send(Event::Workspace(Arc::clone(&workspace), None));
        }
        let index = Arc::new(Index::build(&workspace.data, &mut report));
        let _ = sender.send(match early {
            true => Event::Index(workspace, index),
            false => Event::Workspace(workspace, Some(index)),
        });
    })
}

/// What loading comes to within the time in which a loading screen would only flicker.
///
/// # Errors
/// That the dataset was refused, before the terminal is touched.
fn wait(events: &Receiver<Event>) -> Result<Vec<Event>, Failure> {
    let until = Instant::now() + AT_ONCE;
    let mut early = Vec::new();
    loop {
        match events.recv_timeout(until.saturating_duration_since(Instant::now())) {
            Ok(Event::Refused(refusal)) => return Err(Failure::Refused(refusal)),
            Ok(event) => {
                let is_done = matches!(event, Event::Index(..));
                early.push(event);
                if is_done {
                    return Ok(early);
                }
            }
            Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => return Ok(early),
        }
    }
}

/// One sentence for a failure, without the program's name.
#[must_use]
pub fn sentence(failure: &Failure, origin: &Origin) -> String {
    match failure {
        Failure::NoTerminal(what) => format!("{what}; `onrecord query` prints without one"),
        Failure::Refused(refusal) => format!("{} {refusal}", origin.name()),
        Failure::Threads(refused) => refused.to_string(),
        Failure::Io(error) => format!("the terminal failed: {}", safe(&error.to_string())),
    }
}
