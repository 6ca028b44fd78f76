//! A text as sentences of tokens; a quoted span is one token, so that no sentence ends in it.

use std::ops::Range;

use crate::extract::language::{
    Kinds, LexiconEntry, QuotedSpan, Stand, WordList, WordMap, country, is_capital,
    is_dateline_city, is_state, look_up, markup_end, spelt, tag_end,
};
use crate::text::paragraphs;

/// The most tokens a sentence may have.
const LONGEST: usize = 300;

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum WordShape {
    Word,
    /// A quoted span: its index.
    Quote(usize),
    /// A mark of punctuation; dashes of every kind are `-`, `--` too.
    Mark(char),
}

/// One token of a sentence.
#[derive(Debug, Clone)]
pub(crate) struct Token {
    pub(crate) range: Range<usize>,
    pub(crate) shape: WordShape,
    /// What the lexicon says of it.
    pub(crate) kinds: Kinds,
    /// The base of the verb it is a form of.
    pub(crate) base: &'static str,
    pub(crate) capital: bool,
    /// Whether it ends in a possessive `'s` or `s'`.
    pub(crate) possessive: bool,
    /// Whether a verb hangs on it: `he's`, `they'll`.
    pub(crate) contracted: bool,
}

impl Token {
    fn new(range: Range<usize>, shape: WordShape) -> Self {
        let kinds = Kinds::empty();
        Self { range, shape, kinds, base: "", capital: false, possessive: false, contracted: false }
    }

    pub(crate) fn is(&self, mark: char) -> bool {
        self.shape == WordShape::Mark(mark)
    }

    pub(crate) fn is_word(&self) -> bool {
        self.shape == WordShape::Word
    }

    pub(crate) fn quote(&self) -> Option<usize> {
        match self.shape {
            WordShape::Quote(quoted_span) => Some(quoted_span),
            _ => None,
        }
    }

    pub(crate) fn any(&self, kinds: Kinds) -> bool {
        self.kinds.intersects(kinds)
    }
}

/// A sentence: its tokens, and where it stands.
#[derive(Debug)]
pub(crate) struct Sentence {
    pub(crate) range: Range<usize>,
    /// The paragraph it stands in, counted from the text's first.
    pub(crate) paragraph: usize,
    pub(crate) tokens: Vec<Token>,
}

/// The sentences of a text whose quoted spans are known, in order.
pub(crate) fn sentences(text: &str, quoted_spans: &[QuotedSpan]) -> Vec<Sentence> {
    let mut sentences = Vec::new();
    let mut quoted_span = 0;
    let mut tokens = Vec::new();
    for (at, paragraph) in paragraphs(text).enumerate() {
        let mut from = paragraph.start;
        while let Some(quoted) =
            quoted_spans.get(quoted_span).filter(|quoted| quoted.outer.start < paragraph.end)
        {
            tokenize(text, from..quoted.outer.start, &mut tokens);
            tokens.push(Token::new(quoted.outer.clone(), WordShape::Quote(quoted_span)));
            from = quoted.outer.end;
            quoted_span += 1;
        }
        tokenize(text, from..paragraph.end, &mut tokens);
        split(text, at, &mut tokens, &mut sentences);
    }
    sentences
}

/// Appends the tokens of a range without quotations.
fn tokenize(text: &str, range: Range<usize>, tokens: &mut Vec<Token>) {
    let mut at = range.start;
    while let Some(c) = text[at..range.end].chars().next() {
        if c.is_whitespace() {
            at += c.len_utf8();
        } else if matches!(c, '<' | '*' | '_' | '[' | ']')
            && let Some(past) =
                tag_end(text, at).or_else(|| markup_end(text, at)).filter(|past| *past <= range.end)
        {
            at = past;
        } else if c.is_alphanumeric() || is_handle(&text[at..range.end]) {
            let end = word_end(text, at, range.end);
            tokens.push(word(text, at..end));
            at = end;
        } else if is_sum(&text[at..range.end]) {
            let end = word_end(text, at + c.len_utf8(), range.end);
            tokens.push(word(text, at..end));
            at = end;
        } else {
            let mut end = at + c.len_utf8();
            let dash = matches!(c, '-' | '–' | '—' | '―');
            while dash && text[end..range.end].starts_with('-') {
                end += 1;
            }
            tokens.push(Token::new(at..end, WordShape::Mark(if dash { '-' } else { c })));
            at = end;
        }
    }
}

/// The signs of currencies, which belong to the sum behind them.
const CURRENCIES: [char; 4] = ['$', '£', '€', '¥'];

/// Whether the text begins with a sum: `$1`.
fn is_sum(text: &str) -> bool {
    text.strip_prefix(CURRENCIES).is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
}

