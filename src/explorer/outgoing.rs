//! What leaves the program for a file or the clipboard: all quotes that show, those that are
//! marked, and annotations that could not be saved; and the list of every annotation.

use std::path::PathBuf;

use tui_input::Input;

use super::action::CopyForm;
use super::change::{Change, quote_of};
use super::overlay::{AnnotationList, AnnotationRow, Outgoing, OutgoingForm, Overlay};
use super::{event::Effect, message::Message, selection::Selection, state::Explorer};
use crate::dataset::QuoteIx;
use crate::dataset::annotations::{Annotations, QuoteAnnotation};
use crate::export::{self, Format};
use crate::text::offsets::offset;
use crate::text::{clip, counted};

/// The forms in which quotes leave, and what their files' names end in.
const FORMS: [(Format, &str); 10] = [
    (Format::Md, "md"),
    (Format::MdFootnotes, "md"),
    (Format::Text, "txt"),
    (Format::Csv, "csv"),
    (Format::Json, "json"),
    (Format::Jsonl, "jsonl"),
    (Format::Html, "html"),
    (Format::Bibtex, "bib"),
    (Format::CslJson, "csljson"),
    (Format::WebAnnotation, "jsonld"),
];

impl Explorer {
    /// Asks in which form the quotes that show, or those that are marked, are to leave.
    pub(super) fn open_outgoing(&mut self) {
        let (shown, marked) = (self.result.count, self.marked().len());
        let row = |marked: bool, count: usize| {
            let forms = FORMS.iter().filter(move |_| count > 0);
            forms.map(move |(format, _)| OutgoingForm { format: *format, marked, count })
        };
        // What somebody marked is mostly what is to leave.
        let rows: Vec<OutgoingForm> = row(true, marked).chain(row(false, shown)).collect();
        if rows.is_empty() {
            return self.say("no quote shows and none is marked");
        }
        let input = Input::new("quotes.md".into());
        self.overlay = Overlay::Outgoing(Outgoing {
            input,
            rows,
            at: 0,
            replaces: None,
            leaves: false,
            is_untouched: true,
        });
    }

    fn marked(&self) -> Vec<QuoteIx> {
        let data = self.data();
        let marked = |quote: &QuoteIx| data.remarks(*quote).is_some_and(|r| !r.marks.is_empty());
        let all = (0..data.quotes.len()).map(QuoteIx::from);
        if data.has_remarks() { all.filter(marked).collect() } else { Vec::new() }
    }

    /// Gives the file's name the ending of the form.
    pub(super) fn follow_form(&mut self) {
        let Overlay::Outgoing(outgoing) = &mut self.overlay else { return };
        let Some(form) = outgoing.rows.get(outgoing.at) else { return };
        let ending = FORMS.iter().find(|(format, _)| *format == form.format);
        let name = outgoing.input.value();
        if let Some((stem, old)) = name.rsplit_once('.')
            && FORMS.iter().any(|(_, known)| *known == old)
            && let Some((_, ending)) = ending
        {
            outgoing.input = Input::new(format!("{stem}.{ending}"));
        }
    }

    /// Chooses the form that the ending of the file's name asks for.
    pub(super) fn follow_name(&mut self) {
        let Overlay::Outgoing(outgoing) = &mut self.overlay else { return };
        let ending = outgoing.input.value().rsplit_once('.').map(|(_, ending)| ending);
        let form = FORMS.iter().find(|(_, known)| Some(*known) == ending);
        let marked = outgoing.rows.get(outgoing.at).is_some_and(|row| row.marked);
        let fits = |row: &OutgoingForm| {
            form.is_some_and(|(format, _)| row.format == *format) && row.marked == marked
        };
        outgoing.at = outgoing.rows.iter().position(fits).unwrap_or(outgoing.at);
        outgoing.replaces = None;
    }

