//! Mending in the real program: what is changed holds when it is opened again and rebuilt, two
//! programs lose nothing of each other's, and whatever happens the file is whole.
#![cfg(unix)]

mod support;

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use onrecord::dataset::annotations::store;
use portable_pty::CommandBuilder;
use serde_json::Value;
use support::{Session, root, run};
use tempfile::TempDir;

const ARTICLE: &str = "Harbour talks go on\n\nDate: 2024-03-02\n\n\
    Anna Weber, the mayor, met Karl Braun in Bonn on Friday.\n\n\
    “The harbour will be open by the spring,” Weber said.\n\n\
    “We have heard that before and we will hear it again,” said Braun.\n\n\
    “Nobody wants a harbour without ships,” she added.\n";

/// A folder with articles and the record that was built of them.
struct Desk {
    folder: TempDir,
    record: PathBuf,
}

impl Desk {
    fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        fs::create_dir(folder.path().join("articles")).expect("made");
        let desk = Self { record: folder.path().join("talks.json"), folder };
        desk.write(ARTICLE);
        desk.build();
        desk
    }

    fn write(&self, article: &str) {
        fs::write(self.folder.path().join("articles/talks.txt"), article).expect("written");
    }

    /// Builds the record; what is told.
    fn build(&self) -> String {
        let articles = self.folder.path().join("articles");
        let (status, _, told) = run(&["build", text(&articles), "-o", text(&self.record)]);
        assert_eq!(status, 0, "{told}");
        told
    }

    fn open(&self) -> Session {
        let session = Session::start(100, 30, &[text(&self.record)]);
        session.wait_for("3 Source");
        session.opened();
        session
    }

    fn annotations(&self) -> PathBuf {
        store::beside(&self.record)
    }

    /// Who said what, of each quote in the record.
    fn quotes(&self) -> Vec<(String, Option<String>)> {
        let record: Value =
            serde_json::from_slice(&fs::read(&self.record).expect("there")).expect("JSON");
        let one = |quote: &Value| {
            let text = quote["text"].as_str().expect("text").to_owned();
            (text, quote["speaker"].as_str().map(str::to_owned))
        };
        record["quotes"].as_array().expect("a list").iter().map(one).collect()
    }
}

fn text(path: &Path) -> &str {
    path.to_str().expect("UTF-8")
}

fn quit(mut session: Session) {
    session.press("q");
    assert_eq!(session.exit_status(), 0);
    assert_eq!(session.leftovers(), Vec::<String>::new());
}

#[test]
fn a_wrong_speaker_is_mended_in_four_keys_and_a_name_for_good() {
    let desk = Desk::new();
    let mut session = desk.open();
    session.press("G");
    session.wait_for("Nobody wants a harbour without ships");
    session.press("esIda Holm<Enter>");
    session.wait_for("u takes it back");
    session.wait_for("Ida Holm");
    session.wait_for("± changed by a reader");
    session.press("enask in Bonn<Enter>");
    session.wait_for("note: ask in Bonn");
    quit(session);
    // Opened again it holds.
    let session = desk.open();
    session.wait_for("Ida Holm");
    quit(session);
    let (_, found, _) =
        run(&["query", "--dataset", text(&desk.record), "corrected:yes", "--format", "jsonl"]);
    assert!(found.contains("Ida Holm") && found.contains("ask in Bonn"), "{found}");
    // Built again it holds too, twice the same bytes, and the file is told of.
    let told = desk.build();
    assert!(told.contains("2 of 2 annotations applied"), "{told}");
    let once = fs::read(&desk.record).expect("there");
    desk.build();
    assert_eq!(fs::read(&desk.record).expect("there"), once);
    let ida = Some("ida-holm".to_owned());
    assert!(desk.quotes().iter().any(|(_, speaker)| *speaker == ida), "{:?}", desk.quotes());
    // Other words there are another quote: the correction is listed, and kept.
    desk.write(&ARTICLE.replace("without ships", "that has no ships at all"));
    let told = desk.build();
    assert!(told.contains("does not stand in article"), "{told}");
    assert!(desk.quotes().iter().all(|(_, speaker)| *speaker != ida), "{:?}", desk.quotes());
    let (_, out, err) = run(&["check", text(&desk.record)]);
    assert!(out.contains("1 annotation fits nothing any more"), "{out}");
    assert!(err.contains("talks.annotations.json: quotes: "), "{err}");
    let mut session = desk.open();
    session.press("A");
    session.wait_for("fits nothing: ");
    session.wait_for("ask in Bonn");
    session.press("<Esc>");
    session.wait_without("fits nothing: ");
    quit(session);
    let kept = store::read(&desk.annotations()).expect("sound");
    assert_eq!(kept.quotes[0].note.as_deref(), Some("ask in Bonn"));
    let (_, out, _) = run(&["check", "--no-annotations", text(&desk.record)]);
    assert!(out.contains("is sound"), "{out}");
}

