//! What is read as a dataset, and what is refused with which sentence.

use jiff::civil::Date;
use onrecord::dataset::check::Refusal;
use onrecord::dataset::load::{Origin, from_bytes};
use onrecord::dataset::strict::from_str;
use onrecord::dataset::{Dataset, DateForm, Day, GroupKey, QuoteIx, parse_day};
use proptest::prelude::*;
use serde::Deserialize;
use serde::de::IgnoredAny;
use serde_json::Value;

#[test]
fn the_unknown_stands_last() {
    assert!(Day::Known(Date::MAX) < Day::Unknown);
    assert_eq!(Day::from(None).to_string(), "undated");
}

#[test]
fn days_are_strict() {
    assert!(parse_day("2020-02-29").is_some());
    for bad in ["2021-02-29", "2021-1-1", "0000-01-01", "2021-07-28T00:00", "yesterday", ""] {
        assert!(parse_day(bad).is_none(), "{bad}");
    }
}

fn load(text: &str) -> Result<Dataset, Refusal> {
    from_bytes(text.as_bytes(), &mut |_| {})
}

fn sample(quote: &str) -> String {
    format!(
        r#"{{"version":1,"title":"t","articles":[{{"id":"a","title":"A","date":"2021-07-28",
        "text":"Élan «we go» end"}}],"speakers":[{{"id":"s","name":"S"}}],
        "meetings":[{{"id":"m","title":"M","date":"2021-07-30"}}],"quotes":[{quote}]}}"#
    )
}

/// A quote of the sample, with more keys than it must have.
fn quote(id: &str, keys: &str) -> String {
    format!(
        r#"{{"id":"{id}","article":"a","start":6,"end":11,"text":"we go","kind":"direct"{keys}}}"#
    )
}

