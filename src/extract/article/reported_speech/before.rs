//! What stands before its verb or around it: `It rains, Weber said`, `The rain, she said, fell`.

use super::{Content, SAYS_PLAINLY, TELLS_LISTENER, content_end, has_main_clause};
use crate::extract::article::attribution::inverted_subject;
use crate::extract::article::coreference::is_person_noun;
use crate::extract::language::{Kinds, Tag, TokenRange, VerbForm, WordList};

static SAYS_NO_TAIL: WordList = WordList::new("says-no-tail");
static NOUNS: WordList = WordList::new("speech-noun");

impl Content<'_, '_> {
    /// The content before its verb: `The talks went well, Weber said.`
    pub(super) fn before(&self) -> Option<(usize, usize, TokenRange)> {
        let sentence = self.sentence;
        let main = self.verb.main;
        // `The plan, Weber continued, is late`
        let goes_on = self.kinds().intersects(Kinds::SPEECH) && sentence.is_interposed(self.verb);
        if !self.kinds().intersects(Kinds::SPEECH | Kinds::CLAUSE)
            || self.verb.form != VerbForm::Finite
            || self.verb.relative
            || SAYS_NO_TAIL.has(self.base()) && !goes_on
        {
            return None;
        }
        // `The talks went well, said Weber`, but not `Weber, who was there, told the paper`.
        let ends = |subject: &TokenRange| {
            let next = sentence.tag_at(subject.last + 1);
            !matches!(next, Some(Tag::Noun | Tag::Name | Tag::Subject | Tag::That | Tag::To))
                && self.base() != "tell"
        };
        let says = self.kinds().intersects(Kinds::SPEECH) || SAYS_PLAINLY.has(self.base());
        let behind =
            main > 0 && (sentence.tags[main - 1] == Tag::Comma || sentence.ends_in_comma(main - 1));
        let inverted =
            (says && behind).then(|| inverted_subject(sentence, main)).flatten().filter(ends);
        let (from, subject) = match (inverted, self.verb.subject) {
            (Some(subject), _) => (main, subject),
            (None, Some(subject)) if subject.first < self.verb.first => {
                (self.first_of_pair(subject.first), subject)
            }
            _ => return None,
        };
        // `He blamed Reed for it, a charge Weber denies`: she denies the charge, and says nothing.
        let thing = |at: usize| {
            sentence.tag_at(at + 1) == Some(Tag::Name)
                && (NOUNS.has(sentence.word(at))
                    || sentence.is_any(at, &["charge", "term", "word"]))
        };
        let charge = sentence.is_any(subject.first, &["a", "an"])
            && sentence.tags[subject.last] == Tag::Name
            && (subject.first + 1..subject.last).any(thing);
        if charge {
            return None;
        }
        // A verb with an object says that: `The rest, who left, found the plan wrong`.
        let next = sentence.tag_at(main + 1);
        // `In June, asked if he would, Weber said, “…”`: what stands in marks is said.
        let marked = matches!(next, Some(Tag::Comma | Tag::Colon))
            && sentence.tag_at(main + 2) == Some(Tag::Quote)
            || next == Some(Tag::Quote);
        if marked {
            return None;
        }
        // `a biography written by Weber`
        if sentence.is(main + 1, "by") {
            return None;
        }
        let open = matches!(
            next,
            None | Some(
                Tag::Stop
                    | Tag::Comma
                    | Tag::Dash
                    | Tag::Close
                    | Tag::Colon
                    | Tag::Day
                    | Tag::Adverb
                    | Tag::Preposition
                    | Tag::Conjunction
            )
        );
        // `It rains, Weber said while she left`
        let beside =
            sentence.is_any(main + 1, &["after", "as", "before", "during", "when", "while"]);
        let told = TELLS_LISTENER.has(self.base());
        if inverted.is_none() && !open && !told && !beside {
            return None;
        }
        // `The talks went well, as Weber said.`
        let ends_there = matches!(sentence.tag_at(main + 1), None | Some(Tag::Stop));
        let as_said = from > 1 && sentence.is(from - 1, "as") && ends_there;
        let from = from - usize::from(as_said);
        // `The talks “went well,” Weber said`: the comma stands inside the marks.
        let before = from.checked_sub(1)?;
        let marked = sentence.ends_in_comma(before);
        let comma = if marked { from } else { before };
        if !marked && sentence.tags[comma] != Tag::Comma {
            return None;
        }
        let head = sentence.dateline().map_or(0, |(_, past)| past);
        let start = self.clause_start(comma)?.max(head);
        // `But the ice held, Weber said`: the reporter's word.
        let turns = sentence.is_any(start, &["and", "but", "so", "yet"]);
        let first = start + usize::from(turns);
        // `The talks, Weber said, went well`: she said the whole.
        // `The board, he told the court, had ignored him`
        let listener = told.then(|| sentence.phrase_from(main + 1)).flatten();
        let past = match inverted {
            Some(_) => subject.last,
            None => listener.map_or(main, |listener| listener.last),
        };
        let goes_on = (past + 1..sentence.tags.len())
            .take(4)
            .find(|at| sentence.tags[*at] == Tag::Comma)
            .filter(|at| {
                (past + 1..*at).all(|at| {
                    matches!(sentence.tags[at], Tag::Day | Tag::Preposition | Tag::Adverb)
                })
            });
        let single = comma == first + 1;
        if comma <= first
            || single && !sentence.is_nominal(first) && sentence.tags[first] != Tag::That
        {
            return None;
        }
        if let Some(more) = goes_on
            && !(sentence.is(more + 1, "according")
                || sentence.is_any(more + 1, &["and", "but"]) && self.has_subject(more + 2))
            && !matches!(sentence.tag_at(more + 1), Some(Tag::Ing | Tag::Quote) | None)
            && inverted.is_none()
        {
            let bracketed = first > 0 && sentence.tags[first - 1] == Tag::Open;
            let close = || sentence.tags[more..].iter().position(|tag| *tag == Tag::Close);
            let close = bracketed.then(close).flatten().map(|past| more + past);
            let end = content_end(sentence, close.unwrap_or(sentence.tags.len()));
            return (end > more + 1).then(|| (first, end - 1, subject));
        }
        if single {
            return None;
        }
        // `“We go” is not what she said`: the words in marks are what it is about.
        if first > 0
            && sentence.tags[first - 1] == Tag::Quote
            && matches!(sentence.tags[first], Tag::Be | Tag::Modal)
        {
            return None;
        }
        // A clause of its own stands before the comma.
        // `The plan “is late,” said Weber` has its verb in the marks.
        let clause = has_main_clause(sentence, first, comma) || marked && self.begins_noun(first);
        let side = (matches!(sentence.tags[first], Tag::Subordinator)
            || sentence.tokens[first].any(Kinds::SUBORDINATOR | Kinds::PREPOSITION)
                && !matches!(sentence.tags[first], Tag::That | Tag::Adverb))
            && !sentence.tags[first..comma].contains(&Tag::Comma);
        // `When he was asked, Weber said, “No”`: what is said follows.
        let asked = sentence.is_any(first, &["asked", "when"])
            && sentence.tags[main..].contains(&Tag::Quote);
        (clause && !side && !asked).then(|| (first, comma - 1, subject))
    }

