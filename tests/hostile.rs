//! Whatever is read: no panic, no wrong slice, nothing that acts on a terminal. The fuzz targets in
//! `fuzz/` look for the same with more patience.

#[path = "support/explorer.rs"]
mod session;

use std::sync::Arc;

use onrecord::dataset::check::Refusal;
use onrecord::dataset::load::from_bytes;
use onrecord::dataset::{Dataset, QuoteIx};
use onrecord::explorer::Workspace;
use onrecord::export::{self, Format};
use onrecord::search::{Index, Query, Search};
use onrecord::text::is_plain;
use proptest::prelude::*;
use serde_json::{Value, json};
use session::Session;

fn config(cases: u32) -> ProptestConfig {
    ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(cases) }
}

fn load(bytes: &[u8]) -> Result<Dataset, Refusal> {
    from_bytes(bytes, &mut |_| {})
}

/// Text with everything in it that terminals, spreadsheets and shells act upon.
fn hostile() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        "[a-zé会 ]{1,8}",
        "[\\x00-\\x1f\\x7f-\\x9f]{1,3}",
        "[\u{202a}-\u{202e}\u{2066}-\u{2069}\u{200b}-\u{200f}\u{feff}\u{ad}\u{2028}\u{61c}]",
        "(\u{1b}\\]0;x\u{7}|\u{1b}\\[2J|\u{9b}31m|=1\\+1|@SUM|\\$\\(touch x\\)|\\.\\./|\r\n|\t)",
        "(👩\u{200d}🚀|e\u{301}\u{327}|שלום|قال|🇬🇧|ﬁ|İ|ß)",
        Just("\u{301}".repeat(40)),
        "\\PC{0,6}",
    ];
    prop::collection::vec(piece, 1..5).prop_map(|pieces| pieces.concat())
}

/// A sound dataset of two articles and a few quotes; of some the span is not where they stand.
fn dataset() -> impl Strategy<Value = Value> {
    let quote = (any::<bool>(), 0_usize..40, 1_usize..40, 0_usize..4, hostile());
    let parts = (prop::collection::vec(hostile(), 9), prop::collection::vec(quote, 0..6));
    parts.prop_map(|(words, quotes)| {
        let articles = [0, 1].map(|at| {
            json!({"id": format!("{at}{}", words[0]), "title": words[1], "publisher": words[2],
                   "author": words[3], "date": "2021-07-28", "url": format!("https://example.org/{}", words[4]),
                   "text": words[at..].join(&words[5])})
        });
        let speaker = format!("s{}", words[7]);
        let quotes = quotes.into_iter().enumerate().map(|(at, (second, start, length, kind, text))| {
            let article = &articles[usize::from(second)];
            let points: Vec<char> = article["text"].as_str().expect("text").chars().collect();
            let within = points.get(start..(start + length).min(points.len()));
            // One in four claims words of its own.
            let text = match (kind, within) {
                (1.., Some(words)) if !words.is_empty() => words.iter().collect(),
                _ => text,
            };
            json!({"id": format!("{at}{}", words[6]), "article": article["id"], "start": start,
                   "end": start + text.chars().count().max(1), "text": text,
                   "kind": KINDS[kind % 3], "speaker": speaker,
                   "meeting": "m", "utterance": words[8], "rule": words[1], "confidence": "low"})
        });
        let quotes: Vec<Value> = quotes.collect();
        json!({"version": 1, "title": words[0], "articles": articles, "quotes": quotes,
               "speakers": [{"id": speaker, "name": words[1], "role": words[2], "side": words[3],
                             "aliases": [words[4]]}],
               "meetings": [{"id": "m", "title": words[5], "date": "2021-07-28", "end": "2021-07-01",
                             "place": words[6], "participants": [speaker], "summary": words[8]}]})
    })
}

const KINDS: [&str; 3] = ["direct", "mixed", "indirect"];

/// The first character that would act, or could not be seen.
fn acts(text: &str, allowed: &[char]) -> Option<char> {
    text.chars().find(|c| !is_plain(*c) && !allowed.contains(c))
}

