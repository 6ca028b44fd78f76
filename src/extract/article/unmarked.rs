//! Quotations without marks: posts of social networks.

use std::ops::Range;

/// Words without marks, and who signs them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct UnmarkedQuote {
    pub(crate) span: Range<usize>,
    pub(crate) name: Range<usize>,
    /// What follows the signature, its day among it.
    pub(crate) after: Range<usize>,
}

/// A post as it is embedded in a page: `words — Anna Weber (@annaweber) July 28, 2021`. The signature
/// may stand in a paragraph of its own below the words, which are `above` then.
pub(crate) fn post(
    text: &str,
    paragraph: Range<usize>,
    above: Range<usize>,
) -> Option<UnmarkedQuote> {
    let words = &text[paragraph.clone()];
    let handle = words.rfind("(@")?;
    let (dash, mark) =
        words[..handle].char_indices().rev().find(|(_, c)| matches!(c, '—' | '–'))?;
    let name = trimmed(text, paragraph.start + dash + mark.len_utf8()..paragraph.start + handle);
    let close = handle + words[handle..].find(')')?;
    let words_of_name = text[name.clone()].split_whitespace().count();
    // A post has words, and then a name of six words at most.
    let span = trimmed(text, paragraph.start..paragraph.start + dash);
    let span = if span.is_empty() { trimmed(text, above) } else { span };
    ((1..=6).contains(&words_of_name) && span.len() > name.len() / 2 && !span.is_empty())
        .then(|| UnmarkedQuote { span, name, after: paragraph.start + close + 1..paragraph.end })
}

/// A range of a text without the white space at its ends.
pub(crate) fn trimmed(text: &str, range: Range<usize>) -> Range<usize> {
    let words = &text[range.clone()];
    let start = range.start + (words.len() - words.trim_start().len());
    start..start + words.trim().len()
}
