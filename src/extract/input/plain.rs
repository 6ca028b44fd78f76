//! Text and Markdown: where the head ends, where the tail begins, and what between is boilerplate.
//!
//! The text of every format goes through [`lay_out`]; those that carry their headline apart name
//! it, so that it is not guessed.

use std::ops::Range;

use jiff::civil::Date;

use super::Fields;
use super::boilerplate::{self, Boilerplate};
use super::lines;
use super::metadata::{self, Label};
use crate::extract::language::{WordList, entries};
use crate::text::{fold, paragraphs};

/// How many lines a head may have.
const HEAD_LINES: usize = 30;
/// How many paragraphs from the end an appeal is looked for that runs to the end.
const TAIL_PARAGRAPHS: usize = 15;
/// A line longer than this, in bytes, is a paragraph of its own and not hard-wrapped.
const WRAPPED: usize = 100;
/// A headline that ends in a full stop, as some archives write them, is shorter than this.
const STOPPED_HEADLINE: usize = 160;

/// Where the article is in its text.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct ArticleLayout {
    /// What head and tail say.
    pub(super) fields: Fields,
    /// The body: a byte range without blank lines around it.
    pub(super) body: Range<usize>,
    /// Paragraphs of the body that are the page's, as byte ranges of the whole text.
    pub(super) boilerplate: Vec<Range<usize>>,
}

/// One line that is not blank.
struct TextLine<'a> {
    range: Range<usize>,
    text: &'a str,
    after_blank: bool,
}

/// Finds head, body and tail. `title` is the headline where it is known from elsewhere.
pub(super) fn lay_out(text: &str, title: Option<&str>) -> ArticleLayout {
    let lines = lines(text);
    let mut head = HeadReader { fields: Fields::default(), lines: &lines, known: title.map(fold) };
    let Some(start) = head.read() else {
        return ArticleLayout { fields: head.fields, ..ArticleLayout::default() };
    };
    let mut fields = head.fields;
    let in_body = |range: Range<usize>| range.start + start..range.end + start;
    let mut paragraphs: Vec<Range<usize>> = paragraphs(&text[start..]).map(in_body).collect();
    for paragraph in &mut paragraphs {
        let indented = &text[paragraph.clone()];
        paragraph.start += indented.len() - indented.trim_start().len();
    }
    cut_tail(text, &mut paragraphs, &mut fields);
    let (Some(begin), Some(end)) = (paragraphs.first(), paragraphs.last()) else {
        return ArticleLayout { fields, ..ArticleLayout::default() };
    };
    let body = begin.start..end.end;
    let is_boilerplate = |range: &Range<usize>| boilerplate::of(&text[range.clone()]).is_some();
    let (boilerplate, prose): (Vec<_>, Vec<_>) = paragraphs.into_iter().partition(is_boilerplate);
    if let Some(opening) = prose.first() {
        let (agency, date) = metadata::dateline(&text[opening.clone()]);
        fields.publisher = fields.publisher.or(agency);
        fields.date = fields.date.or(date);
    }
    ArticleLayout { fields, body, boilerplate }
}

fn lines(text: &str) -> Vec<TextLine<'_>> {
    let mut lines = Vec::new();
    let mut after_blank = true;
    for line in text.split('\n') {
        let line = line.trim();
        if !line.is_empty() {
            lines.push(TextLine { range: metadata::place_of(text, line), text: line, after_blank });
        }
        after_blank = line.is_empty();
    }
    lines
}

/// The head as far as it is read.
struct HeadReader<'a> {
    fields: Fields,
    lines: &'a [TextLine<'a>],
    /// The headline, folded, where it is known.
    known: Option<String>,
}

