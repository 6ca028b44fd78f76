//! What is exported is read back by readers that we did not write: a CommonMark parser, a CSV reader.

use std::cell::RefCell;

use biblatex::ChunksExt;
use html5ever::tokenizer::{
    BufferQueue, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};
use onrecord::dataset::{Dataset, QuoteIx, load};
use onrecord::export::{self, Format};
use onrecord::text::{safe, safe_lines, unwrapped};
use proptest::prelude::*;
use pulldown_cmark::{Event, LinkType, Options, Parser, Tag, TagEnd};

/// What the made-up article and its quote are told of.
#[derive(Debug, Clone)]
struct Told {
    words: String,
    is_direct: bool,
    speaker: String,
    headline: String,
    url: Option<String>,
}

impl Told {
    fn words(words: &str) -> Self {
        Self {
            words: words.into(),
            is_direct: false,
            speaker: "Ana".into(),
            headline: "Talks".into(),
            url: None,
        }
    }

    fn dataset(&self) -> Dataset {
        let end = self.words.chars().count();
        let json = serde_json::json!({
            "version": 1, "title": "t", "meetings": [],
            "articles": [{"id": "a", "title": self.headline, "date": "2021-07-28",
                          "url": self.url, "text": self.words}],
            "speakers": [{"id": "s", "name": self.speaker}],
            "quotes": [{"id": "q", "article": "a", "start": 0, "end": end, "text": self.words,
                        "kind": if self.is_direct { "direct" } else { "indirect" }, "speaker": "s"}]
        });
        load::from_bytes(json.to_string().as_bytes(), &mut |_| {}).expect("sound")
    }
}

const QUOTE: QuoteIx = QuoteIx::new(0);

/// What a CommonMark parser makes of a quote: paragraphs, and the one link with its text.
#[derive(Debug, Default, PartialEq)]
struct Rendered {
    paragraphs: Vec<String>,
    links: Vec<(String, String)>,
}

/// Running text with footnotes gives back the words, and one footnote with where they were printed.
fn footnote_comes_back(told: &Told) -> Result<(), String> {
    let data = told.dataset();
    let mut out = Vec::new();
    export::write(&mut out, Format::MdFootnotes, None, &data, &[QUOTE])
        .expect("a vector takes all");
    let markdown = String::from_utf8(out).expect("UTF-8");
    let (mut body, mut note, mut in_note) = (String::new(), String::new(), false);
    let (mut references, mut notes) = (0, 0);
    for event in Parser::new_ext(&markdown, Options::ENABLE_FOOTNOTES) {
        match event {
            Event::Start(Tag::FootnoteDefinition(name)) if &*name == "1" => {
                (notes, in_note) = (notes + 1, true);
            }
            Event::End(TagEnd::FootnoteDefinition) => in_note = false,
            Event::FootnoteReference(name) if &*name == "1" => references += 1,
            Event::Text(text) => if in_note { &mut note } else { &mut body }.push_str(&text),
            Event::SoftBreak | Event::End(TagEnd::Paragraph) => {
                if in_note { &mut note } else { &mut body }.push(' ');
            }
            Event::Start(Tag::Paragraph | Tag::Link { .. } | Tag::Emphasis)
            | Event::End(TagEnd::Link | TagEnd::Emphasis) => {}
            other => return Err(format!("{other:?}: {markdown}")),
        }
    }
    let plain = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let words = safe_lines(&unwrapped(&told.words)).to_string();
    let words = if told.is_direct { format!("“{words}”") } else { words };
    let said = plain(&format!("{words} — {}, reported 28 Jul 2021", safe(&told.speaker)));
    let printed = plain(&export::printed_in(&data, QUOTE));
    let right = plain(&body) == said && plain(&note).starts_with(&printed);
    match right && (references, notes) == (1, 1) {
        true => Ok(()),
        false => Err(format!("{body:?} {note:?}: {markdown}")),
    }
}

