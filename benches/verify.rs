//! How quickly quotations are checked: `cargo bench --bench verify` makes a record of spoken passages
//! in made-up words, prints 20,000 quotations of it, half of them changed, and prints a table.
//! `-- --spoken N` makes so many passages; a million where it is not given.

#[path = "../tests/support/corpus.rs"]
#[allow(dead_code)] // other benches and tests use more of it
mod corpus;

use std::time::Instant;

use fastrand::Rng;
use onrecord::dataset::load::{Origin, from_bytes};
use onrecord::dataset::{Dataset, QuoteIx, Verdict};
use onrecord::extract::{extract, input};
use onrecord::verify::{Draft, DraftQuotation, verify};

/// Printed quotations that are checked, in articles of so many.
const PRINTED: usize = 20_000;
const IN_ARTICLE: usize = 20;
/// Quotations of the draft.
const DRAFT: usize = 50;
/// A figure is the median of so many runs.
const ROUNDS: usize = 5;

fn main() {
    let args: Vec<String> = std::env::args().skip(1).filter(|arg| arg != "--bench").collect();
    let spoken = match args.as_slice() {
        [option, number] if option == "--spoken" => number.parse().unwrap_or(1_000_000),
        _ => 1_000_000,
    };
    let built_in = Origin::BuiltIn.load(&mut |_| {}).expect("the built-in record");
    let articles = own_drafts();
    let on_built_in = median(|| drop(verify(&built_in, &articles, &|_| {})));
    eprintln!("making {spoken} passages");
    let data = record(spoken);
    let mut rng = Rng::with_seed(5);
    let printed: Vec<Draft> =
        (0..PRINTED / IN_ARTICLE).map(|_| draft(&data, &mut rng, IN_ARTICLE)).collect();
    let start = Instant::now();
    let found = verify(&data, &printed, &|_| {});
    let seconds = start.elapsed().as_secs_f64();
    let of = |verdict| found.iter().flatten().filter(|one| one.verdict == verdict).count();
    let one = draft(&data, &mut rng, DRAFT);
    let on_record = median(|| drop(verify(&data, std::slice::from_ref(&one), &|_| {})));
    println!("| {PRINTED} printed, {spoken} spoken | |\n|---|---:|");
    #[allow(clippy::cast_precision_loss)] // a rate
    let rate = PRINTED as f64 / seconds;
    println!("| quotations a second, the index made | {rate:.0} |");
    println!(
        "| exact, altered, not found | {}, {}, {} |",
        of(Verdict::Exact),
        of(Verdict::Altered),
        of(Verdict::NotFound)
    );
    println!("| a draft of {DRAFT} against it, ms | {on_record:.0} |");
    println!("| the built-in record's own articles against it, ms | {on_built_in:.1} |");
}

/// Milliseconds of the middle one of some runs.
fn median(mut run: impl FnMut()) -> f64 {
    let mut times: Vec<f64> = (0..ROUNDS)
        .map(|_| {
            let start = Instant::now();
            run();
            start.elapsed().as_secs_f64() * 1e3
        })
        .collect();
    times.sort_by(f64::total_cmp);
    times[ROUNDS / 2]
}

/// The articles of the built-in record as drafts.
fn own_drafts() -> Vec<Draft> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/data/articles");
    let entries = std::fs::read_dir(folder).expect("the articles");
    let read = |path: std::path::PathBuf| {
        let bytes = std::fs::read(&path).expect("an article");
        let articles = input::read(&path.to_string_lossy(), &bytes);
        articles.into_iter().flatten().map(|one| Draft::of(&extract(&one))).collect::<Vec<_>>()
    };
    entries.flat_map(|entry| read(entry.expect("an entry").path())).collect()
}

/// A record of so many spoken passages.
fn record(spoken: usize) -> Dataset {
    let mut json = Vec::new();
    corpus::write(&mut json, spoken, 42).expect("memory takes it");
    let text = String::from_utf8(json).expect("UTF-8");
    let text = text.replace("\"kind\":\"direct\"", "\"kind\":\"spoken\"");
    from_bytes(text, &mut |_| {}).expect("a sound record")
}

/// Quotations from all over a record: every second one has a word dropped, changed or added.
fn draft(data: &Dataset, rng: &mut Rng, count: usize) -> Draft {
    let quotations = (0..count).map(|at| {
        let ix = QuoteIx::from(rng.usize(..data.quotes.len()));
        let mut words: Vec<&str> = data.words_of(ix).split(' ').collect();
        let start = rng.usize(..words.len().div_ceil(3));
        words = words.split_off(start);
        if at % 2 == 1 && words.len() > 4 {
            let place = rng.usize(1..words.len() - 1);
            match rng.u8(..3) {
                0 => drop(words.remove(place)),
                1 => words[place] = "zwieback",
                _ => words.insert(place, "zwieback"),
            }
        }
        let text = words.join(" ");
        let speaker = data.quote(ix).speaker.map(|speaker| data.speaker(speaker).name.clone());
        DraftQuotation {
            range: 0..text.len(),
            text,
            names: speaker.into_iter().collect(),
            polarity: None,
        }
    });
    Draft { day: None, quotations: quotations.collect() }
}
