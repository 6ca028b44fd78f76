//! The annotations of several records as those of one, and each record's own out of them again.
//!
//! What nobody changed goes back to its file as it stood there. What was changed goes to every
//! record that it is about: a quote's to that of its article, a speaker's to those in which the
//! speaker is. Whoever a record does not know and is named in its annotations is told there too, so
//! that each record is whole by itself.

use std::collections::{HashMap, HashSet};

use super::member_names::{IdMap, MemberNames};
use crate::dataset::annotations::{
    Annotations, ArticleAnnotation, MeetingAnnotation, SpeakerAnnotation,
};
use crate::dataset::{Dataset, JointIds, Speaker};
use crate::text::fold;

/// What several records call their entries, by themselves and together.
#[derive(Debug, Clone, Default)]
pub(super) struct JointRecords {
    members: Vec<MemberNames>,
    /// The speakers of the records, as annotations tell of them, by their joint ids.
    speakers: HashMap<String, SpeakerAnnotation>,
}

impl JointRecords {
    /// Records by their names, with what their entries are called and the joint dataset.
    pub(super) fn new(names: Vec<String>, ids: Vec<JointIds>, data: &Dataset) -> Self {
        let speakers = data.speakers.iter().map(|one| (one.id.clone(), annotation_of(one)));
        Self {
            members: names
                .into_iter()
                .zip(ids)
                .map(|(name, ids)| MemberNames::new(name, ids))
                .collect(),
            speakers: speakers.collect(),
        }
    }

    /// The annotations of the records as those of one.
    pub(super) fn join(&mut self, files: &[Annotations]) -> Annotations {
        let mut all = Annotations::default();
        for (at, file) in files.iter().enumerate() {
            for annotation in &file.articles {
                let id = self.article(at, &annotation.id);
                all.articles.push(ArticleAnnotation { id, ..annotation.clone() });
            }
            // Who is merged may be told of further below.
            let told = file.speakers.iter();
            let ids: Vec<String> = told.map(|one| self.speaker(at, one, &all.speakers)).collect();
            for (annotation, id) in file.speakers.iter().zip(ids) {
                let merged = annotation.merged.iter().map(|id| self.speaker_called(at, id));
                let merged = merged.collect();
                let new = SpeakerAnnotation { id, merged, ..annotation.clone() };
                match all.speakers.iter_mut().find(|known| known.id == new.id) {
                    Some(known) => add_speaker(known, new),
                    None => all.speakers.push(new),
                }
            }
            for name in &file.not_speakers {
                if !all.not_speakers.contains(name) {
                    all.not_speakers.push(name.clone());
                }
            }
            let told = file.meetings.iter();
            let ids: Vec<String> = told.map(|one| self.meeting(at, one, &all.meetings)).collect();
            for (annotation, id) in file.meetings.iter().zip(ids) {
                let merged = annotation.merged.iter().map(|id| self.meeting_called(at, id));
                let merged = merged.collect();
                let participants = annotation.participants.iter();
                let participants = participants.map(|id| self.speaker_called(at, id)).collect();
                let new = MeetingAnnotation { id, merged, participants, ..annotation.clone() };
                match all.meetings.iter_mut().find(|known| known.id == new.id) {
                    Some(known) => add_meeting(known, new),
                    None => all.meetings.push(new),
                }
            }
            for annotation in &file.quotes {
                let mut new = annotation.clone();
                new.article = self.article(at, &annotation.article);
                for id in new.speaker.iter_mut().flatten() {
                    *id = self.speaker_called(at, id);
                }
                for id in new.meeting.iter_mut().flatten() {
                    *id = self.meeting_called(at, id);
                }
                for id in new.utterance.iter_mut().flatten() {
                    *id = format!("{}:{id}", self.members[at].name);
                }
                all.quotes.push(new);
            }
        }
        all
    }

    /// Each record's own annotations out of those of all. `bases` are what stands in their files.
    pub(super) fn split(&mut self, all: &Annotations, bases: &[Annotations]) -> Vec<Annotations> {
        let before = self.join(bases);
        let speakers = &self.speakers;
        let has_name = |names: &MemberNames, name: &str| {
            let called = |one: &&SpeakerAnnotation| fold(&one.name) == fold(name);
            speakers.values().filter(called).any(|one| names.speakers.own.contains_key(&one.id))
        };
        let mut files = Vec::new();
        for (member, base) in self.members.iter_mut().zip(bases) {
            let mut file = member.share_of(base.clone(), all, &before, has_name);
            tell_of_speakers(member, &mut file, all, speakers);
            files.push(file);
        }
        // What is about none of the records, as a new speaker of whom nothing is said yet.
        let Some(first) = files.first_mut() else { return files };
        for speaker in &all.speakers {
            if !self.members.iter().any(|member| member.speakers.own.contains_key(&speaker.id)) {
                first.speakers.push(self.members[0].speaker(speaker));
            }
        }
        for meeting in &all.meetings {
            if !self.members.iter().any(|member| member.meetings.own.contains_key(&meeting.id)) {
                first.meetings.push(self.members[0].meeting(meeting));
            }
        }
        for name in &all.not_speakers {
            if !files.iter().any(|file| file.not_speakers.contains(name)) {
                files[0].not_speakers.push(name.clone());
            }
        }
        files
    }

