//! Words as formats write them: entities, and names run together.

/// Words with the entities of HTML as what they stand for.
pub(super) fn decoded(words: &str) -> String {
    if !words.contains('&') {
        return words.to_owned();
    }
    dom_query::Document::fragment(words.replace('<', "&lt;")).text().to_string()
}

/// The words of a name that an id runs together: `AnnaWeber`, `weber_anna-maria`. A year of birth
/// and a seat behind it are no part of a name: `AnnaWeber1970`, `AnnaWeberMP`.
pub(super) fn parted(id: &str) -> String {
    let mut name = String::with_capacity(id.len() + 4);
    let mut last = ' ';
    for c in id.chars() {
        if matches!(c, '_' | '.' | '#') {
            name.push(' ');
        } else {
            let is_prefix = ["Mc", "Mac", "De", "Le", "La", "Fitz"]
                .contains(&name.rsplit(' ').next().unwrap_or_default());
            if c.is_uppercase() && last.is_lowercase() && !is_prefix {
                name.push(' ');
            }
            name.push(c);
        }
        last = c;
    }
    let mut words: Vec<&str> = name.split_whitespace().collect();
    if words.len() > 2 && words.last().is_some_and(|last| matches!(*last, "MP" | "MEP")) {
        words.pop();
    }
    // Only a year: other numbers tell people of one name apart.
    if words.len() > 1
        && let Some(last) = words.last_mut()
        && let plain = last.trim_end_matches(|c: char| c.is_ascii_digit())
        && last.len() - plain.len() == 4
    {
        *last = plain;
    }
    words.join(" ").trim_end().to_owned()
}
