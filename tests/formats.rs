//! Formats that mark who speaks: subtitles, parliamentary XML, records in JSON.

use std::io::Write;

use onrecord::dataset::annotations::Annotations;
use onrecord::dataset::{Form, QuoteKind};
use onrecord::extract::{ArticleExtraction, Offices, extract, input, merge};

fn read(file: &str, text: &str) -> ArticleExtraction {
    let articles = input::read(file, text.as_bytes());
    extract(articles[0].as_ref().expect("an article"))
}

/// Who, when and what of every quote.
fn spoken(found: &ArticleExtraction) -> Vec<(&str, Option<u32>, &str)> {
    let name = |id: &Option<String>| {
        let speaker = found.speakers.iter().find(|speaker| Some(&speaker.id) == id.as_ref());
        speaker.map_or("-", |speaker| speaker.name.as_str())
    };
    found.quotes.iter().map(|q| (name(&q.speaker), q.time, q.text.as_str())).collect()
}

fn why(file: &str, bytes: &[u8]) -> String {
    let read = input::read(file, bytes);
    read[0].as_ref().expect_err("passed over").to_string()
}

#[test]
fn webvtt_has_voices_and_times() {
    let found = read(
        "talk.vtt",
        "WEBVTT\n\nNOTE a note\n\nSTYLE\n::cue { color: red }\n\n1\n00:01.000 --> 00:04.000\n<v Anna Weber>We met &amp; talked.\n\n\
         00:00:04.500 --> 00:00:07.000 align:start\n<v.loud Anna Weber><i>And</i> we meet <00:00:05.000>again.</v>\n\n\
         01:00:07.500 --> 01:00:10.000\n<v Tom Reed>I hope so.</v>\n\n00:11.000 --> 00:12.000\n\n",
    );
    assert_eq!(
        spoken(&found),
        [
            ("Anna Weber", Some(1_000), "We met & talked."),
            ("Anna Weber", Some(4_500), "And we meet again."),
            ("Tom Reed", Some(3_607_500), "I hope so."),
        ]
    );
    assert_eq!(found.article.form, Form::Transcript);
    assert_eq!(
        found.article.text,
        "Anna Weber: We met & talked.\n\nAnd we meet again.\n\nTom Reed: I hope so."
    );
    let turns: Vec<u32> = found.quotes.iter().filter_map(|q| q.turn).map(u32::from).collect();
    assert_eq!(turns, [1, 1, 2]);
}

#[test]
fn subtitles_without_voices_have_labels_and_join_their_sentences() {
    let found = read(
        "talk.srt",
        "1\r\n00:00:01,000 --> 00:00:02,000\r\nANNA WEBER: We met for\r\n\r\n2\r\n00:00:02,000 --> 00:00:03,000\r\nsix hours today.\r\n\r\n\
         3\r\n00:00:03,500 --> 00:00:04,000\r\n>> And nobody left.\r\n\r\n4\r\n00:00:05,000 --> 00:00:06,000\r\n- Did they?\r\n- They did.\r\n\r\n\
         5\r\n00:00:07,000 --> 00:00:08,000\r\n[SPEAKER_01]: Good night.\r\n",
    );
    assert_eq!(
        spoken(&found),
        [
            ("Anna Weber", Some(1_000), "We met for six hours today."),
            ("-", Some(3_500), "And nobody left."),
            ("-", Some(5_000), "Did they?"),
            ("-", Some(5_000), "They did."),
            ("-", Some(7_000), "Good night."),
        ]
    );
}

#[test]
fn whisperx_numbers_speakers() {
    let found = read(
        "talk.json",
        r#"{"segments": [{"start": 0.5, "end": 2.0, "text": " We go", "speaker": "SPEAKER_00"},
            {"start": 2.0, "end": 3.0, "text": " on.", "speaker": "SPEAKER_00"},
            {"start": 3.25, "end": 4.0, "text": " Do we?", "speaker": "SPEAKER_01", "words": []},
            {"start": 5.0, "end": 6.0, "text": " We do.", "speaker": "Anna Weber"}], "language": "en"}"#,
    );
    assert_eq!(
        spoken(&found),
        [
            ("-", Some(500), "We go on."),
            ("-", Some(3_250), "Do we?"),
            ("Anna Weber", Some(5_000), "We do.")
        ]
    );
}

