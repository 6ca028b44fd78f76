//! How quick onrecord is, and what a reader finds: `cargo bench` makes records of 40 to a million
//! quotes and prints a table; `cargo bench -- FILE…` measures datasets that are there. Options:
//! `--quotes N` makes no larger record than that.
//!
//! Each dataset is measured in a process of its own. Times are medians of five or more; what is
//! compared was measured in turn in one run.

#[path = "../../tests/support/corpus.rs"]
mod corpus;
mod measure;
mod peers;

use std::collections::BTreeMap;
use std::io::BufWriter;
use std::path::PathBuf;
use std::process::{Command, exit};

/// Quotes of the records that are made.
const SIZES: [usize; 4] = [40, 10_000, 100_000, 1_000_000];

/// What was measured of one dataset: a figure by its name.
type Figures = BTreeMap<String, f64>;

fn main() {
    let args: Vec<String> = std::env::args().skip(1).filter(|arg| arg != "--bench").collect();
    let (option, value) = (args.first().map(String::as_str), args.get(1));
    match (option, value) {
        (Some("--measure"), Some(file)) => print(&measure::all(file.as_ref())),
        (Some("--memory"), Some(file)) => print(&measure::memory(file.as_ref())),
        (Some("--quotes"), Some(most)) => {
            let most: usize = most.parse().unwrap_or_else(|_| fail("--quotes takes a number"));
            compare(make(most));
        }
        (Some(option), _) if option.starts_with('-') => fail(&format!("there is no {option}")),
        (Some(_), _) => compare(args.iter().map(PathBuf::from).collect()),
        (None, _) => compare(make(usize::MAX)),
    }
}

fn fail(sentence: &str) -> ! {
    eprintln!("speed: {sentence}");
    exit(2)
}

fn print(figures: &Figures) {
    for (name, figure) in figures {
        println!("{name}\t{figure}");
    }
}

/// Makes the records that are not larger than that, in the target folder.
fn make(most: usize) -> Vec<PathBuf> {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR"));
    let made = SIZES.into_iter().filter(|size| *size <= most).map(|size| {
        let path = folder.join(format!("record-{size}.json"));
        if !path.exists() {
            eprintln!("making {size} quotes");
            let done = std::fs::File::create(&path)
                .and_then(|file| corpus::write(&mut BufWriter::new(file), size, 42));
            if let Err(error) = done {
                fail(&format!("{} cannot be written: {error}", path.display()));
            }
        }
        path
    });
    made.collect()
}

/// Measures each dataset in a process of its own.
fn compare(files: Vec<PathBuf>) {
    let figures: Vec<Figures> = files
        .iter()
        .map(|file| {
            eprintln!("measuring {}", file.display());
            let mut figures = child("--measure", file);
            figures.extend(child("--memory", file));
            figures
        })
        .collect();
    table(&figures);
}

fn child(option: &str, file: &PathBuf) -> Figures {
    let this = std::env::current_exe().unwrap_or_else(|_| fail("the bench cannot find itself"));
    let mut command = Command::new(this);
    command.arg(option).arg(file).stderr(std::process::Stdio::inherit());
    let output = command.output().ok().filter(|output| output.status.success());
    let Some(output) = output else { fail("a measurement failed") };
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    let lines = text.lines().filter_map(|line| line.split_once('\t'));
    lines.filter_map(|(name, figure)| Some((name.to_owned(), figure.parse().ok()?))).collect()
}

/// A line of the table: what it shows, how, and of which figure; of two, their ratio.
type TableRow = (&'static str, fn(f64) -> String, &'static str, Option<&'static str>);

const LINES: &[TableRow] = &[
    ("quotes", count, "quotes", None),
    ("file, MB", one, "file", None),
    ("**Opening** rows on the screen, ms", one, "rows", None),
    ("… over serde_json, typed with `String`", ratio, "rows", Some("serde")),
    ("searchable, ms", one, "searchable", None),
    ("… over serde_json", ratio, "searchable", Some("serde")),
    ("peak memory over the file", ratio, "memory", Some("file")),
    ("**A key of a query** median, ms", three, "key p50", None),
    ("p90, ms", three, "key p90", None),
    ("worst, ms", three, "key worst", None),
    ("one memmem over the lower-cased text (R), ms", three, "R", None),
    ("R over the median", ratio, "R", Some("key p50")),
    ("R over p90", ratio, "R", Some("key p90")),
    ("R over the worst", ratio, "R", Some("key worst")),
    ("frizbee, two threads, over the median", ratio, "frizbee", Some("key p50")),
    ("nucleo, two threads, over the median", ratio, "nucleo", Some("key p50")),
    ("**Key to frame**, 200×60: moving, median, ms", three, "move p50", None),
    ("p90, ms", three, "move p90", None),
    ("a letter in the filter line, median, ms", three, "filter p50", None),
    ("worst, ms", three, "filter worst", None),
    ("**Finding a half-remembered quote** MRR@10", three, "mrr", None),
    ("hit@10", three, "hit", None),
    ("quotes found, median", count, "found", None),
];

fn table(all: &[Figures]) {
    for (at, (name, show, figure, over)) in LINES.iter().enumerate() {
        let cells = all.iter().map(|figures| {
            let value = figures.get(*figure).copied();
            let value = match over {
                Some(over) => figures.get(*over).and_then(|over| Some(value? / over)),
                None => value,
            };
            value.map_or("–".to_owned(), show)
        });
        println!("| {name} | {} |", cells.collect::<Vec<_>>().join(" | "));
        if at == 0 {
            println!("|---|{}", "---:|".repeat(all.len()));
        }
    }
    let moves: Vec<f64> = all.iter().filter_map(|f| f.get("move p50").copied()).collect();
    if let [first, .., last] = moves.as_slice() {
        println!("\nmoving in the last over moving in the first: {:.2}", last / first);
    }
    let keys: Vec<f64> = all.iter().filter_map(|f| f.get("key p50").copied()).collect();
    if let [.., before, last] = keys.as_slice() {
        println!("a key in the last over one in the one before it: {:.2}", last / before);
    }
}

fn count(figure: f64) -> String {
    format!("{figure:.0}")
}

fn one(figure: f64) -> String {
    format!("{figure:.1}")
}

fn three(figure: f64) -> String {
    format!("{figure:.3}")
}

fn ratio(figure: f64) -> String {
    if figure < 10.0 { format!("{figure:.2}×") } else { format!("{figure:.0}×") }
}
