//! The one catalogue of what can be done: name, keys, help. Dispatch, the footer, the help, the
//! README's table and `onrecord keys` all come from it.

mod catalogue;
mod key;

use std::collections::HashMap;
use std::sync::LazyLock;

pub use catalogue::{CATALOGUE, Command, Hint, When};
pub use key::{Code, Key, keys};

use crate::explorer::{Action, CopyForm, Explorer, Overlay, Pane, Selection, Step};
use crate::search::query::SYNTAX;
use crate::text::fold;

static BY_KEY: LazyLock<HashMap<(When, Key), &'static Command>> = LazyLock::new(|| {
    let bindings = CATALOGUE.iter().flat_map(|command| {
        let keys = command.keys.iter().filter_map(|name| name.parse().ok());
        keys.map(move |key| ((command.when, key), command))
    });
    bindings.collect()
});

/// What a key asks for as things stand; `None` where it means nothing.
#[must_use]
pub fn action(explorer: &Explorer, key: Key) -> Option<Action> {
    let bound = |when| BY_KEY.get(&(when, key)).map(|command| command.action.clone());
    let always = || bound(When::Always);
    let typed = || match key {
        Key { code: Code::Char(c), ctrl: false, alt: false } => Some(Action::Insert(c)),
        _ => None,
    };
    let line = |when| bound(when).or_else(|| bound(When::Typing)).or_else(always);
    match &explorer.overlay {
        Overlay::None => {
            bound(When::Pane(explorer.focus)).or_else(|| bound(When::Browsing)).or_else(always)
        }
        Overlay::Filter { .. } => line(When::Filter).or_else(typed),
        Overlay::Find(_) => line(When::Find).or_else(typed),
        Overlay::Copy(_) => {
            let form = CopyForm::MENU.into_iter().find(|(_, c, _)| key == Key::char(*c));
            let chosen = form.map(|(form, ..)| Action::Copy(form));
            chosen.or_else(|| bound(When::Copy)).or_else(always)
        }
        Overlay::Address { .. } => bound(When::Address).or_else(always),
        Overlay::Help { input, at } => match line(When::Help) {
            Some(Action::Move(step)) => Some(Action::HelpTo(moved(*at, step, input.value()))),
            Some(Action::Enter) => {
                let chosen = help(input.value()).get(*at).map(HelpRow::run);
                Some(chosen.unwrap_or(Action::Back))
            }
            other => other.or_else(typed),
        },
    }
}

fn moved(at: usize, step: Step, wanted: &str) -> usize {
    const PAGE: usize = 10;
    let last = help(wanted).len().saturating_sub(1);
    match step {
        Step::Up => at.saturating_sub(1),
        Step::Down => at + 1,
        Step::PageUp => at.saturating_sub(PAGE),
        Step::PageDown => at + PAGE,
        Step::First => 0,
        Step::Last => last,
    }
    .min(last)
}

/// A row of the help.
#[derive(Debug, Clone, Copy)]
pub enum HelpRow {
    /// What a key does.
    Command(&'static Command),
    /// A form of the query language and what it finds.
    Syntax(&'static str, &'static str),
    /// A sign on the screen and what it means.
    Sign(&'static str, &'static str),
}

/// The signs on the screen.
const SIGNS: [(&str, &str); 6] = [
    ("T-1  T  T+2", "said a day before the meeting, on its day, two days after it"),
    ("▌", "what is selected; in the source, the lines of the selected quote"),
    ("┊", "in the source: lines of the article's other quotes, which are underlined"),
    ("+  -", "before a speaker: shown alone, left out"),
    ("↓  ·", "above the timeline: the selected day; quotes that do not match"),
    ("unproven", "the article has other words at the place the dataset names"),
];

impl HelpRow {
    /// Keys or form, what it does, and where it means something.
    #[must_use]
    pub fn cells(&self) -> (String, &'static str, &'static str) {
        match self {
            Self::Command(command) => (command.keys_shown(), command.help, command.when.name()),
            Self::Syntax(form, help) => ((*form).to_owned(), help, "in a filter"),
            Self::Sign(sign, help) => ((*sign).to_owned(), help, "on screen"),
        }
    }

    fn name(&self) -> &'static str {
        match self {
            Self::Command(command) => command.name,
            Self::Syntax(..) | Self::Sign(..) => "",
        }
    }

    /// What choosing the row does.
    #[must_use]
    pub fn run(&self) -> Action {
        match self {
            Self::Command(command) => command.run(),
            Self::Syntax(..) => Action::Run(None, Box::new(Action::OpenFilter)),
            Self::Sign(..) => Action::Back,
        }
    }
}

/// The rows of the help that hold every word of a text: the commands in the catalogue's order, then
/// the query language, then the signs.
#[must_use]
pub fn help(wanted: &str) -> Vec<HelpRow> {
    let wanted = fold(wanted);
    let commands = CATALOGUE.iter().map(HelpRow::Command);
    let syntax = SYNTAX.iter().map(|(form, help)| HelpRow::Syntax(form, help));
    let signs = SIGNS.iter().map(|(sign, help)| HelpRow::Sign(sign, help));
    let holds = |row: &HelpRow| {
        let (keys, help, place) = row.cells();
        let all = fold(&format!("{help} {place} {}", row.name()));
        let keys = fold(&keys);
        let is_key = |word: &str| {
            keys.split(", ").any(|key| key == word) || word.len() > 1 && keys.contains(word)
        };
        wanted.split_whitespace().all(|word| all.contains(word) || is_key(word))
    };
    let mut rows: Vec<HelpRow> = commands.chain(syntax).chain(signs).filter(holds).collect();
    // What is called by a word comes before what only speaks of it.
    let called = |row: &HelpRow| {
        let mut words = wanted.split_whitespace();
        words.clone().count() > 0 && words.all(|word| row.name().contains(word))
    };
    rows.sort_by_key(|row| !called(row));
    rows
}

