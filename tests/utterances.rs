//! Which quotations are the same words printed in different articles.

use std::collections::BTreeSet;

use jiff::ToSpan;
use jiff::civil::{Date, date};
use onrecord::extract::corpus::utterances::{Printing, utterances};
use proptest::prelude::*;

const WEBER: Option<usize> = Some(0);
const REED: Option<usize> = Some(1);
const NOBODY: Option<usize> = None;

/// So many days after the first of May.
fn may(days: i64) -> Option<Date> {
    date(2031, 5, 1).checked_add(days.days()).ok()
}

fn printing(article: usize, text: &str, speaker: Option<usize>, day: Option<Date>) -> Printing<'_> {
    Printing { article, text, speaker, day }
}

/// Whether two printings in two articles are one utterance: the same in either order.
fn same(a: (&str, Option<usize>, Option<Date>), b: (&str, Option<usize>, Option<Date>)) -> bool {
    let [a, b] = [(0, a), (1, b)].map(|(at, (text, who, day))| printing(at, text, who, day));
    let found = utterances(&[a, b]);
    assert_eq!(found, utterances(&[b, a]));
    assert!(found == [Some(0), Some(0)] || found == [None, None]);
    found[0].is_some()
}

/// Whether two texts of one speaker and day are one utterance.
fn same_text(a: &str, b: &str) -> bool {
    same((a, WEBER, may(0)), (b, WEBER, may(0)))
}

#[test]
fn marks_and_case_do_not_count() {
    assert!(same_text("“The U.S. harbour is closed,”", "the US harbour is closed."));
    assert!(!same_text(
        "The harbour in the north is closed",
        "The market square was full of boats"
    ));
}

#[test]
fn respelt_words_are_the_same_words() {
    let printed = "the harbour authority favours a neutral colour for its boats";
    assert!(same_text(printed, "the harbor authority favours a neutral color for its boats"));
    assert!(!same_text(printed, "the harbor authority favors one neutral color for its boats"));
    // Of five words the middle one: no three in a row are left.
    assert!(same_text(
        "we discussed fisheries inspection issues",
        "we discussed fishery inspection issues"
    ));
    assert!(!same_text(
        "we discussed fisheries inspection issues",
        "we discussed fishery inspector issues"
    ));
}

#[test]
fn a_cut_quotation_belongs_to_the_whole() {
    let whole = "The committee meets to count the boats, to see where the records differ \
                 and to try to find a place for joint repairs";
    assert!(same_text(whole, "to try to find a place for joint repairs"));
    assert!(same_text(whole, "to try and find a place for joint repairs"));
    assert!(!same_text(whole, "to try to find a buyer for the old repairs"));
    // All the words, but far apart.
    assert!(!same_text(whole, "the committee boats differ joint"));
}

#[test]
fn common_words_alone_do_not_make_texts_alike() {
    assert!(!same_text(
        "in the history of sailing",
        "the largest boat in the history of this town"
    ));
    assert!(same_text("in the history of sailing", "the largest boat in the history of sailing"));
}

#[test]
fn a_phrase_is_looked_for_to_the_word_and_within_days() {
    let whole = "The talks at the harbour were calm and thorough";
    let phrase = "calm and thorough,";
    assert!(same((whole, WEBER, may(0)), (phrase, WEBER, may(7))));
    assert!(!same((whole, WEBER, may(0)), (phrase, WEBER, may(8))));
    assert!(same((phrase, WEBER, may(0)), (phrase, WEBER, may(7))));
    assert!(!same((phrase, WEBER, may(0)), (phrase, WEBER, may(8))));
    assert!(same((phrase, WEBER, may(0)), ("very calm and thorough", WEBER, may(7))));
    assert!(!same_text(whole, "calm and rather thorough"));
    assert!(!same_text("thorough talks", "thorough talks"));
    assert!(!same_text("so that they could", "so that they could"));
}

#[test]
fn a_phrase_without_a_day_needs_its_speaker() {
    for text in ["The talks at the harbour were calm and thorough", "calm and thorough"] {
        assert!(same((text, WEBER, may(0)), ("calm and thorough", WEBER, None)));
        assert!(same((text, WEBER, None), ("calm and thorough", WEBER, may(0))));
        assert!(same((text, WEBER, None), ("calm and thorough", WEBER, None)));
        assert!(!same((text, WEBER, may(0)), ("calm and thorough", REED, None)));
        assert!(!same((text, NOBODY, may(0)), ("calm and thorough", NOBODY, None)));
        assert!(!same((text, NOBODY, None), ("calm and thorough", NOBODY, None)));
    }
}

