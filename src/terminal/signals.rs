//! What ends, stops, continues or resizes the program from outside.
//!
//! The loop is told and leaves in good order. Where it cannot, because it waits for a terminal that
//! is gone or works on something long, the threads here end the program.

use std::sync::mpsc::{Sender, channel};
use std::{io, process, thread, time::Duration};

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::io::Errno;
use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP, SIGWINCH};
use signal_hook::iterator::Signals;

use super::{failure::Failure, incoming::Incoming};
use super::{job, screen};
use crate::dataset::threads;

/// How long the loop may take to leave by itself.
const PATIENCE: Duration = Duration::from_millis(500);
/// Who ends a stopped job sends the signal to end and that to go on; they may come apart.
const TOGETHER: Duration = Duration::from_millis(100);

/// Watches for signals, from now on, and for the end of the terminal. A size that is read later
/// than this is never old without a signal.
///
/// # Errors
/// That the signals cannot be watched.
pub(super) fn watch(sender: &Sender<Incoming>) -> Result<(), Failure> {
    let signals = [SIGTERM, SIGHUP, SIGINT, SIGQUIT, SIGTSTP, SIGCONT, SIGWINCH];
    let signals = Signals::new(signals)?;
    screen::abort::watch()?;
    let (to_signals, to_hangup) = (sender.clone(), sender.clone());
    threads::start(move || watch_signals(signals, &to_signals))?;
    threads::start(move || watch_terminal(&to_hangup))?;
    Ok(())
}

fn watch_signals(mut signals: Signals, sender: &Sender<Incoming>) {
    let ends = |signal: &i32| matches!(*signal, SIGTERM | SIGHUP | SIGINT | SIGQUIT);
    loop {
        let mut came: Vec<i32> = signals.wait().collect();
        if came.contains(&SIGCONT) && !job::is_foreground() {
            thread::sleep(TOGETHER);
            came.extend(signals.pending());
        }
        // What ends it goes first: whoever sent that does not want the terminal taken again.
        came.sort_by_key(|signal| !ends(signal));
        for signal in came {
            let _ = sender.send(Incoming::Signal(signal));
            if ends(&signal) {
                end(128 + signal);
            }
        }
    }
}

/// Waits until nobody holds the other end of the terminal, whether that sends a signal or not: who
/// started the program may have it ignore SIGHUP.
fn watch_terminal(sender: &Sender<Incoming>) {
    loop {
        match poll_terminal(None) {
            Err(Errno::INTR) => {}
            Ok(true) => break,
            // It cannot be watched so; SIGHUP is left.
            Ok(false) | Err(_) => return,
        }
    }
    let _ = sender.send(Incoming::Signal(SIGHUP));
    end(128 + SIGHUP);
}

/// Whether nobody holds the other end of the terminal any more.
pub(super) fn is_gone() -> bool {
    poll_terminal(Some(&Timespec::default())) == Ok(true)
}

fn poll_terminal(timeout: Option<&Timespec>) -> Result<bool, Errno> {
    let out = io::stdout();
    // No readiness is asked for: only an end or an error is told.
    let mut terminal = [PollFd::new(&out, PollFlags::empty())];
    poll(&mut terminal, timeout)?;
    Ok(terminal[0].revents().intersects(PollFlags::HUP | PollFlags::ERR))
}

/// Ends the program if it is there after a while.
fn end(status: i32) {
    thread::sleep(PATIENCE);
    // A terminal that takes nothing any more would hold it up.
    let (done, restored) = channel();
    let restoring = threads::start(move || {
        screen::restore();
        let _ = done.send(());
    });
    if restoring.is_ok() {
        let _ = restored.recv_timeout(PATIENCE);
    }
    process::exit(status);
}
