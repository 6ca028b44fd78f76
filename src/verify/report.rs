//! What was found of a quotation, in words and places that others can look up.

use std::collections::HashMap;
use std::ops::Range;

use foldhash::fast::RandomState;
use schemars::JsonSchema;
use serde::Serialize;

use super::passages::is_prepared;
use super::verdict::{Finding, NoEvidence, SourceSpan, WordChange};
use crate::dataset::{ArticleIx, Dataset, Polarity, QuoteIx, QuoteKind, Verdict};
use crate::text::offsets::{CodePoints, code_point_range};

/// A quotation and what a record holds of it.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[schemars(title = "onrecord verify: a quotation")]
pub struct CheckedQuotation {
    /// The file of the draft.
    pub draft: String,
    /// Where the quotation stands in it, counted from 1; in the text that was read of a page or of
    /// JSON, where the file does not have the words as they are.
    pub line: usize,
    /// The same within the line, in Unicode code points.
    pub column: usize,
    /// The words as printed.
    pub text: String,
    /// Who is said to have said them.
    pub speaker: Option<String>,
    /// Whether the record holds them.
    pub verdict: Verdict,
    /// Whether a denial, a number or a name was lost or gained, also where a mark tells of an
    /// omission.
    pub reverses: bool,
    /// What the source tells of the words, where the quotation does not: that they were denied,
    /// supposed or asked.
    pub unsaid: Option<Polarity>,
    /// Why the closest words are no evidence, where they are the same and nothing was found.
    pub no_evidence: Option<NoEvidence>,
    /// How words differ that no mark tells of.
    pub changes: Vec<WordChange>,
    /// Where they differ, in the order of the quotation.
    pub differences: Vec<ReportedDifference>,
    /// Where the record has the words: one place, several where the quotation is spliced. Where
    /// nothing was found, the closest words.
    pub sources: Vec<ReportedSource>,
    /// Other places that have the same words, the nearest day first.
    pub others: Vec<ReportedSource>,
}

/// One place at which a quotation differs from its source.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct ReportedDifference {
    /// How.
    pub change: WordChange,
    /// Whether an ellipsis or brackets tell of it.
    pub marked: bool,
    /// The words as printed; empty where words were left out.
    pub printed: String,
    /// Where they stand in `text`: Unicode code points, end exclusive.
    pub start: usize,
    /// The end.
    pub end: usize,
    /// The words of the source; empty where words were put in.
    pub source: String,
    /// Id of the article in which they stand.
    pub source_article: String,
    /// Where they stand in its text: Unicode code points, end exclusive.
    pub source_start: usize,
    /// The end.
    pub source_end: usize,
}

/// Words of a record, and where they stand.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct ReportedSource {
    /// The words.
    pub text: String,
    /// Who says them; several with ` / ` between, where they say it together or it is open who does.
    pub speaker: Option<String>,
    /// The words that tell that they were denied, supposed or asked: `denied having said`.
    pub cue: Option<String>,
    /// The day they were said, or else printed, YYYY-MM-DD.
    pub said: Option<String>,
    /// Whether they are spoken, and not printed as said.
    pub spoken: bool,
    /// Whether the text was given out before it was spoken, so that what was said may differ.
    pub prepared: bool,
    /// Id of the quote in which they begin; none in a speech without labels.
    pub quote: Option<String>,
    /// Id of the article.
    pub article: String,
    /// Its headline.
    pub headline: String,
    /// Its publisher.
    pub publisher: Option<String>,
    /// Its address.
    pub url: Option<String>,
    /// Where they stand in its text: Unicode code points, end exclusive.
    pub start: usize,
    /// The end.
    pub end: usize,
}

/// Where a quotation stands in a draft.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The file.
    pub draft: String,
    /// The line, from 1.
    pub line: usize,
    /// The column, from 1.
    pub column: usize,
}

impl CheckedQuotation {
    /// How bad it is: more is worse.
    #[must_use]
    pub fn gravity(&self) -> u32 {
        let worst = self.changes.last().map_or(0, |change| *change as u32);
        u32::from(self.reverses) * 100 + self.verdict as u32 * 10 + worst
    }

    /// Whether it may stand as it is: its words are the record's, or a mark tells of what is not,
    /// and the source does not tell of them as denied, supposed or asked.
    #[must_use]
    pub fn is_faithful(&self) -> bool {
        matches!(self.verdict, Verdict::Exact | Verdict::Abridged) && self.unsaid.is_none()
    }
}