/// A word without the sign of a currency before it.
pub(crate) fn without_currency(word: &str) -> &str {
    word.trim_start_matches(CURRENCIES)
}

/// Whether the text begins with a name of a social network: `@name`, `#name`.
fn is_handle(text: &str) -> bool {
    text.strip_prefix(['@', '#'])
        .is_some_and(|rest| rest.starts_with(|c: char| c.is_alphanumeric() || c == '_'))
}

/// Where the word at `at` ends: letters and figures joined by `'`, `’`, `.`, `-`, `@`, `_` or `,`
/// between figures; the point of an abbreviation belongs to it.
fn word_end(text: &str, at: usize, limit: usize) -> usize {
    // Nearly all words are letters to their end, and every word is read.
    let letters = text[at..limit].bytes().take_while(u8::is_ascii_alphabetic).count();
    let mut end = at + letters;
    let mut before = text[at..end].chars().next_back().unwrap_or(' ');
    let mut chars = text[end..limit].char_indices().peekable();
    let first = end;
    while let Some((offset, c)) = chars.next() {
        let next = chars.peek().map(|(_, c)| *c);
        let letter = next.is_some_and(char::is_alphanumeric);
        let joins = match c {
            '\'' | '’' | '.' | '-' | '@' | '_' | '&' | '/' => letter && before.is_alphanumeric(),
            ',' | ':' => before.is_ascii_digit() && next.is_some_and(|c| c.is_ascii_digit()),
            '#' => first + offset == at,
            _ => c.is_alphanumeric(),
        };
        if !(joins || c == '@' && first + offset == at) {
            break;
        }
        end = first + offset + c.len_utf8();
        before = c;
    }
    // `Ellis' mother`: what stands in marks has been cut out before.
    let rest = text[end..limit].strip_prefix(['\'', '’']).filter(|_| before == 's');
    let owns = rest.and_then(|rest| rest.strip_prefix(' '));
    if owns.is_some_and(|rest| rest.starts_with(char::is_alphabetic)) {
        return limit - rest.map_or(0, str::len);
    }
    if !text[end..limit].starts_with('.') {
        return end;
    }
    // `R-Ky.`, `mid-Sept.`: the last part is short.
    let word = text[at..end].rsplit('-').next().unwrap_or_default();
    let initials = word.contains('.') && word.split('.').all(|part| part.chars().count() == 1);
    let initial = word.len() == 1 && word.starts_with(|c: char| c.is_ascii_uppercase());
    let known = initial || initials || look_up(word).kinds.intersects(Kinds::ABBREVIATION);
    // `Orr v. Lima`
    let against = matches!(word, "v" | "vs");
    if against || known && (word.starts_with(char::is_uppercase) || word.contains('.')) {
        end += 1;
        // `the U.N.'s envoy`
        let rest = &text[end..limit];
        let owned = rest.strip_prefix("'s").or_else(|| rest.strip_prefix("’s"));
        if let Some(behind) = owned.filter(|behind| !behind.starts_with(char::is_alphanumeric)) {
            end = limit - behind.len();
        }
    }
    end
}

/// Whether a name begins with a small particle that is tied to it: `al-Masri`, `d'Arc`.
fn has_particle(word: &str) -> bool {
    let Some((particle, name)) = word.split_once(['-', '\'', '’']) else { return false };
    let tied =
        matches!(particle, "d" | "l") || look_up(particle).kinds.intersects(Kinds::NAME_PART);
    tied && name.starts_with(char::is_uppercase)
}

/// A word without its possessive ending: `Weber` of `Weber's`.
pub(crate) fn without_owner(word: &str) -> &str {
    word.strip_suffix("'s").or_else(|| word.strip_suffix("’s")).unwrap_or(word)
}

/// Whether a word is the first letter of a name: `A.`
fn is_initial(word: &str) -> bool {
    word.len() == 2 && word.ends_with('.') && word.starts_with(|c: char| c.is_ascii_uppercase())
}

/// Whether a word that looks like a small one is the letters of a body: `US`, or one that the text
/// has in brackets: `the Church Association of Norland (CAN)`.
fn is_acronym(text: &str, word: &str) -> bool {
    let letters = word.len() > 2 && word.bytes().all(|byte| byte.is_ascii_uppercase());
    let small = || look_up(word).kinds.intersects(Kinds::CLOSED);
    matches!(word, "US" | "WHO") || letters && small() && text.contains(&format!("({word})"))
}

