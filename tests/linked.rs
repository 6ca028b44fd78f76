//! Whatever is pressed, the panes agree, and the counts are those of a search that knows no index.

#[path = "support/corpus.rs"]
#[allow(dead_code)] // queries are made elsewhere
mod corpus;
mod reference;
#[path = "support/explorer.rs"]
mod session;

use std::collections::HashMap;
use std::sync::{Arc, LazyLock, Mutex};

use onrecord::dataset::load::from_bytes;
use onrecord::dataset::{Confidence, Dataset, Quote, QuoteIx, QuoteKind, SpeakerIx};
use onrecord::explorer::{Doc, Event, Explorer, Mouse, Pane, Row, Selection, Speech, Workspace};
use onrecord::search::Index;
use proptest::prelude::*;
use reference::Reference;
use session::Session;

/// A record to explore, and what a search without an index finds in it.
struct World {
    record: Arc<Workspace>,
    index: Arc<Index>,
    reference: Reference<'static>,
    /// The quotes that match a query, each worked out once.
    done: Mutex<HashMap<String, Vec<QuoteIx>>>,
}

impl World {
    fn new(json: &[u8]) -> Self {
        let data = from_bytes(json, &mut |_| {}).expect("sound");
        let (record, index) = Workspace::indexed(data);
        // It lives as long as the tests do.
        let kept: &'static Arc<Workspace> = Box::leak(Box::new(Arc::clone(&record)));
        Self { record, index, reference: Reference::new(&kept.data), done: Mutex::default() }
    }

    fn by_brute_force(&self, query: &str, now: &Workspace) -> Vec<QuoteIx> {
        if !now.annotations.is_empty() {
            return Reference::new(&now.data).matching(query);
        }
        let mut done = self.done.lock().expect("no panic holds it");
        done.entry(query.to_owned()).or_insert_with(|| self.reference.matching(query)).clone()
    }
}

/// The built-in record, with one article and its quotes undated, and every confidence there is.
static BUILT_IN: LazyLock<World> = LazyLock::new(|| {
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
    World::new(json.to_string().as_bytes())
});

/// A record of many meetings, which stand under months and years.
static LONG: LazyLock<World> = LazyLock::new(|| {
    let mut json = Vec::new();
    corpus::write(&mut json, 90, 5).expect("memory takes it");
    World::new(&json)
});

/// What people press: moves, filters of every form, folds, jumps, resizes, pastes.
fn press() -> impl Strategy<Value = Event> {
    prop_oneof![
        1 => (1u16..220, 1u16..70).prop_map(|(w, h)| Event::Resized(w, h)),
        1 => (0u16..120, 0u16..40).prop_map(|(x, y)| Event::Mouse(Mouse::Click(x, y))),
        1 => (0u16..120, 0u16..40, any::<bool>()).prop_map(|(x, y, up)| Event::Mouse(Mouse::Wheel { x, y, up })),
        1 => (0u16..120, 0u16..40).prop_map(|(x, y)| Event::Mouse(Mouse::Drag(x, y))),
        1 => "\\PC{0,12}".prop_map(Event::Pasted),
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
        "a",
        "m",
        "e",
        "es",
        "ex",
        "em",
        "A",
        "v",
        "vllj<Enter>",
        "s",
        "ana<Enter>",
        "/checked:no<Enter>",
        "i",
        "t",
        "b",
        "bl<Enter>",
        "/sort:day<Enter>",
        "/mark:<Enter>",
        "/spe<Tab>a<Tab><Tab><Enter>",
        "4j<Enter>",
        "U",
        "/printings:>1<Enter>",
        "/first:no<Enter>",
        "P",
        "l",
        "h",
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
        "/geneva<Enter>",
        "/round<Enter>r",
        "/speaker:a | after:2012<Enter>",
        "-<Right>j<Right>",
        "<Left><Left>",
        "/\"arms con",
        "/closed-door | arms-con<Enter>",
        "/!russia<Enter>",
        "/<Ctrl-u><Enter>",
    ])
}

/// Of some quotes no words within a clause that is among them, and of each utterance what was
/// printed first.
fn statements(quotes: &[QuoteIx], data: &Dataset) -> Vec<QuoteIx> {
    let clauses: Vec<&Quote> = quotes
        .iter()
        .map(|quote| data.quote(*quote))
        .filter(|quote| quote.kind == QuoteKind::Mixed)
        .collect();
    let is_part = |part: &Quote| {
        let inner = part.span();
        clauses.iter().any(|clause| {
            let outer = clause.span();
            let holds = outer.start <= inner.start && inner.end <= outer.end;
            clause.article == part.article && outer != inner && holds
        })
    };
    let printed = |quote: &QuoteIx| {
        let quote = data.quote(*quote);
        (data.article(quote.article).date, quote.at)
    };
    let mut first: HashMap<String, QuoteIx> = HashMap::new();
    let mut alone = Vec::new();
    for quote in quotes.iter().copied().filter(|quote| !is_part(data.quote(*quote))) {
        let Some(utterance) = data.utterance_id(quote) else {
            alone.push(quote);
            continue;
        };
        let kept = first.entry(utterance.to_owned()).or_insert(quote);
        if printed(&quote) < printed(kept) {
            *kept = quote;
        }
    }
    alone.extend(first.into_values());
    alone.sort_unstable();
    alone
}

