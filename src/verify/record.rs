//! What printed quotes of a record repeat of its transcripts.

use std::collections::HashMap;
use std::ops::Range;

use foldhash::fast::RandomState;

use super::draft::{Draft, DraftQuotation, check};
use super::index::SourcePassage;
use super::passages::{INTERRUPTION, passages, quoted_parts};
use super::speakers::RecordSpeakers;
use super::verdict::{Difference, Finding};
use crate::dataset::schema::{self, File};
use crate::dataset::{ArticleIx, Dataset, QuoteIx, QuoteKind, SpeakerKind, Verdict, parse_day};
use crate::text::offsets::{CodePoints, Position};

/// A printed quotation of a record, and what is found of it in the transcripts.
#[derive(Debug)]
pub struct PrintedQuotation {
    /// The quote.
    pub quote: QuoteIx,
    /// Its words: bytes of its article's text.
    pub range: Range<usize>,
    /// What is found.
    pub finding: Finding,
}

/// What the transcripts of a record hold of its printed quotations, in the order of the articles.
#[must_use]
pub fn printed(data: &Dataset, progress: &(dyn Fn(usize) + Sync)) -> Vec<PrintedQuotation> {
    let (mut passages, speakers) = passages(data);
    passages.retain(|passage| passage.is_spoken);
    let (mut drafts, mut quotes) = (Vec::new(), Vec::new());
    for at in 0..data.articles.len() {
        let article = data.article(at.into());
        let mut draft = Draft { day: article.date.known(), quotations: Vec::new() };
        for ix in data.quotes_in(at.into()) {
            let quote = data.quote(*ix);
            if !is_printed(quote.kind) || !quote.is_proven {
                continue;
            }
            let named = quote.speaker.into_iter().chain(data.candidates(*ix).iter().copied());
            let names = named.flat_map(|speaker| {
                let speaker = data.speaker(speaker);
                [&speaker.name].into_iter().chain(&speaker.aliases).cloned()
            });
            let names: Vec<String> = names.collect();
            for range in quoted_parts(&article.text, quote.span(), quote.kind) {
                let text = article.text[range.clone()].to_owned();
                let (names, polarity) = (names.clone(), quote.polarity);
                draft.quotations.push(DraftQuotation { range, text, names, polarity });
                quotes.push(*ix);
            }
        }
        drafts.push(draft);
    }
    let findings = check(passages, &speakers, &drafts, progress).into_iter().flatten();
    let ranges = drafts.into_iter().flat_map(|draft| draft.quotations).map(|one| one.range);
    let all = quotes.into_iter().zip(ranges).zip(findings);
    all.map(|((quote, range), finding)| PrintedQuotation { quote, range, finding }).collect()
}

/// Ties each printed quote of a file to the passage of a transcript that it repeats. Returns how many
/// are tied.
pub fn tie(file: &mut File) -> usize {
    let is_spoken = |quote: &schema::Quote| quote.kind == QuoteKind::Spoken;
    if !file.quotes.iter().any(is_spoken) || file.quotes.iter().all(is_spoken) {
        return 0;
    }
    let transcripts = Transcripts::new(file);
    let (drafts, quotes) = drafts_of(file);
    let (passages, speakers) = transcripts.passages(file);
    let findings = check(passages, &speakers, &drafts, &|_| {});
    let mut found: HashMap<usize, Finding, RandomState> = HashMap::default();
    let findings = findings.into_iter().flatten();
    for (quote, finding) in quotes.into_iter().zip(findings) {
        if finding.verdict == Verdict::NotFound {
            continue;
        }
        // Of several parts in one clause the worst tells of all.
        match found.get_mut(&quote) {
            Some(worst) if worst.gravity() >= finding.gravity() => {}
            _ => drop(found.insert(quote, finding)),
        }
    }
    let ties: Vec<(usize, schema::Spoken)> = found
        .into_iter()
        .filter_map(|(at, finding)| {
            let span = finding.sources.first()?;
            let passage = &file.quotes[span.quote?.index()];
            let (start, end) = transcripts.code_points(file, span.article, &span.range);
            let spoken = schema::Spoken {
                quote: passage.id.clone(),
                start,
                end,
                verdict: finding.verdict,
                reverses: finding.reverses,
            };
            Some((at, spoken))
        })
        .collect();
    let count = ties.len();
    for (at, spoken) in ties {
        file.quotes[at].spoken = Some(spoken);
    }
    count
}

/// Where words that are printed differ from those of the source that they repeat: bytes of the two.
pub(super) fn compare(printed: &str, source: &str) -> Vec<Difference> {
    let speakers = RecordSpeakers::default();
    let passage = SourcePassage {
        text: source,
        speaker: speakers.nobody(),
        article: ArticleIx::default(),
        day: None,
        start: 0,
        is_spoken: true,
        continues: false,
        quote: None,
        polarity: None,
    };
    let text = printed.to_owned();
    let quotation =
        DraftQuotation { range: 0..text.len(), text, names: Vec::new(), polarity: None };
    let draft = Draft { day: None, quotations: vec![quotation] };
    let findings = check(vec![passage], &speakers, &[draft], &|_| {});
    findings.into_iter().flatten().flat_map(|finding| finding.differences).collect()
}

