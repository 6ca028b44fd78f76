//! The file of settings: whatever it holds, each line takes effect or is refused in a sentence.

mod support;

use std::io::Write;

use onrecord::config::{
    Clipboard, Config, ConfigFile, ConfigProblem, NamedTheme, SETTINGS, changes, defaults,
};
use onrecord::dataset::DateForm;
use onrecord::explorer::{Action, Event, Explorer, Preferences, Speech, Start};
use onrecord::keymap::{CATALOGUE, KeyPress};
use proptest::prelude::*;
use support::{Session, run};

/// A file with some text, and what is read of it.
fn read(text: &[u8]) -> (Config, Vec<ConfigProblem>) {
    let mut file = tempfile::NamedTempFile::new().expect("a file");
    file.write_all(text).expect("written");
    ConfigFile { path: file.path().to_owned(), is_named: true }.read()
}

/// What is refused: line and sentence.
fn refused(text: &str) -> Vec<(usize, String)> {
    let problems = read(text.as_bytes()).1.into_iter();
    problems.map(|problem| (problem.line.expect("a line"), problem.sentence)).collect()
}

#[test]
fn every_setting_takes_effect() {
    let text = "theme = 'nord'\nmouse = true\nreported-speech = \"all\"\nleft-width = 60\n\
                speakers-height = 25\ndates = \"iso\"\nbrowser = [\"a b\", \"-x\"]\n\
                clipboard = \"xclip\"\n[keys]\nzoom = \"F9\"\nfirst = [\"g g\", \"Home\"]\n\
                rank = []\n";
    let (config, problems) = read(text.as_bytes());
    assert_eq!(problems, []);
    assert_eq!(config.theme.name, "nord");
    let preferences = Preferences {
        mouse: true,
        speech: Speech::All,
        left_width: Some(60),
        speakers_height: Some(25),
    };
    assert_eq!(config.preferences, preferences);
    assert_eq!((config.dates, config.browser.len()), (DateForm::Iso, 2));
    assert_eq!(config.clipboard, Clipboard::Tool("xclip"));
    assert_eq!(config.bindings.all_keys("first"), "g g, Home");
    assert_eq!((config.bindings.key("zoom"), config.bindings.keys("rank").len()), ("F9".into(), 0));
    // What it sets is told as it may be written again.
    let told = changes(&config);
    assert_eq!(changes(&read(told.as_bytes()).0), told);
    assert_eq!(told.lines().count(), text.lines().count());
    let own = read(b"clipboard = [\"my \\\"copy\", \"x\"]").0;
    assert_eq!(own.clipboard, Clipboard::Command(vec!["my \"copy".into(), "x".into()]));
    assert_eq!(changes(&own), "clipboard = [\"my \\\"copy\", \"x\"]\n");
}

#[test]
fn the_file_of_defaults_changes_nothing_and_has_everything() {
    let written = defaults();
    // As it is printed, and with everything in it said.
    let said: String = written
        .lines()
        .map(|line| match line.strip_prefix('#') {
            Some(setting) if !setting.starts_with('#') => format!("{setting}\n"),
            _ => format!("{line}\n"),
        })
        .collect();
    for text in [&written, &said] {
        let (config, problems) = read(text.as_bytes());
        assert_eq!((problems, changes(&config)), (Vec::new(), String::new()));
    }
    let has = |name: &str| said.lines().any(|line| line.starts_with(&format!("{name} = ")));
    for name in SETTINGS.iter().map(|s| s.name).chain(CATALOGUE.iter().map(|c| c.name)) {
        assert!(has(name), "{name}");
    }
    assert_eq!(run(&["config", "--default"]), (0, written, String::new()));
}

