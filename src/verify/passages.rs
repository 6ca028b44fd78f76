//! What a record holds that a quotation may repeat: what was spoken, and what was printed as said.

use std::collections::HashMap;
use std::ops::Range;

use foldhash::fast::RandomState;
use rayon::prelude::*;

use super::index::SourcePassage;
use super::speakers::RecordSpeakers;
use crate::dataset::{
    Article, ArticleIx, Dataset, Form, Quote, QuoteIx, QuoteKind, Speaker, SpeakerIx, SpeakerKind,
};
use crate::extract::language::{WordList, entries, quoted_spans};
use crate::text::{each_word, fold, paragraphs};

static SPEAKS_SELF: WordList = WordList::new("speaks-self");

/// So many bytes between two passages of a speaker are an interruption and no end.
pub(super) const INTERRUPTION: usize = 200;

/// The passages of a record, and those who speak in it.
pub(super) fn passages(data: &Dataset) -> (Vec<SourcePassage<'_>>, RecordSpeakers) {
    let names_of = |speaker: SpeakerIx| {
        let Speaker { name, aliases, .. } = data.speaker(speaker);
        [name.as_str()].into_iter().chain(aliases.iter().map(String::as_str))
    };
    let named = (0..data.speakers.len()).map(SpeakerIx::from).map(|speaker| {
        let is_person = data.speaker(speaker).kind == SpeakerKind::Person;
        (names_of(speaker).collect(), is_person)
    });
    let groups = Groups::new(data);
    let together = groups.members.iter().map(|group| {
        (group.iter().flat_map(|speaker| names_of(*speaker)).collect::<Vec<_>>(), false)
    });
    let mut speakers = RecordSpeakers::new(named.chain(together));
    let articles = 0..data.articles.len();
    let outside: Vec<Option<Vec<Range<usize>>>> =
        articles.into_par_iter().map(|at| unlabelled(data, at.into())).collect();
    let mut found = Vec::with_capacity(data.quotes.len());
    for (outside, at) in outside.into_iter().zip(0_usize..) {
        of_article(data, at.into(), outside, &groups, &mut speakers, &mut found);
    }
    (found, speakers)
}

/// Those who said something together, or of whom it is open who did: their words are of none else.
#[derive(Default)]
struct Groups<'a> {
    /// Each group once, in the order of the quotes.
    members: Vec<&'a [SpeakerIx]>,
    /// Their numbers, which follow those of the speakers.
    numbers: HashMap<&'a [SpeakerIx], u32, RandomState>,
}

impl<'a> Groups<'a> {
    fn new(data: &'a Dataset) -> Self {
        let mut groups = Self::default();
        for quote in (0..data.quotes.len()).map(QuoteIx::from) {
            let group = data.candidates(quote);
            if data.quote(quote).speaker.is_none() && !group.is_empty() {
                let next = data.speakers.len() + groups.members.len();
                groups.numbers.entry(group).or_insert_with(|| {
                    groups.members.push(group);
                    u32::try_from(next).unwrap_or(u32::MAX)
                });
            }
        }
        groups
    }

    /// The number of whoever said a quote, where anybody is told.
    fn speaker(&self, data: &Dataset, quote: QuoteIx) -> Option<u32> {
        let named = data.quote(quote).speaker.map(SpeakerIx::get);
        named.or_else(|| self.numbers.get(data.candidates(quote)).copied())
    }
}

fn of_article<'a>(
    data: &'a Dataset,
    ix: ArticleIx,
    outside: Option<Vec<Range<usize>>>,
    groups: &Groups<'_>,
    speakers: &mut RecordSpeakers,
    found: &mut Vec<SourcePassage<'a>>,
) {
    let article = data.article(ix);
    let quotes = data.quotes_in(ix).iter().map(|at| (*at, data.quote(*at)));
    let quotes: Vec<(QuoteIx, &Quote)> = quotes.filter(|(_, quote)| quote.is_proven).collect();
    let is_spoken = |quote: &Quote| quote.kind == QuoteKind::Spoken;
    let mut ends: HashMap<u32, usize, RandomState> = HashMap::default();
    let mut push =
        |range: Range<usize>, speaker: u32, quote: Option<QuoteIx>, is_spoken: bool, day| {
            let text = &article.text[range.clone()];
            let before = ends.insert(speaker, range.end);
            let continues =
                before.is_some_and(|end| range.start.saturating_sub(end) <= INTERRUPTION);
            let start = range.start;
            found.push(SourcePassage {
                text,
                speaker,
                article: ix,
                day,
                start,
                is_spoken,
                continues,
                quote,
                polarity: quote.and_then(|ix| data.quote(ix).polarity),
            });
        };
    if let Some(outside) = outside {
        // A headline in brackets is only the text's own first words.
        let title = Some(&article.title).filter(|title| !title.starts_with('['));
        let said_of_it = [title, article.author.as_ref(), Some(&article.id)];
        let speaker = speakers.add_text(said_of_it.into_iter().flatten().map(String::as_str));
        for range in outside {
            push(range, speaker, None, true, article.date.known());
        }
        for (at, quote) in quotes.iter().filter(|(_, quote)| is_spoken(quote)) {
            let speaker = quote.speaker.map_or(speakers.questioner(), SpeakerIx::get);
            push(quote.span(), speaker, Some(*at), true, quote.said.known());
        }
        return;
    }
    for (at, quote) in &quotes {
        let day = quote.said.known();
        let speaker = groups.speaker(data, *at);
        match quote.kind {
            QuoteKind::Spoken => {
                push(quote.span(), speaker.unwrap_or(speakers.questioner()), Some(*at), true, day);
            }
            QuoteKind::Direct | QuoteKind::Mixed => {
                for range in quoted_parts(&article.text, quote.span(), quote.kind) {
                    push(range, speaker.unwrap_or(speakers.nobody()), Some(*at), false, day);
                }
            }
            QuoteKind::Indirect => {}
        }
    }
}

