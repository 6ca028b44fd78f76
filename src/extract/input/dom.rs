//! A page's tree, built within bounds.
//!
//! What an HTML parser does with a page can grow faster than the page: with the elements that are
//! open, with the formatting it reopens in every paragraph, with the attributes of one tag. So the
//! parser's own tokens are looked at on their way to its tree: what an article's text never needs
//! is left out, and a page that still is too much is given up.

use std::cell::Cell;

use dom_query::{Document, NodeId};
use html5ever::interface::{TokenizerResult, Tracer};
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{
    BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer,
};
use html5ever::tree_builder::TreeBuilder;

/// So many elements may be open, those to reopen counted too; the tags of more are left out.
/// Newspapers have fewer than 60.
const OPEN: usize = 256;
/// So many tags a page may have; newspapers have fewer than 20,000.
const TAGS: usize = 200_000;
/// So many words may stand in one tag or comment: a tag has no more attributes.
const WORDS: usize = 30_000;
/// So often the tokenizer may compare attributes: each with all before it in its tag.
const COMPARED: usize = 1 << 29;
/// A tag with more bytes of attributes than this loses them.
const ATTRIBUTES: usize = 2048;
/// A page comes to the tokenizer in pieces of so many characters, so that it can be stopped in a
/// tag, and no text of its tree is longer.
const PIECE: usize = 4096;

/// Elements whose tags are left out and whose content stays: formatting, and what leads elsewhere.
const UNWRAPPED: [&str; 22] = [
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

/// The tree of a page.
///
/// # Errors
/// What there is too much of.
pub(super) fn parse(page: &str) -> Result<Document, &'static str> {
    let sink = Bounded {
        builder: TreeBuilder::new(Document::default(), Default::default()),
        tags: Cell::new(0),
        words: Cell::new(0),
        compared: Cell::new(0),
        too_much: Cell::new(None),
    };
    let tokenizer = Tokenizer::new(sink, Default::default());
    let sink = &tokenizer.sink;
    let queue = BufferQueue::default();
    let mut rest = page;
    while !rest.is_empty() && sink.too_much.get().is_none() {
        let piece;
        (piece, rest) = cut(rest);
        sink.read(piece.split_ascii_whitespace().count());
        queue.push_back(StrTendril::from(piece));
        // It stops at scripts, which nobody runs here.
        while !matches!(tokenizer.feed(&queue), TokenizerResult::Done) {}
    }
    if let Some(what) = sink.too_much.get() {
        return Err(what);
    }
    tokenizer.end();
    let doc = tokenizer.sink.builder.sink;
    part_texts(&doc);
    Ok(doc)
}

/// Parts long texts into several that stand side by side. Where one is written as HTML, each `&`
/// in it is found by a search that first runs to its end.
fn part_texts(doc: &Document) {
    let root = doc.root();
    let texts = root.descendants_it().filter(|node| node.is_text());
    let long: Vec<_> = texts.filter(|node| node.text().len() > PIECE).collect();
    for node in long {
        let text = node.text();
        let mut rest = &*text;
        while !rest.is_empty() {
            let piece;
            (piece, rest) = cut(rest);
            node.insert_before(&doc.tree.new_text(piece));
        }
        node.remove_from_parent();
    }
}

/// Cuts the first piece off a text.
fn cut(text: &str) -> (&str, &str) {
    text.split_at(text.char_indices().nth(PIECE).map_or(text.len(), |(at, _)| at))
}

/// Takes the tokenizer's tokens and gives the tree builder those that it shall have.
struct Bounded {
    builder: TreeBuilder<NodeId, Document>,
    tags: Cell<usize>,
    /// How many words came since the last token.
    words: Cell<usize>,
    /// How often attributes were compared.
    compared: Cell<usize>,
    /// What there is too much of.
    too_much: Cell<Option<&'static str>>,
}

impl Bounded {
    /// Counts words before they are a token.
    fn read(&self, words: usize) {
        self.words.set(self.words.get() + words);
        if self.words.get() > WORDS {
            self.too_much.set(Some("more than 30,000 words in one tag or comment"));
        }
    }

    /// Whether a tag is for the tree. `words` came before it, its doubled attributes among them.
    fn takes(&self, tag: &mut Tag, words: usize) -> bool {
        let attributes = tag.attrs.len();
        self.compared.set(self.compared.get() + attributes * (attributes + words));
        if self.compared.get() > COMPARED {
            self.too_much.set(Some("too many attributes in its tags"));
        }
        if UNWRAPPED.contains(&&*tag.name) {
            return false;
        }
        self.tags.set(self.tags.get() + 1);
        if self.tags.get() > TAGS {
            self.too_much.set(Some("more than 200,000 tags"));
        } else if tag.kind == TagKind::StartTag && self.open() > OPEN {
            // What stands in it is read as standing around it.
            return false;
        }
        // Those of later `html` and `body` tags would be added to those of the first, without end.
        let bytes = tag.attrs.iter().map(|attr| attr.name.local.len() + attr.value.len());
        if matches!(&*tag.name, "html" | "body") || bytes.sum::<usize>() > ATTRIBUTES {
            tag.attrs.clear();
        }
        self.too_much.get().is_none()
    }

    /// How many elements the tree builder holds: those that are open, and those to reopen.
    fn open(&self) -> usize {
        struct Count(Cell<usize>);
        impl Tracer for Count {
            type Handle = NodeId;
            fn trace_handle(&self, _: &NodeId) {
                self.0.set(self.0.get() + 1);
            }
        }
        let count = Count(Cell::new(0));
        self.builder.trace_handles(&count);
        count.0.get()
    }
}

