//! `onrecord verify` from outside: drafts in, verdicts out.

mod support;

use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use serde_json::Value;
use tempfile::TempDir;

use support::{NO_DATA, run};

const TRANSCRIPT: &str = "Remarks on the pier\n\nMarch 4, 2024\n\nANNA WEBER: Thank you all for coming. We will build 40 \
    boats in Bonn, and we will not sell them to Turin before the winter. The ferry is old, and it costs \
    the town more than the school.\n\nTOM REED: Nobody on this coast believes a word of it, and the captains \
    least of all.\n\nANNA WEBER: Then let them come and look at the books.\n";

const DRAFT: &str = "The pier\n\nBy Ida Stone\n\nMarch 5, 2024\n\nAnna Weber promised boats. “We will build 50 boats in Bonn, \
    and we will not sell them to Turin before the winter,” she said.\n\n“The ferry is old … it costs the town \
    more than the school,” said Anna Weber.\n\n“Then let them come and look at the books,” Weber said.\n\nAnna \
    Weber said: “Nobody on this coast believes a word of it, and the captains least of all.”\n";

/// A folder with a transcript, and a draft beside it.
fn folder() -> TempDir {
    let folder = TempDir::new().expect("a folder");
    std::fs::create_dir(folder.path().join("record")).expect("a folder");
    std::fs::write(folder.path().join("record/pier.txt"), TRANSCRIPT).expect("a file");
    std::fs::write(folder.path().join("draft.txt"), DRAFT).expect("a file");
    folder
}

fn text(path: &Path) -> &str {
    path.to_str().expect("UTF-8")
}

/// Verifies the draft: status, what is printed, what is told.
fn verify(folder: &TempDir, more: &[&str]) -> (i32, String, String) {
    let (draft, record) = (folder.path().join("draft.txt"), folder.path().join("record"));
    run(&[&["verify", text(&draft), "--against", text(&record)], more].concat())
}

#[test]
fn every_quotation_gets_its_verdict_with_what_differs() {
    let folder = folder();
    let (status, out, _) = verify(&folder, &["--format", "json"]);
    assert_eq!(status, 1);
    let found: Value = serde_json::from_str(&out).expect("JSON");
    let found = found.as_array().expect("a list");
    let verdicts: Vec<&str> = found.iter().map(|q| q["verdict"].as_str().expect("one")).collect();
    assert_eq!(verdicts, ["altered", "abridged", "exact", "misattributed"]);
    let first = &found[0];
    assert_eq!((first["line"].as_u64(), first["column"].as_u64()), (Some(7), Some(29)));
    assert_eq!(first["reverses"], true);
    let difference = &first["differences"][0];
    assert_eq!((&difference["printed"], &difference["source"]), (&"50".into(), &"40".into()));
    let source = &first["sources"][0];
    assert_eq!((&source["speaker"], &source["said"]), (&"Anna Weber".into(), &"2024-03-04".into()));
    assert_eq!(source["spoken"], true);
    assert_eq!(found[1]["differences"][0]["source"], "and");
    assert_eq!(found[3]["sources"][0]["speaker"], "Tom Reed");
}

#[test]
fn people_read_which_words_differ_and_where() {
    let folder = folder();
    let (_, out, _) = verify(&folder, &["--worst"]);
    let lines: Vec<&str> = out.lines().collect();
    assert!(lines[0].ends_with("draft.txt:7:29 altered: changed; reverses"), "{out}");
    assert!(lines[1].contains("“We will build {50} boats in Bonn,"), "{out}");
    assert!(lines[2].contains("as spoken   “We will build {40} boats"), "{out}");
    assert!(lines[2].ends_with("— Anna Weber, 4 Mar 2024"), "{out}");
    assert!(lines[3].contains("Remarks on the pier"), "{out}");
    let last = "4 quotations: 1 exact, 1 abridged, 1 altered, 1 misattributed; in 1 a denial, a number \
                or a name was lost or gained";
    assert_eq!(lines.last(), Some(&last));
    assert!(!out.contains('\u{1b}'), "no colours where nobody looks");
}

