//! The real binary in a pseudo-terminal: what it shows and what it sends.

mod support;

use std::io::Write;

use portable_pty::CommandBuilder;
use support::{Session, root, run, stand_in};

#[test]
fn the_readme_s_minute_a_name_its_quotes_and_the_source() {
    for size in [(80, 24), (200, 60)] {
        let mut session = Session::start(size.0, size.1, &[]);
        session.wait_for("1 Timeline");
        session.wait_for("2 Speakers");
        session.wait_for("3 Source");
        session.press("/rybkv");
        session.wait_for("8 of 25");
        session.press("<Enter><Enter>");
        session.wait_for("next quote");
        session.wait_for("understand how serious");
        assert!(!session.text().contains("Biden      “"), "only Ryabkov's quotes show");
        session.press("q");
        assert_eq!(session.exit_status(), 0);
        assert_eq!(session.leftovers(), Vec::<String>::new());
    }
}

#[test]
fn a_dataset_on_standard_input_leaves_the_keys_to_the_terminal() {
    let record = root().join("data/record.json");
    let mut command = CommandBuilder::new("sh");
    command.arg("-c");
    command.arg(format!(
        "exec \"{}\" - < \"{}\"",
        env!("CARGO_BIN_EXE_onrecord"),
        record.display()
    ));
    command.env("TERM", "xterm-256color");
    let mut session = Session::spawn(100, 30, command);
    session.wait_for("25 statements");
    session.press("/biden<Enter>");
    session.wait_for("4 of 25");
    session.press("q");
    assert_eq!(session.exit_status(), 0);
}

#[test]
fn while_it_loads_it_says_so_and_keys_are_taken() {
    let mut command = CommandBuilder::new("sh");
    command.arg("-c");
    // A dataset that never comes: whoever waits for it must still be able to leave.
    command.arg(format!("sleep 40 | exec \"{}\" -", env!("CARGO_BIN_EXE_onrecord")));
    command.env("TERM", "xterm-256color");
    let mut session = Session::spawn(100, 30, command);
    session.wait_for("reading standard input");
    session.press("/abc");
    session.wait_for("/ abc");
    session.press("<Esc>");
    session.wait_without("/ abc");
    session.press("q");
    session.wait("the main screen", |screen| !screen.alternate_screen());
    assert_eq!(session.leftovers(), Vec::<String>::new());
}

#[test]
fn a_broken_dataset_is_refused_in_one_sentence() {
    let mut file = tempfile::NamedTempFile::new().expect("a file");
    file.write_all(b"{\"version\": 1,\n \"title\": }").expect("written");
    let path = file.path().to_str().expect("UTF-8");
    let mut session = Session::start(100, 30, &[path]);
    assert_eq!(session.exit_status(), 2);
    let text = session.text();
    assert!(text.contains("onrecord: ") && text.contains("line 2"), "{text}");
    assert_eq!(session.leftovers(), Vec::<String>::new());
    for args in [&["check", path][..], &["query", "--dataset", path, ""]] {
        let (status, out, err) = run(args);
        assert_eq!((status, out.as_str()), (2, ""));
        assert!(err.lines().count() == 1 && err.contains(path) && err.contains("line 2"), "{err}");
    }
}

#[cfg(unix)]
#[test]
fn the_browser_gets_the_address_as_one_argument() {
    let folder = tempfile::tempdir().expect("a folder");
    let log = folder.path().join("log");
    for name in ["xdg-open", "open"] {
        let log = log.display();
        let script =
            format!("printf '%s\\n' \"$#\" \"$1\" > \"{log}.part\"; mv \"{log}.part\" \"{log}\"");
        stand_in(folder.path(), name, &script);
    }
    let path = format!("{}:/usr/bin:/bin", folder.path().display());
    let mut session = Session::start_in(100, 30, &[], &[("PATH", &path)]);
    session.wait_for("Timeline");
    session.press("o");
    session.wait_for("asked the browser");
    assert!(!String::from_utf8_lossy(&session.raw()).contains("\x1b]8"), "no links of its own");
    let until = std::time::Instant::now() + support::PATIENCE;
    while !log.exists() && std::time::Instant::now() < until {
        std::thread::sleep(std::time::Duration::from_millis(5));
    }
    let got = std::fs::read_to_string(&log).expect("the browser was called");
    let lines: Vec<&str> = got.lines().collect();
    assert_eq!(lines[0], "1");
    assert!(
        lines[1].starts_with("https://www.themoscowtimes.com/") && lines[1].contains("#:~:text=")
    );
}

#[test]
fn no_terminal_is_one_sentence_and_no_escape() {
    let (status, out, err) = run(&[]);
    assert_eq!((status, out.as_str()), (2, ""));
    assert!(err.lines().count() == 1 && err.contains("onrecord query"), "{err}");
    let mut session = Session::start_in(80, 24, &[], &[("TERM", "dumb")]);
    assert_eq!(session.exit_status(), 2);
    assert!(!session.raw().contains(&0x1b));
}

#[test]
fn without_colour_no_colour_is_sent() {
    let mut session = Session::start_in(100, 30, &[], &[("NO_COLOR", "1")]);
    session.wait_for("Timeline");
    session.press("/rybkv<Enter><Enter>");
    session.wait_for("next quote");
    let coloured = session.with_screen(|screen| {
        let cells =
            (0..30).flat_map(|row| (0..100).filter_map(move |column| screen.cell(row, column)));
        cells
            .into_iter()
            .any(|c| c.fgcolor() != vt100::Color::Default || c.bgcolor() != vt100::Color::Default)
    });
    assert!(!coloured);
    let reversed = session.with_screen(|screen| {
        (0..30).any(|row| {
            (0..100).any(|column| screen.cell(row, column).is_some_and(vt100::Cell::inverse))
        })
    });
    assert!(reversed, "the selected quote shows without colour");
}
