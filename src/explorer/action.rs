//! What a person can ask for, and what the explorer asks of whoever runs it.

/// One of the three panes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Pane {
    /// Meetings and quotes by date.
    Timeline,
    /// Everyone quoted.
    Speakers,
    /// The article in which the quote stands.
    Source,
}

impl Pane {
    /// The panes in the order in which Tab visits them.
    pub const ALL: [Self; 3] = [Self::Timeline, Self::Speakers, Self::Source];

    /// Its name.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Timeline => "Timeline",
            Self::Speakers => "Speakers",
            Self::Source => "Source",
        }
    }

    pub(super) fn next(self, back: bool) -> Self {
        let at = Self::ALL.iter().position(|pane| *pane == self).unwrap_or(0);
        Self::ALL[(at + if back { 2 } else { 1 }) % 3]
    }
}

/// A move within the focused pane.
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
    /// The forms as the menu lists them: form, key, name.
    pub const MENU: [(Self, char, &'static str); 4] = [
        (Self::Citation, 'c', "the quote with its citation"),
        (Self::Words, 'q', "the quote alone"),
        (Self::Markdown, 'm', "Markdown"),
        (Self::Address, 'a', "the article's address, at the quote"),
    ];
}

/// What a person can ask for.
#[derive(Debug, Clone, PartialEq)]
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
    /// Move in the focused pane, or in the list of an overlay.
    Move(Step),
    /// Go to a pane.
    Focus(Pane),
    /// Go to the next pane, or back to the one before.
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
    /// Do what the focused row is there for.
    Enter,
    /// Step back one thing.
    Back,
    /// Fold or unfold the heading of the selected row; `None` switches.
    Fold(Option<bool>),
    /// Fold or unfold every heading.
    FoldAll(bool),
    /// Go to the next heading, or the one before.
    Heading {
        /// Towards the start.
        back: bool,
    },
    /// Go to the next quote of the article, or the one before.
    InArticle {
        /// Towards the start.
        back: bool,
    },
    /// Go to the next quote by the same speaker, or the one before.
    SameSpeaker {
        /// Towards the start.
        back: bool,
    },
    /// Go to the next article that prints the same words.
    NextPrinting,
    /// Add the selected speaker to those shown, or take it out.
    Choose,
    /// Leave the selected speaker out, or no longer.
    Exclude,
    /// Open the filter line.
    OpenFilter,
    /// Switch between hiding and dimming what does not match.
    Dim,
    /// Put the closest first, or go back to the order of dates.
    Rank,
    /// Take the last change of the filter back.
    Undo,
    /// Open the line that finds words in the source.
    OpenFind,
    /// Go back, or forward, over the places visited.
    Travel {
        /// Towards the newer ones.
        forward: bool,
    },
    /// Copy the quote in a form.
    Copy(CopyForm),
    /// Open the menu of forms.
    OpenCopy,
    /// Open the article's address in the browser.
    OpenAddress,
    /// Open the list of keys.
    OpenHelp,
    /// Select a row of the help.
    HelpTo(usize),
    /// Close the help and do what was chosen there, in its pane.
    Run(Option<Pane>, Box<Action>),
    /// Turn the mouse on or off.
    Mouse,
    /// Type a character into the open line.
    Insert(char),
    /// Type pasted text into the open line.
    Paste(String),
    /// Edit the open line.
    Edit(Edit),
    /// The terminal's size: columns, rows.
    Resize(u16, u16),
    /// A click at column, row.
    Click(u16, u16),
    /// The button is held and the pointer is now at column, row.
    Drag(u16, u16),
    /// The button is let go.
    Release,
    /// The wheel turned over column, row.
    Wheel {
        /// Column.
        x: u16,
        /// Row.
        y: u16,
        /// Towards the start.
        up: bool,
    },
}

/// What the explorer asks of whoever runs it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Effect {
    /// Nothing but to draw.
    Draw,
    /// End, with this exit status.
    Quit(u8),
    /// Stop the process.
    Suspend,
    /// Draw everything anew.
    Redraw,
    /// Read the dataset again and hand it to [`super::Explorer::open`].
    Reload,
    /// Look for the quotes that match a query by [`crate::search::Search::scan`] and hand them to
    /// [`super::Explorer::scanned`].
    Scan(String),
    /// Send text to the terminal's clipboard, and say so.
    Copy {
        /// The text.
        text: String,
        /// What it is, as `the quote with its citation`.
        what: &'static str,
    },
    /// Open an address in the browser.
    OpenAddress(String),
    /// Turn mouse reports on or off.
    Mouse(bool),
}
