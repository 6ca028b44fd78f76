//! The real binary in a pseudo-terminal: how it leaves, stops, goes on and lies still. Whatever
//! happens, the terminal is as it was.
#![cfg(unix)]

mod support;

use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use onrecord::config::Config;
use onrecord::dataset::annotations::store::AnnotationsFile;
use onrecord::explorer::Start;
use onrecord::record::RecordSources;
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

/// The letter that `ps` has for what a process does; `Z` where it has ended.
fn state(pid: u32) -> char {
    let state = Command::new("ps").args(["-o", "stat=", "-p", &pid.to_string()]).output();
    String::from_utf8_lossy(&state.expect("ps runs").stdout)
        .trim_start()
        .chars()
        .next()
        .unwrap_or('Z')
}

fn is_stopped(pid: u32) -> bool {
    state(pid) == 'T'
}

/// A shell with job control in a terminal, and onrecord as its job; the number of its process.
fn in_a_shell() -> (Session, u32) {
    let mut command = CommandBuilder::new("sh");
    command.arg("-i");
    command.env_clear();
    for (key, value) in [("TERM", "xterm-256color"), ("PS1", "shell> ")] {
        command.env(key, value);
    }
    command.env("PATH", std::env::var_os("PATH").unwrap_or_default());
    let mut session = Session::spawn(80, 24, command);
    session.wait_for("shell>");
    // Shells that edit the line themselves change the terminal's settings meanwhile.
    session.send(b"set +o emacs +o vi\n");
    session.send(format!("'{}'\n", env!("CARGO_BIN_EXE_onrecord")).as_bytes());
    session.opened();
    let shell = session.pid().to_string();
    let all = Command::new("ps").args(["-A", "-o", "pid=,ppid="]).output().expect("ps runs");
    let all = String::from_utf8_lossy(&all.stdout).into_owned();
    let job = all.lines().find_map(|line| {
        let (pid, parent) = line.trim().split_once(char::is_whitespace)?;
        (parent.trim() == shell).then(|| pid.parse().expect("a number"))
    });
    (session, job.expect("a child of the shell"))
}

/// Whether the terminal is as the shell had it, which now has it again.
fn is_the_shell_s(session: &Session) -> bool {
    session.leftovers() == NOTHING && session.text().trim_end().ends_with("shell>")
}

/// Waits until a job is stopped and the shell, which tells of it, has the terminal: for the first
/// time, the second one and so on.
fn wait_for_stop(session: &Session, pid: u32, time: usize) {
    wait_until("it to stop", || {
        let told = session.text().matches("Stopped").count();
        is_stopped(pid) && told >= time && is_the_shell_s(session)
    });
}

#[test]
fn it_stops_and_goes_on() {
    let (mut session, pid) = in_a_shell();
    let before = session.opened();
    let again = |session: &Session| {
        session.wait("the whole screen again", |screen| screen.contents() == before);
    };
    for (time, way) in [(1, "key"), (2, "TSTP")] {
        match way {
            "key" => session.press("<Ctrl-z>"),
            signal => kill(signal, pid),
        }
        wait_for_stop(&session, pid, time);
        session.send(b"fg\n");
        again(&session);
    }
    // Nobody asks whether it can be stopped so; it takes the terminal again when it goes on.
    kill("STOP", pid);
    wait_until("it to stop", || is_stopped(pid));
    session.wipe();
    session.send(b"fg\n");
    again(&session);
    session.press("/ry");
    session.wait_for("/ ry");
    session.press("<Esc>");
    session.wait_without("/ ry");
    session.press("q");
    wait_until("the shell's turn", || is_the_shell_s(&session));
}

