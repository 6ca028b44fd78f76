//! The label that a line of a transcript begins with: `MR. REED:`, `Q    `, `The CHAIRMAN.`

use std::ops::Range;

use crate::extract::language::WordList;
use crate::text::fold;

/// Longest label, in bytes, with what stands in brackets.
const LONGEST: usize = 160;
/// The most words of a label.
const WORDS: usize = 9;

static NOBODY: WordList = WordList::new("label-nobody");
static DESCRIBED: WordList = WordList::new("label-described");
static LINE: WordList = WordList::new("label-line");
static COURTESY: WordList = WordList::new("label-courtesy");
static OFFICE: WordList = WordList::new("label-office");

/// Whether a folded word is a courtesy title: `mr`.
pub(super) fn is_courtesy(word: &str) -> bool {
    COURTESY.has(word)
}

/// Whether a folded word is of an office: `minister`.
pub(super) fn is_office(word: &str) -> bool {
    OFFICE.has(word)
}

/// How a label is set apart from the words behind it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Style {
    /// `Q    `, `Q:`, `A.`
    Question,
    /// `Q And then`: only where other labels say that it is a transcript.
    LooseQuestion,
    /// `MR. REED:`
    Capitals,
    /// `Mr. REED.`
    Stop,
    /// `Tom Reed:`
    Name,
    /// `TOM REED` alone on its line.
    Alone,
}

/// A label and where it stands.
#[derive(Debug, Clone)]
pub(super) struct SpeakerLabel {
    pub(super) style: Style,
    /// The label without marks and brackets, as it is written.
    pub(super) name: String,
    /// What stands in brackets: `Harbour News`, `spoke in French`, `via telephone`.
    pub(super) notes: Vec<String>,
    /// What stands behind a comma: `CNN ANCHOR`, `TENNESSEE`.
    pub(super) addition: Option<String>,
    /// Where it stands, in bytes of the text.
    pub(super) range: Range<usize>,
    /// Where the words behind it begin.
    pub(super) words: usize,
    /// The time before it or behind it, in milliseconds.
    pub(super) time: Option<u32>,
    /// Whether Markdown sets it in bold.
    pub(super) bold: bool,
}

impl SpeakerLabel {
    /// The name folded, without points and brackets: what makes two labels the same.
    pub(super) fn key(&self) -> String {
        fold(&self.name).replace('.', "")
    }

    /// The words of the name that are not courtesy titles, folded.
    pub(super) fn bare_key(&self) -> String {
        let key = self.key();
        let bare: Vec<&str> = key.split(' ').filter(|word| !is_courtesy(word)).collect();
        bare.join(" ")
    }

    /// Whether a title or an office before the name, or the office alone, says that it is a person.
    pub(super) fn has_title(&self) -> bool {
        let key = self.key();
        let first = key.split(' ').next().unwrap_or_default();
        let is_title = is_courtesy(first) || is_office(first);
        let has_more = key.contains(' ');
        is_title && has_more || first == "the" && key.split(' ').skip(1).any(is_office)
    }

    /// Whether the label names nobody.
    pub(super) fn is_nobody(&self) -> bool {
        let key = self.key();
        let key = key.trim_end_matches(|c: char| c.is_ascii_digit() || "#_- ".contains(c));
        // `Administration Official One`, `White House Aide`: a description by its last word.
        let number = ["one", "two", "three", "four", "five", "six"];
        let described = number.iter().find_map(|n| key.strip_suffix(n)).unwrap_or(key).trim_end();
        let last = described.rsplit(' ').next().unwrap_or(described);
        key.is_empty()
            || NOBODY.has(key)
            || key.starts_with("unidentified ")
            || !key.starts_with("the ") && DESCRIBED.has(last)
    }

    /// Whether the label is that of a line which is no speech: `Source:`, `Our Standards:`.
    pub(super) fn is_line(&self) -> bool {
        let key = self.key();
        let key = key.trim_matches(|c: char| !c.is_alphanumeric());
        let last = key.rsplit(' ').next().unwrap_or(key);
        LINE.has(key) || LINE.has(last) && !self.has_title()
    }
}

