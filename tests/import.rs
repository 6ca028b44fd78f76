//! What other programs annotate comes in as notes and marks, on the quotes that it is about.

mod support;

use std::fs;
use std::path::Path;

use serde_json::{Value, json};
use support::run;

/// The harbour talks: two articles, three quotes, of which two have the same words.
const ARTICLES: [(&str, &str); 2] = [
    (
        "talks.txt",
        "Harbour talks begin\n\nDate: 2024-03-01\nURL: https://news.example/harbour\n\n\
         \u{201c}We will keep the ferry running,\u{201d} said Anna Weber, the mayor.\n\n\
         Karl Braun, a pilot, was less sure. \u{201c}The ice decides that for us,\u{201d} he said.\n",
    ),
    (
        "later.txt",
        "Harbour talks end\n\nDate: 2024-03-09\nURL: https://news.example/end\n\n\
         \u{201c}We will keep the ferry running,\u{201d} said Anna Weber once more, as the ice came in.\n",
    ),
];

/// Makes the record in a folder; its path.
fn record(folder: &Path) -> String {
    fs::create_dir(folder.join("articles")).expect("made");
    for (name, text) in ARTICLES {
        fs::write(folder.join("articles").join(name), text).expect("written");
    }
    let (articles, record) = (folder.join("articles"), folder.join("harbour.json"));
    let paths = [&articles, &record].map(|path| path.to_str().expect("UTF-8"));
    let (status, _, told) = run(&["build", paths[0], "-o", paths[1]]);
    assert_eq!(status, 0, "{told}");
    paths[1].to_owned()
}

/// The quotes with a note or a mark: words, note, marks.
fn remarked(record: &str) -> Vec<(String, Value, Value)> {
    let (_, text, _) = run(&["query", "--dataset", record, "--format", "jsonl", ""]);
    let rows = text.lines().map(|line| serde_json::from_str::<Value>(line).expect("JSON"));
    let rows = rows.filter(|row| row.get("note").is_some() || row.get("marks").is_some());
    let text = |row: &Value| row["text"].as_str().expect("words").to_owned();
    rows.map(|row| {
        (
            text(&row) + " / " + row["article"].as_str().expect("an id"),
            row["note"].clone(),
            row["marks"].clone(),
        )
    })
    .collect()
}

fn import(record: &str, folder: &Path, name: &str, json: &Value) -> (i32, String, String) {
    let file = folder.join(name);
    fs::write(&file, json.to_string()).expect("written");
    run(&["import", file.to_str().expect("UTF-8"), "--dataset", record])
}

