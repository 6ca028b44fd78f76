//! Where what is said ends and something else begins.

use super::{Content, SAYS_PLAINLY, content_end};
use crate::extract::language::{Kinds, Tag, TokenRange, Verb, VerbForm, WordList};

static MEDIUM: WordList = WordList::new("medium");
static NOUNS: WordList = WordList::new("speech-noun");

/// So far before its subject a side clause begins: `Although in the end he said so, …`.
const REACH: usize = 5;

impl Content<'_, '_> {
    /// The last token of what begins at `first`: the sentence's end, or where another clause takes
    /// over.
    pub(super) fn end(&self, first: usize) -> Option<usize> {
        let sentence = self.sentence;
        let side = self.is_side();
        let mut end = sentence.tags.len();
        for at in self.past_opening(first)..sentence.tags.len() {
            let stops = match sentence.tags[at] {
                Tag::Colon => at > first + 4 || sentence.is(at, ";"),
                // `— the actress also said`, `— a move`, `— and it did`
                Tag::Dash => {
                    self.tells_before(at) && self.says_from(at + 1)
                        || self.says_beside(at + 1)
                        || sentence.is_any(at + 1, &["a", "an", "and", "but"])
                            && !self.is_bracketed(at)
                            && !(sentence.is(at + 1, "and")
                                && (first..at).any(|open| {
                                    sentence.tags[open] == Tag::Dash && self.is_bracketed(open)
                                }))
                }
                Tag::Comma => self.ends_at_comma(first, at),
                // `praised Reed and said`, but not `said Reed and Weber wrote`.
                Tag::Conjunction => {
                    let then = sentence.is_any(at + 1, &["last", "this"]);
                    let same = sentence.verbs.iter().any(|verb| verb.first == at + 1) || then;
                    sentence.tags[at - 1] != Tag::Comma
                        && (same || self.tells_before(at))
                        && self.says_on(at)
                        || self.goes_back(at)
                }
                // `said they lost compared with the others`
                Tag::Verb => {
                    sentence.is(at, "compared")
                        && sentence.is_any(at + 1, &["to", "with"])
                        && self.tells_before(at)
                        && !self.compares_figures(first, at)
                }
                // `praised the plan even as he left`: not what is praised.
                Tag::Subordinator | Tag::Preposition | Tag::Adverb => {
                    let leads = sentence.is_any(at, &["after", "as", "when", "while"]);
                    // `called it late before issuing another statement`
                    let mut next = at + 1;
                    next += usize::from(sentence.tag_at(next) == Some(Tag::Adverb));
                    let then = sentence.is_any(at, &["after", "before"])
                        && sentence.tag_at(next) == Some(Tag::Ing);
                    let even =
                        sentence.is(at, "even") && sentence.is_any(at + 1, &["as", "though"]);
                    !self.tells_before(at)
                        && (even
                            || then
                            || leads && self.clause_from(at + 1)
                            || self.is_scene(first, at))
                }
                // `While Weber said it was “late,” Reed left`: the comma stands inside the marks.
                Tag::Quote if sentence.ends_in_comma(at) => {
                    // `that it was “late,” a claim that Reed denies`
                    let of_speech = (at + 2..at + 4).any(|at| NOUNS.has(sentence.word_at(at)));
                    let weighs = sentence.is_any(at + 1, &["a", "an"])
                        && (of_speech || self.tells_before(at));
                    let turns = self.turns(first, at) || self.says_on(at);
                    if side && self.clause_from(at + 1) || turns || weighs {
                        return Some(at);
                    }
                    false
                }
                // `…,” he said` after words in marks of their own.
                Tag::Subject | Tag::Name | Tag::Noun | Tag::Determiner => {
                    sentence.tags[at - 1] == Tag::Quote && self.is_said_by(at)
                }
                _ => false,
            };
            if stops {
                end = at;
                break;
            }
        }
        let end = content_end(sentence, end);
        (end > first).then(|| end - 1)
    }

    /// Whether two dashes from `at` on set a few words apart that the clause goes on behind: `the
    /// word — a rare one — was new`.
    fn is_bracketed(&self, at: usize) -> bool {
        /// No aside has more tokens.
        const LONGEST: usize = 12;
        let sentence = self.sentence;
        let upto = sentence.tags.len().min(at + LONGEST);
        let close = (at + 2..upto).find(|at| sentence.tags[*at] == Tag::Dash);
        close.is_some_and(|close| {
            let own = |verb: &Verb| (at..close).contains(&verb.first) && verb.subject.is_some();
            !sentence.verbs.iter().any(|verb| own(verb) && self.says_from(at + 1))
                && !matches!(sentence.tag_at(close + 1), None | Some(Tag::Stop))
        })
    }

