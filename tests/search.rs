//! The index finds what a search finds that looks at every quote, and the wanted quote stands first.

#[path = "support/corpus.rs"]
mod corpus;
mod reference;

use std::sync::{Arc, LazyLock};

use onrecord::dataset::load::from_bytes;
use onrecord::explorer::Workspace;
use onrecord::search::{Index, Query, Search};
use onrecord::text::words;
use proptest::prelude::*;
use reference::Reference;

fn made(quotes: usize, seed: u64) -> (Arc<Workspace>, Arc<Index>) {
    let mut json = Vec::new();
    corpus::write(&mut json, quotes, seed).expect("memory takes it");
    Workspace::indexed(from_bytes(json, &mut |_| {}).expect("sound"))
}

static SMALL: LazyLock<(Arc<Workspace>, Arc<Index>)> = LazyLock::new(|| made(150, 3));
static REFERENCE: LazyLock<Reference<'static>> = LazyLock::new(|| Reference::new(&SMALL.0.data));

/// A word as somebody types it: one of the record's, whole, begun, bent, mistyped, or none of them.
fn word() -> impl Strategy<Value = String> {
    static WORDS: LazyLock<Vec<String>> = LazyLock::new(|| {
        let data = &SMALL.0.data;
        let text: Vec<&str> = data.articles.iter().map(|article| article.text.as_str()).collect();
        let mut all: Vec<String> = words(&text.join(" ")).map(|word| word.folded).collect();
        all.extend(["geneva", "elancourt", "round", "wire"].map(Into::into));
        all
    });
    (prop::sample::select(WORDS.clone()), 0_u8..12, any::<u64>()).prop_map(|(word, how, seed)| {
        let mut rng = fastrand::Rng::with_seed(seed);
        match how {
            0 => format!("={word}"),
            1 => format!("~{}", word.chars().step_by(2).collect::<String>()),
            2 => word + "s",
            3 => word[..word.len().div_ceil(2)].to_owned(),
            4 => word.chars().step_by(2).collect(),
            5 => (0..rng.usize(1..9)).map(|_| rng.lowercase()).collect(),
            6..=8 if word.len() > 2 => corpus::mistyped(&mut rng, &word),
            _ => word,
        }
    })
}

fn term() -> impl Strategy<Value = String> {
    let field = prop::sample::select(vec![
        "",
        "",
        "",
        "",
        "text:",
        "in:",
        "speaker:",
        "side:",
        "article:",
        "publisher:",
        "meeting:",
        "place:",
    ]);
    let words = prop_oneof![
        6 => word(),
        1 => (word(), word()).prop_map(|(a, b)| format!("\"{a} {b}\"")),
        // Two words that do stand in a row, the second whole or begun.
        2 => (any::<prop::sample::Index>(), any::<prop::sample::Index>(), any::<bool>()).prop_map(
            |(quote, word, closed)| {
                let data = &SMALL.0.data;
                let quote = quote.index(data.quotes.len());
                let all: Vec<_> = words(data.words_of(quote.into())).collect();
                let at = word.index(all.len() - 1);
                let (first, second) = (&all[at].folded, &all[at + 1].folded);
                match closed {
                    true => format!("\"{first} {second}\""),
                    false => format!("\"{first} {}", &second[..second.len().div_ceil(2)]),
                }
            }
        ),
    ];
    let other = prop::sample::select(vec![
        "kind:direct",
        "kind:mixed",
        "confidence:none",
        "said:2008",
        "said:2011-03",
        "after:2012",
        "before:2010-06-15",
        "said:undated",
    ]);
    let term = prop_oneof![
        8 => (field, words).prop_map(|(field, words)| format!("{field}{words}")),
        1 => other.prop_map(str::to_owned),
    ];
    (prop::sample::select(vec!["", "", "", "", "-"]), term)
        .prop_map(|(sign, t)| format!("{sign}{t}"))
}

fn query() -> impl Strategy<Value = String> {
    let joined = |terms: Vec<(String, bool)>| {
        let mut text = String::new();
        for (at, (term, or)) in terms.into_iter().enumerate() {
            text += match (at, or) {
                (0, _) => "",
                (_, true) => " | ",
                (_, false) => " ",
            };
            text += &term;
        }
        text
    };
    prop::collection::vec((term(), prop::bool::weighted(0.2)), 1..4).prop_map(joined)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 4000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_index_finds_what_looking_at_every_quote_finds(text in query()) {
        let (record, index) = &*SMALL;
        let found = Search::run(&Query::parse(&text), index, &record.data, None);
        prop_assert_eq!(found.hits.iter().collect::<Vec<_>>(), REFERENCE.matching(&text));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    /// What is taken over from the search before changes nothing.
    #[test]
    fn a_key_finds_what_the_whole_line_finds(text in query()) {
        let (record, index) = &*SMALL;
        let ends = text.char_indices().map(|(at, c)| at + c.len_utf8());
        let ends: Vec<usize> = ends.clone().chain(ends.collect::<Vec<_>>().into_iter().rev()).collect();
        let mut before: Option<Search> = None;
        for end in ends {
            let query = Query::parse(&text[..end]);
            let typed = Search::run(&query, index, &record.data, before.as_ref());
            let whole = Search::run(&query, index, &record.data, None);
            prop_assert_eq!(&typed.hits, &whole.hits);
            before = Some(typed);
        }
    }

    /// Ranking orders what was found, and nothing else.
    #[test]
    fn ranking_loses_and_adds_nothing(text in query(), most in 0_usize..160) {
        let (record, index) = &*SMALL;
        let found = Search::run(&Query::parse(&text), index, &record.data, None);
        let ranked = found.ranked(index, &record.data, &found.hits, most);
        prop_assert_eq!(ranked.len(), most.min(found.hits.len()));
        let mut all = found.ranked(index, &record.data, &found.hits, usize::MAX);
        prop_assert!(all.starts_with(&ranked));
        all.sort();
        prop_assert_eq!(all, found.hits.iter().collect::<Vec<_>>());
    }

    /// Without an index nothing is found that the index would not find too, but for words that the
    /// index takes more strictly: where one is typed whole, its beginnings do not count.
    #[test]
    fn a_scan_knows_fields_days_and_phrases(text in "(kind:direct|said:2008|after:2012|-before:2010|side:(ruri|grau)|place:elan|-?in:\"[a-z]{1,3} [a-z]{1,3}|\"[a-z]{2,5} [a-z]{2,5}\")") {
        let data = &SMALL.0.data;
        let scanned = Search::scan(&Query::parse(&text), data, || true).expect("not stopped");
        prop_assert_eq!(scanned.iter().collect::<Vec<_>>(), REFERENCE.matching(&text));
    }
}

#[test]
fn the_quote_that_is_meant_stands_among_the_first() {
    let (record, index) = made(5_000, 11);
    let queries = corpus::known(&record.data, 300, 5);
    let (mut reciprocal, mut hits) = (0.0, 0.0);
    for known in &queries {
        let search = Search::run(&Query::parse(&known.text), &index, &record.data, None);
        let ranked = search.ranked(&index, &record.data, &search.hits, 10);
        if let Some(at) = ranked.iter().position(|quote| *quote == known.quote) {
            reciprocal += 1.0 / (at + 1) as f64;
            hits += 1.0;
        }
    }
    let all = queries.len() as f64;
    assert!(reciprocal / all >= 0.87, "MRR@10 {}", reciprocal / all);
    assert!(hits / all >= 0.96, "hit@10 {}", hits / all);
}
