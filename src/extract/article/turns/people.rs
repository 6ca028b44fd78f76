//! Who the labels of a transcript name.
//!
//! A label has a last name in capitals, or an office. The head of the document (`Press Briefing by
//! Press Secretary Anna Weber`), what stands above the first turn, and the words of others (`my
//! colleague Tom Reed`) have the whole name in its usual spelling.

use std::collections::{HashMap, HashSet};

use super::label::{self, SpeakerLabel, Style};
use crate::dataset::SpeakerKind;
use crate::extract::input::{SourceArticle, TranscriptSpeaker};
use crate::extract::language::{
    Kinds, country, is_particle, look_up, spellings, spelt, spelt_words, without_owner,
};
use crate::text::fold;

/// How many places at which a name stands are looked at.
const PLACES: usize = 60;
/// How many labels of one last name are compared.
const NAMESAKES: usize = 16;
/// The most words of a first name.
const FIRST_NAMES: usize = 3;

/// The speakers of a transcript, and for each label its speaker's index.
pub(super) fn resolve(
    article: &SourceArticle,
    labels: &[&SpeakerLabel],
    above: &str,
) -> (Vec<TranscriptSpeaker>, Vec<usize>) {
    let title: Vec<&str> =
        article.title.iter().flat_map(|title| title.split_whitespace()).collect();
    let sources = Sources { title: &title.join(" "), above, text: &article.text };
    let mut by_identity: HashMap<String, usize> = HashMap::new();
    let mut speakers: Vec<TranscriptSpeaker> = Vec::new();
    let mut distinct: Vec<&SpeakerLabel> = Vec::new();
    for label in labels {
        if by_identity.insert(identity(label), usize::MAX).is_none() {
            distinct.push(label);
        }
    }
    // Long labels first: `Holm` is who `Ida Holm` is.
    distinct.sort_by_key(|label| std::cmp::Reverse(label.bare_key().split(' ').count()));
    let capitals: HashSet<&str> = distinct
        .iter()
        .filter(|label| label.style == Style::Capitals)
        .map(|label| label.name.as_str())
        .collect();
    let mut known = KnownLabels::default();
    for label in &distinct {
        let at = known.find(label).unwrap_or(speakers.len());
        if at == speakers.len() {
            speakers.push(describe(label, &sources, article, &capitals));
        } else if let Some(name) = &speakers[at].name {
            let (_, alias) = office_and_name(label);
            if !alias.is_empty() && alias != *name && !speakers[at].aliases.contains(&alias) {
                speakers[at].aliases.push(alias);
            }
        }
        known.add(label, at);
        by_identity.insert(identity(label), at);
    }
    // Two labels may turn out to name one person: `THE PRESIDENT` and `PRESIDENT HOLM`; and
    // `Mr. HOLM` and `Ms. HOLM` are two.
    let mut first: HashMap<String, usize> = HashMap::new();
    let mut joined: Vec<usize> = (0..speakers.len()).collect();
    for at in 0..speakers.len() {
        let Some(name) = speakers[at].name.clone() else { continue };
        let other = *first.entry(name.clone()).or_insert(at);
        match (known.courtesies.get(&other), known.courtesies.get(&at)) {
            (Some(one), Some(two)) if one != two => {
                let (one, two) = (format!("{one} {name}"), format!("{two} {name}"));
                speakers[other].name = Some(one);
                speakers[at].name = Some(two);
            }
            _ => joined[at] = other,
        }
    }
    let who = labels.iter().map(|label| joined[by_identity[&identity(label)]]).collect();
    (speakers, who)
}

/// The labels that have a speaker, by what shorter forms of them say.
#[derive(Default)]
struct KnownLabels {
    /// The labels of each last name: without titles, and whose they are.
    by_last: HashMap<String, Vec<(String, usize)>>,
    by_initials: HashMap<String, usize>,
    /// `Mr.` or `Ms.`, by speaker.
    courtesies: HashMap<usize, &'static str>,
}

impl KnownLabels {
    /// Whose a shorter form of a known label is: its last name, its initials.
    fn find(&self, label: &SpeakerLabel) -> Option<usize> {
        let short = label.bare_key();
        if label.is_nobody() || short.is_empty() {
            return None;
        }
        let fits = |(key, at): &&(String, usize)| {
            let head = key.strip_suffix(short.as_str());
            let is_part = head.is_some_and(|head| head.is_empty() || head.ends_with(' '));
            let known = self.courtesies.get(at);
            is_part && courtesy(label).is_none_or(|own| known.is_none_or(|known| *known == own))
        };
        let last = short.rsplit(' ').next().unwrap_or(&short);
        let named =
            self.by_last.get(last).and_then(|labels| labels.iter().take(NAMESAKES).find(fits));
        named.map(|(_, at)| *at).or_else(|| self.by_initials.get(&short.replace(' ', "")).copied())
    }

