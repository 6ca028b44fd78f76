//! Numbers of several words: `twenty-five`, `two hundred and five`, `3.5 million`, `$5`.

use super::{Piece, Pieces, Traits};
use crate::extract::language::WordMap;
use crate::text::offsets::offset;

static NUMBER_WORDS: WordMap = WordMap::new("number-word");
static ORDINALS: WordMap = WordMap::new("ordinal-word");
static SCALES: WordMap = WordMap::new("number-scale");

impl Pieces {
    /// Makes one number of `twenty` `five` and of `5` `million`, and puts the currency behind.
    pub(super) fn join_numbers(&mut self, text: &str) {
        let list = std::mem::take(&mut self.list);
        let mut at = 0;
        while at < list.len() {
            let first = list[at];
            let number = first.traits.contains(Traits::NUMBER);
            let Some(found) = number.then(|| self.number(&list[at..])).flatten() else {
                self.list.push(first);
                at += 1;
                continue;
            };
            let last = list[at + found.words - 1];
            at += found.words;
            let currency = currency_before(&text[..first.span.0 as usize]);
            let start = currency.map_or(first.span.0, |(_, length)| first.span.0 - offset(length));
            let range = start as usize..last.span.1 as usize;
            self.push(&found.form, range.clone(), first.traits);
            if let Some((currency, _)) = currency {
                self.push(currency, range, Traits::REPLACED);
            }
            // `5 dollars` and `1 dollar` are what `$5` and `$1` stand for.
            if currency.is_none()
                && let Some(unit) = list.get(at)
                && let Some(plural) = plural_unit(self.form(*unit))
            {
                self.push(plural, unit.range(), unit.traits);
                at += 1;
            }
        }
    }

    /// The number that a list begins with.
    fn number(&self, list: &[Piece]) -> Option<NumberFound> {
        let mut sum = NumberSum::default();
        let mut words = 0;
        let mut suffix = "";
        for (at, piece) in list.iter().enumerate() {
            let form = self.form(*piece);
            if at > 0 && !piece.traits.contains(Traits::CLOSE) {
                break;
            }
            // `two hundred and five`
            if form == "and" && sum.takes_and() {
                let next = list.get(at + 1).filter(|next| next.traits.contains(Traits::CLOSE));
                let is_unit = |next: &Piece| NUMBER_WORDS.get(self.form(*next)).is_some();
                if next.is_some_and(is_unit) {
                    continue;
                }
                break;
            }
            if !piece.traits.contains(Traits::NUMBER) || !suffix.is_empty() {
                break;
            }
            if let Some(value) = NUMBER_WORDS.get(form) {
                if !sum.add_word(value.parse().ok()?) {
                    break;
                }
            } else if let Some(scale) = SCALES.get(form) {
                if !sum.scale(scale.parse().ok()?) {
                    break;
                }
            } else if let Some(ordinal) = ORDINALS.get(form) {
                let digits = ordinal.trim_end_matches(char::is_alphabetic);
                if !sum.add_word(digits.parse().ok()?) {
                    break;
                }
                suffix = &ordinal[digits.len()..];
            } else if at == 0 {
                let digits = form.trim_end_matches(char::is_alphabetic);
                if digits.len() < form.len() {
                    return Some(NumberFound { form: form.to_owned(), words: 1 });
                }
                sum.begin(digits)?;
            } else {
                break;
            }
            words = at + 1;
        }
        (words > 0).then(|| NumberFound { form: sum.text() + suffix, words })
    }
}

/// A number of one or more words.
struct NumberFound {
    form: String,
    words: usize,
}

/// A number as its words add up; fractions are counted in millionths.
#[derive(Default)]
struct NumberSum {
    total: u128,
    group: Option<u128>,
    in_words: bool,
    smallest_scale: Option<u128>,
}

/// What a whole one is counted as.
const ONE: u128 = 1_000_000;

impl NumberSum {
    /// Begins with a number in digits.
    fn begin(&mut self, digits: &str) -> Option<()> {
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
        if whole.len() > 20 || fraction.len() > 6 {
            return None;
        }
        let whole: u128 = whole.parse().ok()?;
        let fraction: u128 = format!("{fraction:0<6}").parse().ok()?;
        self.group = Some(whole * ONE + fraction);
        Some(())
    }

    fn add_word(&mut self, value: u128) -> bool {
        let value = value * ONE;
        let fits = match self.group {
            None => self.smallest_scale.is_none_or(|scale| value < scale * ONE),
            Some(_) if !self.in_words => false,
            Some(group) if value == 0 || group == 0 => false,
            Some(group) if group % (100 * ONE) == 0 => true,
            Some(group) => {
                group % (10 * ONE) == 0 && group % (100 * ONE) >= 20 * ONE && value < 10 * ONE
            }
        };
        if fits {
            self.group = Some(self.group.unwrap_or(0) + value);
            self.in_words = true;
        }
        fits
    }

    fn scale(&mut self, scale: u128) -> bool {
        let Some(group) = self.group.filter(|group| *group > 0) else { return false };
        if scale == 100 {
            if group >= 100 * ONE || !self.in_words {
                return false;
            }
            self.group = Some(group * scale);
            return true;
        }
        if self.smallest_scale.is_some_and(|smallest| scale >= smallest) {
            return false;
        }
        self.total += group * scale;
        self.group = None;
        self.in_words = true;
        self.smallest_scale = Some(scale);
        true
    }

    fn takes_and(&self) -> bool {
        match self.group {
            None => self.smallest_scale.is_some(),
            Some(group) => self.in_words && group > 0 && group % (100 * ONE) == 0,
        }
    }

    fn text(&self) -> String {
        let sum = self.total + self.group.unwrap_or(0);
        let (whole, fraction) = (sum / ONE, sum % ONE);
        match fraction {
            0 => whole.to_string(),
            _ => format!("{whole}.{fraction:06}").trim_end_matches('0').to_owned(),
        }
    }
}

/// The currency whose sign a text ends in, and how many bytes the sign takes.
fn currency_before(text: &str) -> Option<(&'static str, usize)> {
    let bare = text.trim_end();
    let (sign, name) = match bare.chars().next_back()? {
        '$' => (1, "dollars"),
        '£' => (2, "pounds"),
        '€' => (3, "euros"),
        _ => return None,
    };
    Some((name, sign + text.len() - bare.len()))
}

fn plural_unit(form: &str) -> Option<&'static str> {
    match form {
        "dollar" | "dollars" => Some("dollars"),
        "pound" | "pounds" => Some("pounds"),
        "euro" | "euros" => Some("euros"),
        _ => None,
    }
}
