//! What is written to files: whole or not at all, only where it was asked for, and nothing is
//! replaced unasked.
#![cfg(unix)]

use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::time::{Duration, Instant};

use tempfile::TempDir;

const ONRECORD: &str = env!("CARGO_BIN_EXE_onrecord");

fn onrecord(args: &[&str]) -> Output {
    Command::new(ONRECORD).args(args).stdin(Stdio::null()).output().expect("it runs")
}

fn told(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

fn text(path: &Path) -> &str {
    path.to_str().expect("UTF-8")
}

/// The names in a folder, hidden ones too.
fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).expect("a folder");
    let name = |entry: fs::DirEntry| entry.file_name().to_string_lossy().into_owned();
    let mut names: Vec<String> = entries.map(|entry| name(entry.expect("an entry"))).collect();
    names.sort();
    names
}

/// A folder of articles, enough of them that writing takes a while.
fn many_articles() -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for at in 0..40 {
        let said = format!("\"We will build bridge {at} by then,\" said Anna Weber in Bonn.\n\n");
        let text = format!("Bridges, part {at}\n\nJuly 28, 2021\n\n{}", said.repeat(20));
        fs::write(folder.path().join(format!("{at}.txt")), text).expect("written");
    }
    folder
}

/// What may be replaced.
const EMPTY: &str =
    "{\"version\":1,\"title\":\"\",\"articles\":[],\"speakers\":[],\"meetings\":[],\"quotes\":[]}";

struct Place {
    folder: TempDir,
    file: PathBuf,
}

fn place(name: &str) -> Place {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join(name);
    Place { folder, file }
}

#[test]
fn an_export_goes_to_the_file_that_is_named_and_no_other() {
    let Place { folder, file } = place("export.md");
    // The data's own names would lead elsewhere.
    let data = folder.path().join("data.json");
    let record = serde_json::json!({
        "version": 1, "title": "../../title", "meetings": [],
        "articles": [{"id": "../../../a", "title": "/tmp/t", "date": null, "text": "we go"}],
        "speakers": [{"id": "s", "name": "-rf ../.."}],
        "quotes": [{"id": "../q", "article": "../../../a", "start": 0, "end": 5, "text": "we go",
                    "kind": "direct", "speaker": "s"}]
    });
    fs::write(&data, record.to_string()).expect("written");
    let args = ["query", "--dataset", text(&data), "--format", "md", "-o", text(&file), ""];
    let output = onrecord(&args);
    assert!(output.status.success() && output.stdout.is_empty(), "{}", told(&output));
    let printed = onrecord(&["query", "--dataset", text(&data), "--format", "md", ""]).stdout;
    assert_eq!(fs::read(&file).expect("written"), printed);
    assert_eq!(names(folder.path()), ["data.json", "export.md"]);
}

#[test]
fn an_export_replaces_nothing_unasked() {
    let Place { folder, file } = place("export.csv");
    fs::write(&file, "mine").expect("written");
    fs::set_permissions(&file, PermissionsExt::from_mode(0o640)).expect("allowed");
    let link = folder.path().join("link");
    symlink(&file, &link).expect("a link");
    let query =
        |more: &[&str]| onrecord(&[&["query", "--format", "csv", "sovereignty"], more].concat());
    for path in [&file, &link] {
        let output = query(&["-o", text(path)]);
        assert!(output.status.code() == Some(2) && told(&output).contains("--force"));
        assert_eq!(fs::read_to_string(&file).expect("there"), "mine");
    }
    for (path, word) in [(folder.path(), "folder"), (Path::new("/dev/null"), "no regular file")] {
        let output = query(&["--force", "-o", text(path)]);
        assert!(output.status.code() == Some(2) && told(&output).contains(word));
    }
    // Nothing found leaves it alone, whatever was asked.
    assert_eq!(onrecord(&["query", "qqqq", "--force", "-o", text(&file)]).status.code(), Some(1));
    assert_eq!(fs::read_to_string(&file).expect("there"), "mine");
    // Through the link, to the file, which keeps its mode.
    assert!(query(&["--force", "-o", text(&link)]).status.success());
    assert!(fs::read_to_string(&file).expect("there").contains("sovereignty"));
    assert_eq!(fs::metadata(&file).expect("there").permissions().mode() & 0o777, 0o640);
    assert!(fs::symlink_metadata(&link).expect("there").is_symlink());
    assert_eq!(names(folder.path()), ["export.csv", "link"]);
    // A link to what is not there is no place either.
    let lost = folder.path().join("lost");
    symlink(folder.path().join("nowhere"), &lost).expect("a link");
    let output = query(&["--force", "-o", text(&lost)]);
    assert!(output.status.code() == Some(2) && told(&output).contains("leads to no file"));
    let output = query(&["-o", text(&folder.path().join("none/export.csv"))]);
    assert!(output.status.code() == Some(2) && told(&output).contains("its folder is not there"));
}

