//! The meetings of many articles, each told once.

use std::collections::{HashMap, HashSet};
use std::iter;

use jiff::civil::Date;

use crate::dataset::annotations::{Annotations, MeetingAnnotation};
use crate::dataset::ids::{Ids, slug};
use crate::dataset::{MeetingStatus, parse_day, schema};
use crate::extract::article::extraction::{ArticleExtraction, ExtractedMeeting};
use crate::extract::article::meetings::MeetingDetails;

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
pub(crate) struct MeetingMerger<'k> {
    pub(crate) listed: Vec<Listed<'k>>,
    by_day: HashMap<Option<String>, Vec<usize>>,
}

pub(crate) struct Listed<'k> {
    pub(crate) id: String,
    /// A day, a month or neither.
    date: Option<String>,
    status: MeetingStatus,
    end: Option<String>,
    /// The day of the first article that tells of it.
    printed: Option<Date>,
    /// Those who took part are numbers of [`SpeakerLinker`]; none for a known meeting.
    details: MeetingDetails,
    /// The entry of the file of what is known.
    pub(crate) known: Option<&'k MeetingAnnotation>,
    /// Whether no other meeting is taken for it: it corrects one that the articles tell of, or was
    /// made for quotes that are given to it.
    is_apart: bool,
    /// The known meeting that it is, though day or title differ now.
    is: Option<usize>,
}

impl<'k> MeetingMerger<'k> {
    /// What is known, and what articles tell, gathered; and for every article the meeting that each
    /// of its meetings is merged into.
    pub(crate) fn gathered(
        known: &'k Annotations,
        extractions: &[ArticleExtraction],
        speakers: &[HashMap<String, Option<usize>>],
    ) -> (Self, Vec<HashMap<String, usize>>) {
        let mut alone = MeetingMerger::new(&[], &HashSet::new());
        if !known.meetings.is_empty() {
            alone.gather(extractions, speakers);
        }
        let told: HashSet<&str> = alone.listed.iter().map(|listed| listed.id.as_str()).collect();
        let mut merger = Self::new(&known.meetings, &told);
        let tied = merger.gather(extractions, speakers);
        (merger, tied)
    }

    /// What is known; `told` are the ids that the articles alone give.
    fn new(known: &'k [MeetingAnnotation], told: &HashSet<&str>) -> Self {
        let mut merger = Self { listed: Vec::new(), by_day: HashMap::new() };
        for meeting in known {
            let (title, place) = (meeting.title.clone(), meeting.place.clone());
            merger.list(Listed {
                id: meeting.id.clone(),
                date: meeting.date.clone(),
                status: meeting.status,
                end: meeting.end.clone(),
                printed: None,
                details: MeetingDetails { title, place, participants: Vec::new(), beside: false },
                known: Some(meeting),
                is_apart: meeting.own || told.contains(meeting.id.as_str()),
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
        // What is corrected has its own id still: only that of others is taken.
        let known = self.listed.iter().filter_map(|one| Some((one.known?, one.is_apart)));
        let known =
            known.filter(|(known, is_apart)| known.own || !is_apart).map(|(known, _)| known);
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
            listed.id = ids.take(&id);
            listed.is = known.get(listed.id.as_str()).copied();
        }
    }

    /// The id of the meeting that the one of an id is by what is known.
    pub(crate) fn id_now(&self, id: &str) -> Option<String> {
        let known = || self.listed.iter().filter_map(|listed| listed.known);
        match known().find(|known| known.merged.iter().any(|merged| merged == id)) {
            Some(into) => Some(into.id.clone()),
            None => (!known().any(|known| known.drop && known.id == id)).then(|| id.to_owned()),
        }
    }

    /// The meeting that one is by what is known; none where it is no meeting at all.
    pub(crate) fn now(&self, at: usize) -> Option<usize> {
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
        let details = MeetingDetails { title, place, participants, beside: false };
        // Of several articles: who was there is shared, or else place or name, where nobody is told.
        let apart = |other: &MeetingDetails| {
            let shared =
                details.participants.iter().any(|person| other.participants.contains(person));
            let untold = other.participants.is_empty() || details.participants.is_empty();
            let placed = details.place.is_some() && details.place == other.place;
            !shared && !(untold && (placed || details.is_named() && details.title == other.title))
        };
        let others = self.by_day.get(&occasion.date).into_iter().flatten().copied();
        let same = others.filter(|at| !self.listed[*at].is_apart).find(|at| {
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
        self.list(Listed {
            id,
            date,
            status,
            end,
            printed,
            details,
            known: None,
            is_apart: false,
            is: None,
        })
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
            // `had talks with Orr` and `had talks with Weber` are two, wherever they were.
            let apart = shared < present.len() && shared < other.len();
            match place {
                Some(_) => {
                    let linked = shared > 0 && !apart || listed.known.is_some();
                    listed.details.place.as_deref() == place && linked
                }
                None => present.len() > 1 && (listed.known.is_some() || shared == present.len()),
            }
        };
        let free = (0..self.listed.len()).filter(|at| !self.listed[*at].is_apart);
        let days = free.filter_map(|at| {
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

    /// The meetings by date. Those with neither quotations, participants, a place nor a day of their
    /// own are left out.
    pub(crate) fn finish(
        mut self,
        quotes: &[schema::Quote],
        person: impl Fn(usize) -> String,
    ) -> Vec<schema::Meeting> {
        /// The length of `2024-05-14`: a month is shorter.
        const DAY: usize = 10;
        let spoken: HashSet<&str> =
            quotes.iter().filter_map(|quote| quote.meeting.as_deref()).collect();
        self.listed.retain(|listed| {
            if let Some(known) = listed.known {
                return !known.drop;
            }
            listed.is.is_none()
                && (spoken.contains(listed.id.as_str())
                    || !listed.details.participants.is_empty()
                    || listed.details.place.is_some()
                    || listed.date.as_ref().is_some_and(|date| date.len() == DAY))
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
