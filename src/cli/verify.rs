//! `onrecord verify`: drafts in, what the record holds of their quotations out.

use std::io::{self, IsTerminal, Read as _, Write};
use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};

use clap::Args;
use indicatif::ProgressBar;

use super::error::CommandError;
use super::progress::{bar_of, progress};
use super::{Annotated, ERROR, FOUND, NOTHING, complain, load};
use crate::dataset::annotations::Annotations;
use crate::dataset::{Dataset, QuoteKind, Verdict, schema, threads};
use crate::extract::{extract, input};
use crate::record::{Built, FileProblem, Passed, build, walk};
use crate::verify::{
    CheckedQuotation, Colours, Draft, DraftQuotation, Place, PrintedQuotation, ReportFormat,
    Reporter, printed, summary, verify, write,
};

/// The largest draft that standard input may hold.
const LARGEST: u64 = 64 << 20;

/// Say of every quotation in a draft whether the record holds it, and which words differ. Exit status:
/// 0 where all are exact or abridged with a mark, 1 where one is not or its source has it as denied,
/// supposed or asked, 2 for an error.
#[derive(Debug, Args)]
pub(super) struct Verify {
    /// Drafts, and folders of them, of every kind that `build` reads; `-` for standard input.
    #[arg(value_name = "DRAFT", required_unless_present = "report")]
    drafts: Vec<PathBuf>,
    /// The record, a dataset or a folder of articles; the built-in one where none is named.
    /// Several, each behind its own `--dataset`, are one record.
    #[arg(long, value_name = "FILE")]
    dataset: Vec<PathBuf>,
    /// Articles and transcripts to check against instead: files and folders, built in memory.
    #[arg(long, value_name = "FOLDER", conflicts_with = "dataset")]
    against: Vec<PathBuf>,
    #[command(flatten)]
    annotated: Annotated,
    /// The worst first.
    #[arg(long)]
    worst: bool,
    /// How to print them.
    #[arg(long, value_enum, default_value = "text")]
    format: ReportFormat,
    /// Instead of drafts the record's own printed quotations: those that differ from what its
    /// transcripts have.
    #[arg(long, value_enum, value_name = "FORMAT", conflicts_with_all = ["drafts", "format"])]
    report: Option<ReportFormat>,
}

/// A draft that was read: where its quotations stand.
struct DraftText {
    name: String,
    draft: Draft,
    /// Line and column of each quotation.
    places: Vec<(usize, usize)>,
}

impl Verify {
    pub(super) fn run(self, out: &mut dyn Write) -> Result<u8, CommandError> {
        let reads_input = self.drafts.iter().any(|path| path.as_os_str() == "-");
        if reads_input && self.dataset.iter().any(|path| path.as_os_str() == "-") {
            return Err(CommandError::InputTwice);
        }
        let (drafts, mut failed) = drafts(&self.drafts)?;
        let is_built_in = self.dataset.is_empty() && self.against.is_empty();
        let data = if self.against.is_empty() {
            load(self.dataset, self.annotated)?
        } else {
            let Built { data, passed } =
                build(&self.against, &Annotations::default(), &mut progress())?;
            failed |= !passed.is_empty();
            passed.iter().for_each(|passed| _ = complain(passed));
            data
        };
        threads::start_pool()?;
        let mut checked = match self.report {
            Some(_) => own(&data),
            None => check(&data, &drafts),
        };
        if self.worst {
            checked.sort_by_key(|quotation| std::cmp::Reverse(quotation.gravity()));
        }
        let is_shown = io::stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none();
        let colours = if is_shown { Colours::On } else { Colours::Off };
        let format = self.report.unwrap_or(self.format);
        write(out, format, &checked, colours)?;
        if format != ReportFormat::Text {
            let _ = writeln!(io::stderr(), "{}", summary(&checked));
        }
        // Nothing of a draft about something else is there.
        let is_lost = !checked.is_empty()
            && checked.iter().all(|quotation| quotation.verdict == Verdict::NotFound);
        if is_built_in && is_lost {
            let _ = complain(CommandError::BuiltIn("FILE".to_owned()));
        }
        Ok(match () {
            () if failed => ERROR,
            () if checked.iter().all(CheckedQuotation::is_faithful) => FOUND,
            () => NOTHING,
        })
    }
}

