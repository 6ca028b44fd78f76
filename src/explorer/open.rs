//! Opening a dataset: where to begin, and what is found again of what was open before.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::sync::Arc;

use super::change::Undo;
use super::population::Speech;
use super::selection::{Selection, SpeakerKey};
use super::workspace::{Workspace, first_quote};
use super::{event::Start, filter::FilterResult, message::Message, pane::Pane, state::Explorer};
use crate::dataset::annotations::merged;
use crate::dataset::{Dataset, GroupIx, GroupKey, QuoteIx, Speaker, SpeakerIx, UNATTRIBUTED};
use crate::search::{ArticleIndex, Index, Query};
use crate::text::{counted, fold};

impl Explorer {
    /// Shows a dataset, whose index may come later. Where one was open before, what was selected,
    /// folded and chosen is found again by id. The first one is shown as the start says.
    pub(super) fn open(&mut self, workspace: Arc<Workspace>, index: Option<Arc<Index>>) {
        let old = std::mem::replace(&mut self.workspace, workspace);
        let selections = self.jumplist.selections().chain([self.anchor]);
        let ids = IdTranslation::new(&old.data, &self.workspace.data, selections);
        let before = std::mem::replace(&mut self.index, index);
        if self.index.is_some() {
            self.loading = None;
        }
        self.anchor = ids.selection(self.anchor).unwrap_or_default();
        self.jumplist.translate(|selection| ids.selection(selection));
        let undone = self.undo.iter_mut().chain(&mut self.redo).filter_map(|undo| match undo {
            Undo::Filter(filter) => Some(filter),
            Undo::Annotations(_) => None,
        });
        for filter in undone.chain([&mut self.filter]) {
            filter.chosen = ids.speakers(&filter.chosen);
            filter.excluded = ids.speakers(&filter.excluded);
        }
        for pane in Pane::ALL {
            self.panes.get_mut(*pane).reload(&|group| ids.group(group));
        }
        let speech = match &self.start {
            Some(start) => Speech::least(self.data()).max(start.preferences.speech),
            None => self.population.speech,
        };
        self.repopulate(speech, self.population.by_printing);
        if self.anchor == Selection::Nothing {
            let first = first_quote(self.data(), &self.population.counted);
            self.anchor = first.map_or(Selection::Nothing, Selection::Quote);
        }
        self.result = FilterResult::everything(&self.workspace, &self.population);
        self.translate_overlay(&old);
        // Where only annotations changed, the texts are the same.
        let articles = before.and_then(|index| index.articles_of(self.data()).cloned());
        self.add_articles(articles);
        self.rebuild();
        match self.start.take() {
            Some(start) => self.start_at(&start),
            None => self.refilter(),
        }
    }

    /// Takes over the index of whole articles, unless another dataset was read meanwhile.
    pub(super) fn take_articles(&mut self, articles: Arc<ArticleIndex>) {
        if self.index.is_none() || !articles.is_of(self.data()) {
            return;
        }
        self.loading = None;
        self.add_articles(Some(articles));
        if Query::parse(&self.filter.query).looks_in_articles() {
            self.refilter();
        }
    }

    fn add_articles(&mut self, articles: Option<Arc<ArticleIndex>>) {
        if let (Some(index), Some(articles)) = (&mut self.index, articles)
            && index.articles_of(&self.workspace.data).is_none()
        {
            // Nobody else holds it, so that nothing is copied.
            Arc::make_mut(index).set_articles(articles);
        }
    }

    /// Takes over a dataset that was read: the first, or the one that is open read again.
    pub(super) fn read(&mut self, workspace: Arc<Workspace>, index: Option<Arc<Index>>) {
        let is_first = self.start.is_some();
        let (orphans, passed) = (workspace.orphans.len(), workspace.passed);
        // What was changed while it was read is not in it.
        let mine = self
            .at_reload
            .take()
            .map(|before| merged(&before, &self.workspace.annotations, &workspace.annotations));
        self.annotating = false;
        self.open(workspace, index);
        let passed = (passed > 0).then(|| {
            format!("{} passed over, which `onrecord check` names", counted(passed, "file"))
        });
        let again = (!is_first).then(|| "read again".to_owned());
        let read: Vec<String> = again.into_iter().chain(passed).collect();
        match orphans {
            0 if read.is_empty() => {}
            0 => self.say(read.join("; ")),
            _ => {
                let fit = if orphans == 1 { "annotation fits" } else { "annotations fit" };
                let read = read.iter().map(|one| format!("{one}; ")).collect::<String>();
                let said = "{}{} {} nothing any more; {key:annotations} lists them first";
                self.say(Message::from(said).with(read).with(orphans.to_string()).with(fit));
            }
        }
        if let Some(mine) = mine {
            self.take_annotations(mine, &[]);
        }
    }

    /// The speaker that a name means: an id, a name, a printed form or a surname; nobody where it is
    /// the word for that.
    ///
    /// # Errors
    /// The sentence that says why none is meant.
    pub fn speaker_named(&self, wanted: &str) -> Result<SpeakerKey, String> {
        speaker_named(&self.workspace, wanted)
    }

