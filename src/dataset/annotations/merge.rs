//! Joins what two readers changed in one file.

use std::collections::{HashMap, HashSet};
use std::hash::Hash;

use serde::{Serialize, de::DeserializeOwned};
use serde_json::{Map, Value};

use super::Annotations;

/// Both changes of `base`: entry by entry, key by key, and in lists of words word by word. Where
/// both changed one thing, `mine` holds; what one changed and the other took away stays.
#[must_use]
pub fn merged(base: &Annotations, mine: &Annotations, theirs: &Annotations) -> Annotations {
    if mine == base {
        return theirs.clone();
    }
    if theirs == base {
        return mine.clone();
    }
    macro_rules! list {
        ($name:ident, $key:expr) => {
            entries(&base.$name, &mine.$name, &theirs.$name, $key)
        };
    }
    Annotations {
        title: if mine.title == base.title { theirs.title.clone() } else { mine.title.clone() },
        articles: list!(articles, |article| article.id.clone()),
        speakers: list!(speakers, |speaker| speaker.id.clone()),
        not_speakers: list!(not_speakers, String::clone),
        meetings: list!(meetings, |meeting| meeting.id.clone()),
        quotes: list!(quotes, |quote| {
            let (article, text) = (quote.article.clone(), quote.text.clone());
            (article, text, quote.prefix.clone(), quote.suffix.clone())
        }),
    }
}

/// The entries of a list in the order of theirs, and behind them those that only `mine` has.
fn entries<T, K>(base: &[T], mine: &[T], theirs: &[T], key: impl Fn(&T) -> K) -> Vec<T>
where
    T: Clone + PartialEq + Serialize + DeserializeOwned,
    K: Hash + Eq,
{
    let by_key = |list: &'_ [T]| -> HashMap<K, usize> {
        list.iter().enumerate().map(|(at, entry)| (key(entry), at)).collect()
    };
    let (former, ours) = (by_key(base), by_key(mine));
    let mut seen: HashSet<K> = HashSet::new();
    let mut both = Vec::with_capacity(theirs.len());
    for (entry, is_theirs) in
        theirs.iter().map(|one| (one, true)).chain(mine.iter().map(|one| (one, false)))
    {
        let key = key(entry);
        if seen.contains(&key) {
            continue;
        }
        let base = former.get(&key).map(|at| &base[*at]);
        let mine = ours.get(&key).map(|at| &mine[*at]);
        both.extend(one(base, mine, is_theirs.then_some(entry)));
        seen.insert(key);
    }
    both
}

fn one<T: Clone + PartialEq + Serialize + DeserializeOwned>(
    base: Option<&T>,
    mine: Option<&T>,
    theirs: Option<&T>,
) -> Option<T> {
    if mine == base {
        return theirs.cloned();
    }
    if theirs == base {
        return mine.cloned();
    }
    let object = |entry: &T| match serde_json::to_value(entry) {
        Ok(Value::Object(object)) => Some(object),
        // A name alone: there is nothing in it to join.
        _ => None,
    };
    let joined = mine.and_then(object).zip(theirs.and_then(object)).and_then(|(mine, theirs)| {
        let base = base.and_then(object).unwrap_or_default();
        serde_json::from_value(Value::Object(keys(&base, mine, theirs))).ok()
    });
    joined.or_else(|| mine.or(theirs).cloned())
}

fn keys(
    base: &Map<String, Value>,
    mine: Map<String, Value>,
    mut theirs: Map<String, Value>,
) -> Map<String, Value> {
    for key in base.keys().filter(|key| !mine.contains_key(*key)) {
        if theirs.get(key) == base.get(key) {
            theirs.remove(key);
        }
    }
    for (key, value) in mine {
        let former = base.get(&key);
        if former == Some(&value) {
            continue;
        }
        let value = match (former, value, theirs.get(&key)) {
            (former, Value::Array(mine), Some(Value::Array(theirs))) => {
                let former = former.and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
                let kept =
                    theirs.iter().filter(|word| mine.contains(word) || !former.contains(word));
                let new =
                    mine.iter().filter(|word| !theirs.contains(word) && !former.contains(word));
                Value::Array(kept.chain(new).cloned().collect())
            }
            (_, value, _) => value,
        };
        theirs.insert(key, value);
    }
    theirs
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dataset::annotations::QuoteAnnotation;

    fn quote(text: &str) -> QuoteAnnotation {
        QuoteAnnotation { article: "a".into(), text: text.into(), ..QuoteAnnotation::default() }
    }

    fn file(quotes: &[QuoteAnnotation]) -> Annotations {
        Annotations { quotes: quotes.to_vec(), ..Annotations::default() }
    }

    #[test]
    fn both_keep_what_they_did() {
        let base = file(&[QuoteAnnotation { marks: vec!["lead".into()], ..quote("one") }]);
        let mine = file(&[
            QuoteAnnotation { marks: vec!["lead".into(), "mine".into()], ..quote("one") },
            QuoteAnnotation { approved: true, ..quote("two") },
        ]);
        let theirs = file(&[QuoteAnnotation {
            marks: vec!["theirs".into()],
            note: Some("look".into()),
            ..quote("one")
        }]);
        let both = merged(&base, &mine, &theirs);
        let one = &both.quotes[0];
        assert_eq!(one.marks, ["theirs", "mine"]);
        assert_eq!(one.note.as_deref(), Some("look"));
        assert!(both.quotes[1].approved);
        assert_eq!(merged(&theirs, &theirs, &both), both);
    }

    #[test]
    fn what_one_took_away_and_the_other_changed_stays() {
        let base = file(&[QuoteAnnotation { approved: true, ..quote("one") }]);
        let changed = file(&[QuoteAnnotation { note: Some("no".into()), ..quote("one") }]);
        assert_eq!(merged(&base, &file(&[]), &changed), changed);
        assert_eq!(merged(&base, &changed, &file(&[])), changed);
        assert_eq!(merged(&base, &file(&[]), &base), file(&[]));
    }
}
