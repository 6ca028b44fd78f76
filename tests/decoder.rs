//! What a terminal's bytes mean, whole, in pieces or broken.

#![cfg(unix)]

use std::time::{Duration, Instant};

use crossterm::event::Event as Input;
use onrecord::config::Rgb;
use onrecord::keymap::KeyPress;
use onrecord::terminal::Decoder;
use proptest::prelude::*;

const ESC: u8 = 0x1b;
const CONTROL_C: u8 = 0x03;

/// What bytes give that come at once, then what is left when nothing more comes, as text.
fn read(pieces: &[&[u8]], apart: Duration) -> String {
    let (mut decoder, mut now) = (Decoder::default(), Instant::now());
    let mut events = Vec::new();
    for piece in pieces {
        while let Some(deadline) = decoder.deadline().filter(|deadline| *deadline <= now) {
            events.append(&mut decoder.expire());
            assert_ne!(decoder.deadline(), Some(deadline));
        }
        events.append(&mut decoder.feed(piece, now));
        now += apart;
    }
    while decoder.deadline().is_some() {
        events.append(&mut decoder.expire());
    }
    let shown = events.into_iter().filter_map(|event| match event {
        Input::Key(key) => {
            Some(KeyPress::from_event(key).map_or("?".into(), |key| key.to_string()))
        }
        Input::Paste(text) => Some(format!("paste {text:?}")),
        Input::Mouse(mouse) => Some(format!("mouse {} {}", mouse.column, mouse.row)),
        _ => None,
    });
    shown.collect::<Vec<_>>().join(" ")
}

const AT_ONCE: Duration = Duration::ZERO;
/// Keys held down come so.
const HELD: Duration = Duration::from_millis(33);
/// A line of 1,200 baud.
const SLOW: Duration = Duration::from_millis(8);

#[test]
fn keys_are_what_they_were_with_crossterm() {
    for (bytes, keys) in [
        (&b"aG\x03\r\t\x7f\0"[..], "a G Ctrl-c Enter Tab Backspace Ctrl-Space"),
        (b"\x1b[A\x1b[1;3D\x1b[5~\x1bOP\x1b[15~\x1b[[A", "Up Alt-Left PgUp F1 F5 F1"),
        ("é漢\x1bé".as_bytes(), "é 漢 Alt-é"),
        (b"\x1bx\x1b", "Alt-x Esc"),
        (b"\x1b\x1b[B", "Esc Down"),
        (b"\x1b[Z\x1b[<0;3;4M\x1b[<0;3;4m", "Shift-Tab mouse 2 3 mouse 2 3"),
        (b"\x1b[M !!", "mouse 0 0"),
        (b"\x1b[200~a\x1bq\r\xc3\xa9\x1b[201~b", "paste \"a\\u{1b}q\\ré\" b"),
        (b"\x1b[200~\x1b[201~b", "b"),
    ] {
        assert_eq!(read(&[bytes], AT_ONCE), keys, "{bytes:?}");
    }
}

#[test]
fn sequences_in_pieces_are_whole() {
    for (bytes, keys) in [
        (&b"\x1b[1;5C"[..], "Ctrl-Right"),
        ("漢".as_bytes(), "漢"),
        (b"\x1b[200~two words\x1b[201~", "paste \"two words\""),
    ] {
        let pieces: Vec<&[u8]> = bytes.chunks(1).collect();
        // Of an Esc alone nobody can know.
        let pieces = if bytes[0] == ESC { [&[&bytes[..2]], &pieces[2..]].concat() } else { pieces };
        assert_eq!(read(&pieces, Duration::from_micros(900)), keys);
    }
}

