//! Offices that are resolved by the day: `onrecord build --offices`.

use onrecord::dataset::Confidence;
use onrecord::dataset::annotations::Annotations;
use onrecord::dataset::schema::{File, Quote};
use onrecord::extract::{Offices, extract, input, merge};

const OFFICES: &str = r#"{
  "persons": [
    {"id": "p1", "other_names": [
      {"given_name": "Ana", "family_name": "Stone", "note": "Main", "end_date": "2001-01-01"},
      {"given_name": "Ana", "family_name": "Holm", "note": "Main"}]},
    {"id": "p2", "name": "Tom Reed", "identifiers": []},
    {"id": "p3", "name": "Ida Berg"},
    {"id": "p4", "redirect": "p3"}
  ],
  "organizations": [{"id": "sea", "name": "Department of the Sea"}, {"id": "foreign", "name": "Foreign Office"}],
  "memberships": [
    {"person_id": "p1", "role": "The Secretary of State", "organization_id": "foreign", "start_date": "2021-01-01", "end_date": "2022-06-30"},
    {"person_id": "p2", "role": "Secretary of State", "organization_id": "foreign", "start_date": "2022-07-01"},
    {"person_id": "p4", "role": "Secretary of State", "organization_id": "sea", "start_date": "2021-01-01"},
    {"person_id": "p3", "role": "Shadow Foreign Secretary", "start_date": "2015-01-01", "end_date": "2020-12-31"},
    {"person_id": "p3", "organization_id": "sea-committee", "start_date": "2015"}
  ]
}"#;

/// A record of articles of one paragraph, each with its day.
fn record(articles: &[(&str, &str)]) -> File {
    let mut offices = Offices::default();
    offices.add(OFFICES.as_bytes()).expect("offices");
    offices.check().expect("everybody is named");
    let read = |(at, (day, text)): (usize, &(&str, &str))| {
        let page = format!("Harbour talks go on\n\nDate: {day}\n\n{text}\n");
        let articles = input::read(&format!("a{at}.txt"), page.as_bytes());
        let articles = articles.into_iter().map(|article| extract(&article.expect("an article")));
        articles.collect::<Vec<_>>()
    };
    merge(articles.iter().enumerate().flat_map(read).collect(), &Annotations::default(), &offices)
        .file
}

fn quote<'f>(file: &'f File, words: &str) -> &'f Quote {
    file.quotes.iter().find(|quote| quote.text.contains(words)).expect("a quote")
}

#[test]
fn an_office_is_its_holder_of_the_day() {
    let file = record(&[
        ("2021-03-01", "“The harbour stays open this year,” the foreign secretary said."),
        ("2023-03-01", "“The harbour is closed from now on,” the Foreign Secretary said."),
    ]);
    let (open, closed) = (quote(&file, "stays open"), quote(&file, "is closed"));
    assert_eq!(open.speaker.as_deref(), Some("ana-holm"), "{:?}", open.rule);
    assert_eq!(closed.speaker.as_deref(), Some("tom-reed"));
    assert_eq!(open.confidence, Some(Confidence::Medium));
    let rule = open.rule.as_deref().expect("a rule");
    assert!(rule.ends_with("by an office, which one person held on 2021-03-01"), "{rule}");
    let role = |id| file.speakers.iter().find(|s| s.id == id).and_then(|s| s.role.as_deref());
    assert_eq!(role("tom-reed"), Some("Secretary of State, Foreign Office"));
}

#[test]
fn an_office_that_labels_turns_is_its_holder() {
    let turns = "THE FOREIGN SECRETARY: We keep the harbour open. That is our plan.\n\n\
                 MR. DORN: I thank him for that, and so will the town.\n\n\
                 THE FOREIGN SECRETARY: The winter will be long.";
    let file = record(&[("2023-03-01", turns)]);
    let quote = quote(&file, "We keep the harbour");
    assert_eq!(quote.speaker.as_deref(), Some("tom-reed"));
    assert_eq!(quote.confidence, Some(Confidence::Medium));
    assert!(file.speakers.iter().all(|speaker| speaker.name != "The Foreign Secretary"));
    assert!(file.meetings[0].participants.contains(&"tom-reed".to_owned()));
}

