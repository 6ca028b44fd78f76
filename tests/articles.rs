//! Articles of every layout and format are read: the head is found, the body kept whole.

use jiff::civil::{Date, date};
use onrecord::extract::input::{PlaceInFile, SkipReason, Skipped, SourceArticle, read};

/// Three paragraphs that no head or tail may take anything of.
const BODY: &str = "The council of the harbour town said on Monday that its two bridges will close for \
the winter, and that the ferries will run every hour instead.\n\n\
\"We have waited for this for ten years,\" said Anna Weber, who leads the council. \"It is done now.\"\n\n\
Tom Reed, her deputy, told reporters that the work will cost less than was feared.";

fn one(file: &str, bytes: &[u8]) -> SourceArticle {
    let mut read = read(file, bytes);
    assert_eq!(read.len(), 1);
    read.remove(0).unwrap_or_else(|passed| panic!("{passed}"))
}

fn text(file: &str, text: &str) -> SourceArticle {
    one(file, text.as_bytes())
}

fn why(file: &str, bytes: &[u8]) -> Skipped {
    read(file, bytes).remove(0).expect_err("passed over")
}

fn boilerplate(article: &SourceArticle) -> Vec<&str> {
    article.boilerplate.iter().map(|range| &article.text[range.clone()]).collect()
}

/// Title, author, publisher, day, address.
fn fields(article: &SourceArticle) -> [Option<&str>; 4] {
    [&article.title, &article.author, &article.publisher, &article.url].map(Option::as_deref)
}

const BRIDGES: Option<Date> = Some(date(2020, 11, 3));

#[test]
fn markdown_with_byline_day_credit_and_address() {
    let page = format!(
        "\n\n# Bridges to 'Close' for Winter\n\nBy [HNA](#)\n\nNovember 3, 2020\n\n\n\n**Harbour Post**\n\n\
         {BODY}\n\nOriginal url:\n\n<https://www.harbourpost.example/2020/11/04/bridges-close-a1>\n"
    );
    let article = text("000_b8a2e20201105.txt", &page);
    let url = "https://www.harbourpost.example/2020/11/04/bridges-close-a1";
    let expected = ["Bridges to 'Close' for Winter", "HNA", "Harbour Post", url];
    assert_eq!(fields(&article), expected.map(Some));
    assert_eq!(article.date, BRIDGES);
    assert_eq!(article.id, "000_b8a2e20201105");
    assert!(article.text.ends_with(BODY), "{}", article.text);
    assert!(article.text.len() < BODY.len() + 30, "{}", article.text);
}

#[test]
fn plain_headline_caption_and_pointers() {
    let caption = "The old bridge has stood since the town was founded. **HNA**";
    let pointer = "Related article: [‘Ferries’ and Tides: What the Winter Brings](#)";
    let page = format!(
        "Bridges to Close for Winter\n\nBy [Ida Holm for HNA](#)\n\nNovember 3, 2020\n\n{caption}\n\n\
         {BODY}\n\n{pointer}\n\nThe ferries start in May.\n"
    );
    let article = text("bridges.txt", &page);
    assert_eq!(article.title.as_deref(), Some("Bridges to Close for Winter"));
    assert_eq!(article.author.as_deref(), Some("Ida Holm for HNA"));
    assert_eq!(boilerplate(&article), [caption, pointer]);
    assert!(article.text.starts_with(caption) && article.text.ends_with("in May."));
}

#[test]
fn a_day_inside_the_first_line_and_no_headline() {
    let article = text("b.txt", &format!(" date 2020-11-03 {BODY}\n"));
    assert_eq!((article.title.as_deref(), article.date), (None, BRIDGES));
    assert_eq!(article.text, BODY);
}

#[test]
fn an_agency_dateline_names_publisher_and_day_and_stays() {
    let lead =
        "HARBOUR TOWN (Harbour Point News / HNA - 3rd November, 2020) The bridges will close.";
    let article = text("b.txt", &format!("RPT: REVIEW - Bridges to Close\n\n{lead}\n\n{BODY}"));
    let publisher = Some("Harbour Point News / HNA");
    assert_eq!(fields(&article), [Some("RPT: REVIEW - Bridges to Close"), None, publisher, None]);
    assert_eq!(article.date, BRIDGES);
    assert_eq!(article.text, format!("{lead}\n\n{BODY}"));
}

