//! What effects and signals do outside of the explorer.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;
use std::{io, path::Path, path::PathBuf, sync::Arc, sync::mpsc::Sender};

use super::{child, clipboard::Copying};
use super::{failure::Failure, incoming::Incoming, loading, loading::Source, screen::Screen};
#[cfg(unix)]
use super::{history, job};
use crate::config::Clipboard;
use crate::dataset::annotations::{Annotations, store::Saved};
use crate::dataset::save::{Interrupts, save};
#[cfg(unix)]
use crate::explorer::Action;
use crate::explorer::{Effect, Event, Outcome, Workspace};
use crate::search::{Query, Search};
use crate::{dataset::threads, record::RecordSource};

/// So long after a change of a large record the rest of it is brought up to date.
const CALM: Duration = Duration::from_millis(800);

/// What the loop does next.
pub(super) enum Then {
    GoOn,
    Report(Event),
    End(u8),
}

impl From<Outcome> for Then {
    fn from(outcome: Outcome) -> Self {
        Self::Report(Event::Done(outcome))
    }
}

/// Everything outside of the explorer.
pub(super) struct Outside {
    pub(super) screen: Screen,
    pub(super) source: Source,
    pub(super) sender: Sender<Incoming>,
    /// How text is copied.
    pub(super) clipboard: Clipboard,
    /// What opens an address; empty: that of the system.
    pub(super) browser: Vec<String>,
}

impl Outside {
    /// Carries out an effect.
    ///
    /// # Errors
    /// That the terminal failed, or that the explorer gave up.
    pub(super) fn perform(
        &mut self,
        effect: Effect,
        workspace: &Arc<Workspace>,
    ) -> Result<Then, Failure> {
        match effect {
            Effect::Quit(status) => return Ok(Then::End(status)),
            Effect::Fail(sentence) => return Err(Failure::Refused(sentence)),
            Effect::Redraw => self.screen.clear(),
            #[cfg(unix)]
            Effect::Suspend if job::can_be_continued() => self.screen.stop()?,
            Effect::Suspend => return Ok(Outcome::CannotStop.into()),
            Effect::Mouse(on) => self.screen.mouse(on)?,
            Effect::Copy { text, form } => {
                return Ok(self.copy(Copying::new(text, form, &self.clipboard))?);
            }
            // Parsed by `export::web_address`, handed over as one argument, with no shell between.
            Effect::OpenAddress(url) => {
                return Ok(open_address(&self.browser, url).into());
            }
            Effect::Reload if self.source.record.reads_input() => {
                return Ok(Outcome::CannotReadAgain.into());
            }
            Effect::Reload => {
                let (source, mine) = (self.source.clone(), workspace.annotations.clone());
                return Ok(started(loading::load(source, mine, self.sender.clone(), false)));
            }
            Effect::WaitForCalm => {
                let sender = self.sender.clone();
                return Ok(started(threads::start(move || {
                    std::thread::sleep(CALM);
                    let _ = sender.send(Incoming::Event(Event::Calm));
                })));
            }
            Effect::Annotate => {
                return Ok(started(loading::annotate(workspace.clone(), self.sender.clone())));
            }
            Effect::SaveAnnotations => return Ok(self.source.save(&workspace.annotations)),
            Effect::Write { path, text, what, replace } => {
                return Ok(self.source.write(path, &text, what, replace).into());
            }
            Effect::KeepFilter(query) => history::keep(&query),
            Effect::Scan(query) => return Ok(started(self.scan(query, Arc::clone(workspace)))),
        }
        Ok(Then::GoOn)
    }

    /// Copies a text in the next way that is left.
    ///
    /// # Errors
    /// That the terminal failed.
    pub(super) fn copy(&mut self, copying: Copying) -> io::Result<Then> {
        let came_to = copying.go_on(&mut self.screen, &self.sender)?;
        Ok(came_to.map_or(Then::GoOn, Then::Report))
    }

    /// Looks for the quotes that match a query, on a thread of its own; a later scan ends it.
    fn scan(&self, query: String, workspace: Arc<Workspace>) -> Result<(), threads::Refused> {
        static LATEST: AtomicUsize = AtomicUsize::new(0);
        let this = LATEST.fetch_add(1, Ordering::Relaxed) + 1;
        let sender = self.sender.clone();
        threads::start(move || {
            let is_latest = || LATEST.load(Ordering::Relaxed) == this;
            if let Some(hits) = Search::scan(&Query::parse(&query), &workspace.data, is_latest) {
                let _ = sender.send(Incoming::Event(Event::Scanned { query, hits }));
            }
        })
    }

