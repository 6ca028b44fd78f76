//! Frames as they are drawn, text and style apart: a change of either shows in review as itself.

#[path = "support/explorer.rs"]
mod session;

use std::fmt::Write;

use onrecord::dataset::load::{Origin, Progress, from_bytes};
use onrecord::explorer::{Event, Start, Workspace};
use onrecord::keymap::Bindings;
use ratatui::buffer::{Buffer, Cell};
use ratatui::style::{Color, Modifier};
use session::{Indexed, Session};

fn record(bytes: Option<&str>) -> Indexed {
    let data = match bytes {
        None => Origin::BuiltIn.load(&mut |_| {}),
        Some(text) => from_bytes(text.as_bytes(), &mut |_| {}),
    };
    let data = data.expect("sound");
    Workspace::indexed(data)
}

fn pressed(record: Indexed, size: (u16, u16), text: &str) -> Session {
    Session::open(size, record).then(text)
}

/// The text of a frame, a line a row, and its styles: `b`old, `d`im, `u`nderlined, `r`eversed,
/// capital where there is a colour, `*` for several, `.` for none.
fn apart(buffer: &Buffer) -> (String, String) {
    let (mut text, mut style) = (String::new(), String::new());
    for y in 0..buffer.area.height {
        let (mut line, mut styles, mut skip) = (String::new(), String::new(), 0);
        for x in 0..buffer.area.width {
            let cell = &buffer[(x, y)];
            if skip == 0 {
                line += cell.symbol();
                skip = unicode_width::UnicodeWidthStr::width(cell.symbol()).max(1);
            }
            skip -= 1;
            styles.push(sign(cell));
        }
        let _ = writeln!(text, "{}", line.trim_end());
        let _ = writeln!(style, "{}", styles.trim_end_matches('.'));
    }
    (text, style)
}

fn sign(cell: &Cell) -> char {
    let all = [
        (Modifier::BOLD, 'b'),
        (Modifier::DIM, 'd'),
        (Modifier::UNDERLINED, 'u'),
        (Modifier::REVERSED, 'r'),
    ];
    let mut set = all.into_iter().filter(|(modifier, _)| cell.modifier.contains(*modifier));
    let sign = match (set.next(), set.next()) {
        (None, _) => '.',
        (Some((_, sign)), None) => sign,
        (Some(_), Some(_)) => '*',
    };
    let coloured = cell.fg != Color::Reset || cell.bg != Color::Reset;
    match (coloured, sign) {
        (false, sign) => sign,
        (true, '.' | '*') => '#',
        (true, sign) => sign.to_ascii_uppercase(),
    }
}

fn frame(name: &str, size: (u16, u16), text: &str) {
    let (text, style) = apart(&pressed(record(None), size, text).draw(true));
    insta::assert_snapshot!(format!("{name}_text"), text);
    insta::assert_snapshot!(format!("{name}_style"), style);
}

#[test]
fn first_screen() {
    frame("first_80x24", (80, 24), "");
    frame("first_200x60", (200, 60), "");
    frame("first_40x10", (40, 10), "");
}

#[test]
fn filtered_and_in_the_source() {
    frame("filtered_80x24", (80, 24), "/rybkv<Enter><Enter>");
    frame("typing_100x30", (100, 30), "/said:2021-13 biden");
    frame("nothing_100x30", (100, 30), "/biden qqqq<Enter>");
}

#[test]
fn cards_overlays_and_single_panes() {
    frame("meeting_100x30", (100, 30), "{");
    frame("speakers_60x16", (60, 16), "2");
    frame("find_100x30", (100, 30), "ftalks");
    frame("copy_80x24", (80, 24), "Y");
    frame("help_80x24", (80, 24), "?");
}

#[test]
fn without_colour_nothing_is_coloured_and_the_selection_shows() {
    for keys in ["", "/rybkv<Enter><Enter>", "?copy", "2<Space>", "/qqqq nope:x<Enter>"] {
        let buffer = pressed(record(None), (100, 30), keys).draw(false);
        assert!(
            buffer.content.iter().all(|c| c.fg == Color::Reset && c.bg == Color::Reset),
            "{keys}"
        );
    }
    let buffer = pressed(record(None), (100, 30), "").draw(false);
    let (text, style) = apart(&buffer);
    let row = text.lines().position(|line| line.starts_with('▌')).expect("a gutter mark");
    assert!(style.lines().nth(row).is_some_and(|line| line.starts_with('r')));
}