/// Reads Markdown back; anything but one block quote of paragraphs is an error.
fn rendered(markdown: &str, options: Options) -> Result<Rendered, String> {
    let (mut all, mut depth, mut text_of_link) = (Rendered::default(), 0, None);
    for event in Parser::new_ext(markdown, options) {
        match event {
            Event::Start(Tag::BlockQuote(None)) if depth == 0 && all.paragraphs.is_empty() => {
                depth = 1;
            }
            Event::End(TagEnd::BlockQuote(None)) => depth = 0,
            Event::Start(Tag::Paragraph) if depth == 1 => all.paragraphs.push(String::new()),
            Event::Start(Tag::Link { link_type: LinkType::Inline, dest_url, title, .. })
                if title.is_empty() =>
            {
                all.links.push((dest_url.to_string(), String::new()));
                text_of_link = Some(());
            }
            Event::End(TagEnd::Link) => text_of_link = None,
            // The cautions are set off, in the program's own words.
            Event::Start(Tag::Emphasis) if all.paragraphs.last().is_some_and(String::is_empty) => {}
            Event::End(TagEnd::Paragraph | TagEnd::Emphasis) => {}
            Event::Text(_) | Event::SoftBreak => {
                let text = if let Event::Text(text) = &event { text } else { "\n" };
                all.paragraphs.last_mut().ok_or("text outside")?.push_str(text);
                if let (Some(()), Some((_, of_link))) = (text_of_link, all.links.last_mut()) {
                    of_link.push_str(text);
                }
            }
            other => return Err(format!("{other:?}")),
        }
    }
    Ok(all)
}

/// The paragraphs of a text as Markdown can keep them: no spaces at either end of a line, and any
/// number of blank lines between two paragraphs.
fn paragraphs(text: &str) -> Vec<String> {
    let mut all = vec![String::new()];
    for line in text.lines().map(|line| line.trim_matches(' ')) {
        match all.last_mut() {
            Some(last) if !line.is_empty() => {
                let gap = if last.is_empty() { "" } else { "\n" };
                *last += &format!("{gap}{line}");
            }
            Some(last) if !last.is_empty() => all.push(String::new()),
            _ => {}
        }
    }
    all.retain(|paragraph| !paragraph.is_empty());
    all
}

fn comes_back(told: &Told) -> Result<(), String> {
    footnote_comes_back(told)?;
    let data = told.dataset();
    let markdown = export::markdown(&data, QUOTE);
    let extensions = Options::ENABLE_TABLES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_MATH
        | Options::ENABLE_GFM;
    for options in [Options::empty(), extensions] {
        let found = rendered(&markdown, options).map_err(|what| format!("{what}: {markdown}"))?;
        // Lines that were only wrapped are shown as one.
        let words = safe_lines(&unwrapped(&told.words)).to_string();
        let mut wanted = match told.is_direct {
            true => paragraphs(&format!("“{words}”")),
            false => paragraphs(&words),
        };
        let printed = export::printed_in(&data, QUOTE);
        let said = format!("— {}, reported 28 Jul 2021. {printed}", safe(&told.speaker));
        wanted.push(said.trim_matches(' ').into());
        if !told.is_direct {
            wanted.push("Reported without quotation marks: the reporter's words.".into());
        }
        let links = export::address(&data, QUOTE).map(|url| (url, printed));
        let wanted = Rendered { paragraphs: wanted, links: links.into_iter().collect() };
        if found != wanted {
            return Err(format!("{found:?}\nis not {wanted:?}\n{markdown}"));
        }
    }
    Ok(())
}

#[test]
fn markdown_of_a_text_is_that_text() {
    for words in [
        "Title\n===",
        "Title\n---",
        "    four spaces\n\ttab",
        "1. one",
        "12) twelve",
        "# heading",
        "> quote",
        "- a\n+ b\n* c",
        "***",
        "_ _ _",
        "a \\ b\\",
        "a\\\nb  \nc",
        "&lt;b&gt; &amp; &#60; AT&T &",
        "<b>x</b> <!-- x --> <https://example.org/>",
        "[a](b) ![a](b) [a]: b [^1]",
        "a | b\n--- | ---\nc | d",
        "~~a~~ `b` ``` c\n~~~\nd",
        "$a$ $$b$$",
        "a\n\n\n\nb",
        "a\u{2003}\n\u{2003}b",
        "[!NOTE]\nx",
        "[ ] x",
    ] {
        let told = Told::words(words);
        assert_eq!(comes_back(&told), Ok(()));
        assert_eq!(comes_back(&Told { is_direct: true, ..told.clone() }), Ok(()));
        let line = words.replace('\n', " ");
        let url = Some("https://example.org/a?b=&lt;\\&amp;_*c&d=(e)#&lt;\\<f>".into());
        let told = Told { speaker: line.clone(), headline: format!("x{line}x"), url, ..told };
        assert_eq!(comes_back(&told), Ok(()));
    }
}

