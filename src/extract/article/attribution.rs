//! Quoted spans and who is named as saying them.
//!
//! What names a speaker is tried in the order in which it is to be trusted: a verb of saying after
//! the quotation, one before it, `according to`, a colon, a signature; then the paragraph's other
//! quotations; then the last one who spoke. The rule that answered is the attribution's confidence.

use std::ops::Range;

use crate::extract::article::rule::Rule;
use crate::extract::language::{QuotedSpan, Sentence, Tag, TaggedSentence, TokenRange, WordList};

mod clause;
mod colon;
mod context;
mod dialogue;
mod same_sentence;

use context::{ParagraphContext, from_paragraph, introduction, last_spoken};
use dialogue::Dialogue;
use same_sentence::same_sentence;
pub(crate) use same_sentence::{according, inverted_subject, relayed};

/// Who is named as saying something, and by what.
#[derive(Debug, Clone)]
pub(crate) struct Attribution {
    /// Where the speaker is named: bytes of the text.
    pub(crate) mention: Range<usize>,
    /// The word that attributes.
    pub(crate) cue: Option<Range<usize>>,
    pub(crate) rule: Rule,
}

impl Attribution {
    /// The speaker is named by a phrase, the word that attributes is the token `cue`.
    pub(super) fn new(
        sentence: &TaggedSentence<'_>,
        phrase: TokenRange,
        cue: Option<usize>,
        rule: Rule,
    ) -> Self {
        let cue = cue.map(|cue| sentence.tokens[cue].range.clone());
        Self { mention: sentence.span(phrase), cue, rule }
    }
}

/// A quoted span that is taken for a quotation.
#[derive(Debug, Clone)]
pub(crate) struct Quotation {
    pub(crate) quoted_span: usize,
    pub(crate) attribution: Option<Attribution>,
}

/// One quoted span in its sentence.
struct QuoteToken {
    quoted_span: usize,
    sentence: usize,
    token: usize,
}

