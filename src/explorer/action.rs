//! What a person can ask for. Each action means one thing, wherever it is asked for.

use super::pane::Pane;

/// A move in a list or a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// One row up.
    Up,
    /// One row down.
    Down,
    /// A pane's height up.
    PageUp,
    /// A pane's height down.
    PageDown,
    /// To the first row.
    First,
    /// To the last row.
    Last,
}

/// An edit of the line being typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Edit {
    /// Delete the character before the cursor.
    Backspace,
    /// Delete the character under the cursor.
    Delete,
    /// Delete the word before the cursor.
    DeleteWord,
    /// Delete everything before the cursor.
    DeleteToStart,
    /// Move the cursor.
    Left,
    /// Move the cursor.
    Right,
    /// Move the cursor to the start.
    Start,
    /// Move the cursor to the end.
    End,
}

/// A form in which a quote is copied.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CopyForm {
    /// The quote with its citation.
    Citation,
    /// The words alone.
    Words,
    /// A Markdown block quote.
    Markdown,
    /// The article's address, at the quote.
    Address,
}

impl CopyForm {
    /// Every form, as the menu lists them.
    pub const ALL: &'static [Self] = &[Self::Citation, Self::Words, Self::Markdown, Self::Address];

    /// What is copied, as it stands in a sentence.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Citation => "the quote with its citation",
            Self::Words => "the quote alone",
            Self::Markdown => "Markdown",
            Self::Address => "the article's address, at the quote",
        }
    }
}

/// What a person can ask for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Action {
    /// Leave the program.
    Quit,
    /// Leave it as an interrupted one, with status 130.
    Interrupt,
    /// Stop the process; `fg` goes on.
    Suspend,
    /// Draw everything anew.
    Redraw,
    /// Read the dataset again.
    Reload,
    /// Turn the mouse on or off.
    ToggleMouse,

    /// Move in the focused pane.
    Move(Step),
    /// Go to a pane.
    Focus(Pane),
    /// Go to the next pane, or to the one before.
    FocusNext {
        /// Against the order.
        back: bool,
    },
    /// Let the focused pane fill the screen, or no longer.
    Zoom,
    /// Widen (positive) or narrow the left column, in columns.
    Widen(i16),
    /// Heighten (negative) or lower the speakers pane, in rows.
    Heighten(i16),
    /// Undo the newest of these: zoom, filter text, choice of speakers, focus.
    StepBack,

    /// On a row of the timeline: show the quote in its source, or fold or unfold the heading.
    OpenRow,
    /// Fold or unfold the heading of the selected row; `None` switches.
    Fold(Option<bool>),
    /// Fold or unfold every heading.
    FoldAll(bool),
    /// Go to the next heading, or to the one before.
    NextHeading {
        /// Towards the start.
        back: bool,
    },
    /// Show the quotes of the selected speaker alone, or everyone's again.
    OnlySpeaker,
    /// Add the selected speaker to those shown, or take it out.
    ChooseSpeaker,
    /// Leave the selected speaker out, or no longer.
    ExcludeSpeaker,

    /// Go to the next quote of the article, or to the one before.
    NextInArticle {
        /// Towards the start.
        back: bool,
    },
    /// Go to the next quote by the same speaker, or to the one before.
    NextBySpeaker {
        /// Towards the start.
        back: bool,
    },
    /// Go to the next article that prints the same words.
    NextPrinting,
    /// Go back, or forward, in the jumplist.
    Jump {
        /// Towards the newer ones.
        forward: bool,
    },

    /// Switch between hiding and dimming what does not match.
    ToggleDim,
    /// Put the closest first, or go back to the order of dates.
    ToggleRank,
    /// Take the last change of the filter back.
    UndoFilter,

    /// Copy the quote in a form.
    Copy(CopyForm),
    /// Open the article's address in the browser. One that may mislead is shown first.
    OpenAddress,
    /// Open the address that is shown.
    OpenShownAddress,

    /// Open the filter line.
    OpenFilter,
    /// Keep the filter as it was typed.
    KeepFilter,
    /// Go back to the filter as it was before the line was opened.
    CancelFilter,
    /// Move in the timeline, without leaving the filter line.
    MoveInTimeline(Step),
    /// Open the line that finds words in the source.
    OpenFind,
    /// Go to the next match of the find line, or to the one before.
    NextMatch {
        /// Towards the start.
        back: bool,
    },
    /// Open the menu of forms to copy.
    OpenCopyMenu,
    /// Copy in the form that is chosen in the menu.
    CopyChosen,
    /// Open the help.
    OpenHelp,
    /// Do what is chosen in the help.
    RunHelpRow,
    /// Move in the list of the copy menu or the help.
    MoveInMenu(Step),
    /// Close the find line, the copy menu, the address or the help.
    CloseOverlay,
    /// Edit the open line.
    Edit(Edit),
}
