//! A file's entries tied together: every reference, span and day checked, every order derived.

use std::collections::HashMap;
use std::ops::Range;

use jiff::civil::Date;

use super::check::{Fault, Place};
use super::schema::{File, VERSION};
use super::{
    Article, ArticleIx, Dataset, Day, Meeting, MeetingIx, Quote, QuoteIx, RuleIx, Speaker,
    SpeakerIx, Timeline,
};

/// Collects faults while lists are read.
#[derive(Default)]
struct Faults(Vec<Fault>);

impl Faults {
    fn add(&mut self, place: &Place<'_>, what: String, mend: &str) {
        self.0.push(Fault::new(place, what, mend));
    }

    fn date(&mut self, place: &Place<'_>, key: &str, value: &str) -> Date {
        parse_day(value).unwrap_or_else(|| {
            let what = format!("{key} {:?} is no day", crate::text::clip(value, 40));
            self.add(place, what, "write it as YYYY-MM-DD");
            Date::default()
        })
    }

    fn refer<Ix: Copy>(
        &mut self,
        place: &Place<'_>,
        key: &str,
        id: &str,
        ids: &HashMap<String, Ix>,
    ) -> Option<Ix> {
        let found = ids.get(id).copied();
        if found.is_none() {
            let what = format!("there is no {key} {:?}", crate::text::clip(id, 60));
            self.add(place, what, "add it or correct the id");
        }
        found
    }

    /// A table from id to index; an empty or doubled id is a fault.
    fn ids<'a, Ix: From<usize>>(
        &mut self,
        list: &'static str,
        ids: impl Iterator<Item = &'a String>,
    ) -> HashMap<String, Ix> {
        let mut table = HashMap::new();
        for (at, id) in ids.enumerate() {
            let place = Place { list, at, id };
            if id.is_empty() {
                self.add(&place, "the id is empty".into(), "give it one of its own");
            } else if table.insert(id.clone(), Ix::from(at)).is_some() {
                self.add(&place, "the id is used twice".into(), "give each its own");
            }
        }
        table
    }
}

/// A day written as `YYYY-MM-DD`.
pub(super) fn parse_day(text: &str) -> Option<Date> {
    let shaped = text.len() == 10
        && text.bytes().enumerate().all(|(at, b)| match at {
            4 | 7 => b == b'-',
            _ => b.is_ascii_digit(),
        });
    let date: Date = if shaped { text.parse().ok()? } else { return None };
    (date.year() > 0).then_some(date)
}

/// Code points to bytes for one text: a table only where the text is not ASCII.
struct Points {
    bytes: Option<Vec<usize>>,
    len: usize,
}

impl Points {
    fn new(text: &str) -> Self {
        let bytes: Option<Vec<usize>> = (!text.is_ascii()).then(|| {
            let starts = text.char_indices().map(|(at, _)| at);
            starts.chain([text.len()]).collect()
        });
        let len = bytes.as_ref().map_or(text.len(), |b| b.len() - 1);
        Self { bytes, len }
    }

    fn span(&self, start: u64, end: u64) -> Option<(Range<usize>, Range<usize>)> {
        let points = usize::try_from(start).ok()?..usize::try_from(end).ok()?;
        if points.start >= points.end || points.end > self.len {
            return None;
        }
        let byte = |at: usize| self.bytes.as_ref().map_or(at, |b| b[at]);
        Some((byte(points.start)..byte(points.end), points))
    }
}