/// Text that means something to Markdown, spreadsheets or terminals more often than not.
fn text() -> impl Strategy<Value = String> {
    let special = "[-+*=_#>~`|\\\\\\[\\]()!<&;:.$'\"@^ \t\n]|    |\n\n|&lt;|&#6[0-9];|<b>|https://x.y|[0-9]{1,3}[.)] ";
    proptest::string::string_regex(&format!(
        "a(({special})|[a-z0-9 é—“\\u{{2003}}]|\\u{{2003}}\n|\\PC){{0,24}}"
    ))
    .expect("a pattern")
    .prop_map(|text| text[1..].to_owned())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 1024, ..ProptestConfig::default() })]

    #[test]
    fn markdown_of_any_text_is_that_text(
        words in text(),
        is_direct: bool,
        speaker in text(),
        headline in text(),
        url in proptest::option::of("https://example\\.org/[a-z&;\\\\<>_*()#?%'\"`|\\[\\]~$=-]{0,12}(&lt;|&amp;)?"),
    ) {
        let told = Told {
            words: format!("{words}w"),
            speaker: format!("{}s", speaker.trim()),
            headline: format!("{}h", headline.trim()),
            is_direct,
            url,
        };
        prop_assert_eq!(comes_back(&told), Ok(()));
    }
}

/// The cells that a program sees that parts them at a separator.
fn cells(csv: &[u8], separator: u8, has_quotes: bool) -> Vec<String> {
    let mut reader = csv::ReaderBuilder::new();
    reader.delimiter(separator).quoting(has_quotes).flexible(true).has_headers(false);
    let rows = reader.from_reader(csv).into_records().map(|row| row.expect("UTF-8"));
    rows.flat_map(|row| row.iter().map(str::to_owned).collect::<Vec<_>>()).collect()
}

/// A cell that a spreadsheet would take for a formula, whatever separator it parts cells at.
fn formula(csv: &[u8]) -> Option<String> {
    let ways = [(b',', true), (b';', true), (b';', false), (b'\t', true), (b'\t', false)];
    let all = ways.into_iter().flat_map(|(separator, quotes)| cells(csv, separator, quotes));
    let skipped = |c: char| c.is_whitespace() || c == '"';
    all.into_iter().find(|cell| {
        let cell = cell.trim_start_matches(skipped);
        cell.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠', '\t', '\r'])
    })
}

fn csv_of(told: &Told) -> Vec<u8> {
    let mut out = Vec::new();
    export::write(&mut out, Format::Csv, None, &told.dataset(), &[QUOTE]).expect("written");
    out
}

#[test]
fn no_cell_is_a_formula_whatever_parts_the_cells() {
    for words in [
        "=cmd()",
        " =cmd()",
        "x;=cmd()",
        "x; \"=cmd()",
        "x;;@cmd()",
        "x\t=cmd()",
        "x\t\"+cmd()",
        "x\n-cmd()",
        "x\r=cmd()",
        "\"=cmd()",
        "x;＝cmd()",
    ] {
        let told = Told::words(words);
        assert_eq!(formula(&csv_of(&told)), None, "{words:?}");
        let told = Told { speaker: words.replace('\n', ";"), ..told };
        assert_eq!(formula(&csv_of(&told)), None, "{words:?}");
    }
    // What is no formula stays as it is.
    let plain = "a; b - c = d, e+f \"g\" h@i.j;";
    assert!(cells(&csv_of(&Told::words(plain)), b',', true).contains(&plain.to_owned()));
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 1024, ..ProptestConfig::default() })]

    #[test]
    fn no_cell_of_any_text_is_a_formula(
        words in "[;,=+@'\"x \t\r\n＝\u{a0}\u{2003}-]{0,12}",
        speaker in "[;,=+@'\"x \t＠-]{0,12}",
    ) {
        let told = Told { speaker: format!("{speaker}s"), ..Told::words(&format!("{words}w")) };
        let csv = csv_of(&told);
        prop_assert_eq!(formula(&csv), None);
        // Apostrophes are added and nothing else is done.
        let bare = |text: &str| safe_lines(text).replace('\'', "");
        let cells: Vec<String> = cells(&csv, b',', true);
        prop_assert_eq!(cells.len(), 68);
        prop_assert_eq!(bare(&cells[35]), bare(&unwrapped(&told.words)));
        prop_assert_eq!(bare(&cells[37]), bare(&told.speaker));
    }
}