    /// Past the side clause that opens what begins at `first`, `that, while it rains, they go`, or
    /// past `that`: no word right behind it ends what it begins.
    fn past_opening(&self, first: usize) -> usize {
        let sentence = self.sentence;
        let that = sentence.tag_at(first) == Some(Tag::That);
        let side = ["although", "because", "even", "if", "since", "though", "unless", "while"];
        // `that as long as it rains, they stay`
        let as_long = sentence.is(first + 1, "as") && sentence.is(first + 3, "as");
        let parted = sentence.tag_at(first + 1) == Some(Tag::Comma)
            || sentence.is_any(first + 1, &side)
            || as_long;
        let close = (first + 2..sentence.tags.len()).find(|at| sentence.tags[*at] == Tag::Comma);
        close.filter(|_| that && parted).unwrap_or(first + usize::from(that)) + 1
    }

    /// Whether the comma at `at` ends what began at `first`.
    fn ends_at_comma(&self, first: usize, at: usize) -> bool {
        let sentence = self.sentence;
        let next = at + 1;
        // `praised the plan`, `vowed to wait`: said without a clause of its own.
        let is_object = self.begins_noun(first) && !SAYS_PLAINLY.has(self.base());
        let is_short = is_object || sentence.tag_at(first) == Some(Tag::To);
        let tells = self.tells_before(at);
        // `While Weber said so, Reed left`
        let side = self.is_side() && self.clause_from(next);
        // `, but the court refused`, `, a move that helped`: the reporter weighs it.
        let apposed = sentence.is_any(next, &["a", "an"]) && !self.ends_aside(at);
        let weighs = (is_short || tells) && (self.turns(first, at) || apposed);
        // `agreed to extend one cut, and that he lowered another`: whose clause that is, stands before.
        let that = sentence.is(next, "and")
            && sentence.tag_at(next + 1) == Some(Tag::That)
            && sentence.tag_at(first) == Some(Tag::To);
        // `talked about Reed, who left`
        let of_object = is_object && !tells && (sentence.is(next, "who") || self.has_subject(next));
        // `, and the court refused`, but not `, and 40 percent agreed`
        let joins = sentence.is(next, "and")
            && sentence.tag_at(next + 1) != Some(Tag::Number)
            && self.has_subject(next + 1);
        // `, to which the mayor replied`, `, both of which failed`
        let which = match sentence.tag_at(next) {
            Some(Tag::To | Tag::Preposition) if !sentence.is(next, "in") => 1,
            _ if sentence.is(next + 1, "of") => 2,
            _ => 0,
        };
        let whose = which > 0 && sentence.is_any(next + which, &["whom", "whose"]);
        // `said the trials, which were long, showed it`: its verb is still to come.
        let to_come = || {
            let own = |subject: TokenRange| (first..first + 3).contains(&subject.first);
            let parted = |verb: &Verb| sentence.tags[verb.first - 1] == Tag::Comma;
            let main = |verb: &Verb| verb.is_finite() && !verb.relative && parted(verb);
            !tells && self.verbs_behind().any(|verb| main(verb) && verb.subject.is_some_and(own))
        };
        let apart = (whose || sentence.is(next + which, "which") || sentence.is(next, "where"))
            && !to_come()
            || sentence.is(next, "according");
        // `, however he said that it was late`
        let however = sentence.is(next, "however") && self.says_from(next + 1);
        let said = self.says_on(at) || self.is_said_by(next) || however;
        // `Weber, arguing for a change, said`: her own verb.
        let own = self.verb.form == VerbForm::Ing
            && sentence.verbs.iter().any(|verb| {
                let left = verb.subject.is_some_and(|subject| subject.last < self.verb.first);
                verb.first == next && verb.is_finite() && left
            });
        // `praised the plan, drawing a sharp reply`: what came of it.
        let aside = !tells
            && sentence.verbs.iter().any(|verb| {
                // `called him a kind, loving and brave man`
                // `focused on coverage, answering calls, and helping towns`
                let joins = |at: usize| sentence.tag_at(at) == Some(Tag::Conjunction);
                let goes_on = |at: usize| joins(at) && sentence.tag_at(at + 1) == Some(Tag::Ing);
                let listed = joins(next + 1) || (next..sentence.tags.len()).any(goes_on);
                verb.first == next && sentence.tags[next] == Tag::Ing && !listed
            });
        // `said it would close, prompting a walkout`
        let came = sentence.is_any(
            next,
            &["drawing", "echoing", "fueling", "fuelling", "prompting", "sparking", "triggering"],
        );
        own || came
            || side
            || weighs
            || of_object
            || joins
            || that
            || apart
            || aside
            || said
            || self.tells_of(at)
    }