#[test]
fn offsets_are_code_points() {
    let data = load(&sample(&quote("q", r#","meeting":"m""#))).expect("sound");
    assert_eq!(data.words_of(QuoteIx::new(0)), "we go");
    assert!(data.quotes[0].is_proven);
    assert_eq!(data.distance(QuoteIx::new(0)), Some(-2));
}

#[test]
fn without_any_day_a_quote_is_undated_and_stands_last() {
    let said = quote("s", r#","said":"2021-08-01""#);
    let quotes = [quote("q", ""), quote("r", r#","meeting":"m""#), said];
    let text = sample(&quotes.join(","));
    let without = |day| text.replacen(r#""date":"2021-07-28","#, day, 1);
    let refusal = load(&without("")).expect_err("a day that is not known is null");
    assert!(refusal.to_string().contains("missing field `date`"), "{refusal}");
    let data = load(&without(r#""date":null,"#)).expect("sound");
    let last = data.timeline.groups().last().expect("a group");
    assert_eq!((last.key, last.date), (GroupKey::Day, Day::Unknown));
    assert_eq!([0, 1, 2].map(|at| data.id_of(QuoteIx::new(at))), ["r", "s", "q"]);
    assert_eq!([0, 1, 2].map(|at| data.distance(QuoteIx::new(at))), [None; 3]);
    assert!(data.quotes[2].when(DateForm::default()) == "undated" && data.quotes[1].said_told);
    let refusal = load(&text.replacen("2021-07-28", "", 1)).expect_err("an empty day is none");
    assert!(refusal.to_string().contains("date \"\" is no day"), "{refusal}");
}

#[test]
fn a_rule_is_kept_once() {
    let rules = ["after it", " ", "before it", "after it"].into_iter().enumerate();
    let quotes: Vec<String> =
        rules.map(|(at, rule)| quote(&at.to_string(), &format!(r#","rule":"{rule}""#))).collect();
    let data = load(&sample(&quotes.join(","))).expect("sound");
    let rules = [0, 1, 2, 3].map(|at| data.rule_of(QuoteIx::new(at)));
    assert_eq!(rules, [Some("after it"), None, Some("before it"), Some("after it")]);
    assert_eq!(rules[0].map(str::as_ptr), rules[3].map(str::as_ptr));
}

#[test]
fn a_text_that_differs_opens_unproven() {
    let data = load(&sample(&quote("q", "").replace("we go", "we went"))).expect("opens");
    assert_eq!((data.words_of(QuoteIx::new(0)), data.quotes[0].is_proven), ("we went", false));
}

#[test]
fn a_place_outside_the_article_opens_unproven() {
    for (start, end, within) in [(6, 99, 8..19), (88, 99, 19..19), (0, u64::MAX, 0..19)] {
        let span = format!(r#""start":{start},"end":{end}"#);
        let outside = quote("q", r#","mention":{"start":90,"end":91}"#);
        let outside = outside.replace(r#""start":6,"end":11"#, &span);
        let data = load(&sample(&outside)).expect("opens");
        let quote = QuoteIx::new(0);
        assert_eq!((data.words_of(quote), data.quotes[0].is_proven), ("we go", false));
        let claimed = usize::try_from(start).expect("small")..usize::try_from(end).expect("64");
        assert_eq!((data.code_points_of(quote), data.quotes[0].span()), (claimed, within));
        assert!(data.flaws.first[0].to_string().contains("the mention 90 to 91 lies outside"));
    }
}

#[test]
fn faults_name_place_and_count() {
    let refusal = load(&sample(
        r#"{"id":"q","article":"a","start":6,"end":6,"text":"","kind":"direct","speaker":"x","said":"2021-02-30"}"#,
    ))
    .expect_err("broken");
    let Refusal::Faults(faults) = &refusal else { panic!("{refusal}") };
    assert_eq!(faults.len(), 3);
    assert!(refusal.to_string().starts_with("quotes[0] \"q\": there is no speaker \"x\";"));
    assert!(refusal.to_string().contains("and 2 more"));
}

#[test]
fn broken_json_names_line_and_path() {
    let text = sample(&quote("q", "").replace(":6", ":-6"));
    let refusal = load(&text).expect_err("broken").to_string();
    assert!(refusal.contains("line 3") && refusal.contains("quotes[0].start"), "{refusal}");
    assert!(refusal.contains("`-6`, expected a whole number"), "{refusal}");
    let refusal = load(&sample("[]")).expect_err("no object").to_string();
    assert!(refusal.contains("invalid type: list, expected an object"), "{refusal}");
    for (bytes, word) in [
        (&b""[..], "empty"),
        (b"\x1f\x8b\x08", "gzip"),
        (b"\xff\xfe{\0", "UTF-16"),
        (b"{\"a\":\"\xff\"}", "not UTF-8"),
        (b"[]", "begins with"),
        (b"{\"version\":1", "ends too early"),
    ] {
        let refusal = from_bytes(bytes, &mut |_| {}).expect_err("broken").to_string();
        assert!(refusal.contains(word), "{refusal}");
    }
}

#[test]
fn an_address_is_one() {
    let with = |url: &str| {
        let url = format!(r#""url":{url},"text""#);
        load(&sample("").replacen(r#""text""#, &url, 1))
    };
    for url in ["null", r#""""#, r#""https://example.org/a?b""#, r#""javascript:alert(1)""#] {
        assert!(with(url).is_ok(), "{url}");
    }
    for url in [r#""example.org""#, r#""see there""#, r#""https://""#] {
        let refusal = with(url).expect_err(url).to_string();
        assert!(refusal.contains("is no address; write it whole"), "{refusal}");
    }
}

#[test]
fn one_byte_order_mark_is_taken_off() {
    let text = sample("");
    assert!(load(&format!("\u{feff}{text}")).is_ok());
    let refusal = load(&format!("\u{feff}\u{feff}{text}")).expect_err("two").to_string();
    assert!(refusal.contains("begins with `{`"), "{refusal}");
}

#[test]
fn the_built_in_record_is_sound_and_proven() {
    let data = Origin::BuiltIn.load(&mut |_| {}).expect("sound");
    assert!(data.quotes.iter().all(|q| q.is_proven));
    let leaves = data.timeline.groups().iter().filter(|group| group.end.get() > 0);
    let held: usize = leaves.map(|group| group.quotes.len()).sum();
    assert_eq!(held, data.quotes.len());
}

#[derive(Debug, Deserialize, PartialEq)]
struct Sample {
    name: String,
    #[serde(default)]
    kind: SampleKind,
    #[serde(default)]
    inner: Option<Box<Sample>>,
}

#[derive(Debug, Deserialize, PartialEq, Default)]
#[serde(rename_all = "lowercase")]
enum SampleKind {
    #[default]
    Plain,
    Other,
}

fn read(text: &str) -> Result<Sample, String> {
    from_str(text).map_err(|error| error.to_string())
}

#[test]
fn what_is_sound_is_read() {
    let text = r#"{"x":{"a":[1,-2,1e3,null,"\ud83d\ude00"],"b":{"a":true}},"name":"n",
        "inner":{"kind":"other","na\u006de":"m","y":[]},"y":1}"#;
    let inner = Sample { name: "m".into(), kind: SampleKind::Other, inner: None };
    let entry = Sample { name: "n".into(), kind: SampleKind::Plain, inner: Some(Box::new(inner)) };
    assert_eq!(read(text), Ok(entry));
}

#[test]
fn what_is_not_is_refused_wherever_it_stands() {
    let deep = |depth: usize| format!("{}{}", "[".repeat(depth), "]".repeat(depth));
    for (value, why) in [
        (r#"{"a":1,"a":1}"#, "`a` stands there twice"),
        (r#"{"$serde_json::private::RawValue":"{}"}"#, "is not allowed"),
        (r#"[{"a":1,"b":2,"\u0061":3}]"#, "`a` stands there twice"),
        (r#"{"\u001b":1,"\u001b":1}"#, "`^[` stands there twice"),
        (r#""\ud800""#, "hex escape"),
        (r#"{"\udc00":1}"#, "surrogate"),
        ("1e400", "out of range"),
        ("NaN", "expected value"),
        ("\"\u{1b}\"", "control character"),
        (&deep(128), "recursion limit"),
        (&deep(100_000), "recursion limit"),
    ] {
        for text in [
            format!(r#"{{"x":{value},"name":"n"}}"#),
            format!(r#"{{"name":"n","inner":{{"name":"m","x":[{value}]}}}}"#),
        ] {
            let refusal = read(&text).expect_err(value);
            assert!(refusal.contains(why), "{value}: {refusal}");
        }
    }
    assert!(read(&format!(r#"{{"name":"n","x":{}}}"#, deep(126))).is_ok());
    for (text, why) in [
        (r#"["n"]"#, "invalid type: sequence"),
        (r#"{"name":"n","inner":["m"]}"#, "invalid type: sequence"),
        (r#"{"name":"n","kind":{"other":null}}"#, "invalid type: map"),
        (r#"{"name":"n","name":"m"}"#, "duplicate field `name`"),
        (r#"{"name":"n","x":1,"y":2,"x":1}"#, "`x` stands there twice at line 1 column 30"),
        (r#"{"name":"n"} {}"#, "trailing characters"),
    ] {
        let refusal = read(text).expect_err(text);
        assert!(refusal.contains(why), "{text}: {refusal}");
    }
}

#[test]
fn a_value_of_any_shape_has_each_key_once() {
    let value: Value = from_str(r#"{"a":{"b":[1,"c",null]}}"#).expect("sound");
    assert_eq!(value, serde_json::json!({"a": {"b": [1, "c", null]}}));
    let refusal = from_str::<Value>(r#"{"a":{"b":1,"b":2}}"#).expect_err("twice").to_string();
    assert!(refusal.contains("`b` stands there twice"), "{refusal}");
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_ignored_as_serde_json_reads_it(
        text in r#"([\[\]{},:" 1e.-]|"(\\u[dD][89cC][0-9]{2}|a|b){0,2}":?|null|true|[0-9]{1,3}){0,12}"#
    ) {
        let whole = serde_json::from_str::<Value>(&text);
        let ignored = from_str::<IgnoredAny>(&text);
        // Strictness takes away what has doubles and nothing else.
        match ignored {
            Ok(IgnoredAny) => prop_assert!(whole.is_ok(), "{text}"),
            Err(error) if whole.is_ok() => prop_assert!(error.to_string().contains("twice")),
            Err(_) => {}
        }
    }
}

#[cfg(unix)]
mod opening {
    use std::fs;
    use std::os::unix::fs::symlink;

    use onrecord::dataset::files::open;
    use rustix::fs::{CWD, FileType, Mode, mknodat};

    #[test]
    fn links_are_followed_only_where_they_were_named() {
        let outside = tempfile::tempdir().expect("a folder");
        let folder = tempfile::tempdir().expect("a folder");
        fs::create_dir(outside.path().join("in")).expect("a folder");
        fs::write(outside.path().join("in/secret.txt"), "x").expect("a file");
        symlink(outside.path().join("in/secret.txt"), folder.path().join("link")).expect("a link");
        symlink(outside.path().join("in"), folder.path().join("in")).expect("a link");
        let refused = |path: &str, met| open(&folder.path().join(path), met).is_err();
        assert!(!refused("link", 0) && refused("link", 1));
        assert!(!refused("in/secret.txt", 0) && !refused("in/secret.txt", 1));
        assert!(refused("in/secret.txt", 2));
        assert!(!refused("../", 2), "what is no link is opened");
    }

    #[test]
    fn no_writer_is_waited_for() {
        let folder = tempfile::tempdir().expect("a folder");
        let fifo = folder.path().join("fifo");
        mknodat(CWD, &fifo, FileType::Fifo, Mode::RUSR, 0).expect("a FIFO");
        let file = open(&fifo, 1).expect("opened");
        assert!(!file.metadata().expect("known").is_file());
    }
}

#[test]
fn a_meeting_has_a_day_a_month_or_neither_and_a_status() {
    let record = |meetings: serde_json::Value| {
        serde_json::json!({
            "version": 1, "title": "", "meetings": meetings, "speakers": [],
            "articles": [{"id": "a", "title": "A", "date": "2024-05-16", "text": "It rains."}],
            "quotes": [{"id": "q", "article": "a", "start": 0, "end": 9, "text": "It rains.",
                        "kind": "direct", "meeting": "m", "said": "2024-05-10"}]
        })
        .to_string()
    };
    for (date, shown, distance) in [
        (serde_json::json!("2024-05-12"), "12 May 2024", Some(-2)),
        (serde_json::json!("2024-05"), "May 2024", None),
        (serde_json::Value::Null, "undated", None),
    ] {
        let meetings = serde_json::json!([
            {"id": "m", "title": "Talks", "date": date, "status": "planned"},
            {"id": "n", "title": "Call", "date": "2024-05-11"}
        ]);
        let data = from_bytes(record(meetings), &mut |_| {}).expect("a dataset");
        let meeting = data.meeting(0.into());
        assert_eq!(meeting.date.to_string(), shown);
        assert_eq!(meeting.status.mark(), Some("planned"));
        assert_eq!(data.meeting(1.into()).status.mark(), None);
        assert_eq!(data.distance(0.into()), distance, "{shown}");
    }
    let wrong = serde_json::json!([{"id": "m", "title": "Talks", "date": "May 2024"}]);
    let refusal = from_bytes(record(wrong), &mut |_| {}).expect_err("no day");
    let sentence = refusal.to_string();
    assert!(sentence.contains("YYYY-MM-DD or YYYY-MM"), "{sentence}");
    let open = serde_json::json!([{"id": "m", "title": "Talks", "end": "2024-05-12"}]);
    let data = from_bytes(record(open), &mut |_| {}).expect("a dataset");
    assert_eq!(data.flaws.count, 1, "an end without a beginning is told");
}
