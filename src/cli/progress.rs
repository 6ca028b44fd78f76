//! How far a command has come, on standard error where that is a terminal.

use std::io::{self, IsTerminal, Write};
use std::sync::{Mutex, PoisonError};
#[cfg(unix)]
use std::{sync::Once, thread::sleep, time::Duration};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle, TermLike};
#[cfg(unix)]
use signal_hook::{consts::SIGINT, iterator::Signals};
use terminal_size::terminal_size_of;

use crate::dataset::load::Progress;
#[cfg(unix)]
use crate::dataset::{save, threads};

/// A bar shows so many steps.
const STEPS: u64 = 1000;

/// A bar for as long as something with a known end takes: for reading articles, which takes longest.
pub(super) fn progress() -> impl FnMut(Progress) + Send {
    let is_shown = io::stderr().is_terminal();
    let mut bar: Option<ProgressBar> = None;
    move |progress: Progress| match progress.share.filter(|_| progress.stage == "building") {
        Some(share) if is_shown => {
            let bar = bar.get_or_insert_with(|| bar_of(STEPS, "{bar:30} {percent} %, {eta} left"));
            #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // a share is 0 to 1
            bar.set_position((share * 1000.0) as u64);
        }
        _ => {
            if let Some(bar) = bar.take() {
                bar.finish_and_clear();
            }
        }
    }
}

/// The line of a bar on standard error. What is written behind the bar stays on its line, so that it
/// goes when the bar does: the `^C` that a terminal shows for the key that interrupts.
#[derive(Debug, Default)]
struct BarLine(Mutex<Vec<u8>>);

impl BarLine {
    fn add(&self, text: &str) -> io::Result<()> {
        let mut frame = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        frame.extend(text.bytes());
        Ok(())
    }
}

impl TermLike for BarLine {
    fn width(&self) -> u16 {
        /// Where the terminal does not tell.
        const USUAL: u16 = 80;
        terminal_size_of(io::stderr()).map_or(USUAL, |(width, _)| width.0)
    }

    // A bar takes one line.
    fn move_cursor_up(&self, _: usize) -> io::Result<()> {
        Ok(())
    }

    fn move_cursor_down(&self, _: usize) -> io::Result<()> {
        Ok(())
    }

    fn move_cursor_right(&self, _: usize) -> io::Result<()> {
        Ok(())
    }

    fn move_cursor_left(&self, _: usize) -> io::Result<()> {
        Ok(())
    }

    fn write_line(&self, text: &str) -> io::Result<()> {
        self.write_str(text)
    }

    fn write_str(&self, text: &str) -> io::Result<()> {
        // A bar is filled up with spaces to the end of the line, for others to begin a new one.
        self.add(text.trim_end())
    }

    fn clear_line(&self) -> io::Result<()> {
        self.add("\r\x1b[2K")
    }

    fn flush(&self) -> io::Result<()> {
        let mut frame = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        io::stderr().write_all(&std::mem::take(&mut *frame))
    }
}

/// Behind the key that interrupts, the terminal throws away what was written until then: what clears
/// the line must come later.
#[cfg(unix)]
const FLUSHED: Duration = Duration::from_millis(20);

/// Takes a bar away when the person interrupts the program, which then ends as it would have. Only
/// the last bar shows.
#[cfg(unix)]
fn clear_when_interrupted(bar: &ProgressBar) {
    static LAST: Mutex<Option<ProgressBar>> = Mutex::new(None);
    static WATCHED: Once = Once::new();
    let last = || LAST.lock().unwrap_or_else(PoisonError::into_inner);
    *last() = Some(bar.clone());
    WATCHED.call_once(|| {
        let Ok(mut signals) = Signals::new([SIGINT]) else { return };
        // Without a thread the bar stays, as it would have.
        let _ = threads::start(move || {
            for signal in signals.forever() {
                sleep(FLUSHED);
                if let Some(bar) = last().take() {
                    bar.finish_and_clear();
                }
                save::end_by(signal);
            }
        });
    });
}

/// A bar of some length that says what its template says; none where standard error is no terminal.
pub(super) fn bar_of(length: u64, template: &str) -> ProgressBar {
    if !io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let line = ProgressDrawTarget::term_like(Box::new(BarLine::default()));
    let bar = ProgressBar::with_draw_target(Some(length), line);
    if let Ok(style) = ProgressStyle::with_template(template) {
        bar.set_style(style);
    }
    #[cfg(unix)]
    clear_when_interrupted(&bar);
    bar
}
