//! The build script: it tells the program its version with the commit that it is built from. That is
//! git's where this is a working copy, and the package's own note where it was packed; without either
//! it is the version alone, and nothing fails.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::{env, fs};

/// Digits of a commit that are shown.
const SHOWN: usize = 12;

fn main() {
    println!("cargo::rerun-if-changed=src/cli/commit.rs");
    let root = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default());
    let version = env::var("CARGO_PKG_VERSION").unwrap_or_default();
    let commit = of_package(&root).or_else(|| of_working_copy(&root));
    let is_commit = |commit: &String| {
        commit.len() >= SHOWN && commit.bytes().all(|byte| byte.is_ascii_hexdigit())
    };
    let version = match commit.filter(is_commit) {
        Some(commit) => format!("{version} ({})", &commit[..SHOWN]),
        None => version,
    };
    println!("cargo::rustc-env=ONRECORD_VERSION={version}");
}

/// The commit that `cargo package` notes.
fn of_package(root: &Path) -> Option<String> {
    let note = fs::read_to_string(root.join(".cargo_vcs_info.json")).ok()?;
    let (_, rest) = note.split_once("\"sha1\"")?;
    rest.split('"').nth(1).map(str::to_owned)
}

/// The commit of git's working copy, if this is one: a folder above is another project's.
fn of_working_copy(root: &Path) -> Option<String> {
    if !root.join(".git").exists() {
        return None;
    }
    // What changes with every commit.
    for file in ["HEAD", "logs/HEAD"] {
        let path = git(root, &["rev-parse", "--git-path", file]).map(|path| root.join(path));
        if let Some(path) = path.filter(|path| path.exists()) {
            println!("cargo::rerun-if-changed={}", path.display());
        }
    }
    git(root, &["rev-parse", "HEAD"])
}

/// What git answers in one line.
fn git(root: &Path, args: &[&str]) -> Option<String> {
    let git = Command::new("git").args(args).current_dir(root).stderr(Stdio::null()).output();
    let output = git.ok().filter(|output| output.status.success())?;
    Some(String::from_utf8(output.stdout).ok()?.trim().to_owned())
}
