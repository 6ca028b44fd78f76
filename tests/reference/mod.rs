//! The query language once more, as slowly and plainly as it can be said: every quote is looked at,
//! every word of the vocabulary is compared. It shares the parser with the program, and nothing of
//! the index.

use std::collections::BTreeSet;

use fuzzy_matcher::FuzzyMatcher;
use fuzzy_matcher::skim::SkimMatcherV2;
use onrecord::dataset::{Dataset, Day, QuoteIx, QuoteKind};
use onrecord::search::Field;
use onrecord::search::query::{Pattern, Query, Term};
use onrecord::search::vocabulary::{Fuzziness, Mode};
use onrecord::text::words;
use rust_stemmers::{Algorithm, Stemmer};

/// A dataset as lists of words.
pub(crate) struct Reference<'a> {
    data: &'a Dataset,
    /// For each field, for each quote, the texts in it.
    texts: Vec<Vec<Vec<Vec<String>>>>,
    /// For each field its words, whether a quote stands behind them or not, with their stems.
    vocabulary: Vec<BTreeSet<(String, String)>>,
}

impl<'a> Reference<'a> {
    pub(crate) fn new(data: &'a Dataset) -> Self {
        let quotes = || (0..data.quotes.len()).map(QuoteIx::from);
        let texts = Field::ALL.map(|field| quotes().map(|q| texts(data, field, q)).collect());
        Self {
            data,
            texts: texts.into(),
            vocabulary: Field::ALL.map(|f| vocabulary(data, f)).into(),
        }
    }

    /// The quotes that match a query.
    pub(crate) fn matching(&self, query: &str) -> Vec<QuoteIx> {
        let query = Query::parse(query);
        let levels = [Fuzziness::Closest, Fuzziness::Prefixes, Fuzziness::Typos];
        let found = levels.map(|fuzziness| self.within(&query, fuzziness));
        let [closest, ..] = &found;
        found.iter().find(|found| !found.is_empty()).unwrap_or(closest).clone()
    }

    fn within(&self, query: &Query, fuzziness: Fuzziness) -> Vec<QuoteIx> {
        // What a term means is the same for every quote.
        let clauses: Vec<Vec<(&Term, BTreeSet<String>)>> = query
            .clauses
            .iter()
            .map(|clause| {
                clause.terms.iter().map(|term| (term, self.meant(term, fuzziness))).collect()
            })
            .collect();
        let matches = |quote: &QuoteIx| {
            clauses.iter().all(|terms| {
                terms.iter().any(|(term, meant)| self.holds(term, meant, *quote) != term.negated)
            })
        };
        (0..self.data.quotes.len()).map(QuoteIx::from).filter(matches).collect()
    }

