//! Any text as a query: nothing panics, what it could not read is a slice of it, and whatever is
//! said of it may be printed.
#![no_main]

use std::sync::OnceLock;

use libfuzzer_sys::fuzz_target;
use onrecord::dataset::Dataset;
use onrecord::dataset::load::Origin;
use onrecord::search::{Index, Query, QuoteSet, Search};
use onrecord::text::{is_plain, safe};

static RECORD: OnceLock<(Dataset, Index)> = OnceLock::new();

fuzz_target!(|text: &str| {
    let (data, index) = RECORD.get_or_init(|| {
        let data = Origin::BuiltIn.load(&mut |_| {}).expect("sound");
        let index = Index::build(&data, &mut |_| {});
        (data, index)
    });
    let query = Query::parse(text);
    for problem in &query.problems {
        let told = format!("{}: {}", &text[problem.range.clone()], problem.message);
        assert!(safe(&told).chars().all(is_plain), "{told:?}");
    }
    let search = Search::run(&query, index, data, None);
    let all = QuoteSet::all(data.quotes.len());
    assert!(search.hits.len() <= data.quotes.len());
    if search.hits.len() == 0 {
        assert!(!search.nothing_found(text, &all).is_empty());
    }
    assert_eq!(search.ranked(index, data, &search.hits, 10).len(), search.hits.len().min(10));
    // Before there is an index.
    assert!(Search::scan(&query, data, || true).is_some());
});