#[test]
fn what_is_wrong_is_told_with_its_line_and_the_rest_holds() {
    for (text, line, sentence) in [
        ("theme = \"nrod\"", 1, "there is no theme \"nrod\"; write \"nord\""),
        ("theme = \"mine\"", 1, "the name of a theme, as `onrecord config --themes` lists them"),
        ("\n\nmouse = 1", 3, "`mouse` is true or false"),
        ("left-width = 90", 1, "`left-width` is \"auto\", or from 20 to 80 percent"),
        ("browser = [\"\"]", 1, "`browser` is a list of texts"),
        ("themes = 1", 1, "`themes` is no setting; write `theme`"),
        ("zoom = \"F9\"", 1, "`zoom` is no setting; it is a command: put it below [keys]"),
        ("[keys]\ntheme = \"nord\"", 2, "it is a setting: put it above [keys]"),
        ("[keys]\nzoon = \"F9\"", 2, "`zoon` is no command; write `zoom`"),
        ("[keys]\nzoom = \"Hyper\"", 2, "`Hyper` is no key"),
        ("[keys]\nzoom = \"a b c\"", 2, "`a b c` is no key"),
        ("[keys]\nzoom = 3", 2, "`zoom` has a key, as \"F9\", or a list of keys"),
        ("[keys]\nzoom = \"u\"", 2, "`zoom` keeps its own keys: u is taken by `undo`"),
        ("[keys]\nquit = []", 2, "without a key nobody could leave"),
        ("[theme]\nname = \"nord\"", 1, "[theme] is no table; the only one is [keys]"),
        ("keys = 1", 1, "`keys` is a table; begin it with [keys]"),
        ("mouse = false\nmouse = true", 2, "`mouse` is set in line 1 already"),
        ("mouse = tru", 1, "this is no TOML"),
        ("browser = [\"a\"", 1, "this is no TOML"),
        ("what is this", 1, "this is no TOML"),
    ] {
        let told = refused(text);
        assert!(told.len() == 1, "{text}: {told:?}");
        assert!(told[0].0 == line && told[0].1.contains(sentence), "{text}: {told:?}");
        // Before it and behind it.
        let around = format!("dates = \"iso\"\n{text}\n[keys]\nredo = \"F9\"\n");
        let (config, problems) = read(around.as_bytes());
        assert_eq!((config.dates, problems.len()), (DateForm::Iso, 1), "{text}: {problems:?}");
        assert_eq!(config.bindings.key("redo"), "F9", "{text}");
    }
    let (config, problems) = read(b"browser = [\n  \"a\", # one\n  \"b\",\n]\nmouse = true\n");
    assert_eq!((problems, config.browser.len(), config.preferences.mouse), (vec![], 2, true));
    let shown = read(b"mouse = 1").1[0].to_string();
    assert!(shown.contains(", line 1: `mouse` is true or false"), "{shown}");
}

#[test]
fn a_file_that_cannot_be_read_is_told_in_one_sentence() {
    let folder = tempfile::tempdir().expect("a folder");
    let at = |name: &str| ConfigFile { path: folder.path().join(name), is_named: true };
    std::fs::write(folder.path().join("bytes"), [0xff, 0xfe]).expect("written");
    std::fs::write(folder.path().join("large"), vec![b'#'; 2 << 20]).expect("written");
    std::fs::create_dir(folder.path().join("folder")).expect("made");
    for (name, why) in [
        ("none", "is not there"),
        ("bytes", "is no UTF-8 text"),
        ("large", "is larger than"),
        ("folder", "is a folder"),
    ] {
        let (config, problems) = at(name).read();
        assert_eq!((problems.len(), changes(&config)), (1, String::new()));
        assert!(problems[0].to_string().contains(why), "{}", problems[0]);
    }
    let usual = ConfigFile { is_named: false, ..at("none") };
    assert_eq!(usual.read().1, [], "nobody needs a file");
}

/// A key of any kind, as it may stand in a file.
fn some_key() -> impl Strategy<Value = String> {
    let plain = "[a-zA-Z?:/<>+-]|Enter|Esc|Tab|Space|Up|PgDn|F[1-9]|q|й|Mute|Nope|";
    let one = ("(Ctrl-|Alt-|Shift-|Super-)?", plain);
    let one = one.prop_map(|(modifier, key)| modifier + &key);
    let ctrl_c = Just("Ctrl-c".to_owned());
    prop_oneof![6 => one.clone(), 1 => ctrl_c, 2 => (one.clone(), one).prop_map(|(a, b)| a + " " + &b)]
}

/// A line that sets a command's keys: the ways out more often than others.
fn some_binding() -> impl Strategy<Value = String> {
    let out = ["quit", "interrupt", "help-close", "palette-close", "filter-cancel", "card-close"];
    let all: Vec<&str> = CATALOGUE.iter().map(|command| command.name).collect();
    let command =
        prop_oneof![prop::sample::select(out.to_vec()), prop::sample::select(all), Just("nope")];
    (command, prop::collection::vec(some_key(), 0..3))
        .prop_map(|(command, keys)| format!("{command} = {keys:?}"))
}

/// A line that sets something else, rightly or wrongly.
fn some_setting() -> impl Strategy<Value = String> {
    let names: Vec<&str> = SETTINGS.iter().map(|setting| setting.name).collect();
    let value =
        "true|1|50|\"nord\"|\"auto\"|\"all\"|\"iso\"|\\[\"a\"\\]|\\[|\"|'|\\{\\}|2021-01-01|nan|";
    (prop::sample::select(names), value).prop_map(|(name, value)| format!("{name} = {value}"))
}

