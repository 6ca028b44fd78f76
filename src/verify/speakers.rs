//! Whose words a quotation may be: the names of a draft and those of a record.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use crate::extract::language::WordList;
use crate::text::fold;

static COURTESY: WordList = WordList::new("label-courtesy");
static OFFICES: WordList = WordList::new("label-office");

/// What one is called: the words of each name, folded, without titles.
#[derive(Debug, Clone, Default)]
struct Names(Vec<Vec<String>>);

impl Names {
    fn new<'a>(names: impl IntoIterator<Item = &'a str>) -> Self {
        let mut names: Vec<Vec<String>> = names.into_iter().map(name_words).collect();
        names.retain(|name| !name.is_empty());
        names.sort_unstable();
        names.dedup();
        // `Brandt` beside `Tomas Brandt` adds nothing, and would make him any other Brandt.
        let whole: HashSet<String> = names
            .iter()
            .filter(|name| name.len() > 1)
            .filter_map(|name| name.last().cloned())
            .collect();
        names.retain(|name| name.len() > 1 || !whole.contains(&name[0]));
        Self(names)
    }

    /// The first and the last word of each name.
    fn ends(&self) -> impl Iterator<Item = &String> {
        self.0.iter().flat_map(|name| name.first().into_iter().chain(name.last()))
    }

    /// Whether one may be the other: of the same name, or of the same last name where only one first
    /// name is told.
    fn may_be(&self, other: &Self) -> bool {
        self.0.iter().any(|a| other.0.iter().any(|b| may_be_one(a, b)))
    }
}

fn name_words(name: &str) -> Vec<String> {
    let folded = fold(name);
    let words = folded.split(|c: char| !c.is_alphanumeric() && c != '\'');
    let mut words: Vec<&str> =
        words.map(|word| word.trim_matches('\'')).filter(|w| !w.is_empty()).collect();
    while words.len() > 1 && (COURTESY.has(words[0]) || OFFICES.has(words[0])) {
        words.remove(0);
    }
    while words.len() > 1 && matches!(words[words.len() - 1], "jr" | "sr" | "ii" | "iii") {
        words.pop();
    }
    words.into_iter().map(str::to_owned).collect()
}

fn may_be_one(a: &[String], b: &[String]) -> bool {
    let (Some(last_a), Some(last_b)) = (a.last(), b.last()) else { return false };
    // `the U.S. mission` and `the U.S. mission in Geneva`
    let is_longer = |long: &[String], short: &[String]| short.len() > 1 && long.starts_with(short);
    if a == b || is_longer(a, b) || is_longer(b, a) {
        return true;
    }
    if last_a != last_b {
        return false;
    }
    let (first_a, first_b) = (&a[0], &b[0]);
    let is_initial =
        |short: &str, long: &str| short.chars().count() == 1 && long.starts_with(short);
    a.len() == 1
        || b.len() == 1
        || first_a == first_b
        || is_initial(first_a, first_b)
        || is_initial(first_b, first_a)
}

/// Which speakers a quotation is looked for under, as ranges of their numbers.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Places {
    /// Of whom it is said to be from.
    pub(super) own: Vec<Range<u32>>,
    /// Of whom it is not told who they are.
    pub(super) open: Vec<Range<u32>>,
    /// All others.
    pub(super) others: Vec<Range<u32>>,
}

/// Those who speak in a record. First come those who have names, then nobody, then those who are
/// nobody in particular, then texts without labels.
#[derive(Debug, Default)]
pub(super) struct RecordSpeakers {
    named: Vec<Names>,
    /// Those who have names, by the first and the last word of each.
    by_word: HashMap<String, Vec<u32>>,
    /// How many texts there are without a label.
    texts: u32,
    /// The texts by the words of headline, byline and id, which may name who speaks.
    texts_by_word: HashMap<String, Vec<u32>>,
    /// The last names of the persons.
    last_names: HashSet<String>,
}

