//! The reading of an article's meetings, sentence by sentence.

mod again;

use std::collections::HashSet;

use jiff::civil::Date;

use super::days_beside::{
    day_from_last, days_from_last, follows, is_lead, is_news, is_of_document, is_undated, label_of,
    last_day, lead_day, month_of_week, speaks_at, tells_part_of_day, told_day, turn_to_year,
};
use super::days_of::{day_of, is_present};
use super::memory::Memory;
use super::met::is_of_people;
use super::parties::{
    holds, is_held, is_unnamed_pair, is_with_counterpart, participants, persons_before, takes_up,
    who_puts_off,
};
use super::places::{is_also, is_beside};
use super::settle::Undated;
use super::standing::{Standing, standing};
use super::unreal::is_off;
use super::words::{MeetingWord, meeting_words};
use super::{ArticleMeetings, MeetingDetails, When};
use crate::extract::article::coreference::Coreference;
use crate::extract::language::days::{Grain, TimeExpression, days};
use crate::extract::language::{
    Sentence, Stand, Tag, TaggedSentence, TokenRange, WordList, country, spelt,
};

static OF_PEOPLES: WordList = WordList::new("of-peoples");

/// An article while its meetings are read.
pub(super) struct MeetingReader<'r, 'a> {
    text: &'r str,
    sentences: &'r [Sentence],
    tagged_sentences: &'r [TaggedSentence<'a>],
    coreference: &'r Coreference,
    printed: Option<Date>,
    meetings: ArticleMeetings,
    undated: Vec<Undated>,
    /// The paragraph that spoke of a meeting last, and what kind it was.
    counted: Option<(usize, &'static str)>,
    /// Those that the first sentences tell of as the news.
    here: Vec<usize>,
    /// What heads the paragraph of a chronicle.
    label: Option<(usize, When)>,
    /// Those that a verb tells of as over.
    over: HashSet<usize>,
    memory: Memory,
    /// The day of the news, and which sentence tells it.
    lead: Option<(usize, When)>,
}

/// A sentence that speaks of meetings.
struct MeetingSentence<'m, 'a> {
    /// Which sentence it is.
    at: usize,
    sentence: &'m TaggedSentence<'a>,
    words: &'m [MeetingWord],
    expressions: &'m [TimeExpression],
    /// The day of the news, where somebody speaks to those who came to hear.
    heard: Option<When>,
}

/// A meeting that is left until the whole article is read.
#[derive(Clone, Copy)]
struct PutOff {
    word: MeetingWord,
    status: Standing,
    /// Whether only its year is told, and that is past.
    apart: bool,
    month: Option<When>,
}

impl MeetingSentence<'_, '_> {
    fn next(&self, nth: usize) -> Option<usize> {
        self.words.get(nth + 1).map(|word| word.token)
    }

    fn token_at(&self, byte: usize) -> usize {
        self.sentence.tokens.partition_point(|token| token.range.end <= byte)
    }

    fn byte_of(&self, token: usize) -> usize {
        self.sentence.tokens[token].range.start
    }

    /// `will meet on Monday to review the talks`: no news of those.
    fn is_reviewed(&self, nth: usize) -> bool {
        let Self { sentence, words, .. } = self;
        let word = words[nth];
        let the = sentence.phrase_ending(word.token).first;
        let done = || {
            let verb = sentence.verb_at(the - 1);
            verb.is_some_and(|verb| !holds(sentence.word(verb.main)))
        };
        nth > 0 && !word.verb && sentence.is(the, "the") && the > 0 && done()
    }

    /// `The first summit was held in 2016`: none of this year.
    fn is_of_past_year(&self, word: MeetingWord, printed: Option<Date>) -> bool {
        self.expressions.iter().any(|when| {
            when.grain == Grain::Year
                && printed.is_some_and(|printed| when.last < printed)
                && self.token_at(when.at.start).abs_diff(word.token) <= 10
        })
    }