#[test]
fn programs_get_lines_tables_and_a_schema() {
    let folder = folder();
    let (_, out, told) = verify(&folder, &["--format", "jsonl"]);
    assert_eq!(out.lines().count(), 4);
    assert!(told.starts_with("4 quotations: "), "{told}");
    let (_, out, _) = verify(&folder, &["--format", "csv"]);
    let mut table = csv::Reader::from_reader(out.as_bytes());
    let heads: Vec<String> = table.headers().expect("a header").iter().map(str::to_owned).collect();
    let row = table.records().next().expect("a row").expect("cells");
    let cell = |name: &str| row.get(heads.iter().position(|head| head == name).expect("a column"));
    assert_eq!(cell("verdict"), Some("altered"));
    assert_eq!(cell("differences"), Some("40 → 50"));
    let (_, out, _) = verify(&folder, &["--format", "md"]);
    assert!(out.contains("- As spoken: “We will build {40} boats"), "{out}");
    let (status, schema, _) = run(&["schema", "--verify"]);
    let schema: Value = serde_json::from_str(&schema).expect("JSON");
    assert_eq!((status, &schema["type"]), (0, &"array".into()));
    let properties = &schema["$defs"]["CheckedQuotation"]["properties"];
    let (_, out, _) = verify(&folder, &["--format", "json"]);
    let found: Value = serde_json::from_str(&out).expect("JSON");
    for key in found[0].as_object().expect("an object").keys() {
        assert!(properties[key].is_object(), "{key} is not in the schema: {properties:#}");
    }
}

#[test]
fn the_status_says_whether_all_is_well() {
    let folder = folder();
    let draft = folder.path().join("draft.txt");
    let record = folder.path().join("record");
    let (status, out, _) = run(&["verify", text(&draft), "--against", text(&draft)]);
    assert_eq!((status, out.lines().last()), (0, Some("4 quotations: 4 exact")));
    let missing = folder.path().join("none.txt");
    let (status, _, told) =
        run(&["verify", text(&draft), text(&missing), "--against", text(&record)]);
    assert_eq!(status, 2);
    assert!(told.contains("none.txt is not there; correct the path"), "{told}");
    let (status, out, told) = run(&["verify", text(&missing)]);
    assert!(status == 2 && out.is_empty() && told.contains("nothing is checked"), "{told}");
    assert_eq!(run(&["verify"]).0, 2);
    let empty = folder.path().join("plain.txt");
    std::fs::write(&empty, "The harbour will close in June, and nobody says why.\n")
        .expect("a file");
    assert_eq!(run(&["verify", text(&empty)]).0, 0, "where nothing is quoted nothing is wrong");
}

/// Verifies a draft against one printed article.
fn against(article: &str, draft: &str) -> Vec<Value> {
    let folder = TempDir::new().expect("a folder");
    std::fs::create_dir(folder.path().join("record")).expect("a folder");
    std::fs::write(folder.path().join("record/a.txt"), article).expect("a file");
    std::fs::write(folder.path().join("draft.txt"), draft).expect("a file");
    let (status, out, _) = verify(&folder, &["--format", "json"]);
    let found: Vec<Value> = serde_json::from_str(&out).expect("JSON");
    let faithful = found.iter().all(|one| one["verdict"] == "exact" && one["unsaid"].is_null());
    assert_eq!(status, i32::from(!faithful), "{out}");
    found
}

#[test]
fn what_was_denied_is_not_said() {
    let article = "Date: 2024-03-04\n\nTom Reed denied having said that the fee “would be doubled overnight.” \
                   Anna Weber asked whether it “would be paid by the spring.”";
    let of = |draft: &str| {
        let found = against(article, &format!("Date: 2024-03-05\n\n{draft}")).remove(0);
        let cue = found["sources"][0]["cue"].as_str().map(str::to_owned);
        (found["unsaid"].as_str().map(str::to_owned), found["reverses"] == true, cue)
    };
    let denied = of("Tom Reed said the fee “would be doubled overnight.”");
    let cue = Some("denied having said".to_owned());
    assert_eq!(denied, (Some("negated".to_owned()), true, cue.clone()));
    let told = of("Tom Reed denied saying the fee “would be doubled overnight.”");
    assert_eq!(told, (None, false, cue));
    // Too few words to be sure of, and the closest ones differ in the denial alone.
    let article = "Date: 2024-03-04\n\nTom Reed said: “It was not a boycott.”";
    let draft = "Date: 2024-03-05\n\nIda Stone said: “It was a boycott.”";
    let found = against(article, draft).remove(0);
    assert_eq!((&found["verdict"], &found["reverses"]), (&"not found".into(), &true.into()));
    let asked = of("Anna Weber said it “would be paid by the spring.”");
    assert_eq!(asked.0.as_deref(), Some("question"));
}

