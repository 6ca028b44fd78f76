//! Deciding: the card of a quote, a speaker or a meeting, and what its rows do.

use std::sync::Arc;

use super::change::{Change, named, quote_of};
use super::chooser::Chooser;
use super::decision::{CardField, Decision, Subject};
use super::overlay::{Card, Overlay};
use super::{pane::Pane, selection::Selection, state::Explorer, workspace::Workspace};
use crate::dataset::annotations::{MeetingAnnotation, QuoteAnnotation, SpeakerAnnotation};
use crate::dataset::ids::slug;
use crate::dataset::{Dataset, GroupKey, MeetingIx, QuoteIx, SpeakerIx, SpeakerKind};
use crate::text::{clip, counted};

/// Words of a quote in a sentence, in columns.
const WORDS: usize = 32;

impl Explorer {
    /// What a card would be about as things stand: in the speakers pane the speaker.
    fn subject(&self) -> Option<Subject> {
        if self.focus == Pane::Speakers
            && let Some(Some(speaker)) = self.speaker()
        {
            return Some(Subject::Speaker(speaker));
        }
        match self.selection {
            Selection::Quote(quote) => Some(Subject::Quote(quote)),
            Selection::Speaker(speaker) => Some(Subject::Speaker(speaker)),
            Selection::Group(group) => match self.data().timeline.group(group).key {
                GroupKey::Meeting(meeting) => Some(Subject::Meeting(meeting)),
                GroupKey::Day | GroupKey::Month | GroupKey::Year => None,
            },
            Selection::Nothing => None,
        }
    }

    pub(super) fn open_card(&mut self) {
        match self.subject() {
            Some(subject) => self.overlay = Overlay::Card(Card { subject, at: 0 }),
            None => self.say("select a quote, a speaker or a meeting first"),
        }
    }

    /// Decides what the selected row of the card is for.
    pub(super) fn decide_row(&mut self) {
        if let Overlay::Card(card) = &self.overlay
            && let Some(field) = CardField::of(card.subject).get(card.at)
        {
            self.decide(*field);
        }
    }

    /// Decides one thing: at once, or by a choice.
    pub(super) fn decide(&mut self, field: CardField) {
        let in_review = matches!(self.overlay, Overlay::Review(_));
        let subject = match &self.overlay {
            Overlay::Card(card) => Some(card.subject),
            _ => self.quote().map(Subject::Quote),
        };
        let Some(subject) = subject else { return self.say("select a quote first") };
        if !CardField::of(subject).contains(&field) {
            return;
        }
        if self.index.is_none() {
            return self.say("a moment: the index is being made, then everything can be changed");
        }
        if !field.is_at_once() {
            if in_review {
                self.interrupt_review();
            }
            let mut chooser = Chooser::new(&self.workspace, subject, field, in_review);
            chooser.from_card = matches!(self.overlay, Overlay::Card(_));
            self.overlay = Overlay::Choose(Box::new(chooser));
            return;
        }
        if !in_review {
            self.overlay = Overlay::None;
        }
        match (subject, field) {
            (Subject::Quote(quote), CardField::Approve) => self.approve(quote, in_review),
            (Subject::Quote(quote), CardField::Drop) => {
                let label = format!("no quotation: {}", self.words(quote));
                self.annotate_quotes(label, &[quote], |one| one.drop = true);
            }
            (Subject::Speaker(speaker), CardField::NotSpeaker) => {
                let name = self.data().speaker(speaker).name.clone();
                let quotes = counted(self.data().quotes_by(Some(speaker)).len(), "quote");
                let label = format!("{} is no speaker: {quotes} of nobody", clip(&name, WORDS));
                let mut change = Change::new(label);
                change.after.not_speakers.push(name);
                self.change(change);
            }
            (Subject::Meeting(meeting), CardField::NotMeeting) => {
                self.annotate_meeting("no meeting", meeting, |one| one.drop = true);
            }
            _ => {}
        }
        if in_review {
            self.next_in_doubt();
        }
    }

