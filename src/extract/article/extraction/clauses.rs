//! Reported clauses among an article's quotations: which of them say something of their own.

use std::ops::Range;

use super::{Extractor, QuoteDraft};
use crate::dataset::{QuoteKind, SpeakerKind};
use crate::extract::article::attribution::Attribution;
use crate::extract::article::coreference::{Referent, is_person_noun};
use crate::extract::article::headline::labelled;
use crate::extract::article::reported_speech::{Reported, reported, says_plainly};
use crate::extract::article::rule::Rule;
use crate::extract::language::{Kinds, Sentence, Tag, TaggedSentence, VerbForm, look_up};

impl Extractor<'_> {
    /// Reported speech, but not where a quotation says as much. Quotations and lines do not
    /// overlap and a clause lies within its sentence, so a clause is compared only with those that
    /// reach into its sentence and with the sentence's other clauses.
    pub(super) fn add_reported(&mut self) {
        let text = self.article.text.as_str();
        let is_within = |inner: &Range<usize>, outer: &Range<usize>| {
            outer.start <= inner.start && inner.end <= outer.end
        };
        self.drafts.sort_by_key(|draft| draft.span.start);
        let mut kept = vec![true; self.drafts.len()];
        let mut added: Vec<QuoteDraft> = Vec::new();
        let mut retold: Vec<(usize, Attribution)> = Vec::new();
        let mut head = self.headline();
        for (tagged, Sentence { range, .. }) in self.tagged_sentences.iter().zip(self.sentences) {
            let labelled = head.take_if(|head| is_within(&head.span, range));
            let from = self.drafts.partition_point(|draft| draft.span.end <= range.start);
            let upto = self.drafts.partition_point(|draft| draft.span.start < range.end);
            let mut clauses: Vec<QuoteDraft> = Vec::new();
            let mut told: Vec<(usize, Attribution)> = Vec::new();
            for Reported { span, attribution } in reported(tagged).into_iter().chain(labelled) {
                let mut clause = self.draft(span.clone(), QuoteKind::Indirect, Some(attribution));
                // `Weber said it rains, the paper reported`: another says something inside it.
                let is_relayed = |draft: &QuoteDraft| {
                    let other = draft.entity.is_none() || draft.entity != clause.entity;
                    draft.attribution.as_ref().is_some_and(|inner| {
                        other && inner.rule == Rule::Reported && is_within(&inner.mention, &span)
                    })
                };
                let known = (from..upto).filter(|at| kept[*at]).map(|at| &self.drafts[at]);
                let known = known.chain(&clauses);
                let inside = known.clone().filter(|draft| is_within(&draft.span, &span));
                let has_marks = inside.clone().any(|draft| draft.kind != QuoteKind::Indirect);
                let own = inside.filter(|draft| !is_relayed(draft));
                let quoted: usize = own.map(|draft| draft.span.len()).sum();
                let is_taken = known
                    .clone()
                    .any(|draft| draft.kind != QuoteKind::Mixed && is_within(&span, &draft.span));
                if is_taken || quoted * 2 >= span.len() {
                    continue;
                }
                // One or two quoted words mean little without their clause.
                let says_nothing = |draft: &QuoteDraft| {
                    let mut words = text[draft.span.clone()].split_whitespace();
                    let verb = Kinds::MODAL | Kinds::BE | Kinds::HAVE | Kinds::DO;
                    // `said prices “will fall”` has the clause's verb in the marks.
                    let tells =
                        words.next().is_some_and(|word| look_up(word).kinds.intersects(verb));
                    let few = !tells && words.nth(1).is_none();
                    draft.kind == QuoteKind::Mixed && is_within(&draft.span, &span) && few
                };
                (from..upto).for_each(|at| kept[at] &= !says_nothing(&self.drafts[at]));
                clauses.retain(|draft| !says_nothing(draft));
                let inside = |at: &usize| is_within(&self.drafts[*at].span, &span);
                let told_by_others = |at: &usize| !self.speaks(tagged, &self.drafts[*at]);
                let others = (from..upto).filter(inside).filter(told_by_others);
                told.extend(others.filter_map(|at| Some((at, clause.attribution.clone()?))));
                if has_marks {
                    clause.kind = QuoteKind::Mixed;
                }
                clauses.push(clause);
            }
            added.append(&mut clauses);
            retold.append(&mut told);
        }
        for (at, attribution) in retold {
            let (span, kind) = (self.drafts[at].span.clone(), self.drafts[at].kind);
            let rule = Rule::Before;
            self.drafts[at] = self.draft(span, kind, Some(Attribution { rule, ..attribution }));
        }
        let mut kept = kept.into_iter();
        self.drafts.retain(|_| kept.next().unwrap_or(true));
        self.drafts.append(&mut added);
    }

    /// Whose words the headline gives, where the text begins with one.
    fn headline(&self) -> Option<Reported> {
        let (first, next) = (self.sentences.first()?, self.sentences.get(1)?);
        let sentence = self.tagged_sentences.first()?;
        let again = |phrase| {
            let Referent::Named(person) = self.coreference.referent(sentence, 0, phrase) else {
                return false;
            };
            let below = next.range.start..self.article.text.len();
            self.coreference.entities[person].kind == SpeakerKind::Person
                && self.coreference.mentions_in(&below).any(|(other, _)| other == person)
        };
        (first.paragraph != next.paragraph).then(|| labelled(sentence, again)).flatten()
    }

    /// Whether whom a quotation inside a reported clause is given to speaks in that clause: `Weber
    /// said Reed called it “a gift”`, but not `Weber said the plan would be “a gift”`.
    fn speaks(&self, sentence: &TaggedSentence<'_>, draft: &QuoteDraft) -> bool {
        let Some(attribution) = &draft.attribution else { return false };
        match attribution.rule {
            Rule::After | Rule::According | Rule::Colon | Rule::Tail | Rule::RunOn => return true,
            Rule::DirectlyBefore | Rule::Before => {}
            _ => return false,
        }
        let cue = attribution.cue.as_ref();
        let cue = cue.and_then(|cue| sentence.tokens.iter().position(|t| t.range == *cue));
        let Some(verb) = cue.and_then(|cue| sentence.verb_at(cue)) else { return true };
        let Some(subject) = verb.subject else { return true };
        let someone = sentence.tags[subject.last] == Tag::Name
            || sentence.is_any(subject.last, &["he", "she", "they"])
            || is_person_noun(sentence, subject.last)
            || says_plainly(sentence.main(verb).base);
        // `hit back at Reed, calling him “a toddler”, the paper reports`
        let names = verb.form == VerbForm::Ing
            && sentence.main(verb).any(Kinds::NAMING)
            && subject.first < verb.first;
        (verb.form == VerbForm::Finite || names) && someone
    }
}
