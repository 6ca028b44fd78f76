//! Days in sentences: what is found, where, and that nothing can break it.

use std::time::{Duration, Instant};

use jiff::civil::{Date, date};
use onrecord::extract::language::days::{Grain, days};
use proptest::prelude::*;

/// The expressions of a text, each as `words = first` or `words = first..last`.
fn read(text: &str, printed: Option<Date>) -> Vec<String> {
    let found = days(text, 0..text.len(), printed).into_iter();
    let shown = found.map(|w| match &text[w.at] {
        words if w.first == w.last => format!("{words} = {}", w.first),
        words => format!("{words} = {}..{}", w.first, w.last),
    });
    shown.collect()
}

/// Day of printing, sentence, expressions. 27 July 2021 is a Tuesday.
const SENTENCES: &[(&str, &str, &[&str])] = &[
    // A day of a month.
    ("2021-07-28", "The text was signed on June 16.", &["June 16 = 2021-06-16"]),
    ("2021-07-28", "It expires Sept. 30, officials say.", &["Sept. 30 = 2021-09-30"]),
    ("2021-07-28", "It expires Sept 30.", &["Sept 30 = 2021-09-30"]),
    ("2021-07-28", "the Sept. 15th session", &["Sept. 15th = 2021-09-15"]),
    ("2021-07-28", "the 16th of June", &["16th of June = 2021-06-16"]),
    ("2021-07-28", "on 16 June in Vienna", &["16 June = 2021-06-16"]),
    ("2023-01-05", "Vienna, 29th July, 2021", &["29th July, 2021 = 2021-07-29"]),
    ("2023-01-05", "On July 27, 2021, they met.", &["July 27, 2021 = 2021-07-27"]),
    ("2023-01-05", "On July 27,2021 they met.", &["July 27,2021 = 2021-07-27"]),
    ("2021-07-28", "the June 16-17 meeting", &["June 16-17 = 2021-06-16..2021-06-17"]),
    ("2021-07-28", "on June 16 and 17 in Geneva", &["June 16 and 17 = 2021-06-16..2021-06-17"]),
    ("2021-07-28", "from 16–18 June 2020", &["16–18 June 2020 = 2020-06-16..2020-06-18"]),
    ("2021-07-28", "between June 30 and 2 July", &["June 30 = 2021-06-30", "2 July = 2021-07-02"]),
    ("2021-07-28", "on 2021-07-26 at noon", &["2021-07-26 = 2021-07-26"]),
    ("2021-07-28", "dated 7/26/2021", &["7/26/2021 = 2021-07-26"]),
    ("2021-07-28", "a score of 7/26", &[]),
    ("2021-07-28", "the ratio 7/26/2021/5", &[]),
    ("2021-07-28", "the score 2021-7-27", &[]),
    ("2021-07-28", "at 10:30 July 4 came", &["July 4 = 2021-07-04"]),
    ("2021-07-28", "It sold for $5 June 3.", &["June 3 = 2021-06-03"]),
    ("2021-07-28", "1.5 homes, 5G May, 99999999999 July", &["July = 2021-07-01..2021-07-31"]),
    ("2021-07-28", "he sat, July 27", &["July 27 = 2021-07-27"]),
    ("2021-07-28", "Wednesday, July 28", &["Wednesday, July 28 = 2021-07-28"]),
    ("2021-07-28", "Tues., July 27, 2021", &["Tues., July 27, 2021 = 2021-07-27"]),
    ("2021-07-28", "last Thursday, July 22,", &["last Thursday, July 22 = 2021-07-22"]),
    // The year that brings it nearest.
    ("2021-01-10", "The decree of Dec. 20 stands.", &["Dec. 20 = 2020-12-20"]),
    ("2020-12-20", "It takes effect on Jan. 20.", &["Jan. 20 = 2021-01-20"]),
    ("2020-01-01", "The round of July 2 failed.", &["July 2 = 2019-07-02"]),
    ("2020-01-01", "The round of July 1 failed.", &["July 1 = 2020-07-01"]),
    ("2021-07-28", "He left last July 28.", &["last July 28 = 2020-07-28"]),
    ("2021-07-28", "the vote next June 16", &["next June 16 = 2022-06-16"]),
    ("2021-07-28", "on June 16 last year", &["June 16 last year = 2020-06-16"]),
    ("2021-02-10", "on Feb. 29", &["Feb. 29 = 2020-02-29"]),
    // No day.
    ("2021-07-28", "on June 31 and February 30", &[]),
    ("2021-07-28", "on June 29-31", &[]),
    ("2022-07-28", "on Feb. 29", &[]),
    ("2021-07-28", "dated 2021-13-01 or 0000-01-01", &[]),
    ("2021-07-28", "In July 27-year-old Tom Reed won.", &["July = 2021-07-01..2021-07-31"]),
    ("2021-07-28", "In June 30 people came.", &["June = 2021-06-01..2021-06-30"]),
    ("2021-07-28", "By June 1,000 had come.", &["June = 2021-06-01..2021-06-30"]),
    ("2021-07-28", "In June, 30 people came.", &["June = 2021-06-01..2021-06-30"]),
    // Months.
    ("2021-07-28", "the July 2020 accord", &["July 2020 = 2020-07-01..2020-07-31"]),
    ("2021-07-28", "in July of 2020", &["July of 2020 = 2020-07-01..2020-07-31"]),
    ("2021-07-28", "in March last year", &["March last year = 2020-03-01..2020-03-31"]),
    ("2021-07-28", "Talks broke off in June.", &["June = 2021-06-01..2021-06-30"]),
    ("2021-07-28", "Talks broke off in October.", &["October = 2020-10-01..2020-10-31"]),
    ("2021-07-28", "Talks will resume in October.", &["October = 2021-10-01..2021-10-31"]),
    ("2021-12-28", "They will meet in January.", &["January = 2022-01-01..2022-01-31"]),
    ("2021-07-28", "last June", &["last June = 2021-06-01..2021-06-30"]),
    ("2021-06-28", "last June", &["last June = 2020-06-01..2020-06-30"]),
    ("2021-07-28", "next September", &["next September = 2021-09-01..2021-09-30"]),
    ("2021-07-28", "the vote this September", &["this September = 2021-09-01..2021-09-30"]),
    ("2021-07-28", "late July", &["late July = 2021-07-21..2021-07-31"]),
    ("2021-07-28", "in early May", &["early May = 2021-05-01..2021-05-10"]),
    ("2021-07-28", "It will open in mid-August.", &["mid-August = 2021-08-11..2021-08-20"]),
    (
        "2021-07-28",
        "It will last until the end of September.",
        &["end of September = 2021-09-21..2021-09-30"],
    ),
    (
        "2021-07-28",
        "from the beginning of April to the middle of May",
        &["beginning of April = 2021-04-01..2021-04-10", "middle of May = 2021-05-11..2021-05-20"],
    ),
    ("2021-07-28", "since March", &["March = 2021-03-01..2021-03-31"]),
    ("2021-07-28", "They may march on; Theresa May spoke. March on!", &[]),
    ("2021-07-28", "June Weber and April Reed agreed.", &[]),
    ("2021-07-28", "He sat in the sun and would mar an august day.", &[]),
    // Told from today.
    ("2021-07-28", "It ends today.", &["today = 2021-07-28"]),
    ("2021-07-28", "“Today we win,” said Weber of Europe Today.", &["Today = 2021-07-28"]),
    (
        "2021-07-28",
        "yesterday, tonight and tomorrow",
        &["yesterday = 2021-07-27", "tonight = 2021-07-28", "tomorrow = 2021-07-29"],
    ),
    ("2021-07-28", "the day before yesterday", &["day before yesterday = 2021-07-26"]),
    ("2021-07-28", "this week", &["this week = 2021-07-26..2021-08-01"]),
    ("2021-07-28", "last week's round", &["last week = 2021-07-19..2021-07-25"]),
    ("2021-07-28", "next week", &["next week = 2021-08-02..2021-08-08"]),
    ("2021-07-28", "this month", &["this month = 2021-07-01..2021-07-31"]),
    ("2021-07-28", "late last month", &["late last month = 2021-06-21..2021-06-30"]),
    ("2021-12-31", "next month", &["next month = 2022-01-01..2022-01-31"]),
    ("2021-07-28", "last year", &["last year = 2020-01-01..2020-12-31"]),
    ("2021-07-28", "earlier this year", &["earlier this year = 2021-01-01..2021-07-28"]),
    ("2021-07-28", "later this month", &["later this month = 2021-07-28..2021-07-31"]),
    ("2021-07-28", "two weeks ago", &["two weeks ago = 2021-07-12..2021-07-18"]),
    ("2021-07-28", "A week ago", &["A week ago = 2021-07-19..2021-07-25"]),
    ("2021-07-28", "one week ago", &["one week ago = 2021-07-19..2021-07-25"]),
    ("2021-07-28", "three days ago", &["three days ago = 2021-07-25"]),
    ("2021-07-31", "5 months ago", &["5 months ago = 2021-02-01..2021-02-28"]),
    ("2021-07-28", "ten years ago", &["ten years ago = 2011-01-01..2011-12-31"]),
    ("2021-07-28", "twenty-five years ago, half a year ago", &[]),
    ("2021-07-28", "5000 years ago, 4000000000 years ago", &[]),
    ("2021-07-28", "late trains; May I? The next day came.", &[]),
    ("2021-07-28", "in 2014", &["2014 = 2014-01-01..2014-12-31"]),
    ("2021-07-28", "by late 2014", &["late 2014 = 2014-09-01..2014-12-31"]),
    ("2021-07-28", "2014 people in 9999 homes", &[]),
    // Weekdays.
    ("2021-07-27", "The two sides will hold talks on Wednesday.", &["Wednesday = 2021-07-28"]),
    ("2021-07-27", "Weber said on Tuesday that it was over.", &["Tuesday = 2021-07-27"]),
    ("2021-07-29", "They met on Thursday in Geneva.", &["Thursday = 2021-07-29"]),
    ("2021-07-28", "Reed took part Tuesday.", &["Tuesday = 2021-07-27"]),
    ("2021-07-28", "Weber spoke on Thursday.", &["Thursday = 2021-07-22"]),
    ("2021-07-29", "They met last Thursday.", &["last Thursday = 2021-07-22"]),
    ("2021-07-28", "They met last Thursday.", &["last Thursday = 2021-07-22"]),
    ("2021-07-27", "The vote is next Tuesday.", &["next Tuesday = 2021-08-03"]),
    ("2021-07-28", "The round opens this Friday.", &["this Friday = 2021-07-30"]),
    ("2021-07-28", "It failed this Monday.", &["this Monday = 2021-07-26"]),
    ("2021-07-31", "They will meet this Monday.", &["this Monday = 2021-08-02"]),
    (
        "2021-07-28",
        "Weber said on Tuesday that talks would resume on Friday.",
        &["Tuesday = 2021-07-27", "Friday = 2021-07-30"],
    ),
    (
        "2021-07-28",
        "On Monday, the sides are set to meet. Reed arrived Sunday.",
        &["Monday = 2021-08-02", "Sunday = 2021-07-25"],
    ),
    ("2021-07-28", "The talks, due to be held on Friday, stalled.", &["Friday = 2021-07-30"]),
    ("2021-07-28", "He left on Friday of last week.", &["Friday of last week = 2021-07-23"]),
    (
        "2021-07-28",
        "on Thursday of last month",
        &["Thursday = 2021-07-22", "last month = 2021-06-01..2021-06-30"],
    ),
    ("2021-07-28", "They pray every Friday, read the Sunday Times, dread Black Friday.", &[]),
    ("2021-07-28", "They met last\n\nFriday", &["Friday = 2021-07-23"]),
    ("2021-07-28", "They met last\nFriday", &["last\nFriday = 2021-07-23"]),
];

