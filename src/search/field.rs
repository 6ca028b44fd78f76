//! The fields of a dataset in which words are looked for.
//!
//! A field has *documents*: quotes for the quotes' words, speakers for names and sides, articles for
//! headlines, publishers and whole texts, meetings for titles and places. Behind each document stand
//! its quotes.

use super::set::QuoteSet;
use crate::dataset::{ArticleIx, Dataset, MeetingIx, QuoteIx, SpeakerIx};

/// Where a word can stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Field {
    /// The words of the quote.
    Text,
    /// The speaker's name and its other printed forms.
    Speaker,
    /// The speaker's side.
    Side,
    /// The article's headline.
    Headline,
    /// The article's publisher.
    Publisher,
    /// The meeting's title.
    Meeting,
    /// The meeting's place.
    Place,
    /// The whole text of the article. Only `in:` looks here, and an index of its own holds it.
    Article,
}

bitflags::bitflags! {
    /// Some fields: for each the bit at its position in [`Field::ALL`].
    #[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
    pub struct FieldSet: u8 {
        /// Where a bare word may be found.
        const ANYWHERE = 1 << Field::Text as u8 | 1 << Field::Speaker as u8
            | 1 << Field::Headline as u8 | 1 << Field::Meeting as u8 | 1 << Field::Place as u8;
        const _ = !0;
    }
}

impl FieldSet {
    /// Whether a field is one of them.
    #[must_use]
    pub fn has(self, field: Field) -> bool {
        self.intersects(field.into())
    }

    /// The fields, one by one.
    pub fn each(self) -> impl Iterator<Item = Field> {
        Field::ALL.into_iter().filter(move |field| self.has(*field))
    }
}

impl From<Field> for FieldSet {
    fn from(field: Field) -> Self {
        Self::from_bits_retain(1 << field as u8)
    }
}

impl Field {
    /// Every field.
    pub const ALL: [Self; 8] = [
        Self::Text,
        Self::Speaker,
        Self::Side,
        Self::Headline,
        Self::Publisher,
        Self::Meeting,
        Self::Place,
        Self::Article,
    ];

    /// How many documents the field has.
    pub(super) fn documents(self, data: &Dataset) -> usize {
        match self {
            Self::Text => data.quotes.len(),
            Self::Speaker | Self::Side => data.speakers.len(),
            Self::Headline | Self::Publisher | Self::Article => data.articles.len(),
            Self::Meeting | Self::Place => data.meetings.len(),
        }
    }

    /// The texts of one document, in which words are looked for.
    pub(super) fn texts(self, data: &Dataset, document: usize) -> impl Iterator<Item = &str> {
        let (one, others): (Option<&str>, &[String]) = match self {
            Self::Text => (Some(data.words_of(document.into())), &[]),
            Self::Speaker => {
                let speaker = &data.speakers[document];
                (Some(&speaker.name), &speaker.aliases)
            }
            Self::Side => (data.speakers[document].side.as_deref(), &[]),
            Self::Headline => (Some(&data.articles[document].title), &[]),
            Self::Publisher => (data.articles[document].publisher.as_deref(), &[]),
            Self::Meeting => (Some(&data.meetings[document].title), &[]),
            Self::Place => (data.meetings[document].place.as_deref(), &[]),
            Self::Article => (Some(&data.articles[document].text), &[]),
        };
        one.into_iter().chain(others.iter().map(String::as_str))
    }

    /// The texts of a quote's document.
    pub(super) fn texts_of(self, data: &Dataset, quote: QuoteIx) -> impl Iterator<Item = &str> {
        let entry = data.quote(quote);
        // Those who may have said it are looked for as well.
        let open = match (self, entry.speaker) {
            (Self::Speaker, None) => data.candidates(quote),
            _ => &[],
        };
        let document = match self {
            Self::Text => Some(quote.index()),
            Self::Speaker | Self::Side => entry.speaker.map(SpeakerIx::index),
            Self::Headline | Self::Publisher | Self::Article => Some(entry.article.index()),
            Self::Meeting | Self::Place => entry.meeting.map(MeetingIx::index),
        };
        let documents = document.into_iter().chain(open.iter().map(|speaker| speaker.index()));
        documents.flat_map(move |document| self.texts(data, document))
    }

    /// Adds the quotes of a document to a set.
    pub(super) fn add_quotes(self, data: &Dataset, document: usize, set: &mut QuoteSet) {
        let list = match self {
            Self::Text => return set.insert(document.into()),
            Self::Meeting | Self::Place => {
                let group = data.timeline.of_meeting(MeetingIx::from(document));
                if let Some(group) = group {
                    set.insert_range(data.timeline.group(group).quotes.clone());
                }
                return;
            }
            Self::Speaker => {
                let speaker = SpeakerIx::from(document);
                data.open_quotes_of(speaker).iter().for_each(|quote| set.insert(*quote));
                data.quotes_by(Some(speaker))
            }
            Self::Side => data.quotes_by(Some(SpeakerIx::from(document))),
            Self::Headline | Self::Publisher | Self::Article => {
                data.quotes_in(ArticleIx::from(document))
            }
        };
        for quote in list {
            set.insert(*quote);
        }
    }
}
