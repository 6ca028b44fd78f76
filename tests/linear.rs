//! The record read line by line: every answer in plain text, a whole task from finding to copying, and
//! nothing that a terminal would act on.

mod support;

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use onrecord::dataset::annotations::store;
use support::{Session, root};

/// Gives lines to onrecord, which reads a record line by line: status, answers, standard error.
fn read(args: &[&str], lines: &str) -> (i32, String, String) {
    let data = tempfile::tempdir().expect("a folder");
    let mut child = Command::new(env!("CARGO_BIN_EXE_onrecord"))
        .arg("--linear")
        .args(args)
        .env("ONRECORD_DATA", data.path())
        .env("TERM", "dumb")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the binary starts");
    let mut input = child.stdin.take().expect("a pipe");
    // It may have left before it read everything.
    let _ = input.write_all(lines.as_bytes());
    drop(input);
    let output = child.wait_with_output().expect("it ends");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("UTF-8");
    (output.status.code().expect("a status"), text(output.stdout), text(output.stderr))
}

fn text(path: &Path) -> &str {
    path.to_str().expect("UTF-8")
}

#[test]
fn the_guide_shows_what_is_answered() {
    let page = fs::read_to_string(root().join("src/cli/guide/linear.md")).expect("the page");
    let (_, block) = page.split_once("```text\n").expect("a session");
    let (block, _) = block.split_once("```").expect("its end");
    let is_command = |line: &&str| line.starts_with("> ");
    let commands: String =
        block.lines().filter(is_command).map(|line| format!("{}\n", &line[2..])).collect();
    let shown: String =
        block.lines().filter(|line| !is_command(line)).map(|line| format!("{line}\n")).collect();
    let (status, answers, err) = read(&[], &commands);
    assert_eq!((status, err.as_str()), (0, ""));
    assert_eq!(answers.trim_end(), shown.trim_end());
    assert!(commands.lines().count() >= 10, "{commands}");
}

/// A record of two articles that print one sentence, whose texts hold what acts on terminals.
fn hostile(folder: &Path) -> std::path::PathBuf {
    let words = "We \u{1b}[31mwill\u{7} talk about the \u{202e}bridge in spring.";
    let text = format!("\"{words}\" she said.\n\nNothing \u{9b}2J else was told.");
    let article = |id: &str, date: &str| {
        serde_json::json!({"id": id, "title": format!("Talks \u{1b}]0;{id}\u{7}"), "date": date,
            "publisher": "Harbour \u{1b}cNews", "text": text})
    };
    let quote = |id: &str, article: &str| {
        serde_json::json!({"id": id, "article": article, "start": 1,
            "end": 1 + words.chars().count(), "text": words, "kind": "direct", "speaker": "ann",
            "meeting": "m", "utterance": "u"})
    };
    let dataset = serde_json::json!({"version": 1, "title": "Talks\u{1b}[2J",
        "articles": [article("a", "2024-03-01"), article("b", "2024-03-02")],
        "speakers": [{"id": "ann", "name": "Ann\u{1b}[1m Roth", "role": "mayor\u{8}"}],
        "meetings": [{"id": "m", "title": "Meeting\u{1b}[5m", "date": "2024-03-01",
            "participants": ["ann"], "summary": "They\u{c} met."}],
        "quotes": [quote("q1", "a"), quote("q2", "b")]});
    let path = folder.join("talks.json");
    fs::write(&path, dataset.to_string()).expect("written");
    path
}

/// The names that `help` lists.
fn commands(record: &Path) -> Vec<String> {
    let (_, help, _) = read(&[text(record)], "help\n");
    let names = help.lines().filter_map(|line| line.split_once(": ")).map(|(name, _)| name);
    let is_name = |name: &&str| name.chars().all(|c| c.is_ascii_lowercase() || c == '-');
    names.filter(is_name).map(str::to_owned).collect()
}

#[test]
fn every_command_answers_and_nothing_acts_on_the_terminal() {
    let folder = tempfile::tempdir().expect("a folder");
    let record = hostile(folder.path());
    let names = commands(&record);
    assert!(names.len() > 40 && names.contains(&"next-printing".to_owned()), "{names:?}");
    let ends = ["quit", "interrupt", "outgoing-leave", "open-address"];
    for name in names.iter().filter(|name| !ends.contains(&name.as_str())) {
        for before in ["", "2\n", "filter zzzz\n"] {
            let silent = read(&[text(&record), "--no-annotations"], before).1;
            for argument in ["", " Roth", " \u{1b}[31m"] {
                // What is to be written stays in this test's folder.
                let argument = match name.starts_with("copy") || name == "export" {
                    true if !argument.is_empty() => format!(" {}/out.md", folder.path().display()),
                    _ => argument.to_owned(),
                };
                let lines = format!("{before}{name}{argument}\n");
                let (status, answers, err) = read(&[text(&record), "--no-annotations"], &lines);
                assert_eq!((status, err.as_str()), (0, ""), "{lines}");
                let is_safe = |c: char| c == '\n' || !c.is_control() && c != '\u{202e}';
                assert!(answers.chars().all(is_safe), "{lines} {answers:?}");
                assert!(answers.len() > silent.len(), "{lines} {answers}");
            }
        }
    }
}