/// The label that a line begins with. `at` is where the line stands in the text.
pub(super) fn parse(line: &str, at: usize) -> Option<SpeakerLabel> {
    let bold = line.trim_start().starts_with("**") || line.trim_start().starts_with("__");
    let mut start = line.len() - line.trim_start_matches(is_mark).len();
    let mut time = None;
    if let Some((ms, length)) = time_code(&line[start..]) {
        time = Some(ms);
        start += length;
        start += line[start..].len() - line[start..].trim_start_matches(is_mark).len();
    }
    let rest = &line[start..];
    let mut label = question(rest)
        .or_else(|| with_colon(rest))
        .or_else(|| with_stop(rest))
        .or_else(|| alone(rest))?;
    let words = &rest[label.words..];
    let mut skipped = words.len() - words.trim_start_matches(is_mark).len();
    if let Some((ms, length)) = time_code(&words[skipped..]) {
        time = time.or(Some(ms));
        skipped += length;
    }
    label.words += at + start + skipped;
    label.range = at + start + label.range.start..at + start + label.range.end;
    label.time = time.or(label.time);
    label.bold = bold;
    Some(label)
}

/// White space, the marks that Markdown sets around words, and those of captions where the speaker
/// changes.
fn is_mark(c: char) -> bool {
    c.is_whitespace() || matches!(c, '*' | '_' | '>')
}

fn label(style: Style, name: &str, range: Range<usize>, words: usize) -> SpeakerLabel {
    SpeakerLabel {
        style,
        name: name.split_whitespace().collect::<Vec<_>>().join(" "),
        notes: Vec::new(),
        addition: None,
        range,
        words,
        time: None,
        bold: false,
    }
}

/// `Q    `, `Q:`, `A.`, `Q And`.
fn question(rest: &str) -> Option<SpeakerLabel> {
    let letter = rest.chars().next().filter(|c| matches!(c, 'Q' | 'A'))?;
    let behind = &rest[1..];
    let marked = behind.trim_start_matches(['*', '_']);
    let pointed = marked.strip_prefix([':', '.']).map(|rest| rest.trim_start_matches(['*', '_']));
    let tail = pointed.unwrap_or(marked);
    let words = tail.trim_start();
    let gap = tail.len() - words.len();
    // `QWhat is it?`: the letter stood on its own before its markup was lost.
    let glued = letter == 'Q' && gap == 0 && {
        let mut next = words.chars();
        next.next().is_some_and(char::is_uppercase)
            && next.next().is_some_and(|c| c.is_lowercase() || " '’".contains(c))
    };
    if gap == 0 && !glued || words.is_empty() {
        return None;
    }
    let style = match (letter, pointed) {
        (_, Some(_)) => Style::Question,
        ('Q', None) if gap > 1 || tail.starts_with(['\t', '\u{a0}']) => Style::Question,
        ('Q', None) if words.starts_with(|c: char| c.is_uppercase() || "“\"—(".contains(c)) => {
            Style::LooseQuestion
        }
        _ => return None,
    };
    Some(label(style, &rest[..1], 0..1, rest.len() - words.len()))
}

/// `MR. REED:`, `Tom Reed (via telephone):`, `**Tom Reed**:`.
fn with_colon(rest: &str) -> Option<SpeakerLabel> {
    // Most lines have none, and every line is read.
    memchr::memchr(b':', &rest.as_bytes()[..rest.len().min(LONGEST)])?;
    let mut depth = 0_usize;
    let colon =
        rest.char_indices().take_while(|(at, c)| *at < LONGEST && *c != '\n').find(|(_, c)| {
            match c {
                '(' | '[' => depth += 1,
                ')' | ']' => depth = depth.saturating_sub(1),
                _ => {}
            }
            *c == ':' && depth == 0
        });
    let (colon, _) = colon?;
    let behind = rest[colon + 1..].trim_start_matches(['*', '_']);
    if !(behind.is_empty() || behind.starts_with(char::is_whitespace)) {
        return None;
    }
    named(&rest[..colon], rest.len() - behind.len())
}

