//! Names in a sentence: runs of capitalised words with their titles, and the offices beside them.

use super::{Gender, gender_of};
use crate::dataset::SpeakerKind;
use crate::extract::language::{
    Kinds, Stand, Tag, TaggedSentence, TokenRange, VerbForm, WordList, country, is_state,
    without_owner,
};

/// A run of capitalised words in a sentence.
pub(super) struct NameRun {
    pub(super) tokens: TokenRange,
    /// The first token after titles and adjectives of countries.
    pub(super) name: usize,
    pub(super) gender: Option<Gender>,
    pub(super) side: Option<&'static str>,
    /// Whether one word is left without the country before it: `Norlandic Railways`, of which
    /// nobody bears that word, is called so as a whole.
    pub(super) is_national: bool,
    /// The entity of a name of several words, once it is introduced.
    pub(super) entity: Option<usize>,
}

/// The bodies and documents with small names among the subjects of a sentence: `the Russian foreign
/// ministry`, `the U.S. mission`, `the Reed Fund's filing`, `the lawsuit filed by Reed`.
pub(super) fn bodies(sentence: &TaggedSentence<'_>) -> Vec<TokenRange> {
    let fits = |phrase: &TokenRange| {
        let head = &sentence.tokens[phrase.last];
        let document = head.any(Kinds::DOCUMENT);
        // `Norland's foreign ministry`
        let named = |at: usize| {
            let of_country =
                || at + 1 < phrase.last && country(without_owner(sentence.word(at))).is_some();
            sentence.tags[at] == Tag::Name
                && (document || !sentence.tokens[at].possessive || of_country())
        };
        // `the Lima-based group`, `the AI company`: what it is, and no name of it.
        let kind = |at: usize| {
            let word = sentence.word(at);
            let placed = ["-backed", "-based", "-born", "-led", "-listed", "-owned"];
            sentence.tags[at] != Tag::Name
                || placed.iter().any(|ending| word.ends_with(ending))
                || is_letters(word)
        };
        let described =
            is_firm(sentence.word(phrase.last)) && (phrase.first..phrase.last).all(kind);
        // `Reed and a delegation of the union`: two.
        let two = (phrase.first + 1..phrase.last)
            .any(|at| sentence.is(at, "and") && sentence.tags[at + 1] == Tag::Determiner);
        sentence.tags[phrase.last] == Tag::Noun
            && !two
            && !described
            && (document || head.any(Kinds::ORGANISATION))
            && ((phrase.first..phrase.last).any(named) || filed_by(sentence, *phrase).is_some())
    };
    sentence.verbs.iter().filter_map(|verb| verb.subject).filter(fits).collect()
}

/// Whether a noun is what firms and groups are called where nobody names them: `the company`.
pub(super) fn is_firm(word: &str) -> bool {
    static FIRMS: WordList = WordList::new("firm");
    FIRMS.has(word)
}

/// Who is behind a document: `the lawsuit filed by Tom Reed`, `a complaint by Reed`.
pub(super) fn filed_by(sentence: &TaggedSentence<'_>, document: TokenRange) -> Option<TokenRange> {
    if !sentence.tokens[document.last].any(Kinds::DOCUMENT) {
        return None;
    }
    let mut by = document.last + 1;
    by += usize::from(sentence.tag_at(by) == Some(Tag::Comma));
    by += usize::from(sentence.is_any(by, &["brought", "filed", "released", "written"]));
    let owner = sentence.phrase_from(by + 1).filter(|_| sentence.is(by, "by"))?;
    let first = owner.first + usize::from(sentence.tags[owner.first] == Tag::Determiner);
    (sentence.tags[owner.last] == Tag::Name).then_some(TokenRange { first, last: owner.last })
}

static EVIDENCE: WordList = WordList::new("evidence");

/// The runs of names in a sentence.
pub(super) fn runs(sentence: &TaggedSentence<'_>) -> Vec<NameRun> {
    let mut runs = Vec::new();
    let mut at = 0;
    while at < sentence.tags.len() {
        if sentence.tags[at] != Tag::Name {
            at += 1;
            continue;
        }
        let first = at;
        let mut last = at;
        while let Some(next) = next_of_run(sentence, first, last) {
            last = next;
        }
        at = last + 1;
        // `Tom Reed, Jr.`
        let suffix = sentence.tokens.get(at + 1).is_some_and(|next| next.any(Kinds::SUFFIX));
        if suffix && sentence.tags[at] == Tag::Comma {
            at += 2;
        }
        // `Poll: Few want it`, `the super PAC`: a paper's kind names none, nor does a fund's.
        let bare = first == last
            && (sentence.tokens[last].any(Kinds::DOCUMENT | Kinds::KIN)
                && !sentence.tokens[last].any(Kinds::FIRST_NAME)
                || sentence.is_any(last, &["pac", "pacs"])
                || EVIDENCE.has(sentence.word(last)));
        if !bare {
            runs.push(name_run(sentence, TokenRange { first, last }));
        }
    }
    runs
}