/// The hint that leads to all the others: label and key.
pub const HELP_HINT: (&str, &str) = ("help", "?");

/// What the footer names, in order: label and key, for the focused pane or what lies over it.
#[must_use]
pub fn hints(explorer: &Explorer) -> Vec<(&'static str, &'static str)> {
    let (own, shared) = match explorer.overlay {
        Overlay::None => (When::Pane(explorer.focus), Some(When::Browsing)),
        Overlay::Filter { .. } => (When::Filter, None),
        Overlay::Find(_) => (When::Find, None),
        Overlay::Copy(_) => (When::Copy, None),
        Overlay::Address { .. } => (When::Address, None),
        Overlay::Help { .. } => (When::Help, None),
    };
    let here = |command: &&Command| command.when == own || Some(command.when) == shared;
    let mut hints: Vec<_> = CATALOGUE
        .iter()
        .filter(here)
        .filter_map(|command| Some((command.hint?, *command.keys.first()?)))
        .filter(|(hint, _)| hint.only.is_none_or(|pane| pane == explorer.focus))
        .collect();
    hints.sort_by_key(|(hint, _)| hint.rank);
    let mut hints: Vec<_> = hints.into_iter().map(|(hint, key)| (hint.label, key)).collect();
    // On a heading Enter folds, and there is no quote to go on from.
    if matches!(explorer.selection, Selection::Group(_)) {
        hints.retain(|(_, key)| !matches!(*key, "Space" | "n" | "]" | "y" | "o"));
        hints.iter_mut().filter(|(label, _)| *label == "source").for_each(|h| h.0 = "fold");
    }
    hints
}

impl Command {
    /// The keys as people read them, `j, Down`.
    #[must_use]
    pub fn keys_shown(&self) -> String {
        self.keys.join(", ")
    }

    /// What choosing the command in the help does: it runs in its own pane, or opens the line in
    /// which its key would mean something.
    #[must_use]
    pub fn run(&self) -> Action {
        let (pane, action) = match self.when {
            When::Always | When::Browsing => (None, self.action.clone()),
            When::Pane(pane) => (Some(pane), self.action.clone()),
            When::Filter | When::Typing => (None, Action::OpenFilter),
            When::Find => (None, Action::OpenFind),
            When::Copy => (None, Action::OpenCopy),
            // A question is answered where it is asked.
            When::Address => (None, Action::Back),
            When::Help => (None, Action::OpenHelp),
        };
        Action::Run(pane, Box::new(action))
    }
}

impl When {
    /// Where the keys mean something, in words.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Always => "everywhere",
            Self::Browsing => "any pane",
            Self::Pane(Pane::Timeline) => "timeline",
            Self::Pane(Pane::Speakers) => "speakers",
            Self::Pane(Pane::Source) => "source",
            Self::Typing => "any line",
            Self::Filter => "filter line",
            Self::Find => "find line",
            Self::Copy => "copy menu",
            Self::Address => "address",
            Self::Help => "help",
        }
    }
}

/// Every command as aligned text: where, keys, what it does.
#[must_use]
pub fn as_text() -> String {
    let rows = CATALOGUE.iter().map(|command| {
        format!("{:<12} {:<26} {}\n", command.when.name(), command.keys_shown(), command.help)
    });
    rows.collect()
}

/// The commands a newcomer needs as a Markdown table: what the README shows.
#[must_use]
pub fn essentials_as_markdown() -> String {
    let mut table = "| Keys | What they do |\n|---|---|\n".to_owned();
    for command in CATALOGUE.iter().filter(|command| command.essential) {
        let keys: Vec<String> = command.keys.iter().map(|key| format!("`{key}`")).collect();
        table += &format!("| {} | {} |\n", keys.join(" "), command.help);
    }
    table
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_key_parses_and_means_one_thing() {
        let mut seen = HashMap::new();
        for command in CATALOGUE {
            assert!(!command.keys.is_empty(), "{}", command.name);
            for name in command.keys {
                let key: Key = name.parse().unwrap_or_else(|()| panic!("{name}"));
                assert_eq!(key.to_string(), *name, "keys are written as they are shown");
                let other = seen.insert((command.when, key), command.name);
                assert!(other.is_none(), "{name}: {} and {other:?}", command.name);
            }
        }
    }

    #[test]
    fn names_are_unique() {
        let mut names: Vec<_> = CATALOGUE.iter().map(|command| command.name).collect();
        names.sort_unstable();
        assert!(names.windows(2).all(|pair| pair[0] != pair[1]));
    }

    #[test]
    fn the_help_is_hinted_at() {
        let explorer = Explorer::new((80, 24));
        assert!(hints(&explorer).contains(&HELP_HINT));
    }

    #[test]
    fn ten_rows_are_essential() {
        assert_eq!(essentials_as_markdown().lines().count(), 12);
    }

    #[test]
    fn the_help_is_searched_by_words_and_keys() {
        assert!(help("copy markdown").len() < help("copy").len());
        let named = |rows: Vec<HelpRow>, wanted| {
            rows.iter().any(|row| matches!(row, HelpRow::Command(c) if c.name == wanted))
        };
        assert!(named(help("ctrl-o"), "back-in-trail"));
        assert!(named(help("zoom"), "zoom"));
        assert_eq!(help("").len(), CATALOGUE.len() + SYNTAX.len() + SIGNS.len());
    }
}
