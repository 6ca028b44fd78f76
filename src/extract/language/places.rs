//! Countries, what stands for them, and cities where people meet: `tables/places.txt`.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use foldhash::fast::RandomState;

use crate::extract::language::{WordList, entries};

/// What a word of a country means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Stand {
    /// `Russia`, `Moscow`, `Kremlin`: can speak for it.
    Noun,
    /// `Russian`: belongs to it.
    Adjective,
}

type Countries = HashMap<&'static str, (&'static str, Stand), RandomState>;

static COUNTRIES: LazyLock<Countries> = LazyLock::new(|| {
    let mut countries = Countries::default();
    for line in entries("country") {
        let mut fields = line.split(';').map(str::trim);
        let (Some(name), Some(adjective)) = (fields.next(), fields.next()) else { continue };
        countries.insert(name, (name, Stand::Noun));
        if !adjective.is_empty() {
            countries.insert(adjective, (name, Stand::Adjective));
        }
        for other in fields.flat_map(|others| others.split(',')).map(str::trim) {
            if !other.is_empty() {
                countries.insert(other, (name, Stand::Noun));
            }
        }
    }
    countries
});

/// The country a name stands for, and how: `Moscow` for Russia, `Swiss` for Switzerland.
pub(crate) fn country(name: &str) -> Option<(&'static str, Stand)> {
    COUNTRIES.get(name).copied()
}

/// The capital of a country, by its name or its adjective: `Bern` for `Swiss`.
pub(crate) fn capital_of(country: &str) -> Option<&'static str> {
    let line = entries("country").iter().find(|line| {
        let mut fields = line.split(';').map(str::trim);
        fields.by_ref().take(2).any(|name| name == country)
    })?;
    let first = line.split(';').nth(2)?.split(',').next()?.trim();
    (!first.is_empty()).then_some(first)
}

/// Whether a name is that of a country's capital: `Bern`.
pub(crate) fn is_capital(name: &str) -> bool {
    static CAPITALS: LazyLock<HashSet<&'static str>> = LazyLock::new(|| {
        let others = entries("country").iter().filter_map(|line| line.split(';').nth(2));
        let first = others.filter_map(|others| others.split(',').next()).map(str::trim);
        first.filter(|name| !name.is_empty()).collect()
    });
    CAPITALS.contains(name)
}

/// Whether a name is one of the United States or short for it: `Ohio`, `Calif.`.
pub(crate) fn is_state(name: &str) -> bool {
    static STATES: WordList = WordList::new("state");
    STATES.has(name)
}

/// Whether a city that is no capital is known enough to head a report by itself: `New York`.
pub(crate) fn is_dateline_city(name: &str) -> bool {
    static CITIES: WordList = WordList::new("dateline-city");
    CITIES.has(&name.to_lowercase())
}
