//! Meetings that are spoken of without a day: the one an article is about, one of the same parties,
//! or one whose day is not told.

use jiff::civil::Date;

use super::days_of::is_present;
use super::met::HEARS;
use super::parties::{is_held, is_held_behind};
use super::standing::Standing;
use super::words::MeetingWord;
use super::{ArticleMeetings, MeetingDetails, MeetingDraft, PUBLIC_HEARING, When, is_call};
use crate::dataset::SpeakerKind;
use crate::extract::article::coreference::Coreference;
use crate::extract::language::{Tag, TaggedSentence, TokenRange};

/// A meeting that is spoken of without a day or month.
pub(super) struct Undated {
    pub(super) sentence: usize,
    pub(super) word: MeetingWord,
    pub(super) status: Standing,
    /// Whether only its year is told, and that is past.
    pub(super) apart: bool,
    /// The month of the week that it is told to be in.
    pub(super) month: Option<When>,
    pub(super) details: MeetingDetails,
}

/// One of them in its sentence.
struct Told<'s, 'a> {
    sentence: &'s TaggedSentence<'a>,
    byte: usize,
    word: MeetingWord,
    status: Standing,
    apart: bool,
    month: Option<When>,
    details: MeetingDetails,
}

impl Told<'_, '_> {
    /// `the talks`, `the Lima talks`
    fn is_definite(&self) -> bool {
        let Self { sentence, word, .. } = self;
        let first = sentence.phrase_ending(word.token).first;
        sentence.tags[first] == Tag::Name || sentence.is_any(first, &["the", "this", "these"])
    }

    /// `the talks`, `that meeting`
    fn is_plain(&self) -> bool {
        let Self { sentence, word, .. } = self;
        let the = sentence.phrase_ending(word.token).first;
        !word.verb && the + 1 == word.token && sentence.is_any(the, &["the", "that"])
    }

    fn is_over(&self) -> bool {
        let Self { sentence, word, .. } = self;
        self.status == Standing::Held && word.verb && !is_present(sentence, *word)
    }

    /// `At the public hearing on the harbour, many complained`
    fn is_public_hearing(&self) -> bool {
        let Self { sentence, word, .. } = self;
        let public = word.token > 0 && sentence.is(word.token - 1, "public");
        word.title == "Hearing" && public && word.is_led_by(sentence, &["at", "during"])
    }
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
        undated: Vec<Undated>,
        tagged_sentences: &[TaggedSentence<'_>],
        coreference: &Coreference,
        printed: Option<Date>,
    ) {
        let focus = self.nearest(printed);
        self.focus = focus;
        for Undated { sentence: at, word, status, apart, month, details } in undated {
            let sentence = &tagged_sentences[at];
            let byte = sentence.tokens[word.token].range.start;
            let told = Told { sentence, byte, word, status, apart, month, details };
            if let Some(sitting) = self.sitting_before(&told, coreference) {
                self.mention_again(byte, sitting, told.details);
                continue;
            }
            if let Some(sitting) = self.sitting_of(&told, coreference) {
                self.add_hearing(told, sitting, coreference);
                continue;
            }
            let last = self.told_just_before(&told, tagged_sentences);
            match last.or_else(|| self.same(&told, focus, printed)) {
                Some(same) => self.tie(told, same, last.is_some(), printed),
                None => self.add_undated(told, coreference, focus.is_none()),
            }
        }
    }

    /// The sitting of the body that somebody came before: `came before the commissioners`.
    fn sitting_before(&self, told: &Told<'_, '_>, coreference: &Coreference) -> Option<usize> {
        let Told { sentence, word, .. } = told;
        let before = word.verb && sentence.is(word.token + 1, "before");
        let body = sentence.phrase_from(word.token + 2).filter(|_| before)?;
        let noun = sentence.word(body.last);
        let is_body = |one: &usize| {
            let name = &coreference.entities[*one].name;
            name.rsplit(' ').next().is_some_and(|last| last.eq_ignore_ascii_case(noun))
        };
        let mentions = self.mentions.iter().filter(|(byte, _)| *byte < told.byte);
        let mut sittings =
            mentions.filter(|(_, at)| self.all[*at].details.participants.iter().any(is_body));
        sittings.next_back().map(|(_, at)| *at)
    }

