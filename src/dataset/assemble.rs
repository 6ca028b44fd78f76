//! Builds a [`Dataset`] from a file's entries: checks every reference, span and day, and derives the
//! indexes.

use std::borrow::Cow;
use std::hash::BuildHasher;
use std::sync::Arc;

use foldhash::fast::RandomState;
use foldhash::{HashMap, HashMapExt, HashSet, HashSetExt};
use jiff::civil::Date;
use nonmax::NonMaxU32;
use rayon::prelude::*;
use url::Url;

use super::check::{Fault, Location, Reason};
use super::csr::Csr;
use super::day::{Day, MeetingDate, parse_day};
use super::entry::{
    Article, ArticleIx, ByteSpan, Claim, Meeting, MeetingIx, Quote, QuoteIx, QuoteKind, RuleIx,
    Speaker, SpeakerIx, UtteranceIx,
};
use super::model::Dataset;
use super::numbering::Numbering;
use super::progress::Progress;
use super::schema::{self, VERSION};
use super::spoken::SpokenEntry;
use super::stream::Batch;
use super::strict::Str;
use super::timeline::Timeline;
use crate::text::offsets::{CodePoints, Position, code_points, offset};

/// How many quotes are read between two progress reports.
const REPORT: u32 = 1 << 12;

/// Takes the entries of a file. Those that others refer to must come first.
pub(super) struct Builder<'a, 'p> {
    text: &'a str,
    progress: &'p mut dyn FnMut(Progress),
    data: Dataset,
    faults: Vec<Fault>,
    articles: HashMap<Cow<'a, str>, ArticleIx>,
    speakers: HashMap<Cow<'a, str>, SpeakerIx>,
    meetings: HashMap<Cow<'a, str>, MeetingIx>,
    utterances: Numbering,
    rules: HashMap<Cow<'a, str>, RuleIx>,
    /// For each article where its code points are.
    points: Vec<CodePoints>,
    /// Parts of the hashes of the quotes' ids, with their positions.
    ids: Vec<(u32, u32)>,
    hasher: RandomState,
    /// What quotes say they repeat: it may stand behind them.
    spoken: Vec<(u32, schema::Spoken<Str<'a>>)>,
    /// The article of the last quote, and where that quote ended: the next one mostly follows it.
    last: Option<(Str<'a>, ArticleIx, Position)>,
}

impl<'a, 'p> Builder<'a, 'p> {
    pub(super) fn new(text: &'a str, progress: &'p mut dyn FnMut(Progress)) -> Self {
        Self {
            text,
            progress,
            data: Dataset::default(),
            faults: Vec::new(),
            articles: HashMap::new(),
            speakers: HashMap::new(),
            meetings: HashMap::new(),
            utterances: Numbering::default(),
            rules: HashMap::new(),
            points: Vec::new(),
            ids: Vec::new(),
            hasher: RandomState::default(),
            spoken: Vec::new(),
            last: None,
        }
    }

    /// Takes what was parsed.
    pub(super) fn take(&mut self, entries: Batch<'a>) {
        match entries {
            Batch::Version(VERSION) => {}
            Batch::Version(found) => {
                let reason = Reason::Version { found, expected: VERSION };
                self.faults.push(Fault { place: Location::Version, reason });
            }
            Batch::Title(title) => self.data.title = title,
            Batch::Articles(list) => list.into_iter().for_each(|a| self.article(a)),
            Batch::Speakers(list) => list.into_iter().for_each(|s| self.speaker(s)),
            Batch::Meetings(list) => list.into_iter().for_each(|m| self.meeting(m)),
            Batch::Quotes(list) => list.into_iter().for_each(|q| self.quote(q)),
        }
    }

    fn article(&mut self, a: schema::Article<Str<'a>>) {
        let ix = ArticleIx::from(self.data.articles.len());
        let faults = &mut self.faults;
        let mut entry = Entry { faults, list: "articles", at: ix.index(), id: &a.id };
        entry.register(&a.id, ix, &mut self.articles);
        let date = a.date.map(|day| entry.day("date", &day)).into();
        let url = given(a.url);
        // Addresses other than http and https are kept; `check` reports them.
        if let Some(url) = &url
            && Url::parse(url).is_err()
        {
            entry.note(Reason::NoAddress(url.clone()));
        }
        self.points.push(CodePoints::new(&a.text));
        self.data.articles.push(Article {
            id: a.id.0.into(),
            title: a.title.0.into(),
            publisher: given(a.publisher),
            author: given(a.author),
            date,
            url,
            form: a.form,
            text: Arc::new(a.text.0.into()),
        });
    }

    fn speaker(&mut self, s: schema::Speaker<Str<'a>>) {
        let ix = SpeakerIx::from(self.data.speakers.len());
        let faults = &mut self.faults;
        let mut entry = Entry { faults, list: "speakers", at: ix.index(), id: &s.id };
        entry.register(&s.id, ix, &mut self.speakers);
        self.data.speakers.push(Speaker {
            id: s.id.0.into(),
            name: s.name.0.into(),
            kind: s.kind,
            role: given(s.role),
            side: given(s.side),
            aliases: s.aliases.into_iter().map(|alias| alias.0.into()).collect(),
            is_gone: false,
        });
    }

    fn meeting(&mut self, m: schema::Meeting<Str<'a>>) {
        let ix = MeetingIx::from(self.data.meetings.len());
        let faults = &mut self.faults;
        let mut entry = Entry { faults, list: "meetings", at: ix.index(), id: &m.id };
        entry.register(&m.id, ix, &mut self.meetings);
        let date = match m.date {
            Some(date) => MeetingDate::parse(&date).unwrap_or_else(|| {
                entry.note(Reason::NoDayOrMonth { key: "date", day: date.to_string() });
                MeetingDate::Unknown
            }),
            None => MeetingDate::Unknown,
        };
        let end = m.end.map(|end| entry.day("end", &end));
        match (date, end) {
            (MeetingDate::Day(first), Some(end)) if end < first => {
                self.data.flaws.note(entry.fault(Reason::EndsBeforeItBegins));
            }
            (MeetingDate::Month(_) | MeetingDate::Unknown, Some(_)) => {
                self.data.flaws.note(entry.fault(Reason::EndWithoutBeginning));
            }
            _ => {}
        }
        let participants = m.participants.iter();
        let participants =
            participants.filter_map(|id| entry.refer("speaker", id, &self.speakers)).collect();
        self.data.meetings.push(Meeting {
            id: m.id.0.into(),
            title: m.title.0.into(),
            date,
            status: m.status,
            end,
            place: given(m.place),
            participants,
            summary: given(m.summary),
            is_gone: false,
        });
    }

    fn quote(&mut self, q: schema::Quote<Str<'a>>) {
        let at = offset(self.data.ids.len());
        if at.is_multiple_of(REPORT) {
            self.report(&q.id);
        }
        let faults = &mut self.faults;
        let mut entry = Entry { faults, list: "quotes", at: at as usize, id: &q.id };
        if q.id.is_empty() {
            entry.note(Reason::EmptyId);
        }
        #[allow(clippy::cast_possible_truncation)] // a part of it is wanted
        self.ids.push((self.hasher.hash_one(&*q.id) as u32, at));
        self.data.ids.push(&q.id);
        let speaker = q.speaker.and_then(|id| entry.refer("speaker", &id, &self.speakers));
        let meeting = q.meeting.and_then(|id| entry.refer("meeting", &id, &self.meetings));
        let said = q.said.map(|day| entry.day("said", &day));
        let (article, known) = match &self.last {
            Some((id, article, known)) if *id == q.article => (Some(*article), *known),
            _ => (entry.refer("article", &q.article, &self.articles), Position::default()),
        };
        let Some(article) = article else { return };
        let (source, points) =
            (&self.data.articles[article.index()], &self.points[article.index()]);
        if q.start >= q.end {
            entry.note(Reason::EmptySpan(q.start, q.end));
            return;
        }
        let mention = q.mention.filter(|mention| {
            let holds = points.holds(mention.start, mention.end);
            if !holds {
                let reason = Reason::MentionOutside(mention.start, mention.end, points.count());
                self.data.flaws.note(entry.fault(reason));
            }
            holds
        });
        let cue = q.cue_start.zip(q.cue_end).filter(|(start, end)| start < end);
        if let Some((start, end)) = cue.filter(|(start, end)| !points.holds(*start, *end)) {
            self.data.flaws.note(entry.fault(Reason::CueOutside(start, end, points.count())));
        }
        let candidates: Vec<SpeakerIx> = q
            .candidates
            .iter()
            .filter_map(|id| entry.refer("speaker", id, &self.speakers))
            .collect();
        let is_inside = points.holds(q.start, q.end);
        let (start, end) = (points.clamp(q.start), points.clamp(q.end));
        let first = points.byte(&source.text, start, known);
        // Comparing the text is quicker than searching for its end, and mostly it matches.
        let is_proven = is_inside
            && source.text[first as usize..].starts_with(&*q.text)
            && code_points(&q.text) == (end - start) as usize;
        let known = match is_proven {
            true => Position { point: end, byte: first + offset(q.text.len()) },
            false => {
                let here = Position { point: start, byte: first };
                Position { point: end, byte: points.byte(&source.text, end, here) }
            }
        };
        let span = (first, known.byte);
        let here = Position { point: start, byte: first };
        let bytes = |start: u64, end: u64| {
            let (point, end) = (points.clamp(start), points.clamp(end));
            let byte = points.byte(&source.text, point, here);
            // The end is looked for from the start on.
            ByteSpan::new(byte, points.byte(&source.text, end, Position { point, byte }))
        };
        let cue = cue.and_then(|(start, end)| bytes(start, end));
        let mention = mention.and_then(|mention| bytes(mention.start, mention.end));
        self.last = Some((q.article, article, known));
        let said_told = said.is_some();
        let said = said.map_or(source.date, Day::Known);
        let utterance = q.utterance.map(|name| UtteranceIx::new(self.utterances.number(&name)));
        let rule = q.rule.filter(|rule| !rule.trim().is_empty()).map(|rule| {
            let next = RuleIx::from(self.rules.len());
            *self.rules.entry(rule.0).or_insert_with_key(|rule| {
                self.data.rules.push(rule.to_string());
                next
            })
        });
        self.data.quotes.push(Quote {
            at,
            article,
            span,
            kind: q.kind,
            confidence: q.confidence,
            said_told,
            said,
            speaker,
            meeting,
            utterance,
            rule,
            cue,
            mention,
            polarity: q.polarity,
            turn: q.turn,
            time: q.time.and_then(NonMaxU32::new),
            is_proven,
        });
        if !candidates.is_empty() {
            self.data.candidates.insert(at, candidates);
        }
        if let Some(spoken) = q.spoken {
            self.spoken.push((at, spoken));
        }
        if !is_proven {
            let whole = |points| usize::try_from(points).unwrap_or(usize::MAX);
            let outside = (!is_inside).then(|| whole(q.start)..whole(q.end));
            self.data.claimed.insert(at, Claim { text: q.text.0.into(), outside });
        }
    }

    /// Finds ids that several quotes share. Sorting hashes takes half the time of a hash set of a
    /// million strings.
    fn find_doubled(&mut self) {
        self.ids.par_sort_unstable();
        let same = self.ids.chunk_by(|(a, _), (b, _)| a == b).filter(|same| same.len() > 1);
        let mut doubled: Vec<u32> = Vec::new();
        for same in same {
            // Different ids may have the same hash.
            let mut names = HashSet::new();
            doubled.extend(same.iter().map(|(_, at)| *at).filter(|at| {
                let id = self.data.ids.get(*at as usize);
                !id.is_empty() && !names.insert(id)
            }));
        }
        doubled.sort_unstable();
        for at in doubled {
            let (at, id) = (at as usize, self.data.ids.get(at as usize));
            Entry { faults: &mut self.faults, list: "quotes", at, id }.note(Reason::DoubledId);
        }
    }

    /// Finds the passages that quotes repeat.
    fn find_spoken(&mut self) {
        if self.spoken.is_empty() {
            return;
        }
        let wanted: HashSet<&str> =
            self.spoken.iter().map(|(_, spoken)| &*spoken.quote.0).collect();
        let all = (0..offset(self.data.ids.len())).map(|at| (self.data.ids.get(at as usize), at));
        let positions: HashMap<&str, u32> = all.filter(|(id, _)| wanted.contains(id)).collect();
        let mut entries = HashMap::new();
        for (at, spoken) in &self.spoken {
            let id = self.data.ids.get(*at as usize);
            let faults = &mut self.faults;
            let mut entry = Entry { faults, list: "quotes", at: *at as usize, id };
            let Some(passage) = positions.get(&*spoken.quote.0).copied() else {
                entry.note(Reason::NoSuch { key: "quote", id: spoken.quote.0.to_string() });
                continue;
            };
            // Where there are faults, quotes may be missing.
            let Some(quote) = self.data.quotes.get(passage as usize) else { continue };
            let article = quote.article.index();
            let (points, text) = (&self.points[article], &self.data.articles[article].text);
            let (start, end) = (spoken.start, spoken.end);
            if !points.holds(start, end) {
                self.data.flaws.note(entry.fault(Reason::SpokenOutside(
                    start,
                    end,
                    points.count(),
                )));
                continue;
            }
            let byte = |point| points.byte(text, points.clamp(point), Position::default());
            let span = (byte(start), byte(end));
            let (verdict, reverses) = (spoken.verdict, spoken.reverses);
            entries.insert(*at, SpokenEntry { passage, span, verdict, reverses });
        }
        self.data.spoken.entries = entries;
    }

    /// Reports progress: a string that is borrowed from the file tells how far the reading is.
    fn report(&mut self, here: &Str<'a>) {
        if let Cow::Borrowed(here) = here.0 {
            let offset = (here.as_ptr() as usize).saturating_sub(self.text.as_ptr() as usize);
            (self.progress)(Progress::part("parsing", offset, self.text.len()));
        }
    }

    /// The entries in the order of the file, no longer borrowed from it; see [`arrange`].
    ///
    /// # Errors
    /// Every [`Fault`], in the order of the file, where there is any.
    pub(super) fn finish(mut self) -> Result<Dataset, Vec<Fault>> {
        self.find_doubled();
        self.find_spoken();
        self.data.utterance_ids = self.utterances.into_names();
        if self.faults.is_empty() { Ok(self.data) } else { Err(self.faults) }
    }
}

/// An entry of one of the file's lists, and where its faults are noted.
struct Entry<'a> {
    faults: &'a mut Vec<Fault>,
    list: &'static str,
    at: usize,
    id: &'a str,
}

impl Entry<'_> {
    fn fault(&self, reason: Reason) -> Fault {
        Fault { place: Location::Entry(self.list, self.at, self.id.to_owned()), reason }
    }

