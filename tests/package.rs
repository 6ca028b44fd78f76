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

/// Who installs the program needs what it is made from and what it shows, and nothing that only its
/// tests read.
#[test]
fn the_package_has_what_the_program_is_made_from() {
    let listed = cargo(&["package", "--list", "--allow-dirty"]);
    let listed: BTreeSet<&str> = listed.lines().collect();
    let mut wanted: Vec<String> = ["Cargo.lock", "LICENSE", "README.md"].map(str::to_owned).into();
    for folder in ["src", "data", "screenshots", "examples"] {
        files_under(&root().join(folder), &mut wanted);
    }
    assert!(wanted.iter().any(|file| file == "screenshots/tour.svg"), "the test sees files");
    for file in &wanted {
        assert!(listed.contains(file.as_str()), "{file} is not in the package");
    }
    // Cargo adds its own.
    let own = ["Cargo.toml", "Cargo.toml.orig", ".cargo_vcs_info.json"];
    for file in listed.iter().filter(|file| !own.contains(file)) {
        assert!(wanted.iter().any(|wanted| wanted == file), "{file} is in the package");
    }
    // No file that is compiled reads one that is left out.
    for file in wanted.iter().filter(|file| file.ends_with(".rs")) {
        let code = std::fs::read_to_string(root().join(file)).expect("readable");
        for included in
            code.split("include_str!(\"").skip(1).filter_map(|rest| rest.split('"').next())
        {
            let folder = Path::new(file).parent().expect("a folder");
            assert!(root().join(folder).join(included).exists(), "{file} reads {included}");
            assert!(!included.contains("tests/"), "{file} reads {included}");
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
