//! Annotations applied to a dataset: what readers changed takes the place of what the file says,
//! which is kept, so that every change can be taken back.
//!
//! Invariant: [`annotate`] depends on the file and the annotations alone, not on what was applied
//! before.

use foldhash::{HashMap, HashMapExt, HashSet, HashSetExt};
use rayon::prelude::*;

use super::annotations::{
    Annotations, MeetingAnnotation, QuoteAnnotation, SpeakerAnnotation, Target,
};
use super::assemble::arrange;
use super::day::{Day, MeetingDate, parse_day};
use super::entry::{ArticleIx, Meeting, MeetingIx, Quote, QuoteKind, Speaker, SpeakerIx};
use super::ids::quote_id;
use super::model::Dataset;
use super::remarks::Remarks;
use crate::text::offsets::offset;
use crate::text::{clip, fold};

/// An annotation that fits nothing any more.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Orphan {
    /// The list of the annotations it stands in.
    pub list: &'static str,
    /// Its position there.
    pub at: usize,
    /// What it is about and why it fits nothing.
    pub sentence: String,
}

/// Applies annotations to a dataset; those that fit nothing.
#[must_use]
pub fn annotate(data: Dataset, annotations: &Annotations) -> (Dataset, Vec<Orphan>) {
    if annotations.is_empty() && data.original.counts.is_none() {
        return (data, Vec::new());
    }
    let (speakers, meetings) = (HashMap::new(), HashMap::new());
    let mut annotating = Annotating { data, orphans: Vec::new(), speakers, meetings };
    annotating.restore();
    if !annotations.is_empty() {
        annotating.apply(annotations);
    }
    (arrange(annotating.data), annotating.orphans)
}

struct Annotating {
    data: Dataset,
    orphans: Vec<Orphan>,
    /// Speakers and meetings that are another now, or none: each to the last in turn.
    speakers: HashMap<SpeakerIx, Option<SpeakerIx>>,
    meetings: HashMap<MeetingIx, Option<MeetingIx>>,
}

/// Leads each entry that became another to the last that was reached so.
fn settled<Ix: Copy + Eq + std::hash::Hash>(
    becomes: &HashMap<Ix, Option<Ix>>,
) -> HashMap<Ix, Option<Ix>> {
    let last = |first: Option<Ix>| {
        // Two that were each merged with the other stay apart rather than turn in a circle.
        let steps = std::iter::successors(Some(first), |at| becomes.get(&(*at)?).copied());
        steps.take(becomes.len() + 1).last().flatten()
    };
    becomes.iter().map(|(from, to)| (*from, last(*to))).collect()
}

fn now<Ix: Copy + Eq + std::hash::Hash>(becomes: &HashMap<Ix, Option<Ix>>, ix: Ix) -> Option<Ix> {
    becomes.get(&ix).copied().unwrap_or(Some(ix))
}

impl Annotating {
    /// Brings back what the file says, the quotes in its order.
    fn restore(&mut self) {
        let data = &mut self.data;
        let original = std::mem::take(&mut data.original);
        data.remarks.clear();
        data.dropped.clear();
        let Some((quotes, speakers, meetings)) = original.counts else {
            data.quotes.par_sort_unstable_by_key(|quote| quote.at);
            return;
        };
        data.quotes.retain(|quote| {
            (quote.at as usize) < quotes && !original.quotes.contains_key(&quote.at)
        });
        // A reader's own quotes are in no file.
        let of_file = original.quotes.into_values().filter(|quote| (quote.at as usize) < quotes);
        data.quotes.extend(of_file);
        data.quotes.par_sort_unstable_by_key(|quote| quote.at);
        data.ids.truncate(quotes);
        if let Some(title) = original.title {
            data.title = title;
        }
        data.candidates.extend(original.candidates);
        data.speakers.truncate(speakers);
        data.meetings.truncate(meetings);
        // One that annotations had added is gone by now.
        for (ix, speaker) in original.speakers.into_iter().filter(|(ix, _)| ix.index() < speakers) {
            data.speakers[ix.index()] = speaker;
        }
        for (ix, meeting) in original.meetings.into_iter().filter(|(ix, _)| ix.index() < meetings) {
            data.meetings[ix.index()] = meeting;
        }
        for (ix, article) in original.articles {
            data.articles[ix.index()] = article;
        }
    }

    fn apply(&mut self, annotations: &Annotations) {
        let data = &mut self.data;
        data.original.counts = Some((data.quotes.len(), data.speakers.len(), data.meetings.len()));
        if let Some(title) = &annotations.title {
            data.original.title = Some(std::mem::replace(&mut data.title, title.clone()));
        }
        self.articles(annotations);
        self.speakers(annotations);
        self.meetings(annotations);
        self.quotes(annotations);
    }

