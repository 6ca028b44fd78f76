//! By which rule a speaker was found: how sure an attribution is, and what the reader is told.

use crate::dataset::Confidence;

/// What named a speaker.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Rule {
    /// `“…,” Weber said`, `“…,” said Weber`
    After,
    /// `Weber said, “…”`
    DirectlyBefore,
    /// `according to Weber`
    According,
    /// `Weber said it was “…”`
    Before,
    /// `It was “…” to wait, Weber said`
    Tail,
    /// `Weber: “…”`
    Colon,
    /// `“…” — Anna Weber`
    Signature,
    /// In the next paragraph of a quotation that runs on.
    RunOn,
    /// `Weber's claim of “…”`
    Noun,
    /// For another quotation of the paragraph.
    Paragraph,
    /// Who speaks nearest in the paragraph.
    Nearby,
    /// Who spoke last.
    Last,
    /// The subject of the sentence, whatever its verb.
    Subject,
    /// Reported speech: the subject of its verb.
    Reported,
    /// A post of a social network, signed.
    Post,
    /// Nothing names a speaker.
    Nobody,
}

/// How the words that name a speaker lead to one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum MentionKind {
    /// By name.
    Named,
    /// `she`
    Pronoun,
    /// `the minister`
    Description,
    /// `two aides`: they name nobody.
    Nobody,
}

impl Rule {
    /// Whether the speaker was named for something else nearby.
    pub(crate) fn is_borrowed(self) -> bool {
        matches!(self, Self::Paragraph | Self::Nearby | Self::Last | Self::Subject)
    }

    /// How sure an attribution by this rule is, the speaker being named.
    pub(crate) fn confidence(self) -> Confidence {
        match self {
            Self::After | Self::DirectlyBefore | Self::According | Self::RunOn | Self::Post => {
                Confidence::High
            }
            Self::Before
            | Self::Tail
            | Self::Colon
            | Self::Signature
            | Self::Paragraph
            | Self::Reported => Confidence::Medium,
            Self::Noun | Self::Nearby | Self::Last | Self::Subject | Self::Nobody => {
                Confidence::Low
            }
        }
    }

    /// What the reader is told of an attribution, or of why there is none.
    pub(crate) fn told(self, mention_kind: MentionKind) -> String {
        let rule = match self {
            Self::After => "named right after it",
            Self::DirectlyBefore => "named right before it",
            Self::According => "according to them",
            Self::Before => "named before it in the sentence",
            Self::Tail => "named at the end of its sentence",
            Self::Colon => "announced with a colon",
            Self::Signature => "signed",
            Self::RunOn => "named where the quotation goes on",
            Self::Noun => "the owner of what is quoted",
            Self::Paragraph => "named for another quotation of the paragraph",
            Self::Nearby => "the nearest one who speaks in the paragraph",
            Self::Last => "the last one who spoke",
            Self::Subject => "the subject of the sentence",
            Self::Reported => "reported speech",
            Self::Post => "signed post",
            Self::Nobody => return "nothing near it tells who spoke".into(),
        };
        match mention_kind {
            MentionKind::Named => rule.into(),
            MentionKind::Pronoun => format!("{rule}, by a pronoun"),
            MentionKind::Description => format!("{rule}, by a description"),
            MentionKind::Nobody => format!("{rule}, but by no name"),
        }
    }
}