#[test]
fn sentences_are_read_as_a_reader_of_news_would() {
    assert!(SENTENCES.len() > 60);
    for (printed, text, wanted) in SENTENCES {
        let printed: Date = printed.parse().expect("a day");
        assert_eq!(read(text, Some(printed)), *wanted, "{printed}: {text}");
    }
}

/// The Friday that a text means, printed on a Wednesday.
fn friday(text: &str) -> Date {
    let found = days(text, 0..text.len(), Some(date(2021, 7, 28)));
    found.into_iter().find(|when| &text[when.at.clone()] == "Friday").expect("a Friday").first
}

#[test]
fn the_future_is_told_by_verbs_and_by_what_is_planned() {
    for text in [
        "They will meet on Friday.",
        "On Friday, the two sides will meet.",
        "Talks are to resume on Friday.",
        "Talks are due on Friday.",
        "The vote on Friday was expected to pass.",
        "The round to be held on Friday is short.",
        "They are set to meet Friday.",
        "Weber spoke ahead of the vote on Friday.",
        "The upcoming round opens Friday.",
        "We'll know on Friday.",
        "They will resume stalled talks on Friday.",
        "The talks will be held on Friday, Weber said.",
        "The session was postponed until Friday.",
        "The U.S. side will see Mr. Reed of Sept. 5 fame Friday.",
    ] {
        assert_eq!(friday(text), date(2021, 7, 30), "{text}");
    }
}

