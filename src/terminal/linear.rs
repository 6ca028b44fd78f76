//! The explorer line by line: commands from standard input, answers in words.
//!
//! Nothing is drawn and no escape sequence is written, so that it works on any terminal, with a
//! screen reader, and in a pipe. Everything happens one after the other, on one thread.

use std::collections::VecDeque;
use std::io::{self, BufRead, IsTerminal, Write};
use std::path::PathBuf;
use std::sync::Arc;

use super::effect::{Then, open_address};
use super::{failure::Failure, history, loading::Source};
use crate::config::Config;
use crate::explorer::{CopyForm, Effect, Event, Outcome, Start, Workspace};
use crate::linear::Linear;
use crate::record::RecordSources;
use crate::search::Index;

/// A line longer than this, in bytes, is no command.
const LONGEST: u64 = 1 << 16;

/// Reads a record line by line until the person leaves; the exit status.
///
/// # Errors
/// A [`Failure`]: that the record cannot be read, or nothing can be written.
pub fn run(
    record: &RecordSources,
    start: Start,
    config: Config,
    out: &mut dyn Write,
) -> Result<u8, Failure> {
    let Config { dates, browser, .. } = config;
    let source = Source { record: record.clone(), store: Arc::default(), dates };
    let mut reader = LinearReader { source, browser, linear: Linear::new(start) };
    let workspace = reader.load()?;
    reader.open(workspace);
    let is_shown = io::stdin().is_terminal();
    writeln!(out, "{}\n`help` lists the commands.\n", reader.linear.answer())?;
    let mut lines = io::stdin().lock();
    loop {
        if is_shown {
            write!(out, "> ")?;
        }
        out.flush()?;
        let mut line = Vec::new();
        let read = io::Read::take(&mut lines, LONGEST).read_until(b'\n', &mut line)?;
        // The end of the input is as good as `quit`, and there is nobody to be asked.
        if read == 0 {
            return match reader.linear.explorer().unsaved() {
                Some(why) => Err(Failure::Refused(format!("not saved: {why}"))),
                None => Ok(0),
            };
        }
        let effects = reader.linear.take(&String::from_utf8_lossy(&line));
        if let Some(status) = reader.carry_out(effects)? {
            return Ok(status);
        }
        let answer = reader.linear.answer();
        if !answer.is_empty() {
            writeln!(out, "{answer}\n")?;
        }
    }
}

/// The explorer with a prompt, and what is outside of it.
struct LinearReader {
    source: Source,
    /// What opens an address; empty: that of the system.
    browser: Vec<String>,
    linear: Linear,
}

impl LinearReader {
    fn load(&self) -> Result<Workspace, Failure> {
        let mine = self.linear.explorer().workspace().annotations.clone();
        let loaded = self.source.load(&mine, &mut |_| {});
        loaded.map_err(|problem| Failure::Refused(problem.to_string()))
    }

    /// Shows a record, with all its indexes.
    fn open(&mut self, workspace: Workspace) {
        let index = Index::whole(&workspace.data);
        let opened = Event::Opened(Arc::new(workspace), Some(Arc::new(index)));
        // What is asked for at first is a filter's scan, and there is an index.
        let _ = self.linear.update(opened);
    }

    /// Does what is asked for, and what that asks for; the exit status once it is left.
    fn carry_out(&mut self, effects: Vec<Effect>) -> Result<Option<u8>, Failure> {
        let mut effects: VecDeque<Effect> = effects.into();
        while let Some(effect) = effects.pop_front() {
            let workspace = Arc::clone(self.linear.explorer().workspace());
            let event = match effect {
                Effect::Quit(status) => return Ok(Some(status)),
                Effect::Fail(sentence) => return Err(Failure::Refused(sentence)),
                Effect::Copy { text, form } => {
                    let event = self.copy(text, form);
                    drop(workspace);
                    event
                }
                Effect::OpenAddress(url) => Some(Event::Done(open_address(&self.browser, url))),
                Effect::Reload if self.source.record.reads_input() => {
                    Some(Event::Done(Outcome::CannotReadAgain))
                }
                Effect::Reload => Some(match self.load() {
                    Ok(workspace) => {
                        let index = Index::whole(&workspace.data);
                        Event::Opened(Arc::new(workspace), Some(Arc::new(index)))
                    }
                    Err(failure) => Event::Refused(failure.to_string()),
                }),
                Effect::WaitForCalm => Some(Event::Calm),
                Effect::Annotate => {
                    let annotations = workspace.annotations.clone();
                    let workspace = Workspace::clone(&workspace).with_annotations(annotations);
                    let index = Index::whole(&workspace.data);
                    Some(Event::Annotated(Arc::new(workspace), Arc::new(index)))
                }
                Effect::SaveAnnotations => match self.source.save(&workspace.annotations) {
                    Then::Report(event) => Some(event),
                    Then::GoOn | Then::End(_) => None,
                },
                Effect::Write { path, text, what, .. } => Some(self.write(path, &text, what)),
                Effect::KeepFilter(query) => {
                    history::keep(&query);
                    None
                }
                // There is an index, no screen and no mouse.
                Effect::Scan(_) | Effect::Redraw | Effect::Mouse(_) | Effect::Suspend => None,
            };
            if let Some(event) = event {
                effects.extend(self.linear.update(event));
            }
        }
        Ok(None)
    }

    /// Prints a text that is to be copied, or writes it to the file that was named for it.
    fn copy(&mut self, text: String, form: CopyForm) -> Option<Event> {
        let Some(path) = self.linear.take_file() else {
            self.linear.print(Linear::copied(form, &text));
            return None;
        };
        Some(self.write(path, &(text + "\n"), form.name().into()))
    }

    /// Writes text to a file that is not there yet: nobody is asked whether to replace one.
    fn write(&self, path: PathBuf, text: &str, what: String) -> Event {
        Event::Done(match self.source.write(path, text, what, false) {
            Outcome::Exists(path) => {
                let name = path.to_string_lossy();
                Outcome::NotWritten(format!("{name} is there already; name another file"))
            }
            other => other,
        })
    }
}