fn check(explorer: &Explorer, world: &World) {
    let (data, found) = (&explorer.workspace().data, &explorer.result());
    let rows = explorer.panes().timeline.rows(data, 0, usize::MAX / 2);
    assert_eq!(rows.len(), explorer.panes().timeline.len());
    for (at, row) in rows.iter().enumerate() {
        assert_eq!(explorer.panes().timeline.row_of(row.selection(), data), Some(at));
        assert_eq!(explorer.panes().timeline.row(data, at), Some(*row));
    }
    // The selected quote, its speaker and its article match, and the quote is on show.
    let selection = explorer.selection();
    match selection {
        Selection::Quote(quote) => {
            assert_eq!(explorer.speaker(), Some(data.quote(quote).speaker));
            assert_eq!(explorer.article(), Some(data.quote(quote).article));
            assert!(rows.iter().any(|row| row.selection() == selection), "it has a row");
            assert!(explorer.is_dimming() || found.has(quote), "a selected quote matches");
            assert!(explorer.panes().speakers.rows.contains(&data.quote(quote).speaker));
        }
        Selection::Group(group) => assert!(rows.contains(&Row::Heading(group))),
        Selection::Speaker(speaker) => {
            assert!(explorer.panes().speakers.rows.contains(&Some(speaker)))
        }
        Selection::Nothing => assert!(rows.is_empty()),
    }
    // What the source pane shows is what is selected, with the quote within the text.
    if let Some(layout) = explorer.layout() {
        let shows = layout.pane(Pane::Source).is_some();
        if let (true, Selection::Quote(quote)) = (shows, explorer.selection()) {
            assert_eq!(explorer.panes().source.doc, Doc::Article(data.quote(quote).article));
            let text = explorer.panes().source.doc.text(explorer.workspace());
            assert!(text.get(data.quote(quote).span()).is_some());
            assert!(explorer.panes().source.top <= explorer.panes().source.last_top());
        }
        if let Some(pane) = layout.pane(Pane::Timeline) {
            let rows = onrecord::explorer::timeline_rows(pane).height as usize;
            let row = explorer.panes().timeline.row_of(explorer.selection(), data);
            let top = explorer.panes().timeline.scroll.top;
            assert!(
                row.is_none_or(|row| (top..top + rows).contains(&row)),
                "the selected row is in sight"
            );
        }
    }
    // Counts: by brute force.
    let mut matching = world.by_brute_force(&explorer.filter().query, explorer.workspace());
    let population = &found.population;
    matching.retain(|ix| match (data.quote(*ix), population.speech) {
        (_, Speech::All) => true,
        (quote, Speech::Quotations) => quote.kind != QuoteKind::Indirect,
        (quote, Speech::Attributed) => {
            let told = quote.speaker.is_some() || !data.candidates(*ix).is_empty();
            told && quote.confidence != Some(Confidence::Low) || quote.kind != QuoteKind::Indirect
        }
    });
    let all: Vec<QuoteIx> = matching
        .iter()
        .copied()
        .filter(|quote| explorer.filter().admits(data.quote(*quote).speaker))
        .collect();
    let query = &explorer.filter().query;
    assert_eq!(found.quotes.iter().collect::<Vec<_>>(), all, "{query}");
    let counted = |quotes: &[QuoteIx]| match population.by_printing {
        true => quotes.to_vec(),
        false => statements(quotes, data),
    };
    assert_eq!(found.counted.iter().collect::<Vec<_>>(), counted(&all), "{query}");
    // As many beside a speaker as would show of theirs alone.
    for at in 0..data.speakers.len() {
        let is_theirs = |quote: &QuoteIx| data.quote(*quote).speaker == Some(SpeakerIx::from(at));
        let theirs: Vec<QuoteIx> = matching.iter().copied().filter(is_theirs).collect();
        assert_eq!(found.by_speaker[at] as usize, counted(&theirs).len(), "{query}");
    }
    if explorer.hides() {
        let shown: Vec<QuoteIx> = rows
            .iter()
            .filter_map(|row| match row.selection() {
                Selection::Quote(quote) => Some(quote),
                _ => None,
            })
            .collect();
        assert!(shown.iter().all(|quote| all.contains(quote)));
    }
}

fn press_all(world: &World, steps: Vec<Result<&'static str, Event>>) {
    let indexed = (Arc::clone(&world.record), Arc::clone(&world.index));
    let mut session = Session::open((100, 30), indexed);
    check(&session, world);
    for step in steps {
        match step {
            Ok(text) => session.press(text),
            Err(event) => session.update(event),
        };
        check(&session, world);
    }
}

fn steps() -> impl Strategy<Value = Vec<Result<&'static str, Event>>> {
    let step = prop_oneof![8 => chords().prop_map(Ok), 2 => press().prop_map(Err)];
    prop::collection::vec(step, 1..40)
}

/// What was found once is looked at every time.
#[test]
fn a_heading_without_a_row_gives_way_to_what_has_one() {
    let click = Event::Mouse(onrecord::explorer::Mouse::Click(0, 2));
    press_all(
        &LONG,
        vec![
            Ok("<Right>"),
            Ok("em"),
            Ok("ana<Enter>"),
            Ok("<Down>"),
            Ok("g"),
            Err(click),
            Ok("/printings:>1<Enter>"),
            Ok("<Ctrl-o>"),
        ],
    );
    let steps =
        ["/speaker:a | after:2012<Enter>", "<Space>", "<Esc>", "<Tab>", "/-said:2021-07<Enter>"];
    press_all(&LONG, steps.map(Ok).into());
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn panes_never_disagree(steps in steps()) {
        press_all(&BUILT_IN, steps);
    }

    #[test]
    fn nor_under_months_and_years(steps in steps()) {
        press_all(&LONG, steps);
    }
}
