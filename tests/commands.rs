//! The commands for scripts: what they print, and their exit status.

mod support;

use support::{root, run};

fn json_lines(text: &str) -> Vec<serde_json::Value> {
    text.lines().map(|line| serde_json::from_str(line).expect("an object a line")).collect()
}

/// A dataset in a file.
fn file_of(dataset: &serde_json::Value) -> tempfile::NamedTempFile {
    let file = tempfile::NamedTempFile::new().expect("a file");
    std::fs::write(file.path(), dataset.to_string()).expect("written");
    file
}

/// Every format in which quotes are printed.
const FORMATS: [&str; 10] = [
    "text",
    "json",
    "jsonl",
    "csv",
    "md",
    "md-footnotes",
    "html",
    "bibtex",
    "csl-json",
    "web-annotation",
];

#[test]
fn every_quote_one_object_a_line() {
    let (status, out, err) = run(&["query", "--format", "jsonl", ""]);
    assert_eq!((status, err.as_str()), (0, ""));
    let quotes = json_lines(&out);
    assert_eq!(quotes.len(), 30);
    let text = std::fs::read_to_string(root().join("data/record.json")).expect("the record");
    let record: serde_json::Value = serde_json::from_str(&text).expect("JSON");
    for quote in &quotes {
        let articles = record["articles"].as_array().expect("articles");
        let article = articles.iter().find(|a| a["id"] == quote["article"]).expect("the article");
        let at =
            |key: &str| usize::try_from(quote[key].as_u64().expect("an offset")).expect("small");
        let chars = article["text"].as_str().expect("text").chars();
        let words: String = chars.skip(at("start")).take(at("end") - at("start")).collect();
        assert_eq!(quote["text"], words);
        for key in ["id", "kind", "speaker", "said"] {
            assert!(quote[key].is_string(), "{key} of {quote}");
        }
    }
}

#[test]
fn the_exit_status_is_greps() {
    assert_eq!(run(&["query", "ryabkov"]).0, 0);
    let (status, out, err) = run(&["query", "biden qqqq"]);
    assert_eq!((status, out.as_str()), (1, ""));
    assert!(err.contains("without qqqq there would be 4"), "{err}");
    assert_eq!(run(&["query", "--dataset", "no/such/file.json", ""]).0, 2);
    assert_eq!(run(&["nonsense", "--what"]).0, 2);
    assert_eq!(run(&["--help"]).0, 0);
    // Where nothing of it can be read, nothing is printed.
    let (status, out, err) = run(&["query", "said:2021-13"]);
    assert!(status == 2 && out.is_empty() && err.contains("is no day"), "{err}");
    assert!(run(&["query", "🙂"]).2.contains("holds no word"));
    assert_eq!(run(&["data/record.json", "query", "x"]).0, 2);
    // What cannot be read is said, and the rest is found.
    let (status, out, err) = run(&["query", "--count", "spaeker:x biden"]);
    assert_eq!((status, out.as_str()), (0, "4\n"));
    assert!(err.contains("spaeker: is no field"), "{err}");
}

/// The first three words of a text.
fn first_words(text: &serde_json::Value) -> String {
    let words = text.as_str().expect("a text").split_whitespace().take(3);
    words.collect::<Vec<_>>().join(" ")
}

#[test]
fn order_rank_limit_and_count() {
    let ids = |args: &[&str]| -> Vec<String> {
        let (_, out, _) = run(&[&["query", "--format", "jsonl"], args].concat());
        json_lines(&out).iter().map(|q| first_words(&q["text"])).collect()
    };
    let said: Vec<String> = ids(&["said:2021-09"]);
    let order =
        ["High-level mil-mil talks", "start the process", "where there is", "productive talks."];
    assert_eq!(said, order, "the timeline's order");
    let by_day = run(&["query", "--format", "jsonl", "sort:day"]).1;
    let days: Vec<String> = json_lines(&by_day).iter().map(|q| q["said"].to_string()).collect();
    assert!(days.len() == 30 && days.is_sorted(), "{days:?}");
    assert_eq!(ids(&["--rank", "--limit", "1", "positive sign"]), ["So far, the"]);
    assert_eq!(ids(&["sort:rank positive sign", "--limit", "1"]), ["So far, the"]);
    // Words of the quote weigh more than those of the headline, and more than shortness.
    let mut first = ids(&["--rank", "--limit", "2", "serious dialogue"]);
    first.sort();
    assert_eq!(first, ["understand how serious", "understand how serious"]);
    assert_eq!(ids(&["--limit", "2", ""]).len(), 2);
    assert_eq!(run(&["query", "--count", "--", "-ryabkov"]).1, "19\n");
    assert_eq!(run(&["query", "--count", "speaker:biden", "economy"]).1, "1\n");
}

