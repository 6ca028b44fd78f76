//! Lists beside texts, several texts in a file, and the odd forms of formats that mark speakers.

use std::process::Command;

use onrecord::extract::input::{self, PeopleLists};
use onrecord::extract::{ArticleExtraction, extract};

fn read(file: &str, text: &str) -> ArticleExtraction {
    extract(input::read(file, text.as_bytes())[0].as_ref().expect("an article"))
}

/// Who said what.
fn said(found: &ArticleExtraction) -> Vec<(&str, &str)> {
    let name = |id: &Option<String>| {
        let speaker = found.speakers.iter().find(|speaker| Some(&speaker.id) == id.as_ref());
        speaker.map_or("-", |speaker| speaker.name.as_str())
    };
    found.quotes.iter().map(|quote| (name(&quote.speaker), quote.text.as_str())).collect()
}

const PERSONS: &str = r##"<?xml version="1.0"?>
<listPerson xmlns="http://www.tei-c.org/ns/1.0"><person xml:id="AnnaWeber">
<persName to="2010-01-01"><forename>Anna</forename><surname>Holm</surname></persName>
<persName><surname>Weber</surname><forename>Anna</forename></persName>
<affiliation role="member" ref="#party.old" from="1999" to="2019-12"/>
<affiliation role="member" ref="#party.new" from="2020-01"/>
<affiliation role="minister" ref="#GOV" from="2018-01-01" to="2018-12-31"><roleName xml:lang="en">Minister of Docks</roleName></affiliation>
<affiliation role="minister" ref="#GOV" from="2020-02-01"><roleName xml:lang="xx">Xx</roleName><roleName xml:lang="en">Minister of Trade</roleName></affiliation>
</person></listPerson>"##;
const BODIES: &str = r##"<listOrg xmlns="http://www.tei-c.org/ns/1.0">
<org xml:id="party.old" role="politicalParty"><orgName full="yes" xml:lang="en">Land Party</orgName></org>
<org xml:id="party.new" role="parliamentaryGroup"><orgName full="abb">HP</orgName><orgName full="yes" xml:lang="en">Harbour Party</orgName></org>
<org xml:id="GOV" role="government"><orgName full="yes" xml:lang="en">Government</orgName></org></listOrg>"##;

fn sitting(day: &str) -> String {
    format!(
        r##"<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="en"><teiHeader><fileDesc><titleStmt><title>Sitting</title></titleStmt></fileDesc>
        <profileDesc><settingDesc><setting><date when="{day}"/></setting></settingDesc></profileDesc></teiHeader><text><body>
        <p>The sitting opened.</p><u who="#AnnaWeber"><seg><s><w>We</w> <w>go</w> <w join="right">on</w>
        <pc>.</pc></s></seg><note>Applause.</note></u><u who="#TomReed1960"><seg>Until<gap/> noon.</seg></u></body></text></TEI>"##
    )
}

#[test]
fn lists_beside_a_text_give_the_offices_and_parties_of_its_day() {
    let mut lists = PeopleLists::default();
    for (file, text) in [("c/P-listPerson.xml", PERSONS), ("c/P-listOrg.xml", BODIES)] {
        assert!(PeopleLists::may_be(text.as_bytes()));
        lists.add(file, text.as_bytes());
    }
    for (file, day, role, side) in [
        ("c/2020/P_2020-05-04.xml", "2020-05-04", Some("Minister of Trade"), Some("Harbour Party")),
        ("c/P_2018.xml", "2018-05-04", Some("Minister of Docks"), Some("Land Party")),
        ("c/P_2019.xml", "2019-12-31", None, Some("Land Party")),
        ("elsewhere/P_2020.xml", "2020-05-04", None, None),
        ("cc/P_2020.xml", "2020-05-04", None, None),
    ] {
        let articles = input::read_beside(file, sitting(day).as_bytes(), &lists);
        let found = extract(articles[0].as_ref().expect("an article"));
        assert_eq!(said(&found), [("Anna Weber", "We go on."), ("Tom Reed", "Until noon.")]);
        let weber = found.speakers.iter().find(|s| s.name == "Anna Weber").expect("a speaker");
        assert_eq!((weber.role.as_deref(), weber.side.as_deref()), (role, side), "{file}");
        assert!(found.article.text.starts_with("The sitting opened."));
    }
}

