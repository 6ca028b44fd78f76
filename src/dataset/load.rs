//! Reads a file into a [`Dataset`], or says in one sentence why not.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::path::Path;

use super::assemble::{Builder, arrange};
use super::check::{Fault, LARGEST, Location, Reason, Refusal};
use super::files;
use super::model::Dataset;
use super::schema;
use super::stream;
use super::strict::Strict;
use super::threads;

pub use super::progress::Progress;

/// How many bytes are read between two progress reports.
const PIECE: usize = 4 << 20;

/// Where a dataset comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Origin {
    /// The record that the program carries.
    BuiltIn,
    /// Standard input.
    Stdin,
    /// A file.
    File(std::path::PathBuf),
}

impl Origin {
    /// What messages call it.
    #[must_use]
    pub fn name(&self) -> String {
        match self {
            Self::BuiltIn => "built-in record".into(),
            Self::Stdin => "standard input".into(),
            Self::File(path) => crate::text::safe(&path.to_string_lossy()).into_owned(),
        }
    }

    /// Reads and checks the dataset, reporting progress.
    ///
    /// # Errors
    /// A [`Refusal`] where the file cannot be read or is no sound dataset.
    pub fn load(&self, progress: &mut dyn FnMut(Progress)) -> Result<Dataset, Refusal> {
        threads::start_pool().map_err(Reason::NoThreads)?;
        match self {
            Self::BuiltIn => from_bytes(BUILT_IN, progress),
            Self::Stdin => {
                progress(Progress::stage("reading standard input"));
                from_bytes(pieces(io::stdin().lock(), Vec::new(), &mut |_| {})?, progress)
            }
            Self::File(path) => from_bytes(read(path, progress)?, progress),
        }
    }
}

static BUILT_IN: &[u8] = include_bytes!(concat!(env!("CARGO_MANIFEST_DIR"), "/data/record.json"));

fn read(path: &Path, progress: &mut dyn FnMut(Progress)) -> Result<Vec<u8>, Refusal> {
    let file = files::open(path, 0)?;
    let meta = file.metadata()?;
    match () {
        () if meta.is_dir() => return Err(Reason::Folder.into()),
        () if !meta.is_file() => return Err(Reason::NotRegular.into()),
        () if meta.len() > LARGEST => return Err(Reason::TooLarge.into()),
        () => {}
    }
    let size = usize::try_from(meta.len()).unwrap_or(usize::MAX);
    let mut bytes = Vec::new();
    let progress = &mut |read| progress(Progress::part("reading", read, size));
    // Where memory is short, reading the bytes fails too.
    if bytes.try_reserve_exact(size + 1).is_ok() && size >= PIECE {
        bytes = in_halves(&file, size, progress)?;
    }
    pieces(file, bytes, progress)
}

/// Reads so many bytes of a file, each half on a thread of its own: most of the time goes into
/// making room for them. What the file is short of is left out.
fn in_halves(
    file: &File,
    size: usize,
    progress: &mut dyn FnMut(usize),
) -> Result<Vec<u8>, Refusal> {
    let mut bytes = vec![0; size];
    let (front, back) = bytes.split_at_mut(size / 2);
    let mut behind = Ok(0);
    let ahead = rayon::in_place_scope(|scope| {
        scope.spawn(|_| behind = fill(file, size / 2, back, &mut |_| {}));
        fill(file, 0, front, &mut |read| progress(2 * read))
    })?;
    let read = if ahead < size / 2 { ahead } else { ahead + behind? };
    bytes.truncate(read);
    // Positioned reads do not move on, except where a system has no others.
    (&*file).seek(SeekFrom::Start(read as u64))?;
    Ok(bytes)
}

/// Fills bytes with what a file has from an offset on; how many it has.
fn fill(
    file: &File,
    from: usize,
    bytes: &mut [u8],
    progress: &mut dyn FnMut(usize),
) -> Result<usize, Refusal> {
    let mut read = 0;
    for piece in bytes.chunks_mut(PIECE) {
        progress(read);
        let mut got = 0;
        while got < piece.len() {
            match read_at(file, &mut piece[got..], (from + read + got) as u64) {
                Ok(0) => return Ok(read + got),
                Ok(more) => got += more,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error.into()),
            }
        }
        refuse_zeros(piece, from + read)?;
        read += got;
    }
    Ok(read)
}

/// Reads from an offset on, wherever the file's own place is.
fn read_at(file: &File, bytes: &mut [u8], from: u64) -> io::Result<usize> {
    #[cfg(unix)]
    return std::os::unix::fs::FileExt::read_at(file, bytes, from);
    #[cfg(windows)]
    return std::os::windows::fs::FileExt::seek_read(file, bytes, from);
}