    fn note(&mut self, reason: Reason) {
        let fault = self.fault(reason);
        self.faults.push(fault);
    }

    /// Keeps the id of the entry; an empty or doubled one is a fault.
    fn register<'t, Ix>(&mut self, id: &Str<'t>, ix: Ix, ids: &mut HashMap<Cow<'t, str>, Ix>) {
        if id.is_empty() {
            self.note(Reason::EmptyId);
        } else if ids.insert(id.0.clone(), ix).is_some() {
            self.note(Reason::DoubledId);
        }
    }

    fn day(&mut self, key: &'static str, day: &str) -> Date {
        parse_day(day).unwrap_or_else(|| {
            self.note(Reason::NoDay { key, day: day.to_owned() });
            Date::default()
        })
    }

    /// The index of the entry of another list that is named by its id.
    fn refer<Ix: Copy>(
        &mut self,
        key: &'static str,
        id: &str,
        ids: &HashMap<Cow<'_, str>, Ix>,
    ) -> Option<Ix> {
        let found = ids.get(id).copied();
        if found.is_none() {
            self.note(Reason::NoSuch { key, id: id.to_owned() });
        }
        found
    }
}

/// A text that is not blank.
fn given(text: Option<Str<'_>>) -> Option<String> {
    text.filter(|text| !text.trim().is_empty()).map(|text| text.0.into())
}