#[test]
fn an_appeal_before_and_after_without_a_day() {
    let caption = "The council met in the old hall to \"look\" at the plans. Ida Holm / TASS";
    let page = format!(
        "Support The Harbour Times!\n\nBridges to Close for Winter\n\n{caption}\n\n{BODY}\n\n\
         … we have a small favor to ask. The Harbour Times lives from its readers.\n\n\
         We write for you, whatever the weather.\n\n\
         Please support us monthly from just $2. Thank you.\n\n\
         payment methods\nNot ready to support today?\nRemind me later.\n\nRead more\n"
    );
    let article = text("b.txt", &page);
    assert_eq!(
        fields(&article),
        [Some("Bridges to Close for Winter"), None, Some("The Harbour Times"), None]
    );
    assert_eq!(article.date, None);
    assert_eq!(article.text, format!("{caption}\n\n{BODY}"));
    assert_eq!(boilerplate(&article), [caption]);
}

#[test]
fn a_text_without_a_head_is_kept_whole() {
    assert_eq!(text("b.txt", BODY).text, BODY);
    assert_eq!(text("b.txt", BODY).title, None);
    let wrapped = "The minister said on Monday that the talks would\nresume in the spring, and \
                   that no day had been set.\nNobody else spoke.\n";
    assert_eq!(text("b.txt", wrapped).text, wrapped.trim_end());
    let lede = format!("\"We Resume the Talks,\" said Jane Doe.\n\n{BODY}");
    assert_eq!(text("b.txt", &lede).title, None);
    let speech = format!("\"It is late,\" said Jane Doe.\n\n{BODY}");
    assert_eq!(text("b.txt", &speech).text, speech);
}

#[test]
fn headlines_that_end_in_a_full_stop() {
    let article = text("b.txt", &format!("Bridges to Close for Winter, Sen. Reed Says.\n\n{BODY}"));
    assert_eq!(article.title.as_deref(), Some("Bridges to Close for Winter, Sen. Reed Says."));
    assert_eq!(article.text, BODY);
}

#[test]
fn labelled_heads_and_front_matter() {
    let labelled = format!(
        "Headline: Bridges to Close\nDate: 3 November 2020\nBy: Ida Holm\n\
         Source: Harbour Post\nURL: https://harbourpost.example/a\n\n{BODY}"
    );
    let matter = format!(
        "---\ntitle: \"Bridges to Close\"\nauthor: Ida Holm\ndate: 2020-11-03T10:00:00Z\n\
         publisher: Harbour Post\nurl: https://harbourpost.example/a\ntags: [a, b]\n---\n\n{BODY}\n"
    );
    for article in [text("b.txt", &labelled), text("b.md", &matter)] {
        let url = "https://harbourpost.example/a";
        let expected = ["Bridges to Close", "Ida Holm", "Harbour Post", url];
        assert_eq!(fields(&article), expected.map(Some));
        assert_eq!((article.date, article.text.as_str()), (BRIDGES, BODY));
    }
}

#[test]
fn the_day_comes_from_the_address_or_the_name() {
    let page = format!("Bridges to Close\n\nhttps://harbourpost.example/2020/nov/03/a\n\n{BODY}");
    assert_eq!(text("2019-01-01.txt", &page).date, BRIDGES);
    assert_eq!(text("post_2020-11-03_bridges.txt", BODY).date, BRIDGES);
    assert_eq!(text("post_a20201103f.txt", BODY).date, None);
}

#[test]
fn line_ends_and_bytes_inside_stay() {
    let page =
        format!("\u{feff}Bridges to Close\n\n{BODY}\u{0}\u{1b}[2J x\n").replace('\n', "\r\n");
    let article = text("b.txt", &page);
    assert_eq!(article.text, format!("{BODY}\u{0}\u{1b}[2J x").replace('\n', "\r\n"));
}

