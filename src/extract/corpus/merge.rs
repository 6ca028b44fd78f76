//! One dataset out of what many articles yield: speakers and meetings that are the same made one.

use std::collections::{BTreeMap, HashMap, HashSet};

use jiff::civil::Date;

use crate::dataset::schema::{self, File, VERSION};
use crate::dataset::{Confidence, QuoteKind};
use crate::extract::article::extraction::{ArticleExtraction, ExtractedMeeting};
use crate::extract::article::meetings::better;
use crate::extract::corpus::overrides::{Overrides, QuoteOverride};
use crate::extract::corpus::speaker_linking::{SpeakerLinker, slug};
use crate::extract::corpus::utterances::{Printing, utterances};
use crate::extract::ids::Ids;

/// A dataset, and what of the known could not be used.
#[derive(Debug)]
pub struct Merged {
    /// The dataset.
    pub file: File,
    /// A sentence for each correction that met nothing.
    pub unmet: Vec<String>,
}

/// Merges what articles yield into one dataset. The order of `extractions` does not matter.
#[must_use]
pub fn merge(mut extractions: Vec<ArticleExtraction>, known: &Overrides) -> Merged {
    extractions
        .sort_by(|a, b| (&a.article.id, &a.article.text).cmp(&(&b.article.id, &b.article.text)));
    number_doubles(&mut extractions);
    let mut unmet = complete(&mut extractions, known);

    let mut linker = SpeakerLinker::new(&known.speakers, &known.not_speakers);
    let speakers = linker.gather(&extractions);
    let mut merger = MeetingMerger::new(known);
    let meetings = merger.gather(&extractions, &speakers);

    let mut quotes = Vec::new();
    let mut articles = Vec::new();
    for (at, found) in extractions.into_iter().enumerate() {
        for mut quote in found.quotes {
            let speaker = quote.speaker.take().and_then(|id| speakers[at].get(&id).copied());
            quote.speaker = speaker.flatten().map(|person| linker.id(person).to_owned());
            let meeting = quote.meeting.take().and_then(|id| meetings[at].get(&id).copied());
            quote.meeting = meeting.map(|meeting| merger.listed[meeting].id.clone());
            quote.article.clone_from(&found.article.id);
            quotes.push(quote);
        }
        articles.push(found.article);
    }
    for correction in &known.quotes {
        let named = |id: &Option<Option<String>>, there: &dyn Fn(&str) -> bool| {
            id.iter().flatten().all(|id| there(id))
        };
        let sentence = if !named(&correction.speaker, &|id| linker.has(id)) {
            Err(unmet_for(correction, "has an unknown speaker in article"))
        } else if !named(&correction.meeting, &|id| merger.listed.iter().any(|m| m.id == id)) {
            Err(unmet_for(correction, "has an unknown meeting in article"))
        } else {
            correct(&mut quotes, &articles, correction)
        };
        unmet.extend(sentence.err());
    }
    let order: HashMap<&str, usize> =
        articles.iter().enumerate().map(|(at, article)| (article.id.as_str(), at)).collect();
    quotes.sort_by_key(|quote| (order[quote.article.as_str()], quote.start, quote.end));
    join(&mut quotes, &articles);
    let width = quotes.len().to_string().len();
    for (at, quote) in quotes.iter_mut().enumerate() {
        quote.id = format!("q{:0width$}", at + 1);
    }
    let meetings = merger.finish(&quotes, &linker);
    let speakers = linker.finish(&quotes, &meetings, &known.speakers);
    let title = known.title.clone().unwrap_or_else(|| titled(&articles));
    Merged { file: File { version: VERSION, title, articles, speakers, meetings, quotes }, unmet }
}

/// What a record is called that nobody named: how much it holds, and of when.
fn titled(articles: &[schema::Article]) -> String {
    let mut days: Vec<&str> =
        articles.iter().filter_map(|article| article.date.as_deref()).collect();
    days.sort_unstable();
    let count = match articles.len() {
        1 => "1 article".to_owned(),
        count => format!("{count} articles"),
    };
    match (days.first(), days.last()) {
        (Some(first), Some(last)) if first != last => format!("{count}, {first} to {last}"),
        (Some(day), _) => format!("{count}, {day}"),
        _ => count,
    }
}

/// Gives articles that share an id one each: `talks`, `talks-2`.
fn number_doubles(extractions: &mut [ArticleExtraction]) {
    let mut ids = Ids::default();
    for found in extractions {
        found.article.id = ids.take(&found.article.id);
    }
}

/// Completes articles from what is known of them; the sentences for those that are not there.
fn complete(extractions: &mut [ArticleExtraction], known: &Overrides) -> Vec<String> {
    let mut unmet = Vec::new();
    for told in &known.articles {
        let Some(found) = extractions.iter_mut().find(|found| found.article.id == told.id) else {
            unmet.push(format!("articles: there is no article {:?}", told.id));
            continue;
        };
        let article = &mut found.article;
        let set = |own: &mut Option<String>, told: &Option<String>| {
            if told.is_some() {
                own.clone_from(told);
            }
        };
        if let Some(title) = &told.title {
            article.title.clone_from(title);
        }
        set(&mut article.publisher, &told.publisher);
        set(&mut article.author, &told.author);
        set(&mut article.date, &told.date);
        set(&mut article.url, &told.url);
    }
    unmet
}