    fn orphan(&mut self, list: &'static str, at: usize, what: &str, why: &str) {
        let sentence = format!("{list}: {:?} {why}", clip(what, 40));
        self.orphans.push(Orphan { list, at, sentence });
    }

    fn articles(&mut self, annotations: &Annotations) {
        let mut redated: HashMap<ArticleIx, Day> = HashMap::new();
        for (at, annotation) in annotations.articles.iter().enumerate() {
            let found = self.data.articles.iter().position(|a| a.id == annotation.id);
            let Some(ix) = found.map(ArticleIx::from) else {
                self.orphan("articles", at, &annotation.id, "is no article of the record");
                continue;
            };
            let article = &mut self.data.articles[ix.index()];
            self.data.original.articles.entry(ix).or_insert_with(|| article.clone());
            let set = |value: &mut Option<String>, given: &Option<String>| {
                if given.is_some() {
                    value.clone_from(given);
                }
            };
            if let Some(title) = &annotation.title {
                article.title.clone_from(title);
            }
            set(&mut article.publisher, &annotation.publisher);
            set(&mut article.author, &annotation.author);
            set(&mut article.url, &annotation.url);
            if let Some(date) = annotation.date.as_deref().and_then(parse_day) {
                article.date = Day::Known(date);
                redated.insert(ix, article.date);
            }
        }
        if !redated.is_empty() {
            self.change_all(|quote| {
                let day = redated.get(&quote.article).filter(|_| !quote.said_told);
                day.filter(|day| **day != quote.said).map(|day| Quote { said: *day, ..*quote })
            });
        }
    }

    /// Changes the quotes for which something else is given.
    fn change_all(&mut self, change: impl Fn(&Quote) -> Option<Quote>) {
        for quote in &mut self.data.quotes {
            if let Some(changed) = change(quote) {
                self.data.original.quotes.entry(quote.at).or_insert(*quote);
                *quote = changed;
            }
        }
    }

    fn speakers(&mut self, annotations: &Annotations) {
        for annotation in &annotations.speakers {
            self.speaker(annotation);
        }
        // Who each speaker is now; `None`: nobody.
        let mut becomes: HashMap<SpeakerIx, Option<SpeakerIx>> = HashMap::new();
        for annotation in annotations.speakers.iter().filter(|one| !one.merged.is_empty()) {
            let into = self.data.speaker_called(&annotation.id);
            for merged in &annotation.merged {
                let gone = self.data.speaker_called(merged).filter(|gone| Some(*gone) != into);
                becomes.extend(gone.map(|gone| (gone, into)));
            }
        }
        let folded: HashSet<String> =
            annotations.not_speakers.iter().map(|name| fold(name)).collect();
        if !folded.is_empty() {
            for (speaker, at) in self.data.speakers.iter().zip(0..) {
                if folded.contains(&fold(&speaker.name)) {
                    becomes.insert(SpeakerIx::new(at), None);
                }
            }
        }
        if becomes.is_empty() {
            return;
        }
        let becomes = settled(&becomes);
        for gone in becomes.keys() {
            self.keep_speaker(*gone).is_gone = true;
        }
        self.change_all(|quote| {
            let speaker = quote.speaker.filter(|speaker| becomes.contains_key(speaker))?;
            Some(Quote { speaker: now(&becomes, speaker), ..*quote })
        });
        let data = &mut self.data;
        for (at, candidates) in &mut data.candidates {
            if candidates.iter().any(|speaker| becomes.contains_key(speaker)) {
                data.original.candidates.push((*at, candidates.clone()));
                let mut seen = HashSet::new();
                *candidates = candidates.iter().filter_map(|one| now(&becomes, *one)).collect();
                candidates.retain(|one| seen.insert(*one));
            }
        }
        let present =
            |meeting: &Meeting| meeting.participants.iter().any(|p| becomes.contains_key(p));
        let changed: Vec<MeetingIx> = (0..data.meetings.len())
            .filter(|at| present(&data.meetings[*at]))
            .map(MeetingIx::from)
            .collect();
        for ix in changed {
            let meeting = self.keep_meeting(ix);
            let mut seen = HashSet::new();
            let now = meeting.participants.iter().filter_map(|p| now(&becomes, *p));
            meeting.participants = now.collect();
            meeting.participants.retain(|participant| seen.insert(*participant));
        }
        self.speakers = becomes;
    }

    /// A speaker who is to be changed.
    fn keep_speaker(&mut self, ix: SpeakerIx) -> &mut Speaker {
        let speaker = &mut self.data.speakers[ix.index()];
        self.data.original.speakers.entry(ix).or_insert_with(|| speaker.clone());
        speaker
    }

    fn keep_meeting(&mut self, ix: MeetingIx) -> &mut Meeting {
        let meeting = &mut self.data.meetings[ix.index()];
        self.data.original.meetings.entry(ix).or_insert_with(|| meeting.clone());
        meeting
    }

