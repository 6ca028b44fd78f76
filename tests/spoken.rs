//! A record with transcripts: what its articles print is tied to what was said.

mod support;

use std::path::Path;

use onrecord::dataset::load::from_bytes;
use onrecord::explorer::{Overlay, Selection, Workspace};
use serde_json::{Value, json};
use tempfile::TempDir;

#[path = "support/explorer.rs"]
mod session;
use session::Session;
use support::run;

const TRANSCRIPT: &str = "Remarks on the pier\n\nMarch 4, 2024\n\nANNA WEBER: Thank you all for coming, é. We will build \
    40 boats in Bonn, and we will not sell them to Turin before the winter. The ferry is old, and it costs \
    the town more than the school.\n\nTOM REED: Nobody on this coast believes a word of it.\n";

const ARTICLE: &str = "The pier\n\nBy Ida Stone\n\nMarch 5, 2024\n\nAnna Weber promised boats. “We will build 50 boats in \
    Bonn, and we will not sell them to Turin before the winter,” she said.\n\n“The ferry is old … it costs the \
    town more than the school,” said Anna Weber.\n\nTom Reed said: “Nobody on this coast believes a word of \
    it.”\n\n“The school will have a garden by the summer,” said Anna Weber.\n";

fn text(path: &Path) -> &str {
    path.to_str().expect("UTF-8")
}

/// A record of the two; its path and what it holds.
fn record(folder: &TempDir) -> (String, Value) {
    std::fs::create_dir(folder.path().join("in")).expect("a folder");
    std::fs::write(folder.path().join("in/pier.txt"), TRANSCRIPT).expect("a file");
    std::fs::write(folder.path().join("in/article.txt"), ARTICLE).expect("a file");
    let out = folder.path().join("talks.json");
    let (status, _, told) = run(&["build", text(&folder.path().join("in")), "-o", text(&out)]);
    assert_eq!(status, 0, "{told}");
    assert!(told.contains("3 printed quotes found in transcripts"), "{told}");
    let json = serde_json::from_slice(&std::fs::read(&out).expect("a dataset")).expect("JSON");
    (text(&out).to_owned(), json)
}

#[test]
fn build_ties_what_is_printed_to_what_was_said() {
    let folder = TempDir::new().expect("a folder");
    let (path, data) = record(&folder);
    let quotes = data["quotes"].as_array().expect("quotes");
    let printed = quotes.iter().filter(|quote| quote["article"] == "article");
    let ties: Vec<(Value, String, bool)> = printed
        .map(|quote| {
            let spoken = &quote["spoken"];
            let Some(id) = spoken["quote"].as_str() else {
                return (Value::Null, String::new(), false);
            };
            let passage = quotes.iter().find(|one| one["id"] == id).expect("the passage");
            assert_eq!(passage["kind"], "spoken");
            let articles = data["articles"].as_array().expect("articles");
            let article = articles.iter().find(|one| one["id"] == passage["article"]);
            let words = article.expect("the transcript")["text"].as_str().expect("text").chars();
            let at =
                |key: &str| usize::try_from(spoken[key].as_u64().expect("a place")).expect("small");
            let words: String = words.skip(at("start")).take(at("end") - at("start")).collect();
            (spoken["verdict"].clone(), words, spoken["reverses"] == true)
        })
        .collect();
    let expected = [
        (
            json!("altered"),
            "We will build 40 boats in Bonn, and we will not sell them to Turin before the winter",
            true,
        ),
        (json!("abridged"), "The ferry is old, and it costs the town more than the school", false),
        (json!("exact"), "Nobody on this coast believes a word of it", false),
        (Value::Null, "", false),
    ];
    let expected = expected.map(|(verdict, words, reverses)| (verdict, words.to_owned(), reverses));
    assert_eq!(ties, expected);
    assert!(run(&["check", &path]).1.contains("is sound"));
}

