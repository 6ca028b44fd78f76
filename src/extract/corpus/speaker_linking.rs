//! Links the names of many articles to speakers.

use std::collections::{BTreeMap, HashMap, HashSet};

use crate::dataset::ids::{Ids, slug};
use crate::dataset::{Form, SpeakerKind, schema};
use crate::extract::article::coreference::{alike, without_suffix};
use crate::extract::article::extraction::ArticleExtraction;
use crate::extract::language::{Kinds, NameSpelling, look_up};
use crate::text::fold;

/// The most people of one last name that are compared.
const NAMESAKES: usize = 64;
/// The most forms of one name that are compared.
const COMPARED: usize = 16;

/// One speaker of the record while it is gathered.
struct Person {
    id: String,
    kind: SpeakerKind,
    /// The offices that articles give; the first is shown.
    roles: Vec<String>,
    side: Option<String>,
    /// Every form printed, and in how many articles.
    forms: BTreeMap<String, usize>,
    /// The full names that new ones are compared with.
    names: Vec<FullName>,
    /// Whether the file of what is known has it.
    known: bool,
}

/// A full name as it is compared.
struct FullName {
    /// See [`key`].
    folded: String,
    spelling: NameSpelling,
}

impl FullName {
    fn of(folded: &str) -> Option<Self> {
        let spelling = NameSpelling::of(without_suffix(folded))?;
        Some(Self { folded: folded.to_owned(), spelling })
    }
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

    /// Whether office and side speak for one person or for two; `None` where they tell nothing.
    fn agrees(&self, speaker: &schema::Speaker) -> Option<bool> {
        let sides = self.side.as_ref().zip(speaker.side.as_ref());
        let sides = sides.map(|(a, b)| fold(a) == fold(b));
        let role = speaker.role.as_ref().filter(|_| !self.roles.is_empty());
        let roles = role.map(|role| self.roles.iter().any(|known| roles_agree(known, role)));
        match (sides, roles) {
            (Some(false), _) | (_, Some(false)) => Some(false),
            (sides, roles) => sides.or(roles),
        }
    }

    /// Whether a full name can be another romanisation of one of this person's.
    fn is_spelt(&self, name: &FullName, speaker: &schema::Speaker) -> bool {
        let agrees = self.agrees(speaker);
        let spelling = &name.spelling;
        agrees != Some(false)
            && self.names.iter().any(|known| {
                let first = || {
                    spelling.same_first(&known.spelling)
                        || agrees == Some(true)
                            && alike(first_of(&name.folded), first_of(&known.folded))
                };
                spelling.whole == known.spelling.whole
                    || spelling.last == known.spelling.last && first()
            })
    }