    /// Answers a signal.
    ///
    /// # Errors
    /// That the terminal failed.
    #[cfg_attr(not(unix), allow(clippy::unused_self, clippy::unnecessary_wraps))]
    pub(super) fn signalled(&mut self, signal: i32) -> io::Result<Then> {
        #[cfg(unix)]
        match signal {
            signal_hook::consts::SIGTSTP => {
                return Ok(Then::Report(Event::Command(Action::Suspend)));
            }
            signal_hook::consts::SIGCONT if job::is_foreground() => {
                self.screen.retake()?;
                return Ok(Then::GoOn);
            }
            // The terminal is somebody else's: what draws on it stays stopped in the background.
            signal_hook::consts::SIGCONT => {
                self.screen.stop()?;
                return Ok(Then::GoOn);
            }
            signal_hook::consts::SIGWINCH => {
                let (width, height) = self.screen.size()?;
                return Ok(Then::Report(Event::Resized(width, height)));
            }
            _ => {}
        }
        Ok(Then::End(u8::try_from(128 + signal).unwrap_or(u8::MAX)))
    }
}

/// Opens an address with a program of the reader's, or that of the system where none is set.
pub(super) fn open_address(browser: &[String], url: String) -> Outcome {
    let words: Vec<&str> = browser.iter().map(String::as_str).chain([url.as_str()]).collect();
    let opened = match browser.is_empty() {
        true => open::that_detached(&url),
        false => child::detach(&words),
    };
    match opened {
        Ok(()) => Outcome::BrowserAsked(url),
        Err(_) => Outcome::NoBrowser(url),
    }
}

impl Source {
    /// Writes annotations to their files, where they have some.
    pub(super) fn save(&self, annotations: &Annotations) -> Then {
        let mut store = self.store();
        if store.paths().next().is_none() {
            return Then::GoOn;
        }
        let was_behind = store.is_behind();
        match store.save(annotations) {
            Ok(Saved { both, theirs: Some(theirs) }) => {
                let (both, theirs) = (Box::new(both), Box::new(theirs));
                Then::Report(Event::AnnotatedElsewhere { both, theirs })
            }
            Ok(_) if was_behind => Outcome::Saved.into(),
            Ok(_) => Then::GoOn,
            Err(problem) => Outcome::NotSaved(problem.to_string()).into(),
        }
    }

    /// Writes text to a file that a person named, unless it is one that is open.
    pub(super) fn write(&self, path: PathBuf, text: &str, what: String, replace: bool) -> Outcome {
        match self.is_open(&path) {
            true => Outcome::NotWritten(format!(
                "{} is open here; name another file",
                path.to_string_lossy()
            )),
            false => write(path, text, what, replace),
        }
    }

    /// Whether a file is what is open, or that of its annotations.
    fn is_open(&self, path: &Path) -> bool {
        let store = self.store();
        let sources = self.record.sources().iter().filter_map(RecordSource::path);
        let whole = |path: &Path| path.canonicalize().ok();
        let open = sources.chain(store.paths());
        // What lies in a folder that is open is one of its articles.
        whole(path).is_some_and(|path| open.filter_map(whole).any(|open| path.starts_with(open)))
    }
}

/// Writes text to a file that a person named.
fn write(path: PathBuf, text: &str, what: String, replace: bool) -> Outcome {
    // As a shell would have it.
    let path = match (path.strip_prefix("~"), etcetera::home_dir()) {
        (Ok(rest), Ok(home)) => home.join(rest),
        _ => path,
    };
    if path.exists() && !replace {
        return Outcome::Exists(path);
    }
    let done = save(&path, replace, Interrupts::Handled, |out| out.write_all(text.as_bytes()));
    match done {
        Ok(()) => Outcome::Written { what, path },
        Err(error) => {
            let name = path.to_string_lossy().into_owned();
            let why = match error.kind() {
                io::ErrorKind::NotFound => "its folder is not there; make it first".to_owned(),
                kind => kind.to_string(),
            };
            Outcome::NotWritten(format!("{name} cannot be written: {why}"))
        }
    }
}

/// What starting a thread came to.
fn started(done: Result<(), threads::Refused>) -> Then {
    match done {
        Ok(()) => Then::GoOn,
        Err(refused) => Outcome::ThreadRefused(refused.to_string()).into(),
    }
}