impl TokenSink for Bounded {
    type Handle = NodeId;

    fn process_token(&self, token: Token, line: u64) -> TokenSinkResult<NodeId> {
        if let Token::ParseError(_) = token {
            // Attributes that no blank sets apart, and doubled ones, are errors.
            self.read(1);
            return TokenSinkResult::Continue;
        }
        let words = self.words.replace(0);
        if self.too_much.get().is_some() {
            return TokenSinkResult::Continue;
        }
        let token = match token {
            Token::CommentToken(_) => return TokenSinkResult::Continue,
            Token::TagToken(mut tag) => {
                if !self.takes(&mut tag, words) {
                    return TokenSinkResult::Continue;
                }
                Token::TagToken(tag)
            }
            token => token,
        };
        self.builder.process_token(token, line)
    }

    fn end(&self) {
        self.builder.end();
    }

    fn adjusted_current_node_present_but_not_in_html_namespace(&self) -> bool {
        self.builder.adjusted_current_node_present_but_not_in_html_namespace()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// How many nodes a page becomes, and how deep they lie.
    fn size(page: &str) -> Result<(usize, usize), &'static str> {
        let doc = parse(page)?;
        let root = doc.root();
        let deepest = root.descendants_it().map(|node| node.ancestors_it(None).count()).max();
        Ok((doc.tree.len(), deepest.unwrap_or_default()))
    }

    proptest! {
        #![proptest_config(ProptestConfig {
            failure_persistence: None, ..ProptestConfig::with_cases(64)
        })]

        /// Whatever is written, and however often: a page's tree grows no faster than the page.
        #[test]
        fn a_tree_is_as_large_as_its_page(
            pieces in prop::collection::vec(
                prop_oneof![
                    Just("<p =\">"), Just("<p a=b=\">"), Just("<b a=1>"), Just("<a href=x>"), Just("</a>"),
                    Just("<p>x"), Just("<div>"), Just("</div>"), Just("<form><span></form>"),
                    Just("<dd>"), Just("<li>"), Just("<table>"), Just("<td>"), Just("<caption>"),
                    Just("</table>"), Just("<svg>"), Just("<style>"), Just("</style>"), Just("<object>"),
                    Just("<button>"), Just("<select>"), Just("<template>"), Just("<ruby><rt>"),
                    Just("<body a=1>"), Just("<h1>"), Just("</p>"), Just("<math><mi>"), Just("<code b=2>"),
                ],
                1..8,
            ),
            times in 1_usize..150,
        ) {
            let page = pieces.concat().repeat(times);
            if let Ok((nodes, depth)) = size(&page) {
                prop_assert!(nodes <= 2 * page.len() + 4, "{nodes} of {} bytes", page.len());
                // A form that is closed around what it holds is no longer open, and still there.
                prop_assert!(depth <= 2 * OPEN + 8, "{depth} deep");
            }
        }
    }

    #[test]
    fn formatting_is_not_reopened_in_every_paragraph() {
        // HTML ends these tags at their first `>`, whatever quotes seem to begin in them.
        for tag in ["<p =\">", "<p a=b=\">"] {
            let page = |n: usize| {
                (0..n).map(|i| format!("{tag}<b a={i}>")).collect::<String>() + &"<p>x".repeat(n)
            };
            let (small, _) = size(&page(100)).expect("no more than there may be");
            let (large, _) = size(&page(1000)).expect("no more than there may be");
            assert!(large < 11 * small, "{large} nodes, of a tenth {small}");
        }
    }

    #[test]
    fn what_is_too_much_is_said() {
        let attributes: String = (0..35_000).map(|i| format!("a{i}=1 ")).collect();
        let no_blanks: String = (0..35_000).map(|i| format!("a{i}=\"1\"")).collect();
        for (page, what) in [
            ("<br>".repeat(TAGS + 1), "more than 200,000 tags"),
            (format!("<p {attributes}>"), "more than 30,000 words in one tag or comment"),
            (format!("<p {no_blanks}>"), "more than 30,000 words in one tag or comment"),
            (
                format!("<p {}>", &attributes[..100_000]).repeat(4),
                "too many attributes in its tags",
            ),
        ] {
            assert_eq!(size(&page), Err(what), "{page:.40}");
        }
    }

    #[test]
    fn no_text_is_long_and_none_is_lost() {
        let doc = parse(&format!("<p>a{}é</p>", "&amp;é ".repeat(PIECE))).expect("a tree");
        let body = doc.select("p");
        let texts = body.nodes()[0].descendants_it().map(|node| node.text().chars().count());
        assert!(texts.max() <= Some(PIECE));
        assert_eq!(*body.text(), format!("a{}é", "&é ".repeat(PIECE)));
    }

    #[test]
    fn attributes_beyond_use_are_left_out() {
        let doc = parse(&format!("<body a=1><body b=2><p id=x>y<p {}>z", "c=1 ".repeat(9)));
        let doc = doc.expect("a tree");
        assert_eq!(doc.select("body").attrs().len(), 0);
        assert_eq!(&*doc.select("p#x").text(), "y");
        let long: String = (0..1000).map(|i| format!("a{i}=1 ")).collect();
        let doc = parse(&format!("<p {long}>z")).expect("a tree");
        assert_eq!(doc.select("p").attrs().len(), 0);
    }
}