    /// Whether a full name has the last name of one of this person's and no other first name.
    fn has_name(&self, name: &FullName, speaker: &schema::Speaker) -> bool {
        self.names.iter().any(|known| {
            let (a, b) = (first_of(&known.folded), first_of(&name.folded));
            let respelt = || a != b && name.spelling.first == known.spelling.first;
            last_of(&known.folded) == last_of(&name.folded)
                && alike(a, b)
                && (!respelt() || self.agrees(speaker) != Some(false))
        })
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
    /// Last names and whole names in the spelling that romanisations have in common.
    by_spelling: HashMap<String, Vec<usize>>,
    /// Last names that a publisher's transcripts have as labels, without a first name.
    by_label: HashMap<(Option<String>, String), usize>,
    /// Last names of nobody in particular.
    by_bare: HashMap<String, usize>,
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
            linker.people[at].roles.extend(speaker.role.clone());
            linker.people[at].side.clone_from(&speaker.side);
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

    /// Whether somebody has this form of a name.
    pub(super) fn knows(&self, form: &str) -> bool {
        self.by_form.contains_key(&key(form))
    }

    pub(super) fn add(&mut self, kind: SpeakerKind) -> usize {
        let id = format!("p{}", self.people.len());
        self.people.push(Person {
            id,
            kind,
            roles: Vec::new(),
            side: None,
            forms: BTreeMap::new(),
            names: Vec::new(),
            known: false,
        });
        self.people.len() - 1
    }

    fn learn(&mut self, at: usize, form: &str) {
        let folded = key(form);
        if self.by_form.get(&folded) == Some(&at) {
            return;
        }
        self.by_form.entry(folded.clone()).or_insert(at);
        if self.people[at].kind != SpeakerKind::Person {
            return;
        }
        let Some(name) = FullName::of(&folded) else { return };
        let list = |people: &mut Vec<usize>| {
            if people.len() < NAMESAKES && !people.contains(&at) {
                people.push(at);
            }
        };
        list(self.by_last.entry(last_of(&folded).to_owned()).or_default());
        for spelling in [&name.spelling.last, &name.spelling.whole] {
            list(self.by_spelling.entry(spelling.clone()).or_default());
        }
        let names = &mut self.people[at].names;
        if names.len() < COMPARED {
            names.push(name);
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
                    .filter(|name| name.contains(' '))
                    .map(|name| last_of(&name).to_owned())
                    .collect();
                for speaker in &article.speakers {
                    let person = speaker.kind == SpeakerKind::Person;
                    if (speaker.name.contains(' ') || !person) != full {
                        continue;
                    }
                    // Its article kept it apart from a full name with this last name.
                    let apart = !full && last_names.contains(&key(&speaker.name));
                    let others: Vec<usize> = match apart {
                        true => tied[at].values().copied().flatten().collect(),
                        false => Vec::new(),
                    };
                    let label = (article.article.form == Form::Transcript && !full && !apart)
                        .then(|| (article.article.publisher.clone(), key(&speaker.name)));
                    let who = self.tie(speaker, &others, label);
                    tied[at].insert(speaker.id.clone(), who);
                }
            }
        }
        tied
    }

    /// The speaker with one of these full names.
    pub(crate) fn named(&self, names: &[String]) -> Option<usize> {
        let mut found = names.iter().filter_map(|name| self.by_form.get(&key(name)));
        found.next().copied().filter(|at| self.people[*at].kind == SpeakerKind::Person)
    }

    /// The speaker with one of these full names, or a new one with the first of them.
    pub(crate) fn office_holder(&mut self, names: &[String]) -> Option<usize> {
        let known = self.named(names);
        known.or_else(|| {
            let name = names.first().filter(|name| !self.not_speakers.contains(&key(name)))?;
            let at = self.add(SpeakerKind::Person);
            self.people[at].forms.insert(name.clone(), 1);
            self.learn(at, name);
            Some(at)
        })
    }

    pub(crate) fn set_role(&mut self, at: usize, role: String) {
        self.people[at].roles = vec![role];
    }

    /// Who a speaker of one article is. `label` is set for a last name that labels a transcript's
    /// turns: in one publisher's transcripts the same label is the same person. `others` are those
    /// from whom its article keeps it apart.
    fn tie(
        &mut self,
        speaker: &schema::Speaker,
        others: &[usize],
        label: Option<(Option<String>, String)>,
    ) -> Option<usize> {
        if self.not_speakers.contains(&key(&speaker.name)) {
            return None;
        }
        let apart = !others.is_empty();
        let person = self.find(speaker).filter(|at| !others.contains(at) || self.people[*at].known);
        let person = person.or_else(|| self.by_label.get(label.as_ref()?).copied());
        // A last name that nothing tells whose it is, is one speaker in all articles.
        let bare = key(&speaker.name);
        let open = speaker.kind == SpeakerKind::Person && !apart && !bare.contains(' ');
        let person = person.or_else(|| self.by_bare.get(&bare).copied().filter(|_| open));
        let at = person.unwrap_or_else(|| self.add(speaker.kind));
        if open && person.is_none() {
            self.by_bare.insert(bare, at);
        }
        if let Some(label) = label {
            self.by_label.entry(label).or_insert(at);
        }
        self.enter(at, speaker);
        Some(at)
    }

