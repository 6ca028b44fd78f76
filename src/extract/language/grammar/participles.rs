//! The subjects of participles and infinitives: those of the clauses they hang on.

use super::{Tag, TaggedSentence, TokenRange, VerbForm};
use crate::extract::language::WordList;

static MOVES: WordList = WordList::new("moves");
static RELAYS: WordList = WordList::new("relays");
static EVIDENCE: WordList = WordList::new("evidence");

impl TaggedSentence<'_> {
    /// The subject of a participle: that of the clause it hangs on.
    pub(super) fn participle_subject(&self, verb: usize) -> Option<TokenRange> {
        let first = self.verbs[verb].first;
        let before = first.checked_sub(1).map(|at| self.tags[at]);
        if let Some(phrase) = self.participle_noun(verb) {
            return Some(phrase);
        }
        // `quoted the poet Tom Reed as saying`: whose words they are.
        if let Some(at) = first.checked_sub(2).filter(|at| self.is(at + 1, "as"))
            && self.is_nominal(at)
            && let Some(quotes) = self.phrase_ending(at).first.checked_sub(1)
            && RELAYS.has(self.tokens[quotes].base)
        {
            return Some(self.phrase_ending(at));
        }
        // `quoted the poet, Tom Reed, as saying`, `quoted Tom Reed, the poet, as saying`
        if let Some(comma) = first.checked_sub(2).filter(|at| self.is(at + 1, "as"))
            && self.tags[comma] == Tag::Comma
            && let Some(near) = self.clauses_before(verb).next()
            && RELAYS.has(self.main(near).base)
        {
            let named = comma > 0 && self.tags[comma - 1] == Tag::Name;
            let apposed = named.then(|| self.phrase_ending(comma - 1));
            return apposed.or_else(|| self.phrase_from(near.main + 1));
        }
        if let Some(Tag::Comma) = before
            && let Some(phrase) = self.phrase_before(first - 1)
            && phrase.first == 0
        {
            // `Tom Reed, citing …, said`
            return Some(phrase);
        }
        // `who began by saying`: the clause it stands in.
        if before == Some(Tag::Preposition)
            && let Some(near) = self.clauses_before(verb).next()
            && !self.tags[near.main..first].contains(&Tag::Comma)
        {
            return near.subject;
        }
        // `“It is late,” said Weber, adding`
        if let Some(near) = self.clauses_before(verb).next()
            && self.says(near)
            && near.subject.is_none()
            && near.main > 0
            && matches!(self.tags[near.main - 1], Tag::Comma | Tag::Quote)
            && let Some(speaker) = self.phrase_from(near.main + 1)
            && speaker.last < first
        {
            return Some(speaker);
        }
        // `he keeps talking`
        const ON: [&str; 5] = ["begin", "continue", "keep", "start", "stop"];
        if before == Some(Tag::Verb)
            && ON.contains(&self.tokens[first - 1].base)
            && let Some(near) = self.clauses_before(verb).next().filter(|v| v.main + 1 == first)
        {
            return near.subject;
        }
        // `citing the ice they face and calling for help`: one more of the same.
        if before == Some(Tag::Conjunction)
            && let Some(other) = self.verbs[..verb].iter().rev().find(|v| v.form == VerbForm::Ing)
            && other.first.checked_sub(1).is_none_or(|at| self.tags[at] == Tag::Comma)
        {
            return other.subject;
        }
        // `It grew as officials leaked notes suggesting so`: theirs, with no comma between.
        if let Some(near) = self.clauses_before(verb).next()
            && let Some(subject) = near.subject
            && before == Some(Tag::Noun)
            && !near.relative
            && self.is_embedded(near)
            && !self.is_told(near)
            && !self.tags[near.main..first].contains(&Tag::Comma)
        {
            return Some(subject);
        }
        let main = self
            .clauses_before(verb)
            .find(|verb| verb.subject.is_some() && !verb.relative && !self.is_embedded(verb));
        let any = || self.clauses_before(verb).next();
        main.or_else(any).and_then(|verb| verb.subject).or_else(|| {
            // `Speaking in Bonn, Reed said`
            self.tags[first..]
                .iter()
                .position(|tag| *tag == Tag::Comma)
                .and_then(|comma| self.phrase_from(first + comma + 1))
        })
    }

    /// The noun right before a participle whose subject it is: `with half of the voters saying`,
    /// `despite polls showing`, but not `in a letter to voters saying`.
    fn participle_noun(&self, verb: usize) -> Option<TokenRange> {
        let mut end = self.verbs[verb].first;
        while end > 0 && self.tags[end - 1] == Tag::Adverb {
            end -= 1;
        }
        let last = end.checked_sub(1).filter(|at| self.is_nominal(*at))?;
        let mut first = self.phrase_before(end)?.first;
        // `with many marchers and spectators chanting`
        while first > 1 && self.tags[first - 1] == Tag::Conjunction {
            let Some(other) = self.phrase_before(first - 1) else { break };
            first = other.first;
        }
        if let Some(with) = (first.saturating_sub(1)..last).rev().find(|at| self.is(*at, "with")) {
            return Some(TokenRange { first: with + 1, last });
        }
        let phrase = self.phrase_ending(last);
        // `What do you think of Weber saying`
        let of = phrase.first.checked_sub(1).is_some_and(|at| self.is_any(at, &["of", "about"]));
        let says = self.says(&self.verbs[verb]);
        if of && says && self.tags[last] == Tag::Name {
            return Some(phrase);
        }
        let evidence = EVIDENCE.has(self.word(last)) && self.tags[last] == Tag::Noun;
        evidence.then_some(phrase)
    }

    /// The subject of an infinitive: whom the verb before it moves to do it, else its subject.
    pub(super) fn infinitive_subject(&self, verb: usize) -> Option<TokenRange> {
        let to = self.verbs[verb].first;
        let before = self.verbs[..verb].last()?;
        let moved = || {
            let phrase = self.phrase_from(before.main + 1).filter(|phrase| phrase.last < to)?;
            (!self.tags[phrase.last..to].contains(&Tag::Comma)).then_some(phrase)
        };
        let moves = MOVES.has(self.main(before).base) && before.form != VerbForm::Passive;
        moves.then(moved).flatten().or(before.subject)
    }
}