#[test]
fn a_headline_keeps_its_points() {
    let told = Told { headline: "Talks.. and wait...".into(), ..Told::words("x") };
    let printed = export::printed_in(&told.dataset(), QUOTE);
    assert_eq!(printed, "Talks.. and wait... 28 Jul 2021");
}

/// The text that a reader of HTML sees, and the style with it.
#[derive(Default)]
struct PageText(RefCell<String>);

impl TokenSink for PageText {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        if let Token::CharacterTokens(text) = token {
            self.0.borrow_mut().push_str(&text);
        }
        TokenSinkResult::Continue
    }
}

fn text_of(html: &str) -> String {
    let page = BufferQueue::default();
    page.push_back(html.into());
    let tokenizer = Tokenizer::new(PageText::default(), TokenizerOpts::default());
    let _ = tokenizer.feed(&page);
    tokenizer.end();
    tokenizer.sink.0.into_inner()
}

/// What quotes look like in a format.
fn exported(told: &Told, format: Format) -> String {
    let mut out = Vec::new();
    export::write(&mut out, format, None, &told.dataset(), &[QUOTE]).expect("memory takes it");
    String::from_utf8(out).expect("UTF-8")
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 512, ..ProptestConfig::default() })]

    /// BibTeX is read by the parser of Typst, HTML by a browser's rules, CSL-JSON and JSON-LD by
    /// serde_json.
    #[test]
    fn references_of_any_text_tell_that_text(
        headline in "[{}$&#_%\"'@=,<>;x é\u{202e}]{0,16}",
        speaker in "[{}$&%<>\"' x]{0,8}",
    ) {
        let (headline, speaker) = (format!("x{headline}y"), format!("a{speaker}b"));
        let told = Told {
            headline: headline.clone(),
            speaker: speaker.clone(),
            is_direct: true,
            url: Some("https://example.org/a_b?c=%20&d=1".into()),
            ..Told::words("we are <close> & {done}")
        };
        let bibtex = exported(&told, Format::Bibtex);
        let read = biblatex::Bibliography::parse(&bibtex);
        let read = read.map_err(|error| TestCaseError::fail(format!("{error}: {bibtex}")))?;
        let entry = read.get("a").expect("the article");
        let title = entry.get("title").expect("told").format_verbatim();
        // TeX takes several spaces for one.
        let words = |text: &str| text.split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
        prop_assert_eq!(words(&title), words(&safe(&headline)), "{}", bibtex);
        prop_assert_eq!(entry.url().expect("told"), "https://example.org/a_b?c=%20&d=1");

        let html = exported(&told, Format::Html);
        let text = text_of(&html);
        prop_assert!(text.contains("“we are <close> & {done}”"), "{}", text);
        prop_assert!(text.contains(&*safe(&headline)) && text.contains(&*safe(&speaker)), "{}", text);

        let csl: serde_json::Value = serde_json::from_str(&exported(&told, Format::CslJson)).expect("JSON");
        prop_assert_eq!(csl[0]["title"].as_str(), Some(headline.as_str()));
        let page: serde_json::Value =
            serde_json::from_str(&exported(&told, Format::WebAnnotation)).expect("JSON");
        let selector = &page["items"][0]["target"]["selector"];
        prop_assert_eq!(selector[0]["exact"].as_str(), Some(told.words.as_str()));
        prop_assert_eq!(selector[1]["end"].as_u64(), Some(told.words.chars().count() as u64));
    }
}

#[test]
fn signs_that_tex_has_commands_for_are_commands() {
    let told = Told { headline: "a^b ~c \\d {e}".into(), ..Told::words("x") };
    let bibtex = exported(&told, Format::Bibtex);
    let title = r"a\textasciicircum{}b \textasciitilde{}c \textbackslash{}d \{e\}";
    assert!(bibtex.contains(title), "{bibtex}");
}