    /// Adds what is told of a speaker to the person who it is.
    pub(super) fn enter(&mut self, at: usize, speaker: &schema::Speaker) {
        for form in forms(speaker) {
            *self.people[at].forms.entry(form.clone()).or_default() += 1;
        }
        for form in forms(speaker) {
            if form.contains(' ') || speaker.kind != SpeakerKind::Person {
                self.learn(at, form);
            }
        }
        let person = &mut self.people[at];
        if let Some(role) = &speaker.role
            && person.roles.len() < COMPARED
            && !person.roles.contains(role)
        {
            person.roles.push(role.clone());
        }
        person.side = person.side.take().or_else(|| speaker.side.clone());
    }

    pub(super) fn find(&self, speaker: &schema::Speaker) -> Option<usize> {
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
        let Some(full) = FullName::of(&name) else {
            return self.bearer(&name, speaker);
        };
        let mut same = self.by_last.get(last_of(&name)).into_iter().flatten();
        let spelt = [&full.spelling.last, &full.spelling.whole];
        let mut spelt = spelt.into_iter().filter_map(|spelt| self.by_spelling.get(spelt)).flatten();
        let same = same.find(|at| self.people[**at].has_name(&full, speaker));
        same.or_else(|| spelt.find(|at| self.people[**at].is_spelt(&full, speaker))).copied()
    }

    /// Whom a last name alone means: the only one who has it, of several the only one in that
    /// office. `Prime Minister Weber` is not the singer Anna Weber.
    fn bearer(&self, name: &str, speaker: &schema::Speaker) -> Option<usize> {
        let namesakes = self.by_last.get(name)?;
        let agrees = |at: &usize| self.people[*at].agrees(speaker);
        // The office first told is a person's own; what some article gives them may be another's.
        let holds = |at: &usize| {
            let known = self.people[*at].roles.first().zip(speaker.role.as_ref());
            known.is_some_and(|(known, role)| roles_agree(known, role))
        };
        let only = |fits: &dyn Fn(&usize) -> bool| {
            let mut fitting = namesakes.iter().filter(|at| fits(at));
            fitting.next().filter(|_| fitting.next().is_none()).copied()
        };
        only(&|at| agrees(at) != Some(false))
            .or_else(|| only(&|at| agrees(at) == Some(true)))
            .or_else(|| only(&holds))
    }

    /// Gives everyone who is not known an id, when all are found.
    pub(crate) fn name_all(&mut self) {
        let known = self.people.iter().filter(|person| person.known);
        let mut ids = Ids::of(known.map(|person| person.id.clone()));
        for person in self.people.iter_mut().filter(|person| !person.known) {
            person.id = ids.take(&slug(person.name()));
        }
    }