const TEI: &str = r##"<?xml version="1.0"?><TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="en"><teiHeader><fileDesc>
    <titleStmt><title type="main">Talks corpus</title><title type="sub">Sitting of 4 May</title></titleStmt>
    <sourceDesc><bibl><idno type="URI">https://example.org/sitting</idno><date when="2020-05-03"/></bibl></sourceDesc></fileDesc>
    <profileDesc><settingDesc><setting><name type="city">Bonn</name><name type="place">Long Room</name><date when="2020-05-04"/></setting></settingDesc>
    <particDesc><listOrg><org xml:id="party.H" role="politicalParty"><orgName full="yes">Harbour Party</orgName></org></listOrg>
    <listPerson><person xml:id="WeberAnna"><persName><surname>Weber</surname><forename>Anna</forename><roleName>Minister</roleName></persName>
    <affiliation role="member" ref="#party.H"/></person></listPerson></particDesc></profileDesc></teiHeader>
    <text><body><div><head>Harbours</head><note type="time">9 o'clock</note>
    <u who="#TomReed" ana="#chair"><seg>The sitting is open. <note>Applause.</note>We begin.</seg></u>
    <note type="speaker">Minister Weber:</note><u who="#WeberAnna"><seg>We go on.</seg><kinesic><desc>nods</desc></kinesic><seg>Until noon.</seg></u>
    <u who="#nobody1">Plain words &#8212; here.</u></div></body></text></TEI>"##;

#[test]
fn tei_has_persons_parties_and_places() {
    let found = read("sitting.xml", TEI);
    assert_eq!(
        spoken(&found),
        [
            ("Tom Reed", None, "The sitting is open. We begin."),
            ("Anna Weber", None, "We go on."),
            ("Anna Weber", None, "Until noon."),
            ("nobody1", None, "Plain words — here."),
        ]
    );
    let weber = found.speakers.iter().find(|s| s.name == "Anna Weber").expect("a speaker");
    assert_eq!(
        (weber.role.as_deref(), weber.side.as_deref()),
        (Some("Minister"), Some("Harbour Party"))
    );
    let chair = found.speakers.iter().find(|s| s.name == "Tom Reed").expect("a speaker");
    assert_eq!(chair.role.as_deref(), Some("Chair"));
    let [meeting] = &found.meetings[..] else { panic!("one meeting") };
    assert_eq!(
        (meeting.title.as_str(), meeting.date.as_deref()),
        ("Sitting of 4 May", Some("2020-05-04"))
    );
    assert_eq!(meeting.place.as_deref(), Some("Long Room, Bonn"));
    assert_eq!(found.article.url.as_deref(), Some("https://example.org/sitting"));
    let slovene = TEI.replace("xml:lang=\"en\"", "xml:lang=\"sl\"");
    assert_eq!(
        why("a.xml", slovene.as_bytes()),
        "a.xml is in another language (sl); only English is read"
    );
}

#[test]
fn an_edition_without_speech_is_an_article() {
    let found = read(
        "memo.xml",
        r#"<div xmlns="http://www.tei-c.org/ns/1.0" type="document"><head>7. Memorandum<note>Source: a box.</note></head>
        <dateline>Bonn, <date when="1957-10-10">October 10, 1957</date></dateline>
        <p>Mr. <persName>Tom Reed</persName> stated that the talks would go on until noon.</p></div>"#,
    );
    assert_eq!(found.article.title, "7. Memorandum");
    assert_eq!(found.article.date.as_deref(), Some("1957-10-10"));
    assert_eq!(found.article.form, Form::Full);
    assert_eq!(found.quotes[0].kind, QuoteKind::Indirect);
}

