//! Sittings of parliaments: TheyWorkForYou's XML and Akoma Ntoso.

use std::collections::HashMap;

use roxmltree::Node;

use super::nodes::{Record, attribute, first, is, words};
use super::transcript::{TranscriptSpeaker, TranscriptWriter, speaker_of};
use super::words::parted;
use super::{Fields, dates};
use crate::dataset::Form;

/// Debates as TheyWorkForYou scrapes them: `speech` elements with the speaker's name.
pub(super) fn they_work_for_you(root: Node<'_, '_>) -> Record {
    let mut writer = TranscriptWriter::default();
    let mut fields = Fields { form: Some(Form::Transcript), ..Fields::default() };
    // Answers to written questions stand in groups.
    let groups = ["publicwhip", "body", "wrans", "question", "group"];
    let in_groups = |node: &Node<'_, '_>| {
        node.parent().is_some_and(|above| groups.iter().any(|group| is(above, group)))
    };
    let mut headings = 0;
    for node in root.descendants().filter(|node| node.is_element() && in_groups(node)) {
        if fields.publisher.is_none() {
            fields.publisher = attribute(node, "id").and_then(house).map(str::to_owned);
        }
        headings += usize::from(is(node, "major-heading"));
        if fields.date.is_none() {
            fields.date = attribute(node, "id").and_then(dates::first).map(|(day, _)| day);
        }
        match node.tag_name().name() {
            "speech" | "ques" | "reply" => {
                let label = attribute(node, "speakername").unwrap_or_default();
                let label = label.trim_end_matches([':', ' ']);
                let is_nobody = label.is_empty() || attribute(node, "nospeaker") == Some("true");
                if label.is_empty() {
                    paragraphs(node).for_each(|paragraph| writer.prose(&words(paragraph, &[])));
                    continue;
                }
                let key = attribute(node, "person_id").filter(|_| !is_nobody).unwrap_or(label);
                let speaker = writer.speaker(key, || match is_nobody {
                    true => TranscriptSpeaker::default(),
                    false => TranscriptSpeaker {
                        role: attribute(node, "speakeroffice").map(str::to_owned),
                        ..speaker_of(label)
                    },
                });
                writer.turn(speaker, label);
                for paragraph in paragraphs(node) {
                    // A motion is put by the chair and printed for all.
                    match attribute(paragraph, "pwmotiontext").is_some() && is_nobody {
                        true => writer.prose(&words(paragraph, &[])),
                        false => writer.words(&words(paragraph, &[]), None),
                    }
                }
            }
            "major-heading" | "minor-heading" | "oral-heading" => {
                let heading = words(node, &[]);
                if fields.title.is_none() && !heading.is_empty() {
                    fields.title = Some(heading.clone());
                }
                writer.prose(&heading);
            }
            "division" => writer.prose("(Division)"),
            _ => {}
        }
    }
    // The first heading of a whole day is no title of it.
    if let Some(house) = fields.publisher.clone().filter(|_| headings > 1) {
        fields.title = Some(house);
    }
    Record::Transcript(fields, writer)
}

/// Where what has such an id was said: `uk.org.publicwhip/lords/2020-05-04a.1.0`.
fn house(id: &str) -> Option<&'static str> {
    let kinds = [
        ("debate", "House of Commons"),
        ("lords", "House of Lords"),
        ("westminhall", "Westminster Hall"),
        ("wrans", "Written Answers"),
        ("wms", "Written Ministerial Statements"),
        ("standing", "Public Bill Committees"),
        ("ni", "Northern Ireland Assembly"),
        ("spor", "Scottish Parliament"),
        ("senedd", "Senedd"),
        ("london-mayors-questions", "London Assembly"),
    ];
    let kind = id.split('/').nth(1)?;
    kinds.iter().find(|(name, _)| *name == kind).map(|(_, house)| *house)
}

/// The paragraphs of a speech, list items among them; rows of a table are no speech.
fn paragraphs<'a, 'i>(speech: Node<'a, 'i>) -> impl Iterator<Item = Node<'a, 'i>> {
    let is_paragraph = |node: &Node<'_, '_>| ["p", "li"].iter().any(|name| is(*node, name));
    let own = move |node: &Node<'_, '_>| {
        let mut above = node.ancestors().skip(1).take_while(|above| *above != speech);
        !above.any(|above| is_paragraph(&above) || is(above, "table"))
    };
    speech.descendants().filter(move |node| is_paragraph(node) && own(node))
}

