//! Keys as they are written and read, the catalogue of commands, and the help made from both.

use std::collections::HashMap;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers, MediaKeyCode, ModifierKeyCode};
use onrecord::explorer::{Action, Event, Explorer, HelpKind, Start, Step};
use onrecord::keymap::{
    Bindings, CATALOGUE, CommandEntry, FooterHint, KeyPress, KeySequence, Rebinding,
    essentials_as_markdown, keys, rebound, rows,
};
use onrecord::search::query::SYNTAX;
use proptest::prelude::*;

/// Every code that crossterm has.
fn codes() -> impl Strategy<Value = KeyCode> {
    let named = [
        KeyCode::Enter,
        KeyCode::Esc,
        KeyCode::Tab,
        KeyCode::Backspace,
        KeyCode::Delete,
        KeyCode::Insert,
        KeyCode::Up,
        KeyCode::Down,
        KeyCode::Left,
        KeyCode::Right,
        KeyCode::Home,
        KeyCode::End,
        KeyCode::PageUp,
        KeyCode::PageDown,
        KeyCode::KeypadBegin,
        KeyCode::CapsLock,
        KeyCode::ScrollLock,
        KeyCode::NumLock,
        KeyCode::PrintScreen,
        KeyCode::Pause,
        KeyCode::Menu,
        KeyCode::Null,
    ];
    let media = [
        MediaKeyCode::Play,
        MediaKeyCode::Pause,
        MediaKeyCode::PlayPause,
        MediaKeyCode::Reverse,
        MediaKeyCode::Stop,
        MediaKeyCode::FastForward,
        MediaKeyCode::Rewind,
        MediaKeyCode::TrackNext,
        MediaKeyCode::TrackPrevious,
        MediaKeyCode::Record,
        MediaKeyCode::LowerVolume,
        MediaKeyCode::RaiseVolume,
        MediaKeyCode::MuteVolume,
    ];
    let modifier = [
        ModifierKeyCode::LeftShift,
        ModifierKeyCode::LeftControl,
        ModifierKeyCode::LeftAlt,
        ModifierKeyCode::LeftSuper,
        ModifierKeyCode::LeftHyper,
        ModifierKeyCode::LeftMeta,
        ModifierKeyCode::RightShift,
        ModifierKeyCode::RightControl,
        ModifierKeyCode::RightAlt,
        ModifierKeyCode::RightSuper,
        ModifierKeyCode::RightHyper,
        ModifierKeyCode::RightMeta,
        ModifierKeyCode::IsoLevel3Shift,
        ModifierKeyCode::IsoLevel5Shift,
    ];
    prop_oneof![
        prop::sample::select(named.to_vec()),
        prop::sample::select(media.to_vec()).prop_map(KeyCode::Media),
        prop::sample::select(modifier.to_vec()).prop_map(KeyCode::Modifier),
        Just(KeyCode::BackTab),
        any::<u8>().prop_map(KeyCode::F),
        any::<char>().prop_map(KeyCode::Char),
        "[ -~]".prop_map(|text| KeyCode::Char(text.chars().next().unwrap_or(' '))),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 4096, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_key_has_a_name_that_is_read_back(code in codes(), modifiers in 0_u8..64) {
        let event = KeyEvent::new(code, KeyModifiers::from_bits_truncate(modifiers));
        let key = KeyPress::from_event(event).expect("it is no release");
        prop_assert_eq!(key.to_string().parse(), Ok(key), "{}", key);
    }
}

#[test]
fn keys_are_written_as_people_write_them() {
    for name in [
        "a",
        "G",
        "é",
        "-",
        "+",
        "Space",
        "Ctrl-o",
        "Ctrl--",
        "Ctrl-Space",
        "Alt-Left",
        "Shift-Tab",
        "Shift-Left",
        "Ctrl-Enter",
        "Ctrl-Alt-Delete",
        "Super-x",
        "F12",
        "Insert",
        "KeypadBegin",
    ] {
        assert_eq!(name.parse::<KeyPress>().map(|key| key.to_string()), Ok(name.to_owned()));
    }
    for none in ["", "Ctrl-", "Nope", "F", "F999", "Ctrl-Nope"] {
        // `F` is the letter.
        assert_eq!(none.parse::<KeyPress>().is_ok(), none == "F", "{none}");
    }
}

#[test]
fn shift_belongs_to_a_character() {
    let pressed = |code, modifiers| KeyPress::new(code, modifiers).to_string();
    assert_eq!(pressed(KeyCode::Char('G'), KeyModifiers::SHIFT), "G");
    assert_eq!(pressed(KeyCode::BackTab, KeyModifiers::NONE), "Shift-Tab");
    assert_eq!(pressed(KeyCode::Char('C'), KeyModifiers::CONTROL), "Ctrl-c");
}

#[test]
fn every_default_key_parses_and_means_one_thing() {
    let mut seen = HashMap::new();
    for command in CATALOGUE {
        assert!(!command.keys.is_empty(), "{}", command.name);
        for name in command.keys {
            let key: KeySequence = name.parse().unwrap_or_else(|error| panic!("{error}"));
            assert_eq!(key.to_string(), *name, "keys are written as they are shown");
            let other = seen.insert((command.context, key), command.name);
            assert!(other.is_none(), "{name}: {} and {other:?}", command.name);
        }
    }
}

#[test]
fn names_are_unique() {
    let mut names: Vec<_> = CATALOGUE.iter().map(|command| command.name).collect();
    names.sort_unstable();
    assert!(names.windows(2).all(|pair| pair[0] != pair[1]));
}

#[test]
fn within_a_context_an_action_has_one_command() {
    for (at, command) in CATALOGUE.iter().enumerate() {
        let same = |other: &&CommandEntry| {
            (other.context, other.action) == (command.context, command.action)
        };
        let other = CATALOGUE[..at].iter().find(same);
        assert!(other.is_none(), "{} and {}", command.name, other.map_or("", |c| c.name));
    }
}

#[test]
fn the_help_is_hinted_at() {
    let explorer = Explorer::new((80, 24), Vec::new(), Start::default());
    let (_, help) = Bindings::default().hints(&explorer);
    assert_eq!(help, Some(FooterHint { key: "?".into(), label: "help" }));
}

/// Bindings of a reader's own, each written as in a file, and what is refused of them.
fn rebound_as(others: &[(&str, &[&str])]) -> (Bindings, Vec<(usize, String)>) {
    let rebinding = |(name, keys): &(&str, &[&str])| Rebinding {
        command: CATALOGUE.iter().find(|command| command.name == *name).expect("a command"),
        keys: keys.iter().map(|key| key.parse().expect("a key")).collect(),
    };
    let (bindings, refused) = rebound(&others.iter().map(rebinding).collect::<Vec<_>>());
    (bindings, refused.into_iter().map(|(at, why)| (at, why.to_string())).collect())
}

#[test]
fn keys_can_be_swapped_and_taken_away() {
    let (bindings, refused) = rebound_as(&[("quit", &["u"]), ("undo", &["q"]), ("rank", &[])]);
    assert_eq!(refused, []);
    assert_eq!((bindings.key("quit"), bindings.key("undo")), ("u".into(), "q".into()));
    assert!(bindings.keys("rank").is_empty() && bindings.key("rank").contains("rank"));
    let all = CATALOGUE.iter().map(|command| (command.name, command.keys));
    assert_eq!(rebound_as(&all.collect::<Vec<_>>()).1, [], "the catalogue's own keys are sound");
}

#[test]
fn what_cannot_be_is_refused_and_its_command_keeps_its_keys() {
    for (command, keys, why) in [
        ("zoom", "u", "u is taken by `undo`"),
        ("zoom", "u u", "u u is taken by `undo`"),
        ("unfold", "q", "q is taken by `quit`"),
        ("quit", "Enter", "Enter is taken by `open-row`"),
        ("redraw", "x", "x is typed into lines"),
        ("help-run", "x", "x is typed into lines"),
        ("zoom", "Ctrl-c", "Ctrl-c always ends"),
        ("zoom", "Ctrl-x Ctrl-c", "Ctrl-c always ends"),
        ("interrupt", "F9", "leave it in the list"),
        ("zoom", "Ctrl-i", "terminals send Ctrl-i as Tab; write Tab"),
        ("zoom", "Super-z", "no terminal sends Super-z"),
        ("zoom", "Mute", "no terminal sends Mute"),
    ] {
        let (bindings, refused) = rebound_as(&[(command, &[keys])]);
        assert!(refused.len() == 1 && refused[0].1.contains(why), "{command} {keys}: {refused:?}");
        assert_eq!(bindings.keys(command), Bindings::default().keys(command));
    }
    for (others, why) in [
        (&[("quit", &[][..])][..], "nobody could leave"),
        (&[("help-close", &[])], "nobody could leave"),
        (&[("zoom", &["g"]), ("first", &["g g"])], "g g is taken by `zoom`"),
        (&[("zoom", &["F9", "F9 F9"])], "F9 F9 is taken by `zoom`"),
    ] {
        let (_, refused) = rebound_as(others);
        assert!(refused.iter().any(|(_, said)| said.contains(why)), "{others:?}: {refused:?}");
    }
    // Of two that want a key the first has it; what the second gives up is its own again.
    let (bindings, refused) = rebound_as(&[("undo", &["F9"]), ("zoom", &["F9"])]);
    assert_eq!(refused.iter().map(|(at, _)| *at).collect::<Vec<_>>(), [1]);
    assert_eq!((bindings.key("undo"), bindings.key("zoom")), ("F9".into(), "z".into()));
    // Who takes the key of a command that is refused does not have it.
    let (bindings, refused) = rebound_as(&[("undo", &["q"]), ("quit", &["Mute"])]);
    assert_eq!(refused.len(), 2, "{refused:?}");
    assert_eq!((bindings.key("undo"), bindings.key("quit")), ("u".into(), "q".into()));
}

/// Presses keys in an empty explorer; what they ask for.
fn pressed(bindings: &Bindings, text: &str) -> Vec<Event> {
    let mut bindings = bindings.clone();
    let mut explorer = Explorer::new((80, 24), Vec::new(), Start::default());
    let press = |key| {
        let event = bindings.event(&explorer, key)?;
        explorer.update(event.clone());
        Some(event)
    };
    keys(text).expect("keys").into_iter().filter_map(press).collect()
}

fn is_action(events: &[Event], action: Action) -> bool {
    matches!(events, [Event::Command(asked)] if *asked == action)
}

#[test]
fn a_chord_is_two_keys_and_another_key_ends_it() {
    let (bindings, refused) =
        rebound_as(&[("first", &["g g", "Home"]), ("zoom", &["g z"]), ("help", &["Ctrl-x h"])]);
    assert_eq!(refused, []);
    assert_eq!(bindings.all_keys("first"), "g g, Home");
    assert!(is_action(&pressed(&bindings, "gz"), Action::Zoom));
    assert!(is_action(&pressed(&bindings, "<Home>"), Action::Move(Step::First)));
    assert!(pressed(&bindings, "g").is_empty());
    assert!(pressed(&bindings, "gq").is_empty(), "it only ends the chord");
    assert!(is_action(&pressed(&bindings, "gqq"), Action::Quit));
    assert!(is_action(&pressed(&bindings, "<Ctrl-x>h"), Action::OpenHelp));
    assert!(is_action(&pressed(&bindings, "g<Ctrl-c>"), Action::Interrupt), "whatever is pending");
    let explorer = Explorer::new((80, 24), Vec::new(), Start::default());
    let mut bindings = bindings;
    assert!(bindings.event(&explorer, KeyPress::char('g')).is_none());
    let (first, next) = bindings.pending(&explorer).expect("a chord began");
    let next: Vec<_> = next.iter().map(|hint| (hint.key.as_str(), hint.label)).collect();
    assert_eq!(
        (first.to_string().as_str(), &next[..]),
        ("g", &[("z", "zoom"), ("g", "first")][..])
    );
}

#[test]
fn a_letter_of_another_script_is_the_key_at_its_place_unless_it_is_typed() {
    let bindings = Bindings::default();
    for (pressed_key, action) in [
        ("й", Action::Quit),
        ("Н", Action::OpenCopyMenu),
        ("<Ctrl-с>", Action::Interrupt),
        ("ю", Action::Quit),
        ("κ", Action::Move(Step::Up)),
        ("ו", Action::Undo),
    ] {
        let events = pressed(&bindings, pressed_key);
        let means = pressed_key != "ю";
        assert_eq!(is_action(&events, action), means, "{pressed_key}: {events:?}");
    }
    let typed = pressed(&bindings, "/йц");
    assert!(matches!(typed[..], [_, Event::Typed('й'), Event::Typed('ц')]), "{typed:?}");
    // A reader's own binding of the letter wins.
    let (bindings, refused) = rebound_as(&[("zoom", &["й"])]);
    assert!(refused.is_empty() && is_action(&pressed(&bindings, "й"), Action::Zoom));
}

#[test]
fn eleven_rows_are_essential() {
    assert_eq!(essentials_as_markdown(&Bindings::default()).lines().count(), 13);
}

#[test]
fn the_help_has_everything() {
    let all = rows(&Bindings::default());
    let count = |kind| all.iter().filter(|row| row.kind == kind).count();
    assert_eq!(count(HelpKind::Command), CATALOGUE.len());
    assert_eq!(count(HelpKind::Syntax), SYNTAX.len());
    assert!(count(HelpKind::Sign) > 0);
    assert!(all.iter().all(|row| !row.help.contains("{key")), "keys are filled in");
}
