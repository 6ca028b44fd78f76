//! What can be asked of an annotated dataset, and what shows of a change before all of it is
//! brought up to date.

use std::sync::Arc;

use foldhash::{HashMap, HashMapExt};

use super::annotate::changed;
use super::annotations::{QuoteAnnotation, SpeakerAnnotation};
use super::assemble::derive_speakers;
use super::entry::{Confidence, MeetingIx, Quote, QuoteIx, Speaker, SpeakerIx};
use super::model::Dataset;
use super::remarks::Remarks;
use crate::text::offsets::offset;

impl Dataset {
    /// The speaker that the file calls so, whether still there or merged with another.
    #[must_use]
    pub fn speaker_called(&self, id: &str) -> Option<SpeakerIx> {
        self.speakers.iter().position(|speaker| speaker.id == id).map(SpeakerIx::from)
    }

    /// The meeting that the file calls so.
    #[must_use]
    pub fn meeting_called(&self, id: &str) -> Option<MeetingIx> {
        self.meetings.iter().position(|meeting| meeting.id == id).map(MeetingIx::from)
    }

    /// What readers say of a quote.
    #[must_use]
    pub fn remarks(&self, quote: QuoteIx) -> Option<&Remarks> {
        self.remarks.get(&self.quote(quote).at)
    }

    /// Whether a reader approved a quote or corrected it.
    #[must_use]
    pub fn is_checked(&self, quote: QuoteIx) -> bool {
        self.remarks(quote).is_some_and(|remarks| remarks.approved || remarks.corrected)
    }

    /// Whether any quote has remarks: a million without are not asked one by one.
    #[must_use]
    pub fn has_remarks(&self) -> bool {
        !self.remarks.is_empty()
    }

    /// Whether a dataset is this one with other annotations: both share the articles' texts.
    #[must_use]
    pub fn is_of_same_file(&self, other: &Self) -> bool {
        let first = |data: &Self| data.articles.first().map(|article| Arc::as_ptr(&article.text));
        self.articles.len() == other.articles.len() && first(self) == first(other)
    }

    /// How unsure it is who said a quote, whatever a reader decided since: lower is less sure.
    /// `None`: it is not in question.
    #[must_use]
    pub fn doubt(&self, quote: QuoteIx) -> Option<u8> {
        let entry = self.quote(quote);
        let before = self.original.quotes.get(&entry.at).unwrap_or(entry);
        doubt(before, !self.candidates(quote).is_empty())
    }

    /// Remembers what is the file's before anything is shown otherwise.
    fn keep_counts(&mut self) {
        let counts = (self.quotes.len(), self.speakers.len(), self.meetings.len());
        self.original.counts.get_or_insert(counts);
    }

    fn keep_speaker(&mut self, ix: SpeakerIx) {
        let of_file = self.original.counts.is_some_and(|(_, speakers, _)| ix.index() < speakers);
        if of_file {
            let speaker = &self.speakers[ix.index()];
            self.original.speakers.entry(ix).or_insert_with(|| speaker.clone());
        }
    }

    /// Shows an annotation of one quote before everything else is brought up to date: where it
    /// stands and the index follow with [`annotate`]. Without an annotation it is as in the file.
    pub fn show_quote(&mut self, quote: QuoteIx, annotation: Option<&QuoteAnnotation>) {
        self.keep_counts();
        let entry = self.quotes[quote.index()];
        let original = *self.original.quotes.entry(entry.at).or_insert(entry);
        let nothing = QuoteAnnotation::default();
        let annotation = annotation.unwrap_or(&nothing);
        let date = self.article(entry.article).date;
        let (speaker, meeting) = (
            |id: &str| self.speaker_called(id).map(Some),
            |id: &str| self.meeting_called(id).map(Some),
        );
        let (changed, _) = changed(original, annotation, date, speaker, meeting);
        self.quotes[quote.index()] = changed;
        self.remarks.insert(entry.at, Remarks::of(annotation));
        let (from, to) = (self.slot(entry.speaker), self.slot(changed.speaker));
        self.speaker_slots[quote.index()] = offset(to);
        self.by_speaker.move_value(from, to, quote);
    }

    /// Shows speakers who are new, renamed or merged before everything else is brought up to date.
    pub fn show_speakers(&mut self, speakers: &[SpeakerAnnotation]) {
        self.keep_counts();
        let mut becomes = HashMap::new();
        for annotation in speakers {
            let speaker = Speaker::of(annotation);
            let ix = self.speaker_called(&annotation.id);
            let into = ix.unwrap_or_else(|| self.speakers.len().into());
            match ix {
                Some(ix) => {
                    self.keep_speaker(ix);
                    self.speakers[ix.index()] = speaker;
                }
                None => {
                    // Nobody's slot is the one behind the last speaker's.
                    let nobody = self.speakers.len();
                    for quote in self.by_speaker.row(nobody) {
                        self.speaker_slots[quote.index()] += 1;
                    }
                    self.by_speaker.insert_row(nobody);
                    self.by_candidate.insert_row(nobody);
                    self.speakers.push(speaker);
                }
            }
            let merged = annotation.merged.iter().filter_map(|id| self.speaker_called(id));
            for gone in merged.filter(|gone| *gone != into).collect::<Vec<_>>() {
                self.keep_speaker(gone);
                self.speakers[gone.index()].is_gone = true;
                becomes.insert(gone, into);
            }
        }
        if becomes.is_empty() {
            return;
        }
        for quote in &mut self.quotes {
            if let Some(into) = quote.speaker.and_then(|speaker| becomes.get(&speaker)) {
                self.original.quotes.entry(quote.at).or_insert(*quote);
                quote.speaker = Some(*into);
            }
        }
        derive_speakers(self);
    }

    /// The words of a quote that name its speaker.
    #[must_use]
    pub fn mention_of(&self, quote: QuoteIx) -> Option<&str> {
        let entry = self.quote(quote);
        self.article(entry.article).text.get(entry.mention?.range())
    }
}

/// How unsure it is who said a quote; `is_open`: several may have.
fn doubt(quote: &Quote, is_open: bool) -> Option<u8> {
    match (quote.speaker, quote.confidence) {
        (None, _) if is_open => Some(0),
        (_, Some(Confidence::Low)) => Some(1),
        (_, Some(Confidence::Medium)) => Some(2),
        _ => None,
    }
}
