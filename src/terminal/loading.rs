//! Reading the dataset and making its index, beside the loop.

use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use super::{failure::Failure, incoming::Incoming};
use crate::dataset::annotations::Annotations;
use crate::dataset::load::Progress;
use crate::dataset::{DateForm, threads};
use crate::explorer::{Event, Workspace};
use crate::record::{RecordProblem, RecordSources, RecordStore};
use crate::search::{ArticleIndex, Index};

/// A dataset that opens within this time is shown, or refused, without a loading screen.
const AT_ONCE: Duration = Duration::from_millis(100);
/// How often loading reports.
const TICK: Duration = Duration::from_millis(50);

/// Where a record comes from, and its annotations.
#[derive(Debug, Clone)]
pub(super) struct Source {
    pub(super) record: RecordSources,
    pub(super) store: Arc<Mutex<RecordStore>>,
    /// How days are written.
    pub(super) dates: DateForm,
}

impl Source {
    /// Reads the record and its annotations, joined with those that are not in their file yet.
    pub(super) fn load(
        &self,
        mine: &Annotations,
        report: &mut (dyn FnMut(Progress) + Send),
    ) -> Result<Workspace, RecordProblem> {
        let mut opened = self.record.load(report)?;
        let annotations = opened.annotations(&mut self.store(), mine)?;
        let passed = opened.passed.len();
        let dates = self.dates;
        Ok(Workspace { passed, dates, ..Workspace::annotated(opened.data, annotations) })
    }

    /// The files of annotations. A thread that panicked ended the program.
    pub(super) fn store(&self) -> MutexGuard<'_, RecordStore> {
        self.store.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Sends progress on, but not more often than anybody can read.
fn reporter(sender: &Sender<Incoming>) -> impl FnMut(Progress) {
    let mut last = None::<(Instant, &str)>;
    move |progress: Progress| {
        let due = last.is_none_or(|(at, stage)| at.elapsed() > TICK || stage != progress.stage);
        if due {
            last = Some((Instant::now(), progress.stage));
            let _ = sender.send(Incoming::Event(Event::Progress(progress)));
        }
    }
}

/// Applies annotations on a thread of its own, and makes the index anew.
///
/// # Errors
/// That the system allows no more threads.
pub(super) fn annotate(
    workspace: Arc<Workspace>,
    sender: Sender<Incoming>,
) -> Result<(), threads::Refused> {
    threads::start(move || {
        let again = Workspace::clone(&workspace);
        // Who edits meanwhile changes the workspace in place, if nobody else holds it.
        drop(workspace);
        let annotations = again.annotations.clone();
        let workspace = Arc::new(again.with_annotations(annotations));
        let index = Arc::new(Index::build(&workspace.data, &mut |_| {}));
        let _ = sender.send(Incoming::Event(Event::Annotated(workspace, index)));
    })
}

/// Loads on a thread of its own; with `early`, the dataset is handed over before its index. That of
/// whole articles comes last.
///
/// # Errors
/// That the system allows no more threads.
pub(super) fn load(
    source: Source,
    mine: Annotations,
    sender: Sender<Incoming>,
    early: bool,
) -> Result<(), threads::Refused> {
    threads::start(move || {
        let mut report = reporter(&sender);
        let workspace = match source.load(&mine, &mut report) {
            Ok(workspace) => Arc::new(workspace),
            Err(problem) => {
                let refused = Event::Refused(problem.to_string());
                let _ = sender.send(Incoming::Event(refused));
                return;
            }
        };
        if early {
            let opened = Event::Opened(Arc::clone(&workspace), None);
            let _ = sender.send(Incoming::Event(opened));
        }
        let index = Arc::new(Index::build(&workspace.data, &mut report));
        let texts = ArticleIndex::texts(&workspace.data);
        let _ = sender.send(Incoming::Event(match early {
            true => Event::Indexed(workspace, index),
            false => Event::Opened(workspace, Some(index)),
        }));
        let articles = Arc::new(ArticleIndex::build(texts, &mut report));
        let _ = sender.send(Incoming::Event(Event::ArticlesIndexed(articles)));
    })
}

/// What loading comes to within the time in which a loading screen would only flicker.
///
/// # Errors
/// That the dataset was refused, before the terminal is touched.
pub(super) fn wait(queue: &Receiver<Incoming>) -> Result<Vec<Incoming>, Failure> {
    let until = Instant::now() + AT_ONCE;
    let mut early = Vec::new();
    loop {
        match queue.recv_timeout(until.saturating_duration_since(Instant::now())) {
            Ok(Incoming::Event(Event::Refused(sentence))) => {
                return Err(Failure::Refused(sentence));
            }
            Ok(incoming) => {
                let is_done = matches!(incoming, Incoming::Event(Event::ArticlesIndexed(_)));
                early.push(incoming);
                if is_done {
                    return Ok(early);
                }
            }
            Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => return Ok(early),
        }
    }
}
