//! What is printed: figures, the worst articles, errors line by line.

use onrecord::dataset::Confidence;
use onrecord::text::safe;

use crate::gold::Article;
use crate::page::{Page, Span};
use crate::prediction::Kind;
use crate::tally::{Found, Miss, Mistake, Share, Speakers, Tally, precision_recall_f1};

/// How much of a span is shown with an error, in characters.
const SHOWN: usize = 160;

/// How much of the text before and after it, in characters.
const CONTEXT: usize = 60;

/// The figures as a table; shares in per cent.
pub(crate) fn table(tally: &Tally) -> String {
    let mut out = row("", ["P", "R", "F1", "right", "predicted", "gold"]);
    for (name, right, Found { predicted, gold, .. }) in [
        ("direct_exact", tally.direct_exact, tally.direct),
        ("direct_overlap80", tally.direct.right, tally.direct),
        ("direct_end_to_end", tally.direct.end_to_end, tally.direct),
        ("stretch", tally.stretch.right, tally.stretch),
        ("stretch_end_to_end", tally.stretch.end_to_end, tally.stretch),
        ("all_overlap50", tally.all.right, tally.all),
        ("all_end_to_end", tally.all.end_to_end, tally.all),
        ("speech_overlap50", tally.speech.right, tally.speech),
        ("speech_end_to_end", tally.speech.end_to_end, tally.speech),
    ] {
        let shares =
            precision_recall_f1(right, predicted, gold).map(|of_one| percent(Some(of_one)));
        let counts = [right, predicted, gold].map(|count| count.to_string());
        out += &row(name, shares.into_iter().chain(counts));
    }

    out += "\n";
    out += &row("", ["direct", "mixed", "indirect", "kind right"]);
    out += &row("recall by kind", tally.by_kind.into_iter().chain([tally.kind]).map(share));

    out += &row("precision by kind", tally.precision_by_kind.map(share));

    out += "\n";
    out += &row("", ["given", "mention", "name", "either", "asked"]);
    let speakers =
        [("speaker, direct", tally.direct_speakers), ("speaker, all", tally.all_speakers)];
    for (label, Speakers { given, mention, name, either, .. }) in speakers {
        let shares = [given, mention, name, either].map(share);
        out += &row(label, shares.into_iter().chain([either.asked.to_string()]));
    }

    out += "\n";
    out += &row("", ["named", "pronoun", "nominal"]);
    for (label, Speakers { by_naming, .. }) in speakers {
        out += &row(&label.replace("speaker", "either"), by_naming.map(share));
    }

    if !tally.by_confidence.is_empty() {
        out += "\n";
        out += &row("", ["high", "medium", "low"]);
        let of = |degree| tally.by_confidence.get(degree).copied().unwrap_or_default();
        out += &row("speaker is right", Confidence::ALL.iter().map(|degree| share(of(degree))));
        let asked = Confidence::ALL.iter().map(|degree| of(degree).asked.to_string());
        out += &row("asked", asked);
    }

    if tally.pronoun_found.asked > 0 {
        let shares = [tally.pronoun_found, tally.pronoun_right].map(share);
        let asked = tally.pronoun_found.asked.to_string();
        out += "\n";
        out += &row("", ["found", "right", "asked"]);
        out += &row("pronouns resolved", shares.into_iter().chain([asked]));
    }
    out + &format!("\n{} direct predictions count neither way\n", tally.direct_ignored)
}

/// How often the speaker is right by each rule, the most used first.
pub(crate) fn rules(tally: &Tally) -> String {
    let mut rules: Vec<_> = tally.by_rule.iter().collect();
    rules.sort_by_key(|(rule, of)| (std::cmp::Reverse(of.asked), *rule));
    rules.iter().map(|(rule, of)| format!("{:>6} {:>6}  {rule}\n", share(**of), of.asked)).collect()
}

