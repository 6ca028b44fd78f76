//! Writes files. What is on the disk is the old file or the new one, complete, even where writing is
//! interrupted.
//!
//! What is written has no name until it is complete, where the system can do that (Linux, on most
//! file systems), so that a program that is killed leaves nothing behind. To take another's place a
//! file must have a name, that of a hidden one beside it, for some microseconds; elsewhere for as
//! long as it takes to copy it. Signals wait until then, but for KILL, which nothing can hold up.

use std::fs::{self, File, Permissions};
use std::io::{self, BufWriter, Seek, Write};
use std::path::Path;
#[cfg(unix)]
use std::sync::{
    Arc, Mutex, MutexGuard, PoisonError,
    atomic::{AtomicBool, AtomicUsize, Ordering},
};

#[cfg(unix)]
use signal_hook::{
    consts::{SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGXFSZ},
    flag,
    low_level::emulate_default_handler,
};

/// What begins the name of a file that is not complete yet.
const PREFIX: &str = ".onrecord-";

/// What signals do that interrupt a program.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Interrupts {
    /// They end it, and are held up while a file has a name that it must not keep.
    End,
    /// The program sees to them itself.
    Handled,
}

/// Whether the signal of a file that grows too large is held.
#[cfg(unix)]
static LIMIT_IS_HELD: AtomicBool = AtomicBool::new(false);

/// Writes a file; with `replace`, in place of the one that is there.
///
/// # Errors
/// Why it is not written; what was there is there still, and nothing else is.
pub fn save(
    target: &Path,
    replace: bool,
    interrupts: Interrupts,
    write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> io::Result<()> {
    // Writing more than the user's limit for a file then fails as on a full disk; left alone, the
    // system ends the program for it.
    #[cfg(unix)]
    if !LIMIT_IS_HELD.swap(true, Ordering::SeqCst) {
        flag::register(SIGXFSZ, Arc::default())?;
    }
    // Through a link, to what it leads to.
    let whole = fs::canonicalize(target);
    let target = whole.as_deref().unwrap_or(target);
    let folder = match target.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    let mut file = tempfile::tempfile_in(folder)?;
    let mut out = BufWriter::new(&file);
    write(&mut out)?;
    out.flush()?;
    drop(out);
    let old = fs::metadata(target).ok().map(|old| old.permissions());
    if let Some(old) = &old {
        file.set_permissions(old.clone())?;
    }
    file.sync_all()?;
    #[cfg(unix)]
    let _held = (interrupts == Interrupts::End).then(Signals::hold).transpose()?;
    if !name(&file, target, folder, replace)? {
        file.rewind()?;
        copy(&mut file, target, folder, replace, old)?;
    }
    // The name is on the disk once the folder is synchronised; some systems cannot do that.
    let _ = File::open(folder).and_then(|folder| folder.sync_all());
    Ok(())
}

/// Gives a file without a name that of the target; `false` where the system cannot.
#[cfg(target_os = "linux")]
fn name(file: &File, target: &Path, folder: &Path, replace: bool) -> io::Result<bool> {
    use std::os::fd::AsRawFd;

    use rustix::fs::{AtFlags, CWD, linkat};

    let unnamed = format!("/proc/self/fd/{}", file.as_raw_fd());
    let link = |path: &Path| {
        linkat(CWD, &unnamed, CWD, path, AtFlags::SYMLINK_FOLLOW).map_err(io::Error::from)
    };
    match link(target) {
        Ok(()) => Ok(true),
        // Only a file with a name can take the place of another.
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
            if !replace {
                return Err(error);
            }
            let named = tempfile::Builder::new().prefix(PREFIX).make_in(folder, link)?;
            named.into_temp_path().persist(target).map_err(|error| error.error)?;
            Ok(true)
        }
        Err(_) => Ok(false),
    }
}

#[cfg(not(target_os = "linux"))]
fn name(_: &File, _: &Path, _: &Path, _: bool) -> io::Result<bool> {
    Ok(false)
}

/// Writes what a file holds to one with a name, which then takes the target's place.
fn copy(
    file: &mut File,
    target: &Path,
    folder: &Path,
    replace: bool,
    old: Option<Permissions>,
) -> io::Result<()> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(PREFIX);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        // As any new file, by the user's mask; as the old one where there is one.
        builder.permissions(old.unwrap_or(Permissions::from_mode(0o666)));
    }
    #[cfg(not(unix))]
    drop(old);
    let mut named = builder.tempfile_in(folder)?;
    io::copy(file, &mut named)?;
    named.as_file().sync_all()?;
    let done = if replace { named.persist(target) } else { named.persist_noclobber(target) };
    done.map(drop).map_err(|error| error.error)
}

/// The signals that end a program, held up while a file has a name that it must not keep. When this
/// is dropped, what came takes effect, and what comes later at once.
#[cfg(unix)]
struct Signals {
    /// The last that came; 0: none.
    came: Arc<AtomicUsize>,
    released: Arc<AtomicBool>,
    _named: MutexGuard<'static, ()>,
}

/// Held while a file has a name that it must not keep.
#[cfg(unix)]
static NAMED: Mutex<()> = Mutex::new(());

/// Ends the program as a signal does, once no file has a name that it must not keep: for whoever
/// sees to the signal first, to tidy up.
#[cfg(unix)]
pub fn end_by(signal: i32) {
    let _named = NAMED.lock().unwrap_or_else(PoisonError::into_inner);
    let _ = emulate_default_handler(signal);
}

#[cfg(unix)]
impl Signals {
    fn hold() -> io::Result<Self> {
        let named = NAMED.lock().unwrap_or_else(PoisonError::into_inner);
        let held = Self { came: Arc::default(), released: Arc::default(), _named: named };
        for signal in [SIGHUP, SIGINT, SIGQUIT, SIGTERM] {
            let number = usize::try_from(signal).unwrap_or_default();
            flag::register_usize(signal, Arc::clone(&held.came), number)?;
            flag::register_conditional_default(signal, Arc::clone(&held.released))?;
        }
        Ok(held)
    }
}

#[cfg(unix)]
impl Drop for Signals {
    fn drop(&mut self) {
        self.released.store(true, Ordering::SeqCst);
        let came = self.came.load(Ordering::SeqCst);
        if came != 0 {
            let _ = emulate_default_handler(i32::try_from(came).unwrap_or(SIGTERM));
        }
    }
}
