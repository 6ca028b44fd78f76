//! The extraction of one article: its speakers, its meetings and its quotations.

use std::collections::BTreeMap;
use std::ops::Range;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::dataset::given::{is_address, is_day, is_day_or_month};
use crate::dataset::{
    Confidence, Form, MeetingStatus, Polarity, QuoteKind, SpeakerKind, schema, strict,
};
use crate::extract::article::attribution::{Attribution, Quotation, quotations, relayed};
use crate::extract::article::coreference::{Coreference, Referent};
use crate::extract::article::headline::Spellings;
use crate::extract::article::kind::kind_of;
use crate::extract::article::meetings::{ArticleMeetings, When};
use crate::extract::article::month_names::name_months;
use crate::extract::article::polarity::polarity;
use crate::extract::article::rule::{MentionKind, Rule};
use crate::extract::article::unmarked::{UnmarkedQuote, post, trimmed};
use crate::extract::input::SourceArticle;
use crate::extract::language::days::{Grain, days};
use crate::extract::language::{
    Kinds, QuotedSpan, Sentence, Tag, TaggedSentence, TokenRange, country, look_up, quoted_spans,
    sentences, with_set_apart,
};
use crate::text::offsets::CodePoints;
use crate::text::paragraphs;

mod clauses;

/// What one article yields, as one line of JSON: the lists of a dataset for one article, with ids
/// of their own, and meetings whose day may be unknown yet.
#[derive(Debug, Serialize, Deserialize)]
pub struct ArticleExtraction {
    /// The article itself.
    pub article: schema::Article,
    /// Everyone who is quoted in it or takes part in a meeting.
    pub speakers: Vec<schema::Speaker>,
    /// The meetings it tells of.
    pub meetings: Vec<ExtractedMeeting>,
    /// Its quotations.
    pub quotes: Vec<schema::Quote>,
}

/// A meeting as one article tells of it.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct ExtractedMeeting {
    /// Unique in the article.
    pub id: String,
    /// What it is called.
    pub title: String,
    /// Its first day, YYYY-MM-DD, or its month, YYYY-MM, where the article tells.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<String>,
    /// Whether it was held.
    #[serde(default, skip_serializing_if = "MeetingStatus::is_held")]
    pub status: MeetingStatus,
    /// Its last day, where it took more than one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub end: Option<String>,
    /// Where it was held.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
    /// Ids of the speakers who took part.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub participants: Vec<String>,
}

impl ArticleExtraction {
    /// Reads a line that [`extract`]'s result was written as.
    ///
    /// # Errors
    /// One sentence, where it is no such line or a day or an address in it is none.
    pub fn from_line(line: &[u8]) -> Result<Self, String> {
        let text = std::str::from_utf8(line).map_err(|error| error.to_string())?;
        let extraction: Self = strict::from_str(text).map_err(|error| error.to_string())?;
        is_day("articles", &extraction.article.id, extraction.article.date.as_deref())?;
        is_address(&extraction.article.id, extraction.article.url.as_deref())?;
        for meeting in &extraction.meetings {
            is_day_or_month("meetings", &meeting.id, meeting.date.as_deref())?;
            is_day("meetings", &meeting.id, meeting.end.as_deref())?;
        }
        for quote in &extraction.quotes {
            is_day("quotes", &quote.id, quote.said.as_deref())?;
        }
        Ok(extraction)
    }
}