/// A run with what stands before its name: titles, adjectives of countries, nouns of office.
fn name_run(sentence: &TaggedSentence<'_>, tokens: TokenRange) -> NameRun {
    let TokenRange { first, last } = tokens;
    let has = |at: usize, kinds| sentence.tokens[at].any(kinds);
    // `Dean Anna Weber`: a title, where another first name follows.
    let is_first_name = |at: usize| {
        let titled = has(at, Kinds::TITLE) && at + 1 < last && has(at + 1, Kinds::FIRST_NAME);
        has(at, Kinds::FIRST_NAME) && at < last && !titled
    };
    // `the Russian Foreign Ministry`: a body keeps its adjectives and what looks like a title.
    // `the American Council of Nurses`
    let of = (first + 1..last).find(|at| sentence.is_any(*at, &["for", "of"]));
    let heads = of.is_some_and(|of| has(of - 1, Kinds::ORGANISATION));
    // `the Indian Express`
    let outlet = OUTLETS.has(sentence.word(last)) && !has(first, Kinds::FIRST_NAME);
    let body = (has(last, Kinds::ORGANISATION | Kinds::THING) || heads || outlet) && first < last;
    if body && !(first..last).any(is_first_name) {
        let side = (first..=last).find_map(|at| country(without_owner(sentence.word(at))));
        return NameRun {
            tokens,
            name: first,
            gender: None,
            side: side.map(|(side, _)| side),
            is_national: false,
            entity: None,
        };
    }
    let mut name = first;
    let mut gender = None;
    let mut side = None;
    while name <= last {
        let of = country(without_owner(sentence.word(name)));
        // `Mr. Dean`: behind a courtesy title stands a surname.
        let surname = name == last
            && has(name, Kinds::SURNAME_TOO)
            && name > first
            && sentence
                .is_any(name - 1, &["mr", "mr.", "mrs", "mrs.", "ms", "ms.", "miss", "mx", "mx."])
            && !sentence.is(name, "speaker");
        let title = has(name, Kinds::TITLE) && !is_first_name(name) && !surname;
        // `Chad Weber`, `Georgia Weber`
        let given = is_first_name(name)
            && last == name + 1
            && !has(last, Kinds::TITLE | Kinds::ORGANISATION | Kinds::THING);
        let adjective = of.is_some_and(|(_, stand)| stand == Stand::Adjective)
            || of.is_some() && name < last && first == name && !given;
        // `Nineteen-year-old Anna Weber`, `Mother-of-two Anna Weber`
        let word = sentence.word(name);
        let aged = (word.ends_with("-old") || word.contains("-of-")) && name < last;
        if !(title || adjective || aged || name > first && is_portfolio(sentence, name)) {
            break;
        }
        gender = gender.or_else(|| gender_of(sentence.tokens[name].kinds));
        side = side.or(of.map(|(country, _)| country));
        name += 1;
    }
    // `China Post`, `the Norlandic Marshall Plan`: of such names the country is a part.
    let countries = (first..name).all(|at| country(sentence.word(at)).is_some());
    let national = first < name && name <= last && countries && !has(name, Kinds::FIRST_NAME);
    let noun = || country(sentence.word(first)).is_some_and(|(_, stand)| stand == Stand::Noun);
    let led = || first > 0 && sentence.is(first - 1, "the");
    if national && name < last && (noun() || led()) {
        name = first;
    }
    let alone = national && name == last;
    // `Harbour Minister Anna Weber`: the name stands after the last title.
    let titled = (name..last).rev().find(|at| has(*at, Kinds::TITLE) && !is_first_name(*at));
    // `Oceanographer Anna Weber`: what people are called by their work, before a first name.
    let worker = || {
        // `Chief Political Correspondent Mika Weber`: of so many words the last two.
        let two = || (last > first + 3).then(|| last - 1);
        let named = (name + 1..last).find(|at| is_first_name(*at)).or_else(two)?;
        let works = |at: usize| is_profession(sentence.word(at)) && !has(at, Kinds::FIRST_NAME);
        works(named - 1).then(|| named - 1)
    };
    // `Singer Van Reed said`, `Neighbour Van Reed`: with a capital since the sentence begins.
    let begins = || {
        let works = || is_profession(sentence.word(name)) || has(name, Kinds::PERSON_NOUN);
        let worker = first == 0 && last > name + 1 && works();
        (worker && !has(name, Kinds::FIRST_NAME)).then_some(name)
    };
    // `Secretary of Roads Mira Stahl`, `director of the Harbour Council Leo Reed`: a name has two
    // words, or begins with a first name.
    let of_office = || {
        let the = first.checked_sub(1).filter(|the| sentence.is(*the, "the"));
        let of = the.unwrap_or(first).checked_sub(1)?;
        let led = of > 0 && sentence.is_any(of, &["for", "of"]) && has(of - 1, Kinds::TITLE);
        let named = (first + 1..last).find(|at| is_first_name(*at)).map(|named| named - 1);
        named.or((last == first + 2).then_some(first)).filter(|_| led)
    };
    if let Some(title) = worker().max(titled).or_else(begins).or_else(of_office) {
        gender = gender.or_else(|| gender_of(sentence.tokens[title].kinds));
        name = title + 1;
        // `MP for Northport Tom Reed`: the name stands behind the seat.
        if sentence.tags[name] == Tag::Preposition {
            name = (name + 1..last).find(|at| is_first_name(*at)).unwrap_or(name);
        }
    }
    // `Tom King`: a title that is a surname too, with a first name before it. `Labour MP`: nobody.
    // `a Virginia Republican` has no name either.
    let indefinite =
        first.checked_sub(1).is_some_and(|at| sentence.is_any(at, &["a", "an", "another", "one"]));
    let ends_in_title =
        name == last || name < last && (indefinite || !has(name, Kinds::FIRST_NAME));
    let body = (first..last).any(|at| has(at, Kinds::ORGANISATION));
    let office = has(last, Kinds::TITLE) && !has(last, Kinds::SURNAME_TOO) && !body;
    if office && ends_in_title && first < last && !has(last, Kinds::FIRST_NAME) {
        name = last + 1;
    }
    // `Anna Weber MP`
    let seated = has(last, Kinds::TITLE) && is_letters(sentence.word(last)) && last > name + 1;
    let tokens = TokenRange { first, last: last - usize::from(seated && !body) };
    // `Norland's President Weber`
    let of_country = || {
        let owner = first.checked_sub(1).filter(|at| sentence.tokens[*at].possessive)?;
        country(without_owner(sentence.word(owner))).map(|(name, _)| name)
    };
    let side = side.or_else(|| of_country().filter(|_| name > first));
    let is_national = alone && name == last && tokens.last == last;
    NameRun { tokens, name, gender, side, is_national, entity: None }
}

