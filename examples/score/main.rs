//! Scores quotation extraction against articles in which readers marked who said what.
//!
//! ```text
//! cargo run --release --example score -- FOLDER [--predictions FILE] [--part N/M] [--misses]
//! ```
//!
//! `FOLDER` holds `text/*.txt` in UTF-8 and `attributions/*.ann`, brat's standoff format with the
//! labels Source, Cue and Content joined by Attribution events. PolNeAR is such a corpus (Newell,
//! Margolin and Ruths, "An Attribution Relations Corpus for Political News", LREC 2018). It must be
//! had from its authors: nothing of it is in this repository, and nothing of it may be.
//!
//! What counts as right:
//! - **Kind.** A content is direct if four fifths of its ink (what is not white space) lie between
//!   double quotation marks, mixed if some word does, indirect if none does.
//! - **Direct quotations** are the quoted stretches of which half lies in direct content, so it
//!   does not matter into how many spans an annotator cut a quotation. They are compared with the
//!   direct predictions, cut where paragraphs end, without marks and punctuation at the ends:
//!   to the character, or with four fifths of the longer in common. Words quoted in passing and
//!   undecided passages may be predicted or not.
//! - **Stretches.** Each quoted stretch of the text is a question: is it somebody's speech?
//! - **All attributions** are found when what belongs to them, by half of its ink or more, covers
//!   half of theirs. **Speech** is those whose cue is a word of saying.
//! - **Speakers** are right when the mention touches the gold's source, or the surname is the same.
//!   End to end, what was found counts only with its speaker.
//! - **Confidence** means something if the speakers of its degree are right as often as it says;
//!   `--rules` shows the same for every rule of attribution.

mod brat;
mod folder;
mod gold;
mod marks;
mod matching;
mod measure;
mod page;
mod prediction;
mod report;
mod speaker;
mod speed;
mod tally;
mod words;

use std::collections::HashMap;
use std::io::{self, Write as _};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Parser;
use onrecord::dataset::{Form, QuoteKind, schema};
use onrecord::extract::{extract, input};

use crate::folder::{Files, Part};
use crate::gold::Article;
use crate::prediction::{Kind, Prediction, Referent, read_predictions, read_referents, read_text};
use crate::tally::Tally;

/// Score quotation extraction against marked articles
#[derive(Debug, Parser)]
struct Options {
    /// The articles: text/*.txt and attributions/*.ann
    folder: PathBuf,
    /// Score these predictions, one article a line, instead of the library's
    #[arg(long, value_name = "FILE")]
    predictions: Option<PathBuf>,
    /// Who source pronouns stand for, one a line
    #[arg(long, value_name = "FILE")]
    pronouns: Option<PathBuf>,
    /// Score one part of the articles, or all but that one
    #[arg(long, value_name = "[-]N/M", allow_hyphen_values = true)]
    part: Option<Part>,
    /// How many of the worst articles to name
    #[arg(long, value_name = "K", default_value_t = 10)]
    worst: usize,
    /// Show how often the speaker is right by each rule
    #[arg(long)]
    rules: bool,
    /// List every error on a line
    #[arg(long)]
    misses: bool,
}

/// What the library finds in a text. Offsets are code points.
fn predict(text: &str) -> Vec<Prediction> {
    let article = input::SourceArticle {
        id: "scored".into(),
        title: None,
        author: None,
        publisher: None,
        url: None,
        date: None,
        form: Form::Full,
        text: text.to_owned(),
        boilerplate: Vec::new(),
        set_apart: Vec::new(),
        transcript: None,
        notes: Vec::new(),
    };
    let extraction = extract(&article);
    let name = |id: &String| extraction.speakers.iter().find(|speaker| speaker.id == *id);
    let quotes = extraction.quotes.iter().map(|quote| {
        let point = |at: u64| usize::try_from(at).unwrap_or(usize::MAX);
        Prediction {
            start: point(quote.start),
            end: point(quote.end),
            kind: match quote.kind {
                QuoteKind::Direct => Kind::Direct,
                QuoteKind::Mixed if in_marks(text, quote) => Kind::Direct,
                QuoteKind::Mixed => Kind::Mixed,
                QuoteKind::Indirect | QuoteKind::Spoken => Kind::Indirect,
            },
            speaker_start: quote.mention.as_ref().map(|mention| point(mention.start)),
            speaker_end: quote.mention.as_ref().map(|mention| point(mention.end)),
            speaker: quote.speaker.as_ref().and_then(name).map(|speaker| speaker.name.clone()),
            group: None,
            basis: quote.rule.clone().map(|rule| {
                if std::env::var("A_DUMP").is_ok() {
                    format!("{rule}|{}", quote.cue.clone().unwrap_or_default())
                } else {
                    rule
                }
            }),
            confidence: quote.confidence,
        }
    });
    quotes.collect()
}