/// What the record holds of the quotations of drafts.
fn check(data: &Dataset, drafts: &[DraftText]) -> Vec<CheckedQuotation> {
    let all: Vec<Draft> = drafts.iter().map(|draft| draft.draft.clone()).collect();
    let bar = bar(all.iter().map(|draft| draft.quotations.len()).sum());
    let done = AtomicUsize::new(0);
    let findings = verify(data, &all, &|more| {
        let done = done.fetch_add(more, Ordering::Relaxed) + more;
        bar.set_position(done as u64);
    });
    bar.finish_and_clear();
    let mut reporter = Reporter::new(data);
    let mut checked = Vec::new();
    for (draft, findings) in drafts.iter().zip(&findings) {
        let quotations = draft.draft.quotations.iter().zip(&draft.places).zip(findings);
        for ((quotation, (line, column)), finding) in quotations {
            let place = Place { draft: draft.name.clone(), line: *line, column: *column };
            let speaker = quotation.names.first().map(String::as_str);
            checked.push(reporter.quotation(place, &quotation.text, speaker, finding));
        }
    }
    checked
}

/// The printed quotations of a record that its transcripts hold otherwise.
fn own(data: &Dataset) -> Vec<CheckedQuotation> {
    let count = data.quotes.iter().filter(|quote| quote.kind != QuoteKind::Spoken).count();
    let bar = bar(count);
    let printed = printed(data, &|more| bar.inc(more as u64));
    bar.finish_and_clear();
    let mut reporter = Reporter::new(data);
    let differs = |one: &&PrintedQuotation| {
        let faithful = matches!(one.finding.verdict, Verdict::Exact | Verdict::Abridged);
        one.finding.verdict != Verdict::NotFound && (!faithful || one.finding.reverses)
    };
    let mut checked = Vec::new();
    let found: Vec<&PrintedQuotation> = printed.iter().filter(differs).collect();
    for of_article in
        found.chunk_by(|a, b| data.quote(a.quote).article == data.quote(b.quote).article)
    {
        let article = data.article(data.quote(of_article[0].quote).article);
        let places = lines_and_columns(&article.text, of_article.iter().map(|one| one.range.start));
        for (one, (line, column)) in of_article.iter().zip(places) {
            let place = Place { draft: article.id.clone(), line, column };
            let speaker = data.quote(one.quote).speaker.map(|it| data.speaker(it).name.as_str());
            let text = &article.text[one.range.clone()];
            checked.push(reporter.quotation(place, text, speaker, &one.finding));
        }
    }
    checked
}

fn bar(quotations: usize) -> ProgressBar {
    /// Fewer take no time.
    const FEWEST: usize = 1000;
    if quotations < FEWEST {
        return ProgressBar::hidden();
    }
    bar_of(quotations as u64, "{bar:30} {pos} of {len} quotations, {eta} left")
}

/// Reads drafts; whether one of them could not be read.
fn drafts(paths: &[PathBuf]) -> Result<(Vec<DraftText>, bool), CommandError> {
    let (streams, named): (Vec<&PathBuf>, Vec<&PathBuf>) =
        paths.iter().partition(|path| path.as_os_str() == "-");
    let mut drafts = Vec::new();
    let mut failed = false;
    if !streams.is_empty() {
        failed |= from_input(&mut drafts)?;
    }
    let named: Vec<PathBuf> = named.into_iter().cloned().collect();
    let files = walk::files(&named);
    for error in &files.passed {
        complain(error);
        failed = true;
    }
    for found in &files.found {
        match walk::read(found) {
            Ok(bytes) if schema::is_dataset(bytes.as_slice()) => {
                failed |= complain(FileProblem::DatasetAsDraft.of(&found.path)) == ERROR;
            }
            Ok(bytes) => {
                failed |= read_draft(&found.path.display().to_string(), &bytes, &mut drafts);
            }
            Err(why) => failed |= complain(why.of(&found.path)) == ERROR,
        }
    }
    if drafts.is_empty() && !paths.is_empty() {
        let names: Vec<_> = paths.iter().map(|path| path.to_string_lossy()).collect();
        return Err(CommandError::NoDraftIn(names.join(", ")));
    }
    Ok((drafts, failed))
}

