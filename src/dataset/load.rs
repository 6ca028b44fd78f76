//! From bytes to a [`Dataset`], or to one sentence that says why not.

use std::collections::HashMap;
use std::fs::File as FsFile;
use std::io::{self, Read};
use std::ops::Range;
use std::path::Path;

use jiff::civil::Date;

use super::check::{Fault, Place, Refusal};
use super::schema::{File, VERSION};
use super::{
    Article, ArticleIx, Dataset, Meeting, MeetingIx, Quote, QuoteIx, Speaker, SpeakerIx, Timeline,
};

/// A dataset of a million quotes takes half a gigabyte; what is larger than this is a mistake.
const LARGEST: u64 = 2 << 30;

/// How far loading has come.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Progress {
    /// What is being done, as `reading`.
    pub stage: &'static str,
    /// The share of it that is done, 0 to 1; `None` where that is not known.
    pub share: Option<f64>,
}

impl Progress {
    /// A stage that cannot say how far it is.
    #[must_use]
    pub fn stage(stage: &'static str) -> Self {
        Self { stage, share: None }
    }
}

/// Where a dataset comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Origin {
    /// The record that the program carries.
    BuiltIn,
    /// Standard input.
    Stdin,
    /// A file.
    File(std::path::PathBuf),
}

impl Origin {
    /// What messages call it.
    #[must_use]
    pub fn name(&self) -> String {
        match self {
            Self::BuiltIn => "built-in record".into(),
            Self::Stdin => "standard input".into(),
            Self::File(path) => crate::text::safe(&path.to_string_lossy()).into_owned(),
        }
    }

    /// Reads and checks the dataset, reporting progress.
    ///
    /// # Errors
    /// A [`Refusal`] where the file cannot be read or is no sound dataset.
    pub fn load(&self, progress: &mut dyn FnMut(Progress)) -> Result<Dataset, Refusal> {
        match self {
            Self::BuiltIn => from_bytes(BUILT_IN, progress),
            Self::Stdin => {
                progress(Progress::stage("reading standard input"));
                let mut bytes = Vec::new();
                let mut stdin = io::stdin().lock().take(LARGEST + 1);
                stdin.read_to_end(&mut bytes).map_err(unreadable)?;
                if bytes.len() as u64 > LARGEST {
                    return Err(Refusal::File("gives more than a dataset may hold".into()));
                }
                from_bytes(&bytes, progress)
            }
            Self::File(path) => from_bytes(&read(path, progress)?, progress),
        }
    }
}

static BUILT_IN: &[u8] = include_bytes!(concat!(env!("CARGO_MANIFEST_DIR"), "/data/record.json"));

#[allow(clippy::needless_pass_by_value)] // the shape `map_err` wants
fn unreadable(error: io::Error) -> Refusal {
    let what = error.to_string();
    let what = what.split(" (os error").next().unwrap_or_default();
    Refusal::File(format!(
        "cannot be read: {}",
        what.to_lowercase().replace("stream did not contain valid", "not")
    ))
}

fn read(path: &Path, progress: &mut dyn FnMut(Progress)) -> Result<Vec<u8>, Refusal> {
    const PIECE: usize = 4 << 20;
    // Asked before opening: opening a FIFO would wait for its writer.
    let meta = std::fs::metadata(path).map_err(unreadable)?;
    if !meta.is_file() {
        let what = if meta.is_dir() { "a folder" } else { "not a regular file" };
        return Err(Refusal::File(format!(
            "is {what}; name a dataset, a JSON file as `onrecord schema` describes it"
        )));
    }
    if meta.len() > LARGEST {
        return Err(Refusal::File(format!(
            "is larger than {} GiB; split it, or keep only the articles you need",
            LARGEST >> 30
        )));
    }
    let size = usize::try_from(meta.len()).unwrap_or(usize::MAX);
    let mut file = FsFile::open(path).map_err(unreadable)?;
    let mut bytes = Vec::new();
    loop {
        #[allow(clippy::cast_precision_loss)] // a share for the eye
        progress(Progress {
            stage: "reading",
            share: Some(bytes.len() as f64 / size.max(1) as f64),
        });
        let got = file.by_ref().take(PIECE as u64).read_to_end(&mut bytes).map_err(unreadable)?;
        if got == 0 {
            return Ok(bytes);
        }
    }
}

/// Reads a dataset from the bytes of its file.
///
/// # Errors
/// A [`Refusal`] with the first fault's place where it is no sound dataset.
pub fn from_bytes(bytes: &[u8], progress: &mut dyn FnMut(Progress)) -> Result<Dataset, Refusal> {
    progress(Progress::stage("parsing"));
    let file = parse(bytes)?;
    progress(Progress::stage("checking"));
    assemble(file).map_err(Refusal::Faults)
}

fn parse(bytes: &[u8]) -> Result<File, Refusal> {
    let refuse = |what: &str| Err(Refusal::File(what.into()));
    let text = match bytes {
        [] => return refuse("is empty; a dataset is a JSON object, see `onrecord schema`"),
        [0x1f, 0x8b, ..] => {
            return refuse("is gzip; unpack it first: `gunzip -c FILE | onrecord -`");
        }
        [0xff, 0xfe, ..] | [0xfe, 0xff, ..] => {
            return refuse("is UTF-16; save it as UTF-8, as `iconv -f UTF-16 -t UTF-8` does");
        }
        bytes => std::str::from_utf8(bytes).map_err(|e| {
            let before = &bytes[..e.valid_up_to()];
            let line = before.iter().filter(|b| **b == b'\n').count() + 1;
            Refusal::File(format!(
                "line {line}: byte {} is not UTF-8; save the file as UTF-8",
                e.valid_up_to()
            ))
        })?,
    };
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let start = text.trim_start();
    if !start.starts_with('{') {
        let line = text.len() - start.len();
        let line = text[..line].matches('\n').count() + 1;
        return Err(Refusal::Json {
            place: format!("line {line}"),
            what: "a dataset is one JSON object and begins with `{`".into(),
        });
    }
    match serde_json::from_str(text) {
        Ok(file) => Ok(file),
        Err(error) => Err(explain(text, &error)),
    }
}