    /// The sitting at which a public hearing is told of.
    fn sitting_of(&self, told: &Told<'_, '_>, coreference: &Coreference) -> Option<usize> {
        let before = self.mentions.iter().filter(|(byte, _)| *byte < told.byte);
        let sits = |at: &usize| {
            let known = &self.all[*at];
            let dated = known.when.is_some_and(|when| when.days().is_some());
            dated && !known.planned && !bodies(&known.details, coreference).is_empty()
        };
        before.map(|(_, at)| *at).rfind(sits).filter(|_| told.is_public_hearing())
    }

    /// Adds a public hearing before those who sat.
    fn add_hearing(&mut self, told: Told<'_, '_>, sitting: usize, coreference: &Coreference) {
        let (when, known) = (self.all[sitting].when, &self.all[sitting].details);
        let participants = bodies(known, coreference);
        let title = told.details.title.replacen("Hearing", PUBLIC_HEARING, 1);
        let details = MeetingDetails { title, participants, ..told.details };
        self.mentions.push((told.byte, self.all.len()));
        self.all.push(MeetingDraft { when, planned: false, details });
    }

    /// Whether what is told can be a meeting that is known: who met has not met at what is to come,
    /// and who will meet has not met yet.
    fn can_be(&self, told: &Told<'_, '_>, at: usize, printed: Option<Date>) -> bool {
        let known = &self.all[at];
        let day = known.when.map(When::first).zip(printed);
        let gone = !known.planned && day.is_some_and(|(day, printed)| day < printed);
        let set = told.status == Standing::Open && is_set(told.sentence, told.word);
        known.details.fits(&told.details) && !(told.is_over() && known.planned) && !(set && gone)
    }

    /// Who confers is told apart from whom people came to hear.
    fn is_heard_alike(&self, told: &Told<'_, '_>, at: usize) -> bool {
        let conference = self.all[at].details.title.starts_with("News conference");
        told.word.is_heard() || !conference
    }

