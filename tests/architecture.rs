//! Imports run one way, from layer to layer and from file to file.
//!
//! Between layers: `text ← dataset ← build ← search ← export ← explorer ← keymap ← ui ← terminal ←
//! cli`. Within a layer no two files import each other, on whatever way. A file imports another
//! where its `use` statements, or paths in its code, name something of the other's.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::ops::Range;
use std::path::{Path, PathBuf};

const LAYERS: [&str; 10] =
    ["text", "dataset", "build", "search", "export", "explorer", "keymap", "ui", "terminal", "cli"];

/// Layers that still have circles among their files.
const WITH_CIRCLES: &[&str] = &["text", "dataset", "build", "search", "export", "cli"];

/// A module by its path below the crate, as `["ui", "panes"]`.
type Module = Vec<String>;

fn sources() -> Vec<(PathBuf, String)> {
    fn add(folder: &Path, files: &mut Vec<PathBuf>) {
        for entry in fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                add(&path, files);
            } else if path.extension().is_some_and(|e| e == "rs") {
                files.push(path);
            }
        }
    }
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    add(&src, &mut files);
    let read = |path: PathBuf| {
        let text = fs::read_to_string(&path).expect("readable");
        (path.strip_prefix(&src).expect("below src").to_path_buf(), text)
    };
    files.into_iter().map(read).collect()
}

fn module_of(path: &Path) -> Module {
    path.with_extension("").iter().map(|part| part.to_string_lossy().into_owned()).collect()
}

/// The code without comments, unit tests and the contents of strings.
fn code_of(text: &str) -> String {
    let tests = text.find("#[cfg(test)]\nmod tests").unwrap_or(text.len());
    let (mut code, mut rest) = (String::new(), &text[..tests]);
    while let Some(c) = rest.chars().next() {
        if rest.starts_with("//") {
            rest = &rest[rest.find('\n').unwrap_or(rest.len())..];
        } else if c == '"' {
            let mut escaped = false;
            let end = rest[1..].find(|c| {
                let ends = c == '"' && !escaped;
                escaped = c == '\\' && !escaped;
                ends
            });
            code.push_str("\"\"");
            rest = &rest[end.map_or(rest.len(), |end| end + 2)..];
        } else {
            code.push(c);
            rest = &rest[c.len_utf8()..];
        }
        // A quotation mark or a bracket as a character opens nothing.
        let mut next = rest.chars();
        if (next.next(), next.nth(1)) == (Some('\''), Some('\'')) {
            rest = next.as_str();
        }
    }
    code
}

/// Every path of several names in the code, with groups written out: `super::{a, b::{c}}` gives
/// `super::a` and `super::b::c`. A `super` that only leads out of a module within the file is left
/// out.
fn paths_in(code: &str) -> Vec<Vec<String>> {
    let within = modules_within(code);
    let mut paths = Vec::new();
    let is_name = |c: char| c.is_alphanumeric() || c == '_';
    let mut at = 0;
    while let Some(found) = code[at..].find(is_name) {
        let start = at + found;
        let end = start + code[start..].find(|c| !is_name(c)).unwrap_or(code.len() - start);
        at = end;
        // How far something can be seen is no import.
        let is_visibility = code[..start].ends_with("pub(in ");
        let is_start = !code[..start].ends_with("::") && !is_visibility;
        if is_start && code[end..].starts_with("::") {
            let known = paths.len();
            at = end + read_path(&code[end..], vec![code[start..end].to_owned()], &mut paths);
            let depth = within.iter().filter(|range| range.contains(&start)).count();
            for path in &mut paths[known..] {
                let outward = path.iter().take(depth).take_while(|name| *name == "super").count();
                path.drain(..outward);
            }
        }
    }
    paths
}

/// Where the modules within a file begin and end.
fn modules_within(code: &str) -> Vec<Range<usize>> {
    let end = |start: usize| {
        let mut depth = 0;
        let closes = |(_, c): &(usize, char)| {
            depth += i32::from(*c == '{') - i32::from(*c == '}');
            depth == 0 && *c == '}'
        };
        code[start..].char_indices().find(closes).map_or(code.len(), |(at, _)| start + at)
    };
    let is_module = |(at, _): &(usize, &str)| {
        let name = &code[at + "mod ".len()..];
        let rest = name.trim_start_matches(|c: char| c.is_alphanumeric() || c == '_');
        rest.starts_with(" {")
    };
    code.match_indices("mod ").filter(is_module).map(|(at, _)| at..end(at)).collect()
}