    fn add(&mut self, label: &SpeakerLabel, at: usize) {
        if label.is_nobody() {
            return;
        }
        let key = label.bare_key();
        let last = key.rsplit(' ').next().unwrap_or(&key).to_owned();
        if key.contains(' ') {
            let initials = key.split(' ').filter_map(|word| word.chars().next()).collect();
            self.by_initials.entry(initials).or_insert(at);
        }
        if let Some(courtesy) = courtesy(label) {
            self.courtesies.entry(at).or_insert(courtesy);
        }
        self.by_last.entry(last).or_default().push((key, at));
    }
}

fn courtesy(label: &SpeakerLabel) -> Option<&'static str> {
    match label.key().split(' ').next()? {
        "mr" | "sir" | "lord" => Some("Mr."),
        "ms" | "mrs" | "miss" | "madam" | "lady" | "dame" | "baroness" => Some("Ms."),
        _ => None,
    }
}

/// What makes two labels the same speaker's: the label, and of a questioner the name in brackets.
fn identity(label: &SpeakerLabel) -> String {
    match questioner(label) {
        Some((name, _)) => fold(&name),
        None => label.key(),
    }
}

/// A questioner's name and outlet: `QUESTION (Tom Reed, Harbour News):`.
fn questioner(label: &SpeakerLabel) -> Option<(String, Option<String>)> {
    let note = label.notes.first().filter(|_| label.is_nobody())?;
    let (name, outlet) = note.split_once(',').unwrap_or((note, ""));
    let words: Vec<&str> = name.split_whitespace().collect();
    let is_name = (2..=4).contains(&words.len())
        && words.iter().all(|word| word.starts_with(char::is_uppercase))
        && !words
            .iter()
            .any(|word| look_up(word).kinds.intersects(Kinds::ORGANISATION | Kinds::TITLE));
    let outlet = Some(outlet.trim().to_owned()).filter(|outlet| !outlet.is_empty());
    is_name.then(|| (spelt(name), outlet))
}

/// What a document says of people, the most telling part first.
struct Sources<'a> {
    title: &'a str,
    above: &'a str,
    text: &'a str,
}

/// A speaker, from a label that names it first.
fn describe(
    label: &SpeakerLabel,
    sources: &Sources<'_>,
    article: &SourceArticle,
    capitals: &HashSet<&str>,
) -> TranscriptSpeaker {
    if let Some((name, outlet)) = questioner(label) {
        return TranscriptSpeaker {
            name: Some(name),
            role: outlet,
            ..TranscriptSpeaker::default()
        };
    }
    if label.name == "A"
        && let Some((name, role)) = interviewed(sources)
    {
        return TranscriptSpeaker { name: Some(name), role, ..TranscriptSpeaker::default() };
    }
    if label.name == "A" && label.style == Style::Question {
        let name = introduced(sources);
        return TranscriptSpeaker { name, inferred: true, ..TranscriptSpeaker::default() };
    }
    if label.is_nobody() {
        return TranscriptSpeaker::default();
    }
    let side = side_of(label);
    let (office, name) = office_and_name(label);
    let mut speaker = TranscriptSpeaker { side, ..TranscriptSpeaker::default() };
    if name.is_empty() {
        // An office without a name: whoever bears it in the head of the document.
        let bare = office.strip_prefix("The ").unwrap_or(&office).to_owned();
        match bearer(&bare, sources) {
            Some(found) => {
                let (whole, _) = full_name(&found, sources);
                speaker.name = Some(whole.unwrap_or(found));
                speaker.role = Some(bare);
            }
            None => speaker.name = Some(office),
        }
        return speaker;
    }
    let words = name.split(' ').count();
    if label.style == Style::Name && is_outlet(&name, article, capitals) {
        speaker.kind = SpeakerKind::Organisation;
        speaker.name = Some(name);
        return speaker;
    }
    let surname = name.rsplit(' ').next().unwrap_or(&name).to_owned();
    let (whole, role) =
        if words == 1 || name.split(' ').all(|word| is_particle(word) || word == surname) {
            full_name(&name, sources)
        } else {
            let role = roles_of(&name, sources);
            (None, role)
        };
    let addition = label.addition.as_deref().map(spelt_words);
    speaker.role = Some(office).filter(|office| !office.is_empty()).or(role).or(addition);
    if let Some(whole) = whole.filter(|whole| *whole != name) {
        speaker.aliases.push(name);
        speaker.name = Some(whole);
    } else {
        speaker.name = Some(name);
    }
    speaker
}

