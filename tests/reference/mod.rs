//! The query language once more, as slowly and plainly as it can be said: every quote is looked at,
//! every word of the vocabulary is compared. It shares the parser with the program, and nothing of
//! the index.

use std::collections::BTreeSet;

use fuzzy_matcher::FuzzyMatcher;
use fuzzy_matcher::skim::SkimMatcherV2;
use onrecord::dataset::{Dataset, Day, QuoteIx};
use onrecord::search::Field;
use onrecord::search::lexicon::Mode;
use onrecord::search::query::{Pattern, Query, Term};
use onrecord::text::words;
use rust_stemmers::{Algorithm, Stemmer};

/// Whether a quote matches a query.
pub(crate) fn matches(data: &Dataset, query: &str, quote: QuoteIx) -> bool {
    let query = Query::parse(query);
    query
        .clauses
        .iter()
        .all(|clause| clause.terms.iter().any(|term| holds(data, term, quote) != term.negated))
}

fn holds(data: &Dataset, term: &Term, quote: QuoteIx) -> bool {
    match &term.pattern {
        Pattern::Kind(kind) => data.quote(quote).kind == *kind,
        Pattern::Confidence(degree) => data.quote(quote).confidence == *degree,
        Pattern::Days(first, last) => {
            let said = data.quote(quote).said;
            Day::Known(*first) <= said && said <= Day::Known(*last)
        }
        Pattern::Undated => data.quote(quote).said == Day::Unknown,
        Pattern::Phrase(phrase) => term.fields.iter().any(|field| {
            let (last, whole) = phrase.words.split_last().expect("a word");
            texts(data, *field, quote).iter().any(|text| {
                let text = folded(text);
                (0..text.len()).any(|at| {
                    let end = text[at..].strip_prefix(whole).and_then(<[String]>::first);
                    end.is_some_and(|end| end == last || phrase.open && end.starts_with(last))
                })
            })
        }),
        Pattern::Word(word, mode) => {
            let meant = meant(data, term.fields, word, *mode);
            term.fields.iter().zip(meant).any(|(field, meant)| {
                let texts = texts(data, *field, quote);
                texts.iter().flat_map(|text| folded(text)).any(|word| meant.contains(&word))
            })
        }
    }
}

fn folded(text: &str) -> Vec<String> {
    words(text).map(|word| word.folded).collect()
}

fn texts(data: &Dataset, field: Field, quote: QuoteIx) -> Vec<String> {
    let entry = data.quote(quote);
    let speaker = entry.speaker.map(|s| data.speaker(s));
    let article = data.article(entry.article);
    let meeting = entry.meeting.map(|m| data.meeting(m));
    match field {
        Field::Text => vec![data.words_of(quote).to_owned()],
        Field::Speaker => speaker
            .map(|s| s.aliases.iter().cloned().chain([s.name.clone()]).collect())
            .unwrap_or_default(),
        Field::Side => speaker.and_then(|s| s.side.clone()).into_iter().collect(),
        Field::Headline => vec![article.title.clone()],
        Field::Publisher => article.publisher.clone().into_iter().collect(),
        Field::Meeting => meeting.map(|m| m.title.clone()).into_iter().collect(),
        Field::Place => meeting.and_then(|m| m.place.clone()).into_iter().collect(),
    }
}

/// The words of a field over the whole dataset, whether a quote stands behind them or not.
fn vocabulary(data: &Dataset, field: Field) -> BTreeSet<String> {
    let speakers = data.speakers.iter();
    let texts: Vec<String> = match field {
        Field::Text => (0..data.quotes.len()).map(|q| data.words_of(q.into()).to_owned()).collect(),
        Field::Speaker => {
            speakers.flat_map(|s| s.aliases.iter().chain([&s.name]).cloned()).collect()
        }
        Field::Side => speakers.filter_map(|s| s.side.clone()).collect(),
        Field::Headline => data.articles.iter().map(|a| a.title.clone()).collect(),
        Field::Publisher => data.articles.iter().filter_map(|a| a.publisher.clone()).collect(),
        Field::Meeting => data.meetings.iter().map(|m| m.title.clone()).collect(),
        Field::Place => data.meetings.iter().filter_map(|m| m.place.clone()).collect(),
    };
    texts.iter().flat_map(|text| folded(text)).collect()
}

/// For each field the words that a typed word means: those of the closest kind found in any field.
fn meant(data: &Dataset, fields: &[Field], typed: &str, mode: Mode) -> Vec<BTreeSet<String>> {
    let fields: Vec<BTreeSet<String>> = fields.iter().map(|f| vocabulary(data, *f)).collect();
    let keep = |holds: &dyn Fn(&str) -> bool| -> Vec<BTreeSet<String>> {
        let kept = |words: &BTreeSet<String>| words.iter().filter(|w| holds(w)).cloned().collect();
        fields.iter().map(kept).collect()
    };
    let fuzzy = SkimMatcherV2::default().respect_case();
    if mode == Mode::Exact {
        return keep(&|word| word == typed);
    }
    if mode == Mode::Letters {
        return keep(&|word| fuzzy.fuzzy_match(word, typed).is_some());
    }
    let any = |sets: &[BTreeSet<String>]| sets.iter().any(|set| !set.is_empty());
    let stem = |word: &str| Stemmer::create(Algorithm::English).stem(word).into_owned();
    let form = stem(typed);
    // A field that has the word itself means its other forms too.
    let exact: Vec<BTreeSet<String>> = fields
        .iter()
        .map(|words| match words.contains(typed) {
            true => words.iter().filter(|w| **w == typed || stem(w) == form).cloned().collect(),
            false => BTreeSet::new(),
        })
        .collect();
    if any(&exact) {
        return exact;
    }
    let prefix = keep(&|word| word.starts_with(typed));
    if any(&prefix) {
        return prefix;
    }
    // Within one field the kinds are tried in order, and the closest over the fields is taken: a
    // field whose words begin so has no say in the later kinds, as none does here.
    let forms = keep(&|word| stem(word) == form);
    if any(&forms) {
        return forms;
    }
    let allowed = match typed.chars().count() {
        0..4 => 0,
        4..8 => 1,
        _ => 2,
    };
    for edits in 1..=allowed {
        let near = keep(&|word| strsim::osa_distance(word, typed) == edits);
        if any(&near) {
            return near;
        }
    }
    let len = typed.chars().count();
    let best = |words: &BTreeSet<String>| -> BTreeSet<String> {
        if len < 3 {
            return BTreeSet::new();
        }
        let scores = |typed: &str| -> Vec<(String, i64)> {
            let scored =
                words.iter().filter_map(|w| Some((w.clone(), fuzzy.fuzzy_match(w, typed)?)));
            scored.collect()
        };
        let mut scored = scores(typed);
        if scored.is_empty() && len > 3 {
            for (at, c) in typed.char_indices() {
                scored.extend(scores(&[&typed[..at], &typed[at + c.len_utf8()..]].concat()));
            }
        }
        let most = scored.iter().map(|(_, score)| *score).max().unwrap_or(0);
        scored.into_iter().filter(|(_, s)| s * 4 >= most * 3).map(|(w, _)| w).collect()
    };
    fields.iter().map(best).collect()
}
