//! The speaker whom the quotation's own sentence names.

use super::{Attribution, QuoteToken, inner};
use crate::extract::article::coreference::is_person_noun;
use crate::extract::article::rule::Rule;
use crate::extract::language::{
    Kinds, QuotedSpan, Tag, TaggedSentence, TokenRange, VerbForm, WordList, look_up,
};

pub(super) fn same_sentence(
    text: &str,
    quoted_spans: &[QuotedSpan],
    sentence: &TaggedSentence<'_>,
    place: &QuoteToken,
) -> Option<Attribution> {
    let quoted_span = &quoted_spans[place.quoted_span];
    let quote = QuoteSentence { text, quoted_span, sentence, at: place.token };
    let (before, after) = (quote.directly_before(), quote.after());
    // `He added, “…,” Weber said`: the name tells more than the pronoun.
    let pronoun = |found: &Attribution| quote.is_pronoun(found);
    let behind = |found: &Attribution| found.mention.start > quote.quoted_span.outer.end;
    if before.as_ref().is_some_and(pronoun)
        && after.as_ref().is_some_and(|after| behind(after) && !pronoun(after))
    {
        return after;
    }
    quote
        .naming()
        .or(before)
        .or(after)
        .or_else(|| quote.continued(quoted_spans))
        .or_else(|| quote.colon())
        .or_else(|| quote.before())
        .or_else(|| quote.according())
        .or_else(|| quote.signature())
        .or_else(|| quote.subject())
}

/// A quotation and the sentence it stands in.
pub(super) struct QuoteSentence<'r, 'a> {
    text: &'a str,
    quoted_span: &'r QuotedSpan,
    pub(super) sentence: &'r TaggedSentence<'a>,
    /// The token that the quotation is.
    pub(super) at: usize,
}

impl QuoteSentence<'_, '_> {
    pub(super) fn attribution(
        &self,
        phrase: TokenRange,
        cue: Option<usize>,
        rule: Rule,
    ) -> Attribution {
        Attribution::new(self.sentence, phrase, cue, rule)
    }

    /// Whether `he`, `she` or the like is all that names the speaker.
    fn is_pronoun(&self, found: &Attribution) -> bool {
        look_up(&self.text[found.mention.clone()]).kinds.intersects(Kinds::SUBJECT)
    }

    fn words(&self) -> usize {
        self.text[self.quoted_span.inner.clone()].split_whitespace().count()
    }

    /// Whether the sentence can go on after the quotation with who said it: the words end in a
    /// comma or a stop of their own, or a comma or dash follows the marks.
    fn is_parted(&self) -> bool {
        inner(self.text, self.quoted_span).ends_with(['.', ',', '!', '?', '…', '-', '—', '–'])
            || matches!(self.sentence.tag_at(self.at + 1), Some(Tag::Comma | Tag::Dash))
    }