    /// Approves a quote, or no longer.
    fn approve(&mut self, quote: QuoteIx, again: bool) {
        let is_approved = self.data().remarks(quote).is_some_and(|remarks| remarks.approved);
        let approve = again || !is_approved;
        let what = if approve { "right as it is" } else { "no longer approved" };
        let label = format!("{what}: {}", self.words(quote));
        self.annotate_quotes(label, &[quote], |one| one.approved = approve);
    }

    /// The first words of a quote, for a sentence.
    pub(super) fn words(&self, quote: QuoteIx) -> String {
        clip(&self.data().shown(quote), WORDS)
    }

    pub(super) fn annotate_quotes(
        &mut self,
        label: String,
        quotes: &[QuoteIx],
        edit: impl Fn(&mut QuoteAnnotation),
    ) {
        let mut change = Change::new(label);
        change.quotes(&self.workspace, quotes, edit);
        self.change(change);
    }

    /// Carries out what is chosen.
    pub(super) fn choose(&mut self) {
        let Overlay::Choose(chooser) = &self.overlay else { return };
        let Some(choice) = chooser.rows.get(chooser.at) else { return };
        let (subject, field, decision) = (chooser.subject, chooser.field, choice.decision.clone());
        let (quotes, in_review) = (chooser.quotes(), chooser.in_review);
        self.overlay = Overlay::None;
        match subject {
            Subject::Quote(_) => self.decide_quotes(field, decision, &quotes),
            Subject::Speaker(speaker) => self.decide_speaker(field, decision, speaker),
            Subject::Meeting(meeting) => self.decide_meeting(field, decision, meeting),
        }
        if in_review {
            self.resume_review();
            self.next_in_doubt();
        }
    }

    /// Keeps a note that is being typed. One that stood there before is only added to: nobody asked
    /// for the change.
    pub(super) fn keep_half_typed_note(&mut self) {
        let Overlay::Choose(chooser) = &self.overlay else { return };
        let (typed, before) = (chooser.input.value(), chooser.typed_before(&self.workspace));
        if chooser.field == CardField::Note && typed != before && typed.starts_with(&before) {
            self.choose();
        }
    }

    /// Lets the decision hold for more quotes, or for one again.
    pub(super) fn next_scope(&mut self) {
        if let Overlay::Choose(chooser) = &mut self.overlay {
            chooser.scope = (chooser.scope + 1) % chooser.scopes.len().max(1);
        }
    }

    pub(super) fn close_chooser(&mut self) {
        let Overlay::Choose(chooser) = std::mem::take(&mut self.overlay) else { return };
        if chooser.in_review {
            self.resume_review();
        } else if chooser.from_card {
            self.overlay = Overlay::Card(Card { subject: chooser.subject, at: 0 });
            if let Overlay::Card(card) = &mut self.overlay {
                let fields = CardField::of(chooser.subject);
                card.at = fields.iter().position(|field| *field == chooser.field).unwrap_or(0);
            }
        }
    }