/// The office and the name of a label, in their usual spelling; courtesy titles belong to neither.
fn office_and_name(label: &SpeakerLabel) -> (String, String) {
    let words: Vec<&str> = label.name.split(' ').collect();
    let folded: Vec<String> = words.iter().map(|word| fold(word).replace('.', "")).collect();
    if folded[0] == "the" {
        return (spelt_words(&label.name), String::new());
    }
    let is_office = |word: &str| label::is_office(word) || label::is_courtesy(word);
    let mut name = 0;
    for (at, word) in folded.iter().enumerate() {
        let begins = at == 0 || name > 0;
        if begins && is_office(word) && at + 1 < words.len() {
            name = at + 1;
        }
    }
    // `President of Ruritania Anna Weber`: the name is what follows the country.
    if name > 0 && folded.get(name).is_some_and(|word| word == "of" || word == "for") {
        let rest = words.len() - name - 1;
        name = if rest >= 3 { words.len() - 2 } else { words.len() };
    }
    let is_courtesy = |word: &&str| label::is_courtesy(&fold(word).replace('.', ""));
    let office: Vec<&str> =
        words[..name].iter().copied().filter(|word| !is_courtesy(word)).collect();
    (spelt_words(&office.join(" ")), spelt(&words[name..].join(" ")))
}

/// Who answers, as the headline says: `Q&A with Minister Anna Weber`.
fn interviewed(sources: &Sources<'_>) -> Option<(String, Option<String>)> {
    let (before, after) = sources.title.split_once(" with ")?;
    let before = fold(before);
    let is_interview = ["q&a", "q & a", "interview", "conversation", "questions"];
    is_interview.iter().any(|word| before.contains(word)).then_some(())?;
    let words: Vec<&str> =
        after.split(' ').take_while(|w| w.starts_with(char::is_uppercase)).collect();
    let is_title = |word: &&&str| {
        let folded = fold(word).replace('.', "");
        label::is_office(&folded) || label::is_courtesy(&folded)
    };
    let office = words.iter().take_while(is_title).count();
    let ends = words.iter().position(|word| word.ends_with([',', ':', '.', ';']));
    let name = words.get(office..ends.map_or(words.len(), |at| at + 1))?.join(" ");
    let name = name.trim_end_matches([',', ':', '.', ';']).to_owned();
    let role = (office > 0).then(|| words[..office].join(" "));
    name.contains(' ').then_some((name, role))
}

/// Who answers, where the headline says it less plainly: the one person with a whole name whom both
/// the headline and the words above the first question name.
fn introduced(sources: &Sources<'_>) -> Option<String> {
    let below = sources.above.replace(sources.title, "");
    let words: Vec<&str> = sources.title.split(' ').collect();
    let bare = |word: &str| {
        let word = word.trim_matches(|c: char| !c.is_alphanumeric());
        without_owner(word).to_owned()
    };
    let mut found: Option<String> = None;
    for at in 0..words.len() {
        let first = fold(&bare(words[at]));
        if !look_up(&first).kinds.intersects(Kinds::MALE_NAME | Kinds::FEMALE_NAME) {
            continue;
        }
        // In a headline's capitals the words behind a name look like more of it.
        let name = (at + 2..=words.len().min(at + FIRST_NAMES + 1)).rev().find_map(|end| {
            let name: Vec<String> = words[at..end].iter().map(|word| bare(word)).collect();
            let named = name.iter().all(|word| word.starts_with(char::is_uppercase));
            Some(name.join(" ")).filter(|name| named && below.contains(name.as_str()))
        });
        match (&found, name) {
            (Some(known), Some(name)) if *known != name => return None,
            (_, Some(name)) => found = Some(name),
            _ => {}
        }
    }
    found
}

