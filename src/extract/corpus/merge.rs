//! Merges the extractions of many articles into one dataset.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::iter;

use jiff::civil::Date;

use crate::dataset::annotations::Annotations;
use crate::dataset::ids::{Ids, quote_id};
use crate::dataset::schema::{self, File, VERSION};
use crate::dataset::{QuoteKind, parse_day};
use crate::extract::article::extraction::ArticleExtraction;
use crate::extract::corpus::corrections::{by_article, correct, unmet_for};
use crate::extract::corpus::meeting_merger::MeetingMerger;
use crate::extract::corpus::offices::Offices;
use crate::extract::corpus::speaker_linking::SpeakerLinker;
use crate::extract::corpus::utterances::{Printing, utterances};
use crate::text::counted;
use crate::text::offsets::{CodePoints, Position};

/// A dataset, and the corrections that could not be used.
#[derive(Debug)]
pub struct Merged {
    /// The dataset.
    pub file: File,
    /// A sentence for each correction that met nothing.
    pub unmet: Vec<String>,
}

/// Merges what articles yield into one dataset. The order of `extractions` does not matter.
#[must_use]
pub fn merge(
    mut extractions: Vec<ArticleExtraction>,
    known: &Annotations,
    offices: &Offices,
) -> Merged {
    extractions
        .sort_by(|a, b| (&a.article.id, &a.article.text).cmp(&(&b.article.id, &b.article.text)));
    let mut ids = Ids::default();
    for extraction in &mut extractions {
        extraction.article.id = ids.take(&extraction.article.id);
    }
    let mut unmet = complete(&mut extractions, known);

    let known_speakers: Vec<schema::Speaker> = known.speakers.iter().map(Into::into).collect();
    let mut linker = SpeakerLinker::new(&known_speakers, &known.not_speakers);
    let mut speakers = linker.gather(&extractions);
    offices.give(&mut extractions, &mut speakers, &mut linker);
    offices.give_roles(&extractions, &speakers, &mut linker);
    linker.name_all();
    let (merger, meetings) = MeetingMerger::gathered(known, &extractions, &speakers);
    // Those whom the annotations merged are mostly linked by their names already.
    let merged = known.speakers.iter().flat_map(|one| one.merged.iter().zip(iter::repeat(&one.id)));
    let merged: HashMap<&str, &str> = merged.map(|(a, b)| (a.as_str(), b.as_str())).collect();
    let now = |id: &str| (*merged.get(id).unwrap_or(&id)).to_owned();

    let mut quotes = Vec::new();
    let mut articles = Vec::new();
    for (at, extraction) in extractions.into_iter().enumerate() {
        for mut quote in extraction.quotes {
            let speaker = quote.speaker.take().and_then(|id| speakers[at].get(&id).copied());
            quote.speaker = speaker.flatten().map(|person| now(linker.id(person)));
            let id = |id: &String| Some(now(linker.id((*speakers[at].get(id)?)?)));
            let candidates: BTreeSet<String> = quote.candidates.iter().filter_map(id).collect();
            let several = quote.candidates.len() > 1;
            quote.candidates = candidates.into_iter().collect();
            // Two names of an article may be one person's in the record.
            if several && quote.candidates.len() == 1 {
                quote.speaker = quote.speaker.take().or(quote.candidates.pop());
                quote.candidates.clear();
            }
            let meeting = quote.meeting.take().and_then(|id| meetings[at].get(&id).copied());
            let meeting = meeting.and_then(|meeting| merger.now(meeting));
            quote.meeting = meeting.map(|meeting| merger.listed[meeting].id.clone());
            quote.article.clone_from(&extraction.article.id);
            quotes.push(quote);
        }
        articles.push(extraction.article);
    }
    let of_article = by_article(&quotes);
    let mut dropped = HashSet::new();
    for correction in &known.quotes {
        let mut speaker = correction.speaker.iter().flatten();
        let mut meeting = correction.meeting.iter().flatten();
        let is_meeting = |id: &String| {
            let mut ids = merger.listed.iter().flat_map(|listed| {
                let merged = listed.known.iter().flat_map(|known| &known.merged);
                iter::once(&listed.id).chain(merged)
            });
            ids.any(|listed| listed == id)
        };
        let sentence = if !speaker.all(|id| linker.has(&now(id))) {
            Err(unmet_for(correction, "has an unknown speaker in article"))
        } else if !meeting.all(is_meeting) {
            Err(unmet_for(correction, "has an unknown meeting in article"))
        } else {
            let here = of_article.get(&correction.article).map_or(&[][..], Vec::as_slice);
            correct(&mut quotes, here, &articles, correction, &mut dropped)
        };
        unmet.extend(sentence.err());
    }
    let mut at = 0;
    quotes.retain(|_| (!dropped.contains(&at), at += 1).0);
    for quote in &mut quotes {
        quote.speaker = quote.speaker.take().map(|id| now(&id));
        quote.meeting = quote.meeting.take().and_then(|id| merger.id_now(&id));
    }
    let order: HashMap<&str, usize> =
        articles.iter().enumerate().map(|(at, article)| (article.id.as_str(), at)).collect();
    quotes.sort_by_key(|quote| (order[quote.article.as_str()], quote.start, quote.end));
    join(&mut quotes, &articles);
    name(&mut quotes, &articles);
    let meetings = merger.finish(&quotes, |person| now(linker.id(person)));
    let speakers = linker.finish(&quotes, &meetings, &known_speakers);
    let title = known.title.clone().unwrap_or_else(|| titled(&articles));
    Merged { file: File { version: VERSION, title, articles, speakers, meetings, quotes }, unmet }
}

