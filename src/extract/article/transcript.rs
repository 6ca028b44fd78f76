//! What a transcript yields: every paragraph of a turn as a quote, under the name of who has it.

use std::collections::{HashMap, HashSet};
use std::num::NonZeroU32;
use std::ops::Range;

use crate::dataset::{Confidence, Form, MeetingStatus, QuoteKind, schema};
use crate::extract::article::extraction::{ArticleExtraction, ExtractedMeeting};
use crate::extract::input::{Transcript, TranscriptSpeaker};
use crate::text::offsets::CodePoints;

/// Adds a transcript's speakers, its quotes and the meeting that it is to what was found in the
/// rest of the article.
pub(crate) fn add(extraction: &mut ArticleExtraction, transcript: &Transcript) {
    let speaking: HashSet<usize> = transcript.turns.iter().map(|turn| turn.speaker).collect();
    let mut known: HashMap<String, usize> = HashMap::new();
    for (at, speaker) in extraction.speakers.iter().enumerate() {
        for name in std::iter::once(&speaker.name).chain(&speaker.aliases) {
            known.entry(name.clone()).or_insert(at);
        }
    }
    let speakers: Vec<Option<String>> = transcript
        .speakers
        .iter()
        .enumerate()
        .map(|(at, speaker)| {
            let name = speaker.name.as_deref().filter(|_| speaking.contains(&at))?;
            Some(speaker_id(&mut extraction.speakers, &mut known, speaker, name))
        })
        .collect();
    let meeting = add_meeting(extraction, transcript, &speakers);
    let ArticleExtraction { article, quotes, .. } = extraction;
    let is_spoken = article.form != Form::Digest;
    let points = CodePoints::new(&article.text);
    let point = |byte: usize| u64::from(points.point(&article.text, byte));
    let mention_of =
        |range: &Range<usize>| schema::Mention { start: point(range.start), end: point(range.end) };
    for (turn, number) in transcript.turns.iter().zip(1_u32..) {
        let mention = (!turn.label.is_empty()).then(|| mention_of(&turn.label));
        let speaker = speakers.get(turn.speaker).cloned().flatten();
        let inferred = transcript.speakers.get(turn.speaker).is_some_and(|one| one.inferred);
        let rule = match speaker {
            Some(_) if inferred => "the one whom the headline names".to_owned(),
            Some(_) => "named by the transcript".to_owned(),
            None => format!("the transcript names nobody: {}", &article.text[turn.label.clone()]),
        };
        for passage in &turn.passages {
            let schema::Mention { start, end } = mention_of(&passage.span);
            quotes.push(schema::Quote {
                id: (quotes.len() + 1).to_string(),
                article: article.id.clone(),
                start,
                end,
                text: article.text[passage.span.clone()].to_owned(),
                kind: if is_spoken { QuoteKind::Spoken } else { QuoteKind::Direct },
                speaker: speaker.clone(),
                said: article.date.clone(),
                meeting: meeting.clone(),
                cue: None,
                cue_start: None,
                cue_end: None,
                polarity: None,
                candidates: Vec::new(),
                mention: mention.as_ref().map(|m| schema::Mention { start: m.start, end: m.end }),
                utterance: None,
                confidence: Some(match speaker {
                    Some(_) if inferred => Confidence::Medium,
                    Some(_) => Confidence::High,
                    None => Confidence::Low,
                }),
                rule: Some(rule.clone()),
                turn: NonZeroU32::new(number).filter(|_| is_spoken),
                time: passage.time,
                spoken: None,
            });
        }
    }
}

/// The id of a speaker among those that were found in the rest of the article, or a new one.
fn speaker_id(
    speakers: &mut Vec<schema::Speaker>,
    known: &mut HashMap<String, usize>,
    speaker: &TranscriptSpeaker,
    name: &str,
) -> String {
    let at = *known.entry(name.to_owned()).or_insert(speakers.len());
    if at == speakers.len() {
        speakers.push(schema::Speaker {
            id: (at + 1).to_string(),
            name: name.to_owned(),
            kind: speaker.kind,
            role: None,
            side: None,
            aliases: speaker.aliases.clone(),
        });
    }
    let known = &mut speakers[at];
    known.role = known.role.take().or_else(|| speaker.role.clone());
    known.side = known.side.take().or_else(|| speaker.side.clone());
    known.id.clone()
}

/// Adds the meeting that a transcript is the record of, where its day is known.
fn add_meeting(
    extraction: &mut ArticleExtraction,
    transcript: &Transcript,
    speakers: &[Option<String>],
) -> Option<String> {
    let article = &extraction.article;
    let date = article.date.clone().filter(|_| article.form == Form::Transcript)?;
    let id = (extraction.meetings.len() + 1).to_string();
    extraction.meetings.push(ExtractedMeeting {
        id: id.clone(),
        title: article.title.clone(),
        date: Some(date),
        status: MeetingStatus::Held,
        end: None,
        place: transcript.place.clone(),
        participants: speakers.iter().flatten().cloned().collect(),
    });
    Some(id)
}
