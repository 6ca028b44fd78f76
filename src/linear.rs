//! The explorer line by line, for screen readers and terminals that only print: the same commands by
//! their names, the same query language, and every answer in words.
//!
//! It holds an [`Explorer`] and nothing that the explorer has: a line becomes the actions that keys
//! would ask for, and the answer tells of the state that they lead to.

mod answer;
mod command;

use std::path::PathBuf;

use crate::dataset::{GroupIx, GroupKey};
use crate::explorer::{
    Action, CardField, CopyForm, Edit, Effect, Event, Explorer, Message, Overlay, Pane, Selection,
    SpeakerKey, Start,
};
use crate::keymap::CommandEntry;
use crate::text::safe_lines;
use command::LineRequest;

/// Rows of one answer.
const PAGE: usize = 10;
/// What the explorer lays its panes out for: room for everything that stands above a source.
const SIZE: (u16, u16) = (300, 200);

/// A list that was read out, whose rows can be named by their numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum ReadList {
    Timeline,
    Speakers,
    Meetings,
}

/// What an answer tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Tells {
    /// What was said alone.
    Nothing,
    /// How many match, and the first of them.
    Found,
    /// That nothing of the query could be read.
    Unread,
    /// The list from a row on.
    List(ReadList, usize),
    /// What is selected.
    Place,
    /// The source around the selected quote.
    Source,
    /// The source from a paragraph on, to its end or for a few.
    Paragraphs { from: usize, all: bool },
    /// What lies over the panes.
    Overlay,
}

/// The explorer with a prompt.
pub struct Linear {
    explorer: Explorer,
    listed: ReadList,
    /// The row, or the paragraph, with which `more` goes on.
    next: Option<Tells>,
    tells: Tells,
    /// Text that is the answer itself.
    printed: Vec<String>,
    /// The file that the text to copy goes to.
    file: Option<PathBuf>,
    /// Whether the last line gave the explorer something to do: what it says is about that then.
    acted: bool,
}

impl Linear {
    /// One that waits for its record.
    #[must_use]
    pub fn new(start: Start) -> Self {
        Self {
            explorer: Explorer::new(SIZE, Vec::new(), start),
            listed: ReadList::Timeline,
            next: None,
            tells: Tells::Found,
            printed: Vec::new(),
            file: None,
            acted: true,
        }
    }

    /// The explorer.
    #[must_use]
    pub fn explorer(&self) -> &Explorer {
        &self.explorer
    }

    /// The file that the last line named for what it copies.
    pub fn take_file(&mut self) -> Option<PathBuf> {
        self.file.take()
    }

    /// Lets the answer hold a text.
    pub fn print(&mut self, text: String) {
        self.printed.push(text);
    }

    /// Takes over that something happened; what it asks for.
    pub fn update(&mut self, event: Event) -> Vec<Effect> {
        self.explorer.update(event)
    }

    /// Takes a line; what it asks for.
    pub fn take(&mut self, line: &str) -> Vec<Effect> {
        (self.tells, self.file, self.acted) = (Tells::Nothing, None, false);
        self.printed.clear();
        match LineRequest::parse(line) {
            LineRequest::More => match self.next.take() {
                Some(next) => {
                    self.tells = next;
                    Vec::new()
                }
                None => self.print_only("That was all."),
            },
            LineRequest::Row(number) => self.choose_row(number),
            LineRequest::Meetings => {
                self.tells = Tells::List(ReadList::Meetings, 0);
                Vec::new()
            }
            LineRequest::Help(about) => {
                self.printed.push(answer::help(about));
                Vec::new()
            }
            LineRequest::Unknown(sentence) => self.print_only(&sentence),
            LineRequest::Command(command, argument) => self.perform(command, argument),
        }
    }

    fn print_only(&mut self, sentence: &str) -> Vec<Effect> {
        self.printed.push(sentence.to_owned());
        Vec::new()
    }

    fn act(&mut self, action: Action) -> Vec<Effect> {
        self.acted = true;
        self.explorer.update(Event::Command(action))
    }

