//! TEI: parliamentary corpora (ParlaMint, Parla-CLARIN) with utterances and lists of persons, plays'
//! speeches, and editions of documents (Foreign Relations of the United States).

use roxmltree::Node;

use super::nodes::{Part, Record, attribute, first, is, words};
use super::people::{KnownPeople, People, own_id};
use super::transcript::{TranscriptSpeaker, TranscriptWriter, speaker_of};
use super::words::parted;
use super::{Fields, SkipReason, dates, metadata};
use crate::dataset::Form;

/// Elements inside of speech that nobody speaks.
const UNSPOKEN: [&str; 9] =
    ["note", "gap", "desc", "incident", "kinesic", "vocal", "pause", "writing", "linkGrp"];
/// Elements that are a paragraph of a text in which nobody is marked as speaking.
const BLOCKS: [&str; 9] = ["p", "head", "item", "signed", "closer", "opener", "ab", "l", "row"];
/// How far into a paragraph the name of whoever speaks ends, in bytes: `Mr. `.
const BEFORE_NAME: usize = 24;

/// Reads a document, or all of a corpus or an edition. `beside` lists people for it.
pub(super) fn read(root: Node<'_, '_>, beside: Option<&People>) -> Vec<Result<Part, SkipReason>> {
    let texts: Vec<Node<'_, '_>> = match root.tag_name().name() {
        "teiCorpus" => root.descendants().filter(|node| is(*node, "TEI")).collect(),
        _ => vec![root],
    };
    // The lists of a corpus stand in its head, before its texts.
    let mut own = People::default();
    own.add(root);
    let mut parts = Vec::new();
    for text in texts.iter().copied() {
        let id = (texts.len() > 1).then(|| attribute(text, "id").map(str::to_owned)).flatten();
        let language = attribute(text, "lang").filter(|language| !language.starts_with("en"));
        if let Some(language) = language {
            let code: String = language.chars().take(20).collect();
            parts.push(Err(SkipReason::Language(format!("another language ({code})"))));
        } else if text.descendants().any(|node| is(node, "u") || is(node, "sp")) {
            parts.push(Ok(sitting(text, id, &own, beside)));
        } else {
            documents(text, id, &mut parts);
        }
    }
    parts
}

/// A text with utterances.
fn sitting(root: Node<'_, '_>, id: Option<String>, own: &People, beside: Option<&People>) -> Part {
    let mut fields = head(root);
    fields.form = Some(Form::Transcript);
    let people = KnownPeople { lists: [Some(own), beside], on: fields.date };
    let mut writer = TranscriptWriter::default();
    writer.set_place(place(root));
    let mut unlisted = false;
    write(first(root, "text").unwrap_or(root), &people, &mut writer, &mut unlisted);
    let notes = unlisted.then(|| "with speakers that no list of people names".to_owned());
    Part { id, record: Record::Transcript(fields, writer), notes: notes.into_iter().collect() }
}

/// The documents of an edition, or the one text that it is.
fn documents(root: Node<'_, '_>, id: Option<String>, parts: &mut Vec<Result<Part, SkipReason>>) {
    let whole = head(root);
    let publisher = whole.publisher.clone().or_else(|| {
        let is_edition =
            root.attributes().any(|a| a.namespace().is_some_and(|n| n.contains("/frus/")));
        is_edition.then(|| "Foreign Relations of the United States".to_owned())
    });
    let is_document =
        |node: &Node<'_, '_>| is(*node, "div") && attribute(*node, "type") == Some("document");
    let inner: Vec<_> = root.descendants().skip(1).filter(is_document).collect();
    if inner.is_empty() {
        parts.push(Ok(document(root, id, Fields { publisher, ..whole })));
        return;
    }
    for node in inner {
        let fields = Fields { publisher: publisher.clone(), ..head(node) };
        parts.push(Ok(document(node, attribute(node, "id").map(str::to_owned), fields)));
    }
}

/// A text in which nobody is marked as speaking by an element. Conversations may still begin their
/// paragraphs with a person's name and a colon.
fn document(root: Node<'_, '_>, id: Option<String>, mut fields: Fields) -> Part {
    let body = first(root, "text").unwrap_or(root);
    let mut blocks: Vec<(Option<usize>, String)> = Vec::new();
    let mut end_of_block = None;
    for node in body.descendants() {
        // What stands in a block is in its words already.
        if end_of_block.is_some_and(|end| node.range().end <= end) {
            continue;
        }
        let is_title = is(node, "head") && fields.title.as_deref() == Some(&words(node, &UNSPOKEN));
        let is_block = BLOCKS.iter().any(|name| is(node, name));
        if is_block || is(node, "note") || is(node, "teiHeader") {
            end_of_block = Some(node.range().end);
        }
        if is_block && !is_title {
            let paragraph = words(node, &UNSPOKEN);
            if !paragraph.is_empty() {
                let label = label(node, &paragraph);
                blocks.push((label, paragraph));
            }
        }
    }
    let has_notes = body.descendants().any(|node| is(node, "note"));
    let notes = has_notes.then(|| "without their footnotes".to_owned()).into_iter().collect();
    if blocks.iter().filter(|(label, _)| label.is_some()).count() < 2 {
        let text: Vec<String> = blocks.into_iter().map(|(_, paragraph)| paragraph).collect();
        return Part { id, record: Record::Text(fields, text.join("\n\n")), notes };
    }
    fields.form = Some(Form::Transcript);
    let mut writer = TranscriptWriter::default();
    let place = first(root, "dateline").and_then(|line| first(line, "placeName"));
    writer.set_place(place.map(|place| words(place, &UNSPOKEN)).filter(|place| !place.is_empty()));
    for (label, paragraph) in blocks {
        match label {
            Some(end) => {
                let name = &paragraph[..end];
                let speaker = writer.speaker(name, || speaker_of(name));
                writer.turn(speaker, name);
                writer.words(paragraph[end..].trim_start().trim_start_matches(':'), None);
            }
            None if writer.speaks().is_some() => writer.words(&paragraph, None),
            None => writer.prose(&paragraph),
        }
    }
    Part { id, record: Record::Transcript(fields, writer), notes }
}

