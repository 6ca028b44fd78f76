//! The entries of a dataset, and the typed indexes that tie them together.

use std::num::NonZeroU32;
use std::ops::Range;
use std::sync::Arc;

use jiff::civil::Date;
use nonmax::NonMaxU32;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::day::{DateForm, Day, MeetingDate};
use crate::text::offsets::offset;

/// Defines typed indexes into the dataset's lists. None is as large as the largest number, so that
/// one that may be absent takes no more room.
macro_rules! indexes {
    ($(#[$doc:meta] $name:ident;)*) => {$(
        #[$doc]
        #[derive(Debug, Default, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(NonMaxU32);

        impl $name {
            /// The index of a position.
            ///
            /// # Panics
            /// If it is the largest number: no list is that long.
            #[must_use]
            pub const fn new(at: u32) -> Self {
                match NonMaxU32::new(at) {
                    Some(at) => Self(at),
                    None => panic!("no list is that long"),
                }
            }

            /// The index as a number.
            #[must_use]
            pub const fn get(self) -> u32 {
                self.0.get()
            }

            /// The index as a position in a slice.
            #[must_use]
            pub fn index(self) -> usize {
                self.0.get() as usize
            }
        }

        impl From<usize> for $name {
            fn from(at: usize) -> Self {
                Self::new(offset(at))
            }
        }
    )*};
}

indexes! {
    /// An article: a position in [`super::Dataset::articles`].
    ArticleIx;
    /// A speaker: a position in [`super::Dataset::speakers`].
    SpeakerIx;
    /// A meeting: a position in [`super::Dataset::meetings`].
    MeetingIx;
    /// A quote: a position in [`super::Dataset::quotes`].
    QuoteIx;
    /// A rule of attribution: see [`super::Dataset::rule_of`].
    RuleIx;
    /// An utterance: see [`super::Dataset::utterance_id`].
    UtteranceIx;
    /// A group of the timeline: a position in [`super::Timeline::groups`].
    GroupIx;
}

/// Whether an article's text is the publisher's or our account of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Form {
    /// The publisher's text, as the user holds it.
    #[default]
    Full,
    /// Our own account of the article, in which every quotation stands verbatim.
    Digest,
    /// The words of those who spoke, under their names.
    Transcript,
}

/// One source.
#[derive(Debug, Clone)]
pub struct Article {
    /// Unique among the articles.
    pub id: String,
    /// The headline; in square brackets where it is ours.
    pub title: String,
    /// Who published it.
    pub publisher: Option<String>,
    /// The byline.
    pub author: Option<String>,
    /// The day it was published, where the source tells it.
    pub date: Day,
    /// Where it was published.
    pub url: Option<String>,
    /// Whose words the text is.
    pub form: Form,
    /// The text, a blank line between paragraphs. It is shared by the copies of a dataset.
    pub text: Arc<String>,
}

/// Whether a speaker is a person, an organisation or a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum SpeakerKind {
    /// A human being.
    #[default]
    Person,
    /// A ministry, a delegation, a company.
    Organisation,
    /// A filing, a report, a letter: what is quoted of it nobody is said to have spoken.
    Document,
}

/// Someone who is quoted or takes part in a meeting.
#[derive(Debug, Clone)]
pub struct Speaker {
    /// Unique among the speakers.
    pub id: String,
    /// The name shown.
    pub name: String,
    /// A person, an organisation or a document.
    pub kind: SpeakerKind,
    /// The office held.
    pub role: Option<String>,
    /// The side of the negotiation.
    pub side: Option<String>,
    /// Other printed forms of the name.
    pub aliases: Vec<String>,
    /// Whether annotations merged it with another, or say that it is no speaker.
    pub is_gone: bool,
}

impl Speaker {
    /// What they are, in words: the office held, or that it is a document.
    #[must_use]
    pub fn description(&self) -> Option<&str> {
        let document = (self.kind == SpeakerKind::Document).then_some("document");
        self.role.as_deref().or(document)
    }
}

/// A meeting or public occasion.
#[derive(Debug, Clone)]
pub struct Meeting {
    /// Unique among the meetings.
    pub id: String,
    /// What it is called.
    pub title: String,
    /// Its first day.
    pub date: MeetingDate,
    /// Whether it was held.
    pub status: MeetingStatus,
    /// Its last day, where it took more than one.
    pub end: Option<Date>,
    /// Where it was held.
    pub place: Option<String>,
    /// Who took part.
    pub participants: Vec<SpeakerIx>,
    /// What happened, in a few sentences.
    pub summary: Option<String>,
    /// Whether annotations merged it with another, or say that it is no meeting.
    pub is_gone: bool,
}

/// Whether a meeting took place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum MeetingStatus {
    /// It did.
    #[default]
    Held,
    /// It is firmly set, and had not begun when it was told of.
    Planned,
    /// It was set, and called off.
    Cancelled,
}

impl MeetingStatus {
    /// Every status.
    pub const ALL: [Self; 3] = [Self::Held, Self::Planned, Self::Cancelled];

    /// The word the dataset uses.
    #[must_use]
    pub fn name(self) -> &'static str {
        ["held", "planned", "cancelled"][self as usize]
    }

    /// Whether it took place.
    #[must_use]
    pub fn is_held(&self) -> bool {
        *self == Self::Held
    }

    /// The word shown beside its title: none for one that was held.
    #[must_use]
    pub fn mark(self) -> Option<&'static str> {
        (!self.is_held()).then_some(self.name())
    }
}

/// How the words stand in the source.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "lowercase")]
pub enum QuoteKind {
    /// A clause or more in quotation marks.
    Direct,
    /// A quoted fragment in the reporter's own sentence.
    Mixed,
    /// Reported without quotation marks.
    Indirect,
    /// Spoken: a paragraph of a transcript, verbatim and without marks in the source.
    Spoken,
}

