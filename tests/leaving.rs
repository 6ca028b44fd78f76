//! The real binary in a pseudo-terminal: how it leaves, stops, goes on and lies still. Whatever
//! happens, the terminal is as it was.
#![cfg(unix)]

mod support;

use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use onrecord::dataset::load::Origin;
use onrecord::explorer::Start;
use portable_pty::CommandBuilder;
use support::{PATIENCE, Session};

const NOTHING: Vec<String> = Vec::new();

fn kill(signal: &str, pid: u32) {
    let sent = Command::new("kill").args([format!("-{signal}"), pid.to_string()]).status();
    assert!(sent.expect("kill runs").success());
}

fn wait_until(what: &str, mut holds: impl FnMut() -> bool) {
    let until = Instant::now() + PATIENCE;
    while !holds() {
        assert!(Instant::now() < until, "waited for {what}");
        std::thread::sleep(Duration::from_millis(5));
    }
}

/// Waits until everything is there; the screen.
fn opened(session: &Session) -> String {
    let is_open = |screen: &vt100::Screen| {
        let text = screen.contents();
        text.contains("Timeline") && text.contains(" quotes") && !text.contains(" %")
    };
    session.wait("the record and its index", is_open);
    session.text()
}

#[test]
fn control_c_ends_it() {
    let mut session = Session::start(80, 24, &[]);
    session.wait_for("Timeline");
    session.press("/abc<Ctrl-c>");
    assert_eq!(session.exit_status(), 130);
    assert_eq!(session.leftovers(), NOTHING);
}

#[test]
fn signals_end_it() {
    for (signal, status) in [("TERM", 143), ("HUP", 129), ("INT", 130), ("QUIT", 131)] {
        let mut session = Session::start(80, 24, &[]);
        session.wait_for("Timeline");
        session.press("<F2>");
        session.wait_for("mouse on");
        kill(signal, session.pid());
        assert_eq!(session.exit_status(), status, "{signal}");
        assert_eq!(session.leftovers(), NOTHING, "{signal}");
    }
}

/// What a stopped program's state begins with, as `ps` tells it.
fn is_stopped(pid: u32) -> bool {
    let state = Command::new("ps").args(["-o", "stat=", "-p", &pid.to_string()]).output();
    String::from_utf8_lossy(&state.expect("ps runs").stdout).trim_start().starts_with('T')
}

#[test]
fn it_stops_and_goes_on() {
    let mut session = Session::start(80, 24, &[]);
    let (before, pid) = (opened(&session), session.pid());
    let stopped = |session: &Session| {
        wait_until("it to stop", || is_stopped(pid));
        wait_until("nothing left over", || session.leftovers() == NOTHING);
    };
    session.press("<Ctrl-z>");
    stopped(&session);
    kill("CONT", pid);
    session.wait("the whole screen again", |screen| screen.contents() == before);
    kill("TSTP", pid);
    stopped(&session);
    kill("CONT", pid);
    session.wait("the whole screen again", |screen| screen.contents() == before);
    // Nobody asks whether it can be stopped so; it takes the terminal again when it goes on.
    kill("STOP", pid);
    wait_until("it to stop", || is_stopped(pid));
    session.wipe();
    kill("CONT", pid);
    session.wait("the whole screen again", |screen| screen.contents() == before);
    session.press("/ry");
    session.wait_for("/ ry");
    session.press("<Esc>");
    session.wait_without("/ ry");
    session.press("q");
    assert_eq!(session.exit_status(), 0);
    assert_eq!(session.leftovers(), NOTHING);
}

/// Says in which file the panic is asked for; see [`a_panic_ends_it_and_is_told`].
const ASKED: &str = "ONRECORD_TEST_PANIC";

/// Not a test but a program with a fault, for the next one to run.
#[test]
#[ignore = "run by a_panic_ends_it_and_is_told, in a terminal"]
fn a_program_that_panics() {
    let Ok(asked) = std::env::var(ASKED) else { return };
    onrecord::terminal::end_on_panic();
    let explore = || onrecord::terminal::run(&Origin::BuiltIn, &Start::default()).is_ok();
    let is_beside = asked.ends_with("beside");
    let fault = move || {
        wait_until("the panic to be asked for", || Path::new(&asked).exists());
        panic!("made\u{1b}]0;on\u{7} purpose");
    };
    if is_beside {
        std::thread::spawn(fault);
        explore();
    } else {
        std::thread::spawn(explore);
        fault();
    }
}

#[test]
fn a_panic_ends_it_and_is_told() {
    let folder = tempfile::tempdir().expect("a folder");
    for thread in ["main", "beside"] {
        let asked = folder.path().join(thread);
        let mut command = CommandBuilder::new(std::env::current_exe().expect("this program"));
        command.args(["a_program_that_panics", "--exact", "--ignored", "--nocapture"]);
        command.env("TERM", "xterm-256color");
        command.env(ASKED, &asked);
        let mut session = Session::spawn(80, 24, command);
        session.wait_for("Timeline");
        std::fs::write(&asked, "").expect("written");
        assert_eq!(session.exit_status(), 101, "{thread}");
        assert_eq!(session.leftovers(), NOTHING, "{thread}");
        let told = session.text();
        assert!(
            told.contains("a fault of the program") && told.contains("made^[]0;on^G"),
            "{told}"
        );
    }
}