#[test]
fn a_pivot_counts_statements_by_two_things() {
    let (status, out, _) = run(&["query", "--pivot", "side,month", ""]);
    let lines: Vec<Vec<&str>> = out.lines().map(|line| line.split_whitespace().collect()).collect();
    assert_eq!(status, 0);
    assert_eq!(lines[0], ["2021-07", "2021-09", "total"]);
    assert_eq!(lines[1][0], "Russia", "the most stand first: {out}");
    // 30 quotes are 25 statements. One that is printed in two cells counts once in each, and once
    // in the totals.
    let numbers = |line: &[&str]| -> Vec<usize> {
        line[1..].iter().map(|cell| cell.parse().expect("a count")).collect()
    };
    let totals = numbers(lines.last().expect("totals"));
    let body: Vec<Vec<usize>> = lines[1..lines.len() - 1].iter().map(|l| numbers(l)).collect();
    for column in 0..3 {
        assert!(body.iter().map(|row| row[column]).sum::<usize>() >= totals[column]);
    }
    assert!(body.iter().all(|row| row[0] + row[1] >= row[2]) && totals[2] == 25);
    let (_, json, _) = run(&["query", "--pivot", "year,publisher", "--format", "json", ""]);
    let table: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    assert_eq!(table["rows"], serde_json::json!(["2021"]));
    let (_, markdown, _) = run(&["query", "--pivot", "speaker,year", "--format", "md", "biden"]);
    assert!(markdown.lines().all(|line| line.starts_with("| ") && line.ends_with(" |")));
    let (_, csv, _) = run(&["query", "--pivot", "meeting,side", "--format", "csv", ""]);
    assert!(csv.starts_with(",Russia,U.S.,UN,total\r\n"), "{csv}");
    let (status, _, err) = run(&["query", "--pivot", "side", ""]);
    assert!(status == 2 && err.contains("takes two"), "{err}");
    assert_eq!(run(&["query", "--pivot", "side,colour", ""]).0, 2);
}

#[test]
fn every_format_holds_the_quote() {
    for format in FORMATS {
        let (status, out, _) = run(&["query", "--format", format, "sovereignty"]);
        assert_eq!(status, 0);
        assert!(out.contains("pure violation of our sovereignty"), "{format}: {out}");
    }
    let (_, out, _) = run(&["query", "--format", "csv", ""]);
    let mut table = csv::Reader::from_reader(out.as_bytes());
    assert_eq!(table.records().filter(Result::is_ok).count(), 30);
    let (_, out, _) = run(&["query", "--format", "json", ""]);
    assert_eq!(serde_json::from_str::<Vec<serde_json::Value>>(&out).expect("an array").len(), 30);
}

#[test]
fn fields_are_chosen_and_stand_in_their_order() {
    let of = |format| {
        let words = ["query", "--format", format, "--fields", "speaker,id,note", "ryabkov"];
        let (status, text, told) = run(&words);
        assert_eq!(status, 0, "{told}");
        text
    };
    let (lines, table) = (of("jsonl"), of("csv"));
    assert!(lines.starts_with("{\"speaker\":\""), "{lines}");
    let row: serde_json::Value =
        serde_json::from_str(lines.lines().next().expect("one")).expect("JSON");
    assert_eq!(row.as_object().expect("an object").len(), 3);
    assert_eq!(row["note"], serde_json::Value::Null);
    let id = row["id"].as_str().expect("an id");
    let speaker = row["speaker"].as_str().expect("a name");
    assert!(table.starts_with(&format!("speaker,id,note\r\n{speaker},{id},\r\n")), "{table}");
    let all: serde_json::Value = serde_json::from_str(&of("json")).expect("JSON");
    assert_eq!(all[0], row);
    // A name that is none is refused with those there are, a format without fields in a sentence.
    let (status, _, told) = run(&["query", "--format", "csv", "--fields", "spaeker", "x"]);
    assert!(status == 2 && told.contains("speaker"), "{told}");
    let (status, _, told) = run(&["query", "--fields", "speaker", "x"]);
    assert!(status == 2 && told.contains("--format json"), "{told}");
}

