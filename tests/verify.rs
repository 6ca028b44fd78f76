//! What is found of quotations with planted changes: the verdict, and each word that differs.

#[path = "support/planted.rs"]
mod planted;

use fastrand::Rng;
use onrecord::dataset::Verdict;
use onrecord::verify::{Draft, DraftQuotation, Finding, verify};

use planted::{Case, Planted, Record};

/// How many cases are tried where the environment does not say, as `ONRECORD_CASES=10000`.
const CASES: usize = 600;

fn found(record: &Record, text: &str, finding: &Finding) -> Vec<(String, bool, String, String)> {
    let found = finding.differences.iter().map(|difference| {
        let source = &record.data.article(difference.article).text[difference.source.clone()];
        let printed = text[difference.printed.clone()].to_owned();
        (difference.change.name().to_owned(), difference.is_marked, printed, source.to_owned())
    });
    found.collect()
}

#[test]
fn what_was_planted_is_found_and_nothing_else() {
    let cases = std::env::var("ONRECORD_CASES").ok().and_then(|cases| cases.parse().ok());
    let cases: usize = cases.unwrap_or(CASES);
    let mut rng = Rng::with_seed(17);
    let record = Record::new(&mut rng);
    let planted: Vec<Case> = (0..cases).map(|_| record.case(&mut rng)).collect();
    // Each is a draft of its own: one that is certain would help the others.
    let drafts: Vec<Draft> = planted
        .iter()
        .map(|case| Draft {
            day: None,
            quotations: vec![DraftQuotation {
                range: 0..case.text.len(),
                text: case.text.clone(),
                names: vec![case.speaker.to_owned()],
                polarity: None,
            }],
        })
        .collect();
    let findings = verify(&record.data, &drafts, &|_| {});
    for (case, finding) in planted.iter().zip(&findings) {
        let finding = &finding[0];
        assert_eq!(finding.verdict.name(), case.verdict, "{case:#?}\n{finding:#?}");
        assert_eq!(finding.reverses, case.reverses, "{case:#?}\n{finding:#?}");
        let found = found(&record, &case.text, finding);
        let is_planted = |(found, planted): (&(String, bool, String, String), &Planted)| {
            let (kind, marked, printed, source) = planted;
            found.0 == *kind && found.1 == *marked && found.2 == *printed && found.3 == *source
        };
        let same = found.len() == case.differences.len()
            && found.iter().zip(&case.differences).all(is_planted);
        assert!(same, "{case:#?}\n{found:#?}");
    }
    let mut names: Vec<&str> = planted.iter().map(|case| case.name).collect();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), 14, "every kind of change is tried: {names:?}");
    assert!(findings.iter().any(|finding| finding[0].verdict == Verdict::Spliced));
}

/// A record of two speeches, made up for these tests.
const SPEECH: &str = "WEBER: Thank you all for coming. I was not satisfied with the harbour plan, and I said so. We \
    will build 40 boats in Bonn, and we will not sell them to Turin before the winter. People ask me, \
    you know, why we, uh, need so many boats. (Applause.) The sea before our doors is non-negotiable. There is a story \
    that Tom Reed likes to tell. He said \"the sea takes the careless first, and the \
    proud captains of its fastest boats before all the careless sailors of this coast.\"\n\nREED: The ferry costs \
    $5 million a year. It's the worst bargain on the whole coast, and nobody dares to end it.\n\n\
    WEBER: I will end it. I will end it in May. Our boats leave the harbour. They \
    go to Turin. They go to many other towns.";

fn record(date: &str) -> onrecord::dataset::Dataset {
    let text = format!("Speeches on the pier\n\n{date}\n\n{SPEECH}");
    let read = onrecord::extract::input::read("pier.txt", text.as_bytes());
    let extraction = onrecord::extract::extract(read[0].as_ref().expect("an article"));
    let offices = onrecord::extract::Offices::default();
    let merged = onrecord::extract::merge(vec![extraction], &Default::default(), &offices);
    let json = serde_json::to_vec(&merged.file).expect("JSON");
    onrecord::dataset::load::from_bytes(json, &mut |_| {}).expect("sound")
}

