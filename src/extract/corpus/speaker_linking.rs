//! Links the names of many articles to speakers.

use std::collections::{BTreeMap, HashMap, HashSet};

use rapidfuzz::distance::osa;

use crate::dataset::{Form, SpeakerKind, schema};
use crate::extract::article::coreference::{alike, without_suffix};
use crate::extract::article::extraction::ArticleExtraction;
use crate::extract::ids::Ids;
use crate::extract::language::pairs;
use crate::text::fold;

/// The most people of one last name that are compared.
const NAMESAKES: usize = 64;
/// The most forms of one name that are compared.
const COMPARED: usize = 16;

/// One speaker of the record while it is gathered.
struct Person {
    id: String,
    kind: SpeakerKind,
    role: Option<String>,
    side: Option<String>,
    /// Every form printed, and in how many articles.
    forms: BTreeMap<String, usize>,
    /// The forms that new ones are compared with, as they are compared.
    keys: Vec<String>,
    /// Whether the file of what is known has it.
    known: bool,
}

impl Person {
    /// The form printed in most articles; of equals the longer, then the first by letters.
    fn name(&self) -> &str {
        let full = |form: &str| form.contains(' ');
        self.forms
            .iter()
            .max_by(|(a, m), (b, n)| {
                (full(a), *m, a.len()).cmp(&(full(b), *n, b.len())).then_with(|| b.cmp(a))
            })
            .map_or("", |(form, _)| form.as_str())
    }
}

/// Everyone who speaks in the record.
#[derive(Default)]
pub(crate) struct SpeakerLinker {
    people: Vec<Person>,
    /// Folded forms of full names and organisations, and known aliases.
    by_form: HashMap<String, usize>,
    /// Folded last names.
    by_last: HashMap<String, Vec<usize>>,
    /// Last names that a publisher's transcripts have as labels, without a first name.
    by_label: HashMap<(Option<String>, String), usize>,
    not_speakers: HashSet<String>,
}

impl SpeakerLinker {
    pub(crate) fn new(known: &[schema::Speaker], not_speakers: &[String]) -> Self {
        let not_speakers = not_speakers.iter().map(|name| key(name)).collect();
        let mut linker = Self { not_speakers, ..Self::default() };
        for speaker in known {
            let at = linker.add(speaker.kind);
            linker.people[at].known = true;
            linker.people[at].id.clone_from(&speaker.id);
            forms(speaker).for_each(|form| linker.learn(at, form));
        }
        linker
    }

    pub(crate) fn id(&self, at: usize) -> &str {
        &self.people[at].id
    }

    pub(crate) fn has(&self, id: &str) -> bool {
        self.people.iter().any(|person| person.id == id)
    }

    fn add(&mut self, kind: SpeakerKind) -> usize {
        let id = format!("p{}", self.people.len());
        self.people.push(Person {
            id,
            kind,
            role: None,
            side: None,
            forms: BTreeMap::new(),
            keys: Vec::new(),
            known: false,
        });
        self.people.len() - 1
    }

    fn learn(&mut self, at: usize, form: &str) {
        let folded = key(form);
        self.by_form.entry(folded.clone()).or_insert(at);
        if self.people[at].kind == SpeakerKind::Person
            && let Some((_, last)) = folded.rsplit_once(' ')
        {
            let same = self.by_last.entry(last.to_owned()).or_default();
            if same.len() < NAMESAKES && !same.contains(&at) {
                same.push(at);
            }
        }
    }

