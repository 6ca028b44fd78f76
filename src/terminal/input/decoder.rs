//! Bytes in, events out.
//!
//! Bytes are cut into keys, escape sequences (as ECMA-48 delimits them) and pastes; termina knows
//! what each sequence means. Nothing is waited for without a limit: a sequence that is not finished
//! in time was broken, and the keys after it count again.

use std::time::{Duration, Instant};

use ::crossterm::event::{self as crossterm, Event as Input};
use ::termina::Parser;
use ::termina::event as termina;

/// An Esc without more behind it for so long is the key.
const ESC_ALONE: Duration = Duration::from_millis(50);
/// A sequence that takes longer from its first byte on is broken.
const SEQUENCE: Duration = Duration::from_millis(250);
/// A paste in which nothing comes for so long has lost its end.
const PASTE_PAUSE: Duration = Duration::from_millis(350);
/// A paste in which each byte takes longer than this is somebody typing, as a paste without an end
/// takes in all keys: held down, they come about 30 ms apart.
const PASTE_BYTE: Duration = Duration::from_millis(5);
/// No sequence that a terminal sends is longer.
const LONGEST: usize = 256;

const ESC: u8 = 0x1b;
const CONTROL_C: u8 = 0x03;
const PASTE_START: &[u8] = b"\x1b[200~";
const PASTE_END: &[u8] = b"\x1b[201~";

/// What has been read and is not finished.
#[derive(Debug, Default)]
pub(super) struct Decoder {
    kind: SequenceKind,
    bytes: Vec<u8>,
    /// When the first and the last of them came.
    first: Option<Instant>,
    last: Option<Instant>,
}

/// What the bytes are the beginning of. Everything but a paste begins with an Esc or is a character
/// of several bytes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
enum SequenceKind {
    #[default]
    Nothing,
    /// A character of so many bytes, perhaps behind an Esc.
    Char(usize),
    /// An Esc.
    Escape,
    /// `ESC O`.
    SingleShift,
    /// `ESC [`.
    Control,
    /// `ESC [ M`: the mouse's three bytes follow.
    OldMouse,
    /// `ESC ]`, `ESC P` and the like: text up to a BEL or `ESC \`.
    Text,
    /// Behind [`PASTE_START`].
    Paste,
}

impl Decoder {
    /// The events that some bytes complete.
    pub(super) fn feed(&mut self, bytes: &[u8], now: Instant) -> Vec<Input> {
        let mut events = Vec::new();
        for byte in bytes {
            self.byte(*byte, now, &mut events);
        }
        events
    }

    /// When what is unfinished has had its time.
    pub(super) fn deadline(&self) -> Option<Instant> {
        let (first, last) = (self.first?, self.last?);
        Some(match self.kind {
            SequenceKind::Nothing => return None,
            SequenceKind::Escape => first + ESC_ALONE,
            SequenceKind::Paste => {
                let bytes = u32::try_from(self.bytes.len()).unwrap_or(u32::MAX);
                let typed = first + PASTE_PAUSE + PASTE_BYTE.saturating_mul(bytes);
                typed.min(last + PASTE_PAUSE)
            }
            _ => first + SEQUENCE,
        })
    }

    /// What is unfinished when its time is up: an Esc, a key with Alt, what came of a paste; of a
    /// broken sequence nothing.
    pub(super) fn expire(&mut self) -> Vec<Input> {
        let mut events = Vec::new();
        match (self.kind, self.bytes.as_slice()) {
            (SequenceKind::Paste, _) => self.paste(0, &mut events),
            (SequenceKind::Escape, _) => self.decode(&mut events),
            (_, &[ESC, key]) => {
                let key = crossterm::KeyCode::Char(key.into());
                let alt = crossterm::KeyModifiers::ALT;
                events.push(Input::Key(crossterm::KeyEvent::new(key, alt)));
                self.reset();
            }
            _ => self.reset(),
        }
        events
    }

