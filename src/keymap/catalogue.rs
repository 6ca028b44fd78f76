//! The catalogue: one entry a command, in the order in which the help lists them.
//!
//! A help text may name the key of a command as `{key:NAME}`.

use super::context::Context;
use super::sequence::KeySequence;
use crate::explorer::{Action, Brushing, CardField, CopyForm, Edit, GridStep, Pane, Span, Step};

/// One thing that can be done.
#[derive(Debug)]
pub struct CommandEntry {
    /// Unique; bindings, messages and tests call the command so.
    pub name: &'static str,
    /// What it does.
    pub action: Action,
    /// Where.
    pub context: Context,
    /// The default keys, as [`super::KeySequence`] writes them; the first is the one to teach.
    pub keys: &'static [&'static str],
    /// One line for the help.
    pub help: &'static str,
    /// The words in the footer, for those that stand there.
    pub hint: Option<Hint>,
    /// Whether the README's short table has it.
    pub essential: bool,
}

/// How a command stands in the footer.
#[derive(Debug, Clone, Copy)]
pub struct Hint {
    /// What it says beside the key; empty: it is left out.
    pub label: &'static str,
    /// What it says while a heading is selected.
    pub label_on_heading: &'static str,
    /// Lower ones come first; the last ones give way where the footer is narrow.
    pub rank: u8,
    /// The pane it is for; `None`: any.
    pub only: Option<Pane>,
}

/// A command that stands in the help alone.
const fn plain(
    name: &'static str,
    context: Context,
    keys: &'static [&'static str],
    action: Action,
    help: &'static str,
) -> CommandEntry {
    CommandEntry { name, action, context, keys, help, hint: None, essential: false }
}

impl CommandEntry {
    /// The keys it has where nobody gave it others.
    pub fn default_keys(&self) -> impl Iterator<Item = KeySequence> {
        self.keys.iter().filter_map(|name| name.parse().ok())
    }

    /// Whether it leads out of where it can be given.
    pub(super) fn is_way_out(&self) -> bool {
        matches!(
            self.action,
            Action::Quit
                | Action::Leave
                | Action::Interrupt
                | Action::CloseOverlay
                | Action::CloseChooser
                | Action::CancelFilter
        )
    }

    /// In the footer before everything shared.
    const fn hint(self, label: &'static str) -> Self {
        self.hint_at(0, label, None)
    }

    const fn hint_at(mut self, rank: u8, label: &'static str, only: Option<Pane>) -> Self {
        self.hint = Some(Hint { label, label_on_heading: label, rank, only });
        self
    }

    /// Says something else in the footer while a heading is selected.
    const fn on_heading(mut self, label: &'static str) -> Self {
        if let Some(hint) = &mut self.hint {
            hint.label_on_heading = label;
        }
        self
    }

    const fn essential(mut self) -> Self {
        self.essential = true;
        self
    }
}

const TIMELINE: Context = Context::Pane(Pane::Timeline);
const SPEAKERS: Context = Context::Pane(Pane::Speakers);
const SOURCE: Context = Context::Pane(Pane::Source);