#[test]
fn a_whole_task_goes_without_a_screen() {
    let folder = tempfile::tempdir().expect("a folder");
    let record = folder.path().join("talks.json");
    fs::copy(root().join("data/record.json"), &record).expect("a copy");
    let words = folder.path().join("words.txt");
    let all = folder.path().join("all.csv");
    let lines = format!(
        "filter rybkv\n2\nfind strategic stability\nnext-printing\ncopy-words {}\nexport {}\nmark\n\
         quote-note look again\nspeakers\n1\ncopy-words {}\nquit\n",
        words.display(),
        all.display(),
        words.display(),
    );
    let (status, answers, err) = read(&[text(&record)], &lines);
    assert_eq!((status, err.as_str()), (0, ""), "{answers}");
    for told in [
        "Filter rybkv: 8 of 25 statements, 11 printings.",
        "2 places in this source.",
        "“understand how serious the mindset of our U.S. colleagues",
        "11 quotes written to",
        "noted: ",
        "Speakers, 1 to 1 of 1:",
        "is there already; name another file",
    ] {
        assert!(answers.contains(told), "{told}: {answers}");
    }
    let copied = fs::read_to_string(&words).expect("written");
    assert!(copied.starts_with("understand how serious the mindset of our U.S. colleagues"));
    assert_eq!(fs::read_to_string(&all).expect("written").lines().count(), 12);
    let kept = store::read(&store::beside(&record)).expect("sound");
    assert_eq!(kept.quotes.len(), 1);
    assert_eq!(
        (kept.quotes[0].marks.len(), kept.quotes[0].note.as_deref()),
        (1, Some("look again"))
    );
}

#[test]
fn what_is_not_known_gets_a_sentence() {
    let lines =
        "pritnings\nprint\nzoom\nnext\n99\nfilter spaeker:x\nhelp nonsense\nquit\nfilter biden\n";
    let (status, answers, _) = read(&[], lines);
    assert_eq!(status, 0);
    for told in [
        "There is no command \"pritnings\"",
        "`zoom` is for the screen only",
        "\"next\" may be next-in-article",
        "There is no row 99",
        "`spaeker:x` is not looked for: spaeker: is no field; speaker: is.\nNothing is filtered.\n",
        "There is no command \"nonsense\"",
    ] {
        assert!(answers.contains(told), "{told}: {answers}");
    }
    assert!(!answers.contains("Filter biden"), "what comes behind quit is not read");
    let (status, out, err) = read(&["-"], "");
    assert_eq!((status, out.as_str(), err.lines().count()), (2, "", 1), "{err}");
    assert!(err.contains("standard input gives the commands"), "{err}");
    let (status, _, err) = read(&["no-such.json"], "");
    assert!(status == 2 && err.contains("is not there"), "{err}");
}

#[test]
fn what_is_not_read_of_a_query_is_told_as_query_tells_it() {
    let (_, answers, _) = read(&[], "filter spaeker:x\nfilter spaeker:x\nfilter kind:odd biden\n");
    for query in ["spaeker:x", "kind:odd biden"] {
        let (_, _, err) = support::run(&["query", "--count", query]);
        let told = err.trim_end().strip_prefix("onrecord: ").expect("a sentence").to_owned();
        assert!(answers.contains(&format!("\n\n{told}.\n")), "{told} {answers}");
    }
    assert_eq!(answers.matches("Nothing is filtered.").count(), 2, "{answers}");
    assert!(answers.contains("Filter kind:odd biden: 4 of 25 statements."), "{answers}");
}