#[test]
fn different_speakers_share_a_phrase_for_three_days() {
    for text in ["The talks at the harbour were calm and thorough", "calm and thorough"] {
        assert!(same((text, WEBER, may(0)), ("calm and thorough", REED, may(3))));
        assert!(!same((text, WEBER, may(0)), ("calm and thorough", REED, may(4))));
        assert!(same((text, WEBER, may(0)), ("calm and thorough", NOBODY, may(7))));
    }
}

#[test]
fn outlets_may_disagree_about_the_speaker_of_eight_words() {
    let eight = "nobody counted the boats in the northern harbour";
    assert!(same((eight, WEBER, may(0)), (eight, REED, may(400))));
    assert!(same(
        (eight, WEBER, None),
        ("Nobody counted the ships in the northern harbour", REED, None)
    ));
    let five = "nobody counted the northern boats";
    assert!(!same((five, WEBER, may(0)), (five, REED, may(0))));
    assert!(same((five, WEBER, may(0)), (five, NOBODY, may(400))));
    assert!(same((five, NOBODY, None), (five, NOBODY, None)));
    // Contained is less than equal.
    let cut = format!("{eight} because the clerks were all at the fair that day");
    assert!(!same((eight, WEBER, may(0)), (&cut, REED, may(0))));
    assert!(same((eight, WEBER, may(0)), (&cut, WEBER, may(0))));
    assert!(same((eight, NOBODY, may(0)), (&cut, REED, may(0))));
}

#[test]
fn two_translations_are_one_utterance_within_a_month() {
    let one = "We consider the harbour treaty a serious basis for lasting peace between both towns";
    let other =
        "For us the harbour treaty is a serious foundation of durable peace between the two towns";
    assert!(same((one, WEBER, may(0)), (other, WEBER, may(30))));
    assert!(!same((one, WEBER, may(0)), (other, WEBER, may(31))));
    assert!(!same((one, WEBER, may(0)), (other, REED, may(0))));
    assert!(!same((one, WEBER, may(0)), (other, NOBODY, may(0))));
    assert!(!same((one, WEBER, may(0)), (other, WEBER, None)));
    let another =
        "Between the towns there was peace before the treaty, and the harbour had serious trade";
    assert!(!same((one, WEBER, may(0)), (another, WEBER, may(0))));
}

#[test]
fn one_article_is_no_group() {
    let text = "nobody counted the boats in the northern harbour";
    let twice = [printing(4, text, WEBER, may(0)), printing(4, text, WEBER, may(0))];
    assert_eq!(utterances(&twice), [None, None]);
}

#[test]
fn groups_are_numbered_as_they_appear() {
    let texts = [
        "the zebra crossing is open again",
        "nobody counted the boats",
        "it rained all week",
        "the Zebra crossing is open again!",
        "Nobody counted the boats.",
    ];
    let printings: Vec<_> =
        texts.iter().enumerate().map(|(at, text)| printing(at, text, WEBER, may(0))).collect();
    assert_eq!(utterances(&printings), [Some(0), Some(1), None, Some(0), Some(1)]);
}

#[test]
fn a_phrase_joins_no_two_that_do_not_match() {
    let chain = [0, 6, 12].map(|day| printing(day as usize, "calm and thorough", WEBER, may(day)));
    assert_eq!(utterances(&chain), [Some(0), Some(0), None]);

    let larger = ["very calm and thorough", "calm and thorough", "calm and thorough talks"];
    let larger = larger.map(|text| printing(text.len(), text, WEBER, may(0)));
    let found = utterances(&larger);
    assert!(found[0] != found[2] || found[0].is_none(), "{found:?}");

    // Weber and Reed are six days apart; only who said it on the first day is not known.
    let speakers = [(NOBODY, 0), (WEBER, 0), (REED, 6)];
    let speakers =
        speakers.map(|(who, day)| printing(day as usize, "calm and thorough", who, may(day)));
    let found = utterances(&speakers);
    assert!(found[1].is_none() || found[1] != found[2], "{found:?}");

    let apart = [
        printing(0, "the harbour talks were calm and thorough", WEBER, may(0)),
        printing(1, "a calm and thorough search of the old boats", WEBER, may(2)),
        printing(2, "calm and thorough", WEBER, may(1)),
    ];
    assert_eq!(utterances(&apart), [Some(0), None, Some(0)]);
}

