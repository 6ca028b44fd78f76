//! Taking the terminal over and giving it back.

use std::io::{self, BufWriter, Write, stdout};
use std::panic;
use std::process;
use std::sync::{Mutex, MutexGuard, PoisonError};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use ratatui::backend::CrosstermBackend;
use ratatui::crossterm::cursor::Show;
use ratatui::crossterm::event::{
    DisableBracketedPaste, DisableMouseCapture, EnableBracketedPaste, EnableMouseCapture,
};
use ratatui::crossterm::terminal::{
    self, BeginSynchronizedUpdate, EndSynchronizedUpdate, EnterAlternateScreen,
    LeaveAlternateScreen,
};
use ratatui::crossterm::{execute, queue};
use ratatui::{Frame, Terminal};

use crate::text::safe_lines;

/// Whether the terminal is ours: restoring it twice would leave somebody else's screen. Held while
/// anything is written, so that no frame comes behind the restoration by another thread.
static OURS: Mutex<bool> = Mutex::new(false);

fn ours() -> MutexGuard<'static, bool> {
    OURS.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Standard output while the terminal is ours; what is written later goes nowhere.
struct Out;

impl Write for Out {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let ours = ours();
        if *ours { stdout().write(bytes) } else { Ok(bytes.len()) }
    }

    fn flush(&mut self) -> io::Result<()> {
        let ours = ours();
        if *ours { stdout().flush() } else { Ok(()) }
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
pub(super) struct Screen {
    // One write a frame: standard output by itself would flush at every line.
    terminal: Terminal<CrosstermBackend<BufWriter<Out>>>,
    /// Whether what stands on the screen is not what was drawn last.
    stale: bool,
}

impl Screen {
    pub(super) fn enter() -> io::Result<Self> {
        take()?;
        let backend = CrosstermBackend::new(BufWriter::with_capacity(1 << 16, Out));
        let terminal = Terminal::new(backend).inspect_err(|_| restore())?;
        Ok(Self { terminal, stale: false })
    }

    /// Columns and rows.
    #[allow(clippy::unused_self)] // there is a size only while there is a screen
    pub(super) fn size(&self) -> io::Result<(u16, u16)> {
        terminal::size()
    }

    pub(super) fn draw(&mut self, draw: impl FnOnce(&mut Frame<'_>)) -> io::Result<()> {
        queue!(self.terminal.backend_mut(), BeginSynchronizedUpdate)?;
        if std::mem::take(&mut self.stale) {
            // `Terminal::clear` would ask the terminal for the cursor, whose answer the thread that
            // reads keys would take.
            let area = self.terminal.size()?.into();
            self.terminal.resize(area)?;
        }
        self.terminal.draw(draw)?;
        execute!(self.terminal.backend_mut(), EndSynchronizedUpdate)
    }

    /// Makes the next frame draw every cell.
    pub(super) fn clear(&mut self) {
        self.stale = true;
    }

    pub(super) fn mouse(&mut self, on: bool) -> io::Result<()> {
        if on {
            execute!(self.terminal.backend_mut(), EnableMouseCapture)
        } else {
            execute!(self.terminal.backend_mut(), DisableMouseCapture)
        }
    }

    /// Sends text to the terminal's clipboard (OSC 52), through tmux where that stands between.
    pub(super) fn copy(&mut self, text: &str) -> io::Result<()> {
        let order = format!("\x1b]52;c;{}\x07", STANDARD.encode(text));
        // tmux takes the order itself where `set-clipboard` is on, and hands it on where
        // `allow-passthrough` is; which of them holds cannot be asked.
        let order = if std::env::var_os("TMUX").is_some() {
            format!("{order}\x1bPtmux;{}\x1b\\", order.replace('\x1b', "\x1b\x1b"))
        } else {
            order
        };
        let out = self.terminal.backend_mut();
        out.write_all(order.as_bytes())?;
        Write::flush(out)
    }

    /// Gives the terminal back, stops the process, and takes it again when the process goes on.
    pub(super) fn suspend(&mut self, mouse: bool) -> io::Result<()> {
        restore();
        #[cfg(unix)]
        signal_hook::low_level::emulate_default_handler(signal_hook::consts::SIGTSTP)?;
        self.retake(mouse)
    }

    /// Takes the terminal again after the process was stopped: whoever had it meanwhile may have
    /// set it up otherwise.
    pub(super) fn retake(&mut self, mouse: bool) -> io::Result<()> {
        terminal::disable_raw_mode()?;
        take()?;
        if mouse {
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
    let mut ours = ours();
    terminal::enable_raw_mode()?;
    *ours = true;
    drop(ours);
    execute!(Out, EnterAlternateScreen, EnableBracketedPaste).inspect_err(|_| restore())
}

/// Gives the terminal back as it was. Does nothing where it is not ours; errors have nowhere to go.
pub(super) fn restore() {
    // First, and without waiting for what is being written: a terminal may take nothing any more.
    let _ = terminal::disable_raw_mode();
    let mut ours = ours();
    if std::mem::take(&mut *ours) {
        let _ = execute!(
            stdout(),
            EndSynchronizedUpdate,
            DisableMouseCapture,
            DisableBracketedPaste,
            LeaveAlternateScreen,
            Show
        );
    }
}