/// A record of one statement that two papers print, and of reported speech.
fn counted(folder: &Path) -> std::path::PathBuf {
    let text =
        "\u{201c}The ferry will run,\u{201d} said Ann Roth.\n\nShe said the bridge would wait.";
    let article = |id: &str| serde_json::json!({"id": id, "title": "Ferry", "date": "2024-03-01", "text": text});
    let quote = |id: &str, article: &str| {
        serde_json::json!({"id": id, "article": article, "start": 1, "end": 20,
            "text": "The ferry will run,", "kind": "direct", "speaker": "ann", "utterance": "u"})
    };
    let start = text.chars().count() - "the bridge would wait.".len();
    let reported = serde_json::json!({"id": "q3", "article": "a", "start": start,
        "end": start + "the bridge would wait".len(), "text": "the bridge would wait",
        "kind": "indirect", "speaker": "ann"});
    let dataset = serde_json::json!({"version": 1, "title": "Ferry",
        "articles": [article("a"), article("b")], "meetings": [],
        "speakers": [{"id": "ann", "name": "Ann Roth"}],
        "quotes": [quote("q1", "a"), quote("q2", "b"), reported]});
    let path = folder.join("ferry.json");
    fs::write(&path, dataset.to_string()).expect("written");
    path
}

#[test]
fn explorer_lines_and_query_say_what_they_count() {
    let folder = tempfile::tempdir().expect("a folder");
    let record = counted(folder.path());
    let record = text(&record);
    let (_, answers, _) = read(&[record], "filter roth\nreported-speech\n");
    for told in [
        "Ferry: 1 statement, 2 printings; 1 of reported speech hidden",
        "Filter roth: 1 of 1 statement, 2 printings; 1 of reported speech hidden, `reported-speech`",
        "Filter roth: 2 of 2 statements, 3 printings.",
    ] {
        assert!(answers.contains(told), "{told}: {answers}");
    }
    // In a pipe there is the number alone: that of printings, hidden ones among them.
    let args = ["query", "--count", "--dataset", record, "roth"];
    assert_eq!(support::run(&args).1, "3\n");
    let session = Session::start(80, 24, &args);
    session.wait_for("3 printings of 2 statements");
    let mut session = Session::start(80, 24, &[record, "--filter", "roth"]);
    session.wait_for("1 statement, 2 printings · 1 reported hidden");
    session.press("q");
    assert_eq!(session.exit_status(), 0);
}

#[test]
fn a_file_that_is_there_is_left_alone_and_the_mend_is_told() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("there.md");
    fs::write(&file, "mine").expect("written");
    for command in ["export", "copy-words"] {
        let lines = format!("3\n{command} {}\n", file.display());
        let (status, answers, _) = read(&[], &lines);
        assert_eq!(status, 0);
        let refused = format!("\n\n{} is there already; name another file\n\n", file.display());
        assert!(answers.ends_with(&refused), "{answers}");
        assert_eq!(fs::read_to_string(&file).expect("there"), "mine");
    }
}

#[test]
fn days_are_written_as_the_settings_have_it() {
    let folder = tempfile::tempdir().expect("a folder");
    let record = folder.path().join("talks.json");
    fs::copy(root().join("data/record.json"), &record).expect("a copy");
    let config = folder.path().join("config.toml");
    fs::write(&config, "dates = \"iso\"\n").expect("written");
    let args = ["--config", text(&config), text(&record)];
    let (_, answers, _) = read(&args, "3\nmark\nannotations\nmeetings\nprintings\ntimeline\n");
    assert!(answers.contains(", 2021-07-27, "), "{answers}");
    let is_whole = |(at, _): (usize, &str)| answers[..at].ends_with("2021-");
    assert!(answers.match_indices("07-2").all(is_whole), "{answers}");
    let printed = ["Jul 2021", "Sep 2021"];
    assert!(!printed.iter().any(|day| answers.contains(day)), "{answers}");
}

#[test]
fn in_a_dumb_terminal_it_prompts_and_draws_nothing() {
    let mut session = Session::start_in(80, 24, &["--linear"], &[("TERM", "dumb")]);
    session.wait_for("> ");
    session.send(b"filter peskov\n");
    session.wait_for("Filter peskov: 3 of 25");
    session.send(b"\x04");
    assert_eq!(session.exit_status(), 0);
    assert!(!session.raw().contains(&0x1b));
    assert_eq!(session.leftovers(), Vec::<String>::new());
}

#[test]
fn a_mark_is_that_of_its_name_and_q_is_quit() {
    let lines = "3\nmark lead\nmark other\nquote-mark\nq\nhelp\n";
    let (status, answers, _) = read(&[], lines);
    assert_eq!(status, 0, "{answers}");
    let marked: Vec<&str> = answers.lines().filter(|line| line.starts_with("marked (")).collect();
    assert_eq!(marked.len(), 2, "{answers}");
    assert!(marked[0].contains("(lead)") && marked[1].contains("(other)"), "{answers}");
    // What stands behind quitting is not read.
    assert!(!answers.contains("Commands"), "{answers}");
}
