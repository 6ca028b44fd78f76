//! TEI: parliamentary corpora (ParlaMint, Parla-CLARIN) with utterances and lists of persons, plays'
//! speeches, and editions of documents (Foreign Relations of the United States).

use std::collections::HashMap;

use roxmltree::Node;

use super::nodes::{Record, attribute, first, is, words};
use super::transcript::{TranscriptSpeaker, TranscriptWriter, speaker_of};
use super::words::parted;
use super::{Fields, SkipReason, dates, metadata};
use crate::dataset::{Form, SpeakerKind};

/// Elements inside of speech that nobody speaks.
const UNSPOKEN: [&str; 8] =
    ["note", "gap", "desc", "incident", "kinesic", "vocal", "pause", "writing"];

/// Reads a document.
///
/// # Errors
/// That it says it is in another language.
pub(super) fn read(root: Node<'_, '_>) -> Result<Record, SkipReason> {
    let language = attribute(root, "lang").filter(|language| !language.starts_with("en"));
    if let Some(language) = language {
        let code: String = language.chars().take(20).collect();
        return Err(SkipReason::Language(format!("another language ({code})")));
    }
    let mut fields = head(root);
    let has_speech = root.descendants().any(|node| is(node, "u") || is(node, "sp"));
    let body = first(root, "text").unwrap_or(root);
    if !has_speech {
        let mut paragraphs: Vec<String> = Vec::new();
        for node in body.descendants() {
            let inner = ["p", "head", "dateline", "item", "signed", "closer", "opener"];
            let is_block = inner.iter().any(|name| is(node, name));
            let nested = node.ancestors().skip(1).take_while(|above| *above != body);
            let is_nested = nested.clone().any(|above| is(above, "p") || is(above, "note"));
            let is_title =
                is(node, "head") && fields.title.as_deref() == Some(&words(node, &UNSPOKEN));
            if is_block && !is_nested && !is_title && !is(node, "dateline") {
                paragraphs.push(words(node, &UNSPOKEN));
            }
        }
        paragraphs.retain(|paragraph| !paragraph.is_empty());
        return Ok(Record::Text(fields, paragraphs.join("\n\n")));
    }
    fields.form = Some(Form::Transcript);
    let mut writer = TranscriptWriter::default();
    writer.set_place(place(root));
    let people = people(root);
    write(body, &people, &mut writer);
    Ok(Record::Transcript(fields, writer))
}

/// Title, day, publisher and address.
fn head(root: Node<'_, '_>) -> Fields {
    let header = first(root, "teiHeader").unwrap_or(root);
    let titles =
        || header.descendants().filter(|node| is(*node, "title") && !is_within(*node, "bibl"));
    let english = |node: &Node<'_, '_>| {
        attribute(*node, "lang").is_none_or(|language| language.starts_with("en"))
    };
    let is_sub = |node: &Node<'_, '_>| attribute(*node, "type") == Some("sub");
    let title = titles().filter(english).find(is_sub).or_else(|| titles().find(english));
    let title = title.or_else(|| titles().next()).map(|node| words(node, &["note"]));
    let title = title.filter(|title| !title.is_empty());
    let title = title.or_else(|| first(root, "head").map(|node| words(node, &["note"])));
    let settings = first(header, "settingDesc");
    let when = |node: Option<Node<'_, '_>>| {
        let date = node?
            .descendants()
            .find(|inner| is(*inner, "date") && attribute(*inner, "when").is_some())?;
        dates::beginning(attribute(date, "when")?)
    };
    let date = when(settings)
        .or_else(|| when(first(header, "sourceDesc")))
        .or_else(|| when(first(root, "dateline")))
        .or_else(|| attribute(root, "doc-dateTime-min").and_then(dates::beginning))
        .or_else(|| when(first(root, "front")));
    let address = header.descendants().filter(|node| is(*node, "idno") || is(*node, "ref"));
    let url = address
        .filter_map(|node| node.text().or_else(|| attribute(node, "target")))
        .find_map(|text| metadata::address(text.trim()).map(str::to_owned));
    Fields { title, date, url, ..Fields::default() }
}

fn is_within(node: Node<'_, '_>, name: &str) -> bool {
    node.ancestors().any(|above| is(above, name))
}

/// Where a sitting was held: the chamber and the city, but for the country.
fn place(root: Node<'_, '_>) -> Option<String> {
    let settings = first(root, "settingDesc")?;
    let named = |kind: &str| {
        let node = settings
            .descendants()
            .find(|node| is(*node, "name") && attribute(*node, "type") == Some(kind));
        node.map(|node| words(node, &[])).filter(|words| !words.is_empty())
    };
    let parts: Vec<String> = [named("place"), named("city")].into_iter().flatten().collect();
    (!parts.is_empty()).then(|| parts.join(", "))
}

