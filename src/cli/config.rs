//! The file of settings: where it is, what it sets, what it may set.

use std::io::Write;

use clap::Args;
use clap::builder::{PossibleValuesParser, TypedValueParser};

use super::error::CommandError;
use super::{ERROR, FOUND, complain};
use crate::config::{Config, ConfigFile, ConfigProblem, NamedTheme, THEMES, changes, defaults};
use crate::keymap::Bindings;
use crate::text::safe;

#[derive(Debug, Args)]
pub(super) struct ConfigOptions {
    /// Print a file with every setting and every key as they are without one.
    #[arg(long)]
    default: bool,
    /// List the themes.
    #[arg(long, conflicts_with = "default")]
    themes: bool,
}

impl ConfigOptions {
    pub(super) fn run(
        self,
        file: Option<&ConfigFile>,
        out: &mut dyn Write,
    ) -> Result<u8, CommandError> {
        if self.default {
            out.write_all(defaults().as_bytes())?;
            return Ok(FOUND);
        }
        if self.themes {
            for theme in &THEMES {
                writeln!(out, "{:<18} {}", theme.name, theme.about())?;
            }
            return Ok(FOUND);
        }
        let Some(file) = file else {
            writeln!(out, "# no file of settings: this system has no folder for one")?;
            return Ok(FOUND);
        };
        let (config, problems) = file.read();
        for problem in &problems {
            complain(problem);
        }
        let path = file.path.to_string_lossy();
        let changes = changes(&config);
        let what = match (file.is_there(), changes.is_empty()) {
            (false, _) => "is not there; `onrecord config --default` prints one to begin with",
            (true, true) => "sets nothing that is not so without it",
            (true, false) => "sets:",
        };
        write!(out, "# {} {what}\n{changes}", safe(&path))?;
        Ok(if problems.is_empty() { FOUND } else { ERROR })
    }
}

/// The theme of a name, for an argument.
pub(super) fn theme() -> impl TypedValueParser<Value = &'static NamedTheme> {
    let names = THEMES.iter().map(|theme| theme.name);
    PossibleValuesParser::new(names).map(|name| NamedTheme::find(&name).unwrap_or(&THEMES[0]))
}

/// The keys that a file sets; what is wrong with it goes to standard error.
pub(super) fn bindings(file: Option<&ConfigFile>) -> Bindings {
    let (Config { bindings, .. }, problems) = file.map(ConfigFile::read).unwrap_or_default();
    for problem in &problems {
        complain(problem);
    }
    bindings
}

/// What is wrong with a file: the first of it, and how to see all.
pub(super) fn remark(problems: &[ConfigProblem]) -> Option<String> {
    let first = problems.first()?;
    // The last rows have no room for all of a path.
    let name = first.path.file_name().unwrap_or(first.path.as_os_str()).to_string_lossy();
    let place = first.line.map(|line| format!(", line {line}:")).unwrap_or_default();
    let told = format!("{name}{place} {}", first.sentence);
    Some(match problems.len() {
        1 => told,
        count => format!("{told} (1 of {count}; `onrecord config` lists them)"),
    })
}