#[test]
fn an_office_that_two_held_is_nobodys() {
    let file = record(&[
        (
            "2021-03-01",
            "“Nobody wants that at all,” said Ida Berg.\n\n“We wait for the winter,” the Secretary of State said.",
        ),
        ("2021-03-02", "“It is far too early for that,” the minister said."),
        ("2021-03-02", "“It is much too late for that,” the shadow foreign secretary said."),
    ]);
    let wait = quote(&file, "We wait");
    assert_eq!(wait.speaker, None);
    assert_eq!(wait.candidates, ["ida-berg"], "the other is no speaker of the record");
    assert!(wait.rule.as_deref().is_some_and(|rule| rule.contains("several held")));
    for words in ["too early", "too late"] {
        let quote = quote(&file, words);
        assert_eq!((&quote.speaker, quote.candidates.len()), (&None, 0), "{words}");
    }
}

#[test]
fn speakers_get_the_roles_of_their_articles_days() {
    let file = record(&[
        ("2019-05-01", "“We will ask about the harbour,” said Ida Berg."),
        ("2021-05-01", "“We will answer about the harbour,” said Ida Berg."),
        ("2014-05-01", "“The winter will be long,” said Tom Reed, a fisherman."),
    ]);
    let role = |id| file.speakers.iter().find(|s| s.id == id).and_then(|s| s.role.as_deref());
    assert_eq!(
        role("ida-berg"),
        Some("Shadow Foreign Secretary, later Secretary of State, Department of the Sea")
    );
    assert_ne!(role("tom-reed"), Some("Secretary of State, Foreign Office"));
}

#[test]
fn what_is_no_file_of_offices_is_refused_with_its_place() {
    let refused = |text: &str| {
        let mut offices = Offices::default();
        offices.add(text.as_bytes()).and_then(|()| offices.check().map_err(|(_, why)| why))
    };
    for (text, why) in [
        ("[]", "is no file of offices"),
        ("{\"title\": \"x\"}", "has neither"),
        (r#"{"memberships": [{"role": "Premier"}]}"#, "memberships 1: has no person_id"),
        (
            r#"{"memberships": [{"role": "Premier", "person_id": "p", "start_date": "2021-13-01"}]}"#,
            "is no day; write it as",
        ),
        (
            r#"{"memberships": [{}, {"role": "Premier", "person_id": "p"}]}"#,
            "memberships 2: nobody is named for \"p\"",
        ),
    ] {
        let sentence = refused(text).expect_err("it is refused");
        assert!(sentence.contains(why), "{sentence}");
    }
}

#[test]
fn files_are_named_where_the_persons_are_missing() {
    let folder = tempfile::TempDir::new().expect("a folder");
    let file = |name: &str, text: &str| {
        let path = folder.path().join(name);
        std::fs::write(&path, text).expect("a file");
        path
    };
    let talks = "Talks go on\n\nDate: 2021-03-01\n\n“The harbour stays open,” the premier said.\n";
    let article = file("talks.txt", talks);
    let ministers = file(
        "ministers",
        r#"{"memberships": [{"person_id": "p", "role": "Premier", "start_date": "2020-01-01"}]}"#,
    );
    let people = file("people", r#"{"persons": [{"id": "p", "name": "Ana Holm"}]}"#);
    let run = |offices: &[&std::path::Path]| {
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_onrecord"));
        command.arg("build").arg(&article).args(["-o", "-"]);
        for path in offices {
            command.arg("--offices").arg(path);
        }
        let output = command.output().expect("it runs");
        let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
        (output.status.code(), text(output.stdout), text(output.stderr))
    };
    let (status, out, err) = run(&[&ministers]);
    assert_eq!((status, out.as_str()), (Some(2), ""));
    assert!(err.contains("ministers memberships 1: nobody is named for \"p\""), "{err}");
    let (status, out, err) = run(&[&ministers, &people]);
    assert_eq!(status, Some(0), "{err}");
    assert!(out.contains("\"speaker\": \"ana-holm\""), "{out}");
}
