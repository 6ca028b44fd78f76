//! What readers say of quotations, applied to those that were found.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use crate::dataset::annotations::{QuoteAnnotation, Target};
use crate::dataset::{QuoteKind, schema};
use crate::text::clip;
use crate::text::offsets::{CodePoints, Position, code_point_range};

pub(crate) fn unmet_for(correction: &QuoteAnnotation, why: &str) -> String {
    let words = clip(&correction.text, 40);
    format!("quotes: {words:?} {why} {:?}; the correction is left out", correction.article)
}

/// The positions of the quotations of each article.
pub(crate) fn by_article(quotes: &[schema::Quote]) -> HashMap<String, Vec<usize>> {
    let mut of_article: HashMap<String, Vec<usize>> = HashMap::new();
    for (at, quote) in quotes.iter().enumerate() {
        of_article.entry(quote.article.clone()).or_default().push(at);
    }
    of_article
}

/// Changes or adds the quotation a correction is about, which is one of those `here` in its
/// article, or puts it among those to be dropped.
pub(crate) fn correct(
    quotes: &mut Vec<schema::Quote>,
    here: &[usize],
    articles: &[schema::Article],
    correction: &QuoteAnnotation,
    dropped: &mut HashSet<usize>,
) -> Result<(), String> {
    let unmet = |why: &str| unmet_for(correction, why);
    let article = articles.iter().find(|article| article.id == correction.article);
    let article = article.ok_or_else(|| unmet("cannot stand in an unknown article"))?;
    let points = CodePoints::new(&article.text);
    let byte =
        |point| points.byte(&article.text, points.clamp(point), Position::default()) as usize;
    let spans = here.iter().map(|at| byte(quotes[*at].start)..byte(quotes[*at].end));
    let is_told_apart = correction.prefix.is_some() || correction.suffix.is_some();
    let at = match correction.selector().find(&article.text, spans) {
        Target::Quote(nth) if correction.drop => {
            dropped.insert(here[nth]);
            return Ok(());
        }
        Target::Quote(nth) => here[nth],
        Target::Words(range) if correction.adds() => {
            quotes.push(added(article, range));
            quotes.len() - 1
        }
        // It is not there, as it should be.
        Target::Words(_) if correction.drop && is_told_apart => return Ok(()),
        Target::Words(_) => return Err(unmet("is no quotation of article")),
        Target::Nothing if correction.drop => return Err(unmet("is no quotation of article")),
        Target::Nothing => return Err(unmet("does not stand in article")),
    };
    if !correction.corrects() {
        return Ok(());
    }
    let quote = &mut quotes[at];
    // The correction is certain and follows no rule.
    quote.confidence = None;
    quote.rule = None;
    if let Some(kind) = correction.kind {
        quote.kind = kind;
    }
    for (value, corrected) in [
        (&mut quote.speaker, &correction.speaker),
        (&mut quote.said, &correction.said),
        (&mut quote.meeting, &correction.meeting),
        (&mut quote.cue, &correction.cue),
        (&mut quote.utterance, &correction.utterance),
    ] {
        if let Some(corrected) = corrected {
            value.clone_from(corrected);
        }
    }
    match &correction.mention {
        None => {}
        Some(None) => quote.mention = None,
        Some(Some(words)) => {
            let mention = nearest(&article.text, words, quote.start);
            quote.mention =
                Some(mention.ok_or_else(|| unmet("has a mention that is not in article"))?);
        }
    }
    Ok(())
}

/// A quotation that was not found: a range of bytes of its article.
fn added(article: &schema::Article, range: Range<usize>) -> schema::Quote {
    let points = code_point_range(&article.text, range.clone());
    schema::Quote {
        id: String::new(),
        article: article.id.clone(),
        start: points.start as u64,
        end: points.end as u64,
        text: article.text[range].to_owned(),
        kind: QuoteKind::Direct,
        speaker: None,
        said: None,
        meeting: None,
        cue: None,
        cue_start: None,
        cue_end: None,
        polarity: None,
        candidates: Vec::new(),
        mention: None,
        utterance: None,
        confidence: None,
        rule: None,
        turn: None,
        time: None,
        spoken: None,
    }
}

/// Where words stand nearest to a code point.
fn nearest(text: &str, words: &str, to: u64) -> Option<schema::Mention> {
    let points = CodePoints::new(text);
    let point = |byte| u64::from(points.point(text, byte));
    text.match_indices(words)
        .map(|(at, _)| schema::Mention { start: point(at), end: point(at + words.len()) })
        .min_by_key(|mention| mention.start.abs_diff(to))
}
