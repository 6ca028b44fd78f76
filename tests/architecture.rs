//! The layers of `src`, and what may import what.
//!
//! Imports run one way, `text ← dataset ← extract ← search ← export ← verify ← record ← explorer ←
//! keymap ← config ← ui ← linear ← terminal ← cli`, and inside a layer no files import each other in a circle. A module may be used
//! by its children: that is how Rust scopes names.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use syn::visit::{self, Visit};

const LAYERS: [&str; 14] = [
    "text", "dataset", "extract", "search", "export", "verify", "record", "explorer", "keymap",
    "config", "ui", "linear", "terminal", "cli",
];

/// Every file of `src`: its module, as `search::index`, and its code.
type Sources = BTreeMap<String, String>;

fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).expect("a folder");
    let paths = entries.map(|entry| entry.expect("an entry").path());
    paths.flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] }).collect()
}

fn sources() -> Sources {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    // The build script is no part of the program.
    let script = src.join("cli/commit.rs");
    let is_code = |path: &PathBuf| path.extension().is_some_and(|e| e == "rs") && *path != script;
    let rust = files(&src).into_iter().filter(is_code);
    let module = |path: &Path| {
        let parts = path.strip_prefix(&src).expect("below src").with_extension("");
        let parts = parts.iter().map(|part| part.to_str().expect("UTF-8"));
        parts.collect::<Vec<_>>().join("::")
    };
    rust.map(|path| (module(&path), fs::read_to_string(&path).expect("readable"))).collect()
}

/// The paths that a file names, each from the root of the crate.
struct Paths<'a> {
    module: Vec<String>,
    sources: &'a Sources,
    named: BTreeSet<Vec<String>>,
}

impl Paths<'_> {
    fn add(&mut self, path: &[String]) {
        let mut whole = match path.first().map(String::as_str) {
            Some("crate") => Vec::new(),
            Some("self" | "super") => self.module.clone(),
            // A child by its bare name; anything else is another crate or in scope already.
            Some(first) => {
                let child = [self.module.as_slice(), &[first.to_owned()]].concat().join("::");
                if !self.sources.contains_key(&child) {
                    return;
                }
                self.module.clone()
            }
            None => return,
        };
        for part in path.iter().filter(|part| !matches!(part.as_str(), "crate" | "self")) {
            if part == "super" {
                whole.pop();
            } else {
                whole.push(part.clone());
            }
        }
        self.named.insert(whole);
    }

    fn add_tree(&mut self, before: &[String], tree: &syn::UseTree) {
        let with = |name: &syn::Ident| [before, &[name.to_string()]].concat();
        match tree {
            syn::UseTree::Path(path) => self.add_tree(&with(&path.ident), &path.tree),
            syn::UseTree::Name(name) => self.add(&with(&name.ident)),
            syn::UseTree::Rename(name) => self.add(&with(&name.ident)),
            syn::UseTree::Glob(_) => self.add(before),
            syn::UseTree::Group(group) => {
                group.items.iter().for_each(|tree| self.add_tree(before, tree));
            }
        }
    }
}

impl<'ast> Visit<'ast> for Paths<'_> {
    fn visit_item_use(&mut self, item: &'ast syn::ItemUse) {
        self.add_tree(&[], &item.tree);
    }

    fn visit_path(&mut self, path: &'ast syn::Path) {
        let parts: Vec<String> = path.segments.iter().map(|part| part.ident.to_string()).collect();
        if matches!(parts[0].as_str(), "crate" | "super") {
            self.add(&parts);
        }
        visit::visit_path(self, path);
    }

    fn visit_item_mod(&mut self, item: &'ast syn::ItemMod) {
        // Tests may look at whatever they like.
        if item.ident == "tests" {
            return;
        }
        self.module.push(item.ident.to_string());
        visit::visit_item_mod(self, item);
        self.module.pop();
    }
}

