//! Reading articles: files in, what is found in each.

use rayon::prelude::*;

use super::problem::{FileProblem, Passed};
use super::walk::{self, Found};
use crate::dataset::{schema, threads};
use crate::extract::{ArticleExtraction, extract, input};

/// What files gave.
#[derive(Debug, Default)]
pub struct Reading {
    /// What is found in each article.
    pub extractions: Vec<ArticleExtraction>,
    /// What is passed over, and why.
    pub passed: Vec<Passed>,
    /// What was read otherwise than it stands, or not used: a phrase for each article.
    pub notes: Vec<String>,
}

impl Reading {
    fn passed(passed: Passed) -> Self {
        Self { passed: vec![passed], ..Self::default() }
    }
}

/// Reads all files on as many threads as there are processors. What each gives depends on it
/// alone, and it is kept in the order of the files, so that threads make no difference. `done` is
/// called after each.
///
/// # Errors
/// That the system allows no more threads.
pub fn read_all(
    files: &[Found],
    threads: Option<usize>,
    done: &(dyn Fn() + Sync),
) -> Result<Reading, threads::Refused> {
    let pool = threads::pool(threads)?;
    let lists = people(files);
    let read = |found: &Found| {
        let read = read_file(found, &lists);
        done();
        read
    };
    let files: Vec<Reading> = pool.install(|| files.par_iter().map(read).collect());
    let mut all = Reading::default();
    for mut read in files {
        all.extractions.append(&mut read.extractions);
        all.passed.append(&mut read.passed);
        all.notes.append(&mut read.notes);
    }
    Ok(all)
}

/// The lists of people among the files. They are read first: texts before them need them too.
fn people(files: &[Found]) -> input::PeopleLists {
    let mut lists = input::PeopleLists::default();
    let xml =
        |found: &&Found| found.path.extension().is_some_and(|e| e.eq_ignore_ascii_case("xml"));
    for found in files.iter().filter(xml) {
        let may_be = walk::beginning(found).is_ok_and(|bytes| input::PeopleLists::may_be(&bytes));
        if may_be && let Ok(bytes) = walk::read(found) {
            lists.add(&found.path.display().to_string(), &bytes);
        }
    }
    lists
}

fn read_file(found: &Found, lists: &input::PeopleLists) -> Reading {
    let name = found.path.display().to_string();
    let bytes = match walk::read(found) {
        Ok(bytes) => bytes,
        Err(why) => return Reading::passed(why.of(&found.path)),
    };
    if let Some(read) = finds_lines(&name, &bytes) {
        return read;
    }
    if schema::is_dataset(bytes.as_slice()) {
        return Reading::passed(FileProblem::Dataset.of(&found.path));
    }
    let mut read = Reading::default();
    for article in input::read_beside(&name, &bytes, lists) {
        match article {
            Ok(article) => {
                read.extractions.push(extract(&article));
                read.notes.extend(article.notes);
            }
            Err(passed) => read.passed.push(passed.into()),
        }
    }
    read
}

/// Lines that `--jsonl` wrote; nothing where the file holds something else.
fn finds_lines(name: &str, bytes: &[u8]) -> Option<Reading> {
    let lines = || {
        bytes.split(|b| *b == b'\n').enumerate().filter(|(_, line)| !line.trim_ascii().is_empty())
    };
    let (_, first) = lines().next()?;
    if !first.starts_with(b"{\"article\":{") {
        return None;
    }
    let mut read = Reading::default();
    for (at, line) in lines() {
        match ArticleExtraction::from_line(line) {
            Ok(extractions) => read.extractions.push(extractions),
            Err(error) => {
                read.passed.push(Passed::NoExtraction(name.to_owned(), at + 1, error));
            }
        }
    }
    Some(read)
}
