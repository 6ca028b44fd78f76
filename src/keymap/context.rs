//! Where keys have their meaning, and in which order they are looked up there.

use crate::explorer::{Action, Explorer, Overlay, Pane, Subject};

/// Where a command's keys have their meaning.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Context {
    /// Everywhere, also while a line is typed.
    Always,
    /// While no line is typed and nothing lies over the panes.
    Browsing,
    /// Likewise, in one pane; it wins over [`Context::Browsing`].
    Pane(Pane),
    /// While any line is typed; what is special to a line wins over it.
    Typing,
    /// While the filter line is typed.
    Filter,
    /// While words are looked for in the source.
    Find,
    /// In the menu of forms to copy.
    Copy,
    /// While an address that may mislead is shown.
    Address,
    /// In the help.
    Help,
    /// In the palette.
    Palette,
    /// In any card.
    Card,
    /// In the card of a quote; it wins over [`Context::Card`], as the next two do.
    QuoteCard,
    /// In the card of a speaker.
    SpeakerCard,
    /// In the card of a meeting.
    MeetingCard,
    /// While a choice is made.
    Choice,
    /// Likewise, where it may hold for more than one quote.
    ScopedChoice,
    /// While what is least sure is checked.
    Review,
    /// While words of the source are chosen.
    Span,
    /// In the list of annotations.
    Annotations,
    /// While quotes leave for a file.
    Outgoing,
    /// While the program is left with something not saved.
    Leaving,
    /// In the grid.
    Grid,
    /// While a stretch of days is chosen.
    Brush,
    /// In a profile.
    Profile,
    /// In the list of themes.
    Themes,
}

impl Context {
    /// The context in words.
    pub fn name(self) -> &'static str {
        match self {
            Self::Always => "everywhere",
            Self::Browsing => "any pane",
            Self::Pane(pane) => pane.name(),
            Self::Typing => "any line",
            Self::Filter => "filter line",
            Self::Find => "find line",
            Self::Copy => "copy menu",
            Self::Address => "address",
            Self::Help => "help",
            Self::Palette => "palette",
            Self::Card => "any card",
            Self::QuoteCard => "quote card",
            Self::SpeakerCard => "speaker card",
            Self::MeetingCard => "meeting card",
            Self::Choice | Self::ScopedChoice => "choice",
            Self::Review => "checking",
            Self::Span => "choosing",
            Self::Annotations => "annotations",
            Self::Outgoing => "export",
            Self::Leaving => "leaving",
            Self::Grid => "grid",
            Self::Brush => "days",
            Self::Profile => "profile",
            Self::Themes => "themes",
        }
    }

    /// What running one of its commands from the help does instead, and in which pane: the command
    /// itself, or opening the line in which the command means something. `None`: nothing.
    pub(super) fn run_from_help(self, action: Action) -> Option<(Option<Pane>, Action)> {
        match self {
            Self::Always | Self::Browsing => Some((None, action)),
            Self::Pane(pane) => Some((Some(pane), action)),
            Self::Filter | Self::Typing => Some((None, Action::OpenFilter)),
            Self::Find => Some((None, Action::OpenFind)),
            Self::Copy if matches!(action, Action::Copy(_)) => Some((None, action)),
            Self::Copy => Some((None, Action::OpenCopyMenu)),
            Self::Help => Some((None, Action::OpenHelp)),
            Self::Palette => Some((None, Action::OpenPalette)),
            Self::QuoteCard => Some((None, action)),
            Self::Card | Self::Choice | Self::ScopedChoice => Some((None, Action::OpenCard)),
            Self::SpeakerCard => Some((Some(Pane::Speakers), Action::OpenCard)),
            Self::MeetingCard => Some((Some(Pane::Timeline), Action::OpenCard)),
            Self::Review => Some((None, Action::OpenReview)),
            Self::Span => Some((Some(Pane::Source), Action::OpenSpan)),
            Self::Annotations => Some((None, Action::OpenAnnotations)),
            Self::Outgoing => Some((None, Action::OpenOutgoing)),
            Self::Grid => Some((None, Action::OpenGrid)),
            Self::Brush => Some((Some(Pane::Timeline), Action::OpenBrush)),
            Self::Profile => Some((None, Action::OpenProfile)),
            Self::Themes => Some((None, Action::OpenThemes)),
            // The question is answered where it is asked.
            Self::Address | Self::Leaving => None,
        }
    }
}

use Context as C;

/// Where keys are looked up, in order: what stands first wins.
#[rustfmt::skip] // a table reads better a row a line
const STACKS: [&[Context]; 23] = [
    &[C::Pane(Pane::Timeline), C::Browsing, C::Always],
    &[C::Pane(Pane::Speakers), C::Browsing, C::Always],
    &[C::Pane(Pane::Source), C::Browsing, C::Always],
    &[C::Filter, C::Typing, C::Always],
    &[C::Find, C::Typing, C::Always],
    &[C::Copy, C::Always],
    &[C::Address, C::Always],
    &[C::Help, C::Typing, C::Always],
    &[C::Palette, C::Typing, C::Always],
    &[C::QuoteCard, C::Card, C::Always],
    &[C::SpeakerCard, C::Card, C::Always],
    &[C::MeetingCard, C::Card, C::Always],
    &[C::ScopedChoice, C::Choice, C::Typing, C::Always],
    &[C::Choice, C::Typing, C::Always],
    &[C::Review, C::Always],
    &[C::Span, C::Always],
    &[C::Grid, C::Always],
    &[C::Brush, C::Always],
    &[C::Profile, C::Always],
    &[C::Themes, C::Always],
    &[C::Annotations, C::Always],
    &[C::Leaving, C::Typing, C::Always],
    &[C::Outgoing, C::Typing, C::Always],
];

/// Where a key is looked up as things stand, in order.
pub(super) fn contexts_of(explorer: &Explorer) -> &'static [Context] {
    let first = match explorer.overlay() {
        Overlay::None => C::Pane(explorer.focus()),
        Overlay::Filter { .. } => C::Filter,
        Overlay::Find(_) => C::Find,
        Overlay::Copy(_) => C::Copy,
        Overlay::Address { .. } => C::Address,
        Overlay::Help(_) => C::Help,
        Overlay::Palette(_) => C::Palette,
        Overlay::Card(card) => match card.subject {
            Subject::Quote(_) => C::QuoteCard,
            Subject::Speaker(_) => C::SpeakerCard,
            Subject::Meeting(_) => C::MeetingCard,
        },
        Overlay::Choose(chooser) if chooser.scopes.len() > 1 => C::ScopedChoice,
        Overlay::Choose(_) => C::Choice,
        Overlay::Review(_) => C::Review,
        Overlay::Span(_) => C::Span,
        Overlay::Grid(_) => C::Grid,
        Overlay::Brush(_) => C::Brush,
        Overlay::Profile(_) => C::Profile,
        Overlay::Themes(_) => C::Themes,
        Overlay::Annotations(_) => C::Annotations,
        Overlay::Outgoing(outgoing) if outgoing.leaves => C::Leaving,
        Overlay::Outgoing(_) => C::Outgoing,
    };
    STACKS.iter().find(|stack| stack[0] == first).copied().unwrap_or(&[C::Always])
}

impl Context {
    /// Whether keys are ever looked up in both at once.
    pub(super) fn meets(self, other: Self) -> bool {
        STACKS.iter().any(|stack| stack.contains(&self) && stack.contains(&other))
    }

    /// Whether a line may be typed where its keys have their meaning.
    pub(super) fn is_typed_in(self) -> bool {
        self.meets(C::Typing)
    }
}
