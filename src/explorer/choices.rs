//! The choices there are, by what is decided and what is typed.

use std::cmp::Reverse;

use jiff::civil::Date;

use super::decision::{CardField, Choice, Decision, Subject};
use super::workspace::Workspace;
use crate::dataset::{
    MeetingDate, MeetingIx, MeetingStatus, QuoteIx, QuoteKind, SpeakerIx, SpeakerKind, UNATTRIBUTED,
};
use crate::extract::language::{capitalised, days};
use crate::search::NameMatcher;
use crate::text::fold;

/// The most choices that are listed.
const LISTED: usize = 100;

/// The choices that what is typed leaves, the likeliest first.
pub(super) fn rows(
    workspace: &Workspace,
    subject: Subject,
    field: CardField,
    typed: &str,
) -> Vec<Choice> {
    let text = |none: &'static str| text_rows(typed, none);
    match (subject, field) {
        (Subject::Quote(quote), CardField::Speaker) => quote_speakers(workspace, quote, typed),
        (Subject::Quote(_), CardField::Kind) => {
            let about = [
                "a clause or more in quotation marks",
                "a quoted fragment in the reporter's sentence",
                "reported without marks",
                "a passage of a transcript",
            ];
            let all = QuoteKind::ALL.into_iter().zip(about);
            let all =
                all.map(|(kind, about)| Choice::new(kind.name(), about, Decision::Kind(kind)));
            all.filter(|choice| choice.label.starts_with(&fold(typed))).collect()
        }
        (Subject::Quote(quote), CardField::Day) => days(workspace, quote, typed),
        (Subject::Quote(quote), CardField::Meeting) => quote_meetings(workspace, quote, typed),
        (Subject::Quote(_), CardField::Note) => text("no note"),
        (Subject::Quote(quote), CardField::Mark) => marks(workspace, quote, typed),
        (Subject::Speaker(speaker), CardField::Role) => {
            let roles = workspace.data.speakers.iter().filter_map(|s| s.role.as_deref());
            with_known(typed, roles, workspace.data.speaker(speaker).role.as_deref(), "no role")
        }
        (Subject::Speaker(speaker), CardField::Side) => {
            let sides = workspace.data.speakers.iter().filter_map(|s| s.side.as_deref());
            with_known(typed, sides, workspace.data.speaker(speaker).side.as_deref(), "no side")
        }
        (Subject::Meeting(meeting), CardField::Place) => {
            let places = workspace.data.meetings.iter().filter_map(|m| m.place.as_deref());
            with_known(typed, places, workspace.data.meeting(meeting).place.as_deref(), "no place")
        }
        (Subject::Speaker(speaker), CardField::Name) => {
            let folded = fold(typed);
            let data = &workspace.data;
            let mut all = workspace.speakers.order.iter().copied().flatten();
            let same =
                all.find(|other| *other != speaker && fold(&data.speaker(*other).name) == folded);
            let same = same.map(|other| {
                let name = &data.speaker(other).name;
                Choice::new(
                    name,
                    "is there already: the two become one",
                    Decision::Speaker(Some(other)),
                )
            });
            same.into_iter().chain(text_rows(typed, "")).collect()
        }
        (Subject::Meeting(_), CardField::Title) => text_rows(typed, ""),
        (Subject::Speaker(speaker), CardField::MergeSpeaker) => {
            let choices = speakers(workspace, &namesakes(workspace, speaker), typed);
            choices.into_iter().filter(|c| c.decision != Decision::Speaker(Some(speaker))).collect()
        }
        (Subject::Meeting(meeting), CardField::MergeMeeting) => {
            let near = workspace.data.meeting(meeting).date;
            let choices = meetings(workspace, near.place().known(), typed);
            choices.into_iter().filter(|c| c.decision != Decision::Meeting(Some(meeting))).collect()
        }
        (Subject::Meeting(meeting), CardField::MeetingDay) => {
            let now = workspace.data.meeting(meeting).date;
            let typed_day = read_day(typed, now.place().known());
            let shown = |date: MeetingDate| date.shown(workspace.dates, false);
            let known =
                typed_day.map(|date| Choice::new(shown(date), "", Decision::MeetingDate(date)));
            // Who only presses Enter takes no day away.
            let kept = (typed.is_empty() && now != MeetingDate::Unknown)
                .then(|| Choice::new(shown(now), "as it is now", Decision::MeetingDate(now)));
            let unknown = Choice::new("not told", "", Decision::MeetingDate(MeetingDate::Unknown));
            let unknown = Some(unknown).filter(|_| "not told".starts_with(&fold(typed)));
            known.into_iter().chain(kept).chain(unknown).collect()
        }
        (Subject::Meeting(_), CardField::Status) => {
            let all = [
                ("held", MeetingStatus::Held),
                ("planned", MeetingStatus::Planned),
                ("cancelled", MeetingStatus::Cancelled),
            ];
            let all = all.into_iter().filter(|(name, _)| name.starts_with(&fold(typed)));
            all.map(|(name, status)| Choice::new(name, "", Decision::Status(status))).collect()
        }
        _ => Vec::new(),
    }
}

