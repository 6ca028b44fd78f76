//! What happens to the explorer besides keys, other keys than the defaults, and a long record.

#[path = "support/corpus.rs"]
#[allow(dead_code)] // queries are made elsewhere
mod corpus;
#[path = "support/explorer.rs"]
mod session;

use std::sync::{Arc, LazyLock};

use onrecord::dataset::GroupKey;
use onrecord::dataset::load::{Origin, Progress, from_bytes};
use onrecord::explorer::{CopyForm, Effect, Event, Outcome, Overlay, Selection, Start, Workspace};
use onrecord::keymap::Bindings;
use onrecord::search::{Query, Search};
use session::{Indexed, Session, bindings};

static INDEXED: LazyLock<Indexed> =
    LazyLock::new(|| Workspace::indexed(Origin::BuiltIn.load(&mut |_| {}).expect("sound")));

fn after(text: &str) -> Session {
    Session::open((100, 30), INDEXED.clone()).then(text)
}

/// A message takes the rows that it needs, as far as there are some, and gives them back.
#[test]
fn a_long_message_is_told_whole() {
    for (size, rows) in [((80, 24), 2), ((40, 24), 3), ((200, 60), 1)] {
        let mut at = Session::open(size, INDEXED.clone());
        let before = at.screen();
        at.update(Event::Done(Outcome::Copied {
            form: CopyForm::Command,
            text: "onrecord --filter 'ferry or bridge' --view source,by-day".into(),
            delivery: "sent to the terminal, which may not have taken it".into(),
        }));
        let screen = at.screen();
        let last: Vec<&str> = screen.lines().rev().take(rows).map(str::trim).collect();
        let told = last.into_iter().rev().collect::<Vec<_>>().join(" ");
        assert_eq!(told, at.said(), "{screen}");
        let above = |screen: &str| {
            let all: Vec<String> = screen.lines().map(str::to_owned).collect();
            all[..all.len() - rows].to_vec()
        };
        assert_eq!(above(&screen), above(&before));
        assert_eq!(at.then("zz").screen(), before);
    }
    let mut at = Session::open((40, 24), INDEXED.clone());
    at.update(Event::Refused("ferry ".repeat(60)));
    let screen = at.screen();
    assert!(screen.lines().last().is_some_and(|row| row.trim_end().ends_with('…')), "{screen}");
    assert_eq!(screen.lines().filter(|row| row.starts_with(" ferry ferry")).count(), 4);
}

fn quote_id(at: &Session) -> String {
    let quote = INDEXED.0.data.quote(at.quote().expect("a quote is selected"));
    format!("q{:02}", quote.at + 1)
}

#[test]
fn what_an_effect_came_to_is_told() {
    for (outcome, told) in [
        (
            Outcome::Copied {
                form: CopyForm::Words,
                text: "We will.".into(),
                delivery: "sent to the terminal's clipboard".into(),
            },
            "the quote alone: sent to the terminal's clipboard",
        ),
        (
            Outcome::Copied {
                form: CopyForm::Command,
                text: "onrecord talks.json --view source".into(),
                delivery: "copied with xsel".into(),
            },
            "`onrecord talks.json --view source`: copied with xsel",
        ),
        (Outcome::TooLongToCopy, "too long for a terminal's clipboard; `onrecord query` prints it"),
        (
            Outcome::NotCopied("xsel failed".into()),
            "not copied: xsel failed; E writes a file instead",
        ),
        (Outcome::BrowserAsked("a:{key:quit}".into()), "asked the browser for a:{key:quit}"),
        (Outcome::NoBrowser("a:{}".into()), "no browser found; Y then a copies a:{}"),
        (Outcome::ThreadRefused("no more threads".into()), "no more threads"),
        (Outcome::CannotStop, "not stopped: nothing here could continue it; q leaves"),
        (Outcome::CannotReadAgain, "standard input cannot be read again"),
    ] {
        let mut at = after("");
        assert_eq!(at.update(Event::Done(outcome)), []);
        assert_eq!(at.said(), told);
        // A size says nothing, a key does.
        at.update(Event::Resized(90, 30));
        assert_eq!(at.said(), told);
        assert_eq!(at.then("j").said(), "");
    }
}