/// What an article's prose holds; a transcript's turns are not read.
pub(crate) fn extract_prose(article: &SourceArticle) -> ArticleExtraction {
    let text = article.text.as_str();
    let mut quoted_spans = quoted_spans(text);
    with_set_apart(text, &mut quoted_spans, &article.set_apart);
    let mut sentences = self::sentences(text, &quoted_spans);
    // Boilerplate is not part of the article.
    sentences.retain(|sentence| !is_boilerplate(&article.boilerplate, sentence.range.start));
    name_months(text, &mut sentences);
    let spellings = Spellings::new(text, &sentences);
    sentences.iter_mut().for_each(|sentence| spellings.lower(text, sentence));
    let tagged_sentences = read(text, &spellings, &sentences);
    let title = article.title.as_deref().unwrap_or_default();
    let mut headline = self::sentences(title, &[]);
    headline.iter_mut().for_each(|sentence| spellings.lower(title, sentence));
    let coreference = Coreference::new(&read(title, &spellings, &headline), &tagged_sentences);
    let meetings =
        ArticleMeetings::new(text, &sentences, &tagged_sentences, &coreference, article.date);
    let mut extractor = Extractor {
        article,
        quoted_spans: &quoted_spans,
        sentences: &sentences,
        tagged_sentences,
        coreference,
        meetings,
        drafts: Vec::new(),
    };
    extractor.add_quoted();
    extractor.add_posts();
    // A digest reports in its own words, so only its quotations are kept.
    if article.form != Form::Digest {
        extractor.add_reported();
    }
    extractor.finish()
}

fn is_boilerplate(boilerplate: &[Range<usize>], at: usize) -> bool {
    let next = boilerplate.partition_point(|range| range.end <= at);
    boilerplate.get(next).is_some_and(|range| range.start <= at)
}

/// Reads sentences. A sentence's first word is a name where the text has it for one elsewhere, or
/// never has it in small letters and no table knows it.
fn read<'a>(
    text: &'a str,
    spellings: &Spellings<'_>,
    sentences: &'a [Sentence],
) -> Vec<TaggedSentence<'a>> {
    let is_name = |word: &str| {
        // `Imagine Weber there`
        let common = || {
            let kinds = look_up(word).kinds;
            let named = Kinds::FIRST_NAME | Kinds::SURNAME_TOO | Kinds::TITLE;
            // `Imagine that`, `Pressed again, …`
            let verb = kinds.intersects(Kinds::BASE)
                || kinds.intersects(Kinds::PARTICIPLE) && word.ends_with("ed");
            kinds.intersects(Kinds::ING | Kinds::CLOSED)
                || verb && !kinds.intersects(named | Kinds::NOUN_TOO)
        };
        let rare = || !word.ends_with('s') && !spellings.has_small(word) && !common();
        // `Teachers chanted`, where the text has the Teachers Association and teachers.
        let common = || word.ends_with('s') && spellings.has_small(word);
        spellings.has_capital(word) && !common() || country(word).is_some() || rare()
    };
    sentences.iter().map(|sentence| TaggedSentence::new(text, &sentence.tokens, is_name)).collect()
}

/// A quotation before it has ids and code points.
struct QuoteDraft {
    span: Range<usize>,
    kind: QuoteKind,
    attribution: Option<Attribution>,
    /// The speaker: an entity of [`Coreference`].
    entity: Option<usize>,
    /// Those who may be the speaker, where it is not told which.
    candidates: Vec<usize>,
    mention_kind: MentionKind,
    said: Option<Date>,
    meeting: Option<usize>,
}

/// An article while it is read.
struct Extractor<'a> {
    article: &'a SourceArticle,
    quoted_spans: &'a [QuotedSpan],
    sentences: &'a [Sentence],
    tagged_sentences: Vec<TaggedSentence<'a>>,
    coreference: Coreference,
    meetings: ArticleMeetings,
    drafts: Vec<QuoteDraft>,
}