    /// Goes to a row of the list that was read out, and does what it is for.
    fn choose_row(&mut self, number: usize) -> Vec<Effect> {
        let Some(selection) = number.checked_sub(1).and_then(|row| self.selection_of(row)) else {
            let sentence = format!("There is no row {number} in the list that was read out.");
            return self.print_only(&sentence);
        };
        let mut effects = self.act(Action::GoTo(selection));
        match self.listed {
            ReadList::Speakers => {
                effects.extend(self.act(Action::OpenRow(Pane::Speakers)));
                self.tells = Tells::Found;
            }
            ReadList::Timeline | ReadList::Meetings => self.tells = Tells::Place,
        }
        effects
    }

    fn selection_of(&self, row: usize) -> Option<Selection> {
        match self.listed {
            ReadList::Timeline => {
                let timeline = &self.explorer.panes().timeline;
                Some(timeline.row(&self.explorer.workspace().data, row)?.selection())
            }
            ReadList::Speakers => self.selection_of_speaker(*self.speaker_keys().get(row)?),
            ReadList::Meetings => self.meetings().get(row).copied().map(Selection::Group),
        }
    }

    /// The first quote of a speaker that shows, or else the speaker.
    fn selection_of_speaker(&self, key: SpeakerKey) -> Option<Selection> {
        let data = &self.explorer.workspace().data;
        let result = self.explorer.result();
        let quote = data.quotes_by(key).iter().find(|quote| result.has(**quote));
        quote.copied().map(Selection::Quote).or(key.map(Selection::Speaker))
    }

    /// Does what a command does, with what is typed behind it.
    fn perform(&mut self, command: &CommandEntry, argument: &str) -> Vec<Effect> {
        let before =
            (self.explorer.selection(), self.explorer.filter().clone(), self.explorer.order());
        let counted = self.explorer.result().population.counted.len();
        let mut effects = match command.action {
            Action::Focus(Pane::Timeline) => {
                self.tells = Tells::List(ReadList::Timeline, self.selected_row().unwrap_or(0));
                self.act(command.action)
            }
            Action::Focus(Pane::Speakers) => {
                self.tells = Tells::List(ReadList::Speakers, 0);
                Vec::new()
            }
            Action::Focus(_) | Action::OpenRow(Pane::Timeline) => {
                self.tells = match (argument, self.explorer.quote()) {
                    ("all", Some(_)) => Tells::Paragraphs { from: 0, all: true },
                    (_, Some(_)) => Tells::Source,
                    (_, None) => Tells::Place,
                };
                Vec::new()
            }
            Action::Fold(_) | Action::FoldAll(_) => {
                let effects = self.act(command.action);
                self.tells = Tells::List(ReadList::Timeline, self.selected_row().unwrap_or(0));
                effects
            }
            Action::SortSpeakers | Action::ShowUnquoted(_) => {
                self.tells = Tells::List(ReadList::Speakers, 0);
                self.act(command.action)
            }
            Action::OpenFind => {
                let found = answer::find(&self.explorer, argument);
                self.printed.push(found);
                Vec::new()
            }
            Action::OpenFilter if argument.is_empty() => {
                self.tells = Tells::Found;
                Vec::new()
            }
            Action::Copy(_) => {
                self.file = Some(argument).filter(|name| !name.is_empty()).map(PathBuf::from);
                self.act(command.action)
            }
            Action::OpenRow(Pane::Speakers) | Action::ChooseSpeaker | Action::ExcludeSpeaker => {
                self.of_speaker(command.action, argument)
            }
            action => {
                // With a name it is the mark of that name.
                let action = match action {
                    Action::ToggleMark if !argument.is_empty() => Action::Decide(CardField::Mark),
                    action => action,
                };
                let mut effects = self.act(action);
                effects.extend(self.fill(action, argument));
                effects
            }
        };
        let now = (self.explorer.selection(), self.explorer.filter(), self.explorer.order());
        let is_overlaid = !matches!(self.explorer.overlay(), Overlay::None);
        if is_overlaid {
            self.tells = Tells::Overlay;
        } else if self.tells == Tells::Nothing {
            let recounted = counted != self.explorer.result().population.counted.len();
            let is_filter = command.action == Action::OpenFilter;
            self.tells = match () {
                () if is_filter && self.finds_all_by_mistake() => Tells::Unread,
                () if (&before.1, before.2) != (now.1, now.2) || recounted => Tells::Found,
                () if before.0 != now.0 => Tells::Place,
                () => Tells::Nothing,
            };
        }
        // Keys that move are the timeline's, wherever a command led.
        if self.explorer.focus() != Pane::Timeline && !is_overlaid {
            effects.extend(self.refocus());
        }
        effects
    }

