//! What a dataset is: articles, speakers, meetings, quotes, and how they hang together.
//!
//! Invariants, kept by [`load`] and relied on everywhere else:
//! - every index points into its list, and every id is unique within its list;
//! - every span is a byte range of its article's text on character boundaries;
//! - quotes stand in the order of the timeline, so that a set of quotes is also a list of rows;
//! - [`Dataset::timeline`] holds every quote under exactly one meeting or day, and never changes.

use std::ops::Range;

use foldhash::HashMap;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::text::Strings;

use check::Fault;

mod assemble;
pub mod check;
mod csr;
mod day;
pub mod load;
mod offsets;
pub mod schema;
mod stream;
pub(crate) mod strict;
pub mod threads;
mod timeline;

pub use csr::Csr;
pub use day::{Day, UNDATED, day, month, short_day};
pub use timeline::{Group, GroupKey, Timeline};

/// Defines a typed index into one of the dataset's lists.
macro_rules! index {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub u32);

        impl $name {
            /// The index as a position in a slice.
            #[must_use]
            pub fn index(self) -> usize {
                self.0 as usize
            }
        }

        impl From<usize> for $name {
            // A dataset of over four thousand million entries is refused at load.
            #[allow(clippy::cast_possible_truncation)]
            fn from(at: usize) -> Self {
                Self(at as u32)
            }
        }
    };
}

index!(
    /// An article: a position in [`Dataset::articles`].
    ArticleIx
);
index!(
    /// A speaker: a position in [`Dataset::speakers`].
    SpeakerIx
);
index!(
    /// A meeting: a position in [`Dataset::meetings`].
    MeetingIx
);
index!(
    /// A quote: a position in [`Dataset::quotes`].
    QuoteIx
);
index!(
    /// A rule of attribution: a position in [`Dataset::rules`].
    RuleIx
);
index!(
    /// An utterance: a position in [`Dataset::utterances`].
    UtteranceIx
);
index!(
    /// A group of the timeline: a position in [`Timeline::groups`].
    GroupIx
);

/// A whole record: what the three panes show.
#[derive(Debug, Default)]
pub struct Dataset {
    /// What the record is of.
    pub title: String,
    /// The sources.
    pub articles: Vec<Article>,
    /// Everyone quoted or taking part in a meeting.
    pub speakers: Vec<Speaker>,
    /// The meetings.
    pub meetings: Vec<Meeting>,
    /// The quotes, in the order of the timeline: by heading, then by the day they were said, then
    /// as printed.
    pub quotes: Vec<Quote>,
    /// The headings under which the quotes stand.
    pub timeline: Timeline,
    /// What the file calls the quotes, in its own order; see [`Quote::at`].
    pub ids: Strings,
    /// The quotes that share an utterance; see [`Dataset::printings`].
    pub utterances: Csr,
    /// What the file calls each of the utterances.
    pub utterance_ids: Strings,
    /// What the file claims of the quotes that are unproven, by [`Quote::at`].
    pub claimed: HashMap<u32, Claim>,
    /// What is wrong with the file and keeps nobody from reading it: mentions outside their
    /// articles, meetings that end before they begin.
    pub flaws: Vec<Fault>,
    /// How many such flaws there are; only the first thousand are kept.
    pub flawed: usize,
    /// The rules that attributed quotes, each once: a million quotes share a few dozen.
    pub rules: Vec<String>,
    /// For each article its quotes in the order of their spans.
    pub in_article: Csr,
    /// For each speaker the quotes; the last list is of those without a speaker.
    pub by_speaker: Csr,
    /// For each quote its list in [`Dataset::by_speaker`]: counting over many quotes must not walk
    /// through all that is known of each.
    pub speaker_of: Vec<u32>,
    /// The days on which something was said, each once, in order.
    pub days: Vec<Date>,
    /// For each quote the position of its day in [`Dataset::days`]; one past the last where it is
    /// unknown.
    pub day_of: Vec<u32>,
}

/// Whether an article's text is the publisher's or our account of it.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, schemars::JsonSchema,
)]
#[serde(rename_all = "lowercase")]
pub enum Form {
    /// The publisher's text, as the user holds it.
    #[default]
    Full,
    /// Our own account of the article, in which every quotation stands verbatim.
    Digest,
}

