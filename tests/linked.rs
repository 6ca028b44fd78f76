//! Whatever is pressed, the panes agree, and the counts are those of a search that knows no index.

mod reference;

use std::collections::HashMap;
use std::sync::{Arc, LazyLock, Mutex};

use onrecord::dataset::load::from_bytes;
use onrecord::dataset::{QuoteIx, SpeakerIx};
use onrecord::explorer::{Action, Doc, Explorer, Place, Record, Row};
use onrecord::keymap::{self, keys};
use onrecord::search::Index;
use proptest::prelude::*;
use reference::Reference;

/// The built-in record, with one article and its quotes undated, and every confidence there is.
static INDEXED: LazyLock<(Arc<Record>, Arc<Index>)> = LazyLock::new(|| {
    let text = std::fs::read_to_string("data/record.json").expect("the record");
    let mut json: serde_json::Value = serde_json::from_str(&text).expect("JSON");
    json["articles"][1]["date"].take();
    let undated = json["articles"][1]["id"].clone();
    let confidences = [None, Some("high"), Some("medium"), Some("low")];
    for (at, quote) in json["quotes"].as_array_mut().expect("a list").iter_mut().enumerate() {
        quote["confidence"] = confidences[at % confidences.len()].into();
        if quote["article"] == undated {
            quote["said"].take();
        }
    }
    let data = from_bytes(json.to_string().as_bytes(), &mut |_| {}).expect("sound");
    Record::indexed(data)
});

static RECORD: LazyLock<Arc<Record>> = LazyLock::new(|| Arc::clone(&INDEXED.0));

/// What people press: moves, filters of every form, folds, jumps, resizes, pastes.
fn press() -> impl Strategy<Value = Action> {
    prop_oneof![
        1 => (1u16..220, 1u16..70).prop_map(|(w, h)| Action::Resize(w, h)),
        1 => (0u16..120, 0u16..40).prop_map(|(x, y)| Action::Click(x, y)),
        1 => (0u16..120, 0u16..40, any::<bool>()).prop_map(|(x, y, up)| Action::Wheel { x, y, up }),
        1 => (0u16..120, 0u16..40).prop_map(|(x, y)| Action::Drag(x, y)),
        1 => "\\PC{0,12}".prop_map(Action::Paste),
    ]
}

fn chords() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec![
        "j",
        "k",
        "g",
        "G",
        "<PgDn>",
        "<PgUp>",
        "<Tab>",
        "<Shift-Tab>",
        "1",
        "2",
        "3",
        "z",
        "<Enter>",
        "<Esc>",
        "<Space>",
        "<Left>",
        "<Right>",
        "-",
        "+",
        "x",
        "n",
        "N",
        "]",
        "[",
        "p",
        "{",
        "}",
        "d",
        "u",
        "<Ctrl-o>",
        "<Alt-Right>",
        "y",
        "Y",
        "c",
        "f",
        "?",
        "<",
        ">",
        "<F2>",
        "<Ctrl-w>",
        "<Ctrl-u>",
        "<Down>",
        "<Up>",
        "/rybkv<Enter>",
        "/biden",
        "/=talks | sovreignty<Enter>",
        "/speaker:price<Enter>",
        "/-said:2021-07<Enter>",
        "/said:undated | before:2021-07<Enter>",
        "/confidence:low | confidence:none<Enter>",
        "/-confidence:m ryabkov<Enter>",
        "/confidence:x",
        "/\"strategic stability\"<Enter>",
        "/qqqq<Enter>",
        "/spaeker:x<Esc>",
        "/side:un | kind:mixed<Enter>",
        "/place:gen ~stblty<Enter>",
        "r",
        "/treaty contact<Enter>r",
        "/\"arms con",
        "/closed-door | arms-con<Enter>",
        "/!russia<Enter>",
        "/<Ctrl-u><Enter>",
    ])
}

/// The quotes that match, each query worked out once.
fn by_brute_force(query: &str) -> Vec<QuoteIx> {
    static DONE: LazyLock<Mutex<HashMap<String, Vec<QuoteIx>>>> = LazyLock::new(Mutex::default);
    let mut done = DONE.lock().expect("no panic holds it");
    static REFERENCE: LazyLock<Reference<'static>> = LazyLock::new(|| Reference::new(&RECORD.data));
    done.entry(query.to_owned()).or_insert_with(|| REFERENCE.matching(query)).clone()
}

