//! Annotations: what readers correct, decide, mark and note. They stand in a file of their own
//! beside the dataset, so that they outlive every rebuild.
//!
//! A quote is named by its article, its exact words and what stands around them, as the
//! `TextQuoteSelector` of the W3C Web Annotation model does; speakers, meetings and articles by
//! their ids. What fits nothing any more stays in the file as an orphan.

mod merge;
mod selector;
pub mod store;
pub mod web_annotation;

use std::borrow::Cow;

use schemars::JsonSchema;
use serde::{Deserialize, Deserializer, Serialize};

use super::entry::{MeetingStatus, QuoteKind, SpeakerKind};
use super::given::{is_address, is_day, is_day_or_month};
use super::{schema, strict};

pub use merge::merged;
pub use selector::{CONTEXT, Target, TextQuoteSelector};

/// What readers add to a record. The file of what is known, which `build --known` takes, is the
/// same.
#[derive(Debug, Default, Clone, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[schemars(title = "onrecord annotations")]
#[serde(default, deny_unknown_fields)]
pub struct Annotations {
    /// What the record is of.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// What articles do not tell of themselves, by their ids.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub articles: Vec<ArticleAnnotation>,
    /// Speakers as they are to be: new ones, and by their ids those who are renamed, merged or have
    /// another role. Two names are one speaker where both are among the names and aliases of one.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub speakers: Vec<SpeakerAnnotation>,
    /// Names that are no speaker's.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub not_speakers: Vec<String>,
    /// Meetings as they are to be, by their ids.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub meetings: Vec<MeetingAnnotation>,
    /// What is changed in quotes, decided or noted of them, and quotes of the reader's own.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub quotes: Vec<QuoteAnnotation>,
}

/// What an article does not tell of itself.
#[derive(Debug, Default, Clone, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ArticleAnnotation {
    /// Id of the article.
    pub id: String,
    /// Its headline.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// Who published it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub publisher: Option<String>,
    /// Its byline.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub author: Option<String>,
    /// The day it was published, YYYY-MM-DD.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<String>,
    /// Its address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
}

/// A speaker as it is to be, in the dataset's shape.
#[derive(Debug, Default, Clone, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SpeakerAnnotation {
    /// Id of the speaker; a new one where the record has none of that id.
    pub id: String,
    /// The name to show.
    pub name: String,
    /// `person`, `organisation` or `document`.
    #[serde(default)]
    pub kind: SpeakerKind,
    /// The office held.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub role: Option<String>,
    /// The side of the negotiation.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub side: Option<String>,
    /// Other printed forms of the name.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub aliases: Vec<String>,
    /// Ids of speakers who are this one: what they said is this one's.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub merged: Vec<String>,
}

/// A meeting as it is to be, in the dataset's shape.
#[derive(Debug, Default, Clone, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct MeetingAnnotation {
    /// Id of the meeting; a new one where the record has none of that id.
    pub id: String,
    /// What it is called.
    pub title: String,
    /// Its first day, or its month: YYYY-MM-DD or YYYY-MM.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<String>,
    /// Whether it was `held`, as where this is absent, is `planned` or was `cancelled`.
    #[serde(default, skip_serializing_if = "MeetingStatus::is_held")]
    pub status: MeetingStatus,
    /// Its last day, where it took more than one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub end: Option<String>,
    /// Where it was held.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
    /// Ids of the speakers who took part.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub participants: Vec<String>,
    /// What happened, in a few sentences.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub summary: Option<String>,
    /// Ids of meetings that are this one.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub merged: Vec<String>,
    /// Whether it is the reader's own, for the quotes that are given to it: `build` takes none that
    /// an article tells of for it, as it does for others by their day.
    #[serde(default, skip_serializing_if = "is_false")]
    pub own: bool,
    /// Whether it is no meeting at all.
    #[serde(default, skip_serializing_if = "is_false")]
    pub drop: bool,
}

/// A change to a quote, or what is decided or noted of it. Keys that are absent change nothing;
/// `null` takes away.
#[derive(Debug, Default, Clone, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct QuoteAnnotation {
    /// Id of the article.
    pub article: String,
    /// The words, exactly as they stand there.
    pub text: String,
    /// Up to 32 characters before the words, which tell them from the same words elsewhere.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub prefix: Option<String>,
    /// Up to 32 characters behind the words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub suffix: Option<String>,
    /// Whether the quote is the reader's own: it is added where it was not found. Without a prefix
    /// or suffix every one is.
    #[serde(default, skip_serializing_if = "is_false")]
    pub own: bool,
    /// Whether it is no quotation at all.
    #[serde(default, skip_serializing_if = "is_false")]
    pub drop: bool,
    /// Its kind.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<QuoteKind>,
    /// Id of the speaker.
    #[serde(default, deserialize_with = "given", skip_serializing_if = "Option::is_none")]
    pub speaker: Option<Option<String>>,
    /// The day it was said.
    #[serde(default, deserialize_with = "given", skip_serializing_if = "Option::is_none")]
    pub said: Option<Option<String>>,
    /// Id of the meeting it is about.
    #[serde(default, deserialize_with = "given", skip_serializing_if = "Option::is_none")]
    pub meeting: Option<Option<String>>,
    /// The word that attributes it.
    #[serde(default, deserialize_with = "given", skip_serializing_if = "Option::is_none")]
    pub cue: Option<Option<String>>,
    /// What it shares with the same words elsewhere.
    #[serde(default, deserialize_with = "given", skip_serializing_if = "Option::is_none")]
    pub utterance: Option<Option<String>>,
    /// The words that name the speaker, the nearest ones to the quote.
    #[serde(default, deserialize_with = "given", skip_serializing_if = "Option::is_none")]
    pub mention: Option<Option<String>>,
    /// Whether a reader found it right as it is.
    #[serde(default, skip_serializing_if = "is_false")]
    pub approved: bool,
    /// What a reader notes of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// The names of the marks on it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub marks: Vec<String>,
}