    fn article(&mut self, at: usize, own: &str) -> String {
        let MemberNames { name, articles, .. } = &mut self.members[at];
        if !articles.joint.contains_key(own) {
            articles.add(own.to_owned(), format!("{name}:{own}"));
        }
        articles.joint[own].clone()
    }

    /// The joint id of a speaker whom an annotation tells of. One whom only annotations have is the
    /// one of that id and name in any of the records.
    fn speaker(
        &mut self,
        at: usize,
        annotation: &SpeakerAnnotation,
        told: &[SpeakerAnnotation],
    ) -> String {
        let own = &annotation.id;
        if let Some(joint) = self.members[at].speakers.joint.get(own) {
            return joint.clone();
        }
        let other = told.iter().find(|one| one.id == *own).or_else(|| self.speakers.get(own));
        let is_same = other.is_none_or(|other| {
            let names = |one: &SpeakerAnnotation| -> HashSet<String> {
                std::iter::once(&one.name).chain(&one.aliases).map(|name| fold(name)).collect()
            };
            !names(other).is_disjoint(&names(annotation))
        });
        let member = &mut self.members[at];
        let joint = if is_same { own.clone() } else { format!("{}:{own}", member.name) };
        member.speakers.add(own.clone(), joint.clone());
        joint
    }

    fn speaker_called(&mut self, at: usize, own: &str) -> String {
        let is_taken = self.speakers.contains_key(own);
        let MemberNames { name, speakers, .. } = &mut self.members[at];
        called(name, speakers, own, is_taken)
    }

    fn meeting(
        &mut self,
        at: usize,
        annotation: &MeetingAnnotation,
        told: &[MeetingAnnotation],
    ) -> String {
        let own = &annotation.id;
        if let Some(joint) = self.members[at].meetings.joint.get(own) {
            return joint.clone();
        }
        let is_taken = self.members.iter().any(|member| member.meetings.own.contains_key(own));
        let same = |one: &MeetingAnnotation| one.id == *own && one.title == annotation.title;
        let member = &mut self.members[at];
        let joint = match !is_taken || told.iter().any(same) {
            true => own.clone(),
            false => format!("{}:{own}", member.name),
        };
        member.meetings.add(own.clone(), joint.clone());
        joint
    }

    fn meeting_called(&mut self, at: usize, own: &str) -> String {
        let is_taken = self.members.iter().any(|member| member.meetings.own.contains_key(own));
        let MemberNames { name, meetings, .. } = &mut self.members[at];
        called(name, meetings, own, is_taken)
    }
}

/// The joint id of something that a record's annotations name. What the record has not is not another
/// record's, whatever that calls it.
fn called(name: &str, ids: &mut IdMap, own: &str, is_taken: bool) -> String {
    if let Some(joint) = ids.joint.get(own) {
        return joint.clone();
    }
    let joint = if is_taken { format!("{name}:{own}") } else { own.to_owned() };
    ids.add(own.to_owned(), joint.clone());
    joint
}

/// Adds the speakers whom a record's annotations name and nothing else there tells of.
fn tell_of_speakers(
    member: &mut MemberNames,
    file: &mut Annotations,
    all: &Annotations,
    speakers: &HashMap<String, SpeakerAnnotation>,
) {
    let of_quotes = file.quotes.iter().filter_map(|quote| quote.speaker.clone().flatten());
    let present = file.meetings.iter().flat_map(|meeting| meeting.participants.clone());
    let named: Vec<String> = of_quotes.chain(present).collect();
    for own in named {
        if member.speakers.given.contains(&own) || file.speakers.iter().any(|one| one.id == own) {
            continue;
        }
        let Some(joint) = member.speakers.joint.get(&own) else { continue };
        let told = all.speakers.iter().find(|one| one.id == *joint).or(speakers.get(joint));
        if let Some(told) = told {
            file.speakers.push(member.speaker(told));
        }
    }
}