fn check(speaker: &str, text: &str, day: Option<&str>) -> Finding {
    let names = if speaker.is_empty() { vec![] } else { vec![speaker.to_owned()] };
    let quotation =
        DraftQuotation { range: 0..text.len(), text: text.to_owned(), names, polarity: None };
    let day = day.map(|day| day.parse().expect("a day"));
    let draft = Draft { day, quotations: vec![quotation] };
    verify(&record("March 4, 2024"), &[draft], &|_| {}).remove(0).remove(0)
}

#[test]
fn what_counts_and_what_does_not() {
    for (text, verdict, changes, reverses) in [
        ("we will build forty boats in Bonn", "exact", "", false),
        ("The sea before our doors is nonnegotiable", "exact", "", false),
        ("the sea before our doors is NON-NEGOTIABLE!", "exact", "", false),
        ("There’s a story that Tom Reed likes to tell", "altered", "respelt", false),
        ("People ask me why we need so many boats", "altered", "cleaned", false),
        ("We will build boats in Bonn", "altered", "dropped", true),
        ("We will build 50 boats in Bonn", "altered", "changed", true),
        ("we will sell them to Turin before the winter", "altered", "dropped", true),
        ("we will … sell them to Turin before the winter", "abridged", "", true),
        ("We will build 40 boats … before the winter", "abridged", "", true),
        ("we will not sell [the boats] to Turin before the winter", "abridged", "", false),
        ("I was dissatisfied with the harbour plan", "altered", "changed", false),
        ("I was unsatisfied with the harbour plan", "altered", "changed", false),
        ("we will not sell them to Bonn before the winter", "altered", "changed", true),
        (
            "why we need so many boats. The sea before our doors is non-negotiable",
            "altered",
            "cleaned",
            false,
        ),
        ("I will end it in May", "exact", "", false),
        // A whole sentence goes, and no name of one that stays.
        ("Our boats leave the harbour. They go to many other towns", "altered", "dropped", false),
    ] {
        let finding = check("Anna Weber", text, None);
        let kinds: Vec<&str> = finding.changes().iter().map(|change| change.name()).collect();
        let found = (finding.verdict.name(), kinds.join(" "), finding.reverses);
        assert_eq!(found, (verdict, changes.to_owned(), reverses), "{text}\n{finding:#?}");
    }
}

#[test]
fn words_belong_to_whom_said_them() {
    let text = "It's the worst bargain on the whole coast, and nobody dares to end it.";
    assert_eq!(check("Tom Reed", text, None).verdict, Verdict::Exact);
    assert_eq!(check("", text, None).verdict, Verdict::Exact, "nobody is named");
    assert_eq!(check("Anna Weber", text, None).verdict, Verdict::Misattributed);
    // What somebody is quoted as saying in a speech is neither the speaker's nor proof of it.
    let quoted = "the sea takes the careless first, and the proud captains of its fastest boats before \
                  all the careless sailors of this coast";
    let quoted = check("Ida Holm", quoted, None);
    assert_eq!(quoted.verdict, Verdict::NotFound);
}

#[test]
fn a_stock_phrase_is_no_evidence_without_its_day() {
    let phrase = "Thank you all for coming";
    assert_eq!(check("Anna Weber", phrase, Some("2024-03-05")).verdict, Verdict::Exact);
    assert_eq!(check("Anna Weber", phrase, Some("2024-09-05")).verdict, Verdict::NotFound);
    let longer = "I was not satisfied with the harbour plan, and I said so. We will build 40 boats in \
                  Bonn, and we will not sell them to Turin before the winter. People ask me";
    assert_eq!(check("Anna Weber", longer, Some("2024-09-05")).verdict, Verdict::Exact);
    let before = check("Anna Weber", longer, Some("2024-03-03"));
    assert_eq!(before.verdict, Verdict::NotFound, "nobody is quoted before they speak");
    assert!(!before.sources.is_empty(), "what is closest is told");
}
