//! Words as formats write them: entities, and names run together.

/// Words with the entities of HTML as what they stand for.
pub(super) fn decoded(words: &str) -> String {
    if !words.contains('&') {
        return words.to_owned();
    }
    dom_query::Document::fragment(words.replace('<', "&lt;")).text().to_string()
}

/// The words of a name that an id runs together: `AnnaWeber`, `weber_anna-maria`.
pub(super) fn parted(id: &str) -> String {
    let mut name = String::with_capacity(id.len() + 4);
    let mut last = ' ';
    for c in id.chars() {
        if matches!(c, '_' | '.' | '#') {
            name.push(' ');
        } else {
            if c.is_uppercase() && last.is_lowercase() {
                name.push(' ');
            }
            name.push(c);
        }
        last = c;
    }
    name.split_whitespace().collect::<Vec<_>>().join(" ")
}
