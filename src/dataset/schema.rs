//! The file format: what serde reads, and its JSON Schema made from the same types. Entries are
//! generic over their strings, which are borrowed from the file's text while that is read.

use std::io::{BufReader, Read};
use std::num::NonZeroU32;

use schemars::{JsonSchema, Schema};
use serde::de::IgnoredAny;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::entry::{Confidence, Form, MeetingStatus, Polarity, QuoteKind, SpeakerKind, Verdict};

/// The version of the format this program reads.
pub const VERSION: u64 = 1;

/// A record: articles, who speaks in them, the meetings they tell of, and every quotation with the
/// place at which it is printed.
#[derive(Debug, Deserialize, Serialize, JsonSchema)]
#[schemars(title = "onrecord dataset")]
pub struct File {
    /// The version of the format: 1.
    pub version: u64,
    /// What the record is of.
    pub title: String,
    /// The sources.
    pub articles: Vec<Article>,
    /// Everyone who is quoted or takes part in a meeting.
    pub speakers: Vec<Speaker>,
    /// Meetings and public occasions.
    pub meetings: Vec<Meeting>,
    /// What was said, and where it is printed.
    pub quotes: Vec<Quote>,
}

/// One source.
#[derive(Debug, Deserialize, Serialize, JsonSchema)]
#[schemars(rename = "Article", transform = require_date)]
pub struct Article<S = String> {
    /// Unique among the articles.
    pub id: S,
    /// The headline; in square brackets where the article has none of its own.
    pub title: S,
    /// Who published it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub publisher: Option<S>,
    /// The byline.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub author: Option<S>,
    /// The day it was published, YYYY-MM-DD; null where the article prints none.
    #[serde(deserialize_with = "Option::deserialize")]
    pub date: Option<S>,
    /// The address, http or https.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<S>,
    /// `full`: the publisher's text; `digest`: an account of it, quotations verbatim;
    /// `transcript`: what was spoken, under the speakers' names.
    #[serde(default)]
    pub form: Form,
    /// The text: paragraphs with a blank line between.
    pub text: S,
}

/// Someone who is quoted or takes part in a meeting.
#[derive(Debug, Clone, Deserialize, Serialize, JsonSchema)]
#[schemars(rename = "Speaker")]
pub struct Speaker<S = String> {
    /// Unique among the speakers.
    pub id: S,
    /// The name to show.
    pub name: S,
    /// `person`, `organisation`, or `document`: a filing, a report, a letter.
    #[serde(default)]
    pub kind: SpeakerKind,
    /// The office held.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub role: Option<S>,
    /// The side of the negotiation.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub side: Option<S>,
    /// Other printed forms of the name.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub aliases: Vec<S>,
}

/// A meeting or public occasion.
#[derive(Debug, Clone, Deserialize, Serialize, JsonSchema)]
#[schemars(rename = "Meeting")]
pub struct Meeting<S = String> {
    /// Unique among the meetings.
    pub id: S,
    /// What it is called.
    pub title: S,
    /// Its first day, as precisely as it is printed: YYYY-MM-DD, or YYYY-MM where only the month
    /// is; null where neither is told.
    #[serde(default)]
    pub date: Option<S>,
    /// Whether it was `held`, as where this is absent, is `planned` or was `cancelled`.
    #[serde(default, skip_serializing_if = "MeetingStatus::is_held")]
    pub status: MeetingStatus,
    /// Its last day, where it took more than one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub end: Option<S>,
    /// Where it was held.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<S>,
    /// Ids of the speakers who took part.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub participants: Vec<S>,
    /// What happened, in a few sentences.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub summary: Option<S>,
}