impl HeadReader<'_> {
    /// Reads the head and gives the byte at which the body begins, unless nothing follows.
    fn read(&mut self) -> Option<usize> {
        let mut at = 0;
        while at < self.lines.len().min(HEAD_LINES) {
            let line = self.lines[at].text;
            if let Some((date, body)) = metadata::inline_day(line) {
                self.fields.date.get_or_insert(date);
                return Some(self.lines[at].range.start + body);
            }
            match self.item(at) {
                0 => break,
                taken => at += taken,
            }
        }
        self.lines.get(at).map(|line| line.range.start)
    }

    /// How many lines from `at` on are one item of the head: none where the body begins.
    fn item(&mut self, at: usize) -> usize {
        let line = self.lines[at].text;
        let is_rule = line.len() > 2 && line.bytes().all(|b| b"=-*_".contains(&b));
        if is_rule || self.is_known_title(line) || is_file_mark(line) {
            return 1;
        }
        if let Some(date) = release(line) {
            self.fields.date.get_or_insert(date);
            return 1;
        }
        // An outlet's name stands beside a day or a byline.
        let beside = |at: Option<usize>| {
            let line = at.and_then(|at| self.lines.get(at)).map_or("", |line| line.text);
            metadata::day_line(line).is_some() || metadata::byline(line).is_some()
        };
        if line.len() <= metadata::HEADLINE
            && !line.contains(':')
            && metadata::is_outlet(&lines::plain(line))
            && (beside(Some(at + 1)) || beside(at.checked_sub(1)))
        {
            self.fields.publisher.get_or_insert(lines::plain(line));
            return 1;
        }
        if let Some(heading) = line.strip_prefix("# ") {
            if self.has_title() || line.len() > metadata::HEADLINE {
                return 0;
            }
            self.fields.title = Some(lines::plain(heading));
            return 1;
        }
        if let Some(taken) = self.labelled(at).or_else(|| self.said(line)) {
            return taken;
        }
        match boilerplate::of(line) {
            Some(Boilerplate::Caption) => return 0,
            // A headline may begin with "Watch:"; below it the same is a pointer.
            Some(Boilerplate::Pointer) if !self.has_title() => {}
            Some(_) => {
                if self.fields.publisher.is_none() {
                    self.fields.publisher = boilerplate::supports(line).map(str::to_owned);
                }
                return 1;
            }
            None => {}
        }
        if self.has_title() { 0 } else { self.headline(at) }
    }

    fn has_title(&self) -> bool {
        self.known.is_some() || self.fields.title.is_some()
    }

    fn is_known_title(&self, line: &str) -> bool {
        let Some(known) = self.known.as_ref().filter(|_| line.len() <= metadata::HEADLINE) else {
            return false;
        };
        fold(&lines::plain(line)).trim_end_matches('.') == known.trim_end_matches('.')
    }

    /// `Date: …`, or `Original url:` with the address on the next line.
    fn labelled(&mut self, at: usize) -> Option<usize> {
        let (label, value) = metadata::labelled(self.lines[at].text)?;
        if label == Label::Publisher && at == 0 {
            return None;
        }
        if !value.is_empty() {
            return metadata::take(&mut self.fields, label, value).then_some(1);
        }
        let next = self.lines.get(at + 1).filter(|_| label == Label::Url)?;
        metadata::take(&mut self.fields, label, next.text).then_some(2)
    }

    /// A day, a byline, or an address, each alone on its line.
    fn said(&mut self, line: &str) -> Option<usize> {
        if let Some(fields) = metadata::parts(line) {
            self.fields = std::mem::take(&mut self.fields).or(fields);
        } else if let Some(date) = metadata::day_line(line) {
            self.fields.date.get_or_insert(date);
        } else if let Some((author, date)) = metadata::byline(line) {
            self.fields.author.get_or_insert(author);
            self.fields.date = self.fields.date.or(date);
            self.fields.publisher = self.fields.publisher.take().or(metadata::agency_of(line));
        } else if let Some((outlet, date)) = metadata::outlet_and_day(line) {
            self.fields.publisher.get_or_insert(outlet);
            self.fields.date.get_or_insert(date);
        } else {
            let address = metadata::address(line)?;
            self.fields.url.get_or_insert_with(|| address.to_owned());
        }
        Some(1)
    }

    /// A headline: short, alone, and followed by more. How many lines it takes, or none.
    fn headline(&mut self, at: usize) -> usize {
        let is_item = |line: &str| {
            metadata::day_line(line).is_some()
                || metadata::byline(line).is_some()
                || metadata::labelled(line).is_some()
                || metadata::parts(line).is_some()
                || metadata::outlet_and_day(line).is_some()
                || metadata::is_outlet(line)
        };
        if is_shouted(self.lines[at].text) {
            return self.shouted(at);
        }
        let rest = &self.lines[at + 1..];
        let more = rest.iter().take(3).take_while(|l| !l.after_blank && !is_item(l.text)).count();
        let block = &self.lines[at..=at + more];
        let Some(next) = self.lines.get(at + block.len()) else { return self.first_line(at) };
        if !next.after_blank && !is_item(next.text) {
            return self.first_line(at);
        }
        // "Headline; " over a line that sums the article up.
        let first = block[0].text;
        if more > 0 && first.ends_with(';') && first.len() <= metadata::HEADLINE {
            self.fields.title = Some(lines::plain(first.trim_end_matches(';')));
            return 1;
        }
        if more > 0 && block.iter().any(|line| line.text.len() > WRAPPED) {
            return self.first_line(at);
        }
        let texts: Vec<&str> = block.iter().map(|line| line.text).collect();
        self.take_title(&texts.join(" "), block.len())
    }

    /// A headline in capitals: so many lines, if the text below is not.
    fn shouted(&mut self, at: usize) -> usize {
        let rest = &self.lines[at..];
        let count = rest.iter().take(4).take_while(|line| is_shouted(line.text)).count();
        // `2-MAR-1987 10:44:46.86` may stand between the two.
        let mut text = rest[count..].iter().filter(|line| metadata::day_line(line.text).is_none());
        let has_text = text.next().is_some_and(|line| line.text.chars().any(char::is_lowercase));
        if count > 3 || !has_text {
            return 0;
        }
        let lines: Vec<&str> = rest[..count].iter().map(|line| line.text).collect();
        self.take_title(&lines.join(" "), count)
    }

    /// A headline without a blank line under it, over a paragraph that is not wrapped.
    fn first_line(&mut self, at: usize) -> usize {
        let line = self.lines[at].text;
        match self.lines.get(at + 1) {
            Some(next) if next.text.len() > 2 * WRAPPED.max(line.len()) => self.take_title(line, 1),
            _ => 0,
        }
    }

    fn take_title(&mut self, title: &str, lines: usize) -> usize {
        if !is_headline(title) {
            return 0;
        }
        self.fields.title = Some(lines::plain(title));
        lines
    }
}