/// A label of names and what stands behind them in brackets or behind a comma.
fn named(written: &str, words: usize) -> Option<SpeakerLabel> {
    let (bare, notes) = without_brackets(written)?;
    let bare = bare.trim_matches(is_mark);
    let (name, addition) = match bare.split_once(',') {
        Some((name, addition)) => (name.trim(), Some(addition.trim().to_owned())),
        None => (bare, None),
    };
    let is_addition = |addition: &String| {
        addition.split_whitespace().count() <= 6
            && addition.chars().all(|c| !c.is_lowercase())
                == name.chars().all(|c| !c.is_lowercase())
            && addition.split_whitespace().all(|word| !is_plain_word(word))
    };
    if !is_name_shaped(name) || !addition.as_ref().is_none_or(is_addition) {
        return None;
    }
    let style = if is_in_capitals(name) { Style::Capitals } else { Style::Name };
    let trimmed = written.trim_end_matches(is_mark).len();
    let end = written
        .find(['(', '['])
        .map_or(trimmed, |at| written[..at].trim_end_matches(is_mark).len());
    Some(SpeakerLabel { notes, addition, ..label(style, name, 0..end, words) })
}

/// Whether a word in small letters is more than `of` or `and`.
fn is_plain_word(word: &str) -> bool {
    word.starts_with(char::is_lowercase) && word.len() > 3
}

/// Text without what stands in round or square brackets, and that.
fn without_brackets(written: &str) -> Option<(String, Vec<String>)> {
    let (mut bare, mut notes) = (String::new(), Vec::new());
    let mut rest = written;
    while let Some(open) = rest.find(['(', '[']) {
        let close = if rest[open..].starts_with('(') { ')' } else { ']' };
        let end = open + rest[open..].find(close)?;
        bare.push_str(&rest[..open]);
        notes.push(rest[open + 1..end].trim().to_owned());
        rest = &rest[end + 1..];
    }
    bare.push_str(rest);
    Some((bare, notes))
}

/// Whether every word begins with a capital, but for the small words inside of names and offices.
fn is_name_shaped(name: &str) -> bool {
    const SMALL: [&str; 21] = [
        "of", "the", "for", "and", "de", "van", "der", "den", "von", "bin", "al", "la", "di", "da",
        "du", "del", "to", "&", "el", "ibn", "y",
    ];
    let begins = |word: &str| word.starts_with(char::is_uppercase);
    let is_plain = |word: &str| word.chars().all(|c| c.is_alphanumeric() || "-'’.&_/#".contains(c));
    let mut words = name.split_whitespace();
    let count = words.clone().count();
    // A point ends a sentence unless it stands behind an initial or a title.
    let has_sentence = name.match_indices(". ").any(|(at, _)| {
        let word = name[..at].rsplit(' ').next().unwrap_or_default();
        let folded = fold(word);
        word.chars().count() > 2 && !is_courtesy(&folded) && !is_office(&folded)
    });
    (1..=WORDS).contains(&count)
        && !has_sentence
        && words.clone().next().is_some_and(begins)
        && words.clone().next_back().is_some_and(|last| {
            begins(last) || last.starts_with(|c: char| c == '#' || c.is_ascii_digit())
        })
        && words.all(|word| {
            is_plain(word)
                && (begins(word)
                    || SMALL.contains(&word)
                    || word.starts_with('#')
                    || word.bytes().all(|b| b.is_ascii_digit()))
        })
}

/// Whether the last word of a name is in capitals: `Mr. McDONALD`.
fn is_in_capitals(name: &str) -> bool {
    let last = name.split_whitespace().rfind(|word| word.chars().any(char::is_alphabetic));
    last.is_some_and(|last| {
        let letters = last.chars().filter(|c| c.is_alphabetic());
        let capitals = letters.clone().filter(|c| c.is_uppercase()).count();
        capitals > 1 && capitals * 5 >= letters.count() * 3
    })
}

