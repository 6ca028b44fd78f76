//! Persons, parties and other bodies as TEI lists them, in a text's own head or in a file beside it.

use std::collections::{BTreeMap, HashMap};

use jiff::civil::Date;
use roxmltree::Node;

use super::markup;
use super::nodes::{attribute, first, is, words};
use super::transcript::TranscriptSpeaker;
use super::words::parted;
use crate::dataset::SpeakerKind;

/// Someone on a list.
#[derive(Debug)]
struct ListedPerson {
    name: String,
    aliases: Vec<String>,
    /// An office that stands with the name.
    office: Option<String>,
    affiliations: Vec<Affiliation>,
}

/// What a person belongs to, and from when to when: days or only their beginnings.
#[derive(Debug)]
struct Affiliation {
    body: String,
    /// As the list calls it: `member`, `minister`.
    kind: Option<String>,
    office: Option<String>,
    from: Option<String>,
    to: Option<String>,
}

/// A body on a list.
#[derive(Debug)]
struct ListedBody {
    name: String,
    is_party: bool,
}

/// The persons and bodies of one corpus, by their ids.
#[derive(Debug, Default)]
pub(super) struct People {
    persons: HashMap<String, ListedPerson>,
    bodies: HashMap<String, ListedBody>,
}

impl People {
    /// Adds whoever an element lists.
    pub(super) fn add(&mut self, root: Node<'_, '_>) {
        for node in root.descendants().filter(|node| node.is_element()) {
            let Some(id) = attribute(node, "id") else { continue };
            match node.tag_name().name() {
                "org" => {
                    self.bodies.insert(id.to_owned(), body(node));
                }
                "person" => {
                    self.persons.insert(id.to_owned(), person(node, id));
                }
                _ => {}
            }
        }
    }

    fn is_empty(&self) -> bool {
        self.persons.is_empty() && self.bodies.is_empty()
    }
}

fn is_english(node: Node<'_, '_>) -> bool {
    attribute(node, "lang").is_none_or(|language| language.starts_with("en"))
}

fn body(node: Node<'_, '_>) -> ListedBody {
    let names: Vec<_> = node.children().filter(|child| is(*child, "orgName")).collect();
    // A full name in English before any other, and the latest of several.
    let rank = |name: &&Node<'_, '_>| {
        (
            attribute(**name, "full") == Some("yes"),
            is_english(**name),
            attribute(**name, "to").is_none(),
        )
    };
    let name = names.iter().max_by_key(rank).map(|name| words(*name, &[])).unwrap_or_default();
    let role = attribute(node, "role").unwrap_or_default();
    ListedBody { name, is_party: role.contains("olitical") || role.contains("arliamentaryGroup") }
}

fn person(node: Node<'_, '_>, id: &str) -> ListedPerson {
    let mut names: Vec<_> = node.children().filter(|child| is(*child, "persName")).collect();
    // English and current forms of the name first; the others are its aliases.
    names.sort_by_key(|name| (!is_english(*name), attribute(*name, "to").is_some()));
    let mut forms: Vec<String> = Vec::new();
    for name in &names {
        let form = written(*name);
        if !form.is_empty() && !forms.contains(&form) {
            forms.push(form);
        }
    }
    let english = |within: Node<'_, '_>| {
        let offices = || within.descendants().filter(|node| is(*node, "roleName"));
        let office = offices().find(|office| is_english(*office)).or_else(|| offices().next());
        office.map(|office| words(office, &[])).filter(|office| !office.is_empty())
    };
    let affiliations = node.children().filter(|child| is(*child, "affiliation"));
    let affiliations = affiliations.map(|affiliation| Affiliation {
        body: attribute(affiliation, "ref").map(own_id).unwrap_or_default().to_owned(),
        kind: attribute(affiliation, "role").map(str::to_owned),
        office: english(affiliation),
        from: attribute(affiliation, "from")
            .or_else(|| attribute(affiliation, "when"))
            .map(str::to_owned),
        to: attribute(affiliation, "to").map(str::to_owned),
    });
    let mut forms = forms.into_iter();
    ListedPerson {
        name: forms.next().unwrap_or_else(|| parted(id)),
        aliases: forms.collect(),
        office: names.first().and_then(|name| english(*name)),
        affiliations: affiliations.collect(),
    }
}

/// A name in the order it is spoken in.
fn written(name: Node<'_, '_>) -> String {
    let part = |kind: &str| -> Vec<String> {
        name.descendants().filter(|part| is(*part, kind)).map(|part| words(part, &[])).collect()
    };
    let names = [part("forename"), part("nameLink"), part("surname")].concat();
    if names.is_empty() { words(name, &["roleName"]) } else { names.join(" ") }
}

/// An id without what stands before it: `#AnnaWeber`, `list.xml#AnnaWeber`, `person:AnnaWeber`.
pub(super) fn own_id(reference: &str) -> &str {
    let first = reference.split_whitespace().next().unwrap_or_default();
    first.rsplit(['#', ':']).next().unwrap_or(first)
}

/// Whom a text knows: by its own lists, then by those beside it.
pub(super) struct KnownPeople<'a> {
    pub(super) lists: [Option<&'a People>; 2],
    /// The day of the text: parties change.
    pub(super) on: Option<Date>,
}

