//! Choosing words of the source, to make them a quote.

use std::ops::Range;

use super::action::{Span, Step};
use super::change::{Change, quote_of, selected};
use super::chooser::Chooser;
use super::decision::{CardField, Subject};
use super::overlay::{Overlay, SpanChoice};
use super::{pane::Pane, panes::Doc, selection::Selection, state::Explorer};
use crate::dataset::QuoteKind;
use crate::dataset::annotations::TextQuoteSelector;
use crate::text::{clip, words};

impl Explorer {
    /// Begins to choose: with the place that the find line found, or the first word in sight.
    pub(super) fn open_span(&mut self) {
        let Doc::Article(article) = self.panes.source.doc else {
            return self.say("select a quote first: its article is where words are chosen");
        };
        let found = match &self.overlay {
            Overlay::Find(find) if find.current().is_none() && !find.input.value().is_empty() => {
                return self.say("these words are not in this text");
            }
            Overlay::Find(find) => find.current(),
            _ => None,
        };
        let text = &self.data().article(article).text;
        let all: Vec<Range<usize>> = words(text).map(|word| word.range).collect();
        let first = found.as_ref().map_or(self.panes.source.first_offset(), |range| range.start);
        let last = found.map_or(first, |range| range.end.saturating_sub(1));
        let at = |offset: usize| all.partition_point(|word| word.end <= offset);
        let (Some(from), Some(to)) = (all.get(at(first)), all.get(at(last))) else {
            return self.say("there are no words to choose");
        };
        let (from, to) = (from.clone(), to.clone());
        self.focus = Pane::Source;
        self.overlay = Overlay::Span(SpanChoice { article, from, to });
    }

    /// Moves the end of what is chosen.
    pub(super) fn move_span(&mut self, span: Span) {
        let Overlay::Span(choice) = &mut self.overlay else { return };
        let text = &self.workspace.data.article(choice.article).text;
        let all: Vec<Range<usize>> = words(text).map(|word| word.range).collect();
        let at = all.partition_point(|word| word.start < choice.to.start);
        let source = &self.panes.source;
        let by_line = |down: bool| {
            let line = source.line_at(choice.to.start);
            let column = choice.to.start - source.lines.get(line).map_or(0, |line| line.start);
            let next = if down { line + 1 } else { line.saturating_sub(1) };
            // Past an empty line, which parts paragraphs.
            let is_empty = |line: &Range<usize>| text[line.clone()].trim().is_empty();
            let next = match source.lines.get(next) {
                Some(line) if is_empty(line) && down => next + 1,
                Some(line) if is_empty(line) => next.saturating_sub(1),
                _ => next,
            };
            let Some(line) = source.lines.get(next) else { return at };
            let wanted = (line.start + column).min(line.end);
            all.partition_point(|word| word.end <= wanted).min(all.len().saturating_sub(1))
        };
        let next = match span {
            Span::Swap => {
                std::mem::swap(&mut choice.from, &mut choice.to);
                at
            }
            Span::Word { back: true } => at.saturating_sub(1),
            Span::Word { back: false } => (at + 1).min(all.len().saturating_sub(1)),
            Span::Line(Step::Up) => by_line(false),
            Span::Line(_) => by_line(true),
        };
        if span != Span::Swap
            && let Some(word) = all.get(next)
        {
            choice.to = word.clone();
        }
        let range = choice.to.clone();
        self.panes.source.bring_into_sight(range);
    }

    /// Moves the whole choice to one word: the one at which it ends.
    pub(super) fn restart_span(&mut self) {
        if let Overlay::Span(choice) = &mut self.overlay {
            choice.from = choice.to.clone();
        }
    }

    /// Makes what is chosen a quote, and asks who said it.
    pub(super) fn make_quote(&mut self) {
        let Overlay::Span(choice) = std::mem::take(&mut self.overlay) else { return };
        let article = self.data().article(choice.article);
        let range = choice.range();
        let kind = kind_of(&article.text, range.clone());
        let mut new = selected(&article.id, TextQuoteSelector::of(&article.text, range.clone()));
        if let Some(quote) = quote_of(self.data(), &new) {
            self.go(Selection::Quote(quote), false);
            return self.say("this is a quote already; {key:card} changes it");
        }
        (new.own, new.kind) = (true, Some(kind));
        let mut change = Change::new(format!("a new quote: “{}”", clip(&article.text[range], 32)));
        change.after.quotes.push(new.clone());
        self.change(change);
        if let Some(quote) = quote_of(self.data(), &new) {
            if self.shows(Selection::Quote(quote)) {
                self.go(Selection::Quote(quote), false);
            }
            let is_hidden = !self.shows(Selection::Quote(quote));
            // Who said it is what it needs most.
            let (subject, field) = (Subject::Quote(quote), CardField::Speaker);
            let chooser = Chooser::new(&self.workspace, subject, field, false);
            self.overlay = Overlay::Choose(Box::new(chooser));
            if is_hidden {
                self.say("the new quote does not match the filter, which hides it");
            }
        }
    }
}

/// How words stand in the source: between quotation marks, around some, or without.
fn kind_of(text: &str, range: Range<usize>) -> QuoteKind {
    const OPENING: [char; 3] = ['“', '„', '«'];
    const CLOSING: [char; 2] = ['”', '»'];
    let paragraph = text[..range.start].rfind("\n\n").map_or(0, |at| at + 2);
    let before = &text[paragraph..range.start];
    let last = before.rfind(|c: char| OPENING.contains(&c) || CLOSING.contains(&c));
    let is_open = last.is_some_and(|at| before[at..].starts_with(OPENING))
        || before.matches('"').count() % 2 == 1;
    let holds = |c: char| OPENING.contains(&c) || CLOSING.contains(&c) || c == '"';
    match (is_open, text[range].contains(holds)) {
        (true, _) => QuoteKind::Direct,
        (false, true) => QuoteKind::Mixed,
        (false, false) => QuoteKind::Indirect,
    }
}