    /// For every article, who its speakers are: `None` for names that are no speaker's. Full names
    /// come first, so that a last name alone finds its owner in whatever article that stands; a
    /// last name that two people share is a speaker of its own.
    pub(crate) fn gather(
        &mut self,
        extraction: &[ArticleExtraction],
    ) -> Vec<HashMap<String, Option<usize>>> {
        let mut tied: Vec<HashMap<String, Option<usize>>> = vec![HashMap::new(); extraction.len()];
        for full in [true, false] {
            for (at, article) in extraction.iter().enumerate() {
                let full_names = article.speakers.iter().map(|speaker| key(&speaker.name));
                let last_names: HashSet<String> = full_names
                    .filter_map(|name| split(&name).map(|(_, last)| last.to_owned()))
                    .collect();
                for speaker in &article.speakers {
                    let person = speaker.kind == SpeakerKind::Person;
                    if (speaker.name.contains(' ') || !person) != full {
                        continue;
                    }
                    // Its article kept it apart from a full name with this last name.
                    let apart = !full && last_names.contains(&key(&speaker.name));
                    let label = (article.article.form == Form::Transcript && !full && !apart)
                        .then(|| (article.article.publisher.clone(), key(&speaker.name)));
                    let who = self.tie(speaker, apart, label);
                    tied[at].insert(speaker.id.clone(), who);
                }
            }
        }
        self.name_all();
        tied
    }

    /// Who a speaker of one article is. `label` is set for a last name that labels a transcript's
    /// turns: in one publisher's transcripts the same label is the same person.
    fn tie(
        &mut self,
        speaker: &schema::Speaker,
        apart: bool,
        label: Option<(Option<String>, String)>,
    ) -> Option<usize> {
        if self.not_speakers.contains(&key(&speaker.name)) {
            return None;
        }
        let person = self.find(speaker).filter(|at| !apart || self.people[*at].known);
        let person = person.or_else(|| self.by_label.get(label.as_ref()?).copied());
        let at = person.unwrap_or_else(|| self.add(speaker.kind));
        if let Some(label) = label {
            self.by_label.entry(label).or_insert(at);
        }
        for form in forms(speaker) {
            let person = &mut self.people[at];
            let count = person.forms.entry(form.clone()).or_default();
            *count += 1;
            if *count == 1 && person.keys.len() < COMPARED {
                person.keys.push(key(form));
            }
        }
        for form in forms(speaker) {
            if form.contains(' ') || speaker.kind != SpeakerKind::Person {
                self.learn(at, form);
            }
        }
        let person = &mut self.people[at];
        person.role = person.role.take().or_else(|| speaker.role.clone());
        person.side = person.side.take().or_else(|| speaker.side.clone());
        Some(at)
    }

    fn find(&self, speaker: &schema::Speaker) -> Option<usize> {
        let name = key(&speaker.name);
        let kind = |at: &usize| self.people[*at].kind == speaker.kind || self.people[*at].known;
        if let Some(at) = self.by_form.get(&name).filter(|at| kind(at)) {
            return Some(*at);
        }
        // An alias from the file of what is known.
        let known = forms(speaker).find_map(|form| self.by_form.get(&key(form)));
        if let Some(at) = known.filter(|at| self.people[**at].known) {
            return Some(*at);
        }
        if speaker.kind != SpeakerKind::Person {
            return None;
        }
        let Some((first, last)) = split(&name) else {
            let same = self.by_last.get(&name)?;
            return (same.len() == 1).then(|| same[0]);
        };
        let fits = |at: &&usize| {
            self.people[**at].keys.iter().any(|form| {
                split(form).is_some_and(|(other, known)| alike(first, other) && spelt(last, known))
            })
        };
        let same = self.by_last.get(last).into_iter().flatten();
        same.into_iter().find(fits).copied().or_else(|| {
            // Another spelling of the last name: only with the same first name.
            self.respelt(last).find(|at| fits(&at))
        })
    }

    /// People whose last name is the same but for one letter, as transliterations are.
    fn respelt<'s>(&'s self, last: &'s str) -> impl Iterator<Item = usize> + 's {
        let long = last.chars().count() >= 5;
        let spellings = long.then(|| respellings(last)).into_iter().flatten();
        spellings.filter_map(|other| self.by_last.get(&other)).flatten().copied()
    }