    fn speaker(&mut self, annotation: &SpeakerAnnotation) {
        let speaker = Speaker::of(annotation);
        match self.data.speaker_called(&annotation.id) {
            Some(ix) => *self.keep_speaker(ix) = speaker,
            None => self.data.speakers.push(speaker),
        }
    }

    fn meetings(&mut self, annotations: &Annotations) {
        let mut becomes: HashMap<MeetingIx, Option<MeetingIx>> = HashMap::new();
        for (at, annotation) in annotations.meetings.iter().enumerate() {
            let Some(ix) = self.meeting(at, annotation) else { continue };
            if annotation.drop {
                becomes.insert(ix, None);
            }
        }
        for annotation in annotations.meetings.iter().filter(|one| !one.merged.is_empty()) {
            let into = self.data.meeting_called(&annotation.id);
            for merged in &annotation.merged {
                let gone = self.data.meeting_called(merged).filter(|gone| Some(*gone) != into);
                becomes.extend(gone.map(|gone| (gone, into)));
            }
        }
        if becomes.is_empty() {
            return;
        }
        for gone in becomes.keys() {
            self.keep_meeting(*gone).is_gone = true;
        }
        let becomes = settled(&becomes);
        self.change_all(|quote| {
            let meeting = quote.meeting.filter(|meeting| becomes.contains_key(meeting))?;
            Some(Quote { meeting: now(&becomes, meeting), ..*quote })
        });
        self.meetings = becomes;
    }

    fn meeting(&mut self, at: usize, annotation: &MeetingAnnotation) -> Option<MeetingIx> {
        let found = self.data.meeting_called(&annotation.id);
        if annotation.drop && found.is_none() {
            return None;
        }
        let called = |id: &String| self.data.speaker_called(id);
        let unknown = annotation.participants.iter().find(|id| called(id).is_none());
        let participants = annotation.participants.iter().filter_map(called).collect();
        if let Some(id) = unknown {
            let why = format!("names {:?}, who is no speaker of the record", clip(id, 40));
            self.orphan("meetings", at, &annotation.id, &why);
        }
        let date = annotation.date.as_deref().and_then(MeetingDate::parse);
        let meeting = Meeting {
            id: annotation.id.clone(),
            title: annotation.title.clone(),
            date: date.unwrap_or(MeetingDate::Unknown),
            status: annotation.status,
            end: annotation.end.as_deref().and_then(parse_day),
            place: annotation.place.clone(),
            participants,
            summary: annotation.summary.clone(),
            is_gone: false,
        };
        let ix = found.unwrap_or_else(|| self.data.meetings.len().into());
        match found {
            Some(ix) => *self.keep_meeting(ix) = meeting,
            None => self.data.meetings.push(meeting),
        }
        Some(ix)
    }

    fn quotes(&mut self, annotations: &Annotations) {
        let ids = self.data.articles.iter().map(|article| article.id.as_str()).zip(0..);
        let articles: HashMap<&str, ArticleIx> =
            ids.map(|(id, at)| (id, ArticleIx::new(at))).collect();
        let of = |annotation: &QuoteAnnotation| articles.get(annotation.article.as_str()).copied();
        let targets: Vec<Option<ArticleIx>> = annotations.quotes.iter().map(of).collect();
        let wanted: HashSet<ArticleIx> = targets.iter().copied().flatten().collect();
        // The quotes of each article that annotations name: positions, which are still those of the
        // file.
        let mut of_article: HashMap<ArticleIx, Vec<usize>> = HashMap::new();
        if !wanted.is_empty() {
            for (at, quote) in self.data.quotes.iter().enumerate() {
                if wanted.contains(&quote.article) {
                    of_article.entry(quote.article).or_default().push(at);
                }
            }
        }
        let speakers = self.data.speakers.iter().zip((0..).map(SpeakerIx::new));
        let speakers = speakers.map(|(speaker, ix)| (speaker.id.clone(), now(&self.speakers, ix)));
        let meetings = self.data.meetings.iter().zip((0..).map(MeetingIx::new));
        let meetings = meetings.map(|(meeting, ix)| (meeting.id.clone(), now(&self.meetings, ix)));
        let (speakers, meetings): (HashMap<_, _>, HashMap<_, _>) =
            (speakers.collect(), meetings.collect());
        let mut dropped: HashSet<u32> = HashSet::new();
        for ((at, annotation), article) in annotations.quotes.iter().enumerate().zip(targets) {
            let Some(article) = article else {
                let why = format!(
                    "stands in {:?}, which is no article of the record",
                    clip(&annotation.article, 40)
                );
                self.orphan("quotes", at, &annotation.text, &why);
                continue;
            };
            let here = of_article.entry(article).or_default();
            let quotes = &self.data.quotes;
            let spans = here.iter().map(|at| quotes[*at].span());
            let found = annotation.selector().find(&self.data.article(article).text, spans);
            let position = match found {
                Target::Quote(nth) => here[nth],
                Target::Words(range) if annotation.adds() => {
                    let position = self.data.quotes.len();
                    here.push(position);
                    self.add(article, range);
                    position
                }
                // What was dropped is not there after a rebuild, as it should be.
                Target::Words(_) if annotation.drop => continue,
                Target::Words(_) => {
                    self.orphan(
                        "quotes",
                        at,
                        &annotation.text,
                        "is no quote of its article any more",
                    );
                    continue;
                }
                Target::Nothing => {
                    let why =
                        format!("does not stand in {:?} as it did", clip(&annotation.article, 40));
                    self.orphan("quotes", at, &annotation.text, &why);
                    continue;
                }
            };
            let quote = self.data.quotes[position];
            self.data.original.quotes.entry(quote.at).or_insert(quote);
            if annotation.drop {
                dropped.insert(quote.at);
                continue;
            }
            let (speaker, meeting) =
                (|id: &str| speakers.get(id).copied(), |id: &str| meetings.get(id).copied());
            let date = self.data.article(article).date;
            let (changed, unknown) = changed(quote, annotation, date, speaker, meeting);
            if let Some(unknown) = unknown {
                self.orphan("quotes", at, &annotation.text, &unknown);
            }
            self.data.quotes[position] = changed;
            // Two may be about one quote, where a hand wrote one and the explorer the other.
            self.data.remarks.entry(quote.at).or_default().add(Remarks::of(annotation));
        }
        if !dropped.is_empty() {
            self.data.quotes.retain(|quote| !dropped.contains(&quote.at));
        }
        self.data.dropped = dropped;
    }

