//! One spelling for the romanisations of a name: `Ryabkov`, `Riabkov`, `Rjabkow`, `Рябков`.

use super::tables::{WordMap, pairs};

/// Words shorter than this are compared as they stand: Kay is not Kai.
const SHORT: usize = 4;

/// A folded name of several words, as romanisations of it have it in common.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct NameSpelling {
    pub(crate) first: String,
    pub(crate) last: String,
    /// All words, without spaces and hyphens.
    pub(crate) whole: String,
}

impl NameSpelling {
    /// The spelling of a folded name; none where it is a single word.
    pub(crate) fn of(name: &str) -> Option<Self> {
        let mut words = name.split(' ').filter(|word| !word.is_empty());
        let (first, last) = (one_spelling(words.next()?), one_spelling(words.next_back()?));
        let between: String = words.map(one_spelling).collect();
        let whole = format!("{first}{between}{last}");
        Some(Self { first, last, whole })
    }

    /// Whether the first names are romanisations of the same one. Of the vowels of Arabic names
    /// there are as many spellings as writers: Muhammad, Mohammed, Mohamed.
    pub(crate) fn same_first(&self, other: &Self) -> bool {
        self.first == other.first || differ_in_vowels(&self.first, &other.first)
    }
}

/// Whether two words differ in `o` and `u`, or `a` and `e`, alone, and not at their ends.
fn differ_in_vowels(a: &str, b: &str) -> bool {
    let of_one_kind = |a: char, b: char| {
        ["ou", "ae"].iter().any(|vowels| vowels.contains(a) && vowels.contains(b))
    };
    let consonants = a.chars().filter(|c| !"aeiou".contains(*c)).count();
    consonants > 2
        && a.chars().count() == b.chars().count()
        && a.chars().next() == b.chars().next()
        && a.chars().next_back() == b.chars().next_back()
        && a.chars().zip(b.chars()).all(|(a, b)| a == b || of_one_kind(a, b))
}

/// A word in Latin letters, without hyphens and the Arabic article, romanised in one way.
fn one_spelling(word: &str) -> String {
    let word = ["al-", "el-"].iter().find_map(|article| word.strip_prefix(article)).unwrap_or(word);
    let mut latin = String::with_capacity(word.len());
    word.split('-').for_each(|part| romanise(part, &mut latin));
    if latin.chars().count() < SHORT {
        return latin;
    }
    let mut spelt = format!("^{latin}$");
    for (from, to) in pairs("one-spelling") {
        if spelt.contains(from) {
            spelt = spelt.replace(from, to);
        }
    }
    let mut letters: Vec<char> = spelt.trim_matches(['^', '$']).chars().collect();
    letters.dedup();
    letters.into_iter().collect()
}

fn romanise(word: &str, out: &mut String) {
    static LETTERS: WordMap = WordMap::new("romanised");
    if word.is_ascii() {
        out.push_str(word);
        return;
    }
    for c in word.chars() {
        match LETTERS.get(c.encode_utf8(&mut [0; 4])) {
            Some(letters) => out.push_str(letters),
            None if matches!(c, 'ь' | 'ъ') => {}
            None => out.push(c),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::fold;

    #[test]
    fn romanisations_have_one_spelling() {
        for words in [
            "ryabkin riabkin rjabkin рябкин",
            "orlensky orlenskyy orlenskiy orlenskij орленский",
            "sergei sergey serguei sergej сергеи",
            "tarashenko tarashenka taraschenko",
            "alexander aleksandr александр",
            "yevlev evlev jewlew евлев",
            "smirnoff smirnov smirnow",
            "choulin tchulin tschulin чулин",
        ] {
            let mut spellings: Vec<String> =
                words.split(" ").map(|word| one_spelling(&fold(word))).collect();
            spellings.dedup();
            assert_eq!(spellings.len(), 1, "{words}: {spellings:?}");
        }
    }

    #[test]
    fn similar_words_are_no_romanisations() {
        for (a, b) in
            [("dorn", "dohrn"), ("karl", "carl"), ("kay", "kai"), ("jan", "ian"), ("born", "burn")]
        {
            assert_ne!(one_spelling(a), one_spelling(b));
        }
        let name = |name| NameSpelling::of(name).expect("two words");
        assert!(name("muhammad orfali").same_first(&name("mohamed orfali")));
        assert!(!name("maria orfali").same_first(&name("marie orfali")));
        assert!(!name("christina orfali").same_first(&name("christine orfali")));
        assert_eq!(NameSpelling::of("weber"), None);
        assert_eq!(name("jean-luc el-tarif").whole, name("jean luc tarif").whole);
    }
}