#[test]
fn enter_alone_takes_no_day_from_a_meeting() {
    let desk = Desk::new();
    let mut session = desk.open();
    session.press("gk");
    session.press("ed");
    session.wait_for("as it is now");
    session.press("<Enter>");
    session.wait_without("as it is now");
    session.wait_for("left as it is");
    session.wait_for("1 Mar");
    assert!(!desk.annotations().exists(), "nothing was changed");
    // Days and months are read as people write them, near the day that was told.
    for (typed, day) in [("3 march", "2024-03-03"), ("April 2024", "2024-04")] {
        session.press(&format!("ed{typed}"));
        session.wait_for(typed);
        session.press("<Enter>");
        session.wait_for("another day");
        session.wait("the day is saved", |_| {
            let kept = store::read(&desk.annotations()).unwrap_or_default();
            kept.meetings.first().and_then(|meeting| meeting.date.as_deref()) == Some(day)
        });
    }
    quit(session);
}

#[test]
fn two_programs_on_one_file_lose_nothing() {
    let desk = Desk::new();
    let (mut one, mut two) = (desk.open(), desk.open());
    one.press("gja");
    two.press("Gm");
    one.wait_for("right as it is");
    two.wait_for("marked (marked)");
    one.press("enfrom one<Enter>");
    two.press("enfrom two<Enter>");
    one.wait_for("note: from one");
    two.wait_for("note: from two");
    // Both write the same entry.
    one.press("Gm");
    one.wait_for("mark");
    quit(one);
    quit(two);
    let both = store::read(&desk.annotations()).expect("sound");
    let notes: Vec<&str> = both.quotes.iter().filter_map(|one| one.note.as_deref()).collect();
    assert!(notes.contains(&"from one") && notes.contains(&"from two"), "{both:?}");
    assert!(both.quotes.iter().any(|one| one.approved), "{both:?}");
}

#[test]
fn another_program_s_changes_are_read_while_it_watches() {
    let desk = Desk::new();
    let watching = Session::start(100, 30, &["--watch", text(&desk.record)]);
    watching.wait_for("3 Source");
    watching.opened();
    let mut other = desk.open();
    other.press("GesIda Holm<Enter>");
    other.wait_for("u takes it back");
    watching.wait_for("Ida Holm");
    desk.write(&ARTICLE.replace("Harbour talks go on", "Harbour talks end"));
    desk.build();
    watching.wait_for("Harbour talks end");
    quit(other);
    quit(watching);
}

/// How many runs; `ONRECORD_KILLS` asks for more.
fn kills() -> usize {
    std::env::var("ONRECORD_KILLS").ok().and_then(|count| count.parse().ok()).unwrap_or(12)
}

#[test]
fn killed_at_any_moment_what_was_shown_is_in_the_file() {
    let desk = Desk::new();
    for round in 0..kills() {
        let _ = fs::remove_file(desk.annotations());
        let mut session = desk.open();
        session.press("gj");
        // Notes are taken one after the other, until it is killed.
        for at in 0..round % 5 {
            session.press(&format!("en<Ctrl-u>{at}<Enter>"));
            session.wait_for(&format!("note: {at}"));
        }
        let shown = round % 5;
        session.press("en<Ctrl-u>last<Enter>");
        std::thread::sleep(Duration::from_micros(
            u64::try_from(round).expect("few") * 997 % 12_000,
        ));
        let signal = if round % 2 == 0 { "-KILL" } else { "-TERM" };
        let pid = session.pid().to_string();
        std::process::Command::new("kill").args([signal, &pid]).status().expect("kill runs");
        session.exit_status();
        let saved = store::read(&desk.annotations()).expect("whole");
        let note = saved.quotes.first().and_then(|one| one.note.clone());
        let before = shown.checked_sub(1).map(|at| at.to_string());
        // What is half typed at a signal is kept where no other note stood.
        let half = note.as_ref().is_some_and(|note| "last".starts_with(note));
        let is_half = before.is_none() && signal == "-TERM" && half;
        assert!(
            note == Some("last".into()) || note == before || is_half,
            "{note:?} after {before:?}"
        );
    }
}

#[test]
fn a_note_being_typed_is_kept_when_the_program_is_ended_and_one_that_stood_is_not_replaced() {
    let desk = Desk::new();
    let end_while_typing = |keys: &str, typed: &str| {
        let mut session = desk.open();
        session.press("gj");
        session.press(&format!("en{keys}"));
        session.wait_for(typed);
        let pid = session.pid().to_string();
        std::process::Command::new("kill").args(["-TERM", &pid]).status().expect("kill runs");
        assert_eq!(session.exit_status(), 143);
        let saved = store::read(&desk.annotations()).expect("whole");
        saved.quotes.first().and_then(|one| one.note.clone())
    };
    let note = |words: &str| Some(words.to_owned());
    assert_eq!(end_while_typing("ask her off", "ask her off"), note("ask her off"));
    assert_eq!(end_while_typing("ice", "ask her office"), note("ask her office"));
    assert_eq!(end_while_typing("<Ctrl-u>none", "none"), note("ask her office"));
}