    fn byte(&mut self, byte: u8, now: Instant, events: &mut Vec<Input>) {
        if self.kind != SequenceKind::Paste
            && self.deadline().is_some_and(|deadline| deadline <= now)
        {
            events.append(&mut self.expire());
        }
        let ends_text = byte == 0x07 || byte == ESC;
        let breaks = match self.kind {
            SequenceKind::Nothing | SequenceKind::Escape if byte == ESC => true,
            SequenceKind::Nothing | SequenceKind::Escape | SequenceKind::Paste => false,
            SequenceKind::Char(_) => !(0x80..0xc0).contains(&byte),
            SequenceKind::Text => byte < 0x20 && !ends_text,
            SequenceKind::SingleShift | SequenceKind::Control | SequenceKind::OldMouse => {
                byte < 0x20 || byte == 0x7f
            }
        };
        // A control character is a key, whatever it comes in, and an Esc begins anew.
        if breaks {
            if self.kind == SequenceKind::Escape {
                self.decode(events);
            }
            self.reset();
        }
        self.first = self.first.or(Some(now));
        self.last = Some(now);
        self.bytes.push(byte);
        let length = self.bytes.len();
        self.kind = match (self.kind, byte) {
            (SequenceKind::Nothing, ESC) => SequenceKind::Escape,
            (SequenceKind::Escape, b'[') => SequenceKind::Control,
            (SequenceKind::Escape, b'O') => SequenceKind::SingleShift,
            (SequenceKind::Escape, b']' | b'P' | b'X' | b'^' | b'_') => SequenceKind::Text,
            (SequenceKind::Nothing | SequenceKind::Escape, 0xc0..) => {
                SequenceKind::Char(length - 1 + byte.leading_ones() as usize)
            }
            (SequenceKind::Char(whole), _) if length < whole => SequenceKind::Char(whole),
            // The console's F1 to F5 have one more bracket.
            (SequenceKind::Control, b'[') if length == 3 => SequenceKind::Control,
            (SequenceKind::Control, b'M') if length == 3 => SequenceKind::OldMouse,
            (SequenceKind::Control, b'~') if self.bytes == PASTE_START => {
                self.bytes.clear();
                SequenceKind::Paste
            }
            (SequenceKind::Control, 0x20..0x40) if length < LONGEST => SequenceKind::Control,
            (SequenceKind::OldMouse, _) if length < 6 => SequenceKind::OldMouse,
            (SequenceKind::Text, 0x07) => return self.reset(),
            (SequenceKind::Text, b'\\') if self.bytes.ends_with(b"\x1b\\") => return self.reset(),
            (SequenceKind::Text, _) => SequenceKind::Text,
            (SequenceKind::Paste, _) if self.bytes.ends_with(PASTE_END) => {
                return self.paste(PASTE_END.len(), events);
            }
            // Terminals take it out of what they paste: somebody wants to leave.
            (SequenceKind::Paste, CONTROL_C) => {
                self.paste(1, events);
                return self.byte(byte, now, events);
            }
            (SequenceKind::Paste, _) => SequenceKind::Paste,
            _ => return self.decode(events),
        };
    }

    /// Hands over what was pasted, less its last bytes.
    fn paste(&mut self, less: usize, events: &mut Vec<Input>) {
        let length = self.bytes.len().saturating_sub(less);
        let text = String::from_utf8_lossy(&self.bytes[..length]).into_owned();
        if !text.is_empty() {
            events.push(Input::Paste(text));
        }
        self.reset();
    }

    /// Takes what is there for one key or sequence.
    fn decode(&mut self, events: &mut Vec<Input>) {
        // A new one each time: an old one may hold on to what it did not understand.
        let mut parser = Parser::default();
        parser.parse(&self.bytes, false);
        events.extend(std::iter::from_fn(|| parser.pop()).filter_map(translated));
        self.reset();
    }

    fn reset(&mut self) {
        self.kind = SequenceKind::Nothing;
        self.bytes.clear();
        (self.first, self.last) = (None, None);
    }
}