    /// `visited Lima this week and held talks on Tuesday`: one event, told more exactly.
    fn is_part_of_next(&self, nth: usize, printed: Option<Date>, is_past: bool) -> bool {
        let Self { sentence, words, expressions, .. } = self;
        let word = words[nth];
        let talks = words.get(nth + 1).filter(|next| is_held(sentence, next.token));
        let exact = talks.filter(|next| {
            let day = day_of(sentence, expressions, **next, None, printed, is_past);
            day.is_some_and(|day| day.days().is_some())
        });
        let one = |next: &MeetingWord| !sentence.tags[word.token..next.token].contains(&Tag::Comma);
        word.title == "Visit" && word.verb && exact.is_some_and(one)
    }
}

impl<'r, 'a> MeetingReader<'r, 'a> {
    pub(super) fn new(
        text: &'r str,
        sentences: &'r [Sentence],
        tagged_sentences: &'r [TaggedSentence<'a>],
        coreference: &'r Coreference,
        printed: Option<Date>,
    ) -> Self {
        let mut meetings = ArticleMeetings::default();
        for sentence in tagged_sentences {
            let named = (1..sentence.tokens.len())
                .filter(|at| sentence.tags[*at] == Tag::Name && sentence.is(at - 1, "in"));
            for at in named {
                let whole = sentence.phrase_from(at).unwrap_or(TokenRange { first: at, last: at });
                meetings.places.insert(sentence.word(at).to_owned());
                meetings.places.insert(sentence.words(whole));
            }
        }
        // `MOSCOW Leaders of the union met`: the town is a sentence of its own.
        let bare = |at: usize| {
            let next = sentences.get(at + 1)?;
            let goes_on = next.paragraph == sentences[at].paragraph;
            tagged_sentences[at].bare_dateline().filter(|_| goes_on)
        };
        meetings.dateline = (0..sentences.len()).find_map(|at| {
            let place =
                tagged_sentences[at].dateline().map(|(place, _)| place).or_else(|| bare(at));
            place.map(|place| spelt(&tagged_sentences[at].words(place)))
        });
        Self {
            text,
            sentences,
            tagged_sentences,
            coreference,
            printed,
            meetings,
            undated: Vec::new(),
            counted: None,
            here: Vec::new(),
            label: None,
            over: HashSet::new(),
            memory: Memory::default(),
            lead: lead_day(text, sentences, tagged_sentences, printed),
        }
    }

    pub(super) fn read(mut self) -> ArticleMeetings {
        for at in 0..self.tagged_sentences.len() {
            self.read_sentence(at);
        }
        let Self { mut meetings, undated, tagged_sentences, coreference, .. } = self;
        meetings.settle(undated, tagged_sentences, coreference, self.printed);
        meetings.share_parties();
        if !tagged_sentences.iter().take(2).any(|sentence| meetings.is_elsewhere(sentence)) {
            meetings.place_at_dateline(&self.here);
        }
        meetings.mentions.sort_unstable();
        meetings
    }

    fn read_sentence(&mut self, at: usize) {
        let Self { text, sentences, tagged_sentences, printed, .. } = *self;
        let (Sentence { range, paragraph, .. }, sentence) = (&sentences[at], &tagged_sentences[at]);
        let heading = label_of(text, sentence, range, printed).map(|when| (*paragraph, when));
        self.label = heading.or(self.label).filter(|(of, _)| of == paragraph);
        self.memory.learn(sentence, self.coreference);
        let before = self.counted.filter(|(of, _)| of + 1 >= *paragraph).map(|(_, title)| title);
        let words = meeting_words(sentence, self.coreference, before);
        let Some(last) = words.last() else { return };
        self.counted = Some((*paragraph, last.title));
        let mut expressions = days(text, range.clone(), printed);
        turn_to_year(text, &mut expressions, &sentences[..at], printed);
        // `LIMA, May 3 - The union met`: the day of the telling.
        if let Some((_, body)) = sentence.dateline()
            && let Some(first) = sentence.tokens.get(body)
        {
            expressions.retain(|when| when.at.start >= first.range.start);
        }
        expressions.retain(|when| !is_of_document(sentence, when));
        let heard = words
            .iter()
            .any(|word| speaks_at(sentence, *word))
            .then(|| told_day(text, sentences, tagged_sentences, at, printed))
            .flatten()
            .filter(|_| words.iter().all(|word| is_undated(sentence, &expressions, *word)));
        let spoken =
            MeetingSentence { at, sentence, words: &words, expressions: &expressions, heard };
        for nth in 0..words.len() {
            self.read_word(&spoken, nth);
        }
    }

    fn read_word(&mut self, spoken: &MeetingSentence<'_, '_>, nth: usize) {
        let MeetingSentence { at, sentence, .. } = *spoken;
        let word = spoken.words[nth];
        let status = standing(sentence, word);
        if status == Standing::Not {
            self.remember(spoken, word);
            return;
        }
        let put_off = PutOff { word, status, apart: false, month: None };
        if spoken.is_reviewed(nth) {
            self.put_off(spoken, put_off);
            return;
        }
        let is_past = status == Standing::Held;
        let told =
            self.told(spoken, nth, is_past).or_else(|| self.told_beside(spoken, word, is_past));
        let present = self.present(spoken, word);
        let named = persons_before(sentence, self.coreference, word.token);
        if self.memory.is_called_off(sentence, word, &[&present[..], &named].concat()) {
            return;
        }
        let Some(when) = told else {
            self.memory.meet(word, &present);
            self.memory.is_waiting |= status == Standing::Open && present.len() > 1;
            let apart = spoken.is_of_past_year(word, self.printed);
            let month = month_of_week(sentence, self.printed, is_past);
            self.put_off(spoken, PutOff { apart, month, ..put_off });
            return;
        };
        let mut details = self.details(spoken, word, when, is_past);
        if details.participants.is_empty() {
            details.participants = self.parties_before(at, word);
        } else if word.verb && self.is_pair(spoken, word) {
            // `Both ministers met the mayor`: those named before, with the mayor.
            let pair = self.parties_before(at, word);
            let known = |one: &usize| details.participants.contains(one);
            if pair.len() == 2 && !pair.iter().any(known) {
                details.participants.splice(0..0, pair);
            }
        }
        // `The two presidents will meet`: whom the text names later.
        let unnamed = details.participants.len() < 2
            && self.memory.parties.is_empty()
            && is_unnamed_pair(sentence, word);
        self.memory.meet(word, &details.participants);
        // A month alone does not tell one meeting from another.
        let met = word.title == "Meeting" && is_past;
        let named = details.participants.len()
            + usize::from(word.is_heard() || met)
            + usize::from(!word.verb && is_of_people(sentence, word.token));
        let is_dated = when.days().is_some();
        if !is_dated && named < 2 && details.place.is_none() {
            self.put_off(spoken, put_off);
            return;
        }
        if !is_dated && spoken.is_part_of_next(nth, self.printed, is_past) {
            return;
        }
        let byte = spoken.byte_of(word.token);
        let same = self.joined(sentence, word, byte);
        let same = same.or_else(|| self.of_same_day(sentence, word, when));
        let unnamed_parties = details.participants.is_empty();
        let same = same.or_else(|| {
            let same = self.in_month(sentence, word, when, byte).filter(|_| unnamed_parties)?;
            // `next week. They will be held on Tuesday`, read on a Tuesday: the next one.
            let today = when.days().is_some_and(|(day, _)| Some(day) == self.printed);
            let known = &mut self.meetings.all[same];
            known.when = Some(if today { when.a_week_later() } else { when });
            known.details.place = known.details.place.take().filter(|_| details.place.is_none());
            Some(same)
        });
        let meeting = match same {
            Some(same) => self.meetings.mention_again(byte, same, details),
            None => self.meetings.mention(byte, Some(when), details),
        };
        let lead = self.lead.filter(|(first, _)| at <= first + 1);
        let news = is_past && lead.is_some_and(|(_, day)| day == when);
        if news && !matches!(word.title, "Conversation" | "Hearing" | "Visit") {
            self.here.push(meeting);
        }
        let planned = self.is_planned(sentence, word, when, status);
        // `met on Monday`: it was, though its day is also told as one to come.
        if is_past && word.verb && !planned {
            self.over.insert(meeting);
        }
        let known = &mut self.meetings.all[meeting].planned;
        *known = (*known || planned) && !self.over.contains(&meeting);
        if unnamed {
            let after = &self.tagged_sentences[at + 1..];
            let of_offices = is_with_counterpart(sentence, word);
            self.meetings.name_pair((meeting, of_offices), after, self.coreference);
        }
        self.add_beside(spoken, nth, when, meeting);
    }

    /// Those who take part as the sentence tells: no town.
    fn present(&self, spoken: &MeetingSentence<'_, '_>, word: MeetingWord) -> Vec<usize> {
        let mut present = participants(spoken.sentence, spoken.at, self.coreference, word);
        present.retain(|at| !self.is_town(*at));
        let members = self.memory.members(spoken.sentence, word);
        present
            .extend(members.into_iter().filter(|one| !present.contains(one)).collect::<Vec<_>>());
        present
    }

    /// Whether a name is of the town that the report is from, or of one that it tells of elsewhere.
    fn is_town(&self, entity: usize) -> bool {
        let name = &self.coreference.entities[entity].name;
        let dateline = self.meetings.dateline.as_ref();
        dateline.is_some_and(|place| place.eq_ignore_ascii_case(name))
            || self.meetings.places.contains(name) && country(name).is_none()
            || country(name).is_some_and(|(_, stand)| stand == Stand::Adjective)
            || OF_PEOPLES.has(&name.to_lowercase())
    }

    /// Keeps in mind who is spoken of together where there was no meeting, and whom one was to be
    /// with that was called off. What only could be tells of nobody.
    fn remember(&mut self, spoken: &MeetingSentence<'_, '_>, word: MeetingWord) {
        let sentence = spoken.sentence;
        let present = self.present(spoken, word);
        if is_off(sentence) {
            let named = persons_before(sentence, self.coreference, sentence.tokens.len());
            self.memory.call_off(present.iter().copied().chain(named).collect());
            // `Chile and Peru have postponed a meeting. It is now set for Friday.`
            let parties = who_puts_off(sentence, self.coreference);
            if parties.len() > 1 {
                self.memory.meet(word, &parties);
                self.memory.is_waiting = true;
                return;
            }
        }
        let guess = |at: usize| sentence.is_any(at, &["could", "may", "might"]);
        if present.len() < 2 || (word.token.saturating_sub(6)..word.token).any(guess) {
            return;
        }
        self.memory.meet(word, &present);
    }

    /// When a meeting was, as its own words or the day of the news tell.
    fn told(&self, spoken: &MeetingSentence<'_, '_>, nth: usize, is_past: bool) -> Option<When> {
        let MeetingSentence { sentence, expressions, .. } = spoken;
        let word = spoken.words[nth];
        self.day_from_last(spoken, word)
            .or_else(|| {
                day_of(sentence, expressions, word, spoken.next(nth), self.printed, is_past)
            })
            .or_else(|| {
                let (_, when) = self.label?;
                Some(if is_past { when.before(self.printed) } else { when })
            })
            .or(spoken.heard.filter(|_| is_past))
            .or_else(|| self.day_of_lead(spoken, word).filter(|_| is_past))
    }

    /// `A day earlier he met Reed`: some days from the one told before.
    fn day_from_last(&self, spoken: &MeetingSentence<'_, '_>, word: MeetingWord) -> Option<When> {
        let MeetingSentence { at, sentence, expressions, .. } = *spoken;
        let (away, told) = days_from_last(sentence, word.token)?;
        let near = told.abs_diff(word.token);
        // `dined with Reed on May 3 and met Orr two days later`
        let of_other = |when: usize| {
            let (first, last) = (when.min(word.token), when.max(word.token));
            told > word.token && when < word.token && (first..last).any(|at| sentence.is(at, "and"))
        };
        let nearer = |when: &TimeExpression| {
            let when = spoken.token_at(when.at.start);
            when.abs_diff(word.token) < near && !of_other(when)
        };
        if expressions.iter().any(nearer) {
            return None;
        }
        let within = self.sentences[at].range.start..spoken.byte_of(told);
        day_from_last(self.text, &self.sentences[..at], within, self.printed, away)
    }

    /// The day of the news, where it tells of a meeting without one.
    fn day_of_lead(&self, spoken: &MeetingSentence<'_, '_>, word: MeetingWord) -> Option<When> {
        let MeetingSentence { at, sentence, expressions, .. } = *spoken;
        let (first, day) = self.lead?;
        // `signed it on Monday and told of it over lunch with Reed`
        let inside = at == first && expressions.len() == 1 && is_lead(sentence, word);
        let near = at > first && at - first <= 4 && is_undated(sentence, expressions, word);
        let news = inside || near && is_news(sentence, word);
        let hearing = word.verb && word.title == "Hearing";
        let heard = word.is_heard() && !word.verb || hearing || speaks_at(sentence, word);
        let present = || {
            participants(sentence, at, self.coreference, word).len() > 1 || takes_up(sentence, word)
        };
        (news && (heard || present())).then_some(day)
    }

    /// When a meeting was that tells only a part of a day or a week, or follows on another.
    fn told_beside(
        &self,
        spoken: &MeetingSentence<'_, '_>,
        word: MeetingWord,
        is_past: bool,
    ) -> Option<When> {
        let MeetingSentence { at, sentence, expressions, .. } = *spoken;
        let part = tells_part_of_day(sentence, word.token);
        let told = part.then(|| last_day(self.text, &self.sentences[..at], self.printed)).flatten();
        let next = word.verb && is_past && follows(sentence, word.token);
        let beside = is_past && expressions.is_empty() && is_beside(sentence);
        let last = self.meetings.last_when(self.sentences[at].range.start);
        // What is to come later in the week may be told of again with its day.
        let week = || month_of_week(sentence, self.printed, is_past).filter(|_| is_past);
        told.or_else(|| last.filter(|_| next || beside)).or_else(week)
    }

    /// What a meeting's sentence tells of it, and where it was if that was told before.
    fn details(
        &self,
        spoken: &MeetingSentence<'_, '_>,
        word: MeetingWord,
        when: When,
        is_past: bool,
    ) -> MeetingDetails {
        let MeetingSentence { at, sentence, words, .. } = *spoken;
        let byte = self.sentences[at].range.start;
        let place = self
            .meetings
            .place(sentence, word.token, words)
            .or_else(|| self.meetings.place_beside(sentence, byte))
            .or_else(|| {
                let also = is_past && is_also(sentence, word);
                self.meetings.place_of_last(byte, when).filter(|_| also)
            });
        // Who speaks by phone sits in two places.
        let place = place.filter(|_| !matches!(word.title, "Call" | "Conference call"));
        MeetingDetails::new(sentence, word, place, self.present(spoken, word), self.coreference)
    }

    /// Leaves a meeting without a day for when the whole article is read.
    fn put_off(&mut self, spoken: &MeetingSentence<'_, '_>, told: PutOff) {
        let MeetingSentence { at, sentence, words, .. } = *spoken;
        let PutOff { word, status, apart, month } = told;
        let place = self.meetings.place(sentence, word.token, words);
        let present = self.present(spoken, word);
        let details = MeetingDetails::new(sentence, word, place, present, self.coreference);
        self.undated.push(Undated { sentence: at, word, status, apart, month, details });
    }

    /// Whether a meeting is still to come.
    fn is_planned(
        &self,
        sentence: &TaggedSentence<'_>,
        word: MeetingWord,
        when: When,
        status: Standing,
    ) -> bool {
        let printed = self.printed;
        let open = status == Standing::Open;
        if let Some(((first, _), printed)) = when.days().zip(printed) {
            let ahead = open || is_present(sentence, word);
            return first > printed || first == printed && ahead;
        }
        let first = When::first(when);
        let gone = printed.is_some_and(|printed| first < printed.first_of_month());
        open && !gone || printed.is_some_and(|printed| first > printed)
    }

    /// Adds the meetings that are told in one breath with another.
    fn add_beside(
        &mut self,
        spoken: &MeetingSentence<'_, '_>,
        nth: usize,
        when: When,
        meeting: usize,
    ) {
        let MeetingSentence { at, sentence, words, expressions, .. } = *spoken;
        let word = words[nth];
        let Self { meetings, coreference, .. } = self;
        if nth + 1 == words.len() {
            meetings.add_again(sentence, expressions, (word, when), meeting);
        }
        if !word.verb {
            meetings.add_others(sentence, expressions, (word, when), meeting);
        }
        meetings.add_elsewhere(sentence, at, coreference, (word, meeting));
        meetings.add_next(sentence, at, coreference, expressions, (word, meeting));
    }
}
