//! Which meeting a quotation is about, and the meeting of a dated post.

use std::ops::Range;

use jiff::civil::Date;

use super::{ArticleMeetings, KINDS, MeetingDetails, When};
use crate::extract::article::coreference::Coreference;

impl ArticleMeetings {
    /// Adds a meeting that a dated post speaks of as the day's: `this Reed-Weber meeting`.
    pub(crate) fn add_of_post(
        &mut self,
        text: &str,
        span: Range<usize>,
        day: Date,
        coreference: &mut Coreference,
    ) -> Option<usize> {
        let words: Vec<(usize, &str)> = text[span.clone()]
            .split_whitespace()
            .map(|word| (word.as_ptr() as usize - text.as_ptr() as usize, word))
            .collect();
        let (at, pair, noun) = words.windows(3).find_map(|three| {
            let this =
                ["this", "today's", "today’s"].iter().any(|w| three[0].1.eq_ignore_ascii_case(w));
            let noun = three[2].1.trim_end_matches(|c: char| !c.is_alphanumeric());
            let kind = KINDS.get(noun).is_some();
            (this && kind).then_some((three[1].0, three[1].1, noun))
        })?;
        let names: Vec<&str> = pair.split(['-', '–']).collect();
        let capital = |name: &&str| name.len() > 2 && name.starts_with(char::is_uppercase);
        if names.len() != 2 || !names.iter().all(capital) {
            return None;
        }
        let participants = names.iter().map(|name| coreference.person(name)).collect();
        let title = format!("{} {noun}", names.join("–"));
        let details = MeetingDetails { title, place: None, participants, beside: false };
        let index = self.add(Some(When::Days(day, day)), details);
        self.mentions.push((at, index));
        self.mentions.sort_unstable();
        Some(index)
    }

    /// Whether a meeting is still to come and not what the article is about.
    fn is_ahead(&self, meeting: usize) -> bool {
        self.all[meeting].planned && self.focus != Some(meeting)
    }

    /// The meeting a quotation is about: the one spoken of in its sentence, or nearest before it and
    /// not far. Nothing was said at one to come, and what went before the news is background.
    /// `said` is the day of the quotation where it is told, `printed` that of the article.
    pub(crate) fn about(
        &self,
        span: &Range<usize>,
        sentence: &Range<usize>,
        said: Option<Date>,
        printed: Option<Date>,
    ) -> Option<usize> {
        /// Days: what was longer ago is told of in passing.
        const RECENT: i32 = 45;
        let spoken_of = |at: usize| {
            self.mentions.iter().any(|(byte, meeting)| *meeting == at && sentence.contains(byte))
        };
        self.told_near(span, sentence).filter(|at| {
            // `said on Monday`: not at Tuesday's meeting, unless it speaks of that.
            if spoken_of(*at) {
                return true;
            }
            let when = self.all[*at].when;
            let day = when.and_then(When::days).map(|(first, _)| first);
            let past = when.map(|when| when.days().map_or(when.first(), |(_, last)| last));
            let long_ago = |(day, printed): (Date, Date)| (printed - day).get_days() > RECENT;
            day.zip(said).is_none_or(|(day, said)| day <= said)
                && (self.focus == Some(*at) || !past.zip(printed).is_some_and(long_ago))
        })
    }

    fn told_near(&self, span: &Range<usize>, sentence: &Range<usize>) -> Option<usize> {
        /// About two paragraphs.
        const FAR: usize = 700;
        let upto = self.mentions.partition_point(|(byte, _)| *byte < span.end.max(sentence.end));
        let from = self.mentions.partition_point(|(byte, _)| *byte < span.start);
        let inside = self.mentions[from..upto].first();
        if let Some((_, inside)) = inside.filter(|(_, meeting)| !self.is_ahead(*meeting)) {
            return Some(*inside);
        }
        let mut before = self.mentions[..from].iter().rev().filter(|(_, at)| !self.is_ahead(*at));
        let (byte, last) = before.next().filter(|(byte, _)| span.start - byte <= FAR)?;
        let day = |at: usize| self.all[at].when.map(When::first);
        let in_sentence = *byte >= sentence.start;
        let newer = before.filter(|(byte, _)| !in_sentence && span.start - byte <= 2 * FAR);
        let newer =
            newer.map(|(_, at)| *at).filter(|at| day(*at) > day(*last) && day(*last).is_some());
        Some(newer.max_by_key(|at| day(*at)).unwrap_or(*last))
    }
}
