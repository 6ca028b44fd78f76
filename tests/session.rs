//! A record opens as it was left, as far as it is still the same; and a copied command line leads to
//! the same view.

#[path = "support/explorer.rs"]
mod explorer;
mod support;

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use explorer::Indexed;
use fastrand::Rng;
use onrecord::dataset::load::{Origin, from_bytes};
use onrecord::explorer::{
    CopyForm, Effect, Event, Pane, SavedSession, Selection, Start, ViewOptions, Workspace,
};
use onrecord::keymap::Bindings;
use support::{Session, root};

static BUILT_IN: LazyLock<Indexed> =
    LazyLock::new(|| Workspace::indexed(Origin::BuiltIn.load(&mut |_| {}).expect("sound")));

/// An explorer that begins with a session.
fn begun(session: SavedSession, data: Indexed) -> explorer::Session {
    let start = Start { session: Some(session), ..Start::default() };
    let mut begun = explorer::Session::waiting((100, 30), Bindings::default(), start);
    begun.update(Event::Opened(data.0, Some(data.1)));
    begun
}

/// What a reader sees, but for the footer and how far lists are scrolled.
fn seen(session: &explorer::Session) -> String {
    let data = &session.workspace().data;
    let rows = session.panes().timeline.rows(data, 0, 1000);
    let shows = |pane| session.layout().is_some_and(|layout| layout.pane(pane).is_some());
    let speakers = shows(Pane::Speakers).then(|| &session.panes().speakers.rows);
    let source = shows(Pane::Source).then(|| {
        let source = &session.panes().source;
        (source.article(), source.first_offset())
    });
    format!(
        "{:?}\n{:?}\n{:?} {} {:?} {:?}\n{rows:?}\n{speakers:?}\n{source:?} {}",
        session.selection(),
        session.filter(),
        session.focus(),
        session.is_zoomed(),
        session.order(),
        session.layout(),
        session.is_dimming(),
    )
}

/// Keys of all kinds that change what is seen.
const KEYS: [&str; 26] = [
    "j", "k", "<PgDn>", "G", "g", "<Tab>", "1", "2", "3", "z", "<lt>", ">", "(", ")", "-", "+",
    "l", "h", "<Space>", "t", "P", "i", "d", "s", "x", "u",
];

#[test]
fn wherever_it_was_left_it_is_the_same_again() {
    for seed in 0..400 {
        let mut rng = Rng::with_seed(seed);
        let mut session = explorer::Session::open((100, 30), BUILT_IN.clone());
        for _ in 0..rng.usize(1..30) {
            match rng.usize(..8) {
                0 => {
                    let query =
                        rng.choice(["ryabkov", "said:2021-07", "kind:direct dialogue", "zzz"]);
                    session.press(&format!("/{}<Enter>", query.expect("one")));
                }
                _ => _ = session.press(rng.choice(KEYS).expect("a key")),
            }
        }
        let before = seen(&session);
        let saved = session.session().expect("a record is open");
        let text = serde_json::to_string(&saved).expect("JSON");
        let read: SavedSession = serde_json::from_str(&text).expect("the same");
        assert_eq!(read, saved);
        let mut again = begun(read, BUILT_IN.clone());
        assert_eq!(seen(&again), before, "seed {seed}");
        // Former filters come back too.
        let (here, there) = (session.press("u"), again.press("u"));
        assert_eq!(here, there);
        assert_eq!(again.filter(), session.filter(), "seed {seed}");
    }
}

