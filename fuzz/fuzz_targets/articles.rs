//! Any bytes as a file of articles: nothing panics, what is passed over is said in a sentence that
//! may be printed, and what is made of the rest is a sound dataset in which every quote stands
//! where it says. The first byte chooses the kind of file.
#![no_main]

use libfuzzer_sys::fuzz_target;
use onrecord::dataset::annotations::Annotations;
use onrecord::extract::{Offices, extract, input, merge};
use onrecord::dataset::load::from_bytes;
use onrecord::text::{is_plain, safe};

fuzz_target!(|bytes: &[u8]| {
    let Some((kind, bytes)) = bytes.split_first() else { return };
    let extension = input::EXTENSIONS[usize::from(*kind) % input::EXTENSIONS.len()];
    let mut extractions = Vec::new();
    for article in input::read(&format!("2021-07-28-talks.{extension}"), bytes) {
        match article {
            Ok(article) => extractions.push(extract(&article)),
            Err(passed) => assert!(safe(&passed.to_string()).chars().all(is_plain)),
        }
    }
    if extractions.is_empty() {
        return;
    }
    let dataset = serde_json::to_vec(&merge(extractions, &Annotations::default(), &Offices::default()).file).expect("JSON");
    let data = from_bytes(dataset, &mut |_| {}).expect("what was made is sound");
    assert!(data.quotes.iter().all(|quote| quote.is_proven));
});