#[test]
fn queries_find_printings_by_how_they_repeat() {
    let folder = TempDir::new().expect("a folder");
    let (path, _) = record(&folder);
    let count =
        |query: &str| run(&["query", "--dataset", &path, "--count", query]).1.trim().to_owned();
    for (query, found) in [
        ("spoken:altered", "1"),
        ("spoken:abridged", "1"),
        ("spoken:exact", "1"),
        ("spoken:spliced", "0"),
        ("spoken:none kind:direct", "1"),
        ("reverses:yes", "1"),
        ("reverses:no", "2"),
        ("kind:direct -spoken:none", "3"),
    ] {
        assert_eq!(count(query), found, "{query}");
    }
    let (_, out, _) = run(&["query", "--dataset", &path, "--format", "json", "spoken:altered"]);
    let found: Value = serde_json::from_str(&out).expect("JSON");
    assert_eq!((&found[0]["spoken"], &found[0]["reverses"]), (&json!("altered"), &json!(true)));
    let (_, _, told) = run(&["query", "--dataset", &path, "spoken:nearly"]);
    assert!(told.contains("spoken: is exact, abridged, altered"), "{told}");
}

#[test]
fn the_record_lists_its_own_altered_printings() {
    let folder = TempDir::new().expect("a folder");
    let (path, _) = record(&folder);
    let (status, out, told) = run(&["verify", "--dataset", &path, "--report", "md"]);
    assert_eq!(status, 1, "{told}");
    assert!(out.contains("article:1:29: altered: changed; reverses"), "{out}");
    assert!(out.contains("- As printed: “We will build {50} boats"), "{out}");
    assert!(out.contains("- As spoken: “We will build {40} boats"), "{out}");
    assert_eq!(out.matches("\n## ").count(), 1, "{out}");
    assert_eq!(run(&["verify", "--report", "md"]).0, 0, "the built-in record has no transcripts");
}

#[test]
fn a_tie_that_leads_nowhere_is_named() {
    let folder = TempDir::new().expect("a folder");
    let (_, data) = record(&folder);
    let path = folder.path().join("broken.json");
    let broken = |change: &dyn Fn(&mut Value)| {
        let mut data = data.clone();
        let quotes = data["quotes"].as_array_mut().expect("quotes");
        let tied = quotes.iter_mut().find(|quote| quote["spoken"].is_object());
        change(&mut tied.expect("a tied quote")["spoken"]);
        std::fs::write(&path, data.to_string()).expect("written");
        let (status, out, told) = run(&["check", text(&path)]);
        (status, out + &told)
    };
    let (status, told) = broken(&|spoken| spoken["quote"] = json!("nobody"));
    assert!(status == 2 && told.contains("there is no quote \"nobody\""), "{told}");
    let (status, told) = broken(&|spoken| spoken["end"] = json!(99_999));
    assert!(status == 0 && told.contains("1 flaw to mend"), "{told}");
    assert!(told.contains("lie outside their article"), "{told}");
    let (status, told) = broken(&|spoken| spoken["verdict"] = json!("nearly"));
    assert!(status == 2 && told.contains("verdict"), "{told}");
}

#[test]
fn the_source_pane_sets_what_is_printed_beside_what_was_said() {
    let folder = TempDir::new().expect("a folder");
    let (path, _) = record(&folder);
    let data = from_bytes(std::fs::read(path).expect("there"), &mut |_| {}).expect("sound");
    let (workspace, index) = Workspace::indexed(data);
    let mut at = Session::open((150, 50), (workspace.clone(), index));
    at.press("/spoken:altered<Enter>j");
    let Selection::Quote(printed) = at.selection() else { panic!("{}", at.screen()) };
    let screen = at.screen();
    assert!(
        screen.contains("as spoken, 4 Mar 2024 (altered, reverses): “We will build {40}"),
        "{screen}"
    );
    // The passage does not match the filter, which gives way to it.
    at.press("T");
    assert!(at.said().contains("brings it back") && at.filter().query.is_empty(), "{}", at.said());
    let passage = workspace.data.spoken(printed).expect("a tie").passage;
    assert_eq!(at.selection(), Selection::Quote(passage));
    let screen = at.screen();
    assert!(screen.contains("printed in The pier (altered), The pier (abridged)"), "{screen}");
    at.press("T");
    assert_eq!(at.selection(), Selection::Quote(printed), "the same key leads back");
    // The profile counts verdicts, and leads to what it counts.
    at.press("w");
    let Overlay::Profile(profile) = at.overlay() else { panic!("{}", at.screen()) };
    let row = profile.lines.iter().position(|line| line.text == "altered").expect("counted");
    let (count, down) = (profile.lines[row].count.expect("a number").0, row - profile.at);
    at.press(&format!("{}<Enter>", "j".repeat(down)));
    assert_eq!(at.result().counted.len(), count, "{}", at.screen());
    at.press("u/<Ctrl-u>garden<Enter>jT");
    assert!(at.said().contains("no transcript"), "{}", at.said());
}