#[test]
fn the_built_in_record_passes_check_and_fits_the_schema() {
    let path = root().join("data/record.json");
    let (status, out, err) = run(&["check", path.to_str().expect("UTF-8")]);
    assert_eq!((status, err.as_str()), (0, ""));
    assert!(out.contains("5 articles") && out.contains("30 quotes"), "{out}");
    let (status, out, _) = run(&["schema"]);
    let schema: serde_json::Value = serde_json::from_str(&out).expect("JSON");
    assert_eq!(status, 0);
    let record: serde_json::Value =
        serde_json::from_str(&std::fs::read_to_string(path).expect("the record")).expect("JSON");
    // Every key in the record is one that the schema tells of.
    for (list, kind) in [
        ("articles", "Article"),
        ("speakers", "Speaker"),
        ("meetings", "Meeting"),
        ("quotes", "Quote"),
    ] {
        for entry in record[list].as_array().expect("a list") {
            for key in entry.as_object().expect("an object").keys() {
                assert!(schema["$defs"][kind]["properties"][key].is_object(), "{kind}.{key}");
            }
        }
    }
}

#[test]
fn check_lists_every_fault_with_its_place() {
    let text = std::fs::read_to_string(root().join("data/record.json")).expect("the record");
    let mut record: serde_json::Value = serde_json::from_str(&text).expect("JSON");
    record["quotes"][3]["speaker"] = "nobody".into();
    record["quotes"][4]["end"] = 0.into();
    record["meetings"][0]["date"] = "2021-06-31".into();
    record["articles"][1]["id"] = record["articles"][0]["id"].clone();
    let file = file_of(&record);
    let path = file.path().to_str().expect("UTF-8");
    let (status, _, err) = run(&["check", path]);
    assert_eq!(status, 2);
    for place in ["articles[1]", "meetings[0]", "quotes[3] \"q", "quotes[4] \"q"] {
        assert!(
            err.lines().any(|line| line.contains(path) && line.contains(place)),
            "{place} in {err}"
        );
    }
    // Elsewhere one sentence has the first place and the count.
    let (status, out, err) = run(&["query", "--dataset", path, ""]);
    assert_eq!((status, out.as_str(), err.lines().count()), (2, "", 1));
    assert!(err.contains("articles[1]") && err.contains("more"), "{err}");
}

#[test]
fn a_rule_is_printed_beside_its_confidence() {
    let text = std::fs::read_to_string(root().join("data/record.json")).expect("the record");
    let mut record: serde_json::Value = serde_json::from_str(&text).expect("JSON");
    record["quotes"][0]["confidence"] = "low".into();
    record["quotes"][0]["rule"] = "=a pronoun".into();
    let file = file_of(&record);
    let path = file.path().to_str().expect("UTF-8");
    let query = |format: &str| run(&["query", "--dataset", path, "--format", format, ""]).1;
    let count = |text: &str| run(&["query", "--dataset", path, "--count", text]).1;
    assert_eq!(
        (count("confidence:low").as_str(), count("confidence:none").as_str()),
        ("1\n", "29\n")
    );
    let quotes = json_lines(&query("jsonl"));
    let ruled: Vec<_> = quotes.iter().filter(|quote| !quote["rule"].is_null()).collect();
    assert_eq!(ruled.len(), 1);
    assert_eq!((&ruled[0]["confidence"], &ruled[0]["rule"]), (&"low".into(), &"=a pronoun".into()));
    assert!(query("json").contains("\"rule\": \"=a pronoun\""));
    let table = query("csv");
    assert!(table.lines().next().is_some_and(|header| header.contains(",confidence,rule,")));
    assert!(table.contains(",low,'=a pronoun,"), "a cell is no formula");
}

