//! The file that annotations stand in: where it is, and how it is read and written while other
//! programs do the same.

use std::fs::{self, File, TryLockError};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::thread::sleep;
use std::time::{Duration, Instant};

use etcetera::{BaseStrategy, choose_base_strategy};
use twox_hash::XxHash64;

use super::{Annotations, merged};
use crate::dataset::check::Reason;
use crate::dataset::ids::slug;
use crate::dataset::load::Origin;
use crate::dataset::save::{Interrupts, save};
use crate::dataset::{Dataset, files};
use crate::text::{clip, safe};

/// The largest file that is read.
const LARGEST: u64 = 256 << 20;
/// Another program has the file for milliseconds; one that has it longer hangs.
const PATIENCE: Duration = Duration::from_secs(2);
/// Names made from titles are cut to this many columns.
const NAME: usize = 48;

/// Which file annotations stand in.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum AnnotationsFile {
    /// The one beside the dataset, or in the user's data folder where the dataset has no place.
    #[default]
    Beside,
    /// One that was named.
    Named(PathBuf),
    /// None: nothing is read and nothing is kept.
    None,
}

/// Why a file of annotations cannot be read or written: a sentence that names it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{} {}", safe(&.path.to_string_lossy()), .why)]
pub struct StoreProblem {
    path: PathBuf,
    why: String,
}

/// The file beside a dataset's: `talks.annotations.json` beside `talks.json`.
#[must_use]
pub fn beside(dataset: &Path) -> PathBuf {
    dataset.with_extension("annotations.json")
}

/// The file beside a folder of articles: `articles.annotations.json` beside `articles`, as beside
/// the dataset `articles.json`.
#[must_use]
pub fn beside_folder(folder: &Path) -> PathBuf {
    // A folder that is named as `.` has its name elsewhere.
    let whole = match folder.file_name() {
        Some(_) => folder.to_owned(),
        None => fs::canonicalize(folder).unwrap_or_else(|_| folder.to_owned()),
    };
    let mut name = whole.file_name().unwrap_or_default().to_owned();
    name.push(".annotations.json");
    whole.with_file_name(name)
}

/// Where the annotations of a dataset stand; `None` where they are not kept.
#[must_use]
pub fn path_of(choice: &AnnotationsFile, origin: &Origin, data: &Dataset) -> Option<PathBuf> {
    match (choice, origin) {
        (AnnotationsFile::Beside, Origin::BuiltIn | Origin::Stdin) => {
            Some(data_folder()?.join(name_of(data)))
        }
        _ => path_without_data(choice, origin),
    }
}

/// [`path_of`] for a dataset that is not read yet, where its place alone tells.
#[must_use]
pub fn path_without_data(choice: &AnnotationsFile, origin: &Origin) -> Option<PathBuf> {
    match (choice, origin) {
        (AnnotationsFile::Named(path), _) => Some(path.clone()),
        (AnnotationsFile::Beside, Origin::File(dataset)) => Some(beside(dataset)),
        _ => None,
    }
}

/// The user's folder for what programs keep: `ONRECORD_DATA`, or `onrecord` in that of the system.
#[must_use]
pub fn data_folder() -> Option<PathBuf> {
    match std::env::var_os("ONRECORD_DATA").filter(|folder| !folder.is_empty()) {
        Some(folder) => Some(folder.into()),
        None => Some(choose_base_strategy().ok()?.data_dir().join("onrecord")),
    }
}

/// A name made from a dataset's title and its articles' ids.
fn name_of(data: &Dataset) -> String {
    let ids: Vec<&str> = data.articles.iter().map(|article| article.id.as_str()).collect();
    let digest = XxHash64::oneshot(0, ids.join("\n").as_bytes());
    let title = slug(&data.title);
    let title = clip(&title, NAME);
    format!("{}-{digest:016x}.annotations.json", title.trim_end_matches(['…', '-']))
}

/// Reads a file of annotations; where there is none, there are no annotations.
///
/// # Errors
/// Why it cannot be read, and what mends it.
pub fn read(path: &Path) -> Result<Annotations, StoreProblem> {
    let problem = |why: String| StoreProblem { path: path.to_owned(), why };
    let file = match files::open(path, 0) {
        Ok(file) => file,
        Err(error) if is_nowhere(&error) => return Ok(Annotations::default()),
        Err(error) => return Err(problem(Reason::from(&error).to_string())),
    };
    let meta = file.metadata().map_err(|error| problem(Reason::from(&error).to_string()))?;
    if !meta.is_file() {
        return Err(problem("is no regular file; name one".into()));
    }
    if meta.len() > LARGEST {
        return Err(problem(format!("is larger than {} MB; split it", LARGEST >> 20)));
    }
    let mut bytes = Vec::new();
    let read = file.take(LARGEST).read_to_end(&mut bytes);
    read.map_err(|error| problem(Reason::from(&error).to_string()))?;
    // A file that another program made room for and has not written is as good as none.
    if bytes.is_empty() {
        return Ok(Annotations::default());
    }
    Annotations::from_bytes(&bytes).map_err(problem)
}

