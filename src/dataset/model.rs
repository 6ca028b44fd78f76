//! A whole dataset: its entries, and the indexes derived from them.

use std::borrow::Cow;
use std::ops::Range;

use foldhash::{HashMap, HashSet};
use jiff::civil::Date;

use super::check::{Fault, Flaws, Location, Reason};
use super::csr::Csr;
use super::entry::{
    Article, ArticleIx, Claim, Meeting, MeetingIx, Quote, QuoteIx, QuoteKind, Speaker, SpeakerIx,
    UtteranceIx, Verdict,
};
use super::remarks::{Original, Remarks};
use super::spoken::{SpokenSource, SpokenSources};
use super::timeline::Timeline;
use crate::text::offsets::{code_point_range, code_points};
use crate::text::{Strings, unwrapped};

/// What stands where a quote has no speaker.
pub const UNATTRIBUTED: &str = "unattributed";

/// A whole record. The private fields are derived when it is loaded.
#[derive(Debug, Default, Clone)]
pub struct Dataset {
    /// What the record is of.
    pub title: String,
    /// The sources.
    pub articles: Vec<Article>,
    /// Everyone quoted or taking part in a meeting.
    pub speakers: Vec<Speaker>,
    /// The meetings.
    pub meetings: Vec<Meeting>,
    /// The quotes, in the order of the timeline: by heading, then by the day they were said, then
    /// as printed.
    pub quotes: Vec<Quote>,
    /// The headings under which the quotes stand.
    pub timeline: Timeline,
    /// What the file calls the quotes, in its own order: by [`Quote::at`].
    pub(super) ids: Strings,
    /// The quotes that share each utterance, the first printed first, and what the file calls that.
    pub(super) utterances: Csr<QuoteIx>,
    pub(super) utterance_ids: Strings,
    /// What the file claims of the quotes that are unproven, by [`Quote::at`].
    pub(super) claimed: HashMap<u32, Claim>,
    /// Who may have said a quote of which that is left open, by [`Quote::at`].
    pub(super) candidates: HashMap<u32, Vec<SpeakerIx>>,
    /// What printed quotes repeat of transcripts.
    pub(super) spoken: SpokenSources,
    /// What readers say of quotes, by [`Quote::at`].
    pub(super) remarks: HashMap<u32, Remarks>,
    /// What the file says where annotations say something else.
    pub(super) original: Original,
    /// The quotes that readers dropped, by [`Quote::at`].
    pub(super) dropped: HashSet<u32>,
    /// What is wrong with the file without making it unreadable.
    pub flaws: Flaws,
    /// The rules that attributed quotes, each once: a million quotes share a few dozen.
    pub(super) rules: Vec<String>,
    /// For each article its quotes in the order of their spans.
    pub(super) in_article: Csr<QuoteIx>,
    /// The quotes that lie within a reporter's clause which is a quote too, each with that one.
    pub(super) parts: Vec<(QuoteIx, QuoteIx)>,
    /// For each speaker slot the quotes, and for each quote its slot.
    pub(super) by_speaker: Csr<QuoteIx>,
    pub(super) speaker_slots: Vec<u32>,
    /// For each speaker the quotes that name nobody and that they may have said or said with others.
    pub(super) by_candidate: Csr<QuoteIx>,
    /// The days on which something was said, and for each quote the slot of its day.
    pub(super) days: Vec<Date>,
    pub(super) day_slots: Vec<u32>,
}

impl Dataset {
    /// The quote at an index.
    #[must_use]
    pub fn quote(&self, quote: QuoteIx) -> &Quote {
        &self.quotes[quote.index()]
    }

    /// The article at an index.
    #[must_use]
    pub fn article(&self, article: ArticleIx) -> &Article {
        &self.articles[article.index()]
    }

    /// The speaker at an index.
    #[must_use]
    pub fn speaker(&self, speaker: SpeakerIx) -> &Speaker {
        &self.speakers[speaker.index()]
    }

