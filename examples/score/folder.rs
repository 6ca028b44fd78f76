//! The gold's folder: which article has which files, and which part of the articles is wanted.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::str::FromStr;
use std::{fs, io};

/// Where an article's text and its annotation are.
#[derive(Debug)]
pub(crate) struct Files {
    /// The name of its text, without ending.
    pub(crate) stem: String,
    /// The text.
    pub(crate) text: PathBuf,
    /// The first annotator's file.
    pub(crate) annotation: PathBuf,
}

/// The articles of a folder that have both a text and an annotation, by stem.
pub(crate) fn files(folder: &Path) -> io::Result<Vec<Files>> {
    let mut annotations = HashMap::new();
    for (name, path) in named(&folder.join("attributions"), ".ann")? {
        annotations.entry(without_annotator(&name).to_owned()).or_insert(path);
    }
    let texts = named(&folder.join("text"), ".txt")?.into_iter();
    let both = texts.filter_map(|(stem, text)| {
        let annotation = annotations.remove(&stem)?;
        Some(Files { stem, text, annotation })
    });
    Ok(both.collect())
}

/// The files of a folder with that ending, in order, each with its name before the ending.
fn named(folder: &Path, ending: &str) -> io::Result<Vec<(String, PathBuf)>> {
    let context = |error| io::Error::other(format!("{}: {error}", folder.display()));
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).map_err(context)? {
        let path = entry.map_err(context)?.path();
        let name = path.file_name().and_then(|name| name.to_str());
        if let Some(stem) = name.and_then(|name| name.strip_suffix(ending)) {
            found.push((stem.to_owned(), path));
        }
    }
    found.sort();
    Ok(found)
}

/// `article_0f3c` without the four characters that stand for an annotator.
fn without_annotator(name: &str) -> &str {
    let is_id = |id: &str| {
        id.len() == 4 && id.bytes().all(|b| b.is_ascii_digit() || b.is_ascii_lowercase())
    };
    name.rsplit_once('_').filter(|(_, id)| is_id(id)).map_or(name, |(stem, _)| stem)
}

/// One of several equal parts of the articles, or all but that one: `2/5`, `-2/5`.
///
/// An article's part follows from its name alone, so that a part held back stays held back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Part {
    number: u64,
    of: u64,
    held_back: bool,
}

impl Part {
    /// Whether the article of that name is in the part.
    pub(crate) fn holds(self, stem: &str) -> bool {
        (fnv1a(stem) % self.of == self.number - 1) != self.held_back
    }
}

impl FromStr for Part {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (held_back, rest) = match text.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, text),
        };
        let (number, of) = rest.split_once('/').ok_or("write N/M or -N/M")?;
        let number = number.parse().map_err(|_| "N is no number")?;
        let of = of.parse().map_err(|_| "M is no number")?;
        if (1..=of).contains(&number) {
            Ok(Self { number, of, held_back })
        } else {
            Err("N runs from 1 to M")
        }
    }
}

/// A hash that is the same on every machine and in every version.
fn fnv1a(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_article_is_in_one_part_of_several() {
        let stems: Vec<String> = (0..500).map(|n| format!("article-{n}")).collect();
        let parts: Vec<Part> = (1..=5).map(|n| format!("{n}/5").parse().expect("a part")).collect();
        for part in &parts {
            let count = stems.iter().filter(|stem| part.holds(stem)).count();
            assert!((60..140).contains(&count), "{part:?} holds {count}");
        }
        let but_two: Part = "-2/5".parse().expect("a part");
        for stem in &stems {
            assert_eq!(parts.iter().filter(|part| part.holds(stem)).count(), 1);
            assert_ne!(but_two.holds(stem), parts[1].holds(stem));
        }
        assert_eq!(fnv1a("a"), 0xaf63_dc4c_8601_ec8c);
    }

    #[test]
    fn parts_that_are_none() {
        for text in ["", "1", "0/5", "6/5", "1/0", "--1/5", "a/b"] {
            assert!(text.parse::<Part>().is_err(), "{text}");
        }
    }

    #[test]
    fn the_first_annotator_counts_and_articles_need_both_files() {
        let folder = tempfile::tempdir().expect("a folder");
        for (kind, names) in [
            ("text", ["one.txt", "two_parts.txt", "three.txt"]),
            ("attributions", ["one_9f3c.ann", "one_0f3c.ann", "two_parts.ann"]),
        ] {
            fs::create_dir(folder.path().join(kind)).expect("made");
            for name in names {
                fs::write(folder.path().join(kind).join(name), "").expect("written");
            }
        }
        let found = files(folder.path()).expect("readable");
        let stems: Vec<_> = found.iter().map(|files| files.stem.as_str()).collect();
        assert_eq!(stems, ["one", "two_parts"]);
        assert!(found[0].annotation.ends_with("one_0f3c.ann"));
        assert!(files(&folder.path().join("text")).is_err());
    }
}
