//! A record of any size, made of words that nobody ever said, for tests and benches: their number
//! and frequencies are as those of real news (Zipf's law), so that an index has as much to do.

use std::collections::HashMap;
use std::io::{self, Write};

use fastrand::Rng;
use onrecord::dataset::{Dataset, QuoteIx};
use onrecord::text::words;
use serde_json::json;

/// Quotes in an article.
const IN_ARTICLE: usize = 25;
const MEETINGS: usize = 200;
/// One in so many quotes is of a statement that others print too, about as many each time.
const REPRINTED: usize = 5;
const PRINTINGS: usize = 8;

/// Writes a dataset of so many quotes.
///
/// # Errors
/// Those of the writer.
pub(crate) fn write(out: &mut impl Write, quotes: usize, seed: u64) -> io::Result<()> {
    let mut rng = Rng::with_seed(seed);
    let words = vocabulary(&mut rng, 2_000 + quotes / 8);
    let names = vocabulary(&mut rng, 40 + quotes / 30);
    let speakers: Vec<String> = (0..20 + quotes / 22)
        .map(|_| format!("{} {}", capital(zipf(&mut rng, &names)), capital(zipf(&mut rng, &names))))
        .collect();
    writeln!(out, "{{\"version\":1,\"title\":\"A record to measure with\",\"articles\":[")?;
    let mut found = Vec::new();
    for (at, article) in (0..quotes).step_by(IN_ARTICLE).enumerate() {
        let (mut text, mut points) = (String::new(), 0);
        for quote in article..(article + IN_ARTICLE).min(quotes) {
            let says = sentence(&mut rng, &words);
            let among = rng.usize(1..=speakers.len());
            let speaker = rng.usize(..among);
            let gap = if quote > article { "\n\n" } else { "" };
            let before = format!("{gap}“");
            let start = points + before.chars().count();
            let end = start + says.chars().count();
            found.push(json!({
                "id": format!("a{at}q{}", quote - article), "article": format!("a{at}"),
                "start": start, "end": end, "text": says, "kind": "direct",
                "speaker": format!("s{speaker}"),
                "meeting": rng.bool().then(|| format!("m{}", rng.usize(..MEETINGS))),
                "utterance": (quote % REPRINTED == 0)
                    .then(|| format!("u{}", quote % quotes.div_ceil(PRINTINGS))),
            }));
            let piece = format!("{before}{says}” said {}.", speakers[speaker]);
            points += piece.chars().count();
            text += &piece;
        }
        let title: String = text.chars().skip(1).take(60).collect();
        let comma = if at > 0 { "," } else { "" };
        let entry = json!({
            "id": format!("a{at}"), "title": title, "publisher": rng.choice(["Wire", "Post"]).expect("one"),
            "date": date(rng.usize(..7_000)), "text": text,
        });
        writeln!(out, "{comma}{entry}")?;
    }
    writeln!(out, "],\"speakers\":[")?;
    for (at, name) in speakers.iter().enumerate() {
        let comma = if at > 0 { "," } else { "" };
        let side = rng.choice(["Ruritania", "Graustark", "Syldavia"]).expect("one");
        writeln!(out, "{comma}{}", json!({"id": format!("s{at}"), "name": name, "side": side}))?;
    }
    writeln!(out, "],\"meetings\":[")?;
    for at in 0..MEETINGS {
        let comma = if at > 0 { "," } else { "" };
        let place = rng.choice(["Geneva", "Vienna", "Élancourt"]).expect("one");
        let title = format!("Round {}", at + 1);
        let entry =
            json!({"id": format!("m{at}"), "title": title, "date": date(at * 35), "place": place});
        writeln!(out, "{comma}{entry}")?;
    }
    writeln!(out, "],\"quotes\":[")?;
    for (at, quote) in found.iter().enumerate() {
        writeln!(out, "{}{quote}", if at > 0 { "," } else { "" })?;
    }
    writeln!(out, "]}}")
}

/// A query for one quote that somebody half remembers.
pub(crate) struct Known {
    /// What they type.
    pub(crate) text: String,
    /// What they mean.
    pub(crate) quote: QuoteIx,
}

