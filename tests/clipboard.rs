//! Where copied text goes, and what is said of it: in a pseudo-terminal, with programs made for it.

mod support;

use support::{Session, stand_in};

#[test]
fn the_clipboard_gets_the_citation_by_osc_52() {
    let mut session = Session::start(100, 30, &[]);
    session.wait_for("Timeline");
    assert!(!String::from_utf8_lossy(&session.raw()).contains("\x1b]52"), "nothing unasked");
    session.press("y");
    session.wait_for("sent to the terminal");
    let raw = String::from_utf8_lossy(&session.raw()).into_owned();
    let (_, rest) = raw.split_once("\x1b]52;c;").expect("an OSC 52");
    let (payload, _) = rest.split_once("\x1b\\").expect("its end");
    let text = String::from_utf8(from_base64(payload)).expect("UTF-8");
    assert!(text.starts_with("“understand how serious") && text.contains("https://"), "{text}");
}

fn from_base64(text: &str) -> Vec<u8> {
    let digit = |c: u8| match c {
        b'A'..=b'Z' => c - b'A',
        b'a'..=b'z' => c - b'a' + 26,
        b'0'..=b'9' => c - b'0' + 52,
        b'+' => 62,
        _ => 63,
    };
    let (mut bytes, mut bits) = (Vec::new(), 0_u32);
    for (at, c) in text.bytes().filter(|c| *c != b'=').enumerate() {
        bits = bits << 6 | u32::from(digit(c));
        if at % 4 > 0 {
            bytes.push((bits >> (6 - 2 * (at % 4))) as u8);
        }
    }
    bytes
}

/// What a tmux of some settings is told, with a copied text, and what is said of it.
#[cfg(unix)]
fn copied_in_tmux(setting: &str, features: &str) -> (String, String, usize) {
    let folder = tempfile::tempdir().expect("a folder");
    let log = folder.path().join("log");
    let script = format!(
        "case $1 in
           show-options) echo '{setting}';;
           display-message) echo '{features}';;
           load-buffer) {{ echo \"$*\"; cat; }} >> '{}';;
         esac",
        log.display()
    );
    stand_in(folder.path(), "tmux", &if setting.is_empty() { "exit 1".into() } else { script });
    let path = format!("{}:/usr/bin:/bin", folder.path().display());
    let mut session = Session::start_in(100, 30, &[], &[("PATH", &path), ("TMUX", "/none,1,0")]);
    session.opened();
    session.press("y");
    session.wait_for("the quote with its citation");
    let orders = String::from_utf8_lossy(&session.raw()).matches("]52;").count();
    let text = session.text();
    let (_, said) = text.rsplit_once("the quote with its citation").expect("the message");
    let said = said.split_whitespace().collect::<Vec<_>>().join(" ");
    (std::fs::read_to_string(log).unwrap_or_default(), said, orders)
}

#[cfg(unix)]
#[test]
fn in_tmux_what_is_said_of_a_copy_is_so() {
    for setting in ["on", "external"] {
        let (told, said, orders) = copied_in_tmux(setting, "256,clipboard,title");
        assert!(told.starts_with("load-buffer -w -\n“understand how serious"), "{told}");
        assert!(said.contains("sent on to the terminal's clipboard"), "{said}");
        assert_eq!((told.matches("load-buffer").count(), orders), (1, 0), "sent once");
    }
    for (setting, features) in [("off", "clipboard"), ("external", "256,title")] {
        let (told, said, orders) = copied_in_tmux(setting, features);
        assert!(told.starts_with("load-buffer -\n“understand how serious"), "{told}");
        assert!(said.contains("in tmux's buffer only"), "{said}");
        assert_eq!(orders, 0);
    }
    let (told, said, orders) = copied_in_tmux("", "");
    assert!(told.is_empty() && said.contains("tmux did not answer; sent to the"), "{told} {said}");
    assert_eq!(orders, 1);
}

/// A session in which some programs are found first and X11 is there, with a file of settings.
#[cfg(unix)]
fn session_with(
    folder: &std::path::Path,
    programs: &[(&str, &str)],
    settings: &str,
    args: &[&str],
) -> Session {
    for (name, script) in programs {
        stand_in(folder, name, script);
    }
    let config = folder.join("config.toml");
    std::fs::write(&config, settings).expect("written");
    let path = format!("{}:/usr/bin:/bin", folder.display());
    let config = config.to_str().expect("UTF-8");
    let env = [("PATH", path.as_str()), ("DISPLAY", ":9"), ("ONRECORD_CONFIG", config)];
    let session = Session::start_in(100, 30, args, &env);
    session.opened();
    session
}

/// How often the terminal was asked to copy.
#[cfg(unix)]
fn orders(session: &Session) -> usize {
    String::from_utf8_lossy(&session.raw()).matches("\x1b]52;").count()
}