#[test]
fn build_reads_lists_first_and_packed_files_by_what_is_in_them() {
    let folder = tempfile::tempdir().expect("a folder");
    let write = |name: &str, text: &str| {
        std::fs::write(folder.path().join(name), text).expect("a file");
    };
    // The text sorts before its list.
    write("A_2020-05-04.xml", &sitting("2020-05-04"));
    write("P-listPerson.xml", PERSONS);
    write("P-listOrg.xml", BODIES);
    write("archive.tar.bz2", "packed");
    let target = folder.path().join("all.json");
    let run = |args: &[&std::ffi::OsStr]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_onrecord"));
        command.args(args).output().expect("run")
    };
    let out =
        run(&["build".as_ref(), folder.path().as_os_str(), "-o".as_ref(), target.as_os_str()]);
    let err = String::from_utf8_lossy(&out.stderr).into_owned();
    assert!(out.status.success(), "{err}");
    assert!(err.contains("P-listOrg.xml is a list of people and no text"), "{err}");
    assert!(err.contains("1 with speakers that no list of people names"), "{err}");
    assert!(err.contains("1 file of other kinds"), "{err}");
    let made = std::fs::read_to_string(&target).expect("a dataset");
    assert!(made.contains("Harbour Party"), "{made}");
    assert!(run(&["check".as_ref(), target.as_os_str()]).status.success());
}

#[test]
fn a_volume_and_a_corpus_hold_several_articles() {
    let volume = r#"<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt>
        <title type="complete">Volume V</title><title type="series">Papers of the Port</title></titleStmt></fileDesc></teiHeader><text><body>
        <div type="document" xml:id="d1"><head>1. Telegram<note>Source: a file.</note></head><dateline><placeName>Bonn</placeName>, <date when="1957-10-10">10 October</date></dateline>
        <p>The harbour stays open for the whole of the summer.<note>A footnote.</note></p><list><item><p>One item of it.</p></item></list></div>
        <div type="document" xml:id="d2"><head>2. Talk</head><p>Present were both.</p><p><persName>Weber</persName>: We go on.</p><p>Until noon.</p><p>Mr. <persName>Reed</persName>: No.</p></div>
        </body></text></TEI>"#;
    let read = input::read("v5.xml", volume.as_bytes());
    let [telegram, talk] = &read[..] else { panic!("{read:?}") };
    let (telegram, talk) = (telegram.as_ref().expect("read"), talk.as_ref().expect("read"));
    assert_eq!((telegram.id.as_str(), telegram.title.as_deref()), ("v5-d1", Some("1. Telegram")));
    assert_eq!(telegram.date.map(|day| day.to_string()).as_deref(), Some("1957-10-10"));
    assert_eq!(telegram.publisher.as_deref(), Some("Papers of the Port"));
    assert_eq!(
        telegram.text,
        "The harbour stays open for the whole of the summer.\n\nOne item of it."
    );
    assert_eq!(telegram.notes, ["without their footnotes"]);
    assert_eq!(
        said(&extract(talk)),
        [("Weber", "We go on."), ("Weber", "Until noon."), ("Reed", "No.")]
    );

    let (one, two) = (sitting("2020-05-04"), sitting("2020-05-05").replace("\"en\"", "\"sl\""));
    let corpus = format!("<teiCorpus><teiHeader>{PERSONS}</teiHeader>{one}{two}</teiCorpus>")
        .replace("<?xml version=\"1.0\"?>", "");
    let read = input::read("corpus.xml", corpus.as_bytes());
    assert_eq!(read.len(), 2);
    assert_eq!(read[0].as_ref().expect("read").id, "corpus-1");
    let why = read[1].as_ref().expect_err("another language").to_string();
    assert!(why.starts_with("corpus.xml, entry 2, is in another language (sl)"), "{why}");
}

#[test]
fn items_questions_and_replies_are_spoken() {
    let found = read(
        "answers.xml",
        r#"<publicwhip><major-heading id="uk.org.publicwhip/wrans/2020-05-04a.1.0">Docks</major-heading>
        <major-heading id="b">Ports</major-heading>
        <ques id="c" speakername="Tom Reed" person_id="p2"><p>How many?</p></ques>
        <reply id="d" speakername="Anna Weber" person_id="p1"><p>Two:</p><ul><li>one dock;</li></ul></reply></publicwhip>"#,
    );
    assert_eq!(
        said(&found),
        [("Tom Reed", "How many?"), ("Anna Weber", "Two:"), ("Anna Weber", "one dock;")]
    );
    assert_eq!(found.article.title, "Written Answers");
    let found = read(
        "debate.xml",
        r##"<akomaNtoso><debate><meta><references><TLCPerson eId="reed" showAs="Mr. Reed"/></references></meta><debateBody>
        <speechGroup by="#nobody"><question by="#reed"><from>Mr. Reed</from><p>asked</p><ul><li><p>whether</p></li></ul></question>
        <speech><from>Anna Weber</from><p>We go on.</p></speech></speechGroup></debateBody></debate></akomaNtoso>"##,
    );
    assert_eq!(said(&found), [("Reed", "asked"), ("Reed", "whether"), ("Anna Weber", "We go on.")]);
}