/// Puts the quotes into the timeline's order and derives every other order.
pub(super) fn arrange(mut data: Dataset) -> Dataset {
    let (timeline, order) = Timeline::new(&data.quotes, &data.meetings, &data.articles);
    data.timeline = timeline;
    data.quotes = ordered(&data.quotes, &order);
    data.spoken.derive(&data.quotes);
    let Dataset { quotes, articles, utterance_ids, .. } = &data;
    let numbered = || quotes.iter().zip((0..).map(QuoteIx::new));
    let derive_in_article = || {
        let pairs = numbered().map(|(quote, at)| (quote.article.index(), at));
        let mut in_article = Csr::from_pairs(articles.len(), pairs);
        in_article.sort_rows_by_key(|quote: &QuoteIx| (quotes[quote.index()].span, *quote));
        let parts = parts_of_clauses(quotes, &in_article);
        (in_article, parts)
    };
    let derive_others = || {
        let (speaker_slots, by_speaker) = speakers_of(&data);
        let by_candidate = candidates_of(&data);
        let pairs = numbered().filter_map(|(quote, at)| Some((quote.utterance?.index(), at)));
        let mut utterances = Csr::from_pairs(utterance_ids.len(), pairs);
        utterances.sort_rows_by_key(|quote: &QuoteIx| {
            let quote = &quotes[quote.index()];
            (articles[quote.article.index()].date, quote.at)
        });
        (by_speaker, speaker_slots, by_candidate, utterances, derive_days(quotes))
    };
    let (
        (in_article, parts),
        (by_speaker, speaker_slots, by_candidate, utterances, (days, day_slots)),
    ) = rayon::join(derive_in_article, derive_others);
    Dataset {
        in_article,
        parts,
        by_speaker,
        speaker_slots,
        by_candidate,
        utterances,
        days,
        day_slots,
        ..data
    }
}

