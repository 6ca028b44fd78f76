//! Settings as text: all of them, or those that are not the defaults.

use super::Config;
use super::read::KEYS;
use super::settings::{SETTINGS, quoted, quoted_list};
use crate::keymap::{Bindings, CATALOGUE, help_of};
use crate::text::wrap;

/// Columns of the comments.
const WIDTH: usize = 98;

/// A file in which everything stands as it is without one, behind a `#`.
#[must_use]
pub fn defaults() -> String {
    let (config, mut text) = (Config::default(), String::new());
    comment(
        &mut text,
        "The settings of onrecord. What stands here behind a single # holds anyway; take the # away and \
         change what is to be otherwise. `onrecord config` says whether all of it can be read.",
    );
    for setting in &SETTINGS {
        text.push('\n');
        comment(&mut text, &format!("{} It is {}.", setting.help, setting.values));
        text += &format!("#{} = {}\n", setting.name, (setting.get)(&config));
    }
    text.push('\n');
    comment(
        &mut text,
        "The keys. Each command has one key or a list of them, none of which another command has at the \
         same place: characters as they are, others by name (Enter, Esc, Tab, Space, Backspace, Delete, \
         Insert, Up, Down, Left, Right, Home, End, PgUp, PgDn, F1 and so on), Ctrl-, Alt- or Shift- before \
         them, and two keys one after the other as \"g t\".",
    );
    text += &format!("[{KEYS}]\n");
    let mut context = "";
    for command in CATALOGUE {
        if command.context.name() != context {
            context = command.context.name();
            text += &format!("\n## {context}\n");
        }
        let line = key_line(&config.bindings, command.name);
        text += &format!("#{line}  # {}\n", help_of(&config.bindings, command));
    }
    text
}

/// The settings that are not the defaults, as they are written.
#[must_use]
pub fn changes(config: &Config) -> String {
    let before = Config::default();
    let settings = SETTINGS.iter().map(|setting| {
        let value = |config| format!("{} = {}\n", setting.name, (setting.get)(config));
        (value(&before), value(config))
    });
    let mut text: String =
        settings.filter(|(before, now)| before != now).map(|(_, now)| now).collect();
    let lines = CATALOGUE
        .iter()
        .map(|command| command.name)
        .map(|name| (key_line(&before.bindings, name), key_line(&config.bindings, name)));
    let lines = lines.filter(|(before, now)| before != now);
    let keys: String = lines.map(|(_, now)| now + "\n").collect();
    if !keys.is_empty() {
        text += &format!("[{KEYS}]\n{keys}");
    }
    text
}

/// The keys of a command, as they are written.
fn key_line(bindings: &Bindings, command: &str) -> String {
    let keys: Vec<String> = bindings.keys(command).iter().map(ToString::to_string).collect();
    let value = match keys.as_slice() {
        [one] => quoted(one),
        several => quoted_list(several),
    };
    format!("{command} = {value}")
}

fn comment(text: &mut String, sentence: &str) {
    for line in wrap(sentence, WIDTH) {
        *text += &format!("## {}\n", sentence[line].trim_end());
    }
}
