//! How far a command has come, on standard error where that is a terminal.

use std::io::{self, IsTerminal};

use indicatif::{ProgressBar, ProgressStyle};

use crate::dataset::load::Progress;

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

/// A bar of some length that says what its template says; none where standard error is no terminal.
pub(super) fn bar_of(length: u64, template: &str) -> ProgressBar {
    if !io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let bar = ProgressBar::new(length);
    if let Ok(style) = ProgressStyle::with_template(template) {
        bar.set_style(style);
    }
    bar
}