/// Puts what was found into words. What is known of an article is found out once.
pub struct Reporter<'a> {
    data: &'a Dataset,
    articles: HashMap<ArticleIx, KnownArticle, RandomState>,
}

struct KnownArticle {
    points: CodePoints,
    is_prepared: bool,
}

impl<'a> Reporter<'a> {
    /// A reporter of what a record holds.
    #[must_use]
    pub fn new(data: &'a Dataset) -> Self {
        Self { data, articles: HashMap::default() }
    }

    /// What was found of words that somebody is said to have said.
    pub fn quotation(
        &mut self,
        place: Place,
        text: &str,
        speaker: Option<&str>,
        finding: &Finding,
    ) -> CheckedQuotation {
        let mut differences = Vec::with_capacity(finding.differences.len());
        for difference in &finding.differences {
            let printed = code_point_range(text, difference.printed.clone());
            let source = self.points(difference.article, &difference.source);
            let article = self.data.article(difference.article);
            differences.push(ReportedDifference {
                change: difference.change,
                marked: difference.is_marked,
                printed: text[difference.printed.clone()].to_owned(),
                start: printed.start,
                end: printed.end,
                source: article.text[difference.source.clone()].to_owned(),
                source_article: article.id.clone(),
                source_start: source.start,
                source_end: source.end,
            });
        }
        let Place { draft, line, column } = place;
        CheckedQuotation {
            draft,
            line,
            column,
            text: text.to_owned(),
            speaker: speaker.map(str::to_owned),
            verdict: finding.verdict,
            reverses: finding.reverses,
            unsaid: finding.unsaid,
            no_evidence: finding.no_evidence,
            changes: finding.changes(),
            differences,
            sources: finding.sources.iter().map(|span| self.source(span)).collect(),
            others: finding.others.iter().map(|span| self.source(span)).collect(),
        }
    }

    fn known(&mut self, article: ArticleIx) -> &KnownArticle {
        let data = self.data;
        self.articles.entry(article).or_insert_with(|| {
            let article = data.article(article);
            KnownArticle {
                points: CodePoints::new(&article.text),
                is_prepared: is_prepared(article),
            }
        })
    }

    fn points(&mut self, article: ArticleIx, bytes: &Range<usize>) -> Range<usize> {
        let text = &self.data.article(article).text;
        let points = &self.known(article).points;
        points.point(text, bytes.start) as usize..points.point(text, bytes.end) as usize
    }

    fn source(&mut self, span: &SourceSpan) -> ReportedSource {
        let points = self.points(span.article, &span.range);
        let prepared = self.known(span.article).is_prepared;
        let article = self.data.article(span.article);
        let quote = span.quote.map(|ix| self.data.quote(ix));
        // Several, with ` / ` between, where they said it together or it is open who did.
        let told_of = |ix: &QuoteIx| {
            self.data.quote(*ix).speaker.is_some() || !self.data.candidates(*ix).is_empty()
        };
        let speaker = span.quote.filter(told_of).map(|ix| self.data.who(ix).into_owned());
        let told = quote.filter(|quote| quote.polarity.is_some());
        let cue = told.and_then(|quote| quote.cue).map(|cue| cue.range());
        let said = quote.map_or(article.date, |quote| quote.said).known();
        ReportedSource {
            text: article.text[span.range.clone()].to_owned(),
            speaker,
            cue: cue.map(|cue| article.text[cue].to_owned()),
            said: said.map(|day| day.to_string()),
            spoken: quote.is_none_or(|quote| quote.kind == QuoteKind::Spoken),
            prepared,
            quote: span.quote.map(|ix| self.data.id_of(ix).to_owned()),
            article: article.id.clone(),
            headline: article.title.clone(),
            publisher: article.publisher.clone(),
            url: article.url.clone(),
            start: points.start,
            end: points.end,
        }
    }
}

/// The JSON Schema of what is reported, a list of quotations, ending in a line break.
#[must_use]
pub fn json_schema() -> String {
    let schema = schemars::schema_for!(Vec<CheckedQuotation>);
    let mut text = serde_json::to_string_pretty(&schema).unwrap_or_default();
    text.push('\n');
    text
}