/// A debate in Akoma Ntoso: `speech`, `question` and `answer` by persons of its references.
pub(super) fn akoma_ntoso(root: Node<'_, '_>) -> Record {
    let mut names: HashMap<&str, &str> = HashMap::new();
    for node in root.descendants().filter(|node| node.is_element()) {
        if node.tag_name().name().starts_with("TLC")
            && let Some((id, name)) = id_of(node).zip(attribute(node, "showAs"))
        {
            names.insert(id, name);
        }
    }
    let mut writer = TranscriptWriter::default();
    let work = first(root, "FRBRWork").unwrap_or(root);
    let date = work.descendants().find(|node| is(*node, "FRBRdate"));
    let preface = first(root, "preface");
    let title = preface.and_then(|preface| {
        let titled = first(preface, "docTitle").map(|node| words(node, &[]));
        let lines = || preface.children().filter(|child| is(*child, "p")).map(|p| words(p, &[]));
        titled.or_else(|| Some(lines().take(2).collect::<Vec<_>>().join(", ")))
    });
    let fields = Fields {
        title: title.filter(|title| !title.is_empty()),
        date: date.and_then(|node| attribute(node, "date")).and_then(dates::beginning),
        form: Some(Form::Transcript),
        ..Fields::default()
    };
    let body = first(root, "debateBody").or_else(|| first(root, "body")).unwrap_or(root);
    for node in body.descendants().filter(|node| node.is_element()) {
        let mut above = node.ancestors().skip(1).take_while(|above| *above != body);
        if above.any(is_speech) {
            continue;
        }
        match node.tag_name().name() {
            _ if is_speech(node) => speech(node, &names, &mut writer),
            "heading" | "scene" | "summary" | "narrative" | "recordedTime" => {
                writer.prose(&words(node, &[]));
            }
            _ => {}
        }
    }
    Record::Transcript(fields, writer)
}

fn is_speech(node: Node<'_, '_>) -> bool {
    let from = || node.children().any(|child| is(child, "from"));
    ["speech", "question", "answer"].iter().any(|name| is(node, name))
        && (attribute(node, "by").is_some() || from())
}

fn id_of<'a>(node: Node<'a, '_>) -> Option<&'a str> {
    attribute(node, "eId").or_else(|| attribute(node, "id"))
}

fn speech(node: Node<'_, '_>, names: &HashMap<&str, &str>, writer: &mut TranscriptWriter) {
    let id = |name: &str| attribute(node, name).map(|id| id.trim_start_matches('#'));
    let shown = first(node, "from").map(|from| words(from, &[]));
    let shown = shown.map(|from| from.trim_end_matches([':', ' ']).to_owned());
    let by = id("by").or(shown.as_deref()).unwrap_or_default();
    let listed = names.get(by).map(|name| (*name).to_owned());
    let unlisted = || shown.clone().filter(|shown| !shown.is_empty());
    let name = listed.or_else(unlisted).unwrap_or_else(|| parted(by));
    let role = id("as").and_then(|role| names.get(role)).map(|role| (*role).to_owned());
    let speaker = writer.speaker(by, || TranscriptSpeaker { role, ..speaker_of(&name) });
    writer.turn(speaker, shown.as_deref().filter(|shown| !shown.is_empty()).unwrap_or(&name));
    // Inner paragraphs of an item belong to it.
    let kinds = ["p", "li", "item", "block", "scene", "narrative"];
    let is_part = |inner: &Node<'_, '_>| kinds.iter().any(|kind| is(*inner, kind));
    let is_outer = |inner: &Node<'_, '_>| {
        !inner.ancestors().skip(1).take_while(|above| *above != node).any(|above| is_part(&above))
    };
    for part in node.descendants().filter(|inner| is_part(inner) && is_outer(inner)) {
        match part.tag_name().name() {
            "scene" | "narrative" => writer.prose(&words(part, &[])),
            _ => writer.words(&words(part, &["from", "scene", "narrative", "authorialNote"]), None),
        }
    }
}