/// Who bears an office in the head of the document: `President Weber`, `President Anna Weber`.
fn bearer(office: &str, sources: &Sources<'_>) -> Option<String> {
    let mut found: Option<String> = None;
    for text in [sources.title, sources.above] {
        let lower = text.to_ascii_lowercase();
        for (at, _) in lower.match_indices(&office.to_ascii_lowercase()) {
            let before = text[..at].trim_end();
            // `Vice President Weber` is not the President.
            if before.ends_with(|c: char| c.is_alphabetic())
                && before.rsplit(' ').next().is_some_and(|word| label::is_office(&fold(word)))
            {
                continue;
            }
            let name: Vec<&str> = text[at + office.len()..]
                .split_whitespace()
                .take_while(|word| word.starts_with(char::is_uppercase) && !word.ends_with("ing"))
                .take_while(|word| is_no_common_word(&fold(word)))
                .take(FIRST_NAMES + 1)
                .collect();
            let ends =
                name.iter().position(|word| word.ends_with([',', '.', ';', ':']) && word.len() > 2);
            let name = &name[..ends.map_or(name.len(), |at| at + 1)];
            let name = name.join(" ");
            let name = name.trim_end_matches([',', '.', ';', ':', '’', '\'']).to_owned();
            let name = without_owner(&name).to_owned();
            if name.is_empty()
                || text[at + office.len()..].starts_with(|c: char| !c.is_whitespace())
            {
                continue;
            }
            match &found {
                Some(other) if !name.ends_with(other.as_str()) && !other.ends_with(&name) => {
                    return None;
                }
                Some(other) if other.len() >= name.len() => {}
                _ => found = Some(name),
            }
        }
        if found.is_some() {
            break;
        }
    }
    found
}

/// The whole name that a last name belongs to, and the office beside it, as the document has them.
fn full_name(surname: &str, sources: &Sources<'_>) -> (Option<String>, Option<String>) {
    let mut votes: Vec<(String, u32, Option<String>)> = Vec::new();
    for (text, weight) in [(sources.title, 6), (sources.above, 4), (sources.text, 1)] {
        for spelling in spellings(surname) {
            for (at, _) in text.match_indices(spelling.as_str()).take(PLACES) {
                let after = text[at + spelling.len()..].chars().next();
                let before = text[..at].chars().next_back();
                if after.is_some_and(|c| c.is_alphanumeric() || c == '-')
                    || !before.is_some_and(char::is_whitespace)
                {
                    continue;
                }
                let Some((first, role)) = words_before(&text[..at]) else { continue };
                let name = format!("{first} {spelling}");
                match votes.iter_mut().find(|(known, ..)| *known == name) {
                    Some(vote) => {
                        vote.1 += weight;
                        vote.2 = vote.2.take().or(role);
                    }
                    None => votes.push((name, weight, role)),
                }
            }
        }
    }
    let known = |name: &str| {
        let first = name.split(' ').next().unwrap_or_default();
        look_up(first).kinds.intersects(Kinds::MALE_NAME | Kinds::FEMALE_NAME)
    };
    for vote in &mut votes {
        vote.1 += if known(&vote.0) { 3 } else { 0 };
    }
    // A first name that no table knows must stand in the head, or stand twice.
    let best = votes.into_iter().filter(|vote| vote.1 > 1).max_by_key(|vote| vote.1);
    match best {
        Some((name, _, role)) => (Some(name), role),
        None => (None, None),
    }
}

/// The office beside a whole name.
fn roles_of(name: &str, sources: &Sources<'_>) -> Option<String> {
    [sources.title, sources.above].into_iter().find_map(|text| {
        let at = text.find(name)?;
        office_before(&text[..at])
    })
}

/// The first names that stand directly before a last name, and the office before them.
fn words_before(text: &str) -> Option<(String, Option<String>)> {
    let from = text.len().saturating_sub(120);
    let from = (from..=text.len()).find(|at| text.is_char_boundary(*at))?;
    let mut first: Vec<&str> = Vec::new();
    let mut end = text.len();
    for word in text[from..].split_whitespace().rev() {
        let at = word.as_ptr() as usize - text.as_ptr() as usize;
        let gap = &text[at + word.len()..end];
        let folded = fold(word).replace('.', "");
        let is_initial = word.len() == 2 && word.ends_with('.');
        let is_name = word.starts_with(char::is_uppercase)
            && word.chars().all(|c| c.is_alphabetic() || "-’'.".contains(c))
            && word.chars().any(char::is_lowercase) | is_initial
            && (is_initial || !word.ends_with('.'))
            && !word.ends_with("'s")
            && !word.ends_with("’s")
            && !label::is_courtesy(&folded)
            && !label::is_office(&folded)
            && is_no_common_word(&folded);
        // Before a known first name only another one or an initial can stand: `Economics Tom Reed`.
        let is_first_name =
            |folded: &str| look_up(folded).kinds.intersects(Kinds::MALE_NAME | Kinds::FEMALE_NAME);
        let is_done = first.first().is_some_and(|known| is_first_name(&fold(known)))
            && !is_initial
            && !is_first_name(&folded);
        if !is_name || is_done || first.len() == FIRST_NAMES || gap.matches('\n').count() > 1 {
            break;
        }
        first.insert(0, word);
        end = at;
    }
    if first.is_empty() || first.iter().all(|word| word.ends_with('.')) {
        return None;
    }
    Some((first.join(" "), office_before(&text[..end])))
}

