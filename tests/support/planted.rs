//! A record of speeches in words that nobody ever said, and quotations of it with planted changes.

use fastrand::Rng;
use onrecord::dataset::{Dataset, load};
use serde_json::json;

/// Words that are common everywhere, so that runs of a speech have some.
const COMMON: [&str; 16] = [
    "the", "of", "and", "to", "in", "that", "for", "with", "on", "we", "this", "from", "by", "our",
    "at", "as",
];
/// Speakers of the record; the first three speak in every speech.
pub(crate) const SPEAKERS: [&str; 4] = ["Anna Weber", "Tom Reed", "Ida Holm", "Otto Stone"];
/// Speeches in the record.
const SPEECHES: usize = 6;
/// Paragraphs of each speaker in a speech.
const PARAGRAPHS: usize = 10;

/// A paragraph of a speech: its words, and whose they are.
#[derive(Debug, Clone)]
pub(crate) struct Paragraph {
    pub(crate) words: Vec<String>,
    pub(crate) speaker: usize,
}

/// What a planted difference is: the words as printed, and those of the source.
pub(crate) type Planted = (&'static str, bool, String, String);

/// A quotation with what must be found of it.
#[derive(Debug)]
pub(crate) struct Case {
    pub(crate) name: &'static str,
    pub(crate) text: String,
    pub(crate) speaker: &'static str,
    pub(crate) verdict: &'static str,
    pub(crate) reverses: bool,
    /// Kind, whether marked, printed words, words of the source.
    pub(crate) differences: Vec<Planted>,
}

/// The record, and the paragraphs that it holds.
pub(crate) struct Record {
    pub(crate) data: Dataset,
    pub(crate) paragraphs: Vec<Paragraph>,
}

pub(crate) fn vocabulary(rng: &mut Rng, count: usize, first: &[&str]) -> Vec<String> {
    let mut words = std::collections::BTreeSet::new();
    while words.len() < count {
        let syllable = |rng: &mut Rng| {
            let vowel = rng.choice(["a", "e", "i", "o", "u"]).expect("one");
            let end = rng.choice(["l", "n", "r", "st", "m", "rd"]).expect("one");
            [*rng.choice(first).expect("one"), vowel, end].concat()
        };
        words.insert((0..3).map(|_| syllable(rng)).collect::<String>());
    }
    let mut words: Vec<String> = words.into_iter().collect();
    rng.shuffle(&mut words);
    words
}

impl Record {
    pub(crate) fn new(rng: &mut Rng) -> Self {
        let mut fresh =
            vocabulary(rng, 12_000, &["b", "d", "f", "g", "k", "l", "m", "p", "t"]).into_iter();
        let mut paragraphs = Vec::new();
        let (mut articles, mut quotes) = (Vec::new(), Vec::new());
        for speech in 0..SPEECHES {
            let mut text = String::new();
            for at in 0..PARAGRAPHS * 3 {
                let speaker = at % 3;
                let words = paragraph(rng, &mut fresh);
                if !text.is_empty() {
                    text += "\n\n";
                }
                let start = text.chars().count();
                let spoken = written(&words);
                text += &spoken;
                quotes.push(json!({
                    "id": format!("q{speech}-{at}"), "article": format!("a{speech}"), "start": start,
                    "end": start + spoken.chars().count(), "text": spoken, "kind": "spoken",
                    "speaker": format!("s{speaker}"), "turn": at + 1,
                }));
                paragraphs.push(Paragraph { words, speaker });
            }
            articles.push(json!({
                "id": format!("a{speech}"), "title": format!("Speech {speech}"), "form": "transcript",
                "date": format!("2024-0{}-10", speech + 1), "text": text,
            }));
        }
        let speakers: Vec<_> = SPEAKERS
            .iter()
            .enumerate()
            .map(|(at, name)| json!({"id": format!("s{at}"), "name": name}))
            .collect();
        let file = json!({"version": 1, "title": "Speeches", "articles": articles, "speakers": speakers,
                          "meetings": [], "quotes": quotes});
        let data = load::from_bytes(file.to_string(), &mut |_| {}).expect("a sound record");
        Self { data, paragraphs }
    }

    /// A quotation with a planted change, or none.
    pub(crate) fn case(&self, rng: &mut Rng) -> Case {
        let at = rng.usize(..self.paragraphs.len());
        let Paragraph { words, speaker } = &self.paragraphs[at];
        let speaker = SPEAKERS[*speaker];
        // It begins and ends with words that nothing else has: where a cut leaves only common ones
        // behind it, no program can tell what was cut.
        let run = loop {
            let len = rng.usize(14..26);
            let start = rng.usize(1..words.len() - len - 1);
            let run = &words[start..start + len];
            if [0, 1, len - 2, len - 1].iter().all(|at| is_content(&run[*at])) {
                break run;
            }
        };
        let len = run.len();
        // A content word away from the ends, and one behind it.
        let inner: Vec<usize> = (4..len - 5).filter(|at| is_content(&run[*at])).collect();
        let here = *rng.choice(&inner).unwrap_or(&5);
        let plain = |name, verdict, text: String, differences| Case {
            name,
            text,
            speaker,
            verdict,
            reverses: false,
            differences,
        };
        let with = |from: usize, to: usize, words: &str| {
            let parts = [run[..from].join(" "), words.to_owned(), run[to..].join(" ")];
            parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
        };
        // What is cut may hold a denial, a number or a name.
        let cut = |name, verdict, mark: &str, words: usize| {
            let lost = &run[here..here + words];
            let telling = |word: &String| ["isn't", "never", "40", "Bonn"].contains(&word.as_str());
            let source = lost.join(" ").trim_end_matches(',').to_owned();
            Case {
                name,
                text: with(here, here + words, mark),
                speaker,
                verdict,
                reverses: lost.iter().any(telling),
                differences: vec![("dropped", !mark.is_empty(), String::new(), source)],
            }
        };
        match rng.u8(..14) {
            0 => plain("exact", "exact", disguised(rng, run), vec![]),
            1 => cut("cut with a mark", "abridged", "…", rng.usize(1..5)),
            2 => cut("cut", "altered", "", rng.usize(1..4)),
            3 => {
                let added = strange(rng, 3);
                plain(
                    "added",
                    "altered",
                    with(here, here, &added),
                    vec![("added", false, added, String::new())],
                )
            }
            4 => {
                let other = strange(rng, 1);
                plain(
                    "changed",
                    "altered",
                    with(here, here + 1, &other),
                    vec![("changed", false, other, run[here].clone())],
                )
            }
            5 => {
                let other = format!("[{}]", strange(rng, 1));
                let bare = other.trim_matches(['[', ']']).to_owned();
                plain(
                    "changed in brackets",
                    "abridged",
                    with(here, here + 1, &other),
                    vec![("changed", true, bare, run[here].clone())],
                )
            }
            6 => {
                self.special(rng, at, "isn't", "is not", ("re-spelt", "altered", "respelt", false))
            }
            7 => self.special(rng, at, "uh,", "", ("cleaned", "altered", "cleaned", false)),
            8 => self.special(rng, at, "never", "", ("negated", "altered", "dropped", true)),
            9 => self.special(
                rng,
                at,
                "never",
                "…",
                ("an omission that eats a denial", "abridged", "dropped", true),
            ),
            10 => self.special(rng, at, "40", "50", ("another number", "altered", "changed", true)),
            11 => {
                self.special(rng, at, "Bonn", "Turin", ("another name", "altered", "changed", true))
            }
            12 => Case {
                name: "misattributed",
                text: written(run),
                speaker: SPEAKERS[3],
                verdict: "misattributed",
                reverses: false,
                differences: vec![],
            },
            _ => self.spliced(rng, at),
        }
    }

    /// A quotation around a word that every paragraph has, with another one for it.
    fn special(
        &self,
        rng: &mut Rng,
        at: usize,
        word: &str,
        other: &str,
        planted: (&'static str, &'static str, &'static str, bool),
    ) -> Case {
        let (name, verdict, kind, reverses) = planted;
        let Paragraph { words, speaker } = &self.paragraphs[at];
        let place = words.iter().position(|w| w == word).expect("every paragraph has it");
        let (before, behind) = (rng.usize(5..9), rng.usize(5..9));
        let parts = [
            &words[place - before..place].join(" "),
            other,
            &words[place + 1..place + 1 + behind].join(" "),
        ];
        let text = parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ");
        let printed = if other == "…" { "" } else { other };
        let difference =
            (kind, other == "…", printed.to_owned(), word.trim_end_matches(',').to_owned());
        Case {
            name,
            text,
            speaker: SPEAKERS[*speaker],
            verdict,
            reverses,
            differences: vec![difference],
        }
    }

    /// The beginning of a paragraph and the end of another one by the same speaker.
    fn spliced(&self, rng: &mut Rng, at: usize) -> Case {
        let speaker = self.paragraphs[at].speaker;
        let per = PARAGRAPHS * 3;
        let apart = |other: &usize| {
            self.paragraphs[*other].speaker == speaker
                && (*other / per != at / per || other.abs_diff(at) > 6)
        };
        let others: Vec<usize> = (0..self.paragraphs.len()).filter(apart).collect();
        let other = *rng.choice(&others).expect("another paragraph");
        let (from, to) = (rng.usize(1..8), rng.usize(1..8));
        let left = written(&self.paragraphs[at].words[from..from + 12]);
        let right = self.paragraphs[other].words[to..to + 12].join(" ");
        let text = format!("{} {right}", left.trim_end_matches('.'));
        Case {
            name: "spliced",
            text,
            speaker: SPEAKERS[speaker],
            verdict: "spliced",
            reverses: false,
            differences: vec![("spliced", false, String::new(), String::new())],
        }
    }
}

fn is_content(word: &str) -> bool {
    word.len() > 6
}

/// A paragraph of some sixty words, no content word of which stands elsewhere.
fn paragraph(rng: &mut Rng, fresh: &mut impl Iterator<Item = String>) -> Vec<String> {
    let special = ["isn't", "uh,", "never", "40", "Bonn"];
    let mut words = Vec::new();
    for part in 0..=special.len() {
        for _ in 0..10 {
            words.push(match rng.u8(..3) {
                0 => (*rng.choice(COMMON).expect("one")).to_owned(),
                _ => fresh.next().expect("enough words"),
            });
        }
        // Beside each stands a word that nothing else has, so that only one alignment is the best.
        words.push(fresh.next().expect("enough words"));
        if let Some(word) = special.get(part) {
            words.push((*word).to_owned());
            words.push(fresh.next().expect("enough words"));
        }
    }
    words.dedup();
    words
}

/// Words as a sentence.
fn written(words: &[String]) -> String {
    let mut text = words.join(" ");
    if let Some(first) = text.get(..1).map(str::to_uppercase) {
        text.replace_range(..1, &first);
    }
    text + "."
}

/// Words of a quotation in other case and with other marks, which do not count.
fn disguised(rng: &mut Rng, words: &[String]) -> String {
    let words = words.iter().map(|word| match (rng.u8(..6), word.as_str()) {
        (_, "40") => "forty".to_owned(),
        (0, word) => word.to_uppercase(),
        (1, word) => format!("{word},"),
        (2, word) => format!("“{word}”"),
        (3, word) => format!("— {word}"),
        (_, word) => word.to_owned(),
    });
    words.collect::<Vec<_>>().join(" ") + "!"
}

/// Words that the record has not.
fn strange(rng: &mut Rng, count: usize) -> String {
    vocabulary(rng, count, &["z", "v", "w"]).join(" ")
}
