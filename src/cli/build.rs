//! `onrecord build`: files in, one dataset out.

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, BufRead, Write};
use std::path::{Path, PathBuf};

use clap::Args;

use super::error::{CommandError, TargetProblem};
use super::progress::bar_of;
use super::{FOUND, complain, save};
use crate::dataset::annotations::store;
use crate::dataset::check::Reason;
use crate::dataset::schema::{self, File};
use crate::dataset::{QuoteKind, files};
use crate::export::inert;
use crate::extract::{Merged, Offices, extract, input, merge};
use crate::record::walk::{self, Found};
use crate::record::{FileProblem, Passed, Reading, read_all};
use crate::text::{counted, is_all_plain, safe, safe_lines};
use crate::verify;

/// Make a dataset from articles: text, Markdown, HTML pages, and the JSON that trafilatura and
/// newspaper4k write. Everything runs offline.
#[derive(Debug, Args)]
pub(super) struct Build {
    /// Articles, and folders of them; or what `--jsonl` wrote.
    #[arg(required_unless_present = "jsonl", value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// The dataset to write; `-` for standard output.
    #[arg(short, long, value_name = "FILE", required_unless_present = "jsonl")]
    output: Option<PathBuf>,
    /// What is known and corrected: the file that the explorer writes, or one of your own with any
    /// of title, speakers, meetings, articles, quotes and not_speakers. `onrecord guide annotations`
    /// shows one, `onrecord schema --annotations` describes it. Where none is named, the one
    /// beside the output is used: `talks.annotations.json` beside `talks.json`.
    #[arg(long, visible_alias = "known", value_name = "FILE")]
    annotations: Option<PathBuf>,
    /// Leave the annotations beside the output out.
    #[arg(long, conflicts_with = "annotations")]
    no_annotations: bool,
    /// Who held which office when: JSON with memberships, persons and organizations, as
    /// `ministers.json` and `people.json` of parlparse. "The foreign secretary" is then who held
    /// that office on the day. Once for each file. `onrecord guide build` shows one.
    #[arg(long, value_name = "FILE")]
    offices: Vec<PathBuf>,
    /// What the record is of.
    #[arg(long, value_name = "TEXT")]
    title: Option<String>,
    /// How many files are read at a time; as many as there are processors where none is given. The
    /// dataset is the same whatever it is.
    #[arg(short = 'j', long, value_name = "N")]
    threads: Option<std::num::NonZeroUsize>,
    /// Read articles from standard input, one JSON object a line, and write what is found in each
    /// as a line; `build` merges such lines.
    #[arg(long, conflicts_with_all = ["paths", "output", "annotations", "no_annotations", "offices", "title", "threads"])]
    jsonl: bool,
}

/// What was made of files, beside the dataset.
struct Made<'a> {
    reading: &'a Reading,
    /// How many files were passed over.
    passed: usize,
    /// How many files were not looked at.
    others: usize,
    /// How many printed quotes were found in transcripts.
    tied: usize,
    /// How many annotations could be applied.
    applied: Option<String>,
}

impl Build {
    pub(super) fn run(self, out: &mut dyn Write) -> Result<u8, CommandError> {
        if self.jsonl {
            return lines(out);
        }
        let target = self.output.unwrap_or_else(|| "-".into());
        let is_file = target.as_os_str() != "-";
        let beside = store::beside(&target);
        let from = match (self.annotations, self.no_annotations) {
            (Some(path), _) if !path.exists() => {
                return Err(FileProblem::Unreadable(Reason::NotThere).of(&path).into());
            }
            (Some(path), _) => Some(path),
            (None, false) if is_file && beside.exists() => Some(beside),
            (None, _) => None,
        };
        let mut known = from.as_deref().map(store::read).transpose()?.unwrap_or_default();
        let offices = offices(&self.offices)?;
        known.title = self.title.or(known.title);
        let files = walk::files(&self.paths);
        let replaces = may_write(&target, &files.found)?;
        let bar = bar_of(files.found.len() as u64, "{bar:30} {pos} of {len} files, {eta} left");
        let mut read = read_all(&files.found, self.threads.map(usize::from), &|| bar.inc(1))?;
        bar.finish_and_clear();
        let mut passed = files.passed;
        passed.append(&mut read.passed);
        for error in &passed {
            complain(error);
        }
        if read.extractions.is_empty() {
            let paths: Vec<_> = self.paths.iter().map(|path| path.to_string_lossy()).collect();
            return Err(CommandError::NoArticle(paths.join(", ")));
        }
        let Merged { mut file, unmet } =
            merge(std::mem::take(&mut read.extractions), &known, &offices);
        let mut applied = None;
        if let Some(path) = &from {
            let met = known.len().saturating_sub(unmet.len());
            applied = Some(format!(
                "{met} of {} applied from {}",
                counted(known.len(), "annotation"),
                path.display()
            ));
            for sentence in unmet {
                complain(CommandError::Unmet(path.clone(), sentence));
            }
        }
        let tied = verify::tie(&mut file);
        if !is_file {
            json(&file, &mut *out)?;
        } else {
            save::save(&target, replaces, |out| json(&file, out))?;
        }
        let (passed, others) = (passed.len(), files.others);
        tell(&file, &target, &Made { reading: &read, passed, others, tied, applied });
        Ok(FOUND)
    }
}