fn word(text: &str, range: Range<usize>) -> Token {
    let written = &text[range.clone()];
    // `Moody's`: a name that ends so.
    static OWN: WordList = WordList::new("own-s");
    let owner = written.strip_suffix("'s").or_else(|| written.strip_suffix("’s"));
    let owner = owner.filter(|name| !OWN.has(name));
    let plural = written.ends_with("s'") || written.ends_with("s’");
    let plain = written.bytes().all(|byte| byte.is_ascii_alphanumeric());
    let apostrophe = (!plain).then(|| written.find(['\'', '’'])).flatten();
    let cut = apostrophe.filter(|at| *at > 0 && !written.ends_with("n't"));
    // `he's`, `they'll` stand for `he` and `they`; `Weber's` for its name.
    let mut entry = match cut {
        Some(at) => look_up(&written[..at]),
        // `Anna A. Weber`: no article. `the US`, `the WHO`: no pronouns.
        None if is_initial(written) || is_acronym(text, written) => LexiconEntry::default(),
        None => look_up(written),
    };
    let closed = Kinds::SUBJECT | Kinds::RELATIVE | Kinds::DETERMINER | Kinds::OPENER;
    let contracted = cut.is_some() && entry.kinds.intersects(closed);
    if cut.is_some() && !contracted && owner.is_none() {
        entry = look_up(written);
    }
    Token {
        kinds: entry.kinds,
        base: entry.base.unwrap_or_default(),
        capital: written.trim_start_matches(['@', '#']).starts_with(char::is_uppercase)
            || !plain && has_particle(written),
        possessive: plural || owner.is_some() && !contracted,
        contracted,
        ..Token::new(range, WordShape::Word)
    }
}

/// Whether a token stands right behind a dateline: `LIMA, May 3 – Lawmakers said`.
pub(crate) fn is_behind_dateline(text: &str, tokens: &[Token], at: usize) -> bool {
    const LONGEST: usize = 9;
    let fits = |token: &Token| {
        let figure = || text[token.range.clone()].bytes().all(|byte| byte.is_ascii_digit());
        token.quote().is_none() && (!token.is_word() || token.capital || figure())
    };
    (1..LONGEST).contains(&at) && tokens[at - 1].is('-') && tokens[..at].iter().all(fits)
}

/// How many tokens a dateline without a dash has, at the head of a paragraph: `MOSCOW Leaders of
/// the union met`, `FLINT, Mich. Democrats met`.
fn bare_dateline(text: &str, tokens: &[Token]) -> Option<usize> {
    /// Words of a town's name.
    const LONGEST: usize = 3;
    let word = |at: usize| &text[tokens[at].range.clone()];
    let is_shouted = |at: &usize| {
        let token = &tokens[*at];
        token.is_word() && token.range.len() > 1 && word(*at).chars().all(char::is_uppercase)
    };
    let shouted = (0..tokens.len().min(LONGEST)).take_while(is_shouted).count();
    (1..=shouted).rev().find_map(|count| {
        let name = spelt(&text[tokens[0].range.start..tokens[count - 1].range.end]);
        let state = tokens.get(count).is_some_and(|comma| comma.is(','))
            && tokens.get(count + 1).is_some_and(|_| is_state(word(count + 1)));
        let known = state
            || is_capital(&name)
            || is_dateline_city(&name)
            || country(&name).is_some_and(|(_, stand)| stand == Stand::Noun)
            || name.len() > 4 && text.match_indices(&name).next().is_some();
        let past = count + if state { 2 } else { 0 };
        let begins = tokens.get(past).is_some_and(|next| next.capital && next.is_word());
        // A headline in capitals is none.
        let small = (past..tokens.len()).take(4).any(|at| word(at).contains(char::is_lowercase));
        (known && begins && small).then_some(past)
    })
}

/// Cuts a paragraph's tokens into sentences, and leaves none.
fn split(text: &str, paragraph: usize, tokens: &mut Vec<Token>, sentences: &mut Vec<Sentence>) {
    let mut ends: Vec<usize> = bare_dateline(text, tokens).into_iter().collect();
    for at in ends.first().copied().unwrap_or_default()..tokens.len() {
        // No sentence is longer than this: what reads one may be quadratic in its length.
        let full = at + 1 - ends.last().copied().unwrap_or_default() >= LONGEST;
        if full || at + 1 == tokens.len() || self::ends(text, tokens, at) {
            ends.push(at + 1);
        }
    }
    let mut tokens = tokens.drain(..);
    let mut first = 0;
    for end in ends {
        let tokens: Vec<Token> = tokens.by_ref().take(end - first).collect();
        let range = tokens[0].range.start..tokens[end - first - 1].range.end;
        sentences.push(Sentence { range, paragraph, tokens });
        first = end;
    }
}