    /// The speakers who are quoted, may be, or take part in a meeting: the known ones in their order, then
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
        let possible = quotes.iter().flat_map(|quote| &quote.candidates).map(String::as_str);
        let used: HashSet<&str> = quoted.chain(present).chain(possible).collect();
        let used = |person: &&Person| !person.known && used.contains(person.id.as_str());
        let speaker = |person: &Person| {
            let name = person.name();
            let aliases = person.forms.keys().filter(|form| *form != name);
            schema::Speaker {
                id: person.id.clone(),
                name: name.to_owned(),
                kind: person.kind,
                role: person.roles.first().cloned(),
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

/// The last name of a folded name.
fn last_of(name: &str) -> &str {
    let name = without_suffix(name);
    name.rsplit_once(' ').map_or(name, |(_, last)| last)
}

fn first_of(name: &str) -> &str {
    name.split_once(' ').map_or(name, |(first, _)| first)
}

/// Whether two offices can be one: they have in common what they are of (`harbour`, `Ministry of
/// Trade`), or the noun where one of them tells no more than that (`minister`).
fn roles_agree(a: &str, b: &str) -> bool {
    let (a, b) = (fold(a), fold(b));
    let words = |role: &str| -> Vec<String> {
        let words = role.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        words
            .filter(|word| !look_up(word).kinds.intersects(Kinds::CLOSED))
            .map(str::to_owned)
            .collect()
    };
    let is_rank =
        |word: &&String| *word != "foreign" && look_up(word).kinds.intersects(Kinds::TITLE);
    let (a, b) = (words(&a), words(&b));
    let shared = |words: &[&String]| words.iter().any(|word| b.contains(word));
    let own: Vec<&String> = a.iter().filter(|word| !is_rank(word)).collect();
    if own.is_empty() || b.iter().all(|word| is_rank(&word)) {
        shared(&a.iter().collect::<Vec<_>>())
    } else {
        shared(&own)
    }
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
        let at = linker.tie(&speaker, &[], None).expect("a speaker");
        assert_eq!(
            (linker.people[at].names.len(), linker.people[at].forms.len()),
            (COMPARED, 1001)
        );
    }

    /// How many people names with their roles are: `Anna Weber, minister`.
    fn people(names: &[&str]) -> usize {
        let mut linker = SpeakerLinker::new(&[], &[]);
        for name in names {
            let (name, role) = name.split_once(", ").unwrap_or((name, ""));
            let speaker = schema::Speaker {
                id: String::new(),
                name: name.into(),
                kind: SpeakerKind::Person,
                role: Some(role.to_owned()).filter(|role| !role.is_empty()),
                side: None,
                aliases: Vec::new(),
            };
            linker.tie(&speaker, &[], None);
        }
        linker.people.len()
    }

    #[test]
    fn spellings_of_one_name_are_one_person() {
        for names in [
            &["Sergei Orlensky", "Sergey Orlenskyy", "Serguei Orlenskiy", "Сергей Орленский"][..],
            &["Alexei Ryabin, envoy", "Aleksej Rjabin, envoy", "Алексей Рябин"],
            &["Muhammad Tarif", "Mohammed al-Tarif", "Mohamed Tarif"],
            &["José Álmar", "Jose Almar"],
            &["Jean-Luc Perrin", "Jean Luc Perrin"],
            &["Olga Tarashenko, deputy trade minister", "Olga Tarashenka, trade minister"],
            &["A. Ryabin, trade minister", "Alexei Riabin, minister of trade"],
        ] {
            assert_eq!(people(names), 1, "{names:?}");
        }
    }

    #[test]
    fn similar_names_and_other_offices_are_two_people() {
        for names in [
            ["Karl Dorn, harbour master", "Carl Dohrn, union chairman"],
            ["Karl Dorn", "Carl Dohrn"],
            ["Alexei Ryabin, trade minister", "Aleksey Riabin, foreign minister"],
            ["Sergei Orlin, ice hockey coach", "Sergey Orlin, trade minister"],
            ["A. Ryabin", "Alexei Riabin"],
            ["Kay Weber", "Kai Weber"],
        ] {
            assert_eq!(people(&names), 2, "{names:?}");
        }
    }

    #[test]
    fn known_people_are_found_by_other_spellings() {
        let known = schema::Speaker {
            id: "ryabin".into(),
            name: "Alexei Ryabin".into(),
            kind: SpeakerKind::Person,
            role: None,
            side: None,
            aliases: Vec::new(),
        };
        let mut linker = SpeakerLinker::new(std::slice::from_ref(&known), &[]);
        let speaker = schema::Speaker { name: "Aleksei Riabin".into(), ..known };
        assert_eq!(linker.tie(&speaker, &[], None), Some(0));
    }

    #[test]
    fn a_last_name_is_that_of_whoever_holds_its_office() {
        for (names, count) in [
            (
                &["Anna Weber, president", "Ida Weber", "Weber, president", "Weber, president"][..],
                2,
            ),
            (&["Van Reed, singer", "Reed, prime minister"], 2),
            // `the president and Ida Weber` gave her his office in one article.
            (
                &[
                    "Ida Weber, doctor",
                    "Ida Weber, president",
                    "Tom Weber, president",
                    "Weber, president",
                ],
                2,
            ),
            // Whose it is, is not told, and so it is one more.
            (&["Anna Weber", "Ida Weber, doctor", "Weber", "Weber"], 3),
        ] {
            assert_eq!(people(names), count, "{names:?}");
        }
    }
}
