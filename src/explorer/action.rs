//! What a person can ask for. Each action means one thing, wherever it is asked for.

use super::decision::CardField;
use super::pane::Pane;
use super::selection::Selection;

/// A move in a list or a text: by a row, by a pane's height, or to either end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs)] // the names say it
pub enum Step {
    Up,
    Down,
    PageUp,
    PageDown,
    First,
    Last,
}

/// An edit of the line being typed, at its cursor.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs)] // the names say it
pub enum Edit {
    Backspace,
    Delete,
    DeleteWord,
    DeleteToStart,
    Left,
    Right,
    Start,
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
    /// What the dataset calls the quote.
    Id,
    /// The command line that leads here again.
    Command,
    /// All quotes that show, or all that are marked.
    All,
}

impl CopyForm {
    /// Every form, as the menu lists them.
    pub const ALL: &'static [Self] =
        &[Self::Citation, Self::Words, Self::Markdown, Self::Address, Self::Id];

    /// What is copied, as it stands in a sentence.
    pub fn name(self) -> &'static str {
        match self {
            Self::Citation => "the quote with its citation",
            Self::Words => "the quote alone",
            Self::Markdown => "Markdown",
            Self::Address => "the article's address, at the quote",
            Self::Id => "the quote's id",
            Self::Command => "the command line that leads here again",
            Self::All => "all of them",
        }
    }
}

/// A move of the end of what is chosen in the source.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs)] // comments stand where the names do not say it
pub enum Span {
    Word {
        back: bool,
    },
    /// To the line above or below.
    Line(Step),
    /// The other end moves from now on.
    Swap,
}

/// How a stretch of days changes while it is chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Brushing {
    /// Its end goes on by a column, or to where a month ends or begins.
    By {
        /// To where a month ends or begins.
        page: bool,
        /// To an earlier day.
        back: bool,
    },
    /// Its end goes to the first day.
    First,
    /// Its end goes to the last day.
    Last,
    /// It begins where it ends.
    Restart,
    /// The other end moves from now on.
    Swap,
}

/// A move in the grid, or another thing to count by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs)] // comments stand where the names do not say it
pub enum GridStep {
    Up,
    Down,
    PageUp,
    PageDown,
    First,
    Last,
    Left,
    Right,
    /// The rows by the selected column.
    Sort,
    /// Rows for columns.
    Swap,
    /// The next thing to count by.
    NextRows,
    NextColumns,
}

/// What a person can ask for. Where there is a direction, `back` leads towards the start and
/// `forward` towards the newer places.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs)] // comments stand where the names do not say it
pub enum Action {
    Quit,
    /// Leave it, whatever is not saved.
    Leave,
    /// Leave it as an interrupted one, with status 130.
    Interrupt,
    /// Stop the process; `fg` goes on.
    Suspend,
    Redraw,
    Reload,
    ToggleMouse,
    /// List the themes, and show the selected one.
    OpenThemes,
    /// Take the selected theme.
    ChooseTheme,

    /// Select something that shows.
    GoTo(Selection),
    Move(Step),
    Focus(Pane),
    FocusNext {
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

    /// Do what the selected row of a pane is for: show a quote in its source, fold a heading, show a
    /// speaker alone.
    OpenRow(Pane),
    /// Fold or unfold the heading of the selected row; `None` switches.
    Fold(Option<bool>),
    FoldAll(bool),
    NextHeading {
        back: bool,
    },
    /// Add the selected speaker to those shown, or take it out.
    ChooseSpeaker,
    /// Put the speakers into their next order.
    SortSpeakers,
    /// Show those who are not quoted, or put them into one line.
    ShowUnquoted(bool),
    /// Leave the selected speaker out, or no longer.
    ExcludeSpeaker,

    NextInArticle {
        back: bool,
    },
    NextBySpeaker {
        back: bool,
    },
    /// The next place of the article that `in:` found, or else the next quote of it.
    NextHit {
        back: bool,
    },
    NextPrinting,
    /// To the words as they were spoken, or from there to who printed them.
    ToSpoken,
    Jump {
        forward: bool,
    },

    /// Switch between hiding and dimming what does not match.
    ToggleDim,
    /// A row for each statement, or for every printing of it.
    TogglePrintings,
    /// Show more of reported speech, or none of it again.
    NextSpeech,
    /// Put the closest first, or go back to the order of dates.
    ToggleRank,
    /// The timeline by day, or by meeting again.
    ToggleDays,
    OpenBrush,
    MoveBrush(Brushing),
    KeepBrush,
    /// Take back the last change, of the filter or the annotations.
    Undo,
    /// Make the change that was taken back last once more.
    Redo,

    Copy(CopyForm),
    /// Open the article's address in the browser. One that may mislead is shown first.
    OpenAddress,
    OpenShownAddress,

    OpenFilter,
    /// Complete the last word of the filter line.
    Complete,
    /// Keep the filter as it was typed.
    KeepFilter,
    /// Put a filter kept before into the line, or a later one.
    History {
        back: bool,
    },
    /// Go back to the filter as it was before the line was opened.
    CancelFilter,
    /// Move in the timeline, without leaving the filter line.
    MoveInTimeline(Step),
    OpenFind,
    NextMatch {
        back: bool,
    },
    OpenCopyMenu,
    CopyChosen,
    OpenHelp,
    /// List the commands by their names.
    OpenPalette,
    RunHelpRow,
    /// Move in the list of the copy menu, the help or the palette.
    MoveInMenu(Step),
    /// Close the find line, the copy menu, the address or the help.
    CloseOverlay,
    Edit(Edit),

    /// Open the card of the selected quote, speaker or meeting.
    OpenCard,
    /// Decide what the selected row of the card is for.
    DecideRow,
    /// Decide one thing of what the card is about, or of the selected quote.
    Decide(CardField),
    /// Carry out what is chosen.
    Choose,
    /// Let the decision hold for more quotes, or for one again.
    NextScope,
    CloseChooser,
    /// Set the mark that was set last, or take it off.
    ToggleMark,
    NextMark {
        back: bool,
    },
    OpenReview,
    /// Scroll the source whatever pane has the focus.
    ScrollSource(Step),
    /// Put the quote off in a review.
    Later,
    /// Give the quote to one of those who may have said it, counted from 0.
    ChooseCandidate(usize),
    OpenSpan,
    MoveSpan(Span),
    /// Begin anew at the word at which the choice ends.
    RestartSpan,
    MakeQuote,
    OpenAnnotations,
    OpenAnnotation,
    RemoveAnnotation,
    /// Give the annotation of the list to the selected quote.
    AttachAnnotation,
    OpenOutgoing,
    SendOut,

    OpenGrid,
    StepInGrid(GridStep),
    /// Make the selected cell of the grid the filter.
    OpenCell,

    OpenProfile,
    /// Go where the selected line of the profile leads.
    FollowProfile,
    /// Back to the profile before.
    LeaveProfile,
}