    /// Where the subject begins of which one part begins at `first`: `teachers and officials said`.
    fn first_of_pair(&self, first: usize) -> usize {
        let sentence = self.sentence;
        let and = first.checked_sub(1).filter(|at| *at > 0 && sentence.is(*at, "and"));
        let other = and
            .filter(|and| sentence.is_nominal(and - 1))
            .map(|and| sentence.phrase_ending(and - 1).first);
        let parted = |first: &usize| *first > 0 && sentence.tags[first - 1] == Tag::Comma;
        other.filter(parted).unwrap_or(first)
    }

    /// Whether who says it stands behind the verb: `, predicted Weber`.
    pub(super) fn is_inverted(&self) -> bool {
        let sentence = self.sentence;
        let main = self.verb.main;
        main > 0
            && (sentence.tags[main - 1] == Tag::Comma || sentence.ends_in_comma(main - 1))
            && (self.kinds().intersects(Kinds::SPEECH) || SAYS_PLAINLY.has(self.base()))
            && !self.begins_own_clause(main + 1)
            && inverted_subject(sentence, main).is_some_and(|subject| {
                sentence.tags[subject.last] == Tag::Name || is_person_noun(sentence, subject.last)
            })
    }

    /// Whether what begins at `first` is a clause and not somebody with a relative clause: `, said
    /// the nurse who was there`.
    fn begins_own_clause(&self, first: usize) -> bool {
        let marked = self.sentence.tag_at(first) == Some(Tag::Quote);
        if self.begins_noun(first) && !marked {
            self.has_verb(first) || self.has_marked_verb(first)
        } else {
            self.begins_clause(first)
        }
    }

    /// What follows a verb and its comma: `But, she said, the war is over`, `He says, win or lose,
    /// he stays`.
    pub(super) fn past_comma(&self) -> Option<(usize, usize, TokenRange)> {
        let sentence = self.sentence;
        let comma = self.verb.main + 1;
        let subject = self.verb.subject.filter(|subject| subject.last < self.verb.first)?;
        let plain = SAYS_PLAINLY.has(self.base()) && self.verb.form == VerbForm::Finite;
        let opens = !sentence.verbs.iter().any(|verb| verb.main < subject.first)
            && !sentence.tags[..subject.first].contains(&Tag::Quote);
        let parted = sentence.tag_at(comma) == Some(Tag::Comma) && !self.verb.relative;
        let last = content_end(sentence, sentence.tags.len()).checked_sub(1)?;
        let told =
            has_main_clause(sentence, comma, last + 1) && self.begins_noun_or_clause(comma + 1);
        (plain && opens && parted && told).then_some((comma + 1, last, subject))
    }

    fn begins_noun_or_clause(&self, first: usize) -> bool {
        // `He says, at least seven have signed`
        let first = (first..).find(|at| self.sentence.tag_at(*at) != Some(Tag::Adverb));
        let first = first.unwrap_or_default();
        let tag = self.sentence.tag_at(first);
        tag != Some(Tag::Quote) && (self.begins_noun(first) || tag == Some(Tag::Subject))
    }

    /// Where the clause begins that ends before `end`: behind a colon, or behind who said the
    /// words in marks before it.
    fn clause_start(&self, end: usize) -> Option<usize> {
        let sentence = self.sentence;
        let starts_with_mark = sentence.tags.first() == Some(&Tag::Quote);
        let closed = |open: usize| sentence.tags[open..end].contains(&Tag::Close);
        let stops = |at: &usize| match sentence.tags[*at] {
            Tag::Colon => true,
            // `it fell (the worst of which, Weber said, is over)`
            Tag::Open => !closed(*at),
            Tag::Quote => starts_with_mark || *at + 1 < end && self.is_said_beside(*at, end),
            _ => false,
        };
        (0..end).rev().take_while(|at| !stops(at)).last()
    }

    /// Whether another verb of saying stands beside the marks at `at`.
    fn is_said_beside(&self, at: usize, end: usize) -> bool {
        let near = at.saturating_sub(3)..(at + 6).min(end);
        self.sentence.verbs.iter().any(|verb| {
            near.contains(&verb.main)
                && self.sentence.says(verb)
                && SAYS_PLAINLY.has(self.sentence.main(verb).base)
        })
    }
}
