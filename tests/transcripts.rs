//! Transcripts in plain text: which lines are labels, who they name, what is spoken.

use onrecord::dataset::annotations::Annotations;
use onrecord::dataset::{Confidence, Form, QuoteKind};
use onrecord::extract::{ArticleExtraction, Offices, extract, input, merge};

/// What a file yields.
fn read(file: &str, text: &str) -> ArticleExtraction {
    let articles = input::read(file, text.as_bytes());
    extract(articles[0].as_ref().expect("an article"))
}

/// The speaker, `-` for nobody, and the words of every spoken quote.
fn spoken(found: &ArticleExtraction) -> Vec<(String, String)> {
    let name = |id: &Option<String>| {
        let speaker = found.speakers.iter().find(|speaker| Some(&speaker.id) == id.as_ref());
        speaker.map_or("-".to_owned(), |speaker| speaker.name.clone())
    };
    let quotes = found.quotes.iter().filter(|quote| quote.kind == QuoteKind::Spoken);
    quotes.map(|quote| (name(&quote.speaker), quote.text.clone())).collect()
}

fn assert_spoken(text: &str, expected: &[(&str, &str)]) {
    let found = read("talk.txt", text);
    let found = spoken(&found);
    let found: Vec<(&str, &str)> =
        found.iter().map(|(name, words)| (name.as_str(), words.as_str())).collect();
    assert_eq!(found, expected);
}

#[test]
fn a_list_of_people_is_no_transcript() {
    let text = "Ideas of the race\n\nMay 4, 2020\n\nEach has a plan for the harbour.\n\n\
        Anna Weber: Lower fees. Ms. Weber wants them cut by half.\n\n\
        Tom Reed: More ships. Mr. Reed would build three of them.\n\n\
        Vera Lund: A new pier. Ms. Lund has drawn one.\n";
    let found = read("list.txt", text);
    assert!(spoken(&found).is_empty(), "{:?}", spoken(&found));
}

#[test]
fn a_briefing_has_turns_of_many_paragraphs() {
    let text = "Press Briefing by Press Secretary Anna Weber\n\nMay 4, 2020\n\nHarbour House\n\n\
        1:18 P.M. EDT\n\nMS. WEBER:  Good morning.\n\nThe talks went on.  (Laughter.)\n\n\
        (Applause.)\n\nThey go on today.\n\nQ    Did they end?\n\nMS. WEBER:  No.\n\n\
        Q    Thanks.\n\nEND                1:40 P.M. EDT\n\nMore of the house.\n";
    let found = read("briefing.txt", text);
    assert_eq!(
        spoken(&found),
        [
            ("Anna Weber", "Good morning."),
            ("Anna Weber", "The talks went on."),
            ("Anna Weber", "They go on today."),
            ("-", "Did they end?"),
            ("Anna Weber", "No."),
            ("-", "Thanks."),
        ]
        .map(|(name, words)| (name.to_owned(), words.to_owned()))
    );
    assert_eq!(found.article.form, Form::Transcript);
    let weber = found.speakers.iter().find(|s| s.name == "Anna Weber").expect("a speaker");
    assert_eq!(weber.role.as_deref(), Some("Press Secretary"));
    let turns: Vec<u32> = found.quotes.iter().filter_map(|q| q.turn).map(u32::from).collect();
    assert_eq!(turns, [1, 1, 1, 2, 3, 4]);
    let [meeting] = &found.meetings[..] else { panic!("one meeting: {:?}", found.meetings) };
    assert_eq!(meeting.date.as_deref(), Some("2020-05-04"));
    assert_eq!(meeting.place.as_deref(), Some("Harbour House"));
    assert_eq!(meeting.participants, std::slice::from_ref(&weber.id));
    assert!(found.quotes.iter().all(|quote| quote.meeting.as_ref() == Some(&meeting.id)));
}

