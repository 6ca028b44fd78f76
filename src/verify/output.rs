//! What was found, printed for people and for programs.

use std::borrow::Cow;
use std::io::{self, Write};

use super::record::compare;
use super::report::{CheckedQuotation, ReportedDifference, ReportedSource};
use super::verdict::{NoEvidence, WordChange};
use crate::dataset::{Verdict, day, parse_day};
use crate::export::{as_told, escape_markdown, guard, inert, web_address};
use crate::text::offsets::code_point_range;
use crate::text::{counted, safe, safe_lines, unwrapped};

/// A longer omission is shown by its beginning and its end, in characters.
const SHOWN: usize = 160;

/// The forms in which what was found is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum ReportFormat {
    /// For people: the place and the verdict, then the words as printed and as the record has them.
    Text,
    /// One JSON array; `onrecord schema --verify` describes it.
    Json,
    /// One JSON object a line.
    Jsonl,
    /// RFC 4180 with a header, guarded against formulas as that of `query`.
    Csv,
    /// Markdown: a heading for each quotation.
    Md,
}

/// Whether and how words that differ are coloured.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Colours {
    /// They stand in braces, and colours say more.
    On,
    /// They stand in braces alone.
    Off,
}

/// Prints quotations in a format.
///
/// # Errors
/// Those of the writer.
pub fn write(
    out: &mut dyn Write,
    format: ReportFormat,
    checked: &[CheckedQuotation],
    colours: Colours,
) -> io::Result<()> {
    match format {
        ReportFormat::Text => text(out, checked, colours)?,
        ReportFormat::Json => writeln!(out, "{}", inert(&serde_json::to_string_pretty(checked)?))?,
        ReportFormat::Jsonl => {
            for quotation in checked {
                writeln!(out, "{}", inert(&serde_json::to_string(quotation)?))?;
            }
        }
        ReportFormat::Csv => csv(out, checked)?,
        ReportFormat::Md => markdown(out, checked)?,
    }
    out.flush()
}

/// How many there are of each verdict: `3 quotations: 2 exact, 1 altered; 1 reverses its meaning`.
#[must_use]
pub fn summary(checked: &[CheckedQuotation]) -> String {
    let of = |verdict| checked.iter().filter(|quotation| quotation.verdict == verdict).count();
    let counts = Verdict::ALL.into_iter().map(|verdict| (of(verdict), verdict.name()));
    let counts = counts.filter(|(count, _)| *count > 0);
    let counts: Vec<String> = counts.map(|(count, name)| format!("{count} {name}")).collect();
    let reversed = checked.iter().filter(|quotation| quotation.reverses).count();
    let reversed = match reversed {
        0 => String::new(),
        count => format!("; in {count} a denial, a number or a name was lost or gained"),
    };
    if checked.is_empty() {
        return "no quotation was found".to_owned();
    }
    format!("{}: {}{reversed}", counted(checked.len(), "quotation"), counts.join(", "))
}

/// The verdict, how words differ and whether the meaning turns: `altered: dropped, changed; reverses`.
fn verdict_of(quotation: &CheckedQuotation) -> String {
    // That it is spliced the verdict says.
    let changes = quotation.changes.iter().filter(|change| **change != WordChange::Spliced);
    let changes: Vec<&str> = changes.map(|change| change.name()).collect();
    let has_changes = !changes.is_empty() && quotation.verdict != Verdict::NotFound;
    let changes = if has_changes { format!(": {}", changes.join(", ")) } else { String::new() };
    let reverses = if quotation.reverses { "; reverses" } else { "" };
    format!("{}{changes}{reverses}", quotation.verdict.name())
}

