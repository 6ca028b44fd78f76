//! Parses a file as a stream. Entries are handed over in batches, their strings borrowed from the
//! text, so that no second copy of the file is held; one thread parses while another checks.

use std::fmt;
use std::sync::mpsc::{SyncSender, sync_channel};
use std::thread;

use serde::Deserialize;
use serde::de::{DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;

use super::schema::{Article, Meeting, Quote, Speaker};
use super::strict::{Str, Strict};
use super::threads::{Refused, joined, start_in};

/// Reads a whole file, and hands over what was parsed, a batch at a time.
///
/// # Errors
/// That no thread could be started; within, those of JSON and of the file's shape.
pub(super) fn read<'a>(
    text: &'a str,
    mut take: impl FnMut(Batch<'a>),
) -> Result<serde_json::Result<()>, Refused> {
    let (sender, batches) = sync_channel(WAITING);
    thread::scope(|scope| {
        let parsing = start_in(scope, move || {
            let mut json = serde_json::Deserializer::from_str(text);
            Strict::new(&mut json).deserialize_map(TopLevel(&sender))?;
            json.end()
        })?;
        batches.into_iter().for_each(&mut take);
        Ok(joined(parsing))
    })
}

/// Entries in a batch.
const BATCH_SIZE: usize = 512;
/// How many batches may wait to be checked.
const WAITING: usize = 8;

/// What was parsed.
pub(super) enum Batch<'a> {
    Version(u64),
    Title(String),
    Articles(Vec<Article<Str<'a>>>),
    Speakers(Vec<Speaker<Str<'a>>>),
    Meetings(Vec<Meeting<Str<'a>>>),
    Quotes(Vec<Quote<Str<'a>>>),
}

type Sender<'a> = SyncSender<Batch<'a>>;

/// The keys of the file's one object.
const KEYS: [&str; 6] = ["version", "title", "articles", "speakers", "meetings", "quotes"];

/// The lists that the entries of a list refer to.
fn needs(key: &str) -> &'static [&'static str] {
    match key {
        "meetings" => &["speakers"],
        "quotes" => &["articles", "speakers", "meetings"],
        _ => &[],
    }
}

struct TopLevel<'b, 'a>(&'b Sender<'a>);

impl<'a> Visitor<'a> for TopLevel<'_, 'a> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a dataset")
    }

    fn visit_map<A: MapAccess<'a>>(self, mut map: A) -> Result<(), A::Error> {
        let to = self.0;
        let mut seen: Vec<&str> = Vec::new();
        // Lists that stand before those they refer to; they are parsed last.
        let mut early: Vec<(&'static str, &'a RawValue)> = Vec::new();
        while let Some(Str(key)) = map.next_key()? {
            let Some(key) = KEYS.into_iter().find(|known| *known == key) else {
                map.next_value::<IgnoredAny>()?;
                continue;
            };
            if seen.contains(&key) {
                return Err(A::Error::duplicate_field(key));
            }
            seen.push(key);
            let is_early = |(other, _): &(&str, _)| needs(key).contains(other);
            if needs(key).iter().any(|need| !seen.contains(need)) || early.iter().any(is_early) {
                early.push((key, map.next_value()?));
                continue;
            }
            match key {
                "version" => send(to, Batch::Version(map.next_value()?)),
                "title" => send(to, Batch::Title(map.next_value()?)),
                list => map.next_value_seed(EntryList(to, list))?,
            }
        }
        if let Some(key) = KEYS.into_iter().find(|key| !seen.contains(key)) {
            return Err(A::Error::missing_field(key));
        }
        // Meetings name speakers, quotes name meetings.
        early.sort_by_key(|(key, _)| needs(key).len());
        for (key, raw) in early {
            let mut json = serde_json::Deserializer::from_str(raw.get());
            EntryList(to, key).deserialize(Strict::new(&mut json)).map_err(A::Error::custom)?;
        }
        Ok(())
    }
}

/// One of the lists.
struct EntryList<'b, 'a>(&'b Sender<'a>, &'static str);

impl<'a> DeserializeSeed<'a> for EntryList<'_, 'a> {
    type Value = ();

    fn deserialize<D: Deserializer<'a>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_seq(self)
    }
}

impl<'a> Visitor<'a> for EntryList<'_, 'a> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list")
    }

    fn visit_seq<A: SeqAccess<'a>>(self, list: A) -> Result<(), A::Error> {
        let Self(to, key) = self;
        match key {
            "articles" => in_batches(list, to, Batch::Articles),
            "speakers" => in_batches(list, to, Batch::Speakers),
            "meetings" => in_batches(list, to, Batch::Meetings),
            _ => in_batches(list, to, Batch::Quotes),
        }
    }
}

fn in_batches<'a, A: SeqAccess<'a>, T: Deserialize<'a>>(
    mut list: A,
    to: &Sender<'a>,
    of: impl Fn(Vec<T>) -> Batch<'a>,
) -> Result<(), A::Error> {
    let mut batch = Vec::with_capacity(BATCH_SIZE);
    while let Some(entry) = list.next_element()? {
        batch.push(entry);
        if batch.len() == BATCH_SIZE {
            send(to, of(std::mem::replace(&mut batch, Vec::with_capacity(BATCH_SIZE))));
        }
    }
    send(to, of(batch));
    Ok(())
}

/// Hands a batch over. The receiver outlives the sender, so this never fails.
fn send<'a>(to: &Sender<'a>, batch: Batch<'a>) {
    let _ = to.send(batch);
}
