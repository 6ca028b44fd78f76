//! What is already known, and corrected: speakers, meetings, articles and quotations as a person
//! has them, kept in a file of their own so that they survive every rebuild.

use serde::{Deserialize, Deserializer};

use crate::dataset::{QuoteKind, schema, strict};
use crate::extract::checks::{is_address, is_day, is_day_or_month};
use crate::extract::corpus::offices::Offices;

/// A file of what is known. Speakers and meetings have the dataset's own shapes; what is found is
/// tied to them by their names and aliases, and by day and place.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Overrides {
    /// What the record is of.
    pub title: Option<String>,
    /// What articles do not tell of themselves, by their ids.
    pub articles: Vec<ArticleOverride>,
    /// Speakers: two names are one person where both are among the names and aliases of one entry.
    pub speakers: Vec<schema::Speaker>,
    /// Names that are no speaker's.
    pub not_speakers: Vec<String>,
    /// Meetings.
    pub meetings: Vec<schema::Meeting>,
    /// What is to be changed in quotations.
    pub quotes: Vec<QuoteOverride>,
    /// Who held which office when, which stands in files of its own.
    #[serde(skip)]
    pub offices: Offices,
}

/// What an article does not tell of itself.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ArticleOverride {
    /// Id of the article.
    pub id: String,
    /// Its headline.
    pub title: Option<String>,
    /// Who published it.
    pub publisher: Option<String>,
    /// Its byline.
    pub author: Option<String>,
    /// The day it was published, YYYY-MM-DD.
    pub date: Option<String>,
    /// Its address.
    pub url: Option<String>,
}

/// A change to one quotation, which is found by its words. Keys that are absent change nothing;
/// `null` takes away. Words that were not found as a quotation but stand in the article are added.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct QuoteOverride {
    /// Id of the article.
    pub article: String,
    /// The words, exactly as they stand there.
    pub text: String,
    /// Whether it is no quotation at all.
    #[serde(default)]
    pub drop: bool,
    /// Its kind.
    pub kind: Option<QuoteKind>,
    /// Id of the speaker.
    #[serde(default, deserialize_with = "given")]
    pub speaker: Option<Option<String>>,
    /// The day it was said.
    #[serde(default, deserialize_with = "given")]
    pub said: Option<Option<String>>,
    /// Id of the meeting it is about.
    #[serde(default, deserialize_with = "given")]
    pub meeting: Option<Option<String>>,
    /// The word that attributes it.
    #[serde(default, deserialize_with = "given")]
    pub cue: Option<Option<String>>,
    /// What it shares with the same words elsewhere.
    #[serde(default, deserialize_with = "given")]
    pub utterance: Option<Option<String>>,
    /// The words that name the speaker, the nearest ones to the quotation.
    #[serde(default, deserialize_with = "given")]
    pub mention: Option<Option<String>>,
}

/// Tells `null` from a key that is absent.
fn given<'de, D: Deserializer<'de>>(value: D) -> Result<Option<Option<String>>, D::Error> {
    Option::deserialize(value).map(Some)
}

impl Overrides {
    /// Reads a file of what is known.
    ///
    /// # Errors
    /// One sentence with line and column where it is not such a file.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, String> {
        let text = std::str::from_utf8(bytes).map_err(|error| {
            format!("is not UTF-8 at byte {}; save it as UTF-8", error.valid_up_to())
        })?;
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let known: Self = strict::from_str(text)
            .map_err(|error| format!("is no file of what is known: {error}; correct it there"))?;
        let articles =
            known.articles.iter().map(|article| ("articles", &article.id, &article.date));
        let quotes = known.quotes.iter();
        let quotes = quotes.filter_map(|q| Some(("quotes", &q.text, q.said.as_ref()?)));
        for (list, id, day) in articles.chain(quotes) {
            is_day(list, id, day.as_deref())?;
        }
        for article in &known.articles {
            is_address(&article.id, article.url.as_deref())?;
        }
        for meeting in &known.meetings {
            is_day_or_month("meetings", &meeting.id, meeting.date.as_deref())?;
            is_day("meetings", &meeting.id, meeting.end.as_deref())?;
        }
        Ok(known)
    }
}