/// Ties a file's entries together.
///
/// # Errors
/// Every [`Fault`], in the order of the file, where there is any.
pub(super) fn assemble(file: File) -> Result<Dataset, Vec<Fault>> {
    let mut faults = Faults::default();
    if file.version != VERSION {
        faults.0.push(Fault {
            place: "version".into(),
            what: format!("this program reads version {VERSION}, the file is {}", file.version),
            mend: format!("make it a version {VERSION} dataset"),
        });
    }
    let article_ids = faults.ids::<ArticleIx>("articles", file.articles.iter().map(|a| &a.id));
    let speaker_ids = faults.ids::<SpeakerIx>("speakers", file.speakers.iter().map(|s| &s.id));
    let meeting_ids = faults.ids::<MeetingIx>("meetings", file.meetings.iter().map(|m| &m.id));
    let _ = faults.ids::<QuoteIx>("quotes", file.quotes.iter().map(|q| &q.id));

    let mut data = Dataset { title: file.title, ..Dataset::default() };
    for (at, a) in file.articles.into_iter().enumerate() {
        let place = Place { list: "articles", at, id: &a.id };
        let date = a.date.as_ref().map(|day| faults.date(&place, "date", day)).into();
        data.articles.push(Article {
            id: a.id,
            title: a.title,
            publisher: given(a.publisher),
            author: given(a.author),
            date,
            url: given(a.url),
            form: a.form,
            text: a.text,
        });
    }
    for s in file.speakers {
        data.speakers.push(Speaker {
            id: s.id,
            name: s.name,
            kind: s.kind,
            role: given(s.role),
            side: given(s.side),
            aliases: s.aliases,
        });
    }
    for (at, m) in file.meetings.into_iter().enumerate() {
        let place = Place { list: "meetings", at, id: &m.id };
        let date = faults.date(&place, "date", &m.date);
        let end = m.end.map(|end| faults.date(&place, "end", &end));
        if end.is_some_and(|end| end < date) {
            faults.add(&place, "it ends before it begins".into(), "correct date or end");
        }
        let participants = m
            .participants
            .iter()
            .filter_map(|id| faults.refer(&place, "speaker", id, &speaker_ids))
            .collect();
        data.meetings.push(Meeting {
            id: m.id,
            title: m.title,
            date,
            end,
            place: given(m.place),
            participants,
            summary: given(m.summary),
        });
    }
    let points: Vec<Points> = data.articles.iter().map(|a| Points::new(&a.text)).collect();
    let (mut utterances, mut rules) = (HashMap::new(), HashMap::new());
    for (at, q) in file.quotes.into_iter().enumerate() {
        let place = Place { list: "quotes", at, id: &q.id };
        let speaker =
            q.speaker.as_ref().and_then(|id| faults.refer(&place, "speaker", id, &speaker_ids));
        let meeting =
            q.meeting.as_ref().and_then(|id| faults.refer(&place, "meeting", id, &meeting_ids));
        let said = q.said.as_ref().map(|day| faults.date(&place, "said", day));
        let Some(article) = faults.refer(&place, "article", &q.article, &article_ids) else {
            continue;
        };
        let (source, table) = (&data.articles[article.at()], &points[article.at()]);
        let outside = |what: &str, start: u64, end: u64| {
            format!(
                "{what} {start} to {end} lies outside its article, which has {} code points",
                table.len
            )
        };
        let Some((span, points)) = table.span(q.start, q.end) else {
            let mend = "count start and end in code points, start before end";
            faults.add(&place, outside("the span", q.start, q.end), mend);
            continue;
        };
        let mention = q.mention.and_then(|m| {
            let found = table.span(m.start, m.end);
            if found.is_none() {
                let mend = "correct it or leave it out";
                faults.add(&place, outside("the mention", m.start, m.end), mend);
            }
            found.map(|(bytes, _)| bytes)
        });
        let claimed = (source.text[span.clone()] != q.text).then_some(q.text);
        let (next, this) = (utterances.len(), at.into());
        let utterance = q.utterance.map(|name| {
            let utterance = *utterances.entry(name.clone()).or_insert(next);
            if utterance == next {
                data.utterance_ids.push(name);
                data.utterances.push(Vec::new());
            }
            data.utterances[utterance].push(this);
            utterance
        });
        let next = RuleIx::from(data.rules.len());
        let rule = given(q.rule).map(|rule| {
            *rules.entry(rule).or_insert_with_key(|rule| {
                data.rules.push(rule.clone());
                next
            })
        });
        data.quotes.push(Quote {
            id: q.id,
            article,
            span,
            points,
            kind: q.kind,
            speaker,
            said_told: said.is_some(),
            said: said.map_or(source.date, Day::Known),
            meeting,
            cue: q.cue,
            mention,
            utterance,
            confidence: q.confidence,
            rule,
            claimed,
        });
    }
    if faults.0.is_empty() { Ok(finish(data)) } else { Err(faults.0) }
}

/// A blank text says as little as none.
fn given(text: Option<String>) -> Option<String> {
    text.filter(|text| !text.trim().is_empty())
}

/// Derives the orders from a dataset whose lists are complete.
fn finish(mut data: Dataset) -> Dataset {
    data.timeline = Timeline::new(&data);
    let position = &data.timeline.position;
    for printings in &mut data.utterances {
        printings.sort_by_key(|q| position[q.at()]);
    }
    data.in_article = vec![Vec::new(); data.articles.len()];
    data.spoken = vec![0; data.speakers.len() + 1];
    for (at, quote) in data.quotes.iter().enumerate() {
        data.in_article[quote.article.at()].push(at.into());
        data.spoken[quote.speaker.map_or(data.speakers.len(), SpeakerIx::at)] += 1;
    }
    for quotes in &mut data.in_article {
        quotes.sort_by_key(|q| {
            let span = &data.quotes[q.at()].span;
            (span.start, span.end, *q)
        });
    }
    data
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_strict() {
        assert!(parse_day("2020-02-29").is_some());
        for bad in ["2021-02-29", "2021-1-1", "0000-01-01", "2021-07-28T00:00", "yesterday", ""] {
            assert!(parse_day(bad).is_none(), "{bad}");
        }
    }
}
