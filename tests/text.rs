//! What is shown of a text, where its words and code points are, and how it is fitted into columns.

use onrecord::text::offsets::{CodePoints, Position};
use onrecord::text::{Word, clip, fold, glyphs, is_plain, safe, width, words, wrap};
use proptest::prelude::*;
use unicode_segmentation::UnicodeSegmentation;

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn glyphs_are_the_graphemes(
        text in "([a \\r\\n\\t~\\u{301}\\u{200d}\\u{1f468}\\u{1f1e9}\\u{600}é👩🚀–—‘’“”…]|\\PC){0,20}"
    ) {
        // ASCII and the marks of English print are shown as they are; another grapheme is shown in
        // a text as it is shown alone.
        let is_shown_as_it_is = |g: &str| matches!(g.as_bytes(), [0x20..0x7f]) || matches!(g, "–" | "—" | "‘" | "’" | "“" | "”" | "…");
        let shown = |g: &str| match is_shown_as_it_is(g) {
            true => g.to_owned(),
            false => glyphs(g).map(|glyph| glyph.shown).collect(),
        };
        let wanted = text.grapheme_indices(true).map(|(at, g)| (at..at + g.len(), shown(g)));
        let found = glyphs(&text).map(|glyph| (glyph.range, glyph.shown.into_owned()));
        prop_assert_eq!(found.collect::<Vec<_>>(), wanted.collect::<Vec<_>>());
        prop_assert_eq!(width(&text), glyphs(&text).map(|glyph| glyph.width).sum::<usize>());
    }
}

#[test]
fn marks_per_cell_are_capped_and_the_rest_is_marked() {
    let flood = format!("Z{}", "\u{301}".repeat(500));
    let shown = safe(&flood).into_owned();
    assert!(shown.chars().count() <= 8 + 2 && shown.ends_with('\u{fffd}'));
}

#[test]
fn joined_emoji_and_right_to_left_text_stay() {
    for text in ["👩‍🚀", "قال الوزير", "שלום"] {
        assert_eq!(safe(text), text);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn nothing_vanishes(text in "([a\\x00-\\x1f\\x7f-\\x9f\\u{202a}-\\u{202e}\\u{200b}-\\u{200f}\\u{2066}-\\u{2069}\\u{ad}\\u{feff}\\u{301}]|\\PC){0,20}") {
        for glyph in glyphs(&text) {
            let original = &text[glyph.range.clone()];
            prop_assert!(glyph.width > 0 && !glyph.shown.is_empty(), "{original:?}");
            prop_assert!(glyph.shown.chars().all(is_plain), "{original:?}");
            let is_changed = original.chars().any(|c| !is_plain(c));
            prop_assert!(!is_changed || glyph.shown != original, "{original:?}");
        }
    }
}

#[test]
fn controls_are_shown_not_dropped() {
    assert_eq!(safe("a\u{9b}b\u{7f}\u{200b}\r"), "a\\x9bb^?<200b>^M");
    assert_eq!(width("\u{1b}"), 2);
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_code_point_is_found(piece in "\\PC{0,40}", times in 0_usize..200) {
        let text = piece.repeat(times);
        let points = CodePoints::new(&text);
        let starts = text.char_indices().map(|(at, _)| at).chain([text.len()]);
        let starts: Vec<u32> = starts.map(|at| at as u32).collect();
        prop_assert_eq!(points.count() as usize, starts.len() - 1);
        for (point, byte) in starts.iter().enumerate() {
            prop_assert_eq!(points.byte(&text, point as u32, Position::default()), *byte);
            prop_assert_eq!(points.point(&text, *byte as usize) as usize, point);
            let before = point / 2;
            let known = Position { point: before as u32, byte: starts[before] };
            prop_assert_eq!(points.byte(&text, point as u32, known), *byte);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn words_are_those_of_the_library(
        text in r"([a-cA-C0-9_:;,.'‘’“”–—… \n\r\t\u{200d}éßİ会🙂-]|\PC){0,24}"
    ) {
        let wanted: Vec<Word> = text
            .unicode_word_indices()
            .map(|(at, word)| {
                let folded = fold(word).replace(['.', '\''], "");
                Word { range: at..at + word.len(), folded }
            })
            .collect();
        prop_assert_eq!(words(&text).collect::<Vec<_>>(), wanted);
    }
}

fn wrapped(text: &str, columns: usize) -> Vec<&str> {
    wrap(text, columns).into_iter().map(|r| &text[r]).collect()
}

#[test]
fn wraps_at_words_and_keeps_blank_lines() {
    assert_eq!(wrapped("one two three\n\nfour", 8), ["one two", "three", "", "four"]);
    assert_eq!(wrapped("", 8), Vec::<&str>::new());
}

#[test]
fn breaks_words_that_are_too_wide() {
    assert_eq!(wrapped("abcdefgh ij", 3), ["abc", "def", "gh", "ij"]);
    assert_eq!(wrapped("会議の議事録", 5), ["会議", "の議", "事録"]);
}

#[test]
fn one_column_still_ends() {
    assert!(wrapped("会 a\u{1b}", 1).len() >= 3);
}

#[test]
fn clips_on_columns_not_bytes() {
    assert_eq!(clip("会議の議事録", 5), "会議…");
    assert_eq!(clip("abc", 3), "abc");
    assert_eq!(clip("abcd", 3), "ab…");
    assert_eq!(clip("abcd", 0), "");
}

#[test]
fn a_text_is_plain_where_its_characters_are() {
    use onrecord::text::{is_all_plain, is_plain};
    for c in (0..=0x0010_ffff).filter_map(char::from_u32) {
        let is_plain = c == '\n' || is_plain(c);
        assert_eq!(is_all_plain(c.encode_utf8(&mut [0; 4])), is_plain, "{c:?}");
    }
    assert!(is_all_plain("“We go on”\nsaid é — …") && !is_all_plain("“We go\u{202e} on”"));
}
