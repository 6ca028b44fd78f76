//! Quotations without marks: posts of social networks and lines of transcripts.

use std::ops::Range;

/// Words without marks, and who signs or leads them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct UnmarkedQuote {
    pub(crate) span: Range<usize>,
    pub(crate) name: Range<usize>,
    /// What follows a signature, its day among it; empty for a transcript.
    pub(crate) after: Range<usize>,
}

/// A post as it is embedded in a page: `words — Anna Weber (@annaweber) July 28, 2021`.
pub(crate) fn post(text: &str, paragraph: Range<usize>) -> Option<UnmarkedQuote> {
    let words = &text[paragraph.clone()];
    let handle = words.rfind("(@")?;
    let (dash, mark) =
        words[..handle].char_indices().rev().find(|(_, c)| matches!(c, '—' | '–'))?;
    let name = trimmed(text, paragraph.start + dash + mark.len_utf8()..paragraph.start + handle);
    let close = handle + words[handle..].find(')')?;
    let words_of_name = text[name.clone()].split_whitespace().count();
    // A post has words, and then a name of six words at most.
    let span = trimmed(text, paragraph.start..paragraph.start + dash);
    ((1..=6).contains(&words_of_name) && span.len() > name.len() / 2 && !span.is_empty())
        .then(|| UnmarkedQuote { span, name, after: paragraph.start + close + 1..paragraph.end })
}

/// A line of a transcript or an interview: `WEBER: We will go on.`
pub(crate) fn transcript(text: &str, paragraph: Range<usize>) -> Option<UnmarkedQuote> {
    let words = &text[paragraph.clone()];
    let colon = words.find(':')?;
    let name = trimmed(text, paragraph.start..paragraph.start + colon);
    let span = trimmed(text, paragraph.start + colon + 1..paragraph.end);
    let speaker = &text[name.clone()];
    let count = speaker.split_whitespace().count();
    let capital = |word: &str| word.chars().next().is_some_and(char::is_uppercase);
    let plain = |word: &str| word.chars().all(|c| c.is_alphabetic() || "-'’.".contains(c));
    let named = (1..=3).contains(&count)
        && speaker.split_whitespace().all(|word| capital(word) && plain(word));
    let speech = text[span.clone()].split_whitespace().count() >= 3
        && text[span.clone()].starts_with(char::is_uppercase);
    (named && speech).then_some(UnmarkedQuote { span, name, after: paragraph.end..paragraph.end })
}

/// A range of a text without the white space at its ends.
pub(crate) fn trimmed(text: &str, range: Range<usize>) -> Range<usize> {
    let words = &text[range.clone()];
    let start = range.start + (words.len() - words.trim_start().len());
    start..start + words.trim().len()
}