#[test]
fn they_work_for_you_and_akoma_ntoso_name_their_speakers() {
    let found = read(
        "debates.xml",
        r#"<publicwhip><major-heading id="uk.org.publicwhip/debate/2020-05-04a.1.0"> Harbours </major-heading>
        <speech id="x" speakername="Anna Weber" person_id="p1"><p>We go on.</p><p>Until noon.</p></speech>
        <speech id="y" speakername="Hon. Members:" nospeaker="true"><p>Hear, hear!</p></speech>
        <speech id="z" nospeaker="true"><p>Ordered.</p></speech></publicwhip>"#,
    );
    assert_eq!(
        spoken(&found),
        [
            ("Anna Weber", None, "We go on."),
            ("Anna Weber", None, "Until noon."),
            ("-", None, "Hear, hear!")
        ]
    );
    assert_eq!(
        (found.article.title.as_str(), found.article.date.as_deref()),
        ("Harbours", Some("2020-05-04"))
    );

    let found = read(
        "debate.xml",
        r##"<akomaNtoso><debate name="hansard"><meta><identification><FRBRWork><FRBRdate date="2020-05-04"/></FRBRWork></identification>
        <references><TLCPerson eId="weber" href="/p/weber" showAs="Ms Weber"/><TLCRole eId="min" showAs="Minister"/></references></meta>
        <preface><p>LONG ROOM</p></preface><debateBody><debateSection><heading>Harbours</heading><scene>[She rises]</scene>
        <speech by="#weber" as="#min"><from>The Minister</from><p>We go on.</p></speech>
        <question by="#TomReed"><p>Until when?</p></question></debateSection></debateBody></debate></akomaNtoso>"##,
    );
    assert_eq!(spoken(&found), [("Weber", None, "We go on."), ("Tom Reed", None, "Until when?")]);
    let weber = found.speakers.iter().find(|s| s.name == "Weber").expect("a speaker");
    assert_eq!(weber.role.as_deref(), Some("Minister"));
}

#[test]
fn the_congressional_record_and_ninjs_are_read_from_json() {
    let found = read(
        "crec.json",
        r#"{"title": "HARBOURS", "id": "x", "header": {"day": "4", "month": "May", "year": "2020"},
        "content": [{"kind": "title", "speaker": "None", "text": "HARBOURS"},
        {"kind": "speech", "speaker": "Mr. REED of Georgia", "text": "  Mr. REED of Georgia. We go\non.\n  Until noon.\n"}]}"#,
    );
    assert_eq!(spoken(&found), [("Reed", None, "We go on."), ("Reed", None, "Until noon.")]);
    assert_eq!(found.article.date.as_deref(), Some("2020-05-04"));

    let one = r#"{"uri": "https://example.org/a", "headline": "Talks", "byline": "By Ida Holm", "copyrightholder": "Harbour News",
        "versioncreated": "2020-05-04T10:00:00Z", "body_text": "“We go on,” said Anna Weber."}"#;
    let two = r#"{"uri": "https://example.org/a", "headlines": [{"role": "main", "value": "Talks"}], "by": "Ida Holm",
        "copyrightholder": "Harbour News", "firstcreated": "2020-05-04T10:00:00Z",
        "bodies": [{"contenttype": "text/plain", "value": "“We go on,” said Anna Weber."}]}"#;
    for item in [one, two] {
        let found = read("item.json", item);
        assert_eq!(spoken(&found), [("Anna Weber", None, "We go on,")]);
        let article = &found.article;
        assert_eq!(
            (article.title.as_str(), article.author.as_deref()),
            ("Talks", Some("Ida Holm"))
        );
        assert_eq!(
            (article.publisher.as_deref(), article.date.as_deref()),
            (Some("Harbour News"), Some("2020-05-04"))
        );
    }
}