fn check(explorer: &Explorer) {
    let (data, found) = (&RECORD.data, &explorer.found);
    let rows = explorer.timeline.rows(data, 0, usize::MAX / 2);
    assert_eq!(rows.len(), explorer.timeline.len());
    for (at, row) in rows.iter().enumerate() {
        assert_eq!(explorer.timeline.row_of(row.place(), data), Some(at));
        assert_eq!(explorer.timeline.row(data, at), Some(*row));
    }
    // The selected quote, its speaker and its article match, and the quote is on show.
    match explorer.place {
        Place::Quote(quote) => {
            assert_eq!(explorer.speaker(), Some(data.quote(quote).speaker));
            assert_eq!(explorer.article(), Some(data.quote(quote).article));
            assert!(rows.contains(&Row::Quote(quote)), "a selected quote has a row");
            assert!(explorer.dim || found.has(quote), "a selected quote matches");
            assert!(explorer.speakers.rows.contains(&data.quote(quote).speaker));
        }
        Place::Group(group) => assert!(rows.contains(&Row::Heading(group))),
        Place::Speaker(speaker) => assert!(explorer.speakers.rows.contains(&Some(speaker))),
        Place::Nowhere => assert!(rows.is_empty()),
    }
    // What the source pane shows is what is selected, with the quote within the text.
    if let Some(layout) = explorer.layout() {
        let shows = layout.source.is_some();
        if let (true, Place::Quote(quote)) = (shows, explorer.place) {
            assert_eq!(explorer.source.doc, Doc::Article(data.quote(quote).article));
            let text = explorer.source.text(&RECORD);
            assert!(text.get(data.quote(quote).span()).is_some());
            assert!(explorer.source.top <= explorer.source.last_top());
        }
        if let Some(pane) = layout.timeline {
            let rows = onrecord::explorer::layout::timeline_rows(pane).height as usize;
            let row = explorer.timeline.row_of(explorer.place, data);
            let top = explorer.timeline.top;
            assert!(
                row.is_none_or(|row| (top..top + rows).contains(&row)),
                "the selected row is in sight"
            );
        }
    }
    // Counts: by brute force.
    let matching = by_brute_force(&explorer.filter.query);
    let all: Vec<QuoteIx> = matching
        .iter()
        .copied()
        .filter(|quote| explorer.filter.admits(data.quote(*quote).speaker))
        .collect();
    let query = &explorer.filter.query;
    assert_eq!(found.quotes.iter().collect::<Vec<_>>(), all, "{query}");
    for at in 0..data.speakers.len() {
        let speaker = Some(SpeakerIx::from(at));
        let count = matching.iter().filter(|quote| data.quote(**quote).speaker == speaker).count();
        assert_eq!(found.by_speaker[at] as usize, count, "{query}");
    }
    for (at, count) in found.by_group.iter().enumerate() {
        let quotes = &data.timeline.groups[at].quotes;
        let theirs = |quote: &&QuoteIx| quotes.contains(&quote.at());
        assert_eq!(*count, all.iter().filter(theirs).count(), "{query}");
    }
    if explorer.hides() {
        let shown: Vec<QuoteIx> = rows
            .iter()
            .filter_map(|row| match row {
                Row::Quote(quote) => Some(*quote),
                Row::Heading(_) => None,
            })
            .collect();
        assert!(shown.iter().all(|quote| all.contains(quote)));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn panes_never_disagree(steps in prop::collection::vec(prop_oneof![
        8 => chords().prop_map(Ok),
        2 => press().prop_map(Err),
    ], 1..40)) {
        let mut explorer = Explorer::new((100, 30));
        explorer.open(Arc::clone(&RECORD), Some(Arc::clone(&INDEXED.1)));
        check(&explorer);
        for step in steps {
            match step {
                Ok(text) => for key in keys(text).expect("keys") {
                    if let Some(action) = keymap::action(&explorer, key) {
                        explorer.update(action);
                    }
                },
                Err(action) => { explorer.update(action); }
            }
            check(&explorer);
        }
    }
}