#[test]
fn in_the_background_it_stays_stopped_and_leaves_the_terminal_alone() {
    let (mut session, pid) = in_a_shell();
    let before = session.opened();
    session.press("<Ctrl-z>");
    wait_for_stop(&session, pid, 1);
    let written = session.raw().len();
    session.send(b"bg; echo in the'' background\n");
    session.wait_for("in the background");
    wait_until("it to stop again", || is_stopped(pid));
    wait_until("the shell's turn", || is_the_shell_s(&session));
    let raw = session.raw()[written..].to_vec();
    assert!(!raw.contains(&0x1b), "{:?}", String::from_utf8_lossy(&raw));
    session.send(b"fg\n");
    session.wait("the whole screen again", |screen| screen.contents() == before);
}

#[test]
fn a_stopped_one_can_be_ended() {
    for signal in ["TERM", "HUP", "INT", "QUIT"] {
        let (mut session, pid) = in_a_shell();
        session.press("<Ctrl-z>");
        wait_for_stop(&session, pid, 1);
        // As `kill %1` does.
        kill(signal, pid);
        kill("CONT", pid);
        wait_until("it to end", || state(pid) == 'Z');
        wait_until("the shell's turn", || is_the_shell_s(&session));
    }
}

#[test]
fn in_a_window_of_its_own_it_does_not_stop() {
    let mut session = Session::start(80, 24, &[]);
    session.opened();
    session.press("<Ctrl-z>");
    session.wait_for("not stopped");
    session.press("j");
    session.wait_without("not stopped");
    kill("TSTP", session.pid());
    session.wait_for("not stopped");
    assert!(!is_stopped(session.pid()));
    session.press("q");
    assert_eq!(session.exit_status(), 0);
    assert_eq!(session.leftovers(), NOTHING);
}

/// Says by which file a fault is asked for, whose name says which; see
/// [`a_panic_ends_it_and_is_told`].
const ASKED: &str = "ONRECORD_TEST_FAULT";

