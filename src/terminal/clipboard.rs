//! Copying: by a program where one is found that answers whether it took the text, or else by OSC 52,
//! which asks the terminal, perhaps at the other end of a network, and gets no answer.

use std::collections::VecDeque;
use std::env;
use std::io::{self, Write};
use std::path::Path;

use crossterm::clipboard::CopyToClipboard;
use crossterm::execute;

use super::child::{Ended, ask, tell};
use crate::config::Clipboard;
use crate::explorer::CopyForm;

/// What is asked of a terminal in one order, in bytes: some stop at 74,994 characters of base64.
pub(super) const LONGEST_ORDER: usize = 48_000;

/// One way to copy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Method {
    /// By tmux, which sends it on where it may.
    Tmux,
    /// By a program of this name, with its arguments, which reads the text.
    Program(Vec<String>),
    /// By OSC 52.
    Terminal {
        /// Whether this terminal is known to take it.
        is_known: bool,
    },
}

/// What became of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Delivery {
    /// Somebody has it: the end of a sentence that begins with what was copied.
    Done(String),
    /// Nobody has it, for a reason that another sentence may follow.
    Failed(String),
}

/// A text on its way to the clipboard.
#[derive(Debug)]
pub(super) struct Copying {
    pub(super) text: String,
    pub(super) form: CopyForm,
    /// The ways that are left.
    pub(super) methods: VecDeque<Method>,
    /// Why the ways before did not do.
    pub(super) failures: Vec<String>,
}

impl Copying {
    /// A text that is to be copied in the first way that does here.
    pub(super) fn new(text: String, form: CopyForm, choice: &Clipboard) -> Self {
        Self { text, form, methods: methods(choice).into(), failures: Vec::new() }
    }
}

/// The ways to copy here, the first that does is taken.
fn methods(choice: &Clipboard) -> Vec<Method> {
    let set = |name: &str| env::var_os(name).is_some_and(|value| !value.is_empty());
    let value = |name: &str| env::var(name).unwrap_or_default();
    methods_in(choice, &set, &value, &is_program)
}

/// [`methods`], with what is asked of the environment: whether a variable holds anything, what it
/// holds, and whether there is a program of a name.
fn methods_in(
    choice: &Clipboard,
    set: &dyn Fn(&str) -> bool,
    value: &dyn Fn(&str) -> String,
    is_program: &dyn Fn(&str) -> bool,
) -> Vec<Method> {
    let (term, program) = (value("TERM"), value("TERM_PROGRAM"));
    let is_known = !set("STY")
        && (set("KITTY_WINDOW_ID")
            || set("ALACRITTY_WINDOW_ID")
            || set("WT_SESSION")
            || ["WezTerm", "ghostty", "contour", "rio"].contains(&program.as_str())
            || ["xterm-kitty", "xterm-ghostty", "alacritty", "foot", "foot-extra", "wezterm"]
                .contains(&term.as_str()));
    let terminal = Method::Terminal { is_known };
    match choice {
        Clipboard::Terminal => return vec![terminal],
        Clipboard::Tool("tmux") => return vec![Method::Tmux],
        Clipboard::Tool(name) => return vec![tool(name)],
        Clipboard::Command(words) => return vec![Method::Program(words.clone())],
        Clipboard::Auto => {}
    }
    if set("TMUX") {
        return vec![Method::Tmux, Method::Terminal { is_known: false }];
    }
    // A program at this end of the network would copy where nobody sits.
    let is_remote = set("SSH_CONNECTION") || set("SSH_TTY");
    let has_display = |name: &str| match name {
        "wl-copy" => set("WAYLAND_DISPLAY"),
        "xclip" | "xsel" => set("DISPLAY"),
        "clip.exe" => set("WSL_DISTRO_NAME") || set("WSL_INTEROP"),
        _ => cfg!(target_os = "macos"),
    };
    let tools = ["wl-copy", "xclip", "xsel", "pbcopy", "clip.exe"].into_iter();
    let tools = tools.filter(|name| !is_remote && has_display(name) && is_program(name)).map(tool);
    // Before a terminal that may take nothing stands whatever answers.
    match is_known {
        true => [terminal].into_iter().chain(tools).collect(),
        false => tools.chain([terminal]).collect(),
    }
}

/// A known program with the arguments that make it copy.
fn tool(name: &str) -> Method {
    let arguments: &[&str] = match name {
        "xclip" => &["-selection", "clipboard"],
        "xsel" => &["--clipboard", "--input"],
        _ => &[],
    };
    let words = [name].into_iter().chain(arguments.iter().copied());
    Method::Program(words.map(str::to_owned).collect())
}

fn is_program(name: &str) -> bool {
    let is_file = |folder: &Path| folder.join(name).is_file();
    env::var_os("PATH").is_some_and(|path| env::split_paths(&path).any(|path| is_file(&path)))
}

/// Copies by another program. It may take a while: this is not for the loop.
pub(super) fn by_program(words: &[String], text: &str) -> Delivery {
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let name = words.first().copied().unwrap_or_default();
    match tell(&words, &as_read_by(name, text)) {
        Ended::Well => Delivery::Done(format!("copied with {name}")),
        Ended::Badly => Delivery::Failed(format!("{name} failed")),
        Ended::Late => Delivery::Failed(format!("{name} did not answer")),
    }
}