    /// Adds a quote of the reader's own: words of an article.
    fn add(&mut self, article: ArticleIx, range: std::ops::Range<usize>) {
        let data = &mut self.data;
        let source = &data.articles[article.index()];
        let at = offset(data.ids.len());
        data.ids.push(&quote_id(
            &source.id,
            &source.text,
            &source.text[range.clone()],
            range.start,
        ));
        data.quotes.push(Quote::added(
            at,
            article,
            (offset(range.start), offset(range.end)),
            source.date,
        ));
    }
}

/// A quote as an annotation has it, and what is wrong with the annotation. `date` is its article's.
pub(super) fn changed(
    mut quote: Quote,
    annotation: &QuoteAnnotation,
    date: Day,
    speaker_called: impl Fn(&str) -> Option<Option<SpeakerIx>>,
    meeting_called: impl Fn(&str) -> Option<Option<MeetingIx>>,
) -> (Quote, Option<String>) {
    let mut unknown = None;
    if annotation.corrects() {
        // A reader is certain and follows no rule.
        quote.confidence = None;
        quote.rule = None;
    }
    if let Some(kind) = annotation.kind {
        quote.kind = kind;
    }
    if let Some(speaker) = &annotation.speaker {
        let found = speaker.as_deref().map(|id| speaker_called(id).ok_or(id));
        match found.transpose() {
            Ok(speaker) => quote.speaker = speaker.flatten(),
            Err(id) => {
                unknown =
                    Some(format!("names {:?}, who is no speaker of the record", clip(id, 40)));
            }
        }
    }
    if let Some(meeting) = &annotation.meeting {
        let found = meeting.as_deref().map(|id| meeting_called(id).ok_or(id));
        match found.transpose() {
            Ok(meeting) => quote.meeting = meeting.flatten(),
            Err(id) => {
                unknown =
                    Some(format!("names {:?}, which is no meeting of the record", clip(id, 40)));
            }
        }
    }
    if let Some(said) = &annotation.said {
        let day = said.as_deref().and_then(parse_day);
        quote.said_told = day.is_some();
        quote.said = day.map_or(date, Day::Known);
    }
    (quote, unknown)
}

impl Speaker {
    pub(super) fn of(annotation: &SpeakerAnnotation) -> Self {
        let SpeakerAnnotation { id, name, kind, role, side, aliases, .. } = annotation.clone();
        Self { id, name, kind, role, side, aliases, is_gone: false }
    }
}

impl Quote {
    /// A quote of a reader's own.
    fn added(at: u32, article: ArticleIx, span: (u32, u32), said: Day) -> Self {
        Self {
            at,
            article,
            span,
            kind: QuoteKind::Direct,
            confidence: None,
            said_told: false,
            said,
            speaker: None,
            meeting: None,
            utterance: None,
            rule: None,
            cue: None,
            mention: None,
            polarity: None,
            turn: None,
            time: None,
            is_proven: true,
        }
    }
}
