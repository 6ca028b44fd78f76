//! The palette, and how a reader wants the explorer to begin.

#[path = "support/explorer.rs"]
mod session;

use std::sync::{Arc, LazyLock};

use onrecord::config::THEMES;
use onrecord::dataset::DateForm;
use onrecord::dataset::load::{Origin, from_bytes};
use onrecord::explorer::layout::Dividers;
use onrecord::explorer::{
    CopyForm, Effect, Event, Overlay, Pane, Preferences, Speech, Start, ThemeRow, Workspace,
};
use onrecord::keymap::{Bindings, CATALOGUE};
use session::{Indexed, Session, bindings};

static INDEXED: LazyLock<Indexed> =
    LazyLock::new(|| Workspace::indexed(Origin::BuiltIn.load(&mut |_| {}).expect("sound")));

fn after(text: &str) -> Session {
    Session::open((100, 30), INDEXED.clone()).then(text)
}

/// The names of the commands that the palette lists.
fn listed(at: &Session) -> Vec<&'static str> {
    let Overlay::Palette(list) = at.overlay() else { panic!("the palette is open") };
    list.rows.iter().map(|row| row.name).collect()
}

#[test]
fn it_lists_every_command_that_can_be_run() {
    let listed = listed(&after(":"));
    let missing: Vec<&str> = CATALOGUE
        .iter()
        .map(|command| command.name)
        .filter(|name| !listed.contains(name))
        .collect();
    // These answer a question where it is asked.
    let answers =
        ["leaving-write", "outgoing-leave", "outgoing-stay", "address-open", "address-leave"];
    assert_eq!(missing, answers);
}

#[test]
fn a_name_is_found_by_its_words_or_by_letters_in_order_the_closest_first() {
    for (typed, first) in [
        ("zoom", "zoom"),
        ("quit", "quit"),
        ("co", "copy"),
        ("copy mark", "copy-markdown"),
        ("nxbysp", "next-by-speaker"),
        ("rprt", "reported-speech"),
    ] {
        let listed = listed(&after(&format!(":{}", typed.replace(' ', "<Space>"))));
        assert_eq!(listed.first(), Some(&first), "{typed}: {listed:?}");
        assert!(typed == "co" || listed.len() < 30, "{typed}: {listed:?}");
    }
    let at = after(":no such");
    assert!(listed(&at).is_empty() && at.screen().contains("no command has such a name"));
    assert!(matches!(at.then("<Enter>").overlay(), Overlay::None), "nothing is run");
}

#[test]
fn what_is_chosen_is_run_where_it_belongs() {
    assert!(after(":zoom<Enter>").is_zoomed());
    assert_eq!(after(":quit<Enter>").effects.last(), Some(&Effect::Quit(0)));
    let at = after(":exclude<Enter>");
    assert_eq!(at.focus(), Pane::Speakers);
    assert_eq!(at.result().count, 19);
    let copied = after(":copy-markdown<Enter>").effects;
    assert!(matches!(copied[..], [Effect::Copy { form: CopyForm::Markdown, .. }]), "{copied:?}");
    // A command of the quote's card decides of the selected quote.
    let at = after(":quote-note<Enter>");
    assert!(matches!(at.overlay(), Overlay::Choose(_)), "{:?}", at.overlay());
    // Steps and pages as in every list; Esc leaves it.
    let at = after(":copy<Down><Down><Up>");
    let Overlay::Palette(list) = at.overlay() else { panic!("the palette is open") };
    assert_eq!((list.at, list.rows[list.at].name), (1, "copy-as"));
    assert!(matches!(at.then("<Esc>").overlay(), Overlay::None));
}

#[test]
fn it_shows_the_readers_own_keys_and_runs_what_has_none() {
    let own = bindings(&[("palette", "F8"), ("zoom", "F9 z"), ("last", "F7")]);
    let mut at = Session::waiting((80, 24), own, Start::default());
    at.update(Event::Opened(Arc::clone(&INDEXED.0), Some(Arc::clone(&INDEXED.1))));
    let at = at.then(":<F8>zoom");
    let screen = at.screen();
    let row = screen.lines().find(|row| row.contains("▌ zoom")).expect("its row");
    assert!(row.contains("F9 z") && row.contains("let the pane fill"), "{screen}");
    assert!(screen.contains("any pane: let the pane fill the screen"), "{screen}");
    let at = at.then("<Esc><F9>");
    let footer = at.screen().lines().last().map(str::to_owned).expect("a footer");
    assert!(footer.contains("F9 …   z zoom"), "{footer}");
    assert!(at.then("z").is_zoomed());
}

fn started(preferences: Preferences, indexed: &Indexed) -> Session {
    let start = Start { preferences, ..Start::default() };
    let mut at = Session::waiting((100, 30), Bindings::default(), start);
    at.update(Event::Opened(Arc::clone(&indexed.0), Some(Arc::clone(&indexed.1))));
    at
}

