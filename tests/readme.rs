//! The README and the guide say what the program does.

mod support;

use support::{root, run};

fn readme() -> String {
    std::fs::read_to_string(root().join("README.md")).expect("README.md")
}

/// Every page of the guide: its name and its text.
fn guide() -> Vec<(String, String)> {
    let pages = std::fs::read_dir(root().join("src/cli/guide")).expect("a folder");
    let page = |entry: std::io::Result<std::fs::DirEntry>| {
        let path = entry.expect("an entry").path();
        let name = path.file_stem().expect("a name").to_string_lossy().into_owned();
        (name, std::fs::read_to_string(path).expect("a page"))
    };
    pages.map(page).collect()
}

fn page(name: &str) -> String {
    let mut pages = guide().into_iter();
    pages.find_map(|(page, text)| (page == name).then_some(text)).expect("a page of that name")
}

#[test]
fn it_is_short_and_leads_to_every_page_of_the_guide() {
    let readme = readme();
    assert!(readme.split_whitespace().count() <= 700);
    let (_, listed, _) = run(&["guide"]);
    for (name, text) in guide() {
        assert!(readme.contains(&format!("(src/cli/guide/{name}.md)")), "{name}");
        assert!(listed.contains(&format!("guide {name}")), "{name}");
        // A comment names the command of a key.
        let mut parts = text.split("<!--");
        let first = parts.next().unwrap_or_default().to_owned();
        let text = parts
            .fold(first, |text, part| text + part.split_once("-->").expect("the comment's end").1);
        assert_eq!(run(&["guide", &name]), (0, text, String::new()));
    }
}

#[test]
fn the_table_of_keys_is_the_catalogues() {
    let table = onrecord::keymap::essentials_as_markdown(&onrecord::keymap::Bindings::default());
    assert!(readme().contains(&table), "README.md must hold this table:\n{table}");
}

#[test]
fn the_query_language_is_the_programs() {
    let language = onrecord::search::query::language();
    assert!(readme().contains(&language), "README.md must hold these lines:\n{language}");
}

#[test]
fn the_dataset_it_shows_is_sound() {
    let (readme, page) = (readme(), page("dataset"));
    let json = json_under(&page, "# Datasets");
    for json in [json, json_under(&readme, "## A dataset")] {
        let data =
            onrecord::dataset::load::from_bytes(json.as_bytes(), &mut |_| {}).expect("sound");
        assert!(data.quotes.iter().all(|quote| quote.is_proven) && data.flaws.count == 0);
    }
    let data = onrecord::dataset::load::from_bytes(json.as_bytes(), &mut |_| {}).expect("sound");
    let json: serde_json::Value = serde_json::from_str(json).expect("JSON");
    let mention = &json["quotes"][0]["mention"];
    let point = |key: &str| mention[key].as_u64().expect("a mention") as usize;
    // It is ASCII: code points are bytes.
    assert_eq!(&data.articles[0].text[point("start")..point("end")], "the minister");
}

/// The first JSON block under a heading.
fn json_under<'a>(page: &'a str, heading: &str) -> &'a str {
    let (_, section) = page.split_once(heading).expect("the heading");
    let (_, rest) = section.split_once("```json\n").expect("a block");
    rest.split_once("```").expect("its end").0
}

#[test]
fn the_file_of_what_is_known_it_shows_is_one() {
    let page = page("annotations");
    let json = json_under(&page, "## The file");
    let known = onrecord::dataset::annotations::Annotations::from_bytes(json.as_bytes())
        .expect("what is known");
    assert_eq!((known.speakers.len(), known.quotes.len()), (1, 2));
}

#[test]
fn every_query_it_shows_finds_something() {
    let text = readme() + &page("query");
    let queries: Vec<&str> =
        text.lines().filter_map(|line| line.strip_prefix("onrecord query ")).collect();
    assert!(queries.len() >= 3, "{queries:?}");
    // One of them writes a file.
    let folder = tempfile::tempdir().expect("a folder");
    for query in queries {
        let mut onrecord = std::process::Command::new(env!("CARGO_BIN_EXE_onrecord"));
        onrecord.env("ONRECORD_DATA", env!("CARGO_TARGET_TMPDIR"));
        let output = onrecord.arg("query").args(split(query)).current_dir(&folder).output();
        assert!(output.expect("it runs").status.success(), "{query}");
    }
}

/// Words of a shell line with single quotes, up to a comment or pipe.
fn split(line: &str) -> Vec<String> {
    let (mut words, mut word, mut quoted, mut open) = (Vec::new(), String::new(), false, false);
    for c in line.chars() {
        match c {
            '\'' => (quoted, open) = (!quoted, true),
            ' ' if !quoted => {
                if open {
                    words.push(std::mem::take(&mut word));
                }
                open = false;
            }
            '#' | '|' if !quoted => break,
            c => {
                word.push(c);
                open = true;
            }
        }
    }
    if open {
        words.push(word);
    }
    words
}

#[test]
fn every_picture_it_shows_is_there() {
    let readme = readme();
    let pictures: Vec<&str> = readme.split("screenshots/").skip(1).collect();
    assert!(!pictures.is_empty());
    for rest in pictures {
        let Some((name, _)) = rest.split_once(".svg") else { continue };
        assert!(root().join(format!("screenshots/{name}.svg")).is_file(), "{name}");
    }
}
