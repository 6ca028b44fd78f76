//! The grid counts what counting one by one counts.

#[path = "support/corpus.rs"]
#[allow(dead_code)] // queries are made elsewhere
mod corpus;
mod reference;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, LazyLock};

use onrecord::dataset::load::from_bytes;
use onrecord::dataset::{Dataset, QuoteIx};
use onrecord::explorer::Workspace;
use onrecord::export::{Axis, Pivot, PivotLine};
use onrecord::search::{Index, Query, Search};
use proptest::prelude::*;
use reference::Reference;
use serde_json::{Value, json};

/// A record in which some of everything is not told, and some statements are printed often.
static RECORD: LazyLock<(Arc<Workspace>, Arc<Index>)> = LazyLock::new(|| {
    let mut json = Vec::new();
    corpus::write(&mut json, 300, 9).expect("memory takes it");
    let mut record: Value = serde_json::from_slice(&json).expect("JSON");
    let mut change = |list: &str, nth: usize, key: &str, value: &dyn Fn(usize) -> Value| {
        let entries = record[list].as_array_mut().expect("a list");
        for (at, entry) in entries.iter_mut().enumerate().filter(|(at, _)| at % nth == 0) {
            entry[key] = value(at);
        }
    };
    change("quotes", 7, "speaker", &|_| Value::Null);
    change("quotes", 3, "utterance", &|at| json!(format!("u{}", at % 40)));
    change("speakers", 6, "side", &|_| Value::Null);
    change("articles", 5, "publisher", &|_| Value::Null);
    change("articles", 4, "date", &|_| Value::Null);
    Workspace::indexed(from_bytes(record.to_string(), &mut |_| {}).expect("sound"))
});
static REFERENCE: LazyLock<Reference<'static>> = LazyLock::new(|| Reference::new(&RECORD.0.data));

/// The line that a quote belongs to, as [`key`] has it.
fn line_of(data: &Dataset, axis: Axis, quote: QuoteIx) -> String {
    let quote = data.quote(quote);
    let speaker = quote.speaker.map(|speaker| data.speaker(speaker));
    let said = |form: &str| {
        let day = quote.said.known().map(|day| day.strftime(form).to_string());
        format!("said:{}", day.as_deref().unwrap_or("undated"))
    };
    let named = |field: &str, name: Option<&str>| match name {
        Some(name) => format!("{field}:\"{name}\""),
        None => format!("no {field}"),
    };
    match axis {
        Axis::Speaker => {
            format!("speaker:{}", speaker.map_or("unattributed", |speaker| &speaker.id))
        }
        Axis::Side => named("side", speaker.and_then(|speaker| speaker.side.as_deref())),
        Axis::Publisher => named("publisher", data.article(quote.article).publisher.as_deref()),
        Axis::Meeting => match quote.meeting {
            Some(meeting) => format!("meeting:{}", data.meeting(meeting).id),
            None => "no meeting".into(),
        },
        Axis::Month => said("%Y-%m"),
        Axis::Year => said("%Y"),
    }
}

/// What makes a line of the grid that line: two speakers may have one name.
fn key(line: &PivotLine) -> String {
    line.query.clone().unwrap_or_else(|| line.name.clone())
}

/// The cells that hold something, and the totals.
type Counts = (BTreeMap<(String, String), usize>, [BTreeMap<String, usize>; 2]);

fn counted(pivot: &Pivot) -> Counts {
    let mut cells = BTreeMap::new();
    for (row, of_row) in pivot.rows.iter().enumerate() {
        for (column, of_column) in pivot.columns.iter().enumerate() {
            let count = pivot.count(row, column);
            if count > 0 {
                cells.insert((key(of_row), key(of_column)), count);
            }
        }
    }
    let totals = |lines: &[PivotLine]| lines.iter().map(|line| (key(line), line.total)).collect();
    (cells, [totals(&pivot.rows), totals(&pivot.columns)])
}

/// Likewise, one quote after the other: in each line and cell every utterance once.
fn counted_one_by_one(data: &Dataset, quotes: &[QuoteIx], axes: (Axis, Axis)) -> Counts {
    let statement = |quote: QuoteIx| match data.utterance_id(quote) {
        Some(id) => format!("utterance {id}"),
        None => format!("quote {}", data.id_of(quote)),
    };
    let mut cells: BTreeMap<_, BTreeSet<String>> = BTreeMap::new();
    let mut totals: [BTreeMap<String, BTreeSet<String>>; 2] = Default::default();
    for quote in quotes {
        let (row, column) = (line_of(data, axes.0, *quote), line_of(data, axes.1, *quote));
        totals[0].entry(row.clone()).or_default().insert(statement(*quote));
        totals[1].entry(column.clone()).or_default().insert(statement(*quote));
        cells.entry((row, column)).or_default().insert(statement(*quote));
    }
    let cells = cells.into_iter().map(|(cell, all)| (cell, all.len())).collect();
    let count = |all: BTreeMap<String, BTreeSet<String>>| {
        all.into_iter().map(|(line, all)| (line, all.len())).collect()
    };
    (cells, totals.map(count))
}

/// How many filters; `ONRECORD_PIVOTS` asks for more.
fn cases() -> u32 {
    std::env::var("ONRECORD_PIVOTS").ok().and_then(|count| count.parse().ok()).unwrap_or(1_000)
}

fn filter() -> impl Strategy<Value = String> {
    let term = "-?(kind:direct|said:(20[01][0-9]|undated)|after:201[0-5]|before:200[2-9]-06|\
        side:(ruri|syl)|speaker:s[0-9]|publisher:wire|place:gen|meeting:m[0-9]|first:no|\
        printings:>1|in:[a-z]{2,3}|[a-z]{1,3})";
    prop::collection::vec(term, 0..3).prop_map(|terms| terms.join(" "))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: cases(), failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_grid_counts_what_counting_one_by_one_counts(
        text in filter(),
        rows in prop::sample::select(Axis::ALL.to_vec()),
        columns in prop::sample::select(Axis::ALL.to_vec()),
        sorted_by in any::<prop::sample::Index>(),
    ) {
        let (record, index) = &*RECORD;
        let (data, axes) = (&record.data, (rows, columns));
        let hits = Search::run(&Query::parse(&text), index, data, None).hits;
        let mut pivot = Pivot::new(data, &hits, axes, false);
        let mut statements = hits.clone();
        statements.keep_statements(data);
        prop_assert_eq!(pivot.total, statements.len());
        let wanted = counted_one_by_one(data, &REFERENCE.matching(&text), axes);
        prop_assert_eq!(counted(&pivot), wanted.clone());
        if pivot.columns.is_empty() {
            return Ok(());
        }
        // Sorting moves rows and nothing between them.
        let column = sorted_by.index(pivot.columns.len());
        pivot.sort_by_column(column);
        prop_assert_eq!(counted(&pivot), wanted);
        let counts: Vec<usize> = (0..pivot.rows.len()).map(|row| pivot.count(row, column)).collect();
        prop_assert!(counts.is_sorted_by(|a, b| a >= b));
    }
}

#[test]
fn letters_find_the_same_whatever_was_matched_before() {
    let (record, index) = &*RECORD;
    for letters in ["ffo", "gbo", "lnd"] {
        let hits = Search::run(&Query::parse(letters), index, &record.data, None).hits;
        let found: Vec<QuoteIx> = hits.iter().collect();
        assert_eq!(found, REFERENCE.matching(letters), "{letters}");
    }
}