/// A run whose country is a part of the name.
pub(super) fn with_country(run: &NameRun) -> NameRun {
    NameRun { name: run.tokens.first, entity: None, is_national: false, ..*run }
}

/// Whether a word is nothing but capitals: `MP`, `APC`.
pub(super) fn is_letters(word: &str) -> bool {
    word.len() > 1 && word.chars().all(|c| c.is_ascii_uppercase())
}

/// Whether a capitalised word before a first name tells what its bearer does: `Oceanographer`,
/// `CFO`.
pub(crate) fn is_profession(word: &str) -> bool {
    const ENDINGS: [&str; 14] = [
        "ander", "eer", "er", "or", "ist", "ian", "ant", "ent", "man", "woman", "yst", "ive",
        "ess", "ate",
    ];
    let letters = word.chars().filter(|c| c.is_alphabetic()).count();
    let acronym = (2..=4).contains(&letters) && word.chars().all(|c| c.is_ascii_uppercase());
    acronym || letters > 4 && ENDINGS.iter().any(|ending| word.ends_with(ending))
}

/// Whether a noun is one of people: `diplomat`, `guard`, `aide`.
pub(crate) fn is_person_noun(sentence: &TaggedSentence<'_>, at: usize) -> bool {
    let kinds = Kinds::PERSON_NOUN | Kinds::TITLE | Kinds::MALE | Kinds::FEMALE | Kinds::KIN;
    let token = &sentence.tokens[at];
    token.any(kinds) || is_profession(sentence.word(at)) && !token.any(Kinds::ORGANISATION)
}