fn text(out: &mut dyn Write, checked: &[CheckedQuotation], colours: Colours) -> io::Result<()> {
    for quotation in checked {
        let paint = Paint { colours };
        let code = match quotation.verdict {
            Verdict::Exact if !quotation.reverses => "32",
            Verdict::Abridged if !quotation.reverses => "32",
            Verdict::Abridged | Verdict::Altered if quotation.changes.iter().all(is_mild) => "33",
            _ => "31",
        };
        let CheckedQuotation { draft, line, column, .. } = quotation;
        writeln!(
            out,
            "{}:{line}:{column} {}",
            safe(draft),
            paint.with(code, &verdict_of(quotation))
        )?;
        writeln!(
            out,
            "  as printed  “{}”{}",
            printed(quotation, paint),
            by(quotation.speaker.as_deref())
        )?;
        if quotation.verdict != Verdict::Exact {
            for source in &quotation.sources {
                let label = label(quotation, source);
                writeln!(
                    out,
                    "  {label:<10}  “{}”{}",
                    of_source(quotation, source, paint),
                    by(who_and_when(source).as_deref())
                )?;
            }
        } else if let Some(source) = quotation.sources.first() {
            writeln!(
                out,
                "  {:<10}  {}",
                label(quotation, source),
                who_and_when(source).unwrap_or_default()
            )?;
        }
        for source in quotation.sources.iter().take(1) {
            writeln!(out, "              {}", where_from(source))?;
        }
        for told in told(quotation).into_iter().chain(why_no_evidence(quotation)) {
            writeln!(out, "              {}", paint.with("31", &told))?;
        }
        writeln!(out)?;
    }
    writeln!(out, "{}", summary(checked))
}

/// What the source tells of words that it does not tell as said, and in which words.
fn told(quotation: &CheckedQuotation) -> Option<String> {
    let told = as_told(quotation.unsaid?);
    let cue = quotation.sources.first().and_then(|source| source.cue.as_deref());
    let cue = cue.map(|cue| format!(": “{}”", safe(&unwrapped(cue)))).unwrap_or_default();
    Some(format!("{told}{cue}"))
}

/// Why the same words are not the quotation.
fn why_no_evidence(quotation: &CheckedQuotation) -> Option<String> {
    let why = match quotation.no_evidence? {
        NoEvidence::Later => "said after the draft was printed",
        NoEvidence::Another => "somebody else’s, and such as anybody may say",
        NoEvidence::Common => "such as anybody may say, and not about the day of the draft",
    };
    Some(format!("The same words, but {why}"))
}

fn is_mild(change: &WordChange) -> bool {
    matches!(change, WordChange::Respelt | WordChange::Cleaned)
}

/// What is said of a source before its words.
fn label(quotation: &CheckedQuotation, source: &ReportedSource) -> &'static str {
    match (quotation.verdict, source.spoken) {
        (Verdict::NotFound, _) => "closest",
        (_, true) => "as spoken",
        (_, false) => "in record",
    }
}

fn by(who: Option<&str>) -> String {
    who.map(|who| format!(" — {}", safe(who))).unwrap_or_default()
}

fn who_and_when(source: &ReportedSource) -> Option<String> {
    let said = source.said.as_deref().map(|said| parse_day(said).map_or(said.to_owned(), day));
    // A speech without labels is whoever's its headline tells.
    let nobody = source.quote.as_ref().map(|_| "nobody named".to_owned());
    let parts: Vec<String> = source.speaker.clone().or(nobody).into_iter().chain(said).collect();
    (!parts.is_empty()).then(|| safe(&parts.join(", ")).into_owned())
}

/// The article, its publisher and its address.
fn where_from(source: &ReportedSource) -> String {
    let mut parts = vec![safe(&source.headline).into_owned()];
    parts.extend(source.publisher.as_deref().map(|publisher| safe(publisher).into_owned()));
    parts.extend(address(source));
    if source.prepared {
        parts.push("given out before it was spoken: what was said may differ".into());
    }
    parts.join(" · ")
}

fn address(source: &ReportedSource) -> Option<String> {
    source.url.as_deref().and_then(web_address).map(|url| safe(url.as_str()).into_owned())
}