#[test]
fn what_two_said_together_is_nobody_else_s() {
    let article = "Date: 2024-03-04\n\nAnna Weber and Tom Reed said: “We will build the pier by \
                   the spring.” Paul Orr left. The owner said: “It was a very long and cold day.”";
    let of = |who: &str, words: &str| {
        let found = against(article, &format!("Date: 2024-03-05\n\n{who} said: “{words}”"));
        let verdict = found[0]["verdict"].as_str().map(str::to_owned);
        (verdict, found[0]["sources"][0]["speaker"].as_str().map(str::to_owned))
    };
    let both = Some("Anna Weber / Tom Reed".to_owned());
    let pier = "We will build the pier by the spring.";
    assert_eq!(of("Tom Reed", pier), (Some("exact".into()), both.clone()));
    assert_eq!(of("Paul Orr", pier), (Some("misattributed".into()), both));
    let day = "It was a very long and cold day.";
    assert_eq!(of("Paul Orr", day), (Some("exact".into()), None));
}

#[test]
fn it_says_why_the_same_words_are_no_evidence() {
    let why = |days: (&str, &str), who: &str, words: &str| {
        let article = format!(
            "Date: {}\n\nTom Reed, the mayor, said: “He was late. We will talk again. It is so.”",
            days.0
        );
        let draft = format!("Date: {}\n\n{who} said: “{words}”", days.1);
        let found = against(&article, &draft).remove(0);
        (found["verdict"].as_str().map(str::to_owned), found["no_evidence"].clone())
    };
    let (monday, friday, june) = ("2024-03-04", "2024-03-08", "2024-06-08");
    let words = "We will talk again.";
    let not_found = Some("not found".to_owned());
    assert_eq!(why((friday, monday), "Tom Reed", words), (not_found.clone(), "later".into()));
    assert_eq!(why((monday, friday), "Ida Stone", words), (not_found.clone(), "another".into()));
    assert_eq!(why((monday, june), "Tom Reed", words), (not_found, "common".into()));
    assert_eq!(why((monday, monday), "Tom Reed", words), (Some("exact".into()), Value::Null));
}

#[test]
fn one_of_the_same_last_name_is_another() {
    let article =
        "Date: 2024-03-04\n\n“The fee is a fig leaf for the whole town,” Tom Reed said. Reed left.";
    let of = |who: &str| {
        let draft = "“The fee is a fig leaf for the whole town,”";
        against(article, &format!("Date: 2024-03-05\n\n{draft} {who} said.")).remove(0)["verdict"]
            .clone()
    };
    assert_eq!(
        (of("Ida Reed"), of("Tom Reed"), of("Reed")),
        ("misattributed".into(), "exact".into(), "exact".into())
    );
}

#[test]
fn a_draft_may_come_on_standard_input() {
    let folder = folder();
    let record = folder.path().join("record");
    let check = |draft: &str| {
        let mut child = Command::new(env!("CARGO_BIN_EXE_onrecord"))
            .args(["verify", "-", "--against", text(&record), "--format", "jsonl"])
            .env("ONRECORD_DATA", NO_DATA)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("the binary starts");
        child.stdin.take().expect("a pipe").write_all(draft.as_bytes()).expect("it reads");
        let output = child.wait_with_output().expect("it ends");
        let out = String::from_utf8(output.stdout).expect("UTF-8");
        let first: Value = serde_json::from_str(out.lines().next().expect("a line")).expect("JSON");
        (first["draft"].clone(), first["line"].as_u64(), first["verdict"].clone())
    };
    assert_eq!(check(DRAFT), ("standard input".into(), Some(7), "altered".into()));
    let page = "<html><body><article><h1>The pier</h1>\n<p>The town waited for an answer all day.</p>\n<p>“The ferry \
                is old, and it costs the town more than the school,” said Anna Weber.</p></article></body></html>";
    assert_eq!(check(page), ("standard input".into(), Some(3), "exact".into()));
}

#[test]
fn the_built_in_record_holds_what_its_articles_quote() {
    let root = support::root();
    let articles = root.join("data/articles");
    let (status, out, _) = run(&["verify", text(&articles), "--against", text(&articles)]);
    assert_eq!((status, out.lines().last()), (0, Some("30 quotations: 30 exact")));
    let (_, out, _) = run(&["verify", text(&articles)]);
    assert_eq!(out.lines().last(), Some("30 quotations: 30 exact"));
}