    /// Writes what is chosen; without a file's name it is copied.
    pub(super) fn send_out(&mut self) {
        let Overlay::Outgoing(outgoing) = &self.overlay else { return };
        let name = outgoing.input.value().trim().to_owned();
        let path = PathBuf::from(&name);
        let replace = outgoing.replaces.as_ref() == Some(&path);
        let Some(form) = outgoing.rows.get(outgoing.at).copied() else {
            if name.is_empty() {
                return self.say("type a file's name; {key:outgoing-leave} leaves without saving");
            }
            let text = self.workspace.annotations.to_json();
            let what = counted(self.workspace.annotations.len(), "annotation");
            return self.effects.push(Effect::Write { path, text, what, replace });
        };
        let quotes = if form.marked { self.marked() } else { self.result.quotes.iter().collect() };
        let mut text = Vec::new();
        if let Err(error) = export::write(&mut text, form.format, None, self.data(), &quotes) {
            return self.say(error.to_string());
        }
        let text = String::from_utf8_lossy(&text).into_owned();
        if name.is_empty() {
            self.overlay = Overlay::None;
            return self.effects.push(Effect::Copy { text, form: CopyForm::All });
        }
        let what = counted(quotes.len(), "quote");
        self.effects.push(Effect::Write { path, text, what, replace });
    }

    /// Takes over that a file was written.
    pub(super) fn written(&mut self, what: String, path: PathBuf) {
        let leaves = match std::mem::take(&mut self.overlay) {
            Overlay::Outgoing(outgoing) => outgoing.leaves,
            other => {
                self.overlay = other;
                false
            }
        };
        let path = path.to_string_lossy().into_owned();
        let said = match leaves {
            true => "{} written to {}; {key:quit} leaves",
            false => "{} written to {}",
        };
        if leaves {
            self.unsaved = None;
        }
        self.say(Message::from(said).with(what).with(path));
    }

    /// Takes over that there is such a file already.
    pub(super) fn exists(&mut self, path: PathBuf) {
        let name = path.to_string_lossy().into_owned();
        if let Overlay::Outgoing(outgoing) = &mut self.overlay {
            outgoing.replaces = Some(path);
        }
        self.say(
            Message::from("{} is there already; {key:outgoing-write} again replaces it").with(name),
        );
    }

    /// Leaves, unless annotations would be lost: then it asks for a file to write them to.
    pub(super) fn quit(&mut self) {
        if self.unsaved.is_none() || self.workspace.annotations.is_empty() {
            return self.effects.push(Effect::Quit(0));
        }
        let input = Input::new("annotations.json".into());
        let rows = Vec::new();
        self.overlay = Overlay::Outgoing(Outgoing {
            input,
            rows,
            at: 0,
            replaces: None,
            leaves: true,
            is_untouched: true,
        });
    }