/// The quotations among the quoted spans of a text, in order.
pub(crate) fn quotations(
    text: &str,
    quoted_spans: &[QuotedSpan],
    sentences: &[Sentence],
    tagged_sentences: &[TaggedSentence<'_>],
) -> Vec<Quotation> {
    let mut quotations: Vec<Quotation> = Vec::new();
    let mut dialogue = Dialogue::default();
    let mut sentence = 0;
    while sentence < tagged_sentences.len() {
        let paragraph = sentences[sentence].paragraph;
        let end = sentences.partition_point(|sentence| sentence.paragraph <= paragraph);
        let places = places(&tagged_sentences[sentence..end], sentence);
        let named = |place: &QuoteToken| {
            same_sentence(text, quoted_spans, &tagged_sentences[place.sentence], place)
        };
        let attributions: Vec<Option<Attribution>> = places.iter().map(named).collect();
        let introduced =
            places.first().and_then(|_| introduction(tagged_sentences, sentences, sentence));
        for (at, place) in places.iter().enumerate() {
            let quoted_span = &quoted_spans[place.quoted_span];
            let borrowed = || {
                let sentences = &tagged_sentences[sentence..end];
                let scene = ParagraphContext { text, quoted_span, paragraph, sentences };
                scene
                    .by_gesture(place, sentence)
                    .or_else(|| from_paragraph(&scene, &places, &attributions, at))
                    .or_else(|| scene.is_bare(place).then(|| introduced.clone()).flatten())
                    .or_else(|| scene.by_cue(place, sentence))
                    .or_else(|| scene.by_last(place, &dialogue))
                    .or_else(|| scene.by_topic(place, tagged_sentences[..sentence].last()))
            };
            let below = &tagged_sentences[end..];
            let alone = || places.len() == 1 && end == sentence + 1 && place.token == 0;
            let signed = signature(quoted_span, below)
                .or_else(|| below.first().filter(|_| alone()).and_then(signature_line));
            let caption = || caption(text, quoted_span, below.first().filter(|_| alone())?);
            let attribution =
                signed.or_else(|| attributions[at].clone()).or_else(caption).or_else(borrowed);
            if !is_quotation(text, quoted_span, attribution.as_ref()) {
                continue;
            }
            if let Some(attribution) = &attribution {
                dialogue.speaks(text, attribution.clone(), paragraph, inner(text, quoted_span));
            }
            quotations.push(Quotation { quoted_span: place.quoted_span, attribution });
        }
        if let Some(spoke) = last_spoken(&tagged_sentences[sentence..end])
            && dialogue
                .last
                .as_ref()
                .is_none_or(|(last, _)| last.mention.start < spoke.mention.start)
        {
            dialogue.speaks(text, spoke, paragraph, "");
        }
        sentence = end;
    }
    join_run_ons(quoted_spans, &mut quotations);
    quotations
}

/// Who signs a quotation in the paragraph below it.
fn signature(quoted_span: &QuotedSpan, below: &[TaggedSentence<'_>]) -> Option<Attribution> {
    let signed = quoted_span.signed?;
    let tagged = below.first()?;
    let name = (0..tagged.tokens.len().min(3)).find(|at| tagged.tokens[*at].is_word())?;
    let phrase = tagged.phrase_from(name).filter(|_| tagged.tokens[0].range.start >= signed)?;
    Some(Attribution { mention: tagged.span(phrase), cue: None, rule: Rule::Signature })
}

/// Who signs the quotation above in a line of their own: `— Anna Weber, minister`.
fn signature_line(line: &TaggedSentence<'_>) -> Option<Attribution> {
    let phrase = line.phrase_from(1).filter(|_| line.tag_at(0) == Some(Tag::Dash))?;
    let named = line.tags[phrase.last] == Tag::Name;
    let ends = matches!(line.tag_at(phrase.last + 1), None | Some(Tag::Stop | Tag::Comma));
    let rule = Rule::Signature;
    (named && ends).then(|| Attribution::new(line, phrase, None, rule))
}

/// Who is named in the line right below a quotation that is set apart: `Anna Weber, minister`.
fn caption(text: &str, quoted_span: &QuotedSpan, line: &TaggedSentence<'_>) -> Option<Attribution> {
    let between = text.get(quoted_span.outer.end..line.tokens.first()?.range.start)?;
    let phrase = line.phrase_from(0).filter(|_| between.matches('\n').count() == 1)?;
    let named = line.tags[phrase.last] == Tag::Name;
    let mut rest = line.tags[phrase.last + 1..].iter();
    let ends = line.tag_at(phrase.last + 1) == Some(Tag::Comma)
        || rest.all(|tag| matches!(tag, Tag::Stop | Tag::Mark));
    (named && ends && line.verbs.is_empty())
        .then(|| Attribution::new(line, phrase, None, Rule::Signature))
}

fn places(tagged_sentences: &[TaggedSentence<'_>], offset: usize) -> Vec<QuoteToken> {
    let mut places = Vec::new();
    for (at, sentence) in tagged_sentences.iter().enumerate() {
        for (token, what) in sentence.tokens.iter().enumerate() {
            if let Some(quoted_span) = what.quote() {
                places.push(QuoteToken { quoted_span, sentence: offset + at, token });
            }
        }
    }
    places
}

/// A quotation that runs on over paragraphs has one speaker: the one named for any part of it.
fn join_run_ons(quoted_spans: &[QuotedSpan], quotations: &mut [Quotation]) {
    for at in (1..quotations.len()).rev() {
        let (before, after) = quotations.split_at_mut(at);
        let (first, second) = (&mut before[at - 1], &after[0]);
        if !quoted_spans[first.quoted_span].runs_on || second.quoted_span != first.quoted_span + 1 {
            continue;
        }
        let weak = first.attribution.as_ref().is_none_or(|a| a.rule.is_borrowed());
        let strong = second.attribution.as_ref().filter(|a| !a.rule.is_borrowed());
        if let (true, Some(attribution)) = (weak, strong) {
            first.attribution = Some(Attribution { rule: Rule::RunOn, ..attribution.clone() });
        }
    }
}

/// Whether a quoted span is a quotation, and not a title or a word the writer keeps a distance from.
fn is_quotation(text: &str, quoted_span: &QuotedSpan, attribution: Option<&Attribution>) -> bool {
    let words = text[quoted_span.inner.clone()]
        .split_whitespace()
        .filter(|word| word.chars().any(char::is_alphanumeric));
    let count = words.clone().count();
    if count == 0 {
        return false;
    }
    // A span that runs on into the next paragraph is a quotation.
    let Some(attribution) = attribution else {
        let announced = text[..quoted_span.outer.start].trim_end().ends_with(':')
            && ends_sentence(text, quoted_span)
            && count > 1;
        return count >= 5 || announced || !quoted_span.closed;
    };
    let loose = matches!(
        attribution.rule,
        Rule::Before | Rule::Paragraph | Rule::Nearby | Rule::Subject | Rule::Noun
    );
    let is_long =
        |word: &&str| word.trim_matches(|c: char| !c.is_alphanumeric()).chars().count() > 3;
    let capital = |word: &str| {
        word.trim_start_matches(|c: char| !c.is_alphanumeric()).starts_with(char::is_uppercase)
    };
    // `not so bad`: where no word is long all count.
    let titled = words.clone().filter(is_long).all(capital)
        && (count < 2 || words.clone().any(|word| is_long(&word)) || words.clone().all(capital));
    let before = text[..quoted_span.outer.start].trim_end();
    let led = before.ends_with([',', ':']);
    // `the author of “A Long Way to Go,”`: a work's name, in the midst of a sentence.
    let inside =
        before.ends_with(char::is_alphanumeric) || before.ends_with("'s") || before.ends_with("’s");
    // `In her book, “The Long Row,” Weber wrote`
    static WORKS: WordList = WordList::new("work");
    let named = before.strip_suffix(',').and_then(|before| before.rsplit(' ').next());
    if titled && count <= 12 && named.is_some_and(|noun| WORKS.has(noun)) {
        return false;
    }
    // `a spot titled, “The Long Row.”`
    let called = before.trim_end_matches(',').rsplit(' ').next().unwrap_or_default();
    if titled && count <= 12 && matches!(called, "titled" | "entitled" | "headlined" | "subtitled")
    {
        return false;
    }
    // `Leonard “Leo” Reed`: what somebody is called.
    let behind = text[quoted_span.outer.end..].strip_prefix(' ').unwrap_or_default();
    let first = before.rsplit(' ').next().unwrap_or_default();
    let named = first.starts_with(char::is_uppercase) && behind.starts_with(char::is_uppercase);
    if titled && inside && named && count < 3 {
        return false;
    }
    if titled && inside && count <= 12 && attribution.rule != Rule::DirectlyBefore && count > 1 {
        return false;
    }
    // `“Progress?” he asked. “Where?”`: a sentence of its own, however short.
    let starts_sentence = before.is_empty() || before.ends_with(['.', '?', '!', '”', '"']);
    let ended = ends_sentence(text, quoted_span) && (count > 3 || starts_sentence);
    !(loose && titled && count <= 6 && !led && !ended)
}

/// Whether the words end with a stop or comma of their own, inside the marks or right after.
fn ends_sentence(text: &str, quoted_span: &QuotedSpan) -> bool {
    inner(text, quoted_span).ends_with(['.', ',', '!', '?', '…'])
}

/// What stands between the marks, without the marks of a quotation inside it that ends with it.
fn inner<'a>(text: &'a str, quoted_span: &QuotedSpan) -> &'a str {
    let around = |c: char| c.is_whitespace() || "'’‘".contains(c);
    text[quoted_span.inner.clone()].trim_matches(around)
}
