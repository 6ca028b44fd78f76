//! Scores the verdicts on quotations against readers' judgements.
//!
//! ```text
//! cargo run --release --example spoken -- GOLD.jsonl [--transcripts FOLDER] [--articles FOLDER] [--misses]
//! ```
//!
//! A line of `GOLD.jsonl` is a quotation: `article` and `q_start`, `q_end` (code points of its text),
//! `speaker`, `transcript`, `verdict` (`exact`, `altered`, `abridged`, `other_event`) and `kinds`.
//! The transcripts stand beside the file. The articles stand in `text` of a folder that holds their
//! `split`, two folders up, as PolNeAR has them; neither may be in this repository.
//!
//! The transcripts are built into a record as `onrecord verify --against FOLDER` does it. Each
//! quotation is checked twice: as the readers marked it, with its speaker, and as our own reader
//! finds it in the article, with the speaker that it finds.

use std::collections::{BTreeMap, HashSet};
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::{fs, io};

use clap::Parser;
use onrecord::dataset::{Dataset, Verdict, load};
use onrecord::extract::{Offices, extract, input, merge};
use onrecord::verify::{Draft, DraftQuotation, Finding, verify};
use serde::Deserialize;

/// Score verdicts on quotations
#[derive(Debug, Parser)]
struct Options {
    /// The judgements, a line each
    gold: PathBuf,
    /// The folder of the transcripts; that of the judgements where none is named
    #[arg(long, value_name = "FOLDER")]
    transcripts: Option<PathBuf>,
    /// The folder of the articles' texts
    #[arg(long, value_name = "FOLDER")]
    articles: Option<PathBuf>,
    /// Show every quotation that is judged otherwise
    #[arg(long)]
    misses: bool,
}

/// A quotation as readers judged it.
#[derive(Debug, Deserialize)]
struct Judged {
    split: String,
    article: String,
    q_start: usize,
    q_end: usize,
    speaker: String,
    verdict: String,
    kinds: Vec<String>,
    transcript: String,
}

/// What is right, what was found, and both in words.
#[derive(Default)]
struct Tally {
    right: usize,
    right_kind: usize,
    all: usize,
}

