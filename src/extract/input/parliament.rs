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
    for node in root.children().filter(|node| node.is_element()) {
        if fields.date.is_none() {
            fields.date = attribute(node, "id").and_then(dates::first).map(|(day, _)| day);
        }
        match node.tag_name().name() {
            "speech" => {
                let label = attribute(node, "speakername").unwrap_or_default();
                let label = label.trim_end_matches([':', ' ']);
                let is_nobody = label.is_empty() || attribute(node, "nospeaker") == Some("true");
                if label.is_empty() {
                    for paragraph in node.children().filter(|child| is(*child, "p")) {
                        writer.prose(&words(paragraph, &[]));
                    }
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
                for paragraph in node.children().filter(|child| is(*child, "p")) {
                    writer.words(&words(paragraph, &[]), None);
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
    Record::Transcript(fields, writer)
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
    ["speech", "question", "answer", "speechGroup"].iter().any(|name| is(node, name))
        && attribute(node, "by").is_some()
}

fn id_of<'a>(node: Node<'a, '_>) -> Option<&'a str> {
    attribute(node, "eId").or_else(|| attribute(node, "id"))
}

fn speech(node: Node<'_, '_>, names: &HashMap<&str, &str>, writer: &mut TranscriptWriter) {
    let id = |name: &str| attribute(node, name).map(|id| id.trim_start_matches('#'));
    let by = id("by").unwrap_or_default();
    let shown = first(node, "from").map(|from| words(from, &[]));
    let shown = shown.map(|from| from.trim_end_matches([':', ' ']).to_owned());
    let name = names.get(by).map_or_else(|| parted(by), |name| (*name).to_owned());
    let role = id("as").and_then(|role| names.get(role)).map(|role| (*role).to_owned());
    let speaker = writer.speaker(by, || TranscriptSpeaker { role, ..speaker_of(&name) });
    writer.turn(speaker, shown.as_deref().filter(|shown| !shown.is_empty()).unwrap_or(&name));
    let parts = node
        .descendants()
        .filter(|inner| is(*inner, "p") || is(*inner, "scene") || is(*inner, "narrative"));
    for part in parts {
        match part.tag_name().name() {
            "p" => writer.words(&words(part, &["from", "scene", "narrative"]), None),
            _ => writer.prose(&words(part, &[])),
        }
    }
}
