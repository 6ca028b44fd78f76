//! The lines above the source that set what is printed beside what was said.

use super::super::{message::Message, workspace::Workspace};
use crate::dataset::{QuoteIx, QuoteKind, Verdict};
use crate::text::{clip, unwrapped, wrap};
use crate::verify::differing;

/// So many printings of a passage are named.
const NAMED: usize = 3;

/// Of a printed quote what was said, the words that differ in braces; of a passage of a transcript
/// who printed it, and how. No more than `most` lines.
pub(super) fn lines(
    workspace: &Workspace,
    ix: QuoteIx,
    columns: usize,
    most: usize,
) -> Vec<Message> {
    let text = match workspace.data.quote(ix).kind {
        QuoteKind::Spoken => printed(workspace, ix),
        _ => as_spoken(workspace, ix),
    };
    let Some(text) = text else { return Vec::new() };
    let lines = wrap(&text, columns);
    let shown = lines.len().min(most);
    let end = |at: usize| if at + 1 == shown { text.len() } else { lines[at].end };
    (0..shown).map(|at| text[lines[at].start..end(at)].to_owned().into()).collect()
}

/// `as spoken, 26 Sep 2016 (altered): “…”`.
fn as_spoken(workspace: &Workspace, ix: QuoteIx) -> Option<String> {
    let data = &workspace.data;
    let spoken = data.spoken(ix)?;
    let passage = data.quote(spoken.passage);
    let day = |said| format!(", {}", workspace.dates.day(said));
    let when = passage.said.known().map(day).unwrap_or_default();
    let by = match spoken.verdict {
        Verdict::Misattributed => format!(" by {}", data.speaker_name(passage.speaker)),
        _ => String::new(),
    };
    if spoken.verdict == Verdict::Exact {
        return Some(format!("as spoken{by}{when}: in these words"));
    }
    let (start, end) = spoken.span;
    let text = &data.article(passage.article).text;
    let words = differing(data.words_of(ix), text.get(start as usize..end as usize)?);
    let reverses = if spoken.reverses { ", reverses" } else { "" };
    let verdict = spoken.verdict.name();
    Some(format!("as spoken{by}{when} ({verdict}{reverses}): “{}”", unwrapped(&words)))
}

/// `printed in The Wire (altered), The Echo (exact)`.
fn printed(workspace: &Workspace, ix: QuoteIx) -> Option<String> {
    let data = &workspace.data;
    let printings = data.printed_of(ix);
    let named = printings.iter().take(NAMED).filter_map(|printing| {
        let article = data.article(data.quote(*printing).article);
        let name = article.publisher.as_deref().unwrap_or(&article.title);
        Some(format!("{} ({})", clip(name, 30), data.spoken(*printing)?.verdict.name()))
    });
    let named: Vec<String> = named.collect();
    let more = printings.len().saturating_sub(NAMED);
    let more = if more > 0 { format!(" and {more} more") } else { String::new() };
    (!named.is_empty()).then(|| format!("printed in {}{more}", named.join(", ")))
}