/// Whether a quote is all that stands between two marks.
fn in_marks(text: &str, quote: &schema::Quote) -> bool {
    const MARKS: [char; 9] = ['"', '“', '”', '„', '«', '»', '\'', '‘', '’'];
    let before =
        usize::try_from(quote.start).ok().and_then(|at| text.chars().nth(at.checked_sub(1)?));
    before.is_some_and(|c| MARKS.contains(&c)) && !quote.text.contains(['"', '“', '«', '„'])
}

fn main() -> ExitCode {
    match run(&Options::parse()) {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("score: {error}");
            ExitCode::FAILURE
        }
        Ok(()) => ExitCode::SUCCESS,
    }
}

fn run(options: &Options) -> io::Result<()> {
    let mut files = folder::files(&options.folder)?;
    files.retain(|files| options.part.is_none_or(|part| part.holds(&files.stem)));
    let texts: Vec<String> =
        files.iter().map(|files| read_text(&files.text)).collect::<io::Result<_>>()?;
    // Before the gold is read, so that its memory is not counted.
    let (predictions, origin) = match &options.predictions {
        Some(path) => of_articles(&files, read_predictions(path)?),
        None => extracted(&texts),
    };
    let referents = match &options.pronouns {
        Some(path) => read_referents(path)?,
        None => HashMap::new(),
    };

    let mut out = io::BufWriter::new(io::stdout().lock());
    let mut tally = Tally::default();
    let mut errors = Vec::new();
    for ((files, text), predictions) in files.iter().zip(&texts).zip(&predictions) {
        let article = Article::new(&files.stem, text, &read_text(&files.annotation)?);
        check(&article, predictions)?;
        let referents: &[Referent] = referents.get(&files.stem).map_or(&[], Vec::as_slice);
        let misses = measure::score(&article, predictions, referents, &mut tally);
        errors.push((files.stem.as_str(), report::errors(&misses)));
        if options.misses {
            out.write_all(report::listed(&article, &misses).as_bytes())?;
        }
    }
    writeln!(out, "{} articles\n\n{}{origin}", files.len(), report::table(&tally))?;
    if options.rules {
        writeln!(out, "{}", report::rules(&tally))?;
    }
    write!(out, "{}", report::worst(&errors, options.worst))?;
    out.flush()
}

/// The library's predictions, and a line on what they cost.
fn extracted(texts: &[String]) -> (Vec<Vec<Prediction>>, String) {
    let megabytes = |bytes: u64| format!("{:.1} MB", bytes as f64 / 1e6);
    let before = speed::peak_memory();
    let (predictions, seconds) = speed::timed(texts, predict);
    let mut cost = format!("{:.0} articles a second on one core", texts.len() as f64 / seconds);
    if let (Some(before), Some(peak)) = (before, speed::peak_memory()) {
        let (before, peak) = (megabytes(before), megabytes(peak));
        cost += &format!("; at most {peak} of memory, {before} of it before the first article");
    }
    (predictions, cost + "\n")
}

/// A file's predictions in the order of the articles, and a line on how many it knows.
fn of_articles(
    files: &[Files],
    mut by_stem: HashMap<String, Vec<Prediction>>,
) -> (Vec<Vec<Prediction>>, String) {
    let found: Vec<_> = files.iter().map(|files| by_stem.remove(&files.stem)).collect();
    let known = found.iter().flatten().count();
    let predictions = found.into_iter().map(Option::unwrap_or_default).collect();
    (predictions, format!("{known} articles have predictions\n"))
}

fn check(article: &Article, predictions: &[Prediction]) -> io::Result<()> {
    let whole = 0..=article.page.len();
    match predictions.iter().find(|quote| quote.start > quote.end || !whole.contains(&quote.end)) {
        Some(quote) => {
            let what = format!("{}: {quote:?} is not in the text", article.stem);
            Err(io::Error::other(what))
        }
        None => Ok(()),
    }
}
