//! Opens profiles, and goes where they lead.

use std::cmp::Reverse;

use foldhash::{HashMap, HashMapExt};

use super::filter::Filter;
use super::overlay::Overlay;
use super::panes::office;
use super::profile::{LISTED, Lead, Lines, Profile, ProfileLine, ProfileOf};
use super::selection::Selection;
use super::state::Explorer;
use crate::dataset::{ArticleIx, Day, GroupKey, MeetingIx, QuoteIx, SpeakerIx, Verdict};
use crate::export::{Axis, Pivot, PivotLine};
use crate::search::QuoteSet;
use crate::text::{clip, counted};

/// Columns of a headline that stands for an outlet.
const TITLE: usize = 24;

impl Explorer {
    /// Opens the profile of the selected speaker or meeting, or of who said the selected quote.
    pub(super) fn open_profile(&mut self) {
        let data = self.data();
        let of = match self.selection {
            Selection::Speaker(speaker) => Some(ProfileOf::Speaker(speaker)),
            Selection::Quote(quote) => data.quote(quote).speaker.map(ProfileOf::Speaker),
            Selection::Group(group) => match data.timeline.group(group).key {
                GroupKey::Meeting(meeting) => Some(ProfileOf::Meeting(meeting)),
                _ => None,
            },
            Selection::Nothing => None,
        };
        match of {
            Some(of) => self.overlay = Overlay::Profile(self.profile(of)),
            None if self.quote().is_some() => self.say("nobody is named for this quote"),
            None => self.say("select a speaker, a quote or a meeting first"),
        }
    }

    /// Does what the selected line leads to.
    pub(super) fn follow_profile(&mut self) {
        let Overlay::Profile(profile) = &self.overlay else { return };
        let lead = profile.lines.get(profile.at).and_then(|line| line.lead.clone());
        match lead {
            None => self.say("this line leads nowhere"),
            Some(Lead::Profile(of)) => {
                let mut before = profile.before.clone();
                before.push((profile.of, profile.at));
                self.overlay = Overlay::Profile(Profile { before, ..self.profile(of) });
            }
            Some(Lead::Quote(quote)) => {
                self.overlay = Overlay::None;
                self.go(Selection::Quote(quote), false);
            }
            Some(Lead::Filter(query)) => {
                self.overlay = Overlay::None;
                self.narrow(&[&query]);
            }
        }
    }

    /// Goes back to the profile before, or closes the first.
    pub(super) fn leave_profile(&mut self) {
        let Overlay::Profile(profile) = &mut self.overlay else { return };
        let mut before = std::mem::take(&mut profile.before);
        self.overlay = match before.pop() {
            Some((of, at)) => Overlay::Profile(Profile { before, at, ..self.profile(of) }),
            None => Overlay::None,
        };
    }

    /// Narrows what is filtered by more terms.
    pub(super) fn narrow(&mut self, terms: &[&str]) {
        let mut query = self.filter.query.trim().to_owned();
        for term in terms {
            // What is asked for already is not asked for twice.
            if !format!(" {query} ").contains(&format!(" {term} ")) {
                query = format!("{query} {term}").trim_start().to_owned();
            }
        }
        self.set_filter(Filter { query, ..self.filter.clone() });
        self.say("filtered; {key:undo} takes it back");
    }

    fn profile(&self, of: ProfileOf) -> Profile {
        let (title, lines) = match of {
            ProfileOf::Speaker(speaker) => self.speaker_profile(speaker),
            ProfileOf::Meeting(meeting) => self.meeting_profile(meeting),
        };
        // The first line that leads anywhere.
        let at = lines.iter().position(|line| line.lead.is_some()).unwrap_or(0);
        Profile { of, title, lines, at, before: Vec::new() }
    }

