//! The file read as a stream: entries are handed over as soon as they are parsed, their
//! strings borrowed from the text, so that no second copy of the file is ever held. One thread
//! parses while another checks what was parsed.

use std::borrow::Cow;
use std::fmt;
use std::sync::mpsc::{SyncSender, sync_channel};
use std::thread;

use serde::de::{DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, de};
use serde_json::value::RawValue;

use super::schema::{Article, Meeting, Quote, Speaker};
use super::strict::Strict;
use super::threads::{Refused, joined, start_in};

/// A string of the file: borrowed, unless escapes in it had to be decoded.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Str<'a>(pub(super) Cow<'a, str>);

impl std::ops::Deref for Str<'_> {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl<'de> Deserialize<'de> for Str<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Borrow;

        impl<'de> Visitor<'de> for Borrow {
            type Value = Str<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a string")
            }

            fn visit_borrowed_str<E: de::Error>(self, text: &'de str) -> Result<Str<'de>, E> {
                Ok(Str(Cow::Borrowed(text)))
            }

            fn visit_str<E: de::Error>(self, text: &str) -> Result<Str<'de>, E> {
                Ok(Str(Cow::Owned(text.into())))
            }

            fn visit_string<E: de::Error>(self, text: String) -> Result<Str<'de>, E> {
                Ok(Str(Cow::Owned(text)))
            }
        }
        deserializer.deserialize_str(Borrow)
    }
}

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

/// So many entries are handed over at once.
const BATCH_SIZE: usize = 512;
/// So many batches may wait to be checked.
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

/// Hands a batch over; who takes it is there as long as there are any.
fn send<'a>(to: &Sender<'a>, batch: Batch<'a>) {
    let _ = to.send(batch);
}

/// The keys of the file's one object.
#[derive(Deserialize, Clone, Copy, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
enum TopLevelKey {
    Version,
    Title,
    Articles,
    Speakers,
    Meetings,
    Quotes,
    #[serde(other)]
    Other,
}

impl TopLevelKey {
    const ALL: [(Self, &'static str); 6] = [
        (Self::Version, "version"),
        (Self::Title, "title"),
        (Self::Articles, "articles"),
        (Self::Speakers, "speakers"),
        (Self::Meetings, "meetings"),
        (Self::Quotes, "quotes"),
    ];

    /// The lists whose entries those of this one name.
    fn needs(self) -> &'static [Self] {
        match self {
            Self::Meetings => &[Self::Speakers],
            Self::Quotes => &[Self::Articles, Self::Speakers, Self::Meetings],
            _ => &[],
        }
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
        let mut seen: Vec<TopLevelKey> = Vec::new();
        // Csr that stand before one whose entries they name; read when all is there.
        let mut early: Vec<(TopLevelKey, &'a RawValue)> = Vec::new();
        while let Some(key) = map.next_key::<TopLevelKey>()? {
            if key == TopLevelKey::Other {
                map.next_value::<IgnoredAny>()?;
                continue;
            }
            if seen.contains(&key) {
                let name =
                    TopLevelKey::ALL.iter().find(|(other, _)| *other == key).map(|(_, name)| *name);
                return Err(A::Error::duplicate_field(name.unwrap_or_default()));
            }
            seen.push(key);
            let is_early = |(other, _): &(TopLevelKey, _)| key.needs().contains(other);
            let waits = key.needs().iter().any(|need| !seen.contains(need));
            if waits || early.iter().any(is_early) {
                early.push((key, map.next_value()?));
                continue;
            }
            match key {
                TopLevelKey::Version => send(to, Batch::Version(map.next_value()?)),
                TopLevelKey::Title => send(to, Batch::Title(map.next_value()?)),
                list => map.next_value_seed(EntryList(to, list))?,
            }
        }
        if let Some((_, name)) = TopLevelKey::ALL.iter().find(|(key, _)| !seen.contains(key)) {
            return Err(A::Error::missing_field(name));
        }
        // Meetings name speakers, quotes name meetings.
        early.sort_by_key(|(key, _)| key.needs().len());
        for (key, raw) in early {
            let mut json = serde_json::Deserializer::from_str(raw.get());
            EntryList(to, key).deserialize(Strict::new(&mut json)).map_err(A::Error::custom)?;
        }
        Ok(())
    }
}

/// One of the lists.
struct EntryList<'b, 'a>(&'b Sender<'a>, TopLevelKey);

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
            TopLevelKey::Articles => in_batches(list, |batch| send(to, Batch::Articles(batch))),
            TopLevelKey::Speakers => in_batches(list, |batch| send(to, Batch::Speakers(batch))),
            TopLevelKey::Meetings => in_batches(list, |batch| send(to, Batch::Meetings(batch))),
            _ => in_batches(list, |batch| send(to, Batch::Quotes(batch))),
        }
    }
}

fn in_batches<'a, A: SeqAccess<'a>, T: Deserialize<'a>>(
    mut list: A,
    mut send: impl FnMut(Vec<T>),
) -> Result<(), A::Error> {
    let mut batch = Vec::with_capacity(BATCH_SIZE);
    while let Some(entry) = list.next_element()? {
        batch.push(entry);
        if batch.len() == BATCH_SIZE {
            send(std::mem::replace(&mut batch, Vec::with_capacity(BATCH_SIZE)));
        }
    }
    send(batch);
    Ok(())
}