#[test]
fn the_labels_in_use_are_read() {
    for (label, name) in [
        ("MR. REED:", "Reed"),
        ("Mr. REED.", "Reed"),
        ("Mr. REED of Georgia.", "Reed"),
        ("Mr. Reed (Freedonia) (spoke in French):", "Reed"),
        ("REP. TOM REED (D), TENNESSEE:", "Tom Reed"),
        ("TOM REED, CNN ANCHOR:", "Tom Reed"),
        ("TOM REED (voice-over):", "Tom Reed"),
        ("Tom Reed:", "Tom Reed"),
        ("**Tom Reed:**", "Tom Reed"),
        ("**Tom Reed**:", "Tom Reed"),
        ("[00:01:02] Tom Reed:", "Tom Reed"),
        ("Tom Reed (00:15):", "Tom Reed"),
        ("SECRETARY REED:", "Reed"),
        ("MR. MCDONALD:", "McDonald"),
        ("MS. O’BRIEN:", "O’Brien"),
        ("MS. HOLM-REED:", "Holm-Reed"),
        ("The CHAIRMAN.", "The Chairman"),
        ("THE VICE PRESIDENT:", "The Vice President"),
    ] {
        let other = if label.contains('.') && !label.ends_with(':') {
            "Ms. WEBER. We are here."
        } else if label.starts_with("**") {
            "**Anna Weber:** We are here."
        } else {
            "MS. WEBER: We are here."
        };
        let other = if label.starts_with("Tom")
            || label.starts_with('[')
            || label.starts_with("Mr. Reed")
        {
            "Anna Weber: We are here."
        } else {
            other
        };
        let text = format!(
            "Talks in Bonn\n\nMay 4, 2020\n\n{label} We go on.\n\n{other}\n\n{label} That is all of it.\n\n{other}\n"
        );
        let found = read("talk.md", &text);
        let found = spoken(&found);
        assert_eq!(found.len(), 4, "{label}: {found:?}");
        assert_eq!(found[0], (name.to_owned(), "We go on.".to_owned()), "{label}");
        assert_eq!(found[2], (name.to_owned(), "That is all of it.".to_owned()), "{label}");
    }
}

#[test]
fn nobody_is_named_by_what_only_describes() {
    for label in [
        "Q   ",
        "QUESTION:",
        "MODERATOR:",
        "PARTICIPANT:",
        "AUDIENCE MEMBER:",
        "SPEAKER_00:",
        "SENIOR ADMINISTRATION OFFICIAL:",
        "SENIOR ADMINISTRATION OFFICIAL ONE:",
        "UNIDENTIFIED MALE:",
        "REPORTER:",
        "OFFICIAL #2:",
    ] {
        let text = format!(
            "Talks\n\nMay 4, 2020\n\n{label} Will they go on?\n\nMR. REED: They will.\n\n{label} And then?\n\nMR. REED: We shall see.\n"
        );
        assert_spoken(
            &text,
            &[
                ("-", "Will they go on?"),
                ("Reed", "They will."),
                ("-", "And then?"),
                ("Reed", "We shall see."),
            ],
        );
    }
}

#[test]
fn a_questioner_who_is_named_has_the_name() {
    assert_spoken(
        "Talks\n\nMay 4, 2020\n\nQUESTION (Ida Holm, Harbour News): Why?\n\nMR. REED: So.\n\n\
         QUESTION: And now?\n\nMR. REED: Now we go.\n",
        &[("Ida Holm", "Why?"), ("Reed", "So."), ("-", "And now?"), ("Reed", "Now we go.")],
    );
}

#[test]
fn who_is_interviewed_is_the_one_in_headline_and_introduction() {
    let turns = "Q: Was it hard?\n\nA: It was hard for us.\n\nQWhat now?\n\nA: Now we rest.\n";
    let expected = [
        ("-", "Was it hard?"),
        ("Vera Lund", "It was hard for us."),
        ("-", "What now?"),
        ("Vera Lund", "Now we rest."),
    ];
    let head = "Vera Lund looks back\n\nThe singer Vera Lund sat down with Tom Reed.\n\n";
    assert_spoken(&format!("{head}{turns}"), &expected);
    let found = read("talk.txt", &format!("{head}{turns}"));
    let answer = found.quotes.iter().find(|quote| quote.speaker.is_some());
    let confidence = answer.and_then(|quote| quote.confidence);
    assert_eq!(confidence, Some(Confidence::Medium));
    let two = "Vera Lund and Tom Reed look back\n\nVera Lund sat down with Tom Reed.\n\n";
    let nobody = expected.map(|(_, words)| ("-", words));
    assert_spoken(&format!("{two}{turns}"), &nobody);
}

#[test]
fn the_head_says_who_bears_an_office() {
    assert_spoken(
        "Remarks by President Anna Weber at the Harbour\n\nMay 4, 2020\n\nTHE PRESIDENT:  Thank you all.\n\n\
         We begin today.\n\nWe end tomorrow.\n",
        &[
            ("Anna Weber", "Thank you all."),
            ("Anna Weber", "We begin today."),
            ("Anna Weber", "We end tomorrow."),
        ],
    );
    // Two presidents: nobody can say which.
    assert_spoken(
        "Remarks by President Weber and President Reed\n\nMay 4, 2020\n\nTHE PRESIDENT:  Thank you.\n\n\
         MS. HOLM:  Thank you, too.\n\nTHE PRESIDENT:  We end.\n",
        &[
            ("The President", "Thank you."),
            ("Holm", "Thank you, too."),
            ("The President", "We end."),
        ],
    );
}