    fn decide_quotes(&mut self, field: CardField, decision: Decision, quotes: &[QuoteIx]) {
        let Some(first) = quotes.first().copied() else { return };
        let data = self.data();
        let words = match quotes.len() {
            1 => self.words(first),
            count => format!("{count} quotes"),
        };
        let label = |what: &str| format!("{what}: {words}");
        let mut change = Change::new(String::new());
        let edit: Box<dyn Fn(&mut QuoteAnnotation)> = match decision {
            Decision::Speaker(speaker) => {
                let id = speaker.map(|speaker| data.speaker(speaker).id.clone());
                change.label = label(data.speaker_name(speaker));
                Box::new(move |one| one.speaker = Some(id.clone()))
            }
            Decision::NewSpeaker(name) => {
                let (id, kind) =
                    (free_id(&name, |id| data.speaker_called(id).is_some()), SpeakerKind::Person);
                let new = SpeakerAnnotation {
                    id: id.clone(),
                    name: name.clone(),
                    kind,
                    ..Default::default()
                };
                change.label = label(&name);
                change.after.speakers.push(new);
                Box::new(move |one| one.speaker = Some(Some(id.clone())))
            }
            Decision::Kind(kind) => {
                change.label = label(kind.name());
                Box::new(move |one| one.kind = Some(kind))
            }
            Decision::Day(date) => {
                let day = |date| self.workspace.dates.day(date);
                change.label = label(&date.map_or_else(|| "day not told".into(), day));
                let date = date.map(|date| date.to_string());
                Box::new(move |one| one.said = Some(date.clone()))
            }
            Decision::Meeting(meeting) => {
                let id = meeting.map(|meeting| data.meeting(meeting).id.clone());
                change.label = label(meeting.map_or("no meeting", |m| &data.meeting(m).title));
                Box::new(move |one| one.meeting = Some(id.clone()))
            }
            Decision::NewMeeting(title) => {
                let date = data.quote(first).said.known().map(|date| date.to_string());
                let wanted = match &date {
                    Some(date) => format!("{date} {title}"),
                    None => title.clone(),
                };
                let id = free_id(&wanted, |id| data.meeting_called(id).is_some());
                change.label = label(&title);
                let new = MeetingAnnotation {
                    id: id.clone(),
                    title,
                    date,
                    own: true,
                    ..Default::default()
                };
                change.after.meetings.push(new);
                Box::new(move |one| one.meeting = Some(Some(id.clone())))
            }
            Decision::Mark(mark) => return self.toggle_mark_of(first, mark),
            Decision::Text(note) if field == CardField::Note => {
                change.label = label(if note.is_some() { "noted" } else { "no note" });
                Box::new(move |one| one.note.clone_from(&note))
            }
            Decision::Text(_) | Decision::MeetingDate(_) | Decision::Status(_) => return,
        };
        change.quotes(&self.workspace, quotes, edit);
        self.change(change);
    }

    fn decide_speaker(&mut self, field: CardField, decision: Decision, speaker: SpeakerIx) {
        let name = clip(&self.data().speaker(speaker).name, WORDS);
        match (field, decision) {
            (CardField::Name, Decision::Text(Some(new))) => {
                let label = format!("{name} is called {}", clip(&new, WORDS));
                self.annotate_speaker(label, speaker, |one| {
                    let old = std::mem::replace(&mut one.name, new.clone());
                    one.aliases.retain(|alias| *alias != new);
                    if !one.aliases.contains(&old) {
                        one.aliases.push(old);
                    }
                });
            }
            (CardField::Role, Decision::Text(role)) => {
                let label = format!("{name}: {}", role.as_deref().unwrap_or("no role"));
                self.annotate_speaker(label, speaker, |one| one.role.clone_from(&role));
            }
            (CardField::Side, Decision::Text(side)) => {
                let label = format!("{name}: {}", side.as_deref().unwrap_or("no side"));
                self.annotate_speaker(label, speaker, |one| one.side.clone_from(&side));
            }
            (CardField::MergeSpeaker | CardField::Name, Decision::Speaker(Some(into))) => {
                let gone = self.data().speaker(speaker).clone();
                let kept = clip(&self.data().speaker(into).name, WORDS);
                // What was merged with the one that goes is the other's too.
                let known = self.workspace.annotations.speakers.iter().find(|s| s.id == gone.id);
                let merged = known.map(|one| one.merged.clone()).unwrap_or_default();
                self.annotate_speaker(format!("{name} is {kept}"), into, |one| {
                    for form in std::iter::once(&gone.name).chain(&gone.aliases) {
                        if *form != one.name && !one.aliases.contains(form) {
                            one.aliases.push(form.clone());
                        }
                    }
                    one.merged.retain(|id| *id != one.id);
                    one.merged.push(gone.id.clone());
                    one.merged.extend(merged.iter().filter(|id| **id != one.id).cloned());
                    one.role = one.role.take().or(gone.role.clone());
                    one.side = one.side.take().or(gone.side.clone());
                });
            }
            _ => {}
        }
    }

