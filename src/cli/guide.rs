//! The pages of the guide: Markdown that reads as well in a terminal as in a browser.

use clap::ValueEnum;

use crate::{keymap::Bindings, text::wrap};

/// A page of the guide.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Topic {
    /// Datasets and folders, several as one, and where you left off
    Open,
    /// Reading without a screen: line by line, in plain text
    Linear,
    /// How a filter is read, and the formats that `query` prints
    Query,
    /// Making a record of articles, and how well that works
    Build,
    /// Whether a quotation is what was said
    Verify,
    /// What a dataset holds
    Dataset,
    /// What readers change, decide, mark and note
    #[value(alias = "import")]
    Annotations,
    /// Your own keys, themes and other settings
    Config,
    /// What the program promises
    Promises,
    /// How quick it is
    Speed,
    /// Which terminals do, the clipboard, accessibility
    Terminals,
    /// Installing, packaging, licences
    Install,
}

impl Topic {
    fn page(self) -> &'static str {
        match self {
            Self::Open => include_str!("guide/open.md"),
            Self::Linear => include_str!("guide/linear.md"),
            Self::Query => include_str!("guide/query.md"),
            Self::Build => include_str!("guide/build.md"),
            Self::Verify => include_str!("guide/verify.md"),
            Self::Dataset => include_str!("guide/dataset.md"),
            Self::Annotations => include_str!("guide/annotations.md"),
            Self::Config => include_str!("guide/config.md"),
            Self::Promises => include_str!("guide/promises.md"),
            Self::Speed => include_str!("guide/speed.md"),
            Self::Terminals => include_str!("guide/terminals.md"),
            Self::Install => include_str!("guide/install.md"),
        }
    }
}

/// A page, or where none is named the list of all, with the keys of some bindings; with a width in
/// columns its prose is wrapped.
pub(super) fn text(topic: Option<Topic>, width: Option<usize>, bindings: &Bindings) -> String {
    let Some(topic) = topic else {
        let values = Topic::value_variants().iter().filter_map(Topic::to_possible_value);
        let lines = values.map(|value| {
            let help = value.get_help().map(ToString::to_string).unwrap_or_default();
            format!("  onrecord guide {:<11} {help}\n", value.get_name())
        });
        return format!("The pages of the guide:\n{}", lines.collect::<String>());
    };
    let page = with_keys(topic.page(), bindings);
    width.map_or(page.clone(), |width| wrapped(&page, width))
}

/// A page whose keys are those of some bindings. Behind each key that the page has in backticks
/// stands a comment that names its command, as `e` before `<!--card-->`.
fn with_keys(page: &str, bindings: &Bindings) -> String {
    let mut parts = page.split("<!--");
    let mut text = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (command, rest) = part.split_once("-->").unwrap_or((part, ""));
        if let Some(before) = text.strip_suffix('`').and_then(|text| text.rfind('`')) {
            text.truncate(before);
        }
        let key = bindings.keys(command).first().map(ToString::to_string);
        // A command without a key is called by its name, in the palette.
        text += &format!("`{}`{rest}", key.as_deref().unwrap_or(command));
    }
    text
}

/// Prose wrapped to a width; headings, tables and code as they are.
fn wrapped(page: &str, width: usize) -> String {
    let (mut text, mut paragraph, mut is_code) = (String::new(), String::new(), false);
    for line in page.lines().chain([""]) {
        let is_fence = line.starts_with("```");
        let is_prose = !is_code && !is_fence && !line.is_empty() && !line.starts_with(['#', '|']);
        let is_item = line.starts_with("- ");
        if !is_prose || is_item {
            push_wrapped(&mut text, &std::mem::take(&mut paragraph), width);
        }
        if is_prose {
            let gap = if paragraph.is_empty() { "" } else { " " };
            paragraph += gap;
            paragraph += line.trim();
        } else {
            text += line;
            text.push('\n');
        }
        is_code ^= is_fence;
    }
    text.trim_end().to_owned() + "\n"
}

/// A paragraph in lines; those of an item of a list stand under its first word.
fn push_wrapped(text: &mut String, paragraph: &str, width: usize) {
    let (mark, indent) = if paragraph.starts_with("- ") { ("- ", "  ") } else { ("", "") };
    let words = &paragraph[mark.len()..];
    if words.is_empty() {
        return;
    }
    for (at, line) in wrap(words, width.saturating_sub(mark.len())).into_iter().enumerate() {
        let before = if at == 0 { mark } else { indent };
        text.extend([before, words[line].trim_end(), "\n"]);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::keymap::{CATALOGUE, Rebinding, rebound};

    #[test]
    fn prose_is_wrapped_and_the_rest_stays() {
        let page = "# A long heading\n\nSome words\nover lines.\n\n- one item\n  of two lines\n- more\n\n```sh\nlong code line\n```\n";
        let shown = "# A long heading\n\nSome words\nover lines.\n\n- one item\n  of two\n  lines\n- more\n\n```sh\nlong code line\n```\n";
        assert_eq!(wrapped(page, 11), shown);
    }

    #[test]
    fn every_page_keeps_its_words_however_wide_it_is() {
        for topic in Topic::value_variants() {
            for width in [20, 77, 500] {
                let letters = |text: &str| text.split_whitespace().collect::<String>();
                let page = text(Some(*topic), None, &Bindings::default());
                assert_eq!(
                    letters(&text(Some(*topic), Some(width), &Bindings::default())),
                    letters(&page)
                );
            }
        }
    }

    #[test]
    fn every_key_that_a_page_names_is_the_catalogues_and_becomes_the_readers() {
        let command = |name: &str| CATALOGUE.iter().find(|command| command.name == name);
        let mut marked = 0;
        for topic in Topic::value_variants() {
            let parts: Vec<&str> = topic.page().split("<!--").collect();
            for pair in parts.windows(2) {
                let name = pair[1].split("-->").next().expect("an end");
                let key = pair[0].rsplit('`').nth(1).expect("a key in backticks");
                let command = command(name).unwrap_or_else(|| panic!("no command {name}"));
                assert_eq!(command.keys[0], key, "{topic:?}: the first key of {name}");
                marked += 1;
            }
            let own = with_keys(topic.page(), &Bindings::default());
            assert!(!own.contains("<!--"), "{topic:?}");
        }
        assert!(marked > 40, "{marked}");
        let rebinding = |name, keys: &[&str]| Rebinding {
            command: command(name).expect("a command"),
            keys: keys.iter().map(|key| key.parse().expect("a key")).collect(),
        };
        let (bindings, _) = rebound(&[rebinding("card", &["F9"]), rebinding("zoom", &[])]);
        let page = "- `e`<!--card--> and `z`<!--zoom-->, `x`\n";
        assert_eq!(with_keys(page, &bindings), "- `F9` and `zoom`, `x`\n");
    }
}