    /// Whether it is told after the comma at `at` who the one just named is: `Reed, who left`,
    /// `Reed, the mayor of Bonn.`
    fn tells_of(&self, at: usize) -> bool {
        let sentence = self.sentence;
        let next = at + 1;
        if sentence.tags[at - 1] != Tag::Name {
            return false;
        }
        let ends = |at: usize| matches!(sentence.tag_at(at), None | Some(Tag::Stop));
        let apposed = || {
            let mut last = sentence.phrase_from(next)?.last;
            while sentence.tag_at(last + 1) == Some(Tag::Preposition) {
                last = sentence.phrase_from(last + 2)?.last;
            }
            ends(last + 1).then_some(())
        };
        // `Reed, who left, was late`: the clause goes on.
        let last = || !sentence.tags[next..].contains(&Tag::Comma);
        sentence.is(next, "who") && last() || sentence.is(next, "the") && apposed().is_some()
    }

    /// Whether the conjunction at `at` leads back to the reporter's own clause: `praised the plan
    /// and left`, `said she has no plan and would not name one`.
    fn goes_back(&self, at: usize) -> bool {
        let sentence = self.sentence;
        let mut next = at + 1;
        while sentence.tag_at(next) == Some(Tag::Adverb) {
            next += 1;
        }
        let Some(verb) = sentence.verbs.iter().find(|verb| verb.first == next) else {
            let someone = sentence.is_any(next, &["he", "i", "she", "they", "we"]);
            // `discussed the talks and the mayor said`, but not `said Reed and Weber wrote`
            let plain = SAYS_PLAINLY.has(self.base());
            let turns = someone && self.clause_from(next) || !plain && self.says_from(next);
            return !self.tells_before(at) && turns;
        };
        if verb.form == VerbForm::Ing {
            return self.verb.form == VerbForm::Ing && sentence.main(verb).any(Kinds::CUE);
        }
        if !verb.is_finite() || self.verb.form != VerbForm::Finite {
            return false;
        }
        let told =
            self.verbs_behind().rfind(|told| told.main < at && told.is_finite() && !told.relative);
        // `asked him to come and stay`: two of one form.
        let bare = sentence.main(verb).any(Kinds::BASE) && verb.first == verb.main;
        if bare && sentence.tags[self.verb.main..at].contains(&Tag::To) {
            return false;
        }
        let past = self.is_past(verb);
        let same = past.is_some() && past == self.is_past(self.verb);
        // `believes that women who left and came back may vote`: its verb is still to come.
        let open = sentence.tags[self.verb.main..at].contains(&Tag::That);
        told.map_or(same && !open, |told| {
            same && {
                // `said she has met him and liked him`
                let group = told.main > told.first;
                let perfect = group && sentence.tags[told.first] == Tag::Have && past == Some(true);
                !perfect && self.is_past(told).is_some_and(|told| Some(told) != past)
            }
        })
    }

    /// Whether a finite verb is in the past; `None` where its form does not tell.
    fn is_past(&self, verb: &Verb) -> Option<bool> {
        let sentence = self.sentence;
        let first = &sentence.tokens[verb.first];
        let auxiliary = match sentence.tags[verb.first] {
            Tag::Have => Some(sentence.is(verb.first, "had")),
            Tag::Do => Some(sentence.is(verb.first, "did")),
            Tag::Be => Some(sentence.is_any(verb.first, &["was", "were"])),
            _ => None,
        };
        let plain = || match () {
            () if first.any(Kinds::BASE) && first.any(Kinds::PAST) => None,
            () if first.any(Kinds::PAST) => Some(true),
            () if first.any(Kinds::BASE | Kinds::THIRD) => Some(false),
            () => None,
        };
        auxiliary.or_else(plain)
    }

    /// Whether it is told at `at` where or when something was said: `on Thursday`, `in a tweet`.
    fn is_scene(&self, first: usize, at: usize) -> bool {
        let sentence = self.sentence;
        if !self.begins_noun(first) {
            return false;
        }
        let day = sentence.is(at, "on")
            && sentence.tag_at(at + 1) == Some(Tag::Day)
            && matches!(sentence.tag_at(at + 2), None | Some(Tag::Stop));
        let medium = sentence.is(at, "in")
            && sentence.is_any(at + 1, &["a", "an"])
            && sentence
                .phrase_from(at + 1)
                .is_some_and(|phrase| MEDIUM.has(sentence.word(phrase.last)));
        day || medium
    }

