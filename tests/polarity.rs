//! What the source says was not said, or only supposes, never stands as somebody's words.

use onrecord::dataset::annotations::Annotations;
use onrecord::dataset::{Confidence, Dataset, Polarity, QuoteIx, load};
use onrecord::export;
use onrecord::extract::{Offices, extract, input, merge};

fn dataset(body: &str) -> Dataset {
    let text = format!("Title: Talks\nDate: 2020-05-04\n\n{body}\n");
    let read = input::read("talks.txt", text.as_bytes());
    let found = extract(read[0].as_ref().expect("an article"));
    let file = merge(vec![found], &Annotations::default(), &Offices::default()).file;
    parse(&serde_json::to_string(&file).expect("JSON")).expect("a dataset")
}

fn parse(json: &str) -> Result<Dataset, onrecord::dataset::check::Refusal> {
    load::from_bytes(json.as_bytes().to_vec(), &mut |_| ())
}

/// Polarity, confidence and the citation's first line of every quote.
fn cited(body: &str) -> Vec<(Option<Polarity>, Option<Confidence>, String)> {
    let data = dataset(body);
    let quotes = (0..data.quotes.len()).map(QuoteIx::from);
    let line = |quote| export::citation(&data, quote).lines().next().unwrap_or_default().to_owned();
    quotes.map(|ix| (data.quote(ix).polarity, data.quote(ix).confidence, line(ix))).collect()
}

#[test]
fn what_is_denied_or_supposed_says_so() {
    use Polarity::{Hypothetical, Negated, Question};
    for (body, polarity, line) in [
        ("Anna Weber denies that she wants the job.", Negated, "denies that she wants the job"),
        ("Anna Weber denied that she wants the job.", Negated, "denied that she wants the job"),
        ("Anna Weber did not say “we lost.”", Negated, "did not say “we lost.”"),
        ("Anna Weber didn’t say “we lost.”", Negated, "didn’t say “we lost.”"),
        ("Anna Weber never said the talks were over.", Negated, "never said the talks were over"),
        ("Anna Weber denied saying “burn it.”", Negated, "denied saying “burn it.”"),
        (
            "Anna Weber has not said that the talks are over.",
            Negated,
            "has not said that the talks are over",
        ),
        ("Anna Weber denied having said “burn it.”", Negated, "denied having said “burn it.”"),
        (
            "Anna Weber disputed that the talks were over.",
            Negated,
            "disputed that the talks were over",
        ),
        ("Anna Weber hardly said that it was over.", Negated, "hardly said that it was over"),
        ("Anna Weber has yet to say that it is over.", Negated, "yet to say that it is over"),
        ("Anna Weber no longer says that it is over.", Negated, "no longer says that it is over"),
        ("Anna Weber cannot say that it is over.", Negated, "cannot say that it is over"),
        ("No one has said that it is over.", Negated, "No one has said that it is over"),
        (
            "Neither Anna Weber nor Tom Reed said it is over.",
            Negated,
            "Neither Anna Weber nor Tom Reed said it is over",
        ),
        (
            "Anna Weber rejected the claim that it is over.",
            Negated,
            "rejected the claim that it is over",
        ),
        ("Instead of saying “no,” Anna Weber said “maybe.”", Negated, "Instead of saying “no,”"),
        (
            "There is no record that Anna Weber said “burn it.”",
            Negated,
            "no record that Anna Weber said “burn it.”",
        ),
        (
            "Anna Weber was falsely quoted as saying “burn it.”",
            Negated,
            "falsely quoted as saying “burn it.”",
        ),
        (
            "Anna Weber was accused of saying that it is over.",
            Hypothetical,
            "accused of saying that it is over",
        ),
        (
            "Anna Weber is expected to say that it is over.",
            Hypothetical,
            "expected to say that it is over",
        ),
        (
            "Suppose Anna Weber says that it is over.",
            Hypothetical,
            "Suppose Anna Weber says that it is over",
        ),
        ("Anna Weber asked why it was over.", Question, "asked why it was over"),
        ("Tom Reed questioned whether it was over.", Question, "questioned whether it was over"),
        ("Did Anna Weber say that it was over?", Question, "Did Anna Weber say that it was over"),
        ("If Anna Weber says “no,” the deal is dead.", Hypothetical, "If Anna Weber says “no,”"),
        (
            "Anna Weber might say that the talks are over.",
            Hypothetical,
            "might say that the talks are over",
        ),
        (
            "“We will win the vote,” Anna Weber might say.",
            Hypothetical,
            "might say: “We will win the vote,”",
        ),
        (
            "Anna Weber dismissed claims that she “lied to the house.”",
            Negated,
            "dismissed claims that she “lied to the house.”",
        ),
        (
            "Tom Reed rejected reports that it was over.",
            Negated,
            "rejected reports that it was over",
        ),
        ("Tom Reed did not deny that it was over.", Hypothetical, "did not deny that it was over"),
        (
            "Anna Weber asked whether Reed “had read the map.”",
            Question,
            "asked whether Reed “had read the map.”",
        ),
        (
            "Did Anna Weber say that it “is a failure”? Nobody knows.",
            Question,
            "Did Anna Weber say that it “is a failure”",
        ),
        (
            "Anna Weber asked whether the talks were over.",
            Question,
            "asked whether the talks were over",
        ),
    ] {
        let found = cited(body);
        let quote = found.first().unwrap_or_else(|| panic!("no quote in {body}"));
        assert_eq!(quote.0, Some(polarity), "{body}");
        assert_eq!(quote.1, Some(Confidence::Low), "{body}");
        assert_eq!(quote.2, line, "{body}");
    }
}

