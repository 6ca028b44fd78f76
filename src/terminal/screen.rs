//! Taking the terminal over and giving it back.

use std::io::{self, BufWriter, Write, stdout};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::{panic, process};

use crossterm::cursor::Show;
use crossterm::event::{
    DisableBracketedPaste, DisableMouseCapture, EnableBracketedPaste, EnableMouseCapture,
};
use crossterm::terminal::{
    self, BeginSynchronizedUpdate, Clear, ClearType, EndSynchronizedUpdate, EnterAlternateScreen,
    LeaveAlternateScreen,
};
use crossterm::{execute, queue};
use ratatui::{Frame, Terminal, TerminalOptions, Viewport};
use ratatui::{backend::CrosstermBackend, layout::Rect};

use super::{clipboard, job};
use crate::text::safe_lines;

/// Whether the terminal is ours: restoring it twice would leave somebody else's screen.
static OURS: AtomicBool = AtomicBool::new(false);
/// Held while anything is written, so that no frame comes behind the restoration by another thread.
static WRITING: Mutex<()> = Mutex::new(());

fn writing() -> MutexGuard<'static, ()> {
    WRITING.lock().unwrap_or_else(PoisonError::into_inner)
}

fn is_ours() -> bool {
    OURS.load(Ordering::SeqCst)
}

/// Standard output while the terminal is ours; what is written later goes nowhere.
struct Out;

impl Write for Out {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let _writing = writing();
        if is_ours() { stdout().write(bytes) } else { Ok(bytes.len()) }
    }

    fn flush(&mut self) -> io::Result<()> {
        let _writing = writing();
        if is_ours() { stdout().flush() } else { Ok(()) }
    }
}

/// Has a panic on any thread give the terminal back, say what happened on the main screen, and end
/// the program: a panic on another thread would leave the loop drawing.
pub fn end_on_panic() {
    panic::set_hook(Box::new(|panic| {
        restore();
        let what = safe_lines(&panic.to_string());
        // Standard error may be closed.
        let _ = writeln!(io::stderr(), "onrecord: a fault of the program: {what}");
        process::exit(PANICKED);
    }));
}

/// The status of a program that Rust ends for a panic.
const PANICKED: i32 = 101;

/// The terminal while it is ours. Dropping it gives it back.
///
/// It draws at the size that it is told, not at the one that the terminal has at that moment: what
/// was laid out for one size never meets a frame of another.
pub(super) struct Screen {
    // One write a frame: standard output by itself would flush at every line.
    terminal: Terminal<CrosstermBackend<BufWriter<Out>>>,
    /// Columns and rows of the last frame.
    size: (u16, u16),
    /// Whether what stands on the screen is not what was drawn last.
    stale: bool,
    /// Whether mouse reports are on.
    mouse: bool,
}

impl Screen {
    pub(super) fn enter() -> io::Result<Self> {
        take()?;
        let backend = CrosstermBackend::new(BufWriter::with_capacity(1 << 16, Out));
        let options = TerminalOptions { viewport: Viewport::Fixed(Rect::default()) };
        let terminal = Terminal::with_options(backend, options).inspect_err(|_| restore())?;
        Ok(Self { terminal, size: (0, 0), stale: true, mouse: false })
    }

    /// The terminal's columns and rows now.
    #[allow(clippy::unused_self)] // there is a size only while there is a screen
    pub(super) fn size(&self) -> io::Result<(u16, u16)> {
        terminal::size()
    }

    /// Draws a frame of some columns and rows.
    pub(super) fn draw(
        &mut self,
        size: (u16, u16),
        draw: impl FnOnce(&mut Frame<'_>),
    ) -> io::Result<()> {
        queue!(self.terminal.backend_mut(), BeginSynchronizedUpdate)?;
        if std::mem::take(&mut self.stale) || size != self.size {
            self.size = size;
            queue!(self.terminal.backend_mut(), Clear(ClearType::All))?;
            self.terminal.resize(Rect::new(0, 0, size.0, size.1))?;
        }
        self.terminal.draw(draw)?;
        execute!(self.terminal.backend_mut(), EndSynchronizedUpdate)
    }

    /// Makes the next frame draw every cell.
    pub(super) fn clear(&mut self) {
        self.stale = true;
    }

    pub(super) fn mouse(&mut self, on: bool) -> io::Result<()> {
        self.mouse = on;
        if on {
            execute!(self.terminal.backend_mut(), EnableMouseCapture)
        } else {
            execute!(self.terminal.backend_mut(), DisableMouseCapture)
        }
    }

    /// Asks the terminal to copy text; what is known of it, as the beginning of a sentence.
    pub(super) fn copy(&mut self, text: &str, is_known: bool) -> io::Result<&'static str> {
        clipboard::by_terminal(text, is_known, self.terminal.backend_mut())
    }

