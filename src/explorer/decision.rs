//! What can be decided of a quote, a speaker or a meeting.

use jiff::civil::Date;

use crate::dataset::{MeetingDate, MeetingIx, MeetingStatus, QuoteIx, QuoteKind, SpeakerIx};

/// What is decided of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Subject {
    /// A quote.
    Quote(QuoteIx),
    /// A speaker.
    Speaker(SpeakerIx),
    /// A meeting.
    Meeting(MeetingIx),
}

/// One thing that can be decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs)] // the names say it
pub enum CardField {
    Speaker,
    Kind,
    Day,
    Meeting,
    Note,
    Mark,
    Approve,
    Drop,
    Name,
    Role,
    Side,
    MergeSpeaker,
    NotSpeaker,
    Title,
    MeetingDay,
    Place,
    Status,
    MergeMeeting,
    NotMeeting,
}

impl CardField {
    /// What can be decided of a subject, in the order of its card.
    pub fn of(subject: Subject) -> &'static [Self] {
        match subject {
            Subject::Quote(_) => &[
                Self::Speaker,
                Self::Kind,
                Self::Day,
                Self::Meeting,
                Self::Note,
                Self::Mark,
                Self::Approve,
                Self::Drop,
            ],
            Subject::Speaker(_) => {
                &[Self::Name, Self::Role, Self::Side, Self::MergeSpeaker, Self::NotSpeaker]
            }
            Subject::Meeting(_) => &[
                Self::Title,
                Self::MeetingDay,
                Self::Place,
                Self::Status,
                Self::MergeMeeting,
                Self::NotMeeting,
            ],
        }
    }

    /// What it is called.
    pub fn name(self) -> &'static str {
        match self {
            Self::Speaker => "speaker",
            Self::Kind => "kind",
            Self::Day | Self::MeetingDay => "day",
            Self::Meeting => "meeting",
            Self::Note => "note",
            Self::Mark => "marks",
            Self::Approve => "right as it is",
            Self::Drop => "no quotation",
            Self::Name | Self::Title => "name",
            Self::Role => "role",
            Self::Side => "side",
            Self::MergeSpeaker | Self::MergeMeeting => "is the same as",
            Self::NotSpeaker => "no speaker",
            Self::Place => "place",
            Self::Status => "status",
            Self::NotMeeting => "no meeting",
        }
    }

    /// Whether it is decided at once, with no choice to make.
    pub fn is_at_once(self) -> bool {
        matches!(self, Self::Approve | Self::Drop | Self::NotSpeaker | Self::NotMeeting)
    }
}

/// What is decided.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(missing_docs)] // the names say it
pub enum Decision {
    Speaker(Option<SpeakerIx>),
    NewSpeaker(String),
    Kind(QuoteKind),
    Day(Option<Date>),
    Meeting(Option<MeetingIx>),
    NewMeeting(String),
    Mark(String),
    Text(Option<String>),
    MeetingDate(MeetingDate),
    Status(MeetingStatus),
}

/// One of the choices there are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// What it is called.
    pub label: String,
    /// What helps to tell it from others.
    pub detail: String,
    /// What choosing it decides.
    pub decision: Decision,
}

impl Choice {
    pub(super) fn new(
        label: impl Into<String>,
        detail: impl Into<String>,
        decision: Decision,
    ) -> Self {
        Self { label: label.into(), detail: detail.into(), decision }
    }
}

/// For which quotes a decision holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scope {
    /// What it is called.
    pub label: String,
    /// The quotes.
    pub quotes: Vec<QuoteIx>,
}