    /// Back to the timeline, with what was said.
    fn refocus(&mut self) -> Vec<Effect> {
        let said = self.explorer.message().cloned();
        let effects = self.act(Action::Focus(Pane::Timeline));
        self.printed.extend(said.map(|said| answer::said(&said)));
        effects
    }

    /// Does something with a speaker: the selected one, or one who is named.
    fn of_speaker(&mut self, action: Action, name: &str) -> Vec<Effect> {
        let mut effects = Vec::new();
        if !name.is_empty() {
            match self.explorer.speaker_named(name) {
                Ok(key) => {
                    let selection = self.selection_of_speaker(key);
                    let selection = selection.unwrap_or_default();
                    effects.extend(self.act(Action::GoTo(selection)));
                }
                Err(sentence) => return self.print_only(&sentence),
            }
        }
        effects.extend(self.act(action));
        effects
    }

    /// Types what stands behind a command into the line that it opened, and takes it.
    fn fill(&mut self, action: Action, argument: &str) -> Vec<Effect> {
        let takes = match self.explorer.overlay() {
            Overlay::Filter { .. } => Action::KeepFilter,
            Overlay::Outgoing(_) => Action::SendOut,
            Overlay::Choose(_) => Action::Choose,
            _ => return Vec::new(),
        };
        if argument.is_empty() {
            return Vec::new();
        }
        let mut effects = self.act(Action::Edit(Edit::End));
        effects.extend(self.act(Action::Edit(Edit::DeleteToStart)));
        effects.extend(self.explorer.update(Event::Pasted(argument.to_owned())));
        effects.extend(self.act(takes));
        // Whoever opened a card to decide one thing is done with it.
        if matches!(action, Action::Decide(_)) {
            let said = self.explorer.message().cloned();
            effects.extend(self.close());
            self.printed.extend(said.map(|said| answer::said(&said)));
        }
        effects
    }

    /// Closes whatever lies over the panes.
    pub fn close(&mut self) -> Vec<Effect> {
        match self.explorer.overlay() {
            Overlay::None => Vec::new(),
            Overlay::Filter { .. } => self.act(Action::CancelFilter),
            Overlay::Choose(_) => {
                let mut effects = self.act(Action::CloseChooser);
                effects.extend(self.act(Action::CloseOverlay));
                effects
            }
            _ => self.act(Action::CloseOverlay),
        }
    }

    /// The answer to the last line, in words; whatever it asked for is done by then.
    pub fn answer(&mut self) -> String {
        let mut parts = std::mem::take(&mut self.printed);
        let tells = std::mem::replace(&mut self.tells, Tells::Nothing);
        let said: Option<Message> = self.explorer.message().filter(|_| self.acted).cloned();
        let told = self.tell(tells);
        let says = said.map(|said| answer::said(&said));
        parts.extend(says.filter(|says| !parts.contains(says)));
        parts.extend(told);
        let _ = self.close();
        parts.retain(|part| !part.trim().is_empty());
        match parts.is_empty() && self.acted {
            true => "Nothing changes.".into(),
            // Whatever it was made of, nothing in it acts on a terminal.
            false => safe_lines(&parts.join("\n")),
        }
    }

