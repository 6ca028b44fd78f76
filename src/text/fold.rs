//! Folds case and accents away.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::canonical_combining_class;

/// Folds case and accents away, so that spellings that differ in nothing else are equal.
///
/// ```
/// assert_eq!(onrecord::text::fold("Élysée"), "elysee");
/// assert_eq!(onrecord::text::fold("Straße"), "strasse");
/// ```
#[must_use]
pub fn fold(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    let mut folded = String::with_capacity(text.len());
    for c in text.nfkd().filter(|c| canonical_combining_class(*c) == 0).flat_map(char::to_lowercase)
    {
        match c {
            'ß' => folded.push_str("ss"),
            'æ' => folded.push_str("ae"),
            'œ' => folded.push_str("oe"),
            'ø' => folded.push('o'),
            'ł' => folded.push('l'),
            'đ' | 'ð' => folded.push('d'),
            'ı' => folded.push('i'),
            '’' | '‘' | 'ʼ' => folded.push('\''),
            // Lower-casing İ leaves a combining dot behind.
            c if canonical_combining_class(c) != 0 => {}
            c => folded.push(c),
        }
    }
    folded
}