/// Whether there is no such file, or no such folder.
fn is_nowhere(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory)
}

/// A file of annotations while a program changes them.
#[derive(Debug, Default, Clone)]
pub struct Store {
    /// Where the file is; `None`: nothing is kept.
    path: Option<PathBuf>,
    /// What stood in it when it was last read or written.
    base: Annotations,
    /// Whether something is not in the file that should be.
    behind: bool,
}

impl Store {
    /// Whether there is a file to keep annotations in.
    #[must_use]
    pub fn path(&self) -> Option<&Path> {
        self.path.as_deref()
    }

    /// Whether something could not be written.
    #[must_use]
    pub fn is_behind(&self) -> bool {
        self.behind
    }

    /// What stood in the file when it was last read or written.
    #[must_use]
    pub fn base(&self) -> &Annotations {
        &self.base
    }

    /// Reads the annotations of a dataset that was opened, joined with those that `mine` has and
    /// the file has not.
    ///
    /// # Errors
    /// Why they cannot be read.
    pub fn open(
        &mut self,
        path: Option<PathBuf>,
        mine: &Annotations,
    ) -> Result<Annotations, StoreProblem> {
        let Some(path) = path else { return Ok(mine.clone()) };
        let theirs = read(&path)?;
        let both = match self.path.as_ref() == Some(&path) {
            true => merged(&self.base, mine, &theirs),
            false => theirs.clone(),
        };
        (self.path, self.base) = (Some(path), theirs);
        Ok(both)
    }

    /// Whether the file holds something else than was last read or written, by another program.
    #[must_use]
    pub fn is_changed(&self) -> bool {
        self.path.as_ref().is_some_and(|path| read(path).is_ok_and(|theirs| theirs != self.base))
    }

    /// Writes the annotations, with what another program wrote meanwhile.
    ///
    /// # Errors
    /// Why they are not written; the file is as it was.
    pub fn save(&mut self, mine: &Annotations) -> Result<Saved, StoreProblem> {
        let Some(path) = &self.path else {
            return Ok(Saved { both: mine.clone(), theirs: None });
        };
        let done = write(path, &self.base, mine);
        self.behind = done.is_err();
        let (both, theirs) = done?;
        let theirs = (theirs != self.base).then_some(theirs);
        self.base = both.clone();
        Ok(Saved { both, theirs })
    }
}

/// What was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Saved {
    /// What stands in the file now.
    pub both: Annotations,
    /// What stood there before, where another program wrote it.
    pub theirs: Option<Annotations>,
}

/// Writes both; what stands there now, and what stood there before.
fn write(
    path: &Path,
    base: &Annotations,
    mine: &Annotations,
) -> Result<(Annotations, Annotations), StoreProblem> {
    let problem = |error: io::Error| {
        let why = match error.kind() {
            io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => {
                "may not be written".to_owned()
            }
            io::ErrorKind::NotADirectory | io::ErrorKind::AlreadyExists => {
                "cannot be written: its folder cannot be made".to_owned()
            }
            kind => format!("cannot be written: {kind}"),
        };
        StoreProblem { path: path.to_owned(), why }
    };
    let folder = match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    fs::create_dir_all(folder).map_err(problem)?;
    let _lock = lock(folder).map_err(problem)?;
    let theirs = read(path)?;
    let both = merged(base, mine, &theirs);
    if both != theirs || !both.is_empty() && !path.exists() {
        let json = both.to_json();
        save(path, true, Interrupts::Handled, |out: &mut dyn Write| out.write_all(json.as_bytes()))
            .map_err(problem)?;
    }
    Ok((both, theirs))
}

/// Locks a folder until the file is dropped. The file of annotations itself gives way to a new one
/// at every change, so a lock on it would hold nothing up. Where folders cannot be locked, nothing
/// is.
fn lock(folder: &Path) -> io::Result<Option<File>> {
    let Ok(folder) = File::open(folder) else { return Ok(None) };
    let until = Instant::now() + PATIENCE;
    loop {
        match folder.try_lock() {
            Ok(()) => return Ok(Some(folder)),
            Err(TryLockError::WouldBlock) if Instant::now() < until => {
                sleep(Duration::from_millis(2));
            }
            Err(TryLockError::WouldBlock) => return Err(io::ErrorKind::ResourceBusy.into()),
            Err(TryLockError::Error(_)) => return Ok(None),
        }
    }
}