/// One source.
#[derive(Debug)]
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
    /// The text, a blank line between paragraphs.
    pub text: String,
}

/// Whether a speaker is a person.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, schemars::JsonSchema,
)]
#[serde(rename_all = "lowercase")]
pub enum SpeakerKind {
    /// A human being.
    #[default]
    Person,
    /// A ministry, a delegation, a company.
    Organisation,
}

/// Someone who is quoted or takes part in a meeting.
#[derive(Debug)]
pub struct Speaker {
    /// Unique among the speakers.
    pub id: String,
    /// The name shown.
    pub name: String,
    /// A person or an organisation.
    pub kind: SpeakerKind,
    /// The office held.
    pub role: Option<String>,
    /// The side of the negotiation.
    pub side: Option<String>,
    /// Other printed forms of the name.
    pub aliases: Vec<String>,
}

/// A meeting or public occasion.
#[derive(Debug)]
pub struct Meeting {
    /// Unique among the meetings.
    pub id: String,
    /// What it is called.
    pub title: String,
    /// Its first day.
    pub date: Date,
    /// Its last day, where it took more than one.
    pub end: Option<Date>,
    /// Where it was held.
    pub place: Option<String>,
    /// Who took part.
    pub participants: Vec<SpeakerIx>,
    /// What happened, in a few sentences.
    pub summary: Option<String>,
}

/// How the words stand in the source.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, schemars::JsonSchema,
)]
#[serde(rename_all = "lowercase")]
pub enum QuoteKind {
    /// A clause or more in quotation marks.
    Direct,
    /// A quoted fragment in the reporter's own sentence.
    Mixed,
    /// Reported without quotation marks.
    Indirect,
}

impl QuoteKind {
    /// Every kind.
    pub const ALL: [Self; 3] = [Self::Direct, Self::Mixed, Self::Indirect];

    /// The kind as the dataset writes it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Direct => "direct",
            Self::Mixed => "mixed",
            Self::Indirect => "indirect",
        }
    }
}

/// How sure the attribution to the speaker is.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, schemars::JsonSchema,
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
        match self {
            Self::High => "high",
            Self::Medium => "medium",
            Self::Low => "low",
        }
    }
}

/// What someone is quoted as saying, and where it is printed. There may be a million of them: no
/// strings of their own.
#[derive(Debug, Clone, Copy)]
pub struct Quote {
    /// Its position in the file, and in [`Dataset::ids`].
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
    /// Whether the text the file gives stands at the span; see [`Dataset::claimed`].
    pub is_proven: bool,
}

/// What the file claims of a quote that does not stand where it says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claim {
    /// Its words.
    pub text: Box<str>,
    /// Its span, as Unicode code points, where that does not lie within the article.
    pub outside: Option<Range<usize>>,
}

impl Quote {
    /// Where it stands: bytes of the article's text; what the text has of it where the file gives
    /// a span that does not lie within.
    #[must_use]
    pub fn span(&self) -> Range<usize> {
        self.span.0 as usize..self.span.1 as usize
    }

    /// Whether its day is that of the report: the source does not tell when it was said.
    #[must_use]
    pub fn is_reported(&self) -> bool {
        !self.said_told && self.said != Day::Unknown
    }
}

impl Dataset {
    /// The quote at an index.
    #[must_use]
    pub fn quote(&self, quote: QuoteIx) -> &Quote {
        &self.quotes[quote.index()]
    }

    /// The article at an index.
    #[must_use]
    pub fn article(&self, article: ArticleIx) -> &Article {
        &self.articles[article.index()]
    }

    /// The speaker at an index.
    #[must_use]
    pub fn speaker(&self, speaker: SpeakerIx) -> &Speaker {
        &self.speakers[speaker.index()]
    }

    /// The meeting at an index.
    #[must_use]
    pub fn meeting(&self, meeting: MeetingIx) -> &Meeting {
        &self.meetings[meeting.index()]
    }

    /// The words of a quote: what stands at its span, or what the file claims where it is unproven.
    #[must_use]
    pub fn words_of(&self, quote: QuoteIx) -> &str {
        let quote = self.quote(quote);
        match self.claimed.get(&quote.at) {
            Some(claim) if !quote.is_proven => &claim.text,
            _ => &self.article(quote.article).text[quote.span()],
        }
    }

