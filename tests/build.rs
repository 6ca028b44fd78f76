//! `onrecord build` from outside: folders in, datasets out.

use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use serde_json::{Value, json};
use tempfile::TempDir;

fn onrecord(args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_onrecord")).args(args).output().expect("it runs")
}

fn told(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

fn text(path: &Path) -> &str {
    path.to_str().expect("UTF-8")
}

/// Articles made up for these tests; the second prints a sentence of the first again.
fn folder() -> TempDir {
    let folder = TempDir::new().expect("a folder");
    let files = [
        (
            "talks.txt",
            "Harbour talks open in Bonn\n\nBy Ida Stone\n\nJuly 28, 2021\n\n\
             Minister Anna Weber opened harbour talks with Tom Reed, the union's chairman, in Bonn \
             on Wednesday.\n\n\"We will not close the harbour before the winter,\" she told \
             reporters. \"Nobody wants that.\"\n\nReed said he was \"very glad\" and that the work \
             would go on.\n",
        ),
        (
            "echo.md",
            "---\ntitle: Weber: no closure\ndate: 2021-07-29\npublisher: The Echo\n---\n\nAnna \
             Weber ruled out a closure. “We will not close the harbour before the winter,” she said \
             on Wednesday in Bonn.\n",
        ),
        (
            "page.html",
            "<html><head><title>Reed speaks</title></head><body><article><h1>Reed speaks</h1>\
             <p>“The winter is long,” said Tom Reed, the chairman of the union.</p>\
             <p>He added: “We can wait.”</p></article></body></html>",
        ),
    ];
    for (name, text) in files {
        fs::write(folder.path().join(name), text).expect("a file");
    }
    folder
}

fn dataset(path: &Path) -> Value {
    serde_json::from_slice(&fs::read(path).expect("a dataset")).expect("JSON")
}

fn build(folder: &Path, more: &[&str]) -> (Output, Value) {
    let out = folder.join("out.dataset");
    let mut args = vec!["build", text(folder), "-o", text(&out)];
    args.extend_from_slice(more);
    let output = onrecord(&args);
    assert!(output.status.success(), "{}", told(&output));
    (output, dataset(&out))
}

fn speaker_of(data: &Value, words: &str) -> Value {
    let quotes = data["quotes"].as_array().expect("quotes");
    let quote =
        quotes.iter().find(|quote| quote["text"].as_str().is_some_and(|t| t.contains(words)));
    quote.unwrap_or_else(|| panic!("no quote {words:?} in {data:#}"))["speaker"].clone()
}

#[test]
fn the_shipped_dataset_is_made_of_its_digests() {
    let folder = TempDir::new().expect("a folder");
    let out = folder.path().join("record.json");
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let (articles, known) = (root.join("data/articles"), root.join("data/known.json"));
    let output = onrecord(&["build", text(&articles), "--known", text(&known), "-o", text(&out)]);
    assert!(output.status.success(), "{}", told(&output));
    let made = fs::read_to_string(&out).expect("a dataset");
    let shipped = fs::read_to_string(root.join("data/record.json")).expect("the record");
    assert!(
        made == shipped,
        "data/record.json is not what `onrecord build` makes of data/articles"
    );
}

#[test]
fn a_folder_becomes_a_record() {
    let folder = folder();
    let (output, data) = build(folder.path(), &[]);
    assert_eq!(speaker_of(&data, "We will not close"), "anna-weber");
    assert_eq!(speaker_of(&data, "Nobody wants that."), "anna-weber");
    assert_eq!(speaker_of(&data, "The winter is long"), "tom-reed");
    assert_eq!(speaker_of(&data, "We can wait."), "tom-reed");
    let shared: Vec<&Value> = data["quotes"]
        .as_array()
        .expect("quotes")
        .iter()
        .filter(|quote| quote["utterance"].is_string())
        .collect();
    assert_eq!(shared.len(), 2, "{shared:#?}");
    assert_eq!(shared[0]["said"], "2021-07-28", "{shared:#?}");
    let meeting = &data["meetings"][0];
    assert_eq!((&meeting["date"], &meeting["place"]), (&json!("2021-07-28"), &json!("Bonn")));
    assert_eq!(meeting["participants"], json!(["anna-weber", "tom-reed"]), "{meeting:#}");
    assert!(told(&output).contains("3 articles"), "{}", told(&output));
    let checked = onrecord(&["check", text(&folder.path().join("out.dataset"))]);
    assert!(String::from_utf8_lossy(&checked.stdout).contains("is sound"), "{}", told(&checked));
}

#[test]
fn threads_and_order_make_no_difference() {
    let folder = folder();
    let bytes = |args: &[&str]| {
        let mut all = vec!["build", "-o", "-"];
        all.extend_from_slice(args);
        onrecord(&all).stdout
    };
    let path = text(folder.path());
    let one = bytes(&[path, "--threads", "1"]);
    assert!(!one.is_empty());
    assert!(one == bytes(&[path, "--threads", "7"]));
    let files: Vec<String> =
        ["page.html", "talks.txt", "echo.md"].map(|name| format!("{path}/{name}")).to_vec();
    let files: Vec<&str> = files.iter().map(String::as_str).collect();
    assert!(one == bytes(&files));
}

#[test]
fn finds_pass_through_a_pipe() {
    use std::io::Write;
    let lines = "{\"id\":\"a\",\"title\":\"A\",\"date\":\"2021-07-28\",\"text\":\"“We go on,” said Anna Weber.\"}\n\
                 {\"id\":\"b\",\"text\":12}\n\
                 {\"id\":\"c\",\"title\":\"C\",\"text\":\"Reed left.\\n\\n“We stay,” said Tom Reed.\"}\n";
    let mut child = Command::new(env!("CARGO_BIN_EXE_onrecord"))
        .args(["build", "--jsonl"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("it runs");
    child.stdin.take().expect("a pipe").write_all(lines.as_bytes()).expect("written");
    let output = child.wait_with_output().expect("it ends");
    assert_eq!(output.status.code(), Some(2));
    assert!(told(&output).contains("standard input, line 2,"), "{}", told(&output));
    assert_eq!(output.stdout.iter().filter(|b| **b == b'\n').count(), 2);

    let folder = TempDir::new().expect("a folder");
    let found = folder.path().join("found.jsonl");
    fs::write(&found, &output.stdout).expect("a file");
    let piped = onrecord(&["build", text(&found), "-o", "-"]).stdout;
    let articles = folder.path().join("articles.jsonl");
    let kept: String =
        lines.lines().filter(|line| !line.contains("12")).map(|l| format!("{l}\n")).collect();
    fs::write(&articles, kept).expect("a file");
    let direct = onrecord(&["build", text(&articles), "-o", "-"]).stdout;
    assert!(!piped.is_empty() && piped == direct);
}

#[test]
fn what_is_known_survives_every_rebuild() {
    let folder = folder();
    let known = folder.path().join("known");
    let entry = json!({
        "title": "The harbour",
        "speakers": [{"id": "weber", "name": "Anna Maria Weber", "role": "Minister of Ports",
                      "aliases": ["Anna Weber", "Weber"]}],
        "not_speakers": ["Tom Reed"],
        "meetings": [{"id": "bonn", "title": "First round", "date": "2021-07-28", "place": "Bonn"}],
        "quotes": [
            {"article": "talks", "text": "Nobody wants that.", "drop": true},
            {"article": "echo", "text": "We will not close the harbour before the winter,",
             "speaker": null, "said": "2021-07-27"},
            {"article": "talks", "text": "opened harbour talks", "speaker": "weber", "mention": "Anna Weber"},
            {"article": "talks", "text": "never printed"}
        ]
    });
    fs::write(&known, entry.to_string()).expect("a file");
    let (output, data) = build(folder.path(), &["--known", text(&known)]);
    assert_eq!(data["title"], "The harbour");
    assert_eq!(data["speakers"][0]["id"], "weber");
    assert_eq!(data["speakers"].as_array().map(Vec::len), Some(1), "{:#}", data["speakers"]);
    assert_eq!(data["meetings"].as_array().map(Vec::len), Some(1));
    let quotes = data["quotes"].as_array().expect("quotes");
    assert!(quotes.iter().all(|quote| quote["text"] != "Nobody wants that."));
    let echo = quotes.iter().find(|quote| quote["article"] == "echo").expect("a quote");
    assert_eq!((&echo["speaker"], &echo["said"]), (&Value::Null, &json!("2021-07-27")));
    assert_eq!(echo["confidence"], Value::Null);
    assert_eq!(speaker_of(&data, "opened harbour talks"), "weber");
    assert_eq!(speaker_of(&data, "The winter is long"), Value::Null);
    assert!(quotes.iter().any(|quote| quote["meeting"] == "bonn"));
    assert!(told(&output).contains("\"never printed\" does not stand in article \"talks\""));
}

#[test]
fn bad_files_are_named_and_the_others_built() {
    let folder = folder();
    fs::write(folder.path().join("old.json"), b"{\"text\": \"caf\xe9\"}").expect("a file");
    fs::write(folder.path().join("empty.txt"), "").expect("a file");
    fs::write(folder.path().join("broken.json"), "{\"text\": ").expect("a file");
    fs::write(folder.path().join("photo.jpeg"), "").expect("a file");
    let (output, data) = build(folder.path(), &[]);
    assert_eq!(data["articles"].as_array().map(Vec::len), Some(3));
    let told = told(&output);
    for name in ["old.json is not UTF-8", "empty.txt is empty", "broken.json is not JSON"] {
        assert!(told.contains(name), "{told}");
    }
    assert!(told.contains("passed over: 3") && told.contains("1 file of other kinds"), "{told}");
}

#[test]
fn nothing_found_leaves_the_old_file() {
    let folder = TempDir::new().expect("a folder");
    let out = folder.path().join("out.json.old");
    let old = r#"{"title":"","version":0,"articles":[],"speakers":[],"meetings":[],"quotes":[]}"#;
    fs::write(&out, old).expect("a file");
    for paths in [text(folder.path()).to_owned(), text(&folder.path().join("absent")).to_owned()] {
        let output = onrecord(&["build", &paths, "-o", text(&out)]);
        assert_eq!(output.status.code(), Some(2));
        assert!(told(&output).contains("nothing is written"), "{}", told(&output));
    }
    assert_eq!(fs::read_to_string(&out).expect("the file"), old);
    assert_eq!(fs::read_dir(folder.path()).expect("a folder").count(), 1, "litter");
    let output = onrecord(&["build", text(folder.path())]);
    assert_eq!(output.status.code(), Some(2), "no output named");
}

#[test]
fn nothing_is_overwritten_but_a_dataset() {
    let folder = folder();
    let article = folder.path().join("talks.txt");
    let before = fs::read(&article).expect("an article");
    // What only begins like one is none.
    let package = folder.path().join("package.json");
    fs::write(&package, r#"{"version":"1.0.0","name":"mine"}"#).expect("written");
    let no_dataset = "is no dataset";
    for (target, why) in
        [(article.as_path(), no_dataset), (&package, no_dataset), (folder.path(), "is a folder")]
    {
        let output = onrecord(&["build", text(folder.path()), "-o", text(target)]);
        assert_eq!(output.status.code(), Some(2));
        assert!(told(&output).contains(why), "{}", told(&output));
    }
    assert_eq!(fs::read(&article).expect("an article"), before);
    assert!(fs::read_to_string(&package).expect("there").contains("mine"));
    fs::remove_file(&package).expect("removed");
    let lost = folder.path().join("no/such.json");
    let output = onrecord(&["build", text(folder.path()), "-o", text(&lost)]);
    assert!(told(&output).contains("its folder is not there; make it first"), "{}", told(&output));
    // A file named in two ways is read once.
    let twice = folder.path().join(".");
    let once = onrecord(&["build", text(folder.path()), "-o", "-"]).stdout;
    let again = onrecord(&["build", text(folder.path()), text(&twice), "-o", "-"]).stdout;
    assert_eq!(once, again);
    // A rebuild replaces what a build made, and a dataset is no article.
    let made = folder.path().join("made.json");
    for _ in 0..2 {
        let output = onrecord(&["build", text(folder.path()), "-o", text(&made)]);
        assert!(output.status.success(), "{}", told(&output));
    }
    let output = onrecord(&["build", text(folder.path()), "-o", "-"]);
    assert!(told(&output).contains("made.json is a dataset already"), "{}", told(&output));
}

#[test]
fn what_is_known_must_be_sound() {
    let folder = folder();
    let known = folder.path().join("known");
    for (text_of, why) in [
        ("{\"version\": 1}", "is no file of annotations"),
        ("{\"articles\": [{\"id\": \"talks\", \"date\": \"2021-13-40\"}]}", "is no day"),
    ] {
        fs::write(&known, text_of).expect("a file");
        let args = ["build", text(folder.path()), "--known", text(&known), "-o", "-"];
        let output = onrecord(&args);
        assert_eq!((output.status.code(), output.stdout.len()), (Some(2), 0));
        assert!(told(&output).contains(why), "{}", told(&output));
    }
    let quote =
        json!({"quotes": [{"article": "talks", "text": "Nobody wants that.", "speaker": "x"}]});
    fs::write(&known, quote.to_string()).expect("a file");
    let (output, data) = build(folder.path(), &["--known", text(&known)]);
    assert!(told(&output).contains("unknown speaker"), "{}", told(&output));
    assert_eq!(speaker_of(&data, "Nobody wants that."), "anna-weber");
}

#[test]
#[cfg(unix)]
fn links_in_a_folder_are_not_followed() {
    use std::os::unix::fs::symlink;
    let folder = folder();
    let outside = TempDir::new().expect("a folder");
    let secret = outside.path().join("secret.txt");
    fs::write(&secret, "“We go,” said Max Hidden.").expect("a file");
    symlink(&secret, folder.path().join("link.txt")).expect("a link");
    symlink(folder.path(), folder.path().join("loop")).expect("a link");
    symlink(outside.path(), folder.path().join("old.html")).expect("a link");
    symlink(outside.path().join("none"), folder.path().join("none.txt")).expect("a link");
    let (output, data) = build(folder.path(), &[]);
    assert_eq!(data["articles"].as_array().map(Vec::len), Some(3));
    let told = told(&output);
    for name in ["link.txt", "none.txt"] {
        let sentence = format!("{name} is a link and not followed; name what it leads to");
        assert!(told.contains(&sentence), "{told}");
    }
    for name in ["loop", "old.html"] {
        let sentence = format!("{name} is a link to a folder and not followed; name the folder");
        assert!(told.contains(&sentence), "{told}");
    }
    assert!(told.contains("passed over: 4"), "{told}");
    // What is named itself is followed, and so is a folder.
    let named = [folder.path().join("link.txt"), folder.path().join("old.html")];
    for path in named {
        let output = onrecord(&["build", text(&path), "-o", "-"]);
        assert!(String::from_utf8_lossy(&output.stdout).contains("Max Hidden"), "{path:?}");
    }
}

#[test]
#[cfg(unix)]
fn a_write_protected_dataset_is_not_replaced() {
    use std::os::unix::fs::PermissionsExt;
    let folder = folder();
    let made = folder.path().join("made.dataset");
    let link = folder.path().join("link.dataset");
    std::os::unix::fs::symlink(&made, &link).expect("a link");
    let build = |to: &Path| onrecord(&["build", text(folder.path()), "-o", text(to)]);
    assert!(build(&made).status.success());
    fs::write(folder.path().join("more.txt"), "“We go,” said Max More.").expect("a file");
    let before = fs::read(&made).expect("a dataset");
    for mode in [0o444, 0o464] {
        fs::set_permissions(&made, fs::Permissions::from_mode(mode)).expect("set");
        for target in [&made, &link] {
            let output = build(target);
            assert_eq!(output.status.code(), Some(2), "{}", told(&output));
            let sentence = format!("{} is write-protected; allow", text(target));
            assert!(told(&output).contains(&sentence), "{}", told(&output));
            assert_eq!(told(&output).lines().count(), 1, "{}", told(&output));
        }
    }
    assert_eq!(fs::read(&made).expect("a dataset"), before);
    fs::set_permissions(&made, fs::Permissions::from_mode(0o644)).expect("set");
    assert!(build(&made).status.success());
}

#[test]
fn a_page_that_is_too_much_is_named_and_the_others_built() {
    let folder = folder();
    // HTML ends such a tag at its first `>`, whatever quotes seem to begin in it.
    let deep: String = (0..20_000).map(|i| format!("<p =\"><b a={i}><div>")).collect();
    let deep = format!("{deep}<p>The minister said “we will act now” in a page this deep.");
    fs::write(folder.path().join("deep.html"), deep).expect("a file");
    fs::write(folder.path().join("tags.html"), "<br>x".repeat(200_001)).expect("a file");
    let (output, data) = build(folder.path(), &[]);
    assert_eq!(data["articles"].as_array().map(Vec::len), Some(4));
    let sentence = "tags.html has more than 200,000 tags; save its text as a .txt";
    assert!(told(&output).contains(sentence), "{}", told(&output));
}

/// A meeting that a reader mends or makes takes no other one for itself when the record is made anew.
#[test]
fn mended_meetings_leave_the_others_as_they_were() {
    let folder = TempDir::new().expect("a folder");
    let article = "Harbour talks\n\nDate: 2024-03-14\n\n\
        Premier Anna Weber met President Karl Braun in Bonn on Tuesday.\n\n\
        Weber and Braun will hold talks in Lima in April. Tom Orr told the harbour committee on \
        Tuesday that “nobody had asked the town for years.”\n";
    fs::write(folder.path().join("talks.txt"), article).expect("written");
    let (_, before) = build(folder.path(), &[]);
    let days = |data: &Value| -> Vec<(String, String)> {
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        let meetings = data["meetings"].as_array().expect("meetings").iter();
        meetings.map(|meeting| (text(&meeting["id"]), text(&meeting["date"]))).collect()
    };
    let told = days(&before);
    assert_eq!(told.len(), 3, "{told:?}");
    let mut mended = before["meetings"][0].clone();
    assert_eq!(mended["date"], "2024-03-12");
    mended["place"] = "Rome".into();
    let own =
        serde_json::json!({"id": "own", "title": "Meeting", "date": "2024-03-12", "own": true});
    let known = serde_json::json!({"meetings": [mended, own]});
    let path = folder.path().join("known.json");
    fs::write(&path, known.to_string()).expect("written");
    let (output, after) = build(folder.path(), &["--known", text(&path)]);
    assert!(output.status.success());
    let mut with_own = told.clone();
    with_own.push(("own".to_owned(), "2024-03-12".to_owned()));
    with_own.sort();
    let mut found = days(&after);
    found.sort();
    assert_eq!(found, with_own);
    let tied = |data: &Value| {
        data["quotes"]
            .as_array()
            .map(|all| all.iter().map(|q| q["meeting"].clone()).collect::<Vec<_>>())
    };
    assert_eq!(tied(&after), tied(&before));
    // What an article comes to tell of later under the reader's id gets another.
    let taken = told[0].0.clone();
    let own =
        serde_json::json!({"id": taken, "title": "Dinner", "date": "2024-03-12", "own": true});
    fs::write(&path, serde_json::json!({"meetings": [own]}).to_string()).expect("written");
    let (_, after) = build(folder.path(), &["--known", text(&path)]);
    let found: Vec<String> = days(&after).into_iter().map(|(id, _)| id).collect();
    assert_eq!(found.len(), 4, "{found:?}");
    assert!(found.contains(&taken) && found.contains(&format!("{taken}-2")), "{found:?}");
}
