//! What one line of an article is: a byline, a day, an address, a dateline.
//!
//! Every question looks at one line only and gives up on long ones, so that a text is read in
//! linear time whatever is in it.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::LazyLock;

use jiff::civil::Date;

use super::lines::{AGENCIES, are_names, beginning, plain};
use super::{Fields, dates};
use crate::extract::language::WordList;
use crate::text::fold;

/// Longest headline, in bytes.
pub(super) const HEADLINE: usize = 220;
/// Longest byline or day line.
const BYLINE: usize = 120;
/// Within how many bytes of a paragraph's beginning an agency's dateline stands.
const DATELINE: usize = 160;

/// What a labelled line gives: `Date: 28 July 2021`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Label {
    Title,
    Author,
    Publisher,
    Day,
    Url,
}

static TITLES: WordList = WordList::new("head-title");
static AUTHORS: WordList = WordList::new("head-author");
static PUBLISHERS: WordList = WordList::new("head-publisher");
static DAYS: WordList = WordList::new("head-day");
static ADDRESSES: WordList = WordList::new("head-url");
static OUTLETS: WordList = WordList::new("outlet-word");

/// The field that a folded label names.
fn label_of(label: &str) -> Option<Label> {
    let lists = [
        (&TITLES, Label::Title),
        (&AUTHORS, Label::Author),
        (&PUBLISHERS, Label::Publisher),
        (&DAYS, Label::Day),
        (&ADDRESSES, Label::Url),
    ];
    lists.into_iter().find(|(list, _)| list.has(label)).map(|(_, label)| label)
}

/// Words of a field: on one line, without control characters; `None` where there are none.
pub(super) fn words(field: &str) -> Option<String> {
    let words: Vec<&str> = field
        .split(|c: char| c.is_whitespace() || c.is_control())
        .filter(|w| !w.is_empty())
        .collect();
    Some(words.join(" ")).filter(|words| !words.is_empty())
}

/// A byline that stands apart: without the `By` some put before it.
pub(super) fn author(field: &str) -> Option<String> {
    let words = words(field)?;
    let start = words.get(..3).filter(|start| start.eq_ignore_ascii_case("by "));
    Some(words[start.map_or(0, str::len)..].replace("; ", ", "))
}

/// Who wrote an article, of a byline as pages have it: with `Posted by`, a day, an hour, an address,
/// a number of comments. `None` where it names nobody: a handle, an address, the credit of a
/// picture.
pub(super) fn clean_author(field: &str) -> Option<String> {
    const LEADS: [&str; 12] = [
        "by",
        "by:",
        "posted by",
        "article by",
        "written by",
        "story by",
        "words by",
        "text by",
        "published by",
        "author:",
        "authors:",
        "reported by",
    ];
    /// Words that begin what is no name.
    const ENDS: [&str; 14] = [
        "updated",
        "published",
        "posted",
        "on",
        "at",
        "in",
        "for",
        "special",
        "follow",
        "min",
        "last",
        "email",
        "comments",
        "link",
    ];
    let words = words(field)?;
    let mut rest = words.as_str();
    while let Some(lead) = LEADS.iter().rev().find(|lead| {
        let start = rest.get(..lead.len()).filter(|start| start.eq_ignore_ascii_case(lead));
        start.is_some() && rest[lead.len()..].starts_with([' ', ':'])
    }) {
        rest = rest[lead.len()..].trim_start_matches([' ', ':']);
    }
    let end = rest.find(['|', '·', '•', '(', '<', '—', '–', '/', '\n']).unwrap_or(rest.len());
    let mut names: Vec<&str> = Vec::new();
    for word in rest[..end].split(' ').filter(|word| !word.is_empty()) {
        let folded = fold(word).trim_end_matches(|c: char| !c.is_alphanumeric()).to_owned();
        let is_day = super::dates::is_month_or_weekday(&folded);
        let is_name = !word.contains(['@', '_']) && !word.bytes().any(|b| b.is_ascii_digit());
        if !is_name
            || is_day && !names.is_empty()
            || ENDS.contains(&folded.as_str()) && !names.is_empty()
        {
            break;
        }
        names.push(word);
    }
    let joined = names.join(" ").replace("; ", ", ");
    let mut parts: Vec<&str> =
        joined.split(", ").map(str::trim).filter(|part| !part.is_empty()).collect();
    // `Anna Weber, Reuters`: whom she writes for.
    while parts.len() > 1
        && parts.last().is_some_and(|last| AGENCIES.has(&fold(last)) || !last.contains(' '))
    {
        parts.pop();
    }
    let author = parts.join(", ");
    let author = author.trim_end_matches([',', ';', ':', '-', ' ']).trim_end_matches(" and");
    let is_credit =
        ["photo", "image", "staff photo", "picture"].iter().any(|c| fold(author).starts_with(c));
    let is_handle = !author.contains(' ') && !AGENCIES.has(&fold(author));
    (are_names(author) && !is_credit && !is_handle && address(author).is_none())
        .then(|| author.to_owned())
}