    /// The meeting at an index.
    #[must_use]
    pub fn meeting(&self, meeting: MeetingIx) -> &Meeting {
        &self.meetings[meeting.index()]
    }

    /// The words of a quote: what stands at its span, or what the file claims where it is unproven.
    #[must_use]
    pub fn words_of(&self, quote: QuoteIx) -> &str {
        let quote = self.quote(quote);
        let claim = if quote.is_proven { None } else { self.claimed.get(&quote.at) };
        match claim {
            Some(claim) => &claim.text,
            None => &self.article(quote.article).text[quote.span()],
        }
    }

    /// What the file calls a quote.
    #[must_use]
    pub fn id_of(&self, quote: QuoteIx) -> &str {
        self.ids.get(self.quote(quote).at as usize)
    }

    /// The quote that the file calls so.
    #[must_use]
    pub fn quote_called(&self, id: &str) -> Option<QuoteIx> {
        let at = self.ids.position(id)?;
        let at = self.quotes.iter().position(|quote| quote.at as usize == at)?;
        Some(at.into())
    }

    /// The span of a quote as the file has it: Unicode code points of the article's text.
    #[must_use]
    pub fn code_points_of(&self, quote: QuoteIx) -> Range<usize> {
        if let Some(outside) = self.claimed_span(quote) {
            return outside;
        }
        let quote = self.quote(quote);
        code_point_range(&self.article(quote.article).text, quote.span())
    }

    /// The span that the file gives a quote, where that does not lie within its article.
    #[must_use]
    pub fn claimed_span(&self, quote: QuoteIx) -> Option<Range<usize>> {
        self.claimed.get(&self.quote(quote).at)?.outside.clone()
    }

    /// Whether the words of a quote are somebody's from beginning to end, so that they may stand in
    /// quotation marks. A reporter's clause in which only some words are quoted has marks of its own.
    #[must_use]
    pub fn is_in_marks(&self, quote: QuoteIx) -> bool {
        let words = self.words_of(quote);
        let marked = words.contains(['"', '“', '”', '„', '«', '»'])
            || ["''", " '", " ‘"].iter().any(|mark| words.contains(mark));
        match self.quote(quote).kind {
            QuoteKind::Direct => true,
            QuoteKind::Mixed => !marked,
            QuoteKind::Indirect | QuoteKind::Spoken => false,
        }
    }

    /// Those who may have said a quote, where the source leaves open who did.
    #[must_use]
    pub fn candidates(&self, quote: QuoteIx) -> &[SpeakerIx] {
        self.candidates.get(&self.quote(quote).at).map_or(&[], Vec::as_slice)
    }

    /// The passage of a transcript that a printed quote repeats.
    #[must_use]
    pub fn spoken(&self, quote: QuoteIx) -> Option<SpokenSource> {
        self.spoken.of(self.quote(quote).at)
    }

    /// Whether a printed quote repeats a transcript so; `None`: whether it repeats none.
    #[must_use]
    pub fn is_spoken_so(&self, quote: QuoteIx, verdict: Option<Verdict>) -> bool {
        let is_printed = self.quote(quote).kind != QuoteKind::Spoken;
        is_printed && self.spoken(quote).map(|spoken| spoken.verdict) == verdict
    }

    /// The printed quotes that repeat a passage of a transcript, in the order of the timeline.
    #[must_use]
    pub fn printed_of(&self, passage: QuoteIx) -> &[QuoteIx] {
        self.spoken.printings(self.quote(passage).at)
    }