fn offices(paths: &[PathBuf]) -> Result<Offices, CommandError> {
    let mut offices = Offices::default();
    for path in paths {
        let read = walk::read(&Found::named(path.clone()));
        let added = read.and_then(|bytes| offices.add(&bytes).map_err(FileProblem::Known));
        added.map_err(|why| why.of(path))?;
    }
    offices.check().map_err(|(file, why)| FileProblem::Known(why).of(&paths[file]))?;
    Ok(offices)
}

/// Articles from standard input, a line each; what is found, a line each.
fn lines(out: &mut dyn Write) -> Result<u8, CommandError> {
    let mut status = FOUND;
    for (at, line) in io::stdin().lock().split(b'\n').enumerate() {
        let line = line.map_err(CommandError::Input)?;
        if line.trim_ascii().is_empty() {
            continue;
        }
        match input::read_line("standard input", at + 1, &line) {
            Ok(article) => {
                serde_json::to_writer(Inert(&mut *out), &extract(&article))
                    .map_err(io::Error::from)?;
                out.write_all(b"\n")?;
                out.flush()?;
            }
            Err(passed) => {
                status = complain(Passed::from(passed));
            }
        }
    }
    Ok(status)
}

/// Writes JSON so that nothing in it acts on a terminal. serde_json writes whole characters at a
/// time.
struct Inert<'a>(&'a mut dyn Write);

impl Write for Inert<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match std::str::from_utf8(bytes) {
            Ok(text) if !is_all_plain(text) => {
                self.0.write_all(inert(text).as_bytes())?;
            }
            _ => self.0.write_all(bytes)?,
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}

fn json(file: &File, out: &mut dyn Write) -> io::Result<()> {
    serde_json::to_writer_pretty(Inert(&mut *out), file)?;
    out.write_all(b"\n")
}

/// Whether there is a file to replace. Only a dataset or an empty file is replaced, and never an
/// article that is being read.
fn may_write(target: &Path, articles: &[Found]) -> Result<bool, CommandError> {
    let Some(meta) = save::there(target)? else { return Ok(false) };
    let whole = fs::canonicalize(target).ok();
    let named = articles.iter().any(|found| fs::canonicalize(&found.path).ok() == whole);
    let holds_dataset = || files::open(target, 0).is_ok_and(schema::is_dataset);
    if meta.len() > 0 && !holds_dataset() {
        return Err(TargetProblem::NoDataset.of(target));
    }
    if named && meta.len() == 0 {
        return Err(TargetProblem::IsRead.of(target));
    }
    Ok(true)
}

/// So many articles without a day are named one by one.
const UNDATED_NAMED: usize = 10;

/// What was made, on standard error.
fn tell(file: &File, target: &Path, made: &Made<'_>) {
    let of = |kind| file.quotes.iter().filter(|quote| quote.kind == kind).count();
    let nobody = file.quotes.iter().filter(|quote| quote.speaker.is_none()).count();
    let undated: Vec<&str> =
        file.articles.iter().filter(|a| a.date.is_none()).map(|a| a.id.as_str()).collect();
    let mut lines = vec![
        format!(
            "{}: {}",
            safe(&target.display().to_string()),
            counted(file.articles.len(), "article")
        ),
        format!(
            "  {}: {} direct, {} mixed, {} indirect, {} spoken; {nobody} with nobody named",
            counted(file.quotes.len(), "quote"),
            of(QuoteKind::Direct),
            of(QuoteKind::Mixed),
            of(QuoteKind::Indirect),
            of(QuoteKind::Spoken),
        ),
        format!(
            "  {}, {}",
            counted(file.speakers.len(), "speaker"),
            counted(file.meetings.len(), "meeting")
        ),
    ];
    if !undated.is_empty() {
        let named = undated[..undated.len().min(UNDATED_NAMED)].join(", ");
        let rest = match undated.len().saturating_sub(UNDATED_NAMED) {
            0 => String::new(),
            rest => format!(" and {rest} more"),
        };
        lines.push(format!(
            "  {} without a day ({named}{rest}); a line `Date: 2021-07-28` at its head or --annotations tells it",
            undated.len()
        ));
    }
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for note in &made.reading.notes {
        *counts.entry(note).or_default() += 1;
    }
    lines.extend(counts.iter().map(|(note, count)| format!("  {count} {note}")));
    if made.tied > 0 {
        let tied = counted(made.tied, "printed quote");
        lines.push(format!(
            "  {tied} found in transcripts; `spoken:altered` finds those that differ"
        ));
    }
    lines.extend(made.applied.iter().map(|applied| format!("  {applied}")));
    if made.passed > 0 {
        lines.push(format!("  passed over: {}, each named above", made.passed));
    }
    if made.others > 0 {
        lines.push(format!("  not looked at: {} of other kinds", counted(made.others, "file")));
    }
    if target.as_os_str() != "-" {
        lines.push(format!("  `onrecord {}` explores it", target.display()));
    }
    let _ = writeln!(io::stderr(), "{}", safe_lines(&lines.join("\n")));
}