#[test]
fn ids_that_no_list_names_are_read_as_names() {
    let text = r##"<TEI><text><body><u who="#TomReed1"><seg>We go on.</seg></u><u who="#TomReed2"><seg>Until noon.</seg></u>
        <u who="#AnnaMcHolm1960"><seg>No more.</seg></u><u who="#IdaHolmMP"><seg>Never.</seg></u></body></text></TEI>"##;
    let found = read("a.xml", text);
    let names: Vec<&str> = said(&found).into_iter().map(|(name, _)| name).collect();
    assert_eq!(names, ["Tom Reed1", "Tom Reed2", "Anna McHolm", "Ida Holm"]);
}

#[test]
fn loose_subtitles_are_read() {
    let found = read(
        "a.srt",
        "1\n00:00:01,000 --> 00:00:02,000\n{\\an8}ANNA WEBER: I <3 docks\n\nand ports.\n2\n00:00:03,000 --> 00:00:04,000\nWe go on.\n",
    );
    assert_eq!(
        said(&found),
        [("Anna Weber", "I <3 docks and ports."), ("Anna Weber", "We go on.")]
    );
    let found = read(
        "a.vtt",
        "WEBVTT\n \nNOTE\n00:01.000 --> 00:02.000 is no cue\n\n00:01.000 --> 00:02.000\nWe<00:01.500><c> go</c>\n\n00:02.000 --> 00:02.010\nWe go\n \n\n\
         00:02.010 --> 00:03.000\nWe go\n<c>on.</c>\n\nx:y --> z\n<v Tom\nReed>No.",
    );
    assert_eq!(said(&found), [("-", "We go on."), ("Tom Reed", "No.")]);
    let article = input::read("a.vtt", b"WEBVTT\n\nx --> y\nNo.\n").remove(0).expect("read");
    assert_eq!(article.notes, ["with cues whose time cannot be read"]);
}

#[test]
fn the_congressional_records_head_is_no_speech() {
    let text = "[Congressional Record Volume 143, Number 8 (Tuesday, January 28, 1997)]\n[Senate]\n[Page S1]\n\
                From the Congressional Record Online [www.example.org]\n\n\n          HARBOUR ACT\n\n  Mr. REED. Mr. President, the harbour stays open.\n";
    for (file, text) in [
        ("a.txt", text.to_owned()),
        (
            "a.htm",
            format!(
                "<html><head><title>Record</title></head><body><pre>\n{text}</pre></body></html>"
            ),
        ),
    ] {
        let article = input::read(file, text.as_bytes()).remove(0).expect("an article");
        assert_eq!(article.title.as_deref(), Some("HARBOUR ACT"), "{file}");
        assert_eq!(article.publisher.as_deref(), Some("Congressional Record"));
        assert_eq!(article.date.map(|day| day.to_string()).as_deref(), Some("1997-01-28"));
        assert!(article.text.starts_with("Mr. REED."), "{}", article.text);
    }
}

#[test]
fn quotebank_rows_of_many_addresses_stay_bounded_and_apart() {
    let row = r#"{"quoteID":"q1","quotation":"We go on.","speaker":"None","date":"2020-05-04","urls":["https://a.example/1","https://b.example/2","https://a.example/1"]}"#;
    let read = input::read("q.json", format!("{row}\nno row\n").as_bytes());
    let ids: Vec<&str> = read.iter().flatten().map(|article| article.id.as_str()).collect();
    assert_eq!(ids, ["q1-1", "q1-2"]);
    let why = read[2].as_ref().expect_err("no row").to_string();
    assert!(why.starts_with("q.json, line 2, is not JSON"), "{why}");
    let urls: Vec<String> = (0..600).map(|n| format!("\"https://a.example/{n}\"")).collect();
    let flood = format!(
        r#"{{"quoteID":"q2","quotation":"{}","speaker":"None","urls":[{}]}}"#,
        "word ".repeat(200_000),
        urls.join(",")
    );
    let read = input::read("q.jsonl", flood.as_bytes());
    assert_eq!(read.len(), 1);
    assert!(read[0].is_err());
}

#[test]
fn hostile_xml_is_refused_in_time() {
    // A comment may hold any number of tags.
    let comment = format!(
        "<TEI><!-- {} --><text><p>The harbour stays open.</p></text></TEI>",
        "<a>".repeat(5000)
    );
    assert!(input::read("a.xml", comment.as_bytes())[0].is_ok());
    for text in [
        "<TEI>".to_owned() + &"<div a='>'>".repeat(1 << 16),
        "<TEI><u who=\"".to_owned() + &"<".repeat(1 << 20),
        "<TEI>".to_owned() + &"<!--".repeat(1 << 18),
        "<TEI>".to_owned() + &"<a b='".repeat(1 << 18),
    ] {
        assert!(input::read("a.xml", text.as_bytes())[0].is_err());
    }
    let words =
        format!("<TEI><text><u>{}</u></text></TEI>", "<w join='right'>a</w>\n".repeat(1 << 15));
    assert!(input::read("a.xml", words.as_bytes())[0].is_ok());
}
