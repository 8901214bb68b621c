//! What zip archives say about a file: in front of it, and in the directory at the end.

use super::member::{FoundMember, Skip, shown_path};
use super::number::{dos_instant, instant, long, quad, short};
use crate::input::codecs::unzip::detail_of;
use crate::input::decoder::PlanDecoder;
use crate::units::{ByteSpan, UnixNanos};

pub(super) const LOCAL: &[u8] = b"PK\x03\x04";
pub(super) const CENTRAL: &[u8] = b"PK\x01\x02";

/// Sizes of headers without names and extra fields.
pub(super) const LOCAL_BYTES: usize = 30;
pub(super) const CENTRAL_BYTES: usize = 46;

/// Stands for a size or an offset that needs 64 bits.
const WIDE: u32 = u32::MAX;

const IS_ENCRYPTED: u16 = 1;
const HAS_DESCRIPTOR: u16 = 1 << 3;

/// A file of a zip archive.
#[derive(Clone, Debug)]
pub(super) struct Entry {
    path: String,
    flags: u16,
    pub(super) method: u16,
    modified: Option<UnixNanos>,
    pub(super) packed: u64,
    size: u64,
    is_link: bool,
    is_folder: bool,
    /// The checksum of its bytes, if the header says it.
    sum: Option<u32>,
    /// What the header says beside it makes no sense.
    pub(super) is_flawed: bool,
    /// Where its local header begins.
    pub(super) start: u64,
    /// Length of its header here.
    pub(super) header_len: usize,
}

impl Entry {
    /// Reads the header before a file at `start`; `None` if it is incomplete.
    pub(super) fn local(raw: &[u8], start: u64) -> Option<Self> {
        let header = raw.get(..LOCAL_BYTES)?;
        let (n_name, n_extra) = (usize::from(short(header, 26)), usize::from(short(header, 28)));
        let header_len = LOCAL_BYTES + n_name + n_extra;
        let name = raw.get(LOCAL_BYTES..LOCAL_BYTES + n_name)?;
        let extra = raw.get(LOCAL_BYTES + n_name..header_len)?;
        // Times and sizes stand in the same order, but for two bytes in the directory.
        let mut entry = Self::read(header.get(6..)?, name, extra);
        entry.start = start;
        entry.header_len = header_len;
        entry.sum = entry.sum.filter(|_| !entry.has_descriptor());
        Some(entry)
    }

    /// Reads a header in the directory; `None` if it is incomplete.
    pub(super) fn central(raw: &[u8]) -> Option<Self> {
        let header = raw.get(..CENTRAL_BYTES)?;
        let [n_name, n_extra, n_comment] = [28, 30, 32].map(|at| usize::from(short(header, at)));
        let name = raw.get(CENTRAL_BYTES..CENTRAL_BYTES + n_name)?;
        let extra = raw.get(CENTRAL_BYTES + n_name..CENTRAL_BYTES + n_name + n_extra)?;
        let mut entry = Self::read(header.get(8..)?, name, extra);
        let start = long(header, 42);
        let n_before = [20, 24].into_iter().filter(|at| long(header, *at) == WIDE).count();
        let wide = wide_field(extra, n_before);
        entry.start = if start == WIDE { wide.unwrap_or(start.into()) } else { start.into() };
        entry.header_len = CENTRAL_BYTES + n_name + n_extra + n_comment;
        let is_unix = header.get(5) == Some(&3);
        entry.is_link = is_unix && (long(header, 38) >> 28) == 0o12;
        entry.is_folder |= long(header, 38) & 0x10 != 0 && entry.size == 0;
        Some(entry)
    }