    /// Asks the terminal for its background. The answer comes as input, if one comes.
    pub(super) fn ask_background(&mut self) -> io::Result<()> {
        let out = self.terminal.backend_mut();
        out.write_all(b"\x1b]11;?\x1b\\")?;
        out.flush()
    }

    /// Gives the terminal back and stops the process, with those that were started together with
    /// it. Whoever continues it sends a signal; [`Self::retake`] answers that.
    #[cfg(unix)]
    pub(super) fn stop(&mut self) -> io::Result<()> {
        restore();
        job::stop()
    }

    /// Takes the terminal again after the process was stopped: whoever had it meanwhile may have
    /// set it up otherwise.
    #[cfg(unix)]
    pub(super) fn retake(&mut self) -> io::Result<()> {
        terminal::disable_raw_mode()?;
        take()?;
        if self.mouse {
            self.mouse(true)?;
        }
        self.clear();
        Ok(())
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        restore();
    }
}

fn take() -> io::Result<()> {
    #[cfg(unix)]
    abort::remember();
    terminal::enable_raw_mode()?;
    OURS.store(true, Ordering::SeqCst);
    execute!(Out, EnterAlternateScreen, EnableBracketedPaste).inspect_err(|_| restore())
}

/// Gives the terminal back as it was. Does nothing where it is not ours; errors have nowhere to go.
pub(super) fn restore() {
    if !OURS.swap(false, Ordering::SeqCst) {
        return;
    }
    // In the background the settings are those of whoever has the terminal now, and changing them
    // would stop the process.
    let is_foreground = job::is_foreground();
    if is_foreground {
        // Without waiting for what is being written: a terminal may take nothing any more.
        let _ = terminal::disable_raw_mode();
    }
    if is_foreground || job::may_write() {
        let _writing = writing();
        let _ = leave(&mut stdout());
    }
}

fn leave(out: &mut impl Write) -> io::Result<()> {
    execute!(
        out,
        EndSynchronizedUpdate,
        DisableMouseCapture,
        DisableBracketedPaste,
        LeaveAlternateScreen,
        Show
    )
}

/// What gives the terminal back when the process is aborted, as it is where memory runs out.
#[cfg(unix)]
pub(super) mod abort {
    use std::io;
    use std::sync::OnceLock;
    use std::sync::atomic::Ordering;

    use rustix::stdio::{stderr, stdout};
    use rustix::termios::{OptionalActions, Termios, tcgetattr, tcsetattr};
    use signal_hook::consts::SIGABRT;

    use super::{OURS, leave};

    /// The settings before the terminal was taken, and what is written to give it back: a signal's
    /// handler may allocate nothing.
    static BEFORE: OnceLock<(Termios, Vec<u8>)> = OnceLock::new();

    const SENTENCE: &[u8] = b"onrecord: ended at once, for want of memory or by a fault of the \
        program; close other programs, or open a smaller dataset\n";

    pub(super) fn remember() {
        if let Ok(settings) = tcgetattr(stdout()) {
            BEFORE.get_or_init(|| {
                let mut bytes = Vec::new();
                let _ = leave(&mut bytes);
                (settings, bytes)
            });
        }
    }

    /// Has an abort give the terminal back first.
    ///
    /// # Errors
    /// That the system refuses the handler.
    #[allow(unsafe_code)]
    pub(in super::super) fn watch() -> io::Result<()> {
        // SAFETY: The handler loads an atomic and a cell, and calls `tcsetattr` and `write`. POSIX
        // allows both in a handler; rustix adds no lock and no allocation.
        unsafe { signal_hook::low_level::register(SIGABRT, give_back) }.map(drop)
    }

    fn give_back() {
        if !OURS.swap(false, Ordering::SeqCst) {
            return;
        }
        if let Some((settings, bytes)) = BEFORE.get() {
            let _ = tcsetattr(stdout(), OptionalActions::Now, settings);
            let _ = rustix::io::write(stdout(), bytes);
        }
        let _ = rustix::io::write(stderr(), SENTENCE);
    }
}
