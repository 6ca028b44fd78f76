//! The real binary in a pseudo-terminal, and what its screen shows.

// Each test target uses a part of this.
#![allow(dead_code, unreachable_pub)]

pub mod svg;

use std::io::{Read, Write};
use std::num::NonZeroU16;
use std::path::Path;
use std::sync::{Arc, Condvar, Mutex};
use std::time::{Duration, Instant};

use crossterm::event::{KeyCode, KeyModifiers};
use onrecord::keymap::{KeyPress, keys};
use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};

/// The one limit on how long anything may take.
pub const PATIENCE: Duration = Duration::from_secs(30);

/// A folder for annotations of the built-in record in which there are none.
pub const NO_DATA: &str = concat!(env!("CARGO_TARGET_TMPDIR"), "/no-data");

/// What was read from the terminal.
struct Shared {
    parser: vt100::Parser,
    raw: Vec<u8>,
    /// Whether a frame is being written: between the marks of a synchronized update.
    drawing: bool,
    closed: bool,
}

/// A program in a terminal.
pub struct Session {
    child: Box<dyn Child + Send + Sync>,
    master: Box<dyn MasterPty + Send>,
    writer: Box<dyn Write + Send>,
    shared: Arc<(Mutex<Shared>, Condvar)>,
    /// What it keeps of a session is another's in no other test.
    _data: tempfile::TempDir,
    /// How the terminal was set up before.
    #[cfg(unix)]
    settings: String,
}

impl Session {
    /// Starts onrecord with arguments in a terminal of some columns and rows.
    pub fn start(columns: u16, rows: u16, args: &[&str]) -> Self {
        Self::start_in(columns, rows, args, &[])
    }

    /// [`Self::start`] with more environment.
    pub fn start_in(columns: u16, rows: u16, args: &[&str], env: &[(&str, &str)]) -> Self {
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_onrecord"));
        command.args(args);
        command.env_clear();
        command.env("TERM", "xterm-256color");
        command.env("PATH", std::env::var_os("PATH").unwrap_or_default());
        for (key, value) in env {
            command.env(key, value);
        }
        Self::spawn(columns, rows, command)
    }

    /// Starts a command in a terminal, with a data folder of its own where none is named.
    pub fn spawn(columns: u16, rows: u16, mut command: CommandBuilder) -> Self {
        command.env("XDG_CONFIG_HOME", NO_DATA);
        let data = tempfile::tempdir().expect("a folder");
        if !command.iter_extra_env_as_str().any(|(key, _)| key == "ONRECORD_DATA") {
            command.env("ONRECORD_DATA", data.path());
        }
        let size = PtySize { rows, cols: columns, pixel_width: 0, pixel_height: 0 };
        let pair = native_pty_system().openpty(size).expect("a pseudo-terminal");
        #[cfg(unix)]
        let settings = format!("{:?}", pair.master.get_termios());
        let child = pair.slave.spawn_command(command).expect("the binary starts");
        let mut reader = pair.master.try_clone_reader().expect("a reader");
        let writer = pair.master.take_writer().expect("a writer");
        let shared = Shared {
            parser: vt100::Parser::new(at_least_one(rows), at_least_one(columns), 0),
            raw: Vec::new(),
            drawing: false,
            closed: false,
        };
        let shared = Arc::new((Mutex::new(shared), Condvar::new()));
        let for_reader = Arc::clone(&shared);
        std::thread::spawn(move || {
            let mut buffer = [0; 1 << 16];
            loop {
                let got = reader.read(&mut buffer).unwrap_or(0);
                let (lock, changed) = &*for_reader;
                let mut shared = lock.lock().expect("no panic holds it");
                shared.parser.process(&buffer[..got]);
                shared.raw.extend_from_slice(&buffer[..got]);
                shared.drawing =
                    last(&shared.raw, b"\x1b[?2026h") > last(&shared.raw, b"\x1b[?2026l");
                shared.closed |= got == 0;
                changed.notify_all();
                if got == 0 {
                    return;
                }
            }
        });
        #[cfg(unix)]
        return Self { child, writer, shared, settings, master: pair.master, _data: data };
        #[cfg(not(unix))]
        return Self { child, writer, shared, master: pair.master, _data: data };
    }