    fn tell(&mut self, tells: Tells) -> Option<String> {
        let mut next = None;
        let told = match tells {
            Tells::Nothing => return None,
            Tells::Unread => answer::problems(&self.explorer) + "Nothing is filtered.",
            Tells::Found => {
                let from = self.selected_row().map_or(0, |row| if row < PAGE { 0 } else { row });
                next = self.after(ReadList::Timeline, from);
                self.listed = ReadList::Timeline;
                let (problems, found) =
                    (answer::problems(&self.explorer), answer::found(&self.explorer));
                problems + &found + &self.rows(ReadList::Timeline, from)
            }
            Tells::List(listed, from) => {
                next = self.after(listed, from);
                self.listed = listed;
                self.rows(listed, from)
            }
            Tells::Place => {
                let row = self.selected_row().filter(|_| self.listed == ReadList::Timeline);
                answer::place(&self.explorer, row)
            }
            Tells::Source => {
                let (text, from) = answer::source(&self.explorer);
                next = from.map(|from| Tells::Paragraphs { from, all: false });
                text
            }
            Tells::Paragraphs { from, all } => {
                let (text, from) = answer::paragraphs_from(&self.explorer, from, all);
                next = from.map(|from| Tells::Paragraphs { from, all: false });
                text
            }
            Tells::Overlay => answer::overlay(&self.explorer),
        };
        let more = if next.is_some() { "\nAn empty line reads on." } else { "" };
        self.next = next;
        Some(told.trim_end().to_owned() + more)
    }

    /// Whether nothing of the query could be read: then all that shows is no answer to it.
    fn finds_all_by_mistake(&self) -> bool {
        let query = &self.explorer.result().query;
        query.clauses.is_empty()
            && !query.problems.is_empty()
            && !self.explorer.filter().by_speaker()
    }

    fn selected_row(&self) -> Option<usize> {
        let timeline = &self.explorer.panes().timeline;
        timeline.row_of(self.explorer.selection(), &self.explorer.workspace().data)
    }

    fn length(&self, listed: ReadList) -> usize {
        match listed {
            ReadList::Timeline => self.explorer.panes().timeline.len(),
            ReadList::Speakers => self.speaker_keys().len(),
            ReadList::Meetings => self.meetings().len(),
        }
    }

    fn after(&self, listed: ReadList, from: usize) -> Option<Tells> {
        (from + PAGE < self.length(listed)).then_some(Tells::List(listed, from + PAGE))
    }

    /// Some rows of a list, each with its number.
    fn rows(&self, listed: ReadList, from: usize) -> String {
        let (explorer, length) = (&self.explorer, self.length(listed));
        let rows: Vec<String> = match listed {
            ReadList::Timeline => {
                let data = &explorer.workspace().data;
                let rows = explorer.panes().timeline.rows(data, from, PAGE);
                rows.into_iter().map(|row| answer::row(explorer, row)).collect()
            }
            ReadList::Speakers => {
                let keys = self.speaker_keys().into_iter().skip(from).take(PAGE);
                keys.map(|key| answer::speaker(explorer, key)).collect()
            }
            ReadList::Meetings => {
                let groups = self.meetings().into_iter().skip(from).take(PAGE);
                groups.map(|group| answer::heading(explorer, group)).collect()
            }
        };
        let name = match listed {
            ReadList::Timeline => "Timeline",
            ReadList::Speakers => "Speakers",
            ReadList::Meetings => "Meetings",
        };
        if rows.is_empty() {
            return format!("{name}: nothing.\n");
        }
        let mut text = format!("{name}, {} to {} of {length}:\n", from + 1, from + rows.len());
        for (row, number) in rows.into_iter().zip(from + 1..) {
            text += &format!("{number}. {row}\n");
        }
        text
    }

    fn speaker_keys(&self) -> Vec<SpeakerKey> {
        self.explorer.panes().speakers.rows.clone()
    }

    /// The meetings of which something shows.
    fn meetings(&self) -> Vec<GroupIx> {
        let data = &self.explorer.workspace().data;
        let result = self.explorer.result();
        let all = (0..data.timeline.groups().len()).map(GroupIx::from);
        let is_meeting = |group: &GroupIx| {
            let key = data.timeline.group(*group).key;
            matches!(key, GroupKey::Meeting(_))
        };
        let shows = |group: &GroupIx| {
            let quotes = data.timeline.group(*group).quotes.clone();
            !self.explorer.hides() || result.quotes.count(quotes) > 0
        };
        all.filter(is_meeting).filter(shows).collect()
    }

    /// What a copied text is, where it is printed.
    #[must_use]
    pub fn copied(form: CopyForm, text: &str) -> String {
        format!("To copy, {}:\n{}", form.name(), safe_lines(text))
    }
}
