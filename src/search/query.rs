//! The query language: text to [`Query`]. Nothing typed is an error: what cannot be read is named
//! in [`Query::problems`] and the rest is searched for.

use std::ops::Range;

use jiff::civil::Date;
use rapidfuzz::distance::osa;

use super::field::{Field, FieldSet};
use super::vocabulary::Mode;
use crate::dataset::{
    Confidence, MeetingStatus, Polarity, QuoteKind, UNATTRIBUTED, UNDATED, Verdict, parse_day,
};
use crate::text::{clip, fold, words};

/// What was asked: every clause must hold.
#[derive(Debug, Default, Clone, PartialEq)]
pub struct Query {
    /// The conditions.
    pub clauses: Vec<Clause>,
    /// In which order what is found is to stand, where that is said.
    pub sort: Option<Sort>,
    /// What could not be read.
    pub problems: Vec<Problem>,
}

/// In which order quotes stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Sort {
    /// By the meeting they are about, and by date.
    #[default]
    Meeting,
    /// By the day they were said.
    Day,
    /// The closest first.
    Rank,
}

const SORTS: [(&str, Sort); 3] =
    [("meeting", Sort::Meeting), ("day", Sort::Day), ("rank", Sort::Rank)];

/// One condition: any of its terms.
#[derive(Debug, Clone, PartialEq)]
pub struct Clause {
    /// Where it stands in the query's text.
    pub range: Range<usize>,
    /// The alternatives.
    pub terms: Vec<Term>,
}

/// One thing looked for.
#[derive(Debug, Clone, PartialEq)]
pub struct Term {
    /// Whether it must be absent.
    pub negated: bool,
    /// The fields it may be found in; empty where the pattern is no word.
    pub fields: FieldSet,
    /// What is looked for.
    pub pattern: Pattern,
}

/// Words in a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PhraseQuery {
    /// The folded words; never empty.
    pub words: Vec<String>,
    /// Whether it is still being typed: the last word may only have begun.
    pub open: bool,
}

impl PhraseQuery {
    /// Whether some words, as many as the phrase has, are the phrase.
    #[must_use]
    pub fn is(&self, run: &[crate::text::Word]) -> bool {
        let last = self.words.len() - 1;
        run.iter().zip(&self.words).enumerate().all(|(at, (word, wanted))| {
            word.folded == *wanted
                || self.open && at == last && word.folded.starts_with(wanted.as_str())
        })
    }
}

/// What a term looks for.
#[derive(Debug, Clone, PartialEq)]
pub enum Pattern {
    /// A folded word, and how it is compared.
    Word(String, Mode),
    /// Words in a row.
    Phrase(PhraseQuery),
    /// How the words stand in the source.
    Kind(QuoteKind),
    /// How sure the attribution is; `None`: the dataset does not say, as where a person made it.
    Confidence(Option<Confidence>),
    /// How the source turns what is said; `None`: not at all.
    Polarity(Option<Polarity>),
    /// The day it was said: first and last.
    Days(Date, Date),
    /// That the day it was said is unknown.
    Undated,
    /// That nobody is named.
    Nobody,
    /// Whether a reader approved or corrected it.
    Checked(bool),
    /// Whether a reader corrected it.
    Corrected(bool),
    /// A mark that begins so, folded; of an empty one any mark.
    Mark(String),
    /// Words of a reader's note, folded; where there are none any note.
    Note(Vec<String>),
    /// How many articles or places print the statement: at least and at most.
    Printings(usize, usize),
    /// Whether it is the first printing of its statement.
    First(bool),
    /// The id of the utterance.
    Utterance(String),
    /// Whether the meeting it is about was held, is planned or was cancelled.
    Status(MeetingStatus),
    /// How a printed quote repeats a transcript; `None`: it repeats none.
    Spoken(Option<Verdict>),
    /// Whether a denial, a number or a name differs from the transcript's.
    Reverses(bool),
}

/// A part of the query that could not be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// Where it stands in the query's text.
    pub range: Range<usize>,
    /// What is wrong with it and what would do.
    pub message: String,
}