/// Whether words are an outlet's name: `CBS News`, `Reuters`.
pub(super) fn is_outlet(words: &str) -> bool {
    let folded = fold(words);
    let last = folded.rsplit(' ').next().unwrap_or_default();
    AGENCIES.has(&folded)
        || OUTLETS.has(last)
            && folded.contains(' ')
            && folded.split(' ').count() <= 5
            && are_names(words)
}

/// The address that is all a line says, in angle brackets or not.
pub(super) fn address(line: &str) -> Option<&str> {
    let line = line.trim().trim_start_matches('<').trim_end_matches('>');
    let web = line.starts_with("https://") || line.starts_with("http://");
    (web && line.len() < 2048 && !line.contains(char::is_whitespace) && host(line).is_some())
        .then_some(line)
}

/// The site of an address, as its publisher: `www.example.org` is `example.org`.
pub(super) fn host(address: &str) -> Option<String> {
    let address = url::Url::parse(address).ok()?;
    let host = address.domain()?;
    let host = ["www.", "m.", "amp."].iter().find_map(|sub| host.strip_prefix(sub)).unwrap_or(host);
    host.contains('.').then(|| host.to_owned())
}

/// The name of the site of an address: as it calls itself, if that is known.
pub(super) fn site(address: &str) -> Option<String> {
    let host = host(address)?;
    Some(SITES.get(host.as_str()).map_or(host, |name| (*name).to_owned()))
}

/// What sites call themselves: `tables/sites.txt`.
static SITES: LazyLock<HashMap<&'static str, &'static str>> = LazyLock::new(|| {
    let lines = include_str!("tables/sites.txt").lines().filter(|line| !line.starts_with('#'));
    lines.filter_map(|line| line.split_once("; ")).collect()
});

/// What a labelled line gives and the value behind its colon.
pub(super) fn labelled(line: &str) -> Option<(Label, &str)> {
    let (label, value) = line.split_once(':').filter(|(label, _)| label.len() <= 24)?;
    let label = fold(&plain(label));
    Some((label_of(&label)?, value.trim_start_matches('*').trim()))
}

/// Puts the value of a labelled line where it belongs; `false` where it is no such value.
pub(super) fn take(fields: &mut Fields, label: Label, value: &str) -> bool {
    let value = value.trim().trim_matches(['"', '\'']);
    if let Some(address) = address(value).filter(|_| label != Label::Title) {
        fields.url.get_or_insert_with(|| address.to_owned());
        return true;
    }
    let value = plain(beginning(value, HEADLINE));
    match label {
        Label::Url => return false,
        Label::Day => {
            let date = dates::line(&value);
            fields.date = fields.date.or(date);
            return date.is_some();
        }
        Label::Author => {
            let Some((author, date)) = names_and_day(&value) else { return false };
            fields.author.get_or_insert(author);
            fields.date = fields.date.or(date);
        }
        // "Source: talks will resume" is a headline.
        Label::Publisher if value.contains(' ') && !are_names(&value) => return false,
        Label::Publisher if value.is_empty() => return false,
        Label::Publisher => {
            fields.publisher.get_or_insert(value);
        }
        Label::Title if value.is_empty() => return false,
        Label::Title => {
            fields.title.get_or_insert(value);
        }
    }
    true
}

