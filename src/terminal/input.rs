//! What comes from the terminal: keys, pastes and the mouse, as crossterm's events.
//!
//! On Unix the bytes are read here and not by crossterm. Its reader waits for the end of a broken
//! escape sequence for ever, so that no key comes through again, and it takes a change of size that
//! comes together with a key for none. Sizes come by [`super::signals`].

#[cfg(unix)]
mod decoder;
#[cfg(unix)]
pub use decoder::Decoder;

#[cfg(not(unix))]
use std::io;
use std::sync::mpsc::Sender;

use super::{failure::Failure, incoming::Incoming};
use crate::dataset::threads;

/// Starts the thread that reads the terminal.
///
/// # Errors
/// That the terminal cannot be opened for reading, or that there are no more threads.
pub(super) fn watch(sender: Sender<Incoming>) -> Result<(), Failure> {
    let mut reader = Reader::open()?;
    threads::start(move || {
        loop {
            let (events, end) = match reader.next() {
                Ok(events) => (events, None),
                Err(error) => (Vec::new(), Some(Incoming::Closed(error))),
            };
            let ends = end.is_some();
            let mut events = events.into_iter().chain(end);
            if events.any(|event| sender.send(event).is_err()) || ends {
                return;
            }
        }
    })?;
    Ok(())
}

#[cfg(unix)]
use unix::TerminalReader as Reader;

#[cfg(unix)]
mod unix {
    use std::fs::File;
    use std::io::{self, IsTerminal, Read, stdin, stdout};
    use std::os::fd::AsFd;
    use std::thread;
    use std::time::{Duration, Instant};

    use crossterm::event::Event as Input;
    use rustix::event::{PollFd, PollFlags, Timespec, poll};
    use rustix::io::Errno;

    use super::super::{incoming::Incoming, job};
    use super::decoder::Decoder;

    /// How often it is asked whether a job in the background has come to the foreground.
    const BACKGROUND: Duration = Duration::from_millis(50);

    /// The terminal as a source of events.
    pub(super) struct TerminalReader {
        terminal: File,
        decoder: Decoder,
    }

    impl TerminalReader {
        /// Standard input, or the terminal that standard output is, where a dataset comes on
        /// standard input.
        pub(super) fn open() -> io::Result<Self> {
            let terminal = if stdin().is_terminal() {
                File::from(stdin().as_fd().try_clone_to_owned()?)
            } else {
                controlling_terminal()?
            };
            Ok(Self { terminal, decoder: Decoder::default() })
        }

        /// Waits for the next bytes, or until an unfinished sequence has had its time.
        pub(super) fn next(&mut self) -> io::Result<Vec<Incoming>> {
            let events = self.events()?.into_iter().map(Incoming::Input);
            let told = self.decoder.take_background().map(Incoming::Background);
            Ok(events.chain(told).collect())
        }

        fn events(&mut self) -> io::Result<Vec<Input>> {
            let mut buffer = [0; 1 << 12];
            loop {
                if !self.wait()? {
                    return Ok(self.decoder.expire());
                }
                if !job::is_foreground() {
                    // What is typed is meant for the shell, and reading it would stop the process.
                    thread::sleep(BACKGROUND);
                    continue;
                }
                match self.terminal.read(&mut buffer) {
                    Ok(0) => return Err(io::ErrorKind::UnexpectedEof.into()),
                    Ok(got) => return Ok(self.decoder.feed(&buffer[..got], Instant::now())),
                    Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                    Err(error) => return Err(error),
                }
            }
        }

        /// Whether there is something to read before the decoder's time is up.
        fn wait(&self) -> io::Result<bool> {
            let mut terminal = [PollFd::new(&self.terminal, PollFlags::IN)];
            loop {
                let left = self.decoder.deadline().map(|at| {
                    let left = at.saturating_duration_since(Instant::now());
                    Timespec::try_from(left).unwrap_or_default()
                });
                match poll(&mut terminal, left.as_ref()) {
                    Ok(ready) => return Ok(ready > 0),
                    Err(Errno::INTR) => {}
                    Err(error) => return Err(error.into()),
                }
            }
        }
    }

    /// The terminal on standard output, opened by its name: `poll` does not work with `/dev/tty`
    /// on macOS.
    pub(in crate::terminal) fn controlling_terminal() -> io::Result<File> {
        let name = rustix::termios::ttyname(stdout(), Vec::new());
        let by_name = name.ok().and_then(|name| File::open(name.to_str().ok()?).ok());
        by_name.map_or_else(|| File::open("/dev/tty"), Ok)
    }
}

#[cfg(unix)]
pub(super) use unix::controlling_terminal;

/// Where there is no signal for a change of size, crossterm tells of it.
#[cfg(not(unix))]
struct CrosstermReader;

#[cfg(not(unix))]
use CrosstermReader as Reader;

#[cfg(not(unix))]
impl CrosstermReader {
    fn open() -> io::Result<Self> {
        Ok(Self)
    }

    fn next(&mut self) -> io::Result<Vec<Incoming>> {
        crossterm::event::read().map(|event| vec![Incoming::Input(event)])
    }
}