impl Problem {
    /// One sentence about it, for whoever does not see the query: `text` is that.
    #[must_use]
    pub fn sentence(&self, text: &str) -> String {
        let part = clip(&text[self.range.clone()], 40);
        format!("`{part}` is not looked for: {}", self.message)
    }
}

/// What a name before a colon asks for.
#[derive(Clone, Copy)]
enum FieldSyntax {
    Words(Field),
    Kind,
    Confidence,
    Polarity,
    Checked,
    Corrected,
    Mark,
    Note,
    Status,
    Printings,
    First,
    Utterance,
    Spoken,
    Reverses,
    Said,
    After,
    Before,
    Sort,
}

const FIELD_NAMES: [(&str, FieldSyntax); 26] = [
    ("text", FieldSyntax::Words(Field::Text)),
    ("speaker", FieldSyntax::Words(Field::Speaker)),
    ("side", FieldSyntax::Words(Field::Side)),
    ("article", FieldSyntax::Words(Field::Headline)),
    ("headline", FieldSyntax::Words(Field::Headline)),
    ("publisher", FieldSyntax::Words(Field::Publisher)),
    ("meeting", FieldSyntax::Words(Field::Meeting)),
    ("place", FieldSyntax::Words(Field::Place)),
    ("in", FieldSyntax::Words(Field::Article)),
    ("kind", FieldSyntax::Kind),
    ("confidence", FieldSyntax::Confidence),
    ("polarity", FieldSyntax::Polarity),
    ("status", FieldSyntax::Status),
    ("printings", FieldSyntax::Printings),
    ("first", FieldSyntax::First),
    ("utterance", FieldSyntax::Utterance),
    ("spoken", FieldSyntax::Spoken),
    ("reverses", FieldSyntax::Reverses),
    ("checked", FieldSyntax::Checked),
    ("corrected", FieldSyntax::Corrected),
    ("mark", FieldSyntax::Mark),
    ("note", FieldSyntax::Note),
    ("said", FieldSyntax::Said),
    ("after", FieldSyntax::After),
    ("before", FieldSyntax::Before),
    ("sort", FieldSyntax::Sort),
];

/// The language in thirteen lines: a form and what it finds.
pub const SYNTAX: [(&str, &str); 14] = [
    ("two words", "both: in the quote, its speaker, the headline or the meeting"),
    ("rybkv", "near enough finds Ryabkov: beginnings, other forms, typing errors, letters"),
    ("\"exact phrase\"", "these words in a row"),
    ("=word", "that word alone"),
    ("~wrd", "any word with these letters in order"),
    ("-word or !word", "without it; goes with everything: -speaker:biden"),
    ("this | that", "either"),
    ("speaker:name", "said by; likewise text: side: headline: publisher: meeting: place:"),
    ("in:word", "anywhere in the article"),
    ("kind:direct", "direct, mixed, indirect or spoken; polarity: negated, hypothetical, question"),
    ("confidence:low", "attributed with high, medium or low confidence; none: where none is given"),
    (
        "checked:no",
        "by no reader; corrected: mark:name note:word; status:planned printings:>9 first:yes",
    ),
    (
        "spoken:altered",
        "unlike the transcript: exact, abridged, spliced, misattributed, none; reverses:yes",
    ),
    ("said:2021-07", "in that year, month or day, or undated; after: before: later, earlier"),
];

const YES_OR_NO: [(&str, bool); 2] = [("yes", true), ("no", false)];

/// [`SYNTAX`] as aligned text, a line each.
#[must_use]
pub fn language() -> String {
    let width = SYNTAX.iter().map(|(form, _)| form.len()).max().unwrap_or(0);
    SYNTAX.iter().map(|(form, help)| format!("{form:width$}  {help}\n")).collect()
}

impl Query {
    /// Whether quotes of a kind are asked for by name.
    #[must_use]
    pub fn asks_for(&self, kind: QuoteKind) -> bool {
        let mut terms = self.clauses.iter().flat_map(|clause| &clause.terms);
        terms.any(|term| !term.negated && term.pattern == Pattern::Kind(kind))
    }

    /// Whether it says on which days something was said.
    #[must_use]
    pub fn says_days(&self) -> bool {
        let mut terms = self.clauses.iter().flat_map(|clause| &clause.terms);
        terms.any(|term| !term.negated && matches!(term.pattern, Pattern::Days(..)))
    }