/// A paragraph that begins with a labelled day: `date 2021-09-23 The first of`. The day, and where
/// the paragraph goes on.
pub(super) fn inline_day(line: &str) -> Option<(Date, usize)> {
    let start = line.find(' ')?;
    let label = fold(line[..start].trim_end_matches(':'));
    label_of(&label).filter(|label| *label == Label::Day)?;
    let near = beginning(&line[start..], 40);
    let (date, range) =
        dates::first(near).filter(|(_, range)| near[..range.start].trim().is_empty())?;
    let rest = &line[start + range.end..];
    let body = rest.trim_start_matches(|c: char| c.is_whitespace() || ".,:-–—".contains(c));
    (!body.is_empty() && !dates::is_time(body)).then(|| (date, line.len() - body.len()))
}

/// The day of a line that says nothing else.
pub(super) fn day_line(line: &str) -> Option<Date> {
    if line.len() > BYLINE { None } else { dates::line(&plain(line)) }
}

/// Who wrote it and when, of a line such as `By Anna Weber and Tom Reed, July 28, 2021`.
pub(super) fn byline(line: &str) -> Option<(String, Option<Date>)> {
    if line.len() > BYLINE {
        return None;
    }
    let line = plain(line);
    let written = ["by ", "by: ", "written by "]
        .iter()
        .find(|by| line.get(..by.len()).is_some_and(|start| start.eq_ignore_ascii_case(by)))?;
    names_and_day(&line[written.len()..])
}

/// What a line of parts says: `Reuters | July 16, 2016`, `Harbour Post | 21 June 2024 | By Ida Holm`.
/// `None` where no part is a day or a byline, or one is something else.
pub(super) fn parts(line: &str) -> Option<Fields> {
    if line.len() > BYLINE || !line.contains(['|', '·', '•']) {
        return None;
    }
    let line = plain(line);
    let mut fields = Fields::default();
    let mut names: Vec<&str> = Vec::new();
    for part in line.split(['|', '·', '•']).map(str::trim).filter(|part| !part.is_empty()) {
        if let Some(date) = dates::line(part) {
            fields.date.get_or_insert(date);
        } else if let Some((author, date)) = byline(part) {
            fields.author.get_or_insert(author);
            fields.date = fields.date.or(date);
        } else if are_names(part) && part.split(' ').count() <= 6 {
            names.push(part);
        } else if !dates::is_time(part) {
            return None;
        }
    }
    let is_agency = |name: &&str| AGENCIES.has(&fold(name));
    let publisher = names.iter().position(is_agency).or((!names.is_empty()).then_some(0));
    if let Some(at) = publisher {
        fields.publisher = Some(names.remove(at).to_owned());
    }
    fields.author = fields.author.or(names.first().map(|name| (*name).to_owned()));
    (fields.date.is_some() || fields.author.is_some()).then_some(fields)
}

/// The outlet and the day of a line that says nothing else: `Harbour Post, June 21, 2024`.
pub(super) fn outlet_and_day(line: &str) -> Option<(String, Date)> {
    if line.len() > BYLINE {
        return None;
    }
    let line = plain(line);
    let (date, range) = dates::first(&line)?;
    let outlet = line[..range.start].trim_end_matches([',', '-', '–', '—', ' ']);
    let rest = line[range.end..].trim_matches([' ', '.']);
    (rest.is_empty() && is_outlet(outlet)).then(|| (outlet.to_owned(), date))
}

