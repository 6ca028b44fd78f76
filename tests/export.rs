//! Citations, addresses and JSON as they leave the program.

use onrecord::dataset::load::{Origin, from_bytes};
use onrecord::dataset::{Dataset, QuoteIx};
use onrecord::export::{address, citation, inert, markdown, misleading, web_address};
use onrecord::text::is_plain;

#[test]
fn only_web_addresses_pass() {
    for bad in [
        "javascript:alert(1)",
        "file:///etc/passwd",
        "a.invalid",
        "--help",
        "https://a b/",
        "https://a\u{202e}/",
        "",
    ] {
        assert!(web_address(bad).is_none(), "{bad}");
    }
    assert!(web_address("https://example.org/a?b=c").is_some());
    for (address, site) in [
        ("https://www.bbc.co.uk@elsewhere.example/", "elsewhere.example"),
        ("https://:pw@elsewhere.example/", "elsewhere.example"),
        ("https://www.ɡооgle.com/", "www.xn--"),
        ("https://a@ɡооgle.com/", "xn--"),
        ("https://elsewhere.example\\@www.bbc.co.uk/", "elsewhere.example"),
        ("http://2130706433/", "127.0.0.1"),
        ("https:example.org", "example.org"),
        ("https://ex%61mple.org/", "example.org"),
        ("https://ｅxample。org/", "example.org"),
        (&format!("https://{}elsewhere.example/", "login.bbc.co.uk.".repeat(5)), "…"),
    ] {
        let doubt = misleading(address).expect(address);
        assert!(doubt.contains(&format!("The site is {site}")), "{doubt}");
    }
    for address in ["HTTPS://Example.org:8443/a@b", "http://example.org", "https://a.b?c=\\"] {
        assert_eq!(misleading(address), None, "{address}");
    }
}

/// The quote that begins so.
fn quote_with(data: &Dataset, words: &str) -> QuoteIx {
    let mut quotes = (0..data.quotes.len()).map(QuoteIx::from);
    quotes.find(|quote| data.words_of(*quote).starts_with(words)).expect("a quote")
}

#[test]
fn long_quotes_are_named_by_their_ends() {
    let data = Origin::BuiltIn.load(&mut |_| {}).expect("sound");
    let quote = quote_with(&data, "If we hear");
    let url = address(&data, quote).expect("has an address");
    assert!(
        url.ends_with("#:~:text=If%20we%20hear...%20that,try%20to%20follow%20through"),
        "{url}"
    );
}

/// A browser goes to the first place that has the words: those beside them tell which is meant.
#[test]
fn words_that_stand_twice_are_told_apart_by_those_beside_them() {
    let text = "At noon “we will not sign,” Ada Lund said.\n\nIn the evening, at the quay, “we will\n\
                not sign,” said Bo Ek, a pilot.";
    let quote = |id: &str, from: usize, words: &str| {
        let start = from + text[from..].find(words).expect("there");
        let points = |at: usize| text[..at].chars().count();
        serde_json::json!({"id": id, "article": "a", "start": points(start),
            "end": points(start + words.len()), "text": words, "kind": "direct"})
    };
    let evening = text.find("In the evening").expect("there");
    let quotes = [quote("q1", 0, "we will not sign,"), quote("q2", evening, "we will\nnot sign,")];
    for (form, second) in [
        (
            "full",
            "at%20the%20quay%2C%20%E2%80%9C-,we%20will%20not%20sign,-%2C%E2%80%9D%20said%20Bo%20Ek",
        ),
        ("digest", "we%20will%20not%20sign"),
    ] {
        let json = serde_json::json!({
            "version": 1, "title": "", "meetings": [], "speakers": [], "quotes": quotes,
            "articles": [{"id": "a", "title": "A", "url": "https://example.org/a", "form": form,
                          "date": "2021-07-27", "text": text}],
        });
        let data = from_bytes(json.to_string(), &mut |_| {}).expect("sound");
        let fragment = |at| {
            let url = address(&data, QuoteIx::new(at)).expect("has an address");
            url.split_once(":~:text=").expect("a fragment").1.to_owned()
        };
        assert_eq!(fragment(0), "we%20will%20not%20sign");
        assert_eq!(fragment(1), second, "{form}");
    }
}

#[test]
fn a_citation_leads_back() {
    let data = Origin::BuiltIn.load(&mut |_| {}).expect("sound");
    let text = citation(&data, quote_with(&data, "It's a pure violation"));
    assert_eq!(
        text.lines().take(2).collect::<Vec<_>>(),
        ["“It's a pure violation of our sovereignty,”", "— Joe Biden, President, 27 Jul 2021"]
    );
    assert!(text.ends_with("#:~:text=It's%20a%20pure%20violation%20of%20our%20sovereignty"));
}

#[test]
fn a_document_is_called_one() {
    let json = serde_json::json!({
        "version": 1, "title": "", "meetings": [],
        "speakers": [{"id": "s", "name": "Harbour Report", "kind": "document"}],
        "articles": [{"id": "a", "title": "A", "date": "2021-07-27", "text": "The quay is safe."}],
        "quotes": [{"id": "q", "article": "a", "start": 0, "end": 17, "text": "The quay is safe.",
                    "kind": "direct", "speaker": "s"}]
    });
    let data = from_bytes(json.to_string(), &mut |_| {}).expect("sound");
    let text = citation(&data, QuoteIx::new(0));
    assert!(text.contains("— Harbour Report, document, "), "{text}");
}

/// The only quote of a dataset, of which the article has other words.
fn unproven(kind: &str, text: &str) -> Dataset {
    let json = serde_json::json!({
        "version": 1, "title": "", "speakers": [], "meetings": [],
        "articles": [{"id": "a", "title": "A", "date": "2021-07-27", "form": "digest", "text": "xy"}],
        "quotes": [{"id": "q", "article": "a", "start": 0, "end": 2, "text": text, "kind": kind,
                    "confidence": "low"}]
    });
    from_bytes(json.to_string(), &mut |_| {}).expect("sound")
}

#[test]
fn a_reporters_clause_keeps_its_own_marks() {
    let text = citation(&unproven("mixed", "he was \"very glad\" of it"), QuoteIx::new(0));
    assert!(text.starts_with("he was \"very glad\" of it\n"), "{text}");
    assert!(text.contains("but for those in quotation marks"), "{text}");
}

#[test]
fn an_indirect_quote_is_never_in_marks_and_doubts_are_said() {
    let data = unproven("indirect", "other words");
    for text in [citation(&data, QuoteIx::new(0)), markdown(&data, QuoteIx::new(0))] {
        assert!(!text.contains('“'), "{text}");
        for word in ["reporter's words", "confidence low", "Unproven", "reported 27 Jul", "digest"]
        {
            assert!(text.contains(word), "{word} in {text}");
        }
    }
}

#[test]
fn json_keeps_the_data_and_acts_on_nothing() {
    let text = serde_json::to_string("a\u{9b}2J\u{202e}\u{1b}é\u{e0041}").expect("json");
    let shown = inert(&text);
    assert!(shown.chars().all(is_plain) && shown.contains('é'), "{shown}");
    let same: String = serde_json::from_str(&shown).expect("json");
    assert_eq!(same, "a\u{9b}2J\u{202e}\u{1b}é\u{e0041}");
}
