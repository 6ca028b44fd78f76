//! The files that are named or lie in folders that are: which are read, which are passed over.

use std::collections::HashSet;
use std::ffi::OsStr;
use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use walkdir::WalkDir;

use super::problem::{FileProblem, Passed};
use crate::dataset::files;
use crate::extract::input::{EXTENSIONS, PACKED};

/// No article is larger than this; a file of many articles may be.
const LARGEST: u64 = 256 << 20;
/// How deep folders are searched.
const DEEPEST: usize = 1024;

/// How much of a file tells what kind of XML it is, in bytes.
const BEGINNING: u64 = 8 << 10;

/// A file to be read.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Found {
    /// Where it is.
    pub path: PathBuf,
    /// How many parts at its end were met on the walk; the others were named.
    met: usize,
}

impl Found {
    /// A file that was named itself.
    #[must_use]
    pub fn named(path: PathBuf) -> Self {
        Self { path, met: 0 }
    }
}

/// What lies under the paths that were named.
#[derive(Debug, Default)]
pub struct Files {
    /// What is read, in the order of their paths.
    pub found: Vec<Found>,
    /// What is passed over, and why.
    pub passed: Vec<Passed>,
    /// How many files have another extension; they are counted and not named.
    pub others: usize,
}

/// Gathers the files under `paths`. Links are not followed, so that nothing outside is read and
/// nothing twice; a link that is named itself is.
#[must_use]
pub fn files(paths: &[PathBuf]) -> Files {
    let mut files = Files::default();
    for path in paths {
        match fs::metadata(path) {
            Ok(meta) if meta.is_dir() => files.walk(path),
            Ok(meta) if meta.is_file() && is_read(path) => {
                files.found.push(Found::named(path.clone()));
            }
            Ok(meta) if meta.is_file() => files.pass(path, FileProblem::OtherKind),
            Ok(_) => files.pass(path, FileProblem::NoFileNorFolder),
            Err(error) => files.pass(path, FileProblem::read(&error)),
        }
    }
    files.found.sort();
    // One file may be named in several ways.
    let mut seen = HashSet::new();
    files.found.retain(|found| {
        seen.insert(fs::canonicalize(&found.path).unwrap_or_else(|_| found.path.clone()))
    });
    files
}

impl Files {
    fn walk(&mut self, folder: &Path) {
        let entries = WalkDir::new(folder).max_depth(DEEPEST).sort_by_file_name();
        for entry in entries {
            match entry {
                Ok(entry) if entry.file_type().is_dir() => {
                    if entry.depth() == DEEPEST {
                        self.pass(entry.path(), FileProblem::TooDeep);
                    }
                }
                Ok(entry) if entry.path_is_symlink() && entry.path().is_dir() => {
                    self.pass(entry.path(), FileProblem::LinkToFolder);
                }
                Ok(entry) if !is_read(entry.path()) => self.others += 1,
                Ok(entry) if entry.file_type().is_file() => {
                    let met = entry.depth();
                    self.found.push(Found { path: entry.into_path(), met });
                }
                Ok(entry) if entry.file_type().is_symlink() => {
                    self.pass(entry.path(), FileProblem::Link);
                }
                Ok(entry) => self.pass(entry.path(), FileProblem::MetNotRegular),
                Err(error) => {
                    let path = error.path().unwrap_or(folder).to_owned();
                    let error =
                        error.into_io_error().unwrap_or_else(|| io::ErrorKind::Other.into());
                    self.pass(&path, FileProblem::read(&error));
                }
            }
        }
    }

    fn pass(&mut self, path: &Path, why: FileProblem) {
        self.passed.push(why.of(path));
    }
}

/// Whether a file is read, by its name; a packed one by the name of what is packed in it.
fn is_read(path: &Path) -> bool {
    let extension = path.extension().and_then(OsStr::to_str).unwrap_or_default();
    let is_packed = PACKED.iter().any(|packed| extension.eq_ignore_ascii_case(packed));
    let inner = path.file_stem().map(Path::new).filter(|_| is_packed);
    EXTENSIONS.iter().any(|known| extension.eq_ignore_ascii_case(known))
        && inner.is_none_or(is_read)
}

/// The first bytes of a file that was found.
///
/// # Errors
/// Why it cannot be read.
pub(super) fn beginning(found: &Found) -> io::Result<Vec<u8>> {
    let file = files::open(&found.path, found.met)?;
    let mut bytes = Vec::new();
    file.take(BEGINNING).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// Reads a file that was found.
///
/// # Errors
/// Why it cannot be read, without its name.
pub fn read(found: &Found) -> Result<Vec<u8>, FileProblem> {
    let file = files::open(&found.path, found.met).map_err(|error| FileProblem::read(&error))?;
    // The opened file is checked, because another may have taken its path since the walk.
    let meta = file.metadata().map_err(|error| FileProblem::read(&error))?;
    if !meta.is_file() {
        return Err(FileProblem::NotRegular);
    }
    if meta.len() > LARGEST {
        return Err(FileProblem::TooLarge(LARGEST >> 20));
    }
    let mut bytes = Vec::new();
    // It may grow while it is read.
    file.take(LARGEST).read_to_end(&mut bytes).map_err(|error| FileProblem::read(&error))?;
    Ok(bytes)
}

#[cfg(all(test, unix))]
mod tests {
    use std::os::unix::fs::symlink;

    use super::*;

    #[test]
    fn what_came_to_a_files_place_after_the_walk_is_not_followed() {
        let outside = tempfile::tempdir().expect("a folder");
        let folder = tempfile::tempdir().expect("a folder");
        for folder in [outside.path(), folder.path()] {
            fs::create_dir(folder.join("in")).expect("a folder");
            for name in ["a.txt", "in/b.txt", "c.txt"] {
                fs::write(folder.join(name), "x").expect("a file");
            }
        }
        let found = files(&[folder.path().to_owned()]).found;
        fs::remove_file(folder.path().join("a.txt")).expect("removed");
        symlink(outside.path().join("a.txt"), folder.path().join("a.txt")).expect("a link");
        fs::remove_dir_all(folder.path().join("in")).expect("removed");
        symlink(outside.path().join("in"), folder.path().join("in")).expect("a link");
        let [a, c, b] = found.as_slice() else { panic!("{found:?}") };
        for linked in [a, b] {
            let why = read(linked).expect_err("a link").to_string();
            assert!(why.contains("there is a link on its way"), "{why}");
        }
        assert_eq!(read(c), Ok(b"x".to_vec()));
    }
}
