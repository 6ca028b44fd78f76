//! What a session leaves for the next one in the same record. Everything is told by ids, so that what
//! the record has no more is left out, and the rest stands.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::{filter::Filter, selection::SpeakerKey};
use crate::dataset::{Dataset, GroupIx, GroupKey, SpeakerIx};

/// What a session leaves for the next.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct SavedSession {
    pub(super) filter: SavedFilter,
    /// The filters before it, the latest last: undo brings them back.
    pub(super) former: Vec<SavedFilter>,
    pub(super) place: Option<SavedPlace>,
    /// With which byte the source begins.
    pub(super) source: Option<usize>,
    pub(super) view: String,
    pub(super) speaker_sort: usize,
    pub(super) shows_unquoted: bool,
    /// How far the dividers were moved.
    pub(super) dividers: (i16, i16),
    pub(super) folded: Vec<SavedHeading>,
    /// Those that were folded before there was a filter.
    pub(super) folded_before: Vec<SavedHeading>,
    pub(super) all_folded: bool,
    /// The statements whose printings show.
    pub(super) unfolded: Vec<String>,
}

/// A filter, its speakers by their ids; null is nobody.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct SavedFilter {
    query: String,
    chosen: Vec<Option<String>>,
    excluded: Vec<Option<String>>,
}

/// What is selected.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum SavedPlace {
    Quote(String),
    Speaker(String),
    Heading(SavedHeading),
}

/// A heading of the timeline: a meeting's by its id, others by their day.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum SavedHeading {
    Meeting(String),
    Day(String),
    Month(String),
    Year(String),
}

impl SavedFilter {
    pub(super) fn of(filter: &Filter, data: &Dataset) -> Self {
        let ids = |keys: &BTreeSet<SpeakerKey>| {
            keys.iter().map(|key| key.map(|speaker| data.speaker(speaker).id.clone())).collect()
        };
        let query = filter.query.clone();
        Self { query, chosen: ids(&filter.chosen), excluded: ids(&filter.excluded) }
    }

    /// The filter in a record; whoever is no speaker there is left out.
    pub(super) fn filter(&self, data: &Dataset) -> Filter {
        let speaker = |id: &Option<String>| -> Option<SpeakerKey> {
            let Some(id) = id else { return Some(None) };
            let at = data.speakers.iter().position(|one| one.id == *id && !one.is_gone)?;
            Some(Some(SpeakerIx::from(at)))
        };
        let keys = |ids: &[Option<String>]| ids.iter().filter_map(speaker).collect();
        let query = self.query.clone();
        Filter { query, chosen: keys(&self.chosen), excluded: keys(&self.excluded) }
    }
}

impl SavedHeading {
    pub(super) fn of(data: &Dataset, group: GroupIx) -> Self {
        let group = data.timeline.group(group);
        let day = || group.date.known().map_or_else(String::new, |day| day.to_string());
        match group.key {
            GroupKey::Meeting(meeting) => Self::Meeting(data.meeting(meeting).id.clone()),
            GroupKey::Day => Self::Day(day()),
            GroupKey::Month => Self::Month(day()),
            GroupKey::Year => Self::Year(day()),
        }
    }
}

/// The headings of a record that were saved.
pub(super) fn headings<'a>(
    data: &'a Dataset,
    saved: &'a [SavedHeading],
) -> impl Iterator<Item = GroupIx> + 'a {
    let wanted: BTreeSet<&SavedHeading> = saved.iter().collect();
    let count = if wanted.is_empty() { 0 } else { data.timeline.groups().len() };
    let all = (0..count).map(GroupIx::from);
    all.filter(move |group| wanted.contains(&SavedHeading::of(data, *group)))
}
