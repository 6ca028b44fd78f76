//! The rules of attribution, how sure each is, and how it is explained to the reader.

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
    /// By a name that others in sight bear, too.
    Shared,
    /// By a name or a pronoun that may mean several people, and nothing tells which of them.
    Open,
    /// `Anna Weber and Tom Reed`: several who say it together.
    Together,
    /// `two aides`: they name nobody.
    Nobody,
}

impl Rule {
    /// Whether the speaker was named for something else nearby.
    pub(crate) fn is_borrowed(self) -> bool {
        matches!(self, Self::Paragraph | Self::Nearby | Self::Last | Self::Subject)
    }

    pub(crate) fn confidence(self, mention_kind: MentionKind) -> Confidence {
        match (mention_kind, self.about().0) {
            (MentionKind::Named, confidence) => confidence,
            (MentionKind::Pronoun | MentionKind::Shared | MentionKind::Together, confidence) => {
                confidence.max(Confidence::Medium)
            }
            _ => Confidence::Low,
        }
    }

    /// What the reader is told of an attribution, or of why there is none.
    pub(crate) fn explanation(self, mention_kind: MentionKind) -> String {
        let rule = self.about().1;
        match mention_kind {
            _ if self == Self::Nobody => rule.into(),
            MentionKind::Named => rule.into(),
            MentionKind::Pronoun => format!("{rule}, by a pronoun"),
            MentionKind::Description => format!("{rule}, by a description"),
            MentionKind::Shared => format!("{rule}, by a name that others bear too"),
            MentionKind::Open => format!("{rule}, by words that may mean several people"),
            MentionKind::Together => format!("{rule}, by several together"),
            MentionKind::Nobody => format!("{rule}, but by no name"),
        }
    }

    /// How sure the rule is where the speaker is named, and what it is called.
    fn about(self) -> (Confidence, &'static str) {
        use Confidence::{High, Low, Medium};
        match self {
            Self::After => (High, "named right after it"),
            Self::DirectlyBefore => (High, "named right before it"),
            Self::According => (High, "according to them"),
            Self::Before => (Medium, "named before it in the sentence"),
            Self::Tail => (Medium, "named at the end of its sentence"),
            Self::Colon => (Medium, "announced with a colon"),
            Self::Signature => (Medium, "signed"),
            Self::RunOn => (High, "named where the quotation goes on"),
            Self::Noun => (Low, "the owner of what is quoted"),
            Self::Paragraph => (Medium, "named for another quotation of the paragraph"),
            Self::Nearby => (Low, "the nearest one who speaks in the paragraph"),
            Self::Last => (Low, "the last one who spoke"),
            Self::Subject => (Low, "the subject of the sentence"),
            Self::Reported => (Medium, "reported speech"),
            Self::Post => (High, "signed post"),
            Self::Nobody => (Low, "nothing near it tells who spoke"),
        }
    }
}