impl QuoteKind {
    /// Every kind.
    pub const ALL: [Self; 4] = [Self::Direct, Self::Mixed, Self::Indirect, Self::Spoken];

    /// The kind as the dataset writes it.
    #[must_use]
    pub fn name(self) -> &'static str {
        ["direct", "mixed", "indirect", "spoken"][self as usize]
    }
}

/// How sure the attribution to the speaker is.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "lowercase")]
pub enum Confidence {
    /// The source names the speaker beside the quote.
    High,
    /// The speaker follows from what is around.
    Medium,
    /// A guess.
    Low,
}

impl Confidence {
    /// Every degree.
    pub const ALL: [Self; 3] = [Self::High, Self::Medium, Self::Low];

    /// The word the dataset uses.
    #[must_use]
    pub fn name(self) -> &'static str {
        ["high", "medium", "low"][self as usize]
    }
}

/// How the source turns or suspends what is said.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, schemars::JsonSchema,
)]
#[serde(rename_all = "lowercase")]
pub enum Polarity {
    /// It was not said, or denied: `did not say`, `denies that`.
    Negated,
    /// It may be said, or was said in a case that is only supposed: `might say`, `if he says`.
    Hypothetical,
    /// It was asked: `asked whether`.
    Question,
}

impl Polarity {
    /// Every polarity.
    pub const ALL: [Self; 3] = [Self::Negated, Self::Hypothetical, Self::Question];

    /// The word the dataset uses.
    #[must_use]
    pub fn name(self) -> &'static str {
        ["negated", "hypothetical", "question"][self as usize]
    }
}

/// Whether a record holds a quotation's words.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "lowercase")]
pub enum Verdict {
    /// The same words in the same order.
    Exact,
    /// Words are left out, and an ellipsis or brackets say so.
    Abridged,
    /// Words are dropped, added or changed without a sign.
    Altered,
    /// Two passages are joined without a sign.
    Spliced,
    /// The words are there, said by someone else.
    Misattributed,
    /// Nothing close is there.
    #[serde(rename = "not found")]
    NotFound,
}

impl Verdict {
    /// Every verdict, the best first.
    pub const ALL: [Self; 6] = [
        Self::Exact,
        Self::Abridged,
        Self::Altered,
        Self::Spliced,
        Self::Misattributed,
        Self::NotFound,
    ];

    /// The verdict in words.
    #[must_use]
    pub fn name(self) -> &'static str {
        ["exact", "abridged", "altered", "spliced", "misattributed", "not found"][self as usize]
    }
}

/// A range of bytes in an article's text; one that may be absent takes no more room.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ByteSpan {
    start: NonMaxU32,
    end: u32,
}

impl ByteSpan {
    /// The range from `start` to before `end`; none if `start` is the largest number.
    #[must_use]
    pub fn new(start: u32, end: u32) -> Option<Self> {
        Some(Self { start: NonMaxU32::new(start)?, end })
    }

    /// The range as positions in the text.
    #[must_use]
    pub fn range(self) -> Range<usize> {
        self.start.get() as usize..self.end as usize
    }
}

/// What someone is quoted as saying, and where it is printed. There may be a million of them, so they
/// own no strings.
#[derive(Debug, Clone, Copy)]
pub struct Quote {
    /// Its position in the file.
    pub at: u32,
    /// The article it stands in.
    pub article: ArticleIx,
    /// Where it stands: the first byte of the article's text and the one after the last.
    pub span: (u32, u32),
    /// How the words stand in the source.
    pub kind: QuoteKind,
    /// How sure the attribution is; absent where a person made it.
    pub confidence: Option<Confidence>,
    /// Whether the source tells the day it was said.
    pub said_told: bool,
    /// The day it was said, or else the article's; unknown where neither is told.
    pub said: Day,
    /// Who said it, where that is known.
    pub speaker: Option<SpeakerIx>,
    /// The meeting it is about.
    pub meeting: Option<MeetingIx>,
    /// What it shares with quotes of other articles that print the same words.
    pub utterance: Option<UtteranceIx>,
    /// Which rule attributed it, or why nobody could be named.
    pub rule: Option<RuleIx>,
    /// Where the verb stands that attributes it, with what turns its meaning (`did not say`).
    pub cue: Option<ByteSpan>,
    /// Where the source names the speaker.
    pub mention: Option<ByteSpan>,
    /// How the source turns or suspends what is said.
    pub polarity: Option<Polarity>,
    /// Which turn of its transcript it belongs to, counted from 1.
    pub turn: Option<NonZeroU32>,
    /// When it was said in the recording: milliseconds from its beginning.
    pub time: Option<NonMaxU32>,
    /// Whether the text the file gives stands at the span; see [`super::Dataset::words_of`].
    pub is_proven: bool,
}

/// What the file claims of a quote that does not stand where it says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Claim {
    /// Its words.
    pub(super) text: Box<str>,
    /// Its span, as Unicode code points, where that does not lie within the article.
    pub(super) outside: Option<Range<usize>>,
}

impl Quote {
    /// Its range of bytes in the article's text, cut to the text where the file's span exceeds it.
    #[must_use]
    pub fn span(&self) -> Range<usize> {
        self.span.0 as usize..self.span.1 as usize
    }

    /// When it was said, as people read it: `27 Jul 2021`, or `reported 28 Jul 2021` where the day is
    /// the article's, because the source does not tell when it was said.
    #[must_use]
    pub fn when(&self, dates: DateForm) -> String {
        let is_reported = !self.said_told && self.said != Day::Unknown;
        format!("{}{}", if is_reported { "reported " } else { "" }, dates.any(self.said))
    }
}
