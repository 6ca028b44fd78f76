//! Where the explorer begins, what happens to it, and what it asks for in return.

use std::path::PathBuf;
use std::sync::Arc;

use super::action::{Action, CopyForm};
use super::preferences::{Preferences, ThemeRow};
use super::saved_session::SavedSession;
use super::view_options::ViewOptions;
use super::workspace::Workspace;
use crate::dataset::annotations::Annotations;
use crate::dataset::load::Progress;
use crate::search::{ArticleIndex, Index, QuoteSet};

/// Where to begin.
#[derive(Debug, Clone, Default)]
pub struct Start {
    /// The filter line's text.
    pub filter: Option<String>,
    /// A quote's id.
    pub quote: Option<String>,
    /// Speakers' names or ids, to be shown alone.
    pub speakers: Vec<String>,
    /// Those of speakers to be left out.
    pub without: Vec<String>,
    /// How the panes are to show the record.
    pub view: Option<ViewOptions>,
    /// Where the last session ended, for where nothing of the above is said.
    pub session: Option<SavedSession>,
    /// The filters of earlier sessions, the latest last.
    pub history: Vec<String>,
    /// The words of the command line that opened the record, without those that say where to begin.
    pub command: Vec<String>,
    /// What the person is to be told first.
    pub notice: Option<String>,
    /// How the reader wants it to begin.
    pub preferences: Preferences,
    /// The themes there are to choose from.
    pub themes: Vec<ThemeRow>,
    /// The name of the theme to begin with.
    pub theme: &'static str,
}

/// Something that happened.
#[derive(Debug, Clone)]
#[allow(missing_docs)] // the names of the fields say it
pub enum Event {
    /// A command was given.
    Command(Action),
    /// A character was typed into the open line.
    Typed(char),
    /// Text was pasted.
    Pasted(String),
    /// The mouse did something.
    Mouse(Mouse),
    /// The terminal has another size: columns, rows.
    Resized(u16, u16),
    /// A dataset was read. Its index comes with it, or follows as [`Event::Indexed`].
    Opened(Arc<Workspace>, Option<Arc<Index>>),
    /// The index of a workspace is made.
    Indexed(Arc<Workspace>, Arc<Index>),
    /// The index of whole articles is made, after that of a workspace.
    ArticlesIndexed(Arc<ArticleIndex>),
    /// Time has passed since annotations changed, after an [`Effect::WaitForCalm`].
    Calm,
    /// Annotations were applied to the dataset that is open, after an [`Effect::Annotate`].
    Annotated(Arc<Workspace>, Arc<Index>),
    /// Another program annotated too: what stands in the file now, and what it had written.
    AnnotatedElsewhere { both: Box<Annotations>, theirs: Box<Annotations> },
    /// What a query matches, after an [`Effect::Scan`].
    Scanned { query: String, hits: QuoteSet },
    /// Loading has come so far.
    Progress(Progress),
    /// The dataset was refused, for the reason that the sentence gives.
    Refused(String),
    /// What an effect came to.
    Done(Outcome),
    /// The program is ended from outside, after the effects of this event: what is half typed is
    /// kept where that is somebody's work.
    Ending,
}

/// What the mouse did. Positions are column and row, from 0 on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs)] // the names say it
pub enum Mouse {
    /// The left button was pressed.
    Click(u16, u16),
    /// The pointer moved with the left button held.
    Drag(u16, u16),
    /// The left button was let go.
    Release,
    /// The wheel turned.
    Wheel { x: u16, y: u16, up: bool },
}

/// What an effect came to.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(missing_docs)] // the names of the fields say it
pub enum Outcome {
    /// A text was copied; `delivery` is where it went, as `sent to the terminal's clipboard`.
    Copied { form: CopyForm, text: String, delivery: String },
    /// A text was too long for the clipboard.
    TooLongToCopy,
    /// A text was not copied, for the reason that the sentence gives.
    NotCopied(String),
    /// The browser was asked to open an address.
    BrowserAsked(String),
    /// There is no browser to open an address.
    NoBrowser(String),
    /// The system refused a thread, for the reason that the sentence gives.
    ThreadRefused(String),
    /// Annotations were not saved, for the reason that the sentence gives.
    NotSaved(String),
    /// Annotations are saved again after they were not.
    Saved,
    /// Quotes or annotations were written to a file.
    Written { what: String, path: PathBuf },
    /// There is a file already that was not to be replaced.
    Exists(PathBuf),
    /// A file was not written, for the reason that the sentence gives.
    NotWritten(String),
    /// The process was not stopped, because nothing could continue it.
    CannotStop,
    /// Standard input cannot be read a second time.
    CannotReadAgain,
}

/// What the explorer asks of whoever runs it. After every event the screen is drawn; that needs no
/// effect.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(missing_docs)] // the names of the fields say it
pub enum Effect {
    /// End, with this exit status.
    Quit(u8),
    /// End: the dataset was refused, for the reason that the sentence gives.
    Fail(String),
    /// Stop the process.
    Suspend,
    /// Draw every cell anew.
    Redraw,
    /// Read the dataset again and report it as [`Event::Opened`].
    Reload,
    /// Report as [`Event::Calm`] that some time has passed: whoever changes one thing mostly changes
    /// another.
    WaitForCalm,
    /// Apply the workspace's annotations to its dataset and report it as [`Event::Annotated`].
    Annotate,
    /// Write the workspace's annotations to their file.
    SaveAnnotations,
    /// Write text to a file; what is there already is replaced only where that was said.
    Write { path: PathBuf, text: String, what: String, replace: bool },
    /// Find the quotes that match a query by [`crate::search::Search::scan`] and report them as
    /// [`Event::Scanned`].
    Scan(String),
    /// Remember a filter for other sessions.
    KeepFilter(String),
    /// Copy text to the clipboard.
    Copy { text: String, form: CopyForm },
    /// Open an address in the browser.
    OpenAddress(String),
    /// Turn mouse reports on or off.
    Mouse(bool),
}