/// What is typed, or nothing.
fn text_rows(typed: &str, none: &'static str) -> Vec<Choice> {
    let typed = (!typed.is_empty())
        .then(|| Choice::new(typed, "as it stands above", Decision::Text(Some(typed.to_owned()))));
    let none = (!none.is_empty()).then(|| Choice::new(none, "", Decision::Text(None)));
    typed.into_iter().chain(none).collect()
}

/// What is typed, what others have that begins so, or nothing.
fn with_known<'a>(
    typed: &str,
    known: impl Iterator<Item = &'a str>,
    now: Option<&str>,
    none: &'static str,
) -> Vec<Choice> {
    let mut all: Vec<&str> = known.filter(|one| Some(*one) != now).collect();
    all.sort_unstable();
    all.dedup();
    // What stands there before anything is typed hides nothing.
    let folded = if now == Some(typed) { String::new() } else { fold(typed) };
    let found = all.into_iter().filter(|one| fold(one).contains(&folded)).take(LISTED);
    let found = found.map(|one| Choice::new(one, "", Decision::Text(Some(one.to_owned()))));
    // Who empties the line wants nothing to stand there.
    let mut rows = text_rows(typed, none);
    let none = rows.pop();
    if typed.is_empty() {
        return none.into_iter().chain(found).collect();
    }
    rows.extend(found);
    rows.extend(none);
    rows
}

/// A day or a month as people type it, and as articles print it: `19 march`, `March 2024`, `last
/// Monday`. `near` is the day from which that is counted.
fn read_day(typed: &str, near: Option<Date>) -> Option<MeetingDate> {
    // Articles write months with a capital, and people need not.
    let words: Vec<String> = typed.split(' ').map(capitalised).collect();
    let written = words.join(" ");
    let in_words = || {
        let found = days::days(&written, 0..written.len(), near);
        let whole = found.into_iter().find(|found| found.at.len() + 4 >= written.len())?;
        match whole.grain {
            days::Grain::Day => Some(MeetingDate::Day(whole.first)),
            days::Grain::Month => Some(MeetingDate::Month(whole.first.first_of_month())),
            days::Grain::Week | days::Grain::Year => None,
        }
    };
    MeetingDate::parse(typed).or_else(in_words)
}

fn days(workspace: &Workspace, quote: QuoteIx, typed: &str) -> Vec<Choice> {
    let data = &workspace.data;
    let entry = data.quote(quote);
    let article = data.article(entry.article).date.known();
    let meeting = entry.meeting.and_then(|meeting| data.meeting(meeting).date.exact());
    let mut all: Vec<(Date, &str)> = Vec::new();
    let late = |date: Date| article.is_some_and(|printed| date > printed);
    let as_typed = |date| if late(date) { "after the article was printed" } else { "as typed" };
    let typed_day = read_day(typed, article).and_then(MeetingDate::exact);
    all.extend(typed_day.map(|date| (date, as_typed(date))));
    all.extend(meeting.map(|date| (date, "the day of the meeting")));
    for back in 0..7_i64 {
        let date = article.and_then(|date| date.checked_sub(jiff::Span::new().days(back)).ok());
        all.extend(date.map(|date| (date, if back == 0 { "the day of the article" } else { "" })));
    }
    let mut seen = Vec::new();
    all.retain(|(date, _)| !seen.contains(date) && (seen.push(*date), true).1);
    let shown = all.into_iter().map(|(date, about)| {
        Choice::new(workspace.dates.day(date), about, Decision::Day(Some(date)))
    });
    let folded = fold(typed);
    let is_typed = |choice: &Choice| {
        typed_day.is_some_and(|date| choice.decision == Decision::Day(Some(date)))
            || fold(&choice.label).contains(&folded)
    };
    let mut shown: Vec<Choice> = shown.filter(is_typed).collect();
    // What cannot be read is no day, and does not take the day away.
    if "not told".starts_with(&folded) {
        let about = "the article's day stands for it";
        shown.push(Choice::new("not told", about, Decision::Day(None)));
    }
    shown
}