#[allow(clippy::trivially_copy_pass_by_ref)] // serde hands over references
fn is_false(value: &bool) -> bool {
    !value
}

/// Tells `null` from a key that is absent.
fn given<'de, D: Deserializer<'de>>(value: D) -> Result<Option<Option<String>>, D::Error> {
    Option::deserialize(value).map(Some)
}

impl Annotations {
    /// Reads a file of annotations.
    ///
    /// # Errors
    /// One sentence with line and column where it is not such a file.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, String> {
        let text = std::str::from_utf8(bytes).map_err(|error| {
            format!("is not UTF-8 at byte {}; save it as UTF-8", error.valid_up_to())
        })?;
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let read: Self = strict::from_str(text)
            .map_err(|error| format!("is no file of annotations: {error}; correct it there"))?;
        let articles = read.articles.iter().map(|a| ("articles", &a.id, a.date.as_deref()));
        let quotes = read.quotes.iter();
        let quotes = quotes.filter_map(|q| Some(("quotes", &q.text, q.said.as_ref()?.as_deref())));
        for (list, id, day) in articles.chain(quotes) {
            is_day(list, id, day)?;
        }
        for article in &read.articles {
            is_address(&article.id, article.url.as_deref())?;
        }
        for meeting in &read.meetings {
            is_day_or_month("meetings", &meeting.id, meeting.date.as_deref())?;
            is_day("meetings", &meeting.id, meeting.end.as_deref())?;
        }
        Ok(read)
    }

    /// The file, ending in a line break.
    #[must_use]
    pub fn to_json(&self) -> String {
        let mut text = serde_json::to_string_pretty(self).unwrap_or_default();
        text.push('\n');
        text
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// How many entries there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.articles.len()
            + self.speakers.len()
            + self.not_speakers.len()
            + self.meetings.len()
            + self.quotes.len()
    }
}

impl QuoteAnnotation {
    /// What names the quote.
    #[must_use]
    pub fn selector(&self) -> TextQuoteSelector<'_> {
        TextQuoteSelector {
            exact: Cow::Borrowed(&self.text),
            prefix: self.prefix.as_deref().map(Cow::Borrowed),
            suffix: self.suffix.as_deref().map(Cow::Borrowed),
        }
    }

    /// Whether it is about the same words as another.
    #[must_use]
    pub fn is_about(&self, article: &str, selector: &TextQuoteSelector<'_>) -> bool {
        self.article == article && self.selector() == *selector
    }

    /// Whether the quote is added where the words stand and are no quote.
    #[must_use]
    pub fn adds(&self) -> bool {
        !self.drop && (self.own || self.prefix.is_none() && self.suffix.is_none())
    }

    /// Whether it changes the quote, and is not only about it.
    #[must_use]
    pub fn corrects(&self) -> bool {
        self.own
            || self.kind.is_some()
            || [&self.speaker, &self.said, &self.meeting, &self.cue, &self.utterance, &self.mention]
                .into_iter()
                .any(Option::is_some)
    }

    /// Whether nothing is left in it but the words that it is about.
    #[must_use]
    pub fn says_nothing(&self) -> bool {
        !self.drop
            && !self.approved
            && self.note.is_none()
            && self.marks.is_empty()
            && !self.corrects()
    }
}

impl From<&SpeakerAnnotation> for schema::Speaker {
    fn from(speaker: &SpeakerAnnotation) -> Self {
        let SpeakerAnnotation { id, name, kind, role, side, aliases, .. } = speaker.clone();
        Self { id, name, kind, role, side, aliases }
    }
}

impl From<&MeetingAnnotation> for schema::Meeting {
    fn from(meeting: &MeetingAnnotation) -> Self {
        let MeetingAnnotation {
            id, title, date, status, end, place, participants, summary, ..
        } = meeting.clone();
        Self { id, title, date, status, end, place, participants, summary }
    }
}

/// The JSON Schema of a file of annotations, pretty-printed, ending in a line break.
#[must_use]
pub fn json_schema() -> String {
    let schema = schemars::schema_for!(Annotations);
    let mut text = serde_json::to_string_pretty(&schema).unwrap_or_default();
    text.push('\n');
    text
}