/// The quotes that lie within a reporter's clause which is a quote too, each with that one.
fn parts_of_clauses(quotes: &[Quote], in_article: &Csr<QuoteIx>) -> Vec<(QuoteIx, QuoteIx)> {
    let mut parts = Vec::new();
    for article in 0..in_article.row_count() {
        let row = in_article.row(article);
        let span = |ix: &QuoteIx| quotes[ix.index()].span();
        let is_clause = |ix: &QuoteIx| quotes[ix.index()].kind == QuoteKind::Mixed;
        for (at, clause) in row.iter().enumerate().filter(|(_, ix)| is_clause(ix)) {
            let whole = span(clause);
            // They stand by their first character: what begins with the clause may come before it.
            let before = row[..at].iter().rev().take_while(|ix| span(ix).start == whole.start);
            let behind = row[at + 1..].iter().take_while(|ix| span(ix).start < whole.end);
            let parts_of = before.chain(behind).filter(|ix| span(ix).end <= whole.end);
            parts.extend(parts_of.filter(|ix| span(ix) != whole).map(|part| (*part, *clause)));
        }
    }
    parts
}

/// For each quote the slot of its speaker, and for each slot the quotes.
fn speakers_of(data: &Dataset) -> (Vec<u32>, Csr<QuoteIx>) {
    let slots: Vec<u32> = data.quotes.iter().map(|q| offset(data.slot(q.speaker))).collect();
    let pairs = slots.iter().zip((0..).map(QuoteIx::new)).map(|(slot, at)| (*slot as usize, at));
    let by_speaker = Csr::from_pairs(data.speakers.len() + 1, pairs);
    (slots, by_speaker)
}