/// Whether words are printed as somebody's.
fn is_printed(kind: QuoteKind) -> bool {
    matches!(kind, QuoteKind::Direct | QuoteKind::Mixed)
}

/// The printed quotations of a file, article by article, and the quotes that they are of.
fn drafts_of(file: &File) -> (Vec<Draft>, Vec<usize>) {
    let speakers: HashMap<&str, &schema::Speaker, RandomState> =
        file.speakers.iter().map(|speaker| (speaker.id.as_str(), speaker)).collect();
    let names = |quote: &schema::Quote| -> Vec<String> {
        let named = quote.speaker.iter().chain(&quote.candidates);
        let named = named.filter_map(|id| speakers.get(id.as_str()));
        named.flat_map(|one| [&one.name].into_iter().chain(&one.aliases).cloned()).collect()
    };
    let days: HashMap<&str, Option<&str>, RandomState> =
        file.articles.iter().map(|one| (one.id.as_str(), one.date.as_deref())).collect();
    let (mut drafts, mut quotes) = (Vec::new(), Vec::new());
    let numbered: Vec<(usize, &schema::Quote)> =
        file.quotes.iter().enumerate().filter(|(_, quote)| is_printed(quote.kind)).collect();
    for of_article in numbered.chunk_by(|(_, a), (_, b)| a.article == b.article) {
        let day = days.get(of_article[0].1.article.as_str()).copied().flatten();
        let mut draft = Draft { day: day.and_then(parse_day), quotations: Vec::new() };
        for (at, quote) in of_article {
            for range in quoted_parts(&quote.text, 0..quote.text.len(), quote.kind) {
                let text = quote.text[range.clone()].to_owned();
                let (names, polarity) = (names(quote), quote.polarity);
                draft.quotations.push(DraftQuotation { range, text, names, polarity });
                quotes.push(*at);
            }
        }
        drafts.push(draft);
    }
    (drafts, quotes)
}

/// Where the code points of a file's transcripts are.
struct Transcripts {
    points: HashMap<usize, CodePoints, RandomState>,
    numbers: HashMap<String, usize, RandomState>,
}

impl Transcripts {
    fn new(file: &File) -> Self {
        let numbers: HashMap<String, usize, RandomState> =
            file.articles.iter().enumerate().map(|(at, one)| (one.id.clone(), at)).collect();
        let mut points: HashMap<usize, CodePoints, RandomState> = HashMap::default();
        for quote in file.quotes.iter().filter(|quote| quote.kind == QuoteKind::Spoken) {
            if let Some(at) = numbers.get(&quote.article) {
                points.entry(*at).or_insert_with(|| CodePoints::new(&file.articles[*at].text));
            }
        }
        Self { points, numbers }
    }

    /// The passages that are spoken, and those who speak.
    fn passages<'a>(&self, file: &'a File) -> (Vec<SourcePassage<'a>>, RecordSpeakers) {
        let names = file.speakers.iter().map(|speaker| {
            let aliases = speaker.aliases.iter().map(String::as_str);
            let names = [speaker.name.as_str()].into_iter().chain(aliases).collect();
            (names, speaker.kind == SpeakerKind::Person)
        });
        let speakers = RecordSpeakers::new(names);
        let by_id: HashMap<&str, u32, RandomState> =
            file.speakers.iter().zip(0..).map(|(speaker, at)| (speaker.id.as_str(), at)).collect();
        let mut ends: HashMap<(usize, u32), usize, RandomState> = HashMap::default();
        let mut known = (usize::MAX, Position::default());
        let spoken = file.quotes.iter().enumerate().filter(|(_, q)| q.kind == QuoteKind::Spoken);
        let passages = spoken.filter_map(|(at, quote)| {
            let number = *self.numbers.get(&quote.article)?;
            let (article, points) = (&file.articles[number], self.points.get(&number)?);
            if known.0 != number {
                known = (number, Position::default());
            }
            let point = points.clamp(quote.start);
            let byte = points.byte(&article.text, point, known.1);
            known.1 = Position { point, byte };
            let start = byte as usize;
            let id = quote.speaker.as_deref().and_then(|id| by_id.get(id).copied());
            let speaker = id.unwrap_or(speakers.questioner());
            let before = ends.insert((number, speaker), start + quote.text.len());
            let day = quote.said.as_deref().or(article.date.as_deref());
            Some(SourcePassage {
                text: &quote.text,
                speaker,
                article: ArticleIx::from(number),
                day: day.and_then(parse_day),
                start,
                is_spoken: true,
                continues: before.is_some_and(|end| start.saturating_sub(end) <= INTERRUPTION),
                quote: Some(QuoteIx::from(at)),
                polarity: None,
            })
        });
        (passages.collect(), speakers)
    }

    fn code_points(&self, file: &File, article: ArticleIx, bytes: &Range<usize>) -> (u64, u64) {
        let text = &file.articles[article.index()].text;
        let point = |byte| {
            let points = self.points.get(&article.index());
            points.map_or(0, |points| u64::from(points.point(text, byte)))
        };
        (point(bytes.start), point(bytes.end))
    }
}