#[test]
fn what_was_said_has_no_polarity_and_reported_speech_has_its_verb() {
    for (body, line) in [
        ("Anna Weber said, “We are not there yet.”", "“We are not there yet.”"),
        ("“We would say no,” Anna Weber said.", "“We would say no,”"),
        ("Anna Weber said that she did not want the job.", "said that she did not want the job"),
        ("Anna Weber warned that the talks might fail.", "warned that the talks might fail"),
        ("Voters were more likely to say that it was over.", "say that it was over"),
        ("Anna Weber left, wrongly suggesting that it was over.", "suggesting that it was over"),
        ("Why did Anna Weber say that it was over?", "say that it was over"),
        ("Anna Weber wanted to know, “Why is it not over yet?”", "“Why is it not over yet?”"),
        ("“Why not?” Anna Weber asked.", "“Why not?”"),
        ("Anna Weber denied it, saying, “I was away.”", "“I was away.”"),
    ] {
        let found = cited(body);
        let quote = found.first().unwrap_or_else(|| panic!("no quote in {body}"));
        assert_eq!((quote.0, quote.2.as_str()), (None, line), "{body}");
    }
}

#[test]
fn words_in_marks_mean_what_the_clause_around_them_means() {
    for body in [
        "Anna Weber asked whether Reed “had read the map of the bay.”",
        "Anna Weber dismissed claims that she “lied to the house for years.”",
        "Did Anna Weber say that it “is a failure and a shame”? Nobody knows.",
    ] {
        assert!(cited(body).iter().all(|quote| quote.0.is_some()), "{body}");
    }
    // Her own words, about what she denies.
    let own = cited("Anna Weber denied the claim as “a fairy tale for small children.”");
    assert!(own.iter().any(|quote| quote.0.is_none()), "{own:?}");
}

#[test]
fn what_might_be_said_has_no_day() {
    let text =
        "Date: 2020-05-04\n\nAnna Weber might say on Friday that it “must wait for the spring.”";
    let read = input::read("talks.txt", text.as_bytes());
    let found = extract(read[0].as_ref().expect("an article"));
    assert!(!found.quotes.is_empty() && found.quotes.iter().all(|quote| quote.said.is_none()));
}

#[test]
fn what_several_said_names_them_all() {
    let data = dataset("“We are ready to go on,” Anna Weber and Tom Reed said.");
    let cited = export::citation(&data, QuoteIx::new(0));
    assert!(cited.contains("\n— Anna Weber / Tom Reed, "), "{cited}");
    assert!(cited.contains("they said it together, or one of them did"), "{cited}");
}

#[test]
fn a_query_finds_what_was_denied() {
    use onrecord::search::query::Query;
    assert!(Query::parse("polarity:negated").problems.is_empty());
    assert!(Query::parse("polarity:neg").problems.is_empty());
    assert!(!Query::parse("polarity:loud").problems.is_empty());
}

#[test]
fn a_cue_outside_its_article_is_a_flaw() {
    let file = r#"{"version": 1, "title": "t", "articles": [{"id": "a", "title": "t", "date": null, "text": "We go."}],
        "speakers": [{"id": "w", "name": "W"}], "meetings": [], "quotes": [{"id": "q", "article": "a", "start": 0, "end": 6,
        "text": "We go.", "kind": "indirect", "cue_start": 90, "cue_end": 95, "polarity": "negated", "candidates": ["w"]}]}"#;
    let data = parse(file).expect("a dataset");
    assert_eq!(data.flaws.count, 1);
    assert_eq!(data.candidates(QuoteIx::new(0)).len(), 1);
    assert!(parse(&file.replace("[\"w\"]", "[\"x\"]")).is_err());
}