#[test]
fn a_phrase_looks_for_other_articles_first() {
    let printings = [
        printing(0, "the harbour talks were calm and thorough", WEBER, may(0)),
        printing(0, "calm and thorough", WEBER, may(0)),
        printing(1, "a calm and thorough search of the old boats", WEBER, may(2)),
    ];
    assert_eq!(utterances(&printings), [None, Some(0), Some(0)]);
}

#[test]
fn long_texts_are_compared_too() {
    let words: Vec<String> = (0..1500).map(|n| format!("boat{n}")).collect();
    let whole = words.join(" ");
    assert!(same_text(&whole, &words[900..1000].join(" ")));
    assert!(same_text(&whole, &words[100..1100].join(" ")));
    let shuffled: Vec<&str> = words.iter().rev().map(String::as_str).collect();
    assert!(!same_text(&whole, &shuffled.join(" ")));
}

#[test]
fn a_hundred_thousand_equal_texts() {
    for text in
        ["calm and thorough talks", "the boats are in the northern harbour", "thank you very much"]
    {
        let printings: Vec<_> = (0..100_000_usize)
            .map(|at| printing(at, text, Some(at % 1000), may(at as i64 % 7)))
            .collect();
        let found = utterances(&printings);
        let grouped = found.iter().flatten().count();
        assert_eq!(grouped, if text.starts_with("thank") { 0 } else { 100_000 }, "{text}");
    }
}

#[test]
fn many_texts_around_one_phrase() {
    let texts: Vec<String> =
        (0..10_000).map(|n| format!("clerk{n} saw calm and thorough talks in hall{n}")).collect();
    let mut printings: Vec<_> =
        texts.iter().enumerate().map(|(at, text)| printing(at, text, Some(at), may(0))).collect();
    printings.push(printing(10_000, "calm and thorough talks", WEBER, may(0)));
    let found = utterances(&printings);
    assert_eq!(found.iter().flatten().count(), 2);
    assert!(found[10_000].is_some());
}

/// Texts of a few words from a small vocabulary, so that many are alike.
fn some_printings() -> impl Strategy<Value = Vec<(usize, String, Option<usize>, Option<i64>)>> {
    let word = prop::sample::select(vec!["boat", "harbour", "calm", "north", "clerk", "the", "of"]);
    let text = prop::collection::vec(word, 0..12).prop_map(|words| words.join(" "));
    let one = (0_usize..4, text, prop::option::of(0_usize..3), prop::option::of(0_i64..20));
    prop::collection::vec(one, 0..40)
}

fn groups(found: &[Option<usize>], order: &[usize]) -> BTreeSet<BTreeSet<usize>> {
    let count = found.iter().flatten().max().map_or(0, |most| most + 1);
    let mut groups = vec![BTreeSet::new(); count];
    for (at, group) in found.iter().enumerate() {
        if let Some(group) = group {
            groups[*group].insert(order[at]);
        }
    }
    groups.into_iter().collect()
}

proptest! {
    #[test]
    fn the_order_of_the_printings_does_not_matter(
        (some, order) in some_printings().prop_flat_map(|some| {
            let order: Vec<usize> = (0..some.len()).collect();
            (Just(some), Just(order).prop_shuffle())
        })
    ) {
        let printings: Vec<_> = some
            .iter()
            .map(|(article, text, who, day)| printing(*article, text, *who, day.and_then(may)))
            .collect();
        let shuffled: Vec<_> = order.iter().map(|at| printings[*at]).collect();
        let straight: Vec<usize> = (0..some.len()).collect();
        let found = utterances(&printings);
        let expected = groups(&found, &straight);
        prop_assert_eq!(&groups(&utterances(&shuffled), &order), &expected);
        for group in expected {
            let articles: BTreeSet<usize> = group.iter().map(|at| some[*at].0).collect();
            prop_assert!(articles.len() > 1);
        }
        let mut first: Vec<usize> = Vec::new();
        for number in found.into_iter().flatten() {
            if !first.contains(&number) {
                first.push(number);
            }
        }
        prop_assert!(first.is_sorted() && first.first().is_none_or(|first| *first == 0));
    }

    #[test]
    fn any_text_is_taken(
        texts in prop::collection::vec("\\PC{0,80}", 0..12),
        days in prop::collection::vec(prop::option::of(prop::sample::select(vec![Date::MIN, Date::MAX])), 12),
        speakers in prop::collection::vec(prop::option::of(any::<usize>()), 12),
    ) {
        let printings: Vec<_> = texts
            .iter()
            .enumerate()
            .map(|(at, text)| printing(at, text, speakers[at], days[at]))
            .collect();
        prop_assert_eq!(utterances(&printings).len(), texts.len());
    }
}