#[test]
fn quotebank_rows_become_a_page_an_address_packed_or_not() {
    let rows = concat!(
        r#"{"quoteID":"q1","quotation":"We go on.","speaker":"Anna Weber","date":1588550400000,"urls":["https://example.org/a","https://example.org/b"]}"#,
        "\n",
        r#"{"quoteID":"q2","quotation":"Do we?","speaker":"None","date":"2020-05-04 10:00:00","urls":["https://example.org/a"]}"#,
        "\n{not json\n"
    );
    let mut packed = Vec::new();
    let mut writer = bzip2::write::BzEncoder::new(&mut packed, bzip2::Compression::fast());
    writer.write_all(rows.as_bytes()).expect("packed");
    writer.finish().expect("packed");
    for (file, bytes) in [
        ("quotes.jsonl", rows.as_bytes()),
        ("quotes.json", rows.as_bytes()),
        ("quotes.json.bz2", &packed),
    ] {
        let read = input::read(file, bytes);
        assert_eq!(read.len(), 3, "{file}");
        let fault = read[2].as_ref().expect_err("no JSON").to_string();
        assert!(fault.starts_with(&format!("{file}, line 3, is not JSON")), "{fault}");
        let found: Vec<_> = read.iter().flatten().map(extract).collect();
        assert_eq!(found[0].article.form, Form::Digest);
        assert_eq!(found[0].article.date.as_deref(), Some("2020-05-04"));
        assert_eq!(spoken(&found[0]), [("Anna Weber", None, "We go on."), ("-", None, "Do we?")]);
        assert!(found[0].quotes.iter().all(|quote| quote.kind == QuoteKind::Direct));
        let merged = merge(found, &Annotations::default(), &Offices::default()).file;
        assert_eq!((merged.articles.len(), merged.speakers.len(), merged.quotes.len()), (2, 1, 3));
    }
}

#[test]
fn what_cannot_be_read_says_so_in_one_sentence() {
    for (file, bytes, sentence) in [
        ("a.xml", &b"<html><p>x</p></html>"[..], "is XML with the root \"html\""),
        ("a.xml", b"<TEI><u>", "is not XML"),
        ("a.vtt", b"WEBVTT\n\n", "has no article text"),
        ("a.srt", b"nothing of the kind", "has no article text"),
        ("a.json.bz2", b"not packed", "cannot be unpacked"),
        ("a.json.zst", b"not packed", "cannot be unpacked"),
    ] {
        let why = why(file, bytes);
        assert!(why.contains(sentence), "{why}");
        assert_eq!(why.lines().count(), 1);
    }
    // Bytes of every value, as in a picture.
    let drawn: Vec<u8> = (0..4096_u32).map(|at| (at * 167 + at / 7) as u8).collect();
    assert!(why("a.txt", &drawn).contains("is not text"), "{}", why("a.txt", &drawn));
    let deep = "<TEI>".to_owned() + &"<div>".repeat(1 << 16);
    assert!(why("a.xml", deep.as_bytes()).contains("nested too deeply"));
    let laughs = "<!DOCTYPE x [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;\"><!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;\">\
        <!ENTITY d \"&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;\"><!ENTITY e \"&d;&d;&d;&d;&d;&d;&d;&d;&d;&d;\">]><TEI><p>&e;&e;&e;&e;</p></TEI>";
    let _ = input::read("a.xml", laughs.as_bytes());
}

#[test]
fn floods_stay_linear() {
    let cues = "00:00:01.000 --> 00:00:02.000\n<v Anna Weber>We go.\n\n".repeat(1 << 14);
    assert_eq!(spoken(&read("a.vtt", &("WEBVTT\n\n".to_owned() + &cues))).len(), 1 << 14);
    let _ = input::read("a.vtt", "00:01.000 --> 00:02.000\n".repeat(1 << 14).as_bytes());
    let _ = input::read(
        "a.vtt",
        ("00:01.000 --> 00:02.000\n".to_owned() + &"<v ".repeat(1 << 16)).as_bytes(),
    );
    let turns = r##"<u who="#AnnaWeber"><seg>We go on.</seg></u>"##.repeat(1 << 14);
    let found = read("a.xml", &format!("<TEI><text><body>{turns}</body></text></TEI>"));
    assert_eq!(found.quotes.len(), 1 << 14);
}