/// For each module the others that it imports.
fn imports(sources: &Sources) -> BTreeMap<String, BTreeSet<String>> {
    let of = |(module, code): (&String, &String)| {
        let file = syn::parse_file(code).unwrap_or_else(|error| panic!("{module}: {error}"));
        let own = module.split("::").map(str::to_owned).collect();
        let mut paths = Paths { module: own, sources, named: BTreeSet::new() };
        paths.visit_file(&file);
        let file_of = |path: &Vec<String>| {
            let mut starts = (1..=path.len()).rev().map(|length| path[..length].join("::"));
            starts.find(|module| sources.contains_key(module))
        };
        let others = paths.named.iter().filter_map(file_of).filter(|other| other != module);
        (module.clone(), others.collect())
    };
    sources.iter().map(of).collect()
}

fn layer(module: &str) -> &str {
    module.split("::").next().unwrap_or(module)
}

/// The arrows that run against the order of the layers.
fn back_arrows(sources: &Sources) -> Vec<String> {
    let place = |module: &str| LAYERS.iter().position(|name| *name == layer(module));
    let mut found = Vec::new();
    for (module, others) in imports(sources) {
        let Some(own) = place(&module) else {
            if !matches!(module.as_str(), "lib" | "main") {
                found.push(format!("{module} is in no layer: name it in lib.rs and here"));
            }
            continue;
        };
        let back = others.iter().filter(|other| place(other).is_some_and(|place| place > own));
        found.extend(back.map(|other| format!("{module} may not use {other}")));
    }
    found
}

/// A circle of files within a layer, its last arrow the one that closes it.
fn circle(sources: &Sources) -> Option<String> {
    let mut imports = imports(sources);
    for (module, others) in &mut imports {
        let is_parent = |other: &String| module.starts_with(&format!("{other}::"));
        others.retain(|other| layer(other) == layer(module) && !is_parent(other));
    }
    let mut done = BTreeSet::new();
    imports.keys().find_map(|module| follow(module, &imports, &mut Vec::new(), &mut done))
}

fn follow<'a>(
    module: &'a String,
    imports: &'a BTreeMap<String, BTreeSet<String>>,
    path: &mut Vec<&'a String>,
    done: &mut BTreeSet<&'a String>,
) -> Option<String> {
    if let Some(from) = path.iter().position(|other| *other == module) {
        let names = path[from..].iter().map(|name| name.as_str());
        let way = names.chain([module.as_str()]).collect::<Vec<_>>().join(" → ");
        let last = path[path.len() - 1];
        return Some(format!("{way}: {last} may not use {module}"));
    }
    if !done.contains(module) {
        path.push(module);
        let others = imports.get(module).into_iter().flatten();
        let found = others.into_iter().find_map(|other| follow(other, imports, path, done));
        path.pop();
        if found.is_some() {
            return found;
        }
        done.insert(module);
    }
    None
}

#[test]
fn imports_run_to_the_left_only() {
    let sources = sources();
    let arrows: usize = imports(&sources).values().map(BTreeSet::len).sum();
    assert!(arrows > 150, "the test reads imports: {arrows}");
    assert_eq!(back_arrows(&sources), Vec::<String>::new());
}

#[test]
fn no_files_of_a_layer_import_each_other_in_a_circle() {
    assert_eq!(circle(&sources()), None);
}

fn made_up(files: &[(&str, &str)]) -> Sources {
    files.iter().map(|(module, code)| ((*module).to_owned(), (*code).to_owned())).collect()
}

#[test]
fn a_planted_back_arrow_is_refused() {
    let ui = ("ui", "pub struct Theme;");
    for code in [
        "use crate::ui::Theme;",
        "use crate::{text, ui::{self, Theme}};",
        "use crate::ui as drawing;",
        "fn f() -> crate::ui::Theme { crate::ui::Theme }",
        "mod inner { use super::super::ui::Theme; }",
    ] {
        let planted = made_up(&[ui, ("text", ""), ("dataset", code)]);
        assert_eq!(back_arrows(&planted), ["dataset may not use ui"], "{code}");
    }
    let fine = "use crate::text::wrap; #[cfg(test)] mod tests { use crate::ui::Theme; }";
    assert!(back_arrows(&made_up(&[ui, ("text", ""), ("dataset", fine)])).is_empty());
    assert_eq!(back_arrows(&made_up(&[("attic", "")])).len(), 1);
}