/// The same event in crossterm's types; `None` for answers to what nobody asked.
fn translated(event: termina::Event) -> Option<Input> {
    Some(match event {
        termina::Event::Key(key) => Input::Key(crossterm::KeyEvent {
            code: code(key.code)?,
            modifiers: modifiers(key.modifiers),
            kind: match key.kind {
                termina::KeyEventKind::Press => crossterm::KeyEventKind::Press,
                termina::KeyEventKind::Repeat => crossterm::KeyEventKind::Repeat,
                termina::KeyEventKind::Release => crossterm::KeyEventKind::Release,
            },
            state: crossterm::KeyEventState::NONE,
        }),
        termina::Event::Mouse(mouse) => Input::Mouse(crossterm::MouseEvent {
            kind: mouse_kind(mouse.kind),
            column: mouse.column,
            row: mouse.row,
            modifiers: modifiers(mouse.modifiers),
        }),
        termina::Event::FocusIn => Input::FocusGained,
        termina::Event::FocusOut => Input::FocusLost,
        _ => return None,
    })
}

/// Those that a binding can have.
fn modifiers(held: termina::Modifiers) -> crossterm::KeyModifiers {
    use crossterm::KeyModifiers as To;
    use termina::Modifiers as From;
    let pairs = [
        (From::SHIFT, To::SHIFT),
        (From::CONTROL, To::CONTROL),
        (From::ALT, To::ALT),
        (From::SUPER, To::SUPER),
        (From::HYPER, To::HYPER),
        (From::META, To::META),
    ];
    pairs.into_iter().filter(|(from, _)| held.contains(*from)).map(|(_, to)| to).collect()
}

/// `None` for keys that only say that a modifier or a media key was pressed.
fn code(code: termina::KeyCode) -> Option<crossterm::KeyCode> {
    use crossterm::KeyCode as To;
    use termina::KeyCode as From;
    Some(match code {
        From::Char(c) => To::Char(c),
        From::Enter => To::Enter,
        From::Backspace => To::Backspace,
        From::Tab => To::Tab,
        From::Escape => To::Esc,
        From::Left => To::Left,
        From::Right => To::Right,
        From::Up => To::Up,
        From::Down => To::Down,
        From::Home => To::Home,
        From::End => To::End,
        From::BackTab => To::BackTab,
        From::PageUp => To::PageUp,
        From::PageDown => To::PageDown,
        From::Insert => To::Insert,
        From::Delete => To::Delete,
        From::KeypadBegin => To::KeypadBegin,
        From::CapsLock => To::CapsLock,
        From::ScrollLock => To::ScrollLock,
        From::NumLock => To::NumLock,
        From::PrintScreen => To::PrintScreen,
        From::Pause => To::Pause,
        From::Menu => To::Menu,
        From::Null => To::Null,
        From::Function(n) => To::F(n),
        From::Modifier(_) | From::Media(_) => return None,
    })
}

fn mouse_kind(kind: termina::MouseEventKind) -> crossterm::MouseEventKind {
    use crossterm::MouseEventKind as To;
    use termina::MouseEventKind as From;
    let button = |button| match button {
        termina::MouseButton::Left => crossterm::MouseButton::Left,
        termina::MouseButton::Right => crossterm::MouseButton::Right,
        termina::MouseButton::Middle => crossterm::MouseButton::Middle,
    };
    match kind {
        From::Down(which) => To::Down(button(which)),
        From::Up(which) => To::Up(button(which)),
        From::Drag(which) => To::Drag(button(which)),
        From::Moved => To::Moved,
        From::ScrollDown => To::ScrollDown,
        From::ScrollUp => To::ScrollUp,
        From::ScrollLeft => To::ScrollLeft,
        From::ScrollRight => To::ScrollRight,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::keymap::KeyPress;
    use proptest::prelude::*;

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
            let pieces =
                if bytes[0] == ESC { [&[&bytes[..2]], &pieces[2..]].concat() } else { pieces };
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
}