/// What someone is quoted as saying, and where it is printed.
#[derive(Debug, Deserialize, Serialize, JsonSchema)]
#[schemars(rename = "Quote")]
pub struct Quote<S = String> {
    /// Unique among the quotes.
    pub id: S,
    /// Id of the article it stands in.
    pub article: S,
    /// Where it begins: Unicode code points of the article's text.
    pub start: u64,
    /// Where it ends, exclusive: Unicode code points of the article's text.
    pub end: u64,
    /// The words, exactly as they stand from `start` to `end`.
    pub text: S,
    /// `direct`: a clause or more in quotation marks; `mixed`: a quoted fragment in the reporter's
    /// own sentence; `indirect`: reported without marks; `spoken`: a paragraph of a transcript.
    pub kind: QuoteKind,
    /// Id of the speaker.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub speaker: Option<S>,
    /// The day it was said, YYYY-MM-DD; the article's day, if it has one, where this is absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub said: Option<S>,
    /// Id of the meeting it is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub meeting: Option<S>,
    /// The word that attributes it, as printed: told, said, according to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cue: Option<S>,
    /// Where the attributing words begin, with what turns their meaning (`did not say`): Unicode
    /// code points of the article's text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cue_start: Option<u64>,
    /// Where the attributing words end, exclusive.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cue_end: Option<u64>,
    /// How the source turns or suspends what is said: `negated` (denies, did not say),
    /// `hypothetical` (might say, if he says), `question` (asked whether).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub polarity: Option<Polarity>,
    /// Ids of those who may have said it, where the source leaves open who did.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub candidates: Vec<S>,
    /// Where the source names the speaker.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mention: Option<Mention>,
    /// Shared by quotes that are the same words printed in different articles.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub utterance: Option<S>,
    /// How sure the attribution is; absent where a person made it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub confidence: Option<Confidence>,
    /// Which rule attributed it, or why nobody could be named: `X said after it`; `a pronoun, taken
    /// for the last person named`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rule: Option<S>,
    /// Which turn of its transcript it belongs to, counted from 1: all that one speaker says
    /// until another begins.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub turn: Option<NonZeroU32>,
    /// When it was said in the recording: milliseconds from its beginning.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub time: Option<u32>,
    /// What of a transcript it repeats, and how exactly.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub spoken: Option<Spoken<S>>,
}

/// The words of a transcript that a printed quote repeats.
#[derive(Debug, Deserialize, Serialize, JsonSchema)]
#[schemars(rename = "Spoken")]
pub struct Spoken<S = String> {
    /// Id of the quote in which they begin: a passage of the transcript.
    pub quote: S,
    /// Where they begin: Unicode code points of the transcript's text.
    pub start: u64,
    /// Where they end, exclusive.
    pub end: u64,
    /// `exact`: the same words; `abridged`: words left out, and a mark says so; `altered`: words
    /// dropped, added or changed without one; `spliced`: two passages joined without one;
    /// `misattributed`: said by somebody else.
    pub verdict: Verdict,
    /// Whether a denial, a number or a name was lost or gained.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub reverses: bool,
}

/// A place in the article's text.
#[derive(Debug, Deserialize, Serialize, JsonSchema)]
pub struct Mention {
    /// Where it begins: Unicode code points of the article's text.
    pub start: u64,
    /// Where it ends, exclusive.
    pub end: u64,
}

/// Whether a file has a dataset's shape, whatever is wrong with what is in it. What is none is
/// mostly known by its beginning, and no more of it is read.
pub fn is_dataset(file: impl Read) -> bool {
    #[derive(Deserialize)]
    #[allow(dead_code)] // only that they are there is asked
    struct Outline {
        version: u64,
        title: String,
        articles: Vec<IgnoredAny>,
        speakers: Vec<IgnoredAny>,
        meetings: Vec<IgnoredAny>,
        quotes: Vec<IgnoredAny>,
    }
    serde_json::from_reader::<_, Outline>(BufReader::new(file)).is_ok()
}

/// A day that is not known is told by null: a key that is missing is a mistake more often.
fn require_date(schema: &mut Schema) {
    if let Some(Value::Array(required)) = schema.get_mut("required") {
        required.push("date".into());
    }
}

/// The JSON Schema of the format, pretty-printed, ending in a line break.
#[must_use]
pub fn json_schema() -> String {
    let mut text = serde_json::to_string_pretty(&schemars::schema_for!(File)).unwrap_or_default();
    text.push('\n');
    text
}