#[test]
fn too_small_is_said_in_a_sentence() {
    let explorer = pressed(record(None), (39, 9), "");
    let (text, _) = apart(&explorer.draw(true));
    assert_eq!(text.trim_end(), "onrecord needs 40 columns and 10 rows.");
    for size in [(1, 1), (0, 0), (2, 50), (500, 1)] {
        pressed(record(None), size, "/a<Enter>j").draw(true);
    }
}

#[test]
fn the_question_before_an_address_names_its_site() {
    let long =
        format!("https://www.example.org@{}elsewhere.example/{}", "a.".repeat(99), "b".repeat(400));
    for (url, site) in [
        ("https://www.example.org@elsewhere.example/", "elsewhere.example."),
        ("https://a@ɡооgle.com/", "xn--gle-8tb99ua.com."),
        (long.as_str(), "elsewhere.example."),
    ] {
        let mut value: serde_json::Value = serde_json::from_str(&awkward()).expect("JSON");
        value["articles"][0]["url"] = url.into();
        let record = record(Some(&value.to_string()));
        for size in [(40, 10), (80, 24), (200, 60)] {
            let (text, _) = apart(&pressed(record.clone(), size, "o").draw(true));
            // Over the lines of the box, without its border.
            let joined: String = text.chars().filter(|c| !c.is_whitespace() && *c != '│').collect();
            assert!(joined.contains("Thesiteis") && joined.contains(site), "{size:?}: {text}");
            assert!(text.contains("Enter open it   Esc leave it"), "{size:?}: {text}");
        }
    }
}

#[test]
fn loading_shows_how_far_it_is() {
    let mut explorer = Session::waiting((80, 24), Bindings::default(), Start::default());
    explorer.update(Event::Progress(Progress { stage: "indexing", share: Some(0.42) }));
    let (text, _) = apart(&explorer.draw(true));
    assert!(text.contains("indexing 42 %"), "{text}");
}

/// A record whose every text is awkward: wide, combining, right to left, hostile.
fn awkward() -> String {
    let words = "会議の議事録 é̷́ שלום قال \u{202e}evil\u{202c} \u{1b}]0;x\u{7} \u{9b}31m 👩‍🚀 a\u{200b}b \t tab";
    let text = format!("Before. {words} After.");
    let points = words.chars().count() + 8;
    serde_json::json!({
        "version": 1, "title": words,
        "articles": [{"id": "a", "title": words, "publisher": words, "author": words, "date": "2021-07-28",
                      "url": "https://example.org/", "text": text}],
        "speakers": [{"id": "s", "name": words, "role": words, "side": words, "aliases": [words]}],
        "meetings": [{"id": "m", "title": words, "date": "2021-07-28", "place": words, "participants": ["s"],
                      "summary": words}],
        "quotes": [{"id": "q", "article": "a", "start": 8, "end": points, "text": words, "kind": "direct",
                    "speaker": "s", "meeting": "m", "confidence": "low", "rule": words},
                   {"id": "r", "article": "a", "start": 0, "end": 6, "text": "other", "kind": "indirect",
                    "rule": words.repeat(99)}]
    })
    .to_string()
}

#[test]
fn awkward_text_aligns_and_cannot_act() {
    let record = record(Some(&awkward()));
    for size in [(40, 10), (80, 24), (133, 40)] {
        for keys in ["", "{", "2", "3", "?", "/会議<Enter>", "Y", "fevil", "G<Enter>"] {
            let buffer = pressed(record.clone(), size, keys).draw(true);
            for cell in &buffer.content {
                assert!(cell.symbol().chars().all(onrecord::text::is_plain), "{:?}", cell.symbol());
            }
            // The divider stands in its column whatever stands left of it.
            let explorer = pressed(record.clone(), size, keys);
            let divider = explorer.layout().and_then(|layout| layout.divider);
            if let (Some(divider), false) = (divider, keys == "?" || keys == "Y") {
                for y in divider.y..divider.bottom() {
                    assert_eq!(buffer[(divider.x, y)].symbol(), "│", "{size:?} {keys} row {y}");
                }
            }
        }
    }
    let buffer = pressed(record, (133, 40), "").draw(true);
    let (text, _) = apart(&buffer);
    assert!(
        text.contains("<202e>evil") && text.contains("^[]0;x^G") && text.contains("\\x9b31m"),
        "{text}"
    );
}