    fn name_all(&mut self) {
        let known = self.people.iter().filter(|person| person.known);
        let mut ids = Ids::of(known.map(|person| person.id.clone()));
        for person in self.people.iter_mut().filter(|person| !person.known) {
            person.id = ids.take(&slug(person.name()));
        }
    }

    /// The speakers who are quoted or take part in a meeting: the known ones in their order, then
    /// the others by name.
    pub(crate) fn finish(
        self,
        quotes: &[schema::Quote],
        meetings: &[schema::Meeting],
        known: &[schema::Speaker],
    ) -> Vec<schema::Speaker> {
        let quoted = quotes.iter().flat_map(|quote| quote.speaker.iter().chain(&quote.candidates));
        let quoted = quoted.map(String::as_str);
        let present = meetings.iter().flat_map(|meeting| &meeting.participants).map(String::as_str);
        let used: HashSet<&str> = quoted.chain(present).collect();
        let used = |person: &&Person| !person.known && used.contains(person.id.as_str());
        let speaker = |person: &Person| {
            let name = person.name();
            let aliases = person.forms.keys().filter(|form| *form != name);
            schema::Speaker {
                id: person.id.clone(),
                name: name.to_owned(),
                kind: person.kind,
                role: person.role.clone(),
                side: person.side.clone(),
                aliases: aliases.cloned().collect(),
            }
        };
        let mut speakers: Vec<_> = self.people.iter().filter(used).map(speaker).collect();
        speakers.sort_by(|a, b| (&a.name, &a.id).cmp(&(&b.name, &b.id)));
        known.iter().cloned().chain(speakers).collect()
    }
}

/// The name and the aliases of a speaker.
fn forms(speaker: &schema::Speaker) -> impl Iterator<Item = &String> {
    std::iter::once(&speaker.name).chain(&speaker.aliases)
}

/// A form as it is compared: folded, without a leading article, points and apostrophes.
fn key(form: &str) -> String {
    let mut folded = fold(form);
    folded.retain(|c| c != '.' && c != '\'');
    folded.strip_prefix("the ").map_or(folded.clone(), str::to_owned)
}

fn split(name: &str) -> Option<(&str, &str)> {
    let name = without_suffix(name);
    Some((name.split(' ').next()?, name.rsplit_once(' ')?.1))
}

fn spelt(a: &str, b: &str) -> bool {
    a == b || a.chars().count() >= 5 && osa::distance(a.chars(), b.chars()) <= 1
}

/// Every spelling that differs by one letter left out, put in or changed among those that
/// transliterations confuse.
fn respellings(last: &str) -> impl Iterator<Item = String> {
    pairs("spelt-also").flat_map(move |(from, to)| {
        let respelt = move |(at, _)| format!("{}{to}{}", &last[..at], &last[at + from.len()..]);
        last.match_indices(from).map(respelt)
    })
}

/// A name as an id: `anna-weber`.
pub(crate) fn slug(name: &str) -> String {
    let folded = fold(name);
    let words = folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let slug = words.collect::<Vec<_>>().join("-");
    if slug.is_empty() { "unnamed".into() } else { slug }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn few_of_one_last_name_are_compared_in_few_forms() {
        let mut linker = SpeakerLinker::new(&[], &[]);
        for number in 0..1000 {
            let at = linker.add(SpeakerKind::Person);
            linker.learn(at, &format!("x{number} Weber"));
        }
        assert_eq!(linker.by_last["weber"].len(), NAMESAKES);
        let forms = (0..1000).map(|number| format!("A{number} Reed")).collect();
        let speaker = schema::Speaker {
            id: "1".into(),
            name: "A Reed".into(),
            kind: SpeakerKind::Person,
            role: None,
            side: None,
            aliases: forms,
        };
        let at = linker.tie(&speaker, false, None).expect("a speaker");
        assert_eq!((linker.people[at].keys.len(), linker.people[at].forms.len()), (COMPARED, 1001));
    }
}