    fn annotate_speaker(
        &mut self,
        label: String,
        speaker: SpeakerIx,
        edit: impl Fn(&mut SpeakerAnnotation),
    ) {
        let entry = self.data().speaker(speaker);
        let before = self.workspace.annotations.speakers.iter().find(|one| one.id == entry.id);
        let mut after = before.cloned().unwrap_or_else(|| SpeakerAnnotation {
            id: entry.id.clone(),
            name: entry.name.clone(),
            kind: entry.kind,
            role: entry.role.clone(),
            side: entry.side.clone(),
            aliases: entry.aliases.clone(),
            merged: Vec::new(),
        });
        let mut change = Change::new(label);
        change.before.speakers.extend(before.cloned());
        edit(&mut after);
        change.after.speakers.push(after);
        self.change(change);
    }

    fn decide_meeting(&mut self, field: CardField, decision: Decision, meeting: MeetingIx) {
        match (field, decision) {
            (CardField::Title, Decision::Text(Some(title))) => {
                self.annotate_meeting("renamed", meeting, |one| one.title.clone_from(&title));
            }
            (CardField::Place, Decision::Text(place)) => {
                self.annotate_meeting("another place", meeting, |one| one.place.clone_from(&place));
            }
            (CardField::MeetingDay, Decision::MeetingDate(date))
                if date == self.data().meeting(meeting).date =>
            {
                self.say("left as it is");
            }
            (CardField::MeetingDay, Decision::MeetingDate(date)) => {
                self.annotate_meeting("another day", meeting, |one| {
                    one.date = date.text();
                    one.end = None;
                });
            }
            (CardField::Status, Decision::Status(status)) => {
                let what = status.mark().unwrap_or("held");
                self.annotate_meeting(what, meeting, |one| one.status = status);
            }
            (CardField::MergeMeeting, Decision::Meeting(Some(into))) => {
                let data = self.data();
                let gone = data.meeting(meeting).clone();
                let there = gone.participants.iter().map(|who| data.speaker(*who).id.clone());
                let there: Vec<String> = there.collect();
                let known = self.workspace.annotations.meetings.iter().find(|m| m.id == gone.id);
                let merged = known.map(|one| one.merged.clone()).unwrap_or_default();
                // What only the one that goes tells is kept.
                self.annotate_meeting("two meetings are one", into, |one| {
                    one.merged.push(gone.id.clone());
                    one.merged.extend(merged.iter().filter(|id| **id != one.id).cloned());
                    for id in &there {
                        if !one.participants.contains(id) {
                            one.participants.push(id.clone());
                        }
                    }
                    if one.date.is_none() {
                        one.date = gone.date.text();
                        one.end = gone.end.map(|end| end.to_string());
                    }
                    one.place = one.place.take().or(gone.place.clone());
                    one.summary = one.summary.take().or(gone.summary.clone());
                });
            }
            _ => {}
        }
    }

    fn annotate_meeting(
        &mut self,
        what: &str,
        meeting: MeetingIx,
        edit: impl Fn(&mut MeetingAnnotation),
    ) {
        let data = self.data();
        let entry = data.meeting(meeting);
        let label = format!("{what}: {}", clip(&entry.title, WORDS));
        let before = self.workspace.annotations.meetings.iter().find(|one| one.id == entry.id);
        let mut after = before.cloned().unwrap_or_else(|| MeetingAnnotation {
            id: entry.id.clone(),
            title: entry.title.clone(),
            date: entry.date.text(),
            status: entry.status,
            end: entry.end.map(|end| end.to_string()),
            place: entry.place.clone(),
            participants: entry.participants.iter().map(|s| data.speaker(*s).id.clone()).collect(),
            summary: entry.summary.clone(),
            merged: Vec::new(),
            own: false,
            drop: false,
        });
        let mut change = Change::new(label);
        change.before.meetings.extend(before.cloned());
        edit(&mut after);
        change.after.meetings.push(after);
        self.change(change);
    }