/// A sparse file, or a device that yields zeros, need not be read to its end.
fn refuse_zeros(piece: &[u8], from: usize) -> Result<(), Refusal> {
    let is_empty = piece.len() == PIECE && piece.last() == Some(&0);
    match is_empty && piece.iter().all(|byte| *byte == 0) {
        true => Err(Reason::Zeros(from).into()),
        false => Ok(()),
    }
}

/// Reads everything, but no more than [`LARGEST`]: the file may be larger than it claimed.
fn pieces(
    from: impl Read,
    mut bytes: Vec<u8>,
    progress: &mut dyn FnMut(usize),
) -> Result<Vec<u8>, Refusal> {
    let mut from = from.take(LARGEST + 1);
    loop {
        progress(bytes.len());
        let got = from.by_ref().take(PIECE as u64).read_to_end(&mut bytes)?;
        if bytes.len() as u64 > LARGEST {
            return Err(Reason::TooLarge.into());
        }
        if got == 0 {
            return Ok(bytes);
        }
        refuse_zeros(&bytes[bytes.len() - got..], bytes.len() - got)?;
    }
}

/// Reads a dataset from the bytes of its file, which are freed while the indexes are derived.
///
/// # Errors
/// A [`Refusal`] with the first fault's place where it is no sound dataset.
pub fn from_bytes(
    bytes: impl AsRef<[u8]> + Send,
    progress: &mut dyn FnMut(Progress),
) -> Result<Dataset, Refusal> {
    let text = text_of(bytes.as_ref())?;
    let mut builder = Builder::new(text, progress);
    stream::read(text, |batch| builder.take(batch))
        .map_err(Reason::NoThreads)?
        .map_err(|error| explain(text, error))?;
    let entries = builder.finish().map_err(Refusal::Faults)?;
    progress(Progress::stage("sorting"));
    // Freeing half a gigabyte takes a while.
    Ok(rayon::join(|| arrange(entries), || drop(bytes)).0)
}

/// The text of a file that begins like a dataset.
fn text_of(bytes: &[u8]) -> Result<&str, Fault> {
    let reason = match bytes {
        [] => Some(Reason::Empty),
        [0x1f, 0x8b, ..] => Some(Reason::Gzip),
        [0xff, 0xfe, 0, 0, ..] | [0, 0, 0xfe, 0xff, ..] => Some(Reason::Utf32),
        [0xff, 0xfe, ..] | [0xfe, 0xff, ..] | [b'{', 0, _, ..] | [0, b'{', ..] => {
            Some(Reason::Utf16)
        }
        [b'P', b'K', 3, 4, ..]
        | [b'B', b'Z', b'h', ..]
        | [0x28, 0xb5, 0x2f, 0xfd, ..]
        | [0xfd, b'7', b'z', b'X', b'Z', ..] => Some(Reason::Compressed),
        _ => None,
    };
    if let Some(reason) = reason {
        return Err(reason.into());
    }
    let at_line = |before: &[u8], reason: Reason| {
        let breaks = before.iter().filter(|byte| **byte == b'\n').count();
        Fault { place: Location::Line(breaks + 1), reason }
    };
    let text = simdutf8::compat::from_utf8(bytes).map_err(|error| {
        let valid = error.valid_up_to();
        at_line(&bytes[..valid], Reason::NotUtf8(valid))
    })?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let blank = text.len() - text.trim_start().len();
    match text[blank..].starts_with('{') {
        true => Ok(text),
        false => Err(at_line(&text.as_bytes()[..blank], Reason::NotObject)),
    }
}

/// Reads the text again, more slowly, to find the path to the error.
fn explain(text: &str, error: serde_json::Error) -> Fault {
    let mut reader = serde_json::Deserializer::from_str(text);
    let strict = Strict::new(&mut reader);
    let (path, error) = match serde_path_to_error::deserialize::<_, schema::File>(strict) {
        Err(e) if e.inner().is_data() => (e.path().to_string(), e.into_inner()),
        Err(e) => (String::new(), e.into_inner()),
        Ok(_) => (String::new(), error),
    };
    let path = if path == "." { String::new() } else { path };
    // serde_json counts the break before the end of the file as a line of its own.
    let place = match error.column() {
        0 => Location::Json(error.line().saturating_sub(1).max(1), 0, path),
        column => Location::Json(error.line(), column, path),
    };
    let message = error.to_string();
    let what = message.split(" at line ").next().unwrap_or_default().to_owned();
    let is_doubled = what.contains("there twice") || what.starts_with("duplicate");
    let reason = match () {
        () if error.is_eof() => Reason::EndsEarly,
        () if error.is_syntax() => Reason::Syntax(what),
        () if is_doubled => Reason::DoubledKey(what),
        () => Reason::Shape(what),
    };
    Fault { place, reason }
}
