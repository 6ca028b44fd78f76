//! What a query means, which words and quotes it finds, and what is marked in them.

use onrecord::dataset::load::{Origin, from_bytes};
use onrecord::dataset::{Confidence, Dataset, QuoteIx};
use onrecord::search::query::{Pattern, PhraseQuery, Query};
use onrecord::search::vocabulary::{Fuzziness, MatchKind, Mode, WordSet};
use onrecord::search::{Field, FieldSet, Index, QuoteSet, Search};
use proptest::prelude::*;

fn problems(text: &str) -> Vec<String> {
    Query::parse(text).problems.into_iter().map(|p| p.message).collect()
}

#[test]
fn unfinished_is_no_problem() {
    for text in ["", " ", "speaker:", "-", "a |", "| a", "\"", "=", "~", "said:", "|"] {
        assert!(problems(text).is_empty(), "{text}");
    }
    assert_eq!(Query::parse("a | ").clauses.len(), 1);
}

#[test]
fn what_cannot_be_read_is_named_and_the_rest_stays() {
    let query = Query::parse("spaeker:x treaty said:2021-13");
    assert_eq!(query.clauses.len(), 1);
    assert_eq!(query.problems.len(), 2);
    assert!(query.problems[0].message.contains("spaeker: is no field; speaker: is"));
    let title = Query::parse("title:talks").problems.remove(0).message;
    assert_eq!(title, "title: is no field; headline: is");
    assert_eq!(problems("body:talks"), ["body: is no field; in: is"]);
    assert!(problems("xy:z")[0].contains("there are text speaker"), "two letters are near nothing");
    assert!(Query::parse("zzzzzz:x").problems[0].message.contains("there are text speaker"));
    assert_eq!(problems("kind:loud").len(), 1);
    assert_eq!(problems("🙂 -... ok").len(), 2);
    assert!(problems("https://a.invalid 10:00").is_empty());
}

#[test]
fn alternatives_bind_closer_than_conditions() {
    let query = Query::parse("a | b c");
    assert_eq!(query.clauses.len(), 2);
    assert_eq!(query.clauses[0].terms.len(), 2);
    assert_eq!(query.clauses[0].range, 0..5);
}

#[test]
fn marks_hold_a_value_together() {
    let query = Query::parse("speaker:\"sergei ryabkov\" -“a b”");
    assert_eq!(query.clauses.len(), 2);
    let term = &query.clauses[1].terms[0];
    assert!(term.negated);
    let words = vec!["a".into(), "b".into()];
    assert_eq!(term.pattern, Pattern::Phrase(PhraseQuery { words, open: false }));
}

#[test]
fn a_confidence_may_be_cut_short() {
    for (text, degree) in [
        ("confidence:low", Some(Confidence::Low)),
        ("confidence:L", Some(Confidence::Low)),
        ("confidence:\"med", Some(Confidence::Medium)),
        ("confidence:h", Some(Confidence::High)),
        ("confidence:none", None),
    ] {
        let query = Query::parse(text);
        let term = &query.clauses[0].terms[0];
        assert_eq!(term.pattern, Pattern::Confidence(degree), "{text}");
        assert!(query.problems.is_empty() && term.fields.is_empty(), "{text}");
    }
    assert!(Query::parse("confidence: confidence:\"").problems.is_empty());
    assert_eq!(problems("confidence:lower"), ["confidence: is high, medium, low or none"]);
}

#[test]
fn a_day_may_be_unknown() {
    for text in ["said:undated", "said:u", "said:\"Undated\""] {
        let query = Query::parse(text);
        assert_eq!(query.clauses[0].terms[0].pattern, Pattern::Undated, "{text}");
    }
    assert_eq!(problems("said:undatable after:undated").len(), 2);
}

#[test]
fn days_may_be_cut_short() {
    let span = |text| match &Query::parse(&format!("said:{text}")).clauses[..] {
        [clause] => match clause.terms[0].pattern {
            Pattern::Days(first, last) => Some(format!("{first} {last}")),
            _ => None,
        },
        _ => None,
    };
    assert_eq!(span("2021").as_deref(), Some("2021-01-01 2021-12-31"));
    assert_eq!(span("2020-02").as_deref(), Some("2020-02-01 2020-02-29"));
    assert_eq!(span("2021-07-28").as_deref(), Some("2021-07-28 2021-07-28"));
    assert_eq!(span("2021-7"), None);
    assert_eq!(span("2021-07-28-1"), None);
}

/// What a word means among seven words that stand in one quote.
fn meant(word: &str, mode: Mode, fuzziness: Fuzziness, fields: FieldSet) -> (WordSet, Vec<String>) {
    let text = "control riabkov ryabkov sovereignty talked talks trade";
    let json = serde_json::json!({
        "version": 1, "title": "", "speakers": [], "meetings": [],
        "articles": [{"id": "a", "title": "", "date": null, "text": text}],
        "quotes": [{"id": "q", "article": "a", "start": 0, "end": text.len(), "text": text,
                    "kind": "direct"}]
    });
    let data = from_bytes(json.to_string(), &mut |_| {}).expect("sound");
    let index = Index::build(&data, &mut |_| {});
    let set = index.vocabulary().resolve(word, mode, fuzziness, fields);
    let words = set.ranges().cloned().flatten().map(|at| index.vocabulary().word(at).to_owned());
    let mut words: Vec<String> = words.collect();
    words.sort();
    (set, words)
}