    /// Lists every annotation, those that fit nothing first.
    pub(super) fn open_annotations(&mut self) {
        let workspace = &self.workspace;
        let all = &workspace.annotations;
        let orphan = |list: &str, at: usize| {
            let orphans = workspace.orphans.iter();
            let mut orphans = orphans.filter(|orphan| orphan.list == list && orphan.at == at);
            orphans.next().map(|orphan| orphan.sentence.clone())
        };
        let mut rows = Vec::new();
        let data = self.data();
        let place = |entry: &Annotations| {
            let id = entry.quotes.first().map(|one| one.article.as_str()).unwrap_or_default();
            let article = data.articles.iter().find(|article| article.id == id);
            let name = article.and_then(|article| article.publisher.as_deref()).unwrap_or(id);
            let day = article
                .and_then(|article| article.date.known())
                .map(|date| self.workspace.dates.day(date));
            let parts = day.into_iter().chain([clip(name, 18)]).filter(|part| !part.is_empty());
            parts.collect::<Vec<_>>().join(" · ")
        };
        let mut add = |label: String, orphan: Option<String>, entry: Annotations| {
            rows.push(AnnotationRow { label, place: place(&entry), orphan, entry });
        };
        for (at, one) in all.quotes.iter().enumerate() {
            let entry = Annotations { quotes: vec![one.clone()], ..Annotations::default() };
            add(self.quote_label(one), orphan("quotes", at), entry);
        }
        for (at, one) in all.speakers.iter().enumerate() {
            let merged = one.merged.iter().map(|id| format!("and {id}"));
            let said = one.role.iter().chain(&one.side).cloned().chain(merged);
            let said = said.collect::<Vec<_>>().join(", ");
            let gap = if said.is_empty() { "" } else { ": " };
            let entry = Annotations { speakers: vec![one.clone()], ..Annotations::default() };
            add(format!("speaker {}{gap}{said}", one.name), orphan("speakers", at), entry);
        }
        for name in &all.not_speakers {
            let entry = Annotations { not_speakers: vec![name.clone()], ..Annotations::default() };
            add(format!("no speaker: {name}"), None, entry);
        }
        for (at, one) in all.meetings.iter().enumerate() {
            let what = if one.drop { "no meeting" } else { "meeting" };
            let entry = Annotations { meetings: vec![one.clone()], ..Annotations::default() };
            let said = one.date.iter().chain(&one.place).cloned().collect::<Vec<_>>().join(", ");
            add(format!("{what}: {}, {said}", one.title), orphan("meetings", at), entry);
        }
        for (at, one) in all.articles.iter().enumerate() {
            let entry = Annotations { articles: vec![one.clone()], ..Annotations::default() };
            add(format!("article {}", one.id), orphan("articles", at), entry);
        }
        rows.sort_by_key(|row| row.orphan.is_none());
        if rows.is_empty() {
            return self.say("no annotations yet; {key:card} changes a quote, {key:mark} marks it");
        }
        self.overlay = Overlay::Annotations(AnnotationList { rows, at: 0 });
    }

    /// What an annotation of a quote says, in a line.
    fn quote_label(&self, one: &QuoteAnnotation) -> String {
        let data = self.data();
        let mut parts: Vec<String> = Vec::new();
        let name = |id: &String| match data.speaker_called(id) {
            Some(speaker) => data.speaker(speaker).name.clone(),
            None => id.clone(),
        };
        if one.drop {
            parts.push("no quotation".into());
        }
        if one.own {
            parts.push("your own".into());
        }
        if let Some(speaker) = &one.speaker {
            parts.push(speaker.as_ref().map_or_else(|| "nobody".into(), name));
        }
        parts.extend(one.kind.filter(|_| !one.own).map(|kind| kind.name().to_owned()));
        if let Some(said) = &one.said {
            parts.push(said.clone().unwrap_or_else(|| "day not told".into()));
        }
        if let Some(meeting) = &one.meeting {
            parts.push(meeting.clone().unwrap_or_else(|| "no meeting".into()));
        }
        if one.approved {
            parts.push("right".into());
        }
        parts.extend(one.marks.iter().map(|mark| format!("marked {mark}")));
        parts.extend(one.note.iter().map(|note| format!("note: {}", clip(note, 40))));
        format!("“{}”: {}", clip(&one.text, 26), parts.join(", "))
    }