/// The words of a quotation that are somebody's: of a reporter's clause what stands in marks.
pub(super) fn quoted_parts(text: &str, span: Range<usize>, kind: QuoteKind) -> Vec<Range<usize>> {
    let words = &text[span.clone()];
    let marks = match kind {
        QuoteKind::Mixed => quoted_spans(words),
        _ => Vec::new(),
    };
    if marks.is_empty() {
        return vec![span];
    }
    marks
        .into_iter()
        .map(|mark| span.start + mark.inner.start..span.start + mark.inner.end)
        .collect()
}

/// The paragraphs of a speech that has no label, or not everywhere: those that are nobody's, where
/// they are in the words of somebody who speaks. `None` for a report.
fn unlabelled(data: &Dataset, ix: ArticleIx) -> Option<Vec<Range<usize>>> {
    /// So much of a text without any label is looked at, in bytes; so many words of a hundred are a
    /// speaker's `I` and `you`; a shorter text is no speech.
    const LOOKED_AT: usize = 8_000;
    const OF_HUNDRED: usize = 4;
    const FEWEST: usize = 80;
    let article = data.article(ix);
    let text = article.text.as_str();
    if article.form == Form::Digest {
        return None;
    }
    let spans = |is: fn(QuoteKind) -> bool| -> Vec<Range<usize>> {
        let quotes = data.quotes_in(ix).iter().map(|at| data.quote(*at));
        quotes.filter(|quote| quote.is_proven && is(quote.kind)).map(Quote::span).collect()
    };
    // They stand in the order of the article.
    let meets = |spans: &[Range<usize>], range: &Range<usize>| {
        let at = spans.partition_point(|span| span.end <= range.start);
        spans.get(at).is_some_and(|span| span.start < range.end)
    };
    let spoken = spans(|kind| kind == QuoteKind::Spoken);
    let labelled: usize = spoken.iter().map(ExactSizeIterator::len).sum();
    if labelled * 5 > text.len() * 4 {
        return None;
    }
    let looked_at = if spoken.is_empty() { text.len().min(LOOKED_AT) } else { text.len() };
    let looked_at = (looked_at..=text.len()).find(|at| text.is_char_boundary(*at))?;
    let quoted = spans(|kind| matches!(kind, QuoteKind::Direct | QuoteKind::Mixed));
    let (mut words, mut own) = (0, 0);
    for range in paragraphs(&text[..looked_at]).filter(|range| !meets(&spoken, range)) {
        // What a report quotes is no sign of a speech.
        if meets(&quoted, &range) {
            words += text[range].split_whitespace().count();
            continue;
        }
        each_word(&text[range], |_, word| {
            words += 1;
            own += usize::from(SPEAKS_SELF.has(word));
        });
    }
    let is_speech = words >= FEWEST && own * 100 >= words * OF_HUNDRED;
    is_speech.then(|| paragraphs(text).filter(|range| !meets(&spoken, range)).collect())
}

/// Whether a text says at its head that it was given out before it was spoken: what was said may
/// differ from it.
#[must_use]
pub fn is_prepared(article: &Article) -> bool {
    /// How much of the text is its head, in bytes.
    const HEAD: usize = 1500;
    let end =
        (0..=article.text.len().min(HEAD)).rev().find(|at| article.text.is_char_boundary(*at));
    let head = fold(&format!("{}\n{}", article.title, &article.text[..end.unwrap_or(0)]));
    entries("prepared").iter().any(|phrase| head.contains(phrase))
}