/// What stands behind `By`.
fn names_and_day(line: &str) -> Option<(String, Option<Date>)> {
    let dated = dates::first(line);
    let names = dated.as_ref().map_or(line, |(_, range)| &line[..range.start]);
    let names = names.split(['|', '·', '•', '—', '–']).next().unwrap_or_default();
    let names = names.trim().trim_end_matches([',', '-', ';', ' ']);
    // `By Anna Weber, Reuters`
    let names = match names.rsplit_once(", ") {
        Some((before, last)) if is_outlet(last) => before,
        _ => names,
    };
    let short = names.split_once(", ").map_or(names, |(name, _)| name);
    let found = if are_names(names) {
        names.trim_end_matches('.')
    } else {
        // "By Anna Weber, diplomatic editor": what she is stands in small letters.
        Some(short).filter(|short| !names.ends_with(['.', '!', '?']) && are_names(short))?
    };
    Some((found.to_owned(), dated.map(|(date, _)| date)))
}

/// The agency and the day of a dateline: `GENEVA (Harbour News - 29th July, 2021) The talks`.
pub(super) fn dateline(paragraph: &str) -> (Option<String>, Option<Date>) {
    let near = beginning(paragraph, DATELINE);
    let dated = dated_line(near);
    let Some((place, inside, after)) = parenthesis(near) else { return (None, dated) };
    let (date, agency) = match dates::first(inside) {
        Some((date, range)) => (Some(date), &inside[..range.start]),
        None => (None, inside),
    };
    let agency = agency.trim_matches([' ', '-', '–', '—', ',', ';', '.']);
    let known = AGENCIES.has(&fold(agency));
    let shouted = place.chars().take_while(|c| *c != ',').all(|c| !c.is_lowercase());
    let dashed = after.trim_start().starts_with(['-', '–', '—', '―']);
    let marked = date.is_some() || dashed;
    let named = date.is_some() || dashed && are_names(agency);
    let signed = known && (marked || shouted) || shouted && named;
    if place.is_empty() || !signed {
        return (None, dated);
    }
    (
        Some(agency.to_owned()).filter(|agency| !agency.is_empty()),
        date.or_else(|| dates::first(place).map(|(date, _)| date)),
    )
}

/// The day of a dateline that no agency signs: `PORT SORREL, June 4, 2024 – The council`, `June 4,
/// 2024 — The council`. A sentence may have a day before a dash too: `On June 4, 2024 — a Tuesday`.
fn dated_line(near: &str) -> Option<Date> {
    let (date, range) = dates::first(near)?;
    let place = near[..range.start].trim_end_matches([' ', '(']);
    let names = place.trim_matches([' ', '-', '–', '—', ',', '.']);
    let is_place = place.is_empty()
        || (place.len() > names.len() || near[..range.start].ends_with('('))
            && names.split(' ').count() <= 5
            && are_names(names);
    let after = near[range.end..].trim_start_matches([' ', '.', ')', ',']);
    let begun =
        ["– ", "— ", "― ", "-- ", "- ", "–", "—"].iter().find_map(|d| after.strip_prefix(d))?;
    let begun = begun.trim_start_matches(|c: char| !c.is_alphanumeric());
    (is_place && begun.starts_with(char::is_uppercase)).then_some(date)
}

/// Whom a byline says its author writes for: `By Anna Weber, Reuters`.
pub(super) fn agency_of(byline: &str) -> Option<String> {
    if byline.len() > BYLINE {
        return None;
    }
    let line = plain(byline);
    let (_, last) = line.rsplit_once(", ")?;
    let last = last.trim_end_matches('.');
    AGENCIES.has(&fold(last)).then(|| last.to_owned())
}

/// What stands before, in and after the first brackets, or Russian agencies' strokes.
fn parenthesis(text: &str) -> Option<(&str, &str, &str)> {
    let (place, rest) = text.split_once(['(', '/']).filter(|(place, _)| place.len() <= 60)?;
    let (inside, after) =
        rest.split_once(if text[place.len()..].starts_with('(') { ')' } else { '/' })?;
    Some((place.trim(), inside, after))
}

/// The range of `part`, which is a slice of `whole`.
pub(super) fn place_of(whole: &str, part: &str) -> Range<usize> {
    let start = part.as_ptr() as usize - whole.as_ptr() as usize;
    start..start + part.len()
}
