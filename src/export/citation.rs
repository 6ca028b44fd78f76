//! Citations: who, what, when, where it was printed, and with what caution.

use super::address::address;
use crate::dataset::{Confidence, Dataset, DateForm, Form, Polarity, QuoteIx, QuoteKind, day};
use crate::text::{safe, safe_lines, unwrapped};

/// The words of a quote alone, safe to print.
#[must_use]
pub fn words_alone(data: &Dataset, quote: QuoteIx) -> String {
    safe_lines(&unwrapped(data.words_of(quote)))
}

/// The words of a quote as they may be cited: in quotation marks only where the source has them,
/// and with the verb where they are not verbatim or were not said.
pub(super) fn cited(data: &Dataset, quote: QuoteIx) -> String {
    let words = words_alone(data, quote);
    let words = if data.is_in_marks(quote) { format!("“{words}”") } else { words };
    match data.lead_of(quote) {
        Some(lead) => safe_lines(&lead).to_string() + &words,
        None => words,
    }
}

/// Name, role and day: the day it was said, or else that of the report, if there is one.
pub(super) fn who_and_when(data: &Dataset, quote: QuoteIx) -> String {
    let who = data.who(quote);
    let quote = data.quote(quote);
    let role = quote.speaker.and_then(|s| data.speaker(s).description());
    let role = role.map(|role| format!(", {}", safe(role))).unwrap_or_default();
    format!("{}{role}, {}", safe(&who), quote.when(DateForm::default()))
}

/// What whoever cites a quote must know, a sentence each.
pub(super) fn cautions(data: &Dataset, quote: QuoteIx) -> Vec<String> {
    let mut cautions = doubts(data, quote);
    let remarks = data.remarks(quote);
    let marks = remarks.map_or(&[][..], |remarks| &remarks.marks);
    if !marks.is_empty() {
        cautions.push(format!("Marked: {}", safe(&marks.join(", "))));
    }
    let note = remarks.and_then(|remarks| remarks.note.as_deref());
    cautions.extend(note.map(|note| format!("Note: {}", safe(note))));
    cautions
}

/// What the source says of words that it does not tell as said, in a sentence without its stop.
#[must_use]
pub fn as_told(polarity: Polarity) -> &'static str {
    match polarity {
        Polarity::Negated => "The source says that this was denied or not said",
        Polarity::Hypothetical => "The source only supposes that this is said",
        Polarity::Question => "The source says that this was asked",
    }
}

/// [`cautions`] without what a reader marked and noted.
pub(super) fn doubts(data: &Dataset, quote: QuoteIx) -> Vec<String> {
    let (in_marks, outside) = (data.is_in_marks(quote), data.claimed_span(quote).is_some());
    let remarks = data.remarks(quote);
    let approved = remarks.is_some_and(|remarks| remarks.approved);
    let several = data.candidates(quote).len() > 1;
    let quote = data.quote(quote);
    let mut cautions = Vec::new();
    if several && quote.speaker.is_none() {
        cautions.push("Several are named: they said it together, or one of them did.".into());
    }
    if quote.kind == QuoteKind::Indirect {
        cautions.push("Reported without quotation marks: the reporter's words.".into());
    } else if !in_marks && quote.kind != QuoteKind::Spoken {
        cautions.push("The reporter's words, but for those in quotation marks.".into());
    }
    cautions.extend(quote.polarity.map(|polarity| format!("{}.", as_told(polarity))));
    if let Some(confidence) = quote.confidence.filter(|c| *c != Confidence::High) {
        cautions.push(match approved {
            true => "Attribution by rule, found right by a reader.".into(),
            false => format!("Attribution by rule, confidence {}.", confidence.name()),
        });
    }
    if !quote.is_proven {
        cautions.push(match outside {
            true => "Unproven: its place lies outside the article.".into(),
            false => "Unproven: the article has other words at this place.".into(),
        });
    }
    if remarks.is_some_and(|remarks| remarks.corrected) {
        cautions.push("Changed by a reader.".into());
    }
    cautions
}

/// Who, what, when, where, at which address, and with what caution.
#[must_use]
pub fn citation(data: &Dataset, quote: QuoteIx) -> String {
    let mut lines = vec![cited(data, quote), format!("— {}", who_and_when(data, quote))];
    lines.push(printed_in(data, quote));
    lines.extend(address(data, quote));
    lines.extend(cautions(data, quote));
    lines.join("\n")
}

/// The article of a quote: headline, byline, publisher and day, as far as they are known.
#[must_use]
pub fn printed_in(data: &Dataset, quote: QuoteIx) -> String {
    let article = data.article(data.quote(quote).article);
    let mut parts = vec![safe(&article.title).into_owned()];
    let names = [&article.author, &article.publisher];
    parts.extend(names.into_iter().flatten().map(|name| safe(name).into_owned()));
    parts.extend(article.date.known().map(day));
    let form = match article.form {
        Form::Full => "",
        Form::Digest => " (quoted from a digest)",
        Form::Transcript => " (transcript)",
    };
    let mut printed = String::new();
    for part in parts {
        if !printed.is_empty() {
            printed += if printed.ends_with('.') { " " } else { ". " };
        }
        printed += &part;
    }
    printed + form
}