/// Reads what follows a path's first names, from `::` on; how many bytes that are.
fn read_path(code: &str, names: Vec<String>, paths: &mut Vec<Vec<String>>) -> usize {
    let Some(rest) = code.strip_prefix("::") else {
        paths.push(names);
        return 0;
    };
    if let Some(group) = rest.strip_prefix('{') {
        let mut at = 0;
        loop {
            at += group[at..].find(|c: char| !c.is_whitespace() && c != ',').unwrap_or(0);
            if at >= group.len() || group[at..].starts_with('}') {
                return 3 + (at + 1).min(group.len());
            }
            let end = group[at..].find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(0);
            let name = group[at..at + end].to_owned();
            at += end.max(1);
            at += read_path(&group[at..], [names.clone(), vec![name]].concat(), paths);
            // `a as b`.
            at += group[at..].find([',', '}', '{']).unwrap_or(0);
        }
    }
    let end = rest.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(rest.len());
    2 + end + read_path(&rest[end..], [names, vec![rest[..end].to_owned()]].concat(), paths)
}

/// The files that a file's paths lead to.
fn imports(module: &Module, text: &str, files: &BTreeSet<Module>) -> BTreeSet<Module> {
    let resolve = |path: Vec<String>| {
        let (mut names, mut target) = (path.into_iter().peekable(), module.clone());
        if names.next_if(|name| name == "crate").is_some() {
            target.clear();
        }
        names.next_if(|name| name == "self");
        while names.next_if(|name| name == "super").is_some() {
            target.pop();
        }
        // Modules within a file belong to it.
        for name in names {
            target.push(name);
            if !files.contains(&target) {
                target.pop();
                break;
            }
        }
        target
    };
    let targets = paths_in(&code_of(text)).into_iter().map(resolve);
    targets.filter(|target| target != module && files.contains(target)).collect()
}

type Imports = BTreeMap<Module, BTreeSet<Module>>;

fn all_imports(sources: &[(PathBuf, String)]) -> Imports {
    let files: BTreeSet<Module> = sources.iter().map(|(path, _)| module_of(path)).collect();
    let of = |(path, text): &(PathBuf, String)| {
        let module = module_of(path);
        let imports = imports(&module, text, &files);
        (module, imports)
    };
    sources.iter().map(of).collect()
}

/// The imports that run from one layer to another on its right.
fn wrong_between_layers(imports: &Imports) -> Vec<String> {
    let layer = |module: &Module| LAYERS.iter().position(|layer| *layer == module[0]);
    let mut wrong = Vec::new();
    for (from, targets) in imports {
        let Some(own) = layer(from) else { continue };
        let to_the_right = targets.iter().filter(|to| layer(to).is_none_or(|to| to > own));
        wrong.extend(to_the_right.map(|to| arrow(from, to)));
    }
    wrong
}

fn arrow(from: &Module, to: &Module) -> String {
    format!("{} → {}", from.join("/"), to.join("/"))
}

/// For each circle within a layer the import that closes it.
fn circles(imports: &Imports) -> Vec<String> {
    fn visit(
        at: &Module,
        imports: &Imports,
        path: &mut Vec<Module>,
        done: &mut BTreeSet<Module>,
        closing: &mut Vec<String>,
    ) {
        path.push(at.clone());
        for to in imports.get(at).into_iter().flatten().filter(|to| to[0] == at[0]) {
            if let Some(from) = path.iter().position(|module| module == to) {
                let circle: Vec<String> =
                    path[from..].iter().map(|module| module.join("/")).collect();
                closing.push(format!("{} closes {}", arrow(at, to), circle.join(" → ")));
            } else if !done.contains(to) {
                visit(to, imports, path, done, closing);
            }
        }
        path.pop();
        done.insert(at.clone());
    }
    let (mut done, mut closing) = (BTreeSet::new(), Vec::new());
    for module in imports.keys() {
        if !done.contains(module) {
            visit(module, imports, &mut Vec::new(), &mut done, &mut closing);
        }
    }
    closing
}

#[test]
fn imports_run_to_the_left_only() {
    let imports = all_imports(&sources());
    for module in imports.keys() {
        let is_known = LAYERS.contains(&module[0].as_str());
        let is_root = matches!(module[0].as_str(), "lib" | "main");
        assert!(is_known || is_root, "{} is no layer: name it in lib.rs and here", module[0]);
    }
    assert_eq!(wrong_between_layers(&imports), Vec::<String>::new());
    assert!(imports.values().flatten().count() > 100, "the test reads imports");
}

#[test]
fn no_files_of_a_layer_import_each_other() {
    let closing = circles(&all_imports(&sources()));
    let layer = |closing: &String| closing.split(['/', ' ']).next().unwrap_or_default().to_owned();
    let wrong: Vec<_> =
        closing.iter().filter(|c| !WITH_CIRCLES.contains(&layer(c).as_str())).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
    for name in WITH_CIRCLES {
        assert!(
            closing.iter().any(|c| layer(c) == *name),
            "{name} has no circle any more: take it out"
        );
    }
}

/// The imports of made-up files.
fn made_up(files: &[(&str, &str)]) -> Imports {
    let files = files.iter().map(|(path, text)| (PathBuf::from(path), (*text).to_owned()));
    all_imports(&files.collect::<Vec<_>>())
}