/// Whether a sentence ends with the token at `at`, which is not the paragraph's last.
fn ends(text: &str, tokens: &[Token], at: usize) -> bool {
    let (token, next) = (&tokens[at], &tokens[at + 1]);
    let begins = next.capital
        || next.quote().is_some()
        || "([‘'".chars().any(|mark| next.is(mark))
        || next.is_word() && text[next.range.clone()].starts_with(|c: char| c.is_ascii_digit());
    if !begins || token.range.end == next.range.start {
        return false;
    }
    match token.shape {
        WordShape::Mark('.' | '!' | '?' | '…') => true,
        WordShape::Mark(')' | ']' | '’' | '\'') => {
            let inner = at.checked_sub(1).map(|at| &tokens[at]);
            inner.is_some_and(|inner| inner.is('.') || last_of_quote(text, inner) == Some('.'))
        }
        WordShape::Mark(_) => false,
        WordShape::Word => {
            let begins = Kinds::SUBJECT | Kinds::OPENER | Kinds::DETERMINER;
            let written = &text[token.range.clone()];
            // `at 10 p.m. Weber left`, but not `at 10 p.m. Monday` or `at 10 p.m. EST`
            let hour = matches!(written, "a.m." | "p.m.") && {
                let next_word = &text[next.range.clone()];
                let zone = next_word.chars().all(char::is_uppercase)
                    || matches!(next_word, "Central" | "Eastern" | "Mountain" | "Pacific");
                next.capital && !zone && !next.any(Kinds::DAY)
            };
            hour || written.ends_with('.')
                && !token.any(Kinds::TITLE)
                && token.range.len() > 2
                && next.any(begins)
        }
        WordShape::Quote(_) => match last_of_quote(text, token) {
            // `said it “is late.” Weber agreed.`: words within a sentence of another end it.
            Some('.') if at > 0 && tokens[at - 1].is_word() => true,
            Some('.') => !is_attribution(text, &tokens[at + 1..], true),
            Some('!' | '?' | '…') => !is_attribution(text, &tokens[at + 1..], false),
            _ => false,
        },
    }
}

/// The last character inside the marks of a quoted span.
fn last_of_quote(text: &str, token: &Token) -> Option<char> {
    token.quote()?;
    let around = |c: char| "\"”“»'’`".contains(c) || c.is_whitespace();
    text[token.range.clone()].trim_end_matches(around).chars().next_back()
}

/// Whether what follows a quotation says who spoke (`“Why?” Tom Reed asked.`). After a full stop
/// it must also end there, since American usage has a comma before `said`.
fn is_attribution(text: &str, tokens: &[Token], strict: bool) -> bool {
    // `“Why?” The others laughed.`: a small word with a capital begins a sentence.
    let begins = tokens.first().is_some_and(|token| {
        let small = Kinds::SUBJECT | Kinds::DETERMINER;
        token.capital && token.any(small) && text[token.range.clone()] != *"I"
    });
    if begins {
        return false;
    }
    let says = |token: &Token| {
        let noun = Kinds::NOUN_TOO | Kinds::ING;
        token.any(Kinds::SPEECH) && !token.any(noun) && token.any(Kinds::PAST | Kinds::THIRD)
    };
    let subject = tokens.iter().take(6).take_while(|token| {
        // `“Why?” Cook asked.`: a name, whatever verb it looks like.
        let small = !token.any(Kinds::VERB | Kinds::BE | Kinds::PREPOSITION);
        token.is_word() && (token.capital || small)
    });
    let verb = subject.count();
    // `“Why?” Tom Reed went on.`, `“Why?” Reed pressed.`
    let takes_turn = || {
        static TURNS: WordMap = WordMap::new("takes-turn");
        let Some(token) = tokens.get(verb).filter(|token| !token.any(Kinds::ING)) else {
            return false;
        };
        let next = tokens.get(verb + 1);
        let particle = next.is_some_and(|next| TURNS.has(token.base, &text[next.range.clone()]));
        let alone = next.is_none_or(|next| !next.is_word()) && TURNS.has(token.base, token.base);
        particle || alone
    };
    let said = verb > 0 && (tokens.get(verb).is_some_and(says) || takes_turn());
    if strict {
        let done = tokens.get(verb + 1).is_none_or(|token| {
            let parts = !token.is_word() && token.quote().is_none() && !token.is(':');
            parts || token.any(Kinds::DAY) && tokens.get(verb + 2).is_none_or(|t| !t.is_word())
        });
        return said && done;
    }
    // `“Why?” Tom Reed, the head of the house, asked.`
    let apposed = || {
        let comma = tokens.get(verb).is_some_and(|token| token.is(','));
        let rest = tokens.get(verb + 1..).unwrap_or_default();
        let close = rest.iter().take(14).position(|token| token.is(','));
        comma && close.and_then(|close| rest.get(close + 1)).is_some_and(says)
    };
    said || verb > 0 && apposed()
}