    /// `Anna Weber said, “…”`, the verb right before the marks.
    fn directly_before(&self) -> Option<Attribution> {
        let sentence = self.sentence;
        let mut at = self.at.checked_sub(1)?;
        if matches!(sentence.tags[at], Tag::Comma | Tag::Colon) {
            if let Some(attribution) = self.inverted_before(at) {
                return Some(attribution);
            }
            at = at.checked_sub(1)?;
        } else if sentence.tags[at] != Tag::Verb && sentence.tags[at] != Tag::Ing {
            return None;
        }
        // `Weber said, and I quote, “…”`
        if sentence.is(at, "quote") && at > 3 && sentence.is(at - 1, "i") {
            let and = at - 2;
            at = and - usize::from(sentence.tags[and] == Tag::Conjunction);
            at -= usize::from(sentence.tags[at] == Tag::Comma);
        }
        // `as Weber put it, “…”`
        if at > 0 && sentence.is(at, "it") && sentence.tokens[at - 1].base == "put" {
            at -= 1;
        }
        let verb = sentence.verb_at(at)?;
        let says = sentence.tokens[at].any(Kinds::SPEECH) || sentence.tokens[at].base == "put";
        if !says || verb.form == VerbForm::Passive {
            return None;
        }
        // `said Weber, adding, “…”`
        let inverted = || {
            let before = sentence.verbs.iter().rev().find(|before| {
                let finite = before.form == VerbForm::Finite && before.subject.is_none();
                before.main < at && sentence.says(before) && finite
            });
            inverted_subject(sentence, before?.main).filter(|_| verb.form == VerbForm::Ing)
        };
        // `Instead of saying “no,” Reed said “maybe.”`
        let Some(subject) = inverted().or(verb.subject) else {
            let cue = sentence.tokens[at].range.clone();
            let held = self.after().filter(|_| verb.form == VerbForm::Ing);
            return held.map(|who| Attribution {
                cue: Some(cue),
                rule: Rule::DirectlyBefore,
                ..who
            });
        };
        // `The vote marks “…”, said Anna Weber`: hers, for no vote says anything.
        let thing = sentence.tags[subject.last] == Tag::Noun
            && !is_person_noun(sentence, subject.last)
            && !sentence.word(subject.last).ends_with('s')
            && !sentence.tokens[subject.last].any(Kinds::ORGANISATION | Kinds::DOCUMENT);
        let tail = thing.then(|| self.tail()).flatten();
        tail.or_else(|| Some(self.attribution(subject, Some(at), Rule::DirectlyBefore)))
    }

    /// `“Peace,” said Weber on Monday, “is dear.”`: the words before the comma and those behind it
    /// are one sentence of hers.
    fn continued(&self, quoted_spans: &[QuotedSpan]) -> Option<Attribution> {
        let sentence = self.sentence;
        let parted = self.at > 0 && sentence.tags[self.at - 1] == Tag::Comma;
        let goes_on = inner(self.text, self.quoted_span).starts_with(char::is_lowercase);
        let at = sentence.tags[..self.at].iter().rposition(|tag| *tag == Tag::Quote)?;
        let quoted_span = &quoted_spans[sentence.tokens[at].quote()?];
        let first = QuoteSentence { text: self.text, quoted_span, sentence, at };
        let held = inner(self.text, quoted_span).ends_with(',');
        let said = (parted && goes_on && held).then(|| first.after()).flatten()?;
        let named = said.rule == Rule::After && said.mention.end <= self.quoted_span.outer.start;
        named.then_some(Attribution { rule: Rule::DirectlyBefore, ..said })
    }

    /// `calling him “a toddler,” the paper reports`: whoever calls him so.
    fn naming(&self) -> Option<Attribution> {
        let sentence = self.sentence;
        let verb = sentence.verbs.iter().rev().find(|verb| verb.main < self.at)?;
        let object = sentence.phrase_from(verb.main + 1)?;
        let named = sentence.main(verb).any(Kinds::NAMING)
            && verb.form == VerbForm::Ing
            && object.last + 1 == self.at;
        let subject = verb.subject.filter(|subject| named && subject.first < verb.first)?;
        Some(self.attribution(subject, Some(verb.main), Rule::Before))
    }

    /// `explained Anna Weber, “…”`, the comma at `comma`.
    fn inverted_before(&self, comma: usize) -> Option<Attribution> {
        let sentence = self.sentence;
        // `told Weber, “…”`: who stands behind it is the listener.
        let verb = sentence.verbs.iter().rev().find(|verb| {
            verb.main < comma
                && sentence.says(verb)
                && verb.form == VerbForm::Finite
                && !TELLS_LISTENER.has(sentence.tokens[verb.main].base)
        })?;
        let parted =
            verb.main > 0 && matches!(sentence.tags[verb.main - 1], Tag::Comma | Tag::Quote);
        let subject = inverted_subject(sentence, verb.main)
            .filter(|subject| parted && subject.last + 1 == comma)?;
        Some(self.attribution(subject, Some(verb.main), Rule::DirectlyBefore))
    }