    /// What both headers have in common; `header` begins with the flags.
    fn read(header: &[u8], name: &[u8], extra: &[u8]) -> Self {
        let [packed, size] = [12, 16].map(|at| long(header, at));
        let wide_size = if size == WIDE { wide_field(extra, 0) } else { None };
        let n_before = usize::from(size == WIDE);
        let wide_packed = if packed == WIDE { wide_field(extra, n_before) } else { None };
        let modified = unix_time(extra).or_else(|| dos_instant(short(header, 4), short(header, 6)));
        Self {
            path: shown_path(name),
            flags: short(header, 0),
            method: short(header, 2),
            modified,
            packed: wide_packed.unwrap_or(packed.into()),
            size: wide_size.unwrap_or(size.into()),
            is_link: false,
            is_folder: matches!(name.last(), Some(b'/' | b'\\')),
            sum: Some(long(header, 8)),
            is_flawed: !is_made_of_fields(extra),
            start: 0,
            header_len: 0,
        }
    }

    /// Its sizes come after it, not before.
    pub(super) fn has_descriptor(&self) -> bool {
        self.flags & HAS_DESCRIPTOR != 0
    }

    pub(super) fn is_encrypted(&self) -> bool {
        self.flags & IS_ENCRYPTED != 0
    }

    /// Notes that this many more bytes came out of it.
    pub(super) fn unpacked(&mut self, n_bytes: u64) {
        self.size += n_bytes;
    }

    /// The member, its bytes from the header in front of it to `end`.
    pub(super) fn found(self, end: u64) -> FoundMember {
        let skip = if self.is_folder {
            Some(Skip::Folder)
        } else if self.is_encrypted() {
            Some(Skip::Encrypted)
        } else if self.is_link {
            Some(Skip::Link)
        } else if !matches!(self.method, 0 | 8) {
            Some(Skip::Unsupported(method_words(self.method)))
        } else if self.size == 0 {
            Some(Skip::Empty)
        } else {
            (end <= self.start).then_some(Skip::NoBytes)
        };
        // Only of a stored file is its length needed to read it.
        let is_told = self.method != 0 || !self.has_descriptor();
        let detail = detail_of((!is_told).then_some(self.packed), self.sum);
        FoundMember {
            path: self.path,
            span: ByteSpan { start: self.start, end: end.max(self.start) },
            lead: vec![PlanDecoder { id: "zip".to_owned(), detail }],
            size: self.size,
            modified: self.modified,
            skip,
        }
    }
}

fn method_words(method: u16) -> &'static str {
    match method {
        9 => "compressed with Deflate64, which is not supported",
        12 => "compressed with bzip2 inside a zip archive, which is not supported",
        14 => "compressed with LZMA inside a zip archive, which is not supported",
        93 => "compressed with Zstandard inside a zip archive, which is not supported",
        95 => "compressed with xz inside a zip archive, which is not supported",
        99 => "encrypted: unpack it with its password and open the result",
        _ => "compressed with a method that is not supported",
    }
}

/// An extra field by its number.
fn extra_field(mut extra: &[u8], number: u16) -> Option<&[u8]> {
    while let Some((head, rest)) = extra.split_at_checked(4) {
        let field = rest.get(..short(head, 2).into()).unwrap_or(rest);
        if short(head, 0) == number {
            return Some(field);
        }
        extra = rest.get(field.len()..).unwrap_or_default();
    }
    None
}

/// Whether extra fields are as long as they say; a little may be left over behind the last.
fn is_made_of_fields(mut extra: &[u8]) -> bool {
    while let Some((head, rest)) = extra.split_at_checked(4) {
        let Some(after) = rest.get(short(head, 2).into()..) else { return false };
        extra = after;
    }
    true
}

/// The 64-bit number that comes after `n_before` others.
fn wide_field(extra: &[u8], n_before: usize) -> Option<u64> {
    let field = extra_field(extra, 1)?;
    field.get(n_before * 8..n_before * 8 + 8).map(|bytes| quad(bytes, 0))
}

/// When the file was last modified, in seconds since 1970.
fn unix_time(extra: &[u8]) -> Option<UnixNanos> {
    let field = extra_field(extra, 0x5455)?;
    let has_time = field.first().is_some_and(|flags| flags & 1 != 0) && field.len() >= 5;
    has_time.then(|| instant(long(field, 1).cast_signed().into())).flatten()
}
