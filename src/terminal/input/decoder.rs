//! Bytes in, events out.
//!
//! Bytes are cut into keys, escape sequences (as ECMA-48 delimits them) and pastes; termina knows
//! what each sequence means. Nothing is waited for without a limit: a sequence that is not finished
//! in time was broken, and the keys after it count again.

use std::time::{Duration, Instant};

use ::crossterm::event::{self as crossterm, Event as Input};
use ::termina::Parser;
use ::termina::event as termina;

use crate::config::Rgb;

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
/// How the answer begins that tells the background.
const BACKGROUND: &[u8] = b"\x1b]11;";

/// What has been read and is not finished.
#[derive(Debug, Default)]
pub struct Decoder {
    kind: SequenceKind,
    bytes: Vec<u8>,
    /// When the first and the last of them came.
    first: Option<Instant>,
    last: Option<Instant>,
    /// The background that the terminal told.
    background: Option<Rgb>,
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
    pub fn feed(&mut self, bytes: &[u8], now: Instant) -> Vec<Input> {
        let mut events = Vec::new();
        for byte in bytes {
            self.byte(*byte, now, &mut events);
        }
        events
    }

    /// When what is unfinished has had its time.
    pub fn deadline(&self) -> Option<Instant> {
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
    pub fn expire(&mut self) -> Vec<Input> {
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
            (SequenceKind::Text, 0x07) => return self.answer(1),
            (SequenceKind::Text, b'\\') if self.bytes.ends_with(b"\x1b\\") => {
                return self.answer(2);
            }
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

    /// Takes an answer of the terminal, less its last bytes; what nobody asked for is nothing.
    fn answer(&mut self, less: usize) {
        let text = &self.bytes[..self.bytes.len() - less];
        if let Some(color) = text.strip_prefix(BACKGROUND) {
            self.background = background(color).or(self.background);
        }
        self.reset();
    }

    /// The background that the terminal told since this was asked.
    pub fn take_background(&mut self) -> Option<Rgb> {
        self.background.take()
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

/// The colour of an answer: `rgb:1e1e/2828/ffff`, from one to four digits each.
fn background(text: &[u8]) -> Option<Rgb> {
    let text = std::str::from_utf8(text).ok()?;
    let parts = text.strip_prefix("rgb:").or_else(|| text.strip_prefix("rgba:"))?.split('/');
    let part = |digits: &str| {
        let most = 16_u32.checked_pow(u32::try_from(digits.len()).ok()?)? - 1;
        let value =
            u32::from_str_radix(digits, 16).ok().filter(|_| (1..=4).contains(&digits.len()));
        u8::try_from(value? * 255 / most).ok()
    };
    let mut parts = parts.map(part);
    Some(Rgb(parts.next()??, parts.next()??, parts.next()??))
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
    macro_rules! translated {
        ($($name:ident),*) => {
            match code {
                $(From::$name => To::$name,)*
                From::Char(c) => To::Char(c),
                From::Escape => To::Esc,
                From::Function(n) => To::F(n),
                From::Modifier(_) | From::Media(_) => return None,
            }
        };
    }
    Some(translated!(
        Enter,
        Backspace,
        Tab,
        Left,
        Right,
        Up,
        Down,
        Home,
        End,
        BackTab,
        PageUp,
        PageDown,
        Insert,
        Delete,
        KeypadBegin,
        CapsLock,
        ScrollLock,
        NumLock,
        PrintScreen,
        Pause,
        Menu,
        Null
    ))
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