#[test]
fn an_import_to_the_right_is_found() {
    let files = |text| {
        let files =
            [("text.rs", text), ("ui.rs", "mod cells;"), ("ui/cells.rs", "use crate::text::wrap;")];
        wrong_between_layers(&made_up(&files))
    };
    assert!(files("//! Read `crate::ui`.\nconst NAME: &str = \"crate::ui\";").is_empty());
    assert_eq!(files("use crate::ui;"), ["text → ui"]);
    assert_eq!(files("use crate::{ui::{self, cells::Cells}};"), ["text → ui", "text → ui/cells"]);
    assert_eq!(files("fn f() { '\"'; crate::ui::cells::draw() }"), ["text → ui/cells"]);
}

#[test]
fn a_circle_is_found_whatever_it_is_written_like() {
    let files = |parent, a, b| {
        let files = [
            ("ui.rs", parent),
            ("ui/a.rs", a),
            ("ui/a/inner.rs", ""),
            ("ui/b.rs", b),
            ("ui/c.rs", ""),
        ];
        circles(&made_up(&files))
    };
    assert!(
        files("mod a; use a::A; use self::b::B;", "use super::b::B;", "use super::c;").is_empty()
    );
    let closed = ["ui/b → ui/a closes ui/a → ui/b"];
    assert_eq!(files("", "use super::b::B;", "use super::a::A;"), closed);
    assert_eq!(files("", "use super::{c, b::{B, D}};", "use crate::ui::a::A as Other;"), closed);
    assert_eq!(
        files("", "use super::{\n    c::{X},\n    b,\n};", "fn f() { super::a::g() }"),
        closed
    );
    // A child that imports from its parent, which uses it.
    for parent in ["use self::a::A;", "pub use a::{A};", "mod a; fn f() { a::g() }"] {
        assert_eq!(files(parent, "use super::X;", ""), ["ui/a → ui closes ui → ui/a"]);
    }
    // By way of a third file, and from within a module of the file's own.
    let third = [
        ("ui.rs", ""),
        ("ui/a.rs", "use super::b;"),
        ("ui/b.rs", "use super::c;"),
        ("ui/c.rs", "use crate::ui::{a};"),
    ];
    assert_eq!(circles(&made_up(&third)), ["ui/c → ui/a closes ui/a → ui/b → ui/c"]);
    // Within a module of a file `super` is the file itself.
    let inner = "mod inner {\n    use super::A;\n    use super::super::b;\n}";
    assert!(files("use a::A;", inner, "").is_empty());
    assert_eq!(files("", inner, "use super::a::A;"), closed);
    // What only unit tests import counts for nothing, nor how far something can be seen.
    assert!(files("use a::A;", "pub(in super::super) struct A;", "").is_empty());
    assert!(
        files("", "use super::b::B;", "#[cfg(test)]\nmod tests {\n    use crate::ui::a;\n}")
            .is_empty()
    );
}

/// Threads that the system refuses are told of in one place.
#[test]
fn threads_are_started_in_one_place() {
    for (path, text) in sources() {
        if path.ends_with("dataset/threads.rs") {
            continue;
        }
        for start in ["thread::spawn", "Builder::new().spawn", "ThreadPoolBuilder", ".spawn(||"] {
            assert!(!text.contains(start), "{}: {start}", path.display());
        }
    }
}

#[test]
fn one_layer_each_for_the_terminal_and_for_fuzzy_matcher() {
    for (path, text) in sources() {
        let path = path.to_str().expect("UTF-8");
        let is_in = |start: &str| path.starts_with(start);
        assert!(is_in("search") || !text.contains("fuzzy_matcher::"), "{path}");
        let may_know_keys = is_in("terminal") || is_in("keymap/key.rs");
        assert!(may_know_keys || !text.contains("crossterm::"), "{path}");
        // No other program is started but the browser, and tmux to copy.
        let starts = ["process::{Command", "process::Command", "open::that", "os::unix::process"];
        let starts = starts.iter().filter(|start| text.contains(**start)).count();
        let may_start = ["terminal/effect.rs", "terminal/clipboard.rs"].contains(&path);
        assert_eq!(starts, usize::from(may_start), "{path}");
        let may_print = is_in("cli.rs") || is_in("main.rs") || is_in("terminal");
        assert!(may_print || !text.contains("println!"), "{path}");
    }
}

/// Every key that a sentence names is that of a command. A misspelt name would be shown as it is.
#[test]
fn sentences_name_commands() {
    let names: Vec<&str> = onrecord::keymap::CATALOGUE.iter().map(|command| command.name).collect();
    let mut count = 0;
    for (path, text) in sources() {
        for name in text.split("{key:").skip(1).filter_map(|rest| rest.split('}').next()) {
            let is_doc = name == "NAME";
            assert!(is_doc || names.contains(&name), "{}: {name} is no command", path.display());
            count += 1;
        }
    }
    assert!(count > 10, "{count}");
}

/// Two versions would mean two sets of types for one terminal.
#[test]
fn crossterm_is_there_once() {
    let lock = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.lock"));
    let lock = lock.expect("readable");
    assert_eq!(lock.matches("\nname = \"crossterm\"\n").count(), 1);
}
