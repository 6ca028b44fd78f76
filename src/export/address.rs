//! Addresses of articles: which are opened, where in the page they point, and which mislead.

use std::ops::Range;

use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};
use url::Url;

use crate::dataset::{Dataset, Form, QuoteIx};
use crate::text::{safe, unwrapped, words};

/// What must be escaped in a text fragment beyond what a URL's fragment asks for.
#[rustfmt::skip]
const FRAGMENT: &AsciiSet = &CONTROLS
    .add(b' ').add(b'"').add(b'<').add(b'>').add(b'`').add(b'#').add(b'%').add(b'&').add(b',')
    .add(b'-').add(b'{').add(b'}').add(b'|').add(b'\\').add(b'^').add(b'[').add(b']');

/// The address of a quote's article, pointing at the quote by a text fragment
/// (WICG scroll-to-text-fragment). `None` where the article has no address that is http or https.
#[must_use]
pub fn address(data: &Dataset, ix: QuoteIx) -> Option<String> {
    let article = data.article(data.quote(ix).article);
    let mut url = web_address(article.url.as_deref()?)?;
    // A text fragment cannot point at words that are not in the article.
    if !data.quote(ix).is_proven {
        return Some(url.into());
    }
    let span = data.quote(ix).span();
    let printed = article.text.get(span.clone()).unwrap_or_default();
    let inner = printed.trim_matches(|c: char| !c.is_alphanumeric());
    let start = span.start + (inner.as_ptr() as usize - printed.as_ptr() as usize);
    let ranges: Vec<_> = words(inner).map(|word| word.range).collect();
    // A long quote, or one over several paragraphs, is named by its first and last words.
    let (first, last) = match ranges.as_slice() {
        [] => return Some(url.into()),
        all if all.len() > 12 || unwrapped(inner).contains('\n') => (
            &inner[..all[3.min(all.len() - 1)].end],
            Some(&inner[all[all.len().saturating_sub(4)].start..]),
        ),
        _ => (inner, None),
    };
    let mut fragment = encode(first);
    if let Some(last) = last {
        fragment = format!("{fragment},{}", encode(last));
    }
    // A browser goes to the first place that fits. What stands beside the words in a digest is not
    // what stands beside them in the page.
    if article.form != Form::Digest && stands_before(&article.text[..start], first) {
        let (before, after) = around(&article.text, start..start + inner.len());
        if !before.is_empty() {
            fragment = format!("{}-,{fragment}", encode(before));
        }
        if !after.is_empty() {
            fragment = format!("{fragment},-{}", encode(after));
        }
    }
    url.set_fragment(Some(&format!(":~:text={fragment}")));
    Some(url.into())
}

fn encode(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    utf8_percent_encode(&words.join(" "), FRAGMENT).to_string()
}

/// Whether words stand in a text, however they are broken into lines.
fn stands_before(text: &str, wanted: &str) -> bool {
    let folded = |text: &str| words(text).map(|word| word.folded).collect::<Vec<_>>();
    let wanted = folded(wanted);
    folded(text).windows(wanted.len().max(1)).any(|here| here == wanted)
}

/// The words before and behind a span, a few of each, without what is no word beside it.
fn around(text: &str, span: Range<usize>) -> (&str, &str) {
    const WORDS: usize = 3;
    let (before, after) = (&text[..span.start], &text[span.end..]);
    let ranges: Vec<_> = words(before).map(|word| word.range).collect();
    let from = ranges.len().checked_sub(WORDS).map_or(0, |at| ranges[at].start);
    let to = words(after).take(WORDS).last().map_or(0, |word| word.range.end);
    (before[from..].trim(), after[..to].trim())
}

/// An address as a browser may be given it: parsed, http or https, with a host, without white space
/// or controls.
#[must_use]
pub fn web_address(text: &str) -> Option<Url> {
    if text.chars().any(|c| c.is_control() || c.is_whitespace()) || safe(text) != text {
        return None;
    }
    let url = Url::parse(text).ok()?;
    (matches!(url.scheme(), "http" | "https") && url.has_host()).then_some(url)
}

/// Host names longer than this are mistaken for others by their beginning.
const LONG_SITE: usize = 60;

/// What to look at in an address that may not lead where it seems to: one that is written otherwise
/// than it is read (a name to log in with, a site in other letters, a number for a site), or whose
/// site has a long name. `None` where the address says plainly where it leads.
///
/// ```
/// use onrecord::export::misleading;
///
/// assert_eq!(misleading("https://example.org/"), None);
/// let doubt = misleading("https://www.example.org@elsewhere.example/").expect("a doubt");
/// assert!(doubt.contains("The site is elsewhere.example"));
/// ```
#[must_use]
pub fn misleading(address: &str) -> Option<String> {
    let url = web_address(address)?;
    let host = url.host_str()?;
    let plain = format!("{}://{host}", url.scheme());
    let is_plain =
        address.get(..plain.len()).is_some_and(|start| start.eq_ignore_ascii_case(&plain))
            && !address[plain.len()..].starts_with(|c| !matches!(c, '/' | '?' | '#' | ':'));
    let is_coded = host.split('.').any(|label| label.starts_with("xn--"));
    let has_login = !url.username().is_empty() || url.password().is_some();
    let why = match (has_login, is_coded) {
        _ if is_plain && !is_coded && !has_login && host.len() <= LONG_SITE => return None,
        (true, true) => {
            "What stands before the @ is only a name to log in with, and the site's name has \
             letters that look like others or are not Latin."
        }
        (true, false) => "What stands before the @ is only a name to log in with.",
        (false, true) => "Its name has letters that look like others or are not Latin.",
        (false, false) if is_plain => "Its name is long, and only the end of it says whose it is.",
        (false, false) => "The address is written otherwise than it is read.",
    };
    // The end of a host name says whose it is.
    let end = &host[host.len().saturating_sub(LONG_SITE)..];
    let cut = if end.len() < host.len() { "…" } else { "" };
    Some(format!("The site is {cut}{}. {why}", safe(end)))
}