    /// Whether a clause with a subject of its own begins at `at`.
    pub(super) fn has_subject(&self, at: usize) -> bool {
        self.sentence.verbs.iter().any(|verb| {
            let begins = |subject: TokenRange| subject.first == at && subject.last < verb.first;
            verb.is_finite() && !verb.relative && verb.subject.is_some_and(begins)
        })
    }

    /// Whether a participle of saying begins at `at`: `defended it – saying that it was late`.
    fn says_beside(&self, at: usize) -> bool {
        let sentence = self.sentence;
        sentence
            .verbs
            .iter()
            .any(|verb| verb.first == at && verb.form == VerbForm::Ing && sentence.says(verb))
    }

    /// Whether somebody says something in the clause that begins at `at`.
    fn says_from(&self, at: usize) -> bool {
        let sentence = self.sentence;
        sentence.verbs.iter().any(|verb| {
            sentence.says(verb)
                && verb.form == VerbForm::Finite
                && verb.subject.is_some_and(|subject| subject.first == at && at < verb.first)
        })
    }

    /// Whether a clause of what is said stands before the token at `at`.
    fn tells_before(&self, at: usize) -> bool {
        self.verbs_behind().any(|verb| verb.main < at && verb.is_finite())
    }

    /// Whether the verb's own clause is a side clause that a comma ends: `While he said so, …`,
    /// `Weber, who said so, …`, `His fame, even after he said so, …`.
    pub(super) fn is_side(&self) -> bool {
        let sentence = self.sentence;
        let first =
            self.verb.subject.map_or(self.verb.first, |subject| subject.first.min(self.verb.first));
        let leads = (0..first).rev().take(REACH).take_while(|at| {
            use Tag::{Adverb, Day, Determiner, Name, Noun, Number, Preposition};
            use Tag::{Question, Subordinator, That};
            let tag = sentence.tags[*at];
            matches!(tag, Adverb | Day | Determiner | Name | Noun | Number | Preposition)
                || matches!(tag, Question | Subordinator | That)
        });
        // `On the day that he said so, …`
        let timed = |at: usize| {
            let time = ["day", "moment", "night", "time", "week", "year"];
            sentence.tags[at] == Tag::That && at > 0 && sentence.is_any(at - 1, &time)
        };
        let mut leads = leads.filter(|at| {
            sentence.tags[*at] == Tag::Subordinator
                || sentence.tokens[*at].any(Kinds::SUBORDINATOR)
                || timed(*at)
        });
        // `By saying so, …`, `In addition to saying so, …`, `Far from saying so, …`
        let opens = self.verb.first < 2
            || self.verb.first < 5
                && matches!(sentence.tags[0], Tag::Adverb | Tag::Preposition)
                && sentence.verbs.iter().all(|verb| verb.main >= self.verb.main);
        self.verb.relative
            || self.verb.form == VerbForm::Ing && opens
            || leads.any(|at| at < 3 || timed(at) && at < 5 || self.opens_sentence(at))
    }

    /// Whether a subordinator stands where a sentence or one of its parts begins, so that the main
    /// clause is still to come: `While`, `, but although`, `Three years after`.
    fn opens_sentence(&self, at: usize) -> bool {
        let sentence = self.sentence;
        let before = |at: usize| at.checked_sub(1).map(|at| sentence.tags[at]);
        let mut first = at;
        // `A few weeks after`, `even though`
        while first > 0 && first + 4 > at {
            match sentence.tags[first - 1] {
                Tag::Adverb | Tag::Number | Tag::Determiner => first -= 1,
                _ if sentence.tokens[first - 1].any(Kinds::DAY) => first -= 1,
                _ => break,
            }
        }
        match before(first) {
            None | Some(Tag::Conjunction | Tag::Mark | Tag::Open) => true,
            Some(Tag::Preposition) => first == 1,
            // `said he would wait, if asked`: nothing follows that it hangs on.
            Some(Tag::Comma) => {
                before(first - 1).is_some_and(|tag| tag != Tag::Quote)
                    && !sentence.verbs.iter().any(|verb| verb.main < first && verb.is_finite())
            }
            _ => false,
        }
    }