#[test]
fn the_past_is_told_by_verbs_and_by_nothing() {
    let far = format!("They will {} Friday", "very ".repeat(24));
    for text in [
        "Friday",
        "Reed spoke on Friday.",
        "Reed arrived on Friday and will leave soon.",
        "Weber said on Friday that talks will resume.",
        "Weber on Friday rejected a text it would sign.",
        "On Friday, Weber said the talks will resume.",
        "Talks will follow. Weber arrived Friday. They will be long.",
        "Reed will wait! On Friday he rested.",
        "Talks will follow\n\nThe visit on Friday",
        &far,
    ] {
        assert_eq!(friday(text), date(2021, 7, 23), "{text}");
    }
}

#[test]
fn without_a_day_of_printing_only_years_that_are_given_resolve() {
    let text = "On Monday and June 16, last week, in May, a year ago, in June last year, today, \
                July 27, 2021, 2021-07-28, 7/28/2021, late July 2021, in 2014, this July.";
    let wanted = [
        "July 27, 2021 = 2021-07-27",
        "2021-07-28 = 2021-07-28",
        "7/28/2021 = 2021-07-28",
        "late July 2021 = 2021-07-21..2021-07-31",
        "2014 = 2014-01-01..2014-12-31",
    ];
    assert_eq!(read(text, None), wanted);
}