/// A text as a program reads it: that of Windows takes UTF-8 for an older encoding.
fn as_read_by(name: &str, text: &str) -> Vec<u8> {
    match name {
        "clip.exe" => {
            let units = ['\u{feff}'].into_iter().chain(text.chars()).collect::<String>();
            units.encode_utf16().flat_map(u16::to_le_bytes).collect()
        }
        _ => text.as_bytes().to_vec(),
    }
}

/// Copies by OSC 52; the end of a sentence that begins with what was copied.
///
/// # Errors
/// That the terminal failed.
pub(super) fn by_terminal(
    text: &str,
    is_known: bool,
    terminal: &mut impl Write,
) -> io::Result<&'static str> {
    execute!(terminal, CopyToClipboard::to_clipboard_from(text))?;
    Ok(match is_known {
        true => "sent to the terminal's clipboard",
        false => "sent to the terminal, which may not have taken it",
    })
}

/// tmux has a command for it: it takes what a program writes only where `set-clipboard` is `on`,
/// which is not the default, and then says nothing of it.
pub(super) fn by_tmux(text: &str) -> Delivery {
    let ask = |words: &[&str]| ask(&[&["tmux"], words].concat());
    let load = |words: &[&str]| tell(&[&["tmux"], words].concat(), text.as_bytes()) == Ended::Well;
    let Some(setting) = ask(&["show-options", "-sv", "set-clipboard"]) else {
        return Delivery::Failed("tmux did not answer".to_owned());
    };
    // From version 3.2 on tmux sends on what it loads, and tells what its terminal can do.
    let can = || ask(&["display-message", "-p", "#{client_termfeatures}"]);
    let has_clipboard =
        || can().is_some_and(|can| can.split([',', '\n']).any(|f| f == "clipboard"));
    let sends = setting.trim() != "off" && has_clipboard();
    if sends && load(&["load-buffer", "-w", "-"]) {
        let said = "in tmux's buffer, and sent on to the terminal's clipboard";
        return Delivery::Done(said.to_owned());
    }
    match load(&["load-buffer", "-"]) {
        true => Delivery::Done(
            "in tmux's buffer only, as tmux sends nothing on to its terminal".to_owned(),
        ),
        false => Delivery::Failed("tmux did not take it".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The methods where some variables are set and some programs are there.
    fn here(choice: &Clipboard, set: &[(&str, &str)], programs: &[&str]) -> Vec<String> {
        let value = |name: &str| set.iter().find(|(other, _)| *other == name).map(|(_, v)| *v);
        let methods = methods_in(
            choice,
            &|name| value(name).is_some(),
            &|name| value(name).unwrap_or_default().to_owned(),
            &|name| programs.contains(&name),
        );
        let name = |method: Method| match method {
            Method::Tmux => "tmux".to_owned(),
            Method::Program(words) => words.join(" "),
            Method::Terminal { is_known: true } => "known terminal".to_owned(),
            Method::Terminal { is_known: false } => "terminal".to_owned(),
        };
        methods.into_iter().map(name).collect()
    }

    #[test]
    fn what_answers_stands_before_a_terminal_that_may_not() {
        let auto = &Clipboard::Auto;
        let all = ["wl-copy", "xclip", "xsel"];
        assert_eq!(here(auto, &[], &all), ["terminal"]);
        assert_eq!(
            here(auto, &[("DISPLAY", ":0")], &all),
            ["xclip -selection clipboard", "xsel --clipboard --input", "terminal"]
        );
        let wayland = [("WAYLAND_DISPLAY", "wayland-0")];
        assert_eq!(here(auto, &wayland, &all), ["wl-copy", "terminal"]);
        assert_eq!(here(auto, &wayland, &["xsel"]), ["terminal"], "it is not there");
        let kitty = [("KITTY_WINDOW_ID", "1"), ("DISPLAY", ":0")];
        assert_eq!(here(auto, &kitty, &["xsel"]), ["known terminal", "xsel --clipboard --input"]);
        let remote = [("SSH_TTY", "/dev/pts/0"), ("DISPLAY", ":10"), ("TERM", "foot")];
        assert_eq!(here(auto, &remote, &all), ["known terminal"]);
        let tmux = [("TMUX", "/tmp/x,1,0"), ("KITTY_WINDOW_ID", "1"), ("DISPLAY", ":0")];
        assert_eq!(here(auto, &tmux, &all), ["tmux", "terminal"], "who knows what it stands in");
        let screen = [("STY", "1.pts"), ("ALACRITTY_WINDOW_ID", "1")];
        assert_eq!(here(auto, &screen, &all), ["terminal"]);
        let wsl = [("WSL_DISTRO_NAME", "Debian")];
        assert_eq!(here(auto, &wsl, &["clip.exe"]), ["clip.exe", "terminal"]);
    }

    #[test]
    fn the_program_of_windows_gets_its_own_encoding() {
        let bytes = [0xff, 0xfe, 0x1c, 0x20, b'a', 0];
        assert_eq!(as_read_by("clip.exe", "“a"), bytes);
        assert_eq!(as_read_by("xsel", "“a"), "“a".as_bytes());
    }

    #[test]
    fn what_the_reader_chose_is_all_that_is_tried() {
        let set = [("TMUX", "/tmp/x,1,0"), ("DISPLAY", ":0")];
        for (choice, method) in [
            (Clipboard::Terminal, "terminal"),
            (Clipboard::Tool("tmux"), "tmux"),
            (Clipboard::Tool("xclip"), "xclip -selection clipboard"),
            (Clipboard::Command(vec!["my".into(), "copy".into()]), "my copy"),
        ] {
            assert_eq!(here(&choice, &set, &[]), [method]);
        }
    }
}
