//! The help, and what else lists the commands.

use super::bindings::Bindings;
use super::catalogue::{CATALOGUE, CommandEntry};
use crate::explorer::{Action, HelpKind, HelpRow, Message};
use crate::search::query::SYNTAX;

/// The signs on the screen.
const SIGNS: [(&str, &str); 9] = [
    ("T-1  T  T+2", "said a day before the meeting, on its day, two days after it"),
    ("▌", "what is selected; in the source, the lines of the selected quote"),
    ("┊", "in the source: lines of the article's other quotes, which are underlined"),
    ("+  -", "before a speaker: shown alone, left out"),
    ("↓  ·", "above the timeline: the selected day; quotes that do not match"),
    ("✓  ±  *  #", "found right by a reader; changed by one; marked; noted of"),
    ("×3  ↳", "printed in three places; another printing of a statement above or below"),
    (
        "h  m  a",
        "the filter's words stand in the headline, in the meeting, elsewhere in the article",
    ),
    ("unproven", "the article has other words at the place the dataset names"),
];

/// The rows of the help: the commands in the catalogue's order, then the query language, then the
/// signs.
pub fn rows(bindings: &Bindings) -> Vec<HelpRow> {
    let commands = CATALOGUE.iter().map(|command| HelpRow {
        kind: HelpKind::Command,
        name: command.name,
        label: bindings.all_keys(command.name),
        help: help_of(bindings, command),
        context: command.context.name(),
        action: command.context.run_from_help(command.action),
    });
    let other = |kind, label: &str, help: &str, context, action: Option<Action>| HelpRow {
        kind,
        name: "",
        label: label.to_owned(),
        help: help.to_owned(),
        context,
        action: action.map(|action| (None, action)),
    };
    let syntax = SYNTAX.iter().map(|(form, help)| {
        other(HelpKind::Syntax, form, help, "in a filter", Some(Action::OpenFilter))
    });
    let signs =
        SIGNS.iter().map(|(sign, help)| other(HelpKind::Sign, sign, help, "on screen", None));
    commands.chain(syntax).chain(signs).collect()
}

/// What a command does, with the keys that it names.
pub fn help_of(bindings: &Bindings, command: &CommandEntry) -> String {
    bindings.fill(&Message::from(command.help))
}

/// Every command as aligned text: where, keys, what it does.
pub fn as_text(bindings: &Bindings) -> String {
    let rows = rows(bindings).into_iter().filter(|row| row.kind == HelpKind::Command);
    rows.map(|row| format!("{:<12} {:<26} {}\n", row.context, row.label, row.help)).collect()
}

/// Every command as JSON: its name, where it can be given, its keys and those of the catalogue, and
/// what it does.
pub fn as_json(bindings: &Bindings) -> String {
    let commands = CATALOGUE.iter().map(|command| {
        let keys: Vec<String> =
            bindings.keys(command.name).iter().map(ToString::to_string).collect();
        serde_json::json!({
            "command": command.name,
            "where": command.context.name(),
            "keys": keys,
            "default": command.keys,
            "help": help_of(bindings, command),
        })
    });
    let commands: Vec<serde_json::Value> = commands.collect();
    format!("{:#}\n", serde_json::Value::from(commands))
}

/// The commands a newcomer needs as a Markdown table: what the README shows.
pub fn essentials_as_markdown(bindings: &Bindings) -> String {
    let mut table = "| Keys | What they do |\n|---|---|\n".to_owned();
    for command in CATALOGUE.iter().filter(|command| command.essential) {
        let keys = bindings.keys(command.name).iter().map(|key| format!("`{key}`"));
        let keys: Vec<String> = keys.collect();
        table += &format!("| {} | {} |\n", keys.join(" "), help_of(bindings, command));
    }
    table
}