#[test]
fn the_sizes_of_a_terminal_come_and_go() {
    let mut session = Session::start(80, 24, &[]);
    let before = opened(&session);
    session.resize(0, 0);
    session.resize(1, 1);
    session.resize(30, 8);
    session.wait_for("onrecord needs 40");
    session.resize(500, 500);
    session.wait_for("Strategic Stability Dialogue, first round  Geneva");
    for storm in 0..100 {
        session.resize(1 + storm * 13 % 200, 1 + storm * 7 % 60);
    }
    session.resize(80, 24);
    session.wait("the first screen again", |screen| screen.contents() == before);
    // Away and back before it looks: what another program wrote over it goes all the same.
    session.wipe();
    session.resize(81, 24);
    session.resize(80, 24);
    session.wait("the first screen again", |screen| screen.contents() == before);
    session.wipe();
    session.press("<Ctrl-l>");
    session.wait("the first screen again", |screen| screen.contents() == before);
    session.press("q");
    assert_eq!(session.exit_status(), 0);
    assert_eq!(session.leftovers(), NOTHING);
}

/// How often the system has taken turns with a process's threads, all together.
#[cfg(target_os = "linux")]
fn turns(pid: u32) -> u64 {
    let threads = std::fs::read_dir(format!("/proc/{pid}/task")).expect("it runs");
    let statuses = threads.map(|thread| {
        std::fs::read_to_string(thread.expect("a thread").path().join("status"))
            .expect("its status")
    });
    let of = |status: String| -> u64 {
        let counts = status.lines().filter(|line| line.contains("ctxt_switches"));
        counts.filter_map(|line| line.split_whitespace().last()?.parse::<u64>().ok()).sum()
    };
    statuses.map(of).sum()
}

#[cfg(target_os = "linux")]
#[test]
fn idle_it_does_nothing_at_all() {
    let mut session = Session::start(80, 24, &[]);
    session.wait_for("Timeline");
    let mut before = (0, 0);
    // Once everything is there that was under way, it lies still.
    wait_until("rest", || {
        let now = (turns(session.pid()), session.raw().len());
        let rests = now == before;
        before = now;
        std::thread::sleep(Duration::from_millis(200));
        rests
    });
    std::thread::sleep(Duration::from_secs(1));
    assert_eq!((turns(session.pid()), session.raw().len()), before);
    session.press("q");
    assert_eq!(session.exit_status(), 0);
}

/// A terminal whose other end is the test's own, and a shell in it that ignores SIGHUP and tells
/// the status in a file. `then` is what the test does with its end.
#[cfg(target_os = "linux")]
fn in_a_bare_terminal(then: impl FnOnce(std::fs::File, u32)) -> String {
    use std::fs::File;
    use std::io::Read;

    use rustix::pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt};

    let folder = tempfile::tempdir().expect("a folder");
    let at = |name: &str| folder.path().join(name).display().to_string();
    let flags = OpenptFlags::RDWR | OpenptFlags::NOCTTY | OpenptFlags::CLOEXEC;
    let master = openpt(flags).expect("a pseudo-terminal");
    grantpt(&master).and_then(|()| unlockpt(&master)).expect("a pseudo-terminal");
    let name = ptsname(&master, Vec::new()).expect("its name").into_string().expect("UTF-8");
    let terminal = || File::options().read(true).write(true).open(&name).expect("the terminal");
    let script = format!(
        "trap '' HUP; stty rows 24 cols 80
         sh -c 'echo $$ > \"{0}\"; exec \"{1}\"'
         echo $? > \"{2}.part\"; mv \"{2}.part\" \"{2}\"",
        at("pid"),
        env!("CARGO_BIN_EXE_onrecord"),
        at("status"),
    );
    let mut child = Command::new("setsid")
        .args(["--ctty", "sh", "-c", &script])
        .env("TERM", "xterm-256color")
        .stdin(terminal())
        .stdout(terminal())
        .stderr(terminal())
        .spawn()
        .expect("setsid runs");
    let mut master = File::from(master);
    let mut seen = Vec::new();
    while !String::from_utf8_lossy(&seen).contains("Timeline") {
        let mut buffer = [0; 1 << 14];
        let got = master.read(&mut buffer).expect("it draws");
        seen.extend_from_slice(&buffer[..got]);
    }
    let pid = std::fs::read_to_string(at("pid")).expect("a number");
    then(master, pid.trim().parse().expect("a number"));
    wait_until("it to end", || Path::new(&at("status")).exists());
    let status = std::fs::read_to_string(at("status")).expect("a status");
    child.wait().expect("a child");
    status
}

#[cfg(target_os = "linux")]
#[test]
fn a_closed_terminal_ends_it_whoever_ignores_the_signal() {
    assert_eq!(in_a_bare_terminal(|terminal, _| drop(terminal)), "129\n");
}

#[cfg(target_os = "linux")]
#[test]
fn a_terminal_that_takes_nothing_any_more_does_not_hold_it() {
    use std::io::Write;

    let mut kept = None;
    let status = in_a_bare_terminal(|mut terminal, pid| {
        // Nobody reads what each of these has it draw.
        terminal.write_all(&b"\x0c".repeat(400)).expect("keys");
        wait_until("it to be held up", || {
            let before = turns(pid);
            std::thread::sleep(Duration::from_millis(200));
            turns(pid) == before
        });
        kill("TERM", pid);
        kept = Some(terminal);
    });
    assert_eq!(status, "143\n");
}
