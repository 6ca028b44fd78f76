//! What is counted, and the errors behind the counts.

use std::collections::BTreeMap;

use onrecord::dataset::Confidence;

use crate::gold::Attribution;
use crate::page::Span;
use crate::prediction::{Kind, Prediction};
use crate::words::Naming;

/// How often the answer was yes.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Share {
    /// The times it was.
    pub(crate) yes: usize,
    /// The times it was asked.
    pub(crate) asked: usize,
}

impl Share {
    /// Counts one answer.
    pub(crate) fn ask(&mut self, yes: bool) {
        self.asked += 1;
        self.yes += usize::from(yes);
    }

    /// The share of yes from 0 to 1; `None` if nothing was asked.
    pub(crate) fn of_one(self) -> Option<f64> {
        (self.asked > 0).then(|| self.yes as f64 / self.asked as f64)
    }
}

/// What was found of one sort of thing.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Found {
    /// How many there are in the gold.
    pub(crate) gold: usize,
    /// How many were predicted.
    pub(crate) predicted: usize,
    /// How many of the gold were found.
    pub(crate) right: usize,
    /// How many of these with the right speaker, or with none in the gold.
    pub(crate) end_to_end: usize,
}

/// Precision, recall and their harmonic mean, from 0 to 1; 0 where they are not defined.
pub(crate) fn precision_recall_f1(right: usize, predicted: usize, gold: usize) -> [f64; 3] {
    let share = |asked| Share { yes: right, asked }.of_one().unwrap_or(0.0);
    let (precision, recall) = (share(predicted), share(gold));
    let sum = precision + recall;
    [precision, recall, if sum > 0.0 { 2.0 * precision * recall / sum } else { 0.0 }]
}

/// Whether the speakers of what was found are right.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Speakers {
    /// A speaker was given at all.
    pub(crate) given: Share,
    /// The mention stands where the gold's does.
    pub(crate) mention: Share,
    /// The surname is right; asked only where the gold has a name.
    pub(crate) name: Share,
    /// One or the other.
    pub(crate) either: Share,
    /// Either, where the gold has a name, a pronoun, other words.
    pub(crate) by_naming: [Share; 3],
}

/// Whether one speaker is right.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Verdict {
    /// A speaker was given at all.
    pub(crate) given: bool,
    /// The mention stands where the gold's does.
    pub(crate) mention: bool,
    /// The surname is right; `None` where the gold has no name.
    pub(crate) name: Option<bool>,
}

impl Verdict {
    /// Whether the speaker counts as right.
    pub(crate) fn either(self) -> bool {
        self.mention || self.name == Some(true)
    }
}

impl Speakers {
    /// Counts a speaker.
    pub(crate) fn count(&mut self, naming: &Naming, verdict: Verdict) {
        self.given.ask(verdict.given);
        self.mention.ask(verdict.mention);
        self.either.ask(verdict.either());
        if let Some(name) = verdict.name {
            self.name.ask(name);
        }
        let of = match naming {
            Naming::Named(_) => 0,
            Naming::Pronoun => 1,
            Naming::Nominal => 2,
        };
        self.by_naming[of].ask(verdict.either());
    }
}

/// All that is counted over the articles.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(crate) struct Tally {
    /// Direct quotations, found when four fifths of them are.
    pub(crate) direct: Found,
    /// Direct quotations found to the character.
    pub(crate) direct_exact: usize,
    /// Direct predictions that count neither way.
    pub(crate) direct_ignored: usize,
    /// Quoted stretches that are somebody's speech.
    pub(crate) stretch: Found,
    /// Attributions of all kinds, found when half of them is.
    pub(crate) all: Found,
    /// Attributions whose cue is of saying.
    pub(crate) speech: Found,
    /// Attributions found, by kind: direct, mixed, indirect.
    pub(crate) by_kind: [Share; 3],
    /// Predictions that found an attribution, by their own kind.
    pub(crate) precision_by_kind: [Share; 3],
    /// Whether the kind of what was found is right.
    pub(crate) kind: Share,
    /// Speakers of direct quotations.
    pub(crate) direct_speakers: Speakers,
    /// Speakers of attributions.
    pub(crate) all_speakers: Speakers,
    /// Whether the speakers of found attributions are right, by how sure the extractor is.
    pub(crate) by_confidence: BTreeMap<Confidence, Share>,
    /// The same by the rule that named them.
    pub(crate) by_rule: BTreeMap<String, Share>,
    /// Whether the direct quotations with a labelled pronoun for a source were found.
    pub(crate) pronoun_found: Share,
    /// Whether they were, and the pronoun led to the right person.
    pub(crate) pronoun_right: Share,
}

impl Tally {
    /// The share of found attributions of that kind.
    pub(crate) fn of_kind(&mut self, kind: Kind) -> &mut Share {
        &mut self.by_kind[place(kind)]
    }

    /// The share of predictions of that kind that found something.
    pub(crate) fn predicted_of_kind(&mut self, kind: Kind) -> &mut Share {
        &mut self.precision_by_kind[place(kind)]
    }
}

/// A kind's place in the counts by kind.
fn place(kind: Kind) -> usize {
    match kind {
        Kind::Direct | Kind::Part => 0,
        Kind::Mixed => 1,
        Kind::Indirect => 2,
    }
}

/// What may be wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mistake {
    /// A quoted stretch is speech, and was not found to be.
    MissedStretch,
    /// A quoted stretch is nobody's speech, and was found to be.
    ExtraStretch,
    /// A quoted stretch was found, its speaker is another.
    WrongSpeakerStretch,
    /// A direct quotation was found, its speaker is another.
    WrongSpeakerDirect,
    /// An attribution was not found.
    MissedAttribution,
    /// There is no such attribution.
    ExtraAttribution,
    /// An attribution was found, its speaker is another.
    WrongSpeakerAttribution,
}

impl Mistake {
    /// All of them, in the order of their declaration.
    pub(crate) const ALL: [Self; 7] = [
        Self::MissedStretch,
        Self::ExtraStretch,
        Self::WrongSpeakerStretch,
        Self::WrongSpeakerDirect,
        Self::MissedAttribution,
        Self::ExtraAttribution,
        Self::WrongSpeakerAttribution,
    ];

    /// What it is called in a list.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::MissedStretch => "missed stretch",
            Self::ExtraStretch => "extra stretch",
            Self::WrongSpeakerStretch => "wrong speaker stretch",
            Self::WrongSpeakerDirect => "wrong speaker direct",
            Self::MissedAttribution => "missed attribution",
            Self::ExtraAttribution => "extra attribution",
            Self::WrongSpeakerAttribution => "wrong speaker attribution",
        }
    }
}

/// One error in an article.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Miss<'a> {
    /// What is wrong.
    pub(crate) mistake: Mistake,
    /// The text it is about.
    pub(crate) span: Span,
    /// What the gold has there.
    pub(crate) gold: Option<&'a Attribution>,
    /// What was predicted there.
    pub(crate) prediction: Option<&'a Prediction>,
}
