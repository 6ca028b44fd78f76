//! Merges the extractions of many articles into one dataset.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::iter;
use std::ops::Range;

use jiff::civil::Date;

use crate::dataset::annotations::{Annotations, MeetingAnnotation, QuoteAnnotation, Target};
use crate::dataset::ids::{Ids, quote_id, slug};
use crate::dataset::schema::{self, File, VERSION};
use crate::dataset::{MeetingStatus, QuoteKind, parse_day};
use crate::extract::article::extraction::{ArticleExtraction, ExtractedMeeting};
use crate::extract::article::meetings::MeetingDetails;
use crate::extract::corpus::offices::Offices;
use crate::extract::corpus::speaker_linking::SpeakerLinker;
use crate::extract::corpus::utterances::{Printing, utterances};
use crate::text::offsets::{CodePoints, Position, code_point_range};
use crate::text::{clip, counted};

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
    let mut merger = MeetingMerger::new(known);
    let meetings = merger.gather(&extractions, &speakers);
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

/// Whether the day of a meeting is told.
fn is_exact(occasion: &ExtractedMeeting) -> bool {
    occasion.date.as_deref().is_some_and(|date| parse_day(date).is_some())
}

/// The numbers of those who took part.
fn present(occasion: &ExtractedMeeting, speakers: &HashMap<String, Option<usize>>) -> Vec<usize> {
    let ids = occasion.participants.iter();
    ids.filter_map(|id| speakers.get(id).copied().flatten()).collect()
}

/// The meetings of the dataset while they are gathered.
struct MeetingMerger<'k> {
    listed: Vec<Listed<'k>>,
    by_day: HashMap<Option<String>, Vec<usize>>,
}

struct Listed<'k> {
    id: String,
    /// A day, a month or neither.
    date: Option<String>,
    status: MeetingStatus,
    end: Option<String>,
    /// The day of the first article that tells of it.
    printed: Option<Date>,
    /// Those who took part are numbers of [`SpeakerLinker`]; none for a known meeting.
    details: MeetingDetails,
    /// The entry of the file of what is known.
    known: Option<&'k MeetingAnnotation>,
    /// The known meeting that it is, though day or title differ now.
    is: Option<usize>,
}

impl<'k> MeetingMerger<'k> {
    fn new(known: &'k Annotations) -> Self {
        let mut merger = Self { listed: Vec::new(), by_day: HashMap::new() };
        for meeting in &known.meetings {
            let (title, place) = (meeting.title.clone(), meeting.place.clone());
            merger.list(Listed {
                id: meeting.id.clone(),
                date: meeting.date.clone(),
                status: meeting.status,
                end: meeting.end.clone(),
                printed: None,
                details: MeetingDetails { title, place, participants: Vec::new() },
                known: Some(meeting),
                is: None,
            });
        }
        merger
    }

    fn list(&mut self, meeting: Listed<'k>) -> usize {
        let at = self.listed.len();
        self.by_day.entry(meeting.date.clone()).or_default().push(at);
        self.listed.push(meeting);
        at
    }

    /// For every article the meeting that each of its meetings is merged into.
    fn gather(
        &mut self,
        extractions: &[ArticleExtraction],
        speakers: &[HashMap<String, Option<usize>>],
    ) -> Vec<HashMap<String, usize>> {
        let mut tied: Vec<HashMap<String, usize>> = vec![HashMap::new(); extractions.len()];
        for (at, extraction) in extractions.iter().enumerate() {
            let printed = extraction.article.date.as_deref().and_then(parse_day);
            for occasion in extraction.meetings.iter().filter(|occasion| is_exact(occasion)) {
                let present = present(occasion, &speakers[at]);
                tied[at].insert(occasion.id.clone(), self.add(occasion, present, printed));
            }
        }
        // One whose day is not told may be one that another place tells the day of.
        for (at, extraction) in extractions.iter().enumerate() {
            let printed = extraction.article.date.as_deref().and_then(parse_day);
            for occasion in extraction.meetings.iter().filter(|occasion| !is_exact(occasion)) {
                let present = present(occasion, &speakers[at]);
                let nearest = printed.and_then(|day| self.nearest(day, occasion, &present));
                let known = [occasion.place.is_some(), occasion.date.is_some()];
                let known = known.iter().filter(|known| **known).count();
                let telling = present.len() + known > 1;
                let meeting =
                    nearest.or_else(|| telling.then(|| self.add(occasion, present, printed)));
                tied[at].extend(meeting.map(|meeting| (occasion.id.clone(), meeting)));
            }
        }
        self.name_all();
        tied
    }

