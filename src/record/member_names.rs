//! What one record calls its entries, and its own annotations out of those of several.

use std::collections::{HashMap, HashSet};
use std::hash::Hash;

use crate::dataset::JointIds;
use crate::dataset::annotations::{
    Annotations, ArticleAnnotation, MeetingAnnotation, QuoteAnnotation, SpeakerAnnotation,
};

/// What one record calls its entries.
#[derive(Debug, Clone)]
pub(super) struct MemberNames {
    pub(super) name: String,
    pub(super) articles: IdMap,
    pub(super) speakers: IdMap,
    pub(super) meetings: IdMap,
}

/// Ids by themselves and together, from both sides.
#[derive(Debug, Clone, Default)]
pub(super) struct IdMap {
    pub(super) joint: HashMap<String, String>,
    pub(super) own: HashMap<String, String>,
    /// Those that the record itself has, by its own ids; annotations add others.
    pub(super) given: HashSet<String>,
}

impl IdMap {
    fn of(pairs: Vec<(String, String)>) -> Self {
        let mut map = Self::default();
        for (own, joint) in pairs {
            map.given.insert(own.clone());
            map.add(own, joint);
        }
        map
    }

    pub(super) fn add(&mut self, own: String, joint: String) {
        self.joint.insert(own.clone(), joint.clone());
        self.own.insert(joint, own);
    }

    /// What one of the record's own is called together; nothing where it is not known.
    fn joint_of(&self, own: &str) -> String {
        self.joint.get(own).cloned().unwrap_or_default()
    }

    /// Whether the record has one of these joint ids.
    fn has_any(&self, id: &str, others: &[String]) -> bool {
        self.own.contains_key(id) || others.iter().any(|id| self.own.contains_key(id))
    }

    /// What the record is to call something that it may not have.
    pub(super) fn own_or_new(&mut self, joint: &str) -> String {
        if let Some(own) = self.own.get(joint) {
            return own.clone();
        }
        let numbered = (2..).map(|number| format!("{joint}-{number}"));
        let mut free = std::iter::once(joint.to_owned()).chain(numbered);
        let own = free.find(|id| !self.joint.contains_key(id)).unwrap_or_default();
        self.add(own.clone(), joint.to_owned());
        own
    }
}

impl MemberNames {
    pub(super) fn new(name: String, ids: JointIds) -> Self {
        Self {
            name,
            articles: IdMap::of(ids.articles),
            speakers: IdMap::of(ids.speakers),
            meetings: IdMap::of(ids.meetings),
        }
    }

    /// This record's own annotations out of those of all. `base` is what stands in its file,
    /// `before` what stands in all files, and `is_its_name` tells whether a speaker of it has a name.
    pub(super) fn share_of(
        &mut self,
        base: Annotations,
        all: &Annotations,
        before: &Annotations,
        is_its_name: impl Fn(&Self, &str) -> bool,
    ) -> Annotations {
        let not_speakers = shared_out(
            base.not_speakers,
            (&all.not_speakers, &before.not_speakers),
            String::clone,
            self,
            |_, name| name.clone(),
            |names, name| is_its_name(names, name).then(|| name.clone()),
        );
        Annotations {
            title: base.title,
            articles: shared_out(
                base.articles,
                (&all.articles, &before.articles),
                |one| one.id.clone(),
                self,
                |names, one| names.articles.joint_of(&one.id),
                Self::article_here,
            ),
            speakers: shared_out(
                base.speakers,
                (&all.speakers, &before.speakers),
                |one| one.id.clone(),
                self,
                |names, one| names.speakers.joint_of(&one.id),
                |names, one| {
                    names.speakers.has_any(&one.id, &one.merged).then(|| names.speaker(one))
                },
            ),
            not_speakers,
            meetings: shared_out(
                base.meetings,
                (&all.meetings, &before.meetings),
                |one| one.id.clone(),
                self,
                |names, one| names.meetings.joint_of(&one.id),
                |names, one| {
                    names.meetings.has_any(&one.id, &one.merged).then(|| names.meeting(one))
                },
            ),
            quotes: shared_out(
                base.quotes,
                (&all.quotes, &before.quotes),
                |one| key_of(one.article.clone(), one),
                self,
                |names, one| key_of(names.articles.joint_of(&one.article), one),
                Self::quote_here,
            ),
        }
    }

