//! Heads of articles: headline, byline, day, publisher and address, in the layouts that are found.

use onrecord::extract::input::{self, SourceArticle};

fn one(file: &str, text: &[u8]) -> SourceArticle {
    input::read(file, text).remove(0).expect("an article")
}

/// Title, author, publisher and day; `-` for what is not there.
fn head(article: &SourceArticle) -> String {
    let told = |field: &Option<String>| field.clone().unwrap_or_else(|| "-".into());
    let date = article.date.map_or("-".into(), |date| date.to_string());
    [told(&article.title), told(&article.author), told(&article.publisher), date].join(" / ")
}

const BODY: &str = "Minister Anna Weber opened talks in Bonn, and nobody left the room before noon. \
    The sides had not met since the spring, and all of them were tired of waiting for it.";

fn assert_head(top: &str, expected: &str) {
    let article = one("talks.txt", format!("{top}\n\n{BODY}\n\n{BODY}\n").as_bytes());
    assert_eq!(head(&article), expected, "{top}");
    assert!(article.text.starts_with("Minister Anna Weber"), "{top}: {}", article.text);
}

#[test]
fn text_heads_are_read_in_any_order() {
    for (top, expected) in [
        ("Talks begin in Bonn\n4 May 2020", "Talks begin in Bonn / - / - / 2020-05-04"),
        ("4 May 2020\n\nTalks begin in Bonn", "Talks begin in Bonn / - / - / 2020-05-04"),
        (
            "Talks begin in Bonn\nReuters | May 4, 2020",
            "Talks begin in Bonn / - / Reuters / 2020-05-04",
        ),
        (
            "Talks begin in Bonn\nHarbour Post | May 4, 2020 | By Ida Holm",
            "Talks begin in Bonn / Ida Holm / Harbour Post / 2020-05-04",
        ),
        (
            "# Talks begin in Bonn\n\n**Reuters** | 2020-05-04 08:20 |\n\n---",
            "Talks begin in Bonn / - / Reuters / 2020-05-04",
        ),
        (
            "Talks begin in Bonn\n\nMay 4, 2020 / 11:32 AM",
            "Talks begin in Bonn / - / - / 2020-05-04",
        ),
        (
            "Talks begin in Bonn\nBy Ida Holm, Reuters\nMon May 4, 2020",
            "Talks begin in Bonn / Ida Holm / Reuters / 2020-05-04",
        ),
        (
            "Talks begin in Bonn\nBy Ida Holm\nReuters\nMon May 4, 2020",
            "Talks begin in Bonn / Ida Holm / Reuters / 2020-05-04",
        ),
        (
            "Harbour News\nMay 4, 2020, 5:21 AM\n\nTalks begin in Bonn",
            "Talks begin in Bonn / - / Harbour News / 2020-05-04",
        ),
        (
            "FOR IMMEDIATE RELEASE\n\nMay 4, 2020\n\nTalks begin in Bonn",
            "Talks begin in Bonn / - / - / 2020-05-04",
        ),
        (
            "4-MAY-2020 10:44:46.86\nTALKS BEGIN IN BONN ON HARBOURS",
            "TALKS BEGIN IN BONN ON HARBOURS / - / - / 2020-05-04",
        ),
        (
            "Talks begin in Bonn\nBy Ida Holm\nHarbour Courier, 4 May 2020",
            "Talks begin in Bonn / Ida Holm / Harbour Courier / 2020-05-04",
        ),
        (
            "TALKS BEGIN IN BONN ON HARBOURS\n4-MAY-2020 10:44:46.86",
            "TALKS BEGIN IN BONN ON HARBOURS / - / - / 2020-05-04",
        ),
        ("HNA20200504.0494\n05/14/2020 08:17:00", "- / - / - / 2020-05-14"),
        ("HNA900815-0044\n08-15-90 1337edt", "- / - / - / 1990-08-15"),
        (
            "Talks begin in Bonn\n\nPublished: May 4, 2020 at 10:18 PM",
            "Talks begin in Bonn / - / - / 2020-05-04",
        ),
    ] {
        assert_head(top, expected);
    }
}

