//! The state: what is selected, filtered and remembered. [`Explorer::update`] takes an [`Event`],
//! changes the state, and returns the [`Effect`]s that somebody else has to carry out. No terminal
//! and no key is known here.

mod action;
mod annotate;
mod brush;
mod change;
mod choices;
mod chooser;
mod completion;
mod decide;
mod decision;
mod event;
mod filter;
mod grid;
mod help;
mod history;
mod jumplist;
pub mod layout;
mod message;
mod mouse;
mod navigate;
mod open;
mod open_profile;
mod outgoing;
mod overlay;
mod pane;
pub mod panes;
mod population;
mod preferences;
mod profile;
mod review;
mod saved_session;
mod selection;
mod session;
mod span;
mod speaker_order;
mod state;
mod themes;
mod typing;
mod update;
mod view_options;
mod workspace;

pub use action::{Action, Brushing, CopyForm, Edit, GridStep, Span, Step};
pub use chooser::Chooser;
pub use completion::Completion;
pub use decision::{CardField, Choice, Decision, Scope, Subject};
pub use event::{Effect, Event, Mouse, Outcome, Start};
pub use filter::{Filter, FilterResult};
pub use help::{HelpKind, HelpRow};
pub use history::History;
pub use message::Message;
pub use overlay::{
    AnnotationList, AnnotationRow, Brush, Card, FindLine, Grid, HelpList, Outgoing, OutgoingForm,
    Overlay, Review, SpanChoice, ThemeList,
};
pub use pane::Pane;
pub use panes::*;
pub use population::{Population, Speech};
pub use preferences::{Preferences, ThemeRow};
pub use profile::{Lead, Profile, ProfileLine, ProfileOf};
pub use saved_session::SavedSession;
pub use selection::{Selection, SpeakerKey};
pub use speaker_order::{SideSign, SpeakerOrder};
pub use state::Explorer;
pub use view_options::{UnknownView, ViewOptions};
pub use workspace::Workspace;