/// How many errors of each kind an article has, in the order of [`Mistake::ALL`].
pub(crate) fn errors(misses: &[Miss<'_>]) -> [usize; Mistake::ALL.len()] {
    Mistake::ALL.map(|mistake| misses.iter().filter(|miss| miss.mistake == mistake).count())
}

/// The articles with the most errors, worst first.
pub(crate) fn worst(articles: &[(&str, [usize; Mistake::ALL.len()])], how_many: usize) -> String {
    let total = |errors: &[usize]| errors.iter().sum::<usize>();
    let mut articles: Vec<_> = articles.iter().filter(|(_, errors)| total(errors) > 0).collect();
    articles.sort_by_key(|(stem, errors)| (std::cmp::Reverse(total(errors)), *stem));
    articles.truncate(how_many);
    let line = |(stem, errors): &(&str, [usize; Mistake::ALL.len()])| {
        let parts: Vec<String> = Mistake::ALL
            .iter()
            .zip(errors)
            .filter(|(_, count)| **count > 0)
            .map(|(mistake, count)| format!("{count} {}", mistake.name()))
            .collect();
        format!("{:>5}  {}\n       {}\n", total(errors), safe(stem), parts.join(", "))
    };
    articles.into_iter().map(line).collect()
}

/// An article's errors, one a line, tabs between: the mistake, the article, the kind, the rule that
/// predicted it, the gold's cue and source, the predicted speaker, and the text with what stands
/// around it.
pub(crate) fn listed(article: &Article, misses: &[Miss<'_>]) -> String {
    let page = &article.page;
    let line = |miss: &Miss<'_>| {
        let predicted = miss.prediction.map(|quote| quote.kind);
        let kind = match miss.mistake {
            Mistake::ExtraStretch | Mistake::ExtraAttribution => predicted,
            _ => miss.gold.map(|gold| gold.kind),
        };
        let source = miss.gold.map(|gold| gold.source_text.clone());
        let speaker = miss.prediction.and_then(|quote| quote.said_by(page));
        let fields = [
            miss.mistake.name().to_owned(),
            article.stem.clone(),
            kind.map_or("", name_of).to_owned(),
            miss.prediction.and_then(|quote| quote.basis.clone()).unwrap_or_default(),
            miss.gold.map(|gold| gold.cue.clone()).unwrap_or_default(),
            source.unwrap_or_default(),
            speaker.unwrap_or_default(),
            in_context(page, miss.span),
        ];
        fields.map(|field| on_one_line(&field)).join("\t") + "\n"
    };
    misses.iter().map(line).collect()
}

/// A span in brackets, cut if it is long, with the text before and after it.
fn in_context(page: &Page, span: Span) -> String {
    let before = Span::new(span.start.saturating_sub(CONTEXT), span.start);
    let after = Span::new(span.end, span.end + CONTEXT);
    let shown = Span::new(span.start, span.end.min(span.start + SHOWN));
    let cut = if shown == span { "" } else { "…" };
    format!("{}⟦{}{cut}⟧{}", page.text(before), page.text(shown), page.text(after))
}

fn on_one_line(text: &str) -> String {
    safe(&text.replace('\n', "⏎").replace('\t', " ")).into_owned()
}

fn name_of(kind: Kind) -> &'static str {
    match kind {
        Kind::Direct => "direct",
        Kind::Mixed => "mixed",
        Kind::Indirect => "indirect",
        Kind::Part => "part",
    }
}

fn row<S: AsRef<str>>(name: &str, cells: impl IntoIterator<Item = S>) -> String {
    let cells: String = cells.into_iter().map(|cell| format!("{:>11}", cell.as_ref())).collect();
    format!("{name:<20}{cells}\n")
}

fn share(share: Share) -> String {
    percent(share.of_one())
}

fn percent(of_one: Option<f64>) -> String {
    of_one.map_or_else(|| "-".to_owned(), |of_one| format!("{:.1}", 100.0 * of_one))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_error_is_one_line_of_text() {
        let text = format!("First.\n\tThen “{}” she\tsaid.\u{1b}", "so ".repeat(60));
        let annotation = "T1\tContent 13 195\t\nT2\tSource 196 199\t\nT3\tAttribution 0 1\t\n\
                          E1\tAttribution:T3 Content:T1 Source:T2\n";
        let article = Article::new("invented", &text, annotation);
        let misses = crate::measure::score(&article, &[], &[], &mut Tally::default());
        assert_eq!(errors(&misses), [1, 0, 0, 0, 1, 0, 0]);
        let lines = listed(&article, &misses);
        assert_eq!(lines.lines().count(), 2);
        for line in lines.lines() {
            let fields: Vec<_> = line.split('\t').collect();
            assert_eq!(fields[1..7], ["invented", "direct", "", "", "she", ""], "{line}");
            assert!(fields[7].starts_with("First.⏎ Then "), "{line}");
            assert!(fields[7].contains("…⟧") && fields[7].ends_with("she said.^["), "{line}");
        }
        assert!(
            worst(&[("fine", [0; 7]), ("bad", errors(&misses))], 10).starts_with("    2  bad\n")
        );
    }
}