impl RecordSpeakers {
    /// Those whose names these are, one entry each, and whether they are persons.
    pub(super) fn new<'a>(all: impl Iterator<Item = (Vec<&'a str>, bool)>) -> Self {
        let mut speakers = Self::default();
        for ((names, is_person), number) in all.zip(0..) {
            let names = Names::new(names);
            for word in names.ends() {
                let numbers = speakers.by_word.entry(word.clone()).or_default();
                if numbers.last() != Some(&number) {
                    numbers.push(number);
                }
            }
            if is_person {
                speakers.last_names.extend(names.0.iter().filter_map(|name| name.last().cloned()));
            }
            speakers.named.push(names);
        }
        speakers
    }

    /// Nobody is named: it may be anybody.
    pub(super) fn nobody(&self) -> u32 {
        u32::try_from(self.named.len()).unwrap_or(u32::MAX)
    }

    /// Nobody is named, but it is none of those who are: a questioner.
    pub(super) fn questioner(&self) -> u32 {
        self.nobody() + 1
    }

    /// Adds a text without a label, and what may name who speaks; its number.
    pub(super) fn add_text<'a>(&mut self, said_of_it: impl IntoIterator<Item = &'a str>) -> u32 {
        let number = self.questioner() + 1 + self.texts;
        self.texts += 1;
        for text in said_of_it {
            let folded = fold(text);
            for word in folded.split(|c: char| !c.is_alphabetic()).filter(|word| word.len() > 2) {
                let numbers = self.texts_by_word.entry(word.to_owned()).or_default();
                if numbers.last() != Some(&number) {
                    numbers.push(number);
                }
            }
        }
        number
    }

    /// The texts that name somebody, sorted.
    pub(super) fn named_texts(&self) -> Vec<u32> {
        let named = self.texts_by_word.iter().filter(|(word, _)| self.last_names.contains(*word));
        sorted(named.flat_map(|(_, texts)| texts).copied().collect())
    }

    /// How many numbers there are.
    pub(super) fn len(&self) -> u32 {
        self.questioner() + 1 + self.texts
    }

    /// Where to look for the words of whom a draft calls so; of nobody, everywhere.
    /// `named_texts` are those that name somebody.
    pub(super) fn places<'a>(
        &self,
        names: impl IntoIterator<Item = &'a str>,
        named_texts: &[u32],
    ) -> Places {
        let names = Names::new(names);
        let (nobody, questioner, end) = (self.nobody(), self.questioner(), self.len());
        if names.0.is_empty() {
            let everybody = Vec::from([0..nobody, nobody..end]);
            return Places { open: everybody, ..Places::default() };
        }
        let (mut named, mut texts) = (Vec::new(), Vec::new());
        for word in names.ends() {
            let alike = self.by_word.get(word).into_iter().flatten();
            named.extend(alike.filter(|number| names.may_be(&self.named[**number as usize])));
        }
        for last in names.0.iter().filter_map(|name| name.last()) {
            texts.extend(self.texts_by_word.get(last).into_iter().flatten());
        }
        let (named, texts) = (sorted(named), sorted(texts));
        let mut open = without(nobody..questioner, &[]);
        let named_or_own = sorted(named_texts.iter().chain(&texts).copied().collect());
        open.extend(without(questioner + 1..end, &named_or_own));
        let mut others = without(0..nobody, &named);
        others.push(questioner..questioner + 1);
        let foreign = named_texts.iter().filter(|text| texts.binary_search(text).is_err());
        others.extend(foreign.map(|text| *text..text + 1));
        let own = named.into_iter().chain(texts).map(|number| number..number + 1).collect();
        Places { own, open, others }
    }
}

fn sorted(mut numbers: Vec<u32>) -> Vec<u32> {
    numbers.sort_unstable();
    numbers.dedup();
    numbers
}

/// A range without some of its numbers, which are sorted.
fn without(range: Range<u32>, numbers: &[u32]) -> Vec<Range<u32>> {
    let ends = numbers.iter().copied().chain([range.end]);
    let starts = [range.start].into_iter().chain(numbers.iter().map(|number| number + 1));
    starts.zip(ends).map(|(start, end)| start..end).filter(|range| !range.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_may_be_one_persons() {
        for (a, b) in [
            ("Tom Reed", "Mr. Reed"),
            ("Tom Reed", "TOM REED"),
            ("T. Reed", "Tom Reed"),
            ("Tom J. Reed", "Tom Reed Jr."),
            ("Minister Anna Weber", "Weber"),
            ("U.S. mission", "U.S. mission in Geneva"),
        ] {
            assert!(Names::new([a]).may_be(&Names::new([b])), "{a} | {b}");
        }
        for (a, b) in
            [("Tom Reed", "Ida Reed"), ("Tom Reed", "Tom Stone"), ("the Post", "the Wire")]
        {
            assert!(!Names::new([a]).may_be(&Names::new([b])), "{a} | {b}");
        }
    }

    #[test]
    fn a_name_leads_to_its_places() {
        let names = [vec!["Tom Reed", "Reed"], vec!["Ida Reed"], vec!["Anna Weber"]];
        let mut record = RecordSpeakers::new(names.into_iter().map(|names| (names, true)));
        let texts = ["Speech of Tom Reed in Bonn", "Speech of the chairwoman"];
        let texts = texts.map(|title| record.add_text([title]));
        assert_eq!((record.nobody(), record.questioner(), texts), (3, 4, [5, 6]));
        let places = record.places(["Tom Reed"], &record.named_texts());
        assert_eq!(places.own, [0..1, 5..6]);
        assert_eq!(places.open, [3..4, 6..7]);
        assert_eq!(places.others, [1..3, 4..5]);
        let places = record.places(["Ida Stone"], &record.named_texts());
        assert_eq!((places.own, places.open), (vec![], vec![3..4, 6..7]));
        assert_eq!(places.others, [0..3, 4..5, 5..6]);
        assert_eq!(record.places([], &[]).open, [0..3, 3..7]);
    }
}
