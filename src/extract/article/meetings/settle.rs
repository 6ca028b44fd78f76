//! Meetings that are spoken of without a day: the one an article is about, one of the same parties,
//! or one whose day is not told.

use jiff::civil::Date;

use super::days_of::is_present;
use super::parties::is_held;
use super::standing::Standing;
use super::words::MeetingWord;
use super::{ArticleMeetings, MeetingDetails, When, is_call};
use crate::dataset::SpeakerKind;
use crate::extract::article::coreference::Coreference;
use crate::extract::language::{Tag, TaggedSentence};

/// A meeting that is spoken of without a day or month.
pub(super) struct Undated {
    pub(super) sentence: usize,
    pub(super) word: MeetingWord,
    pub(super) status: Standing,
    /// Whether only its year is told, and that is past.
    pub(super) apart: bool,
}

impl ArticleMeetings {
    /// The meeting an article is about: the one nearest to its day, within a month.
    fn nearest(&self, printed: Option<Date>) -> Option<usize> {
        let printed = printed?;
        (0..self.all.len())
            .filter_map(|at| Some((at, self.all[at].when?.days()?.0)))
            .map(|(at, day)| ((day - printed).get_days().abs(), at))
            .min()
            .filter(|(far, _)| *far <= 31)
            .map(|(_, at)| at)
    }

    /// Ties what is spoken of without a day (`the talks`) to the meeting the article is about, or
    /// else to one of the same parties; otherwise it is a meeting whose day is not told.
    pub(super) fn settle(
        &mut self,
        undated: &[Undated],
        tagged_sentences: &[TaggedSentence<'_>],
        coreference: &Coreference,
        printed: Option<Date>,
    ) {
        let focus = self.nearest(printed);
        self.focus = focus;
        let is_definite = |sentence: &TaggedSentence<'_>, word: &MeetingWord| {
            let first = sentence.phrase_ending(word.token).first;
            sentence.tags[first] == Tag::Name || sentence.is_any(first, &["the", "this", "these"])
        };
        // `in Lima, where Weber and Reed met last month`: told in passing.
        let is_background = |byte: usize| {
            /// So far back a relative word stands.
            const FAR: usize = 12;
            let ends = |sentence: &TaggedSentence<'_>| {
                sentence.tokens.last().is_none_or(|token| token.range.end <= byte)
            };
            let at = tagged_sentences.partition_point(ends);
            tagged_sentences.get(at).is_some_and(|sentence| {
                let token = sentence.tokens.partition_point(|token| token.range.end <= byte);
                (token.saturating_sub(FAR)..token)
                    .any(|at| sentence.tags[at] == Tag::Relative || sentence.is(at, "where"))
            })
        };
        for Undated { sentence: at, word, status, apart } in undated {
            let sentence = &tagged_sentences[*at];
            let byte = sentence.tokens[word.token].range.start;
            let place = self.place(sentence, word.token, &[]);
            let details = MeetingDetails::new(sentence, *at, coreference, *word, place);
            let shares = |known: &MeetingDetails| {
                known.participants.iter().any(|one| details.participants.contains(one))
            };
            // Who met has not met at what is to come.
            let over = *status == Standing::Held && word.verb && !is_present(sentence, *word);
            let fits = |at: &usize| {
                let known = &self.all[*at];
                known.details.fits(&details) && !(over && known.planned)
            };
            // `the Lima talks` are those that were held in Lima.
            let own = word.token.checked_sub(1).map(|at| sentence.word(at).to_owned());
            let placed = |known: &MeetingDetails| {
                known.place.is_some() && known.place == own && is_definite(sentence, word)
            };
            // Who was heard somewhere may have met others elsewhere.
            let hearing = |at: &usize| {
                word.title != "Hearing" || self.all[*at].details.title.contains("earing")
            };
            let same = (0..self.all.len()).filter(hearing).filter(|_| !apart).rfind(|at| {
                fits(at) && shares(&self.all[*at].details) || placed(&self.all[*at].details)
            });
            // Who confers is told apart from whom people came to hear.
            let heard = |at: &usize| {
                let conference = self.all[*at].details.title.starts_with("News conference");
                word.is_heard() || !conference
            };
            // `the meeting`: the one told of just before.
            let last = self.last_mention(byte);
            let last = last.filter(|(byte, _)| !is_background(*byte)).map(|(_, at)| at);
            let last = last.filter(|at| {
                let known = &self.all[*at].details;
                let title = word.title.to_lowercase();
                let kind = known.title.to_lowercase().contains(&title)
                    || word.title == "Meeting"
                    || known.title.starts_with("Meeting") && !is_call(word.title);
                let the = sentence.phrase_ending(word.token).first;
                let plain = the + 1 == word.token && sentence.is_any(the, &["the", "that"]);
                let placed = known.place.is_none()
                    || details.place.is_none()
                    || known.place == details.place;
                !apart && plain && !word.verb && kind && placed && heard(at)
            });
            let told_just_before = last.is_some();
            let same = last.or(same);
            if let Some(same) = same.or(focus.filter(|_| !apart).filter(fits).filter(heard)) {
                let news = printed.zip(self.all[same].when.and_then(When::days));
                let fresh = news.is_some_and(|(printed, (day, _))| {
                    (0..=1).contains(&(printed - day).get_days())
                });
                let sits = told_just_before && is_held(sentence, word.token);
                if *status == Standing::Held && (fresh && !told_just_before || sits) {
                    let known = &mut self.all[same].details;
                    let title = known.title.clone();
                    // Who met there may have gone elsewhere, too.
                    let place = details.place.filter(|_| is_definite(sentence, word));
                    known.absorb(MeetingDetails { place, ..details });
                    known.title = title;
                }
                self.mentions.push((byte, same));
                continue;
            }
            let parties = details.participants.len();
            // `Turkey's negotiations to join`, `her meetings with donors` are no one event.
            let many = matches!(
                word.title,
                "Consultations" | "Conversations" | "Dialogue" | "Negotiations" | "Talks"
            ) || sentence.is(word.token, "meetings");
            let event = is_held(sentence, word.token)
                || word.is_led_by(sentence, &["after", "during", "following"])
                || word.is_led_by(sentence, &["for"]) && details.place.is_some();
            let person = |at: &usize| coreference.entities[*at].kind == SpeakerKind::Person;
            let named = parties >= 2
                && word.title != "Conversations"
                && details.participants.iter().any(person);
            let told = named && (event || !many)
                || is_definite(sentence, word) && focus.is_none()
                // `told a news conference in Lima`
                || word.is_heard()
                    && sentence.is(sentence.phrase_ending(word.token).first, "a")
                    && details.place.is_some()
                    && details.participants.iter().any(person);
            // `Reed will meet Weber, an official said`
            let set = named && word.verb && *status == Standing::Open && is_set(sentence, *word);
            if *status == Standing::Held && told || set {
                let meeting = self.mention(byte, None, details);
                self.all[meeting].planned |= set;
            }
        }
    }
}

/// Whether a meeting without a day is firmly set: `will meet`, `is to see`, `is due to visit`.
fn is_set(sentence: &TaggedSentence<'_>, word: MeetingWord) -> bool {
    let near = word.token.saturating_sub(5)..word.token;
    near.into_iter().any(|at| {
        let to = sentence.is_any(at, &["due", "scheduled", "set"]) && sentence.is(at + 1, "to");
        let is_to = sentence.is_any(at, &["are", "is"]) && sentence.is(at + 1, "to");
        sentence.is(at, "will") || to || is_to
    })
}
