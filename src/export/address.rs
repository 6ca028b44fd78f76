//! Addresses of articles: which are opened, where in the page they point, and which mislead.

use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};
use url::Url;

use crate::dataset::{Dataset, QuoteIx};
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
    let encode = |text: &str| {
        let words: Vec<&str> = text.split_whitespace().collect();
        utf8_percent_encode(&words.join(" "), FRAGMENT).to_string()
    };
    let text = data.words_of(ix).trim_matches(|c: char| !c.is_alphanumeric());
    let ranges: Vec<_> = words(text).map(|word| word.range).collect();
    // A long quote, or one over several paragraphs, is named by its first and last words.
    let fragment = match ranges.as_slice() {
        [] => return Some(url.into()),
        all if all.len() > 12 || unwrapped(text).contains('\n') => {
            let (first, last) = (
                &text[..all[3.min(all.len() - 1)].end],
                &text[all[all.len().saturating_sub(4)].start..],
            );
            format!("{},{}", encode(first), encode(last))
        }
        _ => encode(text),
    };
    url.set_fragment(Some(&format!(":~:text={fragment}")));
    Some(url.into())
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