    /// `“…,” Anna Weber said` and `“…,” said Anna Weber`.
    fn after(&self) -> Option<Attribution> {
        let sentence = self.sentence;
        let mut from = self.at + 1;
        if matches!(sentence.tag_at(from), Some(Tag::Comma | Tag::Dash)) {
            from += 1;
        }
        // Some languages' marks have no comma beside them: `「…」 said Anna Weber`.
        if let Some(found) = self.inverted(from).filter(|_| self.is_parted() || self.at == 0) {
            return Some(found);
        }
        if !self.is_parted() && !self.says_right_behind(from) {
            return None;
        }
        let mut start = from;
        // `…,” but Reed said that …` goes on with something else, unless the words stand first.
        let first = self.at == 0;
        // `“…,” as Weber once joked`
        start += usize::from(sentence.is(start, "as"));
        while matches!(sentence.tag_at(start), Some(Tag::Adverb))
            || first && sentence.tag_at(start) == Some(Tag::Conjunction)
        {
            start += 1;
        }
        let comma = inner(self.text, self.quoted_span).ends_with([',', '!', '?']);
        sentence
            .verbs
            .iter()
            .filter(|verb| verb.main > self.at && verb.main < self.at + 40)
            .find(|verb| {
                let near = |subject: TokenRange| (from..=start).contains(&subject.first);
                // `“…,” he can be heard saying`
                let heard = verb.form == VerbForm::Passive
                    && sentence.tag_at(verb.main + 1) == Some(Tag::Ing)
                    && sentence.tokens[verb.main + 1].any(Kinds::SPEECH);
                (verb.form == VerbForm::Finite || heard)
                    && !verb.relative
                    && verb.subject.is_some_and(near)
            })
            .filter(|verb| {
                use Tag::{Adverb, Colon, Comma, Dash, Day, Ing, Preposition, Quote, Stop};
                let token = sentence.main(verb);
                let timed = sentence.phrase_from(verb.main + 1);
                let ends = timed.is_some_and(|phrase| sentence.tells_time(phrase))
                    || matches!(
                        sentence.tag_at(verb.main + 1),
                        None | Some(
                            Stop | Comma | Day | Preposition | Quote | Adverb | Dash | Colon | Ing
                        )
                    );
                if first {
                    token.any(Kinds::CUE) || comma && sentence.tags[verb.main] == Tag::Verb
                } else {
                    // `told reporters`: nothing more of what is said follows.
                    token.any(Kinds::SPEECH) && (ends || token.base == "tell")
                }
            })
            .and_then(|verb| {
                // `“…,” the paper quoted Weber as saying`: hers.
                let saying = verb.main + 1..sentence.tags.len().min(verb.main + 12);
                let relayed = sentence
                    .verbs
                    .iter()
                    .find(|verb| saying.contains(&verb.main) && sentence.is(verb.first - 1, "as"));
                let verb = relayed.filter(|_| RELAYS.has(sentence.main(verb).base)).unwrap_or(verb);
                Some(self.attribution(verb.subject?, Some(verb.main), Rule::After))
            })
    }

    /// Whether the sentence is the quotation and who said it, the comma between forgotten:
    /// `“It rains” Weber said.`
    fn says_right_behind(&self, from: usize) -> bool {
        let sentence = self.sentence;
        sentence.verbs.first().is_some_and(|verb| {
            self.at == 0
                && sentence.says(verb)
                && verb
                    .subject
                    .is_some_and(|subject| subject.first == from && subject.last + 1 == verb.first)
        })
    }