#[test]
fn json_of_other_readers() {
    let body = serde_json::to_string(BODY).expect("JSON");
    let trafilatura = format!(
        r#"{{"title": "Bridges to Close", "author": "Ida Holm; Tom Reed", "date": "2020-11-03",
            "source": "https://harbourpost.example/a", "source-hostname": "Harbour Post",
            "hostname": "harbourpost.example", "raw_text": {body}, "text": null}}"#
    );
    let newspaper = format!(
        r#"{{"url": "https://harbourpost.example/a", "title": "Bridges to Close", "text": {body},
            "authors": ["Ida Holm", "Tom Reed"], "publish_date": "2020-11-03 23:00:00-08:00",
            "meta_site_name": "Harbour Post", "source_url": "https://harbourpost.example"}}"#
    );
    let listed = format!("[{trafilatura}, {newspaper}, {{\"id\": \"own\", \"text\": {body}}}, 3]");
    let list = read("stories.json", listed.as_bytes());
    assert_eq!(list.len(), 4);
    for (article, id) in list.iter().zip(["stories-1", "stories-2"]) {
        let article = article.as_ref().expect("an article");
        let url = "https://harbourpost.example/a";
        let expected = ["Bridges to Close", "Ida Holm, Tom Reed", "Harbour Post", url];
        assert_eq!(fields(article), expected.map(Some));
        assert_eq!((article.date, article.text.as_str()), (BRIDGES, BODY));
        assert_eq!(article.id, id);
    }
    assert_eq!(list[2].as_ref().expect("an article").id, "own");
    assert_eq!(list[3].as_ref().expect_err("a number").place, Some(PlaceInFile::Entry(4)));
    assert_eq!(text("one.JSON", &newspaper).id, "one");
}

#[test]
fn json_lines_are_passed_over_one_by_one() {
    let body = serde_json::to_string(BODY).expect("JSON");
    let file =
        format!("{{\"text\": {body}}}\n\n{{\"text\": \n{{\"title\": \"x\"}}\n{{\"text\": {body}}}");
    let lines = read("a/b.jsonl", file.as_bytes());
    let ids: Vec<_> = lines.iter().flatten().map(|article| article.id.as_str()).collect();
    assert_eq!(ids, ["b-1", "b-5"]);
    let passed: Vec<_> = lines.into_iter().filter_map(Result::err).map(|p| p.to_string()).collect();
    assert!(passed[0].starts_with("a/b.jsonl, line 3, is not JSON: EOF"), "{}", passed[0]);
    assert!(passed[1].starts_with("a/b.jsonl, line 4, has no text in it"), "{}", passed[1]);
}

#[test]
fn pages_keep_their_paragraphs_apart() {
    let paragraphs = BODY.replace("\n\n", "</p><p>").replace('"', "&quot;");
    let page = format!(
        r#"<!doctype html><html><head><title>Bridges to Close | Harbour Post</title>
        <meta property="og:site_name" content="Harbour Post">
        <meta property="article:published_time" content="2020-11-03T22:00:00Z">
        <link rel="canonical" href="https://harbourpost.example/a"></head>
        <body><nav><p>Home</p></nav><article><h1>Bridges to Close</h1>
        <p class="byline">By Ida Holm</p><figure><img src="a.jpg"><figcaption>The old bridge.
        <br>Ida Holm / AFP</figcaption></figure><p>{paragraphs}</p><p>It&#27;[2J is <b>late</b>.</p></article>
        <script>alert("said")</script><footer>All rights reserved</footer></body></html>"#
    );
    let article = text("bridges.HTM", &page);
    let url = "https://harbourpost.example/a";
    let expected = ["Bridges to Close", "Ida Holm", "Harbour Post", url];
    assert_eq!(fields(&article), expected.map(Some));
    assert_eq!(article.date, BRIDGES);
    assert_eq!(
        article.text,
        format!("The old bridge.\nIda Holm / AFP\n\n{BODY}\n\nIt\u{fffd}[2J is late.")
    );
    assert_eq!(boilerplate(&article), ["The old bridge.\nIda Holm / AFP"]);
}

#[test]
fn pages_say_who_they_are_in_linked_data() {
    let page = format!(
        r#"<script type="application/ld+json">{{"@graph": [{{"@type": "WebSite", "name": "x"}},
        {{"@type": "NewsArticle", "headline": "Bridges to Close", "datePublished": "2020-11-03",
        "author": [{{"name": "Ida Holm"}}], "publisher": {{"name": "Harbour Post"}},
        "mainEntityOfPage": {{"@id": "https://harbourpost.example/a"}}}}]}}</script>
        <p>{}</p>"#,
        BODY.replace("\n\n", "<br><br>")
    );
    let article = text("b.html", &page);
    let url = "https://harbourpost.example/a";
    let expected = ["Bridges to Close", "Ida Holm", "Harbour Post", url];
    assert_eq!(fields(&article), expected.map(Some));
    assert_eq!((article.date, article.text.as_str()), (BRIDGES, BODY));
}