/// Reads a draft from standard input, whose beginning tells what it is.
fn from_input(drafts: &mut Vec<DraftText>) -> Result<bool, CommandError> {
    if io::stdin().is_terminal() {
        return Err(CommandError::InputIsTerminal);
    }
    let mut bytes = Vec::new();
    io::stdin().lock().take(LARGEST + 1).read_to_end(&mut bytes).map_err(CommandError::Input)?;
    if bytes.len() as u64 > LARGEST {
        return Err(FileProblem::TooLarge(LARGEST >> 20).of("standard input".as_ref()).into());
    }
    let start = bytes.trim_ascii_start();
    let begins =
        |with: &[u8]| start.get(..with.len()).is_some_and(|s| s.eq_ignore_ascii_case(with));
    let extension = match () {
        () if begins(b"WEBVTT") => "vtt",
        () if begins(b"<?xml") || begins(b"<tei") => "xml",
        () if begins(b"<") => "html",
        () if begins(b"{") || begins(b"[{") => "json",
        () => "md",
    };
    let mut read = Vec::new();
    let failed = read_draft(&format!("standard input.{extension}"), &bytes, &mut read);
    for draft in &mut read {
        draft.name = "standard input".into();
    }
    drafts.append(&mut read);
    Ok(failed)
}

/// Reads the drafts in a file; whether one of them could not be read.
fn read_draft(name: &str, bytes: &[u8], drafts: &mut Vec<DraftText>) -> bool {
    let mut failed = false;
    let file = input::text_of(name, bytes);
    let mut locator = Locator::new(file.as_deref().unwrap_or_default());
    for article in input::read(name, bytes) {
        match article {
            Ok(article) => {
                let extraction = extract(&article);
                let draft = Draft::of(&extraction);
                let places = locator.places(&article.text, &draft.quotations);
                drafts.push(DraftText { name: name.to_owned(), draft, places });
            }
            Err(skipped) => failed |= complain(Passed::from(skipped)) == ERROR,
        }
    }
    failed
}

/// Finds the quotations of a file's articles in the file.
struct Locator<'a> {
    file: &'a str,
    /// How far the articles before go.
    from: usize,
}

impl<'a> Locator<'a> {
    fn new(file: &'a str) -> Self {
        Self { file, from: 0 }
    }

    /// Line and column of each quotation of an article. Those of a page or of JSON are looked for
    /// one behind the other; where the file has not the words as they are, the place is that in the
    /// article's text.
    fn places(&mut self, article: &str, quotations: &[DraftQuotation]) -> Vec<(usize, usize)> {
        /// So much of a quotation is looked for, in characters, and so far, in bytes.
        const LOOKED_FOR: usize = 40;
        const FAR: usize = 1 << 16;
        // A text file is little more than its article; in others it does not stand as it is.
        let may_stand = self.file.len() / 4 <= article.len();
        if may_stand && let Some(start) = self.file.find(article) {
            let starts = quotations.iter().map(|quotation| start + quotation.range.start);
            return lines_and_columns(self.file, starts);
        }
        let in_article = lines_and_columns(article, quotations.iter().map(|q| q.range.start));
        let mut from = self.from;
        let found: Vec<Option<usize>> = quotations
            .iter()
            .map(|quotation| {
                let first = quotation.text.lines().next().unwrap_or_default();
                let words: String = first.chars().take(LOOKED_FOR).collect();
                let rest = self.file.get(from..).filter(|_| !words.is_empty())?;
                let far =
                    (FAR.min(rest.len())..=rest.len()).find(|at| rest.is_char_boundary(*at))?;
                let at = rest[..far].find(&words)? + from;
                from = at;
                Some(at)
            })
            .collect();
        self.from = from;
        let mut in_file = lines_and_columns(self.file, found.iter().flatten().copied()).into_iter();
        let places = found.iter().zip(in_article);
        places.map(|(found, there)| found.and_then(|_| in_file.next()).unwrap_or(there)).collect()
    }
}

/// Lines and columns of bytes of a text, which are in order, counted from 1; columns in characters.
fn lines_and_columns(text: &str, bytes: impl Iterator<Item = usize>) -> Vec<(usize, usize)> {
    let (mut line, mut column, mut at) = (1, 1, 0);
    let mut places = Vec::new();
    for byte in bytes {
        // Two quotations may stand in one another.
        let byte = byte.max(at);
        let between = &text[at..byte];
        line += between.matches('\n').count();
        column = match between.rsplit_once('\n') {
            Some((_, last)) => last.chars().count() + 1,
            None => column + between.chars().count(),
        };
        at = byte;
        places.push((line, column));
    }
    places
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_count_from_one_in_characters() {
        assert_eq!(
            lines_and_columns("é “a\nb” c", [0, 6, 8].into_iter()),
            [(1, 1), (1, 4), (2, 1)]
        );
    }
}