#[test]
fn a_quote_that_differs_from_its_span_opens_unproven() {
    let text = std::fs::read_to_string(root().join("data/record.json")).expect("the record");
    let mut record: serde_json::Value = serde_json::from_str(&text).expect("JSON");
    record["quotes"][2]["text"] = "a small question".into();
    record["quotes"][4]["end"] = 99_999.into();
    record["meetings"][0]["end"] = "2001-01-01".into();
    let file = file_of(&record);
    let path = file.path().to_str().expect("UTF-8");
    let (status, out, err) = run(&["check", path]);
    assert!(status == 0 && out.contains("opens, but 2 quotes are unproven, 1 flaw"), "{out}");
    for told in [
        "quotes[2] \"q2fc3c8d7b8b9\": its text",
        "quotes[4] \"qdfd4c107262c\": its place",
        "ends before",
    ] {
        assert!(err.contains(told), "{told}: {err}");
    }
    let (_, out, _) = run(&["query", "--dataset", path, "--format", "jsonl", "small question"]);
    assert_eq!(json_lines(&out)[0]["proven"], false);
}

#[test]
fn a_record_without_any_day_is_searched_and_printed() {
    let file = file_of(&serde_json::json!({
        "version": 1, "title": "Undated",
        "articles": [{"id": "a", "title": "Talks resume", "date": null, "text": "\"We are close,\" Anna Weber said."}],
        "speakers": [{"id": "w", "name": "Anna Weber"}], "meetings": [],
        "quotes": [{"id": "q", "article": "a", "start": 1, "end": 14, "text": "We are close,",
                    "kind": "direct", "speaker": "w"}]
    }));
    let path = file.path().to_str().expect("UTF-8");
    let query =
        |format: &str, text: &str| run(&["query", "--dataset", path, "--format", format, text]);
    assert_eq!(run(&["check", path]).0, 0);
    for nowhere in ["said:2024", "after:0001", "before:9999"] {
        assert_eq!(query("text", nowhere).0, 1, "{nowhere}");
    }
    let (status, out, _) = query("text", "said:undated");
    assert_eq!(
        (status, out.as_str()),
        (0, "“We are close,”\n— Anna Weber, undated\nTalks resume\n")
    );
    assert_eq!(query("md", "").1, "> “We are close,”\n>\n> — Anna Weber, undated. Talks resume\n");
    let quote = &json_lines(&query("jsonl", "").1)[0];
    assert!(quote["said"].is_null() && quote["date"].is_null() && quote["said_told"] == false);
    let (_, out, _) = query("csv", "");
    let mut table = csv::Reader::from_reader(out.as_bytes());
    let row: std::collections::HashMap<String, String> =
        table.deserialize().next().expect("a row").expect("sound");
    assert_eq!((row["said"].as_str(), row["date"].as_str()), ("", ""));
}

