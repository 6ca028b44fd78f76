//! The same keys answered by others: each quote looked at once more for every key.

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::time::Instant;

use nucleo_matcher::pattern::{CaseMatching, Normalization, Pattern};
use nucleo_matcher::{Config, Matcher, Utf32Str};
use onrecord::dataset::Dataset;

use super::figures::{RANKED, milliseconds, percentile};

/// So many keys, spread over those typed: the slowest take seconds each.
const KEYS: usize = 7;

/// The median times of R, frizbee and nucleo for a key.
pub(super) fn all(typed: &[&str], data: &Dataset) -> Vec<(&'static str, f64)> {
    let quotes: Vec<&str> = (0..data.quotes.len()).map(|at| data.words_of(at.into())).collect();
    let keys: Vec<&str> =
        typed.iter().flat_map(|text| (1..=text.len()).map(|end| &text[..end])).collect();
    let step = (keys.len() / KEYS).max(1);
    let keys: Vec<&str> = keys.into_iter().skip(step / 2).step_by(step).take(KEYS).collect();
    let lower: Vec<String> = quotes.iter().map(|quote| quote.to_lowercase()).collect();
    let lower = lower.join("\n");
    let time = |carry_out: &dyn Fn(&str)| {
        let times = keys.iter().map(|key| {
            let start = Instant::now();
            carry_out(key);
            milliseconds(start)
        });
        percentile(&mut times.collect::<Vec<_>>(), 0.5)
    };
    vec![
        (
            "R",
            time(&|key| {
                // One thread, exact only: the floor of anything that looks at every quote.
                std::hint::black_box(memchr::memmem::find_iter(lower.as_bytes(), key).count());
            }),
        ),
        (
            "frizbee",
            time(&|key| {
                let mut matcher = frizbee::Matcher::from_query(key, &frizbee::Config::default());
                std::hint::black_box(matcher.match_list_parallel(&quotes, 2));
            }),
        ),
        (
            "nucleo",
            time(&|key| {
                std::hint::black_box(nucleo(key, &quotes));
            }),
        ),
    ]
}

/// The count and the best of the quotes, by two threads.
fn nucleo(key: &str, quotes: &[&str]) -> (usize, Vec<(Reverse<u32>, usize)>) {
    let pattern = Pattern::parse(key, CaseMatching::Ignore, Normalization::Smart);
    let half = quotes.len().div_ceil(2).max(1);
    let search = |(first, quotes): (usize, &[&str])| {
        let (mut matcher, mut chars) = (Matcher::new(Config::DEFAULT), Vec::new());
        let (mut count, mut best) = (0, BinaryHeap::new());
        for (at, quote) in quotes.iter().enumerate() {
            let text = Utf32Str::new(quote, &mut chars);
            if let Some(score) = pattern.score(text, &mut matcher) {
                count += 1;
                best.push((Reverse(score), first + at));
                if best.len() > RANKED {
                    best.pop();
                }
            }
        }
        (count, best)
    };
    std::thread::scope(|scope| {
        let halves = (0..).step_by(half).zip(quotes.chunks(half));
        let halves: Vec<_> = halves.map(|half| scope.spawn(move || search(half))).collect();
        let (mut count, mut best) = (0, Vec::new());
        for half in halves {
            let (found, ranked) = half.join().expect("no panic");
            count += found;
            best.extend(ranked);
        }
        best.sort_unstable();
        best.truncate(RANKED);
        (count, best)
    })
}
