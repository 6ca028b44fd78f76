//! How quick onrecord is, and what a reader finds: `cargo bench` makes records of 40 to a million
//! quotes and prints a table; `cargo bench -- FILE…` measures datasets that are there. Options:
//! `--quotes N` makes no larger record than that.
//!
//! Each dataset is measured in a process of its own. Times are medians of five or more; what is
//! compared was measured in turn in one run.

#[path = "../../tests/support/corpus.rs"]
mod corpus;
mod figures;
mod measure;
mod peers;

use std::io::BufWriter;
use std::path::PathBuf;
use std::process::Command;

use figures::{Figures, fail};

/// Quotes of the records that are made.
const SIZES: [usize; 4] = [40, 10_000, 100_000, 1_000_000];

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

/// A line of the table: its name, its decimal places, its figure, and what that is divided by.
type TableRow = (&'static str, usize, &'static str, Option<&'static str>);

const LINES: &[TableRow] = &[
    ("quotes", 0, "quotes", None),
    ("file, MB", 1, "file", None),
    ("**Opening** rows on the screen, ms", 1, "rows", None),
    ("… over serde_json, typed with `String`", 2, "rows", Some("serde")),
    ("searchable, ms", 1, "searchable", None),
    ("… over serde_json", 2, "searchable", Some("serde")),
    ("whole articles searchable, ms", 1, "articles", None),
    ("peak memory over the file", 2, "memory", Some("file")),
    ("**A key of a query** median, ms", 3, "key p50", None),
    ("p90, ms", 3, "key p90", None),
    ("worst, ms", 3, "key worst", None),
    ("one memmem over the lower-cased text (R), ms", 3, "R", None),
    ("R over the median", 2, "R", Some("key p50")),
    ("R over p90", 2, "R", Some("key p90")),
    ("R over the worst", 2, "R", Some("key worst")),
    ("frizbee, two threads, over the median", 2, "frizbee", Some("key p50")),
    ("nucleo, two threads, over the median", 2, "nucleo", Some("key p50")),
    ("**In whole articles** a key of `in:`, median, ms", 3, "in p50", None),
    ("worst, ms", 3, "in worst", None),
    ("**Key to frame**, 200×60: moving, median, ms", 3, "move p50", None),
    ("p90, ms", 3, "move p90", None),
    ("a letter in the filter line, median, ms", 3, "filter p50", None),
    ("worst, ms", 3, "filter worst", None),
    ("statements to printings and back, ms", 3, "statements", None),
    ("grid of speakers and months opened, ms", 3, "grid", None),
    ("a step in it, median, ms", 3, "grid step p50", None),
    ("worst, sorting among them, ms", 3, "grid step worst", None),
    ("**Finding a half-remembered quote** MRR@10", 3, "mrr", None),
    ("hit@10", 3, "hit", None),
    ("quotes found, median", 0, "found", None),
];

fn table(all: &[Figures]) {
    for (at, (name, decimals, figure, over)) in LINES.iter().enumerate() {
        let cells = all.iter().map(|figures| {
            let shown = match (figures.get(*figure)?, over) {
                (value, Some(over)) => ratio(value / figures.get(*over)?),
                (value, None) => format!("{value:.decimals$}"),
            };
            Some(shown)
        });
        let cells = cells.map(|shown| shown.unwrap_or("–".to_owned()));
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

fn ratio(figure: f64) -> String {
    if figure < 10.0 { format!("{figure:.2}×") } else { format!("{figure:.0}×") }
}