/// `Mr. REED.`, `The CHAIRMAN.`, `Ms. HOLM of Georgia.`: a title, a name in capitals, a full stop.
fn with_stop(rest: &str) -> Option<SpeakerLabel> {
    let first = rest.split(' ').next()?;
    let folded = fold(first.trim_end_matches('.'));
    if !first.starts_with(char::is_uppercase) {
        return None;
    }
    if !(folded == "the" || is_courtesy(&folded) || is_office(&folded)) {
        return None;
    }
    let mut at = first.len();
    let mut shouted = false;
    loop {
        let word_start = at + (rest[at..].len() - rest[at..].trim_start_matches(' ').len());
        if word_start == at || word_start > LONGEST {
            return None;
        }
        let word_end =
            rest[word_start..].find(char::is_whitespace).map_or(rest.len(), |end| word_start + end);
        let word = &rest[word_start..word_end];
        let bare = word.trim_end_matches('.');
        shouted |= is_in_capitals(bare);
        let state = shouted && (bare == "of" || bare.starts_with(char::is_uppercase));
        if bare.contains('.') {
            return None;
        }
        if !(shouted && is_in_capitals(bare)
            || state
            || bare.chars().count() == 1 && bare.starts_with(char::is_uppercase))
        {
            return None;
        }
        if word.ends_with('.') && shouted && bare.chars().count() > 1 {
            let words = word_end + (rest[word_end..].len() - rest[word_end..].trim_start().len());
            let begins =
                rest[words..].starts_with(|c: char| c.is_uppercase() || "“\"‘([".contains(c));
            let name = rest[..word_end - 1].split(" of ").next().unwrap_or_default();
            return begins.then(|| label(Style::Stop, name, 0..word_end - 1, words));
        }
        at = word_end;
    }
}

/// `TOM REED` alone on its line.
fn alone(rest: &str) -> Option<SpeakerLabel> {
    let name = rest.trim_end_matches(is_mark);
    let is_label = name.len() <= 60
        && name.chars().all(|c| !c.is_lowercase())
        && is_name_shaped(name)
        && is_in_capitals(name)
        && name.split_whitespace().count() <= 5;
    is_label.then(|| label(Style::Alone, name, 0..name.len(), rest.len()))
}

/// The time at the beginning of a text, `[00:01:02.5]`, `(1:02)` or `00:01:02`, in milliseconds,
/// and how long it is.
pub(super) fn time_code(text: &str) -> Option<(u32, usize)> {
    let open = text.chars().next()?;
    let close = match open {
        '[' => Some(']'),
        '(' => Some(')'),
        _ if open.is_ascii_digit() => None,
        _ => return None,
    };
    let from = usize::from(close.is_some());
    let digits = text[from..].find(|c: char| !(c.is_ascii_digit() || ":.,".contains(c)));
    let end = digits.map_or(text.len(), |end| from + end);
    let code = &text[from..end];
    let behind = match close {
        Some(close) => text[end..].strip_prefix(close)?,
        None => text[end..].strip_prefix(' ')?,
    };
    let (clock, part) = code.split_once(['.', ',']).unwrap_or((code, ""));
    let fields: Vec<u32> =
        clock.split(':').map(|field| field.parse().ok()).collect::<Option<_>>()?;
    let (hours, minutes, seconds) = match fields[..] {
        // Without brackets a time of day would look the same.
        [minutes, seconds] if close.is_some() => (0, minutes, seconds),
        [hours, minutes, seconds] => (hours, minutes, seconds),
        _ => return None,
    };
    if minutes > 59 && fields.len() > 2 || seconds > 59 || hours > 99 || minutes > 999 {
        return None;
    }
    let part: u32 = format!("{part:0<3}").get(..3)?.parse().ok()?;
    let spaces = behind.len() - behind.trim_start().len();
    let length = text.len() - behind.len() + spaces;
    Some((((hours * 60 + minutes) * 60 + seconds) * 1000 + part, length))
}
