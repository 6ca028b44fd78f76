//! A page made harmless before it is parsed.
//!
//! What an HTML parser and a reader do with a page grows faster than the page: with the depth of
//! its elements, with the formatting that is left open, with the attributes of one tag. One pass
//! over the characters leaves out what the text of an article never needs and bounds the rest.

/// Deepest nesting that is kept; pages of newspapers stay below 60.
const DEPTH: usize = 100;
/// How many words' marks an end tag may close with its own element.
const CLOSED_TOGETHER: usize = 20;
/// A tag longer than this, in bytes, loses its attributes.
const TAG: usize = 2048;

/// Elements left out with all that is in them.
const WHOLE: [&str; 17] = [
    "audio", "button", "canvas", "iframe", "math", "noembed", "noframes", "noscript", "object",
    "script", "select", "style", "svg", "template", "textarea", "video", "xmp",
];

/// Elements whose tags are left out and whose content stays: formatting, and what leads elsewhere.
const TAGS: [&str; 22] = [
    "applet",
    "b",
    "base",
    "big",
    "code",
    "em",
    "font",
    "frameset",
    "i",
    "img",
    "marquee",
    "nobr",
    "option",
    "picture",
    "plaintext",
    "s",
    "small",
    "source",
    "strike",
    "strong",
    "tt",
    "u",
];

/// Elements that do not nest: they have no end tag, or the next one ends them.
const FLAT: [&str; 27] = [
    "area", "body", "br", "col", "colgroup", "dd", "dt", "embed", "head", "hr", "html", "input",
    "li", "link", "meta", "optgroup", "p", "param", "tbody", "td", "tfoot", "th", "thead", "title",
    "tr", "track", "wbr",
];

/// Elements that only mark words: where they are left out, no paragraph ends.
const INLINE: [&str; 14] = [
    "a", "abbr", "bdi", "bdo", "cite", "del", "dfn", "ins", "label", "mark", "q", "span", "sub",
    "sup",
];

/// A page, and the blocks of linked data that stood in it.
#[derive(Debug, Default)]
pub(super) struct Pruned {
    pub(super) html: String,
    pub(super) linked_data: Vec<String>,
}

/// Leaves out of a page what an article's text does not need, in time linear in its length.
pub(super) fn prune(page: &str) -> Pruned {
    let mut pruner =
        Pruner { page, at: 0, open: Vec::new(), unclosed: Vec::new(), out: Pruned::default() };
    while pruner.step() {}
    pruner.out
}

struct Pruner<'a> {
    page: &'a str,
    at: usize,
    /// The names of the elements that are open, at least as many as the parser will hold open.
    open: Vec<&'a str>,
    /// What is known never to be closed from here on, so that it is looked for once.
    unclosed: Vec<&'static str>,
    out: Pruned,
}

impl<'a> Pruner<'a> {
    /// Takes the text up to the next tag, and the tag.
    fn step(&mut self) -> bool {
        let rest = &self.page[self.at..];
        let Some(text) = rest.find('<') else {
            self.out.html.push_str(rest);
            return false;
        };
        self.out.html.push_str(&rest[..text]);
        self.at += text;
        let rest = &rest[text..];
        let name_at = if rest.starts_with("</") { 2 } else { 1 };
        match rest.as_bytes().get(name_at) {
            Some(b) if b.is_ascii_alphabetic() => return self.tag(name_at == 2),
            _ if rest.starts_with("<!--") => self.comment(),
            Some(b'!' | b'?') => self.at += rest.find('>').map_or(rest.len(), |end| end + 1),
            _ if name_at == 2 => self.at += 2,
            _ => {
                self.out.html.push_str("&lt;");
                self.at += 1;
            }
        }
        true
    }

    /// A comment that is never closed hides nothing but its mark.
    fn comment(&mut self) {
        let inner = &self.page[self.at + 2..];
        let end = if self.unclosed.contains(&"--") { None } else { inner.find("-->") };
        match end {
            Some(end) => self.at += 2 + end + 3,
            None => {
                self.unclosed.push("--");
                self.at += 4;
            }
        }
    }

    /// One tag; `false` where the page ends in it.
    fn tag(&mut self, is_end: bool) -> bool {
        let rest = &self.page[self.at..];
        let Some(length) = tag_length(rest) else { return false };
        let tag = &rest[..length];
        let name = tag[1 + usize::from(is_end)..]
            .split(|c: char| c.is_whitespace() || c == '/' || c == '>')
            .next()
            .unwrap_or_default();
        let is = |list: &[&str]| list.iter().any(|other| other.eq_ignore_ascii_case(name));
        self.at += length;
        if let Some(whole) = WHOLE.into_iter().find(|whole| whole.eq_ignore_ascii_case(name)) {
            if !is_end {
                self.skip(whole, tag);
            }
        } else if is(&FLAT) {
            self.write(name, tag, is_end);
        } else if !is(&TAGS) {
            let depth = if is_end { self.close(name) } else { self.open(name) };
            if depth <= DEPTH {
                self.write(name, tag, is_end);
            } else if !is(&INLINE) {
                // Paragraphs stay apart there too.
                self.out.html.push_str("<p>");
            }
        }
        true
    }