    /// Whether the screen, with no frame half drawn, comes to fulfil a condition.
    pub fn comes_to(&self, holds: impl Fn(&vt100::Screen) -> bool) -> bool {
        let (lock, changed) = &*self.shared;
        let mut shared = lock.lock().expect("no panic holds it");
        let until = Instant::now() + PATIENCE;
        while shared.drawing || !holds(shared.parser.screen()) {
            let left = until.saturating_duration_since(Instant::now());
            if left.is_zero() || shared.closed && !holds(shared.parser.screen()) {
                return false;
            }
            shared = changed.wait_timeout(shared, left).expect("no panic holds it").0;
        }
        true
    }

    /// Waits until the screen, with no frame half drawn, fulfils a condition.
    pub fn wait(&self, what: &str, holds: impl Fn(&vt100::Screen) -> bool) {
        assert!(self.comes_to(holds), "waited for {what}; the screen is\n{}", self.text());
    }

    /// Waits until everything is there; the screen's text.
    pub fn opened(&self) -> String {
        self.wait("the record and its index", |screen| {
            let text = screen.contents();
            let counts = text.contains(" quotes") || text.contains(" statements");
            text.contains("Timeline") && counts && !text.contains(" %")
        });
        self.text()
    }

    /// Waits until the screen holds a text.
    pub fn wait_for(&self, text: &str) {
        self.wait(&format!("{text:?}"), |screen| screen.contents().contains(text));
    }

    /// Waits until the screen no longer holds a text.
    pub fn wait_without(&self, text: &str) {
        self.wait(&format!("no {text:?}"), |screen| !screen.contents().contains(text));
    }

    /// The screen's text.
    pub fn text(&self) -> String {
        self.with_screen(vt100::Screen::contents)
    }

    /// Looks at the screen.
    pub fn with_screen<T>(&self, look: impl FnOnce(&vt100::Screen) -> T) -> T {
        look(self.shared.0.lock().expect("no panic holds it").parser.screen())
    }

    /// All bytes the program wrote.
    pub fn raw(&self) -> Vec<u8> {
        self.shared.0.lock().expect("no panic holds it").raw.clone()
    }

    /// Types keys, as `/treaty<Enter>`.
    pub fn press(&mut self, text: &str) {
        let bytes: Vec<u8> = keys(text).expect("keys").into_iter().flat_map(bytes_of).collect();
        self.writer.write_all(&bytes).expect("the terminal takes keys");
        self.writer.flush().expect("the terminal takes keys");
    }

    /// Sends bytes as they are.
    pub fn send(&mut self, bytes: &[u8]) {
        self.writer.write_all(bytes).expect("the terminal takes bytes");
        self.writer.flush().expect("the terminal takes bytes");
    }

    /// Changes the terminal's size.
    pub fn resize(&self, columns: u16, rows: u16) {
        let mut shared = self.shared.0.lock().expect("no panic holds it");
        shared.parser.screen_mut().set_size(at_least_one(rows), at_least_one(columns));
        let size = PtySize { rows, cols: columns, pixel_width: 0, pixel_height: 0 };
        self.master.resize(size).expect("the terminal resizes");
    }

    /// Wipes the screen, as another program does that writes to the same terminal.
    pub fn wipe(&self) {
        self.shared.0.lock().expect("no panic holds it").parser.process(b"\x1b[2J");
    }

    /// The process.
    pub fn pid(&self) -> u32 {
        self.child.process_id().expect("it runs")
    }

    /// Waits for the end; the exit status.
    pub fn exit_status(&mut self) -> u32 {
        let until = Instant::now() + PATIENCE;
        loop {
            if let Some(status) = self.child.try_wait().expect("a child") {
                // What it wrote last is still on its way.
                let (lock, changed) = &*self.shared;
                let shared = lock.lock().expect("no panic holds it");
                let closed =
                    changed.wait_timeout_while(shared, Duration::from_secs(1), |s| !s.closed);
                drop(closed);
                return status.exit_code();
            }
            assert!(Instant::now() < until, "still running; the screen is\n{}", self.text());
            std::thread::sleep(Duration::from_millis(5));
        }
    }

