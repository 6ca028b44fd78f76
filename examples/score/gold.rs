//! The gold: articles with the attributions in them, and the quoted stretches these make.

use roaring::RoaringBitmap;

use crate::brat::{self, Event};
use crate::marks;
use crate::page::{Page, Span, positions};
use crate::prediction::Kind;
use crate::words::{Naming, is_relative, is_saying};

/// How far before a relative pronoun its noun may stand, in characters.
const ANTECEDENT: usize = 60;

/// One attribution of the gold.
#[derive(Debug)]
pub(crate) struct Attribution {
    /// What was said, in one or more places.
    pub(crate) content: Vec<Span>,
    /// The content's ink.
    pub(crate) ink: RoaringBitmap,
    /// Who said it; empty if nobody is named.
    pub(crate) source: Vec<Span>,
    /// The source's text.
    pub(crate) source_text: String,
    /// The text of the words that attribute.
    pub(crate) cue: String,
    /// How the source is named, if it is.
    pub(crate) naming: Option<Naming>,
    /// Where a mention of the speaker is right: the source, and the noun a relative points to.
    pub(crate) accepted: Vec<Span>,
    /// How much of the content is quoted.
    pub(crate) kind: Kind,
    /// Whether its cue is of saying or writing, not of thinking or feeling.
    pub(crate) is_speech: bool,
}

/// A quoted stretch of the text, its marks and the punctuation at its ends left out.
#[derive(Debug)]
pub(crate) struct Stretch {
    /// Where it stands.
    pub(crate) span: Span,
    /// Its ink.
    pub(crate) ink: RoaringBitmap,
    /// The attribution that holds most of it: an index, or `None` if it is nobody's speech.
    pub(crate) of: Option<usize>,
}

/// A quoted stretch that is a direct quotation.
#[derive(Debug)]
pub(crate) struct Unit {
    /// Where it stands.
    pub(crate) span: Span,
    /// The attribution that holds most of it: an index.
    pub(crate) of: usize,
}

/// One article with all that it is scored by.
#[derive(Debug)]
pub(crate) struct Article {
    /// The name of its file, without ending.
    pub(crate) stem: String,
    /// Its text.
    pub(crate) page: Page,
    /// Its attributions, in the order of their contents.
    pub(crate) attributions: Vec<Attribution>,
    /// Its quoted stretches that clearly are, or clearly are not, somebody's speech.
    pub(crate) stretches: Vec<Stretch>,
    /// Its direct quotations.
    pub(crate) units: Vec<Unit>,
    /// The ink where a prediction may be made or not: words quoted in passing, undecided passages.
    pub(crate) optional: RoaringBitmap,
}

impl Article {
    /// An article from its text and an annotator's file.
    pub(crate) fn new(stem: &str, text: &str, annotation: &str) -> Self {
        let page = Page::new(text);
        let quoted = marks::quoted(&page);
        let mask = positions(quoted.iter().copied());
        let annotation = brat::read(annotation, &page);
        let contents = annotation.events.iter().flat_map(|event| &event.content);
        let is_direct = |piece: &Span| kind(&page, &mask, &page.ink([*piece])) == Kind::Direct;
        let direct = page.ink(contents.flat_map(|span| page.pieces(*span)).filter(is_direct));
        let attributions = annotation.events.into_iter();
        let attributions =
            attributions.map(|event| Attribution::new(event, &page, &mask)).collect();
        let mut article = Self {
            stem: stem.to_owned(),
            optional: page.ink(annotation.undecided),
            page,
            attributions,
            stretches: Vec::new(),
            units: Vec::new(),
        };
        let undecided = article.optional.clone();
        for span in quoted {
            article.add_stretch(span, &direct, &undecided);
        }
        article
    }

    /// Decides what a quoted stretch is; `direct` is the ink of all direct pieces of contents.
    fn add_stretch(&mut self, quoted: Span, direct: &RoaringBitmap, undecided: &RoaringBitmap) {
        let span = self.page.trim(quoted, marks::is_edge);
        let inner = self.page.ink([span]);
        if self.page.letters(&inner).is_empty() {
            return;
        }
        let ink = self.page.ink([quoted]);
        let shares = self.attributions.iter().map(|gold| gold.ink.intersection_len(&ink));
        let total: u64 = shares.clone().sum();
        // The first of those that hold most; `max_by_key` alone would take the last.
        let most = shares.enumerate().rev().max_by_key(|(_, share)| *share);
        let Some((of, _)) = most.filter(|_| total > 0) else {
            if !is_half(undecided.intersection_len(&ink), ink.len()) {
                self.stretches.push(Stretch { span, ink: inner, of: None });
            }
            return;
        };
        if is_half(total, ink.len()) {
            self.stretches.push(Stretch { span, ink: inner, of: Some(of) });
        }
        if is_half(direct.intersection_len(&ink), ink.len()) {
            self.units.push(Unit { span, of });
        } else {
            self.optional |= ink;
        }
    }
}

impl Attribution {
    fn new(event: Event, page: &Page, mask: &RoaringBitmap) -> Self {
        let ink = page.ink(event.content.iter().copied());
        let source_text = page.joined(&event.source);
        let cue = page.joined(&event.cue);
        Self {
            kind: kind(page, mask, &ink),
            ink,
            is_speech: is_saying(&cue),
            cue,
            naming: (!event.source.is_empty()).then(|| Naming::of(&source_text)),
            accepted: match event.source[..] {
                [pronoun] if is_relative(&source_text) => vec![with_antecedent(page, pronoun)],
                _ => event.source.clone(),
            },
            content: event.content,
            source: event.source,
            source_text,
        }
    }