#[test]
fn of_a_record_that_changed_what_is_still_there_comes_back() {
    let json = |quotes: &[(&str, &str)], speakers: &[&str]| {
        let text = quotes.iter().map(|(_, words)| *words).collect::<Vec<_>>().join(" ");
        let quotes: Vec<_> = quotes
            .iter()
            .map(|(id, words)| {
                let start = text.find(words).expect("the words");
                serde_json::json!({"id": id, "article": "a", "start": start,
                    "end": start + words.len(), "text": words, "kind": "direct",
                    "speaker": speakers[0]})
            })
            .collect();
        let speakers: Vec<_> =
            speakers.iter().map(|id| serde_json::json!({"id": id, "name": id})).collect();
        serde_json::json!({"version": 1, "title": "Talks", "meetings": [], "quotes": quotes,
            "articles": [{"id": "a", "title": "A", "date": "2024-03-01", "text": text}],
            "speakers": speakers})
    };
    let open = |json: serde_json::Value| {
        Workspace::indexed(from_bytes(json.to_string(), &mut |_| {}).expect("sound"))
    };
    let both = [("q1", "We will talk."), ("q2", "We are close.")];
    let mut session = explorer::Session::open((100, 30), open(json(&both, &["ann", "bob"])));
    session.press("G2<Space>z");
    assert!(!session.filter().chosen.is_empty());
    let saved = session.session().expect("open");
    // The speaker and the quote are gone: the rest stands, and something is selected.
    let again = begun(saved, open(json(&both[..1], &["cid"])));
    assert!(again.filter().is_empty() && again.is_zoomed());
    assert_eq!(again.focus(), Pane::Speakers);
    assert!(matches!(again.selection(), Selection::Quote(_)));
    // What is wrong with the settings is told also where a record opens as it was left.
    let start = Start {
        session: session.session(),
        notice: Some("config.toml, line 3: no".into()),
        ..Start::default()
    };
    let mut told = explorer::Session::waiting((100, 30), Bindings::default(), start);
    let (record, index) = open(json(&both, &["ann", "bob"]));
    told.update(Event::Opened(record, Some(index)));
    assert_eq!(told.said(), "config.toml, line 3: no");
    assert!(told.is_zoomed());
    // A file of nonsense that is JSON all the same.
    let odd: SavedSession = serde_json::from_str(
        r#"{"view": "sideways", "speaker_sort": 99, "dividers": [32767, -32768],
            "place": {"quote": "none"}, "source": 99999999, "folded": [{"day": "never"}]}"#,
    )
    .expect("a session");
    let again = begun(odd, BUILT_IN.clone());
    assert!(again.screen().contains("Timeline"));
}

#[test]
fn the_command_line_leads_to_the_same_view() {
    let mut session = explorer::Session::open((100, 30), BUILT_IN.clone());
    session.press("/\"pure violation\" said:2021<Enter>tz2<Space>3");
    let effects = session.press("L");
    let [Effect::Copy { text, form: CopyForm::Command }] = effects.as_slice() else {
        panic!("{effects:?}")
    };
    for part in [
        "--filter '\"pure violation\" said:2021'",
        "--speaker ",
        "--quote ",
        "--view source,zoom,by-day",
    ] {
        assert!(text.contains(part), "{text}");
    }
    let view: ViewOptions = "source,zoom,by-day".parse().expect("a view");
    assert!(view.zoom && view.focus == Pane::Source);
}

/// What two sessions of the program show, their footers aside.
fn shown(session: &Session) -> String {
    let text = session.text();
    // A terminal keeps blanks that were written over.
    text.lines().take(29).map(str::trim_end).collect::<Vec<_>>().join("\n")
}

struct Desk {
    folder: tempfile::TempDir,
}

impl Desk {
    fn new() -> Self {
        let desk = Self { folder: tempfile::tempdir().expect("a folder") };
        fs::copy(root().join("data/record.json"), desk.record()).expect("a copy");
        desk
    }

    fn record(&self) -> PathBuf {
        self.folder.path().join("the talks.json")
    }

    fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    fn start(&self, args: &[&str]) -> Session {
        let data = self.data();
        let record = self.record();
        let args = [&[text(&record)], args].concat();
        Session::start_in(100, 30, &args, &[("ONRECORD_DATA", text(&data))])
    }

    /// The files of sessions.
    fn kept(&self) -> Vec<PathBuf> {
        let entries = fs::read_dir(self.data().join("sessions")).into_iter().flatten();
        entries.map(|entry| entry.expect("an entry").path()).collect()
    }
}

fn text(path: &Path) -> &str {
    path.to_str().expect("UTF-8")
}

/// Leaves a session behind in which everything is otherwise than at first; what it showed.
fn left(desk: &Desk) -> String {
    let mut session = desk.start(&[]);
    session.opened();
    session.press("/ryabkov<Enter>");
    session.wait_for("Esc clears");
    session.press("jj>>3jj");
    session.press("<Ctrl-l>");
    session.wait_for("quote");
    session.press("y");
    session.wait_for("sent to the terminal");
    let shown = shown(&session);
    session.press("q");
    assert_eq!(session.exit_status(), 0);
    shown
}