#[test]
fn reported_speech_shows_from_the_start_where_it_is_wanted() {
    let json = r#"{"version": 1, "title": "Grain talks", "meetings": [],
        "speakers": [{"id": "orlov", "name": "Ana Orlov"}, {"id": "roth", "name": "Jan Roth"}],
        "articles": [{"id": "a", "title": "Talks", "date": "2024-03-02", "text": "\"We are close,\" she said. She said that it would last. Somebody said that it would not. Orlov and Roth agreed that it had."}],
        "quotes": [
          {"id": "q1", "article": "a", "start": 1, "end": 14, "text": "We are close,", "speaker": "orlov", "kind": "direct"},
          {"id": "q2", "article": "a", "start": 35, "end": 53, "text": "that it would last", "speaker": "orlov", "kind": "indirect"},
          {"id": "q3", "article": "a", "start": 69, "end": 86, "text": "that it would not", "kind": "indirect"},
          {"id": "q4", "article": "a", "start": 110, "end": 121, "text": "that it had", "kind": "indirect", "confidence": "medium", "candidates": ["orlov", "roth"]}]}"#;
    let indexed = Workspace::indexed(from_bytes(json, &mut |_| {}).expect("sound"));
    for (speech, shown) in [(Speech::Quotations, 1), (Speech::Attributed, 3), (Speech::All, 4)] {
        let at = started(Preferences { speech, ..Preferences::default() }, &indexed);
        assert_eq!(at.result().count, shown, "{speech:?}");
    }
    // What two said together is found under either.
    let all = Preferences { speech: Speech::All, ..Preferences::default() };
    for (query, count) in [("speaker:roth", 1), ("speaker:orlov", 3), ("speaker:unattributed", 2)] {
        let at = started(all, &indexed).then(&format!("/{query}<Enter>"));
        assert_eq!(at.result().count, count, "{query}");
    }
    // The key goes on from there.
    let at = started(Preferences { speech: Speech::All, ..Preferences::default() }, &indexed);
    assert_eq!(at.then("i").result().count, 1);
}

#[test]
fn panes_begin_as_large_as_wanted_and_can_still_be_moved() {
    let wanted =
        Preferences { left_width: Some(60), speakers_height: Some(50), ..Preferences::default() };
    let at = started(wanted, &INDEXED);
    let layout = at.layout().expect("room");
    assert_eq!(layout.divider.map(|divider| divider.x), Some(60));
    assert_eq!(layout.pane(Pane::Speakers).map(|pane| pane.height), Some(13));
    let at = at.then(">>");
    assert_eq!(at.layout().and_then(|layout| layout.divider).map(|divider| divider.x), Some(64));
    assert_eq!(Dividers::default().shares, (None, None));
}

#[test]
fn days_are_written_as_wanted_everywhere_on_the_screen() {
    for (form, shown, not) in [
        (DateForm::DayMonth, "27 Jul 2021", "Jul 27"),
        (DateForm::MonthDay, "Jul 27, 2021", "27 Jul"),
        (DateForm::Iso, "2021-07-27", "27 Jul"),
    ] {
        let workspace = Workspace { dates: form, ..Workspace::clone(&INDEXED.0) };
        let indexed = (Arc::new(workspace), Arc::clone(&INDEXED.1));
        for keys in ["", "t", "{", "e", "w", "bh", "3", "P", "l"] {
            let screen = Session::open((160, 40), indexed.clone()).then(keys).screen();
            assert!(!screen.contains(not), "{form:?} {keys}\n{screen}");
            assert!(screen.contains(shown) || keys == "{", "{form:?} {keys}\n{screen}");
            // Without its year it would be none of ISO 8601, however narrow the row is.
            for narrow in [screen, Session::open((80, 24), indexed.clone()).then(keys).screen()] {
                let is_whole = |(at, _): (usize, &str)| narrow[..at].ends_with("2021-");
                assert!(narrow.match_indices("07-27").all(is_whole), "{form:?} {keys}\n{narrow}");
            }
        }
        let at = Session::open((160, 40), indexed.clone());
        let mut ticks = at.panes().timeline.density.ticks.iter().map(|(_, label)| label.as_str());
        let (whole, month) = (form == DateForm::Iso, ["Jul", "2021-07"]);
        assert!(ticks.any(|label| label == month[usize::from(whole)]), "{form:?}");
        // What leaves the program is not written otherwise.
        let copied = Session::open((160, 40), indexed).then("y").effects;
        let [Effect::Copy { text, .. }] = &copied[..] else { panic!("{copied:?}") };
        assert!(text.contains("27 Jul 2021"), "{text}");
    }
}

#[test]
fn a_theme_shows_while_it_is_selected_and_stays_once_it_is_taken() {
    let themes = THEMES.iter().map(|theme| ThemeRow { name: theme.name, about: theme.about() });
    let start = Start { themes: themes.collect(), theme: "nord", ..Start::default() };
    let mut at = Session::waiting((80, 24), Bindings::default(), start);
    at.update(Event::Opened(Arc::clone(&INDEXED.0), Some(Arc::clone(&INDEXED.1))));
    assert_eq!(at.theme(), "nord");
    at.press(":theme-choose<Enter>");
    let screen = at.screen();
    assert!(THEMES.iter().all(|theme| screen.contains(theme.name)), "{screen}");
    assert!(screen.contains("▌ nord"), "{screen}");
    assert_eq!(at.theme(), "nord");
    at.press("j");
    assert_eq!(at.theme(), "dracula");
    at.press("<Esc>");
    assert_eq!(at.theme(), "nord", "nothing was taken");
    at.press(":theme-choose<Enter>kkkkkkkkkkkkkkj<Enter>");
    assert_eq!((at.theme(), THEMES[1].name), ("gruvbox", "gruvbox"));
    assert!(at.said().contains("`theme = \"gruvbox\"` in config.toml keeps it"), "{}", at.said());
    // Where nothing is drawn there is nothing to choose.
    let at = after(":theme-choose<Enter>");
    assert!(matches!(at.overlay(), Overlay::None) && !at.said().is_empty(), "{}", at.said());
}

#[test]
fn what_is_wrong_with_the_settings_is_said_until_the_first_key() {
    let start = Start { notice: Some("config.toml, line 3: no".into()), ..Start::default() };
    let mut at = Session::waiting((100, 30), Bindings::default(), start);
    at.update(Event::Opened(Arc::clone(&INDEXED.0), Some(Arc::clone(&INDEXED.1))));
    assert_eq!(at.said(), "config.toml, line 3: no");
    assert_eq!(at.then("j").said(), "");
}
