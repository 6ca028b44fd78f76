//! What is handed on is whole: the package has what its tests read, and the licences of all it is
//! built from.

mod support;

use std::collections::BTreeSet;
use std::path::Path;
use std::process::Command;

use support::{root, run};

/// What cargo prints, without the network.
fn cargo(args: &[&str]) -> String {
    let cargo = Command::new(env!("CARGO")).args(args).args(["--locked", "--offline"]).output();
    let output = cargo.expect("cargo runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("UTF-8")
}

fn files_under(folder: &Path, files: &mut Vec<String>) {
    for entry in std::fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            files_under(&path, files);
        } else {
            let path = path.strip_prefix(root()).expect("below the root");
            files.push(path.to_str().expect("UTF-8").to_owned());
        }
    }
}

/// Every folder in which a test or the README names a file goes into the package whole.
#[test]
fn the_package_has_every_file_that_its_tests_read() {
    // Out of its package, which cargo does not pack again, the other tests say what is missing.
    if root().join("Cargo.toml.orig").exists() {
        return;
    }
    let listed = cargo(&["package", "--list", "--allow-dirty"]);
    let listed: BTreeSet<&str> = listed.lines().collect();
    let mut wanted = vec!["Cargo.lock".to_owned(), "LICENSE".into(), "README.md".into()];
    for folder in ["src", "data", "screenshots", "tests", "benches", "examples"] {
        files_under(&root().join(folder), &mut wanted);
    }
    assert!(wanted.iter().any(|file| file == "screenshots/tour.svg"), "the test sees files");
    for file in &wanted {
        let is_left_over = file.ends_with(".snap.new") || file.ends_with(".proptest-regressions");
        assert!(is_left_over || listed.contains(file.as_str()), "{file} is not in the package");
    }
    // No test reads anything else.
    let code = wanted.iter().filter(|file| file.ends_with(".rs"));
    for file in code {
        let code = std::fs::read_to_string(root().join(file)).expect("readable");
        for call in ["root().join(\"", "root.join(\""] {
            for path in code.split(call).skip(1).filter_map(|rest| rest.split('"').next()) {
                let is_there = listed
                    .iter()
                    .any(|listed| Path::new(listed).starts_with(path.trim_matches('/')));
                assert!(is_there || path.contains('\\'), "{file} reads {path}");
            }
        }
    }
}

/// A new dependency has its licence told before it lands; `src/cli/third-party.toml` says how.
#[test]
fn the_licences_are_those_of_the_packages() {
    let (status, text, _) = run(&["licences"]);
    assert_eq!((status, run(&["licenses"]).1), (0, text.clone()));
    // `name version  licence`, up to the licences themselves.
    let (packages, texts) = text.split_once("\n====").expect("a first licence");
    let told: BTreeSet<(&str, &str)> =
        packages.lines().filter_map(|line| line.split_once("  ")?.0.split_once(' ')).collect();
    let tree =
        cargo(&["tree", "-e", "normal", "--prefix", "none", "--no-dedupe", "--format", "{p}"]);
    let built: BTreeSet<(&str, &str)> = tree
        .lines()
        .filter_map(|line| line.split_once(" v"))
        .map(|(name, rest)| (name, rest.split(' ').next().unwrap_or_default()))
        .filter(|(name, _)| *name != "onrecord")
        .collect();
    assert!(built.len() > 100, "cargo tells of packages: {built:?}");
    let untold: Vec<_> = built.difference(&told).collect();
    assert!(untold.is_empty(), "make src/cli/third-party.txt anew: it does not name {untold:?}");
    let lock = std::fs::read_to_string(root().join("Cargo.lock")).expect("Cargo.lock");
    for (name, version) in told {
        let entry = format!("name = \"{name}\"\nversion = \"{version}\"");
        assert!(
            lock.contains(&entry),
            "make src/cli/third-party.txt anew: {name} {version} is gone"
        );
    }
    // Every licence that is named has its text, and the MPL's packages say where their source is.
    for words in ["Apache License\nVersion 2.0", "Mozilla Public License Version 2.0", "“Software”"]
    {
        let words = words.replace(['“', '”'], "\"");
        assert!(texts.contains(&words), "{words}");
    }
    let mpl: Vec<&str> =
        packages.lines().filter_map(|line| line.strip_suffix("  MPL-2.0")).collect();
    assert!(mpl.len() >= 4, "{mpl:?}");
    for package in mpl {
        let source = format!("https://crates.io/crates/{}\n", package.replace(' ', "/"));
        assert!(packages.contains(&source), "{source}");
    }
}
