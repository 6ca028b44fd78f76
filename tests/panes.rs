//! Where the panes stand, and what they count, find and compare.

use onrecord::dataset::Day;
use onrecord::explorer::layout::{Dividers, SMALLEST, ScreenLayout};
use onrecord::explorer::{Density, Pane, differing_words, find_all};
use ratatui::layout::Rect;

#[test]
fn nothing_overlaps_or_leaves_the_screen_at_any_size() {
    for width in 1..260 {
        for height in 1..90 {
            for (x, y) in [(0, 0), (-500, 500), (500, -500)] {
                let dividers = Dividers { x, y, ..Dividers::default() };
                let layout = ScreenLayout::new((width, height), Pane::Source, false, dividers);
                let Some(layout) = layout else {
                    assert!(width < SMALLEST.0 || height < SMALLEST.1);
                    continue;
                };
                let screen = Rect::new(0, 0, width, height);
                let panes = &layout.panes;
                let shown = if layout.is_single() { 1 } else { Pane::ALL.len() };
                assert_eq!(panes.len(), shown);
                let mut cells = layout.divider.map_or(0, Rect::area);
                for (_, pane) in panes {
                    assert_eq!(pane.intersection(screen), *pane);
                    assert!(pane.height >= 3 && pane.width >= 28);
                    cells += pane.area();
                }
                assert_eq!(cells, u32::from(width) * u32::from(height - 3));
            }
        }
    }
}

fn over(days: &str, columns: usize) -> Density {
    let (first, last) = days.split_once(' ').expect("two days");
    let day = |text: &str| text.parse().expect("a day");
    Density {
        days: Some((day(first), day(last))),
        all: vec![0; columns],
        matching: vec![0; columns],
        ..Density::default()
    }
}

#[test]
fn a_week_fills_the_line_and_twenty_years_fit() {
    let day = |text: &str| Day::Known(text.parse().expect("a day"));
    let week = over("2021-07-05 2021-07-11", 60);
    assert_eq!(week.columns(day("2021-07-05")), 0..7);
    assert_eq!(week.columns(day("2021-07-11")), 48..55);
    let long = over("2001-01-01 2020-12-31", 60);
    assert_eq!(long.columns(day("2001-01-01")), 0..1);
    assert_eq!(long.columns(day("2020-12-31")), 59..60);
    assert_eq!(over("2021-07-05 2021-07-05", 60).columns(day("2021-07-05")), 0..59);
    assert_eq!(week.columns(Day::Unknown), 0..0);
}

#[test]
fn finds_over_case_accents_and_line_ends() {
    let text = "Élysée talks\nélysée";
    let found: Vec<&str> = find_all(text, "elysee").into_iter().map(|r| &text[r]).collect();
    assert_eq!(found, ["Élysée", "élysée"]);
    assert_eq!(find_all(text, "talks ely").len(), 1);
    assert!(find_all(text, " ").is_empty());
}

#[test]
fn differing_words_are_named_from_both_sides() {
    assert_eq!(differing_words("a b c,", "a b c."), "the same words");
    assert_eq!(differing_words("b c", "a b c"), "there also “a”");
    assert_eq!(differing_words("launch it", "start it"), "here “launch”, there “start”");
    let far = differing_words("But we meet in order to launch the process", "start the process");
    assert_eq!(far, "in other words, “start the process”");
}