/// Not a test but a program with a fault, for the next ones to run.
#[test]
#[ignore = "run by a_panic_ends_it_and_is_told, in a terminal"]
fn a_program_with_a_fault() {
    let Ok(asked) = std::env::var(ASKED) else { return };
    onrecord::terminal::end_on_panic();
    let record = RecordSources::named(Vec::new(), AnnotationsFile::None).expect("a record");
    let explore = move || {
        let config = Config::default();
        onrecord::terminal::run(&record, false, &Start::default(), config).is_ok()
    };
    let how = Path::new(&asked).file_name().unwrap_or_default().to_owned();
    let is_beside = how != "main";
    let fault = move || {
        wait_until("the fault to be asked for", || Path::new(&asked).exists());
        if how == "abort" {
            std::process::abort();
        } else if how == "memory" {
            drop(std::hint::black_box(Vec::<u8>::with_capacity(isize::MAX as usize)));
        }
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

/// Runs [`a_program_with_a_fault`] until it has ended.
fn after_a_fault(fault: &str) -> (Session, u32) {
    let folder = tempfile::tempdir().expect("a folder");
    let asked = folder.path().join(fault);
    let mut command = CommandBuilder::new(std::env::current_exe().expect("this program"));
    command.args(["a_program_with_a_fault", "--exact", "--ignored", "--nocapture"]);
    command.env("TERM", "xterm-256color");
    command.env(ASKED, &asked);
    let mut session = Session::spawn(80, 24, command);
    session.opened();
    std::fs::write(&asked, "").expect("written");
    let status = session.exit_status();
    (session, status)
}

#[test]
fn a_panic_ends_it_and_is_told() {
    for thread in ["main", "beside"] {
        let (session, status) = after_a_fault(thread);
        assert_eq!(status, 101, "{thread}");
        assert_eq!(session.leftovers(), NOTHING, "{thread}");
        let told = session.text();
        assert!(
            told.contains("a fault of the program") && told.contains("made^[]0;on^G"),
            "{told}"
        );
    }
}

#[test]
fn memory_that_runs_out_leaves_the_terminal_as_it_was() {
    for fault in ["abort", "memory"] {
        let (session, status) = after_a_fault(fault);
        assert_ne!(status, 0, "{fault}");
        assert_eq!(session.leftovers(), NOTHING, "{fault}");
        assert!(session.text().contains("for want of memory"), "{}", session.text());
    }
}

/// Where no more processes are allowed, which binds everybody but the system's administrator.
#[cfg(target_os = "linux")]
#[test]
fn too_few_threads_are_told_in_one_sentence() {
    use std::os::unix::fs::PermissionsExt;

    let folder = tempfile::tempdir().expect("a folder");
    let binary = folder.path().join("onrecord");
    let for_all = |path: &Path| {
        std::fs::set_permissions(path, PermissionsExt::from_mode(0o755)).expect("permissions");
    };
    std::fs::copy(env!("CARGO_BIN_EXE_onrecord"), &binary).expect("a copy");
    for_all(&binary);
    for_all(folder.path());
    let is_administrator = rustix::process::geteuid().is_root();
    let limited = "ulimit -u 1 2>/dev/null || ulimit -p 1; exec \"$0\" \"$@\"";
    for args in [&[][..], &["query", "treaty"]] {
        let mut words = Vec::new();
        if is_administrator {
            words.extend(["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"]);
        }
        words.extend(["sh", "-c", limited, binary.to_str().expect("UTF-8")]);
        words.extend(args);
        let mut command = CommandBuilder::new(words[0]);
        command.args(&words[1..]);
        command.env("TERM", "xterm-256color");
        let mut session = Session::spawn(100, 24, command);
        assert_eq!(session.exit_status(), 2, "{}", session.text());
        let told = session.text();
        assert!(told.contains("allows no more threads") && told.contains("ulimit -u"), "{told}");
        assert!(told.lines().count() <= 2 && !told.contains("a fault of the program"), "{told}");
        assert_eq!(session.leftovers(), NOTHING);
    }
}

/// What a terminal sends that was cut off, or that nobody knows.
const BROKEN: [&[u8]; 6] =
    [b"\x1b[<", b"\x1b[?", b"\x1b[1;", b"\x1b[200~", b"\x1b[200~half", b"\x1b[<0;1"];

#[test]
fn keys_come_through_after_a_broken_sequence() {
    for broken in BROKEN {
        let mut session = Session::start(80, 24, &[]);
        session.opened();
        session.send(broken);
        // Typed until it is there: the first ones may be taken for the sequence's.
        wait_until("the filter line", || {
            session.send(b"/");
            std::thread::sleep(Duration::from_millis(50));
            session.text().contains("keep")
        });
        session.send(broken);
        session.send(b"\x03");
        assert_eq!(session.exit_status(), 130, "{broken:?}");
        assert_eq!(session.leftovers(), NOTHING);
    }
}

#[test]
fn a_change_of_size_is_never_lost() {
    for _ in 0..20 {
        let session = Session::start(80, 24, &[]);
        session.wait("the other screen", vt100::Screen::alternate_screen);
        session.resize(30, 8);
        session.wait_for("onrecord needs 40");
    }
    let mut session = Session::start(80, 24, &[]);
    session.opened();
    for turn in 0..60 {
        let (columns, rows) = if turn % 2 == 0 { (100, 30) } else { (80, 24) };
        session.resize(columns, rows);
        session.press(if turn % 40 < 20 { "j" } else { "k" });
        session.wait("a frame of the new size", |screen| {
            let last = screen.rows(0, columns).nth(usize::from(rows) - 1).unwrap_or_default();
            last.contains("help")
        });
    }
}

#[test]
fn the_sizes_of_a_terminal_come_and_go() {
    let mut session = Session::start(80, 24, &[]);
    let before = session.opened();
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
    // A thread that has ended since it was listed has no status, and takes no more turns.
    let statuses = threads.filter_map(|thread| {
        std::fs::read_to_string(thread.expect("a thread").path().join("status")).ok()
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
        .env("ONRECORD_DATA", folder.path())
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