    /// `the meeting`: the one told of just before.
    fn told_just_before(
        &self,
        told: &Told<'_, '_>,
        tagged_sentences: &[TaggedSentence<'_>],
    ) -> Option<usize> {
        let (byte, at) = self.last_mention(told.byte)?;
        let known = &self.all[at].details;
        let title = told.word.title.to_lowercase();
        let kind = known.title.to_lowercase().contains(&title)
            || told.word.title == "Meeting"
            || known.title.starts_with("Meeting") && !is_call(told.word.title);
        let place = &told.details.place;
        let placed = known.place.is_none() || place.is_none() || known.place == *place;
        let same = !told.apart && told.is_plain() && kind && placed;
        (same && self.is_heard_alike(told, at) && !is_background(tagged_sentences, byte))
            .then_some(at)
    }

    /// The meeting of the same parties, or that the article is about.
    fn same(
        &self,
        told: &Told<'_, '_>,
        focus: Option<usize>,
        printed: Option<Date>,
    ) -> Option<usize> {
        if told.apart || told.word.is_part(told.sentence) {
            return None;
        }
        let Told { sentence, word, details, .. } = told;
        let shares = |known: &MeetingDetails| {
            known.participants.iter().any(|one| details.participants.contains(one))
        };
        // `the Lima talks` are those that were held in Lima.
        let own = word.token.checked_sub(1).map(|at| sentence.word(at).to_owned());
        let placed = |known: &MeetingDetails| {
            known.place.is_some() && known.place == own && told.is_definite()
        };
        // Who was heard somewhere may have met others elsewhere.
        let hearing =
            |at: &usize| word.title != "Hearing" || self.all[*at].details.title.contains("earing");
        // `will also meet Reed` is more than a visit.
        let of_visit = |known: &MeetingDetails| {
            let talks = told.status == Standing::Open && is_held(sentence, word.token);
            let more = word.verb && word.title == "Meeting" || !word.verb && talks;
            more && details.participants.len() > 1
                && known.title.starts_with("Visit")
                && known.participants.len() < 2
        };
        // `will speak in Lima after his meeting with Reed`: the one that is told of elsewhere.
        let alike = |known: &MeetingDetails| {
            let all = details.participants.iter().all(|one| known.participants.contains(one));
            let many = details.participants.len() > 1;
            !word.verb && many && all && known.participants.len() == details.participants.len()
        };
        let fits = |at: &usize| {
            let known = &self.all[*at].details;
            let can_be = self.can_be(told, *at, printed) && shares(known) && !of_visit(known);
            let set = self.all[*at].planned && alike(known) && !is_call(&known.title);
            can_be || set || placed(known)
        };
        let same = (0..self.all.len()).filter(hearing).rfind(fits);
        same.or_else(|| {
            focus.filter(|at| {
                let apart = told.is_public_hearing() && !hearing(at);
                let apart = apart || of_visit(&self.all[*at].details);
                !apart && self.can_be(told, *at, printed) && self.is_heard_alike(told, *at)
            })
        })
    }

    /// Notes that a meeting is spoken of again, and what is new of it.
    fn tie(
        &mut self,
        told: Told<'_, '_>,
        same: usize,
        is_told_just_before: bool,
        printed: Option<Date>,
    ) {
        self.mentions.push((told.byte, same));
        let known = &self.all[same];
        let known_details = &known.details;
        let news = printed.zip(known.when.and_then(When::days));
        let fresh =
            news.is_some_and(|(printed, (day, _))| (0..=1).contains(&(printed - day).get_days()));
        let Told { sentence, word, ref details, .. } = told;
        let sits = is_held(sentence, word.token) || is_held_behind(sentence, word.token);
        let sits = is_told_just_before && sits;
        // `negotiations between the two` are no conference of nobody who is named.
        let other = known_details.participants.is_empty()
            && !known_details.title.contains(word.title)
            && word.title != "Meeting"
            && !known_details.title.starts_with("Meeting");
        let fresh = fresh && !other;
        // `The council held its tenth meeting. The meeting, hosted by Reed, was short.`
        let undated = is_told_just_before && known.when.is_none();
        let fresh = fresh && !is_told_just_before;
        let held = told.status == Standing::Held && (fresh || sits || undated);
        // `Reed met Weber on Monday. The two met in Lima.`
        let people = |one: &MeetingDetails| one.participants.len();
        let earlier = ["earlier", "first", "had", "last", "once", "previously"];
        let again = (0..word.token).any(|at| sentence.is_any(at, &earlier));
        let alike = people(known_details) > 1
            && people(known_details) == people(details)
            && known_details.fits(details)
            && !known.planned
            && !again
            && self.last_mention(told.byte).is_some_and(|(_, last)| last == same);
        if alike && told.status == Standing::Held && !told.apart && !held {
            let known = &mut self.all[same].details;
            known.place = known.place.take().or(told.details.place);
            return;
        }
        // `after talks in Lima with Reed`, whose day is told elsewhere.
        let only = || {
            let same = |one: &MeetingDraft| {
                let (one, other) = (&one.details.participants, &details.participants);
                one.len() == other.len() && one.iter().all(|one| other.contains(one))
            };
            self.all.iter().filter(|one| same(one)).count() == 1 && same(known)
        };
        let many_held = told.status == Standing::Held && people(details) > 1 && !known.planned;
        if many_held && !told.apart && !again && known_details.place.is_none() && only() {
            self.all[same].details.place = told.details.place;
            return;
        }
        // `will host Reed and Weber in Lima`, whose meeting has a day elsewhere.
        let all =
            || known.details.participants.iter().all(|one| details.participants.contains(one));
        let many = known.details.participants.len() > 1;
        let set = known.planned && told.status == Standing::Open && many && all();
        if !held && !set {
            return;
        }
        // Who met there may have gone elsewhere, too.
        let is_placed = set || told.is_definite();
        let place = told.details.place.filter(|_| is_placed);
        let known = &mut self.all[same].details;
        let title = known.title.clone();
        known.absorb(MeetingDetails { place, ..told.details });
        known.title = title;
    }

    /// Adds a meeting whose day is not told, where it is one event of named parties.
    fn add_undated(&mut self, mut told: Told<'_, '_>, coreference: &Coreference, is_alone: bool) {
        // `BERN, March 4 - Reed met Weber`: where the report is from.
        if told.sentence.dateline().is_some()
            && told.word.verb
            && told.word.title == "Meeting"
            && told.status == Standing::Held
        {
            let place = told.details.place.take();
            told.details.place = place.or_else(|| self.dateline.clone());
        }
        let Told { sentence, word, status, ref details, .. } = told;
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
        let held = named && (event || !many || word.is_part(sentence))
            || told.is_definite() && is_alone
            || told.is_public_hearing()
            // `told a news conference in Lima`
            || word.is_heard()
                && sentence.is(sentence.phrase_ending(word.token).first, "a")
                && details.place.is_some()
                && details.participants.iter().any(person);
        // `Reed will meet Weber, an official said`
        // `will hold talks with Weber`
        let held_so = is_held(sentence, word.token) && (!many || word.title == "Talks");
        let held_so = word.verb || held_so;
        let set = named && held_so && status == Standing::Open && is_set(sentence, word);
        let held = held && status == Standing::Held;
        if !held && !set {
            return;
        }
        let when = told.month.filter(|_| set);
        for details in each_met(&told, coreference) {
            let meeting = self.mention(told.byte, when, details);
            self.all[meeting].planned |= set;
        }
    }
}

/// `his meetings with both Reed and Weber`: he met each.
fn each_met(told: &Told<'_, '_>, coreference: &Coreference) -> Vec<MeetingDetails> {
    let Told { sentence, word, details, .. } = told;
    let with = word.token + 1;
    let several = sentence.is(word.token, "meetings") && sentence.is(with, "with");
    let both = several && sentence.is(with + 1, "both");
    let end = (with + 2..sentence.tokens.len()).take_while(|at| {
        matches!(sentence.tags[*at], Tag::Name | Tag::Noun | Tag::Conjunction | Tag::Determiner)
    });
    let Some(last) = end.last().filter(|_| both) else { return vec![details.clone()] };
    let named = coreference.named_in(&sentence.span(TokenRange { first: with + 2, last }));
    let (met, same): (Vec<usize>, Vec<usize>) =
        details.participants.iter().partition(|one| named.contains(one));
    if met.len() != 2 {
        return vec![details.clone()];
    }
    let each = |one: usize| {
        let participants = same.iter().copied().chain([one]).collect();
        MeetingDetails { participants, ..details.clone() }
    };
    met.into_iter().map(each).collect()
}

/// The bodies that hear people among those who sat.
fn bodies(known: &MeetingDetails, coreference: &Coreference) -> Vec<usize> {
    let hears = |at: &usize| {
        let name = coreference.entities[*at].name.to_lowercase();
        name.rsplit(' ').next().is_some_and(|last| HEARS.has(last))
    };
    known.participants.iter().copied().filter(hears).collect()
}

/// `in Lima, where Weber and Reed met last month`: told in passing.
fn is_background(tagged_sentences: &[TaggedSentence<'_>], byte: usize) -> bool {
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