fn main() -> ExitCode {
    match run(&Options::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("spoken: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run(options: &Options) -> io::Result<()> {
    let beside = options.gold.parent().unwrap_or(Path::new("."));
    let gold: Vec<Judged> = read(&options.gold)?
        .lines()
        .map(|line| serde_json::from_str(line).map_err(|error| named(&options.gold, &error)))
        .collect::<io::Result<_>>()?;
    let transcripts = options.transcripts.as_deref().unwrap_or(beside);
    let wanted: HashSet<&str> =
        gold.iter().filter_map(|g| g.transcript.split('/').next()).collect();
    let mut folders: Vec<PathBuf> = wanted.into_iter().map(|name| transcripts.join(name)).collect();
    folders.sort();
    let record = record(&folders)?;
    let mut by_article: BTreeMap<&str, Vec<&Judged>> = BTreeMap::new();
    for judged in &gold {
        by_article.entry(&judged.article).or_default().push(judged);
    }
    let (mut marked, mut read) = (Vec::new(), Vec::new());
    for (article, judged) in &by_article {
        let folder = match &options.articles {
            Some(folder) => folder.clone(),
            None => beside.join("../polnear").join(&judged[0].split).join("text"),
        };
        let path = file_of(&folder, article)?;
        let text = self::read(&path)?;
        marked.push(as_marked(&text, article, judged));
        read.push(as_read(&path, &text, judged)?);
    }
    let judged: Vec<&Judged> = by_article.values().flatten().copied().collect();
    let marked = verify(&record, &marked, &|_| {});
    let found: Vec<&Finding> = marked.iter().flatten().collect();
    println!("{} quotations, {} transcripts\n", judged.len(), record.articles.len());
    println!("| verdict | as marked | as read |\n|---|---:|---:|");
    let read = verify(&record, &read, &|_| {});
    let read: Vec<&Finding> = read.iter().flatten().collect();
    table(&judged, &found, &read);
    if options.misses {
        for (judged, finding) in judged.iter().chain(&judged).zip(found.iter().chain(&read)) {
            let tally = score(judged, finding);
            if tally.right == 0 || tally.right_kind == 0 {
                println!(
                    "{} {} {}..{}: {} {:?}, found {} {:?} {:?}",
                    judged.verdict,
                    judged.article,
                    judged.q_start,
                    judged.q_end,
                    judged.transcript,
                    judged.kinds,
                    finding.verdict.name(),
                    finding.changes(),
                    finding.sources.first().map(|source| {
                        let article = record.article(source.article);
                        (&article.id, &article.text[source.range.clone()])
                    }),
                );
            }
        }
    }
    Ok(())
}

fn table(judged: &[&Judged], marked: &[&Finding], read: &[&Finding]) {
    for (name, verdicts) in [
        ("exact", &["exact"][..]),
        ("altered or abridged", &["altered", "abridged"]),
        ("other event, refused", &["other_event"]),
    ] {
        let cells = [marked, read].map(|found| {
            let mut sum = Tally::default();
            for (judged, finding) in judged.iter().zip(found) {
                if verdicts.contains(&judged.verdict.as_str()) {
                    let one = score(judged, finding);
                    sum.all += 1;
                    sum.right += one.right;
                    sum.right_kind += one.right_kind;
                }
            }
            match name {
                "altered or abridged" => {
                    format!("{} of {} ({} with every kind)", sum.right, sum.all, sum.right_kind)
                }
                _ => format!("{} of {}", sum.right, sum.all),
            }
        });
        println!("| {name} | {} | {} |", cells[0], cells[1]);
    }
}

/// Whether a finding is what readers judged, and whether the kinds of change are the same.
fn score(judged: &Judged, finding: &Finding) -> Tally {
    let verdict = match finding.verdict {
        Verdict::Exact => "exact",
        Verdict::Abridged => "abridged",
        Verdict::Altered | Verdict::Spliced => "altered",
        Verdict::Misattributed | Verdict::NotFound => "other_event",
    };
    let right = verdict == judged.verdict;
    let changes = finding.changes();
    let kinds: Vec<&str> = changes.iter().map(|change| change.name()).collect();
    let same = judged.kinds.iter().all(|kind| kinds.contains(&kind.as_str()));
    Tally { right: usize::from(right), right_kind: usize::from(right && same), all: 1 }
}

/// The record of all transcripts in some folders.
fn record(folders: &[PathBuf]) -> io::Result<Dataset> {
    let mut extractions = Vec::new();
    for folder in folders {
        let entries = fs::read_dir(folder).map_err(|error| named(folder, &error))?;
        let mut paths: Vec<PathBuf> =
            entries.map(|entry| Ok(entry?.path())).collect::<io::Result<_>>()?;
        paths.sort();
        for path in paths {
            let bytes = fs::read(&path).map_err(|error| named(&path, &error))?;
            for article in input::read(&path.to_string_lossy(), &bytes).into_iter().flatten() {
                extractions.push(extract(&article));
            }
        }
    }
    let merged = merge(extractions, &Default::default(), &Offices::default());
    let json = serde_json::to_vec(&merged.file)?;
    load::from_bytes(json, &mut |_| {}).map_err(|error| io::Error::other(error.to_string()))
}

/// The quotations of an article as readers marked them.
fn as_marked(text: &str, article: &str, judged: &[&Judged]) -> Draft {
    let quotations = judged.iter().map(|judged| {
        let range = bytes(text, judged.q_start..judged.q_end);
        let text = text[range.clone()].to_owned();
        DraftQuotation { range, text, names: vec![judged.speaker.clone()], polarity: None }
    });
    let day = article.split('_').find_map(|part| part.parse().ok());
    Draft { day, quotations: quotations.collect() }
}

/// The same quotations as the reader finds them: each the one that has most of its words, or
/// nothing.
fn as_read(path: &Path, text: &str, judged: &[&Judged]) -> io::Result<Draft> {
    let name = path.to_string_lossy();
    let article = input::read(&name, text.as_bytes()).into_iter().flatten().next();
    let article = article.ok_or_else(|| named(path, &"is no article"))?;
    let start = text.find(&article.text).unwrap_or_default();
    let mut draft = Draft::of(&extract(&article));
    let quotations = judged.iter().map(|judged| {
        let wanted = bytes(text, judged.q_start..judged.q_end);
        let shared = |quotation: &&DraftQuotation| {
            let (from, to) = (quotation.range.start + start, quotation.range.end + start);
            to.min(wanted.end).saturating_sub(from.max(wanted.start))
        };
        let best = draft.quotations.iter().max_by_key(shared);
        best.filter(|best| shared(best) > 0).cloned().unwrap_or_else(|| DraftQuotation {
            range: 0..0,
            text: String::new(),
            names: Vec::new(),
            polarity: None,
        })
    });
    draft.quotations = quotations.collect();
    Ok(draft)
}

fn bytes(text: &str, points: Range<usize>) -> Range<usize> {
    let byte = |point: usize| text.char_indices().nth(point).map_or(text.len(), |(at, _)| at);
    byte(points.start)..byte(points.end)
}

/// The file of an article, whose name may go on behind.
fn file_of(folder: &Path, article: &str) -> io::Result<PathBuf> {
    let entries = fs::read_dir(folder).map_err(|error| named(folder, &error))?;
    let mut paths = entries.filter_map(|entry| Some(entry.ok()?.path()));
    let is_it = |path: &PathBuf| {
        path.file_name().is_some_and(|name| name.to_string_lossy().starts_with(article))
    };
    paths.find(is_it).ok_or_else(|| named(folder, &format!("has no {article}")))
}

fn read(path: &Path) -> io::Result<String> {
    fs::read_to_string(path).map_err(|error| named(path, &error))
}

fn named(path: &Path, why: &dyn std::fmt::Display) -> io::Error {
    io::Error::other(format!("{}: {why}", path.display()))
}
