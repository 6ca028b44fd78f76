//! The settings, in one table: what each does, what it may be, how it is read and written.

use toml::de::{DeString, DeValue};

use super::Config;
use super::themes::{NamedTheme, THEMES};
use crate::dataset::DateForm;
use crate::explorer::Speech;

/// How text is copied.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Clipboard {
    /// By what is found to work here.
    Auto,
    /// By OSC 52, which the terminal takes or not.
    Terminal,
    /// By a program of this name that is known.
    Tool(&'static str),
    /// By a program with its arguments, which reads the text.
    Command(Vec<String>),
}

impl Clipboard {
    /// The programs that are known by name.
    pub const TOOLS: [&'static str; 6] = ["tmux", "wl-copy", "xclip", "xsel", "pbcopy", "clip.exe"];
}

/// A setting.
#[derive(Debug)]
pub struct Setting {
    /// Its name in the file.
    pub name: &'static str,
    /// What it does.
    pub help: &'static str,
    /// What it may be, as the end of a sentence.
    pub values: &'static str,
    /// Takes over a value; `None`: it is none of those that it may be.
    pub(super) set: fn(&mut Config, &DeValue<'_>) -> Option<()>,
    /// The value, as it is written.
    pub(super) get: fn(&Config) -> String,
}

/// Every setting but the keys.
pub static SETTINGS: [Setting; 8] = [
    Setting {
        name: "theme",
        help: "How things look.",
        values: "the name of a theme, as `onrecord config --themes` lists them",
        set: |config, value| {
            config.theme = NamedTheme::find(text(value)?)?;
            Some(())
        },
        get: |config| quoted(config.theme.name),
    },
    Setting {
        name: "mouse",
        help: "Whether the mouse is on at the start.",
        values: "true or false",
        set: |config, value| {
            config.preferences.mouse = boolean(value)?;
            Some(())
        },
        get: |config| config.preferences.mouse.to_string(),
    },
    Setting {
        name: "reported-speech",
        help: "How much of what is told without quotation marks shows at the start.",
        values: "\"hidden\", \"attributed\" (of those who are named) or \"all\"",
        set: |config, value| {
            config.preferences.speech = one_of(&SPEECH, text(value)?)?;
            Some(())
        },
        get: |config| name_in(&SPEECH, config.preferences.speech),
    },
    Setting {
        name: "left-width",
        help: "How wide the left column is at the start.",
        values: "\"auto\", or from 20 to 80 percent",
        set: |config, value| {
            config.preferences.left_width = percent(value)?;
            Some(())
        },
        get: |config| percent_shown(config.preferences.left_width),
    },
    Setting {
        name: "speakers-height",
        help: "How high the speakers pane is at the start.",
        values: "\"auto\", or from 20 to 80 percent",
        set: |config, value| {
            config.preferences.speakers_height = percent(value)?;
            Some(())
        },
        get: |config| percent_shown(config.preferences.speakers_height),
    },
    Setting {
        name: "dates",
        help: "How days are written on the screen.",
        values: "\"day-month\" (28 Jul 2021), \"month-day\" (Jul 28, 2021) or \"iso\" (2021-07-28)",
        set: |config, value| {
            config.dates = one_of(&DATES, text(value)?)?;
            Some(())
        },
        get: |config| name_in(&DATES, config.dates),
    },
    Setting {
        name: "browser",
        help: "The program that opens an article's address, and its arguments; the address comes last.",
        values: "a list of texts, as [\"firefox\", \"--private-window\"]; [] for that of the system",
        set: |config, value| {
            config.browser = list(value)?;
            Some(())
        },
        get: |config| quoted_list(&config.browser),
    },
    Setting {
        name: "clipboard",
        help: "What copies.",
        values: "\"auto\", \"terminal\" (OSC 52), \"tmux\", \"wl-copy\", \"xclip\", \"xsel\", \"pbcopy\", \
                 \"clip.exe\", or a list with a program of your own, which reads the text",
        set: |config, value| {
            config.clipboard = clipboard(value)?;
            Some(())
        },
        get: |config| match &config.clipboard {
            Clipboard::Auto => quoted("auto"),
            Clipboard::Terminal => quoted("terminal"),
            Clipboard::Tool(name) => quoted(name),
            Clipboard::Command(words) => quoted_list(words),
        },
    },
];

const SPEECH: [(&str, Speech); 3] =
    [("hidden", Speech::Quotations), ("attributed", Speech::Attributed), ("all", Speech::All)];
const DATES: [(&str, DateForm); 3] =
    [("day-month", DateForm::DayMonth), ("month-day", DateForm::MonthDay), ("iso", DateForm::Iso)];

fn one_of<T: Copy>(values: &[(&str, T)], name: &str) -> Option<T> {
    values.iter().find(|(other, _)| *other == name).map(|(_, value)| *value)
}

fn name_in<T: PartialEq>(values: &[(&str, T)], value: T) -> String {
    quoted(values.iter().find(|(_, other)| *other == value).map_or("", |(name, _)| name))
}

fn clipboard(value: &DeValue<'_>) -> Option<Clipboard> {
    match text(value) {
        None => list(value).filter(|words| !words.is_empty()).map(Clipboard::Command),
        Some("auto") => Some(Clipboard::Auto),
        Some("terminal") => Some(Clipboard::Terminal),
        Some(name) => Clipboard::TOOLS.into_iter().find(|tool| *tool == name).map(Clipboard::Tool),
    }
}

fn percent(value: &DeValue<'_>) -> Option<Option<u16>> {
    if text(value) == Some("auto") {
        return Some(None);
    }
    let DeValue::Integer(number) = value else { return None };
    let percent = u16::from_str_radix(number.as_str(), number.radix()).ok();
    percent.filter(|percent| (20..=80).contains(percent)).map(Some)
}

fn percent_shown(percent: Option<u16>) -> String {
    percent.map_or_else(|| quoted("auto"), |percent| percent.to_string())
}

fn boolean(value: &DeValue<'_>) -> Option<bool> {
    match value {
        DeValue::Boolean(value) => Some(*value),
        _ => None,
    }
}

pub(super) fn text<'a>(value: &'a DeValue<'_>) -> Option<&'a str> {
    match value {
        DeValue::String(text) => Some(DeString::as_ref(text)),
        _ => None,
    }
}

/// A list of texts, none of which is empty.
pub(super) fn list(value: &DeValue<'_>) -> Option<Vec<String>> {
    let DeValue::Array(values) = value else { return None };
    let texts = values.iter().map(|value| text(value.get_ref()).map(str::to_owned));
    texts.collect::<Option<Vec<_>>>().filter(|texts| texts.iter().all(|text| !text.is_empty()))
}

/// A text as TOML has it, which takes every JSON string.
pub(super) fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string().replace('\u{7f}', "\\u007f")
}

pub(super) fn quoted_list<T: AsRef<str>>(texts: &[T]) -> String {
    let texts: Vec<String> = texts.iter().map(|text| quoted(text.as_ref())).collect();
    format!("[{}]", texts.join(", "))
}

/// The name of a setting or a theme, or of another thing that is named, that is closest to one that
/// there is not.
pub(super) fn closest<'a>(wanted: &str, names: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let similar = |name: &&str| {
        rapidfuzz::distance::damerau_levenshtein::normalized_similarity(
            wanted.chars(),
            name.chars(),
        )
    };
    let best = names.max_by(|a, b| similar(a).total_cmp(&similar(b)))?;
    (similar(&best) > 0.6).then_some(best)
}

/// The names of the themes.
pub(super) fn theme_names() -> impl Iterator<Item = &'static str> {
    THEMES.iter().map(|theme| theme.name)
}