    /// Whether any part of it looks into whole articles.
    #[must_use]
    pub fn looks_in_articles(&self) -> bool {
        let mut terms = self.clauses.iter().flat_map(|clause| &clause.terms);
        terms.any(|term| term.fields.has(Field::Article))
    }

    /// Reads a query. The empty query finds everything.
    #[must_use]
    pub fn parse(text: &str) -> Self {
        let mut query = Self::default();
        let mut joins = false;
        for token in tokens(text) {
            if &text[token.clone()] == "|" {
                joins = true;
                continue;
            }
            if let Some(term) = query.read_term(text, token.clone()) {
                match query.clauses.last_mut() {
                    Some(clause) if joins => {
                        clause.terms.push(term);
                        clause.range.end = token.end;
                    }
                    _ => query.clauses.push(Clause { range: token, terms: vec![term] }),
                }
            }
            joins = false;
        }
        query
    }

    /// One term, or nothing where there is none yet (`speaker:`, `-`), an order was told, or a
    /// problem was named.
    fn read_term(&mut self, text: &str, token: Range<usize>) -> Option<Term> {
        let mut rest = &text[token.clone()];
        let mut negated = false;
        while let Some(after) = rest.strip_prefix(['-', '!']) {
            negated = !negated;
            rest = after;
        }
        let problems = &mut self.problems;
        let mut problem = |message| problems.push(Problem { range: token.clone(), message });
        let (mut fields, mut reads) = (FieldSet::ANYWHERE, None);
        if let Some((name, value)) = rest.split_once(':')
            && !name.is_empty()
            && name.chars().all(char::is_alphabetic)
            && !value.starts_with("//")
        {
            let lower = name.to_lowercase();
            let Some((_, syntax)) = FIELD_NAMES.iter().find(|(field, _)| *field == lower) else {
                problem(no_such_field(&lower));
                return None;
            };
            (rest, reads) = (value, Some(*syntax));
        }
        let pattern = match reads {
            Some(FieldSyntax::Kind) => {
                let kinds = QuoteKind::ALL.into_iter().map(|kind| (kind.name(), kind));
                let otherwise = "kind: is direct, mixed, indirect or spoken";
                Pattern::Kind(read_choice(rest, kinds, otherwise, &mut problem)?)
            }
            Some(FieldSyntax::Confidence) => {
                let degrees =
                    Confidence::ALL.into_iter().map(|degree| (degree.name(), Some(degree)));
                let otherwise = "confidence: is high, medium, low or none";
                let degrees = degrees.chain([("none", None)]);
                Pattern::Confidence(read_choice(rest, degrees, otherwise, &mut problem)?)
            }
            Some(FieldSyntax::Polarity) => {
                let all =
                    Polarity::ALL.into_iter().map(|polarity| (polarity.name(), Some(polarity)));
                let otherwise = "polarity: is negated, hypothetical, question or none";
                Pattern::Polarity(read_choice(
                    rest,
                    all.chain([("none", None)]),
                    otherwise,
                    &mut problem,
                )?)
            }
            Some(FieldSyntax::Checked) => {
                let otherwise = "checked: is yes or no";
                Pattern::Checked(read_choice(rest, YES_OR_NO.into_iter(), otherwise, &mut problem)?)
            }
            Some(FieldSyntax::Corrected) => {
                let otherwise = "corrected: is yes or no";
                Pattern::Corrected(read_choice(
                    rest,
                    YES_OR_NO.into_iter(),
                    otherwise,
                    &mut problem,
                )?)
            }
            Some(FieldSyntax::Status) => {
                let all = MeetingStatus::ALL.into_iter().map(|status| (status.name(), status));
                let otherwise = "status: is held, planned or cancelled";
                Pattern::Status(read_choice(rest, all, otherwise, &mut problem)?)
            }
            Some(FieldSyntax::Printings) => {
                let (least, most) = read_count(rest, &mut problem)?;
                Pattern::Printings(least, most)
            }
            Some(FieldSyntax::First) => {
                let otherwise = "first: is yes or no";
                Pattern::First(read_choice(rest, YES_OR_NO.into_iter(), otherwise, &mut problem)?)
            }
            Some(FieldSyntax::Utterance) => {
                let id = rest.trim_matches(is_mark);
                if id.is_empty() {
                    return None;
                }
                Pattern::Utterance(id.to_owned())
            }
            Some(FieldSyntax::Spoken) => {
                let verdicts =
                    Verdict::ALL.into_iter().filter(|verdict| *verdict != Verdict::NotFound);
                let verdicts = verdicts.map(|verdict| (verdict.name(), Some(verdict)));
                let otherwise =
                    "spoken: is exact, abridged, altered, spliced, misattributed or none";
                Pattern::Spoken(read_choice(
                    rest,
                    verdicts.chain([("none", None)]),
                    otherwise,
                    &mut problem,
                )?)
            }
            Some(FieldSyntax::Reverses) => {
                let otherwise = "reverses: is yes or no";
                Pattern::Reverses(read_choice(
                    rest,
                    YES_OR_NO.into_iter(),
                    otherwise,
                    &mut problem,
                )?)
            }
            Some(FieldSyntax::Mark) => Pattern::Mark(fold(rest.trim_matches(is_mark))),
            Some(FieldSyntax::Note) => Pattern::Note(words(rest).map(|word| word.folded).collect()),
            Some(FieldSyntax::Said) if begins(UNDATED, rest) => Pattern::Undated,
            Some(FieldSyntax::Said) => {
                let (first, last) = read_days(rest, &mut problem)?;
                Pattern::Days(first, last)
            }
            Some(FieldSyntax::After) => {
                let (_, last) = read_days(rest, &mut problem)?;
                Pattern::Days(last.tomorrow().unwrap_or(Date::MAX), Date::MAX)
            }
            Some(FieldSyntax::Before) => {
                let (first, _) = read_days(rest, &mut problem)?;
                Pattern::Days(Date::MIN, first.yesterday().unwrap_or(Date::MIN))
            }
            Some(FieldSyntax::Sort) => {
                let otherwise = "sort: is meeting, day or rank";
                self.sort = read_choice(rest, SORTS.into_iter(), otherwise, &mut problem);
                return None;
            }
            Some(FieldSyntax::Words(Field::Speaker))
                if [UNATTRIBUTED, "nobody"].contains(&rest.trim_matches(is_mark)) =>
            {
                Pattern::Nobody
            }
            Some(FieldSyntax::Words(only)) => {
                fields = only.into();
                read_words(rest, &mut problem)?
            }
            None => read_words(rest, &mut problem)?,
        };
        if !matches!(pattern, Pattern::Word(..) | Pattern::Phrase(_)) {
            fields = FieldSet::empty();
        }
        Some(Term { negated, fields, pattern })
    }
}

