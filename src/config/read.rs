//! Text in, settings out.

use std::collections::HashMap;

use toml::de::{DeTable, DeValue};

use super::Config;
use super::settings::{SETTINGS, closest, list, text, theme_names};
use crate::keymap::{CATALOGUE, KeySequence, Rebinding, rebound};

/// The table of keys.
pub(super) const KEYS: &str = "keys";

/// What is wrong, by lines counted from 1.
type Problems = Vec<(usize, String)>;

/// A value may go over so many lines.
const MOST_LINES: usize = 100;

/// What a text sets; and what of it does not hold, with its line, in the order of lines.
///
/// Each statement is parsed by itself, so that a line that is no TOML takes no other with it.
pub(super) fn from_text(source: &str) -> (Config, Problems) {
    let lines: Vec<&str> = source.trim_start_matches('\u{feff}').lines().collect();
    let (mut reader, mut at) = (ConfigReader::default(), 0);
    while at < lines.len() {
        at += reader.statement(at + 1, &lines[at..]);
    }
    let ConfigReader { mut config, mut problems, rebindings, .. } = reader;
    let (lines, rebindings): (Vec<usize>, Vec<Rebinding>) = rebindings.into_iter().unzip();
    let (bindings, refused) = rebound(&rebindings);
    config.bindings = bindings;
    for (at, conflict) in refused {
        let name = rebindings[at].command.name;
        problems.push((lines[at], format!("`{name}` keeps its own keys: {conflict}")));
    }
    problems.sort_by_key(|(line, _)| *line);
    (config, problems)
}

/// The table in which a statement stands.
#[derive(Default, PartialEq)]
enum CurrentTable {
    #[default]
    Top,
    Keys,
    /// One that there is not.
    Nowhere,
}

#[derive(Default)]
struct ConfigReader {
    config: Config,
    problems: Problems,
    place: CurrentTable,
    /// In which line each setting and each command stands.
    seen: HashMap<(bool, String), usize>,
    rebindings: Vec<(usize, Rebinding)>,
}

impl ConfigReader {
    /// Reads the first statement of some lines; how many of them it takes.
    fn statement(&mut self, line: usize, lines: &[&str]) -> usize {
        let error = match DeTable::parse(lines[0]) {
            Ok(table) => {
                self.take(line, lines[0], table.get_ref());
                return 1;
            }
            Err(error) => error.message().lines().collect::<Vec<_>>().join(" "),
        };
        // Only these go on in the next line.
        if ["[", "{", "\"\"\"", "'''"].iter().any(|open| lines[0].contains(open)) {
            for count in 2..=lines.len().min(MOST_LINES) {
                let text = lines[..count].join("\n");
                if let Ok(table) = DeTable::parse(&text) {
                    self.take(line, lines[0], table.get_ref());
                    return count;
                }
            }
        }
        self.problems.push((
            line,
            format!(
                "this is no TOML: {error}; `onrecord config --default` shows how it is written"
            ),
        ));
        1
    }

    fn take(&mut self, line: usize, text: &str, table: &DeTable<'_>) {
        let is_header = text.trim_start().starts_with('[');
        for (key, value) in table {
            let (name, value) = (key.get_ref().as_ref(), value.get_ref());
            match (&self.place, value) {
                (_, DeValue::Table(_)) if is_header && name == KEYS => {
                    self.place = CurrentTable::Keys
                }
                _ if is_header => {
                    self.place = CurrentTable::Nowhere;
                    let sentence = format!("[{name}] is no table; the only one is [{KEYS}]");
                    self.problems.push((line, sentence));
                }
                (CurrentTable::Nowhere, _) => {}
                (CurrentTable::Keys, _) => self.keys(line, name, value),
                (CurrentTable::Top, DeValue::Table(keys)) if name == KEYS => {
                    for (key, value) in keys {
                        self.keys(line, key.get_ref().as_ref(), value.get_ref());
                    }
                }
                (CurrentTable::Top, _) => self.setting(line, name, value),
            }
        }
    }

    /// Whether a name stands in the file for the first time; the second is refused.
    fn is_first(&mut self, line: usize, name: &str, is_command: bool) -> bool {
        let before = self.seen.get(&(is_command, name.to_owned())).copied();
        match before {
            None => drop(self.seen.insert((is_command, name.to_owned()), line)),
            Some(before) => {
                let sentence =
                    format!("`{name}` is set in line {before} already; keep one of them");
                self.problems.push((line, sentence));
            }
        }
        before.is_none()
    }

    fn setting(&mut self, line: usize, name: &str, value: &DeValue<'_>) {
        let Some(setting) = SETTINGS.iter().find(|setting| setting.name == name) else {
            if name == KEYS {
                let sentence = format!("`{KEYS}` is a table; begin it with [{KEYS}]");
                return self.problems.push((line, sentence));
            }
            let is_command = CATALOGUE.iter().any(|command| command.name == name);
            let hint = match closest(name, SETTINGS.iter().map(|setting| setting.name)) {
                _ if is_command => format!("it is a command: put it below [{KEYS}]"),
                Some(other) => format!("write `{other}`"),
                None => "see `onrecord config --default`".to_owned(),
            };
            let sentence = format!("`{name}` is no setting; {hint}");
            return self.problems.push((line, sentence));
        };
        if !self.is_first(line, name, false) || (setting.set)(&mut self.config, value).is_some() {
            return;
        }
        let wanted = text(value).filter(|_| name == "theme");
        let meant = wanted.and_then(|theme| Some((theme, closest(theme, theme_names())?)));
        let sentence = match meant {
            Some((wanted, theme)) => format!("there is no theme \"{wanted}\"; write \"{theme}\""),
            None => format!("`{name}` is {}", setting.values),
        };
        self.problems.push((line, sentence));
    }

    fn keys(&mut self, line: usize, name: &str, value: &DeValue<'_>) {
        match rebinding(name, value) {
            Ok(rebinding) => {
                if self.is_first(line, name, true) {
                    self.rebindings.push((line, rebinding));
                }
            }
            Err(sentence) => self.problems.push((line, sentence)),
        }
    }
}

fn rebinding(name: &str, value: &DeValue<'_>) -> Result<Rebinding, String> {
    let Some(command) = CATALOGUE.iter().find(|command| command.name == name) else {
        let is_setting = SETTINGS.iter().any(|setting| setting.name == name);
        let hint = match closest(name, CATALOGUE.iter().map(|command| command.name)) {
            _ if is_setting => format!("it is a setting: put it above [{KEYS}]"),
            Some(other) => format!("write `{other}`"),
            None => "see `onrecord config --default`".to_owned(),
        };
        return Err(format!("`{name}` is no command; {hint}"));
    };
    let names = match text(value) {
        Some(one) => vec![one.to_owned()],
        None => list(value)
            .ok_or_else(|| format!("`{name}` has a key, as \"F9\", or a list of keys"))?,
    };
    let key = |text: &String| {
        text.parse::<KeySequence>().map_err(|_| {
            format!(
                "`{text}` is no key; write one as `z`, `Ctrl-x`, `F9`, `Space`, or two as `g z`"
            )
        })
    };
    Ok(Rebinding { command, keys: names.iter().map(key).collect::<Result<_, _>>()? })
}