impl KnownPeople<'_> {
    fn lists(&self) -> impl Iterator<Item = &People> {
        self.lists.iter().copied().flatten()
    }

    fn body(&self, id: &str) -> Option<&ListedBody> {
        self.lists().find_map(|list| list.bodies.get(id)).filter(|body| !body.name.is_empty())
    }

    /// Who an id stands for.
    pub(super) fn speaker(&self, id: &str) -> Option<TranscriptSpeaker> {
        let Some(person) = self.lists().find_map(|list| list.persons.get(id)) else {
            let body = self.body(id).filter(|body| !body.is_party)?;
            let (name, kind) = (Some(body.name.clone()), SpeakerKind::Organisation);
            return Some(TranscriptSpeaker { name, kind, ..TranscriptSpeaker::default() });
        };
        let on = self.on.map(|day| day.to_string());
        let held = || person.affiliations.iter().rev().filter(|held| is_held(held, on.as_deref()));
        let of_body = |held: &Affiliation| self.body(&held.body);
        let party = held().find_map(|held| of_body(held).filter(|body| body.is_party));
        // A list without its parties may still name them by their ids: `#party.HP`.
        let unlisted =
            || held().find_map(|held| held.body.strip_prefix("party.").map(str::to_owned));
        let is_plain = |held: &&Affiliation| {
            held.kind.as_deref().is_none_or(|kind| kind == "member")
                || of_body(held).is_some_and(|body| body.is_party)
        };
        let office = || held().filter(|held| !is_plain(held)).find_map(|held| held.office.clone());
        let kind = || {
            let held = held().find(|held| !is_plain(held))?;
            let kind = held.kind.as_deref()?;
            let of = of_body(held).map(|body| format!(" of {}", body.name)).unwrap_or_default();
            let mut letters = kind.chars();
            let first = letters.next()?.to_uppercase();
            Some(format!("{first}{}{of}", letters.as_str()))
        };
        let seat = || held().find_map(|held| held.office.clone());
        Some(TranscriptSpeaker {
            name: Some(person.name.clone()),
            role: office().or_else(kind).or_else(|| person.office.clone()).or_else(seat),
            side: party.map(|body| body.name.clone()).or_else(unlisted),
            aliases: person.aliases.clone(),
            ..TranscriptSpeaker::default()
        })
    }
}

fn is_held(affiliation: &Affiliation, on: Option<&str>) -> bool {
    let Some(on) = on else { return true };
    // `2003-09` holds from that month's first day to its last.
    let not_after = |a: &str, b: &str| {
        let (a, b) = (a.as_bytes(), b.as_bytes());
        let length = a.len().min(b.len());
        a[..length] <= b[..length]
    };
    affiliation.from.as_deref().is_none_or(|from| not_after(from, on))
        && affiliation.to.as_deref().is_none_or(|to| not_after(on, to))
}

/// Lists of people that lie beside the texts that need them, as corpora come.
#[derive(Debug, Default)]
pub struct PeopleLists {
    /// By folder and by the beginning of the corpus's file names.
    lists: BTreeMap<(String, String), People>,
}

impl PeopleLists {
    /// Whether a file with this beginning may hold lists for others.
    #[must_use]
    pub fn may_be(beginning: &[u8]) -> bool {
        let beginning = String::from_utf8_lossy(beginning);
        // The root's tag follows the declarations; comments before it are short.
        ["<listPerson", "<listOrg", "<teiCorpus"].iter().any(|root| beginning.contains(root))
    }

    /// Takes what a file lists; one that cannot be read is told of when it is read as an article.
    pub fn add(&mut self, file: &str, bytes: &[u8]) {
        let Ok(text) = std::str::from_utf8(bytes) else { return };
        let text = text.trim_start_matches('\u{feff}');
        let Ok(document) = markup::parse(text) else { return };
        let mut people = People::default();
        people.add(document.root_element());
        if people.is_empty() {
            return;
        }
        let (folder, name) = parts(file);
        let stem = name.split('.').next().unwrap_or(name);
        let corpus = stem.split_once("-list").map_or(stem, |(corpus, _)| corpus);
        let all = self.lists.entry((folder.to_owned(), corpus.to_owned())).or_default();
        all.persons.extend(people.persons);
        all.bodies.extend(people.bodies);
    }

    /// The lists for a text: of its corpus by its name, else the nearest, in its folder or above.
    pub(super) fn beside(&self, file: &str) -> Option<&People> {
        let (folder, name) = parts(file);
        let is_above = |above: &str| {
            above.is_empty()
                || folder
                    .strip_prefix(above)
                    .is_some_and(|rest| rest.is_empty() || rest.starts_with(['/', '\\']))
        };
        let near = self.lists.iter().filter(|((above, _), _)| is_above(above));
        let rank = |((above, corpus), _): &(&(String, String), &People)| {
            let is_own = name.starts_with(corpus.as_str());
            (is_own, above.len(), if is_own { corpus.len() } else { 0 })
        };
        near.max_by_key(rank).map(|(_, people)| people)
    }
}

fn parts(file: &str) -> (&str, &str) {
    file.rfind(['/', '\\']).map_or(("", file), |at| (&file[..at], &file[at + 1..]))
}

/// Whether an element is a list of people and bodies, or holds nothing else.
pub(super) fn is_list(root: Node<'_, '_>) -> bool {
    match root.tag_name().name() {
        "listPerson" | "listOrg" => true,
        "teiCorpus" => first(root, "text").is_none(),
        _ => false,
    }
}