    fn article_here(&mut self, one: &ArticleAnnotation) -> Option<ArticleAnnotation> {
        Some(ArticleAnnotation { id: self.articles.own.get(&one.id)?.clone(), ..one.clone() })
    }

    fn quote_here(&mut self, one: &QuoteAnnotation) -> Option<QuoteAnnotation> {
        let mut one = one.clone();
        one.article = self.articles.own.get(&one.article)?.clone();
        for id in one.speaker.iter_mut().flatten() {
            *id = self.speakers.own_or_new(id);
        }
        for id in one.meeting.iter_mut().flatten() {
            *id = self.meetings.own_or_new(id);
        }
        for id in one.utterance.iter_mut().flatten() {
            let own = id.strip_prefix(&self.name).and_then(|rest| rest.strip_prefix(':'));
            if let Some(own) = own.map(str::to_owned) {
                *id = own;
            }
        }
        Some(one)
    }

    /// A speaker's annotation as this record has it: of those who are merged, its own.
    pub(super) fn speaker(&mut self, one: &SpeakerAnnotation) -> SpeakerAnnotation {
        let id = self.speakers.own_or_new(&one.id);
        let merged = one.merged.iter().filter_map(|id| self.speakers.own.get(id).cloned());
        SpeakerAnnotation { id, merged: merged.collect(), ..one.clone() }
    }

    /// A meeting's annotation as this record has it.
    pub(super) fn meeting(&mut self, one: &MeetingAnnotation) -> MeetingAnnotation {
        let id = self.meetings.own_or_new(&one.id);
        let merged = one.merged.iter().filter_map(|id| self.meetings.own.get(id).cloned());
        let merged = merged.collect();
        let participants = one.participants.iter().map(|id| self.speakers.own_or_new(id)).collect();
        MeetingAnnotation { id, merged, participants, ..one.clone() }
    }
}

/// What a quote's annotation is about.
fn key_of(
    article: String,
    one: &QuoteAnnotation,
) -> (String, String, Option<String>, Option<String>) {
    (article, one.text.clone(), one.prefix.clone(), one.suffix.clone())
}

/// What one record has of a list of annotations: what it had and nobody changed as it stood, in the
/// place where it stood, and of what was changed or is new what belongs to it. `lists` are the
/// annotations of all as they are and as they were; `key` tells what one of them is about, `joint`
/// what one of the record's own is; `here` is the record's version of one, `None` where it is not
/// about the record.
fn shared_out<T: Clone + PartialEq, K: Hash + Eq>(
    base: Vec<T>,
    (all, before): (&[T], &[T]),
    key: impl Fn(&T) -> K,
    names: &mut MemberNames,
    joint: impl Fn(&MemberNames, &T) -> K,
    mut here: impl FnMut(&mut MemberNames, &T) -> Option<T>,
) -> Vec<T> {
    let former: HashMap<K, &T> = before.iter().map(|one| (key(one), one)).collect();
    let now: HashMap<K, &T> = all.iter().map(|one| (key(one), one)).collect();
    let mut seen: HashSet<K> = HashSet::new();
    let mut shared: Vec<T> = Vec::new();
    for own in base {
        let about = joint(names, &own);
        match now.get(&about) {
            Some(one) if former.get(&about) == Some(one) => shared.push(own),
            Some(one) if !seen.contains(&about) => shared.extend(here(names, one)),
            _ => {}
        }
        seen.insert(about);
    }
    for one in all {
        let about = key(one);
        if former.get(&about) != Some(&one) && seen.insert(about) {
            shared.extend(here(names, one));
        }
    }
    shared
}