/// Where the name ends that a paragraph begins with, if a colon stands behind it.
fn label(node: Node<'_, '_>, paragraph: &str) -> Option<usize> {
    let name = first(node, "persName").or_else(|| first(node, "hi"))?;
    let name = words(name, &UNSPOKEN);
    let name = name.trim_end_matches([':', ' ']);
    let start = paragraph.find(name).filter(|start| !name.is_empty() && *start <= BEFORE_NAME)?;
    let end = start + name.len();
    let is_name =
        name.starts_with(char::is_uppercase) && end < 60 && !paragraph[..start].contains(':');
    (is_name && paragraph[end..].trim_start().starts_with(':')).then_some(end)
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
    let is_series = |node: &Node<'_, '_>| attribute(*node, "type") == Some("series");
    let publisher = titles().find(is_series).map(|node| words(node, &["note"]));
    let title = titles().filter(english).find(is_sub).or_else(|| titles().find(english));
    let title = title.or_else(|| titles().next()).map(|node| words(node, &["note"]));
    let title = title.filter(|title| !title.is_empty() && is(header, "teiHeader"));
    let title = title.or_else(|| first(root, "head").map(|node| words(node, &["note"])));
    let settings = first(header, "settingDesc");
    let when = |node: Option<Node<'_, '_>>| {
        let dates = node?.descendants().filter(|inner| is(*inner, "date") || is(*inner, "docDate"));
        let day = |date| {
            let days = ["when", "from", "notBefore"].into_iter();
            days.filter_map(|name| attribute(date, name)).find_map(dates::beginning)
        };
        dates.into_iter().find_map(day)
    };
    let date = when(settings)
        .or_else(|| when(first(header, "sourceDesc")))
        .or_else(|| attribute(root, "doc-dateTime-min").and_then(dates::beginning))
        .or_else(|| when(first(root, "dateline")))
        .or_else(|| when(first(root, "front")));
    // Whose rights they are is no address of the text.
    let address = header.descendants().filter(|node| {
        (is(*node, "idno") || is(*node, "ref")) && !is_within(*node, "availability")
    });
    let url = address
        .filter_map(|node| node.text().or_else(|| attribute(node, "target")))
        .find_map(|text| metadata::address(text.trim()).map(str::to_owned));
    Fields { title, date, url, publisher, ..Fields::default() }
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

/// Writes what a text holds, in its order.
fn write(
    body: Node<'_, '_>,
    people: &KnownPeople<'_>,
    writer: &mut TranscriptWriter,
    unlisted: &mut bool,
) {
    // A note of kind `speaker` names whoever speaks next.
    let mut label: Option<String> = None;
    let mut written = 0;
    for node in body.descendants().filter(|node| node.is_element()) {
        // What stands in an element that is written is written with it.
        if node.range().start < written {
            continue;
        }
        match node.tag_name().name() {
            "u" => utterance(node, label.take(), people, writer, unlisted),
            "sp" => {
                let named = node.children().find(|child| is(*child, "speaker"));
                utterance(node, named.map(|named| words(named, &[])), people, writer, unlisted);
            }
            "note" if attribute(node, "type") == Some("speaker") => {
                let name = words(node, &[]);
                label = Some(name.trim_end_matches([':', ' ']).to_owned());
            }
            "head" | "note" | "incident" | "kinesic" | "vocal" | "stage" | "p" | "ab" => {
                writer.prose(&words(node, &[]));
            }
            "teiHeader" | "listEvent" | "gap" => {}
            _ => continue,
        }
        written = node.range().end;
    }
}

fn utterance(
    node: Node<'_, '_>,
    label: Option<String>,
    people: &KnownPeople<'_>,
    writer: &mut TranscriptWriter,
    unlisted: &mut bool,
) {
    let id = own_id(attribute(node, "who").unwrap_or_default());
    let is_chair = attribute(node, "ana")
        .is_some_and(|ana| ana.split_whitespace().any(|kind| own_id(kind) == "chair"));
    let label = label.filter(|label| !label.is_empty());
    let key = if id.is_empty() { label.clone().unwrap_or_default() } else { id.to_owned() };
    let mut name = None;
    let speaker = writer.speaker(&key, || {
        let mut speaker = people.speaker(id).unwrap_or_else(|| {
            *unlisted |= !id.is_empty();
            match &label {
                Some(label) => speaker_of(label),
                None if id.is_empty() => TranscriptSpeaker::default(),
                None => speaker_of(&parted(id)),
            }
        });
        if is_chair && speaker.role.is_none() && speaker.name.is_some() {
            speaker.role = Some("Chair".into());
        }
        speaker
    });
    if label.is_none() {
        name = writer.name(speaker).map(str::to_owned);
    }
    writer.turn(speaker, &label.or(name).unwrap_or_else(|| parted(id)));
    let is_part =
        |child: &Node<'_, '_>| ["seg", "p", "ab", "l"].iter().any(|name| is(*child, name));
    if !node.children().any(|child| is_part(&child)) {
        writer.words(&words(node, &[&UNSPOKEN[..], &["speaker", "stage"]].concat()), None);
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
