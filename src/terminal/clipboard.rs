//! Copying to the clipboard of the terminal, which may be at the other end of a network.
//!
//! In tmux its own command is used: tmux takes what a program writes only where `set-clipboard` is
//! `on`, which is not the default, and then says nothing of it.

use std::env;
use std::io::{self, Write};
use std::process::{Command, Stdio};

use crossterm::clipboard::CopyToClipboard;
use crossterm::execute;

/// What is known of a copied text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Delivery {
    /// Sent to the terminal, which does not answer.
    Terminal,
    /// tmux has it in its buffer and has sent it on to its terminal.
    TmuxAndTerminal,
    /// tmux has it in its buffer, and there only.
    Tmux,
    /// Sent to the terminal through a tmux that could not be asked.
    UnknownTmux,
}

impl Delivery {
    /// The beginning of a sentence that goes on with what was copied.
    pub(super) fn sentence(self) -> &'static str {
        match self {
            Self::Terminal => "sent to the terminal's clipboard",
            Self::TmuxAndTerminal => "in tmux's buffer, and sent on to the terminal's clipboard",
            Self::Tmux => "in tmux's buffer only, as tmux sends nothing on to its terminal",
            Self::UnknownTmux => "sent, but tmux did not say whether it takes it",
        }
    }
}

/// Sends text to the clipboard, writing to the terminal what must be written.
pub(super) fn copy(text: &str, terminal: &mut impl Write) -> io::Result<Delivery> {
    if env::var_os("TMUX").is_none() {
        execute!(terminal, CopyToClipboard::to_clipboard_from(text))?;
        return Ok(Delivery::Terminal);
    }
    if let Some(delivery) = give_to_tmux(text) {
        return Ok(delivery);
    }
    execute!(terminal, CopyToClipboard::to_clipboard_from(text))?;
    Ok(Delivery::UnknownTmux)
}

fn give_to_tmux(text: &str) -> Option<Delivery> {
    let sends = ask_tmux(&["show-options", "-sv", "set-clipboard"])?.trim() != "off";
    // From version 3.2 on tmux sends on what it loads, and tells what its terminal can do.
    let can = || ask_tmux(&["display-message", "-p", "#{client_termfeatures}"]);
    let has_clipboard =
        || can().is_some_and(|can| can.split([',', '\n']).any(|f| f == "clipboard"));
    if sends && has_clipboard() && tell_tmux(&["load-buffer", "-w", "-"], text).is_some() {
        return Some(Delivery::TmuxAndTerminal);
    }
    tell_tmux(&["load-buffer", "-"], text).map(|()| Delivery::Tmux)
}

fn ask_tmux(words: &[&str]) -> Option<String> {
    let answer = Command::new("tmux").args(words).stdin(Stdio::null()).output().ok()?;
    answer.status.success().then(|| String::from_utf8_lossy(&answer.stdout).into_owned())
}

fn tell_tmux(words: &[&str], text: &str) -> Option<()> {
    let quiet = Stdio::null;
    let mut tmux = Command::new("tmux");
    tmux.args(words).stdin(Stdio::piped()).stdout(quiet()).stderr(quiet());
    let mut tmux = tmux.spawn().ok()?;
    // Whether it took everything, its status says. Dropping its input ends it.
    let _ = tmux.stdin.take()?.write_all(text.as_bytes());
    tmux.wait().ok()?.success().then_some(())
}