#[test]
fn two_people_of_one_last_name_are_two() {
    assert_spoken(
        "Talks\n\nMay 4, 2020\n\nMR. HOLM: I go.\n\nMS. HOLM: I stay.\n\nMR. HOLM: Then go.\n",
        &[("Mr. Holm", "I go."), ("Ms. Holm", "I stay."), ("Mr. Holm", "Then go.")],
    );
    let found = read(
        "a.txt",
        "Talks\n\nMay 4, 2020\n\nMR. HOLM: I go.\n\nMS. HOLM: I stay.\n\nMR. HOLM: Then go.\n",
    );
    assert_ne!(found.quotes[0].speaker, found.quotes[1].speaker);
    assert_eq!(found.quotes[0].speaker, found.quotes[2].speaker);
}

#[test]
fn names_alone_on_their_lines_are_labels_where_they_come_again() {
    assert_spoken(
        "Talks\n\nMay 4, 2020\n\nANNA WEBER\n\nWe are here.\n\nTOM REED\n\nSo are we.\n\nANNA WEBER\n\nThen we begin.\n\nTOM REED\n\nWe do.\n",
        &[
            ("Anna Weber", "We are here."),
            ("Tom Reed", "So are we."),
            ("Anna Weber", "Then we begin."),
            ("Tom Reed", "We do."),
        ],
    );
}

#[test]
fn labels_of_other_lines_name_nobody() {
    for text in [
        "Analysis: Ida Holm, Bonn\n\nThe talks went on.\n\nSOURCE: Harbour Board.\n\nOur Standards: The Harbour Rules.",
        "Location: Bonn\n\nThe talks went on.\n\nLocation: Oslo\n\nThey went on there too.",
        "Claim: The port is shut.\n\nVerdict: It is not.\n\nClaim: It was shut.\n\nVerdict: For a day.",
        "At noon they met.\n\nUpdate: They met again.\n\nThat was all.",
    ] {
        assert_spoken(&format!("Talks\n\nMay 4, 2020\n\n{text}\n"), &[]);
    }
}

#[test]
fn an_article_that_cites_an_exchange_stays_an_article() {
    let text = "Talks heat up\n\nMay 4, 2020\n\nMinister Anna Weber met Tom Reed in Bonn on Monday.\n\n\
        WEBER: You promised it.\n\nREED: I did not.\n\nWEBER: You did.\n\n\
        “It was loud,” said Ida Holm, who was there. The talks went on until noon.\n\n\
        “We were all of us surprised,” said Paul Ng, an aide to the minister for many years.\n\n\
        The minister's office said that the talks would go on, and that more would be said later.\n\n\
        “I have nothing to add,” Reed told reporters after the meeting had come to its end.\n";
    let found = read("heat.txt", text);
    assert_eq!(found.article.form, Form::Full);
    let quotes: Vec<&str> = found.quotes.iter().map(|quote| quote.text.as_str()).collect();
    assert!(quotes.contains(&"You promised it.") && quotes.contains(&"It was loud,"), "{quotes:?}");
    assert!(!quotes.iter().any(|quote| quote.contains("The talks went on until")), "{quotes:?}");
}

#[test]
fn one_label_in_two_transcripts_of_a_house_is_one_person() {
    let one = read(
        "a.txt",
        "Talks\n\nMay 4, 2020\n\nPublisher: Harbour House\n\nMS. WEBER: We go.\n\nQ    Why?\n\nMS. WEBER: So.\n\nQ    Oh.\n",
    );
    let two = read(
        "b.txt",
        "Talks\n\nMay 5, 2020\n\nPublisher: Harbour House\n\nMS. WEBER: We stay.\n\nQ    Why?\n\nMS. WEBER: So.\n\nQ    Oh.\n",
    );
    let merged = merge(vec![one, two], &Annotations::default(), &Offices::default());
    assert_eq!(merged.file.speakers.len(), 1);
}

#[test]
fn floods_of_labels_stay_linear() {
    let text = "Talks\n\nMay 4, 2020\n\n".to_owned() + &"MR. REED: We go on.\n\n".repeat(1 << 14);
    assert_eq!(spoken(&read("a.txt", &text)).len(), 1 << 14);
    let distinct: String = (0..1 << 12)
        .map(|at| format!("MR. R{}ED: We go.\n\n", "E".repeat(at % 50) + &at.to_string()))
        .collect();
    let _ = read("a.txt", &("Talks\n\nMay 4, 2020\n\n".to_owned() + &distinct));
    let _ = read("a.txt", &("We go. ".to_owned() + &"(((((".repeat(1 << 16)));
    let _ = read("a.txt", &("MR. REED: ".to_owned() + &"(laughter) ".repeat(1 << 16)));
}