#[test]
fn the_closest_kind_wins() {
    for (word, kind, wanted) in [
        ("talks", MatchKind::Exact, &["talked", "talks"][..]),
        ("tal", MatchKind::Prefix, &["talked", "talks"]),
        ("talking", MatchKind::Form, &["talked", "talks"]),
        ("contrl", MatchKind::Typo, &["control"]),
        ("sovreingty", MatchKind::Typo, &["sovereignty"]),
        ("rybkv", MatchKind::Letters, &["ryabkov"]),
    ] {
        let (set, words) = meant(word, Mode::Closest, Fuzziness::Closest, FieldSet::ANYWHERE);
        assert_eq!(set.kinds[0].0, kind, "{word}");
        assert_eq!(words, wanted, "{word}");
    }
}

#[test]
fn exact_is_that_word_alone() {
    let exact = |word| meant(word, Mode::Exact, Fuzziness::Closest, FieldSet::ANYWHERE).1;
    assert_eq!(exact("talks"), ["talks"]);
    assert!(exact("talk").is_empty());
}

#[test]
fn words_of_other_fields_are_not_meant() {
    let (set, _) = meant("talks", Mode::Closest, Fuzziness::Typos, Field::Side.into());
    assert!(set.is_empty());
}

fn built_in() -> (Dataset, Index) {
    let data = Origin::BuiltIn.load(&mut |_| {}).expect("sound");
    let index = Index::build(&data, &mut |_| {});
    (data, index)
}

fn found(query: &str) -> Vec<String> {
    let (data, index) = built_in();
    let search = Search::run(&Query::parse(query), &index, &data, None);
    search.hits.iter().map(|quote| data.id_of(quote).to_owned()).collect()
}

#[test]
fn letters_in_order_find_the_name_alone() {
    let by_letters = found("rybkv");
    assert_eq!(by_letters, found("speaker:ryabkov"));
    assert_eq!(by_letters.len(), 11);
}

#[test]
fn spellings_accents_and_points_fold() {
    assert_eq!(found("riabkov"), found("RYABKOV"));
    assert_eq!(found("\"our us colleagues\"").len(), 2);
}

#[test]
fn conditions_join_and_alternatives_widen() {
    assert_eq!(found("speaker:biden said:2021-07-27").len(), 3);
    assert_eq!(found("biden | kennedy").len(), 5);
    assert_eq!(found("speaker:biden -economy").len(), 2);
    assert_eq!(found("kind:direct speaker:haq").len(), 1);
    assert_eq!(found("after:2021-09-22").len(), 1);
    assert_eq!(found("before:2021-07-27").len(), 0);
    assert_eq!(found("").len(), 30);
    // A phrase still being typed may end in the beginning of a word.
    assert_eq!(found("speaker:\"joe bi"), found("speaker:\"joe biden\""));
    assert_eq!(found("speaker:\"joe bi\"").len(), 0);
}

#[test]
fn typing_errors_find_the_word() {
    assert_eq!(found("sovreignty"), found("sovereignty"));
    assert_eq!(found("sovereignty").len(), 1);
}

#[test]
fn advice_names_the_word_that_finds_nothing() {
    let (data, index) = built_in();
    let text = "biden qqqq";
    let search = Search::run(&Query::parse(text), &index, &data, None);
    assert!(search.hits.is_empty());
    let advice = search.advice(&QuoteSet::all(data.quotes.len())).expect("advice");
    assert_eq!((&text[advice.range], advice.found), ("qqqq", 4));
}

#[test]
fn the_closest_come_first() {
    let (data, index) = built_in();
    let search = Search::run(&Query::parse("positive sign"), &index, &data, None);
    let first = search.ranked(&index, &data, &search.hits, 1)[0];
    assert!(data.words_of(first).contains("positive sign"));
}

fn marked(query: &str, text: &str) -> String {
    let data = Origin::BuiltIn.load(&mut |_| {}).expect("sound");
    let index = Index::build(&data, &mut |_| {});
    let search = Search::run(&Query::parse(query), &index, &data, None);
    let mut marked = text.to_owned();
    for range in search.highlights(&index, Field::Text, text).into_iter().rev() {
        marked.insert(range.end, ']');
        marked.insert(range.start, '[');
    }
    marked
}

#[test]
fn the_letters_that_matched_are_marked() {
    let text = "a violation of our sovereignty, our U.S. allies";
    assert_eq!(marked("violation", text), "a [violation] of our sovereignty, our U.S. allies");
    assert_eq!(marked("viol", text), "a [viol]ation of our sovereignty, our U.S. allies");
    assert_eq!(marked("sovreignty", text), "a violation of our [sov]e[reignty], our U.S. allies");
    assert_eq!(marked("~vltn", text), "a [v]io[l]a[t]io[n] of our sovereignty, our U.S. allies");
    assert_eq!(marked("\"our us\"", text), "a violation of our sovereignty, [our U.S]. allies");
    assert_eq!(marked("-violation", text), text);
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn sets_are_lists_in_order(wanted in prop::collection::btree_set(0_usize..300, 0..60)) {
        let set = QuoteSet::all_where(300, |at| wanted.contains(&at));
        let all: Vec<QuoteIx> = wanted.iter().copied().map(QuoteIx::from).collect();
        prop_assert_eq!(set.iter().collect::<Vec<_>>(), all.clone());
        prop_assert_eq!(set.len(), all.len());
        for from in 0..=300 {
            let rest: Vec<QuoteIx> = all.iter().copied().filter(|q| q.index() >= from).collect();
            prop_assert_eq!(set.iter_from(from).collect::<Vec<_>>(), rest.clone());
            prop_assert_eq!(set.count(from..300), rest.len());
            for nth in 0..rest.len() + 1 {
                prop_assert_eq!(set.nth_from(from, nth), rest.get(nth).copied());
            }
        }
    }
}