#[test]
fn a_first_sentence_is_no_headline() {
    for first in [
        "Foreign Minister Anna Weber met Envoy Tom Reed on Tuesday.",
        "The talks were over before noon.",
        "Tom Reed has left the room.",
    ] {
        let article = one("a.txt", format!("Date: 2020-05-04\n\n{first}\n\n{BODY}").as_bytes());
        assert_eq!(article.title, None, "{first}");
        assert!(article.text.starts_with(first));
    }
    for title in [
        "Talks Go On in Bonn After a Long Night.",
        "Harbour talks hit home for the crews.",
        "Talks go on",
    ] {
        let article = one("a.txt", format!("{title}\n\nDate: 2020-05-04\n\n{BODY}").as_bytes());
        assert_eq!(article.title.as_deref(), Some(title));
    }
}

#[test]
fn front_matter_is_yaml() {
    let matter = "---\ndate: '2020-05-04'\nmodified_time: 2020-05-05 09:54:27-05:00\nsource_url: https://www.example.org/a/\n\
        authors:\n  - Ida Holm\n  - Tom Reed\ntitle: \"Readout of the Minister\\u2019s \\\"short\\\" Call with\\\n  \\ Envoy\\_Reed\"\n---\n\n";
    let article = one("a.md", (matter.to_owned() + BODY).as_bytes());
    assert_eq!(
        head(&article),
        "Readout of the Minister’s \"short\" Call with Envoy Reed / Ida Holm, Tom Reed / example.org / 2020-05-04"
    );
    assert_eq!(article.url.as_deref(), Some("https://www.example.org/a/"));
    let folded = "---\ntitle: >\n  Talks begin\n  in Bonn\nauthor: {name: Ida Holm}\npublished_time: 2020-05-04T10:00:00Z\npublisher: Harbour Post\n---\n";
    assert_eq!(
        head(&one("a.md", (folded.to_owned() + BODY).as_bytes())),
        "Talks begin in Bonn / Ida Holm / Harbour Post / 2020-05-04"
    );
    // What is no YAML is read line by line, and what is far too much is not read as front matter.
    let broken = "---\ntitle: Talks: begin: in Bonn\ndate: 2020-05-04\n  - x: [\n---\n";
    assert_eq!(
        one("a.md", (broken.to_owned() + BODY).as_bytes()).date.map(|d| d.to_string()).as_deref(),
        Some("2020-05-04")
    );
    for flood in ["[", "{a: ", "- ", "&a *a ", "? "] {
        let _ = input::read(
            "a.md",
            format!("---\nx: {}\n---\n{BODY}", flood.repeat(1 << 12)).as_bytes(),
        );
    }
}

fn page(head: &str, top: &str) -> SourceArticle {
    let html = format!(
        "<html><head>{head}</head><body><article><h1>Talks begin in Bonn</h1>{top}<p>{BODY}</p><p>{BODY}</p></article></body></html>"
    );
    one("page.html", html.as_bytes())
}