/// The text blocks of the guide's page.
fn guide_blocks() -> Vec<String> {
    let page = std::fs::read_to_string(support::root().join("src/cli/guide/verify.md"));
    let page = page.expect("the page").replace("\r\n", "\n");
    let blocks = page.split("```text\n").skip(1);
    blocks.map(|rest| rest.split("```").next().expect("its end").to_owned()).collect()
}

/// What `verify` prints of the guide's draft, from the project's root.
fn guide_output(more: &[&str]) -> String {
    let args = ["verify", "examples/verify/draft.md", "--against", "examples/verify/record"];
    let output = Command::new(env!("CARGO_BIN_EXE_onrecord"))
        .current_dir(support::root())
        .env("ONRECORD_DATA", NO_DATA)
        .args(args)
        .args(more)
        .output()
        .expect("the binary starts");
    assert_eq!(output.status.code(), Some(1));
    String::from_utf8(output.stdout).expect("UTF-8")
}

#[test]
fn the_guide_shows_what_is_found_of_its_draft() {
    let out = guide_output(&["--worst"]);
    let worst: Vec<&str> = out.split("\n\n").take(10).collect();
    let shown = format!("{}\n\n…\n\n{}\n", worst.join("\n\n"), out.lines().last().expect("a line"));
    assert_eq!(guide_blocks()[0], shown, "src/cli/guide/verify.md must hold this block:\n{shown}");
    assert!(shown.ends_with(
        "50 quotations: 38 exact, 3 abridged, 6 altered, 1 spliced, \
        1 misattributed, 1 not found; in 3 a denial, a number or a name was lost or gained\n"
    ));
}

#[test]
fn the_guide_shows_what_others_find() {
    use fuzzy_matcher::{FuzzyMatcher, skim::SkimMatcherV2};

    let root = support::root().join("examples/verify/record/remarks.txt");
    let transcript = std::fs::read_to_string(root).expect("the transcript");
    let lines: Vec<&str> = transcript.lines().filter(|line| !line.is_empty()).collect();
    let found: Value =
        serde_json::from_str(&guide_output(&["--worst", "--format", "json"])).expect("JSON");
    let matcher = SkimMatcherV2::default();
    let mut shown = format!("{:<34} {:<8} {:<12} {}\n", "", "grep -F", "fuzzy finder", "verify");
    for quotation in &found.as_array().expect("a list")[..10] {
        let words = quotation["text"].as_str().expect("words").trim_end_matches([',', '.']);
        let says = |holds: bool| if holds { "a line" } else { "nothing" };
        let exact = lines.iter().any(|line| line.contains(words));
        let fuzzy = lines.iter().any(|line| matcher.fuzzy_match(line, words).is_some());
        let mut verdict = quotation["verdict"].as_str().expect("a verdict").to_owned();
        let changes = quotation["changes"].as_array().expect("a list");
        if verdict == "altered" {
            verdict = changes[0].as_str().expect("a change").to_owned();
        }
        if quotation["reverses"] == true {
            verdict += "; reverses";
        }
        let start: String = words.chars().take(32).collect();
        shown += &format!(
            "{:<34} {:<8} {:<12} {verdict}\n",
            format!("{start}…"),
            says(exact),
            says(fuzzy)
        );
    }
    assert_eq!(guide_blocks()[1], shown, "src/cli/guide/verify.md must hold this block:\n{shown}");
}

#[test]
fn what_is_left_out_stands_where_its_mark_does() {
    let folder = TempDir::new().expect("a folder");
    let draft = folder.path().join("draft.txt");
    // Behind the mark and in what it leaves out stands the same word.
    let words = "to ensuring predictability … and threat of nuclear war";
    let said =
        format!("“We remain committed, even in times of tension, {words},” Ned Price said.\n");
    std::fs::write(&draft, said).expect("written");
    let (status, out, told) = run(&["verify", text(&draft), "--format", "json"]);
    assert_eq!(status, 0, "{told}");
    let found: Value = serde_json::from_str(&out).expect("JSON");
    assert_eq!(found[0]["verdict"], "abridged");
    let left_out = found[0]["differences"][0]["source"].as_str().expect("words");
    assert!(left_out.starts_with("and reducing the risk"), "{left_out}");
    // A draft without quotations says so.
    std::fs::write(&draft, "Nothing is quoted here.\n").expect("written");
    let (status, out, told) = run(&["verify", text(&draft)]);
    assert!(status == 0 && out.contains("no quotation was found"), "{out}{told}");
}