/// A limit on the size of files stands for a disk that is full.
#[test]
fn a_full_disk_leaves_the_old_file() {
    let articles = many_articles();
    let Place { folder, file } = place("record.json");
    for command in [
        format!("build {} -o {}", text(articles.path()), text(&file)),
        format!("query --format csv '' --force -o {}", text(&file)),
    ] {
        fs::write(&file, EMPTY).expect("written");
        let script = format!("ulimit -f 4; exec \"{ONRECORD}\" {command}");
        let output = Command::new("sh").args(["-c", &script]).output().expect("a shell");
        assert_eq!(output.status.code(), Some(2), "{command}: {}", told(&output));
        assert!(told(&output).contains("cannot be written: file too large"), "{}", told(&output));
        assert_eq!(fs::read_to_string(&file).expect("there"), EMPTY);
        assert_eq!(names(folder.path()), ["record.json"]);
    }
    // Standard output may be full too.
    if Path::new("/dev/full").exists() {
        let script = format!("\"{ONRECORD}\" query '' > /dev/full");
        let output = Command::new("sh").args(["-c", &script]).output().expect("a shell");
        assert!(output.status.code() == Some(2) && told(&output).contains("cannot write"));
    }
}

#[cfg(target_os = "linux")]
#[test]
fn killed_at_any_moment_it_leaves_the_old_file_or_the_new_one() {
    let articles = many_articles();
    let Place { folder, file } = place("record.json");
    let old = EMPTY;
    let build = || {
        let mut command = Command::new(ONRECORD);
        command.args(["build", text(articles.path()), "-o", text(&file)]);
        command.stdout(Stdio::null()).stderr(Stdio::null());
        command
    };
    fs::write(&file, old).expect("written");
    let begun = Instant::now();
    assert!(build().status().expect("it runs").success());
    let whole = begun.elapsed();
    let new = fs::read_to_string(&file).expect("there");
    // Later and later, until it is no longer killed before it is done.
    let (mut done, mut litter, mut wait) = (0, 0, Duration::ZERO);
    while done < 3 {
        fs::write(&file, old).expect("written");
        let mut child = build().spawn().expect("it runs");
        wait += whole / 20;
        std::thread::sleep(wait);
        child.kill().expect("killed or gone");
        done += u32::from(child.wait().expect("a child").success());
        let there = fs::read_to_string(&file).expect("there");
        assert!(there == old || there == new, "{} bytes", there.len());
        // Only being killed between two calls of the system leaves the file, whole, by another name.
        for name in names(folder.path()).into_iter().filter(|name| *name != "record.json") {
            litter += 1;
            let left = folder.path().join(&name);
            assert!(name.starts_with(".onrecord-") && litter == 1, "{name}");
            assert!(fs::read_to_string(&left).expect("there") == new);
            fs::remove_file(left).expect("removed");
        }
    }
}