#[test]
fn the_grain_is_the_unit_it_is_told_in() {
    let text = "On June 16-17, two weeks ago, in late July 2020, and in 2014.";
    let found = days(text, 0..text.len(), Some(date(2021, 7, 28)));
    let grains: Vec<Grain> = found.into_iter().map(|when| when.grain).collect();
    assert_eq!(grains, [Grain::Day, Grain::Week, Grain::Month, Grain::Year]);
}

#[test]
fn only_what_lies_within_is_looked_at() {
    let text = "They will meet on Friday, not Monday.";
    let printed = Some(date(2021, 7, 28));
    let found = days(text, 15..24, printed);
    assert_eq!((found[0].at.clone(), found[0].first), (18..24, date(2021, 7, 23)));
    assert_eq!(days(text, 15..23, printed), []);
    assert_eq!(days("é", 1..2, printed), []);
    assert_eq!(days(text, 0..text.len() + 1, printed), []);
}

#[test]
fn the_ends_of_the_calendar_are_no_place_to_fall_from() {
    let text = "Today, tomorrow, yesterday, this week, next year, last Monday, Jan. 1, Dec. 31, \
                in June, this May, a year ago, later this month, we will meet on Friday";
    for printed in [Date::MIN, Date::MAX, date(1, 1, 1), date(0, 12, 31)] {
        for when in days(text, 0..text.len(), Some(printed)) {
            assert!(when.first.year() >= 1 && when.first <= when.last, "{when:?}");
        }
    }
}

/// Quadratic work would take minutes; an unoptimised build is given more than the second that an
/// optimised one must keep to.
#[test]
fn a_million_characters_take_less_than_a_second() {
    let limit = Duration::from_secs(if cfg!(debug_assertions) { 10 } else { 1 });
    let pieces = [
        "June ", "June", "1 ", "1,", "1.", "1.1,,", "16 and ", "last ", "Friday ", "in 2014-",
        "a year ", "“", "\n", "1", "will ",
    ];
    for piece in pieces {
        let text = piece.repeat(1_000_000 / piece.len());
        let begun = Instant::now();
        std::hint::black_box(days(&text, 0..text.len(), Some(date(2021, 7, 28))));
        assert!(begun.elapsed() < limit, "{piece:?}: {:?}", begun.elapsed());
    }
}

/// Text that is more often nearly a day than chance would have it.
fn nearly_days() -> impl Strategy<Value = String> {
    let words = prop::sample::select(vec![
        "June",
        "May",
        "Sept.",
        "Friday",
        "Sun",
        "16",
        "31st",
        "2021",
        "0000",
        "-",
        "–",
        "/",
        ",",
        ".",
        ":",
        "\n\n",
        " ",
        "last",
        "next",
        "this",
        "week",
        "year",
        "ago",
        "a",
        "of",
        "in",
        "late",
        "earlier",
        "end",
        "mid",
        "and",
        "will",
        "be",
        "é",
        "999999999999",
        "tomorrow",
    ]);
    prop::collection::vec((words, prop::bool::ANY), 0..40).prop_map(|words| {
        words
            .into_iter()
            .map(|(word, space)| if space { format!("{word} ") } else { word.into() })
            .collect()
    })
}

fn check(text: &str, from: usize, upto: usize, printed: Option<Date>) {
    let mut end = from;
    for when in days(text, from..upto, printed) {
        assert!(end <= when.at.start && when.at.start < when.at.end && when.at.end <= upto);
        assert!(text.get(when.at.clone()).is_some(), "on character boundaries");
        assert!(when.first <= when.last && when.first.year() >= 1);
        end = when.at.end;
    }
}

proptest! {
    #[test]
    fn any_text_gives_ranges_in_order_within(
        text in prop_oneof![any::<String>(), nearly_days()],
        (a, b) in (0usize..200, 0usize..200),
        (year, day) in (-9999i16..=9999, 1i8..=28),
    ) {
        check(&text, 0, text.len(), Some(date(year, 2, day)));
        check(&text, a, b, Some(date(year, 12, day)));
        check(&text, 0, text.len(), None);
    }
}