#[test]
fn nothing_printed_can_act_on_a_terminal() {
    let record = serde_json::json!({
        "version": 1, "title": "\u{1b}]0;x\u{7}",
        "articles": [{"id": "a\u{9b}", "title": "=1+1\u{1b}[2J", "date": "2021-07-28", "text": "x\u{1b}[31my\u{9d}z"}],
        "speakers": [{"id": "s", "name": "\u{202e}name"}], "meetings": [],
        "quotes": [{"id": "q\u{1b}c", "article": "a\u{9b}", "start": 0, "end": 8, "text": "x\u{1b}[31my\u{9d}", "kind": "direct", "speaker": "s"}]
    });
    let file = file_of(&record);
    let path = file.path().to_str().expect("UTF-8");
    for format in FORMATS {
        let (_, out, err) = run(&["query", "--dataset", path, "--format", format, ""]);
        assert!(!out.is_empty());
        let acts = |c: &char| !onrecord::text::is_plain(*c) && !matches!(c, '\n' | '\r');
        assert_eq!(out.chars().chain(err.chars()).find(acts), None, "{format}: {out:?}");
    }
    let article = tempfile::Builder::new().suffix(".txt").tempfile().expect("a file");
    let words = "Talks \u{9b}2J\n\n“We will\u{9d}0;x act \u{7f}\u{202e}now,” Anna Weber said.\n";
    std::fs::write(article.path(), words).expect("written");
    let (status, out, _) = run(&["build", article.path().to_str().expect("UTF-8"), "-o", "-"]);
    assert_eq!(out.chars().find(|c| !onrecord::text::is_plain(*c) && *c != '\n'), None, "{out:?}");
    let built: serde_json::Value = serde_json::from_str(&out).expect("JSON");
    assert_eq!(status, 0);
    assert!(built["articles"][0]["text"].as_str().is_some_and(|text| text.contains("\u{9d}0;x")));
    for args in
        [&["query", "--dataset", path, "\u{1b}[2J:x"][..], &["check", "a", "\u{9b}\u{202e}"]]
    {
        let (_, _, err) = run(args);
        let acts = |c: &char| !onrecord::text::is_plain(*c) && *c != '\n';
        assert_eq!(err.chars().find(acts), None, "{err:?}");
    }
}

#[test]
fn the_words_about_the_program_come_from_the_program() {
    assert!(run(&["keys"]).1.contains("next quote of the article"));
    let man = run(&["man"]).1;
    for part in [".TH onrecord", "--format", "=word", "next quote of the article", "EXIT STATUS"] {
        assert!(man.contains(&part.replace('-', "\\-")), "{part}");
    }
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let (status, out, _) = run(&["completions", shell]);
        assert!(status == 0 && out.contains("onrecord"), "{shell}");
    }
    assert!(run(&["query", "--help"]).1.contains("=word"));
}

#[test]
fn a_closed_pipe_is_no_error() {
    let formats = ["text", "json", "jsonl", "csv", "md"].map(|f| vec!["query", "--format", f, ""]);
    for args in formats.into_iter().chain([vec!["keys"], vec!["licences"], vec!["--help"]]) {
        let (reader, writer) = std::io::pipe().expect("a pipe");
        drop(reader);
        let mut onrecord = std::process::Command::new(env!("CARGO_BIN_EXE_onrecord"));
        onrecord.env("XDG_CONFIG_HOME", support::NO_DATA);
        let output = onrecord.args(&args).stdout(writer).stderr(std::process::Stdio::piped());
        let output = output.spawn().and_then(std::process::Child::wait_with_output);
        let output = output.expect("it runs");
        assert_eq!(String::from_utf8_lossy(&output.stderr), "", "{args:?}");
        assert!(output.status.success(), "{args:?}");
    }
}

/// Runs onrecord in a shell, with redirections: status and standard error.
#[cfg(target_os = "linux")]
fn in_shell(words: &str) -> (Option<i32>, String) {
    let mut shell = std::process::Command::new("sh");
    shell.arg("-c").arg(format!("\"$ONRECORD\" {words}"));
    shell.env("ONRECORD", env!("CARGO_BIN_EXE_onrecord")).current_dir(root());
    shell.env("XDG_CONFIG_HOME", support::NO_DATA);
    let output = shell.output().expect("it runs");
    (output.status.code(), String::from_utf8(output.stderr).expect("UTF-8"))
}

#[cfg(target_os = "linux")]
#[test]
fn what_cannot_be_written_is_told() {
    let printing = [
        "query ''",
        "query --count ''",
        "query --format csv ''",
        "build data/articles -o -",
        "build --jsonl <<'.'\n{\"title\": \"Talks\", \"text\": \"“We will act,” John Roe said.\"}\n.",
        "check data/record.json",
        "schema",
        "keys",
        "man",
        "completions bash",
        "licences",
        "--help",
        "query --help",
        "--version",
    ];
    for words in printing {
        for (place, why) in [(">&-", "closed"), (">/dev/full", "space"), ("1</dev/null", "closed")]
        {
            let (status, err) = in_shell(&format!("{place} {words}"));
            assert!(
                status == Some(2) && err.lines().count() == 1 && err.contains(why),
                "{place} {words}: {status:?} {err}"
            );
        }
        // Thrown away is written.
        for place in [">/dev/null", ">/dev/null 2>&1", "1<>/dev/null"] {
            assert_eq!(in_shell(&format!("{place} {words}")).0, Some(0), "{place} {words}");
        }
    }
    // What prints nothing needs no output.
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("july.csv");
    let (status, err) = in_shell(&format!("query -o '{}' said:2021-07 >&-", file.display()));
    assert_eq!((status, err.as_str()), (Some(0), ""));
}

