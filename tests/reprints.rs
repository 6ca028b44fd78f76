//! Wire copy: two statements that two hundred outlets print are two rows, however they were cut
//! and spelt.

mod support;

use std::fs;

use onrecord::dataset::load::from_bytes;
use onrecord::explorer::{Row, Workspace};
use support::run;

#[path = "support/explorer.rs"]
mod session;
use session::Session;

/// Two statements in an article, as the outlet with that number prints them.
fn article(outlet: usize) -> String {
    let first = match outlet % 10 {
        // Two in ten spell it otherwise, one in ten cuts the end.
        1 | 2 => "The harbor will stay open all through the long winter, whatever the ice does",
        3 => "The harbour will stay open all through the long winter",
        _ => "The harbour will stay open all through the long winter, whatever the ice does",
    };
    let second = match outlet % 4 {
        0 => "Nobody on this coast has asked the fishermen what they think of the new quay",
        _ => "Nobody on this coast has asked the fishermen what they think of the new quay so far",
    };
    let day = 1 + outlet / 20;
    format!(
        "Talks on the harbour, part {outlet}\n\nDate: 2024-03-{day:02}\n\n\
         “{first},” said Anna Weber, the mayor.\n\n“{second},” said Karl Braun, who keeps the light.\n"
    )
}

#[test]
fn two_hundred_outlets_print_two_statements() {
    let folder = tempfile::tempdir().expect("a folder");
    let (articles, record) = (folder.path().join("articles"), folder.path().join("talks.json"));
    fs::create_dir(&articles).expect("made");
    for outlet in 0..200 {
        let path = articles.join(format!("{outlet:03}.txt"));
        fs::write(path, article(outlet)).expect("written");
    }
    let paths = [&articles, &record].map(|path| path.to_str().expect("UTF-8"));
    let (status, _, told) = run(&["build", paths[0], "-o", paths[1]]);
    assert_eq!(status, 0, "{told}");
    let data = from_bytes(fs::read(&record).expect("there"), &mut |_| {}).expect("sound");
    let (workspace, index) = Workspace::indexed(data);
    let mut at = Session::open((140, 40), (workspace.clone(), index));
    let rows = |at: &Session| at.panes().timeline.rows(&workspace.data, 0, usize::MAX / 2);
    let quotes = |at: &Session| {
        let rows = rows(at).into_iter();
        rows.filter(|row| matches!(row, Row::Quote(_) | Row::Alone(_))).count()
    };
    assert_eq!(quotes(&at), 2, "{}", at.screen());
    let screen = at.screen();
    assert_eq!(screen.matches("×200 ").count(), 2, "{screen}");
    assert!(screen.contains("2 statements, 400 printings"), "{screen}");
    // A key makes every printing a row.
    at.press("P");
    assert_eq!(quotes(&at), 400, "{}", at.screen());
    // Unfolded, a statement has its wordings below it, each with how many print it.
    at.press("P");
    while at.quote().is_none_or(|quote| !workspace.data.words_of(quote).contains("winter")) {
        at.press("j");
    }
    at.press("l");
    let mut wordings: Vec<usize> = rows(&at)
        .into_iter()
        .filter_map(|row| match row {
            Row::Printing { wording, .. } => wording,
            _ => None,
        })
        .collect();
    wordings.sort_unstable();
    assert!(at.screen().contains("▾×200, 140 so, 1 Mar "), "{}", at.screen());
    assert_eq!(wordings, [20, 40], "{}", at.screen());
    let printings = rows(&at).iter().filter(|row| matches!(row, Row::Printing { .. })).count();
    assert_eq!(printings, 199);
    // What was printed first stands first.
    let first = at.quote().expect("the statement");
    assert!(workspace.data.is_first_printing(first));
}
