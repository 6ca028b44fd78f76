//! Where a reader was in a record: kept for the next session in it, restored, and told as a command
//! line.

use std::collections::BTreeSet;

use super::change::Undo;
use super::saved_session::{SavedFilter, SavedHeading, SavedPlace, SavedSession, headings};
use super::selection::{Selection, SpeakerKey};
use super::view_options::ViewOptions;
use super::{panes::SpeakerSort, state::Explorer};
use crate::dataset::{GroupIx, UtteranceIx};

/// So many former filters are kept.
const FORMER: usize = 50;
/// So many folded headings are kept; where there are more, all are folded.
const FOLDED: usize = 10_000;

impl Explorer {
    /// What the next session in this record is to begin with; `None` while none is open.
    pub fn session(&self) -> Option<SavedSession> {
        if self.start.is_some() {
            return None;
        }
        let data = self.data();
        let saved = |groups: &mut dyn Iterator<Item = GroupIx>| {
            let mut saved: Vec<_> = groups.map(|group| SavedHeading::of(data, group)).collect();
            saved.sort();
            saved
        };
        let timeline = &self.panes.timeline;
        let all_folded = timeline.folded.len() > FOLDED;
        let folded = timeline.folded.iter().copied().filter(|_| !all_folded);
        let former = self.undo.iter().filter_map(|undo| match undo {
            Undo::Filter(filter) => Some(SavedFilter::of(filter, data)),
            Undo::Annotations(_) => None,
        });
        let former: Vec<SavedFilter> = former.collect();
        let unfolded = timeline.unfolded.iter().filter_map(|utterance| {
            Some(data.utterance_id(*data.printings_of(*utterance).first()?)?.to_owned())
        });
        let mut unfolded: Vec<String> = unfolded.collect();
        unfolded.sort();
        Some(SavedSession {
            filter: SavedFilter::of(&self.filter, data),
            former: former[former.len().saturating_sub(FORMER)..].to_vec(),
            place: match self.anchor {
                Selection::Quote(quote) => Some(SavedPlace::Quote(data.id_of(quote).to_owned())),
                Selection::Speaker(one) => Some(SavedPlace::Speaker(data.speaker(one).id.clone())),
                Selection::Group(group) => Some(SavedPlace::Heading(SavedHeading::of(data, group))),
                Selection::Nothing => None,
            },
            // Where the pane does not show, it may have another article yet.
            source: (self.article() == self.panes.source.article())
                .then(|| self.panes.source.first_offset()),
            view: self.view_options().to_string(),
            speaker_sort: SpeakerSort::ALL
                .iter()
                .position(|sort| *sort == self.panes.speakers.sort)
                .unwrap_or_default(),
            shows_unquoted: self.panes.speakers.shows_unquoted,
            dividers: (self.dividers.x, self.dividers.y),
            folded: saved(&mut folded.into_iter()),
            folded_before: saved(&mut timeline.folded_before.iter().copied().take(FOLDED)),
            all_folded,
            unfolded,
        })
    }

