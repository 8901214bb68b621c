//! What a walk through an archive brings, and what it needs.

use crate::input::decoder::PlanDecoder;
use crate::input::storage::ReadError;
use crate::units::{ByteSpan, UnixNanos};

/// How deep archives may lie in archives: what is packed deeper is a trap.
pub const MAX_DEPTH: usize = 4;

/// Random access to an archive, wherever it lies.
pub trait ReadAt {
    /// Appends the bytes of `span` to `out`; says how many there are, fewer only at the end.
    ///
    /// # Errors
    /// See [`ReadError`]; `out` is then as it was.
    fn read_at(&mut self, span: ByteSpan, out: &mut Vec<u8>) -> Result<u64, ReadError>;

    /// Length of the archive, if that is known without reading all of it.
    fn len_at_once(&self) -> Option<u64>;
}

/// Why a member is not read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Skip {
    /// It is a folder.
    Folder,
    /// It is a link to something else.
    Link,
    /// It is a device, a pipe or the like.
    Special,
    /// It has no byte.
    Empty,
    /// It should have some, but where it should lie there are none, or another member's.
    NoBytes,
    /// It takes a password.
    Encrypted,
    /// It is packed in a way that is not read: how, as a clause.
    Unsupported(&'static str),
    /// It is an archive in too many others.
    TooDeep,
    /// It is no text: what it seems to be.
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
            Self::NoBytes => "it has no bytes of its own in the archive".to_owned(),
            Self::Encrypted => {
                "encrypted: unpack it with its password and open the result".to_owned()
            }
            Self::Unsupported(why) => (*why).to_owned(),
            Self::TooDeep => format!("an archive inside more than {} others", MAX_DEPTH - 1),
            Self::NoText(seems) => format!("not a text log: it looks like {seems}"),
        }
    }
}

/// A member as an archive tells of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FoundMember {
    /// Its path in the archive.
    pub path: String,
    /// Its bytes as they lie in the archive.
    pub span: ByteSpan,
    /// What they go through first.
    pub lead: Vec<PlanDecoder>,
    /// Its size unpacked, as the archive says.
    pub size: u64,
    /// When it was last written, if the archive says.
    pub modified: Option<UnixNanos>,
    /// Why it is not read, if that is known already.
    pub skip: Option<Skip>,
}

/// Why a walk through an archive ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WalkEnd {
    /// It is complete.
    Good,
    /// What comes next is no member: the archive is damaged there.
    Damaged(u64),
    /// The archive ends too early.
    Unfinished(u64),
    /// Where the next member lies cannot be told: why, as a clause.
    Unsupported(u64, &'static str),
}

/// What a step of a walk brought.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Walked {
    /// The next member.
    Member(FoundMember),
    /// Nothing yet.
    Going,
    /// There are no more members.
    Over(WalkEnd),
}

/// Reads `len` bytes at a place, or what there is.
pub(super) fn read(archive: &mut impl ReadAt, start: u64, len: u64) -> Result<Vec<u8>, ReadError> {
    let mut out = Vec::new();
    archive.read_at(ByteSpan { start, end: start.saturating_add(len) }, &mut out)?;
    Ok(out)
}

/// A path as an archive has it, as it is shown: UTF-8, without what leads out of the archive.
pub(super) fn shown_path(raw: &[u8]) -> String {
    let path = String::from_utf8_lossy(raw).replace('\\', "/");
    let parts = path.split('/').filter(|part| !matches!(*part, "" | "." | ".."));
    let joined = parts.collect::<Vec<_>>().join("/");
    if joined.is_empty() { "(no name)".to_owned() } else { joined }
}
