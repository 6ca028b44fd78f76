//! `in:` looks into whole articles: what it finds, where that shows, and how it is waited for.

#[path = "support/explorer.rs"]
mod session;

use std::sync::{Arc, LazyLock};

use onrecord::dataset::load::from_bytes;
use onrecord::dataset::{Dataset, QuoteIx};
use onrecord::explorer::{Effect, Event, Pane, Start, Workspace};
use onrecord::keymap::Bindings;
use onrecord::search::{ArticleIndex, Index, Query, Search};
use session::Session;

/// Two articles with quotes, and one without.
static DATA: LazyLock<Dataset> = LazyLock::new(|| {
    let long = "\n\nA line about the weather.".repeat(40);
    let mill = format!(
        "The mill at Ostrava closed. “We go on,” said Ada Brook. Workers met at the mill gates.{long}\n\n\
         A second mill may follow, and the millers know it."
    );
    let port = "“The port is open,” said Carl Dorn, and no more.";
    let quote = |article: &str, text: &str, words: &str| {
        let start = text.split(words).next().expect("the words").chars().count();
        serde_json::json!({
            "id": format!("{article}-1"), "article": article, "kind": "direct", "text": words,
            "start": start, "end": start + words.chars().count(),
        })
    };
    let article = |id: &str, text: &str| serde_json::json!({"id": id, "title": "News", "date": "2023-05-01", "text": text});
    let json = serde_json::json!({
        "version": 1, "title": "", "speakers": [], "meetings": [],
        "articles": [article("mill", &mill), article("port", port), article("bare", "No mill here.")],
        "quotes": [quote("mill", &mill, "We go on,"), quote("port", port, "The port is open,")],
    });
    from_bytes(json.to_string(), &mut |_| {}).expect("sound")
});

fn open() -> Session {
    Session::open((160, 30), Workspace::indexed(DATA.clone()))
}

fn ids(quotes: impl Iterator<Item = QuoteIx>) -> Vec<String> {
    quotes.map(|quote| DATA.id_of(quote).to_owned()).collect()
}

#[test]
fn the_quotes_of_an_article_are_found_by_any_word_of_it() {
    let (record, index) = Workspace::indexed(DATA.clone());
    let found = |text: &str| {
        let query = Query::parse(text);
        let search = Search::run(&query, &index, &record.data, None);
        let scanned = Search::scan(&query, &record.data, || true).expect("not stopped");
        let found = ids(search.hits.iter());
        // Typing errors and other forms need the index.
        let is_plain = !text.contains("ostrva") && !text.contains("weathers");
        assert!(!is_plain || ids(scanned.iter()) == found, "{text}");
        found
    };
    for (text, wanted) in [
        ("in:mill", &["mill-1"][..]),
        ("in:MIL", &["mill-1"]),
        ("in:ostrva", &["mill-1"]),
        ("in:weathers", &["mill-1"]),
        ("in:\"said carl dorn\"", &["port-1"]),
        ("in:\"carl said\"", &[]),
        ("-in:mill", &["port-1"]),
        ("in:weather | in:dorn", &["mill-1", "port-1"]),
        ("in:said open", &["port-1"]),
        ("mill", &[]),
    ] {
        assert_eq!(found(text), wanted, "{text}");
    }
}

#[test]
fn a_row_found_for_its_article_alone_says_so() {
    let at = open().then("/in:mill<Enter>");
    assert!(at.screen().contains("in article “We go on,”"), "{}", at.screen());
    // The words of the quote are words of its article too.
    let at = open().then("/in:port<Enter>");
    assert!(at.screen().contains("“The port is open,”") && !at.screen().contains("in article"));
}

#[test]
fn the_source_pane_goes_from_place_to_place() {
    let mut at = open().then("/in:mill<Enter><Tab><Tab>");
    assert_eq!(at.focus(), Pane::Source);
    let text = DATA.articles[0].text.as_str();
    let places: Vec<&str> = at.panes().source.hits.iter().map(|hit| &text[hit.clone()]).collect();
    assert_eq!(places, ["mill", "mill", "mill"], "`millers` is a longer word");
    assert!(at.screen().contains(" 3 hits "));
    for (key, hit) in [("n", 0), ("n", 1), ("n", 2), ("n", 0), ("N", 2)] {
        at.press(key);
        assert_eq!(at.panes().source.hit, Some(hit), "{key}");
        assert!(at.screen().contains(&format!(" {} of 3 hits ", hit + 1)));
    }
    assert!(at.screen().contains("A second mill may follow"), "the last one is in sight");
    // With another filter the keys go from quote to quote again.
    let at = at.then("/<Ctrl-u>news<Enter>3n");
    assert_eq!(at.said(), "this is the last quote of the article that matches");
    assert!(at.screen().contains("quote 1 of 1"));
}

#[test]
fn it_is_waited_for_as_a_filter_that_is_typed_early() {
    let data = DATA.clone();
    let texts = ArticleIndex::texts(&data);
    let index = Arc::new(Index::build(&data, &mut |_| {}));
    let record = Arc::new(Workspace::new(data));
    let mut at = Session::waiting((120, 30), Bindings::default(), Start::default());
    at.update(Event::Opened(record, Some(index)));
    // Everything else is answered at once.
    at.press("/port<Enter>");
    assert!(at.is_indexed() && at.result().count == 1);
    let effects = at.press("/<Ctrl-u>in:mill");
    assert_eq!(effects.last(), Some(&Effect::Scan("in:mill".into())));
    assert!(!at.is_indexed() && at.is_scanning() && at.screen().contains("searching …"));
    let query = Query::parse("in:mill");
    let hits = Search::scan(&query, &DATA, || true).expect("not stopped");
    at.update(Event::Scanned { query: "in:mill".into(), hits });
    assert!(at.screen().contains("1 of 2 so far"), "{}", at.screen());
    // That of other articles is not taken.
    let others = ArticleIndex::build(vec![Arc::new("mill".to_owned())], &mut |_| {});
    at.update(Event::ArticlesIndexed(Arc::new(others)));
    assert!(!at.is_indexed());
    at.update(Event::ArticlesIndexed(Arc::new(ArticleIndex::build(texts, &mut |_| {}))));
    assert!(at.is_indexed() && at.result().count == 1 && !at.screen().contains("so far"));
    // It outlives a change of what readers add.
    at.press("<Enter>a");
    assert!(at.is_indexed() && at.result().count == 1);
}
