//! Imports run one way: `text ← dataset ← extract ← search ← export ← explorer ← keymap ← ui ← terminal
//! ← cli`.

use std::fs;
use std::path::{Path, PathBuf};

const ROOMS: [&str; 10] = [
    "text", "dataset", "extract", "search", "export", "explorer", "keymap", "ui", "terminal", "cli",
];

fn sources(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            sources(&path, files);
        } else if path.extension().is_some_and(|e| e == "rs") {
            files.push(path);
        }
    }
}

fn rooms_named_in(text: &str) -> Vec<&'static str> {
    let code = text.lines().filter(|line| !line.trim_start().starts_with("//"));
    let code: Vec<&str> = code.collect();
    let code = code.join("\n");
    let uses = code
        .split("crate::")
        .skip(1)
        .map(|rest| rest.split(|c: char| !c.is_alphanumeric() && c != '_').next());
    let mut found: Vec<&'static str> =
        uses.flatten().filter_map(|name| ROOMS.into_iter().find(|room| *room == name)).collect();
    found.dedup();
    found
}

#[test]
fn imports_run_to_the_left_only() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    sources(&src, &mut files);
    let mut checked = 0;
    for file in files {
        let path = file.strip_prefix(&src).expect("below src");
        let first = path.iter().next().and_then(|part| part.to_str()).expect("a name");
        let room = first.trim_end_matches(".rs");
        let Some(own) = ROOMS.iter().position(|r| *r == room) else {
            assert!(
                matches!(room, "lib" | "main"),
                "{room} is no room: name it in lib.rs and here"
            );
            continue;
        };
        for other in rooms_named_in(&fs::read_to_string(&file).expect("readable")) {
            let at = ROOMS.iter().position(|r| *r == other).expect("a room");
            assert!(at <= own, "{}: {room} may not use {other}", path.display());
            checked += 1;
        }
    }
    assert!(checked > 30, "the test reads imports: {checked}");
}

/// Threads that the system refuses are told of in one place.
#[test]
fn threads_are_started_in_one_place() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    sources(&src, &mut files);
    files.retain(|file| !file.ends_with("dataset/threads.rs"));
    for file in files {
        let text = fs::read_to_string(&file).expect("readable");
        for start in ["thread::spawn", "Builder::new().spawn", "ThreadPoolBuilder", ".spawn(||"] {
            assert!(!text.contains(start), "{}: {start}", file.display());
        }
    }
}

#[test]
fn one_room_each_for_the_terminal_and_for_fuzzy_matcher() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    sources(&src, &mut files);
    for file in files {
        let (path, text) =
            (file.display().to_string(), fs::read_to_string(&file).expect("readable"));
        let in_room = |room: &str| path.contains(&format!("/src/{room}"));
        assert!(in_room("search") || !text.contains("fuzzy_matcher::"), "{path}");
        assert!(
            in_room("terminal") || in_room("keymap/key.rs") || !text.contains("crossterm::"),
            "{path}"
        );
        // No other program is started but the browser, and tmux to copy.
        let starts = ["process::{Command", "process::Command", "open::that", "os::unix::process"];
        let starts = starts.iter().filter(|start| text.contains(**start)).count();
        let may_start = ["/src/terminal.rs", "/src/terminal/clipboard.rs"];
        let may_start = may_start.iter().any(|file| path.ends_with(file));
        assert_eq!(starts, usize::from(may_start), "{path}");
        assert!(
            in_room("cli.rs")
                || in_room("main.rs")
                || in_room("terminal")
                || !text.contains("println!"),
            "{path}"
        );
    }
}