    fn holds(&self, term: &Term, meant: &BTreeSet<String>, quote: QuoteIx) -> bool {
        let texts =
            || term.fields.each().flat_map(|field| &self.texts[field as usize][quote.index()]);
        let entry = self.data.quote(quote);
        match &term.pattern {
            Pattern::Kind(kind) => entry.kind == *kind,
            Pattern::Confidence(degree) => entry.confidence == *degree,
            Pattern::Polarity(polarity) => entry.polarity == *polarity,
            Pattern::Days(first, last) => {
                Day::Known(*first) <= entry.said && entry.said <= Day::Known(*last)
            }
            Pattern::Undated => entry.said == Day::Unknown,
            Pattern::Status(status) => {
                entry.meeting.is_some_and(|meeting| self.data.meeting(meeting).status == *status)
            }
            Pattern::Spoken(verdict) => {
                let tied = self.data.spoken(quote).map(|spoken| spoken.verdict);
                entry.kind != QuoteKind::Spoken && tied == *verdict
            }
            Pattern::Reverses(yes) => {
                self.data.spoken(quote).is_some_and(|spoken| spoken.reverses == *yes)
            }
            Pattern::Nobody => entry.speaker.is_none(),
            Pattern::Printings(least, most) => {
                let same = self.same(quote).len();
                (*least..=*most).contains(&same)
            }
            Pattern::First(yes) => {
                let place = |quote: QuoteIx| {
                    let entry = self.data.quote(quote);
                    (self.data.article(entry.article).date, entry.at)
                };
                let first = self.same(quote).into_iter().min_by_key(|other| place(*other));
                (first == Some(quote)) == *yes
            }
            Pattern::Utterance(id) => self.data.utterance_id(quote) == Some(id.as_str()),
            Pattern::Checked(yes) => self.data.is_checked(quote) == *yes,
            Pattern::Corrected(yes) => {
                self.data.remarks(quote).is_some_and(|remarks| remarks.corrected) == *yes
            }
            Pattern::Mark(mark) => {
                let begins = |name: &String| name.to_lowercase().starts_with(mark.as_str());
                self.data.remarks(quote).is_some_and(|r| r.marks.iter().any(begins))
            }
            // The queries of these tests ask for any note alone.
            Pattern::Note(_) => self.data.remarks(quote).is_some_and(|r| r.note.is_some()),
            Pattern::Phrase(phrase) => {
                let (last, whole) = phrase.words.split_last().expect("a word");
                let is_there = texts().any(|text| {
                    (0..text.len()).any(|at| {
                        let end = text[at..].strip_prefix(whole).and_then(<[String]>::first);
                        end.is_some_and(|end| end == last || phrase.open && end.starts_with(last))
                    })
                });
                is_there || self.has_id(term, quote)
            }
            Pattern::Word(..) => {
                texts().flatten().any(|word| meant.contains(word)) || self.has_id(term, quote)
            }
        }
    }

    /// Whether what is typed after `speaker:`, `article:` or `meeting:` is the id of the quote's.
    fn has_id(&self, term: &Term, quote: QuoteIx) -> bool {
        let entry = self.data.quote(quote);
        let id = match term.fields.each().collect::<Vec<_>>().as_slice() {
            [Field::Speaker] => entry.speaker.map(|speaker| &self.data.speaker(speaker).id),
            [Field::Headline] => Some(&self.data.article(entry.article).id),
            [Field::Meeting] => entry.meeting.map(|meeting| &self.data.meeting(meeting).id),
            _ => None,
        };
        let typed = match &term.pattern {
            Pattern::Word(word, _) => std::slice::from_ref(word),
            Pattern::Phrase(phrase) => &phrase.words,
            _ => return false,
        };
        let parts = |id: &String| words(id).map(|word| word.folded).collect::<Vec<_>>();
        id.is_some_and(|id| parts(id) == typed)
    }

    /// The quotes of one utterance with a quote, itself among them.
    fn same(&self, quote: QuoteIx) -> Vec<QuoteIx> {
        let Some(id) = self.data.utterance_id(quote) else { return vec![quote] };
        let quotes = (0..self.data.quotes.len()).map(QuoteIx::from);
        quotes.filter(|other| self.data.utterance_id(*other) == Some(id)).collect()
    }