    fn name_all(&mut self) {
        let known = self.listed.iter().filter_map(|listed| listed.known);
        let mut ids = Ids::of(known.map(|meeting| meeting.id.clone()));
        let known = self.listed.iter().enumerate().filter_map(|(at, one)| Some((at, one.known?)));
        let of = |(at, one): (usize, &'k MeetingAnnotation)| {
            iter::once(&one.id).chain(&one.merged).map(move |id| (id.as_str(), at))
        };
        let known: HashMap<&str, usize> = known.flat_map(of).collect();
        for listed in self.listed.iter_mut().filter(|listed| listed.known.is_none()) {
            let title = slug(&listed.details.title);
            let id = match &listed.date {
                Some(date) => format!("{date}-{title}"),
                None => title,
            };
            listed.is = known.get(id.as_str()).copied();
            listed.id = ids.take(&id);
        }
    }

    /// The id of the meeting that the one of an id is by what is known.
    fn id_now(&self, id: &str) -> Option<String> {
        let known = || self.listed.iter().filter_map(|listed| listed.known);
        match known().find(|known| known.merged.iter().any(|merged| merged == id)) {
            Some(into) => Some(into.id.clone()),
            None => (!known().any(|known| known.drop && known.id == id)).then(|| id.to_owned()),
        }
    }

    /// The meeting that one is by what is known; none where it is no meeting at all.
    fn now(&self, at: usize) -> Option<usize> {
        let at = self.listed[at].is.unwrap_or(at);
        (!self.listed[at].known.is_some_and(|known| known.drop)).then_some(at)
    }

    fn add(
        &mut self,
        occasion: &ExtractedMeeting,
        participants: Vec<usize>,
        printed: Option<Date>,
    ) -> usize {
        /// Articles farther apart than this tell of two meetings, where neither tells the day.
        const APART: i32 = 14;
        let (title, place) = (occasion.title.clone(), occasion.place.clone());
        let details = MeetingDetails { title, place, participants };
        let apart = |other: &MeetingDetails| {
            let both = !other.participants.is_empty() && !details.participants.is_empty();
            both && !details.participants.iter().any(|person| other.participants.contains(person))
        };
        let same = self.by_day.get(&occasion.date).into_iter().flatten().copied().find(|at| {
            let listed = &self.listed[*at];
            let days = printed.zip(listed.printed).map(|(a, b)| (a - b).get_days().abs());
            let far = occasion.date.is_none() && days.is_none_or(|days| days > APART);
            let same = listed.known.is_some() || !apart(&listed.details) && !far;
            listed.details.fits(&details) && same
        });
        if let Some(at) = same {
            let listed = &mut self.listed[at];
            if listed.known.is_none() {
                listed.details.absorb(details);
                // Who tells of it later knows whether it was held.
                if occasion.status.is_held() {
                    listed.status = MeetingStatus::Held;
                }
            }
            return at;
        }
        let (date, end, status) = (occasion.date.clone(), occasion.end.clone(), occasion.status);
        let id = String::new();
        self.list(Listed { id, date, status, end, printed, details, known: None, is: None })
    }

    /// The meeting that one whose day is not told is taken for: in the same place, nobody else
    /// there, in the month that is told or else within a week of the day of printing. Without a
    /// place it must be the only one of its month where all of them can have been.
    fn nearest(
        &self,
        printed: Date,
        occasion: &ExtractedMeeting,
        present: &[usize],
    ) -> Option<usize> {
        let place = occasion.place.as_deref();
        let month = occasion.date.as_deref();
        let in_place = |at: &usize| {
            let listed = &self.listed[*at];
            let other = &listed.details.participants;
            let shared = present.iter().filter(|person| other.contains(person)).count();
            match place {
                Some(_) => {
                    let apart = shared == 0 && !present.is_empty() && !other.is_empty();
                    listed.details.place.as_deref() == place && !apart
                }
                None => present.len() > 1 && (listed.known.is_some() || shared == present.len()),
            }
        };
        let days = (0..self.listed.len()).filter_map(|at| {
            let date = self.listed[at].date.as_deref()?;
            let told = month.is_none_or(|month| date.starts_with(month));
            let far = (parse_day(date).filter(|_| told)? - printed).get_days().abs();
            (far <= 7 || month.is_some()).then_some((far, at))
        });
        let mut near: Vec<(i32, usize)> = days.filter(|(_, at)| in_place(at)).collect();
        near.sort_unstable();
        let told = place.is_some() || month.is_some() && near.len() == 1;
        near.first().filter(|_| told).map(|(_, at)| *at)
    }