/// The day of a line that calls the text a release: `FOR IMMEDIATE RELEASE: June 4, 2024`.
fn release(line: &str) -> Option<Date> {
    let line = Some(line).filter(|line| line.len() <= metadata::HEADLINE)?;
    let words = lines::plain(line);
    let mark = entries("release-mark")
        .iter()
        .find(|mark| words.get(..mark.len()).is_some_and(|own| own.eq_ignore_ascii_case(mark)))?;
    let rest = words[mark.len()..].trim_start_matches(|c: char| !c.is_alphanumeric());
    metadata::day_line(rest)
}

static RELEASES: WordList = WordList::new("release-mark");
static TELLING: WordList = WordList::new("telling-word");

/// Whether a line is a mark of whoever filed the text: `APW19980227.0494`, `FOR IMMEDIATE RELEASE`.
fn is_file_mark(line: &str) -> bool {
    if line.len() > metadata::HEADLINE {
        return false;
    }
    let folded = fold(line);
    let bare = folded.trim_matches(|c: char| !c.is_alphanumeric());
    let is_code = line.len() <= 40
        && !line.contains(char::is_whitespace)
        && line.bytes().filter(u8::is_ascii_digit).count() > 3
        && line.bytes().any(|b| b.is_ascii_alphabetic())
        && metadata::address(line).is_none()
        && metadata::day_line(line).is_none();
    RELEASES.has(bare) || is_code
}

/// Whether a line is in capitals and has a few words.
fn is_shouted(line: &str) -> bool {
    line.len() <= metadata::HEADLINE
        && line.split_whitespace().nth(2).is_some()
        && line.chars().filter(|c| c.is_uppercase()).count() > 8
        && !line.chars().any(char::is_lowercase)
}

/// Whether a sentence tells what happened, as the first one of a report does and no headline: when,
/// or by a form of `be` or `have`.
fn tells(words: &str) -> bool {
    let folded = fold(words);
    let mut words = folded.split(|c: char| !c.is_alphanumeric());
    words.any(|word| TELLING.has(word))
}