fn annotation_of(speaker: &Speaker) -> SpeakerAnnotation {
    let Speaker { id, name, kind, role, side, aliases, .. } = speaker.clone();
    SpeakerAnnotation { id, name, kind, role, side, aliases, merged: Vec::new() }
}

/// Adds what another record's annotation says of the same speaker; what the first says holds.
fn add_speaker(known: &mut SpeakerAnnotation, other: SpeakerAnnotation) {
    known.role = known.role.take().or(other.role);
    known.side = known.side.take().or(other.side);
    add(&mut known.aliases, other.aliases);
    add(&mut known.merged, other.merged);
}

fn add_meeting(known: &mut MeetingAnnotation, other: MeetingAnnotation) {
    known.date = known.date.take().or(other.date);
    known.end = known.end.take().or(other.end);
    known.place = known.place.take().or(other.place);
    known.summary = known.summary.take().or(other.summary);
    known.drop |= other.drop;
    add(&mut known.participants, other.participants);
    add(&mut known.merged, other.merged);
}

fn add(known: &mut Vec<String>, others: Vec<String>) {
    for other in others {
        if !known.contains(&other) {
            known.push(other);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::fmt::Write as _;

    use fastrand::Rng;

    use super::*;
    use crate::dataset::annotations::{QuoteAnnotation, TextQuoteSelector};
    use crate::dataset::{Member, QuoteIx, annotate, join, load::from_bytes};

    const NAMES: [&str; 4] = ["Anna Weber", "Karl Braun", "Ida Holm", "Omar Said"];

    /// A record of two articles: the speakers' ids say nothing, and clash with those of others.
    fn dataset(who: &[usize]) -> Dataset {
        let (mut articles, mut quotes) = (Vec::new(), Vec::new());
        for article in 0..2 {
            let mut text = String::new();
            for (at, _) in who.iter().enumerate() {
                let start = text.chars().count();
                let words = format!("Sentence {at} of {article}");
                let _ = write!(text, "{words}. ");
                quotes.push(serde_json::json!({
                    "id": format!("q{article}{at}"), "article": format!("a{article}"),
                    "start": start, "end": start + words.len(), "text": words,
                    "kind": "direct", "speaker": format!("s{at}"),
                }));
            }
            let id = format!("a{article}");
            articles.push(serde_json::json!({"id": id, "title": id, "date": null, "text": text}));
        }
        let speakers = who.iter().enumerate();
        let speakers: Vec<_> = speakers
            .map(|(at, name)| serde_json::json!({"id": format!("s{at}"), "name": NAMES[*name]}))
            .collect();
        let json = serde_json::json!({
            "version": 1, "title": "Talks", "articles": articles, "speakers": speakers,
            "meetings": [{"id": "m", "title": "Talks", "date": "2024-03-01"}], "quotes": quotes,
        });
        from_bytes(json.to_string(), &mut |_| {}).expect("sound")
    }

    const MEMBERS: [&[usize]; 3] = [&[0, 1], &[1, 2], &[3, 0, 1]];

    fn opened() -> (Dataset, JointRecords) {
        let names: Vec<String> = ["one", "two", "three"].map(String::from).to_vec();
        let members = names.iter().zip(MEMBERS).map(|(name, who)| Member {
            name: name.clone(),
            data: dataset(who),
            speakers: who.to_vec(),
        });
        let (data, ids) = join(members.collect());
        let joint = JointRecords::new(names, ids, &data);
        (data, joint)
    }

    /// Changes something, as the explorer does.
    fn change(all: &mut Annotations, data: &Dataset, rng: &mut Rng) {
        let speaker = |rng: &mut Rng| data.speakers[rng.usize(..data.speakers.len())].clone();
        match rng.usize(..8) {
            0 if !all.quotes.is_empty() => {
                let at = rng.usize(..all.quotes.len());
                all.quotes.remove(at);
            }
            1 => {
                let one = speaker(rng);
                let known = all.speakers.iter().position(|other| other.id == one.id);
                let known = known.map(|at| all.speakers.remove(at));
                let mut one = known.unwrap_or_else(|| annotation_of(&one));
                one.role = Some(format!("role {}", rng.u8(..)));
                all.speakers.push(one);
            }
            2 => {
                let (one, gone) = (speaker(rng), speaker(rng));
                let is_gone = |id: &String| all.speakers.iter().any(|s| s.merged.contains(id));
                // Who is gone stands in no list of the explorer.
                if one.id != gone.id && !is_gone(&one.id) && !is_gone(&gone.id) {
                    let known = all.speakers.iter().position(|other| other.id == one.id);
                    let known = known.map(|at| all.speakers.remove(at));
                    let mut one = known.unwrap_or_else(|| annotation_of(&one));
                    one.merged.push(gone.id);
                    all.speakers.push(one);
                }
            }
            3 => {
                let (id, title) = ("m".to_owned(), "Talks".to_owned());
                let place = Some(format!("hall {}", rng.u8(..)));
                let participants = vec![speaker(rng).id];
                all.meetings.retain(|other| other.id != id);
                let date = Some("2024-03-01".to_owned());
                let one = MeetingAnnotation {
                    id,
                    title,
                    date,
                    place,
                    participants,
                    ..Default::default()
                };
                all.meetings.push(one);
            }
            4 => {
                let name = speaker(rng).name;
                match all.not_speakers.iter().position(|other| *other == name) {
                    Some(at) => _ = all.not_speakers.remove(at),
                    None => all.not_speakers.push(name),
                }
            }
            _ => {
                let quote = &data.quotes[rng.usize(..data.quotes.len())];
                let article = data.article(quote.article);
                let selector = TextQuoteSelector::of(&article.text, quote.span());
                let mut one = QuoteAnnotation {
                    article: article.id.clone(),
                    text: selector.exact.into_owned(),
                    prefix: selector.prefix.map(|side| side.into_owned()),
                    suffix: selector.suffix.map(|side| side.into_owned()),
                    note: Some(format!("note {}", rng.u8(..))),
                    ..QuoteAnnotation::default()
                };
                if rng.bool() {
                    one.speaker = Some(Some(speaker(rng).id));
                } else if rng.bool() {
                    // Somebody new.
                    let id = format!("new-{}", rng.u8(..3));
                    one.speaker = Some(Some(id.clone()));
                    if !all.speakers.iter().any(|other| other.id == id) {
                        let name = format!("New {id}");
                        all.speakers.push(SpeakerAnnotation { id, name, ..Default::default() });
                    }
                }
                all.quotes
                    .retain(|other| (&other.article, &other.text) != (&one.article, &one.text));
                all.quotes.push(one);
            }
        }
    }

    /// What a reader sees of each quote: who said it, in which role, and the note.
    fn seen(data: Dataset, annotations: &Annotations) -> Vec<(String, String, String)> {
        let (data, orphans) = annotate(data, annotations);
        assert_eq!(orphans, Vec::new());
        let quotes = (0..data.quotes.len()).map(QuoteIx::from);
        let mut seen: Vec<_> = quotes
            .map(|quote| {
                let speaker = data.quote(quote).speaker.map(|speaker| data.speaker(speaker));
                let role = speaker.and_then(|one| one.role.clone()).unwrap_or_default();
                let who = speaker.map_or(String::new(), |one| format!("{} {role}", one.name));
                let note = data.remarks(quote).and_then(|remarks| remarks.note.clone());
                (data.id_of(quote).to_owned(), who, note.unwrap_or_default())
            })
            .collect();
        let places = data.meetings.iter().map(|meeting| {
            let present = meeting.participants.iter().map(|one| data.speaker(*one).name.clone());
            let present = present.collect::<Vec<_>>().join(", ");
            (meeting.id.clone(), meeting.place.clone().unwrap_or_default(), present)
        });
        seen.extend(places);
        seen.sort();
        seen
    }

    /// Each record's own annotations lead to the same together, also for a program that begins
    /// anew; what nobody changed is not touched, and each record is whole by itself.
    #[test]
    fn what_is_shared_out_is_the_same_together_again() {
        for seed in 0..60 {
            let mut rng = Rng::with_seed(seed);
            let (data, mut joint) = opened();
            let mut files = vec![Annotations::default(); MEMBERS.len()];
            let mut all = Annotations::default();
            for _ in 0..12 {
                change(&mut all, &data, &mut rng);
                files = joint.split(&all, &files);
                let expected = seen(data.clone(), &all);
                assert_eq!(seen(data.clone(), &joint.join(&files)), expected, "seed {seed}");
                let (again, mut anew) = opened();
                let read = anew.join(&files);
                assert_eq!(seen(again, &read), expected, "begun anew, seed {seed}");
                assert_eq!(anew.split(&read, &files), files, "nothing changed, seed {seed}");
                for (who, file) in MEMBERS.into_iter().zip(&files) {
                    // A speaker whom another record merged away is no orphan there.
                    let _ = seen(dataset(who), file);
                }
                if rng.usize(..4) == 0 {
                    (joint, all) = (anew, read);
                }
            }
        }
    }
}