#[test]
fn a_refusal_ends_it_at_first_and_is_told_later() {
    let mut at = Session::waiting((100, 30), Bindings::default(), Start::default());
    at.update(Event::Progress(Progress { stage: "reading", share: None }));
    let refused = || Event::Refused("the file {} is gone".into());
    assert_eq!(at.update(refused()), [Effect::Fail("the file {} is gone".into())]);
    let mut at = after("jj/biden");
    at.update(Event::Progress(Progress { stage: "reading", share: None }));
    assert_eq!(at.update(refused()), []);
    assert_eq!((at.said().as_str(), at.loading().is_none()), ("the file {} is gone", true));
    assert_eq!(at.result().count, 4);
}

#[test]
fn a_start_without_an_index_asks_for_its_scan() {
    let start = Start { filter: Some("biden".into()), ..Start::default() };
    let mut at = Session::waiting((100, 30), Bindings::default(), start);
    let effects = at.update(Event::Opened(Arc::clone(&INDEXED.0), None));
    assert_eq!(effects, [Effect::Scan("biden".into())]);
    // An index of another workspace is too late.
    let (other, index) = Workspace::indexed(Origin::BuiltIn.load(&mut |_| {}).expect("sound"));
    at.update(Event::Indexed(other, index));
    assert!(at.index().is_none() && at.is_scanning());
    at.update(Event::Indexed(Arc::clone(&INDEXED.0), Arc::clone(&INDEXED.1)));
    assert_eq!(at.result().count, 4);
}

#[test]
fn other_keys_are_followed_everywhere() {
    let bindings = bindings(&[
        ("quit", "Ctrl-q"),
        ("undo", "F9"),
        ("step-back", "Ctrl-g"),
        ("rank", "Alt-r"),
        ("mouse", "Insert"),
        ("help", "F12"),
        ("help-run", "Ctrl-Enter"),
        ("filter-keep", "Shift-Left"),
        ("copy-words", "1"),
        ("copy-as", "F7"),
        ("next-printing", "Ctrl-Alt-p"),
    ]);
    let open = |keys: &str| {
        let mut at = Session::waiting((110, 30), bindings.clone(), Start::default());
        at.update(Event::Opened(Arc::clone(&INDEXED.0), Some(Arc::clone(&INDEXED.1))));
        at.then(keys)
    };
    // Dispatch: the new keys do it, the old ones no longer.
    let at = open("q?u<F2>r");
    assert!(at.effects.is_empty() && matches!(at.overlay(), Overlay::None));
    assert_eq!(open("<Ctrl-q>").effects, [Effect::Quit(0)]);
    let at = open("/biden<Enter>");
    assert!(at.overlay().input().is_some(), "Enter no longer keeps the filter");
    let at = at.then("<Shift-Left>");
    assert_eq!((at.result().count, at.overlay().input().is_none()), (4, true));
    // A command's other keys are gone, and a key that means nothing with Shift is that key.
    assert_eq!(quote_id(&open("<Ctrl-Alt-p>")), "q14");
    assert_eq!(quote_id(&open("<Shift-Down>")), "q02");
    // Messages.
    let at = at.then("<Ctrl-g>");
    assert_eq!(at.said(), "filter text cleared; F9 brings it back");
    let at = at.then("<F9>");
    assert_eq!(at.result().count, 4);
    assert_eq!(
        at.then("<Alt-r>").said(),
        "the closest first; Alt-r goes back to the order of dates"
    );
    assert!(open("<Insert>").said().contains("Insert gives it back"));
    assert_eq!(open("<Ctrl-g>").said(), "nothing left to step back from; Ctrl-q quits");
    // Footer and filter line.
    let screen = open("").screen();
    let footer = screen.lines().last().expect("a footer");
    assert!(footer.contains("F12 help") && footer.contains("Ctrl-q quit"), "{footer}");
    let typing = open("/biden").screen();
    let footer = typing.lines().last().expect("a footer");
    assert!(footer.contains("Shift-Left keep"), "{footer}");
    assert!(open("/biden<Shift-Left>").screen().contains("Ctrl-g clears, F9 undoes"));
    // The help, and what it runs.
    let at = open("<F12>zoom");
    assert!(at.screen().contains("Keys: type to search, Ctrl-Enter runs"), "{}", at.screen());
    assert!(at.then("<Ctrl-Enter>").is_zoomed());
    let keys = onrecord::keymap::as_text(&bindings);
    assert!(keys.contains("Shift-Left keeps it") && !keys.contains("Enter keeps it"), "{keys}");
    // The copy menu.
    let at = open("<F7>");
    assert!(at.screen().contains("1  the quote alone"), "{}", at.screen());
    let copied = at.then("1").effects;
    assert!(matches!(&copied[..], [Effect::Copy { form: CopyForm::Words, .. }]), "{copied:?}");
}