#[test]
fn hypothesis_exports_become_notes_and_marks() {
    let folder = tempfile::tempdir().expect("a folder");
    let record = record(folder.path());
    let about = |uri: &str, exact: &str, text: &str, tags: &[&str]| {
        json!({"uri": uri, "text": text, "tags": tags, "target": [{"source": uri, "selector": [
            {"type": "RangeSelector", "startContainer": "/div[1]"},
            {"type": "TextQuoteSelector", "exact": exact, "prefix": "once. ", "suffix": " said"},
        ]}]})
    };
    let export = json!({"export_date": "2024-03-20", "annotations": [
        // The page has straight marks and a line break, the address another end.
        about("http://www.news.example/harbour/#top", "keep the\n ferry running", "Ask her.", &["lead"]),
        about("https://news.example/harbour", "\"The ice decides", "", &["weather", "lead"]),
        about("https://news.example/harbour", "was less sure", "Why?", &[]),
        about("https://elsewhere.example/", "We will keep", "Lost.", &[]),
        {"uri": "https://news.example/end", "text": "A page note.", "target": [{"source": "https://news.example/end"}]},
    ]});
    let (status, out, told) = import(&record, folder.path(), "export.json", &export);
    assert_eq!(status, 0, "{told}");
    assert!(out.starts_with("2 of 5 annotations joined to "), "{out}");
    assert!(out.ends_with("harbour.annotations.json; 3 about no quote\n"), "{out}");
    for why in [
        "annotation 3 is about words that are no quote",
        "annotation 4 is about https://elsewhere",
        "annotation 5 is about a whole page",
    ] {
        assert!(told.contains(why), "{told}");
    }
    let wanted = [
        ("We will keep the ferry running, / talks", json!("Ask her."), json!(["lead"])),
        ("The ice decides that for us, / talks", Value::Null, json!(["weather", "lead"])),
    ];
    let wanted = wanted.map(|(text, note, marks)| (text.to_owned(), note, marks));
    let mut found = remarked(&record);
    found.sort_by_key(|(text, ..)| text.starts_with("The"));
    assert_eq!(found, wanted);
    // A second time nothing changes, and what a reader wrote meanwhile stays.
    let file = folder.path().join("harbour.annotations.json");
    let kept = fs::read(&file).expect("the annotations");
    let (status, out, _) = import(&record, folder.path(), "export.json", &export);
    assert_eq!(status, 0);
    assert!(out.starts_with("0 of 5 annotations joined to "), "{out}");
    assert!(out.ends_with("; 2 there already; 3 about no quote\n"), "{out}");
    assert_eq!(fs::read(&file).expect("the annotations"), kept);
    assert_eq!(remarked(&record).len(), 2);
    // A note that is a part of a word of another is a note of its own.
    let short = json!([
        about("https://news.example/harbour", "The ice decides", "Is it so?", &[]),
        about("https://news.example/harbour", "The ice decides", "I", &["lead", "new", "new"]),
        about("https://news.example/harbour", "The ice decides", "it so", &["new"]),
    ]);
    let (_, out, _) = import(&record, folder.path(), "short.json", &short);
    assert!(out.starts_with("2 of 3 annotations joined to "), "{out}");
    let ice = remarked(&record).into_iter().find(|(text, ..)| text.starts_with("The"));
    let (_, note, marks) = ice.expect("it");
    assert_eq!((note, marks), (json!("Is it so?\nI"), json!(["weather", "lead", "new"])));
    let more = json!([about(
        "https://news.example/harbour",
        "We will keep the ferry running",
        "She was asked.",
        &["done"]
    )]);
    import(&record, folder.path(), "more.json", &more);
    let found = remarked(&record);
    let first = found.iter().find(|(text, ..)| text.starts_with("We")).expect("it");
    assert_eq!(
        (&first.1, &first.2),
        (&json!("Ask her.\nShe was asked."), &json!(["lead", "done"]))
    );
}

#[test]
fn what_goes_out_as_web_annotations_comes_in_again() {
    let folder = tempfile::tempdir().expect("a folder");
    let record = record(folder.path());
    let note = json!([{"type": "Annotation", "bodyValue": "Compare.", "target": {
        "source": "https://news.example/end", "selector": {"type": "TextQuoteSelector", "exact": "ferry"},
    }}]);
    assert_eq!(import(&record, folder.path(), "note.json", &note).0, 0);
    let known = remarked(&record);
    assert_eq!(known[0].1, json!("Compare."));
    let out = folder.path().join("out.json");
    let path = out.to_str().expect("UTF-8");
    let (status, _, told) =
        run(&["query", "--dataset", &record, "--format", "web-annotation", "-o", path, ""]);
    assert_eq!(status, 0, "{told}");
    fs::remove_file(folder.path().join("harbour.annotations.json")).expect("was there");
    let (status, told, _) = run(&["import", path, "--dataset", &record]);
    assert_eq!((status, told.starts_with("1 of 3 annotations joined")), (0, true), "{told}");
    assert!(told.ends_with("; 2 without a note or a tag\n"), "{told}");
    // What the record says itself is no note.
    assert_eq!(remarked(&record), known);
}

#[test]
fn what_is_no_annotation_is_refused_in_a_sentence() {
    let folder = tempfile::tempdir().expect("a folder");
    let record = record(folder.path());
    for (text, why) in
        [("{", "is no JSON"), ("{\"a\": 1}", "holds no annotation"), ("", "is no JSON")]
    {
        let file = folder.path().join("wrong.json");
        fs::write(&file, text).expect("written");
        let (status, _, told) =
            run(&["import", file.to_str().expect("UTF-8"), "--dataset", &record]);
        assert!(status == 2 && told.contains(why) && told.contains("wrong.json"), "{told}");
        assert_eq!(told.lines().count(), 1, "{told}");
    }
    let (status, _, told) = run(&["import", "nowhere.json", "--dataset", &record]);
    assert!(status == 2 && told.contains("nowhere.json"), "{told}");
    assert!(!folder.path().join("harbour.annotations.json").exists());
}