    /// The words that a term's word means: those of the closest kind found in any of its fields,
    /// and of the kinds behind that as far as the fuzziness goes.
    fn meant(&self, term: &Term, fuzziness: Fuzziness) -> BTreeSet<String> {
        let fuzziness = if term.negated { Fuzziness::Closest } else { fuzziness };
        let Pattern::Word(typed, mode) = &term.pattern else { return BTreeSet::new() };
        let vocabulary = || {
            let fields = term.fields.each().map(|field| &self.vocabulary[field as usize]);
            fields.flatten()
        };
        let keep = |holds: &dyn Fn(&str, &str) -> bool| -> BTreeSet<String> {
            let kept = vocabulary().filter(|(word, stem)| holds(word, stem));
            kept.map(|(word, _)| word.clone()).collect()
        };
        let fuzzy = SkimMatcherV2::default().respect_case();
        let form = stem(typed);
        let exact = keep(&|word, _| word == typed);
        match mode {
            Mode::Exact => return exact,
            Mode::Letters => return keep(&|word, _| fuzzy.fuzzy_match(word, typed).is_some()),
            Mode::Closest => {}
        }
        let forms = keep(&|_, stem| *stem == form);
        let prefix = keep(&|word, _| word.starts_with(typed.as_str()));
        let mut meant = match exact.is_empty() {
            false if fuzziness >= Fuzziness::Prefixes => &(&exact | &forms) | &prefix,
            false => &exact | &forms,
            true if prefix.is_empty() => forms,
            true => prefix,
        };
        if !meant.is_empty() && fuzziness < Fuzziness::Typos {
            return meant;
        }
        let len = typed.chars().count();
        let allowed = match len {
            0..4 => 0,
            4..8 => 1,
            _ => 2,
        };
        for edits in 1..=allowed {
            let near = keep(&|word, _| strsim::osa_distance(word, typed) == edits);
            if !near.is_empty() && fuzziness < Fuzziness::Typos {
                return near;
            }
            meant.extend(near);
        }
        if !meant.is_empty() {
            return meant;
        }
        if len < 3 {
            return BTreeSet::new();
        }
        let scores = |typed: &str| -> Vec<(&String, i64)> {
            let words = vocabulary().map(|(word, _)| word);
            // As in the search, a new matcher for each word.
            let score = |word| SkimMatcherV2::default().respect_case().fuzzy_match(word, typed);
            words.filter_map(|word| Some((word, score(word)?))).collect()
        };
        let mut scored = scores(typed);
        if scored.is_empty() && len > 3 {
            for (at, c) in typed.char_indices() {
                scored.extend(scores(&[&typed[..at], &typed[at + c.len_utf8()..]].concat()));
            }
        }
        let most = scored.iter().map(|(_, score)| *score).max().unwrap_or(0);
        let close = scored.into_iter().filter(|(_, score)| score * 4 >= most * 3);
        close.map(|(word, _)| word.clone()).collect()
    }
}

fn stem(word: &str) -> String {
    Stemmer::create(Algorithm::English).stem(word).into_owned()
}

fn folded(text: &str) -> Vec<String> {
    words(text).map(|word| word.folded).collect()
}

fn texts(data: &Dataset, field: Field, quote: QuoteIx) -> Vec<Vec<String>> {
    let entry = data.quote(quote);
    let speaker = entry.speaker.map(|s| data.speaker(s));
    let article = data.article(entry.article);
    let meeting = entry.meeting.map(|m| data.meeting(m));
    let texts: Vec<&str> = match field {
        Field::Text => vec![data.words_of(quote)],
        Field::Speaker => {
            let names = speaker.map(|s| s.aliases.iter().chain([&s.name]).map(String::as_str));
            names.into_iter().flatten().collect()
        }
        Field::Side => speaker.and_then(|s| s.side.as_deref()).into_iter().collect(),
        Field::Headline => vec![&article.title],
        Field::Publisher => article.publisher.as_deref().into_iter().collect(),
        Field::Meeting => meeting.map(|m| m.title.as_str()).into_iter().collect(),
        Field::Place => meeting.and_then(|m| m.place.as_deref()).into_iter().collect(),
        Field::Article => vec![&article.text],
    };
    texts.into_iter().map(folded).collect()
}

fn vocabulary(data: &Dataset, field: Field) -> BTreeSet<(String, String)> {
    let speakers = data.speakers.iter();
    let texts: Vec<&str> = match field {
        Field::Text => (0..data.quotes.len()).map(|q| data.words_of(q.into())).collect(),
        Field::Speaker => {
            speakers.flat_map(|s| s.aliases.iter().chain([&s.name])).map(String::as_str).collect()
        }
        Field::Side => speakers.filter_map(|s| s.side.as_deref()).collect(),
        Field::Headline => data.articles.iter().map(|a| a.title.as_str()).collect(),
        Field::Publisher => data.articles.iter().filter_map(|a| a.publisher.as_deref()).collect(),
        Field::Meeting => data.meetings.iter().map(|m| m.title.as_str()).collect(),
        Field::Place => data.meetings.iter().filter_map(|m| m.place.as_deref()).collect(),
        Field::Article => data.articles.iter().map(|a| a.text.as_str()).collect(),
    };
    let words: BTreeSet<String> = texts.iter().flat_map(|text| folded(text)).collect();
    words.into_iter().map(|word| (word.clone(), stem(&word))).collect()
}
