//! Quotation marks of every kind and with every fault: whose the words are, and that a fault costs
//! its own paragraph only.

use onrecord::dataset::QuoteKind;
use onrecord::extract::{extract, input};

/// The speaker's name, `-` for nobody, and the words of every quotation.
fn quoted_in(file: &str, text: &str) -> Vec<(String, String)> {
    let read = input::read(file, text.as_bytes());
    let found = extract(read[0].as_ref().expect("an article"));
    let marked = found.quotes.iter().filter(|quote| quote.kind != QuoteKind::Indirect);
    let name = |id: &Option<String>| {
        let speaker = found.speakers.iter().find(|speaker| Some(&speaker.id) == id.as_ref());
        speaker.map_or("-".to_owned(), |speaker| speaker.name.clone())
    };
    marked.map(|quote| (name(&quote.speaker), quote.text.clone())).collect()
}

fn assert_quoted(body: &str, expected: &[(&str, &str)]) {
    let found = quoted_in("talks.txt", &format!("Title: Talks\nDate: 2020-05-04\n\n{body}\n"));
    let found: Vec<(&str, &str)> = found.iter().map(|(n, w)| (n.as_str(), w.as_str())).collect();
    assert_eq!(found, expected, "{body}");
}

const AFTER: &str = "\n\n“That is all,” said Ida Holm.";
const HOLM: (&str, &str) = ("Ida Holm", "That is all,");

#[test]
fn a_mark_without_its_partner_costs_its_own_paragraph() {
    for body in [
        "“We go on, said Tom Reed.",
        "“We go on, she said.",
        "“Shall we go on? asked Tom Reed on Monday.",
        "\"We go on, said Tom Reed. He left.\n\nThe car was waiting.",
        "Tom Reed came. “Nobody spoke for an hour.\n\nThen he left.",
        "Tom Reed came.” Nobody spoke.",
        "The pipe is 5\" wide and the \"other one\" is 6\" wide.",
    ] {
        let found = quoted_in("a.txt", &format!("Title: Talks\nDate: 2020-05-04\n\n{body}{AFTER}"));
        let last = found.last().expect("a quotation");
        assert_eq!((last.0.as_str(), last.1.as_str()), HOLM, "{body}: {found:?}");
        assert!(found.iter().all(|(_, words)| words.len() < 60), "{body}: {found:?}");
    }
}

#[test]
fn the_words_end_where_the_reporter_goes_on() {
    assert_quoted(&format!("“We go on, said Tom Reed.{AFTER}"), &[("Tom Reed", "We go on,"), HOLM]);
    assert_quoted(
        &format!("“We go on, said Tom Reed. “We stay,” said Anna Weber.{AFTER}"),
        &[("Tom Reed", "We go on,"), ("Anna Weber", "We stay,"), HOLM],
    );
    assert_quoted(
        &format!("We shall go on,” said Tom Reed.{AFTER}"),
        &[("Tom Reed", "We shall go on,"), HOLM],
    );
    assert_quoted(
        &format!("We shall go on,\" Tom Reed told the paper.{AFTER}"),
        &[("Tom Reed", "We shall go on,"), HOLM],
    );
}

#[test]
fn a_quotation_runs_on_into_the_very_next_paragraph_only() {
    assert_quoted(
        &format!("Tom Reed said:\n\n“We go on.\n\n“We shall not stop.”{AFTER}"),
        &[("Tom Reed", "We go on.\n\n“We shall not stop."), HOLM],
    );
    assert_quoted(
        &format!(
            "Tom Reed said: “We go on from here.\n\nHe left the room.\n\n“We stay,” said Anna Weber.{AFTER}"
        ),
        &[("Tom Reed", "We go on from here."), ("Anna Weber", "We stay,"), HOLM],
    );
}

#[test]
fn a_signature_inside_the_marks_names_the_speaker() {
    for signature in
        ["Tom Reed, chairman, Harbour Union.”", "— Tom Reed, chairman”", "Tom Reed, chairman\"."]
    {
        assert_quoted(
            &format!(
                "The letter reads:\n\n“We reject the draft. It will not be signed.\n\n{signature}{AFTER}"
            ),
            &[("Tom Reed", "We reject the draft. It will not be signed."), HOLM],
        );
    }
}

