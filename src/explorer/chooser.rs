//! A choice being made.

use tui_input::Input;

use super::choices::rows;
use super::decision::{CardField, Choice, Scope, Subject};
use super::workspace::Workspace;
use crate::dataset::QuoteIx;
use crate::text::{clip, fold};

/// A choice being made: a line to type in, and what it leaves to choose from.
#[derive(Debug, Clone)]
pub struct Chooser {
    /// What is decided of.
    pub subject: Subject,
    /// What is decided.
    pub field: CardField,
    /// The line.
    pub input: Input,
    /// The choices.
    pub rows: Vec<Choice>,
    /// Which of them is selected.
    pub at: usize,
    /// For which quotes the decision may hold.
    pub scopes: Vec<Scope>,
    /// Which of them is chosen.
    pub scope: usize,
    /// Whether a review goes on afterwards.
    pub in_review: bool,
    /// Whether it was opened from a card, to which it leads back.
    pub from_card: bool,
}

impl Chooser {
    /// A choice to be made.
    pub(super) fn new(
        workspace: &Workspace,
        subject: Subject,
        field: CardField,
        in_review: bool,
    ) -> Self {
        let input = Input::new(typed_before(workspace, subject, field));
        let scopes = match subject {
            Subject::Quote(quote) => scopes(workspace, quote, field),
            Subject::Speaker(_) | Subject::Meeting(_) => Vec::new(),
        };
        let (rows, at, scope) = (Vec::new(), 0, 0);
        let mut chooser =
            Self { subject, field, input, rows, at, scopes, scope, in_review, from_card: false };
        chooser.search(workspace);
        chooser
    }

    /// Lists the choices that what is typed leaves.
    pub(super) fn search(&mut self, workspace: &Workspace) {
        let typed = self.input.value().trim().to_owned();
        self.rows = rows(workspace, self.subject, self.field, &typed);
        self.at = 0;
    }

    /// What stood in the line at first.
    pub(super) fn typed_before(&self, workspace: &Workspace) -> String {
        typed_before(workspace, self.subject, self.field)
    }

    /// The quotes for which the decision holds.
    pub(super) fn quotes(&self) -> Vec<QuoteIx> {
        self.scopes.get(self.scope).map(|scope| scope.quotes.clone()).unwrap_or_default()
    }
}

/// What stands in the line at first: what is to be changed, where that is text.
fn typed_before(workspace: &Workspace, subject: Subject, field: CardField) -> String {
    let data = &workspace.data;
    match (subject, field) {
        (Subject::Quote(quote), CardField::Note) => {
            data.remarks(quote).and_then(|remarks| remarks.note.clone()).unwrap_or_default()
        }
        (Subject::Speaker(speaker), CardField::Name) => data.speaker(speaker).name.clone(),
        (Subject::Speaker(speaker), CardField::Role) => {
            data.speaker(speaker).role.clone().unwrap_or_default()
        }
        (Subject::Speaker(speaker), CardField::Side) => {
            data.speaker(speaker).side.clone().unwrap_or_default()
        }
        (Subject::Meeting(meeting), CardField::Title) => data.meeting(meeting).title.clone(),
        (Subject::Meeting(meeting), CardField::Place) => {
            data.meeting(meeting).place.clone().unwrap_or_default()
        }
        _ => String::new(),
    }
}

/// For which quotes a decision about one may hold: those of the same speaker whom the same words
/// name. In the whole record only a name is the same words everywhere: "he" is somebody else there.
fn scopes(workspace: &Workspace, quote: QuoteIx, field: CardField) -> Vec<Scope> {
    let data = &workspace.data;
    let mut scopes = vec![Scope { label: "this quote".into(), quotes: vec![quote] }];
    let (entry, mention) = (data.quote(quote), data.mention_of(quote));
    let Some(mention) = mention.filter(|_| field == CardField::Speaker) else { return scopes };
    let shown = clip(mention, 20);
    let mut add = |quotes: &[QuoteIx], place: &dyn Fn(usize) -> String| {
        let named = |other: &&QuoteIx| {
            data.mention_of(**other) == Some(mention)
                && data.quote(**other).speaker == entry.speaker
        };
        let quotes: Vec<QuoteIx> = quotes.iter().filter(named).copied().collect();
        if quotes.len() > scopes.last().map_or(0, |scope| scope.quotes.len()) {
            scopes.push(Scope { label: place(quotes.len()), quotes });
        }
    };
    add(data.quotes_in(entry.article), &|count| format!("{count} named “{shown}” here"));
    let is_name = entry.speaker.is_some_and(|speaker| {
        let speaker = data.speaker(speaker);
        let folded = fold(mention);
        let mut forms = std::iter::once(&speaker.name).chain(&speaker.aliases);
        forms.any(|form| fold(form).split_whitespace().any(|word| folded.contains(word)))
    });
    if is_name {
        add(data.quotes_by(entry.speaker), &|count| format!("{count} anywhere"));
    }
    scopes
}