#[test]
fn a_planted_circle_is_refused_and_its_last_arrow_named() {
    let planted = |code: &str| {
        made_up(&[
            ("search", "mod index; mod query; mod rank; pub use index::Index;"),
            ("search::index", "use super::query::{self, Query};"),
            ("search::query", "use super::{rank::{Rank, weigh}, Search};"),
            ("search::rank", code),
        ])
    };
    let closes = "search::index → search::query → search::rank → search::index: \
                  search::rank may not use search::index";
    assert_eq!(
        circle(&planted("use super::{Search, index::{Index, self}};")).as_deref(),
        Some(closes)
    );
    assert_eq!(circle(&planted("fn f(_: &super::index::Index) {}")).as_deref(), Some(closes));
    assert_eq!(circle(&planted("use super::Search;")), None, "a parent's names are in scope");
}

#[test]
fn each_library_that_acts_on_the_world_has_its_place() {
    let places: [(&[&str], &[&str]); 4] = [
        (&["fuzzy_matcher::"], &["search"]),
        (&["crossterm::"], &["terminal", "keymap::key"]),
        // No other program is started but the browser, and what copies.
        (
            &["process::{Command", "process::Command", "open::that", "os::unix::process"],
            &["terminal"],
        ),
        (&["println!"], &["cli", "main", "terminal"]),
    ];
    for (module, code) in sources() {
        for (names, allowed) in places {
            let is_inside =
                |place: &&str| module == **place || module.starts_with(&format!("{place}::"));
            let named = names.iter().find(|name| code.contains(**name));
            assert!(named.is_none() || allowed.iter().any(is_inside), "{module}: {named:?}");
        }
    }
}

/// The types that a file defines, its tests aside.
#[derive(Default)]
struct Types(Vec<String>);

impl<'ast> Visit<'ast> for Types {
    fn visit_item_struct(&mut self, item: &'ast syn::ItemStruct) {
        self.0.push(item.ident.to_string());
    }

    fn visit_item_enum(&mut self, item: &'ast syn::ItemEnum) {
        self.0.push(item.ident.to_string());
    }

    fn visit_item_trait(&mut self, item: &'ast syn::ItemTrait) {
        self.0.push(item.ident.to_string());
    }

    fn visit_item_mod(&mut self, item: &'ast syn::ItemMod) {
        if item.ident != "tests" {
            visit::visit_item_mod(self, item);
        }
    }
}

/// The names that stand for two types, with where. What is written in a dataset's file has the
/// names of what it becomes: `dataset::schema` is left out.
fn doubled_types(sources: &Sources) -> Vec<String> {
    let mut defined: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    for (module, code) in sources.iter().filter(|(module, _)| *module != "dataset::schema") {
        let mut types = Types::default();
        types.visit_file(&syn::parse_file(code).unwrap_or_else(|e| panic!("{module}: {e}")));
        types.0.into_iter().for_each(|name| defined.entry(name).or_default().push(module));
    }
    let doubled = defined.iter().filter(|(_, modules)| modules.len() > 1);
    doubled.map(|(name, modules)| format!("{name}: {}", modules.join(", "))).collect()
}

#[test]
fn a_name_stands_for_one_type() {
    assert_eq!(doubled_types(&sources()), Vec::<String>::new());
    let planted = made_up(&[
        ("text", "struct Line;"),
        ("ui", "mod inner { enum Line {} } mod tests { struct Line; }"),
    ]);
    assert_eq!(doubled_types(&planted), ["Line: text, ui"]);
}

/// Threads that the system refuses are told of in one place.
#[test]
fn threads_are_started_in_one_place() {
    for (module, code) in sources().iter().filter(|(module, _)| *module != "dataset::threads") {
        for start in ["thread::spawn", "Builder::new().spawn", "ThreadPoolBuilder", ".spawn(||"] {
            assert!(!code.contains(start), "{module}: {start}");
        }
    }
}
