//! Keys as they are written and read, the catalogue of commands, and the help made from both.

use std::collections::HashMap;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers, MediaKeyCode, ModifierKeyCode};
use onrecord::explorer::{Explorer, HelpKind, Start};
use onrecord::keymap::{
    Bindings, CATALOGUE, CommandEntry, FooterHint, KeyPress, essentials_as_markdown, rows,
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
            let key: KeyPress = name.parse().unwrap_or_else(|error| panic!("{error}"));
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

#[test]
fn a_key_that_is_taken_is_lost_to_the_other_command() {
    let mut bindings = Bindings::default();
    bindings.bind("quit", vec![KeyPress::char('u')]).expect("a command");
    assert_eq!((bindings.key("quit"), bindings.keys("undo").len()), ("u".into(), 0));
    assert!(bindings.key("undo").contains("undo"));
    assert!(bindings.bind("nope", Vec::new()).is_err());
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