    /// What the program left behind in the terminal: alternate screen, hidden cursor, mouse, paste,
    /// other settings than before.
    pub fn leftovers(&self) -> Vec<String> {
        self.with_screen(|screen| {
            let mut left = Vec::new();
            let mut add = |is, what: &str| {
                if is {
                    left.push(what.to_owned());
                }
            };
            #[cfg(unix)]
            add(format!("{:?}", self.master.get_termios()) != self.settings, "settings");
            add(screen.alternate_screen(), "alternate screen");
            add(screen.hide_cursor(), "hidden cursor");
            add(screen.bracketed_paste(), "bracketed paste");
            add(screen.mouse_protocol_mode() != vt100::MouseProtocolMode::None, "mouse");
            left
        })
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn at_least_one(size: u16) -> NonZeroU16 {
    NonZeroU16::new(size).unwrap_or(NonZeroU16::MIN)
}

fn last(haystack: &[u8], needle: &[u8]) -> Option<usize> {
    haystack.windows(needle.len()).rposition(|window| window == needle)
}

/// What a terminal sends for a key.
fn bytes_of(key: KeyPress) -> Vec<u8> {
    let has = |modifier| key.modifiers().contains(modifier);
    let alt = has(KeyModifiers::ALT);
    let plain: &[u8] = match key.code() {
        KeyCode::Char(c) if has(KeyModifiers::CONTROL) => &[c as u8 & 0x1f],
        KeyCode::Char(c) => &c.to_string().into_bytes(),
        KeyCode::Enter => b"\r",
        KeyCode::Esc => b"\x1b",
        KeyCode::Tab if has(KeyModifiers::SHIFT) => b"\x1b[Z",
        KeyCode::Tab => b"\t",
        KeyCode::Backspace => b"\x7f",
        KeyCode::Delete => b"\x1b[3~",
        KeyCode::Up => b"\x1b[A",
        KeyCode::Down => b"\x1b[B",
        KeyCode::Right if alt => return b"\x1b[1;3C".to_vec(),
        KeyCode::Left if alt => return b"\x1b[1;3D".to_vec(),
        KeyCode::Right => b"\x1b[C",
        KeyCode::Left => b"\x1b[D",
        KeyCode::Home => b"\x1b[H",
        KeyCode::End => b"\x1b[F",
        KeyCode::PageUp => b"\x1b[5~",
        KeyCode::PageDown => b"\x1b[6~",
        KeyCode::F(1) => b"\x1bOP",
        KeyCode::F(2) => b"\x1bOQ",
        KeyCode::F(5) => b"\x1b[15~",
        _ => panic!("no bytes for {key}"),
    };
    if alt { [b"\x1b", plain].concat() } else { plain.to_vec() }
}

/// Runs onrecord without a terminal: status, standard output, standard error.
pub fn run(args: &[&str]) -> (i32, String, String) {
    let output = std::process::Command::new(env!("CARGO_BIN_EXE_onrecord"))
        .env("ONRECORD_DATA", NO_DATA)
        .env("XDG_CONFIG_HOME", NO_DATA)
        .args(args)
        .stdin(std::process::Stdio::null())
        .output()
        .expect("the binary starts");
    (
        output.status.code().expect("an exit status"),
        String::from_utf8(output.stdout).expect("UTF-8"),
        String::from_utf8(output.stderr).expect("UTF-8"),
    )
}

/// A program of some name, as a script, that others find first.
#[cfg(unix)]
pub fn stand_in(folder: &std::path::Path, name: &str, script: &str) {
    use std::os::unix::fs::PermissionsExt;
    let program = folder.join(name);
    std::fs::write(&program, format!("#!/bin/sh\n{script}\n")).expect("written");
    std::fs::set_permissions(&program, PermissionsExt::from_mode(0o755)).expect("executable");
}

/// The project's root.
pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}
