//! What everything is drawn from.

use std::ops::Range;

use super::theme::Theme;
use crate::dataset::{Dataset, SpeakerIx};
use crate::{explorer::Explorer, keymap::Bindings, search::Field};

/// The state, the keys that sentences name, and the styles.
#[derive(Debug, Clone, Copy)]
pub(super) struct View<'a> {
    pub(super) explorer: &'a Explorer,
    pub(super) bindings: &'a Bindings,
    pub(super) theme: Theme,
}

impl<'a> View<'a> {
    pub(super) fn data(self) -> &'a Dataset {
        &self.explorer.workspace().data
    }

    /// The view of a reversed row, where a colour would become its background.
    pub(super) fn reversed(self, is_reversed: bool) -> Self {
        Self { theme: self.theme.reversed(is_reversed), ..self }
    }

    /// What the filter found in a text.
    pub(super) fn marks(self, field: Field, text: &str) -> Vec<Range<usize>> {
        let Some(index) = self.explorer.index() else { return Vec::new() };
        self.explorer.result().search.highlights(index, field, text)
    }

    /// What the filter found in a speaker's name; all of it where it found another printed form.
    pub(super) fn speaker_marks(self, speaker: Option<SpeakerIx>, name: &str) -> Vec<Range<usize>> {
        let Some(speaker) = speaker.map(|speaker| self.data().speaker(speaker)) else {
            return Vec::new();
        };
        let marks = self.marks(Field::Speaker, name);
        let mut forms = speaker.aliases.iter().chain([&speaker.name]);
        if marks.is_empty() && forms.any(|form| !self.marks(Field::Speaker, form).is_empty()) {
            return std::iter::once(0..name.len()).collect();
        }
        marks
    }
}