#[test]
fn after_a_broken_sequence_keys_come_through_again() {
    for broken in [
        &b"\x1b["[..],
        b"\x1b[<",
        b"\x1b[?",
        b"\x1b[1;",
        b"\x1b[<0;1",
        b"\x1b[[",
        b"\x1bO",
        b"\x1b]11;rgb:",
        b"\x1bP",
        b"\x1b[200~",
        b"\x1b[200~half",
        b"\x1b[M!",
        b"\xe6\xbc",
    ] {
        let late = Duration::from_millis(500);
        let keys = read(&[broken, b"q", b"\x03"], late);
        assert!(keys.ends_with("q Ctrl-c"), "{broken:?}: {keys}");
        let pieces: Vec<&[u8]> = broken.chunks(1).collect();
        let keys = read(&[&pieces[..], &[b"", b"q", b"\x03"]].concat(), late);
        assert!(keys.ends_with("q Ctrl-c"), "{broken:?} in pieces: {keys}");
        // Ctrl-C is never taken in, and who holds a key down gets through in half a second.
        assert!(read(&[broken, b"\x03"], AT_ONCE).ends_with("Ctrl-c"), "{broken:?}");
        let held = [&[broken], &[&b"7"[..]; 25][..], &[b"j"]].concat();
        assert!(read(&held, HELD).ends_with("7 j"), "{broken:?} {}", read(&held, HELD));
    }
}

#[test]
fn the_background_is_told_and_no_key_comes_of_it() {
    for (answer, color) in [
        ("\x1b]11;rgb:ffff/8080/0000\x1b\\", Some(Rgb(255, 128, 0))),
        ("\x1b]11;rgb:ff/80/00\x07", Some(Rgb(255, 128, 0))),
        ("\x1b]11;rgb:f/8/0\x07", Some(Rgb(255, 136, 0))),
        ("\x1b]11;rgba:ffff/8080/0000/ffff\x07", Some(Rgb(255, 128, 0))),
        ("\x1b]11;rgb:ffff/8080\x07", None),
        ("\x1b]11;rgb:ffff/8080/12345\x07", None),
        ("\x1b]11;rgb:fffz/-1/\x07", None),
        ("\x1b]10;rgb:ffff/8080/0000\x07", None),
    ] {
        for size in [1, 2, 100] {
            let (mut decoder, now) = (Decoder::default(), Instant::now());
            let pieces: Vec<&[u8]> = answer.as_bytes().chunks(size).collect();
            let events: Vec<Input> =
                pieces.into_iter().flat_map(|piece| decoder.feed(piece, now)).collect();
            assert!(events.is_empty(), "{answer:?}: {events:?}");
            assert_eq!(decoder.take_background(), color, "{answer:?}");
            assert_eq!(decoder.take_background(), None, "it is told once");
        }
    }
}

#[test]
fn a_paste_over_a_slow_line_is_one_paste() {
    let text = b"\x1b[200~pasted over a line so slow that it takes its time\x1b[201~";
    let pieces: Vec<&[u8]> = text.chunks(2).collect();
    let read = read(&pieces, SLOW);
    assert_eq!(read, "paste \"pasted over a line so slow that it takes its time\"");
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever comes, however it comes, Ctrl-C half a second later is Ctrl-C.
    #[test]
    fn nothing_takes_the_keys_in(
        bytes in prop::collection::vec(prop_oneof![Just(ESC), Just(b'['), Just(b'2'),
            Just(b'~'), Just(b';'), Just(b'M'), any::<u8>()], 0..40),
        size in 1_usize..9,
    ) {
        let pieces: Vec<&[u8]> = bytes.chunks(size).collect();
        let mut decoder = Decoder::default();
        let mut now = Instant::now();
        for piece in pieces {
            decoder.feed(piece, now);
            now += Duration::from_millis(1);
        }
        let until = now + Duration::from_millis(500);
        while let Some(deadline) = decoder.deadline() {
            prop_assert!(deadline < until);
            decoder.expire();
        }
        let last = decoder.feed(&[CONTROL_C], until);
        let is_control_c = matches!(last.as_slice(), [Input::Key(key)]
            if KeyPress::from_event(*key).is_some_and(|key| key.to_string() == "Ctrl-c"));
        prop_assert!(is_control_c, "{last:?}");
    }
}