fn marks(workspace: &Workspace, quote: QuoteIx, typed: &str) -> Vec<Choice> {
    let here = workspace.data.remarks(quote).map(|r| r.marks.clone()).unwrap_or_default();
    let mut all: Vec<String> =
        workspace.annotations.quotes.iter().flat_map(|one| one.marks.clone()).collect();
    all.sort_unstable();
    all.dedup();
    let folded = fold(typed);
    let is_new = !typed.is_empty() && !all.iter().any(|mark| fold(mark) == folded);
    let new = is_new.then(|| Choice::new(typed, "a new mark", Decision::Mark(typed.to_owned())));
    let found = all.into_iter().filter(|mark| fold(mark).contains(&folded)).take(LISTED);
    let found = found.map(|mark| {
        let about = if here.contains(&mark) { "takes it off" } else { "" };
        Choice::new(mark.clone(), about, Decision::Mark(mark))
    });
    found.chain(new).collect()
}

/// Who may have said a quote: the candidates first, then those who are named nearest to it. Whoever
/// has it now is among them, or else a part of the name would be taken for somebody new.
fn quote_speakers(workspace: &Workspace, quote: QuoteIx, typed: &str) -> Vec<Choice> {
    let data = &workspace.data;
    let entry = data.quote(quote);
    let mut near: Vec<(usize, SpeakerIx)> = Vec::new();
    for other in data.quotes_in(entry.article).iter().map(|other| data.quote(*other)) {
        let Some(speaker) = other.speaker.filter(|_| other.at != entry.at) else { continue };
        let place = other.mention.map_or(other.span().start, |mention| mention.range().start);
        near.push((place.abs_diff(entry.span().start), speaker));
    }
    near.sort_unstable();
    let mut first: Vec<SpeakerIx> = Vec::new();
    let candidates = data.candidates(quote).iter().copied();
    for speaker in candidates.chain(near.into_iter().map(|(_, speaker)| speaker)) {
        if !first.contains(&speaker) && Some(speaker) != entry.speaker {
            first.push(speaker);
        }
    }
    let mut choices = speakers(workspace, &first, typed);
    for choice in &mut choices {
        let Decision::Speaker(Some(speaker)) = choice.decision else { continue };
        let about = match () {
            () if Some(speaker) == entry.speaker => "as it is now",
            () if data.candidates(quote).contains(&speaker) => "may have said it",
            () => continue,
        };
        choice.detail =
            [about, choice.detail.as_str()].join(" · ").trim_end_matches(" · ").to_owned();
    }
    // Without a word typed nobody means the one who has it already.
    if typed.is_empty() {
        choices.sort_by_key(|choice| choice.decision == Decision::Speaker(entry.speaker));
    }
    let folded = fold(typed);
    let nobody = Choice::new("nobody", "the source does not tell", Decision::Speaker(None));
    let means_nobody =
        !typed.is_empty() && ["nobody", UNATTRIBUTED].iter().any(|n| n.starts_with(&folded));
    let nobody = entry.speaker.is_some().then_some(nobody);
    if means_nobody {
        let at = choices.iter().position(|choice| !fold(&choice.label).starts_with(&folded));
        let at = at.unwrap_or(choices.len());
        choices.splice(at..at, nobody.clone());
    }
    let mut known = data.speakers.iter().filter(|speaker| !speaker.is_gone);
    let is_new = folded.len() > 1 && !known.any(|s| fold(&s.name) == folded);
    if is_new && !(means_nobody && folded.len() > 2) {
        choices.push(Choice::new(typed, "a new speaker", Decision::NewSpeaker(typed.to_owned())));
    }
    if !means_nobody {
        choices.extend(nobody);
    }
    choices
}