/// The people without names who are said to speak, or belong to somebody: `a Western diplomat
/// said`, `said an aide`, `Weber's mother wept`.
pub(super) fn unnamed(sentence: &TaggedSentence<'_>) -> Vec<TokenRange> {
    let person = |phrase: &TokenRange| {
        sentence.tags[phrase.last] == Tag::Noun && is_person_noun(sentence, phrase.last)
    };
    // `the spokesman said`: who speaks for others, of whom no name was told.
    let aide = |phrase: &TokenRange| {
        let aides = ["aide", "official", "source", "spokesman", "spokesperson", "spokeswoman"];
        sentence.is(phrase.first, "the") && sentence.is_any(phrase.last, &aides)
    };
    let fits = |phrase: &TokenRange| {
        let indefinite = sentence.is_any(phrase.first, &["a", "an", "one", "another"]);
        (indefinite || aide(phrase)) && person(phrase)
    };
    // `Weber's mother wept`, `Her lawyer was pleased`
    let owned = |phrase: &TokenRange| {
        let owner = (phrase.first..phrase.last).any(|at| sentence.owns(at));
        let kinds = Kinds::PERSON_NOUN | Kinds::TITLE | Kinds::KIN;
        owner && person(phrase) && sentence.tokens[phrase.last].any(kinds)
    };
    // `One woman was led out after she called it a fraud`: she is who the sentence is about.
    let main = sentence.verbs.iter().filter(|verb| verb.is_finite() && !verb.relative);
    let owned = main.filter_map(|verb| verb.subject).filter(|it| owned(it) || fits(it));
    let says = sentence.verbs.iter().filter(|verb| sentence.says(verb));
    // `A longtime aide, Tom Reed, said`: with a name after all.
    let called = |phrase: &TokenRange| {
        sentence.is_any(phrase.last + 1, &["called", "named"])
            && sentence.tag_at(phrase.last + 2) == Some(Tag::Name)
    };
    let named = |phrase: &TokenRange| {
        called(phrase)
            || (phrase.last + 1..sentence.tags.len().min(phrase.last + 12))
                .filter(|at| sentence.tags[*at] == Tag::Comma)
                .filter_map(|comma| sentence.phrase_from(comma + 1))
                .any(|beside| sentence.tags[beside.last] == Tag::Name)
    };
    let phrases = says.flat_map(|verb| {
        let behind = sentence
            .phrase_from(verb.main + 1)
            .filter(|phrase| verb.form == VerbForm::Finite && phrase.first == verb.main + 1);
        verb.subject.into_iter().chain(behind)
    });
    // `According to a senior official`
    let according = (0..sentence.tags.len())
        .filter(|at| sentence.is(*at, "according") && sentence.is(at + 1, "to"))
        .filter_map(|at| sentence.phrase_from(at + 2));
    phrases.chain(according).filter(fits).chain(owned).filter(|phrase| !named(phrase)).collect()
}

/// Whether a phrase is of somebody who is known: `the minister`, `Norland's minister`.
pub(super) fn is_definite(sentence: &TaggedSentence<'_>, phrase: TokenRange) -> bool {
    let country = || country(without_owner(sentence.word(phrase.first))).is_some();
    sentence.is_any(phrase.first, &["the", "this"])
        || sentence.tokens[phrase.first].possessive && country()
}

/// The name behind a noun and a comma: `her counterpart, Tom Reed`.
pub(super) fn apposed_name(
    sentence: &TaggedSentence<'_>,
    phrase: TokenRange,
) -> Option<TokenRange> {
    let parted = sentence.tags[phrase.last] == Tag::Noun
        && sentence.tag_at(phrase.last + 1) == Some(Tag::Comma)
        && sentence.tag_at(phrase.last + 2) == Some(Tag::Name);
    parted.then(|| sentence.phrase_from(phrase.last + 2)).flatten()
}

/// The subjects that mean somebody by a description: `the governor said`.
pub(super) fn descriptions(sentence: &TaggedSentence<'_>) -> Vec<TokenRange> {
    let fits = |phrase: &TokenRange| {
        // `The new president, Tom Reed, is`, `The leader of the team, Tom Reed, is`: the name tells
        // who.
        let mut whole = *phrase;
        while sentence.is_any(whole.last + 1, &["at", "for", "in", "of"])
            && let Some(of) = sentence.phrase_from(whole.last + 2)
        {
            whole.last = of.last;
        }
        let apposed = apposed_name(sentence, whole)
            .is_some_and(|name| sentence.tag_at(name.last + 1) == Some(Tag::Comma));
        is_definite(sentence, *phrase)
            && sentence.tags[phrase.last] == Tag::Noun
            && is_person_noun(sentence, phrase.last)
            && !apposed
    };
    let main = sentence.verbs.iter().filter(|verb| verb.is_finite() && !verb.relative);
    main.filter_map(|verb| verb.subject).filter(fits).collect()
}