    /// Goes where the command line asked to begin; says so where that is nowhere. Where it asked
    /// for nothing, to where the last session ended.
    fn start_at(&mut self, start: &Start) {
        let workspace = Arc::clone(&self.workspace);
        if let Some(notice) = &start.notice {
            self.say(notice.clone());
        }
        let asks = start.filter.is_some()
            || start.quote.is_some()
            || start.view.is_some()
            || !start.speakers.is_empty()
            || !start.without.is_empty();
        if let Some(session) = start.session.as_ref().filter(|_| !asks) {
            self.restore(session);
            // That it was restored is seen; what is wrong is not.
            return start.notice.iter().for_each(|notice| self.say(notice.clone()));
        }
        if let Some(query) = &start.filter {
            self.filter.query.clone_from(query);
        }
        for (wanted, excludes) in [(&start.speakers, false), (&start.without, true)] {
            for wanted in wanted {
                match speaker_named(&workspace, wanted) {
                    Ok(speaker) if excludes => _ = self.filter.excluded.insert(speaker),
                    Ok(speaker) => _ = self.filter.chosen.insert(speaker),
                    Err(sentence) => self.say(sentence),
                }
            }
        }
        if let Some(view) = &start.view {
            self.show_view(view);
        }
        self.refilter();
        if let Some(id) = &start.quote {
            let quote = workspace.data.quote_called(id);
            if quote.is_some_and(|quote| !self.population.quotes.contains(quote)) {
                self.repopulate(Speech::All, self.population.by_printing);
                self.refilter();
            }
            match quote {
                Some(quote) if self.shows(Selection::Quote(quote)) => {
                    self.go(Selection::Quote(quote), false);
                    self.focus = start.view.map_or(Pane::Source, |view| view.focus);
                }
                Some(_) => self.say(format!("quote {id} does not match the filter")),
                None => self.say(format!("there is no quote {id}")),
            }
        }
    }
}

/// The speaker that a name on the command line means: an id, a name, a printed form or a surname;
/// nobody where it is the word for that.
///
/// # Errors
/// The sentence that says why none is meant.
fn speaker_named(workspace: &Workspace, wanted: &str) -> Result<SpeakerKey, String> {
    let folded = fold(wanted);
    if folded == UNATTRIBUTED {
        return Ok(None);
    }
    let speakers = || workspace.data.speakers.iter().enumerate().filter(|(_, s)| !s.is_gone);
    let exact = speakers().find(|(_, s)| s.id == wanted || fold(&s.name) == folded);
    if let Some((at, _)) = exact {
        return Ok(Some(at.into()));
    }
    let called = |speaker: &Speaker| {
        let surname = speaker.name.split_whitespace().next_back().map(fold);
        surname.as_ref() == Some(&folded) || speaker.aliases.iter().any(|a| fold(a) == folded)
    };
    let candidates: Vec<_> = speakers().filter(|(_, speaker)| called(speaker)).collect();
    match candidates.as_slice() {
        [] => Err(format!("no speaker is named {wanted}")),
        [(at, _)] => Ok(Some((*at).into())),
        several => {
            let names: Vec<&str> = several.iter().map(|(_, s)| s.name.as_str()).collect();
            Err(format!("{wanted} may be {}: name one in full", names.join(" or ")))
        }
    }
}

/// Finds entries of one dataset again in another by their ids.
struct IdTranslation<'a> {
    old: &'a Dataset,
    new: &'a Dataset,
    /// The quotes that are asked for, by their ids.
    quotes: HashMap<&'a str, QuoteIx>,
}

impl<'a> IdTranslation<'a> {
    fn new(
        old: &'a Dataset,
        new: &'a Dataset,
        selections: impl Iterator<Item = Selection>,
    ) -> Self {
        let ids = selections.filter_map(|selection| Some(old.id_of(selection.quote()?)));
        let wanted: HashSet<&str> = ids.collect();
        let quotes = (0..new.quotes.len()).map(|at| (new.id_of(at.into()), at.into()));
        let quotes = quotes.filter(|(id, _)| wanted.contains(id)).collect();
        Self { old, new, quotes }
    }

    fn selection(&self, selection: Selection) -> Option<Selection> {
        Some(match selection {
            Selection::Nothing => Selection::Nothing,
            Selection::Quote(quote) => Selection::Quote(*self.quotes.get(self.old.id_of(quote))?),
            Selection::Speaker(speaker) => Selection::Speaker(self.speaker(speaker)?),
            Selection::Group(group) => Selection::Group(self.group(group)?),
        })
    }

    fn group(&self, group: GroupIx) -> Option<GroupIx> {
        let group = self.old.timeline.group(group);
        let meeting = |data: &'a Dataset, key| match key {
            GroupKey::Meeting(meeting) => Some(data.meeting(meeting).id.as_str()),
            GroupKey::Day | GroupKey::Month | GroupKey::Year => None,
        };
        let wanted = meeting(self.old, group.key);
        let mut groups = self.new.timeline.groups().iter();
        let at = groups.position(|other| match wanted {
            None => (other.key, other.date) == (group.key, group.date),
            id => meeting(self.new, other.key) == id,
        });
        at.map(GroupIx::from)
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