    fn speaker_profile(&self, speaker: SpeakerIx) -> (String, Vec<ProfileLine>) {
        let data = self.data();
        let entry = data.speaker(speaker);
        let mut lines = Lines::default();
        lines.say("", office(&self.workspace, speaker));
        if !entry.aliases.is_empty() {
            lines.say("printed as", entry.aliases.join(", "));
        }
        let theirs = data.quotes_by(Some(speaker));
        let query = format!("speaker:{}", entry.id);
        self.add_statements(&mut lines, theirs, &query);
        self.add_counts(&mut lines, theirs, "meetings", Axis::Meeting, &query);
        for (at, meeting) in data.meetings.iter().enumerate() {
            if meeting.participants.contains(&speaker) {
                let day = meeting.date.text().unwrap_or_default();
                let lead = Lead::Profile(ProfileOf::Meeting(MeetingIx::from(at)));
                lines.lead("took part in", format!("{day}  {}", meeting.title), None, lead);
            }
        }
        self.add_others(&mut lines, speaker);
        (entry.name.clone(), lines.0)
    }

    fn meeting_profile(&self, meeting: MeetingIx) -> (String, Vec<ProfileLine>) {
        let data = self.data();
        let entry = data.meeting(meeting);
        let mut lines = Lines::default();
        let status = entry.status.mark();
        let day = entry.date.text();
        let parts = [day.as_deref(), entry.place.as_deref(), status];
        lines.say("", parts.into_iter().flatten().collect::<Vec<_>>().join(" · "));
        if let Some(summary) = &entry.summary {
            lines.say("", summary.clone());
        }
        for speaker in &entry.participants {
            let name = data.speaker(*speaker).name.clone();
            lines.lead("took part", name, None, Lead::Profile(ProfileOf::Speaker(*speaker)));
        }
        let group = data.timeline.of_meeting(meeting).into_iter();
        let about: Vec<QuoteIx> = group.flat_map(|group| data.timeline.quotes_of(group)).collect();
        let query = format!("meeting:{}", entry.id);
        self.add_statements(&mut lines, &about, &query);
        self.add_counts(&mut lines, &about, "speakers", Axis::Speaker, &query);
        (entry.title.clone(), lines.0)
    }

    /// How many of some quotes match, the first and the last of them, when and where they stand.
    fn add_statements(&self, lines: &mut Lines, quotes: &[QuoteIx], query: &str) {
        let data = self.data();
        let statements = |among: &QuoteSet| {
            let mut statements = QuoteSet::of(data.quotes.len(), [quotes].into_iter());
            statements.intersect(among);
            if !self.population.by_printing {
                statements.keep_statements(data);
            }
            statements
        };
        let matching: Vec<QuoteIx> = statements(&self.result.quotes).iter().collect();
        let of = statements(&self.population.quotes).len();
        let said = match self.filter.is_empty() {
            true => counted(of, "statement"),
            false => format!("{} of {} match the filter", matching.len(), counted(of, "statement")),
        };
        if matching.is_empty() {
            return lines.say("said", said);
        }
        lines.lead("said", said, None, Lead::Filter(query.to_owned()));
        let known = matching.iter().filter(|quote| data.quote(**quote).said != Day::Unknown);
        let by_day = |quote: &&QuoteIx| (data.quote(**quote).said, **quote);
        for (label, quote) in [
            ("first", known.clone().min_by_key(by_day)),
            ("last", known.clone().max_by_key(by_day)),
        ] {
            let Some(quote) = quote else { continue };
            let entry = data.quote(*quote);
            let article = data.article(entry.article);
            let publisher = article.publisher.clone();
            let publisher = publisher.unwrap_or_else(|| clip(&article.title, TITLE));
            let day = |date| self.workspace.dates.day(date);
            let said = entry.said.known().map(day).unwrap_or_default();
            let (open, close) = if data.is_in_marks(*quote) { ("“", "”") } else { ("", "") };
            let words = data.words_of(*quote);
            let text = format!("{said} · {publisher} · {open}{words}{close}");
            lines.lead(label, text, None, Lead::Quote(*quote));
        }
        let span = known.clone().map(|quote| data.quote(*quote).said).filter_map(Day::known);
        let years = (span.clone().min().map(|d| d.year()), span.max().map(|d| d.year()));
        let when = match years.0 == years.1 {
            true => ("months", Axis::Month),
            false => ("years", Axis::Year),
        };
        self.add_counts(lines, quotes, when.0, when.1, query);
        self.add_counts(lines, quotes, "printed in", Axis::Publisher, query);
        self.add_verdicts(lines, &matching, query);
    }