/// The words of a source as a quotation repeats them, those that differ in braces.
///
/// ```
/// use onrecord::verify::differing;
///
/// let printed = "We will build 50 boats before the winter,";
/// let source = "we will build 40 boats before the winter";
/// assert_eq!(differing(printed, source), "we will build {40} boats before the winter");
/// ```
#[must_use]
pub fn differing(printed: &str, source: &str) -> String {
    let differences = compare(printed, source);
    let spans = differences.iter().map(|difference| {
        (code_point_range(source, difference.source.clone()), difference.is_marked, false)
    });
    braced(source, 0, spans, Paint { colours: Colours::Off })
}

/// Words between which some differ: how each is shown.
#[derive(Clone, Copy)]
struct Paint {
    colours: Colours,
}

impl Paint {
    fn with(self, code: &str, text: &str) -> String {
        match self.colours {
            Colours::On => format!("\u{1b}[{code}m{text}\u{1b}[0m"),
            Colours::Off => text.to_owned(),
        }
    }

    /// Words that differ.
    fn differing(self, text: &str, is_marked: bool) -> String {
        self.with(if is_marked { "2" } else { "1;4" }, &format!("{{{}}}", shortened(text)))
    }
}

/// A long text by its beginning and its end.
fn shortened(text: &str) -> Cow<'_, str> {
    let count = text.chars().count();
    if count <= SHOWN {
        return Cow::Borrowed(text);
    }
    let start: String = text.chars().take(SHOWN / 2).collect();
    let end: String = text.chars().skip(count - SHOWN / 2).collect();
    Cow::Owned(format!("{} [{} characters] {}", start.trim_end(), count - SHOWN, end.trim_start()))
}

/// The quotation, the words that differ in braces.
fn printed(quotation: &CheckedQuotation, paint: Paint) -> String {
    let spans = quotation.differences.iter().map(|difference| {
        (
            difference.start..difference.end,
            difference.marked,
            difference.change == WordChange::Spliced,
        )
    });
    braced(&quotation.text, 0, spans, paint)
}

/// The words of a source, those that differ in braces.
fn of_source(quotation: &CheckedQuotation, source: &ReportedSource, paint: Paint) -> String {
    let is_here = |difference: &&ReportedDifference| {
        difference.source_article == source.article
            && source.start <= difference.source_start
            && difference.source_end <= source.end
    };
    let spans = quotation.differences.iter().filter(is_here).map(|difference| {
        (difference.source_start..difference.source_end, difference.marked, false)
    });
    braced(&source.text, source.start, spans, paint)
}

/// A text in one line with some spans of it in braces: code points, the text's first one being
/// `first`. An empty span that is `shown` is a bar.
fn braced(
    text: &str,
    first: usize,
    spans: impl Iterator<Item = (std::ops::Range<usize>, bool, bool)>,
    paint: Paint,
) -> String {
    let points: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
    let byte =
        |point: usize| points.get(point.saturating_sub(first)).copied().unwrap_or(text.len());
    let line = |text: &str| {
        safe(&unwrapped(text).split_whitespace().collect::<Vec<_>>().join(" ")).into_owned()
    };
    let edges = |text: &str| {
        let (start, end) =
            (text.starts_with(char::is_whitespace), text.ends_with(char::is_whitespace));
        (if start { " " } else { "" }, if end && !text.trim().is_empty() { " " } else { "" })
    };
    let mut shown = String::new();
    let mut at = 0;
    for (span, is_marked, is_shown) in spans {
        let (start, end) = (byte(span.start).max(at), byte(span.end).max(at));
        let between = &text[at..start];
        let (left, right) = edges(between);
        shown.extend([left, &line(between), right]);
        if start < end {
            shown += &paint.differing(&line(&text[start..end]), is_marked);
        } else if is_shown {
            shown += &paint.with("1", "|| ");
        }
        at = end;
    }
    let rest = &text[at..];
    shown.extend([edges(rest).0, &line(rest)]);
    shown.trim().to_owned()
}