/// The title of a record without one: the number of its articles and their days.
fn titled(articles: &[schema::Article]) -> String {
    let days = || articles.iter().filter_map(|article| article.date.as_deref());
    let count = counted(articles.len(), "article");
    match (days().min(), days().max()) {
        (Some(first), Some(last)) if first != last => format!("{count}, {first} to {last}"),
        (Some(day), _) => format!("{count}, {day}"),
        _ => count,
    }
}

/// Applies corrections to articles. Returns a sentence for each article that is not there.
fn complete(extractions: &mut [ArticleExtraction], known: &Annotations) -> Vec<String> {
    let mut unmet = Vec::new();
    for correction in &known.articles {
        let mut articles = extractions.iter_mut().map(|extraction| &mut extraction.article);
        let Some(article) = articles.find(|article| article.id == correction.id) else {
            unmet.push(format!("articles: there is no article {:?}", correction.id));
            continue;
        };
        let set = |value: &mut Option<String>, correction: &Option<String>| {
            if correction.is_some() {
                value.clone_from(correction);
            }
        };
        if let Some(title) = &correction.title {
            article.title.clone_from(title);
        }
        set(&mut article.publisher, &correction.publisher);
        set(&mut article.author, &correction.author);
        set(&mut article.date, &correction.date);
        set(&mut article.url, &correction.url);
    }
    unmet
}

/// Gives every quotation its id. They stand in the order of their articles.
fn name(quotes: &mut [schema::Quote], articles: &[schema::Article]) {
    let mut ids = Ids::default();
    let articles: HashMap<&str, &schema::Article> =
        articles.iter().map(|article| (article.id.as_str(), article)).collect();
    for quotes in quotes.chunk_by_mut(|a, b| a.article == b.article) {
        let text = &articles[quotes[0].article.as_str()].text;
        let (points, mut known) = (CodePoints::new(text), Position::default());
        for quote in quotes {
            let point = points.clamp(quote.start);
            let byte = points.byte(text, point, known);
            known = Position { point, byte };
            quote.id = ids.take(&quote_id(&quote.article, text, &quote.text, byte as usize));
        }
    }
}

/// Finds the same words in different articles; what a person has joined stays.
fn join(quotes: &mut [schema::Quote], articles: &[schema::Article]) {
    let index: HashMap<String, (usize, Option<Date>)> = articles
        .iter()
        .enumerate()
        .map(|(at, article)| {
            (article.id.clone(), (at, article.date.as_deref().and_then(parse_day)))
        })
        .collect();
    let mut speakers: BTreeMap<String, usize> = BTreeMap::new();
    // A mixed quotation with marks inside is the reporter's clause, not a printing of the words.
    let clause = |quote: &schema::Quote| {
        quote.kind == QuoteKind::Mixed && quote.text.contains(['"', '“', '«', '„'])
    };
    // A passage of a transcript is what was said, and no printing of it.
    let is_printing = |quote: &schema::Quote| {
        !matches!(quote.kind, QuoteKind::Indirect | QuoteKind::Spoken) && !clause(quote)
    };
    let asked: Vec<usize> = (0..quotes.len())
        .filter(|at| is_printing(&quotes[*at]) && quotes[*at].utterance.is_none())
        .collect();
    let printings: Vec<Printing<'_>> = asked
        .iter()
        .map(|at| {
            let quote = &quotes[*at];
            let (article, printed) = index[&quote.article];
            let said = quote.said.as_deref().and_then(parse_day);
            let next = speakers.len();
            let speaker =
                quote.speaker.as_ref().map(|id| *speakers.entry(id.clone()).or_insert(next));
            Printing { article, text: &quote.text, speaker, day: said.or(printed) }
        })
        .collect();
    let groups = utterances(&printings);
    for (at, group) in asked.into_iter().zip(groups) {
        quotes[at].utterance = group.map(|group| format!("u{}", group + 1));
    }
}
