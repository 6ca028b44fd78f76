//! Any bytes as a dataset: refused in one sentence that may be printed, or opened, and then every
//! quote can be shown, cited and exported without a control character.
#![no_main]

use libfuzzer_sys::fuzz_target;
use onrecord::dataset::QuoteIx;
use onrecord::dataset::load::from_bytes;
use onrecord::export::{self, Format};
use onrecord::text::is_plain;

fuzz_target!(|bytes: &[u8]| {
    let data = match from_bytes(bytes, &mut |_| {}) {
        Ok(data) => data,
        Err(refusal) => {
            let sentence = refusal.to_string();
            assert!(!sentence.is_empty() && sentence.chars().all(is_plain), "{sentence:?}");
            return;
        }
    };
    let quotes: Vec<_> = (0..data.quotes.len()).map(QuoteIx::from).collect();
    for quote in &quotes {
        let article = data.article(data.quote(*quote).article);
        let span = &article.text[data.quote(*quote).span()];
        let is_inside = data.claimed_span(*quote).is_none();
        assert_eq!(data.quote(*quote).is_proven, is_inside && span == data.words_of(*quote));
    }
    for format in [Format::Text, Format::Json, Format::Jsonl, Format::Csv, Format::Md] {
        let mut out = Vec::new();
        export::write(&mut out, format, None, &data, &quotes).expect("memory takes it");
        let text = String::from_utf8(out).expect("UTF-8");
        assert!(text.chars().all(|c| is_plain(c) || matches!(c, '\r' | '\n')), "{text:?}");
    }
});