#[test]
fn hostile_pages_neither_crash_nor_take_long() {
    let body = "<p>The minister said “we will act now”.</p>";
    let attributes: String = (0..200_000).map(|i| format!("a{i}=1 ")).collect();
    let open: String = (0..200).map(|i| format!("<a id={i}>")).collect();
    for page in [
        "<b>".repeat(20_000) + body,
        open + &"<p>x".repeat(20_000) + body,
        "<div>".repeat(100_000) + body,
        "<table><tr><td>".repeat(5_000) + body,
        "<dd><li>".repeat(1000) + body,
        "<form><span></form>".repeat(1000) + body,
        "<svg>".repeat(200) + body,
        "<!-".repeat(50_000) + body,
        "a<br><br>".repeat(20_000) + body,
        "<p>x<script>a < b</SCRIPT > <!-- x --><STYLE>p{}</style>".repeat(2000) + body,
        format!("<p title=\"a > b\" don't>{body}"),
        format!("<plaintext>{body}"),
        format!("<scr\0ipt>{body}"),
        format!("1 < 2 {body} <p title='"),
    ] {
        let article = text("b.html", &page);
        assert!(article.text.contains("we will act now"), "{:.40}", page);
    }
    for (page, why_not) in [
        ("<svg>".repeat(50_000) + body, "no article text"),
        ("<select><option>".repeat(9_999) + body, "no article text"),
        (format!("<p {attributes}>{body}"), "words in one tag"),
        // Browsers show none of these either.
        (format!("<!-- {body}"), "no article text"),
        (format!("<template>{body}"), "no article text"),
        (format!("<script>{body}"), "no article text"),
    ] {
        let sentence = why("b.html", page.as_bytes()).to_string();
        assert!(sentence.starts_with("b.html has ") && sentence.contains(why_not), "{sentence}");
    }
}

#[test]
fn encodings_are_read_where_they_are_told() {
    let utf16 = |text: &str| -> Vec<u8> {
        let units = std::iter::once(0xfeff).chain(text.encode_utf16());
        units.flat_map(u16::to_le_bytes).collect()
    };
    assert_eq!(one("b.txt", &utf16(BODY)).text, BODY);
    let page = b"<meta charset=\"iso-8859-1\"><p>The caf\xe9 by the sea is open now.</p>";
    assert_eq!(one("b.html", page).text, "The café by the sea is open now.");
    let lie = b"<meta charset=utf-8><p>The caf\xe9 by the sea is open now.</p>";
    assert_eq!(one("b.html", lie).text, "The café by the sea is open now.");
    assert_eq!(one("b.html", lie).notes, ["read as windows-1252"]);
    let json = b"{\"text\": \"caf\xe9\"}";
    assert!(matches!(why("b.json", json).why, SkipReason::Encoding { at: Some(13), .. }));
}

#[test]
fn what_is_passed_over_is_named_and_mended() {
    let german = "Die Brücken der Stadt werden im Winter geschlossen, sagte die Vorsitzende des \
                  Rates am Montag. Die Fähren sollen stattdessen jede Stunde fahren, und die Arbeiten \
                  kosten weniger, als man zuerst befürchtet hatte. Niemand hat dem widersprochen.";
    let russian = "Мосты города закроют на зиму, сказала в понедельник глава совета.";
    for (file, bytes, sentence) in [
        ("a.txt", &b" \r\n"[..], "a.txt is empty"),
        (
            "a.pdf",
            b"x",
            "a.pdf is not read: only txt, md, html, htm, json, jsonl, xml, vtt, srt, bz2, zst are",
        ),
        ("a.txt", &[0; 5000], "a.txt is not text; export its text to a .txt file"),
        ("a.txt", german.as_bytes(), "a.txt is in German; only English is read"),
        ("a.txt", russian.as_bytes(), "a.txt is in Russian; only English is read"),
        ("a.html", b"<p></p>", "a.html has no article text in it"),
        ("a.txt", b"Date: 2020-11-03\n", "a.txt has no article text in it"),
        (
            "a.json",
            b"{\"text\": 1}",
            "a.json has no text in it; an article needs a \"text\" that is a string",
        ),
        (
            "a.json",
            b"[1,\n2",
            "a.json is not JSON: EOF while parsing a list at line 2 column 1; correct it there",
        ),
    ] {
        assert_eq!(why(file, bytes).to_string(), sentence);
    }
}