    /// What must stand before the words of a quote so that they mean what the source says: the
    /// verb of reported speech, and whatever denies or supposes the words. `None` for words that
    /// stand for themselves.
    #[must_use]
    pub fn lead_of(&self, ix: QuoteIx) -> Option<Cow<'_, str>> {
        /// A longer way from the verb to the words is left out, in bytes.
        const LONGEST: usize = 60;
        let quote = self.quote(ix);
        let is_led = quote.kind == QuoteKind::Indirect || quote.polarity.is_some();
        let cue = quote.cue.filter(|_| is_led && quote.is_proven)?;
        let text = &self.article(quote.article).text;
        let Range { start, end } = cue.range();
        let words = quote.span().start;
        let between = text.get(end..words);
        match between.filter(|between| between.len() <= LONGEST && !between.contains("\n\n")) {
            Some(between) => {
                let marks = between.trim_end_matches(|c: char| "\"“‘'«„".contains(c)).len();
                Some(unwrapped(&text[start..end + marks]))
            }
            // Behind the words it only matters where it turns them.
            None if end > words && quote.polarity.is_none() => None,
            None => Some(Cow::Owned(format!("{}: ", unwrapped(&text[start..end])))),
        }
    }

    /// A quote as a line shows it: with its verb, and between marks where the source has them.
    #[must_use]
    pub fn shown(&self, quote: QuoteIx) -> String {
        let (open, close) = if self.is_in_marks(quote) { ("“", "”") } else { ("", "") };
        let lead = self.lead_of(quote).unwrap_or_default();
        format!("{lead}{open}{}{close}", self.words_of(quote))
    }

    /// Which rule attributed a quote, or why nobody could be named, where the file tells.
    #[must_use]
    pub fn rule_of(&self, quote: QuoteIx) -> Option<&str> {
        self.quote(quote).rule.map(|rule| self.rules[rule.index()].as_str())
    }

    /// What the file calls the utterance that a quote shares with others.
    #[must_use]
    pub fn utterance_id(&self, quote: QuoteIx) -> Option<&str> {
        self.quote(quote).utterance.map(|utterance| self.utterance_ids.get(utterance.index()))
    }

    /// The slot of a speaker, for counting by speaker: the index, or one past the last for nobody.
    #[must_use]
    pub fn slot(&self, speaker: Option<SpeakerIx>) -> usize {
        speaker.map_or(self.speakers.len(), SpeakerIx::index)
    }

    /// For each quote the slot of its speaker. Counting over many quotes reads this and not the
    /// quotes, which are twenty times as large.
    #[must_use]
    pub fn speaker_slots(&self) -> &[u32] {
        &self.speaker_slots
    }

    /// The quotes of a speaker, or of nobody, in the order of the timeline.
    #[must_use]
    pub fn quotes_by(&self, speaker: Option<SpeakerIx>) -> &[QuoteIx] {
        self.by_speaker.row(self.slot(speaker))
    }

    /// The quotes of an article in the order of their spans.
    #[must_use]
    pub fn quotes_in(&self, article: ArticleIx) -> &[QuoteIx] {
        self.in_article.row(article.index())
    }

    /// Whether there is any meeting.
    #[must_use]
    pub fn has_meetings(&self) -> bool {
        self.meetings.iter().any(|meeting| !meeting.is_gone)
    }

    /// The days on which something was said, each once, in order.
    #[must_use]
    pub fn days(&self) -> &[Date] {
        &self.days
    }

    /// For each quote the position of its day in [`Dataset::days`]; one past the last where it is
    /// unknown.
    #[must_use]
    pub fn day_slots(&self) -> &[u32] {
        &self.day_slots
    }

    /// What is wrong with each quote that is not proven, in the order of the file.
    #[must_use]
    pub fn unproven(&self) -> Vec<Fault> {
        let quotes = (0..self.quotes.len()).map(QuoteIx::from);
        let mut unproven: Vec<_> = quotes.filter(|quote| !self.quote(*quote).is_proven).collect();
        unproven.sort_unstable_by_key(|quote| self.quote(*quote).at);
        let fault = |quote: QuoteIx| {
            let (Range { start, end }, entry) = (self.code_points_of(quote), self.quote(quote));
            let Article { id, text, .. } = self.article(entry.article);
            let article = id.clone();
            let reason = match self.claimed_span(quote) {
                Some(_) => Reason::SpanOutside { start, end, article, len: code_points(text) },
                None => Reason::TextDiffers { start, end, article },
            };
            let place = Location::Entry("quotes", entry.at as usize, self.id_of(quote).to_owned());
            Fault { place, reason }
        };
        unproven.into_iter().map(fault).collect()
    }

    /// The quotes that name nobody and that a speaker may have said, or said together with others, in
    /// the order of the timeline.
    #[must_use]
    pub fn open_quotes_of(&self, speaker: SpeakerIx) -> &[QuoteIx] {
        self.by_candidate.row(speaker.index())
    }

    /// The name of a quote's speaker, `unattributed` where there is none.
    #[must_use]
    pub fn speaker_name(&self, speaker: Option<SpeakerIx>) -> &str {
        speaker.map_or(UNATTRIBUTED, |s| &self.speaker(s).name)
    }

    /// Who said a quote, in words: the speaker's name; where none is named, those who may have said it
    /// or said it together, with ` / ` between; else `unattributed`.
    #[must_use]
    pub fn who(&self, quote: QuoteIx) -> Cow<'_, str> {
        let speaker = self.quote(quote).speaker;
        let candidates = self.candidates(quote);
        if speaker.is_some() || candidates.is_empty() {
            return self.speaker_name(speaker).into();
        }
        let names: Vec<&str> = candidates.iter().map(|one| &*self.speaker(*one).name).collect();
        names.join(" / ").into()
    }

    /// The quotes of other articles that print the same utterance.
    pub fn printings(&self, quote: QuoteIx) -> impl Iterator<Item = QuoteIx> + '_ {
        self.quote(quote)
            .utterance
            .into_iter()
            .flat_map(|utterance| self.utterances.row(utterance.index()))
            .copied()
            .filter(move |other| self.quote(*other).article != self.quote(quote).article)
    }

    /// The quotes that print one utterance, the first printed first: one list for each that is
    /// printed more than once.
    pub fn repeated(&self) -> impl Iterator<Item = &[QuoteIx]> {
        let rows = (0..self.utterances.row_count()).map(|utterance| self.utterances.row(utterance));
        rows.filter(|row| row.len() > 1)
    }

    /// How many utterances the file names.
    #[must_use]
    pub fn utterance_count(&self) -> usize {
        self.utterances.row_count()
    }

    /// The quotes that lie within a reporter's clause which is a quote too, each with that one.
    #[must_use]
    pub fn parts(&self) -> &[(QuoteIx, QuoteIx)] {
        &self.parts
    }

    /// The quotes that print an utterance, the first printed first: by the day of the article, of
    /// one day in the order of the file.
    #[must_use]
    pub fn printings_of(&self, utterance: UtteranceIx) -> &[QuoteIx] {
        self.utterances.row(utterance.index())
    }

    /// The quotes that print the same utterance as one, itself among them; none where it stands
    /// alone.
    #[must_use]
    pub fn same_utterance(&self, quote: QuoteIx) -> &[QuoteIx] {
        let utterance = self.quote(quote).utterance;
        utterance.map_or(&[], |utterance| self.utterances.row(utterance.index()))
    }

    /// Whether no article of an earlier day prints the same utterance; of one day the first of the
    /// file is the first.
    #[must_use]
    pub fn is_first_printing(&self, quote: QuoteIx) -> bool {
        self.same_utterance(quote).first().is_none_or(|first| *first == quote)
    }

    /// Days from the meeting a quote is about to the day it was said: negative before the meeting,
    /// 0 while it lasts. `None` where there is no meeting, or its day or the quote's is unknown.
    #[must_use]
    pub fn distance(&self, quote: QuoteIx) -> Option<i32> {
        let quote = self.quote(quote);
        let meeting = self.meeting(quote.meeting?);
        let first = meeting.date.exact()?;
        let end = meeting.end.map_or(first, |end| end.max(first));
        let said = quote.said.known()?;
        let days = |from: Date| (said - from).get_days();
        Some(match said {
            said if said < first => days(first),
            said if said > end => days(end),
            _ => 0,
        })
    }
}