/// The persons and bodies that a document lists, by id.
fn people<'a>(root: Node<'a, '_>) -> HashMap<&'a str, TranscriptSpeaker> {
    let mut bodies: HashMap<&str, (String, bool)> = HashMap::new();
    for node in root.descendants().filter(|node| is(*node, "org")) {
        let Some(id) = attribute(node, "id") else { continue };
        let names = || node.children().filter(|child| is(*child, "orgName"));
        let name =
            names().find(|name| attribute(*name, "full") == Some("yes")).or_else(|| names().next());
        let is_party = attribute(node, "role")
            .is_some_and(|role| role.contains("olitical") || role.contains("arliamentaryGroup"));
        bodies.insert(id, (name.map(|name| words(name, &[])).unwrap_or_default(), is_party));
    }
    let mut people: HashMap<&str, TranscriptSpeaker> = HashMap::new();
    for node in root.descendants().filter(|node| is(*node, "person")) {
        let Some(id) = attribute(node, "id") else { continue };
        let name = node.children().find(|child| is(*child, "persName"));
        let part = |kind: &str| -> Vec<String> {
            let parts = name.into_iter().flat_map(|name| name.children());
            parts.filter(|part| is(*part, kind)).map(|part| words(part, &[])).collect()
        };
        let names: Vec<String> = [part("forename"), part("nameLink"), part("surname")].concat();
        let whole = match names.is_empty() {
            true => name.map(|name| words(name, &["roleName"])).unwrap_or_default(),
            false => names.join(" "),
        };
        let affiliations = || node.children().filter(|child| is(*child, "affiliation"));
        let side = affiliations().find_map(|affiliation| {
            let body = attribute(affiliation, "ref")?.trim_start_matches('#');
            bodies
                .get(body)
                .filter(|(name, is_party)| *is_party && !name.is_empty())
                .map(|(name, _)| name.clone())
        });
        let role = part("roleName").into_iter().next().or_else(|| {
            let roles = affiliations().filter_map(|node| first(node, "roleName"));
            roles.map(|role| words(role, &[])).find(|role| !role.is_empty())
        });
        let name = if whole.is_empty() { parted(id) } else { whole };
        people.insert(
            id,
            TranscriptSpeaker { name: Some(name), role, side, ..TranscriptSpeaker::default() },
        );
    }
    for (id, (name, is_party)) in bodies {
        if !is_party && !name.is_empty() {
            let kind = SpeakerKind::Organisation;
            people.entry(id).or_insert(TranscriptSpeaker {
                name: Some(name),
                kind,
                ..TranscriptSpeaker::default()
            });
        }
    }
    people
}

/// Writes what a text holds, in its order.
fn write(
    body: Node<'_, '_>,
    people: &HashMap<&str, TranscriptSpeaker>,
    writer: &mut TranscriptWriter,
) {
    // A note of kind `speaker` names whoever speaks next.
    let mut label: Option<String> = None;
    for node in body.descendants().filter(|node| node.is_element()) {
        let inside = node.ancestors().skip(1).take_while(|above| *above != body);
        if inside.clone().any(|above| is(above, "u") || is(above, "sp") || is(above, "note")) {
            continue;
        }
        match node.tag_name().name() {
            "u" => {
                utterance(node, label.take(), people, writer);
            }
            "sp" => {
                let named = node.children().find(|child| is(*child, "speaker"));
                utterance(node, named.map(|named| words(named, &[])), people, writer);
            }
            "note" if attribute(node, "type") == Some("speaker") => {
                let name = words(node, &[]);
                label = Some(name.trim_end_matches([':', ' ']).to_owned());
            }
            "head" | "note" | "incident" | "kinesic" | "vocal" | "stage" => {
                writer.prose(&words(node, &[]));
            }
            _ => {}
        }
    }
}

fn utterance(
    node: Node<'_, '_>,
    label: Option<String>,
    people: &HashMap<&str, TranscriptSpeaker>,
    writer: &mut TranscriptWriter,
) {
    let who = attribute(node, "who").unwrap_or_default();
    let id = who.split_whitespace().next().unwrap_or_default();
    let id = id.rsplit(['#', ':']).next().unwrap_or(id);
    let is_chair =
        attribute(node, "ana").is_some_and(|ana| ana.split(' ').any(|kind| kind == "#chair"));
    let key = if id.is_empty() { label.clone().unwrap_or_default() } else { id.to_owned() };
    let speaker = writer.speaker(&key, || {
        let known = people.get(id).cloned();
        let mut speaker = known.unwrap_or_else(|| match &label {
            Some(label) if !label.is_empty() => speaker_of(label),
            _ => speaker_of(&parted(id)),
        });
        if is_chair && speaker.role.is_none() && speaker.name.is_some() {
            speaker.role = Some("Chair".into());
        }
        speaker
    });
    let shown = label.or_else(|| people.get(id).and_then(|person| person.name.clone()));
    writer.turn(speaker, &shown.unwrap_or_else(|| parted(id)));
    let parts = || {
        node.children().filter(|child| ["seg", "p", "ab", "l"].iter().any(|name| is(*child, name)))
    };
    if parts().next().is_none() {
        writer.words(&words(node, &UNSPOKEN), None);
        return;
    }
    for child in node.children() {
        match child.tag_name().name() {
            "seg" | "p" | "ab" | "l" => writer.words(&words(child, &UNSPOKEN), None),
            "note" | "incident" | "kinesic" | "vocal" | "stage" => writer.prose(&words(child, &[])),
            _ => {}
        }
    }
}