    /// Goes back to where a session ended, as far as the record still has it.
    pub(super) fn restore(&mut self, session: &SavedSession) {
        let filter = session.filter.filter(self.data());
        let former = session.former.iter().map(|one| Undo::Filter(one.filter(self.data())));
        self.undo = former.collect();
        self.filter = filter;
        (self.dividers.x, self.dividers.y) = session.dividers;
        let sorts = SpeakerSort::ALL;
        self.panes.speakers.sort = sorts.get(session.speaker_sort).copied().unwrap_or_default();
        self.panes.speakers.shows_unquoted = session.shows_unquoted;
        self.show_view(&session.view.parse().unwrap_or_default());
        self.refilter();
        let data = &self.workspace.data;
        let all = 0..if session.all_folded { data.timeline.groups().len() } else { 0 };
        let folded = headings(data, &session.folded).chain(all.map(GroupIx::from)).collect();
        let folded_before = headings(data, &session.folded_before).collect();
        let called = |utterance: &UtteranceIx| {
            let first = data.printings_of(*utterance).first();
            first.and_then(|quote| data.utterance_id(*quote))
        };
        let wanted: BTreeSet<&str> = session.unfolded.iter().map(String::as_str).collect();
        let count = if wanted.is_empty() { 0 } else { data.utterance_count() };
        let unfolded = (0..count).map(UtteranceIx::from);
        let unfolded =
            unfolded.filter(|utterance| called(utterance).is_some_and(|id| wanted.contains(id)));
        let unfolded = unfolded.collect();
        let place = session.place.as_ref().and_then(|place| match place {
            SavedPlace::Quote(id) => data.quote_called(id).map(Selection::Quote),
            SavedPlace::Speaker(id) => data
                .speakers
                .iter()
                .position(|one| one.id == *id && !one.is_gone)
                .map(|at| Selection::Speaker(at.into())),
            SavedPlace::Heading(heading) => {
                headings(data, std::slice::from_ref(heading)).next().map(Selection::Group)
            }
        });
        self.say("as you left it; `--fresh` begins anew");
        let timeline = &mut self.panes.timeline;
        (timeline.folded, timeline.folded_before) = (folded, folded_before);
        timeline.unfolded = unfolded;
        // What does not show is where loosening the filter leads back to.
        self.anchor = place.unwrap_or(self.anchor);
        self.rebuild();
        self.panes.source.restore(self.selection, session.source);
    }

    /// How the panes show the record, as the command line says it.
    pub(super) fn view_options(&self) -> ViewOptions {
        ViewOptions {
            focus: self.focus,
            zoom: self.zoom,
            sort: self.sort,
            by_printing: self.population.by_printing,
            speech: Some(self.population.speech),
            dim: self.dim,
        }
    }

    /// Shows the record so.
    pub(super) fn show_view(&mut self, view: &ViewOptions) {
        (self.focus, self.zoom, self.sort, self.dim) = (view.focus, view.zoom, view.sort, view.dim);
        let speech = view.speech.unwrap_or(self.population.speech);
        self.repopulate(speech, view.by_printing);
    }

    /// The command line that leads here again, as a shell takes it.
    pub(super) fn command_line(&self) -> String {
        let data = self.data();
        let mut words = self.command.clone();
        let mut add = |option: &str, value: String| words.extend([option.to_owned(), value]);
        if !self.filter.query.trim().is_empty() {
            add("--filter", self.filter.query.clone());
        }
        let name = |key: &SpeakerKey| match key {
            Some(speaker) => data.speaker(*speaker).id.clone(),
            None => data.speaker_name(None).to_owned(),
        };
        self.filter.chosen.iter().for_each(|key| add("--speaker", name(key)));
        self.filter.excluded.iter().for_each(|key| add("--without", name(key)));
        if let Some(quote) = self.quote() {
            add("--quote", data.id_of(quote).to_owned());
        }
        add("--view", self.view_options().to_string());
        words.iter().map(|word| shell_quoted(word)).collect::<Vec<_>>().join(" ")
    }
}

/// A word as a shell takes it.
fn shell_quoted(word: &str) -> String {
    let is_plain = |c: char| c.is_alphanumeric() || "-_./:,=+@%".contains(c);
    match !word.is_empty() && word.chars().all(is_plain) {
        true => word.to_owned(),
        false => format!("'{}'", word.replace('\'', r"'\''")),
    }
}

#[cfg(test)]
mod tests {
    use super::shell_quoted;

    #[test]
    fn a_shell_takes_words_as_they_are() {
        for (word, quoted) in [
            ("talks.json", "talks.json"),
            ("", "''"),
            ("a b", "'a b'"),
            ("it's $HOME", r"'it'\''s $HOME'"),
            ("side:russia|x", "'side:russia|x'"),
        ] {
            assert_eq!(shell_quoted(word), quoted);
        }
    }
}
