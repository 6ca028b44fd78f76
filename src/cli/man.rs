//! The manual: one page with every command, the query language and the keys.

use std::io;

use clap::Command;
use clap_mangen::Man;

use crate::explorer::{HelpKind, HelpRow};
use crate::keymap::{self, Bindings};

/// The page in roff.
///
/// # Errors
/// Those of the writer.
pub(super) fn page(command: Command, bindings: &Bindings) -> io::Result<Vec<u8>> {
    let mut out = Vec::new();
    let commands: Vec<Command> = command.get_subcommands().cloned().collect();
    let man = Man::new(command);
    man.render_title(&mut out)?;
    man.render_name_section(&mut out)?;
    man.render_synopsis_section(&mut out)?;
    man.render_description_section(&mut out)?;
    man.render_options_section(&mut out)?;
    out.extend(b".SH COMMANDS\n");
    for command in commands {
        let name = format!("onrecord {}", command.get_name());
        out.extend(format!(".SS {}\n", escape(&name)).bytes());
        let help = command.bin_name(name).disable_help_flag(true).render_long_help();
        verbatim(&mut out, &help.to_string());
    }
    let rows = keymap::rows(bindings);
    for (title, text) in [
        ("KEYS", &*table(&rows, HelpKind::Command)),
        ("SIGNS ON THE SCREEN", &table(&rows, HelpKind::Sign)),
        ("EXIT STATUS", "0 found, 1 nothing found, 2 an error; 130 after Ctrl-c."),
        ("ENVIRONMENT", ENVIRONMENT),
    ] {
        out.extend(format!(".SH {title}\n").bytes());
        verbatim(&mut out, text);
    }
    man.render_version_section(&mut out)?;
    Ok(out)
}

const ENVIRONMENT: &str = "\
    NO_COLOR         where it holds anything, no colour is sent\n\
    ONRECORD_CONFIG  the file of settings, as --config names it\n\
    ONRECORD_DATA    the folder for annotations of the built-in record, and for filters";

fn table(rows: &[HelpRow], kind: HelpKind) -> String {
    let rows = rows.iter().filter(|row| row.kind == kind);
    rows.map(|row| format!("{:<12} {:<18} {}\n", row.context, row.label, row.help)).collect()
}

/// Text as it stands, its lines unfilled.
fn verbatim(out: &mut Vec<u8>, text: &str) {
    let lines = text.trim_end().lines().map(|line| format!("{}\n", escape(line)));
    out.extend(format!(".nf\n{}.fi\n", lines.collect::<String>()).bytes());
}

/// Roff's own characters, escaped.
fn escape(line: &str) -> String {
    let line = line.replace('\\', "\\e").replace('-', "\\-").replace('\'', "\\(aq");
    if line.starts_with('.') { format!("\\&{line}") } else { line }
}
