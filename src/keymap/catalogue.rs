//! The catalogue itself: data, in the order in which the help lists it.

use crate::explorer::{Action, CopyForm, Edit, Pane, Step};

/// Where a command's keys mean something.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum When {
    /// Everywhere, also while a line is typed.
    Always,
    /// While no line is typed and nothing lies over the panes.
    Browsing,
    /// Likewise, in one pane; it wins over [`When::Browsing`].
    Pane(Pane),
    /// While any line is typed; what is special to a line wins over it.
    Typing,
    /// While the filter line is typed.
    Filter,
    /// While words are looked for in the source.
    Find,
    /// In the menu of forms to copy.
    Copy,
    /// Before an address that may mislead is opened.
    Address,
    /// In the help.
    Help,
}

/// One thing that can be done.
#[derive(Debug)]
pub struct Command {
    /// Unique; what `onrecord keys --format json` and tests call it.
    pub name: &'static str,
    /// What it does.
    pub action: Action,
    /// Where.
    pub when: When,
    /// The keys, as [`super::Key`] writes them; the first is the one to teach.
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
    /// What it says beside the key.
    pub label: &'static str,
    /// Lower ones come first; the last ones give way where the footer is narrow.
    pub rank: u8,
    /// The pane it is for; `None`: any.
    pub only: Option<Pane>,
}

/// A command that stands in the help alone.
const fn plain(
    name: &'static str,
    when: When,
    keys: &'static [&'static str],
    action: Action,
    help: &'static str,
) -> Command {
    Command { name, action, when, keys, help, hint: None, essential: false }
}

impl Command {
    /// In the footer before everything shared.
    const fn hint(self, label: &'static str) -> Self {
        self.hint_at(0, label, None)
    }

    const fn hint_at(mut self, rank: u8, label: &'static str, only: Option<Pane>) -> Self {
        self.hint = Some(Hint { label, rank, only });
        self
    }

    const fn essential(mut self) -> Self {
        self.essential = true;
        self
    }
}

const TIMELINE: When = When::Pane(Pane::Timeline);
const SPEAKERS: When = When::Pane(Pane::Speakers);
const SOURCE: When = When::Pane(Pane::Source);