/// The meetings of the dataset while they are gathered.
struct MeetingMerger {
    listed: Vec<Listed>,
    by_day: HashMap<String, Vec<usize>>,
}

struct Listed {
    id: String,
    meeting: schema::Meeting,
    known: bool,
    /// Indices into [`SpeakerLinker`].
    participants: Vec<usize>,
}

impl MeetingMerger {
    fn new(known: &Overrides) -> Self {
        let mut merger = Self { listed: Vec::new(), by_day: HashMap::new() };
        for meeting in &known.meetings {
            merger.by_day.entry(meeting.date.clone()).or_default().push(merger.listed.len());
            merger.listed.push(Listed {
                id: meeting.id.clone(),
                meeting: schema::Meeting {
                    id: meeting.id.clone(),
                    title: meeting.title.clone(),
                    date: meeting.date.clone(),
                    end: meeting.end.clone(),
                    place: meeting.place.clone(),
                    participants: meeting.participants.clone(),
                    summary: meeting.summary.clone(),
                },
                known: true,
                participants: Vec::new(),
            });
        }
        merger
    }

    /// For every article, which of its occasions is which meeting.
    fn gather(
        &mut self,
        extractions: &[ArticleExtraction],
        speakers: &[HashMap<String, Option<usize>>],
    ) -> Vec<HashMap<String, usize>> {
        let mut tied: Vec<HashMap<String, usize>> = vec![HashMap::new(); extractions.len()];
        for (at, found) in extractions.iter().enumerate() {
            for occasion in &found.meetings {
                let linker: Vec<usize> = occasion
                    .participants
                    .iter()
                    .filter_map(|id| speakers[at].get(id).copied().flatten())
                    .collect();
                if let Some(date) = &occasion.date {
                    let meeting = self.add(date, occasion, linker);
                    tied[at].insert(occasion.id.clone(), meeting);
                }
            }
        }
        // What has no day of its own is the nearest meeting of its place.
        for (at, found) in extractions.iter().enumerate() {
            let printed = found.article.date.as_deref().and_then(|day| day.parse::<Date>().ok());
            for occasion in found.meetings.iter().filter(|occasion| occasion.date.is_none()) {
                if let Some(meeting) = printed.and_then(|day| self.nearest(day, occasion)) {
                    tied[at].insert(occasion.id.clone(), meeting);
                }
            }
        }
        self.name_all();
        tied
    }

    /// Ids made of day and title.
    fn name_all(&mut self) {
        let known = self.listed.iter().filter(|listed| listed.known);
        let mut ids = Ids::of(known.map(|listed| listed.id.clone()));
        for listed in self.listed.iter_mut().filter(|listed| !listed.known) {
            let slug = format!("{}-{}", listed.meeting.date, slug(&listed.meeting.title));
            listed.id = ids.take(&slug);
        }
    }

    fn add(&mut self, date: &str, occasion: &ExtractedMeeting, linker: Vec<usize>) -> usize {
        let others = self.by_day.get(date).map_or(&[][..], Vec::as_slice);
        let apart = |listed: &Listed| {
            let both = !listed.participants.is_empty() && !linker.is_empty();
            both && !linker.iter().any(|person| listed.participants.contains(person))
        };
        let place = |listed: &Listed| {
            listed.meeting.place.is_none()
                || occasion.place.is_none()
                || listed.meeting.place == occasion.place
        };
        let same = others.iter().copied().find(|at| {
            let listed = &self.listed[*at];
            place(listed) && (listed.known || !apart(listed))
        });
        if let Some(at) = same {
            let listed = &mut self.listed[at];
            if !listed.known {
                let meeting = &mut listed.meeting;
                meeting.place = meeting.place.take().or_else(|| occasion.place.clone());
                if better(&occasion.title, &meeting.title) {
                    meeting.title.clone_from(&occasion.title);
                }
                for person in linker {
                    if !listed.participants.contains(&person) {
                        listed.participants.push(person);
                    }
                }
            }
            return at;
        }
        let at = self.listed.len();
        self.by_day.entry(date.to_owned()).or_default().push(at);
        self.listed.push(Listed {
            id: String::new(),
            meeting: schema::Meeting {
                id: String::new(),
                title: occasion.title.clone(),
                date: date.to_owned(),
                end: occasion.end.clone(),
                place: occasion.place.clone(),
                participants: Vec::new(),
                summary: None,
            },
            known: false,
            participants: linker,
        });
        at
    }