/// Pieces of the query: white space ends one, except within quotation marks; `|` is one by itself.
fn tokens(text: &str) -> Vec<Range<usize>> {
    let mut tokens = Vec::new();
    let (mut start, mut quoted) = (None, false);
    for (at, c) in text.char_indices() {
        if is_mark(c) {
            quoted = !quoted;
        }
        let ends = !quoted && (c.is_whitespace() || c == '|');
        match (start, ends) {
            (None, false) => start = Some(at),
            (Some(from), true) => {
                tokens.push(from..at);
                start = None;
            }
            _ => {}
        }
        if c == '|' && ends {
            tokens.push(at..at + 1);
        }
    }
    tokens.extend(start.map(|from| from..text.len()));
    tokens
}

fn is_mark(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '„')
}

/// What is meant by some names that are no fields.
const OTHER_NAMES: [(&str, &str); 14] = [
    ("body", "in"),
    ("by", "speaker"),
    ("date", "said"),
    ("day", "said"),
    ("from", "publisher"),
    ("name", "speaker"),
    ("outlet", "publisher"),
    ("quote", "text"),
    ("since", "after"),
    ("source", "publisher"),
    ("title", "headline"),
    ("until", "before"),
    ("who", "speaker"),
    ("within", "in"),
];

/// That a name is no field, and which is meant: one of another name, or the nearest in spelling.
fn no_such_field(name: &str) -> String {
    let other = OTHER_NAMES.iter().find(|(other, _)| *other == name).map(|(_, field)| *field);
    let distance = |field: &str| osa::distance(name.chars(), field.chars());
    let nearest = || {
        let fields = FIELD_NAMES.iter().map(|(field, _)| *field);
        // A name of two letters is not near to every other.
        let is_near = |field: &&str| distance(field) <= 2.min(field.len() - 1);
        fields.filter(is_near).min_by_key(|field| distance(field))
    };
    let shown = clip(name, 20);
    match other.or_else(nearest) {
        Some(field) => format!("{shown}: is no field; {field}: is"),
        None => {
            let known: Vec<_> = FIELD_NAMES.iter().map(|(field, _)| *field).collect();
            format!("{shown}: is no field; there are {}", known.join(" "))
        }
    }
}