/// Every command. The order is that of the help and, for those with a hint, of the footer.
#[rustfmt::skip] // a table reads better a row a line
pub static CATALOGUE: &[CommandEntry] = &[
    // What each pane's rows are there for.
    plain("open-row", TIMELINE, &["Enter"], Action::OpenRow(Pane::Timeline),
        "show the quote in its source; on a heading fold or unfold it").hint("source").on_heading("fold").essential(),
    plain("fold", TIMELINE, &["Left", "h"], Action::Fold(Some(true)), "fold the heading, or the printings of a statement"),
    plain("unfold", TIMELINE, &["Right", "l"], Action::Fold(Some(false)), "unfold the heading; on a statement show its other printings"),
    plain("toggle-fold", TIMELINE, &["Space"], Action::Fold(None), "fold or unfold the heading").hint("fold").on_heading(""),
    plain("fold-all", TIMELINE, &["-"], Action::FoldAll(true), "fold every heading"),
    plain("unfold-all", TIMELINE, &["+", "="], Action::FoldAll(false), "unfold every heading"),
    plain("only-speaker", SPEAKERS, &["Enter"], Action::OpenRow(Pane::Speakers), "show this speaker's quotes alone, or everyone's again")
        .hint("only this speaker"),
    plain("choose-speaker", SPEAKERS, &["Space", "+"], Action::ChooseSpeaker,
        "add the speaker to those shown, or take it out").hint("add").on_heading(""),
    plain("sort-speakers", SPEAKERS, &["s"], Action::SortSpeakers, "the next order: by matches, all quotes, name, first day, last day").hint("order"),
    plain("show-unquoted", SPEAKERS, &["Right", "l"], Action::ShowUnquoted(true), "show those who are not quoted, too"),
    plain("hide-unquoted", SPEAKERS, &["Left", "h"], Action::ShowUnquoted(false), "put those who are not quoted into one line"),
    plain("exclude-speaker", SPEAKERS, &["x", "-"], Action::ExcludeSpeaker, "leave the speaker out, or no longer").hint("leave out"),
    plain("to-timeline", SOURCE, &["Enter"], Action::Focus(Pane::Timeline), "back to the timeline"),
    plain("next-hit", SOURCE, &["n"], Action::NextHit { back: false }, "next place of what in: finds, or else the next quote of the article")
        .hint("next quote or hit").on_heading(""),
    plain("previous-hit", SOURCE, &["N"], Action::NextHit { back: true }, "the place before it, or the quote before"),
    plain("page-source", SOURCE, &["Space"], Action::Move(Step::PageDown), "a page down"),

    // From quote to quote.
    plain("next-in-article", Context::Browsing, &["n"], Action::NextInArticle { back: false }, "next quote of the article")
        .essential(),
    plain("previous-in-article", Context::Browsing, &["N"], Action::NextInArticle { back: true }, "previous quote of the article"),
    plain("next-by-speaker", Context::Browsing, &["]"], Action::NextBySpeaker { back: false }, "next quote by the same speaker")
        .hint_at(0, "same speaker", Some(Pane::Source)).on_heading(""),
    plain("previous-by-speaker", Context::Browsing, &["["], Action::NextBySpeaker { back: true }, "previous quote by the same speaker"),
    plain("next-printing", Context::Browsing, &["p"], Action::NextPrinting, "next article that prints the same words"),
    plain("spoken", Context::Browsing, &["T"], Action::ToSpoken, "to the words as they were spoken, and back to who printed them"),

    // Narrowing.
    plain("filter", Context::Browsing, &["/"], Action::OpenFilter, "filter: type words, a speaker, a day; {key:filter-keep} keeps it").hint_at(1, "filter", None).essential(),
    plain("undo", Context::Browsing, &["u"], Action::Undo, "take the last change back, of the filter or the annotations").essential(),
    plain("redo", Context::Browsing, &["U", "Ctrl-r"], Action::Redo, "make the change that was taken back once more"),
    plain("rank", Context::Browsing, &["r"], Action::ToggleRank, "what matches best first, or by date again"),
    plain("by-day", Context::Browsing, &["t"], Action::ToggleDays, "the timeline by the day it was said, or by meeting again"),
    plain("brush", Context::Pane(Pane::Timeline), &["b"], Action::OpenBrush, "choose a stretch of days, to show it alone"),
    plain("printings", Context::Browsing, &["P"], Action::TogglePrintings, "a row for each statement, or for every printing of it"),
    plain("reported-speech", Context::Browsing, &["i"], Action::NextSpeech, "quotations alone, with reported speech of those named, or all of it"),
    plain("dim", Context::Browsing, &["d"], Action::ToggleDim, "hide or dim what does not match"),
    plain("find", Context::Browsing, &["f", "Ctrl-f"], Action::OpenFind, "find words in the source").essential(),
    plain("step-back", Context::Browsing, &["Esc"], Action::StepBack, "step back one thing: overlay, zoom, filter, speakers, pane"),

    // Mending.
    plain("card", Context::Browsing, &["e"], Action::OpenCard, "change the quote, the speaker or the meeting")
        .hint_at(3, "change", None).essential(),
    plain("approve", Context::Browsing, &["a"], Action::Decide(CardField::Approve), "the quote is right as it is, or no longer"),
    plain("check", Context::Browsing, &["c"], Action::OpenReview, "check what is least sure, one by one").essential(),
    plain("mark", Context::Browsing, &["m"], Action::ToggleMark, "mark the quote with the mark used last, or take it off"),
    plain("next-mark", Context::Browsing, &["'"], Action::NextMark { back: false }, "next marked quote"),
    plain("previous-mark", Context::Browsing, &["\""], Action::NextMark { back: true }, "previous marked quote"),
    plain("choose-words", SOURCE, &["v"], Action::OpenSpan, "choose words of the source, to make them a quote"),
    plain("annotations", Context::Browsing, &["A"], Action::OpenAnnotations, "list all that was changed, marked and noted"),

    // From pane to pane.
    plain("next-pane", Context::Browsing, &["Tab"], Action::FocusNext { back: false }, "next pane: timeline, speakers, source")
        .hint_at(2, "pane", None).essential(),
    plain("previous-pane", Context::Browsing, &["Shift-Tab"], Action::FocusNext { back: true }, "previous pane"),
    plain("timeline", Context::Browsing, &["1"], Action::Focus(Pane::Timeline), "to the timeline"),
    plain("speakers", Context::Browsing, &["2"], Action::Focus(Pane::Speakers), "to the speakers"),
    plain("source", Context::Browsing, &["3"], Action::Focus(Pane::Source), "to the source"),
    plain("profile", Context::Browsing, &["w"], Action::OpenProfile, "who said it: the profile of the speaker, or of the meeting"),
    plain("grid", Context::Browsing, &["4"], Action::OpenGrid, "the grid: how many statements, by speaker and month or what you choose"),
    plain("zoom", Context::Browsing, &["z"], Action::Zoom, "let the pane fill the screen, or no longer"),
    plain("narrow-left", Context::Browsing, &["<"], Action::Widen(-2), "narrow the left column"),
    plain("widen-left", Context::Browsing, &[">"], Action::Widen(2), "widen the left column"),
    plain("lower-speakers", Context::Browsing, &["("], Action::Heighten(1), "lower the speakers pane"),
    plain("heighten-speakers", Context::Browsing, &[")"], Action::Heighten(-1), "heighten the speakers pane"),

    // Within a pane.
    plain("down", Context::Browsing, &["j", "Down", "Ctrl-n"], Action::Move(Step::Down), "down; the other panes follow"),
    plain("up", Context::Browsing, &["k", "Up", "Ctrl-p"], Action::Move(Step::Up), "up"),
    plain("page-down", Context::Browsing, &["PgDn", "Ctrl-d"], Action::Move(Step::PageDown), "a page down"),
    plain("page-up", Context::Browsing, &["PgUp", "Ctrl-u"], Action::Move(Step::PageUp), "a page up"),
    plain("first", Context::Browsing, &["g", "Home"], Action::Move(Step::First), "to the first row"),
    plain("last", Context::Browsing, &["G", "End"], Action::Move(Step::Last), "to the last row"),
    plain("next-heading", Context::Browsing, &["}"], Action::NextHeading { back: false }, "next meeting or day"),
    plain("previous-heading", Context::Browsing, &["{"], Action::NextHeading { back: true }, "previous meeting or day"),
    plain("jump-back", Context::Browsing, &["Ctrl-o", "Alt-Left"], Action::Jump { forward: false }, "back to the place before"),
    plain("jump-forward", Context::Browsing, &["Alt-Right"], Action::Jump { forward: true }, "forward again"),

    // Out.
    plain("copy", Context::Browsing, &["y"], Action::Copy(CopyForm::Citation), "copy the quote with its citation").hint_at(5, "copy", None).on_heading("").essential(),
    plain("copy-as", Context::Browsing, &["Y"], Action::OpenCopyMenu, "copy as: quote alone, citation, Markdown, address"),
    plain("copy-command", Context::Browsing, &["L"], Action::Copy(CopyForm::Command), "copy the command line that leads here again"),
    plain("open-address", Context::Browsing, &["o"], Action::OpenAddress, "open the article in the browser, at the quote")
        .hint_at(6, "open", None).on_heading("").essential(),

    plain("export", Context::Browsing, &["E"], Action::OpenOutgoing, "write all that shows, or all that is marked, to a file"),

    // The program.
    plain("help", Context::Browsing, &["?", "F1"], Action::OpenHelp, "every key; type to search, {key:help-run} runs it").hint_at(3, "help", None).essential(),
    plain("palette", Context::Browsing, &[":"], Action::OpenPalette, "every command by its name; {key:palette-run} runs it"),
    plain("quit", Context::Browsing, &["q"], Action::Quit, "quit").hint_at(4, "quit", None),
    plain("reload", Context::Browsing, &["R", "F5"], Action::Reload, "read the dataset again"),
    plain("mouse", Context::Always, &["F2"], Action::ToggleMouse, "turn the mouse on or off"),
    plain("theme-choose", Context::Browsing, &["F3"], Action::OpenThemes, "choose a theme; it is shown at once"),
    plain("redraw", Context::Always, &["Ctrl-l"], Action::Redraw, "draw the screen anew"),
    plain("suspend", Context::Always, &["Ctrl-z"], Action::Suspend, "stop the program; `fg` goes on"),
    plain("interrupt", Context::Always, &["Ctrl-c"], Action::Interrupt, "end at once"),

    // The filter line.
    plain("filter-keep", Context::Filter, &["Enter"], Action::KeepFilter, "keep the filter").hint("keep"),
    plain("filter-cancel", Context::Filter, &["Esc"], Action::CancelFilter, "back to the filter as it was").hint("as it was"),
    plain("filter-complete", Context::Filter, &["Tab"], Action::Complete, "complete a field's name or its value; again for the next").hint("complete"),
    plain("filter-down", Context::Filter, &["Ctrl-n"], Action::MoveInTimeline(Step::Down), "next quote, without leaving the line").hint("next quote"),
    plain("filter-up", Context::Filter, &["Ctrl-p"], Action::MoveInTimeline(Step::Up), "previous quote"),
    plain("filter-earlier", Context::Filter, &["Up"], Action::History { back: true }, "a filter kept before, also in an earlier session").hint("earlier filters"),
    plain("filter-later", Context::Filter, &["Down"], Action::History { back: false }, "a filter kept later"),
    plain("filter-page-down", Context::Filter, &["PgDn"], Action::MoveInTimeline(Step::PageDown), "a page of quotes down"),
    plain("filter-page-up", Context::Filter, &["PgUp"], Action::MoveInTimeline(Step::PageUp), "a page of quotes up"),

    // Any line that is typed.
    plain("line-clear", Context::Typing, &["Ctrl-u"], Action::Edit(Edit::DeleteToStart), "delete all before the cursor"),
    plain("line-delete-word", Context::Typing, &["Ctrl-w"], Action::Edit(Edit::DeleteWord), "delete the word before the cursor"),
    plain("line-backspace", Context::Typing, &["Backspace", "Ctrl-h"], Action::Edit(Edit::Backspace), "delete the character before the cursor"),
    plain("line-delete", Context::Typing, &["Delete", "Ctrl-d"], Action::Edit(Edit::Delete), "delete the character under the cursor"),
    plain("line-left", Context::Typing, &["Left", "Ctrl-b"], Action::Edit(Edit::Left), "cursor left"),
    plain("line-right", Context::Typing, &["Right", "Ctrl-f"], Action::Edit(Edit::Right), "cursor right"),
    plain("line-start", Context::Typing, &["Home", "Ctrl-a"], Action::Edit(Edit::Start), "cursor to the start"),
    plain("line-end", Context::Typing, &["End", "Ctrl-e"], Action::Edit(Edit::End), "cursor to the end"),

    // The find line.
    plain("find-next", Context::Find, &["Enter", "Down", "Ctrl-n"], Action::NextMatch { back: false }, "next place").hint("next"),
    plain("find-previous", Context::Find, &["Up", "Ctrl-p"], Action::NextMatch { back: true }, "previous place").hint("previous"),
    plain("find-choose", Context::Find, &["Ctrl-v"], Action::OpenSpan, "choose from this place on, to make a quote"),
    plain("find-close", Context::Find, &["Esc"], Action::CloseOverlay, "close the line and stay here").hint("close"),

    // The copy menu.
    plain("copy-chosen", Context::Copy, &["Enter"], Action::CopyChosen, "copy in the chosen form").hint("copy"),
    plain("copy-down", Context::Copy, &["j", "Down", "Ctrl-n"], Action::MoveInMenu(Step::Down), "next form"),
    plain("copy-up", Context::Copy, &["k", "Up", "Ctrl-p"], Action::MoveInMenu(Step::Up), "previous form"),
    plain("copy-citation", Context::Copy, &["c"], Action::Copy(CopyForm::Citation), "copy the quote with its citation"),
    plain("copy-words", Context::Copy, &["q"], Action::Copy(CopyForm::Words), "copy the quote alone"),
    plain("copy-markdown", Context::Copy, &["m"], Action::Copy(CopyForm::Markdown), "copy it as Markdown"),
    plain("copy-address", Context::Copy, &["a"], Action::Copy(CopyForm::Address), "copy the article's address, at the quote"),
    plain("copy-id", Context::Copy, &["i"], Action::Copy(CopyForm::Id), "copy the quote's id"),
    plain("copy-close", Context::Copy, &["Esc"], Action::CloseOverlay, "close the menu").hint("close"),

    // The cards.
    plain("card-decide", Context::Card, &["Enter"], Action::DecideRow, "change what is selected").hint("change"),
    plain("card-down", Context::Card, &["j", "Down", "Ctrl-n"], Action::MoveInMenu(Step::Down), "next row"),
    plain("card-up", Context::Card, &["k", "Up", "Ctrl-p"], Action::MoveInMenu(Step::Up), "previous row"),
    plain("card-help", Context::Card, &["?", "F1"], Action::OpenHelp, "every key"),
    plain("card-close", Context::Card, &["Esc", "q"], Action::CloseOverlay, "close the card").hint("close"),
    plain("quote-speaker", Context::QuoteCard, &["s"], Action::Decide(CardField::Speaker), "another speaker"),
    plain("quote-kind", Context::QuoteCard, &["t"], Action::Decide(CardField::Kind), "another kind"),
    plain("quote-day", Context::QuoteCard, &["d"], Action::Decide(CardField::Day), "another day"),
    plain("quote-meeting", Context::QuoteCard, &["m"], Action::Decide(CardField::Meeting), "another meeting"),
    plain("quote-note", Context::QuoteCard, &["n"], Action::Decide(CardField::Note), "note something"),
    plain("quote-mark", Context::QuoteCard, &["l"], Action::Decide(CardField::Mark), "set or take off a mark of any name"),
    plain("quote-approve", Context::QuoteCard, &["a"], Action::Decide(CardField::Approve), "it is right as it is"),
    plain("quote-drop", Context::QuoteCard, &["x"], Action::Decide(CardField::Drop), "it is no quotation"),
    plain("speaker-name", Context::SpeakerCard, &["n"], Action::Decide(CardField::Name), "another name"),
    plain("speaker-role", Context::SpeakerCard, &["r"], Action::Decide(CardField::Role), "another role"),
    plain("speaker-side", Context::SpeakerCard, &["s"], Action::Decide(CardField::Side), "another side"),
    plain("speaker-merge", Context::SpeakerCard, &["m"], Action::Decide(CardField::MergeSpeaker), "it is the same as another speaker"),
    plain("speaker-none", Context::SpeakerCard, &["x"], Action::Decide(CardField::NotSpeaker), "it is no speaker"),
    plain("meeting-name", Context::MeetingCard, &["n"], Action::Decide(CardField::Title), "another name"),
    plain("meeting-day", Context::MeetingCard, &["d"], Action::Decide(CardField::MeetingDay), "another day"),
    plain("meeting-place", Context::MeetingCard, &["p"], Action::Decide(CardField::Place), "another place"),
    plain("meeting-status", Context::MeetingCard, &["t"], Action::Decide(CardField::Status), "held, planned or cancelled"),
    plain("meeting-merge", Context::MeetingCard, &["m"], Action::Decide(CardField::MergeMeeting), "it is the same as another meeting"),
    plain("meeting-none", Context::MeetingCard, &["x"], Action::Decide(CardField::NotMeeting), "it is no meeting"),

    // A choice.
    plain("choice-take", Context::Choice, &["Enter"], Action::Choose, "take what is selected").hint("take"),
    plain("choice-down", Context::Choice, &["Down", "Ctrl-n"], Action::MoveInMenu(Step::Down), "next choice").hint("next"),
    plain("choice-up", Context::Choice, &["Up", "Ctrl-p"], Action::MoveInMenu(Step::Up), "previous choice"),
    plain("choice-page-down", Context::Choice, &["PgDn"], Action::MoveInMenu(Step::PageDown), "ten choices down"),
    plain("choice-page-up", Context::Choice, &["PgUp"], Action::MoveInMenu(Step::PageUp), "ten choices up"),
    plain("choice-scope", Context::ScopedChoice, &["Tab"], Action::NextScope, "for this quote, or for more of its kind").hint("for more"),
    plain("choice-close", Context::Choice, &["Esc"], Action::CloseChooser, "back, with nothing changed").hint("back"),

    // Checking.
    plain("check-approve", Context::Review, &["a", "Enter"], Action::Decide(CardField::Approve), "right as it is; the next one").hint("right"),
    plain("check-speaker", Context::Review, &["s"], Action::Decide(CardField::Speaker), "another speaker").hint("other speaker"),
    plain("check-drop", Context::Review, &["x"], Action::Decide(CardField::Drop), "no quotation").hint("no quotation"),
    plain("check-later", Context::Review, &["Space", "l"], Action::Later, "later; the next one").hint("later"),
    plain("check-first", Context::Review, &["1"], Action::ChooseCandidate(0), "the first of those who may have said it"),
    plain("check-second", Context::Review, &["2"], Action::ChooseCandidate(1), "the second of them"),
    plain("check-third", Context::Review, &["3"], Action::ChooseCandidate(2), "the third of them"),
    plain("check-kind", Context::Review, &["t"], Action::Decide(CardField::Kind), "another kind"),
    plain("check-note", Context::Review, &["n"], Action::Decide(CardField::Note), "note something"),
    plain("check-undo", Context::Review, &["u"], Action::Undo, "take the last decision back").hint("undo"),
    plain("check-down", Context::Review, &["j", "Down", "PgDn"], Action::ScrollSource(Step::Down), "scroll the source down"),
    plain("check-up", Context::Review, &["k", "Up", "PgUp"], Action::ScrollSource(Step::Up), "scroll the source up"),
    plain("check-stop", Context::Review, &["Esc", "q"], Action::CloseOverlay, "stop; {key:check} goes on").hint("stop"),

    // Choosing words.
    plain("words-make", Context::Span, &["Enter"], Action::MakeQuote, "make them a quote").hint("make a quote"),
    plain("words-right", Context::Span, &["l", "Right", "w"], Action::MoveSpan(Span::Word { back: false }), "a word further").hint("a word on"),
    plain("words-left", Context::Span, &["h", "Left", "b"], Action::MoveSpan(Span::Word { back: true }), "a word back"),
    plain("words-down", Context::Span, &["j", "Down"], Action::MoveSpan(Span::Line(Step::Down)), "a line further").hint("a line"),
    plain("words-up", Context::Span, &["k", "Up"], Action::MoveSpan(Span::Line(Step::Up)), "a line back"),
    plain("words-restart", Context::Span, &["v", "Space"], Action::RestartSpan, "begin at this word").hint("begin here"),
    plain("words-swap", Context::Span, &["o", "Tab"], Action::MoveSpan(Span::Swap), "move the other end").hint("other end"),
    plain("words-close", Context::Span, &["Esc", "q"], Action::CloseOverlay, "choose nothing").hint("close"),

    // The list of annotations.
    plain("annotation-open", Context::Annotations, &["Enter"], Action::OpenAnnotation, "go there").hint("go there"),
    plain("annotation-down", Context::Annotations, &["j", "Down", "Ctrl-n"], Action::MoveInMenu(Step::Down), "next annotation"),
    plain("annotation-up", Context::Annotations, &["k", "Up", "Ctrl-p"], Action::MoveInMenu(Step::Up), "previous annotation"),
    plain("annotation-page-down", Context::Annotations, &["PgDn", "Ctrl-d"], Action::MoveInMenu(Step::PageDown), "ten down"),
    plain("annotation-page-up", Context::Annotations, &["PgUp", "Ctrl-u"], Action::MoveInMenu(Step::PageUp), "ten up"),
    plain("annotation-first", Context::Annotations, &["g", "Home"], Action::MoveInMenu(Step::First), "to the first"),
    plain("annotation-last", Context::Annotations, &["G", "End"], Action::MoveInMenu(Step::Last), "to the last"),
    plain("annotation-remove", Context::Annotations, &["x", "Delete"], Action::RemoveAnnotation, "take it away").hint("take away"),
    plain("annotation-attach", Context::Annotations, &["r"], Action::AttachAnnotation, "give one that fits nothing to the quote that is selected in the panes").hint("give to the selected"),
    plain("annotation-close", Context::Annotations, &["Esc", "q"], Action::CloseOverlay, "close the list").hint("close"),

    // Out to a file.
    plain("outgoing-write", Context::Outgoing, &["Enter"], Action::SendOut, "write the file; without a name, copy").hint("write"),
    plain("leaving-write", Context::Leaving, &["Enter"], Action::SendOut, "write what is not saved to this file").hint("write"),
    plain("outgoing-leave", Context::Leaving, &["Ctrl-q"], Action::Leave, "leave, and lose what is not saved").hint("leave without"),
    plain("outgoing-stay", Context::Leaving, &["Esc"], Action::CloseOverlay, "stay").hint("stay"),
    plain("outgoing-down", Context::Outgoing, &["Down", "Ctrl-n"], Action::MoveInMenu(Step::Down), "next form").hint("form"),
    plain("outgoing-up", Context::Outgoing, &["Up", "Ctrl-p"], Action::MoveInMenu(Step::Up), "previous form"),
    plain("outgoing-close", Context::Outgoing, &["Esc"], Action::CloseOverlay, "write nothing").hint("close"),

    // The grid.
    plain("grid-open", Context::Grid, &["Enter"], Action::OpenCell, "make the cell the filter").hint("filter"),
    plain("grid-rows", Context::Grid, &["r"], Action::StepInGrid(GridStep::NextRows), "count rows by the next thing").hint("rows"),
    plain("grid-columns", Context::Grid, &["c"], Action::StepInGrid(GridStep::NextColumns), "count columns by the next thing").hint("columns"),
    plain("grid-swap", Context::Grid, &["x"], Action::StepInGrid(GridStep::Swap), "rows for columns").hint("swap"),
    plain("grid-sort", Context::Grid, &["s"], Action::StepInGrid(GridStep::Sort), "rows by the selected column, the most first").hint("sort"),
    plain("grid-down", Context::Grid, &["j", "Down"], Action::StepInGrid(GridStep::Down), "a row down"),
    plain("grid-up", Context::Grid, &["k", "Up"], Action::StepInGrid(GridStep::Up), "a row up"),
    plain("grid-left", Context::Grid, &["h", "Left"], Action::StepInGrid(GridStep::Left), "a column to the left"),
    plain("grid-right", Context::Grid, &["l", "Right"], Action::StepInGrid(GridStep::Right), "a column to the right"),
    plain("grid-page-down", Context::Grid, &["PgDn", "Ctrl-d"], Action::StepInGrid(GridStep::PageDown), "a page down"),
    plain("grid-page-up", Context::Grid, &["PgUp", "Ctrl-u"], Action::StepInGrid(GridStep::PageUp), "a page up"),
    plain("grid-first", Context::Grid, &["g", "Home"], Action::StepInGrid(GridStep::First), "to the first row"),
    plain("grid-last", Context::Grid, &["G", "End"], Action::StepInGrid(GridStep::Last), "to the last row"),
    plain("grid-close", Context::Grid, &["Esc", "q", "4"], Action::CloseOverlay, "close the grid").hint("close"),

    // A profile.
    plain("profile-follow", Context::Profile, &["Enter", "l", "Right"], Action::FollowProfile, "go where the line leads: a name to its profile, a number to what it counts").hint("go there"),
    plain("profile-back", Context::Profile, &["Backspace", "h", "Left"], Action::LeaveProfile, "back to the profile before").hint("back"),
    plain("profile-down", Context::Profile, &["j", "Down"], Action::MoveInMenu(Step::Down), "next line"),
    plain("profile-up", Context::Profile, &["k", "Up"], Action::MoveInMenu(Step::Up), "previous line"),
    plain("profile-page-down", Context::Profile, &["PgDn", "Ctrl-d"], Action::MoveInMenu(Step::PageDown), "a page down"),
    plain("profile-page-up", Context::Profile, &["PgUp", "Ctrl-u"], Action::MoveInMenu(Step::PageUp), "a page up"),
    plain("profile-first", Context::Profile, &["g", "Home"], Action::MoveInMenu(Step::First), "to the first line"),
    plain("profile-last", Context::Profile, &["G", "End"], Action::MoveInMenu(Step::Last), "to the last line"),
    plain("profile-close", Context::Profile, &["Esc", "q", "w"], Action::CloseOverlay, "close the profile").hint("close"),

    // A stretch of days.
    plain("brush-keep", Context::Brush, &["Enter"], Action::KeepBrush, "show what was said on these days alone").hint("show alone"),
    plain("brush-right", Context::Brush, &["l", "Right"], Action::MoveBrush(Brushing::By { page: false, back: false }), "the end later").hint("later"),
    plain("brush-left", Context::Brush, &["h", "Left"], Action::MoveBrush(Brushing::By { page: false, back: true }), "the end earlier").hint("earlier"),
    plain("brush-page-right", Context::Brush, &["PgDn", "Ctrl-d"], Action::MoveBrush(Brushing::By { page: true, back: false }), "the end to where a month ends").hint("a month on"),
    plain("brush-page-left", Context::Brush, &["PgUp", "Ctrl-u"], Action::MoveBrush(Brushing::By { page: true, back: true }), "the end to where a month begins").hint("a month back"),
    plain("brush-first", Context::Brush, &["g", "Home"], Action::MoveBrush(Brushing::First), "the end to the first day"),
    plain("brush-last", Context::Brush, &["G", "End"], Action::MoveBrush(Brushing::Last), "the end to the last day"),
    plain("brush-restart", Context::Brush, &["v", "Space"], Action::MoveBrush(Brushing::Restart), "begin at this day").hint("begin here"),
    plain("brush-swap", Context::Brush, &["o", "Tab"], Action::MoveBrush(Brushing::Swap), "move the other end").hint("other end"),
    plain("brush-close", Context::Brush, &["Esc", "q", "b"], Action::CloseOverlay, "choose nothing").hint("close"),

    // The list of themes.
    plain("theme-take", Context::Themes, &["Enter"], Action::ChooseTheme, "take the theme until you leave").hint("take"),
    plain("theme-down", Context::Themes, &["j", "Down", "Ctrl-n"], Action::MoveInMenu(Step::Down), "next theme").hint("next"),
    plain("theme-up", Context::Themes, &["k", "Up", "Ctrl-p"], Action::MoveInMenu(Step::Up), "previous theme"),
    plain("theme-close", Context::Themes, &["Esc", "q"], Action::CloseOverlay, "back to the theme before").hint("as it was"),

    // The question before an address is opened that may not lead where it seems to.
    plain("address-open", Context::Address, &["Enter"], Action::OpenShownAddress, "open the address all the same").hint("open it"),
    plain("address-leave", Context::Address, &["Esc"], Action::CloseOverlay, "do not open it").hint("leave it"),

    // The help.
    plain("help-run", Context::Help, &["Enter"], Action::RunHelpRow, "do what is chosen").hint("do it"),
    plain("help-down", Context::Help, &["Down", "Ctrl-n"], Action::MoveInMenu(Step::Down), "next row").hint("next"),
    plain("help-up", Context::Help, &["Up", "Ctrl-p"], Action::MoveInMenu(Step::Up), "previous row"),
    plain("help-page-down", Context::Help, &["PgDn"], Action::MoveInMenu(Step::PageDown), "ten rows down"),
    plain("help-page-up", Context::Help, &["PgUp"], Action::MoveInMenu(Step::PageUp), "ten rows up"),
    plain("help-close", Context::Help, &["Esc", "F1"], Action::CloseOverlay, "close the help").hint("close"),

    // The palette.
    plain("palette-run", Context::Palette, &["Enter"], Action::RunHelpRow, "run the chosen command").hint("run"),
    plain("palette-down", Context::Palette, &["Down", "Ctrl-n"], Action::MoveInMenu(Step::Down), "next command").hint("next"),
    plain("palette-up", Context::Palette, &["Up", "Ctrl-p"], Action::MoveInMenu(Step::Up), "previous command"),
    plain("palette-page-down", Context::Palette, &["PgDn"], Action::MoveInMenu(Step::PageDown), "ten commands down"),
    plain("palette-page-up", Context::Palette, &["PgUp"], Action::MoveInMenu(Step::PageUp), "ten commands up"),
    plain("palette-close", Context::Palette, &["Esc"], Action::CloseOverlay, "close the palette").hint("close"),
];