/// For each speaker the quotes without one of which they are a candidate.
fn candidates_of(data: &Dataset) -> Csr<QuoteIx> {
    let open = (0..).map(QuoteIx::new).zip(&data.quotes).filter(|(_, q)| q.speaker.is_none());
    let pairs = open.flat_map(|(at, quote)| {
        let candidates = data.candidates.get(&quote.at).into_iter().flatten();
        candidates.map(move |speaker| (speaker.index(), at))
    });
    Csr::from_pairs(data.speakers.len(), pairs)
}

/// Derives anew who said what, after speakers changed.
pub(super) fn derive_speakers(data: &mut Dataset) {
    (data.speaker_slots, data.by_speaker) = speakers_of(data);
    data.by_candidate = candidates_of(data);
}

/// Entries put into an order, which lists the positions they come from.
fn ordered<T: Copy + Send + Sync>(entries: &[T], order: &[u32]) -> Vec<T> {
    // Memory latency dominates; threads wait for it in parallel.
    order.par_iter().map(|from| entries[*from as usize]).collect()
}

/// The days on which quotes were said, each once, and for each quote the position of its day.
fn derive_days(quotes: &[Quote]) -> (Vec<Date>, Vec<u32>) {
    let mut positions: HashMap<Day, u32> = HashMap::new();
    for quote in quotes {
        positions.entry(quote.said).or_default();
    }
    let mut days: Vec<Day> = positions.keys().copied().collect();
    days.sort_unstable();
    for (day, at) in days.iter().zip(0..) {
        positions.insert(*day, at);
    }
    let day_slots = quotes.iter().map(|quote| positions[&quote.said]).collect();
    // The unknown day stands last.
    (days.into_iter().filter_map(Day::known).collect(), day_slots)
}
