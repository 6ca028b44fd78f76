//! What is found of a quotation.

use std::ops::Range;

use schemars::JsonSchema;
use serde::Serialize;

use crate::dataset::{ArticleIx, Polarity, QuoteIx, Verdict};

/// How words of a quotation differ from those of its source.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum WordChange {
    /// A short form for the words it stands for, or the other way round; another spelling.
    Respelt,
    /// Sounds and words that fill a pause, or are said twice, left out.
    Cleaned,
    /// Words left out.
    Dropped,
    /// Words put in.
    Added,
    /// Words in place of others.
    Changed,
    /// The quotation goes on at another place, or in other words of the same speaker.
    Spliced,
}

impl WordChange {
    /// Every kind, the mildest first.
    pub const ALL: [Self; 6] =
        [Self::Respelt, Self::Cleaned, Self::Dropped, Self::Added, Self::Changed, Self::Spliced];

    /// The word that reports use.
    #[must_use]
    pub fn name(self) -> &'static str {
        ["respelt", "cleaned", "dropped", "added", "changed", "spliced"][self as usize]
    }
}

/// One place at which a quotation differs from its source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// How it differs.
    pub change: WordChange,
    /// Whether an ellipsis or brackets tell the reader.
    pub is_marked: bool,
    /// The words as printed: bytes of the quotation, empty where words were left out.
    pub printed: Range<usize>,
    /// The article of the words of the source, or of those beside it.
    pub article: ArticleIx,
    /// The words of the source: bytes of that article's text, empty where words were put in.
    pub source: Range<usize>,
}

/// Why words that a record holds all the same do not show that it holds the quotation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum NoEvidence {
    /// They were said after the quotation was printed.
    Later,
    /// Somebody else's they are, and anybody may say them.
    Another,
    /// Anybody may say them, and they were not said about the day the quotation was printed.
    Common,
}

impl NoEvidence {
    /// The word that reports use.
    #[must_use]
    pub fn name(self) -> &'static str {
        ["later", "another", "common"][self as usize]
    }
}

/// Words that a record holds, as a quotation repeats them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceSpan {
    /// The quote in which they begin; none where they are of a speech without labels.
    pub quote: Option<QuoteIx>,
    /// The article.
    pub article: ArticleIx,
    /// Bytes of the article's text, from the first word to the last.
    pub range: Range<usize>,
}

/// What is found of a quotation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// Whether the record holds it.
    pub verdict: Verdict,
    /// Whether a denial, a number or a name was lost or gained.
    pub reverses: bool,
    /// What the source tells of the words, where the quotation does not: that they were denied,
    /// supposed or asked.
    pub unsaid: Option<Polarity>,
    /// Why the closest words are no evidence, where they are the same and nothing was found.
    pub no_evidence: Option<NoEvidence>,
    /// Where it differs, in the order of the quotation.
    pub differences: Vec<Difference>,
    /// Where its words stand: one place, several where it is spliced. Where nothing was found, the
    /// closest words, if there are any.
    pub sources: Vec<SourceSpan>,
    /// Other places that hold the same words, the nearest day first.
    pub others: Vec<SourceSpan>,
}

impl Finding {
    /// That there is nothing like it.
    #[must_use]
    pub fn nothing() -> Self {
        Self {
            verdict: Verdict::NotFound,
            reverses: false,
            unsaid: None,
            no_evidence: None,
            differences: Vec::new(),
            sources: Vec::new(),
            others: Vec::new(),
        }
    }

    /// The kinds of the differences that no mark tells of, each once, the mildest first.
    #[must_use]
    pub fn changes(&self) -> Vec<WordChange> {
        let unmarked = self.differences.iter().filter(|difference| !difference.is_marked);
        let mut changes: Vec<WordChange> = unmarked.map(|difference| difference.change).collect();
        changes.sort_unstable();
        changes.dedup();
        changes
    }

    /// How bad it is: more is worse.
    #[must_use]
    pub fn gravity(&self) -> u32 {
        let worst = self.changes().last().map_or(0, |change| *change as u32);
        u32::from(self.reverses) * 100 + self.verdict as u32 * 10 + worst
    }
}