/// Whether words can be a headline and are no first sentence of a report.
fn is_headline(words: &str) -> bool {
    let end = words.trim_end_matches(['"', '\'', '”', '’', ')', '*', '_']);
    let sentences = || words.contains(['"', '“', '«']) || has_two_sentences(words);
    let reports = || [" said", " told "].iter().any(|said| words.contains(said));
    // `MS. WEBER:  Good morning.`, `Q    Why?`: a transcript's label.
    let is_label = words.split_once(':').is_some_and(|(name, rest)| {
        let is_name = name.chars().any(char::is_uppercase) && !name.chars().any(char::is_lowercase);
        rest.starts_with("  ") || is_name && rest.ends_with(['.', '?', '!', ','])
    }) || words.starts_with("Q  ");
    !is_label
        && words.len() <= metadata::HEADLINE
        && words.chars().any(char::is_alphabetic)
        && match end.chars().next_back() {
            None | Some(':' | ',' | ';') => false,
            Some('.') if !end.ends_with("..") => {
                words.len() <= STOPPED_HEADLINE
                    && (is_title_case(words) || !(reports() || sentences() || tells(words)))
            }
            Some(_) => !(reports() && words.contains(['"', '“'])),
        }
}

/// Whether a sentence ends inside: after a word of four letters, for `U.S.` and `Sen.` end none.
fn has_two_sentences(words: &str) -> bool {
    words.match_indices(". ").any(|(at, stop)| {
        let before = words[..at].chars().rev().take(4);
        before.clone().count() == 4
            && before.clone().all(char::is_lowercase)
            && words[at + stop.len()..].starts_with(char::is_uppercase)
    })
}

/// Whether Every Word Begins so, but for the small ones, and there are some.
fn is_title_case(words: &str) -> bool {
    const SMALL: [&str; 34] = [
        "a", "about", "after", "amid", "an", "and", "as", "at", "before", "but", "by", "down",
        "for", "from", "in", "into", "its", "nor", "of", "off", "on", "or", "out", "over", "than",
        "the", "their", "to", "under", "up", "via", "vs", "while", "with",
    ];
    let words = || {
        let words = words.split_whitespace();
        words.map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()))
    };
    let is_small = |word: &str| SMALL.contains(&word);
    let begins = |word: &str| !word.starts_with(char::is_lowercase);
    words().filter(|word| word.chars().count() > 4).count() > 2
        && words().all(|word| is_small(word) || begins(word))
}

/// Takes from the end what is not the article's: the address, menus, an appeal.
fn cut_tail(text: &str, paragraphs: &mut Vec<Range<usize>>, fields: &mut Fields) {
    let last = paragraphs.len().saturating_sub(TAIL_PARAGRAPHS).max(1);
    let of = |range: &Range<usize>| &text[range.clone()];
    let appeal = (last..paragraphs.len()).find(|at| {
        let rest = paragraphs[at + 1..].iter().map(of);
        boilerplate::opens_last_appeal(of(&paragraphs[*at]), rest)
    });
    if let Some(at) = appeal {
        paragraphs.truncate(at);
    }
    let mut address = None;
    while paragraphs.len() > 1 {
        let line = paragraphs.last().map_or("", of);
        if let Some((label, value)) = metadata::labelled(line) {
            let value = if value.is_empty() { address.take().unwrap_or_default() } else { value };
            if !metadata::take(fields, label, value) {
                break;
            }
        } else if let Some(alone) = metadata::address(line).filter(|_| address.is_none()) {
            address = Some(alone);
        } else if boilerplate::of(line).is_some() {
            fields.publisher =
                fields.publisher.take().or(boilerplate::supports(line).map(str::to_owned));
        } else {
            break;
        }
        paragraphs.pop();
    }
    // An address alone at the end may lead anywhere; the article's bears words of its headline.
    let is_own =
        |address: &&str| fields.title.as_deref().is_some_and(|title| bears(address, title));
    if let Some(address) = address.filter(is_own) {
        fields.url.get_or_insert_with(|| address.to_owned());
    }
}

/// Whether the path of an address has two long words of a headline in it.
fn bears(address: &str, title: &str) -> bool {
    let (address, title) = (fold(address), fold(title));
    let path: Vec<&str> = address.split(|c: char| !c.is_alphanumeric()).collect();
    let mut own: Vec<&str> = title.split(|c: char| !c.is_alphanumeric()).collect();
    own.sort_unstable();
    own.dedup();
    own.iter().filter(|word| word.len() > 3 && path.contains(word)).count() > 1
}