/// The token that goes on a run after `last`.
fn next_of_run(sentence: &TaggedSentence<'_>, first: usize, last: usize) -> Option<usize> {
    // `the People's Council`
    let of_people = || {
        let word = without_owner(sentence.word(last)).trim_end_matches(['\'', '’']);
        ["children", "farmers", "men", "people", "teachers", "women", "workers"]
            .iter()
            .any(|owner| word.eq_ignore_ascii_case(owner))
    };
    if sentence.tokens[last].possessive && !of_people() {
        return None;
    }
    let next = last + 1;
    match sentence.tag_at(next)? {
        Tag::Name => Some(next),
        // `Ursula von der Leyen`
        _ if sentence.tokens[next].any(Kinds::NAME_PART) => (next + 1..next + 3)
            .find(|at| sentence.tag_at(*at) == Some(Tag::Name))
            .filter(|at| (next..*at).all(|at| sentence.tokens[at].any(Kinds::NAME_PART))),
        Tag::Preposition if sentence.is_any(next, &["of", "for", "into", "on"]) => {
            let head = &sentence.tokens[last];
            let into = sentence.is(next, "into");
            let joins = head.any(Kinds::ORGANISATION) && !into
                || into && sentence.is(last, "inquiry")
                || head.any(Kinds::TITLE)
                    && (is_portfolio(sentence, next + 1) || is_seat(sentence, next + 1));
            // `the Coalition for the Coast`
            let the = usize::from(
                head.any(Kinds::ORGANISATION) && last > first && sentence.is(next + 1, "the"),
            );
            (joins && sentence.tag_at(next + 1 + the) == Some(Tag::Name)).then_some(next + 1 + the)
        }
        // `Leonard “Leo” Reed`
        Tag::Quote
            if sentence.tokens[last].any(Kinds::FIRST_NAME)
                && sentence.word(next).split_whitespace().count() == 1 =>
        {
            (sentence.tag_at(next + 1) == Some(Tag::Name)).then_some(next + 1)
        }
        // `Weber & Reed`
        Tag::Mark if sentence.word(next) == "&" => {
            (sentence.tag_at(next + 1) == Some(Tag::Name)).then_some(next + 1)
        }
        Tag::Conjunction if sentence.is(next, "and") => {
            is_one_body(sentence, first, next).then_some(next + 1)
        }
        _ => None,
    }
}

/// Whether a place at `at` is the seat of whoever is named right behind it: `MP for Northport Tom
/// Reed`.
fn is_seat(sentence: &TaggedSentence<'_>, at: usize) -> bool {
    let named = |at: usize| sentence.tag_at(at) == Some(Tag::Name);
    let first_name = |at: usize| sentence.tokens[at].any(Kinds::FIRST_NAME);
    named(at)
        && !first_name(at)
        && (at + 1..at + 3).any(|at| named(at) && first_name(at) && named(at + 1))
}

/// Whether `and` at `and` stands inside the name of one body: `the Universities and Colleges Union`
/// has one article and one noun of bodies.
fn is_one_body(sentence: &TaggedSentence<'_>, first: usize, and: usize) -> bool {
    let led = first
        .checked_sub(1)
        .is_some_and(|at| sentence.is(at, "the") || sentence.tokens[at].possessive);
    let mut last = and;
    while sentence.tag_at(last + 1) == Some(Tag::Name)
        && !(last > and && sentence.tokens[last].possessive)
    {
        last += 1;
    }
    let of_others = Kinds::ORGANISATION | Kinds::THING | Kinds::FIRST_NAME | Kinds::TITLE;
    let plain = (first..and).all(|at| {
        let word = sentence.word(at);
        let stands = country(word).is_some_and(|(_, stand)| stand == Stand::Noun);
        let acronym = word.len() > 1 && word.chars().all(char::is_uppercase);
        !sentence.tokens[at].any(of_others) && !stands && !acronym
    });
    // `the Ministry of Trade and Industry`: two things that a body is of.
    let of_two = || {
        let of = (first + 1..and).any(|at| sentence.tags[at] == Tag::Preposition);
        let stands =
            country(sentence.word(and - 1)).is_some() || country(sentence.word(last)).is_some();
        of && !stands && last == and + 1 && !sentence.tokens[last].any(of_others)
    };
    let whole = plain && last > and + 1 && sentence.tokens[last].any(Kinds::ORGANISATION);
    led && (whole || of_two())
}