    /// `said Anna Weber` from the token at `from`.
    fn inverted(&self, from: usize) -> Option<Attribution> {
        let sentence = self.sentence;
        let mut verb = from;
        while sentence.tag_at(verb) == Some(Tag::Adverb) {
            verb += 1;
        }
        let token = sentence.tokens.get(verb)?;
        // Between the words and a name any verb is one of saying: `“…!” beamed Anna Weber`.
        let led = inner(self.text, self.quoted_span).ends_with([',', '!', '?']);
        // `“…,” laughs Anna Weber`
        let told = token.any(Kinds::PAST | Kinds::THIRD) || sentence.word(verb).ends_with("ed");
        let other = self.at == 0 && led && told && sentence.tag_at(verb + 1) == Some(Tag::Name);
        if !token.any(Kinds::SPEECH | Kinds::CLAUSE) && !other
            || token.any(Kinds::ING)
            || token.capital
        {
            return None;
        }
        let subject = inverted_subject(sentence, verb).or_else(|| {
            // `says a source involved in it`: no clause follows the words themselves.
            let phrase = sentence.phrase_from(verb + 1).filter(|_| led)?;
            let next = &sentence.tokens.get(phrase.last + 1)?;
            (sentence.tags[phrase.last + 1] == Tag::Verb && next.any(Kinds::PARTICIPLE))
                .then_some(phrase)
        })?;
        Some(self.attribution(subject, Some(verb), Rule::After))
    }

    /// `“…” is what it was, Anna Weber said`: a verb of saying that ends the sentence.
    pub(super) fn tail(&self) -> Option<Attribution> {
        let sentence = self.sentence;
        let parted = |at: usize| {
            at.checked_sub(1).is_some_and(|at| {
                matches!(sentence.tags[at], Tag::Comma | Tag::Dash) || sentence.ends_in_comma(at)
            })
        };
        sentence.verbs.iter().filter(|verb| verb.main > self.at).find_map(|verb| {
            // `“…” is how Weber puts it`
            let puts = sentence.main(verb).base == "put" && sentence.is(verb.main + 1, "it");
            if !sentence.says(verb) && !puts || verb.form != VerbForm::Finite {
                return None;
            }
            let left = verb.subject.filter(|subject| {
                subject.first < verb.first
                    && subject.first > self.at
                    && (puts || parted(subject.first))
            });
            let right =
                || parted(verb.main).then(|| inverted_subject(sentence, verb.main)).flatten();
            let subject = left.or_else(right)?;
            Some(self.attribution(subject, Some(verb.main), Rule::Tail))
        })
    }

    /// `according to Anna Weber`
    fn according(&self) -> Option<Attribution> {
        let view = || Some(self.attribution(self.in_view_of()?, Some(0), Rule::Before));
        let source = according(self.sentence)
            .map(|(at, phrase)| self.attribution(phrase, Some(at), Rule::According));
        source.or_else(view)
    }

    /// `To Weber, the vote was “a farce”`: how she sees it.
    fn in_view_of(&self) -> Option<TokenRange> {
        let sentence = self.sentence;
        let led = sentence.is_any(0, &["for", "to"]);
        let phrase = sentence.phrase_from(1).filter(|_| led)?;
        let named = sentence.tags[phrase.last] == Tag::Name
            && sentence.tag_at(phrase.last + 1) == Some(Tag::Comma);
        named.then_some(phrase)
    }

    /// `“…” — Anna Weber`
    fn signature(&self) -> Option<Attribution> {
        let sentence = self.sentence;
        if sentence.tag_at(self.at + 1) != Some(Tag::Dash) {
            return None;
        }
        let phrase = sentence.phrase_from(self.at + 2)?;
        let done = matches!(
            sentence.tag_at(phrase.last + 1),
            None | Some(Tag::Stop | Tag::Comma | Tag::Open)
        );
        done.then(|| self.attribution(phrase, None, Rule::Signature))
    }

    /// The subject of the clause that the quoted words are part of, whatever its verb.
    fn subject(&self) -> Option<Attribution> {
        let sentence = self.sentence;
        if self.words() < 3 {
            return None;
        }
        let verb = sentence.verbs.iter().rev().find(|verb| {
            let clause = verb.form != VerbForm::Passive && !verb.relative;
            verb.main < self.at && clause && verb.subject.is_some()
        })?;
        let subject = verb
            .subject
            .filter(|subject| !sentence.is_any(subject.first, &["it", "there", "this", "that"]))?;
        Some(self.attribution(subject, None, Rule::Subject))
    }
}