    /// The meeting in the same place nearest to the day of printing, within a week.
    fn nearest(&self, printed: Date, occasion: &ExtractedMeeting) -> Option<usize> {
        let place = occasion.place.as_deref()?;
        (0..self.listed.len())
            .filter(|at| self.listed[*at].meeting.place.as_deref() == Some(place))
            .filter_map(|at| {
                let day: Date = self.listed[at].meeting.date.parse().ok()?;
                Some(((day - printed).get_days().abs(), at))
            })
            .filter(|(far, _)| *far <= 7)
            .min()
            .map(|(_, at)| at)
    }

    /// The meetings by date, their ids made of day and title; those that were found and that
    /// nobody is quoted about or takes part in tell nothing and go.
    fn finish(mut self, quotes: &[schema::Quote], linker: &SpeakerLinker) -> Vec<schema::Meeting> {
        let spoken: HashSet<&str> =
            quotes.iter().filter_map(|quote| quote.meeting.as_deref()).collect();
        self.listed.retain(|listed| {
            listed.known
                || spoken.contains(listed.id.as_str())
                || !listed.participants.is_empty()
                || listed.meeting.place.is_some()
        });
        for listed in &mut self.listed {
            if !listed.known {
                listed.meeting.id.clone_from(&listed.id);
                listed.meeting.participants = listed
                    .participants
                    .iter()
                    .map(|person| linker.id(*person).to_owned())
                    .collect();
            }
        }
        let mut meetings: Vec<schema::Meeting> =
            self.listed.into_iter().map(|listed| listed.meeting).collect();
        meetings.sort_by(|a, b| (&a.date, &a.id).cmp(&(&b.date, &b.id)));
        meetings
    }
}

/// Why a correction is left out.
fn unmet_for(correction: &QuoteOverride, why: &str) -> String {
    let words = crate::text::clip(&correction.text, 40);
    format!("quotes: {words:?} {why} {:?}; the correction is left out", correction.article)
}

/// Changes, drops or adds the quotation a correction is about.
fn correct(
    quotes: &mut Vec<schema::Quote>,
    articles: &[schema::Article],
    correction: &QuoteOverride,
) -> Result<(), String> {
    let unmet = |why: &str| unmet_for(correction, why);
    let same = |quote: &schema::Quote| {
        quote.article == correction.article && quote.text == correction.text
    };
    let found = quotes.iter().position(same);
    if correction.drop {
        return match found {
            Some(at) => {
                quotes.remove(at);
                Ok(())
            }
            None => Err(unmet("is no quotation of article")),
        };
    }
    let article = articles.iter().find(|article| article.id == correction.article);
    let article = article.ok_or_else(|| unmet("cannot stand in an unknown article"))?;
    let at = match found {
        Some(at) => at,
        None => {
            quotes.push(
                added(article, &correction.text)
                    .ok_or_else(|| unmet("does not stand in article"))?,
            );
            quotes.len() - 1
        }
    };
    let quote = &mut quotes[at];
    // A person has decided.
    quote.confidence = None;
    quote.rule = None;
    if let Some(kind) = correction.kind {
        quote.kind = kind;
    }
    for (own, told) in [
        (&mut quote.speaker, &correction.speaker),
        (&mut quote.said, &correction.said),
        (&mut quote.meeting, &correction.meeting),
        (&mut quote.cue, &correction.cue),
        (&mut quote.utterance, &correction.utterance),
    ] {
        if let Some(told) = told {
            own.clone_from(told);
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

/// A quotation that was not found, by its words.
fn added(article: &schema::Article, words: &str) -> Option<schema::Quote> {
    let at = article.text.find(words)?;
    let start = article.text[..at].chars().count() as u64;
    Some(schema::Quote {
        id: String::new(),
        article: article.id.clone(),
        start,
        end: start + words.chars().count() as u64,
        text: words.to_owned(),
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
        confidence: None::<Confidence>,
        rule: None,
        turn: None,
        time: None,
    })
}

/// Where words stand nearest to a code point.
fn nearest(text: &str, words: &str, to: u64) -> Option<schema::Mention> {
    let point = |byte: usize| text[..byte].chars().count() as u64;
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
            (article.id.clone(), (at, article.date.as_deref().and_then(|day| day.parse().ok())))
        })
        .collect();
    let mut speakers: BTreeMap<String, usize> = BTreeMap::new();
    // A reporter's clause around the words is no printing of them.
    let clause = |quote: &schema::Quote| {
        quote.kind == QuoteKind::Mixed && quote.text.contains(['"', '“', '«', '„'])
    };
    // A passage of a transcript is what was said, and no printing of it.
    let is_printed =
        |quote: &schema::Quote| !matches!(quote.kind, QuoteKind::Indirect | QuoteKind::Spoken);
    let own = |quote: &schema::Quote| is_printed(quote) && !clause(quote);
    let asked: Vec<usize> = (0..quotes.len())
        .filter(|at| own(&quotes[*at]) && quotes[*at].utterance.is_none())
        .collect();
    let printings: Vec<Printing<'_>> = asked
        .iter()
        .map(|at| {
            let quote = &quotes[*at];
            let (article, printed) = index[&quote.article];
            let said = quote.said.as_deref().and_then(|day| day.parse().ok());
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