/// A second, slower reading that knows the path to the fault.
fn explain(text: &str, error: &serde_json::Error) -> Refusal {
    let mut reader = serde_json::Deserializer::from_str(text);
    let path = match serde_path_to_error::deserialize::<_, File>(&mut reader) {
        Err(e) if error.is_data() => e.path().to_string(),
        _ => ".".into(),
    };
    // serde_json counts the break before the end of the file as a line of its own.
    let place = match error.column() {
        0 => format!("line {}, at its end", error.line().saturating_sub(1).max(1)),
        column => format!("line {} column {column}", error.line()),
    };
    let what = error.to_string();
    let what = what.split(" at line ").next().unwrap_or_default();
    Refusal::Json {
        place: if path == "." { place } else { format!("{place} ({path})") },
        what: if error.is_eof() { "the file ends too early".into() } else { what.into() },
    }
}

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
#[must_use]
pub fn parse_day(text: &str) -> Option<Date> {
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
pub fn assemble(file: File) -> Result<Dataset, Vec<Fault>> {
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
        let date = faults.date(&Place { list: "articles", at, id: &a.id }, "date", &a.date);
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
    let mut utterances = HashMap::new();
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
        data.quotes.push(Quote {
            id: q.id,
            article,
            span,
            points,
            kind: q.kind,
            speaker,
            said_told: said.is_some(),
            said: said.unwrap_or(source.date),
            meeting,
            cue: q.cue,
            mention,
            utterance,
            confidence: q.confidence,
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

    fn load(text: &str) -> Result<Dataset, Refusal> {
        from_bytes(text.as_bytes(), &mut |_| {})
    }

    fn sample(quote: &str) -> String {
        format!(
            r#"{{"version":1,"title":"t","articles":[{{"id":"a","title":"A","date":"2021-07-28",
            "text":"Élan «we go» end"}}],"speakers":[{{"id":"s","name":"S"}}],
            "meetings":[{{"id":"m","title":"M","date":"2021-07-30"}}],"quotes":[{quote}]}}"#
        )
    }

    #[test]
    fn offsets_are_code_points() {
        let data = load(&sample(
            r#"{"id":"q","article":"a","start":6,"end":11,"text":"we go","kind":"direct","meeting":"m"}"#,
        ))
        .expect("sound");
        assert_eq!(data.words_of(QuoteIx(0)), "we go");
        assert!(data.quotes[0].claimed.is_none());
        assert_eq!(data.distance(QuoteIx(0)), Some(-2));
    }

    #[test]
    fn a_text_that_differs_opens_unproven() {
        let data = load(&sample(
            r#"{"id":"q","article":"a","start":6,"end":11,"text":"we went","kind":"direct"}"#,
        ))
        .expect("opens");
        assert_eq!(data.quotes[0].claimed.as_deref(), Some("we went"));
    }

    #[test]
    fn faults_name_place_and_count() {
        let refusal = load(&sample(
            r#"{"id":"q","article":"a","start":6,"end":99,"text":"","kind":"direct","speaker":"x","said":"2021-02-30"}"#,
        ))
        .expect_err("broken");
        let Refusal::Faults(faults) = &refusal else { panic!("{refusal}") };
        assert_eq!(faults.len(), 3);
        assert!(refusal.to_string().starts_with("quotes[0] \"q\": there is no speaker \"x\";"));
        assert!(refusal.to_string().contains("and 2 more"));
    }

    #[test]
    fn broken_json_names_line_and_path() {
        let text =
            sample(r#"{"id":"q","article":"a","start":-6,"end":9,"text":"","kind":"direct"}"#);
        let refusal = load(&text).expect_err("broken").to_string();
        assert!(refusal.contains("line 3") && refusal.contains("quotes[0].start"), "{refusal}");
        for (bytes, word) in [
            (&b""[..], "empty"),
            (b"\x1f\x8b\x08", "gzip"),
            (b"\xff\xfe{\0", "UTF-16"),
            (b"{\"a\":\"\xff\"}", "not UTF-8"),
            (b"[]", "begins with"),
            (b"{\"version\":1", "ends too early"),
        ] {
            let refusal = from_bytes(bytes, &mut |_| {}).expect_err("broken").to_string();
            assert!(refusal.contains(word), "{refusal}");
        }
    }

    #[test]
    fn days_are_strict() {
        assert!(parse_day("2020-02-29").is_some());
        for bad in ["2021-02-29", "2021-1-1", "0000-01-01", "2021-07-28T00:00", "yesterday", ""] {
            assert!(parse_day(bad).is_none(), "{bad}");
        }
    }

    #[test]
    fn the_built_in_record_is_sound_and_proven() {
        let data = Origin::BuiltIn.load(&mut |_| {}).expect("sound");
        assert!(data.quotes.iter().all(|q| q.claimed.is_none()));
        assert_eq!(data.timeline.order.len(), data.quotes.len());
    }
}