/// An explorer of a long made record, without its index yet.
fn long() -> (Session, Indexed) {
    let mut json = Vec::new();
    corpus::write(&mut json, 400, 9).expect("memory takes it");
    let indexed = Workspace::indexed(from_bytes(json, &mut |_| {}).expect("sound"));
    let mut session = Session::waiting((100, 30), Bindings::default(), Start::default());
    session.update(Event::Opened(Arc::clone(&indexed.0), None));
    (session, indexed)
}

#[test]
fn a_long_record_folds_by_year_and_month() {
    let (mut explorer, (record, _)) = long();
    let all = explorer.panes().timeline.len();
    explorer.press("-");
    let timeline = &record.data.timeline;
    let years = timeline.groups().iter().filter(|group| group.key == GroupKey::Year).count();
    assert!(years > 5 && explorer.panes().timeline.len() == years);
    // A year opens to its months, a month to its meetings and days; over one quote alone there is
    // no heading.
    explorer.press("g");
    let mut opened = Vec::new();
    let meeting = loop {
        if let Selection::Group(group) = explorer.selection() {
            if !matches!(timeline.group(group).key, GroupKey::Year | GroupKey::Month) {
                break group;
            }
            opened.push(group);
            explorer.press("<Right>");
        }
        explorer.press("j");
    };
    let month = *opened.last().expect("one was opened");
    assert_eq!(timeline.group(opened[0]).key, GroupKey::Year);
    assert_eq!(timeline.group(month).key, GroupKey::Month);
    assert_eq!(timeline.group(meeting).parent, Some(month));
    // What is folded already folds what stands above it.
    explorer.press("<Left>");
    assert_eq!(explorer.selection(), Selection::Group(month));
    explorer.press("<Left><Left>");
    assert!(
        matches!(explorer.selection(), Selection::Group(year) if timeline.group(year).key == GroupKey::Year)
    );
    // A jump opens what stands above the place it leads to.
    explorer.press("+");
    assert_eq!(explorer.panes().timeline.len(), all);
    explorer.press("G");
    // The last headings may have no quotes.
    while explorer.quote().is_none() {
        explorer.press("k");
    }
    let last = explorer.quote();
    explorer.press("-");
    assert!(explorer.quote().is_none());
    explorer.press("<Ctrl-o>");
    assert_eq!(explorer.quote(), last);
}

#[test]
fn until_the_index_is_there_words_are_looked_for_beside() {
    let (mut explorer, (record, index)) = long();
    let effects = explorer.press("/gen");
    let Some(Effect::Scan(text)) = effects.last() else { panic!("{effects:?}") };
    assert_eq!((text.as_str(), explorer.is_scanning()), ("gen", true));
    // What was found before stands until then, and a result that comes too late changes nothing.
    assert_eq!(explorer.result().count, 400);
    let scan = |text: &str| Search::scan(&Query::parse(text), &record.data, || true).expect("done");
    explorer.update(Event::Scanned { query: "ge".into(), hits: scan("ge") });
    assert!(explorer.is_scanning());
    explorer.update(Event::Scanned { query: "gen".into(), hits: scan("gen") });
    let scanned = explorer.result().count;
    assert!(!explorer.is_scanning() && scanned > 0 && scanned < 400);
    assert_eq!(Search::scan(&Query::parse("gen"), &record.data, || false), None);
    explorer.update(Event::Indexed(record, index));
    assert_eq!(explorer.result().count, scanned);
    // From now on a key answers at once.
    assert_eq!(explorer.press("eva"), []);
}