fn is_no_common_word(folded: &str) -> bool {
    let kinds = look_up(folded).kinds;
    let name = Kinds::MALE_NAME | Kinds::FEMALE_NAME;
    let common = Kinds::DETERMINER
        | Kinds::SUBJECT
        | Kinds::PRONOUN
        | Kinds::PREPOSITION
        | Kinds::SUBORDINATOR
        | Kinds::CONJUNCTION
        | Kinds::ADVERB
        | Kinds::OPENER
        | Kinds::DAY
        | Kinds::TITLE
        | Kinds::MODAL
        | Kinds::BE
        | Kinds::HAVE
        | Kinds::DO
        | Kinds::VERB
        | Kinds::ORGANISATION;
    kinds.intersects(name) || !kinds.intersects(common) && country(folded).is_none()
}

/// The office that ends a text: `by Principal Deputy Press Secretary`, `Secretary of State`.
fn office_before(text: &str) -> Option<String> {
    let from = text.len().saturating_sub(120);
    let from = (from..=text.len()).find(|at| text.is_char_boundary(*at))?;
    let mut office: Vec<&str> = Vec::new();
    let mut bears = false;
    for word in text[from..].split_whitespace().rev().take(8) {
        let bare = word.trim_end_matches(',');
        let folded = fold(bare).replace('.', "");
        let is_capital =
            bare.starts_with(char::is_uppercase) && !bare.ends_with(['.', ':', ';', '!', '?']);
        let joins = matches!(bare, "of" | "for" | "and" | "the") && !office.is_empty();
        if !(is_capital || joins)
            || bare != word
            || label::is_courtesy(&folded) && office.is_empty()
        {
            break;
        }
        bears |= label::is_office(&folded);
        office.insert(0, bare);
    }
    while office.first().is_some_and(|word| {
        let folded = fold(word);
        matches!(*word, "of" | "for" | "and" | "the" | "The")
            || !is_no_common_word(&folded) && !label::is_office(&folded)
    }) {
        office.remove(0);
    }
    // `Tom Reed and Director of the Council`: another one's name stands before `and`.
    let has_office = |words: &[&str]| words.iter().any(|word| label::is_office(&fold(word)));
    if let Some(and) = office.iter().rposition(|word| *word == "and")
        && !has_office(&office[..and])
    {
        office.drain(..=and);
    }
    (bears && !office.is_empty()).then(|| office.join(" "))
}

/// Whether a label is an outlet's: the publisher, a name with an organisation's word, one whose
/// initials are a label too.
fn is_outlet(name: &str, article: &SourceArticle, capitals: &HashSet<&str>) -> bool {
    let publisher = article.publisher.as_deref().map(fold).unwrap_or_default();
    let words: Vec<&str> = name.split(' ').collect();
    let initials: String = words.iter().filter_map(|word| word.chars().next()).collect();
    let first = look_up(words[0]).kinds;
    let has_initials = words.len() > 1
        && !first.intersects(Kinds::MALE_NAME | Kinds::FEMALE_NAME)
        && capitals.contains(initials.as_str());
    fold(name) == publisher
        || words.iter().any(|word| look_up(word).kinds.intersects(Kinds::ORGANISATION))
        || has_initials
}

/// The country or body that a note in brackets names: `Mr. REED (Freedonia) (spoke in French)`.
fn side_of(label: &SpeakerLabel) -> Option<String> {
    label.notes.iter().find_map(|note| {
        let side = spelt_words(note);
        let is_name = courtesy(label).is_some()
            && side.split(' ').all(|word| word.starts_with(char::is_uppercase) || word.len() < 4)
            && side.chars().filter(|c| c.is_alphabetic()).count() > 2;
        country(&side).map(|(name, _)| name.to_owned()).or_else(|| is_name.then_some(side))
    })
}