    /// What the file calls a quote.
    #[must_use]
    pub fn id_of(&self, quote: QuoteIx) -> &str {
        self.ids.get(self.quote(quote).at as usize)
    }

    /// The quote that the file calls so.
    #[must_use]
    pub fn quote_called(&self, id: &str) -> Option<QuoteIx> {
        let at = self.ids.position(id)?;
        let at = self.quotes.iter().position(|quote| quote.at as usize == at)?;
        Some(at.into())
    }

    /// The span of a quote as the file has it: Unicode code points of the article's text.
    #[must_use]
    pub fn points_of(&self, quote: QuoteIx) -> Range<usize> {
        if let Some(outside) = self.outside(quote) {
            return outside;
        }
        let quote = self.quote(quote);
        let (text, span) = (&self.article(quote.article).text, quote.span());
        let start = text[..span.start].chars().count();
        start..start + text[span].chars().count()
    }

    /// The span that the file gives a quote, where that does not lie within its article.
    #[must_use]
    pub fn outside(&self, quote: QuoteIx) -> Option<Range<usize>> {
        self.claimed.get(&self.quote(quote).at)?.outside.clone()
    }

    /// Whether the words of a quote are somebody's from beginning to end, so that they may stand in
    /// quotation marks. A reporter's clause in which only some words are quoted has marks of its own.
    #[must_use]
    pub fn is_in_marks(&self, quote: QuoteIx) -> bool {
        let words = self.words_of(quote);
        let marked = words.contains(['"', '“', '”', '„', '«', '»'])
            || ["''", " '", " ‘"].iter().any(|mark| words.contains(mark));
        match self.quote(quote).kind {
            QuoteKind::Direct => true,
            QuoteKind::Mixed => !marked,
            QuoteKind::Indirect => false,
        }
    }

    /// Which rule attributed a quote, or why nobody could be named, where the file tells.
    #[must_use]
    pub fn rule_of(&self, quote: QuoteIx) -> Option<&str> {
        self.quote(quote).rule.map(|rule| self.rules[rule.index()].as_str())
    }

    /// The list of a speaker in [`Dataset::by_speaker`]; `None`: of the quotes without one.
    #[must_use]
    pub fn slot(&self, speaker: Option<SpeakerIx>) -> usize {
        speaker.map_or(self.speakers.len(), SpeakerIx::index)
    }

    /// The quotes of a speaker, or of nobody, in the order of the timeline.
    #[must_use]
    pub fn quotes_by(&self, speaker: Option<SpeakerIx>) -> &[QuoteIx] {
        self.by_speaker.get(self.slot(speaker))
    }

    /// The name of a quote's speaker, `unattributed` where there is none.
    #[must_use]
    pub fn speaker_name(&self, speaker: Option<SpeakerIx>) -> &str {
        speaker.map_or(UNATTRIBUTED, |s| &self.speaker(s).name)
    }

    /// The quotes of other articles that print the same utterance.
    pub fn printings(&self, quote: QuoteIx) -> impl Iterator<Item = QuoteIx> + '_ {
        self.quote(quote)
            .utterance
            .into_iter()
            .flat_map(|utterance| self.utterances.get(utterance.index()))
            .copied()
            .filter(move |other| self.quote(*other).article != self.quote(quote).article)
    }

    /// Days from the meeting a quote is about to the day it was said: negative before the meeting,
    /// 0 while it lasts. `None` where there is no meeting or the day is unknown.
    #[must_use]
    pub fn distance(&self, quote: QuoteIx) -> Option<i32> {
        let quote = self.quote(quote);
        let meeting = self.meeting(quote.meeting?);
        let end = meeting.end.map_or(meeting.date, |end| end.max(meeting.date));
        let said = quote.said.known()?;
        let days = |from: Date| (said - from).get_days();
        Some(match said {
            said if said < meeting.date => days(meeting.date),
            said if said > end => days(end),
            _ => 0,
        })
    }
}

/// What stands where a quote has no speaker.
pub const UNATTRIBUTED: &str = "unattributed";