fn event_of(config: &Config, explorer: &Explorer, key: KeyPress) -> Option<Event> {
    config.bindings.clone().event(explorer, key)
}

fn is(event: Option<Event>, action: Action) -> bool {
    matches!(event, Some(Event::Command(asked)) if asked == action)
}

/// Presses every key that a command has, alone or in a pair, until one asks for an action.
fn some_key_asks(config: &Config, explorer: &Explorer, action: Action) -> bool {
    let all = CATALOGUE.iter().flat_map(|command| config.bindings.keys(command.name));
    all.into_iter().any(|sequence| {
        let mut bindings = config.bindings.clone();
        let last = sequence.keys().map(|key| bindings.event(explorer, key)).last().flatten();
        is(last, action)
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn each_line_takes_effect_or_is_refused_and_nobody_is_locked_in(
        settings in prop::collection::vec(some_setting(), 0..4),
        bindings in prop::collection::vec(some_binding(), 0..6),
    ) {
        let lines: Vec<String> =
            settings.into_iter().chain(["[keys]".to_owned()]).chain(bindings).collect();
        let (config, problems) = read(lines.join("\n").as_bytes());
        let told = |line: usize| problems.iter().any(|problem| problem.line == Some(line));
        let changed = changes(&config);
        for (at, line) in lines.iter().enumerate() {
            // What it says alone it says here.
            let table = if line == "[keys]" || at < lines.iter().position(|l| l == "[keys]").unwrap_or(0) { "" } else { "[keys]\n" };
            let alone = changes(&read(format!("{table}{line}\n").as_bytes()).0);
            let is_default = alone.is_empty();
            let holds = alone.lines().all(|line| changed.lines().any(|other| other == line));
            prop_assert!(told(at + 1) || is_default || holds, "{line}: {problems:?}\n{changed}");
        }
        for problem in &problems {
            let sentence = problem.to_string();
            prop_assert!(!sentence.contains('\n') && problem.sentence.len() > 10, "{sentence}");
        }

        // Whatever is bound, Ctrl-c ends it, in every overlay that can be opened, and another key
        // leads out again.
        let ctrl_c: KeyPress = "Ctrl-c".parse().expect("a key");
        for (opens, closes) in [
            (None, Action::Quit),
            (Some(Action::OpenHelp), Action::CloseOverlay),
            (Some(Action::OpenPalette), Action::CloseOverlay),
            (Some(Action::OpenFilter), Action::CancelFilter),
            (Some(Action::OpenAnnotations), Action::CloseOverlay),
        ] {
            let mut explorer = Explorer::new((80, 24), Vec::new(), Start::default());
            opens.map(|action| explorer.update(Event::Command(action)));
            prop_assert!(is(event_of(&config, &explorer, ctrl_c), Action::Interrupt));
            let closed = explorer.overlay().input().is_none() && opens.is_some_and(|o| o == Action::OpenAnnotations);
            prop_assert!(closed || some_key_asks(&config, &explorer, closes), "{opens:?}\n{changed}");
            // Also behind the first key of a pair.
            for command in CATALOGUE {
                for sequence in config.bindings.keys(command.name) {
                    let mut bindings = config.bindings.clone();
                    if bindings.event(&explorer, sequence.first).is_none() {
                        prop_assert!(is(bindings.event(&explorer, ctrl_c), Action::Interrupt));
                    }
                }
            }
        }
    }

    #[test]
    fn any_bytes_are_read_and_what_is_refused_has_its_line(bytes in prop::collection::vec(any::<u8>(), 0..200), text in "[a-z\\[\\]{}\"'=.,# \n\\\\-]{0,200}") {
        let (_, problems) = read(&bytes);
        prop_assert!(problems.len() <= bytes.len().max(1));
        let (config, problems) = read(text.as_bytes());
        let lines = text.lines().count();
        for problem in problems {
            prop_assert!(problem.line.is_some_and(|line| (1..=lines).contains(&line)), "{problem}");
        }
        prop_assert!(is(event_of(&config, &Explorer::default(), "q".parse().expect("a key")), Action::Quit));
    }
}

/// A file of settings for the program itself.
fn file(text: &str) -> (tempfile::TempDir, String) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("config.toml");
    std::fs::write(&path, text).expect("written");
    let path = path.to_str().expect("UTF-8").to_owned();
    (folder, path)
}

#[test]
fn the_program_says_which_file_it_reads_and_what_that_sets() {
    let (folder, path) = file("dates = \"iso\"\nmouse = 7\n[keys]\nzoom = \"F9\"\n");
    let (status, out, err) = run(&["config", "--config", &path]);
    assert_eq!(status, 2);
    assert_eq!(out, format!("# {path} sets:\ndates = \"iso\"\n[keys]\nzoom = \"F9\"\n"));
    assert_eq!(err, format!("onrecord: {path}, line 2: `mouse` is true or false\n"));
    // A file that nobody named is none where it is not there.
    let (status, out, err) = run(&["config"]);
    assert!(status == 0 && err.is_empty() && out.contains("is not there"), "{out}{err}");
    let none = folder.path().join("none.toml");
    let (status, _, err) = run(&["config", "--config", none.to_str().expect("UTF-8")]);
    assert!(status == 2 && err.contains("is not there; `onrecord config --default`"), "{err}");
    let (_, themes, _) = run(&["config", "--themes"]);
    assert!(themes.lines().count() >= 9 && themes.contains("nord"), "{themes}");
    let (status, _, err) = run(&["--theme", "nope"]);
    assert!(status == 2 && err.contains("solarized"), "{err}");
}

#[test]
fn keys_manual_and_guide_name_the_readers_own_keys() {
    let (_folder, path) = file("[keys]\ncard = \"F9\"\nfilter-keep = \"Ctrl-j\"\n");
    let of = |args: &[&str]| run(&[args, &["--config", &path]].concat());
    let (_, keys, _) = of(&["keys"]);
    assert!(keys.contains("F9") && keys.contains("Ctrl-j keeps it"), "{keys}");
    let (_, json, _) = of(&["keys", "--format", "json"]);
    let json: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    let commands = json.as_array().expect("a list");
    assert_eq!(commands.len(), CATALOGUE.len());
    let card = commands.iter().find(|entry| entry["command"] == "card").expect("the card");
    assert_eq!((&card["keys"][0], &card["default"][0]), (&"F9".into(), &"e".into()));
    assert!(of(&["guide", "annotations"]).1.contains("- `F9` opens the card"));
    let manual = of(&["man"]).1;
    assert!(manual.lines().any(|line| line.contains("F9") && line.contains("change the quote")));
    // What is wrong is told beside it, and the keys are printed all the same.
    let (_folder, path) = file("[keys]\ncard = \"u\"\n");
    let (status, out, err) = run(&["keys", "--config", &path]);
    assert!(status == 0 && out.contains("change the quote") && err.contains("line 2"), "{err}");
}

#[test]
fn the_explorer_does_as_the_file_says() {
    let (_folder, path) = file(
        "mouse = true\nleft-width = 60\ndates = \"iso\"\nnonsense = 1\n[keys]\nquit = \"F9\"\nzoom = \"F2 z\"\nmouse = \"F5\"\nreload = []\n",
    );
    let mut session = Session::start(100, 30, &["--config", &path]);
    session.opened();
    session
        .wait_for("config.toml, line 4: `nonsense` is no setting; see `onrecord config --default`");
    session
        .wait("the mouse", |screen| screen.mouse_protocol_mode() != vt100::MouseProtocolMode::None);
    let screen = session.text();
    assert!(screen.contains("2021-07-"), "{screen}");
    let divider = screen.lines().nth(5).and_then(|row| row.chars().position(|c| c == '│'));
    assert_eq!(divider, Some(60), "{screen}");
    session.press("j");
    session.wait_without("nonsense");
    session.wait_for("F9 quit");
    session.press("<F2>");
    session.wait_for("F2 …   z zoom");
    session.press("j");
    session.wait_for("F9 quit");
    session.press("<F2>z");
    session.wait_for("▸1 Timeline");
    session.press("qq");
    session.send(b"\x1b[20~");
    assert_eq!(session.exit_status(), 0);
    assert_eq!(session.leftovers(), Vec::<String>::new());
}

#[test]
fn of_several_faults_the_first_is_told_whole_and_where_all_are_listed() {
    let (_folder, path) = file("left-width = 90\nclipboard = \"foo\"\nnonsense = 1\n");
    let mut session = Session::start(80, 24, &["--config", &path]);
    // The second line of the message is wide enough for the end of what it says.
    session.wait_for(
        "config.toml, line 1: `left-width` is \"auto\", or from 20 to 80 percent (1 of 3;",
    );
    session.wait_for("\n `onrecord config` lists them)");
    session.press("j");
    session.wait_without("lists them");
    session.press("q");
    assert_eq!(session.exit_status(), 0);
    let (status, _, err) = run(&["config", "--config", &path]);
    assert_eq!((status, err.lines().count()), (2, 3), "{err}");
}

#[test]
fn themes_are_found_by_name() {
    assert!(NamedTheme::find("nord").is_some() && NamedTheme::find("Nord").is_none());
    assert!(NamedTheme::find("gruvbox").is_some_and(NamedTheme::follows_terminal));
}
