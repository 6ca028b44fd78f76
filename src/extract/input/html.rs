//! Pages: the article of a saved web page, its paragraphs kept apart.
//!
//! `dom_smoothie` finds where the article is. Its own text glues paragraphs together, so the
//! blocks of what it found are walked here; where it finds nothing, those of the whole page are.

use std::ops::Range;

use dom_query::{Document, NodeRef};
use dom_smoothie::{Config, Readability};

use crate::extract::language::WordList;

use super::{Fields, SkipReason, dom, json, page_head};

/// Pages of more elements are read whole: finding the article would take too long.
const ELEMENTS: usize = 20_000;
/// How far into a page its encoding is declared, in bytes.
const DECLARED: usize = 1024;

static BLOCKS: WordList = WordList::new("html-block");

/// Elements whose text is never the article's.
const OUTSIDE: [&str; 5] = ["aside", "footer", "head", "nav", "title"];

/// Elements whose text nobody reads as an article's.
const UNREAD: &str = "audio, button, canvas, iframe, math, noembed, noframes, noscript, object, \
    script, select, style, svg, template, textarea, video, xmp";

/// A page as it was read.
#[derive(Debug, Default)]
pub(super) struct Page {
    pub(super) fields: Fields,
    pub(super) text: String,
    /// The captions of its figures, as byte ranges of the text.
    pub(super) captions: Vec<Range<usize>>,
    /// What it marks as quoted, as byte ranges of the text, one a paragraph.
    pub(super) set_apart: Vec<Range<usize>>,
}

/// Reads a page.
///
/// # Errors
/// That it is too much.
pub(super) fn read(html: &str) -> Result<Page, SkipReason> {
    let config =
        Config { max_elements_to_parse: ELEMENTS, disable_json_ld: true, ..Config::default() };
    let doc = dom::parse(html).map_err(SkipReason::TooMuch)?;
    let blocks = doc.select("script[type*='ld+json']");
    let blocks: Vec<String> = blocks.iter().map(|block| block.text().to_string()).collect();
    let linked = json::linked_data(blocks.iter().map(String::as_str)).unwrap_or_default();
    let mut reader = Readability { doc, doc_url: None, config };
    reader.doc.select(UNREAD).remove();
    let whole = reader.doc.clone();
    let found = reader.parse();
    let mut page = match &found {
        Ok(_) => paragraphs(&reader.doc, "#readability-page-1"),
        Err(_) => Page::default(),
    };
    // Where much of what the page sets as prose is lost, the part that holds it is read whole.
    let main = ["[itemprop=articleBody]", "article", "main", "[role=main]"]
        .into_iter()
        .find(|select| whole.select(select).length() == 1);
    if let Some(main) = main {
        let part = paragraphs(&whole, main);
        if prose(&page.text) * 2 < prose(&part.text) {
            page = part;
        }
    }
    if page.text.is_empty() || prose(&page.text) == 0 {
        let part = paragraphs(&whole, "body");
        page = if prose(&part.text) > 0 || page.text.is_empty() { part } else { page };
    }
    let byline = found.ok().and_then(|article| article.byline);
    page.fields = page_head::read(&whole, linked, byline.as_deref());
    Ok(page)
}

/// How much of a text is prose, in bytes: paragraphs that end as sentences do.
fn prose(text: &str) -> usize {
    let paragraphs = text.split("\n\n").filter(|paragraph| paragraph.len() > 60);
    let ends =
        |paragraph: &&str| paragraph.trim_end().ends_with(['.', '!', '?', '”', '"', '’', ')']);
    paragraphs.filter(ends).map(str::len).sum()
}

/// The paragraphs of one element, a blank line between.
fn paragraphs(doc: &Document, select: &str) -> Page {
    let mut writer = Writer::default();
    if let Some(root) = doc.select_single(select).nodes().first() {
        walk(root, &mut writer);
    }
    writer.end_paragraph();
    writer.page
}

/// Visits what is in an element, without a call for each level.
fn walk(root: &NodeRef<'_>, writer: &mut Writer) {
    let mut next = root.first_child();
    while let Some(node) = next {
        if writer.enter(&node)
            && let Some(child) = node.first_child()
        {
            next = Some(child);
            continue;
        }
        let mut last = node;
        next = loop {
            writer.leave(&last);
            if let Some(sibling) = last.next_sibling() {
                break Some(sibling);
            }
            match last.parent() {
                Some(parent) if parent.id != root.id => last = parent,
                _ => break None,
            }
        };
    }
}

