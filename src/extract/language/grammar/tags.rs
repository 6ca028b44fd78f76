//! What each token of a sentence is: by its table, its capital, and its neighbours.

use super::{Tag, TaggedSentence};
use crate::extract::language::{
    Kinds, Token, WordList, WordShape, is_behind_dateline, without_currency,
};

static QUESTION: WordList = WordList::new("question");
static NOUN_IN_LY: WordList = WordList::new("noun-in-ly");

impl TaggedSentence<'_> {
    pub(super) fn tag(&self, at: usize, is_name: &impl Fn(&str) -> bool) -> Tag {
        let token = &self.tokens[at];
        match token.shape {
            WordShape::Quote(_) => return Tag::Quote,
            WordShape::Mark(mark) => return tag_of_mark(mark),
            WordShape::Word => {}
        }
        let word = self.word(at);
        if without_currency(word).starts_with(|c: char| c.is_ascii_digit()) {
            // `the 63-year-old said`
            if word.ends_with("-old") {
                return Tag::Noun;
            }
            return Tag::Number;
        }
        let before = at.checked_sub(1).map(|at| self.tags[at]);
        let opens = || {
            matches!(before, None | Some(Tag::Colon))
                || is_behind_dateline(self.text, self.tokens, at)
                || self.tags.iter().all(|tag| matches!(tag, Tag::Mark | Tag::Open | Tag::Dash))
        };
        if token.capital
            && let Some(tag) = self.capital(at, opens(), is_name)
        {
            return tag;
        }
        self.small(at, before)
    }

    /// The tag of a capitalised word, where its capital tells.
    fn capital(&self, at: usize, opens: bool, is_name: &impl Fn(&str) -> bool) -> Option<Tag> {
        let (token, word) = (&self.tokens[at], self.word(at));
        let next = self.tokens.get(at + 1);
        let named = token.any(Kinds::FIRST_NAME | Kinds::TITLE);
        if token.any(Kinds::DAY) && !(named && next.is_some_and(|next| next.capital)) {
            // `Jun wrote`: a short form is a month's with its point or before a figure.
            let short = word.len() < 4;
            let figure = next.is_some_and(|next| {
                self.text[next.range.clone()].starts_with(|c: char| c.is_ascii_digit())
            });
            if !short || figure || word == "May" {
                return Some(Tag::Day);
            }
        }
        if token.any(Kinds::SUBJECT) {
            return Some(Tag::Subject);
        }
        // `Weber Said to Plan a Visit`: a headline's capitals.
        let spoken = token.any(Kinds::SPEECH) && token.any(Kinds::PAST) && !token.any(Kinds::BASE);
        let said = next.is_some_and(|next| next.any(Kinds::SPEECH) && !next.capital);
        let before = at.checked_sub(1).map(|at| self.tags[at]);
        let goes_on = next.is_none_or(|next| !next.capital || next.any(Kinds::DAY));
        // `Karim Said, the founder`: behind a first name it is a last one.
        let surname = at > 0 && self.tokens[at - 1].any(Kinds::FIRST_NAME) && goes_on;
        let told = match before {
            Some(Tag::Name) => true,
            Some(Tag::Comma | Tag::Close) => goes_on,
            _ => false,
        };
        if spoken && !said && told && !surname {
            return Some(Tag::Verb);
        }
        // `Said Weber: “…”`, but not `Said Weber told us: “…”`
        let announces = || {
            let near = &self.tokens[1..self.tokens.len().min(10)];
            let end = near.iter().position(|token| token.is(':') || token.quote().is_some());
            let verb = |token: &Token| token.any(Kinds::SPEECH) && !token.capital;
            end.is_some_and(|end| !near[..end].iter().any(verb))
        };
        if spoken && at == 0 && announces() {
            return Some(Tag::Verb);
        }
        // `“…” Another warned`: a sentence begins behind the marks.
        let behind = at > 0 && self.tags[at - 1] == Tag::Quote;
        if behind && token.any(Kinds::CLOSED) && !is_name(word) {
            return None;
        }
        // `Anna A Weber`
        let initial = word.len() == 1
            && before == Some(Tag::Name)
            && !self.tokens[at - 1].possessive
            && next.is_some_and(|next| next.capital && next.is_word());
        if initial {
            return Some(Tag::Name);
        }
        // `HOW WILL ANNA Weber vote?`: a head in capitals has no names in them.
        let shouted = |word: &str| word.len() > 1 && !word.contains(char::is_lowercase);
        if at > 0 && token.any(Kinds::CLOSED) && (0..=at).all(|at| shouted(self.word(at))) {
            return None;
        }
        if !opens {
            let small = Kinds::PREPOSITION | Kinds::CONJUNCTION | Kinds::DETERMINER;
            // `Department Of Justice` keeps its small words, `The Times` its article.
            let inner = token.any(small) && word.len() < 4;
            return (!inner || next.is_none_or(|next| !next.capital)).then_some(Tag::Name);
        }
        let next_capital = next.is_some_and(|next| next.capital && next.is_word());
        if named && (next_capital || is_name(word)) {
            return Some(Tag::Name);
        }
        // `Currently, the director says`: an adverb that the text has only here.
        let sets_off = word.ends_with("ly") && next.is_some_and(|next| next.is(','));
        if token.any(Kinds::CLOSED) || sets_off && !token.any(Kinds::FIRST_NAME) {
            return None;
        }
        if word.len() > 5 && word.ends_with("ing") && !is_name(word) {
            return Some(Tag::Ing);
        }
        // `Alarmed by the storm, …`, `Pressed again, …`
        let led =
            next.is_some_and(|next| next.any(Kinds::PREPOSITION | Kinds::ADVERB) && !next.capital);
        if word.len() > 5 && word.ends_with("ed") && led && !is_name(word) {
            return Some(Tag::Verb);
        }
        // `Nestle said`: no verb is another one's subject.
        let says = next.is_some_and(|next| {
            next.any(Kinds::SPEECH)
                && next.any(Kinds::PAST)
                && !next.any(Kinds::BASE | Kinds::ADVERB)
        });
        if token.any(Kinds::BASE) && says {
            return Some(Tag::Name);
        }
        if token.any(Kinds::VERB) || word.ends_with("ly") && !next_capital {
            return is_name(word).then_some(Tag::Name);
        }
        (next_capital || is_name(word) || token.possessive).then_some(Tag::Name)
    }

    /// The tag of a word by its class and its neighbours.
    fn small(&self, at: usize, before: Option<Tag>) -> Tag {
        let (token, word) = (&self.tokens[at], self.word(at));
        let kinds = token.kinds;
        let low = |other: &str| word.eq_ignore_ascii_case(other);
        if token.possessive {
            return Tag::Noun;
        }
        // A third of all words, which nothing beside them makes anything else.
        match word {
            "the" | "a" | "an" => return Tag::Determiner,
            "and" | "or" => return Tag::Conjunction,
            "by" | "from" | "in" | "of" | "on" | "with" => return Tag::Preposition,
            "are" | "be" | "been" | "is" | "was" | "were" => return Tag::Be,
            "he" | "it" | "she" | "they" | "we" => return Tag::Subject,
            _ => {}
        }
        if let Some(tag) = self.by_neighbours(at, before) {
            return tag;
        }
        if QUESTION.has(word) {
            return Tag::Question;
        }
        if low("there")
            || token.contracted
                && word.get(..5).is_some_and(|word| word.eq_ignore_ascii_case("there"))
        {
            let verb = Kinds::BE | Kinds::HAVE | Kinds::MODAL | Kinds::ADVERB;
            let exists = token.contracted
                || self.tokens.get(at + 1).is_some_and(|next| {
                    next.any(verb) || self.text[next.range.clone()].ends_with("ly")
                });
            return if exists { Tag::Object } else { Tag::Adverb };
        }
        if low("her") {
            let noun = self.tokens.get(at + 1).is_some_and(|next| {
                next.is_word() && !next.any(Kinds::PREPOSITION | Kinds::CONJUNCTION | Kinds::BE)
            });
            return if noun { Tag::Determiner } else { Tag::Object };
        }
        for (kind, tag) in [
            (Kinds::SUBJECT, Tag::Subject),
            (Kinds::RELATIVE, Tag::Relative),
            (Kinds::BE, Tag::Be),
            (Kinds::HAVE, Tag::Have),
            (Kinds::DO, Tag::Do),
            (Kinds::MODAL, Tag::Modal),
            (Kinds::CONJUNCTION, Tag::Conjunction),
        ] {
            if kinds.intersects(kind) {
                return tag;
            }
        }
        if kinds.intersects(Kinds::VERB) && self.acts_as_verb(at, before) {
            return if kinds.intersects(Kinds::ING) { Tag::Ing } else { Tag::Verb };
        }
        // `her opposite number`, `the then minister`
        const ARTICLES: [&str; 10] =
            ["a", "an", "her", "his", "its", "my", "our", "the", "their", "your"];
        let small = Kinds::PREPOSITION | Kinds::ADVERB;
        let described = low("opposite") || low("then") || low("inside") || low("near");
        if described && kinds.intersects(small) && at > 0 && self.is_any(at - 1, &ARTICLES) {
            return Tag::Noun;
        }
        for (kind, tag) in [
            (Kinds::PREPOSITION, Tag::Preposition),
            (Kinds::SUBORDINATOR, Tag::Subordinator),
            (Kinds::PRONOUN, Tag::Object),
            (Kinds::DETERMINER, Tag::Determiner),
            (Kinds::ADVERB, Tag::Adverb),
        ] {
            if kinds.intersects(kind) {
                return tag;
            }
        }
        if kinds.intersects(Kinds::DAY)
            && ["today", "yesterday", "tomorrow", "tonight"].iter().any(|w| low(w))
        {
            return Tag::Day;
        }
        // `late Friday`
        let day = self.tokens.get(at + 1).is_some_and(|next| next.any(Kinds::DAY) && next.capital);
        let adverb = word.len() > 4 && word.ends_with("ly") && !NOUN_IN_LY.has(word);
        if adverb || day && (low("late") || low("early")) {
            return Tag::Adverb;
        }
        let led =
            at > 0 && ["he", "i", "she", "they", "we"].iter().any(|word| self.is(at - 1, word));
        if led || self.acts_as_unknown_verb(at, before) { Tag::Verb } else { Tag::Noun }
    }

    /// The tag of a short word whose neighbours tell what it is.
    fn by_neighbours(&self, at: usize, before: Option<Tag>) -> Option<Tag> {
        let next = self.tokens.get(at + 1);
        let next_word = self.word_at(at + 1);
        let leads = |words: &[&str]| self.is_any(at + 1, words);
        let behind = |word: &str| at > 0 && self.is(at - 1, word);
        let article = before == Some(Tag::Determiner);
        // None of these words is longer.
        let mut letters = [0; 10];
        let word = self.word(at);
        let lower = letters.get_mut(..word.len())?;
        lower.copy_from_slice(word.as_bytes());
        lower.make_ascii_lowercase();
        let tag = match &*lower {
            // `according to exit polls`
            b"to" if behind("according") => Tag::Preposition,
            b"to" => Tag::To,
            b"that" => {
                // `his work on that film`
                let noun = next.is_some_and(|next| {
                    next.is_word() && !next.capital && !next.any(Kinds::CLOSED | Kinds::VERB)
                });
                // `That house was his.`, but not `That people came was new.`
                let one = at == 0 && !next_word.ends_with('s');
                match (before == Some(Tag::Preposition) || one) && noun {
                    true => Tag::Determiner,
                    false => Tag::That,
                }
            }
            // `according to Weber`, `some, including Weber`
            b"according" | b"including" => Tag::Preposition,
            // `a reader even said`
            b"even" => {
                let opens = leads(&["as", "before", "if", "after", "though", "when", "while"]);
                return (!opens).then_some(Tag::Adverb);
            }
            // `All told, it is a neat plan`
            b"told" if behind("all") && leads(&[","]) => Tag::Adverb,
            // `at least six`
            b"least" | b"most" if behind("at") => Tag::Adverb,
            b"at" if leads(&["least", "most"]) => Tag::Adverb,
            // `said the other.`
            b"other" if article && next.is_none_or(|next| !next.is_word()) => Tag::Noun,
            // `the most recent data`, `a man in the back`
            b"most" | b"back" if article => Tag::Noun,
            // `the mosque near the square`
            b"near" => {
                let verb = matches!(before, Some(Tag::To | Tag::Modal | Tag::Subject));
                let noun = next.is_some_and(|next| next.is_word());
                return (!verb && noun && !article).then_some(Tag::Preposition);
            }
            // `people close to Weber`
            b"close" if leads(&["to"]) && before == Some(Tag::Noun) => Tag::Noun,
            // `About 20 people`, `about two-thirds`
            b"about" | b"around" => {
                let counts = next_word.starts_with(|c: char| c.is_ascii_digit())
                    || matches!(next_word, "half" | "one-third" | "three-quarters" | "two-thirds");
                return (counts && next.is_some_and(Token::is_word)).then_some(Tag::Adverb);
            }
            // `just over a third`
            b"over" | b"under" => {
                let part = self.is_any(at + 2, &["dozen", "half", "quarter", "third"]);
                return (leads(&["a"]) && part).then_some(Tag::Adverb);
            }
            // `no longer says`
            b"no" if leads(&["longer"]) => Tag::Adverb,
            b"longer" if behind("no") => Tag::Adverb,
            // `said Orr Bank managing director Ida Holm`
            b"acting" | b"founding" | b"managing" | b"presiding" | b"sitting" | b"visiting" => {
                let held = ["fellow", "member", "members", "partner", "partners", "scholar"];
                let office = next.is_some_and(|next| next.any(Kinds::TITLE)) || leads(&held);
                return office.then_some(Tag::Noun);
            }
            // `41 per cent said`
            b"per" if leads(&["cent"]) => Tag::Noun,
            // `this past week`
            b"past" if next.is_some_and(|next| next.any(Kinds::DAY)) => Tag::Noun,
            // `The rivals last met`, `Weber next wrote`
            b"first" | b"last" | b"next" => {
                let met = next.is_some_and(|next| next.any(Kinds::PAST) && !next.any(Kinds::BASE));
                let led = match before {
                    Some(Tag::Noun) => true,
                    Some(Tag::Name) => &*lower == b"next",
                    _ => false,
                };
                return (met && led).then_some(Tag::Adverb);
            }
            // `Weber and Reed have both said`, `Weber once said`
            b"all" | b"both" | b"each" | b"once" => {
                use Tag::{Have, Name, Noun, Subject};
                let verb = Kinds::VERB | Kinds::BE | Kinds::HAVE;
                let floats = matches!(before, Some(Have | Name | Noun | Subject))
                    && next.is_some_and(|next| next.any(verb));
                return floats.then_some(Tag::Adverb);
            }
            // `more frequently said`
            b"more" | b"most" if next_word.ends_with("ly") => Tag::Adverb,
            // `has since said`
            b"since" if before == Some(Tag::Have) => Tag::Adverb,
            // `heat related visits`
            b"related" if before == Some(Tag::Noun) => {
                let noun = next.is_some_and(|next| {
                    next.is_word() && !next.capital && !next.any(Kinds::CLOSED)
                });
                return noun.then_some(Tag::Noun);
            }
            _ => return None,
        };
        Some(tag)
    }
}

fn tag_of_mark(mark: char) -> Tag {
    match mark {
        '.' | '!' | '?' => Tag::Stop,
        ',' => Tag::Comma,
        '-' | '~' => Tag::Dash,
        ':' | ';' => Tag::Colon,
        '(' | '[' => Tag::Open,
        ')' | ']' => Tag::Close,
        '%' => Tag::Noun,
        _ => Tag::Mark,
    }
}