    /// Goes to what the selected annotation is about.
    pub(super) fn open_annotation(&mut self) {
        let Overlay::Annotations(list) = &self.overlay else { return };
        let Some(row) = list.rows.get(list.at) else { return };
        let data = self.data();
        if row.orphan.is_some() {
            // The article is where to look for what became of the words.
            let article = row.entry.quotes.first().map(|one| &one.article);
            let article = article.and_then(|id| data.articles.iter().position(|a| a.id == *id));
            let quote = article.and_then(|at| {
                let (article, quotes) = (data.article(at.into()), data.quotes_in(at.into()));
                let near = row.entry.quotes.first().and_then(|one| whereabouts(&article.text, one));
                let far = |quote: &&QuoteIx| {
                    data.quote(**quote).span.0.abs_diff(offset(near.unwrap_or(0)))
                };
                quotes.iter().min_by_key(far).copied()
            });
            let why = "here its words stood; if this quote is it, {key:annotations} then {key:annotation-attach} gives it to it";
            match quote.filter(|quote| self.shows(Selection::Quote(*quote))) {
                Some(quote) => {
                    self.overlay = Overlay::None;
                    self.go(Selection::Quote(quote), false);
                    self.say(why);
                }
                None => self.say("its article has no quote that shows"),
            }
            return;
        }
        let quote = row.entry.quotes.first().and_then(|one| quote_of(data, one));
        let speaker = row.entry.speakers.first().and_then(|one| data.speaker_called(&one.id));
        let meeting = row.entry.meetings.first().filter(|one| !one.drop);
        let meeting = meeting.and_then(|one| data.meeting_called(&one.id));
        let selection = quote
            .map(Selection::Quote)
            .or(speaker.map(Selection::Speaker))
            .or(meeting.and_then(|m| data.timeline.of_meeting(m)).map(Selection::Group));
        match selection.filter(|selection| self.shows(*selection)) {
            Some(selection) => {
                self.overlay = Overlay::None;
                self.go(selection, false);
            }
            None => self.say("it does not show: it was dropped, or the filter hides it"),
        }
    }

    /// Gives the selected annotation of a quote to the quote that is selected in the panes.
    pub(super) fn attach_annotation(&mut self) {
        let Overlay::Annotations(list) = &self.overlay else { return };
        let row = list.rows.get(list.at).filter(|row| row.orphan.is_some());
        let Some(one) = row.and_then(|row| row.entry.quotes.first()) else {
            return self.say("only what fits nothing any more can be given to another quote");
        };
        let Some(quote) = self.quote() else { return self.say("select a quote first") };
        let old = one.clone();
        let label = format!("given to {}: {}", self.words(quote), self.quote_label(one));
        let mut change = Change::new(label);
        change.quotes(&self.workspace, &[quote], |new| {
            let name =
                (new.article.clone(), new.text.clone(), new.prefix.take(), new.suffix.take());
            *new = old.clone();
            (new.article, new.text, new.prefix, new.suffix) = name;
            // The quote is there.
            new.own = false;
        });
        change.before.quotes.push(old.clone());
        self.overlay = Overlay::None;
        self.change(change);
    }

    /// Takes the selected annotation away.
    pub(super) fn remove_annotation(&mut self) {
        let Overlay::Annotations(list) = &self.overlay else { return };
        let (at, Some(row)) = (list.at, list.rows.get(list.at)) else { return };
        let mut change = Change::new(format!("annotation taken away: {}", row.label));
        change.before = row.entry.clone();
        self.overlay = Overlay::None;
        let gone = change.before.clone();
        self.change(change);
        let still_stands = self.still_stands(&gone);
        let said = self.message.take();
        self.open_annotations();
        self.message = said;
        if still_stands {
            self.say("taken away; a build had put it into the record, which has it until the next");
        }
        if let Overlay::Annotations(list) = &mut self.overlay {
            list.at = at.min(list.rows.len().saturating_sub(1));
        }
    }
}

/// Where in an article the words of an annotation stood, as far as what stood around them tells.
fn whereabouts(text: &str, one: &QuoteAnnotation) -> Option<usize> {
    let end = |side: &str| {
        let start = side.char_indices().rev().take(16).last().map_or(0, |(at, _)| at);
        side[start..].to_owned()
    };
    let start = |side: &str| side.chars().take(16).collect::<String>();
    let before = one.prefix.as_deref().map(end).filter(|side| !side.trim().is_empty());
    let behind = one.suffix.as_deref().map(start).filter(|side| !side.trim().is_empty());
    let first: String = one.text.chars().take(16).collect();
    let before = before.and_then(|side| text.find(&side).map(|at| at + side.len()));
    before.or_else(|| text.find(&first)).or_else(|| behind.and_then(|side| text.find(&side)))
}