const COLUMNS: [&str; 21] = [
    "draft",
    "line",
    "column",
    "verdict",
    "reverses",
    "changes",
    "text",
    "speaker",
    "differences",
    "source",
    "source_speaker",
    "said",
    "spoken",
    "prepared",
    "quote",
    "article",
    "headline",
    "publisher",
    "url",
    "unsaid",
    "no_evidence",
];

fn csv(out: &mut dyn Write, checked: &[CheckedQuotation]) -> io::Result<()> {
    let mut table = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(out);
    let wrong = |error: csv::Error| match error.into_kind() {
        csv::ErrorKind::Io(error) => error,
        other => io::Error::other(format!("{other:?}")),
    };
    table.write_record(COLUMNS).map_err(wrong)?;
    for quotation in checked {
        let cells = cells(quotation);
        table.write_record(cells.iter().map(|cell| guard(cell))).map_err(wrong)?;
    }
    table.flush()
}

fn cells(quotation: &CheckedQuotation) -> [String; 21] {
    let changes: Vec<&str> = quotation.changes.iter().map(|change| change.name()).collect();
    let differences = quotation.differences.iter().map(|difference| {
        format!("{} → {}", or_nothing(&difference.source), or_nothing(&difference.printed))
    });
    let first = quotation.sources.first();
    let text = |value: Option<&str>| value.unwrap_or_default().to_owned();
    let source = |get: fn(&ReportedSource) -> Option<&str>| text(first.and_then(get));
    let joined: Vec<String> =
        quotation.sources.iter().map(|source| unwrapped(&source.text).into_owned()).collect();
    [
        quotation.draft.clone(),
        quotation.line.to_string(),
        quotation.column.to_string(),
        quotation.verdict.name().into(),
        quotation.reverses.to_string(),
        changes.join("; "),
        unwrapped(&quotation.text).into_owned(),
        text(quotation.speaker.as_deref()),
        differences.collect::<Vec<_>>().join("; "),
        joined.join(" || "),
        source(|source| source.speaker.as_deref()),
        source(|source| source.said.as_deref()),
        first.map(|source| source.spoken.to_string()).unwrap_or_default(),
        first.map(|source| source.prepared.to_string()).unwrap_or_default(),
        source(|source| source.quote.as_deref()),
        source(|source| Some(&source.article)),
        source(|source| Some(&source.headline)),
        source(|source| source.publisher.as_deref()),
        source(|source| source.url.as_deref()),
        quotation.unsaid.map(|told| told.name().to_owned()).unwrap_or_default(),
        quotation.no_evidence.map(|why| why.name().to_owned()).unwrap_or_default(),
    ]
}

fn or_nothing(words: &str) -> Cow<'_, str> {
    if words.is_empty() { Cow::Borrowed("(nothing)") } else { unwrapped(words) }
}

fn markdown(out: &mut dyn Write, checked: &[CheckedQuotation]) -> io::Result<()> {
    let plain = Paint { colours: Colours::Off };
    writeln!(out, "# Quotations against the record\n\n{}.", summary(checked))?;
    for quotation in checked {
        let CheckedQuotation { draft, line, column, .. } = quotation;
        let place = escape_markdown(&safe(&format!("{draft}:{line}:{column}")));
        writeln!(out, "\n## {place}: {}\n", verdict_of(quotation))?;
        let who = by(quotation.speaker.as_deref());
        let words = escape_markdown(&format!("“{}”{who}", printed(quotation, plain)));
        writeln!(out, "- As printed: {words}")?;
        for source in &quotation.sources {
            let label = match label(quotation, source) {
                "closest" => "Closest",
                "as spoken" => "As spoken",
                _ => "In the record",
            };
            let who = by(who_and_when(source).as_deref());
            let words = format!("“{}”{who}", of_source(quotation, source, plain));
            writeln!(out, "- {label}: {}", escape_markdown(&words))?;
            writeln!(out, "- {}", escape_markdown(&safe_lines(&where_from(source))))?;
        }
        for told in told(quotation).into_iter().chain(why_no_evidence(quotation)) {
            writeln!(out, "- {}", escape_markdown(&told))?;
        }
    }
    Ok(())
}