/// A word that belongs to an office: `of State`, `for Foreign Affairs`.
pub(super) fn is_portfolio(sentence: &TaggedSentence<'_>, at: usize) -> bool {
    static PORTFOLIOS: WordList = WordList::new("portfolio");
    PORTFOLIOS.has(sentence.word_at(at))
}

pub(super) fn name_end(sentence: &TaggedSentence<'_>, run: &NameRun) -> usize {
    let range = &sentence.tokens[run.tokens.last].range;
    let word = &sentence.text[range.clone()];
    if !sentence.tokens[run.tokens.last].possessive {
        return range.end;
    }
    let bare = word.strip_suffix("'s").or_else(|| word.strip_suffix("’s")).unwrap_or(word);
    range.start + bare.trim_end_matches(['\'', '’']).len()
}

/// A run's name as printed, without titles, blanks and breaks made one space.
pub(super) fn name_of(sentence: &TaggedSentence<'_>, run: &NameRun) -> String {
    let start = sentence.tokens[run.name.min(run.tokens.last)].range.start;
    let written = &sentence.text[start..name_end(sentence, run).max(start)];
    let mut words = written.split_whitespace();
    let mut name = words.next().unwrap_or_default().to_owned();
    for word in words {
        name.push(' ');
        name.push_str(word);
    }
    name
}

pub(super) static OUTLETS: WordList = WordList::new("outlet-word");
static OUTLET_NOUN: WordList = WordList::new("outlet-noun");

pub(super) fn kind_of(sentence: &TaggedSentence<'_>, run: &NameRun, name: &str) -> SpeakerKind {
    let first = &sentence.tokens[run.name];
    let titled = run.name > run.tokens.first && run.side.is_none();
    let personal = first.any(Kinds::FIRST_NAME) && run.tokens.last > run.name;
    let body = Kinds::ORGANISATION | Kinds::THING;
    let outlet = run.tokens.last > run.name && OUTLETS.has(sentence.word(run.tokens.last));
    // `the newspaper Delo`
    let called = run.name.checked_sub(1).is_some_and(|noun| {
        OUTLET_NOUN.has(sentence.word(noun)) && sentence.tags[noun] == Tag::Noun
    });
    let national = run.tokens.last > run.name
        && run.name == run.tokens.first
        && country(sentence.word(run.name)).is_some();
    let organised = outlet
        || called
        || national
        || sentence.tokens[run.tokens.last].any(body)
        || (run.name..=run.tokens.last).any(|at| {
            let token = &sentence.tokens[at];
            token.any(Kinds::ORGANISATION)
                || sentence.tags[at] != Tag::Name && !token.any(Kinds::NAME_PART)
        });
    let article = run.tokens.first > 0 && sentence.is(run.tokens.first - 1, "the");
    // `FBI`, `GCSEs`
    let letters = name.strip_suffix('s').unwrap_or(name);
    let acronym = letters.len() > 1
        && letters.len() < 7
        && letters.chars().all(|c| c.is_ascii_uppercase() || c == '.');
    let place = country(name).is_some() || stands_for_place(sentence, run);
    if sentence.tokens[run.tokens.last].any(Kinds::DOCUMENT) && run.tokens.last > run.name {
        return SpeakerKind::Document;
    }
    // `former Arizona governor`: what stands before a place is no title of its own.
    if !personal && (organised || is_state(name) || !titled && (article || acronym || place)) {
        SpeakerKind::Organisation
    } else {
        SpeakerKind::Person
    }
}

/// Whether a single name stands where a place does: `in Springfield`, `Tom Reed of Vermont`.
pub(super) fn stands_for_place(sentence: &TaggedSentence<'_>, run: &NameRun) -> bool {
    let Some(before) = run.tokens.first.checked_sub(1) else { return false };
    let place = sentence.is_any(before, &["in", "at", "near", "across", "outside"]);
    // `Tom Reed of Salem`, `Tom Reed, 18, of Salem`
    let owner = sentence.is(before, "of")
        && before > 0
        && matches!(sentence.tags[before - 1], Tag::Name | Tag::Comma);
    place || owner
}