    /// Whether a clause with a verb of its own begins at `at`, or the main verb of the sentence.
    fn clause_from(&self, at: usize) -> bool {
        let sentence = self.sentence;
        let verb = |at: usize| {
            use Tag::{Be, Do, Have, Modal, Verb};
            matches!(sentence.tag_at(at), Some(Verb | Be | Have | Modal | Do))
        };
        // `the “Long Spring” was late`
        let marked = sentence.tag_at(at) == Some(Tag::Determiner)
            && sentence.tag_at(at + 1) == Some(Tag::Quote)
            && verb(at + 2);
        verb(at)
            || marked
            || sentence.verbs.iter().any(|verb| {
                verb.is_finite() && verb.subject.is_some_and(|subject| subject.first == at)
            })
    }

    /// Whether what begins at `at` says who spoke and ends the sentence: `, he added.`
    fn is_said_by(&self, at: usize) -> bool {
        let sentence = self.sentence;
        let end = content_end(sentence, sentence.tags.len());
        // `, he said in a statement`
        let ends = |verb: &Verb| {
            let medium = sentence.is(verb.main + 1, "in")
                && sentence.phrase_from(verb.main + 2).is_some_and(|phrase| phrase.last + 1 == end);
            verb.main + 1 == end || medium
        };
        self.verbs_behind().any(|verb| {
            // `, the paper has learned`
            let learnt = sentence.main(verb).base == "learn" && verb.first < verb.main;
            (sentence.says(verb) || learnt)
                && verb.form == VerbForm::Finite
                && !sentence.tags[verb.first..verb.main].contains(&Tag::Modal)
                && verb.subject.is_some_and(|subject| subject.first == at)
                && ends(verb)
        })
    }

    /// Whether the figure of what is said is told beside another one: `a 6 percent fall, compared with a
    /// 5 percent rise`, but not `50 percent said it is, compared with 41 percent in May`.
    fn compares_figures(&self, first: usize, compared: usize) -> bool {
        let number = |at: usize| self.sentence.tag_at(at) == Some(Tag::Number);
        (first..compared).any(number) && (compared + 2..compared + 4).any(number)
    }

    /// Whether the comma at `at` ends an aside right behind a verb: `was, in effect, a prison`.
    fn ends_aside(&self, at: usize) -> bool {
        /// Words of an aside.
        const SHORT: usize = 4;
        let sentence = self.sentence;
        let open = (at.saturating_sub(SHORT)..at).find(|at| sentence.tags[*at] == Tag::Comma);
        open.is_some_and(|open| open > 0 && sentence.tags[open - 1] == Tag::Be)
    }

    /// Whether the reporter takes over after the comma at `at`: `, but the court refused`.
    fn turns(&self, first: usize, at: usize) -> bool {
        let sentence = self.sentence;
        // `, compared with 64 percent who`, `, even though they lost`: the reporter weighs it.
        let weighs = sentence.is(at + 1, "compared") && !self.compares_figures(first, at + 1)
            || sentence.is(at + 1, "even") && sentence.is_any(at + 2, &["as", "though", "if"]);
        let turn = sentence.is_any(at + 1, &["but", "while", "although", "though"]);
        weighs
            || turn
                && (self.clause_from(at + 2)
                    || sentence.is(at + 2, "neither")
                    || matches!(sentence.tag_at(at + 2), Some(Tag::Preposition)))
    }

    /// Whether the next thing said begins after the comma or conjunction at `at`: `, adding`,
    /// `and said`, `, and she said`.
    fn says_on(&self, at: usize) -> bool {
        let sentence = self.sentence;
        let mut next = at + 1;
        if matches!(sentence.tag_at(next), Some(Tag::Conjunction)) {
            next += 1;
        }
        let joined = sentence.tags[at] == Tag::Conjunction || next > at + 1;
        // `but last week said`
        let day = sentence.tokens.get(next + 1).is_some_and(|unit| unit.any(Kinds::DAY));
        if joined && day && sentence.is_any(next, &["last", "this"]) {
            next += 2;
        }
        self.verbs_behind().any(|verb| {
            let from = verb.subject.map_or(verb.first, |subject| subject.first);
            let finite = joined
                && matches!(verb.form, VerbForm::Finite)
                && (from == next || verb.first == next);
            // `, and called it late`: somebody's own verb again.
            let own = sentence.tags[at] == Tag::Comma
                && joined
                && verb.first == next
                && verb.form == VerbForm::Finite
                && sentence.main(verb).any(Kinds::CUE);
            if own {
                return true;
            }
            let participle = verb.form == VerbForm::Ing
                && verb.first == next
                && sentence.tags[at] != Tag::Conjunction;
            // `, calling it a mistake`
            let names = sentence.main(verb).any(Kinds::NAMING);
            sentence.says(verb) && (finite || participle) || participle && names
        })
    }
}
