//! What every theme looks like: each role can be read, with all colours, with 256, and with none.

#[path = "support/explorer.rs"]
mod session;
mod support;

use onrecord::config::{Rgb, THEMES};
use onrecord::dataset::load::Origin;
use onrecord::explorer::Workspace;
use onrecord::ui::theme::{ColorDepth, Theme};
use ratatui::style::{Color, Modifier, Style};
use support::Session;

/// A colour as red, green and blue: the palette of 256 is that of xterm.
fn parts(color: Color) -> Option<[f64; 3]> {
    let cube = |at: u8| f64::from([0, 95, 135, 175, 215, 255][usize::from(at)]);
    match color {
        Color::Rgb(red, green, blue) => Some([red, green, blue].map(f64::from)),
        Color::Indexed(index @ 232..) => Some([f64::from(8 + 10 * (u16::from(index) - 232)); 3]),
        Color::Indexed(index @ 16..) => {
            let at = index - 16;
            Some([cube(at / 36), cube(at / 6 % 6), cube(at % 6)])
        }
        _ => None,
    }
}

/// The contrast of WCAG 2.2, written down anew.
fn contrast(a: Color, b: Color) -> Option<f64> {
    let luminance = |color| {
        let linear = parts(color)?.map(|part| match part / 255.0 {
            part if part <= 0.04045 => part / 12.92,
            part => ((part + 0.055) / 1.055).powf(2.4),
        });
        Some(0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2])
    };
    let (a, b) = (luminance(a)?, luminance(b)?);
    Some((a.max(b) + 0.05) / (a.min(b) + 0.05))
}

fn roles(theme: Theme) -> Vec<(&'static str, Style, f64)> {
    let mut roles = vec![
        ("text", theme.base(), 4.5),
        ("faint", theme.faint(), 4.5),
        ("focused", theme.focused(), 4.5),
        ("matched", theme.matched(), 4.5),
        ("warning", theme.warning(), 4.5),
        ("bar", theme.bar(), 3.0),
    ];
    roles.extend((0..4).map(|nth| ("side", theme.side(nth), 4.5)));
    roles
}

#[test]
fn each_role_has_the_contrast_that_wcag_asks_for() {
    let mut painted = 0;
    for named in THEMES.iter().filter(|theme| !theme.is_of_terminal()) {
        for background in [Rgb(0, 0, 0), Rgb(255, 255, 255)] {
            for depth in [ColorDepth::True, ColorDepth::Indexed] {
                let theme = Theme::new(named, depth, Some(background));
                let under = theme.base().bg.expect("a background");
                for (role, style, least) in roles(theme) {
                    let color = style.fg.unwrap_or_else(|| panic!("{} {role}", named.name));
                    let ratio = contrast(color, under).expect("colours of known values");
                    assert!(ratio >= least, "{} {depth:?} {role}: {ratio:.2}", named.name);
                    painted += 1;
                }
                // What is secondary looks so.
                let ratio = |style: Style| contrast(style.fg.expect("a colour"), under);
                let (text, faint) = (ratio(theme.base()), ratio(theme.faint()));
                assert!(text > faint.map(|faint| faint * 1.15), "{} {depth:?}", named.name);
                // A theme that follows the terminal is as light as it.
                let is_light = contrast(under, Color::Rgb(0, 0, 0))
                    > contrast(under, Color::Rgb(255, 255, 255));
                assert!(!named.follows_terminal() || is_light == background.is_light());
            }
        }
    }
    assert!(painted >= 6 * 10 * 4, "{painted}");
}

#[test]
fn the_sides_and_what_matches_can_be_told_apart_in_every_theme() {
    for named in &THEMES {
        for depth in [ColorDepth::True, ColorDepth::Indexed] {
            let theme = Theme::new(named, depth, None);
            let mut colors: Vec<_> = (0..4).filter_map(|nth| theme.side(nth).fg).collect();
            colors.push(theme.warning().fg.expect("a colour"));
            let all = colors.len();
            colors.sort_by_key(|color| format!("{color:?}"));
            colors.dedup();
            assert_eq!((all, colors.len()), (5, 5), "{} {depth:?}", named.name);
        }
    }
}

#[test]
fn a_light_terminal_gets_no_yellow_that_nobody_can_read() {
    let white = Color::Rgb(255, 255, 255);
    let theme = Theme::new(&THEMES[0], ColorDepth::Indexed, Some(Rgb(255, 255, 255)));
    assert_eq!(theme.base(), Style::new(), "the background stays the terminal's own");
    for nth in 1..4 {
        let ratio = contrast(theme.side(nth).fg.expect("a colour"), white).expect("of the 256");
        assert!(ratio >= 4.5, "{nth}: {ratio:.2}");
    }
    let dark = Theme::new(&THEMES[0], ColorDepth::Indexed, None);
    assert_eq!(dark.side(1).fg, Some(Color::Yellow));
}

#[test]
fn without_colour_a_theme_has_none_and_shows_the_same() {
    let plain = Theme::new(&THEMES[0], ColorDepth::None, None);
    for named in &THEMES {
        let theme = Theme::new(named, ColorDepth::None, Some(Rgb(255, 255, 255)));
        for ((role, style, _), (_, other, _)) in roles(theme).into_iter().zip(roles(plain)) {
            assert_eq!((style.fg, style.bg), (None, None), "{} {role}", named.name);
            assert_eq!(style, other);
        }
        assert!(theme.faint().add_modifier.contains(Modifier::DIM));
    }
}