    /// Sets the mark that was set last on the selected quote, or takes it off.
    pub(super) fn toggle_mark(&mut self) {
        let Some(quote) = self.quote() else { return self.say("select a quote first") };
        let marks = self.data().remarks(quote).map_or(&[][..], |remarks| &remarks.marks);
        let mark = match (&self.last_mark, marks) {
            (_, [only]) => only.clone(),
            (Some(last), _) => last.clone(),
            (None, _) => "marked".to_owned(),
        };
        self.toggle_mark_of(quote, mark);
    }

    fn toggle_mark_of(&mut self, quote: QuoteIx, mark: String) {
        let has = self.data().remarks(quote).is_some_and(|r| r.marks.contains(&mark));
        let what = if has { "mark taken off" } else { "marked" };
        let label = format!("{what} ({}): {}", clip(&mark, 20), self.words(quote));
        self.annotate_quotes(label, &[quote], |one| match has {
            true => one.marks.retain(|other| *other != mark),
            false => one.marks.push(mark.clone()),
        });
        self.last_mark = Some(mark);
    }

    /// Goes to the next quote with a mark, or the one before.
    pub(super) fn next_mark(&mut self, back: bool) {
        let data = self.data();
        let here = self.quote();
        let marked = |ix: &QuoteIx| data.remarks(*ix).is_some_and(|r| !r.marks.is_empty());
        let marked = (0..data.quotes.len()).map(QuoteIx::from).filter(marked);
        let mut shown = marked.filter(|quote| self.shows(Selection::Quote(*quote)));
        let next = match back {
            false => shown.find(|quote| here.is_none_or(|here| *quote > here)),
            true => shown.take_while(|quote| here.is_none_or(|here| *quote < here)).last(),
        };
        match next {
            Some(quote) => self.go(Selection::Quote(quote), false),
            None if back => self.say("no mark before this one; {key:mark} sets one"),
            None => self.say("no further mark; {key:mark} sets one"),
        }
    }

    /// Leads what lies over the panes to a dataset that was opened; what is about nothing there is
    /// closed.
    pub(super) fn translate_overlay(&mut self, old: &Workspace) {
        let new = Arc::clone(&self.workspace);
        let subject = |subject: Subject| again(&old.data, &new.data, subject);
        match &mut self.overlay {
            Overlay::Card(card) => match subject(card.subject) {
                Some(now) => card.subject = now,
                None => self.overlay = Overlay::None,
            },
            Overlay::Choose(chooser) => match subject(chooser.subject) {
                Some(now) => {
                    let (field, in_review) = (chooser.field, chooser.in_review);
                    let from_card = chooser.from_card;
                    let (input, scope) = (chooser.input.clone(), chooser.scope);
                    **chooser = Chooser::new(&new, now, field, in_review);
                    (chooser.input, chooser.from_card) = (input, from_card);
                    chooser.search(&new);
                    chooser.scope = scope.min(chooser.scopes.len().saturating_sub(1));
                }
                None => self.close_chooser(),
            },
            Overlay::Span(_) | Overlay::Grid(_) | Overlay::Brush(_) => self.overlay = Overlay::None,
            _ => {}
        }
    }
}

/// The same subject in another dataset.
fn again(old: &Dataset, new: &Dataset, subject: Subject) -> Option<Subject> {
    Some(match subject {
        Subject::Quote(quote) => Subject::Quote(quote_of(new, &named(old, quote))?),
        Subject::Speaker(speaker) => {
            Subject::Speaker(new.speaker_called(&old.speaker(speaker).id)?)
        }
        Subject::Meeting(meeting) => {
            Subject::Meeting(new.meeting_called(&old.meeting(meeting).id)?)
        }
    })
}

/// An id made from a name that is not taken.
fn free_id(name: &str, is_taken: impl Fn(&str) -> bool) -> String {
    let id = slug(name);
    let numbered = (2..).map(|number| format!("{id}-{number}"));
    let free = std::iter::once(id.clone()).chain(numbered).find(|id| !is_taken(id));
    free.unwrap_or(id)
}