/// Writes paragraphs as their pieces come.
#[derive(Default)]
struct Writer {
    page: Page,
    /// Where the paragraph that is being written begins, if one is.
    start: Option<usize>,
    /// White space is owed before the next character.
    space: bool,
    /// Line breaks are owed before the next character: two end the paragraph.
    breaks: usize,
    /// How many captions, and how many preformatted elements, are open.
    captions: usize,
    preformatted: usize,
    /// How many embedded posts are open: one is a paragraph with its signature.
    embeds: usize,
    /// How many block quotations are open.
    blocks: usize,
    /// Where the quotation inside a sentence begins, if one is open; its first character may be owed.
    inline: Option<Option<usize>>,
}

impl Writer {
    /// Takes an element's beginning or a text; `false` where what is in it is left out.
    fn enter(&mut self, node: &NodeRef<'_>) -> bool {
        if node.is_text() {
            self.text(&node.text());
            return false;
        }
        let Some(name) = node.node_name() else { return false };
        if OUTSIDE.contains(&&*name) {
            return false;
        }
        if &*name == "br" {
            self.line_break();
        }
        if self.embeds > 0 && BLOCKS.has(&name) {
            self.space = true;
        } else if BLOCKS.has(&name) {
            self.end_paragraph();
        }
        self.embeds += usize::from(is_embed(node));
        self.captions += usize::from(&*name == "figcaption");
        self.preformatted += usize::from(&*name == "pre");
        self.blocks += usize::from(&*name == "blockquote");
        if &*name == "q" {
            self.inline = Some(None);
        }
        true
    }

    fn leave(&mut self, node: &NodeRef<'_>) {
        let Some(name) = node.node_name().filter(|name| !OUTSIDE.contains(&&**name)) else {
            return;
        };
        self.embeds -= usize::from(is_embed(node));
        if self.embeds > 0 && BLOCKS.has(&name) {
            self.space = true;
        } else if BLOCKS.has(&name) {
            self.end_paragraph();
        }
        self.captions -= usize::from(&*name == "figcaption");
        self.preformatted -= usize::from(&*name == "pre");
        self.blocks -= usize::from(&*name == "blockquote");
        if &*name == "q"
            && let Some(Some(start)) = self.inline.take()
        {
            self.page.set_apart.push(start..self.page.text.len());
        }
    }

    fn text(&mut self, text: &str) {
        for c in text.chars() {
            match c {
                '\n' if self.preformatted > 0 => self.line_break(),
                ' ' | '\t' | '\n' | '\r' | '\x0c' => self.space = true,
                c => self.character(harmless(c)),
            }
        }
    }

    fn character(&mut self, c: char) {
        let text = &mut self.page.text;
        if self.start.is_none() {
            if !text.is_empty() {
                text.push_str("\n\n");
            }
            self.start = Some(text.len());
        } else if self.breaks > 0 {
            text.push('\n');
        } else if self.space {
            text.push(' ');
        }
        (self.space, self.breaks) = (false, 0);
        if self.inline == Some(None) {
            self.inline = Some(Some(text.len()));
        }
        text.push(c);
    }

    fn line_break(&mut self) {
        self.breaks += 1;
        if self.breaks > 1 {
            self.end_paragraph();
        }
    }

    fn end_paragraph(&mut self) {
        (self.space, self.breaks) = (false, 0);
        let Some(start) = self.start.take() else { return };
        self.inline = None;
        let paragraph = start..self.page.text.len();
        if self.captions > 0 {
            self.page.captions.push(paragraph);
        } else if self.blocks > 0 {
            self.page.set_apart.push(paragraph);
        }
    }
}

/// Whether an element is a post that a social network lets pages embed.
fn is_embed(node: &NodeRef<'_>) -> bool {
    const EMBEDS: [&str; 5] =
        ["twitter-tweet", "twitter-video", "bluesky-embed", "mastodon-embed", "instagram-media"];
    node.attr("class").is_some_and(|class| class.split(' ').any(|name| EMBEDS.contains(&name)))
}

/// A control character, which only ever comes by an entity or a mistake, is replaced.
fn harmless(c: char) -> char {
    if c.is_control() { char::REPLACEMENT_CHARACTER } else { c }
}

/// The encoding a page declares in its first bytes.
pub(super) fn charset(bytes: &[u8]) -> Option<&'static encoding_rs::Encoding> {
    let start = String::from_utf8_lossy(&bytes[..bytes.len().min(DECLARED)]).to_ascii_lowercase();
    let (_, value) = start.split_once("charset=")?;
    let value = value.trim_start_matches(['"', '\'']);
    let label = value.split(|c: char| !c.is_ascii_alphanumeric() && !"-_:.".contains(c)).next()?;
    encoding_rs::Encoding::for_label(label.as_bytes())
}