    /// Opens an element: how deep it lies.
    fn open(&mut self, name: &'a str) -> usize {
        self.open.push(name);
        self.open.len()
    }

    /// Closes an element, and the marks of words in it that were left open: how deep it lay.
    ///
    /// An end tag that fits none closes none, though the parser may know better: what is open is
    /// never counted too low.
    fn close(&mut self, name: &str) -> usize {
        let depth = self.open.len();
        for (back, open) in self.open.iter().rev().take(CLOSED_TOGETHER).enumerate() {
            if open.eq_ignore_ascii_case(name) {
                self.open.truncate(depth - back - 1);
                return depth - back;
            }
            if !INLINE.iter().any(|inline| inline.eq_ignore_ascii_case(open)) {
                break;
            }
        }
        depth
    }

    /// Writes a tag, without its attributes where those are too many.
    fn write(&mut self, name: &str, tag: &str, is_end: bool) {
        if tag.len() <= TAG {
            self.out.html.push_str(tag);
        } else if !is_end && name.len() <= TAG {
            self.out.html.extend(["<", name, ">"]);
        }
    }

    /// Leaves out an element with its content, or its tag alone where it is never closed.
    fn skip(&mut self, name: &'static str, tag: &str) {
        let rest = &self.page[self.at..];
        let end = if self.unclosed.contains(&name) { None } else { end_tag(rest, name) };
        let Some(end) = end else {
            self.unclosed.push(name);
            // Nobody reads code: what follows an open script is lost in browsers too.
            if matches!(name, "script" | "style") {
                self.at = self.page.len();
            }
            return;
        };
        if name == "script" && tag.contains("ld+json") {
            self.out.linked_data.push(rest[..end].to_owned());
        }
        self.at += end;
    }
}

/// The length of the tag a text begins with: its `>` may not stand in a quoted value.
fn tag_length(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let (mut at, mut last) = (1, b'<');
    while at < bytes.len() {
        match bytes[at] {
            b'>' => return Some(at + 1),
            quote @ (b'"' | b'\'') if last == b'=' => {
                at += 1 + bytes[at + 1..].iter().position(|b| *b == quote)?;
                last = quote;
            }
            b if b.is_ascii_whitespace() => {}
            b => last = b,
        }
        at += 1;
    }
    None
}

/// Where the end tag of an element begins.
fn end_tag(text: &str, name: &str) -> Option<usize> {
    text.match_indices("</").map(|(at, _)| at).find(|at| {
        let after = &text.as_bytes()[at + 2..];
        after.get(..name.len()).is_some_and(|own| own.eq_ignore_ascii_case(name.as_bytes()))
            && !after.get(name.len()).is_some_and(u8::is_ascii_alphanumeric)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pruned(page: &str) -> String {
        prune(page).html
    }

    #[test]
    fn leaves_out_code_comments_and_formatting() {
        let page = "<p>One <b>two</b><script>a < b</SCRIPT > <!-- x -->three<STYLE>p{}</style></p>";
        assert_eq!(pruned(page), "<p>One two three</p>");
    }

    #[test]
    fn keeps_linked_data_apart() {
        let page = r#"<script type="application/ld+json">{"a":1}</script><p>x</p>"#;
        let found = prune(page);
        assert_eq!(
            (found.html.as_str(), found.linked_data),
            ("<p>x</p>", vec![r#"{"a":1}"#.into()])
        );
    }

    #[test]
    fn what_is_never_closed_hides_nothing() {
        assert_eq!(pruned("<!-- <p>x"), " <p>x");
        assert_eq!(pruned("<svg><p>x <template>y"), "<p>x y");
        assert_eq!(pruned("<p>x<script>a"), "<p>x");
        assert_eq!(pruned("1 < 2 <p title='"), "1 &lt; 2 ");
    }

    #[test]
    fn bounds_depth_and_attributes() {
        let deep = pruned(&format!("{}x{}y", "<div>".repeat(1000), "</div>".repeat(1000)));
        assert_eq!(deep.matches("<div>").count(), DEPTH);
        assert_eq!(deep.matches("</div>").count(), DEPTH);
        let stray = pruned(&"<div></p></span></a>".repeat(1000));
        assert_eq!(stray.matches("<div>").count(), DEPTH);
        let marked = pruned(&"<div><span>x</div>".repeat(1000));
        assert_eq!(marked.matches("<div>").count(), 1000);
        assert_eq!(pruned(&format!("<p {}>x", "a=1 ".repeat(1000))), "<p>x");
    }

    #[test]
    fn a_quoted_mark_ends_no_tag() {
        let page = "<a title=\"a > b\">x</a><p don't>y";
        assert_eq!(pruned(page), page);
    }
}