#[cfg(unix)]
#[test]
fn devices_giants_and_folders_without_articles_are_refused() {
    let folder = tempfile::tempdir().expect("a folder");
    let at = |name: &str| folder.path().join(name).to_str().expect("UTF-8").to_owned();
    let made = std::process::Command::new("mkfifo").arg(at("fifo")).status();
    assert!(made.expect("mkfifo runs").success());
    // Files that are nothing but size, and one that ends in a hole.
    let giant = std::fs::File::create(at("giant")).expect("a file");
    giant.set_len(3 << 30).expect("a sparse file");
    std::fs::write(at("hole"), "{\"version\": 1,").expect("written");
    let hole = std::fs::File::options().write(true).open(at("hole")).expect("a file");
    hole.set_len(1 << 30).expect("a sparse file");
    // What is no dataset for another reason is told so.
    let zip = b"\x1f\x8b\x08\0\0\0\0\0\0\x03\x03\0\0\0\0\0\0\0\0\0";
    std::fs::write(at("zip"), zip).expect("written");
    let wide: Vec<u8> = "{\"version\":1}".encode_utf16().flat_map(u16::to_le_bytes).collect();
    std::fs::write(at("wide"), &wide).expect("written");
    for (path, word) in [
        ("src/search".to_owned(), "no article was found in"),
        ("/dev/null".to_owned(), "not a regular file"),
        ("no-such".to_owned(), "is not there"),
        (at("fifo"), "not a regular file"),
        (at("giant"), "larger than"),
        (at("hole"), "nothing but NUL"),
        (at("zip"), "gzip"),
        (at("wide"), "UTF-16"),
    ] {
        let (status, out, err) = run(&["check", &path]);
        assert!(status == 2 && out.is_empty(), "{err}");
        assert!(err.lines().count() == 1 && err.contains(word) && err.contains(&path), "{err}");
        let (status, _, err) = run(&["build", "data/articles", "--known", &path, "-o", &at("out")]);
        assert!(status == 2 && err.contains(&path), "{err}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn paths_that_are_not_utf_8_and_words_that_look_like_options() {
    use std::os::unix::ffi::OsStrExt;
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join(std::ffi::OsStr::from_bytes(b"r\xff\x1b.json"));
    std::fs::copy(root().join("data/record.json"), &path).expect("copied");
    let onrecord = || std::process::Command::new(env!("CARGO_BIN_EXE_onrecord"));
    let output = onrecord().arg("check").arg(&path).output().expect("it runs");
    let told = String::from_utf8(output.stdout).expect("UTF-8");
    assert!(output.status.success() && told.contains("r\u{fffd}^[.json is sound"), "{told}");
    std::fs::write(&path, "{").expect("written");
    let output = onrecord().arg("check").arg(&path).output().expect("it runs");
    let told = String::from_utf8(output.stderr).expect("UTF-8");
    assert!(output.status.code() == Some(2) && told.contains("r\u{fffd}^[.json line 1"), "{told}");
    // A file may be called like an option.
    std::fs::copy(root().join("data/record.json"), folder.path().join("--help")).expect("copied");
    let output = onrecord().args(["check", "--", "--help"]).current_dir(folder.path()).output();
    assert!(output.expect("it runs").stdout.starts_with(b"--help is sound"));
    assert_eq!(run(&["query", "--count", "--", "-ryabkov"]).1, "19\n");
}

#[test]
fn a_mistyped_command_and_a_file_in_the_wrong_place_get_their_mend() {
    for (args, mend) in [
        (&["qurey", "biden"][..], "did you mean `onrecord query`?"),
        (&["chekc"], "did you mean `onrecord check`?"),
        (&["licence"], "did you mean `onrecord licences`?"),
        (&["version"], "did you mean `onrecord --version`?"),
        (&["versoin"], "did you mean `onrecord --version`?"),
        (&["linaer"], "did you mean `onrecord --linear`?"),
        (&["biden"], "`onrecord --filter \"biden\"` looks for the word"),
        (&["query", "data/record.json", "biden"], "onrecord query --dataset data/record.json"),
        (&["query", "data/", "biden"], "onrecord query --dataset data/"),
        (&["verify", "data/record.json"], "put it behind `--dataset`"),
        (&["talks.json"], "talks.json is not there"),
    ] {
        let output = std::process::Command::new(env!("CARGO_BIN_EXE_onrecord"))
            .args(args)
            .current_dir(root())
            .env("ONRECORD_DATA", support::NO_DATA)
            .stdin(std::process::Stdio::null())
            .output()
            .expect("it runs");
        let err = String::from_utf8_lossy(&output.stderr).into_owned();
        let is_terminal_first = err.contains("standard output is no terminal");
        assert!(
            err.contains(mend) || is_terminal_first && mend.contains("not there"),
            "{args:?} {err}"
        );
        assert!(output.status.code() == Some(2) && output.stdout.is_empty(), "{args:?}");
        let first = err.lines().next().unwrap_or_default();
        assert!(first.starts_with("onrecord: "), "{err}");
    }
}

#[test]
fn a_letter_in_the_wrong_case_is_answered_with_the_option() {
    for (letter, option) in [("-v", "--version"), ("-H", "--help")] {
        let (status, out, err) = run(&[letter]);
        assert_eq!((status, out.as_str()), (2, ""));
        assert!(err.contains(&format!("'{option}'")) && !err.contains("-- -"), "{err}");
    }
    // What a command does not have is not offered for it.
    for args in [&["query", "-v", "ferry"][..], &["-x"], &["-\u{e9}"], &["--verison"]] {
        let (status, _, err) = run(args);
        assert!(status == 2 && !err.contains("'--help' exists"), "{err}");
        assert!(args[0] == "--verison" || !err.contains("'--version'"), "{err}");
    }
}

#[test]
fn spaces_behind_the_commas_of_a_list_are_no_part_of_it() {
    let of = |args: &[&str]| run(&[&["query", "said:2021-09"], args].concat());
    let plain = of(&["--format", "csv", "--fields", "id,speaker"]);
    assert!(plain.0 == 0 && plain.1.starts_with("id,speaker"), "{plain:?}");
    assert_eq!(of(&["--format", "csv", "--fields", "id, speaker"]), plain);
    assert_eq!(of(&["--format", "csv", "--fields", " id ,\tspeaker "]), plain);
    assert_eq!(of(&["--pivot", "speaker, year"]), of(&["--pivot", "speaker,year"]));
    let (status, _, err) = of(&["--format", "csv", "--fields", "id, spaeker"]);
    assert!(status == 2 && err.contains("speaker"), "{err}");
}

#[test]
fn importing_is_told_by_its_own_name() {
    let (status, page, _) = run(&["guide", "import"]);
    assert!(status == 0 && page.contains("onrecord import hypothesis.json"), "{page}");
    assert!(!run(&["guide"]).1.contains("guide import"), "it is no page of its own");
}

/// The commit is git's where there is a working copy, and a build goes without.
#[test]
fn the_version_tells_the_commit_where_there_is_one() {
    let (status, out, err) = run(&["--version"]);
    assert_eq!((status, err.as_str()), (0, ""));
    let version = concat!("onrecord ", env!("CARGO_PKG_VERSION"));
    let rest = out.trim_end().strip_prefix(version).expect("the version").trim();
    let is_copy = [".git", ".cargo_vcs_info.json"].iter().any(|name| root().join(name).exists());
    if !is_copy {
        assert_eq!(rest, "");
    } else if !rest.is_empty() {
        let commit =
            rest.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')).expect("a commit");
        assert!(commit.len() == 12 && commit.bytes().all(|byte| byte.is_ascii_hexdigit()), "{out}");
    }
}