#[cfg(unix)]
#[test]
fn a_program_that_is_there_copies_and_says_so() {
    for (settings, program, arguments) in [
        ("", "xclip", "-selection clipboard"),
        ("", "xsel", "--clipboard --input"),
        ("clipboard = [\"mine\", \"a b\"]", "mine", "a b"),
        ("clipboard = \"wl-copy\"", "wl-copy", ""),
    ] {
        let folder = tempfile::tempdir().expect("a folder");
        let log = folder.path().join("log");
        let script = format!("{{ echo \"$*\"; cat; }} > '{}'", log.display());
        let mut programs = vec![(program, script.as_str())];
        if program == "xsel" {
            // The one that is tried before fails.
            programs.push(("xclip", "exit 1"));
        }
        let mut session = session_with(folder.path(), &programs, settings, &[]);
        session.press("y");
        let before = if program == "xsel" { "xclip failed; " } else { "" };
        session.wait_for(&format!("the quote with its citation: {before}copied with {program}"));
        let told = std::fs::read_to_string(&log).expect("it was called");
        let (first, text) = told.split_once('\n').expect("its arguments");
        assert_eq!(first, arguments);
        assert!(text.starts_with("“understand how serious") && text.contains("https://"), "{text}");
        assert_eq!(orders(&session), 0, "the terminal is not asked");
    }
}

#[cfg(unix)]
#[test]
fn a_program_that_hangs_holds_nobody_up_and_another_way_is_tried() {
    let folder = tempfile::tempdir().expect("a folder");
    let programs = [("xclip", "sleep 100"), ("xsel", "sleep 100")];
    let mut session = session_with(folder.path(), &programs, "clipboard = \"xclip\"", &[]);
    session.press("y");
    session.press("/biden<Enter>");
    session.wait_for("4 of 25");
    session.wait_for("not copied: xclip did not answer; E writes a file instead");
    assert_eq!(orders(&session), 0, "nothing else was asked for");
    session.press("q");
    assert_eq!(session.exit_status(), 0);
    // Without a setting all ways are tried.
    let mut session = session_with(folder.path(), &programs, "", &[]);
    session.press("y");
    session.wait_for("xclip did not answer; xsel did not answer; sent to the terminal");
    assert_eq!(orders(&session), 1);
    // Whoever leaves meanwhile does not wait for it.
    session.press("yq");
    assert_eq!(session.exit_status(), 0);
    assert_eq!(session.leftovers(), Vec::<String>::new());
}

#[cfg(unix)]
#[test]
fn what_is_too_long_for_a_terminal_a_program_takes() {
    let folder = tempfile::tempdir().expect("a folder");
    let words = "grain ".repeat(12_000);
    let words = words.trim_end();
    let article = |id: &str, text: &str| serde_json::json!({"id": id, "title": "Talks", "date": "2024-03-02", "text": text});
    let quote = |id: &str, text: &str| {
        serde_json::json!({
            "id": format!("q{id}"), "article": id, "start": 0, "end": text.len(), "text": text,
            "speaker": "s", "kind": "direct",
        })
    };
    let dataset = serde_json::json!({
        "version": 1, "title": "Grain talks", "meetings": [],
        "speakers": [{"id": "s", "name": "Ana Orlov"}],
        "articles": [article("a", words), article("b", "We are close.")],
        "quotes": [quote("a", words), quote("b", "We are close.")],
    });
    let file = folder.path().join("talks.json");
    std::fs::write(&file, dataset.to_string()).expect("written");
    let args = [file.to_str().expect("UTF-8")];
    let mut session = session_with(folder.path(), &[], "clipboard = \"terminal\"", &args);
    session.press("y");
    session.wait_for("too long for a terminal's clipboard");
    assert_eq!(orders(&session), 0);
    let log = folder.path().join("log");
    let script = format!("cat > '{}'", log.display());
    let mut session = session_with(folder.path(), &[("xclip", script.as_str())], "", &args);
    session.press("y");
    session.wait_for("copied with xclip");
    assert!(std::fs::read_to_string(&log).expect("it was called").len() > words.len());
}

#[cfg(unix)]
#[test]
fn a_terminal_that_is_known_to_take_text_is_said_to_have_it() {
    let env = [("TERM", "foot"), ("DISPLAY", ":9"), ("PATH", "/nowhere")];
    let mut session = Session::start_in(100, 30, &[], &env);
    session.opened();
    session.press("y");
    session.wait_for("the quote with its citation: sent to the terminal's clipboard");
    assert_eq!(orders(&session), 1);
    session.press("q");
    assert_eq!(session.exit_status(), 0);
}

#[cfg(unix)]
#[test]
fn a_browser_of_ones_own_gets_its_arguments_and_the_address() {
    let folder = tempfile::tempdir().expect("a folder");
    let log = folder.path().join("log");
    let script = format!(
        "printf '%s\\n' \"$@\" > '{log}.part'; mv '{log}.part' '{log}'; sleep 100",
        log = log.display()
    );
    let settings = "browser = [\"my-browser\", \"--in a new window\"]";
    let programs = [("my-browser", script.as_str())];
    let mut session = session_with(folder.path(), &programs, settings, &[]);
    session.press("o");
    session.wait_for("asked the browser");
    let until = std::time::Instant::now() + support::PATIENCE;
    while !log.exists() && std::time::Instant::now() < until {
        std::thread::sleep(std::time::Duration::from_millis(5));
    }
    let got = std::fs::read_to_string(&log).expect("the browser was called");
    let lines: Vec<&str> = got.lines().collect();
    assert_eq!((lines.len(), lines[0]), (2, "--in a new window"));
    assert!(lines[1].starts_with("https://www.themoscowtimes.com/"), "{got}");
    let mut session = session_with(folder.path(), &[], "browser = [\"no-such-browser\"]", &[]);
    session.press("o");
    session.wait_for("no browser found");
}
