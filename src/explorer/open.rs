//! Opening a record: where to begin, and what is found again of what was open before.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::sync::Arc;

use super::workspace::first_quote;
use super::{Effect, Explorer, Pane, Selection, SourceView, SpeakerKey, Workspace, everything};
use crate::dataset::{Dataset, GroupKey, QuoteIx, Speaker, SpeakerIx};
use crate::search::Index;
use crate::text::fold;

/// Where to begin.
#[derive(Debug, Clone, Default)]
pub struct Start {
    /// The filter line's text.
    pub filter: Option<String>,
    /// A quote's id.
    pub quote: Option<String>,
    /// A speaker's name or id.
    pub speaker: Option<String>,
}

impl Explorer {
    /// Shows a record, whose index may come later. Where one was open before, what was selected,
    /// folded and chosen is found again by id.
    pub fn open(&mut self, workspace: Arc<Workspace>, index: Option<Arc<Index>>) {
        let old = std::mem::replace(&mut self.workspace, workspace);
        let places = self.jumplist.places().chain([self.anchor]);
        let carry = Carry::new(&old.data, &self.workspace.data, places);
        self.index = index;
        if self.index.is_some() {
            self.loading = None;
        }
        self.anchor = carry.place(self.anchor).unwrap_or(Selection::Nowhere);
        self.jumplist.translate(|place| carry.place(place));
        for filter in self.undo.iter_mut().chain([&mut self.filter]) {
            filter.chosen = carry.speakers(&filter.chosen);
            filter.excluded = carry.speakers(&filter.excluded);
        }
        let folded = self.timeline.folded.iter();
        let folded = folded.filter_map(|group| match carry.place(Selection::Group(*group)) {
            Some(Selection::Group(group)) => Some(group),
            _ => None,
        });
        self.timeline.folded = folded.collect();
        if self.anchor == Selection::Nowhere
            && let Some(first) = first_quote(&self.workspace.data)
        {
            self.anchor = Selection::Quote(first);
        }
        self.source = SourceView::default();
        self.result = everything(&self.workspace);
        self.refilter();
        self.settle();
    }

    /// Goes where the command line asked to begin; says so where that is nowhere.
    pub fn start_at(&mut self, start: &Start) -> Effect {
        let workspace = Arc::clone(&self.workspace);
        if let Some(query) = &start.filter {
            self.filter.query.clone_from(query);
        }
        if let Some(wanted) = &start.speaker {
            match speaker_named(&workspace, wanted) {
                Ok(speaker) => {
                    self.filter.chosen.insert(Some(speaker));
                }
                Err(why) => self.message = Some(why),
            }
        }
        self.refilter();
        if let Some(id) = &start.quote {
            match workspace.data.quote_called(id) {
                Some(quote) if self.shows(Selection::Quote(quote)) => {
                    self.go(Selection::Quote(quote), false);
                    self.focus = Pane::Source;
                }
                Some(_) => self.message = Some(format!("quote {id} does not match the filter")),
                None => self.message = Some(format!("there is no quote {id}")),
            }
        }
        self.settle();
        match std::mem::take(&mut self.scan_due) {
            true => Effect::Scan(self.filter.query.clone()),
            false => Effect::Draw,
        }
    }
}

/// The speaker that a name on the command line means: an id, a name, a printed form or a surname.
///
/// # Errors
/// The sentence that says why none is meant.
fn speaker_named(workspace: &Workspace, wanted: &str) -> Result<SpeakerIx, String> {
    let folded = fold(wanted);
    let speakers = || workspace.data.speakers.iter().enumerate();
    let exact = speakers().find(|(_, s)| s.id == wanted || fold(&s.name) == folded);
    if let Some((at, _)) = exact {
        return Ok(at.into());
    }
    let called = |speaker: &Speaker| {
        let surname = speaker.name.split_whitespace().next_back().map(fold);
        surname.as_ref() == Some(&folded) || speaker.aliases.iter().any(|a| fold(a) == folded)
    };
    let found: Vec<_> = speakers().filter(|(_, speaker)| called(speaker)).collect();
    match found.as_slice() {
        [] => Err(format!("no speaker is named {wanted}")),
        [(at, _)] => Ok((*at).into()),
        several => {
            let names: Vec<&str> = several.iter().map(|(_, s)| s.name.as_str()).collect();
            Err(format!("{wanted} may be {}: name one in full", names.join(" or ")))
        }
    }
}

/// Finds entries of one dataset again in another by their ids.
struct Carry<'a> {
    old: &'a Dataset,
    new: &'a Dataset,
    /// The quotes that are asked for, by their ids.
    quotes: HashMap<&'a str, QuoteIx>,
}

impl<'a> Carry<'a> {
    fn new(old: &'a Dataset, new: &'a Dataset, places: impl Iterator<Item = Selection>) -> Self {
        let ids = places.filter_map(|place| match place {
            Selection::Quote(quote) => Some(old.id_of(quote)),
            _ => None,
        });
        let wanted: HashSet<&str> = ids.collect();
        let quotes = (0..new.quotes.len()).map(|at| (new.id_of(at.into()), at.into()));
        let quotes = quotes.filter(|(id, _)| wanted.contains(id)).collect();
        Self { old, new, quotes }
    }

    fn place(&self, place: Selection) -> Option<Selection> {
        Some(match place {
            Selection::Nowhere => Selection::Nowhere,
            Selection::Quote(quote) => Selection::Quote(*self.quotes.get(self.old.id_of(quote))?),
            Selection::Speaker(speaker) => Selection::Speaker(self.speaker(speaker)?),
            Selection::Group(group) => {
                let group = self.old.timeline.group(group);
                let name = |data: &'a Dataset, key| match key {
                    GroupKey::Meeting(m) => Some(data.meeting(m).id.as_str()),
                    GroupKey::Day | GroupKey::Month | GroupKey::Year => None,
                };
                let wanted = name(self.old, group.key);
                let mut groups = self.new.timeline.groups().iter();
                let at = groups.position(|other| match wanted {
                    None => (other.key, other.date) == (group.key, group.date),
                    id => name(self.new, other.key) == id,
                })?;
                Selection::Group(at.into())
            }
        })
    }

    fn speaker(&self, speaker: SpeakerIx) -> Option<SpeakerIx> {
        let id = &self.old.speaker(speaker).id;
        self.new.speakers.iter().position(|speaker| speaker.id == *id).map(SpeakerIx::from)
    }

    fn speakers(&self, keys: &BTreeSet<SpeakerKey>) -> BTreeSet<SpeakerKey> {
        keys.iter()
            .filter_map(|key| key.map_or(Some(None), |s| self.speaker(s).map(Some)))
            .collect()
    }
}