/// Queries of two or three of a quote's words in their order; in every second one a letter of one
/// word is lost, doubled or changed, or two are swapped, or the word is cut short.
pub(crate) fn known(data: &Dataset, count: usize, seed: u64) -> Vec<Known> {
    let mut rng = Rng::with_seed(seed);
    // Nobody looks for "the": a word that stands in every fiftieth quote is none to remember by.
    let mut counts: HashMap<String, usize> = HashMap::new();
    let sample = data.quotes.len().min(20_000);
    for quote in 0..sample {
        for word in words(data.words_of(quote.into())) {
            *counts.entry(word.folded).or_default() += 1;
        }
    }
    let is_rare = |word: &str| counts.get(word).is_none_or(|count| *count <= 1 + sample / 50);
    let mut known: Vec<Known> = Vec::new();
    // A small record may have no quote of enough words.
    for _ in 0..count * 100 {
        if known.len() == count || data.quotes.is_empty() {
            break;
        }
        let quote = QuoteIx::from(rng.usize(..data.quotes.len()));
        let mut content: Vec<String> = Vec::new();
        for word in words(data.words_of(quote)).map(|word| word.folded) {
            if word.len() >= 5 && word.is_ascii() && is_rare(&word) && !content.contains(&word) {
                content.push(word);
            }
        }
        if content.len() < 4 {
            continue;
        }
        while content.len() > if rng.bool() { 2 } else { 3 } {
            content.remove(rng.usize(..content.len()));
        }
        if known.len() % 2 == 1 {
            let at = rng.usize(..content.len());
            content[at] = mistyped(&mut rng, &content[at]);
        }
        known.push(Known { text: content.join(" "), quote });
    }
    known
}

/// A word with one typing error.
pub(crate) fn mistyped(rng: &mut Rng, word: &str) -> String {
    let at = rng.usize(1..word.len() - 1);
    let mut letters: Vec<char> = word.chars().collect();
    match rng.u8(..5) {
        0 => drop(letters.remove(at)),
        1 => letters.insert(at, letters[at]),
        2 => letters[at] = rng.lowercase(),
        3 => letters.swap(at, at + 1),
        _ => letters.truncate(letters.len() - 2),
    }
    letters.into_iter().collect()
}

fn vocabulary(rng: &mut Rng, count: usize) -> Vec<String> {
    const STARTS: [&str; 16] =
        ["b", "br", "c", "d", "f", "g", "gr", "k", "l", "m", "n", "p", "pr", "s", "st", "tr"];
    const ENDS: [&str; 12] = ["", "l", "n", "nd", "r", "s", "st", "t", "ck", "m", "rd", "x"];
    let syllable = |rng: &mut Rng| {
        let vowel = rng.choice(["a", "e", "i", "o", "u", "ea", "ou"]).expect("one");
        [rng.choice(STARTS).expect("one"), vowel, rng.choice(ENDS).expect("one")].concat()
    };
    // Frequent words are short.
    (0..count).map(|at| (0..=(at + 1).ilog(30) + 1).map(|_| syllable(rng)).collect()).collect()
}

/// One of the words, the first ones as much more often as Zipf's law has it.
fn zipf<'a>(rng: &mut Rng, words: &'a [String]) -> &'a str {
    #[allow(clippy::cast_precision_loss, clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    let at = (words.len() as f64).powf(rng.f64()) as usize;
    &words[at.min(words.len()) - 1]
}

fn sentence(rng: &mut Rng, words: &[String]) -> String {
    let said: Vec<&str> = (0..rng.usize(4..46)).map(|_| zipf(rng, words)).collect();
    capital(&said.join(" ")) + if rng.bool() { "," } else { "." }
}

fn capital(text: &str) -> String {
    text[..1].to_uppercase() + &text[1..]
}

/// A day so many days after the first of 2005, roughly: every month has 28.
fn date(days: usize) -> String {
    let months = days / 28;
    format!("{}-{:02}-{:02}", 2005 + months / 12, months % 12 + 1, days % 28 + 1)
}
