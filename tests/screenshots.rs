//! The pictures in `screenshots/` are what the program draws. To make them anew:
//!
//! ```sh
//! ONRECORD_BLESS=1 cargo test --test screenshots
//! ```

mod support;

use std::time::Duration;

use support::svg::{DARK, LIGHT, Palette, animation, draw, still};
use support::{Session, root};

/// Compares what the screen comes to show with the committed picture, or writes it.
fn is_or_bless(name: &str, session: &Session, picture: impl Fn(&vt100::Screen) -> String) {
    let path = root().join("screenshots").join(name);
    if std::env::var_os("ONRECORD_BLESS").is_some() {
        // Keys that are on their way.
        std::thread::sleep(Duration::from_secs(1));
        std::fs::write(&path, session.with_screen(picture)).expect("screenshots/ can be written");
        return;
    }
    let committed = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(
        session.comes_to(|screen| picture(screen) == committed),
        "{name} no longer shows what the program draws; \
         `ONRECORD_BLESS=1 cargo test --test screenshots` makes it anew: look at it before you commit it"
    );
}

/// Takes one picture: keys, and the text that is there once they are all done.
fn shot(name: &str, size: (u16, u16), palette: Palette, steps: &[(&str, &str)]) {
    let mut session = Session::start(size.0, size.1, &[]);
    session.opened();
    for (keys, then) in steps {
        session.press(keys);
        session.wait_for(then);
    }
    is_or_bless(name, &session, |screen| still(screen, palette, name));
}

#[test]
fn first_screen() {
    shot("first-screen-dark.svg", (110, 32), DARK, &[]);
    shot("first-screen-light.svg", (110, 32), LIGHT, &[]);
    shot("small.svg", (80, 24), DARK, &[]);
}

#[test]
fn filtered() {
    let steps = [("/rybkv expectations", "1 of 25"), ("<Enter><Enter>", "next quote")];
    shot("filtered-dark.svg", (110, 32), DARK, &steps);
    shot("filtered-light.svg", (110, 32), LIGHT, &steps);
}

#[test]
fn dimmed() {
    let steps = [("2jj<Space>", "only"), ("1d", "is dimmed"), ("j", "Enter")];
    shot("dimmed-light.svg", (110, 32), LIGHT, &steps);
}

#[test]
fn meeting() {
    shot("meeting-dark.svg", (110, 32), DARK, &[("{", "Took part")]);
}

#[test]
fn help() {
    shot("help-light.svg", (110, 32), LIGHT, &[("?", "type to search"), ("quote", "/ quote")]);
}

#[test]
fn numbers() {
    shot("grid-light.svg", (110, 32), LIGHT, &[("4", "Statements: ")]);
    shot("profile-dark.svg", (110, 32), DARK, &[("w", "in one article with")]);
}

#[test]
fn statements() {
    shot("unfolded-light.svg", (110, 32), LIGHT, &[("l", "▾×2")]);
    shot("days-dark.svg", (110, 32), DARK, &[("t", "by day"), ("bhhh", "show alone")]);
    shot("whole-articles-dark.svg", (110, 32), DARK, &[("/in:delegation<Enter>n", "1 of")]);
}

/// From a half-remembered name to the place where it is printed, and on to the other printing.
#[test]
fn tour() {
    let size = (100, 28);
    let mut session = Session::start(size.0, size.1, &[]);
    session.opened();
    let mut frames = Vec::new();
    let steps = [
        ("", "25 statements", 2.0),
        ("/", "keep", 0.6),
        ("r", " / r", 0.25),
        ("y", " / ry", 0.25),
        ("b", " / ryb", 0.25),
        ("k", " / rybk", 0.25),
        ("v", " / rybkv", 1.5),
        ("<Enter>", "u undoes", 1.0),
        ("jjjj", "quote 5 of 7", 1.5),
        ("<Enter>", "next quote", 2.0),
        ("p", "quote 8 of 14", 2.5),
        ("<Esc>", "cleared", 2.0),
    ];
    for (keys, then, seconds) in steps {
        session.press(keys);
        session.wait_for(then);
        frames.push((session.with_screen(|screen| draw(screen, DARK)), seconds));
    }
    is_or_bless("tour.svg", &session, |_| animation(&frames, size, DARK, "a tour of onrecord"));
}