    /// How many of some quotes repeat a transcript, and how rightly.
    fn add_verdicts(&self, lines: &mut Lines, quotes: &[QuoteIx], query: &str) {
        let data = self.data();
        let count = |verdict: Verdict| {
            quotes.iter().filter(|quote| data.is_spoken_so(**quote, Some(verdict))).count()
        };
        let counts: Vec<(Verdict, usize)> = Verdict::ALL
            .into_iter()
            .map(|verdict| (verdict, count(verdict)))
            .filter(|(_, count)| *count > 0)
            .collect();
        let most = counts.iter().map(|(_, count)| *count).max().unwrap_or(0);
        for (verdict, count) in counts {
            let lead = Lead::Filter(format!("{query} spoken:{}", verdict.name()));
            lines.lead("as spoken", verdict.name().to_owned(), Some((count, most)), lead);
        }
    }

    /// Counts of what matches of some quotes by some thing. A name leads to its profile, everything
    /// else to what it counts.
    fn add_counts(
        &self,
        lines: &mut Lines,
        quotes: &[QuoteIx],
        label: &'static str,
        axis: Axis,
        query: &str,
    ) {
        let data = self.data();
        let mut matching = QuoteSet::of(data.quotes.len(), [quotes].into_iter());
        matching.intersect(&self.result.quotes);
        let other = if axis == Axis::Side { Axis::Year } else { Axis::Side };
        let pivot = Pivot::new(data, &matching, (axis, other), self.population.by_printing);
        let speaker = |id: &str| data.speakers.iter().position(|one| one.id == id);
        let meeting = |id: &str| data.meetings.iter().position(|one| one.id == id);
        let lead = |line: &PivotLine| {
            let found = line.query.as_deref()?;
            let profile = match found.split_once(':') {
                Some(("speaker", id)) => speaker(id).map(|at| ProfileOf::Speaker(at.into())),
                Some(("meeting", id)) => meeting(id).map(|at| ProfileOf::Meeting(at.into())),
                _ => None,
            };
            Some(match profile {
                Some(profile) => Lead::Profile(profile),
                None => Lead::Filter(format!("{query} {found}")),
            })
        };
        lines.count(label, &pivot.rows, lead);
    }

    /// Who else is quoted in the articles that quote somebody, and in how many of them.
    fn add_others(&self, lines: &mut Lines, speaker: SpeakerIx) {
        let data = self.data();
        let mut articles: Vec<ArticleIx> = data
            .quotes_by(Some(speaker))
            .iter()
            .filter(|quote| self.result.has(**quote))
            .map(|quote| data.quote(*quote).article)
            .collect();
        articles.sort_unstable();
        articles.dedup();
        let mut beside: HashMap<SpeakerIx, (usize, Option<ArticleIx>)> = HashMap::new();
        for article in articles {
            for quote in data.quotes_in(article) {
                let Some(other) = data.quote(*quote).speaker.filter(|other| *other != speaker)
                else {
                    continue;
                };
                let (count, last) = beside.entry(other).or_insert((0, None));
                if *last != Some(article) {
                    (*count, *last) = (*count + 1, Some(article));
                }
            }
        }
        let mut others: Vec<(SpeakerIx, usize)> =
            beside.into_iter().map(|(other, (count, _))| (other, count)).collect();
        others.sort_by_key(|(other, count)| (Reverse(*count), *other));
        let most = others.first().map_or(0, |(_, count)| *count);
        for (other, count) in others.into_iter().take(LISTED) {
            let name = data.speaker(other).name.clone();
            let lead = Lead::Profile(ProfileOf::Speaker(other));
            lines.lead("in one article with", name, Some((count, most)), lead);
        }
    }
}