/// Every command. The order is that of the help and, for those with a hint, of the footer.
#[rustfmt::skip] // a table reads better a row a line
pub static CATALOGUE: &[Command] = &[
    // What each pane's rows are there for.
    plain("open-row", TIMELINE, &["Enter"], Action::Enter,
        "show the quote in its source; on a heading fold or unfold it").hint("source").essential(),
    plain("fold", TIMELINE, &["Left", "h"], Action::Fold(Some(true)), "fold the heading"),
    plain("unfold", TIMELINE, &["Right", "l"], Action::Fold(Some(false)), "unfold the heading"),
    plain("toggle-fold", TIMELINE, &["Space"], Action::Fold(None), "fold or unfold the heading").hint("fold"),
    plain("fold-all", TIMELINE, &["-"], Action::FoldAll(true), "fold every heading"),
    plain("unfold-all", TIMELINE, &["+", "="], Action::FoldAll(false), "unfold every heading"),
    plain("only-speaker", SPEAKERS, &["Enter"], Action::Enter, "show this speaker's quotes alone, or everyone's again")
        .hint("only this speaker"),
    plain("choose-speaker", SPEAKERS, &["Space", "+"], Action::Choose,
        "add the speaker to those shown, or take it out").hint("add"),
    plain("exclude-speaker", SPEAKERS, &["x", "-"], Action::Exclude, "leave the speaker out, or no longer").hint("leave out"),
    plain("to-timeline", SOURCE, &["Enter"], Action::Enter, "back to the timeline"),
    plain("page-source", SOURCE, &["Space"], Action::Move(Step::PageDown), "a page down"),

    // From quote to quote.
    plain("next-in-article", When::Browsing, &["n"], Action::InArticle { back: false }, "next quote of the article")
        .hint_at(0, "next quote", Some(Pane::Source)).essential(),
    plain("previous-in-article", When::Browsing, &["N"], Action::InArticle { back: true }, "previous quote of the article"),
    plain("next-by-speaker", When::Browsing, &["]"], Action::SameSpeaker { back: false }, "next quote by the same speaker")
        .hint_at(0, "same speaker", Some(Pane::Source)).essential(),
    plain("previous-by-speaker", When::Browsing, &["["], Action::SameSpeaker { back: true }, "previous quote by the same speaker"),
    plain("next-printing", When::Browsing, &["p"], Action::NextPrinting, "next article that prints the same words"),

    // Narrowing.
    plain("filter", When::Browsing, &["/"], Action::OpenFilter, "filter: type words, a speaker, a day; Enter keeps it").hint_at(1, "filter", None).essential(),
    plain("undo-filter", When::Browsing, &["u"], Action::Undo, "take the last change of the filter back"),
    plain("rank", When::Browsing, &["r"], Action::Rank, "what matches best first, or by date again"),
    plain("dim", When::Browsing, &["d"], Action::Dim, "hide or dim what does not match"),
    plain("find", When::Browsing, &["f", "Ctrl-f"], Action::OpenFind, "find words in the source").essential(),
    plain("step-back", When::Browsing, &["Esc"], Action::Back, "step back one thing: overlay, zoom, filter, speakers, pane"),

    // From pane to pane.
    plain("next-pane", When::Browsing, &["Tab"], Action::FocusNext { back: false }, "next pane: timeline, speakers, source")
        .hint_at(2, "pane", None).essential(),
    plain("previous-pane", When::Browsing, &["Shift-Tab"], Action::FocusNext { back: true }, "previous pane"),
    plain("timeline", When::Browsing, &["1"], Action::Focus(Pane::Timeline), "to the timeline"),
    plain("speakers", When::Browsing, &["2"], Action::Focus(Pane::Speakers), "to the speakers"),
    plain("source", When::Browsing, &["3"], Action::Focus(Pane::Source), "to the source"),
    plain("zoom", When::Browsing, &["z"], Action::Zoom, "let the pane fill the screen, or no longer"),
    plain("narrow-left", When::Browsing, &["<"], Action::Widen(-2), "narrow the left column"),
    plain("widen-left", When::Browsing, &[">"], Action::Widen(2), "widen the left column"),
    plain("lower-speakers", When::Browsing, &["("], Action::Heighten(1), "lower the speakers pane"),
    plain("heighten-speakers", When::Browsing, &[")"], Action::Heighten(-1), "heighten the speakers pane"),

    // Within a pane.
    plain("down", When::Browsing, &["j", "Down", "Ctrl-n"], Action::Move(Step::Down), "down; the other panes follow").essential(),
    plain("up", When::Browsing, &["k", "Up", "Ctrl-p"], Action::Move(Step::Up), "up"),
    plain("page-down", When::Browsing, &["PgDn", "Ctrl-d"], Action::Move(Step::PageDown), "a page down"),
    plain("page-up", When::Browsing, &["PgUp", "Ctrl-u"], Action::Move(Step::PageUp), "a page up"),
    plain("first", When::Browsing, &["g", "Home"], Action::Move(Step::First), "to the first row"),
    plain("last", When::Browsing, &["G", "End"], Action::Move(Step::Last), "to the last row"),
    plain("next-heading", When::Browsing, &["}"], Action::Heading { back: false }, "next meeting or day"),
    plain("previous-heading", When::Browsing, &["{"], Action::Heading { back: true }, "previous meeting or day"),
    plain("back-in-trail", When::Browsing, &["Ctrl-o", "Alt-Left"], Action::Travel { forward: false }, "back to the place before"),
    plain("forward-in-trail", When::Browsing, &["Alt-Right"], Action::Travel { forward: true }, "forward again"),

    // Out.
    plain("copy", When::Browsing, &["y"], Action::Copy(CopyForm::Citation), "copy the quote with its citation").hint_at(5, "copy", None).essential(),
    plain("copy-as", When::Browsing, &["Y"], Action::OpenCopy, "copy as: quote alone, citation, Markdown, address"),
    plain("open-address", When::Browsing, &["o"], Action::OpenAddress, "open the article in the browser, at the quote")
        .hint_at(6, "open", None).essential(),

    // The program.
    plain("help", When::Browsing, &["?", "F1"], Action::OpenHelp, "every key; type to search, Enter runs it").hint_at(3, "help", None).essential(),
    plain("quit", When::Browsing, &["q"], Action::Quit, "quit").hint_at(4, "quit", None),
    plain("reload", When::Browsing, &["R", "F5"], Action::Reload, "read the dataset again"),
    plain("mouse", When::Always, &["F2"], Action::Mouse, "turn the mouse on or off"),
    plain("redraw", When::Always, &["Ctrl-l"], Action::Redraw, "draw the screen anew"),
    plain("suspend", When::Always, &["Ctrl-z"], Action::Suspend, "stop the program; `fg` goes on"),
    plain("interrupt", When::Always, &["Ctrl-c"], Action::Interrupt, "end at once"),

    // The filter line.
    plain("filter-keep", When::Filter, &["Enter"], Action::Enter, "keep the filter").hint("keep"),
    plain("filter-cancel", When::Filter, &["Esc"], Action::Back, "back to the filter as it was").hint("as it was"),
    plain("filter-down", When::Filter, &["Down", "Ctrl-n"], Action::Move(Step::Down), "next quote, without leaving the line").hint("next"),
    plain("filter-up", When::Filter, &["Up", "Ctrl-p"], Action::Move(Step::Up), "previous quote"),
    plain("filter-page-down", When::Filter, &["PgDn"], Action::Move(Step::PageDown), "a page of quotes down"),
    plain("filter-page-up", When::Filter, &["PgUp"], Action::Move(Step::PageUp), "a page of quotes up"),

    // Any line that is typed.
    plain("line-clear", When::Typing, &["Ctrl-u"], Action::Edit(Edit::DeleteToStart), "delete all before the cursor"),
    plain("line-delete-word", When::Typing, &["Ctrl-w"], Action::Edit(Edit::DeleteWord), "delete the word before the cursor"),
    plain("line-backspace", When::Typing, &["Backspace", "Ctrl-h"], Action::Edit(Edit::Backspace), "delete the character before the cursor"),
    plain("line-delete", When::Typing, &["Delete", "Ctrl-d"], Action::Edit(Edit::Delete), "delete the character under the cursor"),
    plain("line-left", When::Typing, &["Left", "Ctrl-b"], Action::Edit(Edit::Left), "cursor left"),
    plain("line-right", When::Typing, &["Right", "Ctrl-f"], Action::Edit(Edit::Right), "cursor right"),
    plain("line-start", When::Typing, &["Home", "Ctrl-a"], Action::Edit(Edit::Start), "cursor to the start"),
    plain("line-end", When::Typing, &["End", "Ctrl-e"], Action::Edit(Edit::End), "cursor to the end"),

    // The find line.
    plain("find-next", When::Find, &["Enter", "Down", "Ctrl-n"], Action::Move(Step::Down), "next place").hint("next"),
    plain("find-previous", When::Find, &["Up", "Ctrl-p"], Action::Move(Step::Up), "previous place").hint("previous"),
    plain("find-close", When::Find, &["Esc"], Action::Back, "close the line and stay here").hint("close"),

    // The copy menu, whose own letters stand in it.
    plain("copy-chosen", When::Copy, &["Enter"], Action::Enter, "copy in the chosen form").hint("copy"),
    plain("copy-down", When::Copy, &["j", "Down", "Ctrl-n"], Action::Move(Step::Down), "next form"),
    plain("copy-up", When::Copy, &["k", "Up", "Ctrl-p"], Action::Move(Step::Up), "previous form"),
    plain("copy-close", When::Copy, &["Esc"], Action::Back, "close the menu").hint("close"),

    // The question before an address is opened that may not lead where it seems to.
    plain("address-open", When::Address, &["Enter"], Action::Enter, "open the address all the same").hint("open it"),
    plain("address-leave", When::Address, &["Esc"], Action::Back, "do not open it").hint("leave it"),

    // The help.
    plain("help-run", When::Help, &["Enter"], Action::Enter, "do what is chosen").hint("do it"),
    plain("help-down", When::Help, &["Down", "Ctrl-n"], Action::Move(Step::Down), "next row").hint("next"),
    plain("help-up", When::Help, &["Up", "Ctrl-p"], Action::Move(Step::Up), "previous row"),
    plain("help-page-down", When::Help, &["PgDn"], Action::Move(Step::PageDown), "ten rows down"),
    plain("help-page-up", When::Help, &["PgUp"], Action::Move(Step::PageUp), "ten rows up"),
    plain("help-close", When::Help, &["Esc", "F1"], Action::Back, "close the help").hint("close"),
];
