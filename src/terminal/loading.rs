//! Reading the dataset and making its index, beside the loop.

use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender};
use std::time::{Duration, Instant};

use super::{failure::Failure, incoming::Incoming};
use crate::dataset::load::{Origin, Progress};
use crate::explorer::{Event, Workspace};
use crate::{dataset::threads, search::Index};

/// A dataset that opens within this time is shown, or refused, without a loading screen.
const AT_ONCE: Duration = Duration::from_millis(100);
/// How often loading reports.
const TICK: Duration = Duration::from_millis(50);

/// Loads on a thread of its own; with `early`, the dataset is handed over before its index.
///
/// # Errors
/// That the system allows no more threads.
pub(super) fn load(
    origin: Origin,
    sender: Sender<Incoming>,
    early: bool,
) -> Result<(), threads::Refused> {
    threads::start(move || {
        let mut last = None::<(Instant, &str)>;
        let mut report = |progress: Progress| {
            let due = last.is_none_or(|(at, stage)| at.elapsed() > TICK || stage != progress.stage);
            if due {
                last = Some((Instant::now(), progress.stage));
                let _ = sender.send(Incoming::Event(Event::Progress(progress)));
            }
        };
        let workspace = match origin.load(&mut report) {
            Ok(data) => Arc::new(Workspace::new(data)),
            Err(refusal) => {
                let sentence = format!("{} {refusal}", origin.name());
                let _ = sender.send(Incoming::Event(Event::Refused(sentence)));
                return;
            }
        };
        if early {
            let opened = Event::Opened(Arc::clone(&workspace), None);
            let _ = sender.send(Incoming::Event(opened));
        }
        let index = Arc::new(Index::build(&workspace.data, &mut report));
        let _ = sender.send(Incoming::Event(match early {
            true => Event::Indexed(workspace, index),
            false => Event::Opened(workspace, Some(index)),
        }));
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
                let is_done = matches!(incoming, Incoming::Event(Event::Indexed(..)));
                early.push(incoming);
                if is_done {
                    return Ok(early);
                }
            }
            Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => return Ok(early),
        }
    }
}