/// The built-in record, with a rule for the first quote and a speaker's id or none.
fn ruled(speaker: Option<&str>, confidence: Option<&str>) -> Indexed {
    let text = std::fs::read_to_string("data/record.json").expect("the record");
    let mut json: serde_json::Value = serde_json::from_str(&text).expect("JSON");
    let quote = &mut json["quotes"][0];
    quote["speaker"] = speaker.into();
    quote["confidence"] = confidence.into();
    quote["rule"] = "a pronoun, taken for the last person named in the paragraph before".into();
    record(Some(&json.to_string()))
}

#[test]
fn the_rule_of_an_attribution_is_told() {
    let shown = |record: Indexed, size, keys: &str| {
        apart(&pressed(record, size, keys).draw(true)).0.replace('│', " ")
    };
    let ryabkov = Some("sergei-ryabkov");
    for (speaker, confidence, told) in [
        (ryabkov, Some("low"), "low confidence: a pronoun, taken for"),
        (ryabkov, None, "attributed: a pronoun, taken for"),
        (None, None, "nobody named: a pronoun, taken for"),
    ] {
        let text = shown(ruled(speaker, confidence), (80, 24), "/=mindset<Enter>");
        assert!(text.contains(told), "{told} in {text}");
        let line = text.lines().position(|line| line.contains(told)).expect("its line");
        assert!(
            text.lines().nth(line + 1).is_some_and(|l| l.contains("person named in")),
            "{text}"
        );
    }
    // In a low pane it stands with the name, and what does not fit is cut.
    let text = shown(ruled(ryabkov, Some("low")), (72, 12), "3");
    assert!(text.contains("· low confidence: a pronoun, ta"), "{text}");
    // Whatever the height, the text has a row.
    for height in 10..40 {
        let explorer = pressed(ruled(ryabkov, Some("low")), (72, height), "3");
        assert!(explorer.panes().source.height > 0, "{height} rows");
    }
}

/// A record in which no day is known, but of the meetings it is given.
fn undated(meetings: serde_json::Value) -> Indexed {
    let meeting = meetings[0]["id"].clone();
    record(Some(
        &serde_json::json!({
            "version": 1, "title": "Undated",
            "articles": [{"id": "a", "title": "Talks resume", "date": null, "publisher": "The Daily Example",
                          "text": "\"We are close,\" Anna Weber said. \"Not yet,\" said Tom Reed."},
                         {"id": "b", "title": "Once more", "date": null, "text": "\"We are close\""}],
            "speakers": [{"id": "w", "name": "Anna Weber"}, {"id": "r", "name": "Tom Reed"}],
            "meetings": meetings,
            "quotes": [{"id": "q1", "article": "a", "start": 1, "end": 14, "text": "We are close,", "kind": "direct",
                        "speaker": "w", "utterance": "close"},
                       {"id": "q2", "article": "a", "start": 34, "end": 42, "text": "Not yet,", "kind": "direct",
                        "speaker": "r", "meeting": meeting},
                       {"id": "q3", "article": "b", "start": 1, "end": 13, "text": "We are close", "kind": "direct",
                        "utterance": "close"}]
        })
        .to_string(),
    ))
}