static RELAYS: WordList = WordList::new("relays");
static TELLS_LISTENER: WordList = WordList::new("tells-listener");

/// The subject that follows its verb at `verb`: `said Anna Weber`, never the subject of the clause
/// that is said (`said the talks were short`).
pub(crate) fn inverted_subject(sentence: &TaggedSentence<'_>, verb: usize) -> Option<TokenRange> {
    let first = verb + 1;
    let tag = sentence.tag_at(first)?;
    // `said retired Gen. Tom Reed`
    let participle = tag == Tag::Verb
        && sentence.tokens[first].any(Kinds::PARTICIPLE)
        && matches!(sentence.tag_at(first + 1), Some(Tag::Name | Tag::Noun));
    let fits = participle
        || matches!(tag, Tag::Name | Tag::Noun | Tag::Determiner | Tag::Number)
        || matches!(tag, Tag::Subject) && sentence.is_any(first, &["he", "she", "they", "i", "we"]);
    if !fits {
        return None;
    }
    // `wrote last week`: when, and not who. `wrote this:` names nobody either.
    let phrase = sentence.phrase_from(first).filter(|phrase| {
        let this =
            phrase.first == phrase.last && sentence.is_any(first, &["that", "these", "this"]);
        !sentence.tells_time(*phrase) && !this
    })?;
    let next = sentence.tag_at(phrase.last + 1);
    let clause = matches!(next, Some(Tag::Verb | Tag::Be | Tag::Have | Tag::Do | Tag::Modal));
    (!clause).then_some(phrase)
}

/// `according to X`: where it stands and who X is.
pub(crate) fn according(sentence: &TaggedSentence<'_>) -> Option<(usize, TokenRange)> {
    // `Per Weber, …`, `…, per Weber`
    let per = |at: usize| {
        let leads = at == 0 || sentence.tags[at - 1] == Tag::Comma;
        sentence.is(at, "per") && leads && sentence.tag_at(at + 1) == Some(Tag::Name)
    };
    let to = |at: usize| sentence.is(at, "according") && sentence.is(at + 1, "to");
    let at = (0..sentence.tokens.len()).find(|at| to(*at) || per(*at))?;
    let mut from = if per(at) { at + 1 } else { at + 2 };
    while matches!(sentence.tag_at(from), Some(Tag::Adverb | Tag::To)) {
        from += 1;
    }
    let phrase = sentence.phrase_from(from)?;
    Some((at, author(sentence, phrase).unwrap_or(phrase)))
}

/// Whose a paper is: `a report by the agency`, `records released by the court`.
fn author(sentence: &TaggedSentence<'_>, paper: TokenRange) -> Option<TokenRange> {
    let at = paper.last;
    let written = sentence.tags[at] == Tag::Noun
        && !is_person_noun(sentence, at)
        && !sentence.tokens[at].any(Kinds::ORGANISATION);
    let released = (at + 1..at + 4).find(|at| sentence.tag_at(*at) == Some(Tag::Verb));
    let by = released.map_or(at + 1, |verb| verb + 1);
    let led = match released {
        Some(_) => sentence.is(by, "by"),
        None => sentence.is_any(by, &["by", "from", "with"]),
    };
    sentence.phrase_from(by + 1).filter(|_| written && led)
}

/// Whom a sentence gives as the source of what another says: `citing Anna Weber`.
pub(crate) fn relayed(sentence: &TaggedSentence<'_>) -> Option<TokenRange> {
    let cites = |at: &usize| {
        let token = &sentence.tokens[*at];
        matches!(token.base, "cite" | "quote") && token.any(Kinds::ING)
    };
    let at = (0..sentence.tokens.len()).find(cites)?;
    sentence.phrase_from(at + 1).filter(|phrase| sentence.tags[phrase.last] == Tag::Name)
}