#[test]
fn what_cannot_be_saved_is_kept_and_offered_at_the_end() {
    let desk = Desk::new();
    let elsewhere = desk.folder.path().join("kept.json");
    // A disk on which nothing has room.
    let script = format!(
        "ulimit -f 0; exec \"{}\" \"{}\"",
        env!("CARGO_BIN_EXE_onrecord"),
        text(&desk.record)
    );
    let mut command = CommandBuilder::new("sh");
    command.args(["-c", &script]);
    command.env("TERM", "xterm-256color");
    let mut session = Session::spawn(100, 30, command);
    session.wait_for("3 Source");
    session.opened();
    session.press("gjm");
    session.wait_for("NOT SAVED");
    assert!(!desk.annotations().exists());
    // It is said once, and what is done shows all the same.
    session.press("j");
    session.press("a");
    session.wait_for("right as it is");
    session.press("q");
    session.wait_for("Not saved: write the annotations to");
    session.press(&format!("<Ctrl-u>{}<Enter>", text(&elsewhere)));
    session.wait_for("cannot be written");
    session.press("<Ctrl-q>");
    assert_eq!(session.exit_status(), 0);
    assert_eq!(session.leftovers(), Vec::<String>::new());
    // What has no room where it belongs is written where there is some.
    let plain = desk.folder.path().join("plain");
    fs::write(&plain, "").expect("written");
    let nowhere = plain.join("x.json");
    let args = ["--annotations", text(&nowhere), text(&desk.record)];
    let mut session = Session::start(100, 30, &args);
    session.wait_for("3 Source");
    session.opened();
    session.press("gjm");
    session.wait_for("NOT SAVED");
    session.press("q");
    session.wait_for("Not saved: write the annotations to");
    session.press(&format!("<Ctrl-u>{}<Enter>", text(&elsewhere)));
    session.wait_for("written to");
    quit(session);
    assert_eq!(store::read(&elsewhere).expect("sound").quotes[0].marks, ["marked"]);
}

#[test]
fn a_broken_file_is_told_in_one_sentence_and_left_alone() {
    let desk = Desk::new();
    fs::write(desk.annotations(), "{\"quotes\": [{\"sayd\": 1}]}").expect("written");
    for args in
        [&["query", "--dataset", text(&desk.record), ""][..], &["check", text(&desk.record)]]
    {
        let (status, _, err) = run(args);
        assert_eq!((status, err.lines().count()), (2, 1), "{err}");
        assert!(err.contains("talks.annotations.json is no file of annotations: "), "{err}");
    }
    let mut session = Session::start(100, 30, &[text(&desk.record)]);
    session.wait_for("--no-annotations");
    assert_eq!(session.exit_status(), 2);
    let (status, _, _) = run(&["query", "--no-annotations", "--dataset", text(&desk.record), ""]);
    assert_eq!(status, 0);
    assert_eq!(fs::read(desk.annotations()).expect("there"), b"{\"quotes\": [{\"sayd\": 1}]}");
}

#[test]
fn the_built_in_record_is_annotated_in_the_data_folder() {
    let folder = tempfile::tempdir().expect("a folder");
    let data = folder.path().join("new");
    let mut session = Session::start_in(100, 30, &[], &[("ONRECORD_DATA", text(&data))]);
    session.wait_for("3 Source");
    session.opened();
    session.press("m");
    session.wait_for("marked (marked)");
    quit(session);
    let is_file = |entry: &fs::DirEntry| entry.path().is_file();
    let names: Vec<_> = fs::read_dir(&data).expect("made").flatten().filter(is_file).collect();
    assert_eq!(names.len(), 1);
    let name = names[0].file_name().into_string().expect("UTF-8");
    assert!(name.starts_with("u-s-russia-strategic-stability-dialogue-2021-"), "{name}");
    assert!(name.ends_with(".annotations.json"), "{name}");
    let marked = store::read(&names[0].path()).expect("sound");
    assert_eq!(marked.quotes[0].marks, ["marked"]);
    assert!(root().join("data/record.json").exists());
}

#[test]
fn what_is_marked_leaves_as_markdown_and_nothing_is_overwritten_unasked() {
    let desk = Desk::new();
    let out = desk.folder.path().join("morning.md");
    fs::write(&out, "mine").expect("written");
    let mut session = desk.open();
    session.press("Gm");
    session.wait_for("marked (marked)");
    session.press("enask in Bonn<Enter>E");
    session.wait_for("marked: 1 quote");
    session.press(&format!("<Ctrl-u>{}<Enter>", text(&out)));
    session.wait_for("is there already");
    assert_eq!(fs::read(&out).expect("there"), b"mine");
    session.press("<Enter>");
    session.wait_for("1 quote written");
    quit(session);
    let written = fs::read_to_string(&out).expect("there");
    assert!(written.contains("> “Nobody wants a harbour without ships,”"), "{written}");
    assert!(written.contains("Note: ask in Bonn"), "{written}");
}
