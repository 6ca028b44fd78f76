//! Keyboards of other scripts: which key a letter has there, by the name it has on QWERTY.

/// The keys of QWERTY, row by row.
const QWERTY: &str = "qwertyuiop[]asdfghjkl;'zxcvbnm,.";
/// The same keys with Shift.
const SHIFTED: &str = "QWERTYUIOP{}ASDFGHJKL:\"ZXCVBNM<>";

/// What the same keys type elsewhere; `·` where it is no letter of the script, or more than one.
#[rustfmt::skip] // a keyboard a line
const LAYOUTS: [(&str, &str); 5] = [
    ("Russian",   "йцукенгшщзхъфывапролджэячсмитьбю"),
    ("Ukrainian", "йцукенгшщзхїфівапролджєячсмитьбю"),
    ("Greek",     "·ςερτυθιοπ··ασδφγηξκλ··ζχψωβνμ··"),
    ("Hebrew",    "··קראטוןםפ··שדגכעיחלךף·זסבהנמצתץ"),
    ("Arabic",    "ضصثقفغعهخحجدشسيبلاتنمكطئءؤر·ىةوز"),
];

/// The character that QWERTY has at the place of a letter of another script.
pub(super) fn at_its_place(letter: char) -> Option<char> {
    if letter.is_ascii() || letter == '·' {
        return None;
    }
    let mut small = letter.to_lowercase();
    let small = small.next().filter(|_| small.len() == 0)?;
    let at = LAYOUTS.iter().find_map(|(_, row)| row.chars().position(|c| c == small))?;
    let row = if small == letter { QWERTY } else { SHIFTED };
    row.chars().nth(at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_layout_has_every_key_and_no_letter_two_places() {
        let mut places = std::collections::HashMap::new();
        assert_eq!(QWERTY.chars().count(), SHIFTED.chars().count());
        for (name, row) in LAYOUTS {
            assert_eq!(row.chars().count(), QWERTY.chars().count(), "{name}");
            for (at, letter) in row.chars().enumerate().filter(|(_, letter)| *letter != '·') {
                let before = places.insert(letter, at);
                assert!(before.is_none_or(|before| before == at), "{name}: {letter}");
            }
        }
    }

    #[test]
    fn a_letter_has_the_key_at_its_place() {
        let pairs = [('й', 'q'), ('Й', 'Q'), ('ю', '.'), ('Х', '{'), ('і', 's'), ('ς', 'w')];
        for (letter, key) in pairs {
            assert_eq!(at_its_place(letter), Some(key), "{letter}");
        }
        for other in ['q', 'é', '·', '.', 'ß'] {
            assert_eq!(at_its_place(other), None, "{other}");
        }
    }
}