    /// From the first character of what was said to the last.
    pub(crate) fn extent(&self) -> Span {
        let end = self.content.iter().map(|span| span.end).max();
        Span::new(self.content.first().map_or(0, |span| span.start), end.unwrap_or(0))
    }
}

/// How much of this ink lies between quotation marks.
fn kind(page: &Page, mask: &RoaringBitmap, ink: &RoaringBitmap) -> Kind {
    let words = page.letters(ink);
    let is_masked = 5 * ink.intersection_len(mask) >= 4 * ink.len();
    match (words.is_empty(), is_masked) {
        (true, _) => Kind::Indirect,
        (false, true) => Kind::Direct,
        (false, false) if words.is_disjoint(mask) => Kind::Indirect,
        (false, false) => Kind::Mixed,
    }
}

/// Whether a part is half of the whole or more.
pub(crate) fn is_half(part: u64, whole: u64) -> bool {
    2 * part >= whole
}

/// A relative pronoun with what stands before it in its sentence.
fn with_antecedent(page: &Page, pronoun: Span) -> Span {
    let from = pronoun.start.saturating_sub(ANTECEDENT);
    let before = page.slice(Span::new(from, pronoun.start));
    let begins = (1..before.len()).rev().find(|at| begins_sentence(&before[..*at], before[*at]));
    let begins = if before.last() == Some(&'\n') { Some(before.len()) } else { begins };
    Span::new(from + begins.unwrap_or(0), pronoun.end)
}

fn begins_sentence(before: &[char], first: char) -> bool {
    let spaces = before.iter().rev().take_while(|c| c.is_whitespace()).count();
    let sentence = &before[..before.len() - spaces];
    let end = sentence.iter().rfind(|c| !matches!(c, '\'' | '"' | '”' | '’'));
    let is_start = first.is_ascii_uppercase() || matches!(first, '“' | '"');
    before.last() == Some(&'\n') || spaces > 0 && is_start && matches!(end, Some('.' | '!' | '?'))
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    /// An article whose attributions are `(content, source, cue)`, by their words in the text.
    fn article(text: &str, attributions: &[(&str, &str, &str)]) -> Article {
        let at = |words: &str| {
            let from = text.find(words).expect("words of the text");
            let start = text[..from].chars().count();
            format!("{start} {}", start + words.chars().count())
        };
        let mut file = String::new();
        for (n, (content, source, cue)) in attributions.iter().enumerate() {
            file += &format!("T{n}1\tContent {}\t\nT{n}2\tSource {}\t\n", at(content), at(source));
            file += &format!("T{n}3\tCue {}\t\nT{n}4\tAttribution 0 1\t\n", at(cue));
            file += &format!("E{n}\tAttribution:T{n}4 Content:T{n}1 Source:T{n}2 Cue:T{n}3\n");
        }
        Article::new("invented", text, &file)
    }

    /// Two quotations, a thought with a word of its own, and a title.
    pub(crate) const TEXT: &str = "“It rains,” said Anna Weber. “Stay,” she told Reed, who \
                                   thought it was rather “wet” and read “The Ark” at home.";

    /// [`TEXT`] as a reader marked it.
    pub(crate) fn rain() -> Article {
        article(
            TEXT,
            &[
                ("“It rains,”", "Anna Weber", "said"),
                ("“Stay,”", "she", "told"),
                ("it was rather “wet”", "who", "thought"),
            ],
        )
    }

    #[test]
    fn a_quoted_stretch_is_direct_or_partial_or_nobodys() {
        let article = rain();
        let stretches: Vec<_> =
            article.stretches.iter().map(|s| (article.page.text(s.span), s.of)).collect();
        let expected =
            [("It rains", Some(0)), ("Stay", Some(1)), ("wet", Some(2)), ("The Ark", None)];
        assert_eq!(stretches, expected.map(|(text, of)| (text.to_owned(), of)));
        let units: Vec<_> =
            article.units.iter().map(|u| (article.page.text(u.span), u.of)).collect();
        assert_eq!(units, [("It rains".to_owned(), 0), ("Stay".to_owned(), 1)]);
        assert_eq!(article.optional.len(), "“wet”".chars().count() as u64);
    }

    #[test]
    fn kinds_cues_and_sources_are_told_apart() {
        let article = rain();
        let kinds: Vec<_> = article.attributions.iter().map(|a| (a.kind, a.is_speech)).collect();
        assert_eq!(kinds, [(Kind::Direct, true), (Kind::Direct, true), (Kind::Mixed, false)]);
        let namings: Vec<_> = article.attributions.iter().map(|a| a.naming.clone()).collect();
        let named = Naming::Named("weber".to_owned());
        assert_eq!(namings, [Some(named), Some(Naming::Pronoun), Some(Naming::Pronoun)]);
    }

    #[test]
    fn a_relative_accepts_its_noun_within_the_sentence() {
        let article = rain();
        let accepted = |n: usize| article.page.joined(&article.attributions[n].accepted);
        assert_eq!(accepted(0), "Anna Weber");
        assert_eq!(accepted(2), "“Stay,” she told Reed, who");
        let lines = Page::new("First.\nthen Reed, who");
        let who = Span::new(lines.len() - 3, lines.len());
        assert_eq!(lines.text(with_antecedent(&lines, who)), "then Reed, who");
    }
}