/// The speakers whose names what is typed fits: some first, then by number of quotes.
fn speakers(workspace: &Workspace, first: &[SpeakerIx], typed: &str) -> Vec<Choice> {
    let data = &workspace.data;
    let fits = NameMatcher::new(typed);
    let mut found: Vec<(Reverse<i64>, usize, u32, SpeakerIx)> = workspace
        .speakers
        .order
        .iter()
        .copied()
        .flatten()
        .filter_map(|speaker| {
            let entry = data.speaker(speaker);
            let names = std::iter::once(&entry.name).chain(&entry.aliases);
            let score = names.filter_map(|name| fits.score(name)).max()?;
            let place = first.iter().position(|one| *one == speaker).unwrap_or(usize::MAX);
            let position = workspace.speakers.position(data, Some(speaker));
            Some((Reverse(score), place, position, speaker))
        })
        .collect();
    found.sort_unstable();
    found.truncate(LISTED);
    let choice = |speaker: SpeakerIx| {
        let entry = data.speaker(speaker);
        let kind = match entry.kind {
            SpeakerKind::Person => None,
            SpeakerKind::Organisation => Some("organisation"),
            SpeakerKind::Document => Some("document"),
        };
        let parts = [entry.role.as_deref(), entry.side.as_deref(), kind];
        let about = parts.into_iter().flatten().collect::<Vec<_>>().join(" · ");
        Choice::new(&entry.name, about, Decision::Speaker(Some(speaker)))
    };
    found.into_iter().map(|(.., speaker)| choice(speaker)).collect()
}

/// The speakers who share a word of their names with one, then those who speak in the same
/// articles.
fn namesakes(workspace: &Workspace, speaker: SpeakerIx) -> Vec<SpeakerIx> {
    let data = &workspace.data;
    let forms = |speaker: SpeakerIx| {
        let speaker = data.speaker(speaker);
        let forms = std::iter::once(&speaker.name).chain(&speaker.aliases);
        let words = forms
            .flat_map(|form| fold(form).split_whitespace().map(str::to_owned).collect::<Vec<_>>());
        words.filter(|word| word.len() > 2).collect::<Vec<String>>()
    };
    let wanted = forms(speaker);
    let others = workspace.speakers.order.iter().copied().flatten();
    let mut first: Vec<SpeakerIx> =
        others.filter(|other| forms(*other).iter().any(|word| wanted.contains(word))).collect();
    let mut articles: Vec<_> =
        data.quotes_by(Some(speaker)).iter().map(|quote| data.quote(*quote).article).collect();
    articles.dedup();
    for article in articles.into_iter().take(LISTED) {
        let here = data.quotes_in(article).iter().filter_map(|quote| data.quote(*quote).speaker);
        for other in here {
            if !first.contains(&other) {
                first.push(other);
            }
        }
    }
    first
}

fn quote_meetings(workspace: &Workspace, quote: QuoteIx, typed: &str) -> Vec<Choice> {
    let entry = workspace.data.quote(quote);
    let mut choices = meetings(workspace, entry.said.known(), typed);
    choices.retain(|choice| choice.decision != Decision::Meeting(entry.meeting));
    if !typed.is_empty() {
        let on = |date| format!(" on {}", workspace.dates.day(date));
        let when = entry.said.known().map(on).unwrap_or_default();
        let about = format!("a new meeting{when}");
        choices.push(Choice::new(typed, about, Decision::NewMeeting(typed.to_owned())));
    }
    if entry.meeting.is_some() {
        choices.push(Choice::new("about no meeting", "", Decision::Meeting(None)));
    }
    choices
}

/// The meetings whose titles or places what is typed fits: the nearest to a day first.
fn meetings(workspace: &Workspace, near: Option<Date>, typed: &str) -> Vec<Choice> {
    let data = &workspace.data;
    let fits = NameMatcher::new(typed);
    let mut found: Vec<(Reverse<i64>, i32, MeetingIx)> = (0..data.meetings.len())
        .map(MeetingIx::from)
        .filter(|meeting| !data.meeting(*meeting).is_gone)
        .filter_map(|ix| {
            let meeting = data.meeting(ix);
            let texts = [Some(meeting.title.as_str()), meeting.place.as_deref()];
            let score = texts.into_iter().flatten().filter_map(|text| fits.score(text)).max()?;
            let days =
                meeting.date.place().known().zip(near).map(|(a, b)| (a - b).get_days().abs());
            Some((Reverse(score), days.unwrap_or(i32::MAX), ix))
        })
        .collect();
    found.sort_unstable();
    found.truncate(LISTED);
    let choice = |ix: MeetingIx| {
        let meeting = data.meeting(ix);
        let when = match meeting.date {
            MeetingDate::Unknown => String::new(),
            date => date.shown(workspace.dates, false),
        };
        let parts = [Some(when.as_str()), meeting.place.as_deref()];
        let about = parts.into_iter().flatten().filter(|part| !part.is_empty());
        let about = about.collect::<Vec<_>>().join(" · ");
        Choice::new(&meeting.title, about, Decision::Meeting(Some(ix)))
    };
    found.into_iter().map(|(.., meeting)| choice(meeting)).collect()
}