    /// The meetings by date. Those with neither quotations, participants nor a place are left out.
    fn finish(
        mut self,
        quotes: &[schema::Quote],
        person: impl Fn(usize) -> String,
    ) -> Vec<schema::Meeting> {
        let spoken: HashSet<&str> =
            quotes.iter().filter_map(|quote| quote.meeting.as_deref()).collect();
        self.listed.retain(|listed| {
            if let Some(known) = listed.known {
                return !known.drop;
            }
            listed.is.is_none()
                && (spoken.contains(listed.id.as_str())
                    || !listed.details.participants.is_empty()
                    || listed.details.place.is_some())
        });
        let meeting = |Listed { id, date, status, end, details, known, .. }: Listed<'_>| match known
        {
            Some(meeting) => meeting.into(),
            None => schema::Meeting {
                id,
                title: details.title,
                date,
                status,
                end,
                place: details.place,
                participants: details.participants.into_iter().map(&person).collect(),
                summary: None,
            },
        };
        let mut meetings: Vec<schema::Meeting> = self.listed.into_iter().map(meeting).collect();
        // Those without a day come last.
        let key = |meeting: &schema::Meeting| {
            (meeting.date.is_none(), meeting.date.clone(), meeting.id.clone())
        };
        meetings.sort_by_cached_key(key);
        meetings
    }
}

fn unmet_for(correction: &QuoteAnnotation, why: &str) -> String {
    let words = clip(&correction.text, 40);
    format!("quotes: {words:?} {why} {:?}; the correction is left out", correction.article)
}

/// The positions of the quotations of each article.
fn by_article(quotes: &[schema::Quote]) -> HashMap<String, Vec<usize>> {
    let mut of_article: HashMap<String, Vec<usize>> = HashMap::new();
    for (at, quote) in quotes.iter().enumerate() {
        of_article.entry(quote.article.clone()).or_default().push(at);
    }
    of_article
}

/// Changes or adds the quotation a correction is about, which is one of those `here` in its
/// article, or puts it among those to be dropped.
fn correct(
    quotes: &mut Vec<schema::Quote>,
    here: &[usize],
    articles: &[schema::Article],
    correction: &QuoteAnnotation,
    dropped: &mut HashSet<usize>,
) -> Result<(), String> {
    let unmet = |why: &str| unmet_for(correction, why);
    let article = articles.iter().find(|article| article.id == correction.article);
    let article = article.ok_or_else(|| unmet("cannot stand in an unknown article"))?;
    let points = CodePoints::new(&article.text);
    let byte =
        |point| points.byte(&article.text, points.clamp(point), Position::default()) as usize;
    let spans = here.iter().map(|at| byte(quotes[*at].start)..byte(quotes[*at].end));
    let is_told_apart = correction.prefix.is_some() || correction.suffix.is_some();
    let at = match correction.selector().find(&article.text, spans) {
        Target::Quote(nth) if correction.drop => {
            dropped.insert(here[nth]);
            return Ok(());
        }
        Target::Quote(nth) => here[nth],
        Target::Words(range) if correction.adds() => {
            quotes.push(added(article, range));
            quotes.len() - 1
        }
        // It is not there, as it should be.
        Target::Words(_) if correction.drop && is_told_apart => return Ok(()),
        Target::Words(_) => return Err(unmet("is no quotation of article")),
        Target::Nothing if correction.drop => return Err(unmet("is no quotation of article")),
        Target::Nothing => return Err(unmet("does not stand in article")),
    };
    if !correction.corrects() {
        return Ok(());
    }
    let quote = &mut quotes[at];
    // The correction is certain and follows no rule.
    quote.confidence = None;
    quote.rule = None;
    if let Some(kind) = correction.kind {
        quote.kind = kind;
    }
    for (value, corrected) in [
        (&mut quote.speaker, &correction.speaker),
        (&mut quote.said, &correction.said),
        (&mut quote.meeting, &correction.meeting),
        (&mut quote.cue, &correction.cue),
        (&mut quote.utterance, &correction.utterance),
    ] {
        if let Some(corrected) = corrected {
            value.clone_from(corrected);
        }
    }
    match &correction.mention {
        None => {}
        Some(None) => quote.mention = None,
        Some(Some(words)) => {
            let mention = nearest(&article.text, words, quote.start);
            quote.mention =
                Some(mention.ok_or_else(|| unmet("has a mention that is not in article"))?);
        }
    }
    Ok(())
}

/// A quotation that was not found: a range of bytes of its article.
fn added(article: &schema::Article, range: Range<usize>) -> schema::Quote {
    let points = code_point_range(&article.text, range.clone());
    schema::Quote {
        id: String::new(),
        article: article.id.clone(),
        start: points.start as u64,
        end: points.end as u64,
        text: article.text[range].to_owned(),
        kind: QuoteKind::Direct,
        speaker: None,
        said: None,
        meeting: None,
        cue: None,
        cue_start: None,
        cue_end: None,
        polarity: None,
        candidates: Vec::new(),
        mention: None,
        utterance: None,
        confidence: None,
        rule: None,
        turn: None,
        time: None,
    }
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

/// Where words stand nearest to a code point.
fn nearest(text: &str, words: &str, to: u64) -> Option<schema::Mention> {
    let points = CodePoints::new(text);
    let point = |byte| u64::from(points.point(text, byte));
    text.match_indices(words)
        .map(|(at, _)| schema::Mention { start: point(at), end: point(at + words.len()) })
        .min_by_key(|mention| mention.start.abs_diff(to))
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