proptest! {
    #![proptest_config(config(32))]

    #[test]
    fn any_dataset_is_shown_printed_and_copied_safely(value in dataset(), typed in hostile()) {
        let data = load(value.to_string().as_bytes()).expect("a sound dataset");
        let quotes: Vec<QuoteIx> = (0..data.quotes.len()).map(QuoteIx::from).collect();
        for quote in &quotes {
            // A slice off a character's boundary would panic.
            let article = data.article(data.quote(*quote).article);
            let span = &article.text[data.quote(*quote).span()];
            prop_assert!(!data.quote(*quote).is_proven || span == data.words_of(*quote));
            let copied = [
                export::citation(&data, *quote), export::words_alone(&data, *quote),
                export::markdown(&data, *quote), export::address(&data, *quote).unwrap_or_default(),
            ];
            for text in copied {
                prop_assert_eq!(acts(&text, &['\n']), None, "{:?}", text);
            }
        }
        for format in [Format::Text, Format::Json, Format::Jsonl, Format::Csv, Format::Md] {
            let mut out = Vec::new();
            export::write(&mut out, format, None, &data, &quotes).expect("memory takes it");
            let text = String::from_utf8(out).expect("UTF-8");
            let allowed: &[char] = if format == Format::Csv { &['\r', '\n'] } else { &['\n'] };
            prop_assert_eq!(acts(&text, allowed), None, "{:?}", text);
        }
        let index = Index::build(&data, &mut |_| {});
        let search = Search::run(&Query::parse(&typed), &index, &data, None);
        prop_assert!(search.hits.len() <= quotes.len());
        let (record, index) = (Arc::new(Workspace::new(data)), Arc::new(index));
        for size in [(1, 1), (41, 11), (80, 24)] {
            let mut session = Session::open(size, (Arc::clone(&record), Arc::clone(&index)));
            for key in ["{", "j", "j", "2", "j", "3", "n", "/", "e", "<Enter>", "?", "<Esc>", "Y", "o", "<Esc>", "G",
                        "k", "m", "en", "x", "<Enter>", "es", "<Down>", "<Enter>", "e", "<Esc>", "A", "<Esc>", "E", "<Esc>", "c", "<Esc>",
                        "2", "e", "<Esc>", "u"] {
                session.press(key);
                for cell in &session.draw(true).content {
                    prop_assert_eq!(acts(cell.symbol(), &[]), None);
                    prop_assert!(cell.symbol().len() <= 64, "{} bytes in a cell", cell.symbol().len());
                }
            }
        }
    }
}

proptest! {
    #![proptest_config(config(512))]

    #[test]
    fn any_bytes_are_opened_or_refused_in_a_sentence(
        value in dataset(),
        cuts in prop::collection::vec((any::<prop::sample::Index>(), 0_usize..9, prop::collection::vec(any::<u8>(), 0..4)), 0..4),
    ) {
        let mut bytes = value.to_string().into_bytes();
        for (at, length, with) in cuts {
            let at = at.index(bytes.len().max(1));
            bytes.splice(at..(at + length).min(bytes.len()), with);
        }
        if let Err(refusal) = load(&bytes) {
            let sentence = refusal.to_string();
            prop_assert_eq!(acts(&sentence, &[]), None, "{:?}", sentence);
            prop_assert!(!sentence.is_empty() && sentence.len() < 1000, "{:?}", sentence);
        }
    }
}

/// Unknown keys say nothing, and the order of the known ones neither.
#[test]
fn unknown_keys_and_the_order_of_keys_make_no_difference() {
    fn turned(value: &Value) -> String {
        match value {
            Value::Object(entries) => {
                let later = "\"x\\u001b\":{\"later\":[1,null,{\"y\":\"\\u0007\"}]}".to_owned();
                let entry = |(key, value)| format!("{}:{}", json!(key), turned(value));
                let entries = [later].into_iter().chain(entries.iter().rev().map(entry));
                format!("{{{}}}", entries.collect::<Vec<_>>().join(","))
            }
            Value::Array(list) => {
                format!("[{}]", list.iter().map(turned).collect::<Vec<_>>().join(","))
            }
            other => other.to_string(),
        }
    }
    let text = include_str!("../data/record.json");
    let record: Value = serde_json::from_str(text).expect("JSON");
    let exported = |text: &str| {
        let data = load(text.as_bytes()).expect("sound");
        let quotes: Vec<QuoteIx> = (0..data.quotes.len()).map(QuoteIx::from).collect();
        let mut out = Vec::new();
        export::write(&mut out, Format::Json, None, &data, &quotes).expect("memory takes it");
        String::from_utf8(out).expect("UTF-8")
    };
    let turned = turned(&record);
    assert!(turned.find("\"quotes\"") < turned.find("\"articles\""), "keys stand otherwise");
    assert_eq!(exported(&turned), exported(text));
}
