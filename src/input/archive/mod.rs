//! Archives: files that contain several files, and the list of what they contain.
//!
//! Walking one only finds where its members are; each is then read as a source of its own, from any
//! place, in any order. Walkers read small pieces at increasing offsets, so an archive inside a
//! compressed stream is walked in one pass.

mod number;
mod tar;
mod zip;
mod zip_entry;

use super::decoder::PlanDecoder;
use super::storage::ReadError;
use crate::units::{ByteSpan, UnixNanos};

use self::tar::TarWalk;
use self::zip::ZipWalk;

/// How deeply archives may nest: anything deeper is a trap.
pub const MAX_DEPTH: usize = 4;

/// Random access to an archive, wherever it is.
pub trait ReadAt {
    /// Appends the bytes of `span` to `out`; returns how many there are, fewer only at the end.
    ///
    /// # Errors
    /// See [`ReadError`]; `out` is then unchanged.
    fn read_at(&mut self, span: ByteSpan, out: &mut Vec<u8>) -> Result<u64, ReadError>;

    /// Length of the archive, if it is known without reading everything.
    fn len_at_once(&self) -> Option<u64>;
}

/// Why a member is skipped.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Skip {
    /// It is a folder.
    Folder,
    /// It is a link to something else.
    Link,
    /// It is a device, a pipe or the like.
    Special,
    /// It has no bytes.
    Empty,
    /// It needs a password.
    Encrypted,
    /// It is packed in an unsupported way: how, as a clause.
    Unsupported(&'static str),
    /// It is an archive nested too deeply.
    TooDeep,
    /// It is not text: what it seems to be.
    NoText(String),
}

impl Skip {
    /// Why, as a clause.
    pub fn words(&self) -> String {
        match self {
            Self::Folder => "a folder".to_owned(),
            Self::Link => "a link to another file".to_owned(),
            Self::Special => "a device or a pipe, not a file".to_owned(),
            Self::Empty => "empty".to_owned(),
            Self::Encrypted => {
                "encrypted: unpack it with its password and open the result".to_owned()
            }
            Self::Unsupported(why) => (*why).to_owned(),
            Self::TooDeep => format!("an archive inside more than {} others", MAX_DEPTH - 1),
            Self::NoText(seems) => format!("not a text log: it looks like {seems}"),
        }
    }
}

/// A member as an archive describes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// Its path in the archive.
    pub path: String,
    /// Its bytes as stored in the archive.
    pub span: ByteSpan,
    /// What decodes them first.
    pub lead: Vec<PlanDecoder>,
    /// Its unpacked size according to the archive.
    pub size: u64,
    /// When it was last modified, if the archive says so.
    pub modified: Option<UnixNanos>,
    /// Why it is skipped, if that is known already.
    pub skip: Option<Skip>,
}

/// Why the list of an archive ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ListEnd {
    /// It is complete.
    Good,
    /// What comes next is not a member: the archive is damaged there.
    Damaged(u64),
    /// The archive ends too early.
    Unfinished(u64),
    /// The position of the next member cannot be determined: why, as a clause.
    Unsupported(u64, &'static str),
}

/// The result of one step of a walk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Walked {
    /// The next member.
    Member(Found),
    /// Nothing yet.
    Going,
    /// There are no more members.
    Over(ListEnd),
}

/// A walk through an archive.
#[derive(Debug)]
pub enum Walk {
    /// Through a tar archive.
    Tar(TarWalk),
    /// Through a zip archive.
    Zip(Box<ZipWalk>),
}

impl Walk {
    /// A walk through the archive that begins like this; `None` if it is not one.
    pub fn start(head: &[u8]) -> Option<Self> {
        if zip::is_archive_of_files(head) {
            Some(Self::Zip(Box::default()))
        } else {
            tar::is_header(head).then(|| Self::Tar(TarWalk::default()))
        }
    }

    /// What the archive is, for use in a sentence.
    pub fn seems(&self) -> &'static str {
        match self {
            Self::Tar(_) => "a tar archive",
            Self::Zip(_) => "a zip archive",
        }
    }

    /// Goes on to the next member.
    ///
    /// # Errors
    /// Reading errors; the walk can continue afterwards.
    pub fn next(&mut self, archive: &mut impl ReadAt) -> Result<Walked, ReadError> {
        match self {
            Self::Tar(walk) => walk.next(archive),
            Self::Zip(walk) => walk.next(archive),
        }
    }
}

/// Reads `len` bytes at a position, or what there is.
fn read(archive: &mut impl ReadAt, start: u64, len: u64) -> Result<Vec<u8>, ReadError> {
    let mut out = Vec::new();
    archive.read_at(ByteSpan { start, end: start.saturating_add(len) }, &mut out)?;
    Ok(out)
}

/// A path in an archive as it is shown: UTF-8, without parts that lead out of the archive.
fn shown_path(raw: &[u8]) -> String {
    let path = String::from_utf8_lossy(raw).replace('\\', "/");
    let parts = path.split('/').filter(|part| !matches!(*part, "" | "." | ".."));
    let joined = parts.collect::<Vec<_>>().join("/");
    if joined.is_empty() { "(no name)".to_owned() } else { joined }
}

#[cfg(test)]
mod testing;