#[test]
fn a_theme_paints_every_cell_and_changes_no_text() {
    let indexed = Workspace::indexed(Origin::BuiltIn.load(&mut |_| {}).expect("sound"));
    for keys in ["", "/rybkv", "?", ":", "e", "4", "w", "Y"] {
        let at = session::Session::open((100, 30), indexed.clone()).then(keys);
        let plain = at.draw_in(Theme::new(&THEMES[0], ColorDepth::None, None));
        for named in THEMES.iter().filter(|theme| !theme.is_of_terminal()) {
            let theme = Theme::new(named, ColorDepth::True, None);
            let painted = at.draw_in(theme);
            for (cell, other) in painted.content.iter().zip(&plain.content) {
                assert_eq!(cell.symbol(), other.symbol());
                assert_eq!(Some(cell.bg), theme.base().bg, "{} {keys}: {cell:?}", named.name);
                assert_ne!(cell.fg, Color::Reset, "{} {keys}: {cell:?}", named.name);
            }
        }
    }
}

/// The background of the middle of the screen.
fn background(session: &Session) -> vt100::Color {
    session.with_screen(|screen| screen.cell(10, 10).map(vt100::Cell::bgcolor)).expect("a cell")
}

fn started(args: &[&str], env: &[(&str, &str)]) -> Session {
    let env = [&[("COLORTERM", "truecolor")], env].concat();
    Session::start_in(100, 30, args, &env)
}

const LIGHT: vt100::Color = vt100::Color::Rgb(0xfb, 0xf1, 0xc7);
const DARK: vt100::Color = vt100::Color::Rgb(0x28, 0x28, 0x28);

/// Waits until the terminal is asked for its background.
fn asked(session: &Session) {
    let until = std::time::Instant::now() + support::PATIENCE;
    while !String::from_utf8_lossy(&session.raw()).contains("\x1b]11;?\x1b\\") {
        assert!(std::time::Instant::now() < until, "it was asked");
        std::thread::sleep(std::time::Duration::from_millis(1));
    }
}

#[test]
fn light_and_dark_are_found_by_asking_the_terminal() {
    for (answer, color) in [
        ("\x1b]11;rgb:ffff/ffff/ffff\x1b\\", LIGHT),
        ("\x1b]11;rgb:fdfd/f6f6/e3e3\x07", LIGHT),
        ("\x1b]11;rgb:1e/1e/2e\x1b\\", DARK),
        ("\x1b]11;nonsense\x1b\\", DARK),
    ] {
        let mut session = started(&["--theme", "gruvbox"], &[]);
        asked(&session);
        session.send(answer.as_bytes());
        session.opened();
        session.wait("its colours", |screen| {
            screen.cell(10, 10).is_some_and(|cell| cell.bgcolor() == color)
        });
        session.press("q");
        assert_eq!(session.exit_status(), 0);
        assert_eq!(session.leftovers(), Vec::<String>::new());
    }
}

#[test]
fn a_terminal_that_answers_late_or_never_types_nothing() {
    let mut session = started(&["--theme", "gruvbox"], &[]);
    session.opened();
    assert_eq!(background(&session), DARK, "nobody waits for an answer");
    session.press("/");
    session.wait_for("keep");
    session.send(b"\x1b]11;rgb:ff");
    session.send(b"ff/ffff/ffff\x1b\\");
    session.wait("light colours", |screen| {
        screen.cell(10, 10).is_some_and(|cell| cell.bgcolor() == LIGHT)
    });
    session.press("biden");
    session.wait_for("/ biden ");
    session.press("<Enter>q");
    assert_eq!(session.exit_status(), 0);
    assert_eq!(session.leftovers(), Vec::<String>::new());
}

#[test]
fn a_theme_from_the_list_is_drawn_at_once() {
    let is = |color: vt100::Color| {
        move |screen: &vt100::Screen| screen.cell(23, 2).is_some_and(|cell| cell.bgcolor() == color)
    };
    let nord = vt100::Color::Rgb(0x2e, 0x34, 0x40);
    let mut session = started(&["--theme", "gruvbox-dark"], &[]);
    session.opened();
    session.wait("its colours", is(DARK));
    session.press(":theme-choose<Enter>");
    session.wait_for("solarized-light");
    session.press("j");
    session.wait("the next one", is(LIGHT));
    session.press("<Esc>");
    session.wait("the one before", is(DARK));
    session.press(":theme-choose<Enter>jjjjjjjj");
    session.wait_for("▌ nord");
    session.press("<Enter>");
    session.wait_for("in config.toml keeps it");
    session.wait("the one that was taken", is(nord));
    session.press("q");
    assert_eq!(session.exit_status(), 0);
    assert_eq!(session.leftovers(), Vec::<String>::new());
}

#[test]
fn no_colour_asks_nothing_and_paints_nothing() {
    for (env, asks) in [(("NO_COLOR", "1"), false), (("TERM", "linux"), false), (("X", ""), true)] {
        let mut session = started(&["--theme", "nord"], &[env]);
        session.opened();
        let raw = String::from_utf8_lossy(&session.raw()).into_owned();
        assert_eq!(raw.contains("\x1b]11;"), asks, "{env:?}");
        let is_painted = background(&session) != vt100::Color::Default;
        assert_eq!(is_painted, env.0 != "NO_COLOR");
        session.press("q");
        assert_eq!(session.exit_status(), 0);
    }
}
