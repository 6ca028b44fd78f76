//! What an extractor found: its form in memory and in a file of JSON lines.

use std::collections::HashMap;
use std::path::Path;
use std::{fs, io};

use onrecord::dataset::Confidence;
use serde::Deserialize;
use serde_json::Value;

use crate::page::{Page, Span};

/// How much of a content is quoted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Kind {
    /// All of it, or nearly.
    Direct,
    /// Some words of it.
    Mixed,
    /// Nothing.
    Indirect,
    /// All of it, but the quotation itself is listed besides: counts among attributions only.
    Part,
}

/// One quotation or report found in an article. Offsets are code points.
#[derive(Debug, Clone, Deserialize)]
pub(crate) struct Prediction {
    /// The first character of what was said.
    pub(crate) start: usize,
    /// One past its last character.
    pub(crate) end: usize,
    /// How much of it is quoted.
    pub(crate) kind: Kind,
    /// Where the words begin that name the speaker beside the quotation: `she`, `Mr. Reed`.
    pub(crate) speaker_start: Option<usize>,
    /// Where they end.
    pub(crate) speaker_end: Option<usize>,
    /// Who that is, resolved: `Tom Reed`.
    pub(crate) speaker: Option<String>,
    /// Pieces with the same value are one quotation.
    pub(crate) group: Option<Value>,
    /// The rule that found it, to be shown with errors.
    pub(crate) basis: Option<String>,
    /// How sure the extractor is of the speaker.
    pub(crate) confidence: Option<Confidence>,
}

impl Prediction {
    /// What was said.
    pub(crate) fn span(&self) -> Span {
        Span::new(self.start, self.end)
    }

    /// The words that name the speaker, if there are any.
    pub(crate) fn mention(&self) -> Option<Span> {
        let span = Span::new(self.speaker_start?, self.speaker_end?);
        (!span.is_empty()).then_some(span)
    }

    /// The resolved speaker, if one is given.
    pub(crate) fn resolved(&self) -> Option<&str> {
        self.speaker.as_deref().filter(|name| !name.is_empty())
    }

    /// The speaker as far as known: resolved, or else as the mention has it.
    pub(crate) fn said_by(&self, page: &Page) -> Option<String> {
        let mention = || self.mention().map(|span| page.text(span));
        self.resolved().map(str::to_owned).or_else(mention)
    }
}

/// Who a source pronoun stands for, as a reader decided.
#[derive(Debug, Deserialize)]
pub(crate) struct Referent {
    /// The pronoun's first character.
    pub(crate) start: usize,
    /// One past its last.
    pub(crate) end: usize,
    /// The full name.
    pub(crate) name: String,
    /// The words any of which a right answer holds: surnames mostly.
    pub(crate) heads: Vec<String>,
}

#[derive(Deserialize)]
struct PredictedLine {
    article: String,
    quotes: Vec<Prediction>,
}

#[derive(Deserialize)]
struct ReferentLine {
    article: String,
    #[serde(flatten)]
    referent: Referent,
}

/// Reads predictions by article. An article that comes twice is an error.
pub(crate) fn read_predictions(path: &Path) -> io::Result<HashMap<String, Vec<Prediction>>> {
    let mut read = HashMap::new();
    for line in read_lines::<PredictedLine>(path)? {
        if read.contains_key(&line.article) {
            return Err(wrong(path, format!("{} comes twice", line.article)));
        }
        read.insert(line.article, line.quotes);
    }
    Ok(read)
}

/// Reads the referents of source pronouns by article.
pub(crate) fn read_referents(path: &Path) -> io::Result<HashMap<String, Vec<Referent>>> {
    let mut read = HashMap::<_, Vec<_>>::new();
    for line in read_lines::<ReferentLine>(path)? {
        read.entry(line.article).or_default().push(line.referent);
    }
    Ok(read)
}

/// Reads a file; its errors name it.
pub(crate) fn read_text(path: &Path) -> io::Result<String> {
    fs::read_to_string(path).map_err(|error| wrong(path, error))
}

fn read_lines<T: for<'a> Deserialize<'a>>(path: &Path) -> io::Result<Vec<T>> {
    let text = read_text(path)?;
    let lines = text.lines().zip(1..).filter(|(line, _)| !line.trim().is_empty());
    lines
        .map(|(line, number)| {
            serde_json::from_str(line).map_err(|error| wrong(path, format!("{number}: {error}")))
        })
        .collect()
}

fn wrong(path: &Path, what: impl std::fmt::Display) -> io::Error {
    io::Error::other(format!("{}: {what}", path.display()))
}