impl Extractor<'_> {
    /// What stands in marks; a quotation that runs on over paragraphs is one.
    fn add_quoted(&mut self) {
        let text = self.article.text.as_str();
        let quoted = quotations(text, self.quoted_spans, self.sentences, &self.tagged_sentences);
        let runs_on = |one: &Quotation, next: &Quotation| {
            self.quoted_spans[one.quoted_span].runs_on && next.quoted_span == one.quoted_span + 1
        };
        for parts in quoted.chunk_by(runs_on) {
            let [first, last] = [&parts[0], &parts[parts.len() - 1]];
            let (start, end) = (self.inner(first).start, self.inner(last).end);
            let attribution = first.attribution.clone();
            let kind = kind_of(text, &self.quoted_spans[first.quoted_span], attribution.as_ref());
            let draft = self.draft(trimmed(text, start..end), kind, attribution);
            if let Some(speaker) = draft.entity {
                let told = (speaker, draft.said.or(self.article.date));
                self.meetings.add_own_words(text, &draft.span, told, &self.coreference);
            }
            self.drafts.push(draft);
        }
    }

    fn inner(&self, quotation: &Quotation) -> &Range<usize> {
        &self.quoted_spans[quotation.quoted_span].inner
    }

    /// Posts of social networks: whole paragraphs without marks.
    fn add_posts(&mut self) {
        let text = self.article.text.as_str();
        let quotations = self.drafts.len();
        let mut above = 0..0;
        for paragraph in paragraphs(text) {
            if is_boilerplate(&self.article.boilerplate, paragraph.start) {
                continue;
            }
            let Some(line) = post(text, paragraph.clone(), above) else {
                above = paragraph;
                continue;
            };
            let quoted = &self.drafts[..quotations];
            let next = quoted.partition_point(|draft| draft.span.end <= line.span.start);
            if quoted.get(next).is_none_or(|draft| line.span.end <= draft.span.start) {
                self.add_post(line);
            }
            above = paragraph;
        }
    }

    fn add_post(&mut self, line: UnmarkedQuote) {
        let text = self.article.text.as_str();
        let day = days(text, line.after.clone(), self.article.date)
            .into_iter()
            .find(|when| when.grain == Grain::Day && when.first == when.last)
            .map(|when| when.first);
        let of_post = day.or(self.article.date).and_then(|day| {
            self.meetings.add_of_post(text, line.span.clone(), day, &mut self.coreference)
        });
        let entity = match self.coreference.named_in(&line.name).first() {
            Some(entity) => *entity,
            None => self.coreference.person(text[line.name.clone()].trim()),
        };
        let meeting =
            of_post.or_else(|| self.meetings.about(&line.span, &line.span, day, self.article.date));
        let attribution = Some(Attribution { mention: line.name, cue: None, rule: Rule::Post });
        self.drafts.push(QuoteDraft {
            span: line.span,
            kind: QuoteKind::Direct,
            attribution,
            entity: Some(entity),
            candidates: Vec::new(),
            mention_kind: MentionKind::Named,
            said: day,
            meeting,
        });
    }

    fn draft(
        &self,
        span: Range<usize>,
        kind: QuoteKind,
        mut attribution: Option<Attribution>,
    ) -> QuoteDraft {
        let (mut entity, mut mention_kind, mut said) = (None, MentionKind::Named, None);
        let mut candidates = Vec::new();
        if let Some(attribution) = &mut attribution
            && let Some(at) = self.sentence_at(attribution.mention.start)
            && let Some(phrase) = self.phrase(at, attribution)
        {
            let referent = self.coreference.referent(&self.tagged_sentences[at], at, phrase);
            (entity, mention_kind) = match referent {
                Referent::Named(entity) if self.coreference.is_shared(&attribution.mention) => {
                    (Some(entity), MentionKind::Shared)
                }
                Referent::Named(entity) => (Some(entity), MentionKind::Named),
                Referent::Pronoun(entity) => (Some(entity), MentionKind::Pronoun),
                Referent::Described(entity) => (Some(entity), MentionKind::Description),
                Referent::Open(name) => {
                    candidates = self.coreference.candidates(name).to_vec();
                    (None, MentionKind::Open)
                }
                Referent::Together => {
                    candidates = self.coreference.together(&self.tagged_sentences[at], phrase);
                    (None, MentionKind::Together)
                }
                Referent::Nobody => (None, MentionKind::Nobody),
            };
            // `Citing Anna Weber, the agency said`: the words are hers.
            let sentence = &self.tagged_sentences[at];
            let is_person = |at: usize| self.coreference.entities[at].kind == SpeakerKind::Person;
            if !entity.is_some_and(is_person)
                && let Some(source) = relayed(sentence)
                && let Referent::Named(person) = self.coreference.referent(sentence, at, source)
                && is_person(person)
            {
                (entity, mention_kind) = (Some(person), MentionKind::Named);
                attribution.mention = sentence.span(source);
            }
            said = self.said(at, attribution);
        }
        let sentence = self.sentence_at(span.start).map(|at| &self.sentences[at].range);
        let meeting =
            self.meetings.about(&span, sentence.unwrap_or(&span), said, self.article.date);
        QuoteDraft { span, kind, attribution, entity, candidates, mention_kind, said, meeting }
    }

    fn sentence_at(&self, byte: usize) -> Option<usize> {
        let at = self.sentences.partition_point(|sentence| sentence.range.end <= byte);
        self.sentences.get(at).filter(|sentence| sentence.range.start <= byte).map(|_| at)
    }

    /// The phrase of a mention.
    fn phrase(&self, sentence: usize, attribution: &Attribution) -> Option<TokenRange> {
        let tokens = &self.sentences[sentence].tokens;
        let first =
            tokens.iter().position(|token| token.range.start == attribution.mention.start)?;
        let last = tokens.iter().position(|token| token.range.end == attribution.mention.end)?;
        (first <= last).then_some(TokenRange { first, last })
    }

    /// The day that stands beside the verb of saying: `said on Tuesday`, `on Tuesday told`.
    fn said(&self, sentence_index: usize, attribution: &Attribution) -> Option<Date> {
        let sentence = &self.tagged_sentences[sentence_index];
        let cue = attribution.cue.as_ref()?;
        let cue = sentence.tokens.iter().position(|token| token.range == *cue)?;
        if !sentence.tags.contains(&Tag::Day) {
            return None;
        }
        let stops = |at: &usize| {
            matches!(
                sentence.tags[*at],
                Tag::Quote | Tag::That | Tag::Verb | Tag::Stop | Tag::Colon
            )
        };
        let after = (cue + 1..sentence.tokens.len()).take(10).take_while(|at| !stops(at));
        // `who met Reed on March 3, said`: the day of another verb.
        let aside = sentence.aside_before(cue);
        let before = (0..cue).rev().take(5).take_while(|at| !stops(at));
        let before = before.take_while(|at| aside.is_none_or(|from| *at > from));
        let day = after.chain(before).find(|at| sentence.tags[*at] == Tag::Day)?;
        let day = &sentence.tokens[day].range;
        let printed = self.article.date;
        let near = |date: Date| printed.is_none_or(|printed| (date - printed).get_days() <= 0);
        days(&self.article.text, self.sentences[sentence_index].range.clone(), printed)
            .into_iter()
            .find(|when| when.at.start <= day.start && day.end <= when.at.end)
            .filter(|when| when.grain == Grain::Day && when.first == when.last && near(when.first))
            .map(|when| when.first)
    }

    /// What turns the words of a quotation, and the words that say so.
    fn polarity(
        &self,
        found: &QuoteDraft,
        cue: &Range<usize>,
    ) -> (Option<Polarity>, Option<Range<usize>>) {
        let Some(at) = self.sentence_at(cue.start) else { return (None, Some(cue.clone())) };
        let tagged = &self.tagged_sentences[at];
        let begins = found.span.start;
        let marked = self.quoted_spans.partition_point(|quoted| quoted.outer.end <= begins);
        let is_verbatim =
            self.quoted_spans.get(marked).is_some_and(|quoted| quoted.outer.start < begins);
        let (polarity, cue) = polarity(&self.article.text, tagged, cue, begins, is_verbatim);
        (polarity, Some(cue))
    }

    /// Gives everything ids and code points.
    fn finish(mut self) -> ArticleExtraction {
        self.drafts.sort_by_key(|draft| (draft.span.start, draft.span.end));
        self.drafts.dedup_by(|b, a| a.span == b.span);
        let mut speakers: BTreeMap<usize, usize> = BTreeMap::new();
        let spoken = self
            .drafts
            .iter()
            .flat_map(|draft| draft.entity.iter().chain(&draft.candidates).copied());
        let present = self.meetings.all.iter().flat_map(|meeting| &meeting.details.participants);
        // People who are only named help to link last names in other articles.
        let named = (0..self.coreference.entities.len()).filter(|at| {
            let entity = &self.coreference.entities[*at];
            entity.kind == SpeakerKind::Person && !entity.unnamed && entity.name.contains(' ')
        });
        for entity in spoken.chain(present.copied()).chain(named) {
            let next = speakers.len() + 1;
            speakers.entry(entity).or_insert(next);
        }
        let id = |number: usize| number.to_string();
        let number = |entity: &usize| id(speakers[entity]);
        let mut listed: Vec<(usize, usize)> =
            speakers.iter().map(|(entity, number)| (*number, *entity)).collect();
        listed.sort_unstable();
        let speaker = |(number, entity): (usize, usize)| self.speaker(id(number), entity);
        let text = self.article.text.as_str();
        let code_points = CodePoints::new(text);
        let point = |byte| u64::from(code_points.point(text, byte));
        let meetings = self.meetings.all.iter().enumerate().map(|(at, meeting)| ExtractedMeeting {
            id: id(at + 1),
            title: meeting.details.title.clone(),
            date: meeting.when.map(|when| when.to_string()),
            status: if meeting.planned { MeetingStatus::Planned } else { MeetingStatus::Held },
            end: meeting
                .when
                .and_then(When::days)
                .filter(|(a, b)| a < b)
                .map(|(_, last)| last.to_string()),
            place: meeting.details.place.clone(),
            participants: meeting.details.participants.iter().map(number).collect(),
        });
        let quotes = self.drafts.iter().enumerate().map(|(at, draft)| {
            let attribution = draft.attribution.as_ref();
            let mention = attribution.map(|attribution| schema::Mention {
                start: point(attribution.mention.start),
                end: point(attribution.mention.end),
            });
            // A borrowed speaker has the verb of another quotation, so no cue is given.
            let direct = attribution.filter(|attribution| !attribution.rule.is_borrowed());
            let cue = direct.and_then(|attribution| attribution.cue.clone());
            let (polarity, cue) = match cue {
                Some(cue) => self.polarity(draft, &cue),
                None => (None, None),
            };
            let rule = attribution.map_or(Rule::Nobody, |attribution| attribution.rule);
            schema::Quote {
                id: id(at + 1),
                article: self.article.id.clone(),
                start: point(draft.span.start),
                end: point(draft.span.end),
                text: text[draft.span.clone()].to_owned(),
                kind: draft.kind,
                speaker: draft.entity.as_ref().map(number),
                // What might be said has no day yet.
                said: draft
                    .said
                    .filter(|_| polarity != Some(Polarity::Hypothetical))
                    .map(|day| day.to_string()),
                meeting: draft.meeting.map(|meeting| id(meeting + 1)),
                cue_start: cue.as_ref().map(|cue| point(cue.start)),
                cue_end: cue.as_ref().map(|cue| point(cue.end)),
                cue: cue.map(|cue| text[cue].to_owned()),
                polarity,
                candidates: draft.candidates.iter().map(number).collect(),
                mention,
                utterance: None,
                confidence: Some(match polarity {
                    None => rule.confidence(draft.mention_kind),
                    Some(_) => Confidence::Low,
                }),
                rule: Some(rule.explanation(draft.mention_kind)),
                turn: None,
                time: None,
                spoken: None,
            }
        });
        ArticleExtraction {
            speakers: listed.into_iter().map(speaker).collect(),
            meetings: meetings.collect(),
            quotes: quotes.collect(),
            article: schema::Article {
                id: self.article.id.clone(),
                title: self.article.title.clone().unwrap_or_else(|| untitled(&self.article.text)),
                publisher: self.article.publisher.clone(),
                author: self.article.author.clone(),
                date: self.article.date.map(|day| day.to_string()),
                url: self.article.url.clone(),
                form: self.article.form,
                text: self.article.text.clone(),
            },
        }
    }

    fn speaker(&self, id: String, entity: usize) -> schema::Speaker {
        let entity = &self.coreference.entities[entity];
        let person = entity.kind == SpeakerKind::Person;
        schema::Speaker {
            id,
            name: entity.name.clone(),
            kind: entity.kind,
            role: entity.role.clone().filter(|_| person),
            side: entity.side.map(str::to_owned),
            aliases: entity.forms.iter().filter(|form| **form != entity.name).cloned().collect(),
        }
    }
}

/// The first words of a text without a headline, in brackets.
fn untitled(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().take(8).collect();
    format!("[{} …]", words.join(" "))
}