#[test]
fn the_program_opens_as_it_was_left_and_fresh_where_that_is_asked() {
    let desk = Desk::new();
    let before = left(&desk);
    assert_eq!(desk.kept().len(), 1);
    let mut session = desk.start(&[]);
    session.wait_for("as you left it");
    assert_eq!(shown(&session), before);
    session.press("<Ctrl-c>");
    assert_eq!(session.exit_status(), 130);
    // A signal leaves it behind as well as a key.
    let session = desk.start(&[]);
    session.wait_for("as you left it");
    assert_eq!(shown(&session), before);
    drop(session);
    for args in [&["--fresh"][..], &["--filter", "biden"], &["--view", "speakers"]] {
        let session = desk.start(args);
        session.opened();
        assert_ne!(shown(&session), before);
        assert!(!session.text().contains("as you left it"));
    }
    // Another record has a session of its own.
    let other = desk.folder.path().join("other.json");
    fs::copy(desk.record(), &other).expect("a copy");
    let data = desk.data();
    let session = Session::start_in(100, 30, &[text(&other)], &[("ONRECORD_DATA", text(&data))]);
    assert!(!session.opened().contains("as you left it"));
}

#[test]
fn a_session_that_cannot_be_read_is_one_sentence_and_a_fresh_start() {
    let desk = Desk::new();
    left(&desk);
    let kept = desk.kept().remove(0);
    for bytes in [&b"{\"filter\": 5}"[..], b"\xff\x1b]0;x\x07", b"", b"[1"] {
        fs::write(&kept, bytes).expect("written");
        let mut session = desk.start(&[]);
        session.opened();
        session.wait_for("begun anew");
        session.wait_for("25 statements");
        session.press("q");
        assert_eq!(session.exit_status(), 0);
    }
    // The last one left a sound file.
    let session = desk.start(&[]);
    session.wait_for("as you left it");
}

#[test]
fn without_a_data_folder_nothing_is_kept_and_nothing_fails() {
    let desk = Desk::new();
    for _ in 0..2 {
        let record = desk.record();
        let env = [("ONRECORD_DATA", "/dev/null/none")];
        let mut session = Session::start_in(100, 30, &[text(&record)], &env);
        assert!(!session.opened().contains("as you left it"));
        session.press("G");
        session.press("q");
        assert_eq!(session.exit_status(), 0);
    }
}

/// As a shell reads it, with a path that has to be quoted.
#[cfg(unix)]
#[test]
fn a_copied_command_line_works_in_a_shell() {
    let desk = Desk::new();
    let mut session = desk.start(&[]);
    session.opened();
    session.press("/-biden \"it's\" | talks<Enter>jt");
    session.press("L");
    session.wait_for(" `onrecord ");
    let raw = String::from_utf8_lossy(&session.raw()).into_owned();
    let (_, rest) = raw.rsplit_once("\x1b]52;c;").expect("an OSC 52");
    let (payload, _) = rest.split_once("\x1b\\").expect("its end");
    let command = String::from_utf8(from_base64(payload)).expect("UTF-8");
    // The message goes with the next key.
    session.press("z");
    session.wait_for("▸1 Timeline");
    session.press("z");
    session.wait_without("▸1 Timeline");
    let before = shown(&session);
    let program = Path::new(env!("CARGO_BIN_EXE_onrecord")).parent().expect("a folder");
    let path = format!("{}:/usr/bin:/bin", program.display());
    let mut shell = portable_pty::CommandBuilder::new("sh");
    shell.args(["-c", &command]);
    shell.env("TERM", "xterm-256color");
    shell.env("PATH", path);
    let again = Session::spawn(100, 30, shell);
    again.opened();
    assert_eq!(shown(&again), before, "{command}");
}

fn from_base64(text: &str) -> Vec<u8> {
    const DIGITS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let digits = text.bytes().filter_map(|c| DIGITS.iter().position(|digit| *digit == c));
    let (mut bytes, mut bits) = (Vec::new(), 0_usize);
    for (at, digit) in digits.enumerate() {
        bits = bits << 6 | digit;
        if at % 4 > 0 {
            bytes.push((bits >> (6 - 2 * (at % 4))) as u8);
        }
    }
    bytes
}