#[test]
fn floods_are_read_in_linear_time() {
    for flood in ["\"", "“", "[", "](", "**", "/", "Dear reader, ", "a: ", "\n", "Share\n", "# "]
    {
        let page = flood.repeat(1_000_000 / flood.len()) + "\n\n" + BODY;
        assert!(text("b.txt", &page).text.ends_with(BODY), "{flood:?}");
    }
}

#[test]
fn days_of_heads_names_and_addresses_are_read() {
    let day = Some(date(2020, 3, 5));
    for line in [
        "March 5, 2020",
        "5 March 2020",
        "Thursday, 5th March, 2020 10:15 GMT",
        "2020-03-05T10:00:00Z",
        "2020/03/05",
        "05.03.2020",
        "5-Mar-2020",
    ] {
        let article = text("b.txt", &format!("{line}\n\n{BODY}"));
        assert_eq!((article.date, article.text.as_str()), (day, BODY), "{line}");
    }
    let noon = "Date: 2020-03-05 The talks went on until noon.";
    let article = text("b.txt", noon);
    assert_eq!((article.date, article.text.as_str()), (day, "The talks went on until noon."));
    for line in ["On March 5, 2020, the council met.", "03/05/2020", "30 February 2020", "1.2.3"] {
        assert_eq!(text("b.txt", &format!("{line}\n\n{BODY}")).date, None, "{line}");
    }
    for name in ["gazette_2020-03-05_the-view", "20200305", "a_2020_3_5"] {
        assert_eq!(text(&format!("{name}.txt"), BODY).date, day, "{name}");
    }
    for name in ["003_bdd13f7e20210728", "20211301", "1234-5678-90", "a2021-07-28", "2021-07"] {
        assert_eq!(text(&format!("{name}.txt"), BODY).date, None, "{name}");
    }
    let page = format!("URL: https://example.org/world/2020/mar/05/talks-resume\n\n{BODY}");
    assert_eq!(text("b.txt", &page).date, day);
}

#[test]
fn bylines_and_datelines_are_read() {
    for (line, author) in [
        ("By [HNA](#)", "HNA"),
        ("BY ANNA WEBER", "ANNA WEBER"),
        ("By Anna Weber and Tom Reed, May 4, 2020", "Anna Weber and Tom Reed"),
        ("By Anna Weber | Harbour Post", "Anna Weber"),
        ("By Anna Weber, diplomatic editor", "Anna Weber"),
        ("by Ida de Holm for HNA", "Ida de Holm for HNA"),
    ] {
        let article = text("b.txt", &format!("Bridges to Close\n\n{line}\n\n{BODY}"));
        assert_eq!(article.author.as_deref(), Some(author), "{line}");
    }
    for line in ["By noon the talks were over.", "By Friday the talks had ended.", "By 2020"] {
        assert_eq!(text("b.txt", &format!("Talks\n\n{line}\n\n{BODY}")).author, None, "{line}");
    }
    let may = Some(date(2020, 5, 4));
    for (lead, agency, day) in [
        ("WASHINGTON (AP) — The talks", Some("AP"), None),
        ("New York (AFP) - The talks", Some("AFP"), None),
        ("MOSCOW, May 4, 2020. /TASS/. The talks", Some("TASS"), may),
        ("PORT (HNA - May 4, 2020) The talks", Some("HNA"), may),
        ("PORT (Harbour News) -- The talks", Some("Harbour News"), None),
        ("Anna Weber (D-N.Y.) — who spoke", None, None),
        ("The talks (AP) were", None, None),
        ("PORT (seen here) - The talks", None, None),
    ] {
        let article = text("b.txt", &format!("{lead} went on until noon. {BODY}"));
        assert_eq!((article.publisher.as_deref(), article.date), (agency, day), "{lead}");
    }
}
