//! What a file is when reading begins, to say afterwards what became of it meanwhile.

use std::fs::{self, File, Metadata};
use std::hash::{DefaultHasher, Hasher as _};
use std::io;
use std::path::Path;
use std::time::SystemTime;

use logscry::units::grouped;

/// How many bytes at its start, middle and end say whether a file is still the same.
const PIECE_BYTES: usize = 4 << 10;

/// Which file it is, whatever it is called: device and number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct FileId(u64, u64);

impl FileId {
    /// That of a file; none where the system does not say.
    pub(crate) fn of(meta: &Metadata) -> Option<Self> {
        let (device, number) = numbers_of(meta);
        (number != 0).then_some(Self(device, number))
    }
}

/// Device and number of a file; zeros where the system does not say.
#[cfg(unix)]
fn numbers_of(meta: &Metadata) -> (u64, u64) {
    use std::os::unix::fs::MetadataExt as _;
    (meta.dev(), meta.ino())
}

/// Device and number of a file; zeros where the system does not say.
#[cfg(not(unix))]
fn numbers_of(_: &Metadata) -> (u64, u64) {
    (0, 0)
}

/// A file as it was.
#[derive(Debug)]
pub(crate) struct Snapshot {
    pub(crate) id: Option<FileId>,
    pub(crate) size: u64,
    pub(crate) modified: Option<SystemTime>,
    pieces: u64,
}

/// What became of a file while it was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Change {
    /// It has this many bytes more, behind those that were read.
    Grew(u64),
    /// It has only so many bytes left.
    Cut(u64),
    /// It holds something else.
    Overwritten,
    /// Its name is another file's.
    Replaced,
}

impl Change {
    /// Whether what was read is all that was there when reading began.
    pub(crate) fn is_harmless(self) -> bool {
        matches!(self, Self::Grew(_))
    }

    pub(crate) fn words(self) -> String {
        match self {
            Self::Grew(n) => {
                format!("the file grew by {} bytes while it was read; they are not in it", grouped(n))
            }
            Self::Cut(n) => format!("the file was cut to {} bytes while it was read", grouped(n)),
            Self::Overwritten => {
                "the file was written to while it was read, and not only at its end: parts may be of \
                 another version"
                    .to_owned()
            }
            Self::Replaced => {
                "the file was replaced while it was read, as log rotation does: what was read is the \
                 older one"
                    .to_owned()
            }
        }
    }
}

impl Snapshot {
    /// The file as it is.
    pub(crate) fn of(file: &File) -> io::Result<Self> {
        let meta = file.metadata()?;
        let size = meta.len();
        let pieces = pieces_of(file, size)?;
        Ok(Self { id: FileId::of(&meta), size, modified: meta.modified().ok(), pieces })
    }

    /// What became of the file, which is still open if it is given, and of its name.
    pub(crate) fn change(&self, path: &Path, file: Option<&File>) -> Option<Change> {
        let is_named = fs::metadata(path).is_ok_and(|meta| FileId::of(&meta) == self.id);
        let opened = if file.is_none() { File::open(path).ok() } else { None };
        let was_written = match file.or(opened.as_ref()).filter(|_| file.is_some() || is_named) {
            Some(file) => self.written(file),
            None => None,
        };
        let was_replaced = (!is_named && path.exists()).then_some(Change::Replaced);
        // What was written to the older file after it was renamed is in neither.
        was_written.filter(|change| !change.is_harmless()).or(was_replaced).or(was_written)
    }

    fn written(&self, file: &File) -> Option<Change> {
        let meta = file.metadata().ok()?;
        let size = meta.len();
        if size < self.size {
            return Some(Change::Cut(size));
        }
        if size == self.size && meta.modified().ok() == self.modified {
            return None;
        }
        let is_same = pieces_of(file, self.size).is_ok_and(|pieces| pieces == self.pieces);
        let grew = is_same && size > self.size;
        Some(if grew { Change::Grew(size - self.size) } else { Change::Overwritten })
    }
}

/// A hash of some pieces of a file's first `size` bytes.
fn pieces_of(file: &File, size: u64) -> io::Result<u64> {
    let mut hasher = DefaultHasher::new();
    let last = size.saturating_sub(PIECE_BYTES as u64);
    for at in [0, last / 2, last] {
        let n_bytes = usize::try_from(size - at).unwrap_or(PIECE_BYTES).min(PIECE_BYTES);
        let mut piece = vec![0; n_bytes];
        let n_read = read_at(file, at, &mut piece)?;
        hasher.write(piece.get(..n_read).unwrap_or_default());
    }
    Ok(hasher.finish())
}

/// Reads at a place, whoever else reads the file; less than asked for only at its end.
pub(crate) fn read_at(file: &File, mut at: u64, mut out: &mut [u8]) -> io::Result<usize> {
    let n_wanted = out.len();
    while !out.is_empty() {
        match read_some_at(file, at, out) {
            Ok(0) => break,
            Ok(n_read) => {
                at += n_read as u64;
                out = out.get_mut(n_read..).unwrap_or_default();
            }
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    Ok(n_wanted - out.len())
}

#[cfg(unix)]
fn read_some_at(file: &File, at: u64, out: &mut [u8]) -> io::Result<usize> {
    std::os::unix::fs::FileExt::read_at(file, out, at)
}

#[cfg(windows)]
fn read_some_at(file: &File, at: u64, out: &mut [u8]) -> io::Result<usize> {
    std::os::windows::fs::FileExt::seek_read(file, out, at)
}