#[test]
fn where_no_day_is_known_the_panes_say_so() {
    let days_of = |record: &Indexed| {
        for size in [(40, 10), (60, 16), (80, 24), (200, 60)] {
            for keys in ["", "{", "G", "2", "3p", "/said:2024<Enter>", "/said:undated<Enter>d", "-"]
            {
                pressed(record.clone(), size, keys).draw(true);
            }
        }
        let explorer = pressed(record.clone(), (100, 30), "G");
        let density = &explorer.panes().timeline.density;
        (density.days, density.all.iter().sum::<u32>())
    };
    let record = undated(serde_json::json!([]));
    assert_eq!(days_of(&record), (None, 0));
    let (text, _) = apart(&pressed(record.clone(), (100, 30), "G").draw(true));
    // In a record without meetings nothing is about none of them.
    assert!(text.contains("▾ undated") && !text.contains("about no"), "{text}");
    let (text, _) = apart(&pressed(record.clone(), (100, 30), "G<Left>").draw(true));
    assert!(text.contains("said on a day not known") && !text.contains("about no"), "{text}");
    let (text, _) = apart(&pressed(record, (100, 30), "").draw(true));
    for shown in
        ["The Daily Example · undated", "Anna Weber · undated", "printed in Once more, undated: "]
    {
        assert!(text.contains(shown), "{shown} in {text}");
    }
    // A meeting has its day, and the density line begins and ends with it.
    let record =
        undated(serde_json::json!([{"id": "m", "title": "Round one", "date": "2024-03-01"}]));
    let (days, quotes) = days_of(&record);
    assert!(days.is_some_and(|(first, last)| first == last));
    assert_eq!(quotes, 0);
    let (text, _) = apart(&pressed(record, (100, 30), "G").draw(true));
    let rows: Vec<&str> = text.lines().map(str::trim_start).collect();
    let row = |start: &str| rows.iter().position(|row| row.starts_with(start));
    // The two printings of one statement need no heading of their own.
    let meeting = row("▾  1 Mar  Round one").expect("it shows");
    assert!(row("▌ undated       Weber      ×2").is_some_and(|row| meeting < row), "{text}");
}

#[test]
fn what_an_empty_filter_line_offers_finds_something() {
    // Of the pilot, who has the most quotes, only reported speech is told, which is hidden.
    let reported = r#"{"version":1,"title":"Harbour","meetings":[],
        "speakers":[{"id":"p","name":"Karl Braun","side":"pilots"},{"id":"m","name":"Ann Roth"}],
        "articles":[{"id":"a","title":"A","date":"2024-03-01","text":"Ice is thin. Fog is near. We sail."}],
        "quotes":[{"id":"q1","article":"a","start":0,"end":11,"text":"Ice is thin","kind":"indirect","speaker":"p"},
                  {"id":"q2","article":"a","start":13,"end":24,"text":"Fog is near","kind":"indirect","speaker":"p"},
                  {"id":"q3","article":"a","start":26,"end":34,"text":"We sail.","kind":"direct","speaker":"m"}]}"#;
    for record in [record(None), undated(serde_json::json!([])), record(Some(reported))] {
        let at = pressed(record.clone(), (200, 60), "");
        let screen = at.screen();
        let line = screen.lines().nth(1).expect("the filter line").trim();
        let examples = line.strip_prefix("/ to filter: ").expect("examples").split("   ");
        let examples: Vec<&str> = examples.map(str::trim).collect();
        assert!(examples.iter().any(|example| example.starts_with("speaker:")), "{examples:?}");
        let neutral = ["\"a phrase\"", "this | that", "-without"];
        for example in examples.into_iter().filter(|example| !neutral.contains(example)) {
            let at = pressed(record.clone(), (200, 60), &format!("/{example}<Enter>"));
            assert!(at.result().count > 0, "{example}");
        }
    }
}

#[test]
fn drawing_changes_nothing_and_repeats_itself() {
    let explorer = pressed(record(None), (100, 30), "/rybkv<Enter>j2");
    assert_eq!(explorer.draw(true), explorer.draw(true));
}

#[test]
fn a_document_is_called_one_beside_its_name() {
    let text = r#"{"version":1,"title":"t","meetings":[],
        "speakers":[{"id":"s","name":"Harbour Report","kind":"document"}],
        "articles":[{"id":"a","title":"A","date":"2021-07-28","text":"The quay is safe."}],
        "quotes":[{"id":"q","article":"a","start":0,"end":17,"text":"The quay is safe.",
                   "kind":"direct","speaker":"s"}]}"#;
    for size in [(120, 40), (300, 60)] {
        let frame = apart(&pressed(record(Some(text)), size, "").draw(true)).0;
        let called = frame.lines().filter(|line| line.contains("document")).count();
        assert!(called >= 2, "the speakers' pane and the head of the source say so:\n{frame}");
    }
}