#[test]
fn the_day_of_a_page_is_found_where_it_stands() {
    for (head, top) in [
        (
            r#"<meta itemprop="dateModified" content="2020-05-09"><meta itemprop="datePublished" content="2020-05-04T00:00:13.123-07:00">"#,
            "",
        ),
        (r#"<meta name="article_date_original" content="Monday, May 4, 2020, 3:02 PM">"#, ""),
        (r#"<meta name="DC.date.issued" content="2020-05-04">"#, ""),
        (r#"<meta name="dc.date" content="2020-05-04">"#, ""),
        (r#"<meta name="prism.publicationDate" content="2020-05-04">"#, ""),
        (r#"<meta name="sailthru.date" content="2020-05-04 10:00">"#, ""),
        (r#"<meta name="publication_date" content="2020-05-04">"#, ""),
        (
            r#"<meta name="parsely-page" content='{"title": "x", "pub_date": "2020-05-04T10:00:00Z"}'>"#,
            "",
        ),
        (r#"<meta property="og:published_time" content="2020-05-04">"#, ""),
        ("", r#"<time itemprop="datePublished" content="2020-05-04">yesterday</time>"#),
        ("", r#"<time datetime="2020-05-04T10:00">yesterday</time>"#),
        ("", r#"<abbr class="published" title="2020-05-04">yesterday</abbr>"#),
        ("", r#"<span class="post-date">May 4, 2020</span>"#),
        ("", "<p>May 4, 2020</p>"),
        (r#"<link rel="canonical" href="https://example.org/2020/05/04/talks">"#, ""),
    ] {
        let date = page(head, top).date.map(|date| date.to_string());
        assert_eq!(date.as_deref(), Some("2020-05-04"), "{head}{top}");
    }
}

#[test]
fn a_byline_is_its_names() {
    for (head, top) in [
        (r#"<meta name="author" content="Ida Holm">"#, ""),
        (
            r#"<meta name="dc.creator" content="reporter_17">"#,
            r#"<div class="byline author">Ida Holm May 4, 2020 | holm@example.org</div>"#,
        ),
        ("", r#"<p class="byline">Posted by Ida Holm on May 4, 2020 at 10:15 | 12 comments</p>"#),
        (
            "",
            r#"<p class="byline">Article by: Ida Holm / HNA / Updated: May 4, 2020, 11:05 IST</p>"#,
        ),
        ("", r#"<a rel="author">Ida Holm</a>"#),
        ("", r#"<span itemprop="author"><span itemprop="name">Ida Holm</span></span>"#),
        (
            r#"<meta name="author" content="Harbour News"><meta property="og:site_name" content="Harbour News">"#,
            r#"<p class="byline">By IDA HOLM</p>"#,
        ),
    ] {
        let author = page(head, top).author;
        assert_eq!(author.map(|a| a.to_lowercase()).as_deref(), Some("ida holm"), "{head}{top}");
    }
    let graph = r##"<script type="application/ld+json">{"@graph": [{"@type": "NewsArticle", "headline": "Talks begin in Bonn &#8211; line",
        "author": [{"@id": "#h"}], "publisher": {"@id": "#p"}, "datePublished": "2020-05-04"},
        {"@type": "Person", "@id": "#h", "name": "Ida Holm"}, {"@type": "Organization", "@id": "#p", "name": "Harbour &amp; Post"}]}</script>"##;
    let article = page(graph, "");
    assert_eq!(
        (article.author.as_deref(), article.publisher.as_deref()),
        (Some("Ida Holm"), Some("Harbour & Post"))
    );
}

#[test]
fn a_headline_is_without_its_site_and_a_publisher_fits_the_address() {
    let head = r#"<title>Talks begin in Bonn | World News - Harbour Post</title><meta property="og:site_name" content="U.S.">
        <link rel="canonical" href="https://www.harbourpost.example/a"><meta property="article:publisher" content="https://social.example/HarbourPost">"#;
    let article = page(head, "");
    assert_eq!(article.title.as_deref(), Some("Talks begin in Bonn"));
    assert_eq!(article.publisher.as_deref(), Some("Harbour Post"));
    assert_eq!(
        page(r#"<link rel="canonical" href="https://www.reuters.com/a">"#, "").publisher.as_deref(),
        Some("Reuters")
    );
}

#[test]
fn old_encodings_are_decoded_and_said() {
    for (bytes, note) in [
        (
            &b"The talks in the caf\xe9 went on. \x93We go on,\x94 said Anna Weber."[..],
            "read as windows-1252",
        ),
        (b"\xff\xfeT\0a\0l\0k\0s\0 \0g\0o\0 \0o\0n\0.\0", "read as UTF-16LE"),
        (b"\xfe\xff\0T\0a\0l\0k\0s\0 \0g\0o\0 \0o\0n\0.", "read as UTF-16BE"),
    ] {
        let article = one("a.txt", bytes);
        assert_eq!(article.notes, [note]);
        assert!(!article.text.contains('\u{fffd}'));
    }
    assert!(one("a.txt", b"\xef\xbb\xbfTalks go on.").notes.is_empty());
    assert!(input::read("a.json", b"{\"text\": \"caf\xe9\"}")[0].is_err());
}

#[test]
fn the_body_of_a_page_in_sections_is_whole() {
    let section = |at: usize| {
        format!(
            "<section><h2>Part {at}</h2><ul><li>{BODY} This is part {at} of it, and it says so.</li></ul></section>"
        )
    };
    let sections: String = (0..12).map(section).collect();
    let html = format!(
        "<html><head><title>Talks</title></head><body><nav>Menu</nav><main><h1>Talks</h1>{sections}</main></body></html>"
    );
    let article = one("a.html", html.as_bytes());
    for at in 0..12 {
        assert!(article.text.contains(&format!("This is part {at} of it")), "part {at} is lost");
    }
}

#[test]
fn days_stand_in_datelines_and_in_the_lines_of_releases() {
    for (dateline, day) in [
        ("PORT SORREL, June 4, 2024 – ", "2024-06-04"),
        ("Port Sorrel (4 June 2024) -- ", "2024-06-04"),
        ("June 4, 2024 — ", "2024-06-04"),
        ("On June 4, 2024 — a Tuesday — ", "-"),
        ("June 4, 2024 — a Tuesday — was warm. ", "-"),
    ] {
        let article = one("a.txt", format!("Talks Begin in Bonn\n\n{dateline}{BODY}\n").as_bytes());
        assert_eq!(head(&article), format!("Talks Begin in Bonn / - / - / {day}"), "{dateline}");
        assert!(article.text.starts_with(dateline));
    }
    assert_head(
        "FOR IMMEDIATE RELEASE: June 4, 2024\n\nTalks Begin in Bonn",
        "Talks Begin in Bonn / - / - / 2024-06-04",
    );
    assert_head(
        "Talks Begin in Bonn\nBy Ida Holm, Reuters\n4 May 2020",
        "Talks Begin in Bonn / Ida Holm / Reuters / 2020-05-04",
    );
}

#[test]
fn an_address_at_the_end_is_the_articles_where_it_bears_the_headline() {
    let top = format!("Talks Begin in Bonn\n\n4 May 2020\n\n{BODY}\n\n");
    let own = one("a.txt", format!("{top}https://post.example/talks-begin-in-bonn\n").as_bytes());
    assert_eq!(own.url.as_deref(), Some("https://post.example/talks-begin-in-bonn"));
    assert_eq!(own.publisher.as_deref(), Some("post.example"));
    let other = "https://elsewhere.example/another/page/that/has/nothing/to/do/with/it";
    let other = one("a.txt", format!("{top}{other}\n").as_bytes());
    assert_eq!((other.url, other.publisher), (None, None));
}

#[test]
fn a_day_that_only_a_name_tells_is_said() {
    let article = one("talks-2024-06-04.txt", BODY.as_bytes());
    assert_eq!(article.notes, ["dated by the address or the file's name alone"]);
    let article = one("talks-2024-06-04.txt", format!("Date: 2024-06-03\n\n{BODY}").as_bytes());
    assert!(article.notes.is_empty());
}

#[test]
fn deep_front_matter_is_no_yaml() {
    for deep in [
        "- ".repeat(30_000),
        "? ".repeat(30_000),
        "[".repeat(60_000),
        "{a: ".repeat(15_000),
        (0..340).map(|depth| format!("{}a:\n", " ".repeat(depth))).collect(),
    ] {
        let article = one("a.md", format!("---\n{deep}\n---\n{BODY}\n").as_bytes());
        assert_eq!(article.text, BODY, "{deep:.20}");
    }
}