#[test]
fn doubled_and_turned_marks_are_one() {
    for quotation in [
        "““We go on,” said Tom Reed.",
        "“”We go on,” said Tom Reed.",
        "“We go on,”” said Tom Reed.",
        "\"\"We go on,\" said Tom Reed.",
        "”We go on,” said Tom Reed.",
        "“We go on,“ said Tom Reed.",
        "\"We go on,” said Tom Reed.",
        "''We go on,'' said Tom Reed.",
        "``We go on,'' said Tom Reed.",
        "&quot;We go on,&quot; said Tom Reed.",
        "&ldquo;We go on,&rdquo; said Tom Reed.",
        "â€œWe go on,â€\u{9d} said Tom Reed.",
        "«We go on,» said Tom Reed.",
        "»We go on,« said Tom Reed.",
        "„We go on,“ said Tom Reed.",
        "„We go on,” said Tom Reed.",
        "「We go on,」 said Tom Reed.",
        "『We go on』, said Tom Reed.",
    ] {
        let found =
            quoted_in("a.txt", &format!("Title: Talks\nDate: 2020-05-04\n\n{quotation}{AFTER}"));
        let first = &found[0];
        assert_eq!(first.0, "Tom Reed", "{quotation}: {found:?}");
        assert_eq!(first.1.trim_end_matches(','), "We go on", "{quotation}");
        assert_eq!(found.len(), 2, "{quotation}: {found:?}");
    }
}

#[test]
fn marks_of_one_kind_may_stand_inside_each_other() {
    assert_quoted(
        &format!("“He told me, ‘Anna, “never” is long,’ and I left,” said Anna Weber.{AFTER}"),
        &[("Anna Weber", "He told me, ‘Anna, “never” is long,’ and I left,"), HOLM],
    );
    assert_quoted(
        &format!("“She wrote “never” on the wall, and left,” said Tom Reed.{AFTER}"),
        &[("Tom Reed", "She wrote “never” on the wall, and left,"), HOLM],
    );
}

#[test]
fn single_marks_count_where_they_are_the_texts_own() {
    assert_quoted(
        "‘We start tomorrow,’ said Anna Weber. ‘It’s the miners’ turn.’\n\n\
         Tom Reed read from a sign with “Never again” on it and left. ‘They won’t come,’ said Reed.\n\n\
         ‘We shall see,’ said Ida Holm.",
        &[
            ("Anna Weber", "We start tomorrow,"),
            ("Anna Weber", "It’s the miners’ turn."),
            ("Tom Reed", "Never again"),
            ("Tom Reed", "They won’t come,"),
            ("Ida Holm", "We shall see,"),
        ],
    );
    // Words that a writer keeps a distance from are no quotations.
    assert_quoted(
        "“We start tomorrow,” said Anna Weber of the ‘new’ ships. The ‘old’ ones, she said, go.",
        &[("Anna Weber", "We start tomorrow,")],
    );
}

#[test]
fn blocks_behind_an_introduction_are_quotations() {
    let markdown = "---\ntitle: Talks\ndate: 2020-05-04\n---\n\nTom Reed told reporters:\n\n\
        > We go on from here.\n> Nobody stops us.\n\nAnna Weber left.\n\n> A block that nobody introduces.\n";
    let found = quoted_in("talks.md", markdown);
    let words = "We go on from here.\n> Nobody stops us.";
    assert_eq!(found, [("Tom Reed".to_owned(), words.to_owned())]);
    assert_eq!(onrecord::text::unwrapped(words), "We go on from here. Nobody stops us.");

    let page = "<html><head><title>Talks</title></head><body><article><h1>Talks</h1>\
        <p>The talks in Bonn went on for six hours on Monday, and nobody left the room before noon.</p>\
        <p>Tom Reed told reporters:</p><blockquote><p>We go on from here.</p><p>Nobody stops us.</p></blockquote>\
        <p>Anna Weber told the house: <q>We stay here.</q> She left at noon, as all the others did.</p>\
        </article></body></html>";
    let found = quoted_in("talks.html", page);
    assert_eq!(
        found,
        [
            ("Tom Reed".to_owned(), "We go on from here.\n\nNobody stops us.".to_owned()),
            ("Anna Weber".to_owned(), "We stay here.".to_owned()),
        ]
    );
}

#[test]
fn floods_of_marks_stay_linear() {
    for flood in ["\"", "“", "”", "‘a ", "“, said Reed. ", "&quot;", "> a\n", "“a\n\n"] {
        let _ = quoted_in("a.txt", &("We go. ".to_owned() + &flood.repeat(1 << 16)));
    }
}