/// The names of the fields.
pub fn field_names() -> impl Iterator<Item = &'static str> {
    FIELD_NAMES.iter().map(|(field, _)| *field)
}

fn read_words(text: &str, problem: &mut impl FnMut(String)) -> Option<Pattern> {
    let (mode, rest) = match text.chars().next()? {
        '=' => (Mode::Exact, &text[1..]),
        '~' => (Mode::Letters, &text[1..]),
        _ => (Mode::Closest, text),
    };
    let mut typed: Vec<String> = words(rest).map(|word| word.folded).collect();
    let (marked, closed) =
        (rest.starts_with(is_mark), rest.chars().count() > 1 && rest.ends_with(is_mark));
    match typed.len() {
        // A quotation mark alone may be continued; a smiley never becomes a word.
        0 => {
            if !rest.chars().all(|c| is_mark(c) || c.is_whitespace()) {
                problem(format!("{} holds no word", clip(rest, 20)));
            }
            None
        }
        1 if !marked => typed.pop().map(|word| Pattern::Word(word, mode)),
        // `arms-control`, or a word in a script without spaces, is its parts in a row.
        _ => Some(Pattern::Phrase(PhraseQuery { words: typed, open: !(marked && closed) })),
    }
}

/// Whether a value that was typed, if any, is a name or its beginning.
fn begins(name: &str, value: &str) -> bool {
    let value = value.trim_matches(is_mark).to_lowercase();
    !value.is_empty() && name.starts_with(&value)
}

/// The first of some choices whose name begins like a value.
fn read_choice<T>(
    value: &str,
    mut choices: impl Iterator<Item = (&'static str, T)>,
    otherwise: &str,
    problem: &mut impl FnMut(String),
) -> Option<T> {
    let found = choices.find(|(name, _)| begins(name, value));
    if found.is_none() && !value.trim_matches(is_mark).is_empty() {
        problem(otherwise.into());
    }
    found.map(|(_, choice)| choice)
}

/// A count, with `>`, `>=`, `<` or `<=` before it: the least and the most.
fn read_count(value: &str, problem: &mut impl FnMut(String)) -> Option<(usize, usize)> {
    let digits = value.trim_start_matches(['<', '>', '=']);
    let Ok(count) = digits.parse::<usize>() else {
        if !digits.is_empty() {
            problem(format!("{} is no count: write 2, >10 or <5", clip(value, 20)));
        }
        return None;
    };
    Some(match &value[..value.len() - digits.len()] {
        ">" => (count.saturating_add(1), usize::MAX),
        ">=" => (count, usize::MAX),
        "<" => (0, count.saturating_sub(1)),
        "<=" => (0, count),
        _ => (count, count),
    })
}

/// The first and last day of a year, a month or a day.
fn read_days(value: &str, problem: &mut impl FnMut(String)) -> Option<(Date, Date)> {
    let value = value.trim_matches(is_mark);
    let day = |rest: &str| parse_day(&format!("{value}{rest}"));
    let days = match value.len() {
        0 => return None,
        4 => day("-01-01").zip(day("-12-31")),
        7 => day("-01").map(|first| (first, first.last_of_month())),
        _ => day("").map(|day| (day, day)),
    };
    if days.is_none() {
        problem(format!("{} is no day: write 2021, 2021-07 or 2021-07-28", clip(value, 20)));
    }
    days
}
